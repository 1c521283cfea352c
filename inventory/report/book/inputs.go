package book

import (
	"cmp"
	"slices"
	"strconv"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// home is the one cell in which an input stands; every formula that takes it refers to this cell.
type home struct {
	ref  string
	leaf expr.Leaf
	of   *inventory.Parameter // all that is known of the leaf
	row  *inventory.Activity  // of a cell of an activity table, else nil
}

// inputs are the homes of all inputs.
type inputs struct {
	byKey               map[string]*home
	activities, factors []*home
}

// identity is what an input goes by: its key, and its figure too where another figure has the key already.
func (in *inputs) identity(leaf expr.Leaf) string {
	key := leaf.Key()
	known := in.byKey[key]
	if known == nil || known.leaf == leaf || sameFigure(known.leaf, leaf) {
		return key
	}
	return key + "|" + leaf.Value().String() + " " + leaf.Unit().String()
}

func sameFigure(a, b expr.Leaf) bool {
	if a.Unit() == b.Unit() {
		return a.Value().Equal(b.Value())
	}
	v, err := quantity.Convert(a.Value(), a.Unit(), b.Unit())
	return err == nil && v.Equal(b.Value())
}

// add makes a home for a leaf unless it has one.
func (in *inputs) add(leaf expr.Leaf) {
	id := in.identity(leaf)
	if in.byKey[id] != nil {
		return
	}
	h := &home{leaf: leaf, of: inventory.ParameterOf(leaf)}
	if c, ok := leaf.(*inventory.Cell); ok {
		h.row = c.Row
	}
	in.byKey[id] = h
	if h.of.Set == "" && h.of.Status == inventory.NoStatus {
		in.activities = append(in.activities, h)
	} else {
		in.factors = append(in.factors, h)
	}
}

// home is that of a leaf that was added.
func (in *inputs) home(leaf expr.Leaf) *home {
	h := in.byKey[in.identity(leaf)]
	if h == nil {
		panic("an input without a cell: " + leaf.Key())
	}
	return h
}

// cell is where a leaf stands, and the unit of the figure there.
func (in *inputs) cell(leaf expr.Leaf) (string, quantity.Unit) {
	h := in.home(leaf)
	return h.ref, h.leaf.Unit()
}

// The sheets of inputs, and the column in which their figures stand.
const (
	activitySheet  = "活动数据"
	factorSheet    = "因子"
	activityColumn = 8
	factorColumn   = 4
)

// settle orders the inputs and gives them their cells: activities from the latest year in the order of the tables, factors by their
// names, sets and rows.
func (in *inputs) settle(firstActivity, firstFactor int) {
	slices.SortStableFunc(in.activities, func(a, b *home) int {
		switch {
		case a.row != nil && b.row != nil:
			return cmp.Or(cmp.Compare(b.row.Year, a.row.Year), inventory.CompareSubjects(a.row, b.row), cmp.Compare(a.row.Parameter, b.row.Parameter), cmp.Compare(a.leaf.Key(), b.leaf.Key()))
		case a.row != nil:
			return -1
		case b.row != nil:
			return 1
		}
		return cmp.Or(cmp.Compare(b.of.Years, a.of.Years), cmp.Compare(a.of.Category, b.of.Category), cmp.Compare(a.leaf.Key(), b.leaf.Key()))
	})
	slices.SortStableFunc(in.factors, func(a, b *home) int {
		return cmp.Or(cmp.Compare(a.of.Category, b.of.Category), cmp.Compare(a.of.Name, b.of.Name), cmp.Compare(a.of.Gas, b.of.Gas), cmp.Compare(a.of.Item, b.of.Item), cmp.Compare(a.leaf.Key(), b.leaf.Key()))
	})
	for i, h := range in.activities {
		h.ref = activitySheet + "!$" + letters(activityColumn) + "$" + strconv.Itoa(firstActivity+i)
	}
	for i, h := range in.factors {
		h.ref = factorSheet + "!$" + letters(factorColumn) + "$" + strconv.Itoa(firstFactor+i)
	}
}

// activityTable is the sheet of what the district states.
func activityTable() *sheet {
	return &sheet{name: activitySheet, title: inventory.Text{ZH: "活动数据", EN: "Activity data"}, filter: true, fixed: 2,
		notes: []inventory.Text{{ZH: "改动“数值”一列，各表随之重算", EN: "change a figure of the column Value and all sheets follow"}},
		columns: []column{{inventory.Text{ZH: "年份", EN: "Year"}, 8}, {inventory.Text{ZH: "编码", EN: "Code"}, 11}, {inventory.Text{ZH: "类别", EN: "Category"}, 30}, {inventory.Text{ZH: "设施", EN: "Facility"}, 16},
			{inventory.Text{ZH: "项目", EN: "Item"}, 18}, {inventory.Text{ZH: "细项", EN: "Detail"}, 18}, {inventory.Text{ZH: "参数", EN: "Parameter"}, 26}, {inventory.Text{ZH: "数值", EN: "Value"}, 18},
			{inventory.Text{ZH: "单位", EN: "Unit"}, 14}, {inventory.Text{ZH: "符号", EN: "Symbol"}, 12}, {inventory.Text{ZH: "单元格", EN: "Cell"}, 34}, {inventory.Text{ZH: "来源", EN: "Source"}, 34}}}
}

// activityRows writes the activities.
func (w *writer) activityRows(s *sheet) {
	for _, h := range w.inputs.activities {
		code, name, facility, item, detail, year := h.of.Category, "", "", h.of.Item, "", w.plain(h.of.Years)
		if h.row != nil {
			code, name, facility, detail, year = h.row.Category.Code, bilingual(h.row.Category.Name, " "), h.row.Facility, h.row.Detail, w.year(h.row.Year)
		} else if c, ok := w.inventory.Vocabulary.Categories.Lookup(code); ok {
			name = bilingual(c.Name, " ")
		}
		value := h.leaf.Value()
		s.put([]any{year, w.plain(code), w.plain(name), w.plain(facility), w.plain(item), w.plain(detail), w.plain(bilingual(h.of.Title, " ")),
			w.figure(value, look{role: activity, format: formatAsStated(value)}), w.text(h.leaf.Unit().String(), look{indent: 1}), w.plain(h.of.Mark), w.plain(h.of.Origin.String()), w.plain(h.of.Document)}, 0)
	}
}

// factorTable is the sheet of the rows of factor tables.
func factorTable() *sheet {
	return &sheet{name: factorSheet, title: inventory.Text{ZH: "因子与参数", EN: "Factors and parameters"}, filter: true, fixed: 1,
		notes: []inventory.Text{{ZH: "橙色为尚未与印刷原文核对的因子", EN: "orange: nobody has compared the factor with the printed document"}},
		columns: []column{{inventory.Text{ZH: "符号", EN: "Symbol"}, 14}, {inventory.Text{ZH: "名称", EN: "Name"}, 28}, {inventory.Text{ZH: "英文名称", EN: "English name"}, 30}, {inventory.Text{ZH: "数值", EN: "Value"}, 16},
			{inventory.Text{ZH: "单位", EN: "Unit"}, 20}, {inventory.Text{ZH: "因子集", EN: "Set"}, 16}, {inventory.Text{ZH: "类别", EN: "Category"}, 14}, {inventory.Text{ZH: "气体", EN: "Gas"}, 10},
			{inventory.Text{ZH: "项目", EN: "Item"}, 18}, {inventory.Text{ZH: "年份", EN: "Years"}, 12}, {inventory.Text{ZH: "状态", EN: "Status"}, 18}, {inventory.Text{ZH: "文献", EN: "Document"}, 44},
			{inventory.Text{ZH: "单元格", EN: "Cell"}, 34}}}
}

// factorRows writes the factors.
func (w *writer) factorRows(s *sheet) {
	for _, h := range w.inputs.factors {
		p, value := h.of, h.leaf.Value()
		l := look{role: factor, format: formatAsStated(value)}
		if p.Status == inventory.Unconfirmed {
			l.role = doubtful
		}
		s.put([]any{w.plain(p.Mark), w.plain(p.Title.ZH), w.plain(p.Title.EN), w.figure(value, l), w.text(h.leaf.Unit().String(), look{indent: 1}), w.plain(p.Set), w.plain(p.Category), w.plain(p.Gas),
			w.plain(p.Item), w.plain(p.Years), w.plain(statusName(p.Status)), w.plain(p.Document), w.plain(p.Origin.String())}, 0)
	}
}
