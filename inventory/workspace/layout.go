package workspace

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/BurntSushi/toml"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/spelling"
	"ghg/inventory/table"
)

// maxLayout bounds a mapping file, and maxLayouts the number of a workspace's own.
const (
	maxLayout  = 64 << 10
	maxLayouts = 200
)

// says is what a mapping file states of a figure: of all, of those of a row, or of those of a column. What a column states goes
// before what its row does, and that before what is said of all; the words of detail are joined.
type says struct {
	Category  string `toml:"category"`
	Facility  string `toml:"facility"`
	Item      string `toml:"item"`
	Detail    string `toml:"detail"`
	Parameter string `toml:"parameter"`
	Indicator string `toml:"indicator"` // the figure is one of indicators.csv, not an activity
	Unit      string `toml:"unit"`      // where the table prints none
	Ratio     bool   `toml:"ratio"`     // a yield, a concentration: it does not add up
	Aside     bool   `toml:"aside"`     // read for the checks and for what is worked out, no figure of its own
}

// made is how a figure is worked out of its cell and others of the table.
type made struct {
	Less  []string `toml:"less"`  // taken off
	Times []string `toml:"times"` // multiplied by
	In    string   `toml:"in"`    // the unit of the product
}

type rowRule struct {
	Names []string `toml:"names"`
	says
	made
	Above   string `toml:"above"` // where the figure is more than that of this row
	Rest    string `toml:"rest"`  // the table should have this one
	meaning meaning
}

type columnRule struct {
	Head []string `toml:"head"`
	says
	made
	Like    string   `toml:"like"`    // a unit of the dimension of the figures: of several that the title names, theirs is the one of it
	Nonzero bool     `toml:"nonzero"` // a zero makes no figure
	Keeps   []string `toml:"keeps"`   // columns that are parts of this one and stay when it is taken off
	Burned  []string `toml:"kept_in"` // categories from whose figures it is not taken off
	meaning meaning
	kept    []*inventory.Category
	like    quantity.Unit
}

type totalRule struct {
	Names []string `toml:"names"`
	Parts []string `toml:"parts"` // none: a sum of which the table gives no parts
}

type checkRule struct {
	Product  string   `toml:"product"`
	Sum      string   `toml:"sum"`
	Of       []string `toml:"of"`
	Less     []string `toml:"less"`
	Severity string   `toml:"severity"`
}

type nameRule struct {
	Head     []string `toml:"head"`
	Lookup   string   `toml:"lookup"` // item, industry, category, facility, detail; "" = only the rows that the file names
	Kinds    []string `toml:"kinds"`  // of items
	Repeat   bool     `toml:"repeat"`
	Optional bool     `toml:"optional"`
}

// layoutFile is a mapping file as it is written.
type layoutFile struct {
	SchemaVersion int    `toml:"schema_version"`
	Name          string `toml:"name"`
	Title         struct {
		ZH string `toml:"zh"`
		EN string `toml:"en"`
	} `toml:"title"`
	Recognise struct {
		Titles []string `toml:"titles"`
		Files  []string `toml:"files"`
		Sheets []string `toml:"sheets"`
		Heads  []string `toml:"heads"`
	} `toml:"recognise"`
	Year struct {
		From  string   `toml:"from"` // title, column, heads, constant
		Head  []string `toml:"head"`
		Value int      `toml:"value"`
	} `toml:"year"`
	All struct {
		says
		Department string `toml:"department"`
		Source     string `toml:"source"`
		Page       string `toml:"page"`
		Vintage    string `toml:"vintage"`
		Coverage   string `toml:"coverage"`
		Note       string `toml:"note"`
	} `toml:"all"`
	NameColumns []nameRule    `toml:"names"`
	UnitHeads   []string      `toml:"unit_heads"`
	Groups      []string      `toml:"groups"`       // upper heads that say nothing of the figures
	HeadLookup  string        `toml:"heads_lookup"` // item: what else stands in a head is looked up
	LeaveOut    []string      `toml:"leave_out"`
	LeaveHeads  []string      `toml:"leave_out_heads"`
	Rows        []*rowRule    `toml:"row"`
	Columns     []*columnRule `toml:"column"`
	Totals      []*totalRule  `toml:"total"`
	Checks      []*checkRule  `toml:"check"`
}

// layout is a mapping file that was understood.
type layout struct {
	layoutFile
	file    string
	own     bool // of the workspace
	used    bool // a table was recognised by it
	lines   *lineFinder
	all     meaning
	vintage string
	rowsBy  map[string]*rowRule
	sumsBy  map[string][]*totalRule
	left    map[string]bool
}

// meaning is says, understood.
type meaning struct {
	says
	category *inventory.Category
	item     *inventory.Item
	unit     quantity.Unit
	hasUnit  bool
}

// over is what m says, and where it says nothing what below does.
func (m meaning) over(below meaning) meaning {
	out := m
	if m.category == nil {
		out.category = below.category
	}
	if m.item == nil {
		out.item = below.item
	}
	if !m.hasUnit {
		out.unit, out.hasUnit = below.unit, below.hasUnit
	}
	for _, pair := range []struct{ to, from *string }{{&out.Facility, &below.Facility}, {&out.Parameter, &below.Parameter}, {&out.Indicator, &below.Indicator}} {
		if *pair.to == "" {
			*pair.to = *pair.from
		}
	}
	out.Detail = strings.Trim(below.Detail+";"+m.Detail, ";")
	out.Ratio, out.Aside = m.Ratio || below.Ratio, m.Aside || below.Aside
	return out
}

// mappings reads the mapping files of the workspace.
func (l *loader) mappings() {
	for n, name := range l.list("mapping") {
		if extension(name) != ".toml" {
			l.notRead(name)
			continue
		}
		if n >= maxLayouts {
			l.problems.Add(refusal(inventory.Source{File: name}, "too-many-mappings",
				inventory.Text{ZH: fmt.Sprintf("mapping/ 里的文件超过 %d 个", maxLayouts), EN: fmt.Sprintf("mapping/ holds more than %d files", maxLayouts)},
				inventory.Text{ZH: "移走不用的映射文件", EN: "take away those that are not used"}))
			return
		}
		text, ok := l.text(name)
		if !ok {
			continue
		}
		if m, ok := l.parseLayout(name, text); ok {
			m.own = true
			l.own = append(l.own, m)
		}
	}
	l.nameTwice()
}

// nameTwice refuses a second mapping file of one name.
func (l *loader) nameTwice() {
	seen := map[string]*layout{}
	for _, m := range l.own {
		key := spelling.Fold(m.Name)
		if first := seen[key]; first != nil {
			l.problems.Add(refusal(m.lines.at("name"), "mapping-name-twice",
				inventory.Text{ZH: "映射名“" + table.Excerpt(m.Name) + "”在 " + first.file + " 已经用过", EN: `the name "` + table.Excerpt(m.Name) + `" is that of ` + first.file + " already"},
				inventory.Text{ZH: "每个映射文件取不同的 name", EN: "give each mapping file a name of its own"}))
		}
		seen[key] = m
	}
}

// shipped are the layouts that come with the program. One that is not understood is a fault of the program.
func (l *loader) shipped() []*layout {
	if l.ship == nil {
		l.ship = []*layout{}
		for _, file := range l.voc.Layouts {
			if m, ok := l.parseLayout(file.File, file.Text); ok {
				l.ship = append(l.ship, m)
			}
		}
	}
	return l.ship
}

// parseLayout understands a mapping file; false, with Problems, if it cannot be used.
func (l *loader) parseLayout(name, text string) (*layout, bool) {
	out := &layout{file: name, lines: findLines(name, text)}
	before := len(l.problems)
	if len(text) > maxLayout {
		l.problems.Add(refusal(inventory.Source{File: name}, "mapping-too-large",
			inventory.Text{ZH: fmt.Sprintf("超过 %d KiB", maxLayout>>10), EN: fmt.Sprintf("larger than %d KiB", maxLayout>>10)},
			inventory.Text{ZH: "映射文件只写版式，不写数据", EN: "a mapping file says how a table is laid out and holds no figures"}))
		return nil, false
	}
	values := map[string]any{}
	if _, err := toml.Decode(text, &values); err != nil {
		l.problems.Add(brokenTOML(name, err, mappingHint))
		return nil, false
	}
	if len(values) == 0 {
		return nil, false // nothing but comments: the example as it comes
	}
	l.keysOf(out.lines, values)
	if len(l.problems) > before {
		return nil, false
	}
	if _, err := toml.Decode(text, &out.layoutFile); err != nil {
		l.problems.Add(brokenTOML(name, err, mappingHint))
		return nil, false
	}
	l.understand(out)
	return out, len(l.problems) == before
}

// brokenTOML tells of a file that is no TOML.
func brokenTOML(name string, err error, hint inventory.Text) inventory.Problem {
	at, reason := inventory.Source{File: name}, err.Error()
	var fault toml.ParseError
	if errors.As(err, &fault) {
		at.Row, at.Col, reason = fault.Position.Line, fault.Position.Col, fault.Message
	}
	return refusal(at, "bad-toml", inventory.Text{ZH: "不是有效的 TOML：" + reason, EN: "not valid TOML: " + reason}, hint)
}

var mappingHint = inventory.Text{ZH: "文字加引号，列表加方括号，如 head = [\"总产量\"]；各键的说明见 mapping/example.toml", EN: `text stands in quotes, a list in brackets: head = ["总产量"]; mapping/example.toml explains the keys`}

// matches tells whether the name of a file or a sheet fits one of the patterns; all do where there is none.
func matches(patterns []string, name string) bool {
	for _, p := range patterns {
		if ok, err := path.Match(spelling.Fold(p), spelling.Fold(name)); ok && err == nil {
			return true
		}
	}
	return len(patterns) == 0
}
