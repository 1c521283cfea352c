package table

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// read as a table and as a grid: whatever comes, the reader ends, and says of a file without rows why.
func everyWay(t *testing.T, name, content string) {
	var ps inventory.Problems
	sheets, ok := Sheets(name, strings.NewReader(content), &ps)
	if !ok && !ps.Failed() && len(ps) == 0 {
		t.Fatal("nothing was read and nothing was said")
	}
	for _, s := range sheets {
		s.Head(8)
		before := len(ps)
		in, ok := s.Open(schema, &ps)
		if !ok && len(ps) == before {
			t.Fatal("no header and nothing was said")
		}
		for rows := 0; ok; rows++ {
			if _, ok = in.Next(nil); ok && in.Line(rows) < 2 {
				t.Fatalf("row %d is on line %d", rows, in.Line(rows))
			}
		}
		if grid, ok := s.Grid(&ps); ok {
			for i, row := range grid.Rows {
				if len(row.Cells) > MaxColumns || i > 0 && row.Line <= grid.Rows[i-1].Line {
					t.Fatalf("row %d of %d cells on line %d", i, len(row.Cells), row.Line)
				}
			}
		}
	}
	for _, p := range ps {
		if p.Code == "" || p.Message.ZH == "" || p.Message.EN == "" {
			t.Fatalf("%+v", p)
		}
	}
}

// FuzzText reads any bytes as a text file.
func FuzzText(f *testing.F) {
	for _, text := range []string{"年份,数值,单位\n2020,12,t\n", "标题\n\nyear\tunit\n2020\tkg\n", "\ufeffyear,unit\n2020,\"t\n\"\n注：无", inUTF16("year,unit\n2020,t\n", bigEndian), "year,unit\r2020,\xca\xfd", "year,year\n"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, content []byte) { everyWay(t, "a.csv", string(content)) })
}

// FuzzBook reads any bytes as a workbook.
func FuzzBook(f *testing.F) {
	f.Add([]byte(packed(f, parts(cellsOf(`<c r="B2"><v>5</v></c>`)))))
	f.Add([]byte(packed(f, map[string]string{"_rels/.rels": "<Relationships/>"})))
	f.Add([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
	f.Fuzz(func(t *testing.T, content []byte) { everyWay(t, "a.xlsx", string(content)) })
}

// FuzzParts reads a workbook of any parts, which a change of the packed bytes would hardly reach.
func FuzzParts(f *testing.F) {
	whole := parts(cellsOf(`<c r="B2" s="1"><f>[1]x!A1</f><v>5</v></c>`) + `<mergeCells><mergeCell ref="A2:B3"/></mergeCells>`)
	f.Add(whole["xl/workbook.xml"], whole["xl/_rels/workbook.xml.rels"], whole["xl/sharedStrings.xml"], whole["xl/styles.xml"], whole["xl/worksheets/sheet1.xml"])
	f.Add(strings.Replace(whole["xl/workbook.xml"], "<sheets>", `<workbookPr date1904="1"/><sheets>`, 1), whole["xl/_rels/workbook.xml.rels"], "<sst/>", "<styleSheet/>",
		`<worksheet><cols><col min="1" max="2" hidden="1"/></cols><sheetData><row><c t="inlineStr"><is><t>year</t></is></c><c t="str"><v>unit</v></c></row><row hidden="1"><c s="1"><v>1e9</v></c><c t="b"><v>1</v></c></row></sheetData></worksheet>`)
	f.Fuzz(func(t *testing.T, book, links, texts, styles, sheet string) {
		files := parts("", "xl/workbook.xml", book, "xl/_rels/workbook.xml.rels", links, "xl/sharedStrings.xml", texts, "xl/styles.xml", styles, "xl/worksheets/sheet1.xml", sheet)
		everyWay(t, "a.xlsx", packed(t, files))
	})
}

// FuzzFormat tells the meaning of any format of a cell.
func FuzzFormat(f *testing.F) {
	for _, code := range []string{"General", `yyyy"年"m"月"`, "[Red]0.0%", "[h]:mm", `\d0`, `"`, "[", "_", "[$-804]yyyy;@"} {
		f.Add(code)
	}
	f.Fuzz(func(t *testing.T, code string) {
		f := formatOf(code)
		for _, d := range []decimal.Decimal{decimal.NewFromInt(5), decimal.NewFromInt(-5), {}} {
			if s, ok := f.of(d); ok && s.percent && !strings.Contains(code, "%") {
				t.Errorf("%q is %+v", code, s)
			}
		}
	})
}
