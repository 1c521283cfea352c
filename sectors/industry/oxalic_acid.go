package industry

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// oxalicAcid serves oxalic acid that is decomposed in the works where it is used.
func oxalicAcid() []*inventory.Method {
	sets := []string{"CN-ENT-NFM"}
	acid := inventory.Input{Name: "acid_used", Symbol: "M", Unit: "t", Title: inventory.Text{ZH: "草酸用量", EN: "oxalic acid used"}}
	factor := perOutput("CO2")
	factor.Sets = sets
	purity := inventory.Input{Name: "purity", Symbol: "PUR", Unit: "fraction", Factor: true, Sets: sets, Title: inventory.Text{ZH: "草酸浓度", EN: "purity of the oxalic acid"}}
	return []*inventory.Method{{
		ID: "2.B.10/oxalic/CO2", Category: "2.B.10", Gas: "CO2", Tier: "1", Source: "其他有色金属冶炼和压延加工业企业温室气体排放核算方法与报告指南（试行）（正文未见印刷本）",
		Title:   inventory.Text{ZH: "草酸分解 CO2", EN: "Oxalic acid decomposed, CO2"},
		Inputs:  []inventory.Input{acid, factor, purity},
		Formula: OxalicAcidCO2,
	}}
}

// OxalicAcidCO2 is the CO2 of oxalic acid decomposed: M·EF·PUR.
func OxalicAcidCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("acid_used"), in.Factor("emission_factor"), in.Factor("purity"))
}
