package factors

import (
	"errors"
	"fmt"
	"strings"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/table"
)

// fault is the message of a problem and its hint.
type fault struct{ message, hint inventory.Text }

// fault adds a problem of the cell.
func (p *parser) fault(code, field string, f fault) {
	p.faults++
	p.problems.Add(problemAt(p.place.Cell(field), code, f))
}

func problemAt(at inventory.Source, code string, f fault) inventory.Problem {
	return inventory.Problem{Source: at, Code: code, Severity: inventory.Error, Message: f.message, Hint: f.hint}
}

// missing adds the problem of an empty cell that the row cannot do without.
func (p *parser) missing(field string) { p.fault("missing-"+field, field, emptyCell(schema, field)) }

func emptyCell(s table.Schema, field string) fault {
	zh := field
	for _, f := range s {
		if f.Name == field {
			zh = f.ZH
		}
	}
	return fault{
		inventory.Text{ZH: "“" + zh + "”（" + field + "）没有填", EN: field + " is empty"},
		inventory.Text{ZH: "填上“" + zh + "”", EN: "fill in " + field}}
}

func unknown(zh, en, written, nearest string) fault {
	f := fault{
		inventory.Text{ZH: "不认识的" + zh + "“" + table.Excerpt(written) + "”", EN: "unknown " + en + ` "` + table.Excerpt(written) + `"`},
		inventory.Text{ZH: "核对写法", EN: "check the spelling"}}
	if nearest != "" {
		f.hint = inventory.Text{ZH: "是否指“" + nearest + "”？", EN: `did you mean "` + nearest + `"?`}
	}
	return f
}

func (p *parser) unknownSet() fault {
	f := unknown("因子集", "factor set", p.Set, nearestKey(p.Set, p.voc.Sets))
	if p.local { // a shipped set, however near in spelling, would be refused next
		f.hint = inventory.Text{ZH: "本区自己的因子归入 " + LocalSet + "，或不填", EN: "the district's own factors are of the set " + LocalSet + ", which may be left out"}
		if p.own != "" {
			f.hint.ZH += "；这张表也可写 " + p.own + "，即它的文件名"
			f.hint.EN += "; this table may also name " + p.own + ", after which it is called"
		}
	}
	return f
}

func oneOf(zh, en, written string, allowed ...string) fault {
	f := unknown(zh, en, written, "")
	list := strings.Join(allowed, ", ")
	f.hint = inventory.Text{ZH: "可用：" + list, EN: "one of: " + list}
	return f
}

func setNotOwn(set string) fault {
	return fault{
		inventory.Text{ZH: set + " 是随程序发布的因子集，工作区的表不能往里添行", EN: set + " is a shipped set, to which a table of the workspace adds no rows"},
		inventory.Text{ZH: "因子集写 " + LocalSet + "（或不填），来源照写；核对过的印刷值记入 factors/confirmations.csv", EN: "write the set " + LocalSet + ", or leave it out, and keep the source; a shipped value compared with print goes into factors/confirmations.csv"}}
}

func badNumber(cell string, err error) fault {
	what := inventory.Text{ZH: "不是数", EN: "is not a number"}
	var number *quantity.NumberError
	if errors.As(err, &number) {
		switch number.Reason {
		case quantity.TwoPoints:
			what = inventory.Text{ZH: "有两个小数点", EN: "has two decimal points"}
		case quantity.TooManyDigits:
			what = inventory.Text{ZH: fmt.Sprintf("超过 %d 位数字", quantity.MaxDigits), EN: fmt.Sprintf("has more than %d digits", quantity.MaxDigits)}
		case quantity.ExponentTooLarge:
			what = inventory.Text{ZH: fmt.Sprintf("指数超出 ±%d", quantity.MaxExponent), EN: fmt.Sprintf("has an exponent beyond ±%d", quantity.MaxExponent)}
		case quantity.BadSeparator:
			what = inventory.Text{ZH: "千位分隔符的位置不对", EN: "has a thousands separator in the wrong place"}
		}
	}
	return fault{
		inventory.Text{ZH: "“" + table.Excerpt(cell) + "”" + what.ZH, EN: `"` + table.Excerpt(cell) + `" ` + what.EN},
		inventory.Text{ZH: "只写一个数，单位写在“单位”列；没有数则留空", EN: "write one number, its unit in the column unit; leave the cell empty if there is none"}}
}

func badUnit(cell string, err error) fault {
	nearest := ""
	var unit *quantity.UnitError
	if errors.As(err, &unit) && len(unit.Nearest) > 0 {
		nearest = strings.Join(unit.Nearest, ", ")
	}
	return unknown("单位", "unit", cell, nearest)
}

func badYear(cell string) fault {
	return fault{
		inventory.Text{ZH: "“" + table.Excerpt(cell) + "”不是年份", EN: `"` + table.Excerpt(cell) + `" is not a year`},
		inventory.Text{ZH: fmt.Sprintf("写 %d–%d 的四位年份；不限年份则留空", firstYear, lastYear),
			EN: fmt.Sprintf("write a year of %d–%d; leave the cell empty if the row is not bound to years", firstYear, lastYear)}}
}

var (
	headerRepeated = fault{
		inventory.Text{ZH: "表头又出现一次", EN: "the header stands a second time"},
		inventory.Text{ZH: "删去这一行；不同的表放在不同的文件里", EN: "delete the line; put separate tables in separate files"}}
	noFigure = fault{
		inventory.Text{ZH: "没有数值，也没有上下限", EN: "the row has neither value nor bounds"},
		inventory.Text{ZH: "填上数值；来源只印范围时填下限和上限", EN: "enter the value; where the source prints only a range, its low and high"}}
	oxidationOfIPCC = fault{
		inventory.Text{ZH: "IPCC 的含碳量和因子按完全氧化给出，不再乘氧化率", EN: "the carbon contents and factors of the IPCC stand for complete oxidation; no rate is applied to them"},
		inventory.Text{ZH: "把含碳量与氧化率都写成本地因子", EN: "state carbon content and oxidation rate together as rows of your own"}}
	gasMissing = fault{
		inventory.Text{ZH: "没有填气体：这一参数按气体区分", EN: "the gas is not given, and this parameter is told apart by gas"},
		inventory.Text{ZH: "填上气体，如 CO2、CH4、N2O；含碳量与氧化率填 C", EN: "fill in gas: CO2, CH4, N2O; C for carbon content and oxidation"}}
	gasOfNone = fault{
		inventory.Text{ZH: "填了气体，而这一参数不按气体区分", EN: "a gas is given, and this parameter is not told apart by gas"},
		inventory.Text{ZH: "气体一格留空", EN: "leave the cell gas empty"}}
	barInKey = fault{
		inventory.Text{ZH: "单元格中有“|”，它用来分隔因子行的键", EN: `the cell holds "|", which separates the parts of a row's key`},
		inventory.Text{ZH: "换一个符号", EN: "use another sign"}}
)

func boundsReversed(low, high string) fault {
	return fault{
		inventory.Text{ZH: "下限 " + low + " 大于上限 " + high, EN: "low " + low + " is above high " + high},
		inventory.Text{ZH: "对调两者，或核对来源", EN: "exchange them, or check the source"}}
}

func valueOutside(figure, low, high string) fault {
	return fault{
		inventory.Text{ZH: "数值 " + figure + " 不在自己的上下限之内（" + low + "–" + high + "）", EN: "value " + figure + " lies outside its own bounds (" + low + "–" + high + ")"},
		inventory.Text{ZH: "上下限与数值同一单位，写数不写百分比；核对来源", EN: "bounds are numbers in the unit of the value, not percentages; check the source"}}
}

func yearsReversed(from, to string) fault {
	return fault{
		inventory.Text{ZH: "起始年 " + from + " 晚于终止年 " + to, EN: "year_from " + from + " is after year_to " + to},
		inventory.Text{ZH: "对调两者，或核对来源", EN: "exchange them, or check the source"}}
}

func unreadable(name string, err error) inventory.Problem {
	return problemAt(inventory.Source{File: name}, "unreadable", fault{
		inventory.Text{ZH: "文件读不出来：" + err.Error(), EN: "the file cannot be read: " + err.Error()},
		inventory.Text{ZH: "检查文件是否损坏", EN: "see whether the file is damaged"}})
}

func sameKey(row, first *Row) inventory.Problem {
	at, figures := first.Place.Cell("").String(), inventory.Text{}
	if same := first.Figure(); same == row.Figure() {
		figures = inventory.Text{ZH: "都是 " + same + "，不同的只有来源", EN: same + " in both, nothing but the source tells them apart"}
	} else {
		figures = inventory.Text{ZH: "一处为 " + same + "，一处为 " + row.Figure(), EN: same + " there, " + row.Figure() + " here"}
	}
	return problemAt(row.Place.Cell(""), "factor-twice", fault{
		inventory.Text{ZH: "与 " + at + " 是同一个因子（" + row.Key() + "）：" + figures.ZH,
			EN: "the same factor as " + at + " (" + row.Key() + "): " + figures.EN},
		inventory.Text{ZH: "只保留一行；两者确有不同时用细项、年份等列分开", EN: "keep one of them; if they do differ, tell them apart by detail, years or another column"}})
}
