// Package house holds no code. Its tests hold the whole repository to the rules of the house: who may import whom, how
// long a function may be, where floats, clocks and files may be met, what the text of the repository may say.
package house

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/format"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// source is one file of the repository; syntax is nil if it is not Go.
type source struct {
	path, folder string // with slashes, from the root; the folder of the root is "."
	test         bool
	text         string
	positions    *token.FileSet
	syntax       *ast.File
}

func read(t *testing.T, name, text string) *source {
	t.Helper()
	s := &source{path: name, folder: path.Dir(name), test: strings.HasSuffix(name, "_test.go"), text: text, positions: token.NewFileSet()}
	if strings.HasSuffix(name, ".go") {
		var err error
		if s.syntax, err = parser.ParseFile(s.positions, name, text, parser.ParseComments|parser.SkipObjectResolution); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// in tells whether the file lies in one of the folders or below it.
func (s *source) in(folders ...string) bool {
	return slices.ContainsFunc(folders, func(f string) bool { return s.folder == f || strings.HasPrefix(s.folder, f+"/") })
}

func (s *source) fault(at ast.Node, format string, args ...any) string {
	return fmt.Sprintf("%s:%d: ", s.path, s.positions.Position(at.Pos()).Line) + fmt.Sprintf(format, args...)
}

// lines is the number of lines a node spans.
func (s *source) lines(n ast.Node) int {
	return s.positions.Position(n.End()).Line - s.positions.Position(n.Pos()).Line + 1
}

// functions calls visit for every declared function.
func (s *source) functions(visit func(*ast.FuncDecl)) {
	for _, d := range s.syntax.Decls {
		if f, ok := d.(*ast.FuncDecl); ok {
			visit(f)
		}
	}
}

// imports calls visit for every import path.
func (s *source) imports(visit func(at ast.Node, path string)) {
	for _, i := range s.syntax.Imports {
		if path, err := strconv.Unquote(i.Path.Value); err == nil {
			visit(i, path)
		}
	}
}

// rule is one rule that a file alone keeps or breaks. Broken and kept are examples, path and text by turns: the
// self-test asserts that the rule sees the ones and lets the others pass.
type rule struct {
	name         string
	check        func(*source) []string
	broken, kept []string
}

const (
	maxFunction = 70
	maxFile     = 400
)

func rules() []rule {
	long := strings.Repeat("\n", maxFunction)
	return []rule{
		{"functions and files are short", short,
			[]string{"a/a.go", "package a\nfunc f() {" + long + "}\n", "a/a_test.go", "package a\n" + strings.Repeat("//\n", maxFile)},
			[]string{"a/a.go", "package a\nfunc f() {" + long[1:] + "}\n"}},
		{"libraries stay in their rooms", librariesInTheirRooms,
			[]string{"factors/a.go", "package a\nimport _ \"gonum.org/v1/gonum/stat\"\n", "inventory/a.go", "package a\nimport _ \"github.com/gocarina/gocsv\"\n",
				"inventory/report/a.go", "package a\nimport _ \"github.com/spf13/cobra\"\n", "factors/a.go", "package a\nimport _ \"github.com/rogpeppe/go-internal/testscript\"\n",
				"factors/a.go", "package a\nimport _ \"example.org/unknown\"\n"},
			[]string{"inventory/trend/a.go", "package a\nimport _ \"gonum.org/v1/gonum/stat\"\n", "cmd/inventory/a_test.go", "package a\nimport _ \"github.com/rogpeppe/go-internal/testscript\"\n"}},
		{"no init", noInit,
			[]string{"a/a.go", "package a\nfunc init() {}\n"},
			[]string{"a/a.go", "package a\ntype t int\nfunc (t) init() {}\n"}},
		{"floats only where they are meant", noFloats,
			[]string{"factors/a.go", "package a\nvar x float64\n", "cmd/inventory/a.go", "package a\nvar x float32\n", "inventory/a.go", "package a\nimport _ \"math\"\n"},
			[]string{"inventory/expr/a.go", "package a\nvar x float64\n", "factors/a_test.go", "package a\nvar x float64\n"}},
		{"no clock", noClock,
			[]string{"inventory/a.go", "package a\nimport \"time\"\nvar x = time.Now()\n", "a/a.go", "package a\nimport c \"time\"\nvar x = c.Since(y)\n"},
			[]string{"inventory/a.go", "package a\nimport \"time\"\nvar x, _ = time.Parse(\"\", \"\")\n", "cmd/inventory/a.go", "package a\nimport \"time\"\nvar x = time.Now()\n"}},
		{"no files, no network", noFiles,
			[]string{"inventory/a.go", "package a\nimport _ \"os\"\n", "sectors/energy/a.go", "package a\nimport _ \"net/http\"\n", "factors/a.go", "package a\nimport _ \"os/exec\"\n"},
			[]string{"inventory/workspace/a.go", "package a\nimport _ \"os\"\n", "factors/a_test.go", "package a\nimport _ \"os\"\n", "factors/a.go", "package a\nimport _ \"io/fs\"\n"}},
		{"nothing of this machine, nothing unfinished", clean,
			[]string{"README.md", "see /work/main", "a/a.go", "package a // TODO\n", "a/a.csv", "x,/root/a\n", "a.md", "../shared/x", "a.md", "an earlier session", "a.txt", "in .library", "a.toml", "# FIXME"},
			[]string{"a/a.go", "package a\nimport _ \"ghg/inventory/workspace\"\n", "a.csv", "session,TODO\n", "a.md", "testdata/worked, obsession, /working"}},
		{"every exported name is documented", documented,
			[]string{"a/a.go", "package a\nfunc F() {}\n", "a/a.go", "package a\ntype T int\n", "a/a.go", "package a\nconst C = 1\n", "a/a.go", "package a\n// T is.\ntype T int\nfunc (T) M() {}\n"},
			[]string{"a/a.go", "package a\n\n// C are.\nconst (\n\tC = 1\n)\n\ntype t int\n\nfunc (t) String() string { return \"\" }\n", "a/a_test.go", "package a\nfunc F() {}\n"}},
		{"gofmt", formatted,
			[]string{"a/a.go", "package a\nvar  x int\n"},
			[]string{"a/a.go", "package a\n\nvar x int\n"}},
		{"seeds are UTF-8 with plain line ends", plainSeeds,
			[]string{"seeds/a.csv", "a\r\n", "seeds/a.csv", "\ufeffa\n", "seeds/b/a.csv", "\xff\n", "seeds/a.csv", "a"},
			[]string{"seeds/a.csv", "区\n", "seeds/templates/a.csv", "\ufeffa\n", "testdata/a.csv", "\xff\r\n"}},
	}
}

func short(s *source) (out []string) {
	if s.syntax == nil {
		return nil
	}
	if n := strings.Count(s.text, "\n"); n > maxFile {
		out = append(out, fmt.Sprintf("%s: %d lines, %d are allowed: split the file", s.path, n, maxFile))
	}
	s.functions(func(f *ast.FuncDecl) {
		if n := s.lines(f); n > maxFunction {
			out = append(out, s.fault(f, "%s has %d lines, %d are allowed: split the function", f.Name.Name, n, maxFunction))
		}
	})
	return out
}

// rooms are the folders in which a library may be imported; none = everywhere.
var rooms = map[string][]string{
	"gonum.org/v1/gonum":            {"inventory/uncertainty", "inventory/trend"},
	"github.com/gocarina/gocsv":     {"inventory/workspace", "factors"},
	"github.com/spf13/cobra":        {"cmd"},
	"github.com/BurntSushi/toml":    {"inventory/workspace"},
	"github.com/shopspring/decimal": nil,
	"golang.org/x/text":             nil,
}

func librariesInTheirRooms(s *source) (out []string) {
	if s.syntax == nil {
		return nil
	}
	s.imports(func(at ast.Node, path string) {
		first, _, _ := strings.Cut(path, "/")
		if !strings.Contains(first, ".") || s.test {
			return
		}
		for library, folders := range rooms {
			if path == library || strings.HasPrefix(path, library+"/") {
				if folders != nil && !s.in(folders...) {
					out = append(out, s.fault(at, "%s is for %s only", library, strings.Join(folders, ", ")))
				}
				return
			}
		}
		out = append(out, s.fault(at, "%s is not among the libraries of the house", path))
	})
	return out
}

func noInit(s *source) (out []string) {
	if s.syntax == nil {
		return nil
	}
	s.functions(func(f *ast.FuncDecl) {
		if f.Recv == nil && f.Name.Name == "init" {
			out = append(out, s.fault(f, "no init: lists are explicit"))
		}
	})
	return out
}

func noFloats(s *source) (out []string) {
	if s.syntax == nil || s.test || s.in("inventory/expr", "inventory/uncertainty", "inventory/trend") {
		return nil
	}
	s.imports(func(at ast.Node, path string) {
		if path == "math" {
			out = append(out, s.fault(at, "math is a library of floats; figures are exact decimals here"))
		}
	})
	ast.Inspect(s.syntax, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && (id.Name == "float64" || id.Name == "float32") {
			out = append(out, s.fault(id, "%s: figures are exact decimals outside expr, uncertainty and trend", id.Name))
		}
		return true
	})
	return out
}

func noClock(s *source) (out []string) {
	if s.syntax == nil || s.in("cmd") {
		return nil
	}
	clock := ""
	s.imports(func(at ast.Node, path string) {
		if path == "time" {
			clock = "time"
			if name := at.(*ast.ImportSpec).Name; name != nil {
				clock = name.Name
			}
		}
	})
	ast.Inspect(s.syntax, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok || clock == "" {
			return true
		}
		id, ok := sel.X.(*ast.Ident)
		if ok && id.Name == clock && slices.Contains([]string{"Now", "Since", "Until", "Local", "Sleep", "After", "Tick"}, sel.Sel.Name) {
			out = append(out, s.fault(sel, "time.%s: no result may depend on the clock or the time zone", sel.Sel.Name))
		}
		return true
	})
	return out
}

func noFiles(s *source) (out []string) {
	pure := s.folder == "inventory" || s.in("inventory/quantity", "inventory/expr", "inventory/table", "inventory/trend", "inventory/uncertainty", "sectors", "factors")
	if s.syntax == nil || s.test || !pure {
		return nil
	}
	s.imports(func(at ast.Node, path string) {
		first, _, _ := strings.Cut(path, "/")
		if slices.Contains([]string{"os", "net", "syscall", "plugin"}, first) {
			out = append(out, s.fault(at, "%s: this package knows neither files nor the network; hand it an io.Reader", path))
		}
	})
	return out
}

var (
	machine    = regexp.MustCompile(`(?:^|[^\w./-])/(?:work|root)\b|\.library\b|\bshared/`)
	unfinished = regexp.MustCompile(`\b(?:TODO|FIXME)\b|(?i:\bsessions?\b)`)
)

// clean looks at all text, this file apart, which names the words. Tables may quote words from a document's title.
func clean(s *source) (out []string) {
	for i, line := range strings.Split(s.text, "\n") {
		word := machine.FindString(line)
		if word == "" && !strings.HasSuffix(s.path, ".csv") {
			word = unfinished.FindString(line)
		}
		if word != "" && s.path != "house_test.go" {
			out = append(out, fmt.Sprintf("%s:%d: %q does not belong into the repository", s.path, i+1, strings.TrimSpace(word)))
		}
	}
	return out
}

func documented(s *source) (out []string) {
	if s.syntax == nil || s.test {
		return nil
	}
	missing := func(name *ast.Ident, comments ...*ast.CommentGroup) {
		if name.IsExported() && !slices.ContainsFunc(comments, func(c *ast.CommentGroup) bool { return c != nil }) {
			out = append(out, s.fault(name, "%s has no doc comment", name.Name))
		}
	}
	for _, d := range s.syntax.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil || ast.IsExported(receiver(d.Recv.List[0].Type)) {
				missing(d.Name, d.Doc)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					missing(spec.Name, d.Doc, spec.Doc, spec.Comment)
				case *ast.ValueSpec:
					for _, name := range spec.Names {
						missing(name, d.Doc, spec.Doc, spec.Comment)
					}
				}
			}
		}
	}
	return out
}

// receiver is the name of a method's type.
func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}

func formatted(s *source) []string {
	if s.syntax == nil {
		return nil
	}
	if want, err := format.Source([]byte(s.text)); err != nil || string(want) != s.text {
		return []string{s.path + ": not gofmt-clean: run gofmt -w"}
	}
	return nil
}

// plainSeeds lets the templates begin with a byte order mark: people open them in a spreadsheet program, which without
// one takes Chinese for another encoding.
func plainSeeds(s *source) (out []string) {
	if !s.in("seeds") || !strings.HasSuffix(s.path, ".csv") {
		return nil
	}
	for _, fault := range []struct {
		found bool
		what  string
	}{
		{!utf8.ValidString(s.text), "not valid UTF-8"},
		{strings.Contains(s.text, "\r"), "has carriage returns; lines end in LF"},
		{!strings.HasSuffix(s.text, "\n"), "does not end in a line end"},
		{strings.HasPrefix(s.text, "\ufeff") && !s.in("seeds/templates"), "begins with a byte order mark"},
	} {
		if fault.found {
			out = append(out, s.path+": "+fault.what)
		}
	}
	return out
}

// repository reads every file that belongs to the repository.
func repository(t *testing.T) (out []*source) {
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && slices.Contains([]string{".git", "bin", "out"}, d.Name()):
			return fs.SkipDir
		case !d.Type().IsRegular():
			return nil
		}
		text, err := os.ReadFile(name)
		if err == nil {
			out = append(out, read(t, name, string(text)))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestHouseRules(t *testing.T) {
	files := repository(t)
	for _, r := range rules() {
		t.Run(r.name, func(t *testing.T) {
			for _, s := range files {
				for _, fault := range r.check(s) {
					t.Error(fault)
				}
			}
		})
	}
}
