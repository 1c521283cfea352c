package main

import (
	"strings"
	"testing"
	"unicode/utf8"

	"ghg/inventory/workspace"
)

// The files of departments have names that every system takes, each its own whatever the case of its letters.
func TestFileName(t *testing.T) {
	long := strings.Repeat("局", 200)
	taken := map[string]workspace.Writer{}
	for _, c := range [][2]string{
		{"区统计局", "区统计局.xlsx"}, {"A/B:C", "A_B_C.xlsx"}, {"a_b_c", "a_b_c_2.xlsx"}, {"A_b*C", "A_b_C_3.xlsx"},
		{"CON", "_CON.xlsx"}, {"con.甲", "_con.甲.xlsx"}, {"Lpt1 ", "_Lpt1.xlsx"}, {"console", "console.xlsx"},
		{"..", "_.xlsx"}, {" . ", "_.xlsx_"}, {"末尾. .", "末尾.xlsx"}, {"\x00\x1b[31m", "__[31m.xlsx"}, {"\xff", "_.xlsx_"},
		{long, strings.Repeat("局", 26) + ".xlsx"}, {long + "甲", strings.Repeat("局", 26) + "_2.xlsx"},
	} {
		want := c[1]
		if strings.HasSuffix(want, "_") { // one of those without a name of their own
			want = map[string]string{" . ": "__2.xlsx", "\xff": "__3.xlsx"}[c[0]]
		}
		got := fileName(c[0], taken)
		if got != want || len(got) > maxFileName+len(".xlsx") || !utf8.ValidString(got) {
			t.Errorf("%q is kept in %q, want %q", c[0], got, want)
		}
		taken[got] = workspace.Content(nil)
	}
}
