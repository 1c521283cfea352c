package paper

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// sectors is chapter three.
func (t *teller) sectors() {
	t.chapter("各部门排放")
	hints := map[string]string{
		"energy": "能源生产、加工转换和消费的特点", "industry": "主要工业产品产量和工艺的变化", "agriculture": "种植业和养殖业的变化",
		"land": "森林资源和土地利用的变化", "waste": "垃圾和污水处理设施与处理方式的变化",
	}
	all := slices.Clone(sectorList[:3])
	all = append(all, land, sectorList[3])
	for _, s := range all {
		t.part(s.name)
		t.say(t.sectorTotal(s))
		t.say(t.largest(s))
		t.say(t.methods(s))
		if s.id == "energy" {
			t.energyChecks()
		}
		t.show("sector."+s.id, s.name+"的活动水平、因子和排放", "本年没有数")
		t.ask(hints[s.id] + "对排放的影响")
	}
}

// sectorTotal tells what a sector emits and how that changed.
func (t *teller) sectorTotal(s sector) string {
	now := t.of(t.s.Year, s)
	if !now.number {
		return t.none(fmt.Sprintf("%d年%s的排放", t.s.Year, s.name), now)
	}
	verb, size := "排放", now.value
	if size.IsNegative() {
		verb, size = "净吸收", size.Neg()
	}
	out := fmt.Sprintf("%d年%s%s%s二氧化碳当量%s", t.s.Year, s.name, verb, mass(size), share(now, t.territorial(t.s.Year, inventory.ScopeWithoutLand)))
	if s.id == land.id {
		out = fmt.Sprintf("%d年%s%s%s二氧化碳当量", t.s.Year, s.name, verb, mass(size))
	} else if strings.Contains(out, "，占") {
		out = strings.Replace(out, "，占", "，占总量（不含土地利用变化和林业）的", 1)
	}
	alike := true
	for _, year := range t.earlier() {
		c := change(fmt.Sprintf("比%d年", year), t.of(year, s), now)
		if c == "" {
			continue
		}
		out += "，" + c
		for _, code := range s.of {
			alike = alike && t.comparable(year, t.s.Year, code)
		}
	}
	if !alike {
		out += "（各年有数的类别和气体不同，变化不全是排放的变化）"
	}
	return out + "。"
}

// mostNamed is how many categories of a sector a sentence names.
const mostNamed = 5

// largest names the categories of a sector that emit or take up most: those below its own.
func (t *teller) largest(s sector) string {
	type named struct {
		name string
		amount
	}
	var found []named
	for _, c := range t.holds(s) {
		if a := t.territorial(t.s.Year, c.Code); a.number && !a.value.IsZero() {
			found = append(found, named{c.Name.ZH, a})
		}
	}
	if len(found) < 2 {
		return ""
	}
	slices.SortStableFunc(found, func(a, b named) int { return b.value.Abs().Cmp(a.value.Abs()) })
	var told []string
	var values []decimal.Decimal
	for _, n := range found[:min(mostNamed, len(found))] {
		told, values = append(told, joined(n.name, mass(n.value))), append(values, n.value)
	}
	out := "其中，" + strings.Join(told, "，")
	if left := len(found) - mostNamed; left > 0 {
		out += fmt.Sprintf("，其余%d类略", left)
	} else if whole := t.of(t.s.Year, s); whole.number && printedApart(whole.value, values) {
		out += "（因四舍五入，分项之和与合计可能不等）"
	}
	if slices.ContainsFunc(values, decimal.Decimal.IsNegative) {
		out += "（负数为吸收）"
	}
	return out + "。"
}

// methods names the methods that the lines of a sector rest on, each once with its tier.
func (t *teller) methods(s sector) string {
	var told []string
	for _, code := range s.of {
		for _, e := range t.inv.Below(t.s.Year, inventory.Territorial, t.inv.Vocabulary.Categories.Must(code)) {
			if !e.Number || e.Method == nil || t.HidesLine(e) || inventory.IsLand(e.Row.Category) != (s.id == land.id) {
				continue
			}
			if name := e.Method.Title.ZH; !slices.Contains(told, name) {
				told = append(told, name)
			}
		}
	}
	if told == nil {
		return ""
	}
	return "采用的方法：" + strings.Join(told, "；") + "。"
}

// energyChecks are the fuels, the balance and the reference approach.
func (t *teller) energyChecks() {
	t.show("fuels", "分燃料、分部门的二氧化碳排放", "本年没有燃料燃烧的数")
	t.show("balance", "能源平衡表检验", "工作区没有本年的能源平衡表")
	t.reference()
}

// reference tells of the reference approach against the sectoral one.
func (t *teller) reference() {
	t.say(t.referenceSentence())
	t.show("reference", "参考方法", "工作区没有能源平衡表，无从计算")
	t.show("reference.comparison", "参考方法与部门法的比较", "工作区没有能源平衡表，无从比较")
}

func (t *teller) referenceSentence() string {
	if !t.open() {
		return withheld("参考方法与部门法的比较")
	}
	for _, r := range t.s.Result.References {
		if r.Year != t.s.Year || len(r.Groups) == 0 {
			continue
		}
		total := r.Groups[len(r.Groups)-1]
		out := fmt.Sprintf("参考方法的二氧化碳为%s，部门法为%s", mass(total.Reference), mass(total.Sectoral))
		if total.Percent != nil {
			side := "高"
			if total.Percent.IsNegative() {
				side = "低"
			}
			out += fmt.Sprintf("，前者%s%s%%", side, fixed(total.Percent.Abs(), 2))
		}
		return out + "。参考方法只作检验，不计入总量。"
	}
	return ""
}
