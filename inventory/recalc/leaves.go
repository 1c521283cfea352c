package recalc

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// matching is which input of the new tree stands in the place of which of the old one, by their keys.
type matching struct {
	old, new         []*inventory.Parameter // by the order of first use
	toNew, toOld     map[string]*inventory.Parameter
	alike            bool // the trees are one equation, each input in the place of its match
	oldYear, newYear int
}

// match finds what belongs together. Between two years an equation of one form is read place by place; else an input is that of its
// key, then of its variable, then what is left goes by what it is, where both sides have as many of it.
func match(a, b expr.Node, years Pair) *matching {
	m := &matching{old: parameters(a), new: parameters(b), toNew: map[string]*inventory.Parameter{}, toOld: map[string]*inventory.Parameter{}, oldYear: years.Old, newYear: years.New}
	if years.Old != years.New && m.byPlace(a, b) {
		m.alike = true
		return m
	}
	kinds := func(p *inventory.Parameter) string { return fmt.Sprint(ofDistrict(p), "|", p.Name, "|") }
	for _, name := range []func(*inventory.Parameter, int) string{
		func(p *inventory.Parameter, _ int) string { return p.Key() },
		func(p *inventory.Parameter, _ int) string { return p.Variable.ID },
		yearless,
		func(p *inventory.Parameter, _ int) string { return kinds(p) + p.Item + "|" + p.Gas + "|" + p.Category },
		func(p *inventory.Parameter, _ int) string { return kinds(p) + p.Item + "|" + p.Gas },
		func(p *inventory.Parameter, _ int) string { return kinds(p) },
		func(p *inventory.Parameter, _ int) string { return p.Name },
	} {
		m.by(name)
	}
	m.alike = expr.Alike(a, b, func(x, y expr.Leaf) bool {
		with := m.toNew[x.Key()]
		return with != nil && with.Key() == y.Key()
	})
	return m
}

func parameters(tree expr.Node) []*inventory.Parameter {
	var out []*inventory.Parameter
	for _, leaf := range tree.Leaves() {
		out = append(out, inventory.ParameterOf(leaf))
	}
	return out
}

// yearless is what an input is of: its variable, with the line's own year told apart from others.
func yearless(p *inventory.Parameter, year int) string { return withoutYear(p.Variable.ID, year) }

func withoutYear(id string, year int) string {
	parts := strings.Split(id, "|")
	for i, part := range parts {
		if part == strconv.Itoa(year) {
			parts[i] = "year"
		}
	}
	return strings.Join(parts, "|")
}

// byPlace matches place by place; false, and nothing is matched, if the trees are not of one form.
func (m *matching) byPlace(a, b expr.Node) bool {
	toNew, toOld := map[string]*inventory.Parameter{}, map[string]*inventory.Parameter{}
	alike := expr.Alike(a, b, func(x, y expr.Leaf) bool {
		p, q := inventory.ParameterOf(x), inventory.ParameterOf(y)
		with, of := toNew[x.Key()], toOld[y.Key()]
		if with == nil && of == nil && ofDistrict(p) == ofDistrict(q) && exchangeable(p, q) {
			toNew[x.Key()], toOld[y.Key()] = q, p
			return true
		}
		return with != nil && of != nil && with.Key() == y.Key() && of.Key() == x.Key()
	})
	if alike {
		m.toNew, m.toOld = toNew, toOld
	}
	return alike
}

// exchangeable tells whether one input can be put in the place of the other.
func exchangeable(p, q *inventory.Parameter) bool {
	return p.In.SameDimension(q.In)
}

// ofDistrict tells whether an input is a figure of the district and no factor of a set.
func ofDistrict(p *inventory.Parameter) bool { return p.Set == "" }

// by matches what is left where both sides have as many inputs of a name.
func (m *matching) by(name func(p *inventory.Parameter, year int) string) {
	group := func(list []*inventory.Parameter, done map[string]*inventory.Parameter, year int) map[string][]*inventory.Parameter {
		out := map[string][]*inventory.Parameter{}
		for _, p := range list {
			if done[p.Key()] == nil {
				out[name(p, year)] = append(out[name(p, year)], p)
			}
		}
		return out
	}
	of := group(m.new, m.toOld, m.newYear)
	was := group(m.old, m.toNew, m.oldYear)
	for key, olds := range was {
		news := of[key]
		if len(olds) != len(news) {
			continue
		}
		for i, p := range olds {
			if exchangeable(p, news[i]) {
				m.toNew[p.Key()], m.toOld[news[i].Key()] = news[i], p
			}
		}
	}
}

// valueIn is the value of an input in the unit of the one in whose place it is put.
func valueIn(p *inventory.Parameter, unit quantity.Unit) (decimal.Decimal, error) {
	return quantity.Convert(p.Amount, p.In, unit)
}

// same tells whether two inputs are one figure.
func same(p, q *inventory.Parameter) bool {
	if p.In == q.In {
		return p.Amount.Equal(q.Amount)
	}
	there, err := valueIn(q, p.In)
	back, fault := valueIn(p, q.In)
	return err == nil && fault == nil && (there.Equal(p.Amount) || back.Equal(q.Amount))
}

// put is an input with the value of another in its place.
type put struct {
	*inventory.Parameter
	value decimal.Decimal
}

// Value is that of the other, in the unit of the place.
func (p put) Value() decimal.Decimal { return p.value }
