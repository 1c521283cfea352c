package engine

import (
	"io/fs"
	"sync"

	"ghg/inventory"
	"ghg/inventory/workspace"
	"ghg/seeds"
)

// shippedPlan is the district whose plan ships with the program, with the targets of its table 2-1.
const shippedPlan = "tongliang"

var planned = sync.OnceValues(func() (*workspace.Workspace, error) {
	voc, err := inventory.LoadVocabulary(seeds.FS)
	if err != nil {
		return nil, err
	}
	files, err := fs.Sub(seeds.FS, shippedPlan)
	if err != nil {
		return nil, err
	}
	ws, _, err := workspace.LoadFS(files, voc)
	return ws, err
})

// PlanTargets are the targets of the shipped plan for the district of the code; none if the program ships no plan of it.
func PlanTargets(code string) []inventory.Target {
	ws, err := planned()
	if err != nil || ws.Config.Region.Code != code {
		return nil
	}
	return ws.Targets
}
