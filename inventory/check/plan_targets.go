package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/quantity"
	"ghg/inventory/spelling"
)

func planTargets() []Rule {
	return []Rule{{"PLANTARGETS", inventory.Text{ZH: "目标与规划", EN: "targets and the plan"}, targetsOfPlan}}
}

// targetsOfPlan: a target makes sense by itself, is stated once, and is that of the plan where the program ships the plan.
func targetsOfPlan(f *facts) {
	if !f.first() {
		return
	}
	for i := range f.ws.Targets {
		f.soundTarget(&f.ws.Targets[i], f.ws.Targets[:i])
	}
	of := engine.PlanTargets(f.ws.Config.Region.Code)
	for i := range of {
		f.againstPlan(&of[i])
	}
}

// soundTarget holds a target against itself and those before it.
func (f *facts) soundTarget(t *inventory.Target, before []inventory.Target) {
	at := t.Place.Cell("target")
	if t.Value != nil && t.Form == "share" {
		value := *t.Value
		unit, err := quantity.ParseUnit(t.Unit)
		if in, bad := quantity.Convert(value, unit, quantity.MustUnit("%")); err == nil && bad == nil {
			value = in
		}
		if value.IsNegative() || value.GreaterThan(hundred) {
			f.tell(inventory.Error, at, inventory.Text{
				ZH: fmt.Sprintf("“%s”的占比 %s %s 不在 0–100 %% 之间", t.Indicator, t.Value, t.Unit),
				EN: fmt.Sprintf("%q: the share of %s %s does not lie within 0–100 %%", t.Indicator, t.Value, t.Unit)},
				inventory.Text{ZH: "占比写百分数，如 14 与单位 %（单位 1 是小数）", EN: "a share is a percentage, such as 14 with the unit % (the unit 1 is for fractions)"})
		}
	}
	if t.Form == "decline_pct" && strings.HasPrefix(t.Direction, "<") {
		f.tell(inventory.Warning, t.Place.Cell("direction"), inventory.Text{
			ZH: fmt.Sprintf("“%s”是下降率，方向却是 %s：下降得越少越好？", t.Indicator, t.Direction),
			EN: fmt.Sprintf("%q is a decline and its direction %s: the less it falls the better?", t.Indicator, t.Direction)},
			inventory.Text{ZH: "下降率的目标一般写 ≥", EN: "a target of decline is mostly ≥"})
	}
	if i := slices.IndexFunc(before, func(o inventory.Target) bool { return sameTarget(&o, t) }); i >= 0 {
		f.tell(inventory.Warning, at, inventory.Text{
			ZH: fmt.Sprintf("“%s”%d 年的目标有两行：%s（%s）与 %s", t.Indicator, t.TargetYear, targetText(&before[i]), before[i].Place.Cell("target"), targetText(t)),
			EN: fmt.Sprintf("%q of %d is stated twice: %s (%s) and %s", t.Indicator, t.TargetYear, targetText(&before[i]), before[i].Place.Cell("target"), targetText(t))},
			inventory.Text{ZH: "只留一行", EN: "keep one of them"})
	}
}

var hundred = decimal.NewFromInt(100)

// sameTarget tells whether two rows speak of one target.
func sameTarget(a, b *inventory.Target) bool {
	return spelling.Fold(a.Indicator) == spelling.Fold(b.Indicator) && a.TargetYear == b.TargetYear
}

// targetText prints what a target demands.
func targetText(t *inventory.Target) string {
	if t.Value == nil {
		return t.Direction + " — (" + t.Status + ")"
	}
	return strings.TrimSpace(t.Direction + " " + t.Value.String() + " " + t.Unit)
}

// againstPlan holds the district's row of a target against the plan's.
func (f *facts) againstPlan(p *inventory.Target) {
	i := slices.IndexFunc(f.ws.Targets, func(t inventory.Target) bool { return sameTarget(&t, p) })
	if i < 0 {
		if len(f.ws.Targets) == 0 {
			return // the district keeps no targets here
		}
		names := make([]string, len(f.ws.Targets))
		for i := range f.ws.Targets {
			names[i] = f.ws.Targets[i].Indicator
		}
		near := spelling.Nearest(p.Indicator, names)
		hint := inventory.Text{ZH: "补上这一行", EN: "add the row"}
		if near != "" {
			hint = inventory.Text{ZH: "是否写作“" + near + "”？按规划的名称写", EN: fmt.Sprintf("is it written as %q? use the plan's name", near)}
		}
		f.tell(inventory.Info, inventory.Source{File: f.ws.Targets[0].Place.Cell("").File}, inventory.Text{
			ZH: fmt.Sprintf("规划（%s）的目标“%s” %d 年 %s 没有写在这里", p.Document, p.Indicator, p.TargetYear, targetText(p)),
			EN: fmt.Sprintf("the plan's target %q of %d, %s (%s), is not here", p.Indicator, p.TargetYear, targetText(p), p.Document)}, hint)
		return
	}
	t := &f.ws.Targets[i]
	hint := inventory.Text{
		ZH: "按规划改正；规划之后下达或调整的，在来源一栏写文件号，并在 records/suppressions.csv 写明",
		EN: "mend it by the plan; where it was handed down or changed later, name the document in source, and say so in records/suppressions.csv"}
	differ := func(severity inventory.Severity, column, zh, en, mine, theirs string) {
		f.tell(severity, t.Place.Cell(column), inventory.Text{
			ZH: fmt.Sprintf("“%s”的%s是 %s，规划（%s）是 %s", t.Indicator, zh, mine, p.Document, theirs),
			EN: fmt.Sprintf("%q: the %s is %s, that of the plan %s (%s)", t.Indicator, en, mine, theirs, p.Document)}, hint)
	}
	switch {
	case p.Value == nil && t.Value != nil:
		differ(inventory.Info, "target", "目标值", "target", targetText(t), "市级下达 pending")
	case p.Value != nil && (t.Value == nil || !sameValue(t, p)):
		differ(inventory.Warning, "target", "目标值", "target", targetText(t), targetText(p))
	}
	if t.Direction != p.Direction && (t.Value == nil || p.Value == nil || sameValue(t, p)) {
		differ(inventory.Warning, "direction", "方向", "direction", t.Direction, p.Direction)
	}
	if t.Form != p.Form {
		differ(inventory.Warning, "form", "形式", "form", t.Form, p.Form)
	}
	if t.BaseYear != p.BaseYear {
		differ(inventory.Warning, "base_year", "基准年", "base year", fmt.Sprint(t.BaseYear), fmt.Sprint(p.BaseYear))
	}
	if t.Kind != p.Kind && t.Kind != "" {
		differ(inventory.Warning, "kind", "属性", "kind", t.Kind, p.Kind)
	}
}

// sameValue tells whether two targets state one value, in whatever units.
func sameValue(a, b *inventory.Target) bool {
	if a.Unit == b.Unit {
		return a.Value.Equal(*b.Value)
	}
	from, err := quantity.ParseUnit(a.Unit)
	to, bad := quantity.ParseUnit(b.Unit)
	if err != nil || bad != nil {
		return false
	}
	value, err := quantity.Convert(*a.Value, from, to)
	return err == nil && value.Equal(*b.Value)
}
