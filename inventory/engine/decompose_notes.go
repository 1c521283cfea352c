package engine

import (
	"fmt"
	"slices"
	"strings"

	"ghg/inventory"
)

// splicedNotes name the figures that splices filled in: what they change is of the technique.
func (i *identity) splicedNotes() []inventory.Text {
	type of struct{ name, how string }
	years := map[of][]int{}
	var order []of
	for _, p := range i.parts {
		for _, l := range p.parcels {
			row := l.line.Row
			s := i.splices[row.Place]
			if s == nil {
				continue
			}
			key := of{strings.TrimSpace(row.Category.Code + " " + row.Subject()), s.Technique + ", " + s.Place.Cell("").String()}
			if years[key] == nil {
				order = append(order, key)
			}
			years[key] = append(years[key], row.Year)
		}
	}
	var out []inventory.Text
	for _, key := range order {
		list := YearList(slices.Compact(slices.Sorted(slices.Values(years[key]))))
		out = append(out, inventory.Text{
			ZH: fmt.Sprintf("“%s”%s 年的数是推算的（%s），不是统计数：这些年前后的效应由推算方法而来。", key.name, list, key.how),
			EN: fmt.Sprintf("%s of %s (%s) is derived and no statistic: the effects to and from these years come of the technique.", key.name, list, key.how)})
	}
	return out
}
