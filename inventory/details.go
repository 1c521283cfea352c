package inventory

import (
	"fmt"
	"slices"

	"ghg/inventory/spelling"
)

// Details are the words of the columns detail, technology and basis that have aliases or an English name: manure systems,
// manners of keeping. Words that are not among them stand for themselves.
type Details struct {
	byName  map[string]string
	broader map[string][]string // canonical words that a canonical word holds as well
}

// Held are the words that the detail of an activity states, with those that hold of it because of them: slurry with a crust is
// slurry, and a table that does not tell the crust apart means it too.
func (d *Details) Held(words []string) []string {
	var out []string
	for _, word := range words {
		name := d.Canonical(word)
		for _, one := range append([]string{name}, d.broader[name]...) {
			if !slices.Contains(out, one) {
				out = append(out, one)
			}
		}
	}
	return out
}

// Alike are the canonical words that mean the same: the word, and those that imply it as it implies them.
func (d *Details) Alike(word string) []string {
	name := d.Canonical(word)
	out := []string{name}
	for _, other := range d.broader[name] {
		if slices.Contains(d.broader[other], name) {
			out = append(out, other)
		}
	}
	return out
}

// Canonical is the folded form by which a word is compared: that of its canonical name if it is an alias.
func (d *Details) Canonical(word string) string {
	key := spelling.Fold(word)
	if known, ok := d.byName[key]; ok {
		return known
	}
	return key
}

// Each are the words of a detail in their canonical form, sorted, each once.
func (d *Details) Each(detail string) []string {
	var out []string
	for _, word := range SplitList(detail) {
		out = append(out, d.Canonical(word))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Has tells whether the word is one of them.
func (d *Details) Has(word string) bool {
	_, ok := d.byName[spelling.Fold(word)]
	return ok
}

func (v *Vocabulary) takeDetails(rows []record) error {
	details := &Details{byName: map[string]string{}, broader: map[string][]string{}}
	for _, r := range rows {
		key := spelling.Fold(r.get("detail"))
		if _, twice := details.byName[key]; twice {
			return fmt.Errorf("row %d: detail %s twice", r.row, r.get("detail"))
		}
		details.byName[key] = key
	}
	for _, r := range rows {
		for _, alias := range append(append(r.list("aliases_zh"), r.list("aliases_en")...), r.get("name_en")) {
			key := spelling.Fold(alias)
			if _, taken := details.byName[key]; !taken && key != "" {
				details.byName[key] = spelling.Fold(r.get("detail"))
			}
		}
	}
	v.Details = details
	return nil
}

func (v *Vocabulary) takeBroader(rows []record) error {
	for _, r := range rows {
		name := v.Details.Canonical(r.get("detail"))
		if v.Details.broader[name] != nil {
			return fmt.Errorf("row %d: detail %s twice", r.row, r.get("detail"))
		}
		for _, word := range r.list("broader") {
			v.Details.broader[name] = append(v.Details.broader[name], v.Details.Canonical(word))
		}
	}
	return nil
}
