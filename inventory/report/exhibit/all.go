package exhibit

import (
	"slices"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/report"
)

// All are the exhibits of the subject, in the order of the reports. One that the data do not bear is not there.
func All(s *report.Subject) []*Exhibit {
	m := &maker{Subject: s, inv: s.Inventory(), totals: map[inventory.Figure]*inventory.Total{}, inputsOf: map[*inventory.Estimate][]expr.Leaf{}}
	for _, family := range []func(){m.summaries, m.series, m.sectors, m.energy, m.uncertainties, m.keyCategories, m.intensities, m.changes, m.recalculations, m.coverage, m.inputs, m.records, m.masked} {
		family()
	}
	return m.made
}

// Find is the exhibit of the id, nil if there is none.
func Find(list []*Exhibit, id string) *Exhibit {
	if i := slices.IndexFunc(list, func(x *Exhibit) bool { return x.ID == id }); i >= 0 {
		return list[i]
	}
	return nil
}

// maker makes the exhibits of one subject, a family after the other.
type maker struct {
	*report.Subject
	inv      *inventory.Inventory
	totals   map[inventory.Figure]*inventory.Total
	inputsOf map[*inventory.Estimate][]expr.Leaf
	made     []*Exhibit

	verifiedLines map[*inventory.Estimate]bool
}

// total is a total of the inventory, derived once.
func (m *maker) total(f inventory.Figure) *inventory.Total {
	t := m.totals[f]
	if t == nil {
		t = m.inv.Total(f)
		m.totals[f] = t
	}
	return t
}

// add adds an exhibit that has rows.
func (m *maker) add(x *Exhibit) {
	if len(x.Rows) > 0 {
		m.made = append(m.made, x)
	}
}
