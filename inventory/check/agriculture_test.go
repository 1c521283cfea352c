package check_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"ghg/inventory"
	"ghg/inventory/engine"
)

// goats are a herd of goats in solid storage with its turnover.
func goats(rows ...string) string {
	const herd = "2020,3.A,,山羊,低生产力,"
	return herd + "stock_year_end,30000,只,,\n2020,3.A,,山羊,低生产力;固体贮存,AWMS,1,fraction,,\n" + herd + strings.Join(rows, "\n"+herd) + "\n"
}

// maize is a crop of maize on 1000 ha with what is said of its straw.
func maize(straw ...string) string {
	const crop = "2020,3.C,,玉米,,"
	return crop + "output,6000,t,,\n" + crop + "crop_area,15000,亩,,\n" + crop + strings.Join(straw, "\n"+crop) + "\n"
}

// paddy is rice on 100 ha, half of whose straw is returned.
func paddy(detail string, more ...string) string {
	crop := "2020,3.C,,单季稻," + detail + ","
	return crop + "crop_area,1500,亩,,\n" + crop + strings.Join(append(more, "output,1000,t,,", "straw_returned,50,%,,"), "\n"+crop) + "\n"
}

var ofAgriculture = []example{
	{"more goats sold than there were and were born", "check-herd", inventory.Error, "activity/a.csv:7:7",
		[]string{"7000 head left", "opening stock, births and purchases of 6000 head", "animals produced in the year 0.5 10^4 head", "animals sold alive 2000 head", "animals born 4000 head"},
		goats("stock_start,2000,只,,", "births,4000,只,,", "slaughtered,0.5,万只,,", "animals_sold,2000,只,,"),
		goats("stock_start,33000,只,,", "births,4000,只,,", "slaughtered,0.5,万只,,", "animals_sold,2000,只,,"), "", nil},
	{"a herd that does not come out", "check-herd", inventory.Warning, "activity/a.csv:2:7", []string{"is 30000 head", "leaves 33000 head", "a difference of -3000"},
		goats("stock_start,34000,只,,", "births,4000,只,,", "slaughtered,5000,只,,"), goats("stock_start,34000,只,,", "births,4000,只,,", "slaughtered,5000,只,,", "deaths,3000,只,,"), "", nil},
	{"animals of two figures", "check-herds", inventory.Warning, "activity/a.csv:3:7", []string{"3.A.1 山羊 低生产力 = 31000 head", "3.A.2 山羊 低生产力 = 30000 head"},
		"2020,3.A.1,,山羊,低生产力,,31000,只,,\n2020,3.A.2,,山羊,低生产力,,30000,只,,\n2020,3.A.2,,山羊,低生产力;固体贮存,AWMS,1,fraction,,\n",
		"2020,3.A.1,,山羊,低生产力,,30000,只,,\n2020,3.A.2,,山羊,低生产力,,3,万只,,\n2020,3.A.2,,山羊,低生产力;固体贮存,AWMS,1,fraction,,\n", "", nil},
	{"more manure fed and burned than is left", "check-nitrogen", inventory.Error, "activity/a.csv:3:7", []string{`"reaches the field" is below zero`, "t N ="},
		goats("feed_share,60,%,,", "fuel_share,0.5,fraction,,"), goats("feed_share,60,%,,", "fuel_share,0.4,fraction,,"), "", nil},
	{"straw goes more ways than there is", "check-d9", inventory.Error, "activity/a.csv:3:7", []string{"take 522 t of dry matter more than there is", "produced 5220", "returned to the field 3132", "burnt in the field 1044", "fed to animals 1566"},
		maize("straw_returned,60,%,,", "straw_burnt,0.2,fraction,,", "straw_feed,30,%,,"), maize("straw_returned,50,%,,", "straw_burnt,0.2,fraction,,", "straw_feed,30,%,,"), "", nil},
	{"straw burnt by area and by share", "check-d9", inventory.Error, "activity/a.csv:6:7", []string{"by the area 100 ha", "burnt in the field 1044"},
		maize("straw_returned,50,%,,", "straw_burnt,20,%,,") + "2020,3.C.1.b,,玉米,遥感监测,area_burnt,100,ha,,\n", maize("straw_returned,50,%,,") + "2020,3.C.1.b,,玉米,,area_burnt,100,ha,,\n", "", nil},
	{"more straw burnt by area than is left", "check-d9", inventory.Error, "activity/a.csv:3:7", []string{"2390 t of dry matter more", "burnt 5000 (activity/a.csv:5:7)"},
		maize("straw_returned,50,%,,") + "2020,3.C.1.b,,玉米,,area_burnt,500,ha,,\n", maize("straw_returned,50,%,,") + "2020,3.C.1.b,,玉米,,area_burnt,200,ha,,\n", "", nil},
	{"straw that no stove burns", "check-d9", inventory.Warning, "activity/a.csv:3:7", []string{"1044 t of dry matter used as fuel", "1.A has no row of straw"},
		maize("straw_returned,50,%,,", "straw_fuel,20,%,,"), maize("straw_returned,50,%,,", "straw_fuel,20,%,,") + "2020,1.A.4.b,,秸秆,,,1200,t,,\n", "", nil},
	{"less straw in the stoves than they are given", "check-d9", inventory.Warning, "activity/a.csv:6:7", []string{"in 1.A, 900 t, is less than", "1044 t of dry matter"},
		maize("straw_returned,50,%,,", "straw_fuel,20,%,,") + "2020,1.A.4.b,,秸秆,,,900,t,,\n", maize("straw_returned,50,%,,", "straw_fuel,20,%,,") + "2020,1.A.4.b,,秸秆,,,1044,t,,\n", "", nil},
	{"organic fertiliser beside manure", "check-d15", inventory.Info, "activity/a.csv:5:7", []string{"商品有机肥 100 t N stands beside the manure"},
		goats("stock_start,30000,只,,") + "2020,3.C,,商品有机肥,,,100,t N,,\n", goats("stock_start,30000,只,,") + "2020,3.C,,氮肥,,,100,t N,,\n", "", nil},
	{"a fraction with the sign of a percentage", "check-share", inventory.Warning, "activity/a.csv:4:7", []string{"is 0.6 %, which is 0.006", "fraction 0.6"},
		maize("straw_returned,0.6,%,,"), maize("straw_returned,60,%,,"), "", nil},
	{"straw in a paddy that its CH4 leaves out", "check-rice", inventory.Warning, "activity/a.csv:2:7", []string{"623 t of straw are returned on 100 ha"},
		paddy("灌溉 汇总;种植前汇总"), paddy("灌溉 汇总;种植前汇总", "straw_long_before,5,t/ha,,"), "", nil},
	{"more straw in a paddy than is returned", "check-rice", inventory.Warning, "activity/a.csv:2:7", []string{"counts 700 t of straw on 100 ha, and 623 t"},
		paddy("灌溉 汇总;种植前汇总", "straw_long_before,7,t/ha,,"), paddy("灌溉 汇总;种植前汇总", "straw_long_before,6,t/ha,,"), "", nil},
	{"fertiliser in all beside urea", "check-fertiliser", inventory.Info, "activity/a.csv:3:7", []string{"氮肥 100 t N (activity/a.csv:2:7) stands beside 3.C.4 尿素 46 t N"},
		"2020,3.C,,氮肥,,,100,t N,,\n2020,3.C,,尿素,,nitrogen,46,t N,,\n", "2020,3.C,,复合肥,,nitrogen,100,t N,,\n2020,3.C,,尿素,,nitrogen,46,t N,,\n", "", nil},
	{"goats sold of which nobody says that they were born", "check-herd", inventory.Warning, "activity/a.csv:5:7", []string{"7000 head left", "of 2000 head"},
		goats("stock_start,2000,只,,", "animals_sold,7000,只,,"), goats("stock_start,37000,只,,", "animals_sold,7000,只,,"), "", nil},
	{"pigs beside their kinds", "check-herds", inventory.Warning, "activity/a.csv:4:7", []string{"one herd may hold the other: 3.A 猪 高生产力 = 1000 head", "3.A 商品猪 高生产力 = 900 head"},
		"2020,3.A,,猪,高生产力,head,1000,头,,\n2020,3.A,,猪,高生产力;固体贮存,AWMS,1,fraction,,\n2020,3.A,,商品猪,高生产力,head,900,头,,\n2020,3.A,,商品猪,高生产力;固体贮存,AWMS,1,fraction,,\n2020,3.A.2,,猪,高生产力;固体贮存,EF_VS,4,g CH4/kg VS,,\n",
		"2020,3.A,,种猪,高生产力,head,1000,头,,\n2020,3.A,,种猪,高生产力;固体贮存,AWMS,1,fraction,,\n2020,3.A,,商品猪,高生产力,head,900,头,,\n2020,3.A,,商品猪,高生产力;固体贮存,AWMS,1,fraction,,\n", "", nil},
	{"dairy cows beside those of one way of keeping", "check-herds", inventory.Warning, "activity/a.csv:2:7", []string{"3.A 奶牛 高生产力 = 1200 head", "3.A 奶牛 规模化饲养;高生产力 = 1000 head"},
		"2020,3.A,,奶牛,规模化饲养;高生产力,head,1000,头,,\n2020,3.A,,奶牛,规模化饲养;高生产力;固体贮存,AWMS,1,fraction,,\n2020,3.A,,奶牛,高生产力,head,1200,头,,\n2020,3.A,,奶牛,高生产力;固体贮存,AWMS,1,fraction,,\n",
		"2020,3.A,,奶牛,规模化饲养;高生产力,head,1000,头,,\n2020,3.A,,奶牛,规模化饲养;高生产力;固体贮存,AWMS,1,fraction,,\n2020,3.A,,奶牛,农户散养;高生产力,head,200,头,,\n2020,3.A,,奶牛,农户散养;高生产力;固体贮存,AWMS,1,fraction,,\n", "", nil},
	{"more straw in the stoves than there is", "check-d9", inventory.Warning, "activity/a.csv:6:7", []string{"in 1.A, 9000 t, is more than", "as fuel, 1044 t, and leaves unsaid, 1566 t"},
		maize("straw_returned,50,%,,", "straw_fuel,20,%,,") + "2020,1.A.4.b,,秸秆,,,9000,t,,\n", maize("straw_returned,50,%,,", "straw_fuel,20,%,,") + "2020,1.A.4.b,,秸秆,,,2500,t,,\n", "", nil},
	{"straw of a kind burnt by the area of the crop", "check-d9", inventory.Error, "activity/a.csv:2:7", []string{"2989.31 t of dry matter more", "burnt 5500"},
		"2020,3.C,,单季稻,灌溉 汇总;种植前汇总,output,4030,t,,\n2020,3.C,,单季稻,灌溉 汇总;种植前汇总,straw_returned,50,%,,\n2020,3.C.1.b,,水稻,,area_burnt,1000,ha,,\n",
		"2020,3.C,,单季稻,灌溉 汇总;种植前汇总,output,4030,t,,\n2020,3.C,,单季稻,灌溉 汇总;种植前汇总,straw_returned,50,%,,\n2020,3.C.1.b,,水稻,,area_burnt,100,ha,,\n", "", nil},
	{"more storage loses than is in it", "check-nitrogen", inventory.Error, "activity/a.csv:3:7", []string{"is below zero"},
		goats("FracGasMS,0.9,1,,", "EF3,0.5,kg N2O-N/kg N,,"), goats("FracGasMS,0.2,1,,"), "", nil},
	{"a crop of too small a field", "check-crops", inventory.Warning, "activity/a.csv:2:7", []string{"more than 300 t a hectare", "6000 t", "15 mu"},
		"2020,3.C,,玉米,,output,6000,t,,\n2020,3.C,,玉米,,crop_area,15,亩,,\n2020,3.C,,玉米,,straw_returned,50,%,,\n", maize("straw_returned,50,%,,"), "", nil},
	{"rice on two areas", "check-crops", inventory.Warning, "activity/a.csv:6:7", []string{"is 150 ha in 3.C.7 and 100 ha at 3.C"},
		paddy("灌溉 汇总;种植前汇总", "straw_long_before,5,t/ha,,") + "2020,3.C.7,,单季稻,灌溉 持续淹水;种植前汇总,,150,ha,,\n", paddy("灌溉 汇总;种植前汇总", "straw_long_before,5,t/ha,,") + "2020,3.C.7,,单季稻,灌溉 持续淹水;种植前汇总,,700,亩,,\n2020,3.C.7,,单季稻,灌溉 汇总;种植前汇总,,800,亩,,\n2020,3.C.7,,单季稻,灌溉 汇总;种植前汇总,straw_long_before,5,t/ha,,\n", "", nil},
	{"straw of a paddy whose water regimes are filed apart", "check-rice", inventory.Warning, "activity/a.csv:5:7", []string{"623 t of straw are returned on 100 ha"},
		paddy("") + "2020,3.C.7,,单季稻,灌溉 持续淹水;种植前汇总,,40,ha,,\n2020,3.C.7,,单季稻,灌溉 汇总;种植前汇总,,60,ha,,\n",
		paddy("灌溉 汇总;种植前汇总", "straw_long_before,5,t/ha,,") + paddy("灌溉 持续淹水;种植前汇总", "straw_long_before,5,t/ha,,"), "", nil},
	{"rice beside one of its seasons", "check-crops", inventory.Warning, "activity/a.csv:6:7", []string{"one crop may hold the other"},
		paddy("灌溉 汇总;种植前汇总", "straw_long_before,5,t/ha,,") + "2020,3.C,,水稻,,output,900,t,,\n2020,3.C,,水稻,,straw_returned,50,%,,\n", paddy("灌溉 汇总;种植前汇总", "straw_long_before,5,t/ha,,"), "", nil},
}

// A district's turnover is that of its whole herd, whatever is taken out of the stock for farms that are stated by themselves.
func TestTurnoverOfATotal(t *testing.T) {
	e, err := engine.New()
	if err != nil {
		t.Fatal(err)
	}
	const choice = "kind,year,category,item,parameter,chosen,instead_of,low,high,by,date,reason\ntotal,2020,3.A,山羊,stock_year_end,includes,,,,a,2024-01-01,statistics of all goats\n"
	for _, c := range []struct{ dead, want string }{{"1000", ""}, {"1500", "activity/a.csv:2:7"}} {
		rows := goats("stock_start,27000,只,,", "births,4000,只,,", "deaths,"+c.dead+",只,,") +
			"2020,3.A,甲场,山羊,低生产力,stock_year_end,800,只,,\n2020,3.A,甲场,山羊,低生产力;固体贮存,AWMS,1,fraction,,\n"
		got := ""
		for _, p := range foundIn(t, e, fstest.MapFS{"inventory.toml": {Data: []byte(settings)}, "activity/a.csv": {Data: []byte(head + rows)}, "records/choices.csv": {Data: []byte(choice)}}) {
			if p.Code == "check-herd" {
				got += p.Source.String()
			}
		}
		if got != c.want {
			t.Errorf("%s dead: %q, want %q", c.dead, got, c.want)
		}
	}
}
