package engine

import (
	"fmt"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// undeducted is an activity as if nothing were taken from what it generates.
type undeducted struct{ binding }

// Has tells whether the activity gives an optional input, those taken from what is generated being left out.
func (u *undeducted) Has(name string) bool {
	in, ok := u.method.InputOf(name)
	return ok && !in.Recovers && !in.Deducts && u.binding.Has(name)
}

// overDeducted refuses an activity from which more of the gas is taken than it generates: the figure would be negative, and
// no emission is taken for a removal.
func (s *served) overDeducted(g group, value decimal.Decimal) (inventory.Problem, bool) {
	if value.Sign() >= 0 {
		return inventory.Problem{}, false
	}
	b := &binding{s, g}
	var taken *inventory.Input
	var row *inventory.Activity
	for i := range s.method.Inputs {
		declared := &s.method.Inputs[i]
		if (declared.Recovers || declared.Deducts) && row == nil {
			taken, row = declared, b.rowOf(declared)
		}
	}
	if row == nil {
		return inventory.Problem{}, false
	}
	if taken.Needed() && s.materials == nil {
		return b.balanceBelowZero(row, value), true
	}
	generated, err := expr.Decimal(s.method.Tree(&undeducted{*b}))
	if err != nil {
		return equationFailed(s.method, g[0].Place.Cell("value"), err), true
	}
	less, unit := inShort(generated.Sub(value)), "t "+s.method.Of()
	made := inShort(generated)
	if taken.Recovers {
		if stated, whole, ok := asStated(taken, row, generated, value); ok {
			less, made = inShort(stated), inShort(whole)
		}
		hint := inventory.Text{
			ZH: "核对回收量的单位，以及是否折成纯" + s.method.Gas + "；另一类别产生的写在那一类别",
			EN: "check the unit of what is recovered and that it is pure " + s.method.Gas + "; state what another category generates there"}
		if generated.IsZero() && s.run.atLandfill(row) {
			hint = inventory.Text{
				ZH: "质量平衡法把以前的垃圾算在填埋的当年，停止填埋后收集的气不能再扣：删去这一行，或改用按一阶衰减法的指南并重算各年",
				EN: "the mass balance booked this gas in the years of its waste, and after closure nothing is left to take it from: leave the row out, or recalculate every year under a guide with first-order decay"}
		}
		return inventory.Problem{
			Source: row.Place.Cell("value"), Code: "recovery-exceeds-generation", Severity: inventory.Error,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%s 回收利用的 %s 多于产生的：回收 %s %s，产生 %s %s", aboutWorks(row), s.method.Gas, less, unit, made, unit),
				EN: fmt.Sprintf("%s recovers more %s than it generates: %s %s recovered, %s %s generated", aboutWorks(row), s.method.Gas, less, unit, made, unit)},
			Hint: hint,
		}, true
	}
	about := aboutWorks(g[0])
	return inventory.Problem{
		Source: row.Place.Cell("value"), Code: "deduction-exceeds-generation", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 扣除的多于产生的：%s等共扣 %s %s，产生 %s %s", about, taken.Title.ZH, less, unit, made, unit),
			EN: fmt.Sprintf("%s deducts more than it generates: %s and the like take off %s %s of %s %s", about, taken.Title.EN, less, unit, made, unit)},
		Hint: inventory.Text{
			ZH: "核对各物料的数量、单位和含碳量；扣除不能使排放为负",
			EN: "check quantities, units and carbon contents of the materials: a deduction makes no emission negative"},
	}, true
}

// asStated are the recovery as the row states it and what is generated beside it, in t, where an equation lets only a part of both
// escape: the rest oxidises in the cover of a landfill.
func asStated(taken *inventory.Input, row *inventory.Activity, generated, value decimal.Decimal) (stated, whole decimal.Decimal, ok bool) {
	stated, err := quantity.Convert(row.Value, row.Unit.Of(taken.Gas), quantity.MustUnit("t "+taken.Gas))
	less := generated.Sub(value)
	if err != nil || less.IsZero() {
		return stated, whole, false
	}
	whole, err = quantity.Quo(generated.Mul(stated), less)
	return stated, whole, err == nil && stated.GreaterThan(less)
}

// inShort is a figure for a message: eight significant digits tell any two apart that matter.
func inShort(d decimal.Decimal) string {
	return d.Round(8 - int32(d.NumDigits()) - d.Exponent()).String()
}

// leftBelowZero refuses an activity of which more is taken out than there is of it, whatever the factor of what is left: sludge that
// holds more than the waste water.
func (b *binding) leftBelowZero() inventory.Problems {
	var taken *inventory.Input
	var row *inventory.Activity
	for i := range b.method.Inputs {
		if declared := &b.method.Inputs[i]; declared.Deducts && declared.Optional && row == nil {
			taken, row = declared, b.rowOf(declared)
		}
	}
	if row == nil {
		return nil
	}
	for _, state := range expr.States(b.method.Tree(b)) {
		value, err := expr.Decimal(state)
		if err != nil || value.Sign() >= 0 {
			continue
		}
		numbers, result := expr.Format(state, expr.Numbers), inShort(value)+" "+state.Unit().String()
		if of, ok := b.run.derived[row]; ok && of.from != nil {
			row = of.from
		}
		return inventory.Problems{{
			Source: row.Place.Cell("value"), Code: "deduction-exceeds-generation", Severity: inventory.Error,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%s 扣除的多于原有的：%s %s；%s = %s = %s", aboutWorks(row), taken.Title.ZH, answer(row), state.Name(), numbers, result),
				EN: fmt.Sprintf("%s takes out more than there is: %s, %s; %s = %s = %s", aboutWorks(row), taken.Title.EN, answer(row), state.Name(), numbers, result)},
			Hint: inventory.Text{
				ZH: "核对两边的单位、年份和口径：干污泥吨数不是其中的有机物，污泥不能带走比污水更多的有机物或氮",
				EN: "check units, years and scope of both: the tonnes of dry sludge are not the organics in it, and sludge holds no more organics or nitrogen than its water"},
		}}
	}
	return nil
}
