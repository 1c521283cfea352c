package book

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// states are the cells of recurrences: what decays, is held in banks, or is carried on in chains, a row for each year and component
// and a column for each figure of it. Years of the inventory that go by the same states share their cells.
type states struct {
	w      *writer
	of     owner             // whose formula is being written
	cells  map[string]string // references, by name and formula
	bands  map[string]*band
	latest *band
	rows   []*stateRow
}

// owner is what a formula is of.
type owner struct {
	about [4]string // code, category, subject, gas
	year  int
	id    string // a word that no other formula has
}

// band is the rows of one component: they have a header of their own, which names the figures.
type band struct {
	about   []string // code, category, subject, gas, component
	symbols []string // of its columns, with their units
	columns map[string]int
	byYear  map[string][]*stateRow
}

// stateRow is one row: the header of a band, or a year of a component.
type stateRow struct {
	band  *band
	head  bool
	year  string
	at    int // row of the sheet
	cells map[int]stateCell
}

// stateCell is one figure.
type stateCell struct {
	formula string
	value   decimal.Decimal
}

const (
	stateSheet  = "递推"
	stateFirst  = 7 // column of the first figure
	mostFigures = 24
)

// place gives the reference to the cell that holds the formula.
func (s *states) place(name string, part expr.Node, formula string) string {
	id := name + "\x00" + formula
	if name == "" {
		id += "\x00" + s.of.id // a part of one formula serves no other line, and stands beside its line's
	}
	if known, ok := s.cells[id]; ok {
		return known
	}
	value, err := expr.Decimal(part)
	s.w.try(err)
	symbol, year, component := s.dissect(name)
	b := s.band(component)
	if s.latest != b {
		s.latest = b
		s.add(&stateRow{band: b, head: true})
	}
	column := b.column(symbol, part.Unit().String())
	row := s.row(b, year, column)
	row.cells[column] = stateCell{formula, value}
	out := stateSheet + "!$" + letters(stateFirst+column) + "$" + strconv.Itoa(row.at)
	s.cells[id] = out
	return out
}

// dissect takes the name of a state apart: Z_2015(paper) is the figure Z of 2015 of paper. What names no year is of that of its formula.
func (s *states) dissect(name string) (symbol, year, component string) {
	symbol, year = cmp.Or(name, "∑"), strconv.Itoa(s.of.year)
	head, rest, found := strings.Cut(name, "_")
	if !found || len(rest) < 4 {
		return symbol, year, ""
	}
	if _, err := strconv.Atoi(rest[:4]); err != nil {
		return symbol, year, ""
	}
	return head, rest[:4], strings.TrimSpace(rest[4:])
}

// band is that of a component of what the formula is of.
func (s *states) band(component string) *band {
	about := append(slices.Clone(s.of.about[:]), strings.Trim(component, "()"))
	key := strings.Join(about, "\x00")
	if s.bands[key] == nil {
		s.bands[key] = &band{about: about, columns: map[string]int{}, byYear: map[string][]*stateRow{}}
	}
	return s.bands[key]
}

// column is the column of a figure.
func (b *band) column(symbol, unit string) int {
	head := strings.TrimSpace(symbol + " " + unit)
	at, ok := b.columns[head]
	if !ok {
		at = len(b.symbols)
		if at >= mostFigures {
			return 0
		}
		b.columns[head], b.symbols = at, append(b.symbols, head)
	}
	return at
}

// row is one of the component's rows of the year that has room for the figure; one more where years of the inventory differ in it.
func (s *states) row(b *band, year string, column int) *stateRow {
	for _, row := range b.byYear[year] {
		if _, taken := row.cells[column]; !taken {
			return row
		}
	}
	row := &stateRow{band: b, year: year, cells: map[int]stateCell{}}
	s.add(row)
	b.byYear[year] = append(b.byYear[year], row)
	return row
}

func (s *states) add(row *stateRow) {
	s.rows = append(s.rows, row)
	row.at = stateTable(0, 0).first() + len(s.rows) - 1
}

// stateTable is the sheet of recurrences.
func stateTable(rows, figures int) *sheet {
	out := &sheet{name: stateSheet, title: inventory.Text{ZH: "递推：衰减、库存与逐年结转", EN: "Recurrences: decay, banks and what is carried from year to year"}, count: rows, fixed: 6,
		notes: []inventory.Text{{ZH: "每个成分每年一行；每格是上年一行和活动数据、因子的公式；各段首行列出符号和单位", EN: "a row for each year and component; each cell is a formula over the row of the year before, activity and factors; the first row of each band names the figures and their units"}},
		columns: []column{{inventory.Text{ZH: "编码", EN: "Code"}, 11}, {inventory.Text{ZH: "类别", EN: "Category"}, 28}, {inventory.Text{ZH: "设施、项目、细项", EN: "Facility, item, detail"}, 26},
			{inventory.Text{ZH: "气体", EN: "Gas"}, 10}, {inventory.Text{ZH: "成分", EN: "Component"}, 14}, {inventory.Text{ZH: "年份", EN: "Year"}, 8}}}
	for i := range figures {
		out.columns = append(out.columns, column{inventory.Text{ZH: fmt.Sprintf("量 %d", i+1), EN: fmt.Sprintf("Figure %d", i+1)}, 18})
	}
	return out
}

// table is the sheet with as many columns as the longest band has figures.
func (s *states) table() *sheet {
	most := 1
	for _, row := range s.rows {
		most = max(most, len(row.band.symbols))
	}
	return stateTable(len(s.rows), most)
}

// stateRows writes the rows.
func (w *writer) stateRows(s *sheet) {
	for _, row := range w.states.rows {
		var cells []any
		l := look{strong: row.head}
		for _, text := range row.band.about {
			cells = append(cells, w.text(text, l))
		}
		if row.head {
			cells = append(cells, w.text("", l))
			for _, symbol := range row.band.symbols {
				cells = append(cells, w.text(symbol, look{role: head}))
			}
			s.put(cells, 0)
			continue
		}
		year, err := strconv.Atoi(row.year)
		if w.try(err); err == nil {
			cells = append(cells, w.year(year))
		}
		last := -1
		for at := range row.cells {
			last = max(last, at)
		}
		cells = append(cells, slices.Repeat([]any{nil}, last+1)...)
		for at := range last + 1 {
			if c, ok := row.cells[at]; ok {
				cells[stateFirst-1+at] = w.formula(c.formula, c.value, look{role: live, format: formatOf(c.value)})
			}
		}
		s.put(cells, 0)
	}
}
