package page

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// lacks are the reasons that the subject gives for parts whose English name begins so.
func (p *page) lacks(parts ...string) (out []inventory.Text) {
	for _, lack := range p.s.Lacking {
		if !slices.Contains(parts, lack.Part.EN) {
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
		why := p.lacks("intensity and targets")
		if why == nil {
			why = []inventory.Text{{ZH: "没有产值等统计指标，算不出强度。", EN: "There are no statistics of output: no intensity can be computed."}}
		}
		return []*block{missing("path", title, why...)}
	}
	return []*block{p.path(x)}
}

// path is the intensity year by year with its uncertainty where that is known, and what the targets of it ask of every year.
func (p *page) path(x *engine.Intensity) *block {
	title := x.Title()
	c := &chart{ID: "path", Kind: lines, Title: inventory.Text{ZH: "强度与目标路径：" + title.ZH, EN: "Intensity and target path: " + title.EN}, Unit: same(x.Unit.String())}
	var years []int
	for _, y := range x.Years {
		years = append(years, y.Year)
	}
	targets := p.targetsOf(x)
	for _, s := range targets {
		if !slices.Contains(years, s.Target.TargetYear) {
			years = append(years, s.Target.TargetYear)
		}
	}
	slices.Sort(years)
	for _, year := range years {
		c.Labels = append(c.Labels, same(strconv.Itoa(year)))
	}
	c.add(title, 0, "line", years, func(year int) point {
		if y := x.At(year); y != nil {
			return valued(y.Value, significant(y.Value, 4), p.intensityFigure(x, "value", year))
		}
		return point{}
	})
	p.band(c, x, years)
	for i, s := range targets {
		p.asked(c, x, s, years, i+1)
	}
	last := x.Years[len(x.Years)-1]
	c.Summary = inventory.Text{ZH: fmt.Sprintf("%s，%d 年 %s，%d 年 %s %s。", c.Title.ZH, x.Years[0].Year, significant(x.Years[0].Value, 4), last.Year, significant(last.Value, 4), x.Unit),
		EN: fmt.Sprintf("%s: %s in %d, %s %s in %d.", c.Title.EN, significant(x.Years[0].Value, 4), x.Years[0].Year, significant(last.Value, 4), x.Unit, last.Year)}
	return p.charted(c, p.standings(targets)...)
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
		end := func(sign int64) func(year int) point {
			return func(year int) point {
				y := x.At(year)
				if year != p.s.Year || y == nil {
					return point{}
				}
				v := y.Value.Add(half.Decimal.Mul(decimal.NewFromInt(sign)))
				return valued(v, significant(v, 4), "")
			}
		}
		c.add(inventory.Text{ZH: "95 % 区间，下端", EN: "95 % interval, low"}, 0, "low", years, end(-1))
		c.add(inventory.Text{ZH: "95 % 区间，上端", EN: "95 % interval, high"}, 0, "high", years, end(1))
	}
}

// targetsOf are the targets of a decline of the intensity that count from its base year.
func (p *page) targetsOf(x *engine.Intensity) (out []*engine.Standing) {
	for _, s := range p.s.Intensities.Plan {
		if s.Target.Form == "decline_pct" && s.Goal != nil && x.At(s.Target.BaseYear) != nil && s.By.EN == x.Title().EN {
			out = append(out, s)
		}
	}
	return out
}

// asked adds the even path of a target: the intensity that each year may have.
func (p *page) asked(c *chart, x *engine.Intensity, s *engine.Standing, years []int, color int) {
	base := x.At(s.Target.BaseYear).Value
	name := inventory.Text{ZH: fmt.Sprintf("目标路径（%d 年比 %d 年降 %s）", s.Target.TargetYear, s.Target.BaseYear, percent(*s.Goal)),
		EN: fmt.Sprintf("target path (%s below %d by %d)", percent(*s.Goal), s.Target.BaseYear, s.Target.TargetYear)}
	c.add(name, color, "dash", years, func(year int) point {
		due := decimal.Decimal{}
		switch at := s.At(year); {
		case year == s.Target.TargetYear:
			due = *s.Goal
		case at != nil && at.Geometric != nil:
			due = *at.Geometric
		case year != s.Target.BaseYear:
			return point{}
		}
		v := base.Mul(decimal.NewFromInt(1).Sub(due))
		return valued(v, significant(v, 4), "")
	})
}

// standings say of each target how far it is reached.
func (p *page) standings(targets []*engine.Standing) (out []inventory.Text) {
	for _, s := range targets {
		if at := s.Latest(); at != nil {
			out = append(out, inventory.Text{ZH: fmt.Sprintf("%d 年目标：比 %d 年下降 %s；到 %d 年下降 %s。", s.Target.TargetYear, s.Target.BaseYear, percent(*s.Goal), at.Year, percent(at.Reached)),
				EN: fmt.Sprintf("Target of %d: %s below %d; %s reached by %d.", s.Target.TargetYear, percent(*s.Goal), s.Target.BaseYear, percent(at.Reached), at.Year)})
		}
	}
	return out
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
	x := &extra{id: id, title: title, symbols: expr.Format(tree, expr.Symbols), numbers: expr.Format(tree, expr.Numbers), value: quantity.Quantity{Value: v, Unit: tree.Unit()}.String()}
	for _, leaf := range tree.Leaves() {
		x.leaves = append(x.leaves, inventory.ParameterOf(leaf))
	}
	return p.extra(x)
}
