package engine

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// fullHistory is how many years of deposits decay needs before the inventory year (IPCC 2006 V5 §3.2.1 p3.12).
const fullHistory = 50

// goesOn holds the history of a site to be whole, and gives the years compiled what the site no longer takes: nothing, while what
// lies there decays. A site that takes no more at all says so, or its last figures are missing.
func (r *run) goesOn(s *site) []*inventory.Activity {
	if len(s.deposits) == 0 {
		r.withoutWaste(s)
		return nil
	}
	years := map[int]bool{}
	for _, row := range s.deposits {
		years[row.Year] = true
	}
	first, last := s.deposits[0].Year, s.deposits[len(s.deposits)-1].Year
	from, end := first, last
	decays := r.isSeries(s.deposits[0])
	latest := slices.Max(r.years)
	if s.opened != nil && decays {
		from, _ = yearIn(s.opened)
	}
	closed := latest + 1
	if s.closed != nil {
		closed, _ = yearIn(s.closed)
	}
	r.whileClosed(s)
	if s.opened != nil && s.closed != nil {
		if from, _ := yearIn(s.opened); from > closed {
			r.problems.Add(closedBeforeOpened(s, from, closed))
			return nil
		}
	}
	end = max(last, min(closed, latest))
	missing := yearsMissing(years, from, end)
	if !decays { // what a year took is counted in it
		missing = yearsMissing(years, max(first, slices.Min(r.years)), min(end, latest))
	}
	switch {
	case r.untold(s):
		return nil
	case missing != "":
		r.problems.Add(depositsMissing(s, missing, s.deposits[0], s.name(), from, end > last, decays))
		return nil
	case decays && r.componentsMissing(s):
		return nil
	case decays && s.opened == nil && first > slices.Min(r.years)-fullHistory:
		r.notices.Add(historyShort(s, first, slices.Min(r.years)))
	}
	r.switched(s, decays)
	return r.ended(s, years, closed, decays)
}

// whileClosed refuses waste put down before the site is said to have opened, or after it closed.
func (r *run) whileClosed(s *site) {
	for _, row := range s.deposits {
		for _, c := range []struct {
			bound   *inventory.Activity
			outside int // sign of how far the year lies from the bound
			zh, en  string
		}{{s.opened, -1, "%s %d 年才开始填埋（%s），%d 年已有 %s %s", "%s opened in %d (%s), and %[5]s %[6]s are of %[4]d"},
			{s.closed, 1, "%s 到 %d 年停止填埋（%s），%d 年仍有 %s %s", "%s took its last waste in %d (%s), and %[5]s %[6]s are of %[4]d"}} {
			if c.bound == nil || !row.Value.IsPositive() {
				continue
			}
			year, _ := yearIn(c.bound)
			if cmp.Compare(row.Year, year) != c.outside {
				continue
			}
			r.problems.Add(inventory.Problem{
				Source: row.Place.Cell("value"), Code: "waste-while-closed", Severity: inventory.Error,
				Message: inventory.Text{
					ZH: fmt.Sprintf(c.zh, s.name().ZH, year, c.bound.Place.Cell("value"), row.Year, row.Item.Name, answer(row)),
					EN: fmt.Sprintf(c.en, s.name().EN, year, c.bound.Place.Cell("value"), row.Year, row.Item.Name, answer(row))},
				Hint: inventory.Text{ZH: "改正 " + c.bound.Parameter + "，或这一行的年份、设施", EN: "mend " + c.bound.Parameter + ", or year and facility of the row"},
			})
			return
		}
	}
}

// yearsMissing lists the years between the two that are not among those known, in runs: 2008–2010, 2013.
func yearsMissing(known map[int]bool, from, to int) string {
	var runs []string
	for year := from; year <= to; year++ {
		if known[year] {
			continue
		}
		start := year
		for year < to && !known[year+1] {
			year++
		}
		if start == year {
			runs = append(runs, fmt.Sprint(year))
		} else {
			runs = append(runs, fmt.Sprintf("%d–%d", start, year))
		}
	}
	return strings.Join(runs, ", ")
}

// componentsMissing refuses a component that has no figure of a year between its first and last: what of it lies there would be
// forgotten.
func (r *run) componentsMissing(s *site) bool {
	known, first, last := map[series]map[int]bool{}, map[series]*inventory.Activity{}, map[series]int{}
	var order []series
	for _, row := range s.deposits {
		of := seriesOf(row)
		if known[of] == nil {
			known[of], first[of] = map[int]bool{}, row
			order = append(order, of)
		}
		known[of][row.Year], last[of] = true, row.Year
	}
	found := false
	for _, of := range order {
		if missing := yearsMissing(known[of], first[of].Year, last[of]); missing != "" {
			about := inventory.Text{ZH: s.name().ZH + " 的" + of.item.Name, EN: of.item.Name + " of " + s.name().EN}
			r.problems.Add(depositsMissing(s, missing, first[of], about, first[of].Year, false, true))
			found = true
		}
	}
	return found
}

// depositsMissing says which years have no figure, and how they are filled: with the row of records/splices.csv for the first gap.
func depositsMissing(s *site, missing string, row *inventory.Activity, about inventory.Text, from int, atEnd, decays bool) inventory.Problem {
	first, _, _ := strings.Cut(missing, ", ")
	year, to, _ := strings.Cut(first, "–")
	technique, columns := "interpolation", ",,"
	if year == fmt.Sprint(from) || atEnd && !strings.Contains(missing, ", ") { // open on one side
		technique, columns = "surrogate", fmt.Sprintf(",%d,", row.Year)
	}
	indicator := map[string]string{"interpolation": "", "surrogate": "常住人口"}[technique]
	example := technique + "," + year + "," + cmp.Or(to, year) + columns +
		strings.Join([]string{row.Category.Code, row.Facility, row.ItemName(), row.Detail, row.Parameter, indicator}, ",")
	hint := inventory.Text{
		ZH: "补填（没有填埋写 0），或在 records/splices.csv 写一行推算（surrogate 按人口等指标，interpolation 在前后两年之间），例如 " + example + ",决定人,日期,理由",
		EN: "state them, 0 if nothing was deposited, or have them derived by a row of records/splices.csv (surrogate by an indicator such as population, interpolation between the years around), such as " + example + ",by,date,reason"}
	if atEnd && s.closed == nil {
		hint.ZH += "；已停止填埋的，在该设施写参数 closure_year"
		hint.EN += "; of a site that takes no more, state the parameter closure_year"
	}
	message := inventory.Text{
		ZH: fmt.Sprintf("%s 缺 %s 年的填埋量：质量平衡法按当年的填埋量计算，没有数就漏算", about.ZH, missing),
		EN: fmt.Sprintf("%s has no figure of what was deposited in %s: the mass balance counts the waste of the year, and leaves out what is not stated", about.EN, missing)}
	if decays {
		message = inventory.Text{
			ZH: fmt.Sprintf("%s 缺 %s 年的填埋量：衰减法从 %d 年起逐年都要有，少了的年份等于没有填埋过", about.ZH, missing, from),
			EN: fmt.Sprintf("%s has no figure of what was deposited in %s: decay needs every year from %d, one left out counts as none deposited", about.EN, missing, from)}
	}
	return inventory.Problem{Source: row.Place.Cell("year"), Code: "deposits-missing", Severity: inventory.Error, Message: message, Hint: hint}
}

func closedBeforeOpened(s *site, from, closed int) inventory.Problem {
	return inventory.Problem{
		Source: s.closed.Place.Cell("value"), Code: "waste-while-closed", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s %d 年停止填埋，而 %d 年才开始（%s）", s.name().ZH, closed, from, s.opened.Place.Cell("value")),
			EN: fmt.Sprintf("%s took its last waste in %d, and opened in %d (%s)", s.name().EN, closed, from, s.opened.Place.Cell("value"))},
		Hint: inventory.Text{ZH: "改正 opening_year 或 closure_year", EN: "mend opening_year or closure_year"},
	}
}

// untold tells whether figures of the site are missing because departments differ on them, or a splice of them failed: that has been
// said.
func (r *run) untold(s *site) bool {
	for about := range r.unsettled {
		if about.facility == s.facility && slices.ContainsFunc(s.deposits, func(row *inventory.Activity) bool { return row.Item == about.item }) {
			return true
		}
	}
	return slices.ContainsFunc(r.problems, func(p inventory.Problem) bool { return strings.HasPrefix(p.Code, "splice-") })
}

func historyShort(s *site, first, year int) inventory.Problem {
	return inventory.Problem{
		Source: s.deposits[0].Place.Cell("year"), Code: "history-short", Severity: inventory.Warning,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 的填埋量从 %d 年起，离 %d 年只有 %d 年，没有说明此前是否填埋过：以前的垃圾仍在排放", s.name().ZH, first, year, year-first),
			EN: fmt.Sprintf("the figures of %s begin with %d, %d years before %d, and nothing says whether waste was deposited before: it would still decay", s.name().EN, first, year-first, year)},
		Hint: inventory.Text{
			ZH: fmt.Sprintf("写参数 opening_year（开始填埋的年份），或补上此前的年份（衰减法要 %d 年，IPCC 2006 V5 §3.2.1）", fullHistory),
			EN: fmt.Sprintf("state the parameter opening_year, or the earlier years (decay wants %d of them, IPCC 2006 V5 §3.2.1)", fullHistory)},
	}
}

// ended makes the figures of nothing for the years compiled in which the site no longer takes what it took.
func (r *run) ended(s *site, years map[int]bool, closed int, decays bool) []*inventory.Activity {
	last := map[series]*inventory.Activity{} // the latest row of each
	var order []series
	continued := map[*inventory.Item]int{} // the latest year of each component, wherever it lies
	for _, row := range s.deposits {
		if last[seriesOf(row)] == nil {
			order = append(order, seriesOf(row))
		}
		last[seriesOf(row)] = row
		continued[row.Item] = max(continued[row.Item], row.Year)
	}
	latest := s.deposits[len(s.deposits)-1].Year
	var out []*inventory.Activity
	for _, of := range order {
		row := last[of]
		for _, year := range slices.Sorted(slices.Values(r.years)) {
			if year <= row.Year || !years[year] && year <= closed || !decays && years[year] {
				continue
			}
			if !years[year] {
				none := r.nothing(row, year, s.closureNote(closed))
				r.gone[none] = row.Year < latest // what the site last took says how it lies
				out = append(out, none)
				continue
			}
			if continued[row.Item] < year && !slices.Contains(inertWaste, row.Item.Name) {
				r.notices.Add(componentEnds(s, row, year))
			}
			none := r.nothing(row, year, inventory.Text{
				ZH: fmt.Sprintf("%s 自 %d 年后不再有（%s）", row.Subject(), row.Year, row.Place.Cell("value").File),
				EN: fmt.Sprintf("no more %s after %d (%s)", row.Subject(), row.Year, row.Place.Cell("value").File)})
			r.gone[none] = true
			out = append(out, none)
		}
	}
	return out
}

func (s *site) closureNote(closed int) inventory.Text {
	return inventory.Text{
		ZH: fmt.Sprintf("%s %d 年后停止填埋", s.name().ZH, closed),
		EN: fmt.Sprintf("%s took its last waste in %d", s.name().EN, closed)}
}

// nothing is the row of a year in which none of what it is of was deposited.
func (r *run) nothing(last *inventory.Activity, year int, note inventory.Text) *inventory.Activity {
	row, particulars := *last, *last.Particulars
	particulars.Note = ""
	row.Particulars, row.Year, row.Value, row.Uncertainty = &particulars, year, decimal.Zero, nil
	r.derived[&row] = derivation{from: last, note: note, tree: func(declared *inventory.Input) expr.Node {
		return expr.Label(declared.Symbol, expr.Const(decimal.Zero, row.Unit))
	}}
	return &row
}

// switched says what the two methods make of a site that takes no more waste in a year compiled.
func (r *run) switched(s *site, decays bool) {
	full := 0 // the last year with waste
	at := s.closed
	for _, row := range s.deposits {
		switch {
		case row.Value.IsPositive():
			full = row.Year
		case s.closed == nil && row.Year > full && (at == nil || at.Year <= full):
			at = row
		}
	}
	if full == 0 || at == nil || slices.Max(r.years) <= full {
		return
	}
	out := inventory.Problem{
		Source: at.Place.Cell("value"), Code: "landfill-closed", Severity: inventory.Info,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s %d 年后停止填埋：按一阶衰减法，以前的垃圾继续排放甲烷；若按质量平衡法（CN-PROV-2011），此后各年为 0", s.name().ZH, full),
			EN: fmt.Sprintf("%s took its last waste in %d: by first-order decay what lies there goes on giving methane; by the mass balance of CN-PROV-2011 the years after are 0", s.name().EN, full)},
		Hint: inventory.Text{ZH: "两种方法的数不能拼接：换方法要重算全部年份", EN: "the two are not spliced: who changes the method recalculates every year"},
	}
	if !decays {
		out.Severity = inventory.Warning
		out.Message = inventory.Text{
			ZH: fmt.Sprintf("%s %d 年后停止填埋：按质量平衡法此后各年为 0，而以前填埋的垃圾仍在排放甲烷（IPCC 指南的一阶衰减法会计算）", s.name().ZH, full),
			EN: fmt.Sprintf("%s took its last waste in %d: by the mass balance the years after are 0, while what lies there goes on giving methane, which first-order decay of the IPCC guidelines counts", s.name().EN, full)}
	}
	r.notices.Add(out)
}

func componentEnds(s *site, row *inventory.Activity, year int) inventory.Problem {
	return inventory.Problem{
		Source: row.Place.Cell("year"), Code: "component-ends", Severity: inventory.Warning,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 的%s到 %d 年为止，%d 年有别的垃圾而没有它：按 0 计，以前的继续衰减", s.name().ZH, row.Item.Name, row.Year, year),
			EN: fmt.Sprintf("%s of %s ends with %d, and %d has other waste and none of it: it is taken for 0, and what lies there decays", row.Item.Name, s.name().EN, row.Year, year)},
		Hint: inventory.Text{ZH: "确实没有就写 0；漏填的补上", EN: "state 0 if there was none, or the figure that was left out"},
	}
}
