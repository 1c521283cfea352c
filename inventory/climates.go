package inventory

import (
	"fmt"
	"slices"

	"ghg/inventory/spelling"
)

// Climates are the climates by which tables tell factors apart: IPCC climate zones, ecological zones and their domains,
// classes of mean annual temperature, and groups of these.
type Climates struct {
	members map[string][]string
	above   map[string][]string // the groups that list it
	byName  map[string]string   // by folded name, English or Chinese
	names   []string
}

// Lookup finds a climate by its English or Chinese name and returns its name in the tables.
func (c *Climates) Lookup(name string) (string, bool) {
	found, ok := c.byName[spelling.Fold(name)]
	return found, ok
}

// Nearest names the climate closest to what was written, "" if none is close.
func (c *Climates) Nearest(name string) string { return spelling.Nearest(name, c.names) }

// Reach returns the climates whose rows may be taken in a place of the given climates: those themselves and the groups
// they belong to, each with its breadth, the number of single climates in it.
func (c *Climates) Reach(given []string) map[string]int {
	out := map[string]int{}
	var climb func(string)
	climb = func(name string) {
		if _, seen := out[name]; seen {
			return
		}
		out[name] = len(c.single(name))
		for _, group := range c.above[name] {
			climb(group)
		}
	}
	for _, name := range given {
		climb(name)
	}
	return out
}

// single lists the single climates of a group.
func (c *Climates) single(name string) []string {
	if len(c.members[name]) == 0 {
		return []string{name}
	}
	var out []string
	for _, member := range c.members[name] {
		for _, one := range c.single(member) {
			if !slices.Contains(out, one) {
				out = append(out, one)
			}
		}
	}
	return out
}

func (v *Vocabulary) takeClimates(rows []record) error {
	climates := &Climates{members: map[string][]string{}, above: map[string][]string{}, byName: map[string]string{}}
	for _, r := range rows {
		name := r.get("climate")
		if _, twice := climates.members[name]; twice {
			return fmt.Errorf("row %d: climate %s twice", r.row, name)
		}
		climates.members[name] = r.list("members")
		climates.names = append(climates.names, name)
		for _, spelt := range []string{name, r.get("name_zh")} {
			if known := climates.byName[spelling.Fold(spelt)]; known != "" && known != name {
				return fmt.Errorf("row %d: %s names both %s and %s", r.row, spelt, known, name)
			}
			climates.byName[spelling.Fold(spelt)] = name
		}
	}
	for _, name := range climates.names {
		for _, member := range climates.members[name] {
			if _, known := climates.members[member]; !known {
				return fmt.Errorf("member %s of %s is not in the table", member, name)
			}
			if slices.Contains(climates.single(member), name) {
				return fmt.Errorf("%s is a member of itself", name)
			}
			climates.above[member] = append(climates.above[member], name)
		}
	}
	v.Climates = climates
	return nil
}
