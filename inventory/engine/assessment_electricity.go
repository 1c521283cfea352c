package engine

import (
	"fmt"
	"slices"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/trend"
)

// electricityInput is the net imported electricity of the account, and gridFactor the symbol of what its line multiplies it by, be it of
// the tables or named by the authority.
const (
	electricityInput = "electricity_net"
	gridFactor       = "EF_grid"
)

// line is the line of an input in an account, nil for none.
func (a *Account) line(input string) *AccountLine {
	at := slices.IndexFunc(a.Lines, func(l AccountLine) bool { return l.Entry.Input == input })
	if at < 0 {
		return nil
	}
	return &a.Lines[at]
}

// factor is the leaf of the line's factor of that symbol, nil for none.
func (l *AccountLine) factor(symbol string) *inventory.Parameter {
	for _, leaf := range l.Tree.Leaves() {
		if p := inventory.ParameterOf(leaf); p.Mark == symbol {
			return p
		}
	}
	return nil
}

// lacksElectricity tells whether the account of either year leaves out the electricity that belongs inside it.
func (a *Assessment) lacksElectricity(base, year int) bool {
	return slices.ContainsFunc([]int{base, year}, func(at int) bool {
		account := a.account(at)
		return account != nil && account.line(electricityInput) == nil
	})
}

// sameFactor is the decline between two years with the electricity of both at the factor of the earlier; false if the factor is the
// same, or there is no electricity.
func (a *Assessment) sameFactor(from, to int) (expr.Node, bool) {
	base, now := a.account(from), a.account(to)
	earlier, ok := a.intensity(from)
	gdp, has := a.gdp.Tree(to)
	if !ok || !has || base == nil || now == nil {
		return expr.Node{}, false
	}
	first, last := base.line(electricityInput), now.line(electricityInput)
	if first == nil || last == nil {
		return expr.Node{}, false
	}
	old, new := first.factor(gridFactor), last.factor(gridFactor)
	if old == nil || new == nil || old.Amount.Equal(new.Amount) && old.In == new.In {
		return expr.Node{}, false
	}
	electricity := expr.In(expr.Mul(expr.Const(last.Value, last.Unit), expr.Of(old)), inventory.TonneOf("CO2"))
	co2 := expr.Add(expr.Sub(now.Tree, last.Tree), electricity)
	return trend.Decline(expr.In(expr.Quo(co2, gdp), earlier.Unit()), earlier), true
}

// evenFactor is the cumulative decline from the base to the year in which each computed link takes one factor of electricity; false if no
// computed link changes it.
func (a *Assessment) evenFactor(base, year int) (expr.Node, bool) {
	changes := false
	link := func(from, to int) (expr.Node, bool) {
		if tree, ok := a.sameFactor(from, to); ok {
			changes = true
			return tree, true
		}
		return a.decline(from, to)
	}
	tree, ok := chain(a.of.recognised[assessed], base, year, func(year int) (expr.Node, bool) { return link(year-1, year) })
	if !ok {
		tree, ok = link(base, year)
	}
	return tree, ok && changes
}

// electricity warns of accounts without electricity, and of a trend in which the factor of electricity changes: what falls or rises by it
// is no saving.
func (a *Assessment) electricity() {
	var without, differ []int
	last := -1
	for n, y := range a.Years {
		if y.Account != nil && y.Account.line(electricityInput) == nil {
			without = append(without, y.Year)
		}
		if y.SameFactor != nil {
			last, differ = n, append(differ, y.Year)
		}
	}
	if without != nil {
		a.of.problems.Add(inventory.Problem{Source: inventory.Source{File: "indicators.csv"}, Code: "account-without-electricity", Severity: inventory.Warning,
			Message: inventory.Text{ZH: fmt.Sprintf("%s 年的考核核算没有净调入电量：电力应计在内，这不是完整的考核口径", YearList(without)), EN: fmt.Sprintf("the official account of %s has no net imported electricity, which belongs inside it: it is not the account that is assessed", YearList(without))},
			Hint:    inventory.Text{ZH: "在 indicators.csv 写入“净调入电量”；净调出写负数，没有写 0，并写明来源", EN: "enter net imported electricity into indicators.csv: negative for exports, 0 for none, with the source"}})
	}
	if last < 0 {
		return
	}
	y := a.Years[last]
	old, new := a.account(a.Base).line(electricityInput).factor(gridFactor), y.Account.line(electricityInput).factor(gridFactor)
	a.of.problems.Add(inventory.Problem{Source: y.Account.line(electricityInput).Origin, Code: "account-factors-differ", Severity: inventory.Warning, Year: y.Year,
		Message: inventory.Text{
			ZH: fmt.Sprintf("考核核算的电力因子 %d 年是 %s %s，%d 年是 %s %s：累计下降 %s %%，电力都按 %d 年因子则是 %s %%；因子与基准年不同的年份：%s，经过这些年的逐年累计都受影响", a.Base, old.Amount, old.In, y.Year, new.Amount, new.In, brief(y.Recomputed.Shift(2)), a.Base, brief(y.SameFactor.Shift(2)), YearList(differ)),
			EN: fmt.Sprintf("the factor of electricity in the official account is %s %s in %d and %s %s in %d: the cumulative decline is %s %%, and with the factor of %d throughout %s %%; the factor is another than in the base year in %s, and every chain through these years holds it", old.Amount, old.In, a.Base, new.Amount, new.In, y.Year, brief(y.Recomputed.Shift(2)), a.Base, brief(y.SameFactor.Shift(2)), YearList(differ))},
		Hint: inventory.Text{ZH: "主管部门指定了因子的，把它作为“净调入电力排放因子”写入 indicators.csv，从基准年起每年都写", EN: "if the authority names a factor, enter it as the factor of imported electricity in indicators.csv, for every year from the base year on"}})
}
