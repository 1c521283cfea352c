package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/expr"
)

// SpliceList is splices with what they give: those that are recorded, or one that is tried and the other techniques that would give
// the same years.
type SpliceList struct {
	Recorded []*engine.Splicing
	Tried    *engine.Splicing
	Others   []*engine.Splicing
}

// Undecided stands for who decides and why while a splice is only tried.
const Undecided = "?"

// Records is the figures, a row each; of a splice that gives none one row without figure. Standing is recorded, proposed or other.
func (l SpliceList) Records() Records {
	out := Records{Columns: []string{"standing", "technique", "year", "category", "facility", "item", "detail", "parameter", "value", "unit", "uncertainty_pct", "formula",
		"ratio_mean", "ratio_sd_pct", "indicator", "by", "date", "reason", "cell"}}
	add := func(standing string, list ...*engine.Splicing) {
		for _, s := range list {
			out.Rows = append(out.Rows, spliceRows(standing, s)...)
		}
	}
	add("recorded", l.Recorded...)
	if l.Tried != nil {
		add("proposed", l.Tried)
	}
	add("other", l.Others...)
	return out
}

func spliceRows(standing string, s *engine.Splicing) [][]string {
	item, mean, sd, cell := "", "", "", ""
	if s.By.Item != nil {
		item = s.By.Item.Name
	}
	if len(s.Ratios) > 0 {
		mean, sd = s.Stats.Mean.String(), s.Stats.Spread().String()
	}
	if standing == "recorded" {
		cell = s.By.Place.Cell("").String()
	}
	row := func(year, value, unit, uncertainty, formula string) []string {
		return []string{standing, s.By.Technique, year, s.By.Category.Code, s.By.Facility, item, s.By.Detail, s.By.Parameter, value, unit, uncertainty, formula,
			mean, sd, s.By.Indicator, s.By.By, s.By.Date, s.By.Reason, cell}
	}
	var out [][]string
	for _, f := range s.Figures {
		uncertainty := ""
		if f.Uncertainty.IsPositive() {
			uncertainty = f.Uncertainty.String()
		}
		out = append(out, row(strconv.Itoa(f.Row.Year), f.Row.Value.String(), f.Row.Unit.String(), uncertainty, expr.Format(f.Tree, expr.Numbers)))
	}
	if out == nil {
		out = append(out, row(s.By.Years(), "", "", "", ""))
	}
	return out
}

// Print prints each splice with its figures, how they follow, and the other techniques beside it.
func (l SpliceList) Print(w io.Writer, lang string) {
	say := func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) }
	all := l.Recorded
	if l.Tried != nil {
		all = append(slices.Clone(all), l.Tried)
	}
	for i, s := range all {
		if i > 0 {
			fmt.Fprintln(w)
		}
		splicing(w, s, s != l.Tried, lang)
	}
	if l.Tried == nil {
		fmt.Fprintln(w, say(fmt.Sprintf("%d 条衔接记录", len(l.Recorded)), fmt.Sprintf("splices recorded: %d", len(l.Recorded))))
		return
	}
	if len(l.Others) > 0 {
		compared(w, l.Tried, l.Others, lang)
	}
}

// splicing prints one splice.
func splicing(w io.Writer, s *engine.Splicing, recorded bool, lang string) {
	say := func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) }
	name := strings.Join(strings.Fields(s.By.Category.Code+" "+s.By.About(s.By.Year).Subject()+" "+s.By.Parameter), " ")
	head := s.By.Technique + "  " + name + "  " + s.By.Years()
	if recorded {
		head += "  " + s.By.Place.Cell("").String()
	}
	fmt.Fprintln(w, head)
	for _, f := range s.Figures {
		line := fmt.Sprintf("  %d  %s %s", f.Row.Year, sixDecimals(f.Row.Value), f.Row.Unit)
		if f.Uncertainty.IsPositive() {
			line += fmt.Sprintf("  %s ±%s %%", say("另加不确定度", "uncertainty added"), f.Uncertainty.RoundBank(2))
		}
		fmt.Fprintf(w, "%s\n    = %s\n", line, expr.Format(f.Tree, expr.Numbers))
	}
	if len(s.Figures) == 0 {
		fmt.Fprintln(w, "  "+say("推算不出数", "no figure follows"))
	}
	if len(s.Ratios) > 0 {
		t := &columns{right: []bool{true, true, true, true}}
		t.add("  "+say("年份", "year"), say("本系列", "the series"), s.By.Indicator, say("比值", "ratio"))
		for _, r := range s.Ratios {
			t.add("  "+strconv.Itoa(r.Year), r.Known, r.Other, sixDecimals(r.Value))
		}
		t.write(w)
		fmt.Fprintf(w, "  %s %s, %s %s %%\n", say("平均比值", "mean ratio"), sixDecimals(s.Stats.Mean), say("标准差为其", "standard deviation of it"), s.Stats.Spread().RoundBank(2))
	}
	if s.By.By != Undecided {
		fmt.Fprintf(w, "  %s %s: %s\n", s.By.By, s.By.Date, s.By.Reason)
	}
}

// compared prints what the techniques give side by side, with the difference of each from the one that is tried.
func compared(w io.Writer, tried *engine.Splicing, others []*engine.Splicing, lang string) {
	say := func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) }
	fmt.Fprintln(w, say("别的方法也推算得出（括号内为与所选方法之差）", "other techniques give these years too (in brackets the difference from the one chosen)"))
	t := &columns{right: []bool{true, true}}
	head := []string{"  " + say("年份", "year"), tried.By.Technique}
	for _, o := range others {
		t.right = append(t.right, true)
		name := o.By.Technique
		if o.By.FromYear != 0 {
			name += " " + strconv.Itoa(o.By.FromYear)
		}
		head = append(head, name)
	}
	t.add(head...)
	for i, f := range tried.Figures {
		row := []string{"  " + strconv.Itoa(f.Row.Year), sixDecimals(f.Row.Value) + " " + f.Row.Unit.String()}
		for _, o := range others {
			row = append(row, beside(f, o.Figures[i]))
		}
		t.add(row...)
	}
	t.write(w)
}

// beside is a figure with its difference from another.
func beside(chosen, other *engine.Spliced) string {
	out := sixDecimals(other.Row.Value) + " " + other.Row.Unit.String()
	if difference, ok := chosen.Difference(other); ok {
		out += " (" + signedPercent(difference) + ")"
	}
	return out
}

func signedPercent(share decimal.Decimal) string {
	if share.IsNegative() {
		return percent(share)
	}
	return "+" + percent(share)
}

// sixDecimals is a figure as far as people read it.
func sixDecimals(d decimal.Decimal) string { return d.RoundBank(6).String() }
