package bundle

import (
	"testing"

	"ghg/inventory/engine"
	"ghg/inventory/recalc"
	"ghg/inventory/workspace"
)

// What is unsealed computes to what was sealed: the bridge between the two is of nothing. What another version of the program printed
// is read as it stands.
func TestUnsealed(t *testing.T) {
	dir := copyOf(t, "combustion")
	content := sealedIn(t, dir).Content
	unsealed, problems := Unseal("seal.zip", content, newEngine(t))
	if problems.Failed() {
		t.Fatal(problems)
	}
	ws, read, err := workspace.LoadFS(unsealed.Inputs, unsealed.Engine.Vocabulary)
	if err != nil {
		t.Fatal(err)
	}
	again, err := unsealed.Compile(ws, unsealed.Manifest.Years, read)
	if err != nil || again.Inventory == nil {
		t.Fatal(err, again.Problems)
	}
	if unsealed.Printed() != nil {
		t.Error("figures of this version are told apart")
	}
	unsealed.Manifest.Engine = engine.Version - 1
	printed := unsealed.Printed()
	numbers := 0
	for _, e := range again.Inventory.Estimates {
		if e.Number {
			numbers++
		}
	}
	if len(printed) != numbers || numbers == 0 {
		t.Errorf("%d printed lines of %d", len(printed), numbers)
	}
	year := again.Inventory.Years[0]
	side := recalc.Side{Inventory: again.Inventory}
	bridge := recalc.Compare(recalc.Side{Inventory: again.Inventory, Printed: printed}, side, []recalc.Pair{{Old: year, New: year}}, nil)
	for _, r := range bridge.Years[0].Rows {
		if !r.Difference().IsZero() {
			t.Errorf("%s %s differs by %s", r.Scope, r.Gas, r.Difference())
		}
	}
	if len(bridge.Years[0].Causes) > 0 {
		t.Errorf("causes of nothing: %v", bridge.Years[0].Causes[0])
	}
	content[len(content)/2] ^= 1
	if _, problems := Unseal("seal.zip", content, newEngine(t)); !problems.Failed() {
		t.Error("a changed seal is opened")
	}
}
