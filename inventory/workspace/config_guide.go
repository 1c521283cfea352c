package workspace

import (
	"cmp"
	"maps"
	"slices"

	"ghg/inventory"
	"ghg/inventory/spelling"
	"ghg/inventory/table"
)

// byGuide are the settings that follow the guide where the file leaves them open.
type byGuide struct {
	factorSets, ncvSets []string
	allocation          Allocation
}

// guide checks the guide and takes from it what the file leaves open.
func (s *settings) guide(known []string) {
	s.written = byGuide{s.FactorSets, s.NCVSets, s.Allocation}
	s.follow(known)
}

// follow takes from the guide what is not written; known are the factor sets.
func (s *settings) follow(known []string) {
	s.FactorSets, s.NCVSets, s.Allocation = s.written.factorSets, s.written.ncvSets, s.written.allocation
	if s.oneOf("guide", s.Guide, slices.Sorted(maps.Keys(s.voc.Guides))) {
		guide := s.voc.Guides[s.Guide]
		if len(s.FactorSets) == 0 {
			s.FactorSets = slices.Clone(guide.FactorSets)
		}
		if len(s.NCVSets) == 0 {
			s.NCVSets = slices.Clone(guide.NCVSets)
		}
		s.Allocation = Allocation{cmp.Or(s.Allocation.Ammonia, guide.Allocation.Ammonia), cmp.Or(s.Allocation.Reductant, guide.Allocation.Reductant)}
		s.oneOf("allocation.ammonia_in", s.Allocation.Ammonia, []string{inventory.InEnergy, inventory.InIPPU})
		s.oneOf("allocation.reductant_in", s.Allocation.Reductant, []string{inventory.InEnergy, inventory.InIPPU})
	}
	s.sets("factor_sets", s.FactorSets, known)
	s.sets("ncv_sets", s.NCVSets, known)
}

// knownSets are the factor sets that a workspace may name: those of the tables, its own, and those its files bring.
func knownSets(voc *inventory.Vocabulary, files []string) []string {
	known := append([]string{"local"}, slices.Collect(maps.Keys(voc.Sets))...)
	for _, file := range files {
		if own := voc.OwnSet(file); own != "" {
			known = append(known, own)
		}
	}
	slices.Sort(known)
	return known
}

// sets checks a precedence of factor sets.
func (s *settings) sets(key string, sets, known []string) {
	for i, name := range sets {
		if !slices.Contains(known, name) {
			s.refuse(inventory.Text{ZH: key + " 不认识因子集“" + table.Excerpt(name) + "”", EN: key + ` names an unknown set "` + table.Excerpt(name) + `"`},
				suggest(spelling.Nearest(table.Excerpt(name), known), inventory.Text{ZH: "用 inventory factors list 查看因子集", EN: "inventory factors list shows the sets"}), "unknown-set", key)
		}
		if slices.Contains(sets[:i], name) {
			s.refuse(inventory.Text{ZH: key + " 中“" + table.Excerpt(name) + "”重复", EN: key + ` names "` + table.Excerpt(name) + `" twice`},
				inventory.Text{ZH: "删去一个：先后顺序就是优先顺序", EN: "remove one of them: the order is the precedence"}, "set-twice", key)
		}
	}
}

// Override is what a comparison sets in the place of inventory.toml; empty fields leave what stands there.
type Override struct {
	Guide, GWP          string
	FactorSets, NCVSets []string
}

// Override sets the workspace, as it is in memory, to another guide, potentials or precedence. What the file leaves to the guide follows
// the new one. The workspace is unchanged if there are problems.
func (ws *Workspace) Override(to Override, voc *inventory.Vocabulary) inventory.Problems {
	changed := ws.Config
	s := &settings{&loader{reading: newReading(voc)}, &changed, ""}
	if to.GWP != "" {
		changed.GWP = to.GWP
		s.oneOf("gwp_set", changed.GWP, inventory.GWPSets)
	}
	changed.Guide = cmp.Or(to.Guide, changed.Guide)
	if len(to.FactorSets) > 0 {
		changed.written.factorSets = to.FactorSets
	}
	if len(to.NCVSets) > 0 {
		changed.written.ncvSets = to.NCVSets
	}
	var files []string
	for _, file := range ws.Factors {
		files = append(files, file.Name)
	}
	s.follow(knownSets(voc, files))
	if !s.problems.Failed() {
		ws.Config = changed
	}
	return s.problems
}
