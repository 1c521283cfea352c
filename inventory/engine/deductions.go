package engine

import (
	"fmt"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// undeducted is an activity as if nothing were taken from what it generates, or, unrecovered, as if nothing of it were recovered.
type undeducted struct {
	binding
	unrecovered bool
}

// Has tells whether the activity gives an optional input, those taken from what is generated being left out.
func (u *undeducted) Has(name string) bool {
	in, ok := u.method.InputOf(name)
	return ok && !in.Recovers && (u.unrecovered || !in.Deducts) && u.binding.Has(name)
}

// takenFrom is the first figure that an input of those asked for takes from what is generated, with the input; nil if there is none.
func (b *binding) takenFrom(asked func(*inventory.Input) bool) (*inventory.Input, *inventory.Activity) {
	for i := range b.method.Inputs {
		if declared := &b.method.Inputs[i]; asked(declared) {
			if row := b.rowOf(declared); row != nil {
				return declared, row
			}
		}
	}
	return nil, nil
}

// tooMuch is the figure that takes more than is generated, and what is generated without it: what is recovered, where that which is
// recovered makes the figure negative and all else that is taken does not.
func (b *binding) tooMuch(taken *inventory.Input, row *inventory.Activity) (*inventory.Input, *inventory.Activity, decimal.Decimal, error) {
	if in, recovered := b.takenFrom(func(in *inventory.Input) bool { return in.Recovers }); recovered != nil && !taken.Recovers {
		if rest, err := expr.Decimal(b.method.Tree(&undeducted{*b, true})); err == nil && !rest.IsNegative() {
			return in, recovered, rest, nil
		}
	}
	generated, err := expr.Decimal(b.method.Tree(&undeducted{*b, false}))
	return taken, row, generated, err
}

// overDeducted refuses an activity from which more of the gas is taken than it generates: the figure would be negative, and
// no emission is taken for a removal.
func (s *served) overDeducted(g group, value decimal.Decimal) (inventory.Problem, bool) {
	if value.Sign() >= 0 {
		return inventory.Problem{}, false
	}
	b := &binding{s, g}
	taken, row := b.takenFrom(func(in *inventory.Input) bool { return in.Recovers || in.Deducts })
	if row == nil {
		return inventory.Problem{}, false
	}
	if taken.Needed() && s.materials == nil {
		return b.balanceBelowZero(row, value), true
	}
	taken, row, generated, err := b.tooMuch(taken, row)
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
	taken, row := b.takenFrom(func(in *inventory.Input) bool { return in.Deducts && in.Optional })
	if row == nil {
		return nil
	}
	for _, state := range expr.States(b.method.Tree(b)) {
		value, err := expr.Decimal(state)
		if err != nil || value.Sign() >= 0 {
			continue
		}
		numbers, result := differenceOf(state), inShort(value)+" "+state.Unit().String()
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

// differenceOf prints a state that is a difference by what it is of and what is taken from it, both in its unit; any other by its
// numbers.
func differenceOf(state expr.Node) string {
	node := state
	for node.Op() == expr.OpLabel || node.Op() == expr.OpIn {
		node = node.Args()[0]
	}
	if node.Op() == expr.OpSub {
		whole, errWhole := expr.Decimal(expr.In(node.Args()[0], state.Unit()))
		taken, errTaken := expr.Decimal(expr.In(node.Args()[1], state.Unit()))
		if errWhole == nil && errTaken == nil {
			return fmt.Sprintf("%s %s − %s %s", inShort(whole), state.Unit(), inShort(taken), state.Unit())
		}
	}
	return expr.Format(state, expr.Numbers)
}
