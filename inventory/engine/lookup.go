package engine

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/factors"
	"ghg/inventory"
	"ghg/inventory/quantity"
)

// found is a factor with what has to be said of it.
type found struct {
	parameter *inventory.Parameter
	notes     []inventory.Text
}

// answered is the outcome of one look-up, kept so that the gases and rows of one item search once.
type answered struct {
	found   found
	problem inventory.Problem
	ok      bool
}

// lookup answers one factor input of one activity.
func (r *run) lookup(in *inputs, declared inventory.Input, unit quantity.Unit) (found, inventory.Problem, bool) {
	row := in.group.first()
	key := strings.Join([]string{in.method.ID, declared.Name, unit.String(), row.Category.Code, row.Facility, row.ItemName(),
		strings.Join(row.Detail, ";"), fmt.Sprint(row.Year)}, "|")
	if known, ok := r.answers[key]; ok {
		return known.found, known.problem, known.ok
	}
	var out answered
	out.found, out.problem, out.ok = r.search(in, declared, unit)
	r.answers[key] = out
	return out.found, out.problem, out.ok
}

// search finds the row and dresses it as a parameter: bounds and notes of the recorded choices, notes of a row taken
// from another set or year.
func (r *run) search(in *inputs, declared inventory.Input, unit quantity.Unit) (found, inventory.Problem, bool) {
	row := in.group.first()
	standIn := r.choice(inventory.StandsFor, row, declared.Name)
	item := row.ItemName()
	if standIn != nil {
		item = r.canonical(standIn.Chosen)
	}
	answer, err := r.find(in, declared, unit, item, nil)
	var ranged *factors.OnlyRange
	point := (*inventory.Choice)(nil)
	if errors.As(err, &ranged) {
		if point = r.choice(inventory.Point, row, declared.Name); point != nil {
			answer, err = factors.Answer{Row: ranged.Row, Set: ranged.Row.Set, Why: point.Note()}, nil
		}
	}
	if err != nil {
		return found{}, factors.Problem(err, row.Place.Cell("item")), false
	}
	p := answer.Row.AsParameter(r.Vocabulary)
	p.Mark, p.Why = declared.Symbol, answer.Why
	p.Candidates = r.considered(in, declared, unit, item, answer)
	out := found{parameter: p, notes: slices.Clone(answer.Notes)}
	if point != nil {
		if problem, bad := r.takePoint(p, point, answer.Row); bad {
			return found{}, problem, false
		}
		out.notes = append(out.notes, point.Note())
	}
	if standIn != nil {
		r.spanAlternatives(in, declared, unit, p, standIn)
		p.Why = inventory.Text{
			ZH: fmt.Sprintf("按 %s，%s 取 %s 的因子；%s", standIn.Place.Cell(""), row.ItemName(), item, p.Why.ZH),
			EN: fmt.Sprintf("by %s %s takes the factor of %s; %s", standIn.Place.Cell(""), row.ItemName(), item, p.Why.EN)}
		out.notes = append(out.notes, standIn.Note())
	}
	if note, outside := r.outsideGuide(answer, declared); outside {
		out.notes = append(out.notes, note)
	}
	r.warnOldYear(in, declared, answer)
	return out, inventory.Problem{}, true
}

// find asks the tables: for the input alone, or with those that must come from one set with it. Sets, where given,
// stand instead of the precedence.
func (r *run) find(in *inputs, declared inventory.Input, unit quantity.Unit, item string, sets []string) (factors.Answer, error) {
	group := in.together(declared)
	if len(group) <= 1 {
		if sets == nil {
			sets = r.sets(declared, false)
		}
		return r.table.Find(r.query(in, declared, unit, item, sets))
	}
	var queries []factors.Query
	at := 0
	for i, other := range group {
		if other.Name == declared.Name {
			at = i
		}
		searched := sets
		if searched == nil {
			searched = r.sets(other, true)
		}
		queries = append(queries, r.query(in, other, in.unit(other), item, searched))
	}
	answers, err := r.table.FindTogether(queries)
	if err != nil {
		return factors.Answer{}, err
	}
	return answers[at], nil
}

// unit is the unit a factor must fit: the declared one, by the unit of the activity where it is stated per activity.
func (in *inputs) unit(declared inventory.Input) quantity.Unit {
	unit := quantity.MustUnit(declared.Unit)
	if declared.Per != "" {
		if fuel, ok := in.group.activity(in.method, declared.Per); ok {
			unit = unit.Div(fuel.Unit)
		}
	}
	return unit
}

// choice returns the most specific recorded choice of the kind for the row and parameter; nil if there is none. Two
// equally specific ones that choose differently are an error.
func (r *run) choice(kind string, row *inventory.Activity, parameter string) *inventory.Choice {
	var best *inventory.Choice
	for i := range r.ws.Choices {
		c := &r.ws.Choices[i]
		if c.Kind != kind || !applies(c, row) || len(c.Parameter) > 0 && !slices.Contains(c.Parameter, parameter) {
			continue
		}
		switch order := moreSpecific(c, best); {
		case order > 0:
			best = c
		case order == 0 && c.Chosen != best.Chosen:
			r.problems.Add(twoChoices(best, c))
		}
	}
	return best
}

// moreSpecific compares two choices; any is more specific than none.
func moreSpecific(c, than *inventory.Choice) int {
	if than == nil {
		return 1
	}
	a, b := c.Specificity(), than.Specificity()
	return slices.Compare(a[:], b[:])
}

func twoChoices(a, b *inventory.Choice) inventory.Problem {
	if a.Place.Cell("").String() > b.Place.Cell("").String() {
		a, b = b, a
	}
	return inventory.Problem{
		Source: b.Place.Cell("chosen"), Code: "two-choices", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("与 %s 的选择冲突：一处采用 %s，一处采用 %s", a.Place.Cell(""), a.Chosen, b.Chosen),
			EN: fmt.Sprintf("contradicts the choice at %s: one chooses %s, the other %s", a.Place.Cell(""), a.Chosen, b.Chosen)},
		Hint: inventory.Text{ZH: "删去一处，或写明各自的年份、类别、项目", EN: "remove one, or state the year, category or item each is for"},
	}
}

func applies(c *inventory.Choice, row *inventory.Activity) bool {
	return (c.Year == 0 || c.Year == row.Year) && (c.Category == nil || row.Category.Within(c.Category)) &&
		(c.Item == "" || c.Item == row.ItemName())
}

func (r *run) canonical(item string) string {
	if known, ok := r.Vocabulary.Items.Lookup(item); ok {
		return known.Name
	}
	return item
}

// takePoint puts the chosen point into a parameter of which the source prints only a range.
func (r *run) takePoint(p *inventory.Parameter, c *inventory.Choice, row *factors.Row) (inventory.Problem, bool) {
	value, err := parseNumber(c.Chosen)
	inside := err == nil && (row.Low == nil || !value.LessThan(*row.Low)) && (row.High == nil || !value.GreaterThan(*row.High))
	if !inside {
		return inventory.Problem{
			Source: c.Place.Cell("chosen"), Code: "point-outside-range", Severity: inventory.Error,
			Message: inventory.Text{
				ZH: fmt.Sprintf("所选的点 %s 不在印出的范围 %s 之内", c.Chosen, rangeOf(row)),
				EN: fmt.Sprintf("the chosen point %s does not lie in the printed range %s", c.Chosen, rangeOf(row))},
			Hint: inventory.Text{ZH: "改选范围内的数，或写入本地因子并注明来源", EN: "choose a number in the range, or state a local factor with its source"},
		}, true
	}
	p.Amount, p.Status = value, max(p.Status, inventory.Local)
	return inventory.Problem{}, false
}

func rangeOf(row *factors.Row) string {
	side := func(d *decimal.Decimal) string {
		if d == nil {
			return "…"
		}
		return d.String()
	}
	return side(row.Low) + "–" + side(row.High) + " " + row.Unit.String()
}

// spanAlternatives widens the bounds of a parameter to the values it has for the items between which the choice was
// made, from the same set.
func (r *run) spanAlternatives(in *inputs, declared inventory.Input, unit quantity.Unit, p *inventory.Parameter, c *inventory.Choice) {
	low, high := p.Amount, p.Amount
	for _, item := range []string{c.Low, c.High} {
		if item == "" {
			continue
		}
		answer, err := r.find(in, declared, unit, r.canonical(item), []string{p.Set})
		if err != nil || answer.Row.Value == nil {
			continue
		}
		value, err := quantity.Convert(*answer.Row.Value, answer.Row.Unit.Of(declared.Gas), p.In)
		if err != nil {
			continue
		}
		low, high = decimal.Min(low, value), decimal.Max(high, value)
	}
	for _, bound := range []*decimal.Decimal{p.Bounds.Low, p.Bounds.High} {
		if bound != nil {
			low, high = decimal.Min(low, *bound), decimal.Max(high, *bound)
		}
	}
	p.Bounds = inventory.Bounds{Low: &low, High: &high, Kind: "range"}
}

// outsideGuide notes that a factor is not of the guide's own set nor the district's. Calorific values have their own
// list, and a method may name its own set: those are the guide's own form.
func (r *run) outsideGuide(answer factors.Answer, declared inventory.Input) (inventory.Text, bool) {
	guide := r.ws.Config.Guide
	if declared.NCV || slices.Contains(r.Vocabulary.Guides[guide].OwnSets, answer.Set) || answer.Set == factors.LocalSet || slices.Contains(declared.Sets, answer.Set) {
		return inventory.Text{}, false
	}
	return inventory.Text{
		ZH: fmt.Sprintf("%s 取自 %s：指南 %s 自己的表中没有", declared.Title.ZH, answer.Set, guide),
		EN: fmt.Sprintf("%s is from %s: the tables of %s have none", declared.Title.EN, answer.Set, guide)}, true
}

// warnOldYear says which year's row stands in where the tables have none for the inventory year: a warning past two
// years, else a remark.
func (r *run) warnOldYear(in *inputs, declared inventory.Input, answer factors.Answer) {
	name := r.Vocabulary.Parameters[declared.Name]
	year := in.group.first().Year
	if name == nil || name.Years != inventory.NearestEarlier || answer.Row.YearTo == 0 || answer.Row.YearTo >= year {
		return
	}
	severity := inventory.Info
	if year-answer.Row.YearTo > 2 {
		severity = inventory.Warning
	}
	p := answer.Row
	r.problems.Add(inventory.Problem{
		Source: in.group.origin(), Code: "factor-of-earlier-year", Severity: severity,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%d 年的%s用的是 %d 年的值 %s %s（%s，%s）", year, declared.Title.ZH, p.YearTo, p.Value, p.Unit, r.Vocabulary.Regions.ZH(p.Region), p.Status),
			EN: fmt.Sprintf("%s of %d is that of %d: %s %s (%s, %s)", declared.Title.EN, year, p.YearTo, p.Value, p.Unit, p.Region, p.Status)},
		Hint: inventory.Text{
			ZH: "表中没有更近年份的值；有公布值时写入 factors/ 并注明来源",
			EN: "the tables have no nearer earlier year; add the published value under factors/ with its source"},
	})
}
