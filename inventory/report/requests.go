package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// standing is how many of the statistics of a department have come.
type standing struct {
	needed, received, key, missing int
	weight                         decimal.Decimal // of the categories of which something is missing
}

// standingOf counts rows of the needs. What a category weighs counts once, whatever is missing of it and of those below it.
func standingOf(rows []inventory.Need) standing {
	out := standing{needed: len(rows)}
	missing := map[*inventory.Category]*decimal.Decimal{}
	for i := range rows {
		switch n := &rows[i]; n.Status() {
		case "missing":
			out.missing++
			if n.Weight != nil {
				missing[n.Category] = n.Weight
			}
		case "key":
			out.received, out.key = out.received+1, out.key+1
		default:
			out.received++
		}
	}
	for c, weight := range missing {
		above := c.Parent
		for above != nil && missing[above] == nil {
			above = above.Parent
		}
		if above == nil {
			out.weight = out.weight.Add(*weight)
		}
	}
	return out
}

// saidStatus are the words for what has come of a statistic.
var saidStatus = map[string]inventory.Text{
	"missing": {ZH: "缺", EN: "missing"}, "key": {ZH: "标记", EN: "key"}, "number": {ZH: "已收", EN: "received"}}

var yesNo = map[bool]inventory.Text{true: {ZH: "必填", EN: "required"}, false: {ZH: "选填", EN: "optional"}}

// Requests prints the list of needs: how each department stands, then what it is asked for.
func Requests(w io.Writer, needs *inventory.Needs, lang string) {
	say := func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) }
	fmt.Fprintln(w, say(fmt.Sprintf("%s %d 年清单基础统计指标", needs.Region, needs.Year), fmt.Sprintf("Statistics for the inventory of %s, %d", needs.Region, needs.Year)))
	t := &columns{right: []bool{false, true, true, true, true, true}}
	t.rule()
	t.add(say("责任部门", "department"), say("需要", "needed"), say("已收", "received"), say("其中标记", "by key"), say("缺", "missing"), say("缺项类别占比", "weight missing"))
	t.rule()
	for _, name := range needs.Departments() {
		s := standingOf(needs.Of(name))
		t.add(name, strconv.Itoa(s.needed), strconv.Itoa(s.received), strconv.Itoa(s.key), strconv.Itoa(s.missing), percent(s.weight))
	}
	s := standingOf(needs.Rows)
	t.rule()
	t.add(say("合计", "all"), strconv.Itoa(s.needed), strconv.Itoa(s.received), strconv.Itoa(s.key), strconv.Itoa(s.missing), percent(s.weight))
	t.write(w)
	for _, name := range needs.Departments() {
		requestsOf(w, needs.Of(name), name, lang)
	}
	fmt.Fprintln(w)
	if needs.WeightYear > 0 {
		fmt.Fprintln(w, say(fmt.Sprintf("占比：整个类别（含下级，不是这一行自己）在 %d 年领土内 |CO2e| 合计（含林地）中的份额；一个类别的各行占比相同。", needs.WeightYear), fmt.Sprintf("Weight: the share of the whole category, with those below it and not of the row alone, in the sum of |CO2e| of the territory, land included, in %d; all rows of a category show the same.", needs.WeightYear)))
	}
	if n := len(needs.Lapsed); n > 0 {
		fmt.Fprintln(w, say(fmt.Sprintf("以前有过、上一清单已没有或本年已另行给出的 %d 项不再要求：--format json 列出。", n), fmt.Sprintf("%d figures that ended before the last inventory, or that the year has in another way, are not asked for: --format json lists them.", n)))
	}
}

func requestsOf(w io.Writer, rows []inventory.Need, name, lang string) {
	due := inventory.Text{ZH: "截止 ", EN: "due "}.In(lang) + rows[0].Due
	fmt.Fprintf(w, "\n%s  %s\n", name, due)
	t := &columns{right: []bool{false, false, false, true, false, false, true, true}}
	head := []inventory.Text{{ZH: "状态", EN: "status"}, {ZH: "要求", EN: "is"}, {ZH: "类别和对象", EN: "category and what of it"}, {ZH: "本年", EN: "this year"}, {ZH: "上次", EN: "last"},
		{ZH: "指标", EN: "statistic"}, {ZH: "类别占比", EN: "category's weight"}, {ZH: "位次", EN: "rank"}}
	words := make([]string, len(head))
	for i := range head {
		words[i] = head[i].In(lang)
	}
	t.add(words...)
	for i := range rows {
		n := &rows[i]
		last, now := answerWords(n.Last, true), answerWords(n.Now, false)
		t.add(saidStatus[n.Status()].In(lang), yesNo[n.Required].In(lang), wordsOf(n, lang), now, last, n.Title.In(lang), weightOf(n), rankOf(n))
	}
	t.write(w)
}

// wordsOf is what a need is of, in a line.
func wordsOf(n *inventory.Need, lang string) string {
	if n.Category == nil {
		return strings.Join(strings.Fields(kindWords[n.Kind].In(lang)+" "+n.PriceBase+" "+n.Coverage), " ")
	}
	return strings.Join(strings.Fields(n.Category.Code+" "+n.Facility+" "+itemOf(n)+" "+n.Detail+" "+n.Parameter), " ")
}

var kindWords = map[inventory.NeedKind]inventory.Text{
	inventory.NeedIndicator: {ZH: "指标", EN: "indicator"}, inventory.NeedTable: {ZH: "统计表", EN: "table"}}

func itemOf(n *inventory.Need) string {
	if n.Item == nil {
		return ""
	}
	return n.Item.Name
}

// answerWords prints an answer with its unit, and its year where it is of another.
func answerWords(a *inventory.Answer, dated bool) string {
	if a == nil {
		return ""
	}
	out := a.Figure()
	if a.Number {
		out += " " + a.Unit
	}
	if dated {
		out = strings.TrimSpace(out + " (" + a.Of() + ")")
	}
	return out
}

func weightOf(n *inventory.Need) string {
	if n.Weight == nil {
		return ""
	}
	return percent(*n.Weight)
}

func rankOf(n *inventory.Need) string {
	if n.Rank == 0 {
		return ""
	}
	return strconv.Itoa(n.Rank)
}

// RequestRecords is the list of needs with all that is known of each; those that lapsed stand at its end with the status lapsed.
func RequestRecords(needs *inventory.Needs) Records {
	out := Records{Columns: []string{"year", "department", "holders", "kind", "category", "category_zh", "category_en", "facility", "item", "items", "detail", "parameter",
		"price_base", "coverage", "title_zh", "title_en", "definition_zh", "definition_en", "definition_source", "units", "required", "due", "asked", "status",
		"value", "unit", "notation", "vintage", "source", "cell", "last_year", "last_value", "last_unit", "last_notation", "last_source", "last_department", "weight", "weight_year", "rank"}}
	for i := range needs.Rows {
		out.Rows = append(out.Rows, requestRecord(needs, &needs.Rows[i], needs.Rows[i].Status()))
	}
	for i := range needs.Lapsed {
		out.Rows = append(out.Rows, requestRecord(needs, &needs.Lapsed[i], "lapsed"))
	}
	return out
}

func requestRecord(needs *inventory.Needs, n *inventory.Need, status string) []string {
	var code string
	var name inventory.Text
	if n.Category != nil {
		code, name = n.Category.Code, n.Category.Name
	}
	now, last := n.Now, n.Last
	if now == nil {
		now = &inventory.Answer{}
	}
	if last == nil {
		last = &inventory.Answer{}
	}
	value := func(a *inventory.Answer) string {
		if !a.Number {
			return ""
		}
		return a.Value.String()
	}
	weightYear, cell := "", ""
	if n.Weight != nil {
		weightYear = strconv.Itoa(needs.WeightYear)
	}
	if n.Now != nil {
		cell = now.Place.Cell("value").String()
	}
	return []string{strconv.Itoa(needs.Year), n.Department, n.Holders, n.Kind.String(), code, name.ZH, name.EN, n.Facility, itemOf(n), strings.Join(n.Items, ";"), n.Detail, n.Parameter,
		n.PriceBase, n.Coverage, n.Title.ZH, n.Title.EN, n.Definition.ZH, n.Definition.EN, n.Source, strings.Join(n.Units, ";"), map[bool]string{true: "yes", false: "no"}[n.Required], n.Due, now.Asked, status,
		value(now), now.Unit, now.Notation.String(), now.Vintage, now.Document, cell, n.Last.Of(), value(last), last.Unit, last.Notation.String(), last.Document, last.Department,
		number(n.Weight), weightYear, rankOf(n)}
}
