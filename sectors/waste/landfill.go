package waste

import (
	"strconv"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// landfills is the category of waste disposal sites.
const landfills = "4.A"

// The inputs of a disposal site: what each component of its waste brings in, and what holds for its gas.
var (
	deposited = inventory.Input{Name: "waste", Symbol: "W_i", Unit: "t", Each: true, Title: inventory.Text{ZH: "填埋量（湿重，按组分）", EN: "waste deposited, wet weight, by component"}}
	captured  = inventory.Input{Name: "recovered", Symbol: "R", Unit: "t CH4", Gas: "CH4", Optional: true, Recovers: true,
		Title: inventory.Text{ZH: "收集利用或火炬处理的甲烷（折纯，实测）", EN: "methane captured and used or flared, as pure CH4, measured"}}
	opened = inventory.Input{Name: "opening_year", Symbol: "t_0", Unit: "yr", Optional: true, ForChecks: true, Title: inventory.Text{ZH: "开始填埋的年份", EN: "year in which the site opened"}}
	closed = inventory.Input{Name: "closure_year", Symbol: "t_c", Unit: "yr", Optional: true, ForChecks: true, Title: inventory.Text{ZH: "停止填埋的年份（最后一年）", EN: "last year in which the site took waste"}}

	methaneShare     = siteFactor("F", "F", "volume fraction", "填埋气中甲烷的体积比例", "fraction of CH4 in landfill gas, by volume")
	cover            = siteFactor("OX", "OX", "fraction", "覆盖层氧化因子", "oxidation factor of the cover")
	delay            = siteFactor("delay", "Δ", "month", "开始分解前的时间", "delay before decay starts")
	correctionOfSite = componentFactor("MCF", "MCF", "1", "甲烷修正因子", "methane correction factor")
)

func siteFactor(name, symbol, unit, zh, en string) inventory.Input {
	return inventory.Input{Name: name, Symbol: symbol, Unit: unit, Factor: true, Gas: "CH4", Title: inventory.Text{ZH: zh, EN: en}}
}

func componentFactor(name, symbol, unit, zh, en string) inventory.Input {
	in := siteFactor(name, symbol, unit, zh, en)
	in.For = deposited.Name
	return in
}

// massBalance is the method of the provincial guide: all the gas that a year's waste will ever give is booked in that year.
func massBalance() []*inventory.Method {
	return []*inventory.Method{{
		ID: "4.A/cn.mb/CH4", Category: landfills, Gas: "CH4", Tier: "1",
		Title:  inventory.Text{ZH: "固体废弃物填埋：质量平衡法", EN: "Solid waste disposal: mass balance"},
		Source: "省级温室气体清单编制指南（试行）2011 第五章 固体废弃物填埋处理（正文未见印刷本）",
		Inputs: []inventory.Input{deposited, captured, opened, closed,
			componentFactor("DOC_i", "DOC_i", "t C/t", "组分的可降解有机碳（湿基）", "degradable organic carbon of the component, wet basis"), correctionOfSite,
			siteFactor("DOCF", "DOC_F", "fraction", "可分解的 DOC 比例", "fraction of DOC dissimilated"), methaneShare, cover},
		Formula: MassBalanceCH4,
	}}
}

// MassBalanceCH4 is (Σ W_i·DOC_i·MCF · DOC_F·F·16/12 − R)·(1 − OX).
func MassBalanceCH4(in inventory.Inputs) expr.Node {
	carbon := in.Sum("waste", func(i inventory.Inputs) expr.Node {
		return expr.Mul(i.Activity("waste"), i.Factor("DOC_i"), i.Factor("MCF"))
	})
	return emittedBySite(in, expr.Mul(carbon, in.Factor("DOCF")))
}

// emittedBySite is what leaves the site of the gas that the decomposed carbon gives: (C·F·16/12 − R)·(1 − OX).
func emittedBySite(in inventory.Inputs, decomposed expr.Node) expr.Node {
	out := expr.Mul(decomposed, in.Factor("F"), expr.RatioOf(16, 12, quantity.MustUnit("t CH4/t C")))
	if in.Has("recovered") {
		out = expr.Sub(out, in.Activity("recovered"))
	}
	return expr.Mul(out, expr.Sub(expr.Int(1), in.Factor("OX")))
}

// firstOrderDecay serves the gas of all that was ever deposited. The Refinement has the equations of 2006, and its own fraction
// that decomposes by sort of waste and correction by sort of site.
func firstOrderDecay() []*inventory.Method {
	deposits := deposited
	deposits.Series, deposits.Symbol = true, "W_i,t"
	var out []*inventory.Method
	for _, edition := range []struct {
		year, source string
		sets         []string
	}{
		{"2006", "IPCC 2006 V5 Eq 3.1 p3.8, 3.2–3.5 p3.9, 3.6 p3.10, 3A1.12–3A1.13 p3.35, Tables 3.1–3.4", nil},
		{"2019", "IPCC 2019 Refinement V5 Ch3 Tables 3.0–3.1 p3.12–3.13; equations IPCC 2006 V5 Eq 3.1–3.6 p3.8–3.10, 3A1.12–3A1.13 p3.35", []string{"IPCC-2019", "IPCC-2006"}},
	} {
		of := func(in inventory.Input) inventory.Input {
			in.Sets = edition.sets
			return in
		}
		out = append(out, &inventory.Method{
			ID: "4.A/fod." + edition.year + "/CH4", Category: landfills, Gas: "CH4", Tier: "2", Source: edition.source,
			Title: inventory.Text{ZH: "固体废弃物填埋：一阶衰减法（" + edition.year + "）", EN: "Solid waste disposal: first-order decay (" + edition.year + ")"},
			Inputs: []inventory.Input{deposits, captured, opened, closed,
				of(componentFactor("DOC_wet", "DOC_i", "t C/t", "组分的可降解有机碳（湿基）", "degradable organic carbon of the component, wet basis")),
				of(componentFactor("DOCf", "DOC_f", "fraction", "可分解的 DOC 比例", "fraction of DOC that decomposes")), of(correctionOfSite),
				of(componentFactor("k", "k", "1/yr", "分解速率常数", "rate constant of decay")), of(delay), of(methaneShare), of(cover)},
			Formula: DecayCH4,
			Where: []string{
				"Z_i,t = D_i,t − D_i,t × e^(−k(13−M)/12) + A_i,t−1 − A_i,t−1 × e^(−k), M = Δ + 7",
				"A_i,t = D_i,t × e^(−k(13−M)/12) + A_i,t−1 × e^(−k), D_i,t = W_i,t × DOC_i × DOC_f × MCF",
			},
		})
	}
	return out
}

// DecayCH4 is (Σ Z_i·F·16/12 − R)·(1 − OX), Z_i being the carbon of component i that decomposes in the year.
func DecayCH4(in inventory.Inputs) expr.Node {
	return emittedBySite(in, in.Sum("waste", func(i inventory.Inputs) expr.Node { return decomposed(i, in.Factor("delay")) }))
}

// decomposed is the carbon of a component that decomposes in the year, in t.
func decomposed(i inventory.Inputs, delay expr.Node) expr.Node {
	if i.Year() == 0 {
		deposits := i.Series("waste")
		if len(deposits) == 0 {
			return expr.Fail(&inventory.Failure{Text: inventory.Text{ZH: "填埋量要写年份", EN: "what was deposited needs its year"}})
		}
		return expr.Mul(expr.State("Z_i,t", depositedCarbon(i, deposits[0].Node))) // stands as its name under the sum
	}
	months, err := expr.Decimal(expr.In(delay, quantity.MustUnit("month")))
	if err != nil {
		return expr.Fail(err)
	}
	if months.IsNegative() || months.GreaterThan(decimal.NewFromInt(halfYear)) {
		return expr.Fail(&inventory.Failure{Text: inventory.Text{
			ZH: "开始分解前的时间 " + months.String() + " 个月不在 0 至 6 个月之间", EN: "a delay of " + months.String() + " months is not between 0 and 6"}})
	}
	states := i.Carried("waste", months.String(), func(all []inventory.Dated) map[int]expr.Node { return decay(i, all, delay) })
	if out, ok := states[i.Year()]; ok {
		return out
	}
	return i.Activity("waste")
}

// decay is the carbon that decomposes in each year, of what was put down in it and of what lay there. What stays is rounded once a
// year and what decomposes is the rest, so that all that was deposited has decomposed or lies there, to the last digit.
func decay(i inventory.Inputs, deposits []inventory.Dated, delay expr.Node) map[int]expr.Node {
	carbon, of := quantity.MustUnit("t C"), "("+i.Item()+")"
	kept, keptOfFresh := staying(i.Factor("k"), delay)
	out := map[int]expr.Node{}
	var lies expr.Node
	first, last := deposits[0].Year, max(i.Year(), deposits[len(deposits)-1].Year)
	for at, year := 0, first; year <= last; year++ {
		state := func(symbol string, n expr.Node) expr.Node { return expr.State(symbol+"_"+strconv.Itoa(year)+of, n) }
		var gone, stay []expr.Node
		if at < len(deposits) && deposits[at].Year == year {
			fresh := state("D", expr.In(depositedCarbon(i, deposits[at].Node), carbon))
			left := expr.Round34(expr.Mul(fresh, keptOfFresh))
			gone, stay = append(gone, expr.Sub(fresh, left)), append(stay, left)
			at++
		}
		if year > first {
			left := expr.Round34(expr.Mul(lies, kept))
			gone, stay = append(gone, expr.Sub(lies, left)), append(stay, left)
		}
		out[year], lies = state("Z", expr.Add(gone...)), state("A", expr.Add(stay...))
	}
	return out
}

// depositedCarbon is the carbon of a deposit that will decompose: W·DOC·DOC_f·MCF.
func depositedCarbon(i inventory.Inputs, waste expr.Node) expr.Node {
	return expr.Mul(waste, i.Factor("DOC_wet"), i.Factor("DOCf"), i.Factor("MCF"))
}

// halfYear is the delay that has decay start on the first of January after the year of deposition, in months: the longest of the
// guidelines, deposits being spread over the year (V5 §3.2.3).
const halfYear = 6

// staying are the parts of what lies there and of the year's own deposits that stay to the end of the year: e^(−k), and
// e^(−k(13−M)/12) with M = Δ + 7. Each is cut, so that it is evaluated once.
func staying(k, delay expr.Node) (old, fresh expr.Node) {
	year, month := expr.Const(decimal.NewFromInt(1), quantity.MustUnit("yr")), quantity.MustUnit("month")
	active := expr.In(expr.Sub(expr.Const(decimal.NewFromInt(halfYear), month), expr.In(delay, month)), quantity.MustUnit("yr"))
	less := func(time expr.Node) expr.Node {
		return expr.Round34(expr.Exp(expr.Mul(expr.Int(-1), expr.In(expr.Mul(k, time), quantity.One))))
	}
	return expr.Label("e^(−k)", less(year)), expr.Label("e^(−k(13−M)/12)", less(active))
}
