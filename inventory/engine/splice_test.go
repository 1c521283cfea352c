package engine

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"ghg/inventory"
)

// The published techniques of splicing on coal of one works, which the inventory multiplies by no more than its carbon: the surrogate
// 50 × 104 ÷ 100 = 52 (IPCC 2006 V1 Eq 5.2 p5.10), and the interpolation of Box 5.2a of the Refinement, 4235 + (4655 − 4235) ÷ 4 =
// 4340.
func TestSplicesBySurrogateAndInterpolation(t *testing.T) {
	const splices = "technique,year,to_year,from_year,category,item,indicator,by,date,reason\n"
	const indicators = "year,indicator,value,unit,source\n2019,产值,104,亿元,x\n2020,产值,100,亿元,x\n2018,产值,52,亿元,x\n2017,人口,10,万人,x\n2019,人口,200000,人,x\n"
	row := func(year, mass int) string { return fmt.Sprintf("%d,1.A.2.f,,烟煤,,,%d,t,,,统\n", year, mass) }
	for _, c := range []struct {
		name, rows, splices string
		want                []string // figures of coal
		codes               []string
	}{
		{"surrogate", row(2020, 50), "surrogate,2018,2019,2020,1.A.2.f,烟煤,产值,a,2026-01-01,r\n", []string{"2018 26", "2019 52", "2020 50"}, nil},
		{"surrogate in another unit", row(2019, 50), "surrogate,2017,,2019,1.A.2.f,烟煤,人口,a,2026-01-01,r\n", []string{"2017 25", "2019 50"}, nil},
		{"interpolation", row(2016, 4235) + row(2020, 4655), "interpolation,2017,2019,,1.A.2.f,烟煤,,a,2026-01-01,r\n", []string{"2016 4235", "2017 4340", "2018 4445", "2019 4550", "2020 4655"}, nil},
		{"one from another", row(2016, 100) + row(2020, 50), "interpolation,2017,2018,,1.A.2.f,烟煤,,a,2026-01-01,r\nsurrogate,2019,,2020,1.A.2.f,烟煤,产值,a,2026-01-01,r\n", []string{"2016 100", "2017 84", "2018 68", "2019 52", "2020 50"}, nil},
		{"no indicator of a year", row(2020, 50), "surrogate,2016,2019,2020,1.A.2.f,烟煤,产值,a,2026-01-01,r\n", nil, []string{"records/splices.csv:2:7 splice-indicator-missing"}},
		{"open on one side", row(2020, 50), "interpolation,2018,2019,,1.A.2.f,烟煤,,a,2026-01-01,r\n", nil, []string{"records/splices.csv:2:2 splice-source-missing"}},
		{"over a figure", row(2018, 40) + row(2020, 50), "surrogate,2018,2019,2020,1.A.2.f,烟煤,产值,a,2026-01-01,r\n", nil, []string{"records/splices.csv:2:2 splice-over-stated"}},
	} {
		r := filled(t, "CN-PROV-2011", "2016, 2017, 2018, 2019, 2020", map[string]string{"activity/a.csv": head + c.rows, "records/splices.csv": splices + c.splices, "indicators.csv": indicators})
		if got := codes(r, inventory.Error); !slices.Equal(got, c.codes) {
			t.Errorf("%s: %q, want %q", c.name, got, c.codes)
		}
		if r.Inventory == nil {
			continue
		}
		var got []string
		for _, e := range r.Inventory.Estimates {
			if e.Number && e.Gas == "CO2" {
				got = append(got, fmt.Sprintf("%d %s", e.Row.Year, e.Row.Value))
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// A landfill whose early years nobody recorded is reckoned back by the people it served, from 1950 on; the line says which years are
// derived and why. Recomputed outside: W = 10,000 t × population ÷ 60, bulk waste by decay.
func TestDepositsReckonedBack(t *testing.T) {
	var indicators strings.Builder
	indicators.WriteString("year,indicator,value,unit,source\n")
	for year := 1950; year <= 2010; year++ {
		fmt.Fprintf(&indicators, "%d,常住人口,%d,万人,统计年鉴\n", year, year-1950)
	}
	r := filled(t, "IPCC-2006", "2021", map[string]string{"activity/a.csv": head + took("4.A.3", "", "无透气覆盖", 2010, 2021, 1), "indicators.csv": indicators.String(),
		"records/splices.csv": "technique,year,to_year,from_year,category,item,detail,parameter,indicator,by,date,reason\nsurrogate,1950,2009,2010,4.A.3,城市生活垃圾,无透气覆盖,waste,常住人口,张三,2026-01-01,早年没有台账\n"})
	unnamed := filled(t, "IPCC-2006", "2021", map[string]string{"activity/a.csv": head + strings.ReplaceAll(took("4.A.3", "", "无透气覆盖", 2010, 2021, 1), "waste", ""), "indicators.csv": indicators.String(),
		"records/splices.csv": "technique,year,to_year,from_year,category,item,detail,indicator,by,date,reason\nsurrogate,1950,2009,2010,4.A.3,城市生活垃圾,无透气覆盖,常住人口,张三,2026-01-01,早年没有台账\n"})
	if a, b := of4A(r), of4A(unnamed); !slices.Equal(a, b) {
		t.Errorf("without the parameter's name %q, with it %q; %q", b, a, codes(unnamed, inventory.Error))
	}
	if got, want := of4A(r), []string{"2021 4.A.3 334.213766"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q; %q", got, want, codes(r, inventory.Error))
	}
	for _, e := range r.Inventory.Estimates {
		if e.Number && !slices.ContainsFunc(e.Notes(), func(n inventory.Text) bool {
			return n.EN == "the figures of 1950–2009 are derived (records/splices.csv): 早年没有台账"
		}) {
			t.Errorf("the line does not say that its history is derived: %v", e.Notes())
		}
	}
}
