package engine

import (
	"slices"
	"testing"

	"ghg/inventory"
)

// No figure below zero lowers a total, but that of what came in less what went out.
func TestNegativeActivity(t *testing.T) {
	for _, c := range []struct {
		name, rows string
		want       []string
	}{
		{"each row once, whatever its gases", "2020,4.C.1,,生活垃圾,连续;炉排,,-5,t,,,城\n2020,1.B.2.b.iii.5,,,天然气消费,,-2,亿m3,,,气\n", []string{"activity/a.csv:2:7 negative-activity", "activity/a.csv:3:7 negative-activity"}},
		{"what is recovered adds nothing", "2020,1.B.1.a.i.1,,,地方国有煤矿,,5,t,,,煤\n2020,1.B.1.a.i.1,,,地方国有煤矿,recovered,-5,m3,,,煤\n", []string{"activity/a.csv:3:7 negative-activity"}},
		{"two figures", "2020,1.B.1.a.i.1,,,地方国有煤矿,,-5,t,,,煤\n2020,1.B.1.a.i.1,,,地方国有煤矿,recovered,-5,m3,,,煤\n", []string{"activity/a.csv:2:7 negative-activity", "activity/a.csv:3:7 negative-activity"}},
		{"net of what went out", "2020,M.3,,电力,,electricity_net,-5,GWh,,,电\n2020,M.4,,热力,,heat_net,-5,GJ,,,电\n", nil},
		{"what went out", "2020,M.3,,电力,,electricity_in,5,GWh,,,电\n2020,M.3,,电力,,electricity_out,-5,GWh,,,电\n", []string{"activity/a.csv:3:7 negative-activity"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := compiled(t, "CN-PROV-2011", "2020", map[string]string{"activity/a.csv": head + c.rows})
			if got := codes(r, inventory.Error); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
