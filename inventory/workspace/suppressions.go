package workspace

import (
	"ghg/inventory"
	"ghg/inventory/table"
)

var suppressionSchema = table.Schema{
	{Name: "rule", ZH: "规则", Required: true},
	{Name: "year", ZH: "年份", Required: true},
	{Name: "category", ZH: "类别", Required: true},
	{Name: "file", ZH: "文件"},
	{Name: "facility", ZH: "设施"},
	{Name: "item", ZH: "项目"},
	{Name: "seen", ZH: "核对码"},
	{Name: "by", ZH: "决定人", Required: true},
	{Name: "date", ZH: "日期", Required: true},
	{Name: "reason", ZH: "理由", Required: true},
}

type suppressionRow struct {
	Rule     string `csv:"rule"`
	Year     string `csv:"year"`
	Category string `csv:"category"`
	File     string `csv:"file"`
	Facility string `csv:"facility"`
	Item     string `csv:"item"`
	Seen     string `csv:"seen"`
	By       string `csv:"by"`
	Date     string `csv:"date"`
	Reason   string `csv:"reason"`
}

// suppressions reads records/suppressions.csv. Whether there is such a rule is for those who know the rules to say.
// A breach of no category may be of an indicator, which stands under item.
func (l *loader) suppressions(name string) {
	rows(l, name, suppressionSchema, func(r *row, c *suppressionRow) {
		out := inventory.Suppression{Rule: r.must("rule", c.Rule), File: r.keep(c.File), Facility: r.keep(c.Facility),
			Item: r.keep(c.Item), Seen: r.keep(c.Seen), Signed: r.signed(c.By, c.Date, c.Reason)}
		if c.Year != "" {
			out.Year = r.year("year", c.Year)
		}
		if c.Category != "" {
			out.Category = r.category("category", c.Category)
			if c.Item != inventory.Any {
				out.Item = r.itemName("item", c.Item)
			}
		}
		if !r.bad {
			l.ws.Suppressions = append(l.ws.Suppressions, out)
		}
	})
}
