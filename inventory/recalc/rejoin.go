package recalc

import (
	"slices"
	"strings"

	"ghg/inventory"
)

// rejoin brings lines together of which each side has one only, though they are of one thing: within a category and gas those that rest on
// the same rows, then those of the same figures under another name of the facility or the detail, then the one line of an item on each
// side. What is left of the same figures in another category was moved there.
func rejoin(lines []*line, years Pair) []*line {
	district := map[*line][]*inventory.Parameter{}
	for _, l := range lines {
		if l.old == nil || l.new == nil {
			district[l] = districtInputs(l)
		}
	}
	here := func(l *line) string { return l.boundary.String() + "|" + l.category + "|" + l.gas + "|" }
	for _, name := range []func(l *line) string{
		func(l *line) string { return after(here(l), keysOf(district[l], l.yearOf(years))) },
		func(l *line) string {
			return after(here(l)+l.row().ItemName()+"|"+l.row().Detail+"|", amountsOf(district[l]))
		},
		func(l *line) string {
			return after(here(l)+l.row().Facility+"|"+l.row().ItemName()+"|", amountsOf(district[l]))
		},
		func(l *line) string { return here(l) + l.row().ItemName() + "|" + l.row().Detail },
	} {
		for _, pair := range pairs(lines, name) {
			pair[1].old = pair[0].old
			pair[0].old = nil
		}
		lines = slices.DeleteFunc(lines, func(l *line) bool { return l.old == nil && l.new == nil })
	}
	for _, pair := range pairs(lines, func(l *line) string {
		return after(l.boundary.String()+"|"+l.gas+"|"+l.row().Facility+"|"+l.row().ItemName()+"|"+l.row().Detail+"|", amountsOf(district[l]))
	}) {
		pair[0].moved, pair[1].moved = pair[1].category, pair[0].category
	}
	return lines
}

// pairs are the lines of the old side alone and of the new side alone that have one name, where both have as many of it.
func pairs(lines []*line, name func(*line) string) (out [][2]*line) {
	was, is := map[string][]*line{}, map[string][]*line{}
	for _, l := range lines {
		if l.old != nil && l.new != nil {
			continue
		}
		if key := name(l); key != "" && l.new == nil {
			was[key] = append(was[key], l)
		} else if key != "" {
			is[key] = append(is[key], l)
		}
	}
	for _, l := range lines {
		if l.old != nil || l.new == nil {
			continue
		}
		key := name(l)
		if news := is[key]; len(news) > 0 && news[0] == l && len(news) == len(was[key]) {
			for i, one := range news {
				out = append(out, [2]*line{was[key][i], one})
			}
		}
	}
	return out
}

// after joins what a line is called; nothing if there is nothing to go by.
func after(head, rest string) string {
	if rest == "" {
		return ""
	}
	return head + rest
}

// row is what the line is of.
func (l *line) row() *inventory.Activity { return l.either().Row }

// yearOf is the line's own year.
func (l *line) yearOf(years Pair) int {
	if l.new == nil {
		return years.Old
	}
	return years.New
}

// districtInputs are the figures of the district that a line rests on.
func districtInputs(l *line) []*inventory.Parameter {
	return slices.DeleteFunc(parameters(l.either().Mass()), func(p *inventory.Parameter) bool { return !ofDistrict(p) })
}

func keysOf(inputs []*inventory.Parameter, year int) string {
	return sortedJoin(inputs, func(p *inventory.Parameter) string { return yearless(p, year) })
}

func amountsOf(inputs []*inventory.Parameter) string {
	return sortedJoin(inputs, func(p *inventory.Parameter) string { return p.Name + " " + p.Amount.String() + " " + p.In.String() })
}

func sortedJoin(inputs []*inventory.Parameter, name func(*inventory.Parameter) string) string {
	var out []string
	for _, p := range inputs {
		out = append(out, name(p))
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}
