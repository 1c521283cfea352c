package engine

import (
	"cmp"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/shopspring/decimal"

	"ghg/factors"
	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/workspace"
	"ghg/seeds"
)

// Outcome is what the tables have for one factor of a method.
type Outcome uint8

// The outcomes, best first.
const (
	Found      Outcome = iota
	OwnFactor          // no table states it: it is the district's own
	WantsItem          // the item is a general one: a choice must say for which it stands
	WantsWord          // the activity row must name a detail
	RangeOnly          // a choice must name a point
	NotInTable         // no row
)

// String is the word used in tables.
func (o Outcome) String() string {
	return [...]string{"found", "district's own", "needs a choice of item", "needs a detail", "range", "missing"}[o]
}

// Case is one factor that a method needs for one category and item under a guide.
type Case struct {
	Guide    string
	Method   *inventory.Method
	Category *inventory.Category
	Item     *inventory.Item // nil if the method takes none
	Detail   string          // a word that the rule asks for
	Input    inventory.Input
	Unit     quantity.Unit // of the activity
	Years    []int
	Outcome  Outcome
	Row      *factors.Row // of a factor that is found, or the range
	Hint     inventory.Text
}

// Offer is a method that a guide offers, with what the tables have for it.
type Offer struct {
	Guide  string
	Method *inventory.Method
	Source inventory.Source // the first row of the rules that offers it
	Chosen bool             // false: for every activity it could serve, another method goes before it
	Cases  []Case           // of every category and item it is chosen for, by category, item, input
}

// survey looks up every factor that the methods may ask for.
type survey struct {
	*run
	tables *factors.Probe
	known  map[asked]found
	detail string // that the rule in hand asks for
}

// Coverage looks up, for each guide, what the methods it offers need: for the categories of the registry and the items
// of the rules, in a district and in two years, 2020 and the latest for which the tables hold an annual factor. The
// district is the workspace, if there is one, else the example. No guide = all.
func (e *Engine) Coverage(table *factors.Table, ws *workspace.Workspace, guide string) ([]Offer, error) {
	if ws == nil {
		example, err := fs.Sub(seeds.FS, "tongliang")
		if err != nil {
			return nil, err
		}
		if ws, _, err = workspace.LoadFS(example, e.Vocabulary); err != nil {
			return nil, err
		}
	}
	years := slices.Compact(slices.Sorted(slices.Values([]int{2020, latest(table, e.Vocabulary)})))
	var guides []string
	for _, name := range slices.Sorted(maps.Keys(e.Vocabulary.Guides)) {
		if guide == "" || name == guide {
			guides = append(guides, name)
		}
	}
	byGuide := make([][]Offer, len(guides))
	var working sync.WaitGroup
	for i, name := range guides {
		config := ws.Config
		if g := e.Vocabulary.Guides[name]; name != config.Guide {
			config.Guide, config.FactorSets, config.NCVSets = name, g.FactorSets, g.NCVSets
		}
		working.Go(func() {
			s := &survey{&run{Engine: e, ws: &workspace.Workspace{Config: config}, table: table, findings: newFindings()}, nil, map[asked]found{}, ""}
			byGuide[i] = s.offers(years)
		})
	}
	working.Wait()
	return slices.Concat(byGuide...), nil
}

// offers surveys every method of the guide, in the order of the rules.
func (s *survey) offers(years []int) []Offer {
	var out []Offer
	at := map[*inventory.Method]int{}
	for i := range s.rules {
		r := &s.rules[i]
		if r.guide != "*" && r.guide != s.ws.Config.Guide {
			continue
		}
		n, met := at[r.method]
		if !met {
			n = len(out)
			at[r.method] = n
			out = append(out, Offer{Guide: s.ws.Config.Guide, Method: r.method, Source: inventory.Source{File: "seeds/methods.csv", Row: r.row}})
		}
		s.serve(r, years, &out[n])
	}
	for i := range out {
		slices.SortStableFunc(out[i].Cases, func(a, b Case) int {
			return cmp.Or(cmp.Compare(a.Category.Order, b.Category.Order), strings.Compare(nameOf(a.Item), nameOf(b.Item)))
		})
	}
	return out
}

func nameOf(item *inventory.Item) string {
	if item == nil {
		return ""
	}
	return item.Name
}

// serve adds the cases of one rule: those for which the engine would choose its method by this rule's category and item.
func (s *survey) serve(r *rule, years []int, to *Offer) {
	years = s.since(r.method, years)
	done := map[[2]any]bool{}
	for _, c := range to.Cases {
		done[[2]any{c.Category, c.Item}] = true
	}
	for _, category := range s.categories(r) {
		for _, item := range s.items(r) {
			if done[[2]any{category, item}] {
				continue
			}
			s.detail = ""
			if len(r.details) > 0 {
				s.detail = r.details[0]
			}
			if !s.chosen(r.method, category, item, years[0]) {
				continue
			}
			to.Chosen = true
			to.Cases = append(to.Cases, s.cases(r.method, category, item, years)...)
		}
	}
}

// chosen tells whether the engine would take the method for an activity that gives it what it needs, or all it can take,
// with the materials of a works if it has those. What a method yields beside gases competes with none.
func (s *survey) chosen(m *inventory.Method, category *inventory.Category, item *inventory.Item, year int) bool {
	if m.Yields != "" {
		return true
	}
	for _, optional := range []bool{false, true} {
		probe := s.probe(m, category, item, year)
		var material group
		for _, in := range m.Inputs {
			if in.Factor || in.Optional && !optional {
				continue
			}
			row := &inventory.Activity{Particulars: &inventory.Particulars{}, Year: year, Category: category, Item: item, Detail: s.detail, Parameter: in.Name, Number: true, Value: decimal.NewFromInt(1)}
			switch {
			case in.Each:
				material = append(material, row)
			case probe.find(in.Name) < 0:
				probe = append(probe, row)
			}
		}
		fit := probe.takenBy(nil, true)
		if material != nil {
			if m.Main() == nil {
				probe = wholeWorks(material[0])
			}
			fit = (&chunk{run: s.run}).takenWith(probe, []group{material})
		}
		if slices.Contains(s.methodsFor(subject{s.ws.Config.Guide, category, item, &s.detail}, fit), m) {
			return true
		}
	}
	return false
}

// categories are those of the registry that the rule serves, or its own if the registry has none below it.
func (s *survey) categories(r *rule) []*inventory.Category {
	var out []*inventory.Category
	for i := range s.Vocabulary.Registry {
		c := s.Vocabulary.Registry[i].Category
		if c.Within(r.category) && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	if out == nil {
		return []*inventory.Category{r.category}
	}
	return out
}

// items are those the rule names, those of its groups, or none.
func (s *survey) items(r *rule) []*inventory.Item {
	var out []*inventory.Item
	for _, item := range s.Vocabulary.Items.All {
		if slices.Contains(r.items, item.Name) || len(r.items) == 0 && slices.Contains(r.groups, item.Group) {
			out = append(out, item)
		}
	}
	if out == nil {
		return []*inventory.Item{nil}
	}
	return out
}

// probe is an activity that gives the method all it needs but factors, or all it can take if it needs none of it.
func (s *survey) probe(m *inventory.Method, c *inventory.Category, item *inventory.Item, year int) group {
	var g group
	if m.Main() == nil && m.Each() { // the works as such
		return wholeWorks(&inventory.Activity{Particulars: &inventory.Particulars{}, Year: year, Category: c, Number: true})
	}
	any := m.Main() == nil
	for _, in := range m.Inputs {
		if in.Needed() || any && !in.Factor {
			unit := quantity.MustUnit(inventory.SplitList(in.Unit)[0])
			g = append(g, &inventory.Activity{Particulars: &inventory.Particulars{}, Year: year, Category: c, Item: item, Detail: s.detail, Parameter: in.Name, Number: true,
				Value: decimal.NewFromInt(1), Unit: unit})
		}
	}
	slices.SortFunc(g, compareRows)
	return g
}

// cases looks up the factors of one category and item. Of a method for any gas they are those of the gas of which most are
// found, in the order of the gases.
func (s *survey) cases(m *inventory.Method, c *inventory.Category, item *inventory.Item, years []int) []Case {
	if m.Gas != inventory.AnyGas {
		list, _ := s.casesOf(m, m, c, item, years)
		return list
	}
	var best []Case
	var least int
	for _, one := range s.ofGases(m, c, item) {
		if list, bad := s.casesOf(m, one, c, item, years); best == nil || bad < least {
			best, least = list, bad
		}
		if least == 0 {
			break
		}
	}
	return best
}

// casesOf looks up the factors of a method, or of what it is for one gas, in the first unit of the activity in which all are
// found, else in that in which most are; with how far the outcomes are from that.
func (s *survey) casesOf(m, one *inventory.Method, c *inventory.Category, item *inventory.Item, years []int) (best []Case, least int) {
	for _, unit := range activityUnits(one) {
		var list []Case
		bad := 0
		for _, year := range years {
			in := &asking{run: s.run, group: s.probe(one, c, item, year), method: one, findings: newFindings()}
			if unit != quantity.One {
				in.group[0].Unit = unit
			}
			for _, declared := range one.Inputs {
				if !declared.Factor || declared.Optional || one.OfMaterial(&declared) {
					continue
				}
				a := s.ask(in, declared, nameOf(item))
				if by, ok := s.Method(declared.ElseBy); ok && a.outcome != Found {
					for _, other := range by.Inputs {
						in := &asking{run: s.run, group: in.group, method: by, findings: newFindings()}
						a := s.ask(in, other, nameOf(item))
						bad += int(a.outcome)
						list = addCase(list, Case{s.ws.Config.Guide, m, c, item, s.detail, other, unit, []int{year}, a.outcome, a.row, a.todo()})
					}
					continue
				}
				if a.row != nil && declared.ElseGas != "" && a.row.Gas == declared.ElseGas {
					declared = declared.Else()
				}
				bad += int(a.outcome)
				list = addCase(list, Case{s.ws.Config.Guide, m, c, item, s.detail, declared, unit, []int{year}, a.outcome, a.row, a.todo()})
			}
		}
		if best == nil || bad < least {
			best, least = list, bad
		}
	}
	return best, least
}

// addCase adds a case, or its year to one that says the same.
func addCase(list []Case, c Case) []Case {
	for i, known := range list {
		if known.Input.Name == c.Input.Name && known.Outcome == c.Outcome && known.Row == c.Row {
			list[i].Years = append(list[i].Years, c.Years...)
			return list
		}
	}
	return append(list, c)
}

// activityUnits are the units of a fuel in which a method's factors may be asked for: those of mass and volume, for a
// fuel given as heat needs fewer factors. The zero unit stands for a method that has no factor per unit of activity.
func activityUnits(m *inventory.Method) []quantity.Unit {
	for _, in := range m.Inputs {
		if in.Per == "" || m.OfMaterial(&in) {
			continue
		}
		var out []quantity.Unit
		fuel, _ := m.Input(in.Per)
		for _, name := range inventory.SplitList(fuel.Unit) {
			if unit := quantity.MustUnit(name); !unit.SameDimension(quantity.MustUnit(in.Unit)) {
				out = append(out, unit)
			}
		}
		return out
	}
	return []quantity.Unit{quantity.One}
}
