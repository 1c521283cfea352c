package engine

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// history is what the rows of the workspace say of one quantity: those of the latest year before that asked for, and those of it.
type history struct {
	last, now []*inventory.Activity
}

// either is a row of the quantity, of the year asked for last.
func (h *history) either() *inventory.Activity {
	if h.last != nil {
		return h.last[0]
	}
	return h.now[0]
}

// bare tells whether the quantity is a category as such, with no figure but only a key.
func (h *history) bare() bool {
	row := h.either()
	return row.Item == nil && row.Facility == "" && row.Detail == "" && row.Parameter == "" && !row.Number && (h.now == nil || !h.now[0].Number)
}

// deposit tells whether the quantity is what a site took, or when it opened and closed; gas may be recovered of a closed one.
func (h *history) deposit() bool {
	return slices.Contains([]string{"", depositedWaste, openingYear, closureYear}, h.either().Parameter)
}

// known asks again for what the inventory before had, or, of a category that it had nothing of, what the latest year had of it. What
// ended earlier is not asked for again, nor a key of a category of which the year has
// rows, nor what went to a site that is closed, nor what the year has in another way.
func (n *needing) known() {
	all, order := n.histories()
	spoken, closed := n.spokenOf(), n.closed()
	latest := map[*inventory.Category]int{}
	for _, key := range order {
		if h := all[key]; h.last != nil {
			latest[key.category] = max(latest[key.category], h.last[0].Year)
		}
	}
	for _, key := range order {
		h := all[key]
		ended := h.now == nil && (closed[series{category: key.category, facility: key.facility}] && (h.deposit() || h.last[0].Year < n.before) || h.last[0].Year < n.before && h.last[0].Year < latest[key.category] || h.bare() && spoken[key.category] || n.givenOtherwise(h))
		for _, need := range n.needsOf(h) {
			if ended {
				n.finish(&need)
				n.out.Lapsed = append(n.out.Lapsed, need)
			} else {
				n.out.Rows = append(n.out.Rows, need)
			}
		}
	}
}

// closed are the sites that took their last waste before the year: what they took goes on to decay, and is not asked for again.
func (n *needing) closed() map[series]bool {
	out := map[series]bool{}
	for _, row := range n.ws.Activity {
		if row.Parameter == closureYear && row.Number && row.Value.LessThan(decimal.NewFromInt(int64(n.year))) {
			out[series{category: row.Category, facility: row.Facility}] = true
		}
	}
	return out
}

// spokenOf are the categories of which the year has a row, with those above them.
func (n *needing) spokenOf() map[*inventory.Category]bool {
	out := map[*inventory.Category]bool{}
	for _, row := range n.ws.Activity {
		for c := row.Category; row.Year == n.year && c != nil && !out[c]; c = c.Parent {
			out[c] = true
		}
	}
	return out
}

// histories gathers the rows by quantity, in the order of the tables.
func (n *needing) histories() (map[series]*history, []series) {
	rows := slices.Clone(n.ws.Activity)
	slices.SortStableFunc(rows, compareRows)
	all := map[series]*history{}
	var order []series
	for _, row := range rows {
		if row.Year > n.year {
			continue
		}
		key := seriesOf(n.unnamed(row))
		h := all[key]
		if h == nil {
			h = &history{}
			all[key], order = h, append(order, key)
		}
		switch {
		case row.Year == n.year:
			h.now = append(h.now, row)
		case h.last != nil && h.last[0].Year == row.Year:
			h.last = append(h.last, row)
		default:
			h.last = []*inventory.Activity{row}
		}
	}
	return all, order
}

// needsOf asks each department that gave the quantity last, or that has given it now.
func (n *needing) needsOf(h *history) []inventory.Need {
	asked, now := h.last, slices.Clone(h.now)
	if asked == nil {
		asked, now = h.now, nil
	}
	var out []inventory.Need
	for i, row := range asked {
		need := n.describe(row)
		if h.last == nil {
			need.Now = answerOf(row)
		} else {
			need.Last = answerOf(row)
			at := slices.IndexFunc(now, func(other *inventory.Activity) bool { return other.Department == row.Department })
			if at < 0 && len(now) > 0 && i == len(asked)-1 {
				at = 0 // another department has given it
			}
			if at >= 0 {
				need.Now = answerOf(now[at])
				now = slices.Delete(now, at, at+1)
			}
		}
		out = append(out, need)
	}
	return out
}

// describe is the need of what a row states.
func (n *needing) describe(row *inventory.Activity) inventory.Need {
	need := inventory.Need{Category: row.Category, Item: row.Item, Facility: row.Facility, Detail: row.Detail, Parameter: row.Parameter, Department: row.Department}
	in, method := n.inputOf(row)
	units := n.define(&need, in, method)
	if row.Number {
		units = slices.Insert(units, 0, row.Unit)
	} else if row.Item == nil && row.Facility == "" && row.Parameter == "" {
		need.Title, need.Required = row.Category.Name, true
		need.Definition = inventory.Text{ZH: "已答 " + row.Notation.String() + "：仍然如此就填同一标记，否则另填数值", EN: "it was answered " + row.Notation.String() + ": give the same key if that still holds, else figures"}
	}
	need.Units = unitWords(units)
	return need
}

// inputOf is the input that the row gives a method of its category, and the method; nil for none. What a works takes in or gives out
// is of another item than its methods.
func (n *needing) inputOf(row *inventory.Activity) (*inventory.Input, *inventory.Method) {
	in, of := n.inputBy(row, func(r *rule) bool { return r.serves(n.ws.Config.Guide, row.Category, row.Item) })
	if in == nil && row.Parameter != "" {
		in, of = n.inputBy(row, func(r *rule) bool {
			return (r.guide == "*" || r.guide == n.ws.Config.Guide) && row.Category.Within(r.category) && r.method.Each()
		})
	}
	return in, of
}

func (n *needing) inputBy(row *inventory.Activity, serves func(*rule) bool) (*inventory.Input, *inventory.Method) {
	var in *inventory.Input
	var of *inventory.Method
	for i := range n.rules {
		r := &n.rules[i]
		if !serves(r) {
			continue
		}
		one := r.method.Main()
		if row.Parameter != "" {
			one, _ = r.method.InputOf(row.Parameter)
		}
		switch {
		case one == nil, row.Number && !fitsUnit(row, one):
		case in == nil, one.Needed() && !in.Needed(): // what any method cannot do without is needed
			in, of = one, r.method
		}
	}
	return in, of
}

// define says what the need is: by requests.csv, by the method that takes it, by parameters.csv. It returns the units that it may
// be given in.
func (n *needing) define(need *inventory.Need, in *inventory.Input, method *inventory.Method) []quantity.Unit {
	var units []quantity.Unit
	parameter := need.Parameter
	if in != nil {
		need.Title, need.Required, need.Source = in.Title, in.Needed() || in.Each && !in.Optional, method.Source
		parameter = cmp.Or(parameter, in.Name)
		for _, unit := range inventory.SplitList(in.Unit) {
			units = append(units, quantity.MustUnit(unit))
		}
	}
	if p := n.Vocabulary.Parameters[parameter]; p != nil {
		if need.Title == (inventory.Text{}) {
			need.Title, need.Source = p.Title, "seeds/parameters.csv"
		}
		if units == nil {
			units = slices.Clone(p.Units)
		}
	}
	r := n.Vocabulary.RequestFor(need.Category, need.Item, need.Parameter)
	if r == nil {
		r = n.Vocabulary.RequestFor(need.Category, need.Item, parameter)
	}
	if r != nil {
		need.Title, need.Definition, need.Required, need.Source = r.Title, r.Definition, r.Required, r.Source
	}
	if need.Title == (inventory.Text{}) {
		need.Title = inventory.Text{ZH: cmp.Or(parameter, need.Category.Name.ZH), EN: cmp.Or(parameter, need.Category.Name.EN)}
	}
	return units
}

// unitWords are the words for the units, then for those of their dimensions.
func unitWords(units []quantity.Unit) []string {
	var out []string
	for _, unit := range units {
		out = with(out, []string{unit.Chinese()})
	}
	for _, unit := range units {
		if unit.SameDimension(quantity.One) {
			out = with(out, []string{"%"})
		}
		out = with(out, unit.Alike())
	}
	return out
}

// answerOf is what a row says.
func answerOf(row *inventory.Activity) *inventory.Answer {
	out := &inventory.Answer{Year: row.Year, Number: row.Number, Notation: row.Notation, Vintage: row.Vintage, Asked: row.Asked,
		Document: row.Document, Department: row.Department, Note: row.Note, Place: row.Place}
	if row.Number {
		out.Value, out.Unit = row.Value, row.Unit.Chinese()
	}
	return out
}
