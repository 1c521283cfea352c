package factors

import (
	"strings"
	"testing"
)

func TestKnownBy(t *testing.T) {
	for _, c := range []struct {
		since, day string
		known      bool
	}{
		{"", "1990-01-01", true},
		{"2019-05-12", "2019-05-11", false},
		{"2019-05-12", "2019-05-12", true},
		{"2019-05", "2019-05-30", false},
		{"2019-05", "2019-05-31", true},
		{"2020-02", "2020-02-28", false},
		{"2020-02", "2020-02-29", true},
		{"2019", "2019-12-30", false},
		{"2019", "2019-12-31", true},
	} {
		if row := (&Row{KnownSince: c.since}); row.KnownBy(c.day) != c.known {
			t.Errorf("known since %q: known by %s is %t", c.since, c.day, !c.known)
		}
	}
	for _, bad := range []string{"2019-5", "2019-02-30", "05.2019", "19", "2019-05-12 "} {
		if IsKnownSince(bad) {
			t.Errorf("%q counts as a date", bad)
		}
	}
}

const editions = "set,category,item,parameter,gas,value,unit,region,source,known_since,status\n" +
	"EFDB,1.A.4.b,秸秆,ef,CH4,3.3,g/kg fuel,China,one,2019,quoted\n"

// Two rows of one key are editions where they became known at different times, else a fault.
func TestEditions(t *testing.T) {
	load := func(text string) []*Row {
		rows, problems := Load("factors/EFDB.csv", strings.NewReader(text), voc(t), true)
		if problems != nil {
			t.Fatal(problems[0].Format("en"))
		}
		return rows
	}
	rows := load(editions + "EFDB,1.A.4.b,秸秆,ef,CH4,4.4,g/kg fuel,China,two,2021-05,quoted\n")
	table, problems := New(rows)
	if len(table.rows) != 1 || table.rows[0].Figure() != "4.4 g/kg fuel" {
		t.Errorf("the later edition does not count: %v", table.rows)
	}
	want := "factors/EFDB.csv:2:10: INFO [factor-superseded] 3.3 g/kg fuel of this row is superseded by factors/EFDB.csv:3 (known since 2021-05, 4.4 g/kg fuel): EFDB|1.A.4.b|秸秆||||||ef|CH4|China||–\n" +
		"    hint: both rows may stay: --as-of takes the one that was known on a day"
	if len(problems) != 1 || problems[0].Format("en") != want {
		t.Errorf("problems: %v", problems)
	}
	known, later := AsOf(rows, "2020-01-01")
	if table, problems = New(known); later != 1 || len(problems) != 0 || table.rows[0].Figure() != "3.3 g/kg fuel" {
		t.Errorf("as of 2020: %d later, %v, %v", later, problems, table.rows)
	}
	_, problems = New(load(editions + "EFDB,1.A.4.b,秸秆,ef,CH4,4.4,g/kg fuel,China,two,2019,quoted\n"))
	if len(problems) != 1 || problems[0].Code != "factor-twice" {
		t.Errorf("two rows of one key and date: %v", problems)
	}
}

// A table of a workspace may bring the set that it is named after, and no other.
func TestOwnSet(t *testing.T) {
	for name, want := range map[string]string{"factors/EFDB.csv": "EFDB", "factors/CN-NCSC.xlsx": "CN-NCSC", "factors/local.csv": "", "factors/blends.csv": "",
		"factors/ipcc-2006.csv": "", "factors/a b.csv": "", "factors/-x.csv": "", "factors/国家库.csv": "国家库"} {
		if got := voc(t).OwnSet(name); got != want {
			t.Errorf("%s brings the set %q, want %q", name, got, want)
		}
	}
	_, problems := Load("factors/own.csv", strings.NewReader(editions), voc(t), true)
	if len(problems) != 1 || problems[0].Code != "unknown-set" ||
		problems[0].Hint.EN != "the district's own factors are of the set local, which may be left out; this table may also name own, after which it is called" {
		t.Errorf("another set than the name of the table: %v", problems)
	}
}

// A confirmation of a later day does not lift a row as of a day before.
func TestConfirmAsOf(t *testing.T) {
	const line = "key,value,page,by,date\nEFDB|1.A.4.b|秸秆||||||ef|CH4|China||–,3.3,7,z,2022-03-01\n"
	for day, want := range map[string]string{"2022-02-28": "quoted", "2022-03-01": "printed"} {
		rows, _ := Load("factors/EFDB.csv", strings.NewReader(editions), voc(t), true)
		table, _ := New(rows)
		ConfirmAsOf(table, "factors/confirmations.csv", strings.NewReader(line), day)
		if got := table.rows[0].Status.String(); got != want {
			t.Errorf("as of %s the row is %s, want %s", day, got, want)
		}
	}
}
