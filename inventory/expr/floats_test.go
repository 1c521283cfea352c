package expr

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory/golden"
	"ghg/inventory/quantity"
)

// digest is the hash of a series of floats, bit by bit.
type digest struct {
	hash  hash.Hash
	count int
}

// add takes every NaN for the same: processors give it different signs, and no output shows them.
func (d *digest) add(values ...float64) {
	var word [8]byte
	for _, v := range values {
		bits := math.Float64bits(v)
		if math.IsNaN(v) {
			bits = math.Float64bits(math.NaN())
		}
		binary.LittleEndian.PutUint64(word[:], bits)
		d.hash.Write(word[:])
		d.count++
	}
}

// digestOf names what was computed, how many results there were and their hash, on one line.
func digestOf(name string, compute func(rng *rand.Rand, d *digest)) string {
	d := &digest{hash: sha256.New()}
	compute(rand.New(rand.NewPCG(2006, 2019)), d)
	return fmt.Sprintf("%-8s %6d %x\n", name, d.count, d.hash.Sum(nil))
}

// corners are numbers at which something changes: a range ends, a power is multiplied out, a number is none.
var corners = []float64{0, math.Copysign(0, -1), 1, -1, 0.5, -0.5, 2, -2, 3, 64, -64, 65, -65, 0.1, math.Ln2 / 2, math.Sqrt2 / 2, 709.782712893384, 709.8,
	-708.4, -745.13, -745.2, 1e-300, 1e300, -1e300, 1 << 53, 1<<53 + 2, 1 << 63, math.MaxFloat64, 0x1p-1022, math.SmallestNonzeroFloat64,
	math.Inf(1), math.Inf(-1), math.NaN()}

// anyBits is a number of any size, its exponent drawn evenly.
func anyBits(rng *rand.Rand) float64 { return math.Float64frombits(rng.Uint64()) }

func exponentials(rng *rand.Rand, d *digest) {
	for _, x := range corners {
		d.add(exp(x))
	}
	for range 20000 {
		d.add(exp((rng.Float64() - 0.5) * 1500))
	}
	for range 2000 {
		d.add(exp(anyBits(rng)))
	}
}

func logarithms(rng *rand.Rand, d *digest) {
	for _, x := range corners {
		d.add(log(x))
	}
	for range 10000 {
		d.add(log(math.Abs(anyBits(rng))))
		d.add(log(0.5 + rng.Float64()))
	}
}

func ratios(rng *rand.Rand, d *digest) {
	for range 10000 {
		a := math.Abs(anyBits(rng))
		d.add(LogRatio(a, math.Abs(anyBits(rng))), LogRatio(a, float64(a*(0.5+rng.Float64()))))
	}
}

func powers(rng *rand.Rand, d *digest) {
	for _, a := range corners {
		for _, b := range corners {
			d.add(pow(a, b))
		}
	}
	for range 10000 {
		a := rng.Float64() * 10
		d.add(pow(a, (rng.Float64()-0.5)*200), pow(-a, float64(rng.IntN(400)-200)))
	}
}

// randomTree is an expression of every operation over positive inputs; it is fixed, for its bits are in the golden file.
func randomTree(rng *rand.Rand, inputs []Node, depth int) Node {
	if depth == 0 {
		return inputs[rng.IntN(len(inputs))]
	}
	sub := func() Node { return randomTree(rng, inputs, depth-1) }
	switch rng.IntN(11) {
	case 0:
		return Add(sub(), sub(), sub())
	case 1:
		return Mul(sub(), Ratio(44, 12), sub())
	case 2:
		return Quo(sub(), Add(Int(1), sub()))
	case 3:
		return Exp(Quo(sub(), Add(Int(1), sub(), sub())))
	case 4:
		return Log(Add(Int(2), sub()))
	case 5:
		return Pow(sub(), Const(decimal.RequireFromString("0.42"), quantity.One))
	case 6:
		return Min(sub(), sub())
	case 7:
		return Max(sub(), sub())
	case 8:
		return Label("part", Round34(sub()))
	case 9:
		return Pow(sub(), Int(2))
	default:
		return Sum(sub(), Mul(Int(3), sub()))
	}
}

func randomInputs(rng *rand.Rand) []Node {
	var out []Node
	for i := range 12 {
		value := decimal.New(rng.Int64N(900)+100, -3)
		out = append(out, Of(&input{string(rune('a' + i)), string(rune('a' + i)), value, quantity.One}))
	}
	return out
}

// trees gives random trees with a machine for each and the points of their inputs.
func trees(rng *rand.Rand, number int, visit func(m *Machine, points []float64)) {
	for range number {
		p, err := Compile([]Node{randomTree(rng, randomInputs(rng), 2+rng.IntN(4))})
		if err != nil {
			panic(err) // no random tree divides by a constant 0
		}
		visit(p.Machine(), p.Values())
	}
}

func draws(rng *rand.Rand, d *digest) {
	out := [][]float64{make([]float64, Block)}
	trees(rng, 120, func(m *Machine, points []float64) {
		in := make([][]float64, len(points))
		for i, v := range points {
			in[i] = make([]float64, Block)
			for j := range in[i] {
				in[i][j] = v * (0.5 + rng.Float64())
			}
		}
		m.Run(in, out, Block)
		d.add(out[0]...)
	})
}

func gradients(rng *rand.Rand, d *digest) {
	trees(rng, 120, func(m *Machine, points []float64) {
		values, partials := make([]float64, len(points)), make([]float64, len(points))
		for range 40 {
			for i, v := range points {
				values[i] = v * (0.5 + rng.Float64())
			}
			d.add(m.Gradient(values, 0, partials))
			d.add(partials...)
		}
	})
}

// careless multiplies and adds as this package must not: its bits do differ between processors.
func careless(rng *rand.Rand, d *digest) {
	var numbers [3000]float64
	for i := range numbers {
		numbers[i] = rng.Float64()
	}
	for i := 0; i < len(numbers); i += 3 {
		d.add(numbers[i]*numbers[i+1] - numbers[i+2])
	}
}

// The bits of 10⁵ results, on this machine and on every other. The log shows them beside those of careless arithmetic,
// so that a comparison of two machines can prove that it would see a difference.
func TestFloatsHaveTheSameBitsEverywhere(t *testing.T) {
	got := digestOf("exp", exponentials) + digestOf("log", logarithms) + digestOf("pow", powers) + digestOf("draws", draws) + digestOf("gradient", gradients) + digestOf("ratio", ratios)
	t.Logf("digests:\n%s%s", got, digestOf("careless", careless))
	golden.Compare(t, "testdata/floats.golden", got)
}
