package factors

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// A line goes to the end of the file in the file's own columns, separator and line ends, whatever its encoding.
func TestConfirmed(t *testing.T) {
	line := Confirmation{Key: `A|1.A|a,"b"`, Value: "10;14", Page: "第 25 页", By: "张三", Date: "2026-03-31"}
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("键,数值,页码,核对人,日期\nK,1,p,李四,2026-01-01\n")
	if err != nil {
		t.Fatal(err)
	}
	const quoted = `"A|1.A|a,""b"""`
	for _, c := range []struct{ content, want string }{
		{"", "key,value,page,by,date\n" + quoted + ",10;14,第 25 页,张三,2026-03-31\n"},
		{"key,value,page,by,date\nK,1,p,x,2026-01-01", "key,value,page,by,date\nK,1,p,x,2026-01-01\n" + quoted + ",10;14,第 25 页,张三,2026-03-31\n"},
		{"\ufeff日期,核对人,键,数值,页码\r\n", "\ufeff日期,核对人,键,数值,页码\r\n2026-03-31,张三," + quoted + ",10;14,第 25 页\r\n"},
		{"key\tvalue\tpage\tby\tdate\n", "key\tvalue\tpage\tby\tdate\n\"A|1.A|a,\"\"b\"\"\"\t10;14\t第 25 页\t张三\t2026-03-31\n"},
		{"  \nkey,value,page,by,date\n", "  \nkey,value,page,by,date\n" + quoted + ",10;14,第 25 页,张三,2026-03-31\n"},
		{",\nkey,value,page,by,date,\n", ",\nkey,value,page,by,date,\n" + quoted + ",10;14,第 25 页,张三,2026-03-31,\n"},
		{"key,value,page,by,date\rK,1,p,x,2026-01-01\r", "key,value,page,by,date\rK,1,p,x,2026-01-01\r" + quoted + ",10;14,第 25 页,张三,2026-03-31\r"},
		{gb, "\ufeff键,数值,页码,核对人,日期\nK,1,p,李四,2026-01-01\n" + quoted + ",10;14,第 25 页,张三,2026-03-31\n"},
	} {
		got, problems := Confirmed("factors/confirmations.csv", []byte(c.content), line)
		if problems.Failed() || string(got) != c.want {
			t.Errorf("%q becomes %q, want %q %v", c.content, got, c.want, problems)
		}
		lines, problems := Confirmations("factors/confirmations.csv", got)
		if last := lines[len(lines)-1]; problems.Failed() || last.Key != line.Key || last.By != line.By || last.Value != line.Value {
			t.Errorf("%q is read back as %+v", got, last)
		}
	}
	if _, problems := Confirmed("factors/confirmations.csv", []byte("key,worth\n"), line); !strings.Contains(places(problems), "unknown-column") {
		t.Errorf("%v", problems)
	}
}
