package engine

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
	"ghg/inventory/uncertainty"
	"ghg/inventory/workspace"
)

var guideLine = regexp.MustCompile(`(?m)^guide = .*$`)

// underGuide compiles an inventory of testdata with the files that it has for the guide, or as it stands.
func underGuide(t *testing.T, e *Engine, name, guide string) (*workspace.Workspace, *Result) {
	t.Helper()
	root := "../../testdata/inventories/" + name
	files := fstest.MapFS{}
	for _, folder := range []string{root, filepath.Join(root, guide)} {
		for _, pattern := range []string{"inventory.toml", "indicators.csv", "targets.csv", "*/*.csv"} {
			found, err := filepath.Glob(filepath.Join(folder, filepath.FromSlash(pattern)))
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range found {
				content, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if guide != "" && filepath.Base(file) == "inventory.toml" {
					content = guideLine.ReplaceAll(content, []byte(`guide = "`+guide+`"`))
				}
				relative, err := filepath.Rel(folder, file)
				if err != nil {
					t.Fatal(err)
				}
				files[filepath.ToSlash(relative)] = &fstest.MapFile{Data: content}
			}
		}
	}
	ws, problems, err := workspace.LoadFS(files, e.Vocabulary)
	if err != nil || problems.Failed() {
		t.Fatal(err, problems.Sorted())
	}
	result := e.Compile(ws, nil)
	if result.Inventory == nil {
		t.Fatalf("%s %s: %v", name, guide, lines(result))
	}
	return ws, result
}

// coverage counts the leaves of an inventory by where their spread comes from, and the CO2e, signs aside, of the estimates of
// which some figure has none.
type coverage struct {
	places        map[string]int
	lacking, all  decimal.Decimal
	lawless       []string
	contradictory []string
}

func coverageOf(t *testing.T, e *Engine, ws *workspace.Workspace, r *Result) coverage {
	t.Helper()
	s := e.spreads(e.Vocabulary.Guides[ws.Config.Guide])
	out := coverage{places: map[string]int{}}
	laws := map[string]string{}
	seen := map[string]bool{}
	for _, est := range r.Inventory.Estimates {
		if !est.Number {
			continue
		}
		lacks := false
		for _, leaf := range est.Mass().Leaves() {
			p := inventory.ParameterOf(leaf)
			got, err := s.of(p)
			if err != nil {
				t.Fatal(p.Key(), err)
			}
			lacks = lacks || got.origin.place == spreadUnknown
			if law := fmt.Sprint(got.given.Value, got.given.Low, got.given.High, got.given.Kind, got.origin.place); laws[p.Key()] != "" && laws[p.Key()] != law {
				out.contradictory = append(out.contradictory, p.Key())
			} else {
				laws[p.Key()] = law
			}
			if seen[p.Key()] {
				continue
			}
			seen[p.Key()] = true
			out.places[got.origin.place]++
			if _, fault := uncertainty.Fit(got.given); fault != nil {
				out.lawless = append(out.lawless, p.Key()+": "+fault.Error())
			}
		}
		node, ok := r.Inventory.CO2e(est.Mass(), est.Gas)
		if !ok {
			continue
		}
		size, err := expr.Decimal(node)
		if err != nil {
			t.Fatal(err)
		}
		out.all = out.all.Add(size.Abs())
		if lacks {
			out.lacking = out.lacking.Add(size.Abs())
		}
	}
	return out
}

func (c coverage) String() string {
	var places []string
	for _, place := range []string{spreadStated, spreadOfRow, spreadDefault, spreadExact, spreadUnknown} {
		places = append(places, fmt.Sprintf("%s %d", place, c.places[place]))
	}
	share, _ := quantity.Quo(c.lacking.Shift(2), c.all)
	return fmt.Sprintf("%s; %s %% of the CO2e lack one", strings.Join(places, ", "), share.Round(1))
}

// Of the assessed district every figure has a spread; of the made-up one with every category those have none of which the guidelines
// print none: fertiliser, crops, electricity, refrigerants, a chemical works and measured factors that say nothing of it.
func TestCoverageOfSpreads(t *testing.T) {
	e := newEngine(t)
	for _, c := range []struct{ name, guide, want string }{
		{"assessed", "", "stated 10, row 12, default 80, exact 0, none 0; 0 % of the CO2e lack one"},
		{"district", "CN-PROV-2011", "stated 4, row 118, default 1606, exact 5, none 957; 12.8 % of the CO2e lack one"},
		{"district", "IPCC-2019", "stated 4, row 332, default 1997, exact 17, none 1014; 13.2 % of the CO2e lack one"},
	} {
		ws, r := underGuide(t, e, c.name, c.guide)
		got := coverageOf(t, e, ws, r)
		if got.String() != c.want {
			t.Errorf("%s %s: %s, want %s", c.name, c.guide, got, c.want)
		}
		for _, fault := range slices.Concat(got.lawless, got.contradictory) {
			t.Error(c.name, c.guide, fault)
		}
	}
}

// leafOf finds a leaf of an inventory by the name of its parameter and the beginning of its key.
func leafOf(t *testing.T, r *Result, name, key string) *inventory.Parameter {
	t.Helper()
	if r.Inventory == nil {
		t.Fatal(lines(r))
	}
	for _, est := range r.Inventory.Estimates {
		if !est.Number {
			continue
		}
		for _, leaf := range est.Mass().Leaves() {
			if p := inventory.ParameterOf(leaf); p.Name == name && strings.HasPrefix(p.Key(), key) {
				return p
			}
		}
	}
	t.Fatalf("no leaf %s %s", name, key)
	return nil
}

func TestWhereASpreadComesFrom(t *testing.T) {
	r := compiled(t, "CN-PROV-2011", "2020", map[string]string{
		"activity/a.csv": "year,category,facility,item,detail,parameter,value,unit,uncertainty,low,high,bounds,department\n" +
			"2020,1.A.2.f,甲厂,烟煤,,,10000,t,2,,,,企业\n2020,1.A.2.f,甲厂,烟煤,,ncv,20.908,GJ/t,,,,,企业\n2020,1.A.2.e,,烟煤,,,5,万吨,,,,,统\n" +
			"2020,1.A.4.b,,秸秆,传统灶,,3,t,,,,,农\n2020,1.A.2.f,甲厂,烟煤,,oxidation_rate,93,%,,90,96,ci95,企业\n2020,2.A.2,,石灰,,,100,t,,,,,统\n2020,M.3,,,,,5,MWh,,,,,电\n",
	})
	s := newEngine(t).spreads(newEngine(t).Vocabulary.Guides["CN-PROV-2011"])
	for _, c := range []struct{ name, key, want string }{
		{"fuel", "500151|2020|1.A.2.f", "stated 10000 9800..10200 ci95 percent nonnegative"},
		{"ncv", "500151|2020|1.A.2.f", "none 20.908 NaN..NaN nonnegative"}, // a measured factor that says nothing is no amount
		{"oxidation_rate", "500151|2020|1.A.2.f", "stated 0.93 0.9..0.96 ci95 share of 100"},
		{"fuel", "500151|2020|1.A.2.e", "default 5 4.5..5.5 ci95 percent nonnegative: IPCC 2006 V2 Ch2 Table 2.15, p. 2.41"},
		{"fuel", "500151|2020|1.A.4.b", "default 3 1.8..4.2 ci95 percent nonnegative: IPCC 2006 V2 Ch2 Table 2.15, p. 2.41"},
		{"ncv", "CN-ENT|1.A.2|烟煤", "default 19.57 15.094341..23.135654 ci95 nonnegative: IPCC 2006 V2 Ch1 Table 1.2, p. 1.18: Other Bituminous Coal"},
		{"carbon_content", "CN-PROV-2011", "default 26.1 24.273..27.927 ci95 percent nonnegative: IPCC 2006 V2 Ch2 section 2.4.1, p. 2.38: overall 7 per cent for the CO2 emission factors of energy"},
		{"ef", "IPCC-2006|1.A.2", "row 10 3..30 range nonnegative"},
		{"emission_factor", "CN-PROV-2011|2.A.2", "default 0.683 0.64202..0.72398 ci95 percent nonnegative: IPCC 2006 V3 Ch2 Table 2.5, p. 2.25: assuming an average CaO in lime, 4-8 %"},
		{"electricity_net", "500151|2020|M.3", "none 5 NaN..NaN"}, // what came in less what went out
	} {
		got, err := s.of(leafOf(t, r, c.name, c.key))
		if err != nil {
			t.Fatal(err)
		}
		text := fmt.Sprintf("%s %g %g..%g", got.origin.place, got.given.Value, got.given.Low, got.given.High)
		for _, part := range []struct {
			name string
			is   bool
		}{{got.given.Kind, got.given.Kind != ""}, {"percent", got.given.Percent}, {"nonnegative", got.given.Nonnegative && !got.given.Fraction}, {"share of " + got.whole.String(), got.given.Fraction}} {
			if part.is {
				text += " " + part.name
			}
		}
		if got.origin.row != nil {
			text += ": " + got.origin.row.Document
		}
		if text != c.want {
			t.Errorf("%s %s: %s\nwant %s", c.name, c.key, text, c.want)
		}
	}
}

// What a leaf of no category is, what is computed of atomic weights and what is filed at several categories.
func TestSpreadsOfOtherLeaves(t *testing.T) {
	e := newEngine(t)
	s := e.spreads(e.Vocabulary.Guides["IPCC-2019"])
	one := decimal.New(1, 0)
	for want, p := range map[string]*inventory.Parameter{
		"exact":                               {Name: "gwp", Set: "AR5", Amount: one, In: quantity.One},
		"exact ":                              {Name: "emission_factor", Set: "STOICH", Category: "2.A.4", Amount: one, In: quantity.MustUnit("t CO2/t")},
		"none":                                {Name: "常住人口", Amount: one, In: quantity.MustUnit("person")},
		"default IPCC-2006 ±150 of 1.A":       {Name: "ef", Set: "IPCC-2006", Category: "1.A.4.b;1.A.4.c.i", Gas: "CH4", Amount: one, In: quantity.MustUnit("kg CH4/TJ")},
		"default IPCC-2019 ±10 of 2.C.1":      {Name: "emission_factor", Set: "IPCC-2019", Category: "2.C.1", Gas: "CO2", Amount: one, In: quantity.MustUnit("t CO2/t")},
		"default IPCC-2006 ±25 of 2.C.1":      {Name: "emission_factor", Set: "IPCC-2006", Category: "2.C.1", Gas: "CO2", Amount: one, In: quantity.MustUnit("t CO2/t")}, // its own set goes first
		"default IPCC-2019 ±10 of 2.C.1 ":     {Name: "emission_factor", Set: "local", Category: "2.C.1", Gas: "CO2", Amount: one, In: quantity.MustUnit("t CO2/t")},
		"default IPCC-2006 ±0 of 1.A":         {Name: "oxidation_rate", Set: "CN-PROV-2011", Category: "1.A", Gas: "C", Amount: one, In: quantity.One},
		"default IPCC-2006 ±60 of 4.A":        {Name: "MCF", Set: "CN-PROV-2011", Category: "4.A.3", Gas: "CH4", Amount: decimal.New(6, -1), In: quantity.One},
		"default IPCC-2006 ±30 of 4.A":        {Name: "MCF", Set: "CN-PROV-2011", Category: "4.A.3", Gas: "CH4", Amount: decimal.New(4, -1), In: quantity.One},
		"default IPCC-2006 ±20 of 4.A":        {Name: "MCF", Set: "CN-PROV-2011", Category: "4.A.2", Gas: "CH4", Amount: decimal.New(80, 0), In: quantity.MustUnit("%")},
		"default IPCC-2006 ±0 of 4.A":         {Name: "MCF", Set: "CN-PROV-2011", Category: "4.A.1", Gas: "CH4", Amount: one, In: quantity.One},
		"none  ":                              {Name: "MCF", Set: "local", Category: "4.A.2", Gas: "CH4", Amount: decimal.New(7, -1), In: quantity.One},
		"default IPCC-2006 ±41.2 of 3.B":      {Name: "BCEF_S", Set: "IPCC-2006", Category: "3.B.1", Gas: "CO2", Amount: one, In: quantity.MustUnit("t dm/m3")},
		"default IPCC-2006 ±3 of 2.A.4":       {Name: "carbonate", Category: "2.A.4.d", Item: "石灰石", Amount: one, In: quantity.MustUnit("t")},
		"none   ":                             {Name: "product", Category: "2.A.4.a", Item: "砖", Amount: one, In: quantity.MustUnit("t")},
		"none    ":                            {Name: "cod", Category: "4.D.1", Amount: one, In: quantity.MustUnit("t COD")},
		"default IPCC-2006 ±5 of 1.A.1.a":     {Name: "thermal_power", Category: "1.A.1.a", Item: "原煤", Amount: one, In: quantity.MustUnit("10^4 t")},
		"default IPCC-2006 ±50 of 3.A":        {Name: "AWMS", Category: "3.A", Amount: decimal.New(40, 0), In: quantity.MustUnit("%")},
		"default IPCC-2006 ±50 of 3.B":        {Name: "area_change", Category: "3.B.1.a", Amount: decimal.New(-7, 0), In: quantity.MustUnit("ha")},
		"default IPCC-2006 ±10 of 1.A":        {Name: "industry", Category: "1.A", Item: "原煤", Amount: one, In: quantity.MustUnit("10^4 t")},
		"default IPCC-2006 ±20 of 3.A":        {Name: "head", Category: "3.A", Item: "奶牛", Amount: one, In: quantity.MustUnit("10^4 head")},
		"default IPCC-2019 ±58.3 of 4.D.1":    {Name: "EF", Set: "IPCC-2019", Category: "4.D.1", Gas: "CH4", Amount: one, In: quantity.MustUnit("kg CH4/kg BOD")},
		"none ":                               {Name: "vehicles", Category: "1.A.3.b", Amount: one, In: quantity.MustUnit("piece")},
		"default IPCC-2006 ±0 of 1.B.1.a.i.3": {Name: "mines", Category: "1.B.1.a.i.3", Amount: one, In: quantity.MustUnit("mine")},
	} {
		got, err := s.of(p)
		if err != nil {
			t.Fatal(err)
		}
		text := got.origin.place
		if row := got.origin.row; row != nil && got.origin.place == spreadDefault {
			text += fmt.Sprintf(" %s ±%s of %s", row.Set, row.High, row.Category.Code)
		}
		if text != strings.TrimSpace(want) {
			t.Errorf("%s %s: %s, want %s", p.Category, p.Name, text, want)
		}
		if _, fault := uncertainty.Fit(got.given); fault != nil {
			t.Errorf("%s %s: %s", p.Category, p.Name, fault)
		}
		if told := got.origin.text(); told.ZH == "" || told.EN == "" {
			t.Errorf("%s %s says nothing", p.Category, p.Name)
		}
		if got.given.Nonnegative && p.Amount.IsNegative() {
			t.Errorf("%s %s cannot be negative and is", p.Category, p.Name)
		}
	}
}

// Growth may be negative, whatever it is this year; a level, an index and a share cannot.
func TestChangesMayBeNegative(t *testing.T) {
	e := newEngine(t)
	s := e.spreads(e.Vocabulary.Guides["CN-PROV-2011"])
	for _, c := range []struct {
		name, unit  string
		nonnegative bool
	}{
		{"地区生产总值实际增速", "%", false}, {"GDP增速", "%", false}, {"全社会能源消费总量年均增速", "%", false}, {"单位地区生产总值能源消耗下降", "%", false},
		{"单位地区生产总值二氧化碳排放累计下降", "%", false}, {"旅游收入增速", "%", false}, {"地区生产总值", "10^8 CNY", true}, {"地区生产总值指数", "%", true},
		{"非化石能源占能源消费总量比重", "%", true}, {"常住人口", "person", true},
	} {
		amount, percent := decimal.New(4, -1), decimal.New(200, 0)
		p := &inventory.Parameter{Name: c.name, Row: "500151|2022|indicator|" + c.name + "|", Amount: amount, In: quantity.MustUnit(c.unit),
			Bounds: (&inventory.Uncertainty{Percent: &percent}).Bounds(amount)}
		got, err := s.of(p)
		if err != nil {
			t.Fatal(err)
		}
		fitted, fault := uncertainty.Fit(got.given)
		if fault != nil || got.given.Nonnegative != c.nonnegative || (fitted.Law.Family() == "normal") == c.nonnegative {
			t.Errorf("%s: nonnegative %t, %s %v", c.name, got.given.Nonnegative, fitted.Law.Family(), fault)
		}
	}
}

// A substitute never makes a figure better known: the values between which it was chosen come to what is known of it without.
func TestAlternativesNeverNarrow(t *testing.T) {
	for _, c := range []struct{ name, alternatives, parameter, want string }{
		{"within the default", "烟煤,无烟煤", "carbon_content", "default 26.1 24.273..27.927 ci95: default uncertainty of the guidelines: IPCC 2006 V2 Ch2 section 2.4.1, p. 2.38"},
		{"beyond the default", "褐煤,无烟煤", "carbon_content", "choice 26.1 24.273..28 range: the values of 褐煤 to 无烟煤 (records/choices.csv:2), together with the default uncertainty of the guidelines"},
		{"none of its own", "烟煤,无烟煤", "oxidation_rate", "choice 0.93 0.93..0.94 range: the values of 烟煤 to 无烟煤 (records/choices.csv:2), together with the default"},
	} {
		r := compiled(t, "CN-PROV-2011", "2020", map[string]string{
			"activity/a.csv":      head + "2020,1.A.2.f,,原煤,,,10000,t,,,统\n",
			"records/choices.csv": choicesHead + "stands_for,,,原煤,,烟煤,原煤," + c.alternatives + ",a,2026-01-01,r\n"})
		e := newEngine(t)
		got, err := e.spreads(e.Vocabulary.Guides["CN-PROV-2011"]).of(leafOf(t, r, c.parameter, "CN-PROV-2011"))
		if err != nil {
			t.Fatal(err)
		}
		text := fmt.Sprintf("%s %g %g..%g %s: %s", got.origin.place, got.given.Value, got.given.Low, got.given.High, got.given.Kind, got.origin.text().EN)
		if !strings.HasPrefix(text, c.want) {
			t.Errorf("%s: %s", c.name, text)
		}
	}
}

// A cell of the balance is filed where it is burned, and has the default of the same figure in another table.
func TestBalanceCellsAreFiledWhereTheyBurn(t *testing.T) {
	r := compiled(t, "CN-PROV-2011", "2020", map[string]string{"activity/b.csv": worked22, "activity/s.csv": worked22Shares, "records/choices.csv": choicesHead + worked22Choices})
	e := newEngine(t)
	s := e.spreads(e.Vocabulary.Guides["CN-PROV-2011"])
	for name, want := range map[string]string{"thermal_power": "1.A.1.a 1000", "industry": "1.A 3252", "urban": "1.A.4.b 200", "raw_material": "1.A 100"} {
		leaf := leafOf(t, r, name, "500151|2020|balance|"+name)
		got, err := s.of(leaf)
		if err != nil {
			t.Fatal(err)
		}
		if text := fmt.Sprintf("%s %.0f", leaf.Category, (got.given.High-got.given.Low)/2); text != want {
			t.Errorf("%s: %s, want %s", name, text, want)
		}
	}
}

func BenchmarkSpreads(b *testing.B) {
	e, err := New()
	if err != nil {
		b.Fatal(err)
	}
	s := e.spreads(e.Vocabulary.Guides["CN-PROV-2011"])
	row := &inventory.Activity{Particulars: &inventory.Particulars{}, Category: e.Vocabulary.Categories.Must("1.A.2.f"), Facility: "甲厂", Value: decimal.New(4116, 2), Unit: quantity.MustUnit("t"), Year: 2020, Number: true}
	row.Item, _ = e.Vocabulary.Items.Lookup("烟煤")
	cell := &inventory.Cell{Row: row, Input: &inventory.Input{Name: "fuel", Unit: "t"}, Region: "500151"}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.of(cell.AsParameter()); err != nil {
			b.Fatal(err)
		}
	}
}
