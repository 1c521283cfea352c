package industry

import "ghg/inventory"

// lead is one term of the equation for each source and furnace.
func lead() []*inventory.Method {
	return []*inventory.Method{byProduct("2.C.5/t1", "CO2", "1", "IPCC 2006 V3 Eq 4.32 p4.72, Table 4.21 p4.73", "铅生产", "Lead production")}
}
