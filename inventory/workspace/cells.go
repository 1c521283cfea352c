package workspace

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/spelling"
	"ghg/inventory/table"
)

// The years that a table may name.
const (
	firstYear = 1900
	lastYear  = 2100
)

// reading is what the reading of one workspace has met so far: its problems, and the meaning of every name, so that each
// is looked up once.
type reading struct {
	voc        *inventory.Vocabulary
	problems   inventory.Problems
	texts      map[string]string
	categories map[string]*inventory.Category
	items      map[string]*inventory.Item
	units      map[string]quantity.Unit
	alike      map[inventory.Particulars]*inventory.Particulars
	percents   map[string]*inventory.Uncertainty
}

// mostAlike is the number of texts, or of sets of particulars, that are looked through for equal ones. In a table of more
// hardly two are equal, and to remember them all would cost more than it saves.
const mostAlike = 1 << 16

func newReading(voc *inventory.Vocabulary) *reading {
	return &reading{voc: voc, texts: map[string]string{}, categories: map[string]*inventory.Category{}, items: map[string]*inventory.Item{},
		units: map[string]quantity.Unit{}, alike: map[inventory.Particulars]*inventory.Particulars{}, percents: map[string]*inventory.Uncertainty{}}
}

// row is one row of a table being read. Its methods give the meaning of a cell; a cell without one becomes a Problem and makes the
// row unsound.
type row struct {
	*reading
	schema table.Schema
	place  inventory.Place
	in     *inventory.Category // of the row, nil if it names none: what an item misspelt is likely to be
	bad    bool
}

// title is the column's name for people.
func (r *row) title(field string) inventory.Text {
	for _, f := range r.schema {
		if f.Name == field {
			return inventory.Text{ZH: f.ZH, EN: f.Name}
		}
	}
	return inventory.Text{ZH: field, EN: field}
}

func (r *row) refuse(field, code string, message, hint inventory.Text) {
	r.bad = true
	r.problems.Add(refusal(r.place.Cell(field), code, message, hint))
}

// facility is the name of a facility. The sum of a sheet is none: it would be counted beside those that it is the sum of.
func (r *row) facility(field, text string) string {
	if _, sum := table.NamesTotal(text); sum {
		r.refuse(field, "facility-is-total",
			inventory.Text{ZH: "“" + text + "”不是设施：会与各设施重复计算", EN: `"` + text + `" is no facility: it would be counted beside those it is the sum of`},
			inventory.Text{ZH: "合计行删去；只有全区数时设施一栏留空", EN: "leave the line of the sum out; leave the column blank where there is a figure of the district alone"})
	}
	return r.keep(text)
}

// keep returns a copy of the text that does not hold the whole file in memory; equal texts are one copy.
func (r *row) keep(text string) string {
	if text == "" {
		return ""
	}
	kept, ok := r.texts[text]
	if !ok {
		if kept = strings.Clone(text); len(r.texts) < mostAlike {
			r.texts[kept] = kept
		}
	}
	return kept
}

// must returns the text of a cell that cannot be blank.
func (r *row) must(field, text string) string {
	if text == "" {
		title := r.title(field)
		r.refuse(field, "blank-cell",
			inventory.Text{ZH: "“" + title.ZH + "”不能空", EN: title.EN + " must not be blank"}, inventory.Text{ZH: "填写这一格", EN: "fill in the cell"})
	}
	return r.keep(text)
}

// year reads a calendar year, 0 if there is none.
func (r *row) year(field, text string) int {
	if text == "" {
		r.must(field, text)
		return 0
	}
	year, err := strconv.Atoi(text)
	if err != nil {
		value, notNumber := quantity.Parse(strings.TrimSuffix(text, "年"))
		if notNumber != nil || !value.IsInteger() || value.Abs().GreaterThan(decimal.New(1, 6)) {
			r.refuse(field, "bad-year",
				inventory.Text{ZH: "“" + table.Excerpt(text) + "”不是年份", EN: `"` + table.Excerpt(text) + `" is not a year`}, yearHint)
			return 0
		}
		year = int(value.IntPart())
	}
	if year < firstYear || year > lastYear {
		r.refuse(field, "year-out-of-range",
			inventory.Text{ZH: fmt.Sprintf("年份 %d 不在 %d–%d 之间", year, firstYear, lastYear),
				EN: fmt.Sprintf("year %d does not lie within %d–%d", year, firstYear, lastYear)}, yearHint)
		return 0
	}
	return year
}

var yearHint = inventory.Text{ZH: "写四位公历年份，如 2020", EN: "write the calendar year in four digits, such as 2020"}

// category finds a category, nil if it is not in the tree.
func (r *row) category(field, text string) *inventory.Category {
	if known, ok := r.categories[text]; ok {
		return known
	}
	if text == "" {
		r.must(field, text)
		return nil
	}
	found, ok := r.voc.Categories.Lookup(text)
	if !ok {
		said := r.voc.Categories.Unknown(table.Excerpt(text))
		r.refuse(field, said.Code, said.Message, said.Hint)
		return nil
	}
	r.categories[strings.Clone(text)] = found
	return found
}

// item finds an item by its name or an alias, nil if it is unknown or blank.
func (r *row) item(field, text string) *inventory.Item {
	if text == "" {
		return nil
	}
	if known, ok := r.items[text]; ok {
		return known
	}
	found, ok := r.voc.Items.Lookup(text)
	if !ok {
		r.refuse(field, "unknown-item",
			inventory.Text{ZH: "不认识的项目“" + table.Excerpt(text) + "”", EN: `unknown item "` + table.Excerpt(text) + `"`},
			suggest(r.voc.Items.NearestIn(table.Excerpt(text), r.in), inventory.Text{
				ZH: "写标准名称或别名，如 原煤、天然气、柴油", EN: "write its name or an alias, such as 原煤, natural gas, diesel"}))
		return nil
	}
	r.items[strings.Clone(text)] = found
	return found
}

// withoutUnit refuses a number with no unit beside it.
func (r *row) withoutUnit(field string) {
	r.refuse(field, "no-unit", inventory.Text{ZH: "有数值而没有单位", EN: "the value has no unit"},
		inventory.Text{ZH: "填写单位；无量纲写 1", EN: "give its unit; a pure number has the unit 1"})
}

// unit finds a unit.
func (r *row) unit(field, text string) quantity.Unit {
	if known, ok := r.units[text]; ok {
		return known
	}
	found, err := quantity.ParseUnit(text)
	if err != nil {
		nearest := ""
		var unknown *quantity.UnitError
		if errors.As(err, &unknown) {
			nearest = strings.Join(unknown.Nearest, " / ")
		}
		r.refuse(field, "unknown-unit",
			inventory.Text{ZH: "不认识的单位“" + table.Excerpt(text) + "”", EN: `unknown unit "` + table.Excerpt(text) + `"`},
			suggest(nearest, inventory.Text{ZH: "如 t、万t、万m³、TJ、tce、亩、头、kWh", EN: "such as t, 10^4 t, 10^4 m3, TJ, tce, ha, head, kWh"}))
		return quantity.One
	}
	r.units[strings.Clone(text)] = found
	return found
}

// number reads a number; false if the cell holds none.
func (r *row) number(field, text string) (decimal.Decimal, bool) {
	if text == "" {
		r.must(field, text)
		return decimal.Decimal{}, false
	}
	value, fault := table.Number(text)
	if fault == nil {
		r.asShown(field, text, value)
		return value, true
	}
	if fault.Code == table.CodeAmbiguousComma || !r.carriesUnit(field, text) {
		r.refuse(field, fault.Code, fault.Message, fault.Hint)
	}
	return decimal.Decimal{}, false
}

var power = regexp.MustCompile(`^[0-9](\.[0-9]+)?[eE]\+[0-9]+$`)

// asShown warns of a number that a spreadsheet wrote as it showed it, with a power of ten and few digits.
func (r *row) asShown(field, text string, value decimal.Decimal) {
	if !strings.ContainsAny(text, "eE") || !power.MatchString(text) || value.Exponent() <= 0 {
		return
	}
	p := refusal(r.place.Cell(field), "rounded-number",
		inventory.Text{ZH: "“" + table.Excerpt(text) + "”像是表格软件显示的近似数：后面的数字可能丢了", EN: `"` + table.Excerpt(text) + `" looks like what a spreadsheet showed of a longer number: its last digits may be lost`},
		inventory.Text{ZH: "把单元格格式改为“数值”后重新导出，或核对原数", EN: "set the cell's format to Number and export it again, or hold it against the original"})
	p.Severity = inventory.Warning
	r.problems.Add(p)
}

// carriesUnit refuses a figure with its unit behind it, which may be another than that of the column of units or of the head.
func (r *row) carriesUnit(field, text string) bool {
	number, unit, ok := withUnit(text)
	if ok {
		r.refuse(field, "unit-in-cell",
			inventory.Text{ZH: "“" + table.Excerpt(text) + "”里带着单位 " + unit.String() + "，这一格只写数", EN: `"` + table.Excerpt(text) + `" carries a unit, ` + unit.String() + ": the cell takes the number alone"},
			inventory.Text{ZH: "写 " + number.String() + "，单位 " + unit.String() + " 写在单位列；与那里的单位不同时先换算", EN: "write " + number.String() + ", and " + unit.String() + " in the column unit; where that says another, convert it first"})
	}
	return ok
}

// word is one of the words that a column allows, with its Chinese.
type word struct{ name, zh string }

// oneOf returns the English name of a word that the column allows; "" for a blank cell.
func (r *row) oneOf(field, text string, allowed []word) string {
	if text == "" {
		return ""
	}
	title := r.title(field)
	var zh, en []string
	for _, w := range allowed {
		if spelling.Fold(text) == spelling.Fold(w.name) || text == w.zh {
			return w.name
		}
		zh, en = append(zh, w.name+" "+w.zh), append(en, w.name)
	}
	nearest := ""
	if len(text) > 2 { // the signs of a comparison are all near each other
		nearest = spelling.Nearest(table.Excerpt(text), en)
	}
	r.refuse(field, "unknown-word",
		inventory.Text{ZH: "“" + title.ZH + "”列不认识“" + table.Excerpt(text) + "”", EN: `column ` + title.EN + ` does not know "` + table.Excerpt(text) + `"`},
		suggest(nearest, inventory.Text{ZH: "可用：" + strings.Join(zh, "、"), EN: "one of " + strings.Join(en, ", ")}))
	return ""
}

// date reads a day of the form 2022-11-30; "" for a blank cell.
func (r *row) date(field, text string) string {
	if text == "" {
		return ""
	}
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		r.refuse(field, "bad-date",
			inventory.Text{ZH: "“" + table.Excerpt(text) + "”不是日期", EN: `"` + table.Excerpt(text) + `" is not a date`},
			inventory.Text{ZH: "写成 2022-11-30 的形式", EN: "write it as 2022-11-30"})
	}
	return r.keep(text)
}

// suggest is a hint that begins with the nearest name, if there is one.
func suggest(nearest string, rest inventory.Text) inventory.Text {
	if nearest == "" {
		return rest
	}
	return inventory.Text{ZH: "是否指“" + nearest + "”？" + rest.ZH, EN: `did you mean "` + nearest + `"? ` + rest.EN}
}
