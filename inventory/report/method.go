package report

import (
	"cmp"
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
	fmt.Fprintf(w, "  %s %s   %s %s   %s %s   %s %s\n", say("类别", "category"), m.Category, say("结果", "gives"), m.Of(), say("层级", "tier"), m.Tier,
		say("边界", "boundary"), m.Boundary)
	fmt.Fprintf(w, "  %s %s\n  %s %s\n  %s %s\n", say("公式", "formula"), formula, say("依据", "source"), m.Source, say("指南", "guides"), cmp.Or(strings.Join(guides, ", "), say("无：单独运行", "none: it is run by itself")))
	for _, state := range m.Where {
		fmt.Fprintf(w, "  %s %s\n", say("其中", "where"), state)
	}
	t := &columns{right: []bool{false, false, false, false}}
	for _, in := range m.Inputs {
		kind := say("活动数据", "activity")
		if in.Factor {
			kind = say("因子", "factor")
		}
		if in.Optional {
			kind += say("（可缺）", " (optional)")
		}
		unit := strings.ReplaceAll(in.Unit, ";", " | ")
		if in.Per != "" {
			unit += " / " + say("单位 ", "unit of ") + in.Per
		}
		t.add("    "+in.Symbol, in.Name, unit, kind+"  "+in.Title.In(lang))
	}
	t.write(w)
}

// Methods prints every method with its formula.
func Methods(w io.Writer, e *engine.Engine, lang string) {
	for _, m := range e.Methods {
		fmt.Fprintf(w, "%s\n    %s\n    %s\n", m.ID, m.Title.In(lang), engine.Symbolic(m))
	}
}

// MethodRecords is every method, a row each.
func MethodRecords(e *engine.Engine) Records {
	out := Records{Columns: []string{"id", "category", "gas", "tier", "formula", "source", "guides"}}
	for _, m := range e.Methods {
		out.Rows = append(out.Rows, []string{m.ID, m.Category, m.Of(), m.Tier, engine.Symbolic(m), m.Source, strings.Join(e.Guides(m), ";")})
	}
	return out
}

// InputRecords is the inputs of a method, a row each; the units of one input are joined by semicolons.
func InputRecords(m *inventory.Method) Records {
	out := Records{Columns: []string{"method", "name", "symbol", "unit", "per", "kind", "title_zh", "title_en"}}
	for _, in := range m.Inputs {
		kind := "activity"
		if in.Factor {
			kind = "factor"
		}
		out.Rows = append(out.Rows, []string{m.ID, in.Name, in.Symbol, in.Unit, in.Per, kind, in.Title.ZH, in.Title.EN})
	}
	return out
}

// MethodJSON is one method with its inputs.
func MethodJSON(e *engine.Engine, m *inventory.Method) ([]byte, error) {
	return encode(struct {
		ID       string    `json:"id"`
		Title    bilingual `json:"title"`
		Category string    `json:"category"`
		Gas      string    `json:"gas"`
		Tier     string    `json:"tier"`
		Boundary string    `json:"boundary"`
		Formula  string    `json:"formula"`
		Source   string    `json:"source"`
		Guides   []string  `json:"guides"`
		Inputs   []object  `json:"inputs"`
	}{m.ID, bilingual(m.Title), m.Category, m.Of(), m.Tier, m.Boundary.String(), engine.Symbolic(m), m.Source, e.Guides(m), InputRecords(m).objects()})
}

// MethodRunRecords is the runs of a method, a row each: formula, numbers put in, result.
func MethodRunRecords(m *inventory.Method, runs []engine.MethodRun) (Records, error) {
	out := Records{Columns: []string{"id", "year", "item", "formula", "numbers", "value", "unit"}}
	for _, r := range runs {
		value, err := expr.Decimal(r.Node)
		if err != nil {
			return out, err
		}
		year := ""
		if r.Year != 0 {
			year = strconv.Itoa(r.Year)
		}
		out.Rows = append(out.Rows, []string{m.ID, year, r.Item, formula(r.Node), expr.Format(r.Node, expr.Numbers), value.String(), r.Node.Unit().String()})
	}
	return out, nil
}

// MethodRuns prints runs.
func MethodRuns(w io.Writer, runs Records, lang string) {
	for i, r := range runs.Rows {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s  %s\n", r[0], strings.TrimSpace(r[1]+" "+r[2]))
		fmt.Fprintf(w, "  %s %s\n", inventory.Text{ZH: "公式", EN: "formula"}.In(lang), r[3])
		fmt.Fprintf(w, "  %s %s\n", inventory.Text{ZH: "代入", EN: "numbers"}.In(lang), r[4])
		fmt.Fprintf(w, "  = %s %s\n", r[5], r[6])
	}
}
