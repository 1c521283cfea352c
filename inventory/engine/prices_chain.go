package engine

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// Bases are the years at whose prices some level is stated.
func (c *ConstantPrices) Bases() []int {
	bases := map[int]bool{}
	for base := range c.levels {
		bases[base] = true
	}
	for year := range c.current {
		bases[year] = true
	}
	return slices.Sorted(maps.Keys(bases))
}

// anchor takes what is stated at the wanted prices; if nothing is, at the latest that a level is stated at.
func (c *ConstantPrices) anchor(wanted int) {
	bases := c.Bases()
	if c.Base = wanted; !slices.Contains(bases, wanted) {
		c.Base = 0
		if len(bases) > 0 {
			c.Base = bases[len(bases)-1]
		}
	}
	if c.Base == 0 {
		return
	}
	for year := range c.levels[c.Base] {
		c.state(year, c.s.leaf(c.levels[c.Base][year], mark(c.Statistic.ID, year)))
	}
	if row := c.level(c.Base, c.Base); row != nil {
		c.state(c.Base, c.s.leaf(row, mark(c.Statistic.ID, c.Base)))
	}
}

func (c *ConstantPrices) state(year int, tree expr.Node) { c.trees[year] = tree }

// follow gives a year its level by others, cut to 34 digits: the years after it go on from it.
func (c *ConstantPrices) follow(year int, tree expr.Node, how inventory.Text) {
	c.trees[year] = expr.State(mark(c.Statistic.ID, year), expr.Round34(tree))
	c.how[year] = how
}

// byStep goes from the years known to their neighbours, by the index or growth between; true if it came to any.
func (c *ConstantPrices) byStep() bool {
	moved := false
	for _, year := range slices.Sorted(maps.Keys(c.steps)) { // forwards
		before, known := c.trees[year-1]
		if _, has := c.trees[year]; known && !has {
			c.follow(year, expr.Mul(before, c.steps[year].ratio), c.stepNote(year, year-1))
			moved = true
		}
	}
	years := slices.Sorted(maps.Keys(c.steps))
	for _, year := range slices.Backward(years) {
		after, known := c.trees[year]
		if _, has := c.trees[year-1]; known && !has {
			c.follow(year-1, expr.Quo(after, c.steps[year].ratio), c.stepNote(year, year))
			moved = true
		}
	}
	return moved
}

func (c *ConstantPrices) stepNote(year, from int) inventory.Text {
	row := c.steps[year].row
	return inventory.Text{
		ZH: fmt.Sprintf("由 %d 年按 %d 年“%s”%s %s 推算", from, year, row.Name, row.Value, row.Unit),
		EN: fmt.Sprintf("from %d by %q of %d, %s %s", from, row.Name, year, row.Value, row.Unit)}
}

// byLevels goes from a year known to one that is stated at other prices together with it, the nearest known year first, of
// equally near the later, and the latest prices; true if it came to one.
func (c *ConstantPrices) byLevels() bool {
	for _, base := range slices.Backward(slices.Sorted(maps.Keys(c.levels))) {
		years := slices.Sorted(maps.Keys(c.levels[base]))
		if c.current[base] != nil && !slices.Contains(years, base) {
			years = append(years, base)
			slices.Sort(years)
		}
		for _, year := range years {
			if _, has := c.trees[year]; has {
				continue
			}
			from, found := 0, false
			for _, other := range years {
				_, known := c.trees[other]
				if known && (!found || abs(other-year) <= abs(from-year)) {
					from, found = other, true
				}
			}
			if !found {
				continue
			}
			level := func(of int) expr.Node {
				return c.s.leaf(c.level(base, of), mark(c.Statistic.ID, of)+"("+strconv.Itoa(base)+")")
			}
			c.follow(year, expr.Quo(expr.Mul(c.trees[from], level(year)), level(from)), inventory.Text{
				ZH: fmt.Sprintf("由 %d 年按 %d 年价的两年水平衔接", from, base), EN: fmt.Sprintf("from %d by the levels of both years at %d prices", from, base)})
			return true
		}
	}
	return false
}

func abs(n int) int { return max(n, -n) }

// Missing says of the years asked for why they have no level at constant prices: a level at prices without a link, or at
// current prices alone, or none at all.
func (c *ConstantPrices) Missing(years []int) {
	var none, current []int
	for _, year := range years {
		if _, ok := c.trees[year]; ok {
			continue
		}
		if row, base := c.unlinked(year); row != nil {
			c.s.tell(row, "price_base", "price-bases-unlinked", inventory.Error, inventory.Text{
				ZH: fmt.Sprintf("%d 年“%s”按 %d 年价，与 %d 年价之间没有衔接：不能放进一个序列", year, row.Name, base, c.Base),
				EN: fmt.Sprintf("%q of %d is at %d prices, and nothing links these to %d prices: they are not one series", row.Name, year, base, c.Base)},
				inventory.Text{ZH: "给出同一年按两种价格的数，或其间各年的指数（上年=100）", EN: "state one year at both prices, or the indices (year before = 100) of the years between"})
			continue
		}
		c.otherCoverage(year)
		switch {
		case c.current[year] != nil:
			current = append(current, year)
		case !c.unclear[year]: // of the others it was told why the figure is not used
			none = append(none, year)
		}
	}
	if none != nil {
		name := c.name()
		c.s.add(inventory.Problem{Source: inventory.Source{File: "indicators.csv"}, Code: "output-missing", Severity: inventory.Warning,
			Message: inventory.Text{ZH: fmt.Sprintf("没有 %s 年的“%s”，也没有连到这些年的指数：这些年算不出强度", YearList(none), name.ZH), EN: fmt.Sprintf("there is no %q of %s, and no index leads there: these years have no intensity", name.EN, YearList(none))},
			Hint:    inventory.Text{ZH: "在 indicators.csv 写入可比价的数，或各年指数（上年=100）；向区统计局要", EN: "enter levels at constant prices, or the indices (year before = 100), into indicators.csv; the bureau of statistics has them"}})
	}
	if current != nil {
		name, row := c.name(), c.current[current[0]]
		c.s.tell(row, "price_base", "current-prices", inventory.Warning, inventory.Text{
			ZH: fmt.Sprintf("%s 年“%s”只有当年价：不能用来算强度的变化", YearList(current), name.ZH), EN: fmt.Sprintf("%q of %s is stated at current prices only: no change of an intensity follows from it", name.EN, YearList(current))},
			inventory.Text{ZH: fmt.Sprintf("给出这些年的“%s指数”（上年=100）或实际增速，或按 %d 年价的数；向区统计局要", c.Statistic.Title.ZH, c.Base), EN: fmt.Sprintf("give the index (year before = 100) or real growth of these years, or levels at %d prices; the bureau of statistics has them", c.Base)})
	}
}

// otherCoverage tells of a level or an index of the year that is not used because it is of another coverage.
func (c *ConstantPrices) otherCoverage(year int) {
	used := inventory.Text{ZH: "口径“" + c.Coverage + "”的数", EN: "figures of coverage " + strconv.Quote(c.Coverage)}
	if c.Coverage == "" {
		used = inventory.Text{ZH: "口径留空的数", EN: "figures without a coverage"}
	}
	for _, s := range []*inventory.Statistic{c.Statistic, c.s.voc.StatisticOf(inventory.IndexStatistic, c.Statistic.ID), c.s.voc.StatisticOf(inventory.GrowthStatistic, c.Statistic.ID)} {
		if s == nil {
			continue
		}
		for _, row := range c.s.rows[s.ID] {
			if row.Year == year && row.Coverage != c.Coverage {
				c.s.tell(row, "coverage", "coverage-mixed", inventory.Warning, inventory.Text{
					ZH: fmt.Sprintf("%d 年“%s”的口径是“%s”，强度用%s：不用这个数", year, row.Name, row.Coverage, used.ZH),
					EN: fmt.Sprintf("%q of %d is of coverage %q, and intensities take %s: the figure is not used", row.Name, year, row.Coverage, used.EN)},
					inventory.Text{ZH: "是全区的数，口径留空；是其他范围的数，另写全区的数", EN: "leave the coverage blank if the figure is of the whole district; if it is not, give that of the district as well"})
			}
		}
	}
}

// unlinked is the level of the year at constant prices to which nothing leads.
func (c *ConstantPrices) unlinked(year int) (*inventory.Indicator, int) {
	for _, base := range slices.Backward(slices.Sorted(maps.Keys(c.levels))) {
		if row := c.levels[base][year]; row != nil {
			return row, base
		}
	}
	return nil, 0
}

// YearList prints years for a message, runs of them as spans: 2015, 2018–2020.
func YearList(years []int) string {
	var out []string
	for len(years) > 0 {
		n := 1
		for n < len(years) && years[n] == years[0]+n {
			n++
		}
		switch n {
		case 1:
			out = append(out, strconv.Itoa(years[0]))
		case 2:
			out = append(out, strconv.Itoa(years[0]), strconv.Itoa(years[1]))
		default:
			out = append(out, fmt.Sprintf("%d–%d", years[0], years[n-1]))
		}
		years = years[n:]
	}
	return strings.Join(out, ", ")
}
