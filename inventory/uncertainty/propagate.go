package uncertainty

import "math"

// Propagated is the first-order propagation of the spreads of all inputs to one root, by its partial derivatives: a variable that
// stands in many places and years is one, so that what is shared is treated as shared (the sum of IPCC 2006 V1 Eq 3.1 and 3.2
// with the correlations that those leave out).
type Propagated struct {
	Value float64            // of the root
	Half  float64            // half of its 95 % interval, in its unit
	Parts map[string]float64 // by variable: the half interval that comes from it alone, with the sign of its influence
	sides map[string]halves  // by variable: the two halves that come from it alone
	parts float64            // the sizes of what the root is made of, added up
	grows bool               // with every input, none of which goes below zero within its interval: nor does a root above zero
}

// halves are the two of an interval below and above the value.
type halves struct{ below, above float64 }

// noise is how small a figure is against its parts where nothing but their rounding is left of it.
const noise = 1e-12

// Noise tells whether the figure is zero, or no more than what rounding leaves of parts that cancel: a percentage of it has no meaning.
func (p *Propagated) Noise() bool { return !(math.Abs(p.Value) > float64(noise*p.parts)) }

// Propagate gives the first-order intervals of the roots at the point values.
func (m *Model) Propagate(roots ...int) []Propagated {
	machine, values := m.Program.Machine(), m.Program.Values()
	partials := make([]float64, len(values))
	out := make([]Propagated, 0, len(roots))
	for _, root := range roots {
		p := Propagated{Value: machine.Gradient(values, root, partials), Parts: map[string]float64{}, sides: map[string]halves{}, grows: true}
		for i, partial := range partials {
			p.parts += math.Abs(float64(partial * values[i]))
		}
		m.throughShares(values, partials)
		for i := range m.Inputs {
			if in := &m.Inputs[i]; in.Variable != "" && partials[i] != 0 {
				p.add(in, partials[i])
				p.grows = p.grows && partials[i] > 0 && in.HalfLow <= values[i]
			}
		}
		for id, s := range p.sides {
			p.sides[id] = halves{max(0, -s.below, -s.above), max(0, s.below, s.above)}
		}
		p.Half = math.Sqrt(m.together(p.Parts))
		out = append(out, p)
	}
	return out
}

// add takes in what an input brings by its variable, whose sides are at first what its lower and its upper end do to the root.
func (p *Propagated) add(in *Input, partial float64) {
	part, low, high := float64(partial*in.Half), -in.Half, in.Half
	if part == 0 {
		return
	}
	if in.HalfLow != 0 || in.HalfHigh != 0 {
		low, high = -in.HalfLow, in.HalfHigh
	}
	if in.Mirrored {
		part, low, high = -part, high, low
	}
	p.Parts[in.Variable] += part
	s := p.sides[in.Variable]
	p.sides[in.Variable] = halves{s.below + float64(partial*low), s.above + float64(partial*high)}
}

// together is the square of what the parts by variables come to: the sum of their squares, of correlated ones with their correlations.
func (m *Model) together(parts map[string]float64) float64 {
	coupled, squares := map[string]bool{}, 0.0
	for i := range m.Couplings {
		c := &m.Couplings[i]
		for _, id := range c.Variables {
			coupled[id] = true
		}
		squares += c.square(parts)
	}
	for _, id := range sortedKeys(parts) {
		if !coupled[id] {
			squares += square(parts[id])
		}
	}
	return squares
}

// square is |Lᵀ·d|², the square of what the coupled parts d come to together.
func (c *Coupling) square(parts map[string]float64) float64 {
	last := -1 // of what has a part
	for i, id := range c.Variables {
		if parts[id] != 0 {
			last = i
		}
	}
	total := 0.0
	for j := range last + 1 {
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
