package workspace

import (
	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/table"
)

var choiceSchema = table.Schema{
	{Name: "kind", ZH: "种类", Required: true},
	{Name: "year", ZH: "年份"},
	{Name: "category", ZH: "类别"},
	{Name: "item", ZH: "项目"},
	{Name: "parameter", ZH: "参数"},
	{Name: "chosen", ZH: "采用", Required: true},
	{Name: "instead_of", ZH: "不采用"},
	{Name: "low", ZH: "下限"},
	{Name: "high", ZH: "上限"},
	{Name: "by", ZH: "决定人", Required: true},
	{Name: "date", ZH: "日期", Required: true},
	{Name: "reason", ZH: "理由", Required: true},
}

type choiceRow struct {
	Kind      string `csv:"kind"`
	Year      string `csv:"year"`
	Category  string `csv:"category"`
	Item      string `csv:"item"`
	Parameter string `csv:"parameter"`
	Chosen    string `csv:"chosen"`
	InsteadOf string `csv:"instead_of"`
	Low       string `csv:"low"`
	High      string `csv:"high"`
	By        string `csv:"by"`
	Date      string `csv:"date"`
	Reason    string `csv:"reason"`
}

var choiceKinds = []word{{inventory.Between, "二选一"}, {inventory.StandsFor, "代替"}, {inventory.Point, "取点"}, {inventory.Detail, "细项"}, {inventory.Whole, "总量"}}

// wholes are what a choice of kind total may say of a figure without a facility.
var wholes = []word{{inventory.Includes, "含设施"}, {inventory.Excludes, "不含设施"}}

func (l *loader) choices(name string) {
	rows(l, name, choiceSchema, func(r *row, c *choiceRow) {
		out := inventory.Choice{
			Kind: r.oneOf("kind", r.must("kind", c.Kind), choiceKinds), Parameter: inventory.SplitList(r.keep(c.Parameter)),
			Item: c.Item, Chosen: r.must("chosen", c.Chosen), InsteadOf: r.keep(c.InsteadOf), Low: r.keep(c.Low), High: r.keep(c.High),
			Signed: r.signed(c.By, c.Date, c.Reason),
		}
		if c.Year != "" {
			out.Year = r.year("year", c.Year)
		}
		if c.Category != "" {
			out.Category = r.category("category", c.Category)
		}
		switch out.Kind {
		case inventory.StandsFor:
			out.Item, out.Chosen = r.itemName("item", c.Item), r.itemName("chosen", c.Chosen)
			out.InsteadOf, out.Low, out.High = r.itemName("instead_of", c.InsteadOf), r.itemName("low", c.Low), r.itemName("high", c.High)
			r.wantsBounds(&out)
		case inventory.Point:
			out.Item = r.itemName("item", c.Item)
			r.within(r.bound("chosen", c.Chosen), r.bound("low", c.Low), r.bound("high", c.High))
			r.wantsBounds(&out)
		case inventory.Detail:
			out.Item, out.Chosen = r.itemName("item", c.Item), r.detail(c.Chosen)
		case inventory.Whole:
			out.Item, out.Chosen = r.itemName("item", c.Item), r.oneOf("chosen", c.Chosen, wholes)
		case inventory.Between:
			out.Item = l.itemOrIndicator(r, c.Item)
			out.Chosen = r.department(c.Chosen)
			r.within(figure(c.Chosen), r.bound("low", c.Low), r.bound("high", c.High))
		}
		if !r.bad {
			l.ws.Choices = append(l.ws.Choices, out)
		}
	})
}

// figure is the number in the cell, nil if it holds something else: the chosen of two figures may be named by who states it.
func figure(text string) *decimal.Decimal {
	value, err := quantity.Parse(text)
	if err != nil {
		return nil
	}
	return &value
}

// within refuses a chosen number that the bounds of its own row exclude, and bounds the wrong way round.
func (r *row) within(chosen, low, high *decimal.Decimal) {
	switch {
	case low != nil && high != nil && low.GreaterThan(*high):
		r.refuse("low", "bounds-reversed",
			inventory.Text{ZH: "下限 " + low.String() + " 大于上限 " + high.String(), EN: "low " + low.String() + " is above high " + high.String()},
			inventory.Text{ZH: "对调两者", EN: "exchange them"})
	case chosen != nil && (low != nil && chosen.LessThan(*low) || high != nil && chosen.GreaterThan(*high)):
		r.refuse("chosen", "chosen-outside-bounds",
			inventory.Text{ZH: "采用的数 " + chosen.String() + " 不在上下限之间", EN: "the chosen number " + chosen.String() + " does not lie between low and high"},
			inventory.Text{ZH: "核对采用的数与上下限", EN: "check the number and its bounds"})
	}
}

// wantsBounds warns of a choice that does not say between what it was made: the estimate would look more certain than it is.
func (r *row) wantsBounds(c *inventory.Choice) {
	if c.Low != "" && c.High != "" || r.bad {
		return
	}
	p := refusal(r.place.Cell("low"), "choice-without-bounds",
		inventory.Text{ZH: "没有写下限和上限：不确定度将不含这一选择", EN: "low and high are not given: the uncertainty will not hold this choice"},
		inventory.Text{ZH: "写出可能的最小和最大（stands_for 写项目，point 写数）", EN: "give the least and the greatest that it may be: items for stands_for, numbers for point"})
	p.Severity = inventory.Warning
	r.problems.Add(p)
}

// itemName is the canonical name of an item, "" for a blank cell.
func (r *row) itemName(field, text string) string {
	if found := r.item(field, text); found != nil {
		return found.Name
	}
	return ""
}

// itemOrIndicator names what two figures are given of: an item of an activity, or an indicator of indicators.csv.
func (l *loader) itemOrIndicator(r *row, text string) string {
	for i := range l.ws.Indicators {
		if l.ws.Indicators[i].Name == text {
			return l.ws.Indicators[i].Name
		}
	}
	return r.itemName("item", text)
}

func (r *row) signed(by, date, reason string) inventory.Signed {
	return inventory.Signed{By: r.must("by", by), Date: r.date("date", r.must("date", date)), Reason: r.must("reason", reason), Place: r.place}
}
