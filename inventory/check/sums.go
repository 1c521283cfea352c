package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
)

func sums() []Rule {
	return []Rule{
		{"SUMS", inventory.Text{ZH: "总量、分项和其余", EN: "totals, parts and what is left"}, remainders},
		{"FACILITIES", inventory.Text{ZH: "设施与统计", EN: "facilities and statistics"}, facilitiesAndStatistics},
		{"REFERENCE", inventory.Text{ZH: "参考方法与部门法之差的走势", EN: "the course of the gap between the approaches"}, referenceTrend},
	}
}

// remainders: what is left of a total when its facilities are taken out should be the smaller part of it, and not change its
// weight from year to year; nothing left says that the total was added up from them. What lasts is told of the latest year.
func remainders(f *facts) {
	for _, rest := range f.result.Remainders {
		if rest.Total.Year != f.year || !rest.Total.Value.IsPositive() {
			continue
		}
		of := f.restsLike(rest)
		latest := of[len(of)-1] == rest
		part, ok := share(rest.Row.Value, rest.Total.Value)
		if !ok {
			continue
		}
		zh := fmt.Sprintf("%s 总量 %s（%s），所含 %d 项合计 %s %s，其余 %s（%s）", thing(rest.Total), figure(rest.Total), place(rest.Total), len(rest.Parts), short(rest.Sum), rest.Total.Unit, figure(rest.Row), percent(part))
		en := fmt.Sprintf("%s: total %s (%s), its %d parts add up to %s %s, %s (%s) are left", thing(rest.Total), figure(rest.Total), place(rest.Total), len(rest.Parts), short(rest.Sum), rest.Total.Unit, figure(rest.Row), percent(part))
		switch before := f.restBefore(of); {
		case part.IsZero() && latest:
			f.tell(inventory.Info, place(rest.Total), inventory.Text{ZH: zh + "：总量正好是各项之和", EN: en + ": the total is the very sum of its parts"},
				inventory.Text{ZH: "若总量由各项加总而来，就不能说明没有别的排放者", EN: "a total that was added up from them does not show that there are no others"})
		case before != nil && part.Sub(*before).Abs().GreaterThan(f.limit("jump")):
			f.tell(inventory.Warning, place(rest.Total), inventory.Text{
				ZH: zh + fmt.Sprintf("，上一年其余占 %s", percent(*before)), EN: en + fmt.Sprintf("; the year before %s were left", percent(*before))},
				inventory.Text{ZH: "核对两年的设施名单和总量的口径是否一致", EN: "see whether both years have the same facilities and the total the same coverage"})
		case part.GreaterThan(f.limit("remainder_share")) && latest:
			f.tell(inventory.Info, place(rest.Total), inventory.Text{ZH: zh, EN: en},
				inventory.Text{
					ZH: fmt.Sprintf("其余超过 %s %%：看是否漏了大的设施（remainder_share）", f.limit("remainder_share")),
					EN: fmt.Sprintf("more than %s %% are left: see whether a large facility is missing (remainder_share)", f.limit("remainder_share"))})
		}
	}
}

// restsLike are the remainders of the same total in all years, by year.
func (f *facts) restsLike(rest *engine.Remainder) []*engine.Remainder {
	type of struct {
		subjectOf
		parameter, dimension string
	}
	key := func(row *inventory.Activity) any {
		return of{subjectOf{category: row.Category, item: row.Item, detail: row.Detail}, row.Parameter, row.Unit.Dimension()}
	}
	t := f.over()
	if t.rests == nil {
		t.rests = map[any][]*engine.Remainder{}
		for _, one := range f.result.Remainders {
			t.rests[key(one.Total)] = append(t.rests[key(one.Total)], one)
		}
		for _, list := range t.rests {
			slices.SortStableFunc(list, func(a, b *engine.Remainder) int { return a.Total.Year - b.Total.Year })
		}
	}
	return t.rests[key(rest.Total)]
}

// restBefore is the share that was left of the total the year before; nil if there was none.
func (f *facts) restBefore(of []*engine.Remainder) *decimal.Decimal {
	for _, other := range of {
		if other.Total.Year == f.yearBefore() && other.Total.Value.IsPositive() {
			if part, ok := share(other.Row.Value, other.Total.Value); ok {
				return &part
			}
		}
	}
	return nil
}

// facilitiesAndStatistics: the facilities of the industries burn no more of a fuel than the statistics of large industry have, and
// all industry no less. The balance and its annex are held against them where they are read, an industry at a time.
func facilitiesAndStatistics(f *facts) {
	industry := f.rows("1.A", func(row *inventory.Activity) bool {
		return isFuel(row) && f.stationary(row) && (row.Parameter == "" || row.Parameter == "fuel")
	})
	for i := range f.ws.Indicators {
		row := &f.ws.Indicators[i]
		item, ok := f.ofLargeIndustry(row)
		if row.Year != f.year || !ok {
			continue
		}
		q, err := row.Quantity()
		if err != nil || !row.Value.IsPositive() {
			continue
		}
		var all, works decimal.Decimal
		var named, first *inventory.Activity
		for _, burned := range industry {
			value, fits := in(burned, q.Unit.String())
			if burned.Item != item || !fits {
				continue
			}
			if all, first = all.Add(value), firstMet(first, burned); burned.Facility != "" {
				works, named = works.Add(value), firstMet(named, burned)
			}
		}
		if first != nil {
			f.against(row, q.Value, all, works, first, named)
		}
	}
}

func firstMet(first, next *inventory.Activity) *inventory.Activity {
	if first != nil {
		return first
	}
	return next
}

// against holds what facilities and all industry burn against the statistics of large industry.
func (f *facts) against(row *inventory.Indicator, stated, all, works decimal.Decimal, first, named *inventory.Activity) {
	statistics := fmt.Sprintf("%s %s %s (%s)", row.Name, row.Value, row.Unit, row.Place.Cell("value"))
	gap := stated.Mul(f.limit("sum_gap")).Shift(-2)
	hint := inventory.Text{
		ZH: "核对设施是否都属规上工业、是否含原料用量，单位是否一致；口径不同的在 records/suppressions.csv 写明",
		EN: "see whether all facilities are of large industry, whether raw material is in, and the units; if the coverage differs, say so in records/suppressions.csv"}
	if over := works.Sub(stated); over.GreaterThan(gap) {
		part, _ := share(works, stated)
		f.tell(inventory.Warning, place(named), inventory.Text{
			ZH: fmt.Sprintf("%d 年各设施燃用%s合计 %s %s，多于统计的 %s（%s，多 %s）", f.year, named.ItemName(), short(works), row.Unit, statistics, percent(part), short(over)),
			EN: fmt.Sprintf("the facilities burn %s %s of %s in %d, more than the statistics have: %s (%s, %s too much)", short(works), row.Unit, named.ItemName(), f.year, statistics, percent(part), short(over))}, hint)
	} else if under := stated.Sub(all); under.GreaterThan(gap) {
		part, _ := share(all, stated)
		f.tell(inventory.Warning, place(first), inventory.Text{
			ZH: fmt.Sprintf("%d 年工业燃用%s合计 %s %s，少于规上工业的 %s（%s，少 %s）", f.year, first.ItemName(), short(all), row.Unit, statistics, percent(part), short(under)),
			EN: fmt.Sprintf("industry burns %s %s of %s in %d, less than large industry alone by the statistics: %s (%s, %s too little)", short(all), row.Unit, first.ItemName(), f.year, statistics, percent(part), short(under))}, hint)
	}
}

// ofLargeIndustry is the fuel of which the indicator states what large industry uses: 规上工业原煤消耗, 规模以上工业天然气消费量.
func (f *facts) ofLargeIndustry(row *inventory.Indicator) (*inventory.Item, bool) {
	for _, before := range []string{"规上工业", "规模以上工业", "规上企业"} {
		rest, ok := strings.CutPrefix(row.Name, before)
		if !ok {
			continue
		}
		for _, after := range []string{"消费量", "消耗量", "消耗", "消费", "用量"} {
			if name, ok := strings.CutSuffix(rest, after); ok {
				return f.inv.Vocabulary.Items.Lookup(name)
			}
		}
	}
	return nil, false
}

// referenceTrend: the gap between the approaches has its causes, which do not come and go: where it moves by many points within a
// year, one of the two is of other data.
func referenceTrend(f *facts) {
	for _, ref := range f.result.References {
		if ref.Year != f.year {
			continue
		}
		at := slices.IndexFunc(f.result.References, func(other *engine.Reference) bool { return other.Year == f.yearBefore() })
		if at < 0 {
			continue
		}
		told := false
		for _, l := range ref.Groups { // the whole comes last
			i := slices.IndexFunc(f.result.References[at].Groups, func(o *engine.ReferenceLine) bool { return o.Group == l.Group })
			if i < 0 || l.Percent == nil || f.result.References[at].Groups[i].Percent == nil {
				continue
			}
			before := f.result.References[at].Groups[i]
			moved := l.Percent.Sub(*before.Percent)
			if !moved.Abs().GreaterThan(f.limit("reference_trend")) || told && l.Group == "" {
				continue
			}
			told = true
			names := engine.GroupName(l.Group)
			f.tell(inventory.Warning, l.Source, inventory.Text{
				ZH: fmt.Sprintf("%s：参考方法与部门法之差由 %d 年的 %s 变为 %d 年的 %s（参考方法 %s t CO2，部门法 %s t CO2），变动 %s 个百分点", names.ZH, f.yearBefore(), percent(*before.Percent), f.year, percent(*l.Percent), short(l.Reference), short(l.Sectoral), moved.RoundBank(2)),
				EN: fmt.Sprintf("%s: the gap of the reference approach goes from %s in %d to %s in %d (reference %s t CO2, sectoral %s t CO2), by %s points", names.EN, percent(*before.Percent), f.yearBefore(), percent(*l.Percent), f.year, short(l.Reference), short(l.Sectoral), moved.RoundBank(2))},
				inventory.Text{
					ZH: "核对两年平衡表的库存变化、平衡差额和终端消费是否同一口径",
					EN: "see whether stock changes, statistical difference and final consumption of both balances have one coverage"})
		}
	}
}
