package industry

import "ghg/inventory"

// adipicAcid serves the N2O of adipic acid. With the abatement technology that the activity names, its two factors come from
// the tables; without, the N2O is that of an uncontrolled plant unless the plant states what it destroys.
func adipicAcid() []*inventory.Method {
	return []*inventory.Method{
		byOutput{id: "2.B.3/cn/N2O", tier: "1", source: chemicals2011 + " 己二酸", zh: "己二酸生产", en: "Adipic acid production"}.method(),
		{
			ID: "2.B.3/ipcc/N2O", Category: "2.B.3", Gas: "N2O", Tier: "2", Source: chemicals2006 + "Eq 3.8 p3.28, Table 3.4 p3.30",
			Title:   inventory.Text{ZH: "己二酸生产（按减排技术）N2O", EN: "Adipic acid production by abatement technology, N2O"},
			Inputs:  []inventory.Input{chemicalOutput, perOutput("N2O"), destruction, utilisation},
			Formula: AbatedN2O,
		},
		{
			ID: "2.B.3/ipcc.t1/N2O", Category: "2.B.3", Gas: "N2O", Tier: "1", Source: chemicals2006 + "Eq 3.7 p3.27, Table 3.4 p3.30",
			Title:   inventory.Text{ZH: "己二酸生产（未减排或自测减排）N2O", EN: "Adipic acid production, uncontrolled or by the plant's own abatement, N2O"},
			Inputs:  append([]inventory.Input{chemicalOutput, perOutput("N2O")}, ownAbatement()...),
			Formula: AbatedN2O,
		},
	}
}
