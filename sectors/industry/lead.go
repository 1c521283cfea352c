package industry

import "ghg/inventory"

// lead is one term of the equation for each source and furnace.
func lead() []*inventory.Method {
	return []*inventory.Method{byOutput{id: "2.C.5/t1/CO2", tier: "1", source: "IPCC 2006 V3 Eq 4.32 p4.72, Table 4.21 p4.73", zh: "铅生产", en: "Lead production"}.method()}
}
