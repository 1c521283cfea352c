package uncertainty

import (
	"math"

	"ghg/inventory"
)

// bisect is where between low and high a condition that holds at low ceases to hold.
func bisect(low, high float64, holds func(float64) bool) float64 {
	for range 200 {
		middle := low + half(high-low)
		if middle <= low || middle >= high {
			break
		}
		if holds(middle) {
			low = middle
		} else {
			high = middle
		}
	}
	return low + half(high-low)
}

// stretched is a law with a mode and two ends, the mode at the value, whose 2.5 and 97.5 % points are at the bounds; where the mode
// is so near to a bound, or the ends so near to where the quantity cannot be, that there is none, one with the sd of the bounds.
func (f *fitting) stretched(of func(low, mode, high float64) Law) (Law, *Fault) {
	mode := f.middle()
	least, most := f.support()
	low, high, width := max(f.Low, least), min(f.High, most), f.High-f.Low
	if fault := ordered(inventory.Text{ZH: "可能范围内的分布", EN: "the law where the quantity can be"}, low, mode, high); fault != nil {
		return nil, fault
	}
	for range 300 {
		law := of(low, mode, high)
		down, up := f.Low-law.Quantile(0.025), f.High-law.Upper(0.025)
		if max(math.Abs(down), math.Abs(up)) <= width/1e12 {
			f.say("符合两个 95%% 界限", "both 95 %% bounds are met")
			return f.checkedEnds(law, low, mode, high)
		}
		// Each end moves by what its own point is off; a mode at an end leaves no way further.
		low, high = max(min(low+down, mode), least), min(max(high+up, mode), most)
		if !(low < high) {
			break
		}
	}
	return f.stretchedToSD(of, least, most)
}

// stretchedToSD moves the ends away from the mode by one factor until the law has the sd of the bounds, or the ends are as far as
// they can be.
func (f *fitting) stretchedToSD(of func(low, mode, high float64) Law, least, most float64) (Law, *Fault) {
	mode, want := f.middle(), f.sd()
	ends := func(factor float64) (low, high float64) {
		return max(mode-float64(factor*(mode-f.Low)), least), min(mode+float64(factor*(f.High-mode)), most)
	}
	factor := bisect(0.1, 10, func(factor float64) bool {
		low, high := ends(factor)
		return of(low, mode, high).SD() < want
	})
	low, high := ends(factor)
	law := of(low, mode, high)
	if math.Abs(law.SD()-want) <= want/1e6 {
		f.say("两个 95%% 界限不能同时符合，符合其标准差 %.6g", "both 95 %% bounds cannot be met: their sd is, %.6g", want)
	} else {
		f.say("95%% 界限与标准差均不能符合，标准差为 %.6g 而非 %.6g", "neither the 95 %% bounds nor their sd can be met: the sd is %.6g, not %.6g", law.SD(), want)
	}
	return f.checkedEnds(law, low, mode, high)
}

// checkedEnds is the law if its ends can be computed with.
func (f *fitting) checkedEnds(law Law, low, mode, high float64) (Law, *Fault) {
	if _, fault := NewTriangular(low, mode, high); fault != nil {
		return nil, fault
	}
	return law, nil
}

// rescaled is the law of factor·X, where X has the law and the factor is above 0.
func rescaled(law Law, factor float64) Law {
	by := func(x float64) float64 { return float64(x * factor) }
	switch l := law.(type) {
	case Fixed:
		return Fixed{by(l.Value)}
	case Normal:
		return Normal{by(l.Mu), by(l.Sigma)}
	case Lognormal:
		return Lognormal{l.Mu + log(factor), l.Sigma}
	case TruncatedNormal:
		l.Mu, l.Sigma, l.Low, l.High = by(l.Mu), by(l.Sigma), by(l.Low), by(l.High)
		return l
	case Triangular:
		return Triangular{by(l.Low), by(l.Mode), by(l.High)}
	case Uniform:
		return Uniform{by(l.Low), by(l.High)}
	case PERT:
		return PERT{by(l.Low), by(l.Mode), by(l.High)}
	case Beta:
		return Beta{l.P, l.Q, by(l.Low), by(l.High)}
	case Gamma:
		return Gamma{l.Shape, by(l.Scale)}
	case Mirrored:
		return Mirrored{rescaled(l.Of, factor)}
	}
	points := []Point{}
	for _, p := range law.(*Discrete).points {
		points = append(points, Point{by(p.Value), p.Probability})
	}
	scaled, _ := NewDiscrete(points)
	return scaled
}

// betaThrough is beta on 0..1 with its 2.5 and 97.5 % points at the bounds; nil where no beta of one peak has them, and for 95 %
// bounds that are symmetric, of which the law has the mean v. Here the mean follows, and is not v.
func (f *fitting) betaThrough() Law {
	if f.Percent || f.symmetric() && f.Kind != "range" || !(f.Low > 0 && f.High < 1) {
		return nil
	}
	sd := f.sd()
	with := func(mean, logSize float64) Beta {
		size := exp(logSize)
		return Beta{float64(mean * size), float64((1 - mean) * size), 0, 1}
	}
	outside := func(b Beta) (below, above float64) {
		below = b.CDF(f.Low)
		_, above = incompleteBeta(b.P, b.Q, f.High, 1-f.High)
		return below, above
	}
	// Of a mean, the size that leaves 5 % outside; of the means, that which leaves half of it below.
	fitted := func(mean float64) Beta {
		about := log(float64(mean*(1-mean)) / sd / sd)
		return with(mean, bisect(about-3, about+3, func(logSize float64) bool {
			below, above := outside(with(mean, logSize))
			return below+above > 0.05
		}))
	}
	law := fitted(bisect(f.Low, f.High, func(mean float64) bool {
		below, above := outside(fitted(mean))
		return below > above
	}))
	slack := (f.High - f.Low) / 1e9
	if !shapely(law.P) || !shapely(law.Q) || law.P < 1 && law.Q < 1 ||
		!(math.Abs(law.Quantile(0.025)-f.Low) <= slack && math.Abs(law.Upper(0.025)-f.High) <= slack) {
		return nil
	}
	f.say("贝塔（%.6g，%.6g），符合两个 95%% 界限", "beta (%.6g, %.6g): both 95 %% bounds are met", law.P, law.Q)
	return law
}
