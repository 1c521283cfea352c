package factors

import (
	"fmt"
	"strings"

	"ghg/inventory"
)

// OldAfter is the number of years past which a factor of an earlier year is out of date.
const OldAfter = 2

// why tells in one line why the row was taken for question i.
func (t *Table) why(asked []question, i int, rows []fitting, before []skipped) inventory.Text {
	q, row, rank := &asked[i], rows[0].row, rows[0].rank
	var zh, en []string
	say := func(inChinese, inEnglish string) { zh, en = append(zh, inChinese), append(en, inEnglish) }
	passed := t.passedSets(asked, i, before)
	say(row.Set+passed.ZH, row.Set+passed.EN)
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

// passedSets tells of the sets before the one taken: which have no row for question i, and which have one but not what
// must come with it.
func (t *Table) passedSets(asked []question, i int, before []skipped) inventory.Text {
	var none, zh, en []string
	for _, s := range before {
		if s.found[i] == nil {
			none = append(none, s.set)
			continue
		}
		lacking := titles(t.voc, s.missing(asked)...)
		zh, en = append(zh, s.set+" 有而不用：它没有"+lacking.ZH), append(en, "not that of "+s.set+", which has no "+lacking.EN)
	}
	if len(none) > 0 {
		zh, en = append([]string{strings.Join(none, "、") + " 中没有"}, zh...), append([]string{"none in " + strings.Join(none, ", ")}, en...)
	}
	if zh == nil {
		return inventory.Text{}
	}
	return inventory.Text{ZH: "（" + strings.Join(zh, "；") + "）", EN: " (" + strings.Join(en, "; ") + ")"}
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
