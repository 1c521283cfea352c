package report

import (
	"fmt"
	"io"
	"strconv"

	"ghg/inventory"
	"ghg/inventory/engine"
)

// EmitterRecords is the comparison of key emitters, a row a facility, category and gas: what was verified, what is computed, and
// which of them counts. Masses are in t of the gas.
func EmitterRecords(region string, emitters []*engine.Emitter) Records {
	out := Records{Columns: []string{"region", "year", "category", "facility", "item", "gas", "boundary", "verified", "computed", "difference", "difference_pct", "unit", "used",
		"verifier", "uncertainty", "source", "cell", "department", "notation", "note"}}
	for _, m := range emitters {
		out.Rows = append(out.Rows, emitterCells(region, m))
	}
	return out
}

func emitterCells(region string, m *engine.Emitter) []string {
	row := m.Line.Row
	cells := []string{region, strconv.Itoa(row.Year), row.Category.Code, row.Facility, row.ItemName(), m.Line.Gas, m.Line.Boundary.String(), "", "",
		number(m.Difference), number(m.Percent), "", usedWord(m), "", "", row.Document, m.Line.Origin().String(), row.Department, notation(m.Line), row.Note}
	if m.Line.Number {
		cells[11] = "t"
	}
	if m.Computed != nil {
		cells[8] = m.Sum.String()
	}
	if v := m.Verified; v != nil {
		cells[7], cells[13] = m.Line.Value().String(), v.Verifier
		if v.Uncertainty != nil {
			cells[14] = "±" + v.Uncertainty.Percent.String() + "%"
		}
	}
	return cells
}

// usedWord says which figure counts: verified, computed, or none.
func usedWord(m *engine.Emitter) string {
	switch {
	case m.Verified != nil:
		return "verified"
	case m.Line.Number:
		return "computed"
	}
	return ""
}

// RemainderRecords is what is left of the district's totals once the facilities are taken out of them, a row a total, then a row
// for each facility taken out.
func RemainderRecords(region string, remainders []*engine.Remainder) Records {
	out := Records{Columns: []string{"region", "year", "category", "facility", "item", "detail", "parameter", "value", "unit", "part", "cell"}}
	add := func(row *inventory.Activity, value, unit, part string) {
		out.Rows = append(out.Rows, []string{region, strconv.Itoa(row.Year), row.Category.Code, row.Facility, row.ItemName(), row.Detail, row.Parameter, value, unit, part,
			row.Place.Cell("value").String()})
	}
	for _, m := range remainders {
		add(m.Total, m.Total.Value.String(), m.Total.Unit.String(), "total")
		for _, part := range m.Parts {
			add(part, part.Value.String(), part.Unit.String(), "facility")
		}
		add(m.Row, m.Row.Value.String(), m.Row.Unit.String(), "remainder")
	}
	return out
}

// Emitters prints the comparison of the facilities that have a verified figure, and what is left of the district's totals.
func Emitters(w io.Writer, emitters []*engine.Emitter, remainders []*engine.Remainder, lang string) {
	say := func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) }
	t := &columns{right: []bool{false, false, false, true, true, true, true, false}}
	for _, m := range emitters {
		if m.Verified == nil {
			continue
		}
		if t.rows == nil {
			t.rule()
			t.add(say("重点排放单位（t）", "Key emitters (t)"), say("类别", "category"), say("气体", "gas"), say("核查", "verified"), say("计算", "computed"), say("差", "difference"), "%", say("核查机构", "verifier"))
			t.rule()
		}
		t.add(emitterRow(m, lang)...)
	}
	if t.rows != nil {
		fmt.Fprintln(w)
		t.write(w)
	}
	rests(w, remainders, lang)
}

func emitterRow(m *engine.Emitter, lang string) []string {
	row := m.Line.Row
	out := []string{fmt.Sprintf("%d %s", row.Year, activityName(m.Line, lang)), row.Category.Code, m.Line.Gas, "—", "—", "—", "—", ""}
	if m.Line.Boundary != inventory.Territorial {
		out[1] += " (" + m.Line.Boundary.String() + ")"
	}
	if m.Computed != nil {
		out[4] = tonnes(m.Sum)
	}
	if v := m.Verified; v != nil {
		out[3], out[7] = tonnes(m.Line.Value()), v.Verifier
	}
	if m.Difference != nil {
		out[5] = tonnes(*m.Difference)
	}
	if m.Percent != nil {
		out[6] = m.Percent.RoundBank(2).StringFixedBank(2)
	}
	if !m.Line.Number {
		out[4] = notation(m.Line)
	}
	return out
}

// rests prints what is left of the district's totals.
func rests(w io.Writer, remainders []*engine.Remainder, lang string) {
	if len(remainders) == 0 {
		return
	}
	say := func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) }
	t := &columns{right: []bool{false, true, true, true, false}}
	t.rule()
	t.add(say("总量减去所含各项", "Total less what it holds"), say("总量", "total"), say("所含各项之和", "held"), say("其余", "what is left"), say("单位", "unit"))
	t.rule()
	for _, m := range remainders {
		row := m.Total
		item := ""
		if row.Item != nil {
			item = " " + itemName(row.Item, lang)
		}
		t.add(fmt.Sprintf("%d %s%s %s", row.Year, row.Category.Code, item, row.Parameter), row.Value.String(), m.Sum.String(), m.Row.Value.String(), row.Unit.String())
	}
	fmt.Fprintln(w)
	t.write(w)
}

// Emitters explains the key emitters: the table of all facilities, then each verified figure with the computed lines it stands for.
func (x *Explainer) Emitters(w io.Writer, emitters []*engine.Emitter, remainders []*engine.Remainder) {
	t := &columns{right: []bool{false, false, false, true, true, true, true, false}}
	t.rule()
	t.add(x.say("设施（t）", "facility (t)"), x.say("类别", "category"), x.say("气体", "gas"), x.say("核查", "verified"), x.say("计算", "computed"), x.say("差", "difference"), "%", x.say("核查机构", "verifier"))
	t.rule()
	for _, m := range emitters {
		t.add(emitterRow(m, x.Lang)...)
	}
	t.write(w)
	rests(w, remainders, x.Lang)
	for _, m := range emitters {
		if m.Verified != nil {
			fmt.Fprintln(w)
			x.Estimate(w, m.Line)
		}
	}
}

// superseded explains the computed lines in whose place a verified figure stands.
func (x *Explainer) superseded(w io.Writer, e *inventory.Estimate) {
	for _, old := range e.Superseded() {
		fmt.Fprintf(w, "  %s\n", x.say("— 被代替的计算值，不计入合计：", "— the computed figure it stands for, outside every total:"))
		x.Estimate(&indented{w: w}, old)
	}
}

// indented writes each line four blanks further in.
type indented struct {
	w   io.Writer
	mid bool // a line is begun
}

// Write writes the text.
func (i *indented) Write(text []byte) (int, error) {
	out := make([]byte, 0, len(text)+16)
	for _, b := range text {
		if !i.mid {
			out = append(out, "    "...)
		}
		out, i.mid = append(out, b), b != '\n'
	}
	_, err := i.w.Write(out)
	return len(text), err
}
