package energy

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// segment is a segment of the oil or gas chain with its general equation; all are a sum of activity · EF, of which one
// activity row is one term. Units are those that the tables state factors per, of the whole category of the tree.
type segment struct{ category, variant, gases, units, source, zh, en string }

// Where a segment shares its category with others it takes the units of them all, so that a row without a detail is told
// the words that choose between them.
const (
	transmissionUnits = "10^6 m3;km;station"
	otherGasUnits     = "10^6 m3;appliance;car;well"
)

var segments = []segment{
	{"1.B.2", "cn", "CH4", "10^8 m3;10^4 t;unit", "省级温室气体清单编制指南（试行）2011 第一章 油气系统甲烷逃逸（正文未见印刷本）", "油气系统（设施和处理量）", "Oil and gas systems by facility and throughput"},
	{"1.B.2.a", "2019.exploration", "CH4;CO2;N2O", "10^3 m3;well", "IPCC 2019 Refinement V2 Eq 4.2.9 p4.49, Table 4.2.4 p4.50", "石油勘探", "Oil exploration"},
	{"1.B.2.a", "2019.production", "CH4;CO2;N2O", "10^3 m3;well", "IPCC 2019 Refinement V2 Eq 4.2.10 p4.53, Table 4.2.4A p4.54–4.55", "石油生产和提质", "Oil production and upgrading"},
	{"1.B.2.a", "2019.transport", "CH4;CO2", "10^3 m3", "IPCC 2019 Refinement V2 Eq 4.2.11 p4.56, Table 4.2.4B p4.57", "石油运输", "Oil transport"},
	{"1.B.2.a", "2019.refining", "CH4;CO2;N2O", "10^3 m3", "IPCC 2019 Refinement V2 Table 4.2.4C p4.59", "石油炼制", "Oil refining"},
	{"1.B.2.a", "2019.abandonedwells", "CH4", "well", "IPCC 2019 Refinement V2 Table 4.2.4E p4.63", "废弃油井", "Abandoned oil wells"},
	{"1.B.2.b", "2019.exploration", "CH4;CO2;N2O", "10^6 m3;well", "IPCC 2019 Refinement V2 Eq 4.2.13 p4.65, Table 4.2.4F p4.66–4.67", "天然气勘探", "Gas exploration"},
	{"1.B.2.b", "2019.production", "CH4;CO2;N2O", "10^6 m3;well", "IPCC 2019 Refinement V2 Eq 4.2.14 p4.69, Table 4.2.4G p4.70", "天然气生产和集输", "Gas production and gathering"},
	{"1.B.2.b", "2019.processing", "CH4;CO2;N2O", "10^6 m3", "IPCC 2019 Refinement V2 Eq 4.2.15 p4.72, Table 4.2.4H p4.73", "天然气处理", "Gas processing"},
	{"1.B.2.b", "2019.transmission", "CH4;CO2", transmissionUnits, "IPCC 2019 Refinement V2 Eq 4.2.16 p4.75, Table 4.2.4I p4.76", "天然气输送", "Gas transmission"},
	{"1.B.2.b", "2019.storage", "CH4;CO2", transmissionUnits, "IPCC 2019 Refinement V2 Eq 4.2.16 p4.75, Table 4.2.4I p4.76", "天然气储存", "Gas storage"},
	{"1.B.2.b", "2019.lng", "CH4;CO2", transmissionUnits, "IPCC 2019 Refinement V2 Eq 4.2.16 p4.75, Table 4.2.4I p4.76–4.77", "液化天然气站", "LNG stations"},
	{"1.B.2.b", "2019.distribution", "CH4;CO2", "10^6 m3;km", "IPCC 2019 Refinement V2 Eq 4.2.17 p4.78, Table 4.2.4J p4.79", "天然气配送", "Gas distribution"},
	{"1.B.2.b", "2019.postmeter", "CH4;CO2", otherGasUnits, "IPCC 2019 Refinement V2 Eq 4.2.18 p4.81, Table 4.2.4K p4.82", "表后泄漏", "Post-meter leakage"},
	{"1.B.2.b", "2019.postmeter.appliances", "CH4;CO2", "appliance", "IPCC 2019 Refinement V2 Eq 4.2.18 p4.81, Table 4.2.4K p4.82", "居民和商业用气设备表后泄漏", "Post-meter leakage of appliances"},
	{"1.B.2.b", "2019.postmeter.vehicles", "CH4;CO2", "car", "IPCC 2019 Refinement V2 Eq 4.2.18 p4.81, Table 4.2.4K p4.82", "天然气汽车表后泄漏", "Post-meter leakage of vehicles"},
	{"1.B.2.b", "2019.abandonedwells", "CH4", "well", "IPCC 2019 Refinement V2 Table 4.2.4E p4.63", "废弃气井", "Abandoned gas wells"},
	{"1.B.2.a", "2006", "CH4;CO2;N2O", "10^3 m3", "IPCC 2006 V2 Eq 4.2.1–4.2.2 p4.41, Tables 4.2.4–4.2.5 p4.48–4.60", "石油系统", "Oil systems"},
	{"1.B.2.b", "2006", "CH4;CO2;N2O", "10^6 m3", "IPCC 2006 V2 Eq 4.2.1–4.2.2 p4.41, Tables 4.2.4–4.2.5 p4.48–4.60", "天然气系统", "Gas systems"},
}

// oilGasFugitive serves the oil and gas chain by volumes, lengths and counts.
func oilGasFugitive() []*inventory.Method {
	var out []*inventory.Method
	for _, s := range segments {
		for _, gas := range inventory.SplitList(s.gases) {
			out = append(out, &inventory.Method{
				ID: s.category + "/" + s.variant + "/" + gas, Category: s.category, Gas: gas, Tier: "1", Source: s.source,
				Title: inventory.Text{ZH: s.zh + "逃逸 " + gas, EN: s.en + ", fugitive " + gas},
				Inputs: []inventory.Input{
					{Name: "activity", Symbol: "A", Unit: s.units, Title: inventory.Text{ZH: "活动量（油气量、管长或设施数）", EN: "activity: volume, length or number"}},
					{Name: "ef", Symbol: "EF_" + gas, Unit: "t " + gas, Per: "activity", Factor: true, Gas: gas,
						Title: inventory.Text{ZH: "单位活动量" + gas + "排放因子", EN: gas + " emission factor per activity"}}},
				Formula: SegmentFugitive,
			})
		}
	}
	return out
}

// SegmentFugitive is the emission of one activity of the oil and gas chain: A·EF.
func SegmentFugitive(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("activity"), in.Factor("ef"))
}
