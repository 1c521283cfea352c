package workspace

import (
	"ghg/inventory"
	"ghg/inventory/table"
)

var explanationSchema = table.Schema{
	{Name: "kind", ZH: "种类", Required: true},
	{Name: "year", ZH: "年份", Required: true},
	{Name: "subject", ZH: "对象", Required: true},
	{Name: "by", ZH: "决定人", Required: true},
	{Name: "date", ZH: "日期", Required: true},
	{Name: "reason", ZH: "理由", Required: true},
}

type explanationRow struct {
	Kind    string `csv:"kind"`
	Year    string `csv:"year"`
	Subject string `csv:"subject"`
	By      string `csv:"by"`
	Date    string `csv:"date"`
	Reason  string `csv:"reason"`
}

var (
	explanationKinds    = []word{{"reference", "参考方法"}}
	explanationSubjects = []word{{"solid", "固体燃料"}, {"liquid", "液体燃料"}, {"gas", "气体燃料"}, {"peat", "泥炭"}, {"waste_fossil", "化石废弃物燃料"}, {"total", "合计"}}
)

func (l *loader) explanations(name string) {
	rows(l, name, explanationSchema, func(r *row, c *explanationRow) {
		out := inventory.Explanation{Kind: r.oneOf("kind", r.must("kind", c.Kind), explanationKinds), Year: r.year("year", c.Year),
			Subject: r.oneOf("subject", r.must("subject", c.Subject), explanationSubjects), Signed: r.signed(c.By, c.Date, c.Reason)}
		if !r.bad {
			l.ws.Explanations = append(l.ws.Explanations, out)
		}
	})
}
