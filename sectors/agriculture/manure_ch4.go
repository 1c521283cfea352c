package agriculture

import (
	"slices"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// share is that of the manure of a herd that one system takes.
var share = activity("AWMS", "MS", "fraction", "粪便管理系统占比", "share of the manure in the system")

// What is stated of a herd for Tier 2.
var (
	volatileSolids = activity("VS", "VS", "kg VS/head/day", "挥发性固体日排泄量", "volatile solids excreted a day")
	digestibility  = activity("digestibility", "DE", "fraction", "饲料消化率", "digestibility of the feed")
	urinaryEnergy  = activity("urinary_energy", "UE", "fraction", "尿能占总能比例", "urinary energy as a share of gross energy")
	ash            = activity("manure_ash", "ASH", "fraction", "粪便灰分", "ash content of the manure")
)

var (
	b0  = factor("CH4", "B0", "B_0", "m3 CH4/kg VS", "最大产甲烷能力", "maximum CH4 producing capacity")
	mcf = factor("CH4", "MCF", "MCF", "1", "甲烷转化系数", "CH4 conversion factor of the system")
)

// aboutFeed is what is stated of a herd for Tier 2, where the equation does not use it.
func aboutFeed(but ...string) []inventory.Input {
	var out []inventory.Input
	for _, in := range []inventory.Input{volatileSolids, grossEnergy, digestibility, urinaryEnergy, ash, codigested} {
		if !slices.Contains(but, in.Name) {
			out = append(out, inventory.Aside(in))
		}
	}
	return out
}

// manureCH4 is the CH4 of manure management: by a factor per head, or system by system of volatile solids.
func manureCH4() []*inventory.Method {
	title := inventory.Text{ZH: "动物粪便管理", EN: "Manure management"}
	bySystem := inventory.Text{ZH: "动物粪便管理（按管理系统）", EN: "Manure management by system"}
	perHead := factor("CH4", "EF", "EF", "kg CH4/head/yr", "粪便管理排放因子", "emission factor of manure management")
	return []*inventory.Method{
		{
			ID: "3.A.2/cn/CH4", Category: "3.A.2", Gas: "CH4", Tier: "1", Title: title, Source: guide2011,
			Inputs: []inventory.Input{head, perHead}, Formula: PerHead,
		},
		{
			ID: "3.A.2/2006.t1/CH4", Category: "3.A.2", Gas: "CH4", Tier: "1", Title: title,
			Source: ipcc2006 + "Eq 10.22 p10.37, Tables 10.14–10.16 p10.38–10.41 (by mean annual temperature)",
			Inputs: append([]inventory.Input{head, perHead}, aboutFeed()...), Formula: PerHead,
		},
		{
			ID: "3.A.2/2019.t1/CH4", Category: "3.A.2", Gas: "CH4", Tier: "1", Title: bySystem,
			Source: ipcc2019 + "Eq 10.22 p10.53, Eq 10.22A p10.54, Tables 10.13A, 10.14",
			Inputs: append([]inventory.Input{head, share,
				factor("CH4", "VSrate", "VS_rate", "kg VS/1000 kg animal mass/day", "单位体重挥发性固体日排泄量", "volatile solids by animal mass a day"), mass,
				factor("CH4", "EF_VS", "EF", "g CH4/kg VS", "单位挥发性固体甲烷排放因子", "CH4 factor per volatile solids")}, aboutFeed()...),
			Formula: ManureOfSolidsCH4,
		},
		{
			ID: "3.A.2/t2/CH4", Category: "3.A.2", Gas: "CH4", Tier: "2", Title: bySystem, Source: ipcc2006 + "Eq 10.23 p10.41; 2019 Refinement p10.63",
			Inputs: append([]inventory.Input{head, share, volatileSolids, b0, mcf}, aboutFeed("VS")...), Formula: ManureCH4,
		},
		{
			ID: "3.A.2/t2.ge/CH4", Category: "3.A.2", Gas: "CH4", Tier: "2", Title: bySystem, Source: ipcc2006 + "Eq 10.23 p10.41, Eq 10.24 p10.42; 2019 Refinement p10.63–10.64",
			Inputs:  append([]inventory.Input{head, share, grossEnergy, digestibility, urinaryEnergy, ash, b0, mcf}, aboutFeed("gross_energy", "digestibility", "urinary_energy", "manure_ash")...),
			Formula: ManureOfEnergyCH4,
		},
	}
}

var mass = inventory.Input{Name: "TAM", Symbol: "TAM", Unit: "kg", Factor: true, FiledAt: "3.A.2", Title: inventory.Text{ZH: "典型体重", EN: "typical animal mass"}}

// perHead is a typical animal mass by the head.
func perHead(in inventory.Inputs) expr.Node { return expr.Mul(in.Factor("TAM"), unity("1/head")) }

// ManureOfSolidsCH4 is N × MS × VS_rate × TAM × 365 × EF.
func ManureOfSolidsCH4(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("head"), in.Activity("AWMS"), in.Factor("VSrate"), perHead(in), yearOfDays(), oneYear(), in.Factor("EF_VS"))
}

// ManureCH4 is N × MS × VS × 365 × B0 × 0.67 kg/m3 × MCF.
func ManureCH4(in inventory.Inputs) expr.Node {
	return converted(in, in.Activity("VS"))
}

// ManureOfEnergyCH4 is the same of VS = (GE × (1 − DE) + UE × GE) × (1 − ASH) ÷ 18.45, the energy in MJ of a kg of dry matter.
func ManureOfEnergyCH4(in inventory.Inputs) expr.Node {
	energy := in.Activity("gross_energy")
	kept := expr.Add(expr.Mul(energy, rest(in.Activity("digestibility"))), expr.Mul(in.Activity("urinary_energy"), energy))
	return converted(in, expr.Quo(expr.Mul(kept, rest(in.Activity("manure_ash"))), number("18.45", "MJ/kg VS")))
}

func converted(in inventory.Inputs, solids expr.Node) expr.Node {
	return expr.Mul(in.Activity("head"), in.Activity("AWMS"), solids, yearOfDays(), oneYear(), in.Factor("B0"), number("0.67", "kg CH4/m3 CH4"), in.Factor("MCF"))
}
