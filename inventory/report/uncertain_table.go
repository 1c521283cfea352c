package report

import (
	"fmt"
	"io"
	"strconv"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/uncertainty"
	"ghg/inventory/workspace"
)

// UncertainTable is what the report of a ready table of estimates prints.
type UncertainTable struct {
	Title inventory.Text
	*uncertainty.TableAnalysis
}

func (u *UncertainTable) approach1() *Uncertainty {
	return &Uncertainty{Title: u.Title, Scopes: u.Approach1}
}

// Records is uncertainty.csv of a table: the lines of Approach 1, then (approach 2) one for each figure that was drawn. Trends are shares.
func (u *UncertainTable) Records() Records {
	out := u.approach1().Records()
	out.Columns = append(append([]string(nil), out.Columns...), simulatedColumns...)
	blank := make([]string, len(simulatedColumns))
	for i := range out.Rows {
		out.Rows[i] = append(out.Rows[i], blank...)
	}
	if u.Simulated == nil {
		return out
	}
	for i := range u.Figures {
		out.Rows = append(out.Rows, u.record(&u.Figures[i]))
	}
	return out
}

func (u *UncertainTable) record(f *uncertainty.TableFigure) []string {
	row := make([]string, len(uncertaintyColumns))
	row[4], row[5], row[8] = "2", f.Kind, f.Gas
	if f.Total() {
		row[3] = f.ID
	}
	if f.Row >= 0 {
		of := &u.Model.Rows[f.Row]
		row[6], row[7], row[8] = of.Category, of.Item, of.Gas
	}
	width, percent := decimal.NullDecimal{}, decimal.NullDecimal{}
	if f.Linear != nil {
		if width = f.Linear.Width(); f.Kind != uncertainty.TrendOfBoth { // of which a part says nothing
			percent = f.Linear.Percent()
		}
	}
	title, s := u.title(f), f.Distribution.Spread()
	row = append(row, f.ID, title.ZH, title.EN, tableUnits[f.Kind], figureOrNone(s.Point), figureOrNone(width), figureOrNone(percent))
	draws := u.Simulated.Draws
	if f.Row >= 0 {
		draws = u.RowDraws
	}
	return append(spreadCells(row, s, f.Kind == uncertainty.TrendOfBoth, draws, u.Options.Seed, u.Options.Sampling), "")
}

// tableUnits are the units of a table by kind of figure: it does not say of which power of ten or mass its CO2e are.
var tableUnits = map[string]string{uncertainty.LevelOfYear: "CO2e", uncertainty.LevelOfBase: "CO2e", uncertainty.TrendOfBoth: "1"}

// title names a figure of a table.
func (u *UncertainTable) title(f *uncertainty.TableFigure) inventory.Text {
	var out inventory.Text
	switch {
	case f.Row >= 0:
		r := &u.Model.Rows[f.Row]
		name := inWords(r.Category, r.Item, r.Gas, "")
		out = inventory.Text{ZH: name, EN: name}
	case f.Total():
		out = scopeTitles[f.ID]
	default:
		out = inventory.Text{ZH: f.Gas, EN: f.Gas}
	}
	switch f.Kind {
	case uncertainty.LevelOfBase:
		out.ZH, out.EN = out.ZH+"，基准年", out.EN+", base year"
	case uncertainty.TrendOfBoth:
		out.ZH, out.EN = out.ZH+"，变化", out.EN+", change"
	}
	return out
}

// Page prints the table of Approach 1, and what was drawn beside it: the totals and gases, why both differ, and what to improve next.
func (u *UncertainTable) Page(w io.Writer, lang string) {
	u.approach1().Page(w, lang)
	if u.Simulated == nil {
		return
	}
	fmt.Fprintln(w, "\n"+inventory.Text{ZH: "方法 2，蒙特卡洛", EN: "Approach 2, Monte Carlo"}.In(lang))
	t := &columns{right: []bool{false, true, true, true, true, true}}
	t.rule()
	t.add(inventory.Text{ZH: "数字", EN: "Figure"}.In(lang), inventory.Text{ZH: "取值", EN: "Value"}.In(lang), inventory.Text{ZH: "均值", EN: "Mean"}.In(lang),
		inventory.Text{ZH: "下侧", EN: "−"}.In(lang), inventory.Text{ZH: "上侧", EN: "+"}.In(lang), inventory.Text{ZH: "95 % 区间", EN: "95 % interval"}.In(lang))
	t.rule()
	for i := range u.Figures {
		if f := &u.Figures[i]; f.Row < 0 {
			t.add(u.cells(f, lang)...)
		}
	}
	t.rule()
	t.write(w)
	for _, note := range u.notes() {
		fmt.Fprintln(w, "· "+note.In(lang))
	}
	for _, r := range u.Rankings {
		rankingTable(w, u.title(&u.Figures[r.Figure]), r.Lines, variableNames{u.variable, func([]string) inventory.Text { return statedInTable }}, lang)
		if note, is := aboveOne(r.Lines); is {
			fmt.Fprintln(w, "· "+note.In(lang))
		}
	}
}

// notes say how the figures were drawn, why those of the totals are not those of Approach 1, and which trends have no mean.
func (u *UncertainTable) notes() []inventory.Text {
	out := []inventory.Text{drawnNote(u.Simulated, u.Options.Seed, u.Options.Sampling)}
	if most := u.Model.Cap(); u.Options.Bounded && !u.Simulated.Stopped.Converged && most < uncertainty.DefaultCap {
		variables, draws := rounded(decimal.NewFromInt(int64(len(u.Model.Variables))), 0), rounded(decimal.NewFromInt(int64(most)), 0)
		out = append(out, inventory.Text{
			ZH: fmt.Sprintf("表有 %s 个随机变量：未指定时至多抽 %s 次；要更多，写 --draws 或 --cap", variables, draws),
			EN: fmt.Sprintf("the table has %s random variables: unasked at most %s draws are taken; for more give --draws or --cap", variables, draws)})
	}
	for i := range u.Figures {
		f := &u.Figures[i]
		title := u.title(f)
		if f.Crosses && f.Row < 0 {
			out = append(out, inventory.Text{
				ZH: title.ZH + "：抽样中基准年的数可正可负，除以它的变化没有均值和方差：均值和 Sobol' 指数不给，分位数仍有意义",
				EN: title.EN + ": in the draws the base year's figure is above or below 0; a change relative to it has neither mean nor variance, so that mean and indices of Sobol' are left out; the percentiles hold"})
		}
		if gap, ok := f.Gap(u.Simulated.Draws); ok && f.Total() {
			for _, why := range gap.Why {
				out = append(out, inventory.Text{ZH: title.ZH + "：与方法 1 相差超过一成：" + why.ZH, EN: title.EN + ": more than a tenth from Approach 1: " + why.EN})
			}
		}
	}
	return out
}

// aboveOne says why a total index can be above 1, where one is by more than half.
func aboveOne(lines []uncertainty.Ranked) (out inventory.Text, is bool) {
	limit := decimal.New(15, -1)
	for _, line := range lines {
		if line.Total.Valid && line.Total.Decimal.GreaterThan(limit) {
			return inventory.Text{
				ZH: "有总指数超过 150 %：少数极端的抽样决定了方差，指数估计不准；按一阶方差排序更可靠",
				EN: "a total index is above 150 %: a few extreme draws make up the variance and the indices are estimated badly; the first-order shares are safer to go by"}, true
		}
	}
	return out, false
}

func (u *UncertainTable) cells(f *uncertainty.TableFigure, lang string) []string {
	s, change := f.Distribution.Spread(), f.Kind == uncertainty.TrendOfBoth
	shown := func(d decimal.NullDecimal) string {
		if !d.Valid {
			return none
		}
		return shownValue(d.Decimal, change)
	}
	below, above := s.Minus, s.Plus
	below.Decimal = below.Decimal.Neg()
	if change {
		below, above = less(s.Point, s.Low), less(s.High, s.Point)
	}
	return []string{u.title(f).In(lang), shown(s.Point), shown(s.Mean), sideShown(below, change, lang), sideShown(above, change, lang), shown(s.Low) + between.In(lang) + shown(s.High)}
}

// less is a − b where both are numbers.
func less(a, b decimal.NullDecimal) decimal.NullDecimal {
	return decimal.NullDecimal{Decimal: a.Decimal.Sub(b.Decimal), Valid: a.Valid && b.Valid}
}

var statedInTable = inventory.Text{ZH: "表中所写", EN: "the table"}

// The words for what of a row is drawn, and for which year.
var (
	partNames = map[string]inventory.Text{uncertainty.ActivityPart: {ZH: "活动水平", EN: "activity"}, uncertainty.FactorPart: {ZH: "因子", EN: "factor"},
		uncertainty.CombinedPart: {ZH: "合成", EN: "combined"}}
	whenNames = map[string]inventory.Text{"": {ZH: "", EN: ""}, uncertainty.OfBase: {ZH: "（基准年）", EN: " (base year)"}, uncertainty.OfYear: {ZH: "（当年）", EN: " (year)"}}
)

// variable names a variable of the table for people: its row, what of it, and the year where the years differ.
func (u *UncertainTable) variable(id string) inventory.Text {
	v := u.Model.Variable(id)
	r := &u.Model.Rows[v.Row]
	row, part, when := inWords(r.Category, r.Item, r.Gas, ""), partNames[v.Part], whenNames[v.When]
	return inventory.Text{ZH: row + " " + part.ZH + when.ZH, EN: row + " " + part.EN + when.EN}
}

// ContributionRecords is contributions.csv of a table.
func (u *UncertainTable) ContributionRecords() Records {
	out := Records{Columns: contributionColumns}
	for _, r := range u.Rankings {
		f := &u.Figures[r.Figure]
		for i, line := range r.Lines {
			out.Rows = append(out.Rows, contributionRecord([]string{"", "", "", f.ID, f.Kind, strconv.Itoa(i + 1)}, line, u.variable(line.Variables[0]), statedInTable))
		}
	}
	return out
}

// UncertainTableFiles are the names of the files of an analysis of a table.
var UncertainTableFiles = []string{"uncertainty.csv", "contributions.csv"}

// Files are the files of an analysis of a table.
func (u *UncertainTable) Files() map[string]workspace.Writer {
	return map[string]workspace.Writer{UncertainTableFiles[0]: u.Records().WriteCSV, UncertainTableFiles[1]: u.ContributionRecords().WriteCSV}
}
