package paper

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/quantity"
	"ghg/inventory/report"
	"ghg/inventory/report/exhibit"
)

// imported are the inputs of the account that no fuel burned here stands behind.
func imported(l engine.AccountLine) bool {
	return l.Entry.Input == "electricity_net" || l.Entry.Input == "heat_net"
}

// split is what fossil energy and imports amount to, in t CO2.
func split(a *engine.Account) (fossil, imports decimal.Decimal, any bool) {
	for _, l := range a.Lines {
		if imported(l) {
			imports, any = imports.Add(l.CO2), true
		} else {
			fossil = fossil.Add(l.CO2)
		}
	}
	return fossil, imports, any
}

// results is chapter five.
func (t *accounting) results() {
	t.chapter("核算结果")
	if t.account == nil {
		t.say("数据不足，没有核算结果。")
		return
	}
	fossil, imports, any := split(t.account)
	out := fmt.Sprintf("%d年%s化石能源消费的二氧化碳排放为%s", t.year, t.region, mass(fossil))
	switch {
	case !any:
		out += "；没有净调入电力、热力的数据，合计不含调入调出"
	case imports.IsNegative():
		out += fmt.Sprintf("，净调出电力、热力扣减%s，合计为%s", mass(imports.Neg()), mass(t.account.CO2))
	default:
		out += fmt.Sprintf("，净调入电力、热力隐含的排放为%s，合计为%s", mass(imports), mass(t.account.CO2))
	}
	t.say(out + "。")
	t.revised()
	if !t.open() {
		t.say(withheld("分品种的核算结果"))
		return
	}
	var names []string
	var parts []amount
	for _, l := range t.account.Lines {
		names, parts = append(names, l.Entry.Source.ZH), append(parts, amount{value: l.CO2, number: true})
	}
	t.say("其中，" + listed(amount{value: t.account.CO2, number: true}, names, parts) + "。")
	t.table(accountTable(t.account))
}

// revised tells what a final account changes of the preliminary one.
func (t *accounting) revised() {
	if t.preliminary == nil {
		return
	}
	before, now := amount{value: t.preliminary.CO2, number: true}, amount{value: t.account.CO2, number: true}
	t.say(fmt.Sprintf("初步核算为%s，最终核算%s。", mass(before.value), change("比初步核算", before, now)))
}

// accountTable is the account source by source; its whole is the sum of its lines, exact.
func accountTable(a *engine.Account) *exhibit.Exhibit {
	words := func(s string) exhibit.Cell { return exhibit.Cell{Text: inventory.Text{ZH: s, EN: s}} }
	figure := func(d decimal.Decimal, printed string) exhibit.Cell {
		cell := words(printed)
		cell.Exact = decimal.NewNullDecimal(d)
		return cell
	}
	e := &exhibit.Exhibit{ID: "account", Title: inventory.Text{ZH: strconv.Itoa(a.Year) + "年化石能源二氧化碳排放核算表"}, Year: a.Year, Columns: []exhibit.Column{
		{Head: inventory.Text{ZH: "能源"}, Width: 16}, {Head: inventory.Text{ZH: "数量"}, Kind: exhibit.Figure, Width: 14}, {Head: inventory.Text{ZH: "单位"}, Width: 12}, {Head: inventory.Text{ZH: "二氧化碳排放"}, Unit: "t", Kind: exhibit.Figure, Width: 18}}}
	for _, l := range a.Lines {
		e.Rows = append(e.Rows, exhibit.Row{Level: 1, Cells: []exhibit.Cell{words(l.Entry.Source.ZH), figure(l.Value, l.Value.String()), words(l.Unit.Chinese()), figure(l.CO2, report.Tonnes(l.CO2))}})
	}
	parts := decimal.Decimal{}
	for _, l := range a.Lines {
		parts = parts.Add(l.CO2.RoundBank(0))
	}
	if !parts.Equal(a.CO2.RoundBank(0)) {
		e.Notes = append(e.Notes, apart)
	}
	e.Rows = append(e.Rows, exhibit.Row{Strong: true, Cells: []exhibit.Cell{words("合计"), {}, {}, figure(a.CO2, report.Tonnes(a.CO2))}})
	return e
}

// apart is the note of a table whose parts, as printed, do not add up.
var apart = inventory.Text{ZH: "因四舍五入，分项之和与合计可能不等。", EN: "Parts may not add up to totals due to rounding."}

// other is the account of another year in the assessment, nil for none.
func (t *accounting) other(year int) *engine.AssessedYear {
	if t.s.Intensities == nil || t.s.Intensities.Assessment == nil {
		return nil
	}
	if y := t.s.Intensities.Assessment.At(year); y != nil && y.Account != nil {
		return y
	}
	return nil
}

// compared is chapter six.
func (t *accounting) compared() {
	t.chapter("与上年和基准年比较")
	if t.account == nil {
		t.say("没有核算结果，不作比较。")
		return
	}
	now := amount{value: t.account.CO2, number: true}
	for _, of := range []struct {
		year int
		name string
	}{{t.year - 1, "上年"}, {t.base(), "基准年"}} {
		y := t.other(of.year)
		switch {
		case of.year == 0 || of.year >= t.year || of.name == "基准年" && of.year == t.year-1:
		case y == nil:
			t.say(fmt.Sprintf("没有%s（%d年）的核算，不与其比较。", of.name, of.year))
		default:
			before := amount{value: y.Account.CO2, number: true}
			out := fmt.Sprintf("%s（%d年）核算为%s，%d年%s", of.name, of.year, mass(before.value), t.year, change(fmt.Sprintf("比%d年", of.year), before, now))
			if alone := unlike(y.Account, t.account); alone != "" {
				out += "；两年的核算所含能源不同（" + alone + "只在一年里），不全可比"
			}
			t.say(out + "。")
		}
	}
	if e := t.along(); len(e.Rows) > 1 {
		t.table(e)
	}
	t.ask("变化的原因：经济增长、能源结构、节能降碳、气候等")
}

// along is the account of every year that has one, the intensities and their declines.
func (t *accounting) along() *exhibit.Exhibit {
	column := func(name, unit string) exhibit.Column {
		return exhibit.Column{Head: inventory.Text{ZH: name}, Unit: unit, Kind: exhibit.Figure}
	}
	e := &exhibit.Exhibit{ID: "accounts", Title: inventory.Text{ZH: "历年核算结果"}, Columns: []exhibit.Column{{Head: inventory.Text{ZH: "年份"}},
		column("化石能源二氧化碳", "t"), column("净调入电力、热力", "t"), column("合计", "t"), column("地区生产总值", "万元"), column("强度", "t/万元"), column("比上年下降", "%"), column("累计下降", "%")}}
	if t.s.Intensities == nil || t.s.Intensities.Assessment == nil {
		return e
	}
	for i := range t.s.Intensities.Assessment.Years {
		y := &t.s.Intensities.Assessment.Years[i]
		if y.Account == nil {
			continue
		}
		fossil, imports, any := split(y.Account)
		cells := []string{strconv.Itoa(y.Year), report.Tonnes(fossil), "", report.Tonnes(y.Account.CO2), "", "", declined(y.Annual), declined(y.Recomputed)}
		if any {
			cells[2] = report.Tonnes(imports)
		}
		if !y.GDP.IsZero() {
			cells[4], cells[5] = report.Tonnes(y.GDP), fixed(y.Intensity, quantity.PlacesOf(y.Intensity, 4))
		}
		if any && !fossil.RoundBank(0).Add(imports.RoundBank(0)).Equal(y.Account.CO2.RoundBank(0)) && len(e.Notes) == 0 {
			e.Notes = append(e.Notes, apart)
		}
		var row exhibit.Row
		for _, c := range cells {
			row.Cells = append(row.Cells, exhibit.Cell{Text: inventory.Text{ZH: c, EN: c}})
		}
		e.Rows = append(e.Rows, row)
	}
	e.Notes = append(e.Notes, inventory.Text{ZH: fmt.Sprintf("地区生产总值按%d年价；下降为正，上升为负；累计下降比%d年，按现有数重算。", t.s.Intensities.Assessment.Prices, t.base())})
	return e
}

// declined is a decline in per cent for a table, nothing where there is none.
func declined(share *decimal.Decimal) string {
	if share == nil {
		return ""
	}
	return fixed(share.Shift(2), 2)
}

// base is the base year of the assessment, 0 for none.
func (t *accounting) base() int {
	if t.s.Intensities == nil || t.s.Intensities.Assessment == nil {
		return 0
	}
	return t.s.Intensities.Assessment.Base
}

// unlike names the sources of energy that one of two accounts holds and the other does not.
func unlike(a, b *engine.Account) string {
	var out []string
	for _, pair := range [][2]*engine.Account{{a, b}, {b, a}} {
		for _, l := range pair[0].Lines {
			found := false
			for _, other := range pair[1].Lines {
				found = found || other.Entry == l.Entry
			}
			if !found {
				out = append(out, l.Entry.Source.ZH)
			}
		}
	}
	return strings.Join(out, "、")
}

// assessment is chapter seven.
func (t *accounting) assessment() {
	t.chapter("碳排放强度与目标进度")
	y := t.assessed
	switch {
	case t.account == nil:
		t.say("没有核算结果，不计算强度。")
	case y == nil || y.GDP.IsZero():
		t.say(fmt.Sprintf("没有%d年可比价地区生产总值，不计算单位地区生产总值二氧化碳排放及下降率。", t.year))
	default:
		out := fmt.Sprintf("%d年地区生产总值（%d年价）为%s亿元，单位地区生产总值二氧化碳排放为%s吨/万元", t.year, t.s.Intensities.Assessment.Prices, fixed(y.GDP.Shift(-4), 2), fixed(y.Intensity, quantity.PlacesOf(y.Intensity, 4)))
		if y.Annual != nil {
			out += "，比上年" + fell(*y.Annual)
		}
		if y.Recomputed != nil {
			out += fmt.Sprintf("，比%d年累计%s", t.base(), fell(*y.Recomputed))
		}
		t.say(out + "。")
		t.declines(y)
	}
	t.targets(func(s *engine.Standing) bool { return strings.Contains(s.Target.Indicator, "二氧化碳") })
	t.ask("年度目标、考核要求和完成情况的说明")
}

// declines tells of declines that were published and recognised.
func (t *accounting) declines(y *engine.AssessedYear) {
	var told []string
	if y.Published != nil {
		told = append(told, "公布的年度"+fell(*y.Published))
	}
	if y.Recognised != nil {
		told = append(told, "认定的年度"+fell(y.Recognised.Decline))
	}
	if y.Cumulative != nil {
		told = append(told, fmt.Sprintf("按认定、公布值优先连乘，比%d年累计%s", t.base(), fell(*y.Cumulative)))
	}
	if y.SameFactor != nil {
		told = append(told, "电力采用同一因子时累计"+fell(*y.SameFactor))
	}
	if told != nil {
		t.say(strings.Join(told, "；") + "。")
	}
}

// checks is chapter eight.
func (t *accounting) checks() {
	t.chapter("参考法与平衡检验")
	if t.year != t.s.Year {
		t.say(fmt.Sprintf("%d年没有温室气体清单，不作检验。", t.year))
		return
	}
	t.reference()
	t.show("balance", "能源平衡表检验", "工作区没有本年的能源平衡表")
	t.say(t.gapSentence())
}

// gapSentence tells why the account and the inventory differ.
func (t *accounting) gapSentence() string {
	y := t.assessed
	if t.account == nil || y == nil || y.Gap == nil || y.Account != t.account {
		return ""
	}
	if !t.open() {
		return withheld("与温室气体清单能源活动二氧化碳的比较")
	}
	var told []string
	var values []decimal.Decimal
	for _, part := range y.Gap {
		told, values = append(told, part.Why.ZH+"，"+mass(part.Difference())), append(values, part.Difference())
	}
	gap, rounding := t.account.CO2.Sub(y.Inventory), ""
	if printedApart(gap, values) {
		rounding = "（因四舍五入，分项之和与合计可能不等）"
	}
	return fmt.Sprintf("同年温室气体清单中能源活动的二氧化碳为%s，本核算与其相差%s，由以下各项构成：%s%s。", mass(y.Inventory), mass(gap), strings.Join(told, "；"), rounding)
}

// certainty is chapter nine.
func (t *accounting) certainty() {
	t.chapter("数据质量与不确定性")
	problems := 0
	for _, p := range t.s.Result.Problems {
		if strings.HasPrefix(p.Code, "account-") && t.yearOf(p) == t.year {
			problems++
			if t.open() {
				t.say(p.Message.ZH + "。")
			}
		}
	}
	if problems == 0 && t.account != nil {
		t.say("自动检验没有发现核算数据的问题。")
	}
	t.say("标准量系数为全国或地区平均值，与本地燃料的实际含碳量有差别；本核算不给出定量的不确定度。")
	t.ask("数据质量的评价、与企业和部门数据的核对")
}

// yearOf is the year of the row of indicators.csv that a problem is about, 0 if it is about none.
func (t *accounting) yearOf(p inventory.Problem) int {
	for i := range t.s.Workspace.Indicators {
		row := &t.s.Workspace.Indicators[i]
		if at := row.Place.Cell("indicator"); at.File == p.Source.File && at.Row == p.Source.Row {
			return row.Year
		}
	}
	return p.Year
}

// next is chapter ten.
func (t *accounting) next() {
	t.chapter("存在问题与下一步工作")
	if t.account == nil {
		t.say("补齐化石能源消费的标准量后即可核算。")
	} else if t.account.Vintage == "preliminary" {
		t.say("待统计最终数公布后进行最终核算。")
	}
	t.ask("存在的问题、改进措施和下一步安排")
}
