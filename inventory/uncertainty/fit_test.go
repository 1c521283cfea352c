package uncertainty

import (
	"math"
	"strings"
	"testing"
)

var open = math.NaN()

// percent is a value ± U per cent of a quantity that cannot be below 0.
func percent(value, u float64) Given {
	return Given{Value: value, Low: value - value*u/100, High: value + value*u/100, Kind: "ci95", Percent: true, Nonnegative: true}
}

// bounds are those of a quantity that cannot be below 0.
func bounds(low, value, high float64, kind string) Given {
	return Given{Value: value, Low: low, High: high, Kind: kind, Nonnegative: true}
}

// with changes what is stated.
func (g Given) with(change func(*Given)) Given {
	change(&g)
	return g
}

func (g Given) as(family string) Given { return g.with(func(g *Given) { g.Distribution = family }) }

func (g Given) signed() Given { return g.with(func(g *Given) { g.Nonnegative = false }) }

func (g Given) fraction() Given { return g.with(func(g *Given) { g.Fraction = true }) }

func (g Given) recentred() Given { return g.with(func(g *Given) { g.Recentre = true }) }

const free = math.MaxFloat64 // a figure of no matter

// fitCase is what is stated and the law that it gets. Of the figures, those that the rule promises are exact.
type fitCase struct {
	name            string
	given           Given
	family          string
	mean, sd        float64
	low, high       float64 // 2.5 and 97.5 %
	how, howChinese string
}

func testFits(t *testing.T, cases []fitCase) {
	for _, c := range cases {
		got, fault := Fit(c.given)
		if fault != nil {
			t.Errorf("%s: %v", c.name, fault)
			continue
		}
		if got.Law.Family() != c.family {
			t.Errorf("%s: %s, want %s", c.name, got.Law.Family(), c.family)
		}
		for _, figure := range []struct {
			name      string
			got, want float64
		}{{"mean", got.Achieved.Mean, c.mean}, {"sd", got.Law.SD(), c.sd}, {"2.5 %", got.Achieved.Low, c.low}, {"97.5 %", got.Achieved.High, c.high}} {
			if figure.want != free {
				near(t, c.name+": "+figure.name, figure.got, figure.want, 1e-11)
			}
		}
		if !strings.Contains(got.How.EN, c.how) || !strings.Contains(got.How.ZH, c.howChinese) {
			t.Errorf("%s: how: %s | %s", c.name, got.How.EN, got.How.ZH)
		}
	}
}

// Every row of the table of rules.
func TestFitByTheRules(t *testing.T) {
	testFits(t, []fitCase{
		{"nothing stated", Given{Value: 3, Low: open, High: open}, "fixed", 3, 0, 3, 3, "no uncertainty", "没有给出不确定度"},
		{"per cent of 0", percent(0, 30), "fixed", 0, 0, 0, 0, "the value is 0", "取值为 0"},
		{"0 per cent", percent(8, 0), "fixed", 8, 0, 8, 8, "one number", "相同"},
		{"10 %", percent(100, 10), "normal", 100, 1000. / 196, free, free, "±10 %", "正态"},
		{"49 %", percent(100, 49), "normal", 100, 25, free, free, "normal", "正态"},
		{"50 % of a tenth", percent(0.1, 50), "lognormal", 0.1, 0.025, free, free, "lognormal by ±50 %", "对数正态"},
		{"100 %", percent(1, 100), "lognormal", 1, 0.5, 0.35436742240256797, 2.2575438638690244, "mean 1", "均值 1"},
		{"100 %, either sign", percent(1, 100).signed(), "normal", 1, 100. / 196, free, free, "normal", "正态"},
		{"removal ±30 %", Given{Value: -100, Low: -130, High: -70, Kind: "ci95", Percent: true}, "normal", -100, 30 / 1.96, free, free, "±30 %", "±30%"},
		{"asymmetric", bounds(0.0026, 0.0109, 0.022, "ci95"), "lognormal", 0.008772958659874, free, 0.0026, 0.022,
			"lognormal by the 95 % bounds; its mean 0.00877296 is not the value 0.0109", "对数正态，按 95% 界限；均值 0.00877296 ≠ 取值 0.0109"},
		{"asymmetric, recentred", bounds(0.0026, 0.0109, 0.022, "ci95").recentred(), "lognormal", 0.0109, free, 0.0026 * 0.0109 / 0.008772958659874028, free, "scaled by value/mean = 1.24245", "缩放"},
		{"printed range", bounds(0.0026, 0.0109, 0.022, "range"), "lognormal", free, free, 0.0026, 0.022, "a printed range, not proven", "印刷区间"},
		{"times and by two", bounds(5, 10, 20, "ci95"), "lognormal", free, free, 5, 20, "times and divided by 2", "取值乘、除 2"},
		{"symmetric", bounds(90, 100, 110, "ci95"), "normal", 100, free, 90, 110, "normal by the 95 % bounds", "正态"},
		{"symmetric to 0", bounds(0, 10, 20, "ci95"), "truncated_normal", free, free, free, free, "2.5 % cut off; above 1 %", "截去 2.5%；超过 1%"},
		{"symmetric across 0", bounds(-150, 100, 350, "ci95"), "truncated_normal", 147.76507816701303, free, free, free, "21.65 % cut off", "截去"},
		{"symmetric across 0, either sign", bounds(-150, 100, 350, "ci95").signed(), "normal", 100, free, -150, 350, "normal", "正态"},
		{"min, mode, max", bounds(0.5, 1, 2, "absolute"), "triangular", 3.5 / 3, 0.31180478223116176, 0.6369306393762916, 1.8063508326896291, "absolute bounds, mode 1", "绝对界限"},
		{"bounds only", bounds(2, open, 6, "absolute"), "uniform", 4, 1.1547005383792517, 2.1, 5.9, "nothing but bounds", "只有界限"},
		{"range only", bounds(2, open, 6, "range"), "uniform", 4, 1.1547005383792517, 2.1, 5.9, "nothing but a printed range", "只有印刷区间"},
		{"95 % bounds only", bounds(4, open, 6, "ci95"), "normal", 5, free, 4, 6, "normal", "正态"},
		{"wide 95 % bounds only", bounds(0.3, open, 0.9, "ci95"), "lognormal", free, free, 0.3, 0.9, "lognormal", "对数正态"},
		{"upper bound only", bounds(open, 5, 10, "ci95"), "lognormal", free, free, 2.5, 10, "by the same factor, 2.5", "相同倍数"},
		{"lower bound only", bounds(2.5, 5, open, "ci95"), "lognormal", free, free, 2.5, 10, "by the same factor, 10", "相同倍数"},
		{"lower bound 0 only", bounds(0, 5, open, "ci95"), "truncated_normal", free, free, free, free, "as far away, 10", "相同距离"},
		{"upper bound only, either sign", bounds(open, 5, 12, "ci95").signed(), "normal", 5, free, -2, 12, "as far away, -2", "相同距离"},
		{"maximum only", bounds(open, 5, 12, "absolute"), "triangular", 17. / 3, free, free, free, "below which the quantity cannot be", "不小于 0"},
		{"minimum of a fraction only", bounds(0.4, 0.7, open, "absolute").fraction(), "triangular", 0.7, free, free, free, "above which the quantity cannot be", "不大于 1"},
		{"from 0", bounds(0, 10, 30, "ci95"), "truncated_normal", 10, free, free, 30, "lognormal is impossible", "不能用对数正态"},
		{"from 0, long tail", bounds(0, 10, 50, "ci95"), "gamma", 10, free, free, 50, "gamma by the mean and the upper", "伽马"},
		{"from 0, longer tail", bounds(0, 10, 150, "ci95"), "gamma", 10, 150 / 2 / 1.959963984540054, free, free, "gamma by the mean and the sd", "伽马"},
		{"from 0, long side below", bounds(0, 10, 12, "ci95"), "triangular", free, free, free, 12, "triangular from 0, mode 10", "三角"},
		{"0 at its lower bound", bounds(0, 0, 12, "ci95"), "triangular", free, free, free, 12, "triangular from 0, mode 0", "三角"},
		{"removal, asymmetric", bounds(-20, -10, -5, "ci95").signed(), "lognormal", -10.645319606295928, free, -20, -5, "mirrored", "镜像"},
		{"across 0, asymmetric", bounds(-20, -10, 5, "ci95").signed(), "triangular", free, free, -20, 5, "both 95 % bounds are met", "符合两个"},
		{"fraction", bounds(0.96, 0.98, 1, "ci95").fraction(), "beta", 0.98, 0.02 / 1.959963984540054, free, free, "beta (183.487, 3.74463)", "贝塔"},
		{"fraction ±5 %", percent(0.98, 5).fraction(), "beta", 0.98, 0.98 * 5 / 196, free, free, "beta", "贝塔"},
		{"fraction 1", bounds(0.96, 1, 1, "ci95").fraction(), "truncated_normal", free, free, 0.96, free, "half a normal law, with the 95 % bound 0.96 met", "半正态"},
		{"fraction 1 ±50 %", percent(1, 50).fraction(), "truncated_normal", free, free, 0.5, free, "half a normal law, with the 95 % bound 0.5 met", "半正态"},
		{"fraction 0.9 ±50 %", percent(0.9, 50).fraction(), "truncated_normal", free, free, 0.45, free, "the 95 % bound 0.45 is met", "符合 95% 界限 0.45"},
		{"fraction 0.1 ±80 %", percent(0.1, 80).fraction(), "beta", 0.1, free, free, free, "beta", "贝塔"},
		{"fraction 1 ±10 %", percent(1, 10).fraction(), "truncated_normal", free, free, 0.9, free, "95 % bound 0.9 met", "半正态"},
		{"fraction 1 from 0.9", bounds(0.9, 1, 1, "ci95").fraction(), "truncated_normal", free, free, 0.9, free, "95 % bound 0.9 met", "半正态"},
		{"fraction 0 to 0.1", bounds(0, 0, 0.1, "ci95").fraction(), "truncated_normal", free, free, free, 0.1, "95 % bound 0.1 met", "半正态"},
		{"fraction 1 ±100 %", percent(1, 100).fraction(), "truncated_normal", free, free, free, free, "half a normal law, sd of the whole 0.446", "半正态，标准差"},
		{"fraction, asymmetric", bounds(0.3, 0.6, 0.8, "ci95").fraction(), "beta", free, free, 0.3, 0.8, "both 95 % bounds are met", "符合两个"},
		{"fraction in a range", bounds(0.3, 0.6, 0.8, "range").fraction(), "beta", free, free, 0.3, 0.8, "a printed range, not proven", "印刷区间"},
		{"fraction in the middle of a range", bounds(0.1, 0.175, 0.25, "range").fraction(), "beta", free, free, 0.1, 0.25, "both 95 % bounds are met", "符合两个"},
		{"point at the end of a range", bounds(0.09, 0.09, 1, "range").fraction(), "triangular", (0.18 + 1) / 3, free, free, free, "triangular on the range, neither end of which is passed, mode 0.09", "不超出区间的两端"},
		{"point near the end of a range", bounds(0.09, 0.1, 1, "range").fraction(), "triangular", 1.19 / 3, free, free, free, "triangular on the range", "不超出"},
		{"range from 0", bounds(0, 3, 6, "range"), "triangular", 3, free, free, free, "triangular on the range", "不超出"},
		{"point at the end, no fraction", bounds(26.1, 26.1, 27.4, "range"), "triangular", (2*26.1 + 27.4) / 3, free, free, free, "triangular on the range", "不超出"},
		{"fraction, anywhere", bounds(0, 0.05, 1, "ci95").fraction(), "truncated_normal", free, free, free, free, "no beta law with mean 0.05", "没有均值 0.05"},
	})
}

// A fraction of 1 cannot be above it: ±50 % and the bounds 0.5 and 1 are one interval and one law.
func TestOneIntervalOneLaw(t *testing.T) {
	for _, u := range []float64{10, 50, 80, 94} {
		byPercent, fault := Fit(percent(1, u).fraction())
		byBounds, other := Fit(bounds(1-u/100, 1, 1, "ci95").fraction())
		if fault != nil || other != nil {
			t.Fatal(fault, other)
		}
		near(t, "sd", byPercent.Law.SD(), byBounds.Law.SD(), 1e-11)
		near(t, "2.5 %", byPercent.Achieved.Low, 1-u/100, 1e-9)
	}
	got, _ := Fit(percent(1, 50).fraction())
	near(t, "mean", got.Achieved.Mean, 1-0.5/2.241402727604945*math.Sqrt(2/math.Pi), 1e-4)
}

func TestFitOfNamedLaws(t *testing.T) {
	testFits(t, []fitCase{
		{"named normal", bounds(4, 5, 7, "ci95").as("normal"), "normal", 5, 1.5 / 1.959963984540054, free, free, "only their sd is met", "只符合其标准差"},
		{"named normal, fraction", bounds(0.2, 0.5, 0.8, "ci95").fraction().as("normal"), "truncated_normal", 0.5, free, free, free, "truncated normal", "截尾正态"},
		{"named lognormal ±20 %", percent(10, 20).as("lognormal"), "lognormal", 10, 1, free, free, "±20 %", "±20%"},
		{"named lognormal of a removal", bounds(-10, -5, 0, "ci95").signed().with(func(g *Given) { g.Percent, g.Distribution = true, "lognormal" }), "lognormal", -5, 2.5, free, free, "mirrored", "镜像"},
		{"named truncated", percent(100, 250).as("truncated_normal"), "truncated_normal", 147.76340334229045, free, free, free, "21.65 % cut off", "截去 21.65%"},
		{"named triangular", bounds(2, 5, 10, "ci95").as("triangular"), "triangular", free, free, 2, 10, "both 95 % bounds are met", "符合两个"},
		{"named triangular, from 0", bounds(0, 5, 10, "ci95").as("triangular"), "triangular", free, 10 / 2 / 1.959963984540054, free, free, "their sd is", "标准差"},
		{"named triangular, absolute", bounds(0, open, 10, "absolute").as("triangular"), "triangular", 5, free, free, free, "mode 5", "众数 5"},
		{"named uniform", bounds(2, 5, 10, "ci95").as("uniform"), "uniform", 6, free, 2, 10, "2.5 % beyond each", "各 2.5%"},
		{"named uniform, from 0", bounds(0, 5, 10, "ci95").as("uniform"), "uniform", free, free, free, free, "ended where", "截止"},
		{"named uniform, range", bounds(2, 4, 6, "range").as("uniform"), "uniform", 4, free, 2.1, 5.9, "between the bounds", "从下限到上限"},
		{"named pert", bounds(2, 5, 10, "ci95").as("pert"), "pert", free, free, 2, 10, "both 95 % bounds are met", "符合两个"},
		{"named pert, absolute", bounds(2, 5, 10, "absolute").as("pert"), "pert", 32. / 6, free, free, free, "absolute", "绝对"},
		{"named beta", bounds(0.2, 0.3, 0.45, "ci95").as("beta"), "beta", 0.3, 0.125 / 1.959963984540054, free, free, "beta", "贝塔"},
		{"named gamma", bounds(2, 5, 10, "ci95").as("gamma"), "gamma", free, free, 2, 10, "gamma by the 95 % bounds", "伽马"},
		{"named gamma ±100 %", percent(5, 100).as("gamma"), "gamma", 5, 500. / 196, free, free, "by the mean and the sd", "伽马"},
		{"named discrete", Given{Value: 2, Low: open, High: open, Distribution: "discrete", Points: []Point{{1, 0.5}, {3, 0.5}}}, "discrete", 2, 1, 1, 3, "2 values", "2 个取值"},
		{"discrete, recentred", Given{Value: 4, Low: open, High: open, Recentre: true, Points: []Point{{1, 0.5}, {3, 0.5}}}, "discrete", 4, 2, 2, 6, "scaled", "缩放"},
	})
}

// A normal law that has more than 1 % where the quantity cannot be is refused, and the hint has the law to use.
func TestFitFaults(t *testing.T) {
	for _, c := range []struct {
		name                string
		given               Given
		code, message, hint string
	}{
		{"normal ±250 %", percent(100, 250).as("normal"), "distribution-cut-off", "normal has 21.7 % of its probability where", "lognormal: mean 100, geometric sd 2.638, 95 % from 9.33149 to 418.201"},
		{"normal above 1", bounds(0.8, 0.98, 1, "ci95").fraction().as("normal"), "distribution-cut-off", "%", "beta"},
		{"lognormal above 1", bounds(0.4, 0.6, 0.9, "ci95").fraction().as("lognormal"), "distribution-cut-off", "lognormal has", "beta"},
		{"gamma above 1", bounds(0.4, 0.6, 0.9, "ci95").fraction().as("gamma"), "distribution-cut-off", "gamma has", "beta"},
		{"low above value", bounds(6, 5, 10, "ci95"), "value-outside-bounds", "the lower bound 6 is above the value 5", "low ≤ value"},
		{"high below value", bounds(1, 5, 4, "range"), "value-outside-bounds", "the upper bound 4", "unit"},
		{"reversed", bounds(6, open, 5, "ci95"), "bounds-reversed", "the lower bound 6 is above the upper bound 5", "low"},
		{"negative U", percent(5, -20), "uncertainty-negative", "±-20 %", "half"},
		{"negative U of a removal", percent(-5, 20).signed(), "uncertainty-negative", "negative", "half"},
		{"U not a number", percent(5, open), "uncertainty-not-a-number", "NaN", "finite"},
		{"U infinite", percent(5, math.Inf(1)), "uncertainty-not-a-number", "Inf", "finite"},
		{"value infinite", bounds(open, math.Inf(1), open, ""), "uncertainty-not-a-number", "Inf", "finite"},
		{"negative value", bounds(open, -2, open, ""), "value-impossible", "-2", "sign"},
		{"fraction in per cent", bounds(open, 98, open, "").fraction(), "value-impossible", "98", "divide"},
		{"fraction above 1", bounds(0.9, 0.98, 1.05, "ci95").fraction(), "bounds-impossible", "1.05", "up to 1"},
		{"minimum below 0", bounds(-1, 0.98, 1.05, "absolute"), "bounds-impossible", "-1", "from 0 on"},
		{"kind", bounds(1, 2, 3, "iqr"), "bounds-kind", "iqr", "ci95"},
		{"no bounds", bounds(open, 2, open, "ci95"), "bounds-missing", "no bounds", "±%"},
		{"no bounds, named", bounds(open, 2, open, "").as("normal"), "bounds-missing", "no bounds", "±%"},
		{"nothing", bounds(open, open, open, ""), "bounds-missing", "no bounds", "±%"},
		{"one bound alone", bounds(open, open, 3, "ci95"), "bounds-missing", "only one", "lower"},
		{"minimum alone", bounds(1, 2, open, "absolute"), "bounds-missing", "only one", "upper"},
		{"lognormal from 0", bounds(0, 5, 10, "ci95").as("lognormal"), "distribution-impossible", "0 to 10", "truncated_normal"},
		{"lognormal across 0", bounds(-5, 5, 20, "ci95").signed().as("lognormal"), "distribution-impossible", "-5 to 20", "triangular"},
		{"beta beyond 1", bounds(0.5, 2, 5, "ci95").as("beta"), "distribution-impossible", "0.5 to 5", "pert"},
		{"beta with two peaks", bounds(0, 0.5, 1, "ci95").with(func(g *Given) { g.Value = 0.02 }).fraction().as("beta"), "distribution-impossible", "one peak", "truncated_normal"},
		{"gamma of a removal", bounds(-10, -5, -1, "ci95").signed().as("gamma"), "distribution-impossible", "above 0", "triangular"},
		{"normal by absolute bounds", bounds(1, 2, 3, "absolute").as("normal"), "distribution-impossible", "no sd", "uniform"},
		{"nothing to truncate", bounds(1, 2, 3, "ci95").signed().as("truncated_normal"), "distribution-impossible", "either sign", "normal"},
		{"family misspelt", bounds(1, 2, 3, "ci95").as("lognromal"), "unknown-distribution", `"lognromal"`, "lognormal?"},
		{"family unknown", bounds(1, 2, 3, "ci95").as("weibull"), "unknown-distribution", `"weibull"`, "Known: normal,"},
		{"probabilities", Given{Value: open, Low: open, High: open, Points: []Point{{1, 0.5}, {2, 0.4}}}, "distribution-parameters", "sum to 0.9", "sum to 1"},
		{"points below 0", bounds(open, 1, open, "").with(func(g *Given) { g.Points = []Point{{-1, 0.5}, {2, 0.5}} }), "bounds-impossible", "-1", "from 0 on"},
		{"mean not to be scaled", bounds(0, 0, 12, "ci95").recentred(), "recentre-impossible", "cannot be scaled", "recentring"},
		{"±5000 %", percent(100, 5000), "uncertainty-too-wide", "±5000 %", "decimal point"},
		{"±5000 %, named", percent(100, 5000).as("lognormal"), "uncertainty-too-wide", "±5000 %", "low and high"},
		{"points above the value", Given{Value: 9, Low: open, High: open, Points: []Point{{10, 0.5}, {12, 0.5}}}, "value-outside-bounds", "the value 9 lies beyond", "points"},
		{"fraction scaled beyond 1", bounds(0.96, 1, 1, "ci95").fraction().recentred(), "recentre-impossible", "cannot be scaled", "recentring"},
	} {
		got, fault := Fit(c.given)
		if fault == nil {
			t.Errorf("%s: %#v, %s", c.name, got.Law, got.How.EN)
			continue
		}
		if fault.Code != c.code || !strings.Contains(fault.Message.EN, c.message) || !strings.Contains(fault.Hint.EN, c.hint) || fault.Message.ZH == "" || fault.Hint.ZH == "" {
			t.Errorf("%s: %+v", c.name, fault)
		}
		for _, s := range []string{fault.Message.ZH, fault.Message.EN, fault.Hint.ZH, fault.Hint.EN} {
			if strings.Contains(s, "%!") {
				t.Errorf("%s: %s", c.name, s)
			}
		}
	}
}

// What is cut off is counted of the normal law stated.
func TestCutOff(t *testing.T) {
	for given, want := range map[*Given]float64{
		{Value: 10, Low: 0, High: 20, Kind: "ci95", Nonnegative: true}:                                                       0.025,
		{Value: 100, Low: -150, High: 350, Kind: "ci95", Percent: true, Nonnegative: true, Distribution: "truncated_normal"}: 0.21652005515344202,
		{Value: 100, Low: 51, High: 149, Kind: "ci95", Percent: true, Nonnegative: true}:                                     normalCDF(-4),
		{Value: 10, Low: 0, High: 30, Kind: "ci95", Nonnegative: true}:                                                       0,
	} {
		got, fault := Fit(*given)
		if fault != nil {
			t.Fatal(fault)
		}
		near(t, got.How.EN, got.CutOff, want, 1e-13)
	}
}

// Whatever is stated, there is a fault in both languages, or a law of numbers whose quantiles rise and are where the quantity can be.
func FuzzFit(f *testing.F) {
	for i := range 60 {
		f.Add(5.0, 2.0, 10.0, uint8(i), uint8(i*7), uint8(i*5))
		f.Add(0.5, 0.1, 0.9, uint8(i*3), uint8(i), uint8(i*11))
		f.Add(-5.0, -9.0, math.NaN(), uint8(i), uint8(i*13), uint8(i))
	}
	f.Fuzz(func(t *testing.T, value, low, high float64, kind, family, flags uint8) {
		given := Given{Value: value, Low: low, High: high, Kind: []string{"", "ci95", "range", "absolute"}[kind%4],
			Distribution: append([]string{"", "", "", "none"}, Families...)[int(family)%(4+len(Families))],
			Percent:      flags&1 > 0, Nonnegative: flags&2 > 0, Fraction: flags&4 > 0, Recentre: flags&8 > 0}
		if flags&16 > 0 {
			given.Points = []Point{{value, 0.5}, {low, 0.25}, {high, 0.25}}
		}
		got, fault := Fit(given)
		if fault != nil {
			if fault.Code == "" || fault.Message.ZH == "" || fault.Message.EN == "" || fault.Hint.ZH == "" || fault.Hint.EN == "" {
				t.Fatalf("%+v: %+v", given, fault)
			}
			return
		}
		law, last := got.Law, math.Inf(-1)
		if law == nil || !(law.SD() >= 0) || !numbers(law.SD(), law.Mean(), got.CutOff) || got.How.ZH == "" || strings.Contains(got.How.ZH+got.How.EN, "%!") {
			t.Fatalf("%+v: %#v %+v", given, law, got)
		}
		for _, p := range []float64{1e-16, 1e-4, 0.025, 0.3, 0.5, 0.8, 0.975, 0.9999} {
			x := law.Quantile(p)
			if !(x >= last-1e-9*law.SD()-1e-15*math.Abs(last)) || math.IsInf(x, 0) {
				t.Fatalf("%+v: %#v: Quantile(%g) = %g after %g", given, law, p, x, last)
			}
			negative := x < 0 && !(law.Family() == "normal" && got.CutOff <= 0.01)
			if given.Fraction && (x < 0 || x > 1) || given.Nonnegative && negative {
				t.Fatalf("%+v: %#v: Quantile(%g) = %g", given, law, p, x)
			}
			last = x
		}
		if c := law.CDF(law.Quantile(0.5)); !(c >= 0 && c <= 1) {
			t.Fatalf("%+v: %#v: CDF of the median %g", given, law, c)
		}
		if _, _, scale := law.Standard(); !(scale > 0) {
			t.Fatalf("%+v: %#v: scale %g", given, law, scale)
		}
	})
}

// The emission factor of N2O from agricultural soils in zone Ⅳ of the provincial guidelines: 0.0109 (0.0026–0.022).
func TestLognormalThroughPublishedBounds(t *testing.T) {
	got, fault := Fit(bounds(0.0026, 0.0109, 0.022, "ci95"))
	if fault != nil {
		t.Fatal(fault)
	}
	near(t, "sigma", got.Law.(Lognormal).Sigma, 0.5447883290651, 1e-12)
	near(t, "mean", got.Achieved.Mean, 0.008772958659874, 1e-12)
}
