package engine

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// unrecovered is an activity as if nothing of its gas were recovered.
type unrecovered struct{ binding }

// Has tells whether the activity gives an optional input, those recovered being left out.
func (u *unrecovered) Has(name string) bool {
	in, ok := u.method.InputOf(name)
	return ok && !in.Recovers && u.binding.Has(name)
}

// overRecovered refuses an activity that recovers more of the gas than it generates: the figure would be negative, and no
// emission is taken for a removal.
func (s *served) overRecovered(g group, value decimal.Decimal) (inventory.Problem, bool) {
	if value.Sign() >= 0 {
		return inventory.Problem{}, false
	}
	at := slices.IndexFunc(s.method.Inputs, func(in inventory.Input) bool { return in.Recovers })
	if at < 0 || s.inputs[at].absent {
		return inventory.Problem{}, false
	}
	generated, err := expr.Decimal(s.method.Tree(&unrecovered{binding{s, g}}))
	if err != nil {
		return equationFailed(s.method, g[0].Place.Cell("value"), err), true
	}
	row := g[s.inputs[at].row]
	recovered, unit := generated.Sub(value), "t "+s.method.Gas
	return inventory.Problem{
		Source: row.Place.Cell("value"), Code: "recovery-exceeds-generation", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 回收利用的 %s 多于产生的：回收 %s %s，产生 %s %s", aboutKind(row), s.method.Gas, inShort(recovered), unit, inShort(generated), unit),
			EN: fmt.Sprintf("%s recovers more %s than it generates: %s %s recovered, %s %s generated", aboutKind(row), s.method.Gas, inShort(recovered), unit, inShort(generated), unit)},
		Hint: inventory.Text{
			ZH: "核对回收量的单位，以及是否折成纯" + s.method.Gas + "；另一类别产生的写在那一类别",
			EN: "check the unit of what is recovered and that it is pure " + s.method.Gas + "; state what another category generates there"},
	}, true
}

// inShort is a figure for a message: eight significant digits tell any two apart that matter.
func inShort(d decimal.Decimal) string {
	return d.Round(8 - int32(d.NumDigits()) - d.Exponent()).String()
}
