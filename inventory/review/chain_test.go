package review_test

import (
	"math/rand"
	"slices"
	"strings"
	"testing"

	"ghg/inventory"
	"ghg/inventory/bundle"
	"ghg/inventory/review"
	"ghg/inventory/workspace"
)

func TestStates(t *testing.T) {
	d := newDesk(t)
	inv := d.compiled()
	for _, refused := range []struct {
		state review.State
		who   string
		code  string
	}{
		{review.Reviewed, "lisi", "wrong-order"}, {review.Approved, "wangwu", "wrong-order"}, {review.Draft, "zhangsan", "wrong-order"},
		{review.Submitted, "lisi", "wrong-role"}, {review.Submitted, "stranger", "unknown-key"},
	} {
		if code := d.advance(inv, refused.state, refused.who, "2026-03-01"); code != refused.code {
			t.Errorf("%s by %s in a draft: %q, want %q", refused.state, refused.who, code, refused.code)
		}
	}
	d.must(inv, "submitted zhangsan")
	if code := d.advance(inv, review.Submitted, "sunba", "2026-03-02"); code != "nothing-new" {
		t.Errorf("the same figures are submitted twice: %q", code)
	}
	if code := d.advance(inv, review.Approved, "wangwu", "2026-03-02"); code != "wrong-order" {
		t.Errorf("approved without a review: %q", code)
	}
	if code := d.advance(inv, review.Reviewed, "lisi", "2026-02-28"); code != "date-before" {
		t.Errorf("reviewed a day before it was submitted: %q", code)
	}
	d.must(inv, "reviewed lisi", "approved wangwu")
	h := d.sound().History(2004)
	if h.State != review.Approved || h.Version != 1 || len(h.Steps) != 3 || h.Last().Total != "7100.597435025 t CO2e AR5" || h.Last().By != "王五" {
		t.Errorf("after three steps: %+v", h.Last())
	}
	if code := d.advance(inv, review.Submitted, "zhangsan", "2026-03-09"); code != "wrong-order" {
		t.Errorf("submitted over an approved version: %q", code)
	}
	d.must(inv, "draft sunba", "submitted sunba", "reviewed zhaoliu")
	if h := d.sound().History(2004); h.State != review.Reviewed || h.Version != 2 {
		t.Errorf("after the second version was reviewed: version %d %s", h.Version, h.State)
	}
	d.log.Add(bundle.Record{Region: "500151", Years: []int{2004}, Manifest: strings.Repeat("0", 64)})
	if h := d.sound().History(2004); h.State != review.Reviewed {
		t.Errorf("a seal of figures that nobody approved makes them %s", h.State)
	}
	d.must(inv, "approved wangwu")
	d.log.Add(bundle.Record{Region: "500151", Years: []int{2004}, Draft: true, Manifest: strings.Repeat("1", 64)})
	if h := d.sound().History(2004); h.State != review.Approved {
		t.Errorf("a draft seal makes it %s", h.State)
	}
	d.log.Add(bundle.Record{Region: "500151", Years: []int{2004}, Manifest: strings.Repeat("2", 64)})
	if h := d.sound().History(2004); h.State != review.Sealed || h.Last().By != "王五" {
		t.Errorf("after a final seal it is %s", h.State)
	}
	d.log.Records[0].Draft = true
	if _, problems := d.read(); !slices.Equal(codes(problems), []string{"2004-07-approved.note seals-rewritten"}) {
		t.Errorf("a log that was rewritten: %s", told(problems))
	}
}

// A change of the figures after a step makes it stale: the next one is refused until they are submitted again.
func TestStale(t *testing.T) {
	d := newDesk(t)
	d.must(d.compiled(), "submitted zhangsan", "reviewed lisi")
	d.inputs["activity/a.csv"] = strings.Replace(activity, "4035", "4036", 1)
	changed := d.compiled()
	if code := d.advance(changed, review.Approved, "wangwu", "2026-03-09"); code != "figures-changed" {
		t.Errorf("approved with figures that nobody reviewed: %q", code)
	}
	var out strings.Builder
	d.sound().List([]int{2004, 2005}, changed).Print(&out, "en")
	if !strings.Contains(out.String(), "2004        1  reviewed  李四  2026-03-02  changed since") || !strings.Contains(out.String(), "submit them again") {
		t.Errorf("the listing does not say that the figures changed:\n%s", out.String())
	}
	d.must(changed, "submitted sunba", "reviewed lisi", "approved wangwu")
	if !strings.Contains(told(d.sound().Overwrites(d.compiled(), func() map[int]*review.Figures { return nil })), "") || d.sound().Overwrites(changed, nil) != nil {
		t.Error("the figures that were approved cannot be compiled again")
	}
}

// Each way in which the files of a chain can be cut, put in another order, copied or edited is found and named.
func TestTamperedChain(t *testing.T) {
	d := newDesk(t)
	inv := d.compiled()
	d.must(inv, "submitted zhangsan", "reviewed lisi", "approved wangwu", "draft wangwu")
	other := newDesk(t)
	other.must(other.compiled(), "submitted sunba", "reviewed zhaoliu")
	const first, second, third, fourth = "review/2004-01-submitted.note", "review/2004-02-reviewed.note", "review/2004-03-approved.note", "review/2004-04-draft.note"
	back := d.keep()
	sign := func(who string, edit func(string) string) []byte {
		text, _, _ := strings.Cut(string(d.review[second]), "\n\n")
		signed, err := bundle.SignNote(edit(text+"\n"), d.signers[who])
		if err != nil {
			t.Fatal(err)
		}
		return signed
	}
	same := func(s string) string { return s }
	for name, c := range map[string]struct {
		tamper func()
		want   []string
	}{
		"the first is gone":   {func() { delete(d.review, first) }, []string{"2004-02-reviewed.note step-missing"}},
		"one between is gone": {func() { delete(d.review, second) }, []string{"2004-03-approved.note step-missing"}},
		"cut and renumbered":  {func() { d.review[first] = d.review[second]; delete(d.review, second) }, []string{"2004-01-submitted.note step-file-name", "2004-01-submitted.note step-missing"}},
		"two exchanged":       {func() { d.review[second], d.review[third] = d.review[third], d.review[second] }, []string{"2004-02-reviewed.note step-file-name", "2004-03-approved.note step-file-name"}},
		"a figure edited": {func() {
			d.review[second] = []byte(strings.Replace(string(d.review[second]), "total 71", "total 61", 1))
		}, []string{"2004-02-reviewed.note:23 note-bad-signature"}},
		"a name edited": {func() {
			d.review[first] = []byte(strings.Replace(string(d.review[first]), "by 张三", "by 王五", 1))
		}, []string{"2004-01-submitted.note:23 note-bad-signature"}},
		"signature taken away": {func() { d.review[second], _, _ = cutNote(d.review[second]) }, []string{"2004-02-reviewed.note step-signer"}},
		"signed by another":    {func() { d.review[second] = sign("zhaoliu", same) }, []string{"2004-02-reviewed.note step-signer"}},
		"signed in another's role": {func() {
			d.review[second] = sign("wangwu", func(s string) string { return strings.Replace(s, "by 李四", "by 王五", 1) })
		}, []string{"2004-02-reviewed.note step-signer"}},
		"another text by the same hand": {func() {
			d.review[second] = sign("lisi", func(s string) string { return strings.Replace(s, "date 2026-03-02", "date 2026-03-03", 1) })
		}, []string{"2004-03-approved.note step-chain"}},
		"another chain's step": {func() { d.review[second] = other.review[second] }, []string{"2004-02-reviewed.note step-chain"}},
		"a line more":          {func() { d.review[second] = sign("lisi", func(s string) string { return s + "x y\n" }) }, []string{"2004-02-reviewed.note:22 step-line"}},
		"another year":         {func() { d.review["review/2005-01-submitted.note"] = d.review[first] }, []string{"2005-01-submitted.note step-file-name", "2005-01-submitted.note step-twice"}},
		"two files of a step":  {func() { d.review["review/2004-02-reviewed (1).note"] = d.review[second] }, []string{"2004-02-reviewed (1).note step-file-name", "2004-02-reviewed.note step-twice"}},
		"another district's": {func() {
			d.review[first] = sign("lisi", func(s string) string { return strings.Replace(s, "500151", "500152", 1) })
		}, []string{"2004-01-submitted.note:2 step-region"}},
		"no note at all":             {func() { d.review[first] = []byte("\x00\x01") }, []string{"2004-01-submitted.note not-a-note"}},
		"a key that is not listed":   {func() { d.keys = d.keys[1:] }, []string{"2004-01-submitted.note:23 note-unknown-key"}},
		"a role that is another now": {func() { d.keys[2].Role = workspace.Approver }, []string{"2004-02-reviewed.note step-signer"}},
	} {
		back()
		c.tamper()
		r, problems := d.read()
		if !slices.Equal(codes(problems), c.want) {
			t.Errorf("%s: %q, want %q\n%s", name, codes(problems), c.want, told(problems))
		}
		if over := r.Overwrites(inv, nil); !over.Failed() || over[0].Code != "review-broken" {
			t.Errorf("%s: it can be compiled over: %s", name, told(over))
		}
		if code := d.advance(inv, review.Submitted, "zhangsan", "2026-04-01"); code != "chain-broken" && code != "review-unsound" && code != "unknown-key" {
			t.Errorf("%s: a step is taken upon it: %q", name, code)
		}
	}
	back()
	delete(d.review, fourth) // the chain ends sound: the index alone knows
	if r, problems := d.read(); len(codes(problems)) > 0 || problems[0].Code != "step-gone" || problems[0].Source.File != fourth || !r.Overwrites(inv, nil).Failed() {
		t.Errorf("the last step is gone: %s", told(problems))
	}
}

func cutNote(content []byte) ([]byte, []byte, bool) {
	text, after, ok := strings.Cut(string(content), "\n\n")
	return []byte(text + "\n\n"), []byte(after), ok
}

// What was signed before the key was revoked stands: whoever retires leaves his steps behind.
func TestRetired(t *testing.T) {
	d := newDesk(t)
	d.must(d.compiled(), "submitted zhangsan", "reviewed lisi", "approved wangwu")
	for i := range d.keys {
		d.keys[i].Revoked = "2027-01-01"
	}
	if r, problems := d.read(); len(problems) > 0 || r.Approved(2004) == nil {
		t.Errorf("%s %s", r.History(2004).State, told(problems))
	}
}

// What was signed from the day on that a key was revoked counts for nothing, nor does what rests on it; the step is signed again by others.
func TestRevoked(t *testing.T) {
	d := newDesk(t)
	inv := d.compiled()
	d.must(inv, "submitted zhangsan", "reviewed lisi", "approved wangwu")
	d.keys[2].Revoked = "2026-01-01"
	r, problems := d.read()
	if problems.Failed() || len(problems) != 1 || problems[0].Code != review.CodeVoid || r.History(2004).State != review.Submitted || r.Approved(2004) != nil {
		t.Fatalf("a reviewer's key is revoked: %s\n%s", r.History(2004).State, told(problems))
	}
	if code := d.advance(inv, review.Reviewed, "lisi", "2026-06-01"); code != "key-revoked" {
		t.Errorf("a revoked key signs: %q", code)
	}
	d.must(inv, "reviewed zhaoliu", "approved wangwu")
	if r, _ := d.read(); r.Approved(2004) == nil || r.Approved(2004).Number != 5 {
		t.Error("signed again it is not approved")
	}
}

// No sequence of steps by whomever brings figures to approved with the key or the person of the compiler, whatever names and roles
// inventory.toml gives.
func TestNobodyApprovesWhatHeCompiled(t *testing.T) {
	d := newDesk(t)
	d.keys = nil
	d.person("a1", "张三", workspace.Compiler, "a")
	d.person("a2", "张 三", workspace.Approver, "a2") // the same person by another spelling
	d.person("a3", "王五", workspace.Approver, "a")   // another name of the same key
	d.person("a4", "张三", workspace.Reviewer, "a4")
	d.person("b1", "李四", workspace.Reviewer, "b")
	d.person("b2", "李四", workspace.Approver, "b2")
	d.person("c", "赵六", workspace.Approver, "c")
	d.person("e", "孙八", workspace.Compiler, "e")
	names := []string{"a1", "a2", "a3", "a4", "b1", "b2", "c", "e"}
	first := d.compiled(2004)
	d.inputs["activity/a.csv"] = strings.Replace(activity, "4035", "4036", 1)
	inventories := []*inventory.Inventory{first, d.compiled(2004)}
	persons := map[string]string{"a1": "张三", "a2": "张三", "a3": "王五", "a4": "张三", "b1": "李四", "b2": "李四", "c": "赵六", "e": "孙八"}
	same := func(x, y string) bool { // in person or in key
		return persons[x] == persons[y] || x == "a1" && y == "a3" || x == "a3" && y == "a1"
	}
	approvals := 0
	for seed := range int64(20) {
		random := rand.New(rand.NewSource(seed))
		d.review = map[string][]byte{}
		var signed [4][]string // of the version, by state
		for range 60 {
			state, who := review.State(random.Intn(4)), names[random.Intn(len(names))]
			if d.advance(inventories[random.Intn(2)], state, who, "2026-03-01") != "" {
				continue
			}
			if state == review.Draft {
				signed = [4][]string{}
				continue
			}
			for other := review.Submitted; other < state; other++ {
				if i := slices.IndexFunc(signed[other], func(before string) bool { return same(before, who) }); i >= 0 {
					t.Fatalf("seed %d: %s by %s, who as %s brought them to %s", seed, state, who, signed[other][i], other)
				}
			}
			if signed[state] = append(signed[state], who); state == review.Approved {
				approvals++
			}
		}
		if r := d.sound(); r.History(2004).State == review.Sealed {
			t.Error("sealed without a seal")
		}
	}
	if approvals < 5 {
		t.Errorf("only %d approvals: the sequences say nothing", approvals)
	}
}

// Whatever a step's file holds, it is read without a panic, and what is taken was signed as it stands.
func FuzzSteps(f *testing.F) {
	d := newDesk(f)
	d.must(d.compiled(), "submitted zhangsan", "reviewed lisi")
	for name, content := range d.review {
		f.Add(name, content)
	}
	ws := d.load()
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		texts := append(slices.Clone(ws.Review), workspace.Text{Name: "review/" + name, Content: content})
		r, problems := review.Read(ws, texts, d.engine.Vocabulary, d.log)
		h := r.History(2004)
		if !problems.Failed() && (h.State != review.Reviewed || len(h.Steps) != 2) {
			t.Errorf("an unsigned file brings the figures to %s", h.State)
		}
	})
}
