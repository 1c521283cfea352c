package uncertainty

import "math"

// named is the law of the family that the row asks for.
func (f *fitting) named() (Law, *Fault) {
	switch f.Distribution {
	case "uniform":
		return f.uniform()
	case "triangular":
		if f.Kind == "absolute" {
			f.say("三角，绝对界限，众数 %.6g", "triangular by absolute bounds, mode %.6g", f.middle())
			return as(NewTriangular(f.Low, f.middle(), f.High))
		}
		return f.triangularThrough()
	case "pert":
		if f.Kind == "absolute" {
			f.say("PERT，绝对界限，众数 %.6g", "PERT by absolute bounds, mode %.6g", f.middle())
			return as(NewPERT(f.Low, f.middle(), f.High))
		}
		f.say("PERT，众数 %.6g", "PERT, mode %.6g", f.middle())
		return f.stretched(func(low, mode, high float64) Law { return PERT{low, mode, high} })
	}
	if f.Kind == "absolute" {
		return nil, f.noSpread()
	}
	switch f.Distribution {
	case "normal":
		return f.namedNormal()
	case "truncated_normal":
		if low, high := f.support(); math.IsInf(low, -1) && math.IsInf(high, 1) {
			return nil, f.nothingToTruncate()
		}
		return f.truncated(f.middle(), f.sd())
	case "lognormal":
		return f.belowOne(f.namedLognormal())
	case "gamma":
		return f.belowOne(f.gamma())
	}
	if !(f.middle() >= 0 && f.middle() <= 1) || !f.Percent && (f.Low < 0 || f.High > 1) {
		return nil, f.betaOutside()
	}
	return f.betaOfMean()
}

// belowOne refuses, for a fraction, a law that has more than next to nothing above 1.
func (f *fitting) belowOne(law Law, fault *Fault) (Law, *Fault) {
	if fault == nil && f.Fraction && law.Upper(1e-12) > 1 {
		return nil, f.cutOff(1 - law.CDF(1))
	}
	return law, fault
}

// namedNormal refuses a normal law of which more than 1 % lies where the quantity cannot be. A fraction stays within 0..1.
func (f *fitting) namedNormal() (Law, *Fault) {
	if !f.symmetric() {
		f.say("界限不对称，只符合其标准差", "the bounds are not symmetric: only their sd is met")
	}
	before := len(f.how)
	law, fault := f.normal()
	switch {
	case fault != nil:
		return nil, fault
	case f.cut > 0.01:
		return nil, f.cutOff(f.cut)
	case f.Fraction:
		f.how = f.how[:before]
		return f.truncated(f.middle(), f.sd())
	}
	return law, nil
}

func (f *fitting) namedLognormal() (Law, *Fault) {
	low, high, negative := f.Low, f.High, f.middle() < 0
	if negative {
		low, high = -f.High, -f.Low
	}
	var law Law
	var fault *Fault
	switch {
	case f.Percent:
		mirror := fitting{Given: f.Given}
		mirror.Value, mirror.Low, mirror.High = math.Abs(f.Value), low, high
		law, fault = mirror.lognormalOfMean()
		f.how = append(f.how, mirror.how...)
	case low <= 0:
		return nil, f.noLognormal()
	default:
		law, fault = f.lognormalThrough(low, high)
	}
	if fault != nil || !negative {
		return law, fault
	}
	f.say("负值，取镜像", "mirrored, the figure being negative")
	return Mirrored{law}, nil
}

// uniform lies between the bounds; of 95 % bounds it goes as far beyond them as leaves 2.5 % on both sides.
func (f *fitting) uniform() (Law, *Fault) {
	if f.Kind == "absolute" || f.Kind == "range" {
		f.say("均匀，从下限到上限", "uniform between the bounds")
		return f.between(f.Low, f.High)
	}
	beyond := float64((f.High - f.Low) / 0.95 * 0.025)
	f.say("均匀，95%% 界限之外各 2.5%%", "uniform, with 2.5 %% beyond each of the 95 %% bounds")
	return f.between(f.Low-beyond, f.High+beyond)
}

// between is uniform from low to high, as far as the quantity can be there.
func (f *fitting) between(low, high float64) (Law, *Fault) {
	if f.within(low) != low || f.within(high) != high {
		f.say("在可能范围内截止", "ended where the quantity cannot be")
	}
	return as(NewUniform(f.within(low), f.within(high)))
}

// triangularThrough is triangular with the mode v and the 2.5 and 97.5 % points at the bounds.
func (f *fitting) triangularThrough() (Law, *Fault) {
	f.say("三角，众数 %.6g", "triangular, mode %.6g", f.middle())
	return f.stretched(func(low, mode, high float64) Law { return Triangular{low, mode, high} })
}

// triangularFromZero is triangular from 0 with the mode v and the 97.5 % point at the upper bound.
func (f *fitting) triangularFromZero() (Law, *Fault) {
	f.say("三角，从 0 起，众数 %.6g，符合 97.5%% 上限", "triangular from 0, mode %.6g, with the upper 97.5 %% bound met", f.Value)
	high := bisect(max(f.Value, f.High), float64(2*f.High), func(high float64) bool { return Triangular{0, f.Value, high}.Upper(0.025) < f.High })
	return as(NewTriangular(0, f.Value, high))
}

// gamma is the gamma law through the bounds; of ± per cent, that with the mean v and the sd; from 0, that with the mean v and the
// upper bound met.
func (f *fitting) gamma() (Law, *Fault) {
	switch {
	case f.middle() <= 0 || f.High <= 0:
		return nil, f.noGamma()
	case f.Percent:
		f.say("伽马，按均值与标准差", "gamma by the mean and the sd")
		return f.gammaBySD()
	case f.Low <= 0:
		return f.gammaOfMean()
	}
	ratio := func(logShape float64) float64 {
		law := Gamma{exp(logShape), 1}
		return law.Upper(0.025) / law.Quantile(0.025)
	}
	want := f.High / f.Low
	if ratio(leastLogShape) < want || ratio(mostLogShape) > want {
		f.say("伽马，形状超出可算范围，按标准差", "gamma by the sd, the shape being beyond what is computed with")
		return f.gammaBySD()
	}
	shape := exp(bisect(leastLogShape, mostLogShape, func(s float64) bool { return ratio(s) > want }))
	f.say("伽马，按 95%% 界限，形状 %.6g", "gamma by the 95 %% bounds, shape %.6g", shape)
	return as(NewGamma(shape, f.High/Gamma{shape, 1}.Upper(0.025)))
}

// The logarithms of the shapes that are tried: 0.02 and 1e8. From a shape of a half on, the upper point by the mean falls as the
// shape grows.
const (
	leastLogShape = -3.9
	halfLogShape  = -0.7
	mostLogShape  = 18.4
)

// gammaOfMean is gamma with the mean v and the 97.5 % point at the upper bound; where there is none, with the sd of the bounds.
func (f *fitting) gammaOfMean() (Law, *Fault) {
	ratio := func(logShape float64) float64 {
		law := Gamma{exp(logShape), 1}
		return law.Upper(0.025) / law.Mean()
	}
	mean := f.middle()
	want := f.High / mean
	if !(mean > 0) {
		return nil, f.noGamma()
	}
	if ratio(halfLogShape) < want || ratio(mostLogShape) > want {
		f.say("伽马，按均值与标准差", "gamma by the mean and the sd")
		return f.gammaBySD()
	}
	shape := exp(bisect(halfLogShape, mostLogShape, func(s float64) bool { return ratio(s) > want }))
	f.say("伽马，按均值与 97.5%% 上限，形状 %.6g", "gamma by the mean and the upper 97.5 %% bound, shape %.6g", shape)
	return as(NewGamma(shape, mean/shape))
}

func (f *fitting) gammaBySD() (Law, *Fault) {
	mean, sd := f.middle(), f.sd()
	shape := float64(mean / sd * (mean / sd))
	return as(NewGamma(shape, mean/shape))
}
