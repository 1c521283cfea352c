package exhibit_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/check"
	"ghg/inventory/engine"
	"ghg/inventory/report"
	"ghg/inventory/report/exhibit"
	"ghg/inventory/workspace"
)

// assessed is all that the reports tell of the illustrative district with statistics, targets and an official account.
func assessed(t *testing.T) *report.Subject {
	t.Helper()
	e, err := engine.New()
	if err != nil {
		t.Fatal(err)
	}
	ws, problems, err := workspace.LoadFS(os.DirFS("../../../testdata/inventories/assessed"), e.Vocabulary)
	if err != nil {
		t.Fatal(err)
	}
	result := check.Whole(e, ws, ws.Config.Years, problems)
	if result.Inventory == nil {
		t.Fatal(result.Problems)
	}
	s, _ := report.Gather(e, ws, result, report.SubjectOptions{Draws: engine.NoDraws})
	return s
}

// found is an exhibit that must be there.
func found(t *testing.T, list []*exhibit.Exhibit, id string) *exhibit.Exhibit {
	t.Helper()
	x := exhibit.Find(list, id)
	if x == nil {
		t.Fatalf("no exhibit %s", id)
	}
	return x
}

// at is the number of the column of an exhibit with the English head.
func at(t *testing.T, x *exhibit.Exhibit, head string) int {
	t.Helper()
	i := slices.IndexFunc(x.Columns, func(c exhibit.Column) bool { return c.Head.EN == head })
	if i < 0 {
		t.Fatalf("%s: no column %s in %v", x.ID, head, x.Columns)
	}
	return i
}

// table is a table for machines, its rows by the names of their columns.
func table(records report.Records) (out []map[string]string) {
	for _, row := range records.Rows {
		of := map[string]string{}
		for i, name := range records.Columns {
			of[name] = row[i]
		}
		out = append(out, of)
	}
	return out
}

// same holds a cell against a figure of a table for machines, which has digits significant digits; 0 for all.
func same(t *testing.T, what string, c exhibit.Cell, want string, digits int32) {
	t.Helper()
	if want == "" || !c.Exact.Valid {
		if c.Exact.Valid || want != "" {
			t.Errorf("%s: %v, want %q", what, c.Exact, want)
		}
		return
	}
	got := c.Exact.Decimal
	if digits > 0 {
		got = got.RoundBank(digits - int32(got.NumDigits()) - got.Exponent())
	}
	if !got.Equal(decimal.RequireFromString(want)) {
		t.Errorf("%s: %s, want %s", what, got, want)
	}
}

// isTotal counts the cells of an exhibit that are totals of the inventory, and holds each against it.
func isTotal(t *testing.T, s *report.Subject, x *exhibit.Exhibit) (count int) {
	t.Helper()
	for _, r := range x.Rows {
		for _, c := range r.Cells {
			if c.Of == nil {
				continue
			}
			count++
			total := s.Inventory().Total(*c.Of)
			want := total.CO2e
			if c.Mass {
				want = total.Mass
			}
			if !c.Exact.Decimal.Equal(want) {
				t.Errorf("%s: %v is %s, the inventory has %s", x.ID, *c.Of, c.Exact.Decimal, want)
			}
		}
	}
	return count
}

func TestKeyCategoriesAreThoseOfTheRecords(t *testing.T) {
	for name, s := range map[string]*report.Subject{"assessed": assessed(t), "district": district(t, "IPCC-2006")} {
		list := exhibit.All(s)
		var ranks = map[string]int{}
		for _, r := range table(s.Keys.Records()) {
			of := map[string]string{"total": "", "total_without_land": ".without_land"}[r["scope"]]
			id := map[string]string{"L1": "keys.l1", "T1": "keys.t1", "L2": "keys.l2", "T2": "keys.t2"}[r["assessment"]]
			if id == "" {
				continue
			}
			x := found(t, list, id+of)
			ranks[x.ID]++
			row := x.Rows[ranks[x.ID]]
			if row.Cells[0].Text.EN != r["category"] || row.Cells[3].Text.EN != r["gas"] {
				t.Fatalf("%s %s: row %d is %s %s, want %s %s", name, x.ID, ranks[x.ID], row.Cells[0].Text.EN, row.Cells[3].Text.EN, r["category"], r["gas"])
			}
			what := name + " " + x.ID + " " + r["category"] + " " + r["gas"]
			year := at(t, x, "Estimate of 2024, E")
			same(t, what, row.Cells[year], r["e_t"], 0)
			same(t, what+" cumulative", row.Cells[at(t, x, "Cumulative")], r["cumulative"], 12)
			switch r["assessment"] {
			case "L1":
				same(t, what+" L", row.Cells[at(t, x, "Level assessment L")], r["value"], 12)
			case "T1":
				same(t, what+" T", row.Cells[at(t, x, "Trend assessment T")], r["value"], 12)
				same(t, what+" base", row.Cells[year-1], r["e_base"], 0)
			case "T2":
				same(t, what+" TU", row.Cells[at(t, x, "Trend assessment T·U")], r["value"], 12)
			}
			if key := row.Cells[at(t, x, "Key")].Text.EN == "yes"; key != (r["key"] == "Y") {
				t.Errorf("%s: key %v", what, key)
			}
		}
		summary := found(t, list, "keys.summary")
		n := 0
		for _, r := range table(s.Keys.Records()) {
			if r["assessment"] == "summary" {
				n++
			}
		}
		if n == 0 || len(summary.Rows) != n {
			t.Errorf("%s: %d rows in the summary, want %d", name, len(summary.Rows), n)
		}
		for _, id := range []string{"keys.l1", "keys.t1"} {
			x := found(t, list, id)
			if len(x.Rows) != 1+ranks[id] {
				t.Errorf("%s %s: %d rows, want %d", name, id, len(x.Rows), 1+ranks[id])
			}
			if total := x.Rows[0].Cells[at(t, x, "Estimate of 2024, E")]; total.Of == nil || total.Of.Scope != inventory.ScopeTotal {
				t.Errorf("%s %s: the total is no total of the inventory", name, id)
			}
			t.Log(name, id, len(x.Rows), isTotal(t, s, x), x.Notes)
		}
	}
}

// read is the figure that people read.
func read(t *testing.T, c exhibit.Cell) decimal.Decimal {
	t.Helper()
	d, err := decimal.NewFromString(strings.ReplaceAll(c.Text.EN, ",", ""))
	if err != nil {
		t.Fatal(err)
	}
	return d
}
