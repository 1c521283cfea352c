package land

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// deadOrganicMatter is the change of carbon in dead wood and litter: none where land stays what it is (Tier 1), over the years of the
// transition where it is converted, and by what comes in and goes out or by two inventories where they are known (Tier 2).
func deadOrganicMatter() []*inventory.Method {
	before := activity("dom_before", "C_o", "t C/ha", "原地类死有机质碳储量", "carbon in dead wood and litter under the old land use")
	after := activity("dom_after", "C_n", "t C/ha", "新地类死有机质碳储量", "carbon in dead wood and litter under the new land use")
	years := inventory.Optional(activity("transition_years", "T_on", "yr", "过渡期", "years of the transition"))
	converted := co2("dom.convert", anyLand, "1", ipcc2006+"Eq 2.23 p2.26 (T_on 20 years of a gain, 1 of a loss)", inventory.Text{ZH: "土地转化死有机质变化", EN: "Dead organic matter of converted land"},
		func(in inventory.Inputs) expr.Node {
			change := expr.Mul(expr.Sub(in.Activity("dom_after"), in.Activity("dom_before")), in.Activity("area_converted"))
			return removed(expr.Mul(expr.Quo(change, transition(in, change)), oneYear()))
		}, convertedArea, before, after, years)
	converted.Where = []string{"T_on = 20 yr of a gain, 1 yr of a loss, unless it is stated"}

	litterCarbon := inventory.Own(factor(forest, "CF_dom", "CF", "t C/t dm", "死有机质含碳率（枯落物 0.37）", "carbon fraction of dead organic matter, 0.37 of litter"))
	flow := func(name, symbol, zh, en string) inventory.Input { return activity(name, symbol, "t dm/ha/yr", zh, en) }
	balance := co2("dom.gainloss", anyLand, "2", ipcc2006+"Eq 2.18 p2.23", inventory.Text{ZH: "死有机质增量—损失法", EN: "Dead organic matter, gain–loss method"},
		func(in inventory.Inputs) expr.Node {
			return removed(expr.Mul(in.Activity("area"), expr.Sub(in.Activity("dom_input"), in.Activity("dom_output")), in.Factor("CF_dom"), oneYear()))
		}, landArea, flow("dom_input", "DOM_in", "死有机质年输入量", "what comes into dead wood and litter in a year"),
		flow("dom_output", "DOM_out", "死有机质年分解和损失量", "what decays of dead wood and litter or is lost in a year"), litterCarbon)
	stock := func(name, symbol, zh, en string) inventory.Input { return activity(name, symbol, "t dm/ha", zh, en) }
	inventories := co2("dom.stockdiff", anyLand, "2", ipcc2006+"Eq 2.19 p2.23", inventory.Text{ZH: "死有机质库差法", EN: "Dead organic matter, stock-difference method"},
		func(in inventory.Inputs) expr.Node {
			change := expr.Mul(in.Activity("area"), expr.Sub(in.Activity("dom_stock_after"), in.Activity("dom_stock_before")), in.Factor("CF_dom"))
			return removed(expr.Mul(expr.Quo(change, in.Activity("interval")), oneYear()))
		}, landArea, stock("dom_stock_before", "DOM_1", "前一次死有机质储量", "dead wood and litter, earlier"),
		stock("dom_stock_after", "DOM_2", "后一次死有机质储量", "dead wood and litter, later"),
		activity("interval", "T", "yr", "两次调查间隔", "years between the two inventories"), litterCarbon)
	return []*inventory.Method{converted, balance, inventories}
}

// transition is the time over which the change is spread: what is stated, else the default of a gain or of a loss.
func transition(in inventory.Inputs, change expr.Node) expr.Node {
	if in.Has("transition_years") {
		return in.Activity("transition_years")
	}
	if value, err := expr.Decimal(change); err == nil && value.IsNegative() {
		return oneYear()
	}
	return twentyYears()
}
