package engine

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

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
	for progress := true; progress; {
		progress = false
		left = slices.DeleteFunc(left, func(s *inventory.Splice) bool {
			later := r.figure(r.unnamed(s.About(s.FromYear)))
			if later != nil {
				r.derive(s, later)
				progress = true
			}
			return later != nil
		})
	}
	for _, s := range left {
		r.problems.Add(spliceProblem(s, "from_year", "splice-source-missing",
			fmt.Sprintf("%d 年没有可据以推算的数", s.FromYear), fmt.Sprintf("there is no figure of %d to derive from", s.FromYear)))
	}
}

func (r *run) derive(s *inventory.Splice, later *inventory.Activity) {
	if stated := r.figure(r.unnamed(s.About(s.Year))); stated != nil {
		r.problems.Add(spliceProblem(s, "year", "splice-over-stated",
			fmt.Sprintf("%d 年已有数 %s（%s），不再推算", s.Year, stated.Value, stated.Place.Cell("value")),
			fmt.Sprintf("%d has a figure already, %s (%s), which a derived one must not replace", s.Year, stated.Value, stated.Place.Cell("value"))))
		return
	}
	change := r.indicator(s.Indicator, s.FromYear)
	if change == nil {
		r.problems.Add(spliceProblem(s, "indicator", "splice-indicator-missing",
			fmt.Sprintf("indicators.csv 没有 %d 年的“%s”", s.FromYear, s.Indicator),
			fmt.Sprintf("indicators.csv has no %q of %d", s.Indicator, s.FromYear)))
		return
	}
	value, err := statedChange(later.Value, change)
	if err != nil || value.IsNegative() != later.Value.IsNegative() {
		r.problems.Add(spliceProblem(s, "indicator", "splice-indicator-unfit",
			fmt.Sprintf("“%s”= %s %s 不是可用的变化率", s.Indicator, change.Value, change.Unit),
			fmt.Sprintf("%q = %s %s is no rate of change to derive by", s.Indicator, change.Value, change.Unit)))
		return
	}
	row, particulars := *later, *later.Particulars
	particulars.Note = ""
	row.Particulars, row.Year, row.Place, row.Value = &particulars, s.Year, s.Place, value
	r.derived[&row] = derivation{note: spliceNote(s, later, change), from: later, tree: func(declared *inventory.Input) expr.Node {
		from := (&binding{&served{run: r}, nil}).figure(later, declared)
		return expr.Label(declared.Symbol+fmt.Sprint(s.Year), trend.StatedChange(from, expr.Of(r.indicatorLeaf(change))))
	}}
	r.insert(&row)
}

// statedChange is the derived figure as a number, for messages; the estimate computes it from the tree.
func statedChange(later decimal.Decimal, change *inventory.Indicator) (decimal.Decimal, error) {
	unit, err := quantity.ParseUnit(change.Unit)
	if err != nil {
		return decimal.Decimal{}, err
	}
	ratio, err := quantity.Convert(change.Value, unit, quantity.One)
	if err != nil {
		return decimal.Decimal{}, err
	}
	return quantity.Quo(later, decimal.NewFromInt(1).Add(ratio))
}

func spliceNote(s *inventory.Splice, later *inventory.Activity, change *inventory.Indicator) inventory.Text {
	return inventory.Text{
		ZH: fmt.Sprintf("%d 年的数由 %d 年的 %s %s 和“%s”%s %s 推算（%s）：%s", s.Year, s.FromYear, later.Value, later.Unit,
			change.Name, change.Value, change.Unit, s.Place.Cell("").File, s.Reason),
		EN: fmt.Sprintf("the figure of %d is derived from %s %s of %d and %q %s %s (%s): %s", s.Year, later.Value, later.Unit, s.FromYear,
			change.Name, change.Value, change.Unit, s.Place.Cell("").File, s.Reason)}
}

func spliceProblem(s *inventory.Splice, column, code, zh, en string) inventory.Problem {
	return inventory.Problem{
		Source: s.Place.Cell(column), Code: code, Severity: inventory.Error, Message: inventory.Text{ZH: zh, EN: en},
		Hint: inventory.Text{
			ZH: "改正这一行，或删去它并把该年记为 NE",
			EN: "mend the row, or remove it and enter the year as NE"},
	}
}

// indicatorLeaf is an indicator's figure as a leaf of a tree.
func (r *run) indicatorLeaf(i *inventory.Indicator) *inventory.Parameter {
	unit := quantity.MustUnit(i.Unit)
	id := strings.Join([]string{r.ws.Config.Region.Code, fmt.Sprint(i.Year), "indicator", i.Name, i.Coverage}, "|")
	return &inventory.Parameter{
		Name: i.Name, Mark: "Δ", Title: inventory.Text{ZH: i.Name, EN: i.Name}, Row: id, Amount: i.Value, In: unit,
		Variable: inventory.Variable{ID: id}, Document: i.Document, Origin: i.Place.Cell("value"), Years: fmt.Sprint(i.Year),
	}
}

// indicator returns the indicator that counts for the year, nil if there is none.
func (r *run) indicator(name string, year int) *inventory.Indicator {
	var out *inventory.Indicator
	for i := range r.ws.Indicators {
		row := &r.ws.Indicators[i]
		if row.Name != name || row.Year != year {
			continue
		}
		first := out == nil || cmp.Or(finalFirst(row, out), cmp.Compare(row.Coverage, out.Coverage), row.Value.Cmp(out.Value)) < 0
		if first && (out == nil || !r.chosenIndicator(out)) || r.chosenIndicator(row) {
			out = row
		}
	}
	return out
}

// chosenIndicator tells whether a recorded choice says that this of several published figures counts.
func (r *run) chosenIndicator(row *inventory.Indicator) bool {
	for i := range r.ws.Choices {
		c := &r.ws.Choices[i]
		if c.Kind != inventory.Between || c.Item != row.Name || c.Year != 0 && c.Year != row.Year {
			continue
		}
		if n, err := parseNumber(c.Chosen); err == nil && n.Equal(row.Value) {
			r.choices[c] = true
			return true
		}
	}
	return false
}

// chooseIndicators refuses two published figures of one indicator and year between which nobody has chosen.
func (r *run) chooseIndicators() {
	type key struct {
		name     string
		year     int
		coverage string
		vintage  string
	}
	seen := map[key][]*inventory.Indicator{}
	var order []key
	for i := range r.ws.Indicators {
		row := &r.ws.Indicators[i]
		k := key{row.Name, row.Year, row.Coverage, row.Vintage}
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
