package factors

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"ghg/inventory"
	"ghg/inventory/spelling"
	"ghg/inventory/table"
)

// The versions and the kind of a mapping that this program reads, and the bound of its size in bytes.
const (
	mappingVersion = 1
	mappingKind    = "factors"
	maxMapping     = 1 << 20
)

// Mapping says how an outside table of factors is read: which of its columns fill which of our fields, what is the same in
// all rows, and what its words mean.
type Mapping struct {
	File      string                       `toml:"-"`
	Version   int                          `toml:"schema_version"`
	Kind      string                       `toml:"kind"`      // factors
	Like      string                       `toml:"like"`      // EFDB: the columns of its export, to which this mapping adds
	Set       string                       `toml:"set"`       // of the rows
	Columns   map[string]headings          `toml:"columns"`   // field = "column", or several columns joined
	Constants map[string]constant          `toml:"constants"` // field = what it is in every row
	Values    map[string]map[string]string `toml:"values"`    // field: what a word of the table means
	Ignore    []string                     `toml:"ignore"`    // columns that are not read, knowingly
	words     map[string]map[string]string // of Values, by folded word
	text      string
	built     bool // part of the program: columns that the table lacks are no fault
}

// headings are the columns of a field.
type headings []string

// UnmarshalTOML takes one column or a list of them.
func (h *headings) UnmarshalTOML(value any) error {
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	for _, one := range list {
		name, ok := one.(string)
		if !ok || strings.TrimSpace(name) == "" {
			return errors.New("列名应是带引号的文字，或这样的列表 · a column is a text in quotes, or a list of them")
		}
		*h = append(*h, name)
	}
	return nil
}

// constant is what a field is in every row.
type constant string

// UnmarshalTOML takes a text or a whole number.
func (c *constant) UnmarshalTOML(value any) error {
	switch value := value.(type) {
	case string:
		*c = constant(strings.TrimSpace(value))
	case int64:
		*c = constant(fmt.Sprint(value))
	default:
		return errors.New("常量应是带引号的文字或整数 · a constant is a text in quotes or a whole number")
	}
	return nil
}

// outsideFields are the fields that a mapping may fill: the columns of a factor table but the set, the number of the row
// in its database, and the words that tell what its figure is.
var outsideFields = append([]string{"id", "description"}, schemaFields()...)

func schemaFields() []string {
	var out []string
	for _, f := range schema {
		if f.Name != "set" {
			out = append(out, f.Name)
		}
	}
	return out
}

// ParseMapping reads a mapping. A key that is not known is an error: a misspelt one would otherwise be a column ignored.
func ParseMapping(name string, content []byte) (*Mapping, inventory.Problems) {
	m := &Mapping{File: name}
	var problems inventory.Problems
	var ok bool
	if m.text, ok = table.Text(name, strings.NewReader(string(content)), &problems); !ok {
		return nil, problems
	}
	if len(m.text) > maxMapping {
		problems.Add(problemAt(inventory.Source{File: name}, "mapping-too-large", fault{
			inventory.Text{ZH: fmt.Sprintf("映射文件超过 %d KiB", maxMapping>>10), EN: fmt.Sprintf("the mapping is larger than %d KiB", maxMapping>>10)},
			inventory.Text{ZH: "检查是不是映射文件", EN: "see whether it is a mapping"}}))
		return nil, problems
	}
	meta, err := toml.Decode(m.text, m)
	if err != nil {
		problems.Add(m.broken(err))
		return nil, problems
	}
	unknown := map[string]bool{}
	for _, key := range meta.Undecoded() {
		if unknown[key.String()] = true; len(key) > 1 && unknown[key[:len(key)-1].String()] {
			continue
		}
		problems.Add(m.unknownKey(key.String(), []string{"schema_version", "kind", "like", "set", "columns", "constants", "values", "ignore"}))
	}
	m.check(&problems)
	if problems.Failed() {
		return nil, problems
	}
	if m.Like != "" {
		m.add(efdb())
	}
	return m, problems
}

// check holds the mapping against what a factor table needs.
func (m *Mapping) check(problems *inventory.Problems) {
	refuse := func(key, code string, message, hint inventory.Text) {
		problems.Add(problemAt(m.at(key), code, fault{message, hint}))
	}
	if m.Kind != mappingKind {
		refuse("kind", "mapping-kind", inventory.Text{ZH: "kind 是“" + table.Excerpt(m.Kind) + "”，因子的映射应写 kind = \"factors\"", EN: `kind is "` + table.Excerpt(m.Kind) + `", a mapping of factors says kind = "factors"`},
			inventory.Text{ZH: "在文件开头写 kind = \"factors\"；其他表的映射不能用来导入因子", EN: `write kind = "factors" at its head; a mapping of other tables imports no factors`})
	}
	if m.Version != mappingVersion {
		refuse("schema_version", "schema-version", inventory.Text{ZH: fmt.Sprintf("schema_version 是 %d，本版本只认 %d", m.Version, mappingVersion), EN: fmt.Sprintf("schema_version is %d, this version knows %d", m.Version, mappingVersion)},
			inventory.Text{ZH: "写 schema_version = 1；更高的版本要用更新的程序", EN: "write schema_version = 1; a higher one needs a newer program"})
	}
	if m.Like != "" && m.Like != efdbSet {
		refuse("like", "mapping-like", inventory.Text{ZH: "不认识 like =“" + table.Excerpt(m.Like) + "”", EN: `like = "` + table.Excerpt(m.Like) + `" is not known`},
			inventory.Text{ZH: "只认 like = \"EFDB\"；其他库写 [columns]", EN: `only like = "EFDB" is known; for another database give [columns]`})
	}
	m.checkFields(problems)
	m.takeWords(problems)
	m.checkStatus(problems)
	if m.Like == "" {
		m.checkComplete(refuse)
	}
}

// checkFields refuses fields that are not known, and those that a column and a constant both fill.
func (m *Mapping) checkFields(problems *inventory.Problems) {
	for _, section := range []struct {
		name   string
		fields []string
	}{{"columns", namesIn(m.Columns)}, {"constants", namesIn(m.Constants)}, {"values", namesIn(m.Values)}} {
		for _, field := range section.fields {
			switch key := section.name + "." + field; {
			case !slices.Contains(outsideFields, field):
				problems.Add(m.unknownKey(key, prefixed(section.name+".", outsideFields)))
			case section.name == "constants" && m.Columns[field] != nil:
				problems.Add(problemAt(m.at(key), "mapping-twice", fault{
					inventory.Text{ZH: field + " 既有列又有常量", EN: field + " is both a column and a constant"},
					inventory.Text{ZH: "只保留一个", EN: "keep one of them"}}))
			}
		}
	}
}

// checkStatus refuses to take rows as compared with print, or as the district's own, by a mapping.
func (m *Mapping) checkStatus(problems *inventory.Problems) {
	if written := string(m.Constants["status"]); written != "" && written != inventory.Quoted.String() && written != inventory.Unconfirmed.String() {
		problems.Add(problemAt(m.at("constants.status"), "mapping-status", fault{
			inventory.Text{ZH: "导入的因子不能是 status = \"" + table.Excerpt(written) + "\"", EN: `imported factors cannot be status = "` + table.Excerpt(written) + `"`},
			inventory.Text{ZH: "写 quoted（库中注明了所引文献）或 unconfirmed；与印刷本核对后用 factors confirm", EN: "write quoted, where the database cites the document, or unconfirmed; once compared with print, factors confirm lifts them"}}))
	}
}

// checkComplete refuses a mapping without the fields that no row can do without.
func (m *Mapping) checkComplete(refuse func(key, code string, message, hint inventory.Text)) {
	has := func(field string) bool { return m.Columns[field] != nil || m.Constants[field] != "" }
	var missing []string
	for _, field := range []string{"category", "unit", "region", "source"} {
		if !has(field) {
			missing = append(missing, field)
		}
	}
	if !has("parameter") && !has("description") {
		missing = append(missing, "parameter")
	}
	if !has("value") && !has("low") && !has("high") {
		missing = append(missing, "value")
	}
	if missing != nil {
		list := strings.Join(missing, ", ")
		refuse("columns", "mapping-incomplete", inventory.Text{ZH: "映射没有说明这些栏从哪里来：" + list, EN: "the mapping does not say what fills " + list},
			inventory.Text{ZH: "在 [columns] 写列名，或在 [constants] 写所有行相同的值", EN: "name the column in [columns], or in [constants] what it is in every row"})
	}
}

// Dates tells whether the mapping says since when each row is known.
func (m *Mapping) Dates() bool {
	return m != nil && (m.Columns["known_since"] != nil || m.Constants["known_since"] != "")
}

// add takes from another mapping what this one leaves open.
func (m *Mapping) add(base *Mapping) {
	if m.Columns == nil {
		m.Columns = map[string]headings{}
	}
	for field, columns := range base.Columns {
		if m.Columns[field] == nil && m.Constants[field] == "" {
			m.Columns[field] = columns
		}
	}
	m.Ignore = append(m.Ignore, base.Ignore...)
	m.built = true
}

// means is what a word of the table means; false if the mapping does not say.
func (m *Mapping) means(field, written string) (string, bool) {
	meaning, ok := m.words[field][spelling.Fold(written)]
	return meaning, ok
}

// takeWords keeps the words of the table by the form in which they are compared; two that are one there must mean the same.
func (m *Mapping) takeWords(problems *inventory.Problems) {
	m.words = map[string]map[string]string{}
	for _, field := range namesIn(m.Values) {
		m.words[field] = map[string]string{}
		for _, word := range namesIn(m.Values[field]) {
			folded, meaning := spelling.Fold(word), strings.TrimSpace(m.Values[field][word])
			if first, twice := m.words[field][folded]; twice && first != meaning {
				problems.Add(problemAt(m.at("values."+field), "mapping-twice", fault{
					inventory.Text{ZH: "“" + table.Excerpt(word) + "”在 [values." + field + "] 中有两个意思：" + first + "、" + meaning, EN: `"` + table.Excerpt(word) + `" means two things in [values.` + field + "]: " + first + " and " + meaning},
					inventory.Text{ZH: "只保留一个", EN: "keep one of them"}}))
			}
			m.words[field][folded] = meaning
		}
	}
}

func (m *Mapping) unknownKey(key string, known []string) inventory.Problem {
	return problemAt(m.at(key), "unknown-setting", unknown("设置", "setting", key, spelling.Nearest(key, known)))
}

// at finds the line of a key.
func (m *Mapping) at(key string) inventory.Source {
	section := ""
	for i, line := range strings.Split(m.text, "\n") {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "["); ok {
			name, _, _ = strings.Cut(name, "]")
			if section = strings.TrimSpace(name) + "."; section == key+"." {
				return inventory.Source{File: m.File, Row: i + 1}
			}
			continue
		}
		if name, _, is := strings.Cut(line, "="); is && section+strings.Trim(strings.TrimSpace(name), `"'`) == key {
			return inventory.Source{File: m.File, Row: i + 1}
		}
	}
	return inventory.Source{File: m.File}
}

// broken tells of a file that is no TOML, or of a value of the wrong kind.
func (m *Mapping) broken(err error) inventory.Problem {
	at, reason := inventory.Source{File: m.File}, err.Error()
	var wrong toml.ParseError
	if errors.As(err, &wrong) {
		at.Row, at.Col, reason = wrong.Position.Line, wrong.Position.Col, cmp.Or(wrong.Message, reason)
	}
	return problemAt(at, "bad-toml", fault{
		inventory.Text{ZH: "映射文件读不懂：" + reason, EN: "the mapping cannot be read: " + reason},
		inventory.Text{ZH: "文字加引号，如 [columns] 下写 value = \"排放因子值\"", EN: `text stands in quotes: value = "EF value" under [columns]`}})
}

func namesIn[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}

func prefixed(prefix string, names []string) []string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = prefix + name
	}
	return out
}
