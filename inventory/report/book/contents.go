package book

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/report/exhibit"
)

// contentsSheet is the first sheet.
const contentsSheet = "目录"

// listed is a sheet of the table of contents.
type listed struct {
	name  string
	title inventory.Text
}

// contentsTable is the first sheet: what the workbook is of, what its colours mean, and its sheets.
func (w *writer) contentsTable() *sheet {
	return &sheet{name: contentsSheet, title: inventory.Text{ZH: w.inventory.RegionName + "温室气体清单表", EN: "Greenhouse-gas inventory tables"},
		columns: []column{{inventory.Text{ZH: "项目", EN: "Item"}, 30}, {inventory.Text{ZH: "内容", EN: "Content"}, 64}}}
}

// fact is a row of the first sheet.
type fact struct {
	what  string
	told  string
	roles [2]role
}

// contentsFacts are the rows of the first sheet, and which of them is the first that names a sheet.
func (w *writer) contentsFacts(sheets []listed) (facts []fact, first int) {
	inv := w.inventory
	say := func(what inventory.Text, told string) {
		facts = append(facts, fact{what: bilingual(what, " "), told: told})
	}
	guide := inv.Guide
	if g := inv.Vocabulary.Guides[inv.Guide]; g != nil {
		guide += " " + bilingual(g.Title, " · ")
	}
	var years, shares []string
	for _, year := range inv.Years {
		years = append(years, strconv.Itoa(year))
		if share, ok := inv.UnconfirmedShare(year); ok {
			shares = append(shares, strconv.Itoa(year)+"："+share.Shift(2).RoundBank(1).StringFixed(1)+" %")
		}
	}
	say(inventory.Text{ZH: "地区", EN: "Region"}, strings.TrimSpace(inv.RegionName+" "+inv.Region))
	say(inventory.Text{ZH: "年份", EN: "Years"}, strings.Join(years, "、"))
	say(inventory.Text{ZH: "指南", EN: "Guide"}, guide)
	say(inventory.Text{ZH: "全球变暖潜势", EN: "GWP set"}, inv.GWPSet)
	say(inventory.Text{ZH: "引擎版本", EN: "Engine version"}, strconv.Itoa(engine.Version))
	if w.subject.Mask == nil {
		say(inventory.Text{ZH: "未核对因子的份额", EN: "Share on unconfirmed factors"}, strings.Join(shares, "  "))
	}
	if w.notLive.ZH != "" {
		say(inventory.Text{ZH: "公式", EN: "Formulas"}, bilingual(w.notLive, "\n"))
	}
	facts = append(facts, fact{what: "工作表 Sheets", roles: [2]role{head, head}})
	first = len(facts)
	for _, x := range sheets {
		facts = append(facts, fact{x.name, bilingual(x.title, " · "), [2]role{link, words}})
	}
	facts = append(facts, legend()...)
	return append(facts, w.absences()...), first
}

// absences are the tables that are not there, with the reason. What a masked report leaves out, its own table tells.
func (w *writer) absences() (out []fact) {
	if w.subject.Mask != nil {
		return nil
	}
	for _, absent := range exhibit.Absences(w.subject, w.list) {
		told := bilingual(absent.Why, " · ")
		if len(absent.Problems) > 0 {
			told = said(absent.Problems)
		}
		out = append(out, fact{what: bilingual(absent.Part, "\n"), told: told})
	}
	if len(out) > 0 {
		out = slices.Insert(out, 0, fact{what: "没有的部分 Lacking", roles: [2]role{head, head}})
	}
	return out
}

// mostSaid is the number of problems that are told of one part.
const mostSaid = 3

// said tells problems.
func said(problems inventory.Problems) string {
	var out []string
	for _, p := range problems[:min(len(problems), mostSaid)] {
		out = append(out, bilingual(p.Message, "\n"))
	}
	if more := len(problems) - mostSaid; more > 0 {
		out = append(out, fmt.Sprintf("另有 %d 条 · and %d more", more, more))
	}
	return strings.Join(out, "\n")
}

// contentsRows writes the first sheet.
func (w *writer) contentsRows(s *sheet, facts []fact) {
	for _, f := range facts {
		lines := max(linesOf(f.what, s.columns[0].width), linesOf(f.told, s.columns[1].width))
		s.put([]any{w.text(f.what, look{role: f.roles[0], wrap: true}), w.text(f.told, look{role: f.roles[1], wrap: true})}, 15*lines)
	}
}

// legend says what the colours mean.
func legend() []fact {
	out := []fact{{what: "颜色 Colours", roles: [2]role{head, head}}}
	for _, c := range []struct {
		role       role
		name, told inventory.Text
	}{
		{activity, inventory.Text{ZH: "活动数据", EN: "activity"}, inventory.Text{ZH: "输入：可以改动", EN: "an input: change it and see"}},
		{factor, inventory.Text{ZH: "因子", EN: "factor"}, inventory.Text{ZH: "输入：因子表的一行", EN: "an input: a row of a factor table"}},
		{doubtful, inventory.Text{ZH: "未核对的因子", EN: "unconfirmed factor"}, inventory.Text{ZH: "尚未与印刷原文核对", EN: "nobody has compared it with the printed document"}},
		{live, inventory.Text{ZH: "公式", EN: "formula"}, inventory.Text{ZH: "随输入重算", EN: "follows the inputs"}},
		{total, inventory.Text{ZH: "合计", EN: "total"}, inventory.Text{ZH: "求和公式", EN: "a sum"}},
		{fixed, inventory.Text{ZH: "数值", EN: "value"}, inventory.Text{ZH: "引擎算出的数值，不随改动重算：蒙特卡洛、Sobol'、Shapley、因素分解等", EN: "computed by the engine and not here: Monte Carlo, Sobol', Shapley, decompositions and the like"}},
		{key, inventory.Text{ZH: "标记", EN: "key"}, inventory.Text{ZH: "NO 不存在，NE 未估算，NA 不适用，IE 列入他处，C 保密", EN: "NO not occurring, NE not estimated, NA not applicable, IE included elsewhere, C confidential"}},
	} {
		out = append(out, fact{bilingual(c.name, " "), bilingual(c.told, " · "), [2]role{c.role, words}})
	}
	return out
}
