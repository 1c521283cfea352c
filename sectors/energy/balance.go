package energy

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// RoadShares are the flows of the energy balance of which a part of the motor fuel is burned on roads, in the order of the
// table.
var RoadShares = []string{"farming", "industry", "construction", "trade", "other", "households", "urban", "rural"}

// energyBalance serves the fuel that is burned of each flow of the energy balance table (METHODS §2.2; 省级温室气体清单编制
// 指南（试行）2011 第一章, text not seen in print). Figures are taken as the table prints them: inputs of transformation are
// negative.
func energyBalance() []*inventory.Method {
	const units = "t;10^4 m3;TJ;tce"
	quantityOf := func(name, symbol, zh, en string) inventory.Input {
		return inventory.Input{Name: name, Symbol: symbol, Unit: units, Title: inventory.Text{ZH: zh, EN: en}}
	}
	optional := func(in inventory.Input) inventory.Input {
		in.Optional = true
		return in
	}
	share := func(name, symbol, zh, en string) inventory.Input {
		return inventory.Input{Name: name, Symbol: symbol, Unit: "fraction", Optional: true, Title: inventory.Text{ZH: zh, EN: en}}
	}
	consumption := quantityOf("final_consumption", "Q", "终端消费量", "final consumption")
	raw := optional(quantityOf("raw_material", "Q_raw", "用作原料、材料", "used as raw material"))
	road := share("road_share", "τ", "道路用油比例", "share burned on roads")
	method := func(variant, zh, en string, formula func(inventory.Inputs) expr.Node, inputs ...inventory.Input) *inventory.Method {
		return &inventory.Method{ID: "1.A/" + variant + "/fuel", Category: "1.A", Yields: "fuel", YieldsIn: units, Tier: "1",
			Title:  inventory.Text{ZH: "能源平衡表：" + zh, EN: "Energy balance: " + en},
			Source: "省级温室气体清单编制指南（试行）2011 第一章 能源平衡表（正文未见印刷本）; IPCC 2006 V2 §2.3.3.1, Table 2.1 p2.7–2.10", Inputs: inputs, Formula: formula}
	}
	onRoads := []inventory.Input{optional(quantityOf("transport", "Q_transport", "交通运输、仓储和邮政业", "transport, storage and post")),
		optional(quantityOf("elsewhere", "Q_other", "其中计入铁路、水运、航空、非道路的", "of it counted at rail, navigation, aviation, off-road"))}
	for _, flow := range RoadShares {
		onRoads = append(onRoads, optional(quantityOf(flow, "Q_"+flow, flow+" 终端消费量", "final consumption, "+flow)),
			share(flow+"_road_share", "τ_"+flow, flow+" 道路用油比例", "share burned on roads, "+flow))
	}
	onRoads = append(onRoads, optional(quantityOf("industries_on_roads", "Q_road", "各行业的道路用油", "what the industries burn on roads")))
	return []*inventory.Method{
		method("balance.input", "发电、供热投入", "input of power and heat plants", TransformationInputFuel,
			quantityOf("transformation_input", "T", "加工转换投入（负）", "input of transformation (negative)"),
			optional(quantityOf("autoproducer_input", "Q_auto", "其中自备电厂投入", "of it input of autoproducers"))),
		method("balance.industry", "工业燃烧量", "fuel burned in industry", IndustryFuel, consumption, raw, road),
		method("balance.rest", "其他终端燃烧量", "fuel burned by the other final consumers", RestFuel, consumption, road),
		method("balance.road", "道路运输燃烧量", "fuel burned on roads", RoadFuel, onRoads...),
	}
}

// TransformationInputFuel is the fuel that main-activity plants burn: what the table prints as their input, without its
// sign, less the input of autoproducers, which belongs to the industry that owns them: −T − Q_auto.
func TransformationInputFuel(in inventory.Inputs) expr.Node {
	return without(in, expr.Mul(expr.Int(-1), in.Activity("transformation_input")), "autoproducer_input")
}

// IndustryFuel is the fuel that industry burns where it stands: Q − Q_raw − τ·Q.
func IndustryFuel(in inventory.Inputs) expr.Node {
	return withoutRoads(in, without(in, in.Activity("final_consumption"), "raw_material"))
}

// RestFuel is the fuel that another final consumer burns where it stands: Q − τ·Q.
func RestFuel(in inventory.Inputs) expr.Node {
	return withoutRoads(in, in.Activity("final_consumption"))
}

// RoadFuel is the fuel burned on roads: that of the transport trade less what other modes of transport burned of it, and
// of every other final consumer its share τ of road fuel. Where industry is split Q_road is Σ τ·Q over its parts.
func RoadFuel(in inventory.Inputs) expr.Node {
	var terms []expr.Node
	if in.Has("transport") {
		terms = append(terms, without(in, in.Activity("transport"), "elsewhere"))
	}
	for _, flow := range RoadShares {
		if in.Has(flow) && in.Has(flow+"_road_share") {
			terms = append(terms, expr.Mul(in.Activity(flow+"_road_share"), in.Activity(flow)))
		}
	}
	if in.Has("industries_on_roads") {
		terms = append(terms, in.Activity("industries_on_roads"))
	}
	if len(terms) == 1 {
		return terms[0]
	}
	return expr.Sum(terms...)
}

// without is the figure less an optional input.
func without(in inventory.Inputs, figure expr.Node, name string) expr.Node {
	if in.Has(name) {
		return expr.Sub(figure, in.Activity(name))
	}
	return figure
}

// withoutRoads is the figure less the road fuel that it holds.
func withoutRoads(in inventory.Inputs, figure expr.Node) expr.Node {
	if in.Has("road_share") {
		return expr.Sub(figure, expr.Mul(in.Activity("road_share"), in.Activity("final_consumption")))
	}
	return figure
}
