package engine

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/workspace"
)

// indicatorLeaf is an indicator's figure as a leaf of a tree, with the uncertainty that its row states, or the range
// within which a recorded choice chose it.
func (r *run) indicatorLeaf(i *inventory.Indicator) *inventory.Parameter {
	return indicatorLeaf(r.ws, i)
}

func indicatorLeaf(ws *workspace.Workspace, i *inventory.Indicator) *inventory.Parameter {
	parts := []string{ws.Config.Region.Code, fmt.Sprint(i.Year), "indicator", i.Name, i.Coverage}
	if i.PriceBase != "" {
		parts = append(parts, i.PriceBase)
	}
	id := strings.Join(parts, "|")
	out := &inventory.Parameter{
		Name: i.Name, Mark: "Δ", Title: inventory.Text{ZH: i.Name, EN: i.Name}, Row: id, Amount: i.Value, In: quantity.MustUnit(i.Unit), Bounds: i.Uncertainty.Bounds(i.Value),
		Variable: inventory.Variable{ID: id}, Document: i.Document, Origin: i.Place.Cell("value"), Years: fmt.Sprint(i.Year),
	}
	if c := choiceOf(ws, i); c != nil {
		out.Why = c.Note()
		low, bad := quantity.Parse(c.Low)
		high, worse := quantity.Parse(c.High)
		if bad == nil && worse == nil && out.Bounds.Kind == "" {
			out.Bounds, out.Choice = inventory.Bounds{Low: &low, High: &high, Kind: "range", Chosen: inventory.Text{
				ZH: "选用记录的上下限（" + c.Place.Cell("").String() + "）", EN: "bounds of the recorded choice (" + c.Place.Cell("").String() + ")"}}, "|between "+c.Low+"–"+c.High
		}
	}
	return out
}

// indicator returns the indicator that counts for the year, nil if there is none.
func (r *run) indicator(name string, year int) *inventory.Indicator {
	var rows []*inventory.Indicator
	for i := range r.ws.Indicators {
		if row := &r.ws.Indicators[i]; row.Name == name && row.Year == year {
			rows = append(rows, row)
		}
	}
	return counting(rows, r.chosenIndicator)
}

// counting is the one that counts of several published figures: that of a choice, else the final before the preliminary
// one; nil for none.
func counting(rows []*inventory.Indicator, chosen func(*inventory.Indicator) bool) *inventory.Indicator {
	var out *inventory.Indicator
	for _, row := range rows {
		first := out == nil || cmp.Or(finalFirst(row, out), cmp.Compare(row.Coverage, out.Coverage), row.Value.Cmp(out.Value)) < 0
		if first && (out == nil || !chosen(out)) || chosen(row) {
			out = row
		}
	}
	return out
}

// chosenIndicator tells whether a recorded choice says that this of several published figures counts.
func (r *run) chosenIndicator(row *inventory.Indicator) bool {
	c := choiceOf(r.ws, row)
	if c != nil {
		r.choices[c] = true
	}
	return c != nil
}

// choiceOf is the recorded choice by which the indicator counts, nil for none.
func choiceOf(ws *workspace.Workspace, row *inventory.Indicator) *inventory.Choice {
	for i := range ws.Choices {
		c := &ws.Choices[i]
		if c.Kind != inventory.Between || c.Item != row.Name || c.Year != 0 && c.Year != row.Year {
			continue
		}
		if n, err := parseNumber(c.Chosen); err == nil && n.Equal(row.Value) {
			return c
		}
	}
	return nil
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
