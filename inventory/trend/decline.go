package trend

import "ghg/inventory/expr"

// one is the whole of a share.
func one() expr.Node { return expr.Int(1) }

// Decline is the fall of an intensity from the earlier to the later year, d = 1 − I_t ÷ I_0, a share; a rise is negative
// (METHODS §7.9; NDRC 2014, annex of the assessment method of carbon intensity).
func Decline(later, earlier expr.Node) expr.Node {
	return expr.Sub(one(), expr.Quo(later, expr.In(earlier, later.Unit())))
}

// Chained is the cumulative decline of the declines of successive years, D = 1 − Π(1 − d). Declines are chained, never
// added (METHODS §7.9: cum_2014 = 1 − (1 − cum_2013)(1 − d_2014)).
func Chained(declines ...expr.Node) expr.Node {
	var factors []expr.Node
	for _, d := range declines {
		factors = append(factors, expr.Sub(one(), d))
	}
	if len(factors) == 1 {
		return expr.Sub(one(), factors[0])
	}
	return expr.Sub(one(), expr.Mul(factors...))
}

// Yearly is the decline that, the same in each of the years, makes the cumulative one: 1 − (1 − D)^(1/years).
func Yearly(cumulative expr.Node, years int64) expr.Node {
	return expr.Sub(one(), expr.Pow(expr.Sub(one(), cumulative), expr.Ratio(1, years)))
}

// Required is the decline that each of the years left still needs: r = 1 − ((1 − target) ÷ (1 − reached))^(1/years) (METHODS §7.9).
func Required(target, reached expr.Node, years int64) expr.Node {
	return expr.Sub(one(), expr.Pow(expr.Quo(expr.Sub(one(), target), expr.Sub(one(), reached)), expr.Ratio(1, years)))
}

// DueStraight is the decline due after so many of the years if the intensity falls by the same amount every year.
func DueStraight(target expr.Node, passed, years int64) expr.Node {
	return expr.Mul(target, expr.Ratio(passed, years))
}

// DueGeometric is the decline due after so many of the years if the intensity falls by the same share every year:
// 1 − (1 − target)^(passed/years).
func DueGeometric(target expr.Node, passed, years int64) expr.Node {
	return expr.Sub(one(), expr.Pow(expr.Sub(one(), target), expr.Ratio(passed, years)))
}

// Progress is the part of the target that is reached, D ÷ D_target (METHODS §7.9).
func Progress(reached, target expr.Node) expr.Node { return expr.Quo(reached, target) }

// LogProgress is the part reached on the geometric path, ln(1 − D) ÷ ln(1 − D_target) (METHODS §7.9).
func LogProgress(reached, target expr.Node) expr.Node {
	return expr.Quo(expr.Log(expr.Sub(one(), reached)), expr.Log(expr.Sub(one(), target)))
}

// LevelStraight is the level due after so many of the years on the straight line from the base to the target.
func LevelStraight(base, target expr.Node, passed, years int64) expr.Node {
	return expr.Add(base, expr.Mul(expr.Sub(expr.In(target, base.Unit()), base), expr.Ratio(passed, years)))
}

// LevelGeometric is the level due after so many of the years if it changes by the same share every year.
func LevelGeometric(base, target expr.Node, passed, years int64) expr.Node {
	return expr.Mul(base, expr.Pow(expr.Quo(expr.In(target, base.Unit()), base), expr.Ratio(passed, years)))
}

// LevelStep is the same change in each of the years that leads from one level to another: (to − from) ÷ years.
func LevelStep(from, to expr.Node, years int64) expr.Node {
	return expr.Mul(expr.Sub(expr.In(to, from.Unit()), from), expr.Ratio(1, years))
}

// LevelGrowth is the yearly growth that leads from one level to another: (to ÷ from)^(1/years) − 1.
func LevelGrowth(from, to expr.Node, years int64) expr.Node {
	return expr.Sub(expr.Pow(expr.Quo(expr.In(to, from.Unit()), from), expr.Ratio(1, years)), one())
}

// Continued is the cumulative decline if the yearly one goes on for more years: 1 − (1 − D)(1 − yearly)^years.
func Continued(reached, yearly expr.Node, years int64) expr.Node {
	return expr.Sub(one(), expr.Mul(expr.Sub(one(), reached), expr.Pow(expr.Sub(one(), yearly), expr.Int(years))))
}

// FittedDecline is the decline of a year against the base if the intensity falls by the same share every year, as the least squares of its
// logarithms have it: 1 − exp(fit of ln(I_t ÷ I_0)). All figures must be positive.
func FittedDecline(years []int, known []expr.Node, base expr.Node, year int) expr.Node {
	logs := make([]expr.Node, len(known))
	for i, later := range known {
		logs[i] = expr.Log(expr.Quo(later, expr.In(base, later.Unit())))
	}
	return expr.Sub(one(), expr.Exp(Fit(years, logs, year)))
}

// ImpliedGrowth is the yearly growth of output that a decline of the intensity and the growth of its numerator, both over
// the same years, leave for the output: ((1 + growth)^years ÷ (1 − D))^(1/years) − 1.
func ImpliedGrowth(growth, cumulative expr.Node, years int64) expr.Node {
	return expr.Sub(expr.Pow(expr.Quo(expr.Pow(expr.Add(one(), growth), expr.Int(years)), expr.Sub(one(), cumulative)), expr.Ratio(1, years)), one())
}
