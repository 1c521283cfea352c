package engine

import (
	"fmt"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// anyGas tells of the categories that have methods for whatever gas an activity names under the guide.
func (r *run) anyGas() map[*inventory.Category]bool {
	out := map[*inventory.Category]bool{}
	for i := range r.rules {
		rule := &r.rules[i]
		if rule.method.Gas != inventory.AnyGas || rule.guide != "*" && rule.guide != r.ws.Config.Guide {
			continue
		}
		for _, c := range r.Vocabulary.Categories.All {
			out[c] = out[c] || c.Within(rule.category)
		}
	}
	return out
}

// namedGases brings the gas that a row names, as its item or in its detail, to its own name in the detail. A blend becomes a
// row of each gas it is made of.
func (r *run) namedGases() {
	r.fluids = r.anyGas()
	if len(r.fluids) == 0 {
		return
	}
	var out []*inventory.Activity
	for at, row := range r.rows {
		if !r.fluids[row.Category] {
			if out != nil {
				out = append(out, row)
			}
			continue
		}
		if out == nil {
			out = slices.Clone(r.rows[:at])
		}
		out = append(out, r.ofGases(row)...)
	}
	if out != nil {
		r.rows = out
	}
}

// gasOf looks a word up among the gases and the blends, the district's own first.
func (r *run) gasOf(word string) (*inventory.Gas, *inventory.Blend) {
	if blend, ok := r.blends.Lookup(word); ok {
		return nil, blend
	}
	return r.Vocabulary.GasOf(word)
}

// ofGases are the rows in whose place the row stands: itself, with the gas in the detail by its own name, or one of each gas of
// a blend.
func (r *run) ofGases(row *inventory.Activity) []*inventory.Activity {
	words := inventory.SplitList(row.Detail)
	agents := words
	if isAgent(row.Item) {
		agents = append([]string{row.Item.Name}, words...)
	}
	r.oneGas(row, agents)
	if isAgent(row.Item) {
		if _, blend := r.gasOf(row.Item.Name); blend != nil {
			return r.parted(row, blend, words)
		}
		return []*inventory.Activity{row}
	}
	for i, word := range words {
		gas, blend := r.gasOf(word)
		rest := slices.Delete(slices.Clone(words), i, i+1)
		switch {
		case gas != nil:
			return []*inventory.Activity{r.renamed(row, append(rest, gas.Name))}
		case blend != nil:
			return r.parted(row, blend, append(rest, blend.Name))
		}
	}
	return []*inventory.Activity{row}
}

// isAgent tells whether the item is a gas or a blend of gases.
func isAgent(item *inventory.Item) bool {
	return item != nil && (item.Kind == "gas" || item.Kind == "blend")
}

// oneGas refuses a row that names several gases.
func (r *run) oneGas(row *inventory.Activity, words []string) {
	var named []string
	for _, word := range words {
		if gas, blend := r.gasOf(word); gas != nil || blend != nil {
			named = append(named, word)
		}
	}
	if len(named) < 2 {
		return
	}
	list := strings.Join(named, ", ")
	r.problems.Add(inventory.Problem{Source: row.Place.Cell("detail"), Code: "two-gases", Severity: inventory.Error,
		Message: inventory.Text{ZH: "一行写了几种气体：" + list, EN: "one row names several gases: " + list},
		Hint:    inventory.Text{ZH: "一种气体或混合制冷剂一行；自配的混合物写入 factors/blends.csv", EN: "give each gas or blend a row of its own; a mixture of your own belongs into factors/blends.csv"}})
}

// renamed is the row with the words in its detail.
func (r *run) renamed(row *inventory.Activity, words []string) *inventory.Activity {
	out := *row
	out.Detail = strings.Join(words, ";")
	if note, ok := r.chosen[row]; ok {
		r.chosen[&out] = note
	}
	if from, ok := r.derived[row]; ok {
		r.derived[&out] = from
	}
	return &out
}

// parted is a row of each gas of the blend. What is a mass of the blend, or a mass per something, is one of the gas by its
// share; what is no mass, a rate or a lifetime, is the same for each.
func (r *run) parted(row *inventory.Activity, blend *inventory.Blend, words []string) []*inventory.Activity {
	var out []*inventory.Activity
	for i := range blend.Components {
		c := &blend.Components[i]
		if c.Gas == nil {
			continue
		}
		one := r.renamed(row, append(slices.Clone(words), c.Gas.Name))
		if row.Unit.OfMass() {
			one.Value = row.Value.Mul(c.Percent).Shift(-2)
			r.derived[one] = derivation{from: row, note: inventory.Text{
				ZH: fmt.Sprintf("%s 含 %s %s %%（%s）", blend.Name, c.Gas.Name, c.Percent, c.At),
				EN: fmt.Sprintf("%s is %s %% %s (%s)", blend.Name, c.Percent, c.Gas.Name, c.At)},
				tree: func(declared *inventory.Input) expr.Node {
					whole := (&binding{&served{run: r}, nil}).figure(row, declared)
					return expr.Label(declared.Symbol+"_"+c.Gas.Name, expr.Mul(whole, c.Share(blend.Name)))
				}}
		}
		out = append(out, one)
	}
	if len(out) == 0 {
		return []*inventory.Activity{row}
	}
	return out
}

// usedGas is the gas that the row names in its detail or as its item; nil if it names none.
func (r *run) usedGas(row *inventory.Activity) *inventory.Gas {
	words := inventory.SplitList(row.Detail)
	for i := len(words) - 1; i >= 0; i-- {
		if gas, ok := r.Vocabulary.Gases.Lookup(words[i]); ok && gas.Name == words[i] {
			return gas
		}
	}
	if isAgent(row.Item) {
		gas, _ := r.gasOf(row.Item.Name)
		return gas
	}
	return nil
}

// forGases puts in the place of each method for any gas those for the gases of the row.
func (c *chunk) forGases(methods []*inventory.Method, row *inventory.Activity) ([]*inventory.Method, *fault) {
	if !slices.ContainsFunc(methods, func(m *inventory.Method) bool { return m.Gas == inventory.AnyGas }) {
		return methods, nil
	}
	used := c.usedGas(row)
	var out []*inventory.Method
	for _, m := range methods {
		switch {
		case m.Gas != inventory.AnyGas:
			out = append(out, m)
		case m.Over != "":
			out = append(out, c.overGases(m, row, used)...)
		case used == nil:
			return nil, &fault{column: "detail", problem: c.gasUnsaid(m, row)}
		default:
			out = append(out, m.OfGas(used, used))
		}
	}
	if used != nil && used.Controlled() {
		c.notices.Add(notCounted(row, used))
	}
	return out, nil
}

// overGases is the method for each gas of which the first set that has any states the factor that Over names.
func (r *run) overGases(m *inventory.Method, row *inventory.Activity, used *inventory.Gas) []*inventory.Method {
	over, _ := m.InputOf(m.Over)
	if used == nil && over.NamesUsed() {
		return nil
	}
	parameter, _ := m.OfGas(&inventory.Gas{}, used).InputOf(m.Over)
	for _, set := range r.sets(*over, false) {
		var out []*inventory.Method
		for _, name := range r.table.GasesOf(set, parameter.InTables(), row.Category, row.ItemName()) {
			gas, ok := r.Vocabulary.Gases.Lookup(name)
			if !ok {
				continue
			}
			one := m.OfGas(gas, used)
			in, _ := one.InputOf(m.Over)
			in.Sets, in.OnlySets = []string{set}, true
			out = append(out, one)
		}
		if out != nil {
			return out
		}
	}
	return nil
}

// gasUnsaid says that no gas is named, or that what is named is none of an inventory: a hydrocarbon, say.
func (r *run) gasUnsaid(m *inventory.Method, row *inventory.Activity) inventory.Problem {
	for _, word := range inventory.SplitList(row.Detail) {
		if r.Vocabulary.Blends.Component(hydrocarbon(word)) {
			return inventory.Problem{Code: "gas-of-none", Severity: inventory.Error,
				Message: inventory.Text{ZH: word + " 不是温室气体清单里的气体（没有 GWP 值）", EN: word + " is no gas of a greenhouse-gas inventory: it has no warming potential"},
				Hint:    inventory.Text{ZH: "删去这一行；这类设备没有含氟气体排放", EN: "remove the row: such equipment emits no fluorinated gas"}}
		}
	}
	return inventory.Problem{
		Code: "gas-unsaid", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("没有写明是哪种气体：%s 需要知道气体或制冷剂", m.Title.ZH),
			EN: fmt.Sprintf("the gas is not named: %s needs to know the gas or the refrigerant", m.Title.EN)},
		Hint: inventory.Text{
			ZH: "在 detail（细项）写气体或混合制冷剂的名称，如 HFC-134a、R-410A、SF6；没有设备种类时也可写在 item（项目）",
			EN: "name the gas or blend in the column detail, such as HFC-134a, R-410A, SF6; where there is no kind of equipment, item will do too"}}
}

// hydrocarbon is the name that the tables give a refrigerant of the word, R-600a or R600a, if it is one.
func hydrocarbon(word string) string {
	number := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(strings.ToLower(word), "hc"), "r"), "-")
	return "HC-" + number
}

// notCounted says that a gas is computed and not counted.
func notCounted(row *inventory.Activity, gas *inventory.Gas) inventory.Problem {
	return inventory.Problem{
		Source: row.Place.Cell("detail"), Code: "gas-not-counted", Severity: inventory.Warning,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 是《蒙特利尔议定书》管制的物质（%s），只列为信息项，不计入总量", gas.Name, aboutWorks(row)),
			EN: fmt.Sprintf("%s is controlled by the Montreal Protocol (%s): it is an information item and in no total", gas.Name, aboutWorks(row))},
		Hint: inventory.Text{
			ZH: "若写错了名称（如 R-12 写成 R-125、R-22 写成 R-32），改正；确是它就保留，备查",
			EN: "if the name is a slip (R-12 for R-125, R-22 for R-32), mend it; if it is that gas, keep the row for the record"}}
}
