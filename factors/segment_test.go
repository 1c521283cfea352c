package factors

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// TestSegmentsKeepTheirFactors asks, in the name of every category that any set files a row under, for each row of the
// chains whose codes mean other things in the 2019 Refinement (oil and gas, solid fuels, electronics, burning): with all
// that the row states except its category. A row answers only where it is filed, or below.
func TestSegmentsKeepTheirFactors(t *testing.T) {
	rows := shippedRows(t)
	table, _ := New(rows)
	var filed []*inventory.Category
	for _, row := range rows {
		for _, c := range row.terms.categories {
			if !slices.Contains(filed, c) {
				filed = append(filed, c)
			}
		}
	}
	asked := 0
	for _, row := range rows {
		if row.SourceCategory == "" || row.SourceCategory == row.Category {
			continue
		}
		q := Query{Parameter: row.Parameter, Gas: row.Gas, Detail: row.details(), Region: "Tongliang", Climate: inventory.SplitList(row.Climate),
			Development: row.Development, Year: max(row.YearFrom, row.YearTo, 2020), Sets: []string{row.Set}, Unit: row.terms.unit}
		if row.terms.items != nil {
			q.Item = row.terms.items[0]
		}
		for _, q.Category = range filed {
			below := slices.ContainsFunc(row.terms.categories, func(c *inventory.Category) bool { return q.Category.Within(c) })
			answer, err := table.Find(q)
			asked++
			if err == nil && answer.Row == row && !below {
				t.Errorf("%s (printed %s) is reached from %s", row.Key(), row.SourceCategory, q.Category.Code)
			}
		}
	}
	if asked < 10000 {
		t.Errorf("only %d questions asked", asked)
	}
}

// The two segments that share a code with another one of 2019 are told apart by what they say of themselves: leakage
// behind the meter and abandoned wells both stand at 1.B.2.b.iii.6, exploration and processing at codes of their own.
func TestGasChain(t *testing.T) {
	table, _ := New(shippedRows(t))
	for _, c := range []struct {
		category, unit string
		detail         []string
		want           string // value, "" for none
	}{
		{"1.B.2.b.iii.1", "t CH4/well drilled", []string{"天然气勘探", "非常规/页岩气", "有火炬或回收", "按钻井数"}, "1.30"},
		{"1.B.2.b.iii.1", "t CH4/well drilled", []string{"天然气勘探", "非常规/页岩气", "无火炬或回收", "按钻井数"}, "20.1"},
		{"1.B.2.b.iii.3", "t CH4/well drilled", []string{"天然气勘探", "非常规/页岩气", "有火炬或回收", "按钻井数"}, ""},
		{"1.B.2.b.iii.3", "t CH4/10^6 m3", []string{"天然气处理", "广泛LDAR"}, "0.57"},
		{"1.B.2.b.iii.1", "t CH4/10^6 m3", []string{"天然气处理", "广泛LDAR"}, ""},
		{"1.B.2.b.i", "t CH4/10^6 m3", []string{"天然气勘探", "常规", "按产量"}, ""},
		{"1.B.2.b.iii.6", "t CH4/appliance", []string{"商业和居民用气设备"}, "0.004"},
		{"1.B.2.b.iii.6", "t CH4/abandoned well", []string{"废弃油气井", "陆上", "未封堵"}, "0.088"},
		{"1.B.2.b.iii.6", "t CH4/appliance", []string{"废弃油气井", "陆上", "未封堵"}, ""},
	} {
		answer, err := table.Find(Query{Parameter: "ef", Gas: "CH4", Category: voc(t).Categories.Must(c.category), Detail: c.detail, Region: "Tongliang",
			Year: 2020, Sets: []string{"IPCC-2019"}, Unit: unitOf(c.unit)})
		switch {
		case c.want == "" && err == nil:
			t.Errorf("%s %v: %s", c.category, c.detail, answer.Row.Key())
		case c.want != "" && (err != nil || !answer.Row.Value.Equal(decimal.RequireFromString(c.want))):
			t.Errorf("%s %v: %v %v", c.category, c.detail, answer.Row, err)
		}
	}
}
