package house

import (
	"fmt"
	"go/ast"
	"go/format"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

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

// rooms are the folders in which a library may be imported; none = everywhere. Tests may use any of them, and
// those of forTests.
var rooms = map[string][]string{
	"gonum.org/v1/gonum":            {"inventory/uncertainty", "inventory/trend"},
	"github.com/gocarina/gocsv":     {"inventory/workspace", "factors"},
	"github.com/xuri/excelize/v2":   {"inventory/workspace", "inventory/report", "testdata/province"}, // it writes; inventory/table reads
	"github.com/spf13/cobra":        {"cmd"},
	"github.com/BurntSushi/toml":    {"inventory/workspace", "factors"},
	"github.com/shopspring/decimal": nil,
	"golang.org/x/text":             nil,
	"golang.org/x/mod":              {"inventory/workspace", "inventory/bundle", "inventory/review", "cmd"},
	"filippo.io/age":                {"inventory/bundle"},
	"github.com/gomutex/godocx":     {"inventory/report/paper"},
	"golang.org/x/term":             {"cmd"},

	"github.com/rogpeppe/go-internal/lockedfile": {"inventory/workspace"}, // a lock that dies with its process
}

var forTests = []string{"github.com/rogpeppe/go-internal", "github.com/santhosh-tekuri/jsonschema", "github.com/chromedp", "golang.org/x/net"}

func librariesInTheirRooms(s *source) (out []string) {
	if s.syntax == nil {
		return nil
	}
	s.imports(func(at ast.Node, path string) {
		first, _, _ := strings.Cut(path, "/")
		known := s.test && slices.ContainsFunc(forTests, func(library string) bool { return strings.HasPrefix(path, library+"/") })
		if known || !strings.Contains(first, ".") {
			return
		}
		for library, folders := range rooms {
			if path == library || strings.HasPrefix(path, library+"/") {
				if folders != nil && !s.test && !s.in(folders...) {
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

// clean looks at all text, the files of this test apart, which name the words. Tables may quote words from a document's title.
func clean(s *source) (out []string) {
	for i, line := range strings.Split(s.text, "\n") {
		word := machine.FindString(line)
		if word == "" && !strings.HasSuffix(s.path, ".csv") {
			word = unfinished.FindString(line)
		}
		if word != "" && !strings.HasPrefix(s.path, "house_") {
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

// plainSeeds leaves the templates alone: people open them in a spreadsheet program, which wants a byte order mark and
// carriage returns.
func plainSeeds(s *source) (out []string) {
	if !s.in("seeds") || s.in("seeds/templates") || !strings.HasSuffix(s.path, ".csv") {
		return nil
	}
	for _, fault := range []struct {
		found bool
		what  string
	}{
		{!utf8.ValidString(s.text), "is not valid UTF-8"},
		{strings.Contains(s.text, "\r"), "has carriage returns; lines end in LF"},
		{!strings.HasSuffix(s.text, "\n"), "does not end in a line end"},
		{strings.HasPrefix(s.text, "\ufeff"), "begins with a byte order mark"},
	} {
		if fault.found {
			out = append(out, s.path+" "+fault.what)
		}
	}
	return out
}
