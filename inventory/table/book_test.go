package table

import (
	"archive/zip"
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ghg/inventory"
)

// parts are the parts of a workbook of one sheet, 2020年, with the rows given.
func parts(rows string, more ...string) map[string]string {
	out := map[string]string{
		"_rels/.rels":                `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="2020年" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="x/styles" Target="/xl/styles.xml"/></Relationships>`,
		"xl/sharedStrings.xml":       `<sst><si><t>year</t></si><si><t>value</t></si><si><t>unit</t></si><si><t>note</t></si><si><r><t>to</t></r><r><t xml:space="preserve">nne </t></r><rPh sb="0" eb="1"><t>X</t></rPh></si></sst>`,
		"xl/styles.xml":              `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="165" formatCode="0.00&quot;days&quot;"/><numFmt numFmtId="166" formatCode="[Red]0.0%"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="10"/></cellXfs></styleSheet>`,
		"xl/worksheets/sheet1.xml":   `<worksheet>` + rows + `</worksheet>`,
	}
	for i := 0; i < len(more); i += 2 {
		out[more[i]] = more[i+1]
	}
	return out
}

func packed(t testing.TB, parts map[string]string) string {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	names := make([]string, 0, len(parts))
	for name := range parts {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(parts[name]))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

const headRow = `<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c></row>`

// cellsOf is the header with one row of 2020, the given cells and t.
func cellsOf(cells string) string {
	return headRow + `<row r="2"><c r="A2"><v>2020</v></c>` + cells + `<c r="C2" t="inlineStr"><is><t>t</t></is></c></row></sheetData>`
}

// A cell is what a person reads in it, a number as it was typed.
func TestBookCells(t *testing.T) {
	for _, c := range []struct{ name, cell, want string }{
		{"whole number", `<c r="B2"><v>12</v></c>`, "12"},
		{"binary fraction", `<c r="B2"><v>1.1000000000000001</v></c>`, "1.1"},
		{"binary fraction below", `<c r="B2"><v>0.28999999999999998</v></c>`, "0.29"},
		{"sum of binary fractions", `<c r="B2"><v>0.30000000000000004</v></c>`, "0.3"},
		{"large", `<c r="B2"><v>123456789.12345678</v></c>`, "123456789.12345678"},
		{"more digits than a fraction has", `<c r="B2"><v>1.12345678901234567890</v></c>`, "1.1234567890123456789"},
		{"power of ten", `<c r="B2"><v>1.5E-3</v></c>`, "1.5E-3"},
		{"shared text in runs", `<c r="B2" t="s"><v>4</v></c>`, "tonne"},
		{"inline text in runs", `<c r="B2" t="inlineStr"><is><r><t>1</t></r><r><t>2</t></r></is></c>`, "12"},
		{"text of a number", `<c r="B2" t="str"><v>0012</v></c>`, "0012"},
		{"cached", `<c r="B2"><f>SUM(A1:A9)</f><v>7</v></c>`, "7"},
		{"cached text", `<c r="B2" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>`, "ab"},
		{"cached empty text", `<c r="B2" t="str"><f>IF(1,"",1)</f><v></v></c>`, ""},
		{"day", `<c r="B2" s="1"><v>44012</v></c>`, "2020-06-30"},
		{"day before the leap day that was none", `<c r="B2" s="1"><v>59</v></c>`, "1900-02-28"},
		{"month", `<c r="B2" s="2"><v>44012.5</v></c>`, "2020-06-30 12:00:00"},
		{"days in quotes are no date", `<c r="B2" s="3"><v>4.5</v></c>`, "4.5days"},
		{"reading of a text", `<c r="B2" t="inlineStr"><is><t>铜</t><rPh sb="0" eb="1"><t>tong</t></rPh></is></c>`, "铜"},
		{"an extension's value", `<c r="B2"><v>5</v><extLst><ext><x:v>7</x:v></ext></extLst></c>`, "5"},
		{"percentage in red", `<c r="B2" s="4"><v>0.057000000000000002</v></c>`, "5.7%"},
		{"percentage", `<c r="B2" s="5"><v>0.5</v></c>`, "50%"},
		{"truth", `<c r="B2" t="b"><v>1</v></c>`, "TRUE"},
		{"escaped character", `<c r="B2" t="str"><v>a_x000A_b</v></c>`, "a\nb"},
		{"prefix of a namespace", `<x:c r="B2"><x:v>3</x:v></x:c>`, "3"},
		{"no value", `<c r="B2" s="1"/>`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows, problems := read(t, packed(t, parts(cellsOf(c.cell))))
			if want := []string{"a.csv!2020年!2 2020|" + c.want + "|t|"}; !slices.Equal(rows, want) || problems != nil {
				t.Errorf("rows %q, want %q, problems %q", rows, want, problems)
			}
		})
	}
}

func TestBookFaults(t *testing.T) {
	many := strings.Repeat("<c/>", 400_000)
	for _, c := range []struct{ name, book, problem, rows string }{
		{"error", packed(t, parts(cellsOf(`<c r="B2" t="e"><f>A1</f><v>#REF!</v></c>`))), "a.csv!2020年!B2: ERROR [error-cell] the cell shows the error #REF!", ""},
		{"formula without value", packed(t, parts(cellsOf(`<c r="B2"><f>SUM(B3:B9)</f></c>`))), `a.csv!2020年!B2: ERROR [formula-without-value] the formula "=SUM(B3:B9)" has no saved result`, ""},
		{"formula with an empty value", packed(t, parts(cellsOf(`<c r="B2"><f>SUM(B3:B9)</f><v/></c>`))), `a.csv!2020年!B2: ERROR [formula-without-value]`, ""},
		{"external link", packed(t, parts(cellsOf(`<c r="B2"><f>[1]Sheet1!A1</f><v>5</v></c>`), "xl/_rels/workbook.xml.rels", strings.Replace(parts("")["xl/_rels/workbook.xml.rels"], "</Relationships>", `<Relationship Id="rId4" Type="x/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>`, 1))),
			`a.csv!2020年!B2: ERROR [external-link] the formula "=[1]Sheet1!A1" refers to another workbook: its saved result "5" cannot be verified`, ""},
		{"hidden row", packed(t, parts(headRow+`<row r="2" hidden="1"><c r="A2"><v>2020</v></c><c r="C2" t="str"><v>t</v></c></row><row r="3"><c r="A3"><v>2021</v></c><c r="C3" t="str"><v>kg</v></c></row></sheetData>`)),
			`a.csv!2020年!2: ERROR [hidden-cells] the row is hidden and holds "2020 t"`, "a.csv!2020年!3 2021||kg|"},
		{"hidden column", packed(t, parts(`<cols><col min="2" max="2" hidden="1"/></cols>`+cellsOf(`<c r="B2"><v>5</v></c>`))), `a.csv!2020年!B1: ERROR [hidden-cells] the column is hidden and holds "value"`, "a.csv!2020年!2 2020|5|t|"},
		{"merged over two years", packed(t, parts(headRow+`<row r="2"><c r="A2"><v>2020</v></c><c r="B2"><v>5</v></c><c r="C2" t="str"><v>t</v></c></row><row r="3"><c r="A3"><v>2021</v></c><c r="C3" t="str"><v>t</v></c></row></sheetData><mergeCells><mergeCell ref="B2:B3"/></mergeCells>`)),
			"a.csv!2020年!B2: ERROR [merged-cells] merged cells B2:B3: only the first holds the content", "a.csv!2020年!2 2020|5|t|; a.csv!2020年!3 2021||t|"},
		{"row without height", packed(t, parts(headRow+`<row r="2" ht="0" customHeight="1"><c r="A2"><v>2020</v></c><c r="C2" t="str"><v>t</v></c></row></sheetData>`)), "a.csv!2020年!2: ERROR [hidden-cells]", ""},
		{"rows hidden by default", packed(t, parts(`<sheetFormatPr zeroHeight="1"/>`+strings.Replace(headRow, `r="1"`, `r="1" hidden="0"`, 1)+`<row r="2"><c r="A2"><v>2020</v></c><c r="C2" t="str"><v>t</v></c></row></sheetData>`)), "a.csv!2020年!2: ERROR [hidden-cells]", ""},
		{"column without width", packed(t, parts(`<cols><col min="2" max="2" width="0.08"/></cols>`+cellsOf(`<c r="B2"><v>5</v></c>`))), "a.csv!2020年!B1: ERROR [hidden-cells]", "a.csv!2020年!2 2020|5|t|"},
		{"two values in a cell", packed(t, parts(cellsOf(`<c r="B2"><v>5</v><v>6</v></c>`))), "a.csv!2020年!2: ERROR [workbook-damaged]", ""},
		{"two parts of cells", packed(t, parts(headRow+`</sheetData><sheetData/>`)), "a.csv!2020年!1: ERROR [workbook-damaged]", ""},
		{"two sheets of one name", packed(t, parts(cellsOf(""), "xl/workbook.xml", strings.Replace(parts("")["xl/workbook.xml"], "</sheets>", `<sheet name="2020年" sheetId="2" r:id="rId1"/></sheets>`, 1))), "a.csv: ERROR [workbook-damaged]", ""},
		{"row backwards", packed(t, parts(headRow+`<row r="1"><c r="A1"><v>2020</v></c></row></sheetData>`)), "a.csv!2020年!1: ERROR [workbook-damaged] the workbook is damaged: its part xl/worksheets/sheet1.xml", ""},
		{"cell of another row", packed(t, parts(headRow+`<row r="2"><c r="A3"><v>2020</v></c></row></sheetData>`)), "a.csv!2020年!2: ERROR [workbook-damaged]", ""},
		{"text that is not there", packed(t, parts(cellsOf(`<c r="B2" t="s"><v>99</v></c>`))), "a.csv!2020年!2: ERROR [workbook-damaged]", ""},
		{"cut off", packed(t, parts(strings.TrimSuffix(cellsOf(`<c r="B2"><v>1</v></c>`), "</row></sheetData>"))), "a.csv!2020年!2: ERROR [workbook-damaged]", ""},
		{"seventeen million rows", packed(t, parts(headRow+`<row r="17000000"><c r="A17000000"><v>2020</v></c></row></sheetData>`)), "a.csv!2020年!17000000: ERROR [too-many-rows] too many rows: it is not read from row 17000000 on", ""},
		{"bomb", packed(t, parts(headRow+"<row r=\"2\">"+many+"</row></sheetData>")), "a.csv: ERROR [workbook-unpacks-too-large] the workbook would unpack too large: xl/worksheets/sheet1.xml from", ""},
		{"endless token", packed(t, parts(headRow+`<row r="2" x="`+noise(1<<21)+`"/></sheetData>`)), "a.csv!2020年!1: ERROR [workbook-damaged]", ""},
		{"macros", packed(t, parts(cellsOf(""), "xl/vbaProject.bin", "x")), "a.csv: ERROR [workbook-macros] the workbook holds macros", ""},
		{"binary workbook", packed(t, parts(cellsOf(""), "xl/workbook.bin", "x")), "a.csv: ERROR [workbook-other-format] this is a file of format XLSB, not XLSX", ""},
		{"open document", packed(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}), "a.csv: ERROR [workbook-other-format] this is a file of format ODS", ""},
		{"no workbook", packed(t, map[string]string{"a.txt": "x"}), "a.csv: ERROR [workbook-damaged] the workbook is damaged: its part _rels/.rels", ""},
		{"old format", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600) + "W\x00o\x00r\x00k\x00b\x00o\x00o\x00k\x00", "a.csv: ERROR [workbook-old-format] this is a spreadsheet of the old format (XLS or ET)", ""},
		{"password", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600) + string(utf16le("EncryptedPackage")), "a.csv: ERROR [workbook-encrypted] the workbook is protected by a password", ""},
		{"picture", packed(t, parts("<sheetData/>", "xl/worksheets/_rels/sheet1.xml.rels", `<Relationships><Relationship Id="rId1" Type="x/drawing" Target="../drawings/drawing1.xml"/></Relationships>`)), "a.csv!2020年: ERROR [sheet-is-picture] the sheet has no cells, only a picture or a chart", ""},
		{"empty", packed(t, parts("<sheetData/>")), "a.csv: ERROR [empty-file] the file is empty", ""},
		{"hidden sheet", packed(t, parts(cellsOf(""), "xl/workbook.xml", strings.Replace(parts("")["xl/workbook.xml"], `sheetId`, `state="veryHidden" sheetId`, 1))), "a.csv!2020年: WARNING [sheet-hidden] the sheet is hidden, holds something, and was not read", ""},
		{"chart", packed(t, parts(cellsOf(""), "xl/_rels/workbook.xml.rels", strings.Replace(parts("")["xl/_rels/workbook.xml.rels"], "x/worksheet", "x/chartsheet", 1))), "a.csv!2020年: WARNING [sheet-no-table] the sheet is a chart", ""},
		{"header of formulas without value", packed(t, parts(`<sheetData><row r="1"><c r="A1"><f>B1</f></c></row></sheetData>`)), "a.csv!2020年!A1: ERROR [formula-without-value]", ""},
		{"control character", packed(t, parts(cellsOf(`<c r="B2" t="str"><v>1_x0007_</v></c>`))), "a.csv!2020年!B2: ERROR [control-character] the cell holds an invisible control character, U+0007", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows, problems := read(t, c.book)
			if got := strings.Join(rows, "; "); got != c.rows {
				t.Errorf("rows %q, want %q", got, c.rows)
			}
			if !slices.ContainsFunc(problems, func(p string) bool { return strings.HasPrefix(p, c.problem) }) {
				t.Errorf("problems %q\nwant %q", problems, c.problem)
			}
		})
	}
}

// noise is text that does not pack well.
func noise(n int) string {
	r := rand.New(rand.NewPCG(1, 2))
	out := make([]byte, n)
	for i := range out {
		out[i] = 'a' + byte(r.IntN(26))
	}
	return string(out)
}

// Several sheets are several tables, titles above the header and notes apart.
func TestBookSheets(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	put := func(sheet, cell string, values ...any) {
		t.Helper()
		if i, _ := f.GetSheetIndex(sheet); i < 0 {
			f.NewSheet(sheet)
		}
		if err := f.SetSheetRow(sheet, cell, &values); err != nil {
			t.Fatal(err)
		}
	}
	put("Sheet1", "A1", "说明 · Notes", "")
	put("二〇二〇", "B2", "铜梁区工业用煤")
	f.MergeCell("二〇二〇", "B2", "E2")
	put("二〇二〇", "B4", "年份", "数值", "单位", "备注")
	put("二〇二〇", "B5", 2020, 12.3, "t", "甲")
	put("二〇二〇", "B7", "注：甲厂停产")
	put("2021", "A1", "年份", "单位")
	put("2021", "A2", 2021, "kg")
	var file bytes.Buffer
	if err := f.Write(&file); err != nil {
		t.Fatal(err)
	}
	var ps inventory.Problems
	sheets, ok := Sheets("a.xlsx", bytes.NewReader(file.Bytes()), &ps)
	var got []string
	for _, s := range sheets {
		in, sound := s.Open(schema, &ps)
		ok = ok && sound
		for cells, more := in.Next(nil); more; cells, more = in.Next(nil) {
			got = append(got, in.Place(len(in.lines)-1).Cell("unit").String()+" "+strings.Join(cells, "|"))
		}
	}
	want := []string{"a.xlsx!二〇二〇!D5 2020|12.3|t|甲", "a.xlsx!2021!B2 2021||kg|"}
	if !ok || !slices.Equal(got, want) || len(ps) != 1 || ps[0].Code != "sheet-notes" {
		t.Errorf("rows %q, want %q, problems %v", got, want, ps)
	}
}

// What another program writes is read as it reads it itself.
func TestBooksOfExcelize(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 20 {
		f := excelize.NewFile()
		var want [][]string
		for row := 1; row <= 1+r.IntN(30); row++ {
			var cells []string
			for col := 1; col <= 1+r.IntN(70); col++ {
				text := fmt.Sprint(r.IntN(100_000))
				name, _ := excelize.CoordinatesToCellName(col, row)
				switch r.IntN(4) {
				case 0:
					text = "" // left out
				case 1:
					text = "铜梁 & <" + text + ">"
					f.SetCellStr("Sheet1", name, text)
				case 2:
					text = strconv.Itoa(r.IntN(1000)) + "." + strconv.Itoa(1+r.IntN(9))
					f.SetCellDefault("Sheet1", name, text)
				default:
					n, _ := strconv.Atoi(text)
					f.SetCellInt("Sheet1", name, int64(n))
				}
				cells = append(cells, text)
			}
			for len(cells) > 0 && cells[len(cells)-1] == "" {
				cells = cells[:len(cells)-1]
			}
			if len(cells) > 0 {
				want = append(want, cells)
			}
		}
		var file bytes.Buffer
		if err := f.Write(&file); err != nil {
			t.Fatal(err)
		}
		f.Close()
		var ps inventory.Problems
		sheets, ok := Sheets("a.xlsx", bytes.NewReader(file.Bytes()), &ps)
		if len(want) == 0 {
			continue
		}
		if !ok || len(sheets) != 1 {
			t.Fatal(ps)
		}
		grid, ok := sheets[0].Grid(&ps)
		if !ok || len(grid.Rows) != len(want) {
			t.Fatalf("%d rows, want %d: %v", len(grid.Rows), len(want), ps)
		}
		for i, row := range grid.Rows {
			if !slices.Equal(row.Cells, want[i]) {
				t.Errorf("row %q, want %q", row.Cells, want[i])
			}
		}
	}
}

// In a table of layout a merged head is kept with its extent; a merged figure is refused.
func TestMergedInGrids(t *testing.T) {
	sheet := func(ref string) string {
		return packed(t, parts(`<sheetData><row r="1"><c r="A1" t="str"><v>作物</v></c><c r="B1"><v>2020</v></c></row><row r="2"><c r="A2" t="str"><v>水稻</v></c><c r="B2"><v>1934</v></c></row><row r="3"><c r="A3" t="str"><v>玉米</v></c><c r="B3"><v>7.5</v></c></row></sheetData><mergeCells><mergeCell ref="`+ref+`"/></mergeCells>`))
	}
	for ref, want := range map[string]string{"B1:C1": "", "A2:A3": "a.xlsx!2020年!A3: ERROR [covered-cell] the merged cells A2:A3 cover what this cell holds", "A3:A4": "", "B3:C3": "a.xlsx!2020年!B3: ERROR [merged-cells] merged cells B3:C3", "B9:C9": ""} {
		var ps inventory.Problems
		sheets, _ := Sheets("a.xlsx", strings.NewReader(sheet(ref)), &ps)
		grid, ok := sheets[0].Grid(&ps)
		switch {
		case want == "" && (!ok || len(ps) > 0 || ref != "B9:C9" && (len(grid.Merged) != 1 || grid.Merged[0].String() != ref)):
			t.Errorf("%s: %v, %v", ref, grid, ps)
		case want != "" && (ok || len(ps) != 1 || !strings.HasPrefix(ps[0].Format("en"), want)):
			t.Errorf("%s: %v, want %s", ref, ps, want)
		}
	}
}
