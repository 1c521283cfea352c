package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"ghg/inventory"
	"ghg/inventory/check"
	"ghg/inventory/engine"
	"ghg/inventory/workspace"
)

// standIns are the fuels whose factors those of the balance take.
const standIns = `kind,year,category,item,parameter,chosen,instead_of,low,high,by,date,reason
stands_for,,,原煤,ncv;ef;ef_full_oxidation;oxidation_rate;carbon_content,烟煤,原煤,烟煤,无烟煤,a,2026-01-01,r
stands_for,,1.A.3.a.ii,一般煤油,ef,喷气煤油,一般煤油,喷气煤油,喷气煤油,a,2026-01-01,r
`

// balanced compiles the files and returns what the balances derive, and every ERROR of reading, compiling and checking.
func balanced(t *testing.T, e *engine.Engine, files map[string]string) (derived, faults []string) {
	t.Helper()
	fsys := fstest.MapFS{"inventory.toml": {Data: []byte(settings)}, "records/choices.csv": {Data: []byte(standIns)}}
	for name, content := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(content)}
	}
	ws, problems, err := workspace.LoadFS(fsys, e.Vocabulary)
	if err != nil {
		t.Fatal(err)
	}
	if !problems.Failed() {
		result := e.Compile(ws, nil)
		for _, b := range result.Balances {
			for _, l := range b.Lines {
				derived = append(derived, strings.Join(strings.Fields(fmt.Sprintf("%s %s %s %s %s", l.Row.Category.Code, l.Row.ItemName(), l.Row.Parameter, l.Row.Value, l.Row.Unit)), " "))
			}
		}
		problems.Add(result.Problems...)
		problems.Add(check.Run(ws, result)...)
	}
	for _, p := range problems.Sorted() {
		if p.Severity >= inventory.Error {
			faults = append(faults, p.Source.String()+" "+p.Code)
		}
	}
	return derived, faults
}

// balanceCase is a workspace of tables with what they derive and the errors they give.
type balanceCase struct {
	name            string
	files           map[string]string
	derived, faults []string
}

func runBalances(t *testing.T, cases []balanceCase) {
	t.Helper()
	e, err := engine.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			derived, faults := balanced(t, e, c.files)
			if !slices.Equal(faults, c.faults) {
				t.Errorf("faults %q\nwant   %q", faults, c.faults)
			}
			if c.faults == nil && !slices.Equal(derived, c.derived) {
				t.Errorf("derived %q\nwant    %q", derived, c.derived)
			}
		})
	}
}

// table is an energy balance of 2020 of the columns, its rows separated by semicolons.
func table(columns, rows string) map[string]string {
	return map[string]string{"activity/b.csv": "能源平衡表 2020年\n项目," + columns + "\n" + lines(rows)}
}

func lines(rows string) string { return strings.ReplaceAll(rows, ";", "\n") + "\n" }

// with adds activity rows, and further files by name and content.
func with(files map[string]string, rows string, more ...string) map[string]string {
	out := map[string]string{}
	for name, content := range files {
		out[name] = content
	}
	if rows != "" {
		out["activity/a.csv"] = head + lines(rows)
	}
	for i := 0; i < len(more); i += 2 {
		out[more[i]] = more[i+1]
	}
	return out
}

// Every figure that a balance prints is counted once, whether it prints a whole, its parts or both.
func TestWholesOfABalance(t *testing.T) {
	const coal = "烟煤（万吨）"
	runBalances(t, []balanceCase{
		{"households as one figure", table(coal, "终端消费量,3;工业,1;居民生活,2"), []string{"1.A.4.b 烟煤 2 10^4 t", "1.A.2.m 烟煤 1 10^4 t"}, nil},
		{"households as one figure, cells of their parts blank", table(coal, "终端消费量,3;工业,1;居民生活,2;城镇,;乡村,"), []string{"1.A.4.b 烟煤 2 10^4 t", "1.A.2.m 烟煤 1 10^4 t"}, nil},
		{"motor fuel of households as one figure", with(table("柴油（万吨）", "终端消费量,3;交通运输、仓储和邮政业,1;居民生活,2"), "2020,1.A.4.b,,柴油,,road_share,90,%,,"), []string{"1.A.4.b 柴油 0.2 10^4 t", "1.A.3.b 柴油 2.8 10^4 t"}, nil},
		{"parts without their sum", table(coal, "终端消费量,3;工业,1;城镇,0.5;乡村,1.5"), []string{"1.A.4.b 烟煤 0.5 10^4 t", "1.A.4.b 烟煤 1.5 10^4 t", "1.A.2.m 烟煤 1 10^4 t"}, nil},
		{"parts that do not make their sum", table(coal, "终端消费量,3;工业,1;居民生活,2;城镇,0.5;乡村,"), nil, []string{"activity/b.csv:5:2 balance-sum"}},
		{"final consumption as one figure", table(coal, "终端消费量,3;工业,"), nil, []string{"activity/b.csv:3:2 balance-total-only"}},
		{"transformation as one figure", table(coal, "加工转换,-2;终端消费量,3;工业,3"), nil, []string{"activity/b.csv:3:2 balance-total-only"}},
		{"power of another column as one figure", table("电力（亿千瓦时）", "可供本地区消费的能源量,1;加工转换,2;终端消费量,3"), nil, nil},
		{"input without its minus", table(coal, "火力发电,2;终端消费量,3;工业,3"), nil, []string{"activity/b.csv:3:2 balance-sign"}},
		{"input without its minus, and its sum", table(coal, "加工转换,2;供热,2;终端消费量,3;工业,3"), nil, []string{"activity/b.csv:4:2 balance-sign"}},
		{"inputs", table(coal, "加工转换,-3;火力发电,-2;供热,-1;终端消费量,3;工业,3"), []string{"1.A.1.a 烟煤 2 10^4 t", "1.A.1.a 烟煤 1 10^4 t", "1.A.2.m 烟煤 3 10^4 t"}, nil},
	})
}

// A column that is the sum of fuels is held against them, and is none itself.
func TestColumnsOfABalance(t *testing.T) {
	const coals = "煤合计（万吨）,原煤（万吨）,煤制品（万吨）"
	runBalances(t, []balanceCase{
		{"a sum without its fuels", table("煤合计（万吨）,天然气（亿立方米）", "终端消费量,3,1;工业,3,1"), nil, []string{"activity/b.csv:3:2 balance-total-column"}},
		{"a sum of nothing", table("煤合计（万吨）,天然气（亿立方米）", "终端消费量,,1;工业,0,1"), []string{"1.A.2.m 天然气 1 10^8 m3"}, nil},
		{"a cell of the sum whose fuels are blank", table(coals, "终端消费量,3.5,3,;工业,3,3,;建筑业,0.5,,"), nil, []string{"activity/b.csv:3:2 balance-column-sum", "activity/b.csv:5:2 balance-column-sum"}},
		{"a sum in standard coal", table("煤合计（万吨标准煤）,烟煤（万吨）", "终端消费量,2.1,3;工业,2.1,3"), []string{"1.A.2.m 烟煤 3 10^4 t"}, nil},
		{"a sum without its fuels by industry", with(table("烟煤（万吨）", "终端消费量,3;工业,3"), "", "activity/x.csv", "分行业终端能源消费 2020年\n行业,煤合计（万吨）,柴油（万吨）\n26,2,\n"), nil, []string{"activity/x.csv:3:2 balance-total-column"}},
		{"a sum that is not that of its fuels by industry", with(table("烟煤（万吨）", "终端消费量,3;工业,3"), "", "activity/x.csv", "分行业终端能源消费 2020年\n行业,煤合计（万吨）,烟煤（万吨）\n26,2.0,1.0\n30,1.0,1.0\n"), nil, []string{"activity/x.csv:3:2 balance-column-sum"}},
	})
}

// A fuel that is a kind of a fuel of the balance, or that it may stand for, is in the balance already.
func TestKindsOfABalance(t *testing.T) {
	coal, kerosene := table("烟煤（万吨）", "终端消费量,3;工业,3"), table("煤油（万吨）", "终端消费量,3;交通运输、仓储和邮政业,3")
	runBalances(t, []balanceCase{
		{"raw coal beside bituminous coal", with(coal, "2020,1.A.2.f,,原煤,,,5,万吨,,"), nil, []string{"activity/a.csv:2:4 balance-related-fuel"}},
		{"bituminous coal of a plant beside raw coal", with(table("原煤（万吨）", "火力发电,-3"), "2020,1.A.1.a,厂,烟煤,,,1,万吨,,"), nil, []string{"activity/a.csv:2:4 balance-related-fuel"}},
		{"jet kerosene beside kerosene", with(kerosene, "2020,1.A.3.a.ii,,航空煤油,,,100,t,,"), nil, []string{"activity/a.csv:2:4 balance-related-fuel"}},
		{"jet kerosene of bunkers beside kerosene", with(kerosene, "2020,1.A.3.a.i,,航空煤油,,,100,t,,"), []string{"1.A.3.a.ii 一般煤油 3 10^4 t"}, nil},
		{"another fuel", with(coal, "2020,1.A.2.f,,天然气,,,100,万m3,,"), []string{"1.A.2.m 烟煤 3 10^4 t"}, nil},
		{"raw coal by industry beside bituminous coal", with(coal, "", "activity/x.csv", annex("原煤（万吨）", "26,2")), nil, []string{"activity/x.csv:3:2 balance-related-fuel"}},
		{"raw coal beside bituminous coal by industry", map[string]string{"activity/x.csv": annex("烟煤（万吨）", "26,2"), "activity/a.csv": head + "2020,1.A.2.f,,原煤,,,5,万吨,,\n"}, nil, []string{"activity/a.csv:2:4 balance-related-fuel"}},
		{"a blank column", with(table("烟煤（万吨）,天然气（亿立方米）", "终端消费量,,3;工业,,3"), "2020,1.A.2.f,,无烟煤,,,5,万吨,,"), []string{"1.A.2.m 天然气 3 10^8 m3"}, nil},
	})
}

// What stands above the header: document numbers and dates are no year of the table, commas no cells of a title that is quoted.
func TestTitlesOfABalance(t *testing.T) {
	const body = "项目,烟煤（万吨）\n终端消费量,3\n工业,3\n"
	var cases []balanceCase
	for name, title := range map[string]string{
		"a number of a document": "国统字〔2019〕101号\n能源平衡表 2020年\n",
		"dates":                  "能源平衡表 2020年\n有效期至：2022年6月,制表日期 2021-03-05\n",
		"commas":                 "\"能源平衡表, 实物量, 2020年, 甲, 乙\",\n",
		"the months of a year":   "能源平衡表（2020年1-12月）\n",
	} {
		cases = append(cases, balanceCase{name, map[string]string{"activity/b.csv": title + body}, []string{"1.A.2.m 烟煤 3 10^4 t"}, nil})
	}
	cases = append(cases,
		balanceCase{"two years", map[string]string{"activity/b.csv": "能源平衡表 2020年\n年份：2021\n" + body}, nil, []string{"activity/b.csv:1 balance-no-year"}},
		balanceCase{"a month alone", map[string]string{"activity/b.csv": "能源平衡表 2020年12月\n" + body}, nil, []string{"activity/b.csv:1 part-of-a-year"}},
		balanceCase{"no figures", table("烟煤（万吨）", "终端消费量,;工业,"), nil, []string{"activity/b.csv:1 balance-empty"}},
		balanceCase{"no rows", map[string]string{"activity/b.csv": "能源平衡表 2020年\n项目,烟煤（万吨）\n"}, nil, []string{"activity/b.csv:1 balance-empty"}})
	runBalances(t, cases)
}

// A key that says there is no figure of a fuel contradicts the figure that the balance gives of it.
func TestKeysBesideABalance(t *testing.T) {
	of := table("烟煤（万吨）", "终端消费量,3;工业,1;居民生活,2;城镇,0;乡村,2")
	runBalances(t, []balanceCase{
		{"no such fuel in the category", with(of, "2020,1.A.4.b,,烟煤,,,,,NO,"), nil, []string{"activity/a.csv:2:9 key-beside-balance"}},
		{"nor above it", with(of, "2020,1.A.4,,烟煤,,,,,NE,没有数据"), nil, []string{"activity/a.csv:2:9 key-beside-balance"}},
		{"another fuel", with(of, "2020,1.A.4.b,,天然气,,,,,NO,"), []string{"1.A.4.b 烟煤 0 10^4 t", "1.A.4.b 烟煤 2 10^4 t", "1.A.2.m 烟煤 1 10^4 t"}, nil},
		{"the part of which the balance has none", with(of, "2020,1.A.4.a,,烟煤,,,,,NO,"), []string{"1.A.4.b 烟煤 0 10^4 t", "1.A.4.b 烟煤 2 10^4 t", "1.A.2.m 烟煤 1 10^4 t"}, nil},
	})
}
