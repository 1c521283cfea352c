package review

import (
	"fmt"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/bundle"
	"ghg/inventory/spelling"
	"ghg/inventory/table"
	"ghg/inventory/workspace"
)

// linking puts the rows of the table of findings together.
type linking struct {
	about     Region
	keys      []workspace.Key
	histories map[int]*History
	problems  *inventory.Problems
	findings  []*Finding
	whole     bool // every row was understood
}

// id is that of the n-th finding, from 1.
func id(n int) string { return fmt.Sprintf("F%03d", n) }

// at is the place of a column in the row of the event.
func (e *Event) refuse(l *linking, field, code string, message, hint inventory.Text) {
	l.problems.Add(refuse(e.Place.Cell(field), code, message, hint))
	e.void = true
}

// link adds a row to its finding.
func (l *linking) link(e *Event) {
	if want := e.digest(l.about.Code); e.Digest != "" && !e.void && strings.Join(strings.Fields(e.Digest), " ") != want {
		e.refuse(l, "digest", "finding-edited", edited(e.ID, inventory.Text{ZH: "核对码不符（应为 " + want + "）", EN: "its digest would be " + want}), merging)
	}
	if e.Kind == Raised {
		l.raise(e)
		return
	}
	f := find(l.findings, e.ID)
	if f == nil {
		if l.whole {
			e.refuse(l, "id", "unknown-finding", inventory.Text{ZH: "上面没有提出过 " + table.Excerpt(e.ID), EN: "no row above raises " + table.Excerpt(e.ID)}, nearestFinding(l.findings, e.ID))
		}
		return
	}
	e.ID = f.ID
	before := f.answered(e)
	switch closed := f.Closed(); {
	case e.Date < before.Date:
		e.refuse(l, "date", "date-before", inventory.Text{ZH: fmt.Sprintf("日期 %s 早于 %s %s的日期 %s", e.Date, e.ID, eventTitles[before.Kind].ZH, before.Date), EN: fmt.Sprintf("its date, %s, is before that on which %s was %s, %s", e.Date, e.ID, before.Kind, before.Date)},
			inventory.Text{ZH: "写明当天的日期", EN: "give the day on which it is said"})
	case e.Kind == Closed && closed != nil:
		e.refuse(l, "event", "already-closed", inventory.Text{ZH: e.ID + " 已在 " + closed.Date + " 关闭", EN: e.ID + " was closed on " + closed.Date + " already"}, inventory.Text{ZH: "要再改，先重开：inventory review reopen 编号；手写的行则删去", EN: "reopen it first: inventory review reopen ID; a row written by hand is taken out"})
	case e.Kind == Reopened && closed == nil:
		e.refuse(l, "event", "not-closed", inventory.Text{ZH: e.ID + " 没有关闭，不用重开", EN: e.ID + " is open: it cannot be reopened"}, inventory.Text{ZH: "写成答复", EN: "make it an answer"})
	case e.Kind == Closed && e.Value == nil:
		e.refuse(l, "value_t", "closed-without-value", inventory.Text{ZH: e.ID + " 关闭，而没有写数是多少", EN: e.ID + " is closed without the value of its figure"}, closingHint)
	case e.Kind == Closed && e.Signature != "":
		l.closedBySignature(f, e)
	case e.Kind == Closed:
		l.closedByChange(f, e)
	case e.Signature != "":
		e.refuse(l, "signature", "finding-columns", inventory.Text{ZH: "只有关闭一条才签名", EN: "only the closing of a finding is signed"}, inventory.Text{ZH: "清空这一格", EN: "leave the cell blank"})
	}
	f.Events = append(f.Events, e)
}

// answered is the row that a further one follows in time: an answer what was raised, others what was said last.
func (f *Finding) answered(e *Event) *Event {
	if e.Kind == Answered {
		return f.Raised()
	}
	return f.Events[len(f.Events)-1]
}

// edited says that a row is no longer as the program wrote it, and how that is seen.
func edited(id string, how inventory.Text) inventory.Text {
	return inventory.Text{ZH: id + "：这一行写入之后被改过：" + how.ZH, EN: id + ": the row was changed after it was written: " + how.EN}
}

// raise begins a finding. Numbers follow each other: a row that was removed is missed.
func (l *linking) raise(e *Event) {
	if want := id(len(l.findings) + 1); e.ID != want && l.whole {
		code, message := "finding-missing", inventory.Text{ZH: "编号是 " + table.Excerpt(e.ID) + "，此处应是 " + want + "：编号从 F001 起连续，不能删行", EN: "the id is " + table.Excerpt(e.ID) + " where " + want + " must follow: ids run on from F001, and no row is ever removed"}
		if find(l.findings, e.ID) != nil {
			code, message = "finding-twice", inventory.Text{ZH: e.ID + " 提出了两次，此处应是 " + want, EN: e.ID + " is raised twice; here " + want + " must follow"}
		}
		e.refuse(l, "id", code, message, merging)
	}
	if e.Signature != "" {
		e.refuse(l, "signature", "finding-columns", inventory.Text{ZH: "只有关闭一条才签名", EN: "only the closing of a finding is signed"}, inventory.Text{ZH: "清空这一格", EN: "leave the cell blank"})
	}
	if e.Value == nil {
		p := refuse(e.Place.Cell("value_t"), "finding-unbound",
			inventory.Text{ZH: e.ID + " 没有写数当时是多少：数变了也看不出来", EN: e.ID + " does not say what the figure was: a change of it will not be seen"},
			inventory.Text{ZH: "从 out/summary.csv 抄来 value_t、gwp_set、co2e_t、notation，或用 inventory review add 记录", EN: "copy value_t, gwp_set, co2e_t and notation from out/summary.csv, or record it with inventory review add"})
		p.Severity = inventory.Warning
		l.problems.Add(p)
	}
	l.findings = append(l.findings, &Finding{ID: e.ID, Figure: e.Figure, Severity: e.Severity, Events: []*Event{e}})
}

// closedByChange wants a value that is not the one the finding stands against.
func (l *linking) closedByChange(f *Finding, e *Event) {
	if !f.changedTo(e.Value) {
		e.refuse(l, "value_t", "closed-unchanged", inventory.Text{ZH: fmt.Sprintf("%s 因数变而关闭，而数没有变：原来 %s，现在 %s", e.ID, f.Bound(), e.Value), EN: fmt.Sprintf("%s is closed because its figure changed, and it did not: it was %s, it is %s", e.ID, f.Bound(), e.Value)}, closingHint)
	}
}

var closingHint = inventory.Text{ZH: "数变了才能关闭：inventory review close 编号；数不变的，由审核人写明理由并签名：--reason … --key …；签名关闭之后数又变了的，先 inventory review reopen 编号",
	EN: "a finding closes when its figure has changed: inventory review close ID; where it stays, a reviewer gives a reason and signs: --reason … --key …; one whose figure moved after a signed closing is reopened first: inventory review reopen ID"}

// closedBySignature wants the signature of a reviewer who neither answered the finding nor compiled the year.
func (l *linking) closedBySignature(f *Finding, e *Event) {
	note := f.closing(l.about.Code, f.Events, e) + "\n" + e.Signature + "\n"
	_, signed, found := bundle.ReadNote(e.Place.Cell("").File, []byte(note), counting(l.keys))
	if found.Failed() || len(signed) != 1 || signed[0].Name != e.By {
		why := inventory.Text{ZH: "签名与 " + e.By + " 不符", EN: "the signature is not that of " + e.By}
		if found.Failed() {
			why = found[0].Message
		}
		e.refuse(l, "signature", "finding-signature", inventory.Text{ZH: e.ID + " 的签名不成立：" + why.ZH + "；这一条的行被改过，或签名被改过", EN: "the signature of " + e.ID + " does not hold: " + why.EN + "; a row of the finding or the signature was changed"}, restored)
		return
	}
	if p := l.mayClose(f, signed[0]); p != nil {
		e.refuse(l, "signature", p.Code, p.Message, p.Hint)
		return
	}
	if day := revoked(l.keys, signed[0].Verifier); day != "" {
		e.void = true
		p := refuse(e.Place.Cell("signature"), "finding-void", inventory.Text{ZH: fmt.Sprintf("%s 的密钥已于 %s 作废：%s 的关闭不算", e.By, day, e.ID), EN: fmt.Sprintf("the key of %s was revoked on %s: the closing of %s counts for nothing", e.By, day, e.ID)}, closingHint)
		p.Severity = inventory.Warning
		l.problems.Add(p)
	}
}

// mayClose says why the person cannot close the finding by a reason, nil if he can.
func (l *linking) mayClose(f *Finding, key workspace.Key) *inventory.Problem {
	if key.Role != workspace.Reviewer {
		return said("wrong-role",
			inventory.Text{ZH: fmt.Sprintf("%s 是%s：数不变而关闭 %s，须由审核人签名", key.Name, roleTitles[key.Role].ZH, f.ID), EN: fmt.Sprintf("%s is a %s: %s is closed without a change of its figure by a reviewer's signature", key.Name, key.Role, f.ID)},
			inventory.Text{ZH: "用审核人的密钥", EN: "take the key of a reviewer"})
	}
	for _, e := range f.Events {
		if e.Kind == Answered && samePerson(e.By, key.Name) {
			return said("same-person", inventory.Text{ZH: fmt.Sprintf("%s 答复过 %s（%s），不能由他关闭", key.Name, f.ID, e.Date), EN: fmt.Sprintf("%s answered %s on %s and cannot be the one who closes it", key.Name, f.ID, e.Date)}, anotherReviewer)
		}
	}
	if h := l.histories[f.Figure.Year]; h != nil {
		for _, s := range h.Steps {
			if s.State == Submitted && (samePerson(s.By, key.Name) || s.Key == publicHalf(key.Verifier)) {
				return said("same-person", inventory.Text{ZH: fmt.Sprintf("%s 提交过 %d 年的数（%s），不能关闭 %s", key.Name, h.Year, s.Date, f.ID), EN: fmt.Sprintf("%s submitted the figures of %d on %s and cannot be the one who closes %s", key.Name, h.Year, s.Date, f.ID)}, anotherReviewer)
			}
		}
	}
	return nil
}

var anotherReviewer = inventory.Text{ZH: "由另一位审核人签名", EN: "another reviewer signs"}

// find is the finding of the id, nil if there is none.
func find(findings []*Finding, id string) *Finding {
	if i := slices.IndexFunc(findings, func(f *Finding) bool { return spelling.Fold(f.ID) == spelling.Fold(id) }); i >= 0 {
		return findings[i]
	}
	return nil
}

// nearestFinding names the finding that a wrong id may mean.
func nearestFinding(findings []*Finding, written string) inventory.Text {
	if len(findings) == 0 {
		return inventory.Text{ZH: "还没有审核意见：inventory review add 提出一条", EN: "there is no finding yet: inventory review add raises one"}
	}
	last := findings[len(findings)-1].ID
	out := inventory.Text{ZH: "编号从 F001 到 " + last, EN: "ids run from F001 to " + last}
	var ids []string
	for _, f := range findings {
		ids = append(ids, f.ID)
	}
	if nearest := spelling.Nearest(table.Excerpt(written), ids); nearest != "" {
		out = inventory.Text{ZH: "最接近的是“" + nearest + "”；" + out.ZH, EN: `the nearest is "` + nearest + `"; ` + out.EN}
	}
	return out
}
