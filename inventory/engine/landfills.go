package engine

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// The figures of a disposal site, besides its gas: what it took, of which composition, and from when to when.
const (
	codeLandfills  = "4.A"
	depositedWaste = "waste"
	openingYear    = "opening_year"
	closureYear    = "closure_year"
	municipalWaste = "城市生活垃圾"
)

// inertWaste has no degradable organic carbon (IPCC 2006 V5 Table 2.4 p2.14 prints none): it gives no methane.
var inertWaste = []string{"塑料", "金属", "玻璃(废物)", "其他惰性"}

// site is a disposal site under its name, or all that has none: its history may stand in several categories, one after the other.
type site struct {
	facility       string
	deposits       []*inventory.Activity // in the order of the years
	opened, closed *inventory.Activity   // when it began and ended; nil if nothing says so
}

// name is the site in a message.
func (s *site) name() inventory.Text {
	if s.facility == "" {
		return inventory.Text{ZH: codeLandfills + "（没有写设施）", EN: codeLandfills + " (no facility named)"}
	}
	return inventory.Text{ZH: s.facility, EN: s.facility}
}

// atLandfill tells whether the row is of a disposal site.
func (r *run) atLandfill(row *inventory.Activity) bool {
	return row.Category.Within(r.Vocabulary.Categories.Must(codeLandfills))
}

// discarded is the row with its item as waste: glass that is thrown away is none that is made.
func (r *run) discarded(row *inventory.Activity) *inventory.Activity {
	if row.Item == nil || row.Item.Name != "玻璃" || !row.Category.Within(r.Vocabulary.Categories.Must("4")) && !row.Category.Within(r.Vocabulary.Categories.Must(codeCombustion)) {
		return row
	}
	out := *row
	out.Item, _ = r.Vocabulary.Items.Lookup("玻璃(废物)")
	return &out
}

// deposited is the row with the name of its figure where it names none: a mass at a disposal site is what was put down there.
func (r *run) deposited(row *inventory.Activity) *inventory.Activity {
	if row.Parameter != "" || row.Item == nil || !row.Number || !r.atLandfill(row) {
		return row
	}
	named := *row
	named.Parameter = depositedWaste
	return &named
}

// landfills readies the figures of the disposal sites: mixed waste becomes its components, what cannot rot is left out, and a site
// that takes no more, or no more of something, goes on with nothing.
func (r *run) landfills() {
	var rest, all []*inventory.Activity
	for _, row := range r.rows {
		if r.atLandfill(row) {
			all = append(all, row)
		} else {
			rest = append(rest, row)
		}
	}
	if all == nil {
		return
	}
	shares := r.compositions(all)
	sites := map[string]*site{}
	for _, row := range all {
		s := sites[row.Facility]
		if s == nil {
			s = &site{facility: row.Facility}
			sites[row.Facility] = s
		}
		switch {
		case row.Parameter == shareOfMixed && row.Item != nil:
		case row.Parameter == openingYear:
			s.opened = r.dated(s.opened, row)
		case row.Parameter == closureYear:
			s.closed = r.dated(s.closed, row)
		case row.Parameter == depositedWaste && row.Item != nil:
			s.deposits = append(s.deposits, r.components(row, shares)...)
		default:
			rest = append(rest, row)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(sites)) {
		s := sites[name]
		slices.SortStableFunc(s.deposits, compareRows)
		r.depositedTwice(s)
		s.deposits = append(s.deposits, r.goesOn(s)...)
		rest = append(rest, slices.DeleteFunc(s.deposits, r.inert)...)
	}
	r.rows = sortRows(rest)
}

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

// yearIn is the year that the row states.
func yearIn(row *inventory.Activity) (int, bool) {
	year, err := strconv.Atoi(row.Value.String())
	return year, err == nil && year >= 1900 && year <= 2100 && row.Unit.SameDimension(quantity.MustUnit("yr"))
}

// inert tells whether the row is of waste that cannot rot, and says once that it gives nothing.
func (r *run) inert(row *inventory.Activity) bool {
	if !slices.Contains(inertWaste, row.Item.Name) {
		return false
	}
	r.notices.Add(inventory.Problem{
		Source: row.Place.Cell("item"), Code: "landfill-inert", Severity: inventory.Info,
		Message: inventory.Text{
			ZH: row.Item.Name + " 没有可降解有机碳（IPCC 2006 V5 表 2.4）：填埋不产生甲烷，不列行",
			EN: row.Item.Name + " has no degradable organic carbon (IPCC 2006 V5 Table 2.4): deposited it gives no methane, and no line"},
	})
	return true
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

// composition is that of mixed waste, by one survey.
type composition struct {
	facility string
	year     int
	shares   []*inventory.Activity
}

// compositions are the surveys among the rows, by facility and year; the shares of each sum to one.
func (r *run) compositions(rows []*inventory.Activity) []*composition {
	var out []*composition
	for _, row := range rows {
		if row.Parameter != shareOfMixed || row.Item == nil {
			continue
		}
		at := slices.IndexFunc(out, func(s *composition) bool { return s.facility == row.Facility && s.year == row.Year })
		if at < 0 {
			at = len(out)
			out = append(out, &composition{facility: row.Facility, year: row.Year})
		}
		out[at].shares = append(out[at].shares, row)
	}
	slices.SortFunc(out, func(a, b *composition) int {
		return cmp.Or(cmp.Compare(a.facility, b.facility), cmp.Compare(a.year, b.year))
	})
	for _, s := range out {
		if sum, parts := sumOfShares(s.shares); !sum.Equal(decimal.NewFromInt(1)) && len(parts) == len(s.shares) {
			r.problems.Add(compositionNotWhole(s, sum.String(), strings.Join(parts, " + ")))
		}
	}
	return out
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

// components are the deposits of mixed waste by component: by the survey of the site, or else of the district, that is of the year
// or the last before it; before the first, by the first. Any other row is itself.
func (r *run) components(row *inventory.Activity, surveys []*composition) []*inventory.Activity {
	if row.Item.Name != municipalWaste {
		return []*inventory.Activity{row}
	}
	by := surveyFor(surveys, row.Facility, row.Year)
	if by == nil && row.Facility != "" {
		by = surveyFor(surveys, "", row.Year)
	}
	if by == nil {
		return []*inventory.Activity{row}
	}
	note := inventory.Text{}
	if by.year != row.Year {
		place := by.shares[0].Place.Cell("value").File
		note = inventory.Text{
			ZH: fmt.Sprintf("%d 年的垃圾组分用 %d 年的调查（%s）", row.Year, by.year, place),
			EN: fmt.Sprintf("the composition of the waste of %d is that of the survey of %d (%s)", row.Year, by.year, place)}
	}
	var out []*inventory.Activity
	for _, share := range by.shares {
		part, err := quantity.Convert(share.Value, share.Unit, quantity.One)
		if err != nil {
			continue // its unit was refused when it was read
		}
		one := *row
		one.Item, one.Value, one.Uncertainty = share.Item, row.Value.Mul(part), nil
		r.derived[&one] = derivation{from: row, note: note, tree: func(declared *inventory.Input) expr.Node {
			whole, of := *declared, inventory.Input{Name: shareOfMixed, Symbol: "WF", Unit: "fraction", Title: inventory.Text{
				ZH: share.Item.Name + "占混合垃圾的比例（湿重）", EN: "share of " + share.Item.EN + " in the mixed waste, wet weight"}}
			whole.Symbol = "W"
			return expr.Label(declared.Symbol, expr.Mul(r.cell(row, &whole), r.cell(share, &of)))
		}}
		out = append(out, &one)
	}
	return out
}

// surveyFor is the survey of the facility that serves the year; nil if there is none.
func surveyFor(surveys []*composition, facility string, year int) *composition {
	var out *composition
	for _, s := range surveys {
		if s.facility == facility && (out == nil || s.year <= year) {
			out = s
		}
	}
	return out
}
