package engine

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
)

// Replacement is one factor that stands in the place of another: in so many lines, of these categories and years. Either
// is nil where a line has one more or one less.
type Replacement struct {
	Before, After *inventory.Parameter
	Lines         int
	Categories    []string
	Years         []int
}

// replaced lists the factors that other factors take the place of, those of most lines first.
func replaced(before, after *Result) []Replacement {
	if sameKeys(before.Used, after.Used) {
		return nil
	}
	old := map[string][]*inventory.Estimate{}
	for _, e := range before.Inventory.Estimates {
		old[subjectKey(e)] = append(old[subjectKey(e)], e)
	}
	found := map[string]*Replacement{}
	for _, e := range after.Inventory.Estimates {
		key := subjectKey(e)
		if !e.Number || len(old[key]) == 0 {
			continue
		}
		was := old[key][0]
		old[key] = old[key][1:]
		if was.Number {
			note(found, e, factorsOf(was), factorsOf(e))
		}
	}
	var out []Replacement
	for _, r := range found {
		slices.Sort(r.Years)
		out = append(out, *r)
	}
	slices.SortFunc(out, func(a, b Replacement) int { return cmp.Or(b.Lines-a.Lines, cmp.Compare(a.key(), b.key())) })
	return out
}

func sameKeys(a, b []*inventory.Parameter) bool {
	return slices.EqualFunc(a, b, func(x, y *inventory.Parameter) bool { return x.Key() == y.Key() && x.Amount.Equal(y.Amount) })
}

// subjectKey is what an estimate is of.
func subjectKey(e *inventory.Estimate) string {
	return strings.Join([]string{strconv.Itoa(e.Row.Year), e.Row.Category.Code, e.Row.Facility, e.Row.ItemName(), e.Row.Detail, e.Gas, e.Boundary.String()}, "|")
}

// factorsOf are the factors of a line by what they are: the name of the parameter and the item.
func factorsOf(e *inventory.Estimate) map[string][]*inventory.Parameter {
	out := map[string][]*inventory.Parameter{}
	met := map[string]bool{}
	for _, leaf := range e.Mass().Leaves() {
		p := inventory.ParameterOf(leaf)
		if p.Set == "" || met[p.Key()] {
			continue
		}
		met[p.Key()] = true
		out[p.Name] = append(out[p.Name], p)
	}
	return out
}

// note counts what took the place of what in a line.
func note(found map[string]*Replacement, e *inventory.Estimate, before, after map[string][]*inventory.Parameter) {
	names := map[string]bool{}
	for _, side := range []map[string][]*inventory.Parameter{before, after} {
		for name := range side {
			names[name] = true
		}
	}
	for name := range names {
		gone, come := unmatched(before[name], after[name]), unmatched(after[name], before[name])
		for n := range max(len(gone), len(come)) {
			r := Replacement{}
			if n < len(gone) {
				r.Before = gone[n]
			}
			if n < len(come) {
				r.After = come[n]
			}
			known := found[r.key()]
			if known == nil {
				known = &r
				found[r.key()] = known
			}
			known.Lines++
			if !slices.Contains(known.Categories, e.Row.Category.Code) {
				known.Categories = append(known.Categories, e.Row.Category.Code)
			}
			if !slices.Contains(known.Years, e.Row.Year) {
				known.Years = append(known.Years, e.Row.Year)
			}
		}
	}
}

// unmatched are the parameters of a that b has not, with the same figure, by key.
func unmatched(a, b []*inventory.Parameter) []*inventory.Parameter {
	out := slices.DeleteFunc(slices.Clone(a), func(p *inventory.Parameter) bool {
		return slices.ContainsFunc(b, func(q *inventory.Parameter) bool { return p.Key() == q.Key() && p.Amount.Equal(q.Amount) })
	})
	slices.SortFunc(out, func(p, q *inventory.Parameter) int { return cmp.Compare(p.Key(), q.Key()) })
	return out
}

func (r Replacement) key() string {
	side := func(p *inventory.Parameter) string {
		if p == nil {
			return ""
		}
		return p.Key() + " = " + p.Amount.String()
	}
	return side(r.Before) + " → " + side(r.After)
}
