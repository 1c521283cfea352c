package engine

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/factors"
	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// farmed compiles one year of rows of agriculture in a warm and wet place of Chongqing.
func farmed(t *testing.T, guide, rows string) *Result {
	t.Helper()
	return compiled(t, guide, "2023", map[string]string{"activity/a.csv": head + rows,
		"inventory.toml": "schema_version = 1\nyears = [2023]\nguide = \"" + guide + "\"\n[region]\ncode = \"500199\"\nname = \"示例区\"\nprovince = \"重庆市\"\nclimate = \"warm temperate moist;MAT 18 °C\"\n"})
}

// The manure factors of Asia of IPCC 2006 V4 Table 10.14 p10.38–10.39 follow, at every temperature, from the animals, systems and
// conversion factors of Tables 10.17 and 10A-4 to 10A-8 by Equation 10.23: 95 printed figures. Liquid is without a crust, as printed.
func TestPrintedManureFactorsFollow(t *testing.T) {
	e := newEngine(t)
	table, _ := e.Factors(nil)
	method, _ := e.Method("3.A.2/t2/CH4")
	manure := e.Vocabulary.Categories.Must("3.A.2")
	find := func(parameter, gas, item, climate string, words ...string) decimal.Decimal {
		t.Helper()
		answer, err := table.Find(factors.Query{Parameter: parameter, Gas: gas, Category: manure, Item: item, Detail: words, Region: "China", Climate: []string{climate}, Development: "developing", Year: 2006, Sets: []string{"IPCC-2006"}})
		if err != nil {
			t.Fatal(err)
		}
		return *answer.Row.Value
	}
	leaf := func(name string, value decimal.Decimal) expr.Node {
		in, _ := method.Input(name)
		return expr.Const(value, quantity.MustUnit(in.Unit))
	}
	followed := 0
	for item, printed := range map[string]string{"奶牛": "奶牛", "非奶牛": "非奶牛", "水牛": "水牛", "商品猪": "猪", "种猪": "猪"} {
		for temperature := 10; temperature <= 28; temperature++ {
			climate := fmt.Sprintf("MAT %d °C", temperature)
			switch temperature {
			case 10:
				climate = "MAT ≤10 °C"
			case 28:
				climate = "MAT ≥28 °C"
			}
			sum := decimal.Decimal{}
			shares := table.ByTechnology(factors.Query{Parameter: "AWMS", Category: manure, Item: item, Region: "China", Year: 2006, Sets: []string{"IPCC-2006"}})
			for _, row := range shares {
				system := row.Technology
				if row.Value.IsZero() {
					continue
				}
				if system == "液体贮存" {
					system = "液体贮存(无自然结壳)"
				}
				tree := method.Tree(nodes{"head": leaf("head", decimal.NewFromInt(1)), "AWMS": leaf("AWMS", *row.Value), "VS": leaf("VS", find("VS", "CH4", item, climate)),
					"B0": leaf("B0", find("B0", "CH4", item, climate)), "MCF": leaf("MCF", find("MCF", "CH4", item, climate, system))})
				kg, err := expr.Decimal(expr.In(tree, quantity.MustUnit("kg CH4")))
				if err != nil {
					t.Fatal(err)
				}
				sum = sum.Add(kg)
			}
			if want := find("EF", "CH4", printed, climate); !sum.Round(0).Equal(want) {
				t.Errorf("%s %s: %s kg CH4 a head, printed %s", item, climate, sum, want)
			} else {
				followed++
			}
		}
	}
	if followed != 95 {
		t.Errorf("%d of 95 printed figures follow", followed)
	}
}

// The rice of IPCC 2019 Refinement V4 §5.5.4 p5.58–5.59: five rice ecosystems, 410.47 Gg in all with the daily factors rounded to two
// decimals as printed.
func TestPrintedRice(t *testing.T) {
	e := newEngine(t)
	method, _ := e.Method("3.C.7/2019/CH4")
	total := decimal.Decimal{}
	for _, c := range []struct {
		hectares, days, water, before, straw, daily string
	}{
		{"1500000", "102", "1.00", "1.00", "2", "1.48"}, {"1500000", "102", "0.55", "1.00", "2", "0.81"}, {"900000", "102", "0.54", "0.89", "", "0.59"},
		{"450000", "102", "0", "0.89", "", "0"}, {"150000", "220", "0.06", "2.41", "", "0.18"},
	} {
		in := nodes{}
		for name, value := range map[string]string{"crop_area": "1", "EFc": "1.22", "cultivation_days": "1", "SFw": c.water, "SFp": c.before, "straw_long_before": c.straw, "CFOA_straw_long_before": "0.19", "SFo_exponent": "0.59"} {
			declared, _ := method.Input(name)
			if value != "" {
				in[name] = expr.Const(decimal.RequireFromString(value), quantity.MustUnit(declared.Unit))
			}
		}
		daily, err := expr.Decimal(expr.In(method.Tree(in), quantity.MustUnit("kg CH4")))
		if err != nil {
			t.Fatal(err)
		}
		daily = daily.RoundBank(2)
		if !daily.Equal(decimal.RequireFromString(c.daily)) {
			t.Errorf("daily factor %s, printed %s", daily, c.daily)
		}
		total = total.Add(daily.Mul(decimal.RequireFromString(c.hectares)).Mul(decimal.RequireFromString(c.days)))
	}
	if got := total.Shift(-6).RoundBank(2).String(); got != "410.47" {
		t.Errorf("%s Gg, printed 410.47", got)
	}
}

// The provincial example of METHODS §4.4 as a district writes it: one herd of each animal and one crop give 135.718735179798 t of
// direct N2O, 22,696.974 kg by deposition and 18,676.890 kg by leaching.
func TestProvincialExampleOfFields(t *testing.T) {
	r := farmed(t, "CN-PROV-2011", "2023,3.A,,奶牛,规模化饲养,head,1000,头,,,牧\n2023,3.A,,猪,,,20,万头,,,牧\n"+
		"2023,3.C,,水稻,,output,10,万t,,,农\n2023,3.C,,水稻,,straw_returned,50,%,,,农\n2023,3.C,,氮肥,,,5000,t N,,,农\n2023,3.C,,农村人口粪便,,,500000,kg N,,,农\n")
	if r.Inventory == nil {
		t.Fatal(lines(r))
	}
	sums := map[string]decimal.Decimal{}
	for _, e := range r.Inventory.Estimates {
		if e.Number && strings.HasPrefix(e.Row.Category.Code, "3.C") {
			sums[e.Row.Category.Code+e.Method.Part] = sums[e.Row.Category.Code+e.Method.Part].Add(e.Value())
		}
	}
	for of, want := range map[string]string{"3.C.4": "135.718735179798", "3.C.5deposition": "22.696974393953", "3.C.5leaching": "18.676890162358"} {
		if got := sums[of].RoundBank(12).String(); got != want {
			t.Errorf("%s: %s t, want %s", of, got, want)
		}
	}
	if at := slices.IndexFunc(r.Inventory.Estimates, func(e *inventory.Estimate) bool {
		return e.Row.Category.Code == "3.C.6" && e.Notation.Has(inventory.IE)
	}); at < 0 {
		t.Error("the indirect N2O of manure is not said to be in 3.C.5")
	}
}

// One herd stands in each category that it is of, counted as the guide counts it.
func TestOneHerd(t *testing.T) {
	const pigs = "2023,3.A,,商品猪,高生产力,slaughtered,36500,头,,,牧\n2023,3.A,,商品猪,高生产力,days_alive,180,天,,,牧\n2023,3.A,,商品猪,高生产力,stock_year_end,2,万头,,,牧\n" +
		"2023,3.A,,商品猪,高生产力;固体贮存,AWMS,0.6,fraction,,,牧\n2023,3.A,,商品猪,高生产力;燃料燃烧,AWMS,40,%,,,牧\n"
	for _, c := range []struct {
		name, guide, rows string
		want              []string
	}{
		{"the provincial guide counts the stock", "CN-PROV-2011", pigs, []string{"3.A.1.h CH4 20 3.A.1/cn/CH4", "3.A.2.h CH4 83.6 3.A.2/cn/CH4", "3.A.2.h N2O 3.18 3.A.2/cn/N2O"}},
		{"the Guidelines count the average", "IPCC-2006", pigs, []string{"3.A.1.h CH4 18 3.A.1/ipcc.t1/CH4", "3.A.2.h CH4 54 3.A.2/2006.t1/CH4",
			// 18000 head × 0.42 kg N/t/day × 28 kg × 365 = 77,263.2 kg N; 60 % × 0.005 × 44/28
			"3.A.2.h N2O 0.3642408 3.A.2/ipcc/N2O",
			"3.C.4 N2O 0.3642408 3.C.4/manure.2006/N2O",   // × (1 − 0.5) × 0.01
			"3.C.4 N2O 0.4856544 3.C.4/pasture.cpp/N2O"}}, // half of 40 % × 0.02
		{"volatile solids make CH4 one of systems", "IPCC-2006", pigs + "2023,3.A,,商品猪,高生产力,VS,0.3,kg VS/head/day,,,牧\n", []string{"3.A.2.h CH4 9.191167 3.A.2/t2/CH4", "3.A.2.h CH4 15.31861 3.A.2/t2/CH4"}},
		{"what is fed takes nothing from pasture", "IPCC-2006", "2023,3.A,,商品猪,高生产力,,1000,头,,,牧\n2023,3.A,,商品猪,高生产力;放牧,AWMS,0.5,fraction,,,牧\n2023,3.A,,商品猪,高生产力;固体贮存,AWMS,0.5,fraction,,,牧\n2023,3.A,,商品猪,高生产力,feed_share,0.5,fraction,,,牧\n",
			[]string{"3.C.4 N2O 0.067452 3.C.4/pasture.cpp/N2O", "3.C.4 N2O 0.0084315 3.C.4/manure.2006/N2O"}}, // 4292.4 kg N × 0.5 × 0.02, and × 0.5 × 0.5 × 0.5 × 0.01, × 44/28
		{"the animals' own mass is that of all their nitrogen", "IPCC-2006", "2023,3.A,,商品猪,高生产力,,1000,头,,,牧\n2023,3.A,,商品猪,高生产力;放牧,AWMS,0.5,fraction,,,牧\n2023,3.A,,商品猪,高生产力;固体贮存,AWMS,0.5,fraction,,,牧\n2023,3.A,,商品猪,高生产力,TAM,56,kg,,,牧\n",
			[]string{"3.A.2.h N2O 0.033726 3.A.2/ipcc/N2O", "3.C.4 N2O 0.134904 3.C.4/pasture.cpp/N2O", "3.C.4 N2O 0.033726 3.C.4/manure.2006/N2O"}},
		{"a key of other animals takes nothing away", "CN-PROV-2011", "2023,3.A,,奶牛,规模化饲养,,1000,头,,,牧\n2023,3.A.1,,奶牛,农户散养,,,,NE,不知,牧\n", []string{"3.A.1.a.i CH4 88.1 3.A.1/cn/CH4"}},
		{"at manure management it is of soils too, and not of enteric fermentation", "CN-PROV-2011", "2023,3.A.2,,猪,,,200000,头,,,牧\n",
			[]string{"3.A.2.h CH4 836 3.A.2/cn/CH4", "3.A.2.h N2O 31.8 3.A.2/cn/N2O", "3.C.4 N2O 35.28081 3.C.4/cn.manure/N2O"}},
		{"at enteric fermentation it is of that alone", "CN-PROV-2011", "2023,3.A.1,,猪,,,200000,头,,,牧\n", []string{"3.A.1.h CH4 200 3.A.1/cn/CH4"}},
		{"gross energy makes it Tier 2", "IPCC-2019", "2023,3.A.1,,奶牛,,,1000,头,,,牧\n2023,3.A.1,,奶牛,,gross_energy,200,MJ/head/day,,,牧\n", []string{"3.A.1.a.i CH4 85.26505 3.A.1/t2/CH4"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := farmed(t, c.guide, c.rows)
			if r.Inventory == nil {
				t.Fatal(lines(r))
			}
			var got []string
			for _, e := range r.Inventory.Estimates {
				if e.Number {
					got = append(got, fmt.Sprintf("%s %s %s %s", e.Row.Category.Code, e.Gas, e.Value().Round(7-int32(e.Value().NumDigits())-e.Value().Exponent()), e.Method.ID))
				}
			}
			for _, want := range c.want {
				if !slices.Contains(got, want) {
					t.Errorf("no %q in %q", want, got)
				}
			}
			enteric := slices.ContainsFunc(got, func(line string) bool { return strings.HasPrefix(line, "3.A.1") })
			soils := slices.ContainsFunc(got, func(line string) bool { return strings.HasPrefix(line, "3.C.4") })
			if strings.HasPrefix(c.name, "at ") && (enteric != strings.Contains(strings.Join(c.want, ""), "3.A.1") && strings.Contains(c.rows, "3.A.2,") || soils && strings.Contains(c.rows, "3.A.1,")) {
				t.Errorf("a herd stands where it is not filed: %q", got)
			}
		})
	}
}

// Words by which rules choose decide where no factor knows them: of two rows of one fertiliser the one of flooded rice has the factor
// A total of animals, or of what is grown or spread, and what facilities state of it are one quantity by whichever word and at
// whichever category; what goes to other categories cannot be taken out of it.
func TestTotalsOfHerdsAndFields(t *testing.T) {
	const (
		unsaid = "activity/a.csv:2:7 total-unsaid"
		whole  = "2023,3.A,,奶牛,规模化饲养,stock_year_end,1000,头,,,牧\n"
		holds  = choicesHead + "total,2023,3.A,奶牛,%s,includes,,,,甲,2024-01-01,年报\n"
	)
	for _, c := range []struct{ rows, choices, want string }{
		{whole + "2023,3.A,甲场,奶牛,规模化饲养,head,100,头,,,牧\n", "", unsaid},
		{whole + "2023,3.A,甲场,奶牛,规模化饲养,head,100,头,,,牧\n", fmt.Sprintf(holds, "stock_year_end"), "900 100"},
		{whole + "2023,3.A.1,甲场,奶牛,规模化饲养,,100,头,,,牧\n", "", unsaid},
		{whole + "2023,3.A.1,甲场,奶牛,规模化饲养,,100,头,,,牧\n", fmt.Sprintf(holds, "stock_year_end"), "activity/a.csv:3:2 remainder-of-other-level"},
		{"2023,3.A.1,,奶牛,规模化饲养,,1000,头,,,牧\n2023,3.A,甲场,奶牛,规模化饲养,head,100,头,,,牧\n", "", unsaid},
		{"2023,3.C,,氮肥,,nitrogen,460,t N,,,农\n2023,3.C.4,甲乡,氮肥,,,46,t N,,,农\n", "", unsaid},
		{"2023,3.C.4,,氮肥,,,460,t N,,,农\n2023,3.C,甲乡,氮肥,,,46,t N,,,农\n", "", unsaid},
		{"2023,3.C,,单季稻,,crop_area,2000,亩,,,农\n2023,3.C.7,甲乡,单季稻,,,1200,亩,,,农\n2023,3.C.7,乙乡,单季稻,,,800,亩,,,农\n", "", "activity/a.csv:2:7 total-beside-parts"},
		{"2023,3.C,,尿素,,fertiliser_product,100,t,,,农\n2023,3.C,,尿素,,n_content,46,%,,,农\n2023,3.C.3,甲乡,尿素,,,10,t,,,农\n", "", unsaid},
	} {
		files := map[string]string{"activity/a.csv": head + c.rows}
		if c.choices != "" {
			files["records/choices.csv"] = c.choices
		}
		r := compiled(t, "CN-PROV-2011", "2023", files)
		got := append(codes(r, inventory.Error), codes(r, inventory.Warning)...)
		got = slices.DeleteFunc(got, func(one string) bool { return !strings.HasPrefix(one, "activity/") })
		if len(got) == 0 && r.Inventory != nil {
			for _, e := range r.Inventory.Estimates {
				if e.Number && e.Row.Category.Code == "3.A.1.a.i" {
					got = append(got, e.Row.Value.String())
				}
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s %q, want %s", c.rows, got, c.want)
		}
	}
}

// What is stated of a herd and serves no line is remarked on at its cell.
func TestUnusedOfHerds(t *testing.T) {
	const herd = "2023,3.A,,奶牛,高生产力,stock_year_end,1000,头,,,牧\n2023,3.A,,奶牛,高生产力;固体贮存,AWMS,1,fraction,,,牧\n"
	const digestible, energy, own, solids = "2023,3.A,,奶牛,高生产力,digestibility,60,%,,,牧\n", "2023,3.A,,奶牛,高生产力,gross_energy,250,MJ/head/day,,,牧\n",
		"2023,3.A.2,,奶牛,高生产力,EF,10,kg CH4/head/yr,,,牧\n", "2023,3.A,,奶牛,高生产力,VS,4,kg VS/head/day,,,牧\n"
	for _, c := range []struct{ rows, want string }{
		{digestible, "activity/a.csv:4:6"}, {energy + digestible, "activity/a.csv:5:6"}, {own + solids, "activity/a.csv:4:6"}, {own, ""}, {solids, ""}, {energy, ""},
	} {
		var got []string
		r := farmed(t, "IPCC-2006", herd+c.rows)
		for _, one := range append(codes(r, inventory.Info), codes(r, inventory.Warning)...) {
			if at, ok := strings.CutSuffix(one, " not-of-guide"); ok {
				got = append(got, at)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s%q, want %q", c.rows, got, c.want)
		}
	}
}

// The mass of animals yields their nitrogen where no factor has it, and is no fault where one does.
func TestMassBesideNitrogen(t *testing.T) {
	const herd = "2023,3.A,,奶牛,规模化饲养;高生产力,stock_year_end,1000,头,,,牧\n2023,3.A,,奶牛,规模化饲养;高生产力;固体贮存,AWMS,1,fraction,,,牧\n2023,3.A,,奶牛,规模化饲养;高生产力,TAM,400,kg,,,牧\n"
	for _, c := range []struct{ guide, rows, want string }{
		{"CN-PROV-2011", herd, "1.884"},                                // 1000 × 1.884 kg N2O/head
		{"CN-PROV-2025", herd, "0.9428571428571428571428571428571429"}, // 1000 × 60 kg N × 0.010 × 44/28
		{"IPCC-2006", herd + "2023,3.A,,奶牛,规模化饲养;高生产力,Nex,50,kg N/head/yr,,,牧\n", "0.3928571428571428571428571428571429"}, // 1000 × 50 × 0.005 × 44/28
		{"IPCC-2006", herd, "0.5391571428571428571428571428571429"},                                                       // 1000 × 0.47/1000 × 400 × 365 × 0.005 × 44/28
	} {
		r := farmed(t, c.guide, c.rows)
		var got []string
		if r.Inventory != nil {
			for _, e := range r.Inventory.Estimates {
				if e.Number && e.Gas == "N2O" && strings.HasPrefix(e.Row.Category.Code, "3.A.2") {
					got = append(got, e.Value().String())
				}
			}
		}
		if !slices.Equal(got, []string{c.want}) {
			t.Errorf("%s: %q %q, want %s", c.guide, got, codes(r, inventory.Error), c.want)
		}
	}
}

// The water regime has one name in each edition of the guidelines, and either serves under both (2006 V4 Table 5.12 p5.49, 2019 V4
// Dung and urine on pasture have one capacity for all animals, 0.19 (IPCC 2019 Refinement V4 Table 10.17 note 2 p10.69).
func TestPastureOfAllAnimals(t *testing.T) {
	r := farmed(t, "IPCC-2019", "2023,3.A,,鸭,低生产力,head,10000,只,,,牧\n2023,3.A,,鸭,低生产力,VS,0.02,kg VS/head/day,,,牧\n2023,3.A,,鸭,低生产力;放牧,AWMS,1,fraction,,,牧\n")
	if r.Inventory == nil {
		t.Fatal(lines(r))
	}
	at := slices.IndexFunc(r.Inventory.Estimates, func(e *inventory.Estimate) bool { return e.Number && e.Gas == "CH4" })
	// 10000 × 0.02 × 365 × 0.19 × 0.67 × 0.0047 kg
	if got := r.Inventory.Estimates[at].Value().String(); got != "0.04367663" {
		t.Errorf("%s t CH4", got)
	}
}

// What is said of a herd or a field and cannot be is told at its cell.
func TestHerdsThatCannotBe(t *testing.T) {
	const goats = "2023,3.A,,山羊,低生产力,stock_year_end,3,万只,,,牧\n"
	for _, c := range []struct{ name, guide, rows, want string }{
		{"shares above the whole", "IPCC-2019", goats + "2023,3.A,,山羊,低生产力;固体贮存,AWMS,63,%,,,牧\n2023,3.A,,山羊,低生产力;放牧,AWMS,40,%,,,牧\n", "activity/a.csv:4:7 shares-not-one"},
		{"also under a guide that has no use for them", "CN-PROV-2011", strings.ReplaceAll(goats, "低生产力", "农户散养") + "2023,3.A,,山羊,农户散养;固体贮存,AWMS,0.03,fraction,,,牧\n", "activity/a.csv:3:7 shares-not-one"},
		{"no system", "IPCC-2006", goats, "activity/a.csv:2:4 systems-missing"},
		{"systems of the tables that the factors do not know", "IPCC-2006", "2023,3.A,,奶牛,,stock_year_end,3000,头,,,牧\n", "activity/a.csv:2:4 systems-too-coarse"},
		{"a system of no herd", "IPCC-2019", goats + "2023,3.A,,山羊,高生产力;固体贮存,AWMS,1,fraction,,,牧\n", "activity/a.csv:3:5 system-of-no-herd"},
		{"a share of no system", "IPCC-2019", goats + "2023,3.A,,山羊,低生产力,AWMS,1,fraction,,,牧\n", "activity/a.csv:3:5 system-unnamed"},
		{"a system without its share", "IPCC-2019", goats + "2023,3.A,,山羊,低生产力;固体贮存,AWMS,1,fraction,,,牧\n2023,3.A,,山羊,低生产力;日施,MCF,0.1,fraction,,,牧\n", "activity/a.csv:4:6 system-without-share"},
		{"a herd stated twice", "CN-PROV-2011", "2023,3.A,,猪,,,20,万头,,,牧\n2023,3.A.2,,猪,,,20,万头,,,牧\n", "activity/a.csv:3:7 herd-twice"},
		{"no population", "CN-PROV-2011", "2023,3.A,,猪,,births,20,万头,,,牧\n", "activity/a.csv:2:6 herd-without-population"},
		{"a parameter of no herd", "CN-PROV-2011", "2023,3.A,,猪,,,20,万头,,,牧\n2023,3.A,,猪,,milk,20,t,,,牧\n", "activity/a.csv:3:6 parameters-do-not-fit"},
		{"tonnes of pigs", "CN-PROV-2011", "2023,3.A,,猪,,,20,t,,,牧\n", "activity/a.csv:2:8 wrong-dimension"},
		{"an emission factor of two categories", "CN-PROV-2011", "2023,3.A,,猪,,,20,万头,,,牧\n2023,3.A,,猪,,EF,2,kg CH4/head/yr,,,牧\n", "activity/a.csv:3:2 factor-of-several"},
		{"what an animal excretes, of one system", "IPCC-2006", goats + "2023,3.A,,山羊,低生产力;固体贮存,AWMS,1,fraction,,,牧\n2023,3.A,,山羊,低生产力;固体贮存,VS,0.3,kg VS/head/day,,,牧\n", "activity/a.csv:4:5 system-of-an-animal"},
		{"a parameter of no system", "IPCC-2006", goats + "2023,3.A,,山羊,低生产力;固体贮存,AWMS,1,fraction,,,牧\n2023,3.A,,山羊,低生产力;固体贮存,crop_area,60,ha,,,牧\n", "activity/a.csv:4:6 parameters-do-not-fit"},
		{"a share by its name and by its system", "CN-PROV-2011", "2023,3.A,,奶牛,规模化饲养,head,1000,头,,,牧\n2023,3.A,,奶牛,规模化饲养;放牧,AWMS,40,%,,,牧\n2023,3.A,,奶牛,规模化饲养;固体贮存,AWMS,60,%,,,牧\n2023,3.A,,奶牛,规模化饲养,grazing_share,0.3,fraction,,,牧\n", "activity/a.csv:5:7 share-twice"},
		{"a key of one system", "IPCC-2019", goats + "2023,3.A,,山羊,低生产力;固体贮存,AWMS,1,fraction,,,牧\n2023,3.A.2,,山羊,低生产力;固体贮存,,,,NE,无数据,牧\n", "activity/a.csv:4:5 key-beside-figure"},
		{"none of what there are some of", "CN-PROV-2011", "2023,3.A,,商品猪,规模化饲养,head,1000,头,,,牧\n2023,3.A,,猪,,,,,NO,没有,牧\n", "activity/a.csv:3:9 key-beside-figure"},
		{"two systems in one row", "IPCC-2019", goats + "2023,3.A,,山羊,低生产力;固体贮存;放牧,AWMS,1,fraction,,,牧\n", "activity/a.csv:3:5 systems-mixed"},
		{"a share stated under two names of one system", "IPCC-2019", goats + "2023,3.A,,山羊,低生产力;放牧,AWMS,1,fraction,,,牧\n2023,3.A,,山羊,低生产力;pasture,AWMS,0.9,fraction,,,农\n", "activity/a.csv:3:7 herd-twice"},
		{"a system as a way of keeping", "IPCC-2019", "2023,3.A,,山羊,放牧,,20,头,,,牧\n", "activity/a.csv:2:5 system-as-herd"},
		{"a herd that is said not to be", "CN-PROV-2011", "2023,3.A,,猪,,,20,万头,,,牧\n2023,3.A.1,,猪,,,,,NO,没有,农\n", "activity/a.csv:3:9 key-beside-figure"},
		{"a herd that is said not to be known", "CN-PROV-2011", "2023,3.A,,猪,,head,20,万头,,,牧\n2023,3.A,,猪,,,,,NE,不知,农\n", "activity/a.csv:3:9 key-beside-figure"},
		{"cattle among the pigs", "CN-PROV-2011", "2023,3.A.2.h,,奶牛,规模化饲养,,20,头,,,牧\n", "activity/a.csv:2:2 animal-of-other-category"},
		{"cattle of no kind", "CN-PROV-2011", "2023,3.A,,牛,,,20,头,,,牧\n", "activity/a.csv:2:4 no-method"},
		{"fertiliser stated twice", "CN-PROV-2011", "2023,3.C,,氮肥,,,20,t N,,,农\n2023,3.C.4,,氮肥,,,30,t N,,,农\n", "activity/a.csv:3:7 field-twice"},
		{"urea without its nitrogen", "CN-PROV-2011", "2023,3.C,,尿素,,fertiliser_product,20,t,,,农\n", "activity/a.csv:2:6 nitrogen-missing"},
		{"a crop whose straw is burnt and of which nobody says what is returned", "CN-PROV-2011", "2023,3.C,,玉米,,output,20,t,,,农\n2023,3.C,,玉米,,straw_burnt,5,%,,,农\n", "activity/a.csv:2:6 parameters-do-not-fit"},
		{"a season that the region does not have", "IPCC-2019", "2023,3.C.7,,双季早稻,,,20,ha,,,农\n", "activity/a.csv:2:4 factor-not-found"},
		{"a crop of which nobody says what is returned", "CN-PROV-2011", "2023,3.C,,玉米,,output,20,t,,,农\n", "activity/a.csv:2:6 parameters-do-not-fit"},
		{"sugar cane, of which the guide prints no nitrogen", "CN-PROV-2011", "2023,3.C,,甘蔗,,output,20,t,,,农\n2023,3.C,,甘蔗,,straw_returned,0.5,fraction,,,农\n", "activity/a.csv:2:4 factor-not-found"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := lines(farmed(t, c.guide, c.rows)); !slices.Contains(got, c.want) {
				t.Errorf("%q, want %s", got, c.want)
			}
		})
	}
}
