package engine

import (
	"fmt"
	"strconv"

	"ghg/inventory"
	"ghg/inventory/spelling"
	"ghg/inventory/trend"
)

// Opened is figures of one year that are explained together, each by its tree.
type Opened struct {
	Year  int
	ID    string // of the intensity, of a projection
	Title inventory.Text
	Trees []NamedTree
}

// OpenedTarget are the figures of the target of that indicator, or of all for none, by year.
func (i *Intensities) OpenedTarget(indicator string) []Opened {
	var out []Opened
	for _, s := range i.Plan {
		if indicator != "" && spelling.Fold(s.Target.Indicator) != spelling.Fold(indicator) {
			continue
		}
		for _, p := range s.Points {
			name := s.Target.Indicator
			out = append(out, Opened{Year: p.Year, Title: inventory.Text{ZH: name + "（" + p.By.ZH + "）", EN: name + " (" + p.By.EN + ")"}, Trees: p.Trees})
		}
	}
	return out
}

// OpenedEnergy are the growth of energy and the share of renewable energy, by year.
func (i *Intensities) OpenedEnergy() []Opened {
	var out []Opened
	total := i.Statistics.Level("energy")
	for _, y := range i.Energy {
		one := Opened{Year: y.Year, Title: inventory.Text{ZH: "能源消费", EN: "energy consumption"}}
		before, ok := total.Tree(y.Year - 1)
		if now, has := total.Tree(y.Year); ok && has && y.Growth != nil {
			one.Trees = append(one.Trees, NamedTree{inventory.Text{ZH: "增速", EN: "growth"}, trend.LevelGrowth(before, now, 1)})
		}
		if share, has := i.stateOf("renewable_share", y.Year); has {
			one.Trees = append(one.Trees, NamedTree{inventory.Text{ZH: "可再生能源占比", EN: "share of renewable energy"}, share})
		}
		if one.Trees != nil {
			out = append(out, one)
		}
	}
	return out
}

// OpenedStated are the growth of output that stated declines leave.
func (i *Intensities) OpenedStated() []Opened {
	var out []Opened
	for _, d := range i.Stated {
		one := Opened{Year: d.To, Title: d.Statistic.Title}
		for _, f := range d.Figures {
			if f.tree.Err() == nil {
				name := f.Decline.Shift(2).String() + " %"
				one.Trees = append(one.Trees, NamedTree{inventory.Text{ZH: "按 " + name + " 推出的产值年均增速", EN: "yearly growth of output that " + name + " leaves"}, f.tree})
			}
		}
		if one.Trees != nil {
			out = append(out, one)
		}
	}
	return out
}

// OpenedProjections are the scenarios of the intensities.
func OpenedProjections(projections []Projection) []Opened {
	var out []Opened
	for _, p := range projections {
		title := p.Intensity.Title()
		year := strconv.Itoa(p.Latest)
		out = append(out, Opened{Year: p.Target, ID: p.Intensity.ID, Trees: p.trees,
			Title: inventory.Text{ZH: fmt.Sprintf("情景（非清单）：%s，%s 年以后按至今的年均变化", title.ZH, year), EN: fmt.Sprintf("scenario (not the inventory): %s, after %s at the mean yearly change so far", title.EN, year)}})
	}
	return out
}
