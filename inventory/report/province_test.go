package report_test

import (
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/report"
	"ghg/inventory/workspace"
)

// province makes the workspace of a province's counties.
func province(t testing.TB, rows int) string {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.Command("go", "run", "../../testdata/province", "-rows", strconv.Itoa(rows), "-to", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return dir
}

// A province's CO2 from bituminous coal is its coal times one factor, however many rows the coal comes in; beyond the lines
// that inventory.json lists, it says where they stand.
func TestProvince(t *testing.T) {
	const rows = 45000
	dir := province(t, rows)
	f, err := os.Open(filepath.Join(dir, "activity", "counties.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil || len(lines) != rows+1 {
		t.Fatalf("%d rows, %v", len(lines)-1, err)
	}
	coal := decimal.Decimal{}
	for _, line := range lines[1:] {
		if line[0] == "2021" && line[3] == "烟煤" {
			coal = coal.Add(decimal.RequireFromString(line[4]))
		}
	}
	// t × 19.570 GJ/t ÷ 1000 × 26.1 t C/TJ × 0.93 × 44/12
	want := coal.Mul(decimal.RequireFromString("19.570")).Shift(-3).Mul(decimal.RequireFromString("26.1")).Mul(decimal.RequireFromString("0.93")).Mul(decimal.NewFromInt(44))
	ws, result := compile(t, newEngine(t), dir)
	got := decimal.Decimal{}
	for _, code := range []string{"1.A.2.a", "1.A.2.c", "1.A.2.e", "1.A.2.f", "1.A.2.h", "1.A.2.l", "1.A.2.m"} {
		for _, item := range result.Inventory.ByItem(2021, inventory.Territorial, result.Inventory.Vocabulary.Categories.Must(code)) {
			if item.Item.Name == "烟煤" {
				got = got.Add(item.Gases["CO2"].Mass)
			}
		}
	}
	if !got.Mul(decimal.NewFromInt(12)).Equal(want) {
		t.Errorf("CO2 × 12 is %s, want %s", got.Mul(decimal.NewFromInt(12)), want)
	}
	document := string(files(t, ws, result)["inventory.json"])
	if n := len(result.Inventory.Estimates); n < 3*rows {
		t.Errorf("%d lines of %d rows", n, rows)
	}
	if want := "\"estimates_in\": \"inventory.csv\",\n \"estimates\": []"; !strings.Contains(document, want) {
		t.Error("inventory.json does not say where its lines stand")
	}
}

// A sheet of a million rows, and smaller ones to see the growth: read, compiled and written to nowhere.
func BenchmarkProvince(b *testing.B) {
	e := newEngine(b)
	for _, rows := range []int{10_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprint(rows), func(b *testing.B) {
			dir := province(b, rows)
			for b.Loop() {
				ws, _, err := workspace.Load(dir, e.Vocabulary, nil)
				if err != nil {
					b.Fatal(err)
				}
				for _, write := range report.Files(ws, e.Compile(ws, nil)) {
					if err := write(io.Discard); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
