package uncertainty

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"ghg/inventory/golden"
)

// 2006 IPCC Guidelines V1 §3.7.3. The printed −50/+100 for U = 73 % does not follow from the formula (−53.0/+87.9): it is held to the
// tolerance that its "approximately" allows, and the formula to its own figures.
func TestPublishedAsymmetricIntervals(t *testing.T) {
	for _, row := range golden.Rows(t, "testdata/asymmetric_lognormal.csv") {
		var percent float64
		item := strings.TrimSuffix(row[0], "_printed")
		if _, err := fmt.Sscanf(strings.NewReplacer("U=", "", "Fc(", "").Replace(item), "%g", &percent); err != nil {
			t.Fatal(row, err)
		}
		interval, got := LognormalInterval(1, percent), 0.0
		switch {
		case strings.HasPrefix(item, "Fc("), strings.HasSuffix(item, ":Fc"):
			got, _ = Correction(percent)
		case strings.HasSuffix(item, ":mu_g"):
			got = interval.GeometricMean
		case strings.HasSuffix(item, ":sigma_g"):
			got = interval.GeometricSD
		case strings.HasSuffix(item, ":U_low"):
			got = interval.Low
		case strings.HasSuffix(item, ":U_high"):
			got = interval.High
		default:
			t.Fatalf("no item %s", item)
		}
		want, err := strconv.ParseFloat(row[1], 64)
		tolerance, err2 := strconv.ParseFloat(row[3], 64)
		if err != nil || err2 != nil {
			t.Fatal(row, err, err2)
		}
		if row[5] == "computed" {
			tolerance = 1e-13 * math.Abs(want)
		}
		if !(math.Abs(got-want) <= tolerance) {
			t.Errorf("%s: %.15g, want %s", row[0], got, row[1])
		}
	}
}

func TestCorrectionIsReliableUpTo230(t *testing.T) {
	for percent, want := range map[float64]bool{100: true, 230: true, 230.5: false} {
		if _, reliable := Correction(percent); reliable != want {
			t.Errorf("%g %%: reliable %t", percent, reliable)
		}
	}
}

// Pairs whose factors multiply to 1 as printed are factors; others are distances from the value.
func TestPrintedPairs(t *testing.T) {
	for _, c := range []struct {
		low, high, below, above float64
		factors                 bool
	}{
		{-40, 250, 0.4, 2.5, true},
		{-12.5, 800, 0.125, 8, true},
		{-50, 100, 0.5, 2, false},
		{-75, 10, 0.25, 1.1, false},
		{-66, 200, 0.34, 3, false},
		{-100, 100, 0, 2, false},
	} {
		below, above, factors := PrintedPair(c.low, c.high)
		near(t, "below", below, c.below, 1e-15)
		near(t, "above", above, c.above, 1e-15)
		if factors != c.factors {
			t.Errorf("%g/%g: factors %t", c.low, c.high, factors)
		}
	}
}
