package report

import (
	"bytes"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"ghg/inventory"
	"ghg/inventory/workspace"
)

// fewNeeds are three figures of one category and an indicator, of two departments.
func fewNeeds() *inventory.Needs {
	share := decimal.RequireFromString("0.625")
	c := &inventory.Category{Code: "1.A.1.a", Name: inventory.Text{ZH: "公用电热", EN: "Power and heat"}}
	coal, gas := &inventory.Item{Name: "原煤"}, &inventory.Item{Name: "天然气"}
	row := inventory.Need{Category: c, Item: coal, Facility: "=甲厂", Title: inventory.Text{ZH: "燃烧量", EN: "fuel burned"}, Definition: inventory.Text{ZH: "实物量", EN: "quantity"},
		Source: "METHODS §2.1", Units: []string{"吨"}, Required: true, Department: "区统计局", Holders: "区统计局；企业", Due: "2021-06-30", Weight: &share, Rank: 1,
		Last: &inventory.Answer{Year: 2019, Number: true, Value: decimal.RequireFromString("12.50"), Unit: "万吨", Document: "年鉴"}}
	came, key := row, row
	came.Item, came.Now = gas, &inventory.Answer{Year: 2020, Number: true, Value: decimal.NewFromInt(7), Unit: "吨", Vintage: "preliminary", Asked: "2021-03-01"}
	key.Facility, key.Item, key.Last, key.Now = "乙厂", coal, nil, &inventory.Answer{Year: 2020, Notation: inventory.NO}
	return &inventory.Needs{Region: "某区", Year: 2020, WeightYear: 2019, Rows: []inventory.Need{row, came, key,
		{Kind: inventory.NeedIndicator, Parameter: "常住人口", PriceBase: "", Title: inventory.Text{ZH: "常住人口", EN: "Population"}, Units: []string{"万人"}, Department: "公安局", Due: "2021-06-30"}},
		Lapsed: []inventory.Need{{Category: c, Title: row.Title, Department: "区统计局", Last: row.Last}}}
}

// The list says how each department stands, then each row; what a category weighs counts once.
func TestRequestsTable(t *testing.T) {
	var out bytes.Buffer
	Requests(&out, fewNeeds(), "zh")
	if want := `某区 2020 年清单基础统计指标
────────────────────────────────────────────────
责任部门  需要  已收  其中标记  缺  缺项类别占比
────────────────────────────────────────────────
区统计局     3     2         1   1        62.5 %
公安局       1     0         0   1         0.0 %
────────────────────────────────────────────────
合计         4     2         1   2        62.5 %

区统计局  截止 2021-06-30
状态  要求  类别和对象            本年  上次              指标    类别占比  位次
缺    必填  1.A.1.a =甲厂 原煤          12.5 万吨 (2019)  燃烧量    62.5 %     1
已收  必填  1.A.1.a =甲厂 天然气  7 吨  12.5 万吨 (2019)  燃烧量    62.5 %     1
标记  必填  1.A.1.a 乙厂 原煤       NO                    燃烧量    62.5 %     1

公安局  截止 2021-06-30
状态  要求  类别和对象  本年  上次  指标      类别占比  位次
缺    选填  指标                    常住人口

占比：整个类别（含下级，不是这一行自己）在 2019 年领土内 |CO2e| 合计（含林地）中的份额；一个类别的各行占比相同。
以前有过、上一清单已没有或本年已另行给出的 1 项不再要求：--format json 列出。
`; out.String() != want {
		t.Errorf("got\n%s", out.String())
	}
	records := RequestRecords(fewNeeds())
	if got := strings.Join(records.Rows[1], "|"); got != "2020|区统计局|区统计局；企业|activity|1.A.1.a|公用电热|Power and heat|=甲厂|天然气||||||燃烧量|fuel burned|实物量|quantity|METHODS §2.1|吨|yes|2021-06-30|2021-03-01|"+
		"number|7|吨||preliminary|||2019|12.5|万吨||年鉴||0.625|2019|1" {
		t.Errorf("record: %s", got)
	}
	if last := records.Rows[4]; len(records.Rows) != 5 || last[23] != "lapsed" {
		t.Errorf("lapsed: %q", last)
	}
}

func sheetOf(t *testing.T, b *workspace.Book, sheet string) (*excelize.File, [][]string) {
	t.Helper()
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return f, rows
}

// The workbook has a summary and a sheet a department, to be printed across with its header on every page; a letter is one sheet.
func TestRequestsBook(t *testing.T) {
	f, rows := sheetOf(t, RequestBook(fewNeeds()), "汇总")
	if got := strings.Join(f.GetSheetList(), "|"); got != "汇总|区统计局|公安局" {
		t.Errorf("sheets %s", got)
	}
	for i, want := range map[int]string{3: "区统计局|3|2|1|1|62.5 %|2021-06-30", 5: "合计 All|4|2|1|2|62.5 %"} {
		if got := strings.Join(rows[i], "|"); got != want {
			t.Errorf("row %d: %s, want %s", i+1, got, want)
		}
	}
	layout, err := f.GetPageLayout("区统计局")
	if err != nil || *layout.Orientation != "landscape" || *layout.Size != 9 || *layout.FitToWidth != 2 {
		t.Errorf("layout %+v, %v", layout, err)
	}
	_, rows = sheetOf(t, RequestLetter(fewNeeds(), "区统计局"), "区统计局")
	if got, want := strings.Join(rows[5], "|"), "1|缺 missing|1.A.1.a 公用电热|燃烧量\nfuel burned|=甲厂 原煤|吨|12.5 万吨 (2019)||||必填 required|62.5 %|1|实物量\nquantity|METHODS §2.1"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if want := "编制 某区 2020 年温室气体清单需要贵单位提供下列 3 项统计指标，请于 2021-06-30 前提供；已收 2 项，尚缺 1 项。没有的，请写明不存在（NO）或未统计（NE）及原因。"; rows[2][0] != want {
		t.Errorf("%s, want %s", rows[2][0], want)
	}
}
