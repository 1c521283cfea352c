package report_test

import (
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
)

// rat is an exact number, so that what the test computes shares no arithmetic with the program.
func rat(t *testing.T, text string) *big.Rat {
	t.Helper()
	out, ok := new(big.Rat).SetString(text)
	if !ok {
		t.Fatal(text)
	}
	return out
}

// reckon computes a formula of numbers joined by * and / from left to right, its terms by + and −.
func reckon(t *testing.T, formula string) *big.Rat {
	t.Helper()
	sum, sign := new(big.Rat), int64(1)
	product, divide := big.NewRat(1, 1), false
	for _, word := range append(strings.Fields(formula), "+") {
		switch word {
		case "+", "-":
			sum.Add(sum, product.Mul(product, big.NewRat(sign, 1)))
			product, sign = big.NewRat(1, 1), 1
			if word == "-" {
				sign = -1
			}
		case "*", "/":
			divide = word == "/"
		default:
			factor := rat(t, word)
			if divide {
				factor.Inv(factor)
			}
			product.Mul(product, factor)
			divide = false
		}
	}
	return sum
}

// agrees compares a figure with its exact value, to 30 digits.
func agrees(t *testing.T, what string, got *decimal.Decimal, want *big.Rat) {
	t.Helper()
	if got == nil {
		t.Errorf("%s: none, want %s", what, want.FloatString(30))
		return
	}
	gap, bound := new(big.Rat).Sub(got.Rat(), want), new(big.Rat).Abs(want)
	if gap.Abs(gap).Cmp(bound.Mul(bound, rat(t, "1e-30"))) > 0 {
		t.Errorf("%s: %s, want %s", what, got, want.FloatString(34))
	}
}

// less is 1 − x.
func less(x *big.Rat) *big.Rat { return new(big.Rat).Sub(big.NewRat(1, 1), x) }

func over(a, b *big.Rat) *big.Rat { return new(big.Rat).Quo(a, b) }

func times(factors ...*big.Rat) *big.Rat {
	out := big.NewRat(1, 1)
	for _, f := range factors {
		out.Mul(out, f)
	}
	return out
}

// The emissions of the district by fuel, t: mass × calorific value × carbon × oxidation × 44/12 (METHODS §2.1).
const (
	ofCoal   = " * 19.57 / 1000 * 26.1 * 0.93 * 44 / 12"
	ofGas    = " * 389.31 / 1000 * 15.3 * 0.99 * 44 / 12"
	ofDiesel = " * 42.652 / 1000 * 20.2 * 0.98 * 44 / 12"
)

// handGDP and handEnergy are GDP at 2020 prices (10⁴ yuan) and the CO2 of energy (t), written out from the tables of the workspace.
var (
	handGDP = map[int]string{2015: "4523000 * 300.0 / 418.6", 2020: "4523000", 2022: "4523000 * 1.081 * 1.032", 2023: "4523000 * 1.081 * 1.032 * 1.064", 2024: "4523000 * 1.081 * 1.032 * 1.064 * 1.061"}

	handEnergy = map[int]string{
		2020: "390000" + ofCoal + " + 7680" + ofGas + " + 35750" + ofDiesel + " + 110",
		2023: "360000" + ofCoal + " + 8920" + ofGas + " + 37700" + ofDiesel + " + 104",
		2024: "350000" + ofCoal + " + 9340" + ofGas + " + 38000" + ofDiesel + " + 102"}

	// Of industry: 1.A.1 + 1.A.2 − 1.A.2.k + 1.B, so that neither the diesel of building sites nor of roads counts.
	handIndustry = map[int]string{2020: "390000" + ofCoal + " + 4680" + ofGas + " + 110", 2024: "350000" + ofCoal + " + 5840" + ofGas + " + 102"}

	handAccount = map[int]string{
		2020: "291000 * 2.66 + 95000 * 1.73 + 128000 * 1.56 + 1520000 * 0.4405",
		2022: "278000 * 2.66 + 98000 * 1.73 + 142000 * 1.56 + 1660000 * 0.5227",
		2023: "270000 * 2.66 + 100000 * 1.73 + 148000 * 1.56 + 1740000 * 0.5581", // the final figures
		2024: "263000 * 2.66 + 101000 * 1.73 + 155000 * 1.56 + 1810000 * 0.5581"}
)

// seriesOf is an intensity of the inventory.
func seriesOf(t *testing.T, i *engine.Intensities, id string) *engine.Intensity {
	t.Helper()
	for _, x := range i.Series {
		if x.ID == id {
			return x
		}
	}
	t.Fatalf("no intensity %s", id)
	return nil
}

// standingOf is where a target stands.
func standingOf(t *testing.T, i *engine.Intensities, indicator string) *engine.Standing {
	t.Helper()
	for _, s := range i.Plan {
		if s.Target.Indicator == indicator {
			return s
		}
	}
	t.Fatalf("no target %s", indicator)
	return nil
}

// The intensities of the made-up district, by hand (METHODS §7.9).
func TestIntensitiesByHand(t *testing.T) {
	i := intensities(t, newEngine(t), inventories+"/assessed", 0, 0)
	of := func(table map[int]string, year int) *big.Rat { return reckon(t, table[year]) }
	per := func(table map[int]string, year int) *big.Rat { return over(of(table, year), of(handGDP, year)) }
	energy := seriesOf(t, i, "energy_co2/gdp")
	now := energy.At(2024)
	agrees(t, "CO2 of energy 2024", &now.Numerator, of(handEnergy, 2024))
	agrees(t, "GDP 2024 at 2020 prices", &now.Output, of(handGDP, 2024))
	agrees(t, "GDP 2015 at 2020 prices", &energy.At(2015).Output, of(handGDP, 2015))
	agrees(t, "I 2024", &now.Value, per(handEnergy, 2024))
	agrees(t, "d 2024", now.Annual, less(over(per(handEnergy, 2024), per(handEnergy, 2023))))
	direct := less(over(per(handEnergy, 2024), per(handEnergy, 2020)))
	agrees(t, "D 2024, direct", now.Direct, direct)
	agrees(t, "D 2024, chained", now.Chained, direct)
	mean := less(now.Mean.Rat())
	agrees(t, "(1 − mean)^4", ratOf(times(mean, mean, mean, mean)), less(direct))

	industry := seriesOf(t, i, "industry_co2/industry_va").At(2024)
	agrees(t, "CO2 of industry 2024", &industry.Numerator, of(handIndustry, 2024))
	agrees(t, "value added 2024", &industry.Output, reckon(t, "1516000 * 1.096 * 1.039 * 1.069 * 1.074"))
	agrees(t, "D of industry 2024", industry.Direct, less(over(over(of(handIndustry, 2024), reckon(t, "1.096 * 1.039 * 1.069 * 1.074")), of(handIndustry, 2020))))
	if energy.At(2024).Comparable != true || len(energy.Years) != 10 {
		t.Errorf("comparable %t, %d years", energy.At(2024).Comparable, len(energy.Years))
	}
}

// ratOf is an exact number as a decimal, to 60 digits behind the point.
func ratOf(x *big.Rat) *decimal.Decimal {
	out := decimal.RequireFromString(x.FloatString(60))
	return &out
}

// The official account, the recognised chain and the path to the target of 18 %, by hand.
func TestAssessmentByHand(t *testing.T) {
	i := intensities(t, newEngine(t), inventories+"/assessed", 0, 0)
	per := func(year int) *big.Rat { return over(reckon(t, handAccount[year]), reckon(t, handGDP[year])) }
	account := i.Assessment.At(2022)
	agrees(t, "account 2022", &account.Account.CO2, reckon(t, handAccount[2022]))
	agrees(t, "account 2023", &i.Assessment.At(2023).Account.CO2, reckon(t, handAccount[2023]))
	agrees(t, "I 2022", &account.Intensity, per(2022))
	now := i.Assessment.At(2024)
	agrees(t, "recomputed D 2024", now.Recomputed, less(over(per(2024), per(2020))))
	reached := less(times(rat(t, "0.951"), rat(t, "0.984"), over(per(2023), per(2022)), over(per(2024), per(2023))))
	agrees(t, "recognised D 2024", now.Cumulative, reached)
	agrees(t, "recognised D 2022", account.Cumulative, less(times(rat(t, "0.951"), rat(t, "0.984"))))

	s := standingOf(t, i, "单位地区生产总值二氧化碳排放下降")
	last, earlier := s.At(2024), s.At(2022)
	agrees(t, "reached 2024", &last.Reached, reached)
	agrees(t, "needed in 2025", last.Needed, less(over(rat(t, "0.82"), less(reached))))
	each := less(earlier.Needed.Rat())
	agrees(t, "(1 − D)(1 − needed)^3", ratOf(times(less(earlier.Reached.Rat()), each, each, each)), rat(t, "0.82"))
	agrees(t, "progress", last.Progress, over(reached, rat(t, "0.18")))
	agrees(t, "logarithmic progress", last.LogProgress, rat(t, "0.632427811466795060198830648362212594854")) // ln(1 − 0.11794943…) ÷ ln 0.82
	agrees(t, "due on the straight path", last.Straight, rat(t, "0.144"))
	due := less(last.Geometric.Rat())
	agrees(t, "(1 − due)^5", ratOf(times(due, due, due, due, due)), times(rat(t, "0.82"), rat(t, "0.82"), rat(t, "0.82"), rat(t, "0.82")))
	if s.State != engine.TargetBehind {
		t.Errorf("%s, want behind", s.State)
	}
}

// The parts of the gap add up to it exactly in every year, and each is what the two accounts hold.
func TestGapAddsUp(t *testing.T) {
	i := intensities(t, newEngine(t), inventories+"/assessed", 0, 0)
	for _, y := range i.Assessment.Years {
		account, held := decimal.Zero, decimal.Zero
		for _, part := range y.Gap {
			account, held = account.Add(part.Account), held.Add(part.Inventory)
		}
		if len(y.Gap) != 5 || !account.Equal(y.Account.CO2) || !held.Equal(y.Inventory) {
			t.Errorf("%d: %d parts of %s and %s, want %s and %s", y.Year, len(y.Gap), account, held, y.Account.CO2, y.Inventory)
		}
		if total := i.Inventory.Total(inventory.Figure{Year: y.Year, Boundary: inventory.Territorial, Scope: "1", Gas: "CO2"}); !total.Mass.Equal(y.Inventory) {
			t.Errorf("%d: the inventory has %s of energy, the gap %s", y.Year, total.Mass, y.Inventory)
		}
	}
	for n, want := range []string{"263000 * 2.66", "101000 * 1.73", "155000 * 1.56", "1810000 * 0.5581", "0"} {
		agrees(t, "account 2024, "+want, &i.Assessment.At(2024).Gap[n].Account, reckon(t, want))
	}
	for n, want := range []string{"350000" + ofCoal, "38000" + ofDiesel, "9340" + ofGas, "0", "102"} {
		agrees(t, "inventory 2024, "+want, &i.Assessment.At(2024).Gap[n].Inventory, reckon(t, want))
	}
}

// The states of the targets, each kind of which the example holds.
func TestStatesOfTargets(t *testing.T) {
	i := intensities(t, newEngine(t), inventories+"/assessed", 0, 0)
	for indicator, want := range map[string]string{
		"单位地区生产总值能源消耗下降": engine.TargetAhead,   // 13.02 %, due 11.37 %
		"公共机构人均能耗下降":     engine.TargetBetween, // 5.634 %, due 5.600 % and 5.640 %
		"全社会能源消费总量":      engine.TargetAhead,   // a cap of 115 that 2020 kept at 100.6: 110.2, due 112.0
		"森林蓄积量":          engine.TargetMet,
		"森林覆盖率":          engine.TargetBehind,
		"可再生能源占能源消费总量比重": engine.TargetBehind, // 13.33 ÷ 110.2, due 13.0 %
		"绿色建筑二星级以上面积":    engine.TargetPending,
	} {
		if s := standingOf(t, i, indicator); s.State != want {
			t.Errorf("%s: %s, want %s", indicator, s.State, want)
		}
	}
}

// Whatever an inventory holds of energy, by whichever guide, with verified figures and waste that burns, the gap is explained to the
// last digit.
func TestGapOfEveryGuideAddsUp(t *testing.T) {
	e := newEngine(t)
	for _, guide := range []string{"CN-PROV-2011", "CN-PROV-2025", "IPCC-2006", "IPCC-2019"} {
		dir := ofGuide(t, inventories+"/district", guide)
		path := filepath.Join(dir, "indicators.csv")
		table, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for year := 2015; year <= 2024; year++ {
			for _, entry := range []string{"煤炭消费量（标准量）,61.37", "油品消费量（标准量）,9.871", "天然气消费量（标准量）,7.03"} {
				table = fmt.Appendf(table, "%d,%s,万tce,虚构数据，仅供检验程序 (made up),区统计局\n", year, entry)
			}
		}
		if err := os.WriteFile(path, table, 0o644); err != nil {
			t.Fatal(err)
		}
		i := intensities(t, e, dir, 0, 0)
		if i.Assessment == nil || len(i.Assessment.Years) != 10 {
			t.Fatalf("%s: no account of every year", guide)
		}
		for _, y := range i.Assessment.Years {
			account, held := decimal.Zero, decimal.Zero
			for _, part := range y.Gap {
				account, held = account.Add(part.Account), held.Add(part.Inventory)
			}
			if !account.Equal(y.Account.CO2) || !held.Equal(y.Inventory) || y.Inventory.IsZero() {
				t.Errorf("%s %d: the parts hold %s and %s, want %s and %s", guide, y.Year, account, held, y.Account.CO2, y.Inventory)
			}
		}
	}
}
