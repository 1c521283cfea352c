package industry

import "ghg/inventory"

// titaniumDioxide serves synthetic rutile and titanium dioxide of the chloride route, by what is made or by the reducing agents.
func titaniumDioxide() []*inventory.Method {
	const zh, en = "钛白粉和合成金红石生产", "Titanium dioxide and synthetic rutile production"
	return []*inventory.Method{
		byOutput{id: "2.B.6/t1/CO2", tier: "1", source: chemicals2006 + "Eq 3.12 p3.48, Table 3.9 p3.49", zh: zh, en: en}.method(),
		{
			ID: "2.B.6/t2/CO2", Category: "2.B.6", Gas: "CO2", Tier: "2", Source: chemicals2006 + "Eq 3.13 p3.48",
			Title:   inventory.Text{ZH: zh + "（按还原剂）CO2", EN: en + " by reducing agent, CO2"},
			Inputs:  ofFeedstock(),
			Formula: FeedstockCO2,
		},
	}
}
