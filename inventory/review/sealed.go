package review

import (
	"path"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/workspace"
)

// SealedStep is the file of a step as a seal holds it.
type SealedStep struct {
	Text workspace.Text // under its path in the workspace
	Seal string         // the file of the seal
}

// AgainstSeals holds the folder against the steps that went into seals: what was sealed was there, so that a step that is gone or is another
// was taken away since, its index with it.
func (r *Review) AgainstSeals(steps []SealedStep) (problems inventory.Problems) {
	for _, s := range steps {
		name, sum := strings.TrimPrefix(s.Text.Name, folder), sumOf(s.Text.Content)
		named := noteName.FindStringSubmatch(s.Text.Name)
		if named == nil || slices.Contains(r.steps, listed{name, sum}) {
			continue
		}
		code, message := "step-gone", inventory.Text{ZH: "这一步的文件不在了：封存件 " + s.Seal + " 中有它", EN: "the file of the step is gone: the seal " + s.Seal + " holds it"}
		if slices.ContainsFunc(r.steps, func(l listed) bool { return l.name == name }) {
			code, message = "step-replaced", inventory.Text{ZH: "不是封存件 " + s.Seal + " 中的那个文件：改过或换过", EN: "it is not the file that the seal " + s.Seal + " holds: it was changed or put in its place"}
		}
		r.breaks(named[1])
		problems.Add(refuse(inventory.Source{File: s.Text.Name}, code, message,
			inventory.Text{ZH: "从封存件取回：" + path.Join("inputs", s.Text.Name), EN: "bring it back from the seal: " + path.Join("inputs", s.Text.Name)}))
	}
	return problems.Sorted()
}
