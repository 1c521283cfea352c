package fgas

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// refrigeration serves refrigeration and air conditioning (2.F.1) by application: what escapes from containers, when equipment
// is filled, while it works and when it is retired.
func refrigeration() []*inventory.Method {
	initial := shareOf("initial_emission_factor", "k", "fraction", "充注损失率", "share lost when equipment is charged")
	yearly := shareOf("operation_emission_factor", "x", "fraction/yr", "年运行排放率", "yearly emission rate in operation")
	remaining := shareOf("remaining_charge_at_disposal", "p", "fraction", "报废时剩余充注比例", "share of the charge remaining at disposal")
	recovery := shareOf("recovery_efficiency", "η", "fraction", "报废回收效率", "recovery efficiency at disposal")
	charge := shareOf("charge", "m", "kg", "单台充注量", "charge of one piece of equipment")
	charge.GasUnit = "kg %s"
	const source = ipcc2006 + "Eq 7.10–7.11 p7.49, 7.12–7.13 p7.50, 7.14 p7.51, Table 7.9 p7.52"
	pieces := func(name, symbol, zh, en string) inventory.Input {
		return inventory.Input{Name: name, Symbol: symbol, Unit: "unit", Title: inventory.Text{ZH: zh, EN: en}}
	}
	return []*inventory.Method{
		{
			ID: "2.F.1/t2a/any", Category: "2.F.1", Gas: inventory.AnyGas, Tier: "2a", Source: source,
			Title: inventory.Text{ZH: "制冷空调（按设备种类，制冷剂量）", EN: "Refrigeration and air conditioning by application"},
			Inputs: []inventory.Input{
				inventory.Optional(ofGas("containers", "RM", "以容器销售的制冷剂", "refrigerant sold in containers")),
				inventory.Optional(ofGas("charged", "M", "新设备充注的制冷剂", "refrigerant charged into new equipment")),
				inventory.Optional(ofGas("bank", "B", "在用设备中的制冷剂", "refrigerant in equipment in use")),
				inventory.Optional(ofGas("retired", "M_ret", "报废设备的原始充注量", "original charge of equipment retired")),
				inventory.GoesWith("containers", shareOf("container_emission_factor", "c", "fraction", "容器损失率", "share lost from containers")),
				inventory.GoesWith("charged", initial), inventory.GoesWith("bank", yearly), inventory.GoesWith("retired", remaining), inventory.GoesWith("retired", recovery),
			},
			Formula: RefrigerantByApplication,
		},
		{
			ID: "2.F.1/t2a.stock/any", Category: "2.F.1", Gas: inventory.AnyGas, Tier: "2a", Source: source,
			Title: inventory.Text{ZH: "制冷空调（按设备数量）", EN: "Refrigeration and air conditioning by number of equipment"},
			Inputs: []inventory.Input{
				inventory.Optional(pieces("units_new", "n_new", "新充注的设备数", "equipment newly charged")),
				inventory.Optional(pieces("units", "n", "在用设备数", "equipment in use")),
				inventory.Optional(pieces("units_retired", "n_ret", "报废的设备数", "equipment retired")),
				charge, inventory.GoesWith("units_new", initial), inventory.GoesWith("units", yearly), inventory.GoesWith("units_retired", remaining), inventory.GoesWith("units_retired", recovery),
			},
			Formula: RefrigerantByStock,
		},
		{
			ID: "2.F.1/t1b/any", Category: "2.F.1", Gas: inventory.AnyGas, Tier: "1b", Source: ipcc2006 + "Eq 7.3 p7.15, 7.9 p7.48",
			Title: inventory.Text{ZH: "制冷空调（质量平衡）", EN: "Refrigeration and air conditioning, mass balance"},
			Inputs: []inventory.Input{
				ofGas("sales", "S", "制冷剂销售量", "annual sales of refrigerant"),
				deducts(ofGas("charge_new", "M_new", "新设备总充注量", "total charge of new equipment")),
				inventory.Optional(ofGas("charge_retired", "M_ret", "报废设备的原始总充注量", "original total charge of retiring equipment")),
				deducts(ofGas("destroyed", "D", "有意销毁量", "amount of intentional destruction")),
			},
			Formula: RefrigerantBalance,
		},
	}
}

// left is the share of a charge that escapes at disposal: p·(1 − η).
func left(in inventory.Inputs) []expr.Node {
	return []expr.Node{in.Factor("remaining_charge_at_disposal"), expr.Sub(expr.Int(1), in.Factor("recovery_efficiency"))}
}

// RefrigerantByApplication is RM·c + M·k + B·x + M_ret·p·(1 − η); the tables hold fractions where the guidelines print percent.
func RefrigerantByApplication(in inventory.Inputs) expr.Node {
	return terms(in, term{"containers", factors("container_emission_factor")}, term{"charged", factors("initial_emission_factor")},
		term{"bank", ofYear("operation_emission_factor")}, term{"retired", left})
}

// RefrigerantByStock is the same with the charge of a piece of equipment times its number.
func RefrigerantByStock(in inventory.Inputs) expr.Node {
	charged := func(by func(inventory.Inputs) []expr.Node) func(inventory.Inputs) []expr.Node {
		return func(in inventory.Inputs) []expr.Node {
			return append([]expr.Node{in.Factor("charge"), perUnit()}, by(in)...)
		}
	}
	return terms(in, term{"units_new", charged(factors("initial_emission_factor"))}, term{"units", charged(ofYear("operation_emission_factor"))},
		term{"units_retired", charged(left)})
}

// RefrigerantBalance is what was sold and neither fills new equipment nor was destroyed, with what retired equipment held:
// S − M_new + M_ret − D.
func RefrigerantBalance(in inventory.Inputs) expr.Node {
	out := in.Activity("sales")
	if in.Has("charge_retired") {
		out = expr.Add(out, in.Activity("charge_retired"))
	}
	for _, taken := range []string{"charge_new", "destroyed"} {
		if in.Has(taken) {
			out = expr.Sub(out, in.Activity(taken))
		}
	}
	return out
}
