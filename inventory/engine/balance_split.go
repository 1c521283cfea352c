package engine

import (
	"slices"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// industrial is what industry burns of one fuel in one category.
type industrial struct {
	category *inventory.Category
	figure   []expr.Node // final consumption
	raw      []expr.Node
	column   *inventory.BalanceFuel
	line     *inventory.BalanceLine // the first cell
}

// deriveSplit makes the activities of industry: by industry where the annex splits them, and what it does not split as
// other industry, never spread silently.
func (d *balancing) deriveSplit() {
	var fuels []*inventory.Item
	for _, table := range []*inventory.Balance{d.Balance, d.Annex} {
		if table == nil {
			continue
		}
		for _, c := range table.Columns {
			if c.Item != nil && c.Item.Group != "carrier" && !slices.Contains(fuels, c.Item) {
				fuels = append(fuels, c.Item)
			}
		}
	}
	for _, fuel := range fuels {
		parts := d.industries(fuel)
		d.products(parts, fuel)
		if len(d.Columns) == 0 {
			d.onRoads(columnOf(d.Annex, fuel), d.industryRoads(fuel, nodes{}))
		}
		var raw []expr.Node
		for _, part := range parts {
			raw = append(raw, part.raw...)
			in := nodes{"final_consumption": sumOf(part.figure)}
			if part.raw != nil {
				in["raw_material"] = sumOf(part.raw)
			}
			if share := d.aside(roadShare, fuel, part.category); share != nil {
				in["road_share"] = d.asideLeaf(share, "τ")
			}
			detail := ""
			if part.category.Code == mainActivity || part.category.Code == "1.A.4.a" {
				detail = "工业终端消费"
			}
			d.add(part.column, part.line, part.category, detail, "1.A/balance.industry/fuel", in)
		}
		if c := columnOf(d.Balance, fuel); raw != nil && c != nil && c.Line(d.Vocabulary.Flows.Must("raw_material")) == nil {
			d.Raw[fuel] = sumOf(raw)
		}
	}
}

// industryRoads hands what industry burns of the motor fuel on roads over to them: of each of its parts the share of its own.
func (d *balancing) industryRoads(fuel *inventory.Item, road nodes) nodes {
	parts := d.industries(fuel)
	var terms []expr.Node
	for _, part := range parts {
		share := d.aside(roadShare, fuel, part.category)
		if share == nil {
			continue
		}
		tau := d.asideLeaf(share, "τ")
		if len(parts) == 1 && len(part.figure) == 1 {
			road["industry"], road["industry_road_share"] = part.figure[0], tau
			return road
		}
		terms = append(terms, expr.Mul(tau, sumOf(part.figure)))
	}
	if terms != nil {
		road["industries_on_roads"] = sumOf(terms)
	}
	return road
}

// products makes the activity of the fuel that industry uses as a product, where the guide counts what of it is set free: by
// the carbon not stored, or by what is oxidised in use of lubricants and waxes. Other raw material is excluded as a whole.
func (d *balancing) products(parts []*industrial, fuel *inventory.Item) {
	var raw []expr.Node
	for _, part := range parts {
		raw = append(raw, part.raw...)
	}
	if raw == nil {
		return
	}
	code := "2.D.4"
	switch fuel.Name {
	case "润滑油", "润滑脂":
		code = "2.D.1"
	case "石蜡":
		code = "2.D.2"
	}
	category := d.Vocabulary.Categories.Must(code)
	methods := d.methodsFor(subject{guide: d.ws.Config.Guide, category: category, item: fuel}, nil)
	if !slices.ContainsFunc(methods, func(m *inventory.Method) bool {
		return m.ID == "1.A/stored.cn/CO2" || m.Category == code && code != "2.D.4"
	}) {
		return
	}
	of := parts[len(parts)-1]
	if c := columnOf(d.Balance, fuel); c != nil {
		if line := c.Line(d.Vocabulary.Flows.Must("raw_material")); line != nil {
			of = &industrial{column: c, line: line}
		}
	}
	d.line(of.column, of.line, category, "", "", nil, expr.In(sumOf(raw), of.column.Unit))
}

// industries gathers what the tables say of one fuel in industry by category, in the order of the tree.
func (d *balancing) industries(fuel *inventory.Item) []*industrial {
	parts := map[*inventory.Category]*industrial{}
	var order []*inventory.Category
	part := func(category *inventory.Category, c *inventory.BalanceFuel, line *inventory.BalanceLine) *industrial {
		if parts[category] == nil {
			parts[category] = &industrial{category: category, column: c, line: line}
			order = append(order, category)
		}
		return parts[category]
	}
	var split, splitRaw []expr.Node
	annex := columnOf(d.Annex, fuel)
	for _, i := range d.Vocabulary.Flows.Industries {
		if annex == nil || i.Category == nil {
			continue
		}
		if line := annex.OfIndustry(i, false); line != nil {
			leaf := d.leaf(d.Annex, annex, line, "Q_"+i.Code)
			to := part(i.Category, annex, line)
			to.figure, split = append(to.figure, leaf), append(split, leaf)
			if raw := annex.OfIndustry(i, true); raw != nil {
				leaf := d.leaf(d.Annex, annex, raw, "Q_raw_"+i.Code)
				to.raw, splitRaw = append(to.raw, leaf), append(splitRaw, leaf)
			}
		}
	}
	for _, row := range d.asides {
		if row.Item == fuel && row.Parameter == "" && d.ofIndustry(row.Category) && parts[row.Category] == nil {
			leaf := d.asideLeaf(row, "Q_stated")
			delete(d.used, row) // it is an activity of its own
			split = append(split, leaf)
		}
	}
	var unsplit []expr.Node
	for _, row := range d.rawRows(fuel) {
		leaf := d.asideLeaf(row, "Q_raw")
		if to := parts[row.Category]; to != nil {
			to.raw, splitRaw = append(to.raw, leaf), append(splitRaw, leaf)
		} else {
			unsplit = append(unsplit, leaf)
		}
	}
	c := columnOf(d.Balance, fuel)
	if line := d.industryLine(c); line != nil {
		to := part(d.Vocabulary.Categories.Must(notSplit), c, line)
		d.rest(to, c, line, split, splitRaw)
		if c.Line(d.Vocabulary.Flows.Must("raw_material")) == nil {
			to.raw = append(to.raw, unsplit...) // otherwise what is printed holds it
		}
	}
	slices.SortFunc(order, func(a, b *inventory.Category) int { return a.Order - b.Order })
	var out []*industrial
	for _, category := range order {
		out = append(out, parts[category])
	}
	return out
}

// industryLine is what the column of the balance says that industry consumes; nil if there is none.
func (d *balancing) industryLine(c *inventory.BalanceFuel) *inventory.BalanceLine {
	if c == nil {
		return nil
	}
	return c.Line(d.Vocabulary.Flows.Must("industry"))
}

// rawRows are the rows that state what an industry uses of the fuel as raw material: one of the annex, or any where the balance
// has a figure of industry.
func (d *balancing) rawRows(fuel *inventory.Item) []*inventory.Activity {
	whole := d.industryLine(columnOf(d.Balance, fuel)) != nil
	var out []*inventory.Activity
	for _, row := range d.asides {
		if row.Item == fuel && row.Parameter == rawMaterial && (whole && (d.ofIndustry(row.Category) || row.Category.Code == notSplit) || d.inAnnex(fuel, row.Category)) {
			out = append(out, row)
		}
	}
	return out
}

// inAnnex tells whether the annex gives fuel of the category.
func (d *balancing) inAnnex(fuel *inventory.Item, category *inventory.Category) bool {
	c := columnOf(d.Annex, fuel)
	return c != nil && slices.ContainsFunc(c.Lines, func(l inventory.BalanceLine) bool {
		return l.Industry != nil && !l.RawMaterial && l.Industry.Category == category
	})
}

// ofIndustry tells whether fuel of the category is a part of the balance's industry.
func (d *balancing) ofIndustry(c *inventory.Category) bool {
	for _, code := range []string{"1.A.1.b", "1.A.1.c", "1.A.2"} {
		if c.Within(d.Vocabulary.Categories.Must(code)) {
			return c.Code != notSplit && c.Code != "1.A.2.k"
		}
	}
	return false
}

// rest adds what the annex leaves of the balance's industry: the whole if there is none.
func (d *balancing) rest(to *industrial, c *inventory.BalanceFuel, line *inventory.BalanceLine, split, splitRaw []expr.Node) {
	figure := d.leaf(d.Balance, c, line, "Q_industry")
	if split != nil {
		figure = expr.Sub(figure, sumOf(split))
	}
	to.figure = append(to.figure, figure)
	if raw := c.Line(d.Vocabulary.Flows.Must("raw_material")); raw != nil {
		left := d.leaf(d.Balance, c, raw, "Q_raw")
		if splitRaw != nil {
			left = expr.Sub(left, sumOf(splitRaw))
		}
		to.raw = append(to.raw, left)
	}
}

func columnOf(table *inventory.Balance, fuel *inventory.Item) *inventory.BalanceFuel {
	if table == nil {
		return nil
	}
	for _, c := range table.Columns {
		if c.Item == fuel {
			return c
		}
	}
	return nil
}
