package engine

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// FlowBalance is a balance of nitrogen or straw of one activity: what comes in, each way that it goes, and what remains. It is one
// tree with the flows as its states.
type FlowBalance struct {
	Line   *inventory.Estimate // of the direct N2O of the same nitrogen or straw
	Method *inventory.Method
	Tree   expr.Node
	Flows  []Flow // in the order in which they are taken off
}

// Flow is one flow of a balance, in the unit of its method.
type Flow struct {
	Name  string
	Node  expr.Node
	Value decimal.Decimal
}

// Value is that of the flow; zero and false if the balance has none of the name.
func (b *FlowBalance) Value(name string) (decimal.Decimal, bool) {
	at := slices.IndexFunc(b.Flows, func(f Flow) bool { return f.Name == name })
	if at < 0 {
		return decimal.Decimal{}, false
	}
	return b.Flows[at].Value, true
}

// strawOf names the straw balance that goes with a method of residues.
var strawOf = map[string]string{"cn.residues": "3.C/straw.cn/straw", "residues.2006": "3.C/straw.2006/straw", "residues.2019": "3.C/straw.2019/straw"}

// flowBalances makes the balances that go with the direct N2O of soils, of nitrogen and of straw.
func (r *run) flowBalances(lines []*inventory.Estimate) (nitrogen, straw []*FlowBalance) {
	soils := r.Vocabulary.Categories.Must(codeSoils)
	for _, e := range lines {
		if e.Row.Category != soils || e.Method == nil || !e.Number {
			continue
		}
		variant := strings.TrimSuffix(strings.TrimPrefix(e.Method.ID, codeSoils+"/"), "/N2O")
		if b := r.flowBalance(e, codeSoils+"/balance."+variant+"/nitrogen"); b != nil {
			nitrogen = append(nitrogen, b)
		}
		if id := strawOf[variant]; id != "" {
			if b := r.flowBalance(e, id); b != nil {
				straw = append(straw, b)
			}
		}
	}
	return nitrogen, straw
}

// flowBalance makes one balance of the activity of a line; nil if there is none of the method, or a factor is missing, of which a
// line of the inventory tells.
func (r *run) flowBalance(e *inventory.Estimate, id string) *FlowBalance {
	method, ok := r.Method(id)
	if !ok {
		return nil
	}
	var g group
	switch of := e.Source.(type) {
	case *binding:
		g = of.group
	default:
		g = group{e.Row}
	}
	a := &asking{run: r, method: method, group: g, findings: newFindings()}
	s := a.serve()
	if s.faults != nil {
		return nil
	}
	out := &FlowBalance{Line: e, Method: method, Tree: method.Tree(&binding{s, g})}
	for _, state := range expr.States(out.Tree) {
		value, err := expr.Decimal(state)
		if err != nil {
			return nil
		}
		out.Flows = append(out.Flows, Flow{state.Name(), state, value})
	}
	return out
}
