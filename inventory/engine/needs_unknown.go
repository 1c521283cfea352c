package engine

import (
	"slices"
	"strings"

	"ghg/inventory"
)

// mostItems is the number of items up to which each is asked for by itself; of more the department names its own.
const mostItems = 6

// unknown asks for what categories of the registry need of which nothing is known: what the methods of the guide take. One of which
// nothing is known but NE is of those; one that was said not to occur is asked whether that still holds.
func (n *needing) unknown() {
	met := map[string]bool{}
	for i := range n.Vocabulary.Registry {
		entry := &n.Vocabulary.Registry[i]
		key := entry.Category.Code + "|" + entry.Items
		if met[key] || entry.Boundary == inventory.MemoItem && entry.Items != "" || n.answered(entry) {
			continue // what burns biomass is asked for once, for its CH4 and N2O as for its CO2
		}
		met[key] = true
		said := n.takeBare(entry)
		found, named := n.fromRequests(entry)
		if !named {
			found = n.fromMethods(entry)
		}
		if !named && found == nil {
			found = []inventory.Need{n.whether(entry)}
		}
		for _, need := range found {
			need.Department = firstNamed(entry.Department)
			if said != nil {
				need.Last, need.Now = said.Last, said.Now
			}
			if !slices.ContainsFunc(n.out.Rows, func(other inventory.Need) bool { return sameNeed(&other, &need) }) {
				n.out.Rows = append(n.out.Rows, need)
			}
		}
	}
}

func sameNeed(a, b *inventory.Need) bool {
	return a.Category == b.Category && a.Item == b.Item && a.Facility == b.Facility && a.Detail == b.Detail && a.Parameter == b.Parameter &&
		slices.Equal(a.Items, b.Items)
}

// answered tells whether a row that is asked for again is of the entry: of the category or one below it, or of one above it from
// which it had emissions, as enteric fermentation has from the herds of 3.A.
func (n *needing) answered(entry *inventory.RegistryRow) bool {
	for i := range n.out.Rows {
		need := &n.out.Rows[i]
		switch {
		case !entry.Covers(need.Item) && !(entry.Items != "" && need.Item != nil && n.standsFor(need.Item, entry)):
		case need.Category.Within(entry.Category) && !isBareNE(need):
			return true
		case need.Item != nil && need.Category != entry.Category && entry.Category.Within(need.Category) && n.emits(entry):
			return true
		}
	}
	return false
}

// standsFor tells whether the item is a general one for those of the entry.
func (n *needing) standsFor(item *inventory.Item, entry *inventory.RegistryRow) bool {
	return slices.ContainsFunc(item.May, func(name string) bool {
		one, ok := n.Vocabulary.Items.Lookup(name)
		return ok && entry.Covers(one)
	})
}

// emits tells whether the entry had emissions in the year of the weights; where nothing is known of them it may have had.
func (n *needing) emits(entry *inventory.RegistryRow) bool {
	if !n.weights.known {
		return true
	}
	at := n.weights.entry(entry.Category, n.itemOf(entry))
	return at >= 0 && !n.weights.rows[at].IsZero()
}

// isBareNE tells whether all that was said, last or now, is that the category as such is not estimated.
func isBareNE(need *inventory.Need) bool {
	said := need.Now
	if said == nil {
		said = need.Last
	}
	return need.Facility == "" && need.Detail == "" && need.Parameter == "" && (need.Item == nil || need.Item.Biogenic()) &&
		said != nil && !said.Number && said.Notation.Has(inventory.NE)
}

// takeBare takes the need of the category as such out of the list, in favour of what its methods take.
func (n *needing) takeBare(entry *inventory.RegistryRow) *inventory.Need {
	at := slices.IndexFunc(n.out.Rows, func(need inventory.Need) bool {
		return need.Category == entry.Category && entry.Covers(need.Item) && isBareNE(&need)
	})
	if at < 0 {
		return nil
	}
	out := n.out.Rows[at]
	n.out.Rows = slices.Delete(n.out.Rows, at, at+1)
	return &out
}

// fromRequests are the statistics that requests.csv names for the category, and whether it names any. Where the district has given
// some of them its own are asked for, and no others: it knows its herds and crops.
func (n *needing) fromRequests(entry *inventory.RegistryRow) (out []inventory.Need, named bool) {
	for i := range n.Vocabulary.Requests {
		r := &n.Vocabulary.Requests[i]
		if !slices.Contains(r.Answers, entry.Category) {
			continue
		}
		named = true
		if slices.ContainsFunc(n.out.Rows, func(need inventory.Need) bool { return need.Category == r.Category && need.Parameter == r.Parameter }) {
			continue
		}
		need := inventory.Need{Category: r.Category, Item: r.Item, Parameter: r.Parameter}
		units := n.define(&need, nil, nil)
		need.Units = with([]string{r.Unit}, unitWords(units))
		out = append(out, need)
	}
	return out, named
}

// fromMethods are the activities that the methods of the guide cannot do without, a need for each category that the rules name below
// the entry; of each item where there are few.
func (n *needing) fromMethods(entry *inventory.RegistryRow) []inventory.Need {
	type of struct {
		category  *inventory.Category
		parameter string
	}
	type taken struct {
		in     *inventory.Input
		method *inventory.Method
		items  []*inventory.Item
	}
	all := map[of]*taken{}
	var order []of
	for i := range n.rules {
		r := &n.rules[i]
		if r.guide != "*" && r.guide != n.ws.Config.Guide {
			continue
		}
		category := entry.Category
		if !category.Within(r.category) {
			if category = r.category; !category.Within(entry.Category) {
				continue
			}
		}
		for _, item := range n.itemsOf(r, entry) {
			if !slices.Contains(n.methodsFor(subject{n.ws.Config.Guide, category, item, nil}, nil), r.method) {
				continue
			}
			for k := range r.method.Inputs {
				in := &r.method.Inputs[k]
				if in.Factor || in.Optional {
					continue
				}
				key := of{category, in.Name}
				if all[key] == nil {
					all[key], order = &taken{in: in, method: r.method}, append(order, key)
				}
				if item != nil && !slices.Contains(all[key].items, item) {
					all[key].items = append(all[key].items, item)
				}
			}
		}
	}
	var out []inventory.Need
	for _, key := range order {
		t := all[key]
		row := inventory.Need{Category: key.category, Parameter: t.in.Name}
		if len(t.items) == 0 || len(t.items) > mostItems {
			for _, item := range t.items {
				row.Items = append(row.Items, item.Name)
			}
			row.Units = unitWords(n.define(&row, t.in, t.method))
			out = append(out, row)
			continue
		}
		for _, item := range t.items {
			one := row
			one.Item = item
			one.Units = unitWords(n.define(&one, t.in, t.method))
			out = append(out, one)
		}
	}
	return out
}

// itemsOf are the items of the rule, or of its groups, that the entry covers; none at all for a rule of any item.
func (n *needing) itemsOf(r *rule, entry *inventory.RegistryRow) []*inventory.Item {
	if len(r.items)+len(r.groups) == 0 {
		if entry.Items != "" {
			return nil
		}
		return []*inventory.Item{nil}
	}
	var out []*inventory.Item
	for _, item := range n.Vocabulary.Items.All {
		named := slices.Contains(r.items, item.Name) || len(r.items) == 0 && slices.Contains(r.groups, item.Group)
		burned := strings.HasPrefix(entry.Category.Code, "1.A") // there waste and biomass have rows of their own
		if named && !slices.Contains(r.except, item.Name) && (entry.Items != "" && entry.Covers(item) || entry.Items == "" && !(burned && (item.Biogenic() || strings.HasPrefix(item.Group, "waste")))) {
			out = append(out, item)
		}
	}
	return out
}

// whether asks whether what the category is of occurs: no method takes a figure of it.
func (n *needing) whether(entry *inventory.RegistryRow) inventory.Need {
	return inventory.Need{Category: entry.Category, Item: n.itemOf(entry), Required: true, Title: entry.Category.Name, Source: "METHODS §9.2",
		Definition: inventory.Text{
			ZH: "没有计算方法：只问有没有；建议的标记 " + entry.KeyIfAbsent.ZH, EN: "no method computes it: say whether it occurs; the key to propose is " + entry.KeyIfAbsent.EN}}
}
