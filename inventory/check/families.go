package check

import (
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/spelling"
)

// Family is the rules of one file: what they look at is of one kind. ID is a word that stays, Title its name for people.
type Family struct {
	ID    string
	Title inventory.Text
	Rules []Rule
}

// of names the rules of a file.
func of(id, zh, en string, rules []Rule) Family {
	return Family{id, inventory.Text{ZH: zh, EN: en}, rules}
}

// Families lists the families of rules in their order.
func Families() []Family {
	return []Family{
		of("power", "电力和热力", "electricity and heat", electricityAndHeat()),
		of("facilities", "设施的燃料", "fuel of facilities", facilities()),
		of("fuels", "燃料与能源平衡表", "fuels and the energy balance", fuels()),
		of("processes", "工业过程与燃料", "processes and fuels", processes()),
		of("minerals", "水泥、石灰、玻璃", "cement, lime, glass", minerals()),
		of("metals", "金属冶炼", "metals", metals()),
		of("products", "产品使用与废弃物燃料", "products used, waste burned", products()),
		of("waste", "固体废弃物", "solid waste", waste()),
		of("gases", "回收和泄漏的气体", "gases recovered and leaked", gases()),
		of("mines", "煤矿", "coal mines", mines()),
		of("banks", "氟化气体存量", "banks of fluorinated gases", banks()),
		of("electrical", "电力设备", "electrical equipment", electrical()),
		of("herds", "畜群", "herds", herds()),
		of("agriculture", "氮和秸秆", "nitrogen and straw", agricultural()),
		of("fields", "农田", "fields", fields()),
		of("wastewater", "废水和污泥", "waste water and sludge", wastewater()),
		of("manure", "粪便的沼气和氮", "biogas and nitrogen of manure", manure()),
		of("borders", "跨区界的设备和垃圾", "equipment and waste that cross the border", borders()),
		of("arithmetic", "清单自身的算术", "arithmetic of the inventory itself", arithmetic()),
		of("land", "土地利用", "land use", landUse()),
		of("complete", "完整性", "completeness", complete()),
		of("years", "各年之间", "the course of the years", jumps()),
		of("sumrows", "混在设施里的合计", "sums among the facilities", sumRows()),
		of("implied", "单位活动水平排放", "implied emission factors", implied()),
		of("repeated", "重复的数", "figures that repeat", repeated()),
		of("sums", "总量、分项和两种方法", "totals, parts and the two approaches", sums()),
		of("figures", "同一量的几个数", "several figures of one quantity", twoFigures()),
		of("indicators", "社会经济指标", "indicators", indicators()),
		of("targets", "目标", "targets", planTargets()),
		of("factors", "因子", "factors", factorRows()),
		of("carbon", "碳平衡", "balance of carbon", carbon()),
	}
}

// Rules lists the rules of all families in their order.
func Rules() []Rule {
	var out []Rule
	for _, family := range Families() {
		out = append(out, family.Rules...)
	}
	return out
}

// codePrefix stands before the id of a rule in the code of a problem that it found.
const codePrefix = "check-"

// Code is the code of the problems that the rule finds: check-d1.
func (r Rule) Code() string { return codePrefix + strings.ToLower(r.ID) }

// is tells whether the rule is meant: by its id, whatever the case, or by the code of its problems.
func (r Rule) is(written string) bool {
	written = strings.ToLower(strings.TrimSpace(written))
	return written == strings.ToLower(r.ID) || written == r.Code()
}

// Named is the rule of an id, whatever its case, or of the code of a problem.
func Named(id string) (Rule, bool) {
	rules := Rules()
	at := slices.IndexFunc(rules, func(r Rule) bool { return r.is(id) })
	if at < 0 {
		return Rule{}, false
	}
	return rules[at], true
}

// Nearest is the id of a rule that is most like what was written; "" if none is.
func Nearest(id string) string {
	var ids []string
	for _, rule := range Rules() {
		ids = append(ids, rule.ID)
	}
	return spelling.Nearest(strings.TrimPrefix(strings.ToLower(strings.TrimSpace(id)), codePrefix), ids)
}
