package check

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

func indicators() []Rule {
	return []Rule{{"POPULATION", inventory.Text{ZH: "人口、经济与能源指标", EN: "population, GDP and energy"}, consistent}}
}

// consistent holds the indicators against each other and against the inventory wherever both sides are there.
func consistent(f *facts) {
	f.parts(population, "person", []names{urban, rural})
	f.parts(gdp, "10^4 CNY", addedOf)
	f.sharesOfGDP()
	f.product(urban, "person", population, "person", urbanShare, "%")
	f.product(energyUse, "tce", gdp, "10^4 CNY", intensity, "tce/10^4 CNY")
	f.product(gdp, "10^4 CNY", population, "person", gdpPerHead, "10^4 CNY/person")
	f.growth()
	f.course(population, "person", "population_change")
	f.course(gdp, "10^4 CNY", "gdp_change")
	f.powerUsed()
	f.fuelOfEnergy()
}

// apart tells of two figures of one thing that differ by more than the threshold.
func (f *facts) apart(at inventory.Source, stated, derived decimal.Decimal, what, how inventory.Text) {
	by, ok := change(derived, stated)
	if !ok || !by.Abs().GreaterThan(f.limit("sum_gap")) {
		return
	}
	f.tell(inventory.Warning, at, inventory.Text{
		ZH: fmt.Sprintf("%d 年 %s，而 %s，相差 %s", f.year, what.ZH, how.ZH, signed(by)),
		EN: fmt.Sprintf("%s in %d, and %s: %s apart", what.EN, f.year, how.EN, signed(by))},
		inventory.Text{
			ZH: fmt.Sprintf("核对两边的单位、口径（户籍与常住、当年价与可比价）和版本；%s %% 以内不提", f.limit("sum_gap")),
			EN: fmt.Sprintf("check units, coverage (registered or resident, current or constant prices) and vintage of both; within %s %% nothing is said", f.limit("sum_gap"))})
}

func same(text string) inventory.Text { return inventory.Text{ZH: text, EN: text} }

// parts: the parts of an indicator add up to it.
func (f *facts) parts(whole names, unit string, of []names) {
	all, ok := f.known(whole, unit)
	if !ok {
		return
	}
	var sum decimal.Decimal
	var list []string
	for _, one := range of {
		part, ok := f.known(one, unit)
		if !ok {
			return
		}
		sum, list = sum.Add(part.value), append(list, part.text())
	}
	f.apart(all.at, all.value, sum, same(all.text()), inventory.Text{
		ZH: strings.Join(list, " + ") + " 合计 " + short(sum) + " " + unit, EN: strings.Join(list, " + ") + " add up to " + short(sum) + " " + unit})
}

// sharesOfGDP: the shares of the three sectors add up to 100 %, and their value added to GDP times the share.
func (f *facts) sharesOfGDP() {
	var sum decimal.Decimal
	var list []string
	var at inventory.Source
	for i, one := range shareOf {
		part, ok := f.known(one, "%")
		if !ok {
			return
		}
		sum, list, at = sum.Add(part.value), append(list, part.text()), part.at
		f.product(addedOf[i], "10^4 CNY", gdp, "10^4 CNY", one, "%")
	}
	f.apart(at, sum, hundred, inventory.Text{ZH: strings.Join(list, " + ") + " 合计 " + sum.String() + " %", EN: strings.Join(list, " + ") + " add up to " + sum.String() + " %"},
		inventory.Text{ZH: "应为 100 %", EN: "100 % is expected"})
}

// product: an indicator is another times a third: energy use is GDP times intensity.
func (f *facts) product(of names, unit string, by names, byUnit string, times names, timesUnit string) {
	stated, ok := f.known(of, unit)
	size, hasSize := f.known(by, byUnit)
	ratio, hasRatio := f.known(times, timesUnit)
	if !ok || !hasSize || !hasRatio {
		return
	}
	derived := size.value.Mul(ratio.value)
	if timesUnit == "%" {
		derived = derived.Shift(-2)
	}
	text := size.text() + " × " + ratio.text() + " = " + short(derived) + " " + unit
	f.apart(stated.at, stated.value, derived, same(stated.text()), same(text))
}

// growth: real growth and the index of GDP are those of GDP in constant prices of one base.
func (f *facts) growth() {
	for i := range f.ws.Indicators {
		now := &f.ws.Indicators[i]
		if now.Year != f.year || !gdp.has(now.Name) || isCurrent(now) {
			continue
		}
		sameBase := func(row *inventory.Indicator) bool { return row.PriceBase == now.PriceBase }
		after, ok := f.find(gdp, "10^4 CNY", f.year, sameBase)
		before, had := f.find(gdp, "10^4 CNY", f.year-1, sameBase)
		if !ok || !had || after.at != now.Place.Cell("value") {
			continue
		}
		by, ok := change(before.value, after.value)
		if !ok {
			continue
		}
		text := inventory.Text{
			ZH: fmt.Sprintf("%s价 %s → %s 增长 %s", now.PriceBase, before.text(), after.text(), signed(by)),
			EN: fmt.Sprintf("in prices of %s %s → %s grows by %s", now.PriceBase, before.text(), after.text(), signed(by))}
		if stated, ok := f.known(gdpGrowth, "%"); ok {
			f.apart(stated.at, hundred.Add(stated.value), hundred.Add(by), same(stated.text()), text)
		}
		for _, unit := range []string{"1", "%"} {
			if stated, ok := f.known(gdpIndex, unit); ok {
				f.apart(stated.at, stated.value, hundred.Add(by), same(stated.text()), text)
				break
			}
		}
	}
}

// course: an indicator does not change by more than the threshold a year from the last year before that has it.
func (f *facts) course(of names, unit, limit string) {
	now, ok := f.known(of, unit)
	if !ok {
		return
	}
	const longest = 20 // years back, beyond which two figures say little of each other
	before, year := known{}, 0
	for back := 1; back <= longest && year == 0; back++ {
		if earlier, ok := f.knownIn(of, unit, f.year-back); ok {
			before, year = earlier, f.year-back
		}
	}
	by, ok := change(before.value, now.value)
	years := decimal.NewFromInt(int64(f.year - year))
	if year == 0 || !ok || !by.Abs().GreaterThan(f.limit(limit).Mul(years)) {
		return
	}
	f.tell(inventory.Warning, now.at, inventory.Text{
		ZH: fmt.Sprintf("%d 年 %s → %d 年 %s，变化 %s，超过每年 ±%s %%", year, before.text(), f.year, now.text(), signed(by), f.limit(limit)),
		EN: fmt.Sprintf("%s in %d → %s in %d: %s, more than ±%s %% a year", before.text(), year, now.text(), f.year, signed(by), f.limit(limit))},
		inventory.Text{
			ZH: "核对两年的单位与口径（户籍与常住、普查修订、初步与最终）；属实的在 records/suppressions.csv 写明",
			EN: "check units and coverage of both years (registered or resident, revised by a census, preliminary or final); if it is right, say so in records/suppressions.csv"})
}

// powerUsed: the electricity that the inventory takes is that of the statistics.
func (f *facts) powerUsed() {
	stated, ok := f.known(electricity, "kWh")
	rows := f.rows("M.3", parameter("electricity_use"))
	if !ok || len(rows) == 0 {
		return
	}
	used := sum(rows, "kWh")
	f.apart(place(rows[0]), used, stated.value, same(fmt.Sprintf("%s = %s (%s)", thing(rows[0]), figure(rows[0]), place(rows[0]))), same(stated.text()))
}

// mostOfTCE is more CO2 in t than any fossil fuel gives per tce: coke of 29.5 t C/TJ gives 29.5 × 44/12 × 0.0293076 = 3.17. Gas of
// blast furnaces gives more, of coke that is counted.
var mostOfTCE = decimal.New(35, -1)

// fuelOfEnergy: no more CO2 comes of fuels than all energy that is used could give. What is generated and passed on burns fuel that
// the district's own use does not hold, so that a district with large plants is told of and explains it.
func (f *facts) fuelOfEnergy() {
	used, ok := f.known(energyUse, "tce")
	fuels := f.inv.Total(inventory.Figure{Year: f.year, Scope: "1.A", Gas: "CO2"})
	if !ok || !fuels.HasMass {
		return
	}
	per, err := quantity.Quo(fuels.Mass, used.value)
	if err != nil || !per.GreaterThan(mostOfTCE) {
		return
	}
	f.tell(inventory.Warning, used.at, inventory.Text{
		ZH: fmt.Sprintf("%d 年燃料燃烧 CO2 %s t ÷ %s = %s t/tce，多于任何化石燃料的 %s t/tce", f.year, short(fuels.Mass), used.text(), short(per), mostOfTCE),
		EN: fmt.Sprintf("%s t CO2 of fuels in %d over %s is %s t/tce, more than any fossil fuel gives (%s t/tce)", short(fuels.Mass), f.year, used.text(), short(per), mostOfTCE)},
		inventory.Text{
			ZH: "核对能耗的单位（万吨标准煤与吨标准煤）与燃料量；本区电厂外送电力的，在 records/suppressions.csv 写明",
			EN: "check the unit of the energy used (tce or 万 tce) and the fuels; where power plants of the district send power out, say so in records/suppressions.csv"})
}
