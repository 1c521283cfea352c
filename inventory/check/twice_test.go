package check_test

import (
	"strings"

	"ghg/inventory"
)

// ofTwice are quantities that stand twice in ways that no name and no unit gives away.
var ofTwice = []example{
	{"more mine gas burned than the methane taken out", "check-d21", inventory.Warning, "activity/a.csv:4:7", []string{"about 2010 t CH4 (volumes with a share of 0.3 methane", "1.B.1 recovers only 10 t"},
		"2020,1.B.1.a.i.1,,,,,10000,t,,\n2020,1.B.1.a.i.1,,,,recovered,10,t CH4,,\n2020,1.A.1.c.ii,,天然气,煤矿瓦斯,,1000,万m3,,\n", "2020,1.B.1.a.i.1,,,,,10000,t,,\n2020,1.B.1.a.i.1,,,,recovered,10,t CH4,,\n2020,1.A.1.c.ii,,天然气,煤矿瓦斯,,5,万m3,,\n", "", nil},
	{"more landfill gas burned than the methane taken out", "check-d20", inventory.Warning, "activity/a.csv:55:7", []string{"1.A burns 1.A.2.c 10 TJ (activity/a.csv:55:7), about 198.4127 t CH4", "4.A recovers only 10 t (4.A.3 10 t CH4"},
		"2020,4.A.3,,城市生活垃圾,无透气覆盖,,1000,t,,\n1970,4.A.3,,,,opening_year,1970,yr,,\n" + dumped + "2020,4.A.3,,,,recovered,10,t CH4,,\n2020,1.A.2.c,,填埋气,,,10,TJ,,\n", "2020,4.A.3,,城市生活垃圾,无透气覆盖,,1000,t,,\n1970,4.A.3,,,,opening_year,1970,yr,,\n" + dumped + "2020,4.A.3,,,,recovered,10,t CH4,,\n2020,1.A.2.c,,填埋气,,,0.5,TJ,,\n", "", nil},
	{"ferro-alloys and the coke of no industry", "check-d7", inventory.Warning, "activity/a.csv:3:7", []string{"2.C.2 has", "1.A.2.m 焦炭 = 100000 t takes no coke or coal"},
		"2020,2.C.2,,硅铁 75%Si,,,50000,t,,\n2020,1.A.2.m,,焦炭,,,100000,t,,\n", "2020,2.C.2,,硅铁 75%Si,,,50000,t,,\n2020,1.A.2.m,,天然气,,,100000,m3,,\n", "", nil},
	{"ammonia and the gas of no industry", "check-d6", inventory.Warning, "activity/a.csv:2:7", []string{"1.A.2.m 天然气 = 300 10^4 m3 takes no feedstock"},
		"2020,1.A.2.m,,天然气,,,300,万m3,,\n", "2020,1.A.2.m,,柴油,,,300,t,,\n", "", []string{"2.B.1 CO2"}},
	{"a power plant of nobody and an autoproducer", "check-usedtwice", inventory.Warning, "activity/a.csv:3:7", []string{"1.A.1.a 烟煤 = 123456 t", "1.A.2.c 化工自备电厂 烟煤 = 123.456 kt"},
		"2020,1.A.1.a,,烟煤,,,123456,t,,\n2020,1.A.2.c,化工自备电厂,烟煤,,,123.456,kt,,\n", "2020,1.A.1.a,热电厂,烟煤,,,123456,t,,\n2020,1.A.2.c,化工自备电厂,烟煤,,,123.456,kt,,\n", "", nil},
	{"an oil by its mass and by its heat", "check-d8", inventory.Warning, "activity/a.csv:3:7", []string{"2.D.1 润滑油 = 1000 t", "1.A.2.f 润滑油 = 40.2 TJ"},
		"2020,2.D.1,,润滑油,,,1000,t,,\n2020,1.A.2.f,,润滑油,,,40.2,TJ,,\n", "2020,2.D.1,,润滑油,,,1000,t,,\n2020,1.A.2.f,,润滑油,,,30.2,TJ,,\n", "", nil},
	{"a grinding plant that says nothing of its clinker", "check-d11", inventory.Warning, "activity/a.csv:3:7", []string{"says nothing of clinker that it buys", "2.A.1 甲粉磨站 水泥 品种不明 = 1300000 t"},
		"2020,2.A.1,甲厂,水泥熟料,,,1000000,t,,\n2020,2.A.1,甲粉磨站,水泥,品种不明,,1300000,t,,\n", "2020,2.A.1,甲厂,水泥熟料,,,1000000,t,,\n2020,2.A.1,甲粉磨站,水泥,品种不明,,1300000,t,,\n2020,2.A.1,甲粉磨站,水泥,品种不明,clinker_imports,900000,t,,\n", "", nil},
	{"lime and its limestone, of nobody", "check-d13", inventory.Warning, "activity/a.csv:3:7", []string{"(56000 t)", "(100000 t), just what such lime is burned of"},
		"2020,2.A.2,,高钙石灰,,,56000,t,,\n2020,2.A.4.d,,石灰石,,,100000,t,,\n", "2020,2.A.2,,高钙石灰,,,56000,t,,\n2020,2.A.4.d,,石灰石,,,60000,t,,\n", "", nil},
	{"heat bought of nobody beside a heat plant", "check-d2", inventory.Warning, "activity/a.csv:3:7", []string{"M.4 热力 = 2000000 GJ", "1.A.1.a.ii 热电厂 烟煤 = 100000 t"},
		"2020,1.A.1.a.ii,热电厂,烟煤,,,100000,t,,\n2020,M.4,,热力,,heat_net,2000000,GJ,,\n", "2020,1.A.1.a.ii,热电厂,烟煤,,,100000,t,,\n2020,M.4,邻区电厂,热力,,heat_net,2000000,GJ,,\n", "", nil},
	{"fuel sold and fuel by VKT", "check-d5", inventory.Error, "activity/a.csv:3:7", []string{"some of it is fuel sold", "900 t"},
		"2020,1.A.3.b,,柴油,,,1000,t,,\n2020,1.A.3.b,,柴油,VKT,,900,t,,\n", "2020,1.A.3.b,,柴油,VKT,,1000,t,,\n2020,1.A.3.b,,汽油,氧化催化器;VKT,,900,t,,\n", "", nil},
	{"fuel sold and fuel by 行驶里程法", "check-d5", inventory.Error, "activity/a.csv:3:7", []string{"some of it is fuel sold", "900 t"},
		"2020,1.A.3.b,,柴油,,,1000,t,,\n2020,1.A.3.b,,柴油,行驶里程法,,900,t,,\n", "2020,1.A.3.b,,柴油,行驶里程法,,1000,t,,\n2020,1.A.3.b,,汽油,氧化催化器;行驶里程法,,900,t,,\n", "", nil},
	{"petrol sold and diesel by kilometres", "check-d5", inventory.Error, "activity/a.csv:3:7", []string{"a mix of approaches: one fuel is as sold, another by vehicles", "汽油 氧化催化器 = 1000 t"},
		"2020,1.A.3.b,,汽油,氧化催化器,,1000,t,,\n2020,1.A.3.b,,柴油,按行驶里程,,900,t,,\n", "2020,1.A.3.b,,汽油,氧化催化器,,1000,t,,\n2020,1.A.3.b,,柴油,,,900,t,,\n", "", nil},
	{"industrial water to a plant that is measured", "check-d18", inventory.Error, "activity/a.csv:4:5", []string{"goes to a municipal plant by its detail", "4.D.2 啤酒厂", "4.D.1 城市厂"},
		plant("recovered,0,t CH4,,") + toTown + "cod,3000,t COD,,\n", toTown + "cod,3000,t COD,,\n", "", nil},
	{"sludge composted and deposited", "check-d19", inventory.Warning, "activity/a.csv:6:7", []string{"one quantity of sludge is treated in two places", "4.B 污泥堆肥厂", "= 13000 t"},
		plant("sludge_bod,900,t BOD,,") + twoWays + "waste,13000,t,,\n", plant("sludge_bod,900,t BOD,,") + twoWays + "waste,12000,t,,\n", "", nil},
}

const toTown = "2020,4.D.2,啤酒厂,啤酒,厌氧反应器;排入城镇污水处理厂,"

// twoWays is sludge that is composted, and sludge that is burned.
const twoWays = "2020,4.B,污泥堆肥厂,生活污泥,堆肥,waste,13000,t,,\n" + burnedSludge + "dry_matter,0.2,fraction,,\n" + burnedSludge

const burnedSludge = "2020,4.C.1,焚烧厂,生活污泥,连续;炉排;干基,"

// ofYearsAlike are remarks that are the same in every year, and factors of another guide.
var ofYearsAlike = []pair{
	{"all fertiliser beside urea in two years", "check-fertiliser", inventory.Info, "activity/a.csv:5:7", []string{"氮肥 90 t N (activity/a.csv:4:7) stands beside 3.C.4 尿素 40 t N (activity/a.csv:5:7); so in 2 years"}, "2019, 2020",
		rows("2019,3.C,,氮肥,,,100,t N,,", "2019,3.C,,尿素,,nitrogen,46,t N,,", "2020,3.C,,氮肥,,,90,t N,,", "2020,3.C,,尿素,,nitrogen,40,t N,,"), rows("2020,3.C,,尿素,,nitrogen,40,t N,,")},
	{"organic fertiliser beside manure in two years", "check-d15", inventory.Info, "activity/a.csv:9:7", []string{"商品有机肥 90 t N stands beside the manure", "; so in 2 years"}, "2019, 2020",
		rows(strings.ReplaceAll(goats("stock_start,30000,只,,")+"2020,3.C,,商品有机肥,,,100,t N,,\n", "2020,", "2019,") + goats("stock_start,30000,只,,") + "2020,3.C,,商品有机肥,,,90,t N,,"), rows("2020,3.C,,商品有机肥,,,90,t N,,")},
	{"a factor of the province in another guide", "check-factoryears", inventory.Info, "activity/a.csv:2:7", []string{"takes 2 kg CH4/head/yr (IPCC-2006, Asia), while the tables have 1.53 kg CH4/head/yr of CN Southwest"}, "2020",
		rows("2020,3.A,,水牛,低生产力;农户散养,stock_year_end,3000,头,,", "2020,3.A,,水牛,低生产力;农户散养;固体贮存,AWMS,1,fraction,,").with("guide", "IPCC-2006").with("climate", "warm temperate moist;MAT 18 °C"), rows("2020,3.A,,水牛,低生产力;农户散养,stock_year_end,3000,头,,").with("guide", "CN-PROV-2011")},
}

// ofUnits are amounts that are the same, or are not, whatever unit of their dimension they are written in.
var ofUnits = []pair{
	{"a jump of the factor from t to kt", "check-ief", inventory.Warning, "activity/a.csv:3:7", []string{"t CO2/kt, +50 % ("}, "2019, 2020",
		rows("2019,"+kiln+",1234,t,,", "2020,"+kiln+",1.234,kt,,", "2019,"+kiln+"ncv,20,GJ/t,,", "2020,"+kiln+"ncv,30,GJ/t,,"), rows("2019,"+kiln+",1234,t,,", "2020,"+kiln+",1.234,kt,,")},
	{"one quantity in GJ and in TJ", "check-usedtwice", inventory.Warning, "activity/a.csv:3:7", []string{"1.A.4.a 天然气 = 54321 GJ", "1.A.4.b 天然气 = 54.321 TJ"}, "2020",
		rows("2020,1.A.4.a,,天然气,,,54321,GJ,,", "2020,1.A.4.b,,天然气,,,54.321,TJ,,"), rows("2020,1.A.4.a,,天然气,,,54321,GJ,,", "2020,1.A.4.b,,天然气,,,54.322,TJ,,")},
	{"one quantity in MWh and in GJ", "check-usedtwice", inventory.Warning, "activity/a.csv:3:7", []string{"1.A.4.b 天然气 = 44444.16 GJ"}, "2020",
		rows("2020,1.A.4.a,,天然气,,,12345.6,MWh,,", "2020,1.A.4.b,,天然气,,,44444.16,GJ,,"), rows("2020,1.A.4.a,,天然气,,,12345.6,MWh,,", "2020,1.A.4.b,,天然气,,,12345.6,GJ,,")},
}
