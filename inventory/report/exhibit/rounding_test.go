package exhibit

import (
	"testing"

	"github.com/shopspring/decimal"
)

func rowOf(level int, values ...string) Row {
	r := Row{Level: level}
	for _, v := range values {
		if v == "C" || v == "" {
			r.Cells = append(r.Cells, word(v))
			continue
		}
		r.Cells = append(r.Cells, printed(decimal.RequireFromString(v), decimal.RequireFromString(v).RoundBank(0).String()))
	}
	return r
}

// The note on rounding stands where printed parts do not add up to their total though the parts themselves do, and nowhere else.
func TestNoteOnRounding(t *testing.T) {
	two := []Column{figures("甲", "a", "t"), figures("乙", "b", "t")}
	three := append(two[:2:2], figures("合计", "total", "t"))
	for name, c := range map[string]struct {
		columns []Column
		rows    []Row
		sums    []across
		want    bool
	}{
		"rows that add up":              {two, []Row{rowOf(0, "3", "3"), rowOf(1, "1", "2"), rowOf(1, "2", "1")}, nil, false},
		"rows that do not":              {two, []Row{rowOf(0, "3", "3"), rowOf(1, "1", "1.5"), rowOf(1, "2", "1.5")}, nil, true},
		"a part hidden":                 {two, []Row{rowOf(0, "3", "3"), rowOf(1, "1", "C"), rowOf(1, "2", "1.5")}, nil, false},
		"parts that are no sum":         {two, []Row{rowOf(0, "9", "9"), rowOf(1, "1.4", "1"), rowOf(1, "2.4", "2")}, nil, false},
		"two totals of the same rows":   {two, []Row{rowOf(0, "3", "3"), rowOf(0, "2", "3"), rowOf(1, "1.4", "1"), rowOf(1, "1.6", "2")}, nil, false},
		"the second total":              {two, []Row{rowOf(0, "9", "9"), rowOf(0, "3", "3"), rowOf(1, "1.5", "1"), rowOf(1, "1.5", "2")}, nil, true},
		"below the first level":         {two, []Row{rowOf(0, "3", "3"), rowOf(1, "3", "3"), rowOf(2, "1.5", "1"), rowOf(2, "1.5", "2")}, nil, true},
		"grandchildren are no children": {two, []Row{rowOf(0, "3", "3"), rowOf(2, "1.5", "1"), rowOf(2, "1.5", "2")}, nil, false},
		"columns that add up":           {three, []Row{rowOf(1, "1", "2", "3")}, []across{toLast(0, 3)}, false},
		"columns that do not":           {three, []Row{rowOf(1, "1.5", "1.5", "3")}, []across{toLast(0, 3)}, true},
		"columns of no sum":             {three, []Row{rowOf(1, "1.5", "1.5", "3")}, nil, false},
	} {
		x := &Exhibit{Columns: c.columns, Rows: c.rows}
		roundings(x, c.sums...)
		if got := len(x.Notes) == 1; got != c.want {
			t.Errorf("%s: note %v", name, got)
		}
	}
	x := &Exhibit{Columns: two, Rows: []Row{rowOf(0, "3.0000000001", "3"), rowOf(1, "1.5", "1"), rowOf(1, "1.5", "2")}}
	if apart(x, 1); len(x.Notes) != 0 {
		t.Error("parts that add up have a note")
	}
	if apart(x, 0, 1); len(x.Notes) != 1 || x.Notes[0] != dueToRounding {
		t.Error("parts known to add up, and printed otherwise, have no note")
	}
}
