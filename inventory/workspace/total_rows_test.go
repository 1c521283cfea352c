package workspace

import (
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory/quantity"
)

// What rounding explains is half of the last digit printed; zeros written as a power of ten are no digits left out.
func TestAsPrinted(t *testing.T) {
	for text, want := range map[string]string{"12.30": "0.005", "150": "0.5", "1E+2": "0.5", "1.5E+3": "0.5", "-2.5": "0.05"} {
		if got := asPrinted(decimal.RequireFromString(text), quantity.One).half; !got.Equal(decimal.RequireFromString(want)) {
			t.Errorf("half of the last digit of %s is %s, want %s", text, got, want)
		}
	}
}
