package engine

import (
	"strings"
	"testing"

	"ghg/inventory"
)

// A diversion of what is no waste to where it is none either way, and one to where nothing is emitted, are taken and told.
func TestScenarioOfDiversions(t *testing.T) {
	e := newEngine(t)
	activity := oneSite(0) + "2024,1.A.2.f,甲厂,烟煤,,,100000,t,,,企\n2024,4.C.1,,医疗废物,无能量回收,,900,t,,,城\n2024,4.B,,食品垃圾,堆肥,waste,900,t,,,城\n"
	for _, c := range []struct{ name, row, want string }{
		{"coal that becomes medical waste", "转,diversion,2025,,1.A.2.f,甲厂,烟煤,,,50000,t,4.C.1,,医疗废物,无能量回收,,,,", "measure-diverts-no-waste"},
		{"coal that goes to another works", "转,diversion,2025,,1.A.2.f,甲厂,烟煤,,,50000,t,1.A.2.e,乙厂,烟煤,,,,,", ""},
		{"waste that is burned elsewhere", "转,diversion,2025,,4.C.1,炉,食品垃圾,连续;炉排;无能量回收,,500,t,1.A.1.a,厂,食品垃圾,发电;连续;炉排,,,,", ""},
		{"waste that is made compost", "转,diversion,2025,,4.C.1,炉,食品垃圾,连续;炉排;无能量回收,,500,t,4.B,,食品垃圾,堆肥,waste,,,", ""},
		{"waste of which no gas comes in the year that it is put down", "转,diversion,2026,,4.C.1,炉,食品垃圾,连续;炉排;无能量回收,,500,t,4.A.1,场,食品垃圾,厌氧;无透气覆盖,waste,,,", "measure-diverts-to-nothing"},
	} {
		s := scenarioOf(t, e, "IPCC-2006", map[string]string{"activity/a.csv": activity, "records/measures.csv": measuresHead + c.row + signed}, 2026)
		var got []string
		for _, p := range s.Problems {
			if strings.HasPrefix(p.Code, "measure-diverts") || p.Severity >= inventory.Error {
				got = append(got, p.Format("en"))
			}
		}
		if said := strings.Join(got, "\n"); c.want == "" && said != "" || c.want != "" && !strings.Contains(said, "WARNING ["+c.want+"]") {
			t.Errorf("%s: %q, want %s", c.name, said, c.want)
		}
	}
}
