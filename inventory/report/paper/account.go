package paper

import (
	"fmt"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/engine"
)

// accounting is the account that a report tells of.
type accounting struct {
	*teller
	year        int
	account     *engine.Account // nil if there is none
	preliminary *engine.Account // beside a final one, nil if there is none
	assessed    *engine.AssessedYear
}

// report is the annual account of CO2 of fossil energy.
func (t *accounting) report() *document {
	form := ""
	if t.account != nil {
		form = map[string]string{"preliminary": "（初步核算）", "final": "（最终核算）"}[t.account.Vintage]
	}
	t.cover(fmt.Sprintf("%s%d年化石能源二氧化碳排放年度核算报告%s", t.region, t.year, form))
	t.scope()
	t.sources()
	t.activity()
	t.factors()
	t.results()
	t.compared()
	t.assessment()
	t.checks()
	t.certainty()
	t.next()
	t.annex(func(id string) bool {
		return slices.Contains([]string{"fuels", "intensity", "targets"}, id)
	}, "")
	return t.document
}

// accountOf picks the account: of the year told of, else of the latest year after it; the final one, else the one of figures that name no
// vintage, else the preliminary one.
func accountOf(t *teller) *accounting {
	out := &accounting{teller: t, year: t.s.Year}
	accounts := t.s.Result.Accounts
	if i := t.s.Intensities; i != nil && i.Assessment != nil {
		for n := range i.Assessment.Years {
			if a := i.Assessment.Years[n].Account; a != nil && !slices.Contains(accounts, a) {
				accounts = append(slices.Clone(accounts), a)
			}
		}
	}
	if !slices.ContainsFunc(accounts, func(a *engine.Account) bool { return a.Kind == inventory.FossilAccount && a.Year == out.year }) {
		for _, a := range accounts {
			if a.Kind == inventory.FossilAccount {
				out.year = max(out.year, a.Year)
			}
		}
	}
	for _, vintage := range []string{"preliminary", "", "final"} {
		for _, a := range accounts {
			if a.Kind != inventory.FossilAccount || a.Year != out.year || a.Vintage != vintage {
				continue
			}
			if vintage == "preliminary" {
				out.preliminary = a
			}
			out.account = a
		}
	}
	if out.account == out.preliminary {
		out.preliminary = nil
	}
	if i := t.s.Intensities; i != nil && i.Assessment != nil {
		out.assessed = i.Assessment.At(out.year)
	}
	return out
}

// scope is chapter one.
func (t *accounting) scope() {
	t.chapter("核算范围与边界")
	t.say(fmt.Sprintf("本报告核算%s%s%d年化石能源消费的二氧化碳排放，包括煤炭、油品、天然气消费的排放，以及净调入电力、净调入热力隐含的排放；不含工业生产过程、农业、土地利用变化和林业、废弃物处理的排放，也不含甲烷等其他温室气体。", t.province(), t.region, t.year))
	t.say("本核算用于碳排放强度考核，不是温室气体清单，其数不计入清单总量。")
	t.ask("核算的任务来源、组织单位和时间要求")
}

// sources is chapter two.
func (t *accounting) sources() {
	t.chapter("数据来源与口径")
	switch {
	case t.account == nil:
		t.say(fmt.Sprintf("%d年没有可用的核算数据：需要煤炭、油品、天然气的消费量（标准量），净调入电量和净调入热量（indicators.csv），三种化石能源缺一不可。", t.year))
	case t.account.Vintage == "preliminary":
		t.say("本报告为初步核算，采用统计初步数；统计最终数公布后进行最终核算，两次核算结果之差在最终核算报告中说明。")
	case t.account.Vintage == "final":
		t.say("本报告为最终核算，采用统计最终数。")
	default:
		t.say("活动水平数据没有注明是初步数还是最终数。")
		t.ask("数据的版本：初步核算或最终核算")
	}
	if t.account != nil {
		var told []string
		for _, l := range t.account.Lines {
			if where := sourceOf(l); where != "" && !slices.Contains(told, where) {
				told = append(told, where)
			}
		}
		if told != nil {
			t.say("数据来源：" + strings.Join(told, "；") + "。")
		}
	}
	t.ask("统计口径、与能源平衡表和上年数据的衔接")
}

// sourceOf is the document that a line's own figure is from.
func sourceOf(l engine.AccountLine) string {
	for _, leaf := range l.Tree.Leaves() {
		if p := inventory.ParameterOf(leaf); p != nil && p.Origin == l.Origin {
			return p.Document
		}
	}
	return ""
}

// activity is chapter three.
func (t *accounting) activity() {
	t.chapter("活动水平")
	if t.account == nil {
		t.say("没有数据。")
		t.ask("煤炭、油品、天然气消费量，净调入电量、净调入热量")
		return
	}
	if !t.open() {
		t.say(withheld("分品种的能源消费量"))
		return
	}
	var told []string
	for _, l := range t.account.Lines {
		told = append(told, joined(l.Entry.Title.ZH, l.Value.String())+l.Unit.Chinese())
	}
	t.say(fmt.Sprintf("%d年，%s。", t.year, strings.Join(told, "，")))
	t.say("标准量按标准煤计（吨标准煤，tce）。")
	t.ask("能源消费结构和变化的特点")
}

// factors is chapter four.
func (t *accounting) factors() {
	t.chapter("排放因子")
	if t.account == nil {
		t.say("没有核算，不列因子。")
		return
	}
	if !t.open() {
		t.say(withheld("分品种的因子"))
		return
	}
	for _, l := range t.account.Lines {
		for _, leaf := range l.Tree.Leaves() {
			p := inventory.ParameterOf(leaf)
			if p == nil || p.Origin == l.Origin {
				continue
			}
			status := ""
			if p.Status == inventory.Unconfirmed {
				status = "，尚未与印刷原文核对"
			}
			t.say(fmt.Sprintf("%s：%s %s（%s%s）。", l.Entry.Source.ZH, p.Amount, p.In, p.Document, status))
		}
	}
	t.ask("主管部门对因子的要求，如电力排放因子的年份")
}
