package factors

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"ghg/inventory"
	"ghg/inventory/spelling"
)

// textWord is a word of a text: where it stands in it, and the form in which it is compared. A Chinese character is one.
type textWord struct {
	from, to int
	form     string
}

// wording is a text of an outside row by its words, with the names of items, details and plain phrases among them, the longest each.
type wording struct {
	text  string
	words []textWord
	names []nameIn
}

// nameIn is a run of words that names an item, a detail, or both, or is plain.
type nameIn struct {
	from, to int // words
	item     *inventory.Item
	detail   string // as written, "" for none
	plain    bool   // it is a phrase that says nothing
}

// The bounds of a text that is looked through for names, and of a name, in words.
const (
	maxWords  = 120
	maxInName = 12
)

// plainWords say nothing of what a figure is of: they belong to every description, or to the method.
var plainWords = formsOf(`a an and the of for in from to by on per at with all total general
	emission emissions emissons emisson factor factors ef efs coefficient rate value default defaults ipcc guideline guidelines tier method average annual
	country specific type source category sector activity data unit based basis estimate estimated greenhouse ghg
	combustion fuel net calorific ncv lhv content use used consumption consumed produced production manufacture process plant facility livestock animal
	year yr day 2006 2019 refinement`)

// plainPhrases are the same in Chinese, where words are not set apart.
var plainPhrases = strings.Fields(`排放因子 排放系数 系数 低位发热量 热值 缺省值 缺省 默认值 平均值 平均 推荐值 推荐 国家 参数 数值 取值 单位 生产过程 生产 过程 活动水平 燃料 燃烧 消费 使用 的 和 及 与`)

// gasWords are the words for the gases, by their name in our tables.
var gasWords = map[string]string{"CO2": "carbon dioxide co2 二氧化碳", "CH4": "methane ch4 甲烷", "N2O": "nitrous oxide n2o 氧化亚氮 一氧化二氮"}

// irregular are plurals that no ending makes.
var irregular = map[string]string{"calves": "calf", "geese": "goose", "oxen": "ox", "mares": "mare", "leaves": "leaf"}

// Texts that put a figure on another footing than our parameters have: heat with that of condensing, mass of an element.
var (
	grossBasis   = regexp.MustCompile(`(?i)\b(?:gross|GCV|HHV|HCV)\b|\bhigher (?:heating|calorific)|高位|总热值`)
	elementBasis = regexp.MustCompile(`(?i)\b(?:CO2|CH4|N2O|CO|NOx)[-–]? ?[CN]\b|\bas (?:C|N|carbon|nitrogen)\b|\b(?:k?g|t|Gg) ?[CN]/|以[碳氮]计`)
)

func formsOf(text string) map[string]bool {
	out := map[string]bool{}
	for _, w := range cutWords(text) {
		out[w.form] = true
	}
	return out
}

// plainText brings the signs of a text to those that are compared: CO₂ is CO2.
func plainText(text string) string { return norm.NFKC.String(text) }

// cutWords cuts a text, brought to its plain signs, into words.
func cutWords(text string) []textWord {
	var out []textWord
	open := -1
	shut := func(at int) {
		if open >= 0 {
			out = append(out, textWord{open, at, formOf(text[open:at])})
		}
		open = -1
	}
	for at, r := range text {
		switch {
		case unicode.Is(unicode.Han, r):
			shut(at)
			out = append(out, textWord{at, at + len(string(r)), string(r)})
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r):
			if open < 0 {
				open = at
			}
		case strings.ContainsRune("%<>≤≥±", r):
			shut(at)
			out = append(out, textWord{at, at + len(string(r)), string(r)})
		default:
			shut(at)
		}
	}
	shut(len(text))
	return out
}

// formOf is the singular of a word, in lower case.
func formOf(word string) string {
	word = strings.ToLower(word)
	if one := irregular[word]; one != "" {
		return one
	}
	switch {
	case len(word) < 4 || strings.HasSuffix(word, "ss") || strings.HasSuffix(word, "us"):
		return word
	case strings.HasSuffix(word, "ies"):
		return strings.TrimSuffix(word, "ies") + "y"
	case strings.HasSuffix(word, "ches"), strings.HasSuffix(word, "shes"), strings.HasSuffix(word, "xes"), strings.HasSuffix(word, "sses"):
		return strings.TrimSuffix(word, "es")
	}
	return strings.TrimSuffix(word, "s")
}

// spellings are the ways in which our tables may write a name: as it stands, with blanks for hyphens and the reverse, in the
// singular and the plural.
func spellings(name string) []string {
	last := strings.LastIndexFunc(name, func(r rune) bool { return unicode.IsSpace(r) || r == '-' }) + 1
	head, tail := name[:last], name[last:]
	one := formOf(tail)
	tails := []string{tail, one, one + "s"}
	if base, ok := strings.CutSuffix(one, "y"); ok {
		tails = append(tails, base+"ies")
	}
	var out []string
	for _, end := range tails {
		for _, whole := range []string{head + end, strings.ReplaceAll(head+end, "-", " "), strings.ReplaceAll(head+end, " ", "-")} {
			if folded := spelling.Fold(whole); !slices.Contains(out, folded) {
				out = append(out, folded)
			}
		}
	}
	return out
}

// wording finds the names in a text.
func (in *importing) wording(text string) *wording {
	if known := in.worded[text]; known != nil {
		return known
	}
	w := &wording{text: plainText(text)}
	w.words = cutWords(w.text)
	in.worded[text] = w
	for from := 0; from < min(len(w.words), maxWords); from++ {
		for to := min(from+maxInName, len(w.words)); to > from; to-- {
			if name, ok := in.nameAt(w, from, to); ok {
				w.names = append(w.names, name)
				from = to - 1
				break
			}
		}
	}
	return w
}

func (in *importing) nameAt(w *wording, from, to int) (nameIn, bool) {
	out := nameIn{from: from, to: to}
	if !slices.ContainsFunc(w.words[from:to], func(word textWord) bool { return !plainWords[word.form] && !aGas[word.form] }) {
		return out, false
	}
	written := w.text[w.words[from].from:w.words[to-1].to]
	for _, name := range spellings(written) {
		if item, ok := in.table.voc.Items.Lookup(name); ok && out.item == nil && item.Kind != "gas" {
			out.item = item
		}
		if out.detail == "" && in.table.voc.Details.Has(name) {
			out.detail = name
		}
	}
	out.plain = out.item == nil && out.detail == "" && slices.Contains(plainPhrases, written)
	return out, out.item != nil || out.detail != "" || out.plain
}

// aGas are the words of gases.
var aGas = func() map[string]bool {
	var all []string
	for _, words := range gasWords {
		all = append(all, words)
	}
	return formsOf(strings.Join(all, " "))
}()

// neighbours are what the shipped rows tell apart that are of a category, gas and dimension, and of a parameter unless it is "".
type neighbours struct {
	items   map[string]bool
	general bool            // one of them names no item
	words   map[string]bool // canonical words of their detail, technology and basis
}

func (m *meanings) near(s *subjectOf, parameter string) neighbours {
	out := neighbours{map[string]bool{}, false, map[string]bool{}}
	for name, rows := range m.rows {
		if parameter != "" && name != parameter {
			continue
		}
		for _, row := range rows {
			if s.ipcc && !strings.HasPrefix(row.Set, "IPCC-") || !m.about(row, *s) {
				continue
			}
			out.general = out.general || row.terms.items == nil
			for _, item := range row.terms.items {
				out.items[item] = true
			}
			for _, column := range row.terms.words {
				for _, word := range column {
					out.words[word] = true
				}
			}
		}
	}
	return out
}
