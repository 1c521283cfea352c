package table

import (
	"regexp"
	"slices"
	"strings"
)

// What a sheet calls the line of its sum, or of the whole district: a name of its own, or the end of one (工业合计). Those of a sum
// of the lines above it alone are told by a part of their name.
var (
	namesOfTotals = []string{"共计", "总量", "总数", "全区", "全县", "全市", "全部", "全部企业", "所有企业", "各企业", "全区企业", "计", "all", "total", "totals", "sum", "grandtotal", "subtotal", "sub-total", "subtotals"}
	endsOfTotals  = []string{"合计", "总计", "小计", "汇总", "累计"}
	partOfTotals  = []string{"小计", "以上", "subtotal", "sub-total"}
	beforeTotals  = []string{"其中：", "其中:", "其中"}
)

var remarkInBrackets = regexp.MustCompile(`[（(][^()（）]*[)）]`)

// NamesTotal tells the name of a sum; part, that it is of the lines above it alone. It is asked of a million cells, few of which
// are as short and hold a word as one does.
func NamesTotal(text string) (part, yes bool) {
	const longest = 60
	if len(text) > longest || !strings.ContainsAny(text, "计总全共汇所各") && !(text != "" && strings.IndexByte("aAtTsSgG", text[0]) >= 0) {
		return false, false
	}
	name := remarkInBrackets.ReplaceAllString(strings.ToLower(strings.Join(strings.Fields(text), "")), "")
	for _, word := range beforeTotals {
		name = strings.TrimPrefix(name, word)
	}
	name = strings.TrimRight(name, ":：*＊0123456789数")
	yes = slices.Contains(namesOfTotals, name) || slices.ContainsFunc(endsOfTotals, func(end string) bool { return strings.HasSuffix(name, end) })
	return yes && slices.ContainsFunc(partOfTotals, func(word string) bool { return strings.Contains(name, word) }), yes
}
