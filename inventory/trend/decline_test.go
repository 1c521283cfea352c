package trend

import (
	"encoding/csv"
	"os"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

func number(s string) expr.Node { return expr.Const(decimal.RequireFromString(s), quantity.One) }

func evaluate(t *testing.T, n expr.Node) decimal.Decimal {
	t.Helper()
	value, err := expr.Decimal(n)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// TestDeclineFormulas holds the formulas against the worked lines of METHODS §7.9, to the digits printed there.
func TestDeclineFormulas(t *testing.T) {
	intensity := func(e, g string) expr.Node { return expr.Quo(number(e), number(g)) }
	for _, c := range []struct {
		what   string
		tree   expr.Node
		places int32
		want   string
	}{
		{"Shaanxi 2011–2013", Chained(number("0.0801"), number("0.0179"), number("0.0535")), 9, "0.144899918"},
		{"even path of 17 %", Yearly(number("0.17"), 5), 9, "0.036580087"},
		{"even path of 19.5 %", Yearly(number("0.195"), 5), 9, "0.042455037"},
		{"annual", Decline(intensity("364.0", "742"), intensity("366.6", "700")), 9, "0.063294527"},
		{"chained", Chained(Decline(intensity("364.0", "742"), intensity("366.6", "700")), number("0.04")), 9, "0.100762746"},
		{"annual of 1000 to 1100", Decline(intensity("1100", "620"), intensity("1000", "500")), 15, "0.112903225806452"},
		{"required", Required(number("0.18"), number("0.10"), 2), 15, "0.045478595781576"},
		{"progress", Progress(number("0.10"), number("0.18")), 12, "0.555555555556"},
		{"log progress", LogProgress(number("0.10"), number("0.18")), 15, "0.530914675109925"},
		{"straight path", DueStraight(number("0.14"), 2, 5), 9, "0.056"},
		{"geometric path at its end", DueGeometric(number("0.14"), 5, 5), 30, "0.14"},
		{"level, straight", LevelStraight(number("47"), number("50"), 2, 5), 9, "48.2"},
		{"level, geometric", LevelGeometric(number("100"), number("144"), 1, 2), 30, "120"},
		{"growth of a level", LevelGrowth(number("100"), number("144"), 2), 30, "0.2"},
		{"continued", Continued(number("0.1"), number("0.1"), 2), 30, "0.271"},
		{"implied growth", ImpliedGrowth(number("0.1"), number("0.19"), 2), 20, "0.22222222222222222222"},
	} {
		if got := evaluate(t, c.tree).Round(c.places); !got.Equal(decimal.RequireFromString(c.want)) {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
}

// TestFiveYears is the five-year example with a target of 18 %.
func TestFiveYears(t *testing.T) {
	in, want := readTable(t, "testdata/five_years.csv"), readTable(t, "testdata/five_years_expected.csv")
	intensity := func(i int) expr.Node { return expr.Quo(number(in[i]["co2"]), number(in[i]["gdp_constant"])) }
	var declines []expr.Node
	for i := 1; i < len(in); i++ {
		declines = append(declines, Decline(intensity(i), intensity(i-1)))
		closeTo(t, in[i]["year"]+" annual", evaluate(t, declines[i-1]), want[i-1]["annual"])
		closeTo(t, in[i]["year"]+" cumulative", evaluate(t, Chained(declines...)), want[i-1]["cumulative"])
		closeTo(t, in[i]["year"]+" direct", evaluate(t, Decline(intensity(i), intensity(0))), want[i-1]["cumulative"])
	}
	closeTo(t, "progress", evaluate(t, Progress(Chained(declines...), number("0.18"))), want[5]["cumulative"])
	closeTo(t, "rate", evaluate(t, Yearly(number("0.18"), 5)), want[6]["annual"])
}

// closeTo compares with a figure printed from binary arithmetic of 16 digits.
func closeTo(t *testing.T, what string, got decimal.Decimal, want string) {
	t.Helper()
	if diff := got.Sub(decimal.RequireFromString(want)).Abs(); diff.GreaterThan(decimal.New(1, -15)) {
		t.Errorf("%s: %s, want %s", what, got, want)
	}
}

func readTable(t *testing.T, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, name := range rows[0] {
			m[name] = row[i]
		}
		out = append(out, m)
	}
	return out
}

// TestChainOfAnySplit chains declines year by year and in blocks: the cumulative decline is one.
func TestChainOfAnySplit(t *testing.T) {
	years := []string{"0.0551917680074837", "-0.0123", "0.04", "0.25", "0.0001", "-0.5", "0.033"}
	var all []expr.Node
	for _, d := range years {
		all = append(all, number(d))
	}
	whole := evaluate(t, Chained(all...))
	for at := 0; at <= len(all); at++ {
		for next := at; next <= len(all); next++ {
			blocks := Chained(Chained(all[:at]...), Chained(all[at:next]...), Chained(all[next:]...))
			if got := evaluate(t, blocks); !got.Equal(whole) {
				t.Errorf("split at %d and %d: %s, want %s", at, next, got, whole)
			}
		}
	}
}

// TestFittedDecline fits a fall of 5 % a year, whose line is the fall itself, and three years off any line, by the formula of least
// squares: the mean of ln 1, ln 0.9 and ln 0.88, and four times half of ln 0.88.
func TestFittedDecline(t *testing.T) {
	fit := func(year int, figures ...string) decimal.Decimal {
		var years []int
		var known []expr.Node
		for i, f := range figures {
			years, known = append(years, 2020+i), append(known, number(f))
		}
		return evaluate(t, FittedDecline(years, known, known[0], year))
	}
	if got := fit(2025, "1", "0.95", "0.9025", "0.857375").Round(30); !got.Equal(decimal.RequireFromString("0.2262190625")) {
		t.Errorf("5 %% a year: %s", got)
	}
	// 1 − exp((ln 0.9 + ln 0.88) ÷ 3 + 4 · (ln 0.88) ÷ 2): 2025 is four years from the middle
	if got := fit(2025, "1", "0.9", "0.88").Round(12); !got.Equal(decimal.RequireFromString("0.283515051378")) {
		t.Errorf("off the line: %s", got)
	}
}
