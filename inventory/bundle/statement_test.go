package bundle

import (
	"reflect"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
)

func aStatement() Statement {
	return Statement{Region: "500151", RegionName: "铜梁区", Years: []int{2019, 2020}, Draft: true, Manifest: strings.Repeat("ab", 32),
		Tree: Head{3, tlog.RecordHash(nil)}, Signers: []string{"zhangsan", "李四"}}
}

// What is signed never changes its form. The root is the hash of an empty leaf, 6e340b9c….
func TestStatementText(t *testing.T) {
	want := `ghg-inventory seal v1
region 500151 铜梁区
years 2019 2020
state draft
manifest sha256:abababababababababababababababababababababababababababababababab
tree 3 bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=
signers zhangsan 李四
`
	s := aStatement()
	if got := s.Text(); got != want {
		t.Errorf("the statement is\n%s", got)
	}
	if read, err := ParseStatement(want); err != nil || !reflect.DeepEqual(read, s) {
		t.Errorf("read as %+v (%v)", read, err)
	}
	s.Signers, s.Draft, s.RegionName = nil, false, "铜梁 区"
	if read, err := ParseStatement(s.Text()); err != nil || !reflect.DeepEqual(read, s) {
		t.Errorf("read as %+v (%v)", read, err)
	}
	if !strings.HasSuffix(s.Text(), "signers none\n") {
		t.Errorf("nobody signed: %s", s.Text())
	}
}

func TestParseStatementRefuses(t *testing.T) {
	text := aStatement().Text()
	for _, c := range []struct{ old, new, want string }{
		{text, "", "bad-statement"},
		{"seal v1", "seal v2", "newer-seal"},
		{"seal v1", "seal v10", "newer-seal"},
		{"seal v1", "seal", "bad-statement"},
		{"seal v1\n", "seal v1\r\n", "newer-seal"},
		{"region 500151 铜梁区", "region 500151", "bad-statement"},
		{"region 500151 铜梁区", "region 500151  ", "bad-statement"},
		{"500151", "五〇〇一五一", "bad-statement"},
		{"铜梁区", "铜\u202e梁区", "bad-statement"},
		{"2019 2020", "2020 2019", "bad-statement"},
		{"2019 2020", "2019 2019", "bad-statement"},
		{"2019 2020", "2019  2020", "bad-statement"},
		{"2019 2020", "02019 2020", "bad-statement"},
		{"2019 2020", "+2019 2020", "bad-statement"},
		{"years", "Years", "bad-statement"},
		{"state draft", "state sealed", "bad-statement"},
		{"sha256:ab", "sha256:AB", "bad-statement"},
		{"sha256:", "sha512:", "bad-statement"},
		{"tree 3", "tree 03", "bad-statement"},
		{"tree 3", "tree 0", "bad-statement"},
		{"tree 3", "tree 99999999999999999999", "bad-statement"},
		{"B0=", "B1=", "bad-statement"},
		{"bjQ", "bj Q", "bad-statement"},
		{"signers zhangsan 李四", "signers", "bad-statement"},
		{"zhangsan 李四", "zhangsan zhangsan", "bad-statement"},
		{"zhangsan 李四", "none 李四", "bad-statement"},
		{"zhangsan 李四", "zhang+san", "bad-statement"},
		{"state draft\n", "", "bad-statement"},
		{"state draft\n", "state draft\nstate draft\n", "bad-statement"},
		{"李四\n", "李四", "bad-statement"},
		{"李四\n", "李四\n\n", "bad-statement"},
	} {
		if _, err := ParseStatement(strings.Replace(text, c.old, c.new, 1)); faultOf(err) != c.want {
			t.Errorf("%q for %q: %v, want %s", c.new, c.old, err, c.want)
		}
	}
}
