package review_test

import (
	"os"
	"path/filepath"
	"testing"

	"ghg/inventory/check"
	"ghg/inventory/review"
	"ghg/inventory/workspace"
)

// The figures of a year do not depend on which years are compiled with it: what is signed of one year alone holds when all are compiled.
func TestDigestsOfOneYearAndOfAll(t *testing.T) {
	e, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	const folder = "../../testdata/inventories"
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	years := 0
	for _, entry := range entries {
		at := filepath.Join(folder, entry.Name())
		if entry.Name() == "tongliang" { // the golden files of the example
			at = "../../seeds/tongliang"
		}
		ws, problems, err := workspace.Load(at, e.Vocabulary, nil)
		if err != nil || problems.Failed() {
			t.Fatal(entry.Name(), err, told(problems))
		}
		all := check.Compile(e, ws, nil, nil).Figures
		if all == nil {
			t.Fatal(entry.Name(), "does not compile")
		}
		whole := review.FiguresOf(all)
		for _, year := range all.Years {
			one := check.Compile(e, ws, []int{year}, nil).Figures
			if one == nil {
				t.Fatalf("%s %d does not compile alone", entry.Name(), year)
			}
			alone := review.FiguresOf(one)[year]
			if alone.Digest() != whole[year].Digest() {
				first, n := review.Differences(whole[year], alone)
				t.Errorf("%s %d: compiled alone %d rows differ: %+v", entry.Name(), year, n, first)
			}
			years++
		}
	}
	if years < 10 {
		t.Errorf("only %d years were compared", years)
	}
}

// BenchmarkFigures prints and hashes the figures of the example district.
func BenchmarkFigures(b *testing.B) {
	d := newDesk(b)
	ws, _, err := workspace.Load("../../testdata/inventories/district", d.engine.Vocabulary, nil)
	if err != nil {
		b.Fatal(err)
	}
	inv := check.Compile(d.engine, ws, nil, nil).Figures
	for b.Loop() {
		for _, f := range review.FiguresOf(inv) {
			f.Digest()
		}
	}
}
