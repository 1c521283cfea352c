package uncertainty

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
)

// Pair is the stated correlation of two variables: that of their normal scores z = Φ⁻¹(u), where u = F(x). For two normal variables it
// is the correlation of the variables, for two lognormal ones that of their logarithms; the rank correlation of any two continuous
// ones is 6/π·asin(ρ/2), which differs from ρ by at most 0.02.
type Pair struct {
	Of, With int // places in the list of variables
	Rho      float64
	By       *inventory.Correlation // the row that states it, nil if none does
}

// source is the cell that states the pair.
func (p *Pair) source() inventory.Source {
	if p.By == nil {
		return inventory.Source{}
	}
	return p.By.Place.Cell("rho")
}

// Copula turns independent normal scores into those of a Gaussian copula (IPCC 2006 V1 §3.2.3.2 asks for correlations that matter;
// R. L. Iman and W. J. Conover 1982 on ranks). Variables that are perfectly correlated share one uniform, so that the matrix of the
// others is the only one that has to be positive definite.
type Copula struct {
	Blocks  []Block  // in the order of their first members
	Repairs []Repair // what was changed to have the matrices positive definite
	shared  sharing
}

// Shares names the variable whose uniform u the variable takes, itself for most, and whether it takes 1 − u: of variables that
// are perfectly correlated it is the first.
func (c *Copula) Shares(variable int) (with int, opposite bool) { return c.shared.root(variable) }

// Block is a set of variables that are correlated with each other and with no other. Variables of no block stay as they are drawn.
type Block struct {
	Members []int // places in the list of variables, ascending; of those that share a uniform the first
	factor  factor
}

// Correlate turns independent normal scores into correlated ones, z' = L·z with the Cholesky factor L of the matrix. It holds a slice
// of draws for each member and is overwritten. The scores of the first member stay as they are.
func (b *Block) Correlate(z [][]float64) { b.factor.apply(z) }

// Repair tells of a matrix that was not positive definite and was changed: its eigenvalues were raised to at least a floor and its
// diagonal was brought back to one.
type Repair struct {
	Members   []int   // of the block
	Smallest  float64 // eigenvalue before
	Frobenius float64 // norm of the change: the root of the sum of the squared changes of all elements
	Largest   float64 // change of one coefficient
	Of, With  int     // the variables that it is of
}

// Correlate makes the copula of variables, of which the ids are for messages, from the pairs that are stated; all others are
// independent. A matrix that is not positive definite is a problem unless repair is asked for.
func Correlate(ids []string, pairs []Pair, repair bool) (*Copula, inventory.Problems) {
	s := &statements{ids: ids, shared: newSharing(len(ids)), at: map[[2]int]int{}}
	for _, p := range pairs {
		s.sound(p)
	}
	if len(s.problems) > 0 {
		return nil, s.problems
	}
	for _, p := range pairs {
		if math.Abs(p.Rho) == 1 && !s.shared.join(p.Of, p.With, p.Rho < 0) {
			s.contradicts(p, "", "")
		}
	}
	for _, p := range pairs {
		s.reduce(p)
	}
	if len(s.problems) > 0 {
		return nil, s.problems
	}
	out := &Copula{shared: s.shared}
	for _, c := range s.components() {
		s.block(out, c, repair)
	}
	if len(s.problems) > 0 {
		return nil, s.problems
	}
	return out, nil
}

// statements are the pairs between the variables that have a uniform of their own.
type statements struct {
	ids      []string
	shared   sharing
	pairs    []Pair         // Of below With
	at       map[[2]int]int // place in pairs
	problems inventory.Problems
}

func (s *statements) refuse(at inventory.Source, code string, message, hint inventory.Text) {
	s.problems.Add(inventory.Problem{Source: at, Code: code, Severity: inventory.Error, Message: message, Hint: hint})
}

// sound refuses a coefficient that is none.
func (s *statements) sound(p Pair) {
	rho := strconv.FormatFloat(p.Rho, 'g', -1, 64)
	switch {
	case !(math.Abs(p.Rho) <= 1):
		s.refuse(p.source(), "correlation-out-of-range",
			inventory.Text{ZH: s.name(p, "与") + " 的相关系数 " + rho + " 不在 −1 到 1 之间", EN: "the correlation " + rho + " of " + s.name(p, "and") + " does not lie between −1 and 1"},
			inventory.Text{ZH: "写 −1 到 1 的数；80 % 写 0.8", EN: "give a number from −1 to 1; 80 % is 0.8"})
	case p.Of == p.With && p.Rho != 1:
		s.refuse(p.source(), "correlation-with-itself",
			inventory.Text{ZH: s.ids[p.Of] + " 与自身的相关系数写作 " + rho, EN: "the correlation of " + s.ids[p.Of] + " with itself is written " + rho},
			inventory.Text{ZH: "删去这一行，或改正其中一个变量", EN: "take the row out, or mend one of the variables"})
	}
}

func (s *statements) name(p Pair, and string) string {
	return s.ids[p.Of] + " " + and + " " + s.ids[p.With]
}

// reduce takes a pair over to the variables whose uniforms the two take, and refuses one that contradicts another.
func (s *statements) reduce(p Pair) {
	of, turnedOf := s.shared.root(p.Of)
	with, turnedWith := s.shared.root(p.With)
	rho := p.Rho
	if turnedOf != turnedWith {
		rho = -rho
	}
	key := [2]int{min(of, with), max(of, with)}
	before, known := s.at[key]
	switch {
	case of == with && math.Abs(p.Rho) < 1:
		s.contradicts(p, "两者由系数为 ±1 的行合为一个变量", "rows with ±1 make them one variable")
	case of == with: // joined, or told as a contradiction
	case !known:
		s.at[key] = len(s.pairs)
		s.pairs = append(s.pairs, Pair{Of: key[0], With: key[1], Rho: rho, By: p.By})
	case s.pairs[before].Rho != rho:
		other := s.pairs[before]
		stated := strconv.FormatFloat(other.Rho, 'g', -1, 64)
		s.contradicts(p, other.source().String()+" 写的是 "+stated, other.source().String()+" says "+stated)
	}
}

func (s *statements) contradicts(p Pair, zh, en string) {
	rho := strconv.FormatFloat(p.Rho, 'g', -1, 64)
	if zh == "" {
		zh, en = "其他系数为 ±1 的行所得相反", "other rows with ±1 make it the opposite"
	}
	s.refuse(p.source(), "correlation-contradicts",
		inventory.Text{ZH: s.name(p, "与") + " 的相关系数写作 " + rho + "，而" + zh, EN: "the correlation of " + s.name(p, "and") + " is written " + rho + ", and " + en},
		inventory.Text{ZH: "每对变量只留一个系数；缩小通配符 * 的范围", EN: "leave one coefficient for each pair; narrow what the * of a row takes in"})
}

// component is a set of variables that non-zero coefficients hold together, with what is stated between them.
type component struct {
	members []int // ascending
	pairs   []Pair
}

// components are the sets by their first members.
func (s *statements) components() []component {
	joined := newSharing(len(s.ids))
	for _, p := range s.pairs {
		if p.Rho != 0 {
			joined.join(p.Of, p.With, false)
		}
	}
	byRoot := make([]component, len(s.ids))
	for i := range s.ids {
		root, _ := joined.root(i)
		byRoot[root].members = append(byRoot[root].members, i)
	}
	for _, p := range s.pairs {
		of, _ := joined.root(p.Of)
		if with, _ := joined.root(p.With); of == with {
			byRoot[of].pairs = append(byRoot[of].pairs, p)
		}
	}
	return slices.DeleteFunc(byRoot, func(c component) bool { return len(c.members) < 2 })
}

// alike tells whether all coefficients are one, as those of a single group are.
func (c *component) alike() (rho float64, yes bool) {
	n := len(c.members)
	rho = c.pairs[0].Rho
	return rho, len(c.pairs) == n*(n-1)/2 && !slices.ContainsFunc(c.pairs, func(p Pair) bool { return p.Rho != rho })
}

// matrix holds a coefficient for each two members, zero where none is stated.
func (c *component) matrix() [][]float64 {
	out := identity(len(c.members))
	for _, p := range c.pairs {
		i, _ := slices.BinarySearch(c.members, p.Of)
		j, _ := slices.BinarySearch(c.members, p.With)
		out[i][j], out[j][i] = p.Rho, p.Rho
	}
	return out
}

// block factors the matrix of the members and adds it to the copula.
func (s *statements) block(out *Copula, c component, repair bool) {
	if rho, alike := c.alike(); alike {
		if equal, definite := evenFactor(len(c.members), rho); definite {
			out.Blocks = append(out.Blocks, Block{c.members, equal})
			return
		}
	}
	matrix := c.matrix()
	lower, definite := cholesky(matrix)
	if !definite {
		values, vectors := eigen(matrix)
		smallest := slices.Index(values, slices.Min(values))
		if !repair {
			s.indefinite(c.members, values[smallest], vectors[smallest])
			return
		}
		var changed Repair
		lower, changed = repaired(matrix, values, vectors)
		changed.Smallest, changed.Members = values[smallest], c.members
		changed.Of, changed.With = c.members[changed.Of], c.members[changed.With]
		out.Repairs = append(out.Repairs, changed)
	}
	out.Blocks = append(out.Blocks, Block{c.members, triangle(lower)})
}

// shownNames is the number of variables that a message names.
const shownNames = 6

// indefinite tells of a matrix that is not positive definite. Of the block it names the variables that weigh in the eigenvector of the
// smallest eigenvalue: in the direction of that vector the variance would be the eigenvalue.
func (s *statements) indefinite(members []int, smallest float64, vector []float64) {
	greatest := 0.0
	for _, v := range vector {
		greatest = max(greatest, math.Abs(v))
	}
	type weighed struct {
		member int
		weight float64
	}
	var involved []weighed
	for i, v := range vector {
		if math.Abs(v) >= greatest/10 {
			involved = append(involved, weighed{members[i], math.Round(float64(math.Abs(v) / greatest * 1e6))}) // equal weights differ by rounding
		}
	}
	slices.SortStableFunc(involved, func(a, b weighed) int { return cmp.Compare(b.weight, a.weight) })
	more := max(0, len(involved)-shownNames)
	involved = involved[:len(involved)-more]
	slices.SortFunc(involved, func(a, b weighed) int { return cmp.Compare(a.member, b.member) })
	var names []string
	for _, w := range involved {
		names = append(names, s.ids[w.member])
	}
	zh, en := strings.Join(names, "、"), strings.Join(names, ", ")
	if more > 0 {
		zh, en = zh+fmt.Sprintf(" 等 %d 个变量", more+len(names)), en+fmt.Sprintf(" and %d more", more)
	}
	value := strconv.FormatFloat(smallest, 'g', 4, 64)
	s.refuse(s.where(involved[0].member), "correlations-not-definite",
		inventory.Text{ZH: "这些变量的相关系数不能同时成立：" + zh + "；其矩阵的最小特征值是 " + value + "，应大于零（没有写的一对按 0 计）",
			EN: "the correlations of these variables cannot hold together: " + en + "; the smallest eigenvalue of their matrix is " + value + " and must be above zero (a pair that no row states counts as 0)"},
		inventory.Text{ZH: "核对这些变量的系数，补上没有写的各对，几乎为 ±1 的写 ±1；或者加 --repair-correlations，由程序调整矩阵并写明改动多少",
			EN: "check their coefficients, state the pairs left out, write ±1 for what is nearly so; or run with --repair-correlations to have the matrix adjusted and the change printed"})
}

// where is the first cell that states a coefficient of the variable.
func (s *statements) where(variable int) inventory.Source {
	for _, p := range s.pairs {
		if p.Rho != 0 && (p.Of == variable || p.With == variable) {
			return p.source()
		}
	}
	return inventory.Source{}
}
