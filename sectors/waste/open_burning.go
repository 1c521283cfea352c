package waste

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// openly is the category of waste burned in the open; what it is made of is filed with incineration.
const openly = "4.C.2"

// The inputs of waste burned in the open.
var (
	burningShare = figure("burning_share", "P_frac", "fraction", "露天焚烧垃圾的人口比例", "share of the population burning waste")
	perHead      = figure("waste_per_person", "MSW_P", "kg/person/day", "人均日垃圾产生量", "waste by person and day")
	burnedPart   = figure("burned_fraction", "B_frac", "fraction", "焚烧的垃圾占其垃圾的比例", "fraction of the waste that is burned")
	openOF       = inventory.FiledAt(openly, oxidation)
)

// openBurning serves waste that is burned in the open: its mass, of people where nobody weighed it, the fossil carbon of it, the
// biogenic as a memo item, CH4 by the wet mass and N2O by the dry.
func openBurning() []*inventory.Method {
	const carbon, memo = "IPCC 2006 V5 Eq 5.1, 5.2 p5.7, Table 2.4 p2.14, Table 5.2 p5.18; 2019 Refinement Table 5.2 p5.12 (OF)", "; information item: IPCC 2006 V5 §5.1 p5.5"
	tonne := inventory.TonneOf("CO2").Div(inventory.TonneOf("C"))
	out := []*inventory.Method{{
		ID: openly + "/people/waste", Category: openly, Yields: "waste", YieldsIn: "t", Tier: "1", Source: "IPCC 2006 V5 Eq 5.7 p5.16",
		Title:   inventory.Text{ZH: "露天焚烧的垃圾量（由人口）", EN: "Waste burned in the open, of people"},
		Inputs:  []inventory.Input{population, burningShare, perHead, burnedPart},
		Formula: BurnedByPeople,
	}}
	for _, m := range []struct {
		variant, biogenic, tier, zh, en string
		inputs                          []inventory.Input
	}{
		{"total", "biogenic", "1", "按总量", "by total amount", []inventory.Input{burned, inventory.Own(dryMatter), inventory.Own(totalCarbon), inventory.Own(with(fossilShare, totalCarbon)), openOF}},
		{"comp", "biogenic.comp", "2", "按组分", "by component", []inventory.Input{burned, share, dryMatter, totalCarbon, with(fossilShare, totalCarbon), openOF}},
		{"", "biogenic.all", "2", "全为生物碳的组分", "wholly biogenic components", []inventory.Input{burned, share, dryMatter, totalCarbon, openOF}},
	} {
		if m.variant != "" {
			out = append(out, &inventory.Method{
				ID: openly + "/" + m.variant + "/CO2", Category: openly, Gas: "CO2", Tier: m.tier, Source: carbon,
				Title:  inventory.Text{ZH: "露天焚烧（" + m.zh + "）化石 CO2", EN: "Open burning (" + m.en + "), fossil CO2"},
				Inputs: m.inputs, Formula: carbonBurned(m.inputs, tonne, false),
			})
		}
		out = append(out, &inventory.Method{
			ID: openly + "/" + m.biogenic + "/CO2", Category: openly, Gas: "CO2", Part: "biogenic", Tier: m.tier, Boundary: inventory.MemoItem, Source: carbon + memo,
			Title:  inventory.Text{ZH: "露天焚烧（" + m.zh + "）生物成因 CO2（信息项）", EN: "Open burning (" + m.en + "), biogenic CO2 (memo)"},
			Inputs: m.inputs, Formula: carbonBurned(m.inputs, tonne, true),
		})
	}
	return append(out, openBurningNonCO2()...)
}

// openBurningNonCO2 serves CH4 by the wet mass and N2O by the dry: of mixed waste the activity states how much of it is dry.
func openBurningNonCO2() []*inventory.Method {
	factor := func(gas, basis, zh string) inventory.Input {
		return inventory.FiledAt(openly, inventory.Input{Name: "EF", Symbol: "EF_" + gas, Unit: "g " + gas + "/t", Factor: true, Gas: gas,
			Title: inventory.Text{ZH: gas + " 排放因子（" + zh + "）", EN: gas + " emission factor per " + basis + " mass"}})
	}
	dry := func(in inventory.Inputs) expr.Node { return expr.Mul(WasteBurned(in), in.Factor("dry_matter")) }
	var out []*inventory.Method
	for _, m := range []struct {
		variant, gas, source, zh, en string
		inputs                       []inventory.Input
		formula                      func(inventory.Inputs) expr.Node
	}{
		{"ch4", "CH4", "IPCC 2006 V5 Eq 5.4 p5.12, open burning p5.20", "", "", []inventory.Input{burned, share, factor("CH4", "wet", "湿基")}, WasteBurned},
		{"n2o", "N2O", "IPCC 2006 V5 Eq 5.5 p5.14, Table 5.6 p5.22 (dry weight)", "（按总量）", " by total amount", []inventory.Input{burned, share, inventory.Own(dryMatter), factor("N2O", "dry", "干基")}, dry},
		{"n2o.comp", "N2O", "IPCC 2006 V5 Eq 5.5 p5.14, Table 5.6 p5.22 (dry weight), Table 2.4 p2.14", "（按组分）", " by component", []inventory.Input{burned, share, dryMatter, factor("N2O", "dry", "干基")}, dry},
	} {
		out = append(out, &inventory.Method{
			ID: openly + "/" + m.variant + "/" + m.gas, Category: openly, Gas: m.gas, Tier: "1", Source: m.source,
			Title:  inventory.Text{ZH: "露天焚烧" + m.zh + " " + m.gas, EN: "Open burning" + m.en + ", " + m.gas},
			Inputs: m.inputs, Formula: m.formula,
		})
	}
	return out
}

// BurnedByPeople is P · P_frac · MSW_P · B_frac · 365.
func BurnedByPeople(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("population"), in.Activity("burning_share"), in.Activity("waste_per_person"), in.Activity("burned_fraction"), yearOfDays())
}
