package uncertainty

import (
	"math"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/spelling"
)

// check refuses what no law can be found for, whatever the family.
func (f *fitting) check() *Fault {
	for _, x := range []float64{f.Value, f.Low, f.High} {
		if !math.IsNaN(x) && !numbers(x) {
			return f.unnumbered(x)
		}
	}
	halfway := half(f.High - f.Low)
	switch {
	case f.Distribution == "discrete" || f.Distribution == "" && len(f.Points) > 0:
		return f.checkPoints()
	case f.hasValue() && f.Nonnegative && f.Value < 0:
		return failed("value-impossible", text("负值不适用于此量；核对符号。", "This quantity cannot be negative; check the sign."),
			"取值 %.6g 小于 0", "the value %.6g is below 0", f.Value)
	case f.hasValue() && f.Fraction && !(f.Value >= 0 && f.Value <= 1):
		return failed("value-impossible", text("比例须在 0 与 1 之间；百分数先除以 100。", "A fraction lies between 0 and 1; divide per cents by 100."),
			"比例 %.6g 不在 0 与 1 之间", "the fraction %.6g is not between 0 and 1", f.Value)
	case f.Percent && !(math.Abs(halfway) <= largest && f.hasValue()):
		return f.unnumbered(math.NaN())
	case f.Percent && halfway < 0:
		return failed("uncertainty-negative", text("写 95%% 区间的一半占取值的百分比，如 5。", "State half of the 95 %% interval in per cent of the value, such as 5."),
			"不确定度 ±%.6g%% 为负", "the uncertainty ±%.6g %% is negative", float64(halfway/math.Abs(f.Value)*100))
	case !slices.Contains([]string{"", "ci95", "range", "absolute"}, f.Kind):
		return failed("bounds-kind", text("写 ci95、range 或 absolute。", "State ci95, range or absolute."), "界限类型 %s 不存在", "there is no kind of bounds %s", f.Kind)
	}
	return f.checkBounds()
}

// checkPoints refuses points where the quantity cannot be.
func (f *fitting) checkPoints() *Fault {
	for _, p := range f.Points {
		if !math.IsNaN(p.Value) && f.within(p.Value) != p.Value {
			return failed("bounds-impossible", supportHint, "离散分布的取值 %.6g 在该量可能的范围之外", "the value %.6g of the discrete law is where the quantity cannot be", p.Value)
		}
	}
	return f.checkBeside()
}

// checkBeside refuses points all of which lie above or all below the value, as bounds that miss it are.
func (f *fitting) checkBeside() *Fault {
	above, below := true, true
	for _, p := range f.Points {
		above, below = above && p.Value > f.Value, below && p.Value < f.Value
	}
	if !(above || below) || len(f.Points) == 0 || f.Recentre {
		return nil
	}
	return failed("value-outside-bounds", text("写出把取值夹在中间的取值点，或先改正取值。", "State points with the value among or between them, or mend the value first."),
		"取值 %.6g 在离散分布的所有取值点之外", "the value %.6g lies beyond all points of the discrete law", f.Value)
}

var supportHint = inventory.Text{ZH: "把界限写在该量可能的范围内：不小于 0，比例还不大于 1。", EN: "State bounds where the quantity can be: from 0 on, for a fraction up to 1."}

func (f *fitting) checkBounds() *Fault {
	order := text("写入 下限 ≤ 取值 ≤ 上限；核对单位与列。", "State low ≤ value ≤ high; check the unit and the columns.")
	switch {
	case f.Low > f.High:
		return failed("bounds-reversed", order, "下限 %.6g 大于上限 %.6g", "the lower bound %.6g is above the upper bound %.6g", f.Low, f.High)
	case f.Low > f.Value:
		return failed("value-outside-bounds", order, "下限 %.6g 大于取值 %.6g", "the lower bound %.6g is above the value %.6g", f.Low, f.Value)
	case f.High < f.Value:
		return failed("value-outside-bounds", order, "上限 %.6g 小于取值 %.6g", "the upper bound %.6g is below the value %.6g", f.High, f.Value)
	}
	least, most := f.support()
	beyond := f.High > most || f.Kind == "absolute" && f.Low < least || f.Fraction && f.Low < least
	if f.High < least || beyond && !f.Percent {
		return failed("bounds-impossible", supportHint, "界限 %.6g 至 %.6g 超出该量可能的范围", "the bounds %.6g to %.6g are where the quantity cannot be", f.Low, f.High)
	}
	return nil
}

// failed is a fault of its own code.
func failed(code string, hint inventory.Text, zh, en string, figures ...any) *Fault {
	return &Fault{Code: code, Message: text(zh, en, figures...), Hint: hint}
}

func (f *fitting) unnumbered(x float64) *Fault {
	return failed("uncertainty-not-a-number", numbersHint, "取值、不确定度或界限 %.6g 不能用于计算", "the value, uncertainty or bound %.6g cannot be computed with", x)
}

func unknownFamily(name string) *Fault {
	hint := text("可用：%s。", "Known: %s.", strings.Join(Families, ", "))
	if nearest := spelling.Nearest(name, Families); nearest != "" {
		hint = text("是否指 %s？", "Is it %s?", nearest)
	}
	return failed("unknown-distribution", hint, "没有分布 %q", "there is no distribution %q", name)
}

func (f *fitting) boundsMissing() *Fault {
	return failed("bounds-missing", text("写入不确定度（±%%）或下限与上限。", "State the uncertainty (±%%), or the lower and the upper bound."),
		"没有界限，或只有一个界限而不能推出另一个", "no bounds are stated, or only one, from which the other does not follow")
}

func (f *fitting) noCentre(mean float64) *Fault {
	return failed("recentre-impossible", text("不要求均值等于取值，或改用其他分布。", "Do without recentring, or use another distribution."),
		"分布的均值 %.6g 不能按倍数移到取值 %.6g", "the mean %.6g of the law cannot be scaled to the value %.6g", mean, f.Value)
}

func (f *fitting) tooWide() *Fault {
	return failed("uncertainty-too-wide", text("核对小数点；量级不明时写下限与上限（取值除以、乘以一个倍数）。", "Check the decimal point; of a figure known to an order of magnitude state low and high, the value divided and multiplied by a factor."),
		"不确定度 ±%.6g%% 过大：1350%% 以上的对数正态反而变窄", "the uncertainty ±%.6g %% is too large: from 1350 %% on a lognormal law becomes narrower again", f.percent())
}

func (f *fitting) noBeta(mean, sd float64) *Fault {
	return failed("distribution-impossible", text("用截尾正态（truncated_normal）。", "Use truncated_normal."),
		"没有均值 %.6g、标准差 %.6g 的单峰贝塔分布", "there is no beta law with mean %.6g and sd %.6g and one peak", mean, sd)
}

func (f *fitting) betaOutside() *Fault {
	return failed("distribution-impossible", text("贝塔分布只用于比例；此数用 pert 或 triangular。", "Beta is for fractions; use pert or triangular here."),
		"贝塔分布在 0 与 1 之间，界限为 %.6g 至 %.6g", "a beta law lies between 0 and 1, the bounds are %.6g to %.6g", f.Low, f.High)
}

func (f *fitting) noSpread() *Fault {
	return failed("distribution-impossible", text("用 triangular、pert 或 uniform，或给出 95%% 界限（ci95）。", "Use triangular, pert or uniform, or state 95 %% bounds (ci95)."),
		"%s 需要 95%% 界限，绝对界限 %.6g 至 %.6g 不给出标准差", "%s wants 95 %% bounds: the absolute ones, %.6g to %.6g, give no sd", f.Distribution, f.Low, f.High)
}

func (f *fitting) nothingToTruncate() *Fault {
	return failed("distribution-impossible", text("用 normal。", "Use normal."), "此量可正可负，没有可截之处", "this quantity may be of either sign: there is nothing to truncate at")
}

func (f *fitting) noLognormal() *Fault {
	return failed("distribution-impossible", text("用 truncated_normal 或 triangular，或写大于 0 的下限。", "Use truncated_normal or triangular, or state a lower bound above 0."),
		"对数正态的界限须同号且不为 0，给出的是 %.6g 至 %.6g", "the bounds of a lognormal law are of one sign and not 0, those stated are %.6g to %.6g", f.Low, f.High)
}

func (f *fitting) noGamma() *Fault {
	return failed("distribution-impossible", text("用 normal 或 triangular。", "Use normal or triangular."),
		"伽马分布的取值须大于 0，给出的是 %.6g，界限 %.6g 至 %.6g", "a gamma law is above 0, what is stated is %.6g within %.6g to %.6g", f.middle(), f.Low, f.High)
}

// cutOff is the fault of a law of which a part lies where the quantity cannot be; the hint gives the law that fits.
func (f *fitting) cutOff(part float64) *Fault {
	out := failed("distribution-cut-off", text("用 beta 或 truncated_normal。", "Use beta or truncated_normal."),
		"%s 有 %.3g%% 的概率落在此量不可能的范围（取值 %.6g，界限 %.6g 至 %.6g）", "%s has %.3g %% of its probability where the quantity cannot be (value %.6g, bounds %.6g to %.6g)",
		f.Distribution, float64(part*100), f.middle(), f.Low, f.High)
	if f.middle() > 0 && !f.Fraction {
		i := LognormalInterval(f.middle(), f.percent())
		out.Hint = text("用 lognormal：均值 %.6g，几何标准差 %.4g，95%% 区间 %.6g 至 %.6g。", "Use lognormal: mean %.6g, geometric sd %.4g, 95 %% from %.6g to %.6g.",
			f.middle(), i.GeometricSD, float64(f.middle()*(1+i.Low/100)), float64(f.middle()*(1+i.High/100)))
	}
	return out
}
