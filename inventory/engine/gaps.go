package engine

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ghg/inventory"
)

// Gap is a factor that some methods want and do not find at once, with what is to be done: one for all gases, items,
// methods, guides and categories for which that is the same.
type Gap struct {
	Outcome         Outcome
	Parameter       string
	Gases, Items    []string // none where the factor or the method has none
	Guides, Methods []string
	Categories      []*inventory.Category
	Hint            inventory.Text
}

// Gaps gathers the cases of the offers that are not found, the worst first.
func Gaps(offers []Offer) []Gap {
	var cases []Gap
	for _, o := range offers {
		for _, c := range o.Cases {
			if c.Outcome == Found {
				continue
			}
			g := Gap{Outcome: c.Outcome, Parameter: c.Input.Name, Guides: []string{o.Guide}, Methods: []string{o.Method.ID}, Categories: []*inventory.Category{c.Category}, Hint: c.Hint}
			if gas := c.Input.Gas; gas != "" {
				g.Gases = []string{gas}
			}
			if c.Item != nil {
				g.Items = []string{c.Item.Name}
			}
			cases = append(cases, g)
		}
	}
	one := func(g Gap) string { return fmt.Sprint(g.Outcome, g.Parameter, g.Hint) }
	places := func(g Gap) string {
		var codes []string
		for _, c := range g.Categories {
			codes = append(codes, c.Code)
		}
		return fmt.Sprint(one(g), g.Guides, codes)
	}
	cases = merged(cases, func(g Gap) string { return fmt.Sprint(one(g), g.Gases, g.Items) })
	cases = merged(cases, func(g Gap) string { return fmt.Sprint(places(g), g.Gases) })
	cases = merged(cases, func(g Gap) string { return fmt.Sprint(places(g), g.Items) })
	slices.SortStableFunc(cases, func(a, b Gap) int {
		return cmp.Or(cmp.Compare(b.Outcome, a.Outcome), strings.Compare(a.Parameter, b.Parameter), slices.Compare(a.Gases, b.Gases), slices.Compare(a.Items, b.Items))
	})
	return cases
}

// merged makes one gap of those that share a key, in the order of first meeting.
func merged(gaps []Gap, key func(Gap) string) []Gap {
	at := map[string]int{}
	var out []Gap
	for _, g := range gaps {
		k := key(g)
		i, met := at[k]
		if !met {
			i = len(out)
			at[k], out = i, append(out, Gap{Outcome: g.Outcome, Parameter: g.Parameter, Hint: g.Hint})
		}
		to := &out[i]
		to.Gases, to.Items, to.Guides, to.Methods = with(to.Gases, g.Gases), with(to.Items, g.Items), with(to.Guides, g.Guides), with(to.Methods, g.Methods)
		to.Categories = with(to.Categories, g.Categories)
	}
	for i := range out {
		slices.Sort(out[i].Items)
		slices.Sort(out[i].Methods)
		slices.SortFunc(out[i].Categories, func(a, b *inventory.Category) int { return cmp.Compare(a.Order, b.Order) })
	}
	return out
}

func with[T comparable](list, more []T) []T {
	for _, one := range more {
		if !slices.Contains(list, one) {
			list = append(list, one)
		}
	}
	return list
}

// Reachable tells whether there is an activity for which the method has all its factors, found or to be had by a
// detail, a recorded choice or the district's own row. A method without factors has them always.
func (o Offer) Reachable() bool {
	type activity struct {
		category *inventory.Category
		item     *inventory.Item
	}
	lacks := map[activity]bool{}
	for _, c := range o.Cases {
		at := activity{c.Category, c.Item}
		lacks[at] = lacks[at] || c.Outcome == NotInTable
	}
	for _, missing := range lacks {
		if !missing {
			return true
		}
	}
	return len(lacks) == 0
}

// CheckOffers says which methods find their factors for no activity at all, an error of the tables, and which are never
// chosen under a guide that offers them.
func CheckOffers(offers []Offer) inventory.Problems {
	var out inventory.Problems
	for _, o := range offers {
		switch {
		case !o.Chosen:
			out.Add(inventory.Problem{Source: o.Source, Code: "method-never-chosen", Severity: inventory.Info,
				Message: inventory.Text{ZH: "指南 " + o.Guide + " 下总有别的方法先于 " + o.Method.ID, EN: "under " + o.Guide + " another method always goes before " + o.Method.ID}})
		case !o.Reachable():
			out.Add(inventory.Problem{Source: o.Source, Code: "method-without-factors", Severity: inventory.Error,
				Message: inventory.Text{ZH: "指南 " + o.Guide + " 下方法 " + o.Method.ID + " 没有一种活动能找到全部因子", EN: "under " + o.Guide + " method " + o.Method.ID + " finds all its factors for no activity"},
				Hint:    inventory.Text{ZH: "补上因子行，或不再为该指南提供此方法", EN: "add rows of factors, or do not offer the method under this guide"}})
		}
	}
	return out.Sorted()
}
