package recalc

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// bridgeOf is a bridge of 2020 of rows "scope gas old new", territorial, with a correction where the row ends in c.
func bridgeOf(t *testing.T, voc *inventory.Vocabulary, rows string) *Bridge {
	t.Helper()
	y := &YearBridge{Pair: Pair{2020, 2020}}
	for line := range strings.SplitSeq(rows, "\n") {
		f := strings.Fields(line)
		if len(f) == 0 {
			continue
		}
		r := &Row{Scope: f[0], Gas: f[1], Old: decimal.RequireFromString(f[2]), New: decimal.RequireFromString(f[3]), HasOld: true, HasNew: true}
		if f[0] != inventory.ScopeTotal && f[0] != inventory.ScopeWithoutLand {
			r.Category = voc.Categories.Must(f[0])
		}
		r.Parts[Activity] = r.Difference().Mul(Scale)
		if len(f) > 4 {
			r.Parts[Correction] = r.Parts[Activity]
		}
		y.Rows = append(y.Rows, r)
	}
	return &Bridge{Years: []*YearBridge{y}}
}

// said lists the rows that want an explanation, with the lines of the records that explain them, and the lines that explain nothing.
func (x *Explained) said(b *Bridge) string {
	var out []string
	lines := func(list []*inventory.Explanation) string {
		var out []string
		for _, e := range list {
			out = append(out, strconv.Itoa(e.Place.Row))
		}
		return strings.Join(out, "+")
	}
	for _, r := range b.Years[0].Rows {
		if x.Wanted[r] || len(x.Of[r]) > 0 {
			out = append(out, strings.TrimRight(r.Scope+" "+r.Gas+" "+lines(x.Of[r]), " "))
		}
	}
	if len(x.Idle) > 0 {
		out = append(out, "idle "+lines(x.Idle))
	}
	if len(x.Astray) > 0 {
		out = append(out, "astray "+lines(x.Astray))
	}
	return strings.Join(out, "; ")
}

func TestExplain(t *testing.T) {
	e, err := newEngine()
	if err != nil {
		t.Fatal(err)
	}
	voc := e.Vocabulary
	record := func(kind, subject, gas string) inventory.Explanation {
		out := inventory.Explanation{Kind: kind, Year: 2020, Subject: subject, Gas: gas}
		if subject != inventory.ScopeTotal && subject != inventory.ScopeWithoutLand {
			out.Category = voc.Categories.Must(subject)
		}
		return out
	}
	// 1.A.2.f moves by 30 % of itself, 1.A.2.m by 0.9 %, 3.B by a tonne, 4.A from nothing to a tenth of a per mille of the total.
	const rows = `
		total all 100000 103090
		total_without_land all 100000 103091
		1 all 99000 102090
		1.A.2 all 99000 102090
		1.A.2 CO2 99000 102090
		1.A.2.f all 10000 13000
		1.A.2.f CO2 10000 13000
		1.A.2.m all 10000 10090
		1.A.2.m CO2 10000 10090
		3.B all -10 -11
		3.B CO2 -10 -11
		4.A all 0 10
		4.A CH4 0 10`
	usual := &Limits{decimal.NewFromInt(1), decimal.RequireFromString("0.05")}
	of := func(percent string) *Limits { return &Limits{decimal.RequireFromString(percent), decimal.Zero} }
	for _, c := range []struct {
		name, rows string
		limits     *Limits
		records    []inventory.Explanation
		want       string
	}{
		{"the lowest figure beyond", rows, usual, nil, "1.A.2.f CO2"},
		{"none are wanted", rows, nil, nil, ""},
		{"every figure that differs", rows, of("0"), nil, "1.A.2.f CO2; 1.A.2.m CO2; 3.B CO2; 4.A CH4"},
		{"a figure from nothing", rows, of("50"), nil, "4.A CH4"},
		{"many small ones make a large one", "total all 100000 103000\n1.A all 1000 1003\n1.A.1 all 600 605\n1.A.2 all 400 398", &Limits{decimal.NewFromInt(1), decimal.NewFromInt(1)}, nil, "total all"},
		{"the figure itself", rows, usual, []inventory.Explanation{record("recalculation", "1.A.2.f", "CO2")}, "1.A.2.f CO2 2"},
		{"of all gases", rows, usual, []inventory.Explanation{record("recalculation", "1.A.2.f", "")}, "1.A.2.f all 2; 1.A.2.f CO2 2"},
		{"of what it is part of", rows, usual, []inventory.Explanation{record("recalculation", "1.A", "")}, "1.A.2.f CO2 2"},
		{"of the total", rows, usual, []inventory.Explanation{record("recalculation", "total", "")}, "total all 2; 1.A.2.f CO2 2"},
		{"the total without land has no land", rows, of("0"), []inventory.Explanation{record("recalculation", "total_without_land", "CO2")}, "1.A.2.f CO2 2; 1.A.2.m CO2 2; 3.B CO2; 4.A CH4"},
		{"of another gas", rows, usual, []inventory.Explanation{record("recalculation", "1.A.2.f", "CH4")}, "1.A.2.f CO2; idle 2"},
		{"of another category", rows, usual, []inventory.Explanation{record("recalculation", "1.A.2.g", ""), record("recalculation", "1.A.2", "CO2")}, "1.A.2 CO2 3; 1.A.2.f CO2 3; idle 2"},
		{"a figure that wants none", rows, usual, []inventory.Explanation{record("recalculation", "3.B", "")}, "1.A.2.f CO2; 3.B all 2"},
		{"a correction", "1.A.2.f CO2 100 130 c", usual, []inventory.Explanation{record("correction", "1.A.2", "")}, "1.A.2.f CO2 2"},
		{"a correction of nothing", rows, usual, []inventory.Explanation{record("correction", "1.A.2", "")}, "1.A.2.f CO2; idle 2"},
		{"a reference is another matter", rows, usual, []inventory.Explanation{{Kind: "reference", Year: 2020, Subject: "total"}}, "1.A.2.f CO2"},
		{"another year", rows, usual, []inventory.Explanation{{Kind: "recalculation", Year: 2019, Subject: "total"}}, "1.A.2.f CO2"},
		{"a year that is none", rows, usual, []inventory.Explanation{{Kind: "recalculation", Year: 1990, Subject: "total"}, {Kind: "reference", Year: 1990, Subject: "total"}}, "1.A.2.f CO2; astray 2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for i := range c.records {
				c.records[i].Place.Row = i + 2
			}
			b := bridgeOf(t, voc, c.rows)
			if got := b.Explain(c.records, c.limits, []int{2019, 2020}).said(b); got != c.want {
				t.Errorf("%s\nwant %s", got, c.want)
			}
		})
	}
}

// The difference of two years is no recalculation: what is said of one year's recalculation is not said of it.
func TestYearsWantNoExplanation(t *testing.T) {
	e, err := newEngine()
	if err != nil {
		t.Fatal(err)
	}
	b := bridgeOf(t, e.Vocabulary, "1.A.2.f CO2 100 130")
	b.Years[0].Old = 2019
	x := b.Explain([]inventory.Explanation{{Kind: "recalculation", Year: 2020, Subject: "1.A.2.f", Gas: "CO2", Category: e.Vocabulary.Categories.Must("1.A.2.f")}}, &Limits{}, []int{2019, 2020})
	if len(x.Wanted) > 0 || len(x.Of) > 0 || len(x.Idle) > 0 {
		t.Errorf("%+v", x)
	}
}

// A cause of a correction that names the record makes it serve.
func TestCorrectionServes(t *testing.T) {
	e, err := newEngine()
	if err != nil {
		t.Fatal(err)
	}
	records := []inventory.Explanation{{Kind: "correction", Year: 2020, Subject: "1.A.2.f", Category: e.Vocabulary.Categories.Must("1.A.2.f"), Parameter: "ncv", Signed: inventory.Signed{By: "Zhang"}},
		{Kind: "recalculation", Year: 2020, Subject: "total"}}
	corrections := Corrections(records)
	if want := (ErrorCorrection{2020, "1.A.2.f", "ncv", records[0].Signed}); !slices.Equal(corrections, []ErrorCorrection{want}) {
		t.Fatalf("%+v", corrections)
	}
	b := bridgeOf(t, e.Vocabulary, "1.A.2.f CO2 100 100")
	b.Years[0].Causes = []*Cause{{Correction: &corrections[0]}}
	if x := b.Explain(records[:1], nil, []int{2020}); len(x.Idle) > 0 {
		t.Error("the correction is said to explain nothing")
	}
}
