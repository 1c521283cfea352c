package workspace

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/spelling"
	"ghg/inventory/table"
)

var fourDigits = regexp.MustCompile(`(?:^|[^0-9])((?:19|20)[0-9]{2})(?:[^0-9]|$)`)

// What stands above the header and is no year of the table: 国统字〔2019〕101号, 制表日期 2021-03-05, 有效期至 2022年6月, and the year of
// a yearbook, which tells of the year before: 铜梁统计年鉴2021. A year in the name of another paper, 《…》, counts only where there is no other.
var (
	documentNumber = regexp.MustCompile(`[〔\[［(（](?:19|20)[0-9]{2}[〕\]］)）]\s*第?\s*[0-9]+\s*号`)
	datePattern    = regexp.MustCompile(`(?:19|20)[0-9]{2}\s*(?:年\s*[0-9]{1,2}\s*月|[-./][0-9]{1,2}\b(?:[-./][0-9]{1,2}\b)?)`)
	yearbook       = regexp.MustCompile(`年鉴\s*[》]?\s*[-—－（(〔\[]?\s*(?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}\s*年?[^0-9，。；;、《（(\s]{0,12}年鉴`)
)

// titleYears are the years that the lines above a header name: all of them, and those that are no dates.
type titleYears struct{ all, years []int }

// found are the years of the table: those of dates only where there is no other.
func (t *titleYears) found() []int {
	if len(t.years) == 0 {
		return t.all
	}
	return t.years
}

func (t *titleYears) read(text string) {
	plain := documentNumber.ReplaceAllString(halfWidthDigits(text), " ")
	plain = yearbook.ReplaceAllString(plain, " ")
	t.years = yearsIn(datePattern.ReplaceAllString(inBookMarks.ReplaceAllString(plain, " "), " "), t.years)
	if !ofPaper.MatchString(plain) {
		t.all = yearsIn(plain, t.all)
	}
}

// halfWidthDigits writes ２０２０ as 2020 and leaves everything else, blanks too.
func halfWidthDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, text)
}

// yearsIn adds the years that the text names to those known.
func yearsIn(text string, known []int) []int {
	for len(text) > 0 {
		match := fourDigits.FindStringSubmatchIndex(text)
		if match == nil {
			return known
		}
		if year, _ := strconv.Atoi(text[match[2]:match[3]]); !slices.Contains(known, year) {
			known = append(known, year)
		}
		text = text[match[3]:]
	}
	return known
}

// lineText is what a line says, its cells joined.
func lineText(line table.GridRow) string {
	return strings.Join(strings.Fields(strings.Join(line.Cells, " ")), " ")
}

// ofPaper marks a line on which a date is that of the form or of its making.
var ofPaper = regexp.MustCompile(`日期|时间|有效期|编制|制表|填表|填报|报出|印发|印制|发布|出版`)

var (
	inBookMarks = regexp.MustCompile(`《[^《》]*》`)
	monthSpan   = regexp.MustCompile(`([0-9]{1,2}|[一二三四五六七八九十]{1,2})\s*月?\s*[-–—―－~～至到]\s*([0-9]{1,2}|[一二三四五六七八九十]{1,2})\s*(月|季度)`)
	oneMonth    = regexp.MustCompile(`(?:^|[^0-9一二三四五六七八九十])(?:((?:19|20)[0-9]{2})\s*年\s*)?((?:0?[1-9]|1[0-2]|十[一二]?|[一二三四五六七八九])\s*月)\s*(份|末|底|[0-9]{1,2}\s*日)?`)
	partWords   = regexp.MustCompile(`[上下前后]?半年|[前第]?[一二三四两1-4]个?季度|季报|季末`)
	planWords   = regexp.MustCompile(`(计划)(?:委|局|单列|生育|财务)|计划|预计|预测|预算|目标`)
)

// partOfYear is the word by which a line says that its table is of a part of a year, "" if there is none. What stands at the end of
// December is that of the year's end, and a month of a later year than the table's the date of the paper.
func partOfYear(text string, year int) string {
	text = halfWidthDigits(inBookMarks.ReplaceAllString(text, " "))
	for _, span := range monthSpan.FindAllStringSubmatch(text, -1) {
		first := span[1] == "1" || span[1] == "01" || span[1] == "一"
		if last := slices.Index([]string{"12", "十二"}, span[2]) >= 0 && span[3] == "月" || slices.Index([]string{"4", "四"}, span[2]) >= 0 && span[3] == "季度"; !first || !last {
			return span[0]
		}
	}
	text = monthSpan.ReplaceAllString(text, " ")
	if word := partWords.FindString(text); word != "" {
		return word
	}
	until := strings.Contains(text, "截至") || strings.Contains(text, "截止")
	for _, month := range oneMonth.FindAllStringSubmatch(text, -1) {
		december := strings.HasPrefix(month[2], "12") || strings.HasPrefix(month[2], "十二")
		day := strings.HasSuffix(month[3], "日")
		of, _ := strconv.Atoi(month[1])
		switch {
		case year > 0 && of > year:
		case ofPaper.MatchString(text) && !until, day && !until:
		case december && (month[3] == "末" || month[3] == "底" || strings.HasPrefix(month[3], "31")):
		default:
			return month[2] + month[3]
		}
	}
	return ""
}

// planned is the word by which a line says that its figures are not of what was, "" if there is none.
func planned(text string) string {
	for _, match := range planWords.FindAllStringSubmatch(inBookMarks.ReplaceAllString(text, " "), -1) {
		if match[1] == "" {
			return match[0]
		}
	}
	return ""
}

// wholeYear refuses a table whose title says that it is of a part of a year, or of a plan.
func (r *row) wholeYear(text string, year int) bool {
	if word := partOfYear(text, year); word != "" {
		r.refuse("cell", "part-of-a-year",
			inventory.Text{ZH: "标题写的是“" + table.Excerpt(word) + "”，不是全年", EN: `the title says "` + table.Excerpt(word) + `", not the whole year`},
			inventory.Text{ZH: "清单要全年的数：换成全年（1-12月）的表", EN: "an inventory is of whole years: take the table of the year (1-12月)"})
		return false
	}
	if word := planned(text); word != "" {
		r.refuse("cell", "planned-figures",
			inventory.Text{ZH: "标题写的是“" + table.Excerpt(word) + "”，不是实际数", EN: `the title says "` + table.Excerpt(word) + `": these are no figures of what was`},
			inventory.Text{ZH: "换成实际数的表；确是实际数就改标题", EN: "take the table of what was, or mend the title if this is it"})
		return false
	}
	return true
}

// section is a line without figures by which the rows below it are not those of the table: 2019年, 单位：万吨, 以下为另一区.
type section struct {
	line int
	text string
	says inventory.Text
}

var (
	footnote  = regexp.MustCompile(`^[(（\[【*※]*\s*(?:注|说明|备注|附注|资料来源|数据来源|制表|填表|单位负责人|统计负责人|审核)`)
	ofUnits   = regexp.MustCompile(`(?:^|[^报制送源管])单位\s*[:：]`)
	lastYears = regexp.MustCompile(`上年|去年|上一年|同期|往年`)
	continued = regexp.MustCompile(`[(（]?续表?[0-9一二三四五]*[)）]?`)
)

// sectionOf tells whether a line without figures begins another table than the one whose title lines are above and which is of the
// years. A line that repeats one of the title, on the next page, does not.
func sectionOf(line table.GridRow, years []int, above []table.GridRow, isTitle func(table.GridRow) bool) *section {
	text := lineText(line)
	repeats := func(title table.GridRow) bool {
		return spelling.Fold(continued.ReplaceAllString(lineText(title), "")) == spelling.Fold(continued.ReplaceAllString(text, ""))
	}
	below := strings.Contains(text, "以下")
	if slices.ContainsFunc(above, repeats) || footnote.MatchString(text) && !below {
		return nil
	}
	found := titleYears{}
	found.read(text)
	out := &section{line: line.Line, text: text}
	for _, year := range found.years {
		if !slices.Contains(years, year) {
			out.says = inventory.Text{ZH: "另一年", EN: "another year"}
			return out
		}
	}
	switch {
	case lastYears.MatchString(text):
		out.says = inventory.Text{ZH: "另一年", EN: "another year"}
	case partOfYear(text, slices.Max(append(years, 0))) != "":
		out.says = inventory.Text{ZH: "一年的一部分", EN: "a part of a year"}
	case planned(text) != "":
		out.says = inventory.Text{ZH: "计划数", EN: "a plan"}
	case ofUnits.MatchString(text):
		out.says = inventory.Text{ZH: "另一种单位", EN: "another unit"}
	case below || isTitle(line):
		out.says = inventory.Text{ZH: "另一张表", EN: "another table"}
	default:
		return nil
	}
	return out
}

// refuseSection says that there are figures below a line that begins another table.
func (r *row) refuseSection(s *section) {
	r.refuse("cell", "other-table-below",
		inventory.Text{ZH: "这一行“" + table.Excerpt(s.text) + "”之下还有数，像是" + s.says.ZH + "的", EN: `below the line "` + table.Excerpt(s.text) + `" there are figures: they seem to be of ` + s.says.EN},
		inventory.Text{ZH: "一张表只放一年、一种单位、一个地区的数：另一张表另存一个文件或工作表；只是说明就移到表的末尾", EN: "a table is of one year, unit and place: put the other into a file or sheet of its own; a remark goes to the end of the table"})
}
