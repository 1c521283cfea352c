package fgas

import (
	"strconv"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// bankByYear is the model of the Refinement's worksheet for Tier 2a: bulk gas fills new equipment after it has serviced the old,
// equipment brings gas in and takes it out, and a cohort is retired whole at the end of its life.
func bankByYear() []*inventory.Method {
	bulk := inSeries(ofGas("bulk", "H", "散装气体净供应量（生产＋进口－出口）", "net supply of gas in bulk (production + imports − exports)"))
	inside := inventory.Optional(inSeries(ofGas("in_equipment", "D", "设备带入减带出的气体", "gas brought in within equipment less taken out")))
	inside.Signed = true
	return []*inventory.Method{{
		ID: "2.F.1/2019.t2a/any", Category: "2.F.1", Gas: inventory.AnyGas, Tier: "2a",
		Title:  inventory.Text{ZH: "制冷空调：逐年存量（2019）", EN: "Refrigeration and air conditioning: bank by year (2019)"},
		Source: "IPCC 2019 Refinement V3 §7.5.2, calculation example for 2F1 Tier 2 (workbook, sheet Example); " + ipcc2006 + "Eq 7.10–7.14 p7.49–7.51",
		Inputs: []inventory.Input{
			bulk, inside, introduced,
			{Name: "reclaimed_share", Symbol: "c", Unit: "fraction", Optional: true, Title: inventory.Text{ZH: "报废设备中回收再用的比例", EN: "share of retired equipment's gas reclaimed or recycled"}},
			inventory.Optional(inSeries(ofGas("destroyed", "O", "报废后销毁的量", "destroyed of what was retired"))),
			inventory.Optional(inSeries(ofGas("exported_used", "P", "随旧设备运出的量", "exported in used equipment"))),
			shareOf("initial_emission_factor", "k", "fraction", "充注损失率", "share lost when equipment is charged"),
			shareOf("operation_emission_factor", "x", "fraction/yr", "年运行排放率", "yearly emission rate in operation"), lifetime,
		},
		Formula: BankByYearEmission,
		Where: []string{
			"I_t = k × (S_t − M_t), S_t = H_t + c × Ret_(t−1), M_t = min(L_(t−1), S_t)",
			"L_t = x × B_(t−1), Ret_t = New_(t−d), d the lifetime",
			"New_t = S_t − M_t − I_t + D_t, B_t = max(0, B_(t−1) + New_t + M_t − L_t − Ret_t)",
		},
	}}
}

// cohort is one year of the worksheet.
type cohort struct{ fresh, leaked, retired, reclaimed, held expr.Node }

// BankByYearEmission is what is lost in filling, in use and at the end of life: k·(S − M) + x·B_(t−1) + (1 − c)·Ret − O − P.
func BankByYearEmission(in inventory.Inputs) expr.Node {
	figures := in.Series("bulk")
	if len(figures) == 0 {
		return in.Activity("bulk")
	}
	if in.Year() == 0 && figures[0].Year == 0 {
		state := func(name string) expr.Node { return expr.State(name, figures[0].Node) }
		left := expr.Mul(state("Ret_t"), expr.Sub(expr.Int(1), in.Activity("reclaimed_share")))
		return expr.Sub(expr.Sub(expr.Add(state("I_t"), state("L_t"), left), in.Activity("destroyed")), in.Activity("exported_used"))
	}
	s, failed := begin(in, figures)
	if failed != nil {
		return expr.Fail(failed)
	}
	amounts := map[string]map[int]expr.Node{}
	for _, name := range []string{"in_equipment", "destroyed", "exported_used"} {
		amounts[name] = map[int]expr.Node{}
		for _, f := range in.Series(name) {
			amounts[name][f.Year] = f.Node
		}
	}
	cohorts := map[int]cohort{}
	var out expr.Node
	for year := s.first; year <= in.Year(); year++ {
		supply, failed := s.consumption(year)
		if failed != nil {
			return expr.Fail(failed)
		}
		cohorts[year], out = s.cohort(year, supply, amounts, cohorts)
	}
	return out
}

// cohort makes one year from those before, and what it emits.
func (s *states) cohort(year int, supply expr.Node, amounts map[string]map[int]expr.Node, before map[int]cohort) (cohort, expr.Node) {
	state := func(symbol string, n expr.Node) expr.Node { return expr.State(symbol+"_"+strconv.Itoa(year), n) }
	zero, rounded := nothing(supply), func(n expr.Node) expr.Node { return expr.Round34(expr.In(n, supply.Unit())) }
	out := cohort{leaked: zero, retired: zero, reclaimed: zero}
	last, running := before[year-1]
	serviced, held := zero, zero
	if running {
		supply = expr.Add(supply, last.reclaimed)
		serviced, held = expr.Min(last.leaked, supply), last.held
		out.leaked = state("L", rounded(expr.Mul(s.in.Factor("operation_emission_factor"), oneYear(), last.held)))
	}
	serviced = state("M", serviced)
	filled := expr.Sub(supply, serviced)
	filling := state("I", rounded(expr.Mul(s.in.Factor("initial_emission_factor"), filled)))
	out.fresh = expr.Sub(filled, filling)
	if inside, ok := amounts["in_equipment"][year]; ok {
		out.fresh = expr.Add(out.fresh, expr.In(inside, supply.Unit()))
	}
	out.fresh = state("New", out.fresh)
	if old, ok := before[year-s.life]; ok {
		out.retired = state("Ret", old.fresh)
		if s.in.Has("reclaimed_share") {
			out.reclaimed = state("Reclaimed", rounded(expr.Mul(old.fresh, s.in.Activity("reclaimed_share"))))
		}
	}
	out.held = state("B", expr.Max(zero, expr.Sub(expr.Add(held, out.fresh, serviced), expr.Add(out.leaked, out.retired))))
	emitted := expr.Sub(expr.Add(filling, out.leaked, out.retired), out.reclaimed)
	for _, name := range []string{"destroyed", "exported_used"} {
		if gone, ok := amounts[name][year]; ok {
			emitted = expr.Sub(emitted, expr.In(gone, supply.Unit()))
		}
	}
	return out, emitted
}
