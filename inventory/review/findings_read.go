package review

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/spelling"
	"ghg/inventory/table"
)

// folder is where everything of a review stands in a workspace.
const folder = "review/"

// FindingsFile is the table of findings in the folder.
const FindingsFile = "findings.csv"

var findingSchema = table.Schema{
	{Name: "id", ZH: "编号", Required: true},
	{Name: "event", ZH: "事项", Required: true},
	{Name: "year", ZH: "年份"},
	{Name: "boundary", ZH: "边界"},
	{Name: "category", ZH: "类别"},
	{Name: "gas", ZH: "气体"},
	{Name: "severity", ZH: "程度"},
	{Name: "text", ZH: "内容", Required: true},
	{Name: "by", ZH: "人员", Required: true},
	{Name: "date", ZH: "日期", Required: true},
	{Name: "value_t", ZH: "数值（t）"},
	{Name: "gwp_set", ZH: "GWP集"},
	{Name: "co2e_t", ZH: "CO2e（t）"},
	{Name: "notation", ZH: "标记"},
	{Name: "digest", ZH: "核对码"},
	{Name: "signature", ZH: "签名"},
}

// findingWord is a word that a column takes, in English and Chinese.
type findingWord struct{ name, zh string }

var (
	eventWords    = []findingWord{{Raised, "提出"}, {Answered, "答复"}, {Closed, "关闭"}, {Reopened, "重开"}}
	severityWords = []findingWord{{"info", "提示"}, {"warning", "警告"}, {"error", "错误"}, {"blocker", "严重"}}
	boundaryWords = []findingWord{{"territorial", "区域"}, {"indirect", "间接"}, {"memo", "信息项"}}
)

// Severities are the words for the severity of a finding.
func Severities() []string { return wordNames(severityWords) }

// SeverityOf is the severity that a word of either language means, -1 for none.
func SeverityOf(word string) int {
	return slices.IndexFunc(severityWords, func(w findingWord) bool { return spelling.Fold(word) == w.name || word == w.zh })
}

// ScopeOf is the scope that a word means which is no category: that of a total, "" for none.
func ScopeOf(word string) string {
	switch spelling.Fold(word) {
	case inventory.ScopeTotal, "合计", "总量":
		return inventory.ScopeTotal
	case inventory.ScopeWithoutLand, "不含土地合计", "不含土地总量":
		return inventory.ScopeWithoutLand
	}
	return ""
}

// BoundaryNames are the words for boundaries.
func BoundaryNames() []string { return wordNames(boundaryWords) }

func wordNames(words []findingWord) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = w.name
	}
	return out
}

// findingRow is one row of the table being read.
type findingRow struct {
	voc      *inventory.Vocabulary
	problems *inventory.Problems
	place    inventory.Place
	cells    []string
	bad      bool
}

// cell is the content of the column.
func (r *findingRow) cell(name string) string {
	return r.cells[slices.IndexFunc(findingSchema, func(f table.Field) bool { return f.Name == name })]
}

func (r *findingRow) refuse(field, code string, message, hint inventory.Text) {
	r.bad = true
	r.problems.Add(refuse(r.place.Cell(field), code, message, hint))
}

// must is the content of a column that cannot be blank.
func (r *findingRow) must(field string) string {
	text := r.cell(field)
	if text == "" {
		r.refuse(field, "blank-cell", inventory.Text{ZH: "“" + columnTitle(field) + "”不能空", EN: field + " must not be blank"}, inventory.Text{ZH: "填写这一格", EN: "fill in the cell"})
	}
	return text
}

func columnTitle(field string) string {
	return findingSchema[slices.IndexFunc(findingSchema, func(f table.Field) bool { return f.Name == field })].ZH
}

// word is the place of one of the words that the column takes, -1 if it is none.
func (r *findingRow) word(field, text string, allowed []findingWord) int {
	for i, w := range allowed {
		if spelling.Fold(text) == w.name || text == w.zh {
			return i
		}
	}
	if text == "" {
		r.must(field)
		return -1
	}
	var zh []string
	for _, w := range allowed {
		zh = append(zh, w.name+" "+w.zh)
	}
	names := wordNames(allowed)
	hint := inventory.Text{ZH: "可用：" + strings.Join(zh, "、"), EN: "one of " + strings.Join(names, ", ")}
	if nearest := spelling.Nearest(table.Excerpt(text), names); nearest != "" {
		hint = inventory.Text{ZH: "是否指“" + nearest + "”？" + hint.ZH, EN: `did you mean "` + nearest + `"? ` + hint.EN}
	}
	r.refuse(field, "unknown-word", inventory.Text{ZH: "“" + columnTitle(field) + "”列不认识“" + table.Excerpt(text) + "”", EN: "column " + field + ` does not know "` + table.Excerpt(text) + `"`}, hint)
	return -1
}

// Unsound says what is wrong with a text or a name that people give, nil if nothing is: a name stands on one line.
func Unsound(text string, name bool) *inventory.Problem {
	n := utf8.RuneCountInString(text)
	switch {
	case !utf8.ValidString(text) || strings.ContainsRune(text, utf8.RuneError):
		return said("invalid-encoding", inventory.Text{ZH: "不是 UTF-8 文字", EN: "it is not UTF-8 text"}, inventory.Text{ZH: "终端改用 UTF-8 编码再输入", EN: "set the terminal to UTF-8 and type it again"})
	case table.Blank(text) || visible(text) == "":
		return said("blank-cell", inventory.Text{ZH: "什么也没有说", EN: "it says nothing"}, inventory.Text{ZH: "写成文字", EN: "say it in words"})
	case table.Hidden(text) || name && strings.ContainsAny(text, "\t\n\r"):
		return said("control-character", inventory.Text{ZH: "含有不显示的字符", EN: "it holds a character that does not show"}, inventory.Text{ZH: "删去该字符，重新输入", EN: "type it again without it"})
	case n > MaxText:
		return said("text-too-long", inventory.Text{ZH: fmt.Sprintf("有 %d 个字，最多 %d 个", n, MaxText), EN: fmt.Sprintf("it has %d characters, %d are allowed", n, MaxText)},
			inventory.Text{ZH: "写明要点；其余放在另一份文件，写出文件名", EN: "say what matters here; put the rest into a file of its own and name it"})
	case text != "" && strings.ContainsRune("=+-@", rune(text[0])):
		return said("formula", inventory.Text{ZH: "以 " + text[:1] + " 开头，表格软件会当作公式", EN: "it begins with " + text[:1] + ": a spreadsheet takes it for a formula"}, inventory.Text{ZH: "前面写上文字", EN: "begin with a word"})
	}
	return nil
}

// visible is the text without what does not show.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if spelling.Unseen(r) || unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
}

// text is a text or name of the row.
func (r *findingRow) text(field string, name bool) string {
	text := r.must(field)
	if p := Unsound(text, name); p != nil && text != "" {
		title := columnTitle(field)
		r.refuse(field, p.Code, inventory.Text{ZH: "“" + title + "”" + p.Message.ZH, EN: field + ": " + p.Message.EN}, p.Hint)
	}
	return text
}

// dateForms are the ways in which a day may stand in a cell; spreadsheet programs rewrite the first as the second when they save.
var dateForms = []string{time.DateOnly, "2006/1/2", "2006年1月2日"}

// date is the day of the row, as 2026-03-31.
func (r *findingRow) date() string {
	text := r.must("date")
	for _, form := range dateForms {
		if day, err := time.Parse(form, text); err == nil {
			return day.Format(time.DateOnly)
		}
	}
	if text != "" {
		r.refuse("date", "bad-date", inventory.Text{ZH: "“" + table.Excerpt(text) + "”不是日期", EN: `"` + table.Excerpt(text) + `" is not a date`},
			inventory.Text{ZH: "写成 2026-03-31 的形式", EN: "write it as 2026-03-31"})
	}
	return text
}

func (r *findingRow) number(field string) *decimal.Decimal {
	text := r.cell(field)
	if text == "" {
		return nil
	}
	value, err := quantity.Parse(text)
	if err != nil {
		r.refuse(field, "not-a-number", inventory.Text{ZH: "“" + table.Excerpt(text) + "”不是数", EN: `"` + table.Excerpt(text) + `" is not a number`},
			inventory.Text{ZH: "照抄 out/summary.csv 的数", EN: "copy the figure of out/summary.csv"})
		return nil
	}
	return &value
}

// figure is what the finding is about.
func (r *findingRow) figure() inventory.Figure {
	f := inventory.Figure{Gas: inventory.AllGases}
	year, err := strconv.Atoi(r.must("year"))
	if f.Year = year; (err != nil || year < 1900 || year > 2100) && r.cell("year") != "" {
		r.refuse("year", "bad-year", inventory.Text{ZH: "“" + table.Excerpt(r.cell("year")) + "”不是年份", EN: `"` + table.Excerpt(r.cell("year")) + `" is not a year`},
			inventory.Text{ZH: "写四位公历年份，如 2020", EN: "write the calendar year in four digits, such as 2020"})
	}
	if text := r.cell("boundary"); text != "" {
		f.Boundary = inventory.Boundaries[max(0, r.word("boundary", text, boundaryWords))]
	}
	f.Scope = r.must("category")
	if c, ok := r.voc.Categories.Lookup(f.Scope); ok {
		f.Scope = c.Code
	} else if scope := ScopeOf(f.Scope); scope != "" {
		f.Scope = scope
	} else if f.Scope != "" {
		told := r.voc.Categories.Unknown(table.Excerpt(f.Scope))
		r.refuse("category", told.Code, told.Message, told.Hint)
	}
	if text := r.cell("gas"); text != "" && !isAllGases(text) {
		gas, ok := r.voc.Gases.Lookup(text)
		switch {
		case ok:
			f.Gas = gas.Name
		case slices.ContainsFunc(r.voc.Gases.All, func(g *inventory.Gas) bool { return g.Matches(text) }):
			f.Gas = text
		default:
			hint := inventory.Text{ZH: "写化学式，如 CO2、CH4；全部气体留空或写 all", EN: "write its formula, such as CO2 or CH4; leave it blank or write all for all gases"}
			if nearest := r.voc.Gases.Nearest(table.Excerpt(text)); nearest != "" {
				hint = inventory.Text{ZH: "是否指“" + nearest + "”？" + hint.ZH, EN: `did you mean "` + nearest + `"? ` + hint.EN}
			}
			r.refuse("gas", "unknown-gas", inventory.Text{ZH: "没有气体“" + table.Excerpt(text) + "”", EN: `no gas "` + table.Excerpt(text) + `"`}, hint)
		}
	}
	return f
}

// isAllGases tells whether the text stands for all gases together.
func isAllGases(text string) bool {
	return slices.Contains([]string{inventory.AllGases, "co2e", "全部", "合计"}, spelling.Fold(text))
}

// event reads the row; nil if it is unsound.
func (r *findingRow) event() *Event {
	e := &Event{ID: r.must("id"), Place: r.place, Text: r.text("text", false), By: r.text("by", true), Date: r.date(),
		Digest: r.cell("digest"), Signature: r.cell("signature")}
	if i := r.word("event", r.cell("event"), eventWords); i >= 0 {
		e.Kind = eventWords[i].name
	}
	if e.Kind == Raised {
		e.Figure = r.figure()
		e.Severity = inventory.Severity(max(0, r.word("severity", r.cell("severity"), severityWords)))
	} else if e.Kind != "" {
		for _, field := range []string{"year", "boundary", "category", "gas", "severity"} {
			if r.cell(field) != "" {
				r.refuse(field, "finding-columns", inventory.Text{ZH: "“" + columnTitle(field) + "”只写在提出的那一行", EN: field + " stands in the row by which the finding is raised only"},
					inventory.Text{ZH: "清空这一格：编号已说明是哪一条", EN: "leave the cell blank: the id says which finding it is"})
			}
		}
	}
	v := &Value{Mass: r.number("value_t"), CO2e: r.number("co2e_t"), GWPSet: r.cell("gwp_set"), Notation: r.cell("notation")}
	if *v != (Value{}) {
		e.Value = v
		v.byHand = e.Digest == ""
	}
	r.stated(e)
	if v.CO2e != nil && v.GWPSet == "" {
		r.refuse("gwp_set", "blank-cell", inventory.Text{ZH: "有 CO2e 而没有写 GWP集", EN: "gwp_set must not be blank beside a CO2e"}, inventory.Text{ZH: "照抄 out/summary.csv", EN: "copy it from out/summary.csv"})
	}
	if r.bad {
		return nil
	}
	return e
}

// stated checks the value of the row. An answer states none: it is the figure itself that tells whether it changed.
func (r *findingRow) stated(e *Event) {
	v := e.Value
	if e.Kind == Answered && v != nil {
		r.refuse(r.first("value_t", "gwp_set", "co2e_t", "notation"), "finding-columns",
			inventory.Text{ZH: "答复不写数：数变没变由程序从清单看出", EN: "an answer states no value: the program sees in the inventory whether the figure changed"},
			inventory.Text{ZH: "清空这一行的数值、GWP集、CO2e、标记；要说的数写进内容", EN: "leave value_t, gwp_set, co2e_t and notation of the row blank; a figure that the answer speaks of goes into its text"})
	}
	if v == nil {
		v = &Value{}
	}
	if e.Digest != "" && !v.carried(e.Digest) {
		e.void = true
		r.problems.Add(refuse(r.place.Cell("digest"), "finding-edited", edited(e.ID, inventory.Text{ZH: "数值或 CO2e 不是核对码里记着的", EN: "the value or the CO2e is not the one that its digest keeps"}), merging))
	}
}

// first is the first of the columns that is not blank.
func (r *findingRow) first(fields ...string) string {
	return fields[max(0, slices.IndexFunc(fields, func(field string) bool { return r.cell(field) != "" }))]
}

// maxRows bounds the table of findings: each row is held against those before it.
const maxRows = 5000

// readEvents reads the table of findings row by row.
func readEvents(name string, content []byte, voc *inventory.Vocabulary, problems *inventory.Problems) []*Event {
	in, ok := table.Open(name, bytes.NewReader(content), findingSchema, problems)
	if !ok {
		return nil
	}
	var out []*Event
	for i := 0; ; i++ {
		cells, more := in.Next(nil)
		if !more {
			return out
		}
		if i == maxRows {
			problems.Add(refuse(in.Place(i).Cell(""), "too-many-rows", inventory.Text{ZH: fmt.Sprintf("超过 %d 行，从这一行起不再读", maxRows), EN: fmt.Sprintf("more than %d rows: it is not read from this line on", maxRows)},
				inventory.Text{ZH: "文件很可能不是审核意见", EN: "it is probably no table of findings"}))
			return out
		}
		r := &findingRow{voc: voc, problems: problems, place: in.Place(i), cells: cells}
		if e := r.event(); e != nil {
			out = append(out, e)
		}
	}
}
