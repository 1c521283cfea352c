package main

import "fmt"

// gasNames are the gas words of the factor tables that are neither a name nor a formula of gwp.csv. "all" is no gas: the
// figure holds for every gas.
var gasNames = map[string]string{"all": "", "": "", "C": "C", "HFCs": "HFCs", "PFCs": "PFCs", "F-gases": "F-gases", "C2HF5": "HFC-125"}

// withoutGWP are gases of the factor tables to which no assessment report of gwp.csv gives a potential: a total that
// holds one is incomplete. CO and NOx are precursors.
var withoutGWP = [][]string{
	{"C2F4", "C2F4", "PFC"}, {"C4F6", "C4F6", "PFC"}, {"C5F8", "C5F8", "PFC"}, {"C4F8O", "C4F8O", "other F-gas"}, {"HFE-449sl", "C4F9OCH3", "HFE"},
	{"CO", "CO", "precursor"}, {"NOx", "NOx", "precursor"},
}

func (c *conversion) convertGWP() error {
	rows, err := c.read("gwp.csv")
	if err != nil {
		return err
	}
	out := [][]string{{"gas", "formula", "family", "SAR", "TAR", "AR4", "AR5", "AR6", "source", "status"}}
	for _, r := range rows {
		word, err := status(r["confidence"])
		if err != nil {
			return err
		}
		c.gases[r["gas"]] = r["gas"]
		if c.gases[r["formula"]] == "" {
			c.gases[r["formula"]] = r["gas"]
		}
		out = append(out, []string{r["gas"], r["formula"], r["family"], r["SAR"], r["TAR"], r["AR4"], r["AR5"], r["AR6"], r["source"], word})
	}
	for _, g := range withoutGWP {
		c.gases[g[0]] = g[0]
		out = append(out, []string{g[0], g[1], g[2], "", "", "", "", "", "named by factor rows; no potential in the table", "quoted"})
	}
	return c.write("gwp.csv", out)
}

// gas returns the project's name of the gas a row gives.
func (c *conversion) gas(written string) (string, error) {
	if name, ok := gasNames[written]; ok {
		return name, nil
	}
	if name, ok := c.gases[written]; ok {
		return name, nil
	}
	return "", fmt.Errorf("unknown gas %q", written)
}

// convertBlends brings the blends over: one row a component. Hydrocarbons and other components without a place in
// gwp.csv stay named, so that a blend adds up to 100 %.
func (c *conversion) convertBlends() error {
	rows, err := c.read("blends.csv")
	if err != nil {
		return err
	}
	out := [][]string{{"blend", "component", "mass_percent", "tolerance_plus", "tolerance_minus", "source", "status"}}
	for _, r := range rows {
		word, err := status(r["confidence"])
		if err != nil {
			return err
		}
		out = append(out, []string{r["blend"], r["component"], r["mass_percent"], r["tolerance_plus"], r["tolerance_minus"], r["source"], word})
	}
	return c.write("blends.csv", out)
}
