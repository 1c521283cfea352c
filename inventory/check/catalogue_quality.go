package check

var aspectsOfQuality = map[string]Aspect{
	"COMPLETE": looks("WI", "NE、IE 的理由是否写明；一项各年之间有无空缺；由数变为标记、由标记变为数有无说明",
		"whether NE and IE give reasons; holes in the years of a category; numbers that become keys, or keys numbers, without a word"),
	"DIGIT": looks("W", "一个数或其中一部分与各年相比差 10、100、1000、10^4、10^8 倍：像错位、吨与万吨之误",
		"a figure, or a part of it, that is 10, 100, 1000, 10^4 or 10^8 times what other years say: a slip of a digit, or t for 万t").by("digit_near"),
	"MAGNITUDE": looks("W", "一个数与同一量各年中位数的倍数；人均、单位 GDP、单位面积的量",
		"a figure against the median of its other years; what is used and emitted per head, per GDP and per area").by("outlier_ratio, *_per_head_*, co2_per_gdp_high, nitrogen_per_area_high"),
	"JUMP": looks("W", "一项活动的排放一年之间的变化，活动水平与单位排放分开说",
		"the change of an emission within a year, activity and emission per activity told apart").by("jump, jump_share"),
	"IEF": looks("W", "单位活动水平的排放与上一年；本地因子与指南印出的范围",
		"the emission per activity against the year before; factors of the district's own against the guide's range").by("ief_change, factor_ratio"),
	"REPEATED": looks("WI", "几年不变的数、与上一年相同的表、一张表里几样东西写同一个数",
		"figures that stay the same for years, tables that are those of the year before, one figure for several things of one table").by("repeated_years, repeated_share"),
	"USEDTWICE":   looks("W", "同一项目、数值、单位用在两个类别", "the same item, value and unit in two categories"),
	"SUMS":        looks("WI", "总量减去设施后的其余部分是否合理", "what is left of a total when its facilities are taken out").by("remainder_share"),
	"FACILITIES":  looks("WI", "设施的燃料之和与规上工业统计的消费量", "the fuel of the facilities and what the statistics of large industry have").by("sum_gap"),
	"REFERENCE":   looks("W", "参考方法与部门法之差各年的变动", "how the gap of the reference and the sectoral approach moves from year to year").by("reference_trend"),
	"TWOFIGURES":  looks("WI", "两个部门对同一量的数相差多少，是否超出对方写明的范围", "how far two departments' figures of one quantity are apart, and whether one lies outside the other's stated range").by("two_figures"),
	"PRELIMINARY": looks("WI", "该有最终数而仍是初步数；最终数改了初步数多少", "preliminary figures where final ones are due; what a final figure changes of the preliminary one").by("preliminary_years"),
	"POPULATION":  looks("W", "人口、地区生产总值、能源、电力指标互相推算是否相符，与清单是否相符", "whether population, GDP, energy and electricity follow from each other and agree with the inventory").by("sum_gap, population_change, gdp_change"),
	"PLANTARGETS": looks("EWI", "targets.csv 自身是否说得通，与随程序的规划是否相符", "whether targets.csv makes sense by itself and is that of the plan that is shipped"),
	"FACTORYEARS": looks("WI", "因子是否用在其年份和地区之外", "factors used outside their years or region").by("factor_years"),
	"UNCONFIRMED": looks("WI", "未核对原文的因子所支撑的排放占多少", "the share of emissions that rest on factors not compared with print").by("unconfirmed_share"),
	"CARBON":      looks("W", "工厂碳平衡中留在产品里的比例", "the share of a works' carbon that stays in its products"),
}

// by names the settings that move the bound of the rule.
func (a Aspect) by(thresholds string) Aspect {
	a.Threshold = thresholds
	return a
}
