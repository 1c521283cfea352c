package report_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/golden"
	"ghg/inventory/report"
	"ghg/inventory/uncertainty"
	"ghg/inventory/workspace"
)

// uncertain analyses a workspace folder.
func uncertain(t testing.TB, e *engine.Engine, dir string, o engine.UncertaintyOptions) *engine.Uncertainty {
	t.Helper()
	ws, result := compile(t, e, dir)
	return uncertainOf(t, e, ws, result, o)
}

func uncertainOf(t testing.TB, e *engine.Engine, ws *workspace.Workspace, result *engine.Result, o engine.UncertaintyOptions) *engine.Uncertainty {
	t.Helper()
	u := e.Uncertainty(ws, result, e.Intensities(ws, result, 0, 0), o)
	if u.Problems.Failed() {
		t.Fatal(u.Problems.Sorted()[0].Format("en"))
	}
	return u
}

// keysOf are the key categories of an analysis by the guideline's thresholds.
func keysOf(u *engine.Uncertainty) *report.Keys {
	return report.KeysOf(u, uncertainty.KeyAnalysis{Trend: uncertainty.Trend2006, Threshold1: decimal.NewFromInt(95), Threshold2: decimal.NewFromInt(90)})
}

// The assessed district: every table and both pages, from 20,480 draws.
func TestUncertaintyOfTheAssessedDistrict(t *testing.T) {
	u := uncertain(t, newEngine(t), inventories+"/assessed", engine.UncertaintyOptions{Draws: 20480, Seed: 1, Workers: 2})
	folder := inventories + "/assessed/golden/"
	files := report.UncertainFiles(u, false)
	files["keys.csv"] = keysOf(u).Records().WriteCSV
	for name, write := range files {
		var content bytes.Buffer
		if err := write(&content); err != nil {
			t.Fatal(err)
		}
		golden.Compare(t, folder+name, content.String())
	}
	for _, lang := range []string{"zh", "en"} {
		var page bytes.Buffer
		report.UncertainPage(&page, u, lang)
		golden.Compare(t, folder+"uncertainty."+lang+".txt", page.String())
		page.Reset()
		keysOf(u).Page(&page, lang)
		golden.Compare(t, folder+"keys."+lang+".txt", page.String())
	}
	if len(files) != 5 {
		t.Errorf("%d files", len(files))
	}
}

// Every line of uncertainty.csv has all columns, names its potentials, and holds no figure that is none.
func TestUncertaintyRecords(t *testing.T) {
	e := newEngine(t)
	for _, draws := range []int{engine.NoDraws, 4096} {
		u := uncertain(t, e, inventories+"/assessed", engine.UncertaintyOptions{Draws: draws, Seed: 1, Workers: 2, Leading: 1})
		for _, records := range []report.Records{report.UncertainRecords(u), report.ContributionRecords(u), report.VariableRecords(u), report.ChanceRecords(u), keysOf(u).Records()} {
			for _, row := range records.Rows {
				if len(row) != len(records.Columns) {
					t.Fatalf("%d cells for %d columns: %q", len(row), len(records.Columns), row)
				}
				for i, cell := range row {
					if cell == "NaN" || strings.HasSuffix(cell, "Inf") || records.Columns[i] == "gwp_set" && cell != "AR5" {
						t.Errorf("%s is %q in %q", records.Columns[i], cell, row)
					}
				}
			}
		}
		if n := len(report.ChanceRecords(u).Rows); (draws < 0) != (n == 0) {
			t.Errorf("%d draws: %d chances", draws, n)
		}
		doc, err := report.UncertainJSON(u)
		if err != nil || !json.Valid(doc) {
			t.Errorf("no JSON: %v", err)
		}
	}
}

// The draws that are written are those that the figures come from: a line a draw, a column for each total and trend.
func TestSamples(t *testing.T) {
	u := uncertain(t, newEngine(t), inventories+"/assessed", engine.UncertaintyOptions{Draws: 4096, Seed: 3, Workers: 2})
	var out bytes.Buffer
	if err := report.WriteSamples(u)(&out); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	if len(lines) != 4097 || lines[0] != "draw,total:level,total:trend" || !strings.HasPrefix(lines[4096], "4096,") {
		t.Errorf("%d lines, %q to %q", len(lines), lines[0], lines[len(lines)-1])
	}
	sum := decimal.Zero
	for _, line := range lines[1:] {
		sum = sum.Add(decimal.RequireFromString(strings.Split(line, ",")[1]))
	}
	mean := u.Figures[0].Distribution.Spread().Mean.Decimal
	if gap := sum.Sub(mean.Mul(decimal.NewFromInt(4096))).Abs(); gap.GreaterThan(decimal.NewFromInt(1)) {
		t.Errorf("the draws sum to %s, their mean is said to be %s", sum, mean)
	}
}

// madeUp is a workspace of coal in two categories that share an uncertain factor; in 2019 one of them has no estimate.
func madeUp(records map[string]string) map[string]string {
	files := map[string]string{
		"inventory.toml":         "schema_version = 1\nyears = [2019, 2020]\nbase_year = 2019\nguide = \"CN-PROV-2011\"\ngwp_set = \"AR5\"\n[region]\ncode = \"500199\"\nname = \"示例区\"\nprovince = \"重庆市\"\n",
		"activity/a.csv":         "year,category,item,value,unit,notation,note,department\n2019,1.A.2.f,烟煤,10000,t,,,统\n2019,1.A.4.a,烟煤,,,NE,没有统计,统\n2020,1.A.2.f,烟煤,10000,t,,,统\n2020,1.A.4.a,烟煤,10000,t,,,统\n2020,1.A.2.d,烟煤,,,NE,没有统计,统\n",
		"factors/own.csv":        "set,category,item,parameter,gas,value,unit,source,status\nlocal,1.A,烟煤,ef,CH4,0,kg/TJ,x,local\nlocal,1.A,烟煤,ef,N2O,0,kg/TJ,x,local\n",
		"records/judgements.csv": "of,uncertainty,low,high,bounds,distribution,points,expert,by,date,reason\n*carbon_content*,10,,,,,,王工,a,2026-01-01,r\n*,0,,,,,,王工,a,2026-01-01,r\n",
	}
	for name, content := range records {
		files[name] = content
	}
	return files
}

// The page says what the figures are worth: how they were made, where two ways differ and for which input, what is zero for lack of an
// estimate, what was changed.
func TestWhatThePageSays(t *testing.T) {
	o := engine.UncertaintyOptions{Draws: 20480, Seed: 5, Workers: 2}
	gwp, repair, none, base, few, later := o, o, o, o, o, o
	few.Draws, later.Base, later.Year = 100, 2020, 2019
	gwp.GWP, repair.Repair, none.Draws, base.Base = decimal.NewFromInt(30), true, engine.NoDraws, 2020
	const correlations = "kind,of,with,rho,by,date,reason\n"
	pair := func(a, b, rho string) string { return "pair,*|" + a + "|*,*|" + b + "|*," + rho + ",a,2026-01-01,r\n" }
	three := madeUp(map[string]string{
		"activity/a.csv":           "year,category,item,value,unit,department\n2020,1.A.2.d,烟煤,10000,t,统\n2020,1.A.2.e,烟煤,10000,t,统\n2020,1.A.2.f,烟煤,10000,t,统\n",
		"records/judgements.csv":   "of,uncertainty,low,high,bounds,distribution,points,expert,by,date,reason\n500199|*,10,,,,,,王工,a,2026-01-01,r\n",
		"records/correlations.csv": correlations + pair("1.A.2.d", "1.A.2.e", "0.9") + pair("1.A.2.e", "1.A.2.f", "0.9") + pair("1.A.2.d", "1.A.2.f", "-0.9")})
	for _, c := range []struct {
		name   string
		files  map[string]string
		o      engine.UncertaintyOptions
		zh, en []string
	}{
		{"a shared factor", madeUp(nil), o,
			[]string{"示例区 2020 年清单的不确定度，趋势自 2019 年（CN-PROV-2011，GWP AR5）", "20,480 次，独立抽样，种子 5", "总量：按共享输入传递的一阶不确定度 ±10.0 %，方法 1 的表 ±7.1 %，相差超过一成：各行共用的输入，表中按互不相关处理（首先是1.A.2.f 含碳量 烟煤，2 行共用，方差 +100.0 %）",
				"1.A.4 其他部门 固体燃料 CO2 (17,417 t CO2e)：2019 年没有估算，趋势中按 0 计；有“未估算”（NE）的标记，0 可能不对"},
			[]string{"uncertainty of the inventory of 2020, trends since 2019 (CN-PROV-2011, GWP AR5)", "20,480 draws, independent draws, seed 5",
				"total: by first-order propagation with shared inputs ±10.0 %, by the table of Approach 1 ±7.1 %: more than a tenth apart, for inputs that rows share, which the table takes for independent (first 1.A.2.f carbon content Bituminous coal, shared by 2 rows, variance +100.0 %)",
				"1.A.4 Other Sectors solid CO2 (17,417 t CO2e) has no estimate in 2019 and counts as 0 there in the trend; NE stands there, so that 0 may be wrong"}},
		{"correlations", madeUp(map[string]string{
			"activity/a.csv":           "year,category,item,value,unit,department\n2019,1.A.2.f,烟煤,10000,t,统\n2020,1.A.2.f,烟煤,10000,t,统\n2019,1.A.4.a,烟煤,10000,t,统\n2020,1.A.4.a,烟煤,10000,t,统\n",
			"records/judgements.csv":   "of,uncertainty,low,high,bounds,distribution,points,expert,by,date,reason\n500199|*,10,,,,,,王工,a,2026-01-01,r\n*,0,,,,,,王工,a,2026-01-01,r\n",
			"records/correlations.csv": correlations + "group,500199|2020|*,,0.8,a,2026-01-01,r\n"}), o,
			[]string{"总量：按共享输入传递的一阶不确定度 ±9.5 %，方法 1 的表 ±7.1 %，相差超过一成：records/correlations.csv 所记的行之间、活动与因子之间或年份之间的相关，表中没有"},
			[]string{"±9.5 %, by the table of Approach 1 ±7.1 %: more than a tenth apart, for correlations that records/correlations.csv declares between rows, between activity and factor or between years, which the table does not know"}},
		{"few draws", madeUp(nil), few, []string{"只抽了 100 次：区间端点的抽样误差（3 倍标准误）约为半区间的 41 %"}, []string{"the number of draws, 100, leaves the ends known to about 41 % of half the interval"}},
		{"a later base year", madeUp(nil), later, []string{"没有趋势：基准年 2020 晚于 2019 年"}, []string{"no trends: the base year 2020 is after 2019"}},
		{"potentials", madeUp(nil), gwp, []string{"GWP 的不确定度按 ±30 % 计入（CO2 除外）"}, []string{"potentials count as ± 30 % (not that of CO2)"}},
		{"no draws", madeUp(nil), none, []string{"没有模拟（--draws 0）"}, []string{"not simulated (--draws 0)"}},
		{"no base", madeUp(nil), base, []string{"没有趋势：基准年就是 2020 年"}, []string{"no trends: the base year is 2020 itself"}},
		{"a base year of nothing", three, repair, []string{"总量：基准年合计为 0：趋势没有百分数", "相关矩阵（3 个变量）不正定，已按要求修正：最小特征值 -0.8 提到 1e-10，Frobenius 范数变化 0.979796，单个系数最多变化 0.400000"},
			[]string{"total: the total of the base year is 0: a trend has no percentage", "a matrix of correlations (3 variables) was not positive definite and was repaired as asked: smallest eigenvalue -0.8 raised to 1e-10, Frobenius norm of the change 0.979796, largest change of a coefficient 0.400000"}},
		{"a base year of net removal", madeUp(map[string]string{"activity/a.csv": "", "records/judgements.csv": "",
			"estimates/v.csv": "year,category,facility,gas,value,unit,boundary,uncertainty,verifier,source\n2019,3.B.1.a,某林场,CO2,-100,t,territorial,10,x,x\n2020,3.B.1.a,某林场,CO2,-80,t,territorial,10,x,x\n"}), none,
			[]string{"总量（含土地利用）：基准年是净清除，变化按它的大小计，正数表示净清除减少", "+20.0 %"}, []string{"total with land: the base year is a net removal; the change is in per cent of its size", "+20.0 %"}},
		{"nothing", madeUp(map[string]string{"activity/a.csv": "year,category,item,value,unit,notation,department\n2020,1.A.2.f,烟煤,,,NO,统\n", "records/judgements.csv": ""}), o,
			[]string{"2020 年没有一个有数的估算：没有可评估的"}, []string{"no estimate of 2020 has a figure: there is nothing to assess"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := newEngine(t)
			dir := t.TempDir()
			writeAll(t, dir, c.files)
			u := uncertain(t, e, dir, c.o)
			for lang, want := range map[string][]string{"zh": c.zh, "en": c.en} {
				var page bytes.Buffer
				report.UncertainPage(&page, u, lang)
				for _, text := range want {
					if !strings.Contains(page.String(), text) {
						t.Errorf("%s: no %q in\n%s", lang, text, page.String())
					}
				}
			}
		})
	}
}

// A page of key categories tells in the reader's language which potentials, which level, which criteria and what was not assessed.
func TestWhatThePageOfKeysSays(t *testing.T) {
	dir := t.TempDir()
	writeAll(t, dir, madeUp(map[string]string{"records/qualitative.csv": "category,gas,criterion,by,date,reason\n1.A.4,CH4,growth,a,2026-01-01,r\n1.A.4,CH4,mitigation,a,2026-01-01,r\n"}))
	u := uncertain(t, newEngine(t), dir, engine.UncertaintyOptions{Draws: engine.NoDraws})
	for lang, want := range map[string][]string{
		"zh": {"数字为 t CO2e，GWP AR5；汇总层级：指南卷 1 表 4.1", "预计增长、减排技术", "\n· 1.A.2.d 造纸和印刷 CO2、CH4、N2O  NE\n",
			"· 趋势含未估算的年份（NE 不是 0），T1、T2 不排这 1 行：1.A.4 其他部门 固体燃料 CO2（NE → 17,417）",
			"· 2019 年的水平评估没有另外的关键类别\n", " NE  17,417  0.5"},
		"en": {"figures in t CO2e, GWP AR5; rows: IPCC 2006 V1 Table 4.1", "expected growth, mitigation", "\n· 1.A.2.d Pulp, Paper and Print CO2, CH4, N2O  NE\n",
			"T1 and T2 leave out these rows (1): 1.A.4 Other Sectors solid CO2 (NE → 17,417)",
			"· the level assessment of 2019 has no other key categories\n"},
	} {
		var page bytes.Buffer
		keysOf(u).Page(&page, lang)
		for _, text := range want {
			if !strings.Contains(page.String(), text) {
				t.Errorf("%s: no %q in\n%s", lang, text, page.String())
			}
		}
	}
}

// Rows without an uncertainty are left out of L2 and T2; the page and a warning name the first five with their figures, and the file them all.
func TestKeysWithoutUncertainty(t *testing.T) {
	rows := []uncertainty.KeyRow{{Category: "z", Base: decimal.NewFromInt(1), Year: decimal.NewFromInt(1), U: decimal.NewNullDecimal(decimal.NewFromInt(5))}}
	for i, c := range "abcdefg" {
		rows = append(rows, uncertainty.KeyRow{Category: string(c), Base: decimal.NewFromInt(int64(i)), Year: decimal.NewFromInt(int64(i + 1))})
	}
	k := &report.Keys{Scopes: uncertainty.KeyScopes(uncertainty.KeyAnalysis{Rows: rows, Trend: uncertainty.Trend2006, Threshold1: decimal.NewFromInt(95), Threshold2: decimal.NewFromInt(90)})}
	var page bytes.Buffer
	k.Page(&page, "en")
	for _, text := range []string{"· rows without an uncertainty (7) are left out of L2 and T2 and may be key too: g (6 → 7), f (5 → 6), e (4 → 5), d (3 → 4), c (2 → 3), …; state it in the columns u_ad_pct",
		"L2 level assessment, Approach 2 (with uncertainty): 1 of 1; left out: 7\n", "\nfigures in the unit of the table\n"} {
		if !strings.Contains(page.String(), text) {
			t.Errorf("no %q in\n%s", text, page.String())
		}
	}
	if told := k.Problems("a.csv"); len(told) != 1 || told[0].Source.File != "a.csv" || told[0].Severity != inventory.Warning {
		t.Errorf("%v", told)
	}
	marked := 0
	for _, r := range k.Records().Rows {
		if r[18] == "no uncertainty" && r[4] == "L2" && r[5] == "" && r[15] == "" {
			marked++
		}
	}
	if marked != 7 {
		t.Errorf("%d rows of L2 are marked in the file", marked)
	}
}

// Without a base year its column is blank, and the trend has the reason of the page of uncertainty.
func TestKeysWithoutBaseYear(t *testing.T) {
	for base, want := range map[int]string{2020: "T1 trend assessment, Approach 1: none. no trends: the base year is 2020 itself\n", 2013: "none. no trends: there is no inventory of the base year 2013\n"} {
		dir := t.TempDir()
		writeAll(t, dir, madeUp(nil))
		u := uncertain(t, newEngine(t), dir, engine.UncertaintyOptions{Draws: engine.NoDraws, Base: base})
		var page bytes.Buffer
		keysOf(u).Page(&page, "en")
		if !strings.Contains(page.String(), want) || !strings.Contains(page.String(), " —  17,417 ") {
			t.Errorf("no %q in\n%s", want, page.String())
		}
		for _, r := range keysOf(u).Records().Rows {
			if r[4] == "L1" && (r[9] != "" || r[1] != "") || r[4] == "L1_base" || r[4] == "T1" {
				t.Errorf("%q", r)
			}
		}
	}
}

// What is not known is blank in uncertainty.csv and never zero: rows without an uncertainty, percentages of rounding noise, corrections
// that are not reliable, a base year that there is none of.
func TestBlanksOfUncertaintyRecords(t *testing.T) {
	cell := func(r report.Records, row []string, column string) string {
		for i, name := range r.Columns {
			if name == column {
				return row[i]
			}
		}
		t.Fatalf("no column %s", column)
		return ""
	}
	analysed := func(files map[string]string, o engine.UncertaintyOptions) report.Records {
		dir := t.TempDir()
		writeAll(t, dir, files)
		return report.UncertainRecords(uncertain(t, newEngine(t), dir, o))
	}
	o := engine.UncertaintyOptions{Draws: 4096, Seed: 1, Workers: 2}
	// Coal half of which is one variable in each year: the trend of unchanged emissions is zero.
	steady := madeUp(map[string]string{"activity/a.csv": "year,category,item,value,unit,department\n2019,1.A.2.f,烟煤,10000,t,统\n2020,1.A.2.f,烟煤,10000,t,统\n",
		"records/judgements.csv": "of,uncertainty,low,high,bounds,distribution,points,expert,by,date,reason\n500199|*,10,,,,,,王工,a,2026-01-01,r\n*,0,,,,,,王工,a,2026-01-01,r\n"})
	r := analysed(steady, o)
	trends := 0
	for _, row := range r.Rows {
		if cell(r, row, "line") == "trend" {
			trends++
			for _, column := range []string{"first_order_pct", "minus_pct", "plus_pct"} {
				if cell(r, row, column) != "" {
					t.Errorf("%s of a change of 0 is %s", column, cell(r, row, column))
				}
			}
		}
		if cell(r, row, "line") == "row" && cell(r, row, "gas") == "CO2" && (cell(r, row, "u_ad_pct") != "10" || cell(r, row, "u_ef_pct") != "0") {
			t.Errorf("inputs that are exact: %q", row)
		}
	}
	if trends == 0 {
		t.Error("no trends")
	}
	steady["records/judgements.csv"] = "of,uncertainty,low,high,bounds,distribution,points,expert,by,date,reason\n500199|*,300,,,,,,王工,a,2026-01-01,r\n*,0,,,,,,王工,a,2026-01-01,r\n"
	o.Base = 2020
	r = analysed(steady, o)
	for _, row := range r.Rows {
		if cell(r, row, "e_base") != "" {
			t.Errorf("a figure of a base year that is none: %q", row)
		}
		if cell(r, row, "line") == "row" && cell(r, row, "gas") == "CO2" && (cell(r, row, "u_pct") != "300" || cell(r, row, "minus_pct") != "100" || cell(r, row, "plus_pct") != "300" || cell(r, row, "u_corrected_pct") != "") {
			t.Errorf("±300 %%: %q", row)
		}
	}
}
