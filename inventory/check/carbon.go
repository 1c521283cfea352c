package check

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
)

func carbon() []Rule {
	return []Rule{{"CARBON", inventory.Text{ZH: "工厂的碳平衡", EN: "carbon balance of a works"}, carbonBalance}}
}

// mostKept is the share in per cent of a works' carbon beyond which hardly any is left to be emitted.
var mostKept = decimal.NewFromInt(95)

// carbonBalance: of the carbon that goes into a works some stays in its products and residues, by about the same share every year.
// More going out than in is an error when the line is computed.
func carbonBalance(f *facts) {
	for _, s := range f.over().subs {
		i := slices.IndexFunc(s.years, func(y emitted) bool { return y.year == f.year })
		if i < 0 {
			continue
		}
		e, in, out, ok := balanceOf(&s.years[i])
		kept, has := share(out, in)
		if !ok || !has {
			continue
		}
		zh := fmt.Sprintf("%s：带入 %s t C，带出 %s t C（%s），按 CO2 排放 %s t C", s.of.name(), short(in), short(out), percent(kept), short(in.Sub(out)))
		en := fmt.Sprintf("%s: %s t C go in, %s t C go out (%s), %s t C are emitted as CO2", s.of.name(), short(in), short(out), percent(kept), short(in.Sub(out)))
		if kept.GreaterThan(mostKept) {
			f.tell(inventory.Warning, e.Origin(), inventory.Text{ZH: zh + "：几乎全部留在产品里", EN: en + ": nearly all of it stays in products"},
				inventory.Text{ZH: "核对各物料的含碳量和单位，是否漏了燃料或还原剂", EN: "check carbon contents and units, and whether a fuel or reductant is missing"})
			continue
		}
		if i == 0 || s.years[i-1].year != f.yearBefore() {
			continue
		}
		_, inBefore, outBefore, ok := balanceOf(&s.years[i-1])
		before, has := share(outBefore, inBefore)
		if moved := kept.Sub(before); ok && has && moved.Abs().GreaterThan(f.limit("jump")) {
			f.tell(inventory.Warning, e.Origin(), inventory.Text{
				ZH: zh + fmt.Sprintf("；%d 年带出 %s（%s ÷ %s t C）", f.yearBefore(), percent(before), short(outBefore), short(inBefore)),
				EN: en + fmt.Sprintf("; in %d %s went out (%s of %s t C)", f.yearBefore(), percent(before), short(outBefore), short(inBefore))},
				inventory.Text{ZH: "看某年是否漏填了带出碳的产品或残渣", EN: "see whether a product or residue that takes carbon out is missing in one of the years"})
		}
	}
}

// balanceOf finds the line of the year that is reckoned by a balance of carbon.
func balanceOf(y *emitted) (e *inventory.Estimate, in, out decimal.Decimal, ok bool) {
	for _, e := range y.lines {
		if e.Gas != "CO2" {
			continue
		}
		if in, out, ok := engine.CarbonBalance(e); ok {
			return e, in, out, true
		}
	}
	return nil, in, out, false
}
