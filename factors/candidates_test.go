package factors

import (
	"errors"
	"strings"
	"testing"
)

// The candidates stand in the order of the precedence and, in a set, of their specificity; each says why it lost.
func TestConsidered(t *testing.T) {
	rows, problems := Load("factors/own.csv", strings.NewReader(localHeader+
		"CN-ENT,1.A.2,烟煤,,,ncv,,20,GJ/t,,,China,,,,book,quoted\n"+
		"CN-ENT,1.A,烟煤,,,ncv,,21,GJ/t,,,China,,,,book,quoted\n"+
		"CN-ENT,1.A.2,烟煤,,,ncv,,22,GJ/t,,,World,,,,book,printed\n"+
		"CN-ENT,1.A.2,烟煤,,,ncv,,23,GJ/t,,,China,,2000,2001,book,printed\n"+
		"IPCC-2006,1.A,烟煤,,,ncv,,25.8,GJ/t,,,World,,,,book,printed\n"), voc(t), false)
	if problems.Failed() {
		t.Fatal(problems.Sorted()[0].Format("en"))
	}
	table, _ := New(rows)
	q := Query{Parameter: "ncv", Category: voc(t).Categories.Must("1.A.2.f"), Item: "烟煤", Region: "China", Year: 2020, Sets: []string{"local", "CN-ENT", "IPCC-2006"}}
	answer, err := table.Find(q)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	all := table.Considered(q, answer)
	for _, c := range all.List {
		got = append(got, c.Figure+" "+c.Lost.EN)
	}
	want := "20 GJ/t ; 21 GJ/t less specific: category; 22 GJ/t less specific: region; 25.8 GJ/t IPCC-2006 stands later in the precedence"
	if s := strings.Join(got, "; "); s != want || all.More != 0 {
		t.Errorf("%s, %d more, want %s", s, all.More, want)
	}
}

// Every place of a rank has its words, or a candidate would have lost for no reason that can be read.
func TestCriteria(t *testing.T) {
	for at, text := range criteria {
		if text.ZH == "" || text.EN == "" {
			t.Errorf("the place %d of a rank has no words", at)
		}
	}
}

// Of the rows that fail by their year, the nearest comes first.
func TestNearestYear(t *testing.T) {
	rows, _ := Load("factors/own.csv", strings.NewReader(localHeader+
		"CN-ENT,1.A.2,烟煤,,,ncv,,20,GJ/t,,,China,,2000,2001,book,quoted\n"+
		"CN-ENT,1.A.2,烟煤,,,ncv,,23,GJ/t,,,China,,2016,2017,book,quoted\n"+
		"CN-ENT,1.A.2,烟煤,,,ncv,,25,GJ/t,,,China,,2030,2031,book,quoted\n"), voc(t), false)
	table, _ := New(rows)
	_, err := table.Find(Query{Parameter: "ncv", Category: voc(t).Categories.Must("1.A.2.f"), Item: "烟煤", Region: "China", Year: 2020, Sets: []string{"CN-ENT"}})
	var missing *NotFound
	if !errors.As(err, &missing) || len(missing.Nearest) != 3 {
		t.Fatalf("%v, want three rows that come near", err)
	}
	var got []string
	for _, row := range missing.Nearest {
		got = append(got, row.Figure())
	}
	if s := strings.Join(got, " "); s != "23 GJ/t 25 GJ/t 20 GJ/t" {
		t.Errorf("nearest first: %s", s)
	}
}
