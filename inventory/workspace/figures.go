package workspace

import (
	"fmt"
	"io"

	"github.com/gocarina/gocsv"
	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/table"
)

// rows reads a short table into structs of strings, one a row, and hands each to take.
func rows[T any](l *loader, name string, schema table.Schema, take func(*row, *T)) {
	l.read(name, func(r io.Reader) bool { return rowsOf(l.reading, name, r, schema, take) })
}

// rowsOf is rows of a table that is open; false if none of it can be used.
func rowsOf[T any](rd *reading, name string, r io.Reader, schema table.Schema, take func(*row, *T)) bool {
	in, ok := table.Open(name, r, schema, &rd.problems)
	if !ok {
		return false
	}
	var out []T
	if err := gocsv.UnmarshalCSV(in, &out); err != nil {
		panic("a struct of strings takes every record: " + err.Error())
	}
	for i := range out {
		take(&row{reading: rd, schema: schema, place: in.Place(i)}, &out[i])
	}
	return true
}

var indicatorSchema = table.Schema{
	{Name: "year", ZH: "年份", Aliases: []string{"年度"}, Required: true},
	{Name: "indicator", ZH: "指标", Required: true},
	{Name: "value", ZH: "数值", Required: true},
	{Name: "unit", ZH: "单位", Required: true},
	{Name: "price_base", ZH: "价格基期"},
	{Name: "vintage", ZH: "版本"},
	{Name: "coverage", ZH: "口径"},
	{Name: "uncertainty", ZH: "不确定度"},
	{Name: "source", ZH: "来源"},
	{Name: "department", ZH: "责任部门"},
	{Name: "note", ZH: "备注"},
}

type indicatorRow struct {
	Year        string `csv:"year"`
	Indicator   string `csv:"indicator"`
	Value       string `csv:"value"`
	Unit        string `csv:"unit"`
	PriceBase   string `csv:"price_base"`
	Vintage     string `csv:"vintage"`
	Coverage    string `csv:"coverage"`
	Uncertainty string `csv:"uncertainty"`
	Source      string `csv:"source"`
	Department  string `csv:"department"`
	Note        string `csv:"note"`
}

func (l *loader) indicators(name string) {
	rows(l, name, indicatorSchema, func(r *row, c *indicatorRow) {
		out := inventory.Indicator{
			Year: r.year("year", c.Year), Name: r.must("indicator", c.Indicator), Unit: r.must("unit", c.Unit), PriceBase: r.keep(c.PriceBase),
			Vintage: r.oneOf("vintage", c.Vintage, vintages), Coverage: r.keep(c.Coverage),
			Document: r.keep(c.Source), Department: r.department(c.Department), Note: r.keep(c.Note), Place: r.place,
		}
		out.Value, _ = r.number("value", c.Value)
		if c.Uncertainty != "" {
			out.Uncertainty = r.percent("uncertainty", c.Uncertainty)
		}
		if !r.bad {
			l.ws.Indicators = append(l.ws.Indicators, out)
		}
	})
}

var targetSchema = table.Schema{
	{Name: "indicator", ZH: "指标", Required: true},
	{Name: "base_year", ZH: "基准年"},
	{Name: "target_year", ZH: "目标年", Required: true},
	{Name: "form", ZH: "形式", Required: true},
	{Name: "direction", ZH: "方向", Required: true},
	{Name: "target", ZH: "目标值"},
	{Name: "unit", ZH: "单位"},
	{Name: "kind", ZH: "属性"},
	{Name: "status", ZH: "状态", Required: true},
	{Name: "department", ZH: "责任部门"},
	{Name: "source", ZH: "来源"},
}

type targetRow struct {
	Indicator  string `csv:"indicator"`
	BaseYear   string `csv:"base_year"`
	TargetYear string `csv:"target_year"`
	Form       string `csv:"form"`
	Direction  string `csv:"direction"`
	Target     string `csv:"target"`
	Unit       string `csv:"unit"`
	Kind       string `csv:"kind"`
	Status     string `csv:"status"`
	Department string `csv:"department"`
	Source     string `csv:"source"`
}

var (
	targetForms      = []word{{"level", "水平"}, {"decline_pct", "下降率"}, {"share", "占比"}}
	targetDirections = []word{{">=", "≥"}, {">", "＞"}, {"<=", "≤"}, {"<", "＜"}}
	targetKinds      = []word{{"binding", "约束性"}, {"expected", "预期性"}}
	targetStatuses   = []word{{"set", "已定"}, {"pending", "市级下达"}}
)

func (l *loader) targets(name string) {
	rows(l, name, targetSchema, func(r *row, c *targetRow) {
		out := inventory.Target{
			Indicator: r.must("indicator", c.Indicator), TargetYear: r.year("target_year", c.TargetYear),
			Form: r.oneOf("form", r.must("form", c.Form), targetForms), Direction: r.oneOf("direction", r.must("direction", c.Direction), targetDirections),
			Unit: r.keep(c.Unit), Kind: r.oneOf("kind", c.Kind, targetKinds), Status: r.oneOf("status", r.must("status", c.Status), targetStatuses),
			Department: r.department(c.Department), Document: r.keep(c.Source), Place: r.place,
		}
		if c.BaseYear != "" || out.Form == "decline_pct" {
			out.BaseYear = r.year("base_year", c.BaseYear)
		}
		out.Value = r.bound("target", c.Target)
		r.wantsDecline(&out)
		switch {
		case out.Status == "set" && c.Target == "":
			r.refuse("target", "no-target",
				inventory.Text{ZH: "状态为 set（已定）而没有目标值", EN: "the target is set, but its value is missing"},
				inventory.Text{ZH: "填目标值；还没有下达的，状态写 pending", EN: "give it, or write pending as long as it has not been handed down"})
		case out.Status == "set" && c.Unit == "":
			r.withoutUnit("unit")
		case out.Status == "pending" && c.Target != "":
			r.refuse("status", "target-not-pending",
				inventory.Text{ZH: "状态为 pending（市级下达）而已有目标值", EN: "the target is pending, but has a value"},
				inventory.Text{ZH: "已下达的状态写 set", EN: "write set once it has been handed down"})
		}
		if !r.bad {
			l.ws.Targets = append(l.ws.Targets, out)
		}
	})
}

// wantsDecline refuses a target before its base year, and a decline that is not written as one.
func (r *row) wantsDecline(t *inventory.Target) {
	if t.BaseYear != 0 && t.TargetYear != 0 && t.TargetYear <= t.BaseYear {
		r.refuse("target_year", "target-before-base",
			inventory.Text{ZH: fmt.Sprintf("目标年 %d 不晚于基准年 %d", t.TargetYear, t.BaseYear), EN: fmt.Sprintf("the target year %d is not after the base year %d", t.TargetYear, t.BaseYear)},
			inventory.Text{ZH: "核对两个年份；“十四五”目标的基准年是 2020，目标年是 2025", EN: "check both years: a target of the fourteenth plan has base 2020 and target 2025"})
	}
	if t.Form != "decline_pct" || t.Value == nil || r.bad {
		return
	}
	unit, err := quantity.ParseUnit(t.Unit)
	share, mismatch := quantity.Convert(*t.Value, unit, quantity.One)
	switch {
	case t.Unit == "": // told with the other units
	case err != nil || mismatch != nil:
		r.refuse("unit", "decline-unit", inventory.Text{ZH: "下降率的单位“" + table.Excerpt(t.Unit) + "”不是 % 或 1", EN: `a decline is in % or 1, not in "` + table.Excerpt(t.Unit) + `"`},
			inventory.Text{ZH: "下降 14 % 写 14，单位 %", EN: "a decline of 14 % is written 14 in %"})
	case share.IsZero():
		r.refuse("target", "decline-sign", inventory.Text{ZH: "下降率目标是 0：没有下降", EN: "the target of a decline is 0: nothing declines"},
			inventory.Text{ZH: "填目标值；还没有下达的，目标值不填，状态写 pending", EN: "give it; as long as it has not been handed down leave it blank and write pending"})
	case share.IsNegative():
		r.refuse("target", "decline-sign", inventory.Text{ZH: fmt.Sprintf("下降率目标写作 %s：下降写正数，负数是上升", t.Value), EN: fmt.Sprintf("the target of a decline is written %s: a decline is positive, a negative one would be a rise", t.Value)},
			inventory.Text{ZH: fmt.Sprintf("下降 %s %s 写 %s", t.Value.Abs(), t.Unit, t.Value.Abs()), EN: fmt.Sprintf("write %s for a decline of %s %s", t.Value.Abs(), t.Value.Abs(), t.Unit)})
	case share.Cmp(decimal.NewFromInt(1)) >= 0:
		r.refuse("target", "decline-too-large", inventory.Text{ZH: fmt.Sprintf("下降率目标 %s 不小于 100 %%", inUnit(t.Value.String(), t.Unit).ZH), EN: fmt.Sprintf("a decline of %s is 100 %% or more", inUnit(t.Value.String(), t.Unit).EN)},
			inventory.Text{ZH: "核对数和单位：下降 14 % 写 14，单位 %", EN: "check number and unit: a decline of 14 % is written 14 in %"})
	}
}
