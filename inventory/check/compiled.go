package check

import (
	"slices"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/workspace"
)

// Compiled is a compilation that was held against the rules. Figures is its inventory, which the result has no longer if
// the rules refuse it; nil if nothing could be compiled.
type Compiled struct {
	*engine.Result
	Figures *inventory.Inventory
}

// Compile compiles the workspace and holds the inventory against the rules, all or those chosen: one that breaks them is
// none. What reading and computing find cannot be suppressed; of the breaches of rules, those that a person answers for
// stop nothing. What reading and computing said is put through heard, unless that is nil.
func Compile(e *engine.Engine, ws *workspace.Workspace, years []int, heard func(inventory.Problems) inventory.Problems, only ...string) Compiled {
	result := e.Compile(ws, years)
	out := Compiled{result, result.Inventory}
	found := Run(ws, result, only...)
	if heard != nil {
		result.Problems = heard(result.Problems)
	}
	result.Problems = append(result.Problems, found...)
	if found.Failed() {
		result.Inventory = nil
	}
	return out
}

// Whole is Compile with all that was said, read what reading the workspace said, in order and each with what it is about.
func Whole(e *engine.Engine, ws *workspace.Workspace, years []int, read inventory.Problems) *engine.Result {
	result := Compile(e, ws, years, nil).Result
	result.Problems = slices.Concat(read, result.Problems)
	Locate(ws, result, result.Problems)
	result.Problems = result.Problems.Sorted()
	return result
}
