package main

import (
	"fmt"
	"slices"
	"strings"
)

// fuelGroups are the groups of fuel of IPCC 2006 V2 Table 1.1, p1.12–1.16, for the fuels of the reference tables. Energy
// carriers are no fuels. Waste that is burned as it is collected, fossil and biogenic mixed, is a group of its own.
var fuelGroups = map[string]string{
	"solid": "原煤 电煤 无烟煤 烟煤 炼焦煤 次烟煤 褐煤 烟煤/次烟煤 洗精煤 洗中煤 煤泥 其他洗煤 型煤 褐煤砖 煤制品 煤矸石 焦炭 煤气焦 焦炭制气 其他焦化产品 " +
		"焦炉煤气 高炉煤气 转炉煤气 发生炉煤气 水煤气 压力气化煤气 煤气公司煤气 其他煤气 密闭电石炉炉气 煤焦油 粗苯 油页岩和油砂",
	"liquid": "原油 天然气凝析液 奥里乳化油 页岩油 汽油 航空汽油 喷气汽油 喷气煤油 一般煤油 柴油 柴油(Gas_oil) 燃料油 液化石油气 炼厂干气 炼厂原料 石脑油 溶剂油 石化原料油 沥青 " +
		"润滑油 润滑脂 石蜡 石油焦 其他石油制品 乙烷 甲醇 重油催化裂解煤气 重油热裂解煤气 汽柴油(未分)",
	"gas":            "天然气 天然气(气田) 天然气(油田) 液化天然气",
	"peat":           "泥炭",
	"waste_fossil":   "城市垃圾(非生物质) 工业废物(燃料) 废油",
	"waste_biogenic": "城市垃圾(生物质)",
	"biomass":        "薪柴 秸秆 动物粪便(燃料) 木炭 亚硫酸盐废液(黑液) 沼气 填埋气 污泥气 生物柴油 生物汽油 其他液体生物燃料 生物质",
	"carrier":        "标准煤 电力 热力",
	"waste": "城市生活垃圾 食品垃圾 庭园公园 纸/纸板 木材 纺织品 尿布 橡胶皮革 塑料 金属 玻璃(废物) 其他惰性 危险废物 医疗废物 工业废物 建筑拆除 生活污泥 脱水生活污泥 " +
		"污泥（非生活污泥） 化石液体废物 废塑料 废纸废木 木材及制品 造纸（不含污泥） 食品饮料烟草（不含污泥） 橡胶 石油制品溶剂塑料 纺织(工业废物) 其他(工业废物)",
}

// mayStandFor names, for fuels and products of which the IPCC tables have no row, those whose factors a district may choose to take.
// The program only suggests them; the choice is the district's and is recorded.
var mayStandFor = map[string]string{
	"洗精煤": "炼焦煤;烟煤;无烟煤", "洗中煤": "烟煤;无烟煤", "煤泥": "烟煤;无烟煤", "其他洗煤": "烟煤;无烟煤", "煤矸石": "烟煤;无烟煤",
	"焦炭制气": "煤气公司煤气", "发生炉煤气": "煤气公司煤气", "水煤气": "煤气公司煤气", "压力气化煤气": "煤气公司煤气", "其他煤气": "煤气公司煤气",
	"其他焦化产品": "焦炭", "石化原料油": "石脑油;其他石油制品", "普通硅酸盐水泥": "硅酸盐水泥;水泥", "液化天然气": "天然气", "天然气(气田)": "天然气", "天然气(油田)": "天然气",
}

// manner marks the subjects of the reference tables that are no item but a manner of keeping or treating: they are
// words of the columns detail and technology.
const (
	manner   = "[细项] "
	mannerEN = "[detail] "
)

func (c *conversion) convertItems() error {
	rows, err := c.read("subjects.csv")
	if err != nil {
		return err
	}
	more, err := readFrom("seeds/convert", "items.csv")
	if err != nil {
		return err
	}
	group := map[string]string{}
	for name, members := range fuelGroups {
		for _, item := range strings.Fields(members) {
			group[strings.ReplaceAll(item, "_", " ")] = name
		}
	}
	own := map[string]bool{}
	for _, r := range more {
		own[r["item"]], own[r["name_en"]] = true, true
	}
	items := [][]string{{"item", "name_en", "kind", "group", "aliases_zh", "aliases_en", "may_map_to"}}
	details := [][]string{{"detail", "name_en", "aliases_zh", "aliases_en"}}
	for _, r := range rows {
		name, en, may := r["canonical_zh"], r["canonical_en"], r["may_map_to"]
		if word, ok := strings.CutPrefix(name, manner); ok {
			details = append(details, []string{word, strings.TrimPrefix(en, mannerEN), r["aliases_zh"], r["aliases_en"]})
			continue
		}
		if r["kind"] == "fuel" {
			if group[name] == "" {
				return fmt.Errorf("fuel %s has no group", name)
			}
			for _, alias := range append(strings.Split(r["aliases_zh"], ";"), name) {
				c.fuels[alias] = name
			}
		}
		if may == "" {
			may = mayStandFor[name]
		}
		items = append(items, []string{name, en, r["kind"], group[name], without(r["aliases_zh"], own), without(r["aliases_en"], own), may})
	}
	for _, r := range more {
		items = append(items, []string{r["item"], r["name_en"], r["kind"], group[r["item"]], r["aliases_zh"], r["aliases_en"], mayStandFor[r["item"]]})
	}
	words, err := readFrom("seeds/convert", "details.csv")
	if err != nil {
		return err
	}
	for _, r := range words {
		details = append(details, []string{r["detail"], r["name_en"], r["aliases_zh"], r["aliases_en"]})
	}
	if err := c.write("details.csv", details); err != nil {
		return err
	}
	return c.write("items.csv", items)
}

// without is a list of aliases less those that this folder makes an item of its own: Portland cement is a cement, and
// has a clinker fraction of its own.
func without(aliases string, own map[string]bool) string {
	return strings.Join(slices.DeleteFunc(strings.Split(aliases, ";"), func(alias string) bool { return own[alias] }), ";")
}

// parents closes the chain of regions from China to the world.
var parents = map[string]string{"China": "East Asia", "East Asia": "Asia", "Asia": "World"}

// development is the status by which IPCC tables tell countries apart, for the countries of the tables.
var development = map[string]string{"China": "developing"}

// members are those of groups of countries that the reference table leaves open: IPCC 2019 Refinement V5 Annex Table 6A.6.
var members = map[string]string{"Industrialised Asia": "Japan;China"}

// convertRegions brings the regions over. Climates and ecological zones stand in climates.csv, the development status in
// a column of its own; a group of countries keeps its members, so that a region inside it finds the group's rows.
func (c *conversion) convertRegions() error {
	rows, err := c.read("regions.csv")
	if err != nil {
		return err
	}
	out := [][]string{{"region", "name_zh", "kind", "parent", "members", "aliases", "development"}}
	for i, r := range rows {
		name, drop := r["region"], ""
		switch {
		case r["kind"] == "climate" || r["kind"] == "ecological zone":
			drop = "a climate, no place: climates.csv"
		case name == "Developed countries" || name == "Developing countries":
			drop = "a development status, no place: column development"
		case r["kind"] == "power grid":
			c.note("regions.csv", i+2, name+": members "+r["members"], "dropped: no grid is a parent of a province")
			r["members"] = ""
		}
		if drop != "" {
			c.note("regions.csv", i+2, name, drop)
			continue
		}
		if of, ok := members[name]; ok && r["members"] == "" {
			c.note("regions.csv", i+2, name+": members "+of, "read in print: IPCC 2019 Refinement V5 Annex Table 6A.6")
			r["members"] = of
		}
		if want, ok := parents[name]; ok && r["parent"] != want {
			c.note("regions.csv", i+2, name+": parent "+r["parent"]+" → "+want, "one chain district → province → region → country → Asia → World")
			r["parent"] = want
		}
		out = append(out, []string{name, r["name_zh"], r["kind"], r["parent"], r["members"], r["aliases"], development[name]})
	}
	return c.write("regions.csv", out)
}
