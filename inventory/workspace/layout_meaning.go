package workspace

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/spelling"
	"ghg/inventory/table"
)

// words of a mapping file
var (
	lookups    = []word{{"item", "项目"}, {"industry", "行业"}, {"category", "类别"}, {"facility", "设施"}, {"detail", "细项"}}
	yearsFrom  = []word{{"title", "标题"}, {"column", "列"}, {"heads", "表头"}, {"constant", "固定"}}
	severities = []word{{"warning", "警告"}, {"error", "错误"}}
	onlyItem   = []word{{"item", "项目"}}
)

// mapper is a mapping file being understood.
type mapper struct {
	*row
	*layout
}

// at places what is refused at a key of the file.
func (m *mapper) at(key string) *row {
	found := m.lines.at(key)
	m.place = inventory.Place{Table: &inventory.Table{File: m.file}, Row: found.Row}
	return m.row
}

func (m *mapper) wrong(key, code string, message, hint inventory.Text) {
	m.at(key).refuse("", code, message, hint)
}

// understand gives every name of the file its meaning.
func (l *loader) understand(out *layout) {
	m := &mapper{&row{reading: l.reading}, out}
	if out.SchemaVersion != schemaVersion {
		m.wrong("schema_version", "schema-version",
			inventory.Text{ZH: fmt.Sprintf("schema_version 是 %d，本版本只认 %d", out.SchemaVersion, schemaVersion), EN: fmt.Sprintf("schema_version is %d, this version knows %d", out.SchemaVersion, schemaVersion)},
			inventory.Text{ZH: "写 schema_version = 1", EN: "write schema_version = 1"})
	}
	for _, text := range []struct{ key, value string }{{"name", out.Name}, {"title.zh", out.Title.ZH}, {"title.en", out.Title.EN}} {
		m.at(text.key).must(text.key, text.value)
	}
	m.recognises()
	m.year()
	m.nameColumns()
	m.all = m.meaning("all", out.All.says)
	m.vintage = m.at("all.vintage").oneOf("vintage", out.All.Vintage, vintages)
	m.at("heads_lookup").oneOf("heads_lookup", out.HeadLookup, onlyItem)
	m.namesOfRows()
	m.headsOfColumns()
	for i, c := range out.Checks {
		m.check(numbered("check", i), c)
	}
}

func (m *mapper) recognises() {
	r := m.Recognise
	if len(r.Titles)+len(r.Files)+len(r.Sheets)+len(r.Heads) == 0 {
		m.wrong("recognise", "mapping-recognises-nothing",
			inventory.Text{ZH: "没有写怎样认出这张表", EN: "it does not say how the table is recognised"},
			inventory.Text{ZH: "[recognise] 里写标题用词 titles、表头用词 heads、文件名 files 或工作表名 sheets", EN: "give words of the title (titles) or of the header (heads), or names of files or sheets, under [recognise]"})
	}
	for _, of := range []struct {
		key      string
		patterns []string
	}{{"files", r.Files}, {"sheets", r.Sheets}} {
		for _, p := range of.patterns {
			if _, err := path.Match(p, ""); err != nil {
				m.wrong("recognise."+of.key, "mapping-bad-pattern",
					inventory.Text{ZH: "“" + table.Excerpt(p) + "”不是文件名的模式", EN: `"` + table.Excerpt(p) + `" is no pattern of names`},
					inventory.Text{ZH: "如 *作物*.csv：* 代表任意文字", EN: "such as *crops*.csv: * stands for any text"})
			}
		}
	}
	for _, of := range []struct {
		key   string
		texts []string
	}{{"titles", r.Titles}, {"heads", r.Heads}} {
		if slices.ContainsFunc(of.texts, func(text string) bool { return spelling.Fold(text) == "" }) {
			m.wrong("recognise."+of.key, "blank-cell", inventory.Text{ZH: of.key + " 里有空的文字", EN: of.key + " holds a blank text"}, inventory.Text{ZH: "删去空的文字", EN: "remove it"})
		}
	}
}

func (m *mapper) year() {
	from := m.at("year.from").oneOf("from", m.at("year.from").must("year.from", m.Year.From), yearsFrom)
	switch {
	case from == "column" && len(m.Year.Head) == 0:
		m.at("year").must("year.head", "")
	case from == "constant" && (m.Year.Value < firstYear || m.Year.Value > lastYear):
		m.wrong("year.value", "year-out-of-range",
			inventory.Text{ZH: fmt.Sprintf("年份 %d 不在 %d–%d 之间", m.Year.Value, firstYear, lastYear), EN: fmt.Sprintf("year %d does not lie within %d–%d", m.Year.Value, firstYear, lastYear)}, yearHint)
	case from != "constant" && m.Year.Value != 0:
		m.wrong("year.value", "mapping-contradicts",
			inventory.Text{ZH: "year.value 只在 from = \"constant\" 时有意义", EN: `year.value counts with from = "constant" only`},
			inventory.Text{ZH: "删去 value，或改 from", EN: "remove value, or change from"})
	}
	if m.Year.From != "" {
		m.Year.From = from
	}
}

func (m *mapper) nameColumns() {
	kinds := map[string]bool{}
	for _, item := range m.voc.Items.All {
		kinds[item.Kind] = true
	}
	known := slices.Sorted(maps.Keys(kinds))
	for i, n := range m.NameColumns {
		at := numbered("names", i)
		m.NameColumns[i].Lookup = m.at(at+".lookup").oneOf("lookup", n.Lookup, lookups)
		for _, kind := range n.Kinds {
			if !kinds[kind] {
				m.wrong(at+".kinds", "unknown-kind",
					inventory.Text{ZH: "没有种类“" + table.Excerpt(kind) + "”的项目", EN: `no items are of the kind "` + table.Excerpt(kind) + `"`},
					suggest(spelling.Nearest(table.Excerpt(kind), known), inventory.Text{ZH: "可用：" + strings.Join(known, "、"), EN: "one of " + strings.Join(known, ", ")}))
			}
		}
	}
}

// meaning understands what a section says of its figures.
func (m *mapper) meaning(at string, s says) meaning {
	out := meaning{says: s}
	if s.Category != "" {
		out.category = m.at(at+".category").category("category", s.Category)
	}
	m.in = out.category
	out.item = m.at(at+".item").item("item", s.Item)
	m.in = nil
	if s.Unit != "" {
		out.unit, out.hasUnit = m.at(at+".unit").unit("unit", s.Unit), true
	}
	m.parameter(at, s.Parameter)
	if s.Indicator != "" && (s.Category != "" || s.Parameter != "" || s.Item != "") {
		m.wrong(at+".indicator", "mapping-contradicts",
			inventory.Text{ZH: "indicator 与 category、item、parameter 不能同时写", EN: "indicator excludes category, item and parameter"},
			inventory.Text{ZH: "指标进 indicators，活动数据进 activity，只写其一", EN: "a figure is either an indicator or an activity"})
	}
	out.Facility = m.at(at+".facility").facility("facility", s.Facility)
	out.Detail = m.detail(s.Detail)
	return out
}

// parameter refuses a parameter that nothing knows. Without the names of the methods' inputs it is left to whoever compiles.
func (m *mapper) parameter(at, name string) {
	if message, hint, unknown := unknownParameter(m.voc, name); unknown {
		m.wrong(at+".parameter", "unknown-parameter", message, hint)
	}
}

// unknownParameter says of a name that it is neither that of a factor nor of an input of a method.
func unknownParameter(voc *inventory.Vocabulary, name string) (message, hint inventory.Text, unknown bool) {
	if name == "" || voc.Inputs == nil || voc.Parameters[name] != nil || slices.Contains(voc.Inputs, name) {
		return message, hint, false
	}
	names := append(slices.Sorted(maps.Keys(voc.Parameters)), voc.Inputs...)
	return inventory.Text{ZH: "不认识的参数“" + table.Excerpt(name) + "”", EN: `unknown parameter "` + table.Excerpt(name) + `"`},
		suggest(spelling.Nearest(table.Excerpt(name), names), inventory.Text{ZH: "参数名见 inventory method show", EN: "inventory method show lists them"}), true
}

// product understands the unit of what is worked out.
func (m *mapper) product(at string, x *made, known []string) {
	if (len(x.Times) > 0) != (x.In != "") {
		m.wrong(at+".times", "mapping-contradicts",
			inventory.Text{ZH: "times 与 in 要同时写：乘积的单位写在 in", EN: "times and in go together: in is the unit of the product"},
			inventory.Text{ZH: "如 times = [\"污水处理量\"]、in = \"t COD\"", EN: `such as times = ["污水处理量"], in = "t COD"`})
	}
	if x.In != "" {
		m.at(at+".in").unit("in", x.In)
	}
	m.known(at+".less", x.Less, known)
	m.known(at+".times", x.Times, known)
}

// known holds names that the file refers to against those that it has.
func (m *mapper) known(at string, names, known []string) {
	for _, name := range names {
		if !slices.ContainsFunc(known, func(k string) bool { return inventory.PrintedKey(k) == inventory.PrintedKey(name) }) {
			m.wrong(at, "mapping-unknown-name",
				inventory.Text{ZH: "这个文件里没有“" + table.Excerpt(name) + "”", EN: `the file has no "` + table.Excerpt(name) + `"`},
				suggest(spelling.Nearest(table.Excerpt(name), known), inventory.Text{ZH: "先写出它自己的一节", EN: "give it a section of its own first"}))
		}
	}
}

// key is what counts of a name that the file gives to a row or a column; it refuses one of which nothing is left.
func (m *mapper) key(at, name string) string {
	key := inventory.PrintedKey(name)
	if key == "" {
		m.wrong(at, "blank-cell", inventory.Text{ZH: "名称是空的", EN: "a name is blank"}, inventory.Text{ZH: "写上表里印的名称", EN: "write the name that the table prints"})
	}
	return key
}

func (m *mapper) twice(at, name string) {
	m.wrong(at, "mapping-name-twice",
		inventory.Text{ZH: "“" + table.Excerpt(name) + "”在这个文件里写了两次", EN: `the file names "` + table.Excerpt(name) + `" twice`}, inventory.Text{ZH: "只留一次", EN: "keep it once"})
}

func (m *mapper) namesOfRows() {
	m.rowsBy, m.sumsBy, m.left = map[string]*rowRule{}, map[string][]*totalRule{}, map[string]bool{}
	var known []string
	for i, r := range m.Rows {
		at := numbered("row", i)
		r.meaning = m.meaning(at, r.says)
		if len(r.Names) == 0 {
			m.at(at).must("names", "")
		}
		for _, name := range r.Names {
			key := m.key(at+".names", name)
			if other := m.rowsBy[key]; other != nil && other != r {
				m.twice(at+".names", name)
			}
			m.rowsBy[key] = r
		}
		known = append(known, r.Names...)
	}
	for i, r := range m.Rows {
		at := numbered("row", i)
		m.product(at, &r.made, known)
		if r.Above != "" || r.Rest != "" {
			m.known(at+".above", []string{r.Above}, known)
			m.known(at+".rest", []string{r.Rest}, known)
		}
	}
	for _, name := range m.LeaveOut {
		key := m.key("leave_out", name)
		if m.left[key] || m.rowsBy[key] != nil {
			m.twice("leave_out", name)
		}
		m.left[key] = true
	}
	for i, t := range m.Totals {
		at := numbered("total", i)
		if len(t.Names) == 0 {
			m.at(at).must("names", "")
		}
		for _, name := range t.Names {
			key := m.key(at+".names", name)
			if m.left[key] {
				m.twice(at+".names", name)
			}
			m.sumsBy[key] = append(m.sumsBy[key], t)
		}
	}
}

func (m *mapper) headsOfColumns() {
	seen, known := map[string]*columnRule{}, []string{}
	for i, c := range m.Columns {
		at := numbered("column", i)
		c.meaning = m.meaning(at, c.says)
		if len(c.Head) == 0 {
			m.at(at).must("head", "")
		}
		for _, head := range c.Head {
			key := m.key(at+".head", head)
			if other := seen[key]; other != nil && other != c {
				m.twice(at+".head", head)
			}
			seen[key] = c
		}
		known = append(known, c.Head...)
		if c.Like != "" {
			c.like = m.at(at+".like").unit("like", c.Like)
		}
		for _, code := range c.Burned {
			if found := m.at(at+".kept_in").category("kept_in", code); found != nil {
				c.kept = append(c.kept, found)
			}
		}
	}
	for i, c := range m.Columns {
		m.product(numbered("column", i), &c.made, known)
		m.known(numbered("column", i)+".keeps", c.Keeps, known)
	}
}

func (m *mapper) check(at string, c *checkRule) {
	var known []string
	for _, column := range m.Columns {
		known = append(known, column.Head...)
	}
	if (c.Product == "") == (c.Sum == "") || len(c.Of) == 0 || c.Product != "" && (len(c.Of) != 2 || len(c.Less) > 0) {
		m.wrong(at, "mapping-contradicts",
			inventory.Text{ZH: "核对写 product 与两个因数 of，或 sum 与各项 of（减项写 less）", EN: "a check is a product of two, or a sum of several with what is taken off under less"},
			inventory.Text{ZH: "如 product = \"总产量\"、of = [\"播种面积\", \"单产\"]", EN: `such as product = "总产量", of = ["播种面积", "单产"]`})
	}
	m.known(at, slices.DeleteFunc(slices.Concat([]string{c.Product, c.Sum}, c.Of, c.Less), func(s string) bool { return s == "" }), known)
	c.Severity = m.at(at+".severity").oneOf("severity", c.Severity, severities)
}

// note is what every figure of the layout says about itself; an indicator has a field for what it covers.
func (m *layout) note(indicator bool) string {
	if m.All.Coverage == "" || indicator {
		return m.All.Note
	}
	return strings.TrimPrefix(m.All.Note+"；口径 coverage："+m.All.Coverage, "；")
}

// document is the source of every figure, with its page.
func (m *layout) document() string { return strings.TrimSpace(m.All.Source + " " + m.All.Page) }
