package engine

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"ghg/inventory"
	"ghg/inventory/workspace"
)

// needsOf lists the needs of a workspace, of which the year is one.
func needsOf(t *testing.T, dir string, year int) *inventory.Needs {
	t.Helper()
	e, err := oneEngine()
	if err != nil {
		t.Fatal(err)
	}
	ws, problems, err := workspace.Load(dir, e.Vocabulary, nil)
	if err != nil || problems.Failed() {
		t.Fatal(err, problems)
	}
	if !slices.Contains(ws.Config.Years, year) {
		ws.Config.Years = append(ws.Config.Years, year)
	}
	out, problems := e.Needs(ws, year)
	for _, p := range problems {
		t.Error(p.Format("en"))
	}
	return out
}

func find(t *testing.T, n *inventory.Needs, category, facility, item, parameter string) *inventory.Need {
	t.Helper()
	for i := range n.Rows {
		r := &n.Rows[i]
		if r.Category != nil && r.Category.Code == category && r.Facility == facility && nameOf(r.Item) == item && r.Parameter == parameter {
			return r
		}
	}
	t.Fatalf("nothing is needed of %s %s %s %s", category, facility, item, parameter)
	return nil
}

const district = "../../testdata/inventories/district"

// A year of which nothing has come asks each department for what it gave the year before, and for what nobody has given.
func TestNeedsOfANewYear(t *testing.T) {
	n := needsOf(t, district, 2025)
	var got []string
	for _, name := range n.Departments() {
		got = append(got, name+" "+strconv.Itoa(len(n.Of(name))))
	}
	want := "区统计局 59, 区生态环境局 6, 区经济信息委 6, 区发展改革委 2, 区农业农村委 43, 区畜牧业发展中心 39, 区林业局 1, 区规划自然资源局 15, 区城市管理局 17, " +
		"区住房城乡建委 4, 区交通局 5, 区商务委 25, 区应急局 10, 区卫生健康委 2, 国网供电公司 4, 燃气公司 3, 企业 69, 公安车管所 2"
	if strings.Join(got, ", ") != want {
		t.Errorf("departments and rows:\n%s\nwant\n%s", strings.Join(got, ", "), want)
	}
	for i := range n.Rows {
		if n.Rows[i].Now != nil || n.Rows[i].Due != "2026-06-30" || n.Rows[i].Title.ZH == "" || n.Rows[i].Title.EN == "" {
			t.Errorf("%+v", n.Rows[i])
		}
	}
	r := find(t, n, "1.A.1.a", "安溪热电厂", "烟煤", "")
	switch {
	case r.Department != "区统计局", r.Holders != "区统计局；企业；国网供电公司", !r.Required, r.Status() != "missing", strings.Join(r.Units[:2], " ") != "吨 万立方米":
		t.Errorf("%+v", r)
	case r.Last.Figure() != "411600", r.Last.Unit != "吨", r.Last.Of() != "2024", r.Last.Document != "虚构数据，仅供检验程序 (made up)", r.Last.Department != "区统计局":
		t.Errorf("last year: %+v", r.Last)
	// 738091.2039521253… t of 8121398.97575846748865221938027091334067692 t CO2e without signs, by inventory.csv of 2024
	case n.WeightYear != 2024, r.Weight.String() != "0.0908822736273948520663780505524967", r.Rank != 3:
		t.Errorf("weight in %d: %s, rank %d", n.WeightYear, r.Weight, r.Rank)
	case r.Source != "METHODS §2.1; 能源统计报表制度", !strings.HasPrefix(r.Definition.EN, "the physical quantity burned as fuel"):
		t.Errorf("definition: %s (%s)", r.Definition.EN, r.Source)
	}
	// herds stand above the two categories that are made of them
	if r := find(t, n, "3.A", "", "奶牛", "stock_year_end"); r.Weight.StringFixed(12) != "0.018889482103" || r.Last.Figure() != "1750" || strings.Join(r.Units, " ") != "头 万头" {
		t.Errorf("herds: %s %s %s", r.Weight, r.Last.Figure(), r.Units)
	}
	// of what nobody has mentioned, what the methods of the guide cannot do without
	if r := find(t, n, "1.B.1.a.i.1", "", "", "raw_coal"); r.Department != "区应急局" || r.Last != nil || !r.Required || r.Units[0] != "吨" || !r.Weight.IsZero() {
		t.Errorf("coal: %+v", r)
	}
	// a factor that the department states of its own is not required
	if r := find(t, n, "2.A.1", "乙水泥厂", "水泥熟料", "cao_fraction"); r.Required || r.Title.EN != "CaO content of clinker" && r.Title.ZH != "熟料氧化钙含量" {
		t.Errorf("own factor: %+v", r)
	}
	// what ended before the last inventory is told apart
	var lapsed []string
	for i := range n.Lapsed {
		lapsed = append(lapsed, n.Lapsed[i].Category.Code+" "+n.Lapsed[i].Facility+" "+n.Lapsed[i].Parameter+" "+n.Lapsed[i].Last.Of())
	}
	if got, want := strings.Join(lapsed, ", "), "3.A  stock_start 2015, 1.A.1.a   2019, 4.C.1   2019, 4.A.1 安溪填埋场 closure_year 2020, 4.A.1 安溪填埋场 opening_year 2005, "+
		"4.A.1 安溪填埋场 recovered 2020, 4.A.1 安溪填埋场 waste 2020, 4.A.2 老堆场 closure_year 2004, 4.A.2 老堆场 opening_year 1995, 4.A.2 老堆场 waste 2004, 2.A.1 丁水泥厂 clinker 2023"; got != want {
		t.Errorf("lapsed: %s\nwant %s", got, want)
	}
}

// What has come of a year is told with who gave it and how final it is; what a key answers has come too.
func TestNeedsOfAYearInHand(t *testing.T) {
	n := needsOf(t, "../../seeds/tongliang", 2020)
	r := find(t, n, "1.A.2.m", "", "天然气", "")
	if r.Status() != "number" || r.Now.Figure() != "5505" || r.Now.Unit != "万立方米" || r.Last.Figure() != "NE" || r.Last.Of() != "2015" || r.Units[0] != "吨" {
		t.Errorf("gas: %+v, now %+v, last %+v", r, r.Now, r.Last)
	}
	r = find(t, n, "3.A", "", "奶牛", "stock_year_end") // asked for because enteric fermentation is NE
	if r.Status() != "key" || r.Now.Figure() != "NE" || r.Department != "区畜牧业发展中心" || r.Units[0] != "头" {
		t.Errorf("herds: %+v", r)
	}
	missing := 0
	for i := range n.Rows {
		if n.Rows[i].Status() == "missing" {
			missing++
		}
	}
	if missing != 14 {
		t.Errorf("%d are missing", missing)
	}
}

// A workspace that does not compile has needs too, and is told that they have no weights.
func TestNeedsWithoutWeights(t *testing.T) {
	e, err := oneEngine()
	if err != nil {
		t.Fatal(err)
	}
	ws, _, err := workspace.Load(district, e.Vocabulary, nil)
	if err != nil {
		t.Fatal(err)
	}
	ws.Config.Years = []int{2024, 2025}
	ws.Choices = nil // two departments differ
	broken := *ws.Activity[len(ws.Activity)-1]
	other := broken
	other.Value, other.Department = other.Value.Neg(), "区交通局"
	ws.Activity = append(ws.Activity, &other)
	n, problems := e.Needs(ws, 2025)
	if len(problems) != 1 || problems[0].Code != "weights-unknown" || n.WeightYear != 0 || find(t, n, "1.A.1.a", "安溪热电厂", "烟煤", "").Weight != nil {
		t.Errorf("%v, weights of %d", problems, n.WeightYear)
	}
}
