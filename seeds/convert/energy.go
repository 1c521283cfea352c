package main

import "strings"

// special are fuels and devices whose words do not follow the usual form "fuel / device".
var special = map[string]names{
	"水泥、石灰窑 天然气": {item: "天然气", technology: "水泥、石灰窑"}, "水泥、石灰窑 油": {detail: "油", technology: "水泥、石灰窑"}, "水泥、石灰窑 煤": {detail: "煤", technology: "水泥、石灰窑"},
	"干燥炉 天然气": {item: "天然气", technology: "干燥炉"}, "干燥炉 油": {detail: "油", technology: "干燥炉"}, "干燥炉 煤": {detail: "煤", technology: "干燥炉"}, "焦炉": {technology: "焦炉"},
	"固体燃料 水泥窑": {detail: "固体燃料", technology: "水泥窑"}, "固体燃料 发电锅炉": {detail: "固体燃料", technology: "发电锅炉"}, "固体燃料 工业锅炉": {detail: "固体燃料", technology: "工业锅炉"},
	"液体燃料 各设备": {detail: "液体燃料", technology: "各设备"}, "气体燃料 各设备": {detail: "气体燃料", technology: "各设备"},
	"焦炉煤气(上限)": {item: "焦炉煤气", detail: "上限"}, "煤泥(上限)": {item: "煤泥", detail: "上限"},
	"电力(当量值)": {item: "电力", detail: "当量值"}, "热力(当量值)": {item: "热力", detail: "当量值"}, "蒸汽(低压)": {item: "热力", detail: "低压蒸汽"},
	"燃煤(未实测)": {item: "电煤", detail: "未实测"},
}

// energyNames takes the subject of a row of the energy table apart: a fuel and, behind a slash, the device it is burnt
// in. Electricity is told apart by region and year alone.
func (c *conversion) energyNames(r record) (names, error) {
	printed := r["subject_zh"]
	if known, ok := special[printed]; ok {
		return known, nil
	}
	if strings.HasSuffix(r["parameter"], "_ef") || strings.HasPrefix(r["parameter"], "grid_") {
		if r["set"] == "CN-GRID" {
			return names{item: "电力"}, nil
		}
		return names{item: c.fuels[printed]}, nil
	}
	if strings.HasPrefix(r["category"], "1.B") && !strings.HasPrefix(r["parameter"], "uncertainty_") {
		return fugitive(printed), nil
	}
	fuel, device, two := strings.Cut(printed, " / ")
	if item, ok := c.fuels[fuel]; ok {
		return names{item: item, technology: device}, nil
	}
	if two {
		return names{detail: fuel, technology: device}, nil
	}
	return names{detail: strings.ReplaceAll(printed, "|", ";")}, nil
}
