package engine

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/uncertainty"
)

// threeWorks burn the same coal, each with an amount of ±10 %.
func threeWorks(correlations string) map[string]string {
	return map[string]string{"activity/a.csv": burnt("2020 1.A.2.d 10000", "2020 1.A.2.e 10000", "2020 1.A.2.f 10000"), "factors/own.csv": onlyCO2,
		"records/judgements.csv": judged("500151|2020|*", "10"), "records/correlations.csv": correlatedHead + correlations}
}

const ofPaper, ofFood, ofCement = "500151|2020|1.A.2.d||烟煤|| ", "500151|2020|1.A.2.e||烟煤|| ", "500151|2020|1.A.2.f||烟煤|| "

// The variance of a sum: of three equal parts of ±10 % it is σ²(3 + 2·Σρ), and of the mean the ninth of that.
func TestCorrelatedActivities(t *testing.T) {
	pair := func(a, b, rho string) string {
		return "pair," + strings.TrimSpace(a) + "," + strings.TrimSpace(b) + "," + rho + onRecord
	}
	for _, c := range []struct {
		name, rows string
		sum        float64 // of the three coefficients
	}{
		{"none", "", 0},
		{"a group", "group,500151|2020|*,,0.5" + onRecord, 1.5},
		{"a pair", pair(ofPaper, ofFood, "0.8"), 0.8},
		{"two pairs", pair(ofPaper, ofFood, "0.6") + pair(ofFood, ofCement, "0.6"), 1.2},
		{"an opposite pair", pair(ofPaper, ofFood, "-0.5"), -0.5},
		{"one and the same", "group,500151|2020|*,,1" + onRecord, 3},
		{"mirrored", pair(ofPaper, ofFood, "-1"), -1},
		{"one with all others", "pair," + strings.TrimSpace(ofPaper) + ",500151|2020|*,0.3" + onRecord, 0.6},
	} {
		t.Run(c.name, func(t *testing.T) {
			u := uncertainIn(t, threeWorks(c.rows), someDraws)
			if len(toldOfSpreads(u)) > 0 {
				t.Fatal(toldOfSpreads(u))
			}
			spreadIs(t, u, LevelFigure, "total", 10*math.Sqrt((3+2*c.sum)/9))
		})
	}
}

// Coefficients of 0.9, 0.9 and −0.9 hold together for no three variables: the eigenvalues are −0.8, 1.9 and 1.9. Asked to, the program
// takes 0 for the first, which leaves coefficients of ±0.5, each 0.4 nearer to zero.
func TestCoefficientsThatCannotHoldTogether(t *testing.T) {
	rows := "pair," + strings.TrimSpace(ofPaper) + "," + strings.TrimSpace(ofFood) + ",0.9" + onRecord + "pair," + strings.TrimSpace(ofFood) + "," + strings.TrimSpace(ofCement) + ",0.9" + onRecord +
		"pair," + strings.TrimSpace(ofPaper) + "," + strings.TrimSpace(ofCement) + ",-0.9" + onRecord
	u := uncertainIn(t, threeWorks(rows), someDraws)
	if !u.Problems.Failed() || u.Simulated != nil {
		t.Fatalf("%v, simulated %t", toldOfSpreads(u), u.Simulated != nil)
	}
	for _, p := range u.Problems {
		if p.Code == notAsked {
			continue
		}
		if p.Source.File != "records/correlations.csv" || p.Source.Row < 2 || !strings.Contains(p.Message.EN, "1.A.2.d") || !strings.Contains(p.Message.ZH, "1.A.2.f") {
			t.Errorf("%s: %s", p.Source, p.Message.EN)
		}
	}
	o := someDraws
	o.Repair = true
	u = uncertainIn(t, threeWorks(rows), o)
	if u.Problems.Failed() || len(u.Repairs) != 1 {
		t.Fatal(toldOfSpreads(u), u.Repairs)
	}
	smallest, frobenius, largest := u.Repairs[0].Figures()
	if got := []string{smallest.Round(6).String(), frobenius.Round(6).String(), largest.Round(6).String()}; !slices.Equal(got, []string{"-0.8", "0.979796", "0.4"}) { // √6·0.4
		t.Error(got)
	}
	if f := figureNamed(t, u, LevelFigure, "total"); math.Abs(percentOf(f)-10*math.Sqrt((3+2*0.5)/9)) > 1e-4 {
		t.Errorf("±%v", percentOf(f))
	}
}

// What a record names and nothing is of is told with its cell: rows that serve nothing.
func TestRecordsThatServeNothing(t *testing.T) {
	files := threeWorks("group,*|1.B.*,,0.5" + onRecord + "pair,500151|2020|1.A.2.d*,*|无烟煤|*,0.5" + onRecord)
	files["records/judgements.csv"] = judged("500151|2020|*", "10", "*|褐煤|*", "5")
	files["records/qualitative.csv"] = "category,gas,criterion,by,date,reason\n1.A.2.d,,growth" + onRecord + "2.A.1,,growth" + onRecord + "1.A.2.e,SF6,other" + onRecord
	u := uncertainIn(t, files, noDraws)
	if got, want := toldOfSpreads(u), []string{"records/correlations.csv:2:2 WARNING no-such-variable", "records/correlations.csv:3:3 WARNING no-such-variable", "records/judgements.csv:3:1 WARNING no-such-variable",
		"records/qualitative.csv:3:1 WARNING qualitative-unused", "records/qualitative.csv:4:1 WARNING qualitative-unused"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if u = uncertainIn(t, map[string]string{"activity/a.csv": burnt("2020 1.A.2.f 10000"), "records/judgements.csv": judged("*|*", "10")}, noDraws); !slices.Equal(toldOfSpreads(u), []string{"records/judgements.csv:3:1 WARNING judgement-overruled"}) {
		t.Error(toldOfSpreads(u))
	}
}

// A record of quality holds for the rows of the category, or for the one that it is assessed with.
func TestQualitativeRecords(t *testing.T) {
	files := threeWorks("")
	files["records/qualitative.csv"] = "category,gas,criterion,by,date,reason\n1.A.2.d,CO2,growth" + onRecord + "1.A.2.d,CO2,mitigation" + onRecord + "1.A.2.f,,other" + onRecord
	for level, want := range map[string]string{
		GuideLevel:  "map[{1.A.2 solid CH4}:other {1.A.2 solid CO2}:growth, mitigation, other {1.A.2 solid N2O}:other]",
		FinestLevel: "map[{1.A.2.d solid CO2}:growth, mitigation {1.A.2.f solid CH4}:other {1.A.2.f solid CO2}:other {1.A.2.f solid N2O}:other]",
	} {
		u := uncertainIn(t, files, UncertaintyOptions{Draws: NoDraws, Level: level})
		u.Problems = slices.DeleteFunc(u.Problems, func(p inventory.Problem) bool { return p.Code == "trend-not-estimated" })
		if got := fmt.Sprint(u.Qualitative); got != want || len(u.Problems) > 0 {
			t.Errorf("%s: %s, want %s; %q", level, got, want, toldOfSpreads(u))
		}
	}
}

// A category without a figure may be key for that. One of several gases holds for the row that they are assessed in; HFC-23 is no HFC-236fa.
func TestQualitativeRecordsOfWhatIsMissing(t *testing.T) {
	files := map[string]string{"activity/a.csv": burnt("2020 1.A.2.f 10000") + "2020,2.A.1,,水泥熟料,,,,,NE,没有统计,企业\n2020,2.G.1,,六氟化硫,,sf6_used,1000,kg,,,电\n",
		"records/qualitative.csv": "category,gas,criterion,by,date,reason\n2.A.1,,completeness" + onRecord + "2.A.2,,completeness" + onRecord + "2.G.1,SF6,other" + onRecord + "2.G,CF4,other" + onRecord}
	u := uncertainIn(t, files, UncertaintyOptions{Draws: NoDraws, Base: 2020})
	if got, want := fmt.Sprint(u.Qualitative), "map[{2.A.1  }:completeness {2.G  HFCs, PFCs, SF6, NF3}:other]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := toldOfSpreads(u), []string{"records/qualitative.csv:3:1 WARNING qualitative-unused", "records/qualitative.csv:5:1 WARNING qualitative-unused"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	files["activity/a.csv"] = head + "2020,2.A.1,,水泥熟料,,,,,NE,没有统计,企业\n"
	if u = uncertainIn(t, files, noDraws); u.Qualitative[uncertainty.Label{Category: "2.A.1"}] != inventory.Incomplete || len(u.Unassessed) != 1 {
		t.Errorf("%v, %v", u.Qualitative, u.Unassessed)
	}
}

// Limestone and dolomite are the two shares of what is calcined where nothing else is known (0.85 and 0.15): judged to be ±10 % each and declared
// shares, they add up to one in every draw.
func TestSharesOfAWhole(t *testing.T) {
	e := newEngine(t)
	ws, result := underGuide(t, e, "district", "CN-PROV-2011")
	const of = "IPCC|2.A.4|*|share||World|"
	ws.Judgements = []inventory.Judgement{{Of: of, Stated: &inventory.Uncertainty{Percent: ptr(decimal.NewFromInt(10))}}}
	ws.Correlations = []inventory.Correlation{{Kind: inventory.CorrelatedShares, Of: of}}
	u := e.Uncertainty(ws, result, e.Intensities(ws, result, 0, 0), UncertaintyOptions{Draws: NoDraws, Workers: 1})
	if u.Problems.Failed() || len(u.Applied) != 1 || u.Applied[0].Pairs != 1 || u.Applied[0].Variables != 2 {
		t.Fatalf("%v %+v", toldOfSpreads(u), u.Applied)
	}
}

func ptr[T any](x T) *T { return &x }

// A judgement goes before what the row states and before a default of the guidelines, be it narrower or wider, and is told as its source.
func TestJudgementsGoFirst(t *testing.T) {
	stated := strings.Replace(head, "notation", "uncertainty,notation", 1)
	row := func(own string) string { return stated + "2020,1.A.2.f,,烟煤,,,10000,t," + own + ",,,统\n" }
	for _, c := range []struct {
		name, own, judgement, origin string
		want                         float64
	}{
		{"nothing: the default of fuels in energy-intensive industry", "", "", "default uncertainty", 5},
		{"the row", "3", "", "stated by the row", 3},
		{"narrower than the row", "3", "500151|*,2,,,,,,王工", "judgement of 王工", 2},
		{"wider than the row", "3", "500151|*,30,,,,,,王工", "judgement of 王工", 30},
		{"narrower than the default", "", "500151|*,1,,,,,,王工", "judgement of 王工", 1},
		{"wider than the default", "", "500151|*,20,,,,,,王工", "judgement of 王工", 20},
		{"by bounds in the unit of the row", "", "500151|*,,9600,10400,ci95,,,王工", "judgement of 王工", 4},
		{"a law for what the row states", "3", "500151|*,,,,,lognormal,,王工", "stated by the row; its law is the judgement of 王工 (records/judgements.csv:2", 3},
		{"a law for what the default states", "", "500151|*,,,,,lognormal,,王工", "default uncertainty", 5},
		{"the first that names it", "", "500151|2020|*,7,,,,,,王工" + onRecord + "500151|*,2,,,,,,李工", "judgement of 王工", 7},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows := judgedHead
			if c.judgement != "" {
				rows += c.judgement + onRecord
			}
			rows += "CN-*,0,,,,,,e" + onRecord
			u := uncertainIn(t, map[string]string{"activity/a.csv": row(c.own), "factors/own.csv": onlyCO2, "records/judgements.csv": rows}, noDraws)
			if u.Problems.Failed() || len(u.Variables) != 1 || len(u.Bare) > 0 {
				t.Fatal(toldOfSpreads(u), len(u.Variables), u.Bare)
			}
			spreadIs(t, u, LevelFigure, "gas:CO2", c.want)
			in := u.Variables[0].Inputs[0]
			if !strings.HasPrefix(in.Origin.EN, c.origin) || in.Default != strings.HasPrefix(c.origin, "default") {
				t.Errorf("%s, default %t; want %s", in.Origin.EN, in.Default, c.origin)
			}
			if law := in.Law.Figures().Family; strings.Contains(c.judgement, "lognormal") != (law == "lognormal") {
				t.Errorf("law %s", law)
			}
		})
	}
}

// An amount that is either 9,000 or 11,000 t.
func TestDiscreteJudgement(t *testing.T) {
	u := uncertainIn(t, map[string]string{"activity/a.csv": burnt("2020 1.A.2.f 10000"), "factors/own.csv": onlyCO2,
		"records/judgements.csv": judgedHead + "500151|*,,,,,discrete,9000:0.5;11000:0.5,e" + onRecord + "*,0,,,,,,e" + onRecord}, someDraws)
	f := figureNamed(t, u, LevelFigure, "total")
	if d := f.Distribution; math.Abs(d.Low-0.9*coalCO2) > 1e-6 || math.Abs(d.High-1.1*coalCO2) > 1e-6 || math.Abs(d.SD/(0.1*coalCO2)-1) > 0.01 {
		t.Errorf("%+v", d)
	}
	near(t, "half, %", percentOf(f), 10)
}

// Spreads that no law has are errors at their cells, and the hint names the law that fits.
func TestSpreadsThatNoLawHas(t *testing.T) {
	stated := strings.Replace(head, "notation", "uncertainty,low,high,bounds,distribution,notation", 1)
	coal := func(own string) map[string]string {
		return map[string]string{"activity/a.csv": stated + "2020,1.A.2.f,,烟煤,,,10000,t," + own + ",,,统\n"}
	}
	judge := func(row string) map[string]string {
		return map[string]string{"activity/a.csv": burnt("2020 1.A.2.f 10000"), "records/judgements.csv": judgedHead + row + onRecord}
	}
	for _, c := range []struct {
		name       string
		files      map[string]string
		want, hint string
	}{
		{"a normal law of ±250 %", coal("250,,,,normal"), "activity/a.csv:2:7 ERROR distribution-cut-off", "lognormal"},
		{"a judgement of the same", judge("500151|*,250,,,,normal,,e"), "records/judgements.csv:2:1 ERROR distribution-cut-off", "lognormal"},
		{"a lower bound above the value", judge("500151|*,,12000,13000,ci95,,,e"), "records/judgements.csv:2:1 ERROR value-outside-bounds", "low ≤ value ≤ high"},
		{"an upper bound below the value", judge("500151|*,,5000,6000,ci95,,,e"), "records/judgements.csv:2:1 ERROR value-outside-bounds", "low ≤ value ≤ high"},
		{"an amount below zero", judge("500151|*,,-1,20000,absolute,triangular,,e"), "records/judgements.csv:2:1 ERROR bounds-impossible", "from 0"},
		{"points that miss the figure", judge("500151|*,,,,,discrete,12000:0.5;20000:0.5,e"), "records/judgements.csv:2:1 ERROR value-outside-bounds", "among or between"},
		{"a per cent for a factor of thousands", coal("5000,,,,"), "activity/a.csv:2:7 ERROR uncertainty-too-wide", "decimal point"},
		{"points where there is none", judge("500151|*,,,,,discrete,-5:0.5;20000:0.5,e"), "records/judgements.csv:2:1 ERROR bounds-impossible", "from 0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			u := uncertainIn(t, c.files, noDraws)
			if got := toldOfSpreads(u); !slices.Equal(got, []string{c.want}) {
				t.Fatalf("%q, want %q", got, c.want)
			}
			p := u.Problems[slices.IndexFunc(u.Problems, func(p inventory.Problem) bool { return p.Code != notAsked })]
			if !strings.Contains(p.Hint.EN, c.hint) || !strings.Contains(p.Message.ZH, "1.A.2.f") {
				t.Errorf("%s; %s", p.Message.EN, p.Hint.EN)
			}
			if u.Simulated != nil || len(u.Rows) > 0 {
				t.Error("it has figures all the same")
			}
		})
	}
	u := uncertainIn(t, judge("500151|*,95,,,,truncated_normal,,e"), noDraws) // 1.96 deviations to zero: 2 % are cut off
	if got := toldOfSpreads(u); !slices.Equal(got, []string{"records/judgements.csv:2:1 WARNING law-cut-off"}) {
		t.Errorf("%q", got)
	}
	for name, files := range map[string]map[string]string{
		"uniform ±250 %":    judge("500151|*,250,,,,uniform,,e"),
		"bounds of a typo":  judge("500151|*,,0,1e9,absolute,triangular,,e"),
		"triangular ±250 %": coal("250,,,,triangular"),
	} {
		u := uncertainIn(t, files, noDraws)
		if got := toldOfSpreads(u); len(got) != 1 || !strings.HasSuffix(got[0], "WARNING law-off-the-figure") {
			t.Errorf("%s: %q", name, got)
		}
	}
}
