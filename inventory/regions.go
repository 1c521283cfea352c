package inventory

import (
	"fmt"
	"slices"
	"strings"

	"ghg/inventory/spelling"
)

// Regions is the tree of regions by which factors are looked up, with the groups of regions for which tables state
// figures (East Asia and Southeast Asia, a soil zone) and that are no parents.
type Regions struct {
	parent      map[string]string
	groups      map[string][]string // by member: the groups that list it and lie not above it
	development map[string]string
	byName      map[string]string
	zh          map[string]string
	kind        map[string]string
	code        map[string]string // six digits, of those that have one
	names       []string
}

// Lookup finds a region by its name, Chinese name or alias and returns its name in the tables.
func (r *Regions) Lookup(name string) (string, bool) {
	found, ok := r.byName[spelling.Fold(name)]
	return found, ok
}

// ZH is the region's Chinese name, the name itself if it has none.
func (r *Regions) ZH(name string) string {
	if zh := r.zh[name]; zh != "" {
		return zh
	}
	return name
}

// Kind is what the region is: province, district, power grid, country, ….
func (r *Regions) Kind(name string) string { return r.kind[name] }

// Code is the region's administrative code, "" if the tables do not know it.
func (r *Regions) Code(name string) string { return r.code[name] }

// NearestOf names the region of one of the kinds that is closest to what was written, "" if none is close.
func (r *Regions) NearestOf(name string, kinds ...string) string {
	var names []string
	for _, known := range r.names {
		if slices.Contains(kinds, r.kind[r.byName[spelling.Fold(known)]]) {
			names = append(names, known)
		}
	}
	return spelling.Nearest(name, names)
}

// Nearest names the region closest to what was written, "" if none is close.
func (r *Regions) Nearest(name string) string { return spelling.Nearest(name, r.names) }

// Chain returns the region and those it lies in, nearest first: Tongliang, Chongqing, CN Southwest, China, ..., World.
func (r *Regions) Chain(name string) []string {
	var out []string
	for ; name != "" && !slices.Contains(out, name); name = r.parent[name] {
		out = append(out, name)
	}
	return out
}

// Reach returns the regions whose rows may be taken for the region, each with its distance: the region itself 0, its
// parents 2, 4, …; a group of regions stands between its nearest member in the chain and that member's parent. Groups of
// one member are equally near.
func (r *Regions) Reach(name string) map[string]int {
	out := map[string]int{}
	chain := r.Chain(name)
	for i, at := range chain {
		out[at] = 2 * i
	}
	for i, at := range chain {
		for _, group := range r.groups[at] {
			if _, nearer := out[group]; !nearer {
				out[group] = 2*i + 1
			}
		}
	}
	return out
}

// Development is the development status of the region or of the nearest region above it that has one; "" for none.
func (r *Regions) Development(name string) string {
	for _, at := range r.Chain(name) {
		if status := r.development[at]; status != "" {
			return status
		}
	}
	return ""
}

// IsRegionCode tells whether the text has the form of an administrative code (GB/T 2260): six digits.
func IsRegionCode(s string) bool { return len(s) == 6 && strings.Trim(s, "0123456789") == "" }

func (v *Vocabulary) takeRegions(rows []record) error {
	regions := &Regions{parent: map[string]string{}, groups: map[string][]string{}, development: map[string]string{}, byName: map[string]string{}, zh: map[string]string{},
		kind: map[string]string{}, code: map[string]string{}}
	for _, r := range rows {
		name := r.get("region")
		if _, twice := regions.parent[name]; twice {
			return fmt.Errorf("row %d: region %s twice", r.row, name)
		}
		regions.parent[name], regions.zh[name], regions.development[name] = r.get("parent"), r.get("name_zh"), r.get("development")
		regions.kind[name] = r.get("kind")
		regions.byName[spelling.Fold(name)] = name
		regions.names = append(regions.names, name)
	}
	for _, r := range rows {
		name := r.get("region")
		if parent := r.get("parent"); parent != "" && regions.byName[spelling.Fold(parent)] != parent {
			return fmt.Errorf("row %d: parent %s of %s is not in the table", r.row, parent, name)
		}
		for _, member := range r.list("members") {
			if regions.byName[spelling.Fold(member)] != member {
				return fmt.Errorf("row %d: member %s of %s is not in the table", r.row, member, name)
			}
			if !slices.Contains(regions.Chain(member), name) {
				regions.groups[member] = append(regions.groups[member], name)
			}
		}
		for _, alias := range append(r.list("aliases"), r.get("name_zh")) {
			if key := spelling.Fold(alias); key != "" && regions.byName[key] == "" {
				regions.byName[key] = name
				regions.names = append(regions.names, alias)
				if IsRegionCode(alias) {
					regions.code[name] = alias
				}
			}
		}
	}
	v.Regions = regions
	return nil
}
