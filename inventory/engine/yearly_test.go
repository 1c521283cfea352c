package engine

import (
	"slices"
	"strings"
	"testing"

	"ghg/inventory"
)

// saying are the messages of the code with their places, in English.
func saying(r *Result, code string) []string {
	var out []string
	for _, p := range r.Problems {
		if p.Code == code {
			out = append(out, p.Source.String()+" "+p.Message.EN)
		}
	}
	return out
}

// inYear are rows of 2020 in another year.
func inYear(rows, year string) string { return strings.ReplaceAll(rows, "2020,", year+",") }

// What is the same in every year is told of the latest, once a works, with how many years it is so.
func TestRemarksOfEveryYear(t *testing.T) {
	const ammonia = "2020,2.B.1,甲厂,合成氨,,production,100000,t,,,企\n2020,1.A.2.c,甲厂,天然气,,,3750,TJ,,,企\n"
	const left = " is not computed by itself: the carbon of ammonia's feedstock is reported in 1.A.2.c"
	const balanced = "the carbon balance gives 18700 t CO2, the reaction at least 17886.538 t CO2 (本行业没有核算指南; SrSO4 + 2C = SrS + 2CO2)"
	for _, c := range []struct {
		name, rows, code string
		want             []string
	}{
		{"ammonia in one year", ammonia, "ammonia-in-energy", []string{"activity/a.csv:2:7 2.B.1 甲厂 合成氨 = 100000 t" + left}},
		{"ammonia in two years", inYear(ammonia, "2019") + ammonia, "ammonia-in-energy", []string{"activity/a.csv:4:7 2.B.1 甲厂 合成氨 = 100000 t" + left + " (in 2020; so in 2 years)"}},
		{"ammonia of two works", ammonia + strings.ReplaceAll(ammonia, "甲厂", "乙厂"), "ammonia-in-energy",
			[]string{"activity/a.csv:2:7 2.B.1 甲厂 合成氨 = 100000 t" + left, "activity/a.csv:4:7 2.B.1 乙厂 合成氨 = 100000 t" + left}},
		{"a reaction in one year", strontiumWorks, "stoichiometry", []string{"activity/a.csv:2:7 2.B.10 锶厂 碳酸锶 碳还原法: " + balanced}},
		{"a reaction in two years", strontiumWorks + inYear(strontiumWorks, "2019"), "stoichiometry", []string{"activity/a.csv:2:7 2.B.10 锶厂 碳酸锶 碳还原法: " + balanced + " (in 2020; so in 2 years)"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := compiled(t, "CN-PROV-2011", "2019, 2020", map[string]string{"activity/a.csv": head + c.rows})
			if got := saying(r, c.code); !slices.Equal(got, c.want) {
				t.Errorf("%q\nwant %q\n%q", got, c.want, codes(r, inventory.Error))
			}
		})
	}
}

// A file is told of once, with its rows and their years; a file whose years are compiled is not.
func TestYearsOutsideTheYears(t *testing.T) {
	row := func(year string) string { return year + ",1.A.2.f,,烟煤,,,5,t,,,统\n" }
	r := compiled(t, "CN-PROV-2011", "2020", map[string]string{
		"activity/a.csv": head + row("2020") + row("2015") + row("2016") + row("2017") + row("2019") + "2019,1.A.2.e,,烟煤,,,5,t,,,统\n",
		"activity/b.csv": head + row("2018"), "activity/c.csv": head + "2020,1.A.2.e,,烟煤,,,5,t,,,统\n"})
	const rest = ", which years in inventory.toml does not name: they are not compiled"
	if got, want := saying(r, "year-not-compiled"), []string{"activity/a.csv 5 rows are of 2015–2017, 2019" + rest, "activity/b.csv 1 rows are of 2018" + rest}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// English messages have the brackets of English.
func TestBracketsOfEnglish(t *testing.T) {
	r := compiled(t, "CN-PROV-2011", "2020", map[string]string{"activity/a.csv": head + "2020,3.C,,氮肥,,,20,t N,,,农\n2020,3.C.4,,氮肥,,,30,t N,,,农\n"})
	const want = "activity/a.csv:3:7 2020: one crop or fertiliser is stated in two places: 3.C 氮肥 nitrogen 20 t N (activity/a.csv:2:7); 3.C.4 氮肥 30 t N (activity/a.csv:3:7)"
	if got := saying(r, "field-twice"); !slices.Equal(got, []string{want}) {
		t.Errorf("%q, want %q", got, want)
	}
}

// No remark is without a hint.
func TestEveryRemarkHasAHint(t *testing.T) {
	r := compiled(t, "IPCC-2006", "2020", map[string]string{"activity/a.csv": head + took("4.A.1", "甲场", "厌氧;有覆盖", 2005, 2020, 10) + ofTheCity + opens})
	if !slices.Contains(codes(r, inventory.Info), "activity/a.csv:2:4 landfill-inert") && len(saying(r, "landfill-inert")) == 0 {
		t.Fatalf("nothing inert is told of: %q", codes(r, inventory.Error))
	}
	for _, p := range r.Problems {
		if p.Hint.ZH == "" || p.Hint.EN == "" {
			t.Errorf("no hint: %s", p.Format("en"))
		}
	}
}
