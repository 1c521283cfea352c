package review_test

import (
	"strings"
	"testing"

	"ghg/inventory/review"
)

// What is gone from the folder, or is another, is named, whatever else the folder says.
func TestIndex(t *testing.T) {
	d := newDesk(t)
	inv := d.compiled()
	d.raise(inv, "1.A.2.f", "CO2")
	d.raise(inv, "total", "CO2")
	r, f := d.finding("F001")
	d.row(r.Answer(f, spoken))
	for _, id := range []string{"F001", "F002"} {
		r, f := d.finding(id)
		d.row(r.CloseSigned(f, spoken, inv, d.signers["lisi"]))
	}
	d.must(inv, "submitted zhangsan", "reviewed zhaoliu", "approved wangwu")
	const last, index = "review/2004-03-approved.note", "review/" + review.IndexFile
	lines := strings.SplitAfter(string(d.review[findingsName]), "\r\n")
	back := d.keep()
	for what, c := range map[string]struct {
		tamper func()
		want   string
	}{
		"the last step is gone":   {func() { delete(d.review, last) }, last + ": ERROR [step-gone]"},
		"it is renamed":           {func() { d.review["review/x.note"] = d.review[last]; delete(d.review, last) }, "it is now named x.note"},
		"its name is in capitals": {func() { d.review["review/2004-03-approved.NOTE"] = d.review[last]; delete(d.review, last) }, "2004-03-approved.NOTE: ERROR [step-file-name]"},
		"all steps are gone":      {func() { d.review = map[string][]byte{findingsName: d.review[findingsName], index: d.review[index]} }, last + ": ERROR [step-gone]"},
		"the table is gone":       {func() { delete(d.review, findingsName) }, "record 1 as it was (F001 raised) is gone"},
		"the index is gone":       {func() { delete(d.review, index) }, index + ": ERROR [index-missing]"},
		"the index is another's":  {func() { d.review[index] = []byte("ghg-inventory review index v1\nregion 500152\n") }, index + ":2: ERROR [index-line]"},
		"an answer is gone":       {func() { d.review[findingsName] = []byte(strings.Join(append(lines[:3:3], lines[4:]...), "")) }, "record 3 as it was (F001 answered)"},
		"CR LF": {func() {
			d.review[last] = []byte(strings.ReplaceAll(string(d.review[last]), "\n", "\r\n"))
		}, last + ": ERROR [note-line-ends]"},
	} {
		back()
		c.tamper()
		r, problems := d.read()
		if !strings.Contains(told(problems), c.want) {
			t.Errorf("%s: not told %q:\n%s", what, c.want, told(problems))
		}
		if !strings.Contains(what, "answer") && !strings.Contains(what, "table") && !r.Overwrites(inv, nil).Failed() {
			t.Errorf("%s: it can be compiled over", what)
		}
	}
	back()
	d.review[index] = []byte(strings.ReplaceAll(string(d.review[index]), "\n", "\r\n"))
	d.sound()
	d.review["review/2005-01-submitted.note"] = d.review[last]
	if _, problems := d.read(); !strings.Contains(told(problems), "2005-01-submitted.note: WARNING [step-not-indexed]") {
		t.Errorf("a step that came from elsewhere: %s", told(problems))
	}
}

// Two copies to which a finding each was added become one: the rows of the second go to the end of the first as if they had been written by hand.
func TestMergedCopies(t *testing.T) {
	d, other := newDesk(t), newDesk(t)
	inv := d.compiled()
	d.raise(inv, "1.A.2.f", "CO2")
	other.raise(inv, "total", "CO2")
	row := strings.Split(strings.Split(string(other.review[findingsName]), "\r\n")[1], ",")
	d.byHand(strings.Join(row, ","))
	if _, problems := d.read(); !strings.Contains(told(problems), "under the next free ids, with digest and signature left blank") {
		t.Errorf("the same id twice: %s", told(problems))
	}
	d.review[findingsName] = []byte(strings.Split(string(d.review[findingsName]), strings.Join(row, ","))[0])
	row[0], row[14] = "F002", ""
	d.byHand(strings.Join(row, ","))
	r := d.sound()
	if found := r.Doubts(inv); len(r.Findings) != 2 || len(found) > 0 {
		t.Errorf("%d findings: %s", len(r.Findings), told(found))
	}
	if code := d.raise(inv, "total", "N2O"); code != "" {
		t.Error(code)
	}
	d.sound()
}
