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
	in := csv.NewReader(bytes.NewReader([]byte(text)))
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

// Digest is the hex SHA-256 of the header of inventory.csv and its rows of the year, then of the header of summary.csv and its rows of
// the year, byte for byte.
func (f *Figures) Digest() string {
	sum := sha256.New()
	for _, t := range []rows{f.lines, f.summary} {
		io.WriteString(sum, t.header)
		for _, raw := range t.raw {
			io.WriteString(sum, raw)
		}
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// Difference is one row of the figures that is not the same: a figure of summary.csv, or a line of inventory.csv where the figures
// are equal.
type Difference struct {
	Name     string // "territorial total all" or "1.A.2.f 原煤 CO2"
	Old, New string // the rows, "" where there is none
}

// mostDifferent is the number of differences that are told.
const mostDifferent = 3

// Differences are the first rows in which two sets of figures differ, and how many do.
func Differences(old, now *Figures) ([]Difference, int) {
	out, n := differences(old.summary, now.summary, []int{2, 3, 4}, []int{5, 7, 8})
	if n == 0 {
		out, n = differences(old.lines, now.lines, []int{2, 5, 6, 7, 8}, []int{9, 13, 14, 20})
	}
	return out, n
}

// differences goes by the columns that name a row, the n-th of one name beside the n-th, and shows the columns that say what it holds.
func differences(old, now rows, naming, holding []int) (out []Difference, n int) {
	type key struct {
		name string
		nth  int
	}
	index := func(t rows) (map[key]string, []key) {
		held, order, seen := map[key]string{}, []key(nil), map[string]int{}
		for _, raw := range t.raw {
			_ = eachRow(raw, func(_ string, cells []string) error {
				name := joined(cells, naming)
				seen[name]++
				k := key{name, seen[name]}
				order = append(order, k)
				held[k] = joined(cells, holding)
				if held[k] == "" {
					held[k] = "-"
				}
				return nil
			})
		}
		return held, order
	}
	before, order := index(old)
	after, added := index(now)
	for _, k := range slices.Concat(order, added) {
		was, is := before[k], after[k]
		if was == is {
			continue
		}
		delete(before, k)
		delete(after, k)
		if n++; len(out) < mostDifferent {
			out = append(out, Difference{k.name, was, is})
		}
	}
	return out, n
}

// joined are the cells of the columns, without blank ones.
func joined(cells []string, columns []int) string {
	out := ""
	for _, c := range columns {
		if c < len(cells) && cells[c] != "" {
			if out != "" {
				out += " "
			}
			out += cells[c]
		}
	}
	return out
}
