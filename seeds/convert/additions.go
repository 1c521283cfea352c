package main

import "cmp"

// convertAdditions writes the rows that were read in print and that the reference tables do not have; additions.csv holds them
// with their pages.
func (c *conversion) convertAdditions() error {
	rows, err := readFrom("seeds/convert", "additions.csv")
	var out [][]string
	for _, r := range rows {
		out = append(out, []string{r["set"], r["category"], "", r["item"], r["detail"], r["technology"], "", r["climate"], "", r["parameter"], r["gas"], r["value"], r["unit"],
			r["low"], r["high"], r["bounds"], "", cmp.Or(r["region"], "World"), "", "", "", "", r["source"] + "; " + r["note"], "printed"})
	}
	if err != nil {
		return err
	}
	return c.writeFactors("additions.csv", out)
}
