package paper

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/disclosure"
	"ghg/inventory/golden"
	"ghg/inventory/report"
	"ghg/inventory/report/exhibit"
)

// covered hides the figures of a category, of those above and below it, and of the totals, of one gas.
type covered struct{ code, gas string }

func (c covered) Any() bool { return true }

func (c covered) Hides(f inventory.Figure) bool {
	return f.Gas == c.gas && (strings.HasPrefix(f.Scope, "total") || strings.HasPrefix(c.code, f.Scope) || strings.HasPrefix(f.Scope, c.code))
}

func (c covered) HidesLine(e *inventory.Estimate) bool {
	return e.Gas == c.gas && strings.HasPrefix(e.Row.Category.Code, c.code)
}

// Nothing that is hidden stands in a sentence, nor can it be had from what does: what a family of gases has hidden hides the family.
func TestHiddenFiguresStandNowhere(t *testing.T) {
	s := gathered(t, golden.District(t, root, "CN-PROV-2011"), 0)
	for _, m := range []covered{{"2.B.9", "HFC-23"}, {"1.A.2.f", inventory.AllGases}, {"3.B", inventory.AllGases}} {
		teller := newTeller(s, nil, m)
		var b bytes.Buffer
		if err := teller.inventory().write(&b); err != nil {
			t.Fatal(err)
		}
		text := textOf(t, b.Bytes())
		holds(t, text, "（公开版）", "保密", "不确定度涉及保密数据，不予公布", "关键类别的评估涉及保密数据，不予公布")
		for _, f := range s.Inventory().Figures() {
			total := s.Inventory().Total(f)
			if !m.Hides(f) || !total.HasCO2e || total.CO2e.Abs().LessThan(tonnesOf("100").value) {
				continue
			}
			if figure := mass(total.CO2e.Abs()); strings.Contains(text, figure) {
				t.Errorf("%+v: the document holds %s, which %+v is", m, figure, f)
			}
		}
		if strings.Contains(text, "氟化气体保密") != (m.gas == "HFC-23") {
			t.Errorf("%+v: fluorinated gases: %v", m, !strings.Contains(text, "氟化气体保密"))
		}
	}
}

// The mask of confidential plants holds in the whole document: no cell and no sentence has a figure of a total that it hides, unless one that
// it does not hide is printed alike.
func TestTheMaskOfConfidentialPlantsHolds(t *testing.T) {
	files := golden.District(t, root, "CN-PROV-2011")
	files["records/confidential.csv"] = &fstest.MapFile{Data: []byte("设施,类别,起始年份,至年份,决定人,日期,理由\n安溪己二酸公司,,,,张三,2026-03-01,企业申请保密\n安溪热电厂,,,,张三,2026-03-01,企业申请保密\n")}
	s := gathered(t, files, 0)
	inv := s.Inventory()
	s.Mask = disclosure.For(inv, s.Workspace.Confidential, disclosure.Options{Remainders: s.Result.Remainders})
	if !s.Mask.Any() {
		t.Fatal("nothing is hidden")
	}
	open, hidden := map[string]bool{}, map[string]inventory.Figure{}
	for _, f := range inv.Figures() {
		total := inv.Total(f)
		if !total.HasCO2e || total.CO2e.Abs().LessThan(decimal.NewFromInt(10000)) {
			continue // of smaller ones many are printed alike
		}
		for _, text := range []string{mass(total.CO2e.Abs()), report.Tonnes(total.CO2e)} {
			if s.Mask.Hides(f) {
				hidden[text] = f
			} else {
				open[text] = true
			}
		}
	}
	text := textOf(t, written(t, Inventory, s))
	holds(t, text, "（公开版）")
	for _, word := range append(strings.Split(text, "\n"), regexp.MustCompile(`[\d.]+万吨`).FindAllString(text, -1)...) {
		if f, is := hidden[word]; is && !open[word] {
			t.Errorf("the document holds %s, which %+v is", word, f)
		}
	}
	if len(hidden) < 20 {
		t.Errorf("only %d figures are hidden", len(hidden))
	}
}

// A public account tells of sums alone.
func TestPublicAccountTellsOfSums(t *testing.T) {
	s := gathered(t, copied(t, "testdata/inventories/assessed", ""), 0)
	var b bytes.Buffer
	if err := accountOf(newTeller(s, nil, covered{"1.A.2.f", inventory.AllGases})).report().write(&b); err != nil {
		t.Fatal(err)
	}
	text := textOf(t, b.Bytes())
	holds(t, text, "（公开版）", "合计为212.63万吨", "分品种的能源消费量涉及保密数据，不予公布")
	for _, hidden := range []string{"26.3", "699,580", "69.96万吨", "92.93万吨"} {
		if strings.Contains(text, hidden) {
			t.Errorf("the public account holds %s", hidden)
		}
	}
}

// A table stands in its place, one that is too wide for an upright page in the appendix, where the text sends the reader; notes follow it.
func TestTables(t *testing.T) {
	s := gathered(t, copied(t, "testdata/inventories/assessed", ""), 0)
	row := func(cells ...string) (out exhibit.Row) {
		for _, c := range cells {
			out.Cells = append(out.Cells, exhibit.Cell{Text: inventory.Text{ZH: c, EN: "english " + c}})
		}
		return out
	}
	narrow := &exhibit.Exhibit{ID: "summary", Title: inventory.Text{ZH: "汇总"}, Columns: []exhibit.Column{{Head: inventory.Text{ZH: "类别"}, Width: 20}, {Head: inventory.Text{ZH: "排放"}, Unit: "t", Kind: exhibit.Figure, Width: 14}},
		Rows: []exhibit.Row{row("<b>能源</b>", "1,234")}, Notes: []inventory.Text{{ZH: "因四舍五入，分项之和与合计可能不等"}}}
	wide := &exhibit.Exhibit{ID: "series.gas", Title: inventory.Text{ZH: "历年"}, Columns: []exhibit.Column{{Head: inventory.Text{ZH: "甲"}, Width: 60}, {Head: inventory.Text{ZH: "乙"}, Width: 60}, {Head: inventory.Text{ZH: "丙"}, Width: 60}}}
	for range mostRows + 5 {
		wide.Rows = append(wide.Rows, row(strings.Repeat("一", 20), strings.Repeat("二", 20), strings.Repeat("三", 20)))
	}
	other := &exhibit.Exhibit{ID: "something.else", Title: inventory.Text{ZH: "其余"}, Columns: narrow.Columns, Rows: narrow.Rows}
	var b bytes.Buffer
	if err := newTeller(s, []*exhibit.Exhibit{narrow, wide, other, {ID: "gwp"}}, s.Mask).inventory().write(&b); err != nil {
		t.Fatal(err)
	}
	text := textOf(t, b.Bytes())
	holds(t, text, "\n表1　汇总\n类别\n排放（t）\n<b>能源</b>\n1,234\n注：因四舍五入", "历年分气体排放见附表1。", "\n附表1　历年\n甲\n乙\n丙\n一一", "注：其余5行从略，全表见 tables.xlsx。", "\n附表2　其余\n", "没有全球增温潜势表")
	if strings.Contains(text, "english") {
		t.Error("the document holds English")
	}
	if found := strings.Count(text, "表1　汇总"); found != 1 {
		t.Errorf("the table stands %d times", found)
	}
}
