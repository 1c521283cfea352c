package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
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
	TargetUnlike  = "unlike"  // the inventory answers for other categories and gases than in the base year
)

// Standing is where one target of the plan stands. Values are shares of a decline, and else in the target's unit.
type Standing struct {
	Target    *inventory.Target
	By        inventory.Text // what the latest figure is of
	Goal      *decimal.Decimal
	Base      *decimal.Decimal // of a level or share, or of the level that declines; nil if there is none
	BaseUnit  quantity.Unit
	Even      *decimal.Decimal // what each year from the base to the target needs, as Needed of a point
	InPoints  bool             // the level is a share: what is needed is so many percentage points
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
	Needed      *decimal.Decimal // by which share the intensity must fall, or the level grow, in each year left; of a share by how many points
	Progress    *decimal.Decimal // reached ÷ target, of a decline
	LogProgress *decimal.Decimal // ln(1 − reached) ÷ ln(1 − target), of a decline
	Time        decimal.Decimal  // share of the years that have passed
	Trend       *decimal.Decimal // in the target year if the mean yearly change goes on; a scenario
	By          inventory.Text   // what the figure is of
	Comparable  bool             // with the base year: the inventory answers for as much, or the account holds the same sources
	Preliminary bool             // some figure of the statistics behind it is preliminary
	Trees       []NamedTree      // of all these figures
	why         inventory.Text   // it does not compare
}

// NamedTree is the tree of one figure with its name.
type NamedTree struct {
	Name inventory.Text
	Tree expr.Node
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
			if m := s.reached(year); m.tree.Err() == nil {
				s.point(year, m)
			}
		}
		s.judge()
		i.Plan = append(i.Plan, s)
	}
}

// reach are the years of which a target may have a figure: after its base year, and up to its own, those of the workspace and of its
// statistics.
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
		if (year > t.BaseYear || year == t.BaseYear && t.Form != "decline_pct") && (t.TargetYear == 0 || year <= t.TargetYear) {
			out = append(out, year)
		}
	}
	slices.Sort(out)
	return out
}

// point adds what was reached in the year and what was due by then.
func (s *Standing) point(year int, m measured) {
	t := s.Target
	p := TargetPoint{Year: year, By: m.by, Comparable: m.unlike == (inventory.Text{}), why: m.unlike, Preliminary: s.of.preliminary(m.tree)}
	p.Reached = *s.value(&p, inventory.Text{ZH: "已达到", EN: "reached"}, m.tree)
	if s.Goal != nil && t.BaseYear != 0 {
		years := int64(t.TargetYear - t.BaseYear)
		passed := int64(year - t.BaseYear)
		p.Time, _ = quantity.Quo(decimal.NewFromInt(passed), decimal.NewFromInt(years))
		if s.isDecline {
			s.declineDue(&p, m.tree, passed, years)
		} else if s.Base != nil {
			s.levelDue(&p, m.tree, passed, years)
		}
	}
	s.Points = append(s.Points, p)
}

// value evaluates a figure of the point and keeps its tree.
func (s *Standing) value(p *TargetPoint, name inventory.Text, tree expr.Node) *decimal.Decimal {
	tree = expr.Round34(tree)
	p.Trees = append(p.Trees, NamedTree{name, tree})
	return s.of.evaluated(tree)
}

// The names of the figures of a point.
var (
	dueStraight  = inventory.Text{ZH: "直线应达", EN: "due, straight"}
	dueGeometric = inventory.Text{ZH: "等比应达", EN: "due, geometric"}
	neededYearly = inventory.Text{ZH: "每年还需", EN: "needed a year"}
	byTheTrend   = inventory.Text{ZH: "情景：按至今的变化", EN: "scenario: at the change so far"}
)

func (s *Standing) declineDue(p *TargetPoint, reached expr.Node, passed, years int64) {
	p.Straight, p.Geometric = s.value(p, dueStraight, trend.DueStraight(s.goal, passed, years)), s.value(p, dueGeometric, trend.DueGeometric(s.goal, passed, years))
	p.Progress = s.value(p, inventory.Text{ZH: "完成目标的份额", EN: "share of the target"}, trend.Progress(reached, s.goal))
	if !p.Reached.LessThan(decimal.NewFromInt(1)) { // nothing is left, or less: there is no path from it
		return
	}
	p.LogProgress = s.value(p, inventory.Text{ZH: "完成目标的份额（对数）", EN: "share of the target (logarithmic)"}, trend.LogProgress(reached, s.goal))
	if left := years - passed; left > 0 {
		p.Needed = s.value(p, neededYearly, trend.Required(s.goal, reached, left))
		p.Trend = s.value(p, byTheTrend, trend.Continued(reached, trend.Yearly(reached, passed), left))
	}
}

func (s *Standing) levelDue(p *TargetPoint, reached expr.Node, passed, years int64) {
	p.Straight = s.value(p, dueStraight, trend.LevelStraight(s.base, s.goal, passed, years))
	left := years - passed
	if s.InPoints && left > 0 {
		p.Needed = s.value(p, neededYearly, trend.LevelStep(reached, s.goal, left))
	}
	if !s.Base.IsPositive() || !s.Goal.IsPositive() || !p.Reached.IsPositive() {
		return
	}
	p.Geometric = s.value(p, dueGeometric, trend.LevelGeometric(s.base, s.goal, passed, years))
	if left > 0 && !s.InPoints {
		p.Needed = s.value(p, neededYearly, trend.LevelGrowth(reached, s.goal, left))
	}
	if left > 0 && passed > 0 {
		p.Trend = s.value(p, byTheTrend, trend.LevelGeometric(s.base, reached, years, passed))
	}
}

// judge says how the target stands at the latest figure.
func (s *Standing) judge() {
	latest := s.Latest()
	if latest != nil {
		s.By = latest.By
	}
	switch {
	case s.Target.Status == "pending":
		s.State, s.Why = TargetPending, inventory.Text{ZH: "市级下达，目标值未定", EN: "to be handed down by the municipality"}
	case latest == nil:
		s.State, s.Why = TargetUnknown, s.lacking()
	case !latest.Comparable:
		s.State, s.Why = TargetUnlike, latest.why
	case latest.Year < s.Target.TargetYear && s.of.lastYear() > s.Target.TargetYear:
		s.State, s.Why = TargetUnknown, inventory.Text{ZH: fmt.Sprintf("没有目标年 %d 的数", s.Target.TargetYear), EN: fmt.Sprintf("there is no figure of %d, the target year", s.Target.TargetYear)}
	case s.isCap() && s.Base == nil && latest.Year < s.Target.TargetYear:
		s.State, s.Why = TargetUnknown, noBase
	default:
		s.State = s.stateAt(latest, latest.Reached)
		if s.State == TargetUnknown {
			s.Why = noBase
		}
		s.evenly(latest)
	}
}

// stateAt is where the target would stand with so much reached in the year of the point.
func (s *Standing) stateAt(p *TargetPoint, reached decimal.Decimal) string {
	switch {
	case s.fulfils(reached, s.Goal) && !s.yetToHold(p.Year):
		return TargetMet
	case p.Year >= s.Target.TargetYear:
		return TargetMissed
	case p.Year <= s.Target.BaseYear:
		return TargetStart
	case p.Straight == nil:
		return TargetUnknown
	}
	straight, geometric := s.onPath(reached, p.Straight), p.Geometric == nil || s.onPath(reached, p.Geometric)
	switch {
	case straight && geometric:
		return TargetAhead
	case straight || geometric && p.Geometric != nil:
		return TargetBetween
	}
	return TargetBehind
}

// evenly withholds the verdict on the official account where it hangs on a factor of electricity that changes along the way.
func (s *Standing) evenly(p *TargetPoint) {
	if s.declined() != assessed || s.of.Assessment == nil || p.By == byDocument {
		return
	}
	tree, ok := s.of.Assessment.evenFactor(s.Target.BaseYear, p.Year)
	if !ok {
		return
	}
	even := *s.of.evaluated(expr.Round34(tree))
	if other := s.stateAt(p, even); other != s.State {
		s.State, s.Why = TargetUnlike, inventory.Text{
			ZH: fmt.Sprintf("考核核算的电力因子各年不同：照各年因子累计下降 %s %%，每两年用同一因子则 %s %%，结论不一", brief(p.Reached.Shift(2)), brief(even.Shift(2))),
			EN: fmt.Sprintf("the factor of electricity changes along the way: the decline is %s %% by the factors of the years, and %s %% with one factor for each two years, which are different verdicts", brief(p.Reached.Shift(2)), brief(even.Shift(2)))}
	}
}

// noBase says why there is no path.
var noBase = inventory.Text{ZH: "没有基准年的数，不知路径", EN: "no figure of the base year, and so no path"}

// isCap tells whether the target is a level that must not be passed.
func (s *Standing) isCap() bool { return !s.isDecline && strings.HasPrefix(s.Target.Direction, "<") }

// lastYear is the latest year that the workspace knows anything of.
func (i *Intensities) lastYear() int {
	out := slices.Max(i.Inventory.Years)
	for n := range i.ws.Indicators {
		out = max(out, i.ws.Indicators[n].Year)
	}
	return out
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
