package engine

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// unfit tells what is wrong with the figures of one activity that its kind does not show.
func (s *served) unfit(g group, value decimal.Decimal) inventory.Problems {
	out := append((&binding{s, g}).aboveWhole(), (&binding{s, g}).leftBelowZero()...)
	if problem, over := s.overDeducted(g, value); over && out == nil {
		out.Add(problem)
	}
	if len(g) == 1 && s.materials == nil {
		return out
	}
	b := &binding{s, g}
	for _, one := range append([]*binding{b}, s.materials...) {
		out.Add(one.implausible()...)
	}
	for i := range s.method.Inputs {
		out.Add(b.otherTotal(&s.method.Inputs[i])...)
		if word := s.method.Inputs[i].Shares; word != "" && !slices.ContainsFunc(s.method.Inputs[:i], func(in inventory.Input) bool { return in.Shares == word }) {
			out.Add(b.notWhole(word)...)
		}
	}
	return out
}

// implausible holds the figures that stand for a factor of another name against what that may be.
func (b *binding) implausible() inventory.Problems {
	var out inventory.Problems
	for i := range b.method.Inputs {
		declared := &b.method.Inputs[i]
		name := b.run.Vocabulary.Parameters[declared.Parameter]
		if name == nil || b.inputs[i].row < 0 {
			continue
		}
		row := b.group[b.inputs[i].row]
		if found, bad := name.CheckValue(row.Value, row.Unit, declared.Gas); bad {
			out.Add(inventory.Problem{Source: row.Place.Cell(found.Field), Code: found.Code, Severity: inventory.Error, Message: found.Message, Hint: found.Hint})
		}
	}
	return out
}

// mostParts is how many parts of a sum a message lists.
const mostParts = 12

// otherTotal refuses two activities of the materials that are of the same things and do not sum to the same.
func (b *binding) otherTotal(declared *inventory.Input) inventory.Problems {
	with, ok := b.method.InputOf(declared.SameTotal)
	if !ok {
		return nil
	}
	unit := quantity.MustUnit(declared.Unit)
	all := func(*binding) bool { return true }
	sum, of := b.total(declared, all)
	other, ofOther := b.total(with, all)
	if sum.Equal(other) {
		return b.otherByWord(declared, with)
	}
	row := b.rowOf(declared)
	if row == nil {
		row = b.rowOf(with)
	}
	about := aboutWorks(&inventory.Activity{Category: row.Category, Facility: row.Facility})
	return inventory.Problems{{
		Source: row.Place.Cell("value"), Code: "totals-differ", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 的%s之和 %s %s（%s）不等于%s之和 %s %s（%s），差 %s %s", about, with.Title.ZH, other, unit, ofOther, declared.Title.ZH, sum, unit, of, sum.Sub(other), unit),
			EN: fmt.Sprintf("%s: %s sums to %s %s (%s) and %s to %s %s (%s): they differ by %s %s", about, with.Title.EN, other, unit, ofOther, declared.Title.EN, sum, unit, of, sum.Sub(other), unit)},
		Hint: inventory.Text{
			ZH: "两次合计须是同一片土地：补上缺少的行，变为其他用途的面积也写出期末的用途",
			EN: "both sums are of the same land: add the row that is missing, and state the later use of land whose use has changed"},
	}}
}

// total is the sum of an activity over the materials that are meant, with its parts as a message lists them.
func (b *binding) total(of *inventory.Input, meant func(*binding) bool) (decimal.Decimal, string) {
	sum, parts := decimal.Decimal{}, []string{}
	for _, m := range b.materials {
		if !m.Has(of.Name) || !meant(m) {
			continue
		}
		if value, err := expr.Decimal(expr.In(m.leaf(of.Name), quantity.MustUnit(of.Unit))); err == nil {
			sum, parts = sum.Add(value), append(parts, value.String())
		}
	}
	if len(parts) > mostParts {
		parts = append(parts[:mostParts], "…")
	}
	return sum, strings.Join(parts, " + ")
}

// otherByWord refuses equal sums of which the parts that a word of the detail tells apart differ: land of one soil before that is of
// another after. Where a material names no such word, nothing is known of it.
func (b *binding) otherByWord(declared, with *inventory.Input) inventory.Problems {
	details := b.run.Vocabulary.Details
	named := func(m *binding, word string) bool {
		return slices.Contains(details.Each(m.group[0].Detail), details.Canonical(word))
	}
	var parts []string
	var at *binding
	for _, m := range b.materials {
		if !slices.ContainsFunc(declared.SameBy, func(word string) bool { return named(m, word) }) {
			return nil
		}
	}
	for _, word := range declared.SameBy {
		ofWord := func(m *binding) bool { return named(m, word) }
		sum, _ := b.total(declared, ofWord)
		other, _ := b.total(with, ofWord)
		if !sum.Equal(other) {
			parts = append(parts, fmt.Sprintf("%s %s → %s %s", word, other, sum, declared.Unit))
			if at == nil {
				at = b.materials[slices.IndexFunc(b.materials, ofWord)]
			}
		}
	}
	if at == nil {
		return nil
	}
	about := aboutWorks(&inventory.Activity{Category: at.group[0].Category, Facility: at.group[0].Facility})
	list := strings.Join(parts, "; ")
	return inventory.Problems{{
		Source: at.group[0].Place.Cell("detail"), Code: "totals-differ", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 的%s与%s按细项分别不相等：%s", about, with.Title.ZH, declared.Title.ZH, list),
			EN: fmt.Sprintf("%s: %s and %s differ by what the detail tells apart: %s", about, with.Title.EN, declared.Title.EN, list)},
		Hint: inventory.Text{
			ZH: "土地用途会变，土壤类型不变：同一土壤类型期初、期末的面积应相等",
			EN: "land changes its use and not its soil: the areas of one soil are the same at the start and at the end"},
	}}
}

// notWhole refuses shares of one whole that do not sum to one, or sum to more where they leave a rest.
func (b *binding) notWhole(word string) inventory.Problems {
	sum := decimal.Zero
	var parts []string
	var at *inventory.Activity
	rest := false
	for _, one := range append([]*binding{b}, b.materials...) {
		for i := range b.method.Inputs {
			declared := &b.method.Inputs[i]
			if declared.Shares != word || one.inputs[i].absent {
				continue
			}
			rest = rest || declared.Rest
			value, err := expr.Decimal(expr.In(one.leaf(declared.Name), quantity.One))
			if err != nil {
				return nil
			}
			sum = sum.Add(value)
			parts = append(parts, strings.TrimSpace(one.group[0].ItemName()+" "+declared.Name)+" "+value.String())
			if row := one.inputs[i].row; row >= 0 && at == nil {
				at = one.group[row]
			}
		}
	}
	whole := decimal.NewFromInt(1)
	if at == nil || sum.Equal(whole) || rest && sum.LessThan(whole) {
		return nil
	}
	list := strings.Join(parts, " + ")
	if rest {
		return inventory.Problems{{
			Source: at.Place.Cell("value"), Code: "shares-above-one", Severity: inventory.Error,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%s 各份额之和为 %s，不应大于 1：%s", aboutWorks(b.group[0]), sum, list),
				EN: fmt.Sprintf("the shares of %s sum to %s, above 1: %s", aboutWorks(b.group[0]), sum, list)},
			Hint: inventory.Text{ZH: "改正份额；百分数的单位写 %，不足 1 的部分是其余去向", EN: "mend the shares; a percentage has the unit %, and what is short of 1 goes elsewhere"},
		}}
	}
	return inventory.Problems{{
		Source: at.Place.Cell("value"), Code: "shares-not-one", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 各份额之和为 %s，应为 1：%s", aboutWorks(b.group[0]), sum, list),
			EN: fmt.Sprintf("the shares of %s sum to %s, not to 1: %s", aboutWorks(b.group[0]), sum, list)},
		Hint: inventory.Text{ZH: "改正份额；没有写的份额取表中的值", EN: "mend the shares; one that is not stated is that of the tables"},
	}}
}

// aboutWorks names the activity with its facility.
func aboutWorks(row *inventory.Activity) string {
	return strings.TrimSpace(row.Category.Code + " " + row.Subject())
}

// materialsDoNotFit says that no method takes the materials together with the other activities of the works.
func (c *chunk) materialsDoNotFit(materials []group, others ...group) inventory.Problem {
	first := materials[0][0]
	given := map[string]bool{}
	for _, of := range materials {
		for _, row := range of {
			given[row.Parameter] = true
		}
	}
	names := strings.Join(slices.Sorted(maps.Keys(given)), ", ")
	whole := *first
	whole.Item = nil
	methods := append(c.taken(first), c.taken(&whole)...)
	for _, g := range others {
		methods = append(methods, c.taken(g[0])...)
	}
	takes := strings.Join(slices.Compact(slices.Sorted(slices.Values(methods))), "; ")
	about := aboutWorks(&inventory.Activity{Category: first.Category, Facility: first.Facility})
	return inventory.Problem{
		Source: first.Place.Cell("parameter"), Code: "materials-do-not-fit", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: about + " 的物料（" + names + "）没有方法能用：缺主活动，或参数不合",
			EN: about + ": no method takes its materials (" + names + "): the activity they belong to is missing, or a parameter does not fit"},
		Hint: inventory.Text{ZH: "同一类别、同一设施内，可用的方法及其活动参数：" + takes, EN: "within one category and facility, methods and the activities they take: " + takes},
	}
}

// materialsOfSeveral says that the materials could belong to several activities of the works.
func materialsOfSeveral(main, materials []group) inventory.Problem {
	var names []string
	for _, g := range main {
		names = append(names, aboutWorks(g[0])+"（"+g[0].Place.Cell("value").String()+"）")
	}
	list := strings.Join(names, "；")
	first := materials[0][0]
	return inventory.Problem{
		Source: first.Place.Cell("item"), Code: "materials-of-several", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("物料 %s 属于哪一项活动不明：%s", first.ItemName(), list),
			EN: fmt.Sprintf("it is not clear to which activity the material %s belongs: %s", first.ItemName(), list)},
		Hint: inventory.Text{ZH: "各条生产线分别填写设施", EN: "give each line a facility of its own"},
	}
}
