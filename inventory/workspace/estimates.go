package workspace

import (
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/spelling"
	"ghg/inventory/table"
)

var estimateSchema = table.Schema{
	{Name: "year", ZH: "年份", Aliases: []string{"年度"}, Required: true},
	{Name: "category", ZH: "类别", Required: true},
	{Name: "facility", ZH: "设施", Required: true},
	{Name: "item", ZH: "项目"},
	{Name: "gas", ZH: "气体", Required: true},
	{Name: "value", ZH: "数值", Required: true},
	{Name: "unit", ZH: "单位", Required: true},
	{Name: "gwp_set", ZH: "GWP集"},
	{Name: "boundary", ZH: "边界", Required: true},
	{Name: "uncertainty", ZH: "不确定度"},
	{Name: "verifier", ZH: "核查机构", Required: true},
	{Name: "source", ZH: "来源"},
	{Name: "department", ZH: "责任部门"},
	{Name: "note", ZH: "备注"},
}

type estimateRow struct {
	Year        string `csv:"year"`
	Category    string `csv:"category"`
	Facility    string `csv:"facility"`
	Item        string `csv:"item"`
	Gas         string `csv:"gas"`
	Value       string `csv:"value"`
	Unit        string `csv:"unit"`
	GWPSet      string `csv:"gwp_set"`
	Boundary    string `csv:"boundary"`
	Uncertainty string `csv:"uncertainty"`
	Verifier    string `csv:"verifier"`
	Source      string `csv:"source"`
	Department  string `csv:"department"`
	Note        string `csv:"note"`
}

// boundaryWords are the words of the boundaries, each at its boundary's place.
var boundaryWords = []word{{inventory.Territorial.String(), "境内"}, {inventory.Indirect.String(), "间接"}, {inventory.MemoItem.String(), "信息项"}}

// estimates reads a table of verified emissions.
func (l *loader) estimates(name string) {
	rows(l, name, estimateSchema, func(r *row, c *estimateRow) {
		out := &inventory.Verified{Year: r.year("year", c.Year), Category: r.category("category", c.Category), Facility: r.facility("facility", r.must("facility", c.Facility)),
			Document: r.keep(c.Source), Department: r.department(c.Department), Note: r.keep(c.Note), Place: r.place}
		r.in = out.Category
		out.Item = r.item("item", c.Item)
		out.Gas = r.gas("gas", c.Gas)
		r.amount(out, c.Value, c.Unit)
		if out.Gas != "" && !r.bad {
			r.mass(out, c.GWPSet, l.ws.Config.GWP)
		}
		r.boundary(out, c.Boundary)
		if c.Uncertainty != "" {
			out.Uncertainty = r.percent("uncertainty", c.Uncertainty)
		}
		r.verifier(out, c.Verifier)
		if !r.bad {
			l.ws.Verified = append(l.ws.Verified, out)
		}
	})
}

// gas finds a gas; "" if it is unknown. A sum over gases is none.
func (r *row) gas(field, text string) string {
	if text == "" {
		r.must(field, text)
		return ""
	}
	if found, ok := r.voc.Gases.Lookup(text); ok {
		return found.Name
	}
	if slices.Contains([]string{"co2e", "co2eq", "co2-e", "co2-eq", "all", "ghg", "二氧化碳当量", "合计", "总量"}, spelling.Fold(text)) {
		r.refuse(field, "estimate-of-all-gases",
			inventory.Text{ZH: "“" + table.Excerpt(text) + "”不是一种气体：各气体合成一个数的不能计入", EN: `"` + table.Excerpt(text) + `" is not one gas: a figure over several gases cannot enter`},
			inventory.Text{ZH: "按核查报告分气体各写一行，写质量（t）", EN: "give a row for each gas of the verified report, with its mass (t)"})
		return ""
	}
	return r.gasNamed(field, text)
}

// gasNamed finds one gas; "" if it is unknown.
func (r *row) gasNamed(field, text string) string {
	if found, ok := r.voc.Gases.Lookup(text); ok {
		return found.Name
	}
	r.refuse(field, "unknown-gas",
		inventory.Text{ZH: "不认识的气体“" + table.Excerpt(text) + "”", EN: `unknown gas "` + table.Excerpt(text) + `"`},
		suggest(r.voc.Gases.Nearest(table.Excerpt(text)), inventory.Text{ZH: "如 CO2、CH4、N2O、SF6、HFC-134a", EN: "such as CO2, CH4, N2O, SF6, HFC-134a"}))
	return ""
}

// amount reads the figure.
func (r *row) amount(out *inventory.Verified, value, unit string) {
	if value == "" {
		r.refuse("value", "no-value",
			inventory.Text{ZH: "没有数值：本表只写已核查的数", EN: "there is no figure: the table is of what was verified"},
			inventory.Text{ZH: "删去这一行；还没有数的设施在 activity/ 写一行标记 NE 和理由", EN: "remove the row; a facility without a figure belongs into activity/ with the key NE and the reason"})
		return
	}
	sound := false
	if out.Value, sound = r.number("value", value); sound && out.Value.IsNegative() && out.Category != nil && !inventory.IsLand(out.Category) {
		r.refuse("value", "negative-emission",
			inventory.Text{ZH: "排放量是负数 " + table.Excerpt(value), EN: "the emission is negative: " + table.Excerpt(value)},
			inventory.Text{ZH: "写排放量；清除量只属于土地利用变化和林业", EN: "give what is emitted: removals belong to land use and forestry only"})
	}
	if unit = r.must("unit", unit); unit != "" {
		out.Unit = r.unit("unit", unit)
	}
}

// mass holds unit and GWP set against each other: masses by gas are what enters, and a CO2-equivalent only by the set of the
// workspace, which turns it back into a mass.
func (r *row) mass(out *inventory.Verified, set, own string) {
	known := r.gwpSet(set)
	if set != "" && known == "" {
		return
	}
	out.Unit = out.Unit.Of(out.Gas)
	asCO2e := out.Unit.SameDimension(inventory.TonneCO2e())
	switch {
	case !asCO2e && !out.Unit.SameDimension(inventory.TonneOf(out.Gas)):
		r.refuse("unit", "wrong-dimension",
			inventory.Text{ZH: "单位 " + out.Unit.String() + " 不是 " + out.Gas + " 的质量", EN: "unit " + out.Unit.String() + " is no mass of " + out.Gas},
			inventory.Text{ZH: "写该气体的质量，如 t、万t", EN: "give the mass of the gas, in t or 10^4 t"})
	case asCO2e && known == "":
		r.refuse("gwp_set", "no-gwp-set",
			inventory.Text{ZH: "二氧化碳当量没有写 GWP 集", EN: "the CO2-equivalent does not say by which GWP set"},
			inventory.Text{ZH: "写该气体的质量（t），或写明 GWP 集", EN: "give the mass of the gas (t), or name the set"})
	case known != "" && own != "" && known != own:
		r.refuse("gwp_set", "gwp-set-differs",
			inventory.Text{ZH: "此数按 GWP 集 " + known + "，本清单用 " + own + "：两个 GWP 集不能混用", EN: "the figure is by GWP set " + known + ", the inventory by " + own + ": two sets are never mixed"},
			inventory.Text{ZH: "写核查报告中该气体的质量（t），gwp_set 留空", EN: "give the mass of the gas (t) of the verified report, and leave gwp_set blank"})
	case asCO2e && r.voc.Gases.GWP(out.Gas, known) == nil:
		r.refuse("gas", "gwp-missing",
			inventory.Text{ZH: "GWP 集 " + known + " 没有 " + out.Gas + " 的值，二氧化碳当量换不回质量", EN: "GWP set " + known + " has no value for " + out.Gas + ": the CO2-equivalent cannot be turned into a mass"},
			inventory.Text{ZH: "写该气体的质量（t）", EN: "give the mass of the gas (t)"})
	case asCO2e:
		out.GWPSet = known
	}
}

// gwpSet finds a GWP set; "" if it is unknown or blank.
func (r *row) gwpSet(text string) string {
	at := slices.IndexFunc(inventory.GWPSets, func(name string) bool { return spelling.Fold(name) == spelling.Fold(text) })
	switch {
	case text == "":
		return ""
	case at < 0:
		r.refuse("gwp_set", "unknown-gwp-set",
			inventory.Text{ZH: "不认识的 GWP 集“" + table.Excerpt(text) + "”", EN: `unknown GWP set "` + table.Excerpt(text) + `"`},
			inventory.Text{ZH: "可用：" + strings.Join(inventory.GWPSets, "、"), EN: "one of " + strings.Join(inventory.GWPSets, ", ")})
		return ""
	}
	return inventory.GWPSets[at]
}

// verifier demands the name of who verified the figure.
func (r *row) verifier(out *inventory.Verified, text string) {
	if out.Verifier = r.keep(text); text == "" {
		r.refuse("verifier", "no-verifier",
			inventory.Text{ZH: "没有写核查机构：没有核查的数不能代替计算值", EN: "no verifier is named: a figure that nobody verified does not replace a computed one"},
			inventory.Text{ZH: "写核查机构；没有核查过的，把活动水平写入 activity/", EN: "name the verifier; what was not verified belongs into activity/ as activity"})
	}
}

// boundary reads the boundary and holds it against the category: purchased electricity and heat are indirect and nothing
// else is, bunkers are memo items, and so is biogenic CO2.
func (r *row) boundary(out *inventory.Verified, text string) {
	name := r.oneOf("boundary", r.must("boundary", text), boundaryWords)
	at := slices.IndexFunc(boundaryWords, func(w word) bool { return w.name == name })
	if at < 0 || out.Category == nil {
		return
	}
	out.Boundary = inventory.Boundary(at)
	entry := r.voc.Accounting(out.Category)
	switch {
	case entry == nil:
		r.refuse("category", "category-too-general",
			inventory.Text{ZH: out.Category.Code + " 太笼统：全厂合计不是一个类别的排放", EN: out.Category.Code + " is too general: the sum of a plant is no figure of one category"},
			inventory.Text{ZH: "按核查报告分开：燃烧写所属行业（如 1.A.2.f），过程写 2 下的类别（如 2.A.1），购入电力、热力写 M.3、M.4", EN: "split it as the verified report does: combustion under its industry (1.A.2.f), process under 2 (2.A.1), purchased electricity and heat under M.3, M.4"})
	case out.Boundary == entry.Boundary, out.Boundary == inventory.MemoItem && entry.Boundary == inventory.Territorial && out.Gas == "CO2":
	default:
		r.refuse("boundary", "boundary-of-category",
			inventory.Text{ZH: out.Category.Code + " 的边界是 " + entry.Boundary.String() + "，不是 " + name, EN: out.Category.Code + " is " + entry.Boundary.String() + ", not " + name},
			inventory.Text{ZH: "购入电力、热力（M.3、M.4）写 indirect，国际燃料舱和生物成因 CO2 写 memo，其余写 territorial；三者从不相加", EN: "purchased electricity and heat (M.3, M.4) are indirect, bunkers and biogenic CO2 memo, all else territorial; the three are never added"})
	}
}
