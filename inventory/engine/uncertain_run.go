package engine

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/uncertainty"
)

// propagate fills in the table of Approach 1 and the first-order propagation of every figure.
func (u *uncertain) propagate() {
	roots := make([]int, len(u.Figures))
	for i, f := range u.Figures {
		roots[i] = f.root
	}
	for i, p := range u.model.Propagate(roots...) {
		u.Figures[i].Linear = p
	}
	var rows []uncertainty.RowRoots
	for _, r := range u.rows {
		rows = append(rows, uncertainty.RowRoots{Year: r.level.root, Base: r.before})
	}
	combined := u.model.Combine(rows, func(id string) uncertainty.VariableSide {
		return uncertainty.VariableSide{Activity: u.byID[id].Activity, Yearly: strings.Contains(id, "@") && yearless(id) != id}
	})
	bare := u.bareKeys()
	for i, r := range u.rows {
		c := &combined[i]
		row := uncertainty.Row{Category: r.category.Code, Item: r.item, Gas: r.gas, Base: exactly(summed(treesOf(r.base, ""))), Year: exactly(summed(treesOf(r.year, ""))),
			AD: c.AD, EF: c.EF, ADCorrelated: c.ADCorrelated, EFCorrelated: c.EFCorrelated, Low: c.Low, High: c.High, Land: r.land}
		nothing := row.Base.IsZero() && row.Year.IsZero()
		row.Unstated = c.Unstated && (nothing || r.restsOn(bare)) // of what is stated to be exact the uncertainty is 0
		u.Rows = append(u.Rows, row)
	}
	u.Approach1 = uncertainty.Approach1Scopes(u.Rows)
	u.Shared = uncertainty.SharedInputs(combined)
	for _, scope := range u.Approach1 {
		u.Differences = append(u.Differences, u.difference(scope, combined))
	}
}

// ScopeDifference says why the first-order propagation of a scope differs from its table of Approach 1: of the level and of the trend.
type ScopeDifference struct{ Level, Trend uncertainty.Difference }

func (u *uncertain) difference(scope uncertainty.Scoped, all []uncertainty.Combined) (out ScopeDifference) {
	var rows []uncertainty.Combined
	for i, r := range u.rows {
		if scope.Scope == inventory.ScopeTotal || !r.land {
			rows = append(rows, all[i])
		}
	}
	out.Level = u.model.LevelDifference(rows)
	if u.Base != 0 && scope.NoTrend == (inventory.Text{}) {
		out.Trend = u.model.TrendDifference(rows, scope.Propagation)
	}
	u.ofShares(&out.Level)
	u.ofShares(&out.Trend)
	return out
}

// ofShares takes what rows share because a record has it add up with others, or be one with others, for what it is: a declared correlation.
func (u *uncertain) ofShares(d *uncertainty.Difference) {
	before := len(d.Shared)
	d.Shared = slices.DeleteFunc(d.Shared, func(s uncertainty.SharedInput) bool {
		return slices.Contains(u.joined, s.Variable) || slices.ContainsFunc(u.ws.Correlations, func(c inventory.Correlation) bool {
			return c.Kind == inventory.CorrelatedShares && names(c.Of, u.byID[s.Variable].Inputs[0].Parameter)
		})
	})
	d.Correlations = d.Correlations || len(d.Shared) < before
}

// exactly is the exact value of a tree that has been compiled.
func exactly(tree expr.Node) decimal.Decimal {
	v, err := expr.Decimal(tree)
	if err != nil {
		panic(err)
	}
	return v
}

// headline tells whether every draw of the figure is kept: totals and their trends.
func (f *UncertainFigure) headline() bool {
	return f.ID == inventory.ScopeTotal || f.ID == inventory.ScopeWithoutLand
}

// simulate draws, unless that is not asked for.
func (u *uncertain) simulate() {
	if u.Options.Draws < 0 {
		return
	}
	u.model.Prepare(u.Options.Workers)
	plan := uncertainty.Plan{Model: u.model, Seed: u.Options.Seed, Sampling: u.Options.Sampling, Draws: u.Options.Draws, Workers: u.Options.Workers, Adaptive: u.Options.Adaptive}
	for _, f := range u.Figures {
		if f.headline() && plan.Draws <= MostKept {
			plan.Kept = append(plan.Kept, f.root)
		}
	}
	plan.Adaptive.Roots = plan.Kept
	for _, r := range u.rows {
		if r.before >= 0 {
			plan.Silent = append(plan.Silent, r.before)
		}
	}
	for _, e := range u.events {
		plan.Events = append(plan.Events, uncertainty.NewEvent(e.root, e.chance.Goal, e.atLeast))
	}
	if plan.Sampling == uncertainty.SobolSampling {
		for _, r := range u.model.Rank(u.Figures[0].root, 0, 1, 0, false) {
			plan.Order = append(plan.Order, r.Variables...)
		}
		plan.Along = plan.Kept
	}
	u.Simulated = uncertainty.Simulate(plan)
	for _, f := range u.Figures {
		f.Distribution = &u.Simulated.Distributions[f.root]
	}
	for i, e := range u.events {
		e.chance.Chance = u.Simulated.Probability(i)
		e.chance.Reached.Distribution = &u.Simulated.Distributions[e.root]
		if !e.chance.Reached.Distribution.Certain() { // of what nothing states the spread of there is no chance to tell
			u.fixedIn(&e.chance)
			u.Chances = append(u.Chances, e.chance)
		}
	}
}

// Ranking is what to improve next for one figure.
type Ranking struct {
	Figure *UncertainFigure
	Lines  []uncertainty.Ranked
}

// defaultLeading is the number of variables that total indices are computed of.
const defaultLeading = 12

// rank ranks the variables of the total and of its trend.
func (u *uncertain) rank() {
	leading := u.Options.Leading
	if leading == 0 {
		leading = defaultLeading
	}
	for _, f := range u.Figures {
		if f.ID == inventory.ScopeTotal {
			u.Rankings = append(u.Rankings, Ranking{f, u.model.Rank(f.root, leading, u.Options.Workers, u.Options.Seed, u.Options.Draws >= 0)})
		}
	}
}

// MostKept is the most draws of which each is kept, for totals and their trends; of more their quantiles are those of counts in cells.
const MostKept = uncertainty.MostKept

// Kept are the figures of which every draw is kept, in the order of the samples.
func (u *Uncertainty) Kept() (out []*UncertainFigure) {
	for _, f := range u.Figures {
		if f.headline() && u.Options.Draws <= MostKept {
			out = append(out, f)
		}
	}
	return out
}
