package uncertainty

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/spelling"
	"ghg/inventory/table"
)

// stated is what a cell of an estimate says: a figure, a notation key, or nothing.
type stated struct {
	value    decimal.Decimal
	notation inventory.Notation // of a cell without a figure whose key does not say that there is nothing to count
	given    bool               // there is a figure, or a key that says that there is none to count (NO, NA)
}

// estimate reads an estimate.
func (r *estimatesReader) estimate(column int, cells []string) (out stated) {
	text := cells[column]
	if text == "" {
		return out
	}
	value, fault := table.Number(text)
	if fault == nil {
		return stated{value: value, given: true}
	}
	if key, err := inventory.ParseNotation(text); err == nil {
		nothing := key&^(inventory.NO|inventory.NA) == 0
		return stated{notation: key &^ (inventory.NO | inventory.NA), given: nothing}
	}
	if fault.Code == "not-a-number" {
		fault.Hint = inventory.Text{ZH: "写 CO2 当量的数；没有数的写标记（NE、NO、IE …）", EN: "write the figure in CO2 equivalent; without one give a notation key (NE, NO, IE, …)"}
	}
	r.refuse(column, fault.Code, fault.Message, fault.Hint)
	return out
}

// assessed tells whether the row has figures, and says what a blank cell is taken for.
func (r *estimatesReader) assessed(row Row, base, year stated) bool {
	if r.bad {
		return false
	}
	keys := base.notation | year.notation
	switch {
	case keys != 0 && (base.given || year.given):
		r.refuse(colYear, "half-estimated",
			inventory.Text{ZH: fmt.Sprintf("“%s”一年有数，另一年是 %s：既不能算趋势，也不能当作 0", name(row), keys), EN: fmt.Sprintf("%s has a figure in one year and %s in the other: there is no trend, and it is no zero", name(row), keys)},
			inventory.Text{ZH: "估算缺的那一年，或两年都写标记", EN: "estimate the year that is missing, or give the key in both"})
	case keys != 0:
		is := inventory.Text{ZH: keys.String(), EN: keys.String()}
		if base.notation != year.notation && base.notation != 0 && year.notation != 0 {
			is = inventory.Text{ZH: fmt.Sprintf("基准年 %s、当年 %s", base.notation, year.notation), EN: fmt.Sprintf("%s in the base year and %s in the year", base.notation, year.notation)}
		}
		r.say(colYear, "not-assessed", inventory.Warning,
			inventory.Text{ZH: fmt.Sprintf("“%s”是 %s：不在合计内，没有评估", name(row), is.ZH), EN: fmt.Sprintf("%s is %s: it is not in the total and not assessed", name(row), is.EN)}, inventory.Text{})
		return false
	case row.Base.IsZero() && row.Year.IsZero() && !base.given && !year.given:
		r.refuse(colYear, "missing-estimate",
			inventory.Text{ZH: "“" + name(row) + "”两年都没有数", EN: name(row) + " has no figure in either year"},
			inventory.Text{ZH: "填写 e_base 和 e_t；没有估算的写 NE", EN: "give e_base and e_t; what was not estimated is NE"})
	case !base.given:
		r.zero(colBase, row, inventory.Text{ZH: "基准年没有数，按 0 计（基准年以后才有的源）", EN: "has no figure in the base year and counts as 0 there (a source that began later)"})
	case !year.given:
		r.zero(colYear, row, inventory.Text{ZH: "当年没有数，按 0 计（已经停止的源）", EN: "has no figure in the year and counts as 0 there (a source that ended)"})
	}
	return true
}

func (r *estimatesReader) zero(column int, row Row, what inventory.Text) {
	r.say(column, "counted-as-zero", inventory.Warning, inventory.Text{ZH: "“" + name(row) + "”" + what.ZH, EN: name(row) + " " + what.EN},
		inventory.Text{ZH: "确实为 0 的写 0；没有估算的写 NE", EN: "write 0 where it is 0, NE where it was not estimated"})
}

// percent reads a figure in per cent, whose sign may be written behind it; false if there is none.
func (r *estimatesReader) percent(column int, cells []string) (out decimal.NullDecimal) {
	text := strings.TrimSpace(strings.TrimRight(cells[column], "%％"))
	if text == "" {
		return out
	}
	value, fault := table.Number(text)
	if fault != nil {
		if fault.Code == "not-a-number" {
			fault.Hint = inventory.Text{ZH: "写百分数的数，如 5 表示 5 %", EN: "write the number of per cent: 5 is 5 %"}
		}
		r.refuse(column, fault.Code, fault.Message, fault.Hint)
		return out
	}
	return decimal.NewNullDecimal(value)
}

// uncertainties reads those of activity and factor. A blank one beside the other counts as 0 (2019 Refinement V1 p3.29, Note A).
func (r *estimatesReader) uncertainties(row *Row, cells []string) {
	ad, ef := r.percent(colAD, cells), r.percent(colEF, cells)
	for i, u := range []decimal.NullDecimal{ad, ef} {
		if u.Decimal.IsNegative() {
			r.refuse(colAD+i, "negative-uncertainty",
				inventory.Text{ZH: "不确定度 " + table.Excerpt(cells[colAD+i]) + " 是负数", EN: "an uncertainty of " + table.Excerpt(cells[colAD+i]) + " is below zero"},
				inventory.Text{ZH: "写 95 % 区间的一半，正数；上下不等的写 low_pct 和 high_pct", EN: "write half the 95 % interval, without a sign; where its sides differ give low_pct and high_pct"})
		}
	}
	for i, u := range []decimal.NullDecimal{ad, ef} {
		r.sane(colAD+i, u.Decimal, largestHalf, inventory.Text{
			ZH: "写百分数，不写比例或倍数（5 表示 5 %）；误差以倍数计的，写区间两端 low_pct 和 high_pct",
			EN: "write per cent, no ratio and no multiple (5 is 5 %); where the error is one of a factor, give the ends of the interval, low_pct and high_pct"})
	}
	row.AD, row.EF, row.Unstated = ad.Decimal, ef.Decimal, !ad.Valid && !ef.Valid
}

// The largest uncertainty, as half an interval and as the upper end of one, in per cent. By its mean and a half interval a lognormal law
// becomes narrower again beyond some 1,300 per cent; a hundredfold is more than any default of the guidelines allows.
const (
	largestHalf = 1000
	largestEnd  = 10_000
)

// sane refuses an uncertainty that no estimate has: mostly a decimal point that went astray.
func (r *estimatesReader) sane(column int, percent decimal.Decimal, largest int64, hint inventory.Text) {
	if percent.GreaterThan(decimal.NewFromInt(largest)) {
		r.refuse(column, "uncertainty-too-large",
			inventory.Text{ZH: fmt.Sprintf("%s 的 %s %% 太大：至多 %d %%", estimatesSchema[column].Name, percent, largest), EN: fmt.Sprintf("%s of %s %% is too large: at most %d %%", estimatesSchema[column].Name, percent, largest)}, hint)
	}
}

// sides reads the ends of an asymmetric interval. The lower may be written without its sign, as Table 3.3 has it (2006 V1 p3.43).
func (r *estimatesReader) sides(row *Row, cells []string) {
	low, high := r.percent(colLow, cells), r.percent(colHigh, cells)
	switch {
	case r.bad || !low.Valid && !high.Valid:
		return
	case !low.Valid || !high.Valid:
		missing := colLow
		if low.Valid {
			missing = colHigh
		}
		r.refuse(missing, "one-side",
			inventory.Text{ZH: "low_pct 和 high_pct 只有一个", EN: "only one of low_pct and high_pct is given"},
			inventory.Text{ZH: "两个都写，如 -40 和 250；上下相等的写在 u_ad_pct 和 u_ef_pct", EN: "give both, such as -40 and 250; equal sides belong into u_ad_pct and u_ef_pct"})
		return
	case high.Decimal.IsNegative() || low.Decimal.GreaterThan(high.Decimal):
		r.refuse(colLow, "low-above-high",
			inventory.Text{ZH: fmt.Sprintf("下限 %s %% 与上限 %s %% 不成区间：下限应不大于 0 且不高于上限，上限不小于 0", low.Decimal, high.Decimal),
				EN: fmt.Sprintf("%s %% to %s %% is no interval about the figure: it goes from below it, 0 at most, to above it, 0 at least", low.Decimal, high.Decimal)},
			inventory.Text{ZH: "low_pct 写负数，high_pct 写正数，如 -40 和 250", EN: "low_pct is negative and high_pct positive, such as -40 and 250"})
		return
	}
	for i, end := range []decimal.Decimal{low.Decimal.Abs(), high.Decimal} {
		r.sane(colLow+i, end, largestEnd, inventory.Text{ZH: "核对小数点；写百分数，如 -40 和 250", EN: "see to the decimal point; write per cent, such as -40 and 250"})
	}
	if r.bad {
		return
	}
	row.Low, row.High = decimal.NewNullDecimal(low.Decimal.Abs().Neg()), high
	r.doubted(row, low.Decimal)
	if row.Unstated {
		row.Unstated = false
		return
	}
	if k := Multiplied(row.AD, row.EF); row.larger().Sub(k).Abs().GreaterThan(row.larger().Shift(-2)) {
		r.say(colHigh, "sides-differ", inventory.Warning,
			inventory.Text{ZH: fmt.Sprintf("u_ad_pct 和 u_ef_pct 合成 %s %%，与区间较大的一侧 %s %% 不符：合计和趋势按前者，区间按后者", k.Round(2), row.larger()),
				EN: fmt.Sprintf("u_ad_pct and u_ef_pct combine to %s %%, which is not the larger side of the interval, %s %%: total and trend go by the former, the sides by the latter", k.Round(2), row.larger())},
			inventory.Text{ZH: "u_ad_pct、u_ef_pct 填较大一侧（2019 年修订版 V1 第 3.26 页），或留空", EN: "enter the larger side in u_ad_pct and u_ef_pct (2019 Refinement V1 p3.26), or leave them blank"})
	}
}

// doubted warns of a lower end that may be meant otherwise.
func (r *estimatesReader) doubted(row *Row, low decimal.Decimal) {
	switch {
	case low.IsPositive():
		r.say(colLow, "low-without-sign", inventory.Warning,
			inventory.Text{ZH: fmt.Sprintf("low_pct %s 没有负号，按 -%s 读：区间的下限低于数值", low, low), EN: fmt.Sprintf("low_pct of %s has no sign and is read as -%s: the lower end lies below the figure", low, low)},
			inventory.Text{ZH: "写负数，如 -40", EN: "write it below zero, such as -40"})
	case row.belowNothing():
		r.say(colLow, "below-nothing", inventory.Warning,
			inventory.Text{ZH: fmt.Sprintf("low_pct %s 低于 -100：排放不会低于 0，抽样时截断在 0", low), EN: fmt.Sprintf("low_pct of %s is below -100: an emission is never below 0, and draws are cut off there", low)},
			inventory.Text{ZH: "写 -100 或更高的下限；可为负的土地行在 land 列写 Y", EN: "give a lower end of -100 or above; a row of land, which may be below 0, has Y in the column land"})
	}
}

// flag reads Y or N; a blank is what the guideline takes for granted.
func (r *estimatesReader) flag(column int, cells []string, blank bool) bool {
	switch spelling.Fold(cells[column]) {
	case "":
		return blank
	case "y", "yes", "true", "1", "是":
		return true
	case "n", "no", "false", "0", "否":
		return false
	}
	title := estimatesSchema[column]
	r.refuse(column, "unknown-word",
		inventory.Text{ZH: "“" + title.ZH + "”列不认识“" + table.Excerpt(cells[column]) + "”", EN: "column " + title.Name + ` does not know "` + table.Excerpt(cells[column]) + `"`},
		inventory.Text{ZH: "写 Y 或 N", EN: "write Y or N"})
	return blank
}
