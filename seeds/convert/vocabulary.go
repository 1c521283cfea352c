package main

import "strings"

// moreAliases are names of units that the reference tables do not list.
var moreAliases = map[string]string{"person": "persons;people", "t": "Mg"}

// moreUnits are what the reference tables name only behind a stroke, and an activity by itself.
var moreUnits = [][]string{
	{"mine", "count", "1", "mine", "", "activity", "矿井;个矿井;处矿井;座矿井;mines"},
	{"appliance", "count", "1", "appliance", "", "activity", "台用气设备;台燃气具;台灶具;appliances"},
	{"car", "count", "1", "car", "", "activity", "辆车;辆汽车;辆天然气汽车;cars"},
	{"fill", "count", "1", "fill", "", "activity", "次充装;充装次;次;fills"},
	{"unit", "count", "1", "unit", "", "activity", "个设施;处设施;套设施"},
	// flat glass is counted in the mass of ten square metres of 2 mm: 50 kg
	{"weight case", "mass", "50", "kg", "", "activity", "重量箱;标准重量箱"},
	{"10^4 weight case", "mass", "500000", "kg", "", "activity", "万重量箱"},
	{"(AE-min/cell-day)", "anode-effect minutes per cell-day", "1", "min/cell-day", "", "activity", "AE-min/cell-day;AE-mins/cell-day;效应分钟/槽日;分钟/槽日"},
	{"mV", "voltage", "0.001", "V", "", "activity", "毫伏"},
}

// convertUnits brings the units over: values as written, some with more names.
func (c *conversion) convertUnits() error {
	rows, err := c.read("units.csv")
	if err != nil {
		return err
	}
	columns := []string{"unit", "dimension", "factor_to_si", "si_unit", "qualifier", "used_for", "aliases"}
	out := [][]string{columns}
	for _, r := range rows {
		if more := moreAliases[r["unit"]]; more != "" {
			r["aliases"] = strings.TrimPrefix(r["aliases"]+";"+more, ";")
		}
		var line []string
		for _, column := range columns {
			line = append(line, r[column])
		}
		out = append(out, line)
	}
	return c.write("units.csv", append(out, moreUnits...))
}

// withoutCode gives the rows of the provincial summary table to which the reference tables give no code of the tree the
// codes they stand for: totals, and memo items of the tree's own.
var withoutCode = map[string]string{"T": "1;2;3;4", "TX": "1;2;3.A;3.C;4", "M": "1.A.3.a.i;1.A.3.d.i;M.3;M.4", "M.3": "M.3", "M.4": "M.4"}

// summaryTable is the citation of the provincial summary table, which has not been seen in print.
const summaryTable = "省级温室气体清单编制指南（试行）2011 清单汇总表，未与原文核对"

// convertHeadings brings the headings of the provincial summary table over, each with the codes of the tree it stands for.
func (c *conversion) convertHeadings() error {
	rows, err := c.read("categories.csv")
	if err != nil {
		return err
	}
	out := [][]string{{"cn_code", "heading", "codes", "source"}}
	for _, r := range rows {
		codes, source := r["ipcc2006_code"], summaryTable
		if codes == "" {
			codes = withoutCode[r["cn_code"]]
		}
		if strings.Contains(r["cn_name_zh"], "扩展）") {
			source = "地方扩展，" + source
		}
		out = append(out, []string{r["cn_code"], r["cn_name_zh"], codes, source})
	}
	return c.write("headings.csv", out)
}
