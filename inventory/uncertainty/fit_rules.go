package uncertainty

import "math"

// by95 is the law of 95 % bounds or of ± per cent.
func (f *fitting) by95() (Law, *Fault) {
	switch {
	case f.Fraction:
		return f.fraction()
	case f.Percent:
		return f.halfRange()
	}
	return f.interval()
}

// withinRange is the law of a value in a printed range: that of 95 % bounds; where it does not keep to the range, or the value is at
// an end, triangular on the range. The mode is the value there too, and no end is passed: the law does not leap as the value comes
// to the end.
func (f *fitting) withinRange() (Law, *Fault) {
	before := len(f.how)
	f.takenFor95()
	slack := (f.High - f.Low) / 1e6
	if f.Low < f.Value && f.Value < f.High {
		law, fault := f.by95()
		if fault == nil && f.cut <= 0.01 && law.Quantile(0.025) >= f.Low-slack && law.Upper(0.025) <= f.High+slack {
			return law, nil
		}
	}
	f.how, f.cut = f.how[:before], 0
	f.say("三角，不超出区间的两端，众数 %.6g", "triangular on the range, neither end of which is passed, mode %.6g", f.Value)
	low, high := f.within(f.Low), f.within(f.High)
	return as(NewTriangular(low, f.Value, high))
}

func (f *fitting) takenFor95() {
	f.say("印刷区间未必是 95%% 界限，按 95%% 界限处理", "a printed range, not proven to be of 95 %%, is taken for 95 %% bounds")
}

// halfRange is the law of a value ± per cent.
func (f *fitting) halfRange() (Law, *Fault) {
	if f.wide() && f.Nonnegative {
		return f.lognormalOfMean()
	}
	return f.normal()
}

// lognormalOfMean is lognormal with the mean v, from ± per cent. From ±1350 % on the interval would shrink as the per cent grows: the
// upper bound, v·exp(z·σ − σ²/2), is highest at σ = z.
func (f *fitting) lognormalOfMean() (Law, *Fault) {
	variance := logVariance(f.percent())
	if variance > z975*z975 {
		return nil, f.tooWide()
	}
	f.say("对数正态，±%.6g%%，均值 %.6g", "lognormal by ±%.6g %%, mean %.6g", f.percent(), f.Value)
	return as(NewLognormal(log(f.Value)-half(variance), math.Sqrt(variance)))
}

// normal is normal about the middle, with the sd of the bounds.
func (f *fitting) normal() (Law, *Fault) {
	law, fault := NewNormal(f.middle(), f.sd())
	if fault != nil {
		return nil, fault
	}
	low, high := f.support()
	f.cut = law.CDF(low) + normalUpper((high-law.Mu)/law.Sigma)
	if f.Percent {
		f.say("正态，±%.6g%%，标准差 %.6g", "normal by ±%.6g %%, sd %.6g", f.percent(), law.Sigma)
	} else {
		f.say("正态，按 95%% 界限，标准差 %.6g", "normal by the 95 %% bounds, sd %.6g", law.Sigma)
	}
	return law, nil
}

// truncated is normal about centre with the standard deviation sigma, truncated where the quantity cannot be.
func (f *fitting) truncated(centre, sigma float64) (Law, *Fault) {
	low, high := f.support()
	law, fault := NewTruncatedNormal(centre, sigma, low, high)
	if fault != nil {
		return nil, fault
	}
	f.cut = law.CutOff()
	f.say("截尾正态（μ %.6g，σ %.6g），截去 %.4g%%", "truncated normal (μ %.6g, σ %.6g), %.4g %% cut off", centre, sigma, float64(f.cut*100))
	if f.cut > 0.01 {
		f.say("超过 1%%，正态分布不适合此数", "above 1 %%: a normal law does not fit this figure")
	}
	return law, nil
}

// interval is the law of 95 % bounds.
func (f *fitting) interval() (Law, *Fault) {
	positive := f.Nonnegative
	switch {
	case !f.hasValue() && positive && f.wide() && f.Low > 0:
		return f.lognormalThrough(f.Low, f.High)
	case f.symmetric() && positive && f.wide():
		return f.truncated(f.middle(), f.sd())
	case f.symmetric():
		return f.normal()
	case f.Low > 0:
		return f.lognormalThrough(f.Low, f.High)
	case f.High < 0:
		law, fault := f.lognormalThrough(-f.High, -f.Low)
		if fault != nil {
			return nil, fault
		}
		f.say("负值，取镜像", "mirrored, the figure being negative")
		return Mirrored{law}, nil
	case positive:
		return f.fromZero()
	}
	f.say("区间跨 0 且不对称，不能用对数正态", "the interval lies across 0 and is not symmetric: lognormal is impossible")
	return f.triangularThrough()
}

// lognormalThrough is lognormal with its 2.5 and 97.5 % points at the bounds.
func (f *fitting) lognormalThrough(low, high float64) (Law, *Fault) {
	down, up := log(low), log(high)
	f.say("对数正态，按 95%% 界限", "lognormal by the 95 %% bounds")
	if factor := math.Sqrt(high / low); f.hasValue() && math.Abs(float64(f.Value*f.Value/low/high)-1) < 0.01 {
		f.say("取值乘、除 %.6g", "the value times and divided by %.6g", factor)
	}
	return as(NewLognormal(half(down)+half(up), half(up-down)/z975))
}

// fromZero is a law for an asymmetric interval whose lower bound is 0 or below, where the quantity cannot be.
func (f *fitting) fromZero() (Law, *Fault) {
	f.say("下限为 0，不能用对数正态", "the lower bound is 0: lognormal is impossible")
	if f.High-f.Value < f.Value || f.Value == 0 { // the long side is below, or there is no mean to meet
		f.Low = max(f.Low, 0)
		return f.triangularFromZero()
	}
	// Of normal laws truncated at 0, with σ = 1, the 97.5 % point by the mean grows as μ falls.
	ratio := func(mu float64) float64 {
		law, _ := NewTruncatedNormal(mu, 1, 0, math.Inf(1))
		return law.Upper(0.025) / law.Mean()
	}
	if want := f.High / f.Value; f.Value > 0 && ratio(-4.5) >= want && ratio(40) <= want {
		mu := bisect(-4.5, 40, func(mu float64) bool { return ratio(mu) > want })
		law, _ := NewTruncatedNormal(mu, 1, 0, math.Inf(1))
		sigma := f.Value / law.Mean()
		f.say("截尾正态（μ %.6g，σ %.6g），按均值与 97.5%% 上限", "truncated normal (μ %.6g, σ %.6g) by the mean and the upper 97.5 %% bound", float64(mu*sigma), sigma)
		return as(NewTruncatedNormal(float64(mu*sigma), sigma, 0, math.Inf(1)))
	}
	return f.gammaOfMean()
}

// fraction is the law of a quantity within 0..1: beta through bounds that are not symmetric, else with the mean v and the standard
// deviation of the bounds.
func (f *fitting) fraction() (Law, *Fault) {
	if law := f.betaThrough(); law != nil {
		return law, nil
	}
	law, fault := f.betaOfMean()
	if fault == nil {
		return law, nil
	}
	f.how = append(f.how, fault.Message)
	mean := f.middle()
	sigma, bound, met := f.oneSided(mean)
	if mean > 0 && mean < 1 {
		law, fault := f.truncated(mean, sigma)
		if met {
			f.say("符合 95%% 界限 %.6g", "the 95 %% bound %.6g is met", bound)
		}
		return law, fault
	}
	if met {
		f.say("半正态，符合 95%% 界限 %.6g", "half a normal law, with the 95 %% bound %.6g met", bound)
	} else {
		f.say("半正态，标准差 %.6g", "half a normal law, sd of the whole %.6g", sigma)
	}
	return as(NewTruncatedNormal(f.Value, sigma, 0, 1))
}

// oneSided is σ of a normal law about the mean, truncated at 0 and 1, with 2.5 % beyond the farther bound of an interval of which the
// other is at 0 or 1 or beyond: ±50 % of 1 and the bounds 0.5 and 1 are one law. Of other intervals, and where the bound is so near to
// the far end that not even a flat law has so much beyond it, it is that of the whole interval and no bound is met.
func (f *fitting) oneSided(mean float64) (sigma, bound float64, met bool) {
	least, most := f.within(f.Low), f.within(f.High)
	var beyond func(sigma float64) bool
	law := func(sigma float64) TruncatedNormal {
		out, _ := NewTruncatedNormal(mean, sigma, 0, 1)
		return out
	}
	switch {
	case most == 1 && least >= flatTail && mean-least >= 1-mean:
		bound, beyond = least, func(sigma float64) bool { return law(sigma).Quantile(0.025) > least }
	case least == 0 && most <= 1-flatTail && most-mean >= mean:
		bound, beyond = most, func(sigma float64) bool { return law(sigma).Upper(0.025) < most }
	case mean > 0 && mean < 1:
		return f.sd(), 0, false
	default:
		return (most - least) / z9875, 0, false
	}
	return bisect(math.Abs(mean-bound)/10, 100, beyond), bound, true
}

// flatTail is how near to one end of 0..1 a bound with 2.5 % beyond it may be; a flat law has it at 0.025.
const flatTail = 0.05

// betaOfMean is beta on 0..1 with the mean v and the standard deviation of the bounds. There is none where the mean is 0 or 1, or
// the standard deviation so large that the law would pile up at both ends.
func (f *fitting) betaOfMean() (Law, *Fault) {
	mean, sd := f.middle(), f.sd()
	size := float64(mean*(1-mean))/sd/sd - 1
	p, q := float64(mean*size), float64((1-mean)*size)
	if !(mean > 0 && mean < 1) || !shapely(p) || !shapely(q) || p < 1 && q < 1 {
		return nil, f.noBeta(mean, sd)
	}
	f.say("贝塔（%.6g，%.6g），均值 %.6g，标准差 %.6g", "beta (%.6g, %.6g), mean %.6g, sd %.6g", p, q, mean, sd)
	return as(NewBeta(p, q, 0, 1))
}

// absolute is the law between bounds that are not passed.
func (f *fitting) absolute() (Law, *Fault) {
	switch {
	case f.hasValue():
		f.say("三角，绝对界限，众数 %.6g", "triangular by absolute bounds, mode %.6g", f.Value)
		return as(NewTriangular(f.Low, f.Value, f.High))
	case f.Kind == "range":
		f.say("均匀，只有印刷区间", "uniform: nothing but a printed range")
	default:
		f.say("均匀，只有界限", "uniform: nothing but bounds")
	}
	return f.between(f.Low, f.High)
}
