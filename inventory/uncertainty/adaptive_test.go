package uncertainty

import (
	"math"
	"testing"

	"ghg/inventory/expr"
)

// The numerical tolerance of JCGM 101:2008 7.9.2: its examples (a reading of 100.021 47 g with u = 0.35 mg in either number of digits, and
// u = 2 K), and where rounding moves c to another power of ten.
func TestNumericalTolerance(t *testing.T) {
	for _, c := range []struct {
		u      float64
		digits int
		want   float64
	}{
		{0.35e-3, 2, 0.005e-3}, {0.35e-3, 1, 0.05e-3}, {2, 1, 0.5}, {0.35, 1, 0.05}, {0.35, 2, 0.005},
		{9.96, 1, 5}, {9.96, 2, 0.5}, {9.94, 2, 0.05}, {9.4, 1, 0.5}, {9.6, 1, 5}, {99.6, 1, 50}, {99.6, 2, 5}, {99.4, 2, 0.5}, {0.96, 1, 0.5}, {0.0996, 2, 0.005},
		{1e-12, 1, 0.5e-12}, {1e-12, 2, 0.05e-12}, {1.3e9, 2, 0.05e9}, {123456, 2, 5000}, {0, 2, 0},
	} {
		if got := numericalTolerance(c.u, c.digits); math.Abs(got-c.want) > 1e-12*c.want {
			t.Errorf("u = %v to %d digits: tolerance %v, want %v", c.u, c.digits, got, c.want)
		}
	}
}

// An adaptive simulation stops when the rule is met and not before, in whole waves; the cap ends it too, with the digits that hold.
func TestAdaptiveStops(t *testing.T) {
	a, b := of("a", 0.1), of("b", 100)
	m := modelOf(t, map[string]Law{"a": Fixed{0.1}, "b": Normal{100, 1.3}}, a, b, expr.Mul(a, a), expr.Of(&figure{"half", 1. / 3}))
	run := func(adaptive Adaptive, kept ...int) *Simulated {
		adaptive.Roots = kept
		return Simulate(Plan{Model: m, Seed: 4, Workers: 2, Kept: kept, Adaptive: adaptive})
	}
	for _, root := range []int{0, 2, 3} {
		if got := run(Adaptive{}, root); got.Draws != waveBatches*BatchDraws || got.Stopped != (Stopping{true, true, 2, -1}) {
			t.Errorf("a constant takes %d draws: %+v", got.Draws, got.Stopped)
		}
	}
	one, two := run(Adaptive{Digits: 1}, 0, 1), run(Adaptive{Digits: 2}, 0, 1)
	if !one.Stopped.Converged || one.Stopped.Digits != 1 || one.Draws != waveBatches*BatchDraws {
		t.Errorf("one digit takes %d draws: %+v", one.Draws, one.Stopped)
	}
	// Of 1.3 the tolerance of two digits is 0.05: the 2.5 percentile has the sd 2.67·1.3/√n, so that some 20,000 draws do.
	if !two.Stopped.Converged || two.Stopped.Digits != 2 || two.Draws > 300_000 || two.Draws%(waveBatches*BatchDraws) != 0 {
		t.Errorf("two digits take %d draws: %+v", two.Draws, two.Stopped)
	}
	if math.Abs(two.Distributions[1].SD-1.3) > 0.05 {
		t.Errorf("the sd is %v", two.Distributions[1].SD)
	}
	m.Inputs[inputOf(t, &m, "b")].Law = Normal{100, 9.9} // two digits: 0.05 of 9.9, some 1.1 million draws
	capped := run(Adaptive{Cap: 100_001}, 0, 1)
	if capped.Draws != 100_001 || capped.Stopped != (Stopping{true, false, 1, 1}) {
		t.Errorf("the cap ends it at %d draws: %+v", capped.Draws, capped.Stopped)
	}
	long := run(Adaptive{Cap: 3_000_000}, 1)
	if n := float64(long.Draws); !long.Stopped.Converged || n < 400_000 || n > 2_500_000 {
		t.Errorf("two digits of 9.9 take %v draws: %+v", n, long.Stopped)
	}
	if few := run(Adaptive{Cap: 5000}, 1); few.Draws != 5000 || few.Stopped.Converged || few.Stopped.Digits != 0 {
		t.Errorf("a cap below two batches: %+v after %d draws", few.Stopped, few.Draws)
	}
}

// A simulation that stopped itself gives the figures of one of as many draws.
func TestAdaptiveIsTheSameSimulation(t *testing.T) {
	m := mixedModel(t)
	adaptive := Simulate(Plan{Model: m, Seed: 4, Workers: 2, Kept: []int{0}, Adaptive: Adaptive{Digits: 1, Roots: []int{0}}})
	plain := Simulate(Plan{Model: m, Seed: 4, Workers: 2, Kept: []int{0}, Draws: adaptive.Draws})
	adaptive.Stopped = Stopping{}
	if !sameBits(adaptive, plain) {
		t.Errorf("%d draws by the rule and as many that are asked for differ", adaptive.Draws)
	}
}

// Where the last digits are rounding, equal batches do not differ.
func TestBatchesOfAConstant(t *testing.T) {
	values := make([]float64, 999)
	for i := range values {
		values[i] = 0.1
	}
	batch := ofBatch(values)
	if batch != [4]float64{0.1, 0, 0.1, 0.1} {
		t.Errorf("a batch of 0.1 is %v", batch)
	}
	for n := 2; n < 100; n++ {
		batches := make([][4]float64, n)
		for i := range batches {
			batches[i] = batch
		}
		if !converged(batches, 2) {
			t.Errorf("%d equal batches have not converged", n)
		}
	}
}
