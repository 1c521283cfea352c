package table

import (
	"archive/zip"
	"encoding/xml"
	"io"
	"path"
	"slices"
	"strings"

	"ghg/inventory"
)

// The limits of a workbook (XLSX, ECMA-376: a zip package of XML parts).
const (
	MaxBook     = 64 << 20 // bytes of the file
	MaxRatio    = 100      // of a part's size to its packed size; from there on it is taken for a bomb
	maxUnpacked = 1 << 30  // bytes of all parts
	maxPart     = 16 << 20 // bytes of a part other than sheets and texts
	maxParts    = 10_000
	maxSheetRow = 1 << 20 // rows of a sheet, by the format
	maxSheetCol = 1 << 14
	maxToken    = 1 << 20 // bytes between two angle brackets
	maxMerged   = 100_000
	maxCovered  = 10_000_000 // rows looked at for cells that merged ones cover
)

// isPackage tells a zip package, as XLSX is, by its first bytes.
func isPackage(raw string) bool {
	return strings.HasPrefix(raw, "PK\x03\x04") || strings.HasPrefix(raw, "PK\x05\x06")
}

// isCompound tells a compound file, as XLS and encrypted workbooks are, by its first bytes.
func isCompound(raw string) bool { return strings.HasPrefix(raw, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") }

// book is a workbook being read: its parts, and what the cells of all sheets refer to.
type book struct {
	file     string
	parts    map[string]*zip.File
	sheets   []bookSheet
	strings  []string // shared by the cells
	formats  []format // by the number of a cell's style
	from1904 bool
	external bool // holds links to other workbooks
}

type bookSheet struct {
	name, kind, part string
	hidden           bool
}

// The parts that the reader looks at, as far as it looks at them.
type (
	relation struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
	}
	relations struct {
		List []relation `xml:"Relationship"`
	}
	workbookPart struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name  string     `xml:"name,attr"`
			State string     `xml:"state,attr"`
			Attrs []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
)

// openBook opens a workbook, and refuses what is none or what must not be unpacked.
func openBook(name, raw string, ps *inventory.Problems) (*book, bool) {
	if isCompound(raw) {
		ps.Add(compoundFile(name, raw))
		return nil, false
	}
	archive, err := zip.NewReader(strings.NewReader(raw), int64(len(raw)))
	if err != nil {
		ps.Add(damagedBook(name, ""))
		return nil, false
	}
	b := &book{file: name, parts: map[string]*zip.File{}}
	if p, bad := b.unpackable(archive, int64(len(raw))); bad {
		ps.Add(p)
		return nil, false
	}
	if p, bad := b.otherFormat(); bad {
		ps.Add(p)
		return nil, false
	}
	if part := b.understand(); part != "" {
		ps.Add(damagedBook(name, part))
		return nil, false
	}
	return b, true
}

// unpackable looks at the directory alone: nothing was unpacked yet.
func (b *book) unpackable(archive *zip.Reader, size int64) (inventory.Problem, bool) {
	var packed, unpacked uint64
	if len(archive.File) > maxParts {
		return damagedBook(b.file, ""), true
	}
	for _, part := range archive.File {
		name := strings.TrimPrefix(strings.ReplaceAll(part.Name, `\`, "/"), "/")
		if _, twice := b.parts[name]; twice || part.Flags&1 != 0 {
			return damagedBook(b.file, name), true // two programs would read two different tables
		}
		b.parts[name] = part
		packed += part.CompressedSize64
		unpacked += part.UncompressedSize64
		if part.UncompressedSize64 > 0 && part.UncompressedSize64 >= MaxRatio*part.CompressedSize64 || unpacked > maxUnpacked {
			return zipBomb(b.file, name, part.UncompressedSize64, part.CompressedSize64), true
		}
	}
	if packed > uint64(size) {
		return zipBomb(b.file, "", unpacked, uint64(size)), true // parts lie over each other
	}
	return inventory.Problem{}, false
}

// otherFormat names the packages that are no XLSX, and workbooks with programs in them.
func (b *book) otherFormat() (inventory.Problem, bool) {
	for name := range b.parts {
		if strings.EqualFold(path.Base(name), "vbaProject.bin") || strings.HasPrefix(name, "xl/macrosheets/") {
			return macros(b.file), true
		}
	}
	switch {
	case b.parts["content.xml"] != nil:
		return otherBook(b.file, "ODS"), true
	case b.parts["xl/workbook.bin"] != nil:
		return otherBook(b.file, "XLSB"), true
	case b.parts["word/document.xml"] != nil:
		return otherBook(b.file, "DOCX"), true
	}
	return inventory.Problem{}, false
}

// understand reads the parts that all sheets share; it returns the name of the one that cannot be read, "" if all can.
func (b *book) understand() string {
	main := "xl/workbook.xml"
	var root relations
	if !b.decode("_rels/.rels", &root) {
		return "_rels/.rels"
	}
	for _, r := range root.List {
		if strings.HasSuffix(r.Type, "/officeDocument") {
			main = resolve("", r.Target)
		}
	}
	var head workbookPart
	if !b.decode(main, &head) {
		return main
	}
	b.from1904 = head.Properties.Date1904 == "1" || head.Properties.Date1904 == "true"
	var links relations
	if name := relationsOf(main); !b.decode(name, &links) {
		return name
	}
	targets := map[string][2]string{}
	for _, r := range links.List {
		kind, part := path.Base(r.Type), resolve(path.Dir(main), r.Target)
		targets[r.ID] = [2]string{kind, part}
		sound := true
		switch kind {
		case "externalLink":
			b.external = true
		case "sharedStrings":
			sound = b.readStrings(part)
		case "styles":
			sound = b.readStyles(part)
		}
		if !sound {
			return part
		}
	}
	named := map[string]bool{}
	for _, s := range head.Sheets {
		sheet := bookSheet{name: s.Name, hidden: s.State != "" && s.State != "visible"}
		for _, a := range s.Attrs {
			if a.Name.Local == "id" {
				sheet.kind, sheet.part = targets[a.Value][0], targets[a.Value][1]
			}
		}
		if named[strings.ToLower(s.Name)] || b.parts[sheet.part] == nil {
			return main
		}
		named[strings.ToLower(s.Name)] = true
		b.sheets = append(b.sheets, sheet)
	}
	return ""
}

// tables tells which of the sheets are tables.
func (b *book) tables(ps *inventory.Problems) ([]*Sheet, bool) {
	var out []*Sheet
	found := false
	for _, s := range b.sheets {
		sheet := &Sheet{File: b.file, Name: s.name, book: b, part: s.part}
		at := inventory.Source{File: b.file, Sheet: s.name}
		if s.kind != "worksheet" {
			ps.Add(noTable(at, s.kind))
			found = true
			continue
		}
		head := sheet.Head(1)
		switch {
		case head == nil:
			if b.drawing(s.part) {
				ps.Add(onlyPicture(at))
				found = true
			}
		case s.hidden:
			ps.Add(hiddenSheet(at))
			found = true
		case isNotes(head[0]):
			ps.Add(notesSheet(at))
			found = true
		default:
			out = append(out, sheet)
		}
	}
	if out == nil && !found {
		ps.Add(emptyFile(inventory.Source{File: b.file}))
	}
	return out, out != nil
}

// isNotes tells a sheet of explanations by its first cell, which says that and no more.
func isNotes(row []string) bool {
	for _, cell := range row {
		if cell != "" {
			first, _, _ := strings.Cut(strings.ToLower(cell), "·")
			return slices.Contains([]string{"说明", "填表说明", "填报说明", "编制说明", "notes", "read me", "readme"}, strings.Trim(first, " :："))
		}
	}
	return false
}

// drawing tells whether a sheet has a picture or a chart.
func (b *book) drawing(part string) bool {
	var links relations
	return b.parts[relationsOf(part)] != nil && b.decode(relationsOf(part), &links) && slices.ContainsFunc(links.List, func(r relation) bool {
		return strings.HasSuffix(r.Type, "/drawing") || strings.HasSuffix(r.Type, "/image")
	})
}

// decode reads a part of bounded size into a struct.
func (b *book) decode(name string, into any) bool {
	part := b.parts[name]
	if part == nil || part.UncompressedSize64 > maxPart {
		return false
	}
	r, err := part.Open()
	if err != nil {
		return false
	}
	defer r.Close()
	return xml.NewDecoder(io.LimitReader(r, maxPart)).Decode(into) == nil
}

// relationsOf is the part that holds the links of a part.
func relationsOf(part string) string {
	return path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
}

// resolve is the part that a link in a folder of the package leads to.
func resolve(folder, target string) string {
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return path.Join(folder, target)
}
