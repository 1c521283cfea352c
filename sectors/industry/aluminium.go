package industry

import (
	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// The inputs of aluminium smelters. What one gas is reckoned by stands beside the figures of another: a smelter that gives its
// anode effects gives its CO2 by them or without.
var (
	anodeConsumption  = inventory.Input{Name: "net_anode_consumption", Symbol: "NAC", Unit: "t C/t;t/t", Gas: "C", Title: inventory.Text{ZH: "吨铝炭阳极净耗", EN: "net prebaked anode consumption per tonne of aluminium"}}
	anodeEffects      = inventory.Input{Name: "anode_effect_minutes", Symbol: "AEM", Unit: "AE-min/cell-day", Title: inventory.Text{ZH: "每槽日阳极效应分钟数", EN: "anode effect minutes per cell-day"}}
	overvoltage       = inventory.Input{Name: "overvoltage", Symbol: "AEO", Unit: "mV", Title: inventory.Text{ZH: "阳极效应过电压", EN: "anode effect overvoltage"}}
	currentEfficiency = inventory.Input{Name: "current_efficiency", Symbol: "CE", Unit: "fraction", Factor: true, Own: true,
		Title: inventory.Text{ZH: "电流效率", EN: "current efficiency"}}
	anodeSulphur = anodeContent("sulphur_fraction", "S", "硫", "sulphur")
	anodeAsh     = anodeContent("ash_fraction", "Ash", "灰分", "ash")
	ratioC2F6    = inventory.Input{Name: "weight_fraction", Symbol: "F_C2F6/CF4", Unit: "fraction", Factor: true, Gas: "C2F6",
		Title: inventory.Text{ZH: "C2F6 与 CF4 质量比", EN: "weight fraction C2F6/CF4"}}
	bySmelter = inventory.Input{Name: "aluminium_enterprise", Symbol: "P", Unit: "t", Title: inventory.Text{ZH: "电解铝产量（企业核算口径）", EN: "aluminium output, by the accounting of the enterprise"}}
)

// anodeContent is what of a baked anode is not carbon.
func anodeContent(name, symbol, zh, en string) inventory.Input {
	return inventory.Input{Name: name, Symbol: symbol, Unit: "fraction", Factor: true, Item: "焙烧阳极",
		Title: inventory.Text{ZH: "焙烧阳极" + zh + "含量", EN: en + " content of baked anodes"}}
}

// perAnodeEffect is the CF4 per tonne of aluminium and unit of the anode effects.
func perAnodeEffect(name, symbol, unit, zh, en string) inventory.Input {
	return inventory.Input{Name: name, Symbol: symbol, Unit: unit, Per: output.Name, Factor: true, Gas: "CF4", Title: inventory.Text{ZH: zh, EN: en}}
}

func aluminium() []*inventory.Method {
	prebaked := inventory.Text{ZH: "预焙阳极消耗 CO2", EN: "Prebaked anode consumption CO2"}
	out := []*inventory.Method{
		byOutput{id: "2.C.3/co2.t1/CO2", tier: "1", source: "IPCC 2006 V3 Eq 4.20 p4.45, Table 4.10 p4.47", zh: "铝生产", en: "Aluminium production"}.method(inventory.Aside(anodeEffects), inventory.Aside(overvoltage)),
		{
			ID: "2.C.3/co2.t2/CO2", Category: "2.C.3", Gas: "CO2", Tier: "2", Title: prebaked,
			Source:  "IPCC 2006 V3 Eq 4.21 p4.45, Table 4.11 p4.48",
			Inputs:  []inventory.Input{output, anodeConsumption, anodeSulphur, anodeAsh, inventory.Aside(anodeEffects), inventory.Aside(overvoltage)},
			Formula: PrebakedAnodeCO2,
		},
		{
			ID: "2.C.3/ent/CO2", Category: "2.C.3", Gas: "CO2", Tier: "2",
			Title:   inventory.Text{ZH: prebaked.ZH + "（企业核算口径）", EN: prebaked.EN + ", by the accounting of the enterprise"},
			Source:  "CETS-AG-04.01-V01-2024 (as implemented in public code); IPCC 2006 V3 Eq 4.21 p4.45",
			Inputs:  []inventory.Input{bySmelter, ownSets(asFactor(anodeConsumption)), anodeSulphur, anodeAsh},
			Formula: SmelterAnodeCO2,
		},
	}
	for _, gas := range []string{"CF4", "C2F6"} {
		factor := ownSets(perOutput(gas))
		out = append(out,
			byOutput{id: "2.C.3/cn/" + gas, tier: "1", source: guide2011, zh: "铝生产阳极效应", en: "Aluminium production, anode effects"}.method(inventory.Aside(anodeConsumption)),
			byOutput{id: "2.C.3/pfc.t1/" + gas, tier: "1", source: "IPCC 2006 V3 Eq 4.25 p4.51, Table 4.15 p4.54; IPCC 2019 Refinement V3 Eq 4.24a p4.43, Eq 4.25 p4.47, Eq 4.27c p4.51, Table 4.15 p4.54", zh: "铝生产阳极效应", en: "Aluminium production, anode effects"}.method(inventory.Aside(anodeConsumption)),
			&inventory.Method{
				ID: "2.C.3/ent/" + gas, Category: "2.C.3", Gas: gas, Tier: "1",
				Title:   inventory.Text{ZH: "铝生产阳极效应 " + gas + "（企业核算口径）", EN: "Aluminium production, anode effects " + gas + ", by the accounting of the enterprise"},
				Source:  "电解铝企业核算指南（试行）2013（正文未见印刷本）; CETS-AG-04.01-V01-2024 (as implemented in public code)",
				Inputs:  []inventory.Input{bySmelter, factor},
				Formula: SmelterPFC,
			})
	}
	return append(out, anodeEffectMethods()...)
}

// anodeEffectMethods are those of PFCs by what a smelter measures of its anode effects.
func anodeEffectMethods() []*inventory.Method {
	var out []*inventory.Method
	for _, m := range []struct {
		variant, source, zh, en string
		inputs                  []inventory.Input
		formula                 func(inventory.Inputs) expr.Node
	}{
		{"slope", "IPCC 2006 V3 Eq 4.26 p4.51, Table 4.16 p4.54; IPCC 2019 Refinement V3 Eq 4.26 p4.47, Table 4.16 p4.55", "（斜率法）", ", slope method",
			[]inventory.Input{output, anodeEffects, perAnodeEffect("slope_coefficient", "S_CF4", "kg CF4/(AE-min/cell-day)", "CF4 斜率系数", "slope coefficient for CF4")}, SlopeCF4},
		{"overvoltage", "IPCC 2006 V3 Eq 4.27 p4.52, Table 4.16 p4.54", "（过电压法）", ", overvoltage method",
			[]inventory.Input{output, overvoltage, currentEfficiency, perAnodeEffect("overvoltage_coefficient", "OVC", "kg CF4/mV", "CF4 过电压系数", "overvoltage coefficient for CF4")}, OvervoltageCF4},
	} {
		method := func(gas string, formula func(inventory.Inputs) expr.Node, further ...inventory.Input) *inventory.Method {
			return &inventory.Method{
				ID: "2.C.3/" + m.variant + "/" + gas, Category: "2.C.3", Gas: gas, Tier: "2", Source: m.source,
				Title:   inventory.Text{ZH: "铝生产阳极效应 " + gas + m.zh, EN: "Aluminium production, anode effects " + gas + m.en},
				Inputs:  append(append([]inventory.Input{}, m.inputs...), further...),
				Formula: formula,
			}
		}
		out = append(out, method("CF4", m.formula, inventory.Aside(anodeConsumption)), method("C2F6", c2f6Of(m.formula), ratioC2F6, inventory.Aside(anodeConsumption)))
	}
	return out
}

// ownSets has the factor looked up in the enterprise guides of aluminium first, the newer one before the older.
func ownSets(in inventory.Input) inventory.Input {
	in.Sets = []string{"CN-ENT-AL-2024", "CN-ENT-AL-2013"}
	return in
}

// asFactor is the anode consumption as the factor of the tables, which the guide of 2024 is the first to state.
func asFactor(in inventory.Input) inventory.Input {
	in.Name, in.Factor, in.Unit, in.Own = "net_consumption", true, "t C/t", true
	return in
}

// carbonOfAnodes is the CO2 of the carbon in the anodes that a tonne of aluminium takes: NAC·(1 − S − Ash)·44/12.
func carbonOfAnodes(aluminium, net expr.Node, in inventory.Inputs) expr.Node {
	carbon := expr.Sub(expr.Sub(expr.Int(1), in.Factor("sulphur_fraction")), in.Factor("ash_fraction"))
	return expr.Mul(net, aluminium, carbon, inventory.CarbonToCO2())
}

// PrebakedAnodeCO2 is the CO2 of prebaked anodes, of which all carbon is oxidised: NAC·P·(1 − S − Ash)·44/12.
func PrebakedAnodeCO2(in inventory.Inputs) expr.Node {
	return carbonOfAnodes(in.Activity("production"), in.Activity("net_anode_consumption"), in)
}

// SmelterAnodeCO2 is that of a smelter that takes the default of its enterprise guide for the anodes: NAC·P·(1 − S − Ash)·44/12.
func SmelterAnodeCO2(in inventory.Inputs) expr.Node {
	return carbonOfAnodes(in.Activity("aluminium_enterprise"), in.Factor("net_consumption"), in)
}

// SmelterPFC is a perfluorocarbon by the factor of the enterprise guides: P·EF.
func SmelterPFC(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("aluminium_enterprise"), in.Factor("emission_factor"))
}

// SlopeCF4 is the CF4 of anode effects by their minutes: S·AEM·P.
func SlopeCF4(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Factor("slope_coefficient"), in.Activity("anode_effect_minutes"), in.Activity("production"))
}

// OvervoltageCF4 is the CF4 of anode effects by their overvoltage: OVC·AEO/CE·P, CE being a fraction.
func OvervoltageCF4(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Factor("overvoltage_coefficient"), expr.Quo(in.Activity("overvoltage"), in.Factor("current_efficiency")), in.Activity("production"))
}

// c2f6Of is the C2F6 that goes with the CF4: E_CF4·F, a ratio of masses.
func c2f6Of(cf4 func(inventory.Inputs) expr.Node) func(inventory.Inputs) expr.Node {
	return func(in inventory.Inputs) expr.Node {
		return expr.Mul(cf4(in), in.Factor("weight_fraction"), expr.Const(decimal.NewFromInt(1), quantity.MustUnit("kg C2F6/kg CF4")))
	}
}
