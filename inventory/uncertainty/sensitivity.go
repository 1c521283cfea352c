package uncertainty

import (
	"math"
	"slices"
	"sync"
)

// Contribution is what one variable, or variables that are drawn together, contribute to the variance of a root.
type Contribution struct {
	Variables []string
	First     float64 // first-order index: the share of the variance that would go if it were known
	Total     float64 // total index: the share that would remain if all else were known; NaN if it was not computed
	Errors    [2]float64
}

// Sensitivity says what is computed of a model.
type Sensitivity struct {
	Model   Model
	Seed    uint64
	Workers int
	Roots   []int
	Leading [][]string // groups of variables with total indices, such as the first of a ranking
}

// The numbers of draws of Sensitivity, and the bins of the given-data estimator.
const (
	givenDraws  = 1 << 16
	givenBatch  = 1 << 13
	givenBins   = 64
	indexDraws  = 1 << 14
	indexBatch  = 1 << 11
	indexOffset = 1 << 40 // of the second sample: draws that no simulation reaches
)

// Groups are the variables that are drawn, those of a copula or of one set of shares together, in the order of their first use.
func (m *Model) Groups() [][]string {
	of := map[string]string{} // variable → the first of its group
	var find func(string) string
	find = func(id string) string {
		if of[id] == id {
			return id
		}
		of[id] = find(of[id])
		return of[id]
	}
	var order []string
	for _, in := range m.Inputs {
		if in.random() && of[in.Variable] == "" {
			of[in.Variable] = in.Variable
			order = append(order, in.Variable)
		}
	}
	join := func(ids []string) {
		ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return of[id] == "" })
		for _, id := range ids[min(1, len(ids)):] {
			of[find(id)] = find(ids[0])
		}
	}
	for _, c := range m.Couplings {
		join(c.Variables)
	}
	for _, s := range m.Shares {
		var ids []string
		for _, i := range s.Inputs {
			ids = append(ids, m.Inputs[i].Variable)
		}
		join(ids)
	}
	members := map[string][]string{}
	for _, id := range order {
		members[find(id)] = append(members[find(id)], id)
	}
	var out [][]string
	for _, id := range order {
		if group := members[find(id)]; group[0] == id {
			out = append(out, group)
		}
	}
	return out
}

// inOrder runs the batches on workers and takes their results in order.
func inOrder[T any](workers, batches int, worker func() func(batch int) T, take func(T)) {
	workers = max(workers, 1)
	runs := make([]func(int) T, workers)
	for w := range runs {
		runs[w] = worker()
	}
	results := make([]T, workers)
	for first := 0; first < batches; first += workers {
		var group sync.WaitGroup
		for w := range min(workers, batches-first) {
			group.Go(func() { results[w] = runs[w](first + w) })
		}
		group.Wait()
		for w := range min(workers, batches-first) {
			take(results[w])
		}
	}
}

// FirstOrder are the first-order indices of every variable for each of the roots, from one sample: the variance between the means of the
// root in equally probable classes of the variable, less what chance alone gives (E. Plischke, Reliab. Eng. Syst. Saf. 95 (2010) and
// 119 (2013) on estimators from given data; the correction is that of the analysis of variance). By root, then variable.
func (s *Sensitivity) FirstOrder() []map[string]float64 {
	sampler := newSampler(s.Model, s.Seed, PlainSampling, 0, nil)
	points := s.Model.Program.At(s.Model.Program.Values())
	variables, roots := len(sampler.variables), len(s.Roots)
	total := newClasses(variables, roots)
	inOrder(s.Workers, givenDraws/givenBatch, func() func(int) *classes {
		w := newIndexWorker(sampler, len(points))
		w.block.keep()
		return func(batch int) *classes {
			c := newClasses(variables, roots)
			for first := batch * givenBatch; first < (batch+1)*givenBatch; first += w.block.n {
				w.block.fill(uint64(first), w.block.n)
				w.machine.Run(w.block.columns, w.out, w.block.n)
				for r, root := range s.Roots {
					c.add(r, w.block, w.out[root], points[root])
				}
			}
			return c
		}
	}, total.merge)
	out := make([]map[string]float64, roots)
	for r := range out {
		out[r] = map[string]float64{}
		for v := range sampler.variables {
			if len(sampler.variables[v].targets) > 0 {
				out[r][sampler.variables[v].id] = total.index(r, v)
			}
		}
	}
	return out
}

// classes are counts and sums of the roots by class of each variable.
type classes struct {
	variables int
	counts    [][givenBins]float64 // of all draws, by variable
	undefined [][givenBins]float64 // of those in which the root is no number, by root and variable
	sums      [][givenBins]float64 // by root and variable
	all       []moments            // by root
}

func newClasses(variables, roots int) *classes {
	counts := func(n int) [][givenBins]float64 { return make([][givenBins]float64, n) }
	return &classes{variables, counts(variables), counts(roots * variables), counts(roots * variables), make([]moments, roots)}
}

func (c *classes) add(root int, b *block, values []float64, point float64) {
	c.all[root].add(slices.Clone(values[:b.n]), point)
	for v := range c.variables {
		sums, undefined := &c.sums[root*c.variables+v], &c.undefined[root*c.variables+v]
		for k, w := range b.kept[v] {
			if d := values[k] - point; d-d == 0 {
				sums[w>>58] += d
			} else {
				undefined[w>>58]++
			}
			if root == 0 {
				c.counts[v][w>>58]++
			}
		}
	}
}

func (c *classes) merge(other *classes) {
	for i := range c.counts {
		for k := range givenBins {
			c.counts[i][k] += other.counts[i][k]
		}
	}
	for i := range c.sums {
		for k := range givenBins {
			c.sums[i][k] += other.sums[i][k]
			c.undefined[i][k] += other.undefined[i][k]
		}
	}
	for i := range c.all {
		a, o := &c.all[i], &other.all[i]
		a.n, a.sum, a.squares = a.n+o.n, a.sum+o.sum, a.squares+o.squares
	}
}

// index is the share of the variance that lies between the classes.
func (c *classes) index(root, variable int) float64 {
	a := &c.all[root]
	n := float64(a.n)
	whole := a.squares - float64(a.sum*a.sum)/n
	if !(whole > 0) {
		return 0
	}
	between, filled := -float64(a.sum*a.sum)/n, -1.0
	for k, sum := range c.sums[root*c.variables+variable] {
		if count := c.counts[variable][k] - c.undefined[root*c.variables+variable][k]; count > 0 {
			between += float64(sum*sum) / count
			filled++
		}
	}
	chance := (whole - between) / (n - 1 - filled)
	return max((between-float64(filled*chance))/whole, 0)
}

// indexWorker is the room of one goroutine.
type indexWorker struct {
	block   *block
	machine interface {
		Run(in, out [][]float64, n int)
	}
	out [][]float64
}

func newIndexWorker(s *sampler, roots int) *indexWorker {
	w := &indexWorker{block: s.block(), machine: s.model.Program.Machine(), out: make([][]float64, roots)}
	for i := range w.out {
		w.out[i] = make([]float64, w.block.n)
	}
	return w
}

// Indices are first-order and total indices of the leading groups, and of all other variables together as the last, for each of the
// roots: the first by Saltelli et al., Comput. Phys. Commun. 181 (2010) 259–270, table 2 (b), the total by Jansen, table 2 (f). By
// root, then group.
func (s *Sensitivity) Indices() [][]Contribution {
	sampler := newSampler(s.Model, s.Seed, PlainSampling, 0, nil)
	points := s.Model.Program.At(s.Model.Program.Values())
	groups := s.columnsOf(sampler)
	sums := make([]pairSums, len(s.Roots)*len(groups))
	variances := make([]moments, len(s.Roots))
	type result struct {
		sums      []pairSums
		variances []moments
	}
	inOrder(s.Workers, indexDraws/indexBatch, func() func(int) result {
		a, b := newIndexWorker(sampler, len(points)), newIndexWorker(sampler, len(points))
		mixed := newIndexWorker(sampler, len(points)).out
		columns := slices.Clone(a.block.columns)
		return func(batch int) result {
			r := result{make([]pairSums, len(sums)), make([]moments, len(s.Roots))}
			for first := batch * indexBatch; first < (batch+1)*indexBatch; first += a.block.n {
				a.block.fill(uint64(first), a.block.n)
				b.block.fill(uint64(first)+indexOffset, b.block.n)
				a.machine.Run(a.block.columns, a.out, a.block.n)
				b.machine.Run(b.block.columns, b.out, b.block.n)
				for g, group := range groups {
					for _, i := range group {
						columns[i] = b.block.columns[i]
					}
					a.machine.Run(columns, mixed, a.block.n)
					for _, i := range group {
						columns[i] = a.block.columns[i]
					}
					for n, root := range s.Roots {
						r.sums[n*len(groups)+g].add(a.out[root], b.out[root], mixed[root], points[root])
					}
				}
				for n, root := range s.Roots {
					r.variances[n].add(slices.Clone(a.out[root]), points[root])
					r.variances[n].add(slices.Clone(b.out[root]), points[root])
				}
			}
			return r
		}
	}, func(r result) {
		for i := range sums {
			sums[i].merge(r.sums[i])
		}
		for i, m := range r.variances {
			variances[i].n, variances[i].sum, variances[i].squares = variances[i].n+m.n, variances[i].sum+m.sum, variances[i].squares+m.squares
		}
	})
	out := make([][]Contribution, len(s.Roots))
	for n := range s.Roots {
		for g := range groups {
			c := sums[n*len(groups)+g].contribution(&variances[n])
			if g < len(s.Leading) {
				c.Variables = s.Leading[g]
			}
			out[n] = append(out[n], c)
		}
	}
	return out
}

// columnsOf are the inputs of each leading group, and of all others.
func (s *Sensitivity) columnsOf(sampler *sampler) [][]int {
	groups := make([][]int, len(s.Leading)+1)
	leads := map[string]int{}
	for g, group := range s.Leading {
		for _, id := range group {
			leads[id] = g + 1
		}
	}
	for i := range sampler.variables {
		g := len(s.Leading)
		if lead := leads[sampler.variables[i].id]; lead > 0 {
			g = lead - 1
		}
		for _, t := range sampler.variables[i].targets {
			groups[g] = append(groups[g], t.input)
		}
	}
	return groups
}

// pairSums are the sums of the two estimators and of their squares.
type pairSums struct {
	n                                        int
	first, firstSquares, total, totalSquares float64
}

func (p *pairSums) add(a, b, mixed []float64, point float64) {
	for k := range mixed {
		first := float64((b[k] - point) * (mixed[k] - a[k]))
		total := half(float64((a[k] - mixed[k]) * (a[k] - mixed[k])))
		if first-first != 0 || total-total != 0 {
			continue
		}
		p.n++
		p.first, p.firstSquares = p.first+first, p.firstSquares+float64(first*first)
		p.total, p.totalSquares = p.total+total, p.totalSquares+float64(total*total)
	}
}

func (p *pairSums) merge(o pairSums) {
	p.n += o.n
	p.first, p.firstSquares = p.first+o.first, p.firstSquares+o.firstSquares
	p.total, p.totalSquares = p.total+o.total, p.totalSquares+o.totalSquares
}

// contribution are the two indices with their standard errors.
func (p *pairSums) contribution(of *moments) Contribution {
	n := float64(of.n)
	variance := (of.squares - float64(of.sum*of.sum)/n) / n
	if !(variance > 0) || p.n == 0 {
		return Contribution{}
	}
	count := float64(p.n)
	spread := func(sum, squares float64) float64 {
		return math.Sqrt(max(squares/count-float64(sum/count*(sum/count)), 0)/count) / variance
	}
	return Contribution{First: max(p.first/count/variance, 0), Total: p.total / count / variance,
		Errors: [2]float64{spread(p.first, p.firstSquares), spread(p.total, p.totalSquares)}}
}

// bar is the root at the 2.5 and 97.5 percentiles of the variables, all else at its value.
func (m *Model) bar(root int, variables []string) (low, high float64) {
	at := func(p float64) float64 {
		values := m.Program.Values()
		for i, in := range m.Inputs {
			if !in.random() || !slices.Contains(variables, in.Variable) {
				continue
			}
			if in.Mirrored {
				values[i] = in.Law.Quantile(1 - p)
			} else {
				values[i] = in.Law.Quantile(p)
			}
		}
		for _, s := range m.scaled(m.Program.Values()) {
			sum := 0.0
			for _, i := range s.Inputs {
				sum += values[i]
			}
			for _, i := range s.Inputs {
				values[i] = float64(values[i]*s.Sum) / sum
			}
		}
		return m.Program.At(values)[root]
	}
	return at(0.025), at(0.975)
}
