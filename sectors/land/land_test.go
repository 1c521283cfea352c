package land

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"
)

// random is a matrix of the land uses over some years, not all of which state the areas, with random conversions that keep all land.
func random(r *rand.Rand) *Matrix {
	m := NewMatrix()
	area := map[Use]decimal.Decimal{}
	for _, use := range Uses {
		area[use] = decimal.New(r.Int64N(1e9), -4)
	}
	for year := 2010; year < 2016; year++ {
		for _, from := range Uses {
			for _, to := range Uses {
				if from == to || r.IntN(3) > 0 {
					continue
				}
				moved := decimal.Min(area[from], decimal.New(r.Int64N(1e6), -int32(r.IntN(6))))
				m.Conversions[Conversion{year, from, to}] = moved
				area[from], area[to] = area[from].Sub(moved), area[to].Add(moved)
			}
		}
		if year == 2010 || year == 2015 || r.IntN(2) == 0 {
			for _, use := range Uses {
				m.Areas[Held{year, use}] = area[use]
			}
		}
	}
	return m
}

// The areas of a land matrix add up, all land stays the same, and a figure that is wrong by any amount is found at its use with that
// amount.
func TestMatrixCloses(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		m := random(r)
		if gaps := m.Gaps(); gaps != nil {
			t.Fatalf("seed %d: %v", seed, gaps)
		}
		first, _ := m.Total(2010)
		last, whole := m.Total(2015)
		if !whole || !first.Equal(last) {
			t.Fatalf("seed %d: %s ha at first, %s at last", seed, first, last)
		}
		columns := map[Use]decimal.Decimal{}
		for _, cell := range m.Cells() {
			if cell.Year == 2015 {
				columns[cell.To] = columns[cell.To].Add(cell.Area)
			}
		}
		for _, use := range Uses {
			if !columns[use].Equal(m.Areas[Held{2015, use}]) {
				t.Fatalf("seed %d: the column of %s sums to %s, not %s", seed, use.Code(), columns[use], m.Areas[Held{2015, use}])
			}
		}
		use, wrong := Uses[r.IntN(len(Uses))], decimal.New(1+r.Int64N(1000), -int32(r.IntN(9)))
		at := Held{2015, use}
		m.Areas[at] = m.Areas[at].Add(wrong)
		if gaps := m.Gaps(); len(gaps) != 1 || gaps[0].Use != use || !gaps[0].Missing().Equal(wrong) {
			t.Fatalf("seed %d: %s too much of %s is found as %v", seed, wrong, use.Code(), gaps)
		}
	}
}

// Which land became which is said by the category, below 3.B.4 by the item.
func TestConversionOf(t *testing.T) {
	for _, c := range []struct{ code, item, want string }{
		{"3.B.1.b.i", "", "3.B.2→3.B.1"}, {"3.B.1.b.v", "", "3.B.6→3.B.1"}, {"3.B.2.b.i", "林地", "3.B.1→3.B.2"}, {"3.B.3.b.iii", "", "3.B.4→3.B.3"},
		{"3.B.5.b.iv", "", "3.B.4→3.B.5"}, {"3.B.6.b.v", "", "3.B.5→3.B.6"}, {"3.B.4.b.ii", "耕地", "3.B.2→3.B.4"}, {"3.B.4.b", "林地", "3.B.1→3.B.4"},
		{"3.B.5.b", "水田", "3.B.2→3.B.5"}, {"3.B.4.b.ii", "", ""}, {"3.B.5.b", "", ""}, {"3.B.5.b", "建设用地", ""}, {"3.B", "林地", ""},
	} {
		got := ""
		if from, to, ok := ConversionOf(c.code, c.item); ok {
			got = fmt.Sprintf("%s→%s", from.Code(), to.Code())
		}
		if got != c.want {
			t.Errorf("%s %s: %q, want %q", c.code, c.item, got, c.want)
		}
	}
}
