package inventory

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory/expr"
	"ghg/inventory/quantity"
	"ghg/inventory/spelling"
)

// AnyGas is the gas of a method that serves whatever gas its activity names: a refrigerant, what a chamber is cleaned with.
const AnyGas = "any"

// The words that stand in the inputs of such a method for the gas it computes and for the formula of the one that is used.
const (
	gasWord  = "{gas}"
	usedWord = "{used}"
)

// OfGas is the method for one gas, used being the gas that the activity names: the same unless it is a by-product.
func (m *Method) OfGas(gas, used *Gas) *Method {
	out := *m
	out.named = true
	out.Gas, out.ID = gas.Name, strings.TrimSuffix(m.ID, AnyGas)+gas.Name
	out.Inputs = make([]Input, len(m.Inputs))
	for i, in := range m.Inputs {
		if in.GasUnit != "" {
			in.plain = in.Unit
			in.Unit = fmt.Sprintf(in.GasUnit, gas.Name)
		}
		in.Gas = strings.ReplaceAll(in.Gas, gasWord, gas.Name)
		if used != nil {
			in.Parameter = strings.ReplaceAll(in.Parameter, usedWord, used.Short())
			if in.OfUsed {
				in.Unit, in.Gas = in.Unit+" "+used.Name+";"+in.Unit, used.Name
			}
		}
		out.Inputs[i] = in
	}
	return &out
}

// Else is the factor as it is stated for the family, where none is stated for the gas.
func (in Input) Else() Input {
	in.Gas, in.ElseGas = in.ElseGas, ""
	if in.plain != "" {
		in.Unit = in.plain
	}
	return in
}

// NamesUsed tells whether the factor is one of the gas that is used, which its name in the tables holds.
func (in *Input) NamesUsed() bool { return strings.Contains(in.Parameter, usedWord) }

// Short is the gas as the names of parameters write it: CHF3, cC4F8.
func (g *Gas) Short() string {
	if g.Name == "HFC-125" {
		return "C2HF5"
	}
	return strings.ReplaceAll(g.Formula, "-", "")
}

// InBasket tells whether the gas counts in an inventory of greenhouse gases: those that the Montreal Protocol controls and
// hydrofluoroolefins are information only.
func (g *Gas) InBasket() bool {
	return !strings.Contains(g.Family, "Montreal") && g.Family != "HFO" && g.Family != precursor
}

// Controlled tells whether the Montreal Protocol controls the gas: CFCs and HCFCs.
func (g *Gas) Controlled() bool { return strings.Contains(g.Family, "Montreal") }

// Blend is a mixture of gases by mass.
type Blend struct {
	Name       string
	Components []Component
	At         Source // of the first component
}

var percentOfMass = quantity.MustUnit("%")

// Component is one gas of a blend. Gas is nil for one that the table of potentials does not hold, such as a hydrocarbon.
type Component struct {
	Name     string
	Gas      *Gas
	Percent  decimal.Decimal
	Document string
	Status   Status
	At       Source
}

// Share is the component's share as it enters an equation, with the cell that states it.
func (c *Component) Share(blend string) expr.Node {
	return expr.Of(&Parameter{Name: "blend_share", Mark: "w_" + c.Name, Row: blend + "|" + c.Name, Amount: c.Percent, In: percentOfMass, Document: c.Document, Status: c.Status, Origin: c.At,
		Title: Text{ZH: blend + " 中 " + c.Name + " 的质量分数", EN: "mass share of " + c.Name + " in " + blend}})
}

// Blends are the known mixtures.
type Blends struct {
	All    []*Blend
	byName map[string]*Blend
}

// Lookup finds a blend by its name, with or without hyphen: R-410A, R410A.
func (b *Blends) Lookup(name string) (*Blend, bool) {
	found, ok := b.byName[blendKey(name)]
	return found, ok
}

// Component tells whether any blend has a component of the name.
func (b *Blends) Component(name string) bool {
	return slices.ContainsFunc(b.All, func(blend *Blend) bool {
		return slices.ContainsFunc(blend.Components, func(c Component) bool { return c.Name == name })
	})
}

func blendKey(name string) string { return strings.ReplaceAll(spelling.Fold(name), "-", "") }

// With is the blends with others, which go before those of the same name.
func (b *Blends) With(more []*Blend) *Blends {
	out := &Blends{All: append(append([]*Blend{}, b.All...), more...), byName: map[string]*Blend{}}
	for _, one := range out.All {
		out.byName[blendKey(one.Name)] = one
	}
	return out
}

// takeBlends reads blends.csv, a row a component, and makes each an item.
func (v *Vocabulary) takeBlends(rows []record) error {
	v.Blends = &Blends{byName: map[string]*Blend{}}
	for _, r := range rows {
		status, err := ParseStatus(r.get("status"))
		if err != nil {
			return fmt.Errorf("row %d: %w", r.row, err)
		}
		share, err := decimal.NewFromString(r.get("mass_percent"))
		if err != nil {
			return fmt.Errorf("row %d: %w", r.row, err)
		}
		at := Source{File: "seeds/blends.csv", Row: r.row, Col: 3}
		name := r.get("blend")
		blend, ok := v.Blends.Lookup(name)
		if !ok {
			blend = &Blend{Name: name, At: at}
			v.Blends.All = append(v.Blends.All, blend)
			v.Blends.byName[blendKey(name)] = blend
			v.Items.addBlend(name)
		}
		component := Component{Name: r.get("component"), Percent: share, Document: r.get("source"), Status: status, At: at}
		component.Gas = v.Gases.named[component.Name]
		blend.Components = append(blend.Components, component)
	}
	return nil
}

// addBlend makes the blend an item of its own; an alias by which a general item names it is given up.
func (i *Items) addBlend(name string) {
	item := &Item{Name: name, EN: name, Kind: "blend"}
	i.All = append(i.All, item)
	for _, key := range []string{spelling.Fold(name), spelling.Fold(strings.Replace(name, "-", "", 1))} {
		i.byName[key] = item
	}
	i.names = append(i.names, name)
}

// GasOf is the gas or the blend that a word names: by its name, its formula, or as an item; nil for both if it names none.
func (v *Vocabulary) GasOf(word string) (*Gas, *Blend) {
	if gas, ok := v.Gases.Lookup(word); ok && gas.Family != precursor {
		return gas, nil
	}
	if blend, ok := v.Blends.Lookup(word); ok {
		return nil, blend
	}
	if item, ok := v.Items.Lookup(word); ok && item.Kind == "gas" {
		if gas, ok := v.Gases.Lookup(item.EN); ok {
			return gas, nil
		}
	}
	return nil, nil
}
