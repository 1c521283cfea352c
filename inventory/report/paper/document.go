package paper

import (
	"fmt"
	"slices"
	"strconv"

	"ghg/inventory"
	"ghg/inventory/report/exhibit"
)

// style is the style of a paragraph, by its name in the template.
type style string

// The styles of the template.
const (
	title     style = "Title"
	subtitle  style = "Subtitle"
	centred   style = "Centred" // a heading of the front pages
	heading1  style = "Heading1"
	heading2  style = "Heading2"
	body      style = "BodyText"
	caption   style = "Caption"
	note      style = "TableNote"
	cellText  style = "TableText"
	smallText style = "TableSmall" // of tables that are wider than a page
)

// span is a piece of a paragraph. A blank is a place where the bureau writes, and its text says what.
type span struct {
	text  string
	blank bool
}

// text is a piece that stands as it is.
func text(s string) span { return span{text: s} }

// fill is a place where the bureau writes what the hint says.
func fill(hint string) span { return span{"【待填写：" + hint + "】", true} }

// block is a paragraph, a table, a new page, or the end of pages of one form.
type block struct {
	style style
	spans []span
	table *exhibit.Exhibit
	page  bool
	ends  form // of the pages up to here
}

// form is how a page lies.
type form uint8

const (
	_ form = iota
	upright
	across
)

// document is a written report: what stands in it, in order.
type document struct {
	blocks            []block
	chapters, parts   int // headings so far, parts since the last chapter
	tables, appendage int // tables so far, and those of the appendix
	appendix          bool
}

// add adds a paragraph of a style.
func (d *document) add(s style, spans ...span) {
	d.blocks = append(d.blocks, block{style: s, spans: spans})
}

// say adds a paragraph of text, unless there is nothing to say.
func (d *document) say(sentences string) {
	if sentences != "" {
		d.add(body, text(sentences))
	}
}

// ask adds a paragraph where the bureau writes.
func (d *document) ask(hint string) { d.add(body, fill(hint)) }

// chapter adds a heading 一、 and part one （一） below it.
func (d *document) chapter(name string) {
	d.chapters, d.parts = d.chapters+1, 0
	d.add(heading1, text(ordinal(d.chapters)+"、"+name))
}

func (d *document) part(name string) {
	d.parts++
	d.add(heading2, text("（"+ordinal(d.parts)+"）"+name))
}

// newPage begins a page.
func (d *document) newPage() { d.blocks = append(d.blocks, block{page: true}) }

// end ends the pages of a form.
func (d *document) end(f form) { d.blocks = append(d.blocks, block{ends: f}) }

// table adds a table with its number and title, and its notes below, and returns its number.
func (d *document) table(e *exhibit.Exhibit) string {
	number := ""
	if d.appendix {
		d.appendage++
		number = "附表" + strconv.Itoa(d.appendage)
	} else {
		d.tables++
		number = "表" + strconv.Itoa(d.tables)
	}
	name := number + "　" + e.Title.ZH
	if unit := unitOf(e); unit != "" {
		name += "（单位：" + unit + "）"
	}
	d.add(caption, text(name))
	most := mostRows
	if slices.Contains(lists, e.ID) {
		most = mostListed
	}
	shown, left := e, len(e.Rows)-most
	if left > 0 {
		cut := *e
		cut.Rows = e.Rows[:most]
		shown = &cut
	}
	d.blocks = append(d.blocks, block{table: shown})
	for _, n := range e.Notes {
		d.add(note, text("注："+n.ZH))
	}
	if left > 0 {
		d.add(note, text(fmt.Sprintf("注：其余%d行从略，全表见 tables.xlsx。", left)))
	}
	return number
}

// How many rows of a table are printed, and of one that lists remarks.
const mostRows, mostListed = 300, 60

// lists are the tables that list remarks.
var lists = []string{"problems", "notation", "suppressions", "factors", "unconfirmed"}

// digits are the numbers up to ten as headings write them.
var digits = []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}

// ordinal writes a number from 1 to 99 as headings do.
func ordinal(n int) string {
	if n <= 10 {
		return digits[n]
	}
	tens := ""
	if n >= 20 {
		tens = digits[n/10]
	}
	return tens + "十" + digits[n%10]
}

// printed is text as it may stand in a document: what cannot be printed is written as an escape.
func printed(s string) string { return inventory.Printable(s) }
