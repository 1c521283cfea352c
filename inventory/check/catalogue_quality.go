package check

// aspectsOfQuality are of the rules that ask whether a figure can be right, with the thresholds of inventory.toml that they
// go by.
var aspectsOfQuality = map[string]Aspect{
	"COMPLETE": looks("WI", "NE、IE 有没有写理由，序列有没有缺年，数与标记之间的变化有没有说明", "whether NE and IE give reasons, series have holes, and changes between numbers and keys are explained"),
	"DIGIT": looks("W", "一个数是否约为其他年份的 10、100、1000……倍", "figures that are about 10, 100, 1000 … times those of other years").
		by("digit_near", "jump_share"),
	"SUMROW": looks("W", "一个设施的数是否正好是同一量其余设施之和", "whether the figure of a facility is to the last digit the sum of the other facilities of the same quantity"),
	"MAGNITUDE": looks("W", "与其他年份的中位数相差太多的数；人均、单位 GDP、每公顷的量", "figures far from the median of their other years; amounts per head, per GDP and per hectare").
		by("outlier_ratio", "co2_per_head_low", "co2_per_head_high", "co2_per_gdp_high", "power_per_head_low", "power_per_head_high", "waste_per_head_low", "waste_per_head_high", "nitrogen_per_area_high"),
	"JUMP":       looks("W", "一项排放与上一年之差", "emissions against those of the year before").by("jump", "jump_share", "ief_change"),
	"IEF":        looks("W", "单位活动水平排放与上一年之差；本地因子与指南印出的因子", "emission per activity against that of the year before; factors of the district against those that a guide prints").by("ief_change", "factor_ratio"),
	"REPEATED":   looks("WI", "连续几年不变的数，与上一年相同的表，几个量共用的数", "figures that stay the same for years, tables that are those of the year before, one figure for several amounts").by("repeated_years", "repeated_share"),
	"USEDTWICE":  looks("W", "同一个量填在互不包含的两个类别", "one quantity in two categories of which neither holds the other"),
	"SUMS":       looks("WI", "总量减去设施后的其余部分", "what is left of totals when their facilities are taken out").by("remainder_share", "jump"),
	"FACILITIES": looks("W", "各设施的燃料与规上工业统计", "fuel of facilities against the statistics of large industry").by("sum_gap"),
	"REFERENCE": looks("W", "参考方法与部门法之差与上一年之差；差本身超过 reference_gap 的，编制时要求说明（reference-gap）",
		"the gap between the approaches against that of the year before; of one beyond reference_gap compiling demands an explanation (reference-gap)").by("reference_gap", "reference_trend"),
	"TWOFIGURES":  looks("WI", "两个部门对同一个量的数，records/choices.csv 的选择", "two departments' figures of one quantity, and the choice of records/choices.csv").by("two_figures"),
	"PRELIMINARY": looks("WI", "初步数有没有最终数，是否早该有", "preliminary figures beside final ones, or long due to be replaced").by("preliminary_years"),
	"POPULATION":  looks("W", "人口、地区生产总值、能源消费等指标之间是否相符，与上一年之差", "whether indicators of population, GDP and energy follow from each other, and from those of the year before").by("sum_gap", "population_change", "gdp_change"),
	"PLANTARGETS": looks("EWI", "targets.csv 本身是否成立，与规划是否相同", "whether targets.csv makes sense, and is as the plan has it"),
	"FACTORYEARS": looks("WI", "因子的适用年份和地区与清单的年份和地区", "years and regions of factors against those of the inventory").by("factor_years"),
	"UNCONFIRMED": looks("W", "未核对原文的因子所支撑的排放占的比例", "the share of emissions that rest on factors not compared with print").by("unconfirmed_share"),
	"CARBON":      looks("W", "工厂投入的碳有多少留在产品和残渣中", "how much of the carbon that goes into a works stays in products and residues").by("jump"),
}
