package engine

import (
	"slices"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// thing is what figures of one kind are of: a total and what it holds say it alike.
type thing struct {
	year      int
	item      *inventory.Item
	parameter string
}

// seat is where a figure without a facility stands.
type seat struct {
	thing
	category *inventory.Category
}

// worded is a seat with the words of the column detail.
type worded struct {
	seat
	detail string
}

// totals are the figures that name no facility: of each seat the first, and the first of each of its details.
type totals struct {
	first map[seat]*inventory.Activity
	words map[worded]*inventory.Activity
}

// purchased are the names under which the energy that a row brings in goes: of a district and of a works it is not always one.
var purchased = []string{"electricity_net", "electricity_in", "heat_net", "heat_in"}

// thingOf is what the row is of. Electricity and heat are what purchased energy is of whether a row names them or not.
func thingOf(row *inventory.Activity) thing {
	out := thing{row.Year, row.Item, row.Parameter}
	if row.Item != nil && row.Item.Group == "carrier" {
		out.item = nil
	}
	if slices.Contains(purchased, row.Parameter) {
		out.parameter = ""
	}
	if row.Item != nil {
		out.parameter = amountOf(row, out.parameter)
	}
	return out
}

// amountOf names the amount of animals, or of what is grown or spread, alike at each category where it may be filed: a population by
// whichever count, an area, nitrogen.
func amountOf(row *inventory.Activity, parameter string) string {
	switch code := row.Category.Code; {
	case row.Item.Kind == animals && slices.Contains([]string{"", "head", "stock_year_end"}, parameter):
		return "head"
	case parameter != "" || row.Item.Kind != "crop":
	case row.Unit.SameDimension(inventory.TonneOf("N")):
		return nitrogenIn
	case (code == codeFields || code == codeRice) && row.Unit.SameDimension(hectare):
		return "crop_area"
	case code == "3.C.3":
		return productOf
	}
	return parameter
}

var hectare = quantity.MustUnit("ha")

// withoutFacility gathers the figures of the years compiled that name no facility.
func (r *run) withoutFacility() totals {
	out := totals{map[seat]*inventory.Activity{}, map[worded]*inventory.Activity{}}
	for _, row := range r.rows {
		if row.Facility != "" || !r.reads(row) || !r.isQuantity(row) {
			continue
		}
		at := seat{thingOf(row), row.Category}
		if out.first[at] == nil {
			out.first[at] = row
		}
		if out.words[worded{at, row.Detail}] == nil {
			out.words[worded{at, row.Detail}] = row
		}
	}
	return out
}

// at is the figure of the seat that is likeliest to hold one of the detail: of the same words before none, before others.
func (t totals) at(is seat, detail string) *inventory.Activity {
	for _, words := range []string{detail, ""} {
		if row := t.words[worded{is, words}]; row != nil {
			return row
		}
	}
	return t.first[is]
}

// isOfHerdOrField tells whether the row is an amount of animals or of what is grown or spread, filed for several categories.
func (r *run) isOfHerdOrField(row *inventory.Activity) bool {
	return (row.Category.Code == codeLivestock || row.Category.Code == codeFields) &&
		slices.Contains([]string{"", "head", "stock_year_end", "slaughtered", outputOf, "crop_area", nitrogenIn, productOf, "applied"}, row.Parameter)
}

// isQuantity tells whether the row is an amount, which adds up, and no share or factor of one.
func (r *run) isQuantity(row *inventory.Activity) bool {
	if row.Parameter == "" {
		return true
	}
	if row.Unit.SameDimension(quantity.One) {
		return false
	}
	if r.isOfHerdOrField(row) {
		return true
	}
	about := r.subject(row)
	return slices.ContainsFunc(r.rules, func(one rule) bool {
		in, ok := one.method.InputOf(row.Parameter)
		return ok && !in.Factor && r.serves(&one, about)
	})
}

// total finds the figure without a facility that is likeliest to hold the row's, in the category and those above it, and then
// where a key includes it elsewhere: of the nearest category, of the same item before a general one that may be it and before
// none. A figure that names no facility is held by one of a category above its own. Nothing is held where categories have ended.
func (r *run) total(of totals, row *inventory.Activity, from *inventory.Category) *inventory.Activity {
	is := thingOf(row)
	things := []thing{is}
	for _, item := range r.Vocabulary.Items.General(row.Item) {
		things = append(things, thing{row.Year, item, is.parameter})
	}
	if is.item != nil {
		things = append(things, thing{row.Year, nil, is.parameter})
	}
	for c := from; c != nil; c = c.Parent {
		if row.Facility == "" && c == row.Category {
			continue
		}
		for _, is := range things {
			t := of.at(seat{is, c}, row.Detail)
			if t == nil || row.Facility == "" && (r.ofBalance(t) || r.ofBalance(row)) {
				continue
			}
			if row.Facility == "" && t.Item == row.Item && r.isOfHerdOrField(t) {
				continue // one herd or field in two places, which is told where it flows to its categories
			}
			return t
		}
	}
	if row.Facility == "" || from != row.Category {
		return nil
	}
	for _, target := range r.elsewhere(row.Category, row.Item, row.Year) {
		for _, is := range things {
			// a balance gives up the rows of an industry by itself
			if t := of.at(seat{is, target}, row.Detail); t != nil && !r.ofBalance(t) {
				return t
			}
		}
	}
	return nil
}

// totalBelow is the figure without a facility of an animal, or of what is grown or spread, that is filed at one of the categories that
// the row's flows to.
func (r *run) totalBelow(of totals, row *inventory.Activity) *inventory.Activity {
	if row.Facility == "" || !r.isOfHerdOrField(row) {
		return nil
	}
	is := thingOf(row)
	for _, c := range r.Vocabulary.Categories.All[row.Category.Order+1:] {
		if !c.Within(row.Category) {
			return nil
		}
		if t := of.at(seat{is, c}, row.Detail); t != nil {
			return t
		}
	}
	return nil
}

// elsewhere are the categories in which a key includes the row's, with those above and below them.
func (r *run) elsewhere(from *inventory.Category, item *inventory.Item, year int) []*inventory.Category {
	var out []*inventory.Category
	for _, key := range r.included() {
		if key.Year != year || !from.Within(key.Category) || key.Item != nil && item != nil && key.Item != item {
			continue
		}
		for c := key.Target; c != nil; c = c.Parent {
			out = append(out, c)
		}
		for _, c := range r.Vocabulary.Categories.All[key.Target.Order:] {
			if c != key.Target && c.Within(key.Target) {
				out = append(out, c)
			}
		}
	}
	return out
}

// included are the rows that include a category, not one facility of it, elsewhere.
func (r *run) included() []*inventory.Activity {
	if r.ie == nil {
		r.ie = []*inventory.Activity{}
		for _, key := range r.keys {
			if key.Facility == "" && key.Target != nil && key.Notation.Has(inventory.IE) {
				r.ie = append(r.ie, key)
			}
		}
	}
	return r.ie
}
