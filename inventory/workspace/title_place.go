package workspace

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/table"
)

// placeNamed finds the district with which a line begins: 永川区2020年…, 重庆市永川区….
var placeNamed = regexp.MustCompile(`^(?:\p{Han}{2,3}[省市])?(\p{Han}{2,4}?[区县])`)

// Names of the form of a district's that are those of no one, or of every one; 示例区 is that of examples.
var noPlace = regexp.MustCompile(`^[全本我各分][区县]|(?:城|辖|地|山|园|社|景|牧|灌|库|示范|开发|功能|保护|示例|矿|片|郊|林|农|赛|校)区$|[各区]县$`)

// placeIn is the region that a line of the title names, "" if it names none or the one of the inventory.
func (l *loader) placeIn(text string) string {
	own := strings.TrimRight(l.ws.Config.Region.Name, "区县市")
	if own == "" || strings.Contains(text, own) {
		return ""
	}
	text = strings.TrimSpace(inBookMarks.ReplaceAllString(text, " "))
	if match := placeNamed.FindStringSubmatch(text); match != nil && !noPlace.MatchString(match[1]) {
		return match[1]
	}
	for _, suffix := range []string{"省", "市", "自治区"} {
		name, _, found := strings.Cut(text, suffix)
		known, ok := l.voc.Regions.Lookup(name)
		if found && ok && slices.Contains([]string{"province", "district"}, l.voc.Regions.Kind(known)) {
			return name + suffix
		}
	}
	return ""
}

// titleFits warns of a title that names another region, and of a sheet or a title of another year than the one that counts.
func (l *loader) titleFits(grid *table.Grid, lines []table.GridRow, year int) {
	warn := func(line int, code string, message, hint inventory.Text) {
		p := refusal(inventory.Source{File: grid.File, Sheet: grid.Sheet, Row: line}, code, message, hint)
		p.Severity = inventory.Warning
		l.problems.Add(p)
	}
	var found titleYears
	for _, line := range lines {
		found.read(lineText(line))
		if place := l.placeIn(lineText(line)); place != "" {
			region := l.ws.Config.Region.Name
			warn(line.Line, "title-of-another-region",
				inventory.Text{ZH: "标题写的是“" + table.Excerpt(place) + "”，清单是" + region + "的", EN: `the title says "` + table.Excerpt(place) + `", the inventory is of ` + region},
				inventory.Text{ZH: "核对这张表是不是本区县的", EN: "see whether the table is of this district"})
		}
	}
	if year == 0 {
		return
	}
	other := func(years []int) string {
		if len(years) != 1 || years[0] == year {
			return ""
		}
		return strconv.Itoa(years[0])
	}
	counts := strconv.Itoa(year)
	hint := inventory.Text{ZH: "核对这张表是哪一年的", EN: "see of which year the table is"}
	if name := other(yearsIn(halfWidthDigits(grid.Sheet), nil)); name != "" {
		warn(0, "sheet-of-another-year", inventory.Text{ZH: "工作表名写的是 " + name + "，表按 " + counts + " 年读入", EN: "the sheet is named " + name + ", the table is read as of " + counts}, hint)
	}
	if name := other(found.years); name != "" {
		warn(lines[0].Line, "title-of-another-year", inventory.Text{ZH: "标题写的是 " + name + " 年，表按 " + counts + " 年读入", EN: "the title says " + name + ", the table is read as of " + counts}, hint)
	}
}
