package review_test

import (
	"bytes"
	"strings"
	"testing"

	"ghg/inventory"
	"ghg/inventory/bundle"
	"ghg/inventory/report"
	"ghg/inventory/review"
	"ghg/inventory/workspace"
)

// sealOf is what a final seal of the desk holds of figures and review.
func (d *desk) sealOf(inv *inventory.Inventory) *bundle.Seal {
	d.Helper()
	var lines, summary bytes.Buffer
	if report.WriteInventory(&lines, inv) != nil || report.WriteSummary(&summary, inv) != nil {
		d.Fatal("no tables")
	}
	seal := &bundle.Seal{Manifest: &bundle.Manifest{Region: bundle.Region{Code: "500151", Name: "铜梁区"}, Years: []int{2004}}, Keys: d.keys, Log: &bundle.Log{},
		Parts: []bundle.Part{{Path: "results/inventory.csv", Content: lines.Bytes()}, {Path: "results/summary.csv", Content: summary.Bytes()}}}
	seal.Log.Add(bundle.Record{Region: "500151", Years: []int{2004}, Manifest: strings.Repeat("0", 64)})
	for name, content := range d.review {
		seal.Parts = append(seal.Parts, bundle.Part{Path: "inputs/" + name, Content: content})
	}
	return seal
}

// Verifying tells of each year what its sealed review says; where an approver is listed, only approved figures are final.
func TestJudge(t *testing.T) {
	d := newDesk(t)
	inv := d.compiled()
	d.inputs["activity/a.csv"] = strings.Replace(activity, "4035", "4036", 1)
	other := d.compiled()
	for _, x := range []struct {
		name    string
		prepare func()
		inv     *inventory.Inventory
		text    string
		differs bool
	}{
		{"nothing signed", func() {}, inv, "final, not reviewed", true},
		{"no approver", func() { d.keys = d.keys[:4] }, inv, "final, not reviewed", false},
		{"reviewed", func() { d.must(inv, "submitted zhangsan", "reviewed lisi") }, inv, "final, not approved: reviewed by 李四 on 2026-03-02 (version 1; submitted by 张三)", true},
		{"approved", func() { d.must(inv, "submitted zhangsan", "reviewed lisi", "approved wangwu") }, inv, "approved by 王五 on 2026-03-03 (version 1; submitted by 张三; reviewed by 李四)", false},
		{"other figures approved", func() { d.must(other, "submitted zhangsan", "reviewed lisi", "approved wangwu") }, inv, "NOT the figures that are sealed: approved by 王五", true},
		{"a false signature", func() {
			d.must(inv, "submitted zhangsan", "reviewed lisi", "approved wangwu")
			const name = "review/2004-02-reviewed.note"
			d.review[name] = bytes.Replace(d.review[name], []byte("2026-03-02"), []byte("2026-03-03"), 1)
		}, inv, "whether it was approved cannot be told", true},
	} {
		back := d.keep()
		x.prepare()
		v := &report.Verdict{}
		review.Judge(d.sealOf(x.inv), v, nil)
		back()
		if len(v.Review) != 1 || !strings.Contains(v.Review[0].Text(false, false).EN, x.text) {
			t.Errorf("%s: %+v", x.name, v.Review)
		}
		if (len(v.Differences) == 1) != x.differs || x.differs && (v.Differences[0].Cause.Kind != report.CauseReview || v.Differences[0].Column != "draft") {
			t.Errorf("%s: %+v", x.name, v.Differences)
		}
	}
	d.must(inv, "submitted zhangsan", "reviewed lisi", "approved wangwu")
	v := &report.Verdict{}
	seal := d.sealOf(inv)
	seal.Log.Add(seal.Log.Records[0])
	review.Judge(seal, v, func(k workspace.Key) bool { return k.Name != "王五" })
	if text := v.Review[0].Text(false, v.Known).EN; !strings.HasSuffix(text, "by keys that the verifier does not know: 王五; sealed as final before: record 0 of the log") {
		t.Error(text)
	}
}
