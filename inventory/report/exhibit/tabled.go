package exhibit

import (
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/report"
)

// heads are the titles of columns of the tables for machines.
var heads = map[string]inventory.Text{
	"account":        {ZH: "账目", EN: "Account"},
	"boundary":       {ZH: "边界", EN: "Boundary"},
	"by":             {ZH: "决定人", EN: "By"},
	"category":       {ZH: "类别", EN: "Category"},
	"cell":           {ZH: "单元格", EN: "Cell"},
	"co2_avoided_t":  {ZH: "避免的 CO2", EN: "CO2 avoided"},
	"co2_t":          {ZH: "CO2", EN: "CO2"},
	"code":           {ZH: "代码", EN: "Code"},
	"computed":       {ZH: "计算数", EN: "Computed"},
	"date":           {ZH: "日期", EN: "Date"},
	"department":     {ZH: "责任部门", EN: "Department"},
	"detail":         {ZH: "细项", EN: "Detail"},
	"difference":     {ZH: "差", EN: "Difference"},
	"difference_pct": {ZH: "差（%）", EN: "Difference (%)"},
	"facility":       {ZH: "设施", EN: "Facility"},
	"file":           {ZH: "文件", EN: "File"},
	"formula":        {ZH: "公式", EN: "Formula"},
	"gas":            {ZH: "气体", EN: "Gas"},
	"hint":           {ZH: "提示", EN: "Hint"},
	"item":           {ZH: "项目", EN: "Item"},
	"message":        {ZH: "内容", EN: "Message"},
	"method":         {ZH: "方法", EN: "Method"},
	"notation":       {ZH: "标记", EN: "Key"},
	"note":           {ZH: "备注", EN: "Note"},
	"numbers":        {ZH: "代入", EN: "Numbers"},
	"parameter":      {ZH: "参数", EN: "Parameter"},
	"part":           {ZH: "部分", EN: "Part"},
	"reason":         {ZH: "理由", EN: "Reason"},
	"record":         {ZH: "记录", EN: "Record"},
	"revised_t":      {ZH: "修订", EN: "Revised"},
	"rule":           {ZH: "规则", EN: "Rule"},
	"seen":           {ZH: "校验码", EN: "Seen"},
	"severity":       {ZH: "级别", EN: "Severity"},
	"source":         {ZH: "来源", EN: "Source"},
	"uncertainty":    {ZH: "不确定度", EN: "Uncertainty"},
	"unit":           {ZH: "单位", EN: "Unit"},
	"used":           {ZH: "采用", EN: "Used"},
	"value":          {ZH: "数值", EN: "Value"},
	"verified":       {ZH: "核查数", EN: "Verified"},
	"verifier":       {ZH: "核查机构", EN: "Verifier"},
	"vintage":        {ZH: "版本", EN: "Vintage"},
	"year":           {ZH: "年份", EN: "Year"},
}

// measured are the columns that hold figures, with their units.
var measured = map[string]string{"value": "", "co2_t": "t CO2", "co2_avoided_t": "t CO2", "revised_t": "t CO2", "verified": "", "computed": "", "difference": "", "difference_pct": ""}

// tabled is an exhibit of a table for machines: its columns but for the region and those named. A column in two languages is one.
func tabled(id string, title inventory.Text, records report.Records, without ...string) *Exhibit {
	x := &Exhibit{ID: id, Title: title}
	var shown []int
	for i, name := range records.Columns {
		base := strings.TrimSuffix(name, "_zh")
		if name == "region" || slices.Contains(without, base) || strings.HasSuffix(name, "_en") {
			continue
		}
		shown = append(shown, i)
		head, ok := heads[base]
		if !ok {
			head = inventory.Text{ZH: base, EN: strings.ReplaceAll(base, "_", " ")}
		}
		c := Column{Head: head, Width: 14}
		if unit, ok := measured[base]; ok {
			c.Kind, c.Unit = Figure, unit
		}
		if base != name {
			c.Width = 40
		}
		x.Columns = append(x.Columns, c)
	}
	for _, r := range records.Rows {
		row := Row{}
		for _, i := range shown {
			cell := tabledCell(r[i], records.Columns[i])
			if strings.HasSuffix(records.Columns[i], "_zh") {
				cell.Text.EN = r[i+1]
			}
			row.Cells = append(row.Cells, cell)
		}
		x.Rows = append(x.Rows, row)
	}
	return x
}

// tabledCell is a cell of a column: amounts of activities as they are stated, other figures as masses.
func tabledCell(text, name string) Cell {
	_, isFigure := measured[name]
	d, err := quantity.Parse(text)
	switch {
	case name == "unit":
		return unitCell(text)
	case !isFigure || err != nil:
		return reading(text)
	case name == "value":
		return printed(d, report.Plain(d))
	}
	return figure(d)
}

// ofYear keeps the rows of a year of a table for machines.
func ofYear(records report.Records, year string) report.Records {
	at := slices.Index(records.Columns, "year")
	out := report.Records{Columns: records.Columns}
	for _, row := range records.Rows {
		if row[at] == year {
			out.Rows = append(out.Rows, row)
		}
	}
	return out
}
