package report

import (
	"fmt"
	"io"

	"ghg/inventory"
)

// candidates prints what else could have been taken for an input, and why it was not. The row that was taken needs no
// line where it was the only one.
func (x *Explainer) candidates(w io.Writer, p *inventory.Parameter) {
	if p.Candidates == nil {
		return
	}
	all := p.Candidates()
	if len(all.List) < 2 {
		return
	}
	fmt.Fprintf(w, "      %s\n", x.say("候选", "candidates"))
	for _, c := range all.List {
		fmt.Fprintf(w, "        %s = %s  %s  %s\n", c.Key, c.Figure, c.Status, x.verdict(c))
	}
	if all.More > 0 {
		fmt.Fprintf(w, "        %s\n", x.say(fmt.Sprintf("另有 %d 行", all.More), fmt.Sprintf("%d more", all.More)))
	}
}

// verdict says that a candidate was taken, or why it was not.
func (x *Explainer) verdict(c inventory.Candidate) string {
	if c.Lost == (inventory.Text{}) {
		return x.say("→ 选用", "→ taken")
	}
	return "— " + c.Lost.In(x.Lang)
}
