package engine

import (
	"slices"
	"strings"
	"testing"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/sectors/land"
)

// landed is a workspace of a district in the subtropical humid forest.
func landed(t *testing.T, guide, years, rows string) *Result {
	t.Helper()
	return compiled(t, guide, years, map[string]string{"activity/a.csv": head + rows,
		"inventory.toml": "schema_version = 1\nyears = [" + years + "]\nguide = \"" + guide + "\"\n[region]\ncode = \"500199\"\nname = \"示例区\"\nprovince = \"重庆市\"\nclimate = \"warm temperate moist;subtropical humid forest\"\n"})
}

// rowsOf writes rows of one subject of 2023: parameter, value and unit each.
func rowsOf(subject string, figures ...string) string {
	var out strings.Builder
	for _, figure := range figures {
		out.WriteString("2023," + subject + "," + figure + ",,,林\n")
	}
	return out.String()
}

// forestOfProvince is the forest and the conversion of METHODS §5.1.
var forestOfProvince = rowsOf("3.B.1.a,,马尾松,", ",150,万m3", "BEF,1.5,1", "GR,6,%/yr") +
	rowsOf("3.B.1.a,,散生木,", "stock_volume,90000,m3", "SVD,0.40,t dm/m3", "BEF,1.5,1", "GR,0.06,fraction/yr") +
	rowsOf("3.B.1.a,,竹林,", "area_change,1500,亩") +
	rowsOf("3.B.1.a,,活立木,", "stock_volume,159,万m3", "SVD,0.40,t dm/m3", "BEF,1.5,1", "CR,3,%/yr") +
	rowsOf("3.B.5.b.i,,乔木林,", "area_converted,50,ha", "biomass_before,60,t dm/ha", "biomass_after,0,t dm/ha", "share_onsite,40,%", "share_offsite,25,%", "share_decay,0.35,fraction")

// Land by the guide of 2011, whose figures are those of METHODS §5.1: what grows and what is cut, conversions with their burning, and
// the pools that the guide leaves out.
func TestLandOfProvince(t *testing.T) {
	want := []string{
		"2023 3.B.1.a 散生木 CO2 -5940 3.B/cn.growth/CO2 unconfirmed",
		"2023 3.B.1.a 活立木 CO2 52470 3.B/cn.consumption/CO2 unconfirmed",
		"2023 3.B.1.a 竹林 CO2 -12554.66666666666666666666666666667 3.B/cn.area/CO2 unconfirmed",
		"2023 3.B.1.a 马尾松 CO2 -94050 3.B/cn.growth/CO2 unconfirmed",
		"2023 3.B.5.b.i 乔木林 CO2 5142.5 3.B/cn.conversion/CO2 unconfirmed",
		"2023 3.C.1.a 乔木林 CH4 8.64 3.C.1.a/cn.conversion/CH4 unconfirmed",
		"2023 3.C.1.a 乔木林 N2O 0.0594 3.C.1.a/cn.conversion/N2O unconfirmed",
	}
	for _, guide := range []string{"CN-PROV-2011", "CN-PROV-2025"} {
		r := landed(t, guide, "2023", forestOfProvince)
		if got := lines(r); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", guide, got, want)
		}
		var keys []string
		for _, e := range r.Inventory.Estimates {
			if e.Notation == inventory.NE && (e.Row.Detail == poolsLeftOut || e.Row.Note == noteProducts) {
				keys = append(keys, e.Row.Category.Code+" "+e.Row.Detail)
			}
		}
		if want := []string{"3.B.1.a 枯落物;枯死木;土壤", "3.B.5.b.i 枯落物;枯死木;土壤", "3.D.1 "}; !slices.Equal(keys, want) {
			t.Errorf("%s: not estimated are %q, want %q", guide, keys, want)
		}
		forest := r.Inventory.Total(inventory.Figure{Year: 2023, Scope: "3.B.1", Gas: "CO2"})
		if got := forest.Mass.RoundBank(12).String(); got != "-60074.666666666667" {
			t.Errorf("%s: the forest takes up %s t CO2", guide, got)
		}
	}
}

// Removals lower the total with land and leave the one without it alone; burning on forest land is land, burning of straw is not.
func TestTotalsWithAndWithoutLand(t *testing.T) {
	r := landed(t, "CN-PROV-2011", "2023", forestOfProvince+"2023,1.A.2.f,,烟煤,,,10000,t,,,统\n"+"2023,3.C.1.b,,小麦,,area_burnt,10,ha,,,农\n")
	total := func(scope, gas string) string {
		figure := r.Inventory.Total(inventory.Figure{Year: 2023, Scope: scope, Gas: gas})
		if gas == inventory.AllGases {
			return figure.CO2e.RoundBank(6).String()
		}
		return figure.Mass.RoundBank(6).String()
	}
	for _, c := range []struct{ scope, gas, want string }{
		{inventory.ScopeTotal, "CO2", "-37514.670967"},    // 17417.4957 − 60074.666667 + 5142.5
		{inventory.ScopeWithoutLand, "CO2", "17417.4957"}, // 10000*19.570/1000*26.1*0.93*44/12
		{inventory.ScopeTotal, "CH4", "10.705"},           // 1.957 + 0.108 + 8.64
		{inventory.ScopeWithoutLand, "CH4", "2.065"},      // 10000*19.570/1000*10/1000 + 10*4.0*2.7/1000
		{"3.B", "CO2", "-54932.166667"},                   // −60074.666667 + 5142.5
		{"3.C.1.a", inventory.AllGases, "257.661"},        // 8.64*28 + 0.0594*265
		{"3.C.1.b", "CH4", "0.108"},                       // 10 ha × 4.0 t × 2.7 g/kg
	} {
		if got := total(c.scope, c.gas); got != c.want {
			t.Errorf("%s %s: %s, want %s", c.scope, c.gas, got, c.want)
		}
	}
}

// Land by the IPCC: gains and losses, two inventories, conversions with their litter, soils in strata, fires. Figures are computed
// from the printed tables.
func TestLandOfIPCC(t *testing.T) {
	const wood, above = "针叶林;蓄积41-80 m3/ha", "地上生物量<125 t/ha;天然林;地上生物量<=125 t/ha"
	rows := rowsOf("3.B.1.a,甲,乔木林,亚洲 (大陆 >20年);次生>20年;"+wood+";"+above, "area,30000,ha", "harvest,20000,m3", "area_disturbed,10,ha", "disturbance_fraction,1,1", "Bw,100,t dm/ha") +
		rowsOf("3.B.1.a,乙,马尾松,人工林;亚洲;"+above, "area,1000,ha") +
		rowsOf("3.B.1.a,丙,柏木,"+wood+";"+above, "stock_before,150,万m3", "stock_after,156,万m3", "interval,5,年", "area_before,30000,ha", "area_after,30000,ha") +
		rowsOf("3.B.1.a,丁,杉木,"+wood+";"+above, "area,100,ha", "volume_before,50,m3/ha", "volume_after,52,m3/ha", "interval,5,年") +
		rowsOf("3.B.2.b.i,,林地,一年生作物", "area_converted,50,ha", "biomass_before,60,t dm/ha", "biomass_after,0,t dm/ha") +
		rowsOf("3.B.5.b.i,,林地,", "area_converted,50,ha", "biomass_before,60,t dm/ha", "biomass_after,0,t dm/ha") +
		rowsOf("3.B.5.b.i,,林地,枯落物", "area_converted,50,ha", "dom_before,8,t C/ha", "dom_after,0,t C/ha") +
		rowsOf("3.B.2.a,,耕地,低活性黏土(LAC);长期耕作;全耕;低", "soil_area_before,10000,ha", "soil_area_after,8000,ha") +
		rowsOf("3.B.2.a,,耕地,低活性黏土(LAC);长期耕作;少耕;中", "soil_area_after,2000,ha") +
		rowsOf("3.B.2.a,,水田,低活性黏土(LAC);水稻田;全耕;中", "soil_area_before,7.5,万亩", "soil_area_after,7.5,万亩") +
		rowsOf("3.B.2.a,,耕地,有机土", "organic_soil,10,ha") +
		rowsOf("3.C.1.a,,乔木林,其他温带林;野火;森林火烧(非热带)", "area_burnt,20,ha")
	of2019 := []string{
		"3.B.1.a 丁 -50.8728 3.B/stockdiff/CO2",             // 100*(52-50)*0.60*1.23*0.47/5*44/12
		"3.B.1.a 丙 -15261.84 3.B/stockdiff.total/CO2",      // (1560000-1500000)*0.60*1.23*0.47/5*44/12
		"3.B.1.a 乙 -16957.6 3.B/gainloss.plantation/CO2",   // 1000*8*1.23*0.47*44/12
		"3.B.1.a 甲 -33067.32 3.B/gainloss.t1/CO2",          // (30000*1.0-20000*0.67-10*100*1)*1.23*0.47*44/12
		"3.B.2.a -1808.95 3.B/soil/CO2",                    // 2000*55*0.69*(1.05*1.00-1.00*0.92)/20*44/12
		"3.B.2.a 366.666666667 3.B/organic_soil/CO2",       // 10*10.0*44/12
		"3.B.2.b.i 4308.333333333 3.B.2/convert.crops/CO2", // (50*60*0.47-50*4.7)*44/12
		"3.B.5.b.i 5170 3.B/convert/CO2",                   // 50*60*0.47*44/12
		"3.B.5.b.i 1466.666666667 3.B/dom.convert/CO2",     // 50*8/1*44/12
		"3.C.1.a 1.8612 3.C.1.a/fire/CH4",                  // 20*19.8*4.7/1000
		"3.C.1.a 0.10296 3.C.1.a/fire/N2O",                 // 20*19.8*0.26/1000
	}
	of2006 := slices.Clone(of2019)
	copy(of2006, []string{
		"3.B.1.a 丁 -49.632 3.B/stockdiff/CO2",          // R 0.20
		"3.B.1.a 丙 -14889.6 3.B/stockdiff.total/CO2",   // R 0.20
		"3.B.1.a 乙 -16544 3.B/gainloss.plantation/CO2", // R 0.20
		"3.B.1.a 甲 -94300.8 3.B/gainloss.t1/CO2",       // (30000*2.0-20000*0.67-10*100*1)*1.20*0.47*44/12
		"3.B.2.a -2550.24 3.B/soil/CO2",                // 2000*63*0.69*(1.08*1.00-1.00*0.92)/20*44/12
	})
	of2006[6] = "3.B.2.b.i 4253.333333333 3.B.2/convert.crops/CO2" // (50*60*0.47-50*5.0)*44/12
	for guide, want := range map[string][]string{"IPCC-2006": of2006, "IPCC-2019": of2019, "CN-PROV-2025": of2019} {
		r := landed(t, guide, "2023", rows)
		if faults := codes(r, inventory.Error); faults != nil {
			t.Errorf("%s: %q", guide, faults)
			continue
		}
		var got []string
		for _, e := range r.Inventory.Estimates {
			if e.Number {
				got = append(got, strings.Join(strings.Fields(e.Row.Category.Code+" "+e.Row.Facility+" "+e.Value().RoundBank(9).String()+" "+e.Method.ID), " "))
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", guide, got, want)
		}
	}
}

// What land cannot be: shares above one, soils of which a part is missing, products of no approach.
func TestLandThatCannotBe(t *testing.T) {
	burned := []string{"area_converted,50,ha", "biomass_before,60,t dm/ha", "biomass_after,0,t dm/ha"}
	const soil = "3.B.2.a,,耕地,低活性黏土(LAC);长期耕作;全耕;"
	for _, c := range []struct {
		name, guide, rows string
		want              []string
	}{
		{"no rate of growth, no expansion factor", "CN-PROV-2011", rowsOf("3.B.1.a,,马尾松,", ",150,万m3"), []string{"activity/a.csv:2:4 factor-not-found", "activity/a.csv:2:4 factor-not-found"}},
		{"more burned and decayed than was lost", "CN-PROV-2011", rowsOf("3.B.5.b.i,,乔木林,", append(burned, "share_onsite,40,%", "share_offsite,25,%", "share_decay,45,%")...), []string{"activity/a.csv:5:7 shares-above-one"}},
		{"more biomass after than before", "CN-PROV-2011", rowsOf("3.B.5.b.i,,乔木林,", "area_converted,50,ha", "biomass_before,6,t dm/ha", "biomass_after,60,t dm/ha", "share_onsite,40,%", "share_offsite,25,%", "share_decay,35,%"), []string{"activity/a.csv:4:7 deduction-exceeds-generation"}},
		{"a conversion filed at its fires", "CN-PROV-2011", rowsOf("3.C.1.a,,乔木林,", append(burned, "share_onsite,40,%")...), []string{"activity/a.csv:5:2 conversion-at-fires"}},
		{"soils of which some are missing", "IPCC-2019", rowsOf(soil+"低", "soil_area_before,10000,ha", "soil_area_after,8000,ha") + rowsOf(soil+"中", "soil_area_after,1000,ha"), []string{"activity/a.csv:4:7 totals-differ"}},
		{"soils of one time", "IPCC-2019", rowsOf(soil+"低", "soil_area_after,8000,ha"), []string{"activity/a.csv:2:7 totals-differ"}},
		{"soils of which some turn to another soil", "IPCC-2019", rowsOf(soil+"低", "soil_area_before,26000,ha", "soil_area_after,24150,ha") + rowsOf("3.B.2.a,,耕地,高活性黏土(HAC);长期耕作;少耕;中", "soil_area_after,1850,ha"), []string{"activity/a.csv:4:5 totals-differ"}},
		{"soils in a short transition", "IPCC-2019", rowsOf(soil+"低", "soil_area_before,10000,ha", "soil_area_after,8000,ha", "transition_years,5,年") + rowsOf("3.B.2.a,,耕地,低活性黏土(LAC);长期耕作;少耕;中", "soil_area_after,2000,ha"), []string{"activity/a.csv:5:8 equation-failed"}},
		{"soils of no management", "IPCC-2019", rowsOf("3.B.2.a,,耕地,低活性黏土(LAC);长期耕作;全耕", "soil_area_before,10000,ha", "soil_area_after,10000,ha"), []string{"activity/a.csv:3:4 factor-not-found"}},
		{"wood products of no approach", "IPCC-2019", rowsOf("3.D.1,,锯材,", "inflow,80,t C", "initial_stock,0,t C"), []string{"activity/a.csv:2:5 no-detail"}},
		{"wood products of one year and no stock", "IPCC-2019", rowsOf("3.D.1,,锯材,生产法", "inflow,80,t C"), []string{"activity/a.csv:2:8 equation-failed"}},
		{"stands in an unknown zone", "IPCC-2019", rowsOf("3.B.1.a,,乔木林,", "area,100,ha"), []string{"activity/a.csv:2:4 factor-not-found"}},
		{"wetlands that were something unsaid", "IPCC-2019", rowsOf("3.B.4.b,,,", "land_converted,100,ha"), []string{"activity/a.csv:2:2 land-use-unsaid"}},
	} {
		if got := codes(landed(t, c.guide, "2023", c.rows), inventory.Error); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// Wood products of which five years are known start with what their mean inflow sustains (METHODS §5.4).
func TestWoodProducts(t *testing.T) {
	rows := ""
	for i, inflow := range []string{"80", "90", "100", "110", "120"} {
		rows += "200" + string(rune('1'+i)) + ",3.D.1,,锯材,生产法,inflow," + inflow + ",t C,,,林\n"
	}
	r := landed(t, "IPCC-2019", "2005", rows)
	if got, want := lines(r), []string{"2005 3.D.1 锯材 CO2 -73.926045396454504112210960351280 3.D.1/hwp/CO2 printed"}; len(got) != 1 || got[0][:40] != want[0][:40] {
		t.Fatalf("%q, want %q", got, want)
	}
	at := slices.IndexFunc(r.Inventory.Estimates, func(e *inventory.Estimate) bool { return e.Number })
	states := map[string]string{}
	for _, state := range expr.States(r.Inventory.Estimates[at].Mass()) {
		value, err := expr.Decimal(state)
		if err != nil {
			t.Fatal(err)
		}
		states[state.Name()] = value.RoundBank(9).String()
	}
	if states["C_2001"] != "5049.432643111" || states["C_2002"] != "5029.629384255" { // a change of −19.803258856 t C
		t.Errorf("states %v", states)
	}
}

// The cropland on Mollisols of IPCC 2006 V4 p5.22, which prints 58.78 and 64.06 million t C and a change of 264,000 t C in a year.
func TestSoilsOfPrint(t *testing.T) {
	m, _ := newEngine(t).Method("3.B/soil/CO2")
	for _, row := range workedRows(t) {
		if row[0] != "cropland on Mollisols" {
			continue
		}
		got := map[string]string{}
		for _, state := range expr.States(m.Tree(worked(t, m, row[2]))) {
			value, err := expr.Decimal(state)
			if err != nil {
				t.Fatal(err)
			}
			got[state.Name()] = value.String()
		}
		if got["SOC_(0−T)"] != "58776960" || got["SOC_0"] != "64059600" { // (64059600 − 58776960) ÷ 20 = 264132 t C
			t.Errorf("%v", got)
		}
		return
	}
	t.Error("the example is not there")
}

// A soil line opens to one state a stratum, with its t C; a longer time between the areas spreads the change.
func TestStrataOfSoils(t *testing.T) {
	const full, reduced = "3.B.2.a,,耕地,低活性黏土(LAC);长期耕作;全耕;低", "3.B.2.a,,耕地,低活性黏土(LAC);长期耕作;少耕;中"
	r := landed(t, "IPCC-2019", "2023", rowsOf(full, "soil_area_before,10000,ha", "soil_area_after,8000,ha", "transition_years,25,年")+rowsOf(reduced, "soil_area_after,2000,ha"))
	at := slices.IndexFunc(r.Inventory.Estimates, func(e *inventory.Estimate) bool { return e.Number })
	e := r.Inventory.Estimates[at]
	if got := e.Value().RoundBank(9).String(); got != "-1447.16" { // 2000*55*0.69*(1.05*1.00-1.00*0.92)/25*44/12
		t.Errorf("%s t CO2", got)
	}
	var got []string
	for _, state := range expr.States(e.Mass()) {
		value, err := expr.Decimal(state)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, state.Name()+" = "+value.String())
	}
	want := []string{
		"SOC_(0−T) 耕地 低;低活性黏土(LAC);全耕;长期耕作 = 349140", "SOC_(0−T) = 349140", // 10000*55*0.69*1.00*0.92
		"SOC_0 耕地 中;低活性黏土(LAC);少耕;长期耕作 = 79695", "SOC_0 耕地 低;低活性黏土(LAC);全耕;长期耕作 = 279312", "SOC_0 = 359007",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// The words by which soils are told apart are those of the table of reference stocks.
func TestSoilTypes(t *testing.T) {
	var words []string
	table, _ := newEngine(t).Factors(nil)
	for _, row := range table.Rows() {
		if row.Parameter == "SOCref" && !slices.Contains(words, row.Detail) {
			words = append(words, row.Detail)
		}
	}
	slices.Sort(words)
	if want := slices.Sorted(slices.Values(land.SoilTypes)); !slices.Equal(words, want) {
		t.Errorf("the table has %q, the methods %q", words, want)
	}
}
