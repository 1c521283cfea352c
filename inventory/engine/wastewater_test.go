package engine

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// The waste water of a district as its bureau states it, under each guide. The figures were worked out by hand and by another
// program.
const (
	water2011 = `2023,4.D.1,,生活污水,入环境,cod,3000,t COD,,,住
2023,4.D.1,甲厂,生活污水,处理系统,cod,1.2,万t COD,,,住
2023,4.D.1,甲厂,生活污水,处理系统,recovered,50,t CH4,,,住
2023,4.D.1,,生活污水,,population,70,万人,,,统
2023,4.D.1,,生活污水,,protein,28,kg/person/yr,,,统
2023,4.D.1,,生活污水,,NS,1000,t N,,,住
2023,4.D.2,,农副食品加工业,处理系统,cod,2000,t COD,,,环
2023,4.D.2,,农副食品加工业,入环境,cod,100,t COD,,,环
2023,4.D.2,药厂,医药制造业,处理系统,cod,500,t COD,,,环
2023,4.D.2,药厂,医药制造业,处理系统,sludge_cod,40,t COD,,,环
2023,4.D.2,药厂,医药制造业,处理系统,recovered,10,t CH4,,,环
2023,4.D.2,,直接排入海的工业废水,,cod,200,t COD,,,环
`
	water2006 = `2023,4.D.1,,生活污水,,population,70,万人,,,统
2023,4.D.1,,生活污水,,protein,28,kg/person/yr,,,统
2023,4.D.1,,生活污水,,plant_share,60,%,,,住
2023,4.D.1,,生活污水,,NS,200000,kg N,,,住
2023,4.D.1,,生活污水,,sludge_bod,1000,t BOD,,,住
2023,4.D.1,,生活污水,城镇,income_share,60,%,,,统
2023,4.D.1,,生活污水,农村,income_share,0.4,fraction,,,统
2023,4.D.1,,生活污水,城镇;集中好氧-管理良好,pathway_share,90,%,,,住
2023,4.D.1,,生活污水,城镇;化粪池,pathway_share,10,%,,,住
2023,4.D.1,,生活污水,农村;化粪池,pathway_share,50,%,,,住
2023,4.D.1,,生活污水,农村;旱厕-湿润/水冲,pathway_share,30,%,,,住
2023,4.D.1,,生活污水,农村;排入海/河/湖;未收集,pathway_share,20,%,,,住
2023,4.D.2,,啤酒,厌氧反应器,product,20000,t,,,环
2023,4.D.2,,啤酒,厌氧反应器,recovered,20,t CH4,,,环
2023,4.D.2,,淀粉,好氧处理-过载,cod,900,t COD,,,环
2023,4.D.2,,淀粉,好氧处理-过载,sludge_cod,100,t COD,,,环
`
	water2019 = `2023,4.D.1,,生活污水,,protein,28,kg/person/yr,,,统
2023,4.D.1,,生活污水,城镇,population,42,万人,,,统
2023,4.D.1,,生活污水,农村,population,28,万人,,,统
2023,4.D.1,,生活污水,城镇;集中好氧处理厂;二级处理;好氧+初沉(混合污泥),pathway_share,90,%,,,住
2023,4.D.1,,生活污水,城镇;集中好氧处理厂;二级处理;好氧+初沉(混合污泥),sludge,3000,t,,,住
2023,4.D.1,,生活污水,城镇;化粪池,pathway_share,10,%,,,住
2023,4.D.1,,生活污水,农村;化粪池;排入河流等,pathway_share,50,%,,,住
2023,4.D.1,,生活污水,农村;旱厕-湿润/水冲,pathway_share,30,%,,,住
2023,4.D.1,,生活污水,农村;未处理;未收集,pathway_share,20,%,,,住
2023,4.D.2,,啤酒,厌氧反应器;二级处理,product,20000,t,,,环
2023,4.D.2,,啤酒,厌氧反应器;二级处理,recovered,50,t CH4,,,环
2023,4.D.2,,酒精,集中好氧处理厂;排入城镇污水处理厂,product,10000,t,,,环
`
	openFires = `2023,4.C.2,,塑料,,population,280000,person,,,城
2023,4.C.2,,塑料,,burning_share,5,%,,,城
2023,4.C.2,,塑料,,waste_per_person,0.5,kg/person/day,,,城
2023,4.C.2,,塑料,,burned_fraction,0.6,fraction,,,城
2023,4.C.2,,塑料,,share,14,%,,,城
2023,4.C.2,,纸/纸板,,waste,100,t,,,城
`
)

// watered are the lines of waste water and open burning: the subject, the method and the figure.
func watered(t *testing.T, r *Result) []string {
	t.Helper()
	if r.Inventory == nil {
		t.Fatal(codes(r, inventory.Error))
	}
	var out []string
	for _, e := range r.Inventory.Estimates {
		if code := e.Row.Category.Code; e.Number && e.Boundary == inventory.Territorial && (strings.HasPrefix(code, "4.D") || code == "4.C.2") {
			out = append(out, strings.TrimSpace(e.Row.Subject())+" | "+e.Method.ID+" | "+e.Value().String())
		}
	}
	slices.Sort(out)
	return out
}

func TestWastewaterOfADistrict(t *testing.T) {
	const plant2019, river = "生活污水 二级处理;城镇;好氧+初沉(混合污泥);集中好氧处理厂 | 4.D.1/2019", "生活污水 农村;化粪池;排入河流等 | 4.D.1/2019"
	methane2019 := []string{
		plant2019 + ".effluent/CH4 | 70.3647", plant2019 + "/CH4 | 80.973", river + ".effluent.uncollected/CH4 | 16.0965", river + ".septic.uncollected/CH4 | 459.9",
		"生活污水 农村;旱厕-湿润/水冲 | 4.D.1/2019.uncollected/CH4 | 515.088", "生活污水 农村;旱厕-湿润/水冲 | 4.D.1/2019.effluent.uncollected/CH4 | 25.01856", "生活污水 农村;旱厕-湿润/水冲 | 4.D.1/2019.effluent.uncollected/N2O | 3.14840064", "生活污水 农村;旱厕-湿润/水冲 | 4.D.1/2019.uncollected/N2O | 0",
		"生活污水 农村;未处理;未收集 | 4.D.1/2019.effluent.uncollected/CH4 | 55.5968", "生活污水 化粪池;城镇 | 4.D.1/2019.effluent.uncollected/CH4 | 15.6366",
		"生活污水 化粪池;城镇 | 4.D.1/2019.septic.uncollected/CH4 | 137.97", "生活污水 化粪池;城镇 | 4.D.1/2019.uncollected/N2O | 0", river + ".uncollected/N2O | 0",
		"啤酒麦芽 二级处理;厌氧反应器 | 4.D.2/2019.effluent/N2O | 0.03267", "啤酒麦芽 二级处理;厌氧反应器 | 4.D.2/2019/N2O | 0", "啤酒麦芽 二级处理;厌氧反应器 | 4.D.2/ipcc/CH4 | 23.08",
		"酒精 排入城镇污水处理厂;集中好氧处理厂 | 4.D.2/2019/N2O | 14.48228571428571428571428571428571",
	}
	fires := func(plastics, paper string) []string {
		return []string{"塑料 | 4.C.2/ch4/CH4 | 1.39503", "塑料 | 4.C.2/comp/CO2 | " + plastics, "塑料 | 4.C.2/n2o.comp/N2O | 0.032193",
			"纸/纸板 | 4.C.2/ch4/CH4 | 0.65", "纸/纸板 | 4.C.2/comp/CO2 | " + paper, "纸/纸板 | 4.C.2/n2o.comp/N2O | 0.0135"}
	}
	nitrous := func(plant, effluent, river0, untreated, septic string) []string {
		return []string{plant2019 + "/N2O | " + plant, plant2019 + ".effluent/N2O | " + effluent, river + ".effluent.uncollected/N2O | " + river0,
			"生活污水 农村;未处理;未收集 | 4.D.1/2019.effluent.uncollected/N2O | " + untreated, "生活污水 化粪池;城镇 | 4.D.1/2019.effluent.uncollected/N2O | " + septic}
	}
	zero := "酒精 排入城镇污水处理厂;集中好氧处理厂 | 4.D.2/ipcc/CH4 | 0"
	for _, c := range []struct {
		guide, rows string
		want        []string
	}{
		{"CN-PROV-2011", water2011 + openFires, append(fires("342.3189", "0.88044"),
			"生活污水 入环境 | 4.D.1/cn.cod/CH4 | 91.8", "甲厂 生活污水 处理系统 | 4.D.1/cn.cod/CH4 | 555.88", "生活污水 | 4.D.1/cn/N2O | 38.34285714285714285714285714285714",
			"农副食品加工业 处理系统 | 4.D.2/cn/CH4 | 350", "农副食品加工业 入环境 | 4.D.2/cn.discharged/CH4 | 2.5", "药厂 医药制造业 处理系统 | 4.D.2/cn/CH4 | 47.5", "直接排入海的工业废水 | 4.D.2/cn/CH4 | 5")},
		{"IPCC-2006", water2006 + openFires, append(fires("342.3189", "0.88044"),
			"生活污水 城镇;集中好氧-管理良好 | 4.D.1/2006/CH4 | 0", "生活污水 化粪池;城镇 | 4.D.1/2006.uncollected/CH4 | 165.96", "生活污水 农村;化粪池 | 4.D.1/2006.uncollected/CH4 | 553.2",
			"生活污水 农村;旱厕-湿润/水冲 | 4.D.1/2006.uncollected/CH4 | 464.688", "生活污水 农村;排入海/河/湖;未收集 | 4.D.1/2006.uncollected/CH4 | 44.256",
			"生活污水 | 4.D.1/2006.plants/N2O | 1.68", "生活污水 | 4.D.1/2006/N2O | 32.30017142857142857142857142857143",
			"啤酒麦芽 厌氧反应器 | 4.D.2/ipcc/CH4 | 53.08", "淀粉 好氧处理-过载 | 4.D.2/ipcc.cod/CH4 | 60")},
		{"IPCC-2019", water2019 + openFires, slices.Concat(fires("419.04555", "1.07778"), methane2019, []string{zero}, nitrous("64.399104", "12.074832", "5.068448", "2.385152", "1.5205344"))},
		// the equations of 2019 take the factors of 2019, also where the set of 2011 goes before
		{"CN-PROV-2025", water2019 + openFires, slices.Concat(fires("419.04555", "1.07778"), methane2019, []string{zero}, nitrous("64.399104", "12.074832", "5.068448", "2.385152", "1.5205344"))},
		{"CN-PROV-2025", strings.Split(water2011, "2023,4.D.1,,生活污水,,NS")[0] + "2023,4.D.2,,农副食品加工业,处理系统,cod,2000,t COD,,,环\n", []string{
			"生活污水 入环境 | 4.D.1/cn.cod/CH4 | 91.8", "甲厂 生活污水 处理系统 | 4.D.1/cn.cod/CH4 | 555.88", "生活污水 | 4.D.1/2006/N2O | 46.2", "农副食品加工业 处理系统 | 4.D.2/cn/CH4 | 350"}},
	} {
		slices.Sort(c.want)
		if got := watered(t, farmed(t, c.guide, c.rows)); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%s\nwant\n%s", c.guide, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

// One plant in the ways in which it may be stated, by the Refinement.
func TestWaysToStateAPathway(t *testing.T) {
	const of = "2023,4.D.1,厂,生活污水,集中好氧处理厂;二级处理%s,"
	rows := func(words string, figures ...string) string {
		var out strings.Builder
		for _, one := range figures {
			out.WriteString(fmt.Sprintf(of, words) + one + ",,,住\n")
		}
		return out.String()
	}
	for _, c := range []struct {
		name, rows string
		want       []string
	}{
		{"people served", rows("", "population,42,万人"), []string{"2019.effluent/CH4 78.183", "2019/CH4 137.97"}},
		{"its own share of the people", "2023,4.D.1,厂,生活污水,,population,42,万人,,,统\n" + rows("", "pathway_share,1,fraction"), []string{"2019.effluent/CH4 78.183", "2019/CH4 137.97"}},
		{"measured BOD", rows("", "bod,7665,t BOD"), []string{"2019.effluent.bod/CH4 78.183", "2019.bod/CH4 137.97"}},
		{"BOD that names no parameter", rows("", ",7665,t BOD"), []string{"2019.effluent.bod/CH4 78.183", "2019.bod/CH4 137.97"}},
		{"measured COD with its ratio", rows("", "cod,15000,t COD", "BOD_COD_ratio,0.511,kg BOD/kg COD"), []string{"2019.effluent.cod/CH4 78.183", "2019.cod/CH4 137.97"}},
		{"measured COD without", rows("", "cod,15000,t COD"), []string{"factor-not-found"}},
		{"BOD goes before COD and people", rows("", "bod,7665,t BOD", "cod,15000,t COD", "population,40,万人"), []string{"2019.effluent.bod/CH4 78.183", "2019.bod/CH4 137.97"}},
		{"people for their nitrogen", rows("", "bod,7665,t BOD", "population,42,万人", "protein,28,kg/person/yr"), []string{"2019.effluent.bod/CH4 78.183", "2019.effluent/N2O 13.41648", "2019.bod/CH4 137.97", "2019/N2O 71.55456"}},
		{"households that grind food waste", rows(";有粉碎机;不排入水体", "population,42,万人", "protein,28,kg/person/yr"), []string{"2019/CH4 137.97", "2019/N2O 81.312"}},
		{"protein supply", rows(";不排入水体", "population,42,万人", "protein_supply,35,kg/person/yr", "FPC,0.8,fraction"), []string{"2019.supply/N2O 65.0496", "2019/CH4 137.97"}},
		{"nutrient-impacted water", rows(";富营养/缺氧水体（Tier 3）;排入水库湖泊河口", "population,42,万人", "protein,28,kg/person/yr"), []string{"2019.effluent/CH4 131.0715", "2019.effluent/N2O 50.982624", "2019/CH4 137.97", "2019/N2O 71.55456"}},
		{"sludge by mass", rows(";好氧+初沉(混合污泥);不排入水体", "population,42,万人", "sludge,3000,t"), []string{"2019/CH4 94.77"}},
		{"sludge by mass of no kind", rows(";不排入水体", "population,42,万人", "sludge,3000,t"), []string{"factor-not-found"}},
		{"sludge by mass with a factor of its own", rows(";不排入水体", "population,42,万人", "sludge,3000,t", "K_rem,0.8,kg BOD/kg"), []string{"2019/CH4 94.77"}},
		{"sludge as BOD", rows(";不排入水体", "population,42,万人", "sludge_bod,2400,t BOD"), []string{"2019/CH4 94.77"}},
		{"a capacity of its own", rows(";不排入水体", "bod,5000,t BOD", "B0,0.5,kg CH4/kg BOD"), []string{"2019.bod/CH4 75"}},
		{"the level of treatment unsaid", "2023,4.D.1,厂,生活污水,集中好氧处理厂,bod,7665,t BOD,,,住\n", []string{"factor-not-found"}},
		{"untreated and not said whether collected", "2023,4.D.1,厂,生活污水,未处理,population,1000,person,,,住\n", []string{"pathway-unsaid"}},
	} {
		r := farmed(t, "IPCC-2019", c.rows)
		got := []string{}
		for _, code := range codes(r, inventory.Error) {
			got = append(got, code[strings.LastIndex(code, " ")+1:])
		}
		if r.Inventory != nil {
			for _, line := range watered(t, r) {
				parts := strings.Split(line, " | ")
				got = append(got, strings.TrimPrefix(parts[1], "4.D.1/")+" "+parts[2])
			}
		}
		slices.Sort(got)
		slices.Sort(c.want)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// However people are parted to groups and pathways that are alike, they emit what they emit together.
func TestPartsOfWaterSumToTheWhole(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 1))
	for range 5 {
		people := 1000 + random.Int64N(100000)
		urban, first, second := decimal.New(1+random.Int64N(98), -2), decimal.New(1+random.Int64N(98), -2), decimal.New(1+random.Int64N(98), -2)
		one := decimal.New(1, 0)
		parted := fmt.Sprintf("2023,4.D.1,,,,population,%d,person,,,统\n2023,4.D.1,,,,sludge_bod,1,t BOD,,,统\n2023,4.D.1,,,城镇,income_share,%s,1,,,统\n2023,4.D.1,,,农村,income_share,%s,1,,,统\n", people, urban, one.Sub(urban))
		for _, part := range []struct {
			words string
			share decimal.Decimal
		}{{"城镇;化粪池;东", first}, {"城镇;化粪池;西", one.Sub(first)}, {"农村;化粪池;东", second}, {"农村;化粪池;西", one.Sub(second)}} {
			parted += "2023,4.D.1,,," + part.words + ",pathway_share," + part.share.String() + ",fraction,,,统\n"
		}
		whole := fmt.Sprintf("2023,4.D.1,,,化粪池,population,%d,person,,,统\n2023,4.D.1,,,化粪池,sludge_bod,1,t BOD,,,统\n", people)
		sum := func(rows string) decimal.Decimal {
			out := decimal.Zero
			for _, line := range watered(t, farmed(t, "IPCC-2006", rows)) {
				out = out.Add(decimal.RequireFromString(line[strings.LastIndex(line, " ")+1:]))
			}
			return out
		}
		if a, b := sum(parted), sum(whole); !a.Equal(b) || !a.IsPositive() {
			t.Errorf("%s of parts, %s of the whole\n%s", a, b, parted)
		}
	}
}

// What is stated of a whole is explained by its own cell at every pathway, and drawn once.
func TestPathwaysShareTheCellOfTheWhole(t *testing.T) {
	r := farmed(t, "IPCC-2006", water2006)
	keys := map[string]bool{}
	lines := 0
	for _, e := range r.Inventory.Estimates {
		if e.Method == nil || !strings.HasPrefix(e.Method.ID, "4.D.1/2006") || e.Gas != "CH4" {
			continue
		}
		lines++
		for _, leaf := range e.Mass().Leaves() {
			if p := inventory.ParameterOf(leaf); p.Name == "population" {
				keys[p.Variable.ID+" "+p.Origin.String()] = true
			}
		}
	}
	if lines != 5 || len(keys) != 1 || !keys["500199|2023|4.D.1||生活污水||population activity/a.csv:2:7"] {
		t.Errorf("%d lines, %v", lines, keys)
	}
}

// Water that no method counts is never left out in silence.
func TestWaterThatNothingCounts(t *testing.T) {
	const domestic = "2023,4.D.1,,生活污水,"
	people2019 := domestic + ",protein,28,kg/person/yr,,,统\n" + domestic + "城镇,population,40,万人,,,统\n" + domestic + "农村,population,30,万人,,,统\n"
	rural := domestic + "农村;化粪池;排入河流等,pathway_share,80,%,,,住\n" + domestic + "农村;未处理;未收集,pathway_share,20,%,,,住\n"
	plant := domestic + "城镇;集中好氧处理厂;二级处理,pathway_share,90,%,,,住\n"
	septic := domestic + "城镇;化粪池,pathway_share,10,%,,,住\n"
	cod2011 := domestic + "入环境,cod,2850,t COD,,,住\n" + domestic + "处理系统,cod,12600,t COD,,,住\n" + domestic + ",population,69.8,万人,,,统\n" + domestic + ",protein,28,kg/person/yr,,,统\n"
	beer := "2023,4.D.2,啤酒厂,啤酒,厌氧反应器,product,20700,t,,,环\n2023,4.D.2,啤酒厂,啤酒,厌氧反应器,cod,400,t COD,,,环\n"
	for _, c := range []struct {
		name, guide, rows string
		severity          inventory.Severity
		want              []string
		says              string
	}{
		{"a pathway that no factor knows", "IPCC-2019", people2019 + plant + domestic + "城镇;沼气池,pathway_share,10,%,,,住\n" + rural, inventory.Error, []string{"activity/a.csv:6:5 pathway-unsaid"}, "化粪池"},
		{"discharge in other words", "CN-PROV-2025", people2019 + plant + domestic + "城镇;直排,pathway_share,10,%,,,住\n" + rural, inventory.Error, []string{"activity/a.csv:6:5 pathway-unsaid"}, "未处理"},
		{"pathways of nobody", "IPCC-2019", strings.Replace(people2019, domestic+"农村,population,30,万人,,,统\n", "", 1) + plant + septic + rural, inventory.Error,
			[]string{"activity/a.csv:6:7 pathway-without-load", "activity/a.csv:7:7 pathway-without-load"}, "在细项为“农村”或没有细项的一行写 "},
		{"BOD in place of people", "IPCC-2019", strings.Replace(people2019, "population,40,万人", "bod,7300,t BOD", 1) + plant + septic + rural, inventory.Warning,
			[]string{"activity/a.csv:5:5 nitrogen-unsaid", "activity/a.csv:6:5 nitrogen-unsaid"}, "缺 population，N2O 记为 NE"},
		{"people without protein", "IPCC-2019", domestic + "化粪池,population,40,万人,,,统\n", inventory.Warning, []string{"activity/a.csv:2:5 nitrogen-unsaid"}, "缺 protein，"},
		{"people without protein beside measured loads", "CN-PROV-2011", strings.Split(cod2011, domestic+",protein")[0], inventory.Warning, []string{"activity/a.csv:2:5 nitrogen-unsaid", "activity/a.csv:3:5 nitrogen-unsaid"}, "缺 protein，"},
		{"shares under the guide of loads", "CN-PROV-2011", people2019 + plant + septic + rural, inventory.Warning,
			[]string{"activity/a.csv:5:6 not-of-guide", "activity/a.csv:6:6 not-of-guide", "activity/a.csv:7:6 not-of-guide", "activity/a.csv:8:6 not-of-guide"}, "细项写 入环境 | 处理系统"},
		{"loads of the provincial guide under that of pathways", "IPCC-2006", cod2011, inventory.Error, []string{"activity/a.csv:2:5 pathway-unsaid", "activity/a.csv:3:5 pathway-unsaid"}, "集中好氧-管理良好"},
		{"both the product and its COD", "IPCC-2006", beer, inventory.Info, []string{"activity/a.csv:2:6 other-load-first"}, "按实测的 cod 400 t COD（activity/a.csv:3:7）计算，它优先"},
		{"as each guide has it", "IPCC-2019", water2019, inventory.Warning, nil, ""},
		{"as each guide has it", "IPCC-2006", water2006, inventory.Warning, nil, ""},
		{"as each guide has it", "CN-PROV-2011", water2011, inventory.Warning, nil, ""},
	} {
		r := farmed(t, c.guide, c.rows)
		got := slices.DeleteFunc(codes(r, c.severity), func(one string) bool { return !strings.HasPrefix(one, "activity/") })
		said := c.says == "" || slices.ContainsFunc(r.Problems, func(p inventory.Problem) bool { return strings.Contains(p.Message.ZH+p.Hint.ZH, c.says) })
		if !slices.Equal(got, c.want) || !said {
			t.Errorf("%s, %s: %q, want %q; says %q: %v\n%v", c.name, c.guide, got, c.want, c.says, said, r.Problems)
		}
	}
}

// Water without a facility beside that of facilities is counted with it only where somebody says so, or is told.
func TestWaterBesideFacilities(t *testing.T) {
	const of1, of2 = "2023,4.D.1,,生活污水,", "2023,4.D.1,一厂,生活污水,"
	cod := of1 + "入环境,cod,2850,t COD,,,住\n" + of1 + "处理系统,cod,12600,t COD,,,住\n" + of2 + "处理系统,cod,%s,t COD,,,住\n"
	people := of1 + "城镇,population,40,万人,,,统\n" + of1 + "城镇;集中好氧处理厂;二级处理,pathway_share,90,%%,,,住\n" + of1 + "城镇;化粪池,pathway_share,10,%%,,,住\n" + of2 + "%s,bod,7000,t BOD,,,住\n"
	plant := fmt.Sprintf(people, "集中好氧处理厂;二级处理")
	beer := "2023,4.D.2,啤酒厂,啤酒,厌氧反应器,product,20700,t,,,环\n2023,4.D.2,,啤酒,厌氧反应器,product,30700,t,,,环\n"
	choice := func(category, item, parameter, chosen string) string {
		return "total,2023," + category + "," + item + "," + parameter + "," + chosen + ",,,,a,2026-01-01,r\n"
	}
	for _, c := range []struct {
		name, guide, rows, choices string
		want                       []string // code, and CH4 of the category where there is no error
		ch4                        string
	}{
		{"the same figure at a plant", "CN-PROV-2011", fmt.Sprintf(cod, "12600"), "", []string{"activity/a.csv:3:7 total-beside-parts"}, ""},
		{"another figure at a plant", "CN-PROV-2011", fmt.Sprintf(cod, "600"), "", []string{"activity/a.csv:3:7 total-unsaid"}, "753.678"},
		{"that the total does not hold", "CN-PROV-2011", fmt.Sprintf(cod, "600"), choice("4.D.1", "生活污水", "cod", "excludes"), nil, "753.678"},
		{"that the total holds", "CN-PROV-2011", fmt.Sprintf(cod, "600"), choice("4.D.1", "生活污水", "cod", "includes"), nil, "723.384"},
		{"discharge beside a plant", "CN-PROV-2011", water2011, "", nil, ""},
		{"people beside a measured plant", "IPCC-2019", plant, "", []string{"activity/a.csv:2:7 water-beside-parts"}, ""},
		{"people of others", "IPCC-2019", plant, choice("4.D.1", "生活污水", "population", "excludes"), nil, ""},
		{"people who cannot be taken from", "IPCC-2019", plant, choice("4.D.1", "生活污水", "population", "includes"), []string{"activity/a.csv:2:7 water-beside-parts"}, ""},
		{"people beside a plant of another kind", "IPCC-2019", fmt.Sprintf(people, "厌氧反应器;二级处理"), "", nil, ""},
		{"people beside a plant of others", "IPCC-2019", fmt.Sprintf(people, "农村;集中好氧处理厂;二级处理"), "", nil, ""},
		{"a brewery beside the district's beer", "IPCC-2006", beer, "", []string{"activity/a.csv:3:7 total-unsaid"}, ""},
		{"a brewery in the district's beer", "IPCC-2006", beer, choice("4.D.2", "啤酒", "product", "includes"), nil, "112.1778"},
	} {
		files := map[string]string{"activity/a.csv": head + c.rows}
		if c.choices != "" {
			files["records/choices.csv"] = "kind,year,category,item,parameter,chosen,instead_of,low,high,by,date,reason\n" + c.choices
		}
		r := compiled(t, c.guide, "2023", files)
		got := slices.DeleteFunc(append(codes(r, inventory.Error), codes(r, inventory.Warning)...), func(one string) bool {
			return strings.HasSuffix(one, " nitrogen-unsaid") || strings.HasSuffix(one, " factor-outlying")
		})
		if !slices.Equal(got, c.want) && len(got)+len(c.want) > 0 {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if c.ch4 == "" {
			continue
		}
		if ch4 := r.Inventory.Total(inventory.Figure{Year: 2023, Boundary: inventory.Territorial, Scope: "total", Gas: "CH4"}).Mass.String(); ch4 != c.ch4 {
			t.Errorf("%s: %s t CH4, want %s", c.name, ch4, c.ch4)
		}
	}
}

// What is taken out of waste water beyond what there is, is told at its own row and in one unit.
func TestMoreTakenFromWaterThanThereIs(t *testing.T) {
	const plant = "2023,4.D.1,厂,生活污水,集中好氧处理厂;二级处理;好氧+初沉(混合污泥);不排入水体,"
	for _, c := range []struct{ guide, rows, at, says string }{
		{"IPCC-2019", plant + "population,36,万人,,,住\n" + plant + "sludge,3400,t,,,住\n" + plant + "recovered,9000,t CH4,,,住\n", "activity/a.csv:4:7 recovery-exceeds-generation", "回收 9000 t CH4，产生 69.3 t CH4"},
		{"IPCC-2019", plant + "population,36,人,,,住\n" + plant + "sludge,3400,t,,,住\n", "activity/a.csv:3:7 deduction-exceeds-generation", "(TOW − S) = 0.657 t BOD − 2720 t BOD = -2719.343 t BOD"},
		{"CN-PROV-2011", "2023,4.D.1,,生活污水,,population,69.8,万人,,,统\n2023,4.D.1,,生活污水,,protein,28,kg/person/yr,,,统\n2023,4.D.1,,生活污水,,NS,97000,t N,,,住\n",
			"activity/a.csv:4:7 deduction-exceeds-generation", "N_EFFLUENT = 5863.2 t N − 97000 t N = -91136.8 t N"},
	} {
		r := farmed(t, c.guide, c.rows)
		said := slices.ContainsFunc(r.Problems, func(p inventory.Problem) bool { return strings.Contains(p.Message.ZH, c.says) })
		if got := codes(r, inventory.Error); !slices.Equal(got, []string{c.at}) || !said {
			t.Errorf("%q, want %s that says %s\n%v", got, c.at, c.says, r.Problems)
		}
	}
}
