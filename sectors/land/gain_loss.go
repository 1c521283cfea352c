package land

import (
	"slices"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// The inputs of biomass that grows.
var (
	landArea    = activity("area", "A", "ha", "土地面积", "area of the land")
	aboveGround = factor(forest, "Bw", "B_W", "t dm/ha", "地上生物量", "above-ground biomass")
)

// gains are the ways of G_TOTAL, the growth of a hectare above and below ground.
var gains = []struct {
	id, tier, where string
	title           inventory.Text
	inputs          []inventory.Input
	growth          func(inventory.Inputs) expr.Node // above ground, t dm/ha/yr
}{
	{"t1", "1", "A × G_W × (1 + R) × CF", inventory.Text{ZH: "生物量增量—损失法（缺省生长量）", EN: "Gain–loss method, default growth"},
		[]inventory.Input{factor(forest, "Gw", "G_W", "t dm/ha/yr", "地上生物量年均生长量", "above-ground biomass growth")},
		func(in inventory.Inputs) expr.Node { return in.Factor("Gw") }},
	{"plantation", "1", "A × G_W × (1 + R) × CF", inventory.Text{ZH: "生物量增量—损失法（人工林缺省生长量）", EN: "Gain–loss method, default growth of plantations"},
		[]inventory.Input{factor(forest, "Gw_plantation", "G_W", "t dm/ha/yr", "人工林地上生物量年均生长量", "above-ground biomass growth of plantations")},
		func(in inventory.Inputs) expr.Node { return in.Factor("Gw_plantation") }},
	{"t2", "2", "A × I_V × BCEF_I × (1 + R) × CF", inventory.Text{ZH: "生物量增量—损失法（实测生长量）", EN: "Gain–loss method, measured increment"},
		[]inventory.Input{activity("increment", "I_V", "m3/ha/yr", "单位面积蓄积净年增量", "net annual increment of growing stock by area"),
			factor(forest, "BCEF_I", "BCEF_I", "t dm/m3", "净年增量生物量转换与扩展系数", "biomass conversion and expansion factor, increment")},
		func(in inventory.Inputs) expr.Node { return expr.Mul(in.Activity("increment"), in.Factor("BCEF_I")) }},
}

// loss is a way in which biomass is lost, by its activity and the factors that go with it.
type loss struct {
	id, source string
	title      inventory.Text
	activity   inventory.Input
	factors    []inventory.Input
	carbon     func(inventory.Inputs) expr.Node
}

// losses are what is taken as wood and fuelwood, and what fire, pests and storms destroy.
var losses = func() []loss {
	felled := factor(forest, "BCEF_R", "BCEF_R", "t dm/m3", "采伐量生物量转换与扩展系数", "biomass conversion and expansion factor, removals")
	wood := func(name string) func(inventory.Inputs) expr.Node {
		return func(in inventory.Inputs) expr.Node {
			return expr.Mul(in.Activity(name), in.Factor("BCEF_R"), withRoots(in), in.Factor("CF"))
		}
	}
	return []loss{
		{"wood", "Eq 2.12 p2.17", inventory.Text{ZH: "木材采伐损失", EN: "Wood removals"},
			activity("harvest", "H", "m3", "木材采伐量（带皮圆木材积）", "wood removals, roundwood with bark"), []inventory.Input{felled, rootRatio}, wood("harvest")},
		{"fuelwood", "Eq 2.13 p2.17", inventory.Text{ZH: "薪材（整株）采集损失", EN: "Fuelwood removal, whole trees"},
			activity("fuelwood_trees", "FG_trees", "m3", "薪材采集量（整株）", "fuelwood taken as whole trees"), []inventory.Input{felled, rootRatio}, wood("fuelwood_trees")},
		{"branches", "Eq 2.13 p2.17", inventory.Text{ZH: "薪材（枝桠）采集损失", EN: "Fuelwood removal, parts of trees"},
			activity("fuelwood_parts", "FG_part", "m3", "薪材采集量（枝桠）", "fuelwood taken as parts of trees"),
			[]inventory.Input{inventory.Own(factor(forest, "D", "D", "t dm/m3", "基本木材密度", "basic wood density"))}, // Table 4.14 is of temperate and boreal species
			func(in inventory.Inputs) expr.Node {
				return expr.Mul(in.Activity("fuelwood_parts"), in.Factor("D"), in.Factor("CF"))
			}},
		{"disturbance", "Eq 2.14 p2.18", inventory.Text{ZH: "灾害损失", EN: "Losses by disturbance"},
			activity("area_disturbed", "A_dist", "ha", "受灾面积（火灾、病虫、风雪等）", "area disturbed by fire, pests, storms and the like"),
			[]inventory.Input{aboveGround, rootRatio, inventory.Own(factor(forest, "disturbance_fraction", "fd", "fraction", "受灾生物量损失比例（全毁为 1）", "fraction of the biomass that the disturbance takes, 1 of all"))},
			func(in inventory.Inputs) expr.Node {
				return expr.Mul(in.Activity("area_disturbed"), in.Factor("Bw"), withRoots(in), in.Factor("CF"), in.Factor("disturbance_fraction"))
			}},
	}
}()

// gainLoss is the change of carbon in biomass by what it gains and loses in the year. Losses are stated with the land, or by
// themselves where they are known of the district alone.
func gainLoss() []*inventory.Method {
	const where = "ΔC_L = H × BCEF_R × (1 + R) × CF + FG_trees × BCEF_R × (1 + R) × CF + FG_part × D × CF + A_dist × B_W × (1 + R) × CF × fd"
	var out []*inventory.Method
	for _, g := range gains {
		m := co2("gainloss."+g.id, anyLand, g.tier, ipcc2006+"Eq 2.7 p2.12, 2.9–2.10 p2.15, 2.11–2.14 p2.16–2.18; 2019 Refinement Tables 4.4, 4.9, 4.10", g.title,
			func(in inventory.Inputs) expr.Node {
				gained := expr.Mul(in.Activity("area"), g.growth(in), withRoots(in), in.Factor("CF"), oneYear())
				if lost := lostOf(in); lost != nil {
					return emitted(expr.Sub(expr.Label("ΔC_L", expr.Add(lost...)), expr.Label("ΔC_G", gained)))
				}
				return removed(gained)
			}, slices.Concat([]inventory.Input{landArea}, g.inputs, []inventory.Input{rootRatio, carbonFraction}, ofLosses())...)
		m.Where = []string{"ΔC_G = " + g.where, where}
		out = append(out, m)
	}
	for _, l := range losses {
		out = append(out, co2("loss."+l.id, anyLand, "1", ipcc2006+l.source, l.title, func(in inventory.Inputs) expr.Node { return emitted(l.carbon(in)) },
			slices.Concat([]inventory.Input{l.activity}, l.factors, []inventory.Input{carbonFraction})...))
	}
	return out
}

// lostOf is the carbon of each loss that is given.
func lostOf(in inventory.Inputs) []expr.Node {
	var out []expr.Node
	for _, l := range losses {
		if in.Has(l.activity.Name) {
			out = append(out, l.carbon(in))
		}
	}
	return out
}

// ofLosses are the inputs of the losses where none need be given: the activities, and each factor with those that it is of.
func ofLosses() []inventory.Input {
	var activities, factors []inventory.Input
	for _, l := range losses {
		activities = append(activities, inventory.Optional(l.activity))
		for _, in := range l.factors {
			at := slices.IndexFunc(factors, func(known inventory.Input) bool { return known.Name == in.Name })
			switch {
			case in.Name == rootRatio.Name: // the growth has it
			case at >= 0:
				factors[at] = inventory.GoesWith(factors[at].For+";"+l.activity.Name, in)
			default:
				factors = append(factors, inventory.GoesWith(l.activity.Name, in))
			}
		}
	}
	return slices.Concat(activities, factors)
}
