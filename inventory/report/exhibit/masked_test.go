package exhibit_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/disclosure"
	"ghg/inventory/report"
	"ghg/inventory/report/exhibit"
)

// masked hides plants of a subject.
func masked(s *report.Subject, plants ...string) {
	var marked []inventory.Confidential
	for _, p := range plants {
		marked = append(marked, inventory.Confidential{Facility: p})
	}
	s.Mask = disclosure.For(s.Inventory(), marked, disclosure.Options{Remainders: s.Result.Remainders})
}

// No exhibit of a masked report holds a hidden figure, whole or printed, by its figure, as a part of a sum or under another name.
func TestMaskedExhibitsHoldNothingHidden(t *testing.T) {
	for _, guide := range []string{"CN-PROV-2011", "IPCC-2006"} {
		s := district(t, guide)
		for _, plants := range [][]string{{"甲水泥厂"}, {"安溪热电厂"}, {"安溪氟化工公司", "安溪砖厂", "安溪锶盐公司"}} {
			masked(s, plants...)
			list, secret, marks := exhibit.All(s), secrets(s), 0
			for _, x := range list {
				for _, r := range x.Rows {
					for _, c := range r.Cells {
						if c.Text.EN == "C" && !c.Exact.Valid {
							marks++
						}
						if why := told(s, c, secret); why != "" {
							t.Fatalf("%s %v: %s holds %s, %s", guide, plants, x.ID, c.Text.EN, why)
						}
					}
				}
				for _, n := range x.Notes {
					for _, p := range plants {
						if strings.Contains(n.ZH+n.EN, p) {
							t.Errorf("%s: a note names %s", x.ID, p)
						}
					}
				}
			}
			if marks == 0 {
				t.Errorf("%s %v: no cell is C", guide, plants)
			}
			for _, id := range []string{"fuels", "reference", "reference.comparison", "balance", "energy_accounts", "emitters", "uncertainty", "uncertainty.figures", "contributions", "keys.l1", "keys.t1", "keys.l2", "keys.t2",
				"decomposition.co2", "recalculation", "explanations", "assumptions", "suppressions", "problems", "crosswalk.CRT", "crosswalk.coverage"} {
				if exhibit.Find(list, id) != nil {
					t.Errorf("%s %v: %s is in a masked report", guide, plants, id)
				}
			}
			for _, id := range []string{"summary", "series.category", "series.gas", "sector.energy", "completeness", "factors", "gwp", "masked"} {
				found(t, list, id)
			}
		}
	}
}

// told says what of a hidden figure a cell tells.
func told(s *report.Subject, c exhibit.Cell, secret map[string]string) string {
	switch {
	case c.Of != nil && s.Mask.Hides(*c.Of) || c.Line != nil && s.Mask.HidesLine(c.Line):
		return "a hidden figure"
	case slices.ContainsFunc(c.Parts, s.Mask.Hides) || slices.ContainsFunc(c.Rest, s.Mask.HidesLine):
		return "a sum with a hidden part"
	case c.Exact.Valid && secret[c.Exact.Decimal.String()] != "":
		return "the figure of " + secret[c.Exact.Decimal.String()]
	}
	return ""
}

// secrets are the values of hidden figures that no figure shown has too, by their text. Of few digits a value may be any other.
func secrets(s *report.Subject) map[string]string {
	const least = 6
	out, inv := map[string]string{}, s.Inventory()
	put := func(of string, values ...decimal.Decimal) {
		for _, d := range values {
			if d.NumDigits() >= least {
				out[d.String()] = of
			}
		}
	}
	each := func(hidden bool, do func(of string, values ...decimal.Decimal)) {
		for _, f := range inv.Figures() {
			if t := inv.Total(f); t.HasCO2e && s.Mask.Hides(f) == hidden {
				do(f.Scope, t.CO2e, t.Mass)
			}
		}
		for _, e := range inv.Estimates {
			if gwp, ok := inv.GWP(e.Gas); ok && e.Number && s.Mask.HidesLine(e) == hidden {
				do(e.Row.Subject(), e.Value(), e.Value().Mul(gwp.Amount))
			}
		}
	}
	each(true, put)
	each(false, func(_ string, values ...decimal.Decimal) {
		for _, d := range values {
			delete(out, d.String())
		}
	})
	return out
}

// Made twice, a masked report is the same: what was found safe to show the first time is so the second time.
func TestMaskedExhibitsAreTheSameTwice(t *testing.T) {
	s := district(t, "CN-PROV-2011")
	masked(s, "甲水泥厂")
	if first, second := plain(exhibit.All(s)), plain(exhibit.All(s)); first != second {
		t.Error("the second time differs")
	}
}

func BenchmarkMasked(b *testing.B) {
	s := district(b, "CN-PROV-2011")
	masked(s, "甲水泥厂")
	for b.Loop() {
		exhibit.All(s)
	}
}

// A factor of the workspace's own table may be that of a plant, whatever status it was given.
func TestMaskedFactorsAreThoseOfEverybody(t *testing.T) {
	s := district(t, "CN-PROV-2011")
	masked(s, "甲水泥厂")
	var at *inventory.Parameter
	for _, e := range s.Inventory().Estimates {
		if !e.Number || e.Row.Year != s.Year || at != nil {
			continue
		}
		for _, leaf := range e.Mass().Leaves() {
			if p, ok := leaf.(*inventory.Parameter); ok && p.Set != "" && p.Status != inventory.Local {
				at = p
			}
		}
	}
	rows := func() int { return len(found(t, exhibit.All(s), "factors").Rows) }
	before, shipped := rows(), at.Origin.File
	at.Origin.File = "factors/plant.csv"
	defer func() { at.Origin.File = shipped }()
	if after := rows(); after != before-1 {
		t.Errorf("%d factors, then %d with one of them the district's own", before, after)
	}
}
