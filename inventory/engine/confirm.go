package engine

import (
	"slices"

	"github.com/shopspring/decimal"

	"ghg/factors"
	"ghg/inventory"
	"ghg/inventory/workspace"
)

// confirmations is the file of a workspace's confirmations.
const confirmations = "factors/confirmations.csv"

// Confirming is a confirmation that is about to be written, and what it changes.
type Confirming struct {
	Line          factors.Confirmation
	Content       []byte       // the whole of factors/confirmations.csv with the new line
	Before, After *factors.Row // the row
	Shares        []Share      // of each year; nil if the workspace does not compile
	Errors        int          // why it does not: errors of the workspace
}

// Share is the share of a year's emissions that rests on unconfirmed factors, before and after.
type Share struct {
	Year          int
	Before, After decimal.Decimal
}

// Confirm works out what a confirmation changes, and changes nothing itself. The problems are those of the line, or of
// the lines before it. Other faults of the workspace, of which so many are known, stop no confirmation.
func (e *Engine) Confirm(ws *workspace.Workspace, faults int, line factors.Confirmation) (*Confirming, inventory.Problems) {
	out := &Confirming{Line: line}
	var content []byte
	for _, file := range ws.Confirmations {
		content = file.Content
	}
	var problems inventory.Problems
	if out.Content, problems = factors.Confirmed(confirmations, content, line); problems.Failed() {
		return nil, problems
	}
	after := *ws
	after.Confirmations = []workspace.Text{{Name: confirmations, Content: out.Content}}
	before, _ := e.Factors(ws)
	table, found := e.Factors(&after)
	problems = slices.DeleteFunc(found, func(p inventory.Problem) bool { return p.Source.File != confirmations })
	if problems.Failed() {
		return nil, problems
	}
	out.Before, _ = before.Row(line.Key)
	out.After, _ = table.Row(line.Key)
	if out.Errors = faults; faults == 0 {
		out.shares(e, ws, &after)
	}
	return out, problems
}

// shares compiles the workspace without and with the line.
func (c *Confirming) shares(e *Engine, ws, with *workspace.Workspace) {
	before, after := e.Compile(ws, nil), e.Compile(with, nil)
	c.Errors = Errors(after.Problems)
	if before.Inventory == nil || after.Inventory == nil {
		return
	}
	for _, year := range after.Inventory.Years {
		was, ok := before.Inventory.UnconfirmedShare(year)
		is, _ := after.Inventory.UnconfirmedShare(year)
		if ok {
			c.Shares = append(c.Shares, Share{year, was, is})
		}
	}
}

// Errors counts the errors among problems.
func Errors(problems inventory.Problems) int {
	n := 0
	for _, p := range problems {
		if p.Severity >= inventory.Error {
			n++
		}
	}
	return n
}

// Confirmed lists the confirmations of a workspace.
func (e *Engine) Confirmed(ws *workspace.Workspace) []factors.Confirmation {
	var out []factors.Confirmation
	for _, file := range ws.Confirmations {
		lines, _ := factors.Confirmations(file.Name, file.Content)
		out = append(out, lines...)
	}
	return out
}
