package workspace

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"ghg/inventory/golden"
	"ghg/seeds"
)

const layoutFolder = "../../testdata/layouts"

// TestLayouts reads every case of testdata/layouts, tables in the layouts of other departments, and compares every figure that comes
// of them, with its cell, and everything that is said.
func TestLayouts(t *testing.T) {
	voc := vocabulary(t)
	cases, err := os.ReadDir(layoutFolder)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		t.Run(c.Name(), func(t *testing.T) {
			folder := filepath.Join(layoutFolder, c.Name())
			ws, problems, err := LoadFS(overlay(t, folder), voc)
			if err != nil {
				t.Fatal(err)
			}
			golden.Compare(t, filepath.Join(folder, expectedFile), said(problems)+figuresOf(ws))
		})
	}
}

// figuresOf lists every figure with the cell that it was read from, one a line.
func figuresOf(ws *Workspace) string {
	var b strings.Builder
	for _, a := range ws.Activity {
		fmt.Fprintf(&b, "%s %d %s|%s|%s|%s|%s %s %s [%s; %s; %s] %s\n", a.Place.Cell("value"), a.Year, a.Category.Code, a.Facility, a.ItemName(), a.Detail, a.Parameter, a.Value, a.Unit,
			a.Document, a.Department, a.Vintage, a.Note)
	}
	for _, i := range ws.Indicators {
		fmt.Fprintf(&b, "%s %d indicator %s %s %s [%s; %s; %s] %s\n", i.Place.Cell("value"), i.Year, i.Name, i.Value, i.Unit, i.Document, i.Department, i.Coverage, i.Note)
	}
	return b.String()
}

// uncommented are the keys of the example of a mapping file, which it holds behind a #, and the table that it shows.
func uncommented(t *testing.T) (mapping, sample string) {
	t.Helper()
	text, err := seeds.FS.ReadFile("templates/mapping/example.toml")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if row, ok := strings.CutPrefix(line, "##     "); ok {
			sample += row
		} else if key, ok := strings.CutPrefix(line, "#"); ok && !strings.HasPrefix(line, "##") {
			mapping += key
		}
	}
	return mapping, sample
}

// TestMappingExample reads the table of the example by the example, which must show every key that a mapping file may have.
func TestMappingExample(t *testing.T) {
	mapping, sample := uncommented(t)
	for section, keys := range mapLevels {
		for _, key := range keys {
			if !strings.Contains(mapping, "\n"+key.name+" =") && !strings.Contains(mapping, "["+key.name+"]") && !strings.Contains(mapping, key.name+" = ") {
				t.Errorf("the example does not show %s of [%s]", key.name, section)
			}
		}
	}
	ws, problems, err := LoadFS(fstest.MapFS{
		configFile:             {Data: config(t)},
		"mapping/example.toml": {Data: []byte(mapping)},
		"activity/towns.csv":   {Data: []byte(sample)},
	}, vocabulary(t))
	if err != nil {
		t.Fatal(err)
	}
	const want = `activity/towns.csv: INFO [layout-blank-less] 下列格空着，没有从所属的数里减去：消费量 其中：取暖
activity/towns.csv: INFO [layout-blank-less] blank, so that nothing was taken off for: 消费量 其中：取暖
activity/towns.csv: INFO [layout-columns-left-out] 按映射文件不读 1 列：备注
activity/towns.csv: INFO [layout-columns-left-out] 1 columns left out as the mapping file says: 备注
activity/towns.csv: INFO [layout-rows-left-out] 按映射文件不读 1 行：附：热力
activity/towns.csv: INFO [layout-rows-left-out] 1 rows left out as the mapping file says: 附：热力
`
	if got := said(problems); got != want {
		t.Errorf("said\n%s", got)
	}
	const figures = `activity/towns.csv:5:3 2020 1.A.4.b|甲镇|烟煤|| 90 t [乡镇能源调查 p. 3; 区统计局; final] 口径 coverage：乡镇；= 120 − 30 (activity/towns.csv:5:4)
activity/towns.csv:5:4 2020 1.A.4.b|甲镇|烟煤|取暖| 30 t [乡镇能源调查 p. 3; 区统计局; final] 口径 coverage：乡镇
activity/towns.csv:6:3 2020 1.A.4.b|甲镇|液化石油气|| 50 t [乡镇能源调查 p. 3; 区统计局; final] 口径 coverage：乡镇
activity/towns.csv:7:3 2020 1.A.4.b|乙镇|烟煤|| 60 t [乡镇能源调查 p. 3; 区统计局; final] 口径 coverage：乡镇；= 80 − 20 (activity/towns.csv:7:4)
activity/towns.csv:7:4 2020 1.A.4.b|乙镇|烟煤|取暖| 20 t [乡镇能源调查 p. 3; 区统计局; final] 口径 coverage：乡镇
`
	if got := figuresOf(ws); got != figures {
		t.Errorf("figures\n%s", got)
	}
}

func config(t testing.TB) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(badFolder, "base.toml"))
	if err != nil {
		t.Fatal(err)
	}
	return text
}
