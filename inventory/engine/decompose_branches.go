package engine

import (
	"fmt"
	"slices"

	"ghg/inventory"
)

// branches gathers the branches of industry, each the category of the fuel that divisions of GB/T 4754 burn. Construction is none.
func (i *identity) branches(inv *inventory.Inventory, prices int) {
	top := i.voc.Sectors[slices.IndexFunc(i.voc.Sectors, func(s *inventory.EconomicSector) bool { return s.Statistic == "industry_va" })]
	order := map[string]*inventory.Category{}
	i.parts, i.works = consumersOf(inv, func(c *inventory.Category) (*consumer, bool) {
		if i.voc.SectorOf(c) != top {
			return nil, false
		}
		c = i.branchOf(c)
		id := fmt.Sprintf("%05d", c.Order)
		order[id] = c
		return &consumer{id: id, title: inventory.Text{ZH: c.Code + " " + c.Name.ZH, EN: c.Code + " " + c.Name.EN}}, true
	})
	i.base = prices
	if !slices.ContainsFunc(i.parts, func(p *consumer) bool { return len(p.fuels) > 0 }) {
		return
	}
	i.whole = i.money("industry_va", []string{""}, inventory.Text{})
	for _, p := range i.parts {
		if len(p.fuels) == 0 {
			continue
		}
		c := order[p.id]
		title := i.voc.Statistic("industry_va").Title
		p.size = i.money("industry_va", i.coverages(c), inventory.Text{ZH: title.ZH + "（" + c.Code + " " + c.Name.ZH + "）", EN: title.EN + " (" + c.Code + " " + c.Name.EN + ")"})
	}
}

// branchOf is the branch that the category is of or within: the nearest that some division burns fuel in.
func (i *identity) branchOf(c *inventory.Category) *inventory.Category {
	for at := c; at != nil; at = at.Parent {
		if slices.ContainsFunc(i.voc.Flows.Industries, func(d *inventory.Industry) bool { return d.Category == at }) {
			return at
		}
	}
	return c
}

// coverages are the words under which value added of the branch is stated: the branch itself, else all of its divisions that are.
func (i *identity) coverages(branch *inventory.Category) []string {
	own, divisions := map[string]*inventory.Indicator{}, map[string]*inventory.Indicator{}
	for _, id := range i.statisticsOf("industry_va") {
		for _, row := range i.statist.rows[id] {
			if row.Coverage == "" {
				continue
			}
			if c, ok := i.voc.Categories.Lookup(row.Coverage); ok && c == branch {
				i.spelled(own, branch.Code, row)
			} else if d, ok := i.voc.Flows.Industry(row.Coverage); ok && d.Category == branch {
				i.spelled(divisions, d.Code, row)
			}
		}
	}
	if len(own) == 0 {
		own = divisions
	}
	var out []string
	for _, row := range own {
		out = append(out, row.Coverage)
	}
	slices.Sort(out)
	return out
}

// spelled keeps one spelling of what a coverage names; rows of another are not one series with it, and are an error.
func (i *identity) spelled(known map[string]*inventory.Indicator, of string, row *inventory.Indicator) {
	first := known[of]
	switch {
	case first == nil:
		known[of] = row
	case first.Coverage != row.Coverage:
		i.statist.tell(row, "coverage", "coverage-spelled-twice", inventory.Error, inventory.Text{
			ZH: fmt.Sprintf("口径“%s”与 %s 的“%s”是同一行业，写法不同：不能连成一个序列", row.Coverage, first.Place.Cell("coverage"), first.Coverage),
			EN: fmt.Sprintf("the coverage %q is the same branch as %q at %s, spelt differently: the rows are not one series", row.Coverage, first.Coverage, first.Place.Cell("coverage"))},
			inventory.Text{ZH: "各年、各指标的口径写成一样", EN: "spell the coverage alike in all rows"})
	}
}

// statisticsOf are the level and the index and growth that go with it.
func (i *identity) statisticsOf(level string) []string {
	out := []string{level}
	for _, kind := range []string{inventory.IndexStatistic, inventory.GrowthStatistic} {
		if s := i.voc.StatisticOf(kind, level); s != nil {
			out = append(out, s.ID)
		}
	}
	return out
}
