package engine

import (
	"ghg/inventory"
)

// answerByKey answers what is missing of a category by the key that the year has of it, or of one above it, as such: where lime is not
// made at all, no kind of lime is asked for.
func (n *needing) answerByKey() {
	keys := map[*inventory.Category]*inventory.Activity{}
	for _, row := range n.ws.Activity {
		if row.Year == n.year && !row.Number && row.Item == nil && row.Facility == "" && row.Detail == "" && row.Parameter == "" && keys[row.Category] == nil {
			keys[row.Category] = row
		}
	}
	for i := range n.out.Rows {
		need := &n.out.Rows[i]
		for at := need.Category; need.Now == nil && at != nil; at = at.Parent {
			if row := keys[at]; row != nil {
				need.Now = answerOf(row)
			}
		}
	}
}

// givenOtherwise tells whether the year has the quantity in another way than before: a total by facilities, or what another method of
// the gas takes of the facility instead.
func (n *needing) givenOtherwise(h *history) bool {
	if h.now != nil {
		return false
	}
	last := n.unnamed(h.last[0])
	var now []*inventory.Activity
	for _, row := range n.ws.Activity {
		if row.Year != n.year || !row.Number || row.Item != last.Item || !row.Category.Within(last.Category) {
			continue
		}
		row = n.unnamed(row)
		if last.Facility == "" && row.Facility != "" && row.Parameter == last.Parameter && row.Detail == last.Detail {
			return true
		}
		if row.Category == last.Category && row.Facility == last.Facility {
			now = append(now, row)
		}
	}
	return len(now) > 0 && n.takenByAnother(last, now)
}

// takenByAnother tells whether a method that does not take the quantity finds all that it needs among the rows, and computes the gas of
// one that needs it.
func (n *needing) takenByAnother(last *inventory.Activity, now []*inventory.Activity) bool {
	main, _ := n.inputOf(last)
	if main == nil {
		return false
	}
	gases := map[string]bool{}
	var others []*inventory.Method
	for i := range n.rules {
		r := &n.rules[i]
		if !r.serves(n.ws.Config.Guide, last.Category, last.Item) {
			continue
		}
		if in, ok := r.method.InputOf(main.Name); !ok {
			others = append(others, r.method)
		} else if in.Needed() {
			gases[r.method.Gas] = true
		}
	}
	for _, m := range others {
		if gases[m.Gas] && allGiven(m, now) {
			return true
		}
	}
	return false
}

// gives is the input that the row gives the method, nil for none.
func gives(m *inventory.Method, row *inventory.Activity) *inventory.Input {
	if row.Parameter != "" {
		in, _ := m.InputOf(row.Parameter)
		return in
	}
	if in := m.Main(); in != nil && fitsUnit(row, in) {
		return in
	}
	return nil
}

// allGiven tells whether the rows give the method all that it cannot do without, and it needs something.
func allGiven(m *inventory.Method, rows []*inventory.Activity) bool {
	needs := false
	for i := range m.Inputs {
		in := &m.Inputs[i]
		if in.Each && !in.Optional {
			return false
		}
		if !in.Needed() {
			continue
		}
		needs = true
		given := false
		for _, row := range rows {
			given = given || gives(m, row) == in
		}
		if !given {
			return false
		}
	}
	return needs
}
