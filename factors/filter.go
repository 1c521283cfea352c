package factors

import (
	"maps"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/spelling"
)

// Filter is what rows are asked for by; an empty word asks for all. Words are names or aliases of the vocabulary.
type Filter struct {
	Set, Parameter, Gas string
	Category            string // with all below it
	Item, Region        string
	Status, Climate     string
	Technology          string
	Text                string // part of the key or of the citation
}

// UnknownWord says that a filter asks by a word that is not known.
type UnknownWord struct {
	What    inventory.Text
	Written string
	Nearest string // "" if none is like it
}

// Error names the word.
func (e *UnknownWord) Error() string { return "no " + e.What.EN + " " + e.Written }

// Select lists the rows that the filter asks for, by key. The error is an *UnknownWord.
func (t *Table) Select(f Filter) ([]*Row, error) {
	s, err := t.selector(f)
	if err != nil {
		return nil, err
	}
	var out []*Row
	for _, row := range t.rows {
		if s.keeps(row) {
			out = append(out, row)
		}
	}
	return out, nil
}

// selector is a filter with its words resolved.
type selector struct {
	Filter
	category   *inventory.Category
	status     inventory.Status
	technology string
}

func (t *Table) selector(f Filter) (selector, error) {
	s := selector{Filter: f, technology: spelling.Fold(f.Technology)}
	s.Text = spelling.Fold(f.Text)
	var wrong error
	// word replaces a word by the name it stands for.
	word := func(to *string, zh, en string, lookup func(string) (string, bool), nearest func(string) string) {
		if *to == "" || wrong != nil {
			return
		}
		name, ok := lookup(*to)
		if !ok {
			wrong = &UnknownWord{inventory.Text{ZH: zh, EN: en}, *to, nearest(*to)}
		}
		*to = name
	}
	among := func(names []string) (func(string) (string, bool), func(string) string) {
		return func(s string) (string, bool) { return s, slices.Contains(names, s) }, func(s string) string { return spelling.Nearest(s, names) }
	}
	anySet, nearSet := among(t.sets())
	word(&s.Set, "因子集", "factor set", anySet, nearSet)
	anyParameter, nearParameter := among(slices.Collect(maps.Keys(t.voc.Parameters)))
	word(&s.Parameter, "参数", "parameter", anyParameter, nearParameter)
	anyStatus, nearStatus := among([]string{"printed", "quoted", "local", "unconfirmed"})
	word(&s.Status, "状态", "status", anyStatus, nearStatus)
	word(&s.Gas, "气体", "gas", t.gasNamed, t.voc.Gases.Nearest)
	word(&s.Region, "地区", "region", t.voc.Regions.Lookup, t.voc.Regions.Nearest)
	word(&s.Climate, "气候", "climate", t.voc.Climates.Lookup, t.voc.Climates.Nearest)
	word(&s.Item, "项目", "item", func(name string) (string, bool) {
		item, ok := t.voc.Items.Lookup(name)
		if !ok {
			return "", false
		}
		return item.Name, true
	}, t.voc.Items.Nearest)
	word(&s.Category, "类别", "category", func(name string) (string, bool) {
		category, ok := t.voc.Categories.Lookup(name)
		s.category = category
		return name, ok
	}, t.voc.Categories.Nearest)
	anyTechnology, nearTechnology := among(t.technologies())
	word(&s.technology, "技术", "technology", anyTechnology, nearTechnology)
	if s.Status != "" && wrong == nil {
		s.status, wrong = inventory.ParseStatus(s.Status)
	}
	return s, wrong
}

// sets are the names of the shipped sets, of that of the district and of those that rows are of.
func (t *Table) sets() []string {
	known := map[string]bool{LocalSet: true}
	for name := range t.voc.Sets {
		known[name] = true
	}
	for _, row := range t.rows {
		known[row.Set] = true
	}
	return slices.Collect(maps.Keys(known))
}

// gasNamed finds a gas, a family of gases or carbon.
func (t *Table) gasNamed(name string) (string, bool) {
	if gas, ok := t.voc.Gases.Lookup(name); ok {
		return gas.Name, true
	}
	return name, name == carbon || slices.ContainsFunc(t.voc.Gases.All, func(g *inventory.Gas) bool { return g.Matches(name) })
}

// technologies are the technologies that rows state, folded.
func (t *Table) technologies() []string {
	known := map[string]bool{}
	for _, row := range t.rows {
		for _, technology := range inventory.SplitList(row.Technology) {
			known[spelling.Fold(technology)] = true
		}
	}
	return slices.Collect(maps.Keys(known))
}

func (s *selector) keeps(r *Row) bool {
	return (s.Set == "" || r.Set == s.Set) && (s.Parameter == "" || r.Parameter == s.Parameter) && (s.Gas == "" || r.Gas == s.Gas) &&
		(s.category == nil || slices.ContainsFunc(r.terms.categories, func(c *inventory.Category) bool { return c.Within(s.category) })) &&
		(s.Item == "" || slices.Contains(r.terms.items, s.Item)) && (s.Region == "" || r.Region == s.Region) && (s.Climate == "" || r.Climate == s.Climate) &&
		(s.status == inventory.NoStatus || r.Status == s.status) &&
		(s.technology == "" || slices.ContainsFunc(inventory.SplitList(r.Technology), func(one string) bool { return spelling.Fold(one) == s.technology })) &&
		(s.Text == "" || strings.Contains(spelling.Fold(r.Key()+" "+r.Document), s.Text))
}

// Row returns the row of the key.
func (t *Table) Row(key string) (*Row, bool) {
	for _, row := range t.rows {
		if row.Key() == key {
			return row, true
		}
	}
	return nil, false
}

// NearestKey is the key most like what was written: by its letters, else the one that has most of its parts, at least
// half of them.
func (t *Table) NearestKey(written string) string {
	var keys []string
	for _, row := range t.rows {
		keys = append(keys, row.Key())
	}
	if near := spelling.Nearest(written, keys); near != "" {
		return near
	}
	parts := strings.Split(written, "|")
	best, most := "", len(parts)/2
	for _, key := range keys {
		same := 0
		for i, part := range strings.Split(key, "|") {
			if i < len(parts) && part == parts[i] {
				same++
			}
		}
		if same > most {
			best, most = key, same
		}
	}
	return best
}
