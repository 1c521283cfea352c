package engine

import (
	"cmp"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// Waste water is stated from the whole to its pathways: people, or the load of a plant or an industry, with the detail of no pathway
// or of an income group; each pathway with that detail and its own words, its share of the whole, or a load of its own. What is
// stated of a whole holds of every pathway below it.
const (
	codeWastewater = "4.D"
	codeDomestic   = "4.D.1"
	codeIndustrial = "4.D.2"
	ofPathway      = "pathway_share"
	ofIncomeGroup  = "income_share"
)

var (
	// ofLoad are the parameters that state how much waste water there is.
	ofLoad = []string{"population", "bod", "cod", "product", "tn"}
	// ofNoPart are those that are of what they are stated for alone, and of no pathway below it.
	ofNoPart = []string{ofPathway, "recovered", "sludge", "NS", "plant_share"}
	// ofSludge are the organics taken out: of the whole where the equation takes them out before it is shared, else of a pathway.
	ofSludge = []string{"sludge_bod", "sludge_cod"}
)

// sharedAfterSludge begins the variants of the methods that take sludge from the whole (IPCC 2006 V5 Eq 6.1).
const sharedAfterSludge = "2006"

// Wastewater is the waste water of one kind, facility and year, as it is stated.
type Wastewater struct {
	Rows  []*inventory.Activity
	parts []*waterPart
}

// waterPart is what is stated of it under one detail: of the whole, an income group or a pathway.
type waterPart struct {
	words   []string // of the detail, canonical
	detail  string
	rows    group
	above   []*waterPart // those of which it is a part, the nearest first
	below   []*waterPart
	methods []*inventory.Method
	gases   map[string]bool // that it gives
}

// wastewater takes the rows of waste water out of the tables, and gives each of its parts what is stated of it and above it.
func (r *run) wastewater() {
	root := r.Vocabulary.Categories.Must(codeWastewater)
	var waters []*Wastewater
	r.rows = slices.DeleteFunc(r.rows, func(row *inventory.Activity) bool {
		if !row.Category.Within(root) || row.Category == root || !slices.Contains(r.years, row.Year) {
			return false
		}
		row = r.namedLoad(row)
		if n := len(waters); n == 0 || !sameWater(waters[n-1].Rows[0], row) {
			waters = append(waters, &Wastewater{})
		}
		w := waters[len(waters)-1]
		w.Rows = append(w.Rows, row)
		return true
	})
	var made []*inventory.Activity
	for _, w := range waters {
		first := w.Rows[0]
		if !r.unsettled[herdOf{first.Year, first.Facility, first.Item}] {
			r.partsOf(w)
			made = append(made, r.waterRows(w)...)
		}
	}
	r.waters = waters
	r.waterBeside()
	if made != nil {
		r.rows = sortRows(append(r.rows, made...))
	}
}

// sameWater tells whether two rows are of one waste water; those of one lie together.
func sameWater(a, b *inventory.Activity) bool { return sameWorks(a, b) && a.Item == b.Item }

// namedLoad gives a row that names no parameter the one that its unit says.
func (r *run) namedLoad(row *inventory.Activity) *inventory.Activity {
	if row.Parameter != "" {
		return row
	}
	for _, one := range []struct{ unit, parameter string }{{"t BOD", "bod"}, {"t COD", "cod"}, {"t TN", "tn"}, {"person", "population"}, {"t", "product"}} {
		if row.Unit.SameDimension(quantity.MustUnit(one.unit)) {
			return r.flowing(row, row.Category, row.Detail, one.parameter)
		}
	}
	return row
}

// partsOf parts the rows by their details, and finds which part is of which.
func (r *run) partsOf(w *Wastewater) {
	for _, row := range w.Rows {
		words := r.Vocabulary.Details.Each(row.Detail)
		at := slices.IndexFunc(w.parts, func(p *waterPart) bool { return slices.Equal(p.words, words) })
		if at < 0 {
			at = len(w.parts)
			w.parts = append(w.parts, &waterPart{words: words, detail: row.Detail, gases: map[string]bool{}})
		}
		w.parts[at].rows = append(w.parts[at].rows, row)
	}
	slices.SortStableFunc(w.parts, func(a, b *waterPart) int { return cmp.Compare(len(b.words), len(a.words)) })
	for _, p := range w.parts {
		for _, q := range w.parts {
			if len(q.words) < len(p.words) && !slices.ContainsFunc(q.words, func(word string) bool { return !slices.Contains(p.words, word) }) {
				p.above, q.below = append(p.above, q), append(q.below, p)
			}
		}
	}
}

// find is the row of the parameter that holds of the part, and the part that it is stated of; nil if there is none.
func (p *waterPart) find(parameter string) (*inventory.Activity, *waterPart) {
	for _, q := range append([]*waterPart{p}, p.above...) {
		if row := firstOf(q.rows, parameter); row != nil && (q == p || !slices.Contains(ofNoPart, parameter)) {
			return row, q
		}
	}
	return nil, nil
}

// holding are the rows that hold of the part, in the order of their parameters.
func (p *waterPart) holding() group {
	out := slices.Clone(p.rows)
	for _, q := range p.above {
		for _, row := range q.rows {
			if out.find(row.Parameter) < 0 && !slices.Contains(ofNoPart, row.Parameter) {
				out = append(out, row)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b *inventory.Activity) int { return strings.Compare(a.Parameter, b.Parameter) })
	return out
}

// waterRows are the rows of each part by which a method counts it, from the pathways to the whole.
func (r *run) waterRows(w *Wastewater) []*inventory.Activity {
	before := len(r.problems)
	r.waterFaults(w)
	if len(r.problems) > before {
		return nil
	}
	var out []*inventory.Activity
	used := map[*inventory.Activity]bool{}
	for _, p := range w.parts {
		all := p.holding()
		methods := r.waterMethods(p, all)
		p.methods = methods
		for _, m := range methods {
			p.gases[m.Gas] = true
		}
		for _, row := range all {
			if !slices.ContainsFunc(methods, func(m *inventory.Method) bool { return r.hasInput(m, row) }) {
				continue
			}
			used[row] = used[row] || slices.ContainsFunc(methods, func(m *inventory.Method) bool { return r.usesInput(m, row) })
			out = append(out, r.ofPart(p, row))
		}
	}
	if len(r.problems) == before {
		r.unusedWater(w, used)
		r.nitrogenUnsaid(w)
	}
	return out
}

// ofPart is the row as one of the part. What is wrong with a pathway is told at its own row, of sludge at its own.
func (r *run) ofPart(p *waterPart, row *inventory.Activity) *inventory.Activity {
	out := r.flowing(row, row.Category, p.detail, row.Parameter)
	if out != row && !slices.Contains(p.rows, row) && !slices.Contains(ofSludge, row.Parameter) {
		out.Place = p.rows[0].Place
	}
	return out
}

// waterMethods are the methods that count the part, of those that need nothing that does not hold of it.
func (r *run) waterMethods(p *waterPart, all group) []*inventory.Method {
	about := r.subject(p.rows[0])
	fit := func(m *inventory.Method) bool {
		return m.Main() != nil && !slices.ContainsFunc(m.Inputs, func(in inventory.Input) bool { return in.Needed() && all.find(in.Name) < 0 })
	}
	out := r.methodsFor(about, fit)
	if at := slices.IndexFunc(p.rows, func(row *inventory.Activity) bool { return slices.Contains(ofLoad, row.Parameter) }); at >= 0 && len(out) == 0 && len(p.below) == 0 {
		r.pathwayUnsaid(p.rows[at], fit)
		return nil
	}
	told := false
	return slices.DeleteFunc(out, func(m *inventory.Method) bool {
		_, at := p.find(m.Main().Name)
		byPathway := byPathway(m)
		switch {
		case at == p:
			return !byPathway && slices.ContainsFunc(p.below, func(q *waterPart) bool { return q.gases[m.Gas] })
		case !byPathway:
			return true // counted with the whole of which it is stated
		case firstOf(p.rows, ofPathway) == nil:
			if !told {
				r.problems.Add(r.pathwayWithoutShare(p, at, m))
				told = true
			}
			return true
		}
		return !r.sludgeInPlace(p, at, m)
	})
}

// sludgeInPlace refuses organics taken out that are stated elsewhere than the equation takes them from.
func (r *run) sludgeInPlace(p, load *waterPart, m *inventory.Method) bool {
	whole := strings.HasPrefix(strings.TrimPrefix(m.ID, m.Category+"/"), sharedAfterSludge)
	for _, parameter := range ofSludge {
		in, ok := m.InputOf(parameter)
		row, at := p.find(parameter)
		if !ok || in.ForChecks || row == nil || whole && at == load || !whole && at == p {
			continue
		}
		r.problems.Add(sludgeElsewhere(row, load, whole))
		return false
	}
	return true
}
