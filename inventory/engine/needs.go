package engine

import (
	"cmp"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/workspace"
)

// needing is the making of one list of needs.
type needing struct {
	*run
	year, before int // the year asked for, and that of the inventory before it, 0 for none
	out          *inventory.Needs
	weights      *weights
	due          string
}

// Needs lists the statistics that the inventory of the year needs of the district: the figures of the inventory before it, for what
// has none so far what the methods of the guide take, then indicators and the bureau's tables; with what has come already. It holds
// the workspace against no rule: an inventory that does not compile has needs without weights, of which a problem tells.
func (e *Engine) Needs(ws *workspace.Workspace, year int) (*inventory.Needs, inventory.Problems) {
	n := &needing{
		run: &run{Engine: e, ws: ws, region: ws.Config.Region.Code, years: []int{year}, mains: map[named]bool{}, timed: map[named]*inventory.Input{},
			taking: map[named]bool{}, methods: map[kind][]*inventory.Method{}, findings: newFindings()},
		year: year, out: &inventory.Needs{Region: ws.Config.Region.Name, Year: year}, due: inventory.Deadline(year, ws.Config.Requests.Deadline),
	}
	for _, other := range ws.Config.Years {
		if other < year {
			n.before = max(n.before, other)
		}
	}
	n.weigh()
	n.known()
	n.unknown()
	n.answerByKey()
	n.indicators()
	n.bureauTables()
	for i := range n.out.Rows {
		n.finish(&n.out.Rows[i])
	}
	slices.SortStableFunc(n.out.Rows, n.compare)
	slices.SortStableFunc(n.out.Lapsed, n.compare)
	return n.out, n.problems
}

// finish gives a need what all of them have: who holds it, when it is due, what it weighs.
func (n *needing) finish(need *inventory.Need) {
	need.Due = n.due
	if need.Category != nil {
		item := need.Item
		if item == nil && need.Items != nil {
			item, _ = n.Vocabulary.Items.Lookup(need.Items[0])
		}
		need.Weight, need.Rank = n.weights.share(need.Category)
		if entry := n.entryOf(need.Category, item); entry != nil {
			need.Holders = entry.Department
		}
	}
	if need.Holders == "" {
		need.Holders = need.Department
	}
	if need.Department = firstNamed(need.Department); need.Department == "" {
		need.Department = cmp.Or(firstNamed(need.Holders), n.Vocabulary.Department("环"))
	}
}

// firstNamed is the first of the departments that a cell names.
func firstNamed(departments string) string {
	names := inventory.SplitList(departments)
	if names == nil {
		return ""
	}
	return names[0]
}

// compare orders needs by department, in the order of departments.csv, weight, tree order and what they are of.
func (n *needing) compare(a, b inventory.Need) int {
	return cmp.Or(
		cmp.Compare(n.place(a.Department), n.place(b.Department)), strings.Compare(a.Department, b.Department),
		cmp.Compare(a.Kind, b.Kind), heavier(a, b), cmp.Compare(order(a.Category), order(b.Category)),
		strings.Compare(a.Facility, b.Facility), strings.Compare(nameOf(a.Item), nameOf(b.Item)), strings.Compare(a.Detail, b.Detail),
		strings.Compare(a.Parameter, b.Parameter), strings.Compare(a.PriceBase+a.Coverage, b.PriceBase+b.Coverage))
}

func heavier(a, b inventory.Need) int {
	switch {
	case a.Weight != nil && b.Weight != nil:
		return b.Weight.Cmp(*a.Weight)
	case a.Weight != nil:
		return -1
	case b.Weight != nil:
		return 1
	}
	return 0
}

func order(c *inventory.Category) int {
	if c == nil {
		return -1
	}
	return c.Order
}

// place is where the department stands in departments.csv; one that it does not name, a works say, comes after those.
func (n *needing) place(department string) int {
	codes := n.Vocabulary.DepartmentCodes
	at := slices.IndexFunc(codes, func(code string) bool { return n.Vocabulary.Departments[code].ZH == department })
	if at < 0 {
		return len(codes)
	}
	return at
}

// entryOf is the row of the registry that accounts for the category and item; where several lie below the category, the first of
// them; nil for none.
func (n *needing) entryOf(c *inventory.Category, item *inventory.Item) *inventory.RegistryRow {
	if at := n.weights.entry(c, item); at >= 0 {
		return &n.Vocabulary.Registry[at]
	}
	at := slices.IndexFunc(n.Vocabulary.Registry, func(r inventory.RegistryRow) bool { return c.Within(r.Category) || r.Category.Within(c) })
	if at < 0 {
		return nil
	}
	return &n.Vocabulary.Registry[at]
}
