package engine

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/uncertainty"
	"ghg/inventory/workspace"
)

// UncertaintyOptions say of which years the uncertainty is asked, and how it is simulated.
type UncertaintyOptions struct {
	Year, Base int // 0: the latest year; the base year of the workspace. Equal years have no trend
	Draws      int // 0: as many as the adaptive rule asks for; negative: no simulation
	Seed       uint64
	Sampling   uncertainty.Sampling
	Adaptive   uncertainty.Adaptive // its roots are those of the totals
	Workers    int
	GWP        decimal.Decimal // ± per cent at 95 % of the potentials of all gases but CO2; 0: they are exact
	Repair     bool            // matrices of correlations that are not positive definite are changed
	Leading    int             // variables with total indices; 0: 12
	Level      string          // of the rows: GuideLevel (also ""), FinestLevel, or a depth in the tree of categories
}

// The kinds of UncertainFigure.
const (
	LevelFigure     = "level"     // of the year, in t CO2e
	TrendFigure     = "trend"     // of the change since the base year, relative to it
	IntensityFigure = "intensity" // of the year
	DeclineFigure   = "decline"   // of the intensity since the base year
)

// UncertainFigure is one figure of the inventory with its uncertainty.
type UncertainFigure struct {
	ID           string // total, gas:CH4, row:1.A.2.f|solid|CO2, intensity:co2/gdp …
	Kind         string
	Title        inventory.Text
	Category     *inventory.Category // of a row
	Item         string              // fuel group of a row of fuel, "" for none
	Gas          string
	Unit         string
	Tree         expr.Node
	Linear       uncertainty.Propagated
	Distribution *uncertainty.Distribution // nil without a simulation
	root         int
	series       *Intensity
}

// TargetChance is the probability that a target is met, by what is known of the year.
type TargetChance struct {
	Standing *Standing
	Year     int
	Reached  UncertainFigure
	Goal     decimal.Decimal // what is asked of the year
	OnPath   bool            // Goal is what the even path to the target asks of the year, which is before that of the target
	Chance   decimal.Decimal
	Fixed    []BareLeaf // inputs of what was reached that are held fixed, for nothing states their spread
	Above    bool       // nothing above the stroke of the intensity is drawn: emissions or energy are all held fixed
}

// Uncertainty is what is known of how certain an inventory is.
type Uncertainty struct {
	Inventory   *inventory.Inventory
	Year, Base  int            // Base is 0 if there is no trend
	NoBase      inventory.Text // why there is none
	Options     UncertaintyOptions
	OneYear     []RowOfOneYear
	Figures     []*UncertainFigure
	Variables   []*UncertainVariable
	Bare        []BareLeaf // inputs that nothing states the spread of, by their weight
	Rows        []uncertainty.Row
	Unassessed  []uncertainty.Unassessed     // categories of the year with a key in place of a figure
	Qualitative map[uncertainty.Label]string // the criterion of rows that are key for what no figure shows
	Approach1   []uncertainty.Scoped         // with land, and where there is some without
	Shared      []uncertainty.SharedInput
	Differences []ScopeDifference // why the first-order propagation differs from Approach 1, by its scopes
	Changed     []ChangeOfMethod
	Simulated   *uncertainty.Simulated // nil if none was asked for
	Chances     []TargetChance
	Rankings    []Ranking
	Applied     []AppliedCorrelation // records of correlations, in their order
	Changes     int                  // whose ends are drawn as one variable without a record
	Repairs     []uncertainty.Repair
	Problems    inventory.Problems
}

// uncertain is one analysis at work.
type uncertain struct {
	*Uncertainty
	engine      *Engine
	ws          *workspace.Workspace
	intensities *Intensities
	roots       []expr.Node
	rows        []*uncertainRow
	events      []event
	model       uncertainty.Model
	byID        map[string]*UncertainVariable
	seats       map[string]seatOfLeaf
	parted      map[string]bool // see partedByYears
	joined      []string        // variables that others are perfectly correlated with
	judged      map[int]bool    // rows of judgements that an input has
	told        map[inventory.Source]bool
	spreads     *spreads
}

// Uncertainty analyses a compiled inventory of a workspace. It has no figures if Problems failed.
func (e *Engine) Uncertainty(ws *workspace.Workspace, result *Result, intensities *Intensities, o UncertaintyOptions) *Uncertainty {
	years := result.Inventory.Years
	u := &uncertain{Uncertainty: &Uncertainty{Inventory: result.Inventory, Year: o.Year, Base: o.Base, Options: o}, engine: e, ws: ws,
		intensities: intensities, byID: map[string]*UncertainVariable{}, seats: map[string]seatOfLeaf{}, judged: map[int]bool{}, told: map[inventory.Source]bool{}, spreads: e.spreads(e.Vocabulary.Guides[result.Inventory.Guide])}
	if u.Year == 0 {
		u.Year = slices.Max(years)
	}
	if u.Base == 0 {
		u.Base = intensities.Base
	}
	switch {
	case u.Base == u.Year:
		u.NoBase = inventory.Text{ZH: fmt.Sprintf("没有趋势：基准年就是 %d 年", u.Base), EN: fmt.Sprintf("no trends: the base year is %d itself", u.Base)}
		u.Base = 0
	case u.Base > u.Year:
		u.NoBase = inventory.Text{ZH: fmt.Sprintf("没有趋势：基准年 %d 晚于 %d 年", u.Base, u.Year), EN: fmt.Sprintf("no trends: the base year %d is after %d", u.Base, u.Year)}
		u.Base = 0
	case !slices.Contains(years, u.Base):
		u.NoBase = inventory.Text{ZH: fmt.Sprintf("没有趋势：基准年 %d 没有清单", u.Base), EN: fmt.Sprintf("no trends: there is no inventory of the base year %d", u.Base)}
		u.Base = 0
	}
	u.gather()
	u.unassessed()
	u.qualitative()
	if len(u.rows) == 0 {
		return u.Uncertainty
	}
	u.figures()
	program, err := expr.Compile(u.roots)
	if err != nil {
		u.Problems = append(u.Problems, unprogrammed(err))
		return u.Uncertainty
	}
	u.model.Program = program
	u.laws()
	u.sortStatistics()
	u.correlate()
	if u.Problems.Failed() {
		return u.Uncertainty
	}
	u.propagate()
	u.simulate()
	u.rank()
	return u.Uncertainty
}

// unprogrammed is the fault of trees that cannot be drawn.
func unprogrammed(err error) inventory.Problem {
	return inventory.Problem{Code: "not-drawable", Severity: inventory.Error,
		Message: inventory.Text{ZH: "清单不能作为一个程序抽样：" + err.Error(), EN: "the inventory cannot be drawn as one program: " + err.Error()},
		Hint:    inventory.Text{ZH: "同一个键只能是一个数", EN: "inputs of one key must be the same figure"}}
}

// add makes a tree a root of the program.
func (u *uncertain) add(f UncertainFigure) *UncertainFigure {
	f.root = len(u.roots)
	u.roots = append(u.roots, f.Tree)
	u.Figures = append(u.Figures, &f)
	return &f
}

// Series is the intensity that the figure is of, nil for emissions.
func (f *UncertainFigure) Series() *Intensity { return f.series }

// NoDraws asks for no simulation.
const NoDraws = -1
