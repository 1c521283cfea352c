package workspace

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/table"
)

// rowIndex finds rows by what the others of their table have in common with them, and their name on one axis.
type rowIndex struct {
	of   *mapping
	rows map[seatOf][]*mappedRow
}

// seatOf is where a row of a name stands.
type seatOf struct {
	axis       int
	group, key string
}

func (m *mapping) index() rowIndex {
	out := rowIndex{m, map[seatOf][]*mappedRow{}}
	for _, r := range m.rows {
		for k, key := range r.keys {
			at := seatOf{k, r.group(k), key}
			out.rows[at] = append(out.rows[at], r)
		}
	}
	return out
}

// beside finds the row of a name in the group of another row: one that is no 其中 before one that is.
func (x rowIndex) beside(r *mappedRow, axis int, name string) *mappedRow {
	found := x.rows[seatOf{axis, r.group(axis), x.of.keyOf(axis, name)}]
	for _, one := range found {
		if !one.within {
			return one
		}
	}
	if len(found) == 0 {
		return nil
	}
	return found[0]
}

// sums decides which rows count, and holds every sum against its parts; false if one is wrong.
func (m *mapping) sums() bool {
	index := m.index()
	if !m.rowsOnce() {
		return false
	}
	sound := true
	for _, r := range m.rows {
		r.counted = m.counts(index, r)
	}
	sound = m.insideTogether() && sound
	m.rests(index)
	m.uncovered(index)
	groups := m.groups()
	for _, r := range m.rows {
		if r.within {
			sound = m.inside(r) && sound
		}
		switch {
		case r.generic:
			sound = m.total(r, [][]*mappedRow{groups.parts(r)}) && sound
		case r.kind == sumRow:
			var identities [][]*mappedRow
			for _, rule := range r.sums {
				if parts := partsOf(index, r, rule); parts != nil {
					identities = append(identities, parts)
				}
			}
			sound = (r.counted || m.alone(index, r)) && m.total(r, identities) && sound
		}
		for _, c := range m.Checks {
			sound = m.checked(c, r) && sound
		}
	}
	return sound
}

// rowsOnce refuses a row that is given twice.
func (m *mapping) rowsOnce() bool {
	seen, sound := map[string]*mappedRow{}, true
	for _, r := range m.rows {
		at := r.group(-1)
		if r.within && r.parent != nil {
			at += fmt.Sprint("\x00", r.parent.Line)
		}
		if r.generic && r.above {
			continue // a table has as many 小计 as it has parts
		}
		if first := seen[at]; first != nil && r.kind != leftRow {
			m.refuseAt(r.Line, m.nameColumn(r), "layout-row-twice",
				inventory.Text{ZH: fmt.Sprintf("“%s”在第 %d 行已经有了", table.Excerpt(r.name()), first.Line), EN: fmt.Sprintf(`"%s" is given in line %d already`, table.Excerpt(r.name()), first.Line)},
				inventory.Text{ZH: "同一行只留一次", EN: "keep the row once"})
			sound = false
		} else if first == nil {
			seen[at] = r
		}
	}
	return sound
}

// nameColumn is where the row is named: -1 for one without a name.
func (m *mapping) nameColumn(r *mappedRow) int {
	if len(m.names) == 0 {
		return m.yearAt
	}
	return m.names[min(max(r.axis, 0), len(m.names)-1)]
}

// counts tells whether the figures of the row count by themselves. A sum counts only where the table has none of its parts; what is
// within another row counts where that row is a sum of it, or has it taken off.
func (m *mapping) counts(index rowIndex, r *mappedRow) bool {
	switch {
	case r.kind == leftRow || r.within && !m.countsWithin(index, r):
		return false
	case r.kind == sumRow:
		return !r.generic && r.known && (r.meaning.Indicator != "" || !m.covered(index, r, map[*mappedRow]bool{}))
	}
	return r.known
}

// rowOf finds the row that another refers to, under any of the names that the layout gives it.
func (x rowIndex) rowOf(r *mappedRow, name string) *mappedRow {
	names := []string{name}
	if rule := x.of.rowsBy[inventory.PrintedKey(name)]; rule != nil {
		names = rule.Names
	}
	for _, one := range names {
		if found := x.beside(r, r.axis, one); found != nil {
			return found
		}
	}
	return nil
}

func partsOf(index rowIndex, r *mappedRow, rule *totalRule) []*mappedRow {
	var out []*mappedRow
	for _, name := range rule.Parts {
		if part := index.beside(r, r.axis, name); part != nil && part != r && !slices.Contains(out, part) {
			out = append(out, part)
		}
	}
	return out
}

// covered tells whether the table gives figures that count for what the sum is the sum of.
func (m *mapping) covered(index rowIndex, r *mappedRow, on map[*mappedRow]bool) bool {
	if on[r] {
		return false
	}
	on[r] = true
	for _, rule := range r.sums {
		for _, part := range partsOf(index, r, rule) {
			if part.kind != sumRow || m.covered(index, part, on) || part.known {
				return true
			}
		}
	}
	return false
}

// alone refuses a sum of which the table gives no part that counts: what it stands for would be lost.
func (m *mapping) alone(index rowIndex, r *mappedRow) bool {
	if r.within || !slices.ContainsFunc(r.sums, func(t *totalRule) bool { return len(t.Parts) > 0 }) || m.covered(index, r, map[*mappedRow]bool{}) {
		return true
	}
	m.refuseAt(r.Line, m.nameColumn(r), "layout-total-alone",
		inventory.Text{ZH: "“" + table.Excerpt(r.name()) + "”是合计，表里没有它的各部分，不知道该算作什么", EN: `"` + table.Excerpt(r.name()) + `" is a sum of which the table gives no part: it is not known what it counts as`},
		inventory.Text{ZH: "补上各部分，或在映射文件里写 [[row]] 说明它是什么", EN: "give its parts, or say what it is in a [[row]] of a mapping file"})
	return false
}

// rowGroups are the rows of one group on one axis, in their order, with the place of each among them.
type rowGroups struct {
	rows map[seatOf][]*mappedRow
	at   map[*mappedRow]int
}

// groups parts the rows by what they have in common on the axis of each 合计 and 小计.
func (m *mapping) groups() rowGroups {
	out := rowGroups{map[seatOf][]*mappedRow{}, map[*mappedRow]int{}}
	axes := map[int]bool{}
	for _, r := range m.rows {
		axes[r.axis] = axes[r.axis] || r.generic
	}
	for _, r := range m.rows {
		for axis := range r.keys {
			if !axes[axis] {
				continue
			}
			seat := seatOf{axis, r.group(axis), ""}
			if axis == r.axis {
				out.at[r] = len(out.rows[seat])
			}
			out.rows[seat] = append(out.rows[seat], r)
		}
	}
	return out
}

// parts are the rows that the sum adds up: all of its group, or for 小计 those since the last sum.
func (g rowGroups) parts(total *mappedRow) []*mappedRow {
	rows := g.rows[seatOf{total.axis, total.group(total.axis), ""}]
	if total.above {
		end := g.at[total]
		from := end
		for from > 0 && !rows[from-1].generic {
			from--
		}
		rows = rows[from:end]
	}
	var out []*mappedRow
	for _, r := range rows {
		if r.kind == leftRow || r.counted && !(r.within && r.parent != nil && r.parent.kind == plainRow) {
			out = append(out, r)
		}
	}
	return out
}

// total holds the sum against its parts, in every column that adds up.
func (m *mapping) total(r *mappedRow, identities [][]*mappedRow) bool {
	sound := true
	for _, c := range m.columns {
		printed, ok := r.cells[c]
		if !ok || c.ratio() || r.rule != nil && r.rule.Ratio {
			continue
		}
		held := len(identities) == 0
		for _, parts := range identities {
			sum, some, fits := m.sumOf(c, parts, printed.unit)
			switch {
			case !fits:
				m.otherUnits(r, c)
				sound, held = false, true
			case some:
				held = true
				sound = m.isSum(r, c, parts, printed, sum) && sound
			}
		}
		if !held && (c.rule == nil || !c.rule.Aside) {
			m.place = inventory.Place{Table: c.table, Row: r.Line}
			m.refuse("cell", "layout-parts-blank",
				inventory.Text{ZH: "“" + table.Excerpt(r.name()) + "”有合计数，各部分都空着", EN: `"` + table.Excerpt(r.name()) + `" has a sum, and all of its parts are blank`},
				inventory.Text{ZH: "补上各部分的数；没有的填 0", EN: "give the parts; write 0 where there is nothing"})
			sound = false
		}
	}
	return sound
}

// sumOf adds the cells of the rows up in the unit; some tells whether any has a figure, fits whether their units can be added.
func (m *mapping) sumOf(c *mappedColumn, rows []*mappedRow, unit quantity.Unit) (sum quantityOf, some, fits bool) {
	sum.unit = unit
	for _, r := range rows {
		cell, ok := r.cells[c]
		if !ok || r.rule != nil && r.rule.Ratio {
			continue
		}
		cell, ok = convert(cell, unit)
		if !ok {
			return sum, true, false
		}
		sum.value, sum.half, some = sum.value.Add(cell.value), sum.half.Add(cell.half), true
	}
	return sum, some, true
}

func (m *mapping) otherUnits(r *mappedRow, c *mappedColumn) {
	m.place = inventory.Place{Table: c.table, Row: r.Line}
	m.refuse("cell", "sum-in-other-units",
		inventory.Text{ZH: "“" + table.Excerpt(r.name()) + "”与它的各部分单位不同，加不起来", EN: `"` + table.Excerpt(r.name()) + `" and its parts are in units that do not add up`},
		inventory.Text{ZH: "核对单位", EN: "see to the units"})
}

func (m *mapping) isSum(r *mappedRow, c *mappedColumn, parts []*mappedRow, printed, sum quantityOf) bool {
	over := printed.value.Sub(sum.value)
	if over.Abs().LessThanOrEqual(printed.half.Add(sum.half)) {
		return true
	}
	m.place = inventory.Place{Table: c.table, Row: r.Line}
	unit := " " + printed.unit.String()
	m.refuse("cell", "total-not-its-parts",
		inventory.Text{
			ZH: "“" + table.Excerpt(r.name()) + "”印作 " + printed.value.String() + unit + "，各部分之和是 " + sum.value.String() + unit + "，相差 " + over.String() + "（四舍五入至多 " + printed.half.Add(sum.half).String() + "）",
			EN: `"` + table.Excerpt(r.name()) + `" is printed as ` + printed.value.String() + unit + ", its parts add up to " + sum.value.String() + unit + ": " + over.String() + " between them, rounding explains " + printed.half.Add(sum.half).String()},
		inventory.Text{ZH: "核对合计与各部分：" + namesOf(parts, c), EN: "see to the sum and its parts: " + namesOf(parts, c)})
	return false
}

// namesOf lists the rows that have a figure in the column, with their lines.
func namesOf(rows []*mappedRow, c *mappedColumn) string {
	var out []string
	for _, r := range rows {
		if cell, ok := r.cells[c]; ok {
			out = append(out, fmt.Sprintf("%s %s (%d)", table.Excerpt(r.name()), cell.value, r.Line))
		}
	}
	if len(out) > 12 {
		out = append(out[:12], "…")
	}
	return strings.Join(out, ", ")
}

// checked holds a row against one check of the layout.
func (m *mapping) checked(c *checkRule, r *mappedRow) bool {
	sound := true
	for _, of := range m.columns {
		printed, ok := r.cells[of]
		if !ok || of.rule == nil || !isHead(of.rule.Head, c.Product+c.Sum) {
			continue
		}
		found, ok := m.expected(c, r, of, printed.unit)
		if !ok || printed.value.Sub(found.value).Abs().LessThanOrEqual(printed.half.Add(found.half)) {
			continue
		}
		m.place = inventory.Place{Table: of.table, Row: r.Line}
		formula := strings.Join(c.Of, map[bool]string{true: " × ", false: " + "}[c.Product != ""])
		if len(c.Less) > 0 {
			formula += " − " + strings.Join(c.Less, " − ")
		}
		gap := printed.value.Sub(found.value)
		p := refusal(m.place.Cell("cell"), "check-does-not-hold",
			inventory.Text{ZH: fmt.Sprintf("“%s”%s 印作 %s %s，%s 是 %s，相差 %s", table.Excerpt(r.name()), of.rule.Head[0], printed.value, printed.unit, formula, found.value, gap),
				EN: fmt.Sprintf(`"%s" %s is printed as %s %s, %s is %s: %s between them`, table.Excerpt(r.name()), of.rule.Head[0], printed.value, printed.unit, formula, found.value, gap)},
			inventory.Text{ZH: "核对这一行的各数", EN: "see to the figures of the row"})
		if c.Severity != "error" {
			p.Severity = inventory.Warning
		}
		sound = sound && p.Severity != inventory.Error
		m.problems.Add(p)
	}
	return sound
}

// expected is what a check makes of the other columns; false where one is not there.
func (m *mapping) expected(c *checkRule, r *mappedRow, of *mappedColumn, unit quantity.Unit) (quantityOf, bool) {
	var cells []quantityOf
	for _, head := range c.Of {
		column := m.column(head, of)
		if column == nil {
			return quantityOf{}, false
		}
		cell, ok := r.cells[column]
		if !ok && c.Product != "" {
			return quantityOf{}, false
		}
		cells = append(cells, cell)
	}
	if c.Product != "" {
		a, b := cells[0], cells[1]
		half := a.half.Mul(b.value.Abs()).Add(b.half.Mul(a.value.Abs())).Add(a.half.Mul(b.half))
		return convert(quantityOf{a.value.Mul(b.value), half, a.unit.Mul(b.unit)}, unit)
	}
	out := quantityOf{unit: unit}
	add := func(cell quantityOf, sign int64) bool {
		if cell.unit == (quantity.Unit{}) {
			return true // blank
		}
		cell, ok := convert(cell, unit)
		out.value, out.half = out.value.Add(cell.value.Mul(decimal.NewFromInt(sign))), out.half.Add(cell.half)
		return ok
	}
	for _, cell := range cells {
		if !add(cell, 1) {
			return out, false
		}
	}
	for _, head := range c.Less {
		if column := m.column(head, of); column != nil && !add(r.cells[column], -1) {
			return out, false
		}
	}
	return out, true
}
