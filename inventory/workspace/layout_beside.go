package workspace

import (
	"regexp"
	"slices"

	"ghg/inventory"
	"ghg/inventory/table"
)

// thisYear are heads that say of a quantity that it is of the table's year.
var thisYear = []string{"本年", "本年实际", "本年数", "本期", "当年", "全年"}

// What stands in a table beside its figures: the growth of a quantity, the year before, remarks and numbers of rows.
var (
	growthHead = regexp.MustCompile(`增长|增减|同比|环比|±|升降|比上年`)
	lastHead   = regexp.MustCompile(`^(?:上年|去年|上一年|上年同期|同期)(?:实际|数|实际数)?$`)
	remarkHead = regexp.MustCompile(`^(?:备\s*注|说\s*明|行次|序号|编号|代码)$`)
)

// besideTable tells whether a column of such heads is left out, whatever the layout: those above the head of the quantity or, where there
// is none, all of them.
func besideTable(heads []string, unnamed bool) bool {
	return slices.ContainsFunc(heads, func(head string) bool {
		name, _, _ := headText(head)
		return growthHead.MatchString(name) || lastHead.MatchString(name) || unnamed && remarkHead.MatchString(name)
	})
}

// yearsFirst puts the years that stand below the head of a quantity above it.
func yearsFirst(levels []string) []string {
	cut := len(levels)
	for cut > 0 && ofYear(levels[cut-1]) {
		cut--
	}
	if cut == 0 {
		return levels
	}
	return slices.Concat(levels[cut:], levels[:cut])
}

// ofYear tells whether a head is a year, or this or the last one.
func ofYear(head string) bool {
	return yearOf(head) != 0 || isHead(thisYear, head) || lastHead.MatchString(head)
}

// isYears tells whether a row of the header holds nothing but years.
func isYears(cells []string) bool {
	some := false
	for _, cell := range cells {
		if cell != "" && !ofYear(cell) {
			return false
		}
		some = some || cell != ""
	}
	return some
}

// repeatsHeader tells whether a row is one of the header again, as on the next page.
func (m *mapping) repeatsHeader(line table.GridRow) bool {
	return slices.ContainsFunc(m.Rows[m.first:m.end], func(head table.GridRow) bool {
		return (!isNumbering(head.Cells) || slices.Contains(head.Cells, "甲")) && slices.EqualFunc(trimmed(head.Cells), trimmed(line.Cells), func(a, b string) bool { return inventory.PrintedKey(a) == inventory.PrintedKey(b) })
	})
}

// trimmed is a row without the blank cells at its end.
func trimmed(cells []string) []string {
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}
