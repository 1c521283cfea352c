package uncertainty

import (
	"fmt"
	"math"
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

// block is the room of one worker for n draws at a time.
type block struct {
	s       *sampler
	n       int
	columns [][]float64
	words   []uint64
	points  []uint32
	scores  [][]float64 // of coupled variables
	turned  [][]float64 // scores by rank, where there is a rotation
	dots    []float64
	kept    [][]uint64 // the words of each variable, where they are asked for
}

// blockBytes is the room that the columns of a block may take: what stays in a core's own cache is fast.
const blockBytes = 1 << 19

func (s *sampler) block() *block {
	random := 0
	for i := range s.variables {
		random += len(s.variables[i].targets)
	}
	n := s.most
	for n > 32 && n*8*random > blockBytes {
		n /= 2
	}
	b := &block{s: s, n: n, columns: make([][]float64, len(s.values)), words: make([]uint64, n), points: make([]uint32, n)}
	room := make([]float64, n*random)
	for i := range s.variables {
		for _, t := range s.variables[i].targets {
			b.columns[t.input], room = room[:n:n], room[n:]
		}
	}
	constants := map[float64][]float64{} // equal constants share a column
	for i, column := range b.columns {
		if column != nil {
			continue
		}
		if constants[s.values[i]] == nil {
			constants[s.values[i]] = make([]float64, n)
			for k := range n {
				constants[s.values[i]][k] = s.values[i]
			}
		}
		b.columns[i] = constants[s.values[i]]
	}
	widest := 0
	for _, c := range s.couplings {
		widest = max(widest, len(c.variables))
	}
	for range widest {
		b.scores = append(b.scores, make([]float64, n))
	}
	if s.rotation != nil {
		b.dots = make([]float64, n)
		for range s.sobol.Dimensions() {
			b.turned = append(b.turned, make([]float64, n))
		}
	}
	return b
}

// fill draws the columns of the draws first, first+1, …
func (b *block) fill(first uint64, n int) {
	words := b.words[:n]
	b.turn(first, n)
	for i := range b.s.variables {
		v := &b.s.variables[i]
		if !v.coupled {
			if b.turns(v) {
				wordsOfScores(b.turned[v.rank][:n], words)
			} else {
				b.wordsOf(v, first, words)
			}
			v.draw(words, b.columns)
			b.remember(i, words)
		}
	}
	for i := range b.s.couplings {
		b.fillCoupled(&b.s.couplings[i], first, n)
	}
	for _, s := range b.s.shares {
		b.share(s, n)
	}
}

// wordsOf are the words of a variable by the sampling that is asked for.
func (b *block) wordsOf(v *variable, first uint64, words []uint64) {
	switch {
	case b.s.sampling == LatinSampling:
		v.stream.words(first, words) // the place within a stratum
		for i := range words {
			words[i] = stratum(Permute(first+uint64(i), b.s.draws, v.key), words[i], b.s.draws)
		}
	case b.s.sampling == SobolSampling && v.rank >= 0:
		v.stream.words(first, words)
		points := b.points[:len(words)]
		b.s.sobol.Scrambled(v.rank, v.key, uint32(first), points)
		for i, p := range points {
			words[i] = uint64(p)<<32 | words[i]>>32
		}
	default:
		v.stream.words(first, words)
	}
}

// stratum is the word of a place within one of n equal parts of the unit interval.
func stratum(part, place, n uint64) uint64 {
	u := (float64(part) + float64(float64(place>>11)*0x1p-53)) / float64(n)
	if u < 0.5 {
		return wordOf(u, false)
	}
	return wordOf((float64(n-1-part)+(1-float64(float64(place>>11)*0x1p-53)))/float64(n), true)
}

// draw writes the columns of the variable's inputs.
func (v *variable) draw(words []uint64, columns [][]float64) {
	for i := range v.targets {
		t := &v.targets[i]
		if t.mirrored {
			for k := range words {
				words[k] = ^words[k]
			}
		}
		out := columns[t.input][:len(words)]
		t.table.draw(words, t.location, t.scale, out)
		if t.log {
			exponentials(out)
		}
		if t.mirrored {
			for k := range words {
				words[k] = ^words[k]
			}
		}
	}
}

// fillCoupled draws the variables of a copula: independent normal scores, made dependent, are probabilities again.
func (b *block) fillCoupled(c *coupled, first uint64, n int) {
	words := b.words[:n]
	normal := b.s.tables[Normal{0, 1}]
	for i, n := range c.variables {
		v, z := &b.s.variables[n], b.scores[i][:len(words)]
		if b.turns(v) {
			copy(z, b.turned[v.rank])
			continue
		}
		b.wordsOf(v, first, words)
		normal.draw(words, 0, 1, z)
	}
	for i := len(c.variables) - 1; i >= 0; i-- { // from below, so that the scores above are still independent
		scores := b.scores[i][:n]
		for k := range scores {
			z := 0.0
			for j := 0; j <= i; j++ {
				z += float64(c.l[i][j] * b.scores[j][k])
			}
			scores[k] = z
		}
		wordsOfScores(scores, words)
		b.s.variables[c.variables[i]].draw(words, b.columns)
		b.remember(c.variables[i], words)
	}
}

// turns tells whether the score of the variable is turned.
func (b *block) turns(v *variable) bool { return b.turned != nil && v.rank >= 0 }

// turn draws the scores of the variables with a dimension of Sobol' and turns them.
func (b *block) turn(first uint64, n int) {
	if b.turned == nil {
		return
	}
	normal := b.s.tables[Normal{0, 1}]
	for i := range b.s.variables {
		if v := &b.s.variables[i]; b.turns(v) {
			b.wordsOf(v, first, b.words[:n])
			normal.draw(b.words[:n], 0, 1, b.turned[v.rank][:n])
		}
	}
	b.s.rotation.turn(b.turned, b.dots[:n])
}

// wordsOfScores are the words of normal scores.
func wordsOfScores(scores []float64, words []uint64) {
	for k, z := range scores {
		words[k] = wordOf(normalCDF(-math.Abs(z)), z > 0)
	}
}

// keep asks for the words.
func (b *block) keep() {
	b.kept = make([][]uint64, len(b.s.variables))
	for i := range b.kept {
		b.kept[i] = make([]uint64, b.n)
	}
}

func (b *block) remember(variable int, words []uint64) {
	if b.kept != nil {
		copy(b.kept[variable], words)
	}
}

// share scales drawn shares to their sum. One alone is the sum, without rounding.
func (b *block) share(s Shares, n int) {
	if len(s.Inputs) == 1 {
		for k := range n {
			b.columns[s.Inputs[0]][k] = s.Sum
		}
		return
	}
	for k := range n {
		sum := 0.0
		for _, i := range s.Inputs {
			sum += b.columns[i][k]
		}
		for _, i := range s.Inputs {
			b.columns[i][k] = float64(b.columns[i][k]*s.Sum) / sum
		}
	}
}
