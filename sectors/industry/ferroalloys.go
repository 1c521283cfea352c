package industry

import "ghg/inventory"

func ferroalloys() []*inventory.Method {
	return []*inventory.Method{
		byProduct("2.C.2/t1", "CO2", "1", "IPCC 2006 V3 Eq 4.15 p4.33, Table 4.5 p4.37", "铁合金生产", "Ferroalloy production"),
		byProduct("2.C.2/t1", "CH4", "1", "IPCC 2006 V3 Eq 4.18 p4.36, Tables 4.7–4.8 p4.39", "硅系铁合金生产", "Silicon alloy production"),
	}
}
