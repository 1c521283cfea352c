package inventory

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory/quantity"
)

// Limits say what a parameter may be: the dimensions it comes in, each by one unit, and what it cannot fall below or
// pass, in the first of the units. A unit that leaves the gas of the row unnamed stands for that of any gas. They are
// limits of sense, not of experience: they tell 93 from 93 % and a heat from a mass, and contradict nothing in print.
type Limits struct {
	Units    []quantity.Unit
	Min, Max *decimal.Decimal // nil for none
	Positive bool             // Min itself is excluded
}

// Fault is what is wrong with a cell of a row, for the reader of the table to give it its place.
type Fault struct {
	Field, Code   string
	Message, Hint Text
}

// Suits tells whether a figure of the gas ("" for that which the unit names) may have the unit.
func (l *Limits) Suits(unit quantity.Unit, gas string) bool {
	if gas == "" {
		gas = unit.Substance()
	}
	unit = unit.Of(gas)
	return slices.ContainsFunc(l.Units, func(u quantity.Unit) bool { return u.Of(gas).SameDimension(unit) })
}

// CheckUnit says why the parameter cannot have the unit, if it cannot.
func (p *ParameterName) CheckUnit(unit quantity.Unit, gas string) (Fault, bool) {
	if p.Suits(unit, gas) {
		return Fault{}, false
	}
	if named := unit.Substance(); gas != "" && named != "" && named != gas && p.Suits(unit, named) {
		return Fault{"unit", "other-substance",
			Text{"单位 " + unit.String() + " 说的是 " + named + "，气体列写的是 " + gas, "unit " + unit.String() + " speaks of " + named + ", the column gas of " + gas},
			Text{"改正其中一个", "mend one of them"}}, true
	}
	if other, ok := p.otherSubstance(unit); ok && gas == "" {
		return other, true
	}
	var known []string
	for _, u := range p.Units {
		known = append(known, u.Of(gas).String())
	}
	hint := Text{"核对单位是否写错；不同量纲之间不作换算", "check the unit; nothing is converted between dimensions"}
	for _, u := range p.Units {
		if of := u.Substance(); of != "" && unit.Substance() == "" && unit.Of(of).SameDimension(u) {
			hint = Text{"写明是什么的质量，如 t " + of + "；实物量或全部养分不是 " + of, "say what the mass is of, as in t " + of + ": that of a product, or of all nutrients, is not that of " + of}
		}
	}
	return Fault{"unit", "wrong-dimension",
		Text{fmt.Sprintf("单位 %s（%s）不能用于%s，应为 %s 一类的单位", unit, unit.Dimension(), p.Title.ZH, strings.Join(known, "、")),
			fmt.Sprintf("unit %s (%s) does not fit %s, which is in %s or the like", unit, unit.Dimension(), p.Title.EN, strings.Join(known, ", "))},
		hint}, true
}

// otherSubstance says that the unit is of the same kind as the parameter's and speaks of another substance: COD for BOD.
func (p *ParameterName) otherSubstance(unit quantity.Unit) (Fault, bool) {
	named := unit.Substance()
	for _, u := range p.Units {
		of := u.Substance()
		if named == "" || of == "" || named == of || !quantity.MustUnit("t "+named).Div(quantity.MustUnit("t "+of)).Mul(u).SameDimension(unit) {
			continue
		}
		return Fault{"unit", "other-substance",
			Text{fmt.Sprintf("%s以 %s 计，单位 %s 说的却是 %s", p.Title.ZH, u, unit, named), fmt.Sprintf("%s is in %s, and the unit %s speaks of %s", p.Title.EN, u, unit, named)},
			Text{"改正单位；若数值就是 " + named + " 的，换成 " + named + " 的参数", "mend the unit; if the figure is of " + named + ", file it under the parameter of " + named}}, true
	}
	return Fault{}, false
}

// asFraction is the value as a fraction where the limits are of fractions and the other units, as kg N/kg, are fractions by name.
func (p *ParameterName) asFraction(value decimal.Decimal, unit quantity.Unit, gas string) (decimal.Decimal, bool) {
	if !p.Units[0].SameDimension(quantity.One) {
		return value, false
	}
	for _, u := range p.Units[1:] {
		if plain, err := quantity.Convert(value, unit.Of(gas), u.Of(gas)); err == nil {
			return plain, true
		}
	}
	return value, false
}

// CheckValue says why the parameter cannot have the value, if it cannot; the unit is one that CheckUnit lets pass. A value
// of another dimension than the limits are in is held to its sign alone.
func (p *ParameterName) CheckValue(value decimal.Decimal, unit quantity.Unit, gas string) (Fault, bool) {
	inLimits, low, high := unit, p.Min, p.Max
	plain, err := quantity.Convert(value, unit.Of(gas), p.Units[0].Of(gas))
	fraction, named := p.asFraction(value, unit, gas)
	switch {
	case err == nil:
		inLimits = p.Units[0]
	case named:
		plain, inLimits = fraction, quantity.One
	case low != nil && low.IsZero():
		plain, high = value, nil
	default:
		return Fault{}, false
	}
	below := low != nil && (plain.LessThan(*low) || p.Positive && plain.Equal(*low))
	if !below && (high == nil || !plain.GreaterThan(*high)) {
		return Fault{}, false
	}
	limit := limitText(low, high, p.Positive)
	if inLimits != quantity.One && inLimits.Dimension() != quantity.One.Dimension() {
		limit.ZH, limit.EN = limit.ZH+" "+inLimits.Of(gas).String(), limit.EN+" "+inLimits.Of(gas).String()
	}
	hint := Text{"核对数值与单位", "check the value and its unit"}
	if high != nil && high.Equal(decimal.New(1, 0)) && inLimits.Dimension() == quantity.One.Dimension() {
		hint = Text{"百分数的单位写 %，如 93 %", "a percentage has the unit %, as in 93 %"}
	}
	return Fault{"value", "implausible",
		Text{fmt.Sprintf("%s不可能是 %s %s：应%s", p.Title.ZH, value, unit, limit.ZH), fmt.Sprintf("%s cannot be %s %s: it is %s", p.Title.EN, value, unit, limit.EN)},
		hint}, true
}

func limitText(low, high *decimal.Decimal, open bool) Text {
	switch {
	case low != nil && high != nil && open:
		return Text{fmt.Sprintf("大于 %s，不超过 %s", low, high), fmt.Sprintf("above %s and at most %s", low, high)}
	case low != nil && high != nil:
		return Text{fmt.Sprintf("在 %s 与 %s 之间", low, high), fmt.Sprintf("between %s and %s", low, high)}
	case open:
		return Text{fmt.Sprintf("大于 %s", low), fmt.Sprintf("above %s", low)}
	case low != nil:
		return Text{fmt.Sprintf("不小于 %s", low), fmt.Sprintf("not below %s", low)}
	default:
		return Text{fmt.Sprintf("不超过 %s", high), fmt.Sprintf("at most %s", high)}
	}
}

// limits reads the columns units, min and max of the table of parameters.
func (r record) limits() (Limits, error) {
	var out Limits
	for _, name := range r.list("units") {
		unit, err := quantity.ParseUnit(name)
		if err != nil {
			return out, fmt.Errorf("row %d: %w", r.row, err)
		}
		out.Units = append(out.Units, unit)
	}
	if out.Units == nil {
		return out, fmt.Errorf("row %d: %s has no unit", r.row, r.get("parameter"))
	}
	least, positive := strings.CutPrefix(r.get("min"), ">")
	out.Positive = positive
	for _, side := range []struct {
		text string
		to   **decimal.Decimal
	}{{least, &out.Min}, {r.get("max"), &out.Max}} {
		if side.text == "" {
			continue
		}
		value, err := quantity.Parse(side.text)
		if err != nil {
			return out, fmt.Errorf("row %d: %w", r.row, err)
		}
		*side.to = &value
	}
	return out, nil
}
