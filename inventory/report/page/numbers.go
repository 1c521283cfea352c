package page

import (
	"github.com/shopspring/decimal"

	"ghg/inventory/report"
)

// signed is a change as a percentage with its sign.
func signed(share decimal.Decimal) string {
	if share.IsPositive() {
		return "+" + report.Percent(share)
	}
	return report.Percent(share)
}

// drawn is a figure as exact as a chart can draw it.
func drawn(d decimal.Decimal) string {
	if d.IsZero() {
		return "0"
	}
	return d.Round(12 - int32(d.NumDigits()) - d.Exponent()).String()
}
