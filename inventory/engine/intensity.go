package engine

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
	"ghg/inventory/trend"
)

// Numerator is what an intensity divides: emissions of the inventory, or an amount of energy that the statistics state.
type Numerator struct {
	ID    string
	Title inventory.Text
	Unit  quantity.Unit
	parts []part // of the inventory; none for a statistic
	level string // statistic
}

// part is one figure of an inventory that a numerator adds or takes off.
type part struct {
	scope, gas string
	less       bool
}

// Figures are the totals of the inventory that the numerator of a year adds and those that it takes off; none for a statistic.
func (n *Numerator) Figures(year int) (add, less []inventory.Figure) {
	for _, p := range n.parts {
		f := inventory.Figure{Year: year, Boundary: inventory.Territorial, Scope: p.scope, Gas: p.gas}
		if p.less {
			less = append(less, f)
		} else {
			add = append(add, f)
		}
	}
	return add, less
}

// numerators are the emissions and the energy of which intensities are formed. Industry is what the value added of industry
// covers: mining, manufacturing and the supply of power, heat, gas and water, and so 1.A.1, 1.A.2 without construction, and 1.B;
// with processes also 2.A, 2.B, 2.C, 2.E, the equipment of the grid (2.G.1) and 2.H, and no use of products by others.
func numerators() []*Numerator {
	co2, co2e, tce := inventory.TonneOf("CO2"), inventory.TonneCO2e(), quantity.MustUnit("tce")
	industry := func(gas string, processes ...string) []part {
		out := []part{{scope: "1.A.1", gas: gas}, {scope: "1.A.2", gas: gas}, {scope: "1.A.2.k", gas: gas, less: true}, {scope: "1.B", gas: gas}}
		for _, scope := range processes {
			out = append(out, part{scope: scope, gas: gas})
		}
		return out
	}
	processes := []string{"2.A", "2.B", "2.C", "2.E", "2.G.1", "2.H"}
	return []*Numerator{
		{"energy_co2", inventory.Text{ZH: "能源活动 CO2", EN: "CO2 of energy"}, co2, []part{{scope: "1", gas: "CO2"}}, ""},
		{"energy_process_co2", inventory.Text{ZH: "能源活动和工业过程 CO2", EN: "CO2 of energy and processes"}, co2, []part{{scope: "1", gas: "CO2"}, {scope: "2", gas: "CO2"}}, ""},
		{"co2e", inventory.Text{ZH: "全部温室气体（不含土地利用）", EN: "all gases (without land)"}, co2e, []part{{scope: inventory.ScopeWithoutLand, gas: inventory.AllGases}}, ""},
		{"co2e_with_land", inventory.Text{ZH: "全部温室气体（含土地利用）", EN: "all gases (with land)"}, co2e, []part{{scope: inventory.ScopeTotal, gas: inventory.AllGases}}, ""},
		{"energy", inventory.Text{ZH: "能源消费总量", EN: "total energy consumption"}, tce, nil, "energy"},
		{"industry_co2", inventory.Text{ZH: "工业能源 CO2", EN: "CO2 of energy in industry"}, co2, industry("CO2"), ""},
		{"industry_process_co2", inventory.Text{ZH: "工业能源和过程 CO2", EN: "CO2 of energy and processes in industry"}, co2, industry("CO2", processes...), ""},
		{"industry_co2e", inventory.Text{ZH: "工业能源和过程全部温室气体", EN: "all gases of energy and processes in industry"}, co2e, industry(inventory.AllGases, processes...), ""},
		{"industry_energy", inventory.Text{ZH: "工业能源消费量", EN: "energy consumption of industry"}, tce, nil, "industry_energy"},
	}
}

// output is what an intensity divides by.
type output struct {
	id    string
	title inventory.Text
	unit  quantity.Unit // of the intensity's denominator
	money bool
}

func outputs() []output {
	return []output{
		{"gdp", inventory.Text{ZH: "地区生产总值", EN: "gross domestic product"}, quantity.MustUnit("10^4 CNY"), true},
		{"industry_va", inventory.Text{ZH: "工业增加值", EN: "industrial value added"}, quantity.MustUnit("10^4 CNY"), true},
		{"population", inventory.Text{ZH: "常住人口", EN: "resident population"}, quantity.MustUnit("person"), false},
	}
}

// ofIndustry tells whether the numerator is of industry alone.
func (n *Numerator) ofIndustry() bool { return strings.HasPrefix(n.ID, "industry_") }

// Intensity is emissions or energy per unit of output along the years.
type Intensity struct {
	ID         string // numerator/denominator
	Numerator  *Numerator
	Output     inventory.Text
	Unit       quantity.Unit
	OutputUnit quantity.Unit // below the stroke
	Base       int           // the year that declines count from
	Prices     int           // at whose prices the output stands; 0 if it is no money
	Years      []IntensityYear
	Main       bool // numerator and denominator are of one boundary
	of         *Intensities
	divisor    func(year int) (expr.Node, bool)
	how        func(year int) inventory.Text
}

// IntensityYear is one year of an intensity. Declines are shares, falls positive; nil if a year to compare with is missing.
type IntensityYear struct {
	Year        int
	Numerator   decimal.Decimal
	Output      decimal.Decimal // in the unit below the intensity's stroke
	Value       decimal.Decimal
	Annual      *decimal.Decimal // against the year before
	Direct      *decimal.Decimal // against the base year, of the figures as they are now; nil up to it
	Chained     *decimal.Decimal // over the years since the base, recognised values before published before computed ones
	Mean        *decimal.Decimal // the same decline every year that makes Direct
	Recognised  *inventory.Recognised
	Published   *decimal.Decimal // decline against the year before, as published
	Low, High   *decimal.Decimal // within which a recorded choice of the output leaves the value; nil for none
	Comparable  bool             // the inventory answers for as much as in the base year; true for statistics
	LikeBefore  bool             // likewise as in the year before
	Open        inventory.Notation
	Preliminary bool // some figure of the statistics behind the value is preliminary
}

// Figure is the tree of one figure of the intensity, opened to the depth (negative: whole): value, numerator, output,
// annual, direct, chained; false if the year has none.
func (x *Intensity) Figure(what string, year, depth int) (expr.Node, bool) {
	switch what {
	case "numerator":
		return x.of.numerator(x.Numerator, year, depth)
	case "output":
		return x.divisor(year)
	case "value":
		return x.value(year, depth)
	case "annual":
		return x.decline(year-1, year, depth)
	case "direct":
		if year <= x.Base {
			return expr.Node{}, false
		}
		return x.decline(x.Base, year, depth)
	case "chained":
		return x.chained(year, depth)
	}
	return expr.Node{}, false
}

func (x *Intensity) value(year, depth int) (expr.Node, bool) {
	above, ok := x.of.numerator(x.Numerator, year, depth)
	below, has := x.divisor(year)
	if !ok || !has {
		return expr.Node{}, false
	}
	return expr.Label(fmt.Sprintf("I_%d", year), expr.Round34(expr.In(expr.Quo(above, below), x.Unit))), true
}

func (x *Intensity) decline(from, to, depth int) (expr.Node, bool) {
	earlier, ok := x.value(from, depth)
	later, has := x.value(to, depth)
	if !ok || !has || !x.of.emits(x.Numerator, from) {
		return expr.Node{}, false
	}
	return expr.Label(fmt.Sprintf("d_%d_%d", from, to), trend.Decline(later, earlier)), true
}

// emits tells whether the numerator of the year is above zero. Nothing, and a sink, have no share by which they decline.
func (i *Intensities) emits(n *Numerator, year int) bool {
	tree, ok := i.numerator(n, year, 1)
	return ok && i.evaluated(tree).IsPositive()
}

// chained links the declines of the years since the base. Of statistics a year counts as it was recognised, else published, else
// computed; of an inventory's figures as computed, for what is recognised or published is of another account.
func (x *Intensity) chained(year, depth int) (expr.Node, bool) {
	given := x.of.recognised[x.ID]
	if x.Numerator.level == "" {
		given = nil
	}
	return chain(given, x.Base, year, func(year int) (expr.Node, bool) { return x.decline(year-1, year, depth) })
}

// alike tells whether the inventory answers for as many categories and gases in both years; true for statistics.
func (x *Intensity) alike(from, to int) bool { return x.of.alike(x.Numerator, from, to) }

// How says how the output of the year follows, nothing if it is stated.
func (x *Intensity) How(year int) inventory.Text { return x.how(year) }

// intensities forms every intensity of which some year has a figure.
func (i *Intensities) intensities() {
	for _, out := range outputs() {
		divisor, how, prices := i.divisor(out)
		for _, n := range numerators() {
			if out.id != "industry_va" && n.ofIndustry() {
				continue
			}
			x := &Intensity{ID: n.ID + "/" + out.id, Numerator: n, Output: out.title, Unit: n.Unit.Div(out.unit), OutputUnit: out.unit, Base: i.Base, Prices: prices,
				Main: n.ofIndustry() == (out.id == "industry_va"), of: i, divisor: divisor, how: how}
			if x.fill(); len(x.Years) > 0 {
				i.Series = append(i.Series, x)
			}
		}
	}
}

// divisor finds the output of the years, and tells of those that have none: always of GDP, of others where any year has one.
func (i *Intensities) divisor(out output) (of func(int) (expr.Node, bool), how func(int) inventory.Text, prices int) {
	if !out.money {
		level := i.Statistics.Level(out.id)
		return level.Tree, func(int) inventory.Text { return inventory.Text{} }, 0
	}
	constant := i.Statistics.ConstantPrices(out.id, "", i.wanted)
	if out.id == "gdp" || constant.Base != 0 {
		constant.Missing(i.asked())
	}
	return constant.Tree, constant.How, constant.Base
}

func (x *Intensity) fill() {
	for _, year := range x.of.asked() {
		tree, ok := x.value(year, 1)
		if !ok {
			continue
		}
		above, _ := x.of.numerator(x.Numerator, year, 1)
		below, _ := x.divisor(year)
		y := IntensityYear{Year: year, Numerator: *x.of.evaluated(above), Output: *x.of.evaluated(expr.In(below, x.OutputUnit)), Value: *x.of.evaluated(tree)}
		y.Comparable, y.Open = x.alike(x.Base, year), x.of.open(x.Numerator, year)
		y.LikeBefore, y.Preliminary = x.alike(year-1, year), x.of.preliminary(tree)
		given := x.of.recognised[x.ID][year]
		if y.Recognised = given.annual.row; given.published.row != nil {
			y.Published = x.of.figure(given.published.tree, true)
		}
		y.Low, y.High = x.between(above, below)
		y.Annual = x.of.figure(x.decline(year-1, year, 1))
		if year > x.Base {
			direct, ok := x.decline(x.Base, year, 1)
			y.Direct = x.of.figure(direct, ok)
			y.Chained = x.of.figure(x.chained(year, 1))
			if ok && x.of.emits(x.Numerator, year) {
				y.Mean = x.of.figure(trend.Yearly(direct, int64(year-x.Base)), true)
			}
		}
		x.Years = append(x.Years, y)
	}
}

// between is what the intensity is at both ends of the range within which a recorded choice chose the output; nil if there is none.
func (x *Intensity) between(above, below expr.Node) (low, high *decimal.Decimal) {
	leaf, ok := below.Leaf()
	if !ok {
		return nil, nil
	}
	bounds := inventory.ParameterOf(leaf).Bounds
	if bounds.Kind != "range" || bounds.Low == nil || bounds.High == nil || !bounds.Low.IsPositive() {
		return nil, nil
	}
	at := func(output decimal.Decimal) *decimal.Decimal {
		return x.of.figure(expr.Round34(expr.In(expr.Quo(above, expr.Const(output, below.Unit())), x.Unit)), true)
	}
	return at(*bounds.High), at(*bounds.Low)
}

// At is the year of the intensity, nil if it has no figure.
func (x *Intensity) At(year int) *IntensityYear {
	for i := range x.Years {
		if x.Years[i].Year == year {
			return &x.Years[i]
		}
	}
	return nil
}

// Coverage is that of the statistic above the stroke, such as 等价值; "" for none, and for emissions.
func (x *Intensity) Coverage() string {
	if x.Numerator.level == "" {
		return ""
	}
	return x.of.Statistics.Level(x.Numerator.level).Coverage
}

// Title names the intensity.
func (x *Intensity) Title() inventory.Text {
	return inventory.Text{ZH: "单位" + x.Output.ZH + " " + x.Numerator.Title.ZH, EN: x.Numerator.Title.EN + " per " + x.Output.EN}
}
