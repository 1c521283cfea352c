package review_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"slices"
	"strings"
	"testing"

	"ghg/inventory"
	"ghg/inventory/report"
	"ghg/inventory/review"
	"ghg/inventory/workspace"
)

var spoken = review.Said{Text: "mended", By: "张三", Date: "2026-03-02"}

// finding is that of the id.
func (d *desk) finding(id string) (*review.Review, *review.Finding) {
	d.Helper()
	r, _ := d.read()
	f, p := r.Finding(id)
	if p != nil {
		d.Fatal(p.Format("en"))
	}
	return r, f
}

// A finding closes when its figure has changed, and is open again when the figure is back; else by a reviewer's signed reason.
func TestFindings(t *testing.T) {
	d := newDesk(t)
	before := d.compiled()
	for _, scope := range []string{"1.A.2.f", "total"} {
		gas := inventory.AllGases
		if scope == "1.A.2.f" {
			gas = "CO2"
		}
		if code := d.raise(before, scope, gas); code != "" {
			t.Fatal(code)
		}
	}
	r, f := d.finding("f001")
	if v := f.Bound(); v.Mass.String() != "7027.95951495" || v.CO2e.String() != "7027.95951495" || v.GWPSet != "AR5" || f.Closed() != nil {
		t.Errorf("F001 is bound to %s", v)
	}
	if code := d.row(r.Close(f, spoken, before)); code != "closed-unchanged" {
		t.Errorf("closed while the figure is the same: %q", code)
	}
	if code := d.row(r.Answer(f, spoken)); code != "" {
		t.Error(code)
	}
	d.inputs["activity/a.csv"] = strings.Replace(activity, "4035", "2017.5", 1)
	after := d.compiled()
	r, f = d.finding("F001")
	if change := f.Change(after); !change.Changed || change.Difference().String() != "-3513.979757475" {
		t.Errorf("half the coal: %+v", change)
	}
	if code := d.row(r.Close(f, spoken, after)); code != "" {
		t.Error(code)
	}
	r, f = d.finding("F001")
	if !f.Settled(after) || f.Settled(before) || f.Bound().Mass.String() != "7027.95951495" {
		t.Error("the finding is closed by the figure as it is now, not as it was")
	}
	if code := d.row(r.Reopen(f, spoken, after)); code != "" {
		t.Error(code)
	}
	r, f = d.finding("F001")
	if f.Closed() != nil || f.Bound().Mass.String() != "3513.979757475" {
		t.Errorf("reopened it stands against %s", f.Bound())
	}
	if code := d.row(r.Close(f, spoken, after)); code != "closed-unchanged" {
		t.Errorf("closed against the figure at which it was reopened: %q", code)
	}
	for who, code := range map[string]string{"zhangsan": "wrong-role", "wangwu": "wrong-role", "stranger": "unknown-key"} {
		if got := d.row(r.CloseSigned(f, spoken, after, d.signers[who])); got != code {
			t.Errorf("a reason signed by %s: %q, want %q", who, got, code)
		}
	}
	if code := d.row(r.Answer(f, review.Said{Text: "I see", By: "李 四", Date: "2026-03-02"})); code != "" {
		t.Error(code)
	}
	r, f = d.finding("F001")
	if code := d.row(r.CloseSigned(f, spoken, after, d.signers["lisi"])); code != "same-person" {
		t.Errorf("closed by the reviewer who answered it: %q", code)
	}
	if code := d.row(r.CloseSigned(f, spoken, after, d.signers["zhaoliu"])); code != "" {
		t.Error(code)
	}
	if r := d.sound(); len(r.Unsettled(2004, after)) != 1 || r.Unsettled(2004, after)[0].ID != "F002" {
		t.Error("F002 alone is open")
	}
	want := "F001,2004,territorial,1.A.2.f,CO2,error,closed_with_reason,counted twice,李四,2026-03-01,张三 2026-03-02: mended; 李 四 2026-03-02: I see,赵六,2026-03-02,mended,3513.979757475,3513.979757475,AR5,3513.979757475,3513.979757475,AR5,no,0,review/findings.csv:2,,,zhaoliu,张三 2026-03-02: mended,\n"
	var out bytes.Buffer
	if err := d.sound().List([]int{2004}, after).Records().WriteCSV(&out); err != nil || !strings.Contains(out.String(), want) {
		t.Errorf("the listing:\n%s\nwant\n%s", out.String(), want)
	}
}

// Open findings keep figures from being reviewed and approved.
func TestOpenFindingsStopTheSteps(t *testing.T) {
	d := newDesk(t)
	inv := d.compiled()
	d.raise(inv, "total", inventory.AllGases)
	d.must(inv, "submitted zhangsan")
	if code := d.advance(inv, review.Reviewed, "lisi", "2026-04-01"); code != "findings-open" {
		t.Errorf("reviewed with an open finding: %q", code)
	}
	r, f := d.finding("F001")
	if code := d.row(r.CloseSigned(f, spoken, inv, d.signers["lisi"])); code != "" {
		t.Fatal(code)
	}
	d.must(inv, "reviewed lisi")
	d.raise(inv, "1.A.2.f", "CH4")
	if code := d.advance(inv, review.Approved, "wangwu", "2026-04-01"); code != "findings-open" {
		t.Errorf("approved with a finding that came after the review: %q", code)
	}
	r, f = d.finding("F002")
	if code := d.row(r.CloseSigned(f, spoken, inv, d.signers["zhaoliu"])); code != "" {
		t.Fatal(code)
	}
	d.must(inv, "approved wangwu")
	if problems := d.sound().Sealable(d.compiled(2004)); problems != nil {
		t.Errorf("an approved year cannot be sealed: %s", told(problems))
	}
	if problems := d.sound().Sealable(inv); len(problems) != 1 || problems[0].Code != "not-approved" || !strings.HasPrefix(problems[0].Message.EN, "2005 is draft") {
		t.Errorf("a year that nobody approved can be sealed: %s", told(problems))
	}
	d.raise(inv, "total", "CO2")
	if problems := d.sound().Sealable(d.compiled(2004)); len(problems) != 1 || problems[0].Code != "findings-open" {
		t.Errorf("sealed with an open finding: %s", told(problems))
	}
}

// A row by hand that claims a change which never was closes nothing: the figure itself is asked.
func TestFakedClosing(t *testing.T) {
	d := newDesk(t)
	inv := d.compiled()
	d.raise(inv, "1.A.2.f", "CO2")
	d.must(inv, "submitted zhangsan")
	d.review["review/findings.csv"] = append(d.review["review/findings.csv"], "F001,closed,,,,,,mended,张三,2026-03-02,1,AR5,1,,,\r\n"...)
	if code := d.advance(inv, review.Reviewed, "lisi", "2026-04-01"); code != "findings-open" {
		t.Errorf("a change that never was closes a finding: %q", code)
	}
	var out strings.Builder
	d.sound().List([]int{2004}, inv).Print(&out, "en")
	if !strings.Contains(out.String(), "F001  ERROR  2004 territorial 1.A.2.f CO2  the figure is what it was when it was raised: open again") {
		t.Error(out.String())
	}
}

// CO2e of another GWP set is not comparable: such a change closes nothing. The mass of a gas is.
func TestOtherGWPSet(t *testing.T) {
	d := newDesk(t)
	inv := d.compiled()
	d.raise(inv, "total", inventory.AllGases)
	d.raise(inv, "total", "CH4")
	d.inputs["inventory.toml"] = "gwp_set = \"AR4\"\n" + settings
	other := d.compiled()
	r, f := d.finding("F001")
	if change := f.Change(other); change.Changed || !change.OtherSet || change.Difference() != nil {
		t.Errorf("AR5 to AR4: %+v", change)
	}
	if code := d.row(r.Close(f, spoken, other)); code != "closed-unchanged" {
		t.Errorf("closed by a change of the GWP set: %q", code)
	}
	if _, f := d.finding("F002"); f.Change(other).Changed || f.Change(other).Difference().String() != "0" {
		t.Error("a mass changes with the GWP set")
	}
}

// An edit of what was written is found and named by its row, and so is a row that was taken away or put between.
func TestTamperedFindings(t *testing.T) {
	d := newDesk(t)
	inv := d.compiled()
	d.raise(inv, "1.A.2.f", "CO2")
	d.raise(inv, "total", inventory.AllGases)
	r, f := d.finding("F001")
	d.row(r.Answer(f, spoken))
	r, f = d.finding("F001")
	d.row(r.CloseSigned(f, spoken, inv, d.signers["lisi"]))
	r, f = d.finding("F002")
	d.row(r.CloseSigned(f, spoken, inv, d.signers["lisi"]))
	d.must(inv, "submitted zhangsan", "reviewed lisi")
	const name = "review/findings.csv"
	table := string(d.review[name])
	lines := strings.SplitAfter(table, "\r\n")
	replaced := func(old, now string) string {
		if !strings.Contains(table, old) {
			t.Fatalf("%q is not in\n%s", old, table)
		}
		return strings.Replace(table, old, now, 1)
	}
	without := func(digest string) string { // a row as if it had been written by hand
		return strings.Replace(replaced("counted twice", "counted right"), digest, "", 1)
	}
	digest := strings.Split(lines[1], ",")[14]
	for what, c := range map[string]struct {
		text string
		want []string
	}{
		"the figure":             {replaced("7027.95951495", "7027.9"), []string{"findings.csv rewritten", "findings.csv:2:15 finding-edited", "findings.csv:5:16 finding-signature"}},
		"the text":               {replaced("counted twice", "counted right"), []string{"findings.csv rewritten", "findings.csv:2:15 finding-edited", "findings.csv:5:16 finding-signature"}},
		"the text, digest blank": {without(digest), []string{"findings.csv rewritten", "findings.csv:5:16 finding-signature"}},
		"the signature":          {replaced(" lisi ", " wangwu "), []string{"findings.csv rewritten", "findings.csv:5:16 finding-signature"}},
		"the signature is gone":  {cutSignature(table), []string{"findings.csv rewritten", "findings.csv:5:11 closed-unchanged"}},
		"the last row is gone":   {strings.Join(lines[:5], ""), []string{"findings.csv rewritten"}},
		"the first row is gone":  {lines[0] + strings.Join(lines[2:], ""), []string{"findings.csv rewritten", "findings.csv:2:1 finding-missing", "findings.csv:3:1 unknown-finding", "findings.csv:4:1 unknown-finding"}},
		"an answer is gone":      {lines[0] + lines[1] + lines[2] + strings.Join(lines[4:], ""), []string{"findings.csv rewritten", "findings.csv:4:16 finding-signature"}},
		"two rows exchanged":     {lines[0] + lines[1] + lines[2] + lines[3] + lines[5] + lines[4], []string{"findings.csv rewritten"}},
		"a row between":          {lines[0] + lines[1] + "F001,answered,,,,,,no,x,2026-03-01,,,,,,\r\n" + strings.Join(lines[2:], ""), []string{"findings.csv rewritten", "findings.csv:6:16 finding-signature"}},
		"the whole table":        {lines[0], []string{"findings.csv rewritten"}},
	} {
		d.review[name] = []byte(c.text)
		_, problems := d.read()
		got := codes(problems)
		for i := range got {
			got[i] = strings.Replace(got[i], "findings-rewritten", "rewritten", 1)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q\n%s", what, got, c.want, told(problems))
		}
		if code := d.advance(inv, review.Approved, "wangwu", "2026-04-01"); code != "review-unsound" && code != "findings-open" {
			t.Errorf("%s: approved upon it: %q", what, code)
		}
	}
	d.review[name] = []byte("\ufeff" + strings.ReplaceAll(strings.ReplaceAll(table[3:], "2026-03-02", "2026/3/2"), "2026-03-01", "2026/3/1")) // as a spreadsheet program saves it
	d.sound()
	d.review[name] = []byte(table + "F003,raised,2004,,total,all,info,by hand,x,2026-05-01,,AR5,7100.597435025,NE,,\r\n")
	d.sound()
}

func cutSignature(table string) string {
	at := strings.Index(table, "— lisi")
	return table[:at] + table[at+strings.Index(table[at:], "\r\n"):]
}

// What people write into the table is refused with its cell.
func TestBadFindings(t *testing.T) {
	d := newDesk(t)
	const head = "id,event,year,boundary,category,gas,severity,text,by,date,value_t,gwp_set,co2e_t,notation\n"
	for row, want := range map[string][]string{
		"F001,raised,2004,,total,,error,t,n,2026-01-01,,AR5,7100.6,":                                               nil,
		"F001,提出,2004,区域,1A2f,ch4,错误,内容,李四,2026-01-01,0.78,AR5,22.1,":                                              nil,
		"F001,raised,2004,,total,,error,t,n,2026-01-01,,,7100.6,":                                                  {"findings.csv:2:12 blank-cell"},
		"F002,raised,2004,,total,,error,t,n,2026-01-01,,,,NE":                                                      {"findings.csv:2:1 finding-missing"},
		"F001,raised,4,,total,,error,t,n,2026-01-01,,,,NE":                                                         {"findings.csv:2:3 bad-year"},
		"F001,raised,2004,teritorial,total,,error,t,n,2026-01-01,,,,NE":                                            {"findings.csv:2:4 unknown-word"},
		"F001,raised,2004,,1.A.2.ff,,error,t,n,2026-01-01,,,,NE":                                                   {"findings.csv:2:5 unknown-category"},
		"F001,raised,2004,,total,甲烷,error,t,n,2026-01-01,,,,NE":                                                    {"findings.csv:2:6 unknown-gas"},
		"F001,raised,2004,,total,CO3,error,t,n,2026-01-01,,,,NE":                                                   {"findings.csv:2:6 unknown-gas"},
		"F001,raised,2004,,total,,eror,t,n,2026-01-01,,,,NE":                                                       {"findings.csv:2:7 unknown-word"},
		"F001,raised,2004,,total,,error,,n,2026-01-01,,,,NE":                                                       {"findings.csv:2:8 blank-cell"},
		"F001,raised,2004,,total,,error,=1+1,n,2026-01-01,,,,NE":                                                   {"findings.csv:2:8 formula"},
		"F001,raised,2004,,total,,error,a\u202eb,n,2026-01-01,,,,NE":                                               {"findings.csv:2:8 control-character"},
		"F001,raised,2004,,total,,error,\"two\nlines\",\"n\nm\",2026-01-01,,,,NE":                                  {"findings.csv:2:9 control-character"},
		"F001,raised,2004,,total,,error,a\x07b,n,2026-01-01,,,,NE":                                                 {"findings.csv:2:8 control-character"},
		"F001,raised,2004,,total,,error," + strings.Repeat("煤", 4000) + ",n,2026-01-01,,,,NE":                      nil,
		"F001,raised,2004,,total,,error," + strings.Repeat("煤", 10000) + ",n,2026-01-01,,,,NE":                     {"findings.csv:2:8 text-too-long"},
		"F001,raised,2004,,total,,error,t,n,01/02/2026,,,,NE":                                                      {"findings.csv:2:10 bad-date"},
		"F001,raised,2004,,total,,error,t,n,2026-01-01,x,,,NE":                                                     {"findings.csv:2:11 not-a-number"},
		"F001,rised,2004,,total,,error,t,n,2026-01-01,,,,NE":                                                       {"findings.csv:2:2 unknown-word"},
		"F009,answered,,,,,,t,n,2026-01-01,,,,":                                                                    {"findings.csv:2:1 unknown-finding"},
		"F001,raised,2004,,total,,error,t,n,2026-01-01,,,,NE\nF001,raised,2004,,total,,error,t,n,2026-01-01,,,,NE": {"findings.csv:3:1 finding-twice"},
		"F001,raised,2004,,total,,error,t,n,2026-01-01,,,,NE\nF001,answered,2004,,,,,t,n,2026-01-01,,,,":           {"findings.csv:3:3 finding-columns"},
		"F001,raised,2004,,total,,error,t,n,2026-01-01,,,,NE\nF001,closed,,,,,,t,n,2026-01-01,,,,":                 {"findings.csv:3:11 closed-without-value"},
		"F001,raised,2004,,total,,error,t,n,2026-01-01,,,,NE\nF001,closed,,,,,,t,n,2026-01-01,,,,NE":               {"findings.csv:3:11 closed-unchanged"},
		"F001,raised,2004,,total,,error,t,n,2026-01-01,,,,NE\nF001,closed,,,,,,t,n,2026-01-01,,,,NO":               nil,
		"F001,raised,2004,,total,,error,t,n,2026-01-01,,,,NE\nF001,reopened,,,,,,t,n,2026-01-01,,,,":               {"findings.csv:3:2 not-closed"},
	} {
		d.review["review/findings.csv"] = []byte(head + row + "\n")
		_, problems := d.read()
		if got := codes(problems); !slices.Equal(got, want) {
			t.Errorf("%.120s: %q, want %q\n%s", row, got, want, told(problems))
		}
	}
	d.review["review/findings.csv"] = []byte(head + "F001,raised,2004,,total,,error,t,n,2026-01-01,,,,\n")
	if _, problems := d.read(); problems.Failed() || len(problems) != 1 || problems[0].Code != "finding-unbound" {
		t.Errorf("a finding without a value: %s", told(problems))
	}
	if code := d.raise(d.compiled(), "1.A.2.f", "SF6"); code != "unknown-figure" {
		t.Errorf("a finding against a figure that there is none of: %q", code)
	}
}

// The digest of a year is that of the cells of the tables of out/, and does not depend on the years compiled with it.
func TestDigest(t *testing.T) {
	d := newDesk(t)
	inv := d.compiled()
	sum := sha256.New()
	var lines, summary bytes.Buffer
	if report.WriteInventory(&lines, inv) != nil || report.WriteSummary(&summary, inv) != nil {
		t.Fatal("the tables are not written")
	}
	for _, table := range []string{lines.String(), summary.String()} {
		rows, err := csv.NewReader(strings.NewReader(table)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			if row[1] == "2004" {
				sum.Write([]byte(strings.Join(row, "\t") + "\n"))
			}
		}
	}
	want := hex.EncodeToString(sum.Sum(nil))
	if got := review.FiguresOf(inv)[2004].Digest(); got != want {
		t.Errorf("digest %s, want %s", got, want)
	}
	if got := review.FiguresOf(d.compiled(2004))[2004].Digest(); got != want {
		t.Errorf("compiled alone its digest is %s, want %s", got, want)
	}
	d.inputs["activity/a.csv"] = strings.Replace(activity, "4035", "4036", 1)
	first, n := review.Differences(review.FiguresOf(inv)[2004], review.FiguresOf(d.compiled())[2004])
	if n != 3 || first[0] != (review.Difference{Name: "1.A.2.f 烟煤 CO2", Column: "value", Old: "7027.95951495", New: "7029.70126452"}) {
		t.Errorf("%d differences: %+v", n, first)
	}
	d.inputs["activity/a.csv"] = strings.Replace(activity, "2004,1.A.4.b,烟煤,10,t,,x,统\n", "", 1)
	if first, n := review.Differences(review.FiguresOf(inv)[2004], review.FiguresOf(d.compiled())[2004]); n != 6 || first[0] != (review.Difference{Name: "1.A.4.b 烟煤 CO2", Old: "1.A.4.b 烟煤 CO2"}) {
		t.Errorf("%d differences: %+v", n, first)
	}
}

// Approved figures are compiled over by equal ones only.
func TestOverwrites(t *testing.T) {
	d := newDesk(t)
	inv := d.compiled()
	d.must(inv, "submitted zhangsan", "reviewed lisi", "approved wangwu")
	written := func() map[int]*review.Figures { return review.FiguresOf(inv) }
	if over := d.sound().Overwrites(d.compiled(), written); over != nil {
		t.Errorf("equal figures: %s", told(over))
	}
	d.inputs["activity/a.csv"] = strings.Replace(activity, "4598", "4599", 1)
	if over := d.sound().Overwrites(d.compiled(), written); over != nil {
		t.Errorf("another year's figures: %s", told(over))
	}
	d.inputs["activity/a.csv"] = strings.Replace(activity, "4035", "4036", 1)
	over := d.sound().Overwrites(d.compiled(), written)
	if len(over) != 1 || over[0].Code != "year-approved" || over[0].Year != 2004 || over[0].Source.File != "review/2004-03-approved.note" {
		t.Fatalf("other figures: %s", told(over))
	}
	const message = "the figures of 2004, version 1, were approved by 王五 on 2026-03-03 (total 7100.597435025 t CO2e AR5); those compiled now differ (total 7102.35244327 t CO2e AR5); " +
		"3 rows differ, the first of them 1.A.2.f 烟煤 CO2: value 7027.95951495 → 7029.70126452; 1.A.2.f 烟煤 CH4: value 0.7896495 → 0.7898452; 1.A.2.f 烟煤 N2O: value 0.118447425 → 0.11847678"
	if over[0].Message.EN != message {
		t.Errorf("%s\nwant\n%s", over[0].Message.EN, message)
	}
	if over := d.sound().Overwrites(d.compiled(), func() map[int]*review.Figures { return nil }); len(over) != 1 || strings.Contains(over[0].Message.EN, "rows differ") {
		t.Errorf("without the former figures: %s", told(over))
	}
	d.must(inv, "draft zhangsan")
	if over := d.sound().Overwrites(d.compiled(), written); over != nil {
		t.Errorf("a new version: %s", told(over))
	}
}

// Whatever the table of findings holds, it is read without a panic, and what is taken can be added to and read again.
func FuzzFindings(f *testing.F) {
	d := newDesk(f)
	inv := d.compiled(2004)
	d.raise(inv, "1.A.2.f", "CO2")
	r, finding := d.finding("F001")
	d.row(r.CloseSigned(finding, spoken, inv, d.signers["lisi"]))
	f.Add(d.review["review/findings.csv"])
	f.Add([]byte("id,event,text,by,date\nF001,raised,x,y,2026-01-01\n"))
	ws := d.load()
	f.Fuzz(func(t *testing.T, content []byte) {
		r, problems := readTable(d, ws, content)
		r.List([]int{2004}, inv).Records()
		if problems.Failed() {
			return
		}
		n := len(r.Findings)
		_, after, added := r.Raise(inventory.Figure{Year: 2004, Scope: inventory.ScopeTotal, Gas: inventory.AllGases}, inventory.Info, spoken, inv)
		if added.Failed() {
			t.Fatalf("a sound table cannot be added to: %s", told(added))
		}
		again, found := readTable(d, ws, after)
		if found.Failed() || len(again.Findings) != n+1 {
			t.Fatalf("%d findings, %d before; %s\n%q", len(again.Findings), n, told(found), after)
		}
	})
}

// readTable reads a table of findings beside an index of it.
func readTable(d *desk, ws *workspace.Workspace, content []byte) (*review.Review, inventory.Problems) {
	texts := []workspace.Text{{Name: findingsName, Content: content}}
	r, _ := review.Read(ws, texts, d.engine.Vocabulary, nil)
	texts = append(texts, workspace.Text{Name: "review/" + review.IndexFile, Content: r.IndexWith(review.FindingsFile, content)})
	return review.Read(ws, texts, d.engine.Vocabulary, nil)
}
