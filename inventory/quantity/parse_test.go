package quantity

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// Between m and M, p and P lies a factor of a million and more: where the other case is a prefix too, nothing is guessed.
func TestCaseIsFoldedWhereNoPrefixChanges(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"KWH", "kWh"}, {"MWH", "MWh"}, {"Kg", "kg"}, {"tj", "TJ"}, {"gj/T", "GJ/t"}, {"M3", "m3"}, {"HA", "ha"}, {"KT", "kt"}, {"mmbtu", "MMBtu"}, {"Person", "person"}, {"Percent", "%"}, {"Months", "month"}, {"MU", "mu"}, {"PIECE", "piece"},
		{"Mg", "t"}, {"Mg CO2/TJ", "t CO2/TJ"}, {"mg", "mg"}, {"Mt", "Mt"},
	} {
		if got, err := ParseUnit(c.text); err != nil || got.String() != c.want {
			t.Errorf("%s reads as %s, want %s (%v)", c.text, got, c.want, err)
		}
	}
	for _, c := range []struct{ text, near string }{
		{"MG", "Mg, mg"}, {"MT", "t, Mt"}, {"mt", "t, Mt"}, {"mT", "t, Mt"}, {"mJ", "MJ"}, {"mj", "MJ"}, {"mW", "MW"}, {"MV", "mV"}, {"mWh", "MWh"}, {"pJ", "PJ"}, {"M", "m"},
		{"10^4 MT", "10^4 t"}, {"mJ/kg", "MJ/kg"}, {"MT CO2", "t CO2"},
	} {
		if u, err := ParseUnit(c.text); err == nil || !strings.Contains(err.Error(), "mean "+c.near) {
			t.Errorf("%s reads as %s, want a fault that names %s (%v)", c.text, u, c.near, err)
		}
	}
}

// A unit that lost a piece of itself on the way is a fault, not the unit of what is left.
func TestMutilatedUnits(t *testing.T) {
	for _, text := range []string{"GJ/", "t/", "/t", "t*", "t·", "·t", "t//ha", "t··ha", "104 m3", "1012 m3", "5 t", "20 kg", "10^0 t", "10^04 t", "10^31 t", "10^4 10^4 t", "万万t", "亿万t", "千万亿t"} {
		if u, err := ParseUnit(text); err == nil {
			t.Errorf("%q reads as %s", text, u)
		}
	}
	for _, c := range []struct{ text, want string }{
		{"1 t", "t"}, {"10 t", "10 t"}, {"1000 kg", "1000 kg"}, {"10⁴ m3", "10^4 m3"}, {"10³ m³", "10^3 m3"}, {"10^12 t", "10^12 t"},
		{"万亿t", "10^12 t"}, {"千亿元", "10^11 CNY"}, {"百亿元", "10^10 CNY"}, {"十亿kWh", "10^9 kWh"}, {"万亿焦", "TJ"}, {"千万吨", "10^7 t"},
	} {
		if got, err := ParseUnit(c.text); err != nil || got.String() != c.want {
			t.Errorf("%s reads as %s, want %s (%v)", c.text, got, c.want, err)
		}
	}
	if got, err := Convert(decimal.RequireFromString("1.5"), MustUnit("万亿t"), MustUnit("亿t")); err != nil || got.String() != "15000" {
		t.Errorf("1.5 万亿t = %s 亿t (%v)", got, err)
	}
}
