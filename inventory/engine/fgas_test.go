package engine

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// The bank of a gas as a district writes it: the published example of Figure 7.7, reckoned back from one year, and a blend that
// is parted into its gases before anything is computed.
func TestBankOfAGas(t *testing.T) {
	bank := func(agent string) string {
		return "2005,2.F.1.a,," + agent + ",,consumption,1000,t,,,商\n2005,2.F.1.a,," + agent + ",,introduction_year,1998,年,,,商\n2005,2.F.1.a,," + agent + ",,sales_growth,3,%,,,商\n"
	}
	const whole = "460.6630630243877362275914225634701"
	for _, c := range []struct {
		name, rows string
		want       []string
	}{
		{"one gas", bank("HFC-143a"), []string{"2005 2.F.1.a 三氟乙烷 HFC-143a " + whole + " 2.F/t1a/HFC-143a printed"}},
		{"by another name", bank("R-143a"), []string{"2005 2.F.1.a 三氟乙烷 HFC-143a " + whole + " 2.F/t1a/HFC-143a printed"}},
		{"a blend of halves", bank("R410A"), []string{"2005 2.F.1.a R-410A HFC-32 230.3315315121938681137957112817351 2.F/t1a/HFC-32 printed",
			"2005 2.F.1.a R-410A HFC-125 230.3315315121938681137957112817351 2.F/t1a/HFC-125 printed"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := lines(compiled(t, "IPCC-2006", "2005", map[string]string{"activity/a.csv": head + c.rows}))
			slices.Sort(got)
			slices.Sort(c.want)
			if !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// What a blend's gases emit is what the blend emits: shares and rates are the same for each, masses are parted.
func TestBlendIsItsGases(t *testing.T) {
	r := compiled(t, "IPCC-2019", "2020", map[string]string{"activity/a.csv": head +
		"2020,2.F.1.a,,住宅与商用空调（含热泵）,R-407C,bank,1000,kg,,,商\n2020,2.F.1.a,,住宅与商用空调（含热泵）,R-407C,operation_emission_factor,5,%/yr,,,商\n"})
	sum := decimal.Decimal{}
	var gases []string
	for _, e := range r.Inventory.Estimates {
		if e.Number {
			sum = sum.Add(e.Value())
			gases = append(gases, e.Gas+" "+e.Value().String())
		}
	}
	if want := []string{"HFC-134a 0.026", "HFC-125 0.0125", "HFC-32 0.0115"}; len(gases) != 3 || sum.String() != "0.05" || !slices.Contains(gases, want[0]) || !slices.Contains(gases, want[1]) || !slices.Contains(gases, want[2]) {
		t.Errorf("%q, %s t; want %q", gases, sum, want)
	}
	at := slices.IndexFunc(r.Inventory.Estimates, func(e *inventory.Estimate) bool { return e.Number && e.Gas == "HFC-32" })
	var cells []string
	for _, leaf := range r.Inventory.Estimates[at].Mass().Leaves() {
		cells = append(cells, inventory.ParameterOf(leaf).Origin.File)
	}
	if !slices.Contains(cells, "seeds/blends.csv") || !slices.Contains(cells, "activity/a.csv") {
		t.Errorf("the line does not explain itself to its row and the blend: %q", cells)
	}
}

// A district's own blend goes before a shipped one of the name; an HFO and a CFC are computed beside the total.
func TestWhatIsInNoTotal(t *testing.T) {
	rows := func(agent string) string {
		return "2020,2.F.1.b,,移动空调," + agent + ",bank,100,t,,,公\n2020,2.F.1.b,,移动空调," + agent + ",operation_emission_factor,10,%/yr,,,公\n"
	}
	for _, c := range []struct {
		agent          string
		territorial    string // t CO2e at AR5
		memo, warnings []string
	}{
		{"HFC-134a", "13000", nil, nil},
		{"CFC-12", "", []string{"CFC-12 10"}, []string{"activity/a.csv:2:5 gas-not-counted"}},
		{"HFO-1234yf", "", []string{"HFO-1234yf 10"}, nil},
		{"R-410A", "9438.5", []string{"HFO-1234yf 2"}, nil}, // the district's own: 7*1300 + 0.5*677
	} {
		r := compiled(t, "IPCC-2006", "2020", map[string]string{"activity/a.csv": head + rows(c.agent),
			"factors/blends.csv": "blend,component,mass_percent,source\nR-410A,HFC-134a,70,x\nR-410A,HFO-1234yf,20,x\nR-410A,HC-290,5,x\nR-410A,HFC-32,5,x\n"})
		if r.Inventory == nil {
			t.Fatalf("%s: %q", c.agent, lines(r))
		}
		co2e := r.Inventory.Total(inventory.Figure{Year: 2020, Scope: "2.F.1.b", Gas: inventory.AllGases})
		var memo []string
		for _, e := range r.Inventory.Estimates {
			if e.Number && e.Boundary == inventory.MemoItem {
				memo = append(memo, e.Gas+" "+e.Value().String())
			}
		}
		if got := co2e.CO2e.String(); co2e.HasCO2e != (c.territorial != "") || c.territorial != "" && got != c.territorial {
			t.Errorf("%s: %s t CO2e, want %q", c.agent, got, c.territorial)
		}
		if !slices.Equal(memo, c.memo) || !slices.Equal(codes(r, inventory.Warning), c.warnings) {
			t.Errorf("%s: memo %q warnings %q, want %q %q", c.agent, memo, codes(r, inventory.Warning), c.memo, c.warnings)
		}
	}
}

// What went into a bank is what leaked, was retired and is still in it, to the last digit; recovered gas is a part of what was
// retired.
func TestBankConserves(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 45))
	for _, category := range []string{"2.F.1.a", "2.F.3"} {
		for range 6 {
			years := 5 + random.IntN(30)
			var rows strings.Builder
			put := decimal.Decimal{}
			item, rate := "", "bank_emission_rate"
			if category == "2.F.3" {
				item, rate = "手提式灭火器", "emission_factor"
			}
			row := func(year int, parameter, value, unit string) {
				fmt.Fprintf(&rows, "%d,%s,,%s,HFC-227ea,%s,%s,%s,,,商\n", year, category, item, parameter, value, unit)
			}
			last := 1990 + years
			for year := 1990; year <= last; year++ {
				n := decimal.New(random.Int64N(90000), -2)
				put = put.Add(n)
				row(year, "consumption", n.String(), "t")
			}
			row(last, "introduction_year", "1990", "yr")
			row(last, "destroyed_share", "0.3", "fraction")
			row(last, rate, decimal.New(1+random.Int64N(300), -3).String(), "fraction/yr")
			row(last, "lifetime", fmt.Sprint(3+random.IntN(15)), "yr")
			r := compiled(t, "IPCC-2006", fmt.Sprint(last), map[string]string{"activity/a.csv": head + rows.String()})
			if r.Inventory == nil {
				t.Fatalf("%q\n%s", lines(r), rows.String())
			}
			at := slices.IndexFunc(r.Inventory.Estimates, func(e *inventory.Estimate) bool { return e.Number })
			out, held := decimal.Decimal{}, decimal.Decimal{}
			for _, state := range expr.States(r.Inventory.Estimates[at].Mass()) {
				value, err := expr.Decimal(state)
				if err != nil {
					t.Fatal(err)
				}
				switch {
				case value.IsNegative():
					t.Errorf("%s = %s", state.Name(), value)
				case strings.HasPrefix(state.Name(), "Leak_"), strings.HasPrefix(state.Name(), "Ret_"):
					out = out.Add(value)
				case state.Name() == fmt.Sprintf("B_%d", last):
					held = value
				}
			}
			// B is before the leak of its year, which is among those that went out
			leak := decimal.Decimal{}
			for _, state := range expr.States(r.Inventory.Estimates[at].Mass()) {
				if state.Name() == fmt.Sprintf("Leak_%d", last) {
					leak, _ = expr.Decimal(state)
				}
			}
			if got := out.Add(held).Sub(leak); !got.Equal(put) {
				t.Errorf("%s: %s put in, %s accounted for", category, put, got)
			}
		}
	}
}

// A series that ends before the year compiled is told of: what was put in still escapes. Years before those compiled that an
// equation takes are no rows of forgotten years.
func TestSeriesThatEnds(t *testing.T) {
	rows := "2018,2.F.4,,气雾剂,HFC-134a,sales,16,t,,,商\n2019,2.F.4,,气雾剂,HFC-134a,sales,20,t,,,商\n"
	r := compiled(t, "IPCC-2006", "2020", map[string]string{"activity/a.csv": head + rows})
	if got, want := codes(r, inventory.Warning), []string{"activity/a.csv:3:1 series-ends"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	r = compiled(t, "IPCC-2006", "2020", map[string]string{"activity/a.csv": head + rows + "2020,2.F.4,,气雾剂,HFC-134a,sales,0,t,,,商\n"})
	if got, want := lines(r), []string{"2020 2.F.4 气雾剂 HFC-134a 10 2.F.4/prompt/HFC-134a printed"}; !slices.Equal(got, want) || len(codes(r, inventory.Warning)) > 0 {
		t.Errorf("%q %q, want %q", got, codes(r, inventory.Warning), want)
	}
}

// Electronics by area give the whole set of one table at once; a gas used gives what goes through and what it becomes. Gases
// without a potential leave the total incomplete, by name.
func TestElectronics(t *testing.T) {
	for _, c := range []struct {
		guide, rows string
		want        []string
	}{
		{"IPCC-2006", "2020,2.E.3,甲厂,光伏组件,,capacity,100000,m2,,,企\n", []string{"2020 2.E.3 甲厂 光伏组件 CF4 0.215 2.E.3/t1.pv/CF4 printed", "2020 2.E.3 甲厂 光伏组件 C2F6 0.0086 2.E.3/t1.pv/C2F6 printed"}},
		{"IPCC-2006", "2020,2.E.1,甲厂,半导体,C2F6,purchased,1000,kg,,,企\n2020,2.E.1,甲厂,半导体,C2F6,abated_share,40,%,,,企\n",
			[]string{"2020 2.E.1 甲厂 半导体 CF4 0.1152 2.E/t2a.byproduct/CF4 printed", "2020 2.E.1 甲厂 半导体 C2F6 0.3456 2.E/t2a/C2F6 printed"}},
		{"CN-PROV-2011", "2020,2.E.1,甲厂,半导体,C2F6,used,1000,kg,,,企\n", []string{"2020 2.E.1 甲厂 半导体 C2F6 0.0376 2.E.1/cn/C2F6 unconfirmed"}},
		{"CN-PROV-2025", "2020,2.E.1,甲厂,半导体,C2F6,fed,1000,kg,,,企\n", []string{"2020 2.E.1 甲厂 半导体 CF4 0.18 2.E.1/ent.byproduct/CF4 quoted", "2020 2.E.1 甲厂 半导体 C2F6 0.54 2.E.1/ent/C2F6 quoted"}},
	} {
		got := lines(compiled(t, c.guide, "2020", map[string]string{"activity/a.csv": head + c.rows}))
		slices.Sort(got)
		slices.Sort(c.want)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s %s: %q, want %q", c.guide, c.rows, got, c.want)
		}
	}
	r := compiled(t, "IPCC-2019", "2020", map[string]string{"activity/a.csv": head + "2020,2.E.1,甲厂,半导体,,area,100000,m2,,,企\n"})
	total := r.Inventory.Total(inventory.Figure{Year: 2020, Scope: "2.E.1", Gas: inventory.AllGases})
	if got, want := strings.Join(total.Missing, " "), "C4F6 C5F8 C4F8O"; got != want || len(lines(r)) != 12 {
		t.Errorf("%d gases, without a potential %q, want %q", len(lines(r)), got, want)
	}
}
