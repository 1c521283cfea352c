package exhibit

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// usedFactor is a factor with the lines of the year that rest on it.
type usedFactor struct {
	*inventory.Parameter
	size  decimal.Decimal // Σ|CO2e| of the territorial lines
	lines int
}

// inputs are the factors of the year, those that nobody has confirmed, and the potentials.
func (m *maker) inputs() {
	used, whole := m.usedFactors()
	m.factors(used, whole)
	m.unconfirmed(used, whole)
	m.potentials()
}

// usedFactors are the factors that the year's lines rest on, in the order of their keys, and Σ|CO2e| of the territorial lines.
func (m *maker) usedFactors() (out []*usedFactor, whole decimal.Decimal) {
	of := map[string]*usedFactor{}
	for _, e := range m.inv.Estimates {
		if e.Row.Year != m.Year || !e.Number {
			continue
		}
		size := decimal.Decimal{}
		if gwp, ok := m.inv.GWP(e.Gas); ok && e.Boundary == inventory.Territorial {
			size = e.Value().Mul(gwp.Amount).Abs()
		}
		whole = whole.Add(size)
		for _, leaf := range m.leaves(e) {
			if _, activity := leaf.(*inventory.Cell); activity {
				continue
			}
			known := of[leaf.Key()]
			if known == nil {
				known = &usedFactor{Parameter: inventory.ParameterOf(leaf)}
				of[leaf.Key()] = known
			}
			known.size, known.lines = known.size.Add(size), known.lines+1
		}
	}
	for _, f := range of {
		if f.Set != "" && !m.ownUnderMask(f) {
			out = append(out, f)
		}
	}
	slices.SortFunc(out, func(a, b *usedFactor) int { return cmp.Compare(a.Key(), b.Key()) })
	return out, whole
}

// ownUnderMask tells of a factor of the district's own in a report that hides something, whatever its status: it may be that of a plant.
// The shipped tables lie below seeds/, whose factors are everybody's.
func (m *maker) ownUnderMask(f *usedFactor) bool {
	return m.Mask.Any() && (f.Status == inventory.Local || !strings.HasPrefix(f.Origin.File, "seeds/"))
}

func (m *maker) factorColumns() []Column {
	return []Column{column("类别", "Category", 14), column("气体", "Gas", 8), column("参数", "Parameter", 24), column("项目", "Item", 16), figures("数值", "Value", ""), column("单位", "Unit", 16),
		column("因子集", "Set", 16), column("状态", "Status", 12), column("文献", "Document", 40), shares("所依据的 CO2e 份额", "Share of CO2e resting on it")}
}

func (m *maker) factorCells(f *usedFactor, whole decimal.Decimal) []Cell {
	item := f.Item
	out := []Cell{word(f.Category), word(f.Gas), said(f.Title), word(item), printed(f.Amount, f.Amount.String()), unitCell(f.In.String()), word(f.Set), reading(f.Status.String()), word(f.Document), {}}
	if part, err := quantity.Quo(f.size, whole); err == nil && !m.Mask.Any() {
		out[9] = share(part)
	}
	return out
}

// factors are the factors used in the year.
func (m *maker) factors(used []*usedFactor, whole decimal.Decimal) {
	x := &Exhibit{ID: "factors", Year: m.Year, Title: inventory.Text{ZH: fmt.Sprintf("%d 年采用的排放因子和参数", m.Year), EN: fmt.Sprintf("Factors and parameters used, %d", m.Year)}, Columns: m.factorColumns(),
		Notes: []inventory.Text{{ZH: "份额：以该因子为输入的境内各行 Σ|CO2e| ÷ 全部 Σ|CO2e|；一行依据多个因子，份额之和超过 100 %。", EN: "Share: Σ|CO2e| of the territorial lines that take the factor ÷ Σ|CO2e| of all; lines take several factors, so that shares add up to more than 100 %."}}}
	for _, f := range used {
		x.Rows = append(x.Rows, Row{Cells: m.factorCells(f, whole)})
	}
	m.add(x)
}

// unconfirmed are the factors that nobody has compared with print, those of the most weight first.
func (m *maker) unconfirmed(used []*usedFactor, whole decimal.Decimal) {
	x := &Exhibit{ID: "unconfirmed", Year: m.Year, Title: inventory.Text{ZH: fmt.Sprintf("%d 年未经核对的因子", m.Year), EN: fmt.Sprintf("Unconfirmed factors, %d", m.Year)}, Columns: m.factorColumns()}
	list := slices.DeleteFunc(slices.Clone(used), func(f *usedFactor) bool { return f.Status != inventory.Unconfirmed })
	if !m.Mask.Any() { // else their order would tell of sizes
		slices.SortStableFunc(list, func(a, b *usedFactor) int { return b.size.Cmp(a.size) })
	}
	for _, f := range list {
		x.Rows = append(x.Rows, Row{Cells: m.factorCells(f, whole), Level: 1})
	}
	if part, ok := m.inv.UnconfirmedShare(m.Year); ok && len(list) > 0 && !m.Mask.Any() {
		all := Row{Strong: true, Cells: make([]Cell, len(x.Columns))}
		all.Cells[0], all.Cells[len(all.Cells)-1] = words("合计（每行只计一次）", "All (each line once)"), share(part)
		x.Rows = append(x.Rows, all)
	}
	m.add(x)
}

// potentials are the global warming potentials that were used.
func (m *maker) potentials() {
	x := &Exhibit{ID: "gwp", Title: inventory.Text{ZH: "全球变暖潜势 " + m.inv.GWPSet, EN: "Global warming potentials " + m.inv.GWPSet},
		Columns: []Column{column("气体", "Gas", 16), figures("数值", "Value", "t CO2e/t"), column("状态", "Status", 12), column("文献", "Document", 50)}}
	for _, gas := range m.inv.Vocabulary.Gases.All {
		if p, ok := m.inv.GWP(gas.Name); ok {
			x.Rows = append(x.Rows, Row{Cells: []Cell{word(gas.Name), printed(p.Amount, p.Amount.String()), reading(p.Status.String()), word(p.Document)}})
		}
	}
	m.add(x)
}
