package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/recalc"
)

// mostNamed is the number of cells, categories or items that a sentence names.
const mostNamed = 3

// named joins the first of a list and says how many more there are.
func named(list []string) inventory.Text {
	shown, more := list[:min(mostNamed, len(list))], len(list)-mostNamed
	out := inventory.Text{ZH: strings.Join(shown, "、"), EN: strings.Join(shown, ", ")}
	if more > 0 {
		out.ZH += fmt.Sprintf("等 %d 个", len(list))
		out.EN += fmt.Sprintf(" and %d more", more)
	}
	return out
}

// cellsOf names cells.
func cellsOf(list []inventory.Source) inventory.Text {
	texts := make([]string, 0, len(list))
	for _, s := range list {
		if text := s.String(); text != "" {
			texts = append(texts, text)
		}
	}
	if len(texts) == 0 {
		return inventory.Text{ZH: "无", EN: "none"}
	}
	return named(texts)
}

// causeSentence says what changed, where it stands on both sides, and what it does.
func (b *Recalculation) causeSentence(y *recalc.YearBridge, c *recalc.Cause, places int32) inventory.Text {
	what, effect := b.causeText(y, c), effectText(y, c, places)
	kind := c.Component.Text()
	out := inventory.Text{
		ZH: fmt.Sprintf("%s：%s；涉及 %d 行，%s", kind.ZH, what.ZH, c.Lines, effect.ZH),
		EN: fmt.Sprintf("%s: %s; lines moved: %d, %s", upper(kind.EN), what.EN, c.Lines, effect.EN)}
	if c.Correction != nil {
		signed := c.Correction.Signed
		out.ZH += fmt.Sprintf("。更正的理由：%s（%s %s）", signed.Reason, signed.By, signed.Date)
		out.EN += fmt.Sprintf(". Why it was corrected: %s (%s %s)", signed.Reason, signed.By, signed.Date)
	}
	return inventory.Text{ZH: strings.TrimRight(out.ZH, "。") + "。", EN: strings.TrimRight(out.EN, ".") + "."}
}

// effectText is the effect in t CO2e and per cent of the latest total.
func effectText(y *recalc.YearBridge, c *recalc.Cause, places int32) inventory.Text {
	effect := recalc.Unscaled(c.Effect)
	amount := rounded(effect.Abs(), places)
	if effect.RoundBank(places).IsZero() {
		amount = tonnes(effect.Abs())
	}
	size := amount + " t CO2e"
	of := inventory.Text{ZH: "总量", EN: "the total"}
	switch c.Boundary {
	case inventory.Indirect:
		of = inventory.Text{ZH: "间接排放", EN: "indirect emissions"}
	case inventory.MemoItem:
		of = inventory.Text{ZH: "信息项", EN: "memo items"}
	}
	out := inventory.Text{ZH: "使" + of.ZH + "增加 " + size, EN: "raises " + of.EN + " by " + size}
	switch {
	case effect.IsZero():
		within := rounded(recalc.Unscaled(c.Size.Mul(decimal.New(5, -1))), places) + " t CO2e"
		return inventory.Text{ZH: of.ZH + "没有改变（其中增减各 " + within + "）", EN: "leaves " + of.EN + " as it was (" + within + " up and down within it)"}
	case effect.IsNegative():
		out = inventory.Text{ZH: "使" + of.ZH + "减少 " + size, EN: "lowers " + of.EN + " by " + size}
	}
	if share := effectShare(y, c); share != nil {
		out.ZH += "（占总量的 " + signedShare(share) + "）"
		out.EN += " (" + signedShare(share) + ")"
	}
	return out
}

// causeText says what changed.
func (b *Recalculation) causeText(y *recalc.YearBridge, c *recalc.Cause) inventory.Text {
	title, about := causeTitle(c), b.aboutCause(c)
	switch c.Kind {
	case recalc.GWPChanged:
		return b.potentialsText(y, c)
	case recalc.Revised:
		key := commonKey(c)
		return inventory.Text{
			ZH: fmt.Sprintf("%s的%s%s由 %s改为 %s", about.ZH, title.ZH, key.ZH, spaced(figureText(c.Old, key).ZH), figureText(c.New, key).ZH),
			EN: fmt.Sprintf("%s of %s%s changed from %s to %s", title.EN, about.EN, key.EN, figureText(c.Old, key).EN, figureText(c.New, key).EN)}
	case recalc.Replaced:
		return inventory.Text{
			ZH: fmt.Sprintf("%s的%s不取 %s，改取 %s", about.ZH, title.ZH, figureText(c.Old, inventory.Text{}).ZH, figureText(c.New, inventory.Text{}).ZH),
			EN: fmt.Sprintf("%s of %s is no longer %s but %s", title.EN, about.EN, figureText(c.Old, inventory.Text{}).EN, figureText(c.New, inventory.Text{}).EN)}
	case recalc.Several:
		if title == (inventory.Text{}) {
			title = inventory.Text{ZH: "输入", EN: "inputs"}
		}
		return inventory.Text{
			ZH: fmt.Sprintf("%s的%s有 %d 个数同时变了，原：%s，现：%s", about.ZH, title.ZH, c.Figures, cellsOf(c.OldRows).ZH, cellsOf(c.Rows).ZH),
			EN: fmt.Sprintf("%d figures of %s, %s, changed at once: before %s, now %s", c.Figures, about.EN, title.EN, cellsOf(c.OldRows).EN, cellsOf(c.Rows).EN)}
	case recalc.TimePassed:
		return inventory.Text{
			ZH: fmt.Sprintf("%s的方程逐年递推，两年承接的是不同年份留下的；只一方取的：%d 年 %s，%d 年 %s", about.ZH, y.Old, cellsOf(c.OldRows).ZH, y.New, cellsOf(c.Rows).ZH),
			EN: fmt.Sprintf("the equation of %s runs on from year to year, and each stands on what other years left; taken by one alone: in %d %s, in %d %s", about.EN, y.Old, cellsOf(c.OldRows).EN, y.New, cellsOf(c.Rows).EN)}
	case recalc.RowsMoved:
		return inventory.Text{
			ZH: fmt.Sprintf("%s的方程所取的行有增减，原：%s，现：%s", about.ZH, cellsOf(c.OldRows).ZH, cellsOf(c.Rows).ZH),
			EN: fmt.Sprintf("rows that the equation of %s takes came or went: before %s, now %s", about.EN, cellsOf(c.OldRows).EN, cellsOf(c.Rows).EN)}
	case recalc.MethodChanged, recalc.ProgramChanged:
		return methodText(c, about)
	case recalc.Moved:
		return movedText(c, about)
	}
	return b.presenceText(y, c, about)
}

// methodText says what computes a figure; a method that is none computes it no longer, or did not yet, from figures that both sides have.
func methodText(c *recalc.Cause, about inventory.Text) inventory.Text {
	switch {
	case c.NewName == "":
		return inventory.Text{ZH: fmt.Sprintf("%s：数仍在（%s），但这里不再计算，此前按 %s", strings.TrimRight(about.ZH, " "), given(c.Old, c.OldRows).ZH, c.OldName),
			EN: fmt.Sprintf("%s: figures are there (%s) but no longer counted here, before by %s", about.EN, given(c.Old, c.OldRows).EN, c.OldName)}
	case c.OldName == "":
		return inventory.Text{ZH: fmt.Sprintf("%s：数此前已有（%s），但这里没有计算，现按 %s", strings.TrimRight(about.ZH, " "), given(c.New, c.Rows).ZH, c.NewName),
			EN: fmt.Sprintf("%s: figures were there before (%s) but not counted here, now by %s", about.EN, given(c.New, c.Rows).EN, c.NewName)}
	}
	out := inventory.Text{ZH: fmt.Sprintf("%s由 %s 改为 %s", about.ZH, c.OldName, c.NewName), EN: fmt.Sprintf("%s computed by %s, before by %s", about.EN, c.NewName, c.OldName)}
	if len(c.OldRows)+len(c.Rows) > 0 {
		before, now := given(c.Old, c.OldRows), given(c.New, c.Rows)
		out.ZH += fmt.Sprintf("（原：%s，现：%s）", before.ZH, now.ZH)
		out.EN += fmt.Sprintf(" (before %s, now %s)", before.EN, now.EN)
	}
	return out
}

// movedText says in which category figures count that counted in another. Where other equations take them there one side alone is told.
func movedText(c *recalc.Cause, about inventory.Text) inventory.Text {
	out := inventory.Text{ZH: fmt.Sprintf("%s由 %s 移到 %s", about.ZH, c.OldName, c.NewName), EN: fmt.Sprintf("%s moved from %s to %s", about.EN, c.OldName, c.NewName)}
	before, now := given(c.Old, c.OldRows), given(c.New, c.Rows)
	switch {
	case len(c.OldRows) == 0:
		out.ZH += "，现：" + now.ZH
		out.EN += ": now " + now.EN
	case len(c.Rows) == 0:
		out.ZH += "，原：" + before.ZH
		out.EN += ": before " + before.EN
	default:
		out.ZH += "，原：" + before.ZH + "，现：" + now.ZH
		out.EN += ": before " + before.EN + ", now " + now.EN
	}
	return out
}

// presenceText says which rows or categories came or went, and which keys stand in their place.
func (b *Recalculation) presenceText(y *recalc.YearBridge, c *recalc.Cause, about inventory.Text) inventory.Text {
	before, now := given(c.Old, c.OldRows), given(c.New, c.Rows)
	switch c.Kind {
	case recalc.RowAdded, recalc.CategoryAdded:
		keys := keysInstead(b.Old.Inventory, y.Old, c)
		if c.Kind == recalc.RowAdded {
			return inventory.Text{ZH: fmt.Sprintf("%s新增 %s", about.ZH, now.ZH) + told("，此前是 ", keys), EN: fmt.Sprintf("new at %s: %s", about.EN, now.EN) + told(", before ", keys)}
		}
		return inventory.Text{ZH: fmt.Sprintf("%s此前没有数%s，现有 %s", about.ZH, told("，是 ", keys), now.ZH), EN: fmt.Sprintf("%s had no figure before%s and has %s", about.EN, told(" but ", keys), now.EN)}
	}
	keys := keysInstead(b.New.Inventory, y.New, c)
	if c.Kind == recalc.RowRemoved {
		return inventory.Text{ZH: fmt.Sprintf("%s不再有 %s", about.ZH, before.ZH) + told("，现是 ", keys), EN: fmt.Sprintf("gone from %s: %s", about.EN, before.EN) + told(", now ", keys)}
	}
	return inventory.Text{ZH: fmt.Sprintf("%s不再有数，此前是 %s", about.ZH, before.ZH) + told("，现是 ", keys), EN: fmt.Sprintf("%s has no figure any more, before %s", about.EN, before.EN) + told(", now ", keys)}
}

// told is a text behind its head, nothing if there is none.
func told(head, text string) string {
	if text == "" {
		return ""
	}
	return head + text
}

// keysInstead are the notation keys that a side has for what a cause is of, with their cells: NO, IE and where to.
func keysInstead(inv *inventory.Inventory, year int, c *recalc.Cause) string {
	var out []string
	for _, e := range inv.Estimates {
		if e.Number || e.Row.Year != year || e.Boundary != c.Boundary || !slices.Contains(c.Categories, e.Row.Category.Code) || len(c.Items) > 0 && !slices.Contains(c.Items, e.Row.ItemName()) {
			continue
		}
		if text := notation(e) + " (" + e.Origin().String() + ")"; !slices.Contains(out, text) && len(out) < mostNamed {
			out = append(out, text)
		}
	}
	return strings.Join(out, ", ")
}

// given is the figure of the district that lines rest on, or the cells where there are several.
func given(f *recalc.Figure, rows []inventory.Source) inventory.Text {
	if f == nil || len(rows) > 1 {
		return cellsOf(rows)
	}
	bare := *f
	bare.Key = ""
	text := figureText(&bare, inventory.Text{})
	return inventory.Text{ZH: strings.TrimLeft(f.Title.ZH+" "+text.ZH, " "), EN: strings.TrimLeft(f.Title.EN+" "+text.EN, " ")}
}

// aboutCause names the categories, facilities, items and gases that a cause moves; a factor and an equation are of no facility.
func (b *Recalculation) aboutCause(c *recalc.Cause) inventory.Text {
	categories, facilities, items, gases := named(c.Categories), inventory.Text{}, named(c.Items), named(c.Gases)
	switch c.Component {
	case recalc.Activity, recalc.Scope, recalc.Correction:
		facilities = named(c.Facilities)
	}
	if c.Kind == recalc.Moved {
		categories = inventory.Text{} // it names them itself
	}
	var english []string
	for _, name := range c.Items {
		if item, ok := b.New.Inventory.Vocabulary.Items.Lookup(name); ok {
			name = itemName(item, "en")
		}
		english = append(english, name)
	}
	items.EN = named(english).EN
	if len(c.Gases) > 1 && (c.Component == recalc.Activity || c.Kind == recalc.Moved) {
		gases = inventory.Text{} // a figure of the district makes all of them
	}
	zh := strings.Join(strings.Fields(categories.ZH+" "+facilities.ZH+" "+items.ZH+" "+gases.ZH), " ")
	en := strings.Join(strings.Fields(categories.EN+" "+facilities.EN+" "+items.EN+" "+gases.EN), " ")
	return inventory.Text{ZH: spaced(zh), EN: en}
}

// commonKey is the key of a figure that both sides have under one.
func commonKey(c *recalc.Cause) inventory.Text {
	if c.Old.Key == "" || c.Old.Key != c.New.Key {
		return inventory.Text{}
	}
	return inventory.Text{ZH: "（键 " + c.Old.Key + "）", EN: " (key " + c.Old.Key + ")"}
}

// amountText is a figure with its unit; that of a mere number is not told.
func amountText(f *recalc.Figure) string {
	if f.Unit == "" || f.Unit == "1" {
		return f.Amount.String()
	}
	return f.Amount.String() + " " + f.Unit
}

// figureText is a figure with its key, unless that is told already, the cell it stands in and the document.
func figureText(f *recalc.Figure, told inventory.Text) inventory.Text {
	var zh, en []string
	if told == (inventory.Text{}) && f.Key != "" {
		zh, en = append(zh, "键 "+f.Key), append(en, "key "+f.Key)
	}
	for _, part := range []string{f.Source.String(), f.Document} {
		if part != "" {
			zh, en = append(zh, part), append(en, part)
		}
	}
	if f.Choice != (inventory.Text{}) {
		zh, en = append(zh, f.Choice.ZH), append(en, f.Choice.EN)
	}
	amount := amountText(f)
	if len(zh) == 0 {
		return inventory.Text{ZH: amount, EN: amount}
	}
	return inventory.Text{ZH: amount + "（" + strings.Join(zh, "，") + "）", EN: amount + " (" + strings.Join(en, ", ") + ")"}
}
