package table

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"ghg/inventory"
)

// A row goes to the end in the table's own columns, separator and line ends; what stood there stays as it was, and a column that is
// not there yet is added behind the others in the language of the header.
func TestAppended(t *testing.T) {
	schema := Schema{{Name: "year", ZH: "年份", Required: true}, {Name: "until_year", ZH: "至年份"}, {Name: "by", ZH: "决定人", Required: true}}
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("年份,决定人\n2020,张三\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, content, until, want string }{
		{"at the end", "year,until_year,by\n2019,,b\n", "", "year,until_year,by\n2019,,b\n2020,,\"a,\"\"b\"\"\"\n"},
		{"no last line end", "by,year\nb,2019", "", "by,year\nb,2019\n\"a,\"\"b\"\"\",2020\n"},
		{"a new column", "\ufeff年份,决定人\r\n2019, 李四 \r\n", "2021", "\ufeff年份,决定人,至年份\r\n2019, 李四 \r\n2020,\"a,\"\"b\"\"\",2021\r\n"},
		{"a new column, English", "year,by", "2021", "year,by,until_year\n2020,\"a,\"\"b\"\"\",2021\n"},
		{"behind blank ones", "year,by,,\n2019,b,,\n", "2021", "year,by,,,until_year\n2019,b,,\n2020,\"a,\"\"b\"\"\",,,2021\n"},
		{"tabs", "year\tby\n", "2021", "year\tby\tuntil_year\n2020\t\"a,\"\"b\"\"\"\t2021\n"},
		{"a title above", "Table of splices\n\nyear,by\n2019,b\n", "2021", "Table of splices\n\nyear,by,until_year\n2019,b\n2020,\"a,\"\"b\"\"\",2021\n"},
		{"a header over two lines", "year,\"by\n\"\n2019,b\n", "2021", "year,\"by\n\",until_year\n2019,b\n2020,\"a,\"\"b\"\"\",2021\n"},
		{"GB18030", gb, "", "\ufeff年份,决定人\n2020,张三\n2020,\"a,\"\"b\"\"\"\n"},
	} {
		var problems inventory.Problems
		got, ok := Appended("t.csv", []byte(c.content), schema, map[string]string{"year": "2020", "until_year": c.until, "by": `a,"b"`}, &problems)
		if !ok || problems.Failed() || string(got) != c.want {
			t.Errorf("%s: %q, want %q %v", c.name, got, c.want, problems)
		}
		var last []string
		if in, ok := Open("t.csv", strings.NewReader(string(got)), schema, &problems); ok {
			for cells, more := in.Next(nil); more; cells, more = in.Next(nil) {
				last = append([]string{}, cells...)
			}
		}
		if strings.Join(last, "|") != "2020|"+c.until+`|a,"b"` {
			t.Errorf("%s: read back as %q %v", c.name, last, problems)
		}
	}
	for _, content := range []string{"year,whom\n", "PK\x03\x04", ""} {
		var problems inventory.Problems
		if got, ok := Appended("t.csv", []byte(content), schema, map[string]string{"year": "2020"}, &problems); ok || !problems.Failed() {
			t.Errorf("%q becomes %q", content, got)
		}
	}
}
