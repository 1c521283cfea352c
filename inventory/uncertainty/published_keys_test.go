package uncertainty

import (
	"testing"

	"ghg/inventory/expr"
)

// printedRow is a row of a printed assessment, told by its figures.
type printedRow struct {
	base, year        string // "" = not printed
	value, cumulative float64
}

// ranked compares an assessment with printed rows, which stand in their ranks but where two of them print the same share.
func ranked(t *testing.T, keys *Keys, a *Assessment, want []printedRow, places int32, ofValue, ofSum float64, value func(*Assessed) float64) {
	t.Helper()
	for i, w := range want {
		found := false
		for k := range a.Ranked {
			one := &a.Ranked[k]
			row := keys.Analysis.Rows[one.Row]
			if w.base != "" && !row.Base.RoundBank(places).Equal(d(w.base)) || !row.Year.RoundBank(places).Equal(d(w.year)) {
				continue
			}
			if found = true; k < i-1 || k > i+1 {
				t.Errorf("%s: %s stands at rank %d, printed %d", a.ID, w.year, k+1, i+1)
			}
			if got := value(one); got < w.value-ofValue || got > w.value+ofValue {
				t.Errorf("%s: %s has %g, printed %g", a.ID, w.year, got, w.value)
			}
			break
		}
		if sum := a.Ranked[i].Cumulative(); !found || !nearly(sum, w.cumulative, ofSum) {
			t.Errorf("%s, rank %d: cumulative %s, printed %g (found: %t)", a.ID, i+1, sum, w.cumulative, found)
		}
	}
}

func share(a *Assessed) float64 { return expr.Float(a.Share()) }

// The assessments with uncertainty that IPCC 2006 prints for Finland, 1990 to 2003 (V1 Tables 4.9 and 4.10, p4.27–4.28), from the rows of
// its Table 3.4: what is printed was reckoned with uncertainties
// that are not rounded to whole per cents, as those of the rows are.
func TestPublishedAssessmentsWithUncertainty(t *testing.T) {
	keys := analysed(KeyRows(finlandRows(t)), Trend2006)
	ranked(t, keys, &keys.L2, []printedRow{
		{"", "-21354", 0.23, 0.23}, {"", "2608", 0.18, 0.41}, {"", "2907", 0.09, 0.50}, {"", "592", 0.06, 0.56}, {"", "410", 0.05, 0.61}, {"", "1396", 0.04, 0.66},
		{"", "1324", 0.04, 0.70}, {"", "547", 0.04, 0.73}, {"", "-1113", 0.03, 0.77}, {"", "2497", 0.03, 0.80}, {"", "22753", 0.02, 0.82}, {"", "27640", 0.02, 0.85},
		{"", "10676", 0.02, 0.87}, {"", "1537", 0.01, 0.88}, {"", "307", 0.01, 0.90}, {"", "830", 0.01, 0.91}}, 0, 0.0055, 0.008, share)
	if n := len(keys.keyLabels("L2")); n != 16 {
		t.Errorf("%d key categories by L2, Table 4.9 prints 16", n)
	}
	ranked(t, keys, &keys.T2, []printedRow{
		{"3486", "2608", 5.42, 0.24}, {"-1181", "2907", 3.62, 0.40}, {"-23798", "-21354", 2.71, 0.52}, {"735", "592", 1.54, 0.58}, {"32", "410", 1.45, 0.65}, {"1813", "1324", 1.21, 0.70},
		{"3678", "2497", 1.20, 0.75}, {"1595", "1396", 0.89, 0.79}, {"-535", "-1113", 0.82, 0.83}, {"623", "461", 0.36, 0.85}, {"503", "547", 0.36, 0.86}, {"1868", "1537", 0.35, 0.88},
		{"27232", "27640", 0.32, 0.89}, {"84", "66", 0.20, 0.90}}, 0, 0.056, 0.008, func(a *Assessed) float64 { return expr.Float(a.Value().Decimal) })
}

// The level and trend assessments that the 2019 Refinement prints for Finland, 1990 to 2016 (V1 Tables 4.5 and 4.6, p4.22–4.26), from the
// rows of the Approach 1 worksheet beside it. The T that are printed are 0.4 per cent larger than the printed figures and totals give:
// 13137.5 ÷ (57289.9 − 31733.1) is 0.514, and 0.516 is printed.
func TestPublishedAssessmentsOfTheRefinement(t *testing.T) {
	var rows []KeyRow
	for _, r := range records(t, "ipcc2019_approach1_tool/rows.csv") {
		rows = append(rows, KeyRow{Category: r["code"], Item: r["name"], Gas: r["gas"], Base: d(r["e_base"]), Year: d(r["e_t"])})
	}
	keys := analysed(rows, Trend2019)
	ranked(t, keys, &keys.L1, []printedRow{
		{"", "-35773.5", 0.322, 0.322}, {"", "8952.1", 0.081, 0.402}, {"", "7796.6", 0.070, 0.472}, {"", "4797.5", 0.043, 0.516}, {"", "4742.3", 0.043, 0.558}, {"", "4047.8", 0.036, 0.595},
		{"", "-3642.4", 0.033, 0.627}, {"", "3293.5", 0.030, 0.657}, {"", "3182.0", 0.029, 0.686}, {"", "3031.3", 0.027, 0.713}, {"", "2416.2", 0.022, 0.735}, {"", "2315.5", 0.021, 0.755},
		{"", "2256.0", 0.020, 0.776}, {"", "2171.0", 0.020, 0.795}, {"", "2104.6", 0.019, 0.814}}, 1, 0.0006, 0.0011, share)
	ranked(t, keys, &keys.T1, []printedRow{
		{"-22636.0", "-35773.5", 0.516, 0.287}, {"6987.6", "3293.5", 0.145, 0.368}, {"4841.6", "1176.6", 0.144, 0.448}, {"4923.5", "7796.6", 0.113, 0.510}, {"4327.7", "1639.6", 0.106, 0.569},
		{"5884.3", "4047.8", 0.072, 0.609}, {"4861.6", "3182.0", 0.066, 0.646}, {"894.4", "2416.2", 0.060, 0.679}, {"1591.6", "218.3", 0.054, 0.709}, {"0", "1340.1", 0.053, 0.738},
		{"2198.6", "1326.3", 0.034, 0.757}, {"3949.5", "4797.5", 0.033, 0.776}, {"116.2", "937.8", 0.032, 0.794}, {"-2951.6", "-3642.4", 0.027, 0.809}, {"9640.1", "8952.1", 0.027, 0.824}},
		1, 0.0025, 0.0025, func(a *Assessed) float64 { return expr.Float(a.Value().Decimal) })
}
