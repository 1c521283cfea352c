package engine

import (
	"fmt"
	"slices"
	"strings"

	"ghg/inventory"
)

// unlike says why two years of an intensity do not compare, by the categories that have figures in one of them only; nothing if they do,
// or if it is of statistics.
func (x *Intensity) unlike(from, to int) inventory.Text {
	if x.alike(from, to) {
		return inventory.Text{}
	}
	before, now := x.of.held(x.Numerator, from), x.of.held(x.Numerator, to)
	var zh, en []string
	for _, pair := range []struct {
		has, lacks map[string]bool
		year       int
	}{{before, now, from}, {now, before, to}} {
		var only []string
		for _, c := range x.of.Inventory.Vocabulary.Categories.All {
			if pair.has[c.Code] && !pair.lacks[c.Code] {
				only = append(only, c.Code)
			}
		}
		if len(only) > mostNamed {
			only = append(only[:mostNamed], "…")
		}
		if only != nil {
			zh, en = append(zh, fmt.Sprintf("%s 只在 %d 年有数", strings.Join(only, "、"), pair.year)), append(en, fmt.Sprintf("%s has figures in %d only", strings.Join(only, ", "), pair.year))
		}
	}
	if zh == nil {
		zh, en = []string{"各类别的标记不同"}, []string{"their keys differ"}
	}
	return inventory.Text{ZH: fmt.Sprintf("%d 年与 %d 年的清单完整性不同：%s；补上缺的数，确不存在的写 NO", to, from, strings.Join(zh, "，")),
		EN: fmt.Sprintf("the inventories of %d and %d do not hold the same: %s; fill in what is missing, NO where there is nothing", to, from, strings.Join(en, ", "))}
}

// mostNamed is how many categories a reason names.
const mostNamed = 4

// held are the categories of the numerator that have a number in the year.
func (i *Intensities) held(n *Numerator, year int) map[string]bool {
	out := map[string]bool{}
	for _, p := range n.parts {
		if p.less {
			continue
		}
		var c *inventory.Category
		if p.scope != inventory.ScopeTotal && p.scope != inventory.ScopeWithoutLand {
			c = i.Inventory.Vocabulary.Categories.Must(p.scope)
		}
		for _, e := range i.Inventory.Below(year, inventory.Territorial, c) {
			if e.Number && (p.gas == inventory.AllGases || e.Gas == p.gas) {
				out[e.Row.Category.Code] = true
			}
		}
	}
	return out
}

// accountUnlike says why the declines computed of the official account between two years do not compare: one of the accounts has no
// electricity, which belongs inside, or holds other sources than that before it. Years that were recognised or published compare.
func (i *Intensities) accountUnlike(of string, base, year int) inventory.Text {
	if of != assessed || i.Assessment == nil {
		return inventory.Text{}
	}
	a := i.Assessment
	for _, link := range a.links(base, year) {
		before, now := a.account(link[0]), a.account(link[1])
		if before == nil || now == nil {
			continue
		}
		for _, one := range []*Account{before, now} {
			if one.line(electricityInput) == nil {
				return inventory.Text{ZH: fmt.Sprintf("%d 年的考核核算没有净调入电量，不是考核口径", one.Year), EN: fmt.Sprintf("the official account of %d has no net imported electricity, and so is not the one that is assessed", one.Year)}
			}
		}
		if !sameInputs(before, now) {
			return inventory.Text{ZH: fmt.Sprintf("%d 年和 %d 年的考核核算所含能源不同", link[0], link[1]), EN: fmt.Sprintf("the official accounts of %d and %d do not hold the same sources of energy", link[0], link[1])}
		}
	}
	return inventory.Text{}
}

// links are the pairs of years between which declines of the account are computed on the way from the base to the year.
func (a *Assessment) links(base, year int) [][2]int {
	if _, ok := a.chainFrom(base, year); !ok {
		return [][2]int{{base, year}}
	}
	var out [][2]int
	for at := base + 1; at <= year; at++ {
		if !a.of.official(assessed, at-1, at) {
			out = append(out, [2]int{at - 1, at})
		}
	}
	return out
}

// sameInputs tells whether both accounts hold the same sources of energy.
func sameInputs(a, b *Account) bool {
	lacks := func(of *Account) func(AccountLine) bool {
		return func(line AccountLine) bool { return !of.holds(line.Entry) }
	}
	return !slices.ContainsFunc(a.Lines, lacks(b)) && !slices.ContainsFunc(b.Lines, lacks(a))
}
