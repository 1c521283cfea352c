package factors

import (
	"strings"

	"ghg/inventory"
	"ghg/inventory/spelling"
	"ghg/inventory/table"
)

// unrecognised says that a table is no export that is known by its header.
func (in *importing) unrecognised(sheet string, lacking []string) inventory.Problem {
	message := inventory.Text{ZH: "不是 EFDB 的导出表：没有认识的列名", EN: "this is no export of the EFDB: none of its columns is known"}
	if lacking != nil {
		list := strings.Join(lacking, ", ")
		message = inventory.Text{ZH: "不是 EFDB 的导出表：缺少列 " + list, EN: "this is no export of the EFDB: it lacks the columns " + list}
	}
	return problemAt(inventory.Source{File: in.Name, Sheet: sheet, Row: 1}, "not-recognised", fault{message, inventory.Text{
		ZH: "国家温室气体排放因子数据库和其他库用 --mapping mapping/….toml 说明各列是什么；本程序自己的因子表直接放进 factors/",
		EN: "for the national factor database and others say with --mapping mapping/….toml what the columns are; a factor table of this program's own form goes into factors/ as it is"}})
}

// lacks says that the table has no column that the mapping names.
func (in *importing) lacks(column string, names []string) inventory.Problem {
	f := fault{
		inventory.Text{ZH: "映射写的列“" + table.Excerpt(column) + "”在 " + in.Name + " 中没有", EN: `the mapping names a column "` + table.Excerpt(column) + `" that ` + in.Name + " does not have"},
		inventory.Text{ZH: "该表的列：" + strings.Join(excerpts(names), "、"), EN: "its columns are: " + strings.Join(excerpts(names), ", ")}}
	if nearest := spelling.Nearest(table.Excerpt(column), names); nearest != "" {
		f.hint = inventory.Text{ZH: "是否指“" + nearest + "”？", EN: `did you mean "` + nearest + `"?`}
	}
	return problemAt(in.mapping.whereColumn(column), "mapping-lacks-column", f)
}

// whereColumn finds the line of the mapping that names a column.
func (m *Mapping) whereColumn(column string) inventory.Source {
	for _, field := range namesIn(m.Columns) {
		for _, name := range m.Columns[field] {
			if name == column {
				return m.at("columns." + field)
			}
		}
	}
	return inventory.Source{File: m.File}
}

func excerpts(names []string) []string {
	out := make([]string, 0, len(names))
	for _, name := range names {
		out = append(out, table.Excerpt(name))
	}
	return out
}

// unread says that a column of the table is not read.
func (in *importing) unread(other table.Heading) inventory.Problem {
	p := problemAt(other.Source, "column-not-read", fault{
		inventory.Text{ZH: "列“" + table.Excerpt(other.Name) + "”没有读", EN: `the column "` + table.Excerpt(other.Name) + `" is not read`},
		inventory.Text{ZH: "需要时写进映射文件的 [columns]；确实不需要时写进 ignore", EN: "give it a field in [columns] of the mapping, or name it in ignore if it is not needed"}})
	p.Severity = inventory.Warning
	return p
}

// badSet says that the rows have no set, or one that no table of a workspace may bring.
func (in *importing) badSet(set string) inventory.Problem {
	message := inventory.Text{ZH: "没有写因子集的名称", EN: "the set of the factors has no name"}
	if set != "" {
		message = inventory.Text{ZH: "因子集不能叫“" + table.Excerpt(set) + "”", EN: `the set cannot be called "` + table.Excerpt(set) + `"`}
	}
	return problemAt(inventory.Source{File: in.mapping.File}, "bad-set", fault{message, inventory.Text{
		ZH: "在映射文件写 set = \"…\" 或用 --set：字母、数字、点和连字符，不与随程序发布的因子集、local、confirmations、blends 同名",
		EN: `write set = "…" in the mapping or give --set: letters, digits, points and hyphens, not the name of a shipped set nor local, confirmations, blends`}})
}

// hintedBy adds to a hint how a mapping mends the fault.
func (in *importing) hintedBy(field, written string, f fault) fault {
	word := strings.Join(strings.Fields(strings.ReplaceAll(written, `"`, `\"`)), " ")
	if len(word) > maxOutside {
		word = table.Excerpt(word)
	}
	f.hint.ZH += "；或在映射文件 [values." + field + "] 写 \"" + word + "\" = \"…\""
	f.hint.EN += "; or write \"" + word + "\" = \"…\" in [values." + field + "] of a mapping"
	return f
}

// unclear says that a description does not tell one parameter.
func (in *importing) unclear(text string, names []string) fault {
	about := table.Excerpt(text)
	f := fault{inventory.Text{ZH: "“" + about + "”说的是哪个参数认不出来", EN: `which parameter "` + about + `" means is not known`}, inventory.Text{}}
	if text == "" {
		f.message = inventory.Text{ZH: "没有写这是什么参数", EN: "nothing says which parameter this is"}
	}
	if names != nil {
		list := strings.Join(names, ", ")
		f.message = inventory.Text{ZH: "“" + about + "”可以是几个参数：" + list, EN: `"` + about + `" can mean several parameters: ` + list}
	}
	f.hint = inventory.Text{ZH: "核对类别、气体、燃料和单位", EN: "check category, gas, fuel and unit"}
	return in.hintedBy("parameter", text, f)
}

func idTwice(number string, first inventory.Source) fault {
	return fault{
		inventory.Text{ZH: "编号 " + table.Excerpt(number) + " 已在 " + first.String() + " 出现", EN: "number " + table.Excerpt(number) + " stands at " + first.String() + " already"},
		inventory.Text{ZH: "只保留一行，或重新导出", EN: "keep one of the rows, or export the table again"}}
}

func unreadFigure(cell string) fault {
	return fault{
		inventory.Text{ZH: "“" + table.Excerpt(cell) + "”不是一个数、一个范围（0.5 - 1.2）、带界限的数（24 (16-32)、1.2 ± 0.3）或一个界限（<5）", EN: `"` + table.Excerpt(cell) + `" is not one number, a range (0.5 - 1.2), a number with bounds (24 (16-32), 1.2 ± 0.3) or a bound (<5)`},
		inventory.Text{ZH: "查阅原文，把所要的数写成本地因子；不猜", EN: "look it up in the document and state the figure as a row of your own; nothing is guessed"}}
}

func severalGases(gases []string) fault {
	list := strings.Join(gases, ", ")
	return fault{
		inventory.Text{ZH: "一个数对着几种气体（" + list + "），分不清是哪一种的", EN: "one figure stands for several gases (" + list + "): of which it is cannot be told"},
		inventory.Text{ZH: "查阅原文，把所要的数写成本地因子", EN: "look it up in the document and state the figure as a row of your own"}}
}

var regionUnstated = fault{
	inventory.Text{ZH: "没有写地区，又不是缺省值：在某处测得的数不能当作处处适用", EN: "the row names no region and is no default: what was found in one place does not hold everywhere"},
	inventory.Text{ZH: "查阅原文的地区；在映射文件 [constants] 或 [values.region] 写明", EN: "look up the region in the document; state it in [constants] or [values.region] of a mapping"}}

// sameAgain tells that a row says what another of the table says.
func (in *importing) sameAgain(row, first *Row) inventory.Problem {
	p := problemAt(row.Place.Cell(""), "row-repeated", fault{
		inventory.Text{ZH: "与 " + first.Place.Cell("").String() + " 相同（" + row.Figure() + "），只导入一行", EN: "says the same as " + first.Place.Cell("").String() + " (" + row.Figure() + "): one of them is imported"},
		inventory.Text{}})
	p.Severity = inventory.Info
	return p
}

// notApart says that nothing tells a row from another with another figure.
func (in *importing) notApart(row, other *Row) inventory.Problem {
	p := problemAt(row.Place.Cell("value"), "rows-not-apart", fault{
		inventory.Text{ZH: "未导入：" + row.Figure() + "，而 " + other.Place.Cell("").String() + " 是 " + other.Figure() + "，没有一栏把两行分开", EN: "not imported: " + row.Figure() + ", and " + other.Place.Cell("").String() + " gives " + other.Figure() + ": no column tells the two apart"},
		inventory.Text{ZH: "在映射文件 [columns] 写上能区分的列（detail、technology、year_from …）或编号列 id", EN: "name in [columns] of the mapping what tells them apart (detail, technology, year_from …), or the column of their numbers as id"}})
	p.Severity = inventory.Warning
	return p
}
