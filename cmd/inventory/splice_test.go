package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// What several runs record at once is all there afterwards.
func TestSplicesRecordedAtOnce(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("inventory.toml", "schema_version = 1\nlanguage = \"en\"\nyears = [2001, 2002, 2003, 2004]\nguide = \"CN-PROV-2011\"\n[region]\ncode = \"500199\"\nname = \"示例区\"\nprovince = \"重庆市\"\n")
	write("indicators.csv", "year,indicator,value,unit,source\n2001,产值,100,亿元,x\n2002,产值,104,亿元,x\n2003,产值,110,亿元,x\n2004,产值,121,亿元,x\n")
	write("activity/a.csv", "year,category,item,value,unit,source,department\n2004,1.A.2.f,烟煤,50,t,x,区统计局\n")
	var runs sync.WaitGroup
	for year := 2001; year <= 2003; year++ {
		runs.Go(func() {
			var out, told bytes.Buffer
			if code := run([]string{"splice", dir, "--technique", "surrogate", "--category", "1.A.2.f", "--item", "烟煤", "--indicator", "产值", "--year", fmt.Sprint(year), "--from-year", "2004",
				"--write", "--by", "a", "--reason", "r", "--date", "2026-01-01"}, &out, &told); code != 0 {
				t.Errorf("%d: exit code %d: %s", year, code, told.String())
			}
		})
	}
	runs.Wait()
	content, err := os.ReadFile(filepath.Join(dir, "records", "splices.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for year := 2001; year <= 2003; year++ {
		if n := strings.Count(string(content), fmt.Sprintf("surrogate,%d,", year)); n != 1 {
			t.Errorf("%d stands %d times in\n%s", year, n, content)
		}
	}
	if left := filesOf(t, filepath.Join(dir, "records"), true); len(left) != 1 {
		t.Errorf("something is left behind: %v", left)
	}
}
