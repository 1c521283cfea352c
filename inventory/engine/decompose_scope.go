package engine

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/trend"
)

// scope is the CO2 of one category that some year says nothing of: neither a figure nor that there is none (NO, NA). What such a year
// differs from another is what was counted and no change of emissions (METHODS §7.8).
type scope struct {
	category *inventory.Category
	apart    map[[2]int]map[int]decimal.Decimal // by change, from year to year, then year: t CO2
	without  map[int]bool                       // years that say nothing
	parts    map[string]bool                    // works and fuels, where the category has other figures in such a year
}

// aboutWhat is what figures of several years are of.
type aboutWhat struct {
	category *inventory.Category
	facility string
	item     *inventory.Item
}

func ofLine(e *inventory.Estimate) aboutWhat {
	return aboutWhat{e.Row.Category, e.Row.Facility, e.Row.Item}
}

// yearsSay is what the years say of the CO2 of fuel combustion.
type yearsSay struct {
	numbers map[int]map[string][]aboutWhat // by facility
	absent  map[int]map[aboutWhat]bool     // NO, NA, IE
	unknown map[int][]aboutWhat            // NE, and C without a figure
	told    map[toldOf]bool
}

type toldOf struct {
	of   aboutWhat
	year int
}

func statedOf(inv *inventory.Inventory) *yearsSay {
	out := &yearsSay{map[int]map[string][]aboutWhat{}, map[int]map[aboutWhat]bool{}, map[int][]aboutWhat{}, map[toldOf]bool{}}
	for _, year := range inv.Years {
		out.numbers[year], out.absent[year] = map[string][]aboutWhat{}, map[aboutWhat]bool{}
		for _, e := range computed(inv.Below(year, inventory.Territorial, inv.Vocabulary.Categories.Must("1.A"))) {
			switch of := ofLine(e); {
			case e.Gas != "CO2":
			case e.Number:
				out.numbers[year][of.facility] = append(out.numbers[year][of.facility], of)
			case e.Notation&(inventory.NO|inventory.NA|inventory.IE) != 0:
				out.absent[year][of] = true
			case e.Notation&(inventory.NE|inventory.C) != 0:
				out.unknown[year] = append(out.unknown[year], of)
			}
		}
	}
	for _, numbers := range out.numbers {
		for facility, list := range numbers {
			numbers[facility] = distinct(list)
		}
	}
	return out
}

func distinct(list []aboutWhat) []aboutWhat {
	seen := map[aboutWhat]bool{}
	return slices.DeleteFunc(list, func(of aboutWhat) bool {
		known := seen[of]
		seen[of] = true
		return known
	})
}

// says tells whether the year says anything of the subject: a figure, or that there is none. A fuel or a works that has no row in a
// category which has others is none; one that is NE, or of a category that is, is not known.
func (s *yearsSay) says(of aboutWhat, year int) bool {
	key := toldOf{of, year}
	says, known := s.told[key]
	if !known {
		says = s.numbered(of, year) || s.absent[year][of] || !s.unasked(of, year)
		s.told[key] = says
	}
	return says
}

// numbered tells of a figure of the same facility and fuel, perhaps at another level of the categories; a figure of a works as a whole
// is one of all its fuels.
func (s *yearsSay) numbered(of aboutWhat, year int) bool {
	return slices.ContainsFunc(s.numbers[year][of.facility], func(n aboutWhat) bool {
		item := n.item == of.item || of.facility != "" && (n.item == nil || of.item == nil)
		return item && (n.category.Within(of.category) || of.category.Within(n.category))
	})
}

// unasked tells of a row that leaves the subject open: its own or that of a category around it; one of a category within it if that
// has no figure at all.
func (s *yearsSay) unasked(of aboutWhat, year int) bool {
	return slices.ContainsFunc(s.unknown[year], func(n aboutWhat) bool {
		if n.item != nil && n.item != of.item || n.facility != "" && n.facility != of.facility {
			return false
		}
		return of.category.Within(n.category) || n.category.Within(of.category) && !s.any(of.category, year)
	})
}

// any tells whether the category has a figure in the year.
func (s *yearsSay) any(c *inventory.Category, year int) bool {
	for _, list := range s.numbers[year] {
		if slices.ContainsFunc(list, func(n aboutWhat) bool { return n.category.Within(c) }) {
			return true
		}
	}
	return false
}

// changes are the years, by their numbers, between which the identity is decomposed.
func (i *identity) changes() [][2]int {
	var out [][2]int
	last := len(i.years) - 1
	for y := 1; y <= last; y++ {
		out = append(out, [2]int{y - 1, y})
	}
	if last > 1 {
		out = append(out, [2]int{0, last})
	}
	return out
}

// compare sets apart, for each change, the lines of which the other year says nothing.
func (i *identity) compare(inv *inventory.Inventory) {
	says := statedOf(inv)
	if len(says.unknown) == 0 {
		return
	}
	known := map[*inventory.Category]*scope{}
	for _, change := range i.changes() {
		for _, p := range i.parts {
			for n := range p.parcels {
				l := &p.parcels[n]
				other, within := i.otherYear(change, l.line.Row.Year)
				if !within || l.co2.IsZero() || says.says(ofLine(l.line), other) {
					continue
				}
				c := l.line.Row.Category
				if known[c] == nil {
					known[c] = &scope{c, map[[2]int]map[int]decimal.Decimal{}, map[int]bool{}, map[string]bool{}}
				}
				if known[c].add(change, l, other); says.any(c, other) {
					known[c].parts[l.line.Row.Subject()] = true
				}
				i.apart(change, p, l)
			}
		}
	}
	i.scopes = slices.SortedFunc(maps.Values(known), func(a, b *scope) int { return a.category.Order - b.category.Order })
}

// otherYear is the other year of the change; false if the year is none of it.
func (i *identity) otherYear(change [2]int, year int) (int, bool) {
	switch year {
	case i.years[change[0]]:
		return i.years[change[1]], true
	case i.years[change[1]]:
		return i.years[change[0]], true
	}
	return 0, false
}

func (s *scope) add(change [2]int, l *parcel, without int) {
	if s.apart[change] == nil {
		s.apart[change] = map[int]decimal.Decimal{}
	}
	year := l.line.Row.Year
	s.apart[change][year], s.without[without] = s.apart[change][year].Add(l.co2), true
}

// apart takes a parcel out of what is compared in a change.
func (i *identity) apart(change [2]int, p *consumer, l *parcel) {
	if i.compared == nil {
		i.compared = map[[2]int]map[*consumer]*consumer{}
	}
	if i.compared[change] == nil {
		i.compared[change] = map[*consumer]*consumer{}
	}
	q := i.compared[change][p]
	if q == nil {
		q = p.clone()
		i.compared[change][p] = q
	}
	year, of := l.line.Row.Year, q.of(l)
	of.co2[year], of.heat[year], q.heat[year] = of.co2[year].Sub(l.co2), of.heat[year].Sub(l.heat), q.heat[year].Sub(l.heat)
}

// clone is a copy whose CO2 and heat may be changed.
func (p *consumer) clone() *consumer {
	out := *p
	out.bare, out.heat, out.fuels = p.bare.clone(), maps.Clone(p.heat), nil
	for _, b := range p.fuels {
		of := b.clone()
		out.fuels = append(out.fuels, &of)
	}
	return &out
}

func (b *burned) clone() burned {
	return burned{b.item, maps.Clone(b.co2), maps.Clone(b.heat), b.at}
}

// scopeTerms are the terms of what a year says nothing of, in a change; none of them is there in any other.
func (i *identity) scopeTerms(change [2]int, year int, ids []string) []trend.Term {
	out := make([]trend.Term, len(i.scopes))
	for n, s := range i.scopes {
		if s.apart[change] == nil {
			continue
		}
		co2 := s.apart[change][year]
		out[n] = trend.Term{Size: i.perGDP(co2, year), Factors: make([]trend.Factor, len(ids))}
		for k, id := range ids {
			if out[n].Factors[k] = trend.Plain(decimal.NewFromInt(1)); id == "scope" {
				out[n].Factors[k] = i.scaled(co2, year)
			}
		}
	}
	return out
}

// perGDP is a figure as it counts in what is decomposed.
func (i *identity) perGDP(of decimal.Decimal, year int) decimal.Decimal {
	if i.of == "intensity" {
		of, _ = quantity.Quo(of, i.whole[year]) // GDP is not zero: it would be missing
	}
	return of
}

// scopeNotes name what some year says nothing of, and what it makes of the change.
func (i *identity) scopeNotes(title inventory.Text) []inventory.Text {
	var out []inventory.Text
	for _, s := range i.scopes {
		years := YearList(slices.Sorted(maps.Keys(s.without)))
		var zh, en []string
		for _, change := range i.changes() {
			if of := s.apart[change]; of != nil {
				from, to := i.years[change[0]], i.years[change[1]]
				size := withSign(of[to].Sub(of[from]))
				zh, en = append(zh, fmt.Sprintf("%d—%d 年 %s t", from, to, size)), append(en, fmt.Sprintf("%d–%d %s t", from, to, size))
			}
		}
		name := inventory.Text{ZH: "“" + s.category.Code + " " + s.category.Name.ZH + "”", EN: s.category.Code + " " + s.category.Name.EN}
		if parts := slices.Sorted(maps.Keys(s.parts)); parts != nil {
			name.ZH, name.EN = name.ZH+"中的"+strings.Join(parts, "、")+" ", name.EN+" ("+strings.Join(parts, ", ")+")"
		}
		out = append(out, inventory.Text{
			ZH: fmt.Sprintf("%s%s 年没有数，也没有说明没有排放（NO、NA）：这不是排放的变化，另记为“%s”（%s）。补上这些年的数，或写明标记。",
				name.ZH, years, title.ZH, strings.Join(zh, "，")),
			EN: fmt.Sprintf("%s has neither a figure nor a key that there is none (NO, NA) in %s: that is no change of emissions, and counts as %q (%s). Enter figures of these years, or a key.",
				name.EN, years, title.EN, strings.Join(en, ", "))})
	}
	return out
}

// withSign is a change in short, with its sign.
func withSign(d decimal.Decimal) string {
	if d.IsPositive() {
		return "+" + rounded(d)
	}
	return rounded(d)
}
