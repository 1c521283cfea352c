package crosswalk

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"slices"

	"ghg/inventory"
)

// Files are the tables of the schemes, below the folder of the tables.
const (
	schemesFile = "crosswalks/schemes.csv"
	rowsFile    = "crosswalks/rows.csv"
	gapsFile    = "crosswalks/gaps.csv"
)

// Columns of the tables.
var (
	schemeColumns = []string{"scheme", "total", "name_zh", "name_en", "source"}
	rowColumns    = []string{"scheme", "code", "parent", "parts", "name_zh", "name_en", "rest", "categories", "gases", "boundary", "only", "except", "details", "source"}
	gapColumns    = []string{"scheme", "categories", "gases", "boundary", "only", "reason_zh", "reason_en"}
)

// Load reads the schemes from tables laid out as the shipped ones. Tables older than the crosswalks have none; any other error
// means that the tables are broken.
func Load(tables fs.FS, voc *inventory.Vocabulary) ([]*Scheme, error) {
	if _, err := fs.Stat(tables, schemesFile); err != nil {
		return nil, nil
	}
	l := &loader{voc: voc, byID: map[string]*Scheme{}}
	for _, part := range []struct {
		file    string
		columns []string
		take    func(line) error
	}{{schemesFile, schemeColumns, l.takeScheme}, {rowsFile, rowColumns, l.takeRow}, {gapsFile, gapColumns, l.takeGap}} {
		if err := read(tables, part.file, part.columns, part.take); err != nil {
			return nil, err
		}
	}
	return l.out, l.settle()
}

// line is one row of a table by column name.
type line struct {
	fields map[string]string
	at     string // the file with the row
}

func (l line) get(name string) string    { return l.fields[name] }
func (l line) list(name string) []string { return inventory.SplitList(l.fields[name]) }

func (l line) text(name string) inventory.Text {
	return inventory.Text{ZH: l.get(name + "_zh"), EN: l.get(name + "_en")}
}

func (l line) fault(format string, args ...any) error {
	return fmt.Errorf("%s: %s", l.at, fmt.Sprintf(format, args...))
}

func read(tables fs.FS, file string, columns []string, take func(line) error) error {
	f, err := tables.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	if len(rows) == 0 || !slices.Equal(rows[0], columns) {
		return fmt.Errorf("%s: the columns are not %v", file, columns)
	}
	for i, cells := range rows[1:] {
		at := line{map[string]string{}, fmt.Sprintf("%s:%d", file, i+2)}
		for j, column := range columns {
			at.fields[column] = cells[j]
		}
		if err := take(at); err != nil {
			return err
		}
	}
	return nil
}

type loader struct {
	voc   *inventory.Vocabulary
	out   []*Scheme
	byID  map[string]*Scheme
	later []func() error // what needs all rows
	seen  []string       // rules taken, to find one that stands twice
}

func (l *loader) takeScheme(at line) error {
	s := &Scheme{ID: at.get("scheme"), Name: at.text("name"), Document: at.get("source"), byCode: map[string]*Row{}}
	if s.ID == "" || l.byID[s.ID] != nil {
		return at.fault("scheme %q twice or without a name", s.ID)
	}
	l.byID[s.ID] = s
	l.out = append(l.out, s)
	total := at.get("total")
	l.later = append(l.later, func() error {
		if s.Total = s.byCode[total]; s.Total == nil {
			return at.fault("no row %q of the total", total)
		}
		return nil
	})
	return nil
}

func (l *loader) takeRow(at line) error {
	s := l.byID[at.get("scheme")]
	if s == nil {
		return at.fault("no scheme %q", at.get("scheme"))
	}
	code := at.get("code")
	r := s.byCode[code]
	switch {
	case code == "" || at.get("source") == "" || at.get("name_zh") == "" || at.get("name_en") == "":
		return at.fault("code, names and source must be stated")
	case r == nil:
		r = &Row{Code: code, Name: at.text("name"), Document: at.get("source")}
		s.byCode[code] = r
		s.Rows = append(s.Rows, r)
		l.joins(at, s, r)
	case s.Rows[len(s.Rows)-1] != r:
		return at.fault("row %s stands at two places", code)
	case r.Name != at.text("name"):
		return at.fault("row %s has two names", code)
	case len(r.rules) == 0 || at.get("categories") == "":
		return at.fault("row %s twice", code)
	}
	if at.get("categories") == "" {
		return nil
	}
	rule, err := l.rule(at)
	if err != nil {
		return err
	}
	key := s.ID + "|" + code + "|" + fmt.Sprint(at.list("categories"), rule.gases, rule.boundaries, rule.only, rule.except, rule.details)
	if slices.Contains(l.seen, key) {
		return at.fault("row %s says the same twice", code)
	}
	l.seen = append(l.seen, key)
	r.rules = append(r.rules, rule)
	return nil
}

// joins notes what the row is part of and what it is made of, which are settled once all rows are known.
func (l *loader) joins(at line, s *Scheme, r *Row) {
	l.later = append(l.later, func() error {
		if parent := at.get("parent"); parent != "" {
			if r.parent = s.byCode[parent]; r.parent == nil {
				return at.fault("no row %q above %s", parent, r.Code)
			}
			r.parent.Parts = append(r.parent.Parts, r)
		}
		for _, code := range at.list("parts") {
			part := s.byCode[code]
			if part == nil || slices.Contains(r.Parts, part) {
				return at.fault("no part %q of %s, or twice", code, r.Code)
			}
			r.Parts = append(r.Parts, part)
		}
		return nil
	})
}

var boundaries = map[string]inventory.Boundary{"territorial": inventory.Territorial, "indirect": inventory.Indirect, "memo": inventory.MemoItem}

func (l *loader) rule(at line) (rule, error) {
	out := rule{rest: at.get("rest") == "yes", gases: at.list("gases"), only: at.list("only"), except: at.list("except"), details: at.list("details")}
	if rest := at.get("rest"); rest != "" && rest != "yes" {
		return out, at.fault("rest is %q, not yes", rest)
	}
	for _, name := range at.list("categories") {
		b := branch{alone: name[0] == '='}
		if b.alone {
			name = name[1:]
		}
		found, ok := l.voc.Categories.Lookup(name)
		if !ok || found.Code != name {
			return out, at.fault("no category %q", name)
		}
		b.category = found
		out.categories = append(out.categories, b)
	}
	for _, token := range out.gases {
		if !slices.ContainsFunc(l.voc.Gases.All, func(g *inventory.Gas) bool { return g.Matches(token) }) {
			return out, at.fault("no gas %q", token)
		}
	}
	for _, name := range slices.Concat(out.only, out.except) {
		if !slices.ContainsFunc(l.voc.Items.All, func(i *inventory.Item) bool { return i.Name == name || i.Group == name }) {
			return out, at.fault("no item or group %q", name)
		}
	}
	words := at.list("boundary")
	if words == nil {
		words = []string{"territorial"}
	}
	for _, word := range words {
		b, ok := boundaries[word]
		if !ok {
			return out, at.fault("boundary %q", word)
		}
		out.boundaries = append(out.boundaries, b)
	}
	return out, nil
}

func (l *loader) takeGap(at line) error {
	s := l.byID[at.get("scheme")]
	if s == nil {
		return at.fault("no scheme %q", at.get("scheme"))
	}
	rule, err := l.rule(at)
	if err != nil {
		return err
	}
	g := gap{rule, at.text("reason")}
	if g.reason.ZH == "" || g.reason.EN == "" || len(rule.categories) == 0 {
		return at.fault("categories and reason must be stated")
	}
	s.gaps = append(s.gaps, g)
	return nil
}

// settle joins the rows and sees to it that none counts a row twice or adds up what has no sum.
func (l *loader) settle() error {
	for _, step := range l.later {
		if err := step(); err != nil {
			return err
		}
	}
	for _, s := range l.out {
		for _, r := range s.Rows {
			met := map[*Row]bool{}
			if err := once(s, r, met); err != nil {
				return err
			}
			if mixed(met) {
				return fmt.Errorf("%s: row %s of %s sums up lines of several boundaries", rowsFile, r.Code, s.ID)
			}
		}
	}
	return nil
}

// once walks all that a row sums up, which must not name a row a second time: it would be counted twice.
func once(s *Scheme, r *Row, met map[*Row]bool) error {
	if met[r] {
		return fmt.Errorf("%s: row %s of %s is counted twice in a row above it", rowsFile, r.Code, s.ID)
	}
	met[r] = true
	for _, part := range r.Parts {
		if err := once(s, part, met); err != nil {
			return err
		}
	}
	return nil
}

// mixed tells whether the rows take lines of more than one boundary, which have no sum.
func mixed(rows map[*Row]bool) bool {
	met := map[inventory.Boundary]bool{}
	for r := range rows {
		for i := range r.rules {
			for _, b := range r.rules[i].boundaries {
				met[b] = true
			}
		}
	}
	return len(met) > 1
}
