package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/recalc"
)

// shownPlaces is the number of decimals of the tables of a year: the largest difference shows five digits, at three decimals at most.
func shownPlaces(y *recalc.YearBridge) int32 {
	largest := decimal.Zero
	for _, r := range y.Rows {
		largest = decimal.Max(largest, r.Difference().Abs())
	}
	return min(quantity.PlacesOf(largest, ShownDigits), 3)
}

// RecalculationTable prints a bridge: of several years first the totals and their parts, a line a year; of each year the largest causes
// as sentences, and of one year, or where tables are asked for, the recalculation table of the guidelines and the parts of the
// differences; then what wants an explanation.
func RecalculationTable(w io.Writer, b *Recalculation, lang string) {
	say := func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) }
	for _, s := range []struct {
		title string
		RecalculationSide
	}{{say("上次", "previous"), b.Old}, {say("本次", "latest"), b.New}} {
		fmt.Fprintf(w, "%s  %s  %s  %s  GWP %s%s\n", s.title, s.Name, s.Inventory.RegionName, s.Inventory.Guide, s.Inventory.GWPSet, setsText(b, s.RecalculationSide, say))
	}
	if b.Unchanged() {
		fmt.Fprintln(w, say("没有差别。", "No difference."))
	} else {
		if len(b.Bridge.Years) > 1 {
			b.overview(w, lang)
		}
		var same []string
		for _, y := range b.Bridge.Years {
			if !differs(y) {
				same = append(same, strconv.Itoa(y.New))
				continue
			}
			b.year(w, y, lang)
		}
		if len(same) > 0 {
			fmt.Fprintln(w)
			fmt.Fprintln(w, say(strings.Join(same, "、")+" 年没有差别。", "No difference in "+strings.Join(same, ", ")+"."))
		}
	}
	b.demands(w, lang)
}

// setsText names the precedence of factor sets where the sides differ in it, and the day whose knowledge counts.
func setsText(b *Recalculation, s RecalculationSide, say func(zh, en string) string) string {
	out := ""
	if !slices.Equal(b.Old.FactorSets, b.New.FactorSets) {
		out += say("  因子集 ", "  factor sets ") + strings.Join(s.FactorSets, " > ")
	}
	if !slices.Equal(b.Old.NCVSets, b.New.NCVSets) {
		out += say("  热值集 ", "  sets of calorific values ") + strings.Join(s.NCVSets, " > ")
	}
	if s.AsOf != "" {
		out += say("  按 "+s.AsOf+" 已知的因子", "  factors known on "+s.AsOf)
	}
	return out
}

// year prints a pair of years that differ.
func (b *Recalculation) year(w io.Writer, y *recalc.YearBridge, lang string) {
	say := func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) }
	fmt.Fprintln(w)
	title := say(fmt.Sprintf("%d 年重算表（t CO2e）", y.New), fmt.Sprintf("Recalculation of %d (t CO2e)", y.New))
	if y.Old != y.New {
		title = say(fmt.Sprintf("%d 年与 %d 年之差（t CO2e）", y.New, y.Old), fmt.Sprintf("%d against %d (t CO2e)", y.New, y.Old))
	}
	fmt.Fprintln(w, title)
	if len(differing(y)) == 0 {
		fmt.Fprintln(w, say("没有一个类别的数有差别；下列变化在类别之内相抵。", "No figure of a category differs; these changes cancel out within one."))
		b.sentences(w, y, shownPlaces(y), lang)
		return
	}
	lines, places := b.Lines(y)
	b.sentences(w, y, places, lang)
	if len(y.Missing) > 0 {
		list := strings.Join(y.Missing, ", ")
		fmt.Fprintln(w, say("有一边没有 GWP 值的气体，那一边按 0 计，由此而来的差不是排放的变化："+list, "gases without a GWP on a side count as 0 there, and what differs by that is no change of emissions: "+list))
	}
	if len(b.Bridge.Years) > 1 && !b.Tables {
		return
	}
	b.figures(w, lines, places, lang)
	b.parts(w, lines, places, lang)
	fmt.Fprintln(w, say("各部分按沙普利值分摊，按最大余数取整，相加等于差；上次、本次与差各自取整。占总量的百分数以本次总量为分母。",
		"Parts are Shapley values, rounded by largest remainder so that they add up to the difference; previous, latest and difference are rounded each. Shares are of the latest total."))
}

// signedShare prints a share with its sign.
func signedShare(share *decimal.Decimal) string {
	return strings.Replace(relative(share), "−", "-", 1)
}

// allFirst brings the sum over the gases of each figure before the gases.
func allFirst(rows []*recalc.Row) []*recalc.Row {
	var out []*recalc.Row
	for len(rows) > 0 {
		end := 1
		for end < len(rows) && rows[end].Boundary == rows[0].Boundary && rows[end].Scope == rows[0].Scope {
			end++
		}
		for _, all := range []bool{true, false} {
			for _, r := range rows[:end] {
				if (r.Gas == inventory.AllGases) == all {
					out = append(out, r)
				}
			}
		}
		rows = rows[end:]
	}
	return out
}

// rowTitle names a row in the first column, and the gas in the second.
func rowTitle(r *recalc.Row, lang string) []string {
	name, gas := rowName(r).In(lang), r.Gas
	if r.Gas == inventory.AllGases {
		gas = inventory.Text{ZH: "合计", EN: "all"}.In(lang)
	}
	if isTotal(r) {
		return []string{name, gas}
	}
	depth := strings.Count(r.Scope, ".")
	return []string{strings.Repeat("  ", depth) + strings.TrimRight(r.Scope+" "+name, " "), gas}
}

// figures is the recalculation table.
func (b *Recalculation) figures(w io.Writer, rows []RecalculationLine, places int32, lang string) {
	say := func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) }
	t := &columns{right: []bool{false, false, true, true, true, true, true, true, false}}
	t.rule()
	t.add(say("类别", "category"), say("气体", "gas"), say("上次", "previous"), say("本次", "latest"), say("差", "difference"), "%",
		say("占总量", "of total"), say("占总量（不含土地）", "without land"), say("说明", "explanation"))
	t.rule()
	for _, r := range rows {
		t.add(append(rowTitle(r.Row, lang), amountOf(r.Previous.Valid, r.Old, places), amountOf(r.Latest.Valid, r.New, places), changed(r.Difference(), places),
			signedShare(r.OfPrevious), signedShare(r.OfTotal), signedShare(r.OfTotalNoLand), r.Explanation.In(lang))...)
	}
	t.rule()
	t.write(w)
}

// amountOf prints a figure, or that there is none.
func amountOf(has bool, d decimal.Decimal, places int32) string {
	if !has {
		return "—"
	}
	return rounded(d, places)
}

// explanation is what the records say of a row, or that they should.
func (b *Recalculation) explanation(r *recalc.Row, say func(zh, en string) string) string {
	if b.Explained.Missing(r) {
		return say("缺说明", "not explained")
	}
	var out []string
	for _, e := range b.Explained.Of[r] {
		out = append(out, fmt.Sprintf("%s (%s %s)", e.Reason, e.By, e.Date))
	}
	return strings.Join(out, say("；", "; "))
}

// ComponentsOf are the components that any of the rows has.
func ComponentsOf(rows []RecalculationLine) (out []recalc.Component) {
	for _, c := range recalc.Components() {
		if slices.ContainsFunc(rows, func(r RecalculationLine) bool { return !r.Parts[c].IsZero() }) {
			out = append(out, c)
		}
	}
	return out
}

// parts is the table of the parts, of the components that any row has.
func (b *Recalculation) parts(w io.Writer, rows []RecalculationLine, places int32, lang string) {
	shown := ComponentsOf(rows)
	t := &columns{right: []bool{false, false, true}}
	head := []string{inventory.Text{ZH: "差的各部分", EN: "parts of the difference"}.In(lang), inventory.Text{ZH: "气体", EN: "gas"}.In(lang), inventory.Text{ZH: "差", EN: "difference"}.In(lang)}
	for _, c := range shown {
		t.right, head = append(t.right, true), append(head, c.Text().In(lang))
	}
	t.add(head...)
	t.rule()
	for _, r := range rows {
		row, printed := append(rowTitle(r.Row, lang), changed(r.Difference(), places)), r.Printed(places)
		for _, c := range shown {
			row = append(row, changed(printed[c], places))
		}
		t.add(row...)
	}
	t.rule()
	t.write(w)
}
