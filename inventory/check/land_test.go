package check_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"ghg/inventory"
	"ghg/inventory/engine"
)

// ofForest writes rows of one subject of 2020 at a category.
func ofForest(category, item, detail string, figures ...string) string {
	var out strings.Builder
	for _, figure := range figures {
		out.WriteString("2020," + category + ",," + item + "," + detail + "," + figure + ",,\n")
	}
	return out.String()
}

const conifers = "针叶林;蓄积41-80 m3/ha;天然林;地上生物量<=125 t/ha"

// twice is the volume of a forest at two inventories.
func twice(item string, more ...string) string {
	return ofForest("3.B.1.a", item, conifers, append([]string{"stock_before,150,万m3", "stock_after,156,万m3", "interval,5,年"}, more...)...)
}

// grown is a forest by its growth.
func grown(item string, more ...string) string {
	return ofForest("3.B.1.a", item, "次生>20年;"+conifers, append([]string{"area,30000,ha"}, more...)...)
}

// matrix is forest of which settlements take some.
func matrix(settlements, converted string) string {
	return "2019,3.B.1,,,,land_area,30000,ha,,\n2020,3.B.1,,,,land_area,29950,ha,,\n2019,3.B.5,,,,land_area,10000,ha,,\n2020,3.B.5,,,,land_area," + settlements +
		",ha,,\n2020,3.B.5.b.i,,,,land_converted," + converted + ",ha,,\n"
}

// cleared is forest that becomes settlements.
func cleared(area string, more ...string) string {
	return ofForest("3.B.5.b.i", "林地", "", append([]string{"area_converted," + area + ",ha", "biomass_before,60,t dm/ha", "biomass_after,0,t dm/ha"}, more...)...)
}

// ploughed is cropland whose tillage turns from reduced to full.
const ploughed = "2020,3.B.2.a,,耕地,低活性黏土(LAC);长期耕作;少耕;中,soil_area_before,2000,ha,,\n2020,3.B.2.a,,耕地,低活性黏土(LAC);长期耕作;全耕;中,soil_area_after,2000,ha,,\n"

// standing is a stock of trees that grows or, of all of them, is cut.
func standing(item, volume, rate string) string {
	return ofForest("3.B.1.a", item, "", "stock_volume,"+volume+",万m3", "SVD,0.4,t dm/m3", "BEF,1.5,1", rate+",%/yr")
}

// held is the area of a land use.
func held(category, area string) string {
	return "2020," + category + ",,,,land_area," + area + ",ha,,\n"
}

// inflow is the carbon that enters wood products in five years by an approach.
func inflow(item, approach string) string {
	var out strings.Builder
	for year := 2016; year <= 2020; year++ {
		fmt.Fprintf(&out, "%d,3.D.1,,%s,%s,inflow,80,t C,,\n", year, item, approach)
	}
	return out.String()
}

// burnt is a fire in forests.
func burnt(area string) string {
	return ofForest("3.C.1.a", "乔木林", "其他温带林;野火;森林火烧(非热带)", "area_burnt,"+area+",ha")
}

var shares = []string{"share_onsite,40,%", "share_offsite,25,%", "share_decay,35,%"}

// ofLand are rules of land, each under its guide.
var ofLand = map[string][]example{
	"IPCC-2019": {
		{"settlements larger than what they took", "check-land", inventory.Error, "activity/a.csv:5:7", []string{"10000 ha at the end of 2019 (activity/a.csv:4:7) + 50 ha that came − 0 ha that left ≠ 10060 ha at the end of 2020: 10 ha"},
			matrix("10060", "50"), matrix("10050", "50"), "", nil},
		{"more land that came than there is", "check-land", inventory.Error, "activity/a.csv:2:7", []string{"0.75 ha more than all of it", "10 ha"},
			"2020,3.B.5,,,,land_area,10,ha,,\n2020,3.B.5.b.i,,,,land_converted,161.25,亩,,\n", "2020,3.B.5,,,,land_area,10,ha,,\n2020,3.B.5.b.i,,,,land_converted,150,亩,,\n", "", nil},
		{"biomass of more land than was converted", "check-conversion", inventory.Warning, "activity/a.csv:7:7", []string{"biomass of 60 ha is converted, and the matrix has 50 ha"},
			matrix("10050", "50") + cleared("60"), matrix("10050", "50") + cleared("50"), "", nil},
		{"two inventories of a growing forest area", "check-sameland", inventory.Warning, "activity/a.csv:6:7", []string{"30000 ha at the earlier inventory", "differ by 2000 ha", "held no trees"},
			twice("柏木", "area_before,30000,ha", "area_after,32000,ha"), twice("柏木", "area_before,30000,ha", "area_after,45,万亩"), "", nil},
		{"two inventories by the area, of land that is not the same", "check-sameland", inventory.Warning, "activity/a.csv:2:7", []string{"both stocks are of the later area"},
			ofForest("3.B.1.a", "柏木", conifers, "area,32000,ha", "volume_before,50,m3/ha", "volume_after,52,m3/ha", "interval,5,年", "area_before,30000,ha"),
			ofForest("3.B.1.a", "柏木", conifers, "area,30000,ha", "volume_before,50,m3/ha", "volume_after,52,m3/ha", "interval,5,年", "area_before,30000,ha"), "", nil},
		{"a forest by growth and by two inventories", "check-forest", inventory.Error, "activity/a.csv:5:7", []string{"-63591 t CO2 by 3.B/gainloss.t1/CO2", "-15261.84 t by 3.B/stockdiff.total/CO2"},
			grown("柏木") + twice("柏木"), grown("柏木") + twice("马尾松"), "", nil},
		{"a forest under its name and that of all forest land", "check-forest", inventory.Warning, "activity/a.csv:3:7", []string{"3.B.1.a 乔木林", "(activity/a.csv:2:7) has -63591 t CO2 by 3.B/gainloss.t1/CO2", "林地", "-63591 t by"},
			grown("乔木林") + grown("林地"), grown("乔木林") + grown("竹林"), "", nil},
		{"a species that is part of arbor forest", "check-forest", inventory.Warning, "activity/a.csv:3:7", []string{"has -63591 t CO2", "马尾松"},
			grown("乔木林") + grown("马尾松"), strings.ReplaceAll(grown("乔木林"), "3.B.1.a,,", "3.B.1.a,北山,") + strings.ReplaceAll(grown("马尾松"), "3.B.1.a,,", "3.B.1.a,林场,"), "", nil},
		{"a stand that remains and was converted", "check-forest", inventory.Warning, "activity/a.csv:3:7", []string{"3.B.1.a 柏木", "3.B.1.b.i 柏木", "-63591 t by"},
			grown("柏木") + strings.ReplaceAll(grown("柏木"), "3.B.1.a", "3.B.1.b.i"), grown("柏木") + strings.NewReplacer("3.B.1.a", "3.B.1.b.i", "30000", "900").Replace(grown("柏木")), "", nil},
		{"stands larger than the forest", "check-landarea", inventory.Warning, "activity/a.csv:3:7", []string{"30000 ha together (1 rows), above the 29999 ha of 3.B.1 Forest Land (activity/a.csv:2:7)"},
			held("3.B.1", "29999") + grown("柏木"), held("3.B.1", "30000") + grown("柏木"), "", nil},
		{"forest without a figure", "check-landarea", inventory.Info, "activity/a.csv:3:7", []string{"of 40000 ha of forest land", "of 30000 ha is counted: 10000 ha have no figure"},
			held("3.B.1", "40000") + grown("柏木"), held("3.B.1", "33000") + grown("柏木"), "", nil},
		{"two inventories of more than the forest", "check-landarea", inventory.Warning, "activity/a.csv:7:7", []string{"32000 ha together (1 rows), above the 30000 ha"},
			held("3.B.1", "30000") + twice("柏木", "area_before,32000,ha", "area_after,32000,ha"), held("3.B.1", "32000") + twice("柏木", "area_before,32000,ha", "area_after,32000,ha"), "", nil},
		{"soils of more than the cropland", "check-landarea", inventory.Warning, "activity/a.csv:4:7", []string{"soils of 3.B.2: 2000 ha together (1 rows), above the 1999 ha of 3.B.2 Cropland"},
			held("3.B.2", "1999") + ploughed, held("3.B.2", "2000") + ploughed, "", nil},
		{"fires of more than the forest", "check-landarea", inventory.Warning, "activity/a.csv:3:7", []string{"forest burnt: 400000 ha together (1 rows), above the 62950 ha"},
			held("3.B.1", "62950") + burnt("400000"), held("3.B.1", "62950") + burnt("40"), "", nil},
		{"a conversion of land that was something else", "check-formeruse", inventory.Warning, "activity/a.csv:2:7", []string{"50 ha were 3.B.1 Forest Land by the category, and the item is 耕地 (5170 t CO2)"},
			strings.ReplaceAll(cleared("50"), "林地", "耕地"), cleared("50"), "", nil},
		{"wood products by two approaches", "check-woodproducts", inventory.Error, "activity/a.csv:11:7", []string{"3.D.1 锯材 储量变化法 (activity/a.csv:6:7)", "one product is added up by two approaches"},
			inflow("锯材", "储量变化法") + inflow("锯材", "生产法"), inflow("锯材", "储量变化法") + inflow("人造板", "储量变化法"), "", nil},
		{"fuelwood that no forest loses", "check-fuelwood", inventory.Warning, "activity/a.csv:2:7", []string{"1.A.4.b 薪柴 传统炉灶 = 100 t is a memo item", "loses no fuelwood"},
			"2020,1.A.4.b,,薪柴,传统炉灶,,100,t,,\n" + grown("柏木"), "2020,1.A.4.b,,薪柴,传统炉灶,,100,t,,\n" + grown("柏木", "fuelwood_trees,150,m3"), "", nil},
		{"fires whose carbon is in no stock", "check-fire", inventory.Warning, "activity/a.csv:3:7", []string{"the CO2 of 20 ha of fires"},
			grown("柏木") + ofForest("3.C.1.a", "乔木林", "其他温带林;野火;森林火烧(非热带)", "area_burnt,20,ha"),
			grown("柏木", "area_disturbed,20,ha", "disturbance_fraction,1,fraction", "Bw,100,t dm/ha") + ofForest("3.C.1.a", "乔木林", "其他温带林;野火;森林火烧(非热带)", "area_burnt,20,ha"), "", nil},
		{"a soil at two levels", "check-strata", inventory.Warning, "activity/a.csv:5:7", []string{"3.B.2 水田", "3.B.2.a 水田"},
			"2020,3.B.2,,水田,低活性黏土(LAC);水稻田;全耕;中,soil_area_before,2000,ha,,\n2020,3.B.2,,水田,低活性黏土(LAC);水稻田;全耕;中,soil_area_after,2000,ha,,\n2020,3.B.2.a,,水田,低活性黏土(LAC);水稻田;全耕;中,soil_area_before,2000,ha,,\n2020,3.B.2.a,,水田,低活性黏土(LAC);水稻田;全耕;中,soil_area_after,2000,ha,,\n",
			"2020,3.B.2.a,甲镇,水田,低活性黏土(LAC);水稻田;全耕;中,soil_area_before,2000,ha,,\n2020,3.B.2.a,甲镇,水田,低活性黏土(LAC);水稻田;全耕;中,soil_area_after,2000,ha,,\n2020,3.B.2.a,乙镇,水田,低活性黏土(LAC);水稻田;全耕;中,soil_area_before,2000,ha,,\n2020,3.B.2.a,乙镇,水田,低活性黏土(LAC);水稻田;全耕;中,soil_area_after,2000,ha,,\n", "", nil},
		{"soil that loses carbon and no nitrogen", "check-fsom", inventory.Warning, "activity/a.csv:3:7", []string{"lose 189.75 t C net", "is of 0 t C"}, // 2000*55*0.69*(1.05-1)/20
			ploughed, ploughed + "2020,3.C.4,,,,soil_carbon_lost,189.75,t C,,\n2020,3.C.4,,,,carbon_nitrogen_ratio,10,t C/t N,,\n", "", nil},
	},
	"CN-PROV-2011": {
		{"growth and no consumption", "check-cut", inventory.Warning, "activity/a.csv:2:7", []string{"takes up -99000 t CO2 (1 rows), and no consumption is stated"}, // 1500000*0.4*1.5*0.5*0.06*44/12
			standing("马尾松", "150", "GR,6"), standing("马尾松", "150", "GR,6") + standing("活立木", "150", "CR,3"), "", nil},
		{"all trees less than those of a species", "check-cut", inventory.Warning, "activity/a.csv:6:7", []string{"159000 m3, is below the sum of the species, 1590000 m3 (2 rows from activity/a.csv:10:7), by 1431000 m3"},
			standing("马尾松", "150", "GR,6") + standing("活立木", "15.9", "CR,3") + standing("散生木", "9", "GR,6"), standing("马尾松", "150", "GR,6") + standing("活立木", "159", "CR,3") + standing("散生木", "9", "GR,6"), "", nil},
		{"arbor forest and its species", "check-forest", inventory.Warning, "activity/a.csv:2:7", []string{"乔木林 (activity/a.csv:6:7) has -99000 t CO2", "马尾松 -99000 t"},
			standing("马尾松", "150", "GR,6") + standing("乔木林", "150", "GR,6") + standing("活立木", "300", "CR,3"), standing("马尾松", "150", "GR,6") + standing("散生木", "9", "GR,6") + standing("活立木", "159", "CR,3"), "", nil},
		{"decay of one year", "check-decay", inventory.Info, "activity/a.csv:2:7", []string{"of the 50 ha of the year"},
			cleared("50", shares...), cleared("50", append([]string{"area_converted_mean,40,ha"}, shares...)...), "", nil},
	},
}

func TestRulesOfLand(t *testing.T) {
	e, err := engine.New()
	if err != nil {
		t.Fatal(err)
	}
	for guide, cases := range ofLand {
		config := strings.Replace(strings.Replace(settings, "IPCC-2019", guide, 1), `moist"`, `moist;subtropical humid forest"`, 1)
		for _, c := range cases {
			t.Run(c.name, func(t *testing.T) {
				c.run(t, func(rows string) inventory.Problems {
					return foundIn(t, e, fstest.MapFS{"inventory.toml": {Data: []byte(config)}, "activity/a.csv": {Data: []byte(head + rows)}})
				})
			})
		}
	}
}
