package trend

import (
	"math"
	"slices"

	"ghg/inventory/expr"
)

// figure is what a term is in one year: its size and the factors whose product that is. A factor that is NaN has no figure where
// the size is zero by another: the emission factor of a fuel that nobody burns.
type figure struct {
	size    float64
	factors []float64
}

// logMean is the logarithmic mean (a − b)/(ln a − ln b) of two positive numbers, a for a = b (Ang 2005).
func logMean(a, b float64) float64 {
	if a == b {
		return a
	}
	return (a - b) / expr.LogRatio(a, b)
}

// effectsOf adds to out what each factor had to do with the change of one term: L(E_t, E_0)·ln(x_t/x_0) (Ang 2005, LMDI-I). Where
// the term appears or vanishes it is the limit of that: all of it is due to the factor that comes from or goes to zero. It returns the
// factors among which it was split equally, because several do so at once or because none has a figure; nil if there was no need.
//
// What the roundings leave of the change goes to the largest of the effects, so that they sum to it.
func effectsOf(before, after figure, out []float64) (split []int) {
	clear(out)
	change := after.size - before.size
	switch {
	case before.size == 0 && after.size == 0:
		return nil
	case before.size == 0:
		split = vanished(before.factors)
	case after.size == 0:
		split = vanished(after.factors)
	default:
		mean := logMean(after.size, before.size)
		for k := range out {
			out[k] = float64(mean * expr.LogRatio(after.factors[k], before.factors[k]))
		}
		closeUp(out, change)
		return nil
	}
	for _, k := range split {
		out[k] = change / float64(len(split))
	}
	closeUp(out, change)
	if len(split) == 1 {
		return nil
	}
	return split
}

// vanished are the factors by which a term is zero: those that are, else those that have no figure.
func vanished(factors []float64) (out []int) {
	for k, x := range factors {
		if x == 0 {
			out = append(out, k)
		}
	}
	if out != nil {
		return out
	}
	for k, x := range factors {
		if math.IsNaN(x) {
			out = append(out, k)
		}
	}
	return out
}

// closeUp gives what is missing of the total to the largest part, the first of equals.
func closeUp(parts []float64, total float64) {
	largest, sum := 0, 0.0
	for k, part := range parts {
		if math.Abs(part) > math.Abs(parts[largest]) {
			largest = k
		}
		sum += part
	}
	parts[largest] += total - sum
}

// multiplied are the multiplicative effects of a change between two totals that are positive: exp(ΔE_k / L(E_t, E_0)).
func multiplied(before, after float64, additive []float64) []float64 {
	if before <= 0 || after <= 0 {
		return nil
	}
	mean := logMean(after, before)
	out := make([]float64, len(additive))
	for k, effect := range additive {
		out[k] = expr.Exponential(effect / mean)
	}
	return out
}

// changeBetween decomposes the change of all terms between two years, in all by change. The terms stand in the same order in both.
func changeBetween(before, after []figure, factors int, change float64) (total []float64, byTerm [][]float64, splits [][]int) {
	total, byTerm, splits = make([]float64, factors), make([][]float64, len(before)), make([][]int, len(before))
	room := make([]float64, len(before)*factors)
	for i := range before {
		byTerm[i] = room[i*factors : (i+1)*factors : (i+1)*factors]
		splits[i] = effectsOf(before[i], after[i], byTerm[i])
		for k, effect := range byTerm[i] {
			total[k] += effect
		}
	}
	closeUp(total, change)
	return total, byTerm, splits
}

// chained are the effects over several steps: additive effects add up, multiplicative ones multiply; there are none of these if a
// step has none. The sum has changed by change in all.
func chained(steps []*Effects, factors int, change float64) (additive, multiplicative []float64) {
	additive, multiplicative = make([]float64, factors), slices.Repeat([]float64{1}, factors)
	for _, step := range steps {
		for k := range additive {
			additive[k] += step.additive[k]
			if multiplicative != nil && step.multiplicative != nil {
				multiplicative[k] = float64(multiplicative[k] * step.multiplicative[k])
			}
		}
		if step.multiplicative == nil {
			multiplicative = nil
		}
	}
	closeUp(additive, change)
	return additive, multiplicative
}
