package engine

import (
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// weights are what each category and each row of the registry emits or removes in a year, in t CO2e without its sign.
type weights struct {
	voc   *inventory.Vocabulary
	of    map[*inventory.Category]decimal.Decimal // of the category with those below it
	rows  []decimal.Decimal                       // by row of the registry
	total decimal.Decimal
	known bool
}

// weigh compiles the inventory before that asked for, or the latest of which there are figures, for the weights.
func (n *needing) weigh() {
	n.weights = &weights{voc: n.Vocabulary, of: map[*inventory.Category]decimal.Decimal{}, rows: make([]decimal.Decimal, len(n.Vocabulary.Registry))}
	year := n.yearWeighed()
	if year == 0 {
		return
	}
	inv := n.Compile(n.ws, []int{year}).Inventory
	if inv == nil {
		n.problems.Add(inventory.Problem{Source: inventory.Source{File: "inventory.toml"}, Code: "weights-unknown", Severity: inventory.Warning,
			Message: inventory.Text{ZH: "清单有错误，不能编制：各项所占的比重未知", EN: "the inventory has errors and does not compile: what each statistic weighs is unknown"},
			Hint:    inventory.Text{ZH: "inventory check 列出错误", EN: "inventory check lists the errors"}})
		return
	}
	n.out.WeightYear, n.weights.known = year, true
	for _, e := range inv.Estimates {
		if e.Boundary != inventory.Territorial || !e.Number {
			continue
		}
		gwp, ok := inv.GWP(e.Gas)
		if !ok {
			continue
		}
		co2e := e.Value().Mul(gwp.Amount).Abs()
		n.weights.total = n.weights.total.Add(co2e)
		for at := e.Row.Category; at != nil; at = at.Parent {
			n.weights.of[at] = n.weights.of[at].Add(co2e)
		}
		if at := n.weights.entry(e.Row.Category, e.Row.Item); at >= 0 {
			n.weights.rows[at] = n.weights.rows[at].Add(co2e)
		}
	}
}

// yearWeighed is the latest year of the workspace before the one asked for of which there are figures, else that one; 0 for none.
func (n *needing) yearWeighed() int {
	held := map[int]bool{}
	for _, row := range n.ws.Activity {
		held[row.Year] = held[row.Year] || row.Number
	}
	for _, b := range n.ws.Balances {
		held[b.Year] = true
	}
	for _, year := range slices.Backward(n.ws.Config.Years) {
		if year < n.year && held[year] {
			return year
		}
	}
	if held[n.year] {
		return n.year
	}
	return 0
}

// entry is the index of the territorial row of the registry that accounts for the category and item, -1 for none: the biogenic part
// of what is burned outside energy has none of its own.
func (w *weights) entry(c *inventory.Category, item *inventory.Item) int {
	own, any := -1, -1
	for i := range w.voc.Registry {
		entry := &w.voc.Registry[i]
		if entry.Boundary != inventory.Territorial || !c.Within(entry.Category) {
			continue
		}
		if entry.Covers(item) && (own < 0 || entry.Category.Depth > w.voc.Registry[own].Category.Depth) {
			own = i
		}
		if entry.Items == "" && (any < 0 || entry.Category.Depth > w.voc.Registry[any].Category.Depth) {
			any = i
		}
	}
	if own >= 0 {
		return own
	}
	return any
}

// territorial tells whether anything of the category, of one below it or of one above it is accounted for within the territory.
func (w *weights) territorial(c *inventory.Category) bool {
	return slices.ContainsFunc(w.voc.Registry, func(entry inventory.RegistryRow) bool {
		return entry.Boundary == inventory.Territorial && (entry.Category.Within(c) || c.Within(entry.Category))
	})
}

// share is that of the category, with those below it, in the sum, and its rank among the categories of the registry; nil if it is not
// known. All that is asked of a category has the weight of the category.
func (w *weights) share(c *inventory.Category) (*decimal.Decimal, int) {
	if !w.known || !w.territorial(c) {
		return nil, 0
	}
	mass := w.of[c]
	share, err := quantity.Quo(mass, w.total)
	if err != nil {
		return nil, 0
	}
	rank, met := 1, map[*inventory.Category]bool{}
	for i := range w.voc.Registry {
		other := w.voc.Registry[i].Category
		if !met[other] && !c.Within(other) && w.of[other].GreaterThan(mass) {
			rank++
		}
		met[other] = true
	}
	return &share, rank
}
