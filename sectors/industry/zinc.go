package industry

import "ghg/inventory"

// zinc is by the default factor, or one term of the equation for each process.
func zinc() []*inventory.Method {
	return []*inventory.Method{byOutput{id: "2.C.6/t1/CO2", tier: "1", source: "IPCC 2006 V3 Eq 4.33–4.34 p4.79, Table 4.24 p4.80", zh: "锌生产", en: "Zinc production"}.method()}
}
