package land

import (
	"strconv"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// firstYears are those whose mean inflow gives the stock at the start (2019 Refinement V4 Eq 12.4).
const firstYears = 5

// harvestedWood is the change of carbon in wood products in use, which decay at a constant rate. Which wood flows in, that which is
// used in the district or that which is grown there, is the approach, which the activity names as its detail. The Refinement starts
// from what the first years' inflow sustains; the Guidelines of 2006 from nothing in 1900, so that what is held at the first year is
// stated.
func harvestedWood() []*inventory.Method {
	inflow := activity("inflow", "Inflow", "t C", "当年进入在用木质林产品库的碳", "carbon that enters the products in use in the year")
	inflow.Series = true
	stock := activity("initial_stock", "C_0", "t C", "起始年初在用木质林产品碳储量", "carbon of the products in use at the start of the first year")
	halfLife := factor(products, "half_life", "HL", "yr", "木质林产品半衰期", "half-life of wood products in use")
	const decay, next = "k = ln(2) ÷ HL × 1 yr", "C_(i+1) = e^(−k) × C_i + (1 − e^(−k)) ÷ k × Inflow_i"
	refined := co2("hwp", products, "1", "2019 Refinement V4 Eq 12.2, 12.4, Table 12.3; "+ipcc2006+"Eq 12.1 p12.11",
		inventory.Text{ZH: "在用木质林产品碳储量变化", EN: "Carbon in harvested wood products in use"}, ProductsInUse, inflow, inventory.Optional(stock), halfLife)
	refined.Where = []string{decay, next, "C_i of the first year = C_0, or where it is not stated the mean inflow of the first five years ÷ k"}
	first := co2("hwp.2006", products, "1", ipcc2006+"Eq 12.1 p12.11, Table 12.2 p12.17 (C of 1900 = 0; Eq 12.6 p12.18 for years before 1961)",
		inventory.Text{ZH: "在用木质林产品碳储量变化（2006）", EN: "Carbon in harvested wood products in use (2006)"}, ProductsInUse, inflow, stock, halfLife)
	first.Where = []string{decay, next, "C_i of the first year = C_0"}
	return []*inventory.Method{refined, first}
}

// ProductsInUse is the CO2 of the year's change in the carbon of the products in use: (C_i − C_(i+1)) × 44/12, C_i being that at the
// beginning of year i. States are rounded once, so that what went in is what decayed and is held.
func ProductsInUse(in inventory.Inputs) expr.Node {
	figures := in.Series("inflow")
	if len(figures) == 0 {
		return in.Activity("inflow")
	}
	state := func(year int, n expr.Node) expr.Node { return expr.State("C_"+strconv.Itoa(year), n) }
	if in.Year() == 0 && figures[0].Year == 0 {
		c := figures[0].Node
		return emitted(expr.Sub(expr.State("C_i", c), expr.State("C_(i+1)", c)))
	}
	k := expr.Label("k", expr.Mul(expr.Quo(expr.Log(expr.Int(2)), in.Factor("half_life")), oneYear()))
	held, err := initialStock(in, figures, k)
	if err != nil {
		return expr.Fail(err)
	}
	kept := expr.Label("e^(−k)", expr.Exp(expr.Mul(expr.Int(-1), k)))
	stays := expr.Label("(1 − e^(−k))/k", expr.Quo(expr.Sub(expr.Int(1), kept), k))
	before, held := held, state(figures[0].Year, expr.Round34(held))
	for i, f := range figures {
		if want := figures[0].Year + i; f.Year != want {
			return expr.Fail(inventory.Failf("缺 %d 年的流入量（前后年份都有）：没有流入就写 0", "the inflow of %d is missing between others: state 0 if there was none", want))
		}
		before = held
		held = state(f.Year+1, expr.Round34(expr.Add(expr.Mul(kept, held), expr.Mul(stays, expr.State("Inflow_"+strconv.Itoa(f.Year), f.Node)))))
	}
	return emitted(expr.Sub(before, held))
}

// initialStock is what the products in use hold at the beginning of the first year: what is stated, else what the mean inflow of the
// first five years sustains.
func initialStock(in inventory.Inputs, figures []inventory.Dated, k expr.Node) (expr.Node, error) {
	if in.Has("initial_stock") {
		return in.Activity("initial_stock"), nil
	}
	if len(figures) < firstYears {
		return expr.Node{}, inventory.Failf("起始储量未知：从 %d 年起只有 %d 年的流入量，至少要 5 年，或写参数 initial_stock（%d 年初的碳储量）",
			"the stock at the start is unknown: of %d and after there are inflows of %d years, and it takes five, or initial_stock, the carbon at the beginning of %d", figures[0].Year, len(figures), figures[0].Year)
	}
	var first []expr.Node
	for _, f := range figures[:firstYears] {
		first = append(first, f.Node)
	}
	return expr.Quo(expr.Mul(expr.Ratio(1, firstYears), expr.Add(first...)), k), nil
}
