package crosswalk_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/check"
	"ghg/inventory/crosswalk"
	"ghg/inventory/engine"
	"ghg/inventory/golden"
	"ghg/inventory/workspace"
)

func shipped(tb testing.TB) (*engine.Engine, []*crosswalk.Scheme) {
	tb.Helper()
	e, err := engine.New()
	if err != nil {
		tb.Fatal(err)
	}
	schemes, err := crosswalk.Load(e.Tables(), e.Vocabulary)
	if err != nil {
		tb.Fatal(err)
	}
	return e, schemes
}

// kinds are one item of each group of fuels, and none.
func kinds(voc *inventory.Vocabulary) []*inventory.Item {
	out := []*inventory.Item{nil}
	met := map[string]bool{}
	for _, i := range voc.Items.All {
		if i.Group != "" && !met[i.Group] {
			met[i.Group] = true
			out = append(out, i)
		}
	}
	return out
}

// TestLeavesAreMappedOnce walks every (category, gas, boundary) of the registry down to the leaves of the tree: each is taken by
// exactly one row of every scheme or stands in the golden list with the reason that the shipped table gives.
func TestLeavesAreMappedOnce(t *testing.T) {
	e, schemes := shipped(t)
	var unmapped []string
	for _, s := range schemes {
		for _, entry := range e.Vocabulary.Registry {
			for _, c := range e.Vocabulary.Categories.All {
				if len(c.Children) > 0 || !c.Within(entry.Category) {
					continue
				}
				for _, item := range kinds(e.Vocabulary) {
					if !entry.Covers(item) || entry.Boundary == inventory.MemoItem && item == nil {
						continue
					}
					for _, gas := range entry.Gases {
						l := crosswalk.Line{Category: c, Item: item, Gas: gas, Boundary: entry.Boundary}
						rows := s.Find(l, e.Vocabulary.Gases)
						if len(rows) > 1 {
							t.Errorf("%s: %s %s of %v stands at %s and %s", s.ID, c.Code, gas, item, rows[0].Code, rows[1].Code)
						}
						if line := fmt.Sprintf("%s %s %s %s %s\n", s.ID, c.Code, gas, entry.Boundary, s.Reason(l, e.Vocabulary.Gases).EN); len(rows) == 0 && !slices.Contains(unmapped, line) {
							unmapped = append(unmapped, line)
						}
					}
				}
			}
		}
	}
	for _, line := range unmapped {
		if strings.HasSuffix(line, "no row for this category and gas\n") {
			t.Errorf("no reason: %s", line)
		}
	}
	golden.Compare(t, "testdata/unmapped.txt", strings.Join(unmapped, ""))
}

// TestNoLineStandsTwice asks for every category and boundary with everything that a rule may name.
func TestNoLineStandsTwice(t *testing.T) {
	e, schemes := shipped(t)
	details := []string{"", "入环境", "处理系统"}
	for _, s := range schemes {
		for _, c := range e.Vocabulary.Categories.All {
			for _, item := range append([]*inventory.Item{nil}, e.Vocabulary.Items.All...) {
				if item != nil && !slices.Contains([]string{"fuel", "land", "waste"}, item.Kind) {
					continue
				}
				for _, b := range inventory.Boundaries {
					for _, gas := range []string{"CO2", "CH4", "HFC-23", "SF6"} {
						l := crosswalk.Line{Category: c, Item: item, Gas: gas, Boundary: b}
						for _, l.Detail = range details[:1+2*strings.Count(c.Code[:1], "4")] {
							if rows := s.Find(l, e.Vocabulary.Gases); len(rows) > 1 {
								t.Fatalf("%s: %s %s of %v, %s, stands at %s and %s", s.ID, c.Code, gas, item, b, rows[0].Code, rows[1].Code)
							}
						}
					}
				}
			}
		}
	}
}

// TestSumsAddUp holds the sums by row and what is unmapped against the totals of the ten-year district, exactly.
func TestSumsAddUp(t *testing.T) {
	e, schemes := shipped(t)
	for _, guide := range []string{"CN-PROV-2011", "CN-PROV-2025", "IPCC-2006", "IPCC-2019"} {
		ws, problems, err := workspace.LoadFS(golden.District(t, "../..", guide), e.Vocabulary)
		if err != nil {
			t.Fatal(err)
		}
		inv := check.Whole(e, ws, ws.Config.Years, problems).Inventory
		for _, s := range schemes {
			for _, y := range s.Of(inv).Years {
				left := map[inventory.Boundary]decimal.Decimal{}
				for _, g := range y.Groups {
					if g.State != crosswalk.Mapped {
						left[g.Boundary] = left[g.Boundary].Add(g.CO2e)
					}
					if g.State == crosswalk.Double {
						t.Errorf("%s %s %d: %s %s stands twice", guide, s.ID, y.Year, g.Category.Code, g.Gas)
					}
				}
				if !y.Difference().Equal(left[inventory.Territorial]) {
					t.Errorf("%s %s %d: the totals differ by %s, unmapped is %s", guide, s.ID, y.Year, y.Difference(), left[inventory.Territorial])
				}
				for b, amount := range left {
					mapped := decimal.Zero
					for _, g := range y.Groups {
						if g.Boundary == b && g.State == crosswalk.Mapped {
							mapped = mapped.Add(g.CO2e)
						}
					}
					total := inv.Total(inventory.Figure{Year: y.Year, Boundary: b, Scope: inventory.ScopeTotal, Gas: inventory.AllGases})
					if !total.CO2e.Equal(mapped.Add(amount)) {
						t.Errorf("%s %s %d %s: %s is not %s and %s", guide, s.ID, y.Year, b, total.CO2e, mapped, amount)
					}
				}
				if c := y.Coverage[0]; y.Year == 2024 {
					share, _ := c.Share(c.Size[crosswalk.Mapped])
					t.Logf("%s %s %d: %s of the territorial lines mapped", guide, s.ID, y.Year, share.StringFixed(4))
					if share.LessThan(decimal.RequireFromString("0.8")) {
						t.Errorf("%s %s: %s mapped", guide, s.ID, share.StringFixed(4))
					}
				}
			}
		}
	}
}

const (
	testSchemes = "scheme,total,name_zh,name_en,source\nX,0,某表,X,made up\n"
	testHead    = "scheme,code,parent,parts,name_zh,name_en,rest,categories,gases,boundary,only,except,details,source\n"
	testGaps    = "scheme,categories,gases,boundary,only,reason_zh,reason_en\n"
)

func load(tb testing.TB, schemes, rows, gaps string) ([]*crosswalk.Scheme, *inventory.Vocabulary, error) {
	tb.Helper()
	e, err := engine.New()
	if err != nil {
		tb.Fatal(err)
	}
	files := fstest.MapFS{}
	for name, text := range map[string]string{"schemes": schemes, "rows": rows, "gaps": gaps} {
		files["crosswalks/"+name+".csv"] = &fstest.MapFile{Data: []byte(text)}
	}
	out, err := crosswalk.Load(files, e.Vocabulary)
	return out, e.Vocabulary, err
}

func TestTwoRowsOfOneLineAreTold(t *testing.T) {
	schemes, voc, err := load(t, testSchemes, testHead+
		"X,0,,,合计,Total,,,,,,,,s\nX,A,0,,钢,Steel,,1.A.2.a,,,,,,s\nX,B,0,,工业,Industry,,1.A.2,,,,,,s\nX,C,0,,能源工业,Energy,yes,1.A.1,,,,,,s\nX,C1,C,,发电,Power,,1.A.1.a,CO2,,,,,s\n", testGaps)
	if err != nil {
		t.Fatal(err)
	}
	find := func(code, gas string) (out string) {
		for _, r := range schemes[0].Find(crosswalk.Line{Category: voc.Categories.Must(code), Gas: gas}, voc.Gases) {
			out += r.Code + " "
		}
		return out
	}
	for of, want := range map[[2]string]string{{"1.A.2.a", "CO2"}: "A B ", {"1.A.2.b", "CO2"}: "B ", {"1.A.1.a", "CO2"}: "C1 ", {"1.A.1.a", "CH4"}: "C ", {"1.A.3.b", "CO2"}: ""} {
		if got := find(of[0], of[1]); got != want {
			t.Errorf("%v stands at %q, want %q", of, got, want)
		}
	}
}

func TestBrokenTablesAreRefused(t *testing.T) {
	total := testHead + "X,0,,,合计,Total,,,,,,,,s\n"
	for name, c := range map[string]struct{ schemes, rows, gaps, want string }{
		"category": {testSchemes, total + "X,A,0,,某,A,,1.A.9,,,,,,s\n", testGaps, `rows.csv:3: no category "1.A.9"`},
		"spelling": {testSchemes, total + "X,A,0,,某,A,,1A2,,,,,,s\n", testGaps, `no category "1A2"`},
		"gas":      {testSchemes, total + "X,A,0,,某,A,,1.A,CO9,,,,,s\n", testGaps, `no gas "CO9"`},
		"item":     {testSchemes, total + "X,A,0,,某,A,,1.A,,,谜,,,s\n", testGaps, `no item or group "谜"`},
		"boundary": {testSchemes, total + "X,A,0,,某,A,,1.A,,abroad,,,,s\n", testGaps, `boundary "abroad"`},
		"rest":     {testSchemes, total + "X,A,0,,某,A,no,1.A,,,,,,s\n", testGaps, `rest is "no"`},
		"twice":    {testSchemes, total + "X,A,0,,某,A,,1.A,,,,,,s\nX,A,0,,某,A,,1.A,,,,,,s\n", testGaps, "says the same twice"},
		"apart":    {testSchemes, total + "X,A,0,,某,A,,1.A,,,,,,s\nX,B,0,,某,B,,1.B,,,,,,s\nX,A,0,,某,A,,2.A,,,,,,s\n", testGaps, "two places"},
		"names":    {testSchemes, total + "X,A,0,,某,A,,1.A,,,,,,s\nX,A,0,,另,A,,1.B,,,,,,s\n", testGaps, "two names"},
		"parent":   {testSchemes, total + "X,A,9,,某,A,,1.A,,,,,,s\n", testGaps, `no row "9" above A`},
		"parts":    {testSchemes, total + "X,A,0,9,某,A,,1.A,,,,,,s\n", testGaps, `no part "9" of A`},
		"circle":   {testSchemes, total + "X,A,B,,某,A,,1.A,,,,,,s\nX,B,A,,某,B,,1.B,,,,,,s\n", testGaps, "counted twice"},
		"counted":  {testSchemes, testHead + "X,0,,A1,合计,Total,,,,,,,,s\nX,A,0,,某,A,,1.A,,,,,,s\nX,A1,A,,某,A1,,1.B,,,,,,s\n", testGaps, "counted twice"},
		"mixed":    {testSchemes, total + "X,A,0,,某,A,,1.A,,,,,,s\nX,B,0,,某,B,,1.A,,memo,,,,s\n", testGaps, "row 0 of X sums up lines of several boundaries"},
		"total":    {strings.Replace(testSchemes, "X,0", "X,T", 1), total, testGaps, `no row "T" of the total`},
		"scheme":   {testSchemes, total + "Y,A,0,,某,A,,1.A,,,,,,s\n", testGaps, `no scheme "Y"`},
		"schemes":  {testSchemes + "X,0,某表,X,made up\n", total, testGaps, "twice"},
		"source":   {testSchemes, total + "X,A,0,,某,A,,1.A,,,,,,\n", testGaps, "source must be stated"},
		"reason":   {testSchemes, total, testGaps + "X,1.A,,,,,\n", "reason must be stated"},
		"gap":      {testSchemes, total, testGaps + "X,9,,,,某,a\n", `no category "9"`},
		"columns":  {testSchemes, "scheme,code\n", testGaps, "columns"},
	} {
		if _, _, err := load(t, c.schemes, c.rows, c.gaps); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// TestOlderTablesHaveNone loads tables of a time before the crosswalks.
func TestOlderTablesHaveNone(t *testing.T) {
	if out, err := crosswalk.Load(fstest.MapFS{}, nil); err != nil || out != nil {
		t.Errorf("%v, %v", out, err)
	}
}

func BenchmarkOf(b *testing.B) {
	e, schemes := shipped(b)
	ws, problems, err := workspace.LoadFS(golden.District(b, "../..", "IPCC-2019"), e.Vocabulary)
	if err != nil {
		b.Fatal(err)
	}
	inv := check.Whole(e, ws, ws.Config.Years, problems).Inventory
	for b.Loop() {
		for _, s := range schemes {
			s.Of(inv)
		}
	}
}
