package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"ghg/inventory"
)

// ProblemRecords is the problems as they stand in problems.csv. The columns from rule on are those of
// records/suppressions.csv: a row of it begins as the problem's does. They are empty where the problem does not say.
func ProblemRecords(problems inventory.Problems) Records {
	out := Records{Columns: []string{"severity", "code", "source", "message_zh", "message_en", "hint_zh", "hint_en", "rule", "year", "category", "file", "facility", "item", "seen"}}
	for _, p := range problems.Sorted() {
		out.Rows = append(out.Rows, append([]string{p.Severity.String(), p.Code, p.Source.String(), p.Message.ZH, p.Message.EN, p.Hint.ZH, p.Hint.EN}, subjectOf(p)...))
	}
	return out
}

// subjectOf is what the problem is about, in the columns of records/suppressions.csv.
func subjectOf(p inventory.Problem) []string {
	year := ""
	if p.Year != 0 {
		year = strconv.Itoa(p.Year)
	}
	return []string{p.Rule, year, p.Category, p.Source.File, p.Facility, p.Item, p.Seen}
}

// SuppressionRecords is the breaches of rules that a person answers for, as they stand in suppressions.csv: the breach, how
// grave it was and what it said, who answers for it, when and why, and where that is recorded.
func SuppressionRecords(problems inventory.Problems) Records {
	out := Records{Columns: []string{"rule", "year", "category", "file", "facility", "item", "seen", "severity", "source", "message_zh", "message_en", "by", "date", "reason", "record"}}
	for _, p := range problems.Sorted() {
		if s := p.Suppressed; s != nil {
			out.Rows = append(out.Rows, append(subjectOf(p), s.Severity.String(), p.Source.String(), s.Message.ZH, s.Message.EN,
				s.By.By, s.By.Date, s.By.Reason, s.By.Place.Cell("rule").String()))
		}
	}
	return out
}

// Paint gives the word of a severity as it is printed.
type Paint = func(inventory.Severity) string

// Problems prints problems in their order and counts them. Below a breach of a rule that may be suppressed stands the row
// of records/suppressions.csv that would do it.
func Problems(w io.Writer, problems inventory.Problems, lang string, paint Paint) {
	for _, p := range problems {
		fmt.Fprintln(w, p.Painted(lang, paint))
		if p.Rule != "" && p.Severity >= inventory.Warning && p.Severity < inventory.Blocker && !p.Last {
			fmt.Fprintln(w, "    "+asRecord(p, lang))
		}
	}
	Counts(w, problems, lang)
}

// asRecord is what a person writes who answers for the breach.
func asRecord(p inventory.Problem, lang string) string {
	cells := subjectOf(p)
	for i, cell := range cells {
		if strings.ContainsAny(cell, ",\"\n") {
			cells[i] = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
	}
	row := inventory.Printable(strings.Join(cells, ","))
	return inventory.Text{ZH: "如确实如此，写入 records/suppressions.csv：" + row + ",姓名,日期,理由", EN: "if it is so, write in records/suppressions.csv: " + row + ",NAME,DATE,REASON"}.In(lang)
}

// Counts says how many problems there are of each severity, and how many of the remarks are suppressed breaches.
func Counts(w io.Writer, problems inventory.Problems, lang string) {
	var count [4]int
	answered := 0
	for _, p := range problems {
		count[p.Severity]++
		if p.Suppressed != nil {
			answered++
		}
	}
	said := inventory.Text{
		ZH: fmt.Sprintf("%d 个阻断，%d 个错误，%d 个警告，%d 个提示", count[inventory.Blocker], count[inventory.Error], count[inventory.Warning], count[inventory.Info]),
		EN: fmt.Sprintf("%d blockers, %d errors, %d warnings, %d remarks", count[inventory.Blocker], count[inventory.Error], count[inventory.Warning], count[inventory.Info])}
	if answered > 0 {
		said.ZH += fmt.Sprintf("（其中 %d 个是已抑制的问题）", answered)
		said.EN += fmt.Sprintf(" (%d of them suppressed)", answered)
	}
	fmt.Fprintln(w, said.In(lang))
}
