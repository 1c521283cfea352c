package engine

import (
	"fmt"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// waterBeside finds loads without a facility beside those of facilities of the same category and item, and has them told unless a
// recorded choice says what they hold.
func (r *run) waterBeside() {
	for _, w := range r.waters {
		if w.Rows[0].Facility != "" {
			continue
		}
		var loads []*inventory.Activity
		parts := map[*inventory.Activity][]*inventory.Activity{}
		shared := map[*inventory.Activity]bool{} // loads of which a pathway takes a share
		for _, v := range r.waters {
			a, b := w.Rows[0], v.Rows[0]
			if b.Facility == "" || a.Year != b.Year || a.Category != b.Category || a.Item != b.Item {
				continue
			}
			for _, p := range w.parts {
				for _, q := range v.parts {
					load, at, of := r.twice(p, q)
					if load == nil || slices.Contains(parts[load], of) {
						continue
					}
					if parts[load] == nil {
						loads = append(loads, load)
					}
					parts[load] = append(parts[load], of)
					shared[load] = shared[load] || at != p
				}
			}
		}
		for _, load := range loads {
			r.besideFacilities(load, parts[load], shared[load])
		}
	}
}

// twice are the load by which the part without a facility is counted, what it is stated of, and that of the facility's part, where both
// give a gas and may be of the same water.
func (r *run) twice(p, q *waterPart) (load *inventory.Activity, at *waterPart, of *inventory.Activity) {
	for _, m := range p.methods {
		for _, n := range q.methods {
			if m.Gas == n.Gas && m.Part == n.Part && r.sameWay(p, q) {
				load, at = p.find(m.Main().Name)
				of, _ = q.find(n.Main().Name)
				return load, at, of
			}
		}
	}
	return nil, nil, nil
}

// sameWay tells whether the parts may be of the same water: one is of the other by its words, or both go one way of treatment, and
// they are not of different groups of people.
func (r *run) sameWay(p, q *waterPart) bool {
	has := func(p *waterPart, word string) bool {
		return slices.Contains(p.words, r.Vocabulary.Details.Canonical(word))
	}
	if has(p, urban) && has(q, rural) || has(p, rural) && has(q, urban) {
		return false
	}
	within := func(a, b *waterPart) bool {
		return !slices.ContainsFunc(a.words, func(word string) bool { return !slices.Contains(b.words, word) })
	}
	ways, _ := wordsAndLoads(r.waterRules(p.rows[0], func(m *inventory.Method) bool { return m.Gas == "CH4" && m.Part == "" }))
	return within(p, q) || within(q, p) || slices.ContainsFunc(ways, func(way string) bool {
		return !slices.Contains(sewers, way) && has(p, way) && has(q, way)
	})
}

const (
	urban = "城镇"
	rural = "农村"
)

// sewers say whether water is collected, and not what becomes of it.
var sewers = []string{"收集", "未收集"}

// besideFacilities tells of a load without a facility beside those of facilities, of which no choice says whether it holds them, or
// which it holds and cannot be taken out of it.
func (r *run) besideFacilities(load *inventory.Activity, parts []*inventory.Activity, shared bool) {
	choice := r.whole(load)
	if choice != nil && choice.Chosen != inventory.Includes {
		return
	}
	if i := slices.IndexFunc(r.rests, func(rest *Remainder) bool { return rest.Row == load }); i >= 0 {
		parts = slices.DeleteFunc(parts, func(of *inventory.Activity) bool { return slices.Contains(r.rests[i].Parts, of) })
	}
	told := slices.ContainsFunc(r.problems, func(p inventory.Problem) bool {
		return p.Source == load.Place.Cell("value") && (p.Code == CodeTotalUnsaid || p.Code == codeTotalBesideParts)
	})
	if len(parts) == 0 || told {
		return
	}
	alike := func(of *inventory.Activity) bool {
		_, err := quantity.Convert(of.Value, of.Unit, load.Unit)
		return err == nil && of.Parameter == load.Parameter
	}
	if choice == nil && !shared && !slices.ContainsFunc(parts, func(of *inventory.Activity) bool { return !alike(of) }) {
		r.problems.Add(r.unsaid(load, parts))
		return
	}
	r.problems.Add(waterBesideParts(load, parts, choice))
}

// codeTotalBesideParts marks a figure without a facility that is the very sum of those with one.
const codeTotalBesideParts = "total-beside-parts"

// waterBesideParts warns of a load that stands beside those of facilities stated in another way. That a choice says it holds them is
// an error: people cannot be taken from organics.
func waterBesideParts(load *inventory.Activity, parts []*inventory.Activity, choice *inventory.Choice) inventory.Problem {
	var all []string
	for _, of := range parts {
		all = append(all, fmt.Sprintf("%s %s %s (%s)", aboutWorks(of), of.Parameter, answer(of), of.Place.Cell("value")))
	}
	list := strings.Join(all, "; ")
	out := inventory.Problem{
		Source: load.Place.Cell("value"), Code: "water-beside-parts", Severity: inventory.Warning,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 不写设施的 %s %s 与设施的 %s 处理同一途径的污水：没有说明前者是否含后者，按不含（另加）计算", aboutWorks(load), load.Parameter, answer(load), list),
			EN: fmt.Sprintf("%s without a facility, %s %s, stands beside %s, of the same pathway: nothing says whether it holds them; it is counted beside them", aboutWorks(load), load.Parameter, answer(load), list)},
		Hint: inventory.Text{
			ZH: "若含，全部写到设施上，或从不写设施的一行及其各途径中减去；若不含，在 records/choices.csv 写 kind=total，parameter=" + load.Parameter + "，chosen=excludes 并写明理由",
			EN: "if it holds them, name the facility of all, or take them out of the row without one and of its pathways; if not, record kind=total, parameter=" + load.Parameter + ", chosen=excludes in records/choices.csv, with the reason"},
	}
	if choice != nil {
		out.Severity = inventory.Error
		out.Message = inventory.Text{
			ZH: fmt.Sprintf("%s 写着 %s 的 %s %s 含设施的 %s，却无法从中减去：两者的参数不同，或它还分到各途径", choice.Place.Cell("chosen"), aboutWorks(load), load.Parameter, answer(load), list),
			EN: fmt.Sprintf("%s says that %s, %s %s, holds %s, which cannot be taken out of it: they are stated in other terms, or it is shared to pathways", choice.Place.Cell("chosen"), aboutWorks(load), load.Parameter, answer(load), list)}
		out.Hint = inventory.Text{
			ZH: "自己减去后在 records/choices.csv 改写 chosen=excludes，或全部写到设施上",
			EN: "take it out yourself and record chosen=excludes in records/choices.csv, or name the facility of all"}
	}
	return out
}
