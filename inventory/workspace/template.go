package workspace

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/table"
)

// Template is the workbook that one department fills: a sheet of notes, then a sheet for each theme in the form of the activity table,
// with last year's figure beside the cell for this year's. What is there already stands in it only if held is set. It is nil if nothing
// is asked for. asked is the ISO date to state as that of the request, "" for none.
func Template(needs *inventory.Needs, department, asked string, held bool) *Book {
	var rows []inventory.Need
	var others []*inventory.Need
	all := needs.Of(department)
	for i := range all {
		switch need := &all[i]; {
		case need.Now != nil && !held:
		case need.Kind == inventory.NeedActivity:
			rows = append(rows, *need)
		case need.Now == nil:
			others = append(others, need)
		}
	}
	if rows == nil && others == nil {
		return nil
	}
	titles := []string{
		fmt.Sprintf("%s %d 年温室气体清单基础数据 · Statistics for the greenhouse-gas inventory of %d", needs.Region, needs.Year, needs.Year),
		fmt.Sprintf("责任部门 Department：%s　　截止 Due：%s", department, all[0].Due),
		"只填浅黄色格：填数值和单位，或在“标记”列填标记 · Fill the pale yellow cells only: a figure with its unit, or a notation key",
	}
	book := &Book{Title: titles[0], Sheets: []*Page{notesPage(titles, others)}}
	for len(rows) > 0 {
		theme := themeOf(rows[0].Category)
		page := &Page{Name: theme.Code + " " + theme.Name.ZH, Titles: titles, Guarded: true}
		for _, c := range templateColumns {
			page.Columns = append(page.Columns, Column{c.head, c.width})
		}
		rest := rows[:0:0]
		for i := range rows {
			if themeOf(rows[i].Category) != theme {
				rest = append(rest, rows[i])
				continue
			}
			page.Rows = append(page.Rows, templateRow(needs.Year, &rows[i], asked))
		}
		book.Sheets, rows = append(book.Sheets, page), rest
	}
	return book
}

// themeOf is the branch of the category tree by which sheets are made: 1.A, 3.C.
func themeOf(c *inventory.Category) *inventory.Category {
	for c.Depth > 2 {
		c = c.Parent
	}
	return c
}

// templateColumn is a column of a template: of the activity table, or aside.
type templateColumn struct {
	head  string
	width int
	cell  func(year int, n *inventory.Need, asked string) BookCell
}

// The keys that a row may give, and the vintages.
var (
	keyChoices     = []string{"NO", "NE", "NA", "IE", "C"}
	vintageChoices = []string{"初步", "最终"}
)

var templateColumns = []templateColumn{
	{"年份", 6, func(year int, _ *inventory.Need, _ string) BookCell {
		return BookCell{Text: strconv.Itoa(year), Number: true}
	}},
	{"类别", 12, func(_ int, n *inventory.Need, _ string) BookCell { return BookCell{Text: n.Category.Code} }},
	{"设施", 20, func(_ int, n *inventory.Need, _ string) BookCell { return BookCell{Text: n.Facility, Input: unseen(n)} }},
	{"项目", 12, func(_ int, n *inventory.Need, _ string) BookCell {
		if n.Item != nil {
			return BookCell{Text: n.Item.Name}
		}
		return BookCell{Input: len(n.Items) > 0 || unseen(n), Choices: n.Items}
	}},
	{"细项", 12, func(_ int, n *inventory.Need, _ string) BookCell { return BookCell{Text: n.Detail, Input: unseen(n)} }},
	{"参数", 12, func(_ int, n *inventory.Need, _ string) BookCell { return BookCell{Text: n.Parameter} }},
	{"数值", 12, func(_ int, n *inventory.Need, _ string) BookCell {
		cell := BookCell{Input: true, Figure: true, Prompt: promptOf(n)}
		if n.Now != nil && n.Now.Number {
			cell.Text, cell.Number = n.Now.Value.String(), true
		}
		return cell
	}},
	{"单位", 12, func(_ int, n *inventory.Need, _ string) BookCell {
		cell := BookCell{Input: true, Choices: n.Units}
		switch {
		case n.Now != nil && n.Now.Number:
			cell.Text = n.Now.Unit
		case n.Last != nil && n.Last.Number:
			cell.Text = n.Last.Unit
		case len(n.Units) > 0:
			cell.Text = n.Units[0]
		}
		return cell
	}},
	{"上次年份", 8, func(_ int, n *inventory.Need, _ string) BookCell { return BookCell{Text: n.Last.Of(), Number: true} }},
	{"上次数值", 12, func(_ int, n *inventory.Need, _ string) BookCell {
		return BookCell{Text: n.Last.Figure(), Number: n.Last != nil && n.Last.Number}
	}},
	{"上次单位", 8, func(_ int, n *inventory.Need, _ string) BookCell {
		if n.Last == nil {
			return BookCell{}
		}
		return BookCell{Text: n.Last.Unit}
	}},
	{"指标名称", 20, func(_ int, n *inventory.Need, _ string) BookCell { return BookCell{Text: twoLines(n.Title)} }},
	{"标记", 8, func(_ int, n *inventory.Need, _ string) BookCell {
		cell := BookCell{Input: true, Choices: keyChoices, Strict: true}
		if n.Now != nil {
			cell.Text = n.Now.Notation.String()
		}
		return cell
	}},
	{"版本", 8, func(_ int, n *inventory.Need, _ string) BookCell {
		cell := BookCell{Input: true, Choices: vintageChoices, Strict: true}
		if n.Now != nil {
			cell.Text = map[string]string{"preliminary": "初步", "final": "最终"}[n.Now.Vintage]
		}
		return cell
	}},
	{"来源", 20, func(_ int, n *inventory.Need, _ string) BookCell {
		cell := BookCell{Input: true}
		if n.Now != nil {
			cell.Text = n.Now.Document
		}
		return cell
	}},
	{"备注", 20, func(_ int, n *inventory.Need, _ string) BookCell {
		cell := BookCell{Input: true}
		if n.Now != nil {
			cell.Text = n.Now.Note
		}
		return cell
	}},
	{"责任部门", 12, func(_ int, n *inventory.Need, _ string) BookCell { return BookCell{Text: n.Department} }},
	{"询问日期", 12, func(_ int, n *inventory.Need, asked string) BookCell {
		if n.Now != nil && n.Now.Asked != "" {
			asked = n.Now.Asked
		}
		return BookCell{Text: asked}
	}},
	{"是否必填", 8, func(_ int, n *inventory.Need, _ string) BookCell {
		return BookCell{Text: map[bool]string{true: "必填 required", false: "选填 optional"}[n.Required]}
	}},
	{"类别名称", 20, func(_ int, n *inventory.Need, _ string) BookCell { return BookCell{Text: twoLines(n.Category.Name)} }},
	{"定义", 50, func(_ int, n *inventory.Need, _ string) BookCell { return BookCell{Text: twoLines(definitionOf(n))} }},
	{"定义出处", 20, func(_ int, n *inventory.Need, _ string) BookCell { return BookCell{Text: n.Source} }},
	{"上次来源", 20, func(_ int, n *inventory.Need, _ string) BookCell {
		if n.Last == nil {
			return BookCell{}
		}
		return BookCell{Text: n.Last.Document}
	}},
}

// asides are the columns of templates that say something to who fills them, and are not read.
var asides = table.Schema{
	{Name: "last_year", ZH: "上次年份", Aliases: []string{"上年年份"}, Aside: true},
	{Name: "last_value", ZH: "上次数值", Aliases: []string{"上年数值"}, Aside: true},
	{Name: "last_unit", ZH: "上次单位", Aliases: []string{"上年单位"}, Aside: true},
	{Name: "last_source", ZH: "上次来源", Aliases: []string{"上年来源"}, Aside: true},
	{Name: "required", ZH: "是否必填", Aside: true},
	{Name: "category_name", ZH: "类别名称", Aside: true},
	{Name: "title", ZH: "指标名称", Aside: true},
	{Name: "definition", ZH: "定义", Aside: true},
	{Name: "definition_source", ZH: "定义出处", Aside: true},
}

// unseen tells whether nobody has ever given such a figure: facility, item and detail are then for who fills the row.
func unseen(n *inventory.Need) bool { return n.Last == nil && n.Now == nil || n.Items != nil }

// definitionOf is what the figure is, with the items that it may be of.
func definitionOf(n *inventory.Need) inventory.Text {
	out := n.Definition
	if len(n.Items) > 0 {
		list := strings.Join(n.Items, "、")
		out.ZH = strings.TrimPrefix(out.ZH+"；项目可填："+list, "；")
		out.EN = strings.TrimPrefix(out.EN+"; the item is one of: "+list, "; ")
	}
	return out
}

func twoLines(t inventory.Text) string {
	if t.EN == "" || t.EN == t.ZH {
		return t.ZH
	}
	return t.ZH + "\n" + t.EN
}

// promptOf is what is shown beside the cell of the figure: what it is, by which source, and what was given last.
func promptOf(n *inventory.Need) string {
	lines := []string{n.Title.ZH + " · " + n.Title.EN}
	for _, text := range []string{n.Definition.ZH, n.Definition.EN, n.Source} {
		if text != "" {
			lines = append(lines, text)
		}
	}
	return strings.Join(lines, "\n")
}

func templateRow(year int, n *inventory.Need, asked string) []BookCell {
	var out []BookCell
	for _, c := range templateColumns {
		out = append(out, c.cell(year, n, asked))
	}
	return out
}

// notesPage is the first sheet. Its first cell tells the reader that it holds no data.
func notesPage(titles []string, others []*inventory.Need) *Page {
	page := &Page{Name: "说明", Guarded: true, Titles: slices.Concat([]string{"说明 · Notes"}, titles, []string{
		"1. 每行一个数：填数值，核对单位（可用下拉列表另选）。数字照原样填，不要换算、不要写约数。 · One figure a row: enter it and see to its unit (the list offers others). Enter it as it stands in your records.",
		"2. 没有数的行在“标记”列选：NO 不存在，NE 未统计（在备注写原因），NA 不适用，IE 已含在他处（在备注写明哪一类），C 保密。留空不等于零。 · A row without a figure takes a key: NO does not occur, NE not estimated (say why in the note), NA not applicable, IE included elsewhere (name where), C confidential. Blank is not zero.",
		"3. 版本：初步或最终。来源写文件名、表号、页码。 · Vintage: preliminary (初步) or final (最终). The source is the document, its table and page.",
		"4. “上次”各列、名称、定义只供对照，不读入；工作表保护没有密码。 · The columns of last time, the names and definitions are for comparison and are not read; the protection has no password.",
		"5. 填好后原样发回，放入 activity/ 文件夹。每一行都要有数值或标记。 · Send the file back as it is; it goes into the folder activity/. Every row needs a figure or a key.",
	})}
	if others == nil {
		return page
	}
	page.Titles = append(page.Titles, "另请提供（不填在本工作簿中：指标记入 indicators.csv，统计表用原版式放入 activity/） · Please send as well, apart from this workbook (indicators go into indicators.csv, the bureau's tables in their own layout into activity/):")
	page.Columns = []Column{{"名称 Name", 20}, {"单位 Unit", 12}, {"上次 Last", 20}, {"是否必填 Required", 12}, {"定义 Definition", 50}, {"出处 Source", 20}}
	for _, n := range others {
		last := strings.TrimSpace(n.Last.Of() + " " + n.Last.Figure())
		page.Rows = append(page.Rows, []BookCell{{Text: twoLines(n.Title)}, {Text: strings.Join(n.Units, " ")}, {Text: last},
			{Text: map[bool]string{true: "必填 required", false: "选填 optional"}[n.Required]}, {Text: twoLines(n.Definition)}, {Text: n.Source}})
	}
	return page
}
