package workspace

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/spelling"
	"ghg/inventory/table"
)

// FactorTable is a table of the terms of an identity: of each year and term the figures whose product it is.
type FactorTable struct {
	File    string
	Factors []string // in the order of the columns
	Rows    []FactorRow
}

// FactorRow is one term of one year. A figure that is not valid is blank: it may be where another is zero.
type FactorRow struct {
	Year    int
	Term    string
	Figures []decimal.NullDecimal // by factor
	Place   inventory.Place
}

var factorSchema = table.Schema{
	{Name: "year", ZH: "年份", Aliases: []string{"年度"}, Required: true},
	{Name: "subcategory", ZH: "项", Aliases: []string{"子类", "分项", "term"}, Required: true},
}

// LoadFactorTable reads a table in long form: a year, the name of the term, and a column for each factor.
func LoadFactorTable(name string, from io.Reader) (*FactorTable, inventory.Problems) {
	l := newReading(nil)
	content, ok := table.Raw(name, from, &l.problems)
	if !ok {
		return nil, l.problems
	}
	schema, ok := l.factorColumns(name, content)
	if !ok {
		return nil, l.problems
	}
	in, ok := table.Open(name, strings.NewReader(content), schema, &l.problems)
	if !ok {
		return nil, l.problems
	}
	out := &FactorTable{File: name}
	for _, field := range schema[len(factorSchema):] {
		out.Factors = append(out.Factors, field.Name)
	}
	seen := map[termOf]inventory.Place{}
	for i := 0; ; i++ {
		cells, ok := in.Next(nil)
		if !ok {
			break
		}
		r := &row{reading: l, schema: schema, place: in.Place(i)}
		if one := r.factors(cells, seen); !r.bad {
			out.Rows = append(out.Rows, one)
		}
	}
	return out, l.problems
}

// factorColumns are the columns of the file: those that every such table has, and the factors, which are all others.
func (l *reading) factorColumns(name string, content string) (table.Schema, bool) {
	var found inventory.Problems
	in, ok := table.Open(name, strings.NewReader(content), append(slices.Clone(factorSchema), table.Field{Name: table.Others}), &found)
	if !ok {
		l.problems.Add(found...)
		return nil, false
	}
	schema, taken, sound := slices.Clone(factorSchema), map[string]bool{}, true
	for _, heading := range in.Others() {
		key := spelling.Fold(heading.Name)
		if taken[key] {
			continue
		}
		taken[key] = true
		if p, unfit := unfitFactor(heading, key); unfit {
			l.problems.Add(p)
			sound = false
		}
		name := strings.Clone(heading.Name)
		schema = append(schema, table.Field{Name: name, ZH: name, Required: true})
	}
	if !sound {
		return nil, false
	}
	if len(schema) == len(factorSchema) {
		l.problems.Add(refusal(inventory.Source{File: in.Table().File, Sheet: in.Table().Sheet}, "no-factor",
			inventory.Text{ZH: "表中没有因素列：除年份和项以外一列也没有", EN: "the table has no column of a factor beside the year and the term"},
			inventory.Text{ZH: "每个因素写一列，列名就是因素名；各列之积是该项的量", EN: "give every factor a column named after it; the product of the columns is the term"}))
		return nil, false
	}
	return schema, true
}

// changeNames are what the change of the sum is called where the effects of factors are listed.
var changeNames = []string{"change", "变化", "变化合计"}

// unfitFactor refuses a column name that cannot stand in a list of effects.
func unfitFactor(heading table.Heading, key string) (inventory.Problem, bool) {
	switch {
	case slices.Contains(changeNames, key):
		return refusal(heading.Source, "factor-name-taken",
			inventory.Text{ZH: "“" + heading.Name + "”是总量变化的名称，不能作因素名", EN: strconv.Quote(heading.Name) + " is what the change of the sum is called, and no name of a factor"},
			inventory.Text{ZH: "给这一列另起一个名字", EN: "give the column another name"}), true
	case strings.ContainsAny(heading.Name, "\t\n"):
		return refusal(heading.Source, "line-break",
			inventory.Text{ZH: "列名中有换行或制表符", EN: "the name of a column holds a line break or a tab"}, onOneLine), true
	}
	return inventory.Problem{}, false
}

var onOneLine = inventory.Text{ZH: "写在一行里", EN: "write it on one line"}

// termOf tells terms of years apart.
type termOf struct {
	year int
	term string
}

// factors reads a row.
func (r *row) factors(cells []string, seen map[termOf]inventory.Place) FactorRow {
	out := FactorRow{Year: r.year("year", cells[0]), Term: r.must("subcategory", cells[1]), Place: r.place}
	if strings.ContainsAny(out.Term, "\t\n") {
		r.refuse("subcategory", "line-break", inventory.Text{ZH: "项的名称中有换行或制表符", EN: "the name of a term holds a line break or a tab"}, onOneLine)
	}
	zero := false
	for k, text := range cells[len(factorSchema):] {
		field, figure := r.schema[len(factorSchema)+k].Name, decimal.NullDecimal{}
		if text != "" {
			figure = r.factor(field, text)
		}
		zero = zero || figure.Valid && figure.Decimal.IsZero()
		out.Figures = append(out.Figures, figure)
	}
	for k, text := range cells[len(factorSchema):] {
		if text == "" && !zero {
			field := r.schema[len(factorSchema)+k].Name
			r.refuse(field, "missing-factor",
				inventory.Text{ZH: fmt.Sprintf("%d 年“%s”没有“%s”", out.Year, table.Excerpt(out.Term), field), EN: fmt.Sprintf("%q of %d has no %s", table.Excerpt(out.Term), out.Year, field)},
				inventory.Text{ZH: "填写这一格；只有同一行另有因素为 0 时才可以空。没有这一项的年份整行不写", EN: "fill in the cell; it may be blank only where another factor of the row is 0. Leave the whole row out in a year without the term"})
		}
	}
	if !zero && !r.bad {
		r.multiplies(&out)
	}
	if r.bad {
		return out
	}
	key := termOf{out.Year, spelling.Fold(out.Term)}
	if first, twice := seen[key]; twice {
		r.refuse("subcategory", "term-twice",
			inventory.Text{ZH: fmt.Sprintf("%d 年“%s”已在 %s 给出", out.Year, table.Excerpt(out.Term), first.Cell("subcategory")), EN: fmt.Sprintf("%q of %d is given at %s already", table.Excerpt(out.Term), out.Year, first.Cell("subcategory"))},
			inventory.Text{ZH: "只保留一行，或给两项起不同的名字", EN: "keep one of the rows, or name the two terms differently"})
		return out
	}
	seen[key] = r.place
	return out
}

// mostPower is the power of ten beyond which no product of factors may go on its way: logarithms are taken in floating-point numbers.
const mostPower = 300

// multiplies refuses factors whose product, taken in the order of the columns, goes beyond all figures.
func (r *row) multiplies(of *FactorRow) {
	product := decimal.NewFromInt(1)
	for k, figure := range of.Figures {
		product = product.Mul(figure.Decimal)
		power := product.NumDigits() + int(product.Exponent()) - 1
		if power <= mostPower && power >= -mostPower {
			continue
		}
		field := r.schema[len(factorSchema)+k].Name
		r.refuse(field, "product-out-of-range",
			inventory.Text{ZH: fmt.Sprintf("%d 年“%s”的因素乘到“%s”约为 10 的 %d 次方，超出 ±%d", of.Year, table.Excerpt(of.Term), field, power, mostPower),
				EN: fmt.Sprintf("the factors of %q of %d up to %s multiply to about 10 to the power of %d, beyond ±%d", table.Excerpt(of.Term), of.Year, field, power, mostPower)},
			inventory.Text{ZH: "核对各因素的单位和数量级", EN: "check the units and the size of the factors"})
		return
	}
}

// factor reads one figure, which is not below zero.
func (r *row) factor(field, text string) (out decimal.NullDecimal) {
	if number, unit, ok := withUnit(text); ok {
		r.refuse(field, "unit-in-cell",
			inventory.Text{ZH: "“" + table.Excerpt(text) + "”里带着单位 " + unit.String() + "，这一格只写数", EN: `"` + table.Excerpt(text) + `" carries a unit, ` + unit.String() + ": the cell takes the number alone"},
			inventory.Text{ZH: "写 " + number.String() + "；一列只用一个单位，可以写进列名", EN: "write " + number.String() + "; all cells of a column are in one unit, which its name may state"})
		return out
	}
	if out.Decimal, out.Valid = r.number(field, text); out.Decimal.IsNegative() {
		r.refuse(field, "negative-factor",
			inventory.Text{ZH: fmt.Sprintf("“%s”= %s 是负数：对数平均分解只用于正数", field, table.Excerpt(text)), EN: fmt.Sprintf("%s = %s is below zero: the decomposition is by logarithms, of figures that are not", field, table.Excerpt(text))},
			inventory.Text{ZH: "排放与清除分开，各自分解：清除写正数，另作一表", EN: "decompose emissions and removals apart: write removals as positive figures in a table of their own"})
	}
	return out
}
