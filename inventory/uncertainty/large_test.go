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
