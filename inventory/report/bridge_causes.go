package report

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/recalc"
)

// causeKinds name the kinds of causes for machines.
var causeKinds = map[recalc.Kind]string{
	recalc.Revised: "revised", recalc.Replaced: "replaced", recalc.Several: "several", recalc.RowsMoved: "rows_moved", recalc.RowAdded: "row_added",
	recalc.RowRemoved: "row_removed", recalc.MethodChanged: "method", recalc.GWPChanged: "gwp", recalc.CategoryAdded: "category_added",
	recalc.CategoryRemoved: "category_removed", recalc.ProgramChanged: "program"}

// CauseRecords are all causes of a bridge, of each year and boundary the largest first. effect_t is exact to 34 digits.
func CauseRecords(b *Recalculation) Records {
	out := Records{Columns: []string{"region", "year_old", "year_new", "boundary", "rank", "component", "kind", "id", "categories", "items", "gases",
		"title_zh", "title_en", "old_key", "old_value", "old_unit", "old_document", "old_source", "new_key", "new_value", "new_unit", "new_document", "new_source",
		"old_name", "new_name", "old_rows", "new_rows", "lines", "effect_t", "pct_of_total", "corrected", "sentence_zh", "sentence_en"}}
	for _, y := range b.Bridge.Years {
		for _, boundary := range inventory.Boundaries {
			for rank, c := range causesOf(y, boundary) {
				row := []string{b.New.Inventory.Region, strconv.Itoa(y.Old), strconv.Itoa(y.New), boundary.String(), strconv.Itoa(rank + 1), c.Component.String(), causeKinds[c.Kind], c.ID,
					strings.Join(c.Categories, ";"), strings.Join(c.Items, ";"), strings.Join(c.Gases, ";")}
				title := causeTitle(c)
				row = append(row, title.ZH, title.EN)
				row = append(append(row, sideCells(c.Old)...), sideCells(c.New)...)
				share, corrected := "", ""
				if of := effectShare(y, c); of != nil {
					share = toDigits(of.Shift(2), writtenDigits).String()
				}
				if c.Correction != nil {
					corrected = c.Correction.Signed.Reason
				}
				sentence := b.causeSentence(y, c, shownPlaces(y))
				out.Rows = append(out.Rows, append(row, c.OldName, c.NewName, joinSources(c.OldRows), joinSources(c.Rows), strconv.Itoa(c.Lines),
					recalc.Unscaled(c.Effect).String(), share, corrected, sentence.ZH, sentence.EN))
			}
		}
	}
	return out
}

// causesOf are the causes of a boundary, largest first.
func causesOf(y *recalc.YearBridge, b inventory.Boundary) (out []*recalc.Cause) {
	for _, c := range y.Causes {
		if c.Boundary == b {
			out = append(out, c)
		}
	}
	return out
}

// effectShare is the effect as a share of the latest total; nil for one outside the total.
func effectShare(y *recalc.YearBridge, c *recalc.Cause) *decimal.Decimal {
	if c.Boundary != inventory.Territorial {
		return nil
	}
	return shareOfTotal(y, inventory.ScopeTotal, recalc.Unscaled(c.Effect))
}

// causeTitle names the figure that changed.
func causeTitle(c *recalc.Cause) inventory.Text {
	switch {
	case c.New != nil:
		return c.New.Title
	case c.Old != nil:
		return c.Old.Title
	}
	return inventory.Text{}
}

func sideCells(f *recalc.Figure) []string {
	if f == nil {
		return make([]string, 5)
	}
	return []string{f.Key, f.Amount.String(), f.Unit, f.Document, f.Source.String()}
}

func joinSources(list []inventory.Source) string {
	texts := make([]string, len(list))
	for i, s := range list {
		texts[i] = s.String()
	}
	return strings.Join(texts, ";")
}

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
	what, effect := causeText(c, b.aboutCause(c)), effectText(y, c, places)
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
		out = inventory.Text{ZH: of.ZH + "没有改变", EN: "leaves " + of.EN + " as it was"}
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
func causeText(c *recalc.Cause, about inventory.Text) inventory.Text {
	title := causeTitle(c)
	switch c.Kind {
	case recalc.GWPChanged:
		return inventory.Text{
			ZH: fmt.Sprintf("GWP 集由 %s 改为 %s，%s由 %s改为 %s", c.OldName, c.NewName, spaced(strings.Join(c.Gases, "、")), potential(c.Old).ZH, potential(c.New).ZH),
			EN: fmt.Sprintf("the set changed from %s to %s, %s from %s to %s", c.OldName, c.NewName, strings.Join(c.Gases, ", "), potential(c.Old).EN, potential(c.New).EN)}
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
		return inventory.Text{
			ZH: fmt.Sprintf("%s的几个数同时变了，原：%s，现：%s", about.ZH, cellsOf(c.OldRows).ZH, cellsOf(c.Rows).ZH),
			EN: fmt.Sprintf("several figures of %s changed at once: before %s, now %s", about.EN, cellsOf(c.OldRows).EN, cellsOf(c.Rows).EN)}
	case recalc.RowsMoved:
		return inventory.Text{
			ZH: fmt.Sprintf("%s的方程所取的行有增减，原：%s，现：%s", about.ZH, cellsOf(c.OldRows).ZH, cellsOf(c.Rows).ZH),
			EN: fmt.Sprintf("rows that the equation of %s takes came or went: before %s, now %s", about.EN, cellsOf(c.OldRows).EN, cellsOf(c.Rows).EN)}
	case recalc.MethodChanged, recalc.ProgramChanged:
		return inventory.Text{ZH: fmt.Sprintf("%s由 %s 改为 %s", about.ZH, c.OldName, c.NewName), EN: fmt.Sprintf("%s computed by %s, before by %s", about.EN, c.NewName, c.OldName)}
	}
	return movedText(c, about)
}

// movedText says which rows or categories came or went.
func movedText(c *recalc.Cause, about inventory.Text) inventory.Text {
	before, now := cellsOf(c.OldRows), cellsOf(c.Rows)
	switch c.Kind {
	case recalc.RowAdded:
		return inventory.Text{ZH: fmt.Sprintf("%s新增 %s", about.ZH, now.ZH), EN: fmt.Sprintf("new at %s: %s", about.EN, now.EN)}
	case recalc.RowRemoved:
		return inventory.Text{ZH: fmt.Sprintf("%s不再有 %s", about.ZH, before.ZH), EN: fmt.Sprintf("gone from %s: %s", about.EN, before.EN)}
	case recalc.CategoryAdded:
		return inventory.Text{ZH: fmt.Sprintf("%s此前没有数，现有 %s", about.ZH, now.ZH), EN: fmt.Sprintf("%s had no figure before and has %s", about.EN, now.EN)}
	}
	return inventory.Text{ZH: fmt.Sprintf("%s不再有数，此前是 %s", about.ZH, before.ZH), EN: fmt.Sprintf("%s has no figure any more, before %s", about.EN, before.EN)}
}

// aboutCause names the categories, items and gases that a cause moves.
func (b *Recalculation) aboutCause(c *recalc.Cause) inventory.Text {
	categories, items, gases := named(c.Categories), named(c.Items), named(c.Gases)
	var english []string
	for _, name := range c.Items {
		if item, ok := b.New.Inventory.Vocabulary.Items.Lookup(name); ok {
			name = itemName(item, "en")
		}
		english = append(english, name)
	}
	items.EN = named(english).EN
	if c.Component == recalc.Activity && len(c.Gases) > 1 {
		gases = inventory.Text{} // a figure of the district makes all of them
	}
	zh := strings.Join(strings.Fields(categories.ZH+" "+items.ZH+" "+gases.ZH), " ")
	en := strings.Join(strings.Fields(categories.EN+" "+items.EN+" "+gases.EN), " ")
	return inventory.Text{ZH: spaced(zh), EN: en}
}

// potential is a GWP with its cell; the set's documents stand in the records.
func potential(f *recalc.Figure) inventory.Text {
	if f == nil {
		return inventory.Text{ZH: "（无）", EN: "none"}
	}
	bare := *f
	bare.Key, bare.Document = "", ""
	return figureText(&bare, inventory.Text{})
}

// commonKey is the key of a figure that both sides have under one.
func commonKey(c *recalc.Cause) inventory.Text {
	if c.Old.Key == "" || c.Old.Key != c.New.Key {
		return inventory.Text{}
	}
	return inventory.Text{ZH: "（键 " + c.Old.Key + "）", EN: " (key " + c.Old.Key + ")"}
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
	amount := strings.TrimRight(f.Amount.String()+" "+f.Unit, " ")
	if len(zh) == 0 {
		return inventory.Text{ZH: amount, EN: amount}
	}
	return inventory.Text{ZH: amount + "（" + strings.Join(zh, "，") + "）", EN: amount + " (" + strings.Join(en, ", ") + ")"}
}
