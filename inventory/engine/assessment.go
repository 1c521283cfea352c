package engine

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
	"ghg/inventory/trend"
)

// assessed is the intensity by which the plan is assessed, as seeds/indicators.csv names it.
const assessed = "assessment/gdp"

// Assessment is the official account of carbon intensity: CO2 of coal, oil and gas by their standard coal, with net imported
// electricity and heat inside, per GDP at constant prices. It is no inventory and shares no figure with one (METHODS §2.12, §7.9).
type Assessment struct {
	Base   int
	Prices int
	Years  []AssessedYear
	of     *Intensities
	gdp    *ConstantPrices
}

// AssessedYear is one year of the account. A recognised decline of the year stands before the computed one.
type AssessedYear struct {
	Year       int
	Account    *Account
	GDP        decimal.Decimal // 10^4 CNY
	Intensity  decimal.Decimal // t CO2/10^4 CNY
	Annual     *decimal.Decimal
	Recognised *inventory.Recognised // of the year, nil for none
	Whole      *inventory.Recognised // a recognised cumulative decline from the base year, nil for none
	Published  *decimal.Decimal      // decline against the year before, as published
	Cumulative *decimal.Decimal      // over recognised values, published and then computed ones where none is recognised
	Recomputed *decimal.Decimal      // of the figures as they are now: 1 − I_t ÷ I_b
	SameFactor *decimal.Decimal      // likewise with the electricity of the base year's factor in both; nil if its factor is the same
	Gap        []GapPart             // what the account and the CO2 of energy of the inventory differ by; nil if there is no inventory of the year
	Inventory  decimal.Decimal       // CO2 of energy, t
}

// GapPart is one reason for the difference between the account and the inventory, in t CO2: what the account holds less what
// the inventory holds.
type GapPart struct {
	Why       inventory.Text
	Account   decimal.Decimal
	Inventory decimal.Decimal
}

// Difference is the part of the gap, in t CO2.
func (g GapPart) Difference() decimal.Decimal { return g.Account.Sub(g.Inventory) }

// recognisedOf is what was recognised, or else published, of one intensity and year.
type recognisedOf struct {
	annual, cumulative recognisedLeaf
	published          publishedLeaf
}

// publishedLeaf is a published decline against the year before.
type publishedLeaf struct {
	row  *inventory.Indicator
	tree expr.Node
}

type recognisedLeaf struct {
	row  *inventory.Recognised
	tree expr.Node
}

// assess makes the account of every year that has one; of two vintages the final one counts.
func (i *Intensities) assess() {
	a := &Assessment{Base: i.Base, of: i, gdp: i.Statistics.ConstantPrices("gdp", "", i.wanted)}
	a.Prices = a.gdp.Base
	for _, year := range a.Reach() {
		account := a.account(year)
		tree, ok := a.intensity(year)
		recognised := i.recognised[assessed][year]
		if account == nil && recognised == (recognisedOf{}) {
			continue
		}
		y := AssessedYear{Year: year, Account: account, Recognised: recognised.annual.row}
		if whole := recognised.cumulative.row; whole != nil && whole.BaseYear == a.Base {
			y.Whole = whole
		}
		if ok {
			gdp, _ := a.gdp.Tree(year)
			y.GDP, y.Intensity = *i.evaluated(expr.In(gdp, quantity.MustUnit("10^4 CNY"))), *i.evaluated(tree)
		}
		if recognised.published.row != nil {
			y.Published = i.figure(recognised.published.tree, true)
		}
		y.Annual = i.figure(a.decline(year-1, year))
		if year > a.Base {
			y.Cumulative = i.figure(a.cumulative(year))
			y.Recomputed, y.SameFactor = i.figure(a.decline(a.Base, year)), i.figure(a.sameFactor(a.Base, year))
		}
		if account != nil && slices.Contains(i.Inventory.Years, year) {
			y.Inventory, y.Gap = i.gap(account)
		}
		a.Years = append(a.Years, y)
	}
	if a.Years != nil {
		i.Assessment = a
		a.alike()
		a.electricity()
	}
}

// alike warns of years whose account holds other sources than that of the base year: what changed is then not only the intensity.
func (a *Assessment) alike() {
	base := a.account(a.Base)
	if base == nil {
		return
	}
	for _, y := range a.Years {
		if y.Account == nil || y.Account == base {
			continue
		}
		for _, pair := range [][2]*Account{{base, y.Account}, {y.Account, base}} {
			for _, line := range pair[0].Lines {
				if pair[1].holds(line.Entry) {
					continue
				}
				a.of.problems.Add(inventory.Problem{Source: line.Origin, Code: "account-sources-differ", Severity: inventory.Warning, Year: y.Year,
					Message: inventory.Text{ZH: fmt.Sprintf("考核核算：“%s”%d 年有，%d 年没有：两年的下降率不可比", line.Entry.Title.ZH, pair[0].Year, pair[1].Year), EN: fmt.Sprintf("official account: %q is stated for %d and not for %d: the decline between the two does not compare like with like", line.Entry.Title.EN, pair[0].Year, pair[1].Year)},
					Hint:    inventory.Text{ZH: fmt.Sprintf("在 indicators.csv 补上 %d 年的数；没有的写 0，并写明来源", pair[1].Year), EN: fmt.Sprintf("add the figure of %d to indicators.csv; write 0, with its source, where there is none", pair[1].Year)}})
			}
		}
	}
}

// Reach are the years of the inventory, of accounts without one, and of what was recognised.
func (a *Assessment) Reach() []int {
	years := slices.Clone(a.of.asked())
	for _, account := range a.of.accounts {
		years = append(years, account.Year)
	}
	for year := range a.of.recognised[assessed] {
		years = append(years, year)
	}
	slices.Sort(years)
	return slices.Compact(years)
}

// account is the account of the year that counts, nil for none.
func (a *Assessment) account(year int) *Account {
	var out *Account
	for _, account := range a.of.accounts { // of one year the final one comes last
		if account.Kind == inventory.FossilAccount && account.Year == year {
			out = account
		}
	}
	return out
}

// Figure is the tree of one figure of the account: intensity, annual, cumulative, recomputed, one_factor; false if the year has none.
func (a *Assessment) Figure(what string, year int) (expr.Node, bool) {
	switch what {
	case "intensity":
		return a.intensity(year)
	case "annual":
		return a.decline(year-1, year)
	case "cumulative":
		return a.cumulative(year)
	case "recomputed":
		if year <= a.Base {
			return expr.Node{}, false
		}
		return a.decline(a.Base, year)
	case "one_factor":
		return a.sameFactor(a.Base, year)
	}
	return expr.Node{}, false
}

func (a *Assessment) intensity(year int) (expr.Node, bool) {
	account := a.account(year)
	gdp, ok := a.gdp.Tree(year)
	if account == nil || !ok {
		return expr.Node{}, false
	}
	co2 := expr.Label(fmt.Sprintf("考核CO2_%d", year), account.Tree)
	return expr.Label(fmt.Sprintf("考核I_%d", year), expr.Round34(expr.In(expr.Quo(co2, gdp), inventory.TonneOf("CO2").Div(quantity.MustUnit("10^4 CNY"))))), true
}

func (a *Assessment) decline(from, to int) (expr.Node, bool) {
	earlier, ok := a.intensity(from)
	later, has := a.intensity(to)
	if !ok || !has || !a.account(from).CO2.IsPositive() {
		return expr.Node{}, false
	}
	return expr.Label(fmt.Sprintf("考核d_%d_%d", from, to), trend.Decline(later, earlier)), true
}

// cumulative is D_t = 1 − (1 − D_(t−1))(1 − d_t) over the recognised declines, computed ones in years that have none.
func (a *Assessment) cumulative(year int) (expr.Node, bool) {
	return a.chainFrom(a.Base, year)
}

func (a *Assessment) chainFrom(base, year int) (expr.Node, bool) {
	return chain(a.of.recognised[assessed], base, year, func(year int) (expr.Node, bool) { return a.decline(year-1, year) })
}

// At is the year of the account, nil for none.
func (a *Assessment) At(year int) *AssessedYear {
	for n := range a.Years {
		if a.Years[n].Year == year {
			return &a.Years[n]
		}
	}
	return nil
}

// gap explains the difference between the account and the CO2 of energy in the inventory; the parts add up to it exactly.
func (i *Intensities) gap(account *Account) (co2 decimal.Decimal, parts []GapPart) {
	inv := i.Inventory
	held := map[string]decimal.Decimal{} // by group of fuels; "" for what is burned of none
	for _, e := range inv.Below(account.Year, inventory.Territorial, inv.Vocabulary.Categories.Must("1.A")) {
		if !e.Number || e.Gas != "CO2" {
			continue
		}
		group := ""
		if e.Row.Item != nil && slices.Contains([]string{"solid", "liquid", "gas"}, e.Row.Item.Group) {
			group = e.Row.Item.Group
		}
		held[group] = held[group].Add(e.Value())
	}
	lines := map[string]decimal.Decimal{}
	for _, line := range account.Lines {
		lines[line.Entry.Input] = lines[line.Entry.Input].Add(line.CO2)
	}
	add := func(zh, en string, of, less decimal.Decimal) {
		if !of.IsZero() || !less.IsZero() {
			parts = append(parts, GapPart{inventory.Text{ZH: zh, EN: en}, of, less})
		}
	}
	add("煤炭：按标准量×全国因子；清单按实物量、热值、含碳量和氧化率", "coal: by standard coal and a national factor; the inventory goes by mass, heat, carbon and oxidation", lines["coal_consumption"], held["solid"])
	add("油品：因子已扣除非能源利用；清单按燃烧量", "oil: the factor is net of non-energy use; the inventory goes by what is burned", lines["oil_consumption"], held["liquid"])
	add("天然气：按标准量×全国因子；清单按实物量", "gas: by standard coal and a national factor; the inventory goes by volume", lines["gas_consumption"], held["gas"])
	add("净调入电力：考核计入，清单列为间接排放，不入总量", "net imported electricity: inside the account; indirect in the inventory, outside its totals", lines["electricity_net"], decimal.Zero)
	add("净调入热力：同上", "net imported heat: likewise", lines["heat_net"], decimal.Zero)
	add("其他燃料（废弃物、未分燃料的核查数）：只在清单", "other fuels (waste, verified figures without a fuel): in the inventory only", decimal.Zero, held[""])
	for _, scope := range []string{"1.B", "1.C"} {
		if t := i.total(part{scope: scope, gas: "CO2"}, account.Year); t != nil && t.HasMass {
			add("逃逸等（"+scope+"）：只在清单", "fugitive and other ("+scope+"): in the inventory only", decimal.Zero, t.Mass)
		}
	}
	if t := i.total(part{scope: "1", gas: "CO2"}, account.Year); t != nil && t.HasMass {
		co2 = t.Mass
	}
	return co2, parts
}
