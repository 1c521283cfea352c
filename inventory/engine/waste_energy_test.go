package engine

import (
	"slices"
	"strings"
	"testing"

	"ghg/inventory"
)

// Waste burned is reported once and where it belongs; the sums are those of METHODS §6.3.
func TestWasteEnergy(t *testing.T) {
	const grate = "连续;炉排"
	for _, c := range []struct {
		name, guide, rows string
		want              []string // among the lines; nothing else of the categories named
	}{
		{"with recovery it is public power", "CN-PROV-2011", "2020,4.C.1,甲厂,生活垃圾,发电;" + grate + ",,300000,t,,,城\n", []string{
			"1.A.1.a CO2 territorial 81510", "1.A.1.a CO2 memo 127490", "1.A.1.a CH4 territorial 0.06", "1.A.1.a N2O territorial 15",
			"4.C.1 CO2 territorial IE", "4.C.1 CH4 territorial IE", "4.C.1 N2O territorial IE"}},
		{"a synonym of the word does as well, and a parameter of the row goes with it", "CN-PROV-2011",
			"2020,4.C.1,甲厂,生活垃圾,waste-to-energy;" + grate + ",,300000,t,,,城\n2020,4.C.1,甲厂,生活垃圾,waste-to-energy;" + grate + ",FCF,0.40,fraction,,,城\n", []string{
				"1.A.1.a CO2 territorial 83600", "1.A.1.a CO2 memo 125400", "1.A.1.a CH4 territorial 0.06", "1.A.1.a N2O territorial 15", // 300000*0.20*0.40*0.95*44/12
				"4.C.1 CO2 territorial IE", "4.C.1 CH4 territorial IE", "4.C.1 N2O territorial IE"}},
		{"filed at public power it is computed alike", "CN-PROV-2011", "2020,1.A.1.a,甲厂,生活垃圾," + grate + ",,300000,t,,,城\n", []string{
			"1.A.1.a CO2 territorial 81510", "1.A.1.a CO2 memo 127490", "1.A.1.a CH4 territorial 0.06", "1.A.1.a N2O territorial 15",
			"4.C.1 CO2 territorial IE", "4.C.1 CH4 territorial IE", "4.C.1 N2O territorial IE"}},
		{"without recovery it is waste", "CN-PROV-2011", "2020,4.C.1,,生活垃圾," + grate + ",,300000,t,,,城\n", []string{
			"4.C.1 CO2 territorial 81510", "4.C.1 CO2 memo 127490", "4.C.1 CH4 territorial 0.06", "4.C.1 N2O territorial 15",
			"1.A.1.a CO2 territorial NE", "1.A.1.a CH4 territorial NE", "1.A.1.a CH4 territorial NE", "1.A.1.a N2O territorial NE", "1.A.1.a N2O territorial NE"}},
		{"both words in two plants", "CN-PROV-2011", "2020,4.C.1,甲厂,生活垃圾,发电;" + grate + ",,300000,t,,,城\n2020,4.C.1,乙厂,危险废物,无能量回收,,1000,t,,,企业\n", []string{
			"1.A.1.a CO2 territorial 81510", "1.A.1.a CO2 memo 127490", "1.A.1.a CH4 territorial 0.06", "1.A.1.a N2O territorial 15",
			"4.C.1 CO2 territorial 32.01", "4.C.1 CO2 memo 3.556666666666666666666666666666667", "4.C.1 N2O territorial 0.1", // 1000*0.01*0.9*0.97*44/12
			"4.C.1 CO2 territorial IE", "4.C.1 CH4 territorial IE", "4.C.1 N2O territorial IE"}},
		{"what the district says of 4.C.1 is not said again", "CN-PROV-2011", "2020,1.A.1.a,甲厂,生活垃圾," + grate + ",,300000,t,,,城\n2020,4.C.1,,,,,,,IE,列入 1.A.1.a,城\n", []string{
			"1.A.1.a CO2 territorial 81510", "1.A.1.a CO2 memo 127490", "1.A.1.a CH4 territorial 0.06", "1.A.1.a N2O territorial 15",
			"4.C.1 CO2 territorial IE", "4.C.1 CH4 territorial IE", "4.C.1 N2O territorial IE"}},
		{"waste as fuel, given as heat", "CN-PROV-2011", "2020,1.A.1.a,甲厂,生活垃圾(化石部分),,,100,TJ,,,城\n", []string{
			"1.A.1.a CO2 territorial 9170", "1.A.1.a CH4 territorial 3", "1.A.1.a N2O territorial 0.4", // 100*91700/1000, 100*30/1000, 100*4/1000
			"4.C.1 CO2 territorial NE", "4.C.1 CH4 territorial NE", "4.C.1 N2O territorial NE", "1.A.1.a CH4 territorial NE", "1.A.1.a N2O territorial NE"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows := strings.SplitAfter(strings.TrimSpace(c.rows)+"\n", "\n")
			for range 2 { // whatever the order of the rows
				r := compiled(t, c.guide, "2020", map[string]string{"activity/a.csv": head + strings.Join(rows, "")})
				if got := wasteLines(t, r); !slices.Equal(got, slices.Sorted(slices.Values(c.want))) {
					t.Errorf("got %q", got)
				}
				slices.Reverse(rows)
			}
		})
	}
}

// wasteLines prints the lines of 1.A.1.a and 4.C.1, sorted.
func wasteLines(t *testing.T, r *Result) []string {
	t.Helper()
	if r.Inventory == nil {
		t.Fatal(codes(r, inventory.Error))
	}
	var out []string
	for _, e := range r.Inventory.Estimates {
		code := e.Row.Category.Code
		if code != codePower && code != codeIncineration {
			continue
		}
		said := e.Notation.String()
		if e.Number {
			said = e.Value().String()
		}
		out = append(out, strings.Join([]string{code, e.Gas, e.Boundary.String(), said}, " "))
	}
	slices.Sort(out)
	return out
}

// A plant that may be counted twice stops the inventory; so does a row that leaves open where it belongs.
func TestWasteIsCountedOnce(t *testing.T) {
	const msw = ",生活垃圾,"
	for _, c := range []struct {
		name, rows string
		want       []string
	}{
		{"one plant in both categories", "2020,4.C.1,甲厂" + msw + "无能量回收;连续;炉排,,5,t,,,城\n2020,1.A.1.a,甲厂" + msw + "连续;炉排,,6,t,,,统\n", []string{"activity/a.csv:2:2 waste-burned-twice"}},
		{"one plant, moved and filed", "2020,4.C.1,甲厂" + msw + "发电;连续;炉排,,5,t,,,城\n2020,1.A.1.a,甲厂" + msw + "连续;炉排,,6,t,,,统\n", []string{"activity/a.csv:2:2 waste-burned-twice"}},
		{"no plant named", "2020,4.C.1," + msw + "无能量回收;连续;炉排,,5,t,,,城\n2020,1.A.1.a," + msw + "连续;炉排,,6,t,,,统\n", []string{"activity/a.csv:2:2 waste-burned-twice"}},
		{"the district's sum beside a plant that was moved", "2020,4.C.1,甲厂" + msw + "发电;连续;炉排,,5,t,,,城\n2020,1.A.1.a," + msw + "连续;炉排,,6,t,,,统\n", []string{"activity/a.csv:2:2 waste-burned-twice"}},
		{"a plant is told once", "2020,4.C.1,甲厂,塑料,无能量回收;连续;炉排,,5,t,,,城\n2020,4.C.1,甲厂,纺织品,无能量回收;连续;炉排,,5,t,,,城\n2020,1.A.1.a,甲厂" + msw + "连续;炉排,,6,t,,,统\n", []string{"activity/a.csv:2:2 waste-burned-twice"}},
		{"by mass and as a fuel", "2020,1.A.1.a,甲厂" + msw + "连续;炉排,,5,t,,,城\n2020,1.A.1.a,甲厂,生活垃圾(化石部分),,,6,TJ,,,统\n", []string{"activity/a.csv:2:2 waste-in-two-forms"}},
		{"two plants, one by mass and one as a fuel", "2020,1.A.1.a,甲厂" + msw + "连续;炉排,,5,t,,,城\n2020,1.A.1.a,乙厂,生活垃圾(化石部分),,,6,TJ,,,统\n", nil},
		{"two plants", "2020,4.C.1,甲厂" + msw + "无能量回收;连续;炉排,,5,t,,,城\n2020,1.A.1.a,乙厂" + msw + "连续;炉排,,6,t,,,统\n", nil},
		{"two streams of one table, each with its word", "2020,4.C.1," + msw + "发电;连续;炉排,,5,t,,,城\n2020,4.C.1,,医疗废物,无能量回收,,6,t,,,城\n", nil},
		{"no word where other waste gives power", "2020,4.C.1,甲厂" + msw + "发电;连续;炉排,,5,t,,,城\n2020,4.C.1,乙厂,医疗废物,,,6,t,,,城\n", []string{"activity/a.csv:3:5 waste-energy-unsaid"}},
		{"both words", "2020,4.C.1,甲厂" + msw + "发电;无能量回收;连续;炉排,,5,t,,,城\n", []string{"activity/a.csv:2:5 waste-energy-unsaid"}},
		{"mixed waste and what it is made of", "2020,4.C.1,甲厂" + msw + "连续;炉排,,5,t,,,城\n2020,4.C.1,甲厂,塑料,连续;炉排,,1,t,,,城\n", []string{"activity/a.csv:2:2 waste-in-two-forms"}},
		{"mixed waste and a share of it", "2020,4.C.1,甲厂,塑料,连续;炉排,,5,t,,,城\n2020,4.C.1,甲厂,塑料,连续;炉排,share,0.14,fraction,,,城\n2020,4.C.1,甲厂" + msw + "连续;炉排,,5,t,,,城\n", []string{"activity/a.csv:4:2 waste-in-two-forms"}},
		{"a component by mass and as a fuel", "2020,1.A.1.a,甲厂,塑料,连续;炉排,,5,t,,,城\n2020,1.A.1.a,甲厂,生活垃圾(化石部分),,,6,TJ,,,统\n", []string{"activity/a.csv:2:2 waste-in-two-forms"}},
		{"one plant with power and as a fuel of its kiln", "2020,4.C.1,甲厂" + msw + "发电;连续;炉排,,5,t,,,城\n2020,1.A.2.f,甲厂,生活垃圾(化石部分),,,6,TJ,,,统\n", []string{"activity/a.csv:2:2 waste-in-two-forms"}},
		{"industrial waste in bulk and as a fuel", "2020,4.C.1,甲厂,其他(工业废物),无能量回收,,5,t,,,城\n2020,1.A.2.f,甲厂,工业废物(燃料),,,6,TJ,,,统\n", []string{"activity/a.csv:2:2 waste-in-two-forms"}},
		{"of no plant, in one category", "2020,4.C.1," + msw + "连续;炉排,,5,t,,,城\n2020,4.C.1,,塑料,连续;炉排,,1,t,,,城\n", []string{"activity/a.csv:2:2 waste-in-two-forms"}},
		{"of no plant, in two", "2020,4.C.1," + msw + "连续;炉排,,5,t,,,城\n2020,1.A.2.f,,塑料,连续;炉排,,1,t,,,城\n", nil},
		{"the components of one waste", "2020,4.C.1,甲厂,塑料,连续;炉排,,5,t,,,城\n2020,4.C.1,甲厂,木材,连续;炉排,,1,t,,,城\n", nil},
		{"shares of more than the whole", "2020,4.C.1,甲厂,塑料,连续;炉排,,5,t,,,城\n2020,4.C.1,甲厂,塑料,连续;炉排,share,0.7,fraction,,,城\n2020,4.C.1,甲厂,纺织品,连续;炉排,,5,t,,,城\n2020,4.C.1,甲厂,纺织品,连续;炉排,share,70,%,,,城\n", []string{"activity/a.csv:5:7 shares-above-one"}},
		{"shares of masses that differ", "2020,4.C.1,甲厂,塑料,连续;炉排,,5,t,,,城\n2020,4.C.1,甲厂,塑料,连续;炉排,share,0.7,fraction,,,城\n2020,4.C.1,甲厂,纺织品,连续;炉排,,3,t,,,城\n2020,4.C.1,甲厂,纺织品,连续;炉排,share,30,%,,,城\n", []string{"activity/a.csv:4:7 shares-of-other-mass"}},
		{"a component without a share", "2020,4.C.1,甲厂,塑料,连续;炉排,,5,t,,,城\n2020,4.C.1,甲厂,塑料,连续;炉排,share,1,fraction,,,城\n2020,4.C.1,甲厂,纺织品,连续;炉排,,5,t,,,城\n", []string{"activity/a.csv:4:7 shares-of-other-mass"}},
		{"shares of the whole", "2020,4.C.1,甲厂,塑料,连续;炉排,,5,t,,,城\n2020,4.C.1,甲厂,塑料,连续;炉排,share,0.7,fraction,,,城\n2020,4.C.1,甲厂,纺织品,连续;炉排,,5,t,,,城\n2020,4.C.1,甲厂,纺织品,连续;炉排,share,30,%,,,城\n", nil},
		{"power without recovery", "2020,1.A.1.a,甲厂" + msw + "连续;炉排;无能量回收,,5,t,,,城\n", []string{"activity/a.csv:2:5 waste-without-energy"}},
		{"other years are other years", "2020,4.C.1,甲厂" + msw + "连续;炉排,,5,t,,,城\n2019,1.A.1.a,甲厂" + msw + "连续;炉排,,6,t,,,统\n", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := compiled(t, "CN-PROV-2011", "2019, 2020", map[string]string{"activity/a.csv": head + c.rows})
			if got := codes(r, inventory.Error); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
