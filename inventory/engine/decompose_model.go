package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
	"ghg/inventory/trend"
	"ghg/inventory/workspace"
)

// Decomposable are the figures of an inventory that can be decomposed: CO2 of fuel combustion, that of industry by branch, and CO2 of
// fuel combustion per GDP.
var Decomposable = []string{"co2", "industry", "intensity"}

// identity is what a figure of the inventory is made of:
//
//	co2        CO2 = Σ GDP · (V/GDP) · (E/V) · (E_f/E) · (CO2_f/E_f) of the productive sectors
//	               + Σ P · (E/P) · (E_f/E) · (CO2_f/E_f) of the households + CO2 of which no energy is known
//	industry   the same of the branches, with the value added of industry in the place of GDP
//	intensity  all of it divided by GDP
//
// and of a change between two years, what one of them says nothing of (see scope),
// where V is value added, P population, E energy, f a fuel (METHODS §7.10).
type identity struct {
	of       string
	years    []int
	parts    []*consumer
	works    *worksFigures
	whole    map[int]decimal.Decimal // GDP, or the value added of industry; 10⁴ yuan
	statist  *Statistics
	voc      *inventory.Vocabulary
	base     int // whose prices
	scopes   []*scope
	compared map[[2]int]map[*consumer]*consumer // by change: the parts without what one of its years says nothing of, where there is any
	splices  map[inventory.Place]*inventory.Splice
	missing  []Lack
	problems inventory.Problems
}

var tenThousandYuan = quantity.MustUnit("万元")

// Decompose decomposes a figure of the inventory over the years compiled, of which there are two at least. All statistics that are missing
// are named in one problem.
func Decompose(ws *workspace.Workspace, result *Result, of string) (*Decomposed, inventory.Problems) {
	inv := result.Inventory
	i := &identity{of: of, years: inv.Years, statist: NewStatistics(inv.Vocabulary, ws), voc: inv.Vocabulary, whole: map[int]decimal.Decimal{}, splices: map[inventory.Place]*inventory.Splice{}}
	for n := range ws.Splices {
		i.splices[ws.Splices[n].Place] = &ws.Splices[n]
	}
	prices := baseYear(ws)
	if of == "industry" {
		i.branches(inv, prices)
	} else {
		i.sectors(inv, prices)
	}
	i.compare(inv)
	i.partsFit()
	i.problems.Add(i.statist.Problems()...)
	i.problems.Add(belowZero(i.parts, i.years)...)
	i.tellMissing()
	if ids, _ := i.effects(); len(ids) == 0 {
		i.problems.Add(inventory.Problem{Code: "nothing-decomposed", Severity: inventory.Error,
			Message: inventory.Text{ZH: fmt.Sprintf("%s 年没有可分解的数：%s", YearList(i.years), i.title(inv).ZH), EN: fmt.Sprintf("there is nothing to decompose in %s: %s", YearList(i.years), i.title(inv).EN)},
			Hint:    inventory.Text{ZH: "先录入这些年的燃料消费量", EN: "enter the fuel consumption of these years first"}})
	}
	if i.problems.Failed() {
		return nil, i.problems
	}
	out := &Decomposed{Of: of, Unit: inventory.Text{ZH: "t CO2", EN: "t CO2"}, Subject: inventory.Text{ZH: "排放", EN: "emissions"}, Title: i.title(inv)}
	if of == "intensity" {
		out.Unit, out.Subject = inventory.Text{ZH: "t CO2/万元", EN: "t CO2/10^4 CNY"}, inventory.Text{ZH: "碳排放强度", EN: "the carbon intensity"}
	}
	i.notes(out, inv)
	out, found := out.decomposed(i.model(out), inventory.Source{})
	return out, append(i.problems, found...)
}

func (i *identity) title(inv *inventory.Inventory) inventory.Text {
	titles := map[string]inventory.Text{
		"co2":       {ZH: "化石燃料燃烧 CO2 排放", EN: "CO2 of fuel combustion"},
		"industry":  {ZH: "工业分行业化石燃料燃烧 CO2 排放", EN: "CO2 of fuel combustion in industry by branch"},
		"intensity": {ZH: "单位地区生产总值化石燃料燃烧 CO2 排放", EN: "CO2 of fuel combustion per GDP"}}
	return inventory.Text{ZH: inv.RegionName + " " + titles[i.of].ZH, EN: inv.RegionName + ", " + titles[i.of].EN}
}

// sectors gathers the sectors of the economy, and the statistics by which their size is told.
func (i *identity) sectors(inv *inventory.Inventory, prices int) {
	order := map[*inventory.EconomicSector]string{}
	for n, s := range i.voc.Sectors {
		order[s] = fmt.Sprintf("%02d %s", n, s.ID)
	}
	i.parts, i.works = consumersOf(inv, func(c *inventory.Category) (*consumer, bool) {
		s := i.voc.SectorOf(c)
		if s == nil {
			return &consumer{id: "99 " + c.Code, title: c.Name}, false
		}
		return &consumer{id: order[s], title: s.Title, people: s.Statistic == "population"}, s.Statistic != ""
	})
	productive := slices.ContainsFunc(i.parts, func(p *consumer) bool { return len(p.fuels) > 0 && !p.people })
	i.base = prices
	if productive || i.of == "intensity" {
		i.whole = i.money("gdp", []string{""}, inventory.Text{})
	}
	for _, s := range i.voc.Sectors {
		at := slices.IndexFunc(i.parts, func(p *consumer) bool { return p.id == order[s] && len(p.fuels) > 0 })
		switch {
		case at < 0:
		case i.parts[at].people:
			i.parts[at].size = i.people(s.Statistic)
		default:
			i.parts[at].size = i.money(s.Statistic, []string{""}, inventory.Text{})
		}
	}
}

// money is value added at constant prices by year, in 10⁴ yuan: the sum over the coverages. The years without it are missing, by the name of
// the statistic or that given. The first that is read settles whose prices they are.
func (i *identity) money(id string, coverages []string, name inventory.Text) map[int]decimal.Decimal {
	out := map[int]decimal.Decimal{}
	var missing []int
	for _, coverage := range coverages {
		prices := i.statist.ConstantPrices(id, coverage, i.base)
		missing = append(missing, i.without(prices)...)
		if id == "gdp" || id == "industry_va" && coverage == "" && i.of == "industry" {
			i.base = prices.Base
		}
		i.samePrices(prices)
		for _, year := range i.years {
			if tree, ok := prices.Tree(year); ok {
				out[year] = out[year].Add(i.figure(tree, tenThousandYuan))
			}
		}
	}
	if len(coverages) == 0 {
		missing = i.years
	}
	statistic := i.voc.Statistic(id)
	if name == (inventory.Text{}) {
		name = statistic.Title
	}
	i.lack(inventory.Text{ZH: name.ZH + "（可比价）", EN: name.EN + " at constant prices"}, missing, statistic.Department)
	return out
}

// without are the years that have no level at constant prices. Where one is stated and is of no use, it is said why.
func (i *identity) without(prices *ConstantPrices) (missing []int) {
	var useless []int
	for _, year := range i.years {
		if _, ok := prices.Tree(year); ok {
			continue
		}
		missing = append(missing, year)
		if row, _ := prices.unlinked(year); row != nil || prices.current[year] != nil {
			useless = append(useless, year)
		}
	}
	prices.Missing(useless)
	return missing
}

// people is the population by year.
func (i *identity) people(id string) map[int]decimal.Decimal {
	level, out := i.statist.Level(id), map[int]decimal.Decimal{}
	var missing []int
	for _, year := range i.years {
		if tree, ok := level.Tree(year); ok && level.Row(year).Value.IsPositive() {
			out[year] = i.figure(tree, quantity.MustUnit("person"))
		} else {
			missing = append(missing, year)
		}
	}
	i.lack(level.Statistic.Title, missing, level.Statistic.Department)
	return out
}

// figure is the value of a statistic in the unit.
func (i *identity) figure(tree expr.Node, unit quantity.Unit) decimal.Decimal {
	value, err := expr.Decimal(expr.In(tree, unit))
	if err != nil {
		i.statist.add(inventory.Problem{Source: inventory.Source{File: "indicators.csv"}, Code: "statistic-unfit", Severity: inventory.Error,
			Message: inventory.Text{ZH: "统计数不能换算为 " + unit.String() + "：" + err.Error(), EN: "a statistic cannot be brought to " + unit.String() + ": " + err.Error()},
			Hint:    inventory.Text{ZH: "增加值写 万元、亿元，人口写 人、万人", EN: "value added is in yuan (万元, 亿元), population in persons"}})
	}
	return value
}

func (i *identity) lack(title inventory.Text, years []int, department string) {
	if len(years) > 0 {
		years = slices.Sorted(slices.Values(years))
		i.missing = append(i.missing, Lack{title, slices.Compact(years), i.voc.Departments[department]})
	}
}

// tellMissing names all statistics that are missing, in one problem.
func (i *identity) tellMissing() {
	if len(i.missing) == 0 {
		return
	}
	var zh, en []string
	for _, l := range i.missing {
		zh = append(zh, fmt.Sprintf("%s %s 年（%s）", l.Title.ZH, YearList(l.Years), l.Department.ZH))
		en = append(en, fmt.Sprintf("%s of %s (%s)", l.Title.EN, YearList(l.Years), l.Department.EN))
	}
	i.problems.Add(inventory.Problem{Source: inventory.Source{File: "indicators.csv"}, Code: "statistics-missing", Severity: inventory.Error,
		Message: inventory.Text{ZH: "分解所需的统计数不全，缺：" + strings.Join(zh, "；"), EN: "statistics that the decomposition needs are missing: " + strings.Join(en, "; ")},
		Hint: inventory.Text{
			ZH: "在 indicators.csv 补上：增加值写某年价格的各年数（价格基期 如 2020年价），或一年的数加各年的指数（上年=100）或实际增速；分行业的在“口径”列写行业名称或类别码",
			EN: "state them in indicators.csv: value added of every year at the prices of one (price_base such as 2020 prices), or of one year with the indices (year before = 100) or real growth of the others; of a branch with its name or category code under coverage"}})
}

// effects are what the factors are called, in their order; names differ between what is decomposed.
func (i *identity) effects() (ids []string, titles map[string]inventory.Text) {
	titles = map[string]inventory.Text{
		"scale": {ZH: "经济规模", EN: "economic scale"}, "structure": {ZH: "产业结构", EN: "economic structure"}, "intensity": {ZH: "能源强度", EN: "energy intensity"},
		"population": {ZH: "人口", EN: "population"}, "per_head": {ZH: "人均生活用能", EN: "household energy per head"},
		"fuel_mix": {ZH: "燃料结构", EN: "fuel mix"}, "carbon_factor": {ZH: "排放因子", EN: "carbon factor"}, "other": {ZH: "没有能源量的排放", EN: "emissions without an energy figure"},
		"scope": {ZH: "统计口径（某年没有数）", EN: "scope (no figure in one of the years)"}}
	switch i.of {
	case "industry":
		titles["scale"], titles["structure"] = inventory.Text{ZH: "工业规模", EN: "scale of industry"}, inventory.Text{ZH: "行业结构", EN: "structure of branches"}
	case "intensity":
		titles["population"] = inventory.Text{ZH: "人口与经济规模之比", EN: "population per GDP"}
		delete(titles, "scale")
	}
	uses := map[string]bool{"scope": i.scopes != nil}
	for _, p := range i.parts {
		for _, id := range []string{"scale", "structure", "intensity"} {
			uses[id] = uses[id] || len(p.fuels) > 0 && !p.people
		}
		for _, id := range []string{"population", "per_head"} {
			uses[id] = uses[id] || len(p.fuels) > 0 && p.people
		}
		uses["fuel_mix"], uses["carbon_factor"] = uses["fuel_mix"] || len(p.fuels) > 0, uses["carbon_factor"] || len(p.fuels) > 0
		uses["other"] = uses["other"] || p.bare.any()
	}
	for _, id := range []string{"scale", "structure", "intensity", "population", "per_head", "fuel_mix", "carbon_factor", "other", "scope"} {
		if _, named := titles[id]; named && uses[id] {
			ids = append(ids, id)
		}
	}
	return ids, titles
}

// model puts the figures into the identity.
func (i *identity) model(out *Decomposed) *trend.Model {
	ids, titles := i.effects()
	m := &trend.Model{Factors: ids, Years: i.years, Compared: map[[2]int][2][]trend.Term{}}
	for _, id := range ids {
		out.Effects = append(out.Effects, titles[id])
	}
	for _, p := range i.parts {
		for _, b := range p.burns() {
			out.Terms = append(out.Terms, termTitle(p, b))
		}
	}
	for _, s := range i.scopes {
		out.Terms = append(out.Terms, inventory.Text{ZH: s.category.Code + " " + s.category.Name.ZH + "（某年没有数）", EN: s.category.Code + " " + s.category.Name.EN + " (no figure in one of the years)"})
	}
	for _, title := range out.Terms {
		m.Terms = append(m.Terms, title.ZH)
	}
	whole := [2]int{-1, -1} // no change: a year by itself
	for _, year := range i.years {
		m.Figures = append(m.Figures, i.terms(whole, year, ids))
	}
	for change := range i.compared {
		m.Compared[change] = [2][]trend.Term{i.terms(change, i.years[change[0]], ids), i.terms(change, i.years[change[1]], ids)}
	}
	return m
}

// burns are the terms of a part.
func (p *consumer) burns() []*burned {
	out := slices.Clone(p.fuels)
	if p.bare.any() {
		out = append(out, &p.bare)
	}
	return out
}

// terms are all terms of a year, as they are compared in a change.
func (i *identity) terms(change [2]int, year int, ids []string) []trend.Term {
	var out []trend.Term
	for _, p := range i.parts {
		counted := p
		if less := i.compared[change][p]; less != nil {
			counted = less
		}
		for k := range p.burns() {
			b := &counted.bare
			if k < len(p.fuels) {
				b = counted.fuels[k]
			}
			out = append(out, i.term(counted, b, year, ids))
		}
	}
	return append(out, i.scopeTerms(change, year, ids)...)
}

// term is one fuel of one part in a year. Factors that it does not have are 1.
func (i *identity) term(p *consumer, b *burned, year int, ids []string) trend.Term {
	out := trend.Term{Size: i.perGDP(b.co2[year], year), Factors: make([]trend.Factor, len(ids))}
	for k, id := range ids {
		out.Factors[k] = i.factor(p, b, year, id)
	}
	return out
}

// factor is one factor of a term.
func (i *identity) factor(p *consumer, b *burned, year int, id string) trend.Factor {
	bare := b == &p.bare
	switch {
	case id == "other" && bare:
		return i.scaled(b.co2[year], year)
	case bare:
	case id == "fuel_mix":
		return trend.Factor{Of: b.heat[year], By: p.heat[year]}
	case id == "carbon_factor":
		return trend.Factor{Of: b.co2[year], By: b.heat[year]}
	case id == "population" && p.people:
		return i.scaled(p.size[year], year)
	case id == "scale" && !p.people:
		return trend.Plain(i.whole[year])
	case id == "structure" && !p.people:
		return trend.Factor{Of: p.size[year], By: i.whole[year]}
	case id == "per_head" && p.people, id == "intensity" && !p.people:
		return trend.Factor{Of: p.heat[year], By: p.size[year]}
	}
	return trend.Plain(decimal.NewFromInt(1))
}

// scaled is a figure of the district as a factor of what is decomposed.
func (i *identity) scaled(of decimal.Decimal, year int) trend.Factor {
	if i.of == "intensity" {
		return trend.Factor{Of: of, By: i.whole[year]}
	}
	return trend.Plain(of)
}

// notes says what a reader must know of the figures.
func (i *identity) notes(out *Decomposed, inv *inventory.Inventory) {
	note := func(zh, en string) { out.Notes = append(out.Notes, inventory.Text{ZH: zh, EN: en}) }
	note("能源量是本地燃烧的化石燃料的热量（活动数据×低位发热量），不含电力、热力和生物质。",
		"Energy is the heat of the fossil fuel burned in the district (amount × net calorific value), without electricity, heat and biomass.")
	if i.base != 0 {
		note(fmt.Sprintf("增加值按 %d 年价。", i.base), fmt.Sprintf("Value added is at %d prices.", i.base))
	}
	for _, p := range i.parts {
		if p.bare.any() {
			note(fmt.Sprintf("“%s”不能再分：核查数、废物燃烧、只有质量因子的混合油品，或不属任何部门；其变化全部记为“没有能源量的排放”。", termTitle(p, &p.bare).ZH),
				fmt.Sprintf("%s cannot be taken apart (verified figures, waste burned, mixtures with a factor per mass, or fuel of no sector): its change is an effect of its own.", termTitle(p, &p.bare).EN))
		}
	}
	_, titles := i.effects()
	out.Notes = append(out.Notes, i.scopeNotes(titles["scope"])...)
	out.Notes = append(out.Notes, i.verifiedNotes(inv)...)
	out.Notes = append(out.Notes, i.splicedNotes()...)
	if series := inv.Series(inventory.Territorial, "1.A", "CO2"); i.scopes == nil && !series.Comparable() {
		note("各年所含的类别不同：变化中有一部分可能只是统计范围的变化。", "The years do not count the same categories: part of the change may be one of what is counted.")
	}
}
