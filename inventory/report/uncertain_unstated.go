package report

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/quantity"
	"ghg/inventory/uncertainty"
)

// mostUnstated is the part of the absolute CO2e without any uncertainty above which the ± of the totals is not to be read alone.
var mostUnstated = decimal.New(5, -2)

// unstatedNotes say which part of the year's CO2e, removals counted by their size, is of rows without any uncertainty: the ± of the
// totals takes them for exact.
func unstatedNotes(u *engine.Uncertainty) []inventory.Text {
	if len(u.Approach1) == 0 {
		return nil
	}
	var largest *uncertainty.Line
	bare, all, count := decimal.Zero, decimal.Zero, 0
	for i := range u.Approach1[0].Lines {
		l := &u.Approach1[0].Lines[i]
		size := l.Row.Year.Abs()
		all = all.Add(size)
		if !l.Unstated || l.Base.IsZero() && size.IsZero() {
			continue
		}
		bare, count = bare.Add(size), count+1
		if largest == nil || size.GreaterThan(largest.Row.Year.Abs()) {
			largest = l
		}
	}
	share, err := quantity.Quo(bare, all)
	if err != nil || count == 0 {
		return nil
	}
	named := func(lang string) string {
		name := inventory.Text{}
		if c, ok := u.Inventory.Vocabulary.Categories.Lookup(largest.Category); ok {
			name = c.Name
		}
		return strings.Join(strings.Fields(largest.Category+" "+name.In(lang)+" "+fuelGroup(largest.Item, lang)+" "+largest.Gas), " ")
	}
	size, shown := tonnes(largest.Row.Year), percent(share)
	if share.IsPositive() && share.LessThan(decimal.New(1, -3)) {
		shown = "< 0.1 %"
	}
	out := []inventory.Text{{
		ZH: fmt.Sprintf("%d 行没有任何不确定度，占 CO2e 绝对值的 %s（最大的是 %s，%s t CO2e）：总量的 ± 把它们当作准确的数，因此偏小", count, shown, named("zh"), size),
		EN: fmt.Sprintf("rows without any uncertainty: %d, %s of the absolute CO2e (the largest %s, %s t CO2e); the ± of the totals takes them for exact and is too small for it", count, shown, named("en"), size)}}
	if rest := all.Sub(bare); share.GreaterThan(mostUnstated) && rest.IsPositive() {
		part := percent(decimal.NewFromInt(1).Sub(share))
		out = append(out, inventory.Text{
			ZH: fmt.Sprintf("总量的 ± 只涉及其余 %s 的 CO2e，不能单独引用；在 records/judgements.csv 写明这些行的输入的不确定度", part),
			EN: fmt.Sprintf("the ± of the totals speaks of the other %s of the CO2e alone and must not be quoted by itself; state the uncertainty of the inputs of these rows in records/judgements.csv", part)})
	}
	return out
}
