package trend

import (
	"testing"

	"github.com/shopspring/decimal"
)

// What is compared between two years may be divided otherwise than the years are by themselves: what one of them has no figure of is of
// a factor of its own there, 0 against its size, and elsewhere it is part of its term.
func TestComparedFigures(t *testing.T) {
	none := Term{}
	m := model([]int{2020, 2021, 2022}, []Term{term("3", "10", "1"), none}, []Term{term("2", "10", "1"), none}, []Term{term("6", "10", "1"), none})
	m.Compared = map[[2]int][2][]Term{{0, 1}: {{term("2", "10", "1"), term("1", "1", "10")}, {term("2", "10", "1"), term("1", "1", "0")}}}
	d := decomposed(t, m)
	for k, want := range []string{"0", "0", "-10"} {
		if got := d.Steps[0].Additive(k); !got.Equal(decimal.RequireFromString(want)) {
			t.Errorf("factor %d of 2020–2021: %s, want %s", k, got, want)
		}
	}
	if got := d.Direct.Additive(0); !got.Equal(decimal.RequireFromString("30")) || !d.Direct.Additive(2).IsZero() {
		t.Errorf("2020–2022: %s, and scope %s", got, d.Direct.Additive(2))
	}
	if got := d.Chained.Additive(0).Add(d.Chained.Additive(2)); !got.Equal(decimal.RequireFromString("30")) {
		t.Errorf("chained: %s", got)
	}
}
