package engine

import (
	"fmt"
	"slices"
	"strings"

	"ghg/inventory"
)

// unusedWater tells of figures that no method takes. A pathway or a load that is left out is water that nobody counts; what else is
// of another guide, or lacks what goes with it, is remarked on.
func (r *run) unusedWater(w *Wastewater, used map[*inventory.Activity]bool) {
	before := len(r.problems)
	for _, p := range w.parts { // the pathways before their whole
		for _, row := range p.rows {
			if used[row] {
				continue
			}
			known := slices.ContainsFunc(r.rules, func(one rule) bool {
				in, ok := one.method.InputOf(row.Parameter)
				return ok && !in.ForChecks && row.Category.Within(one.category)
			})
			isLoad := slices.Contains(ofLoad, row.Parameter)
			first := r.countedFirst(p, row)
			switch {
			case !known:
				r.problems.Add(r.waterUnfit(row))
			case row.Parameter == ofPathway:
				r.problems.Add(r.lostPathway(p, row))
			case isLoad && first != nil:
				r.notices.Add(otherFirst(row, first))
			case isLoad && (len(p.below) == 0 || len(r.problems) == before && !r.nitrogenLacking(p)):
				r.pathwayUnsaid(row, func(m *inventory.Method) bool { return m.Main() != nil && m.Main().Name == row.Parameter })
			default:
				r.notices.Add(r.notOfGuide(row, inventory.Info, inventory.Text{
					ZH: "sludge 与 K_rem、F_septic 只用于 2019；protein 与 population 同用；改用别的指南时可能用上",
					EN: "sludge, K_rem and F_septic are of 2019; protein goes with population; another guide may use it"}))
			}
		}
	}
}

// notOfGuide says that no method of the guide takes the figure.
func (r *run) notOfGuide(row *inventory.Activity, severity inventory.Severity, hint inventory.Text) inventory.Problem {
	return inventory.Problem{
		Source: row.Place.Cell("parameter"), Code: "not-of-guide", Severity: severity,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 的 %s %s 没有用上：指南 %s 的方法不用它，或还缺与它同用的数", aboutWorks(row), row.Parameter, answer(row), r.ws.Config.Guide),
			EN: fmt.Sprintf("%s: %s, %s, is not used: the methods of %s do not take it, or lack what goes with it", aboutWorks(row), row.Parameter, answer(row), r.ws.Config.Guide)},
		Hint: hint,
	}
}

// waterUnfit says that no method of the category takes the parameter.
func (r *run) waterUnfit(row *inventory.Activity) inventory.Problem {
	out := r.parametersDoNotFit(group{row}, 0)
	out.Source = row.Place.Cell("parameter")
	return out
}

// waterRules are the rules of the guide for the category and item of the row whose methods fit, whatever its detail is.
func (r *run) waterRules(row *inventory.Activity, fit func(*inventory.Method) bool) []rule {
	var out []rule
	for _, one := range r.rules {
		if one.serves(r.ws.Config.Guide, row.Category, row.Item) && one.method.Main() != nil && fit(one.method) {
			out = append(out, one)
		}
	}
	return out
}

// byPathway tells whether the method takes the share of a pathway.
func byPathway(m *inventory.Method) bool {
	in, ok := m.InputOf(ofPathway)
	return ok && !in.ForChecks
}

// pathwayUnsaid says that a load has no pathway that a method of the guide knows, and names those that there are.
func (r *run) pathwayUnsaid(row *inventory.Activity, fit func(*inventory.Method) bool) {
	words, _ := wordsAndLoads(r.waterRules(row, fit))
	if words == nil {
		r.problems.Add(r.waterUnfit(row))
		return
	}
	list := strings.Join(words, " | ")
	r.problems.Add(inventory.Problem{
		Source: row.Place.Cell("detail"), Code: "pathway-unsaid", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 的 %s %s 没有写明处理或排放的途径：细项“%s”中没有指南 %s 的途径", aboutWorks(row), row.Parameter, answer(row), row.Detail, r.ws.Config.Guide),
			EN: fmt.Sprintf("%s: %s, %s, names no pathway: the detail %q has none of the guide %s", aboutWorks(row), row.Parameter, answer(row), row.Detail, r.ws.Config.Guide)},
		Hint: inventory.Text{ZH: "在细项写：" + list, EN: "write into the column detail one of: " + list},
	})
}

// wordsAndLoads are the words of pathways that the rules ask for, and the loads that their methods take.
func wordsAndLoads(rules []rule) (words, loads []string) {
	for _, one := range rules {
		words, loads = with(words, one.details), with(loads, []string{one.method.Main().Name})
	}
	return words, loads
}

// lostPathway says why no method takes the share of a pathway: the guide takes none, there is nothing of which it is one, or it names no
// pathway that is known.
func (r *run) lostPathway(p *waterPart, share *inventory.Activity) inventory.Problem {
	rules := r.waterRules(share, byPathway)
	if len(rules) == 0 {
		words, loads := wordsAndLoads(r.waterRules(share, func(m *inventory.Method) bool { return m.Gas == "CH4" }))
		list, amounts := strings.Join(words, " | "), strings.Join(loads, " | ")
		return r.notOfGuide(share, inventory.Warning, inventory.Text{
			ZH: fmt.Sprintf("这条途径的 CH4 没有计入：指南 %s 不按利用率，而取各途径自己的 %s，细项写 %s", r.ws.Config.Guide, amounts, list),
			EN: fmt.Sprintf("the CH4 of the pathway is not counted: the guide %s takes no shares, but of each pathway its own %s, with the detail %s", r.ws.Config.Guide, amounts, list)})
	}
	words, loads := wordsAndLoads(rules)
	if !slices.ContainsFunc(loads, func(load string) bool { row, _ := p.find(load); return row != nil }) {
		return r.pathwayWithoutLoad(p, share, words, loads)
	}
	list := strings.Join(words, " | ")
	return inventory.Problem{
		Source: share.Place.Cell("detail"), Code: "pathway-unsaid", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 占 %s，却没有方法计算：细项“%s”中没有指南 %s 的途径", aboutWorks(share), answer(share), share.Detail, r.ws.Config.Guide),
			EN: fmt.Sprintf("%s has a share of %s and no method: the detail %q names no pathway of the guide %s", aboutWorks(share), answer(share), share.Detail, r.ws.Config.Guide)},
		Hint: inventory.Text{ZH: "在细项写：" + list, EN: "write into the column detail one of: " + list},
	}
}

// pathwayWithoutLoad says that nothing states how much there is of which the pathway has its share.
func (r *run) pathwayWithoutLoad(p *waterPart, share *inventory.Activity, pathways, loads []string) inventory.Problem {
	ofWhole := slices.DeleteFunc(slices.Clone(p.words), func(word string) bool {
		return slices.ContainsFunc(pathways, func(known string) bool {
			return r.Vocabulary.Details.Canonical(known) == r.Vocabulary.Details.Canonical(word)
		})
	})
	where := inventory.Text{ZH: "在没有细项的一行写", EN: "in a row without a detail, state"}
	if len(ofWhole) > 0 {
		words := strings.Join(ofWhole, ";")
		where = inventory.Text{ZH: fmt.Sprintf("在细项为“%s”或没有细项的一行写", words), EN: fmt.Sprintf("in a row with the detail %q or without one, state", words)}
	}
	list := strings.Join(loads, " | ")
	return inventory.Problem{
		Source: share.Place.Cell("value"), Code: "pathway-without-load", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 占 %s，但没有写是什么的份额：它上面没有 %s", aboutWorks(share), answer(share), list),
			EN: fmt.Sprintf("%s has a share of %s, and nothing states of how many people or how much water: there is no %s above it", aboutWorks(share), answer(share), list)},
		Hint: inventory.Text{ZH: where.ZH + " " + list, EN: where.EN + " one of: " + list},
	}
}

// countedFirst is the load by which the part or a pathway of it is counted where the figure would be another way to state the same; nil
// if there is none.
func (r *run) countedFirst(p *waterPart, row *inventory.Activity) *inventory.Activity {
	for _, q := range append([]*waterPart{p}, p.below...) {
		for _, m := range q.methods {
			load := m.Main().Name
			same := func(other *inventory.Method) bool {
				return other.Gas == m.Gas && other.Part == m.Part && other.Main().Name == row.Parameter
			}
			if load != row.Parameter && slices.Contains(ofLoad, load) && len(r.waterRules(row, same)) > 0 {
				first, _ := q.find(load)
				return first
			}
		}
	}
	return nil
}

// otherFirst says that a load serves nothing because another goes before it.
func otherFirst(row, first *inventory.Activity) inventory.Problem {
	return inventory.Problem{
		Source: row.Place.Cell("parameter"), Code: "other-load-first", Severity: inventory.Info,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 的 %s %s 没有用上：按实测的 %s %s（%s）计算，它优先", aboutWorks(row), row.Parameter, answer(row), first.Parameter, answer(first), first.Place.Cell("value")),
			EN: fmt.Sprintf("%s: %s, %s, is not used: the measured %s, %s (%s), goes before it", aboutWorks(row), row.Parameter, answer(row), first.Parameter, answer(first), first.Place.Cell("value"))},
		Hint: inventory.Text{
			ZH: "若要按 " + row.Parameter + " 计算，删去 " + first.Parameter + " 一行",
			EN: "to count by " + row.Parameter + " remove the row of " + first.Parameter},
	}
}

// nitrogenUnsaid warns of a pathway of which methane is counted, and nitrous oxide is not because what states its nitrogen is missing.
func (r *run) nitrogenUnsaid(w *Wastewater) {
	for _, p := range w.parts {
		if len(p.below) > 0 || !p.gives("CH4") || !r.nitrogenLacking(p) {
			continue
		}
		row, lacking := p.rows[0], strings.Join(r.lackingForNitrogen(p), "、")
		r.problems.Add(inventory.Problem{
			Source: row.Place.Cell("detail"), Code: "nitrogen-unsaid", Severity: inventory.Warning,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%s 计算了 CH4，没有计算 N2O：缺 %s，N2O 记为 NE", aboutWorks(row), lacking),
				EN: fmt.Sprintf("%s: CH4 is counted and N2O is not: %s is missing, and N2O is entered as NE", aboutWorks(row), lacking)},
			Hint: inventory.Text{
				ZH: "N2O 由人口和蛋白质（工业由总氮或产品）推算：另写 " + lacking + "，CH4 仍按原来的数",
				EN: "N2O follows from people and protein, or of an industry from its nitrogen or product: state " + lacking + " as well; CH4 stays as it is"},
		})
		missing := *row
		missing.Notation, missing.Number = inventory.NE, false
		r.unstated = append(r.unstated, &inventory.Estimate{Row: &missing, Gas: "N2O", Notation: inventory.NE, Asked: true,
			Remarks: &inventory.Remarks{Texts: []inventory.Text{{ZH: "缺 " + lacking, EN: lacking + " is missing"}}}})
	}
}

// gives tells whether the part, or a whole of which it is, gives the gas.
func (p *waterPart) gives(gas string) bool {
	return p.gases[gas] || slices.ContainsFunc(p.above, func(q *waterPart) bool { return q.gases[gas] })
}

// nitrogenLacking tells whether a method would count the nitrous oxide of the part or of its pathways, were its nitrogen stated.
func (r *run) nitrogenLacking(p *waterPart) bool {
	if len(p.below) > 0 {
		return slices.ContainsFunc(p.below, r.nitrogenLacking)
	}
	return !p.gives("N2O") && r.lackingForNitrogen(p) != nil
}

// lackingForNitrogen are the figures that the methods of nitrous oxide of the part need and nothing states: of the method that lacks the
// fewest. Of the methods for a whole those are asked whose people are stated; of those for any industry, none.
func (r *run) lackingForNitrogen(p *waterPart) []string {
	about, all := r.subject(p.rows[0]), p.holding()
	var least []string
	for i := range r.rules {
		one := &r.rules[i]
		if m := one.method; m.Gas != "N2O" || m.Main() == nil || !r.serves(one, about) || about.category.Code == codeIndustrial && one.items == nil {
			continue
		}
		var lacking []string
		for _, in := range one.method.Inputs {
			if in.Needed() && all.find(in.Name) < 0 {
				lacking = append(lacking, in.Name)
			}
		}
		if row, _ := p.find(one.method.Main().Name); !byPathway(one.method) && row == nil || len(lacking) == 0 {
			continue
		}
		if least == nil || len(lacking) < len(least) {
			least = lacking
		}
	}
	return least
}
