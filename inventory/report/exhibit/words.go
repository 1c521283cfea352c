package exhibit

import "ghg/inventory"

// boundaryWords name the boundaries in a cell.
var boundaryWords = map[inventory.Boundary]inventory.Text{
	inventory.Territorial: {ZH: "境内", EN: "territorial"},
	inventory.Indirect:    {ZH: "间接", EN: "indirect"},
	inventory.MemoItem:    {ZH: "信息项", EN: "memo"},
}

func boundaryCell(b inventory.Boundary) Cell { return said(boundaryWords[b]) }

// statusWords tell how far a factor has been compared with what is printed.
var statusWords = map[inventory.Status]inventory.Text{
	inventory.Printed:     {ZH: "已核对原文", EN: "printed"},
	inventory.Quoted:      {ZH: "转引", EN: "quoted"},
	inventory.Local:       {ZH: "本地", EN: "local"},
	inventory.Unconfirmed: {ZH: "未核对", EN: "unconfirmed"},
}

func statusCell(s inventory.Status) Cell { return said(statusWords[s]) }

// machineWords are the words of the tables for machines in both languages, by column.
var machineWords = map[string]map[string]inventory.Text{
	"boundary": {"territorial": boundaryWords[inventory.Territorial], "indirect": boundaryWords[inventory.Indirect], "memo": boundaryWords[inventory.MemoItem]},
	"used":     {"verified": {ZH: "核查数", EN: "verified"}, "computed": {ZH: "计算数", EN: "computed"}},
	"account":  {inventory.FossilAccount: {ZH: "化石能源 CO2", EN: "fossil CO2"}, inventory.RenewableAccount: {ZH: "可再生能源", EN: "renewable energy"}},
	"vintage":  {"preliminary": {ZH: "初步", EN: "preliminary"}, "final": {ZH: "最终", EN: "final"}},
	"severity": {inventory.Info.String(): {ZH: "提示", EN: "info"}, inventory.Warning.String(): {ZH: "警告", EN: "warning"},
		inventory.Error.String(): {ZH: "错误", EN: "error"}, inventory.Blocker.String(): {ZH: "阻断", EN: "blocker"}},
}

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
