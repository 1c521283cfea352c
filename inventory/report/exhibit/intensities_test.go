package exhibit_test

import (
	"strconv"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory/report"
	"ghg/inventory/report/exhibit"
)

// inPerCent is a share of a table for machines in per cent.
func inPerCent(share string) string {
	if share == "" {
		return ""
	}
	return decimal.RequireFromString(share).Shift(2).String()
}

func TestIntensitiesAreThoseOfTheRecords(t *testing.T) {
	s := assessed(t)
	list := exhibit.All(s)
	x := found(t, list, "intensity")
	rows := map[string]map[string][]exhibit.Cell{} // title → what → cells
	title := ""
	for _, r := range x.Rows {
		if r.Strong {
			title = r.Cells[0].Text.EN + r.Cells[2].Text.EN
			rows[title] = map[string][]exhibit.Cell{"value": r.Cells}
			continue
		}
		rows[title][r.Cells[0].Text.EN] = r.Cells
	}
	main := map[string]bool{}
	for _, of := range s.Intensities.Series {
		main[of.ID] = of.Main
	}
	count := 0
	for _, r := range table(report.IntensityRecords(s.Intensities)) {
		if !main[r["intensity"]] {
			continue
		}
		count++
		of, c := rows[r["title_en"]+r["price_year"]], at(t, x, r["year"])
		if of == nil {
			t.Fatalf("no row of %s", r["title_en"])
		}
		same(t, r["intensity"]+" "+r["year"], of["value"][c], r["value"], 0)
		for what, column := range map[string]string{"decline against the year before": "decline_annual", "decline since " + r["base_year"]: "decline_direct", "annual decline, as published": "published_annual", "annual decline, as recognised": "recognised_annual"} {
			cell := exhibit.Cell{}
			if cells := of[what]; cells != nil {
				cell = cells[c]
			}
			same(t, r["intensity"]+" "+r["year"]+" "+what, cell, inPerCent(r[column]), 0)
		}
	}
	if count == 0 {
		t.Error("no intensity")
	}
}

func TestAssessmentTargetsAndScenarios(t *testing.T) {
	s := assessed(t)
	list := exhibit.All(s)
	x := found(t, list, "assessment")
	for i, r := range table(report.AssessmentRecords(s.Intensities)) {
		cells := x.Rows[i].Cells
		for at, column := range map[int]string{1: "co2_t", 2: "gdp", 3: "intensity", 11: "inventory_co2_t", 12: "difference_t"} {
			same(t, r["year"]+" "+column, cells[at], r[column], 0)
		}
		for at, column := range map[int]string{4: "decline_annual", 5: "published_annual", 6: "recognised_annual", 7: "decline_cumulative", 8: "recognised_cumulative", 9: "decline_recomputed", 10: "decline_one_factor"} {
			same(t, r["year"]+" "+column, cells[at], inPerCent(r[column]), 0)
		}
	}
	if isTotal(t, s, x) == 0 {
		t.Error("the CO2 of the inventory is no total of it")
	}
	gap, last := found(t, list, "assessment.gap"), 0
	for _, r := range table(report.GapRecords(s.Intensities)) {
		if r["year"] == strconv.Itoa(gap.Year) {
			last++
			same(t, r["reason_en"], gap.Rows[last].Cells[3], r["difference_t"], 0)
		}
	}
	if last == 0 || last != len(gap.Rows)-1 {
		t.Errorf("%d reasons of %d", last, len(gap.Rows)-1)
	}
	path, at, goals := found(t, list, "targets.path"), 0, found(t, list, "targets")
	for _, r := range table(report.PlanRecords(s.Intensities)) {
		if r["year"] == "" {
			continue
		}
		scale := func(text string) string {
			if r["form"] == "decline_pct" {
				return inPerCent(text)
			}
			return text
		}
		cells := path.Rows[at].Cells
		at++
		if cells[0].Text.ZH != r["indicator"] || cells[2].Text.EN != r["year"] {
			t.Fatalf("%v is not %v", cells, r)
		}
		for n, column := range []string{"reached", "due_straight", "due_geometric"} {
			same(t, r["indicator"]+" "+r["year"]+" "+column, cells[3+n], scale(r[column]), 0)
		}
	}
	if at != len(path.Rows) || len(goals.Rows) != len(s.Intensities.Plan) {
		t.Errorf("%d points of %d, %d targets of %d", at, len(path.Rows), len(goals.Rows), len(s.Intensities.Plan))
	}
	scenario := found(t, list, "projections")
	for i, r := range table(report.ProjectionRecords(s.Intensities, s.Projections)) {
		same(t, r["intensity"], scenario.Rows[i].Cells[5], inPerCent(r["trend_decline"]), 0)
		same(t, r["intensity"], scenario.Rows[i].Cells[3], r["trend_numerator"], 0)
	}
	peaks := found(t, list, "peaks")
	for i, r := range table(report.PeakRecords(s.Intensities)) {
		same(t, r["series_en"], peaks.Rows[i].Cells[1], r["maximum"], 0)
		same(t, r["series_en"], peaks.Rows[i].Cells[5], r["p"], 0)
	}
}
