package report

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/recalc"
)

// potentialsText says which set of potentials stands in the place of which, and what that is of the gases that it moves most.
func (b *Recalculation) potentialsText(y *recalc.YearBridge, c *recalc.Cause) inventory.Text {
	gases := slices.Clone(c.Gases)
	slices.SortStableFunc(gases, func(p, q string) int { return byPotential(y, c.Boundary, q).Cmp(byPotential(y, c.Boundary, p)) })
	out := inventory.Text{ZH: fmt.Sprintf("GWP 集由 %s 改为 %s", c.OldName, c.NewName), EN: fmt.Sprintf("the set changed from %s to %s", c.OldName, c.NewName)}
	for _, gas := range gases[:min(mostNamed, len(gases))] {
		was, is := potential(b.Old.Inventory, gas), potential(b.New.Inventory, gas)
		out.ZH += "，" + spaced(gas) + "由 " + spaced(was.ZH) + "改为 " + is.ZH
		out.EN += ", " + gas + " from " + was.EN + " to " + is.EN
	}
	if more := len(gases) - mostNamed; more > 0 {
		out.ZH += fmt.Sprintf("，等 %d 种气体", len(gases))
		out.EN += fmt.Sprintf(", and %d more gases", more)
	}
	return out
}

// byPotential is what the set of potentials moves of a gas, whatever the sign.
func byPotential(y *recalc.YearBridge, b inventory.Boundary, gas string) decimal.Decimal {
	row, ok := y.Row(b, inventory.ScopeTotal, gas)
	if !ok {
		return decimal.Decimal{}
	}
	return row.Parts[recalc.GWP].Abs()
}

// potential is a GWP with its cell; the set's documents stand in the records.
func potential(inv *inventory.Inventory, gas string) inventory.Text {
	p := inv.Vocabulary.Gases.GWP(gas, inv.GWPSet)
	if p == nil {
		return inventory.Text{ZH: "无（按 0 计，不是排放的变化）", EN: "none (counted as 0, which is no change of emissions)"}
	}
	return figureText(&recalc.Figure{Amount: p.Amount, Unit: p.In.String(), Source: p.Origin}, inventory.Text{})
}

// hasGWP tells whether a row's figure on a side is of what the side's set gives a potential: one of a gas that has none is no number there.
func hasGWP(inv *inventory.Inventory, r *recalc.Row) bool {
	return r.Gas == inventory.AllGases || inv.Vocabulary.Gases.GWP(r.Gas, inv.GWPSet) != nil
}
