package house

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "ghg"

// floors is the order of imports, lowest first: a package imports from lower floors only, and packages of one floor do
// not import each other. A name stands for the folders below it too, which may not import each other either.
var floors = [][]string{
	{"seeds"}, {"inventory/spelling", "inventory/golden"}, {"inventory/quantity"}, {"inventory/expr"}, {"inventory"}, {"inventory/table"},
	{"inventory/workspace", "inventory/uncertainty", "inventory/trend", "factors", "sectors"},
	{"inventory/engine"}, {"inventory/check", "inventory/recalc", "inventory/disclosure", "inventory/crosswalk"}, {"inventory/report"},
	{"inventory/report/exhibit"}, {"inventory/report/book", "inventory/report/page", "inventory/report/paper"}, {"inventory/bundle"}, {"inventory/review"},
	{"inventory/store", "inventory/platform"}, {"cmd", "seeds/convert"},
}

// readers are the packages that may read the shipped tables.
var readers = []string{"inventory/quantity", "inventory", "inventory/engine", "cmd"}

// pkg is a package as go list tells of it.
type pkg struct {
	ImportPath, Dir, Doc string
	GoFiles, Imports     []string
}

// floor returns the floor and the room of a package, -1 if the house has none for it. What lies below inventory has
// rooms of its own.
func floor(importPath string) (level int, room string) {
	name := strings.TrimPrefix(strings.TrimPrefix(importPath, module), "/")
	level = -1
	for i, rooms := range floors {
		for _, r := range rooms {
			if name == r || r != "inventory" && strings.HasPrefix(name, r+"/") && len(r) > len(room) {
				level, room = i, r
			}
		}
	}
	return level, room
}

func direction(packages []pkg) (out []string) {
	for _, p := range packages {
		level, room := floor(p.ImportPath)
		if level < 0 {
			out = append(out, p.ImportPath+" has no room in the house: give it one in floors")
			continue
		}
		for _, imported := range p.Imports {
			if imported != module && !strings.HasPrefix(imported, module+"/") {
				continue
			}
			below, other := floor(imported)
			child := strings.HasPrefix(imported, p.ImportPath+"/")
			switch {
			case below > level || below == level && !(other == room && child):
				out = append(out, fmt.Sprintf("%s imports %s, which stands above or beside it", p.ImportPath, imported))
			case other == "seeds" && !slices.Contains(readers, room):
				out = append(out, fmt.Sprintf("%s reads the shipped tables: only %s do", p.ImportPath, strings.Join(readers, ", ")))
			}
		}
	}
	return out
}

// list asks the go command for the packages of the module.
func list(t *testing.T) (out []pkg) {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(goList(t, "-json", "./...")))
	for {
		var p pkg
		switch err := decoder.Decode(&p); {
		case errors.Is(err, io.EOF):
			return out
		case err != nil:
			t.Fatal(err)
		case len(p.GoFiles) > 0:
			out = append(out, p)
		}
	}
}

func goList(t *testing.T, args ...string) []byte {
	t.Helper()
	goCommand(t)
	command := exec.Command("go", append([]string{"list"}, args...)...)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestImportDirection(t *testing.T) {
	for _, fault := range direction(list(t)) {
		t.Error(fault)
	}
	for _, broken := range []pkg{
		{ImportPath: "ghg/inventory/expr", Imports: []string{"ghg/inventory"}},
		{ImportPath: "ghg/factors", Imports: []string{"ghg/inventory/workspace"}},
		{ImportPath: "ghg/sectors/energy", Imports: []string{"ghg/sectors/industry"}},
		{ImportPath: "ghg/sectors/energy", Imports: []string{"ghg/sectors"}},
		{ImportPath: "ghg/inventory/report", Imports: []string{"ghg/seeds"}},
		{ImportPath: "ghg/seeds", Imports: []string{"ghg/inventory/quantity"}},
		{ImportPath: "ghg/inventory/engine", Imports: []string{"ghg/cmd/inventory"}},
		{ImportPath: "ghg/inventory/elsewhere"},
	} {
		if len(direction([]pkg{broken})) == 0 {
			t.Errorf("passes unseen: %s imports %s", broken.ImportPath, broken.Imports)
		}
	}
}

func TestPackagesAreDocumented(t *testing.T) {
	for _, p := range list(t) {
		if p.Doc == "" {
			t.Errorf("%s has no package comment", p.ImportPath)
		}
	}
}

// decimals is what of the decimal package may be used in the rooms named only, or nowhere: divisions, powers and
// logarithms that cut to a precision of their own, and ways to and from floats. Its variables, which change the results
// of the whole program, are used nowhere.
var decimals = map[string][]string{
	"Div": nil, "DivRound": nil, "QuoRem": {"inventory/quantity"}, "Mod": nil, "Avg": nil, "Pow": nil, "PowWithPrecision": nil,
	"PowInt32": nil, "PowBigInt": nil, "Ln": nil, "ExpHullAbrham": nil, "ExpTaylor": nil, "Sin": nil, "Cos": nil, "Tan": nil, "Atan": nil,
	"Float64": {"inventory/expr"}, "InexactFloat64": {"inventory/expr"},
	"NewFromFloat": nil, "NewFromFloat32": nil, "NewFromFloatWithExponent": nil,
}

// inexact finds in a package, of which it is known what each name means, the uses of decimals that are not exact.
func inexact(positions *token.FileSet, importPath string, used map[*ast.Ident]types.Object) (out []string) {
	_, room := floor(importPath)
	for at, object := range used {
		if object.Pkg() == nil || object.Pkg().Path() != "github.com/shopspring/decimal" {
			continue
		}
		rooms, restricted := decimals[object.Name()]
		if variable, ok := object.(*types.Var); ok && !variable.IsField() && object.Name() != "Zero" {
			restricted = true
		}
		if restricted && !slices.Contains(rooms, room) {
			out = append(out, fmt.Sprintf("%s: decimal %s: quantity.Quo alone divides, and figures become floats in expr alone",
				positions.Position(at.Pos()), object.Name()))
		}
	}
	slices.Sort(out)
	return out
}

// meaning returns a function that says what the names in the files of a package mean and of what type its expressions
// are. It type-checks them against the compiled packages they import.
func meaning(t *testing.T) func(importPath string, positions *token.FileSet, files []*ast.File) *types.Info {
	compiled := map[string]string{}
	for line := range strings.Lines(string(goList(t, "-export", "-deps", "-f", "{{.ImportPath}} {{.Export}}", "./..."))) {
		name, file, _ := strings.Cut(strings.TrimSpace(line), " ")
		compiled[name] = file
	}
	from := importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) { return os.Open(compiled[path]) })
	return func(importPath string, positions *token.FileSet, files []*ast.File) *types.Info {
		info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}}
		if _, err := (&types.Config{Importer: from}).Check(importPath, positions, files, info); err != nil {
			t.Fatal(err)
		}
		return info
	}
}

// syntax parses the shipped files of a package.
func syntax(t *testing.T, p pkg) (positions *token.FileSet, files []*ast.File) {
	t.Helper()
	positions = token.NewFileSet()
	for _, name := range p.GoFiles {
		file, err := parser.ParseFile(positions, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return positions, files
}

func TestOneDivision(t *testing.T) {
	meaning := meaning(t)
	for _, p := range list(t) {
		positions, files := syntax(t, p)
		for _, fault := range inexact(positions, p.ImportPath, meaning(p.ImportPath, positions, files).Uses) {
			t.Error(fault)
		}
	}
	for use, broken := range map[string]bool{
		"x.Div(x)": true, "x.Pow(x)": true, "decimal.Avg(x, x)": true, "x.InexactFloat64()": true, "decimal.DivisionPrecision": true,
		"decimal.NewFromFloat(0.1)": true, "x.Mul(x)": false, "decimal.Zero": false, "new(big.Int).Exp(nil, nil, nil)": false,
	} {
		positions := token.NewFileSet()
		text := "package a\nimport (\"github.com/shopspring/decimal\"; \"math/big\")\nvar x decimal.Decimal\nvar _ big.Int\nvar _ = " + use + "\n"
		file, err := parser.ParseFile(positions, "a.go", text, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		if seen := inexact(positions, "ghg/factors", meaning("ghg/factors", positions, []*ast.File{file}).Uses); (len(seen) > 0) != broken {
			t.Errorf("%s: %q, want it refused: %t", use, seen, broken)
		}
	}
}
