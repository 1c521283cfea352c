package engine

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// verifiedDistrict is two works that burn the same in both years.
const verifiedDistrict = `year,category,facility,item,value,unit,source
2020,1.A.2.f,甲厂,烟煤,100000,t,s
2021,1.A.2.f,甲厂,烟煤,100000,t,s
2020,1.A.2.f,甲厂,天然气,1000,万m3,s
2021,1.A.2.f,甲厂,天然气,1000,万m3,s
2020,1.A.2.f,丙厂,烟煤,20000,t,s
2021,1.A.2.f,丙厂,烟煤,20000,t,s
`

const sameValueAdded = "year,indicator,value,unit,price_base,source,department\n2020,地区生产总值,100,亿元,2020年价,s,区统计局\n2021,地区生产总值,100,亿元,2020年价,s,区统计局\n" +
	"2020,工业增加值,40,亿元,2020年价,s,区统计局\n2021,工业增加值,40,亿元,2020年价,s,区统计局\n"

const verifiedHead = "year,category,facility,gas,value,unit,boundary,verifier,source\n"

// A works that is verified in one year and computed in the other burns what it burned: 200000 t of coal and 20000 t of gas are
// computed (2,000 TJ·100 t, 400 TJ·50 t), and 190000 t verified are a change of 30000 t of the carbon factor alone.
func TestVerifiedWorksKeepTheirFuel(t *testing.T) {
	for _, c := range []struct {
		name, activity, verified string
		effects                  map[string]string
		notes                    []string
	}{
		{"verified in one year", verifiedDistrict, "2021,1.A.2.f,甲厂,CO2,190000,t,territorial,乙,s\n",
			map[string]string{"intensity": "0", "fuel_mix": "0", "carbon_factor": "-30000", "other": "0", "scope": "0"}, []string{"甲厂 of 2021 190000 t, computed 220000 t"}},
		{"verified without activity", strings.NewReplacer("2021,1.A.2.f,甲厂,烟煤,100000,t,s\n", "", "2021,1.A.2.f,甲厂,天然气,1000,万m3,s\n", "").Replace(verifiedDistrict), "2021,1.A.2.f,甲厂,CO2,190000,t,territorial,乙,s\n",
			map[string]string{"intensity": "0", "fuel_mix": "0", "carbon_factor": "0", "other": "-30000", "scope": "0"}, []string{"甲厂 has a verified figure and no fuel in 2021"}},
		{"verified in both years", verifiedDistrict, "2020,1.A.2.f,甲厂,CO2,200000,t,territorial,乙,s\n2021,1.A.2.f,甲厂,CO2,190000,t,territorial,乙,s\n",
			map[string]string{"carbon_factor": "-10000", "other": "0"}, []string{"甲厂 of 2020 200000 t, computed 220000 t; 甲厂 of 2021 190000 t, computed 220000 t"}},
		{"nothing emitted by the verifier", verifiedDistrict, "2021,1.A.2.f,甲厂,CO2,0,t,territorial,乙,s\n",
			map[string]string{"carbon_factor": "-220000", "other": "0"}, nil},
	} {
		ws, result := smallDistrict(t, map[string]string{"activity/energy.csv": c.activity, "estimates/v.csv": verifiedHead + c.verified, "inventory.toml": twoYears, "indicators.csv": sameValueAdded})
		d, problems := Decompose(ws, result, "co2")
		if problems.Failed() {
			t.Fatal(c.name, problems)
		}
		for factor, text := range c.effects {
			if want, got := decimal.RequireFromString(text), factorEffect(d, d.Direct, factor); got.Sub(want).Abs().GreaterThan(decimal.New(1, -6)) {
				t.Errorf("%s: %s %s, want %s", c.name, factor, got, want)
			}
		}
		for y, year := range d.Model.Years {
			if want := result.Inventory.Total(inventory.Figure{Year: year, Scope: "1.A", Gas: "CO2"}).Mass; !d.Model.Sum(y).Equal(want) {
				t.Errorf("%s: the terms of %d are %s t, the inventory has %s", c.name, year, d.Model.Sum(y), want)
			}
		}
		for _, want := range c.notes {
			told := false
			for _, note := range d.Notes {
				told = told || strings.Contains(note.EN, want)
			}
			if !told {
				t.Errorf("%s: no note %q: %v", c.name, want, d.Notes)
			}
		}
	}
}
