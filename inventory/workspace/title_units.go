package workspace

import (
	"regexp"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// titleUnits finds the units that a line above the header names, but not the office that fills the form: 填报单位：统计局.
var (
	titleUnits   = regexp.MustCompile(`(?:^|[^报制送源管])单位\s*[:：]\s*(\S+)`)
	unitsAbreast = regexp.MustCompile(`[、，,;；/]`)
	eitherUnit   = regexp.MustCompile(`^(.*?)(\p{Han})[（(](\p{Han}+)[)）]$`)
)

// unitsOf are the units that a line names: 单位：公顷、吨, 单位：万头（只）.
func unitsOf(text string) []quantity.Unit {
	var out []quantity.Unit
	for _, match := range titleUnits.FindAllStringSubmatch(text, -1) {
		whole := strings.TrimRight(match[1], "】]")
		if strings.Count(whole, "（")+strings.Count(whole, "(") < strings.Count(whole, "）")+strings.Count(whole, ")") {
			whole = strings.TrimRight(whole, "）)") // （单位：吨）
		}
		if unit, err := quantity.ParseUnit(whole); err == nil {
			out = append(out, unit)
			continue
		}
		for _, part := range unitsAbreast.Split(whole, -1) {
			names := []string{part}
			if either := eitherUnit.FindStringSubmatch(part); either != nil {
				names = []string{either[1] + either[2], either[1] + either[3]}
			}
			for _, name := range names {
				if unit, err := quantity.ParseUnit(strings.TrimSpace(name)); err == nil {
					out = append(out, unit)
				}
			}
		}
	}
	return out
}

// oneOfADimension refuses two units of one dimension above the header: it is not told which of them the figures are in.
func (m *mapping) oneOfADimension() {
	var kept []quantity.Unit
	for _, unit := range m.titleUnits {
		same := slices.IndexFunc(kept, func(known quantity.Unit) bool { return known.SameDimension(unit) })
		switch {
		case same < 0:
			kept = append(kept, unit)
		case kept[same] != unit:
			m.at(m.Rows[m.first].Line, -1)
			m.twoUnits(kept[same], unit)
		}
	}
	m.titleUnits = kept
}

// twoUnits says that a unit is stated twice and differs.
func (r *row) twoUnits(one, other quantity.Unit) {
	r.refuse("cell", "two-units",
		inventory.Text{ZH: "单位写了两处，一处是 " + one.String() + "，一处是 " + other.String(), EN: "the unit is given in two places, as " + one.String() + " and as " + other.String()},
		inventory.Text{ZH: "单位只写在一处", EN: "give the unit in one place"})
}

// unitOfTitle is the unit that the title gives to a column: the one that it names or, where the layout says what the figures are like, the
// one of their dimension.
func (m *mapping) unitOfTitle(c *mappedColumn) (quantity.Unit, bool) {
	if c.rule == nil || c.rule.Like == "" {
		return append(m.titleUnits, quantity.One)[0], len(m.titleUnits) == 1
	}
	n := slices.IndexFunc(m.titleUnits, c.rule.like.SameDimension)
	return append(m.titleUnits, quantity.One)[max(n, 0)], n >= 0
}
