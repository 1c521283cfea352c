package engine

import (
	"ghg/inventory"
	"ghg/inventory/uncertainty"
)

// cutOff tells of a law that does not fit, for a part of it lies where the figure cannot be; once for each cell that states one.
func (u *uncertain) cutOff(p *inventory.Parameter, at inventory.Source, f *uncertainty.Fitted, fraction bool) {
	if u.told[at] {
		return
	}
	u.told[at] = true
	part := f.Figures().CutOff.Decimal.Shift(2).Round(1).String()
	hint := inventory.Text{ZH: "在 records/judgements.csv 写 lognormal，或改正上下限", EN: "name lognormal in records/judgements.csv, or mend low and high"}
	if fraction { // of which a lognormal law passes 1, and no beta has so wide an interval
		hint = inventory.Text{ZH: "在 records/judgements.csv 写不会超出的上下限（absolute），或较窄的不确定度", EN: "state bounds that it cannot pass (absolute) in records/judgements.csv, or a narrower uncertainty"}
	}
	u.Problems = append(u.Problems, inventory.Problem{Source: at, Code: "law-cut-off", Severity: inventory.Warning,
		Message: u.about(p, inventory.Text{ZH: "分布有 " + part + " % 落在该量不可能的范围，已截去：分布不合适", EN: part + " % of the law lie where the figure cannot be and are cut off: the law does not fit"}),
		Hint:    hint})
}

// meanOff tells of a law, stated by the district or judged, whose mean is far from the figure: the simulated totals are moved by it.
func (u *uncertain) meanOff(p *inventory.Parameter, at inventory.Source, f *uncertainty.Fitted, given uncertainty.Given) {
	off := given.MeanOff(f)
	if !off.Valid || u.told[at] {
		return
	}
	u.told[at] = true
	by := off.Decimal.Round(0).String()
	if off.Decimal.IsPositive() {
		by = "+" + by
	}
	u.Problems = append(u.Problems, inventory.Problem{Source: at, Code: "law-off-the-figure", Severity: inventory.Warning,
		Message: u.about(p, inventory.Text{
			ZH: "分布的均值比取值偏 " + by + " %：" + f.How.ZH + "；模拟的合计随之偏移",
			EN: "the mean of the law is " + by + " % off the figure (" + f.How.EN + "): simulated totals move with it"}),
		Hint: inventory.Text{ZH: "核对上下限与分布；区间偏向一侧时写 lognormal，或改正取值", EN: "check the bounds and the law; of an interval with a long side name lognormal, or mend the figure"}})
}
