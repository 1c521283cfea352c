package paper

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/report"
)

// amount is a figure of the inventory for a sentence. One that is not a number has no value: it is hidden, or Key stands in its place.
type amount struct {
	value  decimal.Decimal
	number bool
	hidden bool
	key    string
}

// amountOf is the CO2-equivalent of a figure in t. One of a family of gases is hidden if that of a member is.
func (t *teller) amountOf(f inventory.Figure) amount {
	hidden := t.Hides(f)
	for _, name := range t.inv.Gases(f.Year) {
		if gas, ok := t.inv.Vocabulary.Gases.Lookup(name); ok && gas.Matches(f.Gas) {
			member := f
			member.Gas = name
			hidden = hidden || t.Hides(member)
		}
	}
	if hidden {
		return amount{hidden: true}
	}
	total := t.inv.Total(f)
	if !total.HasCO2e {
		return amount{key: total.Notation.String()}
	}
	return amount{value: total.CO2e, number: true}
}

// territorial is the CO2-equivalent of a category or a scope within the border.
func (t *teller) territorial(year int, scope string) amount {
	return t.amountOf(inventory.Figure{Year: year, Boundary: inventory.Territorial, Scope: scope, Gas: inventory.AllGases})
}

// plus is the sum of amounts: hidden if one is, a number if one is.
func plus(of ...amount) (sum amount) {
	for _, a := range of {
		switch {
		case a.hidden:
			return a
		case a.number:
			sum = amount{value: sum.value.Add(a.value), number: true}
		case !sum.number:
			sum.key = a.key
		}
	}
	return sum
}

// tenThousand is what official texts count tonnes in.
const tenThousand = 4

// mass writes tonnes as a sentence has them: in 万吨 with two decimals, and less than a hundred tonnes as the tables have it.
func mass(tonnes decimal.Decimal) string {
	if tonnes.IsZero() {
		return "0吨"
	}
	if size := tonnes.Abs(); size.LessThan(decimal.NewFromInt(100)) {
		return report.Tonnes(tonnes) + "吨"
	}
	return fixed(tonnes.Shift(-tenThousand), 2) + "万吨"
}

// fixed writes a figure rounded half-even to the decimals.
func fixed(d decimal.Decimal, places int32) string {
	places = max(places, 0)
	return d.RoundBank(places).StringFixed(places)
}

// perCent writes a share in per cent.
func perCent(share decimal.Decimal, places int32) string { return fixed(share.Shift(2), places) + "%" }

// written is an amount of CO2-equivalents: a mass, a key or that it is withheld.
func (a amount) written() string {
	switch {
	case a.hidden:
		return "保密（C）"
	case a.number:
		return mass(a.value)
	case a.key != "":
		return a.key
	}
	return "无数据"
}

// change says how a figure changed since another one: since names it, such as 比2015年. It says nothing where one of them is no number.
func change(since string, before, now amount) string {
	switch {
	case !before.number || !now.number:
		return ""
	case before.value.Equal(now.value):
		return "与" + strings.TrimPrefix(since, "比") + "持平"
	case before.value.IsZero():
		return since + "（为零）增加" + mass(now.value)
	case before.value.IsNegative() && now.value.IsPositive():
		return strings.Replace(since, "比", "由", 1) + "的净吸收" + mass(before.value.Neg()) + "转为净排放"
	case before.value.IsPositive() && now.value.IsNegative():
		return strings.Replace(since, "比", "由", 1) + "的净排放" + mass(before.value) + "转为净吸收"
	}
	ratio, err := quantity.Quo(now.value.Sub(before.value), before.value.Abs())
	if err != nil {
		return ""
	}
	up, down := "增长", "下降"
	if before.value.IsNegative() {
		ratio, up, down = ratio.Neg(), "净吸收增加", "净吸收减少"
	}
	if ratio.Shift(2).RoundBank(2).IsZero() {
		return "与" + strings.TrimPrefix(since, "比") + "基本持平"
	}
	if ratio.IsNegative() {
		return since + down + perCent(ratio.Neg(), 2)
	}
	return since + up + perCent(ratio, 2)
}

// fell says of a decline, a share, that it is one, or a rise.
func fell(decline decimal.Decimal) string {
	switch {
	case decline.IsZero():
		return "持平"
	case decline.IsNegative():
		return "上升" + perCent(decline.Neg(), 2)
	}
	return "下降" + perCent(decline, 2)
}

// share is 占…% of an amount in a whole, nothing where there is none.
func share(part, whole amount) string {
	if !part.number || !whole.number || !whole.value.IsPositive() {
		return ""
	}
	of, err := quantity.Quo(part.value, whole.value)
	if err != nil {
		return ""
	}
	return "，占" + perCent(of, 1)
}

// comparable tells whether the inventory answers for as much in two years.
func (t *teller) comparable(a, b int, scope string) bool {
	figure := inventory.Figure{Boundary: inventory.Territorial, Scope: scope, Gas: inventory.AllGases}
	series := inventory.Series{Boundary: figure.Boundary, Scope: scope, Gas: figure.Gas}
	for _, year := range []int{a, b} {
		figure.Year = year
		series.Points = append(series.Points, t.inv.Total(figure))
	}
	return series.Comparable()
}

// changes says how a scope's figure changed since the base year and the year before, and where these do not compare.
func (t *teller) changes(scope string) string {
	now := t.territorial(t.s.Year, scope)
	var told []string
	alike := true
	for _, year := range t.earlier() {
		if c := change(fmt.Sprintf("比%d年", year), t.territorial(year, scope), now); c != "" {
			told, alike = append(told, c), alike && t.comparable(year, t.s.Year, scope)
		}
	}
	if told == nil {
		return ""
	}
	out := "，" + strings.Join(told, "，")
	if !alike {
		out += "（各年有数的类别和气体不同，变化不全是排放的变化）"
	}
	return out
}

// earlier are the years that the year told of is compared with: the base year and the year before it, as far as there are inventories.
func (t *teller) earlier() (out []int) {
	if t.s.Base < t.s.Year {
		out = append(out, t.s.Base)
	}
	if before := t.before(); before != 0 && before != t.s.Base {
		out = append(out, before)
	}
	return out
}

// before is the latest year with an inventory before the one told of, 0 for none.
func (t *teller) before() (out int) {
	for _, year := range t.inv.Years {
		if year < t.s.Year {
			out = max(out, year)
		}
	}
	return out
}

// printedApart tells whether figures as sentences print them do not add up to their sum as printed.
func printedApart(sum decimal.Decimal, parts []decimal.Decimal) bool {
	printed := decimal.Decimal{}
	for _, p := range parts {
		printed = printed.Add(p.Shift(-tenThousand).RoundBank(2))
	}
	return !printed.Equal(sum.Shift(-tenThousand).RoundBank(2))
}

// joined puts a figure behind a name, with a space where the name ends in Latin.
func joined(name, figure string) string {
	if last, _ := utf8.DecodeLastRuneInString(name); last < utf8.RuneSelf {
		return name + " " + figure
	}
	return name + figure
}
