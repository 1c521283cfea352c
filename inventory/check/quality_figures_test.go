package check_test

import (
	"strings"

	"ghg/inventory"
)

// copiedYear is a table of five works whose second year is the first.
func copiedYear(second ...string) tables {
	var lines []string
	for i, works := range []string{"甲厂", "乙厂", "丙厂", "丁厂", "戊厂"} {
		lines = append(lines, yearly(2019, "1.A.2.f,"+works+",烟煤,,", "t", []string{"1012", "2345", "3456", "4567", "5678"}[i], second[i]))
	}
	return rows(lines...)
}

// heldTotal is electricity with a part that is taken out of it.
func heldTotal(parts ...string) tables {
	var lines []string
	for i, part := range parts {
		year := 2021 - len(parts) + i
		lines = append(lines, yearly(year, "M.3,,电力,,electricity_net", "GWh", "100"), yearly(year, "M.3,甲厂,电力,,electricity_net", "GWh", part))
	}
	return rows(lines...).with("records/choices.csv", choiceHead+"total,,M.3,电力,,includes,,,,a,2026-01-01,r\n")
}

// twoBalances are gas balances of two years, of which that of 2020 loses some to the statistics.
func twoBalances(difference, available string) tables {
	balance := func(year, available, difference string) string {
		return "能源平衡表 " + year + "\n项目,天然气（亿立方米）\n一、可供本地区消费的能源量," + available + "\n四、终端消费量,0.50\n2.工业,0.40\n7.居民生活,0.10\n城镇,0.10\n五、平衡差额," + difference + "\n"
	}
	return tables{"activity/b.csv": balance("2019", "0.50", "0"), "activity/c.csv": balance("2020", available, difference),
		"records/choices.csv": standIns}
}

// twoSay are two departments' figures of gas, of which the first counts.
func twoSay(first, second, uncertainty string) tables {
	return tables{"activity/a.csv": longHead + "2020,1.A.4.b,,天然气,,," + first + ",万m3,,,区统计局,,\n2020,1.A.4.b,,天然气,,," + second + ",万m3,,,燃气公司,," + uncertainty + "\n",
		"records/choices.csv": choiceHead + "between,2020,1.A.4.b,天然气,,区统计局,燃气公司,,,a,2026-01-01,r\n"}
}

// vintages are a preliminary figure with a later one, of which the one of the department counts.
func vintages(chosen string) tables {
	return tables{"activity/a.csv": longHead + "2020,1.A.4.b,,天然气,,,100,万m3,,,区统计局,preliminary,\n2020,1.A.4.b,,天然气,,,104,万m3,,,燃气公司,final,\n",
		"records/choices.csv": choiceHead + "between,2020,1.A.4.b,天然气,," + chosen + ",另一家,,,a,2026-01-01,r\n"}
}

// ownFactor is a local factor of the years, used for five years.
func ownFactor(years string) tables {
	header := "set,category,source_category,item,detail,technology,basis,climate,development,parameter,gas,value,unit,low,high,bounds,distribution,region,facility,year_from,year_to,known_since,source,status\n"
	return rows(yearly(2014, homes, "万m3", "100", "101", "102", "103", "104", "105", "106")).
		with("factors/local.csv", header+"local,1.A.4.b,,天然气,,,,,,ef,CH4,5,kg/TJ,,,,,,,"+years+",,实测,local\n")
}

// strontiumKeeps is a works of strontium carbonate of which the residue takes so much carbon out.
func strontiumKeeps(contents ...string) tables {
	var lines []string
	for i, content := range contents {
		year := 2021 - len(contents) + i
		lines = append(lines, yearly(year, "2.B.10,锶厂,碳酸锶,碳还原法,", "t", "30000"), yearly(year, "2.B.10,锶厂,烟煤,,carbon_in", "t", "10000"),
			yearly(year, "2.B.10,锶厂,烟煤,,carbon_content", "t C/t", "0.7"), yearly(year, "2.B.10,锶厂,锶渣,,carbon_out", "t", "10000"),
			yearly(year, "2.B.10,锶厂,锶渣,,carbon_content", "t C/t", content))
	}
	return rows(lines...)
}

var ofFigures = []pair{
	{"the same for three years", "check-repeated", inventory.Warning, "activity/a.csv:5:7", []string{"1.A.4.b 天然气: 103.7 10^4 m3 in all 3 years of 2017–2019 (activity/a.csv:3:7 … activity/a.csv:5:7)"}, "",
		rows(yearly(2016, homes, "万m3", "100", "103.7", "103.7", "103.7", "108")), rows(yearly(2016, homes, "万m3", "100", "103.7", "103.7", "104.2", "108"))},
	{"a round figure for three years", "check-repeated", inventory.Info, "activity/a.csv:5:7", []string{"1.A.4.b 天然气: 100 10^4 m3 in all 4 years of 2016–2019"}, "",
		rows(yearly(2016, homes, "万m3", "100", "100", "100", "100", "108")), rows(yearly(2016, homes, "万m3", "100", "101", "100", "104.2", "108"))},
	{"last year's table", "check-repeated", inventory.Warning, "activity/a.csv:3:7", []string{"figures of activity/a.csv that are those of the year before (same/all): 2020 4/5; 80 % in 2020, such as 1.A.2.f 甲厂 烟煤 = 1012 t"}, "2019, 2020",
		copiedYear("1012", "2345", "3456", "4567", "5000"), copiedYear("1012", "2345", "3500", "4600", "5700")},
	{"one figure for two fuels", "check-repeated", inventory.Warning, "activity/a.csv:3:7", []string{"one figure for different things: 1.A.4.b 液化石油气 = 1196 t (activity/a.csv:2:7), 1.A.4.c.i 柴油 = 1196 t (activity/a.csv:3:7) in 2020"}, "2020",
		rows("2020,1.A.4.b,,液化石油气,,,1196,t,,", "2020,1.A.4.c.i,,柴油,,,1196,t,,"), rows("2020,1.A.4.b,,液化石油气,,,1196,t,,", "2020,1.A.4.c.i,,柴油,,,1186,t,,")},
	{"one quantity in two categories", "check-usedtwice", inventory.Warning, "activity/a.csv:5:7", []string{"1.A.4.a 天然气 = 1234.5 10^4 m3 (activity/a.csv:3:7), 1.A.4.b 天然气 = 12345000 m3 (activity/a.csv:5:7) in 2020; so in 2 of 2 years"}, "2019, 2020",
		rows("2019,1.A.4.a,,天然气,,,1232.5,万m3,,", "2020,1.A.4.a,,天然气,,,1234.5,万m3,,", "2019,1.A.4.b,,天然气,,,1232.5,万m3,,", "2020,1.A.4.b,,天然气,,,12345000,m3,,"), rows("2020,1.A.4.a,,天然气,,,1234.5,万m3,,", "2020,1.A.4.b,,天然气,,,1334.5,万m3,,")},
	{"most of a total is nobody's", "check-sums", inventory.Info, "activity/a.csv:2:7", []string{"M.3 电力: total 100 GWh (activity/a.csv:2:7), its 1 parts add up to 20 GWh, 80 GWh (80 %) are left"}, "2020",
		heldTotal("20"), heldTotal("60")},
	{"a total that is the sum", "check-sums", inventory.Info, "activity/a.csv:2:7", []string{"0 GWh (0 %) are left: the total is the very sum of its parts"}, "2020", heldTotal("100"), heldTotal("60")},
	{"a facility that leaves the list", "check-sums", inventory.Warning, "activity/a.csv:4:7", []string{"80 GWh (80 %) are left; the year before 30 % were left"}, "2019, 2020", heldTotal("70", "20"), heldTotal("70", "60")},
	{"facilities above the statistics", "check-facilities", inventory.Warning, "activity/a.csv:2:7", []string{"the facilities burn 1100 t of 烟煤 in 2020, more than the statistics have: 规上工业烟煤消费量 1000 t (indicators.csv:2:3) (110 %, 100 too much)"}, "2020",
		rows("2020,"+kiln+",1100,t,,").with("indicators.csv", indicators("2020,规上工业烟煤消费量,1000,t,,,")), rows("2020,"+kiln+",1005,t,,").with("indicators.csv", indicators("2020,规上工业烟煤消费量,1000,t,,,"))},
	{"industry below the statistics", "check-facilities", inventory.Warning, "activity/a.csv:2:7", []string{"industry burns 0.09 万t of 烟煤 in 2020, less than large industry alone by the statistics: 规上工业烟煤消耗 0.1 万t (indicators.csv:2:3) (90 %, 0.01 too little)"}, "2020",
		rows("2020,1.A.2.f,,烟煤,,,900,t,,").with("indicators.csv", indicators("2020,规上工业烟煤消耗,0.1,万t,,,")), rows("2020,1.A.2.f,,烟煤,,,1900,t,,").with("indicators.csv", indicators("2020,规上工业烟煤消耗,0.1,万t,,,"))},
	{"a gap between the approaches that comes up", "check-reference", inventory.Warning, "activity/c.csv:3:2", []string{"gaseous fuels: the gap of the reference approach goes from 0 % in 2019 to 20 % in 2020", "by 20 points"}, "2019, 2020",
		twoBalances("0.1", "0.60"), twoBalances("0.01", "0.51")},
	{"two departments far apart", "check-twofigures", inventory.Warning, "activity/a.csv:2:7", []string{"1.A.4.b 天然气 of 2020: 100 10^4 m3 区统计局 (activity/a.csv:2:7) counts, beside 110 10^4 m3 燃气公司 (activity/a.csv:3:7): -9.1 % apart"}, "2020", twoSay("100", "110", ""), twoSay("100", "104", "")},
	{"two departments far apart without bounds", "check-twofigures", inventory.Warning, "activity/a.csv:2:7", []string{"-9.1 % apart"}, "2020", twoSay("100", "110", ""),
		twoSay("100", "110", "").with("records/choices.csv", choiceHead+"between,2020,1.A.4.b,天然气,,区统计局,燃气公司,100,110,a,2026-01-01,r\n")},
	{"a preliminary figure counts without bounds", "check-preliminary", inventory.Warning, "activity/a.csv:2:7", []string{"the preliminary one counts"}, "2020", vintages("区统计局"),
		vintages("").with("records/choices.csv", choiceHead+"between,2020,1.A.4.b,天然气,,区统计局,燃气公司,100,104,a,2026-01-01,r\n")},
	{"outside what the other allows", "check-twofigures", inventory.Warning, "activity/a.csv:2:7", []string{"-3.8 % apart; the figure that counts is outside the range that the other states, 101.92–106.08"}, "2020", twoSay("100", "104", "2%"), twoSay("100", "104", "5%")},
	{"two departments close together", "check-twofigures", inventory.Info, "activity/a.csv:2:7", []string{"-3.8 % apart"}, "2020", twoSay("100", "104", ""), rows("2020," + homes + ",104,万m3,,")},
	{"a preliminary figure counts", "check-preliminary", inventory.Warning, "activity/a.csv:2:7", []string{"preliminary 100 10^4 m3 区统计局 (activity/a.csv:2:7), later 104 10^4 m3 燃气公司 (activity/a.csv:3:7): revised by +4 %; the preliminary one counts"}, "2020", vintages("区统计局"), vintages("燃气公司")},
	{"a final figure is due", "check-preliminary", inventory.Warning, "activity/a.csv:2:7", []string{"1.A.4.b 天然气 = 100 10^4 m3 of 2018 is still preliminary, and the inventory has reached 2020"}, "2018, 2019, 2020",
		tables{"activity/a.csv": longHead + "2018,1.A.4.b,,天然气,,,100,万m3,,,,preliminary,\n2020,1.A.4.b,,天然气,,,101,万m3,,,,preliminary,\n"}, tables{"activity/a.csv": longHead + "2018,1.A.4.b,,天然气,,,100,万m3,,,,final,\n2020,1.A.4.b,,天然气,,,101,万m3,,,,preliminary,\n"}},
	{"a factor of no year for many", "check-factoryears", inventory.Info, "factors/local.csv:2:20", []string{"5 kg/TJ, of the district's own, names no years and is used for all 7 of 2014–2020 (实测)"}, "2014, 2015, 2016, 2017, 2018, 2019, 2020", ownFactor(","), ownFactor("2014,2020")},
	{"factors that nobody compared", "check-unconfirmed", inventory.Warning, "activity/a.csv:2:7", []string{"100 % of the emissions of 2020 rest on factors not compared with print, more than 20 %; most in: 2.B.9.a "}, "2020",
		rows("2020,2.B.9.a,氟化工,HCFC-22,,,8000,t,,").with("guide", "CN-PROV-2011"), rows("2020,2.B.9.a,氟化工,HCFC-22,,,8000,t,,").with("guide", "CN-PROV-2011").with("thresholds", "[thresholds]\nunconfirmed_share = 100\n")},
	{"nearly all carbon stays", "check-carbon", inventory.Warning, "activity/a.csv:2:7", []string{"7000 t C go in, 6900 t C go out (98.57 %), 100 t C are emitted as CO2: nearly all of it stays in products"}, "2020", strontiumKeeps("0.69"), strontiumKeeps("0.06")},
	{"a residue that is missing in one year", "check-carbon", inventory.Warning, "activity/a.csv:7:7", []string{"7000 t C go in, 600 t C go out (8.57 %), 6400 t C are emitted as CO2; in 2019 50 % went out (3500 of 7000 t C)"}, "2019, 2020", strontiumKeeps("0.35", "0.06"), strontiumKeeps("0.06", "0.05")},
}

// targets is targets.csv of the lines.
func targets(lines ...string) tables {
	return rows("2020,"+homes+",104,万m3,,").with("targets.csv", "indicator,base_year,target_year,form,direction,target,unit,kind,status,department,source\n"+strings.Join(lines, "\n")+"\n")
}

// people are indicators beside household gas.
func people(lines ...string) tables {
	return rows("2020,"+homes+",1000,万m3,,").with("indicators.csv", indicators(lines...))
}

const energySaved = "单位地区生产总值能源消耗下降,2020,2025,decline_pct,>=,14,%,binding,set,,"

var ofIndicators = []pair{
	{"CO2 of fuels per head", "check-magnitude", inventory.Warning, "indicators.csv:2:3", []string{"CO2 of fuels of 2020 is ", "t per head", "常住人口 100 人, indicators.csv:2:3), outside 0.3–40"}, "2020", people("2020,常住人口,100,人,,,"), people("2020,常住人口,1,万人,,,")},
	{"CO2 of fuels per GDP", "check-magnitude", inventory.Warning, "indicators.csv:2:3", []string{"t per 10^4 yuan of GDP", "地区生产总值 70 万元, indicators.csv:2:3), outside 0–10"}, "2020", people("2020,地区生产总值,70,万元,,,"), people("2020,地区生产总值,70,亿元,,,")},
	{"electricity per head", "check-magnitude", inventory.Warning, "activity/a.csv:2:7", []string{"electricity of 2020 is 100000 kWh per head"}, "2020",
		rows("2020,M.3,,电力,,electricity_net,100,GWh,,").with("indicators.csv", indicators("2020,常住人口,1000,人,,,")), rows("2020,M.3,,电力,,electricity_net,5,GWh,,").with("indicators.csv", indicators("2020,常住人口,1000,人,,,"))},
	{"waste per head and day", "check-magnitude", inventory.Warning, "indicators.csv:3:3", []string{"municipal waste of 2020 is 27.3973 kg per head and day"}, "2020", people("2020,常住人口,1,万人,,,", "2020,生活垃圾清运量,10,万t,,,"), people("2020,常住人口,5,万人,,,", "2020,生活垃圾清运量,4,万t,,,")},
	{"nitrogen on fields", "check-magnitude", inventory.Warning, "activity/a.csv:5:7", []string{"nitrogen of fertiliser of 2020 is ", "kg N per hectare sown"}, "2020",
		rows("2020,3.C,,冬小麦,,output,500,t,,", "2020,3.C,,冬小麦,,crop_area,100,ha,,", "2020,3.C,,冬小麦,,straw_returned,40,%,,", "2020,3.C,,尿素,,fertiliser_product,1000,t,,", "2020,3.C,,尿素,,n_content,46,%,,"), rows("2020,3.C,,冬小麦,,output,500,t,,", "2020,3.C,,冬小麦,,crop_area,100,ha,,", "2020,3.C,,冬小麦,,straw_returned,40,%,,", "2020,3.C,,尿素,,fertiliser_product,50,t,,", "2020,3.C,,尿素,,n_content,46,%,,")},
	{"town and country", "check-population", inventory.Warning, "indicators.csv:2:3", []string{"常住人口 70 万人 (indicators.csv:2:3) in 2020, and 城镇常住人口 423008 人 (indicators.csv:3:3) + 乡村常住人口 20 万人 (indicators.csv:4:3) add up to 623008 person: +12.4 % apart"}, "2020",
		people("2020,常住人口,70,万人,,,", "2020,城镇常住人口,423008,人,,,", "2020,乡村常住人口,20,万人,,,"), people("2020,常住人口,70,万人,,,", "2020,城镇常住人口,423008,人,,,", "2020,乡村常住人口,27.7,万人,,,")},
	{"shares of GDP", "check-population", inventory.Warning, "indicators.csv:4:3", []string{"add up to 110 % in 2020, and 100 % is expected"}, "2020",
		people("2020,第一产业占比,8.8,%,,,", "2020,第二产业占比,55.4,%,,,", "2020,第三产业占比,45.8,%,,,"), people("2020,第一产业占比,8.8,%,,,", "2020,第二产业占比,55.4,%,,,", "2020,第三产业占比,35.8,%,,,")},
	{"energy is GDP times intensity", "check-population", inventory.Warning, "indicators.csv:2:3", []string{"全社会能源消耗总量 132.39 万吨标准煤 (indicators.csv:2:3) in 2020, and 地区生产总值 661 亿元 (indicators.csv:3:3) × 单位地区生产总值能耗 0.3 tce/万元 (indicators.csv:4:3) = 1983000 tce: -33.2 % apart"}, "2020",
		people("2020,全社会能源消耗总量,132.39,万吨标准煤,,,", "2020,地区生产总值,661,亿元,,,", "2020,单位地区生产总值能耗,0.3,tce/万元,,,"), people("2020,全社会能源消耗总量,132.39,万吨标准煤,,,", "2020,地区生产总值,661,亿元,,,", "2020,单位地区生产总值能耗,0.2,tce/万元,,,")},
	{"growth of GDP in constant prices", "check-population", inventory.Warning, "indicators.csv:4:3", []string{"地区生产总值实际增速 14.4 % (indicators.csv:4:3) in 2020, and in prices of 2015 地区生产总值 500 亿元 (indicators.csv:2:3) → 地区生产总值 522 亿元 (indicators.csv:3:3) grows by +4.4 %: +9.6 % apart"}, "2019, 2020",
		people("2019,地区生产总值,500,亿元,2015,,", "2020,地区生产总值,522,亿元,2015,,", "2020,地区生产总值实际增速,14.4,%,,,"), people("2019,地区生产总值,500,亿元,2015,,", "2020,地区生产总值,522,亿元,2015,,", "2020,地区生产总值实际增速,4.4,%,,,")},
	{"people who come in a year", "check-population", inventory.Warning, "indicators.csv:3:3", []string{"常住人口 60 万人 (indicators.csv:2:3) in 2018 → 常住人口 68 万人 (indicators.csv:3:3) in 2020: +13.3 %, more than ±3 % a year"}, "2020", people("2018,常住人口,60,万人,,,", "2020,常住人口,68,万人,,,"), people("2018,常住人口,65,万人,,,", "2020,常住人口,68,万人,,,")},
	{"electricity of the statistics", "check-population", inventory.Warning, "activity/a.csv:5:7", []string{"M.3 电力 electricity_use = 100 GWh (activity/a.csv:5:7) in 2020, and 全社会用电量 1.5 亿kWh (indicators.csv:2:3): -33.3 % apart"}, "2020",
		rows(strings.TrimSpace(generated("80", "0"))).with("indicators.csv", indicators("2020,全社会用电量,1.5,亿kWh,,,")), rows(strings.TrimSpace(generated("80", "0"))).with("indicators.csv", indicators("2020,全社会用电量,1,亿kWh,,,"))},
	{"more CO2 than energy gives", "check-population", inventory.Warning, "indicators.csv:2:3", []string{"t CO2 of fuels in 2020 over 全社会能源消耗总量 2000 tce (indicators.csv:2:3) is ", "more than any fossil fuel gives (3.5 t/tce)"}, "2020", people("2020,全社会能源消耗总量,2000,tce,,,"), people("2020,全社会能源消耗总量,2,万吨标准煤,,,")},
	{"another figure than the plan's", "check-plantargets", inventory.Warning, "targets.csv:2:6", []string{`"单位地区生产总值能源消耗下降": the target is >= 41 %, that of the plan >= 14 % (铜环发〔2022〕93号`}, "2020", targets(strings.Replace(energySaved, "14", "41", 1)), targets(energySaved)},
	{"a target that the plan leaves to the city", "check-plantargets", inventory.Info, "targets.csv:2:6", []string{"the target is >= 18 %, that of the plan 市级下达 pending"}, "2020", targets("单位地区生产总值二氧化碳排放下降,2020,2025,decline_pct,>=,18,%,binding,set,,"), rows("2020," + homes + ",104,万m3,,")},
	{"a share of more than all", "check-plantargets", inventory.Error, "targets.csv:2:6", []string{`the share of 14 1 does not lie within 0–100 %`}, "2020", targets("某指标,2020,2025,share,>=,14,1,binding,set,,"), targets("某指标,2020,2025,share,>=,0.14,1,binding,set,,")},
	{"a target stated twice", "check-plantargets", inventory.Warning, "targets.csv:3:6", []string{`"某指标" of 2025 is stated twice: >= 14 % (targets.csv:2:6) and >= 15 %`}, "2020", targets("某指标,2020,2025,decline_pct,>=,14,%,binding,set,,", "某指标,2020,2025,decline_pct,>=,15,%,binding,set,,"), targets("某指标,2020,2025,decline_pct,>=,14,%,binding,set,,")},
	{"the less it falls the better", "check-plantargets", inventory.Warning, "targets.csv:2:5", []string{`"某指标" is a decline and its direction <=`}, "2020", targets("某指标,2020,2025,decline_pct,<=,14,%,binding,set,,"), targets("某指标,2020,2025,decline_pct,>=,14,%,binding,set,,")},
}
