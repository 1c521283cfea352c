package workspace

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"
)

// BenchmarkActivity reads a table of 100,000 rows, each with a figure, its uncertainty, a plant and a citation.
func BenchmarkActivity(b *testing.B) {
	const rows = 100_000
	items := []string{"原煤", "天然气", "柴油", "汽油", "烟煤"}
	units := []string{"万吨", "万m³", "t", "t", "吨"}
	var text strings.Builder
	text.WriteString("年份,类别,设施,项目,数值,单位,不确定度,来源,责任部门,备注\n")
	for i := range rows {
		fmt.Fprintf(&text, "%d,1.A.2.%c,企业%d,%s,%d.%02d,%s,±5%%,统计年鉴 表%d 第%d页,统,规上工业\n",
			2010+i%15, 'a'+i%13, i, items[i%5], i, i%100, units[i%5], i%40, i%300)
	}
	files := fstest.MapFS{configFile: {Data: []byte(plainConfig)}, "activity/a.csv": {Data: []byte(text.String())}}
	voc := vocabulary(b)
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		ws, problems, err := LoadFS(files, voc)
		if err != nil || problems.Failed() || len(ws.Activity) != rows {
			b.Fatalf("%v %v", err, problems)
		}
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

// BenchmarkWorkbook reads the same rows from a workbook, and reports the memory that is held at the most.
func BenchmarkWorkbook(b *testing.B) {
	const rows = 100_000
	items := []string{"原煤", "天然气", "柴油", "汽油", "烟煤"}
	units := []string{"万吨", "万m³", "t", "t", "吨"}
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	write := func(row int, cells ...any) {
		name, _ := excelize.CoordinatesToCellName(1, row)
		if err := w.SetRow(name, cells); err != nil {
			b.Fatal(err)
		}
	}
	write(1, "年份", "类别", "设施", "项目", "数值", "单位", "不确定度", "来源", "责任部门", "备注")
	for i := range rows {
		write(i+2, 2010+i%15, fmt.Sprintf("1.A.2.%c", 'a'+i%13), fmt.Sprintf("企业%d", i), items[i%5], fmt.Sprintf("%d.%02d", i, i%100), units[i%5],
			"±5%", fmt.Sprintf("统计年鉴 表%d 第%d页", i%40, i%300), "统", "规上工业")
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	var file bytes.Buffer
	if err := f.Write(&file); err != nil {
		b.Fatal(err)
	}
	files := fstest.MapFS{configFile: {Data: []byte(plainConfig)}, "activity/a.xlsx": {Data: file.Bytes()}}
	voc := vocabulary(b)
	b.ReportAllocs()
	for b.Loop() {
		ws, problems, err := LoadFS(files, voc)
		if err != nil || problems.Failed() || len(ws.Activity) != rows {
			b.Fatalf("%v %v", err, problems)
		}
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
