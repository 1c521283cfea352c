package industry

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// clinkerChecks are activities of a works that its clinker is held against: cement is ground from clinker, its own or bought.
func clinkerChecks(inputs ...inventory.Input) []inventory.Input {
	for _, in := range []inventory.Input{
		tonnes("cement", "M_c", "水泥产量", "cement produced"),
		tonnes("clinker_imports", "Im", "购入（调入）的熟料", "clinker bought or brought in"),
		tonnes("clinker_exports", "Ex", "售出（调出）的熟料", "clinker sold or sent out"),
	} {
		in.Optional, in.ForChecks = true, true
		inputs = append(inputs, in)
	}
	return inputs
}

// The inputs that the methods of cement share.
var (
	clinker       = tonnes("clinker", "M_cl", "水泥熟料产量", "clinker produced")
	clinkerFactor = perTonne("emission_factor", "EF_clc", "水泥熟料排放因子（含窑灰修正）", "emission factor of clinker, corrected for kiln dust", "IPCC-2006")
	lostDust      = tonnes("dust", "M_d", "未返回窑内的窑灰", "kiln dust not recycled to the kiln")
	calciumOxide  = fraction("cao_fraction", "CaO", "熟料氧化钙含量", "CaO content of clinker")
	otherCalcium  = inventory.Optional(inventory.Own(fraction("cao_fraction_noncarbonate", "CaO_nc", "熟料中非碳酸盐来源的氧化钙含量", "CaO of clinker that is not from carbonates")))
	perOxide      = perTonne("stoichiometric_ratio", "SR", "化学计量比", "stoichiometric ratio of CO2 and CaO")
)

func cement() []*inventory.Method { return append(cementOfWorks(), cementOfIPCC()...) }

// cementOfWorks are the methods of the Chinese guides: a works by its clinker.
func cementOfWorks() []*inventory.Method {
	return []*inventory.Method{
		{
			ID: "2.A.1/cn2011/CO2", Category: "2.A.1", Gas: allCO2, Tier: "2", Source: guide2011,
			Title: inventory.Text{ZH: "水泥生产过程 CO2（扣除电石渣熟料）", EN: "Cement CO2, clinker not made from carbide slag"},
			Inputs: clinkerChecks(clinker,
				deducts(tonnes("carbide_slag_clinker", "M_cl,carbide", "用电石渣生产的熟料", "clinker made from carbide slag")),
				perTonne("emission_factor", "EF_cl", "水泥熟料排放因子", "emission factor of clinker", "CN-PROV-2011")),
			Formula: ProvincialClinkerCO2,
		},
		{
			ID: "2.A.1/ent2013/CO2", Category: "2.A.1", Gas: allCO2, Tier: "3",
			Title:   inventory.Text{ZH: "水泥生产过程 CO2（企业核算：熟料、粉尘、生料）", EN: "Cement CO2 by the accounting of enterprises: clinker, dust, raw meal"},
			Source:  "中国水泥生产企业温室气体排放核算方法与报告指南（试行）2013（正文未见印刷本）",
			Inputs:  enterpriseClinker(),
			Formula: EnterpriseClinkerCO2,
		},
		{
			ID: "2.A.1/cets2024/CO2", Category: "2.A.1", Gas: allCO2, Tier: "2",
			Title:  inventory.Text{ZH: "水泥生产过程 CO2（碳市场核算：熟料，扣除非碳酸盐替代原料）", EN: "Cement CO2 by the accounting of the carbon market: clinker less what substitutes for carbonates"},
			Source: "企业温室气体排放核算与报告指南 水泥行业（CETS-AG-02.01-V01-2024）（正文未见印刷本）",
			Inputs: clinkerChecks(
				tonnes("clinker_ets", "M_cl", "水泥熟料产量（碳市场核算口径）", "clinker produced, by the accounting of the carbon market"),
				perTonne("clinker_process_emission_factor", "EF_type", "熟料生产过程排放因子", "clinker process emission factor", "CN-ENT-CEMENT-2024"),
				each(deducts(tonnes("substitute", "M_sub", "非碳酸盐替代原料", "raw material that substitutes for carbonates"))),
				inventory.GoesWith("substitute", perTonne("deduction_factor", "D", "替代原料扣减系数", "deduction factor of the substitute", "CN-ENT-CEMENT-2024"))),
			Formula: ClinkerLessSubstitutesCO2,
		},
	}
}

// cementOfIPCC are the tiers of IPCC 2006: by cement, by clinker with kiln dust, by the carbonates burned.
func cementOfIPCC() []*inventory.Method {
	return []*inventory.Method{
		{
			ID: "2.A.1/ipcc.t1/CO2", Category: "2.A.1", Gas: allCO2, Tier: "1",
			Title:  inventory.Text{ZH: "水泥生产过程 CO2（按水泥产量）", EN: "Cement CO2 by cement produced"},
			Source: "IPCC 2006 V3 Eq 2.1 p2.8, Eq 2.4 p2.12, Table 2.2 p2.14",
			Inputs: []inventory.Input{
				tonnes("cement", "M_c", "水泥产量", "cement produced"),
				fraction("clinker_fraction", "C_cl", "水泥熟料含量", "clinker fraction of cement"),
				deducts(tonnes("clinker_imports", "Im", "购入（调入）的熟料", "clinker bought or brought in")),
				inventory.Optional(tonnes("clinker_exports", "Ex", "售出（调出）的熟料", "clinker sold or sent out")),
				of("水泥熟料", clinkerFactor)},
			Formula: CementCO2,
		},
		{
			ID: "2.A.1/ipcc.t2/CO2", Category: "2.A.1", Gas: allCO2, Tier: "2",
			Title:  inventory.Text{ZH: "水泥生产过程 CO2（按熟料产量）", EN: "Cement CO2 by clinker produced"},
			Source: "IPCC 2006 V3 Eq 2.2 p2.9, §2.2.1.2 p2.12",
			Inputs: clinkerChecks(clinker, calciumOxide, otherCalcium, perOxide,
				inventory.Input{Name: "correction_factor", Symbol: "CF_ckd", Unit: "1", Factor: true, Title: inventory.Text{ZH: "窑灰修正系数", EN: "correction factor for kiln dust"}}),
			Formula: ClinkerCO2,
		},
		{
			ID: "2.A.1/ipcc.t2.dust/CO2", Category: "2.A.1", Gas: allCO2, Tier: "2",
			Title:   inventory.Text{ZH: "水泥生产过程 CO2（按熟料产量和实测窑灰）", EN: "Cement CO2 by clinker produced and kiln dust measured"},
			Source:  "IPCC 2006 V3 Eq 2.2 p2.9, Eq 2.5 p2.13",
			Inputs:  clinkerChecks(clinker, lostDust, calciumOxide, otherCalcium, perOxide, dustCarbonate, dustCalcined, named("carbonate_emission_factor", "EF_c", limestone, carbonateFactor)),
			Formula: ClinkerAndDustCO2,
		},
		{
			ID: "2.A.1/ipcc.ckd/correction_factor", Category: "2.A.1", Yields: "correction_factor", YieldsIn: "1", Tier: "2",
			Title:   inventory.Text{ZH: "窑灰修正系数", EN: "Correction factor for kiln dust"},
			Source:  "IPCC 2006 V3 Eq 2.5 p2.13",
			Inputs:  []inventory.Input{clinker, lostDust, calciumOxide, otherCalcium, perOxide, dustCarbonate, dustCalcined, named("carbonate_emission_factor", "EF_c", limestone, carbonateFactor)},
			Formula: KilnDustCorrection,
		},
		{
			ID: "2.A.1/ipcc.t3/CO2", Category: "2.A.1", Gas: allCO2, Tier: "3",
			Title:  inventory.Text{ZH: "水泥生产过程 CO2（按入窑碳酸盐）", EN: "Cement CO2 by the carbonates that enter the kiln"},
			Source: "IPCC 2006 V3 Eq 2.3 p2.11, Table 2.1 p2.7",
			Inputs: append(calcinedInKiln(),
				each(inventory.Optional(tonnes("carbon_material", "M_k", "含有机碳的非燃料原料", "raw material with organic carbon that is no fuel"))),
				inventory.GoesWith("carbon_material", inventory.Own(fraction("carbon_fraction", "X_k", "原料的碳含量", "carbon content of the raw material")))),
			Formula: KilnCarbonateCO2,
		},
	}
}

// enterpriseClinker are the inputs of the accounting of 2013.
func enterpriseClinker() []inventory.Input {
	return clinkerChecks(
		tonnes("clinker_enterprise", "Q_cl", "水泥熟料产量（企业核算口径）", "clinker produced, by the accounting of the enterprise"),
		inventory.Optional(tonnes("kiln_dust", "Q_ckd", "窑炉排气筒（窑头）粉尘", "dust of the kiln's stack")),
		inventory.Optional(tonnes("bypass_dust", "Q_bp", "窑炉旁路放风粉尘", "dust of the kiln's bypass")),
		inventory.Optional(tonnes("raw_meal", "Q_rm", "生料量", "raw meal")),
		inventory.Own(fraction("cao_fraction", "FR1", "熟料氧化钙含量", "CaO content of clinker")),
		inventory.Optional(inventory.Own(fraction("cao_fraction_noncarbonate", "FR10", "熟料中非碳酸盐来源的氧化钙含量", "CaO of clinker that is not from carbonates"))),
		inventory.Own(fraction("mgo_fraction", "FR2", "熟料氧化镁含量", "MgO content of clinker")),
		inventory.Optional(inventory.Own(fraction("mgo_fraction_noncarbonate", "FR20", "熟料中非碳酸盐来源的氧化镁含量", "MgO of clinker that is not from carbonates"))),
		inventory.Input{Name: "raw_meal_carbon", Symbol: "FR0", Unit: "fraction", Factor: true, Gas: "C", For: "raw_meal", Sets: []string{"CN-ENT-CEMENT-2013"},
			Title: inventory.Text{ZH: "生料中非燃料碳含量", EN: "non-fuel carbon of raw meal"}},
	)
}

// ProvincialClinkerCO2 is the CO2 of clinker by the provincial guide: (M_cl − M_cl,carbide)·EF_cl. Clinker made from carbide
// slag leaves the activity; slag that is deducted as a raw material (cets2024) has no place here.
func ProvincialClinkerCO2(in inventory.Inputs) expr.Node {
	burned := in.Activity("clinker")
	if in.Has("carbide_slag_clinker") {
		burned = expr.Sub(burned, in.Activity("carbide_slag_clinker"))
	}
	return expr.Mul(burned, in.Factor("emission_factor"))
}

// EnterpriseClinkerCO2 is the CO2 of a works by its analyses of clinker: (Q_cl + Q_ckd + Q_bp)·((FR1 − FR10)·44/56 +
// (FR2 − FR20)·44/40) + Q_rm·FR0·44/12, with the CaO and MgO that are not from carbonates taken out. MgO has 40, not 56.
func EnterpriseClinkerCO2(in inventory.Inputs) expr.Node {
	burned := in.Activity("clinker_enterprise")
	for _, dust := range []string{"kiln_dust", "bypass_dust"} {
		if in.Has(dust) {
			burned = expr.Add(burned, in.Activity(dust))
		}
	}
	lime := expr.Mul(fromCarbonate(in, "cao_fraction"), expr.RatioOf(44, 56, co2PerTonne))
	magnesia := expr.Mul(fromCarbonate(in, "mgo_fraction"), expr.RatioOf(44, 40, co2PerTonne))
	out := expr.Mul(burned, expr.Add(lime, magnesia))
	if in.Has("raw_meal") {
		out = expr.Add(out, expr.Mul(in.Activity("raw_meal"), in.Factor("raw_meal_carbon"), expr.RatioOf(44, 12, co2PerTonne)))
	}
	return out
}

// fromCarbonate is the content of an oxide less the part that is not from carbonates, if one is known.
func fromCarbonate(in inventory.Inputs, oxide string) expr.Node {
	if other := oxide + "_noncarbonate"; in.Has(other) {
		return expr.Sub(in.Factor(oxide), in.Factor(other))
	}
	return in.Factor(oxide)
}

// ClinkerLessSubstitutesCO2 is the CO2 of clinker less that of raw materials that bring its oxides without a carbonate:
// M_cl·EF_type − ΣM_sub·D. The guide prints a maximum of it and zero; to deduct more is an error instead.
func ClinkerLessSubstitutesCO2(in inventory.Inputs) expr.Node {
	out := expr.Mul(in.Activity("clinker_ets"), in.Factor("clinker_process_emission_factor"))
	if in.Has("substitute") {
		out = expr.Sub(out, in.Sum("substitute", func(m inventory.Inputs) expr.Node {
			return expr.Mul(m.Activity("substitute"), m.Factor("deduction_factor"))
		}))
	}
	return out
}

// CementCO2 is the CO2 of the clinker in cement: (M_c·C_cl − Im + Ex)·EF_clc. Clinker bought was burned elsewhere; clinker
// sold was burned here and is in no cement of the works.
func CementCO2(in inventory.Inputs) expr.Node {
	burned := expr.Mul(in.Activity("cement"), in.Factor("clinker_fraction"))
	if in.Has("clinker_imports") {
		burned = expr.Sub(burned, in.Activity("clinker_imports"))
	}
	if in.Has("clinker_exports") {
		burned = expr.Add(burned, in.Activity("clinker_exports"))
	}
	return expr.Mul(burned, in.Factor("emission_factor"))
}

// clinkerFactorOf is the emission factor of clinker without its dust, EF_cl = CaO·SR, of CaO from carbonates alone.
func clinkerFactorOf(in inventory.Inputs) expr.Node {
	return expr.Mul(fromCarbonate(in, "cao_fraction"), in.Factor("stoichiometric_ratio"))
}

// ClinkerCO2 is the CO2 of clinker with the default for dust: M_cl·EF_cl·CF_ckd.
func ClinkerCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("clinker"), clinkerFactorOf(in), in.Factor("correction_factor"))
}

// ClinkerAndDustCO2 is the CO2 of clinker and of the dust that is lost: M_cl·EF_cl·CF_ckd.
func ClinkerAndDustCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("clinker"), clinkerFactorOf(in), KilnDustCorrection(in))
}

// KilnDustCorrection is what dust not recycled to the kiln adds to clinker: CF_ckd = 1 + (M_d/M_cl)·C_d·F_d·(EF_c/EF_cl).
func KilnDustCorrection(in inventory.Inputs) expr.Node {
	lost := expr.Quo(in.Activity("dust"), in.Activity("clinker"))
	per := expr.Quo(in.Factor("carbonate_emission_factor"), clinkerFactorOf(in))
	return expr.Add(expr.Int(1), expr.Mul(lost, in.Factor("dust_carbonate_fraction"), in.Factor("dust_calcination"), per))
}

// KilnCarbonateCO2 is the CO2 of the carbonates of a cement kiln, and of the carbon of raw materials: Σ(EF_i·M_i·F_i) −
// M_d·C_d·(1 − F_d)·EF_d + Σ(M_k·X_k·44/12). The carbon burns out: EF_k is 44/12 per carbon.
func KilnCarbonateCO2(in inventory.Inputs) expr.Node {
	out := CalcinedCO2(in)
	if in.Has("carbon_material") {
		out = expr.Add(out, in.Sum("carbon_material", func(m inventory.Inputs) expr.Node {
			return expr.Mul(m.Activity("carbon_material"), m.Factor("carbon_fraction"), expr.RatioOf(44, 12, co2PerTonne))
		}))
	}
	return out
}
