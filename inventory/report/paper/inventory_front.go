package paper

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// inventory is the report of the inventory.
func (t *teller) inventory() *document {
	t.cover(fmt.Sprintf("%s%d年温室气体清单报告", t.region, t.s.Year))
	t.add(centred, text("摘　要"))
	t.abstract()
	t.newPage()
	t.overview()
	t.emissions()
	t.sectors()
	t.keyCategories()
	t.uncertainty()
	t.completeness()
	t.quality()
	t.recalculations()
	t.intensities()
	t.annex(func(id string) bool {
		other := strings.HasPrefix(id, "summary.") && id != fmt.Sprintf("summary.%d", t.s.Base)
		return !other && !strings.HasPrefix(id, "crosswalk.")
	}, "其他年份的汇总表和完整的长表见 tables.xlsx，与其他分类的对照见 crosswalk.csv。")
	return t.document
}

// cover is the title page and a place for the table of contents.
func (t *teller) cover(name string) {
	t.add(title, text(name))
	if !t.open() {
		t.add(subtitle, text("（公开版）"))
	}
	t.add(subtitle, fill("编制单位"))
	t.add(subtitle, fill("编制日期"))
	t.newPage()
	t.add(centred, text("目　录"))
	t.ask("在 Word 或 WPS 中于此处插入自动目录（引用—目录），各级标题已用标题样式")
	t.newPage()
}

// potentials are the assessment reports of the IPCC that the sets of potentials come from.
var potentials = map[string]string{"SAR": "第二次", "TAR": "第三次", "AR4": "第四次", "AR5": "第五次", "AR6": "第六次"}

// rules says what the inventory follows.
func (t *teller) rules() string {
	name := t.inv.Guide
	if guide := t.inv.Vocabulary.Guides[t.inv.Guide]; guide != nil {
		name = guide.Title.ZH
	}
	gwp := t.inv.GWPSet
	if which := potentials[gwp]; which != "" {
		gwp = "政府间气候变化专门委员会（IPCC）" + which + "评估报告（" + gwp + "）的百年值"
	}
	return fmt.Sprintf("本清单按《%s》编制，全球增温潜势采用%s。", name, gwp)
}

// abstract is what a reader in a hurry takes away.
func (t *teller) abstract() {
	t.say(t.rules())
	t.say(t.totalSentence())
	t.say(t.sectorSentence())
	t.say(t.landSentence())
	t.say(t.gasSentence())
	t.say(t.keysSentence())
	t.say(t.uncertaintySentence())
	t.say(t.completeSentence())
	t.ask("用两三句话说明本年排放变化的主要原因和下一步工作")
}

// totalSentence tells of the total without land, what official texts call 排放总量.
func (t *teller) totalSentence() string {
	total := t.territorial(t.s.Year, inventory.ScopeWithoutLand)
	const what = "温室气体排放总量（不含土地利用变化和林业）"
	if !total.number {
		return t.none(fmt.Sprintf("%d年%s%s", t.s.Year, t.region, what), total)
	}
	out := fmt.Sprintf("%d年%s%s为%s二氧化碳当量%s", t.s.Year, t.region, what, mass(total.value), t.changes(inventory.ScopeWithoutLand))
	if len(t.earlier()) == 0 {
		out += "；没有更早年份的清单，不比较变化"
	}
	return out + "。"
}

// none says of an amount without a figure why it has none.
func (t *teller) none(what string, a amount) string {
	switch {
	case a.hidden:
		return withheld(what)
	case a.key != "":
		return what + "没有数（" + a.key + "）。"
	}
	return what + "没有数据。"
}

// sector is a part of the inventory as the provincial guide names it: the sum of categories without some below them.
type sector struct {
	id, name    string
	of, without []string
}

// forestFires belong to land, though they stand beside the sources of agriculture.
const forestFires = "3.C.1.a"

// sectorList are the sectors of the total without land; the other of the tree, indirect N2O, stands at the end.
var sectorList = []sector{
	{"energy", "能源活动", []string{"1"}, nil}, {"industry", "工业生产过程和产品使用", []string{"2"}, nil}, {"agriculture", "农业活动", []string{"3.A", "3.C"}, []string{forestFires}},
	{"waste", "废弃物处理", []string{"4"}, nil}, {"", "其他", []string{"5"}, nil},
}

// land is the sector outside of it.
var land = sector{"land", "土地利用变化和林业", []string{"3.B", "3.D", forestFires}, nil}

// of is the CO2-equivalent of a sector.
func (t *teller) of(year int, s sector) amount {
	var parts []amount
	for _, code := range s.of {
		parts = append(parts, t.territorial(year, code))
	}
	for _, code := range s.without {
		a := t.territorial(year, code)
		a.value = a.value.Neg()
		parts = append(parts, a)
	}
	return plus(parts...)
}

// holds are the categories that a sector is told by: those below its own.
func (t *teller) holds(s sector) (out []*inventory.Category) {
	for _, code := range s.of {
		top := t.inv.Vocabulary.Categories.Must(code)
		if code == forestFires {
			out = append(out, top)
			continue
		}
		for _, c := range top.Children {
			if slices.ContainsFunc(c.Children, func(below *inventory.Category) bool { return slices.Contains(s.without, below.Code) }) {
				out = append(out, slices.DeleteFunc(slices.Clone(c.Children), inventory.IsLand)...)
			} else {
				out = append(out, c)
			}
		}
	}
	return out
}

// listed joins what several parts of a whole amount to, with the note that they do not add up as printed where they do not.
func listed(whole amount, names []string, parts []amount) string {
	var told []string
	var values []decimal.Decimal
	all := whole.number
	for i, a := range parts {
		if !a.number && !a.hidden {
			continue
		}
		told = append(told, joined(names[i], a.written())+share(a, whole))
		values, all = append(values, a.value), all && a.number
	}
	if told == nil {
		return ""
	}
	out := strings.Join(told, "；")
	if all && printedApart(whole.value, values) {
		out += "（因四舍五入，分项之和与合计可能不等）"
	}
	return out
}

func (t *teller) sectorSentence() string {
	var names []string
	var parts []amount
	for _, s := range sectorList {
		names, parts = append(names, s.name), append(parts, t.of(t.s.Year, s))
	}
	out := listed(t.territorial(t.s.Year, inventory.ScopeWithoutLand), names, parts)
	if out == "" {
		return ""
	}
	return "分部门看，" + out + "。"
}

func (t *teller) landSentence() string {
	net := t.of(t.s.Year, land)
	if !net.number {
		return t.none(fmt.Sprintf("%d年土地利用变化和林业的排放和吸收", t.s.Year), net)
	}
	verb, size := "净排放", net.value
	if size.IsNegative() {
		verb, size = "净吸收", size.Neg()
	}
	out := fmt.Sprintf("土地利用变化和林业%s%s二氧化碳当量", verb, mass(size))
	if total := t.territorial(t.s.Year, inventory.ScopeTotal); total.number {
		out += fmt.Sprintf("，计入后总量为%s二氧化碳当量%s", mass(total.value), t.changes(inventory.ScopeTotal))
	}
	return out + "。"
}

// gasList are the gases as official texts list them.
var gasList = []struct{ name, gas string }{{"二氧化碳", "CO2"}, {"甲烷", "CH4"}, {"氧化亚氮", "N2O"}, {"氟化气体", inventory.FGases}}

func (t *teller) gasSentence() string {
	var names []string
	var parts []amount
	for _, g := range gasList {
		names = append(names, g.name)
		parts = append(parts, t.amountOf(inventory.Figure{Year: t.s.Year, Boundary: inventory.Territorial, Scope: inventory.ScopeWithoutLand, Gas: g.gas}))
	}
	out := listed(t.territorial(t.s.Year, inventory.ScopeWithoutLand), names, parts)
	if out == "" {
		return ""
	}
	return "分气体看（折二氧化碳当量，不含土地利用变化和林业），" + out + "。"
}

// overview is chapter one.
func (t *teller) overview() {
	t.chapter("清单编制概况")
	t.part("区域与机构安排")
	t.say(fmt.Sprintf("本清单的地理边界为%s%s（行政区划代码%s）。", t.province(), t.region, t.inv.Region))
	t.ask("自然地理、人口、经济和能源概况；清单编制的组织机构、职责分工和工作过程")
	t.part("编制方法学")
	t.say(t.rules() + fmt.Sprintf("清单涵盖能源活动、工业生产过程和产品使用、农业活动、土地利用变化和林业、废弃物处理，年份为%s。", yearsOf(t.inv.Years)))
	t.say("总量只含边界内的排放和吸收；国际燃料舱、生物质燃烧的二氧化碳作为信息项，调入电力和热力的间接排放单独列出，均不计入总量。")
	t.show("gwp", "全球增温潜势表", "清单没有用到")
	t.part("数据来源")
	t.say("活动水平来自各部门统计和企业数据，每个数都可追溯到来源单元格；因子优先采用本地实测值，其次依次为下列因子集：" + strings.Join(t.s.Workspace.Config.FactorSets, "、") + "。")
	t.ask("各部门提供数据的情况、调查和座谈过程")
	t.show("assumptions", "假设与取值决定", "没有这类记录")
}

// province names the province, unless the region's own name says it.
func (t *teller) province() string {
	if name := t.s.Workspace.Config.Region.Province; !strings.HasPrefix(t.region, name) {
		return name
	}
	return ""
}

// yearsOf writes years, runs of them as 2015—2024年.
func yearsOf(years []int) string {
	var out []string
	for i := 0; i < len(years); {
		last := i
		for last+1 < len(years) && years[last+1] == years[last]+1 {
			last++
		}
		if one := strconv.Itoa(years[i]); last == i {
			out = append(out, one+"年")
		} else {
			out = append(out, one+"—"+strconv.Itoa(years[last])+"年")
		}
		i = last + 1
	}
	return strings.Join(out, "、")
}

// emissions is chapter two.
func (t *teller) emissions() {
	t.chapter("温室气体排放总体情况")
	t.part("排放总量")
	t.say(t.totalSentence())
	t.say(t.landSentence())
	t.show("summary", "温室气体清单汇总表", "没有数")
	t.say(t.guideSentence())
	t.say(t.indirectSentence())
	t.part("分部门排放")
	t.say(t.sectorSentence())
	t.part("分气体排放")
	t.say(t.gasSentence())
	t.show("series.gas", "历年分气体排放", "没有数")
	t.part("变化趋势")
	t.say(t.trendSentence())
	t.show("series.category", "历年分类别排放", "没有数")
	for _, of := range []string{"co2", "industry", "intensity"} {
		t.show("decomposition."+of, map[string]string{"co2": "燃烧二氧化碳的因素分解", "industry": "工业分行业的因素分解", "intensity": "强度的因素分解"}[of], "数据不足")
	}
	t.ask("结合经济、能源和产业变化，说明排放变化的原因")
}

// trendSentence tells where the years of the total without land lie.
func (t *teller) trendSentence() string {
	var low, high amount
	var lowest, highest int
	var years []int
	for _, year := range t.inv.Years {
		a := t.territorial(year, inventory.ScopeWithoutLand)
		if !a.number || year > t.s.Year {
			continue
		}
		years = append(years, year)
		if !low.number || a.value.LessThan(low.value) {
			low, lowest = a, year
		}
		if !high.number || a.value.GreaterThan(high.value) {
			high, highest = a, year
		}
	}
	if len(years) < 2 {
		return "公布的清单不足两年，不分析趋势。"
	}
	first, last := years[0], years[len(years)-1]
	out := fmt.Sprintf("%s，排放总量（不含土地利用变化和林业）最低为%d年的%s、最高为%d年的%s二氧化碳当量", yearsOf(years), lowest, mass(low.value), highest, mass(high.value))
	if c := change(fmt.Sprintf("比%d年", first), t.territorial(first, inventory.ScopeWithoutLand), t.territorial(last, inventory.ScopeWithoutLand)); c != "" {
		out += fmt.Sprintf("，%d年%s", last, c)
	}
	if slices.ContainsFunc(years, func(year int) bool { return !t.comparable(first, year, inventory.ScopeWithoutLand) }) {
		out += "；各年有数的类别和气体不同，年际差别不全是排放的变化"
	}
	return out + "。"
}

// guideSentence tells by how much the total of the summary in the guide's form differs from that of the inventory, which also holds
// categories for which the guide has no row.
func (t *teller) guideSentence() string {
	total := t.territorial(t.s.Year, inventory.ScopeWithoutLand)
	e := t.find("summary")
	if e == nil || !total.number {
		return ""
	}
	for _, row := range e.Rows {
		if row.Cells[0].Text.ZH != "TX" {
			continue
		}
		var guide decimal.NullDecimal // of the last figure of the row
		for _, c := range row.Cells {
			if c.Exact.Valid {
				guide = c.Exact
			}
		}
		if !guide.Valid || mass(guide.Decimal) == mass(total.value) {
			return ""
		}
		return fmt.Sprintf("汇总表按省级指南的表式，其总量（不包括土地利用变化和林业）为%s二氧化碳当量，与本报告的排放总量相差%s，是指南的表没有对应行的类别。", mass(guide.Decimal), mass(total.value.Sub(guide.Decimal)))
	}
	return ""
}

// indirectSentence tells of imported electricity and heat.
func (t *teller) indirectSentence() string {
	a := t.amountOf(inventory.Figure{Year: t.s.Year, Boundary: inventory.Indirect, Scope: inventory.ScopeTotal, Gas: inventory.AllGases})
	const what = "调入电力、热力的间接排放"
	if !a.number {
		return t.none(what, a)
	}
	return fmt.Sprintf("%s为%s二氧化碳当量，不计入总量。", what, mass(a.value))
}
