package exhibit_test

import (
	"strings"
	"testing"

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
			if !s.Mask.Any() {
				t.Fatalf("%v hides nothing", plants)
			}
			list := exhibit.All(s)
			shown, secret := map[string]bool{}, map[string]string{}
			inv := s.Inventory()
			for _, f := range inv.Figures() {
				if total := inv.Total(f); total.HasCO2e && !s.Mask.Hides(f) {
					shown[total.CO2e.String()], shown[total.Mass.String()] = true, true
				}
			}
			for _, e := range inv.Estimates { // of which some are like hidden ones
				if gwp, ok := inv.GWP(e.Gas); ok && e.Number && !s.Mask.HidesLine(e) {
					shown[e.Value().String()], shown[e.Value().Mul(gwp.Amount).String()] = true, true
				}
			}
			for _, h := range s.Mask.Hidden() {
				if h.Line != nil && h.Line.Number && !h.Line.Value().IsZero() {
					secret[h.Line.Value().String()] = h.Line.Row.Subject()
					if gwp, ok := inv.GWP(h.Line.Gas); ok {
						secret[h.Line.Value().Mul(gwp.Amount).String()] = h.Line.Row.Subject()
					}
				}
				if h.Line == nil {
					if total := inv.Total(h.Figure); total.HasCO2e && !total.CO2e.IsZero() {
						secret[total.CO2e.String()] = h.Figure.Scope
					}
				}
			}
			hiddenCells := 0
			for _, x := range list {
				for i, r := range x.Rows {
					for _, c := range r.Cells {
						if c.Text.EN == "C" && !c.Exact.Valid {
							hiddenCells++
						}
						if c.Of != nil && s.Mask.Hides(*c.Of) || c.Line != nil && s.Mask.HidesLine(c.Line) {
							t.Fatalf("%s %v: %s row %d is of a hidden figure", guide, plants, x.ID, i)
						}
						for _, f := range c.Parts {
							if s.Mask.Hides(f) {
								t.Fatalf("%s %v: %s row %d has a hidden part", guide, plants, x.ID, i)
							}
						}
						for _, e := range c.Rest {
							if s.Mask.HidesLine(e) {
								t.Fatalf("%s %v: %s row %d has a hidden line", guide, plants, x.ID, i)
							}
						}
						if c.Exact.Valid && !shown[c.Exact.Decimal.String()] {
							if of := secret[c.Exact.Decimal.String()]; of != "" && c.Exact.Decimal.NumDigits() > 5 { // of fewer digits it may be any other
								t.Fatalf("%s %v: %s row %d holds %s, which is hidden of %s", guide, plants, x.ID, i, c.Exact.Decimal, of)
							}
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
			if hiddenCells == 0 {
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
