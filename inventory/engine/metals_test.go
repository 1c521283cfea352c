package engine

import (
	"slices"
	"strings"
	"testing"

	"ghg/inventory"
)

// emitted lists gas and tonnes of every estimate, in the order of the inventory.
func emitted(t *testing.T, guide, rows string) []string {
	t.Helper()
	r := compiled(t, guide, "2024", map[string]string{"activity/a.csv": head + rows})
	if r.Inventory == nil {
		return codes(r, inventory.Error)
	}
	var out []string
	for _, e := range r.Inventory.Estimates {
		if e.Number {
			out = append(out, e.Gas+" "+e.Value().String())
		}
	}
	return out
}

// What a works gives decides its equations: each gas by the figures there are for it, with the factors of the guide.
func TestMetalsByWhatIsGiven(t *testing.T) {
	smelter := func(detail string, rows ...string) string {
		var out strings.Builder
		for _, row := range append([]string{",100000,t"}, rows...) {
			out.WriteString("2024,2.C.3,甲厂,电解铝," + detail + "," + row + ",,,企业\n")
		}
		return out.String()
	}
	for _, c := range []struct{ name, guide, rows, want string }{
		{"steel by furnace", "IPCC-2006", "2024,2.C.1,甲厂,转炉钢,,,500000,t,,,企业\n2024,2.C.1,甲厂,电炉钢,,,10,万吨,,,企业\n", "CO2 8000; CO2 730000"},
		{"steel by furnace of 2019", "IPCC-2019", "2024,2.C.1,甲厂,转炉钢,,,500000,t,,,企业\n", "CO2 790000"},
		{"sinter", "IPCC-2006", "2024,2.C.1,甲厂,烧结矿,,,300000,t,,,企业\n", "CO2 60000; CH4 21"},
		{"the carbon of sinter is fuel under the provincial guide", "CN-PROV-2011", "2024,2.C.1,甲厂,烧结矿,,,300000,t,,,企业\n", "CH4 21"},
		{"direct reduced iron with its fuel", "IPCC-2006", "2024,2.C.1,甲厂,直接还原铁,,,100000,t,,,企业\n2024,2.C.1,甲厂,天然气,,reduction_fuel,1200,TJ,,,企业\n", "CO2 70000; CH4 1.2"},
		{"direct reduced iron without", "IPCC-2006", "2024,2.C.1,甲厂,直接还原铁,,,100000,t,,,企业\n", "CO2 70000"},
		{"the methane of sinter alone", "IPCC-2006", "2024,2.C.1,甲厂,烧结矿,,production_for_ch4,300000,t,,,企业\n", "CH4 21"},
		{"ferroalloys", "IPCC-2019", "2024,2.C.2,甲厂,锰铁（7%C）,,,10000,t,,,企业\n2024,2.C.2,甲厂,硅锰合金,,,5000,t,,,企业\n2024,2.C.2,甲厂,FeSi75,,,10000,t,,,企业\n",
			"CO2 40000; CH4 10; CO2 7000; CO2 13000"},
		{"silicon metal by the way of charging", "CN-PROV-2011", "2024,2.C.2,甲厂,工业硅,批式加料,,10000,t,,,企业\n", "CO2 50000; CH4 15"},
		{"aluminium of the provincial guide", "CN-PROV-2011", smelter("点式下料预焙槽;预焙"), "CO2 160000; CF4 8.88; C2F6 1.14"},
		{"aluminium by default", "IPCC-2006", smelter("CWPB;预焙"), "CO2 160000; CF4 40; C2F6 4"},
		{"with its anodes", "IPCC-2006", smelter("CWPB;预焙", "net_anode_consumption,0.411,t C/t"), "CO2 147083.2; CF4 40; C2F6 4"},
		{"with the carbon of its anodes measured", "IPCC-2006", smelter("CWPB;预焙", "net_anode_consumption,0.411,t/t", "sulphur_fraction,1.4,%"), "CO2 147987.4; CF4 40; C2F6 4"},
		{"with its anode effects", "IPCC-2006", smelter("CWPB;预焙", "anode_effect_minutes,0.5,AE-min/cell-day"), "CO2 160000; CF4 7.15; C2F6 0.86515"},
		{"with both", "IPCC-2006", smelter("CWPB;预焙", "anode_effect_minutes,0.5,效应分钟/槽日", "net_anode_consumption,411,kg/t"), "CO2 147083.2; CF4 7.15; C2F6 0.86515"},
		{"by overvoltage", "IPCC-2006", smelter("SWPB;预焙", "overvoltage,0.5,毫伏", "current_efficiency,91.25,%"), "CO2 160000; CF4 200; C2F6 50.4"},
		{"by overvoltage without the efficiency", "IPCC-2006", smelter("SWPB;预焙", "overvoltage,0.5,mV"), "activity/a.csv:2:4 factor-not-found"},
		{"of the enterprise guide", "CN-PROV-2011", "2024,2.C.3,甲厂,电解铝,,aluminium_enterprise,100000,t,,,企业\n", "CO2 147083.2; CF4 2; C2F6 0.11"},
		{"both sorts of anode effects of 2019", "IPCC-2019", smelter("PFPB-L;HVAE") + smelter("PFPB-L;LVAE") + smelter("预焙;PFPB-L;高压阳极效应", "anode_effect_minutes,0.1,AE-min/cell-day"),
			"CF4 0.9; CF4 1.6; C2F6 0.1; CF4 1.22; C2F6 0.11834"},
		{"magnesium of the provincial guide", "CN-PROV-2011", "2024,2.C.4,甲厂,原镁,,,1000,t,,,企业\n2024,2.C.4,乙厂,镁加工,,,5000,t,,,企业\n", "SF6 0.49; SF6 0.57"},
		{"magnesium by the ore", "CN-PROV-2025", "2024,2.C.4,甲厂,原镁（白云石）,,,5000,t,,,企业\n", "CO2 25650"},
		{"casting", "IPCC-2006", "2024,2.C.4,甲厂,镁加工,,,5000,t,,,企业\n", "SF6 5"},
		{"SF6 consumed", "IPCC-2019", "2024,2.C.4,甲厂,六氟化硫,,,570,kg,,,企业\n", "SF6 0.57"},
		{"lead and zinc", "CN-PROV-2011", "2024,2.C.5,甲厂,铅,,,10000,t,,,企业\n2024,2.C.5,乙厂,铅,ISF,,10000,t,,,企业\n2024,2.C.5,丙厂,再生铅,,,10000,t,,,企业\n2024,2.C.6,甲厂,锌,,,20000,t,,,企业\n2024,2.C.6,乙厂,锌,威尔兹窑,,20000,t,,,企业\n",
			"CO2 2000; CO2 5900; CO2 5200; CO2 73200; CO2 34400"},
		{"rare earths", "IPCC-2019", "2024,2.C.7,甲厂,稀土-铁合金,,,1000,t,,,企业\n2024,2.C.7,甲厂,稀土金属,,,1000,t,,,企业\n", "CO2 560; CF4 0.1461; C2F6 0.0146; C3F8 0.00005; CO2 560"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, want := emitted(t, c.guide, c.rows), strings.Split(c.want, "; ")
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

// A works in which carbon comes in and goes out makes one estimate, by the carbon contents and factors of its materials.
func TestMetalWorks(t *testing.T) {
	works := func(category string, rows ...string) string {
		var out strings.Builder
		for _, row := range rows {
			out.WriteString("2024," + category + ",甲厂," + row + ",,,企业\n")
		}
		return out.String()
	}
	fluxes := []string{"石灰石,,flux,20000,t", "白云石,,flux,5000,t"}
	for _, c := range []struct{ name, guide, rows, want string }{
		{"steel of the provincial guide", "CN-PROV-2011", works("2.C.1", append(fluxes, "炼钢用生铁,,carbon_in,500000,t", "粗钢,,carbon_out,48,万吨")...), "CO2 81771.86666666666666666666666666667"},
		{"fluxes alone", "CN-PROV-2011", works("2.C.1", fluxes...), "CO2 10970"}, // 20000*0.430+5000*0.474
		{"steel whose carbon was measured", "CN-PROV-2011", works("2.C.1", "生铁,,carbon_in,1000,t", "粗钢,,carbon_out,950,t", "粗钢,,carbon_content,0.002,t C/t"), "CO2 143.3666666666666666666666666666667"}, // (1000*0.041-950*0.002)*44/12
		{"steel with more carbon than iron", "CN-PROV-2011", works("2.C.1", "生铁,,carbon_in,1000,t", "粗钢,,carbon_out,20000,t"), "activity/a.csv:3:7 deduction-exceeds-generation"},
		{"steel without iron", "CN-PROV-2011", works("2.C.1", "粗钢,,carbon_out,20000,t"), "activity/a.csv:2:8 equation-failed"},
		{"the provincial equation where coke stays with the fuels under another guide", "CN-PROV-2025", works("2.C.1", append(fluxes, "生铁,,carbon_in,500000,t", "转炉钢,,carbon_out,480000,t")...), "CO2 81771.86666666666666666666666666667"},
		{"steel by carbon balance", "IPCC-2006", works("2.C.1", "焦炭,,carbon_in,500000,t", "石灰石,,carbon_in,100000,t", "白云石,,carbon_in,20000,t", "粗钢,,carbon_out,1000000,t", "高炉煤气,,carbon_out,300000,t"),
			"CO2 1351533.333333333333333333333333333"},
		{"gas of which the carbon is by volume", "IPCC-2006", works("2.C.1", "焦炭,,carbon_in,1000,t", "转炉煤气,,carbon_out,100,万m3", "转炉煤气,,carbon_content,0.2,kg C/m3"), "CO2 2310"}, // (1000*0.83-200)*44/12
		{"the balance with the methane of its sinter", "IPCC-2006", works("2.C.1", "焦炭,,carbon_in,1000,t", "粗钢,,carbon_out,1000,t", "烧结矿,,production_for_ch4,300000,t"), "CO2 3006.666666666666666666666666666667; CH4 21"},
		{"the enterprise guide", "CN-PROV-2011", works("2.C.1", "石灰石,,material_in,20000,t", "石墨电极,,material_in,100,t", "生铁,,material_in,500000,t", "粗钢,,material_out,480000,t"), "CO2 77406.3"},
		{"the enterprise guide has no factor of coke", "IPCC-2006", works("2.C.1", "焦炭,,material_in,20000,t"), "activity/a.csv:2:4 factor-not-found"},
		{"ferroalloy by reducing agents", "IPCC-2006", works("2.C.2", "煤,硅铁与金属硅;还原剂,reducing_agent,8000,t", "电极糊,,reducing_agent,500,t", "石灰石,,carbon_in,1000,t", "石灰石,,carbon_content,0.12,t C/t",
			"FeSi75,,carbon_out,10000,t", "FeSi75,,carbon_content,0.001,tC/t", "FeSi75,撒布加料,production_for_ch4,10000,t"), "CO2 26903.33333333333333333333333333333; CH4 10"},
		{"ferroalloy by carbon balance", "CN-PROV-2011", works("2.C.2", "焦炭,,reductant,5000,t", "焦炭,,fixed_carbon,0.84,t C/t", "焦炭,,volatiles,2,%", "焦炭,,carbon_of_volatiles,0.8,t C/t",
			"高碳锰铁,,carbon_out,10000,t", "高碳锰铁,,carbon_content,70,kg C/t"), "CO2 13126.66666666666666666666666666667"}, // (5000*(0.84+0.02*0.80)-10000*0.07)*44/12
		{"ore of which nobody knows the carbon", "IPCC-2006", works("2.C.2", "电极糊,,reducing_agent,500,t", "石灰石,,carbon_in,1000,t"), "activity/a.csv:3:4 factor-not-found"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, want := emitted(t, c.guide, c.rows), strings.Split(c.want, "; ")
			if !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

// Totals of METHODS, and the factors that the guidelines print for a mix of processes: both add up from the single processes.
func TestMetalTotals(t *testing.T) {
	mix := func(category string, parts ...string) string {
		var out strings.Builder
		for _, part := range parts {
			out.WriteString("2024," + category + ",," + part + ",,企业\n")
		}
		return out.String()
	}
	for _, c := range []struct {
		name, category, rows string
		digits               int32
		want                 string
	}{
		{"steel of METHODS §9.3", "2.C.1", mix("2.C.1", "转炉钢,,,500000,t", "电炉钢,,,100000,t"), 0, "738000"},
		{"ferroalloys of METHODS §9.3", "2.C.2", mix("2.C.2", "锰铁（7%C）,,,10000,t", "硅锰,,,5000,t"), 0, "20000"},
		{"steel, global average: IPCC 2006 V3 Table 4.1 p4.25", "2.C.1", mix("2.C.1", "转炉钢,,,0.65,t", "电炉钢,,,0.30,t", "平炉钢,,,0.05,t"), 2, "1.06"},
		{"lead, default: IPCC 2006 V3 Table 4.21 p4.73", "2.C.5", mix("2.C.5", "铅,ISF,,0.8,t", "铅,DS,,0.2,t"), 2, "0.52"},
		{"zinc, default: IPCC 2006 V3 Table 4.24 p4.80", "2.C.6", mix("2.C.6", "锌,ISF,,0.6,t", "锌,Waelz,,0.4,t"), 2, "1.72"},
	} {
		r := compiled(t, "IPCC-2006", "2024", map[string]string{"activity/a.csv": head + c.rows})
		if r.Inventory == nil {
			t.Errorf("%s: %q", c.name, codes(r, inventory.Error))
			continue
		}
		total := r.Inventory.Total(inventory.Figure{Year: 2024, Scope: c.category, Gas: "CO2"})
		if total.Mass.RoundBank(c.digits).String() != c.want {
			t.Errorf("%s: %s, want %s", c.name, total.Mass, c.want)
		}
	}
}
