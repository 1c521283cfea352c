package uncertainty

import (
	"math"
	"slices"
)

// leastPivot is the least square of a diagonal element of a Cholesky factor for which a matrix with a unit diagonal counts as positive
// definite: below it the element is the rounding of the sums.
const leastPivot = 1e-12

// identity is the matrix of independent variables.
func identity(n int) [][]float64 {
	out := make([][]float64, n)
	for i := range out {
		out[i] = make([]float64, n)
		out[i][i] = 1
	}
	return out
}

// cholesky is the lower triangular L with L·Lᵀ = a (G. H. Golub and C. F. Van Loan, Matrix Computations, §4.2), false if the symmetric
// matrix is not positive definite.
func cholesky(a [][]float64) (lower [][]float64, definite bool) {
	for i := range a {
		row := make([]float64, i+1)
		for j := range row {
			sum := a[i][j]
			var other []float64
			if j < i {
				other = lower[j]
			} else {
				other = row
			}
			for k := range j {
				sum -= float64(row[k] * other[k])
			}
			switch {
			case j < i:
				row[j] = sum / other[j]
			case sum > leastPivot:
				row[j] = math.Sqrt(sum)
			default:
				return nil, false
			}
		}
		lower = append(lower, row)
	}
	return lower, true
}

// factor is the lower triangular L of a matrix L·Lᵀ.
type factor interface {
	apply(z [][]float64) // z becomes L·z, in every column
	lower() [][]float64  // the rows of L, each as long as its place
}

// triangle holds a row for each variable, as long as its place.
type triangle [][]float64

func (l triangle) lower() [][]float64 { return l }

func (l triangle) apply(z [][]float64) {
	for i, row := range slices.Backward(l) {
		out := z[i]
		for d := range out {
			out[d] = float64(row[i] * out[d])
		}
		for j, weight := range row[:i] {
			if weight == 0 {
				continue
			}
			for d, score := range z[j][:len(out)] {
				out[d] += float64(weight * score)
			}
		}
	}
}

// even is the factor of a matrix all of whose coefficients are equal: every column has one value below the diagonal.
type even struct{ diagonal, below []float64 }

// evenFactor is the factor of n variables with the coefficient rho, false if the matrix is not positive definite: its eigenvalues are
// 1 + (n−1)·rho and, n−1 times, 1 − rho.
func evenFactor(n int, rho float64) (out even, definite bool) {
	sum := 0.0 // of the squares to the left, equal in all rows below
	for range n {
		square := 1 - sum
		if !(square > leastPivot) {
			return even{}, false
		}
		diagonal := math.Sqrt(square)
		below := (rho - sum) / diagonal
		out.diagonal, out.below = append(out.diagonal, diagonal), append(out.below, below)
		sum += float64(below * below)
	}
	return out, true
}

func (e even) lower() [][]float64 {
	out := make([][]float64, len(e.diagonal))
	for i := range out {
		out[i] = append(append(out[i], e.below[:i]...), e.diagonal[i])
	}
	return out
}

func (e even) apply(z [][]float64) {
	sums := make([]float64, len(z[0]))
	for i, row := range z {
		diagonal, below := e.diagonal[i], e.below[i]
		for d, score := range row {
			row[d] = float64(diagonal*score) + sums[d]
			sums[d] += float64(below * score)
		}
	}
}

// eigen are the eigenvalues of a symmetric matrix and their vectors of length one, by cyclic Jacobi rotations (Golub and Van Loan,
// §8.5), which are accurate to some units of the last place of the greatest eigenvalue.
func eigen(symmetric [][]float64) (values []float64, vectors [][]float64) {
	n := len(symmetric)
	a, vectors := make([][]float64, n), identity(n)
	for i, row := range symmetric {
		a[i] = append([]float64(nil), row...)
	}
	const sweeps = 60 // convergence is quadratic: about ten are needed
	for range sweeps {
		off := 0.0
		for i := range a {
			for j := range i {
				off = max(off, math.Abs(a[i][j]))
			}
		}
		if off < 1e-16 {
			break
		}
		for p := range a {
			for q := p + 1; q < n; q++ {
				rotate(a, vectors, p, q)
			}
		}
	}
	for i := range a {
		values = append(values, a[i][i])
	}
	return values, vectors
}

// rotate turns the plane of the axes p and q so that a[p][q] becomes zero. Vectors are rows.
func rotate(a, vectors [][]float64, p, q int) {
	if a[p][q] == 0 {
		return
	}
	theta := (a[q][q] - a[p][p]) / (2 * a[p][q])
	t := 1 / (math.Abs(theta) + math.Sqrt(float64(theta*theta)+1))
	if theta < 0 {
		t = -t
	}
	c := 1 / math.Sqrt(float64(t*t)+1)
	s := float64(t * c)
	a[p][p], a[q][q] = a[p][p]-float64(t*a[p][q]), a[q][q]+float64(t*a[p][q])
	a[p][q], a[q][p] = 0, 0
	for k := range a {
		if k != p && k != q {
			x, y := a[p][k], a[q][k]
			a[p][k], a[q][k] = float64(c*x)-float64(s*y), float64(s*x)+float64(c*y)
			a[k][p], a[k][q] = a[p][k], a[q][k]
		}
		x, y := vectors[p][k], vectors[q][k]
		vectors[p][k], vectors[q][k] = float64(c*x)-float64(s*y), float64(s*x)+float64(c*y)
	}
}

// leastEigenvalue is what the eigenvalues of a matrix are raised to when it is repaired.
const leastEigenvalue = 1e-10

// repaired is the Cholesky factor of the matrix with its eigenvalues raised to at least leastEigenvalue and its diagonal brought back to
// one (P. Jäckel, Monte Carlo Methods in Finance 2002, §6.3; R. Rebonato and P. Jäckel 1999). Of and With are places in the matrix.
func repaired(matrix [][]float64, values []float64, vectors [][]float64) (lower [][]float64, changed Repair) {
	for least := leastEigenvalue; ; least = float64(least * 10) { // where rounding leaves the floor below what can be factored
		raised := raise(values, vectors, least)
		if factor, definite := cholesky(raised); definite {
			sum := 0.0
			for i := range matrix {
				for j := range i {
					change := raised[i][j] - matrix[i][j]
					sum += 2 * float64(change*change)
					if change = math.Abs(change); change > changed.Largest {
						changed.Largest, changed.Of, changed.With = change, j, i
					}
				}
			}
			changed.Frobenius = math.Sqrt(sum)
			return factor, changed
		}
	}
}

// raise is the matrix of the eigenvectors whose eigenvalues are at least the given, scaled to a diagonal of one.
func raise(values []float64, vectors [][]float64, least float64) [][]float64 {
	n := len(values)
	out := identity(n)
	element := func(i, j int) float64 {
		sum := 0.0
		for k := range n {
			sum += float64(float64(max(values[k], least)*vectors[k][i]) * vectors[k][j])
		}
		return sum
	}
	scale := make([]float64, n)
	for i := range n {
		scale[i] = math.Sqrt(element(i, i))
	}
	for i := range n {
		for j := range i {
			out[i][j] = element(i, j) / float64(scale[i]*scale[j])
			out[j][i] = out[i][j]
		}
	}
	return out
}
