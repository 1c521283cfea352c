package book

import (
	"strconv"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
)

// referenceSheet is the sheet of the reference approach.
const referenceSheet = "参考方法计算"

// The columns of the sheet of the reference approach that formulas refer to.
const (
	referenceColumn = 7
	sectoralColumn  = 8
	gapColumn       = 9
)

// referenceInputs give the inputs of the reference approach their homes.
func (w *writer) referenceInputs() {
	for _, r := range w.subject.Result.References {
		for _, l := range r.Lines {
			for _, leaf := range l.Tree.Leaves() {
				w.inputs.add(leaf)
			}
		}
	}
}

// referenceTask is the sheet of the reference approach, and false where there is no energy balance.
func (w *writer) referenceTask() (task, bool) {
	type row struct {
		of      *engine.Reference
		line    *engine.ReferenceLine
		formula string
	}
	var rows []row
	s := &sheet{name: referenceSheet, title: inventory.Text{ZH: "参考方法：计算", EN: "Reference approach, computed"}, filter: true, fixed: 3,
		notes: []inventory.Text{{ZH: "参考方法的 CO2 是公式；部门方法一列是数值；差 = 参考 − 部门", EN: "the CO2 of the reference approach is a formula, that of the sectoral approach a value; gap = reference − sectoral"}},
		columns: []column{{inventory.Text{ZH: "年份", EN: "Year"}, 8}, {inventory.Text{ZH: "组", EN: "Group"}, 14}, {inventory.Text{ZH: "燃料", EN: "Fuel"}, 18}, {inventory.Text{ZH: "表观消费量", EN: "Apparent consumption"}, 16},
			{inventory.Text{ZH: "非燃料使用", EN: "Raw material"}, 14}, {inventory.Text{ZH: "单位", EN: "Unit"}, 12}, {inventory.Text{ZH: "参考方法 t CO2", EN: "Reference"}, 18}, {inventory.Text{ZH: "部门方法 t CO2", EN: "Sectoral"}, 18},
			{inventory.Text{ZH: "差 t CO2", EN: "Gap"}, 16}, {inventory.Text{ZH: "差占部门方法", EN: "Gap, share"}, 12}}}
	at := map[*engine.ReferenceLine]int{}
	for _, r := range w.subject.Result.References {
		for _, l := range r.Lines {
			at[l] = s.first() + len(rows)
			rows = append(rows, row{r, l, w.spreadsheet(l.Tree, owner{[4]string{"1.A", referenceSheet, l.Item.Name, "CO2"}, r.Year, ref(referenceSheet, referenceColumn, at[l])})})
		}
		for _, g := range r.Groups {
			formula := ""
			for _, l := range r.Lines {
				if g.Group == "" || g.Group == l.Group {
					formula += "," + letters(referenceColumn) + strconv.Itoa(at[l])
				}
			}
			rows = append(rows, row{r, g, "SUM(" + formula[1:] + ")"})
		}
	}
	s.count = len(rows)
	return task{s, func(s *sheet) {
		for i, r := range rows {
			w.referenceRow(s, r.of, r.line, r.formula, s.first()+i)
		}
	}}, len(rows) > 0
}

// referenceRow writes a fuel or a sum of fuels.
func (w *writer) referenceRow(s *sheet, r *engine.Reference, l *engine.ReferenceLine, formula string, at int) {
	row := strconv.Itoa(at)
	reference, sectoral, gap := letters(referenceColumn)+row, letters(sectoralColumn)+row, letters(gapColumn)+row
	strong := l.Item == nil
	figure := func(d decimal.Decimal) any {
		return w.figure(d, look{role: fixed, format: formatOf(d), strong: strong})
	}
	cells := []any{w.year(r.Year), w.text(bilingual(engine.GroupName(l.Group), " "), look{strong: strong})}
	if l.Item == nil {
		cells = append(cells, w.plain(""), w.plain(""), w.plain(""), w.plain(""))
	} else {
		cells = append(cells, w.plain(l.Item.Name), figure(l.Apparent), figure(l.RawMaterial), w.plain(l.Unit.String()))
	}
	cells = append(cells, w.formula(formula, l.Reference, look{role: live, format: formatOf(l.Reference), strong: strong}), figure(l.Sectoral),
		w.formula(reference+"-"+sectoral, l.Gap, look{role: live, format: formatOf(l.Gap), strong: strong}))
	if l.Percent == nil {
		cells = append(cells, w.text("—", look{role: key}))
	} else {
		cells = append(cells, w.formula(gap+"/"+sectoral, l.Percent.Shift(-2), look{role: live, format: shareFormat, strong: strong}))
	}
	s.put(cells, 0)
}
