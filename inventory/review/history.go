package review

import (
	"fmt"
	"slices"
	"strconv"

	"ghg/inventory"
	"ghg/inventory/spelling"
)

// History is the steps of one year, and where they have brought its figures.
type History struct {
	Year    int
	Steps   []*Step // as they were taken
	Version int     // from 1
	State   State   // by the signatures alone: whether the figures are still those is told by Stale
	broken  bool    // a step of it cannot be trusted
	voided  bool    // a step of the version counts for nothing
}

// newHistory is that of a year in which nothing was signed.
func newHistory(year int) *History { return &History{Year: year, Version: 1} }

// Last is the step by which the version has its state; nil in a first draft.
func (h *History) Last() *Step { return h.by(h.State) }

// by is the last step of the version to the state, nil if there is none that counts.
func (h *History) by(state State) *Step {
	for _, s := range slices.Backward(h.Steps) {
		if s.Void == "" && s.Version == h.Version && s.State == min(state, Approved) {
			return s
		}
	}
	return nil
}

// left is the step whose figures a new version leaves behind: the approval, else the last that counts.
func (h *History) left() *Step {
	if s := h.approval(); s != nil {
		return s
	}
	return h.Last()
}

// Stale tells whether the figures are no longer those of the state.
func (h *History) Stale(digest string) bool {
	last := h.Last()
	return h.State != Draft && last != nil && last.Figures != digest
}

// refuses says why the step cannot follow, nil if it can. It goes by the steps alone, and holds for a step that is to be taken and
// for one that is read.
func (h *History) refuses(s *Step) *inventory.Problem {
	for _, reason := range []func(*Step) *inventory.Problem{h.refusesRole, h.refusesOrder, h.refusesFigures, h.refusesPerson, h.refusesDate} {
		if p := reason(s); p != nil {
			return p
		}
	}
	return nil
}

// refusesRole lets each state be signed by its role only.
func (h *History) refusesRole(s *Step) *inventory.Problem {
	want := states[s.State].role
	if want == "" || s.Role == want {
		return nil
	}
	return said("wrong-role",
		inventory.Text{ZH: fmt.Sprintf("%s 是%s，“%s”须由%s签名", s.By, roleTitles[s.Role].ZH, s.State.Title().ZH, roleTitles[want].ZH),
			EN: fmt.Sprintf("%s is a %s: %q is signed by a %s", s.By, s.Role, s.State, want)},
		inventory.Text{ZH: "用" + roleTitles[want].ZH + "的密钥；角色写在 inventory.toml 的 [[keys]]", EN: "take the key of a " + want + "; roles stand in inventory.toml under [[keys]]"})
}

// refusesOrder holds the states to their order, and the versions to theirs.
func (h *History) refusesOrder(s *Step) *inventory.Problem {
	version, sound := h.Version, false
	switch s.State {
	case Draft:
		version, sound = h.Version+1, h.State >= Approved || h.voided
	case Submitted:
		sound = h.State == Draft || h.State == Submitted || h.State == Reviewed
	case Reviewed:
		sound = h.State == Submitted
	case Approved:
		sound = h.State == Reviewed
	}
	switch {
	case s.Version != version:
		return said("wrong-version",
			inventory.Text{ZH: fmt.Sprintf("写的是第 %d 版，此处应是第 %d 版", s.Version, version), EN: fmt.Sprintf("it says version %d, here it must be %d", s.Version, version)}, restored)
	case !sound:
		return said("wrong-order",
			inventory.Text{ZH: fmt.Sprintf("%d 年第 %d 版现为“%s”，不能“%s”", h.Year, h.Version, h.State.Title().ZH, states[s.State].does.ZH),
				EN: fmt.Sprintf("version %d of %d is %s: it cannot be %s", h.Version, h.Year, h.State, states[s.State].does.EN)}, h.next())
	}
	return nil
}

// next says which step the state waits for.
func (h *History) next() inventory.Text {
	year := strconv.Itoa(h.Year)
	switch h.State {
	case Draft:
		return inventory.Text{ZH: "先由编制人提交：inventory review submit --year " + year, EN: "a compiler submits it first: inventory review submit --year " + year}
	case Submitted:
		return inventory.Text{ZH: "下一步由审核人审核：inventory review accept --year " + year, EN: "a reviewer reviews it next: inventory review accept --year " + year}
	case Reviewed:
		return inventory.Text{ZH: "下一步由批准人批准：inventory review approve --year " + year, EN: "an approver approves it next: inventory review approve --year " + year}
	}
	return inventory.Text{ZH: "要改动先开新版：inventory review open --year " + year + " --reason …", EN: "a change needs a new version: inventory review open --year " + year + " --reason …"}
}

// refusesFigures lets a state be reached only with the figures of the state before.
func (h *History) refusesFigures(s *Step) *inventory.Problem {
	last := h.Last()
	if s.State == Draft {
		last = h.left()
	}
	if s.State == Submitted || last == nil || s.Figures == last.Figures {
		return nil
	}
	return said("figures-changed",
		inventory.Text{ZH: fmt.Sprintf("数字在 %s（%s，%s）之后变了：当时总量 %s，现在 %s", last.State.Title().ZH, last.By, last.Date, last.Total, s.Total),
			EN: fmt.Sprintf("the figures have changed since they were %s by %s on %s: the total was %s, it is %s", last.State, last.By, last.Date, last.Total, s.Total)},
		inventory.Text{ZH: "由编制人重新提交：inventory review submit --year " + strconv.Itoa(h.Year), EN: "a compiler submits them again: inventory review submit --year " + strconv.Itoa(h.Year)})
}

// refusesPerson keeps the three states of a version in three hands: neither a person nor a key signs two of them. A
// signature that counts for nothing still tells whose hand it was.
func (h *History) refusesPerson(s *Step) *inventory.Problem {
	if s.State == Draft {
		return nil
	}
	for _, t := range h.Steps {
		if t.Version != h.Version || t.State == Draft || t.State == s.State || !samePerson(t.By, s.By) && t.Key != s.Key {
			continue
		}
		who := inventory.Text{ZH: s.By, EN: s.By}
		if !samePerson(t.By, s.By) {
			who = inventory.Text{ZH: s.By + " 与 " + t.By + " 同一把密钥，", EN: s.By + " has the key of " + t.By + ", who"}
		}
		return said("same-person",
			inventory.Text{ZH: fmt.Sprintf("%s已%s %d 年第 %d 版（%s），不能再%s：自己编制的不能自己审核或批准", who.ZH, states[t.State].does.ZH, h.Year, h.Version, t.Date, states[s.State].does.ZH),
				EN: fmt.Sprintf("%s %s version %d of %d on %s and cannot be the one by whom it is %s: no one reviews or approves what he compiled", who.EN, states[t.State].does.EN, h.Version, h.Year, t.Date, states[s.State].does.EN)},
			inventory.Text{ZH: "由另一人用他自己的密钥签名", EN: "another person signs, with a key of his own"})
	}
	return nil
}

// samePerson tells whether two names are one, see spelling.Person.
func samePerson(a, b string) bool { return spelling.Person(a) == spelling.Person(b) }

// refusesDate lets no step be taken before the one it follows.
func (h *History) refusesDate(s *Step) *inventory.Problem {
	if len(h.Steps) == 0 || h.Steps[len(h.Steps)-1].Date <= s.Date {
		return nil
	}
	last := h.Steps[len(h.Steps)-1]
	return said("date-before",
		inventory.Text{ZH: fmt.Sprintf("日期 %s 早于上一步（%s，%s）", s.Date, last.State.Title().ZH, last.Date), EN: fmt.Sprintf("its date, %s, is before that of the step before (%s, %s)", s.Date, last.State, last.Date)},
		inventory.Text{ZH: "用 --date 写明签名当天的日期", EN: "give the day on which it is signed with --date"})
}

var restored = inventory.Text{ZH: "从备份或封存件恢复 review/ 中原来的文件；签过名的文件不能改", EN: "bring back the file as it was, from a copy or a seal: what is signed cannot be edited"}

// take adds a step that was read; the problem says why it cannot stand where it does. A step that counts for nothing is kept
// in the chain, and so are those that rest on it.
func (h *History) take(s *Step) *inventory.Problem {
	defer func() { h.Steps = append(h.Steps, s) }()
	if s.Void != "" {
		h.voided = true
		return nil
	}
	p := h.refuses(s)
	switch {
	case p != nil && h.voided:
		s.Void = rests
		return nil
	case p != nil:
		h.broken = true
		return p
	case s.State == Draft:
		h.Version, h.voided = s.Version, false
	}
	h.State = s.State
	return nil
}

// rests marks a step that rests on one that counts for nothing.
const rests = "-"

// Next makes the step by which the figures come to the state. Signer and figures are already in it; what the history knows is added.
// The problem says why it cannot be taken.
func (h *History) Next(s *Step) *inventory.Problem {
	s.Year, s.Number, s.Version = h.Year, len(h.Steps)+1, h.Version
	if s.State == Draft {
		s.Version++
	}
	if n := len(h.Steps); n > 0 {
		s.Before = h.Steps[n-1].Hash
	}
	if left := h.left(); s.State == Draft && left != nil {
		s.Figures, s.Total, s.NoLand = left.Figures, left.Total, left.NoLand
	}
	s.File = folder + s.FileName()
	switch last := h.Last(); {
	case h.broken:
		return said("chain-broken",
			inventory.Text{ZH: fmt.Sprintf("%d 年的签名链已损坏，不能再签", h.Year), EN: fmt.Sprintf("the chain of steps of %d is broken: none can follow", h.Year)}, restored)
	case s.State == Draft && h.approval() == nil:
		return said("wrong-order",
			inventory.Text{ZH: fmt.Sprintf("%d 年第 %d 版现为“%s”：没有批准，可以直接改，不用开新版", h.Year, h.Version, h.State.Title().ZH),
				EN: fmt.Sprintf("version %d of %d is %s: it is not approved and can be changed as it is, without a new version", h.Version, h.Year, h.State)}, h.next())
	case s.State == Submitted && h.approval() != nil && h.approval().Figures != s.Figures:
		return said("approved-before",
			inventory.Text{ZH: fmt.Sprintf("%d 年第 %d 版批准过另一组数（总量 %s）：密钥作废不等于开新版", h.Year, h.Version, h.approval().Total),
				EN: fmt.Sprintf("other figures of version %d of %d were approved (total %s): a key that was revoked opens no new version", h.Version, h.Year, h.approval().Total)},
			inventory.Text{ZH: "先开新版：inventory review open --year " + strconv.Itoa(h.Year) + " --reason …", EN: "open a new version first: inventory review open --year " + strconv.Itoa(h.Year) + " --reason …"})
	case s.State == Submitted && h.State == Submitted && last.Figures == s.Figures:
		return said("nothing-new",
			inventory.Text{ZH: fmt.Sprintf("%s 已于 %s 提交同样的数字", last.By, last.Date), EN: fmt.Sprintf("%s submitted these figures on %s already", last.By, last.Date)}, h.next())
	}
	return h.refuses(s)
}

// said is an error of a step that has no place in a file yet.
func said(code string, message, hint inventory.Text) *inventory.Problem {
	p := refuse(inventory.Source{}, code, message, hint)
	return &p
}
