package engine

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/workspace"
)

// Scenario is what the district would emit in the years after its inventory, up to a target year, if all its activities stayed
// as they are (the reference), and if the measures of records/measures.csv were taken besides. It is no inventory and never
// becomes part of one. Without figures it has problems that say why.
type Scenario struct {
	Region, RegionName string
	Guide, GWPSet      string
	Latest             int // the year of the inventory that is held
	Target             int
	Years              []ScenarioYear         // Latest … Target
	Effects            []MeasureEffect        // by the names of the measures
	Interaction        ScenarioAmounts        // what the measures make together beyond the sum of each alone
	ByYear             []*inventory.Parameter // factors of which each year takes the newest known, as of the grid; all others are those of the latest year
	Problems           inventory.Problems
}

// ScenarioYear is the figures of a year without and with the measures.
type ScenarioYear struct {
	Year            int
	Reference, With ScenarioAmounts
}

// Change is what all measures together change in the year: negative is less.
func (y ScenarioYear) Change() ScenarioAmounts { return y.With.less(y.Reference) }

// MeasureEffect is what a measure changes in the target year when it alone is taken: negative is less. The effects of all and
// their interaction sum up to the whole change exactly, and no order of the measures has a part in them.
type MeasureEffect struct {
	Name   string
	Rows   []*inventory.Measure
	Change ScenarioAmounts
}

// ScenarioFigure is one of the figures of a scenario.
type ScenarioFigure struct {
	Name     string
	Title    inventory.Text
	Unit     string
	Boundary inventory.Boundary
	scopes   []string
	gas      string
}

// ScenarioFigures are the figures of a scenario. None of them is added to one of another boundary.
var ScenarioFigures = [...]ScenarioFigure{
	{"scenario_energy_co2", inventory.Text{ZH: "能源活动 CO2", EN: "CO2 of energy"}, "t CO2", inventory.Territorial, []string{"1"}, "CO2"},
	{"scenario_energy_process_co2", inventory.Text{ZH: "能源活动和工业过程 CO2", EN: "CO2 of energy and industrial processes"}, "t CO2", inventory.Territorial, []string{"1", "2"}, "CO2"},
	{"scenario_total_without_land", inventory.Text{ZH: "全部气体，不含土地利用", EN: "all gases without land"}, "t CO2e", inventory.Territorial, []string{inventory.ScopeWithoutLand}, inventory.AllGases},
	{"scenario_total", inventory.Text{ZH: "全部气体，含土地利用", EN: "all gases with land"}, "t CO2e", inventory.Territorial, []string{inventory.ScopeTotal}, inventory.AllGases},
	{"scenario_indirect_co2", inventory.Text{ZH: "间接：净调入电力、热力 CO2", EN: "indirect: CO2 of net imported electricity and heat"}, "t CO2", inventory.Indirect, []string{inventory.ScopeTotal}, "CO2"},
}

// ScenarioAmount is a figure of a scenario, if there is a number.
type ScenarioAmount struct {
	Value  decimal.Decimal
	Number bool
}

// ScenarioAmounts are the figures of a scenario in the order of ScenarioFigures.
type ScenarioAmounts [len(ScenarioFigures)]ScenarioAmount

// less is what a has more than b; no number counts as nothing beside a number.
func (a ScenarioAmounts) less(b ScenarioAmounts) ScenarioAmounts {
	for i := range a {
		a[i].Value, a[i].Number = a[i].Value.Sub(b[i].Value), a[i].Number || b[i].Number
	}
	return a
}

// zero tells whether none of the figures differs from nothing.
func (a ScenarioAmounts) zero() bool {
	return !slices.ContainsFunc(a[:], func(one ScenarioAmount) bool { return !one.Value.IsZero() })
}

// amountsOf are the figures of a year of a compiled inventory.
func amountsOf(inv *inventory.Inventory, year int) ScenarioAmounts {
	var out ScenarioAmounts
	for i, f := range ScenarioFigures {
		for _, scope := range f.scopes {
			t := inv.Total(inventory.Figure{Year: year, Boundary: f.Boundary, Scope: scope, Gas: f.gas})
			if !t.Number {
				continue
			}
			if out[i].Number = true; f.gas == inventory.AllGases {
				out[i].Value = out[i].Value.Add(t.CO2e)
			} else {
				out[i].Value = out[i].Value.Add(t.Mass)
			}
		}
	}
	return out
}

// Scenario compiles the years from the latest of the workspace to the target in memory: as the latest goes on, with all
// measures, and in the target year with each measure alone.
func (e *Engine) Scenario(ws *workspace.Workspace, target int) *Scenario {
	config := &ws.Config
	out := &Scenario{Region: config.Region.Code, RegionName: config.Region.Name, Guide: config.Guide, GWPSet: config.GWP,
		Latest: slices.Max(config.Years), Target: target}
	if target <= out.Latest {
		out.Problems.Add(targetNotAfter(out.Latest, target))
		return out
	}
	names, measures := out.measuresByName(ws)
	f := &future{latest: out.Latest, target: target}
	held := f.held(ws)
	years := f.years()
	reference := e.compile(held, years, f)
	out.ByYear = slices.DeleteFunc(slices.Clone(reference.Used), func(p *inventory.Parameter) bool {
		name := e.Vocabulary.Parameters[p.Name]
		return name == nil || name.Years != inventory.NearestEarlier || strings.Trim(p.Years, "–") == ""
	})
	out.Problems.Add(ofScenario(reference.Problems, nil)...)
	all := reference
	if reference.Inventory != nil && len(measures) > 0 {
		all = e.compile(held, years, f.with(measures))
		out.Problems.Add(ofScenario(all.Problems, reference.Problems)...)
	}
	if !out.Problems.Failed() {
		for _, year := range years {
			out.Years = append(out.Years, ScenarioYear{year, amountsOf(reference.Inventory, year), amountsOf(all.Inventory, year)})
		}
		for _, name := range names {
			out.take(e, held, f, name, ofName(measures, name), reference)
		}
	}
	out.close()
	return out
}

// take adds the effect of a measure taken alone.
func (s *Scenario) take(e *Engine, held *workspace.Workspace, f *future, name string, rows []*inventory.Measure, reference *Result) {
	alone := e.compile(held, []int{s.Latest, s.Target}, f.with(rows))
	if alone.Inventory == nil {
		s.Problems.Add(notAlone(ofScenario(alone.Problems, reference.Problems))...)
		return
	}
	effect := MeasureEffect{Name: name, Rows: rows, Change: amountsOf(alone.Inventory, s.Target).less(s.Years[len(s.Years)-1].Reference)}
	if effect.Change.zero() {
		s.Problems.Add(withoutEffect(rows[0], s.Target))
	}
	for _, m := range rows {
		s.Problems.Add(doubtfulDiversion(m, reference.Inventory, alone.Inventory, s.Target)...)
	}
	s.Effects = append(s.Effects, effect)
}

// close makes the interaction what is left of the whole change, and leaves no figures beside an error.
func (s *Scenario) close() {
	s.Problems = s.Problems.Sorted()
	if s.Problems.Failed() {
		s.Years, s.Effects, s.Interaction, s.ByYear = nil, nil, ScenarioAmounts{}, nil
		return
	}
	s.Interaction = s.Change()
	for _, effect := range s.Effects {
		s.Interaction = s.Interaction.less(effect.Change)
	}
}

// Change is what all measures together change in the target year: negative is less.
func (s *Scenario) Change() ScenarioAmounts {
	if len(s.Years) == 0 {
		return ScenarioAmounts{}
	}
	return s.Years[len(s.Years)-1].Change()
}

// measuresByName are the measures that lie in the years of the scenario, in an order that does not depend on that of the rows, and their
// names.
func (s *Scenario) measuresByName(ws *workspace.Workspace) (names []string, measures []*inventory.Measure) {
	for i := range ws.Measures {
		m, found := withinScenario(&ws.Measures[i], s.Latest, s.Target)
		if s.Problems.Add(found...); m == nil {
			continue
		}
		if measures = append(measures, m); !slices.Contains(names, m.Name) {
			names = append(names, m.Name)
		}
	}
	slices.Sort(names)
	slices.SortStableFunc(measures, compareMeasures)
	return names, measures
}

func compareMeasures(a, b *inventory.Measure) int {
	side := func(a, b *inventory.MeasureSide) int {
		if a == nil || b == nil {
			return cmp.Compare(fmt.Sprint(a != nil), fmt.Sprint(b != nil))
		}
		return cmp.Or(compareRows(a.About(0), b.About(0)), cmp.Compare(fmt.Sprint(a.Amount, a.Unit), fmt.Sprint(b.Amount, b.Unit)))
	}
	return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.FromYear, b.FromYear), cmp.Compare(a.ToYear, b.ToYear), side(&a.Less, &b.Less), side(a.Instead, b.Instead),
		cmp.Compare(fmt.Sprint(a.Efficiency), fmt.Sprint(b.Efficiency)))
}

func ofName(measures []*inventory.Measure, name string) []*inventory.Measure {
	return slices.DeleteFunc(slices.Clone(measures), func(m *inventory.Measure) bool { return m.Name != name })
}
