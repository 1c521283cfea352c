package workspace

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/table"
)

// quantityOf is a printed figure with half a unit of its last digit.
type quantityOf struct {
	value, half decimal.Decimal
	unit        quantity.Unit
}

// convert brings a value from one unit to another; false if they measure different things.
func convert(value quantityOf, to quantity.Unit) (quantityOf, bool) {
	v, err := quantity.Convert(value.value, value.unit, to)
	if err != nil {
		return value, false
	}
	half, err := quantity.Convert(value.half, value.unit, to)
	return quantityOf{v, half, to}, err == nil
}

// namesOfTotals are what a sheet calls the line of its sum, or of the whole district; partTotals those of a sum of the lines
// above it.
var (
	namesOfTotals = []string{"合计", "总计", "共计", "全区", "全区合计", "全县", "全县合计", "全市", "全市合计", "total", "sum", "grand total"}
	partTotals    = []string{"小计", "subtotal", "sub-total"}
)

// isTotal tells the name of a sum; part, that it is of the lines above it alone. It is asked of a million cells, few of which
// are as short and begin as one does.
func isTotal(text string) (part, yes bool) {
	if len(text) > len("全区合计：") || !strings.ContainsRune("合总共全小tTsSgG", firstRune(text)) {
		return false, false
	}
	text = strings.ToLower(strings.TrimRight(strings.Join(strings.Fields(text), ""), ":："))
	if slices.Contains(partTotals, text) {
		return true, true
	}
	return false, slices.Contains(namesOfTotals, text)
}

func firstRune(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}

// totalRow is a line of an activity table that states the sum of others: it is held against them, and not counted.
type totalRow struct {
	row
	name  string
	of    inventory.Activity // what the parts have in common; nil and empty = anything
	from  int                // the first row that can be a part
	until int                // the first that cannot, 0 for none
}

// namesTotal finds the cell of a row that says it is a sum.
func namesTotal(c []string) (column int, part, yes bool) {
	for _, column := range []int{colYear, colCategory, colFacility, colItem} {
		if c[column] == "" {
			continue
		}
		if part, yes := isTotal(c[column]); yes {
			return column, part, true
		}
	}
	return 0, false, false
}

// total reads a line of a sum; false if one of its cells is at fault.
func (r *row) total(c []string, column int) (totalRow, bool) {
	out := totalRow{name: strings.Clone(c[column])}
	read := slices.Clone(c)
	read[column] = ""
	if read[colYear] != "" {
		out.of.Year = r.year("year", read[colYear])
	}
	if read[colCategory] != "" {
		if _, yes := isTotal(read[colCategory]); !yes {
			out.of.Category = r.category("category", read[colCategory])
			r.in = out.of.Category
		}
	}
	for _, more := range []int{colFacility, colItem} {
		if _, yes := isTotal(read[more]); yes {
			read[more] = ""
		}
	}
	out.of.Facility, out.of.Item = r.keep(read[colFacility]), r.item("item", read[colItem])
	out.of.Detail, out.of.Parameter = r.detail(read[colDetail]), r.keep(read[colParameter])
	r.figure(&out.of, read[colValue], read[colUnit])
	out.row = *r
	return out, !r.bad
}

// matches tells whether a row is of what the sum is of.
func (t *totalRow) matches(a *inventory.Activity) bool {
	of := &t.of
	return a.Number && (of.Year == 0 || of.Year == a.Year) && (of.Category == nil || a.Category.Within(of.Category)) && (of.Item == nil || of.Item == a.Item) &&
		(of.Facility == "" || of.Facility == a.Facility) && (of.Detail == "" || of.Detail == a.Detail) && of.Parameter == a.Parameter
}

// totals holds the sums of a table against the rows that were read from it. A sum without a figure says nothing.
func (l *loader) totals(sums []totalRow, rows []*inventory.Activity) {
	for i := range sums {
		t := &sums[i]
		if !t.of.Number {
			continue
		}
		reach := rows[t.from:]
		if t.until > 0 {
			reach = rows[t.from:t.until]
		}
		t.hold(slices.DeleteFunc(slices.Clone(reach), func(a *inventory.Activity) bool { return !t.matches(a) }))
	}
}

// hold tells whether the parts make up the sum, within the rounding of what is printed.
func (t *totalRow) hold(parts []*inventory.Activity) {
	printed := quantityOf{t.of.Value, decimal.New(5, t.of.Value.Exponent()-1), t.of.Unit}
	if len(parts) == 0 {
		t.refuse("value", "total-without-parts",
			inventory.Text{ZH: "“" + table.Excerpt(t.name) + "”一行没有可加的各行：它会单独计入，或与别的表重复", EN: `the line "` + t.name + `" sums no row of this table: it would be counted by itself, or beside another table`},
			inventory.Text{ZH: "合计行要与各部分在同一张表；只有全区数时，设施一栏留空，不写合计", EN: "a sum stands in one table with its parts; where there is a figure of the district alone, leave the column facility blank"})
		return
	}
	sum := quantityOf{unit: printed.unit}
	var names []string
	for _, a := range parts {
		part, ok := convert(quantityOf{a.Value, decimal.New(5, a.Value.Exponent()-1), a.Unit}, printed.unit)
		if !ok {
			t.refuse("unit", "sum-in-other-units",
				inventory.Text{ZH: "“" + table.Excerpt(t.name) + "”与 " + a.Place.Cell("unit").String() + " 单位不同，加不起来：" + printed.unit.String() + "，" + a.Unit.String(), EN: `"` + t.name + `" and ` + a.Place.Cell("unit").String() + " are in units that do not add up: " + printed.unit.String() + ", " + a.Unit.String()},
				inventory.Text{ZH: "一个项目、一种单位各写一行合计", EN: "give a sum for each item, or each sort of unit"})
			return
		}
		sum.value, sum.half = sum.value.Add(part.value), sum.half.Add(part.half)
		if len(names) < 5 {
			names = append(names, a.Place.Cell("value").String())
		}
	}
	if len(parts) > len(names) {
		names = append(names, "…")
	}
	over, rounding := printed.value.Sub(sum.value), printed.half.Add(sum.half)
	unit := " " + printed.unit.String()
	if over.Abs().LessThanOrEqual(rounding) {
		p := refusal(t.place.Cell("value"), "total-checked",
			inventory.Text{ZH: "“" + table.Excerpt(t.name) + "” " + printed.value.String() + unit + " 与各行之和相符，不另计入", EN: `the sum "` + t.name + `", ` + printed.value.String() + unit + ", is that of its parts; it is not counted beside them"}, inventory.Text{})
		p.Severity = inventory.Info
		t.problems.Add(p)
		return
	}
	t.refuse("value", "total-not-its-parts",
		inventory.Text{ZH: "“" + table.Excerpt(t.name) + "”印作 " + printed.value.String() + unit + "，各行之和是 " + sum.value.String() + unit + "，相差 " + over.String() + "（四舍五入至多 " + rounding.String() + "）",
			EN: `"` + t.name + `" is printed as ` + printed.value.String() + unit + ", its parts add up to " + sum.value.String() + unit + ": " + over.String() + " between them, rounding explains " + rounding.String()},
		inventory.Text{ZH: "核对合计与各部分：" + strings.Join(names, "、"), EN: "see to the sum and its parts: " + strings.Join(names, ", ")})
}
