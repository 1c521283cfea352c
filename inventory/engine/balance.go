package engine

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// Balanced is an energy balance with what the inventory takes from it.
type Balanced struct {
	*inventory.Balance
	Annex   *inventory.Balance                  // that splits industry, nil for none
	Lines   []BalancedLine                      // in the order of columns and rows
	Raw     map[*inventory.Item]expr.Node       // raw material that the annex and rows state of a fuel of which the balance prints none
	Rounded map[*inventory.Item]decimal.Decimal // what is left of industry below zero by rounding, in the unit of the column
}

// BalancedLine is one activity that is derived from the balance.
type BalancedLine struct {
	Row    *inventory.Activity
	Method *inventory.Method // nil for figures that are taken as they stand
	Tree   expr.Node
}

// balancing derives the activities of one energy balance.
type balancing struct {
	*run
	*Balanced
	asides []*inventory.Activity // rows that say more of the figures of the balance, in the order of the tables
	used   map[*inventory.Activity]bool
}

// The parameters of rows that say of an energy balance what it does not print.
const (
	roadShare     = "road_share"         // of a category's gasoline or diesel
	autoproducer  = "autoproducer_input" // of the thermal power input, by the category that owns the plant
	rawMaterial   = "raw_material"       // of a category
	generation    = "local_generation"   // electricity generated in the district
	electricity   = "电力"
	heat          = "热力"
	notSplit      = "1.A.2.m" // industry that no row splits
	mainActivity  = "1.A.1.a"
	transportRoot = "1.A.3"
)

// fromBalances derives the activities of every energy balance. Rows that only say more of a balance are taken out of the others.
func (r *run) fromBalances() {
	taken := map[*inventory.Activity]bool{}
	annexes := r.oneAYear(true)
	for _, b := range r.oneAYear(false) {
		d := r.balancing(b, taken)
		for _, annex := range annexes {
			if annex.Year == b.Year {
				d.Annex = annex
			}
		}
		if d.check() {
			d.derive()
			r.balances = append(r.balances, d.Balanced)
		}
	}
	for _, annex := range annexes {
		if !slices.ContainsFunc(r.ws.Balances, func(b *inventory.Balance) bool { return b.Year == annex.Year && !b.ByIndustry }) {
			d := r.balancing(&inventory.Balance{Year: annex.Year, Title: annex.Title}, taken)
			d.Annex = annex
			d.relatedFuels()
			if d.checkSplit() {
				d.deriveSplit()
				r.balances = append(r.balances, d.Balanced)
			}
		}
	}
	r.keysBeside()
	r.rows = slices.DeleteFunc(r.rows, func(row *inventory.Activity) bool { return taken[row] || r.asideLeft(row) })
}

// balancing readies the derivation of one balance with the rows of its year that say more of it.
func (r *run) balancing(b *inventory.Balance, taken map[*inventory.Activity]bool) *balancing {
	d := &balancing{run: r, Balanced: &Balanced{Balance: b, Raw: map[*inventory.Item]expr.Node{}, Rounded: map[*inventory.Item]decimal.Decimal{}}, used: taken}
	for _, row := range r.ws.Activity {
		if row.Year == b.Year && row.Number && row.Item != nil {
			d.asides = append(d.asides, r.unnamed(row))
		}
	}
	slices.SortStableFunc(d.asides, compareRows)
	return d
}

// oneAYear returns the tables of the kind, one a year: of a preliminary and a final one the final one. Two of one vintage are
// an error.
func (r *run) oneAYear(byIndustry bool) []*inventory.Balance {
	var out []*inventory.Balance
	for _, b := range r.ws.Balances {
		if b.ByIndustry != byIndustry {
			continue
		}
		at := slices.IndexFunc(out, func(known *inventory.Balance) bool { return known.Year == b.Year })
		switch {
		case at < 0:
			out = append(out, b)
		case finality(b) > finality(out[at]):
			out[at] = b
		case finality(b) == finality(out[at]):
			what := inventory.Text{ZH: "能源平衡表", EN: "the energy balance"}
			if byIndustry {
				what = inventory.Text{ZH: "分行业能源消费表", EN: "the table of energy by industry"}
			}
			r.problems.Add(balanceProblem(b.Place.Cell(""), "balance-twice",
				inventory.Text{ZH: fmt.Sprintf("%d 年的%s在 %s 已经有了", b.Year, what.ZH, out[at].Place.Cell("").File), EN: fmt.Sprintf("%s of %d is given in %s already", what.EN, b.Year, out[at].Place.Cell("").File)},
				inventory.Text{ZH: "一年留一张；初步表和最终表在标题里写明“初步”“最终”", EN: "keep one a year; a preliminary and a final one say so in their titles (初步, 最终)"}))
		}
	}
	slices.SortFunc(out, func(a, b *inventory.Balance) int { return cmp.Compare(a.Year, b.Year) })
	return out
}

// finality orders vintages: preliminary, none stated, final.
func finality(b *inventory.Balance) int {
	return map[string]int{"preliminary": 0, "": 1, "final": 2}[b.Vintage]
}

func balanceProblem(at inventory.Source, code string, message, hint inventory.Text) inventory.Problem {
	return inventory.Problem{Source: at, Code: code, Severity: inventory.Error, Message: message, Hint: hint}
}

// derive makes the activities of the whole table.
func (d *balancing) derive() {
	for _, c := range d.Columns {
		switch {
		case c.Item == nil:
		case c.Item.Name == electricity:
			d.exchanged(c, "M.3", "electricity")
		case c.Item.Name == heat:
			d.exchanged(c, "M.4", "heat")
		case c.Item.Group != "carrier":
			d.fuel(c)
		}
	}
	d.deriveSplit()
}

// fuel makes the activities of one fuel but those of industry.
func (d *balancing) fuel(c *inventory.BalanceFuel) {
	road := nodes{}
	for _, flow := range d.Vocabulary.Flows.All {
		line := c.Line(flow)
		if line == nil {
			continue
		}
		in := nodes{}
		category := flow.CategoryOf(c.Item)
		switch d.Vocabulary.Flows.Burned(c, line) {
		case inventory.BurnedInput:
			in["transformation_input"] = d.leaf(d.Balance, c, line, "T")
			d.autoproducers(c, flow, in)
			d.add(c, line, category, flow.Title.ZH, "1.A/balance.input/fuel", in)
		case inventory.BurnedRest:
			in["final_consumption"] = d.leaf(d.Balance, c, line, "Q")
			d.roads(c, line, flow, category, in, road)
			detail := ""
			if flow.Of != nil && flow.Of.Name == "households" || category.Code == "1.A.4.a" {
				detail = flow.Title.ZH
			}
			d.add(c, line, category, detail, "1.A/balance.rest/fuel", in)
		case inventory.BurnedTransport:
			if category != flow.Category {
				in["final_consumption"] = d.leaf(d.Balance, c, line, "Q")
				detail := ""
				if category.Code == "1.A.4.a" {
					detail = flow.Title.ZH
				}
				d.add(c, line, category, detail, "1.A/balance.rest/fuel", in)
				continue
			}
			road["transport"] = d.leaf(d.Balance, c, line, "Q_transport")
		}
	}
	d.onRoads(c, d.industryRoads(c.Item, road))
}

// roads takes the share of a flow's motor fuel that is burned on roads out of it, and hands it to the roads.
func (d *balancing) roads(c *inventory.BalanceFuel, line *inventory.BalanceLine, flow *inventory.Flow, category *inventory.Category, in, road nodes) {
	share := d.aside(roadShare, c.Item, category)
	if share == nil {
		return
	}
	tau := d.asideLeaf(share, "τ")
	in["road_share"] = tau
	road[flow.Name] = d.leaf(d.Balance, c, line, "Q_"+flow.Name)
	road[flow.Name+"_road_share"] = tau
}

// onRoads makes the one activity of a fuel burned on roads, less what rows of their own state of other modes of transport.
func (d *balancing) onRoads(c *inventory.BalanceFuel, road nodes) {
	if len(road) == 0 {
		return
	}
	transport := d.Vocabulary.Flows.Must("transport")
	line := c.Line(transport)
	for _, flow := range d.Vocabulary.Flows.All {
		if found := c.Line(flow); line == nil && found != nil && road.Has(flow.Name) {
			line = found
		}
	}
	if line == nil {
		line = &c.Lines[0] // of the annex: industries alone
	}
	root := d.Vocabulary.Categories.Must(transportRoot)
	var others []expr.Node
	for _, row := range d.asides {
		if row.Item == c.Item && row.Parameter == "" && row.Category.Within(root) && !row.Category.Within(transport.Category) && !d.ofBunkers(row.Category) && row.Unit.SameDimension(c.Unit) && road.Has("transport") {
			others = append(others, d.asideLeaf(row, "Q_other"))
			delete(d.used, row) // it is an activity of its own
		}
	}
	if others != nil {
		road["elsewhere"] = sumOf(others)
	}
	d.add(c, line, transport.Category, "", "1.A/balance.road/fuel", road)
}

// autoproducers takes the input of autoproducers out of that of the main-activity plants, and gives it to the industries
// that own them.
func (d *balancing) autoproducers(c *inventory.BalanceFuel, flow *inventory.Flow, in nodes) {
	if flow.Name != "thermal_power" {
		return
	}
	var moved []expr.Node
	for _, row := range d.asides {
		if row.Item != c.Item || row.Parameter != autoproducer {
			continue
		}
		leaf := d.asideLeaf(row, "Q_auto")
		moved = append(moved, leaf)
		own := *row
		own.Parameter, own.Detail = "", "自备电厂"
		d.rows = append(d.rows, &own)
	}
	if moved != nil {
		in["autoproducer_input"] = sumOf(moved)
	}
}

// exchanged makes the memo item of the energy that came in and went out over the border.
func (d *balancing) exchanged(c *inventory.BalanceFuel, code, carrier string) {
	side := func(sign int64, flows ...string) (expr.Node, *inventory.BalanceLine) {
		var terms []expr.Node
		var first *inventory.BalanceLine
		for _, name := range flows {
			if line := c.Line(d.Vocabulary.Flows.Must(name)); line != nil {
				terms = append(terms, d.leaf(d.Balance, c, line, "E"))
				first = cmp.Or(first, line)
			}
		}
		if terms == nil {
			return expr.Node{}, nil
		}
		if sum := sumOf(terms); sign > 0 {
			return sum, first
		}
		return expr.Mul(expr.Int(-1), sumOf(terms)), first
	}
	in, cellIn := side(1, "inflow", "imports")
	out, cellOut := side(-1, "outflow", "exports")
	category := d.Vocabulary.Categories.Must(code)
	switch {
	case cellIn != nil && cellOut != nil:
		d.line(c, cellIn, category, "", carrier+"_in", nil, in)
		d.line(c, cellOut, category, "", carrier+"_out", nil, out)
	case cellIn != nil:
		d.line(c, cellIn, category, "", carrier+"_net", nil, in)
	case cellOut != nil:
		d.line(c, cellOut, category, "", carrier+"_net", nil, expr.Mul(expr.Int(-1), out))
	}
}

func (d *balancing) leaf(of *inventory.Balance, c *inventory.BalanceFuel, line *inventory.BalanceLine, symbol string) expr.Node {
	return expr.Of(of.Leaf(c, line, d.region, symbol))
}

// nodes gives an equation of the balance its inputs.
type nodes map[string]expr.Node

// Activity returns the input of the name.
func (n nodes) Activity(name string) expr.Node { return n[name] }

// Factor returns the input of the name.
func (n nodes) Factor(name string) expr.Node { return n[name] }

// Has tells whether an optional input is given.
func (n nodes) Has(name string) bool { _, ok := n[name]; return ok }

// Series is none: a balance is of one year.
func (n nodes) Series(string) []inventory.Dated { return nil }

// Carried is none: a balance is of one year.
func (n nodes) Carried(string, string, func([]inventory.Dated) map[int]expr.Node) map[int]expr.Node {
	return nil
}

// Year is none.
func (n nodes) Year() int { return 0 }

// Item is none.
func (n nodes) Item() string { return "" }

// Detail is none.
func (n nodes) Detail() string { return "" }

// Sum fails: an equation of the balance has no materials.
func (n nodes) Sum(name string, _ func(inventory.Inputs) expr.Node) expr.Node {
	return expr.Fail(fmt.Errorf("an equation of the balance takes no materials: %s", name))
}

func sumOf(terms []expr.Node) expr.Node {
	if len(terms) == 1 {
		return terms[0]
	}
	return expr.Sum(terms...)
}

// add makes one activity by a method of the balance.
func (d *balancing) add(c *inventory.BalanceFuel, line *inventory.BalanceLine, category *inventory.Category, detail, id string, in nodes) {
	m, ok := d.Method(id)
	if !ok {
		panic("no method " + id)
	}
	d.line(c, line, category, detail, "", m, expr.In(m.Formula(in), c.Unit))
}

// line keeps a derived activity as a row among the others. A negative one is refused.
func (d *balancing) line(c *inventory.BalanceFuel, line *inventory.BalanceLine, category *inventory.Category, detail, parameter string, m *inventory.Method, tree expr.Node) {
	value, err := expr.Decimal(tree)
	if err != nil {
		d.problems.Add(balanceProblem(line.Place.Cell("value"), "equation-failed",
			inventory.Text{ZH: fmt.Sprintf("%s 的%s无法由能源平衡表推算：单位不合（%v）", category.Code, c.Name(), err), EN: fmt.Sprintf("%s of %s cannot be derived from the balance: %v", c.Name(), category.Code, err)},
			inventory.Text{ZH: "补充行的单位要与平衡表该列同量纲", EN: "rows that say more of the balance must be in a unit of the column's dimension"}))
		return
	}
	if d.roundedAway(c, category, m, tree, value) {
		return
	}
	if value.IsNegative() && m != nil {
		d.problems.Add(d.negative(c, line, category, tree, value))
		return
	}
	row := &inventory.Activity{
		Particulars: &inventory.Particulars{Document: d.Title, Department: d.Vocabulary.Departments["统"].ZH, Vintage: d.Vintage, Note: d.partial()},
		Category:    category, Item: c.Item, Detail: detail, Parameter: parameter, Value: value, Unit: c.Unit, Place: line.Place, Year: d.Year, Number: true,
	}
	note := inventory.Text{ZH: "活动水平由能源平衡表推算（" + line.Place.Cell("").File + "）", EN: "the activity is derived from the energy balance (" + line.Place.Cell("").File + ")"}
	if choice := d.choice(d.run, inventory.Detail, row, ""); choice != nil {
		row.Detail = strings.Join(append(inventory.SplitList(detail), inventory.SplitList(choice.Chosen)...), ";")
		d.chosen[row] = choice.Note()
	}
	d.derived[row] = derivation{
		tree: func(declared *inventory.Input) expr.Node { return expr.Label(declared.Symbol, tree) },
		note: note,
	}
	d.rows = append(d.rows, row)
	d.Lines = append(d.Lines, BalancedLine{row, m, tree})
}

// partial says what a table of a part of the region leaves out.
func (d *balancing) partial() string {
	coverage := d.Balance.Coverage
	if coverage == "" && d.Annex != nil && len(d.Columns) == 0 {
		coverage = d.Annex.Coverage
	}
	if coverage == "" {
		return ""
	}
	return "口径：" + coverage + "，其余未估算"
}
