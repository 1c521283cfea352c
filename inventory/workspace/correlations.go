package workspace

import (
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/table"
)

var correlationSchema = table.Schema{
	{Name: "kind", ZH: "种类", Required: true},
	{Name: "of", ZH: "变量", Required: true},
	{Name: "with", ZH: "与变量"},
	{Name: "rho", ZH: "相关系数"},
	{Name: "by", ZH: "决定人", Required: true},
	{Name: "date", ZH: "日期", Required: true},
	{Name: "reason", ZH: "理由", Required: true},
}

type correlationRow struct {
	Kind   string `csv:"kind"`
	Of     string `csv:"of"`
	With   string `csv:"with"`
	Rho    string `csv:"rho"`
	By     string `csv:"by"`
	Date   string `csv:"date"`
	Reason string `csv:"reason"`
}

var correlationKinds = []word{{inventory.CorrelatedGroup, "一组"}, {inventory.CorrelatedPair, "一对"}, {inventory.CorrelatedYears, "各年"}, {inventory.CorrelatedShares, "占比"}}

// correlations reads records/correlations.csv. Whether there are such variables is for those who know the inventory to say, and so is
// whether the coefficients can hold together.
func (l *loader) correlations(name string) {
	type key struct {
		kind     string
		of, with inventory.Pattern
	}
	seen := map[key]inventory.Place{}
	rows(l, name, correlationSchema, func(r *row, c *correlationRow) {
		out := inventory.Correlation{Kind: r.oneOf("kind", r.must("kind", c.Kind), correlationKinds), Of: r.pattern("of", c.Of), Signed: r.signed(c.By, c.Date, c.Reason)}
		if c.With != "" {
			out.With = r.pattern("with", c.With)
		}
		if c.Rho != "" {
			out.Rho = r.coefficient(c.Rho)
		}
		if out.Kind != "" {
			r.correlationColumns(c, &out)
		}
		if r.bad {
			return
		}
		k := key{out.Kind, min(out.Of, out.With), max(out.Of, out.With)}
		if before, twice := seen[k]; twice {
			r.twice("correlation-twice", before)
			return
		}
		seen[k] = r.place
		l.ws.Correlations = append(l.ws.Correlations, out)
	})
}

// pattern reads the id of a variable, or a pattern of ids. A full-width asterisk is one.
func (r *row) pattern(field, text string) inventory.Pattern {
	return inventory.Pattern(r.keep(strings.ReplaceAll(r.must(field, text), "＊", "*")))
}

// coefficient reads a coefficient of correlation.
func (r *row) coefficient(text string) decimal.Decimal {
	hint := inventory.Text{ZH: "写 −1 到 1 的数；80 % 写 0.8", EN: "give a number from −1 to 1; 80 % is 0.8"}
	if strings.ContainsAny(text, "%％") {
		r.refuse("rho", "correlation-in-per-cent",
			inventory.Text{ZH: "相关系数“" + table.Excerpt(text) + "”是百分数", EN: `the correlation "` + table.Excerpt(text) + `" is in per cent`}, hint)
		return decimal.Zero
	}
	rho, ok := r.number("rho", text)
	if ok && rho.Abs().GreaterThan(decimal.NewFromInt(1)) {
		r.refuse("rho", "correlation-out-of-range",
			inventory.Text{ZH: "相关系数 " + rho.String() + " 不在 −1 到 1 之间", EN: "the correlation " + rho.String() + " does not lie between −1 and 1"}, hint)
	}
	return rho
}

// correlationColumns holds the columns that are filled to the kind.
func (r *row) correlationColumns(c *correlationRow, out *inventory.Correlation) {
	pair, shares := out.Kind == inventory.CorrelatedPair, out.Kind == inventory.CorrelatedShares
	zh := r.wordZH(correlationKinds, out.Kind)
	switch {
	case pair && c.With == "":
		r.refuse("with", "correlation-columns",
			inventory.Text{ZH: "一对（pair）没有写与哪个变量相关", EN: "a pair does not say with which variable: with is blank"},
			inventory.Text{ZH: "填与变量；同一组内两两相关的，种类写 group（一组）", EN: "fill in with; of variables that are correlated among each other the kind is group"})
	case !pair && c.With != "":
		r.refuse("with", "correlation-columns",
			inventory.Text{ZH: zh + "（" + out.Kind + "）的“与变量”应留空", EN: "with stays blank for the kind " + out.Kind},
			inventory.Text{ZH: "清空“与变量”；两个变量之间的相关，种类写 pair（一对）", EN: "clear it; of two variables the kind is pair"})
	case pair && out.Of == out.With && !out.Of.Wild():
		r.refuse("with", "correlation-with-itself",
			inventory.Text{ZH: "变量与自身相关：" + table.Excerpt(c.With), EN: "a variable is correlated with itself: " + table.Excerpt(c.With)},
			inventory.Text{ZH: "改正其中一个变量；写法见 uncertainty 列出的变量", EN: "mend one of the two; uncertainty lists the variables"})
	case (out.Kind == inventory.CorrelatedGroup || shares) && out.Of != "" && !out.Of.Wild():
		r.refuse("of", "correlation-of-one",
			inventory.Text{ZH: zh + "（" + out.Kind + "）只写了一个变量 " + table.Excerpt(c.Of), EN: "the kind " + out.Kind + " names one variable only, " + table.Excerpt(c.Of)},
			inventory.Text{ZH: "用 * 代表任意一段，如 *|烟煤|*；两个变量写 pair（一对）", EN: "an asterisk stands for any run of characters, as in *|烟煤|*; of two variables the kind is pair"})
	}
	switch {
	case shares && c.Rho != "":
		r.refuse("rho", "correlation-columns",
			inventory.Text{ZH: "占比（shares）的相关系数应留空：由各占比之和为 1 得出", EN: "rho stays blank for shares: it follows from their sum, which is one"},
			inventory.Text{ZH: "清空相关系数", EN: "clear it"})
	case !shares && c.Rho == "":
		r.must("rho", c.Rho)
	}
}

// wordZH is the Chinese of a word that a column allows.
func (r *row) wordZH(words []word, name string) string {
	for _, w := range words {
		if w.name == name {
			return w.zh
		}
	}
	return name
}

// twice refuses a row that says again what an earlier one says.
func (r *row) twice(code string, before inventory.Place) {
	where := before.Cell("").String()
	r.refuse("", code,
		inventory.Text{ZH: "与 " + where + " 重复：两行说的是同一件事", EN: "repeats " + where + ": both rows speak of the same"}, inventory.Text{ZH: "删去一行", EN: "remove one of the rows"})
}

var qualitativeSchema = table.Schema{
	{Name: "category", ZH: "类别", Required: true},
	{Name: "gas", ZH: "气体"},
	{Name: "criterion", ZH: "准则", Required: true},
	{Name: "by", ZH: "决定人", Required: true},
	{Name: "date", ZH: "日期", Required: true},
	{Name: "reason", ZH: "理由", Required: true},
}

type qualitativeRow struct {
	Category  string `csv:"category"`
	Gas       string `csv:"gas"`
	Criterion string `csv:"criterion"`
	By        string `csv:"by"`
	Date      string `csv:"date"`
	Reason    string `csv:"reason"`
}

var criteria = []word{{inventory.Mitigation, "减排技术"}, {inventory.Growth, "排放增长"}, {inventory.Unquantified, "未作定量评估"}, {inventory.Incomplete, "完整性"}, {inventory.OtherReason, "其他"}}

// qualitative reads records/qualitative.csv.
func (l *loader) qualitative(name string) {
	type key struct {
		category       *inventory.Category
		gas, criterion string
	}
	seen := map[key]inventory.Place{}
	rows(l, name, qualitativeSchema, func(r *row, c *qualitativeRow) {
		out := inventory.Qualitative{Category: r.category("category", c.Category), Criterion: r.oneOf("criterion", r.must("criterion", c.Criterion), criteria), Signed: r.signed(c.By, c.Date, c.Reason)}
		if c.Gas != "" {
			out.Gas = r.gasNamed("gas", c.Gas)
		}
		if r.bad {
			return
		}
		k := key{out.Category, out.Gas, out.Criterion}
		if before, twice := seen[k]; twice {
			r.twice("qualitative-twice", before)
			return
		}
		seen[k] = r.place
		l.ws.Qualitative = append(l.ws.Qualitative, out)
	})
}
