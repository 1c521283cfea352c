package bundle

import (
	"ghg/inventory"
	"ghg/inventory/check"
	"ghg/inventory/engine"
	"ghg/inventory/recalc"
	"ghg/inventory/report"
	"ghg/inventory/workspace"
)

// moved finds out what tables that are of no release move: the inventory with the program's own tables against that with those of the seal.
func (o *opened) moved(own *engine.Engine, tables *sealedTables, sealed *engine.Result) {
	if tables.known || tables.engine == own {
		return
	}
	inputs, err := folder(o.Parts, Inputs)
	if err != nil {
		return
	}
	ws, read, err := workspace.LoadFS(inputs, own.Vocabulary)
	if err != nil || read.Failed() {
		return // the program's own tables take these inputs for none: there is nothing to compare with
	}
	ws.AsOf = o.Manifest.AsOf
	plain := check.Whole(own, ws, o.Manifest.Years, read)
	if plain.Inventory == nil {
		return
	}
	var pairs []recalc.Pair
	for _, year := range o.Manifest.Years {
		pairs = append(pairs, recalc.Pair{Old: year, New: year})
	}
	side := func(zh string, r *engine.Result) report.RecalculationSide {
		return report.RecalculationSide{Name: zh, Inventory: r.Inventory, AsOf: o.Manifest.AsOf}
	}
	var b *recalc.Bridge
	if guarded(tables.engine, func() error {
		b = recalc.Compare(recalc.Side{Inventory: plain.Inventory, Rows: plain.Rows}, recalc.Side{Inventory: sealed.Inventory, Rows: sealed.Rows}, pairs, nil)
		return nil
	}) != nil {
		return
	}
	o.Moved = &report.Recalculation{Old: side("tables of the program", plain), New: side("tables of the seal", sealed), Bridge: b}
	for _, y := range b.Years {
		for _, boundary := range inventory.Boundaries {
			if r, ok := y.Row(boundary, inventory.ScopeTotal, inventory.AllGases); ok && !r.Difference().IsZero() {
				year := joined([]int{y.New}, "")
				o.Differences = append(o.Differences, report.Difference{Part: Tables, Row: year + " " + boundary.String() + " " + r.Scope, Column: "co2e_t", Sealed: r.New.String(), Recomputed: r.Old.String(),
					Cause: report.Cause{Kind: report.CauseTable, Of: "tables", Words: say("封存的表与本程序的表之差：%[1]s 年总量（%[2]s）变动 %[3]s t CO2e", "what the tables in the seal move against those of this program: the total of %[1]s (%[2]s) by %[3]s t CO2e", year, boundary, r.Difference())}})
			}
		}
	}
}
