package uncertainty

import (
	"math"
	"slices"
)

// Adaptive is the rule by which a simulation stops by itself: JCGM 101:2008 7.9.4. Mean, standard deviation and both ends of the 95 %
// interval are formed of each batch; when twice the standard deviation of each one's average is within the numerical tolerance of
// the standard uncertainty, in each of the roots, the simulation has converged.
type Adaptive struct {
	Digits int   // significant digits of the standard uncertainty: 1 or 2; 0 = 2
	Cap    int   // the most draws; 0 = 10⁶
	Roots  []int // that must converge; they must be Kept
}

// The defaults of Adaptive.
const (
	DefaultDigits = 2
	DefaultCap    = 1_000_000
)

// waveBatches is the number of batches after which the rule looks at the results.
const waveBatches = 4

// Stopping says how an adaptive simulation ended: the digits of the standard uncertainty that hold (those asked for if it converged,
// fewer if it reached the cap), by the root that is worst.
type Stopping struct {
	Adaptive  bool
	Converged bool
	Digits    int
	Worst     int // root
}

// adapt draws waves of batches until the rule is met or the cap is reached.
func (s *simulation) adapt(a Adaptive) Stopping {
	if a.Digits == 0 {
		a.Digits = DefaultDigits
	}
	if a.Cap == 0 {
		a.Cap = DefaultCap
	}
	figures := make([][][4]float64, len(a.Roots)) // by root of the rule and batch
	for draws := min(waveBatches*BatchDraws, a.Cap); ; draws = min(draws+waveBatches*BatchDraws, a.Cap) {
		s.extend(draws)
		for i, root := range a.Roots {
			sample := s.samples[s.keptAs[root]]
			for b := len(figures[i]); (b+1)*BatchDraws <= draws; b++ {
				figures[i] = append(figures[i], ofBatch(sample[b*BatchDraws:(b+1)*BatchDraws]))
			}
		}
		out := Stopping{Adaptive: true, Converged: true, Digits: a.Digits, Worst: -1}
		for i, root := range a.Roots {
			for out.Digits > 0 && !converged(figures[i], out.Digits) {
				out.Digits, out.Worst, out.Converged = out.Digits-1, root, false
			}
		}
		if out.Converged || draws >= a.Cap {
			return out
		}
	}
}

// ofBatch are mean, standard deviation and the ends of the 95 % interval of one batch.
func ofBatch(values []float64) [4]float64 {
	sorted := finite(values, 0)
	if len(sorted) < 2 {
		return [4]float64{math.NaN(), math.NaN(), math.NaN(), math.NaN()}
	}
	var m moments
	first := sorted[0]
	m.add(sorted, first)
	n := float64(m.n)
	mean := m.sum / n
	slices.Sort(sorted)
	return [4]float64{first + mean, math.Sqrt(max(m.squares-float64(mean*m.sum), 0) / (n - 1)), percentile(sorted, 0.025), percentile(sorted, 0.975)}
}

// converged tells whether the averages over the batches are within the tolerance of so many digits (7.9.4 g–k). The standard
// uncertainty is the average of those of the batches.
func converged(batches [][4]float64, digits int) bool {
	h := float64(len(batches))
	if h < 2 {
		return false
	}
	var mean, deviation [4]float64
	for k := range mean {
		shift := 0.0 // from the first batch, so that equal ones do not differ by rounding
		for _, b := range batches {
			shift += b[k] - batches[0][k]
		}
		shift /= h
		mean[k] = batches[0][k] + shift
		for _, b := range batches {
			deviation[k] += square(b[k] - batches[0][k] - shift)
		}
		deviation[k] = math.Sqrt(deviation[k] / float64(h*(h-1)))
	}
	tolerance := numericalTolerance(mean[1], digits)
	for _, d := range deviation {
		if !(2*d <= tolerance) {
			return false
		}
	}
	return true
}

// numericalTolerance is ½·10^l of u = c·10^l, c a whole number of so many digits (JCGM 101:2008 7.9.2).
func numericalTolerance(u float64, digits int) float64 {
	if u == 0 {
		return 0
	}
	limit := 1.0
	for range digits {
		limit = float64(limit * 10)
	}
	unit := 1.0
	for u/unit >= limit-0.5 {
		unit = float64(unit * 10)
	}
	for u/unit < limit/10-0.05 {
		unit /= 10
	}
	return half(unit)
}
