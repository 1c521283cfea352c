package report_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"ghg/inventory/report"
	"ghg/inventory/workspace"
)

// district is a workspace of n rows of fuel in the branches of industry.
func district(n int) fstest.MapFS {
	var rows strings.Builder
	rows.WriteString("year,category,facility,item,value,unit,department\n")
	fuels := []string{"烟煤", "无烟煤", "柴油", "燃料油", "石油焦"}
	for i := range n {
		fmt.Fprintf(&rows, "2020,1.A.2.%c,厂%d,%s,%d.%02d,t,企业\n", 'a'+i%13, i, fuels[i%len(fuels)], i*7919%99999, i%100)
	}
	return fstest.MapFS{
		"inventory.toml": {Data: []byte("schema_version = 1\nyears = [2020]\nguide = \"CN-PROV-2011\"\n[region]\ncode = \"500151\"\nname = \"铜梁区\"\nprovince = \"重庆市\"\n")},
		"activity/a.csv": {Data: []byte(rows.String())},
	}
}

// A district of 2,000 rows: read, compiled, and everything written into memory.
func BenchmarkDistrict(b *testing.B) {
	e, folder := newEngine(b), district(2000)
	for range b.N {
		ws, _, err := workspace.LoadFS(folder, e.Vocabulary)
		if err != nil {
			b.Fatal(err)
		}
		result := e.Compile(ws, nil)
		files(b, ws, result)
		report.Table(&bytes.Buffer{}, result.Inventory, "zh")
	}
}

func BenchmarkLoadShippedTables(b *testing.B) {
	for range b.N {
		newEngine(b)
	}
}
