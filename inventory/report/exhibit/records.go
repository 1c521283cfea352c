package exhibit

import (
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/report"
)

// records are what people decided and what the run has to say.
func (m *maker) records() {
	m.assumptions()
	m.add(tabled("suppressions", inventory.Text{ZH: "已抑制的规则问题", EN: "Suppressed breaches of rules"}, m.unmasked(report.SuppressionRecords(m.Result.Problems))))
	m.add(tabled("problems", inventory.Text{ZH: "问题与提示", EN: "Problems"}, m.unmasked(report.ProblemRecords(m.Result.Problems)), "hint", "rule", "file", "item", "seen", "facility"))
}

// unmasked is a table that names plants and figures: none of it in a report that hides something.
func (m *maker) unmasked(records report.Records) report.Records {
	if m.Mask.Any() {
		records.Rows = nil
	}
	return records
}

// decided adds what people decided: what of, what, why, who and when.
func (x *Exhibit) decided(kind, of, decision inventory.Text, signed inventory.Signed) {
	x.Rows = append(x.Rows, Row{Cells: []Cell{said(kind), said(of), said(decision), word(signed.Reason), word(signed.By), word(signed.Date), word(signed.Place.Cell("by").String())}})
}

// assumptions are the decisions of people that figures rest on.
func (m *maker) assumptions() {
	if m.Mask.Any() {
		return
	}
	x := &Exhibit{ID: "assumptions", Title: inventory.Text{ZH: "假设与决定（records/）", EN: "Assumptions and decisions (records/)"},
		Columns: []Column{column("种类", "Kind", 14), column("对象", "Subject", 36), column("决定", "Decision", 36), column("理由", "Reason", 44), column("决定人", "By", 12), column("日期", "Date", 12), column("单元格", "Cell", 26)}}
	ws := m.Workspace
	for i := range ws.Choices {
		c := &ws.Choices[i]
		kind := inWords(choiceWords, c.Kind)
		x.decided(inventory.Text{ZH: "取舍：" + kind.ZH, EN: "choice: " + kind.EN}, same(subject(yearOf(c.Year), codeOf(c.Category), c.Item, strings.Join(c.Parameter, "/"))), chosen(c), c.Signed)
	}
	for i := range ws.Splices {
		c := &ws.Splices[i]
		technique := inWords(techniqueWords, c.Technique)
		decision := around("", technique, parts(span(yearOf(c.FromYear), yearOf(c.UntilYear)), c.Indicator))
		x.decided(inventory.Text{ZH: "序列衔接", EN: "splice"}, same(subject(c.Years(), codeOf(c.Category), c.Facility, nameOf(c.Item), c.Detail, c.Parameter)), decision, c.Signed)
	}
	m.judged(x)
	for i := range ws.Recognised {
		c := &ws.Recognised[i]
		x.decided(inventory.Text{ZH: "上级认定", EN: "recognised"}, same(subject(yearOf(c.Year), c.Indicator)), around("", inWords(formWords, c.Form), parts(report.Plain(c.Decline.Shift(2))+" %", c.Document)), c.Signed)
	}
	for i := range ws.Measures {
		c := &ws.Measures[i]
		of := subject(span(yearOf(c.FromYear), yearOf(c.ToYear)), codeOf(c.Less.Category), c.Less.Facility, nameOf(c.Less.Item), c.Less.Detail)
		x.decided(inventory.Text{ZH: "措施（情景）", EN: "measure (scenario)"}, same(subject(c.Name, of)), inWords(measureWords, c.Kind), c.Signed)
	}
	for _, v := range ws.Verified { // which are no decision of the bureau's, but stand in the place of what is computed
		x.Rows = append(x.Rows, Row{Cells: []Cell{words("核查数据", "verified"), word(subject(yearOf(v.Year), codeOf(v.Category), v.Facility, v.ItemName(), v.Gas)),
			word(subject(v.Value.String(), v.Unit.String(), v.GWPSet)), word(parts(v.Document, v.Note)), word(v.Verifier), {}, word(v.Place.Cell("value").String())}})
	}
	m.add(x)
}

// judged are the records of what is held of uncertainties and key categories.
func (m *maker) judged(x *Exhibit) {
	ws := m.Workspace
	for i := range ws.Judgements {
		c := &ws.Judgements[i]
		x.decided(inventory.Text{ZH: "专家判断", EN: "judgement"}, same(string(c.Of)), same(parts(c.Distribution, c.Expert)), c.Signed)
	}
	for i := range ws.Correlations {
		c := &ws.Correlations[i]
		x.decided(inventory.Text{ZH: "相关性", EN: "correlation"}, same(subject(string(c.Of), string(c.With))), around("", inWords(correlationWords, c.Kind), c.Rho.String()), c.Signed)
	}
	for i := range ws.Qualitative {
		c := &ws.Qualitative[i]
		x.decided(inventory.Text{ZH: "定性关键类别", EN: "key by quality"}, same(subject(codeOf(c.Category), c.Gas)), same(c.Criterion), c.Signed)
	}
}

// chosen says what a choice decided.
func chosen(c *inventory.Choice) inventory.Text {
	bounds := ""
	if c.Low != "" || c.High != "" {
		bounds = span(c.Low, c.High)
	}
	out := inWords(wholeWords, c.Chosen)
	if c.InsteadOf != "" {
		out = inventory.Text{ZH: c.Chosen + "，不用 " + c.InsteadOf, EN: c.Chosen + " instead of " + c.InsteadOf}
	}
	return around("", out, bounds)
}

// around sets words before and behind a text, where there are any.
func around(before string, of inventory.Text, behind string) inventory.Text {
	out := inventory.Text{ZH: subject(before, of.ZH), EN: subject(before, of.EN)}
	if behind != "" {
		out = inventory.Text{ZH: out.ZH + "，" + behind, EN: out.EN + ", " + behind}
	}
	return out
}

func nameOf(item *inventory.Item) string {
	if item == nil {
		return ""
	}
	return item.Name
}

func yearOf(year int) string {
	if year == 0 {
		return ""
	}
	return strconv.Itoa(year)
}

func codeOf(c *inventory.Category) string {
	if c == nil {
		return ""
	}
	return c.Code
}

// subject is what a record is of, its parts after each other.
func subject(parts ...string) string {
	return strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
}

// parts are the words of a decision, those that say something.
func parts(list ...string) string {
	var out []string
	for _, word := range list {
		if word != "" {
			out = append(out, word)
		}
	}
	return strings.Join(out, "; ")
}

// span is a range, or its one end.
func span(from, to string) string {
	if from == to || to == "" {
		return from
	}
	return from + "–" + to
}
