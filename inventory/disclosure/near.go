package disclosure

import (
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// as is the row of the lines as the sieve takes it: a near one without what is slight beside the plant, so that a row that leaves little
// else than the plant gives it away as one that leaves nothing else does (the p-per-cent rule of statistical disclosure control, p = 10).
func (y *year) as(s *sieve, row []uint64, lines []*inventory.Estimate, place map[*column]int) []uint64 {
	if !s.near || len(lines) == 0 {
		return row
	}
	gas := lines[0].Gas
	for _, e := range lines {
		if e.Gas != gas {
			gas = inventory.AllGases
		}
	}
	slight := y.slight(s.view, lines[0].Boundary, gas)
	out := make([]uint64, len(row))
	for c, at := range place {
		if !slight[c.order] {
			out[at] = row[at]
		}
	}
	return out
}

// slight tells of each column whether what it emits of the gas, or of all gases in CO2e, within the boundary is less than a tenth of what
// the plants of the view do. Beside plants that emit none of it nothing is slight.
func (y *year) slight(v view, b inventory.Boundary, gas string) []bool {
	key := strings.Join(v.plants, "\x00") + "|" + b.String() + "|" + gas
	if known, met := y.light[key]; met {
		return known
	}
	sizes, whole := make([]decimal.Decimal, len(y.columns)), decimal.Decimal{}
	for _, c := range y.columns {
		for _, e := range c.lines {
			if e.Boundary != b || gas != inventory.AllGases && e.Gas != gas {
				continue
			}
			size := e.Value().Abs()
			if gwp, ok := y.inv.GWP(e.Gas); gas == inventory.AllGases && ok {
				size = size.Mul(gwp.Amount)
			}
			sizes[c.order] = sizes[c.order].Add(size)
		}
		if v.own(c) {
			whole = whole.Add(sizes[c.order])
		}
	}
	out := make([]bool, len(y.columns))
	for _, c := range y.columns {
		out[c.order] = !v.own(c) && sizes[c.order].Shift(1).LessThan(whole)
	}
	y.light[key] = out
	return out
}
