package review_test

import (
	"slices"
	"strings"
	"testing"

	"ghg/inventory"
	"ghg/inventory/bundle"
	"ghg/inventory/review"
)

// nothingWritten is a folder of results without figures.
func nothingWritten() map[int]*review.Figures { return nil }

// A key that was revoked, be it that of the compiler, the reviewer or the approver, opens no approved year; a signed step does, and taking
// the revocation back changes nothing.
func TestRevokedKeyOpensNothing(t *testing.T) {
	d := newDesk(t)
	approved := d.compiled()
	d.must(approved, "submitted zhangsan", "reviewed lisi", "approved wangwu")
	d.inputs["activity/a.csv"] = strings.Replace(activity, "4035", "2000", 1)
	changed := d.compiled()
	back := d.keep()
	for _, i := range []int{0, 2, 4} {
		back()
		d.keys[i].Revoked = "2026-01-01"
		r, problems := d.read()
		if problems.Failed() {
			t.Fatal(told(problems))
		}
		over := r.Overwrites(changed, nothingWritten)
		if len(over) != 1 || over[0].Code != "year-approved" || !strings.Contains(over[0].Message.EN, "was revoked on 2026-01-01, which opens no new version") {
			t.Errorf("the key of %s is revoked: %s", d.keys[i].Name, told(over))
		}
		if over := r.Overwrites(approved, nothingWritten); over != nil {
			t.Errorf("the approved figures themselves: %s", told(over))
		}
		if code := d.advance(changed, review.Submitted, "sunba", "2026-06-01"); code != "approved-before" {
			t.Errorf("other figures are submitted into an approved version: %q", code)
		}
		if code := d.advance(nil, review.Draft, "sunba", "2026-06-01"); code != "" {
			t.Fatalf("no new version can be opened: %q", code)
		}
		r, problems = d.read()
		if over := r.Overwrites(changed, nothingWritten); over != nil || problems.Failed() || r.History(2004).Version != 2 {
			t.Errorf("after it was opened: %s %s", told(over), told(problems))
		}
		d.keys[i].Revoked = ""
		if over := d.sound().Overwrites(changed, nothingWritten); over != nil {
			t.Errorf("after the revocation was taken back: %s", told(over))
		}
	}
	back()
	d.must(nil, "draft zhangsan")
	d.keys[0].Revoked = "2026-01-01"
	if r, _ := d.read(); len(r.Overwrites(changed, nothingWritten)) != 1 {
		t.Error("a step to a new version by a key that was revoked opens it")
	}
}

// Results without an approved year leave nothing of it.
func TestLeavesOut(t *testing.T) {
	d := newDesk(t)
	d.must(d.compiled(), "submitted zhangsan", "reviewed lisi")
	if out := d.sound().LeavesOut(d.compiled(2005)); out != nil {
		t.Errorf("nothing is approved: %s", told(out))
	}
	d.must(d.compiled(), "approved wangwu")
	out := d.sound().LeavesOut(d.compiled(2005))
	if !slices.Equal(codes(out), []string{"2004-03-approved.note year-left-out"}) || out[0].Year != 2004 || !strings.Contains(out[0].Hint.EN, "compile all years") {
		t.Errorf("%s", told(out))
	}
	if out := d.sound().LeavesOut(d.compiled()); out != nil {
		t.Errorf("with all years: %s", told(out))
	}
	delete(d.review, "review/2004-02-reviewed.note")
	if r, _ := d.read(); len(r.LeavesOut(d.compiled(2005))) != 1 {
		t.Error("a broken chain may be that of an approved year")
	}
}

// A year that the log knows as final keeps its approval; one that was sealed otherwise is approved anew only as a new version.
func TestSealedYears(t *testing.T) {
	d := newDesk(t)
	first := d.compiled()
	d.must(first, "submitted zhangsan", "reviewed lisi", "approved wangwu")
	d.log.Add(bundle.Record{Region: "500151", Years: []int{2004}, Manifest: strings.Repeat("1", 64)})
	if problems := d.sound().Sealable(d.compiled(2004)); problems != nil {
		t.Errorf("sealed again: %s", told(problems))
	}
	back := d.keep()
	d.review = map[string][]byte{}
	r, problems := d.read()
	if !slices.Equal(codes(problems), []string{" approval-missing"}) {
		t.Errorf("the review is gone: %q", codes(problems))
	}
	if over := r.Overwrites(first, nothingWritten); !over.Failed() {
		t.Error("a sealed year of which the review is gone is compiled over")
	}
	d.inputs["activity/a.csv"] = strings.Replace(activity, "4035", "4036", 1)
	other := d.compiled(2004)
	back()
	d.must(other, "draft zhangsan", "submitted zhangsan", "reviewed lisi", "approved wangwu")
	if problems := d.sound().Sealable(other); problems != nil {
		t.Errorf("a new version: %s", told(problems))
	}
}

// A year of which something was signed needs its approval whoever is listed; one of which nothing was, only where an approver is.
func TestSealableWithoutApprover(t *testing.T) {
	d := newDesk(t)
	d.keys = d.keys[:4]
	inv := d.compiled(2004)
	if problems := d.sound().Sealable(inv); problems != nil {
		t.Errorf("nobody reviews: %s", told(problems))
	}
	d.log.Add(bundle.Record{Region: "500151", Years: []int{2004}, Manifest: strings.Repeat("1", 64)})
	if problems := d.sound().Sealable(inv); len(problems) != 1 || problems[0].Code != "sealed-before" || problems[0].Severity != inventory.Warning {
		t.Errorf("nobody reviews, and it was sealed before: %s", told(problems))
	}
	d.must(inv, "submitted zhangsan")
	if problems := d.sound().Sealable(inv); !slices.Equal(codes(problems), []string{" not-approved"}) {
		t.Errorf("submitted: %q", codes(problems))
	}
}
