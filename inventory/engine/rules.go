package engine

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io/fs"
	"slices"

	"ghg/inventory"
)

// rule is one row of seeds/methods.csv: a method that serves a category, with all below it, under a guide ("*" = any),
// for fuels of some groups or for some items (none = all), but those excepted.
type rule struct {
	guide    string
	category *inventory.Category
	groups   []string
	items    []string
	except   []string
	method   *inventory.Method
	row      int
}

func loadRules(files fs.FS, voc *inventory.Vocabulary, methods map[string]*inventory.Method) ([]rule, error) {
	f, err := files.Open("methods.csv")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, err
	}
	var out []rule
	for i, line := range lines[1:] {
		category, ok := voc.Categories.Lookup(line[1])
		if !ok {
			return nil, fmt.Errorf("methods.csv row %d: no category %q", i+2, line[1])
		}
		method := methods[line[4]]
		if method == nil {
			return nil, fmt.Errorf("methods.csv row %d: no method %q", i+2, line[4])
		}
		out = append(out, rule{line[0], category, inventory.SplitList(line[2]), inventory.SplitList(line[3]), inventory.SplitList(line[6]), method, i + 2})
	}
	return out, nil
}

// serves tells whether the rule is for the guide, the category and the item.
func (r *rule) serves(guide string, c *inventory.Category, item *inventory.Item) bool {
	name, group := "", ""
	if item != nil {
		name, group = item.Name, item.Group
	}
	return (r.guide == "*" || r.guide == guide) && c.Within(r.category) &&
		!slices.Contains(r.except, name) &&
		(len(r.items) == 0 || slices.Contains(r.items, name)) &&
		(len(r.groups) == 0 || slices.Contains(r.groups, group))
}

// methodsFor returns the methods that serve an activity, one a gas, in the order of the gases: the rule that names the
// item before others, then that of the guide itself, of the nearest category, of the fuel's group. Only methods that
// take exactly the parameters the activity gives are candidates; fit says which those are.
func (e *Engine) methodsFor(guide string, c *inventory.Category, item *inventory.Item, fit func(*inventory.Method) bool) []*inventory.Method {
	best := map[string]rule{}
	for _, r := range e.rules {
		if !r.serves(guide, c, item) || fit != nil && !fit(r.method) {
			continue
		}
		if known, ok := best[r.method.Gas]; !ok || r.before(known) {
			best[r.method.Gas] = r
		}
	}
	var out []*inventory.Method
	for _, gas := range e.Vocabulary.Gases.All {
		if r, ok := best[gas.Name]; ok {
			out = append(out, r.method)
		}
	}
	return out
}

func (r rule) before(other rule) bool {
	return cmp.Or(
		cmp.Compare(min(1, len(other.items)), min(1, len(r.items))),
		cmp.Compare(stated(other.guide), stated(r.guide)),
		cmp.Compare(other.category.Depth, r.category.Depth),
		cmp.Compare(min(1, len(other.groups)), min(1, len(r.groups))),
		cmp.Compare(r.row, other.row),
	) < 0
}

func stated(guide string) int {
	if guide == "*" {
		return 0
	}
	return 1
}
