package inventory

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"

	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// smallWorld is a vocabulary of a few categories and gases.
func smallWorld(t testing.TB) *Vocabulary {
	t.Helper()
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	voc, err := LoadVocabulary(fstest.MapFS{
		"categories.csv": file("code,parent,name_en,name_zh,cn_code,gases,source\n" +
			"1,,Energy,能源活动,1,,\n1.A,1,Fuel Combustion,燃料燃烧,1.1,,\n1.A.2,1.A,Manufacturing,工业,1.1.3,,\n1.A.2.f,1.A.2,Minerals,建材,,,\n1.A.2.m,1.A.2,Other,其他,,,\n" +
			"2,,IPPU,工业过程,2,,\n2.B,2,Chemical,化工,,,\n2.B.9,2.B,Fluoro,氟化工,,,\n2.B.10,2.B,Other,其他,,,\n" +
			"3,,AFOLU,农林,,,\n3.B,3,Land,土地,4,,\n3.C,3,Aggregate,汇总源,,,\n3.C.1,3.C,Burning,燃烧,,,\n3.C.1.a,3.C.1,Forest burning,林火,,,\n3.C.1.b,3.C.1,Crop burning,秸秆焚烧,,,\nM.3,,Electricity,电力,M.3,,\n"),
		"items.csv": file("item,name_en,kind,group,aliases_zh,aliases_en,may_map_to\n原煤,Raw coal,fuel,solid,煤炭;煤,Coal,无烟煤\n无烟煤,Anthracite,fuel,solid,,,\n秸秆,Straw,fuel,biomass,,,\n"),
		"gwp.csv": file("gas,formula,family,SAR,TAR,AR4,AR5,AR6,source,status\nCO2,CO2,CO2,1,1,1,1,1,definition,quoted\nCH4,CH4,CH4,21,23,25,28,27.9,x,quoted\nN2O,N2O,N2O,310,296,298,265,273,x,quoted\n" +
			"HFC-23,CHF3,HFC,11700,12000,14800,12400,14600,x,quoted\nHFC-134a,CH2FCF3,HFC,1300,1300,1430,1300,1530,x,quoted\nNF3,NF3,NF3,,10800,17200,16100,17400,x,quoted\nSF6,SF6,SF6,23900,22200,22800,23500,25200,x,quoted\n"),
		"blends.csv": file("blend,component,mass_percent,tolerance_plus,tolerance_minus,source,status\nR-1,HFC-23,50,,,x,quoted\nR-1,HFC-134a,50,,,x,quoted\n"),
		"regions.csv": file("region,name_zh,kind,parent,members,aliases,development\nWorld,世界,world,,,,\nChina,中国,country,World,,CN,developing\nChongqing,重庆,province,China,,重庆市,\n" +
			"Tongliang,铜梁,district,Chongqing,,铜梁区;500151,\nZone IV,Ⅳ区,soil zone,China,Chongqing,,\nOld,旧,group,World,Zone IV;China,,\n"),
		"climates.csv": file("climate,name_zh,kind,members\nwarm temperate moist,暖温带湿润,zone,\nwarm temperate dry,暖温带干旱,zone,\nwarm temperate,暖温带,zone group,warm temperate moist;warm temperate dry\n" +
			"cool,凉爽,zone,\nall,全部,zone group,warm temperate;cool\n"),
		"detail_classes.csv":   file("detail,broader,source\n"),
		"item_classes.csv":     file("item,classes,enteric,manure,source\n"),
		"details.csv":          file("detail,name_en,aliases_zh,aliases_en\n沼气池,anaerobic digester,沼气工程,digester\n"),
		"guides.csv":           file("guide,name_zh,name_en,factor_sets,ncv_sets,ammonia_in,reductant_in,gwp_note,source\nG,指南,Guide,local;A,local;B,energy,ippu,,\n"),
		"departments.csv":      file("code,name_zh,name_en\n统,区统计局,Statistics\n"),
		"headings.csv":         file("cn_code,heading,codes,source\n"),
		"balance.csv":          file("flow,of,part,printed,burned,category,name_zh,name_en,aliases_zh,aliases_en\nfinal,,,,,,终端消费量,Final consumption,,\nindustry,final,sum,,industry,1.A.2.m,工业,Industry,,\n"),
		"balance_fuels.csv":    file("flow,items,groups,category\n"),
		"balance_columns.csv":  file("column,kind,items,also,aliases_zh,aliases_en\n"),
		"industries.csv":       file("code,name_zh,name_en,aliases_zh,category\n"),
		"accounts.csv":         file("account,input,source_zh,source_en,name_zh,name_en,aliases_zh,aliases_en\n"),
		"indicators.csv":       file("id,kind,of,name_zh,name_en,aliases_zh,aliases_en,department,source\n"),
		"economic_sectors.csv": file("sector,name_zh,name_en,categories,statistic\n"),
		"requests.csv":         {Data: []byte("kind,answers,category,items,parameter,unit,department,required,title_zh,title_en,aliases,definition_zh,definition_en,source\n")},
		"uncertainties.csv":    file("guide_set,category,side,parameter,gas,item,value,low_pct,high_pct,form,source,status,note\n"),
		"parameters.csv":       file("parameter,symbol,name_zh,name_en,years,holds_for,units,min,max,source\nncv,NCV,低位发热量,net calorific value,exact,1.A,GJ/t,>0,150,\n"),
		"category_proxy.csv":   file("category,gas,proxy,source\n1.A.2.m,CH4;N2O,1.A.2.f,\n"),
		"sets.csv":             file("set,title_zh,title_en,publisher,terms,note,default\nA,甲,A,,,,yes\n"),
		"registry.csv": file("category,items,gases,boundary,department,key_if_absent\n1.A.2.f,,CO2;CH4,territorial,区统计局,NE\n1.A.2.m,,CO2;CH4,territorial,区统计局,NE\n1.A,biomass,CH4,territorial,,NE\n" +
			"2.B.9,,HFCs;SF6,territorial,,NO\n3.B,,CO2,territorial,,NE\n3.C.1.a,,CH4,territorial,,NE\n3.C.1.b,,CH4,territorial,,NE\nM.3,,CO2,indirect,,NE\n"),
	})
	if err != nil {
		t.Fatal(err)
	}
	return voc
}

type line struct {
	category, item, gas, value string
	keys                       Notation
	target                     string
	boundary                   Boundary
	status                     Status
}

func world(t testing.TB, gwp string, lines ...line) *Inventory {
	t.Helper()
	voc := smallWorld(t)
	var out []*Estimate
	for _, l := range lines {
		e := &Estimate{Row: &Activity{Particulars: &Particulars{}, Year: 2020, Category: voc.Categories.Must(l.category)},
			Gas: l.gas, Notation: l.keys, Boundary: l.boundary, Status: l.status, Asked: true, Source: constant{}}
		if l.item != "" {
			e.Row.Item, _ = voc.Items.Lookup(l.item)
		}
		if l.target != "" {
			e.Row.Target = voc.Categories.Must(l.target)
		}
		if l.value != "" {
			e.SetValue(decimal.RequireFromString(l.value))
		}
		out = append(out, e)
	}
	return New("500151", "铜梁区", "G", gwp, []int{2020}, out, voc)
}

// constant gives the value of an estimate as its tree.
type constant struct{}

func (constant) Tree(e *Estimate) expr.Node { return expr.Const(e.Value(), TonneOf(e.Gas)) }

func total(inv *Inventory, scope, gas string) *Total {
	return inv.Total(Figure{2020, Territorial, scope, gas})
}

// The algebra of METHODS §7.8, line by line.
func TestNotationAlgebra(t *testing.T) {
	for _, c := range []struct {
		keys       Notation
		number     bool
		want       string
		incomplete bool
	}{
		{NO, true, "", false}, {NA, true, "", false}, {NO | NA, false, "NO", false}, {NO, false, "NO", false}, {NA, false, "NA", false},
		{IE, true, "IE", false}, {IE, false, "IE", false}, {IE | NO, false, "IE", false},
		{NE, true, "NE", true}, {NE | NO, false, "NE", true}, {NE | IE, false, "NE", true},
		{C, true, "C", true}, {FX, true, "FX", false},
	} {
		got := c.keys.Among(c.number)
		if got.String() != c.want || got.Incomplete() != c.incomplete {
			t.Errorf("%s with number %v: %s incomplete %v, want %s %v", c.keys, c.number, got, got.Incomplete(), c.want, c.incomplete)
		}
	}
	if _, err := ParseNotation("NX"); err == nil {
		t.Error("NX must not be a key")
	}
	if n, err := ParseNotation("ne；IE"); err != nil || n != NE|IE {
		t.Errorf("got %s, %v", n, err)
	}
}

// AR5: 1,000 t CH4, 10 t N2O and 0.1 t SF6 are 33,000 t CO2e.
func TestCO2eOfTheWorkedExample(t *testing.T) {
	inv := world(t, "AR5", line{category: "1.A.2.f", gas: "CH4", value: "1000"}, line{category: "1.A.2.f", gas: "N2O", value: "10"}, line{category: "2.B.9", gas: "SF6", value: "0.1"})
	if got := total(inv, ScopeTotal, AllGases).CO2e.String(); got != "33000" {
		t.Errorf("total %s, want 33000", got)
	}
	if got := total(inv, "2.B", "SF6").Mass.String(); got != "0.1" {
		t.Errorf("SF6 %s t, want 0.1", got)
	}
	grams := world(t, "AR5", line{category: "2.B.9", gas: "SF6", value: "0.0009"})
	if got := total(grams, ScopeTotal, AllGases).CO2e.String(); got != "21.15" {
		t.Errorf("0.9 kg SF6 is %s t CO2e, want 21.15", got)
	}
}

func TestGasWithoutValueInTheSetMakesTheTotalIncomplete(t *testing.T) {
	inv := world(t, "SAR", line{category: "2.B.9", gas: "NF3", value: "1"}, line{category: "1.A.2.f", gas: "CO2", value: "5"})
	all := total(inv, ScopeTotal, AllGases)
	if got := all.CO2e.String(); got != "5" || len(all.Missing) != 1 || all.Missing[0] != "NF3" {
		t.Errorf("total %s, missing %v", got, all.Missing)
	}
	if nf3 := total(inv, ScopeTotal, "NF3"); nf3.HasCO2e || nf3.Mass.String() != "1" {
		t.Error("NF3 must have a mass and no CO2e")
	}
}

func TestSumsKeepKeysAndBoundariesApart(t *testing.T) {
	inv := world(t, "AR5",
		line{category: "1.A.2.m", gas: "CO2", value: "5"}, line{category: "1.A.2.m", gas: "CO2", keys: NE},
		line{category: "1.A.2.f", gas: "CO2", keys: IE, target: "1.A.2.m"}, line{category: "3.B", gas: "CO2", value: "-2"},
		line{category: "3.C.1.a", gas: "CH4", value: "1"}, line{category: "3.C.1.b", gas: "CH4", value: "10"},
		line{category: "M.3", gas: "CO2", value: "100", boundary: Indirect}, line{category: "1.A", item: "秸秆", gas: "CO2", value: "7", boundary: MemoItem})
	m := total(inv, "1.A.2", "CO2")
	if m.Mass.String() != "5" || m.Notation.String() != "NE,IE" || !m.Notation.Incomplete() {
		t.Errorf("NE + 5 is %s %s", m.Mass, m.Notation)
	}
	if got := total(inv, ScopeTotal, AllGases).CO2e.String(); got != "311" { // 5 − 2 + 28 + 280
		t.Errorf("total with land %s, want 311", got)
	}
	if got := total(inv, ScopeWithoutLand, AllGases).CO2e.String(); got != "285" { // 5 + 280
		t.Errorf("total without land %s, want 285", got)
	}
	if got := inv.Total(Figure{2020, Indirect, ScopeTotal, AllGases}).CO2e.String(); got != "100" {
		t.Errorf("indirect %s, want 100", got)
	}
}

// Of the 10 territorial pairs: 1.A.2.f CO2 is IE towards a number, its CH4 NO, 1.A.2.m CO2 a number, HFCs NA; the IE of
// 1.A.2.m CH4 leads to no number.
func TestCompleteness(t *testing.T) {
	inv := world(t, "AR5",
		line{category: "1.A.2.f", gas: "CO2", keys: IE, target: "1.A.2.m"}, line{category: "1.A.2.m", gas: "CO2", value: "5"},
		line{category: "1.A.2.f", gas: "CH4", keys: NO}, line{category: "1.A.2.m", gas: "CH4", keys: IE, target: "1.A.2.f"},
		line{category: "2.B.9", gas: "HFCs", keys: NA}, line{category: "1.A", item: "秸秆", gas: "CH4", keys: NE})
	all := total(inv, ScopeTotal, AllGases)
	if all.Done != 4 || all.Pairs != 10 {
		t.Errorf("%d of %d pairs, want 4 of 10", all.Done, all.Pairs)
	}
	if one := total(inv, "2.B", "HFC-134a"); one.Done != 1 || one.Pairs != 1 {
		t.Errorf("HFC-134a: %d of %d, want 1 of 1", one.Done, one.Pairs)
	}
}

func TestUnconfirmedShare(t *testing.T) {
	inv := world(t, "AR5", line{category: "1.A.2.f", gas: "CO2", value: "-30", status: Unconfirmed}, line{category: "1.A.2.m", gas: "CO2", value: "90", status: Quoted},
		line{category: "M.3", gas: "CO2", value: "1000", boundary: Indirect, status: Unconfirmed})
	if share, ok := inv.UnconfirmedShare(2020); !ok || share.String() != "0.25" {
		t.Errorf("share %s, want 0.25", share)
	}
}

// Parts sum to the total exactly, in whatever order the lines come.
func TestPartsSumToTheTotalInAnyOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 8))
	categories, gases := []string{"1.A.2.f", "1.A.2.m", "2.B.9", "2.B.10", "3.B", "3.C.1.a"}, []string{"CO2", "CH4", "N2O", "SF6"}
	for range 50 {
		var lines []line
		want := decimal.Decimal{}
		for range 40 {
			l := line{category: categories[rng.IntN(6)], gas: gases[rng.IntN(4)], value: decimal.New(rng.Int64()-rng.Int64(), int32(-rng.IntN(30))).String()}
			lines = append(lines, l)
			want = want.Add(decimal.RequireFromString(l.value).Mul(decimal.NewFromInt(map[string]int64{"CO2": 1, "CH4": 28, "N2O": 265, "SF6": 23500}[l.gas])))
		}
		inv := world(t, "AR5", lines...)
		if got := total(inv, ScopeTotal, AllGases).CO2e; !got.Equal(want) {
			t.Fatalf("total %s, want %s", got, want)
		}
		sameAsTrees(t, inv)
		rng.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
		again := world(t, "AR5", lines...)
		for i, e := range inv.Estimates {
			if !e.Value().Equal(again.Estimates[i].Value()) || e.Row.Category.Code != again.Estimates[i].Row.Category.Code {
				t.Fatalf("line %d differs after shuffling", i)
			}
		}
	}
}

// sameAsTrees holds every total against the value of its tree: the sums are kept apart from the trees.
func sameAsTrees(t *testing.T, inv *Inventory) {
	t.Helper()
	for _, f := range inv.Figures() {
		f := inv.Total(f)
		if f.HasMass {
			if v, err := expr.Decimal(inv.MassTree(f)); err != nil || !v.Equal(f.Mass) {
				t.Errorf("%v: mass %s, its tree %s %v", f.Figure, f.Mass, v, err)
			}
		}
		if f.HasCO2e {
			if v, err := expr.Decimal(inv.CO2eTree(f)); err != nil || !v.Equal(f.CO2e) {
				t.Errorf("%v: CO2e %s, its tree %s %v", f.Figure, f.CO2e, v, err)
			}
		}
		if !f.HasMass && !f.HasCO2e {
			continue
		}
		whole := inv.MassTree(f)
		if !f.HasMass {
			whole = inv.CO2eTree(f)
		}
		for depth := range 5 {
			if got, want := opened(t, inv.Opened(f, depth), depth), opened(t, whole, depth); got != want {
				t.Errorf("%v opened to %d:\n%s\nof the whole tree\n%s", f.Figure, depth, got, want)
			}
		}
	}
}

// opened lists the steps in which a tree opens down to a depth.
func opened(t *testing.T, n expr.Node, depth int) string {
	t.Helper()
	steps, err := expr.Explain(n, depth)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, s := range steps {
		fmt.Fprintf(&out, "%d %s %s %s\n", s.Depth, s.Node.Name(), s.Value.Value, s.Value.Unit)
	}
	return out.String()
}

// Two gases of a family have no mass together, only a CO2-equivalent.
func TestAFamilyHasNoMass(t *testing.T) {
	inv := world(t, "AR5", line{category: "2.B.9", gas: "HFC-134a", value: "1"}, line{category: "2.B.9", gas: "HFC-23", value: "2"})
	if got := total(inv, "2.B.9", "HFCs"); got.HasMass || got.CO2e.String() != "26100" { // 1,300 + 2 × 12,400
		t.Errorf("mass %v %s, CO2e %s", got.HasMass, got.Mass, got.CO2e)
	}
	if got := total(inv, "2.B.9", "HFC-23"); !got.HasMass || got.Mass.String() != "2" {
		t.Errorf("HFC-23 %s", got.Mass)
	}
	sameAsTrees(t, inv)
}

// NO beside NE of the same pair settles nothing, nor does IE towards two categories of which one holds no number.
func TestOneKeyDoesNotHideAnother(t *testing.T) {
	inv := world(t, "AR5", line{category: "1.A.2.f", gas: "CO2", keys: NO}, line{category: "1.A.2.f", gas: "CO2", keys: NE},
		line{category: "1.A.2.m", gas: "CO2", value: "1"}, line{category: "1.A.2.f", gas: "CH4", keys: IE, target: "1.A.2.m"}, line{category: "1.A.2.m", gas: "CH4", value: "1"},
		line{category: "3.B", gas: "CO2", keys: IE, target: "1.A.2.m"}, line{category: "3.B", gas: "CO2", keys: IE, target: "2.B"})
	for scope, want := range map[string]int{"1.A.2.f": 1, "1.A.2.m": 2, "3.B": 0} {
		if got := total(inv, scope, AllGases); got.Done != want {
			t.Errorf("%s: %d settled, want %d", scope, got.Done, want)
		}
	}
}

func TestNames(t *testing.T) {
	voc := smallWorld(t)
	for _, c := range []struct{ text, code string }{{"1.A.2.f", "1.A.2.f"}, {"1A2f", "1.A.2.f"}, {"１ａ２ｆ", "1.A.2.f"}, {"建材", "1.A.2.f"}, {"2B10", "2.B.10"}, {"Minerals", "1.A.2.f"}} {
		if got, ok := voc.Categories.Lookup(c.text); !ok || got.Code != c.code {
			t.Errorf("%s: %v", c.text, got)
		}
	}
	if _, ok := voc.Categories.Lookup("其他"); ok {
		t.Error("a heading of two categories must name neither")
	}
	if near := voc.Categories.Nearest("1.A.2.g"); near != "1.A.2.f" {
		t.Errorf("nearest to 1.A.2.g is %q", near)
	}
	if item, ok := voc.Items.Lookup(" 煤 炭 "); !ok || item.Name != "原煤" {
		t.Errorf("煤炭 is %v", item)
	}
	if got := strings.Join(voc.Regions.Chain("Tongliang"), ">"); got != "Tongliang>Chongqing>China>World" {
		t.Errorf("chain %s", got)
	}
	reach := voc.Regions.Reach("Tongliang")
	for region, want := range map[string]int{"Tongliang": 0, "Chongqing": 2, "Zone IV": 3, "China": 4, "Old": 5, "World": 6} {
		if got, ok := reach[region]; !ok || got != want {
			t.Errorf("%s is %d from Tongliang, want %d", region, got, want)
		}
	}
	if got := voc.Regions.Development("Tongliang"); got != "developing" {
		t.Errorf("development %q", got)
	}
	if got := fmt.Sprint(voc.Climates.Reach([]string{"warm temperate moist"})); got != "map[all:3 warm temperate:2 warm temperate moist:1]" {
		t.Errorf("climates %s", got)
	}
	if name, ok := voc.Climates.Lookup("暖温带 湿润"); !ok || name != "warm temperate moist" {
		t.Errorf("climate %q", name)
	}
	if voc.Details.Canonical("Digester") != "沼气池" || voc.Details.Canonical("New word") != "newword" {
		t.Error("details keep their aliases")
	}
	if voc.Categories.Must("2.B.9").Order > voc.Categories.Must("2.B.10").Order {
		t.Error("2.B.9 stands before 2.B.10")
	}
}

func TestProblemsPrintHarmlessly(t *testing.T) {
	p := Problem{Source: Source{File: "activity/a\x1b[31m.csv", Row: 3, Col: 8}, Code: "bad-number", Severity: Error,
		Message: Text{"不是数：1\x00e", "not a number"}, Hint: Text{"改正", "mend it"}}
	if got, want := p.Format("zh"), "activity/a\\x1b[31m.csv:3:8: ERROR [bad-number] 不是数：1\\x00e\n    提示：改正"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	cell := Source{File: "a.xlsx", Sheet: "表1", Row: 12, Col: 28}
	if got := cell.String(); got != "a.xlsx!表1!AB12" {
		t.Errorf("cell %s", got)
	}
	twice := Problems{p, p, {Source: Source{File: "activity/a", Row: 1}, Code: "x"}}
	if got := twice.Sorted(); len(got) != 2 || got[0].Code != "x" || !got.Failed() {
		t.Errorf("sorted: %v", got)
	}
}

func TestMixedGasesDoNotAdd(t *testing.T) {
	sum := expr.Sum(expr.Const(decimal.NewFromInt(1), TonneOf("CO2")), expr.Const(decimal.NewFromInt(1), TonneOf("CH4")))
	var mismatch *quantity.MismatchError
	if !errors.As(sum.Err(), &mismatch) {
		t.Errorf("t CO2 + t CH4: %v", sum.Err())
	}
}

func TestSeriesSaysWhetherItsYearsCompare(t *testing.T) {
	inv := world(t, "AR5", line{category: "1.A.2.f", gas: "CO2", value: "5"})
	inv = New("", "", "G", "AR5", []int{2019, 2020}, inv.Estimates, inv.Vocabulary)
	series := inv.Series(Territorial, "1.A", "CO2")
	if len(series.Points) != 2 || series.Points[0].Number || series.Points[1].Mass.String() != "5" || series.Comparable() {
		t.Errorf("2019 has no figure and 2020 has 5 t: %v", series)
	}
	alone := New("", "", "G", "AR5", []int{2020}, inv.Estimates, inv.Vocabulary).Series(Territorial, "1.A", "CO2")
	if !alone.Comparable() {
		t.Error("one year compares with itself")
	}
}
