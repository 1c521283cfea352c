package engine

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// InputsOf are the inputs with which the line's equation was built, those of the materials of a works with them; nothing of a line
// that is no equation's. An input that is worked out of others is left out.
func InputsOf(e *inventory.Estimate) []expr.Leaf {
	switch of := e.Source.(type) {
	case *served:
		return (&binding{of, group{e.Row}}).Given()
	case *binding:
		out := of.Given()
		for _, m := range of.materials {
			out = append(out, m.Given()...)
		}
		return out
	}
	return nil
}
