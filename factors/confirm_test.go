package factors

import (
	"strings"
	"testing"

	"ghg/inventory"
)

// TestConfirm lifts a row to printed in one table and leaves the other tables of the same rows alone.
func TestConfirm(t *testing.T) {
	rows, _ := Load("seeds/factors/x.csv", strings.NewReader(localHeader+
		"CN-ENT,1.A,次烟煤,,,ncv,,20.50,GJ/t,,,China,,,,book,unconfirmed\n"+
		"CN-ENT,1.A,褐煤,,,ncv,,,GJ/t,10,14,China,,,,book,unconfirmed\n"), voc(t), false)
	own, _ := Load("factors/own.csv", strings.NewReader(localHeader+",1.A,烟煤,,,ncv,,22,GJ/t,,,,,,,lab,\n"), voc(t), true)
	rows = append(rows, own...)
	table, _ := New(rows)
	other, _ := New(rows)
	value, ranged, local := rows[0].Key(), rows[1].Key(), rows[2].Key()
	const header = "key,value,page,by,date\n"
	for _, c := range []struct{ line, want string }{
		{value + ",20.5,p. 25,张三,2026-03-31", ""},
		{ranged + ",10;14,p. 25,张三,2026-03-31", ""},
		{value + ",20.6,p. 25,张三,2026-03-31", "2:2 confirmed-other-value"},
		{ranged + ",12,p. 25,张三,2026-03-31", "2:2 confirmed-other-value"},
		{value + "x,20.5,p. 25,张三,2026-03-31", "2:1 unknown-key"},
		{value + ",20.5,,张三,2026-03-31", "2:3 missing-page"},
		{value + ",20.5,p. 25,张三,31.3.2026", "2:5 bad-date"},
		{local + ",22,p. 25,张三,2026-03-31", "2:1 confirmed-local"},
		{value + ",20.5,p. 25,张三,2026-03-31\n" + value + ",20.5,p. 25,李四,2026-04-01", "3:1 confirmed-twice"},
	} {
		if got := places(Confirm(table, "factors/confirmations.csv", strings.NewReader(header+c.line+"\n"))); got != c.want {
			t.Errorf("%s: %q, want %q", c.line, got, c.want)
		}
	}
	find := func(table *Table) *Row {
		answer, err := table.Find(Query{Parameter: "ncv", Category: voc(t).Categories.Must("1.A.2"), Item: "次烟煤", Region: "China", Year: 2020, Sets: []string{"CN-ENT"}})
		if err != nil {
			t.Fatal(err)
		}
		return answer.Row
	}
	if r := find(table); r.Status != inventory.Printed || !strings.Contains(r.AsParameter(voc(t)).Document, "p. 25, 张三, 2026-03-31") {
		t.Errorf("%s %q", r.Status, r.Confirmed)
	}
	if r := find(other); r.Status != inventory.Unconfirmed || r.Confirmed != "" {
		t.Errorf("the other table: %s %q", r.Status, r.Confirmed)
	}
}
