package workspace

import (
	"fmt"
	"slices"
	"strings"

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

// totalRow is a line of an activity table that states the sum of others: it is held against them, and not counted.
type totalRow struct {
	row
	name  string
	of    inventory.Activity // what the parts have in common; nil and empty = anything
	from  int                // the first row that can be a part
	until int                // the first that cannot, 0 for none
}

// namesTotal finds the cell of a row that says it is a sum. What is the name of a category or an item is none; the district's own
// name in the place of a facility is.
func (l *loader) namesTotal(c []string) (column int, part, yes bool) {
	for _, column := range []int{colYear, colCategory, colFacility, colItem, colDetail} {
		text := c[column]
		if text == "" {
			continue
		}
		if column == colFacility && text == l.ws.Config.Region.Name {
			return column, false, true
		}
		part, yes := table.NamesTotal(text)
		if _, known := l.voc.Items.Lookup(text); !yes || column == colItem && known {
			continue
		}
		if column == colDetail && !slices.Contains([]string{"合计", "总计", "小计", "total"}, strings.ToLower(text)) {
			continue // words of details end so too: 种植前汇总
		}
		if _, known := l.voc.Categories.Lookup(text); column == colCategory && known {
			continue
		}
		return column, part, true
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
		if _, yes := table.NamesTotal(read[colCategory]); !yes {
			out.of.Category = r.category("category", read[colCategory])
			r.in = out.of.Category
		}
	}
	for _, more := range []int{colFacility, colItem, colDetail} {
		if _, yes := table.NamesTotal(read[more]); yes {
			read[more] = ""
		}
	}
	out.of.Facility, out.of.Item = r.keep(read[colFacility]), r.item("item", read[colItem])
	out.of.Detail, out.of.Parameter = r.detail(read[colDetail]), r.keep(read[colParameter])
	r.figure(&out.of, read[colValue], read[colUnit])
	if key := read[colNotation]; key != "" {
		r.refuse("notation", "key-of-total",
			inventory.Text{ZH: "“" + table.Excerpt(out.name) + "”一行写了标记 " + table.Excerpt(key) + "：合计行不计入，标记会丢失", EN: `the line of a sum "` + table.Excerpt(out.name) + `" gives the key ` + table.Excerpt(key) + ": a sum is not counted, and the key would be lost"},
			inventory.Text{ZH: "整个类别的标记另写一行，设施、项目留空", EN: "give the key of the whole category in a row with facility and item left blank"})
	}
	out.row = *r
	return out, !r.bad
}

// matches tells whether a row is of what the sum is of.
func (t *totalRow) matches(a *inventory.Activity) bool {
	of := &t.of
	return a.Number && (of.Year == 0 || of.Year == a.Year) && (of.Category == nil || a.Category.Within(of.Category)) && (of.Item == nil || of.Item == a.Item) &&
		(of.Facility == "" || of.Facility == a.Facility) && (of.Detail == "" || of.Detail == a.Detail) && of.Parameter == a.Parameter
}

// mostTotals is the number of sums without year or item that are held against a whole table.
const mostTotals = 200

// totals holds the sums of a table against the rows that were read from it. A sum without a figure says nothing.
func (l *loader) totals(sums []totalRow, rows []*inventory.Activity) {
	type key struct {
		year int
		item *inventory.Item
	}
	var known map[key][]*inventory.Activity
	wide := 0
	for i := range sums {
		t := &sums[i]
		if !t.of.Number {
			continue
		}
		reach := rows[t.from:]
		switch {
		case t.until > 0:
			reach = rows[t.from:t.until]
		case t.of.Year != 0 && t.of.Item != nil:
			if known == nil {
				known = map[key][]*inventory.Activity{}
				for _, a := range rows {
					known[key{a.Year, a.Item}] = append(known[key{a.Year, a.Item}], a)
				}
			}
			reach = known[key{t.of.Year, t.of.Item}]
		default:
			if wide++; wide > mostTotals {
				t.refuse("", "too-many-totals",
					inventory.Text{ZH: fmt.Sprintf("没有写年份或项目的合计超过 %d 行", mostTotals), EN: fmt.Sprintf("more than %d sums name no year or no item", mostTotals)},
					inventory.Text{ZH: "合计行写明年份和项目，或删去", EN: "name year and item of each sum, or remove it"})
				return
			}
		}
		var parts []*inventory.Activity
		for _, a := range reach {
			if t.matches(a) {
				parts = append(parts, a)
			}
		}
		t.hold(parts)
	}
}

// asPrinted is a figure with half a unit of its last digit; a whole number is whole, however its zeros are written.
func asPrinted(value decimal.Decimal, unit quantity.Unit) quantityOf {
	return quantityOf{value, decimal.New(5, min(0, value.Exponent())-1), unit}
}

// hold tells whether the parts make up the sum, within the rounding of what is printed.
func (t *totalRow) hold(parts []*inventory.Activity) {
	whole := asPrinted(t.of.Value, t.of.Unit)
	if len(parts) == 0 {
		t.refuse("value", "total-without-parts",
			inventory.Text{ZH: "“" + table.Excerpt(t.name) + "”一行没有可加的各行：它会单独计入，或与别的表重复", EN: `the line "` + t.name + `" sums no row of this table: it would be counted by itself, or beside another table`},
			inventory.Text{ZH: "合计行要与各部分在同一张表；只有全区数时，设施一栏留空，不写合计", EN: "a sum stands in one table with its parts; where there is a figure of the district alone, leave the column facility blank"})
		return
	}
	sum := quantityOf{unit: whole.unit}
	var names []string
	for _, a := range parts {
		part, ok := convert(asPrinted(a.Value, a.Unit), whole.unit)
		if !ok {
			t.refuse("unit", "sum-in-other-units",
				inventory.Text{ZH: "“" + table.Excerpt(t.name) + "”与 " + a.Place.Cell("unit").String() + " 单位不同，加不起来：" + whole.unit.String() + "，" + a.Unit.String(), EN: `"` + t.name + `" and ` + a.Place.Cell("unit").String() + " are in units that do not add up: " + whole.unit.String() + ", " + a.Unit.String()},
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
	over, rounding := whole.value.Sub(sum.value), whole.half.Add(sum.half)
	unit := " " + whole.unit.String()
	if over.Abs().LessThanOrEqual(rounding) {
		p := refusal(t.place.Cell("value"), "total-checked",
			inventory.Text{ZH: "“" + table.Excerpt(t.name) + "” " + whole.value.String() + unit + " 与各行之和相符，不另计入", EN: `the sum "` + t.name + `", ` + whole.value.String() + unit + ", is that of its parts; it is not counted beside them"}, inventory.Text{})
		p.Severity = inventory.Info
		t.problems.Add(p)
		return
	}
	t.refuse("value", "total-not-its-parts",
		inventory.Text{ZH: "“" + table.Excerpt(t.name) + "”印作 " + whole.value.String() + unit + "，各行之和是 " + sum.value.String() + unit + "，相差 " + over.String() + "（四舍五入至多 " + rounding.String() + "）",
			EN: `"` + t.name + `" is printed as ` + whole.value.String() + unit + ", its parts add up to " + sum.value.String() + unit + ": " + over.String() + " between them, rounding explains " + rounding.String()},
		inventory.Text{ZH: "核对合计与各部分：" + strings.Join(names, "、"), EN: "see to the sum and its parts: " + strings.Join(names, ", ")})
}
