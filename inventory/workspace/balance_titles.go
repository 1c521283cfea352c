package workspace

import (
	"strings"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/table"
)

// titles reads what stands above the header: the title, the year, what the table leaves out, and how final it is.
func (b *balanceReader) titles() bool {
	var found titleYears
	for _, line := range b.Rows[:b.head] {
		text := lineText(line)
		if b.out.Title == "" {
			b.out.Title = b.keep(text)
		}
		found.read(text)
		if strings.Contains(text, "规上") || strings.Contains(text, "规模以上") {
			b.out.Coverage = "规上"
		}
		switch {
		case strings.Contains(text, "初步"):
			b.out.Vintage = "preliminary"
		case strings.Contains(text, "最终"):
			b.out.Vintage = "final"
		}
	}
	b.out.Place = inventory.Place{Table: &inventory.Table{File: b.File, Sheet: b.Sheet}, Row: b.Rows[0].Line}
	years := found.found()
	if len(years) != 1 {
		b.refuseAt(b.Rows[0].Line, -1, "balance-no-year",
			inventory.Text{ZH: "表头以上没有写明是哪一年的表，或写了几个年份", EN: "the lines above the header name no year, or several"},
			inventory.Text{ZH: "标题里写一个年份，如“××区能源平衡表（实物量）2020年”", EN: `name one year in the title, such as "Energy balance, physical units, 2020"`})
		return false
	}
	b.out.Year = years[0]
	for _, line := range b.Rows[:b.head] {
		if b.at(line.Line, -1); !b.wholeYear(lineText(line), years[0]) {
			return false
		}
	}
	b.at(0, -1)
	return b.wholeYear(b.Sheet, years[0])
}

// agrees holds the unit of a column against those of its dimension that the title names.
func (b *balanceReader) agrees(column int, unit quantity.Unit) {
	for _, line := range b.Rows[:b.head] {
		for _, stated := range unitsOf(lineText(line)) {
			if unit != (quantity.Unit{}) && stated.SameDimension(unit) && stated != unit {
				b.at(b.Rows[b.head].Line, column)
				b.twoUnits(stated, unit)
			}
		}
	}
}

// section keeps a line that begins another table.
func (b *balanceReader) section(r table.GridRow) {
	isTitle := func(r table.GridRow) bool { return balanceKind([][]string{r.Cells}) != noBalance }
	if s := sectionOf(r, []int{b.out.Year}, b.Rows[:b.head], isTitle); s != nil && b.below == nil {
		b.below = s
	}
}
