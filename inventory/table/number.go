package table

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// CodeAmbiguousComma marks a number whose comma may be the decimal point or separate thousands.
const CodeAmbiguousComma = "ambiguous-comma"

// Number reads a cell that is not blank as a number. The problem, nil if it is one, has no place yet.
func Number(text string) (decimal.Decimal, *inventory.Problem) {
	value, err := quantity.Parse(text)
	if err == nil {
		return value, nil
	}
	reason := quantity.NotANumber
	var fault *quantity.NumberError
	if errors.As(err, &fault) {
		reason = fault.Reason
	}
	refused := func(code string, message, hint inventory.Text) (decimal.Decimal, *inventory.Problem) {
		p := refuse(inventory.Source{}, code, message, hint)
		return decimal.Decimal{}, &p
	}
	switch {
	case reason == quantity.BadSeparator && oneComma.MatchString(text):
		whole, fraction, _ := strings.Cut(strings.ReplaceAll(text, "，", ","), ",")
		return refused(CodeAmbiguousComma,
			inventory.Text{ZH: "“" + Excerpt(text) + "”看不出是 " + whole + "." + fraction + " 还是 " + whole + fraction, EN: `"` + Excerpt(text) + `" may mean ` + whole + "." + fraction + " or " + whole + fraction},
			inventory.Text{ZH: "逗号只用作千分位（12,500）；小数点写“.”", EN: "a comma separates thousands only (12,500); the decimal point is a full stop"})
	case looksLikeDate.MatchString(text):
		return refused("date-for-number",
			inventory.Text{ZH: "“" + Excerpt(text) + "”是日期，这里要的是数", EN: `"` + Excerpt(text) + `" is a date where a number belongs`},
			inventory.Text{ZH: "表格软件会把 3-4、1/2 之类变成日期：把单元格格式改为“常规”，重新输入数值", EN: "spreadsheet programs turn entries such as 3-4 or 1/2 into dates: set the cell's format to General and type the figure again"})
	}
	why := numberFaults[reason]
	return refused(why.code, inventory.Text{ZH: "“" + Excerpt(text) + "”" + why.message.ZH, EN: `"` + Excerpt(text) + `" ` + why.message.EN}, why.hint)
}

// A comma that separates no thousands, and a day as spreadsheet programs write it.
var (
	oneComma      = regexp.MustCompile(`^[+-]?[0-9]+[,，][0-9]+$`)
	looksLikeDate = regexp.MustCompile(`^((19|20)[0-9]{2}[-/.年][0-9]{1,2}([-/.月][0-9]{1,2}日?)?月?( .*)?|[0-9]{1,2}月[0-9]{1,2}日|[0-9]{1,2}:[0-9]{2}:[0-9]{2})$`)
)

var numberFaults = map[quantity.Reason]struct {
	code          string
	message, hint inventory.Text
}{
	quantity.NotANumber: {"not-a-number", inventory.Text{ZH: "不是数", EN: "is not a number"},
		inventory.Text{ZH: "只写数字，单位写在单位列；没有数就填标记（NO、NE …）", EN: "write digits only, the unit in its own column; without a number give a notation key (NO, NE, …)"}},
	quantity.TwoPoints: {"two-points", inventory.Text{ZH: "有两个小数点", EN: "has two decimal points"},
		inventory.Text{ZH: "只留一个小数点；千分位用逗号", EN: "keep one; thousands are separated by commas"}},
	quantity.TooManyDigits: {"too-many-digits", inventory.Text{ZH: fmt.Sprintf("超过 %d 位数字", quantity.MaxDigits), EN: fmt.Sprintf("has more than %d digits", quantity.MaxDigits)},
		inventory.Text{ZH: "按原始资料的位数填写", EN: "write as many digits as the source prints"}},
	quantity.ExponentTooLarge: {"exponent-too-large", inventory.Text{ZH: fmt.Sprintf("指数超出 ±%d", quantity.MaxExponent), EN: fmt.Sprintf("has an exponent beyond ±%d", quantity.MaxExponent)},
		inventory.Text{ZH: "检查数值与单位", EN: "see to the number and its unit"}},
	quantity.BadSeparator: {"bad-separator", inventory.Text{ZH: "的千分位逗号位置不对", EN: "has a thousands separator in the wrong place"},
		inventory.Text{ZH: "每三位一个逗号，或不写逗号；小数点写“.”", EN: "one comma every three digits, or none; the decimal point is a full stop"}},
}
