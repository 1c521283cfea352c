package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// consumer is a part of the economy with the fuel it burns: a sector, or a branch of industry.
type consumer struct {
	id      string
	title   inventory.Text
	people  bool      // its size is told by its people and not by what it adds
	fuels   []*burned // in the order in which the inventory lists them first
	bare    burned    // CO2 of which no heat is known: verified figures, waste, mixtures by mass; and of sectors without a size
	heat    map[int]decimal.Decimal
	size    map[int]decimal.Decimal
	parcels []parcel // that it is made of
}

// parcel is what one line adds to a consumer: CO2 (t) and heat (TJ) of a fuel; of none where no heat is known.
type parcel struct {
	line      *inventory.Estimate
	fuel      *inventory.Item
	bare      bool
	co2, heat decimal.Decimal
}

// burned is the CO2 (t) and the heat (TJ) of one fuel by year.
type burned struct {
	item      *inventory.Item
	co2, heat map[int]decimal.Decimal
	at        map[int]inventory.Source // of the first line of a year
}

func newBurned(item *inventory.Item) burned {
	return burned{item, map[int]decimal.Decimal{}, map[int]decimal.Decimal{}, map[int]inventory.Source{}}
}

func (b *burned) add(l *parcel) {
	year := l.line.Row.Year
	b.co2[year], b.heat[year] = b.co2[year].Add(l.co2), b.heat[year].Add(l.heat)
	if b.at[year] == (inventory.Source{}) {
		b.at[year] = l.line.Origin()
	}
}

// any tells whether there is CO2 in some year.
func (b *burned) any() bool {
	for _, co2 := range b.co2 {
		if !co2.IsZero() {
			return true
		}
	}
	return false
}

// add enters what a line adds.
func (p *consumer) add(l parcel) {
	p.parcels = append(p.parcels, l)
	if p.of(&l).add(&l); !l.bare {
		year := l.line.Row.Year
		p.heat[year] = p.heat[year].Add(l.heat)
	}
}

// of is where the consumer counts a parcel.
func (p *consumer) of(l *parcel) *burned {
	if l.bare {
		return &p.bare
	}
	at := slices.IndexFunc(p.fuels, func(b *burned) bool { return b.item == l.fuel })
	if at < 0 {
		at = len(p.fuels)
		of := newBurned(l.fuel)
		p.fuels = append(p.fuels, &of)
	}
	return p.fuels[at]
}

// parcelOf is the CO2 with the heat of a line of a part with or without a size.
func parcelOf(e *inventory.Estimate, co2 decimal.Decimal, sized bool) parcel {
	out := parcel{line: e, fuel: e.Row.Item, co2: co2}
	heat, ok := heatOf(e)
	if out.bare = !sized || !ok || heat.IsZero() && !out.co2.IsZero(); !out.bare {
		out.heat = heat
	}
	return out
}

// heatOf is the heat of the fuel of which a line is, in TJ: its amount times its net calorific value, as the line's own equation has
// them. False for a line whose equation knows no heat.
func heatOf(e *inventory.Estimate) (decimal.Decimal, bool) {
	if e.Method == nil {
		return decimal.Decimal{}, false
	}
	_, fuel := e.Method.Input("fuel")
	_, ncv := e.Method.Input("ncv")
	if !fuel || !ncv {
		return decimal.Decimal{}, false
	}
	var in inventory.Inputs
	switch of := e.Source.(type) {
	case *served:
		in = &binding{of, group{e.Row}}
	case *binding:
		in = of
	default:
		return decimal.Decimal{}, false
	}
	heat, err := expr.Decimal(expr.Round34(expr.In(expr.Mul(in.Activity("fuel"), in.Factor("ncv")), quantity.MustUnit("TJ"))))
	if err != nil {
		panic("the factors of an equation that has a value: " + err.Error())
	}
	return heat, true
}

// consumersOf gathers the territorial CO2 of fuel combustion by the parts that of names; lines of which it names none are left out. A part is
// sized if a statistic tells its size.
func consumersOf(inv *inventory.Inventory, of func(*inventory.Category) (p *consumer, sized bool)) ([]*consumer, *worksFigures) {
	var out []*consumer
	known := map[string]*consumer{}
	sized := func(c *inventory.Category) bool {
		p, sized := of(c)
		return p != nil && sized
	}
	works := worksOf(inv, sized)
	for _, year := range inv.Years {
		for _, e := range inv.Below(year, inventory.Territorial, inv.Vocabulary.Categories.Must("1.A")) {
			if e.Gas != "CO2" || !e.Number {
				continue
			}
			for _, l := range works.parcels(e, sized) {
				made, _ := of(l.line.Row.Category)
				if made == nil {
					continue
				}
				p := known[made.id]
				if p == nil {
					p = made
					p.bare, p.heat, p.size = newBurned(nil), map[int]decimal.Decimal{}, map[int]decimal.Decimal{}
					known[p.id], out = p, append(out, p)
				}
				p.add(l)
			}
		}
	}
	for _, p := range out {
		slices.SortStableFunc(p.fuels, func(a, b *burned) int { return strings.Compare(itemKey(a.item), itemKey(b.item)) })
	}
	slices.SortStableFunc(out, func(a, b *consumer) int { return strings.Compare(a.id, b.id) })
	return out, works
}

func itemKey(item *inventory.Item) string {
	if item == nil {
		return ""
	}
	return item.Name
}

// belowZero refuses CO2 that is negative: a logarithm has no place for it.
func belowZero(parts []*consumer, years []int) inventory.Problems {
	var out inventory.Problems
	for _, p := range parts {
		for _, b := range append(slices.Clone(p.fuels), &p.bare) {
			for _, year := range years {
				if co2 := b.co2[year]; co2.IsNegative() {
					name := termTitle(p, b)
					out.Add(inventory.Problem{Source: b.at[year], Code: "decomposed-negative", Severity: inventory.Error, Year: year,
						Message: inventory.Text{ZH: fmt.Sprintf("%d 年“%s”的 CO2 是 %s t：负数不能用对数平均分解", year, name.ZH, rounded(co2)), EN: fmt.Sprintf("CO2 of %s in %d is %s t: what is below zero has no logarithm", name.EN, year, rounded(co2))},
						Hint:    inventory.Text{ZH: "用 inventory explain 查这一年的数；清除与排放分开分解", EN: "look the figure up with inventory explain; removals are decomposed apart from emissions"}})
				}
			}
		}
	}
	return out
}

// termTitle names a term for people.
func termTitle(p *consumer, b *burned) inventory.Text {
	switch {
	case b == &p.bare:
		return inventory.Text{ZH: p.title.ZH + "（没有能源量）", EN: p.title.EN + " (no energy figure)"}
	case b.item == nil:
		return p.title
	}
	out := inventory.Text{ZH: p.title.ZH + " " + b.item.Name, EN: p.title.EN + ", " + b.item.EN}
	if b.item.EN == "" {
		out.EN = p.title.EN + ", " + b.item.Name
	}
	return out
}
