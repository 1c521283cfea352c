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
		width, percent = f.Linear.Width(), f.Linear.Percent()
	}
	title, s := u.title(f), f.Distribution.Spread()
	row = append(row, f.ID, title.ZH, title.EN, tableUnits[f.Kind], figureOrNone(s.Point), figureOrNone(width), figureOrNone(percent))
	draws := u.Simulated.Draws
	if f.Row >= 0 {
		draws = u.RowDraws
	}
	return append(spreadCells(row, s, f.Kind == uncertainty.TrendOfBoth, draws, u.Options.Seed, u.Options.Sampling), "")
}

var tableUnits = map[string]string{uncertainty.LevelOfYear: "t CO2e", uncertainty.LevelOfBase: "t CO2e", uncertainty.TrendOfBoth: "1"}

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
	fmt.Fprintln(w, "· "+drawnNote(u.Simulated, u.Options.Seed, u.Options.Sampling).In(lang))
	for i := range u.Figures {
		if f := &u.Figures[i]; f.Total() {
			if gap, ok := f.Gap(u.Simulated.Draws); ok {
				for _, why := range gap.Why {
					fmt.Fprintln(w, "· "+u.title(f).In(lang)+inventory.Text{ZH: "：与方法 1 相差超过一成：", EN: ": more than a tenth from Approach 1: "}.In(lang)+why.In(lang))
				}
			}
		}
	}
	for _, r := range u.Rankings {
		rankingTable(w, u.title(&u.Figures[r.Figure]), r.Lines, u.variable, lang)
	}
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
	return []string{u.title(f).In(lang), shown(s.Point), shown(s.Mean), sideShown(below, change, lang), sideShown(above, change, lang), shown(s.Low) + " – " + shown(s.High)}
}

// less is a − b where both are numbers.
func less(a, b decimal.NullDecimal) decimal.NullDecimal {
	return decimal.NullDecimal{Decimal: a.Decimal.Sub(b.Decimal), Valid: a.Valid && b.Valid}
}

// variable names a variable of the table.
func (u *UncertainTable) variable(id string) inventory.Text { return inventory.Text{ZH: id, EN: id} }

// ContributionRecords is contributions.csv of a table.
func (u *UncertainTable) ContributionRecords() Records {
	out := Records{Columns: contributionColumns}
	for _, r := range u.Rankings {
		f := &u.Figures[r.Figure]
		for i, line := range r.Lines {
			out.Rows = append(out.Rows, contributionRecord([]string{"", "", "", f.ID, f.Kind, strconv.Itoa(i + 1)}, line, u.variable(line.Variables[0])))
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
