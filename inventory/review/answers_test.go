package review_test

import (
	"slices"
	"strings"
	"testing"

	"ghg/inventory/review"
)

const findingsName = "review/findings.csv"

// byHand appends rows as people type them.
func (d *desk) byHand(rows ...string) {
	d.review[findingsName] = append(slices.Clone(d.review[findingsName]), strings.Join(rows, "\r\n")+"\r\n"...)
}

// A value that somebody writes into an answer, a closing or a reopening by hand makes no figure look changed.
func TestValuesByHandCloseNothing(t *testing.T) {
	d := newDesk(t)
	inv := d.compiled()
	d.raise(inv, "1.A.2.f", "CO2")
	back := d.keep()
	d.byHand("F001,answered,,,,,,see note,张三,2026-03-02,1,,,,,")
	if _, problems := d.read(); !slices.Equal(codes(problems), []string{"findings.csv:3:11 finding-columns"}) {
		t.Errorf("an answer with a value: %s", told(problems))
	}
	for what, rows := range map[string][]string{
		"closed":             {"F001,closed,,,,,,x,张三,2026-03-02,1,,,,,"},
		"closed and changed": {"F001,closed,,,,,,x,张三,2026-03-02,1,,,,,", "F001,reopened,,,,,,x,张三,2026-03-02,1,,,,,", "F001,closed,,,,,,x,张三,2026-03-02,7027.95951495,,,,,"},
	} {
		back()
		d.byHand(rows...)
		r, _ := d.read()
		if open := r.Unsettled(2004, inv); len(open) != 1 {
			t.Errorf("%s by hand: nothing is open", what)
		}
	}
}

// What the next run would refuse is not written.
func TestNothingIsWrittenThatIsRefused(t *testing.T) {
	d := newDesk(t)
	inv := d.compiled()
	d.raise(inv, "1.A.2.f", "CO2")
	r, f := d.finding("F001")
	if code := d.row(r.Reopen(f, spoken, inv)); code != "not-closed" {
		t.Errorf("an open finding is reopened: %q", code)
	}
	if code := d.row(r.Answer(f, review.Said{Text: "x", By: "y", Date: "1900-01-01"})); code != "date-before" {
		t.Errorf("an answer before its finding: %q", code)
	}
	if code := d.row(r.CloseSigned(f, spoken, inv, d.signers["lisi"])); code != "" {
		t.Fatal(code)
	}
	r, f = d.finding("F001")
	if code := d.row(r.CloseSigned(f, spoken, inv, d.signers["lisi"])); code != "already-closed" {
		t.Errorf("a closed finding is closed: %q", code)
	}
	for text, want := range map[string]string{"bad\xff": "invalid-encoding", "…": "blank-cell", "—": "blank-cell", "-": "blank-cell", "\u3164\u2800": "blank-cell", "a\ufffdb": "invalid-encoding", "so it is": ""} {
		code := ""
		if p := review.Unsound(text, false); p != nil {
			code = p.Code
		}
		if code != want {
			t.Errorf("%q: %q, want %q", text, code, want)
		}
	}
	d.review = map[string][]byte{}
	d.review[findingsName] = []byte("id,event,text,by,date,year,category,severity,notation\n" + "F001,raised,x,y,2026-01-01,2004,total,info,NE\n" +
		strings.Repeat("F001,answered,x,y,2026-01-02,,,,\n", 4999))
	if code := d.raise(inv, "total", "CO2"); code != "too-many-rows" {
		t.Errorf("row 5001: %q", code)
	}
}

// A value copied by hand, or saved by a spreadsheet program, is the figure as far as its digits go.
func TestDigitsStated(t *testing.T) {
	d := newDesk(t)
	inv := d.compiled()
	const head = "id,event,year,boundary,category,gas,severity,text,by,date,value_t,gwp_set,co2e_t,notation\n"
	for value, changed := range map[string]bool{"7027.95951495,AR5,,": false, "7027.959515,AR5,,": false, "7.03E+03,AR5,,": false, "7028,AR5,7028,": false,
		"7027.959516,AR5,,": true, "7.02E+03,,,": true, ",AR5,7028,": false, ",AR5,7029,": true} {
		d.review[findingsName] = []byte(head + "F001,raised,2004,,1.A.2.f,CO2,error,t,n,2026-01-01," + value + "\n")
		r, f := d.finding("F001")
		if got := f.Change(inv).Changed; got != changed {
			t.Errorf("%s: changed %t, want %t", value, got, changed)
		}
		if found := r.Doubts(inv); (len(found) == 1 && found[0].Code == "finding-value") != changed || found.Failed() {
			t.Errorf("%s: %s", value, told(found))
		}
	}
	d.review[findingsName] = []byte(head + "F001,raised,2004,memo,1.A.2.f,SF6,error,t,n,2026-01-01,5,,,\n")
	r, f := d.finding("F001")
	if found := r.Doubts(inv); len(found) != 1 || found[0].Code != "unknown-figure" || !found.Failed() || f.Change(inv).Changed {
		t.Errorf("a figure that there is none of: %s", told(found))
	}
}

// A spreadsheet program shows ten digits and saves what it shows: what the program wrote still holds, and is the figure as it was.
func TestSavedBySpreadsheet(t *testing.T) {
	d := newDesk(t)
	d.inputs["activity/a.csv"] = strings.Replace(activity, "4035", "4035.123456789", 1)
	inv := d.compiled()
	d.raise(inv, "1.A.2.f", "CO2")
	_, f := d.finding("F001")
	full := f.Bound().Mass.String()
	if n := len(full) - 1; n > 15 {
		t.Errorf("%s has %d digits", full, n)
	}
	row := string(d.review[findingsName])
	if strings.Count(row, full) != 4 {
		t.Fatalf("%s does not stand in its cells and in the digest:\n%s", full, row)
	}
	d.review[findingsName] = []byte(strings.ReplaceAll(row, ","+full, ","+f.Bound().Mass.Round(6).String()))
	r, f := d.finding("F001")
	if _, problems := d.read(); len(problems) > 0 || len(r.Findings) != 1 || f.Change(inv).Changed || f.Bound().Mass.String() != full {
		t.Errorf("%s became %s: %s", full, f.Bound(), told(problems))
	}
	if code := d.row(r.Answer(f, spoken)); code != "" {
		t.Error(code)
	}
	d.review[findingsName] = []byte(strings.ReplaceAll(row, ","+full, ",7029.17"))
	if _, problems := d.read(); !slices.Equal(codes(problems), []string{"findings.csv:2:15 finding-edited"}) {
		t.Errorf("another number: %s", told(problems))
	}
}
