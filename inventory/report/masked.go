package report

import (
	"fmt"
	"io"

	"ghg/inventory"
)

// MaskedTable prints which totals of the year are masked and why; nothing of a report that hides nothing.
func MaskedTable(w io.Writer, s *Subject, lang string) {
	if !s.Mask.Any() {
		return
	}
	say := func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) }
	t := &columns{right: make([]bool, 4)}
	t.add(say("以 C 代替的合计", "Totals masked by C"), say("边界", "Boundary"), say("气体", "Gas"), say("缘由", "Why"))
	t.rule()
	others, lines := 0, 0
	for _, h := range s.Mask.Hidden() {
		switch {
		case h.Line != nil:
			lines++
			continue
		case h.Figure.Year != s.Year:
			others++
			continue
		}
		why := say("可由它推算保密的数", "a confidential figure could be had from it")
		if h.Primary {
			why = say("全部来自保密设施", "of confidential plants alone")
		}
		name := h.Figure.Scope
		if c, ok := s.Inventory().Vocabulary.Categories.Lookup(name); ok {
			name += " " + c.Name.In(lang)
		}
		t.add(name, h.Figure.Boundary.String(), h.Figure.Gas, why)
	}
	fmt.Fprintln(w)
	t.write(w)
	fmt.Fprintln(w, say(fmt.Sprintf("另有其他年份的合计 %d 个，清单行 %d 行", others, lines), fmt.Sprintf("and %d totals of other years, and %d lines", others, lines)))
}
