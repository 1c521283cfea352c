package book

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// line is one estimate of the inventory and where it stands.
type line struct {
	of      *inventory.Estimate
	tree    expr.Node // of a number, unless the line is fixed
	fixed   bool      // its emission is a value and no formula
	formula string    // of its emission
	sheet   string
	row     int
	gwp     *inventory.Parameter // nil where the set has none
	noLive  inventory.Text       // why the line is fixed
}

// branch is a part of the category tree with a sheet of its own.
type branch struct {
	name  string
	title inventory.Text
	lines []*line
}

// branchOf is the branch of a category.
func (w *writer) branchOf(c *inventory.Category) *branch {
	for c.Parent != nil && !(c.Parent.Code == "3" && inventory.IsLand(c)) && !(inventory.IsLand(c) && !inventory.IsLand(c.Parent)) {
		c = c.Parent
	}
	top := c
	for top.Parent != nil {
		top = top.Parent
	}
	id, title := top.Code, top.Name
	switch {
	case inventory.IsLand(c):
		id, title = "3L", inventory.Text{ZH: "土地利用变化和林业", EN: "Land use, land-use change and forestry"}
	case top.Code == "3":
		title = inventory.Text{ZH: "农业", EN: "Agriculture"}
	}
	if known := w.branches[id]; known != nil {
		return known
	}
	short := map[string]string{"1": "能源活动", "2": "工业过程", "3": "农业", "3L": "土地利用", "4": "废弃物", "5": "其他", "M": "信息项"}[id]
	out := &branch{name: "明细" + cmp.Or(short, letters(len(w.branches)+1)), title: inventory.Text{ZH: title.ZH + "：逐行计算", EN: title.EN + ": line by line"}}
	w.branches[id] = out
	w.order = append(w.order, out)
	return out
}

// gather takes the lines in the order of their sheets: of each branch from the latest year on, and those of one boundary, category and
// gas together, so that a total is the sum of a range.
func (w *writer) gather() {
	ranks := map[string]int{}
	for i, gas := range w.inventory.Vocabulary.Gases.Names() {
		ranks[gas] = i + 1
	}
	rank := func(gas string) int { return cmp.Or(ranks[gas], len(ranks)+1) }
	for _, e := range w.inventory.Estimates {
		b := w.branchOf(e.Row.Category)
		l := &line{of: e}
		if e.Number {
			l.gwp, _ = w.inventory.GWP(e.Gas)
			l.tree = e.Mass()
			l.fixed = l.tree.Err() != nil
		}
		b.lines = append(b.lines, l)
	}
	slices.SortStableFunc(w.order, func(a, b *branch) int {
		return cmp.Compare(a.lines[0].of.Row.Category.Order, b.lines[0].of.Row.Category.Order)
	})
	w.manySites()
	for _, b := range w.order {
		slices.SortStableFunc(b.lines, func(x, y *line) int {
			a, b := x.of, y.of
			return cmp.Or(cmp.Compare(b.Row.Year, a.Row.Year), cmp.Compare(a.Boundary, b.Boundary), cmp.Compare(a.Row.Category.Order, b.Row.Category.Order),
				cmp.Compare(rank(a.Gas), rank(b.Gas)), cmp.Compare(a.Gas, b.Gas))
		})
		first := lineTable(b).first()
		for i, l := range b.lines {
			l.sheet, l.row = b.name, first+i
			w.span(l)
			for _, leaf := range l.leaves() {
				w.inputs.add(leaf)
			}
			if l.gwp != nil {
				w.inputs.add(l.gwp)
			}
		}
	}
}

// leaves are the inputs of the line's formula.
func (l *line) leaves() []expr.Leaf {
	if !l.of.Number || l.fixed {
		return nil
	}
	return l.tree.Leaves()
}

// mostSites is the number of facilities of one category up to which their recurrences are laid out cell by cell.
const mostSites = 20

// manySites makes values of the lines of categories in which so many facilities carry a state from year to year.
func (w *writer) manySites() {
	for _, b := range w.order {
		sites := map[*inventory.Category]map[string]bool{}
		carries := map[*line]bool{}
		for _, l := range b.lines {
			if !l.of.Number || l.fixed || len(expr.States(l.tree)) == 0 {
				continue
			}
			carries[l] = true
			c := l.of.Row.Category
			if sites[c] == nil {
				sites[c] = map[string]bool{}
			}
			sites[c][l.of.Row.Facility] = true
		}
		for _, l := range b.lines {
			if n := len(sites[l.of.Row.Category]); carries[l] && n > mostSites {
				l.fixed = true
				l.noLive = inventory.Text{ZH: fmt.Sprintf("该类别有 %d 个场所逐年递推，这里是数值", n), EN: fmt.Sprintf("%d sites of the category are carried from year to year: a value", n)}
			}
		}
	}
}

// stretch is a range of rows of a sheet.
type stretch struct {
	sheet       string
	first, last int
}

// block is what the lines of a stretch have in common; the gas is empty for the lines of all gases.
type block struct {
	year     int
	boundary inventory.Boundary
	category *inventory.Category
	gas      string
}

// span notes that the line belongs to its stretches.
func (w *writer) span(l *line) {
	at := block{l.of.Row.Year, l.of.Boundary, l.of.Row.Category, ""}
	for _, gas := range []string{"", l.of.Gas} {
		at.gas = gas
		s := w.spans[at]
		if s == nil {
			s = &stretch{l.sheet, l.row, l.row}
			w.spans[at] = s
		}
		s.last = l.row
	}
	if l.of.Number {
		in := block{at.year, at.boundary, at.category, ""}
		if !slices.Contains(w.gases[in], l.of.Gas) {
			w.gases[in] = append(w.gases[in], l.of.Gas)
		}
	}
}

// The columns of a sheet of lines that formulas refer to.
const (
	quantityColumn = 10
	emissionColumn = 13
	gwpColumn      = 14
	co2eColumn     = 15
)

// lineTable is the sheet of a branch.
func lineTable(b *branch) *sheet {
	return &sheet{name: b.name, title: b.title, count: len(b.lines), filter: true, fixed: 3,
		notes: []inventory.Text{{ZH: "排放量是以“活动数据”“因子”“递推”各表单元格写成的公式；CO2e = 排放量 × GWP；清除为负", EN: "emissions are formulas over the cells of 活动数据 (activity), 因子 (factors) and 递推 (recurrences); CO2e = emission × GWP; removals are negative"}},
		columns: []column{{inventory.Text{ZH: "年份", EN: "Year"}, 6}, {inventory.Text{ZH: "编码", EN: "Code"}, 10}, {inventory.Text{ZH: "类别", EN: "Category"}, 20}, {inventory.Text{ZH: "英文类别", EN: "Category (EN)"}, 20},
			{inventory.Text{ZH: "设施", EN: "Facility"}, 12}, {inventory.Text{ZH: "项目", EN: "Item"}, 12}, {inventory.Text{ZH: "细项", EN: "Detail"}, 12}, {inventory.Text{ZH: "气体", EN: "Gas"}, 9},
			{inventory.Text{ZH: "边界", EN: "Boundary"}, 8}, {inventory.Text{ZH: "活动数据", EN: "Activity"}, 13}, {inventory.Text{ZH: "单位", EN: "Unit"}, 9}, {inventory.Text{ZH: "隐含因子 t/单位", EN: "Implied factor"}, 11},
			{inventory.Text{ZH: "排放量 t", EN: "Emission"}, 13}, {inventory.Text{ZH: "全球变暖潜势", EN: "GWP"}, 8}, {inventory.Text{ZH: "t CO2e", EN: "t CO2e"}, 13}, {inventory.Text{ZH: "标记", EN: "Key"}, 7},
			{inventory.Text{ZH: "方法", EN: "Method"}, 16}, {inventory.Text{ZH: "公式", EN: "Formula"}, 24}, {inventory.Text{ZH: "因子状态", EN: "Status"}, 14}, {inventory.Text{ZH: "说明", EN: "Note"}, 26}}}
}

// lineRows writes the lines of a branch.
func (w *writer) lineRows(s *sheet, b *branch) {
	for _, l := range b.lines {
		e := l.of
		about := e.Row
		cells := []any{w.year(about.Year), w.plain(about.Category.Code), w.plain(about.Category.Name.ZH), w.plain(about.Category.Name.EN), w.plain(about.Facility), w.plain(about.ItemName()),
			w.plain(about.Detail), w.plain(e.Gas), w.plain(boundaryName(e.Boundary).ZH)}
		if e.Number {
			cells = append(cells, w.numbers(l)...)
		} else {
			word := w.text(keyOf(e), look{role: key})
			cells = append(cells, w.plain(""), w.plain(""), w.plain(""), word, w.plain(""), word)
		}
		method, formula := "", ""
		if e.Method != nil {
			method = e.Method.ID
		}
		if e.Number && l.tree.Err() == nil {
			formula = expr.Format(l.tree, expr.Symbols)
		}
		cells = append(cells, w.plain(keyOf(e)), w.plain(method), w.plain(formula), w.plain(statusName(e.Status)), w.plain(noteOf(l)))
		s.put(cells, 0)
	}
}

// numbers are the cells from the activity to the CO2-equivalent.
func (w *writer) numbers(l *line) []any {
	e, row := l.of, strconv.Itoa(l.row)
	value := e.Value()
	mass := w.figure(value, look{role: fixed, format: formatOf(value)})
	if !l.fixed {
		mass = w.formula(l.formula, value, look{role: live, format: formatOf(value)})
	}
	out := w.activityOf(l)
	implied := w.plain("")
	if e.Row.Number && !e.Row.Value.IsZero() {
		if q, err := quantity.Quo(value, e.Row.Value); err == nil {
			at := letters(quantityColumn) + row
			implied = w.formula("IF("+at+"=0,\"\","+letters(emissionColumn)+row+"/"+at+")", q, look{role: live, format: formatOf(q)})
		}
	}
	out = append(out, implied, mass)
	if l.gwp == nil {
		return append(out, w.plain(""), w.text("—", look{role: key}))
	}
	product := value.Mul(l.gwp.Amount)
	cell, _ := w.inputs.cell(l.gwp)
	return append(out, w.formula(cell, l.gwp.Amount, look{role: live, format: formatAsStated(l.gwp.Amount)}),
		w.formula(letters(emissionColumn)+row+"*"+letters(gwpColumn)+row, product, look{role: live, format: formatOf(product)}))
}

// activityOf are the cells of the main activity and its unit: the cell that it has a home in, or the figure that was worked out.
func (w *writer) activityOf(l *line) []any {
	about := l.of.Row
	if !about.Number {
		return []any{w.plain(""), w.plain("")}
	}
	format, unit := formatAsStated(about.Value), w.text(about.Unit.String(), look{indent: 1})
	if h := w.homeOf(l); h != nil {
		return []any{w.formula(h.ref, about.Value, look{role: live, format: format}), unit}
	}
	return []any{w.figure(about.Value, look{role: fixed, format: format}), unit}
}

// homeOf is the home of the line's main activity: that of its key, or the one input of its formula that is the same figure, as a herd is
// that several categories count. Nil if there is none.
func (w *writer) homeOf(l *line) *home {
	about := l.of.Row
	if h := w.inputs.byKey[about.Key(w.inventory.Region)]; h != nil && h.row == about {
		return h
	}
	var found *home
	for _, leaf := range l.leaves() {
		if leaf.Unit().String() != about.Unit.String() || !leaf.Value().Equal(about.Value) {
			continue
		}
		if h := w.inputs.home(leaf); h.row != nil && found == nil {
			found = h
		} else if h.row != nil {
			return nil
		}
	}
	return found
}

// spreadsheet is the formula of a tree that is of the owner.
func (w *writer) spreadsheet(tree expr.Node, of owner) string {
	w.states.of = of
	formula, err := expr.Spreadsheet(tree, expr.Sheet{Leaf: w.inputs.cell, Place: w.states.place})
	w.try(err)
	return formula
}

// owner is the line as the owner of its formula.
func (l *line) owner() owner {
	row := l.of.Row
	return owner{[4]string{row.Category.Code, bilingual(row.Category.Name, " "), row.Subject(), l.of.Gas}, row.Year, ref(l.sheet, emissionColumn, l.row)}
}

// keyOf are the keys that stand in place of a line's number, with the category where it is included.
func keyOf(e *inventory.Estimate) string {
	out := e.Notation.String()
	if e.Notation.Has(inventory.IE) && e.Row.Target != nil {
		out += ":" + e.Row.Target.Code
	}
	return out
}

// noteOf is what is said of a line.
func noteOf(l *line) string {
	var out []string
	if l.noLive.ZH != "" {
		out = append(out, bilingual(l.noLive, " · "))
	}
	if l.of.Row.Note != "" {
		out = append(out, l.of.Row.Note)
	}
	for _, t := range l.of.Notes() {
		out = append(out, t.ZH)
	}
	return strings.Join(out, "；")
}

// statusName is what people call how far a factor is confirmed.
func statusName(s inventory.Status) string {
	return map[inventory.Status]string{inventory.Printed: "已核对 printed", inventory.Quoted: "转引 quoted", inventory.Local: "本地 local", inventory.Unconfirmed: "未核对 unconfirmed"}[s]
}

// boundaryName is what people call a boundary.
func boundaryName(b inventory.Boundary) inventory.Text {
	return map[inventory.Boundary]inventory.Text{inventory.Territorial: {ZH: "境内", EN: "territorial"}, inventory.Indirect: {ZH: "间接", EN: "indirect"},
		inventory.MemoItem: {ZH: "信息项", EN: "memo"}}[b]
}
