package engine

import (
	"os"
	"strings"
	"testing"

	"ghg/inventory"
	"ghg/inventory/golden"
	"ghg/inventory/workspace"
)

// What a scenario refuses, each with the rows of the measures. All that is said is held against testdata/scenario/refused.txt.
func TestScenarioRefused(t *testing.T) {
	e := newEngine(t)
	activity := head + "2024,1.A.2.f,甲厂,烟煤,,,10000,t,,,企\n2024,1.A.2.f,甲厂,天然气,,,100,万m3,,,企\n2024,1.A.2.f,甲厂,烟煤,,ncv,20,GJ/t,,,企\n2024,1.A.2.f,,烟煤,,,500,t,,,统\n2024,M.3,,电力,,electricity_net,50,GWh,,,电\n" +
		"2024,2.A.1,甲厂,水泥熟料,,clinker,1000,t,,,企\n2024,M.4,,热力,,heat_net,-10,GJ,,,企\n" +
		"2024,M.3,乙厂,电力,,electricity_in,20,GWh,,,电\n2024,M.3,乙厂,电力,,electricity_out,5,GWh,,,电\n"
	var said strings.Builder
	for _, c := range []struct {
		name, measures string
		target         int
		want           string // place and code, in order
	}{
		{"more than there is", "少煤,other,2025,,1.A.2.f,甲厂,烟煤,,,1.1,万t,,,,,,,,", 2030, "records/measures.csv:2:10 measure-takes-too-much"},
		{"more than there is, by several measures and from a later year", "一,closure,2025,,1.A.2.f,甲厂,烟煤,,,6000,t,,,,,,,,\n二,closure,2028,,1.A.2.f,甲厂,烟煤,,,6000,t,,,,,,,,", 2030,
			"records/measures.csv:2:10 measure-takes-too-much, records/measures.csv:3:10 measure-takes-too-much"},
		{"more photovoltaic power than net imports", "光伏,photovoltaic,2025,,M.3,,电力,,electricity_net,60,GWh,,,,,,,,", 2030, "records/measures.csv:2:10 measure-takes-too-much"},
		{"more photovoltaic power than imports less exports", "光伏,photovoltaic,2025,,M.3,乙厂,电力,,electricity_in,18,GWh,,,,,,,,", 2030, "records/measures.csv:2:10 measure-takes-too-much"},
		{"less of what is exported already", "余热,other,2025,,M.4,,热力,,heat_net,1,GJ,,,,,,,,", 2030, "records/measures.csv:2:10 measure-takes-too-much"},
		{"what the inventory has no figure of", "少油,closure,2025,,1.A.2.f,甲厂,柴油,,,1,t,,,,,,,,", 2030, "records/measures.csv:2:7 measure-no-figure"},
		{"another parameter than the inventory has", "关窑,closure,2025,,2.A.1,甲厂,水泥熟料,,clinker_ets,1,t,,,,,,,,", 2030, "records/measures.csv:2:7 measure-no-figure"},
		{"a category without figures", "少填埋,other,2025,,4.A.1,,,,,1,t,,,,,,,,", 2030, "records/measures.csv:2:5 measure-no-figure"},
		{"units of another dimension", "少煤,closure,2025,,1.A.2.f,甲厂,烟煤,,,1,万m3,,,,,,,,", 2030, "records/measures.csv:2:11 measure-units"},
		{"a substitute in units of another dimension", "改气,substitution,2025,,1.A.2.f,甲厂,烟煤,,,1,t,1.A.2.f,甲厂,天然气,,,1,kWh,", 2030, "records/measures.csv:2:18 measure-units"},
		{"a substitute of which the heat is not known", "改用,substitution,2025,,1.A.2.f,甲厂,烟煤,,,1,t,1.A.2.f,甲厂,天然气,锅炉,,,ha,", 2030, "records/measures.csv:2:14 measure-no-heat"},
		{"heat of what is no fuel", "改用,substitution,2025,,2.A.1,甲厂,水泥熟料,,clinker,1,t,1.A.2.f,甲厂,天然气,,,,,", 2030, "records/measures.csv:2:7 measure-no-heat"},
		{"a calorific value", "换煤,other,2025,,1.A.2.f,甲厂,烟煤,,ncv,1,GJ/t,,,,,,,,", 2030, "records/measures.csv:2:9 measure-of-ratio"},
		{"a factor in the place of an amount", "换煤,other,2025,,1.A.2.f,甲厂,烟煤,,,1,t,1.A.2.f,甲厂,烟煤,,ncv,1,GJ/t,", 2030, "records/measures.csv:2:16 measure-of-ratio"},
		{"a step that another measure makes possible", "一,diversion,2025,,1.A.2.f,甲厂,烟煤,,,6000,t,1.A.2.f,,烟煤,,,,,\n二,closure,2026,,1.A.2.f,,烟煤,,,1000,t,,,,,,,,", 2030, "records/measures.csv:3:10 measure-takes-too-much"},
		{"what no method knows", "改用,other,2025,,1.A.2.f,甲厂,烟煤,,,1,t,1.A.2.f,甲厂,水泥熟料,,,1,t,", 2030, "records/measures.csv:2:12 no-method"},
		{"no year to come", "少煤,closure,2025,,1.A.2.f,甲厂,烟煤,,,1,t,,,,,,,,", 2024, "inventory.toml scenario-target"},
	} {
		rows := strings.ReplaceAll(c.measures, "\n", signed) + signed
		s := scenarioOf(t, e, "CN-PROV-2011", map[string]string{"activity/a.csv": activity, "records/measures.csv": measuresHead + rows}, c.target)
		var got []string
		said.WriteString("# " + c.name + "\n")
		for _, p := range s.Problems {
			if p.Severity < inventory.Error {
				continue
			}
			got = append(got, p.Source.String()+" "+p.Code)
			said.WriteString(p.Format("zh") + "\n" + p.Format("en") + "\n")
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: %s, want %s", c.name, strings.Join(got, ", "), c.want)
		}
		if s.Years != nil || s.Effects != nil || !s.Change().zero() {
			t.Errorf("%s: there are figures beside an error", c.name)
		}
	}
	golden.Compare(t, "../../testdata/scenario/refused.txt", said.String())
}

// Every inventory of the examples goes on to a year to come: from a plan, an energy balance, verified figures and banks of gases.
func TestScenarioOfExamples(t *testing.T) {
	e := newEngine(t)
	for _, dir := range []string{"../../seeds/tongliang", "../../testdata/inventories/emitters", "../../testdata/inventories/balance", "../../testdata/inventories/electricity", "../../testdata/inventories/banks", "../../testdata/inventories/forest"} {
		ws, problems, err := workspace.LoadFS(os.DirFS(dir), e.Vocabulary)
		if err != nil || problems.Failed() {
			t.Fatal(err, problems)
		}
		s := sound(t, e.Scenario(ws, 2030))
		first := e.Compile(ws, nil).Inventory
		if amountsText(amountsOf(first, s.Latest)) != amountsText(s.Years[0].Reference) {
			t.Errorf("%s: the inventory has %s, the scenario %s", dir, amountsText(amountsOf(first, s.Latest)), amountsText(s.Years[0].Reference))
		}
		for _, y := range s.Years {
			if !y.Reference[1].Value.Equal(s.Years[0].Reference[1].Value) {
				t.Errorf("%s %d: %s", dir, y.Year, amountsText(y.Reference))
			}
		}
	}
}
