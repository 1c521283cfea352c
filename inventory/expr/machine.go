package expr

// Machine runs a program; it holds the room that one goroutine needs, whatever the number of draws.
type Machine struct {
	program *Program
	steps   [][Block]float64 // results of the steps, by slot less the number of inputs
	slots   [][]float64
	// of Gradient
	values   []float64
	adjoints []float64
}

// Machine makes room for one goroutine.
func (p *Program) Machine() *Machine {
	m := &Machine{program: p, steps: make([][Block]float64, p.slots-len(p.inputs)), slots: make([][]float64, p.slots),
		values: make([]float64, p.slots), adjoints: make([]float64, p.slots)}
	for i := range m.steps {
		m.slots[len(p.inputs)+i] = m.steps[i][:]
	}
	return m
}

// Run evaluates n ≤ Block draws: in holds a column for each of Inputs, out receives a column for each root. Nothing is
// allocated. Every product is rounded before it is added, so that the bits are the same on every architecture.
func (m *Machine) Run(in, out [][]float64, n int) {
	for i := range m.program.inputs {
		m.slots[i] = in[i][:n]
	}
	for i := range m.program.steps {
		s := &m.program.steps[i]
		to := m.slots[s.out][:n]
		if s.op == OpSum {
			m.sum(s.terms, to)
		} else {
			m.function(s, to)
		}
	}
	for i, slot := range m.program.roots {
		copy(out[i][:n], m.slots[slot])
	}
}

// sum adds products, two of equal length at a time.
func (m *Machine) sum(terms []term, to []float64) {
	clear(to)
	for i := 0; i < len(terms); i++ {
		t := &terms[i]
		var next *term
		if i+1 < len(terms) && len(terms[i+1].factors) == len(t.factors) {
			next = &terms[i+1]
		}
		switch {
		case len(t.factors) == 2 && next != nil:
			m.addPairs(t, next, to)
			i++
		case len(t.factors) == 3 && next != nil:
			m.addTriples(t, next, to)
			i++
		default:
			m.add(t, to)
		}
	}
}

func (m *Machine) addPairs(t, u *term, to []float64) {
	n := len(to)
	a, b := m.slots[t.factors[0]][:n], m.slots[t.factors[1]][:n]
	c, d := m.slots[u.factors[0]][:n], m.slots[u.factors[1]][:n]
	x, y := t.coefficient, u.coefficient
	for j := range to {
		to[j] += float64(float64(x*a[j])*b[j]) + float64(float64(y*c[j])*d[j])
	}
}

func (m *Machine) addTriples(t, u *term, to []float64) {
	n := len(to)
	a, b, c := m.slots[t.factors[0]][:n], m.slots[t.factors[1]][:n], m.slots[t.factors[2]][:n]
	d, e, f := m.slots[u.factors[0]][:n], m.slots[u.factors[1]][:n], m.slots[u.factors[2]][:n]
	x, y := t.coefficient, u.coefficient
	for j := range to {
		to[j] += float64(float64(float64(x*a[j])*b[j])*c[j]) + float64(float64(float64(y*d[j])*e[j])*f[j])
	}
}

func (m *Machine) add(t *term, to []float64) {
	n := len(to)
	x := t.coefficient
	switch len(t.factors) {
	case 0:
		for j := range to {
			to[j] += x
		}
	case 1:
		a := m.slots[t.factors[0]][:n]
		for j := range to {
			to[j] += float64(x * a[j])
		}
	case 2:
		a, b := m.slots[t.factors[0]][:n], m.slots[t.factors[1]][:n]
		for j := range to {
			to[j] += float64(float64(x*a[j]) * b[j])
		}
	case 3:
		a, b, c := m.slots[t.factors[0]][:n], m.slots[t.factors[1]][:n], m.slots[t.factors[2]][:n]
		for j := range to {
			to[j] += float64(float64(float64(x*a[j])*b[j]) * c[j])
		}
	case 4:
		a, b := m.slots[t.factors[0]][:n], m.slots[t.factors[1]][:n]
		c, d := m.slots[t.factors[2]][:n], m.slots[t.factors[3]][:n]
		for j := range to {
			to[j] += float64(float64(float64(float64(x*a[j])*b[j])*c[j]) * d[j])
		}
	default:
		m.addLong(t, to)
	}
}

// addLong adds a product of many factors; no guideline prints more than a handful.
func (m *Machine) addLong(t *term, to []float64) {
	for j := range to {
		x := t.coefficient
		for _, f := range t.factors {
			x = float64(x * m.slots[f][j])
		}
		to[j] += x
	}
}

func (m *Machine) function(s *step, to []float64) {
	a := m.slots[s.args[0]]
	switch s.op {
	case OpExp:
		for j := range to {
			to[j] = exp(a[j])
		}
		return
	case OpLog:
		for j := range to {
			to[j] = log(a[j])
		}
		return
	}
	copy(to, a)
	for _, arg := range s.args[1:] {
		b := m.slots[arg]
		for j := range to {
			to[j] = combine(s.op, to[j], b[j])
		}
	}
}

// combine is one operation on two numbers. What is no number stays none: Min and Max never hide a fault.
func combine(op Op, a, b float64) float64 {
	switch op {
	case OpQuo:
		return a / b
	case OpPow:
		return pow(a, b)
	case OpMin:
		if b < a || b != b {
			return b
		}
		return a
	default: // OpMax
		if b > a || b != b {
			return b
		}
		return a
	}
}

// At are the roots at the given values of the inputs.
func (p *Program) At(values []float64) []float64 {
	m := p.Machine()
	in, out := make([][]float64, len(values)), make([][]float64, len(p.roots))
	for i := range values {
		in[i] = values[i : i+1]
	}
	result := make([]float64, len(p.roots))
	for i := range out {
		out[i] = result[i : i+1]
	}
	m.Run(in, out, 1)
	return result
}
