package engine

import (
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
	"ghg/inventory/trend"
)

// Projection is a scenario of an intensity in a target year: the mean yearly decline since the base year goes on, and so does the mean
// yearly growth of output; measures take off the share that they take off the scenario whose activities stay as they are. It is no
// forecast and no figure of an inventory.
type Projection struct {
	Intensity *Intensity
	Latest    int
	Target    int
	Yearly    decimal.Decimal  // mean yearly decline since the base year
	Growth    decimal.Decimal  // mean yearly growth of output since then
	Trend     decimal.Decimal  // cumulative decline in the target year if both go on
	Fitted    *decimal.Decimal // decline by the line fitted to the logarithms of every year since the base; nil of fewer than three years
	Emission  decimal.Decimal  // in the target year by the trend, in the numerator's unit
	Measures  *decimal.Decimal // share by which the measures change the emission of the scenario; nil without one
	With      *decimal.Decimal // cumulative decline with them
	trees     []NamedTree
}

// projected are the figures of a scenario by the numerators that they change.
var projected = map[string]string{"energy_co2": "scenario_energy_co2", "energy_process_co2": "scenario_energy_process_co2", "co2e": "scenario_total_without_land", "co2e_with_land": "scenario_total"}

// Project carries the intensities per GDP on to the target year; s may be nil. An intensity without a figure of the base year and of a
// later one has no trend.
func (i *Intensities) Project(target int, s *Scenario) []Projection {
	var out []Projection
	for _, x := range i.Series {
		_, isProjected := projected[x.Numerator.ID]
		if !x.Main || x.Prices == 0 || x.Numerator.ofIndustry() || !isProjected && x.Numerator.level == "" || len(x.Years) == 0 {
			continue
		}
		latest := x.Years[len(x.Years)-1].Year
		if x.At(i.Base) == nil || latest <= i.Base || target <= latest {
			continue
		}
		out = append(out, i.project(x, latest, target, s))
	}
	return out
}

func (i *Intensities) project(x *Intensity, latest, target int, s *Scenario) Projection {
	passed, left := int64(latest-i.Base), int64(target-latest)
	reached, _ := x.decline(i.Base, latest, 1)
	base, _ := x.value(i.Base, 1)
	before, _ := x.divisor(i.Base)
	now, _ := x.divisor(latest)
	yearly, growth := trend.Yearly(reached, passed), trend.LevelGrowth(before, now, passed)
	decline := trend.Continued(reached, yearly, left)
	output := expr.Mul(now, expr.Pow(expr.Add(expr.Int(1), growth), expr.Int(left)))
	emission := expr.In(expr.Mul(base, expr.Sub(expr.Int(1), decline), output), x.Numerator.Unit)
	p := Projection{Intensity: x, Latest: latest, Target: target}
	value := func(zh, en string, tree expr.Node) decimal.Decimal {
		tree = expr.Round34(tree)
		p.trees = append(p.trees, NamedTree{inventory.Text{ZH: zh, EN: en}, tree})
		return *i.evaluated(tree)
	}
	p.Yearly, p.Growth = value("年均下降", "mean yearly decline", yearly), value("产值年均增速", "mean yearly growth of output", growth)
	p.Trend, p.Emission = value("趋势累计下降", "cumulative decline by the trend", decline), value("趋势排放或能耗", "emission or energy by the trend", emission)
	if fitted, ok := x.fitted(target); ok {
		value := value("拟合趋势累计下降", "cumulative decline by the fitted trend", fitted)
		p.Fitted = &value
	}
	if s == nil || len(s.Effects) == 0 || s.Target != target {
		return p
	}
	at := slices.IndexFunc(ScenarioFigures[:], func(f ScenarioFigure) bool { return f.Name == projected[x.Numerator.ID] })
	if at < 0 || !s.Change()[at].Number {
		return p
	}
	reference := s.Years[len(s.Years)-1].Reference[at].Value
	share, err := quantity.Quo(s.Change()[at].Value, reference)
	if err != nil || !reference.IsPositive() {
		return p
	}
	with := value("有措施累计下降", "cumulative decline with the measures", trend.Decline(expr.In(expr.Quo(expr.Mul(emission, expr.Const(decimal.NewFromInt(1).Add(share), quantity.One)), output), x.Unit), base))
	p.Measures, p.With = &share, &with
	return p
}

// leastFitted is the number of years from which on a trend is fitted.
const leastFitted = 3

// fitted is the decline since the base year in the target year by the fitted trend of the years since the base; false if there are too few.
func (x *Intensity) fitted(target int) (expr.Node, bool) {
	var years []int
	var known []expr.Node
	for _, y := range x.Years {
		if tree, ok := x.value(y.Year, 1); ok && y.Year >= x.Base && y.Value.IsPositive() {
			years, known = append(years, y.Year), append(known, tree)
		}
	}
	if len(years) < leastFitted || years[0] != x.Base {
		return expr.Node{}, false
	}
	return trend.FittedDecline(years, known, known[0], target), true
}

// TargetYear is the last year of any target, 0 if there is none.
func (i *Intensities) TargetYear() int {
	last := 0
	for _, t := range i.targets() {
		last = max(last, t.TargetYear)
	}
	return last
}

// LastTarget is the latest year that a scenario may reach, as of every year in a table.
const LastTarget = 2100
