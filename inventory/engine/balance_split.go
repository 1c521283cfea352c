package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

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
		for _, part := range parts {
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
	}
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
	for _, row := range d.asides {
		if row.Item != fuel || row.Parameter != rawMaterial || parts[row.Category] == nil {
			continue
		}
		leaf := d.asideLeaf(row, "Q_raw")
		to := parts[row.Category]
		to.raw, splitRaw = append(to.raw, leaf), append(splitRaw, leaf)
	}
	if c := columnOf(d.Balance, fuel); c != nil {
		if line := c.Line(d.Vocabulary.Flows.Must("industry")); line != nil {
			d.rest(part(d.Vocabulary.Categories.Must(notSplit), c, line), c, line, split, splitRaw)
		}
	}
	slices.SortFunc(order, func(a, b *inventory.Category) int { return a.Order - b.Order })
	var out []*industrial
	for _, category := range order {
		out = append(out, parts[category])
	}
	return out
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

// checkSplit holds the annex against itself and against the balance: an industry whose parts belong to different categories
// must be split, raw material cannot exceed what an industry consumes, and the industries cannot exceed industry.
func (d *balancing) checkSplit() bool {
	before := len(d.problems)
	if d.Annex == nil {
		return true
	}
	d.columnSums(d.Annex)
	for _, c := range d.Annex.Columns {
		sum, terms := decimal.Decimal{}, 0
		for i := range c.Lines {
			line := &c.Lines[i]
			switch {
			case line.Industry == nil || line.RawMaterial:
				continue
			case line.Industry.Category == nil && !line.Value.IsZero():
				d.problems.Add(balanceProblem(line.Place.Cell("value"), "balance-industry-unsplit",
					inventory.Text{ZH: fmt.Sprintf("行业 %s %s 的 %s %s %s 分属不同类别", line.Industry.Code, line.Industry.Title.ZH, c.Name(), line.Value, c.Unit), EN: fmt.Sprintf("%s %s: %s of %s %s belongs to different categories", line.Industry.Code, line.Industry.Title.EN, c.Name(), line.Value, c.Unit)},
					inventory.Text{ZH: "分开填写 251 精炼石油产品制造 与 252 煤炭加工（炼焦）", EN: "give its groups apart: 251 refining, 252 coking"}))
				continue
			}
			sum, terms = sum.Add(line.Value), terms+1
			if raw := c.OfIndustry(line.Industry, true); raw != nil && raw.Value.GreaterThan(line.Value) {
				d.problems.Add(nonEnergyAbove(raw, line, c))
			}
		}
		if total := c.Line(d.Vocabulary.Flows.Must("industry")); total != nil {
			d.industriesAbove(c, total, total.Value, sum, terms)
		}
		d.againstIndustry(c, sum, terms)
	}
	return !d.problems[before:].Failed()
}

// againstIndustry refuses industries that add up to more than the balance's industry.
func (d *balancing) againstIndustry(c *inventory.BalanceFuel, sum decimal.Decimal, terms int) {
	of := columnOf(d.Balance, c.Item)
	if of == nil || c.Item == nil || terms == 0 {
		return
	}
	line := of.Line(d.Vocabulary.Flows.Must("industry"))
	if line == nil {
		return
	}
	if !of.Unit.SameDimension(c.Unit) {
		d.problems.Add(balanceProblem(d.Annex.Place.Cell(""), "wrong-dimension",
			inventory.Text{ZH: fmt.Sprintf("%s 在分行业表的单位是 %s，在平衡表是 %s，量纲不同", c.Name(), c.Unit, of.Unit), EN: fmt.Sprintf("%s is in %s by industry and in %s in the balance", c.Name(), c.Unit, of.Unit)},
			inventory.Text{ZH: "两表用同一类单位", EN: "use units of one dimension in both tables"}))
		return
	}
	d.industriesAbove(c, line, inUnit(line.Value, of, c), sum, terms)
}

// industriesAbove refuses industries that add up to more than a sum that is printed of them.
func (d *balancing) industriesAbove(c *inventory.BalanceFuel, line *inventory.BalanceLine, total, sum decimal.Decimal, terms int) {
	if over := sum.Sub(total); over.GreaterThan(Tolerance(c, terms)) {
		d.problems.Add(balanceProblem(line.Place.Cell("value"), "balance-industry-over",
			inventory.Text{ZH: fmt.Sprintf("%s：分行业之和 %s %s，工业 %s，多出 %s", c.Name(), sum, c.Unit, total, over), EN: fmt.Sprintf("%s: the industries add up to %s %s, industry is %s: %s too much", c.Name(), sum, c.Unit, total, over)},
			inventory.Text{ZH: "分行业表应是终端消费量，不含加工转换投入；核对 " + d.Annex.Place.Cell("").File, EN: "the annex holds final consumption, without input of transformation: check " + d.Annex.Place.Cell("").File}))
	}
}

// inUnit is a figure of one column in the unit of another of the same dimension.
func inUnit(value decimal.Decimal, from, to *inventory.BalanceFuel) decimal.Decimal {
	converted, err := expr.Decimal(expr.In(expr.Const(value, from.Unit), to.Unit))
	if err != nil {
		panic("units of one dimension: " + err.Error())
	}
	return converted
}

func nonEnergyAbove(raw, line *inventory.BalanceLine, c *inventory.BalanceFuel) inventory.Problem {
	title := line.Title()
	return balanceProblem(raw.Place.Cell("value"), "non-energy-above-consumption",
		inventory.Text{ZH: fmt.Sprintf("%s：%s用作原料、材料 %s，大于其消费量 %s %s，多 %s", c.Name(), title.ZH, raw.Value, line.Value, c.Unit, raw.Value.Sub(line.Value)),
			EN: fmt.Sprintf("%s: %s uses %s as raw material, more than it consumes, %s %s, by %s", c.Name(), strings.ToLower(title.EN), raw.Value, line.Value, c.Unit, raw.Value.Sub(line.Value))},
		inventory.Text{ZH: "原料用是消费量的一部分；核对两格", EN: "raw material is a part of consumption: check both cells"})
}
