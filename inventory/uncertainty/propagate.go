package uncertainty

import "math"

// Propagated is the first-order propagation of the spreads of all inputs to one root, by its partial derivatives: a variable that
// stands in many places and years is one, so that what is shared is treated as shared (the sum of IPCC 2006 V1 Eq 3.1 and 3.2
// with the correlations that those leave out).
type Propagated struct {
	Value float64            // of the root
	Half  float64            // half of its 95 % interval, in its unit
	Parts map[string]float64 // by variable: the half interval that comes from it alone, with the sign of its influence
}

// Propagate gives the first-order intervals of the roots at the point values.
func (m *Model) Propagate(roots ...int) []Propagated {
	machine, values := m.Program.Machine(), m.Program.Values()
	partials := make([]float64, len(values))
	coupled := map[string]bool{}
	for _, c := range m.Couplings {
		for _, id := range c.Variables {
			coupled[id] = true
		}
	}
	out := make([]Propagated, 0, len(roots))
	for _, root := range roots {
		p := Propagated{Value: machine.Gradient(values, root, partials), Parts: map[string]float64{}}
		m.throughShares(values, partials)
		var order []string
		for i, in := range m.Inputs {
			part := float64(partials[i] * in.Half)
			if in.Variable == "" || part == 0 {
				continue
			}
			if in.Mirrored {
				part = -part
			}
			if _, known := p.Parts[in.Variable]; !known {
				order = append(order, in.Variable)
			}
			p.Parts[in.Variable] += part
		}
		squares := 0.0
		for _, id := range order {
			if !coupled[id] {
				squares += float64(p.Parts[id] * p.Parts[id])
			}
		}
		for _, c := range m.Couplings {
			squares += c.square(p.Parts)
		}
		p.Half = math.Sqrt(squares)
		out = append(out, p)
	}
	return out
}

// square is |Lᵀ·d|², the square of what the coupled parts d come to together.
func (c *Coupling) square(parts map[string]float64) float64 {
	total := 0.0
	for j := range c.Variables {
		total += square(c.along(j, parts))
	}
	return total
}

// along is what the parts come to along the independent score j, of which the scores of the variables are made.
func (c *Coupling) along(j int, parts map[string]float64) float64 {
	sum := 0.0
	for i := j; i < len(c.Variables); i++ {
		sum += float64(c.L[i][j] * parts[c.Variables[i]])
	}
	return sum
}

// throughShares turns the derivatives by shares into those by what is drawn before it is scaled to their sum: of xᵢ = S·yᵢ/Σy at Σy = S
// the derivative by yⱼ is δᵢⱼ − xᵢ/S.
func (m *Model) throughShares(values, partials []float64) {
	for _, s := range m.scaled(values) {
		mean := 0.0
		for _, i := range s.Inputs {
			mean += float64(partials[i]*values[i]) / s.Sum
		}
		for _, i := range s.Inputs {
			partials[i] -= mean
		}
	}
}
