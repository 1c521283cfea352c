package page

import (
	"encoding/json"
	"html/template"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/report"
)

// The kinds of charts that the script draws.
const (
	stacked   = "stack"     // bars of the series on each other, those below zero below the line
	lines     = "lines"     // a line a series
	waterfall = "waterfall" // from the first to the last, by what lies between
	ranked    = "pareto"    // bars, the largest first, and the line of their sums
	sideways  = "tornado"   // bars to both sides, the largest on top
	sankey    = "sankey"
)

// chart is a chart with all that stands in it. The figures are made here and printed: the script rounds nothing.
type chart struct {
	ID      string
	Kind    string
	Title   inventory.Text
	Summary inventory.Text // for those who do not see it
	Unit    inventory.Text
	Labels  []inventory.Text // along the axis
	Short   []inventory.Text // in their place where there is little room
	Series  []series
	Nodes   []node // of a Sankey diagram, with Flows
	Flows   []flow
	Height  int // in pixels
}

type series struct {
	Name   inventory.Text
	Points []point
	Color  int
	Style  string // line, dash, band, sum of a waterfall
}

type point struct {
	value decimal.NullDecimal
	text  string
	link  string
}

// node stands at the left (0), in the middle or at the right (2).
type node struct {
	Name  inventory.Text
	Depth int
	Color int
	Sum   decimal.Decimal
	Link  string
}

type flow struct {
	From, To int
	Value    decimal.Decimal
	Link     string
}

func valued(d decimal.Decimal, text, link string) point {
	return point{decimal.NewNullDecimal(d), text, link}
}

func (pt point) data() any {
	if !pt.value.Valid {
		return nil
	}
	return []any{json.Number(drawn(pt.value.Decimal)), pt.text, pt.link}
}

func pair(t inventory.Text) []string { return []string{t.ZH, english(t)} }

func pairs(list []inventory.Text) [][]string {
	out := make([][]string, len(list))
	for i, t := range list {
		out[i] = pair(t)
	}
	return out
}

func (c *chart) data() map[string]any {
	out := map[string]any{"kind": c.Kind, "unit": pair(c.Unit), "title": pair(c.Title)}
	if c.Kind == sankey {
		var nodes, flows []any
		for _, n := range c.Nodes {
			nodes = append(nodes, []any{pair(n.Name), n.Depth, n.Color, report.Tonnes(n.Sum), n.Link})
		}
		for _, f := range c.Flows {
			flows = append(flows, []any{f.From, f.To, json.Number(drawn(f.Value)), report.Tonnes(f.Value), f.Link})
		}
		out["nodes"], out["flows"] = nodes, flows
		return out
	}
	var all []any
	for _, s := range c.Series {
		points := make([]any, len(s.Points))
		for i, pt := range s.Points {
			points[i] = pt.data()
		}
		all = append(all, map[string]any{"name": pair(s.Name), "color": s.Color, "style": s.Style, "points": points})
	}
	out["labels"], out["series"] = pairs(c.Labels), all
	if len(c.Short) > 0 {
		out["short"] = pairs(c.Short)
	}
	return out
}

// chartData is what the script draws, safe inside a script element: json escapes what ends one.
func (p *page) chartData() (template.JS, error) {
	all := map[string]any{}
	for _, c := range p.charts {
		all[c.ID] = c.data()
	}
	text, err := json.Marshal(all)
	return template.JS(text), err
}

// behind is the table behind a chart: a row a label, a column a series.
func (c *chart) behind() template.HTML {
	g := &grid{caption: c.Title, columns: []column{{}}}
	for _, s := range c.Series {
		g.columns = append(g.columns, column{s.Name, c.Unit, true, 0})
	}
	for i, label := range c.Labels {
		row := line{cells: []cell{{text: label}}}
		for _, s := range c.Series {
			row.cells = append(row.cells, figureCell(s.Points[i].text, s.Points[i].link))
		}
		g.rows = append(g.rows, row)
	}
	return g.html()
}

// charted is the block of a chart.
func (p *page) charted(c *chart, lead ...inventory.Text) *block {
	p.charts = append(p.charts, c)
	c.Title, c.Summary = brief(c.Title, 160), brief(c.Summary, 500)
	for i := range c.Labels {
		c.Labels[i] = brief(c.Labels[i], 80)
	}
	for i := range c.Series {
		c.Series[i].Name = brief(c.Series[i].Name, 80)
	}
	if c.Height == 0 {
		c.Height = 360
	}
	return &block{ID: c.ID, Title: c.Title, Lead: lead, Chart: c, Table: c.behind()}
}

// missing is the block of what cannot be shown, and why.
func missing(id string, title inventory.Text, why ...inventory.Text) *block {
	return &block{ID: id, Title: title, Missing: why}
}
