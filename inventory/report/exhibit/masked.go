package exhibit

import "ghg/inventory"

// unpublished are the tables that a report which hides something leaves out, since figures of confidential plants could be had from them.
var unpublished = []inventory.Text{
	{ZH: "燃料燃烧 CO2（燃料 × 部门）", EN: "CO2 of fuel combustion by fuel and branch"},
	{ZH: "参考方法及其与部门法的比较", EN: "Reference approach and its comparison with the sectoral approach"},
	{ZH: "能源平衡表的活动数据", EN: "Activities from the energy balance"},
	{ZH: "化石能源 CO2 与可再生能源年度账", EN: "Yearly accounts of fossil CO2 and of renewable energy"},
	{ZH: "重点企业核查数与计算数", EN: "Key emitters, verified and computed"},
	{ZH: "不确定度", EN: "Uncertainty"},
	{ZH: "关键类别的评估（列出无保密数据的关键类别）", EN: "Assessments of key categories (those without confidential data are named)"},
	{ZH: "以保密的合计为分子的强度和目标、上级考核口径的核算、情景、峰值", EN: "Intensities and targets of masked totals, the official account, scenarios, peaks"},
	{ZH: "变化的因素分解", EN: "Decomposition of changes"},
	{ZH: "重新计算及说明", EN: "Recalculations and their explanations"},
	{ZH: "与其他分类的对照", EN: "Crosswalks to other schemes"},
	{ZH: "本地因子，以及各因子所依据的份额", EN: "Factors of the district's own, and the shares that rest on each factor"},
	{ZH: "假设与决定、已抑制的规则问题、问题与提示", EN: "Assumptions and decisions, suppressed breaches of rules, problems"},
}

// masked tells what a report that hides something leaves out.
func (m *maker) masked() {
	if !m.Mask.Any() {
		return
	}
	x := &Exhibit{ID: "masked", Title: inventory.Text{ZH: "公开版没有列出的内容", EN: "What this public edition leaves out"}, Columns: []Column{column("内容", "Content", 60)},
		Notes: []inventory.Text{{
			ZH: "C：保密。标 C 的数或全部来自保密设施，或可由它推算保密设施的数。",
			EN: "C: confidential. A figure so marked is of confidential plants alone, or one of them could be had from it."}}}
	for _, name := range unpublished {
		x.Rows = append(x.Rows, Row{Cells: []Cell{said(name)}})
	}
	m.add(x)
}

// publishable tells whether the sum of totals and lines may be shown: of totals that are shown it tells nothing new, and any other sum is
// held against all that is published.
func (m *maker) publishable(parts []inventory.Figure, whole bool, lines []*inventory.Estimate) bool {
	if !m.Mask.Any() {
		return true
	}
	for _, f := range parts {
		whole = whole && !m.Mask.Hides(f)
	}
	return whole || m.Mask.Safe(lines)
}
