package main

import (
	"fmt"
	"strings"
)

// fuelGroups are the groups of fuel of IPCC 2006 V2 Table 1.1, p1.12–1.16, for the fuels of the reference tables. Energy
// carriers are no fuels.
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
}

// added are items that the reference tables do not name and the workspace of a district needs.
var added = [][]string{
	{"汽柴油(未分)", "Petrol and diesel, unsplit", "fuel", "汽柴油", "Petrol and diesel", ""},
	{"生物质", "Biomass fuels, all", "fuel", "生物质燃料", "Biomass fuels", ""},
}

// mayStandFor names, for fuels of which the IPCC tables have no row, those whose factors a district may choose to take.
// The program only suggests them; the choice is the district's and is recorded.
var mayStandFor = map[string]string{
	"洗精煤": "炼焦煤;烟煤;无烟煤", "洗中煤": "烟煤;无烟煤", "煤泥": "烟煤;无烟煤", "其他洗煤": "烟煤;无烟煤", "煤矸石": "烟煤;无烟煤",
	"焦炭制气": "煤气公司煤气", "发生炉煤气": "煤气公司煤气", "水煤气": "煤气公司煤气", "压力气化煤气": "煤气公司煤气", "其他煤气": "煤气公司煤气",
	"其他焦化产品": "焦炭", "石化原料油": "石脑油;其他石油制品", "液化天然气": "天然气", "天然气(气田)": "天然气", "天然气(油田)": "天然气",
}

func (c *conversion) convertItems() error {
	rows, err := c.read("subjects.csv")
	if err != nil {
		return err
	}
	group := map[string]string{}
	for name, members := range fuelGroups {
		for _, item := range strings.Fields(members) {
			group[strings.ReplaceAll(item, "_", " ")] = name
		}
	}
	out := [][]string{{"item", "name_en", "kind", "group", "aliases_zh", "aliases_en", "may_map_to"}}
	add := func(item, en, kind, zh, aliases, may string) error {
		if kind == "fuel" && group[item] == "" {
			return fmt.Errorf("fuel %s has no group", item)
		}
		fuel := ""
		if kind == "fuel" {
			fuel = group[item]
			for _, alias := range append(strings.Split(zh, ";"), item) {
				c.items[alias] = item
			}
		}
		if may == "" {
			may = mayStandFor[item]
		}
		out = append(out, []string{item, en, kind, fuel, zh, aliases, may})
		return nil
	}
	for _, r := range rows {
		if err := add(r["canonical_zh"], r["canonical_en"], r["kind"], r["aliases_zh"], r["aliases_en"], r["may_map_to"]); err != nil {
			return err
		}
	}
	for _, a := range added {
		if err := add(a[0], a[1], a[2], a[3], a[4], a[5]); err != nil {
			return err
		}
	}
	return c.write("items.csv", out)
}

// parents closes the chain of regions from China to the world.
var parents = map[string]string{"China": "East Asia", "East Asia": "Asia", "Asia": "World"}

func (c *conversion) convertRegions() error {
	rows, err := c.read("regions.csv")
	if err != nil {
		return err
	}
	out := [][]string{{"region", "name_zh", "kind", "parent", "members", "aliases"}}
	for i, r := range rows {
		if want, ok := parents[r["region"]]; ok && r["parent"] != want {
			c.note("regions.csv", i+2, r["region"]+": parent "+r["parent"]+" → "+want, "one chain district → province → region → country → Asia → World")
			r["parent"] = want
		}
		out = append(out, []string{r["region"], r["name_zh"], r["kind"], r["parent"], r["members"], r["aliases"]})
	}
	return c.write("regions.csv", out)
}

func (c *conversion) convertGWP() error {
	rows, err := c.read("gwp.csv")
	if err != nil {
		return err
	}
	out := [][]string{{"gas", "formula", "family", "SAR", "TAR", "AR4", "AR5", "AR6", "source", "status"}}
	for _, r := range rows {
		word, err := status(r["confidence"])
		if err != nil {
			return err
		}
		out = append(out, []string{r["gas"], r["formula"], r["family"], r["SAR"], r["TAR"], r["AR4"], r["AR5"], r["AR6"], r["source"], word})
	}
	return c.write("gwp.csv", out)
}
