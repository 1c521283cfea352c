package report

import (
	"io"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// Grid prints rows for the terminal: text columns left, figures right, East Asian characters two cells wide; a nil row is a line across.
// It is for tables of packages that stand above this one.
func Grid(w io.Writer, right []bool, rows [][]string) { (&columns{right, rows}).write(w) }

// Tonnes prints a mass for people, as the tables of the terminal do.
func Tonnes(d decimal.Decimal) string { return tonnes(d) }

// Rounded prints a figure for people: thousands separated, half-even at the given decimals.
func Rounded(d decimal.Decimal, places int32) string { return rounded(d, places) }

// Significant prints a figure with so many significant digits at least.
func Significant(d decimal.Decimal, digits int32) string { return significant(d, digits) }

// Percent prints a share from 0 to 1 for people, likewise.
func Percent(share decimal.Decimal) string { return percent(share) }

// KeysOfLine prints the notation keys of a line, IE with its target; empty for none.
func KeysOfLine(e *inventory.Estimate) string { return notation(e) }
