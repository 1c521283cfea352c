package check_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"ghg/inventory"
	"ghg/inventory/engine"
)

// plant is a municipal plant of the Refinement with what else is stated of it.
func plant(rows ...string) string {
	const of = "2020,4.D.1,城市厂,生活污水,集中好氧处理厂;二级处理;好氧(无初沉),"
	return of + "bod,4000,t BOD,,\n" + of + strings.Join(rows, "\n"+of) + "\n"
}

const compost, landless = "2020,4.B,,生活污泥,堆肥,", "2020,4.D.2,啤酒厂,啤酒,厌氧反应器;不排入水体,"

var ofWastewater = []example{
	{"sludge that goes nowhere", "check-d19", inventory.Warning, "activity/a.csv:3:7", []string{"4.D.1 1000 t (activity/a.csv:3:7)", "no row of 1.A, 4.A, 4.B, 4.C or 3.C.4"},
		plant("sludge,1000,t,,"), plant("sludge,1000,t,,") + compost + "waste,4000,t,,\n", "", nil},
	{"more dry sludge arrives than leaves", "check-d19", inventory.Warning, "activity/a.csv:4:7", []string{"1200 t of dry sludge arrive, more than the 1000 t"},
		plant("sludge,1000,t,,") + compost + "waste_dry,1200,t,,\n", plant("sludge,1000,t,,") + compost + "waste_dry,1000,t,,\n", "", nil},
	{"less sludge arrives than leaves", "check-d19", inventory.Warning, "activity/a.csv:3:7", []string{"takes out 1000 t of dry sludge, and only 600 t"},
		plant("sludge,1000,t,,") + compost + "waste,600,t,,\n", plant("sludge,1000,t,,") + compost + "waste,600,t,,\n2020,3.C,,生活污泥,,nitrogen,10,t N,,\n", "", nil},
	{"sludge treated that was never taken out", "check-d19", inventory.Info, "activity/a.csv:4:7", []string{"4.B 生活污泥 堆肥 = 4000 t", "4.D takes no sludge out"},
		plant("recovered,0,t CH4,,") + compost + "waste,4000,t,,\n", plant("sludge_bod,900,t BOD,,") + compost + "waste,4000,t,,\n", "", nil},
	{"water that goes two ways", "check-d18", inventory.Error, "activity/a.csv:4:5", []string{"goes to a municipal plant and to water"},
		plant("recovered,0,t CH4,,") + "2020,4.D.2,,啤酒,排入水体（Tier 1）;排入城镇污水处理厂,cod,100,t COD,,\n", plant("recovered,0,t CH4,,") + "2020,4.D.2,啤酒厂,啤酒,排入水体（Tier 1）,cod,100,t COD,,\n", "", nil},
	{"one facility in two categories", "check-d18", inventory.Warning, "activity/a.csv:4:7", []string{"4.D.1 城市厂 生活污水", "= 4000 t BOD", "4.D.2 城市厂 啤酒麦芽"},
		plant("recovered,0,t CH4,,") + strings.ReplaceAll(landless, "啤酒厂", "城市厂") + "cod,100,t COD,,\n", plant("recovered,0,t CH4,,") + landless + "cod,100,t COD,,\n", "", nil},
	{"an industry of no facility beside a measured plant", "check-d18", inventory.Info, "activity/a.csv:4:7", []string{"4.D.2 啤酒麦芽", "counts a measured load, 4000 t BOD (activity/a.csv:2:7)"},
		plant("recovered,0,t CH4,,") + strings.ReplaceAll(landless, "啤酒厂", "") + "cod,100,t COD,,\n", plant("recovered,0,t CH4,,") + landless + "cod,100,t COD,,\n", "", nil},
	{"COD taken for BOD, by person", "check-bod", inventory.Warning, "activity/a.csv:2:7", []string{"the BOD by person is 219.2 g a day (4000 t BOD by 5 10^4 person)", "from 27 to 120"},
		plant("population,5,万人,,"), plant("population,20,万人,,"), "", nil},
	{"BOD by person that is a thousand off", "check-bod", inventory.Warning, "activity/a.csv:3:7", []string{"is 4 g a day"},
		"2020,4.D.1,,生活污水,旱厕-干旱公用,population,1000,person,,\n2020,4.D.1,,生活污水,旱厕-干旱公用,BOD,0.004,kg BOD/person/day,,\n",
		"2020,4.D.1,,生活污水,旱厕-干旱公用,population,1000,person,,\n2020,4.D.1,,生活污水,旱厕-干旱公用,BOD,0.04,kg BOD/person/day,,\n", "", nil},
}

// ofOtherGuides is the rule that the guide of the examples cannot break: TestSludgeNitrogenIsCountedOnce holds it.
const ofOtherGuides = "D17"

// By the guides that reckon the whole nitrogen of people, what sludge brings to soils left the waste water; by the Refinement it leaves
// with the fraction that treatment removes.
func TestSludgeNitrogenIsCountedOnce(t *testing.T) {
	e, err := engine.New()
	if err != nil {
		t.Fatal(err)
	}
	const people, spread = "2020,4.D.1,,生活污水,,population,10,万人,,\n2020,4.D.1,,生活污水,,protein,28,kg/person/yr,,\n", "2020,3.C,,生活污泥,,nitrogen,20,t N,,\n"
	for _, c := range []struct{ guide, rows, want string }{
		{"CN-PROV-2011", people + spread, "sludge brings 20000 kg N to soils, and 4.D.1 takes none out (activity/a.csv:2:7)"},
		{"IPCC-2006", people + "2020,4.D.1,,生活污水,,NS,15,t N,,\n" + spread, "sludge brings 20000 kg N to soils, and 4.D.1 takes out 15000 kg N (activity/a.csv:4:7)"},
		{"IPCC-2006", people + "2020,4.D.1,,生活污水,,NS,20,t N,,\n" + spread, ""},
		{"CN-PROV-2011", people, ""},
		{"IPCC-2019", strings.ReplaceAll(people, "生活污水,,", "生活污水,集中好氧处理厂;二级处理,") + spread, ""},
	} {
		files := fstest.MapFS{"inventory.toml": {Data: []byte(strings.ReplaceAll(settings, "IPCC-2019", c.guide))}, "activity/a.csv": {Data: []byte(head + c.rows)}}
		problems := foundIn(t, e, files)
		at := slices.IndexFunc(problems, func(p inventory.Problem) bool { return p.Code == "check-d17" })
		switch {
		case c.want == "" && at >= 0:
			t.Errorf("%s: %s", c.guide, problems[at].Format("en"))
		case c.want != "" && (at < 0 || problems[at].Severity != inventory.Warning || !strings.HasSuffix(problems[at].Message.EN, c.want)):
			t.Errorf("%s: %v, want %s", c.guide, problems, c.want)
		}
	}
}
