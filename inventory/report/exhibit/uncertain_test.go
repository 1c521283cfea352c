package exhibit_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory/engine"
	"ghg/inventory/report"
	"ghg/inventory/report/exhibit"
)

func TestUncertaintiesAreThoseOfTheRecords(t *testing.T) {
	for name, s := range map[string]*report.Subject{"assessed": assessed(t), "district": district(t, "CN-PROV-2011")} {
		list := exhibit.All(s)
		figures := map[string]map[string]string{}
		row := map[string]int{}
		for _, r := range table(report.UncertainRecords(s.Uncertainty)) {
			if r["approach"] == "2" {
				figures[r["figure"]+" "+r["line"]] = r
				continue
			}
			x := found(t, list, map[string]string{"total": "uncertainty", "total_without_land": "uncertainty.without_land"}[r["scope"]])
			cells := x.Rows[0].Cells
			if r["line"] == "row" {
				row[x.ID]++
				cells = x.Rows[row[x.ID]].Cells
			}
			what := strings.Join([]string{name, x.ID, r["line"], r["category"], r["item"], r["gas"]}, " ")
			for i, column := range []string{"e_base", "e_t", "u_ad_pct", "", "u_ef_pct", "", "u_pct", "minus_pct", "plus_pct", "contribution", "share", "sensitivity_a", "sensitivity_b", "trend_ef", "trend_ad", "trend_squared", "trend_pct", "trend_points"} {
				if column != "" {
					digits := int32(12)
					if strings.HasPrefix(column, "e_") || column == "u_ad_pct" || column == "u_ef_pct" {
						digits = 0
					}
					same(t, what+" "+column, cells[4+i], r[column], digits)
				}
			}
		}
		x := found(t, list, "uncertainty")
		if got, want := len(x.Rows), 1+row["uncertainty"]; got != want || row["uncertainty"] == 0 {
			t.Errorf("%s: %d rows, want %d", name, got, want)
		}
		if total := x.Rows[0].Cells[5]; total.Of == nil {
			t.Errorf("%s: the total is none of the inventory", name)
		}
		t.Log(name, isTotal(t, s, x), x.Notes)
		intervals(t, s, found(t, list, "uncertainty.figures"), figures)
	}
}

// intervals holds the figures with intervals against the records, by title and kind.
func intervals(t *testing.T, s *report.Subject, x *exhibit.Exhibit, records map[string]map[string]string) {
	count := 0
	for _, f := range s.Uncertainty.Figures {
		if !report.ShownFigure(f) {
			continue
		}
		count++
		r := records[f.ID+" "+f.Kind]
		title := r["title_zh"]
		if r["category"] != "" && strings.HasPrefix(f.ID, "sector:") {
			title = r["category"] + " " + title
		}
		kind := map[string]string{engine.LevelFigure: "Emissions", engine.TrendFigure: "Trends", engine.IntensityFigure: "Intensities", engine.DeclineFigure: "Declines of intensities"}[f.Kind]
		in, done := "", false
		for _, row := range x.Rows {
			if row.Strong {
				in = row.Cells[0].Text.EN
			}
			if in != kind || row.Cells[0].Text.ZH != title || row.Strong {
				continue
			}
			done = true
			shift, digits := int32(0), int32(12)
			if f.Kind == engine.TrendFigure || f.Kind == engine.DeclineFigure {
				shift = 2
			}
			if f.Kind == engine.LevelFigure {
				digits = 0
			}
			at := func(text string) string {
				if text == "" {
					return ""
				}
				return decimal.RequireFromString(text).Shift(shift).String()
			}
			same(t, title, row.Cells[1], at(r["value"]), digits)
			if row.Cells[3].Exact.Valid {
				same(t, title+" ±", row.Cells[3], at(r["first_order_half"]), 12)
			}
		}
		if !done {
			t.Errorf("no row of %s %s", f.ID, f.Kind)
		}
	}
	rows := 0
	for _, row := range x.Rows {
		if !row.Strong {
			rows++
		}
	}
	if rows != count || count == 0 {
		t.Errorf("%d figures, want %d", rows, count)
	}
	t.Log(rows, isTotal(t, s, x))
}

// What drives the uncertainty is what contributions.csv says.
func TestContributions(t *testing.T) {
	s := assessed(t)
	x := found(t, exhibit.All(s), "contributions")
	total := s.Uncertainty.Rankings[0].Figure
	n := 0
	for _, r := range table(report.ContributionRecords(s.Uncertainty)) {
		if r["figure"] != total.ID || r["kind"] != total.Kind || n >= len(x.Rows)-1 {
			continue
		}
		cells := x.Rows[n].Cells
		n++
		if cells[0].Text.EN != r["rank"] || !strings.HasPrefix(cells[1].Text.ZH, r["title_zh"]) || cells[6].Text.EN != r["spread_en"] {
			t.Errorf("%v is not %v", cells, r)
		}
		same(t, r["title_en"], cells[2], r["first_order_share"], 12)
		if r["low"] == "" {
			continue
		}
		value := found(t, exhibit.All(s), "uncertainty.figures").Rows[1].Cells[1].Exact.Decimal
		if got := value.Add(cells[3].Exact.Decimal); !got.Equal(decimal.RequireFromString(r["low"])) {
			t.Errorf("%s: the low end is %s, want %s", r["title_en"], got, r["low"])
		}
	}
	if n == 0 {
		t.Error("no contribution")
	}
}

// What was drawn stands beside the first order, and what was not drawn has no columns.
func TestSimulatedIntervals(t *testing.T) {
	s := assessed(t)
	if x := found(t, exhibit.All(s), "uncertainty.figures"); x.Columns[len(x.Columns)-1].Head.EN != "Unit of Approach 1" {
		t.Errorf("without draws the last column is %s", x.Columns[len(x.Columns)-1].Head.EN)
	}
	s, _ = report.Gather(s.Engine, s.Workspace, s.Result, report.SubjectOptions{Draws: 500, Seed: 7})
	list := exhibit.All(s)
	x := found(t, list, "uncertainty.figures")
	for _, r := range table(report.UncertainRecords(s.Uncertainty)) {
		if r["figure"] == "total" && r["line"] == engine.LevelFigure {
			same(t, "low", x.Rows[1].Cells[at(t, x, "Simulated 2.5 %")], r["p2_5"], 12)
			same(t, "high", x.Rows[1].Cells[at(t, x, "Simulated 97.5 %")], r["p97_5"], 12)
		}
	}
	x = found(t, list, "contributions")
	for _, r := range table(report.ContributionRecords(s.Uncertainty)) {
		if r["figure"] == "total" && r["kind"] == engine.LevelFigure && r["rank"] == "1" {
			same(t, "total index", x.Rows[0].Cells[at(t, x, "Total index")], r["total_index"], 12)
		}
	}
}
