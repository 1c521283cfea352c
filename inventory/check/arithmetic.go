package check

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

func arithmetic() []Rule {
	return []Rule{
		{"D25", inventory.Text{ZH: "氧化率与全氧化因子", EN: "oxidation rate and factors of full oxidation"}, oxidisedOnce},
		{"SUM", inventory.Text{ZH: "各行之和与合计", EN: "lines and their total"}, linesSum},
	}
}

// oxidation is the parameter of the share of carbon that burns; fullyOxidised begin the names of factors that hold it, and of
// the sets whose carbon content goes with full oxidation (IPCC 2006 V2 Table 1.4: the oxidation factor is 1).
const (
	oxidation     = "oxidation_rate"
	carbonContent = "carbon_content"
	fullFactor    = "ef_full_oxidation"
	fullSets      = "IPCC-"
)

// oxidisedOnce: no oxidation rate is applied to a factor that holds it. That equations and tables keep to this is seen once
// for each method, category and item; an oxidation rate that a row states itself is looked at wherever it stands, for the
// carbon content beside it comes from the tables.
func oxidisedOnce(f *facts) {
	type kind struct {
		method   *inventory.Method
		category *inventory.Category
		item     *inventory.Item
	}
	type activity struct {
		kind
		facility, detail string
	}
	seen, rated := map[kind]bool{}, map[activity]bool{}
	for _, row := range f.rows("1", parameter(oxidation)) {
		rated[activity{kind{nil, row.Category, row.Item}, row.Facility, row.Detail}] = true
	}
	for _, e := range f.inv.Below(f.year, inventory.Territorial, f.category("1")) {
		if !e.Number || e.Method == nil {
			continue
		}
		if _, takes := e.Method.InputOf(oxidation); !takes {
			continue
		}
		of := kind{e.Method, e.Row.Category, e.Row.Item}
		stated := rated[activity{kind{nil, e.Row.Category, e.Row.Item}, e.Row.Facility, e.Row.Detail}]
		if seen[of] && !stated {
			continue
		}
		seen[of] = seen[of] || !stated
		f.oxidised(e, stated)
	}
}

// oxidised holds the leaves of one line against each other.
func (f *facts) oxidised(e *inventory.Estimate, stated bool) {
	var rate, content, full *inventory.Parameter
	for _, leaf := range e.Mass().Leaves() {
		switch p := inventory.ParameterOf(leaf); {
		case p.Name == oxidation:
			rate = p
		case p.Name == carbonContent:
			content = p
		case strings.HasPrefix(p.Name, fullFactor):
			full = p
		}
	}
	if rate == nil {
		return
	}
	if full != nil {
		f.tell(inventory.Blocker, e.Origin(), inventory.Text{
			ZH: fmt.Sprintf("%s：%s 已含全氧化（%s），又乘氧化率 %s（%s）", about(e.Row), full.Name, full.Origin, rate.Amount, rate.Origin),
			EN: fmt.Sprintf("%s: %s is of full oxidation (%s), and is multiplied by the oxidation rate %s (%s)", about(e.Row), full.Name, full.Origin, rate.Amount, rate.Origin)},
			inventory.Text{ZH: "这是程序的错误，请报告", EN: "this is a fault of the program: please report it"})
		return
	}
	if content == nil || !strings.HasPrefix(content.Set, fullSets) {
		return
	}
	severity := inventory.Blocker
	hint := inventory.Text{ZH: "含碳量与氧化率应取自同一因子集；这是因子表的错误，请报告", EN: "carbon content and oxidation come from one set; the tables are at fault: please report it"}
	if stated {
		severity = inventory.Error
		hint = inventory.Text{ZH: "删去氧化率（按全氧化计算），或同时写实测的含碳量 carbon_content", EN: "remove the oxidation rate, for the set is of full oxidation, or state the measured carbon_content with it"}
	}
	f.tell(severity, e.Origin(), inventory.Text{
		ZH: fmt.Sprintf("%s：氧化率 %s（%s）乘在 %s 的含碳量 %s %s（%s）上，这个因子集按全氧化计", about(e.Row), rate.Amount, rate.Origin, content.Set, content.Amount, content.In, content.Origin),
		EN: fmt.Sprintf("%s: the oxidation rate %s (%s) is applied to the carbon content of %s, %s %s (%s), a set of full oxidation", about(e.Row), rate.Amount, rate.Origin, content.Set, content.Amount, content.In, content.Origin)}, hint)
}

// linesSum: the lines of a year, added one by one, make the totals that are derived, of each boundary and gas.
func linesSum(f *facts) {
	for _, boundary := range inventory.Boundaries {
		sums := f.inv.LineSums(f.year, boundary)
		for _, gas := range slices.Sorted(maps.Keys(sums)) {
			total := f.inv.Total(inventory.Figure{Year: f.year, Boundary: boundary, Scope: inventory.ScopeTotal, Gas: gas})
			if total.HasMass && total.Mass.Equal(sums[gas]) {
				continue
			}
			mass := decimal.Decimal{}
			if total.HasMass {
				mass = total.Mass
			}
			f.tell(inventory.Blocker, inventory.Source{}, inventory.Text{
				ZH: fmt.Sprintf("%d 年 %s %s 各行之和 %s t，合计 %s t，差 %s t", f.year, boundary, gas, sums[gas], mass, sums[gas].Sub(mass)),
				EN: fmt.Sprintf("%d %s %s: the lines add up to %s t, the total is %s t: off by %s t", f.year, boundary, gas, sums[gas], mass, sums[gas].Sub(mass))},
				inventory.Text{ZH: "这是程序的错误，请报告", EN: "this is a fault of the program: please report it"})
		}
	}
}
