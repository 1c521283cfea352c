package workspace

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"ghg/inventory/golden"
)

const readingFolder = "testdata/readings"

// TestReadings reads the tables of testdata/readings, each by itself, and compares what is said and every figure that comes of it.
// A .toml of the same name is the mapping file of the case.
func TestReadings(t *testing.T) {
	voc := vocabulary(t)
	names, err := filepath.Glob(filepath.Join(readingFolder, "*.csv"))
	if err != nil || len(names) < 10 {
		t.Fatalf("%d tables, %v", len(names), err)
	}
	for _, name := range names {
		stem := strings.TrimSuffix(name, ".csv")
		t.Run(filepath.Base(stem), func(t *testing.T) {
			content, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files := fstest.MapFS{configFile: {Data: config(t)}, "activity/t.csv": {Data: content}}
			if mapping, err := os.ReadFile(stem + ".toml"); err == nil {
				files["mapping/m.toml"] = &fstest.MapFile{Data: mapping}
			}
			ws, problems, err := LoadFS(files, voc)
			if err != nil {
				t.Fatal(err)
			}
			golden.Compare(t, stem+".txt", said(problems)+figuresOf(ws)+balancesOf(ws))
		})
	}
}

// balancesOf lists every figure of the balances with its cell, one a line.
func balancesOf(ws *Workspace) string {
	var b strings.Builder
	for _, balance := range ws.Balances {
		for _, c := range balance.Columns {
			for _, line := range c.Lines {
				fmt.Fprintf(&b, "%s %d %s %s %s %s\n", line.Place.Cell("cell"), balance.Year, c.Name(), line.Title().ZH, line.Value, c.Unit)
			}
		}
	}
	return b.String()
}
