package report

import (
	"fmt"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/workspace"
)

// RequestBook is the list of needs as a workbook: how the departments stand, then a sheet for each.
func RequestBook(needs *inventory.Needs) *workspace.Book {
	title := fmt.Sprintf("%s %d 年温室气体清单基础统计指标 · Statistics for the greenhouse-gas inventory", needs.Region, needs.Year)
	summary := &workspace.Page{Name: "汇总", Titles: []string{title}, Columns: []workspace.Column{
		{Head: "责任部门 Department", Width: 20}, {Head: "需要 Needed", Width: 12}, {Head: "已收 Received", Width: 12}, {Head: "其中标记 By key", Width: 12},
		{Head: "缺 Missing", Width: 12}, {Head: "缺项类别占比 Weight missing", Width: 20}, {Head: "截止 Due", Width: 12}}}
	if needs.WeightYear > 0 {
		summary.Titles = append(summary.Titles, fmt.Sprintf("占比为整个类别（含下级）在 %d 年领土内 |CO2e| 合计（含林地）中的份额，一个类别的各行相同 · The weight is the share of the whole category, with those below it, in the sum of |CO2e| of the territory, land included, in %d", needs.WeightYear, needs.WeightYear))
	}
	book := &workspace.Book{Title: title, Sheets: []*workspace.Page{summary}}
	row := func(name, due string, s standing) []workspace.BookCell {
		return []workspace.BookCell{{Text: name}, whole(s.needed), whole(s.received), whole(s.key), whole(s.missing), {Text: percent(s.weight)}, {Text: due}}
	}
	for _, name := range needs.Departments() {
		rows := needs.Of(name)
		summary.Rows = append(summary.Rows, row(name, rows[0].Due, standingOf(rows)))
		book.Sheets = append(book.Sheets, requestPage(needs, name, []string{title, "责任部门 Department：" + name + "　　截止 Due：" + rows[0].Due}))
	}
	summary.Rows = append(summary.Rows, row("合计 All", "", standingOf(needs.Rows)))
	return book
}

// RequestLetter is the page for one department: a letter that can be sent as it is.
func RequestLetter(needs *inventory.Needs, department string) *workspace.Book {
	rows := needs.Of(department)
	s := standingOf(rows)
	title := fmt.Sprintf("%s %d 年温室气体清单基础统计指标 · Statistics for the greenhouse-gas inventory", needs.Region, needs.Year)
	return &workspace.Book{Title: title, Sheets: []*workspace.Page{requestPage(needs, department, []string{
		title, department + "：",
		fmt.Sprintf("编制 %s %d 年温室气体清单需要贵单位提供下列 %d 项统计指标，请于 %s 前提供；已收 %d 项，尚缺 %d 项。没有的，请写明不存在（NO）或未统计（NE）及原因。",
			needs.Region, needs.Year, s.needed, rows[0].Due, s.received, s.missing),
		fmt.Sprintf("The inventory of %s for %d needs the %d statistics below of you by %s; %d have come, %d are missing. Where there is none please say whether it does not occur (NO) or is not estimated (NE), and why.",
			needs.Region, needs.Year, s.needed, rows[0].Due, s.received, s.missing)})}}
}

func whole(n int) workspace.BookCell {
	return workspace.BookCell{Text: strconv.Itoa(n), Number: true}
}

// requestPage is the list of one department.
func requestPage(needs *inventory.Needs, department string, titles []string) *workspace.Page {
	page := &workspace.Page{Name: department, Titles: titles, Columns: []workspace.Column{
		{Head: "序号 No", Width: 8}, {Head: "状态 Status", Width: 12}, {Head: "类别 Category", Width: 12}, {Head: "指标 Statistic", Width: 20}, {Head: "设施、项目、细项 Of", Width: 20},
		{Head: "单位 Unit", Width: 8}, {Head: "上次 Last", Width: 20}, {Head: "本年 This year", Width: 20}, {Head: "版本 Vintage", Width: 12}, {Head: "询问日期 Asked", Width: 12},
		{Head: "是否必填 Required", Width: 12}, {Head: "类别占比 Category's weight", Width: 12}, {Head: "位次 Rank", Width: 8}, {Head: "定义 Definition", Width: 50}, {Head: "出处 Source", Width: 20}}}
	rows := needs.Of(department)
	for i := range rows {
		n := &rows[i]
		code, vintage, asked, unit := "", "", "", ""
		if n.Category != nil {
			code = n.Category.Code + " " + n.Category.Name.ZH
		}
		if n.Now != nil {
			vintage, asked = n.Now.Vintage, n.Now.Asked
		}
		if len(n.Units) > 0 {
			unit = n.Units[0]
		}
		status := saidStatus[n.Status()]
		of := strings.Join(strings.Fields(n.Facility+" "+itemOf(n)+" "+n.Detail+" "+n.PriceBase+" "+n.Coverage), " ")
		definition := n.Definition
		if len(n.Items) > 0 {
			definition.ZH = strings.TrimPrefix(definition.ZH+"；项目："+strings.Join(n.Items, "、"), "；")
		}
		page.Rows = append(page.Rows, []workspace.BookCell{whole(i + 1), {Text: status.ZH + " " + status.EN}, {Text: code}, {Text: bothLines(n.Title)}, {Text: of}, {Text: unit},
			{Text: answerWords(n.Last, true)}, {Text: answerWords(n.Now, false)}, {Text: vintage}, {Text: asked}, {Text: yesNo[n.Required].ZH + " " + yesNo[n.Required].EN},
			{Text: weightOf(n)}, {Text: rankOf(n)}, {Text: bothLines(definition)}, {Text: n.Source}})
	}
	return page
}

func bothLines(t inventory.Text) string {
	if t.EN == "" || t.EN == t.ZH {
		return t.ZH
	}
	return t.ZH + "\n" + t.EN
}
