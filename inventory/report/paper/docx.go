package paper

import (
	"archive/zip"
	"bytes"
	"embed"
	"io"

	"github.com/gomutex/godocx/docx"
	"github.com/gomutex/godocx/packager"
	"github.com/gomutex/godocx/wml/ctypes"
	"github.com/gomutex/godocx/wml/stypes"
)

// template holds the parts of a document without text: its styles, the number at the foot of each page.
//
//go:embed template
var template embed.FS

// parts are the parts of the template by their names in a document.
var parts = [][2]string{
	{"[Content_Types].xml", "content_types.xml"}, {"_rels/.rels", "package.rels"}, {"word/_rels/document.xml.rels", "document.rels"},
	{"word/document.xml", "document.xml"}, {"word/styles.xml", "styles.xml"}, {"word/settings.xml", "settings.xml"}, {"word/footer1.xml", "footer.xml"},
}

// footer is the relation of the template by which pages have their number.
const footer = "rId3"

// lines is how far the lines of the styles stand apart, in twentieths of a point: the library does not read it from the template.
var lines = map[string]int{"Normal": 540, "Title": 720, "Caption": 320, "TableText": 260, "TableSmall": 210, "TableNote": 280, "Footer": 320}

// blank is a document of the template.
func blank() (*docx.RootDoc, error) {
	var packed bytes.Buffer
	zipped := zip.NewWriter(&packed)
	for _, part := range parts {
		content, err := template.ReadFile("template/" + part[1])
		if err != nil {
			return nil, err
		}
		file, err := zipped.Create(part[0])
		if err != nil {
			return nil, err
		}
		if _, err := file.Write(content); err != nil {
			return nil, err
		}
	}
	if err := zipped.Close(); err != nil {
		return nil, err
	}
	content := packed.Bytes()
	root, err := packager.Unpack(&content)
	if err != nil {
		return nil, err
	}
	root.DocStyles.Attr = nil // as read they would be written with broken name spaces; the library's own hold
	for i := range root.DocStyles.StyleList {
		if style := &root.DocStyles.StyleList[i]; lines[*style.ID] != 0 {
			style.ParaProp.Spacing.Line = of(lines[*style.ID])
		}
	}
	return root, nil
}

// write writes the document as DOCX.
func (d *document) write(w io.Writer) error {
	root, err := blank()
	if err != nil {
		return err
	}
	last, cover := upright, true
	for i := range d.blocks {
		b := &d.blocks[i]
		switch {
		case b.table != nil:
			tableOf(root, b.table)
		case b.page:
			kind := stypes.BreakTypePage
			root.AddEmptyParagraph().AddRun().AddBreak(&kind)
		case b.ends != 0 && i == len(d.blocks)-1:
			last = b.ends
			root.AddEmptyParagraph().Style(string(note)) // a document does not end with a table
		case b.ends != 0:
			p := root.AddEmptyParagraph().GetCT()
			p.Property = &ctypes.ParagraphProp{SectPr: section(b.ends, cover)}
			cover = false
		default:
			p := root.AddEmptyParagraph()
			p.Style(string(b.style))
			runs(p, b.spans)
		}
	}
	root.Document.Body.SectPr = section(last, cover)
	return root.Write(w)
}

// runs adds pieces to a paragraph; places to be written in are marked.
func runs(p *docx.Paragraph, spans []span) {
	for _, s := range spans {
		run := p.AddText(printed(s.text))
		if s.blank {
			run.Highlight("yellow")
		}
	}
}

// Sizes in twentieths of a point: A4 with the margins of official documents (37 mm above, 35 below, 28 left, 26 right).
const (
	short, long              = 11906, 16838
	above, below             = 2098, 1984
	left, right              = 1588, 1474
	toHeader, toFooter       = 851, 1418
	padding                  = 60
	edge                     = 1134 // 20 mm, of pages that lie across
	upWidth, acrossWidth int = short - left - right, long - 2*edge
)

// section is how pages lie and what stands at their foot; a cover, the first page of it, has no number.
func section(f form, cover bool) *ctypes.SectionProp {
	size := &ctypes.PageSize{Width: of(uint64(short)), Height: of(uint64(long))}
	margin := &ctypes.PageMargin{Left: of(left), Right: of(right), Top: of(above), Bottom: of(below), Header: of(toHeader), Footer: of(toFooter), Gutter: of(0)}
	if f == across {
		size = &ctypes.PageSize{Width: of(uint64(long)), Height: of(uint64(short)), Orient: stypes.PageOrientLandscape}
		margin.Left, margin.Right, margin.Top, margin.Bottom, margin.Header, margin.Footer = of(edge), of(edge), of(edge), of(edge), of(edge/2), of(edge/2)
	}
	out := &ctypes.SectionProp{FooterReference: &ctypes.FooterReference{Type: stypes.HdrFtrDefault, ID: footer}, Type: ctypes.NewGenSingleStrVal(stypes.SectionMarkNextPage), PageSize: size, PageMargin: margin}
	if cover {
		out.TitlePg = ctypes.NewGenSingleStrVal(stypes.OnOffTrue)
	}
	return out
}

func of[T any](v T) *T { return &v }
