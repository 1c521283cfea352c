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

// printSteps lists the signed steps of each year.
func (l *Listing) printSteps(w io.Writer, lang string) {
	for _, year := range l.Years {
		h := l.History(year)
		if len(h.Steps) == 0 {
			continue
		}
		fmt.Fprintln(w)
		fmt.Fprintln(w, inventory.Text{ZH: fmt.Sprintf("%d 年的步骤", year), EN: fmt.Sprintf("steps of %d", year)}.In(lang))
		var rows [][]string
		for _, s := range h.Steps {
			remark := s.Reason
			switch {
			case s.Void == rests:
				remark = inventory.Text{ZH: "不算：所依据的一步作废", EN: "counts for nothing: it rests on a step that does not count"}.In(lang)
			case s.Void != "":
				remark = inventory.Text{ZH: "不算：密钥 " + s.Void + " 作废", EN: "counts for nothing: the key was revoked on " + s.Void}.In(lang)
			}
			rows = append(rows, []string{"  " + strconv.Itoa(s.Number), inventory.Text{ZH: fmt.Sprintf("第 %d 版", s.Version), EN: fmt.Sprintf("version %d", s.Version)}.In(lang), s.State.Title().In(lang),
				s.By, roleTitles[s.Role].In(lang), s.Date, forPeople(s.Total), remark})
		}
		report.Grid(w, []bool{true, false, false, false, false, false, true, false}, rows)
		if !h.broken && (h.State < Approved || l.staleCell(h) == "yes") {
			fmt.Fprintln(w, "  "+l.advice(h).In(lang))
		}
	}
}

// advice says what the year waits for.
func (l *Listing) advice(h *History) inventory.Text {
	last := h.Last()
	switch {
	case l.staleCell(h) == "yes" && h.State < Approved:
		year := strconv.Itoa(h.Year)
		return inventory.Text{ZH: fmt.Sprintf("数字在 %s（%s）之后变了：重新提交 inventory review submit --year %s", last.State.Title().ZH, last.Date, year),
			EN: fmt.Sprintf("the figures have changed since they were %s on %s: submit them again, inventory review submit --year %s", last.State, last.Date, year)}
	case l.staleCell(h) == "yes":
		return inventory.Text{ZH: "现在算出的数不是批准的数。" + h.next().ZH, EN: "the figures as they are now are not those approved. " + h.next().EN}
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
