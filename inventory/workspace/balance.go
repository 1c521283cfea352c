package workspace

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/spelling"
	"ghg/inventory/table"
)

// The tables of the statistical bureau that are read in their own layout.
type balanceTable uint8

const (
	noBalance     balanceTable = iota
	energyBalance              // 能源平衡表
	byIndustry                 // 分行业终端能源消费
)

// headRows is the number of rows among which the title of a bureau's table stands.
const headRows = 8

// balanceKind tells by the first rows of a table whether it is one of the bureau's: a title that says so, alone in its row.
func balanceKind(head [][]string) balanceTable {
	for _, row := range head {
		filled := 0
		for _, cell := range row {
			if !table.Blank(cell) {
				filled++
			}
		}
		if filled > 2 {
			continue // a row of figures, or of a table that only speaks of the balance
		}
		switch folded := spelling.Fold(strings.Join(row, "")); {
		case strings.Contains(folded, "能源平衡表") || strings.Contains(folded, "energybalance"):
			return energyBalance
		case strings.Contains(folded, "分行业") && strings.Contains(folded, "能源") && !strings.Contains(folded, "购进"), strings.Contains(folded, "finalenergyconsumptionbyindustry"):
			return byIndustry
		}
	}
	return noBalance
}

// balanceReader is one of the bureau's tables being read.
type balanceReader struct {
	*row // of the cell at hand
	*table.Grid
	out          *inventory.Balance
	head         int                      // index of the header row
	columns      []*inventory.BalanceFuel // by column of the file; nil for names of rows, codes and blank columns
	tables       []*inventory.Table       // likewise: each knows the one column
	first        int                      // first column of figures
	lastIndustry *inventory.Industry      // the row at hand is a part of
	below        *section                 // the row at hand stands below this line, which begins another table
	ended        bool                     // and has figures
}

func (l *loader) balance(sheet *table.Sheet, kind balanceTable) bool {
	grid, ok := sheet.Grid(&l.problems)
	if !ok {
		return false
	}
	b := &balanceReader{row: &row{reading: l.reading}, Grid: grid, out: &inventory.Balance{ByIndustry: kind == byIndustry}}
	if !b.header() || !b.titles() || !b.units() {
		return true
	}
	l.titleFits(grid, b.Rows[:b.head], b.out.Year)
	sound := !b.bad
	for _, line := range b.Rows[b.head+1:] {
		sound = b.line(line) && sound
		if b.ended {
			break
		}
	}
	if sound && b.holdsFigures() {
		l.ws.Balances = append(l.ws.Balances, b.out)
	}
	return true
}

// holdsFigures refuses a table without a figure, which would say of a year that nothing is known of it.
func (b *balanceReader) holdsFigures() bool {
	if slices.ContainsFunc(b.out.Columns, func(c *inventory.BalanceFuel) bool { return c.Lines != nil }) {
		return true
	}
	b.refuseAt(b.Rows[0].Line, -1, "balance-empty",
		inventory.Text{ZH: "表里没有一个数", EN: "the table holds no figure"},
		inventory.Text{ZH: "填写数值，或暂时移走这个文件", EN: "fill it, or take the file away for the time being"})
	return false
}

// at names a cell for a problem; the column is counted from 0, -1 for the row.
func (b *balanceReader) at(line, column int) {
	b.place = inventory.Place{Table: &inventory.Table{File: b.File, Sheet: b.Sheet, Columns: map[string]int{"cell": column + 1}}, Row: line}
}

func (b *balanceReader) refuseAt(line, column int, code string, message, hint inventory.Text) {
	b.at(line, column)
	b.refuse("cell", code, message, hint)
}

var inBrackets = regexp.MustCompile(`[(（\[]([^()（）\[\]]+)[)）\]]\s*$`)

// fuelOf understands the head of a column: a fuel, or a column that is not one fuel, and its unit in brackets or on a second line.
func (b *balanceReader) fuelOf(text string) (*inventory.BalanceFuel, string) {
	name, unit := text, ""
	if match := inBrackets.FindStringSubmatchIndex(text); match != nil {
		name, unit = text[:match[0]], text[match[2]:match[3]]
	} else if first, second, two := strings.Cut(text, "\n"); two {
		name, unit = first, second
	}
	if _, err := quantity.ParseUnit(strings.TrimSpace(unit)); err != nil {
		name, unit = text, "" // brackets that are part of the name: 柴油(Gas oil)
	}
	name = strings.TrimSpace(strings.ReplaceAll(name, "\n", ""))
	if apart, ok := b.voc.Flows.Column(name); ok {
		return &inventory.BalanceFuel{Apart: apart}, strings.TrimSpace(unit)
	}
	if item, ok := b.voc.Items.Lookup(name); ok && item.Kind == "fuel" {
		return &inventory.BalanceFuel{Item: item}, strings.TrimSpace(unit)
	}
	return nil, strings.TrimSpace(unit)
}

// header finds the row that names the fuels: the first in which two cells are fuels, or one beside a head of names.
func (b *balanceReader) header() bool {
	b.head = slices.IndexFunc(b.Rows, func(r table.GridRow) bool {
		fuels := 0
		for _, cell := range r.Cells {
			if c, _ := b.fuelOf(cell); c != nil {
				fuels++
			}
		}
		return fuels >= 2 || fuels == 1 && namesRows(strings.Join(r.Cells, " "))
	})
	if b.head < 0 {
		b.refuseAt(0, -1, "balance-no-header",
			inventory.Text{ZH: "能源平衡表里找不到写有燃料名称的表头行", EN: "no row of the energy balance names fuels"},
			inventory.Text{ZH: "表头一行写各燃料的名称，如 原煤（万吨）、柴油（万吨）、天然气（亿立方米）", EN: "one row heads the columns by the fuels, such as 原煤 (万吨), 柴油 (万吨), 天然气 (亿立方米)"})
		return false
	}
	b.first = -1
	heads := b.Rows[b.head]
	seen := map[string]int{}
	for i, cell := range heads.Cells {
		column, unit := b.fuelOf(cell)
		b.columns, b.tables = append(b.columns, column), append(b.tables, &inventory.Table{File: b.File, Sheet: b.Sheet, Columns: everyField(i + 1)})
		switch {
		case column == nil && cell != "" && (b.first >= 0 || i > 0 && !namesRows(cell)):
			b.refuseAt(heads.Line, i, "balance-unknown-fuel",
				inventory.Text{ZH: "表头“" + table.Excerpt(cell) + "”不是认识的燃料", EN: `the column "` + table.Excerpt(cell) + `" is no fuel that is known`},
				suggest(b.voc.Items.Nearest(table.Excerpt(strings.TrimSpace(inBrackets.ReplaceAllString(cell, "")))), inventory.Text{ZH: "写燃料的标准名称或别名，单位写在括号里", EN: "write the fuel's name or an alias, its unit in brackets"}))
		case column == nil:
		default:
			if b.first < 0 {
				b.first = i
			}
			if earlier, twice := seen[column.Name()]; twice {
				b.refuseAt(heads.Line, i, "balance-fuel-twice",
					inventory.Text{ZH: "“" + column.Name() + "”在第 " + strconv.Itoa(earlier) + " 列已经有了", EN: column.Name() + " heads column " + strconv.Itoa(earlier) + " already"},
					inventory.Text{ZH: "一种燃料只占一列", EN: "keep one column a fuel"})
			}
			seen[column.Name()] = i + 1
			if unit != "" {
				column.Unit = b.unit("cell", unit)
			}
		}
	}
	return !b.bad
}

// namesRows tells whether a column before those of the fuels holds the names or the codes of the rows.
func namesRows(head string) bool {
	return slices.ContainsFunc([]string{"项目", "指标", "名称", "行业", "代码", "序号", "编号", "行次", "code", "name", "item", "industry", "no."}, func(word string) bool {
		return strings.Contains(spelling.Fold(head), word)
	})
}

// everyField places every field of an activity row in the one column: the cell is all that the row was read from.
func everyField(column int) map[string]int {
	out := map[string]int{"cell": column}
	for _, f := range activitySchema {
		out[f.Name] = column
	}
	return out
}

// units reads the row of units below or above the header where the heads name none.
func (b *balanceReader) units() bool {
	for _, i := range []int{b.head - 1, b.head + 1} {
		if i < 0 || i >= len(b.Rows) {
			continue
		}
		line := b.Rows[i]
		if !slices.ContainsFunc(line.Cells[min(b.first, len(line.Cells)):], func(cell string) bool { _, err := quantity.ParseUnit(cell); return cell != "" && err == nil }) {
			continue
		}
		if slices.ContainsFunc(line.Cells[min(b.first, len(line.Cells)):], func(cell string) bool { _, err := quantity.Parse(cell); return err == nil }) {
			continue
		}
		for n, c := range b.columns {
			cell := line.Cell(n)
			if c == nil || cell == "" {
				continue
			}
			b.at(line.Line, n)
			if unit := b.unit("cell", cell); c.Unit == (quantity.Unit{}) {
				c.Unit = unit
			} else if c.Unit != unit {
				b.twoUnits(c.Unit, unit)
			}
		}
		if i == b.head+1 {
			b.head++
		}
	}
	for n, c := range b.columns {
		if c == nil {
			continue
		}
		if c.Unit == (quantity.Unit{}) {
			b.refuseAt(b.Rows[b.head].Line, n, "no-unit",
				inventory.Text{ZH: "“" + c.Name() + "”一列没有写单位", EN: "the column " + c.Name() + " names no unit"},
				inventory.Text{ZH: "单位写在表头的括号里，如 原煤（万吨），或另写一行“计量单位”", EN: "write the unit in brackets in the header, or in a row of units below it"})
		}
		b.agrees(n, c.Unit)
		b.out.Columns = append(b.out.Columns, c)
	}
	return !b.bad
}

// line reads one row of figures; false if it is not understood.
func (b *balanceReader) line(r table.GridRow) bool {
	name, at := "", 0
	for i, cell := range r.Cells[:min(b.first, len(r.Cells))] {
		if _, err := quantity.Parse(cell); cell != "" && (err != nil || b.out.ByIndustry) {
			name, at = cell, i
			if !b.out.ByIndustry {
				break
			}
			if _, ok := b.voc.Flows.Industry(cell); ok {
				break
			}
		}
	}
	figures := slices.ContainsFunc(r.Cells[min(b.first, len(r.Cells)):], func(cell string) bool { return cell != "" })
	line, ok := b.named(name)
	if figures && b.below != nil {
		b.at(b.below.line, -1)
		b.refuseSection(b.below)
		b.ended = true
		return false
	}
	if !ok {
		if !figures {
			b.section(r)
			return true // a note below the table
		}
		b.bad = false
		b.unknownRow(r.Line, at, name)
		return false
	}
	sound := true
	for i, cell := range r.Cells[min(b.first, len(r.Cells)):] {
		i += b.first
		if cell == "" || line == (inventory.BalanceLine{}) {
			continue
		}
		if i >= len(b.columns) || b.columns[i] == nil {
			b.refuseAt(r.Line, i, "stray-cell",
				inventory.Text{ZH: "“" + table.Excerpt(cell) + "”所在的列没有表头", EN: `"` + table.Excerpt(cell) + `" stands in a column without a head`},
				inventory.Text{ZH: "给这一列写上燃料名称，或清空这一格", EN: "head the column by its fuel, or clear the cell"})
			sound = false
			continue
		}
		b.bad = false
		b.place = inventory.Place{Table: b.tables[i], Row: r.Line}
		value, isNumber := b.number("cell", cell)
		if !isNumber {
			sound = false
			continue
		}
		found := line
		found.Value, found.Place = value, b.place
		sound = b.take(b.columns[i], found) && sound
	}
	return sound
}

// take keeps a cell, unless its row is given twice.
func (b *balanceReader) take(c *inventory.BalanceFuel, found inventory.BalanceLine) bool {
	for _, known := range c.Lines {
		if known.Flow == found.Flow && known.Industry == found.Industry && known.RawMaterial == found.RawMaterial {
			title := found.Title()
			b.refuse("cell", "balance-row-twice",
				inventory.Text{ZH: "“" + title.ZH + "”在 " + known.Place.Cell("cell").String() + " 已经有了", EN: title.EN + " is given at " + known.Place.Cell("cell").String() + " already"},
				inventory.Text{ZH: "同一行只留一次", EN: "keep the row once"})
			return false
		}
	}
	c.Lines = append(c.Lines, found)
	return true
}

// named understands the name of a row. A sum over all industries is read and passed over.
func (b *balanceReader) named(name string) (inventory.BalanceLine, bool) {
	if !b.out.ByIndustry {
		flow, ok := b.voc.Flows.Lookup(name)
		return inventory.BalanceLine{Flow: flow}, ok
	}
	if i, ok := b.voc.Flows.Industry(name); ok {
		b.lastIndustry = i
		return inventory.BalanceLine{Industry: i}, true
	}
	flow, ok := b.voc.Flows.Lookup(strings.TrimSuffix(strings.TrimSuffix(spelling.Fold(name), "合计"), "总计"))
	if folded := spelling.Fold(name); folded == "合计" || folded == "总计" {
		flow, ok = b.voc.Flows.Must("industry"), true
	}
	switch {
	case ok && flow.Name == "raw_material" && b.lastIndustry != nil:
		return inventory.BalanceLine{Industry: b.lastIndustry, RawMaterial: true}, true
	case ok && (flow.Name == "industry" || flow.Name == "total"):
		return inventory.BalanceLine{Flow: flow}, true
	}
	return inventory.BalanceLine{}, false
}

// unknownRow says that a row of figures has a name that is not known.
func (b *balanceReader) unknownRow(line, column int, name string) {
	nearest, what := b.voc.Flows.Nearest(table.Excerpt(name)), inventory.Text{ZH: "能源平衡表的行", EN: "row of the energy balance"}
	hint := inventory.Text{ZH: "行名按统计局的表式，如 1.火力发电、二、加工转换投入(-)产出(+)量；行名见 seeds/balance.csv", EN: "rows are named as the bureau's form does; seeds/balance.csv lists them"}
	if b.out.ByIndustry {
		nearest, what = b.voc.Flows.NearestIndustry(table.Excerpt(name)), inventory.Text{ZH: "行业", EN: "industry"}
		hint = inventory.Text{ZH: "写 GB/T 4754 的行业代码或名称；名称见 seeds/industries.csv", EN: "write code or name of GB/T 4754; seeds/industries.csv lists them"}
	}
	b.refuseAt(line, column, "balance-unknown-row",
		inventory.Text{ZH: "不认识的" + what.ZH + "“" + table.Excerpt(name) + "”", EN: "unknown " + what.EN + ` "` + table.Excerpt(name) + `"`}, suggest(nearest, hint))
}
