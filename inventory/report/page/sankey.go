package page

import (
	"fmt"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/report"
)

// flows is the Sankey diagram of the year: from fuels over sectors to gases. What is not of fuel combustion enters at the sectors.
// Lines below zero have no width and are told beside it.
func (p *page) flows() *block {
	title := inventory.Text{ZH: fmt.Sprintf("%d 年的流向：燃料 → 部门 → 气体", p.s.Year), EN: fmt.Sprintf("Flows of %d: fuels → sectors → gases", p.s.Year)}
	if p.masked {
		return missing("flows", title, leftOut)
	}
	d := p.diagram()
	if len(d.flows) == 0 {
		return missing("flows", title, inventory.Text{ZH: "这一年没有排放。", EN: "There are no emissions in the year."})
	}
	c := &chart{ID: "flows", Kind: sankey, Title: title, Unit: tonnesOfCO2e, Nodes: d.nodes, Flows: d.flows, Height: 560}
	positive := d.emitted
	c.Summary = inventory.Text{ZH: fmt.Sprintf("%s，共 %s t CO2e。", title.ZH, report.Tonnes(positive)), EN: fmt.Sprintf("%s, %s t CO2e in all.", title.EN, report.Tonnes(positive))}
	lead := inventory.Text{ZH: fmt.Sprintf("宽度为 CO2e；共 %s t，", report.Tonnes(positive)), EN: fmt.Sprintf("Widths are CO2e; %s t in all, ", report.Tonnes(positive))}
	if d.removed.IsZero() {
		lead.ZH, lead.EN = lead.ZH+"等于总量。", lead.EN+"which is the total."
	} else {
		lead.ZH += fmt.Sprintf("减去不画出的清除 %s t，等于总量 %s t。", report.Tonnes(d.removed.Neg()), report.Tonnes(positive.Add(d.removed)))
		lead.EN += fmt.Sprintf("less removals of %s t, which are not drawn: the total of %s t.", report.Tonnes(d.removed.Neg()), report.Tonnes(positive.Add(d.removed)))
	}
	b := p.charted(c, lead)
	b.Table = d.table(title).html()
	return b
}

// diagram is a Sankey diagram in the making.
type diagram struct {
	nodes            []node
	flows            []flow
	at               map[string]int
	between          map[[2]int]int
	emitted, removed decimal.Decimal
}

func (d *diagram) node(key string, n node) int {
	if i, ok := d.at[key]; ok {
		return i
	}
	d.at[key] = len(d.nodes)
	d.nodes = append(d.nodes, n)
	return len(d.nodes) - 1
}

func (d *diagram) flow(from, to int, v decimal.Decimal) {
	i, ok := d.between[[2]int{from, to}]
	if !ok {
		i = len(d.flows)
		d.between[[2]int{from, to}] = i
		d.flows = append(d.flows, flow{From: from, To: to})
	}
	d.flows[i].Value = d.flows[i].Value.Add(v)
}

// diagram adds up the lines of the year.
func (p *page) diagram() *diagram {
	d := &diagram{at: map[string]int{}, between: map[[2]int]int{}}
	fuels := p.fuels()
	gases := p.gases()
	for _, e := range p.inv.Estimates {
		co2e, ok := p.lineCO2e(e)
		if e.Row.Year != p.s.Year || !ok || co2e.IsZero() {
			continue
		}
		if co2e.IsNegative() {
			d.removed = d.removed.Add(co2e)
			continue
		}
		d.emitted = d.emitted.Add(co2e)
		branch, isFuel := p.branch(e.Row.Category)
		middle := d.node("s"+branch.scope+branch.part, node{Name: branch.name, Depth: 1, Color: branch.color, Link: p.figure(of(p.s.Year, branch.scope, inventory.AllGases), branch.part)})
		if isFuel {
			at := whichFuel(fuels, e.Row.ItemName())
			f := d.node(fmt.Sprintf("f%d", at), node{Name: fuels[at].name, Color: at, Link: p.itemLink(p.s.Year, combustion, fuels[at])})
			d.flow(f, middle, co2e)
			d.nodes[f].Sum = d.nodes[f].Sum.Add(co2e)
		}
		of := p.gasOf(gases, e.Gas)
		right := d.node("g"+of.token, node{Name: same(of.name), Depth: 2, Color: of.color})
		d.flow(middle, right, co2e)
		d.nodes[middle].Sum = d.nodes[middle].Sum.Add(co2e)
		d.nodes[right].Sum = d.nodes[right].Sum.Add(co2e)
	}
	return d
}

func (p *page) gasOf(gases []gas, name string) gas {
	if found, ok := p.inv.Vocabulary.Gases.Lookup(name); ok {
		for _, g := range gases {
			if found.Matches(g.token) {
				return g
			}
		}
	}
	return gas{token: name, name: name, color: len(gases)}
}

// branch is the node of a category in the middle: of fuel combustion by its parts, else the part of the inventory that charts tell apart.
func (p *page) branch(c *inventory.Category) (sector, bool) {
	tree := p.inv.Vocabulary.Categories
	for _, top := range tree.Must(combustion).Children {
		if c.Within(top) {
			return sector{scope: top.Code, name: top.Name, color: 0}, true
		}
	}
	if c.Code == combustion {
		return sector{scope: combustion, name: c.Name}, true
	}
	for _, top := range tree.Must("1").Children {
		if c.Within(top) {
			return sector{scope: top.Code, name: top.Name, color: 0}, false
		}
	}
	for _, s := range p.sectors() {
		switch {
		case s.part == landAlone:
			if inventory.IsLand(c) {
				return s, false
			}
		case c.Within(tree.Must(s.scope)) && !(s.part == withoutLand && inventory.IsLand(c)):
			return s, false
		}
	}
	return sector{scope: c.Code, name: c.Name}, false
}

// table is what stands in the diagram, flow by flow.
func (d *diagram) table(title inventory.Text) *grid {
	g := &grid{caption: title, columns: []column{{head: inventory.Text{ZH: "从", EN: "From"}}, {head: inventory.Text{ZH: "到", EN: "To"}}, {head: same("CO2e"), unit: same("t"), figure: true}}}
	for _, f := range d.flows {
		g.rows = append(g.rows, line{cells: []cell{{text: d.nodes[f.From].Name, link: d.nodes[f.From].Link}, {text: d.nodes[f.To].Name, link: d.nodes[f.To].Link}, figureCell(report.Tonnes(f.Value), f.Link)}})
	}
	return g
}
