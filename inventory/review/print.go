package review

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/report"
)

// Print prints the states of the years with their steps, and the findings with their answers and figures.
func (l *Listing) Print(w io.Writer, lang string) {
	say := func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) }
	rows := [][]string{nil, {say("年份", "year"), say("版本", "version"), say("状态", "state"), say("人", "by"), say("日期", "date"), say("数字", "figures"), say("未关闭", "open")}, nil}
	for _, year := range l.Years {
		h := l.History(year)
		row := []string{strconv.Itoa(year), strconv.Itoa(h.Version), h.State.Title().In(lang), "", "", "", strconv.Itoa(l.open(year))}
		if s := h.Last(); s != nil {
			row[3], row[4] = s.By, s.Date
		}
		switch stale := l.staleCell(h); {
		case h.broken:
			row[2] += say("（签名链有错误）", " (chain broken)")
		case stale == "yes":
			row[5] = say("已变", "changed since")
		case stale == "no":
			row[5] = say("未变", "the same")
		}
		rows = append(rows, row)
	}
	report.Grid(w, []bool{false, true, false, false, false, false, true}, append(rows, nil))
	l.printSteps(w, lang)
	for _, f := range l.shown() {
		fmt.Fprintln(w)
		l.printFinding(w, f, lang)
	}
}

// printSteps lists the signed steps of each year, what became of the keys meanwhile, and what the year waits for.
func (l *Listing) printSteps(w io.Writer, lang string) {
	var drafts []string
	for _, year := range l.Years {
		h := l.History(year)
		if len(h.Steps) == 0 {
			if !h.broken {
				drafts = append(drafts, strconv.Itoa(year))
			}
			continue
		}
		fmt.Fprintln(w)
		fmt.Fprintln(w, inventory.Text{ZH: fmt.Sprintf("%d 年的步骤", year), EN: fmt.Sprintf("steps of %d", year)}.In(lang))
		var rows [][]string
		for _, s := range h.Steps {
			rows = append(rows, []string{"  " + strconv.Itoa(s.Number), inventory.Text{ZH: fmt.Sprintf("第 %d 版", s.Version), EN: fmt.Sprintf("version %d", s.Version)}.In(lang), s.State.Title().In(lang),
				s.By, roleTitles[s.Role].In(lang), s.Date, forPeople(s.Total), s.remark().In(lang)})
		}
		report.Grid(w, []bool{true, false, false, false, false, false, true, false}, rows)
		for _, change := range l.keysSince(h) {
			fmt.Fprintln(w, "  "+change.In(lang))
		}
		if !h.broken && (h.State < Approved || l.staleCell(h) == "yes") {
			fmt.Fprintln(w, "  "+l.advice(h).In(lang))
		}
	}
	if len(drafts) > 0 {
		fmt.Fprintln(w)
		fmt.Fprintln(w, inventory.Text{ZH: strings.Join(drafts, "、") + " 年还没有步骤：先由编制人提交 inventory review submit --year YEAR --key …", EN: strings.Join(drafts, ", ") + ": no step yet, a compiler submits the figures first: inventory review submit --year YEAR --key …"}.In(lang))
	}
}

// remark is the reason of a step, or why it counts for nothing.
func (s *Step) remark() inventory.Text {
	switch s.Void {
	case "":
		return inventory.Text{ZH: s.Reason, EN: s.Reason}
	case rests:
		return inventory.Text{ZH: "不算：所依据的一步作废", EN: "counts for nothing: it rests on a step that does not count"}
	}
	return inventory.Text{ZH: "不算：密钥 " + s.Void + " 作废", EN: "counts for nothing: the key was revoked on " + s.Void}
}

// keysSince says how the listed keys changed between the steps of a year, and since the last.
func (l *Listing) keysSince(h *History) (out []inventory.Text) {
	for i, s := range h.Steps {
		now, zh, en := l.keys, "之后", "now"
		if i+1 < len(h.Steps) {
			next := h.Steps[i+1]
			now, zh, en = next.Listed, fmt.Sprintf("到第 %d 步之间", next.Number), fmt.Sprintf("step %d", next.Number)
		}
		for _, change := range keysChanged(s.Listed, now) {
			out = append(out, inventory.Text{ZH: fmt.Sprintf("第 %d 步%s%s", s.Number, zh, change.ZH), EN: fmt.Sprintf("between step %d and %s %s", s.Number, en, change.EN)})
		}
	}
	return out
}

// advice says what the year waits for.
func (l *Listing) advice(h *History) inventory.Text {
	last, year := h.Last(), strconv.Itoa(h.Year)
	switch stale, open := l.staleCell(h) == "yes", l.open(h.Year); {
	case stale && h.State < Approved:
		return inventory.Text{ZH: fmt.Sprintf("数字在 %s（%s）之后变了：重新提交 inventory review submit --year %s", last.State.Title().ZH, last.Date, year),
			EN: fmt.Sprintf("the figures have changed since they were %s on %s: submit them again, inventory review submit --year %s", last.State, last.Date, year)}
	case stale:
		return inventory.Text{ZH: "现在算出的数不是批准的数。" + h.next().ZH, EN: "the figures as they are now are not those approved. " + h.next().EN}
	case open > 0 && (h.State == Submitted || h.State == Reviewed):
		return inventory.Text{ZH: fmt.Sprintf("先关闭下列 %d 条未关闭的审核意见；然后%s", open, strings.TrimPrefix(h.next().ZH, "下一步")), EN: fmt.Sprintf("first the open findings below (%d) are to be closed; then %s", open, h.next().EN)}
	}
	return h.next()
}

// printFinding prints one finding: what it says of which figure, what was answered, and what the figure was and is.
func (l *Listing) printFinding(w io.Writer, f *Finding, lang string) {
	raised, change := f.Raised(), f.Change(l.Inventory)
	gas := f.Figure.Gas
	if gas == inventory.AllGases {
		gas = "CO2e"
	}
	severity := inventory.Text{ZH: severityWords[f.Severity].zh, EN: f.Severity.String()}
	fmt.Fprintf(w, "%s  %s  %d %s %s %s  %s\n", f.ID, severity.In(lang), f.Figure.Year, boundaryTitle(f.Figure.Boundary).In(lang), f.Figure.Scope, gas, standings[l.standing(f)].In(lang))
	for _, e := range f.Events {
		kind := eventTitles[e.Kind].In(lang)
		if e.void {
			kind += inventory.Text{ZH: "（不算）", EN: " (counts for nothing)"}.In(lang)
		}
		fmt.Fprintf(w, "  %s %s %s: %s\n", e.Date, inventory.Printable(e.By), kind, inventory.Printable(e.Text))
	}
	old, now, difference := change.Old.String(), change.New.String(), ""
	switch d := change.Difference(); {
	case change.New == nil:
		now = inventory.Text{ZH: "未算出", EN: "not computed"}.In(lang)
	case change.OtherSet:
		difference = inventory.Text{ZH: "GWP 集不同，不能比较", EN: "the GWP sets differ: not comparable"}.In(lang)
	case change.Unknown:
		difference = inventory.Text{ZH: "清单没有这个数", EN: "the inventory has no such figure"}.In(lang)
	case change.Old == nil:
		difference = inventory.Text{ZH: "提出时没有写数", EN: "no figure was stated"}.In(lang)
	case !change.Changed:
		difference = inventory.Text{ZH: "未变", EN: "unchanged"}.In(lang)
	case d != nil:
		difference = tonnes(d, true) + " t"
	default:
		difference = inventory.Text{ZH: "已变", EN: "changed"}.In(lang)
	}
	fmt.Fprintf(w, "  %s → %s  %s\n", old, now, difference)
	if f.Closed() != nil {
		fmt.Fprintln(w, "  "+l.closedHow(f, l.Inventory).In(lang))
	}
	if next := l.next(f); next.EN != "" {
		fmt.Fprintln(w, "  "+next.In(lang))
	}
	if raised.Value != nil && f.Bound() != raised.Value {
		fmt.Fprintln(w, "  "+inventory.Text{ZH: "最初提出时：" + raised.Value.String(), EN: "when it was first raised: " + raised.Value.String()}.In(lang))
	}
}

func boundaryTitle(b inventory.Boundary) inventory.Text {
	return inventory.Text{ZH: boundaryWords[b].zh, EN: boundaryWords[b].name}
}

// forPeople is a total of a step, rounded.
func forPeople(total string) string {
	number, unit, _ := strings.Cut(total, " ")
	value, err := decimal.NewFromString(number)
	if err != nil {
		return ""
	}
	return report.Tonnes(value) + " " + unit
}

var eventTitles = map[string]inventory.Text{
	Raised: {ZH: "提出", EN: "raised"}, Answered: {ZH: "答复", EN: "answered"}, Closed: {ZH: "关闭", EN: "closed"}, Reopened: {ZH: "重开", EN: "reopened"},
}
