package engine

import (
	"slices"

	"ghg/inventory"
)

// ofGases is a method for any gas for each gas of which the tables state any of its factors; for one gas as good as any if they
// state them for none by name.
func (s *survey) ofGases(m *inventory.Method, c *inventory.Category, item *inventory.Item) []*inventory.Method {
	var out []*inventory.Method
	for _, gas := range s.Vocabulary.Gases.All {
		if !gas.InBasket() {
			continue
		}
		one := m.OfGas(gas, gas)
		for i := range one.Inputs {
			in := &one.Inputs[i]
			switch {
			case !in.Factor:
			case m.Inputs[i].NamesUsed():
				for _, set := range s.sets(*in, false) {
					for _, made := range s.table.GasesOf(set, in.InTables(), c, nameOf(item)) {
						if known, ok := s.Vocabulary.Gases.Lookup(made); ok {
							out = append(out, m.OfGas(known, gas))
						}
					}
				}
			case in.Gas == gas.Name && s.states(in, gas.Name, c, item) && !slices.Contains(out, one):
				out = append(out, one)
			}
		}
	}
	if out == nil {
		gas, _ := s.Vocabulary.Gases.Lookup("HFC-134a")
		return []*inventory.Method{m.OfGas(gas, gas)}
	}
	return out
}

// states tells whether any set of the precedence states the factor for the gas.
func (s *survey) states(in *inventory.Input, gas string, c *inventory.Category, item *inventory.Item) bool {
	return slices.ContainsFunc(s.sets(*in, false), func(set string) bool {
		return slices.Contains(s.table.GasesOf(set, in.InTables(), c, nameOf(item)), gas)
	})
}
