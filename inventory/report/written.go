package report

import (
	"io"
	"maps"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// written says of each file of out/ what it is for.
var written = map[string]inventory.Text{
	"tables.xlsx":            {ZH: "官方表格，公式可重算", EN: "official tables; their formulas compute"},
	"report.html":            {ZH: "网页报告，可离线打开", EN: "report to be opened by a browser, offline"},
	"inventory_report.docx":  {ZH: "温室气体清单报告", EN: "inventory report"},
	"co2_account.docx":       {ZH: "化石能源二氧化碳排放年度核算报告", EN: "annual account of CO2 of fossil energy"},
	"crosswalk.csv":          {ZH: "按其他分类汇总", EN: "sums by other classifications"},
	"crosswalk_coverage.csv": {ZH: "对照的覆盖情况", EN: "coverage of the crosswalks"},
	"inventory.csv":          {ZH: "清单各行", EN: "lines of the inventory"},
	"summary.csv":            {ZH: "各类别、各气体合计", EN: "totals by category and gas"},
	"inventory.json":         {ZH: "清单，含公式和输入", EN: "the inventory with its formulas and inputs"},
	"problems.csv":           {ZH: "问题与提示", EN: "problems"},
	"manifest.json":          {ZH: "输入和因子的锁定", EN: "lock of inputs and factors"},
	"suppressions.csv":       {ZH: "已抑制的问题", EN: "suppressed breaches of rules"},
	"energy_accounts.csv":    {ZH: "能源账", EN: "accounts of energy"},
	"energy_balance.csv":     {ZH: "能源平衡表", EN: "energy balance"},
	"reference.csv":          {ZH: "参考法", EN: "reference approach"},
	"nitrogen.csv":           {ZH: "氮的流向", EN: "flows of nitrogen"},
	"straw.csv":              {ZH: "秸秆的流向", EN: "flows of straw"},
	"land.csv":               {ZH: "土地利用转移矩阵", EN: "land-use change matrix"},
	"key_emitters.csv":       {ZH: "重点企业核查数与计算数", EN: "key emitters: verified and computed"},
	"remainders.csv":         {ZH: "扣除重点企业后的余额", EN: "what is left beside key emitters"},
}

// WrittenRecords lists files with what they are for and how long they are.
func WrittenRecords(contents map[string][]byte) Records {
	out := Records{Columns: []string{"file", "what_zh", "what_en", "bytes"}}
	for _, name := range slices.Sorted(maps.Keys(contents)) {
		what := written[name]
		out.Rows = append(out.Rows, []string{name, what.ZH, what.EN, strconv.Itoa(len(contents[name]))})
	}
	return out
}

// WrittenTable prints the same for people.
func WrittenTable(w io.Writer, contents map[string][]byte, lang string) {
	t := &columns{right: []bool{false, false, true}}
	t.add(inventory.Text{ZH: "文件", EN: "File"}.In(lang), inventory.Text{ZH: "内容", EN: "What it is"}.In(lang), inventory.Text{ZH: "字节", EN: "Bytes"}.In(lang))
	t.rule()
	for _, name := range slices.Sorted(maps.Keys(contents)) {
		t.add(name, written[name].In(lang), rounded(decimal.NewFromInt(int64(len(contents[name]))), 0))
	}
	t.write(w)
}
