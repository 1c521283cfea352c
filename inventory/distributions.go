package inventory

// Distribution is a probability law that a row may name for its figure (METHODS §7.3, IPCC 2006 V1 §3.2.2.4).
type Distribution struct{ Name, ZH string }

// Distributions are the laws that follow from a figure and its bounds.
func Distributions() []Distribution {
	return []Distribution{{"normal", "正态"}, {"truncated_normal", "截尾正态"}, {"lognormal", "对数正态"}, {"triangular", "三角"}, {"uniform", "均匀"},
		{"pert", "三点估计"}, {"beta", "贝塔"}, {"gamma", "伽马"}}
}

// Discrete is the law of values that each have a probability. Only a judgement has room for them.
const Discrete = "discrete"
