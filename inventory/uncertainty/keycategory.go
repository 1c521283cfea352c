package uncertainty

import (
	"slices"
	"strings"

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
	NoBase     inventory.Text  // why there is no base year, which is no base year of zeros; empty where there is one
}

// Assessment is one of the four assessments: the rows ranked, the first first.
type Assessment struct {
	ID      string // L1, T1, L2, T2
	Ranked  []Assessed
	Total   decimal.NullDecimal // the sum of the rows' assessments; nothing where they have none
	Not     inventory.Text      // why nothing was assessed; empty if it was
	Without inventory.Text      // which rows weigh nothing for want of an uncertainty; empty if none do
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
}

// All are the four assessments.
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
	switch {
	case noTrend != (inventory.Text{}):
		out.T1.Not, out.T2.Not = noTrend, noTrend
	case out.T1.Ranked == nil && out.L1.Ranked != nil:
		out.T1.Not = inventory.Text{ZH: "没有一行有份额：各行都没有变化，或与合计同比例变化", EN: "no row has a share: none changed, or all in proportion to the total"}
		out.T2.Not = out.T1.Not
	}
	switch why, all := a.unstated(); {
	case all:
		out.L2, out.T2 = Assessment{ID: "L2", Not: why}, Assessment{ID: "T2", Not: why}
	default:
		out.L2.Without, out.T2.Without = why, why
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

// trends are the numerators of the trend assessment over their common denominator, and the denominator; zero where there is none.
// By the equations of 2006, T = |E_x,t − E_x,0 − |E_x,0|·(S_t − S_0)/|S_0|| ÷ Σ|E_y,0|, which Eq 4.3 is for E_x,0 = 0.
func (a *KeyAnalysis) trends() (weights []decimal.Decimal, by decimal.Decimal, why inventory.Text) {
	base, change, sizes := decimal.Zero, decimal.Zero, decimal.Zero
	for _, row := range a.Rows {
		base, change, sizes = base.Add(row.Base), change.Add(row.Year.Sub(row.Base)), sizes.Add(row.Base.Abs())
	}
	if a.Trend == Trend2019 && a.NoBase == (inventory.Text{}) {
		for _, row := range a.Rows {
			weights = append(weights, row.Year.Sub(row.Base).Abs())
		}
		return weights, change.Abs(), why
	}
	switch {
	case a.NoBase != (inventory.Text{}):
		return nil, by, a.NoBase
	case sizes.IsZero():
		return nil, by, inventory.Text{ZH: "基准年全部为 0：没有趋势", EN: "all figures of the base year are 0: there is no trend"}
	case base.IsZero():
		return nil, by, inventory.Text{
			ZH: "基准年排放与清除之和为 0：式 4.2（2006）没有意义，可用 2019 年修订版的式（--trend 2019）",
			EN: "emissions and removals of the base year add up to 0: Eq 4.2 of 2006 has no meaning, that of the 2019 Refinement has (--trend 2019)"}
	}
	base = base.Abs()
	for _, row := range a.Rows {
		weights = append(weights, row.Year.Sub(row.Base).Mul(base).Sub(row.Base.Abs().Mul(change)).Abs())
	}
	return weights, sizes.Mul(base), why
}

// unstated says of which rows Approach 2 has not what it needs, and whether of all.
func (a *KeyAnalysis) unstated() (why inventory.Text, all bool) {
	var labels []string
	for _, row := range a.Rows {
		if !row.U.Valid && !(row.Base.IsZero() && row.Year.IsZero()) {
			labels = append(labels, name(Row{Category: row.Category, Item: row.Item, Gas: row.Gas}))
		}
	}
	switch len(labels) {
	case 0:
		return inventory.Text{}, false
	case len(a.Rows):
		return inventory.Text{ZH: "没有给出不确定度：只做方法 1", EN: "no uncertainties are given: Approach 1 only"}, true
	}
	count, more := decimal.NewFromInt(int64(len(labels))).String(), ""
	if len(labels) > shownUnstated {
		labels, more = labels[:shownUnstated], " …"
	}
	return inventory.Text{ZH: count + " 行没有不确定度（" + strings.Join(labels, "；") + more + "），在这里不计权重：它们可能也是关键类别",
		EN: count + " rows have no uncertainty (" + strings.Join(labels, "; ") + more + ") and weigh nothing here: they may be key too"}, false
}

// shownUnstated is how many rows without an uncertainty are named.
const shownUnstated = 10

// uncertain are the weights by the uncertainties of their rows: Eq 4.4 and 4.5 (IPCC 2006 V1 p4.18).
func (a *KeyAnalysis) uncertain(weights []decimal.Decimal) []decimal.Decimal {
	out := make([]decimal.Decimal, len(weights))
	for i, w := range weights {
		out[i] = w.Mul(a.Rows[i].U.Decimal)
	}
	return out
}

// assess ranks the rows by their weights, whose assessments are weight ÷ by.
func (a *KeyAnalysis) assess(id string, weights []decimal.Decimal, by, threshold decimal.Decimal) Assessment {
	out := Assessment{ID: id}
	total := decimal.Zero
	order := make([]int, len(weights))
	for i, w := range weights {
		order[i], total = i, total.Add(w)
	}
	if total.IsZero() {
		out.Not = inventory.Text{ZH: "没有一行有份额：全部为 0", EN: "no row has a share: all are 0"}
		return out
	}
	slices.SortStableFunc(order, func(i, j int) int {
		if order := weights[j].Cmp(weights[i]); order != 0 {
			return order
		}
		return a.Rows[i].Label().compare(a.Rows[j].Label())
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
