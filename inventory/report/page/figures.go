package page

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/report"
)

// Parts of a scope that links name apart: without what belongs to land use, and that alone.
const (
	withoutLand = "nl"
	landAlone   = "land"
)

// maskedKey stands where a figure is confidential.
var maskedKey = inventory.C.String()

// figure is the link that opens a total, of a part of its scope if one is named.
func (p *page) figure(f inventory.Figure, part string) string {
	out := fmt.Sprintf("f=%d,%c,%s,%s", f.Year, f.Boundary.String()[0], f.Scope, f.Gas)
	if part != "" {
		out += "," + part
	}
	return out
}

func (p *page) lineLink(e *inventory.Estimate) string {
	if n, ok := p.lines[e]; ok {
		return fmt.Sprintf("line=%d", n)
	}
	return ""
}

// number numbers the lines that can be explained, in the order of the tables; none where something is masked.
func (p *page) number() {
	if p.masked {
		return
	}
	for _, e := range p.inv.Estimates {
		if e.Number {
			p.lines[e] = len(p.lines)
		}
	}
}

// co2e is the CO2-equivalent of a figure, or of a part of its scope, as a point; masked if it or what it is told from is.
func (p *page) co2e(f inventory.Figure, part string) point {
	of := []inventory.Figure{f}
	less, whole := f, f
	less.Scope, whole.Scope = inventory.ScopeWithoutLand, inventory.ScopeTotal
	switch part {
	case withoutLand:
		of = append(of, whole, less)
	case landAlone:
		of = []inventory.Figure{whole, less}
	}
	if slices.ContainsFunc(of, p.hides) {
		return point{text: maskedKey}
	}
	sum, number, keys := decimal.Decimal{}, false, inventory.Notation(0)
	for i, one := range of {
		t := p.inv.Total(one)
		if i == 1 { // of the three or two: scope − total + without land, total − without land
			t.CO2e = t.CO2e.Neg()
		}
		if t.HasCO2e {
			sum, number = sum.Add(t.CO2e), number || i == 0
		} else if i == 0 {
			keys = t.Notation
		}
	}
	if !number || part != "" && !p.some(f, part) {
		return point{text: keys.String()}
	}
	return valued(sum, report.Tonnes(sum), p.figure(f, part))
}

// some tells whether a part of a figure has a line with a number.
func (p *page) some(f inventory.Figure, part string) bool {
	c, _ := p.inv.Vocabulary.Categories.Lookup(f.Scope) // nil of the totals: all categories
	return slices.ContainsFunc(p.inv.Below(f.Year, f.Boundary, c), func(e *inventory.Estimate) bool {
		return e.Number && inventory.IsLand(e.Row.Category) == (part == landAlone)
	})
}

// hides tells whether a figure, or that of one gas of the family that it names, must not be shown.
func (p *page) hides(f inventory.Figure) bool {
	if !p.masked || p.s.Mask.Hides(f) {
		return p.masked
	}
	for _, gas := range p.inv.Vocabulary.Gases.All {
		member := f
		if member.Gas = gas.Name; gas.Matches(f.Gas) && p.s.Mask.Hides(member) {
			return true
		}
	}
	return false
}

// of is a figure of the territory in a year.
func of(year int, scope, gas string) inventory.Figure {
	return inventory.Figure{Year: year, Boundary: inventory.Territorial, Scope: scope, Gas: gas}
}

// sector is a part of the inventory that charts tell apart.
type sector struct {
	scope, part string
	name        inventory.Text
	color       int
}

// sectors are the parts whose sum is the total with land: what belongs to land use stands apart.
func (p *page) sectors() []sector {
	out := []sector{}
	for _, c := range p.inv.Vocabulary.Categories.All {
		if c.Parent != nil {
			continue
		}
		s := sector{scope: c.Code, name: inventory.Text{ZH: c.Name.ZH, EN: c.Name.EN}, color: len(out)}
		if slices.ContainsFunc(p.inv.Vocabulary.Categories.All, func(x *inventory.Category) bool { return inventory.IsLand(x) && x.Within(c) }) {
			s.part, s.name = withoutLand, inventory.Text{ZH: "农业", EN: "Agriculture"}
			out = append(out, s)
			s = sector{scope: inventory.ScopeTotal, part: landAlone, name: inventory.Text{ZH: "土地利用变化和林业", EN: "Land use, land-use change and forestry"}, color: len(out)}
		}
		if c.Code != "M" {
			out = append(out, s)
		}
	}
	return out
}

// gases are the tokens of the gases that charts tell apart, in the order of the tables: the fluorinated ones by their families.
func (p *page) gases() []gas {
	var out []gas
	for _, g := range p.inv.Vocabulary.Gases.All {
		one := gas{token: g.Family, name: g.Family}
		if g.Family == "HFC" || g.Family == "PFC" {
			one = gas{token: g.Family + "s", name: g.Family + "s"}
		}
		if !slices.ContainsFunc(out, func(known gas) bool { return known.token == one.token }) {
			one.color = len(out)
			out = append(out, one)
		}
	}
	return out
}

type gas struct {
	token, name string
	color       int
}
