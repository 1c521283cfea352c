package engine

import (
	"fmt"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
	"ghg/inventory/spelling"
	"ghg/inventory/trend"
)

// measured is the tree of what was reached in a year, what it is of, and why it does not compare with the base year.
type measured struct {
	tree   expr.Node
	by     inventory.Text
	unlike inventory.Text // why it does not compare with the base year; nothing if it does
}

// setUp finds the unit, the goal and the base of the target.
func (s *Standing) setUp() {
	t := s.Target
	unit, err := quantity.ParseUnit(t.Unit)
	if err == nil && !s.isDecline {
		s.unit = unit
	}
	s.InPoints = !s.isDecline && err == nil && unit.String() == "%"
	if t.Value != nil {
		goal := expr.Of(t.Leaf(s.unit))
		if s.isDecline && err == nil {
			goal = expr.In(expr.Of(t.Leaf(unit)), quantity.One)
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
	switch years := int64(t.TargetYear - t.BaseYear); {
	case s.Goal == nil || t.BaseYear == 0:
	case s.isDecline:
		s.Even = s.of.figure(expr.Round34(trend.Yearly(s.goal, years)), true)
	case s.Base != nil && s.InPoints:
		s.Even = s.of.figure(expr.Round34(trend.LevelStep(s.base, s.goal, years)), true)
	case s.Base != nil && s.Base.IsPositive() && s.Goal.IsPositive():
		s.Even = s.of.figure(expr.Round34(trend.LevelGrowth(s.base, s.goal, years)), true)
	}
}

// declined is the intensity or the level that the target is the decline of, "" for one that the program has no name for, or no decline.
func (s *Standing) declined() string {
	of := s.of.Inventory.Vocabulary.StatisticNamed(s.Target.Indicator)
	if !s.isDecline || of == nil || of.Kind != inventory.DeclineStatistic && of.Kind != inventory.CumulativeStatistic {
		return ""
	}
	return of.Of
}

// levelName is the indicator whose decline the target is of; "" if it is of an intensity, or no decline.
func (s *Standing) levelName() string {
	switch of := s.declined(); {
	case !s.isDecline || strings.Contains(of, "/"):
		return ""
	case of == "":
		return strings.TrimSuffix(strings.TrimSuffix(s.Target.Indicator, "率"), "下降")
	default:
		return s.of.Inventory.Vocabulary.Statistic(of).Title.ZH
	}
}

var (
	byIndicators = inventory.Text{ZH: "indicators.csv", EN: "indicators.csv"}
	byOfficial   = inventory.Text{ZH: "认定或公布的下降率", EN: "recognised or published declines"}
	byDocument   = inventory.Text{ZH: "文件所载的累计下降", EN: "a cumulative decline as a document states it"}
)

// reached is what was reached in the year; without a tree if nothing says. A decline of the inventory's figures is never chained with
// recognised or published ones: those count if they reach by themselves. Of the official account and of statistics they stand in for
// the years that have one.
func (s *Standing) reached(year int) measured {
	base, of := s.Target.BaseYear, s.declined()
	take := func(tree expr.Node, ok bool, by inventory.Text) measured {
		if !ok {
			return measured{}
		}
		return measured{tree: tree, by: by}
	}
	if !s.isDecline {
		tree, ok := s.level(year)
		return take(tree, ok, byIndicators)
	}
	if of == "" || !strings.Contains(of, "/") {
		if tree, ok := chain(s.of.recognised[of], base, year, none); ok && of != "" {
			return take(tree, true, byOfficial)
		}
		if tree, ok := s.ofLevel(s.levelName(), year); ok {
			return take(tree, true, byIndicators)
		}
		tree, ok := s.of.statedAs(s.Target.Indicator, base, year)
		return take(tree, ok, byDocument)
	}
	if x := s.of.inventoryOf(of); x != nil {
		if tree, ok := chain(s.of.recognised[of], base, year, none); ok {
			return take(tree, true, byOfficial)
		}
		if tree, ok := x.decline(base, year, 1); ok {
			return measured{tree, x.Title(), x.unlike(base, year)}
		}
	} else if tree, ok := s.of.declineSince(of, base, year); ok {
		return measured{tree, s.of.byOf(of, base, year), s.of.accountUnlike(of, base, year)}
	}
	tree, ok := s.of.statedSince(of, base, year)
	return take(tree, ok, byDocument)
}

// inventoryOf is the intensity of the id if the inventory's emissions stand above its stroke, nil otherwise.
func (i *Intensities) inventoryOf(id string) *Intensity {
	at := slices.IndexFunc(i.Series, func(x *Intensity) bool { return x.ID == id && x.Numerator.level == "" })
	if at < 0 {
		return nil
	}
	return i.Series[at]
}

// byOf names what a decline of the official account or of statistics is of, and what stands in for some of its years.
func (i *Intensities) byOf(of string, base, year int) inventory.Text {
	out := inventory.Text{ZH: "考核核算", EN: "the official account"}
	if of == assessed {
		if i.Assessment != nil && i.Assessment.lacksElectricity(base, year) {
			out.ZH, out.EN = out.ZH+"，缺净调入电力", out.EN+" without net imported electricity"
		}
	} else if at := slices.IndexFunc(i.Series, func(x *Intensity) bool { return x.ID == of }); at >= 0 {
		out = i.Series[at].Title()
	}
	switch {
	case !i.official(of, base, year):
		return out
	case out.EN == "the official account" && (i.Assessment == nil || i.Assessment.account(year) == nil):
		return byOfficial
	}
	return inventory.Text{ZH: out.ZH + "，有认定或公布值的年份用该值", EN: out.EN + ", recognised or published values where there are any"}
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
	return expr.Of(markedLeaf(i.ws, row, fmt.Sprintf("V_%d", year))), true
}

// computed gives the declines between two years by the figures as they are now, of an intensity, the official account or a level.
func (i *Intensities) computed(of string) func(from, to int) (expr.Node, bool) {
	switch at := slices.IndexFunc(i.Series, func(x *Intensity) bool { return x.ID == of }); {
	case of == assessed && i.Assessment != nil:
		return i.Assessment.decline
	case at >= 0:
		return func(from, to int) (expr.Node, bool) { return i.Series[at].decline(from, to, 1) }
	case !strings.Contains(of, "/"):
		level := i.Statistics.Level(of)
		return func(from, to int) (expr.Node, bool) {
			earlier, ok := level.Tree(from)
			later, has := level.Tree(to)
			if !ok || !has {
				return expr.Node{}, false
			}
			return trend.Decline(later, earlier), true
		}
	}
	return func(int, int) (expr.Node, bool) { return expr.Node{}, false }
}

// declineSince is the cumulative decline from the base to the year, by recognised values where there are any, year by year; directly
// between the two years if a year between is missing.
func (i *Intensities) declineSince(of string, base, year int) (expr.Node, bool) {
	between := i.computed(of)
	if tree, ok := chain(i.recognised[of], base, year, func(year int) (expr.Node, bool) { return between(year-1, year) }); ok {
		return tree, true
	}
	return between(base, year)
}

// lacking says what is missing to know where the target stands.
func (s *Standing) lacking() inventory.Text {
	if unit := s.otherUnit(); unit != "" {
		return inventory.Text{ZH: fmt.Sprintf("目标的单位 %s 与 indicators.csv 的 %s 不是同一种量", s.Target.Unit, unit), EN: fmt.Sprintf("the target is in %s and indicators.csv in %s, which do not measure the same", s.Target.Unit, unit)}
	}
	base := s.Target.BaseYear
	if of := s.declined(); strings.Contains(of, "/") {
		above, below := partsOf(of)
		return inventory.Text{ZH: fmt.Sprintf("要同时有 %d 年和其后某年的%s，以及可比价的%s", base, above.ZH, below.ZH), EN: fmt.Sprintf("%s and %s at constant prices are wanted of %d and of a later year", above.EN, below.EN, base)}
	}
	name := s.Target.Indicator
	if level := s.levelName(); level != "" && s.Base == nil {
		return inventory.Text{ZH: fmt.Sprintf("indicators.csv 没有 %d 年的“%s”，也没有“%s”", base, level, name), EN: fmt.Sprintf("indicators.csv has neither %q of %d nor %q", level, base, name)}
	} else if level != "" {
		return inventory.Text{ZH: fmt.Sprintf("indicators.csv 没有 %d 年以后的“%s”，也没有“%s”", base, level, name), EN: fmt.Sprintf("indicators.csv has neither %q after %d nor %q", level, base, name)}
	}
	return inventory.Text{ZH: fmt.Sprintf("indicators.csv 没有“%s”%d 年以后的数", name, base), EN: fmt.Sprintf("indicators.csv has no %q after %d", name, base)}
}
