package engine

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// Whatever a row takes off, its line is no less than zero: what takes off more than there is has no inventory, and says so at
// its own cell.
func TestDeductionsMakeNoLineNegative(t *testing.T) {
	const verb = "%s"
	works := []struct {
		guide, rows string // with the amount taken off left open, at the row told of
		at          int
		whole       int64 // about what may be taken off
	}{
		{"CN-PROV-2011", "2020,2.A.1,甲,水泥熟料,,,1000,t,,,企\n2020,2.A.1,甲,水泥熟料,,carbide_slag_clinker," + verb + ",t,,,企\n", 3, 1000},
		{"IPCC-2006", "2020,2.A.1,甲,水泥,,,1000,t,,,企\n2020,2.A.1,甲,水泥,,clinker_imports," + verb + ",t,,,企\n", 3, 750},
		{"IPCC-2006", "2020,2.A.1,甲,石灰石,,carbonate,1000,t,,,企\n2020,2.A.1,甲,窑灰,,uncalcined_dust," + verb + ",t,,,企\n" +
			"2020,2.A.1,甲,窑灰,,dust_carbonate_fraction,1,fraction,,,企\n2020,2.A.1,甲,窑灰,,dust_calcination,0,fraction,,,企\n", 3, 1000},
		{"IPCC-2006", "2020,2.B.1,甲,合成氨,天然气重整（新旧混合平均）;天然气,,1000,t,,,企\n2020,2.B.1,甲,合成氨,天然气重整（新旧混合平均）;天然气,co2_recovered," + verb + ",t,,,企\n", 3, 2100},
		{"IPCC-2006", "2020,2.B.1,甲,合成氨,天然气重整（新旧混合平均）;天然气,,1000,t,,,企\n2020,2.B.1,甲,合成氨,天然气重整（新旧混合平均）;天然气,urea," + verb + ",t,,,企\n", 3, 2870},
		{"IPCC-2006", strings.Replace(strontiumWorks, "12000", verb, 1), 5, 63000},
		{"IPCC-2019", "2020,2.C.1,甲,焦炭,,carbon_in,1000,t,,,企\n2020,2.C.1,甲,粗钢,,carbon_out," + verb + ",t,,,企\n", 3, 83000},
		{"CN-PROV-2011", "2020,2.C.1,甲,石灰石,,flux,1000,t,,,企\n2020,2.C.1,甲,粗钢,,carbon_out," + verb + ",t,,,企\n", 3, 48000},
		{"IPCC-2006", "2020,2.B.9.a,甲,HCFC-22,近年优化厂,,1000,t,,,企\n2020,2.B.9.a,甲,HCFC-22,近年优化厂,recovered," + verb + ",t,,,企\n", 3, 30},
		{"IPCC-2006", "2020,2.G.1,甲,,,nameplate_repaired,1000,kg,,,电\n2020,2.G.1,甲,,,recovered_repaired," + verb + ",kg,,,电\n", 3, 1000},
		{"IPCC-2006", "2020,2.G.1,甲,,,stock_begin,1000,kg,,,电\n2020,2.G.1,甲,,,stock_end," + verb + ",kg,,,电\n2020,2.G.1,甲,,,acquired,500,kg,,,电\n2020,2.G.1,甲,,,disbursed,300,kg,,,电\n" +
			"2020,2.G.1,甲,,,nameplate_new,250,kg,,,电\n2020,2.G.1,甲,,,nameplate_retired,50,kg,,,电\n", 3, 1000},
		{"IPCC-2019", "2020,1.B.1.a.i.1,,,,,10000,t,,,煤\n2020,1.B.1.a.i.1,,,,recovered," + verb + ",m3,,,煤\n", 3, 180000},
	}
	random := rand.New(rand.NewPCG(20, 26))
	for _, w := range works {
		kept, refused := 0, 0
		for range 7 {
			taken := decimal.New(random.Int64N(2*w.whole*1000), -3)
			rows := fmt.Sprintf(w.rows, taken)
			r := compiled(t, w.guide, "2020", map[string]string{"activity/a.csv": head + rows})
			if r.Inventory == nil {
				refused++
				at := fmt.Sprintf("activity/a.csv:%d:7 ", w.at)
				if got := codes(r, inventory.Error); len(got) != 1 || !strings.HasPrefix(got[0], at) || !strings.Contains(got[0], "-exceeds-generation") {
					t.Errorf("%s: %q, want one at %s", rows, got, at)
				}
				continue
			}
			kept++
			for _, e := range r.Inventory.Estimates {
				if e.Number && e.Boundary == inventory.Territorial && e.Value().IsNegative() {
					t.Errorf("%s: %s of %s", rows, e.Value(), e.Method.ID)
				}
			}
		}
		if kept == 0 || refused == 0 {
			t.Errorf("%s: %d kept, %d refused: the amounts are of no use", w.rows, kept, refused)
		}
	}
}

// In a balance of materials the carbon of the CO2 is what comes in less what goes out, to the last digit, in whatever order and
// parts the materials are given.
func TestCarbonInIsCarbonOut(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 30))
	amount := func(below int64) decimal.Decimal { return decimal.New(1+random.Int64N(below*100), -2) }
	for _, w := range []struct {
		guide, category, product string
		in, out                  []string
	}{
		{"IPCC-2006", "2.B.10", "碳酸锶,碳还原法,,30000,t", []string{"烟煤", "无烟煤", "焦炭", "石油焦"}, []string{"锶渣"}},
		{"IPCC-2019", "2.C.1", "", []string{"焦炭", "高炉喷吹煤", "石灰石", "白云石", "废钢"}, []string{"粗钢", "高炉煤气", "生铁"}},
		{"IPCC-2006", "2.C.1", "", []string{"焦炭", "天然气", "重油"}, []string{"粗钢"}},
	} {
		for range 8 {
			var rows []string
			row := func(rest string, of ...any) {
				rows = append(rows, fmt.Sprintf("2020,"+w.category+",甲,"+rest+",,,企\n", of...))
			}
			if w.product != "" {
				row(w.product)
			}
			sum := decimal.Decimal{} // of the carbon, in t
			for at, list := range [][]string{w.in, w.out} {
				parameter, below := "carbon_in", int64(5000)
				if at == 1 {
					parameter, below = "carbon_out", 900
				}
				for _, material := range list {
					content, tonnes := decimal.New(1+random.Int64N(899), -3), amount(below)
					carbon := tonnes.Mul(content)
					row("%s,,carbon_content,%s,t C/t", material, content)
					parts := decimal.NewFromInt(0)
					if random.IntN(2) == 0 { // given in two parts
						parts = tonnes.Mul(decimal.New(25, -2))
						row("%s,一部分,%s,%s,t", material, parameter, parts)
						row("%s,一部分,carbon_content,%s,t C/t", material, content)
					}
					row("%s,,%s,%s,t", material, parameter, tonnes.Sub(parts))
					if at == 1 {
						carbon = carbon.Neg()
					}
					sum = sum.Add(carbon)
				}
			}
			random.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
			r := compiled(t, w.guide, "2020", map[string]string{"activity/a.csv": head + strings.Join(rows, "")})
			if r.Inventory == nil {
				if got := codes(r, inventory.Error); !sum.IsNegative() || !strings.Contains(strings.Join(got, " "), "deduction-exceeds-generation") {
					t.Errorf("%s t C left: %q\n%s", sum, got, strings.Join(rows, ""))
				}
				continue
			}
			at := slices.IndexFunc(r.Inventory.Estimates, func(e *inventory.Estimate) bool {
				return e.Number && e.Gas == "CO2" && e.Boundary == inventory.Territorial && e.Row.Category.Code == w.category
			})
			want := sum.Mul(decimal.NewFromInt(44))
			if at < 0 || !r.Inventory.Estimates[at].Value().Mul(decimal.NewFromInt(12)).Round(20).Equal(want) {
				t.Errorf("%q, want CO2 × 12 = %s\n%s", lines(r), want, strings.Join(rows, ""))
			}
		}
	}
}

// Ammonia left with energy is told of once a works, whatever its rows give, and computed where the district says so.
func TestAmmoniaByAllocation(t *testing.T) {
	rows := "2020,2.B.1,甲厂,天然气,,feedstock,3750,TJ,,,企\n2020,2.B.1,甲厂,合成氨,,production,100000,t,,,企\n2020,1.A.2.c,甲厂,天然气,,,3750,TJ,,,企\n"
	r := compiled(t, "CN-PROV-2011", "2020", map[string]string{"activity/a.csv": head + rows})
	if got, want := codes(r, inventory.Info), []string{"activity/a.csv:3:7 ammonia-in-energy"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got := total(r, inventory.Territorial, "2.B.1", "CO2"); got != "0" && got != "" {
		t.Errorf("2.B.1 has %s t CO2", got)
	}
	r = compiled(t, "CN-PROV-2011", "2020", map[string]string{"activity/a.csv": head + strings.Split(rows, "2020,1.A.2.c")[0]})
	if got, want := codes(r, inventory.Error), []string{"activity/a.csv:3:9 ie-target-empty"}; !slices.Equal(got, want) {
		t.Errorf("its carbon is nowhere: %q, want %q", got, want)
	}
	toml := fmt.Sprintf(settings, "2020", "CN-PROV-2011") + "[allocation]\nammonia_in = \"ippu\"\n"
	r = compiled(t, "", "", map[string]string{"inventory.toml": toml, "activity/a.csv": head + strings.Split(rows, "2020,1.A.2.c")[0]})
	if got, want := lines(r), []string{"2020 2.B.1 甲厂 合成氨 CO2 210375 2.B.1/t2/CO2"}; len(got) != 1 || !strings.HasPrefix(got[0], want[0]) {
		t.Errorf("%q, want %q", got, want)
	}
}
