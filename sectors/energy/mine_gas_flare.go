package energy

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// mineGasFlare serves drained mine gas that is flared or oxidised catalytically. What is burned for its energy is fuel of
// 1.A and has no place here.
func mineGasFlare() []*inventory.Method {
	const source = "IPCC 2006 V2 Eq 4.1.5 p4.13"
	flared := inventory.Input{Name: "flared", Symbol: "V", Unit: "m3", Title: inventory.Text{ZH: "火炬燃烧的甲烷（折纯）", EN: "methane flared, as pure CH4"}}
	burnt := inventory.Input{Name: "combustion_efficiency", Symbol: "CE", Unit: "fraction", Factor: true, Gas: "CH4",
		Title: inventory.Text{ZH: "火炬燃烧效率", EN: "combustion efficiency of the flare"}}
	ratio := inventory.Input{Name: "mass_ratio", Symbol: "r", Unit: "t CO2/t CH4", Factor: true, Gas: "CO2",
		Title: inventory.Text{ZH: "甲烷完全燃烧的 CO2 质量比", EN: "CO2 per mass of CH4 fully burnt"}}
	return []*inventory.Method{
		{
			ID: "1.B.1.a/flare/CO2", Category: "1.B.1.a", Gas: "CO2", Tier: "2", Source: source,
			Title:   inventory.Text{ZH: "抽采瓦斯火炬 CO2", EN: "Drained mine gas flared, CO2"},
			Inputs:  []inventory.Input{flared, burnt, density("CH4"), ratio},
			Formula: MineGasFlareCO2,
		},
		{
			ID: "1.B.1.a/flare/CH4", Category: "1.B.1.a", Gas: "CH4", Tier: "2", Source: source,
			Title:   inventory.Text{ZH: "抽采瓦斯火炬未燃 CH4", EN: "Drained mine gas flared, unburnt CH4"},
			Inputs:  []inventory.Input{flared, burnt, density("CH4")},
			Formula: MineGasFlareCH4,
		},
	}
}

// MineGasFlareCO2 is the CO2 of mine gas flared: CE·V·ρ·r.
func MineGasFlareCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Factor("combustion_efficiency"), in.Activity("flared"), in.Factor("density"), in.Factor("mass_ratio"))
}

// MineGasFlareCH4 is the methane that the flare leaves unburnt: (1 − CE)·V·ρ.
func MineGasFlareCH4(in inventory.Inputs) expr.Node {
	return expr.Mul(expr.Sub(expr.Int(1), in.Factor("combustion_efficiency")), in.Activity("flared"), in.Factor("density"))
}
