package factors

import (
	"regexp"
	"strings"

	"ghg/inventory/quantity"
)

var (
	inverseUnit = regexp.MustCompile(`[ .·]+([A-Za-z]+[0-9]?) ?\^?\(?[-−–]1\)?`)
	wordPer     = regexp.MustCompile(`(?i) +per +`)
	unitWords   = regexp.MustCompile(`(?i)\b(tonnes|years|days|litres)\b`)
	// plainUnits are the ways to say that a figure has no unit.
	plainUnits = map[string]bool{"dimensionless": true, "unitless": true, "no unit": true, "none": true, "ratio": true, "无量纲": true, "无单位": true}
)

// maxUnit bounds a cell that is read as a unit, in bytes.
const maxUnit = 120

// ParseOutsideUnit reads a unit as outside databases spell them: in brackets, in capitals, with "per" and "ha-1". The figure
// of such a unit is never changed; a unit that means another thing, as "t CO2/t clinker" does, is not brought to one that is
// known.
func ParseOutsideUnit(cell string) (quantity.Unit, error) {
	if len(cell) > maxUnit {
		cell = cell[:maxUnit]
	}
	text := strings.Join(strings.Fields(cell), " ")
	first, err := quantity.ParseUnit(text)
	if err == nil {
		return first, nil
	}
	for _, step := range []func(string) string{
		unbracket,
		func(s string) string {
			if plainUnits[strings.ToLower(s)] {
				return "1"
			}
			return s
		},
		func(s string) string { return wordPer.ReplaceAllString(s, "/") },
		func(s string) string { return inverseUnit.ReplaceAllString(s, "/$1") },
		func(s string) string {
			return unitWords.ReplaceAllStringFunc(s, func(word string) string { return strings.ToLower(word[:len(word)-1]) })
		},
	} {
		text = step(text)
		if unit, err := quantity.ParseUnit(text); err == nil {
			return unit, nil
		}
	}
	return first, err
}

// unbracket takes away the brackets around the whole of a unit.
func unbracket(s string) string {
	for _, pair := range []string{"()", "[]", "（）"} {
		signs := []rune(pair)
		open, shut := string(signs[0]), string(signs[1])
		if inner, ok := strings.CutPrefix(s, open); ok && strings.HasSuffix(inner, shut) {
			if inner = strings.TrimSuffix(inner, shut); !strings.Contains(inner, open) {
				return strings.TrimSpace(inner)
			}
		}
	}
	return s
}
