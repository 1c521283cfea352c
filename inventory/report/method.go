package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/expr"
)

// Method prints what one method computes, from what, and where it is printed.
func Method(w io.Writer, m *inventory.Method, formula string, guides []string, lang string) {
	say := func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) }
	fmt.Fprintf(w, "%s\n  %s\n", m.ID, m.Title.In(lang))
	fmt.Fprintf(w, "  %s %s   %s %s   %s %s   %s %s\n", say("类别", "category"), m.Category, say("气体", "gas"), m.Gas, say("层级", "tier"), m.Tier,
		say("边界", "boundary"), m.Boundary)
	fmt.Fprintf(w, "  %s %s\n  %s %s\n  %s %s\n", say("公式", "formula"), formula, say("依据", "source"), m.Source, say("指南", "guides"), strings.Join(guides, ", "))
	t := &columns{right: []bool{false, false, false, false}}
	for _, in := range m.Inputs {
		kind := say("活动数据", "activity")
		if in.Factor {
			kind = say("因子", "factor")
		}
		unit := strings.ReplaceAll(in.Unit, ";", " | ")
		if in.Per != "" {
			unit += " / " + say("单位 ", "unit of ") + in.Per
		}
		t.add("    "+in.Symbol, in.Name, unit, kind+"  "+in.Title.In(lang))
	}
	t.write(w)
}

// MethodRun prints one run: formula, numbers put in, result.
func MethodRun(w io.Writer, m *inventory.Method, r engine.MethodRun, lang string) error {
	value, err := expr.Decimal(r.Node)
	if err != nil {
		return err
	}
	name := strings.TrimSpace(r.Item)
	if r.Year != 0 {
		name = strings.TrimSpace(strconv.Itoa(r.Year) + " " + name)
	}
	fmt.Fprintf(w, "%s  %s\n", m.ID, name)
	fmt.Fprintf(w, "  %s %s\n", inventory.Text{ZH: "公式", EN: "formula"}.In(lang), formula(r.Node))
	fmt.Fprintf(w, "  %s %s\n", inventory.Text{ZH: "代入", EN: "numbers"}.In(lang), expr.Format(r.Node, expr.Numbers))
	fmt.Fprintf(w, "  = %s %s\n", value, r.Node.Unit())
	return nil
}
