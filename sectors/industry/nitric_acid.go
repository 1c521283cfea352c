package industry

import "ghg/inventory"

// nitricAcid serves the N2O of nitric acid, as 100 % HNO3. The factors of IPCC Table 3.3 hold the abatement that their
// technology names; what a plant destroys beside it is stated by the plant.
func nitricAcid() []*inventory.Method {
	return []*inventory.Method{
		byOutput{id: "2.B.2/cn/N2O", tier: "1", source: chemicals2011 + " 硝酸", zh: "硝酸生产", en: "Nitric acid production"}.method(),
		{
			ID: "2.B.2/ipcc/N2O", Category: "2.B.2", Gas: "N2O", Tier: "2", Source: chemicals2006 + "Eq 3.5–3.6 p3.21, Table 3.3 p3.23",
			Title:   inventory.Text{ZH: "硝酸生产（按技术与减排）N2O", EN: "Nitric acid production by technology and abatement, N2O"},
			Inputs:  append([]inventory.Input{chemicalOutput, perOutput("N2O")}, ownAbatement()...),
			Formula: AbatedN2O,
		},
	}
}
