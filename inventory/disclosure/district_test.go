package disclosure_test

import (
	"testing"

	"ghg/inventory"
	"ghg/inventory/check"
	"ghg/inventory/disclosure"
	"ghg/inventory/engine"
	"ghg/inventory/golden"
	"ghg/inventory/workspace"
)

// district is the ten-year district, compiled.
func district(tb testing.TB, guide string) *engine.Result {
	tb.Helper()
	e, err := engine.New()
	if err != nil {
		tb.Fatal(err)
	}
	ws, problems, err := workspace.LoadFS(golden.District(tb, "../..", guide), e.Vocabulary)
	if err != nil {
		tb.Fatal(err)
	}
	result := check.Whole(e, ws, ws.Config.Years, problems)
	if result.Inventory == nil {
		tb.Fatalf("%v", result.Problems)
	}
	return result
}

func TestTry(t *testing.T) {
	r := district(t, "CN-PROV-2011")
	for _, plants := range [][]string{{"甲水泥厂"}, {"安溪热电厂"}, {"安溪氟化工公司"}, {"安溪己二酸公司"}, {"安溪锶盐公司", "甲水泥厂", "安溪镁业公司", "安溪氟化工公司", "安溪砖厂"}} {
		var marked []inventory.Confidential
		for _, p := range plants {
			marked = append(marked, inventory.Confidential{Facility: p})
		}
		m := disclosure.For(r.Inventory, marked, disclosure.Options{Remainders: r.Remainders})
		t.Log(plants)
		for _, h := range m.Hidden() {
			if h.Line != nil && h.Line.Row.Year == 2024 {
				t.Log("  line", h.Line.Row.Category.Code, h.Line.Row.Facility, h.Line.Row.ItemName(), h.Line.Gas, h.Line.Boundary, h.Line.Value().StringFixed(2), h.Primary, h.Of)
			} else if h.Line == nil && h.Figure.Year == 2024 {
				t.Log("  total", h.Figure.Boundary, h.Figure.Scope, h.Figure.Gas, r.Inventory.Total(h.Figure).CO2e.StringFixed(2), h.Primary, h.Of)
			}
		}
	}
}

func BenchmarkFor(b *testing.B) {
	r := district(b, "CN-PROV-2011")
	for _, c := range []struct {
		name   string
		plants []string
	}{{"cement", []string{"甲水泥厂"}}, {"heat", []string{"安溪热电厂"}}, {"fluorine", []string{"安溪氟化工公司"}},
		{"five", []string{"安溪锶盐公司", "甲水泥厂", "安溪镁业公司", "安溪氟化工公司", "安溪砖厂"}}} {
		var marked []inventory.Confidential
		for _, p := range c.plants {
			marked = append(marked, inventory.Confidential{Facility: p})
		}
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				disclosure.For(r.Inventory, marked, disclosure.Options{Remainders: r.Remainders})
			}
		})
	}
	b.Run("figures", func(b *testing.B) {
		for b.Loop() {
			r.Inventory.Figures()
		}
	})
}
