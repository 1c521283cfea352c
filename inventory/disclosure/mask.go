// Package disclosure decides which figures of an inventory may be published: what belongs to a confidential plant is masked,
// and with it as many other figures as keep it from being had by subtraction.
//
// Published are, of each year, the totals of inventory.Figures (their mass and CO2-equivalent are one figure) and the lines. What is
// protected is each marked plant as a whole: that no combination of published figures, with whatever weights, leaves nothing but lines of
// the plant, be it one line, a sum by gas or category, a CO2-equivalent or a difference. Whoever wants to know is taken to know the
// factors, so that the lines of one activity are one unknown, and to be one other plant that knows all lines of its own.
//
// The search goes the safe way round: it begins with everything kept back near the plants and publishes one figure after the other, from
// the totals down the tree to the lines, each only if the plants stay hidden. What is kept back in the end cannot be published any more,
// not even one figure of it. Then the whole is proved with rational numbers.
//
// What all but tells a plant is kept back too: what is less than a tenth of the plant by boundary and gas, or less than a twentieth of it
// altogether, is taken for known, and then too no combination may leave the plant alone. Behind a plant that is a large part of the district
// whole sectors are kept back so. Further bounds are another matter: emissions are no less than zero, so that a masked
// figure is at most the total that holds it, and several such bounds together may be narrow. A stock that is carried on, such as a
// landfill's, is marked in all of its years. Two publications of one inventory with different marks are two systems, and together tell more
// than each: plants are to be marked from the first publication on.
package disclosure

import (
	"sync"

	"ghg/inventory"
)

// Mask is what of one inventory must not be shown. A nil mask hides nothing.
type Mask struct {
	figures map[inventory.Figure]bool
	lines   map[*inventory.Estimate]bool
	hidden  []Hidden
	years   map[int]*year
	asked   sync.Mutex // held while sums are added to what is published
}

// Hidden is a figure or a line that is kept back.
type Hidden struct {
	Figure  inventory.Figure    // of a total
	Line    *inventory.Estimate // nil of a total
	Primary bool                // it is of marked plants alone; otherwise it keeps them from being worked out
	Of      []string            // the plants: for the eyes of the bureau only
}

// Any tells whether something is hidden.
func (m *Mask) Any() bool { return m != nil && len(m.lines) > 0 }

// Hides tells whether the total must not be shown, neither its mass nor its CO2-equivalent.
func (m *Mask) Hides(f inventory.Figure) bool { return m != nil && m.figures[f] }

// HidesLine tells whether the line must not be shown, nor any input of it that is the district's own.
func (m *Mask) HidesLine(e *inventory.Estimate) bool { return m != nil && m.lines[e] }

// Hidden lists what is kept back: of each year the totals in the order of the summary table, then the lines in the order of theirs.
func (m *Mask) Hidden() []Hidden {
	if m == nil {
		return nil
	}
	return m.hidden
}

// Safe tells whether the sum of the lines, their mass if they are of one gas and their CO2-equivalent else, can be shown beside all that is
// published without giving anything of a marked plant away. A sum that was found safe counts as published from then on: a later one is held
// against it too.
func (m *Mask) Safe(lines []*inventory.Estimate) bool {
	if !m.Any() {
		return true
	}
	m.asked.Lock()
	defer m.asked.Unlock()
	f, years := &figure{}, map[int]bool{}
	for _, e := range lines {
		if y := m.years[e.Row.Year]; y != nil && e.Number && y.unknown(e) {
			years[e.Row.Year] = true
		}
		f.take(e)
	}
	if len(years) == 0 {
		return true
	}
	if len(years) > 1 {
		return false
	}
	for of := range years {
		y := m.years[of]
		f.settle(y.inv)
		return y.prove(f)
	}
	return true
}
