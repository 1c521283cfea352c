package table

import (
	"strings"
	"testing"

	"ghg/inventory"
)

// A schema that takes other columns names them and reads none of their cells.
func TestOthers(t *testing.T) {
	var ps inventory.Problems
	open := append(Schema{{Name: Others}}, schema...)
	in, ok := Open("a.csv", strings.NewReader("year,region,unit,*\n2020,North,kg,x\n,South,,\n"), open, &ps)
	if !ok || len(ps) != 0 {
		t.Fatalf("not opened: %v", ps)
	}
	if others := in.Others(); len(others) != 2 || others[0].Name != "region" || others[0].Source.String() != "a.csv:1:2" || others[1].Name != "*" {
		t.Errorf("others are %v", others)
	}
	if row, ok := in.Next(nil); !ok || strings.Join(row, "|") != "|2020||kg|" {
		t.Errorf("the row is %q", row)
	}
	if _, problems := read(t, "year,region,unit\n2020,North,kg\n"); len(problems) != 2 || !strings.Contains(problems[1], "[unknown-column]") {
		t.Errorf("a closed schema says %q", problems)
	}
}
