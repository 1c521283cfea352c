// Package disclosure decides which figures of an inventory may be published: what belongs to a confidential plant is masked,
// and with it as many other figures as keep it from being had by subtraction.
package disclosure

import "ghg/inventory"

// Mask is what of one inventory must not be shown. A nil mask hides nothing.
type Mask struct {
	figures map[inventory.Figure]bool
	lines   map[*inventory.Estimate]bool
}

// Any tells whether something is hidden.
func (m *Mask) Any() bool { return m != nil && len(m.lines) > 0 }

// Hides tells whether the total must not be shown, neither its mass nor its CO2-equivalent.
func (m *Mask) Hides(f inventory.Figure) bool { return m != nil && m.figures[f] }

// HidesLine tells whether the line must not be shown, nor any input of it that is the district's own.
func (m *Mask) HidesLine(e *inventory.Estimate) bool { return m != nil && m.lines[e] }
