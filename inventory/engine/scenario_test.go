package engine

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/workspace"
)

const measuresHead = "measure,kind,from_year,to_year,category,facility,item,detail,parameter,amount,unit,to_category,to_facility,to_item,to_detail,to_parameter,to_amount,to_unit,efficiency,by,date,reason\n"

// signed ends a row of a record.
const signed = ",a,2026-01-01,r\n"

// districtWith is the made-up district under a guide, with more files.
func districtWith(t testing.TB, e *Engine, guide string, more map[string]string) *workspace.Workspace {
	t.Helper()
	files := fstest.MapFS{}
	for _, folder := range []string{district, filepath.Join(district, guide)} {
		err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			to, err := filepath.Rel(folder, name)
			content, unread := os.ReadFile(name)
			files[filepath.ToSlash(to)] = &fstest.MapFile{Data: content}
			return errors.Join(err, unread)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	toml := strings.Replace(string(files["inventory.toml"].Data), `guide = "CN-PROV-2011"`, `guide = "`+guide+`"`, 1)
	files["inventory.toml"] = &fstest.MapFile{Data: []byte(toml)}
	for name, content := range more {
		files[name] = &fstest.MapFile{Data: []byte(content)}
	}
	ws, problems, err := workspace.LoadFS(files, e.Vocabulary)
	if err != nil || problems.Failed() {
		t.Fatal(err, problems.Sorted())
	}
	return ws
}

// sound fails the test at the first error of a scenario.
func sound(t *testing.T, s *Scenario) *Scenario {
	t.Helper()
	for _, p := range s.Problems {
		if p.Severity >= inventory.Error {
			t.Error(p.Format("en"))
		}
	}
	if s.Problems.Failed() {
		t.FailNow()
	}
	return s
}

func amountsText(a ScenarioAmounts) string {
	var out []string
	for i := range a {
		out = append(out, fmt.Sprintf("%s %v", a[i].Value, a[i].Number))
	}
	return strings.Join(out, ", ")
}

// Without measures nothing is changed, and what no equation carries on stays as it was in the latest year.
func TestScenarioWithoutMeasures(t *testing.T) {
	e := newEngine(t)
	for _, guide := range []string{"CN-PROV-2011", "CN-PROV-2025", "IPCC-2006", "IPCC-2019"} {
		ws := districtWith(t, e, guide, nil)
		s := sound(t, e.Scenario(ws, 2030))
		if inv := e.Compile(ws, []int{2024}).Inventory; amountsText(amountsOf(inv, 2024)) != amountsText(s.Years[0].Reference) || len(ws.Config.Years) != 10 {
			t.Errorf("%s: the inventory of 2024 has %s, the scenario %s", guide, amountsText(amountsOf(inv, 2024)), amountsText(s.Years[0].Reference))
		}
		if len(s.Years) != 7 || len(s.Effects) != 0 {
			t.Fatalf("%s: %d years, %d effects", guide, len(s.Years), len(s.Effects))
		}
		for _, y := range s.Years {
			if amountsText(y.Reference) != amountsText(y.With) {
				t.Errorf("%s %d: %s is not %s", guide, y.Year, amountsText(y.With), amountsText(y.Reference))
			}
			for _, i := range []int{0, 1, 4} {
				if !y.Reference[i].Value.Equal(s.Years[0].Reference[i].Value) {
					t.Errorf("%s %d: %s is %s, and %s in the latest year", guide, y.Year, ScenarioFigures[i].Name, y.Reference[i].Value, s.Years[0].Reference[i].Value)
				}
			}
		}
	}
}

// fourKinds are measures of every kind on the made-up district, with a landfill that it lacks in its latest year.
func fourKinds(t testing.TB) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, name := range []string{"activity/northern.csv", "records/measures.csv"} {
		content, err := os.ReadFile("../../testdata/scenario/" + name)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = string(content)
	}
	return out
}

// effectOf is the change of a figure that a measure makes.
func effectOf(t *testing.T, s *Scenario, measure, figure string) decimal.Decimal {
	t.Helper()
	for _, effect := range s.Effects {
		for i, f := range ScenarioFigures {
			if effect.Name == measure && f.Name == figure {
				return effect.Change[i].Value
			}
		}
	}
	t.Fatalf("no %s of %s", figure, measure)
	return decimal.Decimal{}
}

// Of each measure alone, by hand from the factors of the provincial guide: bituminous coal 19.570 GJ/t, 26.1 t C/TJ, 0.93, CH4 10 and
// N2O 1.5 kg/TJ; gas 389.31 GJ per 10^4 m3, 15.3, 0.99, 1 and 0.1; GWP 28 and 265.
func TestScenarioOfFourKinds(t *testing.T) {
	e := newEngine(t)
	files := fourKinds(t)
	s := sound(t, e.Scenario(districtWith(t, e, "CN-PROV-2011", files), 2030))
	for _, c := range []struct{ measure, figure, want string }{
		// −20000*19.570/1000*26.1*0.93*44/12 of coal, and of the gas that gives 20000*19.570/1.25 GJ +313.12*15.3*0.99*44/12
		{"煤改气", "scenario_energy_co2", "-17444.61972"},
		{"煤改气", "scenario_energy_process_co2", "-17444.61972"},
		// beside it (313.12*(1*28+0.1*265)−391.4*(10*28+1.5*265))/1000
		{"煤改气", "scenario_total", "-17692.72818"},
		{"煤改气", "scenario_indirect_co2", "0"},
		// the verified 219000 t of the fuel in proportion: −219000*16000/115640
		{"关停一条窑线", "scenario_energy_co2", "-30300.9339328951919750951227948807"},
		// with the verified 770000 t of the process in proportion to the clinker that is not of carbide slag: −770000*200000/(1421000−29400)
		{"关停一条窑线", "scenario_energy_process_co2", "-140964.9178363157151139281207828083"},
		// 50000*0.20*0.39*0.95*44/12 of the fossil carbon burned
		{"垃圾改焚烧", "scenario_energy_co2", "13585"},
		// with 50000*(0.05*265+0.0002*28)/1000 of its N2O and CH4, less 50000*0.1488*0.5*0.5*16/12*0.9*28 that the landfill no longer gives
		{"垃圾改焚烧", "scenario_total_without_land", "-48248.22"},
		{"屋顶光伏", "scenario_indirect_co2", "-44648"}, // 80000*0.5581
		{"屋顶光伏", "scenario_total", "0"},
	} {
		if got := effectOf(t, s, c.measure, c.figure); !got.Sub(decimal.RequireFromString(c.want)).Abs().LessThan(decimal.New(1, -20)) {
			t.Errorf("%s changes %s by %s, want %s", c.measure, c.figure, got, c.want)
		}
	}
	if first := s.Years[1]; first.Year != 2025 || first.Change()[4].Value.String() != "-44648" || !first.Change()[0].Value.Equal(decimal.NewFromInt(13585)) {
		t.Errorf("in 2025 the diversion and the roofs count alone: %s", amountsText(first.Change()))
	}
	addUp(t, s)
	if len(s.Problems) != 2 || s.Problems[0].Code != codeInProportion || s.Problems[1].Code != codeInProportion || s.Problems[0].Severity != inventory.Info {
		t.Errorf("that two verified figures move in proportion is not all that is said: %v", s.Problems)
	}
	if len(s.ByYear) != 1 || s.ByYear[0].Amount.String() != "0.5581" {
		t.Errorf("the factor of the grid is not told: %v", s.ByYear)
	}
	mixed := measuresHead + "少烧,closure,2025,,1.A.1.a,安溪垃圾发电厂,生活垃圾,发电;连续;炉排,,20000,t,,,,,,,," + signed
	byComponents := sound(t, e.Scenario(districtWith(t, e, "IPCC-2006", map[string]string{"records/measures.csv": mixed}), 2025))
	// 20000*(0.16*1*0.75*1+0.03*0.8*0.5*0.2+0.13*0.9*0.46*0.01+0.1*0.9*0.03*1)*44/12: the mixed waste stands at each of its components
	if got := byComponents.Change()[0].Value.String(); got != "-9213.468" {
		t.Errorf("20000 t less of mixed waste burned is %s t CO2", got)
	}
	// without the verified figures the kiln line gives 0.538 t CO2 for each tonne of clinker, and its coal what the factors say
	files["estimates/verified.csv"] = "year,category,facility,item,gas,value,unit,gwp_set,boundary,uncertainty,verifier,source,department,note\n"
	s = sound(t, e.Scenario(districtWith(t, e, "CN-PROV-2011", files), 2030))
	process := effectOf(t, s, "关停一条窑线", "scenario_energy_process_co2").Sub(effectOf(t, s, "关停一条窑线", "scenario_energy_co2"))
	if process.String() != "-107600" {
		t.Errorf("the kiln line gives %s t, want −200000*0.538", process)
	}
	if coal := effectOf(t, s, "关停一条窑线", "scenario_energy_co2"); coal.String() != "-27867.99312" { // −16000*19.570/1000*26.1*0.93*44/12
		t.Errorf("its coal gives %s t", coal)
	}
}

// addUp holds the effects and their interaction to sum up to the whole change, to the last digit.
func addUp(t *testing.T, s *Scenario) {
	t.Helper()
	sum := s.Interaction
	for _, effect := range s.Effects {
		for i := range sum {
			sum[i].Value = sum[i].Value.Add(effect.Change[i].Value)
		}
	}
	for i, whole := range s.Change() {
		if !whole.Value.Equal(sum[i].Value) {
			t.Errorf("%s: the parts sum up to %s, the whole is %s", ScenarioFigures[i].Name, sum[i].Value, whole.Value)
		}
	}
}

// The order of the rows has no part in any figure.
func TestScenarioInAnyOrder(t *testing.T) {
	e := newEngine(t)
	files := fourKinds(t)
	of := func() string {
		s := sound(t, e.Scenario(districtWith(t, e, "CN-PROV-2011", files), 2028))
		out := amountsText(s.Interaction)
		for _, y := range s.Years {
			out += fmt.Sprintln(y.Year, amountsText(y.Reference), amountsText(y.With))
		}
		for _, effect := range s.Effects {
			out += fmt.Sprintln(effect.Name, amountsText(effect.Change))
		}
		return out
	}
	inOrder := of()
	rows := strings.SplitAfter(files["records/measures.csv"], "\n")
	slices.Reverse(rows[1 : len(rows)-1])
	if files["records/measures.csv"] = strings.Join(rows, ""); of() != inOrder {
		t.Errorf("in the order of the rows:\n%s\nin the other:\n%s", inOrder, of())
	}
}

// scenarioOf is the scenario of a small workspace of 2024.
func scenarioOf(t *testing.T, e *Engine, guide string, files map[string]string, target int) *Scenario {
	t.Helper()
	fsys := fstest.MapFS{"inventory.toml": {Data: []byte("schema_version = 1\nyears = [2023, 2024]\nguide = \"" + guide + "\"\n" + warmMoist)}}
	for name, content := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(content)}
	}
	ws, problems, err := workspace.LoadFS(fsys, e.Vocabulary)
	if err != nil || problems.Failed() {
		t.Fatal(err, problems.Sorted())
	}
	return e.Scenario(ws, target)
}

// Measures of which one makes the other count for less have an interaction: 100 t CH4 less recovered are 2800 t CO2e more from a site
// that gives enough, and nothing from one that gives less than that in 2030 because its waste burns.
func TestScenarioInteraction(t *testing.T) {
	s := sound(t, scenarioOf(t, newEngine(t), "IPCC-2006", map[string]string{"activity/a.csv": oneSite(300),
		"records/measures.csv": measuresHead + "改焚烧,转移,2025,,4.A.1,场,食品垃圾,厌氧;无透气覆盖,,1,万t,4.C.1,炉,食品垃圾,连续;炉排;无能量回收,,,," + signed + "少收集,other,2025,,4.A.1,场,,,recovered,100,t CH4,,,,,,,," + signed}, 2030))
	addUp(t, s)
	if got := effectOf(t, s, "少收集", "scenario_total"); got.String() != "2800" {
		t.Errorf("alone it is %s t CO2e", got)
	}
	if got := s.Interaction[3].Value; got.String() != "-2800" {
		t.Errorf("the interaction is %s t CO2e", got)
	}
	s = sound(t, scenarioOf(t, newEngine(t), "CN-PROV-2011", map[string]string{
		"activity/a.csv":       head + "2024,1.A.2.f,甲厂,烟煤,,,10000,t,,,企\n",
		"records/measures.csv": measuresHead + "停产检修,other,2025,2026,1.A.2.f,甲厂,烟煤,,,10000,t,,,,,,,," + signed}, 2027))
	if !s.Years[2].With[0].Value.IsZero() || !s.Change().zero() || len(s.Problems) != 1 || s.Problems[0].Code != "measure-without-effect" {
		t.Errorf("a measure that ends before the target year: %s, %s, %v", amountsText(s.Years[2].With), amountsText(s.Change()), s.Problems)
	}
}

// Waste that is burned instead of put down gives less methane from the year after on, by first-order decay: of 4000 t a year of food
// waste from 2026 (k 0.185, DOC 0.15, DOCf 0.5) in 2030 4000*0.15*0.5*(1−exp(−4*0.185))*0.5*16/12 t CH4. In 2026 the fire alone counts.
func TestScenarioOfDecay(t *testing.T) {
	s := sound(t, scenarioOf(t, newEngine(t), "IPCC-2006", map[string]string{"activity/a.csv": oneSite(0),
		"records/measures.csv": measuresHead + "改焚烧,转移,2026,,4.A.1,场,食品垃圾,厌氧;无透气覆盖,,0.4,万t,4.C.1,炉,食品垃圾,连续;炉排;无能量回收,,,," + signed}, 2030))
	fire := decimal.RequireFromString("53.0224") // 4000*(50*265+0.2*28)/1000000
	first := s.Years[2].Change()[3].Value
	if s.Years[2].Year != 2026 || !first.Equal(fire) {
		t.Errorf("in the first year the change is %s, want %s", first, fire)
	}
	avoided := decimal.RequireFromString("2928.162073") // 200*(1−exp(−0.74))*28
	if got := s.Change()[3].Value; !got.Sub(fire).Add(avoided).Abs().LessThan(decimal.New(1, -6)) {
		t.Errorf("in 2030 the change is %s, want %s", got, fire.Sub(avoided))
	}
}

// Rows of one measure build on each other, whatever their order: coal gives way to gas that the latest year has none of, and from 2027 on
// 100 10^4 m3 of that to diesel oil.
func TestScenarioOfSteps(t *testing.T) {
	e := newEngine(t)
	first := "两步,substitution,2025,,1.A.2.f,甲厂,烟煤,,,5000,t,1.A.2.f,甲厂,天然气,,,,万m3," + signed
	later := "两步,substitution,2027,,1.A.2.f,甲厂,天然气,,,100,万m3,1.A.2.f,甲厂,柴油,,,,t," + signed
	atOnce := strings.Replace(later, "2027", "2025", 1)
	of := func(rows string) *Scenario {
		return scenarioOf(t, e, "CN-PROV-2011", map[string]string{"activity/a.csv": head + "2024,1.A.2.f,甲厂,烟煤,,,10000,t,,,企\n", "records/measures.csv": measuresHead + rows}, 2028)
	}
	alone, steps := sound(t, of(first)), sound(t, of(first+later))
	if a, b := alone.Years[2].With[0].Value, steps.Years[2].With[0].Value; !a.Equal(b) {
		t.Errorf("in 2026 %s t CO2, and %s by the first step", b, a)
	}
	// 100*389.31 GJ of diesel oil for gas: 38931/1000*(20.2*0.98−15.3*0.99)*44/12
	want := decimal.RequireFromString("38.931").Mul(decimal.RequireFromString("4.649").Mul(decimal.NewFromInt(44)))
	if got := steps.Change()[0].Value.Sub(alone.Change()[0].Value).Mul(decimal.NewFromInt(12)); !got.Sub(want).Abs().LessThan(decimal.New(1, -20)) {
		t.Errorf("the second step gives %s/12 t, want %s/12", got, want)
	}
	if a, b := sound(t, of(atOnce+first)), sound(t, of(first+atOnce)); amountsText(a.Change()) != amountsText(b.Change()) || !a.Change()[0].Value.Equal(steps.Change()[0].Value) {
		t.Errorf("%s, in the other order %s", amountsText(a.Change()), amountsText(b.Change()))
	}
	other := of(first + strings.Replace(later, "两步", "又一步", 1))
	if !other.Problems.Failed() || other.Problems[0].Code != "measure-no-figure" || !strings.Contains(other.Problems[0].Hint.EN, "one name in the column measure") {
		t.Errorf("under another name: %v", other.Problems)
	}
	before := of(first + strings.Replace(later, "2027", "2025", 1) + strings.Replace(later, "2027", "2026", 1) + strings.Replace(strings.Replace(later, "100,万m3", "1000,万m3", 1), "2027", "2028", 1))
	if !before.Problems.Failed() || before.Problems[0].Code != codeTooMuch || !strings.Contains(before.Problems[0].Message.EN, "there is no more than 0 10^4 m3, and 251.34212 that measures add") {
		t.Errorf("more than the step before gives: %v", before.Problems)
	}
}
