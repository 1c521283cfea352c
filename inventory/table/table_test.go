package table

import (
	"bytes"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/gocarina/gocsv"
	"golang.org/x/text/encoding/simplifiedchinese"

	"ghg/inventory"
)

var schema = Schema{
	{Name: "year", ZH: "年份", Aliases: []string{"年度"}, Required: true},
	{Name: "value", ZH: "数值"},
	{Name: "unit", ZH: "单位", Required: true},
	{Name: "note", ZH: "备注"},
}

// read opens the text and returns its rows, each joined by "|" behind its line, with the problems in both languages.
func read(t *testing.T, text string) (rows, problems []string) {
	t.Helper()
	var ps inventory.Problems
	in, ok := Open("a.csv", strings.NewReader(text), schema, &ps)
	if ok {
		var cells []string
		for i := 0; ; i++ {
			if cells, ok = in.Next(cells); !ok {
				break
			}
			rows = append(rows, in.Place(i).Cell("").String()+" "+strings.Join(cells, "|"))
		}
	}
	for _, p := range ps {
		problems = append(problems, p.Format("zh"), p.Format("en"))
	}
	return rows, problems
}

func inUTF16(s string, order byteOrder) string {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		if low, high := byte(u), byte(u>>8); order == littleEndian {
			out = append(out, low, high)
		} else {
			out = append(out, high, low)
		}
	}
	return string(out)
}

func TestEncodings(t *testing.T) {
	const text = "年份,数值,单位,备注\r\n2020,32.52,万吨,规上工业𠮷\r\n"
	want := []string{"a.csv:2 2020|32.52|万吨|规上工业𠮷"}
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]string{
		"UTF-8":               text,
		"UTF-8 with mark":     "\ufeff" + text,
		"GB18030":             gb,
		"UTF-16LE with mark":  inUTF16("\ufeff"+text, littleEndian),
		"UTF-16BE with mark":  inUTF16("\ufeff"+text, bigEndian),
		"UTF-16LE":            inUTF16(text, littleEndian),
		"UTF-16BE":            inUTF16(text, bigEndian),
		"CR":                  strings.ReplaceAll(text, "\r\n", "\r"),
		"LF":                  strings.ReplaceAll(text, "\r\n", "\n"),
		"no last line end":    strings.TrimSpace(text),
		"tabs":                strings.ReplaceAll(text, ",", "\t"),
		"quotes":              "\"年份\",\"数值\",\"单位\",\"备注\"\n\"2020\",\"32.52\",\"万吨\",\"规上工业𠮷\"",
		"trailing separators": strings.ReplaceAll(text, "\r\n", ",,,\r\n"),
	} {
		t.Run(name, func(t *testing.T) {
			rows, problems := read(t, c)
			if name == "GB18030" {
				if !slices.Equal(problems, []string{"a.csv: INFO [read-as-gb18030] 文件不是 UTF-8，按 GB18030 读入",
					"a.csv: INFO [read-as-gb18030] the file is not UTF-8 and was read as GB18030"}) {
					t.Errorf("problems %q", problems)
				}
				problems = nil
			}
			if !slices.Equal(rows, want) || problems != nil {
				t.Errorf("rows %q, problems %q", rows, problems)
			}
		})
	}
}

func TestRows(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"schema order", "Unit,ＹＥＡＲ\nt,2020\n", "a.csv:2 2020||t|"},
		{"alias", "年度,单位\n2020,t\n", "a.csv:2 2020||t|"},
		{"blank lines keep the count", "\n\nyear,unit\n\n2020,t\n,,\n\n2021,t\n", "a.csv:5 2020||t|; a.csv:8 2021||t|"},
		{"line ends inside a cell", "year,unit,note\r\n2020,t,\"one\r\ntwo\"\r\n2021,t,\n", "a.csv:2 2020||t|one\ntwo; a.csv:4 2021||t|"},
		{"quotes", "year,unit,note\n2020,t,\"a \"\"b\"\", c\"\n2021,t,5\" pipe\n", `a.csv:2 2020||t|a "b", c; a.csv:3 2021||t|5" pipe`},
		{"blank cells", "year,value,unit,note\n2020,—,t,…\n2021,-,t,...\n2022,－,t,——\n", "a.csv:2 2020||t|; a.csv:3 2021||t|; a.csv:4 2022||t|"},
		{"semicolons", "year;unit;value\n2020;t;12.5\n", "a.csv:2 2020|12.5|t|"},
		{"titles above, remarks below", "铜梁区工业\n\nyear,unit\n2020,t\n注：快报,\n", "a.csv:4 2020||t|"},
		{"trimmed", "year,unit\n 2020 ,\u3000t\u00a0\n", "a.csv:2 2020||t|"},
		{"formulas are text", "year,unit,note\n2020,t,=1+1\n2021,t,@SUM(A1)\n2022,t,+1\n", "a.csv:2 2020||t|=1+1; a.csv:3 2021||t|@SUM(A1); a.csv:4 2022||t|+1"},
		{"column without name and content", "year,,unit\n2020,,t\n", "a.csv:2 2020||t|"},
		{"optional cells may be missing", "year,unit,value,note\n2020,t\n", "a.csv:2 2020||t|"},
		{"header only", "year,unit\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows, problems := read(t, c.text)
			if got := strings.Join(rows, "; "); got != c.want || problems != nil {
				t.Errorf("rows %q\nwant %q\nproblems %q", got, c.want, problems)
			}
		})
	}
}

// Each fault has its place, and the sound rows around it are still read.
func TestFaults(t *testing.T) {
	for _, c := range []struct{ name, text, problem, rows string }{
		{"empty", "", "a.csv: ERROR [empty-file] the file is empty, without even a header", ""},
		{"blanks only", " \n,,\n", "a.csv: ERROR [empty-file] the file is empty, without even a header", ""},
		{"no header", "2020,5,t\n", "a.csv:1: ERROR [no-header] the first line is no header: it has no column name that is known", ""},
		{"unknown column", "year,valeu,unit\n", `a.csv:1:2: ERROR [unknown-column] unknown column "valeu"`, ""},
		{"column twice", "year,unit,年份\n", `a.csv:1:3: ERROR [column-twice] column "year" (年份) stands twice: column 1 is the same`, ""},
		{"missing column", "year,value\n", "a.csv:1: ERROR [missing-column] missing columns: unit", ""},
		{"too many columns", "year" + strings.Repeat(",", 1000), "a.csv:1:1001: ERROR [too-many-columns] more than 1000 columns", ""},
		{"row too long", "year,unit\n2020,t\n2021,t,,9\n2022,t\n", `a.csv:3:4: ERROR [stray-cell] cell "9" stands under no column name (the header has 2 columns)`, "a.csv:2 2020||t|; a.csv:4 2022||t|"},
		{"row far too long", "year,unit\n2021,t" + strings.Repeat(",", 5000) + "x\n", `a.csv:2:1001: ERROR [stray-cell] cell "x" stands under no column name (the header has 2 columns)`, ""},
		{"row too short", "year,unit\n2020\n2022,t\n", "a.csv:2: ERROR [short-row] the row is too short, it lacks: unit", "a.csv:3 2022||t|"},
		{"open quote", "year,unit\n2020,t\n2021,\"t\n2022,t\n", "a.csv:3:2: ERROR [open-quote] a quote is never closed: nothing after it can be read", "a.csv:2 2020||t|"},
		{"text past quote", "year,unit\n\"2020\"1,t\n2021,t\n", "a.csv:2:1: ERROR [text-past-quote] text stands after a closing quote", "a.csv:3 2021||t|"},
		{"escape sequence", "year,unit\n2020,t\x1b[31m\n", "a.csv:2:2: ERROR [control-character] the cell holds an invisible control character, U+001B", ""},
		{"right-to-left override", "year,unit\n2020,\u202et\n", "a.csv:2:2: ERROR [control-character] the cell holds an invisible control character, U+202E", ""},
		{"zero width", "year,unit\n2020,t\u200b\n2021,t\n", "a.csv:2:2: ERROR [control-character] the cell holds an invisible control character, U+200B", "a.csv:3 2021||t|"},
		{"zero byte", "year,unit\n2020,t\x00\n", "a.csv:2: ERROR [not-text] the file is not text: it holds a zero byte", ""},
		{"header on every page", "year,unit\n2020,t\nyear,unit\n2021,t\n", "a.csv:3: ERROR [header-repeated] the header stands a second time", "a.csv:2 2020||t|; a.csv:4 2021||t|"},
		{"workbook named csv", "PK\x03\x04\x14\x00\x06\x00\x08\x00", "a.csv: ERROR [workbook-damaged] the workbook is damaged: its directory cannot be read", ""},
		{"damaged UTF-8", "年份,单位,备注\n2020,t,好\xff\n", "a.csv:2:3: ERROR [invalid-encoding] byte 11 of the line (0xFF) is not text in UTF-8, GB18030 or UTF-16", ""},
		{"no encoding at all", "year,unit\n2020,\xff\n", "a.csv:2:2: ERROR [invalid-encoding] byte 6 of the line (0xFF) is not text in UTF-8, GB18030 or UTF-16", ""},
		{"half a character in UTF-16", inUTF16("\ufeffyear,unit\n", littleEndian) + "2", "a.csv:2: ERROR [invalid-encoding] byte 1 of the line (0x32) is not text in UTF-8, GB18030 or UTF-16", ""},
		{"lone surrogate", inUTF16("\ufeffyear,unit\n", littleEndian) + "\x00\xd8a\x00", "a.csv:2: ERROR [invalid-encoding] byte 1 of the line (0xD800) is not text in UTF-8, GB18030 or UTF-16", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows, problems := read(t, c.text)
			if len(problems) != 2 {
				t.Fatalf("problems %q", problems)
			}
			message, _, _ := strings.Cut(problems[1], "\n    hint: ")
			if message != c.problem {
				t.Errorf("problem %q\nwant    %q", message, c.problem)
			}
			if got := strings.Join(rows, "; "); got != c.rows {
				t.Errorf("rows %q, want %q", got, c.rows)
			}
		})
	}
}

func TestUnknownColumnNamesTheNearest(t *testing.T) {
	_, problems := read(t, "年份,数直,单位\n")
	want := []string{
		"a.csv:1:2: ERROR [unknown-column] 不认识的列名“数直”\n    提示：是否指“数值”？可用的列：年份、数值、单位、备注",
		"a.csv:1:2: ERROR [unknown-column] unknown column \"数直\"\n    hint: did you mean \"数值\"? known columns: year, value, unit, note",
	}
	if !slices.Equal(problems, want) {
		t.Errorf("got %q", problems)
	}
}

// endless is a line of the given number of bytes, behind a header, that is never in memory as a whole.
type endless struct{ left, given int64 }

func (e *endless) Read(p []byte) (int, error) {
	if e.left == 0 {
		return 0, io.EOF
	}
	n := int(min(int64(len(p)), e.left))
	for i := range p[:n] {
		p[i] = '1'
	}
	if e.given == 0 {
		n = copy(p, "year,unit\n2020,t\n")
	}
	e.left -= int64(n)
	e.given += int64(n)
	return n, nil
}

func TestEndlessLine(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	source := &endless{left: 2 << 30}
	var ps inventory.Problems
	if _, ok := Open("a.csv", source, schema, &ps); ok {
		t.Fatal("was read")
	}
	runtime.ReadMemStats(&after)
	if len(ps) != 1 || ps[0].Format("en") != "a.csv:3: ERROR [line-too-long] the line is longer than 1 MiB\n    hint: the file is probably damaged: export it as CSV again" {
		t.Errorf("problems %v", ps)
	}
	if source.given > 2*MaxLine {
		t.Errorf("%d bytes were read before the line was refused", source.given)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 16<<20 {
		t.Errorf("%d bytes were allocated", used)
	}
}

func TestProblemsAreBounded(t *testing.T) {
	rows, problems := read(t, "year,unit\n"+strings.Repeat("2020\n", 3*MaxProblems))
	if len(problems) != 2*(MaxProblems+1) || rows != nil {
		t.Fatalf("%d problems", len(problems)/2)
	}
	want := "a.csv:1002: ERROR [too-many-problems] the file has 1000 problems already: it is not read from this line on\n    hint: mend those first"
	if got := problems[len(problems)-1]; got != want {
		t.Errorf("got %q", got)
	}
}

func TestReaderServesGocsv(t *testing.T) {
	var ps inventory.Problems
	in, ok := Open("a.csv", strings.NewReader("单位,年份\nt,2020\nkg,2021\n"), schema, &ps)
	if !ok {
		t.Fatal(ps)
	}
	var rows []struct {
		Year string `csv:"year"`
		Unit string `csv:"unit"`
		Note string `csv:"note"`
	}
	if err := gocsv.UnmarshalCSV(in, &rows); err != nil {
		t.Fatal(err)
	}
	if len(rows) != 2 || rows[1].Year != "2021" || rows[1].Unit != "kg" || rows[1].Note != "" {
		t.Errorf("rows %+v", rows)
	}
	if at := in.Place(1).Cell("unit").String(); at != "a.csv:3:1" {
		t.Errorf("the unit of the second row stands at %s", at)
	}
}

func FuzzTable(f *testing.F) {
	f.Add([]byte("year,value,unit,note\n2020,1,t,\"a\nb\"\n"))
	f.Add([]byte("\xff\xfey\x00e\x00"))
	f.Add([]byte("\xc4\xea\xb7\xdd,\xb5\xa5\xce\xbb\n2020,t\n"))
	f.Add([]byte("year\tunit\r2020\tt\r\"\""))
	f.Fuzz(func(t *testing.T, content []byte) {
		var ps inventory.Problems
		in, ok := Open("a.csv", bytes.NewReader(content), schema, &ps)
		if !ok {
			if !ps.Failed() {
				t.Fatal("refused without an error")
			}
			return
		}
		records, err := in.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		size := 0
		for i, record := range records {
			if len(record) != len(schema) || i > 0 && in.Line(i-1) < 2 {
				t.Fatalf("record %d: %q", i, record)
			}
			for _, cell := range record {
				size += len(cell)
			}
		}
		if size > 3*len(content)+64 || len(records) > len(content)+1 || len(ps) > MaxProblems+2 {
			t.Fatalf("%d bytes became %d in %d records with %d problems", len(content), size, len(records), len(ps))
		}
	})
}
