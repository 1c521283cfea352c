package report

import (
	"fmt"
	"io"
	"strconv"

	"ghg/factors"
	"ghg/inventory"
)

// Factors prints factor rows, one a line: key, figure, status.
func Factors(w io.Writer, rows []*factors.Row, lang string) {
	t := &columns{right: []bool{false, true, false}}
	for _, r := range rows {
		t.add(r.Key(), r.Figure(), r.Status.String())
	}
	t.write(w)
	fmt.Fprintln(w, inventory.Text{ZH: strconv.Itoa(len(rows)) + " 行", EN: strconv.Itoa(len(rows)) + " rows"}.In(lang))
}

// FactorRecords is the rows in the form of the factor tables, with their keys before them.
func FactorRecords(rows []*factors.Row) Records {
	out := Records{Columns: []string{"key", "set", "category", "source_category", "item", "detail", "technology", "basis", "climate", "development", "parameter", "gas",
		"value", "unit", "low", "high", "bounds", "distribution", "region", "facility", "year_from", "year_to", "known_since", "source", "confirmed", "status", "cell"}}
	year := func(y int) string {
		if y == 0 {
			return ""
		}
		return strconv.Itoa(y)
	}
	for _, r := range rows {
		out.Rows = append(out.Rows, []string{r.Key(), r.Set, r.Category, r.SourceCategory, r.Item, r.Detail, r.Technology, r.Basis, r.Climate, r.Development, r.Parameter, r.Gas,
			number(r.Value), r.Unit.String(), number(r.Low), number(r.High), r.Bounds, r.Distribution, r.Region, r.Facility, year(r.YearFrom), year(r.YearTo),
			r.KnownSince, r.Document, r.Confirmed, r.Status.String(), r.Place.Cell("value").String()})
	}
	return out
}

// Factor prints one row in full.
func Factor(w io.Writer, r *factors.Row, lang string) {
	say := func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) }
	fmt.Fprintln(w, r.Key())
	t := &columns{right: []bool{false, false}}
	for _, line := range [][2]string{
		{say("数值", "figure"), r.Figure()}, {say("下限–上限", "bounds"), number(r.Low) + "–" + number(r.High) + " " + r.Bounds},
		{say("状态", "status"), r.Status.String()}, {say("确认", "confirmed"), r.Confirmed}, {say("类别", "category"), r.Category},
		{say("文献所印类别", "printed category"), r.SourceCategory}, {say("项目", "item"), r.Item}, {say("细项", "detail"), r.Detail},
		{say("技术", "technology"), r.Technology}, {say("基准", "basis"), r.Basis}, {say("气候", "climate"), r.Climate}, {say("地区", "region"), r.Region},
		{say("设施", "facility"), r.Facility}, {say("年份", "years"), r.Years()}, {say("文献", "document"), r.Document}, {say("单元格", "cell"), r.Place.Cell("value").String()},
	} {
		if line[1] != "" && line[1] != "–" && line[1] != "– " {
			t.add("  "+line[0], line[1])
		}
	}
	t.write(w)
}

// Standing counts the rows of each set by status, and those that are only a range.
func Standing(w io.Writer, rows []*factors.Row, lang string) {
	type count struct{ all, printed, quoted, local, unconfirmed, ranges int }
	bySet := map[string]*count{}
	var order []string
	for _, r := range rows {
		if bySet[r.Set] == nil {
			bySet[r.Set] = &count{}
			order = append(order, r.Set)
		}
		c := bySet[r.Set]
		c.all++
		*map[inventory.Status]*int{inventory.Printed: &c.printed, inventory.Quoted: &c.quoted, inventory.Local: &c.local, inventory.Unconfirmed: &c.unconfirmed}[r.Status]++
		if r.Value == nil {
			c.ranges++
		}
	}
	t := &columns{right: []bool{false, true, true, true, true, true, true}}
	t.add(inventory.Text{ZH: "因子集", EN: "set"}.In(lang), inventory.Text{ZH: "行数", EN: "rows"}.In(lang), "printed", "quoted", "local", "unconfirmed",
		inventory.Text{ZH: "只有范围", EN: "range only"}.In(lang))
	t.rule()
	for _, set := range order {
		c := bySet[set]
		t.add(set, strconv.Itoa(c.all), strconv.Itoa(c.printed), strconv.Itoa(c.quoted), strconv.Itoa(c.local), strconv.Itoa(c.unconfirmed), strconv.Itoa(c.ranges))
	}
	t.write(w)
}
