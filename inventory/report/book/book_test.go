package book

import (
	"bytes"
	"io/fs"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"ghg/inventory"
	"ghg/inventory/check"
	"ghg/inventory/engine"
	"ghg/inventory/golden"
	"ghg/inventory/report"
	"ghg/inventory/report/exhibit"
	"ghg/inventory/workspace"
)

// gathered is all that the reports tell of the ten-year district under a guide.
func gathered(tb testing.TB, guide string) *report.Subject {
	tb.Helper()
	return told(tb, golden.District(tb, "../../..", guide))
}

// told is all that the reports tell of a workspace.
func told(tb testing.TB, folder fs.FS) *report.Subject {
	tb.Helper()
	e, err := engine.New()
	if err != nil {
		tb.Fatal(err)
	}
	ws, problems, err := workspace.LoadFS(folder, e.Vocabulary)
	if err != nil {
		tb.Fatal(err)
	}
	result := check.Whole(e, ws, ws.Config.Years, problems)
	if result.Inventory == nil {
		for _, p := range result.Problems {
			if p.Severity == inventory.Error {
				tb.Log(p.Source, p.Message.EN)
			}
		}
		tb.Fatal("no inventory")
	}
	s, _ := report.Gather(e, ws, result, report.SubjectOptions{Draws: engine.NoDraws})
	return s
}

// The same inventory is the same bytes, whatever the number of cores.
func TestSameBytes(t *testing.T) {
	var first []byte
	for _, cores := range []int{runtime.NumCPU(), 1} {
		old := runtime.GOMAXPROCS(cores)
		book := bytesOf(t, made(gathered(t, "IPCC-2006"), nil))
		runtime.GOMAXPROCS(old)
		if first == nil {
			first = book
		} else if !bytes.Equal(first, book) {
			t.Errorf("other bytes on %d cores", cores)
		}
	}
	if len(first) > 5_000_000 {
		t.Errorf("%d bytes", len(first))
	}
}

// Every sheet stays readable on the screen and on paper.
func TestSheetsAreSetUp(t *testing.T) {
	s := gathered(t, "CN-PROV-2011")
	w := made(s, []*exhibit.Exhibit{totals(s)})
	f := opened(t, bytesOf(t, w))
	names := map[string]string{} // what is printed of a sheet
	for _, n := range f.GetDefinedName() {
		names[n.Name+" "+n.Scope] = n.RefersTo
	}
	for _, sheet := range f.GetSheetList() {
		panes, err := f.GetPanes(sheet)
		if err != nil || !panes.Freeze || panes.YSplit < 2 {
			t.Errorf("%s: the header does not stay: %+v, %v", sheet, panes, err)
		}
		head := strconv.Itoa(panes.YSplit)
		if got, want := names["_xlnm.Print_Titles "+sheet], "'"+sheet+"'!$"+head+":$"+head; got != want {
			t.Errorf("%s: on every page stands %q, want %q", sheet, got, want)
		}
		if !strings.HasPrefix(names["_xlnm.Print_Area "+sheet], "'"+sheet+"'!$A$1:$") {
			t.Errorf("%s: prints %q", sheet, names["_xlnm.Print_Area "+sheet])
		}
		page, err := f.GetPageLayout(sheet)
		if err != nil || *page.FitToWidth != 1 || *page.FitToHeight != 0 || *page.Size != a4 && *page.Size != a3 {
			t.Errorf("%s: %+v, %v", sheet, page, err)
		}
		props, err := f.GetSheetProps(sheet)
		if err != nil || !*props.FitToPage {
			t.Errorf("%s: not fitted to the page: %v", sheet, err)
		}
		footer, err := f.GetHeaderFooter(sheet)
		if err != nil || !strings.Contains(footer.OddFooter, "第 &P 页 / 共 &N 页") || footer.OddHeader == "" {
			t.Errorf("%s: %+v, %v", sheet, footer, err)
		}
	}
	links := 0
	for row := range 60 {
		if ok, target, err := f.GetCellHyperLink(contentsSheet, "A"+strconv.Itoa(row+1)); err != nil {
			t.Fatal(err)
		} else if ok {
			links++
			if sheet, _, _ := strings.Cut(strings.Trim(target, "'"), "'!"); !slices.Contains(f.GetSheetList(), sheet) {
				t.Errorf("a link to %q", target)
			}
		}
	}
	if want := len(f.GetSheetList()) - 1; links != want {
		t.Errorf("%d links to %d sheets", links, want)
	}
}

// A table that one page would print too small is printed on two, and the names of its rows stand on both.
func TestWideTablesArePrintedOnPagesAcross(t *testing.T) {
	wide := &exhibit.Exhibit{ID: "uncertainty", Title: inventory.Text{ZH: "不确定度"}, Rows: []exhibit.Row{{Cells: make([]exhibit.Cell, 22)}}}
	for range 22 {
		wide.Columns = append(wide.Columns, exhibit.Column{Head: inventory.Text{ZH: "列"}, Width: 18})
	}
	s := gathered(t, "CN-PROV-2011")
	f := opened(t, bytesOf(t, made(s, []*exhibit.Exhibit{totals(s), wide})))
	page, err := f.GetPageLayout("不确定度")
	if err != nil || *page.FitToWidth != 2 || *page.Size != a3 {
		t.Errorf("%+v, %v", page, err)
	}
	for _, n := range f.GetDefinedName() {
		if n.Name == "_xlnm.Print_Titles" && n.Scope == "不确定度" && n.RefersTo != "'不确定度'!$A:$B,'不确定度'!$2:$2" {
			t.Errorf("on both pages stands %s", n.RefersTo)
		}
	}
}

func BenchmarkBook(b *testing.B) {
	s := gathered(b, "CN-PROV-2011")
	for b.Loop() {
		var out bytes.Buffer
		if err := Write(&out, s); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(out.Len()))
	}
}
