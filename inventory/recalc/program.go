package recalc

import (
	"slices"

	"github.com/shopspring/decimal"
)

// printedKey is a line of a printed table; several of one subject and method stand in one order in every table.
type printedKey struct {
	subject
	method string
	nth    int
}

// printedLines are the figures of a table by what they are.
type printedLines struct {
	keys  []printedKey // in the order of the table
	co2e  map[printedKey]decimal.Decimal
	times map[printedKey]int // lines of a subject and method so far
}

func (p *printedLines) add(at subject, method string, co2e decimal.Decimal) {
	key := printedKey{at, method, 0}
	key.nth = p.times[key]
	p.times[printedKey{at, method, 0}]++
	p.keys, p.co2e[key] = append(p.keys, key), co2e
}

func newPrinted() *printedLines {
	return &printedLines{co2e: map[printedKey]decimal.Decimal{}, times: map[printedKey]int{}}
}

// program enters what the program of a seal made of the same inputs: on the way from the old side to the new one its figures stand
// before those that this program computes, on the new side behind them.
func (c *comparison) program(side Side, year int, isNew bool) {
	if side.Printed == nil {
		return
	}
	sealed, computed := newPrinted(), newPrinted()
	for _, p := range side.Printed {
		if p.Year == year {
			sealed.add(subject{p.Boundary, p.Category, p.Facility, p.Item, p.Detail, p.Gas}, p.Method, p.CO2e)
		}
	}
	for _, e := range side.Inventory.Estimates {
		if e.Number && e.Row.Year == year {
			computed.add(subjectOf(e), e.Method.ID, e.Value().Mul(amount(gwpOf(side.Inventory, e.Gas))))
		}
	}
	for _, key := range slices.Concat(sealed.keys, computed.keys) {
		was, isSealed := sealed.co2e[key]
		is, isComputed := computed.co2e[key]
		delete(sealed.co2e, key)
		delete(computed.co2e, key)
		moved := was.Sub(is)
		category, known := side.Inventory.Vocabulary.Categories.Lookup(key.category)
		if moved.IsZero() && isSealed == isComputed || !isSealed && !isComputed || !known {
			continue
		}
		cause := Cause{Component: Program, Kind: ProgramChanged, ID: "program " + key.category + " " + key.method, OldName: key.method, NewName: key.method}
		if isNew {
			c.enter(key.subject, category, decimal.Decimal{}, moved, false, isSealed, []effect{{cause, moved.Mul(Scale)}})
		} else {
			c.enter(key.subject, category, moved, decimal.Decimal{}, isSealed, false, []effect{{cause, moved.Neg().Mul(Scale)}})
		}
	}
}
