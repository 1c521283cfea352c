package report

import (
	"fmt"
	"io"
	"strings"

	"ghg/inventory"
	"ghg/inventory/recalc"
)

// demands lists the figures that want an explanation and have none, and the explanations that explain nothing.
func (b *Recalculation) demands(w io.Writer, lang string) {
	say := func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) }
	var missing []string
	apart := ""
	for _, y := range b.Bridge.Years {
		for _, r := range y.Rows {
			if b.Explained.Missing(r) {
				if r.Boundary != inventory.Territorial {
					apart = say("；不计入总量的，按其自己的合计", ", of what stands outside it of its own total")
				}
				missing = append(missing, fmt.Sprintf("· %d  %s  %s t CO2e (%s)", y.New, rowWhere(r, lang), changed(r.Difference(), shownPlaces(y)), signedShare(shares(y, r)[0])))
			}
		}
	}
	if b.Limits == nil && !b.Unchanged() {
		fmt.Fprintln(w)
		fmt.Fprintln(w, say("这不是两次编制之间的重算（两个区县，或一边的设置与它的 inventory.toml 不同），不要求说明；要的话用 --threshold", "This is no recalculation of what was compiled (two districts, or a side with settings that its inventory.toml does not have): no explanations are asked for, unless by --threshold"))
	}
	if len(missing) > 0 {
		fmt.Fprintln(w)
		fmt.Fprintln(w, say(fmt.Sprintf("要写而没有写说明的 %d 项（差超过上次的 %s %%，且超过总量（不含土地）的 %s %%%s）；在本次的 records/explanations.csv 各写一行：kind=recalculation，year，subject=类别编码，gas，by，date，reason", len(missing), b.Limits.OfFigure, b.Limits.OfTotal, apart),
			fmt.Sprintf("Not explained, beyond %s %% of the previous figure and %s %% of the total without land%s: %d. Write a row for each into records/explanations.csv of the latest side: kind=recalculation, year, subject=code of the category, gas, by, date, reason", b.Limits.OfFigure, b.Limits.OfTotal, apart, len(missing))))
		fmt.Fprintln(w, strings.Join(missing, "\n"))
	}
	for _, e := range b.Explained.Idle {
		fmt.Fprintln(w, say(fmt.Sprintf("· %s：%d 年“%s”的说明没有对应的差别", e.Place.Cell("subject"), e.Year, e.Subject), fmt.Sprintf("· %s: the explanation of %s in %d explains no difference", e.Place.Cell("subject"), e.Subject, e.Year)))
	}
	for _, e := range b.Explained.Astray {
		fmt.Fprintln(w, say(fmt.Sprintf("· %s：本次清单没有 %d 年，“%s”的说明用不上", e.Place.Cell("year"), e.Year, e.Subject), fmt.Sprintf("· %s: the latest inventory has no %d: the explanation of %s is of no use", e.Place.Cell("year"), e.Year, e.Subject)))
	}
}

// outside says that a figure is none of the total, where its category has figures in it too.
var outside = map[inventory.Boundary]inventory.Text{
	inventory.Indirect: {ZH: "间接，不计入总量", EN: "indirect, outside the total"},
	inventory.MemoItem: {ZH: "信息项，不计入总量", EN: "memo item, outside the total"},
}

// rowWhere names a row on a line of its own.
func rowWhere(r *recalc.Row, lang string) string {
	out := strings.TrimSpace(strings.Join(rowTitle(r, lang), "  "))
	if where, ok := outside[r.Boundary]; ok && !isTotal(r) {
		out += inventory.Text{ZH: "（" + where.ZH + "）", EN: " (" + where.EN + ")"}.In(lang)
	}
	return out
}
