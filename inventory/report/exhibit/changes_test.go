package exhibit_test

import (
	"strconv"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory/report"
	"ghg/inventory/report/exhibit"
)

// Effects, multiples and parts are those of the records, and what is printed of effects adds up to what is printed of the change.
func TestDecompositions(t *testing.T) {
	s := assessed(t)
	list := exhibit.All(s)
	if len(s.Effects) == 0 {
		t.Fatal("no decomposition")
	}
	for _, d := range s.Effects {
		x, times := found(t, list, "decomposition."+d.Of), found(t, list, "decomposition."+d.Of+".multiples")
		terms := exhibit.Find(list, "decomposition."+d.Of+".terms")
		column := map[string]int{}
		for i, e := range d.Periods() {
			name := "yearly"
			switch e {
			case d.Direct:
				name = "direct"
			case d.Chained:
				name = "chained"
			}
			column[name+strconv.Itoa(e.From)+strconv.Itoa(e.To)] = i + 1
		}
		factor := map[string]int{}
		for k, name := range d.Model.Factors {
			factor[name] = k + 1
		}
		for _, r := range table(report.DecompositionRecords("", d)) {
			c, k := column[r["period"]+r["from"]+r["to"]], factor[r["factor"]]
			what := d.Of + " " + r["period"] + " " + r["from"] + " " + r["term"] + " " + r["factor"]
			if r["term"] != "" {
				if r["period"] != "direct" || terms == nil {
					continue
				}
				for i, name := range d.Model.Terms {
					if name == r["term"] {
						same(t, what, terms.Rows[i+1].Cells[k], r["additive"], 0)
					}
				}
				continue
			}
			same(t, what, x.Rows[k].Cells[c], r["additive"], 0)
			if r["multiplicative"] != "" {
				same(t, what, times.Rows[k].Cells[c], r["multiplicative"], 0)
			}
			if r["factor"] == "change" {
				same(t, what, x.Rows[len(x.Rows)-2].Cells[c], r["before"], 0)
				same(t, what, x.Rows[len(x.Rows)-1].Cells[c], r["after"], 0)
			}
		}
		for c := range d.Periods() {
			var sum decimal.Decimal
			for k := range d.Effects {
				sum = sum.Add(read(t, x.Rows[k+1].Cells[c+1]))
			}
			if whole := read(t, x.Rows[0].Cells[c+1]); !sum.Equal(whole) {
				t.Errorf("%s: printed effects add up to %s, not %s", d.Of, sum, whole)
			}
		}
		t.Log(d.Of, len(x.Rows), len(x.Columns), isTotal(t, s, x), terms != nil)
	}
}
