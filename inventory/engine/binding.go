package engine

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// binding gives a method's equation the leaves of one activity.
type binding struct {
	*served
	group group
}

// Activity returns the activity's figure.
func (b *binding) Activity(name string) expr.Node { return b.leaf(name) }

// Factor returns the factor's value: the one the activity gives, else that of the row the tables answer with.
func (b *binding) Factor(name string) expr.Node { return b.leaf(name) }

// Has tells whether the activity gives an optional input, or a material of its works does.
func (b *binding) Has(name string) bool {
	at := slices.IndexFunc(b.method.Inputs, func(in inventory.Input) bool { return in.Name == name })
	return at >= 0 && !b.inputs[at].absent || slices.ContainsFunc(b.materials, func(m *binding) bool { return m.Has(name) })
}

// Series is the figures of the activity in its year and before, as far back as rows go.
func (b *binding) Series(name string) []inventory.Dated {
	for i := range b.method.Inputs {
		declared := &b.method.Inputs[i]
		if declared.Name != name || b.inputs[i].row < 0 {
			continue
		}
		row := b.group[b.inputs[i].row]
		var out []inventory.Dated
		for _, past := range b.run.series[seriesOf(row)] {
			if past.Year < row.Year {
				out = append(out, inventory.Dated{Year: past.Year, Node: b.figure(past, declared)})
			}
		}
		return append(out, inventory.Dated{Year: row.Year, Node: b.figure(row, declared)})
	}
	return nil
}

// carriedOf tells states of recurrences apart: by the series, the method, its factors and what else goes into them.
type carriedOf struct {
	series
	method  *inventory.Method
	name    string
	factors string
}

// carried keeps what recurrences have made of a series; the lock is held while it is made.
type carried struct {
	once   sync.Once
	states map[int]expr.Node
}

// Carried is made once for all years of the activity that have the same factors.
func (b *binding) Carried(name, by string, states func([]inventory.Dated) map[int]expr.Node) map[int]expr.Node {
	for i := range b.method.Inputs {
		declared := &b.method.Inputs[i]
		if declared.Name != name || b.inputs[i].row < 0 {
			continue
		}
		of := seriesOf(b.group[b.inputs[i].row])
		known, _ := b.run.carried.LoadOrStore(carriedOf{of, b.method, name, by + b.factorKeys()}, &carried{})
		kept := known.(*carried)
		kept.once.Do(func() {
			var all []inventory.Dated
			for _, row := range b.run.series[of] {
				all = append(all, inventory.Dated{Year: row.Year, Node: b.figure(row, declared)})
			}
			kept.states = states(all)
		})
		return kept.states
	}
	return nil
}

// factorKeys names the factors of the activity.
func (b *binding) factorKeys() string {
	var out strings.Builder
	for i := range b.method.Inputs {
		if !b.method.Inputs[i].Factor || b.inputs[i].absent {
			continue
		}
		if leaf, ok := b.leaf(b.method.Inputs[i].Name).Leaf(); ok {
			out.WriteString("|" + leaf.Key())
		} else {
			fmt.Fprintf(&out, "|%p", b.served) // an expression of the year's own figures
		}
	}
	return out.String()
}

// Year is the year of the activity.
func (b *binding) Year() int { return b.group[0].Year }

// Item is the item of the activity.
func (b *binding) Item() string { return b.group[0].ItemName() }

// Detail is what else the activity says of it.
func (b *binding) Detail() string { return b.group[0].Detail }

// Sum adds up the terms of the materials that give the activity.
func (b *binding) Sum(name string, term func(inventory.Inputs) expr.Node) expr.Node {
	var terms []expr.Node
	for _, m := range b.materials {
		if m.Has(name) {
			terms = append(terms, term(m))
		}
	}
	return sumOfMaterials(b.method, name, terms)
}

func sumOfMaterials(m *inventory.Method, name string, terms []expr.Node) expr.Node {
	if len(terms) == 0 {
		return expr.Fail(fmt.Errorf("method %s: no material gives %s", m.ID, name))
	}
	return sumOf(terms)
}

// rows are those of the activity and, of a works, those of its materials.
func (b *binding) rows() group {
	if b.materials == nil {
		return b.group
	}
	out := slices.Clone(b.group)
	for _, m := range b.materials {
		out = append(out, m.group...)
	}
	return out
}

func (b *binding) leaf(name string) expr.Node {
	for i := range b.method.Inputs {
		if b.method.Inputs[i].Name != name {
			continue
		}
		if at := b.inputs[i].row; at >= 0 {
			return b.figure(b.group[at], &b.method.Inputs[i])
		}
		if by := b.inputs[i].by; by != nil {
			return expr.Label(b.method.Inputs[i].Symbol, by.method.Tree(&binding{by, b.group}))
		}
		return b.inputs[i].node
	}
	return undeclared(b.method, name)
}

func undeclared(m *inventory.Method, name string) expr.Node {
	return expr.Fail(fmt.Errorf("method %s uses %s and does not declare it", m.ID, name))
}

// figure is the row as it enters an equation.
func (b *binding) figure(row *inventory.Activity, declared *inventory.Input) expr.Node {
	return b.run.cell(row, declared)
}

// cell is the row as an input: its cell, or the expression by which it is derived from others.
func (r *run) cell(row *inventory.Activity, declared *inventory.Input) expr.Node {
	if derived, ok := r.derived[row]; ok {
		return derived.tree(declared)
	}
	return expr.Of(&inventory.Cell{Row: row, Input: declared, Region: r.region})
}

// Given are the inputs that the equation was built with, whether they stand in its tree or only decide its form; not those that
// it only lets stand beside it.
func (b *binding) Given() []expr.Leaf {
	var out []expr.Leaf
	for i := range b.method.Inputs {
		if b.inputs[i].absent || b.method.Inputs[i].ForChecks {
			continue
		}
		if leaf, ok := b.leaf(b.method.Inputs[i].Name).Leaf(); ok {
			out = append(out, leaf)
		}
	}
	return out
}

// Tree builds the tree of an estimate of the activity anew.
func (b *binding) Tree(e *inventory.Estimate) expr.Node {
	return expr.Label(labelOf(e), expr.Round34(b.method.Tree(b)))
}

// labelOf names the tree of an estimate.
func labelOf(e *inventory.Estimate) string {
	return strings.TrimSpace(e.Row.Category.Code + " " + e.Row.Subject() + " " + e.Gas)
}

// Tree builds the tree of an estimate that is of a single row.
func (s *served) Tree(e *inventory.Estimate) expr.Node {
	return (&binding{s, group{e.Row}}).Tree(e)
}

// remarks are those of the kind, and those of the figures of this activity.
func (b *binding) remarks() *inventory.Remarks {
	rows := b.rows()
	var own []inventory.Text
	for _, row := range rows {
		if note, ok := b.run.chosen[row]; ok {
			own = appendText(own, note)
		}
	}
	for _, row := range rows {
		if note, ok := b.run.filed[row]; ok {
			own = appendText(own, note)
		}
		for derived, ok := b.run.derived[row]; ok; derived, ok = b.run.derived[derived.from] {
			own = appendText(own, derived.note)
		}
	}
	for _, note := range b.splicedBefore() {
		own = appendText(own, note)
	}
	if own == nil {
		return b.served.remarks
	}
	if b.served.remarks != nil {
		for _, text := range b.served.remarks.Texts {
			own = appendText(own, text)
		}
	}
	return &inventory.Remarks{Texts: own}
}

// splicedBefore tells of the splices by which figures of earlier years follow that the equation takes, each once.
func (b *binding) splicedBefore() []inventory.Text {
	if len(b.run.spliced) == 0 {
		return nil
	}
	var out []inventory.Text
	for _, one := range append([]*binding{b}, b.materials...) {
		for i := range one.method.Inputs {
			at := one.inputs[i].row
			if !one.method.Inputs[i].Series || at < 0 {
				continue
			}
			for _, past := range b.run.series[seriesOf(one.group[at])] {
				for row := past; row != nil && past.Year < b.Year(); row = b.run.derived[row].from {
					if s := b.run.spliced[row]; s != nil {
						out = appendText(out, s.Note())
					}
				}
			}
		}
	}
	return out
}

func appendText(list []inventory.Text, text inventory.Text) []inventory.Text {
	if text == (inventory.Text{}) || slices.Contains(list, text) {
		return list
	}
	return append(list, text)
}
