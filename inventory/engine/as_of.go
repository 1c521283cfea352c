package engine

import (
	"bytes"
	"fmt"
	"slices"

	"ghg/factors"
	"ghg/inventory"
	"ghg/inventory/workspace"
)

// asOf makes the table of the factors that were known on the day that the workspace names, with the confirmations that
// were dated by then. Activity and the decisions of records/ are taken as they stand: they are of this compilation, and
// only factors carry the day since which they are known.
func asOf(rows []*factors.Row, ws *workspace.Workspace) (*factors.Table, inventory.Problems) {
	known, later := factors.AsOf(rows, ws.AsOf)
	table, problems := factors.New(known)
	// what is wrong with the rows is told of all of them
	problems = slices.DeleteFunc(problems, func(p inventory.Problem) bool { return p.Code != factors.CodeSuperseded })
	unheeded := 0
	for _, file := range ws.Confirmations {
		factors.ConfirmAsOf(table, file.Name, bytes.NewReader(file.Content), ws.AsOf)
		lines, _ := factors.Confirmations(file.Name, file.Content)
		for _, line := range lines {
			if line.Date > ws.AsOf {
				unheeded++
			}
		}
	}
	problems.Add(inventory.Problem{
		Code: "factors-as-of", Severity: inventory.Info,
		Message: inventory.Text{
			ZH: fmt.Sprintf("按 %s 已知的因子编制：其后公布的 %d 行和其后的 %d 条确认不用", ws.AsOf, later, unheeded),
			EN: fmt.Sprintf("compiled with the factors known on %s: %d rows known later and %d confirmations of later days are not used", ws.AsOf, later, unheeded)},
	})
	return table, problems
}
