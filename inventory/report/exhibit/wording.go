package exhibit

import "ghg/inventory"

// worded are the words of the tables for machines as people read them.
var worded = map[string]inventory.Text{
	"territorial": {ZH: "境内", EN: "territorial"}, "indirect": {ZH: "间接", EN: "indirect"}, "memo": {ZH: "信息项", EN: "memo"},
	"printed": {ZH: "已核对", EN: "printed"}, "quoted": {ZH: "转引", EN: "quoted"}, "local": {ZH: "本地", EN: "local"}, "unconfirmed": {ZH: "未核对", EN: "unconfirmed"},
	"preliminary": {ZH: "初步", EN: "preliminary"}, "final": {ZH: "最终", EN: "final"},
	"fossil": {ZH: "化石能源", EN: "fossil"}, "renewable": {ZH: "可再生能源", EN: "renewable"},
	"verified": {ZH: "核查数", EN: "verified"}, "computed": {ZH: "计算数", EN: "computed"},
	"solid": {ZH: "固体", EN: "solid"}, "liquid": {ZH: "液体", EN: "liquid"}, "gas": {ZH: "气体", EN: "gas"}, "total": {ZH: "合计", EN: "total"},
	"INFO": {ZH: "信息", EN: "INFO"}, "WARNING": {ZH: "警告", EN: "WARNING"}, "ERROR": {ZH: "错误", EN: "ERROR"}, "BLOCKER": {ZH: "严重", EN: "BLOCKER"},
}

// reading is a cell of a word of the tables for machines, in words that people read.
func reading(text string) Cell {
	if t, ok := worded[text]; ok {
		return said(t)
	}
	return word(text)
}
