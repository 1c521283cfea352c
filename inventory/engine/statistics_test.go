package engine

import (
	"fmt"
	"testing"

	"ghg/inventory"
)

// A figure of the whole district is one random variable, whether statistics or another part of the program reads its cell.
func TestOneCellIsOneVariable(t *testing.T) {
	e := newEngine(t)
	ws := loaded(t, e, map[string]string{"inventory.toml": fmt.Sprintf(settings, "2020", "CN-PROV-2011"), "indicators.csv": indicatorHead + "2020,常住人口,70,万人,,,全区,,x\n"})
	tree, ok := NewStatistics(e.Vocabulary, ws).Level("population").Tree(2020)
	if !ok {
		t.Fatal("the population of the whole district is not found")
	}
	leaf, _ := tree.Leaf()
	if want := indicatorLeaf(ws, &ws.Indicators[0]); leaf.Key() != want.Key() || inventory.ParameterOf(leaf).Variable != want.Variable {
		t.Errorf("%s, want %s", leaf.Key(), want.Key())
	}
}
