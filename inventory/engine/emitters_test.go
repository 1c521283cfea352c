package engine

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"ghg/inventory"
	"ghg/inventory/expr"
)

const (
	estimatesHead = "year,category,facility,item,gas,value,unit,gwp_set,boundary,uncertainty,verifier,source\n"
	includesCoal  = choicesHead + "total,2020,1.A.2.f,烟煤,,includes,,,,a,2026-01-01,statistics of all works\n"
)

// compared prints the emitters: facility, category, gas, verified, computed, difference, percent.
func compared(r *Result) []string {
	var out []string
	for _, m := range r.Emitters {
		text := fmt.Sprint(m.Line.Row.Facility, " ", m.Line.Row.Category.Code, " ", m.Line.Row.ItemName(), " ", m.Line.Gas, " ", m.Line.Boundary)
		if m.Verified != nil {
			text += " verified " + m.Line.Value().String()
		}
		if m.Computed != nil {
			text += " computed " + m.Sum.String()
		}
		if m.Difference != nil {
			text += " off " + m.Difference.String()
		}
		if m.Percent != nil {
			text += " " + m.Percent.Round(4).String() + "%"
		}
		out = append(out, strings.Join(strings.Fields(text), " "))
	}
	return out
}

func total(r *Result, b inventory.Boundary, scope, gas string) string {
	return r.Inventory.Total(inventory.Figure{Year: 2020, Boundary: b, Scope: scope, Gas: gas}).Mass.String()
}

// A verified figure stands in the place of the computed one of its facility, category and gas, on its own boundary only; the
// computed one is kept beside it, and the totals follow the one that counts.
func TestVerifiedReplacesComputed(t *testing.T) {
	files := map[string]string{
		"activity/a.csv": head + "2020,1.A.2.f,甲厂,烟煤,,,10000,t,,,企\n2020,1.A.2.f,甲厂,烟煤,,ncv,20.908,GJ/t,,,企\n2020,1.A.2.f,乙厂,烟煤,,,10000,t,,,企\n" +
			"2020,M.3,甲厂,电力,,electricity_net,1000,MWh,,,企\n",
		"estimates/v.csv": estimatesHead + "2020,1.A.2.f,甲厂,,CO2,2,万t,,territorial,±2%,公司,report\n",
	}
	r := compiled(t, "CN-PROV-2011", "2020", files)
	if r.Inventory == nil {
		t.Fatal(lines(r))
	}
	want := []string{
		"甲厂 1.A.2.f CO2 territorial verified 20000 computed 18608.32908 off 1391.67092 7.4788%",
		"甲厂 1.A.2.f 烟煤 CH4 territorial computed 2.0908",
		"甲厂 1.A.2.f 烟煤 N2O territorial computed 0.31362",
		"乙厂 1.A.2.f 烟煤 CO2 territorial computed 17417.4957",
	}
	for _, line := range want {
		if got := compared(r); !slices.Contains(got, line) {
			t.Errorf("no %q among %q", line, got)
		}
	}
	if got := total(r, inventory.Territorial, "total", "CO2"); got != "37417.4957" { // 20000 + 17417.4957
		t.Errorf("total %s", got)
	}
	if got := total(r, inventory.Indirect, "total", "CO2"); got != "440.5" {
		t.Errorf("indirect %s", got)
	}
	at := slices.IndexFunc(r.Inventory.Estimates, func(e *inventory.Estimate) bool { return e.Superseded() != nil })
	line := r.Inventory.Estimates[at]
	leaf := inventory.ParameterOf(line.Mass().Leaves()[0])
	if line.Method.ID != "verified" || line.Method.Tier != "3" || line.Status != inventory.Local || line.Origin().String() != "estimates/v.csv:2:6" ||
		leaf.Origin.String() != "estimates/v.csv:2:6" || leaf.Bounds.Low.String() != "1.96" || leaf.Bounds.High.String() != "2.04" || leaf.Bounds.Kind != "ci95" {
		t.Errorf("line %+v, leaf %+v", line, leaf)
	}
	old := line.Superseded()[0]
	if value, err := expr.Decimal(old.Mass()); err != nil || value.String() != "18608.32908" || !strings.Contains(expr.Format(old.Mass(), expr.Numbers), "10000 t") {
		t.Errorf("the computed tree gives %s, %v", value, err)
	}
}

// A facility of which nothing is computed simply enters; a CO2-equivalent by the set of the inventory becomes a mass.
func TestVerifiedAlone(t *testing.T) {
	r := compiled(t, "CN-PROV-2011", "2020", map[string]string{
		"activity/a.csv":  head + "2020,2.A.1,甲厂,,,,,,NE,no report yet,企\n2020,2.B.2,,,,,,,NE,other works,企\n",
		"estimates/v.csv": estimatesHead + "2020,2.A.1,甲厂,,CO2,1055600,t,,territorial,,公司,report\n2020,2.B.2,乙厂,,N2O,2650,t CO2e,AR5,territorial,,公司,report\n"})
	if r.Inventory == nil {
		t.Fatal(lines(r))
	}
	if got, want := lines(r), []string{"2020 2.A.1 甲厂 CO2 1055600 verified local", "2020 2.B.2 乙厂 N2O 10 verified local"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	// The facility's own NE is met; that of the rest of the category stands.
	for scope, want := range map[string]inventory.Notation{"2.A.1": 0, "2.B.2": inventory.NE} {
		gas := map[string]string{"2.A.1": "CO2", "2.B.2": "N2O"}[scope]
		if got := r.Inventory.Total(inventory.Figure{Year: 2020, Scope: scope, Gas: gas}); got.Notation != want || got.Done != got.Pairs {
			t.Errorf("%s: keys %s, %d of %d", scope, got.Notation, got.Done, got.Pairs)
		}
	}
}

// A figure of one item replaces the lines of that item only; a biogenic line is of another boundary.
func TestVerifiedOfOneItem(t *testing.T) {
	r := compiled(t, "IPCC-2006", "2020", map[string]string{
		"activity/a.csv":  head + "2020,1.A.2.d,甲厂,烟煤,,,10000,t,,,企\n2020,1.A.2.d,甲厂,天然气,,,38931,GJ,,,企\n2020,1.A.2.d,甲厂,薪柴,,,10,TJ,,,企\n",
		"estimates/v.csv": estimatesHead + "2020,1.A.2.d,甲厂,天然气,CO2,2000,t,,territorial,,公司,report\n"})
	want := []string{
		"甲厂 1.A.2.d 天然气 CO2 territorial verified 2000 computed 2184.0291 off -184.0291 -8.4261%", // 38931*56.1/1000
		"甲厂 1.A.2.d 薪柴 CO2 memo computed 1120",
	}
	for _, line := range want {
		if got := compared(r); !slices.Contains(got, line) {
			t.Errorf("no %q among %q %q", line, got, lines(r))
		}
	}
}

// A figure without a facility that is the total of the district gives up its facilities' shares; what is left is computed.
func TestRemainder(t *testing.T) {
	rows := "2020,1.A.2.f,,烟煤,,,3,万t,,,统\n2020,1.A.2.f,甲厂,烟煤,,,12000,t,,,企\n2020,1.A.2.f,乙厂,烟煤,,,0.8,万t,,,企\n"
	for _, c := range []struct {
		name    string
		files   map[string]string
		co2     string
		warning []string
	}{
		{"the total holds them", map[string]string{"activity/a.csv": head + rows, "records/choices.csv": includesCoal}, "52252.4871", nil},
		{"it does not", map[string]string{"activity/a.csv": head + rows, "records/choices.csv": strings.Replace(includesCoal, "includes", "excludes", 1)}, "87087.4785", nil},
		{"nobody says: it is counted beside them", map[string]string{"activity/a.csv": head + rows}, "87087.4785", []string{"activity/a.csv:2:7 total-unsaid"}},
		{"with a verified figure for one", map[string]string{"activity/a.csv": head + rows, "records/choices.csv": includesCoal,
			"estimates/v.csv": estimatesHead + "2020,1.A.2.f,甲厂,,CO2,20000,t,,territorial,,公司,report\n"}, "51351.49226", nil}, // 20000 + (30000−12000)·…
		{"nothing is left", map[string]string{"activity/a.csv": head + strings.Replace(rows, "3,万t", "2,万t", 1), "records/choices.csv": includesCoal}, "34834.9914", nil},
		{"the total lies in another category", map[string]string{"activity/a.csv": head + strings.Replace(rows, "1.A.2.f,,烟煤", "1.A.2.m,,烟煤", 1) + "2020,1.A.2.f,,,,,,,IE,in 1.A.2.m,统\n",
			"records/choices.csv": strings.Replace(includesCoal, "1.A.2.f", "1.A.2.m", 1)}, "52252.4871", nil},
		{"it holds categories below", map[string]string{"activity/a.csv": head + "2020,1.A.2,,烟煤,,,3,万t,,,统\n2020,1.A.2.f,,烟煤,,,12000,t,,,企\n2020,1.A.2.c,,烟煤,,,0.8,万t,,,企\n",
			"records/choices.csv": strings.Replace(includesCoal, "1.A.2.f", "1.A.2", 1)}, "52252.4871", nil},
		{"and facilities of categories below that stand beside their own", map[string]string{"activity/a.csv": head + "2020,1.A.2,,烟煤,,,3,万t,,,统\n2020,1.A.2.f,,烟煤,,,12000,t,,,企\n2020,1.A.2.f,甲厂,烟煤,,,0.8,万t,,,企\n",
			"records/choices.csv": strings.Replace(includesCoal, "1.A.2.f", "1.A.2", 1) + "total,2020,1.A.2.f,烟煤,,excludes,,,,a,2026-01-01,r\n"}, "52252.4871", []string{}},
		{"nobody says of a category below", map[string]string{"activity/a.csv": head + "2020,1.A.2,,烟煤,,,3,万t,,,统\n2020,1.A.2.f,,烟煤,,,2,万t,,,企\n"}, "87087.4785", []string{"activity/a.csv:2:7 total-unsaid"}},
		{"or is of a general item", map[string]string{"activity/a.csv": head + strings.Replace(rows, "2020,1.A.2.f,,烟煤,,,3", "2020,1.A.2.f,,原煤,,,3", 1),
			"records/choices.csv": strings.Replace(includesCoal, "烟煤", "原煤", 1) + "stands_for,,,原煤,carbon_content;oxidation_rate;ef,烟煤,原煤,烟煤,烟煤,a,2026-01-01,r\n"}, "", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := compiled(t, "CN-PROV-2011", "2020", c.files)
			if r.Inventory == nil {
				t.Fatal(lines(r))
			}
			if got := total(r, inventory.Territorial, "total", "CO2"); c.co2 != "" && got != c.co2 {
				t.Errorf("%s t, want %s: %q", got, c.co2, lines(r))
			}
			var warned []string
			for _, w := range codes(r, inventory.Warning) {
				if !strings.HasSuffix(w, "not-asked") {
					warned = append(warned, w)
				}
			}
			if !slices.Equal(warned, c.warning) {
				t.Errorf("warnings %q, want %q", warned, c.warning)
			}
			if len(c.warning) == 0 && strings.Contains(c.files["records/choices.csv"], "includes") {
				if len(r.Remainders) != 1 || r.Remainders[0].Sum.String() != "2" || !r.Remainders[0].Row.Value.Add(r.Remainders[0].Sum).Equal(r.Remainders[0].Total.Value) {
					t.Errorf("remainders %+v", r.Remainders)
				}
			}
		})
	}
}

// A total that is the very sum of what stands beside it is refused, unless somebody says that it holds none of it.
func TestTotalBesideItsParts(t *testing.T) {
	for rows, want := range map[string]string{
		"2020,1.A.2,,烟煤,,,2,万t,,,统\n2020,1.A.2.f,,烟煤,,,12000,t,,,企\n2020,1.A.2.c,,烟煤,,,0.8,万t,,,企\n": "2020 1.A.2 烟煤 without a facility, 2 10^4 t, is the very sum of 1.A.2.c 烟煤 0.8 10^4 t, 1.A.2.f 烟煤 12000 t",
		"2020,2.A.1,,水泥熟料,,,2,万t,,,统\n2020,2.A.1,甲厂,水泥熟料,,,20000,t,,,企\n":                            "2020 2.A.1 水泥熟料 without a facility, 2 10^4 t, is the very sum of 甲厂 20000 t",
	} {
		r := compiled(t, "CN-PROV-2011", "2020", map[string]string{"activity/a.csv": head + rows})
		if got := codes(r, inventory.Error); !slices.Equal(got, []string{"activity/a.csv:2:7 total-beside-parts"}) || !strings.Contains(fmt.Sprint(r.Problems), want) {
			t.Errorf("%q, want %q", got, want)
		}
		choice := "total,,1.A.2,烟煤,,excludes,,,,a,2026-01-01,r\ntotal,,2.A.1,水泥熟料,,excludes,,,,a,2026-01-01,r\n"
		r = compiled(t, "CN-PROV-2011", "2020", map[string]string{"activity/a.csv": head + rows, "records/choices.csv": strings.SplitAfter(includesCoal, "\n")[0] + choice})
		if got := codes(r, inventory.Error); got != nil {
			t.Errorf("excludes: %q", got)
		}
	}
}

// The remainder explains itself down to the cells of the total and of each facility.
func TestRemainderExplainsItself(t *testing.T) {
	r := compiled(t, "CN-PROV-2011", "2020", map[string]string{"records/choices.csv": includesCoal,
		"activity/a.csv": head + "2020,1.A.2.f,,烟煤,,,3,万t,,,统\n2020,1.A.2.f,甲厂,烟煤,,,12000,t,,,企\n2020,1.A.2.f,乙厂,烟煤,,,0.8,万t,,,企\n"})
	at := slices.IndexFunc(r.Inventory.Estimates, func(e *inventory.Estimate) bool { return e.Number && e.Row.Facility == "" && e.Gas == "CO2" })
	line := r.Inventory.Estimates[at]
	if line.Value().String() != "17417.4957" || !strings.Contains(fmt.Sprint(line.Notes()), "12000 t") {
		t.Errorf("%s %v", line.Value(), line.Notes())
	}
	var cells []string
	for _, leaf := range line.Mass().Leaves() {
		if p := inventory.ParameterOf(leaf); strings.HasPrefix(p.Origin.File, "activity/") {
			cells = append(cells, p.Origin.String())
		}
	}
	if want := []string{"activity/a.csv:2:7", "activity/a.csv:4:7", "activity/a.csv:3:7"}; !slices.Equal(cells, want) {
		t.Errorf("leaves at %q, want %q", cells, want)
	}
}

// What may count twice is refused, with every figure, or told.
func TestDoubtsOfEmitters(t *testing.T) {
	v := func(rest string) string {
		return estimatesHead + "2020,1.A.2.f,甲水泥厂,,CO2," + rest + ",t,,territorial,,公司,x\n"
	}
	coal := "2020,1.A.2.f,,烟煤,,,3,万t,,,统\n"
	for _, c := range []struct {
		name     string
		files    map[string]string
		severity inventory.Severity
		want     string
	}{
		{"the facilities have more than the total", map[string]string{"records/choices.csv": includesCoal,
			"activity/a.csv": head + coal + "2020,1.A.2.f,甲厂,烟煤,,,30001,t,,,企\n"}, inventory.Error, "activity/a.csv:2:7 remainder-negative"},
		{"a total that holds a facility of which no activity is known", map[string]string{"records/choices.csv": includesCoal,
			"activity/a.csv": head + coal, "estimates/v.csv": v("9")}, inventory.Error, "estimates/v.csv:2:6 remainder-unknown"},
		{"a total of which nobody says what it holds", map[string]string{"activity/a.csv": head + coal, "estimates/v.csv": v("9")}, inventory.Error, "estimates/v.csv:2:6 verified-beside-total"},
		{"an item of which the facility states nothing", map[string]string{"records/choices.csv": includesCoal,
			"activity/a.csv": head + coal + "2020,1.A.2.f,,柴油,,,10,t,,,统\n2020,1.A.2.f,甲水泥厂,烟煤,,,10000,t,,,企\n", "estimates/v.csv": v("18000")}, inventory.Warning, "estimates/v.csv:2:3 verified-item-unsaid"},
		{"a figure ten thousand times the computed one", map[string]string{"activity/a.csv": head + "2020,1.A.2.f,甲水泥厂,烟煤,,,10000,t,,,企\n", "estimates/v.csv": v("174174957")},
			inventory.Warning, "estimates/v.csv:2:6 verified-far-from-computed"},
		{"another name for the facility", map[string]string{"activity/a.csv": head + "2020,1.A.2.f,重庆甲水泥厂有限公司,烟煤,,,10000,t,,,企\n", "estimates/v.csv": v("18000")},
			inventory.Warning, "estimates/v.csv:2:3 facility-named-otherwise"},
		{"a year that is not compiled", map[string]string{"estimates/v.csv": strings.Replace(v("9"), "2020", "2019", 1)}, inventory.Warning, "estimates/v.csv:2:1 year-not-compiled"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := codes(compiled(t, "CN-PROV-2011", "2020", c.files), c.severity); !slices.Contains(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// An energy balance holds all fuel of the district: a works with a verified figure states its fuel, which the balance gives up, or it
// is said that the balance does not hold it. Electricity brought in is one thing by whatever name.
func TestVerifiedBesideABalance(t *testing.T) {
	files := func(extra map[string]string) map[string]string {
		out := map[string]string{"activity/b.csv": worked22, "activity/s.csv": worked22Shares, "records/choices.csv": choicesHead + worked22Choices,
			"estimates/v.csv": estimatesHead + "2020,1.A.2.f,甲厂,,CO2,20000,t,,territorial,,公司,x\n"}
		for name, content := range extra {
			out[name] = content
		}
		return out
	}
	if got := codes(compiled(t, "CN-PROV-2011", "2020", files(nil)), inventory.Error); !slices.Equal(got, []string{"estimates/v.csv:2:6 verified-beside-balance"}) {
		t.Errorf("no activity: %q", got)
	}
	r := compiled(t, "CN-PROV-2011", "2020", files(map[string]string{"records/choices.csv": choicesHead + worked22Choices + "total,,1.A.2.f,,,excludes,,,,a,2026-01-01,burns waste\n"}))
	if r.Inventory == nil {
		t.Errorf("said not to be in it: %q", lines(r))
	}
	r = compiled(t, "CN-PROV-2011", "2020", files(map[string]string{"activity/w.csv": head + "2020,1.A.2.f,甲厂,原煤,,,10000,t,,,企\n"}))
	coal := "1.A.2.m 原煤 21520 t" // 31520 − 10000
	if got := derived(r); r.Inventory == nil || !slices.Contains(got, coal) {
		t.Errorf("its coal is given: no %q among %q, %q", coal, got, lines(r))
	}
	power := "estimates/v.csv:2:6 verified-beside-total"
	v := estimatesHead + "2020,M.3,甲厂,,CO2,2000,t,,indirect,,公司,x\n"
	if got := codes(compiled(t, "CN-PROV-2011", "2020", files(map[string]string{"estimates/v.csv": v})), inventory.Error); !slices.Contains(got, power) {
		t.Errorf("electricity: %q", got)
	}
	r = compiled(t, "CN-PROV-2011", "2020", files(map[string]string{"estimates/v.csv": v, "activity/w.csv": head + "2020,M.3,甲厂,,,electricity_net,5000,MWh,,,企\n",
		"records/choices.csv": choicesHead + worked22Choices + "total,2020,M.3,,,includes,,,,a,2026-01-01,r\n"}))
	if r.Inventory == nil {
		t.Fatal(lines(r))
	}
	// (12·10⁸ kWh − 5 GWh − 2·10⁸ kWh) at 0.4405 kg/kWh, and the verified figure
	if got := total(r, inventory.Indirect, "M.3", "CO2"); got != "440297.5" {
		t.Errorf("M.3 %s t", got)
	}
}
