package engine

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/workspace"
)

// derived prints what a result takes from its balances: category, item, detail, parameter, value, unit.
func derived(r *Result) []string {
	var out []string
	for _, b := range r.Balances {
		for _, l := range b.Lines {
			out = append(out, strings.Join(strings.Fields(fmt.Sprintf("%s %s %s %s %s %s", l.Row.Category.Code, l.Row.ItemName(), l.Row.Detail, l.Row.Parameter, l.Row.Value, l.Row.Unit)), " "))
		}
	}
	return out
}

// The example of METHODS §2.2: gasoline moved to the roads by the shares of three consumers, coal that is not burned.
const worked22 = `示例能源平衡表 2020年
项目,原煤（吨）,汽油（吨）,电力（亿千瓦时）
一、可供本地区消费的能源量,62620,14000,10
2.外省（区、市）调入量,62620,14000,12
5.本省（区、市）调出量（-）,,,-2
二、加工转换投入（-）产出（+）量,-30000,,1
1.火力发电,-20000,,1
3.煤炭洗选,-5000,,
4.炼焦,-5000,,
三、损失量,100,,
四、终端消费量,32520,14000,11
2.工业,32520,1200,8
其中：用作原料、材料,1000,,
4.交通运输、仓储和邮政业,,10000,
5.批发、零售业和住宿、餐饮业,,800,
7.居民生活,,2000,3
城镇,,2000,3
五、平衡差额,0,0,0
`

const worked22Shares = "year,category,item,parameter,value,unit,detail\n2020,1.A.2,汽油,road_share,0.95,fraction,\n2020,1.A.4.a,汽油,road_share,95,%,\n2020,1.A.4.b,汽油,road_share,1,fraction,\n"

const worked22Choices = "stands_for,,,原煤,carbon_content;oxidation_rate;ef,烟煤,原煤,烟煤,无烟煤,a,2026-01-01,r\ndetail,,1.A.3.b,汽油,,无控制,,,,a,2026-01-01,r\n"

func TestActivitiesOfABalance(t *testing.T) {
	r := compiled(t, "CN-PROV-2011", "2020", map[string]string{"activity/b.csv": worked22, "activity/s.csv": worked22Shares, "records/choices.csv": choicesHead + worked22Choices})
	want := []string{
		"1.A.1.a 原煤 火力发电 20000 t",
		"1.A.4.a 汽油 批发、零售业和住宿、餐饮业 40 t", "1.A.4.b 汽油 城镇 0 t", "1.A.3.b 汽油 无控制 13900 t",
		"M.3 电力 electricity_in 12 10^8 kWh", "M.3 电力 electricity_out 2 10^8 kWh",
		"1.A.2.m 原煤 31520 t", "1.A.2.m 汽油 60 t",
	}
	if got := derived(r); !slices.Equal(got, want) {
		t.Errorf("%v\ngot  %q\nwant %q", codes(r, inventory.Error), got, want)
	}
	for _, b := range r.Balances {
		for _, l := range b.Lines {
			if value, err := expr.Decimal(expr.In(l.Tree, l.Row.Unit)); err != nil || !value.Equal(l.Row.Value) {
				t.Errorf("%s: the tree gives %s (%v), the row %s", l.Row.Category.Code, value, err, l.Row.Value)
			}
			for _, leaf := range l.Tree.Leaves() {
				if at := inventory.ParameterOf(leaf).Origin; at.Row < 2 || at.Col < 2 {
					t.Errorf("%s: a leaf without its cell: %v", l.Row.Category.Code, at)
				}
			}
		}
	}
}

// Industry is split by the annex, and by rows of its own; what neither splits stays other industry. Autoproducers go to their
// owners, rail and vessels out of transport.
func TestSplitOfABalance(t *testing.T) {
	split := "分行业终端能源消费 2020年\n代码,行业,原煤（吨）\n26,化学原料和化学制品制造业,9000\n,其中：用作原料、材料,400\n27,医药制造业,1000\n30,非金属矿物制品业,12000\n,工业合计,22000\n"
	more := "2020,1.A.2.e,原煤,,2000,t,\n2020,1.A.2.f,原煤,autoproducer_input,5000,t,\n2020,1.A.2.f,原煤,raw_material,100,t,\n2020,1.A.3.c,汽油,,300,t,\n"
	r := compiled(t, "CN-PROV-2011", "2020", map[string]string{"activity/b.csv": worked22, "activity/x.csv": split, "activity/s.csv": worked22Shares + more,
		"records/choices.csv": choicesHead + worked22Choices + "stands_for,,1.A.3.c,汽油,ef,柴油,汽油,柴油,柴油,a,2026-01-01,r\n"})
	got := derived(r)
	for _, want := range []string{
		"1.A.1.a 原煤 火力发电 15000 t", // 20000 − 5000
		"1.A.3.b 汽油 无控制 13600 t",  // 13900 − 300
		"1.A.2.c 原煤 9600 t",       // 9000 + 1000 − 400
		"1.A.2.f 原煤 11900 t",      // 12000 − 100
		"1.A.2.m 原煤 8020 t",       // 32520 − 22000 − 2000 − (1000 − 500)
	} {
		if !slices.Contains(got, want) {
			t.Errorf("no %q in %q", want, got)
		}
	}
	coal := decimal.Decimal{}
	for _, row := range r.Rows {
		if row.ItemName() == "原煤" {
			coal = coal.Add(row.Value)
		}
	}
	if coal.String() != "51520" { // 20000 + 32520 − 1000
		t.Errorf("the sectors burn %s t of coal, want 51520", coal)
	}
}

// Layouts of the bureau: a row of units, codes before the names, tabs, GB18030, English; the same figures each time.
func TestLayoutsOfABalance(t *testing.T) {
	want := []string{"1.A.1.a 原煤 火力发电 20 10^4 t", "1.A.2.m 原煤 12 10^4 t", "1.A.2.m 天然气 0.4 10^8 m3"}
	body := []string{"一、可供本地区消费的能源量,32,0.4", "二、加工转换投入（－）产出（＋）量,-20,", "  1.火力发电,-20,—", "三、损失量,-,…", "四、终端消费量,12,0.4", "２．工业,12,0.4", "五、平衡差额,0,0", "注：本表为虚构,,"}
	coded := make([]string, len(body))
	for i, line := range body {
		coded[i] = fmt.Sprintf("%d,", i+1) + line
	}
	for name, content := range map[string]string{
		"brackets": "某区能源平衡表（实物量）,,\n年份：2020,,\n项目,原煤(万吨),天然气（亿立方米）\n" + strings.Join(body, "\n"),
		"units":    "某区能源平衡表 2020\n项目,原煤,天然气\n计量单位,万吨,亿立方米\n" + strings.Join(body, "\n"),
		"codes":    "某区能源平衡表 2020\n,单位,万吨,亿立方米\n代码,项目,原煤,天然气\n" + strings.Join(coded, "\n"),
		"tabs":     strings.ReplaceAll("某区能源平衡表 2020\n项目,原煤（万吨）,天然气（亿立方米）\n"+strings.Join(body, "\n"), ",", "\t"),
		"lines":    "某区能源平衡表 2020\n项目,\"原煤\n万吨\",\"天然气\n亿立方米\"\n" + strings.Join(body, "\n"),
		"english":  "Energy balance 2020,,\nItem,Raw coal (10^4 t),Natural gas (10^8 m3)\nI. Total primary energy supply,32,0.4\nII. Transformation,-20,\nThermal power,-20,\nIII. Losses,,\nIV. Final consumption,12,0.4\nIndustry,12,0.4\nV. Statistical difference,0,0\n",
	} {
		t.Run(name, func(t *testing.T) {
			r := compiled(t, "CN-PROV-2011", "2020", map[string]string{"activity/b.csv": content, "records/choices.csv": choicesHead + worked22Choices})
			if got := derived(r); !slices.Equal(got, want) {
				t.Errorf("%v %q", codes(r, inventory.Error), got)
			}
		})
	}
}

// On the balance of 2020 nothing is lost, left over or made into another fuel: the approaches agree in every fuel. In 2021
// they do not, and the gap is made up of what the balance says.
func TestReferenceApproach(t *testing.T) {
	e := newEngine(t)
	ws, problems, err := workspace.LoadFS(os.DirFS("../../testdata/inventories/balance"), e.Vocabulary)
	if err != nil || problems.Failed() {
		t.Fatal(err, problems)
	}
	r := e.Compile(ws, nil)
	if len(r.References) != 2 || len(r.References[0].Lines) != 27 {
		t.Fatalf("%d years, %v", len(r.References), codes(r, inventory.Error))
	}
	for _, ref := range r.References {
		var gap, parts decimal.Decimal
		for _, l := range ref.Lines {
			if ref.Year == 2020 && !l.Gap.IsZero() {
				t.Errorf("2020 %s: a gap of %s t", l.Item.Name, l.Gap)
			}
			gap, parts = gap.Add(l.Gap), parts.Add(l.Losses).Add(l.Difference).Add(l.Transformed)
			if !l.Other.IsZero() {
				t.Errorf("%d %s: %s t of the gap are unaccounted for", ref.Year, l.Item.Name, l.Other)
			}
		}
		total := ref.Groups[len(ref.Groups)-1]
		if !total.Gap.Equal(gap) || !gap.Equal(parts) {
			t.Errorf("%d: gap %s, of the fuels %s, its parts %s", ref.Year, total.Gap, gap, parts)
		}
	}
	liquid := r.References[1].Groups[1]
	if liquid.Group != "liquid" || liquid.Gap.String() != "30959.096373333333" || liquid.Explained == nil { // 10000*42.652/1000*20.2*0.98*44/12
		t.Errorf("liquid fuels of 2021: gap %s, explained %v", liquid.Gap, liquid.Explained)
	}
	if got := codes(r, inventory.Warning); slices.ContainsFunc(got, func(s string) bool { return strings.HasSuffix(s, CodeGapUnexplained) }) {
		t.Errorf("an explained gap is asked for: %v", got)
	}
	ws.Explanations = nil
	open := e.Compile(ws, nil).Problems
	at := slices.IndexFunc(open, func(p inventory.Problem) bool { return p.Code == CodeGapUnexplained })
	if at < 0 || !strings.Contains(open[at].Message.EN, "30959.1 t (8.58 %)") || open[at].Severity != inventory.Warning || !Final(open[at:at+1]).Failed() {
		t.Errorf("a gap nobody explained: %d problems", len(open))
	}
}

// Of a preliminary and a final table the final one counts.
func TestVintagesOfABalance(t *testing.T) {
	preliminary := strings.Replace(strings.ReplaceAll(worked22, "1200", "1500"), "2020年", "2020年（初步）", 1)
	final := strings.Replace(worked22, "2020年", "2020年（最终）", 1)
	preliminary = strings.Replace(strings.Replace(preliminary, "14000,11", "14300,11", 1), "62620,14000", "62620,14300", 2)
	r := compiled(t, "CN-PROV-2011", "2020", map[string]string{"activity/a.csv": preliminary, "activity/b.csv": final, "activity/s.csv": worked22Shares, "records/choices.csv": choicesHead + worked22Choices})
	if got := derived(r); !slices.Contains(got, "1.A.2.m 汽油 60 t") {
		t.Errorf("%v %q", codes(r, inventory.Error), got)
	}
}

// Raw material that a row states is not burned in either approach.
func TestRawMaterialInBothApproaches(t *testing.T) {
	r := compiled(t, "IPCC-2019", "2020", map[string]string{
		"activity/b.csv": "能源平衡表 2020年\n项目,烟煤（万吨）\n可供本地区消费的能源量,12\n终端消费量,12\n工业,12\n",
		"activity/s.csv": head + "2020,1.A.2,,烟煤,,raw_material,20000,t,,,统\n"})
	if len(r.References) != 1 {
		t.Fatal(codes(r, inventory.Error))
	}
	if line := r.References[0].Lines[0]; line.RawMaterial.String() != "2" || !line.Gap.IsZero() || line.Sectoral.String() != "244068" { // 10^5 t * 25.8 GJ/t * 94.6 kg/GJ
		t.Errorf("raw material %s, sectoral %s, gap %s", line.RawMaterial, line.Sectoral, line.Gap)
	}
}
