package engine

import (
	"strings"
	"testing"

	"ghg/inventory"
)

// The totals that METHODS prints for the mineral industry and the columns of IPCC 2006 V3 Annex 1, compiled from rows as a
// district writes them, with the factors of the tables.
func TestMineralTotals(t *testing.T) {
	const clinker = "2020,2.A.1,甲厂,水泥熟料,,,2000000,t,,,企\n"
	const carbonates = "2020,2.A.1,甲厂,石灰石,,carbonate,260,万吨,,,企\n2020,2.A.1,甲厂,菱镁矿,,carbonate,60000,t,,,企\n2020,2.A.1,甲厂,菱镁矿,,calcination_fraction,100,%,,,企\n"
	const batch = "2020,2.A.3,玻璃厂,纯碱,,carbonate,20000,t,,,企\n2020,2.A.3,玻璃厂,石灰石,,carbonate,8600,t,,,企\n2020,2.A.3,玻璃厂,白云石,,carbonate,9800,t,,,企\n"
	for _, c := range []struct{ name, guide, rows, category, want string }{
		{"cement by type with clinker sold (sheets 1 and 2 of 2A1)", "IPCC-2006", "2020,2.A.1,,水泥,,,2600000,t,,,统\n2020,2.A.1,,水泥,,clinker_exports,50000,t,,,统\n2020,2.A.1,,砌筑水泥,,,200000,t,,,统\n", "2.A.1", "1106560"},
		{"the same where the guide has a factor of its own", "CN-PROV-2011", "2020,2.A.1,,水泥,,,2600000,t,,,统\n2020,2.A.1,,水泥,,clinker_exports,50000,t,,,统\n2020,2.A.1,,砌筑水泥,,,200000,t,,,统\n", "2.A.1", "1106560"},
		{"cement ground from clinker that was bought", "IPCC-2006", "2020,2.A.1,,水泥,,cement,1000,t,,,统\n2020,2.A.1,,水泥,,clinker_imports,500,t,,,统\n", "2.A.1", "130"}, // (1000*0.75-500)*0.52
		{"clinker, 2011", "CN-PROV-2011", clinker + "2020,2.A.1,甲厂,熟料,,carbide_slag_clinker,50000,t,,,企\n", "2.A.1", "1049100"},
		{"clinker, 2006", "IPCC-2006", clinker, "2.A.1", "1040910"},
		{"clinker held against cement", "CN-PROV-2025", clinker + "2020,2.A.1,甲厂,水泥熟料,,cement,2600000,t,,,企\n", "2.A.1", "1040910"},
		{"clinker with its dust", "IPCC-2006", clinker + "2020,2.A.1,甲厂,水泥熟料,,dust,10000,t,,,企\n2020,2.A.1,甲厂,水泥熟料,,dust_carbonate_fraction,0.85,fraction,,,企\n2020,2.A.1,甲厂,水泥熟料,,dust_calcination,50,%,,,企\n", "2.A.1", "1022368.7675"}, // 2000000*0.65*0.785+10000*0.85*0.5*0.43971
		{"clinker by its analyses", "CN-PROV-2011", analysed("clinker_enterprise", "0.65", "0.015") + "2020,2.A.1,甲厂,水泥熟料,,raw_meal,3100000,t,,,企\n", "2.A.1", "1065795.238095238095238095238095238"},                                     // 2000000*(0.65*44/56+0.015*44/40)+3100000*0.001*44/12
		{"carbonates of a kiln", "CN-PROV-2011", carbonates, "2.A.1", "1174564.2"},
		{"carbonates and dust of a kiln", "IPCC-2019", carbonates + "2020,2.A.1,甲厂,窑灰,,uncalcined_dust,20000,t,,,企\n2020,2.A.1,甲厂,窑灰,,dust_carbonate_fraction,0.85,fraction,,,企\n2020,2.A.1,甲厂,窑灰,,dust_calcination,0.5,fraction,,,企\n", "2.A.1", "1170826.665"}, // less 20000*0.85*0.5*0.43971
		{"lime, 2011", "CN-PROV-2011", "2020,2.A.2,,石灰,,,5,万吨,,,统\n", "2.A.2", "34150"},
		{"lime (sheet 1 of 2A2)", "IPCC-2006", "2020,2.A.2,,石灰,,,50000,t,,,统\n", "2.A.2", "37500"},
		{"lime by type", "CN-PROV-2025", "2020,2.A.2,,高钙石灰,,,42500,t,,,统\n2020,2.A.2,,白云石质石灰,,,7500,t,,,统\n", "2.A.2", "37193.62374"},                                                             // (42500*0.785*0.95+7500*0.913*0.85)*1.02*(1-0.10*0.28)
		{"lime of a shaft kiln", "IPCC-2006", "2020,2.A.2,,高钙石灰,,,1000,t,,,统\n2020,2.A.2,,高钙石灰,,correction_factor,1,1,,,统\n2020,2.A.2,,高钙石灰,,hydrated_share,0,fraction,,,统\n", "2.A.2", "745.75"}, // 1000*0.785*0.95
		{"carbonates of a lime kiln", "IPCC-2006", "2020,2.A.2,乙厂,石灰石,,carbonate,100000,t,,,企\n", "2.A.2", "43971"},
		{"glass (sheet 1 of 2A3)", "IPCC-2006", "2020,2.A.3,,玻璃,,,100000,t,,,统\n", "2.A.3", "10000"},
		{"float glass", "CN-PROV-2011", "2020,2.A.3,,浮法玻璃,,,80000,t,,,统\n", "2.A.3", "13860"},
		{"flat glass in weight cases", "CN-PROV-2011", "2020,2.A.3,,平板玻璃,,,160,万重量箱,,,统\n", "2.A.3", "13860"},
		{"a batch", "IPCC-2006", batch, "2.A.3", "16757.642"},
		{"a batch by the factors of enterprises", "CN-PROV-2011", batch + "2020,2.A.3,玻璃厂,碳粉,,carbon_powder,30,t,,,企\n", "2.A.3", "16869.54"},
		{"bricks", "CN-PROV-2011", "2020,2.A.4.a,,页岩砖,,,60,万吨,,,经\n", "2.A.4.a", "29393.199"},
		{"bricks that are counted", "CN-PROV-2011", "2020,2.A.4.a,,标砖,,bricks,24000,万块,,,经\n2020,2.A.4.a,,标砖,,brick_mass,2.5,kg/piece,,,经\n", "2.A.4.a", "29393.199"},
		{"shale made bricks of", "IPCC-2006", "2020,2.A.4.a,,页岩,,,66,万吨,,,经\n", "2.A.4.a", "29393.199"},
		{"shale analysed", "IPCC-2006", "2020,2.A.4.a,砖厂,页岩,,fired_material,66,万吨,,,企\n2020,2.A.4.a,砖厂,页岩,,caco3_fraction,8.4,%,,,企\n2020,2.A.4.a,砖厂,页岩,,mgco3_fraction,2.1,%,,,企\n", "2.A.4.a", "31653.6"},
		{"CO2 lost on ignition", "IPCC-2006", "2020,2.A.4.a,砖厂,砖,,ignited_material,66,万吨,,,企\n2020,2.A.4.a,砖厂,砖,,ignition_co2,42,kg/t,,,企\n", "2.A.4.a", "27720"},
		{"soda ash", "CN-PROV-2011", "2020,2.A.4.b,,纯碱,,,1000,t,,,企\n", "2.A.4.b", "414.92"},
		{"magnesia", "CN-PROV-2011", "2020,2.A.4.c,镁厂,菱镁矿,,,1000,t,,,企\n2020,2.A.4.c,镁厂,菱镁矿,,calcination_fraction,97,%,,,企\n", "2.A.4.c", "506.3109"},
		{"desulphurisation", "CN-PROV-2011", "2020,2.A.4.d,电厂,脱硫石灰石,,,5000,t,,,环\n", "2.A.4.d", "1980"},
		{"strontium and barium carbonate", "CN-PROV-2011", "2020,2.A.4.d,,碳酸锶,,,1000,t,,,企\n2020,2.A.4.d,,碳酸钡,,,1000,t,,,企\n", "2.A.4.d", "521"},
		{"carbonates of unknown species (sheet 1 of 2A4)", "IPCC-2019", "2020,2.A.4.d,,碳酸盐,,,10000,t,,,企\n", "2.A.4.d", "4453.515"},
		{"of a known mix", "IPCC-2019", "2020,2.A.4.d,,碳酸盐,,,10000,t,,,企\n2020,2.A.4.d,,碳酸盐,,limestone_share,100,%,,,企\n2020,2.A.4.d,,碳酸盐,,dolomite_share,0,%,,,企\n", "2.A.4.d", "4397.1"},
		{"rock", "CN-PROV-2011", "2020,2.A.4.d,,碳酸盐岩,,,10000,t,,,企\n", "2.A.4.d", "4230.83925"},
		{"limestone and potash", "IPCC-2006", "2020,2.A.4.d,,石灰石,,,1000,t,,,企\n2020,2.A.4.d,,碳酸钾,,,10,t,,,企\n", "2.A.4.d", "442.894"}, // 439.71+3.184
	} {
		t.Run(c.name, func(t *testing.T) {
			r := compiled(t, c.guide, "2020", map[string]string{"activity/a.csv": head + c.rows})
			if r.Inventory == nil {
				t.Fatal(codes(r, inventory.Error), r.Problems)
			}
			total := r.Inventory.Total(inventory.Figure{Year: 2020, Boundary: inventory.Territorial, Scope: c.category, Gas: "CO2"})
			if total.Mass.String() != c.want {
				t.Errorf("total %s, want %s", total.Mass, c.want)
			}
		})
	}
}

// analysed is a works' clinker with the contents that its laboratory finds.
func analysed(parameter, calcium, magnesium string) string {
	const subject = "2020,2.A.1,甲厂,水泥熟料,,"
	return subject + parameter + ",2000000,t,,,企\n" + subject + "cao_fraction," + calcium + ",fraction,,,企\n" + subject + "mgo_fraction," + magnesium + ",fraction,,,企\n"
}

// Carbide slag is taken off once: its clinker leaves the activity by the guide of 2011, the slag is deducted by the accounting
// of 2024, of which there is none before.
func TestCarbideSlag(t *testing.T) {
	const clinker = ",2.A.1,甲厂,水泥熟料,,,2000000,t,,,企\n"
	const slag = ",2.A.1,甲厂,电石渣,,substitute,30000,t,,,企\n"
	for _, c := range []struct{ name, year, rows, want string }{
		{"slag of 2024", "2024", "2024" + clinker + "2024" + slag, "1055600"},
		{"slag and phosphorus slag", "2024", "2024" + clinker + "2024" + slag + "2024,2.A.1,甲厂,磷渣,,substitute,2,万吨,,,企\n", "1048100"},
		{"two lines", "2024", "2024" + clinker + "2024" + slag + strings.ReplaceAll("2024"+clinker, "甲厂", "乙厂"), "2131600"}, // and 2000000*0.538
		{"white clinker without slag", "2024", "2024,2.A.1,甲厂,白色硅酸盐水泥熟料,,,10000,t,,,企\n", "5500"},
		{"clinker of the accounting alone", "2024", "2024,2.A.1,甲厂,水泥熟料,,clinker_ets,2000000,t,,,企\n", "1070000"},
		{"the accounting has no figures before", "2020", "2020" + clinker + "2020" + slag, "factor-not-found"},
		{"clinker and slag both", "2024", "2024" + clinker + "2024,2.A.1,甲厂,水泥熟料,,carbide_slag_clinker,50000,t,,,企\n2024" + slag, "materials-do-not-fit"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := compiled(t, "CN-PROV-2011", c.year, map[string]string{"activity/a.csv": head + c.rows})
			if r.Inventory == nil {
				if got := strings.Join(codes(r, inventory.Error), " "); !strings.Contains(got, c.want) {
					t.Errorf("got %q, want %s", got, c.want)
				}
				return
			}
			year := r.Inventory.Years[0]
			if total := r.Inventory.Total(inventory.Figure{Year: year, Scope: "2.A.1", Gas: "CO2"}); total.Mass.String() != c.want {
				t.Errorf("total %s, want %s", total.Mass, c.want)
			}
		})
	}
}
