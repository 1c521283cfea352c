package engine

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"ghg/inventory"
	"ghg/inventory/expr"
)

const choicesHead = "kind,year,category,item,parameter,chosen,instead_of,low,high,by,date,reason\n"

// The numbers of an inventory, all of them: a gas that is missing fails as one that is wrong.
func TestMeasuredFactors(t *testing.T) {
	for _, c := range []struct {
		name, rows string
		want       []string
	}{
		{"a measured carbon content leaves CH4 and N2O as they are", "2020,1.A.2.f,,烟煤,,,10000,t,,,统\n2020,1.A.2.f,,烟煤,,carbon_content,27,t C/TJ,,,统\n",
			[]string{"CO2 18018.099", "CH4 1.957", "N2O 0.29355"}}, // 10000*19.57/1000*27*0.93*44/12
		{"a measured oxidation rate likewise", "2020,1.A.2.f,,烟煤,,,10000,t,,,统\n2020,1.A.2.f,,烟煤,,oxidation_rate,95,%,,,统\n",
			[]string{"CO2 17792.0655", "CH4 1.957", "N2O 0.29355"}}, // 10000*19.57/1000*26.1*0.95*44/12
		{"a measured factor of one gas is not taken for another", "2020,1.A.2.f,,烟煤,,,10000,t,,,统\n2020,1.A.2.f,,烟煤,,ef,5,kg CH4/TJ,,,统\n",
			[]string{"CO2 17417.4957", "CH4 0.9785", "N2O 0.29355"}},
		{"a measured factor that no method can take is an error", "2020,1.A.2.f,,烟煤,,,10000,t,,,统\n2020,1.A.2.f,,烟煤,,ef,5,kg CH4/t,,,统\n",
			[]string{"activity/a.csv:3:6 parameters-do-not-fit"}},
		{"a parameter that no method knows is an error", "2020,1.A.2.f,,烟煤,,,10000,t,,,统\n2020,1.A.2.f,,烟煤,,carbon,5,t C/TJ,,,统\n",
			[]string{"activity/a.csv:2:6 parameters-do-not-fit"}},
		{"a fuel without a name is an error of its cell", "2020,1.A.2.f,,,,,10000,t,,,统\n", []string{"activity/a.csv:2:4 no-item"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := compiled(t, "CN-PROV-2011", "2020", map[string]string{"activity/a.csv": head + c.rows})
			var got []string
			for _, line := range lines(r) {
				if f := strings.Fields(line); r.Inventory != nil {
					line = f[3] + " " + f[4]
				}
				got = append(got, line)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func codes(r *Result, severity inventory.Severity) []string {
	var out []string
	for _, p := range r.Problems {
		if p.Severity == severity && p.Code != CodeNotAsked {
			out = append(out, p.Source.String()+" "+p.Code)
		}
	}
	return out
}

// Departments that contradict each other, keys that lead nowhere, rows and choices that would be passed over in silence.
func TestContradictions(t *testing.T) {
	for _, c := range []struct {
		name, rows, choices string
		errors, warnings    []string
	}{
		{"a figure against a key", "2020,1.A.2.f,,烟煤,,,5,t,,,统\n2020,1.A.2.f,,烟煤,,,,,NO,,经\n", "", []string{"activity/a.csv:3:9 two-figures"}, nil},
		{"two keys against each other", "2020,1.A.2.f,,,,,,,NE,unknown,统\n2020,1.A.2.f,,,,,,,NO,,经\n", "", []string{"activity/a.csv:3:9 two-figures"}, nil},
		{"two departments of one mind", "2020,1.A.2.f,,,,,,,NO,,统\n2020,1.A.2.f,,,,,,,NO,,经\n", "", nil, nil},
		{"a choice settles which counts", "2020,1.A.2.f,,烟煤,,,5,t,,,统\n2020,1.A.2.f,,烟煤,,,,,NO,,经\n", "between,2020,1.A.2.f,烟煤,,区统计局,,,,a,2026-01-01,r\n", nil, nil},
		{"a choice of neither is named", "2020,1.A.2.f,,烟煤,,,5,t,,,统\n2020,1.A.2.f,,烟煤,,,6,t,,,经\n", "between,2020,1.A.2.f,烟煤,,7,,,,a,2026-01-01,r\n", []string{"activity/a.csv:3:7 two-figures"}, nil},
		{"the chosen department's figure outside the choice's own bounds", "2020,1.A.2.f,,烟煤,,,5,t,,,统\n2020,1.A.2.f,,烟煤,,,6,t,,,经\n", "between,2020,1.A.2.f,烟煤,,区统计局,,5.5,7,a,2026-01-01,r\n", []string{"records/choices.csv:2:6 chosen-outside-bounds"}, nil},
		{"a choice names the number, against a key", "2020,1.A.2.f,,烟煤,,,5,t,,,统\n2020,1.A.2.f,,烟煤,,,,,NO,,经\n", "between,2020,1.A.2.f,烟煤,,5,,,,a,2026-01-01,r\n", nil, nil},
		{"a key chosen over two figures", "2020,1.A.2.f,,烟煤,,,5,t,,,统\n2020,1.A.2.f,,烟煤,,,6,t,,,农\n2020,1.A.2.f,,烟煤,,,,,NO,,经\n", "between,2020,1.A.2.f,烟煤,,经,,,,a,2026-01-01,r\n", nil, nil},
		{"the same details in another order", "2020,1.A.2.f,,烟煤,甲;乙,,5,t,,,统\n2020,1.A.2.f,,烟煤,乙；甲,,6,t,,,经\n", "", []string{"activity/a.csv:3:7 two-figures"}, nil},
		{"the main activity by its name and without", "2020,1.A.2.f,,烟煤,,fuel,5,t,,,统\n2020,1.A.2.f,,烟煤,,,6,t,,,经\n", "", []string{"activity/a.csv:3:7 two-figures"}, nil},
		{"a choice by the name of the main activity", "2020,1.A.2.f,,烟煤,,fuel,5,t,,,统\n2020,1.A.2.f,,烟煤,,,6,t,,,经\n", "between,2020,1.A.2.f,烟煤,fuel,经,,,,a,2026-01-01,r\n", nil, nil},
		{"a named activity against a key", "2020,1.A.2.f,,烟煤,,fuel,5,t,,,统\n2020,1.A.2.f,,烟煤,,,,,NO,,经\n", "", []string{"activity/a.csv:3:9 two-figures"}, nil},
		{"a key beside figures of other items", "2020,1.A.2.f,,烟煤,,,5,t,,,统\n2020,1.A.2.f,,柴油,,,,,NO,,统\n", "", nil, nil},
		{"included in itself", "2020,1.A.2.f,,天然气,,,,,IE,in 1.A.2.f,统\n2020,1.A.2.f,,烟煤,,,5,t,,,统\n", "", []string{"activity/a.csv:2:9 ie-circle"}, nil},
		{"included in each other", "2020,1.A.2.f,,天然气,,,,,IE,in 1.A.2.a,统\n2020,1.A.2.a,,天然气,,,,,IE,in 1.A.2.f,统\n2020,1.A.2.f,,烟煤,,,5,t,,,统\n2020,1.A.2.a,,烟煤,,,5,t,,,统\n", "",
			[]string{"activity/a.csv:2:9 ie-circle", "activity/a.csv:3:9 ie-circle"}, nil},
		{"included by way of another", "2020,1.A.2.f,,,,,,,IE,in 1.A.2.a,统\n2020,1.A.2.a,,,,,,,IE,in 1.A.2.m,统\n2020,1.A.2.m,,烟煤,,,5,t,,,统\n", "", nil, nil},
		{"included where there is no such gas", "2020,2.F.1,,,,,,,IE,in 1.A.2.f,统\n2020,1.A.2.f,,烟煤,,,5,t,,,统\n", "", []string{"activity/a.csv:2:9 ie-target-empty"}, nil},
		{"a year that is not compiled", "2019,1.A.2.f,,烟煤,,,5,t,,,统\n2018,1.A.2.f,,烟煤,,,5,t,,,统\n2018,1.A.2.e,,烟煤,,,5,t,,,统\n", "", nil,
			[]string{"activity/a.csv year-not-compiled"}},
		{"a choice that serves nothing", "2020,1.A.2.f,,烟煤,,,5,t,,,统\n", "stands_for,,1.A.2.h,原煤,carbon_content,烟煤,原煤,烟煤,无烟煤,a,2026-01-01,r\n", nil, []string{"records/choices.csv:2:6 choice-not-used"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := map[string]string{"activity/a.csv": head + c.rows}
			if c.choices != "" {
				files["records/choices.csv"] = choicesHead + c.choices
			}
			r := compiled(t, "CN-PROV-2011", "2020", files)
			if got := codes(r, inventory.Error); !slices.Equal(got, c.errors) {
				t.Errorf("errors %q, want %q", got, c.errors)
			}
			if got := codes(r, inventory.Warning); !slices.Equal(got, c.warnings) {
				t.Errorf("warnings %q, want %q", got, c.warnings)
			}
		})
	}
}

// Two general choices contradict each other, but a more specific one decides: whatever the order of the rows.
func TestMostSpecificChoiceDecides(t *testing.T) {
	rows := []string{"stands_for,,,原煤,,烟煤,原煤,烟煤,无烟煤,a,2026-01-01,r\n", "stands_for,,,原煤,,无烟煤,原煤,烟煤,无烟煤,a,2026-01-01,r\n", "stands_for,2020,1.A.2.f,原煤,,褐煤,原煤,烟煤,褐煤,a,2026-01-01,r\n"}
	for _, order := range [][3]int{{0, 1, 2}, {2, 0, 1}, {0, 2, 1}, {1, 2, 0}} {
		text := choicesHead
		for _, i := range order {
			text += rows[i]
		}
		r := compiled(t, "CN-PROV-2011", "2020", map[string]string{"activity/a.csv": head + "2020,1.A.2.f,,原煤,,,10000,t,,,统\n", "records/choices.csv": text})
		if got := codes(r, inventory.Error); len(got) > 0 {
			t.Errorf("order %v: %q", order, got)
		}
	}
}

// A range of which two categories take two points is two inputs of one variable, both in the lock.
func TestPointsOfOneRange(t *testing.T) {
	r := compiled(t, "CN-PROV-2011", "2020", map[string]string{
		"activity/a.csv":      head + "2020,1.A.2.f,,汽柴油(未分),,,1000,t,,,统\n2020,1.A.2.m,,汽柴油(未分),,,1000,t,,,统\n",
		"factors/own.csv":     "set,category,item,parameter,gas,value,unit,low,high,bounds,source,status\nlocal,1.A,汽柴油(未分),ef_per_mass,CO2,,kg/t,2900,3200,range,x,local\nlocal,1.A,汽柴油(未分),ef_per_mass,CH4,1,kg/t,,,,x,local\nlocal,1.A,汽柴油(未分),ef_per_mass,N2O,1,kg/t,,,,x,local\n",
		"records/choices.csv": choicesHead + "point,,1.A.2.f,汽柴油(未分),ef_per_mass,2900,,2900,3200,a,2026-01-01,r\npoint,,1.A.2.m,汽柴油(未分),ef_per_mass,3200,,2900,3200,a,2026-01-01,r\n"})
	if r.Inventory == nil {
		t.Fatal(codes(r, inventory.Error))
	}
	total := r.Inventory.Total(inventory.Figure{Year: 2020, Scope: "1.A", Gas: "CO2"})
	if total.Mass.String() != "6100" {
		t.Errorf("total %s, want 6100", total.Mass)
	}
	program, err := expr.Compile([]expr.Node{r.Inventory.MassTree(total)})
	if err != nil || len(program.Inputs()) != 4 {
		t.Errorf("the program has the inputs %v (%v), want two activities and two factors", program.Inputs(), err)
	}
	points := map[string]string{}
	for _, p := range r.Used {
		if p.Name == "ef_per_mass" && p.In.Substance() == "CO2" {
			points[p.Amount.String()] = p.Variable.ID
		}
	}
	if len(points) != 2 || points["2900"] != points["3200"] || points["2900"] == "" {
		t.Errorf("the lock holds %v", points)
	}
}

// Every line has the value of its tree, and every total that of its own, whether the equations were multiplied out or not;
// chunks of rows meet without a seam.
func TestValuesAreThoseOfTheTrees(t *testing.T) {
	var rows strings.Builder
	items := []string{"烟煤", "柴油", "石油焦"}
	for i := range 3*chunkSize + 7 {
		fmt.Fprintf(&rows, "2020,1.A.2.%c,厂%d,%s,,,%d.%d,t,,,企业\n", 'a'+i%5, i/5, items[i%3], i%977, i%10)
	}
	rows.WriteString("2020,1.A.2.f,厂,烟煤,,,10000,t,,,企业\n2020,1.A.2.f,厂,烟煤,,ncv,20.908,GJ/t,,,企业\n2020,M.3,,,,electricity_in,6,亿kWh,,,电\n2020,M.3,,,,electricity_out,1,亿kWh,,,电\n")
	r := compiled(t, "CN-PROV-2011", "2020", map[string]string{"activity/a.csv": head + rows.String()})
	if r.Inventory == nil {
		t.Fatal(codes(r, inventory.Error))
	}
	numbers := 0
	for i, e := range r.Inventory.Estimates {
		if !e.Number || i%17 != 0 && e.Row.Facility != "厂" && e.Row.Category.Code != "M.3" {
			continue
		}
		numbers++
		if v, err := expr.Decimal(e.Mass()); err != nil || !v.Equal(e.Value()) {
			t.Fatalf("%s %s %s: %s, its tree %s %v", e.Row.Category.Code, e.Row.Subject(), e.Gas, e.Value(), v, err)
		}
	}
	if numbers < 1000 {
		t.Errorf("only %d lines", numbers)
	}
	for _, f := range []inventory.Figure{{Year: 2020, Scope: inventory.ScopeTotal, Gas: inventory.AllGases}, {Year: 2020, Scope: "1.A.2.c", Gas: inventory.AllGases}, {Year: 2020, Boundary: inventory.Indirect, Scope: "M.3", Gas: inventory.AllGases}} {
		total := r.Inventory.Total(f)
		if v, err := expr.Decimal(r.Inventory.CO2eTree(total)); err != nil || !v.Equal(total.CO2e) {
			t.Errorf("%v: %s, its tree %s %v", f, total.CO2e, v, err)
		}
	}
}

// A volume that declares its state meets a calorific value that declares none: it is used as it stands, and that is said;
// one that declares another state is converted.
func TestReferenceStates(t *testing.T) {
	row := "2020,1.A.2.f,,天然气,,,1000,%s,,,企业\n"
	for _, c := range []struct{ unit, ncv, want, remark string }{
		{"m3(20C)", "", "2.162188809", "used as it stands"}, // 0.1 万m3 × 389.31 GJ/万m3 ÷ 1000 × 15.3 × 0.99 × 44/12
		{"m3", "", "2.162188809", ""},
		{"m3(20C)", "35,MJ/Nm3", "1.811245863039399624765478424015009", ""}, // 1000 × 35/1e6 × 15.3 × 0.99 × 44/12 ÷ (293.15/273.15)
		{"Nm3", "35,MJ/Nm3", "1.943865", ""},
	} {
		rows := fmt.Sprintf(row, c.unit)
		if c.ncv != "" {
			rows += "2020,1.A.2.f,,天然气,,ncv," + c.ncv + ",,,企业\n"
		}
		r := compiled(t, "CN-PROV-2011", "2020", map[string]string{"activity/a.csv": head + rows})
		if r.Inventory == nil {
			t.Fatal(codes(r, inventory.Error))
		}
		for _, e := range r.Inventory.Estimates {
			if !e.Number || e.Gas != "CO2" {
				continue
			}
			said := strings.Contains(fmt.Sprint(e.Notes()), "used as it stands")
			if e.Value().String() != c.want || said != (c.remark != "") {
				t.Errorf("%s %s: %s, remarks %v", c.unit, c.ncv, e.Value(), e.Notes())
			}
		}
	}
}

// 17.2 t C/TJ is the carbon content of LPG, not of LNG.
func TestCarbonOfLNG(t *testing.T) {
	for value, want := range map[string][]string{"17.2": {"activity/a.csv:3:7 lng-with-carbon-of-lpg"}, "15.3": nil} {
		r := compiled(t, "CN-PROV-2011", "2020", map[string]string{"activity/a.csv": head + "2020,1.A.2.f,,液化天然气,,,10,t,,,企业\n2020,1.A.2.f,,液化天然气,,carbon_content," + value + ",t C/TJ,,,企业\n"})
		if got := codes(r, inventory.Warning); !slices.Equal(got, want) {
			t.Errorf("%s: %q", value, got)
		}
	}
}

// The grid whose factor purchased electricity takes is the one that inventory.toml names.
func TestGridRegion(t *testing.T) {
	for grid, want := range map[string]string{"": "2023 M.3 CO2 558100 M.3/elec.use/CO2 quoted", "四川省": "2023 M.3 CO2 156400 M.3/elec.use/CO2 quoted"} {
		config := fmt.Sprintf(settings, "2023", "CN-PROV-2011")
		if grid != "" {
			config += "grid_region = \"" + grid + "\"\n"
		}
		r := compiled(t, "", "", map[string]string{"inventory.toml": config, "activity/a.csv": head + "2023,M.3,,,,,1000000,MWh,,,电\n"})
		if got := lines(r); !slices.Equal(got, []string{want}) {
			t.Errorf("grid %q: %q, want %q", grid, got, want)
		}
	}
}

// A factor of the district's own that is passed over, because its set cannot answer for the one it belongs to, is told.
func TestOwnFactorPassedOver(t *testing.T) {
	r := compiled(t, "CN-PROV-2011", "2020", map[string]string{"activity/a.csv": head + "2020,1.A.2.f,,烟煤,,,10000,t,,,统\n",
		"factors/own.csv": "category,item,parameter,gas,value,unit,source\n1.A,烟煤,carbon_content,C,27,t C/TJ,lab\n"})
	if got := codes(r, inventory.Warning); !slices.Equal(got, []string{"factors/own.csv:2:5 local-factor-passed-over"}) {
		t.Errorf("warnings %q", got)
	}
}

// A word that no factor knows but that is nearly one decides nothing, which is told once; a free remark is left alone.
func TestMisspeltDetail(t *testing.T) {
	r := compiled(t, "CN-PROV-2011", "2020", map[string]string{
		"activity/a.csv": head + "2020,1.A.2.f,,烟煤,规模化饲样,,5,t,,,统\n2020,1.A.2.m,,烟煤,规模化饲样,,5,t,,,统\n2020,1.A.2.e,,烟煤,二号窑旁的锅炉房,,5,t,,,统\n"})
	if got, want := codes(r, inventory.Warning), []string{"activity/a.csv:2:5 detail-misspelt"}; !slices.Equal(got, want) {
		t.Errorf("warnings %q, want %q", got, want)
	}
}

// Factors of the district's own that nothing takes are told: as a slip where no precedence names them, else one by one.
func TestOwnFactorsNotUsed(t *testing.T) {
	files := map[string]string{
		"activity/a.csv":  head + "2020,1.A.2.f,,烟煤,,,10000,t,,,统\n",
		"factors/own.csv": "set,category,item,parameter,gas,value,unit,source,status\nlocal,1.A,烟煤,ncv,,20,GJ/t,lab,local\nlocal,1.A,焦炭,ncv,,28,GJ/t,lab,local\n"}
	r := compiled(t, "CN-PROV-2011", "2020", files)
	if got, want := codes(r, inventory.Info), []string{"factors/own.csv:3:6 local-factor-not-used"}; !slices.Equal(got, want) {
		t.Errorf("remarks %q, want %q", got, want)
	}
	files["inventory.toml"] = "factor_sets = [\"CN-PROV-2011\", \"CN-ENT\"]\nncv_sets = [\"CN-ENT\"]\n" + fmt.Sprintf(settings, "2020", "CN-PROV-2011")
	r = compiled(t, "CN-PROV-2011", "2020", files)
	if got, want := codes(r, inventory.Warning), []string{"inventory.toml local-not-asked"}; !slices.Equal(got, want) {
		t.Errorf("warnings %q, want %q", got, want)
	}
}

// The district's own grid factor counts before the grid's published ones, whatever grid the district draws from.
func TestOwnGridFactor(t *testing.T) {
	for _, grid := range []string{"", "grid_region = \"重庆市\"\n"} {
		r := compiled(t, "CN-PROV-2011", "2020", map[string]string{
			"inventory.toml":  fmt.Sprintf(settings, "2020", "CN-PROV-2011") + grid,
			"activity/a.csv":  head + "2020,M.3,,电力,,,10000,MWh,,,统\n",
			"factors/own.csv": "set,category,item,parameter,gas,value,unit,source,status\nlocal,M.3,电力,grid_average_ef,CO2,0.5,t CO2/MWh,lab,local\n"})
		if r.Inventory == nil {
			t.Fatal(codes(r, inventory.Error))
		}
		if total := r.Inventory.Total(inventory.Figure{Year: 2020, Scope: "M.3", Gas: "CO2", Boundary: inventory.Indirect}); total.Mass.String() != "5000" {
			t.Errorf("grid %q: %s t, want 5000", grid, total.Mass)
		}
	}
}

// A value is looked at for each activity, not for the first of its kind only.
func TestEveryLNGIsGuarded(t *testing.T) {
	rows := ""
	for _, f := range [][2]string{{"甲厂", "15.3"}, {"乙厂", "17.2"}, {"丙厂", "17.2"}} {
		rows += "2020,1.A.2.f," + f[0] + ",液化天然气,,,10,t,,,统\n2020,1.A.2.f," + f[0] + ",液化天然气,,carbon_content," + f[1] + ",t C/TJ,,,统\n"
	}
	r := compiled(t, "CN-PROV-2011", "2020", map[string]string{"activity/a.csv": head + rows})
	if got, want := codes(r, inventory.Warning), []string{"activity/a.csv:5:7 lng-with-carbon-of-lpg", "activity/a.csv:7:7 lng-with-carbon-of-lpg"}; !slices.Equal(got, want) {
		t.Errorf("warnings %q, want %q", got, want)
	}
}

// A pair is done if its IE leads to a number, also by way of another category.
func TestIEByWayOfAnother(t *testing.T) {
	r := compiled(t, "CN-PROV-2011", "2020", map[string]string{
		"activity/a.csv": head + "2020,1.A.2.f,,,,,,,IE,in 1.A.2.a,统\n2020,1.A.2.a,,,,,,,IE,in 1.A.2.m,统\n2020,1.A.2.m,,烟煤,,,5,t,,,统\n"})
	if r.Inventory == nil {
		t.Fatal(codes(r, inventory.Error))
	}
	for _, scope := range []string{"1.A.2.f", "1.A.2.a"} {
		if total := r.Inventory.Total(inventory.Figure{Year: 2020, Scope: scope, Gas: "CO2"}); total.Done != 1 || total.Pairs != 1 {
			t.Errorf("%s: %d of %d", scope, total.Done, total.Pairs)
		}
	}
}
