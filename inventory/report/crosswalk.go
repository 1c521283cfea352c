package report

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/crosswalk"
	"ghg/inventory/engine"
)

// Crosswalks brings an inventory to the rows of every scheme that the engine's tables know; none for tables older than the
// crosswalks. The lines that a report masks stand in it.
func Crosswalks(e *engine.Engine, inv *inventory.Inventory) ([]*crosswalk.Result, error) {
	schemes, err := crosswalk.Load(e.Tables(), e.Vocabulary)
	if err != nil {
		return nil, err
	}
	var out []*crosswalk.Result
	for _, s := range schemes {
		out = append(out, s.Of(inv))
	}
	return out, nil
}

// CrosswalkRecords lists what each scheme's rows hold, by year and gas, "all" for their CO2-equivalent; exact. Rows that sum up
// others hold these too: only rows of one level may be added.
func CrosswalkRecords(results []*crosswalk.Result) Records {
	out := Records{Columns: []string{"scheme", "code", "name_zh", "name_en", "year", "gas", "value_t", "co2e_t", "notation", "without_gwp"}}
	for _, r := range results {
		for _, y := range r.Years {
			for _, c := range y.Cells {
				row := []string{r.Scheme.ID, c.Row.Code, c.Row.Name.ZH, c.Row.Name.EN, strconv.Itoa(y.Year), c.Gas, "", "", c.Keys.String(), strings.Join(c.Missing, ";")}
				if c.HasMass {
					row[6] = c.Mass.String()
				}
				if c.HasCO2e {
					row[7] = c.CO2e.String()
				}
				out.Rows = append(out.Rows, row)
			}
		}
	}
	return out
}

// CrosswalkCoverageRecords lists for each scheme and year what became of the inventory's lines, by boundary, state, category and
// gas, with the share of Σ|CO2e| of the boundary (size_t); before them, without a category, the sums of each state. Then the
// scheme's grand total, the inventory's and the difference; last, without a year, the rows that stand for no category.
func CrosswalkCoverageRecords(results []*crosswalk.Result) Records {
	out := Records{Columns: []string{"scheme", "year", "boundary", "state", "category", "category_zh", "category_en", "gas", "codes",
		"co2e_t", "size_t", "share", "notation", "reason_zh", "reason_en"}}
	for _, r := range results {
		for _, y := range r.Years {
			out.Rows = append(out.Rows, coverageOf(r.Scheme.ID, y)...)
		}
		for _, row := range r.Scheme.Empties() {
			out.Rows = append(out.Rows, []string{r.Scheme.ID, "", "", "empty", "", "", "", "", row.Code, "", "", "", "",
				row.Name.ZH + "：没有对应的清单类别", row.Name.EN + ": no category of the inventory"})
		}
	}
	return out
}

func coverageOf(scheme string, y *crosswalk.Year) (rows [][]string) {
	year := strconv.Itoa(y.Year)
	for _, c := range y.Coverage {
		share := func(size decimal.Decimal) string {
			if part, ok := c.Share(size); ok {
				return part.String()
			}
			return ""
		}
		for state, size := range c.Size {
			rows = append(rows, []string{scheme, year, c.Boundary.String(), crosswalk.State(state).String(), "", "", "", "", "", "", size.String(), share(size), "", "", ""})
		}
		for _, g := range y.Groups {
			if g.Boundary != c.Boundary {
				continue
			}
			row := []string{scheme, year, c.Boundary.String(), g.State.String(), g.Category.Code, g.Category.Name.ZH, g.Category.Name.EN, g.Gas, codes(g.Rows),
				"", "", "", g.Keys.String(), g.Reason.ZH, g.Reason.EN}
			if g.HasCO2e {
				row[9], row[10], row[11] = g.CO2e.String(), g.Size.String(), share(g.Size)
			}
			rows = append(rows, row)
		}
	}
	for _, sum := range []struct {
		state  string
		amount decimal.Decimal
	}{{"scheme_total", y.Scheme}, {"inventory_total", y.Inventory}, {"difference", y.Difference()}} {
		rows = append(rows, []string{scheme, year, inventory.Territorial.String(), sum.state, "", "", "", "", "", sum.amount.String(), "", "", "", "", ""})
	}
	return rows
}

func codes(rows []*crosswalk.Row) string {
	var out []string
	for _, r := range rows {
		out = append(out, r.Code)
	}
	return strings.Join(out, ";")
}
