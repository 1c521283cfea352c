package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// worksFigures are the lines of a year as their fuels have them: a verified figure stands on the fuels of the lines in whose place it
// is, in proportion to their CO2, so that its heat is what the works burned and the difference is one of the carbon factor. A works
// that has a verified figure without any heat in some year has none in any: a fuel that leaves the terms because somebody verified it
// is no change of the energy burned.
type worksFigures struct {
	bare  map[string][]*inventory.Verified // by facility: figures that stand on no heat
	taken map[*inventory.Verified]bool     // those for whose sake fuel was taken out
}

func worksOf(inv *inventory.Inventory, sized func(*inventory.Category) bool) *worksFigures {
	out := &worksFigures{map[string][]*inventory.Verified{}, map[*inventory.Verified]bool{}}
	for _, m := range verifiedLines(inv) {
		burns := func(c *inventory.Estimate) bool {
			return !c.Value().IsZero() && !parcelOf(c, c.Value(), sized(c.Row.Category)).bare
		}
		if !m.compared().Sum.IsPositive() || !slices.ContainsFunc(m.computed, burns) {
			of := m.verified.Facility
			out.bare[of] = append(out.bare[of], m.verified)
		}
	}
	return out
}

// verifiedLines are the verified figures of CO2 of fuel combustion, by year.
func verifiedLines(inv *inventory.Inventory) []*emission {
	var out []*emission
	for _, year := range inv.Years {
		for _, e := range inv.Below(year, inventory.Territorial, inv.Vocabulary.Categories.Must("1.A")) {
			if m, ok := e.Source.(*emission); ok && e.Gas == "CO2" {
				out = append(out, m)
			}
		}
	}
	return out
}

func (w *worksFigures) isBare(v *inventory.Verified) bool {
	return slices.Contains(w.bare[v.Facility], v)
}

// parcels are what a line of the inventory adds: itself, or what a verified figure comes to on each of the fuels burned.
func (w *worksFigures) parcels(e *inventory.Estimate, sized func(*inventory.Category) bool) []parcel {
	m, verified := e.Source.(*emission)
	if !verified || w.isBare(m.verified) {
		return []parcel{w.whole(parcelOf(e, e.Value(), sized(e.Row.Category)))}
	}
	var out []parcel
	sum, largest := m.compared().Sum, 0
	left := e.Value()
	for n, c := range m.computed {
		share, err := quantity.Quo(e.Value().Mul(c.Value()), sum)
		if err != nil {
			panic("a verified figure on lines that are nothing: " + err.Error())
		}
		left = left.Sub(share)
		out = append(out, w.whole(parcelOf(c, share, sized(c.Row.Category))))
		if c.Value().GreaterThan(m.computed[largest].Value()) {
			largest = n
		}
	}
	out[largest].co2 = out[largest].co2.Add(left) // what the roundings leave
	return out
}

// whole is the parcel, without its heat if its works has a figure without any in some year.
func (w *worksFigures) whole(l parcel) parcel {
	row := l.line.Row
	for _, v := range w.bare[row.Facility] {
		if v.Covers(row.Category, row.Item) && !l.bare {
			w.taken[v] = true
			l.bare, l.heat = true, decimal.Decimal{}
		}
	}
	return l
}

// verifiedNotes name the works whose verified figures stand on the heat of their fuels, with what these give, and those whose fuels
// were taken out of all years.
func (i *identity) verifiedNotes(inv *inventory.Inventory) []inventory.Text {
	part := map[*inventory.Estimate]bool{}
	for _, p := range i.parts {
		for _, l := range p.parcels {
			part[l.line] = true
		}
	}
	var zh, en []string
	var bare []*inventory.Verified
	for _, m := range verifiedLines(inv) {
		v := m.verified
		switch {
		case i.works.taken[v]:
			bare = append(bare, v)
		case !i.works.isBare(v) && slices.ContainsFunc(m.computed, func(c *inventory.Estimate) bool { return part[c] }):
			value, sum := rounded(m.line.Value()), rounded(m.compared().Sum)
			zh = append(zh, fmt.Sprintf("%s %d 年 %s t，计算值 %s t", v.Facility, v.Year, value, sum))
			en = append(en, fmt.Sprintf("%s of %d %s t, computed %s t", v.Facility, v.Year, value, sum))
		}
	}
	var out []inventory.Text
	if zh != nil {
		out = append(out, inventory.Text{
			ZH: "下列核查数按各设施所烧燃料的热量分解，与计算值之差计入“排放因子”：" + strings.Join(zh, "；") + "。",
			EN: "These verified figures stand on the heat of the fuel that the works burned, and what they differ from the computed ones is of the carbon factor: " + strings.Join(en, "; ") + "."})
	}
	for _, v := range bare {
		out = append(out, inventory.Text{
			ZH: fmt.Sprintf("“%s”%d 年只有核查数，没有燃料活动数据：这个设施各年都记为“没有能源量的排放”。补上这一年的燃料消费量即可分解。", v.Facility, v.Year),
			EN: fmt.Sprintf("%s has a verified figure and no fuel in %d: all years of the works count as emissions without an energy figure. State its fuel of that year to have it taken apart.", v.Facility, v.Year)})
	}
	return out
}
