package engine

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
	"ghg/inventory/spelling"
	"ghg/inventory/trend"
	"ghg/inventory/workspace"
)

// The states of a target.
const (
	TargetPending = "pending" // its figure has not been handed down
	TargetUnknown = "unknown" // a figure to hold against it is missing
	TargetStart   = "start"   // nothing later than the base year yet
	TargetMet     = "met"     // reached
	TargetMissed  = "missed"  // its year has come, and it is not reached
	TargetAhead   = "ahead"   // as far as both paths want, or further
	TargetBetween = "between" // as far as one of the paths wants
	TargetBehind  = "behind"  // as far as neither wants
)

// Standing is where one target of the plan stands. Values are shares of a decline, and else in the target's unit.
type Standing struct {
	Target    *inventory.Target
	By        inventory.Text // what it is measured by
	Goal      *decimal.Decimal
	Base      *decimal.Decimal // of a level or share, or of the level that declines; nil if there is none
	BaseUnit  quantity.Unit
	Even      *decimal.Decimal // by which share the intensity must fall, or the level grow, in each year from the base to the target
	Points    []TargetPoint    // by year
	State     string
	Why       inventory.Text // why it is not known
	unit      quantity.Unit
	isDecline bool
	of        *Intensities
	base      expr.Node
	goal      expr.Node
}

// TargetPoint is what was reached in one year, and what was due by then.
type TargetPoint struct {
	Year        int
	Reached     decimal.Decimal
	Straight    *decimal.Decimal // due if the change is the same every year
	Geometric   *decimal.Decimal // due if the change is by the same share every year
	Needed      *decimal.Decimal // by which share the intensity must fall, or the level must grow, in each year left
	Progress    *decimal.Decimal // reached ÷ target, of a decline
	LogProgress *decimal.Decimal // ln(1 − reached) ÷ ln(1 − target), of a decline
	Time        decimal.Decimal  // share of the years that have passed
	Trend       *decimal.Decimal // in the target year if the mean yearly change goes on; a scenario
	tree        expr.Node
}

// Latest is the last year with a figure, nil for none.
func (s *Standing) Latest() *TargetPoint {
	if len(s.Points) == 0 {
		return nil
	}
	return &s.Points[len(s.Points)-1]
}

// At is the year, nil for none.
func (s *Standing) At(year int) *TargetPoint {
	for n := range s.Points {
		if s.Points[n].Year == year {
			return &s.Points[n]
		}
	}
	return nil
}

// targets are those of the workspace, else those of the plan that ships for the district.
func (i *Intensities) targets() []inventory.Target { return targetsOf(i.ws) }

func targetsOf(ws *workspace.Workspace) []inventory.Target {
	if ws.Targets != nil {
		return ws.Targets
	}
	return PlanTargets(ws.Config.Region.Code)
}

// plan holds every target against what has been reached.
func (i *Intensities) plan() {
	targets := i.targets()
	for n := range targets {
		s := &Standing{Target: &targets[n], of: i, isDecline: targets[n].Form == "decline_pct", unit: quantity.One}
		s.setUp()
		for _, year := range i.reach(s.Target) {
			if tree, ok := s.reached(year); ok {
				s.point(year, tree)
			}
		}
		s.judge()
		i.Plan = append(i.Plan, s)
	}
}

// reach are the years of which a target may have a figure: after its base year those of the workspace and of its statistics.
func (i *Intensities) reach(t *inventory.Target) []int {
	years := map[int]bool{}
	for _, year := range i.Inventory.Years {
		years[year] = true
	}
	for n := range i.ws.Indicators {
		years[i.ws.Indicators[n].Year] = true
	}
	for n := range i.ws.Recognised {
		years[i.ws.Recognised[n].Year] = true
	}
	var out []int
	for year := range years {
		if year > t.BaseYear || year == t.BaseYear && t.Form != "decline_pct" {
			out = append(out, year)
		}
	}
	slices.Sort(out)
	return out
}

// setUp finds the unit, the goal and the base of the target.
func (s *Standing) setUp() {
	t := s.Target
	if unit, err := quantity.ParseUnit(t.Unit); err == nil && !s.isDecline {
		s.unit = unit
	}
	if t.Value != nil {
		goal := expr.Const(*t.Value, s.unit)
		if s.isDecline {
			if unit, err := quantity.ParseUnit(t.Unit); err == nil {
				goal = expr.In(expr.Const(*t.Value, unit), quantity.One)
			}
		}
		s.goal, s.Goal = goal, s.of.figure(goal, true)
	}
	if !s.isDecline && t.BaseYear != 0 {
		if base, ok := s.level(t.BaseYear); ok {
			s.base, s.Base, s.BaseUnit = base, s.of.figure(base, true), s.unit
		}
	}
	if name := s.levelName(); name != "" {
		if base, ok := s.of.named(name, t.BaseYear); ok {
			s.Base, s.BaseUnit = s.of.figure(base, true), base.Unit()
		}
	}
	s.By = s.measuredBy()
	switch years := int64(t.TargetYear - t.BaseYear); {
	case s.Goal == nil || t.BaseYear == 0:
	case s.isDecline:
		s.Even = s.of.figure(trend.Yearly(s.goal, years), true)
	case s.Base != nil && s.Base.IsPositive() && s.Goal.IsPositive():
		s.Even = s.of.figure(trend.LevelGrowth(s.base, s.goal, years), true)
	}
}

// measuredBy names what the target is held against.
func (s *Standing) measuredBy() inventory.Text {
	of := s.of.Inventory.Vocabulary.StatisticNamed(s.Target.Indicator)
	switch {
	case !s.isDecline || of == nil || of.Kind != inventory.DeclineStatistic:
		return inventory.Text{ZH: "indicators.csv", EN: "indicators.csv"}
	case of.Of == assessed:
		return inventory.Text{ZH: "考核核算", EN: "the official account"}
	}
	for _, x := range s.of.Series {
		if x.ID == of.Of {
			return x.Title()
		}
	}
	return inventory.Text{ZH: "indicators.csv", EN: "indicators.csv"}
}

// reached is the tree of what was reached in the year; false if nothing says.
func (s *Standing) reached(year int) (expr.Node, bool) {
	if !s.isDecline {
		return s.level(year)
	}
	if name := s.levelName(); name != "" {
		return s.ofLevel(name, year)
	}
	of := s.of.Inventory.Vocabulary.StatisticNamed(s.Target.Indicator)
	if tree, ok := s.of.declineSince(of.Of, s.Target.BaseYear, year); ok {
		return tree, true
	}
	return s.of.statedSince(of.Of, s.Target.BaseYear, year)
}

// levelName is the indicator whose decline the target is of; "" if it is of an intensity, or no decline.
func (s *Standing) levelName() string {
	of := s.of.Inventory.Vocabulary.StatisticNamed(s.Target.Indicator)
	switch {
	case !s.isDecline:
		return ""
	case of == nil || of.Kind != inventory.DeclineStatistic:
		return strings.TrimSuffix(strings.TrimSuffix(s.Target.Indicator, "率"), "下降")
	case strings.Contains(of.Of, "/"):
		return ""
	}
	return s.of.Inventory.Vocabulary.Statistic(of.Of).Title.ZH
}

// ofLevel is the decline of a level of that name since the base year.
func (s *Standing) ofLevel(name string, year int) (expr.Node, bool) {
	base, ok := s.of.named(name, s.Target.BaseYear)
	now, has := s.of.named(name, year)
	if !ok || !has || !base.Unit().SameDimension(now.Unit()) || !s.of.evaluated(base).IsPositive() {
		return expr.Node{}, false
	}
	return trend.Decline(now, base), true
}

// level is the indicator of the target's name of the year, in the target's unit.
func (s *Standing) level(year int) (expr.Node, bool) {
	tree, ok := s.of.named(s.Target.Indicator, year)
	if !ok || !tree.Unit().SameDimension(s.unit) {
		return expr.Node{}, false
	}
	return expr.In(tree, s.unit), true
}

// named is an indicator of a name that the plan uses; false if there is none of the year or its unit is not known.
func (i *Intensities) named(name string, year int) (expr.Node, bool) {
	if of := i.Inventory.Vocabulary.StatisticNamed(name); of != nil {
		return i.stateOf(of.ID, year)
	}
	var rows []*inventory.Indicator
	for n := range i.ws.Indicators {
		if row := &i.ws.Indicators[n]; row.Year == year && spelling.Fold(row.Name) == spelling.Fold(name) && unitOf(row) != nil {
			rows = append(rows, row)
		}
	}
	row := counting(rows, func(row *inventory.Indicator) bool { return choiceOf(i.ws, row) != nil })
	if row == nil {
		return expr.Node{}, false
	}
	plain := *row
	plain.Unit = unitOf(row).String()
	leaf := indicatorLeaf(i.ws, &plain)
	leaf.Mark = fmt.Sprintf("V_%d", year)
	return expr.Of(leaf), true
}

// declineSince is the cumulative decline of an intensity or a level from the base to the year, by recognised values where there
// are any, year by year; directly between the two years if a year between is missing.
func (i *Intensities) declineSince(of string, base, year int) (expr.Node, bool) {
	var between func(from, to int) (expr.Node, bool)
	switch at := slices.IndexFunc(i.Series, func(x *Intensity) bool { return x.ID == of }); {
	case of == assessed && i.Assessment != nil:
		between = i.Assessment.decline
	case at >= 0:
		between = func(from, to int) (expr.Node, bool) { return i.Series[at].decline(from, to, 1) }
	case !strings.Contains(of, "/"):
		level := i.Statistics.Level(of)
		between = func(from, to int) (expr.Node, bool) {
			earlier, ok := level.Tree(from)
			later, has := level.Tree(to)
			if !ok || !has {
				return expr.Node{}, false
			}
			return trend.Decline(later, earlier), true
		}
	default:
		between = func(int, int) (expr.Node, bool) { return expr.Node{}, false }
	}
	if tree, ok := chain(i.recognised[of], base, year, func(year int) (expr.Node, bool) { return between(year-1, year) }); ok {
		return tree, true
	}
	return between(base, year)
}

// point adds what was reached in the year and what was due by then.
func (s *Standing) point(year int, reached expr.Node) {
	t := s.Target
	p := TargetPoint{Year: year, Reached: *s.of.evaluated(reached), tree: reached}
	if s.Goal != nil && t.BaseYear != 0 {
		years := int64(t.TargetYear - t.BaseYear)
		passed := min(int64(year-t.BaseYear), years)
		p.Time, _ = quantity.Quo(decimal.NewFromInt(passed), decimal.NewFromInt(years))
		if s.isDecline {
			s.declineDue(&p, reached, passed, years)
		} else if s.Base != nil {
			s.levelDue(&p, reached, passed, years)
		}
	}
	s.Points = append(s.Points, p)
}

func (s *Standing) declineDue(p *TargetPoint, reached expr.Node, passed, years int64) {
	value := func(tree expr.Node) *decimal.Decimal { return s.of.figure(expr.Round34(tree), true) }
	p.Straight, p.Geometric = value(trend.DueStraight(s.goal, passed, years)), value(trend.DueGeometric(s.goal, passed, years))
	p.Progress = value(trend.Progress(reached, s.goal))
	if !p.Reached.LessThan(decimal.NewFromInt(1)) { // nothing is left, or less: there is no path from it
		return
	}
	p.LogProgress = value(trend.LogProgress(reached, s.goal))
	if left := years - passed; left > 0 {
		p.Needed = value(trend.Required(s.goal, reached, left))
		p.Trend = value(trend.Continued(reached, trend.Yearly(reached, passed), left))
	}
}

func (s *Standing) levelDue(p *TargetPoint, reached expr.Node, passed, years int64) {
	value := func(tree expr.Node) *decimal.Decimal { return s.of.figure(expr.Round34(tree), true) }
	p.Straight = value(trend.LevelStraight(s.base, s.goal, passed, years))
	if !s.Base.IsPositive() || !s.Goal.IsPositive() || !p.Reached.IsPositive() {
		return
	}
	p.Geometric = value(trend.LevelGeometric(s.base, s.goal, passed, years))
	if left := years - passed; left > 0 {
		p.Needed = value(trend.LevelGrowth(reached, s.goal, left))
		if passed > 0 {
			p.Trend = value(trend.LevelGeometric(s.base, reached, years, passed))
		}
	}
}

// judge says how the target stands at the latest figure.
func (s *Standing) judge() {
	latest := s.Latest()
	switch {
	case s.Target.Status == "pending":
		s.State, s.Why = TargetPending, inventory.Text{ZH: "市级下达，目标值未定", EN: "to be handed down by the municipality"}
	case latest == nil:
		s.State, s.Why = TargetUnknown, s.lacking()
	case s.fulfils(latest.Reached, s.Goal) && !s.yetToHold(latest.Year):
		s.State = TargetMet
	case latest.Year >= s.Target.TargetYear:
		s.State = TargetMissed
	case latest.Year <= s.Target.BaseYear:
		s.State = TargetStart
	case latest.Straight == nil:
		s.State, s.Why = TargetUnknown, inventory.Text{ZH: "没有基准年的数，不知路径", EN: "no figure of the base year, and so no path"}
	default:
		straight, geometric := s.onPath(latest.Reached, latest.Straight), latest.Geometric == nil || s.onPath(latest.Reached, latest.Geometric)
		switch {
		case straight && geometric:
			s.State = TargetAhead
		case straight || geometric && latest.Geometric != nil:
			s.State = TargetBetween
		default:
			s.State = TargetBehind
		}
	}
}

// yetToHold tells whether the target is a bound that the base year kept already, as a cap on energy is: it is met in its own year,
// and before that the path to it counts.
func (s *Standing) yetToHold(year int) bool {
	return !s.isDecline && s.Base != nil && year < s.Target.TargetYear && s.fulfils(*s.Base, s.Goal)
}

// fulfils tells whether the value is on the right side of the bound.
func (s *Standing) fulfils(value decimal.Decimal, bound *decimal.Decimal) bool {
	if bound == nil {
		return false
	}
	order := value.Cmp(*bound)
	switch s.Target.Direction {
	case ">":
		return order > 0
	case "<=":
		return order <= 0
	case "<":
		return order < 0
	}
	return order >= 0
}

// onPath tells whether the value is as far as the path wants, on it or beyond.
func (s *Standing) onPath(value decimal.Decimal, due *decimal.Decimal) bool {
	if due != nil && value.Equal(*due) {
		return true
	}
	return s.fulfils(value, due)
}

// lacking says what is missing to know where the target stands.
func (s *Standing) lacking() inventory.Text {
	if unit := s.otherUnit(); unit != "" {
		return inventory.Text{ZH: fmt.Sprintf("目标的单位 %s 与 indicators.csv 的 %s 不是同一种量", s.Target.Unit, unit), EN: fmt.Sprintf("the target is in %s and indicators.csv in %s, which do not measure the same", s.Target.Unit, unit)}
	}
	of := s.of.Inventory.Vocabulary.StatisticNamed(s.Target.Indicator)
	switch {
	case !s.isDecline || of == nil || !strings.Contains(of.Of, "/"):
		name := cmp.Or(s.levelName(), s.Target.Indicator)
		return inventory.Text{ZH: fmt.Sprintf("indicators.csv 没有“%s”%d 年以后的数", name, s.Target.BaseYear), EN: fmt.Sprintf("indicators.csv has no %q after %d", name, s.Target.BaseYear)}
	}
	above, below := partsOf(of.Of)
	return inventory.Text{ZH: fmt.Sprintf("%d 年及以后缺%s，或缺可比价的%s", s.Target.BaseYear, above.ZH, below.ZH), EN: fmt.Sprintf("%s or %s at constant prices is missing of %d or after", above.EN, below.EN, s.Target.BaseYear)}
}
