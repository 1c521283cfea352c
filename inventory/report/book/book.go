// Package book writes the tables of an inventory as a workbook that computes: an input stands in one cell, an emission is a formula
// over such cells, a total the sum of what it is made of.
package book

import (
	"cmp"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"ghg/inventory"
	"ghg/inventory/report"
	"ghg/inventory/report/exhibit"
	"ghg/inventory/workspace"
)

// writer writes one workbook; its first error ends it.
type writer struct {
	file      *excelize.File
	subject   *report.Subject
	inventory *inventory.Inventory
	list      []*exhibit.Exhibit // all that the data bear
	styles    map[look]int
	live      bool           // the workbook computes
	notLive   inventory.Text // why it does not
	inputs    inputs
	states    states
	series    series
	branches  map[string]*branch
	order     []*branch
	spans     map[block]*stretch
	gases     map[block][]string // of the numbers of a category itself, in the order of its lines
	byLine    map[*inventory.Estimate]*line
	err       error
}

func (w *writer) try(err error) { w.err = cmp.Or(w.err, err) }

// mostLines is the number of lines up to which the workbook lists them and computes. Programs open more, but not in a time that people
// wait for; inventory.csv has them all.
const mostLines = 50_000

// Write writes the tables as an XLSX workbook: the exhibits, the totals of all years, the lines with their formulas, and the inputs.
// Of a masked inventory it writes the exhibits only.
func Write(out io.Writer, s *report.Subject) error { return made(s, exhibit.All(s)).write(out) }

// made makes the workbook of a subject with the exhibits.
func made(s *report.Subject, list []*exhibit.Exhibit) *writer {
	w := &writer{file: excelize.NewFile(), subject: s, inventory: s.Inventory(), list: list, styles: map[look]int{}, branches: map[string]*branch{},
		inputs: inputs{byKey: map[string]*home{}}, spans: map[block]*stretch{}, gases: map[block][]string{}, byLine: map[*inventory.Estimate]*line{}}
	w.states = states{w: w, cells: map[string]string{}, bands: map[string]*band{}}
	w.mayCompute()
	w.try(w.file.SetDocProps(workspace.Properties(s.Inventory().RegionName + " 温室气体清单表 · Greenhouse-gas inventory tables")))
	w.sheets(list)
	return w
}

// write writes what was made.
func (w *writer) write(out io.Writer) error {
	defer w.file.Close()
	if w.err != nil {
		return w.err
	}
	book, err := w.file.WriteToBuffer()
	if err != nil {
		return err
	}
	return pack(out, book.Bytes())
}

// mayCompute tells whether the workbook computes: an input or a formula would give away what a mask hides.
func (w *writer) mayCompute() {
	switch n := len(w.inventory.Estimates); {
	case w.subject.Mask != nil:
		w.notLive = inventory.Text{ZH: "公开版：有保密数据（C），不含输入、公式和明细", EN: "the public edition: some data are confidential (C), and there are no inputs, formulas and lines"}
	case n > mostLines:
		w.notLive = inventory.Text{ZH: fmt.Sprintf("清单有 %d 行，超过 %d 行，不列明细和公式；全部明细在 inventory.csv", n, mostLines),
			EN: fmt.Sprintf("the inventory has %d lines, more than %d: lines and formulas are not listed; inventory.csv has them all", n, mostLines)}
	default:
		w.live = true
	}
}

// task is a sheet to be written.
type task struct {
	*sheet
	rows func(*sheet)
}

// sheets makes the sheets in their order, and writes them in one that lets formulas find their cells.
func (w *writer) sheets(list []*exhibit.Exhibit) {
	used := map[string]bool{}
	for _, name := range []string{contentsSheet, co2eSheet, massSheet, referenceSheet, intensitySheet, stateSheet, activitySheet, factorSheet} {
		workspace.SheetName(name, used)
	}
	var computed []task
	if w.live {
		computed = w.computed(used)
	}
	var tasks []task
	add := func(c *collection) {
		tasks = append(tasks, task{exhibitTable(c), func(s *sheet) { w.exhibitRows(s, c) }})
	}
	collections := collect(w.shown(list), used)
	for len(collections) > 0 && isSummary(collections[0]) {
		add(collections[0])
		collections = collections[1:]
	}
	tasks = append(tasks, computed...)
	for _, c := range collections {
		add(c)
	}
	w.try(w.file.SetSheetName("Sheet1", contentsSheet))
	var contents []listed
	for _, t := range tasks {
		_, err := w.file.NewSheet(t.name)
		w.try(err)
		contents = append(contents, listed{t.name, t.title})
	}
	for _, t := range tasks {
		w.open(t.sheet)
		t.rows(t.sheet)
		t.close()
	}
	w.contents(contents)
}

// isSummary tells whether the sheet is one of those that are read first.
func isSummary(c *collection) bool {
	id := c.exhibits[0].ID
	return id == "summary" || len(id) > len("summary.") && id[:len("summary.")] == "summary."
}

// shown are the exhibits that the workbook shows: not the lines of sectors where it has them all.
func (w *writer) shown(list []*exhibit.Exhibit) []*exhibit.Exhibit {
	var out []*exhibit.Exhibit
	for _, x := range list {
		if w.live && len(x.ID) > len("sector.") && x.ID[:len("sector.")] == "sector." || len(x.Columns) == 0 {
			continue
		}
		out = append(out, x)
	}
	return out
}

// computed are the sheets that compute. The lines are written before the recurrences, which their formulas ask for.
func (w *writer) computed(used map[string]bool) []task {
	w.gather()
	w.referenceInputs()
	w.intensityInputs()
	w.inputs.settle(activityTable().first(), factorTable().first())
	w.layOut()
	tasks := []task{{w.seriesTable(asCO2e), func(s *sheet) { w.seriesRows(s, asCO2e) }}, {w.seriesTable(asMass), func(s *sheet) { w.seriesRows(s, asMass) }}}
	for _, b := range w.order {
		workspace.SheetName(b.name, used)
		for _, l := range b.lines {
			w.byLine[l.of] = l
			if l.of.Number && !l.fixed {
				l.formula = w.spreadsheet(l.tree, l.owner())
			}
		}
		tasks = append(tasks, task{lineTable(b), func(s *sheet) { w.lineRows(s, b) }})
	}
	for _, more := range []func() (task, bool){w.referenceTask, w.intensityTask} {
		if t, ok := more(); ok {
			tasks = append(tasks, t)
		}
	}
	if len(w.states.rows) > 0 {
		tasks = append(tasks, task{w.states.table(), w.stateRows})
	}
	activities, factors := activityTable(), factorTable()
	activities.count, factors.count = len(w.inputs.activities), len(w.inputs.factors)
	return append(tasks, task{activities, w.activityRows}, task{factors, w.factorRows})
}

// contents writes the first sheet with its links.
func (w *writer) contents(list []listed) {
	s := w.contentsTable()
	facts, first := w.contentsFacts(list)
	s.count = len(facts)
	w.open(s)
	w.contentsRows(s, facts)
	for i, x := range list {
		w.try(w.file.SetCellHyperLink(contentsSheet, fmt.Sprintf("A%d", s.first()+first+i), "'"+x.name+"'!A1", "Location"))
	}
	s.close()
}
