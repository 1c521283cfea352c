package check_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/check"
	"ghg/inventory/engine"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
	"ghg/inventory/workspace"
)

// digested is a herd whose manure goes to a digester of the farm.
func digested(facility string) string {
	row := func(detail, parameter, value, unit string) string {
		return "2020,3.A," + facility + ",商品猪," + detail + "," + parameter + "," + value + "," + unit + ",,\n"
	}
	return row("高生产力", "", "1000", "head") + row("高生产力;沼气池", "AWMS", "1", "fraction") + row("高生产力;沼气池", "FracGasMS", "0.1", "fraction")
}

// dairy is a herd under the provincial guide, whose deposition holds all that it excretes.
const dairy = "2020,3.A,,奶牛,,,1000,head,,\n"

// moved are the indicators of a district that sent a fifth of its waste to another.
const moved = "year,indicator,value,unit,source\n2020,生活垃圾清运量,10,万t,统计年鉴\n2020,生活垃圾运出量,2,万t,区城管局\n"

// treated is glass burned without energy: waste whose only quantity is its mass.
func treated(tonnes string) string {
	return "2020,4.C.1,一厂,玻璃,炉排;连续,waste," + tonnes + ",t,,\n"
}

// acrossRules are the cases of manure, borders and arithmetic, by guide.
var acrossRules = map[string][]example{
	"IPCC-2019": {
		{"manure digested at the farm and at the plant under one name", "check-d14", inventory.Error, "activity/a.csv:5:7", []string{"3.A 猪场 商品猪", "= 1 fraction (activity/a.csv:3:7)", "4.B 猪场 粪便(处理)", "= 100 t (activity/a.csv:5:7)"},
			digested("猪场") + "2020,4.B,猪场,粪便(处理),厌氧消化（沼气）,,100,t,,\n", digested("猪场") + "2020,4.B,处理厂,粪便(处理),厌氧消化（沼气）,,100,t,,\n", "", nil},
		{"manure digested at a farm and at a plant that nobody names", "check-d14", inventory.Warning, "activity/a.csv:5:7", []string{"may be counted twice"},
			digested("") + "2020,4.B,处理厂,粪便(处理),厌氧消化（沼气）,,100,t,,\n", digested("") + "2020,4.B,处理厂,粪便(处理),堆肥,,100,t,,\n", "", nil},
		{"biogas that was generated nowhere", "check-d14", inventory.Warning, "activity/a.csv:2:7", []string{"1.A.4.b 沼气 = 5 TJ is burned in 1.A, and neither 3.A.2 nor 4.B nor 4.D has a figure of CH4"},
			"2020,1.A.4.b,,沼气,,,5,TJ,,\n", "2020,1.A.4.b,,沼气,,,5,TJ,,\n2020,4.B,处理厂,粪便(处理),厌氧消化（沼气）,,100,t,,\n", "", nil},
		{"indirect N2O that nobody counts", "check-d16", inventory.Warning, "activity/a.csv:2:9", []string{"it is counted nowhere"},
			"2020,3.C.6,,,,,,,IE,列入 3.C.5\n2020,3.C,,氮肥,,,1000,t N,,\n", "2020,3.C.6,,,,,,,NE,没有数据\n2020,3.C,,氮肥,,,1000,t N,,\n", "", []string{"3.A.2 N2O"}},
		{"switchgear made here and all in use here", "check-d23", inventory.Warning, "activity/a.csv:3:7", []string{"2.G.1.a 封闭压力式（高压开关设备） = 5 t (activity/a.csv:2:7)", "2.G.1.b 封闭压力式（高压开关设备） = 5000 kg (activity/a.csv:3:7)"},
			"2020,2.G.1.a,,GIS,,sf6_charged,5,t,,\n2020,2.G.1.b,,GIS,,nameplate_in_use,5000,kg,,\n", "2020,2.G.1.a,开关厂,GIS,,sf6_charged,5,t,,\n2020,2.G.1.b,供电公司,GIS,,nameplate_in_use,5,t,,\n", "", nil},
		{"equipment in use under its maker's name", "check-d23", inventory.Warning, "activity/a.csv:2:7", []string{"2.G.1.b 开关厂 封闭压力式（高压开关设备） = 5 t is equipment in use or retired, and 2.G.1.a 开关厂"},
			"2020,2.G.1.b,开关厂,GIS,,nameplate_in_use,5,t,,\n" + maker, "2020,2.G.1.b,供电公司,GIS,,nameplate_in_use,5,t,,\n" + maker, "", nil},
	},
	"CN-PROV-2011": {
		{"indirect N2O beside the deposition that holds it", "check-d16", inventory.Blocker, "more.csv:2", []string{"3.C.6 has 7 t N2O, and the deposition of 3.C.5 (activity/a.csv:2:7, 3.C.5/cn.manure.deposition/N2O) holds all nitrogen of the animals"},
			dairy, "2020,1.A.2.f,,烟煤,,,1,t,,\n", "", []string{"3.C.6 N2O"}},
		{"a measured oxidation rate on a carbon content of full oxidation", "check-d25", inventory.Error, "activity/a.csv:2:7", []string{"the oxidation rate 0.95 (activity/a.csv:3:7) is applied to the carbon content of IPCC-2006, 28.9 kg C/GJ"},
			"2020,1.A.2.f,甲厂,泥炭,,,100,t,,\n2020,1.A.2.f,甲厂,泥炭,,oxidation_rate,0.95,fraction,,\n",
			"2020,1.A.2.f,甲厂,泥炭,,,100,t,,\n2020,1.A.2.f,甲厂,泥炭,,oxidation_rate,0.95,fraction,,\n2020,1.A.2.f,甲厂,泥炭,,carbon_content,28,kg C/GJ,,\n", "", nil},
	},
}

func TestRulesAcross(t *testing.T) {
	e := engineOf(t)
	for guide, cases := range acrossRules {
		config := strings.Replace(settings, "IPCC-2019", guide, 1)
		for _, c := range cases {
			t.Run(c.name, func(t *testing.T) {
				c.run(t, func(rows string) inventory.Problems {
					return foundIn(t, e, fstest.MapFS{"inventory.toml": {Data: []byte(config)}, "activity/a.csv": {Data: []byte(head + rows)}}, c.more...)
				})
			})
		}
	}
}

func engineOf(t *testing.T) *engine.Engine {
	t.Helper()
	e, err := engine.New()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// ofWasteMoved are the cases of indicators.
var ofWasteMoved = []example{
	{"waste sent away and counted here", "check-d24", inventory.Error, "activity/a.csv:2:7", []string{"4.C.1 100000 t (activity/a.csv:2:7) = 100000 t, 20000 t more than stays here, 生活垃圾清运量 10 万t (indicators.csv:2:3) − 生活垃圾运出量 2 万t (indicators.csv:3:3) = 80000 t"},
		treated("100000"), treated("80000"), "", nil},
	{"more waste treated than there can be", "check-d24", inventory.Warning, "activity/a.csv:2:7", []string{"120000 t, 40000 t more than stays here"},
		treated("120000"), treated("80500"), "", nil},
	{"waste that went neither here nor there", "check-d24", inventory.Info, "activity/a.csv:2:7", []string{"60000 t, 20000 t less than stays here"},
		treated("60000"), treated("79500"), "", nil},
}

func TestWasteMoved(t *testing.T) {
	e := engineOf(t)
	for _, c := range ofWasteMoved {
		t.Run(c.name, func(t *testing.T) {
			c.run(t, func(rows string) inventory.Problems {
				problems := foundIn(t, e, fstest.MapFS{"inventory.toml": {Data: []byte(settings)}, "activity/a.csv": {Data: []byte(head + rows)}, "indicators.csv": {Data: []byte(moved)}})
				for _, p := range problems {
					if p.Code == "check-msw" {
						t.Errorf("the balance is told twice: %s", p.Format("en"))
					}
				}
				return problems
			})
		})
	}
}

// asIs is a tree that is what it is.
type asIs struct{ node expr.Node }

func (a asIs) Tree(*inventory.Estimate) expr.Node { return a.node }

// What the program itself would have to get wrong: an oxidation rate on a factor that holds it, and on the carbon content of
// a set of full oxidation, both of the tables; and a line that is in no total.
func TestFaultsOfTheProgramAreBlockers(t *testing.T) {
	e := engineOf(t)
	leaf := func(name, set string) *inventory.Parameter {
		return &inventory.Parameter{Name: name, Mark: name, Amount: decimal.NewFromInt(1), In: quantity.One, Set: set, Row: name}
	}
	line := func(set string, names ...string) *inventory.Estimate {
		method := &inventory.Method{ID: "1.A/made/CO2"}
		tree := expr.Of(leaf("oxidation_rate", "CN-PROV-2011"))
		method.Inputs = append(method.Inputs, inventory.Input{Name: "oxidation_rate"})
		for _, name := range names {
			method.Inputs = append(method.Inputs, inventory.Input{Name: name})
			tree = expr.Mul(tree, expr.Of(leaf(name, set)))
		}
		out := &inventory.Estimate{Gas: "CO2", Method: method, Source: asIs{tree}, Asked: true, Row: &inventory.Activity{Particulars: &inventory.Particulars{},
			Year: 2020, Category: e.Vocabulary.Categories.Must("1.A.2.f"), Place: inventory.Place{Table: &inventory.Table{File: "made.csv"}, Row: 2}}}
		out.SetValue(decimal.NewFromInt(7))
		return out
	}
	for _, c := range []struct {
		name, code, says string
		line             *inventory.Estimate
		listed           bool // the line stands in the list and in no total
	}{
		{"a factor of full oxidation", "check-d25", "ef_full_oxidation is of full oxidation", line("IPCC-2006", "ef_full_oxidation"), false},
		{"a carbon content of full oxidation", "check-d25", "applied to the carbon content of IPCC-2006", line("IPCC-2006", "carbon_content"), false},
		{"a carbon content of the same set", "", "", line("CN-PROV-2011", "carbon_content"), false},
		{"a line in no total", "check-sum", "2020 territorial CO2: the lines add up to 7 t, the total is 0 t: off by 7 t", line("CN-PROV-2011"), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			ws, _, err := workspace.LoadFS(fstest.MapFS{"inventory.toml": {Data: []byte(settings)}}, e.Vocabulary)
			if err != nil {
				t.Fatal(err)
			}
			result := e.Compile(ws, nil)
			if c.listed {
				result.Inventory.Estimates = append(result.Inventory.Estimates, c.line)
			} else {
				result.Inventory = result.Inventory.With([]*inventory.Estimate{c.line})
			}
			found := check.Run(ws, result)
			asListed(t, found)
			if c.code == "" {
				if len(found) > 0 {
					t.Errorf("found %v", found)
				}
				return
			}
			if len(found) != 1 || found[0].Code != c.code || found[0].Severity != inventory.Blocker || !strings.Contains(found[0].Message.EN, c.says) {
				t.Errorf("found %v", found)
			}
		})
	}
}
