package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/report"
)

// forPeople is the value, rounded.
func (v *Value) forPeople() string {
	switch {
	case v == nil:
		return "?"
	case v.Mass != nil:
		return report.Tonnes(*v.Mass) + " t"
	case v.CO2e != nil:
		return report.Tonnes(*v.CO2e) + " t CO2e " + v.GWPSet
	}
	return v.String()
}

// byHow says by how much a figure changed, in t and per cent of what it was; "" where there are not two numbers of one kind.
func byHow(old, now *Value) string {
	d := Change{Old: old, New: now}.Difference()
	if d == nil {
		return ""
	}
	out := tonnes(d, true) + " t"
	was, _ := old.numbers(now)
	if share, err := quantity.Quo(d.Mul(decimal.NewFromInt(100)), *was); err == nil {
		share = *rounded(share, 2)
		sign := ""
		if share.IsPositive() {
			sign = "+"
		}
		out += ", " + sign + share.String() + " %"
	}
	return out
}

// closedHow says how a finding was closed, by whom and on which figures; it is closed.
func (r *Review) closedHow(f *Finding, inv *inventory.Inventory) inventory.Text {
	closed, change := f.Closed(), f.Change(inv)
	role := roleTitles[r.roleOf(closed.By)]
	by := inventory.Text{ZH: inventory.Printable(closed.By), EN: inventory.Printable(closed.By)}
	if role.EN != "" {
		by.ZH, by.EN = by.ZH+"（"+role.ZH+"）", by.EN+" ("+role.EN+")"
	}
	if closed.Signature != "" {
		out := inventory.Text{ZH: fmt.Sprintf("%s于 %s 签名关闭，当时 %s", by.ZH, closed.Date, closed.Value.forPeople()), EN: fmt.Sprintf("closed by a reason signed by %s on %s for %s", by.EN, closed.Date, closed.Value.forPeople())}
		if f.Moved(inv) {
			moved := change.New.forPeople()
			if how := byHow(closed.Value, change.New); how != "" {
				moved += " (" + how + ")"
			}
			out.ZH, out.EN = out.ZH+"，现在 "+moved, out.EN+", now "+moved
		}
		return out
	}
	now := change.New
	if now == nil {
		now = closed.Value
	}
	moved := change.Old.forPeople() + " → " + now.forPeople()
	if how := byHow(change.Old, now); how != "" {
		moved += " (" + how + ")"
	}
	return inventory.Text{ZH: fmt.Sprintf("因数变关闭：%s，%s于 %s 关闭，没有签名", moved, by.ZH, closed.Date), EN: fmt.Sprintf("closed by a change of the figure, %s, by %s on %s, unsigned", moved, by.EN, closed.Date)}
}

// next says what can be done about a finding; nothing where it is closed.
func (l *Listing) next(f *Finding) inventory.Text {
	switch l.standing(f) {
	case standsOpen, standsAnswered:
		return inventory.Text{ZH: fmt.Sprintf("下一步：答复 inventory review answer %[1]s；数变了 inventory review close %[1]s --by …；数不变，由没有答复也没有提交的审核人 inventory review close %[1]s --reason … --key …", f.ID),
			EN: fmt.Sprintf("next: answer it, inventory review answer %[1]s; where the figure changed, inventory review close %[1]s --by …; where it stays, a reviewer who neither answered nor submitted, inventory review close %[1]s --reason … --key …", f.ID)}
	case standsBack, standsMoved:
		return inventory.Text{ZH: "下一步：重开 inventory review reopen " + f.ID + "，再答复、关闭", EN: "next: reopen it, inventory review reopen " + f.ID + ", then answer and close it"}
	}
	return inventory.Text{}
}

// mostSummed is the number of findings that a summary names.
const mostSummed = 20

// Summary is what a person is asked to sign, line by line: it is told before he is asked for his passphrase. Inv and problems are the inventory
// as it is now; they are nil for a step to Draft.
func (r *Review) Summary(asked Asked, inv *inventory.Inventory, problems inventory.Problems) []inventory.Text {
	h := r.History(asked.Year)
	version := h.Version
	if asked.State == Draft {
		version++
	}
	out := []inventory.Text{{ZH: fmt.Sprintf("要签名：%s %s，%d 年第 %d 版，%s", r.Region.Code, r.Region.Name, asked.Year, version, states[asked.State].does.ZH),
		EN: fmt.Sprintf("to be signed: %s %s, %d, version %d, %s", r.Region.Code, r.Region.Name, asked.Year, version, states[asked.State].does.EN)}}
	if inv != nil {
		out = append(out, r.summedFigures(h, inv)...)
	}
	for _, s := range h.Steps {
		if s.Version == h.Version && s.Void == "" {
			out = append(out, inventory.Text{ZH: fmt.Sprintf("  %s：%s（%s）%s，总量 %s", s.State.Title().ZH, s.By, roleTitles[s.Role].ZH, s.Date, forPeople(s.Total)), EN: fmt.Sprintf("  %s by %s, %s, on %s, total %s", states[s.State].does.EN, s.By, s.Role, s.Date, forPeople(s.Total))})
		}
	}
	if n := len(h.Steps); n > 0 {
		for _, change := range keysChanged(h.Steps[n-1].Listed, r.keys) {
			out = append(out, inventory.Text{ZH: "  上一步之后 inventory.toml " + change.ZH, EN: "  since the step before, in inventory.toml: " + change.EN})
		}
	}
	out = append(out, r.summedFindings(asked.Year, inv)...)
	if inv != nil {
		t := inv.Total(inventory.Figure{Year: asked.Year, Boundary: inventory.Territorial, Scope: inventory.ScopeTotal, Gas: inventory.AllGases})
		errs, warnings := counted(problems)
		out = append(out, inventory.Text{ZH: fmt.Sprintf("  清单：%d 个错误、%d 条警告；应报的 %d 项已定 %d 项", errs, warnings, t.Pairs, t.Done), EN: fmt.Sprintf("  the inventory: %d errors, %d warnings; %d of %d entries of the registry settled", errs, warnings, t.Done, t.Pairs)})
	}
	return out
}

// counted are the errors and the warnings among problems.
func counted(problems inventory.Problems) (errs, warnings int) {
	for _, p := range problems {
		switch {
		case p.Severity >= inventory.Error:
			errs++
		case p.Severity == inventory.Warning:
			warnings++
		}
	}
	return errs, warnings
}

// summedFigures are the totals, and what they were in the version that was approved last.
func (r *Review) summedFigures(h *History, inv *inventory.Inventory) []inventory.Text {
	total, noLand := totalOf(inv, h.Year, inventory.ScopeTotal), totalOf(inv, h.Year, inventory.ScopeWithoutLand)
	out := []inventory.Text{{ZH: "  总量 " + forPeople(total) + "，不含土地 " + forPeople(noLand), EN: "  total " + forPeople(total) + ", without land " + forPeople(noLand)}}
	var last *Step
	for _, s := range h.Steps {
		if s.State == Approved && s.Version < h.Version && s.Void == "" {
			last = s
		}
	}
	switch {
	case last == nil:
		return append(out, inventory.Text{ZH: "  以前没有批准的版本", EN: "  no version was approved before"})
	case last.Figures == FiguresOf(inv)[h.Year].Digest():
		return append(out, inventory.Text{ZH: fmt.Sprintf("  与第 %d 版（%s 批准）的数完全相同", last.Version, last.Date), EN: fmt.Sprintf("  every figure is that of version %d, approved on %s", last.Version, last.Date)})
	}
	return append(out, inventory.Text{ZH: fmt.Sprintf("  第 %d 版（%s 批准）：总量 %s，不含土地 %s", last.Version, last.Date, forPeople(last.Total), forPeople(last.NoLand)),
		EN: fmt.Sprintf("  version %d, approved on %s: total %s, without land %s", last.Version, last.Date, forPeople(last.Total), forPeople(last.NoLand))})
}

// summedFindings says how many findings of the year are open and how the others were closed.
func (r *Review) summedFindings(year int, inv *inventory.Inventory) []inventory.Text {
	var closed []*Finding
	var open []string
	changed := 0
	for _, f := range r.Findings {
		switch {
		case f.Figure.Year != year:
		case f.Closed() == nil || inv != nil && !f.Settled(inv):
			open = append(open, f.ID)
		case f.Closed().Signature == "": // those first: nobody answers for them but who closed them
			closed = slices.Insert(closed, changed, f)
			changed++
		default:
			closed = append(closed, f)
		}
	}
	zh, en := fmt.Sprintf("  审核意见 %d 条：未关闭 %d 条", len(open)+len(closed), len(open)), fmt.Sprintf("  findings: %d, of which %d open", len(open)+len(closed), len(open))
	if len(open) > 0 {
		zh, en = zh+"（"+strings.Join(open, "、")+"）", en+" ("+strings.Join(open, ", ")+")"
	}
	out := []inventory.Text{{ZH: zh, EN: en}}
	for i, f := range closed {
		if i == mostSummed {
			return append(out, inventory.Text{ZH: fmt.Sprintf("    … 另有 %d 条已关闭：inventory review 列出", len(closed)-i), EN: fmt.Sprintf("    … %d more are closed: inventory review lists them", len(closed)-i)})
		}
		how := r.closedHow(f, inv)
		out = append(out, inventory.Text{ZH: "    " + f.ID + " " + how.ZH, EN: "    " + f.ID + " " + how.EN})
	}
	return out
}

// SummaryOf is a finding as it is told to a reviewer who is to sign why it is closed: the figure, what it is, and what was said.
func (r *Review) SummaryOf(f *Finding, reason string, inv *inventory.Inventory) []inventory.Text {
	change, raised := f.Change(inv), f.Raised()
	of := fmt.Sprintf("%d %s %s", f.Figure.Year, f.Figure.Scope, f.Figure.Gas)
	b := boundaryTitle(f.Figure.Boundary)
	out := []inventory.Text{{ZH: fmt.Sprintf("要签名：%s %s，关闭 %s（%s %s）", r.Region.Code, r.Region.Name, f.ID, b.ZH, of), EN: fmt.Sprintf("to be signed: %s %s, %s is closed (%s %s)", r.Region.Code, r.Region.Name, f.ID, b.EN, of)},
		{ZH: fmt.Sprintf("  数：提出时 %s，现在 %s", raised.Value, change.New), EN: fmt.Sprintf("  the figure: %s when it was raised, %s now", raised.Value, change.New)}}
	for _, e := range f.Events {
		kind := eventTitles[e.Kind]
		out = append(out, inventory.Text{ZH: fmt.Sprintf("  %s %s %s：%s", e.Date, inventory.Printable(e.By), kind.ZH, inventory.Printable(e.Text)), EN: fmt.Sprintf("  %s %s %s: %s", e.Date, inventory.Printable(e.By), kind.EN, inventory.Printable(e.Text))})
	}
	return append(out, inventory.Text{ZH: "  理由：" + inventory.Printable(reason), EN: "  the reason: " + inventory.Printable(reason)})
}
