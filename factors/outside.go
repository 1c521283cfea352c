package factors

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/gocarina/gocsv"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/spelling"
	"ghg/inventory/table"
)

// Outside is an outside database of factors, exported as a table, and how it is to be read.
type Outside struct {
	Name       string // of the file, without its folder: rows cite it
	Content    []byte
	Mapping    *Mapping // nil for an export of the EFDB, which is known by its header
	Set        string   // of the rows; "" for that of the mapping
	KnownSince string   // the day since which the figures are known; rows that state their own keep it
}

// Import is the rows of an outside database that were understood.
type Import struct {
	Set      string
	Rows     []*Row // by key
	File     []byte // a factor table of them: the same bytes for the same export
	Read     int    // rows of the export
	Left     int    // those of which no row was made
	Narrowed int    // those listed under a category and some of its parts, and taken for the parts
	Named    int    // those that share their key with others and are told apart by their number
	Worded   int    // those that say more than our columns hold, and are taken only by their number
	Unread   []string
	Same     []Pair // rows of other sets that say the same, sorted by key
	lines    []*line
	numbers  []string // of the rows in their database, by row
}

// importing is one reading of an outside table.
type importing struct {
	*Outside
	*Import
	table    *Table // what is known without it
	mapping  *Mapping
	reader   *table.Reader
	at       *inventory.Table // the columns under our names
	columns  []string         // of the table, in the order of its cells
	met      *met
	known    *meanings
	meant    map[string][]string // parameters, by what was asked
	units    map[string]unitRead
	wrong    map[string]fault // of words that are not known, by field and word
	worded   map[string]*wording
	near     map[string]neighbours
	seen     map[string]inventory.Source
	problems *inventory.Problems
	reading  inventory.Problems // of the table: apart from those of its rows, for it is not read on beyond some number
}

// unitRead is what a cell of a unit says.
type unitRead struct {
	unit quantity.Unit
	err  error
}

// Import reads an outside database. A row that cannot be understood whole is left out with a warning for each of its
// faults; nothing is guessed, and no figure is converted. What makes the table as a whole useless is an error. The table
// t is what is known already: the rows that say the same there are told, and its shipped rows tell which parameter a
// description means.
func (t *Table) Import(o Outside) (*Import, inventory.Problems) {
	var problems inventory.Problems
	in := &importing{Outside: &o, Import: &Import{}, table: t, known: t.meanings(), meant: map[string][]string{}, seen: map[string]inventory.Source{}, problems: &problems,
		units: map[string]unitRead{}, wrong: map[string]fault{}, worded: map[string]*wording{}, near: map[string]neighbours{},
		met: &met{map[string]string{}, map[string]quantity.Unit{}, map[string]string{}}}
	sheets, sound := table.Sheets(o.Name, bytes.NewReader(o.Content), &in.reading)
	if in.mapping = in.Mapping; in.mapping == nil {
		in.mapping = efdb()
	}
	sound = sound && in.named()
	for _, sheet := range sheets {
		if sound = sound && in.open(sheet); sound {
			in.rows()
		}
	}
	problems.Add(in.reading...)
	if !sound {
		return nil, problems
	}
	in.apart()
	if len(in.Rows) == 0 && !problems.Failed() {
		problems.Add(problemAt(inventory.Source{File: o.Name}, "nothing-imported", fault{
			inventory.Text{ZH: fmt.Sprintf("%d 行中没有一行可以导入", in.Read), EN: fmt.Sprintf("none of %d rows can be imported", in.Read)},
			inventory.Text{ZH: "逐行的原因见上；用映射文件的 [values] 写明库中的词在本程序中是什么", EN: "the reasons are told row by row; say in [values] of a mapping what the words of the database mean here"}}))
	}
	if problems.Failed() {
		return in.Import, problems
	}
	in.render()
	in.Same = t.same(in.Rows)
	return in.Import, problems
}

// open understands the header of the table, or of one sheet of a workbook: each of its sheets is to be one such table.
func (in *importing) open(sheet *table.Sheet) bool {
	in.columns = nil
	fields := table.Schema{{Name: table.Others}}
	for _, field := range append([]string{originField}, outsideFields...) {
		for _, column := range in.mapping.Columns[field] {
			if !slices.Contains(in.columns, column) {
				in.columns = append(in.columns, column)
				fields = append(fields, table.Field{Name: column})
			}
		}
	}
	in.columns = append([]string{table.Others}, in.columns...)
	before := len(in.reading)
	reader, ok := sheet.Open(fields, &in.reading)
	if !ok {
		if in.Mapping == nil && slices.ContainsFunc(in.reading[before:], func(p inventory.Problem) bool { return p.Code == "no-header" }) {
			in.reading = append(in.reading[:before:before], in.unrecognised(sheet.Name, nil))
		}
		return false
	}
	in.reader = reader
	known := reader.Table()
	in.at = &inventory.Table{File: known.File, Sheet: known.Sheet, Columns: map[string]int{}}
	for field, columns := range in.mapping.Columns {
		for _, column := range columns {
			if at := known.Columns[column]; at > 0 && in.at.Columns[field] == 0 {
				in.at.Columns[field] = at
			}
		}
	}
	for _, other := range reader.Others() {
		if !slices.ContainsFunc(in.mapping.Ignore, func(name string) bool { return spelling.Fold(name) == spelling.Fold(other.Name) }) {
			in.Unread = append(in.Unread, other.Name)
			in.problems.Add(in.unread(other))
		}
	}
	return in.complete(known)
}

// complete tells whether the table has the columns that the mapping names; of those of the EFDB, the ones that matter.
func (in *importing) complete(known *inventory.Table) bool {
	var lacking []string
	needed := []string{efdbID, efdbCategory, "Gas", efdbDescription, efdbValue, "Unit"}
	for _, column := range in.columns[1:] {
		if known.Columns[column] == 0 && (!in.mapping.built || slices.Contains(needed, column)) {
			lacking = append(lacking, column)
		}
	}
	if lacking == nil {
		return true
	}
	if in.Mapping == nil {
		in.problems.Add(in.unrecognised(known.Sheet, lacking))
		return false
	}
	var names []string
	for column := range known.Columns {
		names = append(names, column)
	}
	for _, other := range in.reader.Others() {
		names = append(names, other.Name)
	}
	for _, column := range lacking {
		in.problems.Add(in.lacks(column, names))
	}
	return false
}

// named settles the set of the rows.
func (in *importing) named() bool {
	in.Import.Set = in.Outside.Set
	if in.Import.Set == "" {
		in.Import.Set = in.mapping.Set
	}
	if in.Import.Set == "" && in.mapping.built {
		in.Import.Set = efdbSet
	}
	if set := in.Import.Set; set == "" || in.table.voc.OwnSet(set+".csv") != set {
		in.problems.Add(in.badSet(set))
		return false
	}
	return true
}

// rows reads every row of the table.
func (in *importing) rows() {
	var cells []string
	for i := 0; ; i++ {
		var more bool
		if cells, more = in.reader.Next(cells); !more {
			break
		}
		in.Read++
		r := outsideRow{importing: in, cells: cells, place: inventory.Place{Table: in.at, Row: in.reader.Line(i)}}
		if r.repeatsHeader() {
			in.problems.Add(problemAt(r.place.Cell(""), "header-repeated", headerRepeated))
			continue
		}
		if !r.take() {
			in.Left++
		}
	}
}

// apart tells rows of one key from each other. Those that say the same are one; of others each gets its number in the
// database as its basis, so that it is taken only where an activity names it.
func (in *importing) apart() {
	byKey := map[string][]int{}
	for i, row := range in.Rows {
		byKey[row.Key()] = append(byKey[row.Key()], i)
	}
	drop := map[int]bool{}
	for i, row := range in.Rows {
		group := byKey[row.Key()]
		if len(group) == 1 || group[0] != i {
			continue
		}
		if !slices.ContainsFunc(group[1:], func(other int) bool { return !sayTheSame(row, in.Rows[other]) }) {
			for _, other := range group[1:] {
				drop[other] = true
				in.problems.Add(in.sameAgain(in.Rows[other], row))
			}
			continue
		}
		for _, one := range group {
			if in.numbers[one] == "" {
				drop[one], in.Left = true, in.Left+1
				in.problems.Add(in.notApart(in.Rows[one], in.Rows[group[(slices.Index(group, one)+1)%len(group)]]))
				continue
			}
			in.lines[one].Basis = in.Import.Set + " " + in.numbers[one]
			in.Named++
		}
	}
	in.settle(drop)
}

// settle drops rows, gives those that are told apart their basis, and sorts them.
func (in *importing) settle(drop map[int]bool) {
	var rows []*Row
	var lines []*line
	for i, row := range in.Rows {
		if drop[i] {
			continue
		}
		if basis := in.lines[i].Basis; basis != row.Basis {
			row.Basis = basis
			row.resolve(in.table.voc)
		}
		rows, lines = append(rows, row), append(lines, in.lines[i])
	}
	order := make([]int, len(rows))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(rows[a].Key(), rows[b].Key()) })
	in.Rows, in.lines = nil, nil
	for _, i := range order {
		in.Rows, in.lines = append(in.Rows, rows[i]), append(in.lines, lines[i])
	}
}

func sayTheSame(a, b *Row) bool {
	return a.Unit == b.Unit && same(a.Value, b.Value) && same(a.Low, b.Low) && same(a.High, b.High) && a.Bounds == b.Bounds
}

// render writes the rows as a factor table.
func (in *importing) render() {
	content, err := gocsv.MarshalBytes(in.lines)
	if err != nil {
		in.problems.Add(unreadable(in.Name, err))
	}
	in.File = content
}

// same are the rows of the table that say what an imported row says, for the same years.
func (t *Table) same(rows []*Row) []Pair {
	known := map[string][]*Row{}
	for _, row := range t.rows {
		known[row.withoutSet()] = append(known[row.withoutSet()], row)
	}
	var out []Pair
	for _, row := range rows {
		for _, other := range known[row.withoutSet()] {
			if pair := compare(other, row); other.Set != row.Set && row.overlaps(other) && !slices.Contains(pair.Differs, "value") {
				out = append(out, pair)
			}
		}
	}
	return out
}
