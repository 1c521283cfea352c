package house

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// floatRooms are the packages that compute with floats. What they compute has the same bits on every architecture.
var floatRooms = []string{"inventory/expr", "inventory/uncertainty", "inventory/trend"}

// handRooms are the packages that hand floats, which expr makes of exact figures, to a library whose cells are floats, and compute
// nothing with them.
var handRooms = []string{"inventory/report/book"}

// typed is a package of which it is known what each name means and of what type each expression is.
type typed struct {
	room      string
	positions *token.FileSet
	files     []*ast.File
	info      *types.Info
}

func (p *typed) floats() bool { return slices.Contains(floatRooms, p.room) }

func (p *typed) fault(at ast.Node, format string, args ...any) string {
	position := p.positions.Position(at.Pos())
	return fmt.Sprintf("%s:%d: ", filepath.Base(position.Filename), position.Line) + fmt.Sprintf(format, args...)
}

// isFloat tells whether the type is a float, whatever its name.
func isFloat(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&(types.IsFloat|types.IsComplex) != 0
}

// holdsFloat tells whether a value of the type is a float or is made of floats. What a named type holds is the matter of
// the package that declares it: a big.Float computes with whole numbers, alike everywhere.
func holdsFloat(t types.Type) bool {
	switch t := t.(type) {
	case *types.Basic:
		return isFloat(t)
	case *types.Named:
		return isFloat(t)
	case *types.Tuple:
		for i := range t.Len() {
			if holdsFloat(t.At(i).Type()) {
				return true
			}
		}
	case *types.Map:
		return holdsFloat(t.Key()) || holdsFloat(t.Elem())
	case interface{ Elem() types.Type }: // a pointer, slice, array or channel
		return holdsFloat(t.Elem())
	}
	return false
}

// unseenFloats finds floats outside their rooms, also those whose type is never written: x := y.Float64(), x := 0.5. A whole number
// that is handed to a library as it is written, the width of a column, computes nothing.
func unseenFloats(p *typed) (out []string) {
	if p.floats() {
		return nil
	}
	for at, value := range p.info.Types {
		basic, _ := value.Type.(*types.Basic)
		if value.Value != nil && constant.ToInt(value.Value).Kind() == constant.Int {
			continue
		}
		_, computes := at.(*ast.BinaryExpr)
		if handed := slices.Contains(handRooms, p.room) && !computes; handed {
			continue
		}
		if untyped := basic != nil && basic.Info()&types.IsUntyped != 0; !untyped && holdsFloat(value.Type) {
			out = append(out, p.fault(at, "a float (%s): figures are exact decimals outside %s", value.Type, strings.Join(floatRooms, ", ")))
		}
	}
	return out
}

// sameBits are the functions of other packages that take or give floats and have one right result, so that they give
// the same bits on every architecture. Not among them: exp, log, pow, sin and their kin, which the standard library
// computes by other instructions on other architectures, what is built on them (NormFloat64), and the routines of gonum.
var sameBits = map[string][]string{
	"math": {"Abs", "Ceil", "Copysign", "Float32bits", "Float32frombits", "Float64bits", "Float64frombits", "Floor", "Frexp", "Inf", "IsInf", "IsNaN", "Ldexp",
		"Max", "Min", "Mod", "Modf", "NaN", "Nextafter", "Round", "RoundToEven", "Signbit", "Sqrt", "Trunc"},
	"math/big":                      {"Float64", "SetFloat64"},
	"math/rand/v2":                  {"Float64"},
	"strconv":                       {"AppendFloat", "FormatFloat", "ParseFloat"},
	"github.com/shopspring/decimal": {"Float64", "InexactFloat64"},
}

// otherBits finds calls, in the rooms of floats, of functions that give other bits on other architectures.
func otherBits(p *typed) (out []string) {
	if !p.floats() {
		return nil
	}
	for at, object := range p.info.Uses {
		f, ok := object.(*types.Func)
		if !ok || f.Pkg() == nil || f.Pkg().Path() == module || strings.HasPrefix(f.Pkg().Path(), module+"/") {
			continue
		}
		touches := holdsFloat(f.Signature().Results()) || holdsFloat(f.Signature().Params())
		if touches && !slices.Contains(sameBits[f.Pkg().Path()], f.Name()) {
			out = append(out, p.fault(at, "%s.%s may give other bits on another architecture: write it in Go, or prove it and list it in sameBits", f.Pkg().Path(), f.Name()))
		}
	}
	return out
}

// unrounded finds products of floats that a compiler may fuse with a sum. By the language it may do so in one expression
// and across statements alike, unless the product is rounded by a conversion: float64(a*b).
func unrounded(p *typed) (out []string) {
	for _, file := range p.files {
		var above []ast.Node
		ast.Inspect(file, func(n ast.Node) bool {
			if n == nil {
				above = above[:len(above)-1]
				return true
			}
			switch n := n.(type) {
			case *ast.BinaryExpr:
				if product := p.info.Types[n]; n.Op == token.MUL && product.Value == nil && isFloat(product.Type) && !p.rounded(n, above) {
					out = append(out, p.fault(n, "%s may be fused with a sum: write float64(%[1]s)", types.ExprString(n)))
				}
			case *ast.AssignStmt:
				if n.Tok == token.MUL_ASSIGN && isFloat(p.info.Types[n.Lhs[0]].Type) {
					out = append(out, p.fault(n, "%s *= … may be fused with a sum: write %[1]s = float64(%[1]s*…)", types.ExprString(n.Lhs[0])))
				}
			}
			above = append(above, n)
			return true
		})
	}
	return out
}

// rounded tells whether the product goes where no sum can reach it: into a conversion, another product, a quotient or a
// comparison. A doubling is exact and is compiled as x + x.
func (p *typed) rounded(product *ast.BinaryExpr, above []ast.Node) bool {
	for _, factor := range []ast.Expr{product.X, product.Y} {
		if value := p.info.Types[factor].Value; value != nil && constant.Compare(value, token.EQL, constant.MakeInt64(2)) {
			return true
		}
	}
	for _, parent := range slices.Backward(above) {
		switch parent := parent.(type) {
		case *ast.ParenExpr:
			continue
		case *ast.UnaryExpr:
			if parent.Op == token.SUB || parent.Op == token.ADD {
				continue
			}
		case *ast.CallExpr:
			return p.info.Types[parent.Fun].IsType()
		case *ast.BinaryExpr:
			return parent.Op != token.ADD && parent.Op != token.SUB
		}
		return false
	}
	return false
}

// typedRule is a rule for which the types must be known. Broken and kept are statements of a function in the named room,
// room and text by turns, where x, y and z are floats and d is a decimal.
type typedRule struct {
	name         string
	check        func(*typed) []string
	broken, kept []string
}

func typedRules() []typedRule {
	const expr, trend, factors, book = "inventory/expr", "inventory/trend", "factors", "inventory/report/book"
	return []typedRule{
		{"floats only where they are meant, seen or unseen", unseenFloats,
			[]string{factors, "v, _ := d.Float64(); _ = v", factors, "_ = d.InexactFloat64()", factors, "v := 0.5; _ = v", factors, "_ = math.Float64bits(0.5)", "cmd", "_, _ = strconv.ParseFloat(\"\", 64)",
				factors, "_ = 1i * complex(1, 2)", factors, "_ = math.Pi", factors, "_ = []float32{}", book, "v, _ := d.Float64(); _ = v + v", factors, "_, _ = new(big.Float).Float64()", factors, "type t float64"},
			[]string{factors, "const half = 0.5; _ = int(2 * half)", factors, "_ = math.Float64bits(8)", factors, "_ = d.Mul(d)", book, "v, _ := d.Float64(); _ = &v", factors, "_ = new(big.Float).Add(nil, nil)", expr, "v := 0.5; _ = v", trend, "_, _ = d.Float64()"}},
		{"functions that give the same bits everywhere", otherBits,
			[]string{expr, "_ = math.Exp(x)", expr, "_ = math.Log(x)", trend, "_ = math.Pow(x, y)", expr, "_ = math.FMA(x, y, z)", expr, "_ = math.Sin(x)",
				expr, "f := math.Exp; _ = f", "inventory/uncertainty", "_ = rand.NormFloat64()", expr, "_, _ = math.Lgamma(x)"},
			[]string{expr, "_ = math.Sqrt(math.Abs(x)) < math.MaxFloat64", expr, "_, _ = math.Frexp(x)", expr, "fmt.Println(x)", "inventory/uncertainty", "_ = rand.Float64()",
				expr, "_ = max(x, y)", expr, "_, _ = d.Float64()", expr, "_ = strconv.FormatFloat(x, 'g', -1, 64)"}},
		{"products are rounded before they are added", unrounded,
			[]string{expr, "_ = x*y + z", expr, "_ = z - x*y", expr, "_ = z - (x * y)", expr, "_ = -(x * y) + z", expr, "z += x * y", expr, "z -= x * y / y * x",
				expr, "v := x * y; _ = v + z", expr, "x *= y", expr, "f := func() float64 { return x * y }; _ = f() + z", expr, "_ = x*x*x + z", expr, "_ = 4*x + y",
				trend, "_ = max(x*y, z)", trend, "_ = []float64{x * y}", expr, "_ = float64(x*y + z)", expr, "var v float32; _ = v*v + v", expr, "type t float64; var v t; _ = v*v + v",
				expr, "v := x * 0.1; _ = v"},
			[]string{expr, "_ = float64(x*y) + z", expr, "_ = float64(float64(x*y)*z) + z", expr, "_ = float64(x*y*z) + z", expr, "_ = x*y/z + z", expr, "_ = x*y < z", expr, "_ = 2*3.5 + x",
				expr, "_ = x*2 - y", expr, "n := 2; _ = n*n + n", expr, "_ = float64(-(x * y)) + z", expr, "_ = int(x*y) + 1", expr, "x = float64(x * y)"}},
	}
}

func TestFloatRules(t *testing.T) {
	meaning := meaning(t)
	var packages []*typed
	for _, p := range list(t) {
		_, room := floor(p.ImportPath)
		positions, files := syntax(t, p)
		packages = append(packages, &typed{room, positions, files, meaning(p.ImportPath, positions, files)})
	}
	for _, r := range typedRules() {
		t.Run(r.name, func(t *testing.T) {
			for _, p := range packages {
				for _, fault := range r.check(p) {
					t.Errorf("%s/%s", p.room, fault)
				}
			}
		})
	}
}

// TestFloatRulesCatch gives every rule what it must refuse and what it must let pass.
func TestFloatRulesCatch(t *testing.T) {
	meaning := meaning(t)
	check := func(t *testing.T, r typedRule, room, statements string) []string {
		positions := token.NewFileSet()
		text := "package a\n\nimport (\n"
		for _, name := range []string{"fmt", "math", "math/big", "math/rand/v2", "strconv", "github.com/shopspring/decimal"} {
			if base := strings.TrimSuffix(name, "/v2"); strings.Contains(statements, filepath.Base(base)+".") || strings.HasSuffix(name, "decimal") {
				text += fmt.Sprintf("%q\n", name)
			}
		}
		text += ")\n\nfunc f(d decimal.Decimal"
		if slices.Contains(floatRooms, room) {
			text += ", x, y, z float64"
		}
		text += ") {\n" + statements + "\n}\n"
		file, err := parser.ParseFile(positions, "a.go", text, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files := []*ast.File{file}
		return r.check(&typed{room, positions, files, meaning(module+"/"+room, positions, files)})
	}
	for _, r := range typedRules() {
		t.Run(r.name, func(t *testing.T) {
			for example := range slices.Chunk(r.broken, 2) {
				if len(check(t, r, example[0], example[1])) == 0 {
					t.Errorf("passes unseen: %s: %s", example[0], example[1])
				}
			}
			for example := range slices.Chunk(r.kept, 2) {
				for _, fault := range check(t, r, example[0], example[1]) {
					t.Errorf("refused without cause: %s: %s: %s", example[0], example[1], fault)
				}
			}
		})
	}
}
