// Command province writes a workspace with the activity rows of a province's counties, for measuring how the program
// grows with its input. The same number of rows gives the same bytes.
//
//	go run ./testdata/province -rows 1000000 -to FOLDER
package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"path/filepath"
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
	to := flag.String("to", "", "folder to make")
	flag.Parse()
	if err := write(*to, *rows); err != nil {
		fmt.Fprintln(os.Stderr, "province:", err)
		os.Exit(1)
	}
}

func write(to string, rows int) error {
	if err := os.MkdirAll(filepath.Join(to, "activity"), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(to, "inventory.toml"), []byte(settings), 0o644); err != nil {
		return err
	}
	f, err := os.Create(filepath.Join(to, "activity", "counties.csv"))
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriterSize(f, 1<<20)
	fmt.Fprintln(w, "year,category,facility,item,value,unit,uncertainty,source,department")
	for i := range rows {
		n := i // digits of a mixed radix: fuel, branch, year, plant, county
		take := func(base int) int {
			digit := n % base
			n /= base
			return digit
		}
		fuel, branch, year, plant := take(len(fuels)), take(len(branches)), take(2), take(plants)
		fmt.Fprintf(w, "%d,%s,县%03d厂%02d,%s,%d.%02d,t,±%d%%,统计年报表 P201 县%03d,区统计局\n",
			2020+year, branches[branch], n, plant, fuels[fuel], 10+i*7919%99991, i%100, 2+fuel, n)
	}
	return w.Flush()
}
