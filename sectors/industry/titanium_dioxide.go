package industry

import "ghg/inventory"

// titaniumDioxide serves synthetic rutile and titanium dioxide of the chloride route.
func titaniumDioxide() []*inventory.Method {
	return []*inventory.Method{byOutput{id: "2.B.6/t1/CO2", tier: "1", source: chemicals2006 + "Eq 3.12 p3.48, Table 3.9 p3.49",
		zh: "钛白粉和合成金红石生产", en: "Titanium dioxide and synthetic rutile production"}.method()}
}
