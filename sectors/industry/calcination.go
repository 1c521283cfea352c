package industry

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

const (
	limestone = "石灰石"
	dolomite  = "白云石"
	// enterpriseCarbonates is the set of the factors of carbonates that the Chinese guides of enterprises share.
	enterpriseCarbonates = "CN-ENT-CARBONATE"
)

// The inputs that methods of carbonates share. Carbonates stand with their other uses, whatever they become; the printed
// table has not all of them.
var (
	carbonate       = tonnes("carbonate", "M_i", "碳酸盐用量", "carbonate consumed")
	carbonateFactor = inventory.Input{Name: "emission_factor", Symbol: "EF_i", Unit: "t CO2/t", Factor: true, Gas: allCO2, FiledAt: "2.A.4", Sets: []string{"IPCC-2006", enterpriseCarbonates},
		Title: inventory.Text{ZH: "碳酸盐排放因子", EN: "emission factor of the carbonate"}}
	calcined      = inventory.Optional(inventory.Own(fraction("calcination_fraction", "F_i", "煅烧分解率", "fraction of calcination achieved")))
	dustCarbonate = inventory.Own(fraction("dust_carbonate_fraction", "C_d", "窑灰中原有碳酸盐的含量", "fraction of original carbonate in the dust"))
	dustCalcined  = inventory.Own(fraction("dust_calcination", "F_d", "窑灰中碳酸盐的分解率", "fraction calcination of the carbonate in the dust"))
)

// calcinedInKiln are the carbonates that enter a kiln and the dust that leaves it with carbonate undecomposed.
func calcinedInKiln() []inventory.Input {
	return []inventory.Input{
		each(carbonate), inventory.GoesWith("carbonate", carbonateFactor), inventory.GoesWith("carbonate", calcined),
		each(deducts(tonnes("uncalcined_dust", "M_d", "未返回窑内、含未分解碳酸盐的窑灰", "dust not recycled to the kiln, with carbonate that is not calcined"))),
		inventory.GoesWith("uncalcined_dust", dustCarbonate), inventory.GoesWith("uncalcined_dust", dustCalcined),
		inventory.GoesWith("uncalcined_dust", named("dust_emission_factor", "EF_d", limestone, carbonateFactor)),
	}
}

// CalcinedCO2 is the CO2 of carbonates in a kiln less that of what the dust carries off undecomposed: Σ(EF_i·M_i·F_i) −
// M_d·C_d·(1 − F_d)·EF_d.
func CalcinedCO2(in inventory.Inputs) expr.Node {
	out := CarbonatesCO2(in)
	if in.Has("uncalcined_dust") {
		out = expr.Sub(out, in.Sum("uncalcined_dust", func(m inventory.Inputs) expr.Node {
			left := expr.Sub(expr.Int(1), m.Factor("dust_calcination"))
			return expr.Mul(m.Activity("uncalcined_dust"), m.Factor("dust_carbonate_fraction"), left, m.Factor("dust_emission_factor"))
		}))
	}
	return out
}

// CarbonatesCO2 is the CO2 of the carbonates of a works: Σ(M_i·EF_i·F_i), wholly calcined where F_i is not known.
func CarbonatesCO2(in inventory.Inputs) expr.Node {
	return in.Sum("carbonate", func(m inventory.Inputs) expr.Node {
		return orWhole(m, "calcination_fraction", expr.Mul(m.Activity("carbonate"), m.Factor("emission_factor")))
	})
}

// orWhole is the figure times a fraction, if it is stated; the whole of it otherwise.
func orWhole(in inventory.Inputs, fraction string, whole expr.Node) expr.Node {
	if !in.Has(fraction) {
		return whole
	}
	return expr.Mul(whole, in.Factor(fraction))
}
