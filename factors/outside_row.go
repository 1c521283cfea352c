package factors

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/spelling"
	"ghg/inventory/table"
)

// outsideRow is one row of an outside table while it is read.
type outsideRow struct {
	*importing
	cells  []string
	place  inventory.Place
	number string // in its database
	faults inventory.Problems
	asides inventory.Problems // what is told of a row that is taken
}

// maxOutside bounds a cell of text that goes into a row or its citation, in characters.
const maxOutside = 400

// written is what the table or the mapping says of a field: its columns in their order, as they are.
func (r *outsideRow) written(field string) []string {
	if fixed := r.mapping.Constants[field]; fixed != "" {
		return []string{string(fixed)}
	}
	var out []string
	for _, column := range r.mapping.Columns[field] {
		if at := slices.Index(r.columns, column); at >= 0 {
			if cell := strings.TrimSpace(r.cells[at]); cell != "" {
				out = append(out, cell)
			}
		}
	}
	return out
}

// text is the field on one line, its columns joined by semicolons, and what the mapping says that it means. Of words that
// the activity must state each line of a cell is one.
func (r *outsideRow) text(field string) string {
	var parts []string
	for _, cell := range r.written(field) {
		pieces := []string{cell}
		if field == "detail" || field == "technology" {
			pieces = strings.Split(cell, "\n")
		}
		for _, piece := range pieces {
			if piece = strings.Join(strings.Fields(piece), " "); piece != "" {
				parts = append(parts, piece)
			}
		}
	}
	joined := strings.Join(parts, "; ")
	if meaning, ok := r.mapping.means(field, joined); ok {
		return meaning
	}
	return joined
}

// lines of a field, each with what the mapping says that it means.
func (r *outsideRow) each(field string) []string {
	whole := strings.Join(r.written(field), "\n")
	if meaning, ok := r.mapping.means(field, whole); ok {
		return inventory.SplitList(meaning)
	}
	var out []string
	for _, one := range strings.Split(whole, "\n") {
		if one = strings.Join(strings.Fields(one), " "); one == "" {
			continue
		}
		if meaning, ok := r.mapping.means(field, one); ok {
			one = meaning
		}
		if !slices.Contains(out, one) {
			out = append(out, one)
		}
	}
	return out
}

// fault notes why the row is not taken.
func (r *outsideRow) fault(code, field string, f fault) {
	r.faults.Add(problemAt(r.place.Cell(field), code, f))
}

// repeatsHeader tells whether the row is the header again.
func (r *outsideRow) repeatsHeader() bool {
	for _, field := range []string{"value", "unit"} {
		columns := r.mapping.Columns[field]
		if len(columns) == 0 {
			continue
		}
		at := slices.Index(r.columns, columns[0])
		return spelling.Fold(r.cells[at]) == spelling.Fold(columns[0])
	}
	return false
}

// take makes rows of the outside row, one for each of its regions, and adds them; false if it cannot be understood.
func (r *outsideRow) take() bool {
	r.number = r.text("id")
	if first, twice := r.seen[r.number]; twice && r.number != "" {
		r.fault("id-twice", "id", idTwice(r.number, first))
	}
	base := &line{Set: r.Import.Set, Detail: r.text("detail"), Technology: r.text("technology"), Basis: r.text("basis"), Climate: r.text("climate"),
		Development: r.text("development"), Distribution: r.text("distribution"), Facility: r.text("facility"),
		YearFrom: r.text("year_from"), YearTo: r.text("year_to"), KnownSince: r.text("known_since")}
	if base.KnownSince == "" {
		base.KnownSince = r.KnownSince
	}
	subject := subjectOf{text: r.text("description"), item: r.text("item"), ipcc: r.mapping.built}
	narrow := r.category(base, &subject)
	r.unitAndFigure(base, &subject)
	r.item(base, &subject)
	r.parameterAndGas(base, &subject)
	r.narrow(base, &subject)
	base.Source, base.Status = r.source(), r.status()
	regions := r.regions()
	var rows []*Row
	var lines []*line
	for _, region := range regions {
		one := *base
		one.Region = region
		if row := r.parsed(&one); row != nil {
			rows, lines = append(rows, row), append(lines, &one)
		}
	}
	if len(r.faults) > 0 {
		r.tell()
		return false
	}
	if narrow {
		r.Narrowed++
	}
	if r.asides != nil {
		r.Worded++
		r.problems.Add(r.asides...)
	}
	r.seen[r.number] = r.place.Cell("")
	for i := range rows {
		r.Rows, r.lines, r.numbers = append(r.Rows, rows[i]), append(r.lines, lines[i]), append(r.numbers, r.number)
	}
	return true
}

// parsed reads a line as the reader of our own tables does, with all that it checks.
func (r *outsideRow) parsed(l *line) *Row {
	if len(r.faults) > 0 {
		return nil // what the line lacks is told already
	}
	p := parser{line: l, met: r.met, voc: r.table.voc, local: true, own: r.Import.Set, place: r.place, problems: &r.faults}
	row := p.row()
	if row != nil {
		l.Category, l.Item, l.Gas, l.Climate, l.Region = row.Category, row.Item, row.Gas, row.Climate, row.Region
	}
	return row
}

// tell adds the faults of the row as warnings: it is left out, the others are not held up.
func (r *outsideRow) tell() {
	for _, p := range r.faults {
		p.Severity = inventory.Warning
		who := inventory.Text{ZH: "未导入：", EN: "not imported: "}
		if r.number != "" {
			who = inventory.Text{ZH: r.number + " " + who.ZH, EN: table.Excerpt(r.number) + " " + who.EN}
		}
		p.Message = inventory.Text{ZH: who.ZH + p.Message.ZH, EN: who.EN + p.Message.EN}
		r.problems.Add(p)
	}
}

// category takes the categories of the row; it tells whether a list of them was narrowed.
func (r *outsideRow) category(l *line, s *subjectOf) bool {
	cell := strings.Join(r.each("category"), "\n")
	if cell == "" {
		r.fault("missing-category", "category", emptyCell(schema, "category"))
		return false
	}
	list, wrong := r.outsideCategories(cell)
	if wrong != nil {
		r.fault("unknown-category", "category", *wrong)
		return false
	}
	kept, narrow := narrowed(list)
	var codes []string
	for _, c := range kept {
		codes = append(codes, c.Code)
	}
	s.categories, l.Category = kept, strings.Join(codes, ";")
	var printed []string
	for _, one := range r.written("source_category") {
		for _, part := range strings.Split(one, "\n") {
			if code, _, _ := strings.Cut(strings.TrimSpace(part), " - "); code != "" {
				printed = append(printed, code)
			}
		}
	}
	l.SourceCategory = strings.Join(printed, ";")
	return narrow
}

// unitAndFigure takes the unit and the figure of the row.
func (r *outsideRow) unitAndFigure(l *line, s *subjectOf) {
	written := r.text("unit")
	unit, err := r.unit(written)
	switch {
	case written == "":
		r.fault("missing-unit", "unit", emptyCell(schema, "unit"))
	case err != nil:
		r.fault("unknown-unit", "unit", r.hintedBy("unit", written, badUnit(written, err)))
	default:
		s.unit, l.Unit = unit, unit.String()
	}
	l.Low, l.High, l.Bounds = r.text("low"), r.text("high"), r.text("bounds")
	cell := r.text("value")
	switch {
	case cell == "" && l.Low == "" && l.High == "":
		r.fault("no-figure", "value", noFigure)
		return
	case cell == "":
		return
	}
	if err == nil && s.unit == quantity.MustUnit("%") && !strings.ContainsAny(cell, "±/") {
		cell = strings.TrimSuffix(strings.TrimSuffix(cell, "%"), "％")
	}
	f, ok := ParseFigure(cell)
	if !ok {
		r.fault("unread-figure", "value", unreadFigure(cell))
		return
	}
	print := func(d *decimal.Decimal) string {
		if d == nil {
			return ""
		}
		return d.String()
	}
	l.Value = print(f.Value)
	if l.Low == "" && l.High == "" && (f.Low != nil || f.High != nil) {
		if l.Low, l.High = print(f.Low), print(f.High); f.Printed && l.Bounds == "" {
			l.Bounds = "range"
		}
	}
}

// unit reads a unit, each spelling once.
func (r *outsideRow) unit(written string) (quantity.Unit, error) {
	known, ok := r.units[written]
	if !ok {
		known.unit, known.err = ParseOutsideUnit(written)
		r.units[written] = known
	}
	return known.unit, known.err
}

// unknownWord notes that a word of a field is not known, with the nearest that is.
func (r *outsideRow) unknownWord(field, zh, word string, nearest func(string) string) {
	f, ok := r.wrong[field+" "+word]
	if !ok {
		f = r.hintedBy(field, word, unknown(zh, field, word, nearest(table.Excerpt(word))))
		r.wrong[field+" "+word] = f
	}
	r.fault("unknown-"+field, field, f)
}

// item takes the item by its name or an alias.
func (r *outsideRow) item(l *line, s *subjectOf) {
	if s.item == "" {
		return
	}
	var names []string
	for _, name := range inventory.SplitList(s.item) {
		item, ok := r.table.voc.Items.Lookup(name)
		if !ok {
			r.unknownWord("item", "项目", name, r.table.voc.Items.Nearest)
			return
		}
		names = append(names, item.Name)
	}
	s.item, l.Item = names[0], strings.Join(names, ";")
}

// parameterAndGas finds what the figure is, and the gas that it is of where that kind of figure is told apart by gas.
func (r *outsideRow) parameterAndGas(l *line, s *subjectOf) {
	for _, one := range r.each("gas") {
		if name, ok := efdbGases[spelling.Fold(one)]; ok {
			one = name
		}
		if gas, ok := r.table.voc.Gases.Lookup(one); ok {
			one = gas.Name
		} else if _, ok := r.table.gasNamed(one); !ok {
			r.unknownWord("gas", "气体", one, r.table.voc.Gases.Nearest)
			return
		}
		s.gases = append(s.gases, one)
	}
	r.itemInText(l, s)
	l.Parameter = r.text("parameter")
	if r.table.voc.Parameters[l.Parameter] == nil {
		if s.categories == nil || l.Unit == "" {
			return // what stands in the way is told
		}
		if s.text != l.Parameter {
			s.text = strings.TrimSpace(s.text + " " + l.Parameter)
		}
		if !r.infer(l, s) {
			return
		}
	}
	switch use := r.known.uses[l.Parameter]; {
	case use.carbon && !use.named:
		l.Gas = carbon
	case use.unnamed && !use.named:
	case len(s.gases) == 1:
		l.Gas = s.gases[0]
	case len(s.gases) > 1:
		r.fault("several-gases", "gas", severalGases(s.gases))
	case use.named && !use.unnamed:
		r.fault("missing-gas", "gas", gasMissing)
	}
}

// infer finds the parameter that the description means.
func (r *outsideRow) infer(l *line, s *subjectOf) bool {
	asked := strings.Join([]string{s.text, l.Category, strings.Join(s.gases, ";"), s.item, l.Unit}, "|")
	names, known := r.meant[asked]
	if !known {
		names = r.known.namesOf(*s)
		r.meant[asked] = names
	}
	if len(names) != 1 {
		r.fault("parameter-unclear", "parameter", r.unclear(s.text, names))
		return false
	}
	l.Parameter = names[0]
	return true
}

// regions are the regions that the row is of.
func (r *outsideRow) regions() []string {
	written := r.each("region")
	if written == nil {
		if origin := r.text(originField); isDefault(origin) {
			return []string{"World"}
		}
		r.fault("missing-region", "region", regionUnstated)
		return nil
	}
	for _, one := range written {
		if _, ok := r.table.voc.Regions.Lookup(one); !ok {
			r.unknownWord("region", "地区", one, r.table.voc.Regions.Nearest)
		}
	}
	return written
}

// status is that of the mapping; of a row of the EFDB, quoted where it cites a document.
func (r *outsideRow) status() string {
	written := r.text("status")
	switch {
	case written == "" && r.mapping.built && r.cites():
		return inventory.Quoted.String()
	case written == "":
		return inventory.Unconfirmed.String()
	case written != inventory.Quoted.String() && written != inventory.Unconfirmed.String():
		r.fault("unknown-status", "status", oneOf("状态", "status", written, "quoted", "unconfirmed"))
	}
	return written
}

func (r *outsideRow) cites() bool {
	at := slices.Index(r.columns, efdbReference)
	return at >= 0 && strings.TrimSpace(r.cells[at]) != ""
}

// source cites the row: its number, what it says of itself, the documents it names, and its cell.
func (r *outsideRow) source() string {
	var parts []string
	if r.number != "" {
		parts = append(parts, r.Import.Set+" "+r.number)
	}
	for _, field := range []string{"description", "source"} {
		if text := r.text(field); text != "" && !slices.Contains(parts, text) {
			parts = append(parts, clipped(text))
		}
	}
	return strings.Join(append(parts, r.place.Cell("value").String()), "; ")
}

func clipped(text string) string {
	if runes := []rune(text); len(runes) > maxOutside {
		return string(runes[:maxOutside]) + "…"
	}
	return text
}
