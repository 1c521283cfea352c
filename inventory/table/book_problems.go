package table

import (
	"bytes"
	"fmt"
	"strings"

	"ghg/inventory"
)

// utf16le is how compound files write names.
func utf16le(s string) []byte {
	var out []byte
	for _, c := range []byte(s) {
		out = append(out, c, 0)
	}
	return out
}

var asXLSX = inventory.Text{ZH: "在 Excel 或 WPS 中打开，另存为“Excel 工作簿（*.xlsx）”，再放回同一文件夹", EN: "open it in Excel, WPS or LibreOffice, save it as Excel workbook (*.xlsx), and put that in the same folder"}

// compoundFile tells an encrypted workbook from one of the old format.
func compoundFile(name, raw string) inventory.Problem {
	at := inventory.Source{File: name}
	if bytes.Contains([]byte(raw), utf16le("EncryptedPackage")) {
		return refuse(at, "workbook-encrypted",
			inventory.Text{ZH: "工作簿有打开密码，读不出来", EN: "the workbook is protected by a password and cannot be read"},
			inventory.Text{ZH: "用密码打开，文件→信息→保护工作簿→用密码进行加密，清空密码后保存", EN: "open it with the password, clear it under File, Info, Protect Workbook, Encrypt with Password, and save"})
	}
	return refuse(at, "workbook-old-format",
		inventory.Text{ZH: "这是旧格式的表格（XLS 或 ET），不是 XLSX", EN: "this is a spreadsheet of the old format (XLS or ET), not XLSX"}, asXLSX)
}

func otherBook(name, kind string) inventory.Problem {
	return refuse(inventory.Source{File: name}, "workbook-other-format",
		inventory.Text{ZH: "这是 " + kind + " 文件，不是 XLSX", EN: "this is a file of format " + kind + ", not XLSX"}, asXLSX)
}

// damagedBook names the part of the workbook that cannot be read, "" for the directory of its parts.
func damagedBook(name, part string) inventory.Problem {
	message := inventory.Text{ZH: "工作簿已损坏：其中的 " + Excerpt(part) + " 读不出来", EN: "the workbook is damaged: its part " + Excerpt(part) + " cannot be read"}
	if part == "" {
		message = inventory.Text{ZH: "工作簿已损坏：目录读不出来", EN: "the workbook is damaged: its directory cannot be read"}
	}
	return refuse(inventory.Source{File: name}, "workbook-damaged", message,
		inventory.Text{ZH: "在 Excel 或 WPS 中打开并重新保存；打不开就请发送部门重发", EN: "open and save it again in a spreadsheet program; if that fails ask the department to send it again"})
}

func zipBomb(name, part string, unpacked, packed uint64) inventory.Problem {
	return refuse(inventory.Source{File: name}, "workbook-unpacks-too-large",
		inventory.Text{ZH: fmt.Sprintf("工作簿解压后过大：%s 由 %d 字节变为 %d 字节（达到 %d 倍即拒绝），没有解压", Excerpt(part), packed, unpacked, MaxRatio),
			EN: fmt.Sprintf("the workbook would unpack too large: %s from %d to %d bytes (refused from %d times on); nothing was unpacked", Excerpt(part), packed, unpacked, MaxRatio)},
		inventory.Text{ZH: "删去表中大片空白而有格式的区域后重新保存，或另存为 CSV UTF-8；来路不明的文件不要打开", EN: "clear large formatted but empty ranges and save it again, or save it as CSV UTF-8; do not open a file of unknown origin"})
}

func macros(name string) inventory.Problem {
	return refuse(inventory.Source{File: name}, "workbook-macros",
		inventory.Text{ZH: "工作簿含有宏：数字可能由程序改写，本系统不运行宏", EN: "the workbook holds macros: its figures may be written by a program, which is not run here"},
		inventory.Text{ZH: "另存为不含宏的“Excel 工作簿（*.xlsx）”，核对数值后放回", EN: "save it as a workbook without macros (*.xlsx), compare its figures, and put that here"})
}

func severalSheets(name string, sheets []*Sheet) inventory.Problem {
	names := make([]string, len(sheets))
	for i, s := range sheets {
		names[i] = s.Name
	}
	return refuse(inventory.Source{File: name}, "several-sheets",
		inventory.Text{ZH: "这里只能有一张表，而工作簿有：" + Excerpt(strings.Join(names, "、")), EN: "one table belongs here, and the workbook has " + Excerpt(strings.Join(names, ", "))},
		inventory.Text{ZH: "只留一张工作表", EN: "keep one sheet"})
}

func tooManyRows(at inventory.Source) inventory.Problem {
	return refuse(at, "too-many-rows",
		inventory.Text{ZH: fmt.Sprintf("行数过多：从第 %d 行起不再读", at.Row), EN: fmt.Sprintf("too many rows: it is not read from row %d on", at.Row)},
		inventory.Text{ZH: fmt.Sprintf("工作表最多 %d 行，CSV 最多 %d 行；拆成几个文件，或检查文件是否损坏", maxSheetRow, MaxRows),
			EN: fmt.Sprintf("a sheet has at most %d rows, a CSV file %d: split it into several files, or see whether it is damaged", maxSheetRow, MaxRows)})
}

func warn(p inventory.Problem, severity inventory.Severity) inventory.Problem {
	p.Severity = severity
	return p
}

func noTable(at inventory.Source, kind string) inventory.Problem {
	return warn(refuse(at, "sheet-no-table",
		inventory.Text{ZH: "这张工作表是图表或对话框，没有读", EN: "the sheet is a chart or a dialogue and was not read"},
		inventory.Text{ZH: "数据要放在普通工作表的单元格里", EN: "data belong into the cells of an ordinary sheet"}), inventory.Warning)
}

func onlyPicture(at inventory.Source) inventory.Problem {
	return refuse(at, "sheet-is-picture",
		inventory.Text{ZH: "这张工作表没有单元格数据，只有图片或图表", EN: "the sheet has no cells, only a picture or a chart"},
		inventory.Text{ZH: "图片里的数字读不出来：请录入单元格，或向发送部门要电子表格", EN: "figures in a picture cannot be read: type them into cells, or ask the department for the table itself"})
}

func hiddenSheet(at inventory.Source) inventory.Problem {
	return warn(refuse(at, "sheet-hidden",
		inventory.Text{ZH: "这张工作表是隐藏的，有内容，没有读", EN: "the sheet is hidden, holds something, and was not read"},
		inventory.Text{ZH: "要读就取消隐藏；不用就删去这张表", EN: "show it if it is to be read, delete it if not"}), inventory.Warning)
}

func notesSheet(at inventory.Source) inventory.Problem {
	return warn(refuse(at, "sheet-notes",
		inventory.Text{ZH: "这张工作表的第一格写明是说明，没有作为数据读", EN: "the first cell of the sheet says that it holds notes: it was not read as data"}, inventory.Text{}), inventory.Info)
}

// span is the name of a block of cells, B5:B16.
func (s Span) String() string {
	one := inventory.Source{Sheet: "x", Row: s.Row, Col: s.Col}.String()
	two := inventory.Source{Sheet: "x", Row: s.LastRow, Col: s.LastCol}.String()
	return strings.TrimPrefix(one, "!x!") + ":" + strings.TrimPrefix(two, "!x!")
}

func mergedCells(at inventory.Source, s Span) inventory.Problem {
	return refuse(at, "merged-cells",
		inventory.Text{ZH: "合并的单元格 " + s.String() + "：只有第一格有内容，看不出是给哪几行、哪几列（哪一年）的", EN: "merged cells " + s.String() + ": only the first holds the content, and nobody can tell for which rows, columns or years it is meant"},
		inventory.Text{ZH: "取消合并，每一格填上各自的内容", EN: "unmerge them and fill in every cell"})
}

func hiddenCells(at inventory.Source, what string, column bool) inventory.Problem {
	zh, en := "这一行", "the row"
	if column {
		zh, en = "这一列", "the column"
	}
	return refuse(at, "hidden-cells",
		inventory.Text{ZH: zh + "是隐藏的，却有内容“" + Excerpt(what) + "”：不知道算不算数", EN: en + ` is hidden and holds "` + Excerpt(what) + `": it is not told whether it counts`},
		inventory.Text{ZH: "算数就取消隐藏，不算就删去", EN: "show it if it counts, delete it if not"})
}

func coveredCell(at inventory.Source, s Span) inventory.Problem {
	return refuse(at, "covered-cell",
		inventory.Text{ZH: "合并的单元格 " + s.String() + " 盖住了这一格的内容：看不见，却在表里", EN: "the merged cells " + s.String() + " cover what this cell holds: nobody sees it, and it is in the table"},
		inventory.Text{ZH: "取消合并，核对每一格", EN: "unmerge them and look at every cell"})
}

func shownOtherwise(at inventory.Source, stored string) inventory.Problem {
	return refuse(at, "number-shown-otherwise",
		inventory.Text{ZH: "单元格里存的是 " + stored + "，数字格式却显示成另一个数（省去千位、万位，去掉负号，或什么也不显示）", EN: "the cell holds " + stored + " and its number format shows another number (thousands left out, a minus sign dropped, or nothing at all)"},
		inventory.Text{ZH: "把单元格格式改为“常规”，核对数值与单位", EN: "set the cell's format to General, and see to figure and unit"})
}

func errorCell(at inventory.Source, value string) inventory.Problem {
	return refuse(at, "error-cell",
		inventory.Text{ZH: "单元格是错误值 " + Excerpt(value) + "，公式没有结果", EN: "the cell shows the error " + Excerpt(value) + ": its formula has no result"},
		inventory.Text{ZH: "改正公式，或填入数值；没有数就留空并填标记", EN: "mend the formula or enter the figure; without one leave it blank and give a notation key"})
}

func noCachedValue(at inventory.Source, formula string) inventory.Problem {
	return refuse(at, "formula-without-value",
		inventory.Text{ZH: "公式“=" + Excerpt(formula) + "”没有保存结果（文件由程序生成而没有计算过）", EN: `the formula "=` + Excerpt(formula) + `" has no saved result (the file was made by a program and never calculated)`},
		inventory.Text{ZH: "在 Excel 或 WPS 中打开并保存一次，或改填数值", EN: "open and save it once in a spreadsheet program, or enter the figure itself"})
}

func externalLink(at inventory.Source, formula, value string) inventory.Problem {
	return refuse(at, "external-link",
		inventory.Text{ZH: "公式“=" + Excerpt(formula) + "”引用另一个工作簿：保存的结果“" + Excerpt(value) + "”无从核对", EN: `the formula "=` + Excerpt(formula) + `" refers to another workbook: its saved result "` + Excerpt(value) + `" cannot be verified`},
		inventory.Text{ZH: "复制后“选择性粘贴→数值”，在来源列写明出处", EN: "paste it as a value, and name its origin in the column source"})
}
