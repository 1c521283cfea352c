package quantity

import (
	"slices"
	"strings"
)

// Counts tells whether the unit is a number of things of one sort: wells, 万 pieces. Any measure is none.
func (u Unit) Counts() bool {
	known := u.get()
	return len(known.atoms) == 1 && known.atoms[0].exp == 1 && len(known.dims) == 1 && known.dims[0].exp == 1 && load().things[known.dims[0].of]
}

// bare are the things whose Chinese words count any sort of thing (个, 台, 辆; 口; 座).
var bare = []string{"piece", "head", "station"}

// Counting is the same number of other things, where the unit is a bare count of no sort in particular, or where the other
// is a unit of any sort; else the unit as it stands.
func (u Unit) Counting(other Unit) Unit {
	name, of := u.String(), other.String()
	for _, thing := range bare {
		if multiple, ok := strings.CutSuffix(name, thing); ok {
			return MustUnit(multiple + of)
		}
	}
	if of == "unit" {
		dim := u.get().dims[0].of
		if at := strings.LastIndex(name, dim); at >= 0 {
			if multiple := strings.TrimSpace(multiple.FindString(name)); multiple != "" && multiple != "1" {
				return MustUnit(multiple + " " + of)
			}
			return other
		}
	}
	return u
}

// OfMass tells whether a mass stands in the numerator: kg, t HFC-134a, kg/unit.
func (u Unit) OfMass() bool {
	return slices.ContainsFunc(u.get().dims, func(d power[string]) bool {
		return d.exp == 1 && (d.of == "mass" || strings.HasPrefix(d.of, massOf))
	})
}
