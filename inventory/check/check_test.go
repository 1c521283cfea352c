package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/check"
	"ghg/inventory/engine"
	"ghg/inventory/workspace"
)

const settings = `schema_version = 1
years = [2020]
guide = "IPCC-2019"
[region]
code = "500151"
name = "铜梁区"
province = "重庆市"
climate = "warm temperate moist"
`

const head = "year,category,facility,item,detail,parameter,value,unit,notation,note\n"

// found compiles a workspace of one activity table, with a balance if one is given, and returns what the rules find.
func found(t *testing.T, e *engine.Engine, rows, balance string, more ...string) inventory.Problems {
	t.Helper()
	files := fstest.MapFS{"inventory.toml": {Data: []byte(settings)}, "activity/a.csv": {Data: []byte(head + rows)},
		"indicators.csv": {Data: []byte("year,indicator,value,unit,source\n2020,生活垃圾清运量,10,万t,统计年鉴\n")}}
	if balance != "" {
		files["activity/b.csv"] = &fstest.MapFile{Data: []byte(balance)}
	}
	return foundIn(t, e, files, more...)
}

func foundIn(t *testing.T, e *engine.Engine, files fstest.MapFS, more ...string) inventory.Problems {
	t.Helper()
	ws, problems, err := workspace.LoadFS(files, e.Vocabulary)
	if err != nil || problems.Failed() {
		t.Fatal(err, problems)
	}
	result := e.Compile(ws, nil)
	if result.Inventory == nil {
		for _, p := range result.Problems {
			if p.Severity >= inventory.Error {
				t.Fatal(p.Format("en"))
			}
		}
	}
	for _, code := range more {
		category, gas, _ := strings.Cut(code, " ")
		line := &inventory.Estimate{Gas: gas, Asked: true, Row: &inventory.Activity{Particulars: &inventory.Particulars{}, Year: 2020, Category: e.Vocabulary.Categories.Must(category),
			Place: inventory.Place{Table: &inventory.Table{File: "more.csv"}, Row: 2}}}
		line.SetValue(decimal.NewFromInt(7))
		result.Inventory = result.Inventory.With([]*inventory.Estimate{line})
	}
	found := check.Run(ws, result)
	asListed(t, found)
	return found
}

// asListed asserts that every breach is as grave as the catalogue says its rule finds.
func asListed(t *testing.T, problems inventory.Problems) {
	t.Helper()
	for _, rule := range check.Catalogue() {
		for _, p := range problems {
			if p.Code == rule.Code() && p.Suppressed == nil && !slices.Contains(rule.Severities, p.Severity) {
				t.Errorf("the catalogue does not list %s of rule %s", p.Severity, rule.ID)
			}
		}
	}
}

const strontium = "2020,2.B.10,锶厂,碳酸锶,碳还原法,,30000,t,,\n2020,2.B.10,锶厂,烟煤,,carbon_in,5100,t,,\n2020,2.B.10,锶厂,烟煤,,carbon_content,1,t C/t,,\n"

const maker = "2020,2.G.1.a,开关厂,,,opening_stock,500,kg,,\n2020,2.G.1.a,开关厂,,,closing_stock,300,kg,,\n2020,2.G.1.a,开关厂,,,purchased,4,t,,\n" +
	"2020,2.G.1.a,开关厂,,,sold,4180,kg,,\n2020,2.G.1.a,开关厂,,,fills,1000,次,,\n"

// dumped is what a dump took in each year before 2020.
var dumped = func() string {
	var out strings.Builder
	for year := 1970; year < 2020; year++ {
		fmt.Fprintf(&out, "%d,4.A.3,,城市生活垃圾,无透气覆盖,,1000,t,,\n", year)
	}
	return out.String()
}()

const gasBalance = `能源平衡表 2020
项目,天然气（亿立方米）
一、可供本地区消费的能源量,0.52
三、损失量,0.02
四、终端消费量,0.50
2.工业,0.40
7.居民生活,0.10
城镇,0.10
五、平衡差额,0
`

// Each rule is broken once, and kept once by the same figures put right.
func TestRules(t *testing.T) {
	e, err := engine.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range slices.Concat(cases, ofAgriculture, ofWastewater, ofTwice) {
		t.Run(c.name, func(t *testing.T) {
			c.run(t, func(rows string) inventory.Problems { return found(t, e, rows, c.balance, c.more...) })
		})
	}
}

// run breaks the rule once and keeps it once.
func (c example) run(t *testing.T, find func(rows string) inventory.Problems) {
	problems := find(c.broken)
	at := slices.IndexFunc(problems, func(p inventory.Problem) bool { return p.Code == c.code })
	if at < 0 || problems[at].Severity != c.severity || problems[at].Source.String() != c.at {
		t.Fatalf("%s %s at %s is not among %v", c.severity, c.code, c.at, problems)
	}
	for _, said := range c.says {
		if !strings.Contains(problems[at].Message.EN, said) || problems[at].Message.ZH == "" || problems[at].Hint.ZH == "" || problems[at].Hint.EN == "" {
			t.Errorf("no %q in %s", said, problems[at].Format("en"))
		}
	}
	for _, p := range find(c.kept) {
		if p.Code == c.code {
			t.Errorf("what is in order is refused: %s", p.Format("en"))
		}
	}
}

// Of a rule that every row of a sheet breaks a bounded number of breaches is told, the last of which says so.
func TestBreachesAreBounded(t *testing.T) {
	e, err := engine.New()
	if err != nil {
		t.Fatal(err)
	}
	var rows strings.Builder
	for i := range 1500 {
		fmt.Fprintf(&rows, "2020,1.A.2.c,厂%d,柴油,,,%d,t,,\n2020,1.A.2.f,厂%d,柴油,,,%d,t,,\n", i, 1000+i, i, 5000+i)
	}
	told, last := 0, ""
	for _, p := range found(t, e, rows.String(), "") {
		if p.Code == "check-plant" {
			told++
			if strings.Contains(p.Message.EN, "not listed") {
				last += p.Message.EN
			}
		}
	}
	if told != 1000 || strings.Count(last, "not listed") != 1 {
		t.Errorf("%d breaches told, %q", told, last)
	}
}

// ofTheProgram is the rule that no data can break: see TestFaultsOfTheProgramAreBlockers.
const ofTheProgram = "TOTAL"

// Every rule has a case, and ids are unique.
func TestEveryRuleIsTested(t *testing.T) {
	ids := map[string]bool{}
	all := slices.Concat(cases, ofAgriculture, ofWastewater)
	for _, more := range ofLand {
		all = append(all, more...)
	}
	for _, more := range acrossRules {
		all = append(all, more...)
	}
	all = append(all, ofWasteMoved...)
	for _, c := range ofQuality {
		all = append(all, example{code: c.code})
	}
	for _, rule := range check.Rules() {
		if ids[rule.ID] || rule.Title.ZH == "" || rule.Title.EN == "" {
			t.Errorf("rule %s", rule.ID)
		}
		ids[rule.ID] = true
		if rule.ID != ofOtherGuides && rule.ID != ofTheProgram && !slices.ContainsFunc(all, func(c example) bool { return c.code == "check-"+strings.ToLower(rule.ID) }) {
			t.Errorf("no case breaks rule %s", rule.ID)
		}
	}
}

// generated is a year in which 20 GWh are generated and 100 GWh used.
func generated(in, out string) string {
	return "2020,M.3,,电力,,electricity_in," + in + ",GWh,,\n2020,M.3,,电力,,electricity_out," + out + ",GWh,,\n2020,M.3,,电力,,local_generation,20,GWh,,\n2020,M.3,,电力,,electricity_use,100,GWh,,\n"
}

// laboratory is clinker with its contents of CaO, MgO and CaO that is not from carbonates.
func laboratory(calcium, magnesium, other string) string {
	const subject = "2020,2.A.1,甲厂,水泥熟料,,"
	return subject + "clinker_enterprise,2000000,t,,\n" + subject + "cao_fraction," + calcium + ",,\n" + subject + "mgo_fraction," + magnesium + ",,\n" + subject + "cao_fraction_noncarbonate," + other + ",,\n"
}

// mobileBank is a bank of 10 t that leaks 15 % a year.
func mobileBank(item string) string {
	row := func(parameter, value, unit string) string {
		return "2020,2.F.1.b,," + item + ",HFC-134a," + parameter + "," + value + "," + unit + ",,\n"
	}
	return row("consumption", "10", "t") + row("introduction_year", "2020", "yr") + row("bank_emission_rate", "15", "%/yr") + row("lifetime", "10", "yr")
}

type example struct {
	name, code   string
	severity     inventory.Severity
	at           string
	says         []string
	broken, kept string
	balance      string
	more         []string // 7 t of a gas in a category whose methods come from elsewhere
}

var cases = []example{
	{"own generation counted as purchased", "check-d1", inventory.Error, "activity/a.csv:5:7", []string{"100000 MWh net of exports is all that is used, 100000 MWh", "20000 MWh are generated", "also counted as purchased"},
		generated("100", "0"), generated("80", "0"), "", nil},
	{"three figures of electricity that do not go together", "check-d1", inventory.Error, "activity/a.csv:5:7", []string{"net import 60000 + own generation 20000 = 80000 MWh", "100000 MWh: off by -20000"},
		generated("70", "10"), generated("90", "10"), "", nil},
	{"a plant inside whose electricity is imported", "check-d1", inventory.Error, "activity/a.csv:2:7", []string{"M.3 热电厂", "10 GWh", "200 t"},
		"2020,M.3,热电厂,电力,,electricity_net,10,GWh,,\n2020,1.A.1.a,热电厂,烟煤,,,200,t,,\n", "2020,M.3,,电力,,electricity_net,10,GWh,,\n2020,1.A.1.a,热电厂,烟煤,,,200,t,,\n", "", nil},
	{"ammonia and the gas of chemicals", "check-d6", inventory.Warning, "activity/a.csv:2:7", []string{"2.B.1 has 7 t CO2", "1.A.2.c 天然气 = 300 10^4 m3"},
		"2020,1.A.2.c,,天然气,,,300,万m3,,\n", "2020,1.A.2.f,,天然气,,,300,万m3,,\n", "", []string{"2.B.1 CO2"}},
	{"steel and the coke of its furnaces", "check-d7", inventory.Warning, "activity/a.csv:2:7", []string{"2.C.1 has 7 t CO2", "1.A.2.a 焦炭 = 300 t"},
		"2020,1.A.2.a,,焦炭,,,300,t,,\n", "2020,1.A.2.a,,天然气,,,300,万m3,,\n", "", []string{"2.C.1 CO2"}},
	{"a steel works by its process and by its coke", "check-d7", inventory.Error, "activity/a.csv:3:7", []string{"钢厂", "2.C.1 (1.58 t CO2", "1.A.2.a 钢厂 焦炭 = 300 t"},
		"2020,2.C.1,钢厂,转炉钢,,,1,t,,\n2020,1.A.2.a,钢厂,焦炭,,,300,t,,\n", "2020,2.C.1,钢厂,转炉钢,,,1,t,,\n", "", nil},
	{"strontium by its carbon balance and by its coal", "check-d7", inventory.Error, "activity/a.csv:5:7", []string{"锶厂", "2.B.10 (18700 t CO2", "1.A.2.c 锶厂 烟煤 = 9000 t"},
		strontium + "2020,1.A.2.c,锶厂,烟煤,,,9000,t,,\n", strontium + "2020,1.A.2.c,纯碱厂,烟煤,,,9000,t,,\n", "", nil},
	{"a steel works that is named and coke that is not", "check-d7", inventory.Warning, "activity/a.csv:3:7", []string{"2.C.1 has 1.58 t CO2", "1.A.2.a 焦炭 = 300 t takes no"},
		"2020,2.C.1,钢厂,转炉钢,,,1,t,,\n2020,1.A.2.a,,焦炭,,,300,t,,\n", "2020,2.C.1,钢厂,转炉钢,,,1,t,,\n2020,1.A.2.a,铸造厂,焦炭,,,300,t,,\n", "", nil},
	{"steel by its coke and again by what is made", "check-d7", inventory.Error, "activity/a.csv:4:7", []string{"2.C.1 钢厂 转炉钢 顶底复吹 = 950 t", "activity/a.csv:2:7"},
		"2020,2.C.1,钢厂,焦炭,,carbon_in,500,t,,\n2020,2.C.1,钢厂,转炉钢,,carbon_out,950,t,,\n2020,2.C.1,钢厂,转炉钢,顶底复吹,,950,t,,\n",
		"2020,2.C.1,钢厂,焦炭,,carbon_in,500,t,,\n2020,2.C.1,钢厂,粗钢,,carbon_out,950,t,,\n2020,2.C.1,钢厂,烧结矿,,,1000,t,,\n2020,2.C.1,电炉厂,电炉钢,,,950,t,,\n", "", nil},
	{"charcoal as a reductant", "check-d10", inventory.Error, "activity/a.csv:3:7", []string{"2.C.1 钢厂 木炭 = 20 t"},
		"2020,2.C.1,钢厂,焦炭,,carbon_in,500,t,,\n2020,2.C.1,钢厂,木炭,,carbon_in,20,t,,\n", "2020,2.C.1,钢厂,焦炭,,carbon_in,500,t,,\n", "", nil},
	{"cement and the clinker it is made of", "check-d11", inventory.Error, "activity/a.csv:2:7", []string{"2.A.1 水泥 品种不明 = 100 t", "2.A.1 甲厂 水泥熟料 = 75 t"},
		"2020,2.A.1,,水泥,品种不明,,100,t,,\n2020,2.A.1,甲厂,水泥熟料,,,75,t,,\n", "2020,2.A.1,乙厂,水泥,品种不明,,100,t,,\n2020,2.A.1,乙厂,水泥,品种不明,clinker_imports,75,t,,\n2020,2.A.1,甲厂,水泥熟料,,,75,t,,\n", "", nil},
	{"soda ash of a glass works once more", "check-d13", inventory.Error, "activity/a.csv:3:7", []string{"2.A.4.b 玻璃厂 纯碱 = 50 t", "2.B.7 玻璃厂 纯碱 = 0.05 kt"},
		"2020,2.A.4.b,玻璃厂,纯碱,,,50,t,,\n2020,2.B.7,玻璃厂,纯碱,,,0.05,kt,,\n", "2020,2.A.4.b,玻璃厂,纯碱,,,50,t,,\n2020,2.B.7,碱厂,纯碱,,,50,t,,\n", "", nil},
	{"one quantity of limestone in two categories", "check-d13", inventory.Warning, "activity/a.csv:3:7", []string{"2.A.4.a 石灰石 = 50 t", "2.A.4.d 脱硫 石灰石 = 50 t"},
		"2020,2.A.4.a,,石灰石,,,50,t,,\n2020,2.A.4.d,脱硫,石灰石,,,50,t,,\n", "2020,2.A.4.a,,石灰石,,,50,t,,\n2020,2.A.4.d,脱硫,石灰石,,,60,t,,\n", "", nil},
	{"a lubricant used and burned", "check-d8", inventory.Error, "activity/a.csv:3:7", []string{"2.D.1 润滑油 = 100 t", "1.A.2.f 润滑油 = 0.1 kt"},
		"2020,2.D.1,,润滑油,,,100,t,,\n2020,1.A.2.f,,润滑油,,,0.1,kt,,\n", "2020,2.D.1,,润滑油,,,100,t,,\n2020,1.A.2.f,,润滑油,,,20,t,,\n", "", nil},
	{"a kiln's waste in two places", "check-d12", inventory.Error, "activity/a.csv:2:7", []string{"4.C.1 水泥厂", "1.A.2.f 水泥厂"},
		"2020,4.C.1,水泥厂,塑料,无能量回收;连续;炉排,waste,50,t,,\n2020,1.A.2.f,水泥厂,塑料,连续;炉排,waste,50,t,,\n", "2020,1.A.2.f,水泥厂,塑料,连续;炉排,waste,50,t,,\n", "", nil},
	{"more municipal waste treated than collected", "check-msw", inventory.Warning, "activity/a.csv:2:7", []string{"4.A 70000 t (activity/a.csv:2:7) + 4.C.1 50000 t", "= 120000 t, 20000 t more than was collected, 10 万t (indicators.csv:2:3)"},
		"2020,4.A.3,,城市生活垃圾,无透气覆盖,,70000,t,,\n1970,4.A.3,,,,opening_year,1970,yr,,\n" + dumped + "2020,4.C.1,一厂,塑料,炉排;连续,waste,50000,t,,\n2020,4.C.1,一厂,塑料,炉排;连续,share,20,%,,\n2020,4.C.1,一厂,木材,炉排;连续,waste,50000,t,,\n2020,4.C.1,一厂,木材,炉排;连续,share,80,%,,\n",
		"2020,4.A.3,,城市生活垃圾,无透气覆盖,,50000,t,,\n1970,4.A.3,,,,opening_year,1970,yr,,\n" + dumped + "2020,4.C.1,一厂,城市生活垃圾,炉排;连续,waste,50000,t,,\n2020,4.C.1,一厂,城市生活垃圾,炉排;连续,dry_matter,0.5,fraction,,\n2020,4.C.1,一厂,城市生活垃圾,炉排;连续,CF_total_carbon,0.4,t C/t,,\n2020,4.C.1,一厂,城市生活垃圾,炉排;连续,FCF,0.4,fraction,,\n", "", nil},
	{"glass among the waste treated", "check-msw", inventory.Warning, "activity/a.csv:2:7", []string{"4.C.1 120000 t", "20000 t more than was collected"},
		"2020,4.C.1,一厂,玻璃,炉排;连续,waste,120000,t,,\n", "2020,4.C.1,一厂,玻璃,炉排;连续,waste,100000,t,,\n", "", nil},
	{"a category that does not occur and has a number", "check-keys", inventory.Warning, "activity/a.csv:2:9", []string{"4.B is NO, and 4.B 食品垃圾 堆肥 (activity/a.csv:3:7) has 80 t CH4"},
		"2020,4.B,,,,,,,NO,\n2020,4.B,,食品垃圾,堆肥,,20000,t,,\n", "2020,4.B,,木材,,,,,NO,\n2020,4.B,,食品垃圾,堆肥,,20000,t,,\n", "", nil},
	{"a cover that oxidises on a dump", "check-cover", inventory.Warning, "activity/a.csv:2:5", []string{"4.A.3"},
		"2020,4.A.3,,城市生活垃圾,有覆盖,,70000,t,,\n1970,4.A.3,,,,opening_year,1970,yr,,\n" + strings.ReplaceAll(dumped, "无透气", "有"), "2020,4.A.3,,城市生活垃圾,无透气覆盖,,70000,t,,\n1970,4.A.3,,,,opening_year,1970,yr,,\n" + dumped, "", nil},
	{"landfill gas burned and not taken out", "check-d20", inventory.Warning, "activity/a.csv:2:7", []string{"1.A.1.a 填埋气 = 10 TJ", "4.A takes no recovered methane out"},
		"2020,1.A.1.a,,填埋气,,,10,TJ,,\n", "2020,1.A.1.a,,烟煤,,,10,t,,\n", "", []string{"4.A CH4"}},
	{"mine gas taken out and burned nowhere", "check-d21", inventory.Warning, "activity/a.csv:3:7", []string{"5000 m3", "no fuel of 1.A has the detail 煤矿瓦斯"},
		"2020,1.B.1.a.i.1,,,,,10000,t,,\n2020,1.B.1.a.i.1,,,,recovered,5000,m3,,\n", "2020,1.B.1.a.i.1,,,,,10000,t,,\n2020,1.B.1.a.i.1,,,,recovered,5000,m3,,\n2020,1.A.1.c.ii,,天然气,煤矿瓦斯,,5000,m3,,\n", "", nil},
	{"more mine gas burned than taken out", "check-d21", inventory.Error, "activity/a.csv:4:7", []string{"6000 m3 are burned", "recovers only 5000 m3", "1000 too much"},
		"2020,1.B.1.a.i.1,,,,,10000,t,,\n2020,1.B.1.a.i.1,,,,recovered,5000,m3,,\n2020,1.A.1.c.ii,,天然气,煤矿瓦斯,,6000,m3,,\n", "2020,1.B.1.a.i.1,,,,,10000,t,,\n2020,1.B.1.a.i.1,,,,recovered,5000,m3,,\n2020,1.A.1.c.ii,,天然气,煤矿瓦斯,,5000,m3,,\n", "", nil},
	{"all mines by their tonnes and one by its ventilation", "check-mine", inventory.Warning, "activity/a.csv:3:7", []string{"1.B.1.a.i.1 (activity/a.csv:2:7) has 120.6 t CH4", "1.B.1.a.i.1 一矿 (activity/a.csv:3:7) 33.5 t"},
		"2020,1.B.1.a.i.1,,,,,10000,t,,\n2020,1.B.1.a.i.1,一矿,,,ventilation,50000,m3,,\n", "2020,1.B.1.a.i.1,其余煤矿,,,,10000,t,,\n2020,1.B.1.a.i.1,一矿,,,ventilation,50000,m3,,\n", "", nil},
	{"equipment by its bank and by a balance", "check-sf6", inventory.Error, "activity/a.csv:4:7", []string{"2.G.1 供电公司 (activity/a.csv:2:7) has 0.02 t SF6 by 2.G.1/grid/SF6", "2.G.1.b 供电公司 封闭压力式（高压开关设备） (activity/a.csv:4:7) 0.312 t by 2.G.1/t1/SF6"},
		"2020,2.G.1,供电公司,,,nameplate_retired,200,kg,,\n2020,2.G.1,供电公司,,,recovered_retired,180,kg,,\n2020,2.G.1.b,供电公司,GIS,,nameplate_in_use,12,t,,\n",
		"2020,2.G.1,供电公司,,,nameplate_retired,200,kg,,\n2020,2.G.1,供电公司,,,recovered_retired,180,kg,,\n2020,2.G.1.b,其余用户,GIS,,nameplate_in_use,12,t,,\n", "", nil},
	{"equipment filed as a whole and as in use", "check-sf6", inventory.Error, "activity/a.csv:3:7", []string{"2.G.1 供电公司", "2.G.1.b 供电公司"},
		"2020,2.G.1,供电公司,GIS,,nameplate_in_use,12,t,,\n2020,2.G.1.b,供电公司,GIS,,nameplate_in_use,12,t,,\n", "2020,2.G.1.a,供电公司,GIS,,sf6_charged,12,t,,\n2020,2.G.1.b,供电公司,GIS,,nameplate_in_use,12,t,,\n", "", nil},
	{"a maker by its balance and by all that makers use", "check-sf6", inventory.Error, "activity/a.csv:4:7", []string{"2.G.1.a", "2.G.1/maker/SF6", "2.G.1/t1/SF6"},
		"2020,2.G.1.a,,GIS,,sf6_charged,5,t,,\n" + maker, "2020,2.G.1.b,,GIS,,nameplate_in_use,5,t,,\n" + maker, "", nil},
	{"more gas leaks than was lost", "check-d22", inventory.Warning, "activity/b.csv:4:2", []string{"5840 t CH4", "more than the balance loses, 2000000 m3"},
		"2020,1.B.2.b.iii.5,,,城镇配气;塑料管<50%,,20,亿m3,,\n", "2020,1.B.2.b.iii.5,,,城镇配气;塑料管<50%,,2,亿m3,,\n", gasBalance, nil},
	{"venting beside a segment factor that holds it", "check-seg", inventory.Error, "more.csv:2", []string{"1.B.2.b.i has 7 t CH4", "1.B.2.b.iii.2"},
		"2020,1.B.2.b.iii.2,,,陆上天然气生产;低排放技术,,50,10^6 m3,,\n", "2020,1.A.2.f,,烟煤,,,1,t,,\n", "", []string{"1.B.2.b.i CH4"}},
	{"a plant inside whose heat is imported", "check-d2", inventory.Error, "activity/a.csv:2:7", []string{"M.4", "100 GJ", "200 t"},
		"2020,M.4,热电厂,热力,,heat_net,100,GJ,,\n2020,1.A.1.a,热电厂,烟煤,,,200,t,,\n", "2020,M.4,邻区电厂,热力,,heat_net,100,GJ,,\n2020,1.A.1.a,热电厂,烟煤,,,200,t,,\n", "", nil},
	{"an autoproducer's fuel twice", "check-d3", inventory.Error, "activity/a.csv:3:7", []string{"1.A.1.a 水泥厂", "1.A.2.f 水泥厂", "200 t"},
		"2020,1.A.1.a,水泥厂,烟煤,,,200,t,,\n2020,1.A.2.f,水泥厂,烟煤,,,200,t,,\n", "2020,1.A.2.f,水泥厂,烟煤,,,200,t,,\n", "", nil},
	{"one quantity of a works in two industries", "check-plant", inventory.Error, "activity/a.csv:3:7", []string{"1.A.2.c 甲厂 烟煤 = 1000 t", "1.A.2.f 甲厂 烟煤 = 1 kt"},
		"2020,1.A.2.c,甲厂,烟煤,,,1000,t,,\n2020,1.A.2.f,甲厂,烟煤,,,1,kt,,\n", "2020,1.A.2.c,甲厂,烟煤,,,1000,t,,\n2020,1.A.2.f,乙厂,烟煤,,,1,kt,,\n2020,1.A.2.c,甲厂,天然气,,,1000,m3,,\n", "", nil},
	{"a works in two industries", "check-plant", inventory.Warning, "activity/a.csv:3:7", []string{"fuel of one facility stands in two industries"},
		"2020,1.A.2.c,甲厂,柴油,,,1000,t,,\n2020,1.A.2.f,甲厂,柴油,,,900,t,,\n", "2020,1.A.2.c,甲厂,柴油,,,1000,t,,\n2020,1.A.3.b,甲厂,柴油,,,900,t,,\n2020,1.A.2.c,甲厂,柴油,锅炉,,900,t,,\n", "", nil},
	{"a bank by its model and by its equipment", "check-bank", inventory.Warning, "activity/a.csv:6:7", []string{"2.F.1.b HFC-134a (activity/a.csv:4:7) has 1.5 t HFC-134a by 2.F/t1a/HFC-134a", "(activity/a.csv:6:7) 1 t by 2.F.1/t2a/HFC-134a"},
		mobileBank("") + "2020,2.F.1.b,,移动空调,HFC-134a,bank,10,t,,\n2020,2.F.1.b,,移动空调,HFC-134a,operation_emission_factor,10,%/yr,,\n",
		mobileBank("") + "2020,2.F.1.a,,家用冰箱,HFC-134a,bank,10,t,,\n2020,2.F.1.a,,家用冰箱,HFC-134a,operation_emission_factor,10,%/yr,,\n", "", nil},
	{"rows beside the balance", "check-d4", inventory.Error, "activity/a.csv:2:7", []string{"0.58", "0.5", "off by 0.08", "800 10^4 m3"},
		"2020,1.A.4.b,,天然气,,,800,万m3,,\n", "2020,1.A.2.f,,天然气,,,800,万m3,,\n", gasBalance, nil},
	{"fuel sold and fuel by kilometres", "check-d5", inventory.Error, "activity/a.csv:3:7", []string{"1000 t", "900 t"},
		"2020,1.A.3.b,,柴油,,,1000,t,,\n2020,1.A.3.b,,柴油,按行驶里程,,900,t,,\n", "2020,1.A.3.b,,柴油,,,1000,t,,\n", "", nil},
	{"gas lost without a figure of leakage", "check-d22", inventory.Warning, "activity/b.csv:4:2", []string{"0.02 10^8 m3"},
		"2020,1.A.4.c,,柴油,,,1,t,,\n", "2020,1.B.2.b.iii.5,,,城镇配气;塑料管>50%,,5000,万m3,,\n", gasBalance, nil},
	{"clinker and what enters the kiln both", "check-kiln", inventory.Error, "activity/a.csv:3:7", []string{"by 2.A.1/ipcc.t3/CO2", "by 2.A.1/ipcc.t2/CO2"},
		"2020,2.A.1,甲厂,石灰石,,carbonate,2600000,t,,\n2020,2.A.1,甲厂,水泥熟料,,,2000000,t,,\n", "2020,2.A.1,甲厂,石灰石,,carbonate,2600000,t,,\n", "", nil},
	{"soda ash of a glass works", "check-kiln", inventory.Error, "activity/a.csv:3:7", []string{"2.A.3 玻璃厂", "2.A.4.b 玻璃厂 纯碱 = 10 kt"},
		"2020,2.A.3,玻璃厂,平板玻璃,,,80000,t,,\n2020,2.A.4.b,玻璃厂,纯碱,,,10,kt,,\n", "2020,2.A.3,玻璃厂,平板玻璃,,,80000,t,,\n2020,2.A.4.b,洗涤剂厂,纯碱,,,10,kt,,\n", "", nil},
	{"limestone of a lime works", "check-kiln", inventory.Error, "activity/a.csv:3:7", []string{"2.A.2 石灰厂", "2.A.4.d 石灰厂 石灰石 = 9 kt"},
		"2020,2.A.2,石灰厂,石灰,,,5000,t,,\n2020,2.A.4.d,石灰厂,石灰石,,,9,kt,,\n", "2020,2.A.2,石灰厂,石灰,,,5000,t,,\n2020,2.A.4.d,石灰厂,脱硫剂,,,1,kt,,\n", "", nil},
	{"more clinker than cement", "check-clinker", inventory.Error, "activity/a.csv:2:7", []string{"2700000 t of clinker (made − sold + bought)", "2600000 t of cement (activity/a.csv:3:7)"},
		"2020,2.A.1,甲厂,水泥熟料,,,290,万吨,,\n2020,2.A.1,甲厂,水泥熟料,,cement,2600000,t,,\n2020,2.A.1,甲厂,水泥熟料,,clinker_exports,250000,t,,\n2020,2.A.1,甲厂,水泥熟料,,clinker_imports,50000,t,,\n",
		"2020,2.A.1,甲厂,水泥熟料,,,290,万吨,,\n2020,2.A.1,甲厂,水泥熟料,,cement,2600000,t,,\n2020,2.A.1,甲厂,水泥熟料,,clinker_exports,650000,t,,\n", "", nil},
	{"oxides of clinker above the whole", "check-oxides", inventory.Error, "activity/a.csv:4:7", []string{"CaO content 0.95 fraction", "MgO content 15 %", "1.1 together, more than 1"},
		laboratory("0.95,fraction", "15,%", "0,%"), laboratory("0.65,fraction", "1.5,%", "0,%"), "", nil},
	{"more CaO of slag than CaO", "check-oxides", inventory.Error, "activity/a.csv:5:7", []string{"66 %", "0.65 fraction"},
		laboratory("0.65,fraction", "1.5,%", "66,%"), laboratory("0.65,fraction", "1.5,%", "4,%"), "", nil},
	{"volumes in two states", "check-state", inventory.Warning, "activity/a.csv:2:7", []string{"100 10^4 m3", "50 10^4 Nm3", "1.0732"},
		"2020,1.A.4.b,,天然气,,,100,万m3,,\n2020,1.A.4.a,,天然气,,,50,万Nm3,,\n", "2020,1.A.4.b,,天然气,,,100,万m3,,\n2020,1.A.4.a,,天然气,,,50,万m3,,\n", "", nil},
}
