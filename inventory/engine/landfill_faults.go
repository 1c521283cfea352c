package engine

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// dated keeps the one statement of a year; two that differ are an error, and so is one that is no year.
func (r *run) dated(known, row *inventory.Activity) *inventory.Activity {
	year, ok := yearIn(row)
	switch {
	case !ok:
		r.problems.Add(inventory.Problem{
			Source: row.Place.Cell("value"), Code: "not-a-year", Severity: inventory.Error,
			Message: inventory.Text{ZH: answer(row) + " 不是年份（1900–2100）", EN: answer(row) + " is no year between 1900 and 2100"},
			Hint:    inventory.Text{ZH: "填写年份，单位 年", EN: "state the year, in the unit yr"},
		})
		return known
	case known != nil && !known.Value.Equal(row.Value):
		r.problems.Add(inventory.Problem{
			Source: row.Place.Cell("value"), Code: "two-figures", Severity: inventory.Error,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%s 的 %s 有两个：%s（%s）与 %d", row.Facility, row.Parameter, known.Value, known.Place.Cell("value"), year),
				EN: fmt.Sprintf("%s of %s is given twice: %s (%s) and %d", row.Parameter, row.Facility, known.Value, known.Place.Cell("value"), year)},
			Hint: inventory.Text{ZH: "只保留一个", EN: "keep one of them"},
		})
		return known
	}
	return row
}

// depositedTwice refuses a component that stands in the composition of the mixed waste and as a mass of its own, and keeps one of
// the two.
func (r *run) depositedTwice(s *site) {
	var kept []*inventory.Activity
	for _, row := range s.deposits {
		if len(kept) == 0 || !sameQuantity(kept[len(kept)-1], row) {
			kept = append(kept, row)
			continue
		}
		other := kept[len(kept)-1]
		if _, reckoned := r.derived[row]; reckoned {
			row, other = other, row
		}
		r.problems.Add(inventory.Problem{
			Source: row.Place.Cell("value"), Code: "waste-deposited-twice", Severity: inventory.Error,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%d 年 %s 的%s有两个数：%s（%s），另由混合垃圾和组分推算为 %s（%s）", row.Year, s.name().ZH, row.Item.Name, answer(row), row.Place.Cell("value"), answer(other), other.Place.Cell("value")),
				EN: fmt.Sprintf("%d: %s of %s is given twice: %s (%s), and %s by the composition of the mixed waste (%s)", row.Year, row.Item.Name, s.name().EN, answer(row), row.Place.Cell("value"), answer(other), other.Place.Cell("value"))},
			Hint: inventory.Text{ZH: "混合垃圾与分组分的数只填一种", EN: "state the mixed waste or its components, not both"},
		})
	}
	s.deposits = kept
}

func compositionNotWhole(s *composition, sum, list string) inventory.Problem {
	last := s.shares[len(s.shares)-1]
	about := strings.TrimSpace(last.Category.Code + " " + s.facility)
	return inventory.Problem{
		Source: last.Place.Cell("value"), Code: "shares-not-one", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%d 年 %s 的垃圾组分之和为 %s，应为 1：%s", s.year, about, sum, list),
			EN: fmt.Sprintf("%d: the composition of the waste of %s sums to %s, not to 1: %s", s.year, about, sum, list)},
		Hint: inventory.Text{
			ZH: "组分要写全：不降解的（塑料、金属、玻璃、其他惰性）也写，取舍的尾差并入“其他惰性”",
			EN: "state every component, those that do not rot too (塑料, 金属, 玻璃, 其他惰性); put what rounding left over into 其他惰性"},
	}
}

// shareOfItself says that mixed waste is no component of mixed waste.
func shareOfItself(row *inventory.Activity) inventory.Problem {
	return inventory.Problem{
		Source: row.Place.Cell("item"), Code: "share-of-itself", Severity: inventory.Error,
		Message: inventory.Text{ZH: MunicipalWaste + "不能是混合垃圾的组分", EN: "mixed municipal waste is no component of itself"},
		Hint:    inventory.Text{ZH: "写出各组分；分不出的归“其他惰性”或主要组分", EN: "name the components; put what cannot be told apart with the nearest"},
	}
}

// mixedBeside warns of a component of municipal waste that stands beside mixed waste of one site and year: it may be in it.
func (r *run) mixedBeside(s *site) {
	partOf := func(row *inventory.Activity) *inventory.Activity { // the mixed waste that the row is a share of
		if of, derived := r.derived[row]; derived && of.from != nil && of.from.Item != row.Item && of.from.Item.Name == MunicipalWaste {
			return of.from
		}
		return nil
	}
	mixed := map[int]*inventory.Activity{}
	for _, row := range s.deposits {
		if whole := partOf(row); whole != nil {
			mixed[row.Year] = whole
		} else if row.Item.Name == MunicipalWaste {
			mixed[row.Year] = row
		}
	}
	for _, row := range s.deposits {
		whole := mixed[row.Year]
		if whole == nil || partOf(row) != nil || !row.Value.IsPositive() || !slices.Contains(rottingWaste, row.Item.Name) {
			continue
		}
		r.problems.Add(inventory.Problem{
			Source: row.Place.Cell("value"), Code: "mixed-beside-components", Severity: inventory.Warning,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%d 年 %s 既填混合垃圾 %s（%s），又填%s %s（%s）：后者可能已在前者之内", row.Year, s.name().ZH, answer(whole), whole.Place.Cell("value"), row.Item.Name, answer(row), row.Place.Cell("value")),
				EN: fmt.Sprintf("%d: %s has mixed waste, %s (%s), and %s, %s (%s): the one may hold the other", row.Year, s.name().EN, answer(whole), whole.Place.Cell("value"), row.Item.Name, answer(row), row.Place.Cell("value"))},
			Hint: inventory.Text{ZH: "是其中一部分就删去，并用 share 写组分；是另外收的，在 note 说明", EN: "remove it if it is a part, and state the composition as share; say in note if it is another lot"},
		})
		return
	}
}

// besideDeposits refuses what is stated of a disposal site and enters nothing: a factor of one year's deposit, where decay takes one for
// the whole history, and in years that are not compiled whatever no method knows.
func (r *run) besideDeposits(row *inventory.Activity) {
	known, ofDeposit := false, false
	for _, one := range r.rules {
		if in, ok := one.method.InputOf(row.Parameter); ok && one.serves(r.ws.Config.Guide, row.Category, row.Item) {
			known, ofDeposit = true, in.Factor && one.method.OfMaterial(in)
		}
	}
	switch {
	case ofDeposit && row.Item != nil && r.seriesInput(&inventory.Activity{Category: row.Category, Item: row.Item, Parameter: depositedWaste}) != nil:
		r.problems.Add(inventory.Problem{
			Source: row.Place.Cell("parameter"), Code: "factor-of-one-deposit", Severity: inventory.Error,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%s 的 %s 写在 %d 年的填埋量旁：衰减法的因子对历年填埋量都一样，不能只改一年", aboutWorks(row), row.Parameter, row.Year),
				EN: fmt.Sprintf("%s of %s stands beside the deposit of %d: decay takes one factor for the whole history, and none for a single year", row.Parameter, aboutWorks(row), row.Year)},
			Hint: inventory.Text{
				ZH: "写入 factors/（本地因子，可写 facility）；填埋场改造后 MCF 变了的，从该年起改细项（如 厌氧）",
				EN: "state it under factors/ as the district's own (facility may be given); where a site was upgraded, change the detail from that year on"},
		})
	case !known && !slices.Contains(r.years, row.Year):
		problem := r.parametersDoNotFit(group{row}, 0)
		problem.Source = row.Place.Cell("parameter")
		r.problems.Add(problem)
	}
}

// unsortedSite says that a deposit does not say to which sort of site it went.
func unsortedSite(row *inventory.Activity) inventory.Problem {
	return inventory.Problem{
		Source: row.Place.Cell("category"), Code: "site-unsorted", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 的填埋量没有写明填埋场的类型：4.A 是总类", aboutWorks(row)),
			EN: fmt.Sprintf("%s does not say to which sort of site it went: 4.A is all of them", aboutWorks(row))},
		Hint: inventory.Text{
			ZH: "类别写 4.A.1（管理的）、4.A.2（未管理的，细项写深或浅）或 4.A.3（分不清的）",
			EN: "file it at 4.A.1 (managed), 4.A.2 (unmanaged, deep or shallow in the detail) or 4.A.3 (uncategorised)"},
	}
}

// withoutWaste warns of a site of which only the years are stated.
func (r *run) withoutWaste(s *site) {
	of := s.closed
	if s.opened != nil {
		of = s.opened
	}
	if of == nil {
		return
	}
	r.problems.Add(inventory.Problem{
		Source: of.Place.Cell("facility"), Code: "site-without-waste", Severity: inventory.Warning,
		Message: inventory.Text{ZH: s.name().ZH + " 写了启用或停用年份，却没有一行填埋量", EN: s.name().EN + " states when it opened or closed, and no waste"},
		Hint:    inventory.Text{ZH: "补上逐年填埋量，或核对设施名称", EN: "state what it took year by year, or see whether the facility is spelt as elsewhere"},
	})
}

// inTwoCategories warns of a named site that took waste in two categories in one year.
func (r *run) inTwoCategories(s *site) {
	if s.facility == "" {
		return
	}
	first := map[int]*inventory.Activity{}
	for _, row := range s.deposits {
		known := first[row.Year]
		switch {
		case !row.Value.IsPositive():
		case known == nil:
			first[row.Year] = row
		case known.Category != row.Category:
			r.problems.Add(inventory.Problem{
				Source: row.Place.Cell("category"), Code: "site-in-two-categories", Severity: inventory.Warning,
				Message: inventory.Text{
					ZH: fmt.Sprintf("%d 年 %s 同时填在 %s（%s）和 %s（%s）", row.Year, s.facility, known.Category.Code, known.Place.Cell("category"), row.Category.Code, row.Place.Cell("category")),
					EN: fmt.Sprintf("%d: %s stands at %s (%s) and at %s (%s)", row.Year, s.facility, known.Category.Code, known.Place.Cell("category"), row.Category.Code, row.Place.Cell("category"))},
				Hint: inventory.Text{ZH: "同一批垃圾只填一处；场内两区各写设施名", EN: "file a lot once; name the two parts of a site as facilities of their own"},
			})
			return
		}
	}
}

// mostJump is how many times a year's waste may be that of the years beside it before it is told: a slip of unit is a thousand.
const mostJump = 20

// jumps warns of a year in which a site took many times more, or less, than in the years beside it.
func (r *run) jumps(s *site) {
	tonnes, at := map[int]decimal.Decimal{}, map[int]*inventory.Activity{}
	for _, row := range s.deposits {
		if value, err := quantity.Convert(row.Value, row.Unit, quantity.MustUnit("t")); err == nil {
			tonnes[row.Year] = tonnes[row.Year].Add(value)
			if at[row.Year] == nil || value.GreaterThan(decimal.Zero) && !at[row.Year].Value.IsPositive() {
				at[row.Year] = row
			}
		}
	}
	times := decimal.NewFromInt(mostJump)
	for _, year := range slices.Sorted(maps.Keys(tonnes)) {
		before, after, now := tonnes[year-1], tonnes[year+1], tonnes[year]
		beside := decimal.Max(before, after)
		more := beside.IsPositive() && now.GreaterThan(beside.Mul(times))
		less := before.IsPositive() && after.IsPositive() && now.IsPositive() && now.Mul(times).LessThan(decimal.Min(before, after))
		if !more && !less {
			continue
		}
		r.problems.Add(inventory.Problem{
			Source: at[year].Place.Cell("value"), Code: "deposits-jump", Severity: inventory.Warning,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%s %d 年填埋 %s t，前后两年为 %s t 和 %s t", s.name().ZH, year, now, before, after),
				EN: fmt.Sprintf("%s took %s t in %d, and %s t and %s t in the years beside it", s.name().EN, now, year, before, after)},
			Hint: inventory.Text{ZH: "核对数和单位（t、万t、kg）；确是如此的在 note 说明", EN: "check the figure and its unit (t, 万t, kg); say in note if it is so"},
		})
	}
}
