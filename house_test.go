// Package house holds no code. Its tests hold the whole repository to the rules of the house: who may import whom, how
// long a function may be, where floats, clocks and files may be met, what the text of the repository may say.
package house

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
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
			[]string{"seeds/a.csv", "区\n", "seeds/templates/a.csv", "\ufeffa\r\n", "testdata/a.csv", "\xff\r\n"}},
	}
}

// repository reads every file that belongs to the repository.
func repository(t *testing.T) (out []*source) {
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && slices.Contains([]string{".git", "bin", "out"}, d.Name()):
			return fs.SkipDir
		case !d.Type().IsRegular() || d.Name() == ".git": // a file in a linked work tree
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

// TestHouseRulesCatch gives every rule what it must refuse and what it must let pass.
func TestHouseRulesCatch(t *testing.T) {
	for _, r := range rules() {
		t.Run(r.name, func(t *testing.T) {
			for example := range slices.Chunk(r.broken, 2) {
				if len(r.check(read(t, example[0], example[1]))) == 0 {
					t.Errorf("passes unseen: %s %.80q", example[0], example[1])
				}
			}
			for example := range slices.Chunk(r.kept, 2) {
				for _, fault := range r.check(read(t, example[0], example[1])) {
					t.Errorf("refused without cause: %s", fault)
				}
			}
		})
	}
}
