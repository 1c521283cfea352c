package engine

import (
	"fmt"
	"slices"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
	"ghg/inventory/trend"
)

// derivation says how a figure that no table states follows from others.
type derivation struct {
	tree func(*inventory.Input) expr.Node // for the input that it is
	note inventory.Text
	from *inventory.Activity // derived itself perhaps; nil for none
}

// splice adds the activities that records/splices.csv derives, one from another if need be. A figure that a table states
// is never replaced.
func (r *run) splice() {
	left := make([]*inventory.Splice, len(r.ws.Splices))
	for i := range r.ws.Splices {
		left[i] = &r.ws.Splices[i]
	}
	var made []*inventory.Activity
	known := func(s *inventory.Splice, year int) *inventory.Activity {
		about := r.deposited(r.unnamed(r.discarded(s.About(year))))
		if i := slices.IndexFunc(made, func(row *inventory.Activity) bool { return sameQuantity(row, about) }); i >= 0 {
			return made[i]
		}
		return r.figure(about)
	}
	for progress := true; progress; {
		progress = false
		left = slices.DeleteFunc(left, func(s *inventory.Splice) bool {
			from := [2]*inventory.Activity{known(s, s.FromYear), nil}
			if s.Technique == inventory.Interpolation {
				from = [2]*inventory.Activity{known(s, s.Year-1), known(s, s.ToYear+1)}
			}
			if from[0] == nil || s.Technique == inventory.Interpolation && from[1] == nil {
				return false
			}
			for year := s.Year; year <= s.ToYear; year++ {
				if stated := known(s, year); stated != nil {
					r.problems.Add(overStated(s, stated, year))
				} else if row := r.derive(s, from, year); row != nil {
					made = append(made, row)
				} else {
					break
				}
			}
			progress = true
			return true
		})
	}
	r.rows = sortRows(append(r.rows, made...))
	for _, s := range left {
		r.problems.Add(sourceMissing(s))
	}
}

func sourceMissing(s *inventory.Splice) inventory.Problem {
	if s.Technique == inventory.Interpolation {
		return spliceProblem(s, "year", "splice-source-missing",
			fmt.Sprintf("%d 年和 %d 年要各有一个数才能内插", s.Year-1, s.ToYear+1),
			fmt.Sprintf("an interpolation needs the figures of %d and of %d", s.Year-1, s.ToYear+1))
	}
	return spliceProblem(s, "from_year", "splice-source-missing",
		fmt.Sprintf("%d 年没有可据以推算的数", s.FromYear), fmt.Sprintf("there is no figure of %d to derive from", s.FromYear))
}

func overStated(s *inventory.Splice, stated *inventory.Activity, year int) inventory.Problem {
	return spliceProblem(s, "year", "splice-over-stated",
		fmt.Sprintf("%d 年已有数 %s（%s），不再推算", year, stated.Value, stated.Place.Cell("value")),
		fmt.Sprintf("%d has a figure already, %s (%s), which a derived one must not replace", year, stated.Value, stated.Place.Cell("value")))
}

// derive makes the figure of the year; nil if the indicator is missing or unfit, which is told.
func (r *run) derive(s *inventory.Splice, from [2]*inventory.Activity, year int) *inventory.Activity {
	step, note, ok := r.stepOf(s, from, year)
	if !ok {
		return nil
	}
	number := func(row *inventory.Activity) expr.Node {
		if row == nil {
			return expr.Node{}
		}
		return expr.Const(row.Value, row.Unit)
	}
	value, err := expr.Decimal(expr.In(step(number(from[0]), number(from[1])), from[0].Unit))
	if err != nil || value.IsNegative() != from[0].Value.IsNegative() {
		r.problems.Add(spliceProblem(s, "indicator", "splice-indicator-unfit",
			fmt.Sprintf("按“%s”推算不出 %d 年的数", s.Indicator, year), fmt.Sprintf("no figure of %d follows by %q", year, s.Indicator)))
		return nil
	}
	row, particulars := *from[0], *from[0].Particulars
	particulars.Note = ""
	row.Particulars, row.Year, row.Place, row.Value = &particulars, year, s.Place, value
	r.spliced[&row] = s
	r.derived[&row] = derivation{note: note, from: from[0], tree: func(declared *inventory.Input) expr.Node {
		of := [2]expr.Node{r.cell(from[0], declared), {}}
		if from[1] != nil {
			of[1] = r.cell(from[1], declared)
		}
		return expr.Label(declared.Symbol+fmt.Sprint(year), step(of[0], of[1]))
	}}
	return &row
}

// stepOf is how the figure of the year follows from those known, and in words; false if an indicator is missing or unfit.
func (r *run) stepOf(s *inventory.Splice, from [2]*inventory.Activity, year int) (func(a, b expr.Node) expr.Node, inventory.Text, bool) {
	file := s.Place.Cell("").File
	if s.Technique == inventory.Interpolation {
		step, steps := int64(year-s.Year+1), int64(s.ToYear-s.Year+2)
		return func(a, b expr.Node) expr.Node { return trend.Interpolation(a, expr.In(b, a.Unit()), step, steps) }, inventory.Text{
			ZH: fmt.Sprintf("%d 年的数在 %d 年的 %s 与 %d 年的 %s 之间内插（%s）：%s", year, s.Year-1, answer(from[0]), s.ToYear+1, answer(from[1]), file, s.Reason),
			EN: fmt.Sprintf("the figure of %d lies between %s of %d and %s of %d (%s): %s", year, answer(from[0]), s.Year-1, answer(from[1]), s.ToYear+1, file, s.Reason)}, true
	}
	now := r.leafOf(s, s.FromYear)
	if now == nil {
		return nil, inventory.Text{}, false
	}
	if s.Technique == inventory.StatedChange {
		if !now.In.SameDimension(quantity.One) {
			return nil, inventory.Text{}, r.unfit(s, now)
		}
		return func(a, _ expr.Node) expr.Node { return trend.StatedChange(a, expr.Of(now)) }, inventory.Text{
			ZH: fmt.Sprintf("%d 年的数由 %d 年的 %s 和“%s”%s %s 推算（%s）：%s", year, s.FromYear, answer(from[0]), s.Indicator, now.Amount, r.indicator(s.Indicator, s.FromYear).Unit, file, s.Reason),
			EN: fmt.Sprintf("the figure of %d is derived from %s of %d and %q %s %s (%s): %s", year, answer(from[0]), s.FromYear, s.Indicator, now.Amount, r.indicator(s.Indicator, s.FromYear).Unit, file, s.Reason)}, true
	}
	then := r.leafOf(s, year)
	if then == nil {
		return nil, inventory.Text{}, false
	}
	if !now.Amount.IsPositive() || !then.In.SameDimension(now.In) || then.Amount.IsNegative() {
		return nil, inventory.Text{}, r.unfit(s, now)
	}
	return func(a, _ expr.Node) expr.Node { return trend.Surrogate(a, expr.Of(then), expr.Of(now)) }, inventory.Text{
		ZH: fmt.Sprintf("%d 年的数由 %d 年的 %s 按“%s”的比例推算（%s）：%s", year, s.FromYear, answer(from[0]), s.Indicator, file, s.Reason),
		EN: fmt.Sprintf("the figure of %d follows from %s of %d in proportion to %q (%s): %s", year, answer(from[0]), s.FromYear, s.Indicator, file, s.Reason)}, true
}

// leafOf is the indicator of the year; nil if there is none or its unit is not known, which is told.
func (r *run) leafOf(s *inventory.Splice, year int) *inventory.Parameter {
	row := r.indicator(s.Indicator, year)
	if row == nil {
		r.problems.Add(spliceProblem(s, "indicator", "splice-indicator-missing",
			fmt.Sprintf("indicators.csv 没有 %d 年的“%s”", year, s.Indicator),
			fmt.Sprintf("indicators.csv has no %q of %d", s.Indicator, year)))
		return nil
	}
	if _, err := quantity.ParseUnit(row.Unit); err != nil {
		r.problems.Add(spliceProblem(s, "indicator", "splice-indicator-unfit",
			fmt.Sprintf("%d 年“%s”的单位 %s 不能换算", year, s.Indicator, row.Unit),
			fmt.Sprintf("the unit %s of %q of %d is not known", row.Unit, s.Indicator, year)))
		return nil
	}
	return r.indicatorLeaf(row)
}

// unfit says that nothing follows by the indicator.
func (r *run) unfit(s *inventory.Splice, row *inventory.Parameter) bool {
	r.problems.Add(spliceProblem(s, "indicator", "splice-indicator-unfit",
		fmt.Sprintf("“%s”= %s %s 不能用来推算", s.Indicator, row.Amount, row.In),
		fmt.Sprintf("%q = %s %s is nothing to derive by", s.Indicator, row.Amount, row.In)))
	return false
}

func spliceProblem(s *inventory.Splice, column, code, zh, en string) inventory.Problem {
	return inventory.Problem{
		Source: s.Place.Cell(column), Code: code, Severity: inventory.Error, Message: inventory.Text{ZH: zh, EN: en},
		Hint: inventory.Text{
			ZH: "改正这一行，或删去它并把该年记为 NE",
			EN: "mend the row, or remove it and enter the year as NE"},
	}
}

// chooseIndicators refuses two published figures of one indicator and year between which nobody has chosen.
func (r *run) chooseIndicators() {
	type key struct {
		name      string
		year      int
		priceBase string
		coverage  string
		vintage   string
	}
	seen := map[key][]*inventory.Indicator{}
	var order []key
	for i := range r.ws.Indicators {
		row := &r.ws.Indicators[i]
		k := key{row.Name, row.Year, row.PriceBase, row.Coverage, row.Vintage}
		if seen[k] == nil {
			order = append(order, k)
		}
		seen[k] = append(seen[k], row)
	}
	for _, k := range order {
		rows := seen[k]
		first, last := rows[0], rows[len(rows)-1]
		differ := slices.ContainsFunc(rows, func(row *inventory.Indicator) bool { return !row.Value.Equal(first.Value) })
		if !differ || slices.ContainsFunc(rows, r.chosenIndicator) {
			continue
		}
		r.problems.Add(inventory.Problem{
			Source: last.Place.Cell("value"), Code: "two-figures", Severity: inventory.Error,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%d 年“%s”有两个数：%s（%s）与 %s", k.year, k.name, first.Value, first.Place.Cell("value"), last.Value),
				EN: fmt.Sprintf("%q of %d is given twice: %s (%s) and %s", k.name, k.year, first.Value, first.Place.Cell("value"), last.Value)},
			Hint: inventory.Text{
				ZH: "在 records/choices.csv 写一行 kind=between，item 填指标名，chosen 填所采用的数，并写明理由",
				EN: "write a row of kind between into records/choices.csv: item = the indicator, chosen = the number that counts, with the reason"},
		})
	}
}
