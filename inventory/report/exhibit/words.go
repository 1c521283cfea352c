package exhibit

import "ghg/inventory"

// The words of records in both languages, by what the columns of the tables hold.
var (
	choiceWords = map[string]inventory.Text{inventory.Between: {ZH: "二选一", EN: "of two figures"}, inventory.StandsFor: {ZH: "代替", EN: "stands for"}, inventory.Point: {ZH: "取点", EN: "point of a range"},
		inventory.Detail: {ZH: "细项", EN: "detail"}, inventory.Whole: {ZH: "总量", EN: "total"}}
	wholeWords     = map[string]inventory.Text{inventory.Includes: {ZH: "含设施", EN: "holds those of facilities"}, inventory.Excludes: {ZH: "不含设施", EN: "holds none of facilities"}}
	techniqueWords = map[string]inventory.Text{inventory.StatedChange: {ZH: "已公布变化率", EN: "stated change"}, inventory.Surrogate: {ZH: "替代数据", EN: "surrogate data"},
		inventory.Interpolation: {ZH: "内插", EN: "interpolation"}, inventory.Overlap: {ZH: "重叠", EN: "overlap"}, inventory.Extrapolation: {ZH: "外推", EN: "extrapolation"}}
	correlationWords = map[string]inventory.Text{inventory.CorrelatedGroup: {ZH: "一组", EN: "group"}, inventory.CorrelatedPair: {ZH: "一对", EN: "pair"},
		inventory.CorrelatedYears: {ZH: "各年", EN: "years"}, inventory.CorrelatedShares: {ZH: "占比", EN: "shares"}}
	measureWords = map[string]inventory.Text{inventory.Substitution: {ZH: "能源替代", EN: "substitution"}, inventory.Closure: {ZH: "关停", EN: "closure"}, inventory.Diversion: {ZH: "转移", EN: "diversion"},
		inventory.Photovoltaic: {ZH: "光伏", EN: "photovoltaic"}, inventory.OtherMeasure: {ZH: "其他", EN: "other"}}
	formWords = map[string]inventory.Text{inventory.AnnualDecline: {ZH: "年度", EN: "annual"}, inventory.CumulativeDecline: {ZH: "累计", EN: "cumulative"}}
)

// inWords is the word in both languages, itself where none is known.
func inWords(words map[string]inventory.Text, word string) inventory.Text {
	if known, ok := words[word]; ok {
		return known
	}
	return same(word)
}

// same is a text that both languages write alike, such as what users wrote.
func same(text string) inventory.Text { return inventory.Text{ZH: text, EN: text} }
