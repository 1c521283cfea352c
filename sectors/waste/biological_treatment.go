package waste

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// biological is the category of composting and anaerobic digestion.
const biological = "4.B"

// The inputs of biological treatment. The tables have each factor per wet and per dry mass of the waste, and the mass says which.
var (
	treated   = inventory.Input{Name: "waste", Symbol: "M", Unit: "t", Title: inventory.Text{ZH: "生物处理量（湿重）", EN: "waste treated, wet weight"}}
	dried     = inventory.Input{Name: "waste_dry", Symbol: "M", Unit: "t", Title: inventory.Text{ZH: "生物处理量（干重）", EN: "waste treated, dry weight"}}
	generated = inventory.Input{Name: "ch4_generated", Symbol: "G", Unit: "g CH4/kg", Gas: "CH4",
		Title: inventory.Text{ZH: "单位处理量产生的甲烷（回收前）", EN: "methane generated per mass treated, before recovery"}}
	flared = inventory.Input{Name: "recovered", Symbol: "R", Unit: "t CH4", Gas: "CH4", Recovers: true,
		Title: inventory.Text{ZH: "回收利用或火炬处理的甲烷（折纯）", EN: "methane recovered and used or flared, as pure CH4"}}
)

// beside is the activity where the equation does not use it, though it is stated with what the equation uses.
func beside(in inventory.Input) inventory.Input {
	in.ForChecks, in.Recovers = true, false
	return in
}

// biologicalTreatment serves CH4 and N2O of composting and anaerobic digestion by the mass treated. The factors of digestion in print
// are of what leaves it after recovery (Table 4.1, note): what is recovered is taken only from what the plant states that it generates.
func biologicalTreatment() []*inventory.Method {
	const ch4, n2o = "IPCC 2006 V5 Eq 4.1 p4.5, Table 4.1 p4.6", "IPCC 2006 V5 Eq 4.2 p4.5, Table 4.1 p4.6"
	var out []*inventory.Method
	for _, basis := range []struct {
		name, factor, zh, en string
		mass                 inventory.Input
	}{
		{"wet", "EF_wet", "湿基", "wet basis", treated}, {"dry", "EF_dry", "干基", "dry basis", dried},
	} {
		factor := func(gas string) inventory.Input {
			return inventory.Input{Name: basis.factor, Symbol: "EF_" + gas, Unit: "g " + gas + "/kg", Factor: true, Gas: gas, FiledAt: biological,
				Title: inventory.Text{ZH: gas + " 排放因子（" + basis.zh + "）", EN: gas + " emission factor, " + basis.en}}
		}
		emitted := func(in inventory.Inputs) expr.Node {
			return expr.Mul(in.Activity(basis.mass.Name), in.Factor(basis.factor))
		}
		method := func(variant, gas, tier, source string, title inventory.Text, formula func(inventory.Inputs) expr.Node, inputs ...inventory.Input) {
			out = append(out, &inventory.Method{
				ID: "4.B/" + basis.name + variant + "/" + gas, Category: biological, Gas: gas, Tier: tier, Source: source,
				Title:  inventory.Text{ZH: title.ZH + " " + gas + "（" + basis.zh + "）", EN: title.EN + " " + gas + ", " + basis.en},
				Inputs: append([]inventory.Input{basis.mass}, inputs...), Formula: formula,
			})
		}
		plain, recovering := inventory.Text{ZH: "固体废弃物生物处理", EN: "Biological treatment of solid waste"}, inventory.Text{ZH: "固体废弃物生物处理（有回收）", EN: "Biological treatment of solid waste with recovery"}
		method("", "CH4", "1", ch4, plain, emitted, factor("CH4"))
		method("", "N2O", "1", n2o, plain, emitted, factor("N2O"))
		method(".recovered", "N2O", "1", n2o, recovering, emitted, factor("N2O"), beside(generated), beside(flared))
		method(".recovered", "CH4", "2", ch4, recovering, func(in inventory.Inputs) expr.Node {
			return expr.Sub(expr.Mul(in.Activity(basis.mass.Name), in.Activity("ch4_generated")), in.Activity("recovered"))
		}, generated, flared)
	}
	return out
}
