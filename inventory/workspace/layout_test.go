package workspace

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ghg/inventory/golden"
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
