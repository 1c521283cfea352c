package report

import (
	"io"

	"ghg/inventory"
)

// gasColumn is a column of the table: the mass of one gas, or the CO2-equivalent of a family of which the year has several.
type gasColumn struct {
	name   string
	family bool
	gases  []string // of a family
}

// head is the column's title.
func (c gasColumn) head() string {
	if c.family {
		return c.name + " CO2e"
	}
	return c.name
}

// members are the gases of the column.
func (c gasColumn) members() []string {
	if c.family {
		return c.gases
	}
	return []string{c.name}
}

// gasColumns are the gases of the year in their order. A family of several gases is one column: masses of different gases do
// not add up, and twenty columns are not read.
func gasColumns(inv *inventory.Inventory, year int) []gasColumn {
	of := map[string][]string{}
	for _, name := range inv.Gases(year) {
		gas, _ := inv.Vocabulary.Gases.Lookup(name)
		of[gas.Family] = append(of[gas.Family], name)
	}
	var out []gasColumn
	for _, name := range inv.Gases(year) {
		gas, _ := inv.Vocabulary.Gases.Lookup(name)
		switch list := of[gas.Family]; {
		case len(list) == 1:
			out = append(out, gasColumn{name: name})
		case list[0] == name:
			out = append(out, gasColumn{name: gas.Family + "s", family: true, gases: list})
		}
	}
	return out
}

// byGas lists the gases of the families that are one column each, with mass and CO2-equivalent; grams are kept.
func byGas(w io.Writer, inv *inventory.Inventory, year int, columns []gasColumn, lang string) {
	t := table3(inventory.Text{ZH: "各气体（境内）", EN: "Gas (territorial)"}.In(lang), "kg", "t CO2e")
	any := false
	for _, column := range columns {
		for _, gas := range column.gases {
			total := inv.Total(inventory.Figure{Year: year, Scope: inventory.ScopeTotal, Gas: gas})
			if !total.HasMass {
				continue
			}
			any = true
			co2e := "GWP?"
			if total.HasCO2e {
				co2e = tonnes(total.CO2e)
			}
			t.add(gas, tonnes(total.Mass.Shift(3)), co2e)
		}
	}
	if any {
		t.rule()
		t.write(w)
	}
}

// table3 begins a table of a name and two figures, below the rule of another.
func table3(heads ...string) *columns {
	t := &columns{right: []bool{false, true, true}}
	t.add(heads...)
	t.rule()
	return t
}
