package factors

import (
	"bytes"
	"io/fs"
	"testing"

	"ghg/seeds"
)

// BenchmarkLoad reads the shipped energy table.
func BenchmarkLoad(b *testing.B) {
	content, err := fs.ReadFile(seeds.FS, "factors/energy.csv")
	if err != nil {
		b.Fatal(err)
	}
	v := voc(b)
	b.SetBytes(int64(len(content)))
	b.ReportAllocs()
	rows := 0
	for b.Loop() {
		loaded, _ := Load("seeds/factors/energy.csv", bytes.NewReader(content), v, false)
		rows = len(loaded)
	}
	b.ReportMetric(float64(rows), "rows")
}

func BenchmarkNew(b *testing.B) {
	rows := shippedRows(b)
	for b.Loop() {
		New(rows)
	}
}

func BenchmarkFind(b *testing.B) {
	table := tableOf(b, localHeader)
	for name, query := range map[string]string{
		"ncv": "ncv - 1.A.2.m 原煤 GJ/t 2020", "ef": "ef CH4 1.A.2.m 烟煤 kg_CH4/TJ 2020", "proxy": "ef CH4 1.A.5.a 烟煤 kg_CH4/TJ 2020",
		"missing": "ef CH4 1.A.3.b 汽油 kg_CH4/TJ 2020", "grid": "grid_average_ef CO2 M.3 电力 kg_CO2/kWh 2020",
	} {
		q := parse(b, "CN-PROV-2011", query)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = table.Find(q)
			}
		})
	}
}
