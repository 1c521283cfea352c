package table

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"ghg/inventory"
	"ghg/inventory/spelling"
)

func refuse(at inventory.Source, code string, message, hint inventory.Text) inventory.Problem {
	return inventory.Problem{Source: at, Code: code, Severity: inventory.Error, Message: message, Hint: hint}
}

func unreadable(name string, err error) inventory.Problem {
	return refuse(inventory.Source{File: name}, "unreadable",
		inventory.Text{ZH: "文件读不出来：" + err.Error(), EN: "the file cannot be read: " + err.Error()},
		inventory.Text{ZH: "检查文件是否损坏、是否有读取权限", EN: "see whether the file is damaged and may be read"})
}

func fileTooLarge(name string, most int) inventory.Problem {
	return refuse(inventory.Source{File: name}, "file-too-large",
		inventory.Text{ZH: fmt.Sprintf("文件超过 %d MiB", most>>20), EN: fmt.Sprintf("the file is larger than %d MiB", most>>20)},
		inventory.Text{ZH: "拆成几个文件放在同一文件夹", EN: "split it into several files in the same folder"})
}

func lineTooLong(name string, line int) inventory.Problem {
	return refuse(inventory.Source{File: name, Row: line}, "line-too-long",
		inventory.Text{ZH: fmt.Sprintf("这一行超过 %d MiB", MaxLine>>20), EN: fmt.Sprintf("the line is longer than %d MiB", MaxLine>>20)},
		inventory.Text{ZH: "文件很可能已损坏；请重新导出为 CSV", EN: "the file is probably damaged: export it as CSV again"})
}

var zeroByte = inventory.Text{ZH: "含有零字节", EN: "it holds a zero byte"}

func notText(name string, line int, why inventory.Text) inventory.Problem {
	return refuse(inventory.Source{File: name, Row: line}, "not-text",
		inventory.Text{ZH: "不是文本文件：" + why.ZH, EN: "the file is not text: " + why.EN},
		inventory.Text{ZH: "在电子表格软件中另存为 CSV UTF-8", EN: "save it as CSV UTF-8 from the spreadsheet program"})
}

func invalidEncoding(at inventory.Source, value string, position int) inventory.Problem {
	return refuse(at, "invalid-encoding",
		inventory.Text{ZH: fmt.Sprintf("本行第 %d 字节（%s）不是 UTF-8、GB18030 或 UTF-16 编码的文字", position, value),
			EN: fmt.Sprintf("byte %d of the line (%s) is not text in UTF-8, GB18030 or UTF-16", position, value)},
		inventory.Text{ZH: "在电子表格软件中另存为 CSV UTF-8", EN: "save it as CSV UTF-8 from the spreadsheet program"})
}

func readAsGB18030(name string) inventory.Problem {
	p := refuse(inventory.Source{File: name}, "read-as-gb18030",
		inventory.Text{ZH: "文件不是 UTF-8，按 GB18030 读入", EN: "the file is not UTF-8 and was read as GB18030"}, inventory.Text{})
	p.Severity = inventory.Info
	return p
}

// CodeReencoded marks a file that becomes UTF-8 as a whole because something is added to it.
const CodeReencoded = "reencoded"

func reencoded(name string) inventory.Problem {
	p := refuse(inventory.Source{File: name}, CodeReencoded,
		inventory.Text{ZH: "原文件不是 UTF-8：全文改存为带字节顺序标记的 UTF-8", EN: "the file was not UTF-8: all of it is saved as UTF-8 with a byte order mark"}, inventory.Text{})
	p.Severity = inventory.Info
	return p
}

func emptyFile(at inventory.Source) inventory.Problem {
	return refuse(at, "empty-file",
		inventory.Text{ZH: "文件是空的，连表头也没有", EN: "the file is empty, without even a header"},
		inventory.Text{ZH: "删去该文件，或写上表头", EN: "remove the file, or give it a header"})
}

func noHeader(at inventory.Source, s Schema) inventory.Problem {
	return refuse(at, "no-header",
		inventory.Text{ZH: "第一行不是表头：没有一个认识的列名", EN: "the first line is no header: it has no column name that is known"},
		allColumns(s))
}

func unknownColumn(at inventory.Source, cell string, s Schema) inventory.Problem {
	var names []string
	for _, f := range s {
		names = append(append(names, f.Name, f.ZH), f.Aliases...)
	}
	hint := allColumns(s)
	if nearest := spelling.Nearest(Excerpt(cell), names); nearest != "" {
		hint = inventory.Text{ZH: "是否指“" + nearest + "”？" + hint.ZH, EN: `did you mean "` + nearest + `"? ` + hint.EN}
	}
	return refuse(at, "unknown-column",
		inventory.Text{ZH: "不认识的列名“" + Excerpt(cell) + "”", EN: `unknown column "` + Excerpt(cell) + `"`}, hint)
}

func columnTwice(at inventory.Source, f Field, first int) inventory.Problem {
	return refuse(at, "column-twice",
		inventory.Text{ZH: fmt.Sprintf("列“%s”（%s）重复：第 %d 列已经是它", f.ZH, f.Name, first),
			EN: fmt.Sprintf("column %q (%s) stands twice: column %d is the same", f.Name, f.ZH, first)},
		inventory.Text{ZH: "只保留一列", EN: "keep one of them"})
}

func missingColumns(at inventory.Source, s Schema, missing []string) inventory.Problem {
	zh, en := columnNames(s, missing)
	return refuse(at, "missing-column",
		inventory.Text{ZH: "缺少列：" + zh, EN: "missing columns: " + en}, allColumns(s))
}

func headerRepeated(at inventory.Source) inventory.Problem {
	return refuse(at, "header-repeated",
		inventory.Text{ZH: "表头又出现一次", EN: "the header stands a second time"},
		inventory.Text{ZH: "删去这一行；不同的表放在不同的文件或工作表里", EN: "delete the line; put separate tables in separate files or sheets"})
}

func tooManyColumns(at inventory.Source) inventory.Problem {
	return refuse(at, "too-many-columns",
		inventory.Text{ZH: fmt.Sprintf("超过 %d 列", MaxColumns), EN: fmt.Sprintf("more than %d columns", MaxColumns)},
		inventory.Text{ZH: "文件很可能不是这里要的表", EN: "the file is probably not the table that belongs here"})
}

func quoteProblem(at inventory.Source, f fault) inventory.Problem {
	if f == openQuote {
		return refuse(at, "open-quote",
			inventory.Text{ZH: "引号没有闭合，其后的内容都读不出来", EN: "a quote is never closed: nothing after it can be read"},
			inventory.Text{ZH: "补上右引号；引号本身写成两个 \"\"", EN: `close it; a quote that is part of the text is written twice: ""`})
	}
	return refuse(at, "text-past-quote",
		inventory.Text{ZH: "右引号之后还有文字", EN: "text stands after a closing quote"},
		inventory.Text{ZH: "引号本身写成两个 \"\"", EN: `a quote that is part of the text is written twice: ""`})
}

func hiddenProblem(at inventory.Source, from string) inventory.Problem {
	r, _ := utf8.DecodeRuneInString(from)
	name := strings.ToUpper(strconv.FormatInt(int64(r), 16))
	name = "U+" + strings.Repeat("0", max(0, 4-len(name))) + name
	return refuse(at, "control-character",
		inventory.Text{ZH: "单元格中有看不见的控制字符 " + name, EN: "the cell holds an invisible control character, " + name},
		inventory.Text{ZH: "删去该字符，重新输入这一格", EN: "type the cell again without it"})
}

func strayCell(at inventory.Source, cell string, columns int) inventory.Problem {
	return refuse(at, "stray-cell",
		inventory.Text{ZH: fmt.Sprintf("单元格“%s”上方没有列名（表头共 %d 列）", Excerpt(cell), columns),
			EN: fmt.Sprintf("cell %q stands under no column name (the header has %d columns)", Excerpt(cell), columns)},
		inventory.Text{ZH: "检查本行是否多了逗号；带逗号的文字要加引号", EN: "see whether the row has a comma too many; text with a comma goes in quotes"})
}

func shortRow(at inventory.Source, s Schema, missing []string) inventory.Problem {
	zh, en := columnNames(s, missing)
	return refuse(at, "short-row",
		inventory.Text{ZH: "本行单元格不够，缺：" + zh, EN: "the row is too short, it lacks: " + en},
		inventory.Text{ZH: "补齐逗号，或检查引号", EN: "add the commas that are missing, or see to its quotes"})
}

func tooManyProblems(at inventory.Source) inventory.Problem {
	return refuse(at, "too-many-problems",
		inventory.Text{ZH: fmt.Sprintf("本文件已有 %d 个问题，从这一行起不再读", MaxProblems),
			EN: fmt.Sprintf("the file has %d problems already: it is not read from this line on", MaxProblems)},
		inventory.Text{ZH: "先改正前面的问题", EN: "mend those first"})
}

// allColumns lists the columns of the schema for a hint.
func allColumns(s Schema) inventory.Text {
	var all []string
	for _, f := range s {
		if f.Name != Others && !f.Aside {
			all = append(all, f.Name)
		}
	}
	zh, en := columnNames(s, all)
	return inventory.Text{ZH: "可用的列：" + zh, EN: "known columns: " + en}
}

// columnNames joins the Chinese and the English names of columns given by their English names.
func columnNames(s Schema, names []string) (zh, en string) {
	var inChinese []string
	for _, name := range names {
		for _, f := range s {
			if f.Name == name && f.ZH != "" {
				name = f.ZH
				break
			}
		}
		inChinese = append(inChinese, name)
	}
	return strings.Join(inChinese, "、"), strings.Join(names, ", ")
}
