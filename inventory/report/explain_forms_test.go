package report_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/check"
	"ghg/inventory/engine"
	"ghg/inventory/expr"
	"ghg/inventory/report"
	"ghg/inventory/workspace"
)

// TestFoldedPartsAddUp opens the totals of the district to every depth: what stands under a result is its sum, and what the depth
// leaves out is told beside its figure.
func TestFoldedPartsAddUp(t *testing.T) {
	inv := gathered(t, "CN-PROV-2011").Inventory()
	voc := inv.Vocabulary
	for _, scope := range []string{inventory.ScopeTotal, inventory.ScopeWithoutLand, "1", "1.A", "3"} {
		total := inv.Total(inventory.Figure{Year: 2024, Boundary: inventory.Territorial, Scope: scope, Gas: inventory.AllGases})
		for depth := range 5 {
			steps, err := expr.Explain(inv.Opened(total, depth), depth)
			if err != nil {
				t.Fatal(err)
			}
			for i, s := range steps {
				sum, parts, categories := decimal.Zero, 0, true
				for _, below := range steps[i+1:] {
					if below.Depth <= s.Depth {
						break
					}
					if below.Depth == s.Depth+1 {
						_, known := voc.Categories.Lookup(below.Node.Name())
						sum, parts, categories = sum.Add(below.Value.Value), parts+1, categories && known
					}
				}
				if parts > 0 && categories && !sum.Sub(s.Value.Value).Abs().LessThan(decimal.New(1, -20)) {
					t.Errorf("%s to depth %d: %s is %s, its parts %s", scope, depth, s.Node.Name(), s.Value, sum)
				}
			}
			var out bytes.Buffer
			if err := (&report.Explainer{Inventory: inv, Lang: "en"}).Total(&out, total, depth); err != nil {
				t.Fatal(err)
			}
			for i, line := range strings.Split(out.String(), "\n")[2:] {
				if i == len(steps) {
					break
				}
				_, leaf := steps[i].Node.Leaf()
				if !leaf && steps[i].Depth == max(depth, 1) && !strings.Contains(line, " more: --depth ") {
					t.Errorf("%s to depth %d: nothing says what is folded in %q", scope, depth, line)
				}
			}
		}
	}
}

const hostile = "甲`<script>alert(1)</script>|*b*_c_[x](http://e.x)厂&amp;"

// turn makes a terminal write from right to left.
const turn = "\u202e"

// hostileLine is a line whose facility and note are hostile.
func hostileLine(t *testing.T) (*inventory.Inventory, *inventory.Estimate) {
	t.Helper()
	e, err := engine.New()
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{
		"inventory.toml": {Data: []byte("schema_version = 1\nyears = [2020]\nguide = \"CN-PROV-2011\"\n[region]\ncode = \"500151\"\nname = \"铜梁区\"\nprovince = \"重庆市\"\n")},
		"activity/a.csv": {Data: []byte("year,category,facility,item,value,unit,source,note\n2020,1.A.2.f,\"" + hostile + "\",烟煤,1,t,=cmd(),\"" + hostile + "\"\n")},
	}
	ws, problems, err := workspace.LoadFS(files, e.Vocabulary)
	if err != nil {
		t.Fatal(err)
	}
	result := check.Whole(e, ws, ws.Config.Years, problems)
	if result.Inventory == nil || problems.Failed() {
		t.Fatalf("%v %v", result.Problems, problems)
	}
	at := slices.IndexFunc(result.Inventory.Estimates, func(e *inventory.Estimate) bool { return e.Row.Facility != "" && e.Gas == "CO2" })
	line := result.Inventory.Estimates[at]
	line.Row.Facility += turn // the tables refuse it: what comes past them is met here
	line.Row.Note += turn
	return result.Inventory, line
}

func TestHostileNamesStayText(t *testing.T) {
	inv, line := hostileLine(t)
	var page bytes.Buffer
	(&report.Explainer{Inventory: inv, Lang: "zh", Markdown: true}).Estimate(&page, line)
	for _, markup := range []string{"<script", "|*b", "_c_", "](http:", "\u202e", "x://e", "&amp;厂"} {
		if strings.Contains(strings.ReplaceAll(page.String(), `\`+markup[:1], ""), markup) {
			t.Errorf("%q is markup in\n%s", markup, page.String())
		}
	}
	for _, row := range strings.Split(page.String(), "\n") {
		if strings.HasPrefix(row, "|") && strings.Count(strings.ReplaceAll(row, `\|`, ""), "|") != 9 {
			t.Errorf("the table has another number of cells: %s", row)
		}
	}
	sheet := &report.Records{Columns: report.SheetColumns}
	(&report.Explainer{Inventory: inv, Lang: "zh", Sheet: sheet}).Estimate(&page, line)
	var out bytes.Buffer
	if err := sheet.WriteCSV(&out); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil || len(rows) != 2 || rows[1][5] != line.Row.Facility || rows[1][9] == "" {
		t.Errorf("%q, %v", rows, err)
	}
}

// TestInputsStandInColumns holds the signs of equality under each other, by the width of characters on a terminal, and colours only
// where it is told to.
func TestInputsStandInColumns(t *testing.T) {
	inv, line := hostileLine(t)
	explain := func(tint report.Tint) string {
		var out bytes.Buffer
		(&report.Explainer{Inventory: inv, Lang: "zh", Tint: tint}).Estimate(&out, line)
		return out.String()
	}
	plain := explain(nil)
	var at []int
	for _, row := range strings.Split(plain, "\n") {
		if strings.HasPrefix(row, "    ") && !strings.HasPrefix(strings.TrimLeft(row, " "), "CN-") && strings.Contains(row, " = ") && !strings.Contains(row, "|") {
			at = append(at, strings.Index(row, " = "))
		}
	}
	if len(at) != 4 || slices.Min(at) != slices.Max(at) {
		t.Errorf("the inputs stand at %v in\n%s", at, plain)
	}
	if strings.Contains(plain, "\x1b") || strings.Contains(plain, "\u202e") {
		t.Error("plain text steers the terminal")
	}
	tinted := explain(func(_ report.Tone, s string) string { return "\x1b[1m" + s + "\x1b[0m" })
	if undone := strings.NewReplacer("\x1b[1m", "", "\x1b[0m", "").Replace(tinted); undone != plain || undone == tinted {
		t.Error("colour changes more than colour")
	}
}
