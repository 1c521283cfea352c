package engine

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/spelling"
)

// currentPrices and unstatedPrices stand for a year where the price base is none.
const (
	unstatedPrices = iota
	currentPrices
)

var (
	yearWritten    = regexp.MustCompile(`(?:19|20)\d\d`)
	digitsWritten  = regexp.MustCompile(`\d+`)
	hundredWritten = regexp.MustCompile(`(?:=|为)100`)
	currentWords   = []string{"当年", "现价", "current"}
	constantWords  = []string{"可比", "不变", "constant"}
)

// priceReading is at whose prices a level stands: a year, currentPrices, or unstatedPrices with what is wrong with the words.
type priceReading struct {
	base        int
	fault, hint inventory.Text
	severity    inventory.Severity
}

// pricesOf is the year at whose prices a level stands, currentPrices or unstatedPrices.
func pricesOf(row *inventory.Indicator) int { return readPrices(row).base }

// readPrices reads the price base of a level, and what the indicator's name says of it. Nothing is guessed: words that name no year, or
// more than one, are no price base.
func readPrices(row *inventory.Indicator) priceReading {
	text, name := spelling.Fold(row.PriceBase), spelling.Fold(row.Name)
	years, short := yearsIn(text)
	current, constant := containsAny(text, currentWords), containsAny(text, constantWords)
	switch {
	case text == "" && containsAny(name, currentWords):
		return priceReading{base: currentPrices}
	case text == "":
		return priceReading{severity: inventory.Warning,
			fault: inventory.Text{ZH: "没有写明是哪年的价格：不用这个数", EN: "does not say at whose prices it is: the figure is not used"},
			hint:  inventory.Text{ZH: "价格基期写 当年价，或如 2020年价", EN: "price_base: current prices, or such as 2020 prices"}}
	case hundredWritten.MatchString(text):
		return unclear(row, inventory.Error, inventory.Text{ZH: "是指数的基期，不是价格", EN: "that is the base of an index, and no year of prices"})
	case short != "":
		return unclear(row, inventory.Warning, inventory.Text{ZH: "里的“" + short + "”不是四位的年份", EN: short + " is no year in four digits"})
	case len(years) > 1:
		return unclear(row, inventory.Error, inventory.Text{ZH: "有不止一个年份（" + YearList(years) + "）", EN: "more than one year, " + YearList(years)})
	case current && (constant || len(years) == 1 && years[0] != row.Year):
		return unclear(row, inventory.Error, inventory.Text{ZH: fmt.Sprintf("自相矛盾（当年价就是 %d 年的价格）", row.Year), EN: fmt.Sprintf("it contradicts itself, for current prices are those of %d", row.Year)})
	case current && containsAny(name, constantWords), len(years) == 1 && years[0] != row.Year && containsAny(name, currentWords):
		return unclear(row, inventory.Error, inventory.Text{ZH: "与指标名里写的价格矛盾", EN: "it contradicts the prices in the indicator's name"})
	case current:
		return priceReading{base: currentPrices}
	case len(years) == 1:
		return priceReading{base: years[0]}
	case strings.Contains(text, "上年"):
		out := unclear(row, inventory.Warning, inventory.Text{ZH: fmt.Sprintf("应是 %d 年的价格，但没有写出年份", row.Year-1), EN: fmt.Sprintf("it seems to mean the prices of %d, but names no year", row.Year-1)})
		out.hint = inventory.Text{ZH: fmt.Sprintf("是按 %[1]d 年价格算的，写 %[1]d年价", row.Year-1), EN: fmt.Sprintf("if it is at the prices of %[1]d, write %[1]d prices", row.Year-1)}
		return out
	}
	return unclear(row, inventory.Warning, inventory.Text{ZH: "没有写出是哪一年", EN: "it names no year"})
}

// unclear is a price base of which the words do not say one year.
func unclear(row *inventory.Indicator, severity inventory.Severity, why inventory.Text) priceReading {
	return priceReading{severity: severity,
		fault: inventory.Text{ZH: fmt.Sprintf("的价格基期“%s”%s：不用这个数", row.PriceBase, why.ZH), EN: fmt.Sprintf("has the price base %q: %s; the figure is not used", row.PriceBase, why.EN)},
		hint:  inventory.Text{ZH: "只写一个年份，如 2020年价；按当年价格的写 当年价", EN: "write one year, such as 2020 prices; or current prices"}}
}

// tellPrices tells of a level of which the price base says no year, at its cell.
func (s *Statistics) tellPrices(row *inventory.Indicator, reading priceReading) {
	code := "price-base-unclear"
	if row.PriceBase == "" {
		code = "price-base-missing"
	}
	s.tell(row, "price_base", code, reading.severity, inventory.Text{
		ZH: fmt.Sprintf("%d 年“%s”%s", row.Year, row.Name, reading.fault.ZH), EN: fmt.Sprintf("%q of %d %s", row.Name, row.Year, reading.fault.EN)}, reading.hint)
}

// yearsIn are the different years written in the text, sorted, and the first number that is no year.
func yearsIn(text string) (years []int, other string) {
	for _, digits := range digitsWritten.FindAllString(text, -1) {
		if len(digits) != 4 || !yearWritten.MatchString(digits) {
			return nil, digits
		}
		year, _ := strconv.Atoi(digits)
		years = append(years, year)
	}
	slices.Sort(years)
	return slices.Compact(years), ""
}

func containsAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(text, word) })
}
