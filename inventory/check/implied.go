package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/factors"
	"ghg/inventory"
	"ghg/inventory/quantity"
)

func implied() []Rule {
	return []Rule{{"IEF", inventory.Text{ZH: "单位活动水平排放", EN: "implied emission factors"}, impliedFactors}}
}

// impliedFactors: what is emitted per activity is about what it was the year before, by the same method; and a factor of the
// district's own is within what the guide prints of it.
func impliedFactors(f *facts) {
	for _, s := range f.over().subs {
		i := slices.IndexFunc(s.years, func(y emitted) bool { return y.year == f.year })
		if i > 0 && s.years[i-1].year == f.yearBefore() {
			f.sameFactor(s, &s.years[i-1], &s.years[i])
		}
	}
	if f.first() {
		f.ownFactors()
	}
}

// sameFactor holds each gas of a subject against the year before. Gases that say the same are told of once.
func (f *facts) sameFactor(s *subject, from, to *emitted) {
	var changes, methods []string
	var at inventory.Source
	for _, e := range to.lines {
		gwp, ok := f.inv.GWP(e.Gas)
		j := slices.IndexFunc(from.lines, func(o *inventory.Estimate) bool { return o.Gas == e.Gas })
		if j < 0 || !ok || e.Method == nil || from.lines[j].Method == nil || !f.matters(e.Value().Mul(gwp.Amount), f.year) {
			continue
		}
		before := from.lines[j]
		if before.Method.ID != e.Method.ID {
			methods, at = append(methods, before.Method.ID+" → "+e.Method.ID), e.Origin()
			continue
		}
		of := baseOf(e.Row.Unit)
		a, okA := perUnit(before, of)
		b, okB := perUnit(e, of)
		by, ok := change(a, b)
		if !okA || !okB || !ok || !before.Row.Unit.SameDimension(e.Row.Unit) || !by.Abs().GreaterThan(f.limit("ief_change")) {
			continue
		}
		unit := "t " + e.Gas + "/" + of
		changes = append(changes, fmt.Sprintf("%s → %s %s, %s (%s ÷ %s; %s)", fourDigits(a), fourDigits(b), unit, signed(by), short(e.Value())+" t", figure(e.Row), place(e.Row)))
		at = e.Origin()
	}
	if len(methods) > 0 {
		list := firstOf(methods, 3)
		f.tell(inventory.Warning, at, inventory.Text{
			ZH: fmt.Sprintf("%s：%d 年换了方法，%s", s.of.name(), f.year, list.ZH), EN: fmt.Sprintf("%s: another method in %d, %s", s.of.name(), f.year, list.EN)},
			inventory.Text{
				ZH: "各年用同一方法；数据只够部分年份时按 records/splices.csv 衔接，或在 records/suppressions.csv 写明理由（IPCC 2006 V1 第5章）",
				EN: "keep to one method in all years; where only some years have its data, splice the series in records/splices.csv, or say why in records/suppressions.csv (IPCC 2006 V1 ch5)"})
	}
	if len(changes) > 0 {
		list := firstOf(changes, 3)
		f.tell(inventory.Warning, at, inventory.Text{
			ZH: fmt.Sprintf("%s：单位活动水平排放 %d 年 → %d 年 %s，超过 ±%s %%", s.of.name(), from.year, to.year, list.ZH, f.limit("ief_change")),
			EN: fmt.Sprintf("%s: emission per activity from %d to %d %s, more than ±%s %%", s.of.name(), from.year, to.year, list.EN, f.limit("ief_change"))},
			inventory.Text{
				ZH: "核对该年自行填写的参数和活动水平的口径；变化属实的在 records/suppressions.csv 写明原因",
				EN: "check the parameters that the year states itself and the coverage of its activity; if the change is real, say why in records/suppressions.csv"})
	}
}

// perUnit is the mass of the line per unit of its activity; false if the activity of the year is not what it is of, or is not
// measured in the unit's dimension.
func perUnit(e *inventory.Estimate, unit string) (decimal.Decimal, bool) {
	if !perActivity(e) {
		return decimal.Decimal{}, false
	}
	value, ok := in(e.Row, unit)
	if !ok {
		return decimal.Decimal{}, false
	}
	out, err := quantity.Quo(e.Value(), value)
	return out, err == nil
}

// baseOf is the unit without the multiple by which it is written, t for 万t, in which a message speaks of two years.
func baseOf(u quantity.Unit) string {
	name := u.String()
	if _, rest, ok := strings.Cut(name, " "); ok && strings.HasPrefix(name, "10^") {
		return rest
	}
	return name
}

// fourDigits prints a quotient with four significant digits.
func fourDigits(v decimal.Decimal) string {
	places := int32(4) - int32(len(strings.TrimLeft(v.Coefficient().String(), "-"))) - v.Exponent()
	return v.RoundBank(max(places, 0)).String()
}

// own is a factor of the district's own: of an activity row or of factors/.
type own struct {
	name, gas, item string
	category        *inventory.Category
	value           decimal.Decimal
	unit            quantity.Unit
	at              inventory.Source
}

// ownFactors holds the factors that the district states itself, in activity rows and in factors/, against those of the guide.
func (f *facts) ownFactors() {
	met := map[inventory.Source]bool{} // one row of factors/ may be used for many things
	for _, u := range f.uses() {
		one := own{item: u.by.Row.ItemName(), category: u.by.Row.Category}
		if row := f.tableRow(u); row != nil && row.Set == factors.LocalSet && row.Value != nil {
			one.name, one.gas, one.value, one.unit, one.at = row.Parameter, row.Gas, u.Amount, u.In, u.Origin
		} else if u.cell != nil {
			one.name, one.gas, one.value, one.unit, one.at = u.cell.Input.InTables(), u.cell.Input.Gas, u.cell.Value(), u.cell.Unit(), place(u.cell.Row)
		} else {
			continue
		}
		if !met[one.at] {
			met[one.at] = f.withinGuide(one)
		}
	}
}

// printed is what the guide prints of a factor: from the least to the most of its rows.
type printed struct {
	low, high decimal.Decimal
	ranged    bool // a range is printed, or several figures
	rows      []*factors.Row
}

// withinGuide tells of a factor outside the guide's range, or far from the one figure that it prints; true if it did.
func (f *facts) withinGuide(one own) bool {
	p, ok := f.printedOf(one)
	if !ok {
		return false
	}
	low, high := p.low, p.high
	ratio := f.limit("factor_ratio")
	if !p.ranged {
		half, err := quantity.Quo(low, ratio)
		if err != nil {
			return false
		}
		low, high = half, high.Mul(ratio)
	}
	if !one.value.LessThan(low) && !one.value.GreaterThan(high) {
		return false
	}
	figure := one.value.String() + " " + one.unit.String()
	about := strings.Join(strings.Fields(one.category.Code+" "+one.item+" "+one.name+" "+one.gas), " ")
	said := fourDigits(p.low) + "–" + fourDigits(p.high)
	if !p.ranged {
		said = fourDigits(p.low)
	}
	f.tell(inventory.Warning, one.at, inventory.Text{
		ZH: fmt.Sprintf("%s = %s，指南 %s 为 %s %s（%s），容许 %s–%s", about, figure, f.inv.Guide, said, one.unit, p.rows[0].Document, fourDigits(low), fourDigits(high)),
		EN: fmt.Sprintf("%s = %s, %s prints %s %s (%s): within %s–%s nothing is said", about, figure, f.inv.Guide, said, one.unit, p.rows[0].Document, fourDigits(low), fourDigits(high))},
		inventory.Text{
			ZH: "核对单位（%、小数、kg 与 t）和检测报告；实测属实的在 records/suppressions.csv 写明依据",
			EN: "check the unit (%, fraction, kg or t) and the laboratory's report; if it was measured so, name the report in records/suppressions.csv"})
	return true
}

// printedOf finds what the guide's own tables print of the factor for the category, or one above or below it, and the item.
func (f *facts) printedOf(one own) (printed, bool) {
	one.value, one.at = decimal.Decimal{}, inventory.Source{}
	t := f.over()
	out, met := t.printed[one]
	if !met {
		out = f.print(one)
		t.printed[one] = out
	}
	return out, len(out.rows) > 0 && out.high.IsPositive()
}

func (f *facts) print(one own) printed {
	var out printed
	for _, row := range f.guideRows(one.name, one.gas) {
		if items := inventory.SplitList(row.Item); len(items) > 0 && !slices.Contains(items, one.item) || !f.ofBranch(row, one.category) {
			continue
		}
		for _, figure := range []*decimal.Decimal{row.Low, row.Value, row.High} {
			if figure == nil {
				continue
			}
			value, err := quantity.Convert(*figure, row.Unit.Of(row.Gas), one.unit)
			if err != nil {
				break
			}
			if len(out.rows) == 0 {
				out.low, out.high = value, value
			}
			out.low, out.high, out.rows = decimal.Min(out.low, value), decimal.Max(out.high, value), append(out.rows, row)
		}
	}
	out.ranged = out.low.LessThan(out.high)
	return out
}

func (f *facts) ofBranch(row *factors.Row, c *inventory.Category) bool {
	codes := inventory.SplitList(row.Category)
	return len(codes) == 0 || slices.ContainsFunc(codes, func(code string) bool {
		of, ok := f.inv.Vocabulary.Categories.Lookup(code)
		return ok && (c.Within(of) || of.Within(c))
	})
}

// guideRows are the rows of the guide's own tables that state the factor.
func (f *facts) guideRows(name, gas string) []*factors.Row {
	t := f.over()
	if t.guide == nil {
		t.guide = map[[2]string][]*factors.Row{}
		sets := f.inv.Vocabulary.Guides[f.inv.Guide].OwnSets
		for _, row := range f.result.Factors.Rows() {
			if slices.Contains(sets, row.Set) {
				key := [2]string{row.Parameter, row.Gas}
				t.guide[key] = append(t.guide[key], row)
			}
		}
	}
	return t.guide[[2]string{name, gas}]
}
