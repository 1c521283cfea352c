package report

import (
	"fmt"
	"io"
	"strconv"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/expr"
)

// AccountRecords is the accounts of energy, a row a source and one for the whole. What renewable energy stands for is
// information.
func AccountRecords(region string, accounts []*engine.Account) Records {
	out := Records{Columns: []string{"region", "year", "account", "vintage", "source_zh", "source_en", "value", "unit", "co2_t", "co2_avoided_t", "revised_t", "method", "numbers", "cell"}}
	for _, a := range accounts {
		for _, l := range a.Lines {
			row := []string{region, strconv.Itoa(a.Year), a.Kind, a.Vintage, l.Entry.Source.ZH, l.Entry.Source.EN, l.Value.String(), l.Unit.String(), "", "", "", l.Method.ID,
				expr.Format(l.Tree, expr.Numbers), l.Origin.String()}
			row[avoided(a)] = l.CO2.String()
			out.Rows = append(out.Rows, row)
		}
		row := []string{region, strconv.Itoa(a.Year), a.Kind, a.Vintage, "合计", "total", "", "", "", "", number(a.Revised), "", "", ""}
		row[avoided(a)] = a.CO2.String()
		out.Rows = append(out.Rows, row)
	}
	return out
}

// avoided is the column in which the CO2 of the account stands.
func avoided(a *engine.Account) int {
	if a.Kind == inventory.RenewableAccount {
		return 9
	}
	return 8
}

// Accounts prints the accounts of energy.
func Accounts(w io.Writer, accounts []*engine.Account, lang string) {
	say := func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) }
	for _, a := range accounts {
		t := &columns{right: []bool{false, true, false, true}}
		title, what := say("化石能源二氧化碳年度核算", "Account of fossil CO2"), say("CO2（t）", "CO2 (t)")
		if a.Kind == inventory.RenewableAccount {
			title, what = say("可再生能源核算", "Account of renewable energy"), say("相当于减排（t CO2，参考信息）", "stands for (t CO2, information)")
		}
		t.rule()
		t.add(fmt.Sprintf("%s %d%s", title, a.Year, map[string]string{"preliminary": say("（初步）", " (preliminary)"), "final": say("（最终）", " (final)")}[a.Vintage]), say("数量", "quantity"), "", what)
		t.rule()
		for _, l := range a.Lines {
			t.add(l.Entry.Source.In(lang), l.Value.String(), l.Unit.String(), tonnes(l.CO2))
		}
		t.add(say("合计（不计入清单总量）", "total (outside the inventory)"), "", "", tonnes(a.CO2))
		if a.Revised != nil {
			t.add(say("比初步核算", "against the preliminary account"), "", "", tonnes(*a.Revised))
		}
		fmt.Fprintln(w)
		t.write(w)
	}
}

// Account explains an account: each source with its formula, its numbers and its cells.
func (x *Explainer) Account(w io.Writer, a *engine.Account) {
	for i, l := range a.Lines {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%d %s  %s  %s\n  = %s t CO2\n", a.Year, a.Vintage, l.Entry.Source.In(x.Lang), a.Kind, l.CO2)
		fmt.Fprintf(w, "  %s %s — %s\n", x.say("方法", "method"), l.Method.ID, l.Method.Title.In(x.Lang))
		fmt.Fprintf(w, "  %s %s\n  %s %s\n", x.say("公式", "formula"), formula(l.Tree), x.say("代入", "numbers"), expr.Format(l.Tree, expr.Numbers))
		x.Leaves(w, l.Tree.Leaves())
	}
}
