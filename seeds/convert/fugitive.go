package main

import (
	"regexp"
	"strings"
)

// fugitiveSubjects are the subjects of the fugitive tables of which the category says a part already: what is left tells
// a row from the others of its category. A rank of coal is an item.
var fugitiveSubjects = map[string]names{
	"煤炭 井工开采": {}, "煤炭 井工矿矿后活动": {}, "煤炭 露天开采": {}, "煤炭 露天矿矿后活动": {}, "露天煤矿 开采": {}, "露天矿 矿后活动": {},
	"露天煤矿": {}, "露天煤矿(矿后活动)": {},
	"国有重点煤矿 井工开采": {technology: "国有重点煤矿"}, "地方国有煤矿 井工开采": {technology: "地方国有煤矿"}, "乡镇煤矿 井工开采": {technology: "乡镇煤矿"},
	"高瓦斯矿 矿后活动": {technology: "高瓦斯矿"}, "低瓦斯矿 矿后活动": {technology: "低瓦斯矿"}, "高瓦斯矿井(矿后活动)": {technology: "高瓦斯矿"}, "低瓦斯矿井(矿后活动)": {technology: "低瓦斯矿"},
	"甲烷密度(20℃,1个大气压)": {}, "二氧化碳密度(20℃,1个大气压)": {}, "抽采瓦斯火炬燃烧效率": {}, "甲烷完全燃烧CO2质量比": {},
	"废弃煤矿": {}, "废弃煤矿 高瓦斯矿井比例": {}, "废弃煤矿 关闭前排放量(方法2)": {},
	"废弃煤矿 衰减系数 无烟煤": {item: "无烟煤"}, "废弃煤矿 衰减系数 烟煤": {item: "烟煤"}, "废弃煤矿 衰减系数 次烟煤": {item: "次烟煤"},
	"常规原油开采 井口装置": {technology: "井口装置"}, "常规原油开采 单井储油装置": {technology: "单井储油装置"}, "常规原油开采 接转站": {technology: "接转站"}, "常规原油开采 联合站": {technology: "联合站"},
	"天然气开采 井口装置": {technology: "井口装置"}, "天然气开采 常规集气系统": {technology: "常规集气系统"}, "天然气开采 计量/配气站": {technology: "计量/配气站"},
	"天然气开采 储气总站": {technology: "储气总站"}, "天然气输送 增压站": {technology: "增压站"}, "天然气输送 计量站": {technology: "计量站"}, "天然气输送 管线(逆止阀)": {technology: "管线逆止阀"},
	"用户端泄漏 商业和居民用气设备": {technology: "商业和居民用气设备"}, "用户端泄漏 天然气汽车": {technology: "天然气汽车"}, "用户端泄漏 工业企业和电厂": {technology: "工业企业和电厂"},
}

// measuredGas is filed under all of oil and gas and is of venting or of flaring alone, whichever segment it comes from.
var measuredGas = map[string]string{"放空气": "1.B.2.a.i;1.B.2.b.i", "火炬气": "1.B.2.a.ii;1.B.2.b.ii"}

// segment is a name of the fugitive tables: the segment, in brackets the practice, and what it is counted by.
var segment = regexp.MustCompile(`^([^()]+)(?:\(([^()]+)\))?(?:\(?(按[^()]+)\)?)?$`)

// fugitive takes the subject of a fugitive row apart: 天然气勘探(常规)按井数 is the segment 天然气勘探 with the practice 常规,
// counted by wells.
func fugitive(printed string) names {
	if known, ok := fugitiveSubjects[printed]; ok {
		known.reworded = true
		return known
	}
	name, rest, _ := strings.Cut(printed, "|")
	parts := segment.FindStringSubmatch(name)
	if parts == nil {
		return names{detail: strings.ReplaceAll(printed, "|", ";")}
	}
	out := names{detail: parts[1], technology: strings.ReplaceAll(parts[2], ",", ";"), basis: parts[3], code: measuredGas[parts[1]]}
	if known, ok := fugitiveSubjects[parts[1]]; ok {
		out.item, out.detail, out.reworded = known.item, known.detail, true
	}
	if strings.HasPrefix(out.technology, "按") {
		out.technology, out.basis = "", out.technology
	}
	if rest != "" {
		out.technology = strings.TrimPrefix(out.technology+";"+strings.ReplaceAll(rest, "|", ";"), ";")
	}
	return out
}
