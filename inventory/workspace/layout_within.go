package workspace

import (
	"fmt"
	"slices"

	"ghg/inventory"
	"ghg/inventory/table"
)

// partless tells whether a row is a sum of which the layout says no parts: grain of the summer harvest.
func (r *mappedRow) partless() bool {
	return r.kind == sumRow && !r.generic && !slices.ContainsFunc(r.sums, func(t *totalRule) bool { return len(t.Parts) > 0 })
}

func (m *mapping) countsWithin(index rowIndex, r *mappedRow) bool {
	p := r.parent
	switch {
	case p == nil || p.generic:
		return true
	case p.rule != nil && m.namesRow(p.rule.Less, r):
		return true
	case p.kind == sumRow && slices.ContainsFunc(p.sums, func(t *totalRule) bool { return m.namesRow(t.Parts, r) }):
		return true
	case p.kind == leftRow || p.partless():
		return m.countsBeside(index, r)
	}
	return false
}

// countsBeside tells whether a part of a row that does not count itself counts: where the table has no row of its name that is no part.
// Parts of one name of several such rows, maize of the summer's grain and of the autumn's, are added up.
func (m *mapping) countsBeside(index rowIndex, r *mappedRow) bool {
	first := index.beside(r, r.axis, r.texts[r.axis])
	switch {
	case first == r:
		return true
	case first == nil || !first.within || first.parent == nil:
		return false
	case r.parent.partless() && first.parent.partless() && r.parent.sums[0] == first.parent.sums[0]:
		r.with = first
		first.also = append(first.also, r)
		return true
	}
	m.refuseAt(r.Line, m.nameColumn(r), "layout-row-twice",
		inventory.Text{ZH: fmt.Sprintf("“%s”在第 %d 行已经有了，不知道两行是不是一回事", table.Excerpt(r.name()), first.Line), EN: fmt.Sprintf(`"%s" is given in line %d already: it is not known whether they are the same`, table.Excerpt(r.name()), first.Line)},
		inventory.Text{ZH: "另加一行它的合计（不带“其中”），或只留一行", EN: "add a row of the whole of it, without 其中, or keep one of the rows"})
	m.unsure = true
	return false
}

// together is the cell of a row with those of the rows that are added to it.
func (f *finding) together() (quantityOf, bool) {
	out, some := f.r.cells[f.c]
	for _, r := range f.r.also {
		part, has := r.cells[f.c]
		if !has {
			continue
		}
		if !some {
			out, some = part, true
			f.first = part
			continue
		}
		part, ok := convert(part, out.unit)
		if !ok {
			f.of.otherUnits(r, f.c)
			return out, false
		}
		out.value, out.half = out.value.Add(part.value), out.half.Add(part.half)
		f.steps = append(f.steps, "+ "+part.value.String()+" ("+inventory.Source{File: f.of.File, Sheet: f.of.Sheet, Row: r.Line, Col: f.c.index + 1}.String()+")")
	}
	return out, some
}

// partsWithin are the parts of rows that count by themselves, by the row that they are a part of, in the order of the table.
func (m *mapping) partsWithin() (wholes []*mappedRow, parts map[*mappedRow][]*mappedRow) {
	parts = map[*mappedRow][]*mappedRow{}
	for _, r := range m.rows {
		if r.within && r.counted && r.parent != nil {
			if parts[r.parent] == nil {
				wholes = append(wholes, r.parent)
			}
			parts[r.parent] = append(parts[r.parent], r)
		}
	}
	return wholes, parts
}

// insideTogether holds the parts that count against the row that they are parts of.
func (m *mapping) insideTogether() bool {
	sound := !m.unsure
	wholes, parts := m.partsWithin()
	for _, p := range wholes {
		for _, c := range m.columns {
			whole, ok := p.cells[c]
			if !ok || c.ratio() || len(parts[p]) < 2 || p.generic {
				continue
			}
			sum, some, fits := m.sumOf(c, parts[p], whole.unit)
			if !some || !fits || !sum.value.GreaterThan(whole.value.Add(whole.half).Add(sum.half)) {
				continue
			}
			m.place = inventory.Place{Table: c.table, Row: p.Line}
			m.refuse("cell", "part-above-its-whole",
				inventory.Text{ZH: fmt.Sprintf("“%s”%s %s，它的其中项加起来是 %s", table.Excerpt(p.name()), whole.value, whole.unit, sum.value),
					EN: fmt.Sprintf(`"%s" is %s %s, its parts add up to %s`, table.Excerpt(p.name()), whole.value, whole.unit, sum.value)},
				inventory.Text{ZH: "核对这几行：" + namesOf(parts[p], c), EN: "see to these rows: " + namesOf(parts[p], c)})
			sound = false
		}
	}
	return sound
}

// rests notes what is lost of a sum that does not count and that nothing holds against the rows that do: the rest beside the parts that
// the table names, or the whole.
func (m *mapping) rests(index rowIndex) {
	_, parts := m.partsWithin()
	for _, r := range m.rows {
		if !r.partless() || r.counted || r.known || m.held(index, r) {
			continue
		}
		rest := len(parts[r]) == 0
		if rest {
			m.notes.add(&m.notes.unheld, r.name())
			continue
		}
		for _, c := range m.columns {
			whole, ok := r.cells[c]
			if !ok || c.ratio() {
				continue
			}
			if sum, _, fits := m.sumOf(c, parts[r], whole.unit); fits && whole.value.GreaterThan(sum.value.Add(whole.half).Add(sum.half)) {
				m.notes.add(&m.notes.rests, fmt.Sprintf("%s %s %s %s", r.name(), c.head, whole.value.Sub(sum.value), whole.unit))
			}
		}
	}
}

// held tells whether the table gives a sum of which the row is one part, and what the sum is of in another way.
func (m *mapping) held(index rowIndex, r *mappedRow) bool {
	for _, whole := range m.Totals {
		if !m.namesRow(whole.Parts, r) {
			continue
		}
		sum := index.rowOfAny(r, whole.Names)
		if sum == nil {
			continue
		}
		for _, other := range sum.sums {
			if parts := partsOf(index, sum, other); parts != nil && !slices.Contains(parts, r) && m.covered(index, sum, map[*mappedRow]bool{}) {
				return true
			}
		}
	}
	return false
}

// uncovered warns where a figure is more than the one that it should not be above and the row of the rest is not in the table: sewage
// that was discharged and not treated.
func (m *mapping) uncovered(index rowIndex) {
	for _, r := range m.rows {
		if r.rule == nil || r.rule.Above == "" {
			continue
		}
		other, rest := index.rowOf(r, r.rule.Above), index.rowOf(r, r.rule.Rest)
		for _, c := range m.columns {
			whole, ok := r.cells[c]
			if other == nil || !ok {
				continue
			}
			if rest != nil {
				if _, given := rest.cells[c]; given {
					continue
				}
			}
			part, has := other.cells[c]
			part, fits := convert(part, whole.unit)
			if !has || !fits || !whole.value.GreaterThan(part.value.Add(part.half).Add(whole.half)) {
				continue
			}
			p := refusal(inventory.Source{File: m.File, Sheet: m.Sheet, Row: r.Line, Col: c.index + 1}, "layout-rest-missing",
				inventory.Text{ZH: fmt.Sprintf("“%s”比“%s”多 %s %s，表里没有“%s”，这一部分没有算", table.Excerpt(r.name()), table.Excerpt(other.name()), whole.value.Sub(part.value), whole.unit, r.rule.Rest),
					EN: fmt.Sprintf(`"%s" is %s %s more than "%s", and the table has no "%s": that part is not in the figures`, table.Excerpt(r.name()), whole.value.Sub(part.value), whole.unit, table.Excerpt(other.name()), r.rule.Rest)},
				inventory.Text{ZH: "补上“" + r.rule.Rest + "”一行；没有的填 0", EN: `add the row "` + r.rule.Rest + `"; write 0 where there is none`})
			p.Severity = inventory.Warning
			m.problems.Add(p)
		}
	}
}

func (x rowIndex) rowOfAny(r *mappedRow, names []string) *mappedRow {
	for _, name := range names {
		if found := x.beside(r, r.axis, name); found != nil {
			return found
		}
	}
	return nil
}

// inside holds what is within a row against that row.
func (m *mapping) inside(r *mappedRow) bool {
	sound := true
	for _, c := range m.columns {
		if r.parent == nil || c.ratio() || r.rule != nil && r.rule.Ratio {
			continue
		}
		whole, ok := r.parent.cells[c]
		part, has := r.cells[c]
		if !ok || !has {
			continue
		}
		part, ok = convert(part, whole.unit)
		if !ok {
			m.otherUnits(r, c)
			sound = false
		} else if part.value.GreaterThan(whole.value.Add(whole.half).Add(part.half)) {
			m.place = inventory.Place{Table: c.table, Row: r.Line}
			m.refuse("cell", "part-above-its-whole",
				inventory.Text{ZH: fmt.Sprintf("“%s”%s %s 大于它所属的“%s”%s", table.Excerpt(r.name()), part.value, whole.unit, table.Excerpt(r.parent.name()), whole.value),
					EN: fmt.Sprintf(`"%s" %s %s is more than "%s" %s, of which it is a part`, table.Excerpt(r.name()), part.value, whole.unit, table.Excerpt(r.parent.name()), whole.value)},
				inventory.Text{ZH: "核对这两行", EN: "see to both rows"})
			sound = false
		}
	}
	return sound
}
