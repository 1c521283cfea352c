package report_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/report"
)

// TestCrosswalkRecordsAgreeWithTheInventory reads the two tables as a stranger would: figures of known rows against the totals of
// the inventory, parts against their sum, shares against one.
func TestCrosswalkRecordsAgreeWithTheInventory(t *testing.T) {
	s := gathered(t, "IPCC-2019")
	results, err := report.Crosswalks(s.Engine, s.Inventory())
	if err != nil || len(results) != 3 {
		t.Fatalf("%d schemes, %v", len(results), err)
	}
	rows := report.CrosswalkRecords(results)
	held := func(scheme, code, gas string) decimal.Decimal {
		i := slices.IndexFunc(rows.Rows, func(r []string) bool { return r[0] == scheme && r[1] == code && r[4] == "2024" && r[5] == gas })
		if i < 0 || rows.Rows[i][7] == "" {
			t.Fatalf("%s %s %s is not held", scheme, code, gas)
		}
		return decimal.RequireFromString(rows.Rows[i][7])
	}
	for _, c := range []struct{ scheme, code, of, gas string }{
		{"CN-PROV-2011", "2.1", "2.A.1", "CO2"}, {"CN-PROV-2011", "3.1", "3.C.7", "CH4"}, {"CN-PROV-2011", "1.4.2", "1.B.2.b", "CH4"},
		{"CRT", "1.A.2.g.i", "1.A.2.h", "all"}, {"CRT", "2", "2", "all"}, {"CRT", "5", "4", "all"}, {"CRT", "3.B.5", "3.C.6", "N2O"}, {"CRT", "4.A", "3.B.1", "CO2"},
		{"GPC", "II.1.1", "1.A.3.b", "all"}, {"GPC", "III.4.1", "4.D", "all"}, {"GPC", "V.2", "3.B", "all"}, {"GPC", "I.4.4", "1.A.1.a", "all"},
	} {
		if got, want := held(c.scheme, c.code, c.gas), s.Inventory().Total(inventory.Figure{Year: 2024, Boundary: inventory.Territorial, Scope: c.of, Gas: c.gas}).CO2e; !got.Equal(want) {
			t.Errorf("%s %s %s is %s, %s is %s", c.scheme, c.code, c.gas, got, c.of, want)
		}
	}
	if got, want := held("CRT", "0", "all"), held("CRT", "1", "all").Add(held("CRT", "2", "all")).Add(held("CRT", "3", "all")).Add(held("CRT", "4", "all")).Add(held("CRT", "5", "all")); !got.Equal(want) {
		t.Errorf("CRT total %s, its parts %s", got, want)
	}
	coverage := report.CrosswalkCoverageRecords(results)
	sums, shares := map[string]decimal.Decimal{}, map[string]decimal.Decimal{}
	for _, r := range coverage.Rows {
		key := strings.Join([]string{r[0], r[1], r[2]}, " ")
		switch {
		case r[3] == "difference":
			if !sums[key+" unmapped"].Add(sums[key+" double"]).Equal(decimal.RequireFromString(r[9])) {
				t.Errorf("%s: the difference %s is not what is unmapped", key, r[9])
			}
		case r[4] != "" && r[9] != "":
			sums[key+" "+r[3]] = sums[key+" "+r[3]].Add(decimal.RequireFromString(r[9]))
		case r[4] == "" && r[11] != "":
			shares[key] = shares[key].Add(decimal.RequireFromString(r[11]))
		}
		if unmapped := r[3] == "unmapped" && r[4] != ""; unmapped != (r[13] != "" && r[3] != "empty") || unmapped && r[8] != "" {
			t.Errorf("state, codes and reason do not agree: %v", r)
		}
	}
	for key, sum := range shares {
		if !sum.Sub(decimal.NewFromInt(1)).Abs().LessThan(decimal.New(1, -30)) {
			t.Errorf("%s: the shares add up to %s", key, sum)
		}
	}
}
