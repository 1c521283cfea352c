package workspace

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// emitter is what the verified figures of one facility, gas and year are gathered under.
type emitter struct {
	year          int
	facility, gas string
}

// countedOnce refuses verified figures that would count an emission twice: a row repeated in this file or another, a category
// with one below it, a category as a whole with one of its items, one figure filed in two categories, and a plant as a whole
// beside its parts.
func (l *loader) countedOnce() {
	gathered := map[emitter][]*inventory.Verified{}
	var order []emitter
	for _, v := range l.ws.Verified {
		key := emitter{v.Year, v.Facility, v.Gas}
		if gathered[key] == nil {
			order = append(order, key)
		}
		gathered[key] = append(gathered[key], v)
	}
	for _, key := range order {
		list := gathered[key]
		sound := true
		for i, later := range list {
			for _, earlier := range list[:i] {
				if !l.apart(earlier, later) {
					sound = false
					break
				}
			}
		}
		if sound && len(list) > 2 {
			l.wholeAndParts(list)
		}
	}
}

// apart holds two figures of one facility, gas and year against each other; false if one emission would count twice.
func (l *loader) apart(earlier, later *inventory.Verified) bool {
	same := earlier.Boundary == later.Boundary
	nested := earlier.Category.Within(later.Category) || later.Category.Within(earlier.Category)
	shared := earlier.Item == nil || later.Item == nil || earlier.Item == later.Item
	where, of := earlier.Place.Cell("").String(), figureOf(earlier)
	refuse := func(field, code string, message, hint inventory.Text) bool {
		l.problems.Add(refusal(later.Place.Cell(field), code, message, hint))
		return false
	}
	switch {
	case same && earlier.Category == later.Category && earlier.Item == later.Item:
		return refuse("", "duplicate-estimate",
			inventory.Text{ZH: "与 " + where + " 重复：同一年份、类别、设施、气体有两个核查的数（" + of + "、" + figureOf(later) + "）", EN: "repeats " + where + ": one year, category, facility and gas has two verified figures (" + of + ", " + figureOf(later) + ")"},
			inventory.Text{ZH: "只留最后核定的一个", EN: "keep the one that was verified last"})
	case same && nested && shared:
		return refuse("category", "estimate-whole-and-part",
			inventory.Text{ZH: later.Facility + " 的 " + later.Gas + " 在 " + subjectText(earlier) + "（" + where + "，" + of + "）和 " + subjectText(later) + "（" + figureOf(later) + "）各有一个数，一个含另一个：会重复计算",
				EN: later.Gas + " of " + later.Facility + " is given for " + subjectText(earlier) + " (" + where + ", " + of + ") and for " + subjectText(later) + " (" + figureOf(later) + "), of which one holds the other: it would count twice"},
			inventory.Text{ZH: "只留整体或只留各部分", EN: "keep the whole or the parts, not both"})
	case !earlier.Value.IsZero() && sameMass(earlier, later):
		return refuse("category", "estimate-in-two-categories",
			inventory.Text{ZH: later.Facility + " 的 " + later.Gas + " 在 " + subjectText(earlier) + "（" + where + "）和 " + subjectText(later) + " 是同一个数 " + figureOf(later) + "：会重复计算",
				EN: later.Gas + " of " + later.Facility + " is one figure, " + figureOf(later) + ", in " + subjectText(earlier) + " (" + where + ") and in " + subjectText(later) + ": it would count twice"},
			inventory.Text{ZH: "燃烧、过程、购入电力各写各的数；只留一处，或分开", EN: "combustion, process and purchased electricity each have a figure of their own: keep one row, or split it"})
	}
	return true
}

// wholeAndParts refuses a figure that is the sum of all others of the facility: the plant stands there as a whole and again in
// parts.
func (l *loader) wholeAndParts(list []*inventory.Verified) {
	var all decimal.Decimal
	masses := make([]decimal.Decimal, len(list))
	for i, v := range list {
		if v.AsCO2e() {
			return
		}
		mass, err := quantity.Convert(v.Value, v.Unit, inventory.TonneOf(v.Gas))
		if err != nil {
			return
		}
		masses[i], all = mass, all.Add(mass)
	}
	at := slices.IndexFunc(masses, func(m decimal.Decimal) bool { return !m.IsZero() && all.Sub(m).Equal(m) })
	if at < 0 {
		return
	}
	whole := list[at]
	var parts []string
	for i, v := range list {
		if i != at {
			parts = append(parts, subjectText(v)+" "+figureOf(v))
		}
	}
	l.problems.Add(refusal(whole.Place.Cell("value"), "estimate-whole-and-parts",
		inventory.Text{ZH: whole.Facility + " 的 " + whole.Gas + " " + figureOf(whole) + "（" + subjectText(whole) + "）正是其余各行之和：" + strings.Join(parts, "、") + "，全厂合计与各部分会重复计算",
			EN: whole.Gas + " of " + whole.Facility + ", " + figureOf(whole) + " (" + subjectText(whole) + "), is the sum of its other rows: " + strings.Join(parts, ", ") + "; the plant as a whole and its parts would count twice"},
		inventory.Text{ZH: "删去全厂合计，只留各类别的数", EN: "remove the sum of the plant and keep the figures by category"}))
}

// sameMass tells whether two figures are one amount.
func sameMass(a, b *inventory.Verified) bool {
	value, err := quantity.Convert(a.Value, a.Unit, b.Unit)
	return err == nil && value.Equal(b.Value)
}

func figureOf(v *inventory.Verified) string { return v.Value.String() + " " + v.Unit.String() }

func subjectText(v *inventory.Verified) string {
	return strings.TrimSpace(v.Category.Code + " " + v.ItemName())
}
