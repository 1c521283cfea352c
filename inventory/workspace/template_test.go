package workspace

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"ghg/inventory"
)

// someNeeds are two figures and an indicator of one department, with a hostile name of a works.
func someNeeds() *inventory.Needs {
	energy := &inventory.Category{Code: "1", Depth: 1}
	burning := &inventory.Category{Code: "1.A", Parent: energy, Name: inventory.Text{ZH: "燃料燃烧/活动", EN: "Fuel combustion"}, Depth: 2}
	industry := &inventory.Category{Code: "1.A.2", Parent: burning, Name: inventory.Text{ZH: "制造业", EN: "Manufacturing"}, Depth: 3}
	coal := &inventory.Item{Name: "原煤"}
	last := &inventory.Answer{Year: 2019, Number: true, Value: decimal.RequireFromString("12345678901234567.25"), Unit: "万吨", Document: "@年鉴"}
	row := inventory.Need{Category: industry, Item: coal, Facility: `=HYPERLINK("http://x","y")`, Title: inventory.Text{ZH: "燃烧量", EN: "fuel burned"},
		Definition: inventory.Text{ZH: "实物量", EN: "physical quantity"}, Source: "METHODS §2.1", Units: []string{"万吨", "吨", "a,b", strings.Repeat("长", 300)},
		Required: true, Department: "+局", Due: "2021-06-30", Last: last}
	other := row
	other.Facility, other.Item, other.Items, other.Last = "", nil, []string{"原煤", "焦炭"}, nil
	return &inventory.Needs{Region: "某区", Year: 2020, Rows: []inventory.Need{row, other,
		{Kind: inventory.NeedIndicator, Parameter: "常住人口", Title: inventory.Text{ZH: "常住人口", EN: "Population"}, Units: []string{"万人"}, Department: "+局", Due: "2021-06-30"}}}
}

func written(t *testing.T, b *Book) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// The same needs give the same bytes, and no text is a formula, whatever it begins with.
func TestBookIsFixedAndInert(t *testing.T) {
	content := written(t, Template(someNeeds(), "+局", "", false))
	if again := written(t, Template(someNeeds(), "+局", "", false)); !bytes.Equal(content, again) {
		t.Error("two runs give two files")
	}
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range archive.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(part.Name, "xl/worksheets/sheet") && strings.Contains(string(text), "<f>") {
			t.Errorf("%s holds a formula", part.Name)
		}
		if !part.Modified.IsZero() && part.Modified.Year() > 1980 {
			t.Errorf("%s is of %s", part.Name, part.Modified)
		}
		if part.Name == "docProps/core.xml" && strings.Count(string(text), "2000-01-01T00:00:00Z") != 2 {
			t.Errorf("the workbook says when it was made: %s", text)
		}
	}
}

// A template is laid out for who fills it: notes first, last year's figure beside this year's cell, lists, and a header in sight.
func TestTemplateLayout(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(written(t, Template(someNeeds(), "+局", "2021-03-01", false))))
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(f.GetSheetList(), "|"); got != "说明|1.A 燃料燃烧 活动" {
		t.Fatalf("sheets %s", got)
	}
	sheet := "1.A 燃料燃烧 活动"
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{
		"某区 2020 年温室气体清单基础数据 · Statistics for the greenhouse-gas inventory of 2020",
		"责任部门 Department：+局　　截止 Due：2021-06-30",
		"只填浅黄色格：填数值和单位，或在“标记”列填标记 · Fill the pale yellow cells only: a figure with its unit, or a notation key",
		"年份|类别|设施|项目|细项|参数|数值|单位|上次年份|上次数值|上次单位|指标名称|标记|版本|来源|备注|责任部门|询问日期|是否必填|类别名称|定义|定义出处|上次来源",
		"2020|1.A.2|=HYPERLINK(\"http://x\",\"y\")|原煤||||万吨|2019|12345678901234567.25|万吨|燃烧量\nfuel burned|||||+局|2021-03-01|必填 required|制造业\nManufacturing|实物量\nphysical quantity|METHODS §2.1|@年鉴",
		"2020|1.A.2||||||万吨||||燃烧量\nfuel burned|||||+局|2021-03-01|必填 required|制造业\nManufacturing|实物量；项目可填：原煤、焦炭\nphysical quantity; the item is one of: 原煤、焦炭|METHODS §2.1",
	} {
		if got := strings.Join(rows[i], "|"); got != want {
			t.Errorf("row %d\n got %s\nwant %s", i+1, got, want)
		}
	}
	panes, err := f.GetPanes(sheet)
	if err != nil || !panes.Freeze || panes.YSplit != 4 {
		t.Errorf("panes %+v, %v", panes, err)
	}
	if at := slices.IndexFunc(f.GetDefinedName(), func(d excelize.DefinedName) bool {
		return d.Name == "_xlnm.Print_Titles" && d.RefersTo == "'"+sheet+"'!$4:$4"
	}); at < 0 {
		t.Errorf("the header is not repeated in print: %+v", f.GetDefinedName())
	}
	notes, err := f.GetRows("说明")
	if err != nil {
		t.Fatal(err)
	}
	if last := notes[len(notes)-1]; notes[0][0] != "说明 · Notes" || last[0] != "常住人口\nPopulation" || last[1] != "万人" {
		t.Errorf("notes %q", notes)
	}
}

// Cells for input are held to what belongs there, and only they can be changed.
func TestTemplateInput(t *testing.T) {
	sheet := "1.A 燃料燃烧 活动"
	f, err := excelize.OpenReader(bytes.NewReader(written(t, Template(someNeeds(), "+局", "", false))))
	if err != nil {
		t.Fatal(err)
	}
	lists := map[string]string{}
	all, err := f.GetDataValidations(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range all {
		lists[v.Sqref] = v.Type + " " + v.Formula1 + " " + *v.ErrorStyle
		if v.Prompt != nil {
			lists[v.Sqref] += " " + *v.Prompt
		}
	}
	for cells, want := range map[string]string{
		"H5 H6": `list "万吨,吨" warning`, "M5 M6": `list "NO,NE,NA,IE,C" stop`, "N5 N6": `list "初步,最终" stop`, "D6": `list "原煤,焦炭" warning`,
		"G5 G6": "decimal -1E+30 warning 燃烧量 · fuel burned\n实物量\nphysical quantity\nMETHODS §2.1",
	} {
		if lists[cells] != want {
			t.Errorf("%s: %s, want %s", cells, lists[cells], want)
		}
	}
	for cell, locked := range map[string]bool{"A4": true, "A5": true, "C5": true, "D5": true, "G5": false, "H5": false, "I5": true, "J5": true, "L5": true, "M5": false, "N5": false, "Q5": true, "C6": false, "D6": false, "U5": true} {
		id, err := f.GetCellStyle(sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		if got := style.Protection == nil || style.Protection.Locked; got != locked {
			t.Errorf("%s locked: %t", cell, got)
		}
	}
}

// Names of sheets are what the format allows, and each is one of its own.
func TestSheetNames(t *testing.T) {
	used := map[string]bool{}
	for _, c := range [][2]string{{"1.A 燃料", "1.A 燃料"}, {"1.a 燃料", "1.a 燃料 2"}, {"a/b:c*", "a b c"}, {"'", "表"}, {strings.Repeat("长", 40), strings.Repeat("长", 31)},
		{strings.Repeat("长", 40), strings.Repeat("长", 29) + " 2"}, {strings.Repeat("𠮷", 20), strings.Repeat("𠮷", 15)}} {
		if got := SheetName(c[0], used); got != c[1] {
			t.Errorf("%s becomes %q, want %q", c[0], got, c[1])
		}
	}
}
