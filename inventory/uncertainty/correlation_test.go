package uncertainty

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"ghg/inventory"
)

func within(a, b, tolerance float64) bool { return math.Abs(a-b) <= tolerance }

// rows are those of the factor: what becomes of a score of one.
func rows(b *Block) [][]float64 {
	columns := identity(len(b.Members))
	b.Correlate(columns)
	return columns
}

// product is L·Lᵀ.
func product(lower [][]float64) [][]float64 {
	out := identity(len(lower))
	for i := range lower {
		for j := range i + 1 {
			out[i][j] = 0
			for k := range j + 1 {
				out[i][j] += lower[i][k] * lower[j][k]
			}
			out[j][i] = out[i][j]
		}
	}
	return out
}

func sound(t *testing.T, ids []string, pairs []Pair) *Copula {
	t.Helper()
	c, problems := Correlate(ids, pairs, false)
	if len(problems) > 0 {
		t.Fatalf("refused: %v", problems)
	}
	return c
}

// Sum and difference of N(100, 10) and N(50, 5) with ρ = 0.8 have the standard deviations √(100 + 25 ± 2·0.8·10·5), 14.317821063276353
// and 6.708203932499369 (printed as worked figures of exact distributions).
func TestCorrelatedSums(t *testing.T) {
	c := sound(t, []string{"a", "b"}, []Pair{{0, 1, 0.8, nil}})
	for sign, want := range map[float64]float64{1: 14.317821063276353, -1: 6.708203932499369} {
		exact := math.Hypot(10+sign*5*rows(&c.Blocks[0])[1][0], 5*rows(&c.Blocks[0])[1][1])
		if !within(exact, want, 1e-14*want) {
			t.Errorf("standard deviation by the factor %v, want %v", exact, want)
		}
		random := rand.New(rand.NewPCG(7, 8))
		const draws, blocks = 256, 1000
		sum, squares := 0.0, 0.0
		for range blocks {
			z := [][]float64{make([]float64, draws), make([]float64, draws)}
			for d := range draws {
				z[0][d], z[1][d] = random.NormFloat64(), random.NormFloat64()
			}
			first := slices.Clone(z[0])
			c.Blocks[0].Correlate(z)
			if !slices.Equal(first, z[0]) {
				t.Fatal("the scores of the first member changed")
			}
			for d := range draws {
				x := 10*z[0][d] + sign*5*z[1][d]
				sum, squares = sum+x, squares+x*x
			}
		}
		n := float64(draws * blocks)
		if got := math.Sqrt(squares/n - sum*sum/n/n); !within(got, want, 5*want/math.Sqrt(2*n)) {
			t.Errorf("standard deviation of the draws %v, want %v", got, want)
		}
	}
}

// A published factor: Golub and Van Loan's scheme of a matrix with all coefficients ρ has L_ij = c_j below the diagonal; of ρ = 0.5 the
// first rows are 1; 1/2, √3/2; 1/2, 1/(2√3), √(2/3).
func TestCholesky(t *testing.T) {
	c := sound(t, []string{"a", "b", "c"}, []Pair{{0, 1, 0.5, nil}, {2, 0, 0.5, nil}, {1, 2, 0.5, nil}})
	want := [][]float64{{1}, {0.5, math.Sqrt(3) / 2}, {0.5, 0.5 / math.Sqrt(3), math.Sqrt(2.0 / 3)}}
	matrix := identity(3)
	for i := range matrix {
		for j := range i {
			matrix[i][j], matrix[j][i] = 0.5, 0.5
		}
	}
	lower, definite := cholesky(matrix)
	if !definite {
		t.Fatal("not positive definite")
	}
	even := rows(&c.Blocks[0])
	for i, row := range lower {
		for j, got := range row {
			if got != even[i][j] {
				t.Errorf("L[%d][%d] = %v of equal coefficients, %v in general", i, j, even[i][j], got)
			}
			if !within(got, want[i][j], 1e-15) {
				t.Errorf("L[%d][%d] = %v, want %v", i, j, got, want[i][j])
			}
		}
	}
}

// randomPairs are those of a positive definite matrix: the correlations of n sets of factors figures.
func randomPairs(n, factors int, seed uint64) (ids []string, pairs []Pair) {
	random := rand.New(rand.NewPCG(seed, seed))
	rows := make([][]float64, n)
	for i := range rows {
		ids = append(ids, fmt.Sprint("v", i))
		length := 0.0
		for range factors {
			x := random.NormFloat64()
			rows[i], length = append(rows[i], x), length+x*x
		}
		for k := range rows[i] {
			rows[i][k] /= math.Sqrt(length)
		}
		for j := range i {
			rho := 0.0
			for k, x := range rows[i] {
				rho += x * rows[j][k]
			}
			pairs = append(pairs, Pair{j, i, rho, nil})
		}
	}
	return ids, pairs
}

// Matrices of up to 200 variables come back from their factors, and from their eigenvalues and vectors.
func TestLargeMatrices(t *testing.T) {
	for _, n := range []int{2, 3, 10, 60, 200} {
		ids, pairs := randomPairs(n, n+20, uint64(n))
		c := sound(t, ids, pairs)
		if len(c.Blocks) != 1 || len(c.Blocks[0].Members) != n {
			t.Fatalf("%d variables make %d blocks", n, len(c.Blocks))
		}
		matrix := identity(n)
		for _, p := range pairs {
			matrix[p.Of][p.With], matrix[p.With][p.Of] = p.Rho, p.Rho
		}
		values, vectors := eigen(matrix)
		one := identity(n)
		back, trace := product(rows(&c.Blocks[0])), 0.0
		for i := range n {
			trace += values[i]
			for j := range n {
				length, composed := 0.0, 0.0
				for k := range n {
					length += vectors[i][k] * vectors[j][k]
					composed += values[k] * vectors[k][i] * vectors[k][j]
				}
				if !within(back[i][j], matrix[i][j], 1e-13) || !within(composed, matrix[i][j], 1e-12) || !within(length, one[i][j], 1e-12) {
					t.Fatalf("n = %d, element %d %d: %v by the factor, %v by the vectors, want %v; vectors' product %v", n, i, j, back[i][j], composed, matrix[i][j], length)
				}
			}
		}
		if !within(trace, float64(n), 1e-11) {
			t.Errorf("n = %d: the eigenvalues add up to %v", n, trace)
		}
	}
}

// Independent sets are blocks of their own, and variables of no coefficient or of zero are in none.
func TestBlocks(t *testing.T) {
	c := sound(t, []string{"a", "b", "c", "d", "e", "f"}, []Pair{{4, 1, 0.5, nil}, {0, 3, -0.2, nil}, {2, 0, 0, nil}})
	if len(c.Blocks) != 2 || !slices.Equal(c.Blocks[0].Members, []int{0, 3}) || !slices.Equal(c.Blocks[1].Members, []int{1, 4}) {
		t.Errorf("blocks %v", c.Blocks)
	}
}

// Perfectly correlated variables share one uniform, opposites its complement, and what is stated of one holds of all.
func TestPerfectCorrelation(t *testing.T) {
	ids := []string{"a", "b", "c", "d", "e"}
	c := sound(t, ids, []Pair{{3, 1, 1, nil}, {3, 4, -1, nil}, {1, 4, -1, nil}, {2, 2, 1, nil}, {4, 0, 0.6, nil}, {1, 0, -0.6, nil}})
	for i, want := range []struct {
		with     int
		opposite bool
	}{{0, false}, {1, false}, {2, false}, {1, false}, {1, true}} {
		if with, opposite := c.Shares(i); with != want.with || opposite != want.opposite {
			t.Errorf("%s shares %s, opposite %t", ids[i], ids[with], opposite)
		}
	}
	if len(c.Blocks) != 1 || !slices.Equal(c.Blocks[0].Members, []int{0, 1}) || rows(&c.Blocks[0])[1][0] != -0.6 {
		t.Errorf("blocks %v", c.Blocks)
	}
	var all []Pair
	for i := range 300 {
		ids = append(ids, fmt.Sprint(i))
		all = append(all, Pair{i, (i + 1) % 300, 1, nil})
	}
	if c := sound(t, ids, all); len(c.Blocks) > 0 {
		t.Errorf("all perfectly correlated make blocks %v", c.Blocks)
	}
}

func TestCorrelationFaults(t *testing.T) {
	table := &inventory.Table{File: "r.csv", Columns: map[string]int{"rho": 4}}
	at := func(row int) *inventory.Correlation {
		return &inventory.Correlation{Signed: inventory.Signed{Place: inventory.Place{Table: table, Row: row}}}
	}
	for name, c := range map[string]struct {
		pairs []Pair
		want  string
	}{
		"above one": {[]Pair{{0, 1, 1.2, at(2)}}, "r.csv:2:4: ERROR [correlation-out-of-range] the correlation 1.2 of a and b does not lie between −1 and 1"},
		"no number": {[]Pair{{0, 1, math.NaN(), at(2)}}, "r.csv:2:4: ERROR [correlation-out-of-range] the correlation NaN of a and b does not lie between −1 and 1"},
		"itself":    {[]Pair{{1, 1, 0.5, at(2)}}, "r.csv:2:4: ERROR [correlation-with-itself] the correlation of b with itself is written 0.5"},
		"not symmetric": {[]Pair{{0, 1, 0.5, at(2)}, {1, 0, 0.4, at(3)}},
			"r.csv:3:4: ERROR [correlation-contradicts] the correlation of b and a is written 0.4, and r.csv:2:4 says 0.5"},
		"opposite": {[]Pair{{0, 1, 1, at(2)}, {1, 2, -1, at(3)}, {0, 2, 1, at(4)}},
			"r.csv:4:4: ERROR [correlation-contradicts] the correlation of a and c is written 1, and other rows with ±1 make it the opposite"},
		"perfect and not": {[]Pair{{0, 1, 1, at(2)}, {1, 2, 1, at(3)}, {0, 2, 0.9, at(4)}},
			"r.csv:4:4: ERROR [correlation-contradicts] the correlation of a and c is written 0.9, and rows with ±1 make them one variable"},
		"of one shared": {[]Pair{{0, 1, 1, at(2)}, {1, 2, 0.5, at(3)}, {0, 2, 0.9, at(4)}},
			"r.csv:4:4: ERROR [correlation-contradicts] the correlation of a and c is written 0.9, and r.csv:3:4 says 0.5"},
		// 1 − 0.9·√2
		"left out": {[]Pair{{3, 4, 0.1, at(2)}, {0, 1, 0.9, at(3)}, {1, 2, 0.9, at(4)}},
			"r.csv:3:4: ERROR [correlations-not-definite] the correlations of these variables cannot hold together: a, b, c; the smallest eigenvalue of their matrix is -0.2728 and must be above zero (a pair that no row states counts as 0)"},
		// 1 − 2·0.9, of which two vectors tell
		"signs": {[]Pair{{0, 1, 0.9, at(2)}, {1, 2, 0.9, at(3)}, {0, 2, -0.9, at(4)}},
			"r.csv:2:4: ERROR [correlations-not-definite] the correlations of these variables cannot hold together: a, b, c; the smallest eigenvalue of their matrix is -0.8 and must be above zero (a pair that no row states counts as 0)"},
	} {
		_, problems := Correlate([]string{"a", "b", "c", "d", "e"}, c.pairs, false)
		if len(problems) != 1 {
			t.Errorf("%s: %d problems: %v", name, len(problems), problems)
			continue
		}
		p := problems[0]
		if got := fmt.Sprintf("%s: ERROR [%s] %s", p.Source, p.Code, p.Message.EN); got != c.want || p.Message.ZH == "" || p.Hint.ZH == "" || p.Hint.EN == "" {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}

// Of many variables six are named.
func TestManyIndefinite(t *testing.T) {
	var ids []string
	var pairs []Pair
	for i := range 30 {
		ids = append(ids, fmt.Sprint("v", i))
		for j := range i {
			pairs = append(pairs, Pair{j, i, -0.1, nil})
		}
	}
	_, problems := Correlate(ids, pairs, false) // 1 − 29·0.1
	const en = "the correlations of these variables cannot hold together: v0, v1, v2, v3, v4, v5 and 24 more; the smallest eigenvalue of their matrix is -1.9 and must be above zero (a pair that no row states counts as 0)"
	const zh = "这些变量的相关系数不能同时成立：v0、v1、v2、v3、v4、v5 等 30 个变量；其矩阵的最小特征值是 -1.9，应大于零（没有写的一对按 0 计）"
	if len(problems) != 1 || problems[0].Message != (inventory.Text{ZH: zh, EN: en}) {
		t.Errorf("%v", problems)
	}
}

// A large group with one coefficient is as quick as its number of variables, down to where it is none: −1/(n−1).
func TestEvenGroups(t *testing.T) {
	const n = 500
	for rho, definite := range map[float64]bool{0.9: true, 1e-3: true, -1.0 / (n - 1) * 0.999: true, -1.0 / (n - 1) * 1.001: false} {
		even, got := evenFactor(n, rho)
		if got != definite {
			t.Errorf("ρ = %v is positive definite: %t", rho, got)
		}
		if !got {
			continue
		}
		members := make([]int, n)
		back := product(rows(&Block{members, even}))
		if !within(back[n-1][0], rho, 1e-13) || !within(back[n-1][n-2], rho, 1e-13) || !within(back[n-1][n-1], 1, 1e-13) {
			t.Errorf("ρ = %v comes back as %v and %v", rho, back[n-1][0], back[n-1][n-2])
		}
	}
}

// A repaired matrix of three variables: λ = 1 + 0.9·√2, 1, 1 − 0.9·√2. With the last raised to 0 what is left is (1 + 0.9·√2)/4 of the
// outer product of (1, √2, 1) and half of that of (1, 0, −1), scaled to a diagonal of one.
func TestRepair(t *testing.T) {
	pairs := []Pair{{1, 2, 0.9, nil}, {2, 3, 0.9, nil}}
	c, problems := Correlate([]string{"x", "a", "b", "c"}, pairs, true)
	if len(problems) > 0 || len(c.Repairs) != 1 {
		t.Fatalf("%v, repairs %v", problems, c)
	}
	got := product(rows(&c.Blocks[0]))
	top := (1 + 0.9*math.Sqrt2) / 4
	beside, across := top*math.Sqrt2/math.Sqrt((top+0.5)*2*top), (top-0.5)/(top+0.5)
	for _, e := range []struct {
		i, j int
		want float64
	}{{0, 0, 1}, {1, 1, 1}, {2, 2, 1}, {0, 1, beside}, {1, 2, beside}, {0, 2, across}} {
		if !within(got[e.i][e.j], e.want, 1e-8) {
			t.Errorf("element %d %d is %v, want %v", e.i, e.j, got[e.i][e.j], e.want)
		}
	}
	r := c.Repairs[0]
	norm := math.Sqrt(4*(beside-0.9)*(beside-0.9) + 2*across*across)
	if !within(r.Smallest, 1-0.9*math.Sqrt2, 1e-14) || !within(r.Frobenius, norm, 1e-8) || !within(r.Largest, 0.9-beside, 1e-8) || r.Of+r.With == 4 || !slices.Equal(r.Members, []int{1, 2, 3}) {
		t.Errorf("%+v, norm %v", r, norm)
	}
}

// Matrices near the edge: what is positive definite is taken as it is, what is not comes back from a repair within its rounding.
func TestNearSingular(t *testing.T) {
	for _, rho := range []float64{0.999, 0.999999, 1 - 1e-9} {
		var pairs []Pair
		for i := range 20 {
			for j := range i {
				pairs = append(pairs, Pair{j, i, rho, nil})
			}
		}
		if c := sound(t, make([]string, 20), pairs); !within(product(rows(&c.Blocks[0]))[19][3], rho, 1e-14) {
			t.Errorf("ρ = %v does not come back", rho)
		}
	}
	ids, pairs := randomPairs(200, 120, 9) // rank 120: 80 eigenvalues are zero
	if _, problems := Correlate(ids, pairs, false); len(problems) != 1 || problems[0].Code != "correlations-not-definite" {
		t.Errorf("a matrix of rank 120 passes: %v", problems)
	}
	c, problems := Correlate(ids, pairs, true)
	if len(problems) > 0 || len(c.Repairs) != 1 || c.Repairs[0].Frobenius > 1e-7 || !within(c.Repairs[0].Smallest, 0, 1e-12) {
		t.Errorf("%v, %+v", problems, c.Repairs)
	}
	random := rand.New(rand.NewPCG(10, 11))
	for i := range pairs {
		pairs[i].Rho = 2*random.Float64() - 1
	}
	c, problems = Correlate(ids, pairs, true)
	if len(problems) > 0 || len(c.Repairs) != 1 {
		t.Fatalf("%v", problems)
	}
	back := product(rows(&c.Blocks[0]))
	for i := range back {
		if !within(back[i][i], 1, 1e-12) {
			t.Errorf("the diagonal is %v", back[i][i])
		}
	}
}

func BenchmarkCorrelate(b *testing.B) {
	ids, pairs := randomPairs(200, 120, 9)
	b.Run("repair 200", func(b *testing.B) {
		for b.Loop() {
			Correlate(ids, pairs, true)
		}
	})
}
