package industry

import "ghg/inventory"

// carbide serves calcium carbide and silicon carbide, by what is made, by the petroleum coke used, or by the carbide from
// which acetylene is made. The factors of coke and of use are those of the IPCC tables under every guide: the provincial
// factor is of carbide made.
func carbide() []*inventory.Method {
	print := []string{"IPCC-2006"}
	amount := inventory.Input{Name: "activity", Symbol: "AD", Unit: "t",
		Title: inventory.Text{ZH: "产量，或石油焦用量，或用于制乙炔的电石量", EN: "carbide made, or petroleum coke used, or carbide used for acetylene"}}
	const made, source = "碳化物生产", chemicals2006 + "Eq 3.11 p3.41, Tables 3.7–3.8 p3.44"
	var out []*inventory.Method
	for _, m := range []byOutput{
		{id: "2.B.5/cn/CO2", source: chemicals2011 + " 电石", zh: "电石生产", en: "Calcium carbide production"},
		{id: "2.B.5/ipcc/CO2", source: source, zh: made, en: "Carbide production"},
		{id: "2.B.5/ipcc/CH4", source: source, zh: made, en: "Carbide production"},
		{id: "2.B.5/coke/CO2", source: source, zh: "碳化物生产（按石油焦用量）", en: "Carbide production by petroleum coke used,", sets: print},
		{id: "2.B.5/coke/CH4", source: source, zh: "碳化物生产（按石油焦用量）", en: "Carbide production by petroleum coke used,", sets: print},
		{id: "2.B.5/use/CO2", source: source, zh: "电石使用（乙炔）", en: "Calcium carbide use for acetylene", sets: print},
	} {
		m.tier, m.activity = "1", amount
		out = append(out, m.method())
	}
	return out
}
