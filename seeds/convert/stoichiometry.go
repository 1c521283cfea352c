package main

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory/quantity"
)

// convertStoichiometry computes the rows that follow from atomic weights: value = numerator ÷ denominator, each a sum of
// molar masses such as "2 CO2" or "SrCO3", at 34 significant digits; without a denominator it is the molar mass itself. They are unconfirmed: the atomic weights are those that
// the reference rows name from memory.
func (c *conversion) convertStoichiometry() error {
	weights, cite, err := readWeights()
	if err != nil {
		return err
	}
	rows, err := readFrom("seeds/convert", "stoichiometry.csv")
	if err != nil {
		return err
	}
	var out [][]string
	for i, r := range rows {
		above, err := weights.sum(r["numerator"])
		if err != nil {
			return fmt.Errorf("stoichiometry.csv:%d: %w", i+2, err)
		}
		value, source := above, fmt.Sprintf("computed: M(%s) %s", orZero(r["numerator"]), above)
		if r["denominator"] != "" {
			below, err := weights.sum(r["denominator"])
			if err != nil {
				return fmt.Errorf("stoichiometry.csv:%d: %w", i+2, err)
			}
			if value, err = quantity.Quo(above, below); err != nil {
				return fmt.Errorf("stoichiometry.csv:%d: %w", i+2, err)
			}
			source += fmt.Sprintf(" / M(%s) %s", r["denominator"], below)
		}
		source += "; " + cite
		if r["note"] != "" {
			source += "; " + r["note"]
		}
		out = append(out, []string{"STOICH", r["category"], "", r["item"], "", r["technology"], "", "", "", r["parameter"], r["gas"], value.String(), r["unit"],
			"", "", "", "", "World", "", "", "", "", source, "unconfirmed"})
	}
	return c.writeFactors("stoichiometry.csv", out)
}

func orZero(numerator string) string {
	if numerator == "" {
		return "—"
	}
	return numerator
}

// atomicWeights are standard atomic weights by the symbol of the element.
type atomicWeights map[string]decimal.Decimal

func readWeights() (atomicWeights, string, error) {
	rows, err := readFrom("seeds/convert", "atomic_weights.csv")
	if err != nil {
		return nil, "", err
	}
	out := atomicWeights{}
	for _, r := range rows {
		if out[r["element"]], err = quantity.Parse(r["weight"]); err != nil {
			return nil, "", err
		}
	}
	return out, rows[0]["source"], nil
}

// sum is the mass of terms joined by "+", each a formula with an optional count in front; the empty sum is 0.
func (w atomicWeights) sum(terms string) (decimal.Decimal, error) {
	total := decimal.Zero
	for _, term := range strings.Split(terms, "+") {
		fields := strings.Fields(term)
		if len(fields) == 0 {
			continue
		}
		count := decimal.NewFromInt(1)
		if len(fields) == 2 {
			var err error
			if count, err = quantity.Parse(fields[0]); err != nil {
				return total, err
			}
		}
		mass, err := w.mass(fields[len(fields)-1])
		if err != nil {
			return total, err
		}
		total = total.Add(count.Mul(mass))
	}
	return total, nil
}

// mass is the molar mass of a formula without brackets: SrCO3.
func (w atomicWeights) mass(formula string) (decimal.Decimal, error) {
	total := decimal.Zero
	for at := 0; at < len(formula); {
		end := at + 1
		for end < len(formula) && formula[end] >= 'a' && formula[end] <= 'z' {
			end++
		}
		weight, ok := w[formula[at:end]]
		if !ok {
			return total, fmt.Errorf("no atomic weight of %q in %s", formula[at:end], formula)
		}
		count := end
		for count < len(formula) && formula[count] >= '0' && formula[count] <= '9' {
			count++
		}
		times := decimal.NewFromInt(1)
		if count > end {
			times = decimal.RequireFromString(formula[end:count])
		}
		total = total.Add(times.Mul(weight))
		at = count
	}
	return total, nil
}
