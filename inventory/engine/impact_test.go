package engine

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/workspace"
)

const trialHead = "set,category,item,detail,parameter,gas,value,unit,region,known_since,source,status\n"

// loaded is a workspace given as file name → content, of two years.
func loaded(t *testing.T, e *Engine, files map[string]string) *workspace.Workspace {
	t.Helper()
	fsys := fstest.MapFS{"inventory.toml": {Data: []byte(fmt.Sprintf(settings, "2019, 2020", "CN-PROV-2011"))}}
	for name, content := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(content)}
	}
	ws, problems, err := workspace.LoadFS(fsys, e.Vocabulary)
	if err != nil || problems.Failed() {
		t.Fatal(err, problems)
	}
	return ws
}

var burning = map[string]string{"activity/energy.csv": head +
	"2019,1.A.2.m,,天然气,,,1000,万m3,,,统计局\n2020,1.A.2.m,,天然气,,,2000,万m3,,,统计局\n2020,1.A.4.b,,天然气,,,500,万m3,,,统计局\n"}

func figuresOf(i *Impact) string {
	var out []string
	for _, y := range i.Years {
		out = append(out, fmt.Sprintf("%d %s", y.Year, y.Difference))
	}
	for _, l := range i.Lines {
		out = append(out, fmt.Sprintf("%s %s %d %s", l.Category.Code, l.Gas, l.Year, l.Difference))
	}
	for _, r := range i.Replaced {
		out = append(out, fmt.Sprintf("%s→%s %d %v", r.Before.Amount, r.After.Amount, r.Lines, r.Years))
	}
	return strings.Join(out, "; ")
}

// The parts of a change sum up to that of the total, exactly: CH4 of 1 kg/TJ becomes 2.5 kg/TJ, of 389.31 GJ per 10⁴ m³.
func TestImpact(t *testing.T) {
	e := newEngine(t)
	ws := loaded(t, e, burning)
	table := trialHead + "EFDB,1.A.2,天然气,,ef,CH4,2.5,kg/TJ,China,2024,a source,quoted\nEFDB,1.A.3.b,汽油,,ef,CH4,9,kg/TJ,China,2024,a source,quoted\n"
	trial := Trial{File: "factors/EFDB.csv", Content: []byte(table), Set: "EFDB"}
	impact, problems := e.Impact(ws, 0, trial, nil)
	if len(problems) != 0 || len(impact.Lines) != 0 || impact.Taken != 0 || len(impact.Years) != 2 || len(impact.Rows) != 2 {
		t.Errorf("outside the precedence: %v, %+v", problems, impact)
	}
	trial.First = true
	impact, _ = e.Impact(ws, 0, trial, nil)
	// 1000 × 389.31 GJ = 389.31 TJ; × 1.5 kg/TJ × 28 ÷ 1000
	want := "2019 16.35102; 2020 32.70204; 1.A.2.m CH4 2020 32.70204; 1.A.2.m CH4 2019 16.35102; 1→2.5 2 [2019 2020]"
	if got := figuresOf(impact); got != want || impact.Taken != 1 || impact.Untouched == 0 || impact.Sets[0] != "local" || impact.Sets[1] != "EFDB" {
		t.Errorf("the change is %s, %d rows taken, %v", got, impact.Taken, impact.Sets)
	}
	sums := map[int]decimal.Decimal{}
	for _, l := range impact.Lines {
		if l.Boundary == inventory.Territorial {
			sums[l.Year] = sums[l.Year].Add(l.Difference)
		}
	}
	for _, y := range impact.Years {
		if !sums[y.Year].Equal(y.Difference) || !y.Before.Add(y.Difference).Equal(y.After) {
			t.Errorf("%d: the parts sum up to %s, the total changes by %s", y.Year, sums[y.Year], y.Difference)
		}
	}
	if all := impact.Total(); all.Difference.String() != "49.05306" {
		t.Errorf("in all the change is %s", all.Difference)
	}
	if slices.Equal(ws.Config.FactorSets, impact.Sets) || len(ws.Factors) != 0 {
		t.Error("the workspace itself was changed")
	}
	ws.AsOf = "2024-12-30"
	if impact, _ = e.Impact(ws, 0, trial, nil); impact.Known != 0 || len(impact.Lines) != 0 {
		t.Errorf("as of a day before: %d known, %s", impact.Known, figuresOf(impact))
	}
}

// What would go wrong with the rows is told: an ambiguity as a problem that arises, a fault of the table as its own.
func TestImpactProblems(t *testing.T) {
	e := newEngine(t)
	ws := loaded(t, e, burning)
	rows := "local,1.A.2,天然气,,ef,CH4,2.5,kg/TJ,China,,a source,local\nlocal,1.A.2;1.A.4,天然气,,ef,CH4,3,kg/TJ,China,,a source,local\n"
	impact, problems := e.Impact(ws, 0, Trial{File: "factors/local.csv", Content: []byte(trialHead + rows)}, nil)
	if problems.Failed() || impact.ErrorsBefore != 0 || impact.ErrorsAfter == 0 || len(impact.Years) != 0 || len(impact.New) != 2 || impact.New[0].Code != "factor-ambiguous" {
		t.Errorf("an ambiguity: %v, %d errors, %v", problems, impact.ErrorsAfter, impact.New)
	}
	_, problems = e.Impact(ws, 0, Trial{File: "factors/local.csv", Content: []byte(trialHead + "local,1.A.2,天然气,,ef,CH4,x,kg/TJ,China,,a source,local\n")}, nil)
	if len(problems) != 1 || problems[0].Code != "bad-number" || problems[0].Source.String() != "factors/local.csv:2:7" {
		t.Errorf("a fault of the table: %v", problems)
	}
	if impact, _ = e.Impact(ws, 3, Trial{File: "factors/local.csv", Content: []byte(trialHead)}, nil); impact.ErrorsBefore != 3 || len(impact.Years) != 0 {
		t.Errorf("a workspace with faults is compared: %+v", impact)
	}
}

func TestPlaced(t *testing.T) {
	for _, c := range []struct {
		trial Trial
		sets  string
		want  string
	}{
		{Trial{Set: "E", First: true}, "local A B", "local E A B"},
		{Trial{Set: "E", First: true}, "A B", "E A B"},
		{Trial{Set: "E", First: true}, "local A E", "local E A"},
		{Trial{Set: "E", Last: true}, "local A", "local A E"},
		{Trial{Set: "E", Last: true}, "E A", "E A"},
	} {
		if got := strings.Join(c.trial.placed(strings.Fields(c.sets)), " "); got != c.want {
			t.Errorf("%s in %s is %s, want %s", c.trial.Set, c.sets, got, c.want)
		}
	}
}

// Shipped rows are known since the year in which their document was issued, where it states one.
func TestShippedAsOf(t *testing.T) {
	e := newEngine(t)
	count := func(day, set string) int {
		table, _ := e.Factors(&workspace.Workspace{AsOf: day})
		n := 0
		for _, row := range table.Rows() {
			if row.Set == set {
				n++
			}
		}
		return n
	}
	if before, after := count("2019-12-30", "IPCC-2019"), count("2019-12-31", "IPCC-2019"); before != 0 || after == 0 {
		t.Errorf("of the refinement of 2019 %d rows are known before the end of that year, %d at it", before, after)
	}
	if count("1999-01-01", "CN-HEAT") == 0 {
		t.Error("a set that states no year is not known always")
	}
}
