package workspace

import (
	"hash/maphash"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/table"
)

// The columns of the activity table, in the order of activitySchema.
const (
	colYear = iota
	colCategory
	colFacility
	colItem
	colDetail
	colParameter
	colValue
	colUnit
	colUncertainty
	colLow
	colHigh
	colBounds
	colDistribution
	colNotation
	colVintage
	colAsked
	colSource
	colDepartment
	colNote
)

var activitySchema = append(table.Schema{
	{Name: "year", ZH: "年份", Aliases: []string{"年度"}, Required: true},
	{Name: "category", ZH: "类别", Required: true},
	{Name: "facility", ZH: "设施"},
	{Name: "item", ZH: "项目"},
	{Name: "detail", ZH: "细项"},
	{Name: "parameter", ZH: "参数"},
	{Name: "value", ZH: "数值"},
	{Name: "unit", ZH: "单位"},
	{Name: "uncertainty", ZH: "不确定度"},
	{Name: "low", ZH: "下限"},
	{Name: "high", ZH: "上限"},
	{Name: "bounds", ZH: "界限"},
	{Name: "distribution", ZH: "分布"},
	{Name: "notation", ZH: "标记"},
	{Name: "vintage", ZH: "版本"},
	{Name: "asked", ZH: "询问日期"},
	{Name: "source", ZH: "来源"},
	{Name: "department", ZH: "责任部门"},
	{Name: "note", ZH: "备注"},
}, asides...)

// activities reads the tables of a file of activities: each is of the form of an activity table, or in a layout of its own.
func (l *loader) activities(name string) {
	l.read(name, func(r io.Reader) bool {
		sheets, sound := table.Sheets(name, r, &l.problems)
		for _, sheet := range sheets {
			read, taken := l.foreign(sheet)
			if !taken {
				read = l.activityTable(sheet)
			}
			sound = read && sound
		}
		return sound
	})
}

// activityTable reads an activity table. It goes from cells to rows directly: the table may have a million of them.
func (l *loader) activityTable(sheet *table.Sheet) bool {
	in, ok := sheet.Open(activitySchema, &l.problems)
	if !ok {
		return false
	}
	cells := make([]string, len(activitySchema))
	var sums []totalRow
	first := len(l.ws.Activity)
	from := 0 // the first row below the last sum
	for i := 0; ; i++ {
		if cells, ok = in.Next(cells); !ok {
			l.totals(sums, l.ws.Activity[first:])
			return true
		}
		if l.watch != nil && (i+1)%watchedRows == 0 {
			l.watch(sheet.File, i+1)
		}
		at := row{reading: l.reading, schema: activitySchema, place: in.Place(i)}
		if column, part, yes := l.namesTotal(cells); yes {
			read := len(l.ws.Activity) - first
			if sum, sound := at.total(cells, column); sound {
				if part {
					sum.from, sum.until = from, read
				}
				sums = append(sums, sum)
			}
			from = read
			continue
		}
		if len(l.slab) == 0 {
			l.slab = make([]inventory.Activity, 512) // rows lie together and are never moved
		}
		a := &l.slab[0]
		if *a = at.activity(cells); !at.bad && l.first(&at, a) {
			l.ws.Activity, l.slab = append(l.ws.Activity, a), l.slab[1:]
		}
	}
}

func (r *row) activity(c []string) inventory.Activity {
	year := r.year("year", c[colYear])
	r.in = r.category("category", c[colCategory])
	a := inventory.Activity{
		Place:     r.place,
		Year:      year,
		Category:  r.in,
		Facility:  r.facility("facility", c[colFacility]),
		Item:      r.item("item", c[colItem]),
		Detail:    r.detail(c[colDetail]),
		Parameter: r.keep(c[colParameter]),
	}
	about := inventory.Particulars{
		Distribution: r.oneOf("distribution", c[colDistribution], laws),
		Vintage:      r.oneOf("vintage", c[colVintage], vintages),
		Asked:        r.date("asked", c[colAsked]),
		Document:     r.keep(c[colSource]),
		Department:   r.department(c[colDepartment]),
		Note:         r.keep(c[colNote]),
	}
	r.figure(&a, c[colValue], c[colUnit])
	r.keys(&a, &about, c[colNotation])
	if a.Number {
		a.Uncertainty = r.uncertainty(&a, c[colUncertainty], c[colLow], c[colHigh], c[colBounds])
	}
	a.Particulars = r.particulars(about)
	return a
}

// particulars returns the one copy of what many rows say alike.
func (r *row) particulars(about inventory.Particulars) *inventory.Particulars {
	known, ok := r.alike[about]
	if !ok {
		if known = &about; len(r.alike) < mostAlike {
			r.alike[about] = known
		}
	}
	return known
}

var (
	vintages   = []word{{"preliminary", "初步"}, {"final", "最终"}}
	laws       = distributions()
	boundKinds = []word{{"ci95", "95%置信区间"}, {"range", "范围"}, {"absolute", "绝对"}}
)

// detail joins the words of the cell by semicolons, in an order of their own: it is what they are that counts.
func (r *row) detail(text string) string {
	if !strings.ContainsAny(text, ";；") {
		return r.keep(text)
	}
	words := inventory.SplitList(text)
	slices.Sort(words)
	return r.keep(strings.Join(slices.Compact(words), ";"))
}

func (r *row) department(text string) string {
	if text == "" {
		return ""
	}
	return r.keep(r.voc.Department(text))
}

// figure reads value and unit.
func (r *row) figure(a *inventory.Activity, value, unit string) {
	if value == "" {
		return
	}
	a.Value, a.Number = r.number("value", value)
	if unit == "" {
		r.withoutUnit("unit")
		return
	}
	a.Unit = r.unit("unit", unit)
	r.plausible(a)
}

// plausible refuses a figure that its parameter, or a fuel, cannot have.
func (r *row) plausible(a *inventory.Activity) {
	if name := r.voc.Parameters[a.Parameter]; name != nil && a.Number && !r.bad {
		r.sense(name, a.Value, a.Unit)
	}
	if a.Number && a.Value.IsNegative() && burned(a) {
		r.refuse("value", "negative-fuel",
			inventory.Text{ZH: "燃料" + a.Item.Name + "的量是负数 " + a.Value.String(), EN: "the quantity of fuel " + a.Item.Name + " is negative: " + a.Value.String()},
			inventory.Text{ZH: "只填燃烧的量；调出、库存变化不写在这里", EN: "state what was burned; exports and changes of stock do not belong here"})
	}
}

// burned tells whether the row states how much of a fuel was burned: electricity and heat are carriers, which go out as well
// as in, and other parameters say for themselves what they may be.
func burned(a *inventory.Activity) bool {
	return a.Item != nil && a.Item.Kind == "fuel" && a.Item.Group != "carrier" && (a.Parameter == "" || a.Parameter == "fuel")
}

// sense holds a parameter that the activity states itself against what the parameter may be.
func (r *row) sense(name *inventory.ParameterName, value decimal.Decimal, unit quantity.Unit) {
	found, bad := name.CheckUnit(unit, "")
	if !bad {
		found, bad = name.CheckValue(value, unit, unit.Substance())
	}
	if bad {
		if found.Code == "other-substance" {
			written := value.String() + " " + unit.String()
			found.Message = inventory.Text{ZH: written + "：" + found.Message.ZH, EN: written + ": " + found.Message.EN}
		}
		r.refuse(found.Field, found.Code, found.Message, found.Hint)
	}
}

// keys reads the notation keys and holds them against the figure: a row has the one or the other, but a confidential or
// flexible figure may also stand as a number.
func (r *row) keys(a *inventory.Activity, about *inventory.Particulars, text string) {
	keys, err := inventory.ParseNotation(text)
	a.Notation = keys
	claims := keys &^ (inventory.C | inventory.FX)
	switch {
	case err != nil:
		r.refuse("notation", "unknown-notation",
			inventory.Text{ZH: "不认识的标记“" + table.Excerpt(text) + "”", EN: `unknown notation key "` + table.Excerpt(text) + `"`},
			inventory.Text{ZH: "可用：NO 不存在、NE 未估算、NA 不适用、IE 列入他处、C 保密、FX 灵活性", EN: "one of NO, NE, NA, IE, C, FX"})
	case keys == 0 && !a.Number && !r.bad:
		r.refuse("value", "no-value-no-key",
			inventory.Text{ZH: "既没有数值也没有标记", EN: "the row has neither a value nor a notation key"},
			inventory.Text{ZH: "填数值和单位，或填标记 NO、NE、NA、IE、C、FX；空白不等于零", EN: "give a value with its unit, or a notation key NO, NE, NA, IE, C, FX: blank is not zero"})
	case claims != 0 && a.Number:
		r.refuse("notation", "value-and-key",
			inventory.Text{ZH: "数值与标记 " + claims.String() + " 不能同时填", EN: "a value and the notation key " + claims.String() + " exclude each other"},
			inventory.Text{ZH: "删去其中一个", EN: "remove one of them"})
	case claims&(claims-1) != 0:
		r.refuse("notation", "keys-contradict",
			inventory.Text{ZH: "标记 " + claims.String() + " 互相矛盾", EN: "the notation keys " + claims.String() + " contradict each other"},
			inventory.Text{ZH: "只留一个", EN: "keep one of them"})
	case keys.Has(inventory.NE) && about.Note == "":
		r.refuse("note", "ne-without-reason",
			inventory.Text{ZH: "NE（未估算）没有写理由", EN: "NE (not estimated) gives no reason"},
			inventory.Text{ZH: "在备注里写明为什么没有估算", EN: "say in note why it was not estimated"})
	case keys.Has(inventory.IE):
		about.Target = r.target(about.Note)
	}
}

// code is what a category code looks like inside a note: 1.A.2.m, 1A2m, 3.C.1, M.3; not the 2e of CO2e,
// nor the m3 of a volume.
var code = regexp.MustCompile(`(?:^|[^0-9A-Za-z.])([1-5]\.?[A-Ha-h](?:\.?(?:[0-9]+|[a-z]+))*|M\.[34])(?:$|[^0-9A-Za-z])`)

// target finds the category that an IE row names in its note: the first code in it.
func (r *row) target(note string) *inventory.Category {
	match := code.FindStringSubmatch(note)
	if match == nil {
		r.refuse("note", "ie-without-target",
			inventory.Text{ZH: "IE（列入他处）没有写明列入哪个类别", EN: "IE (included elsewhere) does not name the category it is included in"},
			inventory.Text{ZH: "在备注里写出目标类别的编码，如“列入 1.A.2.m”", EN: `name the code of the target in note, such as "in 1.A.2.m"`})
		return nil
	}
	name := match[1]
	found, ok := r.voc.Categories.Lookup(name)
	if !ok {
		r.refuse("note", "ie-target-unknown",
			inventory.Text{ZH: "IE 的目标类别“" + table.Excerpt(name) + "”不存在", EN: `the target "` + table.Excerpt(name) + `" of IE is not a category`},
			suggest(r.voc.Categories.Nearest(table.Excerpt(name)), inventory.Text{ZH: "写 IPCC 2006 编码", EN: "write the IPCC 2006 code"}))
		return nil
	}
	return found
}

// uncertainty reads what is stated of the figure, which lies within its bounds.
func (r *row) uncertainty(a *inventory.Activity, uncertainty, low, high, kind string) *inventory.Uncertainty {
	out := r.stated(uncertainty, low, high, kind)
	if out == nil {
		return nil
	}
	if low, high := out.Stated.Low, out.Stated.High; low != nil && low.GreaterThan(a.Value) || high != nil && high.LessThan(a.Value) {
		r.refuse("value", "value-outside-bounds",
			inventory.Text{ZH: "数值不在上下限之间", EN: "the value does not lie between low and high"},
			inventory.Text{ZH: "上下限用数值的单位填写", EN: "low and high are in the unit of the value"})
	}
	return out
}

// stated reads ± per cent at 95 %, or low and high with what they are; nil if nothing is stated.
func (r *row) stated(uncertainty, low, high, kind string) *inventory.Uncertainty {
	if uncertainty != "" && (low != "" || high != "" || kind != "") {
		r.refuse("uncertainty", "two-uncertainties",
			inventory.Text{ZH: "不确定度与上下限只能填一种", EN: "give either uncertainty or low and high, not both"}, inventory.Text{ZH: "删去其中一种", EN: "remove one of them"})
		return nil
	}
	if uncertainty != "" {
		return r.percent("uncertainty", uncertainty)
	}
	if low == "" && high == "" {
		return nil
	}
	stated := inventory.Bounds{Low: r.bound("low", low), High: r.bound("high", high), Kind: r.oneOf("bounds", kind, boundKinds)}
	if kind == "" {
		r.refuse("bounds", "no-bounds-kind",
			inventory.Text{ZH: "上下限没有说明是哪一种", EN: "it is not said what low and high are"},
			inventory.Text{ZH: "在界限列填 ci95（95%置信区间）、range（范围）或 absolute（绝对）", EN: "give bounds: ci95, range or absolute"})
	}
	return &inventory.Uncertainty{Stated: stated}
}

func (r *row) bound(field, text string) *decimal.Decimal {
	if text == "" {
		return nil
	}
	value, ok := r.number(field, text)
	if !ok {
		return nil
	}
	return &value
}

// percent reads ±5%, 5% or 5; equal cells share one.
func (r *row) percent(field, text string) *inventory.Uncertainty {
	if known, ok := r.percents[text]; ok {
		return known
	}
	bare := strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(text, "±"), "+/-"))
	value, err := quantity.Parse(strings.TrimSpace(strings.TrimRight(bare, "%％")))
	if err != nil || value.IsNegative() {
		r.refuse(field, "bad-uncertainty",
			inventory.Text{ZH: "“" + table.Excerpt(text) + "”不是不确定度", EN: `"` + table.Excerpt(text) + `" is not an uncertainty`},
			inventory.Text{ZH: "写 95% 置信水平下的 ± 百分数，如 ±5%", EN: "write ± per cent at 95 %, such as ±5%"})
		return nil
	}
	out := &inventory.Uncertainty{Percent: &value}
	r.percents[strings.Clone(text)] = out
	return out
}

// first tells whether no row of the same department has spoken of the same quantity before. Rows are remembered by a
// hash of their subject, which takes a tenth of the memory; where two subjects share one the next is taken.
func (l *loader) first(r *row, a *inventory.Activity) bool {
	about := subjectOf(a)
	hash := maphash.Comparable(l.seed, about)
	for ; ; hash++ {
		before, taken := l.seen[hash]
		if !taken {
			l.seen[hash] = a
			return true
		}
		if subjectOf(before) == about {
			where := before.Place.Cell("").String()
			hint := inventory.Text{ZH: "删去一行；不同工厂或用途用设施、细项区分", EN: "remove one; tell plants and uses apart by facility and detail"}
			if a.Number && before.Number && a.Unit.Substance() != before.Unit.Substance() {
				hint = inventory.Text{
					ZH: "一个活动写得下一种气体的 " + a.Parameter + "；另一种气体的写在 factors/，气体列写明",
					EN: "an activity states " + a.Parameter + " of one gas; state that of the other under factors/, with its gas"}
			}
			r.refuse("", "duplicate-row",
				inventory.Text{ZH: "与 " + where + " 重复：同一部门对同一个量填了两行", EN: "repeats " + where + ": one department gives one quantity twice"}, hint)
			return false
		}
	}
}

// subject is what a row speaks of and who speaks: the activity's key with its department.
type subject struct {
	year                                    int
	category                                *inventory.Category
	item                                    *inventory.Item
	facility, detail, parameter, department string
}

func subjectOf(a *inventory.Activity) subject {
	return subject{a.Year, a.Category, a.Item, a.Facility, a.Detail, a.Parameter, a.Department}
}
