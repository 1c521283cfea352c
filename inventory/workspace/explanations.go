package workspace

import (
	"slices"

	"ghg/inventory"
	"ghg/inventory/table"
)

var explanationSchema = table.Schema{
	{Name: "kind", ZH: "种类", Required: true},
	{Name: "year", ZH: "年份", Required: true},
	{Name: "subject", ZH: "对象", Required: true},
	{Name: "gas", ZH: "气体"},
	{Name: "parameter", ZH: "参数"},
	{Name: "by", ZH: "决定人", Required: true},
	{Name: "date", ZH: "日期", Required: true},
	{Name: "reason", ZH: "理由", Required: true},
}

type explanationRow struct {
	Kind      string `csv:"kind"`
	Year      string `csv:"year"`
	Subject   string `csv:"subject"`
	Gas       string `csv:"gas"`
	Parameter string `csv:"parameter"`
	By        string `csv:"by"`
	Date      string `csv:"date"`
	Reason    string `csv:"reason"`
}

var (
	explanationKinds    = []word{{inventory.ExplainsReference, "参考方法"}, {inventory.ExplainsRecalculation, "重算"}, {inventory.ExplainsCorrection, "更正"}}
	explanationSubjects = []word{{"solid", "固体燃料"}, {"liquid", "液体燃料"}, {"gas", "气体燃料"}, {"peat", "泥炭"}, {"waste_fossil", "化石废弃物燃料"}, {"total", "合计"}}
	totals              = []word{{inventory.ScopeTotal, "合计"}, {inventory.ScopeWithoutLand, "合计（不含土地利用变化和林业）"}}
)

// explained is what an explanation speaks of: two of one are one too many.
type explained struct {
	kind                    string
	year                    int
	subject, gas, parameter string
}

// explanations reads records/explanations.csv. Whether there is anything to explain is for those who compare the figures to say.
func (l *loader) explanations(name string) {
	seen := map[explained]inventory.Place{}
	rows(l, name, explanationSchema, func(r *row, c *explanationRow) {
		out := inventory.Explanation{Kind: r.oneOf("kind", r.must("kind", c.Kind), explanationKinds), Year: r.year("year", c.Year),
			Subject: r.must("subject", c.Subject), Gas: c.Gas, Parameter: r.keep(c.Parameter), Signed: r.signed(c.By, c.Date, c.Reason)}
		r.subject(&out)
		if c.Gas != "" && out.Kind != inventory.ExplainsRecalculation {
			r.idle("gas", out.Kind)
		} else if c.Gas != "" {
			out.Gas = r.gasNamed("gas", c.Gas)
		}
		if c.Parameter != "" && out.Kind != inventory.ExplainsCorrection {
			r.idle("parameter", out.Kind)
		} else if message, hint, unknown := unknownParameter(l.voc, out.Parameter); unknown {
			r.refuse("parameter", "unknown-parameter", message, inventory.Text{ZH: hint.ZH + "；主要活动数据也写方法中的名字，如 fuel；不写为全部", EN: hint.EN + "; the main activity has its name there too, such as fuel; none means all"})
		}
		if r.bad {
			return
		}
		of := explained{out.Kind, out.Year, out.Subject, out.Gas, out.Parameter}
		if before, twice := seen[of]; twice {
			r.twice("explanation-twice", before)
			return
		}
		seen[of] = r.place
		l.ws.Explanations = append(l.ws.Explanations, out)
	})
}

// subject gives the subject its name: a group of fuels of a reference, else a category, or of a recalculation a total.
func (r *row) subject(e *inventory.Explanation) {
	isTotal := slices.ContainsFunc(totals, func(w word) bool { return e.Subject == w.name || e.Subject == w.zh })
	switch {
	case e.Subject == "" || e.Kind == "": // told already
	case e.Kind == inventory.ExplainsReference:
		e.Subject = r.oneOf("subject", e.Subject, explanationSubjects)
	case e.Kind == inventory.ExplainsRecalculation && isTotal:
		e.Subject = r.oneOf("subject", e.Subject, totals)
	case isTotal:
		r.refuse("subject", "correction-of-total",
			inventory.Text{ZH: "更正的对象是“" + table.Excerpt(e.Subject) + "”：更正的是某一类别的数，不是合计", EN: `the correction is of "` + table.Excerpt(e.Subject) + `": what is corrected are figures of a category, not a total`},
			inventory.Text{ZH: "写类别编码或标题，几个类别各写一行；合计的变化写 recalculation（重算）", EN: "name the category, a row for each; a change of the total is explained by kind recalculation"})
	default:
		if e.Category = r.category("subject", e.Subject); e.Category != nil {
			e.Subject = e.Category.Code
		}
	}
}

// idle refuses a cell that an explanation of the kind has no use for.
func (r *row) idle(field, kind string) {
	if kind == "" {
		return
	}
	title := r.title(field)
	r.refuse(field, "explanation-column",
		inventory.Text{ZH: "种类 " + kind + " 不用“" + title.ZH + "”一栏", EN: "kind " + kind + " takes no " + title.EN},
		inventory.Text{ZH: "清空这一格：气体只用于 recalculation（重算），参数只用于 correction（更正）", EN: "clear the cell: gas is of kind recalculation only, parameter of kind correction"})
}
