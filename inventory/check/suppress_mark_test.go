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

// marked is the suppression that check prints of the breach.
func marked(p inventory.Problem) string {
	year := ""
	if p.Year != 0 {
		year = fmt.Sprint(p.Year)
	}
	return strings.Join([]string{p.Rule, year, p.Category, p.Source.File, p.Facility, p.Item, p.Seen, "张三", "2026-03-01", "已核实"}, ",") + "\n"
}

// ruled runs the rules on the files and the years, all of the workspace for none, and lists what they find of WARNING or
// above.
func ruled(t *testing.T, files map[string]string, years []int, only ...string) inventory.Problems {
	t.Helper()
	e := engineOf(t)
	fs := fstest.MapFS{}
	for name, content := range files {
		fs[name] = &fstest.MapFile{Data: []byte(content)}
	}
	ws, problems, err := workspace.LoadFS(fs, e.Vocabulary)
	if err != nil || problems.Failed() {
		t.Fatal(err, problems)
	}
	found := check.Run(ws, e.Compile(ws, years), only...)
	return slices.DeleteFunc(found, func(p inventory.Problem) bool { return p.Severity < inventory.Warning })
}

func severities(problems inventory.Problems) []string {
	var out []string
	for _, p := range problems {
		out = append(out, p.Severity.String()+" "+p.Code+" "+p.Source.String())
	}
	return out
}

const fourYears = "schema_version = 1\nyears = [2017, 2018, 2019, 2020]\nguide = \"IPCC-2019\"\n[region]\ncode = \"500199\"\nname = \"某区\"\nprovince = \"重庆市\"\n"

// A record answers for the breach that was seen and for no other of its cell: of other figures it comes back as grave as it
// is, and says so. A row put in above it changes nothing.
func TestABreachThatChangedComesBack(t *testing.T) {
	run := func(rows, records string) inventory.Problems {
		return ruled(t, map[string]string{"inventory.toml": settings, "activity/a.csv": head + rows, "records/suppressions.csv": recordHead + records}, nil, "PLANT")
	}
	before := run(twice2020, "")
	if got := severities(before); !slices.Equal(got, []string{"ERROR check-plant activity/a.csv:3:7"}) {
		t.Fatal(got)
	}
	record := marked(before[0])
	if got := severities(run("2020,1.A.2.d,丙厂,柴油,,,5,t,,\n"+twice2020, record)); len(got) > 0 {
		t.Errorf("a row above: %v", got)
	}
	after := run(strings.NewReplacer("1000,t", "8000,t", "1,kt", "8,kt").Replace(twice2020), record)
	if got := severities(after); !slices.Equal(got, []string{"ERROR check-plant activity/a.csv:3:7"}) {
		t.Fatal(got)
	}
	if want := " (it has changed since 张三 answered for it on 2026-03-01 and wants another look: records/suppressions.csv:2:7)"; !strings.HasSuffix(after[0].Message.EN, want) {
		t.Errorf("says %s", after[0].Message.EN)
	}
	if want := "（张三 于 2026-03-01 说明之后已有变化，须重新核对：records/suppressions.csv:2:7）"; !strings.HasSuffix(after[0].Message.ZH, want) {
		t.Errorf("says %s", after[0].Message.ZH)
	}
	if after[0].Seen == before[0].Seen {
		t.Errorf("both are marked %s", after[0].Seen)
	}
	if got := severities(run(strings.NewReplacer("1000,t", "8000,t", "1,kt", "8,kt").Replace(twice2020), marked(after[0]))); len(got) > 0 {
		t.Errorf("by its own mark: %v", got)
	}
	unseen := run(twice2020, strings.Replace(record, before[0].Seen, "", 1))
	if want := " (the row of 张三 of 2026-03-01 does not say which breach was seen, and answers for none: records/suppressions.csv:2:7)"; len(unseen) != 1 || !strings.HasSuffix(unseen[0].Message.EN, want) {
		t.Errorf("without a mark: %v", unseen)
	}
	stale := run(twice2020, record+strings.Replace(record, before[0].Seen, "bcdfghjk", 1))
	if got := severities(stale); !slices.Equal(got, []string{"WARNING suppression-unused records/suppressions.csv:3:1"}) {
		t.Errorf("a record of an older mark beside: %v", got)
	}
}

// A slip of one year is of that year, and its record hides no slip of another year and facility.
func TestARecordIsOfTheYearOfTheRow(t *testing.T) {
	rows := "2017,1.A.2.c,,烟煤,,,5011,t,,\n2018,1.A.2.c,,烟煤,,,5022,t,,\n2019,1.A.2.c,,烟煤,,,50330,t,,\n2020,1.A.2.c,,烟煤,,,5044,t,,\n"
	run := func(rows, records string, years ...int) inventory.Problems {
		return ruled(t, map[string]string{"inventory.toml": fourYears, "activity/a.csv": head + rows, "records/suppressions.csv": recordHead + records}, years, "DIGIT")
	}
	found := run(rows, "")
	if len(found) != 1 || found[0].Year != 2019 || found[0].Item != "烟煤" {
		t.Fatalf("found %v", found)
	}
	record := marked(found[0])
	if got := severities(run(rows, record)); len(got) > 0 {
		t.Errorf("answered for: %v", got)
	}
	for _, years := range [][]int{{2020}, {2019}, {2018, 2019}} {
		if got := severities(run(rows, record, years...)); len(got) > 0 {
			t.Errorf("%v alone: %v", years, got)
		}
	}
	more := rows + "2018,1.A.2.c,甲厂,柴油,,,5022,t,,\n2019,1.A.2.c,甲厂,柴油,,,5033,t,,\n2020,1.A.2.c,甲厂,柴油,,,50440000,t,,\n"
	for _, any := range []string{record, strings.Replace(record, ",烟煤,", ",*,", 1), strings.Replace(record, "csv,,", "csv,*,", 1)} {
		if got := severities(run(more, any)); !slices.Equal(got, []string{"WARNING check-digit activity/a.csv:8:7"}) {
			t.Errorf("with another slip %s leaves %v", any, got)
		}
	}
}

// Breaches of indicators and of targets are told apart by name and year, whichever years are compiled.
func TestBreachesOfIndicatorsAndTargets(t *testing.T) {
	files := map[string]string{"inventory.toml": strings.Replace(fourYears, "2017, 2018, ", "", 1), "activity/a.csv": head,
		"indicators.csv": "year,indicator,value,unit\n2019,常住人口,100,万人\n2020,常住人口,120,万人\n2019,地区生产总值,500,亿元\n2020,地区生产总值,4950,亿元\n",
		"targets.csv":    "indicator,base_year,target_year,form,direction,target,unit,kind,status\n森林覆盖率,2020,2025,share,>=,180,%,binding,set\n非化石能源占比,2020,2030,share,>=,140,%,binding,set\n"}
	found := ruled(t, files, nil, "POPULATION", "PLANTARGETS")
	var keys, records []string
	for _, p := range found {
		keys, records = append(keys, fmt.Sprint(p.Rule, " ", p.Year, " ", p.Item)), append(records, marked(p))
	}
	if want := []string{"POPULATION 2020 常住人口", "POPULATION 2020 地区生产总值", "PLANTARGETS 2025 森林覆盖率", "PLANTARGETS 2030 非化石能源占比"}; !slices.Equal(keys, want) {
		t.Fatalf("found %q", keys)
	}
	for i := range records {
		files["records/suppressions.csv"] = recordHead + records[i]
		left := ruled(t, files, nil, "POPULATION", "PLANTARGETS")
		if len(left) != 3 || slices.ContainsFunc(left, func(p inventory.Problem) bool { return p.Source == found[i].Source }) {
			t.Errorf("%s leaves %v", records[i], severities(left))
		}
	}
	files["records/suppressions.csv"] = recordHead + strings.Join(records, "")
	for _, years := range [][]int{nil, {2019}, {2020}} {
		if left := ruled(t, files, years, "POPULATION", "PLANTARGETS"); len(left) > 0 {
			t.Errorf("of %v are left %v", years, severities(left))
		}
	}
}
