package recalc

import (
	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// Kind says what a cause is.
type Kind uint8

// The kinds of causes.
const (
	Revised         Kind = iota // a figure has another value: Old and New
	Replaced                    // another row of factors, or another cell, stands in the place of one: Old and New
	Several                     // several figures of a line at once, Figures in number: Rows and OldRows
	RowsMoved                   // rows that an equation takes came or went
	RowAdded                    // a line of a category that had a figure already
	RowRemoved                  // a line of a category that still has one
	MethodChanged               // OldName and NewName are the methods
	GWPChanged                  // OldName and NewName are the sets; Old and New the potentials, if of one gas
	CategoryAdded               // the category has a figure of the gas on the new side only
	CategoryRemoved             // on the old side only
	ProgramChanged              // OldName and NewName are the methods of the line
	Moved                       // the same figures count in another category: OldName and NewName are the categories
	TimePassed                  // an equation of a later year takes more years of history, such as what decays of earlier deposits
)

// Figure is a value on one side of a cause.
type Figure struct {
	Amount   decimal.Decimal
	Unit     string
	Key      string // of the row
	Title    inventory.Text
	Document string
	Years    string
	Choice   inventory.Text // the recorded choice that made it so, empty for none
	Source   inventory.Source
}

// Cause is one change and what it does to the lines that take it.
type Cause struct {
	Component        Component
	Kind             Kind
	Boundary         inventory.Boundary
	ID               string         // what makes it one cause; for sorting and for machines
	Title            inventory.Text // of the figures that changed, where they are of one parameter
	Old, New         *Figure        // nil where its lines have several
	OldName, NewName string
	OldRows, Rows    []inventory.Source // cells of the old and the new side
	Lines            int                // lines it moves
	Figures          int                // that changed at once, of Several; 0 else
	Categories       []string           // codes, in the order of the tree
	Facilities       []string           // of the lines
	Items            []string           // likewise
	Gases            []string
	Effect           decimal.Decimal  // on the total: t CO2e times Scale
	Size             decimal.Decimal  // Σ|effect on a line|, likewise: what only moves figures between categories has one, and no effect
	Correction       *ErrorCorrection // the record that declares it one
	mixed            bool             // its lines have several figures
}

// Weight is what causes are ranked by: the effect on the total, or what is moved within it, t CO2e times twice Scale.
func (c *Cause) Weight() decimal.Decimal {
	return decimal.Max(c.Effect.Abs().Mul(decimal.NewFromInt(2)), c.Size)
}
