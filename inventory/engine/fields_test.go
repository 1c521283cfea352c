package engine

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"ghg/inventory"
)

// A crop is stated once and stands in residues, burning and rice; fertiliser in direct and indirect N2O, urea in its CO2 too.
func TestOneField(t *testing.T) {
	const rice = "2023,3.C,,单季稻,,output,1000,t,,,农\n2023,3.C,,单季稻,,crop_area,15000,亩,,,农\n2023,3.C,,单季稻,,straw_returned,0.5,fraction,,,农\n"
	for _, c := range []struct{ name, rows, want string }{
		{"rice", rice, "3.C.4 3.C.5 3.C.5 3.C.7"},
		{"rice whose straw is burnt", rice + "2023,3.C,,单季稻,,straw_burnt,5,%,,,农\n", "3.C.1.b 3.C.1.b 3.C.4 3.C.5 3.C.5 3.C.7"},
		{"rice filed by itself too", rice + "2023,3.C.7,,单季稻,,,1000,ha,,,农\n", "3.C.4 3.C.5 3.C.5 3.C.7"},
		{"fertiliser", "2023,3.C,,氮肥,,,10,t N,,,农\n", "3.C.4 3.C.5 3.C.5"},
		{"fertiliser filed at soils", "2023,3.C.4,,氮肥,,,10,t N,,,农\n", "3.C.4 3.C.5 3.C.5"},
		{"fertiliser filed at both", "2023,3.C.4,,氮肥,,,10,t N,,,农\n2023,3.C.5,,氮肥,,,10,t N,,,农\n", "3.C.4 3.C.5 3.C.5"},
		{"urea", "2023,3.C,,尿素,,fertiliser_product,10,t,,,农\n2023,3.C,,尿素,,n_content,46,%,,,农\n", "3.C.3 3.C.4 3.C.5 3.C.5"},
		{"urea of which only the CO2 is filed", "2023,3.C.3,,尿素,,,10,t,,,农\n", "3.C.3"},
		{"lime", "2023,3.C,,石灰石(施用),,,10,t,,,农\n", "3.C.2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := farmed(t, "CN-PROV-2011", c.rows)
			if r.Inventory == nil {
				t.Fatal(lines(r))
			}
			var got []string
			for _, e := range r.Inventory.Estimates {
				if e.Number {
					got = append(got, e.Row.Category.Code)
				}
			}
			slices.Sort(got)
			if strings.Join(got, " ") != c.want {
				t.Errorf("lines in %q, want %s", got, c.want)
			}
		})
	}
}

// of flooded rice, and what rice leaves on its field with it.
func TestFloodedFields(t *testing.T) {
	const rice = "2023,3.C,,单季稻,%s,output,1000,t,,,农\n2023,3.C,,单季稻,%[1]s,straw_returned,0.5,fraction,,,农\n2023,3.C,,单季稻,%[1]s,crop_area,100,ha,,,农\n"
	r := farmed(t, "IPCC-2019", "2023,3.C,,氮肥,,,1000,t N,,,农\n2023,3.C,,氮肥,淹水稻田,,1000,t N,,,农\n2023,3.C,,商品有机肥,淹水稻田,,1000,t N,,,农\n"+
		fmt.Sprintf(rice, "灌溉 持续淹水;种植前汇总")+
		fmt.Sprintf(rice, "旱稻;种植前汇总")+fmt.Sprintf(rice, "雨养 易旱;种植前汇总")+fmt.Sprintf(rice, "灌溉 间歇灌溉-一次晒田;种植前汇总"))
	if r.Inventory == nil {
		t.Fatal(lines(r))
	}
	var got []string
	for _, e := range r.Inventory.Estimates {
		if e.Number && e.Row.Category.Code == "3.C.4" {
			got = append(got, strings.TrimSpace(e.Row.ItemName()+" "+e.Row.Detail)+" "+e.Value().Round(4).String()+" "+e.Method.ID)
		}
	}
	slices.Sort(got)
	want := []string{
		"单季稻 旱稻;种植前汇总 0.0701 3.C.4/residues.2019/N2O",
		"单季稻 灌溉 持续淹水;种植前汇总 0.0351 3.C.4/residues.flooded.2019/N2O", "单季稻 灌溉 间歇灌溉-一次晒田;种植前汇总 0.0584 3.C.4/residues.flooded.2019/N2O",
		"单季稻 种植前汇总;雨养 易旱 0.0467 3.C.4/residues.flooded.2019/N2O",
		"商品有机肥 淹水稻田 6.2857 3.C.4/flooded.organic/N2O", "氮肥 25.1429 3.C.4/synthetic/N2O", "氮肥 淹水稻田 6.2857 3.C.4/flooded/N2O",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// What the guide leaves out altogether is said aloud; a figure that it merely has no use for is a remark.
func TestNotOfGuide(t *testing.T) {
	const rows = "2023,3.C,,农村人口粪便,,nitrogen,500,t N,,,农\n"
	if got := codes(farmed(t, "IPCC-2019", rows), inventory.Warning); !slices.Contains(got, "activity/a.csv:2:6 not-of-guide") {
		t.Errorf("warnings %q", got)
	}
	if got := codes(farmed(t, "CN-PROV-2011", rows), inventory.Warning); slices.ContainsFunc(got, func(one string) bool { return strings.Contains(one, "not-of-guide") }) {
		t.Errorf("warnings %q", got)
	}
}

// What is stated of the indirect N2O of one kind of field leaves that of the others to the direct.
func TestIndirectStatedApart(t *testing.T) {
	for _, c := range []struct{ rows, want string }{
		{"2023,3.C.4,,氮肥,淹水稻田,,100,t N,,,农\n2023,3.C.4,,氮肥,,,360,t N,,,农\n2023,3.C.5,,氮肥,,,360,t N,,,农\n", "氮肥 360;氮肥 淹水稻田 100"},
		{"2023,3.C.4,,氮肥,淹水稻田,,100,t N,,,农\n2023,3.C.4,,氮肥,旱地,,360,t N,,,农\n2023,3.C.5,,氮肥,,,460,t N,,,农\n", "氮肥 460"},
		{"2023,3.C.4,,氮肥,,,460,t N,,,农\n2023,3.C.5,,氮肥,淹水稻田,,460,t N,,,农\n", "氮肥 淹水稻田 460"},
		{"2023,3.C.4,,氮肥,,,460,t N,,,农\n", "氮肥 460"},
	} {
		r := farmed(t, "IPCC-2019", c.rows)
		if r.Inventory == nil {
			t.Fatal(codes(r, inventory.Error))
		}
		var got []string
		for _, e := range r.Inventory.Estimates {
			if e.Number && e.Row.Category.Code == "3.C.5" && e.Method != nil && strings.HasPrefix(e.Method.ID, "3.C.5/atd") {
				got = append(got, strings.TrimSpace(e.Row.ItemName()+" "+e.Row.Detail)+" "+e.Row.Value.String())
			}
		}
		slices.Sort(got)
		if strings.Join(got, ";") != c.want {
			t.Errorf("%q, want %s", got, c.want)
		}
	}
}

// Table 5.12 p5.54).
func TestWaterRegimesOfEitherEdition(t *testing.T) {
	for _, c := range []struct{ guide, regime, want string }{
		{"IPCC-2006", "灌溉 单次排水", "0.6"}, {"IPCC-2006", "灌溉 间歇灌溉-一次晒田", "0.6"}, {"IPCC-2006", "灌溉 多次排水", "0.52"}, {"IPCC-2006", "灌溉 间歇灌溉-多次晒田", "0.52"},
		{"IPCC-2019", "灌溉 单次排水", "0.71"}, {"IPCC-2019", "灌溉 间歇灌溉-一次晒田", "0.71"}, {"IPCC-2019", "灌溉 多次排水", "0.55"}, {"IPCC-2019", "灌溉 间歇灌溉-多次晒田", "0.55"},
	} {
		r := farmed(t, c.guide, "2023,3.C.7,,单季稻,"+c.regime+";种植前汇总,crop_area,100,ha,,,农\n2023,3.C.7,,单季稻,"+c.regime+";种植前汇总,cultivation_days,112,day,,,农\n")
		if r.Inventory == nil {
			t.Fatal(lines(r))
		}
		at := slices.IndexFunc(r.Inventory.Estimates, func(e *inventory.Estimate) bool { return e.Number && e.Gas == "CH4" })
		var got []string
		for _, leaf := range r.Inventory.Estimates[at].Given() {
			if leaf.Symbol() == "SF_w" {
				got = append(got, leaf.Value().String())
			}
		}
		if !slices.Equal(got, []string{c.want}) {
			t.Errorf("%s %s: %q, want %s", c.guide, c.regime, got, c.want)
		}
		if said := codes(r, inventory.Warning); slices.ContainsFunc(said, func(one string) bool { return strings.Contains(one, "detail-not-used") }) {
			t.Errorf("%s %s: %q", c.guide, c.regime, said)
		}
	}
}
