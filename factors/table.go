package factors

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/spelling"
)

// Table is the rows of many files, indexed for the look-up. It does not change once it is built and confirmed.
type Table struct {
	rows      []*Row // by key
	bySubject map[subject][]*Row
	voc       *inventory.Vocabulary
	rules     map[string]rule // by parameter
	plants    map[string]bool // folded names of the facilities that rows are of
	words     map[string]bool // canonical words of detail, technology and basis that rows state
}

// subject is what a row must match exactly to be looked at.
type subject struct{ parameter, gas, set, item string }

// subjects are what the row may be asked for by: one for each of its items.
func (r *Row) subjects() []subject {
	if r.terms.items == nil {
		return []subject{{r.Parameter, r.Gas, r.Set, ""}}
	}
	var out []subject
	for _, item := range r.terms.items {
		out = append(out, subject{r.Parameter, r.Gas, r.Set, item})
	}
	return out
}

// rule is how the rows of a parameter are matched by year and, beyond the usual chain, by category.
type rule struct {
	years    inventory.YearRule
	holdsFor *inventory.Category
}

// New makes a table of rows that Load has read with one vocabulary. Rows of one key are an error each, however much they
// differ in value or source: nothing could choose between them. Where they became known at different times they are
// editions of one factor, and the latest counts; a remark says so.
func New(rows ...[]*Row) (*Table, inventory.Problems) {
	t := &Table{bySubject: map[subject][]*Row{}, plants: map[string]bool{}, words: map[string]bool{}, voc: &inventory.Vocabulary{}}
	problems := t.keep(slices.Concat(rows...))
	for _, row := range t.rows {
		for _, at := range row.subjects() {
			t.bySubject[at] = append(t.bySubject[at], row)
		}
		t.voc = row.terms.voc
		if plant := row.terms.facility; plant != "" {
			t.plants[plant] = true
		}
		for _, words := range row.terms.words {
			for _, word := range words {
				t.words[word] = true
			}
		}
	}
	t.takeRules()
	problems.Add(t.otherGases()...)
	return t, problems
}

// keep takes the rows by key, one of each.
func (t *Table) keep(rows []*Row) inventory.Problems {
	type keyed struct {
		*Row
		key string
	}
	all := make([]keyed, 0, len(rows))
	for _, row := range rows {
		all = append(all, keyed{row, row.Key()})
	}
	slices.SortFunc(all, func(a, b keyed) int {
		if order := cmp.Compare(a.key, b.key); order != 0 {
			return order
		}
		return cmp.Or(cmp.Compare(a.knownOn(), b.knownOn()), comparePlaces(a.Place, b.Place))
	})
	var problems inventory.Problems
	for i, row := range all {
		last := len(t.rows) - 1
		switch {
		case i == 0 || row.key != all[i-1].key:
			t.rows = append(t.rows, row.Row)
		case row.knownOn() != t.rows[last].knownOn():
			problems.Add(superseded(t.rows[last], row.Row))
			t.rows[last] = row.Row
		default:
			problems.Add(sameKey(row.Row, t.rows[last]))
		}
	}
	return problems
}

// otherGases refuses the district's own rows without a gas where every other row of the parameter names one, and the other
// way round: no equation would ever ask for them.
func (t *Table) otherGases() inventory.Problems {
	type use struct{ named, unnamed bool }
	uses := map[string]use{}
	for _, row := range t.rows {
		if !row.own {
			u := uses[row.Parameter]
			u.named, u.unnamed = u.named || row.Gas != "", u.unnamed || row.Gas == ""
			uses[row.Parameter] = u
		}
	}
	var out inventory.Problems
	for _, row := range t.rows {
		switch u := uses[row.Parameter]; {
		case !row.own || u.named == u.unnamed:
		case u.named && row.Gas == "":
			out.Add(problemAt(row.Place.Cell("gas"), "missing-gas", gasMissing))
		case u.unnamed && row.Gas != "":
			out.Add(problemAt(row.Place.Cell("gas"), "gas-of-none", gasOfNone))
		}
	}
	return out
}

func (t *Table) takeRules() {
	t.rules = make(map[string]rule, len(t.voc.Parameters))
	for name, p := range t.voc.Parameters {
		r := rule{years: p.Years}
		if p.HoldsFor != "" {
			r.holdsFor = t.voc.Categories.Must(p.HoldsFor)
		}
		t.rules[name] = r
	}
}

func comparePlaces(a, b inventory.Place) int {
	x, y := a.Cell(""), b.Cell("")
	return cmp.Or(cmp.Compare(x.File, y.File), cmp.Compare(x.Row, y.Row))
}

// Rows lists the rows by key.
func (t *Table) Rows() []*Row { return slices.Clone(t.rows) }

// GasesOf are the gases of which the set states the parameter for the category and item, in the order of the tables.
func (t *Table) GasesOf(set, parameter string, c *inventory.Category, item string) []string {
	var out []string
	for _, row := range t.rows {
		if row.Set == set && row.Parameter == parameter && row.Gas != "" && !slices.Contains(out, row.Gas) &&
			(row.terms.items == nil || slices.Contains(row.terms.items, item)) && slices.ContainsFunc(row.terms.categories, c.Within) {
			out = append(out, row.Gas)
		}
	}
	return out
}

// ByTechnology are the rows of the query's parameter that tell by their technology, one of each: those of the first set that has
// any for the item or, where none does, for the narrowest class of items that has some.
func (t *Table) ByTechnology(q Query) []*Row {
	asked := t.ask(q)
	for _, set := range q.Sets {
		for _, item := range append([]string{q.Item}, asked.classes...) {
			if out := t.oneOfEach(q, set, item); out != nil {
				return out
			}
		}
	}
	return nil
}

func (t *Table) oneOfEach(q Query, set, item string) []*Row {
	best := map[string]fitting{}
	for _, row := range t.bySubject[subject{q.Parameter, q.Gas, set, item}] {
		of := q
		of.Item, of.Detail = item, append(slices.Clone(q.Detail), inventory.SplitList(row.Technology)...)
		asked := t.ask(of)
		rank, no := asked.fit(row)
		if known, ok := best[row.Technology]; no == 0 && row.Value != nil && (!ok || rank.compare(known.rank) < 0) {
			best[row.Technology] = fitting{row, rank}
		}
	}
	var out []*Row
	for _, name := range slices.Sorted(maps.Keys(best)) {
		out = append(out, best[name].row)
	}
	return out
}

// HasFacility tells whether any row is of the facility.
func (t *Table) HasFacility(name string) bool {
	return len(t.plants) > 0 && t.plants[spelling.Fold(name)]
}

// Telling are those of the words of an activity's detail column that some row states: no other has a part in a look-up.
func (t *Table) Telling(detail string) string {
	if detail == "" {
		return ""
	}
	var out []string
	for _, word := range inventory.SplitList(detail) {
		if t.words[t.voc.Details.Canonical(word)] {
			out = append(out, word)
		}
	}
	return strings.Join(out, ";")
}

// Knows tells whether a word of an activity's detail column is one that some row states or that has an entry among the
// details.
func (t *Table) Knows(word string) bool {
	return t.voc.Details == nil || t.voc.Details.Has(word) || t.words[t.voc.Details.Canonical(word)]
}

// NearestWord is the word, among those that rows state, that differs from an unknown one by at most a third of its
// letters; "" if there is none.
func (t *Table) NearestWord(word string) string {
	near := spelling.Near(word, slices.Collect(maps.Keys(t.words)), 1+len([]rune(word))/3, 1)
	if len(near) == 0 {
		return ""
	}
	return near[0]
}

// replace puts a row in the place of the one that it is a copy of.
func (t *Table) replace(i int, row *Row) {
	for _, at := range row.subjects() {
		group := t.bySubject[at]
		group[slices.Index(group, t.rows[i])] = row
	}
	t.rows[i] = row
}
