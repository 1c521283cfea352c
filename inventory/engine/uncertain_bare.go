package engine

import (
	"cmp"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// kind tells in a word or two where what is known of a spread comes from.
func (o origin) kind() inventory.Text {
	switch o.place {
	case spreadJudged:
		return inventory.Text{ZH: "判断", EN: "judgement"}
	case spreadChosen:
		return inventory.Text{ZH: "记录的选择", EN: "choice"}
	case spreadStated:
		return inventory.Text{ZH: "自报", EN: "stated"}
	case spreadOfRow:
		return inventory.Text{ZH: "因子行", EN: "factor row"}
	case spreadDefault:
		return inventory.Text{ZH: "指南缺省", EN: "guideline default"}
	}
	return inventory.Text{}
}

// bareKeys are the keys of the inputs that nothing states the spread of.
func (u *uncertain) bareKeys() map[string]bool {
	out := map[string]bool{}
	for _, b := range u.Bare {
		out[b.Parameter.Key()] = true
	}
	return out
}

// restsOn tells whether an estimate of the row rests on one of the inputs.
func (r *uncertainRow) restsOn(keys map[string]bool) bool {
	for _, trees := range [][]ofGas{r.year, r.base} {
		for _, one := range trees {
			if slices.ContainsFunc(one.tree.Leaves(), func(l expr.Leaf) bool { return keys[l.Key()] }) {
				return true
			}
		}
	}
	return false
}

// sortStatistics marks the inputs without a spread that serve intensities and targets alone.
func (u *uncertain) sortStatistics() {
	for i := range u.Bare {
		_, seated := u.seats[u.Bare[i].Parameter.Key()]
		u.Bare[i].Statistic = !seated
	}
}

// fixedIn finds the inputs that the chance of a target takes for certain.
func (u *uncertain) fixedIn(c *TargetChance) {
	bare := map[string]BareLeaf{}
	for _, b := range u.Bare {
		bare[b.Parameter.Key()] = b
	}
	drawn := map[string]bool{}
	for i, leaf := range u.model.Program.Inputs() {
		drawn[leaf.Key()] = u.model.Inputs[i].Variable != ""
	}
	below := u.outputLeaves(c.Standing, c.Year)
	c.Above = len(below) > 0
	for _, leaf := range c.Reached.Tree.Leaves() {
		if b, fixed := bare[leaf.Key()]; fixed {
			c.Fixed = append(c.Fixed, b)
		}
		if drawn[leaf.Key()] && !below[leaf.Key()] {
			c.Above = false
		}
	}
	slices.SortStableFunc(c.Fixed, func(a, b BareLeaf) int {
		return cmp.Or(b.Share.Cmp(a.Share), strings.Compare(b.Parameter.Years, a.Parameter.Years), strings.Compare(a.Parameter.Key(), b.Parameter.Key()))
	})
}

// outputLeaves are what stands below the stroke of the intensity whose decline the target is of, in the years that are compared.
func (u *uncertain) outputLeaves(s *Standing, year int) map[string]bool {
	out := map[string]bool{}
	_, output, isIntensity := strings.Cut(s.declined(), "/")
	for _, x := range u.intensities.Series {
		if !isIntensity || !strings.HasSuffix(x.ID, "/"+output) {
			continue
		}
		for _, of := range []int{s.Target.BaseYear, year} {
			if tree, ok := x.Figure("output", of, -1); ok {
				for _, leaf := range u.ofYear(tree, of).Leaves() {
					out[leaf.Key()] = true
				}
			}
		}
	}
	return out
}

// ChangeOfMethod is a category and gas of which one year of the trend has a verified estimate and the other computed ones alone: their
// rows may move from one to the other without a change of emissions.
type ChangeOfMethod struct {
	Category *inventory.Category
	Gas      string
	Verified int // the year with the verified estimate
}

// changesOfMethod lists them, in the order of the tables.
func (u *uncertain) changesOfMethod(lines []*inventory.Estimate) {
	type of struct {
		category *inventory.Category
		gas      string
	}
	var order []of
	verified, computed := map[of]map[int]bool{}, map[of]map[int]bool{}
	for _, e := range lines {
		k := u.keyOf(e)
		at := of{k.category, k.gas}
		if verified[at] == nil {
			order, verified[at], computed[at] = append(order, at), map[int]bool{}, map[int]bool{}
		}
		if _, is := e.Source.(*emission); is {
			verified[at][e.Row.Year] = true
		} else {
			computed[at][e.Row.Year] = true
		}
	}
	for _, at := range order {
		for _, years := range [][2]int{{u.Year, u.Base}, {u.Base, u.Year}} {
			if verified[at][years[0]] && !verified[at][years[1]] && computed[at][years[1]] {
				u.Changed = append(u.Changed, ChangeOfMethod{at.category, at.gas, years[0]})
			}
		}
	}
	slices.SortStableFunc(u.Changed, func(a, b ChangeOfMethod) int { return cmp.Compare(a.Category.Order, b.Category.Order) })
}
