package factors

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// Two sets are compared in one unit and by overlapping years; the order of the rows changes nothing.
func TestCompare(t *testing.T) {
	rows, problems := Load("factors/own.csv", strings.NewReader(localHeader+
		"CN-ENT,1.A.2,烟煤,,,ncv,,20000,kJ/kg,,,China,,,,book,quoted\n"+
		"IPCC-2006,1.A.2,烟煤,,,ncv,,25.8,GJ/t,,,China,,,,other book,quoted\n"+ // value and unit
		"CN-ENT,1.A,褐煤,,,ncv,,12,GJ/t,,,China,,2000,2010,book,quoted\n"+
		"IPCC-2006,1.A,褐煤,,,ncv,,12.0,GJ/t,,,China,,2010,,other book,quoted\n"+ // equal: the years overlap
		"CN-ENT,1.A,原煤,,,ncv,,20,GJ/t,,,China,,2000,2010,book,quoted\n"+
		"IPCC-2006,1.A,原煤,,,ncv,,20,GJ/t,,,China,,2011,,other book,quoted\n"+ // one edition after the other
		"CN-ENT,1.A.2,洗精煤,,,ncv,,26,GJ/t,,,China,,,,book,quoted\n"+
		"IPCC-2006,1.A,洗精煤,,,ncv,,26,GJ/t,,,China,,,,other book,printed\n"+ // holds for all of 1.A
		"CN-ENT,1.A.2,烟煤,,,ef,CH4,10,kg/TJ,,,China,,,,book,quoted\n"+
		"IPCC-2006,1.A.1,烟煤,,,ef,CH4,1,kg/TJ,,,China,,,,other book,quoted\n"), voc(t), false)
	if problems.Failed() {
		t.Fatal(problems.Sorted()[0].Format("en"))
	}
	for range 5 {
		table, _ := New(rows)
		rand.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		a, _ := table.Select(Filter{Set: "CN-ENT"})
		b, _ := table.Select(Filter{Set: "IPCC-2006"})
		d := table.Compare(a, b)
		if got, want := fmt.Sprint(d.Equal, d.Differ, d.Values, d.OnlyA, d.OnlyB), "1 3 1 1 1"; got != want {
			t.Fatalf("%s, want %s", got, want)
		}
		var got []string
		for _, p := range d.Pairs {
			if p.A != nil && p.B != nil {
				got = append(got, fmt.Sprint(p.A.Item, p.Differs, p.Change, p.Relative))
			}
		}
		slices.Sort(got)
		if want := "原煤[years] 0 0 洗精煤[status category] 0 0 烟煤[value unit] 5800 0.29 褐煤[] 0 0"; strings.Join(got, " ") != want {
			t.Fatalf("%s, want %s", strings.Join(got, " "), want)
		}
	}
}

// Words of a filter are aliases; one that is not known is named with the nearest.
func TestSelect(t *testing.T) {
	own, _ := Load("factors/own.csv", strings.NewReader(localHeader+"CN-ENT,1.A.2,烟煤,,,ef,CH4,10,kg/TJ,,,China,,,,book of coal,quoted\n"), voc(t), false)
	table, _ := New(own)
	for _, c := range []struct {
		filter Filter
		want   int
	}{
		{Filter{}, 1}, {Filter{Category: "1A"}, 1}, {Filter{Category: "1.A.1"}, 0}, {Filter{Region: "中国"}, 1}, {Filter{Gas: "ch4"}, 1}, {Filter{Item: "bituminous coal"}, 1},
		{Filter{Text: "Book of"}, 1}, {Filter{Text: "oil"}, 0}, {Filter{Status: "printed"}, 0}, {Filter{Set: "CN-ENT", Parameter: "ef"}, 1},
	} {
		rows, err := table.Select(c.filter)
		if err != nil || len(rows) != c.want {
			t.Errorf("%+v: %d rows, %v, want %d", c.filter, len(rows), err, c.want)
		}
	}
	for _, f := range []Filter{{Set: "CN-EN"}, {Gas: "CH5"}, {Item: "烟没"}, {Category: "1.A.2.z"}, {Region: "Chinna"}, {Status: "quote"}, {Parameter: "eff"}, {Climate: "alll"}, {Technology: "x"}} {
		if _, err := table.Select(f); err == nil {
			t.Errorf("%+v passes", f)
		}
	}
}
