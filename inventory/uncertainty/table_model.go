package uncertainty

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// The parts of a row that are drawn.
const (
	ActivityPart = "activity"
	FactorPart   = "factor"
	CombinedPart = "combined" // both at once: of a row that states both ends of its interval
)

// The years of a variable that is drawn anew each year.
const (
	OfBase = "base"
	OfYear = "year"
)

// TableVariable is a random number of a table of estimates: a multiplier of the value 1 by which its row errs. It is a leaf of trees.
type TableVariable struct {
	ID   string // category|item|gas|part, and |base or |year where the years do not err alike
	Row  int    // of the table
	Part string
	When string // OfBase or OfYear; "" of a variable that both years share
	Law  Fitted
	half float64 // half of its 95 % interval, the larger side
}

// Key is the ID.
func (v *TableVariable) Key() string { return v.ID }

// Symbol is the ID.
func (v *TableVariable) Symbol() string { return v.ID }

// Value is 1.
func (v *TableVariable) Value() decimal.Decimal { return decimal.NewFromInt(1) }

// Unit is that of a number.
func (v *TableVariable) Unit() quantity.Unit { return quantity.One }

// TableModel is a table of estimates as a program with laws: a row is its estimate times a multiplier of its activity and one of its
// factor. Nothing is shared between rows.
type TableModel struct {
	Rows      []Row // in the order of the table
	Variables []*TableVariable
	byID      map[string]*TableVariable
	drawn     []drawnRow // sorted by labels: not one bit depends on the order of the table
	figures   []TableFigure
	model     Model // its roots are the figures of more than one row
}

// Variable is the variable of an id; nil if there is none.
func (m *TableModel) Variable(id string) *TableVariable { return m.byID[id] }

// drawnRow is a row with its multipliers in each year.
type drawnRow struct {
	*Row
	index      int // in the table
	base, year []*TableVariable
}

// Model makes the table a model; no row of it is to be without an uncertainty. A multiplier has the value 1 and is never below 0, so
// that a removal remains one: ± per cent below 50 are a normal law, from 50 on a lognormal one with the mean 1; the two ends of an
// interval a law through both (see Fit), whose mean is not 1. An interval of a row of land or of a removal that goes below −100 %
// lies across 0, and so does its law. The problems are of cells for which there is no law; with them there is no model.
func (t *EstimatesTable) Model() (*TableModel, inventory.Problems) {
	problems := t.Unstated()
	if problems.Failed() {
		return nil, problems
	}
	b := tableBuilder{table: t, model: &TableModel{Rows: t.Rows, byID: map[string]*TableVariable{}}}
	for i := range t.Rows {
		b.row(i)
	}
	if b.problems.Failed() {
		return nil, b.problems
	}
	m := b.model
	slices.SortFunc(m.drawn, func(a, b drawnRow) int {
		return cmp.Or(strings.Compare(a.Category, b.Category), strings.Compare(a.Item, b.Item), strings.Compare(a.Gas, b.Gas))
	})
	var roots []expr.Node
	m.figures, roots = m.totals()
	m.model = modelOfTable(roots)
	return m, b.problems
}

// modelOfTable compiles trees whose leaves are variables of a table.
func modelOfTable(roots []expr.Node) Model {
	program, err := expr.Compile(roots)
	if err != nil {
		panic("a table of estimates: " + err.Error())
	}
	m := Model{Program: program}
	for _, leaf := range program.Inputs() {
		v := leaf.(*TableVariable)
		m.Inputs = append(m.Inputs, Input{Variable: v.ID, Law: v.Law.Law, Half: v.half})
	}
	return m
}

// tableBuilder makes the variables of the rows.
type tableBuilder struct {
	table    *EstimatesTable
	model    *TableModel
	problems inventory.Problems
}

func (b *tableBuilder) row(i int) {
	row := drawnRow{Row: &b.table.Rows[i], index: i}
	if row.asymmetric() {
		given := Given{Value: 1, Low: 1 + expr.Float(row.Low.Decimal)/100, High: 1 + expr.Float(row.High.Decimal)/100, Kind: "ci95", Nonnegative: !row.across()}
		b.part(&row, CombinedPart, "low_pct", given, expr.Float(row.larger())/100, row.EFCorrelated)
	} else {
		b.part(&row, ActivityPart, "u_ad_pct", plusMinus(row.AD), expr.Float(row.AD)/100, row.ADCorrelated)
		b.part(&row, FactorPart, "u_ef_pct", plusMinus(row.EF), expr.Float(row.EF)/100, row.EFCorrelated)
	}
	b.model.drawn = append(b.model.drawn, row)
}

// belowNothing tells of a row whose interval goes beyond its own zero where the figure cannot: an emission.
func (r *Row) belowNothing() bool {
	return r.asymmetric() && !r.across() && r.Low.Decimal.LessThan(decimal.NewFromInt(-nothing))
}

// nothing is what has to be taken off a figure for nothing to be left, per cent.
const nothing = 100

// across tells of a row of which the interval goes beyond its own zero, where the figure can: net fluxes of land and removals.
func (r *Row) across() bool {
	return (r.Land || r.Base.IsNegative() || r.Year.IsNegative()) && r.Low.Decimal.LessThan(decimal.NewFromInt(-nothing))
}

// plusMinus is a multiplier of the value 1 ± per cent.
func plusMinus(percent decimal.Decimal) Given {
	half := expr.Float(percent) / 100
	return Given{Value: 1, Low: 1 - half, High: 1 + half, Percent: true, Nonnegative: true}
}

// part adds a multiplier of the row; one that is certain is none.
func (b *tableBuilder) part(row *drawnRow, part, column string, given Given, half float64, correlated bool) {
	fitted, fault := Fit(given)
	if fault != nil {
		b.refuse(row, column, fault)
		return
	}
	if fitted.Law.SD() == 0 {
		return
	}
	variable := func(when string) *TableVariable {
		v := &TableVariable{ID: row.id() + "|" + part, Row: row.index, Part: part, When: when, Law: fitted, half: half}
		if when != "" {
			v.ID += "|" + when
		}
		if b.model.byID[v.ID] != nil {
			panic("two rows are " + v.ID)
		}
		b.model.byID[v.ID] = v
		b.model.Variables = append(b.model.Variables, v)
		return v
	}
	before, after := !row.Base.IsZero(), !row.Year.IsZero()
	var both *TableVariable
	if correlated && (before || after) {
		both = variable("")
	}
	of := func(when string) *TableVariable {
		if both != nil {
			return both
		}
		return variable(when)
	}
	if before {
		row.base = append(row.base, of(OfBase))
	}
	if after {
		row.year = append(row.year, of(OfYear))
	}
}

// refuse says that there is no law for what the row states.
func (b *tableBuilder) refuse(row *drawnRow, column string, fault *Fault) {
	hint := fault.Hint
	if row.asymmetric() {
		hint = inventory.Text{ZH: "核对 low_pct 和 high_pct；low_pct 高于 -100 时按对数正态抽样", EN: "check low_pct and high_pct; with a low_pct above -100 the row is drawn as lognormal"}
	}
	b.problems.Add(inventory.Problem{Source: b.table.Places[row.index].Cell(column), Code: fault.Code, Severity: inventory.Error,
		Message: inventory.Text{ZH: fmt.Sprintf("“%s”：%s", name(*row.Row), fault.Message.ZH), EN: name(*row.Row) + ": " + fault.Message.EN}, Hint: hint})
}

// id are the labels of a row; a bar within one is written \|.
func (r *Row) id() string {
	inside := strings.NewReplacer(`\`, `\\`, "|", `\|`)
	return inside.Replace(r.Category) + "|" + inside.Replace(r.Item) + "|" + inside.Replace(r.Gas)
}

// estimate is the tree of an estimate and its multipliers.
func estimate(figure decimal.Decimal, multipliers []*TableVariable) expr.Node {
	factors := []expr.Node{expr.Const(figure, inventory.TonneCO2e())}
	for _, v := range multipliers {
		factors = append(factors, expr.Of(v))
	}
	if len(factors) == 1 {
		return factors[0]
	}
	return expr.Mul(factors...)
}

// trendOf is the trend of one row, in which what both years share cancels: left out, it leaves no rounding behind.
func (r *drawnRow) trendOf() expr.Node {
	own := func(of, other []*TableVariable) (out []*TableVariable) {
		for _, v := range of {
			if !slices.Contains(other, v) {
				out = append(out, v)
			}
		}
		return out
	}
	return changeOf(estimate(r.Year, own(r.year, r.base)), estimate(r.Base, own(r.base, r.year)))
}

// changeOf is the change relative to the base year's figure with its sign, as the table of Approach 1 has it.
func changeOf(year, base expr.Node) expr.Node { return expr.Quo(expr.Sub(year, base), base) }
