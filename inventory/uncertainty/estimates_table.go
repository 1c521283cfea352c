package uncertainty

import (
	"io"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/spelling"
	"ghg/inventory/table"
)

// EstimatesTable is a ready table of estimates, of whatever inventory: categories and gases are labels.
type EstimatesTable struct {
	File       string
	Rows       []Row
	Places     []inventory.Place // by row
	Unassessed []Unassessed
}

// Unassessed is a row without a figure: a notation key says why (NE, IE, C, FX).
type Unassessed struct {
	Category, Item, Gas string
	Notation            inventory.Notation
	Facility            string // that the key is of, "" where it is of the whole category
}

// The columns of a table of estimates, by number.
const (
	colCategory = iota
	colItem
	colGas
	colBase
	colYear
	colAD
	colEF
	colADCorrelated
	colEFCorrelated
	colLow
	colHigh
	colLand
)

var estimatesSchema = table.Schema{
	colCategory:     {Name: "category", ZH: "类别", Aliases: []string{"排放源", "类别编码", "类别名称"}, Required: true},
	colItem:         {Name: "item", ZH: "项", Aliases: []string{"项目", "燃料", "子类"}},
	colGas:          {Name: "gas", ZH: "气体", Aliases: []string{"温室气体"}, Required: true},
	colBase:         {Name: "e_base", ZH: "基准年排放量", Aliases: []string{"基准年", "基准年排放"}, Required: true},
	colYear:         {Name: "e_t", ZH: "当年排放量", Aliases: []string{"当年", "当年排放", "目标年排放量", "排放量"}, Required: true},
	colAD:           {Name: "u_ad_pct", ZH: "活动水平不确定度", Aliases: []string{"活动水平不确定度(%)", "活动数据不确定度", "活动数据不确定度(%)"}},
	colEF:           {Name: "u_ef_pct", ZH: "排放因子不确定度", Aliases: []string{"排放因子不确定度(%)"}},
	colADCorrelated: {Name: "ad_correlated", ZH: "活动水平年际相关", Aliases: []string{"活动水平相关", "活动数据年际相关"}},
	colEFCorrelated: {Name: "ef_correlated", ZH: "排放因子年际相关", Aliases: []string{"排放因子相关"}},
	colLow:          {Name: "low_pct", ZH: "下限", Aliases: []string{"下限(%)", "不确定度下限"}},
	colHigh:         {Name: "high_pct", ZH: "上限", Aliases: []string{"上限(%)", "不确定度上限"}},
	colLand:         {Name: "land", ZH: "土地", Aliases: []string{"土地利用变化和林业", "lulucf"}},
}

// ReadEstimates reads a table of estimates: CSV in any encoding that package table understands, or a workbook of one table. Every
// fault is a problem; the rows are those without one.
func ReadEstimates(name string, in io.Reader) (*EstimatesTable, []inventory.Problem) {
	out := &EstimatesTable{File: name}
	r := &estimatesReader{out: out, seen: map[string]inventory.Place{}}
	t, ok := table.Open(name, in, estimatesSchema, &r.problems)
	if !ok {
		return out, r.problems
	}
	var cells []string
	for i := 0; ; i++ {
		if cells, ok = t.Next(cells); !ok {
			break
		}
		r.place, r.bad = t.Place(i), false
		r.row(cells)
	}
	if !r.problems.Failed() {
		r.whole(t.Table())
	}
	return out, r.problems
}

// Unstated are the rows without an uncertainty, as problems: none of them can be propagated.
func (t *EstimatesTable) Unstated() (out inventory.Problems) {
	for i, row := range t.Rows {
		if row.Unstated {
			out.Add(inventory.Problem{Source: t.Places[i].Cell("u_ef_pct"), Code: "missing-uncertainty", Severity: inventory.Error,
				Message: inventory.Text{ZH: "“" + name(row) + "”没有不确定度", EN: name(row) + " has no uncertainty"},
				Hint: inventory.Text{ZH: "填写 u_ad_pct 和 u_ef_pct（95 % 区间的一半，占数值的百分比），或 low_pct 和 high_pct；确知无误差的填 0",
					EN: "give u_ad_pct and u_ef_pct (half the 95 % interval in per cent of the figure), or low_pct and high_pct; 0 for what is known without error"}})
		}
	}
	return out
}

// name is what a message calls a row.
func name(row Row) string {
	return table.Excerpt(strings.Join(strings.Fields(row.Category+" "+row.Item+" "+row.Gas), " "))
}

// estimatesReader reads the rows of a table of estimates.
type estimatesReader struct {
	out      *EstimatesTable
	problems inventory.Problems
	seen     map[string]inventory.Place // rows by their labels
	place    inventory.Place
	bad      bool // the row at hand has a fault
}

func (r *estimatesReader) refuse(column int, code string, message, hint inventory.Text) {
	r.bad = true
	r.say(column, code, inventory.Error, message, hint)
}

func (r *estimatesReader) say(column int, code string, severity inventory.Severity, message, hint inventory.Text) {
	r.problems.Add(inventory.Problem{Source: r.place.Cell(estimatesSchema[column].Name), Code: code, Severity: severity, Message: message, Hint: hint})
}

// row reads a row.
func (r *estimatesReader) row(cells []string) {
	row := Row{Category: r.label(colCategory, cells), Item: r.label(colItem, cells), Gas: r.label(colGas, cells)}
	if _, sum := table.NamesTotal(row.Category); sum {
		r.refuse(colCategory, "total-row",
			inventory.Text{ZH: "“" + table.Excerpt(row.Category) + "”是合计行：会与各行重复计算", EN: `"` + table.Excerpt(row.Category) + `" is the line of a sum: it would be counted beside the rows it is the sum of`},
			inventory.Text{ZH: "删去合计行", EN: "leave the line out"})
		return
	}
	base, year := r.estimate(colBase, cells), r.estimate(colYear, cells)
	row.Base, row.Year = base.value, year.value
	r.uncertainties(&row, cells)
	row.ADCorrelated, row.EFCorrelated, row.Land = r.flag(colADCorrelated, cells, false), r.flag(colEFCorrelated, cells, true), r.flag(colLand, cells, false)
	r.sides(&row, cells)
	row.Unstated = row.Unstated && !(row.Base.IsZero() && row.Year.IsZero())
	r.once(row)
	switch assessed := r.assessed(row, base, year); {
	case r.bad:
	case !assessed:
		r.out.Unassessed = append(r.out.Unassessed, Unassessed{row.Category, row.Item, row.Gas, base.notation | year.notation, ""})
	default:
		r.out.Rows, r.out.Places = append(r.out.Rows, row.entered()), append(r.out.Places, r.place)
	}
}

// label reads a name, which only an item may lack.
func (r *estimatesReader) label(column int, cells []string) string {
	text, field := cells[column], estimatesSchema[column]
	switch {
	case text == "" && field.Required:
		r.refuse(column, "blank-cell",
			inventory.Text{ZH: "“" + field.ZH + "”不能空", EN: field.Name + " must not be blank"}, inventory.Text{ZH: "填写这一格", EN: "fill in the cell"})
	case strings.ContainsAny(text, "\t\n"):
		r.refuse(column, "line-break",
			inventory.Text{ZH: "名称中有换行或制表符", EN: "the name holds a line break or a tab"}, inventory.Text{ZH: "写在一行里", EN: "write it on one line"})
	}
	return strings.Clone(text)
}

// once refuses a second row of the same labels.
func (r *estimatesReader) once(row Row) {
	key := spelling.Fold(row.Category) + "\x00" + spelling.Fold(row.Item) + "\x00" + spelling.Fold(row.Gas)
	first, twice := r.seen[key]
	if !twice {
		r.seen[key] = r.place
		return
	}
	r.refuse(colCategory, "row-twice",
		inventory.Text{ZH: "“" + name(row) + "”已在 " + first.Cell("category").String() + " 给出", EN: name(row) + " is given at " + first.Cell("category").String() + " already"},
		inventory.Text{ZH: "只保留一行，或用“项”把两行区分开", EN: "keep one of them, or tell them apart by their items"})
}

// whole looks at the table as a whole, in which no row has a fault.
func (r *estimatesReader) whole(t *inventory.Table) {
	at := inventory.Source{File: t.File, Sheet: t.Sheet}
	if len(r.out.Rows) == 0 {
		r.problems.Add(inventory.Problem{Source: at, Code: "no-rows", Severity: inventory.Error,
			Message: inventory.Text{ZH: "表中没有一行有数", EN: "no row of the table has a figure"},
			Hint:    inventory.Text{ZH: "每个类别和气体写一行，e_base 和 e_t 是 CO2 当量", EN: "write a row for each category and gas, e_base and e_t in CO2 equivalent"}})
		return
	}
	nothing := decimal.Zero
	for _, row := range r.out.Rows {
		nothing = nothing.Add(row.Base.Abs()).Add(row.Year.Abs())
	}
	if nothing.IsZero() {
		r.problems.Add(inventory.Problem{Source: at, Code: "zero-inventory", Severity: inventory.Error,
			Message: inventory.Text{ZH: "所有排放量都是 0：不存在任何百分数", EN: "all figures are 0: no percentage exists"},
			Hint:    inventory.Text{ZH: "核对 e_base 和 e_t 两列；没有估算的写 NE，不写 0", EN: "check the columns e_base and e_t; what was not estimated is NE, not 0"}})
	}
}
