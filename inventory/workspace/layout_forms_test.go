package workspace

import (
	"encoding/csv"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"ghg/inventory"
)

// bare lists the figures without their cells, sorted.
func bare(ws *Workspace) []string {
	var out []string
	for _, a := range ws.Activity {
		out = append(out, fmt.Sprintf("%d %s|%s|%s|%s|%s %s %s", a.Year, a.Category.Code, a.Facility, a.ItemName(), a.Detail, a.Parameter, a.Value, a.Unit))
	}
	for _, i := range ws.Indicators {
		out = append(out, fmt.Sprintf("%d %s %s %s", i.Year, i.Name, i.Value, i.Unit))
	}
	slices.Sort(out)
	return out
}

// spreadHeads repeats the heads that reach over several columns in each of them, so that columns can change places.
func spreadHeads(rows [][]string, first, end int) {
	for i := first; i < end-1; i++ {
		for c := 1; c < len(rows[i]); c++ {
			if rows[i][c] == "" && rows[i+1][c] != "" {
				rows[i][c] = rows[i][c-1]
			}
		}
	}
}

// TestColumnsInAnyOrder reads every table of testdata/layouts with its columns in many orders: the same heads give the same figures.
func TestColumnsInAnyOrder(t *testing.T) {
	voc := vocabulary(t)
	names, err := filepath.Glob(filepath.Join(layoutFolder, "*", "activity", "*.csv"))
	if err != nil || len(names) < 5 {
		t.Fatalf("%d tables, %v", len(names), err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			content, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			reader := csv.NewReader(strings.NewReader(string(content)))
			reader.FieldsPerRecord = -1
			rows, err := reader.ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			files := overlay(t, filepath.Dir(filepath.Dir(name)))
			maps.DeleteFunc(files, func(name string, _ *fstest.MapFile) bool { return strings.HasPrefix(name, "activity/") })
			read := func(rows [][]string) []string {
				var text strings.Builder
				if err := csv.NewWriter(&text).WriteAll(rows); err != nil {
					t.Fatal(err)
				}
				files["activity/"+filepath.Base(name)] = &fstest.MapFile{Data: []byte(text.String())}
				ws, problems, err := LoadFS(files, voc)
				if err != nil || problems.Failed() {
					t.Fatalf("%v\n%s", err, said(problems))
				}
				return bare(ws)
			}
			want := read(rows)
			first := slices.IndexFunc(rows, func(row []string) bool { return filled(row) > 2 })
			end := first + 1
			for rows[end][0] == "" {
				end++
			}
			spreadHeads(rows, first, end)
			for range 20 {
				order := random.Perm(len(rows[first]))
				if at := slices.Index(order, 0); rows[first][0] == "" {
					order[0], order[at] = order[at], order[0] // names without a head stand in the first column
				}
				moved := slices.Clone(rows[:first])
				for _, row := range rows[first:] {
					other := make([]string, len(row))
					for to, from := range order {
						other[to] = row[from]
					}
					moved = append(moved, other)
				}
				if got := read(moved); !slices.Equal(got, want) {
					t.Fatalf("columns in the order %v give\n%s\nnot\n%s", order, strings.Join(got, "\n"), strings.Join(want, "\n"))
				}
			}
		})
	}
}

// TestLayoutOfWorkbook reads two sheets of a workbook, the year of each in its name, with merged titles and heads.
func TestLayoutOfWorkbook(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for i, year := range []string{"2019年", "2020年"} {
		if _, err := f.NewSheet(year); err != nil {
			t.Fatal(err)
		}
		for _, cell := range []struct {
			name  string
			value any
		}{
			{"A1", "示例区主要农作物播种面积和产量"}, {"A2", "单位：吨"}, {"A3", "作物"}, {"B3", "本年"}, {"B4", "播种面积（亩）"}, {"C4", "总产量"},
			{"A5", "豆类"}, {"B5", 67000 + 100*i}, {"C5", 9480}, {"A6", "大豆"}, {"B6", 61000 + 100*i}, {"C6", 8720}, {"A7", "绿豆"}, {"B7", 6000}, {"C7", 760},
		} {
			if err := f.SetCellValue(year, cell.name, cell.value); err != nil {
				t.Fatal(err)
			}
		}
		for _, merged := range [][2]string{{"A1", "C1"}, {"A3", "A4"}, {"B3", "C3"}} {
			if err := f.MergeCell(year, merged[0], merged[1]); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	content, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	ws, problems, err := LoadFS(fstest.MapFS{configFile: {Data: config(t)}, "activity/crops.xlsx": {Data: content.Bytes()}}, vocabulary(t))
	if err != nil || problems.Failed() {
		t.Fatalf("%v\n%s", err, said(problems))
	}
	const want = `activity/crops.xlsx!2019年!B6 2019 3.C||大豆||crop_area 61000 mu [农业统计年报; 区统计局; ] 
activity/crops.xlsx!2019年!C6 2019 3.C||大豆||output 8720 t [农业统计年报; 区统计局; ] 
activity/crops.xlsx!2019年!B7 2019 3.C||其它豆类||crop_area 6000 mu [农业统计年报; 区统计局; ] 
activity/crops.xlsx!2019年!C7 2019 3.C||其它豆类||output 760 t [农业统计年报; 区统计局; ] 
activity/crops.xlsx!2020年!B6 2020 3.C||大豆||crop_area 61100 mu [农业统计年报; 区统计局; ] 
activity/crops.xlsx!2020年!C6 2020 3.C||大豆||output 8720 t [农业统计年报; 区统计局; ] 
activity/crops.xlsx!2020年!B7 2020 3.C||其它豆类||crop_area 6000 mu [农业统计年报; 区统计局; ] 
activity/crops.xlsx!2020年!C7 2020 3.C||其它豆类||output 760 t [农业统计年报; 区统计局; ] 
`
	if got := figuresOf(ws); got != want {
		t.Errorf("figures\n%s", got)
	}
}

// FuzzLayout reads any table by any mapping file: it never panics, says the same each time, and every figure has its cell.
func FuzzLayout(f *testing.F) {
	voc, toml := vocabulary(f), config(f)
	for _, file := range voc.Layouts {
		name := strings.TrimSuffix(filepath.Base(file.File), ".toml")
		tables, err := filepath.Glob(filepath.Join(layoutFolder, name, "activity", "*.csv"))
		if err != nil || len(tables) == 0 {
			f.Fatalf("no table for %s: %v", file.File, err)
		}
		content, err := os.ReadFile(tables[0])
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(content), file.Text)
		f.Add(string(content), "")
	}
	f.Fuzz(func(t *testing.T, grid, mapping string) {
		read := func() (*Workspace, inventory.Problems) {
			ws, problems, err := LoadFS(fstest.MapFS{configFile: {Data: toml}, "activity/t.csv": {Data: []byte(grid)}, "mapping/m.toml": {Data: []byte(mapping)}}, voc)
			if err != nil {
				t.Fatal(err)
			}
			return ws, problems
		}
		ws, problems := read()
		again, same := read()
		if got, want := said(same)+figuresOf(again), said(problems)+figuresOf(ws); got != want {
			t.Errorf("read again it says\n%s\nnot\n%s", got, want)
		}
		for _, a := range ws.Activity {
			if cell := a.Place.Cell("value"); a.Category == nil || a.Number && cell.Row == 0 || a.Year < firstYear || a.Year > lastYear {
				t.Errorf("%s: %v", cell, a)
			}
		}
		for _, i := range ws.Indicators {
			if i.Name == "" || i.Unit == "" || i.Place.Cell("value").Col == 0 {
				t.Errorf("%v", i)
			}
		}
	})
}
