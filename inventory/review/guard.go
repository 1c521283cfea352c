package review

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/table"
	"ghg/inventory/workspace"
)

// Approved is the step by which the year's figures were approved, nil if they are not.
func (r *Review) Approved(year int) *Step {
	if h := r.History(year); h.State >= Approved {
		return h.Last()
	}
	return nil
}

// approval is the step by which figures of the year were approved last, if no signed step has opened a new version since; nil if there is
// none. A step that counts for nothing because its key was revoked still tells what was approved, and opens nothing.
func (h *History) approval() *Step {
	for _, s := range slices.Backward(h.Steps) {
		switch {
		case s.State == Approved:
			return s
		case s.State == Draft && s.Void == "":
			return nil
		}
	}
	return nil
}

// Overwrites says which years of the inventory are approved with other figures than it has: they cannot be compiled over. Written gives the
// figures that were compiled last, by which it is told where the two differ. A year of whose steps one cannot be
// trusted may be approved, and is refused too.
func (r *Review) Overwrites(inv *inventory.Inventory, written func() map[int]*Figures) (out inventory.Problems) {
	guarded := func(year int) bool { h := r.History(year); return r.lost || h.broken || h.approval() != nil }
	if !slices.ContainsFunc(inv.Years, guarded) {
		return nil
	}
	now := FiguresOf(inv)
	for _, year := range inv.Years {
		h := r.History(year)
		s := h.approval()
		switch {
		case h.broken || r.lost:
			out.Add(brokenChain(year))
		case s != nil && s.Figures != now[year].Digest():
			out.Add(approvedOtherwise(s, h, totalOf(inv, year, inventory.ScopeTotal), now[year], written()[year]))
		}
	}
	return out
}

// LeavesOut says which approved years the inventory is without: results that take the place of theirs would leave none of them.
func (r *Review) LeavesOut(inv *inventory.Inventory) (out inventory.Problems) {
	for _, h := range r.ordered() {
		if slices.Contains(inv.Years, h.Year) {
			continue
		}
		if s := h.approval(); s != nil {
			p := refuse(inventory.Source{File: s.File}, "year-left-out",
				inventory.Text{ZH: fmt.Sprintf("%d 年第 %d 版的数由 %s 于 %s 批准（总量 %s）；这次编制没有 %d 年，写入后 out/ 就没有它了", s.Year, s.Version, s.By, s.Date, s.Total, s.Year),
					EN: fmt.Sprintf("the figures of %d, version %d, were approved by %s on %s (total %s); these results are without %d, and out/ would be left without it", s.Year, s.Version, s.By, s.Date, s.Total, s.Year)},
				inventory.Text{ZH: fmt.Sprintf("编制全部年份：不加 --year、--from、--to，inventory.toml 的 years 列有 %d；只要其他年份就写到别处：--out", s.Year),
					EN: fmt.Sprintf("compile all years: without --year, --from, --to, and with %d among the years of inventory.toml; the other years alone go elsewhere: --out", s.Year)})
			p.Year = s.Year
			out.Add(p)
		} else if h.broken {
			out.Add(brokenChain(h.Year))
		}
	}
	return out
}

// brokenChain says that it cannot be told whether a year is approved.
func brokenChain(year int) inventory.Problem {
	return refuse(inventory.Source{File: folder}, "review-broken",
		inventory.Text{ZH: fmt.Sprintf("%d 年的签名链有错误，看不出是否已批准", year), EN: fmt.Sprintf("the chain of signed steps of %d is broken: whether its figures are approved cannot be told", year)},
		inventory.Text{ZH: "inventory review 列出错误；恢复被改的文件", EN: "inventory review lists the errors; bring the files back as they were"})
}

// approvedOtherwise says who approved which figures, and the first that differ.
func approvedOtherwise(s *Step, h *History, total string, now, written *Figures) inventory.Problem {
	message := inventory.Text{ZH: fmt.Sprintf("%d 年第 %d 版的数由 %s 于 %s 批准（总量 %s），现在算出的不同（总量 %s）", s.Year, s.Version, s.By, s.Date, s.Total, total),
		EN: fmt.Sprintf("the figures of %d, version %d, were approved by %s on %s (total %s); those compiled now differ (total %s)", s.Year, s.Version, s.By, s.Date, s.Total, total)}
	if h.State == Sealed {
		message = inventory.Text{ZH: message.ZH + "；已封存", EN: message.EN + "; they are sealed"}
	}
	if i := slices.IndexFunc(h.Steps, func(t *Step) bool { return t.Version == s.Version && t.Void != "" && t.Void != rests }); i >= 0 {
		void := h.Steps[i]
		message.ZH += fmt.Sprintf("；%s 的密钥于 %s 作废，但作废密钥不等于开新版，批准过的数仍不能覆盖", void.By, void.Void)
		message.EN += fmt.Sprintf("; the key of %s was revoked on %s, which opens no new version: what was approved is still not compiled over", void.By, void.Void)
	}
	if written != nil && written.Digest() == s.Figures {
		first, n := Differences(written, now)
		var zh, en []string
		for _, d := range first {
			t := d.text()
			zh, en = append(zh, t.ZH), append(en, t.EN)
		}
		message.ZH += fmt.Sprintf("；不同的有 %d 行，前几行：", n) + strings.Join(zh, "；")
		message.EN += fmt.Sprintf("; %d rows differ, the first of them ", n) + strings.Join(en, "; ")
	}
	p := refuse(inventory.Source{File: s.File}, "year-approved", message,
		inventory.Text{ZH: fmt.Sprintf("要改已批准的数，先开新版：inventory review open --year %d --reason … --key …；试算写到别处：--out", s.Year),
			EN: fmt.Sprintf("to change approved figures open a new version: inventory review open --year %d --reason … --key …; a trial goes elsewhere: --out", s.Year)})
	p.Year = s.Year
	return p
}

// text is the difference in words.
func (d Difference) text() inventory.Text {
	switch {
	case d.Column != "":
		shown := func(cell string) string { return cmp.Or(table.Excerpt(cell), "-") }
		change := d.Column + " " + shown(d.Old) + " → " + shown(d.New)
		return inventory.Text{ZH: d.Name + "：" + change, EN: d.Name + ": " + change}
	case d.Old == "":
		return inventory.Text{ZH: d.Name + "：多出", EN: d.Name + ": added"}
	}
	return inventory.Text{ZH: d.Name + "：不再有", EN: d.Name + ": gone"}
}

// needsApproval tells whether a final seal needs approved years: the keys list an approver.
func needsApproval(keys []workspace.Key) bool {
	return slices.ContainsFunc(keys, func(k workspace.Key) bool { return k.Role == workspace.Approver })
}

// Sealable says which years of the inventory cannot be sealed as final: their figures are not approved, or not these, or findings are open, or
// others were sealed and no version was opened since. Where inventory.toml lists no approver, a year of which nothing was ever signed needs no
// approval; that it was sealed before is then a warning.
func (r *Review) Sealable(inv *inventory.Inventory) (out inventory.Problems) {
	now := FiguresOf(inv)
	for _, year := range inv.Years {
		h, s := r.History(year), r.Approved(year)
		at := inventory.Source{File: folder}
		switch {
		case r.lost || r.unsound || h.broken:
			p := *(&Review{lost: true}).untrusted()
			p.Source = at
			return inventory.Problems{p}
		case len(h.Steps) == 0 && !needsApproval(r.keys):
			out.Add(r.sealedBefore(now[year])...)
			if p := r.waiting(year, inv); p != nil { // nobody is listed who could close one whose figure stays
				p.Source, p.Severity = inventory.Source{File: folder + FindingsFile}, inventory.Warning
				out.Add(*p)
			}
		case s == nil:
			out.Add(refuse(at, "not-approved", inventory.Text{ZH: strconv.Itoa(year) + " 年现为“" + h.State.Title().ZH + "”，没有批准，不能作为终稿封存", EN: strconv.Itoa(year) + " is " + h.State.String() + ", not approved: it cannot be sealed as final"}, h.next()))
		case s.Figures != now[year].Digest():
			out.Add(approvedOtherwise(s, h, totalOf(inv, year, inventory.ScopeTotal), now[year], nil))
		default:
			if p := r.waiting(year, inv); p != nil {
				p.Source = inventory.Source{File: folder + FindingsFile}
				out.Add(*p)
			}
			out.Add(r.notReopened(h, s)...)
		}
	}
	return out
}

// notReopened refuses to seal other figures than those sealed and approved before, unless a version was opened after that seal.
func (r *Review) notReopened(h *History, s *Step) (out inventory.Problems) {
	record, i := r.final(h.Year)
	if i < 0 || i >= s.Seals { // sealed since it was approved: these figures
		return nil
	}
	for _, t := range h.Steps {
		if t.State == Draft && t.Void == "" && t.Seals > i || t.State == Approved && t.Seals <= i && t.Figures == s.Figures {
			return nil
		}
	}
	if notes := r.former[record.Manifest]; notes != nil && !holdsApproval(notes, h.Year) {
		return nil // nobody had approved what was sealed then
	}
	out.Add(refuse(inventory.Source{File: s.File}, "sealed-before",
		inventory.Text{ZH: fmt.Sprintf("%d 年已作为终稿封存（seals/log.txt 第 %d 条），此后没有开过新版：不能再封存另一组数", h.Year, i),
			EN: fmt.Sprintf("%d is sealed as final, record %d of seals/log.txt, and no version was opened since: other figures cannot be sealed", h.Year, i)}, h.next()))
	return out
}

// holdsApproval tells whether an approval of the year is among files of a review.
func holdsApproval(notes map[string][]byte, year int) bool {
	for name := range notes {
		if named := noteName.FindStringSubmatch(name); named != nil && named[1] == strconv.Itoa(year) && named[3] == Approved.String() {
			return true
		}
	}
	return false
}

// sealedBefore warns that other figures of a year that nobody reviews were sealed as final before.
func (r *Review) sealedBefore(now *Figures) (out inventory.Problems) {
	record, i := r.final(now.Year)
	if i < 0 || r.sealedAs(record, now) {
		return nil
	}
	p := refuse(inventory.Source{File: "seals/log.txt", Row: int(i) + 1}, "sealed-before",
		inventory.Text{ZH: fmt.Sprintf("%d 年已有终稿封存（第 %d 条）：又封存一份终稿，收件人会有两份", now.Year, i), EN: fmt.Sprintf("%d was sealed as final before, record %d: this is another final seal of it", now.Year, i)},
		inventory.Text{ZH: "说明两份为何不同：inventory diff 两份封存件", EN: "say why the two differ: inventory diff of both seals"})
	p.Severity = inventory.Warning
	out.Add(p)
	return out
}
