package page

import (
	"cmp"
	"fmt"
	"strings"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/report"
	"ghg/inventory/uncertainty"
)

// mostRanks is how many bars a ranking has.
const mostRanks = 15

// pareto is the level assessment of key categories: the largest first, with the line of what they come to together.
func (p *page) pareto() *block {
	title := inventory.Text{ZH: "关键类别（水平评估，方法 1）", EN: "Key categories (level assessment, Approach 1)"}
	if p.masked {
		return missing("pareto", title, leftOut)
	}
	if p.s.Keys == nil || len(p.s.Keys.Scopes) == 0 {
		return missing("pareto", title, p.lacks("uncertainty")...)
	}
	scope := p.s.Keys.Scopes[0]
	if len(scope.L1.Ranked) == 0 {
		return missing("pareto", title, scope.L1.Not)
	}
	c := &chart{ID: "pareto", Kind: ranked, Title: title, Unit: tonnesOfCO2e, Height: 420}
	size := series{Name: inventory.Text{ZH: "排放或清除（绝对值）", EN: "emission or removal (absolute)"}, Points: nil}
	sum := series{Name: inventory.Text{ZH: "累计比重", EN: "cumulative share"}, Color: 5, Style: "line"}
	keys := 0
	for i, one := range scope.L1.Ranked {
		if one.Key {
			keys++
		}
		if i >= mostRanks {
			continue
		}
		row := &scope.Analysis.Rows[one.Row]
		c.Labels, c.Short = append(c.Labels, p.rowName(row)), append(c.Short, p.rowCode(row))
		abs := row.Year.Abs()
		size.Points = append(size.Points, valued(abs, report.Tonnes(abs), p.rowLink(row)))
		share := one.Cumulative()
		sum.Points = append(sum.Points, valued(share.Shift(2), report.Percent(share), p.tableLink("keys.l1")))
	}
	c.Series = []series{size, sum}
	c.Summary = inventory.Text{ZH: fmt.Sprintf("%s：%d 行中 %d 行是关键类别；最大的是 %s，%s。", title.ZH, len(scope.L1.Ranked), keys, c.Labels[0].ZH, size.Points[0].text),
		EN: fmt.Sprintf("%s: %d of %d rows are key; the largest is %s, %s.", title.EN, keys, len(scope.L1.Ranked), c.Labels[0].EN, size.Points[0].text)}
	lead := inventory.Text{ZH: fmt.Sprintf("%d 行中 %d 行是关键类别；图为最大的 %d 行。", len(scope.L1.Ranked), keys, len(c.Labels)),
		EN: fmt.Sprintf("%d of %d rows are key categories; the chart has the largest %d.", keys, len(scope.L1.Ranked), len(c.Labels))}
	return p.charted(c, lead)
}

// rowName is the name of a row of the analysis.
func (p *page) rowName(r *uncertainty.KeyRow) inventory.Text {
	name := same(r.Category)
	if c, ok := p.inv.Vocabulary.Categories.Lookup(r.Category); ok {
		name = c.Name
	}
	item := report.FuelGroup(r.Item)
	if of, ok := p.inv.Vocabulary.Items.Lookup(r.Item); ok {
		item.EN = cmp.Or(of.EN, of.Name)
	}
	join := func(name, item string) string {
		return strings.Join(strings.Fields(strings.Join([]string{r.Category, name, item, r.Gas}, " ")), " ")
	}
	return inventory.Text{ZH: join(name.ZH, item.ZH), EN: join(name.EN, item.EN)}
}

// rowCode is what tells a row from the others in few words: code, gas, and fuel or name.
func (p *page) rowCode(r *uncertainty.KeyRow) inventory.Text {
	whole, start := p.rowName(r), r.Category+" "
	if r.Item != "" {
		item := report.FuelGroup(r.Item)
		return inventory.Text{ZH: start + r.Gas + " " + item.ZH, EN: start + r.Gas + " " + item.EN}
	}
	rest := func(name string) string {
		return start + r.Gas + " " + strings.TrimSuffix(strings.TrimPrefix(name, start), " "+r.Gas)
	}
	return inventory.Text{ZH: rest(whole.ZH), EN: rest(whole.EN)}
}

// rowLink opens the total of a row that is one of a category and gas; a row of one fuel group is no total.
func (p *page) rowLink(r *uncertainty.KeyRow) string {
	c, ok := p.inv.Vocabulary.Categories.Lookup(r.Category)
	if !ok || r.Item != "" {
		return ""
	}
	f := of(p.s.Year, c.Code, r.Gas)
	if t := p.inv.Total(f); !t.HasCO2e || !t.CO2e.Equal(r.Year) {
		return ""
	}
	return p.figure(f, "")
}

// tornado is what drives the uncertainty of the total: how far each input alone moves it within its own 95 % interval.
func (p *page) tornado() *block {
	title := inventory.Text{ZH: "不确定度来自哪里", EN: "What drives the uncertainty"}
	if p.masked {
		return missing("tornado", title, leftOut)
	}
	if p.s.Uncertainty == nil || len(p.s.Uncertainty.Rankings) == 0 {
		return missing("tornado", title, p.lacks("uncertainty")...)
	}
	ranking := p.s.Uncertainty.Rankings[0]
	c := &chart{ID: "tornado", Kind: sideways, Title: title, Unit: tonnesOfCO2e, Height: 460}
	low := series{Name: inventory.Text{ZH: "下端", EN: "low end"}, Color: 0}
	high := series{Name: inventory.Text{ZH: "上端", EN: "high end"}, Color: 1}
	share := series{Name: inventory.Text{ZH: "占方差的比重", EN: "share of the variance"}, Style: "table"}
	value, err := expr.Decimal(ranking.Figure.Tree)
	for _, r := range ranking.Lines {
		if err != nil || !r.Linear.Valid || !r.Low.Valid || !r.High.Valid || r.Linear.Decimal.IsZero() {
			continue
		}
		c.Labels = append(c.Labels, p.variable(r.Variables))
		below, above := r.Low.Decimal.Sub(value), r.High.Decimal.Sub(value)
		if above.LessThan(below) {
			below, above = above, below
		}
		low.Points = append(low.Points, valued(below, report.Tonnes(below), p.tableLink("contributions")))
		high.Points = append(high.Points, valued(above, "+"+report.Tonnes(above), p.tableLink("contributions")))
		share.Points = append(share.Points, valued(r.Linear.Decimal, report.Percent(r.Linear.Decimal), p.tableLink("contributions")))
	}
	if len(c.Labels) == 0 {
		return missing("tornado", title, inventory.Text{ZH: "没有一个输入写明了不确定度。", EN: "No input states an uncertainty."})
	}
	c.Series = []series{low, high, share}
	c.Summary = inventory.Text{ZH: fmt.Sprintf("%s：%s 占方差的 %s，居首。", title.ZH, c.Labels[0].ZH, share.Points[0].text), EN: fmt.Sprintf("%s: %s comes first with %s of the variance.", title.EN, c.Labels[0].EN, share.Points[0].text)}
	return p.charted(c, inventory.Text{ZH: "总量（含土地利用）：每个输入单独在其 95 % 区间内变动时，总量变动多少（一阶）。", EN: "Total with land: how far each input alone moves it within its own 95 % interval (first order)."})
}

// variable names what a bar is of.
func (p *page) variable(ids []string) inventory.Text {
	for _, v := range p.s.Uncertainty.Variables {
		if v.ID != ids[0] {
			continue
		}
		in := v.Inputs[0]
		code, item := "", in.Parameter.Item
		if in.Category != nil {
			code = in.Category.Code
		}
		itemEN := item
		if of, ok := p.inv.Vocabulary.Items.Lookup(item); ok {
			itemEN = cmp.Or(of.EN, of.Name)
		}
		join := func(title, item string) string { return strings.Join(strings.Fields(code+" "+title+" "+item), " ") }
		return inventory.Text{ZH: join(in.Parameter.Title.ZH, item), EN: join(in.Parameter.Title.EN, itemEN)}
	}
	return same(ids[0])
}
