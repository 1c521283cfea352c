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

// wordy tells whether a column holds words or places, which a newer version may put otherwise: they are no figures.
func wordy(column string) bool {
	switch column {
	case "note", "notes", "formula", "numbers", "explanation", "why", "source", "cell", "document", "title", "name", "message", "hint", "seen", "leaves":
		return true
	}
	return strings.HasSuffix(column, "_zh") || strings.HasSuffix(column, "_en")
}

// obligatory are the results that every version of the program writes and other programs read.
var obligatory = []string{"inventory.csv", "summary.csv", "inventory.json", "manifest.json"}

// essential tells whether a column holds figures or says what they are of: no version wrote a table without it.
func essential(table, column string) bool {
	switch column {
	case "value", "value_t", "co2e_t", "unit", "notation":
		return true
	}
	return slices.Contains(identities[table], column)
}

// retold are the results that come last: those of words, and those whose figures stand in a table of their own too.
var retold = []string{"problems.csv", "suppressions.csv", "manifest.json", "inventory.json"}

// toldApart tells whether nothing of a table of another version counts: words, and what the manifest is held to.
func toldApart(table string) bool {
	return table == "problems.csv" || table == "suppressions.csv" || table == "manifest.json"
}

// listsOfUse tells whether a table lists what was used: another version uses other factors for a line, and the line itself says what came
// of it.
func listsOfUse(table string) bool {
	return table == "manifest.json#factors" || table == "inventory.json#inputs"
}

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

// The limits of a comparison: what is sealed may be some times as large as what comes out, and so many differences are listed.
const (
	timesLarger    = 4
	bytesLarger    = 4 << 20
	mostListed     = 100_000
	longestExcerpt = 2000 // bytes
)

// contrast holds the results of a seal against those that come out.
type contrast struct {
	older         bool // another version computed the seal: figures count, words are told apart
	counts, aside []differing
	more          int // differences that are not listed
}

// add notes a difference; it counts in a seal of another version if the last argument says so.
func (c *contrast) add(d differing, counts bool) {
	if d.Sealed, d.Recomputed = cut(d.Sealed), cut(d.Recomputed); c.older && !counts {
		c.aside = append(c.aside, d)
	} else {
		c.counts = append(c.counts, d)
	}
	if len(c.counts)+len(c.aside) > mostListed {
		c.more++
		c.counts, c.aside = c.counts[:min(len(c.counts), mostListed)], c.aside[:min(len(c.aside), mostListed-min(len(c.counts), mostListed))]
	}
}

// cut is a cell without what is beyond any figure or sentence.
func cut(cell string) string { return cutTo(cell, longestExcerpt) }

func cutTo(cell string, most int) string {
	if len(cell) <= most {
		return cell
	}
	return strings.ToValidUTF8(cell[:most], "") + "…"
}

// outOfProportion tells whether a sealed file is so large that it is none of those that come out, whatever is in it: it is not read.
func outOfProportion(sealed, own []byte) bool { return len(sealed) > timesLarger*len(own)+bytesLarger }

// readable are the sealed results without those that are out of proportion to what comes out.
func readable(sealed, own map[string][]byte) map[string][]byte {
	out := map[string][]byte{}
	for name, content := range sealed {
		if !outOfProportion(content, own[name]) {
			out[name] = content
		}
	}
	return out
}

// results compares every file.
func (c *contrast) results(sealed, own map[string][]byte) {
	for _, name := range partsOf(sealed, own) {
		a, inSeal := sealed[name]
		b, comesOut := own[name]
		whole := differing{Difference: report.Difference{Part: name}, sealedRow: -1, ownRow: -1}
		if inSeal {
			whole.Sealed = bytesOf(a)
		}
		if comesOut {
			whole.Recomputed = bytesOf(b)
		}
		switch {
		case !comesOut:
			c.add(whole, !toldApart(name))
		case !inSeal:
			c.add(whole, slices.Contains(obligatory, name))
		case outOfProportion(a, b):
			c.add(whole, true)
		case !bytes.Equal(a, b):
			c.file(name, a, b)
		}
	}
}

func bytesOf(content []byte) string { return strconv.Itoa(len(content)) + " bytes" }

// file compares two spellings of a file.
func (c *contrast) file(name string, a, b []byte) {
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
			with = newListing(l.name, l.columns...)
		}
		delete(own, l.name)
		c.tables(l, with)
	}
	for _, rest := range order {
		if l := own[rest]; l != nil {
			c.tables(newListing(l.name, l.columns...), l)
		}
	}
	if len(c.counts)+len(c.aside) == before { // rows in another order, other quotes: the bytes differ all the same
		c.lines(ofLines(name, a), ofLines(name, b))
	}
}

// lines names the first line in which two texts of the same figures differ.
func (c *contrast) lines(a, b *listing) {
	for i := range max(len(a.rows), len(b.rows)) {
		d := differing{Difference: report.Difference{Part: a.name, Line: i + 1, Column: "line"}, sealedRow: -1, ownRow: -1}
		if i < len(a.rows) {
			d.Sealed = a.rows[i][0]
		}
		if i < len(b.rows) {
			d.Recomputed = b.rows[i][0]
		}
		if d.Sealed != d.Recomputed || i >= len(a.rows) || i >= len(b.rows) {
			c.add(d, false)
			return
		}
	}
	c.add(differing{Difference: report.Difference{Part: a.name, Column: "line end"}, sealedRow: -1, ownRow: -1}, false)
}

// tables compares two tables row by row, by what the rows are of.
func (c *contrast) tables(a, b *listing) { c.tablesBy(a, b, identity(a, b)) }

func (c *contrast) tablesBy(a, b *listing, key []string) {
	columns := jointColumns(a, b)
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
			c.rows(a, b, i, j, key, columns)
		} else {
			c.add(differing{report.Difference{Part: a.name, Row: a.spoken(i, key), Line: a.lines[i], Sealed: a.gist(i, key)}, a, b, i, -1}, !toldApart(a.name) && !listsOfUse(a.name))
		}
	}
	for j := range b.rows {
		if !taken[j] {
			c.add(differing{report.Difference{Part: b.name, Row: b.spoken(j, key), Line: b.lines[j], Recomputed: b.gist(j, key)}, a, b, -1, j}, b.counted(j))
		}
	}
}

// counted tells whether a row that only comes out counts against a seal of another version: one that every version wrote.
func (l *listing) counted(row int) bool {
	switch l.name {
	case "inventory.json":
		return slices.Contains([]string{"region", "guide", "gwp_set", "years"}, l.cell(row, "field"))
	case "inventory.json#estimates", "inventory.json#totals":
		return true
	}
	return !toldApart(l.name) && !strings.Contains(l.name, "#")
}

// jointColumns are the columns of two tables: those of the first, then what only the second has.
func jointColumns(a, b *listing) []string {
	columns := slices.Clone(a.columns)
	for _, name := range b.columns {
		if !a.has(name) {
			columns = append(columns, name)
		}
	}
	return columns
}

// rows compares two rows of one thing. A column that only one of them has is told apart of a seal of another version, but for figures and
// for what they are of.
func (c *contrast) rows(a, b *listing, i, j int, key, columns []string) {
	for _, name := range columns {
		x, y := a.cell(i, name), b.cell(j, name)
		inBoth := a.has(name) && b.has(name)
		if x == y && (inBoth || x != "") || x == y && c.older || c.older && sameFigure(x, y) {
			continue
		}
		if x == y && !inBoth && i > 0 {
			continue // that there is the column is said once
		}
		appended := !a.has(name) && !essential(a.name, name)
		d := differing{report.Difference{Part: a.name, Row: a.spoken(i, key), Line: a.lines[i], Column: name, Sealed: x, Recomputed: y}, a, b, i, j}
		c.add(d, !toldApart(a.name) && !wordy(name) && !appended && !d.ofVersion())
	}
}

// ofVersion tells whether a difference is the number of the version itself, which the manifest is held to.
func (d differing) ofVersion() bool {
	return d.Part == "inventory.json" && (d.Row == "engine" || d.Row == "schema")
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
	for _, name := range l.columns {
		cell := l.cell(i, name)
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
