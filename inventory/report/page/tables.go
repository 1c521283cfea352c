package page

import (
	"html/template"
	"strconv"
	"strings"

	"ghg/inventory"
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

func (g *grid) row(b *strings.Builder, r *line) {
	b.WriteString("<tr")
	if r.strong {
		b.WriteString(" class=s")
	}
	b.WriteByte('>')
	for i := range r.cells {
		c, tag := &r.cells[i], "td"
		if i == 0 {
			tag = "th"
			b.WriteString(`<th scope="row"`)
		} else {
			b.WriteString("<td")
		}
		classes := c.class
		if i < len(g.columns) && g.columns[i].figure {
			classes = strings.TrimSpace("n " + classes)
		}
		if i == 0 && r.level > 0 {
			classes = strings.TrimSpace(classes + " l" + strconv.Itoa(min(r.level, 6)))
		}
		if classes != "" {
			b.WriteString(` class="` + classes + `"`)
		}
		b.WriteByte('>')
		if c.link != "" {
			b.WriteString(`<a href="#` + template.HTMLEscapeString(c.link) + `">`)
			write(b, c.text)
			b.WriteString("</a>")
		} else {
			write(b, c.text)
		}
		b.WriteString("</" + tag + ">")
	}
	b.WriteString("</tr>\n")
}

// gridOf is an exhibit as the page shows it.
func (p *page) gridOf(x *exhibit.Exhibit) *grid {
	g := &grid{caption: x.Title, notes: x.Notes}
	for _, c := range x.Columns {
		g.columns = append(g.columns, column{c.Head, same(c.Unit), c.Kind != exhibit.Words, c.Width})
	}
	for _, r := range x.Rows {
		out := line{level: r.Level, strong: r.Strong}
		for _, c := range r.Cells {
			out.cells = append(out.cells, cell{text: c.Text, link: p.linkOf(&c)})
		}
		g.rows = append(g.rows, out)
	}
	return g
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
