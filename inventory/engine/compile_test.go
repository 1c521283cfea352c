package engine

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"ghg/inventory"
	"ghg/inventory/workspace"
)

const settings = `schema_version = 1
years = [%s]
guide = "%s"
[region]
code = "500151"
name = "铜梁区"
province = "重庆市"
`

// compiled is the result of a workspace given as file name → content; the years are those of its inventory.
func compiled(t *testing.T, guide, years string, files map[string]string) *Result {
	t.Helper()
	e := newEngine(t)
	fsys := fstest.MapFS{"inventory.toml": {Data: []byte(fmt.Sprintf(settings, years, guide))}}
	for name, content := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(content)}
	}
	ws, problems, err := workspace.LoadFS(fsys, e.Vocabulary)
	if err != nil {
		t.Fatal(err)
	}
	if problems.Failed() {
		t.Fatal(problems.Sorted()[0].Format("en"))
	}
	return e.Compile(ws, nil)
}

// lines prints the numbers of an inventory: category, subject, gas, value, method, status.
func lines(r *Result) []string {
	var out []string
	if r.Inventory == nil {
		for _, p := range r.Problems {
			if p.Severity >= inventory.Error {
				out = append(out, p.Source.String()+" "+p.Code)
			}
		}
		return out
	}
	for _, e := range r.Inventory.Estimates {
		if e.Number {
			out = append(out, strings.Join(strings.Fields(fmt.Sprintf("%d %s %s %s %s %s %s %s", e.Row.Year, e.Row.Category.Code, e.Row.Facility, e.Row.ItemName(), e.Gas, e.Value(), e.Method.ID, e.Status)), " "))
		}
	}
	return out
}

const head = "year,category,facility,item,detail,parameter,value,unit,notation,note,department\n"

func TestCompile(t *testing.T) {
	for _, c := range []struct {
		name, guide, years string
		files              map[string]string
		want               []string // among the lines
	}{
		{"a measured value goes before the tables", "CN-PROV-2011", "2020", map[string]string{
			"activity/a.csv": head + "2020,1.A.2.f,甲厂,烟煤,,,10000,t,,,企业\n2020,1.A.2.f,甲厂,烟煤,,ncv,20.908,GJ/t,,,企业\n"},
			[]string{"2020 1.A.2.f 甲厂 烟煤 CO2 18608.32908 1.A/comb.cn/CO2 quoted", "2020 1.A.2.f 甲厂 烟煤 CH4 2.0908 1.A/nonco2.ipcc/CH4 printed"}},
		{"a facility's own factor serves it alone", "CN-PROV-2011", "2020", map[string]string{
			"activity/a.csv":  head + "2020,1.A.2.f,甲厂,烟煤,,,10000,t,,,企业\n2020,1.A.2.f,乙厂,烟煤,,,10000,t,,,企业\n",
			"factors/own.csv": "set,category,item,parameter,value,unit,facility,source,status\nlocal,1.A.2.f,烟煤,ncv,20.908,GJ/t,甲厂,measured,local\n"},
			[]string{"2020 1.A.2.f 甲厂 烟煤 CO2 18608.32908 1.A/comb.cn/CO2 local", "2020 1.A.2.f 乙厂 烟煤 CO2 17417.4957 1.A/comb.cn/CO2 quoted"}}, // 10000*19.570/1000*26.1*0.93*44/12
		{"fuel given as heat needs no calorific value", "IPCC-2006", "2020", map[string]string{
			"activity/a.csv": head + "2020,1.A.2.f,,天然气,,,389310,GJ,,,统\n2020,1.A.2.e,,天然气,,,1,万tce,,,统\n"},
			[]string{"2020 1.A.2.f 天然气 CO2 21840.291 1.A/comb.ipcc/CO2 printed", "2020 1.A.2.e 天然气 CO2 16441.5636 1.A/comb.ipcc/CO2 printed"}}, // 10000*29.3076/1000*56100/1000
		{"carbon and oxidation of derived gases come with their calorific value", "CN-PROV-2011", "2020", map[string]string{
			"activity/a.csv": head + "2020,1.A.2.a,,转炉煤气,,,100,万m3,,,企业\n"},
			[]string{"2020 1.A.2.a 转炉煤气 CO2 1512.4032 1.A/comb.cn/CO2 quoted"}}, // 100*84/1000*49.6*0.99*44/12
		{"household biogas has no stove and takes the factors per heat; firewood has one", "CN-PROV-2011", "2020", map[string]string{
			"activity/a.csv": head + "2020,1.A.4.b,,沼气,,,5,TJ,,,农\n2020,1.A.4.b,,薪柴,传统灶,,10000,t,,,农\n"},
			[]string{"2020 1.A.4.b 沼气 CH4 0.025 1.A/bio.ipcc/CH4 printed", "2020 1.A.4.b 沼气 N2O 0.0005 1.A/bio.ipcc/N2O printed", "2020 1.A.4.b 薪柴 CH4 24 1.A/bio.cn/CH4 unconfirmed"}},
		{"a derived figure may follow from a derived one", "CN-PROV-2011", "2018, 2019, 2020", map[string]string{
			"activity/a.csv":      head + "2020,1.A.2.f,,烟煤,,,10000,t,,,统\n",
			"indicators.csv":      "year,indicator,value,unit,source\n2020,煤炭变化,-20,%,x\n2019,煤炭变化,25,%,x\n",
			"records/splices.csv": "technique,year,from_year,category,item,indicator,by,date,reason\nstated_change,2018,2019,1.A.2.f,烟煤,煤炭变化,a,2026-01-01,r\nstated_change,2019,2020,1.A.2.f,烟煤,煤炭变化,a,2026-01-01,r\n"},
			[]string{"2018 1.A.2.f 烟煤 CO2 17417.4957 1.A/comb.cn/CO2 quoted", "2019 1.A.2.f 烟煤 CO2 21771.869625 1.A/comb.cn/CO2 quoted"}}, // 12,500 t in 2019, 10,000 t in 2018
		{"the more specific choice counts", "CN-PROV-2011", "2020", map[string]string{
			"activity/a.csv":      head + "2020,1.A.2.f,,原煤,,,10000,t,,,统\n",
			"records/choices.csv": "kind,year,category,item,parameter,chosen,instead_of,low,high,by,date,reason\nstands_for,,,原煤,carbon_content;oxidation_rate;ef,烟煤,原煤,,,a,2026-01-01,r\nstands_for,2020,1.A.2.f,原煤,carbon_content;oxidation_rate,无烟煤,原煤,,,a,2026-01-01,r\n"},
			[]string{"2020 1.A.2.f 原煤 CO2 19745.23642666666666666666666666667 1.A/comb.cn/CO2 quoted"}}, // 10000*20.908/1000*27.4*0.94*44/12
		{"two choices that contradict each other are an error", "CN-PROV-2011", "2020", map[string]string{
			"activity/a.csv":      head + "2020,1.A.2.f,,原煤,,,10000,t,,,统\n",
			"records/choices.csv": "kind,year,category,item,parameter,chosen,instead_of,low,high,by,date,reason\nstands_for,,,原煤,,烟煤,原煤,,,a,2026-01-01,r\nstands_for,,,原煤,ef,无烟煤,原煤,,,a,2026-01-01,r\n"},
			[]string{"records/choices.csv:3:6 two-choices"}},
		{"a stated figure is never replaced by a derived one", "CN-PROV-2011", "2019, 2020", map[string]string{
			"activity/a.csv":      head + "2020,1.A.2.f,,烟煤,,,10000,t,,,统\n2019,1.A.2.f,,烟煤,,,9000,t,,,统\n",
			"indicators.csv":      "year,indicator,value,unit,source\n2020,煤炭变化,-20,%,x\n",
			"records/splices.csv": "technique,year,from_year,category,item,indicator,by,date,reason\nstated_change,2019,2020,1.A.2.f,烟煤,煤炭变化,a,2026-01-01,r\n"},
			[]string{"records/splices.csv:2:2 splice-over-stated"}},
		{"a fall of all is no rate to derive by", "CN-PROV-2011", "2019, 2020", map[string]string{
			"activity/a.csv":      head + "2020,1.A.2.f,,烟煤,,,10000,t,,,统\n",
			"indicators.csv":      "year,indicator,value,unit,source\n2020,煤炭变化,-100,%,x\n",
			"records/splices.csv": "technique,year,from_year,category,item,indicator,by,date,reason\nstated_change,2019,2020,1.A.2.f,烟煤,煤炭变化,a,2026-01-01,r\n"},
			[]string{"records/splices.csv:2:6 splice-indicator-unfit"}},
		{"nor is a fall by more than all", "CN-PROV-2011", "2019, 2020", map[string]string{
			"activity/a.csv":      head + "2020,1.A.2.f,,烟煤,,,10000,t,,,统\n",
			"indicators.csv":      "year,indicator,value,unit,source\n2020,煤炭变化,-150,%,x\n",
			"records/splices.csv": "technique,year,from_year,category,item,indicator,by,date,reason\nstated_change,2019,2020,1.A.2.f,烟煤,煤炭变化,a,2026-01-01,r\n"},
			[]string{"records/splices.csv:2:6 splice-indicator-unfit"}},
		{"nothing is derived from a figure that a key was chosen over", "CN-PROV-2011", "2019, 2020", map[string]string{
			"activity/a.csv":      head + "2020,1.A.2.f,,烟煤,,,10000,t,,,统\n2020,1.A.2.f,,烟煤,,,,,NO,,经\n",
			"indicators.csv":      "year,indicator,value,unit,source\n2020,煤炭变化,-20,%,x\n",
			"records/choices.csv": choicesHead + "between,2020,1.A.2.f,烟煤,,经,,,,a,2026-01-01,r\n",
			"records/splices.csv": "technique,year,from_year,category,item,indicator,by,date,reason\nstated_change,2019,2020,1.A.2.f,烟煤,煤炭变化,a,2026-01-01,r\n"},
			[]string{"records/splices.csv:2:3 splice-source-missing"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := lines(compiled(t, c.guide, c.years, c.files))
			for _, want := range c.want {
				if !slices.Contains(got, want) {
					t.Errorf("no line %q among\n%s", want, strings.Join(got, "\n"))
				}
			}
		})
	}
}

// One factor in many estimates and years is one variable; an activity cell has its own.
func TestVariables(t *testing.T) {
	r := compiled(t, "CN-PROV-2011", "2019, 2020", map[string]string{
		"activity/a.csv": head + "2019,1.A.2.f,,烟煤,,,10000,t,,,统\n2020,1.A.2.f,,烟煤,,,9000,t,,,统\n2020,1.A.2.e,,烟煤,,,50,t,,,统\n2020,M.3,,,,,5,MWh,,,电\n2019,M.3,,,,,5,MWh,,,电\n"})
	variables, inputs := map[string][]string{}, map[string]bool{}
	for _, e := range r.Inventory.Estimates {
		if !e.Number || e.Gas != "CO2" {
			continue
		}
		for _, leaf := range e.Mass().Leaves() {
			p := inventory.ParameterOf(leaf)
			inputs[p.Key()] = true
			if !slices.Contains(variables[p.Name], p.Variable.ID) {
				variables[p.Name] = append(variables[p.Name], p.Variable.ID)
			}
			for _, forbidden := range []string{p.Amount.String() + "|", ".csv", p.Document} {
				if forbidden != "" && len(forbidden) > 3 && strings.Contains(p.Variable.ID, forbidden) {
					t.Errorf("variable %s holds %q", p.Variable.ID, forbidden)
				}
			}
		}
	}
	for name, want := range map[string]int{"fuel": 3, "ncv": 1, "carbon_content": 1, "oxidation_rate": 1, "grid_average_ef": 1, "electricity_net": 2} {
		if got := len(variables[name]); got != want {
			t.Errorf("%s is drawn as %d variables %v, want %d", name, got, variables[name], want)
		}
	}
	if len(inputs) != 9 {
		t.Errorf("%d inputs, want 9", len(inputs))
	}
}

// The carbon of biogas is counted with what it is made of: burning it is no memo item (METHODS §2.6).
func TestBiogasHasNoMemo(t *testing.T) {
	for _, guide := range []string{"CN-PROV-2011", "IPCC-2006"} {
		for _, line := range lines(compiled(t, guide, "2020", map[string]string{"activity/a.csv": head + "2020,1.A.4.b,,沼气,,,5,TJ,,,农\n"})) {
			if strings.Contains(line, " CO2 ") {
				t.Errorf("%s: %s", guide, line)
			}
		}
	}
}
