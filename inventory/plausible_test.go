package inventory

import (
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory/quantity"
	"ghg/seeds"
)

// A share is held to 0–1 as a plain number, whatever it is written in; a figure of another dimension than the limits, to its
// sign.
func TestLimits(t *testing.T) {
	voc, err := LoadVocabulary(seeds.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ parameter, gas, value, unit, want string }{
		{"oxidation_rate", "C", "93", "fraction", "implausible"}, {"oxidation_rate", "C", "93", "%", ""}, {"oxidation_rate", "C", "1", "1", ""},
		{"ncv", "", "0", "GJ/t", "implausible"}, {"ncv", "", "25000", "kJ/kg", ""}, {"ncv", "", "25000", "GJ/t", "implausible"},
		{"ncv", "", "-1", "kJ/m3", "implausible"}, {"ncv", "", "389310", "GJ/10^4 m3", ""}, {"ncv", "", "25", "t", "wrong-dimension"},
		{"ef", "CH4", "0", "kg/TJ", ""}, {"ef", "CH4", "-1", "kg CH4/TJ", "implausible"}, {"ef", "", "1", "kg CH4/TJ", ""},
		{"ef", "CH4", "1", "kg N2O/TJ", "other-substance"}, {"ef", "CH4", "1", "TJ", "wrong-dimension"},
		{"EF1", "N2O", "0.01", "kg N2O-N/kg N", ""}, {"AGDM_intercept", "N2O", "-0.5", "t dm/ha", ""}, {"FLU", "CO2", "1.6", "1", ""},
		{"SVD", "CO2", "400", "t dm/m3", "implausible"}, {"SVD", "CO2", "400", "kg dm/m3", ""}, {"BEF", "", "15", "1", "implausible"}, {"BEF", "", "0.5", "1", "implausible"}, {"BEF", "", "1", "1", ""},
		{"BCEF_R", "CO2", "10.0", "t dm/m3", ""}, {"BCEF_R", "CO2", "610", "t dm/m3", "implausible"}, {"FMG", "CO2", "115", "1", "implausible"}, {"SOCref", "CO2", "4500", "t C/ha", "implausible"}, {"SOCref", "CO2", "143", "t C/ha", ""},
		{"biomass_before", "", "60000", "t dm/ha", "implausible"}, {"biomass_before", "", "60", "t dm/亩", ""}, {"biomass_before", "", "60000", "kg dm/ha", ""}, {"Bw", "CO2", "6000", "t dm/ha", "implausible"},
		{"protein", "", "85000", "kg/person/yr", "implausible"}, {"protein", "", "31", "kg/person/yr", ""}, {"k", "CH4", "17", "1/yr", "implausible"}, {"k", "CH4", "17", "%/yr", ""},
		{"decline_coefficient_b", "CH4", "-1", "1", ""}, {"uncertainty_half_range_pct", "", "200", "%", ""},
	} {
		name, unit, value := voc.Parameters[c.parameter], quantity.MustUnit(c.unit), decimal.RequireFromString(c.value)
		found, bad := name.CheckUnit(unit, c.gas)
		if !bad {
			found, _ = name.CheckValue(value, unit, c.gas)
		}
		if found.Code != c.want {
			t.Errorf("%v: %q %s", c, found.Code, found.Message.EN)
		}
	}
}
