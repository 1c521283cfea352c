package report

import (
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
	recalc.CategoryRemoved: "category_removed", recalc.ProgramChanged: "program", recalc.Moved: "moved", recalc.TimePassed: "time_passed"}

// CauseRecords are all causes of a bridge, of each year and boundary the largest first. effect_t, on the total,
// and moved_t, the sum of what it does to each line whatever the sign, are exact to 34 digits.
func CauseRecords(b *Recalculation) Records {
	out := Records{Columns: []string{"region", "year_old", "year_new", "boundary", "rank", "component", "kind", "id", "categories", "facilities", "items", "gases",
		"title_zh", "title_en", "old_key", "old_value", "old_unit", "old_document", "old_source", "new_key", "new_value", "new_unit", "new_document", "new_source",
		"old_name", "new_name", "old_rows", "new_rows", "lines", "effect_t", "moved_t", "pct_of_total", "corrected", "sentence_zh", "sentence_en"}}
	for _, y := range b.Bridge.Years {
		for _, boundary := range inventory.Boundaries {
			for rank, c := range causesOf(y, boundary) {
				row := []string{b.New.Inventory.Region, strconv.Itoa(y.Old), strconv.Itoa(y.New), boundary.String(), strconv.Itoa(rank + 1), c.Component.String(), causeKinds[c.Kind], c.ID,
					strings.Join(c.Categories, ";"), strings.Join(c.Facilities, ";"), strings.Join(c.Items, ";"), strings.Join(c.Gases, ";")}
				title := causeTitle(c)
				row = append(row, title.ZH, title.EN)
				row = append(append(row, sideCells(c.Old)...), sideCells(c.New)...)
				share, corrected := "", ""
				if of := effectShare(y, c); of != nil {
					share = toDigits(of.Shift(2), WrittenDigits).String()
				}
				if c.Correction != nil {
					corrected = c.Correction.Signed.Reason
				}
				sentence := b.causeSentence(y, c, shownPlaces(y))
				out.Rows = append(out.Rows, append(row, c.OldName, c.NewName, joinSources(c.OldRows), joinSources(c.Rows), strconv.Itoa(c.Lines),
					recalc.Unscaled(c.Effect).String(), recalc.Unscaled(c.Size).String(), share, corrected, sentence.ZH, sentence.EN))
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
	return c.Title
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
