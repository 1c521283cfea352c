package engine

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// FlowBalance is a balance of nitrogen or straw of one activity: what comes in, each way that it goes, and what remains. It is one
// tree with the flows as its states, built anew when it is asked for.
type FlowBalance struct {
	Line   *inventory.Estimate // of the direct N2O of the same nitrogen or straw
	Method *inventory.Method
	Flows  []Flow // in the order in which they are taken off
	by     *binding
}

// Flow is one flow of a balance, in the unit of its method.
type Flow struct {
	Name  string
	Value decimal.Decimal
}

// Tree is the balance, whose states are its flows.
func (b *FlowBalance) Tree() expr.Node { return b.Method.Tree(b.by) }

// Value is that of the flow; zero and false if the balance has none of the name.
func (b *FlowBalance) Value(name string) (decimal.Decimal, bool) {
	at := slices.IndexFunc(b.Flows, func(f Flow) bool { return f.Name == name })
	if at < 0 {
		return decimal.Decimal{}, false
	}
	return b.Flows[at].Value, true
}

// strawOf names the straw balance that goes with a method of residues.
var strawOf = map[string]string{"cn.residues": "3.C/straw.cn/straw", "residues.2006": "3.C/straw.2006/straw", "residues.2019": "3.C/straw.2019/straw",
	"residues.flooded.2006": "3.C/straw.2006/straw", "residues.flooded.2019": "3.C/straw.2019/straw"}

// flowBalances makes the balances that go with the direct N2O of soils, of nitrogen and of straw.
func (r *run) flowBalances(lines []*inventory.Estimate) (nitrogen, straw []*FlowBalance) {
	soils := r.Vocabulary.Categories.Must(codeSoils)
	var of []*inventory.Estimate
	for _, e := range lines {
		if e.Row.Category == soils && e.Method != nil && e.Number {
			of = append(of, e)
		}
	}
	type made struct{ nitrogen, straw []*FlowBalance }
	const together = 512
	parts := make([]made, (len(of)+together-1)/together)
	inParallel(len(parts), func(i int) {
		known := map[balanceOf]*served{}
		for _, e := range of[i*together : min(len(of), (i+1)*together)] {
			variant := strings.TrimSuffix(strings.TrimPrefix(e.Method.ID, codeSoils+"/"), "/N2O")
			if b := r.flowBalance(known, e, codeSoils+"/balance."+variant+"/nitrogen"); b != nil {
				parts[i].nitrogen = append(parts[i].nitrogen, b)
			}
			if b := r.flowBalance(known, e, strawOf[variant]); b != nil {
				parts[i].straw = append(parts[i].straw, b)
			}
		}
	})
	for _, part := range parts {
		nitrogen, straw = append(nitrogen, part.nitrogen...), append(straw, part.straw...)
	}
	return nitrogen, straw
}

// balanceOf is what decides how a balance is made: its method and the kind of the activity.
type balanceOf struct {
	method string
	kind   kind
}

// flowBalance makes one balance of the activity of a line; nil if there is none of the method, or a factor is missing, of which a
// line of the inventory tells.
func (r *run) flowBalance(known map[balanceOf]*served, e *inventory.Estimate, id string) *FlowBalance {
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
	key := balanceOf{id, r.kindOf(g)}
	s := known[key]
	if s == nil {
		s = (&asking{run: r, method: method, group: g, findings: newFindings()}).serve()
		known[key] = s
	}
	if s.faults != nil {
		return nil
	}
	out := &FlowBalance{Line: e, Method: method, by: &binding{s, g}}
	for _, state := range expr.States(out.Tree()) {
		value, err := expr.Decimal(state)
		if err != nil {
			return nil
		}
		out.Flows = append(out.Flows, Flow{state.Name(), value})
	}
	return out
}
