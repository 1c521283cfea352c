package energy

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// nonEnergyUse serves fuels used as feedstock, reductant or product, whose carbon is stored in part or leaves fuel
// combustion altogether.
func nonEnergyUse() []*inventory.Method {
	filed := func(in inventory.Input) inventory.Input {
		in.FiledAt = "1.A" // fuel properties stand with combustion, also for products filed at 2.D
		return in
	}
	use := activity("non_energy_use", "Q_ne", "t;10^4 m3;TJ", "非能源利用量", "fuel used for other purposes than energy")
	heat := filed(ncv)
	heat.Per = use.Name
	stored := inventory.Input{Name: "carbon_stored_fraction", Symbol: "f_stored", Unit: "fraction", Factor: true, Gas: "C", FiledAt: "1.A", Sets: []string{"IPCC-1996"},
		Title: inventory.Text{ZH: "固碳率", EN: "fraction of carbon stored"}}
	return []*inventory.Method{
		{
			ID: "1.A/stored.cn/CO2", Category: "1.A", Gas: "CO2", Tier: "1",
			Title:   inventory.Text{ZH: "非能源利用（扣除固碳）", EN: "Non-energy use, carbon that is not stored"},
			Source:  "省级温室气体清单编制指南（试行）2011 第一章 非能源利用（正文未见印刷本）",
			Inputs:  []inventory.Input{use, heat, filed(carbonContent), stored, filed(oxidationRate)},
			Formula: NotStoredCO2,
		},
		{
			ID: "1.A/excluded.ipcc/carbon", Category: "1.A", Yields: "carbon", YieldsIn: "t C", Tier: "1",
			Title:   inventory.Text{ZH: "不计入燃烧的碳（原料、还原剂、非能源产品）", EN: "Carbon excluded from fuel combustion"},
			Source:  "IPCC 2006 V2 Eq 6.4 p6.10, Table 6.2 p6.11",
			Inputs:  []inventory.Input{use, heat, filed(carbonContent)},
			Formula: ExcludedCarbon,
		},
	}
}

// NotStoredCO2 is the CO2 of the carbon in products that is not stored: Q_ne · NCV · CC · (1 − f_stored) · OX · 44/12.
func NotStoredCO2(in inventory.Inputs) expr.Node {
	released := expr.Sub(expr.Int(1), in.Factor("carbon_stored_fraction"))
	return expr.Mul(ExcludedCarbon(in), released, in.Factor("oxidation_rate"), carbonToCO2())
}

// ExcludedCarbon is the carbon of a fuel that is not burned for energy: Q_ne · NCV · CC.
func ExcludedCarbon(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("non_energy_use"), in.Factor("ncv"), in.Factor("carbon_content"))
}
