package exhibit_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"ghg/inventory/check"
	"ghg/inventory/engine"
	"ghg/inventory/golden"
	"ghg/inventory/report"
	"ghg/inventory/report/exhibit"
	"ghg/inventory/workspace"
)

// of is all that the reports tell of a workspace on disk.
func of(tb testing.TB, dir string) *report.Subject {
	tb.Helper()
	files := fstest.MapFS{}
	walk(tb, dir, "", files)
	return gathered(tb, files)
}

func walk(tb testing.TB, dir, under string, files fstest.MapFS) {
	entries, err := os.ReadDir(dir + "/" + under)
	if err != nil {
		tb.Fatal(err)
	}
	for _, e := range entries {
		name := strings.TrimPrefix(under+"/"+e.Name(), "/")
		switch {
		case e.IsDir() && e.Name() != "golden" && e.Name() != "out":
			walk(tb, dir, name, files)
		case !e.IsDir():
			content, err := os.ReadFile(dir + "/" + name)
			if err != nil {
				tb.Fatal(err)
			}
			files[name] = &fstest.MapFile{Data: content}
		}
	}
}

func gathered(tb testing.TB, files fstest.MapFS) *report.Subject {
	tb.Helper()
	e, err := engine.New()
	if err != nil {
		tb.Fatal(err)
	}
	ws, problems, err := workspace.LoadFS(files, e.Vocabulary)
	if err != nil {
		tb.Fatal(err)
	}
	result := check.Whole(e, ws, ws.Config.Years, problems)
	if result.Inventory == nil {
		tb.Fatalf("%v", result.Problems)
	}
	s, _ := report.Gather(e, ws, result, report.SubjectOptions{Draws: engine.NoDraws})
	return s
}

// plain is exhibits as text, without what names the places of rows.
func plain(list []*exhibit.Exhibit) string {
	var out strings.Builder
	for _, x := range list {
		if x.ID == "problems" || x.ID == "assumptions" { // which stand in the order of their rows
			continue
		}
		fmt.Fprintf(&out, "== %s  %s  %s\n", x.ID, x.Title.ZH, x.Title.EN)
		placed := func(i int) bool {
			return slices.Contains([]string{"Cell", "Source", "Sources"}, x.Columns[i].Head.EN)
		}
		for i, c := range x.Columns {
			if !placed(i) {
				fmt.Fprintf(&out, "%s %s [%s] | ", c.Head.ZH, c.Head.EN, c.Unit)
			}
		}
		out.WriteByte('\n')
		for _, r := range x.Rows {
			fmt.Fprintf(&out, "%d ", r.Level)
			for i, c := range r.Cells {
				if !placed(i) {
					text := c.Text.ZH
					if c.Text.EN != c.Text.ZH {
						text += " / " + c.Text.EN
					}
					fmt.Fprintf(&out, "%s | ", text)
				}
			}
			out.WriteByte('\n')
		}
		for _, n := range x.Notes {
			fmt.Fprintf(&out, "· %s %s\n", n.ZH, n.EN)
		}
	}
	return out.String()
}

// The order of the rows of the tables reaches no exhibit.
func TestOrderOfRowsReachesNoExhibit(t *testing.T) {
	files := golden.District(t, "../../..", "CN-PROV-2011")
	want := plain(exhibit.All(gathered(t, files)))
	for seed := range uint64(2) {
		rng := rand.New(rand.NewPCG(seed, 7))
		shuffled := fstest.MapFS{}
		for name, f := range files {
			lines := bytes.SplitAfter(f.Data, []byte("\n"))
			if strings.HasPrefix(name, "activity/") && strings.HasSuffix(name, ".csv") && bytes.Count(f.Data, []byte(`"`)) == 0 {
				rows := lines[1 : len(lines)-1]
				rng.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
			}
			shuffled[name] = &fstest.MapFile{Data: bytes.Join(lines, nil)}
		}
		if got := plain(exhibit.All(gathered(t, shuffled))); got != want {
			t.Fatalf("seed %d: %s", seed, golden.Difference(want, got))
		}
	}
}

// Exhibits of the real district, looked at once.
func TestExhibitsAsText(t *testing.T) {
	var shown []*exhibit.Exhibit
	for _, x := range exhibit.All(of(t, "../../../seeds/tongliang")) {
		if slices.Contains([]string{"summary", "series.gas", "fuels", "factors", "unconfirmed", "gwp"}, x.ID) {
			shown = append(shown, x)
		}
	}
	for _, x := range exhibit.All(of(t, "../../../testdata/inventories/balance")) {
		if strings.HasPrefix(x.ID, "reference") {
			shown = append(shown, x)
		}
	}
	golden.Compare(t, "testdata/exhibits.txt", plain(shown))
}
