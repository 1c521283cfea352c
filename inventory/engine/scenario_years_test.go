package engine

import (
	"fmt"
	"strings"
	"testing"

	"ghg/inventory"
)

// oneSite is a landfill that took 10000 t of food waste a year until the latest, and recovers so many t CH4 in that.
func oneSite(recovered int) string {
	var rows strings.Builder
	rows.WriteString(head + "2010,4.A.1,场,,,opening_year,2010,yr,,,城\n2024,4.C.1,炉,食品垃圾,连续;炉排;无能量回收,,1000,t,,,城\n")
	for year := 2010; year <= 2024; year++ {
		fmt.Fprintf(&rows, "%d,4.A.1,场,食品垃圾,厌氧;无透气覆盖,waste,10000,t,,,城\n", year)
	}
	if recovered > 0 {
		fmt.Fprintf(&rows, "2024,4.A.1,场,,,recovered,%d,t CH4,,,城\n", recovered)
	}
	return rows.String()
}

// notesOf are the assumptions that a scenario tells.
func notesOf(s *Scenario) string {
	var out []string
	for _, p := range s.Problems {
		if p.Severity == inventory.Info {
			out = append(out, p.Code+" "+p.Message.EN)
		}
	}
	return strings.Join(out, "\n")
}

// The gas that is recovered goes on as in the latest year, but no more of it than the site gives: without new waste 500*(1−exp(−0.185*14))
// = 462.49 t of 2024 fall by exp(−0.185) a year from 2026 on, below 300 t from 2028 on. No emission is below zero.
func TestScenarioOfRecovery(t *testing.T) {
	e := newEngine(t)
	diverted := "改焚烧,转移,2025,,4.A.1,场,食品垃圾,厌氧;无透气覆盖,,1,万t,4.C.1,炉,食品垃圾,连续;炉排;无能量回收,,,," + signed
	s := sound(t, scenarioOf(t, e, "IPCC-2006", map[string]string{"activity/a.csv": oneSite(300), "records/measures.csv": measuresHead + diverted}, 2030))
	// 11000 t burn, (50*265+0.2*28)/1000000 each, and the site gives nothing
	if got := s.Years[6].With[3].Value.String(); got != "145.8116" {
		t.Errorf("in 2030 %s t CO2e are left", got)
	}
	const note = "recovery-held scenario with measures: 4.A.1 场: the 300 t CH4 recovered in 2024 go on, and in 2028–2030 count no further than what is generated (269.13958 t in 2028)"
	if got := notesOf(s); got != note {
		t.Errorf("%s\nwant %s", got, note)
	}
	addUp(t, s)
}

// A mass balance gives no gas in a year without waste: what is recovered is then held to nothing and no error.
func TestScenarioOfRecoveryWithoutWaste(t *testing.T) {
	measure := "少填埋,closure,2027,,4.A.1,场,食品垃圾,厌氧;无透气覆盖,,1,万t,,,,,,,," + signed
	s := sound(t, scenarioOf(t, newEngine(t), "CN-PROV-2011", map[string]string{"activity/a.csv": oneSite(100), "records/measures.csv": measuresHead + measure}, 2030))
	if got := notesOf(s); !strings.Contains(got, "the 100 t CH4 recovered in 2024 go on, and in 2027–2030 count") {
		t.Error(got)
	}
	if y := s.Years[4]; y.Year != 2028 || y.With[3].Value.IsNegative() {
		t.Errorf("%d: %s", y.Year, amountsText(y.With))
	}
}

// A measure of a year that the inventory holds counts from the next year on, one whose years have all passed and one after the target
// year are not taken; each is told, and the others stand.
func TestScenarioOfOtherYears(t *testing.T) {
	rows := func(of ...string) string {
		return measuresHead + strings.Join(of, "")
	}
	closure := func(name, years string) string {
		return name + ",closure," + years + ",1.A.2.f,甲厂,烟煤,,,1000,t,,,,,,,," + signed
	}
	of := func(measures string) *Scenario {
		return sound(t, scenarioOf(t, newEngine(t), "CN-PROV-2011", map[string]string{"activity/a.csv": head + "2024,1.A.2.f,甲厂,烟煤,,,10000,t,,,企\n", "records/measures.csv": measures}, 2027))
	}
	s := of(rows(closure("早", "2023,"), closure("过", "2022,2024"), closure("晚", "2028,"), closure("今", "2026,")))
	want := of(rows(closure("早", "2025,"), closure("今", "2026,")))
	for i, y := range s.Years {
		if amountsText(y.With) != amountsText(want.Years[i].With) {
			t.Errorf("%d: %s, want %s", y.Year, amountsText(y.With), amountsText(want.Years[i].With))
		}
	}
	if len(s.Effects) != 2 || s.Effects[0].Rows[0].FromYear+s.Effects[1].Rows[0].FromYear != 2025+2026 {
		t.Errorf("%d measures are taken", len(s.Effects))
	}
	var said []string
	for _, p := range s.Problems {
		said = append(said, p.Format("en"))
	}
	for i, one := range []string{
		`records/measures.csv:2:3: WARNING [measure-begun] measure "早" of the scenario: from_year 2023 is a year that the inventory holds: it counts from 2025 on`,
		`records/measures.csv:3:4: WARNING [measure-passed] measure "过" of the scenario: it ends in 2024, which the inventory holds: it is not taken`,
		`records/measures.csv:4:3: INFO [measure-after-target] measure "晚" of the scenario: from_year 2028 comes after the target year 2027: it is not taken`,
	} {
		if i >= len(said) || !strings.HasPrefix(said[i], one) {
			t.Errorf("%q is not told: %q", one, said)
		}
	}
	if s := of(rows(closure("晚", "2028,"))); len(s.Effects) != 0 || len(s.Years) != 4 || !s.Change().zero() {
		t.Errorf("of no measure that is taken: %v", s.Effects)
	}
}

// What is missing in every year to come is told once.
func TestScenarioErrorOfEveryYear(t *testing.T) {
	diverted := "改焚烧,转移,2025,,4.A.1,场,食品垃圾,厌氧;无透气覆盖,,1,万t,1.A.1.a,厂,城市生活垃圾,发电;连续;炉排,,,," + signed
	s := scenarioOf(t, newEngine(t), "IPCC-2019", map[string]string{"activity/a.csv": oneSite(0), "records/measures.csv": measuresHead + diverted}, 2030)
	said := map[string]int{}
	for _, p := range s.Problems {
		if p.Severity >= inventory.Error {
			said[p.Format("en")]++
		}
	}
	for text, times := range said {
		if times > 1 {
			t.Errorf("%d times: %s", times, text)
		}
	}
	if len(said) != 3 {
		t.Errorf("%d errors: %v", len(said), said)
	}
}

// What is taken from the water goes on too, and water that becomes less must leave it room: that is told once, with the first year.
func TestScenarioOfSludgeWithoutWater(t *testing.T) {
	const plant = "2024,4.D.1,厂,生活污水,集中好氧处理厂;二级处理;好氧+初沉(混合污泥);不排入水体,"
	rows := head + plant + "population,36,万人,,,住\n" + plant + "sludge,3400,t,,,住\n"
	measure := "少污水,closure,2027,,4.D.1,厂,生活污水,集中好氧处理厂;二级处理;好氧+初沉(混合污泥);不排入水体,population,35.9,万人,,,,,,,," + signed
	s := scenarioOf(t, newEngine(t), "IPCC-2019", map[string]string{"activity/a.csv": rows, "records/measures.csv": measuresHead + measure}, 2030)
	var errors []string
	for _, p := range s.Problems {
		if p.Severity >= inventory.Error {
			errors = append(errors, p.Format("en"))
		}
	}
	if len(errors) != 1 || !strings.Contains(errors[0], "activity/a.csv:3:7: ERROR [deduction-exceeds-generation] scenario with measures: in 2027 4.D.1 厂") || !strings.Contains(errors[0], "the figures of 2024 go on: check what records/measures.csv takes") {
		t.Errorf("%q", errors)
	}
}

// A plant that states what it generates by mass of waste recovers no more than that of the waste that is left to it: 10000 t at 20 g/kg
// give 200 t CH4 of the 500 t recovered.
func TestScenarioOfDigestion(t *testing.T) {
	const plant = "2024,4.B,厂,食品垃圾,厌氧消化（沼气）,"
	rows := head + plant + "waste,30000,t,,,城\n" + plant + "ch4_generated,20,g CH4/kg,,,城\n" + plant + "recovered,500,t CH4,,,城\n"
	measure := "少收,closure,2026,,4.B,厂,食品垃圾,厌氧消化（沼气）,waste,20000,t,,,,,,,," + signed
	s := sound(t, scenarioOf(t, newEngine(t), "IPCC-2006", map[string]string{"activity/a.csv": rows, "records/measures.csv": measuresHead + measure}, 2027))
	const note = "recovery-held scenario with measures: 4.B 厂 食品垃圾 厌氧消化（沼气）: the 500 t CH4 recovered in 2024 go on, and in 2026, 2027 count no further than what is generated (200 t in 2026)"
	if got := notesOf(s); got != note {
		t.Errorf("%s\nwant %s", got, note)
	}
	if got := s.Years[3].With[3].Value; got.IsNegative() {
		t.Errorf("%s t CO2e are left", got)
	}
}
