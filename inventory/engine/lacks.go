package engine

import (
	"fmt"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// Lack is figures that are missing for what the plan assesses, and who has them.
type Lack struct {
	Title      inventory.Text
	Years      []int
	Department inventory.Text
}

// horizon are the years that the targets look at: from the base year to the latest year of which the workspace knows anything, at
// most to the latest target year.
func (i *Intensities) horizon() []int {
	last, end := i.Base, 0
	for _, t := range i.targets() {
		end = max(end, t.TargetYear)
	}
	for _, year := range i.reach(&inventory.Target{BaseYear: i.Base}) {
		if end == 0 || year <= end {
			last = max(last, year)
		}
	}
	var out []int
	for year := i.Base; year <= last; year++ {
		out = append(out, year)
	}
	return out
}

// lacks lists what is missing for the declines that the targets are of: inventories, energy, the inputs of the official account, and
// output at constant prices.
func (i *Intensities) lacks() {
	years := i.horizon()
	wanted := map[string]bool{}
	for _, t := range i.targets() {
		if of := i.Inventory.Vocabulary.StatisticNamed(t.Indicator); of != nil && of.Kind == inventory.DeclineStatistic && strings.Contains(of.Of, "/") {
			above, below, _ := strings.Cut(of.Of, "/")
			wanted[above], wanted[below] = true, true
		}
	}
	for _, out := range outputs() {
		if out.money && wanted[out.id] {
			i.lack(out.id, years, i.Statistics.ConstantPrices(out.id, "", i.wanted).Tree)
		}
	}
	for _, n := range numerators() {
		switch {
		case n.level != "" && wanted[n.ID]:
			i.lack(n.level, years, i.Statistics.Level(n.level).Tree)
		case n.level == "" && wanted[n.ID]:
			title := inventory.Text{ZH: "清单：" + n.Title.ZH, EN: "inventory: " + n.Title.EN}
			i.lackOf(title, inventory.Text{}, years, func(year int) bool { _, ok := i.numerator(n, year, 1); return ok })
		}
	}
	if above, _, _ := strings.Cut(assessed, "/"); wanted[above] {
		for _, entry := range i.Inventory.Vocabulary.Accounts {
			if entry.Account == inventory.FossilAccount && (strings.HasSuffix(entry.Input, "_consumption") || entry.Input == electricityInput) {
				i.lackOf(entry.Title, i.Inventory.Vocabulary.Departments["统"], years, func(year int) bool {
					return slices.ContainsFunc(i.ws.Indicators, func(row inventory.Indicator) bool { return row.Year == year && entry.Is(&row) })
				})
			}
		}
	}
}

func (i *Intensities) lack(id string, years []int, tree func(int) (expr.Node, bool)) {
	s := i.Inventory.Vocabulary.Statistic(id)
	title := s.Title
	if index := i.Inventory.Vocabulary.StatisticOf(inventory.IndexStatistic, id); index != nil {
		title.ZH, title.EN = title.ZH+"（可比价或指数）", title.EN+" (constant prices, or its index)"
	}
	i.lackOf(title, i.Inventory.Vocabulary.Departments[s.Department], years, func(year int) bool { _, ok := tree(year); return ok })
}

func (i *Intensities) lackOf(title, department inventory.Text, years []int, has func(int) bool) {
	var missing []int
	for _, year := range years {
		if !has(year) {
			missing = append(missing, year)
		}
	}
	if missing != nil {
		i.Lacking = append(i.Lacking, Lack{title, missing, department})
	}
}

// NoBaseInventory is the code of a base year that has no inventory.
const NoBaseInventory = "base-year-without-inventory"

// bases warns where a decline has nothing to count from: no inventory of the base year, or of that of a target.
func (i *Intensities) bases() {
	if !slices.Contains(i.Inventory.Years, i.Base) {
		i.problems.Add(inventory.Problem{Source: inventory.Source{File: "inventory.toml"}, Code: NoBaseInventory, Severity: inventory.Error,
			Message: inventory.Text{ZH: fmt.Sprintf("基准年 %d 没有清单（工作区的年份是 %s）：下降率无从算起", i.Base, YearList(i.Inventory.Years)), EN: fmt.Sprintf("there is no inventory of the base year %d (the workspace has %s): no decline can count from it", i.Base, YearList(i.Inventory.Years))},
			Hint:    inventory.Text{ZH: "把基准年加进 inventory.toml 的 years 并填入它的数据，或改 base_year", EN: "add the base year to years in inventory.toml and fill in its data, or change base_year"}})
	}
	targets := i.targets()
	for n := range targets {
		t := &targets[n]
		if t.BaseYear == i.Base || !i.ofInventory(t) || slices.Contains(i.Inventory.Years, t.BaseYear) {
			continue
		}
		i.problems.Add(inventory.Problem{Source: t.Place.Cell("base_year"), Code: NoBaseInventory, Severity: inventory.Warning,
			Message: inventory.Text{ZH: fmt.Sprintf("“%s”的基准年 %d 没有清单：它的下降率无从算起", t.Indicator, t.BaseYear), EN: fmt.Sprintf("there is no inventory of %d, the base year of %q: its decline cannot be computed", t.BaseYear, t.Indicator)},
			Hint:    inventory.Text{ZH: "把这一年加进 inventory.toml 的 years 并填入它的数据", EN: "add the year to years in inventory.toml and fill in its data"}})
	}
}

// ofInventory tells whether the target is measured by figures of the inventory.
func (i *Intensities) ofInventory(t *inventory.Target) bool {
	of := i.Inventory.Vocabulary.StatisticNamed(t.Indicator)
	if of == nil {
		return false
	}
	above, _, _ := strings.Cut(of.Of, "/")
	return slices.ContainsFunc(numerators(), func(n *Numerator) bool { return n.ID == above && n.level == "" })
}

// otherUnit is the unit of a figure of the target's name that does not measure what the target is in; "" if there is none.
func (s *Standing) otherUnit() string {
	if s.isDecline {
		return ""
	}
	for _, year := range s.of.reach(s.Target) {
		if tree, ok := s.of.named(s.Target.Indicator, year); ok && !tree.Unit().SameDimension(s.unit) {
			return tree.Unit().String()
		}
	}
	return ""
}

// partsOf are the words for the numerator and the denominator of an intensity.
func partsOf(intensity string) (above, below inventory.Text) {
	id, of, _ := strings.Cut(intensity, "/")
	above = inventory.Text{ZH: "考核核算的煤、油、气", EN: "coal, oil and gas of the official account"}
	for _, n := range numerators() {
		if n.ID == id {
			above = n.Title
		}
	}
	for _, out := range outputs() {
		if out.id == of {
			below = out.title
		}
	}
	return above, below
}
