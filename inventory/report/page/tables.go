package page

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/report"
	"ghg/inventory/report/exhibit"
)

// grid is a table of the page.
type grid struct {
	caption inventory.Text
	columns []column
	rows    []line
	notes   []inventory.Text
}

type column struct {
	head   inventory.Text
	unit   inventory.Text
	figure bool
	width  int // in digits of the usual type, 0 for no more than the text
}

type line struct {
	cells  []cell
	level  int
	strong bool
}

// cell is a cell. Its link opens the explanation of the figure, "" for none.
type cell struct {
	text  inventory.Text
	link  string
	class string
}

func figureCell(text, link string) cell { return cell{text: same(text), link: link} }

func same(text string) inventory.Text { return inventory.Text{ZH: text, EN: text} }

// html writes the table in a box of its own, which scrolls where the screen is narrow. The text is written here and not by the
// template, which takes five times as long for the ten thousands of cells.
func (g *grid) html() template.HTML {
	var b strings.Builder
	zh, en := template.HTMLEscapeString(brief(g.caption, 160).ZH), template.HTMLEscapeString(brief(same(english(g.caption)), 160).EN)
	b.WriteString(`<div class="scroll" tabindex="0" role="region" aria-label="` + zh + `" data-zh="` + zh + `" data-en="` + en + `"><table><caption>`)
	write(&b, g.caption)
	b.WriteString("</caption><thead><tr>")
	for _, c := range g.columns {
		b.WriteString(`<th scope="col" class="`)
		if c.figure {
			b.WriteString("n ")
		}
		b.WriteString(`w` + strconv.Itoa(max(1, min(c.width/8, 5))) + `">`)
		write(&b, c.head)
		if c.unit != (inventory.Text{}) {
			b.WriteString(" <small>")
			write(&b, c.unit)
			b.WriteString("</small>")
		}
		b.WriteString("</th>")
	}
	b.WriteString("</tr></thead><tbody>\n")
	for i := range g.rows {
		g.row(&b, &g.rows[i])
	}
	b.WriteString("</tbody></table></div>")
	for _, note := range g.notes {
		b.WriteString("<div class=note>")
		write(&b, note)
		b.WriteString("</div>")
	}
	return template.HTML(b.String())
}

// mostDigits is the length from which a figure may be broken into lines: a quotient of 34 digits would take the width of what is beside it.
const mostDigits = 20

// row writes a row. The ends of cells and rows go without saying in HTML, and are a twentieth of the page.
func (g *grid) row(b *strings.Builder, r *line) {
	b.WriteString("<tr")
	if r.strong {
		b.WriteString(" class=s")
	}
	b.WriteByte('>')
	for i := range r.cells {
		c := &r.cells[i]
		classes := c.class
		if i < len(g.columns) && g.columns[i].figure {
			classes = strings.TrimSpace("n " + classes)
			if len(c.text.ZH) > mostDigits {
				classes += " b"
			}
		}
		if i > 0 {
			b.WriteString("<td")
		} else if b.WriteString("<th scope=row"); r.level > 0 {
			classes = strings.TrimSpace(classes + " l" + strconv.Itoa(min(r.level, 6)))
		}
		if strings.Contains(classes, " ") {
			classes = `"` + classes + `"`
		}
		if classes != "" {
			b.WriteString(" class=" + classes)
		}
		b.WriteByte('>')
		if c.link != "" {
			b.WriteString(`<a href="#` + template.HTMLEscapeString(c.link) + `">`)
			write(b, c.text)
			b.WriteString("</a>")
		} else {
			write(b, c.text)
		}
	}
	b.WriteByte('\n')
}

// gridOf is an exhibit as the page shows it.
func (p *page) gridOf(x *exhibit.Exhibit) *grid {
	g := &grid{caption: x.Title, notes: x.Notes}
	for _, c := range x.Columns {
		g.columns = append(g.columns, column{c.Head, report.UnitText(c.Unit), c.Kind != exhibit.Words, c.Width})
	}
	for i, r := range x.Rows {
		out := line{level: r.Level, strong: r.Strong}
		for k := range r.Cells {
			c := &r.Cells[k]
			link := p.linkOf(c)
			if link == "" && len(c.Parts)+len(c.Rest) > 0 && c.Exact.Valid {
				link = p.sum(fmt.Sprintf("%s,%d,%d", x.ID, i, k), c)
			}
			out.cells = append(out.cells, cell{text: c.Text, link: link})
		}
		g.rows = append(g.rows, out)
	}
	if last := len(x.Columns) - 1; x.ID == "unconfirmed" {
		g.move(last, 4)
	}
	g.omit()
	return g
}

// move puts a column before one that stands to its left: what matters is seen before what a narrow screen scrolls to.
func (g *grid) move(from, to int) {
	moved := g.columns[from]
	g.columns = slices.Insert(slices.Delete(g.columns, from, from+1), to, moved)
	for i := range g.rows {
		r := &g.rows[i]
		cell := r.cells[from]
		r.cells = slices.Insert(slices.Delete(r.cells, from, from+1), to, cell)
	}
}

// omit leaves out the columns in which no row has a cell; a table without rows keeps its heads.
func (g *grid) omit() {
	if len(g.rows) == 0 {
		return
	}
	for k := len(g.columns) - 1; k > 0; k-- {
		if slices.ContainsFunc(g.rows, func(r line) bool { return k < len(r.cells) && r.cells[k].text != inventory.Text{} }) {
			continue
		}
		g.columns = slices.Delete(g.columns, k, k+1)
		for i := range g.rows {
			if cells := g.rows[i].cells; k < len(cells) {
				g.rows[i].cells = slices.Delete(cells, k, k+1)
			}
		}
	}
}

// sum keeps a figure that is the sum of totals and lines, and returns the link that opens it.
func (p *page) sum(id string, c *exhibit.Cell) string {
	out := sumData{}
	for _, f := range c.Parts {
		_, rest, _ := strings.Cut(p.figure(f, ""), ",") // of one year, as the tables are
		n, ok := p.partAt[rest]
		if !ok {
			n = len(p.parts)
			p.partAt[rest], p.parts = n, append(p.parts, rest)
		}
		out.Year, out.Figures = f.Year, append(out.Figures, n)
	}
	for _, e := range c.Rest {
		if n, ok := p.lines[e]; ok {
			out.Lines = append(out.Lines, n)
		}
	}
	p.sums[id] = out
	return "s=" + id
}

func (p *page) linkOf(c *exhibit.Cell) string {
	switch {
	case c.Of != nil && c.Exact.Valid:
		return p.figure(*c.Of, "")
	case c.Line != nil && c.Exact.Valid:
		return p.lineLink(c.Line)
	}
	return ""
}
