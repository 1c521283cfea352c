package inventory

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"

	"ghg/seeds"
)

// defaultsOf is the defaults of a small vocabulary with the rows given, below the header.
func defaultsOf(t *testing.T, rows ...string) (*Vocabulary, error) {
	t.Helper()
	voc := smallWorld(t)
	table := "guide_set,category,side,parameter,gas,item,value,low_pct,high_pct,form,source,status,note\n" + strings.Join(rows, "\n") + "\n"
	records, err := readRecords(fstest.MapFS{"u.csv": {Data: []byte(table)}}, "u.csv")
	if err != nil {
		t.Fatal(err)
	}
	return voc, voc.takeUncertainties(records)
}

func TestTheNarrowestDefaultCounts(t *testing.T) {
	voc, err := defaultsOf(t,
		",,,gwp,,,,0,0,exact,convention,,",
		"A,1.A,activity,,,,,-10,10,half_range,s,printed,",
		"A,1.A,activity,,,biomass,,-50,50,half_range,s,printed,",
		"A,1.A,activity,heads,,,,-20,20,half_range,s,printed,",
		"A,1.A.2.f,activity,,,,,-5,5,half_range,s,printed,",
		"A,1.A,factor,,CH4,,,-50,100,factor,s,printed,",
		"A,1.A,factor,ncv,,,,-3,3,half_range,s,printed,",
		"A,1.A,factor,ncv,,solid,,-4,4,half_range,s,printed,",
		"A,1.A,factor,ncv,,原煤,,-6,6,half_range,s,printed,",
		"A,1.A,factor,ncv,CH4,,,-7,7,half_range,s,printed,",
		"A,1.A,factor,MCF,,,0.8,-20,20,half_range,s,printed,",
		"A,1.A,factor,MCF,,,0.40,-30,30,half_range,s,printed,",
		"A,1.A,factor,oxidation_rate,,,,-5,5,half_range,s,printed,",
		"A,1.A,factor,oxidation_rate,,,1,-1,0,absolute,s,printed,")
	if err != nil {
		t.Fatal(err)
	}
	item := func(names ...string) (out []*Item) {
		for _, name := range names {
			i, _ := voc.Items.Lookup(name)
			out = append(out, i)
		}
		return out
	}
	minerals, other := voc.Categories.Must("1.A.2.f"), voc.Categories.Must("1.A.2.m")
	for name, c := range map[string]struct {
		known Known
		row   int // 0 for none
	}{
		"narrower category":                {Known{Category: minerals, Side: OfActivity, Parameter: "fuel", Amount: true, Items: item("秸秆")}, 6},
		"up the tree":                      {Known{Category: other, Side: OfActivity, Parameter: "fuel", Amount: true}, 3},
		"group of the item":                {Known{Category: other, Side: OfActivity, Parameter: "fuel", Amount: true, Items: item("秸秆")}, 4},
		"a count has to be named":          {Known{Category: other, Side: OfActivity, Parameter: "vehicles"}, 0},
		"a count that is named":            {Known{Category: other, Side: OfActivity, Parameter: "heads"}, 5},
		"any factor of the gas":            {Known{Category: minerals, Side: OfFactor, Parameter: "ef", Gas: "CH4"}, 7},
		"no factor of another":             {Known{Category: minerals, Side: OfFactor, Parameter: "ef", Gas: "N2O"}, 0},
		"the parameter before the gas":     {Known{Category: minerals, Side: OfFactor, Parameter: "ncv"}, 8},
		"the gas before the item":          {Known{Category: minerals, Side: OfFactor, Parameter: "ncv", Gas: "CH4", Items: item("原煤")}, 11},
		"the item before its group":        {Known{Category: minerals, Side: OfFactor, Parameter: "ncv", Items: item("原煤")}, 10},
		"the group":                        {Known{Category: minerals, Side: OfFactor, Parameter: "ncv", Items: item("无烟煤")}, 9},
		"of all that the factor is of":     {Known{Category: minerals, Side: OfFactor, Parameter: "ncv", Items: item("原煤", "无烟煤")}, 9},
		"elsewhere nothing":                {Known{Category: voc.Categories.Must("2.B.9"), Side: OfActivity, Parameter: "fuel", Amount: true}, 0},
		"of the value":                     {Known{Category: minerals, Side: OfFactor, Parameter: "MCF", Value: decimal.New(4, -1)}, 13},
		"of another value none":            {Known{Category: minerals, Side: OfFactor, Parameter: "MCF", Value: decimal.New(5, -1)}, 0},
		"the value before any":             {Known{Category: minerals, Side: OfFactor, Parameter: "oxidation_rate", Value: decimal.New(1, 0)}, 15},
		"any value":                        {Known{Category: minerals, Side: OfFactor, Parameter: "oxidation_rate", Value: decimal.New(9, -1)}, 14},
		"a constant of no category":        {Known{Side: OfFactor, Parameter: "gwp", Gas: "CH4"}, 2},
		"a constant whatever the category": {Known{Category: minerals, Side: OfFactor, Parameter: "gwp"}, 2},
	} {
		c.known.Sets = []string{"B", "A"}
		got := voc.Defaults.For(c.known)
		if c.row == 0 && got != nil || c.row != 0 && (got == nil || got.Row != c.row) {
			t.Errorf("%s: %+v, want row %d", name, got, c.row)
		}
	}
	if got := voc.Defaults.For(Known{Category: minerals, Side: OfActivity, Amount: true, Sets: []string{"B"}}); got != nil {
		t.Errorf("a set that the guide does not use answers: %+v", got)
	}
}

// Of two rows as narrow, that of the set named first counts.
func TestDefaultsGoBySets(t *testing.T) {
	voc := smallWorld(t)
	voc.Sets["B"] = &FactorSet{Name: "B"}
	if err := voc.takeUncertainties([]record{
		{map[string]string{"guide_set": "A", "category": "1.A", "side": OfFactor, "low_pct": "-1", "high_pct": "1", "form": HalfRange, "status": "printed"}, 2},
		{map[string]string{"guide_set": "B", "category": "1.A", "side": OfFactor, "low_pct": "-2", "high_pct": "2", "form": HalfRange, "status": "printed"}, 3},
	}); err != nil {
		t.Fatal(err)
	}
	for sets, want := range map[string]int{"A B": 2, "B A": 3, "B": 3} {
		if got := voc.Defaults.For(Known{Category: voc.Categories.Must("1.A.2.f"), Side: OfFactor, Sets: strings.Fields(sets)}); got.Row != want {
			t.Errorf("%s: row %d, want %d", sets, got.Row, want)
		}
	}
}

func TestBrokenDefaults(t *testing.T) {
	const whole = "A,1.A,activity,,,,,-10,10,half_range,s,printed,"
	for rows, want := range map[string]string{
		whole + "\n" + whole: "row 3: row 2 is of the same",
		"A,1.A,factor,,,原煤;无烟煤,,-1,1,half_range,s,printed,\nA,1.A,factor,,,无烟煤,,-2,2,half_range,s,printed,":     "row 3: row 2 is of the same",
		"A,1.A,factor,MCF,,,x,-1,1,half_range,s,printed,":                                                       `row 2: "x" is not a number`,
		"A,1.A,factor,MCF,,,0.4,-1,1,half_range,s,printed,\nA,1.A,factor,MCF,,,0.40,-2,2,half_range,s,printed,": "row 3: row 2 is of the same",
		"A,9,activity,,,,,-10,10,half_range,s,printed,":                                                         "row 2: no category 9",
		"Z,1.A,activity,,,,,-10,10,half_range,s,printed,":                                                       "row 2: no set Z",
		"A,1.A,activity,,,石头,,-10,10,half_range,s,printed,":                                                     "row 2: no item or group 石头",
		"A,1.A,activity,,,原煤;biomass,,-10,10,half_range,s,printed,":                                             "row 2: items and groups of fuels in one row: 原煤;biomass",
		"A,1.A,activity,,,,,-10,12,half_range,s,printed,":                                                       "row 2: -10 and 12 % are no half_range",
		"A,1.A,activity,,,,,-50,150,factor,s,printed,":                                                          "row 2: -50 and 150 % are no factor",
		"A,1.A,activity,,,,,-101,150,interval,s,printed,":                                                       "row 2: -101 and 150 % are no interval",
		"A,1.A,activity,,,,,5,10,interval,s,printed,":                                                           "row 2: 5 and 10 % are no interval",
		"A,1.A,activity,,,,,-10,10,guess,s,printed,":                                                            `row 2: "guess" is no form (half_range, factor, interval, absolute, exact)`,
		"A,1.A,elsewhere,,,,,-10,10,half_range,s,printed,":                                                      "row 2: guide_set, category, side and status are missing or unknown",
		"A,1.A,activity,,,,,-10,10,half_range,s,,":                                                              "row 2: guide_set, category, side and status are missing or unknown",
	} {
		if _, err := defaultsOf(t, rows); err == nil || err.Error() != want {
			t.Errorf("%s\n%v, want %s", rows, err, want)
		}
	}
}

func TestBoundsOfDefaults(t *testing.T) {
	pct := decimal.RequireFromString
	for _, c := range []struct{ form, low, high, value, want string }{
		{HalfRange, "-7", "7", "26.1", "24.273 27.927 ci95 true"},
		{HalfRange, "-150", "150", "10", "-5 25 ci95 true"},
		{ByFactor, "-90", "900", "3", "0.3 30 ci95 false"},
		{ByFactor, "-66.67", "200", "3", "1 9 ci95 false"}, // a third, though the column prints 66.67
		{Interval, "-40", "140", "2", "1.2 4.8 ci95 false"},
		{Interval, "-40", "140", "-2", "-4.8 -1.2 ci95 false"},
		{Absolute, "-50", "0", "0.12", "0.06 0.12 absolute false"},
	} {
		u := DefaultUncertainty{Form: c.form, Low: pct(c.low), High: pct(c.high)}
		b, err := u.Bounds(pct(c.value))
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join([]string{b.Low.String(), b.High.String(), b.Kind, map[bool]string{true: "true", false: "false"}[b.Percent]}, " "); got != c.want {
			t.Errorf("%s %s/%s of %s: %s, want %s", c.form, c.low, c.high, c.value, got, c.want)
		}
	}
}

// Every category that an inventory accounts for finds a default for its activity and for its factors, but for those of which the
// guidelines print none.
func TestDefaultsOfTheRegistry(t *testing.T) {
	voc, err := LoadVocabulary(seeds.FS)
	if err != nil {
		t.Fatal(err)
	}
	var lacking []string
	for _, side := range []string{OfActivity, OfFactor} {
		for i := range voc.Registry {
			c := voc.Registry[i].Category
			found := slices.ContainsFunc(voc.Defaults.All, func(u *DefaultUncertainty) bool {
				return u.Side == side && u.Category != nil && (c.Within(u.Category) || u.Category.Within(c))
			})
			if name := side + " " + c.Code; !found && (len(lacking) == 0 || lacking[len(lacking)-1] != name) {
				lacking = append(lacking, name)
			}
		}
	}
	if got, want := strings.Join(lacking, ", "), "activity 1.B.1.b, activity 1.C, activity 2.B.10, activity 2.F.1, activity 2.F.5, activity 2.F.6, activity 2.G.1, activity 2.G.2, activity 2.G.3, "+
		"activity 5.A, activity M.3, activity M.4, factor 1.B.1.b, factor 1.B.2.a, factor 1.C, factor 2.B.10, factor 2.F.1, factor 2.F.2, factor 2.F.4, factor 2.F.5, factor 2.F.6, "+
		"factor 2.G.2, factor 3.C.6, factor 5.A, factor M.3, factor M.4"; got != want {
		t.Errorf("without a default:\n%s\nwant\n%s", got, want)
	}
	for _, u := range voc.Defaults.All { // what is printed has a page
		if u.Document == "" || u.Status == Printed && !strings.Contains(u.Document, ", p. ") {
			t.Errorf("row %d has no page: %s", u.Row, u.Document)
		}
		if u.Parameter != "" && u.Side == OfFactor && voc.Parameters[u.Parameter] == nil {
			t.Errorf("row %d: no parameter %s", u.Row, u.Parameter)
		}
	}
}
