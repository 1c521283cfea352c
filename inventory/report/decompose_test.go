package report

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory/engine"
)

// randomTable is a table of terms and factors of any size, in which terms are missing and factors zero.
func randomTable(rng *rand.Rand) string {
	factors, scale := 1+rng.IntN(5), int32(rng.IntN(12)-8)
	var out strings.Builder
	out.WriteString("year,subcategory")
	for k := range factors {
		fmt.Fprintf(&out, ",factor%d", k)
	}
	for year := range 2 + rng.IntN(3) {
		for term := range 1 + rng.IntN(6) {
			if term > 0 && rng.IntN(8) == 0 {
				continue
			}
			fmt.Fprintf(&out, "\n%d,%d", 2020+year, term)
			for range factors {
				figure := decimal.New(rng.Int64N(100000), scale)
				if rng.IntN(15) == 0 {
					figure = decimal.Decimal{}
				}
				fmt.Fprintf(&out, ",%s", figure)
			}
		}
	}
	return out.String()
}

// What is printed of the effects adds up to what is printed of the change, and what is printed of the terms to the effects, for
// machines to the last digit and for people alike.
func TestPrintedEffectsAddUp(t *testing.T) {
	rng := rand.New(rand.NewPCG(41, 43))
	for range 300 {
		text := randomTable(rng)
		d, _, problems := engine.DecomposeTable("t.csv", strings.NewReader(text), 0, 0)
		if problems.Failed() {
			t.Fatal(problems, text)
		}
		sums, want := map[string]decimal.Decimal{}, map[string]decimal.Decimal{}
		for _, row := range DecompositionRecords("", d).Rows {
			period, term, factor, value := strings.Join(row[2:5], " "), row[5], row[6], decimal.RequireFromString(row[11])
			switch {
			case factor == "change":
				want[period] = value
			case term == "":
				sums[period], want[period+factor] = sums[period].Add(value), value
			default:
				sums[period+factor] = sums[period+factor].Add(value)
			}
		}
		for what, value := range want {
			if !sums[what].Equal(value) {
				t.Fatalf("%s: the parts add up to %s, not to %s:\n%s", what, sums[what], value, text)
			}
		}
		shownAddUp(t, d)
	}
}

// shownAddUp adds up the columns of the table for people.
func shownAddUp(t *testing.T, d *engine.Decomposed) {
	t.Helper()
	table := &columns{}
	additiveRows(table, d, "en")
	last := len(table.rows) - 1
	for column := range d.Periods() {
		var sum decimal.Decimal
		figure := func(row int) decimal.Decimal {
			return decimal.RequireFromString(strings.ReplaceAll(table.rows[row][column+1], ",", ""))
		}
		for row := range last {
			sum = sum.Add(figure(row))
		}
		if !sum.Equal(figure(last)) {
			t.Fatalf("column %d adds up to %s, not to %s: %v", column, sum, figure(last), table.rows)
		}
	}
}

// One sentence an effect, in both languages (METHODS §7.10, in thousands).
func TestDecompositionSentences(t *testing.T) {
	const text = "year,subcategory,GDP,intensity\n2020,a,100000,2\n2021,a,120000,1.8\n"
	d, _, _ := engine.DecomposeTable("t.csv", strings.NewReader(text), 0, 0)
	for lang, want := range map[string][]string{
		"zh": {"2020—2021 年总量增加 16,000，其中：", "GDP 使总量增加 37,904（×1.2000）。", "intensity 使总量减少 21,904（×0.9000）。"},
		"en": {"From 2020 to 2021 the sum rose by 16,000; of this:", "GDP raised the sum by 37,904 (×1.2000).", "intensity lowered the sum by 21,904 (×0.9000)."},
	} {
		var out bytes.Buffer
		Decomposition(&out, d, lang)
		lines := strings.Split(strings.TrimSpace(out.String()), "\n")
		if got := lines[len(lines)-3:]; !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// Each change is rounded by its own figures: one of another year that is far larger hides nothing.
func TestEachChangeByItsOwnDigits(t *testing.T) {
	const text = "year,subcategory,a\n2000,x,0.470383\n2003,x,0.000480764\n2010,x,100000000000000\n"
	d, _, _ := engine.DecomposeTable("t.csv", strings.NewReader(text), 0, 0)
	var got []string
	for _, row := range DecompositionRecords("", d).Rows {
		if row[5] == "" && row[6] == "a" {
			got = append(got, row[11])
		}
	}
	if want := []string{"-0.469902236", "100000000000000", "100000000000000", "100000000000000"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	var out bytes.Buffer
	Decomposition(&out, d, "en")
	for _, want := range []string{"-0.46990", "×0.0010", "×212592716999000"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in %s", want, out.String())
		}
	}
	if strings.Contains(out.String(), "000.0000") {
		t.Errorf("digits that are not known: %s", out.String())
	}
}
