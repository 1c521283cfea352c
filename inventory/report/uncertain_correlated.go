package report

import (
	"fmt"

	"ghg/inventory"
	"ghg/inventory/engine"
)

// correlatedNotes say which records of correlations are in the figures, and what is one variable without a record.
func correlatedNotes(u *engine.Uncertainty) (out []inventory.Text) {
	for _, a := range u.Applied {
		c := a.Record
		if c.Kind == inventory.CorrelatedShares {
			out = append(out, inventory.Text{
				ZH: fmt.Sprintf("%s：占比“%s”，%d 个变量，%d 个整体：抽样后按合计为 1 归一", c.Place.Cell(""), c.Of, a.Variables, a.Pairs),
				EN: fmt.Sprintf("%s: shares %q, variables: %d, wholes: %d; what is drawn is divided by its sum", c.Place.Cell(""), c.Of, a.Variables, a.Pairs)})
			continue
		}
		of := string(c.Of)
		if c.With != "" {
			of += " × " + string(c.With)
		}
		out = append(out, inventory.Text{
			ZH: fmt.Sprintf("%s：相关系数 %s，“%s”，%d 个变量，%d 对", c.Place.Cell(""), c.Rho, of, a.Variables, a.Pairs),
			EN: fmt.Sprintf("%s: correlation %s of %q, variables: %d, pairs: %d", c.Place.Cell(""), c.Rho, of, a.Variables, a.Pairs)})
	}
	if u.Changes > 0 {
		out = append(out, inventory.Text{
			ZH: fmt.Sprintf("变化前后的面积或蓄积（%d 对）按同一个变量抽样：同样的测法，没有变的就没有变化；不是这样的，用 records/correlations.csv 的 pair 写明相关系数", u.Changes),
			EN: fmt.Sprintf("areas or stocks before and after a change (pairs: %d) are drawn as one variable: measured in one way, what is unchanged has no change; where that is not so, state their correlation by a pair in records/correlations.csv", u.Changes)})
	}
	return out
}
