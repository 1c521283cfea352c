package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/expr"
	"ghg/sectors/agriculture"
)

// FlowRecords is the balances of nitrogen or straw, a row a flow of each activity: its direction, its figure, and the formula by
// which it follows from the cells.
func FlowRecords(region string, balances []*engine.FlowBalance, flows []agriculture.Flow) Records {
	out := Records{Columns: []string{"region", "year", "category", "facility", "item", "detail", "flow", "direction", "value", "unit", "method", "formula", "numbers"}}
	for _, b := range balances {
		row, states := b.Row, expr.States(b.Tree())
		for _, f := range flows {
			at := slices.IndexFunc(states, func(one expr.Node) bool { return one.Name() == f.Name })
			if at < 0 {
				continue
			}
			node := states[at]
			out.Rows = append(out.Rows, []string{region, strconv.Itoa(row.Year), row.Category.Code, row.Facility, row.ItemName(), row.Detail, f.Name, directions[f.Is],
				b.Flows[at].Value.String(), node.Unit().String(), b.Method.ID, expr.Format(node, expr.Symbols), expr.Format(node, expr.Numbers)})
		}
	}
	return out
}

var directions = map[agriculture.Direction]string{agriculture.In: "in", agriculture.Out: "out", agriculture.Through: "through", agriculture.Remains: "remains"}

// FlowTables prints the balances of nitrogen and straw, the sums of each flow with a column a year, and the land matrix.
func FlowTables(w io.Writer, result *engine.Result, lang string) {
	years := result.Inventory.Years
	flowTable(w, inventory.Text{ZH: "农田氮平衡（t N）", EN: "Nitrogen balance of fields (t N)"}.In(lang), result.Nitrogen, agriculture.Flows, years, lang)
	flowTable(w, inventory.Text{ZH: "秸秆平衡（t 干物质）", EN: "Straw balance (t dry matter)"}.In(lang), result.Straw, agriculture.StrawFlows(), years, lang)
	LandTable(w, result, lang)
}

func flowTable(w io.Writer, title string, balances []*engine.FlowBalance, flows []agriculture.Flow, years []int, lang string) {
	if len(balances) == 0 {
		return
	}
	sums := map[string]map[int]decimal.Decimal{}
	for _, b := range balances {
		for _, f := range b.Flows {
			if sums[f.Name] == nil {
				sums[f.Name] = map[int]decimal.Decimal{}
			}
			sums[f.Name][b.Row.Year] = sums[f.Name][b.Row.Year].Add(f.Value)
		}
	}
	t := &columns{right: []bool{false}}
	header := []string{title}
	for _, year := range years {
		header = append(header, strconv.Itoa(year))
		t.right = append(t.right, true)
	}
	t.rule()
	t.add(header...)
	t.rule()
	for _, f := range flows {
		if sums[f.Name] == nil {
			continue
		}
		sign := map[agriculture.Direction]string{agriculture.In: "+ ", agriculture.Out: "− ", agriculture.Through: "  ", agriculture.Remains: "= "}[f.Is]
		cells := []string{sign + f.Title.In(lang)}
		for _, year := range years {
			cells = append(cells, tonnes(sums[f.Name][year]))
		}
		t.add(cells...)
	}
	fmt.Fprintln(w)
	t.write(w)
}
