package engine

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
)

// group is one activity: the rows of one year, category, facility, item and detail, one a parameter.
type group struct {
	rows  map[string]*inventory.Activity // by parameter, "" = the method's main activity
	order []string                       // parameters, sorted
	notes []inventory.Text
}

func (g *group) first() *inventory.Activity { return g.rows[g.order[0]] }

func (g *group) origin() inventory.Source { return g.first().Place.Cell("value") }

func (g *group) note() string {
	var notes []string
	for _, name := range g.order {
		if note := g.rows[name].Note; note != "" && !slices.Contains(notes, note) {
			notes = append(notes, note)
		}
	}
	return strings.Join(notes, "；")
}

// fits tells whether the method takes the parameters of the group and finds all its activities among them. A parameter
// that names a factor input is a measured value that goes before the tables.
func (g *group) fits(m *inventory.Method) bool {
	main := true
	for _, in := range m.Inputs {
		if in.Factor {
			continue
		}
		if _, ok := g.rows[in.Name]; !ok && !(main && g.rows[""] != nil) {
			return false
		}
		main = false
	}
	main = true
	known := map[string]bool{}
	for _, in := range m.Inputs {
		known[in.Name] = true
		if !in.Factor && main {
			known[""] = g.rows[in.Name] == nil
			main = false
		}
	}
	return !slices.ContainsFunc(g.order, func(name string) bool { return !known[name] })
}

// activity returns the row that gives the method's activity of the name; the first activity of a method is also given
// by a row that names no parameter.
func (g *group) activity(m *inventory.Method, name string) (*inventory.Activity, bool) {
	if row, ok := g.rows[name]; ok {
		return row, true
	}
	for _, in := range m.Inputs {
		if in.Factor {
			continue
		}
		if in.Name == name {
			row, ok := g.rows[""]
			return row, ok
		}
		break
	}
	return nil, false
}

// group sorts the number rows into activities, settles figures given twice, and adds those that records derive.
func (r *run) group() {
	byKey := map[string][]*inventory.Activity{}
	var keys []string
	for i := range r.ws.Activity {
		row := &r.ws.Activity[i]
		if !row.Number {
			continue
		}
		key := row.Key(r.ws.Config.Region.Code)
		if byKey[key] == nil {
			keys = append(keys, key)
		}
		byKey[key] = append(byKey[key], row)
	}
	slices.Sort(keys)
	groups := map[string]*group{}
	for _, key := range keys {
		row, note, ok := r.count(byKey[key])
		if !ok {
			continue
		}
		r.byKey[key] = row
		g := r.groupOf(groups, row)
		g.rows[row.Parameter] = row
		if note != (inventory.Text{}) {
			g.notes = append(g.notes, note)
		}
	}
	r.splice(groups)
	for _, g := range groups {
		for name := range g.rows {
			g.order = append(g.order, name)
		}
		slices.Sort(g.order)
		r.groups = append(r.groups, g)
	}
	slices.SortFunc(r.groups, func(a, b *group) int {
		x, y := a.first(), b.first()
		return cmp.Or(cmp.Compare(x.Year, y.Year), cmp.Compare(x.Category.Order, y.Category.Order), cmp.Compare(x.Subject(), y.Subject()),
			cmp.Compare(x.Facility, y.Facility))
	})
}

func (r *run) groupOf(groups map[string]*group, row *inventory.Activity) *group {
	whole := *row
	whole.Parameter = ""
	key := whole.Key(r.ws.Config.Region.Code)
	if groups[key] == nil {
		groups[key] = &group{rows: map[string]*inventory.Activity{}}
	}
	return groups[key]
}

// count returns the figure that counts among those given for one quantity, and a note of the others. Without a recorded
// choice two figures are an error.
func (r *run) count(rows []*inventory.Activity) (*inventory.Activity, inventory.Text, bool) {
	if len(rows) == 1 {
		return rows[0], inventory.Text{}, true
	}
	slices.SortFunc(rows, func(a, b *inventory.Activity) int {
		return cmp.Or(cmp.Compare(a.Department, b.Department), a.Value.Cmp(b.Value), cmp.Compare(a.Unit.String(), b.Unit.String()))
	})
	if choice := r.choice(inventory.Between, rows[0], rows[0].Parameter); choice != nil {
		for _, row := range rows {
			if row.Department == choice.Chosen || sameNumber(choice.Chosen, row) {
				return row, chosenAmong(row, rows, choice), true
			}
		}
	}
	r.problems.Add(twoFigures(rows))
	return nil, inventory.Text{}, false
}

func chosenAmong(row *inventory.Activity, rows []*inventory.Activity, choice *inventory.Choice) inventory.Text {
	var zh, en []string
	for _, other := range rows {
		if other != row {
			figure := other.Value.String() + " " + other.Unit.String()
			zh = append(zh, fmt.Sprintf("%s（%s）", figure, other.Department))
			en = append(en, fmt.Sprintf("%s (%s)", figure, other.Department))
		}
	}
	return inventory.Text{
		ZH: fmt.Sprintf("按 %s 采用此数，另有 %s：%s", choice.Place.Cell("").File, strings.Join(zh, "、"), choice.Reason),
		EN: fmt.Sprintf("chosen by %s over %s: %s", choice.Place.Cell("").File, strings.Join(en, ", "), choice.Reason)}
}

func twoFigures(rows []*inventory.Activity) inventory.Problem {
	var zh, en []string
	for _, row := range rows {
		figure := row.Value.String() + " " + row.Unit.String()
		zh = append(zh, fmt.Sprintf("%s（%s，%s）", figure, row.Department, row.Place.Cell("value")))
		en = append(en, fmt.Sprintf("%s (%s, %s)", figure, row.Department, row.Place.Cell("value")))
	}
	about := strings.TrimSpace(strconv.Itoa(rows[0].Year) + " " + rows[0].Category.Code + " " + rows[0].Subject())
	return inventory.Problem{
		Source: rows[0].Place.Cell("value"), Code: "two-figures", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: about + " 有两个数：" + strings.Join(zh, "；"),
			EN: about + " is given twice: " + strings.Join(en, "; ")},
		Hint: inventory.Text{
			ZH: "在 records/choices.csv 写一行 kind=between，chosen 填所采用的部门或数值，并写明理由",
			EN: "write a row of kind between into records/choices.csv: chosen = the department or the number that counts, with the reason"},
	}
}

func sameNumber(text string, row *inventory.Activity) bool {
	n, err := parseNumber(text)
	return err == nil && n.Equal(row.Value)
}

// noMethod says that nothing serves the activity, and what would.
func (r *run) noMethod(g *group) inventory.Problem {
	first := g.first()
	about := strings.TrimSpace(first.Category.Code + " " + first.Subject())
	given := strings.Join(slices.DeleteFunc(slices.Clone(g.order), func(s string) bool { return s == "" }), ", ")
	var takes []string
	for _, rule := range r.rules {
		if !rule.serves(r.ws.Config.Guide, first.Category, first.Item) {
			continue
		}
		var names []string
		for _, in := range rule.method.Inputs {
			if !in.Factor {
				names = append(names, in.Name)
			}
		}
		takes = append(takes, rule.method.ID+" ("+strings.Join(names, ", ")+")")
	}
	if len(takes) == 0 {
		return inventory.Problem{
			Source: first.Place.Cell("category"), Code: "no-method", Severity: inventory.Error,
			Message: inventory.Text{ZH: "本版本没有用于 " + about + " 的方法", EN: "this version has no method for " + about},
			Hint: inventory.Text{
				ZH: "核对类别和项目；inventory method list 列出全部方法",
				EN: "check category and item; inventory method list names every method"},
		}
	}
	return inventory.Problem{
		Source: first.Place.Cell("parameter"), Code: "parameters-do-not-fit", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 给出的参数（%s）不合任何方法", about, given),
			EN: fmt.Sprintf("the parameters given for %s (%s) fit no method", about, given)},
		Hint: inventory.Text{
			ZH: "可用的方法及其参数：" + strings.Join(takes, "；"),
			EN: "methods and the parameters they take: " + strings.Join(takes, "; ")},
	}
}
