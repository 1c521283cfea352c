package page

import (
	"fmt"
	"slices"
	"strconv"

	"ghg/inventory"
)

// matrix tells, category by year, how many of its gases are settled.
func (p *page) matrix() *block {
	title := inventory.Text{ZH: "完整性：类别 × 年", EN: "Completeness: category × year"}
	g := &grid{caption: title, columns: []column{{head: inventory.Text{ZH: "类别", EN: "Category"}}}}
	for _, year := range p.inv.Years {
		g.columns = append(g.columns, column{head: same(strconv.Itoa(year))})
	}
	var known []*inventory.Category
	for i := range p.inv.Vocabulary.Registry {
		row := &p.inv.Vocabulary.Registry[i]
		if row.Boundary == inventory.Territorial && !slices.Contains(known, row.Category) {
			known = append(known, row.Category)
		}
	}
	slices.SortFunc(known, func(a, b *inventory.Category) int { return a.Order - b.Order })
	for _, c := range known {
		row := line{cells: []cell{{text: inventory.Text{ZH: c.Code + " " + c.Name.ZH, EN: c.Code + " " + c.Name.EN}}}}
		for _, year := range p.inv.Years {
			row.cells = append(row.cells, p.settled(of(year, c.Code, inventory.AllGases)))
		}
		g.rows = append(g.rows, row)
	}
	g.notes = []inventory.Text{{ZH: "有着落的气体数 / 应答的气体数；有着落：有数、NO、NA，或所指类别有数的 IE。字母为其余气体的标记。",
		EN: "Gases settled / gases asked for; settled is a number, NO, NA, or an IE whose target has a number. Letters are the keys of the others."}}
	return &block{ID: "matrix", Title: title, Table: g.html(), Open: true}
}

func (p *page) settled(f inventory.Figure) cell {
	t := p.inv.Total(f)
	out := cell{text: same(fmt.Sprintf("%d/%d", t.Done, t.Pairs)), class: "part"}
	switch {
	case t.Pairs == 0:
		return cell{text: same("–")}
	case t.Done == t.Pairs && t.Number:
		out.class = "full"
	case t.Done == t.Pairs:
		out.class = "none"
		out.text = same(t.Notation.String())
	case t.Done == 0:
		out.class = "open"
	}
	if t.Open != 0 {
		out.text = same(out.text.ZH + " " + t.Open.String())
	}
	if t.Number && !p.s.Mask.Hides(f) {
		out.link = p.figure(f, "")
	}
	return out
}
