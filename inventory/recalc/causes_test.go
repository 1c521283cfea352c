package recalc

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/golden"
	"ghg/inventory/workspace"
)

// livestock is a workspace of herds, with factors of the district's own.
func livestock(gwp, herds, factors string) *testSide {
	return &testSide{gwp, map[string]string{"activity/herd.csv": activityHead + herds, "factors/local.csv": factorHead + factors}}
}

type testSide struct {
	gwp   string
	files map[string]string
}

func (s *testSide) side(t *testing.T) Side {
	t.Helper()
	return Side{Inventory: inventoryOf(t, small("2020", "IPCC-2006", s.gwp, s.files))}
}

// told prints causes: component, kind, id, effect, cells before and after.
func told(causes []*Cause) string {
	var out []string
	for _, c := range causes {
		out = append(out, fmt.Sprintf("%s %d %s %s %v %v %d", c.Component, c.Kind, c.ID, Unscaled(c.Effect), c.OldRows, c.Rows, c.Lines))
	}
	return strings.Join(out, "\n")
}

const (
	swineRow = "2020,3.A.1.h,,生猪,,,%s,头,,,,区农业农村委\n"
	goatRow  = "2020,3.A.1.d,,山羊,,,%s,头,,,,区农业农村委\n"
	horseRow = "2020,3.A.1.f,,马,,,%s,头,,,,区农业农村委\n"
	swineEF  = "local,3.A.1.h,生猪,,EF,CH4,%s,kg CH4/head/yr,2020,2020,measured,local\n"
	goatEF   = "local,3.A.1.d,山羊,,EF,CH4,%s,kg CH4/head/yr,2020,2020,measured,local\n"
	horseEF  = "local,3.A.1.f,马,,EF,CH4,%s,kg CH4/head/yr,2020,2020,measured,local\n"
)

func row(format, value string) string { return fmt.Sprintf(format, value) }

func TestCauses(t *testing.T) {
	old := livestock("AR5", row(swineRow, "1000")+row(goatRow, "100"), row(swineEF, "2.0")+row(goatEF, "5"))
	for _, c := range []struct {
		name        string
		new         *testSide
		corrections []ErrorCorrection
		want        string
	}{
		{"nothing", old, nil, ""},
		// 100 head more at 2 kg and a potential of 28: 5.6 t
		{"activity", livestock("AR5", row(swineRow, "1100")+row(goatRow, "100"), row(swineEF, "2.0")+row(goatEF, "5")), nil,
			"activity 0 figure 500151|2020|3.A.1.h||猪|| > 500151|2020|3.A.1.h||猪|| 5.6 [activity/herd.csv:2:7] [activity/herd.csv:2:7] 1"},
		{"correction", livestock("AR5", row(swineRow, "1100")+row(goatRow, "100"), row(swineEF, "2.0")+row(goatEF, "5")), []ErrorCorrection{{Year: 2020, Category: "3.A"}},
			"correction 0 figure 500151|2020|3.A.1.h||猪|| > 500151|2020|3.A.1.h||猪|| 5.6 [activity/herd.csv:2:7] [activity/herd.csv:2:7] 1"},
		{"correction of another year", livestock("AR5", row(swineRow, "1100")+row(goatRow, "100"), row(swineEF, "2.0")+row(goatEF, "5")), []ErrorCorrection{{Year: 2019, Category: "3.A"}},
			"activity 0 figure 500151|2020|3.A.1.h||猪|| > 500151|2020|3.A.1.h||猪|| 5.6 [activity/herd.csv:2:7] [activity/herd.csv:2:7] 1"},
		// 50 horses at 18 kg: 0.9 t of methane, 25.2 t
		{"category", livestock("AR5", row(swineRow, "1000")+row(goatRow, "100")+row(horseRow, "50"), row(swineEF, "2.0")+row(goatEF, "5")+row(horseEF, "18")), nil,
			"scope 8 category 3.A.1.f CH4 25.2 [] [activity/herd.csv:4:7] 1"},
		// 0.5 t at 28 goes
		{"category gone", livestock("AR5", row(swineRow, "1000"), row(swineEF, "2.0")), nil,
			"scope 9 category 3.A.1.d CH4 -14 [activity/herd.csv:3:7] [] 1"},
		// 2 t and 0.5 t at 3 less
		{"potential", livestock("AR4", row(swineRow, "1000")+row(goatRow, "100"), row(swineEF, "2.0")+row(goatEF, "5")), nil,
			"gwp 7 gwp -7.5 [] [] 2"},
		// the category has 1.6 t: half of the change of its presence at each potential, half of that of the potential with and without it
		{"category and potential", livestock("AR4", row(swineRow, "1000")+row(goatRow, "100")+row(horseRow, "50"), row(swineEF, "2.0")+row(goatEF, "5")+row(horseEF, "18")), nil,
			"scope 8 category 3.A.1.f CH4 23.85 [] [activity/herd.csv:4:7] 1\ngwp 7 gwp -8.85 [] [] 3"},
	} {
		a, b := old.side(t), c.new.side(t)
		bridge := Compare(a, b, []Pair{{2020, 2020}}, c.corrections)
		exact(t, bridge, a.Inventory, b.Inventory)
		causes := slices.DeleteFunc(slices.Clone(bridge.Years[0].Causes), func(c *Cause) bool { return c.Boundary != inventory.Territorial })
		if got := told(causes); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

// A factor of the district's own in the place of the guideline's is a replacement, with both rows.
func TestFactorReplaced(t *testing.T) {
	a, b := livestock("AR5", row(swineRow, "1000"), ""), livestock("AR5", row(swineRow, "1000"), row(swineEF, "2.0"))
	delete(a.files, "factors/local.csv")
	bridge := Compare(a.side(t), b.side(t), []Pair{{2020, 2020}}, nil)
	cause := bridge.Years[0].Causes[0]
	// 1000 head at 2.0 instead of 1.0 kg (IPCC 2006 V4 Table 10.10)
	if cause.Component != Factor || cause.Kind != Replaced || Unscaled(cause.Effect).String() != "28" || cause.Old.Amount.String() != "1" || cause.New.Amount.String() != "2" ||
		!strings.HasPrefix(cause.Old.Source.File, "seeds/factors/") || cause.New.Source.String() != "factors/local.csv:2:7" {
		t.Errorf("%s %+v %+v", told(bridge.Years[0].Causes), cause.Old, cause.New)
	}
}

// What another program printed of the same inputs is the program's part, on either side.
func TestProgram(t *testing.T) {
	s := livestock("AR5", row(swineRow, "1000"), row(swineEF, "2.0")).side(t)
	line := PrintedLine{Year: 2020, Boundary: inventory.Territorial, Category: "3.A.1.h", Item: "猪", Gas: "CH4", CO2e: decimal.NewFromInt(50)}
	for _, e := range s.Inventory.Estimates {
		if e.Number {
			line.Method = e.Method.ID
		}
	}
	sealed := s
	sealed.Printed = []PrintedLine{line}
	for _, c := range []struct {
		old, new Side
		want     string
		oldTotal string
	}{{sealed, s, "6", "50"}, {s, sealed, "-6", "56"}, {sealed, sealed, "", "50"}} {
		y := Compare(c.old, c.new, []Pair{{2020, 2020}}, nil).Years[0]
		total, _ := y.Row(inventory.Territorial, inventory.ScopeTotal, inventory.AllGases)
		got := ""
		if part := total.Parts[Program]; !part.IsZero() {
			got = Unscaled(part).String()
		}
		if got != c.want || total.Old.String() != c.oldTotal || !total.Difference().Mul(Scale).Equal(total.Parts[Program]) {
			t.Errorf("program's part %q, want %q; old total %s", got, c.want, total.Old)
		}
	}
}

// Guides, and years, of a full district: every row adds up, and the way back has the same parts with other signs.
func TestDistrict(t *testing.T) {
	guides := map[string]*inventory.Inventory{}
	for _, guide := range []string{"CN-PROV-2011", "CN-PROV-2025", "IPCC-2006", "IPCC-2019"} {
		guides[guide] = inventoryOf(t, golden.District(t, "../..", guide))
	}
	for _, c := range [][2]string{{"CN-PROV-2011", "CN-PROV-2025"}, {"CN-PROV-2011", "IPCC-2019"}, {"IPCC-2006", "IPCC-2019"}} {
		a, b := guides[c[0]], guides[c[1]]
		there := Compare(Side{Inventory: a}, Side{Inventory: b}, []Pair{{2015, 2015}, {2024, 2024}, {2015, 2024}}, nil)
		exact(t, there, a, b)
		mirrored(t, there, Compare(Side{Inventory: b}, Side{Inventory: a}, []Pair{{2015, 2015}, {2024, 2024}, {2024, 2015}}, nil))
	}
	later := Side{Inventory: guides["IPCC-2019"]}
	passed := slices.DeleteFunc(Compare(later, later, []Pair{{2019, 2020}}, nil).Years[0].Causes, func(c *Cause) bool { return c.Kind != TimePassed })
	if !slices.ContainsFunc(passed, func(c *Cause) bool { return slices.Equal(c.Categories, []string{"4.A.1"}) && c.Component == Activity }) {
		t.Errorf("what decays at the landfill of 2019 and 2020 is told as %s", told(passed))
	}
	example := Side{Inventory: inventoryOf(t, os.DirFS("../../seeds/tongliang"))} // the coal of 2015 follows from that of 2020 and a stated change: a row less, and no year passed
	for _, c := range Compare(example, example, []Pair{{2015, 2020}}, nil).Years[0].Causes {
		if c.Kind == TimePassed {
			t.Errorf("%s", told([]*Cause{c}))
		}
	}
}

func BenchmarkCompare(b *testing.B) {
	e, err := newEngine()
	if err != nil {
		b.Fatal(err)
	}
	compile := func(guide string) Side {
		ws, problems, err := workspace.LoadFS(golden.District(b, "../..", guide), e.Vocabulary)
		if err != nil || problems.Failed() {
			b.Fatal(err, problems)
		}
		result := e.Compile(ws, nil)
		return Side{Inventory: result.Inventory, Rows: result.Rows}
	}
	old, new := compile("CN-PROV-2011"), compile("CN-PROV-2025")
	var pairs []Pair
	for _, year := range old.Inventory.Years {
		pairs = append(pairs, Pair{year, year})
	}
	b.ReportAllocs()
	for b.Loop() {
		Compare(old, new, pairs, nil)
	}
}

// fuels are a workspace of works that burn coal.
func fuels(rows ...string) *testSide {
	return &testSide{"AR5", map[string]string{"activity/fuels.csv": activityHead + strings.Join(rows, "\n") + "\n"}}
}

// kindsOf tells what moved the territorial CO2, without figures: kind, names, facilities, figures on both sides.
func kindsOf(y *YearBridge) (out []string) {
	for _, c := range y.Causes {
		if c.Boundary != inventory.Territorial || !slices.Contains(c.Gases, "CO2") {
			continue
		}
		figure := func(f *Figure) string {
			if f == nil {
				return "–"
			}
			return f.Amount.String()
		}
		out = append(out, fmt.Sprint(c.Component, " ", c.Kind, " ", c.OldName, ">", c.NewName, " ", c.Facilities, " ", figure(c.Old), " ", figure(c.New)))
	}
	slices.Sort(out)
	return out
}

// A row under another category was moved, and one under another name of its works is the same; nothing of either is activity data.
func TestMovedAndRenamed(t *testing.T) {
	const before = "2020,1.A.2.a,甲厂,烟煤,,,1000,t,,,,区统计局"
	for _, c := range []struct {
		name, after string
		want        []string
	}{
		{"moved", "2020,1.A.2.h,甲厂,烟煤,,,1000,t,,,,区统计局", []string{"scope 11 1.A.2.a>1.A.2.h [甲厂] 1000 1000"}},
		{"renamed", "2020,1.A.2.a,乙厂,烟煤,,,1000,t,,,,区统计局", nil},
		{"renamed and revised", "2020,1.A.2.a,乙厂,烟煤,,,1100,t,,,,区统计局", []string{"activity 1 > [乙厂] 1000 1100"}},
		{"another unit", "2020,1.A.2.a,甲厂,烟煤,,,1,kt,,,,区统计局", nil},
		{"another fuel", "2020,1.A.2.a,甲厂,无烟煤,,,1000,t,,,,区统计局", []string{"activity 4 > [甲厂] – 1000", "activity 5 > [甲厂] 1000 –"}},
	} {
		a, b := fuels(before).side(t), fuels(c.after).side(t)
		there, back := Compare(a, b, []Pair{{2020, 2020}}, nil), Compare(b, a, []Pair{{2020, 2020}}, nil)
		exact(t, there, a.Inventory, b.Inventory)
		mirrored(t, there, back)
		if got := kindsOf(there.Years[0]); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// A correction of a year's figures says nothing of how the year differs from another.
func TestYearsAreNotCorrected(t *testing.T) {
	side := Side{Inventory: inventoryOf(t, small("2019, 2020", "CN-PROV-2011", "AR5", map[string]string{
		"activity/fuels.csv": activityHead + "2019,1.A.2.a,,烟煤,,,1000,t,,,,区统计局\n2020,1.A.2.a,,烟煤,,,1100,t,,,,区统计局\n"}))}
	y := Compare(side, side, []Pair{{2019, 2020}}, []ErrorCorrection{{Year: 2020, Category: "1.A.2.a"}}).Years[0]
	row, _ := y.Row(inventory.Territorial, inventory.ScopeTotal, "CO2")
	if !row.Parts[Correction].IsZero() || !row.Parts[Activity].Equal(row.Difference().Mul(Scale)) || row.Difference().IsZero() {
		t.Errorf("%v of %s", row.Parts, row.Difference())
	}
}

// A correction of one parameter is of rows that came as of rows that were revised; and what several rows bring to a category is no figure of one.
func TestRowsCame(t *testing.T) {
	const before = "2020,1.A.2.a,甲厂,烟煤,,,1000,t,,,,区统计局"
	a := fuels(before).side(t)
	for _, c := range []struct {
		name, parameter string
		rows            []string
		want            []string
	}{
		{"corrected", "fuel", []string{"2020,1.A.2.a,乙厂,无烟煤,,,50,t,,,,区统计局"}, []string{"correction 4 > [乙厂] – 50"}},
		{"another parameter", "ncv", []string{"2020,1.A.2.a,乙厂,无烟煤,,,50,t,,,,区统计局"}, []string{"activity 4 > [乙厂] – 50"}},
		{"a category of two rows", "ncv", []string{"2020,1.A.2.h,乙厂,烟煤,,,50,t,,,,区统计局", "2020,1.A.2.h,丙厂,烟煤,,,60,t,,,,区统计局"}, []string{"scope 8 > [丙厂 乙厂] – –"}},
	} {
		b := fuels(append([]string{before}, c.rows...)...).side(t)
		y := Compare(a, b, []Pair{{2020, 2020}}, []ErrorCorrection{{Year: 2020, Category: "1.A.2.a", Parameter: c.parameter}}).Years[0]
		if got := kindsOf(y); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// Of several records the one that says it of the least is the correction's.
func TestNarrowestCorrection(t *testing.T) {
	a, b := fuels("2020,1.A.2.a,甲厂,烟煤,,,1000,t,,,,区统计局").side(t), fuels("2020,1.A.2.a,甲厂,烟煤,,,1100,t,,,,区统计局").side(t)
	record := func(category, parameter string) ErrorCorrection {
		return ErrorCorrection{Year: 2020, Category: category, Parameter: parameter, Signed: inventory.Signed{Reason: category + " " + parameter}}
	}
	for want, records := range map[string][]ErrorCorrection{
		"1.A.2.a ":     {record("1.A", "fuel"), record("1.A.2.a", ""), record("1.A.2", "")},
		"1.A.2.a fuel": {record("1.A.2.a", ""), record("1.A.2.a", "fuel"), record("1.A.2.a", "ncv")},
	} {
		for _, c := range Compare(a, b, []Pair{{2020, 2020}}, records).Years[0].Causes {
			if c.Correction == nil || c.Correction.Signed.Reason != want {
				t.Errorf("%q: %+v", want, c.Correction)
			}
		}
	}
}

// Of a component that changed in more figures than a line is taken apart into, those of one parameter are one change.
func TestBounded(t *testing.T) {
	var list []*change
	for i := range 9 {
		title := inventory.Text{ZH: "填埋量", EN: "waste deposited"}
		if i == 4 {
			title = inventory.Text{ZH: "回收量", EN: "recovery"}
		}
		list = append(list, &change{keys: map[string]bool{fmt.Sprint(i): true}, Cause: Cause{Component: Activity, ID: fmt.Sprint("figure ", i), Title: title, Old: &Figure{}, New: &Figure{}}})
	}
	list = append(list, &change{Cause: Cause{Component: Factor, ID: "figure k"}})
	got := bounded(list)
	if len(got) != 3 || got[0].Figures != 8 || len(got[0].keys) != 8 || got[0].Kind != Several || got[0].Old != nil || got[0].Title.EN != "waste deposited" || got[1].Old == nil || got[2].Component != Factor {
		t.Errorf("%d changes, the first of %d figures", len(got), got[0].Figures)
	}
}

// The figure of a row that is gone was moved if it stands in another category of the same facility now and did not before.
func TestReallocated(t *testing.T) {
	a, b := fuels("2020,1.A.2.a,甲厂,烟煤,,,1000,t,,,,区统计局").side(t), fuels("2020,1.A.2.m,乙厂,烟煤,,,5,t,,,,区统计局").side(t)
	there := *a.Inventory.Estimates[slices.IndexFunc(a.Inventory.Estimates, func(e *inventory.Estimate) bool { return e.Number })].Row
	there.Category, there.Parameter = a.Inventory.Vocabulary.Categories.Must("2.B.1"), "feedstock"
	other := there
	other.Facility = "乙厂"
	for _, c := range []struct {
		name    string
		was, is []*inventory.Activity
		want    string
	}{
		{"moved", nil, []*inventory.Activity{&there}, "scope 11 1.A.2.a>2.B.1 [甲厂] 1000 –"},
		{"there before", []*inventory.Activity{&there}, []*inventory.Activity{&there}, "scope 9 > [甲厂] 1000 –"},
		{"of another facility", nil, []*inventory.Activity{&other}, "scope 9 > [甲厂] 1000 –"},
	} {
		a.Rows, b.Rows = c.was, c.is
		if got := kindsOf(Compare(a, b, []Pair{{2020, 2020}}, nil).Years[0]); !slices.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q among them", c.name, got, c.want)
		}
	}
}
