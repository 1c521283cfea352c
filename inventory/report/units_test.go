package report_test

import (
	"testing"

	"ghg/inventory/report"
)

func TestUnitsInChinese(t *testing.T) {
	for unit, want := range map[string]string{"t CO2/10^4 CNY": "t CO2/万元", "10^4 t": "万t", "10^8 m3": "亿m3", "kgce/person": "kgce/人", "fraction": "份额", "t CO2e": "t CO2e", "kWh/10^8 CNY": "kWh/亿元"} {
		if got := report.UnitText(unit); got.ZH != want || got.EN != unit {
			t.Errorf("%s reads %s and %s, not %s", unit, got.ZH, got.EN, want)
		}
	}
}
