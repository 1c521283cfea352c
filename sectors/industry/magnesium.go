package industry

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

func magnesium() []*inventory.Method {
	return []*inventory.Method{
		byOutput{id: "2.C.4/co2/CO2", tier: "1", source: "IPCC 2006 V3 Eq 4.28 p4.61, Table 4.19 p4.65", zh: "原镁冶炼（碳酸盐矿石分解）", en: "Primary magnesium production, carbonate ore"}.method(),
		byOutput{id: "2.C.4/cn/SF6", tier: "1", source: guide2011, zh: "镁生产（六氟化硫作保护气）", en: "Magnesium production with SF6 as cover gas"}.method(),
		byOutput{id: "2.C.4/sf6.t1/SF6", tier: "1", source: "IPCC 2006 V3 Eq 4.30 p4.62, Table 4.20 p4.65", zh: "镁铸造", en: "Magnesium casting"}.method(),
		{
			ID: "2.C.4/sf6.t2/SF6", Category: "2.C.4", Gas: "SF6", Tier: "2", Source: "IPCC 2006 V3 Eq 4.31 p4.62",
			Title: inventory.Text{ZH: "镁冶炼和铸造 SF6（按消费量）", EN: "Magnesium smelters and foundries SF6, by consumption"},
			Inputs: []inventory.Input{{Name: "sf6_consumption", Symbol: "C_SF6", Unit: "t SF6;t", Gas: "SF6",
				Title: inventory.Text{ZH: "六氟化硫消费量", EN: "consumption of SF6"}}},
			Formula: MagnesiumCoverGasSF6,
		},
	}
}

// MagnesiumCoverGasSF6 is the SF6 that smelters and foundries take as cover gas, all of which is emitted: C_SF6.
func MagnesiumCoverGasSF6(in inventory.Inputs) expr.Node { return in.Activity("sf6_consumption") }
