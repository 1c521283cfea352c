package check_test

import "testing"

// annex is a table of final consumption by industry of 2020; its rows are separated by semicolons.
func annex(columns, rows string) string {
	return "分行业终端能源消费 2020年\n行业," + columns + "\n" + lines(rows)
}

// Raw material is taken out once: what the balance prints of it holds what the annex and rows state; of what it leaves blank
// they are all that is known.
func TestRawMaterialOfABalance(t *testing.T) {
	const coal = "烟煤（万吨）"
	blank, printed := table(coal, "终端消费量,12.00;工业,12.00"), table(coal, "终端消费量,12.00;工业,12.00;用作原料、材料,1.00")
	chemicals := annex(coal, "26,9.00;用作原料、材料,5.00;30,1.00")
	runBalances(t, []balanceCase{
		{"the annex states it", with(blank, "", "activity/x.csv", chemicals), []string{"1.A.2.c 烟煤 4 10^4 t", "1.A.2.f 烟煤 1 10^4 t", "1.A.2.m 烟煤 2 10^4 t"}, nil},
		{"the annex states more than is printed", with(printed, "", "activity/x.csv", chemicals), nil, []string{"activity/b.csv:5:2 balance-raw-over"}},
		{"the annex states a part of what is printed", with(printed, "", "activity/x.csv", annex(coal, "26,9.00;用作原料、材料,0.60;30,1.00")), []string{"1.A.2.c 烟煤 8.4 10^4 t", "1.A.2.f 烟煤 1 10^4 t", "1.A.2.m 烟煤 1.6 10^4 t"}, nil},
		{"a row states it of an industry of the annex", with(blank, "2020,1.A.2.c,,烟煤,,raw_material,20000,t,,", "activity/x.csv", annex(coal, "26,9.00")), []string{"1.A.2.c 烟煤 7 10^4 t", "1.A.2.m 烟煤 3 10^4 t"}, nil},
		{"a row states it of an industry that nothing splits", with(blank, "2020,1.A.2.c,,烟煤,,raw_material,20000,t,,"), []string{"1.A.2.m 烟煤 10 10^4 t"}, nil},
		{"a row states it of industry", with(blank, "2020,1.A.2,,烟煤,,raw_material,20000,t,,"), []string{"1.A.2.m 烟煤 10 10^4 t"}, nil},
		{"a row states it beside a stated industry", with(blank, "2020,1.A.2.c,,烟煤,,,3,万吨,,;2020,1.A.2.c,,烟煤,,raw_material,2,万吨,,"), []string{"1.A.2.m 烟煤 7 10^4 t"}, nil},
		{"rows state a part of what is printed", with(printed, "2020,1.A.2.c,,烟煤,,raw_material,5000,t,,"), []string{"1.A.2.m 烟煤 11 10^4 t"}, nil},
		{"rows state more than is printed", with(printed, "2020,1.A.2.c,,烟煤,,raw_material,20000,t,,"), nil, []string{"activity/b.csv:5:2 balance-raw-over"}},
		{"rows state more than industry consumes", with(blank, "2020,1.A.2.c,,烟煤,,raw_material,13,万吨,,"), nil, []string{"activity/b.csv:4:2 balance-negative"}},
		{"an industry states it and no consumption", with(blank, "", "activity/x.csv", annex(coal, "26,;用作原料、材料,1.00;30,1.00")), nil, []string{"activity/x.csv:4:2 non-energy-above-consumption"}},
	})
}

// The annex against itself and against the balance.
func TestAnnexOfABalance(t *testing.T) {
	const coal = "烟煤（万吨）"
	of := table(coal, "终端消费量,12.00;工业,12.00")
	two := func(title string) map[string]string {
		return with(of, "", "activity/x.csv", annex(coal, "26,9.00"), "activity/y.csv", title+" 2020年\n行业,烟煤（万吨）\n30,1.00\n")
	}
	runBalances(t, []balanceCase{
		{"two annexes of a year", two("分行业终端能源消费"), nil, []string{"activity/y.csv:1 balance-twice"}},
		{"a preliminary and a final annex of what is above a size", two("规模以上工业分行业终端能源消费（最终）"), []string{"1.A.2.f 烟煤 1 10^4 t", "1.A.2.m 烟煤 11 10^4 t"}, nil},
		{"a negative cell", with(of, "", "activity/x.csv", annex(coal, "26,9.00;30,-1.00;31,2.00")), nil, []string{"activity/x.csv:4:2 balance-sign"}},
		{"a sum of more than its industries, alone", map[string]string{"activity/x.csv": annex(coal, "合计,12.00;26,9.00;30,1.00")}, nil, []string{"activity/x.csv:3:2 balance-industry-sum"}},
		{"a sum of its industries, alone", map[string]string{"activity/x.csv": annex(coal, "合计,10.00;26,9.00;30,1.00")}, []string{"1.A.2.c 烟煤 9 10^4 t", "1.A.2.f 烟煤 1 10^4 t"}, nil},
		{"a sum of more than its industries, that of the balance", with(of, "", "activity/x.csv", annex(coal, "合计,12.00;26,9.00;30,1.00")), []string{"1.A.2.c 烟煤 9 10^4 t", "1.A.2.f 烟煤 1 10^4 t", "1.A.2.m 烟煤 2 10^4 t"}, nil},
		{"industries that are more by their rounding", with(of, "", "activity/x.csv", annex(coal, "26,11.00;30,1.01")), []string{"1.A.2.c 烟煤 11 10^4 t", "1.A.2.f 烟煤 1.01 10^4 t"}, nil},
		{"industries that are more", with(of, "", "activity/x.csv", annex(coal, "26,11.00;30,1.02")), nil, []string{"activity/b.csv:4:2 balance-industry-over"}},
	})
}

// Motor fuel of industry moves to the roads by the share of each of its parts, and other modes are taken out of transport.
func TestRoadsOfABalance(t *testing.T) {
	const diesel = "柴油（万吨）"
	of := table(diesel, "终端消费量,12.00;工业,10.00;交通运输、仓储和邮政业,2.00")
	split := annex(diesel, "26,4.00;30,1.00")
	const shares = "2020,1.A.2,,柴油,,road_share,40,%,,;2020,1.A.2.f,,柴油,,road_share,80,%,,"
	runBalances(t, []balanceCase{
		{"industry as one", with(of, shares), []string{"1.A.3.b 柴油 6 10^4 t", "1.A.2.m 柴油 6 10^4 t"}, nil},
		{"each industry by its own share", with(of, shares, "activity/x.csv", split), []string{"1.A.3.b 柴油 6.4 10^4 t", "1.A.2.c 柴油 2.4 10^4 t", "1.A.2.f 柴油 0.2 10^4 t", "1.A.2.m 柴油 3 10^4 t"}, nil},
		{"a stated industry burns all where it stands", with(of, "2020,1.A.2,,柴油,,road_share,40,%,,;2020,1.A.2.e,,柴油,,,20000,t,,"), []string{"1.A.3.b 柴油 5.2 10^4 t", "1.A.2.m 柴油 4.8 10^4 t"}, nil},
		{"the annex without a balance", with(map[string]string{"activity/x.csv": split}, "2020,1.A.2,,柴油,,road_share,40,%,,"), []string{"1.A.3.b 柴油 2 10^4 t", "1.A.2.c 柴油 2.4 10^4 t", "1.A.2.f 柴油 0.6 10^4 t"}, nil},
		{"rail", with(of, "2020,1.A.3.c,,柴油,,,500,t,,"), []string{"1.A.3.b 柴油 1.95 10^4 t", "1.A.2.m 柴油 10 10^4 t"}, nil},
		{"rail in another dimension", with(of, "2020,1.A.3.c,,柴油,,,21,TJ,,"), nil, []string{"activity/a.csv:2:7 check-d4"}},
		{"international bunkers are no part of transport", with(of, "2020,1.A.3.d.i,,柴油,,,500,t,,"), []string{"1.A.3.b 柴油 2 10^4 t", "1.A.2.m 柴油 10 10^4 t"}, nil},
	})
}
