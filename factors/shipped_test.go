package factors

import (
	"bytes"
	"io/fs"
	"sync"
	"testing"

	"ghg/inventory"
	"ghg/seeds"
)

// vocabulary is that of the shipped tables, which the tests share.
var vocabulary = sync.OnceValues(func() (*inventory.Vocabulary, error) { return inventory.LoadVocabulary(seeds.FS) })

func voc(t testing.TB) *inventory.Vocabulary {
	t.Helper()
	v, err := vocabulary()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// shippedRows reads the shipped factor tables anew.
func shippedRows(t testing.TB) []*Row {
	t.Helper()
	names, err := fs.Glob(seeds.FS, "factors/*.csv")
	if err != nil || len(names) == 0 {
		t.Fatalf("no shipped factor tables: %v", err)
	}
	var out []*Row
	for _, name := range names {
		content, err := fs.ReadFile(seeds.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		rows, problems := Load("seeds/"+name, bytes.NewReader(content), voc(t), false)
		for _, p := range problems {
			t.Error(p.Format("en"))
		}
		out = append(out, rows...)
	}
	return out
}

// tableOf is the shipped table with the rows of one local table.
func tableOf(t testing.TB, local string) *Table {
	t.Helper()
	rows, problems := Load("factors/local.csv", bytes.NewReader([]byte(local)), voc(t), true)
	table, found := New(shippedRows(t), rows)
	for _, p := range append(problems, found...) {
		t.Error(p.Format("en"))
	}
	return table
}

const localHeader = "set,category,item,detail,technology,parameter,gas,value,unit,low,high,region,facility,year_from,year_to,source,status\n"

// ask is a query of a guide's default precedence for the district.
func ask(t testing.TB, guide, parameter, gas, category, item, unit string, year int, detail ...string) Query {
	t.Helper()
	v := voc(t)
	sets := v.Guides[guide].FactorSets
	switch parameter {
	case "ncv":
		sets = v.Guides[guide].NCVSets
	case "grid_average_ef":
		sets = append([]string{LocalSet, "CN-GRID"}, sets[1:]...)
	}
	return Query{Parameter: parameter, Gas: gas, Category: v.Categories.Must(category), Item: item, Detail: detail,
		Region: "Chongqing", Year: year, Sets: sets, Unit: unitOf(unit)}
}
