package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/factors"
	"ghg/inventory"
	"ghg/inventory/engine"
)

func factorRows() []Rule {
	return []Rule{
		{"FACTORYEARS", inventory.Text{ZH: "因子的年份和地区", EN: "years and regions of factors"}, yearsAndRegions},
		{"UNCONFIRMED", inventory.Text{ZH: "未核对原文的因子", EN: "factors not compared with print"}, unconfirmed},
	}
}

// use is a factor with the first line it is used for and the years it is used in.
type use struct {
	*inventory.Parameter
	cell        *inventory.Cell // instead, where the activity states it
	by          *inventory.Estimate
	first, last int
}

// uses are the factors of the estimates, of factor tables and of activity rows, each once, in the order of the lines.
func (f *facts) uses() []*use {
	t := f.over()
	if t.uses != nil {
		return t.uses
	}
	known := map[string]*use{}
	met := map[inventory.TreeSource]bool{}
	for _, e := range f.inv.Estimates {
		if !e.Number || e.Method == nil || met[e.Source] {
			continue // lines of one kind share what they were built with, and its factors
		}
		met[e.Source] = true
		for _, leaf := range engine.InputsOf(e) {
			one := &use{by: e, first: e.Row.Year, last: e.Row.Year}
			switch leaf := leaf.(type) {
			case *inventory.Parameter:
				one.Parameter = leaf
			case *inventory.Cell:
				if one.cell = leaf; !leaf.Input.Factor {
					continue
				}
			}
			key := leaf.Key()
			if before := known[key]; before != nil {
				before.first, before.last = min(before.first, e.Row.Year), max(before.last, e.Row.Year)
				continue
			}
			known[key], t.uses = one, append(t.uses, one)
		}
	}
	return t.uses
}

// tableRow is the row of the tables that the factor is of; nil for one that the activity states.
func (f *facts) tableRow(u *use) *factors.Row {
	t := f.over()
	if t.rows == nil {
		t.rows = map[string]*factors.Row{}
		for _, row := range f.result.Factors.Rows() {
			t.rows[row.Key()] = row
		}
	}
	if u.Parameter == nil {
		return nil
	}
	return t.rows[u.Row]
}

// yearsAndRegions: a factor says which years it is for, and is of the nearest region for which the tables have one.
func yearsAndRegions(f *facts) {
	if !f.first() {
		return
	}
	nearer := f.rowsOfHome()
	for _, u := range f.uses() {
		row := f.tableRow(u)
		if row == nil {
			continue
		}
		f.ofNoYears(u, row)
		f.ofWiderRegion(u, row, nearer[[2]string{row.Parameter, row.Gas}])
	}
}

// ofNoYears tells of a factor of the district's own that names no years and is used for many: what was measured once is taken to hold
// for all of them. A row of other years than the inventory's is no answer to a look-up, or is told of by it.
func (f *facts) ofNoYears(u *use, row *factors.Row) {
	n := u.last - u.first + 1
	if row.Set != factors.LocalSet || row.YearFrom != 0 || row.YearTo != 0 || !decimal.NewFromInt(int64(n)).GreaterThan(f.limit("factor_years")) {
		return
	}
	f.tell(inventory.Info, row.Place.Cell("year_from"), inventory.Text{
		ZH: fmt.Sprintf("%s 的本地%s %s 没有写适用年份，用于 %s 共 %d 年（%s）", about(u.by.Row), u.Title.ZH, row.Figure(), yearsOf(u), n, row.Document),
		EN: fmt.Sprintf("%s of %s, %s, of the district's own, names no years and is used for all %d of %s (%s)", u.Title.EN, about(u.by.Row), row.Figure(), n, yearsOf(u), row.Document)},
		inventory.Text{
			ZH: fmt.Sprintf("写 year_from、year_to；超过 %s 年的重新测定，或在来源中写明为什么不变", f.limit("factor_years")),
			EN: fmt.Sprintf("give year_from and year_to; measure again after %s years, or say in source why it does not change", f.limit("factor_years"))})
}

func yearsOf(u *use) string {
	if u.first == u.last {
		return fmt.Sprint(u.first)
	}
	return fmt.Sprintf("%d–%d", u.first, u.last)
}

// rowsOfHome are the rows of the tables that are for the district, or for what lies around it below the country, by parameter and gas.
func (f *facts) rowsOfHome() map[[2]string][]*factors.Row {
	out := map[[2]string][]*factors.Row{}
	for _, row := range f.result.Factors.Rows() {
		if row.Region != "" && f.reach(row.Region) < f.reach(country) {
			key := [2]string{row.Parameter, row.Gas}
			out[key] = append(out[key], row)
		}
	}
	return out
}

// country is the widest region of which a row is no default of the district's own.
const country = "China"

// far is the reach of a region that the district does not lie in.
const far = 1 << 20

// reach is how many steps the region lies above the district, far if the district is not in it.
func (f *facts) reach(region string) int {
	steps := slices.Index(f.inv.Vocabulary.Regions.Chain(f.ws.Config.Region.Key), region)
	if steps < 0 {
		return far
	}
	return steps
}

// ofWiderRegion tells of a row of the country or of the world where the tables have one of the province for the same thing.
func (f *facts) ofWiderRegion(u *use, row *factors.Row, nearer []*factors.Row) {
	if row.Set == factors.LocalSet || f.reach(row.Region) < f.reach(country) {
		return
	}
	fits := func(other *factors.Row) bool {
		items := inventory.SplitList(other.Item)
		return other.Covers(u.last) && (len(items) == 0 || slices.Contains(items, u.by.Row.ItemName())) && f.ofBranch(other, u.by.Row.Category) &&
			other.Detail == row.Detail && other.Technology == row.Technology && other.Basis == row.Basis && other.Unit.Of(other.Gas).SameDimension(row.Unit.Of(row.Gas))
	}
	at := slices.IndexFunc(nearer, func(other *factors.Row) bool { return fits(other) && f.searched(other.Set) })
	severity := inventory.Warning
	if at < 0 {
		at, severity = slices.IndexFunc(nearer, fits), inventory.Info // a figure of another guide may well differ
	}
	if at < 0 {
		return
	}
	other := nearer[at]
	regions, region := f.inv.Vocabulary.Regions, cmp.Or(row.Region, "—")
	f.tell(severity, u.by.Origin(), inventory.Text{
		ZH: fmt.Sprintf("%s 的%s取 %s（%s，%s），而表中有%s的数 %s（%s，%s）", about(u.by.Row), u.Title.ZH, row.Figure(), row.Set, regions.ZH(region), regions.ZH(other.Region), other.Figure(), other.Set, other.Document),
		EN: fmt.Sprintf("%s of %s takes %s (%s, %s), while the tables have %s of %s (%s, %s)", u.Title.EN, about(u.by.Row), row.Figure(), row.Set, region, other.Figure(), other.Region, other.Set, other.Document)},
		inventory.Text{
			ZH: "要用省级值，在 inventory.toml 的 factor_sets 把 " + other.Set + " 排在 " + row.Set + " 之前；按指南用全国值的，在 records/suppressions.csv 写明",
			EN: "to take that of the province, put " + other.Set + " before " + row.Set + " in factor_sets of inventory.toml; if the guide wants the country's, say so in records/suppressions.csv"})
}

// searched tells whether the district looks factors up in the set.
func (f *facts) searched(set string) bool {
	return slices.Contains(f.ws.Config.FactorSets, set) || slices.Contains(f.ws.Config.NCVSets, set)
}

// unconfirmed: what rests on factors that nobody has compared with print is a small part of the whole. The categories that have
// most of it are named.
func unconfirmed(f *facts) {
	part, ok := f.inv.UnconfirmedShare(f.year)
	if part = part.Shift(2); !ok || !part.GreaterThan(f.limit("unconfirmed_share")) || f.year != f.inv.Years[len(f.inv.Years)-1] {
		return
	}
	type weight struct {
		category *inventory.Category
		co2e     decimal.Decimal
		first    *inventory.Estimate
	}
	var weights []*weight
	for _, e := range f.inv.Below(f.year, inventory.Territorial, nil) {
		gwp, ok := f.inv.GWP(e.Gas)
		if !ok || !e.Number || e.Status != inventory.Unconfirmed {
			continue
		}
		if len(weights) == 0 || weights[len(weights)-1].category != e.Row.Category {
			weights = append(weights, &weight{category: e.Row.Category, first: e})
		}
		last := weights[len(weights)-1]
		last.co2e = last.co2e.Add(e.Value().Mul(gwp.Amount).Abs())
	}
	slices.SortStableFunc(weights, func(a, b *weight) int { return b.co2e.Cmp(a.co2e) })
	const most = 3
	var list []string
	for _, w := range weights[:min(most, len(weights))] {
		of, _ := share(w.co2e, f.over().size[f.year])
		list = append(list, fmt.Sprintf("%s %s t CO2e, %s", w.category.Code, short(w.co2e), percent(of)))
	}
	f.tell(inventory.Warning, weights[0].first.Origin(), inventory.Text{
		ZH: fmt.Sprintf("%d 年有 %s 的排放依据未核对原文的因子，超过 %s %%；最大的：%s", f.year, percent(part), f.limit("unconfirmed_share"), strings.Join(list, "；")),
		EN: fmt.Sprintf("%s of the emissions of %d rest on factors not compared with print, more than %s %%; most in: %s", percent(part), f.year, f.limit("unconfirmed_share"), strings.Join(list, "; "))},
		inventory.Text{
			ZH: "从排放大的因子开始对照原文，核对后写入 factors/confirmations.csv（inventory factors confirm）",
			EN: "compare the factors of the largest emissions with print first, and enter them in factors/confirmations.csv (inventory factors confirm)"})
}
