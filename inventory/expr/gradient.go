package expr

// Gradient writes the partial derivatives of one root by every input, at the given values, into partials, and returns
// the root's value: one sweep forward and one backward over the program. Nothing is allocated. At a tie of Min or Max
// the derivative is that of the first argument. A tie is one of floats: arguments that are equal as decimals may differ
// in the last bit, and the derivative is then that of another branch than ActiveBranch names. The derivative of a^b at
// a = 0, 0 < b < 1 is infinite, as the curve is steep there.
func (m *Machine) Gradient(values []float64, root int, partials []float64) float64 {
	p := m.program
	copy(m.values, values)
	for i := range p.steps {
		m.forward(&p.steps[i])
	}
	clear(m.adjoints)
	m.adjoints[p.roots[root]] = 1
	for i := len(p.steps) - 1; i >= 0; i-- {
		if s := &p.steps[i]; m.adjoints[s.out] != 0 {
			m.backward(s)
		}
	}
	copy(partials, m.adjoints[:len(p.inputs)])
	return m.values[p.roots[root]]
}

func (m *Machine) forward(s *step) {
	if s.op == OpSum {
		total := 0.0
		for i := range s.terms {
			x := s.terms[i].coefficient
			for _, f := range s.terms[i].factors {
				x = float64(x * m.values[f])
			}
			total += x
		}
		m.values[s.out] = total
		return
	}
	a := m.values[s.args[0]]
	switch s.op {
	case OpExp:
		a = exp(a)
	case OpLog:
		a = log(a)
	default:
		for _, arg := range s.args[1:] {
			a = combine(s.op, a, m.values[arg])
		}
	}
	m.values[s.out] = a
}

func (m *Machine) backward(s *step) {
	seed := m.adjoints[s.out]
	if s.op == OpSum {
		for i := range s.terms {
			m.backwardTerm(&s.terms[i], seed)
		}
		return
	}
	first, result := s.args[0], m.values[s.out]
	a := m.values[first]
	switch s.op {
	case OpExp:
		m.adjoints[first] += float64(seed * result)
	case OpLog:
		m.adjoints[first] += seed / a
	case OpQuo:
		b := m.values[s.args[1]]
		m.adjoints[first] += seed / b
		m.adjoints[s.args[1]] -= float64(seed*result) / b
	case OpPow:
		b := m.values[s.args[1]]
		if b != 0 { // a^0 is 1 everywhere, 0^0 with it
			m.adjoints[first] += float64(float64(seed*b) * pow(a, b-1))
		}
		if a > 0 {
			m.adjoints[s.args[1]] += float64(float64(seed*result) * log(a))
		}
	default: // OpMin, OpMax
		if result != result { // no number: neither is its derivative by any argument
			for _, arg := range s.args {
				m.adjoints[arg] += result
			}
			return
		}
		for _, arg := range s.args {
			if m.values[arg] == result {
				m.adjoints[arg] += seed
				return
			}
		}
	}
}

// backwardTerm gives each factor the product of the others, without dividing, so that a zero does no harm.
func (m *Machine) backwardTerm(t *term, seed float64) {
	x := float64(seed * t.coefficient)
	v := m.values
	switch f := t.factors; len(f) {
	case 0:
	case 1:
		m.adjoints[f[0]] += x
	case 2:
		m.adjoints[f[0]] += float64(x * v[f[1]])
		m.adjoints[f[1]] += float64(x * v[f[0]])
	case 3:
		ab, c := float64(x*v[f[0]]), v[f[2]]
		m.adjoints[f[0]] += float64(float64(x*v[f[1]]) * c)
		m.adjoints[f[1]] += float64(ab * c)
		m.adjoints[f[2]] += float64(ab * v[f[1]])
	default:
		for i := range f {
			others := x
			for j := range f {
				if j != i {
					others = float64(others * v[f[j]])
				}
			}
			m.adjoints[f[i]] += others
		}
	}
}
