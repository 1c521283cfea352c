package engine

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// checkSplit holds the annex against itself and against the balance: an industry whose parts belong to different categories
// must be split, raw material cannot exceed what an industry consumes, and the industries cannot exceed industry.
func (d *balancing) checkSplit() bool {
	before := len(d.problems)
	for _, c := range d.Columns {
		d.rawAbove(c)
	}
	if d.Annex == nil {
		return !d.problems[before:].Failed()
	}
	d.columnSums(d.Annex)
	for _, c := range d.Annex.Columns {
		sum, terms := decimal.Decimal{}, 0
		for i := range c.Lines {
			line := &c.Lines[i]
			switch {
			case line.Value.IsNegative():
				d.problems.Add(signProblem(line, c, inventory.Text{ZH: "不应是负数", EN: "cannot be negative"}, inventory.Text{ZH: "分行业表是终端消费量，不小于零；改正这一格", EN: "what an industry consumes is not below zero: mend the cell"}))
			case line.Industry != nil && line.RawMaterial && c.OfIndustry(line.Industry, false) == nil && !line.Value.IsZero():
				d.problems.Add(nonEnergyAbove(line, &inventory.BalanceLine{Industry: line.Industry}, c))
			}
			switch {
			case line.Industry == nil || line.RawMaterial:
				continue
			case line.Industry.Category == nil && !line.Value.IsZero():
				d.problems.Add(balanceProblem(line.Place.Cell("value"), "balance-industry-unsplit",
					inventory.Text{ZH: fmt.Sprintf("行业 %s %s 的 %s %s %s 分属不同类别", line.Industry.Code, line.Industry.Title.ZH, c.Name(), line.Value, c.Unit), EN: fmt.Sprintf("%s %s: %s of %s %s belongs to different categories", line.Industry.Code, line.Industry.Title.EN, c.Name(), line.Value, c.Unit)},
					inventory.Text{ZH: "分开填写 251 精炼石油产品制造 与 252 煤炭加工（炼焦）", EN: "give its groups apart: 251 refining, 252 coking"}))
				continue
			}
			sum, terms = sum.Add(line.Value), terms+1
			if raw := c.OfIndustry(line.Industry, true); raw != nil && raw.Value.GreaterThan(line.Value) {
				d.problems.Add(nonEnergyAbove(raw, line, c))
			}
		}
		if total := c.Line(d.Vocabulary.Flows.Must("industry")); total != nil {
			d.industriesAbove(c, total, total.Value, sum, terms)
			d.industriesBelow(c, total, sum, terms)
		}
		d.againstIndustry(c, sum, terms)
	}
	return !d.problems[before:].Failed()
}

// againstIndustry refuses industries that add up to more than the balance's industry.
func (d *balancing) againstIndustry(c *inventory.BalanceFuel, sum decimal.Decimal, terms int) {
	of := columnOf(d.Balance, c.Item)
	if of == nil || c.Item == nil || terms == 0 {
		return
	}
	line := of.Line(d.Vocabulary.Flows.Must("industry"))
	if line == nil {
		return
	}
	if !of.Unit.SameDimension(c.Unit) {
		d.problems.Add(balanceProblem(d.Annex.Place.Cell(""), "wrong-dimension",
			inventory.Text{ZH: fmt.Sprintf("%s 在分行业表的单位是 %s，在平衡表是 %s，量纲不同", c.Name(), c.Unit, of.Unit), EN: fmt.Sprintf("%s is in %s by industry and in %s in the balance", c.Name(), c.Unit, of.Unit)},
			inventory.Text{ZH: "两表用同一类单位", EN: "use units of one dimension in both tables"}))
		return
	}
	d.industriesAbove(c, line, inUnit(line.Value, of, c), sum, terms)
}

// industriesAbove refuses industries that add up to more than a sum that is printed of them.
func (d *balancing) industriesAbove(c *inventory.BalanceFuel, line *inventory.BalanceLine, total, sum decimal.Decimal, terms int) {
	if over := sum.Sub(total); over.GreaterThan(Tolerance(c, terms)) {
		d.problems.Add(balanceProblem(line.Place.Cell("value"), "balance-industry-over",
			inventory.Text{ZH: fmt.Sprintf("%s：分行业之和 %s %s，工业 %s，多出 %s", c.Name(), sum, c.Unit, total, over), EN: fmt.Sprintf("%s: the industries add up to %s %s, industry is %s: %s too much", c.Name(), sum, c.Unit, total, over)},
			inventory.Text{ZH: "分行业表应是终端消费量，不含加工转换投入；核对 " + d.Annex.Place.Cell("").File, EN: "the annex holds final consumption, without input of transformation: check " + d.Annex.Place.Cell("").File}))
	}
}

// industriesBelow tells of a sum that is printed of more than the industries of the annex, and is not what the balance prints:
// an error where no balance keeps the rest.
func (d *balancing) industriesBelow(c *inventory.BalanceFuel, line *inventory.BalanceLine, sum decimal.Decimal, terms int) {
	under := line.Value.Sub(sum)
	if !under.GreaterThan(Tolerance(c, terms)) {
		return
	}
	problem := balanceProblem(line.Place.Cell("value"), "balance-industry-sum",
		inventory.Text{ZH: fmt.Sprintf("%s：合计印作 %s %s，分行业之和 %s，少 %s", c.Name(), line.Value, c.Unit, sum, under), EN: fmt.Sprintf("%s: the sum is printed as %s %s, the industries add up to %s: %s is missing", c.Name(), line.Value, c.Unit, sum, under)},
		inventory.Text{ZH: "补上缺的行业，或改正合计", EN: "add the industries that are missing, or mend the sum"})
	if of := columnOf(d.Balance, c.Item); d.industryLine(of) != nil && of.Unit.SameDimension(c.Unit) {
		if !inUnit(d.industryLine(of).Value, of, c).Sub(line.Value).Abs().GreaterThan(Tolerance(c, 1)) {
			return // it is industry as a whole, of which the annex gives a part
		}
		problem.Severity = inventory.Warning
	}
	d.problems.Add(problem)
}

// rawAbove refuses raw material by industry that adds up to more than the balance prints of it.
func (d *balancing) rawAbove(c *inventory.BalanceFuel) {
	printed := c.Line(d.Vocabulary.Flows.Must("raw_material"))
	if printed == nil || c.Item == nil {
		return
	}
	sum, terms := decimal.Decimal{}, 0
	if annex := columnOf(d.Annex, c.Item); annex != nil && annex.Unit.SameDimension(c.Unit) {
		for _, line := range annex.Lines {
			if line.RawMaterial {
				sum, terms = sum.Add(inUnit(line.Value, annex, c)), terms+1
			}
		}
	}
	for _, row := range d.rawRows(c.Item) {
		if value, err := quantity.Convert(row.Value, row.Unit, c.Unit); err == nil {
			sum, terms = sum.Add(value), terms+1
		}
	}
	if over := sum.Sub(printed.Value); terms > 0 && over.GreaterThan(Tolerance(c, terms)) {
		d.problems.Add(balanceProblem(printed.Place.Cell("value"), "balance-raw-over",
			inventory.Text{
				ZH: fmt.Sprintf("%s：分行业表和 raw_material 行的用作原料、材料之和 %s %s，平衡表印作 %s，多出 %s", c.Name(), sum, c.Unit, printed.Value, over),
				EN: fmt.Sprintf("%s: the annex and raw_material rows state %s %s of raw material, the balance prints %s: %s too much", c.Name(), sum, c.Unit, printed.Value, over)},
			inventory.Text{ZH: "平衡表的“用作原料、材料”是各行业之和；核对两处", EN: "what the balance prints is the sum over all industries: check both"}))
	}
}

// inUnit is a figure of one column in the unit of another of the same dimension.
func inUnit(value decimal.Decimal, from, to *inventory.BalanceFuel) decimal.Decimal {
	converted, err := expr.Decimal(expr.In(expr.Const(value, from.Unit), to.Unit))
	if err != nil {
		panic("units of one dimension: " + err.Error())
	}
	return converted
}

func nonEnergyAbove(raw, line *inventory.BalanceLine, c *inventory.BalanceFuel) inventory.Problem {
	title := line.Title()
	return balanceProblem(raw.Place.Cell("value"), "non-energy-above-consumption",
		inventory.Text{ZH: fmt.Sprintf("%s：%s用作原料、材料 %s，大于其消费量 %s %s，多 %s", c.Name(), title.ZH, raw.Value, line.Value, c.Unit, raw.Value.Sub(line.Value)),
			EN: fmt.Sprintf("%s: %s uses %s as raw material, more than it consumes, %s %s, by %s", c.Name(), strings.ToLower(title.EN), raw.Value, line.Value, c.Unit, raw.Value.Sub(line.Value))},
		inventory.Text{ZH: "原料用是消费量的一部分；核对两格", EN: "raw material is a part of consumption: check both cells"})
}
