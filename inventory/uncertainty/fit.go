package uncertainty

import (
	"math"
	"slices"

	"ghg/inventory"
)

// Given is what a row states of a figure.
type Given struct {
	Value        float64 // NaN where the row has bounds only
	Low, High    float64 // NaN where open
	Kind         string  // of the bounds: ci95, range or absolute; "" where nothing is stated: the figure is fixed
	Percent      bool    // the bounds come from a symmetric ± per cent at 95 %, whatever their kind
	Distribution string  // one of Families, or "" for the rules below
	Nonnegative  bool    // the quantity cannot be below 0
	Fraction     bool    // the quantity lies within 0..1
	Recentre     bool    // rescale the law so that its mean is Value
	Points       []Point // of a discrete law
	whole        float64 // how many of the unit the whole of a fraction is; 0 stands for 1
}

// Fitted is the law of a figure, with how it came and what it meets.
type Fitted struct {
	Law      Law
	How      inventory.Text
	CutOff   float64 // the probability that the normal law stated has where the quantity cannot be; above 0.01 it does not fit
	Achieved Achieved
}

// Achieved is what the law has at the places that rows state.
type Achieved struct{ Low, High, Mean float64 } // the 2.5 and 97.5 % points

// Fit finds the law of a figure. Where the row names none:
//
//   - ±U % below 50: normal, sd = v·U/196
//   - ±U % from 50 on, of a quantity that cannot be below 0: lognormal with mean v, σ² = ln(1 + (U/200)²)
//   - 95 % bounds, symmetric: normal, sd = (high−low)/(2·1.959964); truncated at 0 where U ≥ 50 and the quantity cannot be below 0
//   - 95 % bounds, asymmetric: lognormal through the bounds, whose mean is not v; of removals mirrored; where the lower bound is 0,
//     truncated normal or gamma with mean v and the upper bound met, or triangular; across 0 triangular
//   - absolute bounds: triangular with the mode v, or uniform without v
//   - a fraction: beta with mean v and the sd of the bounds, through bounds that are not symmetric; where there is none, truncated
//     normal; at 0 or 1 half a normal
//   - one bound: the other is by the same factor where the quantity cannot be below 0, else as far away
//
// (2006 IPCC Guidelines V1 §3.2.2.4 and Eq 3.5–3.7.) A printed range is not proven to be of 95 %; with a value it is taken so, and
// How says it, unless the value is at an end of it, or the law passes an end by more than the 2.5 % or has more than 1 % where the
// quantity cannot be: then it is triangular on the range, with the mode v.
func Fit(g Given) (Fitted, *Fault) {
	f := &fitting{Given: g}
	if f.Percent {
		f.Kind = "ci95"
	}
	if fault := f.check(); fault != nil {
		return Fitted{}, fault
	}
	law, fault := f.choose()
	if fault != nil {
		return Fitted{}, fault
	}
	if law, fault = f.centred(law); fault != nil {
		return Fitted{}, fault
	}
	out := Fitted{Law: law, CutOff: f.cut, Achieved: Achieved{law.Quantile(0.025), law.Upper(0.025), law.Mean()}}
	if !numbers(out.Achieved.Low, out.Achieved.High, out.Achieved.Mean, law.SD()) {
		return Fitted{}, unnumbered(inventory.Text{ZH: "拟合的分布", EN: "the law fitted"}, out.Achieved.Low, out.Achieved.High)
	}
	for i, part := range f.how {
		if i > 0 {
			out.How.ZH, out.How.EN = out.How.ZH+"；", out.How.EN+"; "
		}
		out.How.ZH, out.How.EN = out.How.ZH+part.ZH, out.How.EN+part.EN
	}
	return out, nil
}

// fitting is the work on one figure.
type fitting struct {
	Given
	how []inventory.Text
	cut float64
}

// say adds a part to the sentence that tells how the law was found.
func (f *fitting) say(zh, en string, figures ...any) { f.how = append(f.how, text(zh, en, figures...)) }

func (f *fitting) hasValue() bool { return !math.IsNaN(f.Value) }

// middle is the value; without one, the middle of the bounds.
func (f *fitting) middle() float64 {
	if f.hasValue() {
		return f.Value
	}
	return f.Low + half(f.High-f.Low)
}

// sd is the standard deviation of a normal law with the bounds at 95 %. A ± per cent is divided by 1.96, as the Guidelines print it.
func (f *fitting) sd() float64 {
	if f.Percent {
		return half(f.High-f.Low) / z975Printed
	}
	return half(f.High-f.Low) / z975
}

// percent is half the interval in per cent of the value.
func (f *fitting) percent() float64 {
	return float64(half(f.High-f.Low) / math.Abs(f.middle()) * 100)
}

// wide tells whether half the interval is at least 50 % of the value; up to rounding, since the bounds come from the per cent.
func (f *fitting) wide() bool { return !(f.percent() < 50-1e-9) }

// symmetric tells whether the value is in the middle of the bounds, up to rounding.
func (f *fitting) symmetric() bool {
	return math.Abs((f.High-f.middle())-(f.middle()-f.Low)) <= (f.High-f.Low)/1e6
}

// as is a law of a family as a law, and its fault.
func as[T Law](law T, fault *Fault) (Law, *Fault) {
	if fault != nil {
		return nil, fault
	}
	return law, nil
}

// choose finds the law.
func (f *fitting) choose() (Law, *Fault) {
	switch {
	case f.Distribution == "discrete" || f.Distribution == "" && len(f.Points) > 0:
		f.say("离散分布，%d 个取值", "discrete, %d values", len(f.Points))
		return as(NewDiscrete(f.Points))
	case f.Distribution != "" && !slices.Contains(Families, f.Distribution):
		return nil, unknownFamily(f.Distribution)
	case math.IsNaN(f.Low) && math.IsNaN(f.High):
		if f.Kind != "" || f.Distribution != "" || !f.hasValue() {
			return nil, f.boundsMissing()
		}
		f.say("没有给出不确定度，取定值", "no uncertainty stated: fixed")
		return Fixed{f.Value}, nil
	}
	if fault := f.complete(); fault != nil {
		return nil, fault
	}
	if f.Low == f.High {
		if f.Value == 0 && f.Percent {
			f.say("取值为 0，百分比不产生区间，取定值 0", "the value is 0, of which a per cent is nothing: fixed at 0")
		} else {
			f.say("上下限相同，取定值 %.6g", "the bounds are one number: fixed at %.6g", f.Low)
		}
		return Fixed{f.Low}, nil
	}
	switch {
	case f.Distribution != "":
		if f.Kind == "range" && f.hasValue() && f.Distribution != "uniform" {
			f.takenFor95()
		}
		return f.named()
	case f.Kind == "absolute" || f.Kind == "range" && !f.hasValue():
		return f.absolute()
	case f.Kind == "range":
		return f.withinRange()
	}
	return f.by95()
}

// complete finds the bound that a row leaves open.
func (f *fitting) complete() *Fault {
	openLow, openHigh := math.IsNaN(f.Low), math.IsNaN(f.High)
	positive := f.Nonnegative || f.Fraction
	switch {
	case !openLow && !openHigh:
		return nil
	case openLow && f.Kind == "absolute" && positive:
		f.Low = 0
		f.say("未给下限，该量不小于 0，取 0", "no lower bound: 0, below which the quantity cannot be")
	case openHigh && f.Kind == "absolute" && f.Fraction:
		f.High = 1
		f.say("未给上限，该量不大于 1，取 1", "no upper bound: 1, above which the quantity cannot be")
	case f.Kind == "absolute" || !f.hasValue():
		return f.boundsMissing()
	case f.Value > 0 && openLow && positive && !f.Fraction:
		f.Low = float64(f.Value * (f.Value / f.High))
		f.say("只给了上限，按相同倍数取下限 %.6g", "only the upper bound is stated: the lower is by the same factor, %.6g", f.Low)
	case f.Low > 0 && openHigh && positive && !f.Fraction:
		f.High = float64(f.Value * (f.Value / f.Low))
		f.say("只给了下限，按相同倍数取上限 %.6g", "only the lower bound is stated: the upper is by the same factor, %.6g", f.High)
	case openLow:
		f.Low = f.within(f.Value - (f.High - f.Value))
		f.say("只给了上限，按相同距离取下限 %.6g", "only the upper bound is stated: the lower is as far away, %.6g", f.Low)
	default:
		f.High = f.within(f.Value + (f.Value - f.Low))
		f.say("只给了下限，按相同距离取上限 %.6g", "only the lower bound is stated: the upper is as far away, %.6g", f.High)
	}
	return nil
}

// within is the nearest to x that the quantity can be.
func (f *fitting) within(x float64) float64 {
	low, high := f.support()
	return min(max(x, low), high)
}

// support is where the quantity can be.
func (f *fitting) support() (low, high float64) {
	switch {
	case f.Fraction:
		return 0, 1
	case f.Nonnegative:
		return 0, math.Inf(1)
	}
	return math.Inf(-1), math.Inf(1)
}

// centred tells of a mean that is not the value, and moves it there if asked.
func (f *fitting) centred(law Law) (Law, *Fault) {
	mean := law.Mean()
	if !f.hasValue() || math.Abs(mean-f.Value) <= math.Abs(f.Value)/1e6 {
		return law, nil
	}
	if !f.Recentre {
		f.say("均值 %.6g ≠ 取值 %.6g", "its mean %.6g is not the value %.6g", mean, f.Value)
		return law, nil
	}
	factor := f.Value / mean
	if !(factor > 0) || !numbers(factor) {
		return nil, f.noCentre(mean)
	}
	scaled := rescaled(law, factor)
	if f.Fraction && scaled.Upper(1e-300) > 1 {
		return nil, f.noCentre(mean)
	}
	f.say("按 取值/均值 = %.6g 缩放，使均值为 %.6g", "scaled by value/mean = %.6g, so that its mean is %.6g", factor, f.Value)
	return scaled, nil
}
