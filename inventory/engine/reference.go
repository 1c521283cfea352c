package engine

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// Reference compares, for one year, the CO2 of the carbon that stayed in the district with that of the fuel that the sectors
// burned (IPCC 2006 V2 ch6). It is a check: nothing of it enters a total.
type Reference struct {
	Year   int
	Guide  string
	Lines  []*ReferenceLine // one a fuel, in the order of the balance's columns within their group
	Groups []*ReferenceLine // solid, liquid, gas, … and the total
}

// ReferenceLine is one fuel, or a sum of fuels. Gap is Reference − Sectoral, and is made up of the rest of the fields: what
// was lost, what other fuels were made of it (or it of others), the statistical difference, and what remains.
type ReferenceLine struct {
	Item                                   *inventory.Item // nil for a sum
	Group                                  string          // "" for the total
	Apparent, RawMaterial                  decimal.Decimal // in the unit of the column
	Unit                                   quantity.Unit
	Reference, Sectoral, Gap               decimal.Decimal  // t CO2
	Losses, Transformed, Difference, Other decimal.Decimal  // t CO2
	Percent                                *decimal.Decimal // of the sectoral figure; nil where that is zero
	Tree                                   expr.Node        // of the reference figure
	Method                                 *inventory.Method
	Explained                              *inventory.Explanation // nil if no record explains the gap
	Source                                 inventory.Source
}

// referenceGroups are the groups of fuels that are compared, and the words by which a record explains the gap of a group.
var referenceGroups = []string{"solid", "liquid", "gas", "peat", "waste_fossil"}

// references compares the approaches for every balance of the years compiled.
func (r *run) references(inv *inventory.Inventory) []*Reference {
	var out []*Reference
	for _, b := range r.balances {
		if len(b.Columns) == 0 || !slices.Contains(r.years, b.Year) {
			continue
		}
		ref := &Reference{Year: b.Year, Guide: inv.Guide}
		for _, group := range referenceGroups {
			for _, c := range b.Columns {
				if c.Item != nil && c.Item.Group == group {
					if line := r.reference(inv, b, c); line != nil {
						ref.Lines = append(ref.Lines, line)
					}
				}
			}
		}
		r.group(ref)
		out = append(out, ref)
	}
	for i := range r.ws.Explanations {
		e := &r.ws.Explanations[i]
		used := slices.ContainsFunc(out, func(ref *Reference) bool {
			return slices.ContainsFunc(ref.Groups, func(line *ReferenceLine) bool { return line.Explained == e })
		})
		if !used && e.Kind == inventory.ExplainsReference && slices.Contains(r.years, e.Year) {
			r.problems.Add(inventory.Problem{Source: e.Place.Cell("subject"), Code: "explanation-not-used", Severity: inventory.Info,
				Message: inventory.Text{ZH: fmt.Sprintf("%d 年“%s”没有需要说明的差异", e.Year, e.Subject), EN: fmt.Sprintf("there is no gap of %q in %d to explain", e.Subject, e.Year)},
				Hint:    inventory.Text{ZH: "不再需要时删去这一行", EN: "remove the row if it is no longer needed"}})
		}
	}
	return out
}

// reference compares one fuel; nil if the table says nothing of it.
func (r *run) reference(inv *inventory.Inventory, b *Balanced, c *inventory.BalanceFuel) *ReferenceLine {
	d := &balancing{run: r, Balanced: b}
	flows := r.Vocabulary.Flows
	available := d.figure(c, flows.Must("available"))
	if available == nil {
		return nil
	}
	line := &ReferenceLine{Item: c.Item, Group: c.Item.Group, Unit: c.Unit, Source: available.Place.Cell("value")}
	apparent := r.apparent(d, c)
	row := &inventory.Activity{Particulars: &inventory.Particulars{Document: b.Title}, Category: r.Vocabulary.Categories.Must("1.A"), Item: c.Item,
		Year: b.Year, Value: available.Value, Unit: c.Unit, Place: available.Place, Number: true}
	r.derived[row] = derivation{tree: func(*inventory.Input) expr.Node { return expr.Label("AC", apparent) }}
	g := group{row}
	if raw, value, at := d.rawOf(c); !value.IsZero() {
		other := *row
		other.Parameter, other.Value, other.Place = rawMaterial, value, at
		r.derived[&other] = derivation{tree: func(*inventory.Input) expr.Node { return raw }}
		g, line.RawMaterial = append(g, &other), value
	}
	binding := r.referenceBinding(g, line)
	if binding == nil {
		return nil
	}
	line.Tree = line.Method.Tree(binding)
	value, err := expr.Decimal(line.Tree)
	apparentValue, bad := expr.Decimal(expr.In(apparent, c.Unit))
	if err != nil || bad != nil {
		r.problems.Add(equationFailed(line.Method, line.Source, err))
		return nil
	}
	line.Apparent, line.Reference = apparentValue, value
	line.Sectoral = r.sectoral(inv, b.Year, c.Item)
	r.attribute(d, c, line, binding)
	return line
}

// rawOf is what is not burned of the fuel but used as raw material: what the balance prints, or what is stated where it prints none.
func (d *balancing) rawOf(c *inventory.BalanceFuel) (expr.Node, decimal.Decimal, inventory.Place) {
	if line := c.Line(d.Vocabulary.Flows.Must("raw_material")); line != nil {
		return d.leaf(d.Balance, c, line, "Q_ne"), line.Value, line.Place
	}
	raw, stated := d.Raw[c.Item]
	if !stated {
		return expr.Node{}, decimal.Decimal{}, inventory.Place{}
	}
	tree := expr.Label("Q_ne", expr.In(raw, c.Unit))
	value, err := expr.Decimal(tree)
	if err != nil {
		panic("raw material that was derived: " + err.Error())
	}
	return tree, value, d.industryLine(c).Place
}

// apparent is the apparent consumption as a tree over the cells, with the signs the table prints.
func (r *run) apparent(d *balancing, c *inventory.BalanceFuel) expr.Node {
	in := nodes{}
	gather := func(name, symbol string, sign int64, flows ...string) {
		var terms []expr.Node
		for _, flow := range flows {
			if line := c.Line(r.Vocabulary.Flows.Must(flow)); line != nil {
				leaf := d.leaf(d.Balance, c, line, symbol)
				if sign < 0 {
					leaf = expr.Mul(expr.Int(-1), leaf)
				}
				terms = append(terms, leaf)
			}
		}
		if terms != nil {
			in[name] = sumOf(terms)
		}
	}
	gather("production", "P", 1, "production")
	gather("inflow", "In", 1, "inflow", "imports", "refuel_abroad")
	gather("outflow", "Out", -1, "outflow", "exports")
	gather("bunkers", "B", -1, "refuel_foreign")
	gather("stock_increase", "ΔS", -1, "stock")
	if len(in) == 0 {
		if line := c.Line(r.Vocabulary.Flows.Must("available")); line != nil {
			in["production"] = d.leaf(d.Balance, c, line, "AC")
		}
	}
	m, ok := r.Method("1.A/apparent/fuel")
	if !ok {
		panic("no method of apparent consumption")
	}
	return m.Formula(in)
}

// referenceBinding finds the factors: by carbon content and oxidation where the guide's sectoral approach goes by them, else
// at full oxidation.
func (r *run) referenceBinding(g group, line *ReferenceLine) *referenceInputs {
	id := "1.A/ref.ipcc/CO2"
	for _, m := range r.methodsFor(r.subject(g[0]), nil) {
		if m.ID == "1.A/comb.cn/CO2" {
			id = "1.A/ref/CO2"
		}
	}
	line.Method, _ = r.Method(id)
	a := &asking{run: r, method: line.Method, group: g, findings: newFindings()}
	s := a.serve()
	if len(s.faults) > 0 {
		r.referenceWithout(line, g)
		return nil
	}
	out := &referenceInputs{binding: binding{s, g}}
	if _, wants := line.Method.Input("carbon_stored_fraction"); wants && len(g) > 1 {
		if stored, ok := r.storedFraction(g[0]); ok {
			out.stored = expr.Of(stored)
		}
	}
	return out
}

// referenceWithout says that a fuel stays out of the comparison for want of a factor.
func (r *run) referenceWithout(line *ReferenceLine, g group) {
	if g[0].Value.IsZero() {
		return
	}
	r.problems.Add(inventory.Problem{Source: line.Source, Code: "reference-without-factor", Severity: inventory.Warning,
		Message: inventory.Text{ZH: fmt.Sprintf("参考方法不含 %s（可供量 %s %s）：没有热值、含碳量或氧化率", g[0].ItemName(), g[0].Value, g[0].Unit),
			EN: fmt.Sprintf("the reference approach leaves %s out (%s %s available): no calorific value, carbon content or oxidation rate", g[0].ItemName(), g[0].Value, g[0].Unit)},
		Hint: inventory.Text{ZH: "在 factors/ 写本地因子，或在 records/choices.csv 写 stands_for", EN: "state factors under factors/, or a stands_for in records/choices.csv"}})
}

// storedFraction finds the carbon stored of the fuel by the method that counts what is not stored; false if the tables have none.
func (r *run) storedFraction(row *inventory.Activity) (*inventory.Parameter, bool) {
	m, ok := r.Method("1.A/stored.cn/CO2")
	if !ok {
		return nil, false
	}
	declared, ok := m.Input("carbon_stored_fraction")
	if !ok {
		return nil, false
	}
	a := &asking{run: r, method: m, group: group{row}, findings: newFindings()}
	p, _, found := a.search(declared, quantity.MustUnit(declared.Unit))
	return p, found
}

// referenceInputs is a binding whose stored fraction was looked up beside it.
type referenceInputs struct {
	binding
	stored expr.Node
}

// Has tells whether an optional input is given.
func (b *referenceInputs) Has(name string) bool {
	if name == "carbon_stored_fraction" {
		return b.stored != expr.Node{}
	}
	return b.binding.Has(name)
}

// Factor returns the factor's value.
func (b *referenceInputs) Factor(name string) expr.Node {
	if name == "carbon_stored_fraction" {
		return b.stored
	}
	return b.binding.Factor(name)
}

// sectoral is the CO2 of the fuel burned inside the district, with what non-energy use set free of it where the guide counts
// that by the carbon not stored.
func (r *run) sectoral(inv *inventory.Inventory, year int, fuel *inventory.Item) decimal.Decimal {
	combustion := r.Vocabulary.Categories.Must("1.A")
	var sum decimal.Decimal
	for _, e := range computed(inv.Estimates) {
		if e.Row.Year != year || e.Row.Item != fuel || e.Gas != "CO2" || !e.Number || e.Boundary != inventory.Territorial {
			continue
		}
		if e.Row.Category.Within(combustion) || e.Method != nil && e.Method.ID == "1.A/stored.cn/CO2" {
			sum = sum.Add(e.Value())
		}
	}
	return sum
}

// attribute splits the gap of one fuel by what the balance says of it.
func (r *run) attribute(d *balancing, c *inventory.BalanceFuel, line *ReferenceLine, in *referenceInputs) {
	perUnit := func(quantity decimal.Decimal) decimal.Decimal {
		one := expr.Mul(expr.Const(quantity, c.Unit), in.Factor("ncv"), in.Factor("carbon_content"), expr.RatioOf(44, 12, quantityPerCarbon()))
		if line.Method.ID == "1.A/ref/CO2" {
			one = expr.Mul(one, in.Factor("oxidation_rate"))
		}
		value, err := expr.Decimal(line.Method.In(one))
		if err != nil {
			panic("the factors of an equation that has a value: " + err.Error())
		}
		return value
	}
	flows := r.Vocabulary.Flows
	if losses := d.figure(c, flows.Must("losses")); losses != nil {
		line.Losses = tonne(perUnit(losses.Value))
	}
	if difference := d.figure(c, flows.Must("difference")); difference != nil {
		line.Difference = tonne(perUnit(difference.Value))
	}
	var product decimal.Decimal
	for _, flow := range flows.All {
		cell := c.Line(flow)
		if cell == nil || flow.Of == nil || flow.Of.Name != "transformation" || flow.Burned == inventory.BurnedInput && cell.Value.IsNegative() {
			continue
		}
		product = product.Sub(cell.Value)
	}
	line.Transformed = tonne(perUnit(product))
	line.close()
}

// quantityPerCarbon is the unit of the ratio by which carbon becomes CO2.
func quantityPerCarbon() quantity.Unit {
	return quantity.MustUnit("t CO2").Div(quantity.MustUnit("t C"))
}

// tonne cuts a figure of the comparison at 10⁻¹² t: estimates have 34 digits, and what their sum has beyond is no difference.
func tonne(v decimal.Decimal) decimal.Decimal { return v.RoundBank(12) }

// close works out the gap, what remains of it, and its share.
func (l *ReferenceLine) close() {
	l.Gap = tonne(l.Reference.Sub(l.Sectoral))
	l.Other = l.Gap.Sub(l.Losses).Sub(l.Difference).Sub(l.Transformed)
	if l.Sectoral.IsZero() {
		return
	}
	percent, err := quantity.Quo(l.Gap.Shift(2), l.Sectoral)
	if err == nil {
		l.Percent = &percent
	}
}

// group sums the fuels by group and over all, and demands an explanation of a gap beyond the threshold.
func (r *run) group(ref *Reference) {
	for _, name := range append(slices.Clone(referenceGroups), "") {
		sum := &ReferenceLine{Group: name}
		var trees []expr.Node
		for _, line := range ref.Lines {
			if name != "" && line.Group != name {
				continue
			}
			sum.Reference, sum.Sectoral = sum.Reference.Add(line.Reference), sum.Sectoral.Add(line.Sectoral)
			sum.Losses, sum.Transformed, sum.Difference = sum.Losses.Add(line.Losses), sum.Transformed.Add(line.Transformed), sum.Difference.Add(line.Difference)
			if trees = append(trees, expr.Label(line.Item.Name, line.Tree)); sum.Source == (inventory.Source{}) {
				sum.Source = line.Source
			}
		}
		if trees == nil {
			continue
		}
		sum.Tree = sumOf(trees)
		sum.close()
		r.demand(ref, sum)
		ref.Groups = append(ref.Groups, sum)
	}
}

// Subject is the word by which a record explains the gap of the group.
func (l *ReferenceLine) Subject() string {
	if l.Group == "" {
		return "total"
	}
	return l.Group
}

// CodeGapUnexplained marks a gap between the approaches that no record explains; it stops only what is final.
const CodeGapUnexplained = "reference-gap"

// demand asks for an explanation of a gap beyond the threshold.
func (r *run) demand(ref *Reference, l *ReferenceLine) {
	limit := r.ws.Config.ReferenceGap()
	switch {
	case l.Percent == nil && l.Gap.IsZero(), l.Percent != nil && !l.Percent.Abs().GreaterThan(limit):
		return
	}
	for i := range r.ws.Explanations {
		if e := &r.ws.Explanations[i]; e.Kind == inventory.ExplainsReference && e.Year == ref.Year && e.Subject == l.Subject() {
			l.Explained = e
			return
		}
	}
	share := "—"
	if l.Percent != nil {
		share = l.Percent.RoundBank(2).String() + " %"
	}
	names := GroupName(l.Group)
	r.problems.Add(inventory.Problem{Source: l.Source, Code: CodeGapUnexplained, Severity: inventory.Warning,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%d 年%s：参考方法 %s t CO2，部门法 %s t CO2，差 %s t（%s），超过 %s %%，没有说明；其中损失 %s，加工转换 %s，平衡差额 %s，其余 %s", ref.Year, names.ZH,
				rounded(l.Reference), rounded(l.Sectoral), rounded(l.Gap), share, limit, rounded(l.Losses), rounded(l.Transformed), rounded(l.Difference), rounded(l.Other)),
			EN: fmt.Sprintf("%s of %d: reference approach %s t CO2, sectoral approach %s t CO2, apart by %s t (%s), more than %s %%, and no record explains it; of it losses %s, transformation %s, statistical difference %s, other %s", names.EN, ref.Year,
				rounded(l.Reference), rounded(l.Sectoral), rounded(l.Gap), share, limit, rounded(l.Losses), rounded(l.Transformed), rounded(l.Difference), rounded(l.Other))},
		Hint: inventory.Text{
			ZH: "查明原因后在 records/explanations.csv 写一行：kind=reference，year=" + fmt.Sprint(ref.Year) + "，subject=" + l.Subject() + "，by、date、reason",
			EN: "find the cause and record it in records/explanations.csv: kind=reference, year=" + fmt.Sprint(ref.Year) + ", subject=" + l.Subject() + ", by, date, reason"}})
}

func rounded(v decimal.Decimal) string { return v.RoundBank(2).String() }

// GroupName names a group of fuels for people; "" is all of them.
func GroupName(group string) inventory.Text {
	switch group {
	case "solid":
		return inventory.Text{ZH: "固体燃料", EN: "solid fuels"}
	case "liquid":
		return inventory.Text{ZH: "液体燃料", EN: "liquid fuels"}
	case "gas":
		return inventory.Text{ZH: "气体燃料", EN: "gaseous fuels"}
	case "peat":
		return inventory.Text{ZH: "泥炭", EN: "peat"}
	case "waste_fossil":
		return inventory.Text{ZH: "化石废弃物燃料", EN: "fossil waste fuels"}
	}
	return inventory.Text{ZH: "合计", EN: "all fuels"}
}
