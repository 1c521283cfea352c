package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/check"
)

// RuleRecords is the catalogue of the rules: id, family, severities from the gravest, titles, what each looks at, and the
// setting of inventory.toml that moves its bound, if any does.
func RuleRecords() Records {
	out := Records{Columns: []string{"rule", "family", "family_zh", "family_en", "severity", "title_zh", "title_en", "looks_at_zh", "looks_at_en", "threshold"}}
	for _, r := range check.Catalogue() {
		out.Rows = append(out.Rows, []string{r.ID, r.Family.ID, r.Family.Title.ZH, r.Family.Title.EN, severities(r, " "), r.Title.ZH, r.Title.EN, r.Looks.ZH, r.Looks.EN, r.Threshold})
	}
	return out
}

func severities(r check.Listed, between string) string {
	var out []string
	for _, s := range r.Severities {
		out = append(out, s.String())
	}
	return strings.Join(out, between)
}

// RuleTable prints the catalogue, family by family.
func RuleTable(w io.Writer, lang string) {
	t := columns{right: make([]bool, 5)}
	head := inventory.Text{ZH: "规则|严重程度|名称|查看|阈值", EN: "rule|severity|title|looks at|threshold"}
	t.add(strings.Split(head.In(lang), "|")...)
	family := ""
	for _, r := range check.Catalogue() {
		if r.Family.ID != family {
			family = r.Family.ID
			t.rule()
		}
		t.add(r.ID, severities(r, "/"), r.Title.In(lang), r.Looks.In(lang), r.Threshold)
	}
	t.write(w)
}

// SummaryRecords is the summary of problems by category, a row a category in the order to look at them; category is
// "files" for what is of no category. share is 0–1, empty where it is unknown.
func SummaryRecords(standings []*check.Standing) Records {
	out := Records{Columns: []string{"category", "category_zh", "category_en", "blocker", "error", "warning", "info", "suppressed", "share", "severity", "code", "source"}}
	for _, s := range standings {
		code, name := nameOf(s)
		row := []string{code, name.ZH, name.EN}
		for _, severity := range []inventory.Severity{inventory.Blocker, inventory.Error, inventory.Warning, inventory.Info} {
			row = append(row, strconv.Itoa(s.Count[severity]))
		}
		out.Rows = append(out.Rows, append(row, strconv.Itoa(s.Suppressed), number(s.Share), s.Severity().String(), s.Worst.Code, s.Worst.Source.String()))
	}
	return out
}

// nameOf is the code and the name of a line of the summary.
func nameOf(s *check.Standing) (string, inventory.Text) {
	if s.Category == nil {
		return "files", inventory.Text{ZH: "文件和设置", EN: "files and settings"}
	}
	return s.Category.Code, s.Category.Name
}

// mostStandings is the number of categories that the summary shows to people.
const mostStandings = 15

// SummaryTable prints what a reviewer should look at first.
func SummaryTable(w io.Writer, standings []*check.Standing, lang string) {
	if len(standings) == 0 {
		return
	}
	say := func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) }
	fmt.Fprintln(w, say("先看（按严重程度，再按类别占总量的份额）：", "look first at (by severity, then by share of the total):"))
	t := columns{right: []bool{false, false, true, true, true, true, true, true, false}}
	t.add(say("类别", "category"), "", "BLOCKER", "ERROR", "WARNING", "INFO", say("已抑制", "suppressed"), say("份额", "share"), say("最要紧的", "gravest"))
	for _, s := range standings[:min(len(standings), mostStandings)] {
		code, name := nameOf(s)
		share := "—"
		if s.Share != nil {
			share = rounded(s.Share.Shift(2), 2) + " %"
		}
		t.add(code, name.In(lang), strconv.Itoa(s.Count[inventory.Blocker]), strconv.Itoa(s.Count[inventory.Error]), strconv.Itoa(s.Count[inventory.Warning]),
			strconv.Itoa(s.Count[inventory.Info]), strconv.Itoa(s.Suppressed), share, s.Worst.Code)
	}
	t.write(w)
	if more := len(standings) - mostStandings; more > 0 {
		fmt.Fprintln(w, fmt.Sprintf(say("… 另有 %d 个类别：--summary --format csv 列出全部", "… and %d more categories: --summary --format csv lists them all"), more))
	}
}
