package engine

import (
	"slices"
	"strconv"

	"ghg/inventory"
)

// guideLevels are the categories at which the guidelines look for key categories; what stands below one is assessed with it, and what
// is not listed by itself (IPCC 2006 V1 Table 4.1, p4.8–4.12).
var guideLevels = []string{"1.A.1", "1.A.2", "1.A.3.a", "1.A.3.b", "1.A.3.c", "1.A.3.d", "1.A.3.e", "1.A.4", "1.A.5", "1.B.1", "1.B.2.a", "1.B.2.b", "1.C",
	"2.A.1", "2.A.2", "2.A.3", "2.A.4", "2.B.1", "2.B.2", "2.B.3", "2.B.4", "2.B.5", "2.B.6", "2.B.7", "2.B.8", "2.B.9", "2.C.1", "2.C.2", "2.C.3", "2.C.5", "2.C.6",
	"2.D", "2.E", "2.F.1", "2.F.2", "2.F.3", "2.F.4", "2.F.5", "2.F.6", "2.G",
	"3.A.1", "3.A.2", "3.B.1.a", "3.B.1.b", "3.B.2.a", "3.B.2.b", "3.B.3.a", "3.B.3.b", "3.B.4.a.i", "3.B.4.a.ii", "3.B.4.b", "3.B.5.a", "3.B.5.b",
	"3.C.1", "3.C.2", "3.C.3", "3.C.4", "3.C.5", "3.C.6", "3.C.7", "3.D.1", "4.A", "4.B", "4.C", "4.D"}

// The levels of the tables of uncertainty and key categories, beside a number, which is that of sectors (1) and what is below.
const (
	GuideLevel  = "guide"
	FinestLevel = "finest"
)

// ParseLevel tells whether the word is a level.
func ParseLevel(s string) bool {
	n, err := strconv.Atoi(s)
	return s == "" || s == GuideLevel || s == FinestLevel || err == nil && n >= 1 && n <= 9
}

// levelOf is the category that the category is assessed with. Land and what is none never stand together: at a depth that would join
// them land is kept at its uppermost categories, such as 3.B and, burning on forest land, 3.C.1.a.
func levelOf(c *inventory.Category, level string) *inventory.Category {
	land := inventory.IsLand(c)
	depth, _ := strconv.Atoi(level)
	upper := c
	for at := c; at != nil && inventory.IsLand(at) == land; at = at.Parent {
		switch {
		case level == FinestLevel:
			return c
		case depth > 0 && at.Depth <= depth:
			return at
		case depth == 0 && slices.Contains(guideLevels, at.Code):
			return at
		case depth > 0:
			upper = at
		}
	}
	return upper
}

// together is the name under which the gas is assessed in the category: the fluorinated gases of electronics, substitutes and
// products are assessed jointly (Table 4.1).
func together(c *inventory.Category, gas *inventory.Gas, level string) string {
	if level == FinestLevel || !gas.Matches(inventory.FGases) {
		return gas.Name
	}
	for at := c; at != nil; at = at.Parent {
		switch at.Code {
		case "2.E", "2.G":
			return "HFCs, PFCs, SF6, NF3"
		case "2.F":
			return "HFCs, PFCs"
		}
	}
	return gas.Name
}
