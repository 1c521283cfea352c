package report

import (
	"fmt"
	"io"
	"strconv"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/expr"
)

// BalanceRecords is what the inventory takes from the energy balances, a row an activity: its formula and the figures put in.
func BalanceRecords(region string, balances []*engine.Balanced) Records {
	out := Records{Columns: []string{"region", "year", "category", "item", "detail", "parameter", "value", "unit", "method", "formula", "numbers", "source"}}
	for _, b := range balances {
		for _, l := range b.Lines {
			method := ""
			if l.Method != nil {
				method = l.Method.ID
			}
			out.Rows = append(out.Rows, []string{region, strconv.Itoa(l.Row.Year), l.Row.Category.Code, l.Row.ItemName(), l.Row.Detail, l.Row.Parameter,
				l.Row.Value.String(), l.Row.Unit.String(), method, expr.Format(l.Tree, expr.Symbols), expr.Format(l.Tree, expr.Numbers), l.Row.Place.Cell("value").String()})
		}
	}
	return out
}

// ReferenceRecords is the comparison of the reference and the sectoral approach: a row a fuel, then the groups and the total.
func ReferenceRecords(region string, references []*engine.Reference) Records {
	out := Records{Columns: []string{"region", "year", "group", "item", "apparent_consumption", "raw_material", "unit", "reference_t", "sectoral_t", "gap_t", "gap_pct",
		"losses_t", "transformed_t", "difference_t", "other_t", "method", "explanation"}}
	for _, ref := range references {
		for _, l := range ref.Lines {
			out.Rows = append(out.Rows, referenceCells(region, ref, l, l.Item.Name))
		}
		for _, l := range ref.Groups {
			out.Rows = append(out.Rows, referenceCells(region, ref, l, ""))
		}
	}
	return out
}

func referenceCells(region string, ref *engine.Reference, l *engine.ReferenceLine, item string) []string {
	row := []string{region, strconv.Itoa(ref.Year), l.Subject(), item, "", "", "", l.Reference.String(), l.Sectoral.String(), l.Gap.String(), number(l.Percent),
		l.Losses.String(), l.Transformed.String(), l.Difference.String(), l.Other.String(), "", ""}
	if l.Item != nil {
		row[4], row[5], row[6], row[15] = l.Apparent.String(), l.RawMaterial.String(), l.Unit.String(), l.Method.ID
	}
	if l.Explained != nil {
		row[16] = l.Explained.Reason
	}
	return row
}

// References prints the comparison by groups of fuels, and the explanations of its gaps.
func References(w io.Writer, references []*engine.Reference, lang string) {
	say := func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) }
	for _, ref := range references {
		t := &columns{right: []bool{false, true, true, true, true, true, true, true, true}}
		t.rule()
		t.add(say(fmt.Sprintf("%d 年参考方法核对（t CO2）", ref.Year), fmt.Sprintf("Reference approach, %d (t CO2)", ref.Year)), say("参考方法", "reference"), say("部门法", "sectoral"), say("差", "gap"), "%",
			say("其中损失", "losses"), say("加工转换", "transformed"), say("平衡差额", "difference"), say("其余", "other"))
		t.rule()
		for _, l := range ref.Groups {
			share := "—"
			if l.Percent != nil {
				share = l.Percent.RoundBank(2).StringFixedBank(2)
			}
			t.add(engine.GroupName(l.Group).In(lang), tonnes(l.Reference), tonnes(l.Sectoral), tonnes(l.Gap), share, tonnes(l.Losses), tonnes(l.Transformed), tonnes(l.Difference), tonnes(l.Other))
		}
		fmt.Fprintln(w)
		t.write(w)
		for _, l := range ref.Groups {
			if l.Explained != nil {
				fmt.Fprintf(w, "· %s%s%s（%s %s）\n", engine.GroupName(l.Group).In(lang), say("：", ": "), l.Explained.Reason, l.Explained.By, l.Explained.Date)
			}
		}
	}
}

// Reference explains the reference approach of a year, fuel by fuel, down to the cells of the balance.
func (x *Explainer) Reference(w io.Writer, ref *engine.Reference) {
	for i, l := range ref.Lines {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%d  %s  %s  CO2\n", ref.Year, x.say("参考方法", "reference approach"), itemName(l.Item, x.Lang))
		fmt.Fprintf(w, "  = %s t CO2；%s %s t，%s %s t\n", l.Reference, x.say("部门法", "sectoral"), l.Sectoral, x.say("差", "gap"), l.Gap)
		fmt.Fprintf(w, "  %s %s — %s, %s %s\n", x.say("方法", "method"), l.Method.ID, l.Method.Title.In(x.Lang), x.say("依据", "source"), l.Method.Source)
		fmt.Fprintf(w, "  %s %s\n  %s %s\n", x.say("公式", "formula"), formula(l.Tree), x.say("代入", "numbers"), expr.Format(l.Tree, expr.Numbers))
		x.Leaves(w, l.Tree.Leaves())
	}
}
