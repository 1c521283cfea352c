package paper

import (
	"slices"

	"golang.org/x/text/width"

	"ghg/inventory/report/exhibit"
)

// layout is how a table stands on paper.
type layout struct {
	form    form
	face    style
	columns []int // of the exhibit: those that hold anything
	widths  []int // in twentieths of a point
	indents int   // the column that shows by its indents which rows are parts of others
}

// face is a type for tables: how wide a digit is in it, in twentieths of a point, with what a printer's fonts may differ by.
type face struct {
	style style
	digit int
}

var usual, small = face{cellText, 96}, face{smallText, 75}

// How wide a column is in digits: at least; of words, at most; and where the page leaves no room, of words at least.
const least, most, narrow = 5, 36, 9

// layoutOf is upright with the usual type, else across with it, else across with small type; then columns of words are narrowed.
func layoutOf(e *exhibit.Exhibit) *layout {
	out := &layout{}
	for i := range e.Columns {
		if slices.ContainsFunc(e.Rows, func(r exhibit.Row) bool { return i < len(r.Cells) && r.Cells[i].Text.ZH != "" }) {
			out.columns = append(out.columns, i)
		}
	}
	broad := out.breadths(e)
	for _, try := range []struct {
		form form
		face face
		page int
	}{{upright, usual, upWidth}, {across, usual, acrossWidth}, {across, small, acrossWidth}} {
		out.form, out.face = try.form, try.face.style
		out.widths = out.widths[:0]
		for _, n := range broad {
			out.widths = append(out.widths, n*try.face.digit+2*padding)
		}
		if total(out.widths) <= try.page {
			out.stretch(try.page)
			return out
		}
	}
	out.narrow(e)
	out.stretch(acrossWidth)
	return out
}

// bulky tells whether a table would take more than about half a page, and part what is read around it.
func bulky(e *exhibit.Exhibit) bool {
	const mostLines, mostDigits = 25, 1500
	digits := 0
	for _, r := range e.Rows {
		for _, c := range r.Cells {
			digits += digitsOf(c.Text.ZH)
		}
	}
	return len(e.Rows) > mostLines || digits > mostDigits
}

// breadths are how wide the columns are, in digits: as their widest cell; heads may be broken in two.
func (l *layout) breadths(e *exhibit.Exhibit) []int {
	out, found := make([]int, len(l.columns)), false
	for k, i := range l.columns {
		c := e.Columns[i]
		out[k] = max(least, (digitsOf(headOf(e, c))+1)/2+1)
		for _, row := range e.Rows {
			if i < len(row.Cells) {
				out[k] = max(out[k], digitsOf(row.Cells[i].Text.ZH)+1)
			}
		}
		if c.Kind != exhibit.Words {
			continue
		}
		if out[k] = min(out[k], most); !found && out[k] > 12 { // names, not codes
			l.indents, found = i, true
			out[k] = min(most, out[k]+2*slices.MaxFunc(e.Rows, func(a, b exhibit.Row) int { return a.Level - b.Level }).Level)
		}
	}
	return out
}

// narrow takes from the columns of words, the widest first, what the page has no room for.
func (l *layout) narrow(e *exhibit.Exhibit) {
	for total(l.widths) > acrossWidth {
		widest := -1
		for k, i := range l.columns {
			if e.Columns[i].Kind == exhibit.Words && l.widths[k] > narrow*small.digit && (widest < 0 || l.widths[k] > l.widths[widest]) {
				widest = k
			}
		}
		if widest < 0 {
			return
		}
		l.widths[widest] -= small.digit
	}
}

// stretch makes the columns fill the page, or fit into it, in proportion; the last takes what is left.
func (l *layout) stretch(page int) {
	whole := total(l.widths)
	for i, n := range l.widths {
		l.widths[i] = page * n / whole
	}
	if last := len(l.widths) - 1; last >= 0 {
		l.widths[last] += page - total(l.widths)
	}
}

// headOf is the head of a column with its unit, unless the whole table is in it.
func headOf(e *exhibit.Exhibit, c exhibit.Column) string {
	if c.Unit == "" || c.Unit == unitOf(e) {
		return c.Head.ZH
	}
	return c.Head.ZH + "（" + c.Unit + "）"
}

// unitOf is the unit of a table whose figures are all in one, "" of others.
func unitOf(e *exhibit.Exhibit) string {
	unit, figures := "", 0
	for _, c := range e.Columns {
		switch {
		case c.Kind == exhibit.Words:
			continue
		case c.Unit == "" || unit != "" && c.Unit != unit:
			return ""
		}
		unit, figures = c.Unit, figures+1
	}
	if figures < 2 {
		return ""
	}
	return unit
}

// digitsOf is how many digits a text is wide.
func digitsOf(s string) (n int) {
	for _, r := range s {
		if kind := width.LookupRune(r).Kind(); kind == width.EastAsianWide || kind == width.EastAsianFullwidth {
			n++
		}
		n++
	}
	return n
}

func total(of []int) (sum int) {
	for _, n := range of {
		sum += n
	}
	return sum
}
