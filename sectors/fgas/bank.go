package fgas

import (
	"strconv"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
)

const ipcc2006 = "IPCC 2006 V3 "

// longest is the number of years that a bank may reach back: no refrigerant, foam or switchgear is older.
const longest = 100

// The inputs that the models of banks share.
var (
	consumed   = inSeries(ofGas("consumption", "N", "净消费量（生产＋进口－出口－销毁）", "net consumption (production + imports − exports − destruction)"))
	introduced = inventory.Input{Name: "introduction_year", Symbol: "t_0", Unit: "yr", Optional: true, Title: inventory.Text{ZH: "该气体开始使用的年份", EN: "year in which the gas came into use"}}
	growth     = inventory.Input{Name: "sales_growth", Symbol: "g", Unit: "fraction", Optional: true, Signed: true, Title: inventory.Text{ZH: "新设备销售年增长率（用于倒推早年）", EN: "yearly growth of sales of new equipment, to reckon back"}}
	destroyed  = inventory.Input{Name: "destroyed_share", Symbol: "d", Unit: "fraction", Optional: true, Title: inventory.Text{ZH: "报废时回收并销毁的比例", EN: "share recovered and destroyed when equipment is retired"}}
	lifetime   = inventory.Input{Name: "lifetime", Symbol: "L", Unit: "yr", Factor: true, Title: inventory.Text{ZH: "设备寿命", EN: "lifetime of equipment"}}
)

const reckonedBack = "N_i = N_T × (k/n) ÷ (1 + g)^(n − k), before the first figure N_T: k = i − t_0 + 1, n = T − t_0 + 1"

// bank is the model of the bank of one gas in one application (Tier 1a): what goes in stays, leaks by a yearly rate, and is
// retired with its equipment. Fire protection is topped up every year, refrigeration after three.
func bank() []*inventory.Method {
	held := []string{"B_t = B_(t−1) − EF × B_(t−1) + N_t − Ret_t", "Ret_t = min((1 − EF) × New_(t−L), B_(t−1) − EF × B_(t−1) + N_t)"}
	rate := shareOf("bank_emission_rate", "EF", "fraction/yr", "存量年排放率", "yearly emission rate of the bank")
	ofFire := shareOf("emission_factor", "EF", "fraction/yr", "存量年排放率", "yearly emission rate of the bank")
	return []*inventory.Method{
		{
			ID: "2.F/t1a/any", Category: "2.F", Gas: inventory.AnyGas, Tier: "1a",
			Title:   inventory.Text{ZH: "消耗臭氧层物质替代品：存量模型", EN: "Substitutes for ozone-depleting substances: bank of a gas"},
			Source:  ipcc2006 + "Eq 7.1, 7.2A–7.2B p7.14, assumptions p7.45, Figure 7.7 p7.47; calculation example for 2F1 (workbook)",
			Inputs:  []inventory.Input{consumed, introduced, growth, destroyed, rate, lifetime},
			Formula: BankEmission,
			Where:   append(held, "New_t = max(0, N_t − (1 − (1 − EF)^3) × New_(t−3) − EF × (New_(t−4) + … + New_(t−L+1)))", reckonedBack),
		},
		{
			ID: "2.F.3/t1a/any", Category: "2.F.3", Gas: inventory.AnyGas, Tier: "1a",
			Title:   inventory.Text{ZH: "消防设备：存量模型", EN: "Fire protection: bank of a gas"},
			Source:  ipcc2006 + "Eq 7.17 p7.61, §7.6; calculation example for 2F3 (workbook)",
			Inputs:  []inventory.Input{consumed, introduced, growth, destroyed, ofFire, lifetime},
			Formula: FireBankEmission,
			Where:   append(held, "New_t = max(0, N_t − EF × (New_(t−1) + … + New_(t−L+1)))", reckonedBack),
		},
		{
			ID: "2.F.2/t1a/any", Category: "2.F.2", Gas: inventory.AnyGas, Tier: "1a",
			Title:  inventory.Text{ZH: "闭孔泡沫：存量模型", EN: "Closed-cell foam: bank of a gas"},
			Source: ipcc2006 + "Eq 7.7 p7.33, Table 7.5 p7.35; calculation example for 2F2 (workbook)",
			Inputs: []inventory.Input{consumed, introduced, growth,
				inventory.Optional(ofGas("decommissioned", "DL", "报废损失", "decommissioning losses")), recovers(ofGas("recovered", "RD", "回收或销毁量", "recovered or destroyed")),
				shareOf("first_year_loss", "EF_FY", "fraction", "首年损失率", "first-year loss"), shareOf("annual_loss", "EF_AL", "fraction/yr", "年损失率", "annual loss"), lifetime},
			Formula: FoamBankEmission,
			Where:   []string{"B_t = N_t + N_(t−1) + … + N_(t−L+1)", reckonedBack},
		},
	}
}

// states are the bank's states of each year.
type states struct {
	in              inventory.Inputs
	first, life     int
	rate            expr.Node // of a year
	consumed        map[int]expr.Node
	fresh, gone     map[int]expr.Node // in new equipment; retired
	held, leaked    map[int]expr.Node
	known           int // year of the first figure
	kept, keptThree expr.Node
	serviced        func(*states, int) []expr.Node // what keeps older equipment filled
}

// BankEmission is what a bank emits in the year, in t: EF·B_t + Ret_t·(1 − d). Leaks and retirement are rounded once and the
// bank is what is left, so that what went in is what leaked, was retired and is held, to the last digit.
func BankEmission(in inventory.Inputs) expr.Node {
	return bankEmission(in, "bank_emission_rate", (*states).servicedAfterThree)
}

// FireBankEmission is the same of equipment that is topped up every year.
func FireBankEmission(in inventory.Inputs) expr.Node {
	return bankEmission(in, "emission_factor", (*states).toppedUp)
}

func bankEmission(in inventory.Inputs, rate string, serviced func(*states, int) []expr.Node) expr.Node {
	figures := in.Series("consumption")
	if len(figures) == 0 {
		return in.Activity("consumption")
	}
	yearly := expr.Mul(in.Factor(rate), oneYear())
	if in.Year() == 0 && figures[0].Year == 0 {
		state := func(name string) expr.Node { return expr.State(name, figures[0].Node) }
		return emitted(in, expr.Mul(yearly, state("B_t")), state("Ret_t"))
	}
	s, failed := begin(in, figures)
	if failed != nil {
		return expr.Fail(failed)
	}
	s.rate, s.serviced = yearly, serviced
	s.kept = expr.Sub(expr.Int(1), yearly)
	s.keptThree = expr.Sub(expr.Int(1), expr.Pow(s.kept, expr.Int(3)))
	for year := s.first; year <= in.Year(); year++ {
		if failed := s.run(year); failed != nil {
			return expr.Fail(failed)
		}
	}
	return emitted(in, s.leaked[in.Year()], s.gone[in.Year()])
}

// FoamBankEmission is N_t·EF_FY + B_t·EF_AL + DL − RD, B_t being the original charge of the foam that is no older than its
// lifetime.
func FoamBankEmission(in inventory.Inputs) expr.Node {
	figures := in.Series("consumption")
	if len(figures) == 0 {
		return in.Activity("consumption")
	}
	now, bank := figures[len(figures)-1].Node, expr.State("B_t", figures[0].Node)
	if in.Year() != 0 || figures[0].Year != 0 {
		s, failed := begin(in, figures)
		if failed != nil {
			return expr.Fail(failed)
		}
		var all []expr.Node
		for year := max(s.first, in.Year()-s.life+1); year <= in.Year(); year++ {
			n, failed := s.consumption(year)
			if failed != nil {
				return expr.Fail(failed)
			}
			all = append(all, expr.State("N_"+strconv.Itoa(year), n))
		}
		now, bank = all[len(all)-1], expr.State("B_"+strconv.Itoa(in.Year()), expr.Add(all...))
	}
	out := expr.Add(expr.Mul(now, in.Factor("first_year_loss")), expr.Mul(bank, in.Factor("annual_loss"), oneYear()))
	if in.Has("decommissioned") {
		out = expr.Add(out, in.Activity("decommissioned"))
	}
	if in.Has("recovered") {
		out = expr.Sub(out, in.Activity("recovered"))
	}
	return out
}

// emitted is what leaks and what is retired and not destroyed.
func emitted(in inventory.Inputs, leaked, retired expr.Node) expr.Node {
	if in.Has("destroyed_share") {
		retired = expr.Mul(retired, expr.Sub(expr.Int(1), in.Activity("destroyed_share")))
	}
	return expr.Add(leaked, retired)
}

// begin reads the figures, the year of introduction and the lifetime, and refuses what cannot be.
func begin(in inventory.Inputs, figures []inventory.Dated) (*states, error) {
	s := &states{in: in, known: figures[0].Year,
		consumed: map[int]expr.Node{}, fresh: map[int]expr.Node{}, gone: map[int]expr.Node{}, held: map[int]expr.Node{}, leaked: map[int]expr.Node{}}
	for _, f := range figures {
		s.consumed[f.Year] = f.Node
	}
	year := in.Year()
	if !in.Has("introduction_year") {
		return nil, inventory.Failf("存量没有起始年份：第一个数是 %d 年的，不知道此前有没有；写参数 introduction_year（该气体在本区开始使用的年份，单位 年）",
			"the bank has no start year: its first figure is of %d, and nothing says what went in before; state introduction_year, the year in which the gas came into use here", figures[0].Year)
	}
	first, err := whole(in.Activity("introduction_year"))
	if err != nil {
		return nil, err
	}
	life, err := whole(in.Factor("lifetime"))
	if err != nil {
		return nil, err
	}
	s.first, s.life = first, life
	switch {
	case first > s.known:
		return nil, inventory.Failf("开始使用的年份 %d 在第一个数的年份 %d 之后", "the year of introduction, %d, is after that of the first figure, %d", first, s.known)
	case year-first > longest:
		return nil, inventory.Failf("开始使用的年份 %d 太早：存量最多倒推 %d 年", "the year of introduction, %d, is too early: a bank reaches back %d years at most", first, longest)
	case life < 1 || life > longest:
		return nil, inventory.Failf("寿命 %d 年不在 1 至 %d 年之间", "a lifetime of %d years is not between 1 and %d", life, longest)
	}
	return s, nil
}

// run makes the states of one year from those before.
func (s *states) run(year int) error {
	n, err := s.consumption(year)
	if err != nil {
		return err
	}
	name := func(symbol string) string { return symbol + "_" + strconv.Itoa(year) }
	n = expr.State(name("N"), n)
	serviced := s.serviced(s, year)
	fresh := n
	if len(serviced) > 0 {
		fresh = expr.State(name("New"), expr.Round34(expr.Max(nothing(n), expr.Sub(n, expr.Add(serviced...)))))
	}
	s.fresh[year] = fresh
	held := n
	if before, ok := s.held[year-1]; ok {
		held = expr.Add(expr.Sub(before, s.leaked[year-1]), n)
	}
	s.gone[year] = expr.State(name("Ret"), nothing(n))
	if old, ok := s.fresh[year-s.life]; ok {
		s.gone[year] = expr.State(name("Ret"), expr.Round34(expr.Min(expr.In(expr.Mul(s.kept, old), n.Unit()), held)))
		held = expr.Sub(held, s.gone[year])
	}
	s.held[year] = expr.State(name("B"), held)
	s.leaked[year] = expr.State(name("Leak"), expr.Round34(expr.In(expr.Mul(s.rate, s.held[year]), n.Unit())))
	return nil
}

// toppedUp is what keeps equipment filled that is refilled every year: what each cohort in use loses.
func (s *states) toppedUp(year int) []expr.Node {
	var out []expr.Node
	for age := 1; age < s.life; age++ {
		if of, ok := s.fresh[year-age]; ok {
			out = append(out, expr.In(expr.Mul(s.rate, of), of.Unit()))
		}
	}
	return out
}

// servicedAfterThree is what keeps equipment filled that is refilled after three years for what it has lost, and then year by
// year.
func (s *states) servicedAfterThree(year int) []expr.Node {
	var out []expr.Node
	if of, ok := s.fresh[year-3]; ok && s.life > 3 {
		out = append(out, expr.In(expr.Mul(s.keptThree, of), of.Unit()))
	}
	for age := 4; age < s.life; age++ {
		if of, ok := s.fresh[year-age]; ok {
			out = append(out, expr.In(expr.Mul(s.rate, of), of.Unit()))
		}
	}
	return out
}

// consumption is the year's figure, or what it must have been before the first.
func (s *states) consumption(year int) (expr.Node, error) {
	if n, ok := s.consumed[year]; ok {
		return n, nil
	}
	switch {
	case year > s.known:
		return expr.Node{}, inventory.Failf("缺 %d 年的净消费量（前后年份都有）：没有消费就写 0", "the net consumption of %d is missing between others: state 0 if there was none", year)
	case !s.in.Has("sales_growth"):
		return expr.Node{}, inventory.Failf("缺 %d 年的净消费量：从开始使用的 %d 年起逐年填写，或写增长率 sales_growth 由 %d 年倒推",
			"the net consumption of %d is missing: state every year from the introduction in %d, or sales_growth to reckon back from %d", year, s.first, s.known)
	}
	n, k := s.known-s.first+1, year-s.first+1
	growth := expr.Pow(expr.Add(expr.Int(1), s.in.Activity("sales_growth")), expr.Int(int64(n-k)))
	return expr.Round34(expr.Quo(expr.Mul(s.consumed[s.known], expr.Ratio(int64(k), int64(n))), growth)), nil
}

// nothing is zero of what the node is of.
func nothing(of expr.Node) expr.Node { return expr.Const(decimal.Decimal{}, of.Unit()) }

// whole is the value of a node that counts years.
func whole(n expr.Node) (int, error) {
	if err := n.Err(); err != nil {
		return 0, err
	}
	value, err := expr.Decimal(n)
	if err != nil {
		return 0, err
	}
	if !value.IsInteger() || value.Abs().GreaterThan(decimal.NewFromInt(9999)) {
		return 0, &inventory.Failure{Text: inventory.Text{ZH: value.String() + " 不是整数年", EN: value.String() + " is no whole number of years"}}
	}
	return int(value.IntPart()), nil
}
