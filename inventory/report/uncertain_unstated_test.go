package report_test

import (
	"bytes"
	"strings"
	"testing"

	"ghg/inventory/engine"
	"ghg/inventory/report"
)

// The ± of a total is not read alone where rows without any uncertainty make up much of it, which the page says below the totals.
func TestRowsWithoutUncertaintyOnThePage(t *testing.T) {
	noDraws := engine.UncertaintyOptions{Draws: engine.NoDraws}
	pages := func(u *engine.Uncertainty) (zh, en string) {
		var a, b bytes.Buffer
		report.UncertainPage(&a, u, "zh")
		report.UncertainPage(&b, u, "en")
		return a.String(), b.String()
	}
	e := newEngine(t)
	zh, en := pages(uncertain(t, e, inventories+"/banks", noDraws))
	for page, want := range map[string][]string{
		zh: {"· 1 行没有任何不确定度，占 CO2e 绝对值的 82.5 %（最大的是 2.F.1 制冷和空调 HFCs, PFCs，35,705 t CO2e）：总量的 ± 把它们当作准确的数，因此偏小\n· 总量的 ± 只涉及其余 17.5 % 的 CO2e，不能单独引用；"},
		en: {"· rows without any uncertainty: 1, 82.5 % of the absolute CO2e (the largest 2.F.1 Refrigeration and Air Conditioning HFCs, PFCs, 35,705 t CO2e); the ± of the totals takes them for exact", "\n· the ± of the totals speaks of the other 17.5 % of the CO2e alone"},
	} {
		for _, text := range want {
			if !strings.Contains(page, text) {
				t.Errorf("no %q in\n%s", text, page)
			}
		}
	}
	// A thousandth is told, without the warning; nothing is said where every row has an uncertainty.
	for verified, want := range map[string]string{"17": "1, < 0.1 % of the absolute CO2e (the largest 2.A.1 Cement Production CO2, 17.00 t CO2e)", "1000": "1, 2.8 % of the absolute CO2e"} {
		dir := t.TempDir()
		writeAll(t, dir, madeUp(map[string]string{"estimates/v.csv": "year,category,facility,gas,value,unit,boundary,uncertainty,verifier,source\n2020,2.A.1,某厂,CO2," + verified + ",t,territorial,,x,x\n",
			"records/judgements.csv": "of,uncertainty,low,high,bounds,distribution,points,expert,by,date,reason\n*烟煤*,10,,,,,,王工,a,2026-01-01,r\n"}))
		_, en := pages(uncertain(t, e, dir, noDraws))
		if !strings.Contains(en, want) || strings.Contains(en, "speaks of the other") {
			t.Errorf("no %q in\n%s", want, en)
		}
	}
	dir := t.TempDir()
	writeAll(t, dir, madeUp(nil))
	if _, en := pages(uncertain(t, e, dir, noDraws)); strings.Contains(en, "without any uncertainty") {
		t.Error(en)
	}
}

// Wherever a spread comes from, a word says it.
func TestWordsForSpreads(t *testing.T) {
	records := report.ContributionRecords(uncertain(t, newEngine(t), inventories+"/balance", engine.UncertaintyOptions{Draws: engine.NoDraws}))
	chosen := false
	for _, row := range records.Rows {
		zh, en := row[len(row)-2], row[len(row)-1]
		for _, word := range append(strings.Split(zh, "、"), strings.Split(en, ", ")...) {
			if word == "" {
				t.Errorf("%q, %q of %q", zh, en, row)
			}
		}
		chosen = chosen || strings.Contains(zh, "记录的选择") && strings.Contains(en, "choice")
	}
	if !chosen {
		t.Error("no spread of a recorded choice")
	}
}
