package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/factors"
	"ghg/inventory"
)

// only says in which of two sets a pair stands.
func only(p factors.Pair) string {
	switch {
	case p.B == nil:
		return "only_a"
	case p.A == nil:
		return "only_b"
	case len(p.Differs) == 0:
		return "equal"
	}
	return "differs"
}

// FactorDiffRecords is every pair of a comparison of two sets, the equal ones too. The percentage is left to people: the
// ratio of the change to the first value stands whole.
func FactorDiffRecords(d factors.Diff) Records {
	out := Records{Columns: []string{"result", "differs", "key_a", "key_b", "value_a", "unit_a", "low_a", "high_a", "bounds_a", "status_a", "source_a",
		"value_b", "unit_b", "low_b", "high_b", "bounds_b", "status_b", "source_b", "value_b_in_unit_a", "change", "relative"}}
	side := func(r *factors.Row) (key string, cells []string) {
		if r == nil {
			return "", make([]string, 7)
		}
		return r.Key(), []string{number(r.Value), r.Unit.String(), number(r.Low), number(r.High), r.Bounds, r.Status.String(), r.Document}
	}
	for _, p := range d.Pairs {
		keyA, a := side(p.A)
		keyB, b := side(p.B)
		row := append([]string{only(p), strings.Join(p.Differs, ";"), keyA, keyB}, append(a, b...)...)
		out.Rows = append(out.Rows, append(row, number(p.Value), number(p.Change), number(p.Relative)))
	}
	return out
}

// FactorDiff prints the pairs that differ, each with what differs, then the rows of one set only, then how many of each.
func FactorDiff(w io.Writer, d factors.Diff, a, b, lang string) {
	say := func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) }
	for _, p := range d.Pairs {
		if only(p) == "differs" {
			printPair(w, p, say)
		}
	}
	for _, list := range []struct{ which, set string }{{"only_a", a}, {"only_b", b}} {
		t := &columns{right: []bool{false, true, false}}
		for _, p := range d.Pairs {
			if only(p) != list.which {
				continue
			}
			r := p.A
			if r == nil {
				r = p.B
			}
			t.add("  "+r.Key(), r.Figure(), r.Status.String())
		}
		if len(t.rows) > 0 {
			fmt.Fprintln(w, say("只在 ", "only in ")+list.set)
			t.write(w)
		}
	}
	fmt.Fprintln(w, inventory.Text{
		ZH: fmt.Sprintf("%d 对相同，%d 对不同（其中 %d 对数值不同），%d 行只在 %s，%d 行只在 %s", d.Equal, d.Differ, d.Values, d.OnlyA, a, d.OnlyB, b),
		EN: fmt.Sprintf("%d equal, %d differ (%d of them in the value), %d only in %s, %d only in %s", d.Equal, d.Differ, d.Values, d.OnlyA, a, d.OnlyB, b)}.In(lang))
}

func printPair(w io.Writer, p factors.Pair, say func(zh, en string) string) {
	fmt.Fprintln(w, p.A.Key())
	t := &columns{right: []bool{false, false, false, false, false, false}}
	for _, side := range []*factors.Row{p.A, p.B} {
		bounds := ""
		if side.Low != nil || side.High != nil {
			bounds = "[" + bound(side.Low) + ", " + bound(side.High) + "] " + side.Bounds
		}
		figure := side.Figure()
		if side.Value == nil {
			bounds = side.Bounds
		}
		t.add("  "+side.Set, figure, bounds, side.Years(), side.Status.String(), side.Document)
	}
	t.write(w)
	names := map[string]string{"value": say("数值", "value"), "unit": say("单位", "unit"), "bounds": say("界限", "bounds"), "status": say("状态", "status"),
		"years": say("年份", "years"), "category": say("类别", "category")}
	var differs []string
	for _, what := range p.Differs {
		differs = append(differs, names[what])
	}
	line := "  " + say("不同：", "differ: ") + strings.Join(differs, say("、", ", "))
	if p.Change != nil && !p.Change.IsZero() {
		line += "  " + signed(*p.Change) + " " + p.A.Unit.String()
		if p.Relative != nil {
			line += " (" + signed(p.Relative.Shift(2).RoundBank(2)) + " %)"
		}
	}
	fmt.Fprintln(w, line)
}

// signed prints a change with its sign.
func signed(d decimal.Decimal) string {
	if d.IsPositive() {
		return "+" + d.String()
	}
	return strings.Replace(d.String(), "-", "−", 1)
}
