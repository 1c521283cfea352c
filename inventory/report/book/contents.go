package book

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"ghg/inventory"
	"ghg/inventory/engine"
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
	region := w.inventory.RegionName
	return &sheet{name: contentsSheet, title: inventory.Text{ZH: region + "温室气体清单表", EN: "Greenhouse-gas inventory tables"},
		columns: []column{{inventory.Text{ZH: "项", EN: "Of"}, 30}, {inventory.Text{ZH: "说明", EN: "Told"}, 60}}}
}

// contentsRows writes the first sheet and gives the rows of the sheets named, in their order.
func (w *writer) contentsRows(s *sheet, sheets []listed) (first int) {
	inv := w.inventory
	years := make([]string, len(inv.Years))
	for i, year := range inv.Years {
		years[i] = strconv.Itoa(year)
	}
	guide := inv.Guide
	if g := inv.Vocabulary.Guides[inv.Guide]; g != nil {
		guide += " " + bilingual(g.Title, " · ")
	}
	w.tells(s, inventory.Text{ZH: "地区", EN: "Region"}, inv.RegionName+" "+inv.Region)
	w.tells(s, inventory.Text{ZH: "年份", EN: "Years"}, strings.Join(years, "、"))
	w.tells(s, inventory.Text{ZH: "指南", EN: "Guide"}, guide)
	w.tells(s, inventory.Text{ZH: "全球变暖潜势", EN: "GWP set"}, inv.GWPSet)
	w.tells(s, inventory.Text{ZH: "引擎版本", EN: "Engine version"}, strconv.Itoa(engine.Version))
	for _, year := range inv.Years {
		if share, ok := inv.UnconfirmedShare(year); ok && w.subject.Mask == nil {
			s.put([]any{w.text(strconv.Itoa(year)+" 年未核对因子所占份额\nShare on unconfirmed factors", look{wrap: true}),
				excelize.Cell{StyleID: w.style(look{role: fixed, format: shareFormat}), Value: w.figure(share, look{}).(excelize.Cell).Value}}, 30)
		}
	}
	for _, lack := range w.subject.Lacking {
		var said []string
		for _, p := range lack.Problems {
			said = append(said, bilingual(p.Message, " · "))
		}
		text := strings.Join(said, "\n")
		w.tall(s, bilingual(inventory.Text{ZH: "缺：" + lack.Part.ZH, EN: "lacking: " + lack.Part.EN}, "\n"), text)
	}
	if w.notLive.ZH != "" {
		w.tall(s, "公式\nFormulas", bilingual(w.notLive, "\n"))
	}
	w.legend(s)
	s.put([]any{w.text("工作表 Sheets", look{role: head}), w.text("", look{role: head})}, 0)
	first = s.at + 1
	for _, x := range sheets {
		s.put([]any{w.text(x.name, look{role: link}), w.plain(bilingual(x.title, " · "))}, 0)
	}
	return first
}

func (w *writer) tells(s *sheet, what inventory.Text, text string) {
	s.put([]any{w.plain(bilingual(what, " ")), w.plain(text)}, 0)
}

// tall writes a row of as many lines as its texts take.
func (w *writer) tall(s *sheet, what, text string) {
	lines := max(linesOf(what, s.columns[0].width), linesOf(text, s.columns[1].width))
	s.put([]any{w.text(what, look{wrap: true}), w.text(text, look{wrap: true})}, 15*lines)
}

// legend says what the colours mean.
func (w *writer) legend(s *sheet) {
	s.put([]any{w.text("颜色 Colours", look{role: head}), w.text("", look{role: head})}, 0)
	for _, c := range []struct {
		role role
		name inventory.Text
		told inventory.Text
	}{
		{activity, inventory.Text{ZH: "活动数据", EN: "activity"}, inventory.Text{ZH: "输入：可以改动", EN: "an input: change it and see"}},
		{factor, inventory.Text{ZH: "因子", EN: "factor"}, inventory.Text{ZH: "输入：因子表的一行", EN: "an input: a row of a factor table"}},
		{doubtful, inventory.Text{ZH: "未核对的因子", EN: "unconfirmed factor"}, inventory.Text{ZH: "尚未与印刷原文核对", EN: "nobody has compared it with the printed document"}},
		{live, inventory.Text{ZH: "公式", EN: "formula"}, inventory.Text{ZH: "随输入重算", EN: "follows the inputs"}},
		{total, inventory.Text{ZH: "合计", EN: "total"}, inventory.Text{ZH: "求和公式", EN: "a sum"}},
		{fixed, inventory.Text{ZH: "数值", EN: "value"}, inventory.Text{ZH: "引擎算出的数值，不随改动重算：蒙特卡洛、Sobol'、Shapley、因素分解等", EN: "computed by the engine and not here: Monte Carlo, Sobol', Shapley, decompositions and the like"}},
		{key, inventory.Text{ZH: "标记", EN: "key"}, inventory.Text{ZH: "NO 不存在，NE 未估算，NA 不适用，IE 列入他处，C 保密", EN: "NO not occurring, NE not estimated, NA not applicable, IE included elsewhere, C confidential"}},
	} {
		text := bilingual(c.told, " · ")
		s.put([]any{w.text(bilingual(c.name, " "), look{role: c.role}), w.text(text, look{wrap: true})}, 15*linesOf(text, s.columns[1].width))
	}
}
