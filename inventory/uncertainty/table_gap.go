package uncertainty

import (
	"math"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// Gap is how far the Monte Carlo interval of a figure lies from that of Approach 1: its ends less those of Approach 1, in per cent of half
// the latter's; and the same of half the interval.
type Gap struct {
	Low, High, Half decimal.NullDecimal
	Why             []inventory.Text // what makes the difference, where an end is more than 10 per cent away
}

// tellingGap is the gap that wants a reason, per cent.
const tellingGap = 10

// ends are the ends of the figure's interval by Approach 1 and half of it (of a level with unequal sides by the larger ones), in the unit
// of the figure; false where Approach 1 has none.
func (f *TableFigure) ends() (low, high, half float64, ok bool) {
	p := f.Approach1
	if f.Kind == TrendOfBoth {
		if p.NoTrend != (inventory.Text{}) {
			return 0, 0, 0, false
		}
		value, half := expr.Float(p.TrendPercent())/100, p.points/100
		return value - half, value + half, half, true
	}
	value := expr.Float(p.Year)
	return value - p.below, value + p.above, p.width, true
}

// Ends are the ends of the figure's interval by Approach 1, in its unit; false where there is none.
func (f *TableFigure) Ends() (low, high decimal.Decimal, ok bool) {
	below, above, _, ok := f.ends()
	return expr.Written(below), expr.Written(above), ok
}

// Gap compares both approaches for one figure, drawn so many times; false where one of them has no interval or that of Approach 1 is
// nothing.
func (f *TableFigure) Gap(draws int) (out Gap, ok bool) {
	low, high, half, ok := f.ends()
	d := f.Distribution
	if !ok || !(half > 0) || d == nil || d.Low-d.Low != 0 || d.High-d.High != 0 {
		return Gap{}, false
	}
	below, above := float64((d.Low-low)*100)/half, float64((d.High-high)*100)/half
	out = Gap{Low: Figured(below), High: Figured(above), Half: Figured((above - below) / 2)}
	if math.Abs(below) > tellingGap || math.Abs(above) > tellingGap {
		out.Why = f.reasons(half, draws)
	}
	return out, true
}

// reasons say why both approaches differ. Shared inputs are none of them: the rows of a table share nothing.
func (f *TableFigure) reasons(half float64, draws int) (out []inventory.Text) {
	out = append(out, f.kept()...)
	out = append(out, f.skewed()...)
	if f.Kind == TrendOfBoth {
		out = append(out, f.quotient(half)...)
	}
	if few := percentileError(draws); few > tellingGap {
		out = append(out, text("只抽了 %d 次：区间端点的抽样误差（3 倍标准误）约为半区间的 %.2g%%", "of only %d draws the ends are known to about %.2g %% of half the interval (three standard errors)", draws, few))
	}
	if len(out) == 0 {
		out = append(out, text("活动水平与因子之积不是正态：两者都不确定时区间偏向较高一侧", "the product of an activity and a factor is not normal: where both are uncertain its interval leans upwards"))
	}
	return out
}

// The uncertainty from which a multiplier is drawn as lognormal, per cent, and the part of the variance that is worth a word.
const (
	largeRow     = 50
	tellingShare = 0.05
)

// skewed are the rows that are drawn by a skewed law and carry the figure.
func (f *TableFigure) skewed() (out []inventory.Text) {
	var whole float64
	var shares [2]float64 // of rows with two sides, and of other large ones
	var counts [2]int
	var first [2]*Line
	for i := range f.Approach1.Lines {
		l := &f.Approach1.Lines[i]
		part := f.part(l)
		whole += part
		kind := 0
		switch {
		case l.asymmetric():
		case expr.Float(l.AD) >= largeRow || expr.Float(l.EF) >= largeRow:
			kind = 1
		default:
			continue
		}
		shares[kind], counts[kind] = shares[kind]+part, counts[kind]+1
		if first[kind] == nil || part > f.part(first[kind]) {
			first[kind] = l
		}
	}
	if whole > 0 && shares[0] >= tellingShare*whole {
		out = append(out, text("%d 行的区间上下不等，占方差的 %.3g%%（最大的是“%s”）：抽样用偏态分布，其均值不是估算值；方法 1 的 ± 取较大一侧",
			"rows with unequal sides: %d, with %.3g %% of the variance (the largest: %s); they are drawn by a skewed law whose mean is not the estimate, where Approach 1 takes the larger side as ±",
			counts[0], float64(shares[0]/whole*100), name(first[0].Row)))
	}
	if whole > 0 && shares[1] >= tellingShare*whole {
		out = append(out, text("%d 行的不确定度不小于 ±50%%，占方差的 %.3g%%（最大的是“%s”）：抽样用对数正态，区间偏向较高一侧且不越过 0；方法 1 的区间对称",
			"rows of ±50 %% or more: %d, with %.3g %% of the variance (the largest: %s); they are drawn as lognormal, with an interval that leans away from 0 and does not cross it, where that of Approach 1 is symmetric",
			counts[1], float64(shares[1]/whole*100), name(first[1].Row)))
	}
	return out
}

// kept are the rows whose interval reaches below what they can be.
func (f *TableFigure) kept() (out []inventory.Text) {
	count := 0
	var first *Line
	for i := range f.Approach1.Lines {
		if l := &f.Approach1.Lines[i]; l.belowNothing() {
			if count++; first == nil || f.part(l) > f.part(first) {
				first = l
			}
		}
	}
	if count == 0 {
		return nil
	}
	return []inventory.Text{text("%d 行的 low_pct 低于 -100（最大的是“%s”）：排放不会低于 0，抽样的分布在 0 处截断，不到所写的下限",
		"rows with a low_pct below -100: %d (the largest: %s); an emission is never below 0, so that the law is cut off there and does not reach the end that is stated", count, name(first.Row))}
}

// part is what a row contributes to the variance of the figure.
func (f *TableFigure) part(l *Line) float64 {
	if f.Kind == TrendOfBoth {
		return l.trendVariation
	}
	return square(l.width)
}

// quotient says what a trend by Approach 1 leaves out, half being half its interval.
func (f *TableFigure) quotient(half float64) (out []inventory.Text) {
	if f.Linear != nil && math.Abs(f.Linear.Half-half) > float64(half*tellingGap)/200 {
		out = append(out, text("两年不相关的误差，方法 1 按当年的份额取 √2 倍；按两年各自的份额，一阶传递为 ±%.4g 个百分点而不是 ±%.4g",
			"of errors that differ between the years Approach 1 takes those of the year times √2; by the shares of either year the first-order propagation is ±%.4g percentage points, not ±%.4g",
			float64(f.Linear.Half*100), float64(half*100)))
	}
	if base := baseWidth(f.Approach1); base >= 20 {
		out = append(out, text("基准年合计本身为 ±%.3g%%：趋势是商，不是线性的", "the base year's figure is itself uncertain by ±%.3g %%: a trend is a quotient, which is not linear", base))
	}
	return out
}

// baseWidth is the uncertainty of the base year's total, per cent.
func baseWidth(p *Propagation) float64 {
	squares := make([]float64, len(p.Lines))
	for i := range p.Lines {
		squares[i] = square(float64(p.Lines[i].combined * expr.Float(p.Lines[i].Base)))
	}
	return math.Sqrt(summed(squares)) / math.Abs(expr.Float(p.Base))
}
