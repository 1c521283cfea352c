package engine

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"ghg/inventory"
)

const (
	gis    = "2020,2.G.1,%s,封闭压力式（高压开关设备）,,"
	sealed = "2020,2.G.1,%s,密封压力式（中压开关设备）,,"
)

// amounts are rows of one subject, "parameter value unit" each.
func amounts(subject, facility string, figures ...string) string {
	var out strings.Builder
	for _, figure := range figures {
		fields := strings.Fields(figure)
		fmt.Fprintf(&out, subject+"%s,%s,%s,,,电\n", facility, fields[0], fields[1], fields[2])
	}
	return out.String()
}

// SF6 of electrical equipment by each method, from rows as grid companies, users and makers write them.
func TestElectricalEquipment(t *testing.T) {
	const whole = "2020,2.G.1,%s,,,"
	for _, c := range []struct {
		name, guide, rows string
		want              []string
	}{
		{"manufacture of 2011", "CN-PROV-2011", "2020,2.G.1,开关厂,,,,2,t,,,企\n", []string{"2020 2.G.1 开关厂 SF6 0.172 2.G.1/cn2011/SF6 unconfirmed"}},
		{"the parameter of 2011", "CN-PROV-2011", amounts("2020,2.G.1.a,%s,,,", "开关厂", "sf6_used 500 g"), []string{"2020 2.G.1.a 开关厂 SF6 0.000043 2.G.1/cn2011/SF6 unconfirmed"}},
		{"it has no meaning elsewhere", "IPCC-2006", amounts(whole, "开关厂", "sf6_used 500 g"), []string{"activity/a.csv:2:6 parameters-do-not-fit"}},
		{"an amount without a name may be any", "IPCC-2006", fmt.Sprintf(gis, "") + ",500,kg,,,电\n", []string{"activity/a.csv:2:6 parameters-do-not-fit"}},
		{"banks and retirement", "IPCC-2006", amounts(gis, "", "nameplate_in_use 12 t", "nameplate_retired 200 kg") + amounts(sealed, "", "nameplate_in_use 3000 kg"),
			[]string{"2020 2.G.1 密封压力式（中压开关设备） SF6 0.006 2.G.1/t1/SF6 printed", "2020 2.G.1 封闭压力式（高压开关设备） SF6 0.502 2.G.1/t1/SF6 printed"}},
		{"the same under the guide of 2011", "CN-PROV-2011", amounts(gis, "", "nameplate_in_use 12 t"), []string{"2020 2.G.1 封闭压力式（高压开关设备） SF6 0.312 2.G.1/t1/SF6 printed"}},
		{"manufacture alone", "CN-PROV-2025", amounts("2020,2.G.1.a,%s,GIS,,", "开关厂", "sf6_charged 1000 kg"), []string{"2020 2.G.1.a 开关厂 封闭压力式（高压开关设备） SF6 0.085 2.G.1/t1/SF6 printed"}},
		{"installation has no factor in the tables", "IPCC-2006", amounts(sealed, "", "nameplate_new 1000 kg"), []string{"activity/a.csv:2:4 factor-not-found"}},
		{"installation by the district's own", "IPCC-2006", amounts(sealed, "", "nameplate_new 1000 kg", "installation_emission_factor 1 %"),
			[]string{"2020 2.G.1 密封压力式（中压开关设备） SF6 0.01 2.G.1/t1/SF6"}},
		{"recovery at disposal", "IPCC-2019", amounts(gis, "", "nameplate_in_use 12000 kg", "nameplate_retired 200 kg", "share_recovered 80 %", "recovery_efficiency 90 %", "share_reused 1 fraction"),
			[]string{"2020 2.G.1 封闭压力式（高压开关设备） SF6 0.3652 2.G.1/t2/SF6 printed"}},
		{"recovery of nothing retired", "IPCC-2006", amounts(gis, "", "nameplate_in_use 12000 kg", "share_recovered 80 %", "recovery_efficiency 90 %", "share_reused 1 fraction"),
			[]string{"activity/a.csv:2:6 parameters-do-not-fit"}},
		{"equipment of no kind", "IPCC-2006", amounts(whole, "", "nameplate_in_use 12000 kg"), []string{"activity/a.csv:2:4 no-item"}},
		{"grid company", "CN-PROV-2011", amounts(whole, "供电公司", "nameplate_retired 200 kg", "recovered_retired 180 kg", "nameplate_repaired 150 kg", "recovered_repaired 148 kg"),
			[]string{"2020 2.G.1 供电公司 SF6 0.022 2.G.1/grid/SF6"}},
		{"grid company with topping up", "IPCC-2006", amounts(whole, "供电公司", "nameplate_retired 200 kg", "recovered_retired 180 kg", "cylinders_before 50 kg", "cylinders_after 12.5 kg"),
			[]string{"2020 2.G.1 供电公司 SF6 0.0575 2.G.1/grid.topup/SF6"}},
		{"retired and nothing said of recovery", "IPCC-2006", amounts(whole, "供电公司", "nameplate_retired 200 kg"), []string{"activity/a.csv:2:6 part-without-whole"}},
		{"recovered of nothing", "IPCC-2006", amounts(whole, "供电公司", "nameplate_retired 200 kg", "recovered_retired 180 kg", "recovered_repaired 148 kg"), []string{"activity/a.csv:4:6 part-without-whole"}},
		{"recovered above the charge, in one of two terms", "IPCC-2006", amounts(whole, "供电公司", "nameplate_retired 2 t", "recovered_retired 180 kg", "nameplate_repaired 150 kg", "recovered_repaired 150001 g"),
			[]string{"activity/a.csv:5:7 deduction-exceeds-generation"}},
		{"a cylinder that grows", "IPCC-2006", amounts(whole, "供电公司", "cylinders_before 12.5 kg", "cylinders_after 50 kg"), []string{"activity/a.csv:3:7 deduction-exceeds-generation"}},
		{"balance of a user", "IPCC-2006", amounts(whole, "电厂", "stock_begin 1200 lb", "stock_end 950 lb", "acquired 950 lb", "disbursed 120 lb", "nameplate_new 500 lb", "nameplate_retired 300 lb"),
			[]string{"2020 2.G.1 电厂 SF6 0.3991612856 2.G.1/t3.mb/SF6"}},
		{"more sold than bought and no stock drawn down", "IPCC-2006", amounts(whole, "电厂", "stock_begin 100 kg", "stock_end 100 kg", "acquired 50 kg", "disbursed 60 kg", "nameplate_new 0 kg", "nameplate_retired 0 kg"),
			[]string{"activity/a.csv:3:7 deduction-exceeds-generation"}},
		{"a negative nameplate", "IPCC-2006", amounts(gis, "", "nameplate_in_use -12 t"), []string{"activity/a.csv:2:7 negative-activity"}},
		{"balance of a maker", "CN-PROV-2011", amounts(whole, "开关厂", "opening_stock 500 kg", "closing_stock 300 kg", "purchased 4 t", "sold 4180 kg", "fills 1000 次"),
			[]string{"2020 2.G.1 开关厂 SF6 0.0699509533664 2.G.1/maker/SF6 unconfirmed"}},
		{"a maker that sells what it has not", "IPCC-2006", amounts(whole, "开关厂", "opening_stock 500 kg", "closing_stock 500 kg", "purchased 4 t", "sold 4180 kg", "fills 0 次"),
			[]string{"activity/a.csv:3:7 deduction-exceeds-generation"}},
	} {
		t.Run(c.name, func(t *testing.T) { compiles(t, c.guide, c.rows, c.want) })
	}
}

// The errors of a balance name every figure of it.
func TestBalanceBelowZeroNamesItsFigures(t *testing.T) {
	r := compiled(t, "IPCC-2006", "2020", map[string]string{"activity/a.csv": head + amounts("2020,2.G.1,%s,,,", "电厂",
		"stock_begin 101 kg", "stock_end 102 kg", "acquired 53 kg", "disbursed 64 kg", "nameplate_new 0.5 kg", "nameplate_retired 0.25 kg")})
	i := slices.IndexFunc(r.Problems, func(p inventory.Problem) bool { return p.Code == "deduction-exceeds-generation" })
	if i < 0 {
		t.Fatal("no error")
	}
	for _, figure := range []string{"101 kg", "102 kg", "53 kg", "64 kg", "0.5 kg", "0.25 kg", "-0.01225 t SF6"} {
		if p := r.Problems[i]; !strings.Contains(p.Message.EN, figure) || !strings.Contains(p.Message.ZH, figure) {
			t.Errorf("no %q in %s", figure, p.Format("en"))
		}
	}
}

// Factors of equipment are those of the region that inventory.toml names, of Europe unless it names one; a factor of the
// district's own goes before them.
func TestEquipmentRegion(t *testing.T) {
	for _, c := range []struct{ region, rows, own, want string }{
		{"", amounts(gis, "", "nameplate_in_use 1 t"), "", "SF6 0.026 2.G.1/t1/SF6 printed"},
		{"日本", amounts(gis, "", "nameplate_in_use 1 t"), "", "SF6 0.007 2.G.1/t1/SF6 printed"},
		{"United States", amounts(gis, "", "nameplate_in_use 1 t"), "", "SF6 0.14 2.G.1/t1/SF6 printed"},
		{"Japan", amounts("2020,2.G.1,%s,气体绝缘变压器,,", "", "nameplate_in_use 1 t"), "", "SF6 0.007 2.G.1/t1/SF6 printed"},
		{"", amounts("2020,2.G.1,%s,气体绝缘变压器,,", "", "nameplate_in_use 1 t"), "", "activity/a.csv:2:4 factor-not-found"},
		{"US", amounts(gis, "", "nameplate_retired 1 t"), "", "activity/a.csv:2:4 factor-not-found"},
		{"Japan", amounts(gis, "", "nameplate_in_use 1 t"), "category,item,parameter,gas,value,unit,source\n2.G.1,GIS,use_emission_factor,SF6,0.5,%/yr,供电公司台账\n", "SF6 0.005 2.G.1/t1/SF6 local"},
	} {
		config := fmt.Sprintf(settings, "2020", "IPCC-2006")
		if c.region != "" {
			config += "equipment_region = \"" + c.region + "\"\n"
		}
		files := map[string]string{"inventory.toml": config, "activity/a.csv": head + c.rows}
		if c.own != "" {
			files["factors/own.csv"] = c.own
		}
		if got := lines(compiled(t, "", "", files)); len(got) != 1 || !strings.HasSuffix(got[0], c.want) {
			t.Errorf("%q %s: %q, want %q", c.region, c.rows, got, c.want)
		}
	}
}

// The regions that inventory.toml may name are those of the tables.
func TestEquipmentRegionsOfTheTables(t *testing.T) {
	e := newEngine(t)
	var got []string
	for _, row := range e.rows {
		if row.Parameter == "use_emission_factor" && row.Category == codeElectrical && !slices.Contains(got, row.Region) {
			got = append(got, row.Region)
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, []string{"Europe", "Japan", "United States"}) {
		t.Errorf("factors of %q", got)
	}
}

// An inventory by the manufacture of 2011 says that use and retirement are not estimated, unless a row speaks of them.
func TestUseAndRetirementOutside2011(t *testing.T) {
	const made = "2020,2.G.1.a,开关厂,,,sf6_used,2,t,,,企\n"
	balance := amounts("2020,2.G.1,%s,,,", "供电公司", "nameplate_retired 200 kg", "recovered_retired 180 kg")
	for _, c := range []struct {
		name, guide, rows string
		want              []string
	}{
		{"manufacture alone", "CN-PROV-2011", made, []string{"2.G.1.b", "2.G.1.c"}},
		{"filed as a whole", "CN-PROV-2011", "2020,2.G.1,开关厂,,,,2,t,,,企\n", []string{"2.G.1.b", "2.G.1.c"}},
		{"a key of use", "CN-PROV-2011", made + "2020,2.G.1.b,,,,,,,NO,没有在用设备,电\n", []string{"2.G.1.c"}},
		{"a figure of use", "CN-PROV-2011", made + amounts("2020,2.G.1.b,%s,GIS,,", "", "nameplate_in_use 1 t"), []string{"2.G.1.c"}},
		{"a figure of retirement, filed as a whole", "CN-PROV-2011", made + amounts(gis, "", "nameplate_retired 1 t"), []string{"2.G.1.b"}},
		{"a balance of the grid company", "CN-PROV-2011", made + balance, nil},
		{"a balance of the maker", "CN-PROV-2011", made + amounts("2020,2.G.1,%s,,,", "二厂", "opening_stock 500 kg", "closing_stock 300 kg", "purchased 4 t", "sold 4180 kg", "fills 1 次"), []string{"2.G.1.b", "2.G.1.c"}},
		{"no manufacture", "CN-PROV-2011", balance, nil},
		{"another guide", "IPCC-2006", amounts("2020,2.G.1.a,%s,GIS,,", "开关厂", "sf6_charged 1 t"), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := compiled(t, c.guide, "2020", map[string]string{"activity/a.csv": head + c.rows})
			if r.Inventory == nil {
				t.Fatal(codes(r, inventory.Error))
			}
			var got []string
			for _, e := range r.Inventory.Estimates {
				if e.Notation == inventory.NE && e.Asked && e.Gas == "SF6" && strings.HasPrefix(e.Row.Category.Code, codeElectrical) {
					got = append(got, e.Row.Category.Code)
					if !strings.Contains(e.Row.Note, "2011 年指南") || !strings.Contains(e.Row.Note, "outside the guide of 2011") {
						t.Errorf("note %q", e.Row.Note)
					}
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("NE at %q, want %q", got, c.want)
			}
		})
	}
}

// A figure of equipment without a facility is a total beside those of categories below it and of facilities, whichever of the
// amounts it is; one that is their very sum is refused.
func TestElectricalTotals(t *testing.T) {
	below := amounts("2020,2.G.1.b,%s,GIS,,", "", "nameplate_in_use 5 t")
	for _, c := range []struct{ figure, want string }{{"nameplate_in_use 12 t", "total-unsaid"}, {"nameplate_in_use 5 t", "total-beside-parts"}, {"sf6_charged 12 t", ""}} {
		var got []string
		for _, p := range compiled(t, "IPCC-2006", "2020", map[string]string{"activity/a.csv": head + amounts(gis, "", c.figure) + below}).Problems {
			if strings.HasPrefix(p.Code, "total-") {
				got = append(got, p.Code)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, want %q", c.figure, got, c.want)
		}
	}
}
