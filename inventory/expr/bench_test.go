package expr

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory/quantity"
)

// district is an inventory of 1,000 terms over 1,943 inputs: products of an activity with a calorific value, a carbon
// content and an oxidation rate that terms share, or with a factor of their own.
func district() []Node {
	gas := quantity.MustUnit("t CO2")
	ratio := RatioOf(44, 12, gas.Div(quantity.MustUnit("t C")))
	in := func(kind string, i int, value int64, unit string) Node {
		key := fmt.Sprintf("%s%d", kind, i)
		return Of(&input{key, key, decimal.New(value+int64(i), -3), quantity.MustUnit(unit)})
	}
	shared := map[string][]Node{}
	for i := range 31 {
		shared["ncv"] = append(shared["ncv"], in("ncv", i, 20908, "GJ/t"))
		shared["cc"] = append(shared["cc"], in("cc", i, 26100, "t C/TJ"))
		shared["ox"] = append(shared["ox"], in("ox", i, 930, "fraction"))
	}
	var groups []Node
	for g := range 20 {
		var terms []Node
		for i := range 50 {
			n := 50*g + i
			activity := in("q", n, 1234567, "t")
			var term Node
			if n%20 < 17 {
				term = Mul(activity, in("ef", n, 3002, "t CO2/t"))
			} else {
				term = Mul(activity, shared["ncv"][n%31], shared["cc"][n%31], shared["ox"][n%31], ratio)
			}
			terms = append(terms, Round34(In(term, gas)))
		}
		groups = append(groups, Label(fmt.Sprint(g), Sum(terms...)))
	}
	return append(groups, Label("total", Sum(groups...)))
}

func BenchmarkDecimalInventory(b *testing.B) {
	b.ReportAllocs()
	for range b.N {
		b.StopTimer()
		roots := district()
		b.StartTimer()
		for _, r := range roots {
			if _, err := Decimal(r); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkGradient(b *testing.B) {
	roots := district()
	p, err := Compile(roots)
	if err != nil {
		b.Fatal(err)
	}
	m, values, partials := p.Machine(), p.Values(), make([]float64, len(p.Inputs()))
	b.ReportMetric(float64(len(p.Inputs())), "inputs")
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		m.Gradient(values, len(roots)-1, partials)
	}
}

func BenchmarkDraws(b *testing.B) {
	roots := district()
	p, err := Compile(roots)
	if err != nil {
		b.Fatal(err)
	}
	m, values := p.Machine(), p.Values()
	in, out := make([][]float64, len(values)), make([][]float64, len(roots))
	for i, v := range values {
		in[i] = make([]float64, Block)
		for j := range in[i] {
			in[i][j] = v
		}
	}
	for i := range out {
		out[i] = make([]float64, Block)
	}
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		m.Run(in, out, Block)
	}
	b.ReportMetric(float64(b.N)*Block/b.Elapsed().Seconds(), "draws/s")
}

func BenchmarkCompile(b *testing.B) {
	roots := district()
	b.ReportAllocs()
	for range b.N {
		if _, err := Compile(roots); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBuildEvaluateDrop(b *testing.B) {
	b.ReportAllocs()
	for range b.N {
		if _, err := Decimal(coal("325200", "t")); err != nil {
			b.Fatal(err)
		}
	}
}
