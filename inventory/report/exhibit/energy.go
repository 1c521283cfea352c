package exhibit

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/report"
)

// burning are the branches of fuel combustion that the table of fuels has columns of.
var burning = []struct {
	code string
	name inventory.Text
}{
	{"1.A.1", inventory.Text{ZH: "能源工业", EN: "Energy industries"}},
	{"1.A.2", inventory.Text{ZH: "制造业和建筑业", EN: "Manufacturing and construction"}},
	{"1.A.3", inventory.Text{ZH: "交通运输", EN: "Transport"}},
	{"1.A.4", inventory.Text{ZH: "其他部门", EN: "Other sectors"}},
	{"1.A.5", inventory.Text{ZH: "未分部门", EN: "Non-specified"}},
}

// energy are the tables of energy. Under a mask they are left out: a fuel of one plant would be had from them.
func (m *maker) energy() {
	if m.Mask.Any() {
		return
	}
	m.fuels()
	year := strconv.Itoa(m.Year)
	m.references()
	m.add(tabled("balance", inventory.Text{ZH: year + " 年能源平衡表的活动数据", EN: "Activities from the energy balance, " + year}, ofYear(report.BalanceRecords(m.inv.Region, m.Result.Balances), year), "year", "numbers"))
	m.add(tabled("energy_accounts", inventory.Text{ZH: "化石能源 CO2 与可再生能源年度账", EN: "Yearly accounts of fossil CO2 and of renewable energy"}, report.AccountRecords(m.inv.Region, m.Result.Accounts), "numbers"))
	m.add(tabled("emitters", inventory.Text{ZH: year + " 年重点企业核查数与计算数", EN: "Key emitters, verified and computed, " + year}, ofYear(report.EmitterRecords(m.inv.Region, m.Result.Emitters), year), "year", "cell", "note", "department"))
}

// fuels is CO2 of the fuels burned in the year, by branch.
func (m *maker) fuels() {
	x := &Exhibit{ID: "fuels", Year: m.Year, Title: inventory.Text{ZH: fmt.Sprintf("%d 年燃料燃烧 CO2（燃料 × 部门）", m.Year), EN: fmt.Sprintf("CO2 of fuel combustion by fuel and branch, %d", m.Year)},
		Columns: []Column{column("燃料", "Fuel", 20)}}
	for _, b := range burning {
		x.Columns = append(x.Columns, figures(b.name.ZH, b.name.EN, "t CO2"))
	}
	x.Columns = append(x.Columns, figures("合计", "Total", "t CO2"))
	sums := map[*inventory.Item][]decimal.NullDecimal{}
	whole := make([]decimal.NullDecimal, len(burning)+1)
	add := func(to *decimal.NullDecimal, d decimal.Decimal) { to.Decimal, to.Valid = to.Decimal.Add(d), true }
	for _, e := range m.inv.Estimates {
		at := slices.IndexFunc(burning, func(b struct {
			code string
			name inventory.Text
		}) bool {
			return e.Row.Category.Code == b.code || strings.HasPrefix(e.Row.Category.Code, b.code+".")
		})
		if e.Row.Year != m.Year || !e.Number || e.Gas != "CO2" || e.Boundary != inventory.Territorial || at < 0 {
			continue
		}
		if sums[e.Row.Item] == nil {
			sums[e.Row.Item] = make([]decimal.NullDecimal, len(burning)+1)
		}
		for _, to := range []*decimal.NullDecimal{&sums[e.Row.Item][at], &sums[e.Row.Item][len(burning)], &whole[at], &whole[len(burning)]} {
			add(to, e.Value())
		}
	}
	row := func(name Cell, of []decimal.NullDecimal, level int) {
		cells := []Cell{name}
		for _, d := range of {
			if c := (Cell{}); d.Valid {
				cells = append(cells, figure(d.Decimal))
			} else {
				cells = append(cells, c)
			}
		}
		x.Rows = append(x.Rows, Row{Cells: cells, Level: level, Strong: level == 0})
	}
	if len(sums) == 0 {
		return
	}
	row(words("合计", "All fuels"), whole, 0)
	for _, item := range m.inv.Vocabulary.Items.All {
		if of := sums[item]; of != nil {
			row(itemCell(item), of, 1)
		}
	}
	if of := sums[nil]; of != nil {
		row(words("未写燃料", "No fuel named"), of, 1)
	}
	for at, cell := range x.Rows[0].Cells[1:] { // the totals of the branches are those of the inventory
		f := inventory.Figure{Year: m.Year, Scope: "1.A", Gas: "CO2"}
		if at < len(burning) {
			f.Scope = burning[at].code
		}
		if t := m.total(f); cell.Exact.Valid && t.HasMass && t.Mass.Equal(cell.Exact.Decimal) {
			x.Rows[0].Cells[at+1].Of, x.Rows[0].Cells[at+1].Mass = &f, true
		}
	}
	roundings(x, toLast(1, len(x.Columns)))
	m.add(x)
}
