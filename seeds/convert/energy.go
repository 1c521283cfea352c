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
	colSet, colCategory, colItem, colDetail, colTechnology = 0, 1, 3, 4, 5
	colParameter, colGas, colValue, colLow, colHigh        = 9, 10, 11, 13, 14
	colRegion, colFrom, colTo                              = 17, 19, 20
)

// refinement maps the codes of the 2019 Refinement, which name other things than those of 2006, to the tree of 2006
// (R-V2 ch4; METHODS §2.9).
var refinement = map[string]string{
	"1.B.1.c.i": "1.B.1.c", "1.B.1.c.ii": "1.B.1.c", "1.B.1.c.iv": "1.B.1.c",
	"1.B.2.a.i": "1.B.2.a.iii.1", "1.B.2.a.ii": "1.B.2.a.iii.2", "1.B.2.a.iii": "1.B.2.a.iii.3", "1.B.2.a.iv": "1.B.2.a.iii.4",
	"1.B.2.b.i": "1.B.2.b.iii.1", "1.B.2.b.ii": "1.B.2.b.iii.2", "1.B.2.b.iii": "1.B.2.b.iii.3", "1.B.2.b.iv": "1.B.2.b.iii.4",
	"1.B.2.b.v": "1.B.2.b.iii.5", "1.B.2.b.vi": "1.B.2.b.iii.6", "1.B.2.a.vii;1.B.2.b.viii": "1.B.2.a.iii.6;1.B.2.b.iii.6",
}

// subject is what a row is about, taken apart.
type subject struct{ item, detail, technology string }

// special are subjects whose words do not follow the usual form "fuel / device".
var special = map[string]subject{
	"水泥、石灰窑 天然气": {"天然气", "", "水泥、石灰窑"}, "水泥、石灰窑 油": {"", "油", "水泥、石灰窑"}, "水泥、石灰窑 煤": {"", "煤", "水泥、石灰窑"},
	"干燥炉 天然气": {"天然气", "", "干燥炉"}, "干燥炉 油": {"", "油", "干燥炉"}, "干燥炉 煤": {"", "煤", "干燥炉"}, "焦炉": {"", "", "焦炉"},
	"固体燃料 水泥窑": {"", "固体燃料", "水泥窑"}, "固体燃料 发电锅炉": {"", "固体燃料", "发电锅炉"}, "固体燃料 工业锅炉": {"", "固体燃料", "工业锅炉"},
	"液体燃料 各设备": {"", "液体燃料", "各设备"}, "气体燃料 各设备": {"", "气体燃料", "各设备"},
	"焦炉煤气(上限)": {"焦炉煤气", "上限", ""}, "煤泥(上限)": {"煤泥", "上限", ""},
	"电力(当量值)": {"电力", "当量值", ""}, "热力(当量值)": {"热力", "当量值", ""}, "蒸汽(低压)": {"热力", "低压蒸汽", ""},
	"燃煤(未实测)": {"电煤", "未实测", ""},
}

func (c *conversion) subject(r record) subject {
	name := r["subject_zh"]
	if known, ok := special[name]; ok {
		return known
	}
	if strings.HasSuffix(r["parameter"], "_ef") || strings.HasPrefix(r["parameter"], "grid_") {
		if r["set"] == "CN-GRID" {
			return subject{item: "电力"}
		}
		return subject{item: c.items[name]}
	}
	fuel, device, two := strings.Cut(name, " / ")
	if item, ok := c.items[fuel]; ok {
		return subject{item: item, technology: device}
	}
	if two {
		return subject{detail: fuel, technology: device}
	}
	return subject{detail: strings.ReplaceAll(name, "|", ";")}
}

func (c *conversion) convertEnergy() error {
	const file = "factors-energy.csv"
	rows, err := c.read(file)
	if err != nil {
		return err
	}
	byKey := map[string]int{}
	var out [][]string
	for i, r := range rows {
		row, err := c.energyRow(r)
		if err != nil {
			return fmt.Errorf("%s:%d: %w", file, i+2, err)
		}
		if at, twice := byKey[key(row)]; twice {
			if slices.Equal(figures(out[at]), figures(row)) {
				c.note(file, i+2, key(row), "merged with an equal row of the same key; its source: "+row[22])
				continue
			}
			row[colDetail] = strings.TrimPrefix(row[colDetail]+";"+r["subject_zh"], ";")
			c.note(file, i+2, key(row), "told apart from another row of the same key by its printed name")
		}
		if _, twice := byKey[key(row)]; twice {
			return fmt.Errorf("%s:%d: key %s stands twice with other figures", file, i+2, key(row))
		}
		byKey[key(row)] = len(out)
		out = append(out, row)
	}
	slices.SortFunc(out, func(a, b []string) int { return strings.Compare(key(a), key(b)) })
	return c.write("factors/energy.csv", append([][]string{factorColumns}, out...))
}

func key(row []string) string {
	parts := slices.Clone(row[colSet : colGas+1])
	return strings.Join(append(parts, row[colRegion], row[colRegion+1], row[colFrom], row[colTo]), "|")
}

func figures(row []string) []string {
	return []string{row[colValue], row[colLow], row[colHigh], row[12]}
}

func (c *conversion) energyRow(r record) ([]string, error) {
	about := c.subject(r)
	category, printed := r["category"], ""
	if mapped, ok := refinement[category]; ok && r["set"] == "IPCC-2019" {
		category, printed = mapped, r["category"]
	}
	if category == "memo" {
		category, printed = map[string]string{"CN-GRID": "M.3", "CN-HEAT": "M.4"}[r["set"]], "memo"
	}
	word, err := status(r["confidence"])
	if err != nil {
		return nil, err
	}
	unit, source := r["unit"], r["source"]
	chinese := strings.HasPrefix(r["set"], "CN-") || strings.HasPrefix(r["set"], "GBT")
	if chinese && unit == "GJ/10^4 Nm3" {
		unit, source = "GJ/10^4 m3", source+"; printed GJ/10^4 Nm3, a trade volume"
	}
	row := []string{r["set"], category, printed, about.item, about.detail, about.technology, "", "", "", r["parameter"], r["gas"],
		r["value"], unit, r["low"], r["high"], bounds(r), "", r["region"], "", r["year_from"], r["year_to"], "", source, word}
	return row, nil
}

// bounds says what the printed limits are: Tables 1.2–1.4 of IPCC 2006 V2 print the limits of the 95 % confidence
// interval, other tables a range.
func bounds(r record) string {
	if r["low"] == "" && r["high"] == "" {
		return ""
	}
	for _, table := range []string{"V2 Ch1 Table 1.2", "V2 Ch1 Table 1.3", "V2 Ch1 Table 1.4"} {
		if strings.Contains(r["source"], table) {
			return "ci95"
		}
	}
	return "range"
}
