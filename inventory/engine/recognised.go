package engine

import (
	"fmt"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
	"ghg/inventory/trend"
)

// takeRecognised sorts by intensity and year what was recognised (records/recognised.csv) and what was published
// (indicators.csv). A recognised cumulative decline that counts from before every base year is told.
func (i *Intensities) takeRecognised() {
	i.recognised = map[string]map[int]recognisedOf{}
	for n := range i.ws.Recognised {
		row := &i.ws.Recognised[n]
		of := i.Inventory.Vocabulary.StatisticNamed(row.Indicator).Of
		if row.Form == inventory.CumulativeDecline && !i.countsFrom(row.BaseYear) {
			i.problems.Add(inventory.Problem{Source: row.Place.Cell("base_year"), Code: "recognised-of-other-base", Severity: inventory.Warning,
				Message: inventory.Text{ZH: fmt.Sprintf("%d 年的累计认定值从 %d 年算起，而这里从 %d 年算起：不用", row.Year, row.BaseYear, i.Base), EN: fmt.Sprintf("the recognised cumulative decline of %d counts from %d, and here declines count from %d: it is not used", row.Year, row.BaseYear, i.Base)},
				Hint:    inventory.Text{ZH: "inventory intensity --base 可另选基准年", EN: "inventory intensity --base chooses another base year"}})
			continue
		}
		id := fmt.Sprintf("%s|%d|recognised|%s|%s", i.ws.Config.Region.Code, row.Year, row.Form, of)
		leaf := recognisedLeaf{row, expr.Of(&inventory.Parameter{Name: "recognised_decline", Mark: fmt.Sprintf("d*_%d", row.Year), Title: inventory.Text{ZH: "考核认定的下降率", EN: "recognised decline"}, Row: id, Amount: row.Decline,
			In: quantity.One, Variable: inventory.Variable{ID: id}, Document: row.Document, Origin: row.Place.Cell("decline"), Years: fmt.Sprint(row.Year), Why: row.Note()})}
		i.note(of, row.Year, func(given *recognisedOf) {
			if row.Form == inventory.CumulativeDecline {
				given.cumulative = leaf
			} else {
				given.annual = leaf
			}
		})
	}
	i.takePublished()
	i.recognisedAgree()
}

func (i *Intensities) note(of string, year int, set func(*recognisedOf)) {
	if i.recognised[of] == nil {
		i.recognised[of] = map[int]recognisedOf{}
	}
	given := i.recognised[of][year]
	set(&given)
	i.recognised[of][year] = given
}

// takePublished reads the yearly declines of indicators.csv.
func (i *Intensities) takePublished() {
	for _, s := range i.Inventory.Vocabulary.Statistics {
		if s.Kind != inventory.DeclineStatistic {
			continue
		}
		for _, first := range i.Statistics.rows[s.ID] {
			if spans(first) || i.ofPart(first) {
				continue // of several years: stated, not chained
			}
			row := i.Statistics.one(s.ID, func(other *inventory.Indicator) bool {
				return other.Year == first.Year && !spans(other) && other.Coverage == first.Coverage
			})
			if row == first && i.declineHolds(row) {
				tree := expr.In(i.Statistics.leaf(row, fmt.Sprintf("d_%d", row.Year)), quantity.One)
				i.note(s.Of, row.Year, func(given *recognisedOf) { given.published = publishedLeaf{row, tree} })
			}
		}
	}
}

// ofPart tells whether a published decline is of a part of the district, as its coverage says; that it is not used is told.
func (i *Intensities) ofPart(row *inventory.Indicator) bool {
	if from, _ := period(row); row.Coverage == "" || from != 0 {
		return false
	}
	i.Statistics.tell(row, "coverage", "coverage-not-used", inventory.Warning, inventory.Text{
		ZH: fmt.Sprintf("%d 年“%s”的口径是“%s”：不当作全区的下降率用", row.Year, row.Name, row.Coverage), EN: fmt.Sprintf("%q of %d is of coverage %q: it is not taken for the district's decline", row.Name, row.Year, row.Coverage)},
		inventory.Text{ZH: "全区的数口径留空；几年累计的写如 2021—2025", EN: "leave coverage blank for the whole district; write 2021—2025 for several years together"})
	return true
}

// declineHolds refuses a published decline of a whole or more; one that is negative is told: it may be a decline with a sign too many.
func (i *Intensities) declineHolds(row *inventory.Indicator) bool {
	share, err := quantity.Convert(row.Value, *unitOf(row), quantity.One)
	if err != nil || !share.Abs().LessThan(decimal.NewFromInt(1)) {
		i.Statistics.tell(row, "value", "decline-too-large", inventory.Error, inventory.Text{
			ZH: fmt.Sprintf("%d 年“%s”= %s %s，不是 100 %% 以内的下降率", row.Year, row.Name, row.Value, row.Unit), EN: fmt.Sprintf("%q of %d = %s %s is no decline below 100 %%", row.Name, row.Year, row.Value, row.Unit)},
			inventory.Text{ZH: "核对数和单位：下降 4.2 % 写 4.2，单位 %", EN: "check number and unit: a decline of 4.2 % is written 4.2 in %"})
		return false
	}
	if row.Value.IsNegative() {
		i.Statistics.tell(row, "value", "decline-negative", inventory.Warning, inventory.Text{
			ZH: fmt.Sprintf("%d 年“%s”= %s %s 是负数，按上升 %s %s 读入", row.Year, row.Name, row.Value, row.Unit, row.Value.Neg(), row.Unit), EN: fmt.Sprintf("%q of %d = %s %s is negative and read as a rise of %s %s", row.Name, row.Year, row.Value, row.Unit, row.Value.Neg(), row.Unit)},
			inventory.Text{ZH: fmt.Sprintf("若是下降，写 %s；确是上升，不用改", row.Value.Neg()), EN: fmt.Sprintf("write %s if it is a decline; leave it if it is a rise", row.Value.Neg())})
	}
	return true
}

// countsFrom tells whether something counts from the year or from before it: the intensities, or a target.
func (i *Intensities) countsFrom(year int) bool {
	return i.Base <= year || slices.ContainsFunc(i.targets(), func(t inventory.Target) bool { return t.BaseYear != 0 && t.BaseYear <= year })
}

// chain is the cumulative decline from the base to the year by the declines of each year between: the recognised one, else the
// published one, else the computed one; false if a year has none. A recognised cumulative decline stands for the years from its own
// base up to its own year.
func chain(given map[int]recognisedOf, base, year int, computed func(year int) (expr.Node, bool)) (expr.Node, bool) {
	links := map[int][]expr.Node{base: {}} // since the base, by year
	for at := base + 1; at <= year; at++ {
		of, from := given[at], at-1
		var link expr.Node
		ok := true
		switch {
		case of.cumulative.row != nil && links[of.cumulative.row.BaseYear] != nil:
			link, from = of.cumulative.tree, of.cumulative.row.BaseYear
		case of.annual.row != nil:
			link = of.annual.tree
		case of.published.row != nil:
			link = of.published.tree
		default:
			link, ok = computed(at)
		}
		if ok && links[from] != nil {
			links[at] = append(slices.Clone(links[from]), link)
		}
	}
	if len(links[year]) == 0 {
		return expr.Node{}, false
	}
	return expr.Label(fmt.Sprintf("D_%d", year), expr.Round34(trend.Chained(links[year]...))), true
}

// none is the computed decline of a chain of nothing but official figures.
func none(int) (expr.Node, bool) { return expr.Node{}, false }

// official tells whether a year after the base and up to the given one has a recognised or published decline.
func (i *Intensities) official(of string, base, year int) bool {
	for at := base + 1; at <= year; at++ {
		if given := i.recognised[of][at]; given.annual.row != nil || given.cumulative.row != nil || given.published.row != nil {
			return true
		}
	}
	return false
}

// recognisedAgree warns of a recognised cumulative decline that the recognised declines of its years do not make, beyond the rounding
// of what is written.
func (i *Intensities) recognisedAgree() {
	for _, of := range slices.Sorted(maps.Keys(i.recognised)) {
		for _, year := range slices.Sorted(maps.Keys(i.recognised[of])) {
			whole := i.recognised[of][year].cumulative.row
			if whole == nil {
				continue
			}
			annual := map[int]recognisedOf{}
			for at, given := range i.recognised[of] {
				annual[at] = recognisedOf{annual: given.annual}
			}
			made := i.figure(chain(annual, whole.BaseYear, year, none))
			if made == nil {
				continue
			}
			slack := halfDigit(whole.Decline).Add(decimal.New(5, -4).Mul(decimal.NewFromInt(int64(year - whole.BaseYear))))
			if gap := made.Sub(whole.Decline).Abs(); gap.GreaterThan(slack) {
				i.problems.Add(inventory.Problem{Source: whole.Place.Cell("decline"), Code: "recognised-disagree", Severity: inventory.Warning, Year: year,
					Message: inventory.Text{ZH: fmt.Sprintf("认定的 %d—%d 年累计下降 %s %% 与各年认定值连乘的 %s %% 相差 %s 个百分点", whole.BaseYear, year, brief(whole.Decline.Shift(2)), brief(made.Shift(2)), brief(gap.Shift(2))),
						EN: fmt.Sprintf("the recognised decline of %d–%d, %s %%, and the %s %% that the recognised years make are %s percentage points apart", whole.BaseYear, year, brief(whole.Decline.Shift(2)), brief(made.Shift(2)), brief(gap.Shift(2)))},
					Hint: inventory.Text{ZH: "对照考核通报核对；累计值照用", EN: "check against the notice of the assessment; the cumulative one is used"}})
			}
		}
	}
}

// mostRevision is by how much a published decline may differ from what the figures now say before it is told: a percentage point.
var mostRevision = decimal.New(1, -2)

// publishedHold warns of published yearly declines that are far from what the figures now say.
func (i *Intensities) publishedHold() {
	for _, of := range slices.Sorted(maps.Keys(i.recognised)) {
		between := i.computed(of)
		for _, year := range slices.Sorted(maps.Keys(i.recognised[of])) {
			row := i.recognised[of][year].published.row
			tree, ok := between(year-1, year)
			if row == nil || !ok {
				continue
			}
			published, now := *i.evaluated(i.recognised[of][year].published.tree), *i.evaluated(tree)
			if gap := published.Sub(now).Abs(); gap.GreaterThan(mostRevision) {
				i.Statistics.tell(row, "value", "published-differs", inventory.Warning, inventory.Text{
					ZH: fmt.Sprintf("%d 年公布的“%s”%s %s 与按现有数计算的 %s %% 相差 %s 个百分点；公布值照用", year, row.Name, row.Value, row.Unit, brief(now.Shift(2)), brief(gap.Shift(2))),
					EN: fmt.Sprintf("the published %q of %d, %s %s, and the %s %% that the figures now give are %s percentage points apart; the published one is used", row.Name, year, row.Value, row.Unit, brief(now.Shift(2)), brief(gap.Shift(2)))},
					inventory.Text{ZH: "核对公布值的口径（是否累计、是否规上），以及能耗、产值是否修订过", EN: "check what the published one covers (several years? above-scale industry?), and whether energy or output was revised"})
			}
		}
	}
}
