package engine

import (
	"fmt"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// stoichiometricCO2 is what a method yields that tells how much CO2 the reaction of a works gives at least: a carbon balance
// below it has missed some carbon.
const stoichiometricCO2 = "stoichiometric_CO2"

// ofReaction is a works with the carbon of its reaction alone: without what else it gives off, such as the carbonates of an ore.
type ofReaction struct{ binding }

// Has tells whether the works gives an optional input, further sources being left out.
func (o *ofReaction) Has(name string) bool {
	in, ok := o.method.InputOf(name)
	return ok && !(in.Each && in.Optional && !in.Deducts) && o.binding.Has(name)
}

// reaction holds the carbon balance of a works against its reaction, where a rule names a method for that.
func (c *chunk) reaction(balance *binding) {
	g := balance.group
	for i := range c.rules {
		r := &c.rules[i]
		if r.method.Yields != stoichiometricCO2 || !c.serves(r, c.subject(g[0])) {
			continue
		}
		a := &asking{run: c.run, method: r.method, group: g, findings: newFindings()}
		s := a.serve()
		if len(s.faults) > 0 {
			return
		}
		least, err := expr.Decimal(r.method.Tree(&binding{s, g}))
		if err != nil {
			return
		}
		balanced, err := expr.Decimal(balance.method.Tree(&ofReaction{*balance}))
		if err != nil {
			return
		}
		problem := inventory.Problem{
			Source: g[0].Place.Cell("value"), Code: "stoichiometry", Severity: inventory.Info,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%s：碳平衡得 %s t CO2，按化学计量至少 %s t CO2（%s）", aboutWorks(g[0]), inShort(balanced), inShort(least), r.method.Source),
				EN: fmt.Sprintf("%s: the carbon balance gives %s t CO2, the reaction at least %s t CO2 (%s)", aboutWorks(g[0]), inShort(balanced), inShort(least), r.method.Source)},
			Hint: inventory.Text{ZH: "用煤一般多于化学计量；相差很大时核对产量、含碳量和渣中的碳", EN: "works use more coal than the reaction needs; check output, carbon contents and the carbon of the residue where the two are far apart"},
		}
		if balanced.LessThan(least) {
			problem.Severity = inventory.Warning
			problem.Hint = inventory.Text{ZH: "碳平衡低于化学计量，多半漏了还原剂，或渣的含碳量偏高：核对各物料的数量和含碳量",
				EN: "a balance below the reaction has probably missed a reductant, or its residue holds too much carbon: check quantities and carbon contents"}
		}
		if problem.Severity == inventory.Info {
			c.yearly = append(c.yearly, yearly{g[0], problem})
		} else {
			c.problems.Add(problem)
		}
		return
	}
}
