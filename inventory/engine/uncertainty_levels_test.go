package engine

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/uncertainty"
	"ghg/inventory/workspace"
)

// At every level the rows are all estimates once, exactly: their sum is the total, with land and without, and no row holds both.
func TestRowsOfEveryLevelAddUp(t *testing.T) {
	e := newEngine(t)
	ws, result := underGuide(t, e, "district", "IPCC-2019")
	year := slices.Max(result.Inventory.Years)
	intensities := e.Intensities(ws, result, 0, 0)
	for _, level := range []string{GuideLevel, FinestLevel, "1", "3"} {
		u := e.Uncertainty(ws, result, intensities, UncertaintyOptions{Draws: NoDraws, Level: level})
		sum, land := decimal.Zero, decimal.Zero
		labels := map[string]bool{}
		for i, row := range u.Rows {
			sum = sum.Add(row.Year)
			if row.Land {
				land = land.Add(row.Year)
			}
			label := row.Category + "|" + row.Item + "|" + row.Gas
			if labels[label] {
				t.Errorf("level %s: %s twice", level, label)
			}
			labels[label] = true
			if c := u.Inventory.Vocabulary.Categories.Must(row.Category); row.Land != inventory.IsLand(c) {
				t.Errorf("level %s: row %d, %s: land %t", level, i, label, row.Land)
			}
			if depth := map[string]int{"1": 1, "2": 2, "3": 3}[level]; depth > 0 && !row.Land && u.Inventory.Vocabulary.Categories.Must(row.Category).Depth > depth {
				t.Errorf("level %s: %s", level, label)
			}
		}
		total := func(scope string) decimal.Decimal {
			return result.Inventory.Total(inventory.Figure{Year: year, Boundary: inventory.Territorial, Scope: scope, Gas: inventory.AllGases}).CO2e
		}
		if whole, without := total(inventory.ScopeTotal), total(inventory.ScopeWithoutLand); !sum.Equal(whole) || !sum.Sub(land).Equal(without) || land.IsZero() {
			t.Errorf("level %s: the rows sum to %s, of which %s of land; want %s and %s without", level, sum, land, whole, without)
		}
	}
}

// What stands together in the guidelines, and what at a depth of the tree. Burning on forest land is land at every level.
func TestLevels(t *testing.T) {
	tree := newEngine(t).Vocabulary.Categories
	for code, want := range map[string][3]string{ // at the level of the guidelines, 1, 2
		"1.A.2.f":     {"1.A.2", "1", "1.A"},
		"1.A.3.b.i":   {"1.A.3.b", "1", "1.A"},
		"1.B.1.a.i.1": {"1.B.1", "1", "1.B"},
		"2.B.9.a":     {"2.B.9", "2", "2.B"},
		"2.B.10":      {"2.B.10", "2", "2.B"},
		"3.A.2.a":     {"3.A.2", "3", "3.A"},
		"3.B.1.a":     {"3.B.1.a", "3.B", "3.B"},
		"3.B.4.a.i":   {"3.B.4.a.i", "3.B", "3.B"},
		"3.C.1.a":     {"3.C.1.a", "3.C.1.a", "3.C.1.a"},
		"3.C.1.b":     {"3.C.1", "3", "3.C"},
		"3.D.1":       {"3.D.1", "3.D", "3.D"},
		"4.D.2":       {"4.D", "4", "4.D"},
	} {
		c := tree.Must(code)
		if got := [3]string{levelOf(c, GuideLevel).Code, levelOf(c, "1").Code, levelOf(c, "2").Code}; got != want || levelOf(c, FinestLevel) != c {
			t.Errorf("%s: %v, want %v", code, got, want)
		}
	}
	for word, want := range map[string]bool{"": true, "guide": true, "finest": true, "1": true, "9": true, "0": false, "10": false, "-1": false, "2.5": false, "Guide": false} {
		if ParseLevel(word) != want {
			t.Errorf("%q is a level: %t", word, !want)
		}
	}
}

// The fluorinated gases of electronics, substitutes and products are assessed together, N2O of products by itself (Table 4.1).
func TestGasesAssessedTogether(t *testing.T) {
	v := newEngine(t).Vocabulary
	for _, c := range []struct{ code, gas, guide, finest string }{
		{"2.G.3", "N2O", "N2O", "N2O"},
		{"2.G.1", "SF6", "HFCs, PFCs, SF6, NF3", "SF6"},
		{"2.E.1", "NF3", "HFCs, PFCs, SF6, NF3", "NF3"},
		{"2.F.1.a", "HFC-134a", "HFCs, PFCs", "HFC-134a"},
		{"2.B.9", "HFC-23", "HFC-23", "HFC-23"},
		{"1.A.2.f", "CH4", "CH4", "CH4"},
	} {
		gas, ok := v.Gases.Lookup(c.gas)
		if !ok {
			t.Fatal(c.gas)
		}
		at := v.Categories.Must(c.code)
		if guide, finest := together(at, gas, GuideLevel), together(at, gas, FinestLevel); guide != c.guide || finest != c.finest {
			t.Errorf("%s %s: %q and %q, want %q and %q", c.code, c.gas, guide, finest, c.guide, c.finest)
		}
	}
}

// Coal of 10,000 t in each of two branches (17,417.4957 t CO2 each), 500 t in services (870.874785 t) and 10,000 t of clinker (5,380 t): of
// 41,085.9 t industry's coal and clinker are 97.9 %.
func TestKeyCategoriesOfLevels(t *testing.T) {
	files := map[string]string{"activity/a.csv": burnt("2020 1.A.2.e 10000", "2020 1.A.2.f 10000", "2020 1.A.4.a 500") + "2020,2.A.1,,水泥熟料,,,10000,t,,,企业\n" +
		"2020,1.A.2.d,,烟煤,,,,,NE,没有统计,统\n2020,1.A.2.g,,烟煤,,,,,NO,,统\n", "factors/own.csv": onlyCO2}
	for level, want := range map[string]string{
		GuideLevel:  "1.A.2 solid CO2 34834.9914; 2.A.1  CO2 5380",
		FinestLevel: "1.A.2.e solid CO2 17417.4957; 1.A.2.f solid CO2 17417.4957; 2.A.1  CO2 5380",
		"1":         "1 solid CO2 35705.866185; 2  CO2 5380",
		"2":         "1.A solid CO2 35705.866185; 2.A  CO2 5380",
	} {
		u := uncertainIn(t, files, UncertaintyOptions{Draws: NoDraws, Level: level})
		scopes := uncertainty.KeyScopes(uncertainty.KeyAnalysis{Rows: uncertainty.KeyRows(u.Rows), Trend: uncertainty.Trend2006, Threshold1: decimal.NewFromInt(95), Threshold2: decimal.NewFromInt(90)})
		var got []string
		for _, one := range scopes[0].L1.Ranked {
			if r := u.Rows[one.Row]; one.Key {
				got = append(got, fmt.Sprintf("%s %s %s %s", r.Category, r.Item, r.Gas, r.Year))
			}
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%s: %q, want %q", level, strings.Join(got, "; "), want)
		}
		var unassessed []string
		for _, one := range u.Unassessed {
			unassessed = append(unassessed, fmt.Sprintf("%s %s %s %s", one.Category, one.Item, one.Gas, one.Notation))
		}
		if got := strings.Join(unassessed, "; "); got != "1.A.2.d  CO2 NE; 1.A.2.d  CH4 NE; 1.A.2.d  N2O NE" {
			t.Errorf("not assessed: %s", got)
		}
	}
}

// What has no figure is listed once for a category and gas; where the category has figures, by item and facility; IE with where it went.
func TestWhatIsNotAssessed(t *testing.T) {
	u := uncertainIn(t, map[string]string{"activity/a.csv": burnt("2020 1.A.2.f 10000") +
		"2020,1.A.2.f,甲厂,天然气,,,,,NE,没有统计,统\n2020,1.A.2.f,乙厂,天然气,,,,,NE,没有统计,统\n2020,1.A.2.d,甲厂,烟煤,,,,,NE,没有统计,统\n2020,1.A.2.d,乙厂,天然气,,,,,NE,没有统计,统\n" +
		"2020,1.A.2.e,,,,,,,IE,1.A.2.f：未分行业,统\n2020,1.A.2.g,,烟煤,,,,,NO,,统\n", "factors/own.csv": onlyCO2}, noDraws)
	var got []string
	for _, one := range u.Unassessed {
		if one.Gas == "CO2" {
			got = append(got, strings.Join(strings.Fields(fmt.Sprint(one.Category, " ", one.Facility, " ", one.Item, " ", one.Notation, " ", one.Target, " ", one.Part)), " "))
		}
	}
	if want := "1.A.2.d NE false; 1.A.2.e IE 1.A.2.f false; 1.A.2.f 乙厂 天然气 NE true; 1.A.2.f 甲厂 天然气 NE true"; strings.Join(got, "; ") != want {
		t.Errorf("%s, want %s", strings.Join(got, "; "), want)
	}
}

// spreadOf are all figures of an analysis with every bit of what was found of them, by kind and id.
func spreadOf(u *Uncertainty) map[string]string {
	out := map[string]string{}
	for _, f := range u.Figures {
		out[f.Kind+" "+f.ID] = fmt.Sprintf("%x %x %+v", f.Linear.Value, f.Linear.Half, *f.Distribution)
	}
	return out
}

// The number of workers, the order of files and of rows reach no bit of a figure; a category that is added changes those that it is part
// of alone, by every sampling but the one that orders its variables by their weight.
func TestFiguresDependOnTheDataAlone(t *testing.T) {
	e := newEngine(t)
	content, err := os.ReadFile(assessedFolder + "/activity/activity.csv")
	if err != nil {
		t.Fatal(err)
	}
	table := strings.Split(strings.TrimSpace(string(content)), "\n")
	config, err := os.ReadFile(assessedFolder + "/inventory.toml")
	if err != nil {
		t.Fatal(err)
	}
	analysed := func(files map[string][]string, o UncertaintyOptions) *Uncertainty {
		fsys := fstest.MapFS{"inventory.toml": {Data: config}}
		for name, rows := range files {
			fsys["activity/"+name] = &fstest.MapFile{Data: []byte(table[0] + "\n" + strings.Join(rows, "\n") + "\n")}
		}
		ws, problems, err := workspace.LoadFS(fsys, e.Vocabulary)
		if err != nil || problems.Failed() {
			t.Fatal(err, problems)
		}
		return uncertaintyOf(t, e, ws, o)
	}
	for sampling := range uncertainty.Samplings {
		o := UncertaintyOptions{Draws: 8192, Seed: 7, Workers: 1, Sampling: uncertainty.Sampling(sampling), Leading: 2}
		u := analysed(map[string][]string{"a.csv": table[1:]}, o)
		want, ranking := spreadOf(u), fmt.Sprint(u.Rankings[0].Lines)
		rng := rand.New(rand.NewPCG(1, uint64(sampling)))
		rows := slices.Clone(table[1:])
		rng.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		o.Workers = 3
		u = analysed(map[string][]string{"z.csv": rows[:30], "b.csv": rows[30:]}, o)
		for id, got := range spreadOf(u) {
			if got != want[id] {
				t.Errorf("%s, rows shuffled, three workers: %s is %s, want %s", uncertainty.Samplings[sampling], id, got, want[id])
			}
		}
		if got := fmt.Sprint(u.Rankings[0].Lines); got != ranking {
			t.Errorf("%s: the ranking is %s, want %s", uncertainty.Samplings[sampling], got, ranking)
		}
		if uncertainty.Sampling(sampling) == uncertainty.SobolSampling {
			continue
		}
		more := analysed(map[string][]string{"a.csv": append(slices.Clone(table[1:]), "2024,2.A.2,石灰,5000,t,made up,企业", "2020,2.A.2,石灰,4000,t,made up,企业")}, o)
		same := 0
		for id, got := range spreadOf(more) {
			switch {
			case !strings.Contains(id, "row:") || strings.Contains(id, "2.A.2"):
			case got != want[id]:
				t.Errorf("%s: with lime %s is %s, want %s", uncertainty.Samplings[sampling], id, got, want[id])
			default:
				same++
			}
		}
		if same < 20 {
			t.Errorf("%s: %d rows compared", uncertainty.Samplings[sampling], same)
		}
	}
}
