package report

import (
	"strings"

	"ghg/inventory"
)

// chineseUnits writes the words of units in Chinese; symbols stay.
var chineseUnits = strings.NewReplacer("10^4 CNY", "万元", "10^8 CNY", "亿元", "CNY", "元", "10^4 ", "万", "10^8 ", "亿", "persons", "人", "person", "人", "fraction", "份额")

// UnitText is a unit as people read it in both languages.
func UnitText(unit string) inventory.Text {
	return inventory.Text{ZH: chineseUnits.Replace(unit), EN: unit}
}
