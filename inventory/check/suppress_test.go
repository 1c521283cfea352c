package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"ghg/inventory"
	"ghg/inventory/check"
	"ghg/inventory/workspace"
)

const recordHead = "规则,年份,类别,文件,设施,项目,核对码,决定人,日期,理由\n"

// twice is one quantity of a works in two industries, an ERROR of rule PLANT at activity/a.csv:3.
const twice2020 = "2020,1.A.2.c,甲厂,烟煤,,,1000,t,,\n2020,1.A.2.f,甲厂,烟煤,,,1,kt,,\n"

// answered compiles twice2020 with the records and returns what the rules find of it.
func answered(t *testing.T, rows, records string, only ...string) inventory.Problems {
	t.Helper()
	e := engineOf(t)
	ws, problems, err := workspace.LoadFS(fstest.MapFS{"inventory.toml": {Data: []byte(settings)}, "activity/a.csv": {Data: []byte(head + rows)},
		"records/suppressions.csv": {Data: []byte(recordHead + records)}}, e.Vocabulary)
	if err != nil || problems.Failed() {
		t.Fatal(err, problems)
	}
	return check.Run(ws, e.Compile(ws, nil), only...)
}

// A record that says what check lists turns the breach into a remark that names who answers for it; one that says anything
// else leaves it, and is told of.
func TestSuppressions(t *testing.T) {
	const by = ",ghrjkxwv,张三,2026-03-01,两台锅炉用煤恰好相同\n"
	const unused = "WARNING suppression-unused records/suppressions.csv:2:1"
	const breach = "ERROR check-plant activity/a.csv:3:7"
	const silent = "INFO check-plant activity/a.csv:3:7"
	for _, c := range []struct {
		name, record string
		want         []string
	}{
		{"as listed", "PLANT,2020,1.A.2.f,activity/a.csv,甲厂,烟煤" + by, []string{silent}},
		{"of any file, facility and item", "PLANT,2020,1.A.2.f,*,*,*" + by, []string{silent}},
		{"by the code of the problem and an alias", "check-plant,2020,1A2f,*,甲厂,bituminous coal" + by, []string{silent}},
		{"twice", "PLANT,2020,1.A.2.f,*,*,*" + by + "plant,2020,1.A.2.f,*,甲厂,*" + by, []string{silent}},
		{"another year", "PLANT,2019,1.A.2.f,*,*,*" + by, []string{breach, unused}},
		{"no year", "PLANT,,1.A.2.f,*,*,*" + by, []string{breach, unused}},
		{"another category", "PLANT,2020,1.A.2,*,*,*" + by, []string{breach, unused}},
		{"no category", "PLANT,2020,,*,*,*" + by, []string{breach, unused}},
		{"another file", "PLANT,2020,1.A.2.f,activity/b.csv,*,*" + by, []string{breach, unused}},
		{"another facility", "PLANT,2020,1.A.2.f,*,乙厂,*" + by, []string{breach, unused}},
		{"no facility", "PLANT,2020,1.A.2.f,*,,*" + by, []string{breach, unused}},
		{"another item", "PLANT,2020,1.A.2.f,*,*,无烟煤" + by, []string{breach, unused}},
		{"no item", "PLANT,2020,1.A.2.f,*,*," + by, []string{breach, unused}},
		{"another rule", "D3,2020,1.A.2.f,*,*,*" + by, []string{breach, unused}},
		{"a rule that there is none of", "PLAMT,2020,1.A.2.f,*,*,*" + by, []string{breach, "ERROR unknown-rule records/suppressions.csv:2:1"}},
		{"what is no rule", "bad-year,2020,1.A.2.f,*,*,*" + by, []string{breach, "ERROR unknown-rule records/suppressions.csv:2:1"}},
		{"a rule of blockers", "TOTAL,2020,,*,*,*" + by, []string{breach, "ERROR suppression-of-blocker records/suppressions.csv:2:1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, p := range answered(t, twice2020, c.record, "PLANT", "D3") {
				got = append(got, p.Severity.String()+" "+p.Code+" "+p.Source.String())
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("found %v", got)
			}
		})
	}
	p := answered(t, twice2020, "PLANT,2020,1.A.2.f,*,*,*"+by)[0]
	if want := "suppressed by 张三 on 2026-03-01 (records/suppressions.csv:2:1): 两台锅炉用煤恰好相同 (was ERROR: PLANT fuel of a facility stands in one category: "; !strings.HasPrefix(p.Message.EN, want) {
		t.Errorf("the remark is %s", p.Message.EN)
	}
	if p.Suppressed == nil || p.Suppressed.Severity != inventory.Error || p.Rule != "PLANT" || p.Year != 2020 || p.Category != "1.A.2.f" || p.Facility != "甲厂" || p.Item != "烟煤" {
		t.Errorf("the breach is %+v", p)
	}
	nearest := answered(t, twice2020, "PLAMT,2020,1.A.2.f,*,*,*"+by)
	if at := slices.IndexFunc(nearest, func(p inventory.Problem) bool { return p.Code == "unknown-rule" }); !strings.HasPrefix(nearest[at].Hint.EN, `did you mean "PLANT"?`) {
		t.Errorf("the hint is %s", nearest[at].Hint.EN)
	}
}

// A record does not let a BLOCKER through.
func TestBlockersAreNotSuppressed(t *testing.T) {
	e := engineOf(t)
	config := strings.Replace(settings, "IPCC-2019", "CN-PROV-2011", 1)
	problems := foundIn(t, e, fstest.MapFS{"inventory.toml": {Data: []byte(config)}, "activity/a.csv": {Data: []byte(head + dairy)},
		"records/suppressions.csv": {Data: []byte(recordHead + "D16,2020,3.C.6,*,*,*,,张三,2026-03-01,已核实\n")}}, "3.C.6 N2O")
	var got []string
	for _, p := range problems {
		if p.Severity >= inventory.Error {
			got = append(got, p.Severity.String()+" "+p.Code)
		}
	}
	if want := []string{"BLOCKER check-d16", "ERROR suppression-of-blocker"}; !slices.Equal(got, want) {
		t.Errorf("found %v", got)
	}
}

// The last breach of a list that breaks off stands for others, and is not suppressed; of rules that did not run nothing is
// said.
func TestTheLastBreachIsNotSuppressed(t *testing.T) {
	var rows strings.Builder
	for i := range 1001 {
		fmt.Fprintf(&rows, "2020,1.A.2.c,厂%d,柴油,,,%d,t,,\n2020,1.A.2.f,厂%d,柴油,,,%d,t,,\n", i, 1000+i, i, 5000+i)
	}
	var last inventory.Problem
	for _, p := range answered(t, rows.String(), "", "plant") {
		if p.Last {
			last = p
		}
	}
	record := marked(last)
	count := map[string]int{}
	for _, p := range answered(t, rows.String(), record, "plant") {
		count[p.Severity.String()+" "+p.Code]++
	}
	if count["WARNING check-plant"] != 1000 || count["ERROR suppression-of-last"] != 1 || len(count) != 2 {
		t.Errorf("found %v", count)
	}
	if found := answered(t, twice2020, record, "D1"); len(found) > 0 {
		t.Errorf("rule D1 alone finds %v", found)
	}
}

// Every rule is in one family, says what it looks at and how grave its breaches are, and is found by its id or the code of
// its problems.
func TestCatalogue(t *testing.T) {
	families := map[string]bool{}
	last := ""
	for _, r := range check.Catalogue() {
		if r.Looks.ZH == "" || r.Looks.EN == "" || len(r.Severities) == 0 || r.Family.ID == "" || r.Family.Title.ZH == "" || r.Family.Title.EN == "" {
			t.Errorf("the catalogue says of rule %s: %+v", r.ID, r.Aspect)
		}
		if r.Family.ID != last && families[r.Family.ID] {
			t.Errorf("family %s stands twice", r.Family.ID)
		}
		last, families[r.Family.ID] = r.Family.ID, true
		for _, written := range []string{r.ID, strings.ToLower(r.ID), r.Code(), " " + r.ID} {
			if named, ok := check.Named(written); !ok || named.ID != r.ID {
				t.Errorf("%q is rule %q", written, named.ID)
			}
		}
	}
	for _, threshold := range workspace.Thresholds() {
		if strings.HasPrefix(threshold.Name, "recalculation") {
			continue // of comparisons
		}
		if !slices.ContainsFunc(check.Catalogue(), func(r check.Listed) bool { return slices.Contains(r.Thresholds, threshold.Name) }) {
			t.Errorf("threshold %s stands under no rule", threshold.Name)
		}
	}
	for i := 1; i <= 25; i++ {
		if _, ok := check.Named(fmt.Sprintf("D%d", i)); !ok {
			t.Errorf("no rule D%d", i)
		}
	}
	if _, ok := check.Named("D26"); ok {
		t.Error("a rule D26")
	}
	if got := check.Nearest("plamt"); got != "PLANT" {
		t.Errorf("nearest is %q", got)
	}
}
