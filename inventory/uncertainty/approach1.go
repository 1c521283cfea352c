package uncertainty

import (
	"math"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// Row is a line of the Approach 1 table: a category and gas, as fine as its uncertainties are known. The uncertainties are half the
// 95 % interval in per cent of the figure; those of one row are independent of each other, and rows are independent of each other.
// Rows that share a factor or are parts of one total are put together first (2019 Refinement V1 p3.21).
type Row struct {
	Category, Item, Gas string // labels

	Base, Year   decimal.Decimal // E and F: CO2e of the base year and of the year, removals negative
	AD, EF       decimal.Decimal // G and I: of the activity and of the factor
	ADCorrelated bool            // H: the activity of both years errs alike
	EFCorrelated bool            // J: the factor of both years errs alike

	// Low and High are the ends of an asymmetric 95 % interval of the row, in per cent of its size, Low not above zero. AD and EF hold
	// the larger side (2019 Refinement V1 p3.26); where both are zero it is entered for them, as the factor's if that is correlated
	// across years, else as the activity's (Note A, p3.29).
	Low, High decimal.NullDecimal

	Land     bool // of land use, land-use change and forestry
	Unstated bool // no uncertainty is stated: the row is fit for key categories by Approach 1 alone
}

// asymmetric tells whether the row states both ends of its interval.
func (r *Row) asymmetric() bool { return r.Low.Valid && r.High.Valid }

// larger is the larger side of an asymmetric row.
func (r *Row) larger() decimal.Decimal { return decimal.Max(r.Low.Decimal.Abs(), r.High.Decimal) }

// entered is the row with its larger side in the columns of the table, where they are empty.
func (r Row) entered() Row {
	if r.asymmetric() && r.AD.IsZero() && r.EF.IsZero() {
		if r.EFCorrelated {
			r.EF = r.larger()
		} else {
			r.AD, r.ADCorrelated = r.larger(), false
		}
	}
	return r
}

// Line is a row of the Approach 1 table with what is computed of it (2019 Refinement V1 Table 3.2, p3.28).
type Line struct {
	Row

	combined, width                  float64 // K, and the same in the unit of the figures
	below, above                     float64 // the sides of the interval towards a lower and a higher total, in the unit of the figures
	contribution, share              float64 // L, and its part in the sum of L
	typeA, typeB                     float64 // M, N
	trendEF, trendAD, trendVariation float64 // O, P, Q
}

// Propagation is uncertainty by propagation of errors: Approach 1, of the year's total and of its trend since the base year.
type Propagation struct {
	Lines      []Line
	Base, Year decimal.Decimal // the sums of E and F

	NoLevel inventory.Text // why the total has no percentage; empty if it has one
	NoTrend inventory.Text // why there is no trend; empty if there is one

	width, below, above float64 // of the total, in the unit of the figures
	points              float64 // of the trend, percentage points
}

// Approach1 propagates the uncertainties of the rows. Their order changes nothing but that of the lines.
func Approach1(rows []Row) *Propagation {
	out := &Propagation{Lines: make([]Line, len(rows))}
	for i, row := range rows {
		out.Lines[i].Row = row.entered()
		out.Base, out.Year = out.Base.Add(row.Base), out.Year.Add(row.Year)
	}
	base, year := expr.Float(out.Base), expr.Float(out.Year)
	for i := range out.Lines {
		out.Lines[i].level(year)
	}
	out.level()
	switch {
	case out.Base.IsZero():
		out.NoTrend = inventory.Text{ZH: "基准年合计为 0：趋势没有百分数", EN: "the total of the base year is 0: a trend has no percentage"}
	default:
		for i := range out.Lines {
			out.Lines[i].trend(base, year)
		}
		out.trend()
	}
	return out
}

// level computes columns K and L, year being the sum of F.
func (l *Line) level(year float64) {
	size := math.Abs(expr.Float(l.Year))
	l.combined = math.Sqrt(square(expr.Float(l.AD)) + square(expr.Float(l.EF)))
	l.width = float64(l.combined*size) / 100
	l.below, l.above = l.width, l.width
	if l.asymmetric() {
		low, high := float64(-expr.Float(l.Low.Decimal)*size)/100, float64(expr.Float(l.High.Decimal)*size)/100
		if l.below, l.above = low, high; l.Year.IsNegative() { // a removal that is smaller makes the total higher
			l.below, l.above = high, low
		}
	}
	if year != 0 {
		l.contribution = square(float64(l.combined*size) / year)
	}
}

// trend computes columns M to Q, of sums that have a trend. M is the printed difference of two trends brought over one denominator:
// written so, it does not lose its digits in large sums.
func (l *Line) trend(base, year float64) {
	e, f := expr.Float(l.Base), expr.Float(l.Year)
	l.typeA = math.Abs(f-float64(e*(year/base))) / math.Abs(e/100+base)
	l.typeB = math.Abs(f / base)
	across := func(correlated bool, u decimal.Decimal) float64 {
		if correlated {
			return float64(l.typeA * expr.Float(u))
		}
		return float64(float64(l.typeB*expr.Float(u)) * math.Sqrt2)
	}
	l.trendEF, l.trendAD = across(l.EFCorrelated, l.EF), across(l.ADCorrelated, l.AD)
	l.trendVariation = square(l.trendEF) + square(l.trendAD)
}

// level computes the foot of column L, and the sides of the total: the lower sides of all rows propagate to its lower side, the
// upper to its upper, each by Eq 3.2.
func (p *Propagation) level() {
	widths, below, above := make([]float64, len(p.Lines)), make([]float64, len(p.Lines)), make([]float64, len(p.Lines))
	for i := range p.Lines {
		widths[i], below[i], above[i] = square(p.Lines[i].width), square(p.Lines[i].below), square(p.Lines[i].above)
	}
	variance := summed(widths)
	p.width, p.below, p.above = math.Sqrt(variance), math.Sqrt(summed(below)), math.Sqrt(summed(above))
	for i := range p.Lines {
		if variance > 0 {
			p.Lines[i].share = square(p.Lines[i].width) / variance
		}
	}
	if p.Year.IsZero() {
		p.NoLevel = inventory.Text{ZH: "排放与清除之和为 0：没有百分数，只给绝对区间", EN: "emissions and removals add up to 0: there is no percentage, only an interval in their unit"}
	}
}

// trend computes the foot of column Q.
func (p *Propagation) trend() {
	variations := make([]float64, len(p.Lines))
	for i := range p.Lines {
		l := &p.Lines[i]
		if variations[i] = l.trendVariation; math.IsInf(l.typeA, 0) || math.IsNaN(l.typeA) {
			p.NoTrend = inventory.Text{
				ZH: "“" + l.Category + "”（" + l.Gas + "）增加 1 % 时基准年合计变为 0：A 类敏感度没有意义",
				EN: "1 per cent more of " + l.Category + " (" + l.Gas + ") makes the total of the base year 0: its Type A sensitivity has no meaning"}
			return
		}
	}
	p.points = math.Sqrt(summed(variations))
}

// Nothing tells of an inventory whose figures are all zero: no percentage exists of it.
func (p *Propagation) Nothing() bool {
	for i := range p.Lines {
		if !p.Lines[i].Base.IsZero() || !p.Lines[i].Year.IsZero() {
			return false
		}
	}
	return true
}

// TrendPercent is the change of the total since the base year in per cent of that year's; where there is a trend.
func (p *Propagation) TrendPercent() decimal.Decimal {
	out, err := quantity.Quo(p.Year.Sub(p.Base).Shift(2), p.Base)
	if err != nil {
		panic("a trend: " + err.Error())
	}
	return out
}

// Scoped is a propagation over all rows or over those that are not of land.
type Scoped struct {
	Scope string // inventory.ScopeTotal or inventory.ScopeWithoutLand
	*Propagation
}

// Approach1Scopes propagates the uncertainties of all rows, and where some but not all are of land, of the others too.
func Approach1Scopes(rows []Row) []Scoped {
	out := []Scoped{{inventory.ScopeTotal, Approach1(rows)}}
	if others := withoutLand(rows, func(r Row) bool { return r.Land }); others != nil {
		out = append(out, Scoped{inventory.ScopeWithoutLand, Approach1(others)})
	}
	return out
}

// withoutLand are the rows that are not of land; nil where none or all are.
func withoutLand[T any](rows []T, land func(T) bool) (out []T) {
	for _, row := range rows {
		if !land(row) {
			out = append(out, row)
		}
	}
	if len(out) == len(rows) {
		return nil
	}
	return out
}
