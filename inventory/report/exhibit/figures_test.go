package exhibit_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/report"
	"ghg/inventory/report/exhibit"
)

// written are the figures of summary.csv: mass and CO2-equivalent as they stand there.
func written(t *testing.T, s *report.Subject) map[string][2]string {
	t.Helper()
	var text bytes.Buffer
	if err := report.WriteSummary(&text, s.Inventory()); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&text).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][2]string{}
	for _, r := range rows[1:] {
		out[strings.Join(r[1:5], " ")] = [2]string{r[5], r[7]}
	}
	return out
}

// Every cell that is a total of the inventory holds what summary.csv holds, and prints it rounded; every sum is that of its parts.
func TestCellsAreTheFiguresOfTheInventory(t *testing.T) {
	for _, guide := range []string{"CN-PROV-2011", "IPCC-2006"} {
		s := district(t, guide)
		figures := written(t, s)
		totals, sums := 0, 0
		for _, x := range exhibit.All(s) {
			for i, r := range x.Rows {
				for _, c := range r.Cells {
					if c.Of != nil && c.Exact.Valid {
						totals++
						want := figures[yearWord(c.Of.Year)+" "+c.Of.Boundary.String()+" "+c.Of.Scope+" "+c.Of.Gas][1]
						if c.Mass {
							want = figures[yearWord(c.Of.Year)+" "+c.Of.Boundary.String()+" "+c.Of.Scope+" "+c.Of.Gas][0]
						}
						if want != c.Exact.Decimal.String() || c.Text.ZH != report.Tonnes(c.Exact.Decimal) || c.Text.EN != c.Text.ZH {
							t.Fatalf("%s: %s row %d: %v is %s, printed %s; summary.csv has %q", guide, x.ID, i, *c.Of, c.Exact.Decimal, c.Text.ZH, want)
						}
					}
					if len(c.Parts)+len(c.Rest) > 0 {
						sums++
						var sum decimal.Decimal
						for _, f := range c.Parts {
							sum = sum.Add(decimal.RequireFromString(figures[yearWord(f.Year)+" "+f.Boundary.String()+" "+f.Scope+" "+f.Gas][1]))
						}
						for _, e := range c.Rest {
							gwp, _ := s.Inventory().GWP(e.Gas)
							sum = sum.Add(e.Value().Mul(gwp.Amount))
						}
						if !sum.Equal(c.Exact.Decimal) {
							t.Fatalf("%s: %s row %d: the parts of %s come to %s", guide, x.ID, i, c.Exact.Decimal, sum)
						}
					}
				}
			}
		}
		if totals < 1000 || guide == "CN-PROV-2011" && sums < 1000 {
			t.Errorf("%s: %d totals, %d sums", guide, totals, sums)
		}
	}
}

func yearWord(year int) string { return decimal.NewFromInt(int64(year)).String() }

// The summary of the guide of the last year, against figures of golden/summary.csv: total with and without land, one gas, one family.
func TestSummaryInTheFormOfTheGuide(t *testing.T) {
	s := district(t, "CN-PROV-2011")
	x := found(t, exhibit.All(s), "summary")
	at := func(code, head string) exhibit.Cell {
		row := slices.IndexFunc(x.Rows, func(r exhibit.Row) bool { return r.Cells[0].Text.EN == code })
		column := slices.IndexFunc(x.Columns, func(c exhibit.Column) bool { return c.Head.EN == head })
		if row < 0 || column < 0 {
			t.Fatalf("no %s of %s", head, code)
		}
		return x.Rows[row].Cells[column]
	}
	for _, want := range []struct{ code, head, text string }{
		{"T", "HFCs", "3,217,577"}, {"T", "PFCs", "59,951"}, {"T", "SF6", "34,771"},
	} {
		if got := at(want.code, want.head).Text.EN; got != want.text {
			t.Errorf("%s of %s is %s, not %s", want.head, want.code, got, want.text)
		}
	}
	unfiled := slices.IndexFunc(x.Rows, func(r exhibit.Row) bool { return r.Cells[1].Text.EN == "Categories without a row of the guide" })
	for head, want := range map[string]string{"CH4": "397535.7355479614971940716080776644283852", "N2O": "3502286.17293626181548926569851652001697072", "HFCs": "3217577.146113829021973397383506209968", "Total": "12284438.93986159353465673469010039442165592"} {
		i := slices.IndexFunc(x.Columns, func(c exhibit.Column) bool { return c.Head.EN == head })
		rest, whole := x.Rows[unfiled].Cells[i].Exact.Decimal, x.Rows[unfiled+1].Cells[i].Exact.Decimal
		if sum := at("T", head).Exact.Decimal.Add(rest); !sum.Equal(whole) || whole.String() != want {
			t.Errorf("%s: the rows of the guide and what it has no row of come to %s, the inventory to %s", head, sum, whole)
		}
	}
	if land := at("4", "Total").Exact.Decimal; !land.IsNegative() {
		t.Errorf("removals are %s", land)
	}
	for _, head := range []string{"CO2", "CH4", "N2O", "HFCs", "PFCs", "SF6", "Total"} {
		at("M", head)
	}
}

// Each exhibit that the data bear is there, and none that they do not.
func TestExhibitsThatTheDataBear(t *testing.T) {
	always := []string{"summary", "series.category", "series.gas", "sector.energy", "sector.industry", "sector.agriculture", "sector.land", "sector.waste", "fuels", "completeness", "notation", "factors", "unconfirmed", "gwp", "assumptions", "problems"}
	analysed := []string{"uncertainty", "uncertainty.figures", "contributions", "keys.l1", "keys.t1", "keys.l2", "keys.t2", "keys.summary"}
	for _, guide := range []string{"CN-PROV-2011", "IPCC-2006"} {
		s := district(t, guide)
		list := exhibit.All(s)
		for _, id := range slices.Concat(always, analysed, []string{"summary.2015", "emitters"}) {
			found(t, list, id)
		}
		for _, id := range []string{"recalculation", "recalculation.causes", "decomposition.co2", "targets", "energy_accounts", "balance", "masked"} {
			if exhibit.Find(list, id) != nil {
				t.Errorf("%s: there is an exhibit %s", guide, id)
			}
		}
		s.Uncertainty, s.Keys, s.Intensities, s.Effects, s.Crosswalks, s.Projections = nil, nil, nil, nil, nil, nil
		bare := exhibit.All(s)
		for _, id := range always {
			found(t, bare, id)
		}
		for _, id := range analysed {
			if exhibit.Find(bare, id) != nil {
				t.Errorf("%s: %s of no analysis", guide, id)
			}
		}
	}
	list := exhibit.All(of(t, "../../../seeds/tongliang"))
	for _, id := range slices.Concat(always, []string{"summary.2015", "targets", "intensity"}) {
		found(t, list, id)
	}
	list = exhibit.All(of(t, "../../../testdata/inventories/balance"))
	for _, id := range []string{"balance", "reference", "reference.comparison", "explanations"} {
		found(t, list, id)
	}
}

// The share of a factor is Σ|CO2e| of the lines that take it; the last row counts each line once.
func TestUnconfirmedFactorsAreRankedByWhatRestsOnThem(t *testing.T) {
	s := district(t, "CN-PROV-2011")
	x := found(t, exhibit.All(s), "unconfirmed")
	last := len(x.Columns) - 1
	for i, r := range x.Rows[:len(x.Rows)-1] {
		if i > 0 && r.Cells[last].Exact.Decimal.GreaterThan(x.Rows[i-1].Cells[last].Exact.Decimal) {
			t.Errorf("row %d has a larger share than the one before it", i)
		}
		if r.Cells[7].Text.EN != "unconfirmed" {
			t.Errorf("row %d is %s", i, r.Cells[7].Text.EN)
		}
	}
	want, ok := s.Inventory().UnconfirmedShare(s.Year)
	if got := x.Rows[len(x.Rows)-1].Cells[last].Exact.Decimal; !ok || !got.Equal(want) {
		t.Errorf("the share of all is %s, not %s", got, want)
	}
}

// The lines of the sectors are all that the year has, each with its figure.
func TestSectorsHoldEveryLine(t *testing.T) {
	s := district(t, "CN-PROV-2011")
	lines := map[*inventory.Estimate]int{}
	for _, x := range exhibit.All(s) {
		for _, r := range x.Rows {
			for _, c := range r.Cells {
				if c.Line != nil && c.Mass {
					lines[c.Line]++
					if !c.Exact.Decimal.Equal(c.Line.Value()) || !strings.HasPrefix(x.ID, "sector.") {
						t.Errorf("%s: a line of %s is %s", x.ID, c.Line.Value(), c.Exact.Decimal)
					}
				}
			}
		}
	}
	for _, e := range s.Inventory().Estimates {
		if e.Row.Year == s.Year && e.Number && lines[e] != 1 {
			t.Errorf("%s %s %s stands %d times", e.Row.Category.Code, e.Row.Subject(), e.Gas, lines[e])
		}
	}
}
