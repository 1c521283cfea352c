package energy

import (
	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// associatedGas serves gas produced with oil and vented or flared, by the alternative Tier 2 mass balance (IPCC 2006 V2
// Eq 4.2.3–4.2.5, 4.2.8 p4.44–4.45). What it needs the field measures; only molecular weights are printed.
func associatedGas() []*inventory.Method {
	vent := func(gas string) *inventory.Method {
		return associated("vent", gas, "IPCC 2006 V2 Eq 4.2.3 p4.44", "放空", "vented", VentedGas(gas), molShare(gas))
	}
	// One set of rows serves every gas of the flare: an equation knows what only the others take.
	loss := fieldShare("flare_efficiency", "FE", "火炬销毁效率", "flaring destruction efficiency")
	methane, carbon, nmvoc := molShare("CH4"), molShare("CO2"), molShare("NMVOC")
	moles := fieldShare("carbon_per_nmvoc", "Nc_NMVOC", "每摩尔 NMVOC 的碳摩尔数", "moles of carbon per mole of NMVOC")
	soot := fieldShare("soot_share", "X_soot", "转为烟炱的碳比例", "share of carbon that becomes soot")
	soot.Optional = true
	nitrous := inventory.Input{Name: "ef_flare_n2o", Symbol: "EF_N2O", Unit: "t N2O/m3", Gas: "N2O", Title: inventory.Text{ZH: "火炬 N2O 排放因子", EN: "N2O emission factor of the flare"}}
	flare := func(gas, source string, formula func(inventory.Inputs) expr.Node, takes []inventory.Input, knows ...inventory.Input) *inventory.Method {
		for _, in := range knows {
			in.Optional, in.ForChecks = true, true
			takes = append(takes, in)
		}
		return associated("flare", gas, "IPCC 2006 V2 "+source, "火炬", "flared", formula, takes...)
	}
	return []*inventory.Method{
		vent("CH4"), vent("CO2"),
		flare("CH4", "Eq 4.2.4 p4.44", FlaredGasCH4, []inventory.Input{loss, methane}, carbon, nmvoc, moles, soot, nitrous),
		flare("CO2", "Eq 4.2.5 p4.45", FlaredGasCO2, []inventory.Input{methane, carbon, nmvoc, moles, soot}, loss, nitrous),
		flare("N2O", "Eq 4.2.8 p4.45", FlaredGasN2O, []inventory.Input{nitrous}, loss, methane, carbon, nmvoc, moles, soot),
	}
}

func associated(way, gas, source, zh, en string, formula func(inventory.Inputs) expr.Node, more ...inventory.Input) *inventory.Method {
	return &inventory.Method{
		ID: "1.B.2.a/t2." + way + "/" + gas, Category: "1.B.2.a", Gas: gas, Tier: "2", Source: source, Formula: formula,
		Title: inventory.Text{ZH: "油田伴生气" + zh + " " + gas, EN: "Associated gas " + en + ", " + gas},
		Inputs: append([]inventory.Input{
			{Name: "oil", Symbol: "Q_oil", Unit: "m3", Title: inventory.Text{ZH: "原油产量", EN: "oil produced"}},
			fieldShare("gas_to_oil", "GOR", "气油比（15 ℃，101.325 kPa）", "gas-to-oil ratio at 15 °C, 101.325 kPa"),
			fieldShare("gas_conserved", "CE", "伴生气利用（回收、回注）比例", "share of the gas conserved, used or re-injected"),
			fieldShare("waste_gas_flared", "X_flared", "废气中送火炬的比例", "share of the waste gas that is flared")}, more...),
	}
}

func fieldShare(name, symbol, zh, en string) inventory.Input {
	return inventory.Input{Name: name, Symbol: symbol, Unit: "1", Title: inventory.Text{ZH: zh, EN: en}}
}

func molShare(of string) inventory.Input {
	return fieldShare("mol_share_"+of, "y_"+of, "伴生气中 "+of+" 摩尔比例", "mol share of "+of+" in the gas")
}

// molecularWeight is the weight of a mole as Eq 4.2.3 takes it (p4.45).
func molecularWeight(gas string) expr.Node {
	milligrams := map[string]int64{"CH4": 16043, "CO2": 44011}[gas]
	return expr.Const(decimal.New(milligrams, -3), quantity.MustUnit("g "+gas+"/mol"))
}

// wasteGas is the amount of gas that is vented or flared: GOR·Q·(1 − CE)·42.3 mol/m3 at 15 °C and 101.325 kPa (p4.45).
func wasteGas(in inventory.Inputs) expr.Node {
	return expr.Mul(wasteVolume(in), expr.Const(decimal.New(423, -1), quantity.MustUnit("mol/m3")))
}

func wasteVolume(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("gas_to_oil"), in.Activity("oil"), rest(in.Activity("gas_conserved")))
}

// rest is 1 − x.
func rest(x expr.Node) expr.Node { return expr.Sub(expr.Int(1), x) }

// VentedGas is the emission of the gas with what is vented: GOR·Q·(1 − CE)·(1 − X)·M·y·42.3e-6.
func VentedGas(gas string) func(inventory.Inputs) expr.Node {
	return func(in inventory.Inputs) expr.Node {
		return expr.Mul(wasteGas(in), rest(in.Activity("waste_gas_flared")), molecularWeight(gas), in.Activity("mol_share_"+gas))
	}
}

// FlaredGasCH4 is the methane that the flare leaves: GOR·Q·(1 − CE)·X·(1 − FE)·M·y·42.3e-6.
func FlaredGasCH4(in inventory.Inputs) expr.Node {
	return expr.Mul(wasteGas(in), in.Activity("waste_gas_flared"), rest(in.Activity("flare_efficiency")), molecularWeight("CH4"), in.Activity("mol_share_CH4"))
}

// FlaredGasCO2 is the CO2 of the flare, that of the gas itself and that of what burns:
// GOR·Q·(1 − CE)·X·M·(y_CO2 + (y_CH4 + Nc·y_NMVOC)·(1 − X_soot))·42.3e-6; a mole of methane has one of carbon.
func FlaredGasCO2(in inventory.Inputs) expr.Node {
	burnt := expr.Add(in.Activity("mol_share_CH4"), expr.Mul(in.Activity("carbon_per_nmvoc"), in.Activity("mol_share_NMVOC")))
	if in.Has("soot_share") {
		burnt = expr.Mul(burnt, rest(in.Activity("soot_share")))
	}
	return expr.Mul(wasteGas(in), in.Activity("waste_gas_flared"), molecularWeight("CO2"), expr.Add(in.Activity("mol_share_CO2"), burnt))
}

// FlaredGasN2O is the N2O of the flare: GOR·Q·(1 − CE)·X·EF.
func FlaredGasN2O(in inventory.Inputs) expr.Node {
	return expr.Mul(wasteVolume(in), in.Activity("waste_gas_flared"), in.Activity("ef_flare_n2o"))
}
