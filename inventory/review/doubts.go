package review

import (
	"fmt"

	"ghg/inventory"
)

// Doubts says of findings that were written by hand what the inventory knows better: a figure that there is none of, and a value that the
// figure does not have while nobody has closed the finding.
func (r *Review) Doubts(inv *inventory.Inventory) (out inventory.Problems) {
	for _, f := range r.Findings {
		raised, change := f.Raised(), f.Change(inv)
		switch {
		case raised.Digest != "" || change.New == nil:
		case change.Unknown:
			p := known(f.Figure, inv)
			out.Add(refuse(raised.Place.Cell("category"), p.Code, p.Message, p.Hint))
		case change.Changed && f.Closed() == nil:
			p := refuse(raised.Place.Cell("value_t"), "finding-value",
				inventory.Text{ZH: fmt.Sprintf("%s 手写的数是 %s，清单现在是 %s：看不出是后来变了还是抄错了", f.ID, change.Old, change.New), EN: fmt.Sprintf("%s, written by hand, states %s; the inventory has %s: whether it changed or was copied wrongly cannot be told", f.ID, change.Old, change.New)},
				inventory.Text{ZH: "核实当时的数；review add 自动记下", EN: "find out what the figure was; review add writes it down by itself"})
			p.Severity = inventory.Warning
			out.Add(p)
		}
	}
	return out.Sorted()
}
