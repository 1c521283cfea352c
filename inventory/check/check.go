// Package check holds a compiled inventory against the rules by which one emission is counted once. Every rule sees both
// sides, and says which cells contradict each other and by how much. It changes nothing.
package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/quantity"
	"ghg/inventory/workspace"
)

// Rule is one rule of double counting, by its number in METHODS §8, or of consistency.
type Rule struct {
	ID    string
	Title inventory.Text
	find  func(*facts)
}

// Run applies the rules, all of them or those named by their ids, to the result of a compilation; nothing to one that
// failed. Breaches that records/suppressions.csv answers for are remarks in what it returns, and what is wrong with that
// record stands beside them.
func Run(ws *workspace.Workspace, result *engine.Result, only ...string) inventory.Problems {
	rules := chosen(only)
	f := &facts{ws: ws, result: result, inv: result.Inventory, compared: map[string]bool{}}
	if result.Inventory != nil {
		for _, f.rule = range rules {
			for _, f.year = range result.Inventory.Years {
				f.told, f.once = 0, false
				f.rule.find(f)
			}
		}
	}
	Locate(ws, result, f.problems)
	for i := range f.problems {
		f.problems[i].Seen = f.problems[i].Mark()
	}
	a := answers{ws: ws, result: result, ran: rules, compared: f.compared}
	return a.to(f.problems.Sorted()).Sorted()
}

// chosen are the rules of the ids, in their order; all for none.
func chosen(ids []string) []Rule {
	rules := Rules()
	if len(ids) == 0 {
		return rules
	}
	return slices.DeleteFunc(rules, func(r Rule) bool {
		return !slices.ContainsFunc(ids, func(id string) bool { named, ok := Named(id); return ok && named.ID == r.ID })
	})
}

// facts are what a rule looks at: the inventory of one year with the rows it was made from.
type facts struct {
	ws       *workspace.Workspace
	result   *engine.Result
	inv      *inventory.Inventory
	rule     Rule
	year     int
	told     int                                         // breaches of the rule in the year
	once     bool                                        // what the rule tells is of all years, see first
	compared map[string]bool                             // the rules that looked at several years
	herds    map[herdOf]*engine.Herd                     // see before
	totals   map[*inventory.Activity]*inventory.Activity // see heads
	across   *through                                    // see over
	problems inventory.Problems
}

// mostBreaches bounds what is told of one rule in one year: a sheet whose every row breaks it says it once.
const mostBreaches = 1000

// full tells whether no more breaches of the rule are listed in the year.
func (f *facts) full() bool { return f.told >= mostBreaches }

// tell reports a breach of the rule at hand. The row that it is of tells its year and category; without a row it is of the
// year at hand, or of none if the rule is applied to all years at once.
func (f *facts) tell(severity inventory.Severity, at inventory.Source, message, hint inventory.Text) {
	f.tellOf("", severity, at, message, hint)
}

// tellOf reports a breach that is of a category whatever its place: a line of the energy balance has none.
func (f *facts) tellOf(category string, severity inventory.Severity, at inventory.Source, message, hint inventory.Text) {
	if f.full() {
		return
	}
	if f.told++; f.full() {
		message = inventory.Text{ZH: message.ZH + "（其余同类的不再列出）", EN: message.EN + " (others like it are not listed)"}
	}
	year := f.year
	if f.once {
		year = 0
	}
	f.problems.Add(inventory.Problem{Source: at, Code: f.rule.Code(), Severity: severity, Rule: f.rule.ID, Year: year, Category: category, Last: f.full(),
		Message: inventory.Text{ZH: f.rule.ID + " " + f.rule.Title.ZH + "：" + message.ZH, EN: f.rule.ID + " " + f.rule.Title.EN + ": " + message.EN}, Hint: hint})
}

// category is the category of the code.
func (f *facts) category(code string) *inventory.Category {
	return f.inv.Vocabulary.Categories.Must(code)
}

// rows are the figures of the year in a category and below it, of which keep is true.
func (f *facts) rows(code string, keep func(*inventory.Activity) bool) []*inventory.Activity {
	var out []*inventory.Activity
	root := f.category(code)
	from, _ := slices.BinarySearchFunc(f.result.Rows, root.Order, func(row *inventory.Activity, order int) int {
		return cmp.Or(cmp.Compare(row.Year, f.year), cmp.Compare(row.Category.Order, order))
	})
	for _, row := range f.result.Rows[from:] {
		if row.Year != f.year || !row.Category.Within(root) {
			break // the rows of a branch of the tree lie together
		}
		if keep == nil || keep(row) {
			out = append(out, row)
		}
	}
	return out
}

// holds tells whether the category, or one below it, has a number for the gas.
func (f *facts) holds(code, gas string) bool {
	return f.inv.HoldsNumber(f.category(code), gas, f.year, inventory.Territorial)
}

// estimate is the first line of the year in the category with a number for the gas of which keep is true; nil if there is none.
func (f *facts) estimate(code, gas string, keep func(*inventory.Estimate) bool) *inventory.Estimate {
	root := f.category(code)
	for _, e := range f.inv.Below(f.year, inventory.Territorial, root) {
		if e.Number && e.Gas == gas && (keep == nil || keep(e)) {
			return e
		}
	}
	return nil
}

// mass is the sum of the gas in the category, in t.
func (f *facts) mass(code, gas string) decimal.Decimal {
	t := f.inv.Total(inventory.Figure{Year: f.year, Scope: f.category(code).Code, Gas: gas})
	return t.Mass
}

// byFacility gathers the rows that name a facility, under its name.
func byFacility(rows []*inventory.Activity) map[string][]*inventory.Activity {
	out := map[string][]*inventory.Activity{}
	for _, row := range rows {
		if row.Facility != "" {
			out[row.Facility] = append(out[row.Facility], row)
		}
	}
	return out
}

// balance is the energy balance of the year; nil if there is none.
func (f *facts) balance() *engine.Balanced {
	for _, b := range f.result.Balances {
		if b.Year == f.year && len(b.Columns) > 0 {
			return b
		}
	}
	return nil
}

// parameter tells of a row by its parameter, and by its item if one is named.
func parameter(name string) func(*inventory.Activity) bool {
	return func(row *inventory.Activity) bool { return row.Parameter == name }
}

// in is the row's figure in the unit; false if it is of another dimension.
func in(row *inventory.Activity, unit string) (decimal.Decimal, bool) {
	value, err := quantity.Convert(row.Value, row.Unit, quantity.MustUnit(unit))
	return value, err == nil
}

// sum adds what of the rows can be brought to the unit.
func sum(rows []*inventory.Activity, unit string) decimal.Decimal {
	var out decimal.Decimal
	for _, row := range rows {
		if value, ok := in(row, unit); ok {
			out = out.Add(value)
		}
	}
	return out
}

func place(row *inventory.Activity) inventory.Source { return row.Place.Cell("value") }

func figure(row *inventory.Activity) string { return row.Value.String() + " " + row.Unit.String() }

// about names what the row is of, for a message.
func about(row *inventory.Activity) string {
	return strings.TrimSpace(row.Category.Code + " " + row.Subject())
}

func short(v decimal.Decimal) string { return v.RoundBank(4).String() }

// both names two cells with their figures.
func both(a, b *inventory.Activity) inventory.Text {
	return inventory.Text{
		ZH: fmt.Sprintf("%s = %s（%s），%s = %s（%s）", about(a), figure(a), place(a), about(b), figure(b), place(b)),
		EN: fmt.Sprintf("%s = %s (%s), %s = %s (%s)", about(a), figure(a), place(a), about(b), figure(b), place(b))}
}
