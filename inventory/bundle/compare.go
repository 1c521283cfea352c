package bundle

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory/report"
)

// identities are the columns that say what a row of a table is of. Of other tables they are those that hold no figures.
var identities = map[string][]string{
	"inventory.csv":                    {"year", "category", "facility", "item", "detail", "gas", "boundary"},
	"inventory.json#estimates":         {"year", "category", "facility", "item", "detail", "gas", "boundary"},
	"summary.csv":                      {"year", "boundary", "category", "gas"},
	"inventory.json#totals":            {"year", "boundary", "scope", "gas"},
	"inventory.json#inputs":            {"key"},
	"inventory.json#unconfirmed_share": {"year"},
	"inventory.json":                   {"field"},
	"manifest.json":                    {"field"},
	"manifest.json#inputs":             {"path"},
	"manifest.json#factors":            {"key"},
}

// obligatory are the tables that every version of the engine writes, with the columns that say what a row is of and what its figure is:
// without them nothing can be held against what comes out.
var obligatory = map[string][]string{
	"inventory.csv":            {"value", "unit", "co2e_t", "notation"},
	"summary.csv":              {"value_t", "co2e_t", "notation"},
	"inventory.json#estimates": {"value_t", "co2e_t", "notation"},
	"inventory.json#totals":    {"value_t", "co2e_t", "notation"},
}

// needed tells whether every version writes the column of the table. Which inputs a line has may change with its method, but not what they are.
func needed(table, column string) bool {
	if table == "inventory.json#inputs" {
		return column == "value" || column == "unit"
	}
	return slices.Contains(obligatory[table], column) || obligatory[table] != nil && slices.Contains(identities[table], column)
}

// always are the results that every version of the engine writes.
var always = []string{"inventory.csv", "summary.csv", "inventory.json", "manifest.json", "problems.csv"}

// wordy tells whether a column holds words or places, which a newer version may put otherwise: they are no figures.
func wordy(column string) bool {
	switch column {
	case "note", "notes", "formula", "numbers", "explanation", "why", "source", "cell", "document", "title", "name", "message", "hint", "seen":
		return true
	}
	return strings.HasSuffix(column, "_zh") || strings.HasSuffix(column, "_en")
}

// retold are the results that hold words, or figures that stand in a table of their own beside; of another version the obligatory columns of
// their tables count.
var retold = []string{"problems.csv", "suppressions.csv", "manifest.json", "inventory.json"}

// partsOf is the order in which results are compared: the lines first, then the totals, then the rest by name; what the others are
// last.
func partsOf(sealed, own map[string][]byte) []string {
	order := func(name string) int { return 1 + slices.Index([]string{"inventory.csv", "summary.csv"}, name) }
	names := maps.Clone(sealed)
	maps.Copy(names, own)
	return slices.SortedFunc(maps.Keys(names), func(a, b string) int {
		x, y := order(a), order(b)
		if x > 0 && y > 0 {
			return cmp.Compare(x, y)
		}
		return cmp.Or(cmp.Compare(y, x), cmp.Compare(last(a), last(b)), cmp.Compare(a, b))
	})
}

func last(name string) int { return slices.Index(retold, name) }

// differing is a difference before its cause is known: of the rows, and where they stand.
type differing struct {
	report.Difference
	sealed, own       *listing // nil where the part is on one side only
	sealedRow, ownRow int      // −1 where only the other side has it
}

// contrast holds the results of a seal against those that come out.
type contrast struct {
	older         bool // another version computed the seal: figures count, words are told apart
	counts, aside []differing
}

func (c *contrast) add(counts bool, d differing) {
	if counts {
		c.counts = append(c.counts, d)
	} else {
		c.aside = append(c.aside, d)
	}
}

// results compares every file.
func (c *contrast) results(sealed, own map[string][]byte) {
	for _, name := range partsOf(sealed, own) {
		a, inSeal := sealed[name]
		b, comesOut := own[name]
		counts := !c.older || !slices.Contains(retold, name)
		switch {
		case !comesOut:
			c.add(counts, differing{Difference: report.Difference{Part: name, Sealed: bytesOf(a)}, sealedRow: -1, ownRow: -1})
		case len(a) > sizeBeyond(len(b)):
			c.add(true, differing{Difference: report.Difference{Part: name, Sealed: bytesOf(a), Recomputed: bytesOf(b)}, sealedRow: -1, ownRow: -1})
		case !inSeal:
			c.add(!c.older || slices.Contains(always, name), differing{Difference: report.Difference{Part: name, Recomputed: bytesOf(b)}, sealedRow: -1, ownRow: -1})
		case !bytes.Equal(a, b):
			c.file(name, a, b, counts)
		}
	}
}

// sizeBeyond is the size from which a result is not held cell by cell against one of so many bytes: it is another altogether, and what
// is compared stays within what the inventory itself takes.
func sizeBeyond(own int) int { return 4*own + 1<<20 }

func bytesOf(content []byte) string { return strconv.Itoa(len(content)) + " bytes" }

// file compares two spellings of a file.
func (c *contrast) file(name string, a, b []byte, counts bool) {
	before := len(c.counts) + len(c.aside)
	own := map[string]*listing{}
	order := []string{}
	for _, l := range listings(name, b) {
		own[l.name] = l
		order = append(order, l.name)
	}
	for _, l := range listings(name, a) {
		with := own[l.name]
		if with == nil {
			with = &listing{name: l.name, columns: l.columns}
		}
		delete(own, l.name)
		c.tables(l, with, counts)
	}
	for _, rest := range order {
		if l := own[rest]; l != nil {
			c.tables(&listing{name: l.name, columns: l.columns}, l, !c.older || obligatory[l.name] != nil)
		}
	}
	if len(c.counts)+len(c.aside) == before { // rows in another order, other quotes: the bytes differ all the same
		x, y := ofLines(name, a), ofLines(name, b)
		c.lines(x, y, counts && !c.older)
	}
}

// lines names the first line in which two texts differ.
func (c *contrast) lines(a, b *listing, counts bool) {
	for i := range max(len(a.rows), len(b.rows)) {
		d := differing{Difference: report.Difference{Part: a.name, Line: i + 1, Column: "line"}, sealedRow: -1, ownRow: -1}
		if i < len(a.rows) {
			d.Sealed = a.rows[i][0]
		}
		if i < len(b.rows) {
			d.Recomputed = b.rows[i][0]
		}
		if d.Sealed != d.Recomputed || i >= len(a.rows) || i >= len(b.rows) {
			c.add(counts, d)
			return
		}
	}
	c.add(counts, differing{Difference: report.Difference{Part: a.name, Column: "line end"}, sealedRow: -1, ownRow: -1})
}

// tables compares two tables row by row, by what the rows are of.
func (c *contrast) tables(a, b *listing, counts bool) {
	key := identity(a, b)
	places := map[string]int{}
	met := map[string]int{}
	for i := range b.rows {
		places[b.named(i, key, met)] = i
	}
	clear(met)
	taken := make([]bool, len(b.rows))
	for i := range a.rows {
		name := a.named(i, key, met)
		if j, ok := places[name]; ok {
			taken[j] = true
			c.rows(a, b, i, j, key, counts)
		} else {
			c.add(counts || obligatory[a.name] != nil, differing{report.Difference{Part: a.name, Row: a.spoken(i, key), Line: a.lines[i], Sealed: a.gist(i, key)}, a, b, i, -1})
		}
	}
	for j := range b.rows {
		if !taken[j] {
			c.add(counts || obligatory[b.name] != nil, differing{report.Difference{Part: b.name, Row: b.spoken(j, key), Line: b.lines[j], Recomputed: b.gist(j, key)}, a, b, -1, j})
		}
	}
}

// rows compares two rows of one thing. A column that only one of them has is told apart of an older seal, but for those that every version has.
func (c *contrast) rows(a, b *listing, i, j int, key []string, counts bool) {
	one := func(name string) {
		x, y := a.cell(i, name), b.cell(j, name)
		inBoth := a.has(name) && b.has(name)
		if x == y && (inBoth || x != "") || x == y && c.older || c.older && sameFigure(x, y) {
			return
		}
		if x == y && !inBoth && i > 0 {
			return // that there is the column is said once
		}
		d := differing{report.Difference{Part: a.name, Row: a.spoken(i, key), Line: a.lines[i], Column: name, Sealed: x, Recomputed: y}, a, b, i, j}
		c.add(!c.older || needed(a.name, name) || counts && !wordy(name) && a.has(name), d)
	}
	for _, name := range a.columns {
		one(name)
	}
	for _, name := range b.columns {
		if !a.has(name) {
			one(name)
		}
	}
}

// identity is the columns that say what the rows of two tables are of.
func identity(a, b *listing) []string {
	if known := identities[a.name]; known != nil {
		return known
	}
	var out []string
	for _, name := range a.columns {
		if !b.has(name) || wordy(name) {
			continue
		}
		if strings.Contains(name, "year") || a.holdsWords(name) || b.holdsWords(name) {
			out = append(out, name)
		}
	}
	return out
}

// holdsWords tells whether a column has a cell that is neither empty nor a number.
func (l *listing) holdsWords(column string) bool {
	for i := range l.rows {
		cell := l.cell(i, column)
		if _, isFigure := figure(cell); cell != "" && !isFigure {
			return true
		}
	}
	return false
}

// named is what a row is of, with its number among those of the same.
func (l *listing) named(i int, key []string, met map[string]int) string {
	name := strings.Join(l.cells(i, key), "\x00")
	met[name]++
	return name + "\x00" + strconv.Itoa(met[name])
}

func (l *listing) cells(i int, columns []string) []string {
	out := make([]string, len(columns))
	for k, name := range columns {
		out[k] = l.cell(i, name)
	}
	return out
}

// spoken is what a row is of, for people.
func (l *listing) spoken(i int, key []string) string {
	return strings.Join(slices.DeleteFunc(l.cells(i, key), func(cell string) bool { return cell == "" }), " ")
}

// gist is the first figure of a row, or what stands in the place of one.
func (l *listing) gist(i int, key []string) string {
	text := ""
	for k, cell := range l.rows[i] {
		name := l.columns[k]
		if slices.Contains(key, name) || wordy(name) || cell == "" || name == "region" {
			continue
		}
		if _, ok := figure(cell); ok {
			return cell
		}
		if text == "" {
			text = cell
		}
	}
	return cmp.Or(text, "row")
}
