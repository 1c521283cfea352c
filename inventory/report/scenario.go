package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/quantity"
)

var scenarioColumns = []string{"kind", "year", "measure", "figure", "boundary", "unit", "gwp_set", "reference", "with_measures", "change", "source"}

// ScenarioRecords are the figures of a scenario: of each year without and with the measures (scenario_year), and of the target year
// what each measure changes when it alone is taken, with its rows (scenario_measure), what all make together beyond that (scenario_interaction),
// and the whole (scenario_change). Figures stand whole; they are of no inventory.
func ScenarioRecords(s *engine.Scenario) Records {
	out := Records{Columns: scenarioColumns}
	add := func(kind string, year int, measure, source string, cells func(i int) []string) {
		for i, f := range engine.ScenarioFigures {
			set := ""
			if f.Unit == "t CO2e" {
				set = s.GWPSet
			}
			row := append([]string{kind, strconv.Itoa(year), measure, f.Name, f.Boundary.String(), f.Unit, set}, cells(i)...)
			out.Rows = append(out.Rows, append(row, source))
		}
	}
	change := func(kind, measure, source string, a engine.ScenarioAmounts) {
		add(kind, s.Target, measure, source, func(i int) []string { return []string{"", "", wholeAmount(a[i])} })
	}
	for _, y := range s.Years {
		add("scenario_year", y.Year, "", "", func(i int) []string {
			return []string{wholeAmount(y.Reference[i]), wholeAmount(y.With[i]), wholeAmount(y.Change()[i])}
		})
	}
	if len(s.Effects) == 0 {
		return out
	}
	for _, effect := range s.Effects {
		change("scenario_measure", effect.Name, rowsOf(effect.Rows), effect.Change)
	}
	change("scenario_interaction", "", "", s.Interaction)
	change("scenario_change", "", "", s.Change())
	return out
}

// rowsOf are the places of the rows of a measure.
func rowsOf(rows []*inventory.Measure) string {
	var out []string
	for _, m := range rows {
		out = append(out, m.Place.Cell("").String())
	}
	return strings.Join(out, "; ")
}

// wholeAmount prints a figure whole, nothing where there is no number.
func wholeAmount(a engine.ScenarioAmount) string {
	if !a.Number {
		return ""
	}
	return a.Value.String()
}

// ScenarioTable prints a scenario as a person wants to read it: the figures of the target year without and with the measures, what
// each measure does, and how the figures go along the years. Its title says that it is no inventory.
func ScenarioTable(w io.Writer, s *engine.Scenario, lang string) {
	say := func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) }
	if len(s.Years) == 0 {
		fmt.Fprintln(w, say("情景（非清单）：没有数字，先改正所列的问题", "scenario (not the inventory): there are no figures until the problems are mended"))
		return
	}
	fmt.Fprintln(w, say(fmt.Sprintf("情景（非清单） %s 到 %d 年：活动保持 %d 年不变为参考，另加 records/measures.csv 的措施；%s，GWP 集 %s", s.RegionName, s.Target, s.Latest, s.Guide, s.GWPSet),
		fmt.Sprintf("scenario (not the inventory) of %s to %d: as reference the activities of %d go on unchanged, besides the measures of records/measures.csv; %s, GWP set %s", s.RegionName, s.Target, s.Latest, s.Guide, s.GWPSet)))
	scenarioTarget(w, s, lang)
	if len(s.Effects) > 0 {
		scenarioMeasures(w, s, lang)
	}
	scenarioYears(w, s, lang)
	for _, note := range scenarioNotes(s)[1:] {
		fmt.Fprintln(w, note.In(lang))
	}
}

// scenarioNote is something that a scenario assumes or leaves out, with the cell that it is about, if any.
type scenarioNote struct {
	code, source string
	inventory.Text
}

// scenarioNotes are what a scenario with figures assumes: first that activities go on, which the title of its table says too.
func scenarioNotes(s *engine.Scenario) []scenarioNote {
	out := []scenarioNote{{"activities-held", "", inventory.Text{
		ZH: fmt.Sprintf("参考情景：以后各年的活动保持 %d 年不变", s.Latest), EN: fmt.Sprintf("reference scenario: the activities of %d go on unchanged", s.Latest)}}}
	for _, p := range s.ByYear {
		value := " " + p.Amount.String() + " " + p.In.String() + " (" + strings.Trim(p.Years, "–") + ")"
		out = append(out, scenarioNote{"factor-newest-known", p.Origin.String(), inventory.Text{
			ZH: "情景逐年取用已公布的最近值：" + p.Title.ZH + value, EN: "year by year the scenario takes the newest known: " + p.Title.EN + value}})
	}
	for _, p := range s.Problems {
		out = append(out, scenarioNote{p.Code, p.Source.String(), p.Message})
	}
	return out
}

// ScenarioNoteRecords is what a scenario assumes and leaves out, a row each.
func ScenarioNoteRecords(s *engine.Scenario) Records {
	out := Records{Columns: []string{"kind", "code", "note_zh", "note_en", "source"}}
	if len(s.Years) == 0 {
		return out
	}
	for _, note := range scenarioNotes(s) {
		out.Rows = append(out.Rows, []string{"scenario_note", note.code, note.ZH, note.EN, note.source})
	}
	return out
}

// scenarioTarget prints the figures of the latest year and of the target year.
func scenarioTarget(w io.Writer, s *engine.Scenario, lang string) {
	say := func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) }
	first, last := s.Years[0], s.Years[len(s.Years)-1]
	t := &columns{right: []bool{false, false, true, true, true, true, true}}
	year := strconv.Itoa(s.Target)
	t.rule()
	t.add(say("情景", "scenario"), say("单位", "unit"), say(strconv.Itoa(s.Latest)+" 清单", strconv.Itoa(s.Latest)+" inventory"), say(year+" 参考", year+" reference"),
		say(year+" 有措施", year+" with measures"), say("措施变化", "change by measures"), "%")
	t.rule()
	for i, f := range engine.ScenarioFigures {
		if !last.Reference[i].Number && !last.With[i].Number {
			continue
		}
		change := last.Change()[i].Value
		t.add(f.Title.In(lang), f.Unit, shownAmount(first.Reference[i]), shownAmount(last.Reference[i]), shownAmount(last.With[i]), difference(change), relative(ofReference(change, last.Reference[i].Value)))
	}
	t.rule()
	t.write(w)
}

// ofReference is a change ÷ the size of what it is of, nil if that is zero.
func ofReference(change, of decimal.Decimal) *decimal.Decimal {
	share, err := quantity.Quo(change, of.Abs())
	if err != nil {
		return nil
	}
	return &share
}

func shownAmount(a engine.ScenarioAmount) string {
	if !a.Number {
		return "—"
	}
	return tonnes(a.Value)
}

// scenarioMeasures prints what each measure changes in the target year; the lines sum up to the last.
func scenarioMeasures(w io.Writer, s *engine.Scenario, lang string) {
	say := func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) }
	t := &columns{right: []bool{false, false}}
	head := []string{say(fmt.Sprintf("情景措施单独实施时 %d 年的变化（t）", s.Target), fmt.Sprintf("change of %d by each measure of the scenario alone (t)", s.Target)), say("年份", "years")}
	for _, f := range engine.ScenarioFigures {
		t.right, head = append(t.right, true), append(head, f.Title.In(lang))
	}
	line := func(name, years string, a engine.ScenarioAmounts) {
		row := []string{name, years}
		for i := range a {
			row = append(row, difference(a[i].Value))
		}
		t.add(row...)
	}
	t.add(head...)
	t.rule()
	for _, effect := range s.Effects {
		line(effect.Name, yearsOf(effect.Rows), effect.Change)
	}
	line(say("相互作用（合计与单独之和的差）", "interaction: what all make beyond the sum of each alone"), "", s.Interaction)
	t.rule()
	line(say("全部措施", "all measures"), "", s.Change())
	t.rule()
	t.write(w)
}

// yearsOf is from when to when a measure holds.
func yearsOf(rows []*inventory.Measure) string {
	from, to, open := rows[0].FromYear, 0, false
	for _, m := range rows {
		from, to, open = min(from, m.FromYear), max(to, m.ToYear), open || m.ToYear == 0
	}
	if open {
		return strconv.Itoa(from) + "–"
	}
	return strconv.Itoa(from) + "–" + strconv.Itoa(to)
}

// mostYears is how many years stand side by side; of more those of the five-year plans do.
const mostYears = 8

// scenarioYears prints each figure along the years, without and with the measures.
func scenarioYears(w io.Writer, s *engine.Scenario, lang string) {
	say := func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) }
	years := slices.Clone(s.Years)
	if len(years) > mostYears {
		years = slices.DeleteFunc(years, func(y engine.ScenarioYear) bool { return y.Year != s.Latest && y.Year != s.Target && y.Year%5 != 0 })
	}
	t := &columns{right: []bool{false, false}}
	head := []string{say("情景历年（t）", "scenario by year (t)"), ""}
	for _, y := range years {
		t.right, head = append(t.right, true), append(head, strconv.Itoa(y.Year))
	}
	t.add(head...)
	t.rule()
	for i, f := range engine.ScenarioFigures {
		reference, with := []string{f.Title.In(lang), say("参考", "reference")}, []string{"", say("有措施", "with measures")}
		met := false
		for _, y := range years {
			met = met || y.Reference[i].Number || y.With[i].Number
			reference, with = append(reference, shownAmount(y.Reference[i])), append(with, shownAmount(y.With[i]))
		}
		if !met {
			continue
		}
		if t.add(reference...); len(s.Effects) > 0 {
			t.add(with...)
		}
	}
	t.rule()
	t.write(w)
}
