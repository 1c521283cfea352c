package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/recalc"
)

// overview is a line a year: the total with land on both sides, and the parts of its difference.
func (b *Recalculation) overview(w io.Writer, lang string) {
	say := func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) }
	totals, largest := map[*recalc.YearBridge]*recalc.Row{}, decimal.Zero
	var shown []recalc.Component
	for _, y := range b.Bridge.Years {
		row, ok := y.Row(inventory.Territorial, inventory.ScopeTotal, inventory.AllGases)
		if !ok {
			continue
		}
		totals[y], largest = row, decimal.Max(largest, row.Difference().Abs())
		for _, c := range recalc.Components() {
			if !row.Parts[c].IsZero() && !slices.Contains(shown, c) {
				shown = append(shown, c)
			}
		}
	}
	slices.Sort(shown)
	places := min(quantity.PlacesOf(largest, ShownDigits), 3)
	t := &columns{right: []bool{false, true, true, true, true}}
	head := []string{say("合计（含土地，t CO2e）", "total with land (t CO2e)"), say("上次", "previous"), say("本次", "latest"), say("差", "difference"), "%"}
	for _, c := range shown {
		t.right, head = append(t.right, true), append(head, c.Text().In(lang))
	}
	t.add(head...)
	t.rule()
	for _, y := range b.Bridge.Years {
		row := totals[y]
		if row == nil {
			continue
		}
		cells := []string{pairOf(y), amountOf(row.HasOld, row.Old, places), amountOf(row.HasNew, row.New, places), changed(row.Difference(), places), signedShare(shareOf(row.Difference(), row.Old.Abs()))}
		printed := row.Printed(places)
		for _, c := range shown {
			cells = append(cells, changed(printed[c], places))
		}
		t.add(cells...)
	}
	t.rule()
	fmt.Fprintln(w)
	t.write(w)
}

// pairOf names a pair of years.
func pairOf(y *recalc.YearBridge) string {
	if y.Old == y.New {
		return strconv.Itoa(y.New)
	}
	return fmt.Sprintf("%d → %d", y.Old, y.New)
}

// lone tells whether the row is the sum over the gases of a category that has one gas: that of the gas says the same.
func lone(y *recalc.YearBridge, r *recalc.Row) bool {
	if r.Gas != inventory.AllGases || isTotal(r) {
		return false
	}
	gases := 0
	for _, other := range y.Rows {
		if other.Boundary == r.Boundary && other.Scope == r.Scope && other.Gas != inventory.AllGases && !(other.Old.IsZero() && other.New.IsZero()) {
			gases++
		}
	}
	return gases == 1
}

// sentences are the largest causes of each boundary.
func (b *Recalculation) sentences(w io.Writer, y *recalc.YearBridge, places int32, lang string) {
	say := func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) }
	for _, boundary := range inventory.Boundaries {
		list := causesOf(y, boundary)
		if len(list) == 0 {
			continue
		}
		shown := min(b.Causes, len(list))
		title := say(fmt.Sprintf("原因共 %d 个，最大的 %d 个：", len(list), shown), fmt.Sprintf("Causes: %d; the largest %d:", len(list), shown))
		if shown == 0 {
			title = say(fmt.Sprintf("原因共 %d 个：", len(list)), fmt.Sprintf("Causes: %d:", len(list)))
		}
		if boundary != inventory.Territorial {
			title = boundaryTitles[boundary].In(lang) + say("：", ". ") + title
		}
		fmt.Fprintln(w, title)
		for i, c := range list[:shown] {
			fmt.Fprintf(w, "%d. %s\n", i+1, inventory.Printable(b.causeSentence(y, c, places).In(lang)))
		}
		if rest := len(list) - shown; rest > 0 {
			fmt.Fprintln(w, say(fmt.Sprintf("… 另有 %d 个：--causes 多列，--out 写出全部", rest), fmt.Sprintf("… %d more: --causes lists more, --out writes them all", rest)))
		}
	}
}
