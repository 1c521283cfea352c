package engine

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/uncertainty"
)

// correlate declares what records/correlations.csv says of the variables.
func (u *uncertain) correlate() {
	ids := make([]string, len(u.Variables))
	for i, v := range u.Variables {
		ids[i] = v.ID
	}
	var pairs []uncertainty.Pair
	for i := range u.ws.Correlations {
		c := &u.ws.Correlations[i]
		of := matching(ids, c.Of)
		if len(of) == 0 && !u.matchesAny(c.Of) {
			u.noSuchVariable(c.Place.Cell("of"), c.Of)
			continue
		}
		pair := func(a, b int) {
			pairs = append(pairs, uncertainty.NewPair(a, b, c))
		}
		switch c.Kind {
		case inventory.CorrelatedGroup:
			inPairs(of, func(a, b int) { pair(a, b) })
		case inventory.CorrelatedYears:
			inPairs(of, func(a, b int) {
				if yearless(ids[a]) == yearless(ids[b]) && !c.Rho.IsZero() {
					pair(a, b)
				}
			})
		case inventory.CorrelatedPair:
			with := matching(ids, c.With)
			if len(with) == 0 && !u.matchesAny(c.With) {
				u.noSuchVariable(c.Place.Cell("with"), c.With)
			}
			for _, a := range of {
				for _, b := range with {
					if a != b {
						pair(a, b)
					}
				}
			}
		case inventory.CorrelatedShares:
			u.shares(c)
		}
	}
	copula, problems := uncertainty.Correlate(ids, pairs, u.Options.Repair)
	u.Problems = append(u.Problems, problems...)
	if problems.Failed() {
		return
	}
	u.model.Couplings, u.Repairs, u.Correlated = copula.Couplings(ids), copula.Repairs, ids
	at := map[string]int{}
	for i, id := range ids {
		at[id] = i
	}
	for i := range u.model.Inputs {
		in := &u.model.Inputs[i]
		if in.Variable == "" {
			continue
		}
		with, opposite := copula.Shares(at[in.Variable])
		in.Variable, in.Mirrored = ids[with], opposite
	}
}

func matching(ids []string, p inventory.Pattern) (out []int) {
	for i, id := range ids {
		if names(p, id) {
			out = append(out, i)
		}
	}
	return out
}

// inPairs calls for each pair of different members once.
func inPairs(members []int, do func(a, b int)) {
	for i, a := range members {
		for _, b := range members[i+1:] {
			do(a, b)
		}
	}
}

// matchesAny tells whether some input is of the pattern, be it drawn or not.
func (u *uncertain) matchesAny(p inventory.Pattern) bool {
	return slices.ContainsFunc(u.model.Program.Inputs(), func(l expr.Leaf) bool { return names(p, inventory.ParameterOf(l).Variable.ID) })
}

func (u *uncertain) noSuchVariable(at inventory.Source, p inventory.Pattern) {
	u.Problems = append(u.Problems, inventory.Problem{Source: at, Code: "no-such-variable", Severity: inventory.Warning,
		Message: inventory.Text{ZH: "分析的年份没有变量与“" + string(p) + "”相符，这一行没有用上", EN: `no variable of the years analysed matches "` + string(p) + `": the row serves nothing`},
		Hint:    inventory.Text{ZH: "变量名见 inventory uncertainty --format json 的 variables；* 代表任意一段", EN: "inventory uncertainty --format json lists the variables; * stands for any run of characters"}})
}

// shares declares inputs that add up: those of a year, for each year.
func (u *uncertain) shares(c *inventory.Correlation) {
	sums := map[string]*uncertainty.Shares{}
	var order []string
	for i, leaf := range u.model.Program.Inputs() {
		p := inventory.ParameterOf(leaf)
		if !c.Of.Match(p.Variable.ID) {
			continue
		}
		year := ""
		if fields := strings.SplitN(p.Variable.ID, "|", 3); len(fields) == 3 && isYear(fields[1]) {
			year = fields[1]
		}
		if sums[year] == nil {
			sums[year] = &uncertainty.Shares{}
			order = append(order, year)
		}
		sums[year].Add(i, leaf.Value())
	}
	for _, year := range order {
		u.model.Shares = append(u.model.Shares, *sums[year])
	}
}

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
	combined := u.model.Combine(rows, func(id string) bool { return u.byID[id].Activity })
	for i, r := range u.rows {
		c := &combined[i]
		u.Rows = append(u.Rows, uncertainty.Row{Category: r.category.Code, Item: r.item, Gas: r.gas, Base: exactly(summed(treesOf(r.base, ""))), Year: exactly(summed(treesOf(r.year, ""))),
			AD: c.AD, EF: c.EF, ADCorrelated: c.ADCorrelated, EFCorrelated: c.EFCorrelated, Land: r.land, Unstated: c.Unstated})
	}
	u.Approach1 = uncertainty.Approach1Scopes(u.Rows)
	u.Shared = uncertainty.SharedInputs(combined)
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
