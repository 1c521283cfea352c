package engine

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// apart refuses an activity that is a part of another where one of the two is missing: what was recovered and is not stated
// is not 0.
func (a *asking) apart() {
	for i := range a.method.Inputs {
		part := &a.method.Inputs[i]
		whole, ok := a.method.InputOf(part.Within)
		if !ok || (a.rowOf(part) < 0) == (a.rowOf(whole) < 0) {
			continue
		}
		given, missing := whole, part
		if a.rowOf(part) >= 0 {
			given, missing = part, whole
		}
		a.faults = append(a.faults, fault{row: a.rowOf(given), column: "parameter", problem: inventory.Problem{
			Code: "part-without-whole", Severity: inventory.Error,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%s 有%s（%s），没有%s（%s）", aboutKind(a.group[0]), given.Title.ZH, given.Name, missing.Title.ZH, missing.Name),
				EN: fmt.Sprintf("%s has %s (%s) and not %s (%s)", aboutKind(a.group[0]), given.Title.EN, given.Name, missing.Title.EN, missing.Name)},
			Hint: inventory.Text{
				ZH: "补写 " + missing.Name + " 一行；确实没有时写 0",
				EN: "add a row of " + missing.Name + "; write 0 where there was none"},
		}})
	}
}

// aboveWhole refuses figures that are a part of another of the activity and are more than it.
func (b *binding) aboveWhole() inventory.Problems {
	var out inventory.Problems
	for i := range b.method.Inputs {
		part := &b.method.Inputs[i]
		whole, ok := b.method.InputOf(part.Within)
		if !ok {
			continue
		}
		row, of := b.rowOf(part), b.rowOf(whole)
		if row == nil || of == nil {
			continue
		}
		value, err := quantity.Convert(row.Value, row.Unit.Of(part.Gas), of.Unit.Of(whole.Gas))
		if err != nil || !value.GreaterThan(of.Value) {
			continue
		}
		out.Add(inventory.Problem{
			Source: row.Place.Cell("value"), Code: "deduction-exceeds-generation", Severity: inventory.Error,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%s %s %s 多于%s %s（%s）", aboutWorks(row), part.Title.ZH, answer(row), whole.Title.ZH, answer(of), of.Place.Cell("value")),
				EN: fmt.Sprintf("%s: %s, %s, is more than %s, %s (%s)", aboutWorks(row), part.Title.EN, answer(row), whole.Title.EN, answer(of), of.Place.Cell("value"))},
			Hint: inventory.Text{
				ZH: "核对两个量的单位，以及是否属于同一批设备或同一片土地；扣除不能使排放为负",
				EN: "check both units, and that both are of the same equipment or land: a deduction makes no emission negative"},
		})
	}
	return out
}

// balanceBelowZero refuses a balance of which more went out than came in, with all its figures; row is one that takes off.
func (b *binding) balanceBelowZero(row *inventory.Activity, value decimal.Decimal) inventory.Problem {
	var zh, en []string
	for i := range b.method.Inputs {
		declared := &b.method.Inputs[i]
		of := b.rowOf(declared)
		if declared.Factor || of == nil {
			continue
		}
		zh = append(zh, declared.Title.ZH+" "+answer(of))
		en = append(en, declared.Title.EN+" "+answer(of))
	}
	result := inShort(value) + " t " + b.method.Gas
	return inventory.Problem{
		Source: row.Place.Cell("value"), Code: "deduction-exceeds-generation", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 的质量平衡为负，%s：%s", aboutWorks(row), result, strings.Join(zh, "；")),
			EN: fmt.Sprintf("the mass balance of %s is below zero, %s: %s", aboutWorks(row), result, strings.Join(en, "; "))},
		Hint: inventory.Text{
			ZH: "去向多于来源：核对各量的单位和年份，多半漏了期初库存或一笔购入",
			EN: "more went out than came in: check units and years; most likely a stock or a purchase is missing"},
	}
}
