package land

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// Use is one of the six land uses, by the number of its category below 3.B.
type Use int

// The land uses in the order of the categories (IPCC 2006 V4 ch3).
const (
	ForestLand Use = iota + 1
	Cropland
	Grassland
	Wetlands
	Settlements
	OtherLand
)

// Uses lists them in their order.
var Uses = []Use{ForestLand, Cropland, Grassland, Wetlands, Settlements, OtherLand}

// Code is the category of the land use.
func (u Use) Code() string { return anyLand + "." + string(rune('0'+u)) }

// AreaOfUse and AreaOfConversion are the parameters by which the matrix is stated.
const (
	AreaOfUse        = "land_area"
	AreaOfConversion = "land_converted"
)

// items are the names by which an activity may tell the land use where its category does not.
var items = map[string]Use{"林地": ForestLand, "乔木林": ForestLand, "竹林": ForestLand, "经济林": ForestLand, "灌木林": ForestLand,
	"耕地": Cropland, "水田": Cropland, "园地": Cropland, "草地": Grassland, "湿地": Wetlands, "建设用地": Settlements, "其他土地": OtherLand}

// IsSpecies tells whether the item is trees of one kind, which an arbor forest is made of.
func IsSpecies(item *inventory.Item) bool {
	_, use := items[item.Name]
	return item.Kind == "land" && !use && item.Name != "散生木"
}

// UseOf is the land use of a category, and of an item where the category is all land.
func UseOf(code, item string) (Use, bool) {
	rest, below := strings.CutPrefix(code, anyLand+".")
	if !below {
		use, known := items[item]
		return use, known && code == anyLand
	}
	use := Use(rest[0] - '0')
	return use, slices.Contains(Uses, use)
}

// ConversionOf tells which land became which: the category says what it became, and below it what it was, in the order of the
// uses, or else the item does.
func ConversionOf(code, item string) (from, to Use, ok bool) {
	to, ok = UseOf(code, "")
	if !ok {
		return 0, 0, false
	}
	from = items[item]
	if nth := slices.Index([]string{"i", "ii", "iii", "iv", "v"}, code[strings.LastIndex(code, ".")+1:]); nth >= 0 && to != Wetlands {
		from = slices.DeleteFunc(slices.Clone(Uses), func(u Use) bool { return u == to })[nth]
	}
	return from, to, from != 0 && from != to
}

// Conversion is land that was of one use and became another in a year.
type Conversion struct {
	Year     int
	From, To Use
}

// Held is the land of one use at the end of a year.
type Held struct {
	Year int
	Use  Use
}

// Matrix is the land of a district by its use, in ha: what each use holds at the end of the years that are stated, and what came from
// one to another in each year.
type Matrix struct {
	Areas       map[Held]decimal.Decimal
	Conversions map[Conversion]decimal.Decimal
}

// NewMatrix is one that holds nothing.
func NewMatrix() *Matrix {
	return &Matrix{map[Held]decimal.Decimal{}, map[Conversion]decimal.Decimal{}}
}

// Cell is the land that was of one use at the beginning of a year and is of the same or another at its end.
type Cell struct {
	Conversion
	Area decimal.Decimal
}

// Cells are those of the matrix, by year, earlier use and later use. Land that stayed what it was is that of the end of the year less
// what came to it, of the uses and years whose area is stated.
func (m *Matrix) Cells() []Cell {
	var out []Cell
	for c, area := range m.Conversions {
		out = append(out, Cell{c, area})
	}
	for h, area := range m.Areas {
		came, _ := m.moved(h.Use, h.Year-1, h.Year)
		out = append(out, Cell{Conversion{h.Year, h.Use, h.Use}, area.Sub(came)})
	}
	slices.SortFunc(out, func(a, b Cell) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	return out
}

// moved is what came to the use, and what left it, after the one year and up to the other.
func (m *Matrix) moved(use Use, after, upTo int) (came, left decimal.Decimal) {
	for c, area := range m.Conversions {
		if c.Year <= after || c.Year > upTo {
			continue
		}
		if c.To == use {
			came = came.Add(area)
		}
		if c.From == use {
			left = left.Add(area)
		}
	}
	return came, left
}

// Gap is what a land use holds at the end of a year against what it held in the year before that is stated, with what came and left.
type Gap struct {
	Use                       Use
	From, To                  int // years
	Before, Came, Left, After decimal.Decimal
}

// Missing is the area that appears, or, below zero, that vanishes.
func (g *Gap) Missing() decimal.Decimal {
	return g.After.Sub(g.Before).Sub(g.Came).Add(g.Left)
}

// Gaps are the land uses whose area does not follow from that of the year before and the conversions, by year and use.
func (m *Matrix) Gaps() []Gap {
	var out []Gap
	held := slices.SortedFunc(maps.Keys(m.Areas), func(a, b Held) int { return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Use, b.Use)) })
	last := map[Use]int{}
	for _, h := range held {
		if before, ok := last[h.Use]; ok {
			g := Gap{Use: h.Use, From: before, To: h.Year, Before: m.Areas[Held{before, h.Use}], After: m.Areas[h]}
			if g.Came, g.Left = m.moved(h.Use, before, h.Year); !g.Missing().IsZero() {
				out = append(out, g)
			}
		}
		last[h.Use] = h.Year
	}
	return out
}

// Total is all land at the end of the year; false unless every use is stated.
func (m *Matrix) Total(year int) (decimal.Decimal, bool) {
	sum := decimal.Decimal{}
	for _, use := range Uses {
		area, ok := m.Areas[Held{year, use}]
		if !ok {
			return decimal.Decimal{}, false
		}
		sum = sum.Add(area)
	}
	return sum, true
}
