package check

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// Standing is what the problems of one category come to: how many there are of each severity, by its number, how many
// breaches a person answers for, and the first of the gravest. Share is the category's part of Σ|CO2e| of the territorial
// lines of the latest year, 0–1, with what lies below it; nil if the inventory has no figures. Category is nil for
// problems of files, which are of no category.
type Standing struct {
	Category   *inventory.Category
	Count      [4]int
	Suppressed int
	Share      *decimal.Decimal
	Worst      inventory.Problem
}

// Severity is that of the gravest problem.
func (s *Standing) Severity() inventory.Severity { return s.Worst.Severity }

// Summarise gathers problems by category, in the order in which a reviewer should look at them: the gravest severity
// first, and of one severity what is of files, which may hide the rest, then the categories by their share of the total
// (of one severity, share × severity is in that order too), then those with more problems of it. The inventory is nil if
// nothing could be compiled: the shares are then unknown.
func Summarise(inv *inventory.Inventory, voc *inventory.Vocabulary, problems inventory.Problems) []*Standing {
	by := map[*inventory.Category]*Standing{}
	var out []*Standing
	for _, p := range problems.Sorted() {
		c, _ := voc.Categories.Lookup(p.Category)
		s := by[c]
		if s == nil {
			s = &Standing{Category: c, Worst: p}
			by[c] = s
			out = append(out, s)
			if inv != nil && c != nil {
				if share, ok := inv.Share(slices.Max(inv.Years), c); ok {
					s.Share = &share
				}
			}
		}
		s.Count[p.Severity]++
		if p.Suppressed != nil {
			s.Suppressed++
		}
		if p.Severity > s.Severity() || p.Severity == s.Severity() && s.Worst.Suppressed != nil && p.Suppressed == nil {
			s.Worst = p
		}
	}
	slices.SortStableFunc(out, func(a, b *Standing) int {
		return cmp.Or(cmp.Compare(b.Severity(), a.Severity()), cmp.Compare(order(a), order(b)), b.share().Cmp(a.share()),
			cmp.Compare(b.Count[b.Severity()], a.Count[a.Severity()]), cmp.Compare(position(a), position(b)))
	})
	return out
}

// order sets problems of files before those of categories.
func order(s *Standing) int {
	if s.Category == nil {
		return 0
	}
	return 1
}

func (s *Standing) share() decimal.Decimal {
	if s.Share == nil {
		return decimal.Decimal{}
	}
	return *s.Share
}

// position is that of the category in the tree.
func position(s *Standing) int {
	if s.Category == nil {
		return -1
	}
	return s.Category.Order
}
