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

// sheetOf is a workbook of one sheet: its rows, nil cells blank, and its merged cells.
func sheetOf(t *testing.T, name string, rows [][]any, merged ...[2]string) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", name); err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		if err := f.SetSheetRow(name, fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	for _, m := range merged {
		if err := f.MergeCell(name, m[0], m[1]); err != nil {
			t.Fatal(err)
		}
	}
	content, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return content.Bytes()
}

// TestHeadsThatAreMerged reads a head over the columns that it is merged with, and asks of a blank cell that is not.
func TestHeadsThatAreMerged(t *testing.T) {
	stock := [][]any{{"示例区2020年畜禽存栏情况"}, {"种类", "单位", "2019年", nil, "代码"}, {nil, nil, "年末存栏", "出栏", nil}, {"水牛", "头", 10, 5, 1}}
	crops := [][]any{{"农作物播种面积和产量（2020年）"}, {"作物", "2020年", nil}, {nil, "播种面积（亩）", "总产量（吨）"}, {"玉米", 100, 40}}
	for _, c := range []struct {
		name    string
		content []byte
		want    string
	}{
		{"not merged", sheetOf(t, "S", stock, [2]string{"A2", "A3"}, [2]string{"B2", "B3"}),
			`activity/t.xlsx!S!D2: ERROR [layout-head-not-merged] “2019年”右边的格空着，没有与它合并，不知道归不归它
    提示：合并“2019年”所辖的各格，或在每一列写上表头
activity/t.xlsx!S!D2: ERROR [layout-head-not-merged] the blank cell right of "2019年" is not merged with it: it is not known whether it belongs to it
    hint: merge the cells that "2019年" heads, or write the head in every column
`},
		{"merged", sheetOf(t, "S", stock, [2]string{"A2", "A3"}, [2]string{"B2", "B3"}, [2]string{"C2", "D2"}),
			`activity/t.xlsx!S: INFO [layout-columns-left-out] 按映射文件不读 1 列：代码
activity/t.xlsx!S: INFO [layout-columns-left-out] 1 columns left out as the mapping file says: 代码
activity/t.xlsx!S!C4 2019 3.A||水牛||stock_year_end 10 head [畜牧业统计年报; 区畜牧业发展中心; ] 
activity/t.xlsx!S!D4 2019 3.A||水牛||slaughtered 5 head [畜牧业统计年报; 区畜牧业发展中心; ] 
`},
		{"a year alone over heads", sheetOf(t, "S", crops, [2]string{"A2", "A3"}, [2]string{"B2", "C2"}),
			`activity/t.xlsx!S!B4 2020 3.C||玉米||crop_area 100 mu [农业统计年报; 区统计局; ] 
activity/t.xlsx!S!C4 2020 3.C||玉米||output 40 t [农业统计年报; 区统计局; ] 
`},
		{"a sheet of another year", sheetOf(t, "2019年", crops, [2]string{"B2", "C2"}),
			`activity/t.xlsx!2019年: WARNING [sheet-of-another-year] 工作表名写的是 2019，表按 2020 年读入
    提示：核对这张表是哪一年的
activity/t.xlsx!2019年: WARNING [sheet-of-another-year] the sheet is named 2019, the table is read as of 2020
    hint: see of which year the table is
activity/t.xlsx!2019年!B4 2020 3.C||玉米||crop_area 100 mu [农业统计年报; 区统计局; ] 
activity/t.xlsx!2019年!C4 2020 3.C||玉米||output 40 t [农业统计年报; 区统计局; ] 
`},
	} {
		ws, problems, err := LoadFS(fstest.MapFS{configFile: {Data: config(t)}, "activity/t.xlsx": {Data: c.content}}, vocabulary(t))
		if err != nil {
			t.Fatal(err)
		}
		if got := said(problems) + figuresOf(ws); got != c.want {
			t.Errorf("%s:\n%s", c.name, got)
		}
	}
}
