package main

import (
	"fmt"
	"slices"
	"strings"
)

// factorColumns is the header of the factor tables (the user's contract).
var factorColumns = []string{"set", "category", "source_category", "item", "detail", "technology", "basis", "climate", "development", "parameter", "gas",
	"value", "unit", "low", "high", "bounds", "distribution", "region", "facility", "year_from", "year_to", "known_since", "source", "status"}

const (
	colSet, colCategory, colDetail, colTechnology             = 0, 1, 4, 5
	colParameter, colGas                                      = 9, 10
	colValue, colUnit, colLow, colHigh                        = 11, 12, 13, 14
	colRegion, colFacility, colFrom, colTo, colSource, colEnd = 17, 18, 19, 20, 22, 24
)

// names is what a row is about, in the key columns of a factor table. code is the category of the engine's tree if it is
// not the one the table gives.
// reworded marks a subject of the fugitive tables that says less than the printed one, which the citation then repeats.
type names struct {
	item, detail, technology, basis, climate, development, code string
	reworded                                                    bool
}

// refinement maps the codes of the 2019 Refinement, which name other things than those of 2006, to the tree of 2006
// (R-V2 ch4; METHODS §2.9). Those of 2.E and 3.C stand in names.csv, row by row.
var refinement = map[string]string{
	"1.B.1.c.i": "1.B.1.c", "1.B.1.c.ii": "1.B.1.c", "1.B.1.c.iv": "1.B.1.c",
	"1.B.2.a.i": "1.B.2.a.iii.1", "1.B.2.a.ii": "1.B.2.a.iii.2", "1.B.2.a.iii": "1.B.2.a.iii.3", "1.B.2.a.iv": "1.B.2.a.iii.4",
	"1.B.2.b.i": "1.B.2.b.iii.1", "1.B.2.b.ii": "1.B.2.b.iii.2", "1.B.2.b.iii": "1.B.2.b.iii.3", "1.B.2.b.iv": "1.B.2.b.iii.4",
	"1.B.2.b.v": "1.B.2.b.iii.5", "1.B.2.b.vi": "1.B.2.b.iii.6", "1.B.2.a.vii;1.B.2.b.viii": "1.B.2.a.iii.6;1.B.2.b.iii.6",
}

// elsewhere gives rows whose table names no category of the tree one, by set or parameter.
var elsewhere = map[string]string{"CN-GRID": "M.3", "CN-HEAT": "M.4", "EF_elec_guangxi": "M.3", "EF_heat": "M.4", "EF_coal": "1.A", "EF_oil": "1.A", "EF_gas": "1.A"}

// convertFactors writes one factor table. Rows of one key with the same figures are merged; others of one key are told
// apart by their printed name, or the conversion stops.
func (c *conversion) convertFactors(from, to string, about func(record) (names, error)) error {
	rows, err := c.read(from)
	if err != nil {
		return err
	}
	byKey := map[string]int{}
	var out [][]string
	for i, r := range rows {
		row, err := c.factorRow(from, r, about)
		if err != nil {
			return fmt.Errorf("%s:%d: %w", from, i+2, err)
		}
		if row == nil {
			c.note(from, i+2, r["set"]+" "+r["subject_zh"]+" "+r["parameter"], "computed from atomic weights instead: factors/stoichiometry.csv")
			continue
		}
		for _, row := range alternatives(row) {
			fresh, err := c.fresh(from, i+2, r, row, byKey, out)
			if err != nil {
				return err
			}
			if fresh {
				byKey[key(row)] = len(out)
				out = append(out, row)
			}
		}
	}
	return c.writeFactors(to, out)
}

// alternatives makes of a row that is printed for several technologies, joined by a stroke in names.csv, one for each. Where
// the technology is what a foam is blown with, it is the gas of the row, one for each that is printed: HFC-134a/152a.
func alternatives(row []string) [][]string {
	var out [][]string
	for _, technology := range strings.Split(row[colTechnology], "|") {
		one := slices.Clone(row)
		if technology == "Tier 2c" || row[colSet] == "IPCC-2006" && (technology == "Tier 2a" || technology == "Tier 2b") {
			technology = "" // the parameter's name tells one process from another
		}
		if name, ok := foamLoss[row[colDetail]]; ok && row[colCategory] == "2.F.2" {
			one[colParameter], one[colDetail] = name, ""
		}
		one[colTechnology] = technology
		if !strings.HasPrefix(technology, "HFC-") {
			out = append(out, one)
			continue
		}
		for _, agent := range strings.Split(strings.TrimPrefix(technology, "HFC-"), "/") {
			of := slices.Clone(one)
			of[colTechnology], of[colGas] = "", "HFC-"+agent
			out = append(out, of)
		}
	}
	return out
}

// foamLoss are the losses of foams in general by the word of their table, as those of the kinds of foam are called.
var foamLoss = map[string]string{"首年": "first_year_loss", "年损失": "annual_loss"}

// fresh tells whether the row is one more. One of a key that is known says so in its detail, or is merged.
func (c *conversion) fresh(from string, number int, r record, row []string, byKey map[string]int, out [][]string) (bool, error) {
	if at, twice := byKey[key(row)]; twice {
		if slices.Equal(figures(out[at]), figures(row)) {
			c.note(from, number, key(row), "merged with an equal row of the same key; its source: "+row[colSource])
			return false, nil
		}
		row[colDetail] = strings.TrimPrefix(row[colDetail]+";"+r["subject_zh"], ";")
		c.note(from, number, key(row), "told apart from another row of the same key by its printed name")
	}
	if _, twice := byKey[key(row)]; twice {
		return false, fmt.Errorf("%s:%d: key %s stands twice with other figures", from, number, key(row))
	}
	return true, nil
}

func (c *conversion) writeFactors(to string, rows [][]string) error {
	slices.SortFunc(rows, func(a, b []string) int { return strings.Compare(key(a), key(b)) })
	return c.write("factors/"+to, append([][]string{factorColumns}, rows...))
}

func key(row []string) string {
	parts := slices.Clone(row[colSet : colGas+1])
	return strings.Join(append(parts, row[colRegion], row[colFacility], row[colFrom], row[colTo]), "|")
}

func figures(row []string) []string {
	return []string{row[colValue], row[colLow], row[colHigh], row[colUnit]}
}

// factorRow is the row in the form of the factor tables; nil if the project computes it itself.
func (c *conversion) factorRow(file string, r record, about func(record) (names, error)) ([]string, error) {
	if r["set"] == "STOICH" {
		return nil, nil
	}
	is, err := about(r)
	if err != nil {
		return nil, err
	}
	region, err := c.place(r, &is)
	if err != nil {
		return nil, err
	}
	word, err := status(r["confidence"])
	if err != nil {
		return nil, err
	}
	gas, err := c.gas(r["gas"])
	if err != nil {
		return nil, err
	}
	category, printed := code(r, is)
	unit, source := r["unit"], r["source"]+c.printedAs(file, r, is)
	if unit == "GJ/10^4 Nm3" && chinese(r["set"]) {
		unit, source = "GJ/10^4 m3", source+"; printed GJ/10^4 Nm3, a trade volume"
	}
	if unit == "t/unit/yr" {
		unit, source = "t/unit", source+"; printed per year, which an inventory is of"
	}
	return []string{set(r), category, printed, is.item, is.detail, is.technology, is.basis, is.climate, is.development, parameter(r), gas,
		r["value"], unit, r["low"], r["high"], bounds(r), "", region, "", r["year_from"], r["year_to"], "", source, word}, nil
}

func chinese(set string) bool { return strings.HasPrefix(set, "CN-") || strings.HasPrefix(set, "GBT") }

// set keeps the quoted incineration rows of the 2025 guide apart: they look like older IPCC defaults, would double the
// CO2 of municipal waste, and are never a default (README of the reference tables).
func set(r record) string {
	if r["set"] == "CN-PROV-2025" && r["category"] == "4.C.1" {
		return "CN-PROV-2025-INCINERATION"
	}
	return r["set"]
}

// parameter names the carbon dioxide of a coal seam by itself: its factor is a volume as that of the methane, and one that
// is measured for a mine could not be told from the other. The carbon of raw meal is one parameter, of which the printed
// maximum is that of some raw meals; and the correction for hydrated lime is another than that for kiln dust.
func parameter(r record) string {
	switch {
	case r["parameter"] == "ef" && r["gas"] == "CO2" && strings.HasPrefix(r["category"], "1.B.1.a"):
		return "ef_co2"
	case r["parameter"] == "carbon_fraction_min" || r["parameter"] == "carbon_fraction_max":
		return "raw_meal_carbon"
	case r["subject_zh"] == "熟石灰修正系数":
		return "hydration_factor"
	}
	return r["parameter"]
}

// code returns the category of the engine's tree, and the printed one where it is another.
func code(r record, is names) (category, printed string) {
	category = r["category"]
	if mapped, ok := refinement[category]; ok && r["set"] == "IPCC-2019" {
		category, printed = mapped, r["category"]
	}
	if category == "memo" || category == "carbon-intensity" {
		category, printed = elsewhere[r["set"]]+elsewhere[r["parameter"]], r["category"]
	}
	if is.code != "" {
		category, printed = is.code, r["category"]
	}
	return category, printed
}

// place splits the region column: a climate, an ecological zone and a development status become keys of their own.
func (c *conversion) place(r record, is *names) (string, error) {
	region := r["region"]
	word, zone := strings.CutPrefix(region, "climate: ")
	switch {
	case region == "Developed countries" || region == "Developing countries":
		is.development = strings.ToLower(strings.TrimSuffix(region, " countries"))
		return "World", nil
	case strings.HasPrefix(region, "Asia, subtropical "):
		zone, region, word = true, "Asia", strings.TrimPrefix(region, "Asia, ")
	case zone:
		region = "World"
	}
	if !zone {
		return region, nil
	}
	if strings.HasPrefix(r["category"], "3.B.1") && !strings.HasPrefix(word, "subtropical ") && word != "subtropical" {
		word = "domain: " + word
	}
	switch {
	case is.climate == "":
		is.climate = word
	case is.climate != word && word != "subtropical":
		return "", fmt.Errorf("climate %s in the name and %s in the region", is.climate, word)
	}
	if !c.climates[is.climate] {
		return "", fmt.Errorf("climates.csv has no %q", is.climate)
	}
	return region, nil
}

// bounds says what the printed limits are: a stated uncertainty is a 95 % confidence interval (IPCC 2006 V1 ch3), as are
// the limits of V2 Tables 1.2–1.4; anything else is a range. Of liming and urea V4 prints that the factor is the maximum (p. 11.27,
// 11.32): the stated −50 % goes down from it, and it is not passed.
func bounds(r record) string {
	if r["low"] == "" && r["high"] == "" {
		return ""
	}
	source := strings.ToLower(r["source"])
	if strings.Contains(source, "range") {
		return "range"
	}
	if strings.Contains(source, "printed uncertainty -50 %") {
		return "absolute"
	}
	for _, sign := range []string{"v2 ch1 table 1.2", "v2 ch1 table 1.3", "v2 ch1 table 1.4", "uncertainty", "+/-", " sd", " se,", "% ci"} {
		if strings.Contains(source, sign) {
			return "ci95"
		}
	}
	return "range"
}
