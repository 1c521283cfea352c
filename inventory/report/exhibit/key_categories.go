package exhibit

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/report"
	"ghg/inventory/uncertainty"
)

// keyCategories are the assessments of key categories in the forms of IPCC 2006 V1 Tables 4.2 (level) and 4.3 (trend), and their summary in
// that of Table 4.4. Under a mask only the summary is told, and of categories of which nothing is hidden.
func (m *maker) keyCategories() {
	if m.Keys == nil {
		return
	}
	m.keySummary()
	if m.Mask.Any() {
		return
	}
	for i := range m.Keys.Scopes {
		scope := &m.Keys.Scopes[i]
		for _, a := range scope.All() {
			t := &keyTable{maker: m, scope: scope, of: a, trend: a.ID[0] == 'T', uncertain: a.ID[1] == '2'}
			t.make()
		}
	}
}

// keyTable is one assessment on its way to be an exhibit.
type keyTable struct {
	*maker
	scope            *uncertainty.ScopedKeys
	of               *uncertainty.Assessment
	trend, uncertain bool
	x                *Exhibit
}

// subset is what the ids of exhibits of the inventory without land end in.
func subset(scope string) string {
	if scope == inventory.ScopeWithoutLand {
		return ".without_land"
	}
	return ""
}

func (t *keyTable) make() {
	if t.of.Not != (inventory.Text{}) {
		return
	}
	title, scope := report.AssessmentTitle(t.of.ID), report.ScopeTitle(t.scope.Scope)
	t.x = &Exhibit{ID: "keys." + strings.ToLower(t.of.ID) + subset(t.scope.Scope), Year: t.Keys.Year,
		Title: inventory.Text{ZH: strconv.Itoa(t.Keys.Year) + " 年关键类别：" + title.ZH + "，" + scope.ZH, EN: "Key categories " + strconv.Itoa(t.Keys.Year) + ": " + title.EN + ", " + scope.EN}}
	t.columns()
	t.totals()
	for i := range t.of.Ranked {
		t.ranked(&t.of.Ranked[i])
	}
	for i := range t.of.Left {
		t.left(&t.of.Left[i])
	}
	t.notes()
	roundings(t.x)
	apart(t.x, len(t.x.Columns)-4, len(t.x.Columns)-5)
	t.add(t.x)
}

// columns are those of the form, after them whether the category is key, and why it was not assessed.
func (t *keyTable) columns() {
	unit := "t CO2e"
	t.x.Columns = []Column{column("类别编码", "IPCC category code", 10), column("类别", "IPCC category", 34), column("燃料", "Fuel", 12), column("气体", "Greenhouse gas", 8)}
	year := figures(strconv.Itoa(t.Keys.Year)+" 年估算 E", "Estimate of "+strconv.Itoa(t.Keys.Year)+", E", unit)
	if t.trend {
		t.x.Columns = append(t.x.Columns, figures(strconv.Itoa(t.Keys.Base)+" 年估算 E", "Estimate of "+strconv.Itoa(t.Keys.Base)+", E", unit), year)
	} else {
		t.x.Columns = append(t.x.Columns, year, figures("绝对值 |E|", "Absolute value |E|", unit))
	}
	if t.uncertain {
		t.x.Columns = append(t.x.Columns, figures("不确定度 U", "Uncertainty U", "%"))
	}
	value := map[string]inventory.Text{"L1": {ZH: "水平评估 L", EN: "Level assessment L"}, "T1": {ZH: "趋势评估 T", EN: "Trend assessment T"}, "L2": {ZH: "水平评估 L·U", EN: "Level assessment L·U"}, "T2": {ZH: "趋势评估 T·U", EN: "Trend assessment T·U"}}[t.of.ID]
	if t.of.ID != "L1" { // there the assessment is the share
		t.x.Columns = append(t.x.Columns, figures(value.ZH, value.EN, ""))
		value = inventory.Text{ZH: "占评估值合计", EN: "Share of the assessments"}
	}
	t.x.Columns = append(t.x.Columns, shares(value.ZH, value.EN), shares("累计", "Cumulative"), column("关键", "Key", 6), column("备注", "Note", 16))
}

// row is a row of the table: its names, its figures, then what the assessment says of it.
func (t *keyTable) row(r *uncertainty.KeyRow, rest ...Cell) Row {
	name := t.Keys.Names[r.Category]
	if name == (inventory.Text{}) {
		name = inventory.Text{ZH: r.Category, EN: r.Category}
	}
	out := Row{Level: 1, Cells: []Cell{word(r.Category), said(name), said(report.FuelGroup(r.Item)), word(r.Gas)}}
	of := func(year int, d decimal.Decimal, missing bool) Cell {
		if missing {
			return word(inventory.NE.String())
		}
		return t.ifTotal(figure(d), inventory.Figure{Year: year, Scope: r.Category, Gas: r.Gas})
	}
	year := of(t.Keys.Year, r.Year, r.YearNE)
	if t.trend {
		out.Cells = append(out.Cells, of(t.Keys.Base, r.Base, r.BaseNE), year)
	} else {
		size := word(year.Text.EN)
		if year.Exact.Valid {
			size = figure(r.Year.Abs())
		}
		out.Cells = append(out.Cells, year, size)
	}
	if t.uncertain {
		out.Cells = append(out.Cells, rounded(r.U, 1))
	}
	out.Cells = append(out.Cells, rest...)
	return out
}

func (t *keyTable) ranked(one *uncertainty.Assessed) {
	rest := []Cell{share(one.Share()), share(one.Cumulative()), {}, {}}
	if one.Key {
		rest[2] = words("是", "yes")
	}
	if t.of.ID == "L1" {
		rest[0] = share(one.Value().Decimal)
	} else {
		rest = append([]Cell{null(one.Value())}, rest...)
	}
	t.x.Rows = append(t.x.Rows, t.row(&t.scope.Analysis.Rows[one.Row], rest...))
}

// left is a row that could not be ranked, with what it lacks.
func (t *keyTable) left(one *uncertainty.Left) {
	why := words("没有不确定度", "no uncertainty")
	switch one.Lack {
	case uncertainty.BaseNotEstimated:
		why = word(inventory.NE.String() + " " + strconv.Itoa(t.Keys.Base))
	case uncertainty.YearNotEstimated:
		why = word(inventory.NE.String() + " " + strconv.Itoa(t.Keys.Year))
	}
	rest := []Cell{{}, {}, {}, why}
	if t.of.ID != "L1" {
		rest = append([]Cell{{}}, rest...)
	}
	t.x.Rows = append(t.x.Rows, t.row(&t.scope.Analysis.Rows[one.Row], rest...))
}

// totals is the first row: the sums of all rows of the analysis, those that are left out with them.
func (t *keyTable) totals() {
	var base, year, size decimal.Decimal
	for i := range t.scope.Analysis.Rows {
		r := &t.scope.Analysis.Rows[i]
		base, year, size = base.Add(r.Base), year.Add(r.Year), size.Add(r.Year.Abs())
	}
	cells := []Cell{{}, words("合计", "Total"), {}, {}}
	of := func(year int, d decimal.Decimal) Cell {
		return t.ifTotal(figure(d), inventory.Figure{Year: year, Scope: t.scope.Scope, Gas: inventory.AllGases})
	}
	if t.trend {
		cells = append(cells, of(t.Keys.Base, base), of(t.Keys.Year, year))
	} else {
		cells = append(cells, of(t.Keys.Year, year), figure(size))
	}
	if t.uncertain {
		cells = append(cells, Cell{})
	}
	if t.of.ID != "L1" {
		cells = append(cells, null(t.of.Total))
	}
	t.x.Rows = append(t.x.Rows, Row{Strong: true, Cells: append(cells, share(decimal.NewFromInt(1)), Cell{}, Cell{}, Cell{})})
}

// notes are the form and the threshold, and what must be known of the rows.
func (t *keyTable) notes() {
	a := t.scope.Analysis
	form := inventory.Text{ZH: "IPCC 2006 卷 1 表 4.2", EN: "IPCC 2006 V1 Table 4.2"}
	if t.trend {
		edition := strconv.Itoa(int(cmp.Or(a.Trend, uncertainty.Trend2006)))
		form = inventory.Text{ZH: "IPCC 2006 卷 1 表 4.3，趋势评估用 " + edition + " 年的式", EN: "IPCC 2006 V1 Table 4.3, trend assessment of " + edition}
	}
	threshold := a.Threshold1
	if t.uncertain {
		threshold = a.Threshold2
	}
	t.x.Notes = append(t.x.Notes, inventory.Text{ZH: form.ZH + "；累计达到 " + threshold.String() + " % 的行是关键类别；GWP " + t.Keys.GWPSet, EN: form.EN + "; rows up to a cumulative " + threshold.String() + " % are key; GWP " + t.Keys.GWPSet})
	if t.trend {
		t.x.Notes = append(t.x.Notes, t.Keys.Notes...)
	}
}

// keySummary lists the key categories with the criteria by which they are key.
func (m *maker) keySummary() {
	k := m.Keys
	x := &Exhibit{ID: "keys.summary", Year: k.Year, Title: inventory.Text{ZH: strconv.Itoa(k.Year) + " 年关键类别汇总", EN: "Summary of key categories, " + strconv.Itoa(k.Year)},
		Columns: []Column{column("类别编码", "IPCC category code", 10), column("类别", "IPCC category", 36), column("燃料", "Fuel", 12), column("气体", "Greenhouse gas", 8), column("判别依据", "Identification criteria", 18), column("备注", "Comments", 30)},
		Notes:   []inventory.Text{{ZH: "IPCC 2006 卷 1 表 4.4；L 水平、T 趋势，1、2 为方法 1、方法 2（计入不确定度），Q 定性", EN: "IPCC 2006 V1 Table 4.4; L level, T trend, 1 and 2 Approach 1 and 2 (with uncertainty), Q qualitative"}}}
	for _, a := range k.Scopes[0].All() {
		if why := a.Not; why != (inventory.Text{}) {
			title := report.AssessmentTitle(a.ID)
			x.Notes = append(x.Notes, inventory.Text{ZH: title.ZH + "：没有。" + why.ZH, EN: title.EN + ": none. " + why.EN})
		}
	}
	for _, s := range uncertainty.Summarised(k.Scopes, k.Qualitative) {
		if m.hidesWithin(s.Category) {
			continue
		}
		remark := inventory.Text{}
		if s.Subset != nil {
			list := strings.Join(s.Subset, ", ")
			remark = inventory.Text{ZH: "不含土地时 " + list, EN: "without land " + list}
		}
		if s.Qualitative != "" {
			remark = joined(remark, report.Criteria(s.Qualitative))
		}
		x.Rows = append(x.Rows, Row{Cells: []Cell{word(s.Category), said(k.Names[s.Category]), said(report.FuelGroup(s.Item)), word(s.Gas), word(strings.Join(s.Criteria, ", ")), said(remark)}})
	}
	if m.Mask.Any() {
		x.Notes = append(x.Notes, inventory.Text{ZH: "含保密数据的类别未列；评估的数字不公布。", EN: "Categories with confidential data are not listed; the figures of the assessments are not published."})
	} else {
		x.Notes = append(x.Notes, k.LeftNotes()...)
	}
	m.add(x)
}

// hidesWithin tells whether anything of a category is hidden in either of the years of the assessments.
func (m *maker) hidesWithin(code string) bool {
	return m.Mask.Any() && slices.ContainsFunc(m.inv.Estimates, func(e *inventory.Estimate) bool {
		of := e.Row.Category.Code
		return (e.Row.Year == m.Keys.Year || e.Row.Year == m.Keys.Base) && (of == code || strings.HasPrefix(of, code+".")) && m.Mask.HidesLine(e)
	})
}
