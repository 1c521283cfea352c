package engine

import (
	"slices"
	"strings"
	"testing"

	"ghg/inventory"
)

// Digestion in print is net of what it recovers (IPCC 2006 V5 Table 4.1 note p4.6): recovery is taken from what a plant states that
// it generates, and from nothing else.
func TestBiologicalTreatment(t *testing.T) {
	const compost, digestion = "2023,4.B,,食品垃圾,堆肥,", "2023,4.B,,食品垃圾,厌氧消化（沼气）,"
	for _, c := range []struct {
		name, rows string
		want       []string
	}{
		{"compost by wet weight", compost + "waste,20000,t,,,城\n", []string{"CH4 80", "N2O 4.8"}},
		{"by the unnamed mass", compost + ",2,万t,,,城\n", []string{"CH4 80", "N2O 4.8"}},
		{"by dry weight", compost + "waste_dry,8000,t,,,城\n", []string{"CH4 80", "N2O 4.8"}},
		{"digestion", digestion + "waste,30000,t,,,城\n", []string{"CH4 24", "N2O 0"}},
		{"digestion by dry weight", digestion + "waste_dry,12000,t,,,城\n", []string{"CH4 24", "N2O 0"}},
		{"digestion that states what it generates", digestion + "waste,30000,t,,,城\n" + digestion + "ch4_generated,20,g CH4/kg,,,城\n" + digestion + "recovered,570,t CH4,,,城\n", []string{"CH4 30", "N2O 0"}},
		{"recovery from a factor that is net of it", digestion + "waste,30000,t,,,城\n" + digestion + "recovered,5,t CH4,,,城\n", []string{"activity/a.csv:2:6 parameters-do-not-fit"}},
		{"more recovered than generated", digestion + "waste,30000,t,,,城\n" + digestion + "ch4_generated,20,g CH4/kg,,,城\n" + digestion + "recovered,700,t CH4,,,城\n", []string{"activity/a.csv:4:7 deduction-exceeds-generation"}},
		{"no treatment named", "2023,4.B,,食品垃圾,,waste,30000,t,,,城\n", []string{"activity/a.csv:2:4 factor-not-found", "activity/a.csv:2:4 factor-not-found"}},
		{"what does not rot", "2023,4.B,,塑料,堆肥,waste,300,t,,,城\n", []string{"activity/a.csv:2:2 no-method"}},
	} {
		for _, guide := range []string{"CN-PROV-2011", "CN-PROV-2025", "IPCC-2006", "IPCC-2019"} {
			r := farmed(t, guide, c.rows)
			got := codes(r, inventory.Error)
			if r.Inventory != nil {
				for _, e := range r.Inventory.Estimates {
					if e.Number && strings.HasPrefix(e.Row.Category.Code, "4.B") {
						got = append(got, e.Gas+" "+e.Value().String())
					}
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%s, %s: %q, want %q", c.name, guide, got, c.want)
			}
		}
	}
}
