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

// assumptions are the decisions of people that figures rest on.
func (m *maker) assumptions() {
	if m.Mask.Any() {
		return
	}
	x := &Exhibit{ID: "assumptions", Title: inventory.Text{ZH: "假设与决定（records/）", EN: "Assumptions and decisions (records/)"},
		Columns: []Column{column("种类", "Kind", 14), column("对象", "Of", 36), column("决定", "Decision", 36), column("理由", "Reason", 44), column("决定人", "By", 12), column("日期", "Date", 12), column("单元格", "Cell", 26)}}
	put := func(kind inventory.Text, of, decision string, signed inventory.Signed) {
		x.Rows = append(x.Rows, Row{Cells: []Cell{said(kind), word(of), word(decision), word(signed.Reason), word(signed.By), word(signed.Date), word(signed.Place.Cell("by").String())}})
	}
	ws := m.Workspace
	for i := range ws.Choices {
		c := &ws.Choices[i]
		put(inventory.Text{ZH: "取舍", EN: "choice"}, subject(yearOf(c.Year), codeOf(c.Category), c.Item, strings.Join(c.Parameter, "/")), parts(c.Kind, c.Chosen, "≠ "+c.InsteadOf, span(c.Low, c.High)), c.Signed)
	}
	for i := range ws.Splices {
		c := &ws.Splices[i]
		item := ""
		if c.Item != nil {
			item = c.Item.Name
		}
		put(inventory.Text{ZH: "序列衔接", EN: "splice"}, subject(span(yearOf(c.Year), yearOf(c.ToYear)), codeOf(c.Category), c.Facility, item, c.Detail, c.Parameter), parts(c.Technique, span(yearOf(c.FromYear), yearOf(c.UntilYear)), c.Indicator), c.Signed)
	}
	for i := range ws.Judgements {
		c := &ws.Judgements[i]
		put(inventory.Text{ZH: "专家判断", EN: "judgement"}, string(c.Of), parts(c.Distribution, c.Expert), c.Signed)
	}
	for i := range ws.Correlations {
		c := &ws.Correlations[i]
		put(inventory.Text{ZH: "相关性", EN: "correlation"}, subject(string(c.Of), string(c.With)), parts(c.Kind, c.Rho.String()), c.Signed)
	}
	for i := range ws.Qualitative {
		c := &ws.Qualitative[i]
		put(inventory.Text{ZH: "定性关键类别", EN: "key by quality"}, subject(codeOf(c.Category), c.Gas), c.Criterion, c.Signed)
	}
	for i := range ws.Recognised {
		c := &ws.Recognised[i]
		put(inventory.Text{ZH: "上级认定", EN: "recognised"}, subject(yearOf(c.Year), c.Indicator), parts(c.Form, report.Percent(c.Decline), c.Document), c.Signed)
	}
	for i := range ws.Measures {
		c := &ws.Measures[i]
		put(inventory.Text{ZH: "措施（情景）", EN: "measure (scenario)"}, subject(c.Name, span(yearOf(c.FromYear), yearOf(c.ToYear))), c.Kind, c.Signed)
	}
	m.add(x)
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
		if word != "" && word != "≠ " {
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
