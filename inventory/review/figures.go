package review

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/report"
)

// Figures are the figures of one year as inventory.csv and summary.csv of out/ hold them.
type Figures struct {
	Year    int
	lines   rows // of inventory.csv
	summary rows
}

// rows are the rows of one year of a table of out/, as they are written.
type rows struct {
	header string
	raw    []string
}

// tableNames are the tables that make up the figures of a year, in the order in which they are hashed.
var tableNames = []string{"inventory.csv", "summary.csv"}

// digestColumns are the columns of these tables that are hashed, of version 1 of a step. Columns that a later version of the program adds
// do not change what was signed.
var digestColumns = [][]string{
	{"region", "year", "category", "category_zh", "category_en", "facility", "item", "detail", "gas", "value", "unit",
		"gwp_set", "gwp", "co2e_t", "notation", "method", "tier", "boundary", "factor_status", "vintage", "note"},
	{"region", "year", "boundary", "category", "gas", "value_t", "gwp_set", "co2e_t", "notation", "complete"},
}

// yearColumn is the column of the year in both.
const yearColumn = 1

// FiguresOf prints the figures of each year of the inventory.
func FiguresOf(inv *inventory.Inventory) map[int]*Figures {
	var lines, summary bytes.Buffer
	// A bytes.Buffer takes every write.
	_, _ = report.WriteInventory(&lines, inv), report.WriteSummary(&summary, inv)
	out, err := byYear(lines.String(), summary.String())
	if err != nil {
		panic("the program reads the tables that it writes: " + err.Error())
	}
	for _, year := range inv.Years {
		if out[year] == nil {
			out[year] = &Figures{Year: year}
		}
	}
	return out
}

// Written are the figures that the folder of results holds; nothing if it has none that can be read.
func Written(dir string) map[int]*Figures {
	var texts []string
	for _, name := range tableNames {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil
		}
		texts = append(texts, string(text))
	}
	out, err := byYear(texts[0], texts[1])
	if err != nil {
		return nil
	}
	return out
}

// byYear cuts both tables into the rows of each year.
func byYear(lines, summary string) (map[int]*Figures, error) {
	out := map[int]*Figures{}
	for i, text := range []string{lines, summary} {
		header := ""
		err := eachRow(text, func(raw string, cells []string) error {
			if header == "" {
				header = raw
				return nil
			}
			year, err := strconv.Atoi(cells[yearColumn])
			if err != nil {
				return err
			}
			f := out[year]
			if f == nil {
				f = &Figures{Year: year}
				out[year] = f
			}
			of := []*rows{&f.lines, &f.summary}[i]
			of.header, of.raw = header, append(of.raw, raw)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// eachRow hands over the rows of a table as they stand and as cells.
func eachRow(text string, take func(raw string, cells []string) error) error {
	in := csv.NewReader(strings.NewReader(text))
	in.ReuseRecord = true
	for from := int64(0); ; {
		cells, err := in.Read()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case len(cells) <= yearColumn:
			return csv.ErrFieldCount
		}
		if err := take(text[from:in.InputOffset()], cells); err != nil {
			return err
		}
		from = in.InputOffset()
	}
}

// Digest is the hex SHA-256 of the year's rows of inventory.csv, then of summary.csv: of each the cells of digestColumns in their order, with a tab
// between two and a line end after the last; a column that the table does not have is blank.
func (f *Figures) Digest() string {
	sum := sha256.New()
	for i, t := range []rows{f.lines, f.summary} {
		columns := cellsOf(t.header)
		at := make([]int, len(digestColumns[i]))
		for j, name := range digestColumns[i] {
			at[j] = slices.Index(columns, name)
		}
		// The rows were read before.
		_ = eachRow(strings.Join(t.raw, ""), func(_ string, cells []string) error {
			for j, c := range at {
				if j > 0 {
					io.WriteString(sum, "\t")
				}
				if c >= 0 && c < len(cells) {
					io.WriteString(sum, escaped(cells[c]))
				}
			}
			io.WriteString(sum, "\n")
			return nil
		})
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// Difference is one row of the figures that is not the same, told by the first column in which it differs.
type Difference struct {
	Name     string // "1.A.2.f 烟煤 CO2", or of summary.csv "territorial total all"
	Column   string // "" of a row that only one of the two has
	Old, New string // "" of no row or a blank cell
}

// mostDifferent is the number of differences that are told.
const mostDifferent = 3

// Differences are the first rows in which two sets of figures differ, and how many do: lines of inventory.csv, and where these are the same
// rows of summary.csv.
func Differences(old, now *Figures) ([]Difference, int) {
	out, n := differences(old.lines, now.lines, []int{2, 5, 6, 7, 8})
	if n == 0 {
		out, n = differences(old.summary, now.summary, []int{2, 3, 4})
	}
	return out, n
}

// rowName tells rows apart: what they are of, and which of several of one name.
type rowName struct {
	name string
	nth  int
}

// index are the cells of the rows by the columns that name a row.
func (t rows) index(naming []int) (held map[rowName][]string, order []rowName) {
	held, seen := map[rowName][]string{}, map[string]int{}
	for _, raw := range t.raw {
		cells := cellsOf(raw)
		name := joined(cells, naming)
		seen[name]++
		order = append(order, rowName{name, seen[name]})
		held[order[len(order)-1]] = cells
	}
	return held, order
}

func differences(old, now rows, naming []int) (out []Difference, n int) {
	before, order := old.index(naming)
	after, added := now.index(naming)
	header := cellsOf(now.header)
	for _, k := range slices.Concat(order, added) {
		was, is := before[k], after[k]
		if slices.Equal(was, is) {
			continue
		}
		delete(before, k)
		delete(after, k)
		if n++; len(out) == mostDifferent {
			continue
		}
		d := Difference{Name: k.name, Old: joined(was, naming), New: joined(is, naming)}
		for i := range min(len(header), len(was), len(is)) { // another version may have written fewer columns
			if was[i] != is[i] {
				d.Column, d.Old, d.New = header[i], was[i], is[i]
				break
			}
		}
		out = append(out, d)
	}
	return out, n
}

// cellsOf are the cells of one row.
func cellsOf(raw string) (out []string) {
	_ = eachRow(raw, func(_ string, cells []string) error { // it was read before
		out = slices.Clone(cells)
		return nil
	})
	return out
}

// joined are the cells of the columns, without blank ones.
func joined(cells []string, columns []int) string {
	var out []string
	for _, c := range columns {
		if c < len(cells) && cells[c] != "" {
			out = append(out, cells[c])
		}
	}
	return strings.Join(out, " ")
}
