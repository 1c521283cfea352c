package industry

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// caprolactam serves the N2O of caprolactam, glyoxal and glyoxylic acid. The emission factors of the latter two are those
// after destruction: abatement is applied to what is generated alone, never to them.
func caprolactam() []*inventory.Method {
	abatedOutput := inventory.Input{Name: "abated_production", Symbol: "P", Unit: "t", Title: inventory.Text{ZH: "装有减排设施的产量", EN: "product made in plants with abatement"}}
	generation := inventory.Input{Name: "generation_factor", Symbol: "GF_N2O", Unit: "t N2O/t", Factor: true, Gas: "N2O",
		Title: inventory.Text{ZH: "N2O生成因子（减排前）", EN: "N2O generated, before abatement"}}
	return []*inventory.Method{
		{
			ID: "2.B.4/t1/N2O", Category: "2.B.4", Gas: "N2O", Tier: "1", Source: chemicals2006 + "Eq 3.9 p3.34, Eq 3.10 p3.35, Table 3.5 p3.36",
			Title:   inventory.Text{ZH: "己内酰胺生产 N2O", EN: "Caprolactam production N2O"},
			Inputs:  append([]inventory.Input{chemicalOutput, perOutput("N2O")}, ownAbatement()...),
			Formula: AbatedN2O,
		},
		byOutput{id: "2.B.4/glyoxal/N2O", tier: "1", source: chemicals2006 + "Eq 3.9 p3.34, Table 3.6 p3.39 (emission factors after destruction)",
			zh: "乙二醛、乙醛酸生产", en: "Glyoxal and glyoxylic acid production"}.method(),
		{
			ID: "2.B.4/glyoxal.abated/N2O", Category: "2.B.4", Gas: "N2O", Tier: "2", Source: chemicals2006 + "Eq 3.10 p3.35, Table 3.6 p3.39 (generation factors)",
			Title:   inventory.Text{ZH: "乙二醛、乙醛酸生产（按减排设施）N2O", EN: "Glyoxal and glyoxylic acid production by abatement, N2O"},
			Inputs:  []inventory.Input{abatedOutput, generation, destruction, ownUtilisation()},
			Formula: GlyoxalAbatedN2O,
		},
	}
}

// ownUtilisation is the utilisation factor where no table states it.
func ownUtilisation() inventory.Input {
	in := utilisation
	in.Own = true
	return in
}

// GlyoxalAbatedN2O is the N2O that is generated less what is destroyed: P·GF·(1 − DF·ASUF).
func GlyoxalAbatedN2O(in inventory.Inputs) expr.Node {
	return abated(in, expr.Mul(in.Activity("abated_production"), in.Factor("generation_factor")))
}
