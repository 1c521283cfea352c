package factors

import (
	"fmt"
	"strings"

	"ghg/inventory"
)

// OldAfter is the number of years past which a factor of an earlier year is out of date.
const OldAfter = 2

// why tells in one line why the row was taken.
func (t *Table) why(q *question, rows []fitting, passed []string) inventory.Text {
	row, rank := rows[0].row, rows[0].rank
	var zh, en []string
	say := func(inChinese, inEnglish string) { zh, en = append(zh, inChinese), append(en, inEnglish) }
	if len(passed) > 0 {
		say(row.Set+"（"+strings.Join(passed, "、")+" 中没有）", row.Set+" (none in "+strings.Join(passed, ", ")+")")
	} else {
		say(row.Set, row.Set)
	}
	if row.Facility != "" {
		say("设施 "+row.Facility, "facility "+row.Facility)
	}
	if row.Region != "" {
		say("地区 "+t.voc.Regions.ZH(row.Region), "region "+row.Region)
	}
	switch {
	case rank[byCategory] == beyondChain:
		branch := q.holdsFor.Code
		say("列于 "+row.Category+"，适用于整个 "+branch, "filed under "+row.Category+", holds for all of "+branch)
	case rank[byCategory] > 0:
		say("类别 "+row.Category+"（"+q.Category.Code+" 的上级）", "category "+row.Category+" (above "+q.Category.Code+")")
	default:
		say("类别 "+row.Category, "category "+row.Category)
	}
	if details := row.details(); len(details) > 0 {
		say("细项 "+strings.Join(details, "、"), "detail "+strings.Join(details, ", "))
	}
	if years := row.Years(); years != "" {
		say("年份 "+years, "years "+years)
	}
	if others := len(rows) - 1; others > 0 {
		say(fmt.Sprintf("比另外 %d 行更具体", others), fmt.Sprintf("more specific than %d others", others))
	}
	return inventory.Text{ZH: strings.Join(zh, "；"), EN: strings.Join(en, "; ")}
}

func proxyNote(asked, proxy *inventory.Category) inventory.Text {
	return inventory.Text{
		ZH: "表中没有 " + asked.Code + " 的因子，借用 " + proxy.Code + "（" + proxy.Name.ZH + "）的",
		EN: "the tables have no factor for " + asked.Code + "; that of " + proxy.Code + " (" + proxy.Name.EN + ") stands in"}
}

func (t *Table) earlierNote(q *question, row *Row, earlier int) inventory.Text {
	out := inventory.Text{
		ZH: fmt.Sprintf("没有 %d 年的值，用最近的较早年份 %d 年的：%s（%s）", q.Year, row.YearTo, row.Figure(), row.Status),
		EN: fmt.Sprintf("no value for %d; that of the nearest earlier year, %d, is used: %s (%s)", q.Year, row.YearTo, row.Figure(), row.Status)}
	if earlier > OldAfter {
		out.ZH += fmt.Sprintf("，已过 %d 年", earlier)
		out.EN += fmt.Sprintf(", %d years old", earlier)
	}
	return out
}
