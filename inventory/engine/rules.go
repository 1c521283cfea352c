package engine

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// rule is one row of seeds/methods.csv: a method that serves a category, with all below it, under a guide ("*" = any),
// for fuels of some groups or for some items (none = all), but those excepted. details are words of which the activity
// must state one, without those; an exception may be such a word too.
type rule struct {
	guide    string
	category *inventory.Category
	groups   []string
	items    []string
	except   []string
	details  []string
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
		out = append(out, rule{guide: line[0], category: category, groups: inventory.SplitList(line[2]), items: inventory.SplitList(line[3]),
			except: inventory.SplitList(line[6]), details: inventory.SplitList(line[7]), method: method, row: i + 2})
	}
	return out, nil
}

// ruledBy are the canonical words of details by which rules choose.
func ruledBy(rules []rule, details *inventory.Details) map[string]bool {
	out := map[string]bool{}
	for _, r := range rules {
		for _, word := range slices.Concat(r.details, r.except) {
			out[details.Canonical(word)] = true
		}
	}
	return out
}

// subject is what a rule looks at: what the activity is about. A nil detail is one not known, for which any rule may be.
type subject struct {
	guide    string
	category *inventory.Category
	item     *inventory.Item
	detail   *string
}

func (r *run) subject(row *inventory.Activity) subject {
	return subject{r.ws.Config.Guide, row.Category, row.Item, &row.Detail}
}

// serves tells whether the rule is for the guide, the category, the item and the words of the detail.
func (e *Engine) serves(r *rule, s subject) bool {
	if !r.serves(s.guide, s.category, s.item) {
		return false
	}
	if s.detail == nil || len(r.details)+len(r.except) == 0 {
		return true
	}
	words := inventory.SplitList(*s.detail)
	stated := func(word string) bool {
		known := e.Vocabulary.Details.Canonical(word)
		return slices.ContainsFunc(words, func(one string) bool { return e.Vocabulary.Details.Canonical(one) == known })
	}
	return !slices.ContainsFunc(r.except, stated) && (len(r.details) == 0 || slices.ContainsFunc(r.details, stated))
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

// methodsFor returns the methods that serve an activity, one a gas or part of it, in the order of the gases: the rule that names the
// item before others, then that of the guide itself, of the nearest category, of the fuel's group, of the detail. Only methods that
// take exactly the parameters the activity gives are candidates; fit says which those are.
func (e *Engine) methodsFor(s subject, fit func(*inventory.Method) bool) []*inventory.Method {
	best := map[string]map[string]rule{} // by gas and part
	for _, r := range e.rules {
		if !e.serves(&r, s) || fit != nil && !fit(r.method) {
			continue
		}
		parts := best[r.method.Gas]
		if parts == nil {
			parts = map[string]rule{}
			best[r.method.Gas] = parts
		}
		if known, ok := parts[r.method.Part]; !ok || r.before(known) {
			parts[r.method.Part] = r
		}
	}
	var out []*inventory.Method
	for _, gas := range append(e.Vocabulary.Gases.Names(), inventory.AnyGas) {
		parts := best[gas]
		for _, part := range slices.Sorted(maps.Keys(parts)) {
			out = append(out, parts[part].method)
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
		cmp.Compare(min(1, len(other.details)), min(1, len(r.details))),
		cmp.Compare(r.row, other.row),
	) < 0
}

func stated(guide string) int {
	if guide == "*" {
		return 0
	}
	return 1
}

// takenBy returns what tells whether a method takes the group: it finds all its activities among the rows, and each row is
// an input of its own or a factor that a sibling knows (factors names those): a measured carbon content, which the
// method of CO2 takes, leaves the method of CH4 as it is. Without materials of its works a method that needs one is none.
func (g group) takenBy(factors map[string]bool, materials bool) func(*inventory.Method) bool {
	return func(m *inventory.Method) bool {
		for i := range m.Inputs {
			in := &m.Inputs[i]
			if in.Needed() && g.find(in.Name) < 0 && !(in == m.Main() && g.find("") >= 0) || in.Each && !in.Optional && !materials {
				return false
			}
		}
		return !slices.ContainsFunc(g, func(row *inventory.Activity) bool {
			if row.Parameter == "" {
				return m.Main() == nil || g.find(m.Main().Name) >= 0
			}
			_, known := m.Input(row.Parameter)
			return !known && !factors[row.Parameter]
		})
	}
}

// factorNames are the names of the factors of all methods that serve the category and item.
func (e *Engine) factorNames(s subject) map[string]bool {
	out := map[string]bool{}
	for _, r := range e.rules {
		if !e.serves(&r, s) {
			continue
		}
		for _, in := range r.method.Inputs {
			if !in.Factor {
				continue
			}
			out[in.Name] = true
			if by, ok := e.Method(in.ElseBy); ok {
				for _, of := range by.Inputs {
					out[of.Name] = true
				}
			}
		}
	}
	return out
}

// boundary is that of the method, unless the registry counts the category itself outside the territory: fuel of
// international bunkers is burned by the same equations and is a memo item.
func (r *run) boundary(m *inventory.Method, row *inventory.Activity) inventory.Boundary {
	nearest := (*inventory.RegistryRow)(nil)
	for i := range r.Vocabulary.Registry {
		entry := &r.Vocabulary.Registry[i]
		if row.Category.Within(entry.Category) && entry.Covers(row.Item) && slices.Contains(entry.Gases, m.Gas) &&
			(nearest == nil || entry.Category.Depth > nearest.Category.Depth) {
			nearest = entry
		}
	}
	if gas, ok := r.Vocabulary.Gases.Lookup(m.Gas); ok && !gas.InBasket() {
		return inventory.MemoItem
	}
	if m.Boundary == inventory.Territorial && nearest != nil {
		return nearest.Boundary
	}
	return m.Boundary
}

// lpgCarbon is the carbon content of LPG in t C/TJ, which stands a line above that of LNG in the tables.
var lpgCarbon = quantity.Quantity{Value: decimal.New(172, -1), Unit: quantity.MustUnit("t C/TJ")}

// guardLNG warns of a measured carbon content of LNG that is the one of LPG miscopied (METHODS §2.1, guard 4).
func (c *chunk) guardLNG(g group) {
	at := g.find("carbon_content")
	if at < 0 || g[at].ItemName() != "液化天然气" {
		return
	}
	if v, err := quantity.Convert(g[at].Value, g[at].Unit.Of("C"), lpgCarbon.Unit); err == nil && v.Equal(lpgCarbon.Value) {
		c.problems.Add(inventory.Problem{Source: g[at].Place.Cell("value"), Code: "lng-with-carbon-of-lpg", Severity: inventory.Warning,
			Message: inventory.Text{ZH: "液化天然气的含碳量 17.2 t C/TJ 是液化石油气的值", EN: "the carbon content of LNG, 17.2 t C/TJ, is that of LPG"},
			Hint:    inventory.Text{ZH: "多半抄错了一行：天然气为 15.3；确是实测值时写明出处", EN: "probably the line was miscopied: natural gas has 15.3; if it was measured, name the report in source"}})
	}
}

// aboutKind names what all activities of a kind are about: the category and the item, but no facility.
func aboutKind(row *inventory.Activity) string {
	return strings.TrimSpace(row.Category.Code + " " + row.ItemName())
}

// noMethod says that nothing serves the activity, and what would.
func (r *run) noMethod(g group) inventory.Problem {
	first := g[0]
	about := aboutKind(first)
	items := strings.Join(r.itemsTaken(g), " | ")
	if first.Item == nil && items != "" {
		return inventory.Problem{
			Code: "no-item", Severity: inventory.Error,
			Message: inventory.Text{ZH: about + " 没有写项目：项目一栏是空的", EN: about + " names no item: the column item is blank"},
			Hint:    inventory.Text{ZH: "填写项目，可用：" + items, EN: "name the item, one of: " + items},
		}
	}
	if len(r.taken(first)) > 0 {
		return r.parametersDoNotFit(g, 0)
	}
	if words := strings.Join(r.wordsTaken(g), " | "); words != "" {
		return inventory.Problem{
			Code: "no-detail", Severity: inventory.Error,
			Message: inventory.Text{ZH: about + " 的细项没有写明用哪一种", EN: about + " does not say in the column detail of which kind it is"},
			Hint:    inventory.Text{ZH: "在“细项”列写明其一：" + words, EN: "name one of these in the column detail: " + words},
		}
	}
	out := inventory.Problem{
		Code: "no-method", Severity: inventory.Error,
		Message: inventory.Text{ZH: "本版本没有用于 " + about + " 的方法", EN: "this version has no method for " + about},
		Hint: inventory.Text{
			ZH: "核对类别和项目；inventory method list 列出全部方法",
			EN: "check category and item; inventory method list names every method"},
	}
	if first.Item == nil && first.Category.Within(r.Vocabulary.Categories.Must("1.A")) {
		out.Code = "no-item"
		out.Message = inventory.Text{ZH: about + " 没有写燃料：项目一栏是空的", EN: about + " names no fuel: the column item is blank"}
		out.Hint = inventory.Text{ZH: "填写燃料，如 原煤、天然气、柴油", EN: "name the fuel, such as 原煤, natural gas, diesel"}
	} else if items != "" {
		out.Hint = inventory.Text{
			ZH: "核对类别和项目；" + first.Category.Code + " 的项目：" + items,
			EN: "check category and item; the items of " + first.Category.Code + ": " + items}
	}
	return out
}

// itemsTaken lists the items that the rules of the category name whose methods take what the activity gives, whatever its
// own item is, in the order of the rules.
func (r *run) itemsTaken(g group) []string {
	var out []string
	for i := range r.rules {
		rule := &r.rules[i]
		if (rule.guide == "*" || rule.guide == r.ws.Config.Guide) && g[0].Category.Within(rule.category) && g.takenBy(nil, true)(rule.method) {
			out = with(out, rule.items)
		}
	}
	return out
}

// wordsTaken lists the words of a detail that the rules of the category and item ask for, whose methods take what the activity gives.
func (r *run) wordsTaken(g group) []string {
	var out []string
	for i := range r.rules {
		rule := &r.rules[i]
		if rule.serves(r.ws.Config.Guide, g[0].Category, g[0].Item) && g.takenBy(nil, true)(rule.method) {
			out = with(out, rule.details)
		}
	}
	return out
}

// parametersDoNotFit says that no method takes what the row gives.
func (r *run) parametersDoNotFit(g group, at int) inventory.Problem {
	first := g[0]
	about := aboutKind(first)
	var given []string
	for _, row := range g {
		if row.Parameter != "" {
			given = append(given, row.Parameter)
		}
	}
	what := inventory.Text{ZH: "给出的参数（" + strings.Join(given, ", ") + "）不合任何方法", EN: "the parameters given for it (" + strings.Join(given, ", ") + ") fit no method"}
	switch row := g[at]; {
	case len(given) == 0:
		what = inventory.Text{ZH: "只有一个数（" + answer(first) + "），而方法要几个活动数据", EN: "one figure is given, " + answer(first) + ", and its methods take several activities"}
	case row.Parameter != "" && len(given) > 0 && at > 0:
		what = inventory.Text{ZH: "的参数 " + row.Parameter + "（单位 " + row.Unit.String() + "）没有方法能用", EN: "no method takes its parameter " + row.Parameter + " in " + row.Unit.String()}
	}
	takes := strings.Join(r.taken(first), "; ")
	hint := inventory.Text{ZH: "可用的方法及其活动参数：" + takes, EN: "methods and the activities they take: " + takes}
	if first.Item != nil && first.Item.Kind == animals && first.Category.Within(r.Vocabulary.Categories.Must(codeFields)) {
		hint = inventory.Text{
			ZH: "畜群填在 3.A：农用地的氮由它推算，不另填",
			EN: "file the herd at 3.A: the nitrogen of soils follows from it, and is not filed again"}
	}
	return inventory.Problem{
		Code: "parameters-do-not-fit", Severity: inventory.Error,
		Message: inventory.Text{ZH: about + " " + what.ZH, EN: about + ": " + what.EN},
		Hint:    hint,
	}
}

// taken lists the methods that serve the activity with the activities they take.
func (r *run) taken(row *inventory.Activity) []string {
	var out []string
	for _, rule := range r.rules {
		if !r.serves(&rule, r.subject(row)) {
			continue
		}
		var names []string
		for _, in := range rule.method.Inputs {
			switch {
			case in.Each:
				names = append(names, in.Name+" …")
			case in.Optional:
				names = append(names, "["+in.Name+"]")
			case !in.Factor:
				names = append(names, in.Name)
			}
		}
		out = append(out, rule.method.ID+" ("+strings.Join(names, ", ")+")")
	}
	return out
}
