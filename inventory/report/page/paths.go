package page

import (
	"fmt"
	"strconv"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/expr"
	"ghg/inventory/report"
)

// lacks are the reasons that the subject gives for the part.
func (p *page) lacks(id string) (out []inventory.Text) {
	for _, lack := range p.s.Lacking {
		if lack.ID != id {
			continue
		}
		for _, problem := range lack.Problems {
			out = append(out, inventory.Text{ZH: problem.Message.ZH + "。" + problem.Hint.ZH + "。", EN: problem.Message.EN + ". " + problem.Hint.EN + "."})
		}
	}
	return out
}

// paths are the blocks of intensities and targets.
func (p *page) paths() []*block {
	title := inventory.Text{ZH: "强度与目标路径", EN: "Intensity and target path"}
	if p.masked {
		return []*block{missing("path", title, leftOut)}
	}
	x := p.mainIntensity()
	if x == nil {
		why := p.lacks("intensity")
		if why == nil {
			why = []inventory.Text{{ZH: "没有产值等统计指标，算不出强度。", EN: "There are no statistics of output: no intensity can be computed."}}
		}
		return []*block{missing("path", title, why...)}
	}
	out := []*block{p.path(x)}
	for _, standing := range p.s.Intensities.Plan {
		if standing.Target.Form == "decline_pct" && standing.Goal != nil && len(standing.Points) > 0 {
			out = append(out, p.target(len(out), standing))
		}
	}
	return out
}

// path is the intensity year by year with its uncertainty where that is known, and what the targets of it ask of every year.
func (p *page) path(x *engine.Intensity) *block {
	title := x.Title()
	c := &chart{ID: "path", Kind: lines, Title: inventory.Text{ZH: "强度：" + title.ZH, EN: "Intensity: " + title.EN}, Unit: report.UnitText(x.Unit.String())}
	var years []int
	for _, y := range x.Years {
		years = append(years, y.Year)
	}
	for _, year := range years {
		c.Labels = append(c.Labels, same(strconv.Itoa(year)))
	}
	c.add(title, 0, "line", years, func(year int) point {
		if y := x.At(year); y != nil {
			return valued(y.Value, report.Significant(y.Value, 4), p.intensityFigure(x, "value", year))
		}
		return point{}
	})
	p.band(c, x, years)
	first, last := x.Years[0], x.Years[len(x.Years)-1]
	c.Summary = inventory.Text{ZH: c.Title.ZH + "，", EN: c.Title.EN + ": "}
	if first != last {
		c.Summary.ZH += fmt.Sprintf("%d 年 %s，", first.Year, report.Significant(first.Value, 4))
		c.Summary.EN += fmt.Sprintf("%s in %d, ", report.Significant(first.Value, 4), first.Year)
	}
	c.Summary.ZH += fmt.Sprintf("%d 年 %s %s。", last.Year, report.Significant(last.Value, 4), c.Unit.ZH)
	c.Summary.EN += fmt.Sprintf("%s %s in %d.", report.Significant(last.Value, 4), c.Unit.EN, last.Year)
	return p.charted(c)
}

// band adds the ends of the 95 % interval, of the year it is known of.
func (p *page) band(c *chart, x *engine.Intensity, years []int) {
	if p.s.Uncertainty == nil {
		return
	}
	for _, f := range p.s.Uncertainty.Figures {
		half := f.Linear.Width()
		if f.Kind != engine.IntensityFigure || f.Series() == nil || f.Series().ID != x.ID || !half.Valid || half.Decimal.IsZero() {
			continue
		}
		p.interval(c, years, p.s.Year, half.Decimal, func(year int) (decimal.Decimal, bool) {
			y := x.At(year)
			if y == nil {
				return decimal.Decimal{}, false
			}
			return y.Value, true
		}, func(d decimal.Decimal) string { return report.Significant(d, 4) })
	}
}

// target is how far a decline that the plan asks for is reached, and the even paths to it: by as much every year, or by as much of what
// was left.
func (p *page) target(n int, s *engine.Standing) *block {
	t := s.Target
	c := &chart{ID: fmt.Sprintf("target-%d", n), Kind: lines, Unit: same("%"), Title: inventory.Text{ZH: "目标路径：" + t.Indicator, EN: "Target path: " + t.Indicator}}
	var years []int
	for year := t.BaseYear; year <= t.TargetYear; year++ {
		years = append(years, year)
		c.Labels = append(c.Labels, same(strconv.Itoa(year)))
	}
	c.add(inventory.Text{ZH: "累计下降", EN: "cumulative decline"}, 0, "line", years, func(year int) point {
		if at := s.At(year); at != nil {
			return valued(at.Reached.Shift(2), report.Percent(at.Reached), p.reachedLink(s, at))
		}
		return point{}
	})
	p.chance(c, s, years)
	due := func(of func(*engine.TargetPoint) *decimal.Decimal) func(int) point {
		return func(year int) point {
			share := s.Goal
			if at := s.At(year); year == t.BaseYear {
				share = &decimal.Decimal{}
			} else if year != t.TargetYear {
				if share = nil; at != nil {
					share = of(at)
				}
			}
			if share == nil {
				return point{}
			}
			return valued(share.Shift(2), report.Percent(*share), "")
		}
	}
	c.add(inventory.Text{ZH: "应达到：每年同幅", EN: "due: the same share every year"}, 5, "dash", years, due(func(at *engine.TargetPoint) *decimal.Decimal { return at.Geometric }))
	c.add(inventory.Text{ZH: "应达到：每年等量", EN: "due: as much every year"}, 2, "dash", years, due(func(at *engine.TargetPoint) *decimal.Decimal { return at.Straight }))
	last := s.Latest()
	c.Summary = inventory.Text{ZH: fmt.Sprintf("%s：%d 年应比 %d 年下降 %s；到 %d 年下降 %s。", t.Indicator, t.TargetYear, t.BaseYear, report.Percent(*s.Goal), last.Year, report.Percent(last.Reached)),
		EN: fmt.Sprintf("%s: %s below %d is due by %d; %s reached by %d.", t.Indicator, report.Percent(*s.Goal), t.BaseYear, t.TargetYear, report.Percent(last.Reached), last.Year)}
	lead := inventory.Text{ZH: "按：" + s.By.ZH + "。", EN: "By: " + s.By.EN + "."}
	return p.charted(c, lead)
}

// chance adds the ends of the 95 % interval of what was reached, of the year it is known of.
func (p *page) chance(c *chart, s *engine.Standing, years []int) {
	if p.s.Uncertainty == nil {
		return
	}
	for i := range p.s.Uncertainty.Chances {
		known := &p.s.Uncertainty.Chances[i]
		half := known.Reached.Linear.Width()
		if known.Standing != s || !half.Valid || half.Decimal.IsZero() {
			continue
		}
		p.interval(c, years, known.Year, half.Decimal.Shift(2), func(year int) (decimal.Decimal, bool) {
			at := s.At(year)
			if at == nil {
				return decimal.Decimal{}, false
			}
			return at.Reached.Shift(2), true
		}, func(d decimal.Decimal) string { return report.Percent(d.Shift(-2)) })
	}
}

// interval adds the two ends of an interval around the value of one year.
func (p *page) interval(c *chart, years []int, of int, half decimal.Decimal, value func(int) (decimal.Decimal, bool), print func(decimal.Decimal) string) {
	end := func(half decimal.Decimal) func(int) point {
		return func(year int) point {
			v, ok := value(year)
			if year != of || !ok {
				return point{}
			}
			return valued(v.Add(half), print(v.Add(half)), "")
		}
	}
	c.add(inventory.Text{ZH: "95 % 区间，下端", EN: "95 % interval, low"}, 0, "low", years, end(half.Neg()))
	c.add(inventory.Text{ZH: "95 % 区间，上端", EN: "95 % interval, high"}, 0, "high", years, end(half))
}

// reachedLink opens what was reached of a target.
func (p *page) reachedLink(s *engine.Standing, at *engine.TargetPoint) string {
	for _, tree := range at.Trees {
		if v, err := expr.Decimal(tree.Tree); err == nil && v.Equal(at.Reached) {
			return p.treeExtra(fmt.Sprintf("target,%d,%s,%d", s.Target.Place.Row, s.Target.Form, at.Year), inventory.Text{ZH: fmt.Sprintf("%s，%d 年", s.Target.Indicator, at.Year), EN: fmt.Sprintf("%s, %d", s.Target.Indicator, at.Year)}, tree.Tree)
		}
	}
	return ""
}

// intensityFigure opens a figure of an intensity.
func (p *page) intensityFigure(x *engine.Intensity, what string, year int) string {
	tree, ok := x.Figure(what, year, 1)
	if !ok || tree.Err() != nil {
		return ""
	}
	title := x.Title()
	return p.treeExtra(fmt.Sprintf("%s,%s,%d", what, x.ID, year), inventory.Text{ZH: fmt.Sprintf("%s，%d 年", title.ZH, year), EN: fmt.Sprintf("%s, %d", title.EN, year)}, tree)
}

// treeExtra opens the figure of a tree: its formula, its numbers and its inputs.
func (p *page) treeExtra(id string, title inventory.Text, tree expr.Node) string {
	v, err := expr.Decimal(tree)
	if err != nil {
		return ""
	}
	x := &extra{id: id, title: title, symbols: expr.Format(tree, expr.Symbols), numbers: expr.Format(tree, expr.Numbers), value: v.String(), unit: report.UnitText(tree.Unit().String())}
	for _, leaf := range tree.Leaves() {
		x.leaves = append(x.leaves, inventory.ParameterOf(leaf))
	}
	return p.extra(x)
}
