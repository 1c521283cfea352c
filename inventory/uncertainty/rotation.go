package uncertainty

import "math"

// rotation turns independent normal scores, which stay so, such that the first of them moves along the first direction, the second along
// what the second direction has beside it, and so on: a figure that changes mostly along a direction is then a function of mostly one
// score (the linear transformation of J. Imai and K. S. Tan 2006). It is the factor Q of the directions, kept as reflections I − v·vᵀ
// with |v|² = 2 (Golub and Van Loan, Matrix Computations, §5.2).
//
// Without it, Sobol' points give the percentiles of a sum of hundreds of variables little better than plain draws: an event of the sum lies
// in no few dimensions. With it, percentiles of figures across the directions, such as of one category, are as of plain draws; means
// and standard deviations are far better either way.
type rotation struct{ vectors [][]float64 }

// leastBeside is the part of a direction that must lie beside those before it.
const leastBeside = 1e-6

// newRotation leaves out directions that lie along those before them, or are zero.
func newRotation(directions [][]float64) *rotation {
	r := &rotation{}
	for _, d := range directions {
		v := append([]float64(nil), d...)
		whole := norm(v)
		for _, u := range r.vectors {
			dot := 0.0
			for i := range v {
				dot += float64(u[i] * v[i])
			}
			for i := range v {
				v[i] -= float64(u[i] * dot)
			}
		}
		first := min(len(r.vectors), len(v))
		clear(v[:first])
		beside := norm(v)
		if !(beside > float64(leastBeside*whole)) || math.IsInf(beside, 0) {
			continue
		}
		v[first] += math.Copysign(beside, v[first])
		scale := math.Sqrt2 / norm(v)
		for i := range v {
			v[i] = float64(v[i] * scale)
		}
		r.vectors = append(r.vectors, v)
	}
	return r
}

func norm(v []float64) float64 {
	sum := 0.0
	for _, x := range v {
		sum += float64(x * x)
	}
	return math.Sqrt(sum)
}

// turn overwrites the scores, a slice of draws for each; dots is room for as many draws.
func (r *rotation) turn(scores [][]float64, dots []float64) {
	for n := len(r.vectors) - 1; n >= 0; n-- {
		v := r.vectors[n]
		clear(dots)
		for i, z := range scores {
			for k, x := range z[:len(dots)] {
				dots[k] += float64(v[i] * x)
			}
		}
		for i, z := range scores {
			z = z[:len(dots)]
			for k, dot := range dots {
				z[k] -= float64(v[i] * dot)
			}
		}
	}
}

// directions are how the roots change by the normal scores of the ranked variables, to the first order.
func (s *sampler) directions(roots []int) [][]float64 {
	m := s.model
	m.Inputs = append([]Input(nil), m.Inputs...)
	for i := range m.Inputs {
		m.Inputs[i].Half = 0
		if m.Inputs[i].random() {
			m.Inputs[i].Half = m.Inputs[i].Law.SD()
		}
	}
	var out [][]float64
	for _, p := range m.Propagate(roots...) {
		for _, c := range m.Couplings {
			c.independent(p.Parts)
		}
		d := make([]float64, s.sobol.Dimensions())
		for _, v := range s.variables {
			if v.rank >= 0 {
				d[v.rank] = p.Parts[v.id]
			}
		}
		out = append(out, d)
	}
	return out
}

// independent turns parts by the scores of the copula's variables into parts by the independent scores that they are made of.
func (c *Coupling) independent(parts map[string]float64) {
	for j, id := range c.Variables { // those before j are not needed any more
		parts[id] = c.along(j, parts)
	}
}
