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
)

// mostLines is the number of lines and of replaced factors that are printed for people.
const mostLines = 40

var impactColumns = []string{"kind", "year", "boundary", "category", "gas", "mass_before_t", "mass_after_t", "gwp_set", "co2e_before_t", "co2e_after_t", "difference_t_co2e", "relative",
	"factor_before", "factor_after", "lines"}

// ImpactRecords is what a change of factors does: a row a year (total), a category, gas and year that changes (line), and
// a factor that another takes the place of (replaced). Figures stand whole.
func ImpactRecords(i *engine.Impact) Records {
	out := Records{Columns: impactColumns}
	for _, y := range i.Years {
		out.Rows = append(out.Rows, []string{"total", strconv.Itoa(y.Year), inventory.Territorial.String(), inventory.ScopeTotal, inventory.AllGases, "", "", i.GWPSet,
			y.Before.String(), y.After.String(), y.Difference.String(), number(y.Relative), "", "", ""})
	}
	for _, l := range i.Lines {
		row := []string{"line", strconv.Itoa(l.Year), l.Boundary.String(), l.Category.Code, l.Gas, l.MassBefore.String(), l.Mass.String(), i.GWPSet, "", "", "", "", "", "", ""}
		if l.HasCO2e {
			row[8], row[9], row[10] = l.CO2eBefore.String(), l.CO2e.String(), l.Difference.String()
		}
		out.Rows = append(out.Rows, row)
	}
	for _, r := range i.Replaced {
		row := make([]string, len(impactColumns))
		row[0], row[3], row[12], row[13], row[14] = "replaced", strings.Join(r.Categories, ";"), factorText(r.Before), factorText(r.After), strconv.Itoa(r.Lines)
		out.Rows = append(out.Rows, row)
	}
	return out
}

func factorText(p *inventory.Parameter) string {
	if p == nil {
		return ""
	}
	return p.Key() + " = " + p.Amount.String() + " " + p.In.String()
}

// ImpactJSON is the same as a document, with the problems that would arise.
func ImpactJSON(i *engine.Impact, problems inventory.Problems) ([]byte, error) {
	return encode(impactOf(i, problems))
}

type impactJSON struct {
	File       string     `json:"file"`
	Set        string     `json:"set,omitempty"`
	FactorSets []string   `json:"factor_sets"`
	NCVSets    []string   `json:"ncv_sets"`
	Rows       int        `json:"rows"`
	Taken      int        `json:"taken"`
	GWPSet     string     `json:"gwp_set,omitempty"`
	Errors     [2]int     `json:"errors_before_after"`
	Untouched  int        `json:"categories_unchanged"`
	Reason     *bilingual `json:"no_change_because,omitempty"`
	Changes    []object   `json:"changes"`
	New        []object   `json:"problems_that_arise"`
	Gone       []object   `json:"problems_that_go"`
	Table      []object   `json:"problems_of_the_table"`
}

func impactOf(i *engine.Impact, problems inventory.Problems) impactJSON {
	out := impactJSON{File: i.File, Set: i.Set, FactorSets: i.Sets, NCVSets: i.NCVSets, Rows: len(i.Rows), Taken: i.Taken, GWPSet: i.GWPSet, Errors: [2]int{i.ErrorsBefore, i.ErrorsAfter},
		Untouched: i.Untouched, Changes: ImpactRecords(i).objects(), New: ProblemRecords(i.New).objects(), Gone: ProblemRecords(i.Gone).objects(), Table: ProblemRecords(problems).objects()}
	if len(i.Years) > 0 && len(i.Lines) == 0 {
		why := noChange(i)
		out.Reason = &bilingual{why.ZH, why.EN}
	}
	return out
}

// Impact prints what a change of factors does: the totals, the categories, the factors that change places, and the
// problems that would arise.
func Impact(w io.Writer, i *engine.Impact, lang string) {
	say := func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) }
	fmt.Fprintln(w, say("因子集优先序：", "precedence: ")+strings.Join(i.Sets, ", "))
	switch {
	case len(i.Years) == 0:
		fmt.Fprintln(w, say(fmt.Sprintf("无从比较：采用前工作区有 %d 个错误，采用后有 %d 个", i.ErrorsBefore, i.ErrorsAfter),
			fmt.Sprintf("nothing to compare: the workspace has %d errors without these rows and %d with them", i.ErrorsBefore, i.ErrorsAfter)))
	case len(i.Lines) == 0:
		fmt.Fprintln(w, say("采用这些因子，各年合计不变：", "taking these rows changes no figure: ")+noChange(i).In(lang))
	default:
		impactTotals(w, i, say)
		impactLines(w, i, say)
	}
	impactReplaced(w, i, say)
	impactProblems(w, i, lang)
}

// noChange says why a change of factors changes no figure.
func noChange(i *engine.Impact) inventory.Text {
	set := i.Set
	if set == "" && len(i.Rows) > 0 {
		set = i.Rows[0].Set
	}
	listed := slices.Contains(i.Sets, set) || slices.Contains(i.NCVSets, set)
	switch {
	case len(i.Rows) == 0:
		return inventory.Text{ZH: "表中没有一行因子", EN: "the table holds no row"}
	case !listed:
		return inventory.Text{ZH: "factor_sets 和 ncv_sets 都没有 " + set + "；在 inventory.toml 的 factor_sets 加上 " + set + " 才会用到，用 --first 或 --last 可先看加上后的影响",
			EN: "neither factor_sets nor ncv_sets names " + set + "; add " + set + " to factor_sets in inventory.toml to use them, --first or --last shows what that would change"}
	case i.Known == 0:
		return inventory.Text{ZH: "这些行都在 --as-of 的日期之后才公布", EN: "all of these rows became known after the day of --as-of"}
	case i.Taken == 0:
		return inventory.Text{ZH: fmt.Sprintf("%d 行中没有一行被取用：没有活动用到，或优先序中在前的集已有因子（用 --first 可看排在最前的影响）", len(i.Rows)),
			EN: fmt.Sprintf("none of %d rows is taken: no activity asks for them, or a set before theirs answers first (--first shows what they change in front)", len(i.Rows))}
	}
	return inventory.Text{ZH: fmt.Sprintf("取用了 %d 行，数值与原来的相同", i.Taken), EN: fmt.Sprintf("the rows taken (%d) have the figures that were taken before", i.Taken)}
}

// difference prints a change with its sign, to three digits.
func difference(d decimal.Decimal) string {
	if d.IsPositive() {
		return "+" + tonnes(d)
	}
	return strings.Replace(tonnes(d), "-", "−", 1)
}

// relative prints a change as a share of what it is of.
func relative(share *decimal.Decimal) string {
	if share == nil {
		return "—"
	}
	size := share.Shift(2)
	places := int32(1)
	for ; places < 6 && !size.IsZero() && size.RoundBank(places).IsZero(); places++ {
		continue
	}
	text := size.RoundBank(places).StringFixed(places) + " %"
	if size.IsPositive() {
		text = "+" + text
	}
	return strings.Replace(text, "-", "−", 1)
}

func impactTotals(w io.Writer, i *engine.Impact, say func(zh, en string) string) {
	all := i.Total()
	years := strconv.Itoa(i.Years[0].Year)
	if last := i.Years[len(i.Years)-1].Year; last != i.Years[0].Year {
		years += "–" + strconv.Itoa(last)
	}
	change := difference(all.Difference) + " t CO2e (" + relative(all.Relative) + ")"
	fmt.Fprintln(w, say(fmt.Sprintf("采用这些因子，%s 年合计变化 %s，%s；取用 %d 行", years, change, i.GWPSet, i.Taken),
		fmt.Sprintf("taking these rows changes the totals of %s by %s, %s; rows taken: %d", years, change, i.GWPSet, i.Taken)))
	t := &columns{right: []bool{false, true, true, true, true}}
	t.add("  "+say("年份", "year"), say("采用前 t CO2e", "before, t CO2e"), say("采用后", "after"), say("差额", "difference"), "%")
	for _, y := range i.Years {
		t.add("  "+strconv.Itoa(y.Year), rounded(y.Before, 1), rounded(y.After, 1), difference(y.Difference), relative(y.Relative))
	}
	t.write(w)
}

// impactLines prints the categories and gases that change, each with its years, those of the largest change first.
func impactLines(w io.Writer, i *engine.Impact, say func(zh, en string) string) {
	fmt.Fprintln(w, say(fmt.Sprintf("变化的类别（大者在前；不变的有 %d 个）：", i.Untouched), fmt.Sprintf("in these categories (largest first; unchanged: %d):", i.Untouched)))
	t := &columns{right: []bool{false, false, false, true, true, true, false}}
	t.add("  "+say("类别", "category"), say("气体", "gas"), say("年份", "year"), say("采用前 t CO2e", "before, t CO2e"), say("采用后", "after"), say("差额", "difference"), "")
	for _, l := range i.Lines[:min(mostLines, len(i.Lines))] {
		boundary := ""
		if l.Boundary != inventory.Territorial {
			boundary = l.Boundary.String()
		}
		name := say(l.Category.Name.ZH, l.Category.Name.EN)
		cells := []string{"  " + l.Category.Code + " " + name, l.Gas, strconv.Itoa(l.Year), tonnes(l.CO2eBefore), tonnes(l.CO2e), difference(l.Difference), boundary}
		if !l.HasCO2e {
			cells[3], cells[4], cells[5] = tonnes(l.MassBefore)+" t", tonnes(l.Mass)+" t", difference(l.Mass.Sub(l.MassBefore))+" t"
		}
		t.add(cells...)
	}
	t.write(w)
	if rest := len(i.Lines) - mostLines; rest > 0 {
		fmt.Fprintln(w, say(fmt.Sprintf("  … 另有 %d 行，--format csv 列出全部", rest), fmt.Sprintf("  … %d more, --format csv lists them all", rest)))
	}
}

func impactReplaced(w io.Writer, i *engine.Impact, say func(zh, en string) string) {
	if len(i.Replaced) == 0 {
		return
	}
	fmt.Fprintln(w, say("因子的更替：", "factors that change places:"))
	for _, r := range i.Replaced[:min(mostLines, len(i.Replaced))] {
		lines := say(fmt.Sprintf("行数 %d", r.Lines), fmt.Sprintf("lines: %d", r.Lines))
		fmt.Fprintf(w, "  %s\n    → %s  (%s, %s)\n", orNone(factorText(r.Before), say), orNone(factorText(r.After), say), lines, strings.Join(r.Categories, "; "))
	}
	if rest := len(i.Replaced) - mostLines; rest > 0 {
		fmt.Fprintln(w, say(fmt.Sprintf("  … 另有 %d 个", rest), fmt.Sprintf("  … %d more", rest)))
	}
}

func orNone(text string, say func(zh, en string) string) string {
	if text == "" {
		return say("（无）", "(none)")
	}
	return text
}

func impactProblems(w io.Writer, i *engine.Impact, lang string) {
	fmt.Fprintln(w, inventory.Text{ZH: fmt.Sprintf("采用后新出现 %d 个问题，消失 %d 个", len(i.New), len(i.Gone)), EN: fmt.Sprintf("problems that arise: %d, that go away: %d", len(i.New), len(i.Gone))}.In(lang))
	for _, p := range i.New[:min(mostLines, len(i.New))] {
		fmt.Fprintln(w, "  "+strings.ReplaceAll(p.Format(lang), "\n", "\n  "))
	}
	if rest := len(i.New) - mostLines; rest > 0 {
		fmt.Fprintln(w, inventory.Text{ZH: fmt.Sprintf("  … 另有 %d 个，--format json 列出全部", rest), EN: fmt.Sprintf("  … %d more, --format json lists them all", rest)}.In(lang))
	}
}
