package engine

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// Published totals of which each activity is one term: the inventory adds up to them (METHODS §2.7–2.9).
func TestFugitiveTotals(t *testing.T) {
	share := func(closed, mines, percent string) string {
		subject := "2005,1.B.1.a.i.3,,,关闭于" + closed + ","
		return subject + "," + mines + ",个矿井,,,应\n" + subject + "gassy_mine_share," + percent + ",%,,,应\n"
	}
	mine := "2020,1.B.1.a.i.1,甲矿,原煤,地方国有煤矿,,300000,t,,,应\n2020,1.B.1.a.i.2,甲矿,原煤,高瓦斯矿,,30,万吨,,,应\n"
	chain := "2020,1.B.2.b.iii.1,,天然气,天然气勘探;页岩气;有火炬或回收;按钻井数,,12,口,,,企\n" +
		"2020,1.B.2.b.iii.2,,天然气,陆上天然气生产;低排放技术,,50,10^6 m3,,,企\n2020,1.B.2.b.iii.3,,天然气,天然气处理;广泛LDAR,,50,10^6 m3,,,企\n"
	town := "2020,1.B.2.b.iii.4,,天然气,天然气输送;广泛LDAR且干封压缩机约50%以上,,2,亿m3,,,气\n2020,1.B.2.b.iii.5,,,gas distribution;plastic >50%,,200,10^6 m3,,,气\n" +
		"2020,1.B.2.b.iii.6,,,用气设备,,12,万台,,,气\n2020,1.B.2.b.iii.6,,,天然气汽车,,3000,辆,,,公\n2020,1.B.2.b.iii.6,,,工业企业和电厂,,80,10^6 m3,,,气\n"
	for _, c := range []struct{ name, guide, year, rows, want string }{
		{"coal mine, a volume used", "CN-PROV-2011", "2020", mine + "2020,1.B.1.a.i.1,甲矿,原煤,地方国有煤矿,recovered,500000,m3,,,应\n", "1946.35"},
		{"coal mine, a mass used", "CN-PROV-2011", "2020", mine + "2020,1.B.1.a.i.1,甲矿,原煤,地方国有煤矿,recovered,335,t,,,应\n", "1946.35"},
		{"abandoned mines of IPCC 2006 V2 Table 4.1.7", "IPCC-2006", "2005", share("1901-1925", "20", "10") + share("1926-1950", "15", "50") + share("1951-1975", "10", "75") +
			share("1976-2000", "5", "100") + share("2001-present", "1", "100"), "6636.015"},
		{"gas consumed by the guide of 2011", "CN-PROV-2011", "2020", "2020,1.B.2.b.iii.5,,天然气,天然气消费,,2,亿m3,,,气\n", "266"},
		{"shale gas field", "IPCC-2019", "2020", chain, "171.1"},
		{"gas in town", "IPCC-2019", "2020", town, "894.9"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := compiled(t, c.guide, c.year, map[string]string{"activity/a.csv": head + c.rows})
			sum := decimal.Decimal{}
			if r.Inventory == nil {
				t.Fatal(lines(r))
			}
			for _, e := range r.Inventory.Estimates {
				if e.Number && e.Gas == "CH4" {
					sum = sum.Add(e.Value())
				}
			}
			if !sum.Equal(decimal.RequireFromString(c.want)) {
				t.Errorf("%s t CH4, want %s: %q", sum, c.want, lines(r))
			}
		})
	}
}

// Which gases an activity of the chain has is a matter of the printed factors: one without a factor is not computed.
func TestFugitiveGases(t *testing.T) {
	for _, c := range []struct{ rows, want string }{
		{"2020,1.B.2.b.iii.1,,,天然气勘探;页岩气;有火炬或回收;按钻井数,,12,口井,,,企\n", "CO2 CH4 N2O"},
		{"2020,1.B.2.b.iii.1,,,天然气勘探;页岩气;无火炬或回收;按钻井数,,12,well drilled,,,企\n", "CO2 CH4"},
		{"2020,1.B.2.b.iii.4,,,LNG储存站,,2,座,,,气\n", "CO2 CH4"},
		{"2020,1.B.2.b.iii.6,,,废弃油气井;陆上;未封堵,,2,口,,,企\n", "CH4"},
		{"2020,1.B.2.a.iii.3,,,原油储罐,,2,10^3 m3,,,企\n", "CH4"},
		{"2020,1.B.1.a.i.1,,,,,2,万吨,,,应\n", "CO2 CH4"},
		{"2020,1.B.1.a.i.1,,,,recovered,2,t,,,应\n2020,1.B.1.a.i.1,,,,,2,万吨,,,应\n", "CO2 CH4"},
	} {
		r := compiled(t, "IPCC-2019", "2020", map[string]string{"activity/a.csv": head + c.rows})
		var got []string
		for _, line := range lines(r) {
			for _, gas := range []string{"CO2", "CH4", "N2O"} {
				if slices.Contains(strings.Fields(line), gas) {
					got = append(got, gas)
				}
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, want %s", c.rows, lines(r), c.want)
		}
	}
}

// No more can be recovered than is generated, whatever the category; the row that says so is named with both figures.
func TestRecoveryExceedsGeneration(t *testing.T) {
	closed := "2020,1.B.1.a.i.3,,,2001年以后关闭,,1,个,,,应\n2020,1.B.1.a.i.3,,,2001年以后关闭,gassy_mine_share,1,fraction,,,应\n"
	for _, c := range []struct{ rows, place, figures string }{
		{"2020,1.B.1.a.i.2,,,高瓦斯矿,,1000,t,,,应\n2020,1.B.1.a.i.2,,,高瓦斯矿,recovered,3001,m3,,,应\n", "activity/a.csv:3:7", "2.01067 t CH4 recovered, 2.01 t CH4 generated"},
		{"2020,1.B.1.a.i.1,,,,recovered,3,t,,,应\n2020,1.B.1.a.i.1,,,,ventilation,1000,m3,,,应\n2020,1.B.1.a.i.1,,,,drainage,1000,m3,,,应\n", "activity/a.csv:2:7", "3 t CH4 recovered, 1.34 t CH4 generated"},
		{closed + "2020,1.B.1.a.i.3,,,2001年以后关闭,recovered,0.4,Gg,,,应\n", "activity/a.csv:4:7", "400 t CH4 recovered, 381.23 t CH4 generated"},
	} {
		r := compiled(t, "CN-PROV-2011", "2020", map[string]string{"activity/a.csv": head + c.rows})
		at := slices.IndexFunc(r.Problems, func(p inventory.Problem) bool { return p.Code == "recovery-exceeds-generation" })
		if at < 0 || r.Problems[at].Source.String() != c.place || !strings.Contains(r.Problems[at].Message.EN, c.figures) {
			t.Errorf("%s: %v", c.rows, r.Problems)
		}
	}
}

// A range is printed for each gas: the point chosen for one is not that of another.
func TestPointsByGas(t *testing.T) {
	row := "2020,1.B.2.b.ii,,天然气,天然气生产;火炬,,50,10^6 m3,,,企\n"
	point := func(parameter, chosen string) string {
		return "point,,1.B.2.b.ii,天然气," + parameter + "," + chosen + ",,,,a,2026-01-01,r\n"
	}
	r := compiled(t, "IPCC-2006", "2020", map[string]string{"activity/a.csv": head + row,
		"records/choices.csv": choicesHead + point("ef CO2", "0.0014") + point("ef CH4", "0.0000008") + point("ef N2O", "0.000000025")})
	var got []string
	for _, line := range lines(r) {
		got = append(got, strings.Join(strings.Fields(line)[3:5], " "))
	}
	if want := []string{"CO2 70", "CH4 0.04", "N2O 0.00125"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// The depth of a mine decides its factor in the Refinement too, which prints a low and a high one with the rule when they
// hold (2019 V2 p4.18–4.19, p4.25); where it prints no such rule, that a detail counts for nothing is said once.
func TestDepthOfMines(t *testing.T) {
	const unheeded = "activity/a.csv:2:5 detail-not-used"
	for _, c := range []struct {
		guide, rows string
		want        []string
	}{
		{"IPCC-2019", "2020,1.B.1.a.i.1,,,采深>400 m,,300000,t,,,煤\n", []string{"CO2 3256.8", "CH4 5025"}},    // 300000*25*0.67/1000, 300000*5.9*1.84/1000
		{"IPCC-2019", "2020,1.B.1.a.i.1,,,采深<200 m,,300000,t,,,煤\n", []string{"CO2 3256.8", "CH4 2010"}},    // 300000*10*0.67/1000
		{"IPCC-2019", "2020,1.B.1.a.i.1,,,采深200-400 m,,300000,t,,,煤\n", []string{"CO2 3256.8", "CH4 3618"}}, // 300000*18*0.67/1000
		{"IPCC-2019", "2020,1.B.1.a.i.1,,,,,300000,t,,,煤\n", []string{"CO2 3256.8", "CH4 3618"}},
		{"IPCC-2019", "2020,1.B.1.a.ii.1,,,覆盖层>50 m,,300000,t,,,煤\n", []string{"CO2 518.88", "CH4 402"}},                                                     // 300000*2.0*0.67/1000, 300000*0.94*1.84/1000
		{"IPCC-2019", "2020,1.B.1.a.ii.1,,,覆盖层<25 m,,300000,t,,,煤\n", []string{"CO2 5.52", "CH4 60.3"}},                                                      // 300000*0.3*0.67/1000, 300000*0.01*1.84/1000
		{"IPCC-2019", "2020,1.B.1.a.i.2,,,采深>400 m,,300000,t,,,煤\n2020,1.B.1.a.i.2,甲,,采深>400 m,,200000,t,,,煤\n", []string{"CH4 502.5", "CH4 335", unheeded}}, // 300000*2.5*0.67/1000
		{"CN-PROV-2025", "2020,1.B.1.a.i.1,,,采深>400 m,,300000,t,,,煤\n", []string{"CH4 5025"}},
	} {
		r := compiled(t, c.guide, "2020", map[string]string{"activity/a.csv": head + c.rows})
		var got []string
		for _, line := range lines(r) {
			if f := strings.Fields(line); len(f) > 4 {
				got = append(got, strings.Join(f[len(f)-4:len(f)-2], " "))
			}
		}
		for _, said := range codes(r, inventory.Warning) {
			if strings.Contains(said, "detail-not-used") {
				got = append(got, said)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s %s: %q %q, want %q", c.guide, c.rows, got, codes(r, inventory.Error), c.want)
		}
	}
}

// What is vented or flared by its own volume is of venting or of flaring, and of no segment beside.
func TestMeasuredVentingIsNoSegment(t *testing.T) {
	for _, c := range []struct{ rows, want string }{
		{"2020,1.B.2.b.i,,,放空气;按实际放空量,,2,10^6 m3,,,企\n", "CH4 1320"},
		{"2020,1.B.2.b.ii,,,火炬气;按实际燃烧量,,2,10^6 m3,,,企\n", "CH4 24"},
		{"2020,1.B.2.b.iii.5,,,放空气;按实际放空量,,2,10^6 m3,,,企\n", "activity/a.csv:2:4 factor-not-found"},
		{"2020,1.B.2.b.i,,,火炬气;按实际燃烧量,,2,10^6 m3,,,企\n", "activity/a.csv:2:4 factor-not-found"},
	} {
		r := compiled(t, "CN-PROV-2011", "2020", map[string]string{"activity/a.csv": head + c.rows})
		if got := lines(r); !slices.ContainsFunc(got, func(line string) bool { return strings.Contains(line, c.want) }) {
			t.Errorf("%s: %q, want %s", c.rows, got, c.want)
		}
	}
}
