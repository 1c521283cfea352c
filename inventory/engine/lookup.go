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

// search finds the row and dresses it as a parameter: bounds and notes of the recorded choices, notes of a row taken
// from another set or year.
func (a *asking) search(declared inventory.Input, unit quantity.Unit) (*inventory.Parameter, inventory.Problem, bool) {
	r, row := a.run, a.group[0]
	standIn := a.choice(r, inventory.StandsFor, row, declared.Name)
	item := row.ItemName()
	if standIn != nil {
		item = r.canonical(standIn.Chosen)
	}
	answer, err := a.find(declared, unit, item, nil)
	var ranged *factors.OnlyRange
	point := (*inventory.Choice)(nil)
	if errors.As(err, &ranged) {
		if point = a.choice(r, inventory.Point, row, strings.TrimSpace(declared.Name+" "+declared.Gas)); point != nil {
			answer, err = factors.Answer{Row: ranged.Row, Set: ranged.Row.Set, Why: point.Note()}, nil
		}
	}
	if err != nil {
		problem := factors.Problem(err, inventory.Source{})
		if of, derived := r.derived[row]; derived && of.from == nil {
			problem.Hint.ZH += "；由平衡表推算的行没有细项一栏：在 records/choices.csv 写 kind=detail，chosen=细项"
			problem.Hint.EN += "; an activity derived from the balance has no column detail: record it in records/choices.csv, kind=detail, chosen=the word"
		}
		if declared.Own {
			problem.Hint.ZH += "；指南各表都没有本区的" + declared.Title.ZH + "：取清查、监测或实测的本地值，也可在活动表用参数 " + declared.Name + " 填写；没有就写标记 NE 和理由，不套用外地的值"
			problem.Hint.EN += "; no table of a guide has the district's " + declared.Title.EN + ": take a survey or measurement of its own, which the activity may also state as the parameter " + declared.Name + ", or enter NE with the reason; a figure of elsewhere is no default"
		}
		return nil, problem, false
	}
	p := answer.Row.AsParameter(r.Vocabulary)
	p.Mark, p.Why = declared.Symbol, answer.Why
	p.Candidates = a.considered(declared, unit, item, answer)
	a.remark(answer.Notes...)
	a.notices.Add(factors.PassedOver(answer)...)
	a.unheeded(declared, unit, item, answer)
	if point != nil {
		if problem, bad := takePoint(p, point, answer.Row); bad {
			return nil, problem, false
		}
		a.remark(point.Note())
	}
	if standIn != nil {
		a.spanAlternatives(declared, unit, p, standIn)
		p.Why = inventory.Text{
			ZH: fmt.Sprintf("按 %s，%s 取 %s 的因子；%s", standIn.Place.Cell(""), row.ItemName(), item, p.Why.ZH),
			EN: fmt.Sprintf("by %s %s takes the factor of %s; %s", standIn.Place.Cell(""), row.ItemName(), item, p.Why.EN)}
		a.remark(standIn.Note())
	}
	if note, outside := r.outsideGuide(answer, declared); outside {
		a.remark(note)
	}
	a.warnOldYear(declared, answer)
	return p, inventory.Problem{}, true
}

func (a *asking) remark(texts ...inventory.Text) {
	for _, text := range texts {
		a.remarks = appendText(a.remarks, text)
	}
}

// find asks the tables: for the input alone, or with those that must come from one set with it. Sets, where given,
// stand instead of the precedence. In the years of a scenario the factor of the latest year of the inventory goes on; only one
// that is always the newest known, as of the grid, is looked for in the year itself.
func (a *asking) find(declared inventory.Input, unit quantity.Unit, item string, sets []string) (factors.Answer, error) {
	year := a.group[0].Year
	name := a.run.Vocabulary.Parameters[declared.InTables()]
	if a.run.future.holds(year) && (name == nil || name.Years != inventory.NearestEarlier) {
		year = a.run.future.latest
	}
	return a.findIn(year, declared, unit, item, sets)
}

func (a *asking) findIn(year int, declared inventory.Input, unit quantity.Unit, item string, sets []string) (factors.Answer, error) {
	asked := func(declared inventory.Input, unit quantity.Unit, sets []string) factors.Query {
		q := a.query(declared, unit, item, sets)
		q.Year = year
		return q
	}
	group := a.together(declared)
	if len(group) <= 1 {
		if sets == nil {
			sets = a.run.sets(declared, false)
		}
		answer, err := a.run.table.Find(asked(declared, unit, sets))
		if err != nil && declared.ElseGas != "" {
			family := declared.Else()
			unit, _ = a.unit(family)
			answer, err = a.run.table.Find(asked(family, unit, sets))
		}
		return answer, err
	}
	var queries []factors.Query
	at := 0
	for i, other := range group {
		if other.Name == declared.Name {
			at = i
		}
		searched := sets
		if searched == nil {
			searched = a.run.sets(other, true)
		}
		unit, _ := a.unit(other)
		queries = append(queries, asked(other, unit, searched))
	}
	answers, err := a.run.table.FindTogether(queries)
	if err != nil {
		return factors.Answer{}, err
	}
	return answers[at], nil
}

// choice returns the most specific recorded choice of the kind for the row and parameter; nil if there is none. Two
// equally specific ones that choose differently are an error.
func (f *findings) choice(r *run, kind string, row *inventory.Activity, parameter string) *inventory.Choice {
	var best *inventory.Choice
	var fitting []*inventory.Choice
	for i := range r.ws.Choices {
		if c := &r.ws.Choices[i]; c.Kind == kind && applies(c, row) && r.names(c, row, parameter) {
			fitting = append(fitting, c)
			if moreSpecific(c, best) > 0 {
				best = c
			}
		}
	}
	for _, c := range fitting {
		if moreSpecific(c, best) == 0 && c.Chosen != best.Chosen {
			f.problems.Add(twoChoices(best, c))
		}
	}
	if best != nil {
		f.choices[best] = true
	}
	return best
}

// names tells whether the choice is of the parameter: of every one, of it, of it for the gas that stands behind its name, or
// of the name of the main activity where rows are held against each other that do without.
func (r *run) names(c *inventory.Choice, row *inventory.Activity, parameter string) bool {
	name, _, _ := strings.Cut(parameter, " ")
	return len(c.Parameter) == 0 || slices.Contains(c.Parameter, parameter) || slices.Contains(c.Parameter, name) ||
		parameter == "" && c.Kind == inventory.Between && slices.ContainsFunc(c.Parameter, func(name string) bool { return r.isMain(row, name) })
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
func takePoint(p *inventory.Parameter, c *inventory.Choice, row *factors.Row) (inventory.Problem, bool) {
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
	p.Amount, p.Status, p.Choice = value, max(p.Status, inventory.Local), "|point "+c.Chosen
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
// made, from the same set. A guideline's default for a row without bounds comes to them where the spread is asked for.
func (a *asking) spanAlternatives(declared inventory.Input, unit quantity.Unit, p *inventory.Parameter, c *inventory.Choice) {
	low, high := p.Amount, p.Amount
	for _, item := range []string{c.Low, c.High} {
		if item == "" {
			continue
		}
		answer, err := a.find(declared, unit, a.run.canonical(item), []string{p.Set})
		if err != nil || answer.Row.Value == nil {
			continue
		}
		value, err := quantity.Convert(*answer.Row.Value, answer.Row.Unit.Of(declared.Gas), p.In)
		if err != nil {
			continue
		}
		low, high = decimal.Min(low, value), decimal.Max(high, value)
	}
	said := inventory.Text{
		ZH: fmt.Sprintf("%s 至 %s 的取值（%s）", c.Low, c.High, c.Place.Cell("")),
		EN: fmt.Sprintf("the values of %s to %s (%s)", c.Low, c.High, c.Place.Cell(""))}
	own := p.Bounds.Low != nil || p.Bounds.High != nil
	if own {
		low, high = p.Bounds.With(low, high)
		said.ZH, said.EN = said.ZH+"，并上因子行的界限", said.EN+", together with the bounds of the factor row"
	}
	p.Bounds, p.Choice = inventory.Bounds{Low: &low, High: &high, Kind: "range", Chosen: said, Own: own}, p.Choice+"|as "+c.Chosen+" ("+c.Low+"–"+c.High+")"
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
func (a *asking) warnOldYear(declared inventory.Input, answer factors.Answer) {
	r := a.run
	name := r.Vocabulary.Parameters[declared.InTables()]
	year := a.group[0].Year
	if name == nil || name.Years != inventory.NearestEarlier || answer.Row.YearTo == 0 || answer.Row.YearTo >= year {
		return
	}
	severity := inventory.Info
	if year-answer.Row.YearTo > 2 {
		severity = inventory.Warning
	}
	p := answer.Row
	a.notices.Add(inventory.Problem{
		Source: a.group[0].Place.Cell("value"), Code: "factor-of-earlier-year", Severity: severity,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%d 年的%s用的是 %d 年的值 %s %s（%s，%s）", year, declared.Title.ZH, p.YearTo, p.Value, p.Unit, r.Vocabulary.Regions.ZH(p.Region), p.Status),
			EN: fmt.Sprintf("%s of %d is that of %d: %s %s (%s, %s)", declared.Title.EN, year, p.YearTo, p.Value, p.Unit, p.Region, p.Status)},
		Hint: inventory.Text{
			ZH: "表中没有更近年份的值；有公布值时写入 factors/ 并注明来源",
			EN: "the tables have no nearer earlier year; add the published value under factors/ with its source"},
	})
}
