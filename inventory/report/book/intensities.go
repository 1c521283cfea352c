package book

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// intensitySheet is the sheet of intensities.
const intensitySheet = "强度计算"

// The columns of the sheet of intensities that formulas refer to.
const (
	numeratorColumn = 5
	outputColumn    = 7
	intensityColumn = 9
)

// intensityTrees are the trees of an intensity's year: what it divides, nothing for totals of the inventory, and what it divides by.
func intensityTrees(x *engine.Intensity, year int) (above, below expr.Node) {
	if add, _ := x.Numerator.Figures(year); add == nil {
		above, _ = x.Figure("numerator", year, 0)
	}
	if tree, ok := x.Figure("output", year, 0); ok {
		below = expr.In(tree, x.OutputUnit)
	}
	return above, below
}

// eachIntensity calls with every year of every intensity.
func (w *writer) eachIntensity(call func(*engine.Intensity, *engine.IntensityYear)) {
	if w.subject.Intensities == nil {
		return
	}
	for _, x := range w.subject.Intensities.Series {
		for i := range x.Years {
			call(x, &x.Years[i])
		}
	}
}

// intensityInputs give the inputs of the intensities their homes.
func (w *writer) intensityInputs() {
	w.eachIntensity(func(x *engine.Intensity, y *engine.IntensityYear) {
		above, below := intensityTrees(x, y.Year)
		for _, tree := range []expr.Node{above, below} {
			if tree.Err() != nil {
				continue
			}
			for _, leaf := range tree.Leaves() {
				w.inputs.add(leaf)
			}
		}
	})
}

// intensityRow is one year of an intensity with its formulas.
type intensityRow struct {
	of                *engine.Intensity
	year              *engine.IntensityYear
	above, below      string // empty where the figure is a value
	before, base, row int    // rows of the year before and of the base year, 0 for none
}

// intensityTask is the sheet of intensities, and false where there are none.
func (w *writer) intensityTask() (task, bool) {
	s := &sheet{name: intensitySheet, title: inventory.Text{ZH: "强度：计算", EN: "Intensities, computed"}, filter: true, fixed: 3,
		notes: []inventory.Text{{ZH: "分子取自时间序列各格，分母取自活动数据；认定值、公布值和累计链不在此表", EN: "numerators refer to the time series, outputs to the inputs; recognised and published values and the chain of declines are not here"}},
		columns: []column{{inventory.Text{ZH: "指标"}, 36}, {inventory.Text{EN: "Indicator"}, 44}, {inventory.Text{ZH: "年份", EN: "Year"}, 8}, {inventory.Text{ZH: "代码", EN: "Code"}, 28}, {inventory.Text{ZH: "分子", EN: "Numerator"}, 18},
			{inventory.Text{ZH: "单位", EN: "Unit"}, 12}, {inventory.Text{ZH: "分母", EN: "Output"}, 18}, {inventory.Text{ZH: "单位", EN: "Unit"}, 14}, {inventory.Text{ZH: "强度", EN: "Intensity"}, 16},
			{inventory.Text{ZH: "单位", EN: "Unit"}, 18}, {inventory.Text{ZH: "比上年下降", EN: "Decline on the year before"}, 14}, {inventory.Text{ZH: "比基年下降", EN: "Decline since the base year"}, 13}}}
	var rows []intensityRow
	at := map[*engine.Intensity]map[int]int{}
	w.eachIntensity(func(x *engine.Intensity, y *engine.IntensityYear) {
		if at[x] == nil {
			at[x] = map[int]int{}
		}
		r := intensityRow{of: x, year: y, row: s.first() + len(rows), before: at[x][y.Year-1], base: at[x][x.Base]}
		at[x][y.Year] = r.row
		above, below := intensityTrees(x, y.Year)
		of := owner{[4]string{"", bilingual(x.Title(), " "), "", ""}, y.Year, ref(intensitySheet, numeratorColumn, r.row)}
		if r.above = w.totalled(x.Numerator, y.Year); above.Err() == nil {
			r.above = w.spreadsheet(above, of)
		}
		if of.id = ref(intensitySheet, outputColumn, r.row); below.Err() == nil {
			r.below = w.spreadsheet(below, of)
		}
		rows = append(rows, r)
	})
	s.count = len(rows)
	return task{s, func(s *sheet) {
		for _, r := range rows {
			w.intensityRow(s, r)
		}
	}}, len(rows) > 0
}

// totalled is the formula of a numerator over the time series.
func (w *writer) totalled(n *engine.Numerator, year int) string {
	add, less := n.Figures(year)
	list := func(figures []inventory.Figure) string {
		var cells []string
		for _, f := range figures {
			m := asCO2e
			if f.Gas != inventory.AllGases {
				m = asMass
			}
			if cell, ok := w.series.cell(f, m); ok {
				cells = append(cells, cell)
			}
		}
		return strings.Join(cells, ",")
	}
	out := list(add)
	if out == "" {
		return ""
	}
	out = "SUM(" + out + ")"
	if off := list(less); off != "" {
		out += "-SUM(" + off + ")"
	}
	return out
}

// intensityRow writes a year.
func (w *writer) intensityRow(s *sheet, r intensityRow) {
	x, y := r.of, r.year
	figure := func(formula string, d decimal.Decimal) any {
		if formula == "" {
			return w.figure(d, look{role: fixed, format: formatOf(d)})
		}
		return w.formula(formula, d, look{role: live, format: formatOf(d)})
	}
	cell := func(column, row int) string { return letters(column) + strconv.Itoa(row) }
	decline := func(from int, d *decimal.Decimal) any {
		if d == nil {
			return w.text("—", look{role: key})
		}
		if from == 0 {
			return w.figure(*d, look{role: fixed, format: shareFormat})
		}
		return w.formula("1-"+cell(intensityColumn, r.row)+"/"+cell(intensityColumn, from), *d, look{role: live, format: shareFormat})
	}
	s.put([]any{w.plain(x.Title().ZH), w.plain(x.Title().EN), w.year(y.Year), w.plain(x.ID), figure(r.above, y.Numerator), w.text(x.Numerator.Unit.String(), look{indent: 1}), figure(r.below, y.Output),
		w.text(x.OutputUnit.String(), look{indent: 1}), figure(w.ratio(r), y.Value), w.text(x.Unit.String(), look{indent: 1}), decline(r.before, y.Annual), decline(r.base, y.Direct)}, 0)
}

// ratio is the formula of an intensity over the cells of its row.
func (w *writer) ratio(r intensityRow) string {
	over := func(column int, d decimal.Decimal, unit quantity.Unit) expr.Node {
		return expr.Of(&figureCell{ref: letters(column) + strconv.Itoa(r.row), value: d, unit: unit})
	}
	tree := expr.In(expr.Quo(over(numeratorColumn, r.year.Numerator, r.of.Numerator.Unit), over(outputColumn, r.year.Output, r.of.OutputUnit)), r.of.Unit)
	formula, err := expr.Spreadsheet(tree, expr.Sheet{Leaf: func(l expr.Leaf) (string, quantity.Unit) { return l.Symbol(), l.Unit() }})
	w.try(err)
	return formula
}

// figureCell is a figure that stands in a cell, as an input of the formulas over it.
type figureCell struct {
	ref   string
	value decimal.Decimal
	unit  quantity.Unit
}

// Key is the reference to the cell.
func (c *figureCell) Key() string { return c.ref }

// Symbol is the reference to the cell.
func (c *figureCell) Symbol() string { return c.ref }

// Value is the figure.
func (c *figureCell) Value() decimal.Decimal { return c.value }

// Unit is the figure's unit.
func (c *figureCell) Unit() quantity.Unit { return c.unit }
