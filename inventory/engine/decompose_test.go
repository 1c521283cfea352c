package engine

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/trend"
	"ghg/inventory/workspace"
)

// smallDistrict is the small district of the command's script, with files that replace its own.
func smallDistrict(t *testing.T, replace map[string]string) (*workspace.Workspace, *Result) {
	t.Helper()
	content, err := os.ReadFile("../../testdata/cli/decompose.txt")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range txtar.Parse(content).Files {
		if name, ok := strings.CutPrefix(f.Name, "w/"); ok {
			files[name] = string(f.Data)
		}
	}
	for name, text := range replace {
		files[name] = text
	}
	e := newEngine(t)
	ws := loaded(t, e, files)
	result := e.Compile(ws, nil)
	if result.Inventory == nil {
		t.Fatal(slices.DeleteFunc(result.Problems, func(p inventory.Problem) bool { return p.Severity < inventory.Error }))
	}
	return ws, result
}

// The figures that enter, so small that the effects were computed by hand from them (L and ln of each term, added up):
//
//	                          2020       2021       2022
//	GDP, 10⁴ yuan           1000000    1100000    1200000
//	V industry, 10⁴ yuan     400000     420000     440000    of it 1.A.2.f 100000 110000 120000
//	V tertiary, 10⁴ yuan     500000     580000     660000
//	population               100000     105000     110000
//	industry, coal TJ          2000       1900       1800    100 t CO2/TJ
//	industry, gas TJ            500        800       1000     50 t CO2/TJ
//	tertiary, coal TJ            50          –          –    vanishes: all of it is due to the fuel mix
//	tertiary, gas TJ            200        240        300
//	households, gas TJ          100        120        160
//	mixed fuel, t CO2          3000       3600       4500    no energy is known
func TestDecomposedDistrict(t *testing.T) {
	ws, result := smallDistrict(t, nil)
	for _, c := range []struct {
		of, factors string
		effects     [4]string // 2020–2021, 2021–2022, chained, direct; to the digits given
	}{
		{"co2", "scale structure intensity population per_head fuel_mix carbon_factor other", [4]string{
			"22668.719421586 -9971.489423497 4315.265816117 267.605021740 732.394978260 -15012.495814206 0 600",
			"21162.333506988 -8736.313020938 -1069.857893616 323.412684276 1676.587315724 -8356.162592435 0 900",
			"43831.052928574 -18707.802444435 3245.407922501 591.017706016 2408.982293984 -23368.658406641 0 1500",
			"43433.247470374 -18479.838101423 2894.913646766 608.358152195 2391.641847805 -22848.323015717 0 1500"}},
		{"industry", "scale structure intensity fuel_mix carbon_factor", [4]string{
			"11069.117472854 10554.084551006 -4162.904038171 -12460.297985689 0",
			"10688.864327349 9303.665573702 -11636.367308616 -8356.162592435 0",
			"21757.981800203 19857.750124708 -15799.271346787 -20816.460578124 0",
			"21529.788802761 19655.157233678 -15584.924454656 -20600.021581783 0"}},
		{"intensity", "structure intensity population per_head fuel_mix carbon_factor other", [4]string{
			"-0.009510106566 0.004117813732 -0.000243019504 0.000697564958 -0.014607707166 0 0.000272727273",
			"-0.007607184671 -0.000933263046 -0.000244581990 0.001456703202 -0.007292885616 0 0.000477272727",
			"-0.017117291237 0.003184550686 -0.000487601494 0.002154268160 -0.021900592782 0 0.000750000000",
			"-0.016893936993 0.002651745800 -0.000504094539 0.002170761206 -0.021591142140 0 0.000750000000"}},
	} {
		d, problems := Decompose(ws, result, c.of)
		if len(problems) > 0 {
			t.Fatal(c.of, problems)
		}
		if got := strings.Join(d.Model.Factors, " "); got != c.factors {
			t.Errorf("%s: factors %s, want %s", c.of, got, c.factors)
		}
		for p, e := range d.Periods() {
			for k, text := range strings.Fields(c.effects[p]) {
				want := decimal.RequireFromString(text)
				if gap := e.Additive(k).Sub(want).Abs(); gap.GreaterThan(decimal.New(2, want.Exponent())) {
					t.Errorf("%s %d–%d %s: %s, want %s", c.of, e.From, e.To, d.Model.Factors[k], e.Additive(k), want)
				}
			}
		}
	}
}

// The terms are all of the CO2 of fuel combustion, whatever is known of its energy, and not a gram more.
func TestDecomposedIsTheInventory(t *testing.T) {
	ws, result := smallDistrict(t, map[string]string{"activity/more.csv": "year,category,item,value,unit,source\n2020,1.A.5.a,天然气,100,万m3,s\n2021,1.A.5.a,天然气,70,万m3,s\n2022,1.A.1.a,烟煤,3333.3,t,s\n" +
		"2021,1.A.4.b,薪柴,100,t,s\n2022,1.A.4.c.i,柴油,77.7,t,s\n2022,1.A.2.k,柴油,11.1,t,s\n",
		"estimates/verified.csv": "year,category,facility,gas,value,unit,boundary,verifier,source\n2021,1.A.2.a,某钢厂,CO2,12345.67,t,territorial,甲,s\n"})
	for _, name := range []string{"第一产业增加值", "建筑业增加值"} {
		for _, year := range []int{2020, 2021, 2022} {
			ws.Indicators = append(ws.Indicators, inventory.Indicator{Year: year, Name: name, Value: decimal.NewFromInt(int64(year - 2000)), Unit: "亿元", PriceBase: "2020年价"})
		}
	}
	d, problems := Decompose(ws, result, "co2")
	if problems.Failed() {
		t.Fatal(problems)
	}
	for y, year := range d.Model.Years {
		want := result.Inventory.Total(inventory.Figure{Year: year, Scope: "1.A", Gas: "CO2"}).Mass
		if got := d.Model.Sum(y); !got.Equal(want) {
			t.Errorf("%d: the terms are %s t, the inventory has %s", year, got, want)
		}
	}
	var terms []string
	for _, term := range d.Terms {
		terms = append(terms, term.EN)
	}
	for _, want := range []string{"Not specified (no energy figure)", "Industry (no energy figure)", "Construction, Diesel oil", "Primary sector, Diesel oil"} {
		if !slices.ContainsFunc(terms, func(term string) bool { return term == want }) {
			t.Errorf("no term %q among %q", want, terms)
		}
	}
	if slices.ContainsFunc(terms, func(term string) bool { return strings.Contains(strings.ToLower(term), "wood") }) {
		t.Errorf("biogenic CO2 is a memo item: %q", terms)
	}
}

func TestMissingStatisticsAreNamedTogether(t *testing.T) {
	ws, result := smallDistrict(t, nil)
	ws.Indicators = slices.DeleteFunc(ws.Indicators, func(row inventory.Indicator) bool {
		return row.Year == 2021 && row.Name != "第三产业增加值" || row.Name == "常住人口"
	})
	for of, want := range map[string]string{
		"co2":       "Gross domestic product at constant prices of 2021 (District Bureau of Statistics); Industrial value added at constant prices of 2021 (District Bureau of Statistics); Resident population of 2020–2022 (District Bureau of Statistics)",
		"industry":  "Industrial value added at constant prices of 2021 (District Bureau of Statistics); Industrial value added (1.A.2.f Non-Metallic Minerals) at constant prices of 2021 (District Bureau of Statistics)",
		"intensity": "Gross domestic product at constant prices of 2021",
	} {
		d, problems := Decompose(ws, result, of)
		if d != nil || len(problems) != 1 || problems[0].Code != "statistics-missing" || !strings.Contains(problems[0].Message.EN, want) || problems[0].Source.File != "indicators.csv" {
			t.Errorf("%s: %v, want one problem: %s", of, problems, want)
		}
	}
}

func TestNothingToDecompose(t *testing.T) {
	ws, result := smallDistrict(t, map[string]string{"activity/energy.csv": "year,category,item,value,unit,source\n2020,1.A.4.b,天然气,250,万m3,s\n"})
	d, problems := Decompose(ws, result, "industry")
	if d != nil || len(problems) != 1 || problems[0].Code != "nothing-decomposed" {
		t.Errorf("%v", problems)
	}
}

// A branch is told by its category, or by the divisions that burn fuel in it, which add up.
func TestBranchesByTheirDivisions(t *testing.T) {
	row := func(year int, value, coverage string) inventory.Indicator {
		return inventory.Indicator{Year: year, Name: "工业增加值", Value: decimal.RequireFromString(value), Unit: "亿元", PriceBase: "2020年价", Coverage: coverage}
	}
	activity := "year,category,item,value,unit,source\n2020,1.A.2.e,天然气,1250,万m3,s\n2021,1.A.2.e,天然气,1500,万m3,s\n2022,1.A.2.e,天然气,1500,万m3,s\n"
	for _, c := range []struct {
		name string
		rows []inventory.Indicator
		size string // of the branch in 2022
		told string
	}{
		{"divisions", []inventory.Indicator{row(2020, "1", "食品制造业"), row(2021, "1", "食品制造业"), row(2022, "2", "食品制造业"), row(2020, "3", "13"), row(2021, "3", "13"), row(2022, "4", "13")}, "60000", ""},
		{"the branch before its divisions", []inventory.Indicator{row(2020, "1", "1.A.2.e"), row(2021, "1", "1.A.2.e"), row(2022, "7", "1.A.2.e"), row(2020, "3", "13"), row(2021, "3", "13"), row(2022, "4", "13")}, "70000", ""},
		{"spelt twice", []inventory.Indicator{row(2020, "1", "1.A.2.e"), row(2021, "1", "1.A.2.e"), row(2022, "7", "1A2e")}, "", "coverage-spelled-twice"},
		{"a division without a year", []inventory.Indicator{row(2020, "1", "食品制造业"), row(2021, "1", "食品制造业"), row(2022, "2", "食品制造业"), row(2020, "3", "13"), row(2021, "3", "13")}, "", "statistics-missing"},
	} {
		ws, result := smallDistrict(t, map[string]string{"activity/energy.csv": activity})
		ws.Indicators = append(ws.Indicators, c.rows...)
		d, problems := Decompose(ws, result, "industry")
		if c.told != "" {
			if !problems.Failed() || !slices.ContainsFunc(problems, func(p inventory.Problem) bool { return p.Code == c.told }) {
				t.Errorf("%s: %v, want %s", c.name, problems, c.told)
			}
			continue
		}
		if problems.Failed() {
			t.Errorf("%s: %v", c.name, problems)
			continue
		}
		structure := d.Model.Figures[2][0].Factors[1].Of
		if !structure.Equal(decimal.RequireFromString(c.size)) {
			t.Errorf("%s: the branch adds %s, want %s", c.name, structure, c.size)
		}
	}
}

func TestNegativeIsNotDecomposed(t *testing.T) {
	p := &consumer{title: inventory.Text{EN: "Industry"}, bare: newBurned(nil)}
	p.bare.co2[2020] = decimal.NewFromInt(-5)
	found := belowZero([]*consumer{p}, []int{2019, 2020})
	if len(found) != 1 || !strings.Contains(found[0].Message.EN, "CO2 of Industry (no energy figure) in 2020 is -5 t") {
		t.Errorf("%v", found)
	}
}

// What no logarithm can be taken of is told in the language of the reader, by its year and term.
func TestUnfitTermIsNamed(t *testing.T) {
	d := &Decomposed{Terms: []inventory.Text{{ZH: "工业 烟煤", EN: "Industry, coal"}}}
	huge := trend.Term{Size: decimal.New(1, 400), Factors: []trend.Factor{trend.Plain(decimal.New(1, 400))}}
	out, found := d.decomposed(&trend.Model{Factors: []string{"a"}, Terms: []string{"t"}, Years: []int{2020, 2021}, Figures: [][]trend.Term{{huge}, {huge}}}, inventory.Source{File: "t.csv"})
	if out != nil || len(found) != 1 || found[0].Year != 2020 || !strings.Contains(found[0].Message.ZH, "2020 年“工业 烟煤”的数") || strings.Contains(found[0].Message.ZH, "beyond") || len(found[0].Message.EN) > 200 {
		t.Errorf("%v", found)
	}
}

func TestDecomposedTable(t *testing.T) {
	const text = "year,term,amount,factor\n2020,a,1,2\n2021,a,2,2\n2021,b,3,1\n2022,A,2,3\n2023,a,0,\n"
	for _, c := range []struct {
		from, to int
		years    string
		notes    []string
	}{
		{0, 2022, "[2020 2021 2022]", []string{"b has no row in 2020, 2022", "2020–2021: b appears", "2021–2022: b vanishes"}},
		{2022, 2023, "[2022 2023]", []string{"2022–2023: the sum is 0 at one end"}},
		{2019, 0, "", nil}, {2022, 2022, "", nil}, {2024, 0, "", nil},
	} {
		d, years, problems := DecomposeTable("t.csv", strings.NewReader(text), c.from, c.to)
		if len(problems) > 0 || fmt.Sprint(years) != "[2020 2021 2022 2023]" {
			t.Fatal(years, problems)
		}
		if c.years == "" {
			if d != nil {
				t.Errorf("%d–%d: decomposed over %v", c.from, c.to, d.Model.Years)
			}
			continue
		}
		if got := fmt.Sprint(d.Model.Years); got != c.years || len(d.Notes) != len(c.notes) {
			t.Errorf("%d–%d: years %s, notes %v", c.from, c.to, got, d.Notes)
			continue
		}
		for n, want := range c.notes {
			if !strings.HasPrefix(d.Notes[n].EN, want) {
				t.Errorf("%d–%d: note %q, want %q", c.from, c.to, d.Notes[n].EN, want)
			}
		}
	}
}

// BenchmarkDecomposeDistricts decomposes 38 districts by 15 years, 20 branches and 12 fuels from the figures of their inventories on:
// shares and quotients are made of them as of a compiled inventory.
func BenchmarkDecomposeDistricts38x15x20x12(b *testing.B) {
	i := &identity{of: "industry", whole: map[int]decimal.Decimal{}}
	for year := 2010; year < 2025; year++ {
		i.years, i.whole[year] = append(i.years, year), decimal.NewFromInt(int64(1000+year))
	}
	for branch := range 20 {
		p := &consumer{id: fmt.Sprint(branch), bare: newBurned(nil), heat: map[int]decimal.Decimal{}, size: map[int]decimal.Decimal{}}
		for fuel := range 12 {
			of := newBurned(&inventory.Item{Name: fmt.Sprint(fuel)})
			for _, year := range i.years {
				of.heat[year] = decimal.New(int64(1+year*(fuel+3)*(branch+7)%997), -2)
				of.co2[year] = of.heat[year].Mul(decimal.New(int64(900+fuel+year%7), -1))
				p.heat[year], p.size[year] = p.heat[year].Add(of.heat[year]), decimal.NewFromInt(int64(40+year%11+branch))
			}
			p.fuels = append(p.fuels, &of)
		}
		i.parts = append(i.parts, p)
	}
	for b.Loop() {
		for range 38 {
			if _, err := trend.Decompose(i.model(&Decomposed{})); err != nil {
				b.Fatal(err)
			}
		}
	}
}
