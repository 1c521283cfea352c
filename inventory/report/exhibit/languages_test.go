package exhibit_test

import (
	"slices"
	"strings"
	"testing"

	"ghg/inventory"
	"ghg/inventory/disclosure"
	"ghg/inventory/report"
	"ghg/inventory/report/exhibit"
)

// analyses are the exhibits of analyses: what is not a table of the inventory itself.
var analyses = []string{"keys.", "uncertainty", "contributions", "intensity", "targets", "assessment", "projections", "peaks", "decomposition.", "recalculation", "explanations"}

func isAnalysis(id string) bool {
	return slices.ContainsFunc(analyses, func(prefix string) bool { return strings.HasPrefix(id, prefix) })
}

// spoken faults a text that is there in one language alone.
func spoken(t *testing.T, what string, text inventory.Text) {
	t.Helper()
	if (text.ZH == "") != (text.EN == "") {
		t.Errorf("%s: %q in Chinese, %q in English", what, text.ZH, text.EN)
	}
}

func TestAnalysesSpeakBothLanguages(t *testing.T) {
	for name, s := range map[string]*report.Subject{"assessed": assessed(t), "recalculated": recalculated(t), "district": district(t, "CN-PROV-2011")} {
		count := 0
		for _, x := range exhibit.All(s) {
			if !isAnalysis(x.ID) {
				continue
			}
			count++
			what := name + " " + x.ID
			for _, note := range append([]inventory.Text{x.Title}, x.Notes...) {
				if note.ZH == "" || note.EN == "" {
					t.Errorf("%s: an empty title or note %q", what, note)
				}
			}
			for _, c := range x.Columns {
				if c.Head.ZH == "" || c.Head.EN == "" {
					t.Errorf("%s: a head %q", what, c.Head)
				}
			}
			for i, r := range x.Rows {
				if len(r.Cells) != len(x.Columns) {
					t.Fatalf("%s: row %d has %d cells under %d columns", what, i, len(r.Cells), len(x.Columns))
				}
				for n, c := range r.Cells {
					spoken(t, what+" "+x.Columns[n].Head.EN, c.Text)
					if c.Exact.Valid && (c.Text.EN == "" || x.Columns[n].Kind == exhibit.Words) {
						t.Errorf("%s: a figure %s printed as %q under %s", what, c.Exact.Decimal, c.Text.EN, x.Columns[n].Head.EN)
					}
					if isShare := strings.HasSuffix(c.Text.EN, " %"); c.Exact.Valid && isShare != (x.Columns[n].Kind == exhibit.Share) {
						t.Errorf("%s: %s under %s", what, c.Text.EN, x.Columns[n].Head.EN)
					}
				}
			}
		}
		if count == 0 {
			t.Errorf("%s: no analysis", name)
		}
	}
}

// A subject without any analysis has the exhibits of its inventory alone.
func TestPartsThatAreNotThere(t *testing.T) {
	s := assessed(t)
	s.Keys, s.Uncertainty, s.Intensities, s.Effects, s.Bridge, s.Projections = nil, nil, nil, nil, nil, nil
	s.Workspace.Explanations = nil
	list := exhibit.All(s)
	for _, x := range list {
		if isAnalysis(x.ID) {
			t.Errorf("there is %s", x.ID)
		}
	}
	found(t, list, "summary")
}

// Of what is hidden nothing stands in the analyses: no total, no amount of it, and no row of a category that holds any.
func TestAnalysesUnderAMask(t *testing.T) {
	for _, plants := range [][]string{{"甲水泥厂"}, {"安溪氟化工公司"}, {"安溪锶盐公司", "甲水泥厂", "安溪镁业公司", "安溪氟化工公司", "安溪砖厂"}} {
		s := district(t, "CN-PROV-2011")
		s.Workspace.Explanations = []inventory.Explanation{{Kind: inventory.ExplainsReference, Year: 2020, Subject: "total", Signed: inventory.Signed{Reason: plants[0]}}}
		underMask(t, s, plants)
	}
	s := assessed(t)
	underMask(t, s, []string{"某气站"})
	list, hidden := exhibit.All(s), 0
	for _, of := range s.Intensities.Series {
		add, less := of.Numerator.Figures(s.Year)
		if !of.Main || !slices.ContainsFunc(append(add, less...), s.Mask.Hides) {
			continue
		}
		hidden++
		for _, r := range found(t, list, "intensity").Rows {
			if r.Strong && r.Cells[0].Text == of.Title() && r.Cells[len(r.Cells)-1].Text.EN != inventory.C.String() {
				t.Errorf("%s is %s", of.ID, r.Cells[len(r.Cells)-1].Text.EN)
			}
		}
	}
	if hidden == 0 {
		t.Error("no intensity is hidden")
	}
}

func underMask(t *testing.T, s *report.Subject, plants []string) {
	var marked []inventory.Confidential
	for _, p := range plants {
		marked = append(marked, inventory.Confidential{Facility: p})
	}
	s.Mask = disclosure.For(s.Inventory(), marked, disclosure.Options{Remainders: s.Result.Remainders})
	if !s.Mask.Any() {
		t.Fatalf("%v hide nothing", plants)
	}
	secret := map[string]bool{}
	for _, h := range s.Mask.Hidden() {
		if h.Line != nil {
			continue
		}
		if total := s.Inventory().Total(h.Figure); total.HasCO2e && !total.CO2e.IsZero() {
			secret[total.CO2e.String()] = true
		}
	}
	list := exhibit.All(s)
	for _, id := range []string{"keys.l1", "keys.t1", "keys.l2", "keys.t2", "uncertainty", "uncertainty.figures", "contributions", "decomposition.co2", "recalculation", "recalculation.causes", "explanations", "projections", "peaks"} {
		if exhibit.Find(list, id) != nil {
			t.Errorf("%v: there is %s", plants, id)
		}
	}
	for _, x := range list {
		if !isAnalysis(x.ID) {
			continue
		}
		for _, r := range x.Rows {
			for _, c := range r.Cells {
				if c.Of != nil && s.Mask.Hides(*c.Of) || c.Exact.Valid && secret[c.Exact.Decimal.String()] {
					t.Errorf("%v: %s shows %s", plants, x.ID, c.Text.EN)
				}
				if x.ID != "keys.summary" || c.Text != r.Cells[0].Text {
					continue
				}
				for _, e := range s.Inventory().Estimates {
					if e.Row.Year == s.Year && e.Row.Category.Code == c.Text.EN && s.Mask.HidesLine(e) {
						t.Errorf("%v: the summary lists %s", plants, c.Text.EN)
					}
				}
			}
		}
	}
	if x := found(t, list, "keys.summary"); len(x.Rows) == 0 {
		t.Errorf("%v: no key category is told", plants)
	}
}
