package industry

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// nonEnergyProducts serves fuels used as products, of which a part is oxidised during use. Oil burned in two-stroke
// engines is combustion; solvents and asphalt give no CO2 at Tier 1.
func nonEnergyProducts() []*inventory.Method {
	var out []*inventory.Method
	for _, p := range []struct {
		category, source, zh, en string
		item                     string // whose calorific value and carbon are those of the product, "" = its own
		filedAt                  string // where they are filed, "" = at the product
		own                      bool   // no table states how much is oxidised
	}{
		{"2.D.1", "IPCC 2006 V3 Eq 5.2–5.3 p5.7–5.8, Table 5.2 p5.9", "润滑油（脂）使用", "Lubricant use", "润滑油", "", false},
		{"2.D.2", "IPCC 2006 V3 Eq 5.4–5.5 p5.11, §5.3.2.2 p5.12", "石蜡使用", "Paraffin wax use", "石蜡", "", false},
		{"2.D.4", "IPCC 2006 V3 Eq 5.1 p5.5", "其他非能源产品使用", "Other non-energy products", "", "1.A", true},
	} {
		out = append(out, &inventory.Method{
			ID: p.category + "/t1/CO2", Category: p.category, Gas: "CO2", Tier: "1", Source: p.source,
			Title: inventory.Text{ZH: p.zh + " CO2", EN: p.en + " CO2"},
			Inputs: []inventory.Input{
				{Name: "non_energy_use", Symbol: "NEU", Unit: "t;10^4 m3;TJ", Title: inventory.Text{ZH: "非能源利用量", EN: "fuel used for other purposes than energy"}},
				{Name: "ncv", Symbol: "NCV", Unit: "GJ", Per: "non_energy_use", Factor: true, NCV: true, Item: p.item, FiledAt: p.filedAt,
					Title: inventory.Text{ZH: "低位发热量", EN: "net calorific value"}},
				{Name: "carbon_content", Symbol: "CC", Unit: "t C/TJ", Factor: true, Gas: "C", Item: p.item, FiledAt: p.filedAt,
					Title: inventory.Text{ZH: "单位热值含碳量", EN: "carbon content per heat"}},
				{Name: "odu_factor", Symbol: "ODU", Unit: "fraction", Factor: true, Own: p.own,
					Title: inventory.Text{ZH: "使用中氧化因子", EN: "fraction oxidised during use"}},
			},
			Formula: OxidisedDuringUseCO2,
		})
	}
	return out
}

// OxidisedDuringUseCO2 is the CO2 of a product of which a part is oxidised during use: NEU · NCV · CC · ODU · 44/12.
func OxidisedDuringUseCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("non_energy_use"), in.Factor("ncv"), in.Factor("carbon_content"), in.Factor("odu_factor"), inventory.CarbonToCO2())
}
