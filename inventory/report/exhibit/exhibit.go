// Package exhibit makes the tables of the reports. An exhibit is made once and shown by the workbook, the page and the written
// reports alike, so that a figure stands in all of them with the same digits.
package exhibit

import (
	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// Exhibit is one table.
type Exhibit struct {
	ID      string // a word for links and sheets: summary, keys.l1
	Title   inventory.Text
	Year    int              // that it is of; 0 for several
	Notes   []inventory.Text // below the table: what is left out, that sums differ by rounding
	Columns []Column
	Rows    []Row
}

// Kind is what a column holds.
type Kind uint8

// The kinds.
const (
	Words  Kind = iota
	Figure      // a decimal number in the unit of the column
	Share       // a share, whose text is in per cent
)

// Column is a column of a table.
type Column struct {
	Head  inventory.Text
	Unit  string // of every figure of the column, "" where there is none or rows have their own
	Kind  Kind
	Width int // in digits of the usual type, of a page that leaves it no other choice
}

// Row is a row of a table.
type Row struct {
	Cells  []Cell
	Level  int  // how far it stands below the row that it is a part of: 0 for totals
	Strong bool // a total, or a heading above rows
}

// Cell is a cell. The zero Cell is empty.
type Cell struct {
	Text  inventory.Text      // as people read it; a figure is rounded, and a key stands in place of one that there is not
	Exact decimal.NullDecimal // the figure whole, a share as a share; not valid for words and keys
	Of    *inventory.Figure   // the total that the figure is, in t CO2e or, with Mass, in t; nil for any other
	Mass  bool
	Parts []inventory.Figure    // the totals whose CO2-equivalents the figure is the sum of, with those of Rest; nil for any other
	Rest  []*inventory.Estimate // the lines that it is the sum of beside them
	Line  *inventory.Estimate   // the line that the figure is of; nil for any other
}
