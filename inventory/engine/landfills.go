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
)

// MunicipalWaste is mixed municipal waste.
const MunicipalWaste = "城市生活垃圾"

// rottingWaste are the components of municipal waste that have degradable organic carbon (IPCC 2006 V5 Table 2.4 p2.14).
var rottingWaste = []string{"食品垃圾", "庭园公园", "纸/纸板", "木材", "纺织品", "尿布", "橡胶皮革"}

// MunicipalWasteOf tells whether the item is municipal waste, mixed or a component of it. Glass is what is made too: where waste is filed
// it is thrown away.
func MunicipalWasteOf(item *inventory.Item) bool {
	return item != nil && (item.Name == MunicipalWaste || item.Name == glassMade || slices.Contains(rottingWaste, item.Name) || slices.Contains(inertWaste, item.Name))
}

// Glass by the name under which it is made, and under which it is waste.
const (
	glassMade      = "玻璃"
	glassDiscarded = "玻璃(废物)"
)

// inertWaste has no degradable organic carbon (IPCC 2006 V5 Table 2.4 p2.14 prints none): it gives no methane.
var inertWaste = []string{"塑料", "金属", glassDiscarded, "其他惰性"}

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
	if row.Item == nil || row.Item.Name != glassMade || !row.Category.Within(r.Vocabulary.Categories.Must("4")) && !row.Category.Within(r.Vocabulary.Categories.Must(codeCombustion)) {
		return row
	}
	out := *row
	out.Item, _ = r.Vocabulary.Items.Lookup(glassDiscarded)
	return &out
}

// history tells whether the row says of a disposal site what holds for other years too.
func (r *run) history(row *inventory.Activity) bool {
	return slices.Contains([]string{depositedWaste, shareOfMixed, openingYear, closureYear}, row.Parameter) && r.atLandfill(row)
}

// isDeposit tells whether the row is of what a disposal site took.
func (r *run) isDeposit(row *inventory.Activity) bool {
	return row.Parameter == depositedWaste && row.Item != nil && r.atLandfill(row)
}

// deposited is the row with the name of its figure where it names none: a mass at a disposal site is what was put down there.
func (r *run) deposited(row *inventory.Activity) *inventory.Activity {
	if row.Parameter != "" || row.Item == nil || !row.Number && row.Notation != 0 || !r.atLandfill(row) {
		return row // a key is of the category
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
		case r.isDeposit(row) && row.Category.Code == codeLandfills:
			r.problems.Add(unsortedSite(row))
		case r.isDeposit(row):
			r.soundBefore(row)
			s.deposits = append(s.deposits, r.components(row, shares)...)
		default:
			r.besideDeposits(row)
			rest = append(rest, row)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(sites)) {
		s := sites[name]
		slices.SortStableFunc(s.deposits, compareRows)
		r.depositedTwice(s)
		r.mixedBeside(s)
		r.inTwoCategories(s)
		r.jumps(s)
		s.deposits = append(s.deposits, r.goesOn(s)...)
		rest = append(rest, slices.DeleteFunc(s.deposits, r.inert)...)
	}
	r.rows = sortRows(rest)
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
		Hint: inventory.Text{ZH: "不用改；含有机物的混合垃圾写它自己的项目（如 城市生活垃圾）及成分", EN: "nothing need be done; if it is mixed with waste that rots, state that by its item (such as 城市生活垃圾) and composition"},
	})
	return true
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
		if at := slices.IndexFunc(s.shares, func(row *inventory.Activity) bool { return row.Item.Name == MunicipalWaste }); at >= 0 {
			r.problems.Add(shareOfItself(s.shares[at]))
		}
		if sum, parts := sumOfShares(s.shares); !sum.Equal(decimal.NewFromInt(1)) && len(parts) == len(s.shares) {
			r.problems.Add(compositionNotWhole(s, sum.String(), strings.Join(parts, " + ")))
		}
	}
	return out
}

// components are the deposits of mixed waste by component: by the survey of the site, or else of the district, that is of the year
// or the last before it; before the first, by the first. Any other row is itself.
func (r *run) components(row *inventory.Activity, surveys []*composition) []*inventory.Activity {
	if row.Item.Name != MunicipalWaste {
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
				ZH: fmt.Sprintf("%s占混合垃圾的比例（湿重，%d 年调查）", share.Item.Name, by.year), EN: fmt.Sprintf("share of %s in the mixed waste, wet weight, survey of %d", share.Item.EN, by.year)}}
			whole.Symbol = "W"
			return expr.State(fmt.Sprintf("W_%d(%s)", row.Year, share.Item.Name), expr.In(expr.Mul(r.cell(row, &whole), r.cell(share, &of)), row.Unit))
		}}
		out = append(out, &one)
	}
	for _, other := range surveys { // of what another survey of the waste found and this one did not, there is none
		if other.facility != by.facility {
			continue
		}
		for _, share := range other.shares {
			if !slices.ContainsFunc(out, func(one *inventory.Activity) bool { return one.Item == share.Item }) {
				none := r.nothing(row, row.Year, note)
				none.Item = share.Item
				out = append(out, none)
			}
		}
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
