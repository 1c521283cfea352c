package factors

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

func unitOf(s string) quantity.Unit { return quantity.MustUnit(s) }

// TestGuides looks up the factors of METHODS §2.1, 2.5 and 2.11 under the default precedence of each guide.
func TestGuides(t *testing.T) {
	table := tableOf(t, localHeader)
	prov11, prov25, ipcc06, ipcc19 := "CN-PROV-2011", "CN-PROV-2025", "IPCC-2006", "IPCC-2019"
	for _, c := range []struct {
		guide                           string
		query                           string // parameter gas category item unit year detail
		set, value, unit, filed, region string
	}{
		{prov11, "ncv - 1.A.2.m 原煤 GJ/t 2020", "GBT2589-2008", "20908", "kJ/kg", "1.A", "China"},
		{prov25, "ncv - 1.A.2.m 原煤 GJ/t 2020", "GBT2589-2008", "20908", "kJ/kg", "1.A", "China"},
		{prov11, "ncv - 1.A.2.m 原煤 GJ/t 2021", "GBT2589-2020", "20934", "kJ/kg", "1.A", "China"},
		{prov11, "ncv - 1.A.4.b 烟煤 GJ/t 2020", "CN-ENT", "19.57", "GJ/t", "1.A.2", "China"},
		{prov25, "ncv - 1.A.4.b 烟煤 GJ/t 2020", "CN-PROV-2025", "19.57", "GJ/t", "1.A", "China"},
		{ipcc06, "ncv - 1.A.4.b 烟煤 GJ/t 2020", "IPCC-2006", "25.8", "TJ/Gg", "1.A", "World"},
		{ipcc19, "ncv - 1.A.4.b 烟煤 GJ/t 2020", "IPCC-2006", "25.8", "TJ/Gg", "1.A", "World"},
		{prov11, "ncv - 1.A.2.m 天然气 GJ/10^4_m3 2020", "CN-ENT", "389.31", "GJ/10^4 m3", "1.A.2", "China"},
		{ipcc06, "ncv - 1.A.2.m 天然气 GJ/10^4_m3 2020", "CN-ENT", "389.31", "GJ/10^4 m3", "1.A.2", "China"},
		{ipcc06, "ncv - 1.A.2.m 天然气 GJ/t 2020", "IPCC-2006", "48", "TJ/Gg", "1.A", "World"},
		{prov11, "ncv - 1.A.3.b 液化天然气 GJ/t 2020", "CN-ENT", "51.498", "GJ/t", "1.A.2", "China"},
		{prov11, "carbon_content C 1.A.2.m 烟煤 t_C/TJ 2020", "CN-PROV-2011", "26.1", "t C/TJ", "1.A", "China"},
		{prov11, "ef_full_oxidation CO2 1.A.2.m 天然气 kg_CO2/TJ 2020", "IPCC-2006", "56100", "kg/TJ", "1.A.2", "World"},
		{prov11, "ef CH4 1.A.2.m 烟煤 kg_CH4/TJ 2020", "IPCC-2006", "10", "kg/TJ", "1.A.2", "World"},
		{ipcc19, "ef N2O 1.A.2.m 烟煤 kg_N2O/TJ 2020", "IPCC-2006", "1.5", "kg/TJ", "1.A.2", "World"},
		{ipcc06, "ef CH4 1.A.3.b 汽油 kg_CH4/TJ 2020 无控制", "IPCC-2006", "33", "kg/TJ", "1.A.3.b", "World"},
		{ipcc06, "ef CH4 1.A.3.b 汽油 kg_CH4/TJ 2020 氧化催化器", "IPCC-2006", "25", "kg/TJ", "1.A.3.b", "World"},
		{ipcc06, "ef CH4 1.A.3.b 柴油 kg_CH4/TJ 2020", "IPCC-2006", "3.9", "kg/TJ", "1.A.3.b", "World"},
		{prov11, "ef CH4 1.A.4.c.i 烟煤 kg_CH4/TJ 2020", "IPCC-2006", "300", "kg/TJ", "1.A.4.b;1.A.4.c.i", "World"},
		{prov11, "grid_average_ef CO2 M.3 电力 kg_CO2/kWh 2021", "CN-GRID", "0.4743", "kg/kWh", "M.3", "Chongqing"},
		{ipcc06, "grid_average_ef CO2 M.3 电力 kg_CO2/kWh 2022", "CN-GRID", "0.5227", "kg/kWh", "M.3", "Chongqing"},
		{prov25, "grid_average_ef CO2 M.3 电力 kg_CO2/kWh 2023", "CN-GRID", "0.5581", "kg/kWh", "M.3", "Chongqing"},
	} {
		t.Run(c.guide+" "+c.query, func(t *testing.T) {
			answer, err := table.Find(parse(t, c.guide, c.query))
			if err != nil {
				t.Fatal(err)
			}
			r := answer.Row
			if !r.Value.Equal(decimal.RequireFromString(c.value)) || r.Unit.String() != c.unit {
				t.Errorf("figure %s, want %s %s", r.Figure(), c.value, c.unit)
			}
			if r.Set != c.set || r.Category != c.filed || r.Region != c.region {
				t.Errorf("row %s, want set %s, category %s, region %s", r.Key(), c.set, c.filed, c.region)
			}
			if answer.Set != r.Set || len(answer.Notes) > 0 || answer.Candidates[0] != r {
				t.Errorf("answer %+v", answer)
			}
		})
	}
}

// parse reads a query written as parameter, gas, category, item, unit (_ for a blank), year and details.
func parse(t testing.TB, guide, query string) Query {
	t.Helper()
	f := strings.Fields(query)
	year := decimal.RequireFromString(f[5]).IntPart()
	return ask(t, guide, f[0], strings.Trim(f[1], "-"), f[2], f[3], strings.ReplaceAll(f[4], "_", " "), int(year), f[6:]...)
}

// TestTogether takes carbon content and oxidation from one set (METHODS §1.4).
func TestTogether(t *testing.T) {
	table := tableOf(t, localHeader)
	for _, c := range []struct{ guide, item, set, carbon, oxidation string }{
		{"CN-PROV-2011", "烟煤", "CN-PROV-2011", "26.1", "0.93"},
		{"CN-PROV-2011", "天然气", "CN-PROV-2011", "15.3", "0.99"},
		{"CN-PROV-2011", "无烟煤", "CN-PROV-2011", "27.4", "0.94"},
		{"CN-PROV-2025", "烟煤", "CN-PROV-2025", "26.1", "0.93"},
	} {
		answers, err := table.FindTogether([]Query{
			parse(t, c.guide, "carbon_content C 1.A.2.m "+c.item+" t_C/TJ 2020"),
			parse(t, c.guide, "oxidation_rate C 1.A.2.m "+c.item+" fraction 2020")})
		if err != nil {
			t.Errorf("%s %s: %v", c.guide, c.item, err)
			continue
		}
		if got := answers[0].Row.Value.String() + " " + answers[1].Row.Value.String(); got != c.carbon+" "+c.oxidation {
			t.Errorf("%s %s: %s, want %s %s", c.guide, c.item, got, c.carbon, c.oxidation)
		}
		if answers[0].Set != c.set || answers[1].Set != c.set {
			t.Errorf("%s %s: sets %s and %s, want %s", c.guide, c.item, answers[0].Set, answers[1].Set, c.set)
		}
	}
}

// TestOxidationNeverMeetsIPCC holds that no fuel gets an oxidation rate with a carbon content of the IPCC, whose factors
// take oxidation as complete (METHODS §2.1, guard 1), even where only the IPCC has the carbon content.
func TestOxidationNeverMeetsIPCC(t *testing.T) {
	table := tableOf(t, localHeader+"local,1.A,次烟煤,,,oxidation_rate,C,0.9,fraction,,,,,,,own,\n")
	paired := 0
	for guide := range voc(t).Guides {
		for _, item := range voc(t).Items.All {
			answers, err := table.FindTogether([]Query{
				ask(t, guide, "carbon_content", "C", "1.A.2.m", item.Name, "t C/TJ", 2020),
				ask(t, guide, "oxidation_rate", "C", "1.A.2.m", item.Name, "fraction", 2020)})
			if err != nil {
				continue
			}
			paired++
			if answers[0].Set != answers[1].Set || strings.HasPrefix(answers[0].Set, "IPCC") {
				t.Errorf("%s %s: %s with %s", guide, item.Name, answers[0].Row.Key(), answers[1].Row.Key())
			}
		}
	}
	if paired == 0 {
		t.Error("no fuel has a pair")
	}
}

// TestProxy borrows the factors of another category where the tables have none (METHODS §1.4, category_proxy).
func TestProxy(t *testing.T) {
	table := tableOf(t, localHeader)
	for query, want := range map[string]string{
		"ef CH4 1.A.5.a 烟煤 kg_CH4/TJ 2020":           "1.A.4.a 10",
		"ef CH4 1.A.5.b 柴油 kg_CH4/TJ 2020 非道路机械(工业)": "1.A.3.e.ii 4.15",
		"ef CH4 1.A.4.c 烟煤 kg_CH4/TJ 2020":           "1.A.4.c.i 300",
		"ef CH4 1.A.4.c.iii 柴油 kg_CH4/TJ 2020":       "1.A.3.d 7",
	} {
		answer, err := table.Find(parse(t, "IPCC-2006", query))
		if err != nil {
			t.Errorf("%s: %v", query, err)
			continue
		}
		if got := answer.Proxy.Code + " " + answer.Row.Value.String(); got != want || len(answer.Notes) != 1 {
			t.Errorf("%s: %s %v, want %s with a note", query, got, answer.Notes, want)
		}
	}
}

// TestGridYears takes the nearest earlier year and says so; past two years it says that too.
func TestGridYears(t *testing.T) {
	table := tableOf(t, localHeader)
	for _, c := range []struct {
		year, earlier int
		value         string
		status        inventory.Status
		old           bool
	}{
		{2016, 0, "0.4405", inventory.Unconfirmed, false},
		{2020, 4, "0.4405", inventory.Unconfirmed, true},
		{2021, 0, "0.4743", inventory.Quoted, false},
		{2025, 2, "0.5581", inventory.Quoted, false},
		{2026, 3, "0.5581", inventory.Quoted, true},
	} {
		answer, err := table.Find(ask(t, "CN-PROV-2011", "grid_average_ef", "CO2", "M.3", "电力", "kg CO2/kWh", c.year))
		if err != nil {
			t.Errorf("%d: %v", c.year, err)
			continue
		}
		if answer.Row.Value.String() != c.value || answer.Row.Status != c.status || answer.Earlier != c.earlier {
			t.Errorf("%d: %s %s, %d years earlier", c.year, answer.Row.Figure(), answer.Row.Status, answer.Earlier)
		}
		said := len(answer.Notes) == 1
		if said != (c.earlier > 0) || said && strings.Contains(answer.Notes[0].EN, "years old") != c.old {
			t.Errorf("%d: notes %v", c.year, answer.Notes)
		}
	}
}

// TestLocal holds that the district's own rows go before the tables, the facility's own before those.
func TestLocal(t *testing.T) {
	table := tableOf(t, localHeader+
		"local,1.A.2,烟煤,,,ncv,,22,GJ/t,,,,,,,lab report,\n"+
		",1.A.2.f,bituminous coal,,,ncv,,23,GJ/t,,,,,2019,2019,lab report,\n"+
		",1.A,烟煤,,,ncv,,24.5,GJ/t,,,,一号水泥厂,,,lab report 7,\n")
	for _, c := range []struct {
		category, facility string
		year               int
		want               string
	}{
		{"1.A.2.f", "", 2020, "22 GJ/t"}, {"1.A.2.f", "", 2019, "23 GJ/t"}, {"1.A.2.m", "", 2019, "22 GJ/t"},
		{"1.A.2.f", "一号水泥厂", 2019, "24.5 GJ/t"}, {"1.A.2.f", "二号水泥厂", 2019, "23 GJ/t"},
		{"1.A.4.b", "", 2020, "22 GJ/t"},
	} {
		q := ask(t, "CN-PROV-2011", "ncv", "", c.category, "烟煤", "GJ/t", c.year)
		q.Facility = c.facility
		answer, err := table.Find(q)
		if err != nil || answer.Row.Figure() != c.want || answer.Row.Status != inventory.Local || answer.Set != LocalSet {
			t.Errorf("%s %s %d: %v %v, want %s", c.category, c.facility, c.year, answer.Row, err, c.want)
		}
	}
}

// TestOrder takes the criteria in the order that the design declares, each of them before all that follow it.
func TestOrder(t *testing.T) {
	const general = ",1.A.2.f,,,,ncv,,1,GJ/t,,,,,,,own,\n"
	for name, c := range map[string]struct{ rows, want string }{
		"item before category":       {general + ",1.A,烟煤,,,ncv,,2,GJ/t,,,,,,,own,\n", "2 GJ/t"},
		"detail before technology":   {",1.A,烟煤,湿基,,ncv,,1,GJ/t,,,,,,,own,\n,1.A,烟煤,,锅炉;流化床,ncv,,2,GJ/t,,,,,,,own,\n", "1 GJ/t"},
		"a word counts once":         {",1.A,烟煤,,锅炉;锅炉,ncv,,1,GJ/t,,,,,,,own,\n,1.A,烟煤,,锅炉;流化床,ncv,,2,GJ/t,,,,,,,own,\n", "2 GJ/t"},
		"technology before years":    {",1.A,烟煤,,,ncv,,1,GJ/t,,,,,2020,2020,own,\n,1.A,烟煤,,锅炉,ncv,,2,GJ/t,,,,,,,own,\n", "2 GJ/t"},
		"region before all but that": {",1.A,烟煤,湿基,,ncv,,1,GJ/t,,,China,,,,own,\n,1.A,,,,ncv,,2,GJ/t,,,Chongqing,,,,own,\n", "2 GJ/t"},
	} {
		q := ask(t, "CN-PROV-2011", "ncv", "", "1.A.2.f", "烟煤", "GJ/t", 2020, "湿基", "锅炉", "流化床")
		answer, err := tableOf(t, localHeader+c.rows).Find(q)
		if err != nil || answer.Row.Figure() != c.want {
			t.Errorf("%s: %v %v, want %s", name, answer.Row, err, c.want)
		}
	}
}

// TestLatestYear takes the figure with the latest first year where the nearest earlier year serves, be an older one
// open-ended or end later.
func TestLatestYear(t *testing.T) {
	row := func(value, from, to string) string {
		return ",M.3,电力,,,grid_average_ef,CO2," + value + ",kg/kWh,,,,," + from + "," + to + ",own,\n"
	}
	table := tableOf(t, localHeader+row("0.1", "", "")+row("0.2", "2016", "")+row("0.3", "2021", "2021")+row("0.4", "2018", "2018"))
	for year, want := range map[int]string{2015: "0.1", 2016: "0.2", 2017: "0.2", 2018: "0.4", 2020: "0.4", 2021: "0.3", 2024: "0.3"} {
		answer, err := table.Find(ask(t, "CN-PROV-2011", "grid_average_ef", "CO2", "M.3", "电力", "kg CO2/kWh", year))
		if err != nil || answer.Row.Value.String() != want {
			t.Errorf("%d: %v %v, want %s", year, answer.Row, err, want)
			continue
		}
		if earlier := max(0, year-answer.Row.YearTo); answer.Row.YearTo != 0 && answer.Earlier != earlier {
			t.Errorf("%d: %d years earlier, want %d", year, answer.Earlier, earlier)
		}
	}
}

// TestAmbiguous stops at two rows that are equally specific and says what tells them apart.
func TestAmbiguous(t *testing.T) {
	table := tableOf(t, localHeader+
		",1.A.2,烟煤,,,ncv,,22,GJ/t,,,,,2018,2020,lab 1,\n"+
		",1.A.2,烟煤,,,ncv,,23,GJ/t,,,,,2019,2021,lab 2,\n")
	_, err := table.Find(ask(t, "CN-PROV-2011", "ncv", "", "1.A.2.m", "烟煤", "GJ/t", 2020))
	var ambiguous *Ambiguous
	if !errors.As(err, &ambiguous) || len(ambiguous.Rows) != 2 {
		t.Fatalf("%v", err)
	}
	if apart := ambiguous.Apart(); !slices.Equal(apart, []string{"years 2018–2020 / 2019–2021"}) {
		t.Errorf("apart %q", apart)
	}
	answer, err := table.Find(ask(t, "CN-PROV-2011", "ncv", "", "1.A.2.m", "烟煤", "GJ/t", 2021))
	if err != nil || answer.Row.Figure() != "23 GJ/t" {
		t.Errorf("2021: %v %v", answer.Row, err)
	}
}

// TestOnlyRange stops at a row that the source prints as a range, and takes none instead.
func TestOnlyRange(t *testing.T) {
	q := ask(t, "CN-PROV-2011", "ncv", "", "1.A.2.m", "天然气", "GJ/10^4 m3", 2022)
	q.Sets = []string{"GBT2589-2020", "CN-ENT"}
	_, err := tableOf(t, localHeader).Find(q)
	var ranged *OnlyRange
	if !errors.As(err, &ranged) || ranged.Row.Figure() != "32238–38979 kJ/m3" {
		t.Errorf("%v", err)
	}
}
