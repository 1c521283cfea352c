package expr

import (
	"errors"
	"math"
	"math/rand/v2"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory/quantity"
)

// input is a leaf of the tests.
type input struct {
	key, symbol string
	value       decimal.Decimal
	unit        quantity.Unit
}

func (i *input) Key() string            { return i.key }
func (i *input) Symbol() string         { return i.symbol }
func (i *input) Value() decimal.Decimal { return i.value }
func (i *input) Unit() quantity.Unit    { return i.unit }

func leaf(symbol, value, unit string) Node {
	return Of(&input{symbol, symbol, decimal.RequireFromString(value), quantity.MustUnit(unit)})
}

// coal is the worked example of fuel combustion by carbon content and oxidation.
func coal(quantityOf, unit string) Node {
	ratio := RatioOf(44, 12, quantity.MustUnit("t CO2").Div(quantity.MustUnit("t C")))
	return Label("coal", Round34(In(Mul(leaf("Q", quantityOf, unit), leaf("NCV", "20.908", "GJ/t"), leaf("CC", "26.1", "t C/TJ"),
		leaf("OX", "0.93", "fraction"), ratio), quantity.MustUnit("t CO2"))))
}

func mustDecimal(t testing.TB, n Node) string {
	t.Helper()
	v, err := Decimal(n)
	if err != nil {
		t.Fatal(err)
	}
	return v.String()
}

func TestWorkedExample(t *testing.T) {
	if got := mustDecimal(t, coal("10000", "t")); got != "18608.32908" {
		t.Errorf("10,000 t of coal: %s t CO2, want 18608.32908", got)
	}
	if got := mustDecimal(t, coal("1", "万吨")); got != "18608.32908" {
		t.Errorf("1 万吨 of coal: %s t CO2, want 18608.32908", got)
	}
}

func TestFormat(t *testing.T) {
	for _, c := range []struct {
		node             Node
		symbols, numbers string
	}{
		{coal("1", "万吨"), "Q × NCV × CC × OX × 44/12", "1 10^4 t × 20.908 GJ/t × 26.1 t C/TJ × 0.93 × 44/12 × [10]"},
		{Mul(Sub(leaf("E_in", "5", "MWh"), leaf("E_out", "2", "MWh")), leaf("EF", "0.5", "t CO2/MWh")), "(E_in − E_out) × EF", "(5 MWh − 2 MWh) × 0.5 t CO2/MWh"},
		{Sub(leaf("a", "1", "t"), Sub(leaf("b", "2", "t"), leaf("c", "3", "kg"))), "a − (b − c)", "1 t − (2 t − 3 kg × [1/1000])"},
		{Quo(leaf("a", "1", "t"), Mul(leaf("b", "2", "1"), Int(3))), "a ÷ (b × 3)", "1 t ÷ (2 × 3)"},
		{Pow(Add(Int(1), leaf("g", "0.03", "1")), Int(7)), "(1 + g)^7", "(1 + 0.03)^7"},
		{Max(Int(0), Sub(leaf("a", "1", "t"), leaf("b", "2", "t"))), "", ""},
		{Exp(Log(leaf("x", "2", "1"))), "exp(ln(x))", "exp(ln(2))"},
	} {
		if c.symbols == "" {
			if c.node.Err() == nil {
				t.Error("a plain 0 must not meet a mass")
			}
			continue
		}
		if got := Format(c.node, Symbols); got != c.symbols {
			t.Errorf("symbols: %s, want %s", got, c.symbols)
		}
		if got := Format(c.node, Numbers); got != c.numbers {
			t.Errorf("numbers: %s, want %s", got, c.numbers)
		}
	}
}

func TestUnitsAreCheckedWhenTheTreeIsBuilt(t *testing.T) {
	bad := Add(leaf("a", "1", "t CO2"), leaf("b", "1", "t CH4"))
	var mismatch *quantity.MismatchError
	if err := Mul(Int(2), Sum(bad, Int(1))).Err(); !errors.As(err, &mismatch) || !strings.HasPrefix(err.Error(), "b: t CH4") {
		t.Errorf("got %v", err)
	}
	first := errors.New("first")
	if err := Mul(Fail(first), Fail(errors.New("second"))).Err(); !errors.Is(err, first) {
		t.Errorf("the first error must be kept, got %v", err)
	}
	if got := mustDecimal(t, Sum(leaf("a", "1", "t"), leaf("b", "500", "kg"))); got != "1.5" {
		t.Errorf("1 t + 500 kg = %s t", got)
	}
}

func TestErrorsOfEvaluationNameTheirPlace(t *testing.T) {
	n := Label("total", Sum(Label("rate", Quo(Int(1), Sub(Int(2), Int(2))))))
	if _, err := Decimal(n); !errors.Is(err, quantity.ErrDivisionByZero) || err.Error() != "total: rate: division by zero" {
		t.Errorf("got %v", err)
	}
	if _, err := Decimal(Node{}); !errors.Is(err, ErrNoExpression) {
		t.Errorf("got %v", err)
	}
}

func TestSumsAndProductsAreNeverCut(t *testing.T) {
	n := Sum(leaf("a", "1e20", "1"), Mul(leaf("b", "1e-20", "1"), leaf("c", "1.0000000000000000000001", "1")))
	if got := mustDecimal(t, n); got != "100000000000000000000.000000000000000000010000000000000000000001" {
		t.Errorf("got %s", got)
	}
	if got := mustDecimal(t, Round34(n)); got != "100000000000000000000" {
		t.Errorf("rounded: %s", got)
	}
}

func TestActiveBranch(t *testing.T) {
	at, err := ActiveBranch(Max(leaf("a", "1", "t"), leaf("b", "2000", "kg"), leaf("c", "0.5", "t")))
	if at != 1 || err != nil {
		t.Errorf("branch %d, %v", at, err)
	}
	at, err = ActiveBranch(Min(leaf("a", "1", "t"), leaf("b", "1000", "kg")))
	if at != 0 || err != nil {
		t.Errorf("of equal ones the first: branch %d, %v", at, err)
	}
}

func TestExplainOpensLevelByLevel(t *testing.T) {
	total := Label("total", Sum(coal("10000", "t"), Label("gas", Mul(leaf("V", "2", "t CO2"), Int(3)))))
	steps, err := Explain(total, 2)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, s := range steps {
		name := s.Node.Name()
		if l, ok := s.Node.Leaf(); ok {
			name = l.Symbol()
		}
		lines = append(lines, strings.Repeat(" ", s.Depth)+name+" "+s.Value.String())
	}
	want := "total 18614.32908 t CO2\n coal 18608.32908 t CO2\n  Q 10000 t\n  NCV 20.908 GJ/t\n  CC 26.1 t C/TJ\n  OX 0.93 fraction\n gas 6 t CO2\n  V 2 t CO2"
	if got := strings.Join(lines, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func near(a, b, tolerance float64) bool {
	return math.Abs(a-b) <= tolerance*math.Max(1, math.Max(math.Abs(a), math.Abs(b)))
}

func TestEqualKeysAreOneInput(t *testing.T) {
	again := Of(&input{"Q", "Q", decimal.NewFromInt(3), quantity.One})
	p, err := Compile([]Node{Mul(Of(&input{"Q", "Q", decimal.NewFromInt(3), quantity.One}), again)})
	if err != nil || len(p.Inputs()) != 1 {
		t.Fatalf("%d inputs, %v", len(p.Inputs()), err)
	}
	partials := make([]float64, 1)
	if v := p.Machine().Gradient([]float64{3}, 0, partials); v != 9 || partials[0] != 6 {
		t.Errorf("q² = %v with derivative %v, want 9 and 6", v, partials[0])
	}
}

func TestElementaryFunctions(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 5))
	worst := map[string]float64{}
	for range 20000 {
		x := (rng.Float64() - 0.5) * 1400
		worst["exp"] = math.Max(worst["exp"], ulps(exp(x), math.Exp(x)))
		y := math.Exp((rng.Float64() - 0.5) * 1400)
		worst["log"] = math.Max(worst["log"], ulps(log(y), math.Log(y)))
		z := 0.5 + rng.Float64()
		worst["log near 1"] = math.Max(worst["log near 1"], ulps(log(z), math.Log(z)))
	}
	for name, distance := range worst {
		if distance > 2 {
			t.Errorf("%s is up to %v units of the last place from the standard library's", name, distance)
		}
	}
	for _, c := range []struct{ got, want float64 }{
		{exp(0), 1}, {exp(math.Inf(-1)), 0}, {exp(1000), math.Inf(1)}, {log(1), 0}, {log(0), math.Inf(-1)}, {pow(-2, 3), -8}, {pow(2, -2), 0.25}, {pow(0, 0.5), 0}, {pow(-1, 65), -1},
	} {
		if c.got != c.want {
			t.Errorf("got %v, want %v", c.got, c.want)
		}
	}
}

// ulps is the distance in units of the last place of the larger.
func ulps(a, b float64) float64 {
	size := math.Max(math.Abs(a), math.Abs(b))
	return math.Abs(a-b) / (math.Nextafter(size, math.Inf(1)) - size)
}

// The arm64 build of this package multiplies and adds in two instructions, as amd64 does.
func TestNoFusedInstructions(t *testing.T) {
	build := exec.Command("go", "build", "-gcflags=-S", ".")
	build.Env = append(build.Environ(), "GOOS=linux", "GOARCH=arm64", "CGO_ENABLED=0")
	listing, err := build.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, listing)
	}
	if !strings.Contains(string(listing), "FMULD") {
		t.Fatal("the listing shows no multiplication: it is not the listing of this package")
	}
	if found := regexp.MustCompile(`\bFN?M(ADD|SUB)D\b`).FindAllString(string(listing), 3); len(found) > 0 {
		t.Errorf("fused instructions: %v", found)
	}
}

// A run needs the same room for a thousand blocks as for one.
func TestRunAllocatesNothing(t *testing.T) {
	roots := district()
	p, err := Compile(roots)
	if err != nil {
		t.Fatal(err)
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
	partials := make([]float64, len(values))
	if n := testing.AllocsPerRun(100, func() { m.Run(in, out, Block); m.Gradient(values, 0, partials) }); n != 0 {
		t.Errorf("%v allocations a block", n)
	}
	if len(p.Inputs()) != 1943 {
		t.Errorf("%d inputs, want 1943", len(p.Inputs()))
	}
}
