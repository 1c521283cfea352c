package uncertainty

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"

	"ghg/inventory/expr"
)

// Sampling is how the random numbers of the draws are spread.
type Sampling uint8

// The samplings.
const (
	PlainSampling Sampling = iota // independent draws
	LatinSampling                 // Latin hypercube: each variable has one draw in each of as many equal parts as there are draws
	SobolSampling                 // Sobol' points, scrambled; variables beyond the dimensions are drawn plainly
)

// Samplings are the words of the command line, by Sampling.
var Samplings = [...]string{"plain", "latin", "sobol"}

// String is the word of the command line.
func (s Sampling) String() string { return Samplings[s] }

// BatchDraws is the number of draws whose sums are formed together, at least the 10⁴ of JCGM 101:2008 7.9.4 b.
const BatchDraws = 10240

// Plan says what is simulated, and how.
type Plan struct {
	Model    Model
	Seed     uint64
	Sampling Sampling
	Draws    int // exactly so many; 0 = as many as Adaptive asks for
	Adaptive Adaptive
	Workers  int      // never changes a figure; at least 1
	Order    []string // variables by importance: they get the first dimensions of Sobol'
	Silent   []int    // roots of which nothing is asked
	Along    []int    // roots whose figures matter most: the first scores of Sobol' points are turned to move along them
	Kept     []int    // roots of which every draw is kept: their quantiles are exact, their samples can be exported
	Events   []Event  // whose probability is asked for
}

// Event is that a root is at least, or at most, a limit.
type Event struct {
	Root    int
	Limit   float64
	AtLeast bool
}

// Distribution is what a simulation found of one root.
type Distribution struct {
	Point     float64 // value at the point values of the inputs
	Mean, SD  float64
	Median    float64
	Low, High float64 // 2.5 and 97.5 percentiles: the interval that leaves as much on either side
	Shortest  [2]float64
	Min, Max  float64
	Error     float64 // by how much a percentile may be wrong because draws were counted in cells; 0 if all draws were kept
	Undefined int     // draws in which the figure is no number (a division by zero); they are in no other figure
}

// Simulated is the outcome of a plan.
type Simulated struct {
	Draws         int
	Distributions []Distribution // by roots of the program
	Probabilities []float64      // of the events
	Samples       [][]float64    // the draws of the kept roots, in their order
	Stopped       Stopping       // of an adaptive simulation
}

// simulation is a running plan.
type simulation struct {
	plan     Plan
	sampler  *sampler
	points   []float64
	keptAs   []int // root → index of Samples, −1
	sketches []*sketch
	locks    []sync.Mutex
	batches  []batch
	samples  [][]float64
	silent   []bool // by root
	drawn    int    // draws so far
	workers  []*worker
}

// batch are the sums of one batch: every worker forms them in the order of the draws, and they are added in the order of the
// batches, so that not one bit depends on who did what.
type batch struct {
	moments []moments // by roots
	events  []int
}

type moments struct {
	n, undefined int
	sum, squares float64 // of deviations from the point value
	min, max     float64
}

// Simulate runs the plan.
func Simulate(plan Plan) *Simulated {
	if plan.Model.tables == nil {
		plan.Model.Prepare(plan.Workers)
	}
	s := newSimulation(plan, expr.Block)
	if plan.Draws > 0 {
		s.extend(plan.Draws)
		return s.outcome(Stopping{})
	}
	return s.outcome(s.adapt(plan.Adaptive))
}

// newSimulation prepares a simulation in blocks of at most so many draws.
func newSimulation(plan Plan, most int) *simulation {
	program := plan.Model.Program
	s := &simulation{plan: plan, sampler: newSampler(plan.Model, plan.Seed, plan.Sampling, uint64(plan.Draws), plan.Order)}
	s.sampler.most = most
	if s.sampler.sobol != nil && len(plan.Along) > 0 {
		s.sampler.rotation = newRotation(s.sampler.directions(plan.Along))
	}
	s.points = program.At(program.Values())
	s.keptAs = make([]int, len(s.points))
	s.locks = make([]sync.Mutex, len(s.points))
	s.sketches = make([]*sketch, len(s.points))
	s.samples = make([][]float64, len(plan.Kept))
	for root := range s.points {
		s.keptAs[root] = slices.Index(plan.Kept, root)
	}
	s.silent = make([]bool, len(s.points))
	for _, root := range plan.Silent {
		s.silent[root] = true
	}
	s.sketch()
	return s
}

// pilotDraws is the number of draws that the cells of sketches are chosen by.
const pilotDraws = 256

// sketch makes the sketches of the roots that are not kept, whose cells are finest about the median of the first draws.
func (s *simulation) sketch() {
	pilot, w := pilotDraws, s.worker()
	if s.plan.Draws > 0 {
		pilot = min(pilot, s.plan.Draws)
	}
	values := make([][]float64, len(s.points))
	for first := 0; first < pilot; first += w.block.n {
		n := min(w.block.n, pilot-first)
		w.block.fill(uint64(first), n)
		w.machine.Run(w.block.columns, w.out, n)
		for root, out := range w.out {
			if s.keptAs[root] < 0 {
				values[root] = append(values[root], finite(out[:n], 0)...)
			}
		}
	}
	for root := range s.points {
		if s.keptAs[root] < 0 && !s.silent[root] {
			s.sketches[root] = newSketch(values[root], s.points[root])
		}
	}
}

// extend goes on to the given number of draws; the workers share the batches.
func (s *simulation) extend(draws int) {
	s.drawn = draws
	first := len(s.batches)
	count := (draws + BatchDraws - 1) / BatchDraws
	s.batches = append(s.batches, make([]batch, count-first)...)
	for i := range s.samples {
		if s.samples[i] == nil {
			s.samples[i] = make([]float64, 0, max(draws, s.plan.most())) // what is not drawn is not touched
		}
		s.samples[i] = s.samples[i][:draws]
	}
	var next atomic.Int64
	next.Store(int64(first))
	for len(s.workers) < max(s.plan.Workers, 1) {
		s.workers = append(s.workers, s.worker())
	}
	var workers sync.WaitGroup
	for _, w := range s.workers {
		workers.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= count {
					return
				}
				s.batches[i] = w.run(i*BatchDraws, min((i+1)*BatchDraws, draws))
			}
		})
	}
	workers.Wait()
}

// most is the number of draws that the simulation may come to.
func (p *Plan) most() int {
	if p.Draws > 0 {
		return p.Draws
	}
	return cmp.Or(p.Adaptive.Cap, DefaultCap)
}

// worker is the room of one goroutine.
type worker struct {
	s       *simulation
	block   *block
	machine interface {
		Run(in, out [][]float64, n int)
	}
	out [][]float64
}

func (s *simulation) worker() *worker {
	w := &worker{s: s, block: s.sampler.block(), machine: s.plan.Model.Program.Machine(), out: make([][]float64, len(s.points))}
	room := make([]float64, w.block.n*len(w.out))
	for i := range w.out {
		w.out[i], room = room[:w.block.n:w.block.n], room[w.block.n:]
	}
	return w
}

// run draws a batch.
func (w *worker) run(from, to int) batch {
	b := batch{moments: make([]moments, len(w.out)), events: make([]int, len(w.s.plan.Events))}
	for i := range b.moments {
		b.moments[i].min, b.moments[i].max = math.Inf(1), math.Inf(-1)
	}
	for first := from; first < to; first += w.block.n {
		n := min(w.block.n, to-first)
		w.block.fill(uint64(first), n)
		w.machine.Run(w.block.columns, w.out, n)
		for root, values := range w.out {
			values = values[:n]
			if kept := w.s.keptAs[root]; kept >= 0 {
				copy(w.s.samples[kept][first:], values)
			}
			if w.s.silent[root] {
				continue
			}
			if defined := b.moments[root].add(values, w.s.points[root]); w.s.sketches[root] != nil {
				w.s.locks[root].Lock()
				w.s.sketches[root].add(defined)
				w.s.locks[root].Unlock()
			}
		}
		for i, e := range w.s.plan.Events {
			b.events[i] += e.count(w.out[e.Root][:n])
		}
	}
	return b
}

// add sums the values that are numbers and returns them; those that are none are only counted, and taken out of the values.
func (m *moments) add(values []float64, point float64) []float64 {
	sum, squares, low, high := m.sum, m.squares, m.min, m.max
	defined := values
	for i, v := range values {
		if v-v != 0 { // no number, or infinite
			defined = finite(values, i)
			m.undefined += len(values) - len(defined)
			break
		}
	}
	for _, v := range defined {
		d := v - point
		sum += d
		squares += float64(d * d)
		low, high = min(low, v), max(high, v)
	}
	m.n += len(defined)
	m.sum, m.squares, m.min, m.max = sum, squares, low, high
	return defined
}

// finite are the finite values, those before the index being so.
func finite(values []float64, from int) []float64 {
	out := slices.Clone(values[:from])
	for _, v := range values[from:] {
		if v-v == 0 {
			out = append(out, v)
		}
	}
	return out
}

func (e Event) count(values []float64) int {
	n := 0
	for _, v := range values {
		if e.AtLeast && v >= e.Limit || !e.AtLeast && v <= e.Limit {
			n++
		}
	}
	return n
}

// outcome sums the batches up.
func (s *simulation) outcome(stopped Stopping) *Simulated {
	out := &Simulated{Draws: s.drawn, Distributions: make([]Distribution, len(s.points)), Samples: s.samples, Stopped: stopped,
		Probabilities: make([]float64, len(s.plan.Events))}
	for i := range s.plan.Events {
		total := 0
		for _, b := range s.batches {
			total += b.events[i]
		}
		out.Probabilities[i] = float64(total) / float64(out.Draws)
	}
	var next atomic.Int64
	var workers sync.WaitGroup
	for range max(s.plan.Workers, 1) {
		workers.Go(func() {
			var room sorting
			for {
				root := int(next.Add(1)) - 1
				if root >= len(s.points) {
					return
				}
				out.Distributions[root] = s.distribution(root, &room)
			}
		})
	}
	workers.Wait()
	return out
}

// sorting is the room in which draws are put in order.
type sorting struct {
	values []float64
	bins   []bin
}

// distribution is what was found of one root.
func (s *simulation) distribution(root int, room *sorting) Distribution {
	point := s.points[root]
	d := Distribution{Point: point, Min: math.Inf(1), Max: math.Inf(-1)}
	n, sum, squares := 0, 0.0, 0.0
	for _, b := range s.batches {
		m := &b.moments[root]
		n, sum, squares = n+m.n, sum+m.sum, squares+m.squares
		d.Undefined += m.undefined
		d.Min, d.Max = min(d.Min, m.min), max(d.Max, m.max)
	}
	if n == 0 { // also of what nothing was asked of
		return Distribution{Point: point, Undefined: d.Undefined, Mean: math.NaN(), SD: math.NaN(), Median: math.NaN(), Low: math.NaN(), High: math.NaN(),
			Shortest: [2]float64{math.NaN(), math.NaN()}, Min: math.NaN(), Max: math.NaN()}
	}
	shift := sum / float64(n)
	d.Mean = point + shift
	if n > 1 {
		d.SD = math.Sqrt(max(squares-float64(shift*sum), 0) / float64(n-1))
	}
	if kept := s.keptAs[root]; kept >= 0 {
		room.values = append(room.values[:0], s.samples[kept]...)
		sorted := room.values
		if d.Undefined > 0 {
			sorted = finite(sorted, 0)
		}
		slices.Sort(sorted)
		d.Low, d.Median, d.High = percentile(sorted, 0.025), percentile(sorted, 0.5), percentile(sorted, 0.975)
		d.Shortest[0], d.Shortest[1] = shortest(sorted, 0.95)
		return d
	}
	room.bins = s.sketches[root].bins(room.bins, d.Min, d.Max)
	bins := room.bins
	var widths [3]float64
	d.Low, widths[0] = quantileOf(bins, n, 0.025)
	d.Median, widths[1] = quantileOf(bins, n, 0.5)
	d.High, widths[2] = quantileOf(bins, n, 0.975)
	d.Shortest[0], d.Shortest[1] = shortestOf(bins, uint64(n), 0.95)
	d.Error = slices.Max(widths[:])
	return d
}

// Sample writes one draw of a kept root.
func (s *Simulated) Sample(kept, draw int) string {
	return strconv.FormatFloat(s.Samples[kept][draw], 'g', -1, 64)
}
