package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/expr"
	"ghg/inventory/uncertainty"
)

// UncertainPage prints what is known of how certain an inventory is: totals, gases, sectors and intensities with their intervals by the
// methods asked for, what to improve next, the chances of the targets, and what a reader must know.
func UncertainPage(w io.Writer, u *engine.Uncertainty, lang string) {
	fmt.Fprintln(w, uncertainTitle(u).In(lang))
	figuresTable(w, u, lang)
	for _, note := range uncertainNotes(u) {
		fmt.Fprintln(w, "· "+note.In(lang))
	}
	names := variableNames{func(id string) inventory.Text { return variableTitle(u, id) }, func(ids []string) inventory.Text { return spreadOf(u, ids) }}
	for _, r := range u.Rankings {
		if unspread(r.Figure) {
			continue // nothing contributes
		}
		of := r.Figure.Title
		if r.Figure.Kind == engine.TrendFigure {
			of = inventory.Text{ZH: of.ZH + "的变化", EN: of.EN + ", its change"}
		}
		rankingTable(w, of, r.Lines, names, lang)
	}
	chancesTable(w, u, lang)
	barePage(w, u, lang)
}

// uncertainTitle names the district, the years, the guide and the potentials.
func uncertainTitle(u *engine.Uncertainty) inventory.Text {
	out := inventory.Text{ZH: fmt.Sprintf("%s %d 年清单的不确定度", u.Inventory.RegionName, u.Year), EN: fmt.Sprintf("%s, uncertainty of the inventory of %d", u.Inventory.RegionName, u.Year)}
	if u.Base != 0 {
		out.ZH, out.EN = out.ZH+fmt.Sprintf("，趋势自 %d 年", u.Base), out.EN+fmt.Sprintf(", trends since %d", u.Base)
	}
	out.ZH += fmt.Sprintf("（%s，GWP %s）", u.Inventory.Guide, u.Inventory.GWPSet)
	out.EN += fmt.Sprintf(" (%s, GWP %s)", u.Inventory.Guide, u.Inventory.GWPSet)
	return out
}

// shownFigure tells whether people are shown the figure: rows of single categories stand in the files.
func shownFigure(f *engine.UncertainFigure) bool {
	return !strings.HasPrefix(f.ID, "row:") && (f.Series() == nil || f.Series().Main)
}

func figuresTable(w io.Writer, u *engine.Uncertainty, lang string) {
	t := &columns{right: []bool{false, true, false, true, true, true, true, true}}
	t.rule()
	t.add(inventory.Text{ZH: "数字", EN: "Figure"}.In(lang), inventory.Text{ZH: "取值", EN: "Value"}.In(lang), inventory.Text{ZH: "单位", EN: "Unit"}.In(lang), inventory.Text{ZH: "方法 1 ±", EN: "Approach 1 ±"}.In(lang),
		inventory.Text{ZH: "一阶 ±", EN: "First order ±"}.In(lang), inventory.Text{ZH: "模拟 下侧", EN: "Simulated −"}.In(lang), inventory.Text{ZH: "上侧", EN: "+"}.In(lang), inventory.Text{ZH: "95 % 区间", EN: "95 % interval"}.In(lang))
	t.rule()
	for _, kind := range []string{engine.LevelFigure, engine.TrendFigure, engine.IntensityFigure, engine.DeclineFigure} {
		any := false
		for _, f := range u.Figures {
			if f.Kind == kind && shownFigure(f) {
				t.add(figureCells(u, f, lang)...)
				any = true
			}
		}
		if any {
			t.rule()
		}
	}
	t.write(w)
}

// figureCells are the cells of one figure. Levels and intensities have their sides in per cent, changes in percentage points.
func figureCells(u *engine.Uncertainty, f *engine.UncertainFigure, lang string) []string {
	v, err := expr.Decimal(f.Tree)
	if err != nil {
		return []string{f.Title.In(lang), none}
	}
	change := f.Kind == engine.TrendFigure || f.Kind == engine.DeclineFigure
	name := f.Title.In(lang)
	if f.Category != nil && f.Series() == nil && f.Kind != engine.IntensityFigure {
		name = f.Category.Code + " " + name
	}
	cells := []string{name, shownValue(v, change), unitOf(f, change), none, none, none, none, none}
	switch f.Kind {
	case engine.TrendFigure:
		cells[0] += inventory.Text{ZH: "，变化", EN: ", change"}.In(lang)
	case engine.DeclineFigure:
		cells[0] += inventory.Text{ZH: "，下降", EN: ", decline"}.In(lang)
	}
	if unspread(f) {
		return cells
	}
	for _, scope := range u.Approach1 {
		switch {
		case scope.Scope != f.ID:
		case f.Kind == engine.LevelFigure && scope.Level().Valid:
			cells[3] = rounded(scope.Level().Decimal, 1) + " %"
		case f.Kind == engine.TrendFigure && scope.NoTrend == (inventory.Text{}):
			cells[3] = rounded(scope.TrendPoints(), 1) + points.In(lang)
		}
	}
	side := func(d decimal.NullDecimal) string { return sideShown(d, change, lang) }
	if change {
		cells[4] = side(f.Linear.Width())
	} else {
		cells[4] = side(f.Linear.Percent())
	}
	if f.Distribution == nil {
		return cells
	}
	s := f.Distribution.Spread()
	if s.Low.Valid && s.High.Valid {
		if change {
			cells[5], cells[6] = side(decimal.NewNullDecimal(v.Sub(s.Low.Decimal))), side(decimal.NewNullDecimal(s.High.Decimal.Sub(v)))
		} else if !f.Linear.Noise() {
			cells[5], cells[6] = side(decimal.NullDecimal{Decimal: s.Minus.Decimal.Neg(), Valid: s.Minus.Valid}), side(s.Plus)
		}
		cells[7] = shownValue(s.Low.Decimal, change) + between.In(lang) + shownValue(s.High.Decimal, change)
	}
	return cells
}

// sideShown is the distance of an end of an interval: in per cent, of a change in percentage points.
func sideShown(d decimal.NullDecimal, change bool, lang string) string {
	switch {
	case !d.Valid:
		return none
	case change:
		return rounded(d.Decimal.Shift(2), 1) + points.In(lang)
	}
	return rounded(d.Decimal, 1) + " %"
}

// unspread tells whether nothing is known of how far the inputs of the figure may be off; what remains are roundings of what cancels.
func unspread(f *engine.UncertainFigure) bool {
	width := f.Linear.Width()
	return !width.Valid || width.Decimal.LessThan(decimal.New(1, -12))
}

// between stands between the ends of an interval, which may have signs.
var between = inventory.Text{ZH: " 至 ", EN: " to "}

var points = inventory.Text{ZH: " 点", EN: " pp"}

func shownValue(v decimal.Decimal, change bool) string {
	if change {
		return changed(v.Shift(2), 1) + " %"
	}
	return tonnes(v)
}

func unitOf(f *engine.UncertainFigure, change bool) string {
	if change {
		return ""
	}
	return f.Unit
}

// shownRanks is how many variables people are shown.
const shownRanks = 12

// variableNames name a variable for people, and say where the spread of variables comes from.
type variableNames struct {
	title  func(id string) inventory.Text
	spread func(ids []string) inventory.Text
}

func rankingTable(w io.Writer, of inventory.Text, lines []uncertainty.Ranked, names variableNames, lang string) {
	fmt.Fprintln(w, "\n"+inventory.Text{ZH: "先改进哪些数据：" + of.ZH, EN: "Which data to improve next: " + of.EN}.In(lang))
	t := &columns{right: []bool{true, false, true, true, true, true, false}}
	t.rule()
	t.add("", inventory.Text{ZH: "变量", EN: "Variable"}.In(lang), inventory.Text{ZH: "一阶方差", EN: "Variance"}.In(lang), inventory.Text{ZH: "一阶指数", EN: "First index"}.In(lang), inventory.Text{ZH: "总指数", EN: "Total index"}.In(lang),
		inventory.Text{ZH: "若已知，区间缩小", EN: "Interval, if known"}.In(lang), inventory.Text{ZH: "不确定度来自", EN: "Spread from"}.In(lang))
	t.rule()
	for i, line := range lines {
		if i == shownRanks {
			break
		}
		shown := names.title(line.Variables[0]).In(lang)
		if n := len(line.Variables); n > 1 {
			shown += inventory.Text{ZH: fmt.Sprintf(" 等 %d 个相关变量", n), EN: fmt.Sprintf(" and %d correlated with it", n-1)}.In(lang)
		}
		t.add(fmt.Sprint(i+1), shown, sharePart(line.Linear), sharePart(line.First), sharePart(line.Total), shrinks(line.Gain.Decimal), names.spread(line.Variables).In(lang))
	}
	t.rule()
	t.write(w)
}

// shrinks is by how many per cent an interval becomes smaller.
func shrinks(percent decimal.Decimal) string {
	if shown := rounded(percent, 1); decimal.RequireFromString(strings.ReplaceAll(shown, ",", "")).IsPositive() {
		return "-" + shown + " %"
	}
	return "0.0 %"
}

func sharePart(d decimal.NullDecimal) string {
	if !d.Valid {
		return none
	}
	return percent(d.Decimal)
}

// UncertainJSON is all of it for machines.
func UncertainJSON(u *engine.Uncertainty) ([]byte, error) {
	notes := []bilingual{}
	for _, n := range uncertainNotes(u) {
		notes = append(notes, bilingual(n))
	}
	return encode(struct {
		Figures       []object    `json:"figures"`
		Contributions []object    `json:"contributions"`
		Variables     []object    `json:"variables"`
		Chances       []object    `json:"chances"`
		Notes         []bilingual `json:"notes"`
	}{UncertainRecords(u).objects(), ContributionRecords(u).objects(), VariableRecords(u).objects(), ChanceRecords(u).objects(), notes})
}
