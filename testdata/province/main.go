// Command province writes a workspace with the activity rows of a province's counties, for measuring how the program
// grows with its input, as CSV or as a workbook. The same number of rows gives the same bytes.
//
//	go run ./testdata/province -rows 1000000 -to FOLDER
//	go run ./testdata/province -rows 100000 -xlsx -to FOLDER
package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

const settings = `schema_version = 1
language = "en"
years = [2020, 2021]
guide = "CN-PROV-2011"
gwp_set = "AR5"

[region]
code = "500000"
name = "重庆市"
province = "重庆市"
`

// The plants of a county burn these fuels in these branches of industry.
var (
	fuels    = []string{"烟煤", "无烟煤", "柴油", "燃料油", "石油焦", "焦炭", "液化石油气", "汽油"}
	branches = []string{"1.A.2.a", "1.A.2.c", "1.A.2.e", "1.A.2.f", "1.A.2.h", "1.A.2.l", "1.A.2.m"}
)

const plants = 100 // of a county

func main() {
	rows := flag.Int("rows", 1000000, "activity rows")
	book := flag.Bool("xlsx", false, "write a workbook")
	to := flag.String("to", "", "folder to make")
	flag.Parse()
	write := asCSV
	if *book {
		write = asWorkbook
	}
	if err := workspace(*to, *rows, write); err != nil {
		fmt.Fprintln(os.Stderr, "province:", err)
		os.Exit(1)
	}
}

func workspace(to string, rows int, write func(folder string, rows int) error) error {
	folder := filepath.Join(to, "activity")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(to, "inventory.toml"), []byte(settings), 0o644); err != nil {
		return err
	}
	return write(folder, rows)
}

var header = []string{"year", "category", "facility", "item", "value", "unit", "uncertainty", "source", "department"}

// row is the i-th row.
func row(i int) []string {
	n := i // digits of a mixed radix: fuel, branch, year, plant, county
	take := func(base int) int {
		digit := n % base
		n /= base
		return digit
	}
	fuel, branch, year, plant := take(len(fuels)), take(len(branches)), take(2), take(plants)
	return []string{strconv.Itoa(2020 + year), branches[branch], fmt.Sprintf("县%03d厂%02d", n, plant), fuels[fuel], fmt.Sprintf("%d.%02d", 10+i*7919%99991, i%100), "t",
		fmt.Sprintf("±%d%%", 2+fuel), fmt.Sprintf("统计年报表 P201 县%03d", n), "区统计局"}
}

func asCSV(folder string, rows int) error {
	f, err := os.Create(filepath.Join(folder, "counties.csv"))
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriterSize(f, 1<<20)
	fmt.Fprintln(w, strings.Join(header, ","))
	for i := range rows {
		fmt.Fprintln(w, strings.Join(row(i), ","))
	}
	return w.Flush()
}

func asWorkbook(folder string, rows int) error {
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	for i := -1; i < rows; i++ {
		texts := header
		if i >= 0 {
			texts = row(i)
		}
		cells := make([]any, len(texts))
		for n, text := range texts {
			cells[n] = text
			if year, err := strconv.Atoi(text); err == nil {
				cells[n] = year
			}
		}
		name, err := excelize.CoordinatesToCellName(1, i+2)
		if err != nil {
			return err
		}
		if err := w.SetRow(name, cells); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.SaveAs(filepath.Join(folder, "counties.xlsx"))
}
