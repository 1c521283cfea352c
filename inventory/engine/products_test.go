package engine

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/workspace"
)

// The totals that METHODS prints for products and waste, compiled from rows as a district writes them.
func TestTotalsOfProductsAndWaste(t *testing.T) {
	var components strings.Builder
	for _, part := range [][2]string{{"食品垃圾", "50"}, {"纸/纸板", "12"}, {"纺织品", "4"}, {"塑料", "14"}, {"其他惰性", "20"}} {
		for _, row := range []string{"waste,300000,t", "share," + part[1] + ",%"} {
			fmt.Fprintf(&components, "2020,4.C.1,甲厂,%s,连续;炉排,%s,,,城\n", part[0], row)
		}
	}
	for _, c := range []struct {
		name, guide, rows, category, gas string
		boundary                         inventory.Boundary
		want                             string
	}{
		{"waste by component", "IPCC-2006", components.String(), "4.C.1", "CO2", inventory.Territorial, "125506.48"},
		{"CH4 of the components is that of the whole", "IPCC-2006", components.String(), "4.C.1", "CH4", inventory.Territorial, "0.06"},
		{"and N2O", "IPCC-2006", components.String(), "4.C.1", "N2O", inventory.Territorial, "15"},
		{"their biogenic CO2", "IPCC-2006", components.String(), "4.C.1", "CO2", inventory.MemoItem, "151781.52"}, // 300000*(0.50*0.40*0.38+0.12*0.90*0.46*0.99+0.04*0.80*0.50*0.80)*44/12
		{"a kiln that burns waste", "CN-PROV-2011", "2020,1.A.2.f,窑,生活垃圾,连续;炉排,,300000,t,,,企业\n", "1.A.2.f", "CO2", inventory.Territorial, "81510"},
		{"lubricants", "IPCC-2006", "2020,2.D.1,,润滑油,,,100,t,,,商\n", "2.D", "CO2", inventory.Territorial, "58.96"},
		{"grease has the heat and carbon of lubricants", "IPCC-2006", "2020,2.D.1,,润滑脂,,,100,t,,,商\n", "2.D", "CO2", inventory.Territorial, "14.74"}, // 100*40.2/1000*20*0.05*44/12
		{"naphtha, of which a part is stored", "CN-PROV-2011", "2020,2.D.4,,石脑油,,,4000,t,,,统\n", "2.D", "CO2", inventory.Territorial, "3198.066666666666666666666666666667"},
		{"lubricants are stored in part under the provincial guide", "CN-PROV-2011", "2020,2.D.1,,润滑油,,,100,t,,,商\n", "2.D", "CO2", inventory.Territorial, "144.452"}, // 100*40.2/1000*20*(1-0.5)*0.98*44/12
		{"wax has no stored fraction", "CN-PROV-2011", "2020,2.D.2,,石蜡,,,100,t,,,商\n", "2.D", "CO2", inventory.Territorial, "58.96"},
		{"bunkers of the air are a memo item", "CN-PROV-2011", "2020,1.A.3.a.i,,喷气煤油,,,1000,t,,,交\n", "1", "CO2", inventory.MemoItem, "3153.15"},
		{"and those of the sea", "IPCC-2019", "2020,1.A.3.d.i,,柴油,,,200,t,,,交\n", "1.A.3.d.i", "CO2", inventory.MemoItem, "637.26"}, // 200*43.0/1000*74100/1000
	} {
		t.Run(c.name, func(t *testing.T) {
			r := compiled(t, c.guide, "2020", map[string]string{"activity/a.csv": head + c.rows})
			if r.Inventory == nil {
				t.Fatal(codes(r, inventory.Error))
			}
			total := r.Inventory.Total(inventory.Figure{Year: 2020, Boundary: c.boundary, Scope: c.category, Gas: c.gas})
			if total.Mass.String() != c.want {
				t.Errorf("total %s, want %s", total.Mass, c.want)
			}
		})
	}
}

// Waste that gives power answers for the biogenic waste of public power, which nobody mentions otherwise.
func TestWastePowerAnswersForItsBiogenicPart(t *testing.T) {
	asked := func(rows string) bool {
		r := compiled(t, "CN-PROV-2011", "2020", map[string]string{"activity/a.csv": head + rows})
		return slices.ContainsFunc(r.Problems, func(p inventory.Problem) bool {
			return p.Code == CodeNotAsked && strings.Contains(p.Message.EN, "1.A.1.a") && strings.Contains(p.Message.EN, "biogenic part")
		})
	}
	if asked("2020,4.C.1,甲厂,生活垃圾,供热;连续;炉排,,5,t,,,城\n") || !asked("2020,1.A.1.a,甲厂,烟煤,,,5,t,,,企业\n") {
		t.Error("the registry row 1.A.1.a of biogenic waste is not settled by waste that gives power alone")
	}
}

// An equation does without the factor of an optional activity that is not stated, and does not look it up.
func TestFactorOfAnOptionalActivity(t *testing.T) {
	e := newEngine(t)
	m, _ := e.Method("1.A/ci.fossil/CO2")
	table, _ := e.Factors(nil)
	ws, _, err := workspace.LoadFS(fstest.MapFS{"inventory.toml": {Data: []byte(fmt.Sprintf(settings, "2023", "CN-PROV-2011"))}}, e.Vocabulary)
	if err != nil {
		t.Fatal(err)
	}
	r := &run{Engine: e, ws: ws, table: table, findings: newFindings()}
	row := func(name, unit string) *inventory.Activity {
		return &inventory.Activity{Particulars: &inventory.Particulars{}, Year: 2023, Category: e.Vocabulary.Categories.Must("1.A"), Parameter: name, Number: true,
			Value: decimal.NewFromInt(10), Unit: quantity.MustUnit(unit)}
	}
	g := group{row("coal_consumption", "tce"), row("oil_consumption", "tce"), row("gas_consumption", "tce")}
	for _, c := range []struct {
		with group
		want int
	}{{nil, 3}, {group{row("electricity_net", "MWh")}, 4}, {group{row("heat_net", "GJ")}, 4}} {
		a := &asking{run: r, method: m, group: append(slices.Clone(g), c.with...), findings: newFindings()}
		s := a.serve()
		if len(s.faults) > 0 || len(a.used) != c.want {
			t.Errorf("%d factors, faults %v, want %d", len(a.used), s.faults, c.want)
		}
	}
}

// The factors of the intensity account per heat, as METHODS §2.12 prints them to twelve digits.
func TestAccountFactorsPerHeat(t *testing.T) {
	for value, want := range map[string]string{"2.66": "90.761440718448", "1.73": "59.029057309367", "1.56": "53.228514105556"} {
		got, err := quantity.Convert(decimal.RequireFromString(value), quantity.MustUnit("t CO2/tce"), quantity.MustUnit("t CO2/TJ"))
		if err != nil || got.RoundBank(12).String() != want {
			t.Errorf("%s t CO2/tce = %s t CO2/TJ, want %s (%v)", value, got, want, err)
		}
	}
}

// Where the district does not know the purity of what is put into catalysts, the default holds (IPCC 2006 V2 p3.12).
func TestUreaOfCatalysts(t *testing.T) {
	const row = "2020,1.A.3.b,,车用尿素,,urea_additive,400,t,,,公\n"
	for rows, want := range map[string]string{
		row: "95.33333333333333333333333333333333", // 400*12/60*0.325*44/12
		row + "2020,1.A.3.b,,车用尿素,,urea_purity,30,%,,,公\n": "88",
	} {
		r := compiled(t, "IPCC-2006", "2020", map[string]string{"activity/a.csv": head + rows})
		if got := lines(r); len(got) != 1 || !strings.Contains(got[0], " CO2 "+want+" 1.A.3.b/urea/CO2") {
			t.Errorf("%s: %q", rows, got)
		}
	}
}
