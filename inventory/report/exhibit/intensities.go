package exhibit

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/report"
)

// intensities are emissions and energy per output, the targets of the plan and where they stand, the official account, the scenarios and the
// peaks. Under a mask what rests on a total that is hidden is left out, and the official account, scenarios and peaks with it.
func (m *maker) intensities() {
	if m.Intensities == nil {
		return
	}
	m.intensity()
	m.targets()
	m.targetPaths()
	if !m.Mask.Any() {
		m.assessment()
		m.assessmentGap()
		m.projections()
		m.peaks()
	}
}

// intensityYears are the years of any of the series that are shown.
func (m *maker) intensityYears() (out []int) {
	for _, x := range m.Intensities.Series {
		for _, y := range x.Years {
			if x.Main && !slices.Contains(out, y.Year) {
				out = append(out, y.Year)
			}
		}
	}
	slices.Sort(out)
	return out
}

// intensity is the series of intensities whose numerator and denominator are of one boundary, each with its declines.
func (m *maker) intensity() {
	x := &Exhibit{ID: "intensity", Title: inventory.Text{ZH: "历年碳排放强度和能耗强度（清单口径）", EN: "Intensities of all years (of the inventory)"},
		Columns: []Column{column("指标", "Indicator", 44), column("单位", "Unit", 18), column("产值价格", "Prices", 10)},
		Notes:   []inventory.Text{{ZH: "下降为正；GWP " + m.inv.GWPSet, EN: "Falls are positive; GWP " + m.inv.GWPSet}}}
	years := m.intensityYears()
	for _, year := range years {
		x.Columns = append(x.Columns, figures(strconv.Itoa(year), strconv.Itoa(year), ""))
	}
	for _, of := range m.Intensities.Series {
		if of.Main && len(of.Years) > 0 {
			m.intensityRows(x, of, years)
		}
	}
	m.add(x)
}

func (m *maker) intensityRows(x *Exhibit, of *engine.Intensity, years []int) {
	prices := ""
	if of.Prices != 0 {
		prices = strconv.Itoa(of.Prices)
	}
	shown := func(year int) bool { return !m.hidesNumerator(of, year) }
	row := func(name, unit Cell, level int, cell func(*engine.IntensityYear) Cell) {
		out, any := Row{Level: level, Strong: level == 0, Cells: []Cell{name, unit, word(prices)}}, false
		for _, year := range years {
			c := Cell{}
			if y := of.At(year); y != nil {
				c = cell(y)
			}
			any = any || c.Exact.Valid
			out.Cells = append(out.Cells, c)
		}
		if any {
			x.Rows = append(x.Rows, out)
		}
	}
	percent := word("%")
	row(said(of.Title()), unitCell(of.Unit.String()), 0, func(y *engine.IntensityYear) Cell {
		if !shown(y.Year) {
			return hidden()
		}
		return printed(y.Value, report.Significant(y.Value, 4))
	})
	row(words("比上年下降", "decline against the year before"), percent, 1, func(y *engine.IntensityYear) Cell {
		if y.Annual != nil && (!shown(y.Year) || !shown(y.Year-1)) {
			return hidden()
		}
		return perCent(y.Annual, 2)
	})
	since := func(d func(*engine.IntensityYear) *decimal.Decimal) func(*engine.IntensityYear) Cell {
		return func(y *engine.IntensityYear) Cell {
			if d(y) != nil && (!shown(y.Year) || !shown(of.Base)) {
				return hidden()
			}
			return perCent(d(y), 2)
		}
	}
	row(words(fmt.Sprintf("比 %d 年累计下降", of.Base), fmt.Sprintf("decline since %d", of.Base)), percent, 1, since(func(y *engine.IntensityYear) *decimal.Decimal { return y.Direct }))
	row(words("公布的年度下降", "annual decline, as published"), percent, 1, func(y *engine.IntensityYear) Cell { return perCent(y.Published, 2) })
	row(words("认定的年度下降", "annual decline, as recognised"), percent, 1, func(y *engine.IntensityYear) Cell { return recognised(y.Recognised) })
	if slices.ContainsFunc(of.Years, report.Revised) && !m.Mask.Any() {
		row(words("累计下降，按认定或公布的年度值", "cumulative, of recognised or published values"), percent, 1, since(func(y *engine.IntensityYear) *decimal.Decimal { return y.Chained }))
	}
	m.intensityNotes(x, of)
}

// recognised is a recognised decline, empty for none.
func recognised(r *inventory.Recognised) Cell {
	if r == nil {
		return Cell{}
	}
	return perCent(&r.Decline, 2)
}

// intensityNotes name the years that do not compare with the base year, and those that rest on preliminary figures.
func (m *maker) intensityNotes(x *Exhibit, of *engine.Intensity) {
	var unlike, early []int
	for _, y := range of.Years {
		if !y.Comparable {
			unlike = append(unlike, y.Year)
		}
		if y.Preliminary {
			early = append(early, y.Year)
		}
	}
	title := of.Title()
	if unlike != nil {
		list := engine.YearList(unlike)
		x.Notes = append(x.Notes, inventory.Text{ZH: fmt.Sprintf("%s：%s 年有数的类别和气体与 %d 年不同，变化不全是排放的变化。", title.ZH, list, of.Base), EN: fmt.Sprintf("%s: other categories and gases hold figures in %s than in %d; not all of the change is one of emissions.", title.EN, list, of.Base)})
	}
	if early != nil {
		list := engine.YearList(early)
		x.Notes = append(x.Notes, inventory.Text{ZH: fmt.Sprintf("%s：%s 年用到初步数。", title.ZH, list), EN: fmt.Sprintf("%s: %s rests on a preliminary figure.", title.EN, list)})
	}
}

// assessment is the official account, which is no inventory.
func (m *maker) assessment() {
	a := m.Intensities.Assessment
	if a == nil {
		return
	}
	x := &Exhibit{ID: "assessment", Title: inventory.Text{ZH: "考核核算（非清单）", EN: "Official account (not the inventory)"},
		Columns: []Column{column("年份", "Year", 8), figures("CO2", "CO2", "t CO2"), figures(fmt.Sprintf("地区生产总值（%d 年价）", a.Prices), fmt.Sprintf("GDP (%d prices)", a.Prices), "10^4 CNY"), figures("强度", "Intensity", "t CO2/10^4 CNY"),
			figures("年度下降", "Annual decline", "%"), figures("公布", "Published", "%"), figures("认定", "Recognised", "%"), figures("累计下降（认定、公布优先）", "Cumulative decline, recognised and published first", "%"), figures("累计下降（认定）", "Cumulative decline, recognised", "%"),
			figures("累计下降（重算）", "Cumulative decline, recomputed", "%"), figures("累计下降（同一电力因子）", "Cumulative decline, one factor of electricity", "%"), figures("清单能源 CO2", "CO2 of energy in the inventory", "t CO2"), figures("差", "Difference", "t CO2")},
		Notes: []inventory.Text{{ZH: fmt.Sprintf("累计下降自 %d 年；按考核口径，含净调入电力和热力，与清单口径不同。", a.Base), EN: fmt.Sprintf("Cumulative declines count from %d; by the method of assessment, with net imported electricity and heat, which is not that of the inventory.", a.Base)}}}
	for i := range a.Years {
		y := &a.Years[i]
		cells := []Cell{word(strconv.Itoa(y.Year)), {}, {}, {}, perCent(y.Annual, 2), perCent(y.Published, 2), recognised(y.Recognised), perCent(y.Cumulative, 2), recognised(y.Whole), perCent(y.Recomputed, 2), perCent(y.SameFactor, 2), {}, {}}
		if y.Account != nil {
			cells[1] = figure(y.Account.CO2)
		}
		if !y.GDP.IsZero() {
			cells[2], cells[3] = printed(y.GDP, report.Rounded(y.GDP, 0)), printed(y.Intensity, report.Significant(y.Intensity, 4))
		}
		if y.Gap != nil {
			of := inventory.Figure{Year: y.Year, Scope: "1", Gas: "CO2"}
			cells[11], cells[12] = m.ifMass(figure(y.Inventory), of), figure(y.Account.CO2.Sub(y.Inventory))
		}
		x.Rows = append(x.Rows, Row{Cells: cells})
	}
	m.add(x)
}

// assessmentGap is why the account and the CO2 of energy of the inventory differ, in the latest year that has both.
func (m *maker) assessmentGap() {
	a := m.Intensities.Assessment
	if a == nil {
		return
	}
	at := -1
	for i := range a.Years {
		if a.Years[i].Gap != nil {
			at = i
		}
	}
	if at < 0 {
		return
	}
	y := &a.Years[at]
	x := &Exhibit{ID: "assessment.gap", Year: y.Year, Title: inventory.Text{ZH: fmt.Sprintf("%d 年考核核算与清单能源 CO2 之差", y.Year), EN: fmt.Sprintf("The account less the CO2 of energy in the inventory, %d", y.Year)},
		Columns: []Column{column("缘由", "Why", 44), figures("考核", "Account", "t CO2"), figures("清单", "Inventory", "t CO2"), figures("差", "Difference", "t CO2")}}
	whole := m.ifMass(figure(y.Inventory), inventory.Figure{Year: y.Year, Scope: "1", Gas: "CO2"})
	x.Rows = append(x.Rows, Row{Strong: true, Cells: []Cell{words("合计", "Total"), figure(y.Account.CO2), whole, figure(y.Account.CO2.Sub(y.Inventory))}})
	for _, part := range y.Gap {
		x.Rows = append(x.Rows, Row{Level: 1, Cells: []Cell{said(part.Why), figure(part.Account), figure(part.Inventory), figure(part.Difference())}})
	}
	roundings(x)
	m.add(x)
}

// hidesNumerator tells whether an intensity rests on a total of the year that must not be shown.
func (m *maker) hidesNumerator(x *engine.Intensity, year int) bool {
	add, less := x.Numerator.Figures(year)
	return slices.ContainsFunc(append(add, less...), m.Mask.Hides)
}
