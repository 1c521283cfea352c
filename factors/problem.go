package factors

import (
	"errors"
	"slices"
	"strings"

	"ghg/inventory"
)

// Problem turns an error of the look-up into a problem of the activity cell that asked: code factor-not-found,
// factor-ambiguous or factor-range-only, with a hint how to mend it.
func Problem(err error, at inventory.Source) inventory.Problem {
	out := inventory.Problem{Source: at, Code: "factor-failed", Severity: inventory.Error, Message: inventory.Text{ZH: err.Error(), EN: err.Error()}}
	var (
		missing   *NotFound
		ambiguous *Ambiguous
		ranged    *OnlyRange
	)
	switch {
	case errors.As(err, &missing):
		out.Code, out.Message, out.Hint = "factor-not-found", missing.text(), missing.hint()
	case errors.As(err, &ambiguous):
		out.Code, out.Message, out.Hint = "factor-ambiguous", ambiguous.text(), ambiguous.hint()
	case errors.As(err, &ranged):
		out.Code, out.Message, out.Hint = "factor-range-only", ranged.text(), ranged.hint()
	}
	return out
}

// PassedOver warns of each factor of the district's own that fits what was asked and is not used: code
// local-factor-passed-over, at the row of the factor, which has to be completed or withdrawn.
func PassedOver(a Answer) inventory.Problems {
	var out inventory.Problems
	for _, p := range a.Passed {
		lacking, name := titles(p.Row.terms.voc, p.Missing...), titles(p.Row.terms.voc, p.Row.Parameter)
		out.Add(inventory.Problem{
			Source: p.Row.Place.Cell("value"), Code: "local-factor-passed-over", Severity: inventory.Warning,
			Message: inventory.Text{
				ZH: "没有用本区的" + name.ZH + " " + p.Row.cite() + "：" + name.ZH + "与" + lacking.ZH + "须取自同一集，而本区没有" + lacking.ZH + "；用的是 " + a.Set + " 的 " + a.Row.Figure(),
				EN: "the district's own " + name.EN + " " + p.Row.cite() + " is not used: it must come from one set with " + lacking.EN + ", which the district does not state; " + a.Row.Figure() + " of " + a.Set + " is used"},
			Hint: inventory.Text{
				ZH: "在 factors/ 补一行本地的" + lacking.ZH + "（可写指南的值并注明来源），或删去这一行",
				EN: "state " + lacking.EN + " as a row of your own beside it (it may be the guide's value, with its source), or delete the row"},
		})
	}
	return out
}

func (e *NotFound) text() inventory.Text {
	subject := e.Query.subject(e.voc, e.Together...)
	out := inventory.Text{
		ZH: "没有因子：" + subject.ZH + "；已查的集：" + strings.Join(e.Searched, "、"),
		EN: "no factor: " + subject.EN + "; sets searched: " + strings.Join(e.Searched, ", ")}
	if len(e.Together) > 1 {
		out.ZH += "（须取自同一集）"
		out.EN += " (one set must have them all)"
	}
	if len(e.Nearest) > 0 {
		cited, rest := citeAll(e.Nearest)
		out.ZH += "；最接近的：" + cited + rest.ZH
		out.EN += "; nearest: " + cited + rest.EN
	}
	return out
}

// hint says what mends the fault, by what stands between the query and the nearest row.
func (e *NotFound) hint() inventory.Text {
	local := inventory.Text{ZH: "在 factors/ 写一行本地因子并注明来源", EN: "state a row of your own under factors/ with its source"}
	or := func(zh, en string) inventory.Text {
		return inventory.Text{ZH: zh + "；或" + local.ZH, EN: en + "; or " + local.EN}
	}
	if details := e.Details(); len(details) > 0 {
		listed := strings.Join(details, " | ")
		return or("在活动行的“细项”列写明其一："+listed, `name one of these in the column detail of the activity row: `+listed)
	}
	if len(e.StandIns) > 0 {
		listed := strings.Join(e.StandIns, "、")
		parameters := e.Query.Parameter
		if len(e.Together) > 1 {
			parameters = strings.Join(e.Together, ";")
		}
		return or("在 records/choices.csv 记一行 stands_for，说明“"+e.Query.Item+"”按哪一种取因子（"+listed+"；parameter = "+parameters+"）",
			"record in records/choices.csv, kind stands_for, which of these "+e.Query.Item+" takes its factors from ("+strings.Join(e.StandIns, ", ")+"; parameter = "+parameters+")")
	}
	switch {
	case len(e.Nearest) == 0 || e.why&(otherParameter|otherGas) != 0 || len(e.Together) > 1:
		return local
	case e.why&otherItem != 0:
		return or("是否指“"+e.Nearest[0].Item+"”？", `did you mean "`+e.Nearest[0].Item+`"?`)
	case e.why&otherSet != 0:
		return or("若该集适用，把 "+e.Nearest[0].Set+" 加入 inventory.toml 的因子集优先序", "if that set is right for you, add "+e.Nearest[0].Set+" to the precedence in inventory.toml")
	case e.why&otherUnit != 0:
		unit := e.Nearest[0].Unit
		return or("表中的因子以 "+unit.String()+" 计：活动数据换成相应的量纲", "the tables give it in "+unit.String()+": state the activity in that dimension")
	case e.why == otherRegion:
		var zh, en []string
		for _, row := range e.Nearest {
			if !slices.Contains(en, row.Region) {
				zh, en = append(zh, e.voc.Regions.ZH(row.Region)), append(en, row.Region)
			}
		}
		return or("表中只有"+strings.Join(zh, "、")+"的：核对本地区有没有"+e.Query.Item, "the tables have it of "+strings.Join(en, ", ")+" alone: check whether "+e.Query.Item+" is of this region")
	default:
		return local
	}
}

func (e *Ambiguous) text() inventory.Text {
	subject := e.Query.subject(e.voc)
	cited, rest := citeAll(e.Rows)
	return inventory.Text{
		ZH: "因子不唯一：" + subject.ZH + "；同样具体的有：" + cited + rest.ZH,
		EN: "more than one factor: " + subject.EN + "; equally specific are: " + cited + rest.EN}
}

func (e *Ambiguous) hint() inventory.Text {
	apart := strings.Join(e.Apart(), "; ")
	for _, row := range e.Rows {
		if row.Set == LocalSet {
			return inventory.Text{ZH: "改 factors/ 中的行，使只有一行适用；它们的不同在于 " + apart,
				EN: "change the rows under factors/ so that one alone applies; they differ in " + apart}
		}
	}
	return inventory.Text{ZH: "在活动行的“细项”列只写一种，或在 factors/ 写一行本地因子；它们的不同在于 " + apart,
		EN: "name one alone in the column detail of the activity row, or state a row of your own under factors/; they differ in " + apart}
}

func (e *OnlyRange) text() inventory.Text {
	subject := e.Query.subject(e.voc)
	return inventory.Text{
		ZH: "只有范围没有数值：" + subject.ZH + "；" + e.Row.cite() + "，" + e.Row.Document,
		EN: "a range without a value: " + subject.EN + "; " + e.Row.cite() + ", " + e.Row.Document}
}

func (e *OnlyRange) hint() inventory.Text {
	parameter := strings.TrimSpace(e.Query.Parameter + " " + e.Query.Gas)
	return inventory.Text{
		ZH: "不会自动取中点：在 records/choices.csv 记一行 point，chosen 写范围内的一个数，并写明理由（parameter = " + parameter + "）",
		EN: "no midpoint is taken: record in records/choices.csv, kind point, a number of the range as chosen, with the reason (parameter = " + parameter + ")"}
}
