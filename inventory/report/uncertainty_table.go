package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/uncertainty"
)

// Uncertainty is what the report of uncertainties prints.
type Uncertainty struct {
	Region     string // code of the district, "" of a table of the user's
	Title      inventory.Text
	Base, Year int // 0 where a table of the user's names neither
	Scopes     []uncertainty.Scoped
}

var uncertaintyColumns = []string{"region", "base_year", "year", "scope", "approach", "line", "category", "item", "gas", "e_base", "e_t",
	"u_ad_pct", "ad_correlated", "u_ef_pct", "ef_correlated", "u_pct", "minus_pct", "plus_pct", "u_corrected_pct", "half_width",
	"contribution", "share", "sensitivity_a", "sensitivity_b", "trend_ef", "trend_ad", "trend_squared", "trend_pct", "trend_points", "trend_low_pct", "trend_high_pct"}

// Records is the Approach 1 table (2019 Refinement V1 Table 3.2) with the sides and trends of the reporting table (2006 V1 Table 3.3):
// a line "row" for each row and a line "total" at the foot. minus_pct and plus_pct are the lower and the upper end of the interval, of a
// removal too, in per cent of the figure's size and without sign, as Table 3.3 has them; the trend's are percentage points.
func (u *Uncertainty) Records() Records {
	out := Records{Columns: uncertaintyColumns}
	for _, scope := range u.Scopes {
		head := func(line string) []string {
			return []string{u.Region, yearOrNone(u.Base), yearOrNone(u.Year), scope.Scope, "1", line}
		}
		for i := range scope.Lines {
			out.Rows = append(out.Rows, append(head("row"), lineRecord(scope.Propagation, &scope.Lines[i])...))
		}
		out.Rows = append(out.Rows, append(head("total"), footRecord(scope.Propagation)...))
	}
	if u.Year != 0 && u.Base == 0 { // an inventory without a base year has no figure of it
		at := slices.Index(uncertaintyColumns, "e_base")
		for _, row := range out.Rows {
			row[at] = ""
		}
	}
	return out
}

// figure writes a computed figure.
func figure(d decimal.Decimal) string { return toDigits(d, WrittenDigits).String() }

func figureOrNone(d decimal.NullDecimal) string {
	if !d.Valid {
		return ""
	}
	return figure(d.Decimal)
}

// correctedOrNone writes the corrected uncertainty, where one is needed and reliable.
func correctedOrNone(percent decimal.Decimal, reliable, needed bool) string {
	if !needed || !reliable {
		return ""
	}
	return figure(percent)
}

func lineRecord(p *uncertainty.Propagation, l *uncertainty.Line) []string {
	below, above := l.Sides()
	out := []string{l.Category, l.Item, l.Gas, l.Base.String(), l.Row.Year.String(), l.AD.String(), flag(l.ADCorrelated), l.EF.String(), flag(l.EFCorrelated),
		figure(l.Combined()), figure(below), figure(above), correctedOrNone(l.Corrected()), figure(l.Width()), "", figure(l.Share())}
	if p.NoLevel == (inventory.Text{}) {
		out[14] = figure(l.Contribution())
	}
	if l.Unstated {
		for i := 5; i < len(out); i++ { // from u_ad_pct on: nothing is known, which is not zero
			out[i] = ""
		}
	}
	switch {
	case p.NoTrend != (inventory.Text{}):
		return append(out, "", "", "", "", "", figureOrNone(l.Change()), "", "", "")
	case l.Unstated:
		return append(out, figure(l.TypeA()), figure(l.TypeB()), "", "", "", figureOrNone(l.Change()), "", "", "")
	}
	return append(out, figure(l.TypeA()), figure(l.TypeB()), figure(l.TrendEF()), figure(l.TrendAD()), figure(l.TrendVariation()),
		figureOrNone(l.Change()), figure(l.TrendPoints()), "", "")
}

func footRecord(p *uncertainty.Propagation) []string {
	_, below := p.Below()
	_, above := p.Above()
	out := []string{"", "", "", p.Base.String(), p.Year.String(), "", "", "", "", figureOrNone(p.Level()), figureOrNone(below), figureOrNone(above),
		correctedOrNone(p.Corrected()), figure(p.Width()), figureOrNone(p.Variance()), "1", "", "", "", ""}
	if p.Width().IsZero() {
		out[15] = "" // no part has a share in nothing
	}
	if p.NoTrend != (inventory.Text{}) {
		return append(out, "", "", "", "", "")
	}
	low, high := p.TrendRange()
	return append(out, figure(p.TrendVariation()), figure(p.TrendPercent()), figure(p.TrendPoints()), figure(low), figure(high))
}

// Page prints the table for people, once with and once without land, the total and its trend in sentences, and what a reader must know.
func (u *Uncertainty) Page(w io.Writer, lang string) {
	fmt.Fprintln(w, inventory.Text{ZH: u.Title.ZH + "：不确定度，方法 1 误差传递（IPCC 2019 年修订版卷 1 表 3.2）", EN: u.Title.EN + ": uncertainty, Approach 1 (2019 Refinement V1 Table 3.2)"}.In(lang))
	if u.Year == 0 {
		fmt.Fprintln(w, asInTable.In(lang))
	}
	for _, scope := range u.Scopes {
		if len(u.Scopes) > 1 {
			fmt.Fprintf(w, "\n%s\n", scopeTitles[scope.Scope].In(lang))
		}
		propagationTable(w, scope.Propagation, u.Base, u.Year, lang)
		for _, sentence := range propagationSentences(scope.Propagation) {
			fmt.Fprintln(w, sentence.In(lang))
		}
		for _, note := range propagationNotes(scope.Propagation) {
			fmt.Fprintln(w, "· "+note.In(lang))
		}
	}
}

// asInTable says in what unit the figures of a table of the user's are printed.
var asInTable = inventory.Text{ZH: "数字按表中的单位（CO2 当量）", EN: "figures in the unit of the table, CO2e"}

// Of a table of more than longTable rows people are shown shownLines, those with the largest share of the variance.
const (
	longTable  = 200
	shownLines = 100
)

// telling are the lines that people are shown: all, or of a long table the first by contribution to the variance; the others are added up.
func telling(p *uncertainty.Propagation) (shown []*uncertainty.Line, others []*uncertainty.Line) {
	for i := range p.Lines {
		shown = append(shown, &p.Lines[i])
	}
	if len(shown) <= longTable {
		return shown, nil
	}
	shares := make(map[*uncertainty.Line]decimal.Decimal, len(shown))
	for _, l := range shown {
		shares[l] = l.Share()
	}
	slices.SortStableFunc(shown, func(a, b *uncertainty.Line) int { return shares[b].Cmp(shares[a]) })
	return shown[:shownLines], shown[shownLines:]
}

// othersRow is what the rows that are not shown come to.
func othersRow(p *uncertainty.Propagation, others []*uncertainty.Line, lang string) []string {
	var base, year, variance, trend decimal.Decimal
	for _, l := range others {
		base, year = base.Add(l.Base), year.Add(l.Row.Year)
		if p.NoLevel == (inventory.Text{}) {
			variance = variance.Add(l.Contribution())
		}
		if p.NoTrend == (inventory.Text{}) {
			trend = trend.Add(l.TrendVariation())
		}
	}
	count := rounded(decimal.NewFromInt(int64(len(others))), 0)
	out := []string{inventory.Text{ZH: "其余 " + count + " 行（csv）", EN: count + " more (csv)"}.In(lang), "", "", asStated(base), asStated(year), "", "", "", "", "", none, "", "", "", "", none}
	if p.NoLevel == (inventory.Text{}) {
		out[10] = rounded(variance, 4)
	}
	if p.NoTrend == (inventory.Text{}) {
		out[15] = rounded(trend, 4)
	}
	return out
}

// propagationTable prints columns C to Q.
func propagationTable(w io.Writer, p *uncertainty.Propagation, base, year int, lang string) {
	t := &columns{right: []bool{false, false, false, true, true, true, false, true, false, true, true, true, true, true, true, true}}
	t.rule()
	t.add(inventory.Text{ZH: "类别", EN: "Category"}.In(lang), inventory.Text{ZH: "项", EN: "Item"}.In(lang), inventory.Text{ZH: "气体", EN: "Gas"}.In(lang),
		yearTitle(inventory.Text{ZH: "基准年", EN: "Base year"}, base, lang), yearTitle(inventory.Text{ZH: "当年", EN: "Year t"}, year, lang),
		inventory.Text{ZH: "活动 ±%", EN: "AD ±%"}.In(lang), inventory.Text{ZH: "相关", EN: "corr"}.In(lang), inventory.Text{ZH: "因子 ±%", EN: "EF ±%"}.In(lang),
		inventory.Text{ZH: "相关", EN: "corr"}.In(lang), inventory.Text{ZH: "合成 ±%", EN: "U ±%"}.In(lang), inventory.Text{ZH: "方差贡献", EN: "Variance"}.In(lang),
		inventory.Text{ZH: "A 类", EN: "Type A"}.In(lang), inventory.Text{ZH: "B 类", EN: "Type B"}.In(lang), inventory.Text{ZH: "趋势：因子", EN: "Trend EF"}.In(lang),
		inventory.Text{ZH: "趋势：活动", EN: "Trend AD"}.In(lang), inventory.Text{ZH: "趋势²", EN: "Trend²"}.In(lang))
	t.add("C", "", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q")
	t.rule()
	lines, others := telling(p)
	for _, l := range lines {
		row := []string{l.Category, l.Item, l.Gas, asStated(l.Base), asStated(l.Row.Year), l.AD.String(), flag(l.ADCorrelated), l.EF.String(), flag(l.EFCorrelated), sidesShown(l)}
		t.add(append(row, computedCells(p, l)...)...)
	}
	if others != nil {
		t.add(othersRow(p, others, lang)...)
	}
	t.rule()
	row := []string{inventory.Text{ZH: "合计", EN: "Total"}.In(lang), "", "", asStated(p.Base), asStated(p.Year), "", "", "", "", "", none, none, none, "", "", none}
	if variance := p.Variance(); variance.Valid {
		row[10] = rounded(variance.Decimal, 4)
	}
	if row[11], row[12] = "", ""; p.NoTrend == (inventory.Text{}) {
		row[15] = rounded(p.TrendVariation(), 4)
	}
	t.add(row...)
	t.rule()
	t.write(w)
}

// none stands in a cell of a figure that does not exist.
const none = "—"

// sidesShown is the combined uncertainty, with both sides where they differ.
func sidesShown(l *uncertainty.Line) string {
	below, above := l.Sides()
	if below.Equal(above) {
		return rounded(l.Combined(), 1)
	}
	return fmt.Sprintf("%s (-%s/+%s)", rounded(l.Combined(), 1), rounded(below, 1), rounded(above, 1))
}

// computedCells are columns L to Q.
func computedCells(p *uncertainty.Propagation, l *uncertainty.Line) []string {
	out := []string{none, none, none, none, none, none}
	if p.NoLevel == (inventory.Text{}) {
		out[0] = rounded(l.Contribution(), 4)
	}
	if p.NoTrend == (inventory.Text{}) {
		out[1], out[2], out[3], out[4], out[5] = rounded(l.TypeA(), 4), rounded(l.TypeB(), 4), rounded(l.TrendEF(), 2), rounded(l.TrendAD(), 2), rounded(l.TrendVariation(), 4)
	}
	return out
}

// asStated prints an estimate with the decimals it is stated with, up to two, else as a mass.
func asStated(d decimal.Decimal) string {
	const most = 2
	if places := -d.Exponent(); places <= most {
		return rounded(d, max(places, 0))
	}
	return tonnes(d)
}

// yearTitle is the calendar year where it is known, else what it is.
func yearTitle(what inventory.Text, year int, lang string) string {
	if year == 0 {
		return what.In(lang)
	}
	return strconv.Itoa(year)
}
