// Package review holds the review of a district's inventory: the findings that reviewers raise against figures, and the signed
// steps by which the figures of a year go from draft to approved. Everything stands in files under review/ of the workspace.
// review/findings.csv is a table to which rows are only appended; each step is a note of its own, signed by the person who took
// it, that names the figures by their digest and the step before it by its hash. Who may take which step is told by the keys
// of inventory.toml: submitted by a compiler, reviewed by a reviewer, approved by an approver, three different persons; each step lists
// the keys of its day. review/index.txt, written with every change, lists all steps and rows that the program has written, so that what is gone
// is missed; it is unsigned. A finding is closed while its figure is none of those with which people found fault, or while it is the
// one for which a reviewer signed a reason.
package review

import (
	"ghg/inventory"
	"ghg/inventory/workspace"
)

// State is how far the figures of a year have come.
type State uint8

// The states, in their order. A step to Draft opens a new version.
const (
	Draft State = iota
	Submitted
	Reviewed
	Approved
	Sealed // approved, and in a final seal since
)

var states = [...]struct {
	name  string
	title inventory.Text
	does  inventory.Text // what he did who brought the figures here
	role  string         // of him who may; "" for all
}{
	{"draft", inventory.Text{ZH: "草稿", EN: "draft"}, inventory.Text{ZH: "开启", EN: "opened"}, ""},
	{"submitted", inventory.Text{ZH: "已提交", EN: "submitted"}, inventory.Text{ZH: "提交", EN: "submitted"}, workspace.Compiler},
	{"reviewed", inventory.Text{ZH: "已审核", EN: "reviewed"}, inventory.Text{ZH: "审核", EN: "reviewed"}, workspace.Reviewer},
	{"approved", inventory.Text{ZH: "已批准", EN: "approved"}, inventory.Text{ZH: "批准", EN: "approved"}, workspace.Approver},
	{"sealed", inventory.Text{ZH: "已封存", EN: "sealed"}, inventory.Text{ZH: "封存", EN: "sealed"}, ""},
}

var roleTitles = map[string]inventory.Text{
	workspace.Compiler: {ZH: "编制人", EN: "compiler"}, workspace.Reviewer: {ZH: "审核人", EN: "reviewer"}, workspace.Approver: {ZH: "批准人", EN: "approver"},
}

// String is the word by which files know the state.
func (s State) String() string { return states[s].name }

// Title is the state in words.
func (s State) Title() inventory.Text { return states[s].title }

// stateOf is the state that a step names; no step is to Sealed.
func stateOf(name string) (State, bool) {
	for s := Draft; s < Sealed; s++ {
		if states[s].name == name {
			return s, true
		}
	}
	return 0, false
}

// refuse makes an error of what stands in a file of the user's.
func refuse(at inventory.Source, code string, message, hint inventory.Text) inventory.Problem {
	return inventory.Problem{Source: at, Code: code, Severity: inventory.Error, Message: message, Hint: hint}
}
