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
	Row    *inventory.Activity // the activity, at the direct N2O of soils
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

// Find is the row of the parameter among those of the activity; nil if there is none.
func (b *FlowBalance) Find(parameter string) *inventory.Activity {
	return firstOf(b.by.group, parameter)
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
var strawOf = map[string]string{"cn.residues": "3.C/straw.cn/straw", "residues.2006": "3.C/straw.2006/straw", "residues.2019": "3.C/straw.2019/straw",
	"residues.flooded.2006": "3.C/straw.2006/straw", "residues.flooded.2019": "3.C/straw.2019/straw"}

// burnedDung ends the variant of the balance of manure that is burned for fuel.
const burnedDung = ".burned"

// flowBalances makes the balances of nitrogen that go with the direct N2O of soils, and those of the straw of every crop.
func (r *run) flowBalances(lines []*inventory.Estimate) (nitrogen, straw []*FlowBalance) {
	soils := r.Vocabulary.Categories.Must(codeSoils)
	type balancing struct {
		g      group
		method string
	}
	var of []balancing
	for _, e := range lines {
		if e.Row.Category != soils || e.Method == nil || !e.Number {
			continue
		}
		g := group{e.Row}
		if b, ok := e.Source.(*binding); ok {
			g = b.group
		}
		variant := variantOf(e.Method)
		if slices.Contains(r.Vocabulary.Details.Each(e.Row.Detail), r.Vocabulary.Details.Canonical(urineInField)) {
			variant += burnedDung
		}
		of = append(of, balancing{g, codeSoils + "/balance." + variant + "/nitrogen"})
	}
	between := len(of)
	for _, g := range r.sown {
		for _, m := range r.methodsOf(g) {
			of = append(of, balancing{g, strawOf[variantOf(m)]})
		}
	}
	const together = 512
	made := make([]*FlowBalance, len(of))
	inParallel((len(of)+together-1)/together, func(i int) {
		known := map[balanceOf]*served{}
		for at := i * together; at < min(len(of), (i+1)*together); at++ {
			made[at] = r.flowBalance(known, of[at].g, of[at].method)
		}
	})
	for at, b := range made {
		switch {
		case b == nil:
		case at < between:
			nitrogen = append(nitrogen, b)
		default:
			straw = append(straw, b)
		}
	}
	return nitrogen, straw
}

// variantOf is the variant of a method of the direct N2O of soils.
func variantOf(m *inventory.Method) string {
	return strings.TrimSuffix(strings.TrimPrefix(m.ID, codeSoils+"/"), "/N2O")
}

// balanceOf is what decides how a balance is made: its method and the kind of the activity.
type balanceOf struct {
	method string
	kind   kind
}

// flowBalance makes one balance of the activity; nil if there is none of the method, or a factor is missing, of which a line of the
// inventory tells.
func (r *run) flowBalance(known map[balanceOf]*served, g group, id string) *FlowBalance {
	method, ok := r.Method(id)
	if !ok {
		return nil
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
	out := &FlowBalance{Row: g[0], Method: method, by: &binding{s, g}}
	for _, state := range expr.States(out.Tree()) {
		value, err := expr.Decimal(state)
		if err != nil {
			return nil
		}
		out.Flows = append(out.Flows, Flow{state.Name(), value})
	}
	return out
}
