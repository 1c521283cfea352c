package disclosure

import (
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// column is one unknown of the year: an activity, to which its lines are in proportion. Factors are published, and whoever knows them
// knows the lines of an activity from one of them, in other categories too: a herd ferments and leaves manure.
type column struct {
	order      int                   // in the order of the tables
	lines      []*inventory.Estimate // with a mass
	shares     []*big.Rat            // of the lines, in the first of them
	all        []*inventory.Estimate // what stands and falls with the column: the lines, and those of it without a mass
	categories []*inventory.Category
	facility   string
	marked     bool            // some of its lines are, and the rest tells of them
	tells      []string        // marked plants whose activity it tells, though it is of another
	size       decimal.Decimal // Σ|CO2e|
}

// within tells whether some of the column is of the category or below it.
func (c *column) within(top *inventory.Category) bool {
	return slices.ContainsFunc(c.categories, func(at *inventory.Category) bool { return at.Within(top) })
}

// columnsOf gathers the lines of a year by activity: those of one subject, and those that rest on one cell.
func (y *year) columnsOf(lines []*inventory.Estimate) {
	var activities [][]*inventory.Estimate
	of := map[inventory.Source]int{}
	for len(lines) > 0 {
		n := 1
		for n < len(lines) && inventory.CompareSubjects(lines[0].Row, lines[n].Row) == 0 {
			n++
		}
		at := len(activities)
		activities = append(activities, lines[:n:n])
		for _, e := range lines[:n] {
			cell := e.Row.Place.Cell("value")
			before, met := of[cell]
			switch {
			case !e.Number || cell.File == "":
			case met && before != at:
				activities[before] = append(activities[before], activities[at]...)
				activities[at] = nil
				for other, i := range of {
					if i == at {
						of[other] = before
					}
				}
				at = before
			default:
				of[cell] = at
			}
		}
		lines = lines[n:]
	}
	for _, activity := range activities {
		if len(activity) > 0 {
			y.gather(activity)
		}
	}
}

// gather makes the columns of an activity. A line without mass is nobody's cover, and an unknown by itself where it is a marked plant's.
func (y *year) gather(lines []*inventory.Estimate) {
	marked := slices.ContainsFunc(lines, func(e *inventory.Estimate) bool { return y.marks(e.Row) })
	var some []*inventory.Estimate
	for _, e := range lines {
		if e.Number && !e.Value().IsZero() {
			some = append(some, e)
		}
	}
	if len(some) > 0 {
		y.column(some, lines, marked)
	}
	for _, e := range lines {
		switch {
		case !marked:
		case e.Number && e.Value().IsZero():
			y.column([]*inventory.Estimate{e}, []*inventory.Estimate{e}, true)
		case len(some) == 0:
			y.column(nil, []*inventory.Estimate{e}, true) // a key, of which nothing can be worked out
		}
	}
}

func (y *year) column(some, all []*inventory.Estimate, marked bool) {
	c := &column{order: len(y.columns), lines: some, all: all, facility: all[0].Row.Facility, marked: marked}
	for _, e := range all {
		if !slices.Contains(c.categories, e.Row.Category) {
			c.categories = append(c.categories, e.Row.Category)
		}
		if !marked && c.tells == nil {
			c.tells = y.telling[e.Row]
		}
	}
	for _, e := range some {
		c.shares = append(c.shares, share(e, some[0]))
		if gwp, ok := y.inv.GWP(e.Gas); ok {
			c.size = c.size.Add(e.Value().Mul(gwp.Amount).Abs())
		}
	}
	y.columns = append(y.columns, c)
}

// share is the mass of the line in that of another, or 1 of a line without mass. Masses are cut at 34 digits, and it is the simplest
// fraction that they bear: activities of the same factors then have the very same shares, and relations between factors hold exactly.
func share(e, of *inventory.Estimate) *big.Rat {
	if e == of {
		return big.NewRat(1, 1)
	}
	return simplest(new(big.Rat).Quo(e.Value().Rat(), of.Value().Rat()))
}

// borne is the part of a quotient of two numbers of 34 digits that their last digits may make.
var borne = decimal.New(1, -31).Rat()

// simplest is the first convergent of the continued fraction of the number that differs from it by no more than masses bear.
func simplest(x *big.Rat) *big.Rat {
	most := new(big.Rat).Mul(new(big.Rat).Abs(x), borne)
	n, d := new(big.Int).Set(x.Num()), new(big.Int).Set(x.Denom())
	p0, q0, p1, q1 := big.NewInt(0), big.NewInt(1), big.NewInt(1), big.NewInt(0)
	term, rest := new(big.Int), new(big.Int)
	for {
		term.DivMod(n, d, rest)
		p0.Add(p0, new(big.Int).Mul(term, p1))
		q0.Add(q0, new(big.Int).Mul(term, q1))
		p0, q0, p1, q1 = p1, q1, p0, q0
		n, d, rest = d, rest, n
		if d.Sign() == 0 {
			return x
		}
		out := new(big.Rat).SetFrac(p1, q1)
		if off := new(big.Rat).Sub(out, x); off.Abs(off).Cmp(most) <= 0 {
			return out
		}
	}
}

// figure is a total of the year.
type figure struct {
	inventory.Figure
	order    int
	category *inventory.Category   // nil of totals
	lines    []*inventory.Estimate // with a number
	keys     []*inventory.Estimate // without
	gas      string                // that alone it is of; "" of several
	untold   bool                  // it has several gases, and one without a potential: there is neither a mass nor a CO2e
	size     decimal.Decimal       // |CO2e|
}

// weight is what a tonne of the gas adds to the figure: 1 where the figure is of one gas alone, or the potential; 0 of a gas without
// one.
func (f *figure) weight(inv *inventory.Inventory, gas string) decimal.Decimal {
	if f.gas != "" && f.Gas != inventory.AllGases {
		return decimal.NewFromInt(1)
	}
	if gwp, ok := inv.GWP(gas); ok {
		return gwp.Amount
	}
	return decimal.Zero
}

// figuresOf gathers what the totals of the year are made of.
func (y *year) figuresOf(figures []inventory.Figure, lines []*inventory.Estimate) {
	at, tokens := map[inventory.Figure]*figure{}, map[string]bool{}
	for i, f := range figures {
		out := &figure{Figure: f, order: i}
		if f.Scope != inventory.ScopeTotal && f.Scope != inventory.ScopeWithoutLand {
			out.category = y.inv.Vocabulary.Categories.Must(f.Scope)
		}
		at[f], tokens[f.Gas] = out, true
		y.figures = append(y.figures, out)
	}
	matching := map[string][]string{} // tokens, by gas
	for _, e := range lines {
		if matching[e.Gas] == nil {
			for token := range tokens {
				gas, ok := y.inv.Vocabulary.Gases.Lookup(e.Gas)
				if token == inventory.AllGases || token == e.Gas || ok && gas.Matches(token) {
					matching[e.Gas] = append(matching[e.Gas], token)
				}
			}
		}
		for _, scope := range scopesOf(e) {
			for _, token := range matching[e.Gas] {
				if f := at[inventory.Figure{Year: y.of, Boundary: e.Boundary, Scope: scope, Gas: token}]; f != nil {
					f.take(e)
				}
			}
		}
	}
	for _, f := range y.figures {
		f.settle(y.inv)
	}
}

func scopesOf(e *inventory.Estimate) []string {
	out := []string{inventory.ScopeTotal}
	if !inventory.IsLand(e.Row.Category) {
		out = append(out, inventory.ScopeWithoutLand)
	}
	for c := e.Row.Category; c != nil; c = c.Parent {
		out = append(out, c.Code)
	}
	return out
}

func (f *figure) take(e *inventory.Estimate) {
	if e.Number {
		f.lines = append(f.lines, e)
	} else {
		f.keys = append(f.keys, e)
	}
}

// settle finds out what the figure is of.
func (f *figure) settle(inv *inventory.Inventory) {
	if len(f.lines) == 0 {
		return
	}
	f.gas = f.lines[0].Gas
	lacking := false
	for _, e := range f.lines {
		if e.Gas != f.gas {
			f.gas = ""
		}
		if gwp, ok := inv.GWP(e.Gas); ok {
			f.size = f.size.Add(e.Value().Mul(gwp.Amount))
		} else {
			lacking = true
		}
		if f.gas == "" && lacking {
			break
		}
	}
	f.size = f.size.Abs()
	f.untold = lacking && f.gas == "" && f.Gas != inventory.AllGases
}
