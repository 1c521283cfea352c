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

// shareOfMixed is the parameter by which a row states a component as a share of the mixed waste.
const shareOfMixed = "share"

// stream is waste that may be stated in one of three forms, never in two of them for one plant: as it is collected, by what it is
// made of, or as the fuel that the tables of combustion know (METHODS §6.3).
type stream struct {
	mixed           string
	components      []string
	fuels           []string
	mixedIs, fuelIs inventory.Text
}

var streams = []stream{
	{"城市生活垃圾", []string{"食品垃圾", "庭园公园", "纸/纸板", "木材", "纺织品", "尿布", "橡胶皮革", "塑料", "其他惰性", "金属", "玻璃(废物)"}, []string{"城市垃圾(非生物质)", "城市垃圾(生物质)"},
		inventory.Text{ZH: "混合垃圾的吨数", EN: "the tonnes of mixed waste"},
		inventory.Text{ZH: "化石部分和生物质部分的热量", EN: "the heat of its fossil and biogenic parts"}},
	{"工业废物", []string{"建筑拆除", "橡胶", "石油制品溶剂塑料", "造纸（不含污泥）", "纺织(工业废物)", "其他(工业废物)"}, []string{"工业废物(燃料)"},
		inventory.Text{ZH: "混合工业废物的吨数", EN: "the tonnes of industrial waste in bulk"},
		inventory.Text{ZH: "作为燃料的热量", EN: "its heat as a fuel"}},
}

// form is which of the three the item is: 0, 1 or 2; -1 if it is none of the stream.
func (s *stream) form(item *inventory.Item) int {
	switch {
	case item.Name == s.mixed:
		return 0
	case slices.Contains(s.components, item.Name):
		return 1
	case slices.Contains(s.fuels, item.Name):
		return 2
	}
	return -1
}

// oneForm refuses waste of one plant that stands in two forms, wherever it burns; of waste without a plant, in one category. A
// plant and stream are told once, and a plant of which more was told already is not.
func (r *run) oneForm(w *wasteOf, known map[string]bool) {
	for i := range streams {
		s := &streams[i]
		told := maps.Clone(known)
		for at, row := range w.burned {
			form := s.form(row.Item)
			if form < 0 || told[row.Facility] {
				continue
			}
			other := slices.IndexFunc(w.burned[:at], func(other *inventory.Activity) bool {
				is := s.form(other.Item)
				return is >= 0 && is != form && other.Facility == row.Facility && (row.Facility != "" || row.Category == other.Category)
			})
			if other < 0 {
				continue
			}
			told[row.Facility] = true
			r.problems.Add(s.twoForms(w.burned[other], row))
		}
	}
}

func (s *stream) twoForms(row, other *inventory.Activity) inventory.Problem {
	if s.form(other.Item) < s.form(row.Item) {
		row, other = other, row
	}
	whose := inventory.Text{ZH: "没有写设施的垃圾", EN: "waste of no named plant"}
	if row.Facility != "" {
		whose = inventory.Text{ZH: row.Facility + "的垃圾", EN: "the waste of " + row.Facility}
	}
	return inventory.Problem{
		Source: row.Place.Cell("category"), Code: "waste-in-two-forms", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%d 年 %s填了两种形式：%s；%s", row.Year, whose.ZH, formAt(row), formAt(other)),
			EN: fmt.Sprintf("%d: %s stands in two forms: %s; %s", row.Year, whose.EN, formAt(row), formAt(other))},
		Hint: inventory.Text{
			ZH: "只填一种：" + s.mixedIs.ZH + "、各组分的量，或" + s.fuelIs.ZH + "；若是另一批废弃物，在 facility 写明各自的厂或炉",
			EN: "file it once: " + s.mixedIs.EN + ", what each component has of it, or " + s.fuelIs.EN + "; if it is other waste, name each plant or furnace in the column facility"},
	}
}

// formAt prints a figure with its category and cell.
func formAt(row *inventory.Activity) string { return row.Category.Code + " " + figureAt(row) }

// withoutEnergy refuses waste under combustion of which the detail says that no energy is recovered.
func (r *run) withoutEnergy(w *wasteOf) {
	for _, row := range w.burned {
		if _, without := r.recovery(row); !without || row.Category.Within(r.Vocabulary.Categories.Must(codeIncineration)) {
			continue
		}
		r.problems.Add(inventory.Problem{
			Source: row.Place.Cell("detail"), Code: "waste-without-energy", Severity: inventory.Error,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%d 年 %s 的细项写着无能量回收，却填在 %s", row.Year, figureAt(row), row.Category.Code),
				EN: fmt.Sprintf("%d: %s recovers no energy, its detail says, and stands at %s", row.Year, figureAt(row), row.Category.Code)},
			Hint: inventory.Text{
				ZH: "不回收能量的填在 4.C.1；回收的删去“无能量回收”",
				EN: "without recovery of energy it is 4.C.1; with it, remove the word from the column detail"},
		})
	}
}

// sharesOfMixed refuses components whose shares of one mixed waste sum to more than the whole, and tells of less.
func (r *run) sharesOfMixed(w *wasteOf) {
	for len(w.shares) > 0 {
		first := w.shares[0]
		var of []*inventory.Activity
		for _, row := range w.shares {
			if row.Category == first.Category && row.Facility == first.Facility && row.Detail == first.Detail {
				of = append(of, row)
			}
		}
		w.shares = slices.DeleteFunc(w.shares, func(row *inventory.Activity) bool { return slices.Contains(of, row) })
		r.sharesOfOneLot(w, of)
		sum, parts := sumOfShares(of)
		one := decimal.NewFromInt(1)
		if sum.Equal(one) {
			continue
		}
		list, last := strings.Join(parts, " + "), of[len(of)-1]
		about := strings.TrimSpace(last.Category.Code + " " + last.Facility)
		problem := inventory.Problem{
			Source: last.Place.Cell("value"), Code: "shares-above-one", Severity: inventory.Error,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%d 年 %s 各组分占混合垃圾的比例之和为 %s，大于 1：%s", last.Year, about, sum, list),
				EN: fmt.Sprintf("%d: the shares of the components of %s sum to %s, more than 1: %s", last.Year, about, sum, list)},
			Hint: inventory.Text{
				ZH: "改正比例；每行的焚烧量是混合垃圾的总量。两批垃圾在 facility 写明各自的厂或炉",
				EN: "mend the shares; the mass of each row is that of the mixed waste. Name the plants or furnaces of two lots of waste in the column facility"},
		}
		if sum.LessThan(one) {
			problem.Code, problem.Severity = "shares-below-one", inventory.Warning
			problem.Message = inventory.Text{
				ZH: fmt.Sprintf("%d 年 %s 各组分占混合垃圾的比例之和为 %s，不足 1，其余没有计算：%s", last.Year, about, sum, list),
				EN: fmt.Sprintf("%d: the shares of the components of %s sum to %s, less than 1, and the rest is not computed: %s", last.Year, about, sum, list)}
			problem.Hint = inventory.Text{ZH: "补上其余组分；不含化石碳的也写", EN: "state the other components, those without fossil carbon too"}
		}
		r.problems.Add(problem)
	}
}

// sharesOfOneLot refuses shares of masses that differ, and a component without a share beside others: the mass of each row is that of
// the mixed waste, and one of a component would be taken twice.
func (r *run) sharesOfOneLot(w *wasteOf, shares []*inventory.Activity) {
	first := shares[0]
	var lot *inventory.Activity
	for _, row := range w.burned {
		if row.Category != first.Category || row.Facility != first.Facility || row.Detail != first.Detail || row.Item.Name == MunicipalWaste {
			continue
		}
		has := slices.ContainsFunc(shares, func(share *inventory.Activity) bool { return share.Item == row.Item })
		mass, err := quantity.Convert(row.Value, row.Unit, quantity.MustUnit("t"))
		if err != nil {
			continue
		}
		if lot == nil && has {
			lot = row
		}
		switch same := lot != nil && sameMass(lot, mass); {
		case !has:
			r.problems.Add(otherLot(row, first, inventory.Text{ZH: "没有写 share，而同厂其他组分写了", EN: "has no share, and other components of the plant do"}))
			return
		case !same:
			r.problems.Add(otherLot(row, lot, inventory.Text{ZH: "与同厂另一组分的量不同，而两者都写了 share", EN: "is not the mass of another component of the plant, and both have a share"}))
			return
		}
	}
}

func sameMass(row *inventory.Activity, mass decimal.Decimal) bool {
	value, err := quantity.Convert(row.Value, row.Unit, quantity.MustUnit("t"))
	return err == nil && value.Equal(mass)
}

func otherLot(row, other *inventory.Activity, what inventory.Text) inventory.Problem {
	return inventory.Problem{
		Source: row.Place.Cell("value"), Code: "shares-of-other-mass", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%d 年 %s %s：%s", row.Year, formAt(row), what.ZH, formAt(other)),
			EN: fmt.Sprintf("%d: %s %s: %s", row.Year, formAt(row), what.EN, formAt(other))},
		Hint: inventory.Text{
			ZH: "写 share 的，各组分行都填混合垃圾的总量；已知各组分的量，就都不写 share",
			EN: "with shares the row of each component has the mass of the mixed waste; where the mass of each is known, state no share"},
	}
}

// sumOfShares adds up the shares of the rows, with each in words. One in a unit of something else is left out.
func sumOfShares(rows []*inventory.Activity) (sum decimal.Decimal, parts []string) {
	for _, row := range rows {
		if value, err := quantity.Convert(row.Value, row.Unit, quantity.One); err == nil {
			sum = sum.Add(value)
			parts = append(parts, row.ItemName()+" "+value.String())
		}
	}
	return sum, parts
}
