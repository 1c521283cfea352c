package uncertainty

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"ghg/inventory/expr"
)

// Input says how one input of a program is drawn: the law of its figure and the variable behind it. Inputs of one variable share
// the random number of a draw, each by its own law; Mirrored ones take it from the other end, as a correlation of −1 has it. An input
// without a variable stays at its value.
type Input struct {
	Variable string
	Law      Law
	Half     float64 // half of its 95 % interval, the larger side: what the propagation of errors takes
	HalfLow  float64 // the side below the value; both are zero where they are the same
	HalfHigh float64 // the side above it
	Mirrored bool
}

// Coupling is a Gaussian copula: the normal scores of the variables are L·z of independent z, where L·Lᵀ is their correlation.
type Coupling struct {
	Variables []string
	L         [][]float64 // lower triangle, by rows
}

// Shares are inputs that add up to a fixed sum: what is drawn of them is scaled to it.
type Shares struct {
	Inputs []int
	Sum    float64
}

// scaled are the shares that are drawn and what is left for them: the others stay as they are.
func (m *Model) scaled(values []float64) []Shares {
	var out []Shares
	for _, s := range m.Shares {
		drawn := Shares{Sum: s.Sum}
		for _, i := range s.Inputs {
			if m.Inputs[i].random() {
				drawn.Inputs = append(drawn.Inputs, i)
			} else {
				drawn.Sum -= values[i]
			}
		}
		if len(drawn.Inputs) > 0 {
			out = append(out, drawn)
		}
	}
	return out
}

// random tells whether the input is drawn.
func (in *Input) random() bool { return in.Variable != "" && in.Law != nil && in.Law.SD() != 0 }

// Model is a program with the laws of its inputs.
type Model struct {
	Program   *expr.Program
	Inputs    []Input // by the inputs of the program
	Couplings []Coupling
	Shares    []Shares
	tables    tables // see Prepare
}

// Prepare tabulates the laws of the inputs, once for all that is drawn of the model; otherwise each simulation does so for itself.
func (m *Model) Prepare(workers int) {
	var shapes []Law
	known := map[Law]bool{}
	need := func(shape Law) {
		if !known[shape] {
			known[shape] = true
			shapes = append(shapes, shape)
		}
	}
	need(Normal{0, 1}) // of the scores of copulas and rotations
	for i := range m.Inputs {
		if m.Inputs[i].random() {
			shape, _, _, _ := drawnAs(m.Inputs[i].Law)
			need(shape)
		}
	}
	made := make([]*quantiles, len(shapes))
	var next atomic.Int64
	var group sync.WaitGroup
	for range max(workers, 1) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(shapes); i = int(next.Add(1)) - 1 {
				made[i] = tabulate(shapes[i])
			}
		})
	}
	group.Wait()
	m.tables = tables{}
	for i, shape := range shapes {
		m.tables[shape] = made[i]
	}
}

// drawnAs is the shape by which a law is drawn; of a lognormal law that of its logarithm.
func drawnAs(law Law) (shape Law, location, scale float64, log bool) {
	if l, ok := law.(Lognormal); ok {
		return Normal{0, 1}, l.Mu, l.Sigma, true
	}
	if s, ok := law.(Scaled); ok {
		if l, ok := s.Of.(Lognormal); ok {
			return Normal{0, 1}, l.Mu + expr.Logarithm(s.By), l.Sigma, true
		}
	}
	shape, location, scale = law.Standard()
	return shape, location, scale, false
}

// sampler is what a simulation needs of a model: the variables in the order of their first use, and the tables.
type sampler struct {
	model     Model
	sampling  Sampling
	draws     uint64 // all, for samplings that divide the unit interval by them
	values    []float64
	variables []variable
	index     map[string]int
	couplings []coupled
	shares    []Shares
	tables    tables
	sobol     *Sobol
	rotation  *rotation // of the scores of variables with a dimension of Sobol'; nil = none
	most      int       // draws of a block
}

// variable is a random number and the inputs that follow it.
type variable struct {
	id      string
	stream  stream
	key     uint64 // of its permutation or scrambling
	rank    int    // dimension of Sobol'; −1 where there are not enough
	coupled bool
	targets []target
}

// target is one input of a variable.
type target struct {
	input           int
	table           *quantiles
	log             bool // the table is the normal's, and the input its exponential
	location, scale float64
	mirrored        bool
}

type coupled struct {
	variables []int
	l         [][]float64
}

// newSampler prepares the drawing of a model. It panics where inputs and program do not fit, which is a programmer's error.
func newSampler(m Model, seed uint64, sampling Sampling, draws uint64, order []string) *sampler {
	if m.tables == nil {
		m.Prepare(1)
	}
	values := m.Program.Values()
	if len(m.Inputs) != len(values) {
		panic(fmt.Sprintf("uncertainty: %d laws for %d inputs", len(m.Inputs), len(values)))
	}
	s := &sampler{model: m, sampling: sampling, draws: draws, values: values, index: map[string]int{}, tables: m.tables, most: expr.Block}
	for i, in := range m.Inputs {
		if !in.random() {
			continue
		}
		n := s.variable(seed, in.Variable)
		s.variables[n].targets = append(s.variables[n].targets, s.target(i, in))
	}
	s.shares = m.scaled(values)
	for _, c := range m.Couplings {
		s.couple(seed, c)
	}
	if sampling == SobolSampling {
		s.rank(order)
	}
	return s
}

// variable is the place of a variable, which is added if it is new.
func (s *sampler) variable(seed uint64, id string) int {
	n, known := s.index[id]
	if !known {
		n = len(s.variables)
		s.index[id] = n
		st := newStream(seed, id)
		s.variables = append(s.variables, variable{id: id, stream: st, key: st.twist ^ st.start<<1, rank: -1})
	}
	return n
}

func (s *sampler) target(i int, in Input) target {
	shape, location, scale, log := drawnAs(in.Law)
	return target{input: i, table: s.tables[shape], log: log, location: location, scale: scale, mirrored: in.Mirrored}
}

// couple notes a copula. Of its variables those that no input follows are drawn all the same: the others keep their draws and their
// correlations whether one of them has a spread or not.
func (s *sampler) couple(seed uint64, c Coupling) {
	if !slices.ContainsFunc(c.Variables, func(id string) bool { _, known := s.index[id]; return known }) {
		return
	}
	out := coupled{l: c.L}
	for _, id := range c.Variables {
		n := s.variable(seed, id)
		out.variables = append(out.variables, n)
		s.variables[n].coupled = true
	}
	s.couplings = append(s.couplings, out)
}

// rank gives the dimensions of Sobol' to the variables in the given order, the most important first; what has none is drawn by
// its stream.
func (s *sampler) rank(order []string) {
	next := 0
	for _, id := range order {
		if n, known := s.index[id]; known && s.variables[n].rank < 0 && next < MaxDimensions {
			s.variables[n].rank = next
			next++
		}
	}
	s.sobol = NewSobol(next)
}
