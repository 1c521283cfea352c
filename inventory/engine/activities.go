package engine

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// activities brings the rows of the workspace to the order of the tables, settles figures given twice, and adds those
// that records derive.
func (r *run) activities() {
	r.settled()
	r.splice()
	r.settleKeys()
	r.remainders()
	r.goOn()
	r.landfills()
	r.wasteEnergy()
	r.ammonia()
	r.electrical()
	r.livestock()
	r.fields()
	r.wastewater()
	r.openBurning()
	r.land()
	r.gatherSeries()
}

// settled brings the rows to the order of the tables and settles figures given twice.
func (r *run) settled() {
	r.rows = make([]*inventory.Activity, 0, len(r.ws.Activity))
	for _, row := range r.ws.Activity {
		row = r.deposited(r.unnamed(r.discarded(row)))
		if row.Number {
			r.rows = append(r.rows, r.allotted(row))
		} else {
			r.keys = append(r.keys, row)
		}
	}
	r.fromBalances()
	r.namedGases()
	r.rows = sortRows(r.rows)
	slices.SortFunc(r.keys, compareRows)
	r.outsideYears()
	r.settle()
	r.settleKeys() // nothing is derived from a figure that a key was chosen over
}

// named is a parameter by which an activity of a subject is called.
type named struct {
	category  *inventory.Category
	item      *inventory.Item
	parameter string
}

// unnamed is the row without its parameter where that is a name for what a row without one states: both are one quantity.
func (r *run) unnamed(row *inventory.Activity) *inventory.Activity {
	if row.Parameter == "" || !r.isMain(row, row.Parameter) {
		return row
	}
	out := *row
	out.Parameter = ""
	return &out
}

// isMain tells whether the parameter is the main activity of every method that serves the subject of the row.
func (r *run) isMain(row *inventory.Activity, parameter string) bool {
	key := named{row.Category, row.Item, parameter}
	is, ok := r.mains[key]
	if !ok {
		methods := r.methodsFor(subject{r.ws.Config.Guide, row.Category, row.Item, nil}, nil)
		other := func(m *inventory.Method) bool { return m.Main() == nil || m.Main().Name != parameter }
		is = len(methods) > 0 && !slices.ContainsFunc(methods, other) &&
			// of methods for any gas the parameters given choose, so that a name may not be left out for the first
			!slices.ContainsFunc(r.rules, func(one rule) bool {
				return one.method.Gas == inventory.AnyGas && one.serves(r.ws.Config.Guide, row.Category, row.Item) && other(one.method)
			})
		r.mains[key] = is
	}
	return is
}

// compareRows orders rows by what they are about, then by who says it and what.
func compareRows(a, b *inventory.Activity) int {
	if order := inventory.CompareSubjects(a, b); order != 0 {
		return order
	}
	if order := cmp.Compare(a.Parameter, b.Parameter); order != 0 {
		return order
	}
	return cmp.Or(cmp.Compare(a.Department, b.Department), a.Value.Cmp(b.Value), cmp.Compare(a.Unit.String(), b.Unit.String()),
		cmp.Compare(a.Notation, b.Notation), cmp.Compare(a.Note, b.Note))
}

// sortRows sorts by halves on all cores.
func sortRows(rows []*inventory.Activity) []*inventory.Activity {
	if len(rows) < chunkSize {
		slices.SortFunc(rows, compareRows)
		return rows
	}
	half := len(rows) / 2
	parts := [2][]*inventory.Activity{rows[:half], rows[half:]}
	inParallel(2, func(i int) { slices.SortFunc(parts[i], compareRows) })
	out := make([]*inventory.Activity, 0, len(rows))
	a, b := parts[0], parts[1]
	for len(a) > 0 && len(b) > 0 {
		if compareRows(b[0], a[0]) < 0 {
			out, b = append(out, b[0]), b[1:]
		} else {
			out, a = append(out, a[0]), a[1:]
		}
	}
	return append(append(out, a...), b...)
}

func sameQuantity(a, b *inventory.Activity) bool {
	return inventory.CompareSubjects(a, b) == 0 && a.Parameter == b.Parameter
}

// outsideYears warns of rows of years that the workspace does not compile, once a file.
func (r *run) outsideYears() {
	counts := map[string]map[int]int{} // rows by file and year
	for _, rows := range [][]*inventory.Activity{r.rows, r.keys} {
		for _, row := range rows {
			file, outside := row.Place.Cell("").File, func(s inventory.Splice) bool {
				return s.RestsOn(row.Year) && sameQuantity(row, r.aboutOf(&s, row.Year))
			}
			if slices.Contains(r.ws.Config.Years, row.Year) || slices.ContainsFunc(r.ws.Splices, outside) || r.precedes(row) {
				continue
			}
			if counts[file] == nil {
				counts[file] = map[int]int{}
			}
			counts[file][row.Year]++
		}
	}
	for _, file := range slices.Sorted(maps.Keys(counts)) {
		years, n := slices.Sorted(maps.Keys(counts[file])), 0
		for _, rows := range counts[file] {
			n += rows
		}
		r.problems.Add(inventory.Problem{
			Source: inventory.Source{File: file}, Code: "year-not-compiled", Severity: inventory.Warning,
			Message: inventory.Text{
				ZH: fmt.Sprintf("有 %d 行是 %s 年的，inventory.toml 的 years 没有这些年：不编制", n, runsOf(years, "、")),
				EN: fmt.Sprintf("%d rows are of %s, which years in inventory.toml does not name: they are not compiled", n, runsOf(years, ", "))},
			Hint: inventory.Text{ZH: "要编制的年份加入 years；否则核对年份", EN: "add the years that are to be compiled to years, or check the rows"},
		})
	}
}

// runsOf lists years in ascending order, those that follow each other from the first to the last: 2015–2018, 2020.
func runsOf(years []int, joined string) string {
	var out []string
	for from := 0; from < len(years); {
		to := from + 1
		for to < len(years) && years[to] == years[to-1]+1 {
			to++
		}
		if to == from+1 {
			out = append(out, fmt.Sprint(years[from]))
		} else {
			out = append(out, fmt.Sprintf("%d–%d", years[from], years[to-1]))
		}
		from = to
	}
	return strings.Join(out, joined)
}

// settle keeps the figure that counts of those given for one quantity.
func (r *run) settle() {
	kept := r.rows[:0]
	for from := 0; from < len(r.rows); {
		to := from + 1
		for to < len(r.rows) && sameQuantity(r.rows[from], r.rows[to]) {
			to++
		}
		if to == from+1 {
			kept = append(kept, r.rows[from])
		} else if row := r.count(slices.Clone(r.rows[from:to])); row != nil {
			kept = append(kept, row)
		}
		from = to
	}
	clear(r.rows[len(kept):])
	r.rows = kept
}

// count returns the figure that counts among several. Without a recorded choice they are an error.
func (r *run) count(rows []*inventory.Activity) *inventory.Activity {
	choice := r.choice(r, inventory.Between, rows[0], rows[0].Parameter)
	if choice != nil {
		for _, row := range rows {
			if isOf(choice, row) {
				if row.Number && outside(row.Value, choice) {
					r.problems.Add(chosenOutside(row, choice))
				}
				r.chosen[row] = chosenAmong(row, rows, choice)
				return row
			}
		}
		if slices.ContainsFunc(r.keys, func(key *inventory.Activity) bool { return sameQuantity(key, rows[0]) && isOf(choice, key) }) {
			return rows[0] // a key is chosen over all of them: it will be held against one
		}
	}
	r.problems.Add(twoFigures(rows, choice))
	r.unsettled[herdOf{rows[0].Year, rows[0].Facility, rows[0].Item}] = true
	return nil
}

// settleKeys holds the rows that give keys against each other and against the figures: of one quantity a department may
// not say that it does not exist while another gives its figure.
func (r *run) settleKeys() {
	kept := r.keys[:0]
	for from := 0; from < len(r.keys); {
		to := from + 1
		for to < len(r.keys) && sameQuantity(r.keys[from], r.keys[to]) {
			to++
		}
		rows := r.keys[from:to]
		from = to
		said := slices.Clone(rows)
		if figure := r.figure(rows[0]); figure != nil {
			said = append(said, figure)
		}
		if len(said) == 1 || !slices.ContainsFunc(said, func(row *inventory.Activity) bool { return !sameAnswer(row, said[0]) }) {
			kept = append(kept, rows...)
			continue
		}
		choice := r.choice(r, inventory.Between, said[0], said[0].Parameter)
		at := -1
		if choice != nil {
			at = slices.IndexFunc(said, func(row *inventory.Activity) bool { return isOf(choice, row) })
		}
		switch {
		case at < 0:
			r.problems.Add(twoFigures(said, choice))
		case said[at].Number:
			r.chosen[said[at]] = chosenAmong(said[at], said, choice)
		default:
			kept = append(kept, said[at])
			r.rows = slices.DeleteFunc(r.rows, func(row *inventory.Activity) bool { return sameQuantity(row, said[at]) })
		}
	}
	r.keys = kept
}

// sameAnswer tells whether two rows say the same of one quantity.
func sameAnswer(a, b *inventory.Activity) bool {
	return !a.Number && !b.Number && a.Notation == b.Notation && a.Target == b.Target
}

// figure finds the figure that counts for what the row is about, nil if there is none.
func (r *run) figure(about *inventory.Activity) *inventory.Activity {
	i, _ := slices.BinarySearchFunc(r.rows, about, func(row, about *inventory.Activity) int {
		return cmp.Or(inventory.CompareSubjects(row, about), cmp.Compare(row.Parameter, about.Parameter))
	})
	if i < len(r.rows) && sameQuantity(r.rows[i], about) {
		return r.rows[i]
	}
	return nil
}

// answer prints what a row says: its figure or its keys.
func answer(row *inventory.Activity) string {
	if row.Number {
		return row.Value.String() + " " + row.Unit.String()
	}
	return row.Notation.String()
}

func chosenAmong(row *inventory.Activity, rows []*inventory.Activity, choice *inventory.Choice) inventory.Text {
	var zh, en []string
	for _, other := range rows {
		if other != row {
			zh = append(zh, fmt.Sprintf("%s（%s）", answer(other), other.Department))
			en = append(en, fmt.Sprintf("%s (%s)", answer(other), other.Department))
		}
	}
	return inventory.Text{
		ZH: fmt.Sprintf("按 %s 采用此数，另有 %s：%s", choice.Place.Cell("").File, strings.Join(zh, "、"), choice.Reason),
		EN: fmt.Sprintf("chosen by %s over %s: %s", choice.Place.Cell("").File, strings.Join(en, ", "), choice.Reason)}
}

// twoFigures says that departments differ. A choice that names none of them is told of.
func twoFigures(rows []*inventory.Activity, choice *inventory.Choice) inventory.Problem {
	place := func(row *inventory.Activity) inventory.Source {
		if row.Number {
			return row.Place.Cell("value")
		}
		return row.Place.Cell("notation")
	}
	const most = 6
	var zh, en []string
	for i, row := range rows {
		if i == most {
			zh, en = append(zh, fmt.Sprintf("另有 %d 个", len(rows)-most)), append(en, fmt.Sprintf("%d more", len(rows)-most))
			break
		}
		zh = append(zh, fmt.Sprintf("%s（%s，%s）", answer(row), row.Department, place(row)))
		en = append(en, fmt.Sprintf("%s (%s, %s)", answer(row), row.Department, place(row)))
	}
	about := strings.TrimSpace(strconv.Itoa(rows[0].Year) + " " + rows[0].Category.Code + " " + rows[0].Subject())
	out := inventory.Problem{
		Source: place(rows[0]), Code: "two-figures", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: about + " 有两个数：" + strings.Join(zh, "；"),
			EN: about + " is given twice: " + strings.Join(en, "; ")},
		Hint: inventory.Text{
			ZH: "在 records/choices.csv 写一行 kind=between，chosen 填所采用的部门或数值，并写明理由",
			EN: "write a row of kind between into records/choices.csv: chosen = the department or the number that counts, with the reason"},
	}
	if choice != nil {
		at := choice.Place.Cell("chosen").String()
		out.Message.ZH += "；" + at + " 选的是“" + choice.Chosen + "”，与哪个都不符"
		out.Message.EN += "; " + at + ` chooses "` + choice.Chosen + `", which is none of them`
	}
	return out
}

// isOf tells whether the choice is of this row: of who states it, or of its number.
func isOf(c *inventory.Choice, row *inventory.Activity) bool {
	return row.Department == c.Chosen || sameNumber(c.Chosen, row)
}

// outside tells whether a figure lies outside the bounds that the choice of it states.
func outside(value decimal.Decimal, c *inventory.Choice) bool {
	low, noLow := parseNumber(c.Low)
	high, noHigh := parseNumber(c.High)
	return noLow == nil && value.LessThan(low) || noHigh == nil && value.GreaterThan(high)
}

// chosenOutside says that the figure of the department that was chosen is none of those between which it was.
func chosenOutside(row *inventory.Activity, c *inventory.Choice) inventory.Problem {
	return inventory.Problem{
		Source: c.Place.Cell("chosen"), Code: "chosen-outside-bounds", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("所选的数 %s（%s）不在本行的上下限 %s–%s 之间", answer(row), row.Place.Cell("value"), c.Low, c.High),
			EN: fmt.Sprintf("the chosen figure %s (%s) does not lie between low and high, %s–%s", answer(row), row.Place.Cell("value"), c.Low, c.High)},
		Hint: inventory.Text{ZH: "改正上下限，或另选部门", EN: "mend the bounds, or choose the other department"},
	}
}

func sameNumber(text string, row *inventory.Activity) bool {
	n, err := parseNumber(text)
	return err == nil && row.Number && n.Equal(row.Value)
}
