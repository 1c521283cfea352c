package uncertainty

import (
	"cmp"
	"slices"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// TableOptions say how a table of estimates is simulated.
type TableOptions struct {
	Draws    int // 0: as many as the adaptive rule asks for; negative: no simulation
	Seed     uint64
	Sampling Sampling
	Adaptive Adaptive // its roots are the levels and trends of the totals
	Workers  int      // never changes a figure
	Leading  int      // variables with total indices; 0: 12, or none in a table of more than mostIndexed variables
	Bounded  bool     // the cap of the adaptive rule is that of the table (see Cap), not asked for
}

// TableAnalysis is what is known of how certain a table of estimates is.
type TableAnalysis struct {
	Model     *TableModel
	Options   TableOptions
	Approach1 []Scoped      // with land, and where there is some without
	Figures   []TableFigure // totals, with and without land, then gases by name, then rows in the order of the table
	Kept      []int         // of Figures: those of which Simulated has every draw, in its order; none of more than MostKept draws
	Simulated *Simulated    // of the figures of several rows; nil without a simulation
	RowDraws  int           // draws of each row
	Rankings  []TableRanking
}

// TableRanking is what to improve next for one figure; the variables are those of the model.
type TableRanking struct {
	Figure int // of Figures
	Lines  []Ranked
	Drawn  bool // there are indices; else the shares of the first-order propagation alone
}

// defaultLeading is the number of variables that total indices are computed of. mostIndexed is the number of variables up to which
// they are computed unasked: they take more draws than all else, and of a sum of so many rows hardly differ from the shares of
// the first-order propagation.
const (
	defaultLeading = 12
	mostIndexed    = 4000
)

// MostKept is the most draws of which each is kept; of more the quantiles are those of counts in cells.
const MostKept = 2_000_000

// mostVariates bounds draws times variables of draws that nobody asked for, some ten seconds of work.
const mostVariates = 1_000_000_000

// Cap is the most draws that are taken unasked: a table of thousands of rows is not drawn a million times. One batch is too few for the
// adaptive rule, which compares several.
func (m *TableModel) Cap() int {
	batches := mostVariates / BatchDraws / max(len(m.Variables), 1)
	return min(DefaultCap, max(batches, 1)*BatchDraws)
}

// Variates is the number of random numbers that so many draws take, those of the single rows among them.
func (m *TableModel) Variates(draws int) int { return (draws + m.rowDraws(draws)) * len(m.Variables) }

// rowDraws are the draws of each row beside so many of the figures of several rows.
func (m *TableModel) rowDraws(draws int) int {
	return min(draws, mostRowDraws, max(leastRowDraws, allRowDraws/len(m.Rows)))
}

// Rows are drawn as often as twenty million draws of all of them allow, within these limits: the ends of a row's interval are known to 0.4
// per cent of half of it, of a table of ten thousand rows to 3.
const (
	allRowDraws   = 20_000_000
	mostRowDraws  = 100_000
	leastRowDraws = 2000
)

// Analyse propagates, draws and ranks. The order of the table changes nothing but that of the rows' figures.
func (m *TableModel) Analyse(o TableOptions) *TableAnalysis {
	a := &TableAnalysis{Model: m, Options: o, Approach1: Approach1Scopes(m.Rows), Figures: slices.Clone(m.figures)}
	m.model.Prepare(o.Workers)
	for i := range a.Figures {
		f := &a.Figures[i]
		f.Linear = &m.model.Propagate(f.root)[0]
		f.Linear.Parts = nil // of hundreds of thousands of variables, of each figure: Rank has its own
		if f.headline() && o.Draws <= MostKept {
			a.Kept = append(a.Kept, i)
		}
	}
	if o.Draws >= 0 {
		a.simulate()
		a.RowDraws = m.rowDraws(a.Simulated.Draws)
	}
	a.rows()
	a.rank()
	return a
}

// simulate draws the figures of several rows.
func (a *TableAnalysis) simulate() {
	o, m := a.Options, a.Model
	plan := Plan{Model: m.model, Seed: o.Seed, Sampling: o.Sampling, Draws: o.Draws, Adaptive: o.Adaptive, Workers: o.Workers}
	for _, i := range a.Kept {
		plan.Kept = append(plan.Kept, a.Figures[i].root)
	}
	plan.Adaptive.Roots = plan.Kept
	if o.Sampling == SobolSampling {
		for _, r := range m.model.Rank(a.Figures[0].root, 0, 1, 0, false) {
			plan.Order = append(plan.Order, r.Variables...)
		}
		plan.Along = plan.Kept
	}
	a.Simulated = Simulate(plan)
	for i := range a.Figures {
		f := &a.Figures[i]
		f.Distribution = &a.Simulated.Distributions[f.root]
		if f.Kind == TrendOfBoth { // the base year's figure stands before it
			base := a.Figures[i-1].Distribution
			f.Crosses = base.Min <= 0 && base.Max >= 0 && !f.Distribution.Certain()
			f.momentless()
		}
	}
}

// rowsAtOnce is the number of rows that are simulated together: the counts of all rows of a large table at once would not fit into
// memory. A row shares nothing with others and its random numbers follow from the names of its variables, so that not one bit depends
// on the company.
const rowsAtOnce = 64

// rows adds the figures of the rows.
func (a *TableAnalysis) rows() {
	drawn := a.Model.drawn
	count := (len(drawn) + rowsAtOnce - 1) / rowsAtOnce
	within := 1 // workers of one chunk
	if count < a.Options.Workers {
		within = a.Options.Workers
	}
	rows := make([][]TableFigure, 0, count)
	inOrder(min(a.Options.Workers, count), count, func() func(int) []TableFigure {
		return func(chunk int) []TableFigure {
			return a.chunk(drawn[chunk*rowsAtOnce:min((chunk+1)*rowsAtOnce, len(drawn))], within)
		}
	}, func(figures []TableFigure) { rows = append(rows, figures) })
	of := slices.Concat(rows...)
	slices.SortStableFunc(of, func(a, b TableFigure) int { return cmp.Compare(a.Row, b.Row) })
	a.Figures = append(a.Figures, of...)
}

// chunk are the figures of some rows.
func (a *TableAnalysis) chunk(rows []drawnRow, workers int) (out []TableFigure) {
	var roots []expr.Node
	for i := range rows {
		figures, trees := rows[i].figures(len(roots))
		out, roots = append(out, figures...), append(roots, trees...)
	}
	if a.RowDraws == 0 {
		return out
	}
	o := a.Options
	plan := Plan{Model: modelOfTable(roots), Seed: o.Seed, Sampling: o.Sampling, Draws: a.RowDraws, Workers: workers}
	plan.Model.tables = a.Model.model.tables
	for i := range plan.Model.Inputs {
		plan.Order = append(plan.Order, plan.Model.Inputs[i].Variable)
	}
	simulated := Simulate(plan)
	for i := range out {
		out[i].Distribution = &simulated.Distributions[out[i].root]
		out[i].momentless()
	}
	return out
}

// rank ranks the variables of the total and of its trend.
func (a *TableAnalysis) rank() {
	o := a.Options
	drawn := o.Draws >= 0 && (o.Leading > 0 || len(a.Model.Variables) <= mostIndexed)
	leading := o.Leading
	if leading == 0 {
		leading = defaultLeading
	}
	for i, f := range a.Figures {
		if f.ID == inventory.ScopeTotal && f.Kind != LevelOfBase {
			indexed := drawn && !f.Crosses // indices are parts of a variance
			a.Rankings = append(a.Rankings, TableRanking{i, a.Model.model.Rank(f.root, leading, o.Workers, o.Seed, indexed), indexed})
		}
	}
}
