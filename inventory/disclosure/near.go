package disclosure

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// as is the row of the lines as the sieve takes it: one that is not exact without what is slight beside the plant, so that a row that leaves little
// else than the plant gives it away as one that leaves nothing else does (the p-per-cent rule of statistical disclosure control, p = 10).
func (y *year) as(s *sieve, row []uint64, lines []*inventory.Estimate, place map[*column]int) []uint64 {
	if s.sight == exact || len(lines) == 0 {
		return row
	}
	of := measure{boundary: lines[0].Boundary, gas: lines[0].Gas}
	for _, e := range lines {
		if e.Gas != of.gas {
			of.gas = inventory.AllGases
		}
	}
	if s.sight == near {
		of = measure{whole: true}
	}
	slight := y.slight(s.view, of)
	out := make([]uint64, len(row))
	for c, at := range place {
		if !slight[c.order] {
			out[at] = row[at]
		}
	}
	return out
}

// sight is what somebody takes for known who wants to know of a plant.
type sight uint8

const (
	exact   sight = iota // nothing
	near                 // activities that are less than a twentieth of the plant altogether
	partial              // what is less than a tenth of it of the gas and within the boundary of a row
)

// measure is by what activities are compared: all that they emit, or what they emit of a gas, or of all gases, within a boundary.
type measure struct {
	whole    bool
	boundary inventory.Boundary
	gas      string
}

// slight tells of each column whether it is slight beside the plants of the view. Beside plants that emit nothing of the measure
// nothing is slight.
func (y *year) slight(v view, of measure) []bool {
	key := fmt.Sprint(strings.Join(v.plants, "\x00"), of)
	if known, met := y.light[key]; met {
		return known
	}
	sizes, whole := make([]decimal.Decimal, len(y.columns)), decimal.Decimal{}
	for _, c := range y.columns {
		for _, e := range c.lines {
			all := of.whole || of.gas == inventory.AllGases
			if !of.whole && e.Boundary != of.boundary || !all && e.Gas != of.gas {
				continue
			}
			size := e.Value().Abs()
			if gwp, ok := y.inv.GWP(e.Gas); all && ok {
				size = size.Mul(gwp.Amount)
			}
			sizes[c.order] = sizes[c.order].Add(size)
		}
		if v.own(c) {
			whole = whole.Add(sizes[c.order])
		}
	}
	least := whole.Shift(-1)
	if of.whole {
		least = whole.Mul(decimal.New(5, -2))
	}
	out := make([]bool, len(y.columns))
	for _, c := range y.columns {
		out[c.order] = !v.own(c) && sizes[c.order].LessThan(least)
	}
	y.light[key] = out
	return out
}

// sights are the sieves that are not exact, none where what all but tells of a plant may be shown.
func (y *year) sights(of view) []*sieve {
	if y.exact {
		return nil
	}
	return []*sieve{{view: of, sight: near}, {view: of, sight: partial}}
}
