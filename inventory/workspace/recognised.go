package workspace

import (
	"fmt"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/table"
)

var recognisedSchema = table.Schema{
	{Name: "indicator", ZH: "指标", Required: true},
	{Name: "year", ZH: "年份", Required: true},
	{Name: "form", ZH: "形式"},
	{Name: "base_year", ZH: "基准年"},
	{Name: "decline", ZH: "下降率", Required: true},
	{Name: "unit", ZH: "单位", Required: true},
	{Name: "source", ZH: "来源"},
	{Name: "by", ZH: "决定人", Required: true},
	{Name: "date", ZH: "日期", Required: true},
	{Name: "reason", ZH: "理由", Required: true},
}

type recognisedRow struct {
	Indicator string `csv:"indicator"`
	Year      string `csv:"year"`
	Form      string `csv:"form"`
	BaseYear  string `csv:"base_year"`
	Decline   string `csv:"decline"`
	Unit      string `csv:"unit"`
	Source    string `csv:"source"`
	By        string `csv:"by"`
	Date      string `csv:"date"`
	Reason    string `csv:"reason"`
}

var recognisedForms = []word{{inventory.AnnualDecline, "年度"}, {inventory.CumulativeDecline, "累计"}}

// recognised reads records/recognised.csv: one decline an indicator, year and form.
func (l *loader) recognised(name string) {
	type key struct {
		of   string
		year int
		form string
	}
	seen := map[key]inventory.Place{}
	rows(l, name, recognisedSchema, func(r *row, c *recognisedRow) {
		out := inventory.Recognised{Indicator: r.must("indicator", c.Indicator), Year: r.year("year", c.Year), Form: inventory.AnnualDecline, Document: r.keep(c.Source),
			Signed: r.signed(c.By, c.Date, c.Reason)}
		of := l.voc.StatisticNamed(c.Indicator)
		whole := of != nil && of.Kind == inventory.CumulativeStatistic
		switch {
		case c.Form != "":
			out.Form = r.oneOf("form", c.Form, recognisedForms)
		case whole:
			out.Form = inventory.CumulativeDecline
		}
		if whole && out.Form == inventory.AnnualDecline {
			r.refuse("form", "form-against-name", inventory.Text{ZH: "“" + of.Title.ZH + "”是累计下降率，形式却写年度", EN: fmt.Sprintf("%q is a cumulative decline, and the form says annual", of.Title.EN)},
				inventory.Text{ZH: "形式写 累计 并写基准年；年度值用不带“累计”的指标名", EN: "write cumulative with its base_year; an annual value has the name without cumulative"})
		}
		r.countsFrom(&out, c.BaseYear)
		if c.Indicator != "" && (of == nil || of.Kind != inventory.DeclineStatistic && of.Kind != inventory.CumulativeStatistic) {
			r.refuse("indicator", "unknown-decline", inventory.Text{ZH: "“" + table.Excerpt(c.Indicator) + "”不是认定的下降率指标", EN: `"` + table.Excerpt(c.Indicator) + `" is no decline that is assessed`},
				inventory.Text{ZH: "如 单位地区生产总值二氧化碳排放下降；名称见 seeds/indicators.csv", EN: "such as Decline of CO2 per GDP; seeds/indicators.csv names them"})
			return
		}
		out.Decline = r.decline("decline", c.Decline, "unit", c.Unit)
		if r.bad {
			return
		}
		k := key{of.Of, out.Year, out.Form}
		if first, again := seen[k]; again {
			r.refuse("decline", "recognised-twice", inventory.Text{
				ZH: fmt.Sprintf("%d 年“%s”的认定值已在第 %d 行", out.Year, of.Title.ZH, first.Row), EN: fmt.Sprintf("the recognised %q of %d stands in row %d already", of.Title.EN, out.Year, first.Row)},
				inventory.Text{ZH: "一年只有一个认定值；删去其中一行", EN: "a year has one recognised value: remove one of the rows"})
			return
		}
		seen[k] = r.place
		l.ws.Recognised = append(l.ws.Recognised, out)
	})
}

// countsFrom reads the base year: a cumulative decline needs one, an annual one is of the year before.
func (r *row) countsFrom(out *inventory.Recognised, text string) {
	if text == "" && out.Form == inventory.CumulativeDecline {
		r.refuse("base_year", "blank-cell", inventory.Text{ZH: "累计认定值没有写从哪一年算起", EN: "the cumulative decline does not say from which year it counts"},
			inventory.Text{ZH: "填基准年，如 2020；只是这一年比上年的下降，形式写 annual（年度）", EN: "give its base year, such as 2020; if it is of this year against the one before, its form is annual"})
	}
	if text == "" {
		return
	}
	out.BaseYear = r.year("base_year", text)
	switch {
	case out.BaseYear == 0 || out.Year == 0: // no year: told
	case out.BaseYear >= out.Year:
		r.refuse("base_year", "base-not-before", inventory.Text{ZH: fmt.Sprintf("基准年 %d 不早于 %d 年", out.BaseYear, out.Year), EN: fmt.Sprintf("the base year %d is not before %d", out.BaseYear, out.Year)},
			inventory.Text{ZH: "累计下降率从基准年算起", EN: "a cumulative decline counts from its base year"})
	case out.Form == inventory.AnnualDecline && out.BaseYear != out.Year-1:
		r.refuse("base_year", "base-of-annual", inventory.Text{ZH: fmt.Sprintf("%d 年的年度下降率写了基准年 %d，而年度下降是比上年", out.Year, out.BaseYear), EN: fmt.Sprintf("the annual decline of %d has the base year %d, and an annual decline is against the year before", out.Year, out.BaseYear)},
			inventory.Text{ZH: "从基准年起的累计值，形式写 cumulative（累计）；年度值不写基准年", EN: "a decline since the base year has the form cumulative; an annual one has no base year"})
	}
	if out.Form == inventory.AnnualDecline {
		out.BaseYear = 0
	}
}

// inUnit is a number as it was written with its unit; that of a share is 1.
func inUnit(number, unit string) inventory.Text {
	if unit == "1" {
		return inventory.Text{ZH: number + "（单位 1）", EN: number + " (unit 1)"}
	}
	return inventory.Text{ZH: number + " " + unit, EN: number + " " + unit}
}

// decline reads a decline as a share. One of a whole or more is refused, and so is a number without % that can only mean per cent.
func (r *row) decline(field, text, unitField, unitText string) decimal.Decimal {
	value, ok := r.number(field, r.must(field, text))
	unit, err := quantity.ParseUnit(r.must(unitField, unitText))
	if !ok || r.bad {
		return value
	}
	share, mismatch := quantity.Convert(value, unit, quantity.One)
	switch {
	case err != nil || mismatch != nil:
		r.refuse(unitField, "decline-unit", inventory.Text{ZH: "下降率的单位“" + table.Excerpt(unitText) + "”不是 % 或 1", EN: `a decline is in % or 1, not in "` + table.Excerpt(unitText) + `"`},
			inventory.Text{ZH: "下降 4.2 % 写 4.2，单位 %", EN: "a decline of 4.2 % is written 4.2 in %"})
	case share.Abs().Cmp(decimal.NewFromInt(1)) >= 0:
		r.refuse(field, "decline-too-large", inventory.Text{ZH: fmt.Sprintf("下降率 %s 不小于 100 %%", inUnit(text, unitText).ZH), EN: fmt.Sprintf("a decline of %s is 100 %% or more", inUnit(text, unitText).EN)},
			inventory.Text{ZH: "核对数和单位：下降 4.2 % 写 4.2，单位 %", EN: "check number and unit: a decline of 4.2 % is written 4.2 in %"})
	case share.IsNegative():
		p := refusal(r.place.Cell(field), "decline-negative", inventory.Text{ZH: fmt.Sprintf("下降率 %s %s 是负数，按上升 %s %s 读入", value, unitText, value.Neg(), unitText), EN: fmt.Sprintf("the decline %s %s is negative and read as a rise of %s %s", value, unitText, value.Neg(), unitText)},
			inventory.Text{ZH: fmt.Sprintf("若是下降，写 %s；确是上升，不用改", value.Neg()), EN: fmt.Sprintf("write %s if it is a decline; leave it if it is a rise", value.Neg())})
		p.Severity = inventory.Warning
		r.problems.Add(p)
	}
	return share
}
