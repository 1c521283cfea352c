package uncertainty

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// KeyRow is a category and gas at the level at which key categories are looked for (IPCC 2006 V1 Table 4.1).
type KeyRow struct {
	Category, Item, Gas string              // labels
	Base, Year          decimal.Decimal     // CO2e of the base year and of the year, removals negative
	U                   decimal.NullDecimal // its uncertainty in per cent, the larger side; nothing where none is stated
	Land                bool                // of land use, land-use change and forestry
	BaseNE, YearNE      bool                // not estimated in the base year, in the year: the 0 that stands there is no figure
}

// KeyRows are the rows of an Approach 1 table as rows of the analysis, their uncertainties combined (Eq 3.1).
func KeyRows(rows []Row) []KeyRow {
	out := make([]KeyRow, len(rows))
	for i, row := range rows {
		row = row.entered()
		out[i] = KeyRow{Category: row.Category, Item: row.Item, Gas: row.Gas, Base: row.Base, Year: row.Year, Land: row.Land}
		if row.Unstated {
			continue
		}
		out[i].U = decimal.NewNullDecimal(Multiplied(row.AD, row.EF))
		if row.asymmetric() {
			out[i].U.Decimal = decimal.Max(out[i].U.Decimal, row.larger())
		}
	}
	return out
}

// Trend says which edition's trend assessment counts.
type Trend int

// The trend assessments.
const (
	Trend2006 Trend = 2006 // weighs how far the row's trend is from that of the total: IPCC 2006 V1 Eq 4.2 and 4.3, p4.15–4.16
	Trend2019 Trend = 2019 // the row's part in the change of the total: 2019 Refinement V1 Eq 4.2, p4.18
)

// KeyAnalysis is what key categories are looked for among, and how.
type KeyAnalysis struct {
	Rows       []KeyRow
	Trend      Trend
	Threshold1 decimal.Decimal // per cent of the sum that the key categories of Approach 1 make up; the guideline's is 95
	Threshold2 decimal.Decimal // the same of Approach 2; 90
	NoTrend    inventory.Text  // why there is no base year; empty if there is one
}

// Assessment is one of the assessments: the rows ranked, the first first.
type Assessment struct {
	ID     string // L1, T1, L2, T2; L1_base of the base year
	Ranked []Assessed
	Left   []Left              // rows that could not be ranked, the largest first
	Total  decimal.NullDecimal // the sum of the rows' assessments; nothing where they have none
	Not    inventory.Text      // why nothing was assessed; empty if it was
}

// Left is a row that an assessment leaves out. It may be key too.
type Left struct {
	Row  int // its number in the analysis
	Lack Lack
}

// Lack is what a row lacks for an assessment.
type Lack int

// What rows lack.
const (
	Nothing          Lack = iota
	Unstated              // an uncertainty
	BaseNotEstimated      // an estimate of the base year
	YearNotEstimated      // an estimate of the year
)

// lack is what the row lacks for an assessment of trends, or for one that counts uncertainties. A category that is not estimated is not
// zero; one that is zero in both years needs no uncertainty.
func (r *KeyRow) lack(trend, uncertain bool) Lack {
	switch {
	case r.YearNE:
		return YearNotEstimated
	case trend && r.BaseNE:
		return BaseNotEstimated
	case uncertain && !r.U.Valid && !(r.Base.IsZero() && r.Year.IsZero()):
		return Unstated
	}
	return Nothing
}

// Assessed is a row with its assessment.
type Assessed struct {
	Row int  // its number in the analysis
	Key bool // the rows before it make up less than the threshold, and it adds to them

	weight, sum decimal.Decimal // its own, and with those of the rows before it
	total, by   decimal.Decimal // of all rows; the denominator of the assessment
}

// Value is L, T, L·U or T·U with U in per cent, as the equations have it; nothing where the total did not change (T of 2019).
func (a *Assessed) Value() decimal.NullDecimal { return part(a.weight, a.by) }

// Share is the row's part in the sum of all assessments, 0 to 1.
func (a *Assessed) Share() decimal.Decimal { return part(a.weight, a.total).Decimal }

// Cumulative is the part of the row and of those before it.
func (a *Assessed) Cumulative() decimal.Decimal { return part(a.sum, a.total).Decimal }

// Keys are the assessments of the analysis.
type Keys struct {
	Analysis KeyAnalysis
	L1, T1   Assessment
	L2, T2   Assessment
	Before   Assessment // by level in the base year, Approach 1 (2019 Refinement V1 p4.17)
}

// All are the four assessments of the year.
func (k *Keys) All() []*Assessment { return []*Assessment{&k.L1, &k.T1, &k.L2, &k.T2} }

// KeyCategories looks for key categories: those that, largest first, make up the threshold, the row that reaches it among them. What
// is compared are exact sums of absolute values, never quotients. The order of the rows changes nothing: ties go by category, 2.B.9
// before 2.B.10, then item, then gas.
func KeyCategories(a KeyAnalysis) *Keys {
	out := &Keys{Analysis: a}
	levels, level := a.levels()
	out.L1 = a.assess("L1", levels, level, a.Threshold1)
	out.L2 = a.assess("L2", a.uncertain(levels), level, a.Threshold2)
	trends, trend, noTrend := a.trends()
	out.T1 = a.assess("T1", trends, trend, a.Threshold1)
	out.T2 = a.assess("T2", a.uncertain(trends), trend, a.Threshold2)
	out.Before = a.before()
	if noTrend != (inventory.Text{}) {
		out.T1.Not, out.T2.Not = noTrend, noTrend
	}
	if a.NoTrend != (inventory.Text{}) {
		out.T1.Left, out.T2.Left = nil, nil
	}
	if !slices.ContainsFunc(a.Rows, func(r KeyRow) bool { return r.U.Valid }) {
		why := inventory.Text{ZH: "没有给出不确定度：只做方法 1", EN: "no uncertainties are given: Approach 1 only"}
		out.L2, out.T2 = Assessment{ID: "L2", Not: why}, Assessment{ID: "T2", Not: why}
	}
	return out
}

// before is the level assessment of the base year.
func (a *KeyAnalysis) before() Assessment {
	const id = "L1_base"
	if a.NoTrend != (inventory.Text{}) {
		return Assessment{ID: id, Not: a.NoTrend}
	}
	then := KeyAnalysis{Rows: slices.Clone(a.Rows)}
	for i := range then.Rows {
		row := &then.Rows[i]
		row.Year, row.YearNE = row.Base, row.BaseNE
	}
	weights, by := then.levels()
	out := then.assess(id, weights, by, a.Threshold1)
	for i := range out.Left {
		out.Left[i].Lack = BaseNotEstimated
	}
	return out
}

// levels are the rows' sizes, and what they are divided by: Eq 4.1 (IPCC 2006 V1 p4.14, 2019 Refinement V1 p4.16).
func (a *KeyAnalysis) levels() (weights []decimal.Decimal, by decimal.Decimal) {
	for _, row := range a.Rows {
		size := row.Year.Abs()
		weights, by = append(weights, size), by.Add(size)
	}
	return weights, by
}

// trends are the numerators of the trend assessment over their common denominator, and the denominator; zero where there is none. The sums
// are those of the rows that are estimated in both years.
// By the equations of 2006, T = |E_x,t − E_x,0 − |E_x,0|·(S_t − S_0)/|S_0|| ÷ Σ|E_y,0|, which Eq 4.3 is for E_x,0 = 0.
func (a *KeyAnalysis) trends() (weights []decimal.Decimal, by decimal.Decimal, why inventory.Text) {
	if a.NoTrend != (inventory.Text{}) {
		return nil, by, a.NoTrend
	}
	base, change, sizes, compared := decimal.Zero, decimal.Zero, decimal.Zero, 0
	for _, row := range a.Rows {
		if row.lack(true, false) == Nothing {
			base, change, sizes, compared = base.Add(row.Base), change.Add(row.Year.Sub(row.Base)), sizes.Add(row.Base.Abs()), compared+1
		}
	}
	switch {
	case compared == 0 && len(a.Rows) > 0:
		why = inventory.Text{ZH: "没有一行两年都有估算", EN: "no row is estimated in both years"}
	case a.Trend == Trend2019:
		for _, row := range a.Rows {
			weights = append(weights, departure(row.Year.Sub(row.Base), row.Year.Abs().Add(row.Base.Abs())))
		}
		return weights, change.Abs(), why
	case sizes.IsZero():
		why = inventory.Text{ZH: "基准年全部为 0：没有趋势", EN: "all figures of the base year are 0: there is no trend"}
	case base.IsZero():
		why = inventory.Text{
			ZH: "基准年排放与清除之和为 0：式 4.2（2006）没有意义，可用 2019 年修订版的式（--trend 2019）",
			EN: "emissions and removals of the base year add up to 0: Eq 4.2 of 2006 has no meaning, that of the 2019 Refinement has (--trend 2019)"}
	}
	if why != (inventory.Text{}) {
		return nil, by, why
	}
	base = base.Abs()
	for _, row := range a.Rows {
		weights = append(weights, departure(row.Year.Sub(row.Base).Mul(base).Sub(row.Base.Abs().Mul(change)), row.Year.Abs().Add(row.Base.Abs()).Mul(base)))
	}
	return weights, sizes.Mul(base), why
}

// departure is the size of a difference of figures of the given size. They have 34 digits: where less than the 20th differs they are the
// same but for rounding, and rows that change alike depart from nothing.
func departure(difference, of decimal.Decimal) decimal.Decimal {
	const same = 20
	if difference = difference.Abs(); difference.Shift(same).LessThan(of) {
		return decimal.Zero
	}
	return difference
}

// uncertain are the weights by the uncertainties of their rows: Eq 4.4 and 4.5 (IPCC 2006 V1 p4.18).
func (a *KeyAnalysis) uncertain(weights []decimal.Decimal) []decimal.Decimal {
	out := make([]decimal.Decimal, len(weights))
	for i, w := range weights {
		out[i] = w.Mul(a.Rows[i].U.Decimal)
	}
	return out
}

// assess ranks the rows by their weights, whose assessments are weight ÷ by; those that lack what it needs are left out.
func (a *KeyAnalysis) assess(id string, weights []decimal.Decimal, by, threshold decimal.Decimal) Assessment {
	out := Assessment{ID: id}
	total := decimal.Zero
	var order []int
	for i := range a.Rows {
		if lack := a.Rows[i].lack(id[0] == 'T', id[1] == '2'); lack != Nothing {
			out.Left = append(out.Left, Left{i, lack})
		} else if len(weights) > 0 {
			order, total = append(order, i), total.Add(weights[i])
		}
	}
	slices.SortStableFunc(out.Left, func(x, y Left) int {
		return cmp.Or(a.Rows[y.Row].size().Cmp(a.Rows[x.Row].size()), a.Rows[x.Row].Label().compare(a.Rows[y.Row].Label()))
	})
	if total.IsZero() {
		out.Not = a.shareless(id, len(order), out.Left)
		return out
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Or(weights[j].Cmp(weights[i]), a.Rows[i].Label().compare(a.Rows[j].Label()))
	})
	needed, sum := total.Mul(threshold), decimal.Zero
	for _, i := range order {
		key := sum.Shift(2).LessThan(needed) && weights[i].IsPositive()
		sum = sum.Add(weights[i])
		out.Ranked = append(out.Ranked, Assessed{Row: i, Key: key, weight: weights[i], sum: sum, total: total, by: by})
	}
	out.Total = part(total, by)
	return out
}

// size is the larger of the row's two figures.
func (r *KeyRow) size() decimal.Decimal { return decimal.Max(r.Base.Abs(), r.Year.Abs()) }

// shareless says why no row has a share of an assessment: none of those that were ranked, which are not all where some were left out.
func (a *KeyAnalysis) shareless(id string, ranked int, left []Left) inventory.Text {
	if len(left) > 0 {
		return a.sharelessOfSome(id, ranked, left)
	}
	return a.sharelessOfAll(id)
}

// sharelessOfSome says it of an assessment that leaves rows out, and what those lack.
func (a *KeyAnalysis) sharelessOfSome(id string, ranked int, left []Left) (out inventory.Text) {
	out = a.sharelessOfAll(id)
	switch {
	case ranked == 0:
		out = inventory.Text{ZH: "没有一行能排", EN: "no row can be ranked"}
	case out == changedAlike:
		out = inventory.Text{ZH: fmt.Sprintf("能排的 %d 行变化都相同", ranked), EN: fmt.Sprintf("of the rows that can be ranked (%d) all changed alike", ranked)}
	default:
		out.ZH, out.EN = fmt.Sprintf("能排的有 %d 行，", ranked)+out.ZH, fmt.Sprintf("rows that can be ranked: %d; of these ", ranked)+out.EN
	}
	unstated, missing := 0, 0
	for _, one := range left {
		if one.Lack == Unstated {
			unstated++
		} else {
			missing++
		}
	}
	add := func(n int, zh, en string) {
		if n > 0 {
			out.ZH, out.EN = out.ZH+fmt.Sprintf("；%d 行不排（%s），可能也是关键类别", n, zh), out.EN+fmt.Sprintf("; left out: %d (%s), which may be key", n, en)
		}
	}
	if id[0] == 'T' {
		add(missing, "有一年未估算", "not estimated in one year")
	} else {
		add(missing, "未估算", "not estimated")
	}
	add(unstated, "没有不确定度", "no uncertainty")
	return out
}

var changedAlike = inventory.Text{ZH: "各行都与总量同步变化：没有偏离总趋势的", EN: "every row changed like the total: none departs from its trend"}

// sharelessOfAll says it of all rows of the assessment.
func (a *KeyAnalysis) sharelessOfAll(id string) inventory.Text {
	changed := func(r KeyRow) bool { return !r.Base.Equal(r.Year) && r.lack(true, false) == Nothing }
	switch {
	case len(a.Rows) == 0:
		return inventory.Text{ZH: "没有一行有数", EN: "no row has a figure"}
	case id[1] == '2' && !slices.ContainsFunc(a.Rows, func(r KeyRow) bool { return r.U.Valid && r.U.Decimal.IsPositive() }):
		return inventory.Text{ZH: "所给的不确定度全部为 0", EN: "all uncertainties given are 0"}
	case id[0] != 'T':
	case a.Trend == Trend2006 && !a.departs(id): // else those that do have an uncertainty of 0
		return changedAlike
	case !slices.ContainsFunc(a.Rows, changed):
		return inventory.Text{ZH: "没有一行有变化", EN: "no row changed"}
	}
	return inventory.Text{ZH: "没有一行有份额：全部为 0", EN: "no row has a share: all are 0"}
}

// departs tells whether some row of the assessment departs from the trend of the total, uncertainties apart.
func (a *KeyAnalysis) departs(id string) bool {
	weights, _, _ := a.trends()
	for i, w := range weights {
		if w.IsPositive() && a.Rows[i].lack(true, id[1] == '2') == Nothing {
			return true
		}
	}
	return false
}

// part is the quotient, nothing by zero.
func part(of, by decimal.Decimal) (out decimal.NullDecimal) {
	if by.IsZero() {
		return out
	}
	quotient, err := quantity.Quo(of, by)
	if err != nil {
		return out
	}
	return decimal.NewNullDecimal(quotient)
}
