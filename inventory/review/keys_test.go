package review_test

import (
	"slices"
	"strings"
	"testing"

	"ghg/inventory/review"
	"ghg/inventory/workspace"
)

// Each step lists the keys of its day: who was added, took another name or left since is said in the list and before the next signature.
func TestKeysSince(t *testing.T) {
	d := newDesk(t)
	inv := d.compiled()
	d.must(inv, "submitted zhangsan", "reviewed lisi")
	d.person("wangliu", "王六", workspace.Approver, "wangliu")
	d.keys = slices.Delete(d.keys, 3, 4) // 赵六, who signed nothing
	asked := review.Asked{Year: 2004, State: review.Approved}
	var lines []string
	for _, line := range d.sound().Summary(asked, inv, nil) {
		lines = append(lines, line.EN)
	}
	for _, want := range []string{"  since the step before, in inventory.toml: a key was added: 王六, approver (wangliu)", "  since the step before, in inventory.toml: a key is no longer listed: 赵六, reviewer (zhaoliu)",
		"to be signed: 500151 铜梁区, 2004, version 1, approved", "  submitted by 张三, compiler, on 2026-03-01, total 7,101 t CO2e AR5", "  no version was approved before", "  findings: 0, of which 0 open"} {
		if !slices.Contains(lines, want) {
			t.Errorf("before the signature %q is not told:\n%s", want, strings.Join(lines, "\n"))
		}
	}
	d.must(inv, "approved wangliu")
	list := func() string {
		var out strings.Builder
		d.sound().List([]int{2004}, inv).Print(&out, "en")
		return out.String()
	}
	if got := list(); !strings.Contains(got, "between step 2 and step 3 a key was added: 王六, approver (wangliu)\n") {
		t.Errorf("the list:\n%s", got)
	}
	d.keys = append(d.keys, workspace.Key{Name: "孙八", Role: workspace.Reviewer, Verifier: d.keys[1].Verifier})
	d.keys = slices.Delete(d.keys, 1, 2)
	if got := list(); !strings.Contains(got, "between step 3 and now 孙八 (sunba) was a compiler and is a reviewer\n") {
		t.Errorf("the list:\n%s", got)
	}
	d.keys[len(d.keys)-1].Role = workspace.Compiler
	d.must(inv, "draft zhangsan")
	lines = nil
	for _, line := range d.sound().Summary(review.Asked{Year: 2004, State: review.Submitted}, inv, nil) {
		lines = append(lines, line.EN)
	}
	if !slices.Contains(lines, "  every figure is that of version 1, approved on 2026-03-03") {
		t.Errorf("what the last version had:\n%s", strings.Join(lines, "\n"))
	}
}

// Neither two spellings of one name review and approve, nor does a reviewer close what he answered under another spelling.
func TestOnePersonUnderTwoNames(t *testing.T) {
	for _, name := range []string{"张·三", "张三（市局）", "张三.", "张三\ufe00", "张\u034f三", "张三\u3164", "\u2800张三"} {
		d := newDesk(t)
		inv := d.compiled()
		d.person("second", name, workspace.Reviewer, "second")
		d.must(inv, "submitted zhangsan")
		if code := d.advance(inv, review.Reviewed, "second", "2026-03-02"); code != "same-person" {
			t.Errorf("%q reviews what 张三 submitted: %q", name, code)
		}
	}
}

// A reason is signed for a value: when the figure moves the finding is open again, and approval waits.
func TestSignedReasonHoldsForItsValue(t *testing.T) {
	d := newDesk(t)
	inv := d.compiled()
	d.raise(inv, "1.A.2.f", "CO2")
	r, f := d.finding("F001")
	d.row(r.CloseSigned(f, spoken, inv, d.signers["lisi"]))
	if r := d.sound(); len(r.Unsettled(2004, inv)) != 0 {
		t.Error("a signed reason closes nothing")
	}
	d.inputs["activity/a.csv"] = strings.Replace(activity, "4035", "9035", 1)
	moved := d.compiled()
	if r := d.sound(); len(r.Unsettled(2004, moved)) != 1 {
		t.Error("the figure moved and the finding stays closed")
	}
	var out strings.Builder
	d.sound().List([]int{2004}, moved).Print(&out, "zh")
	if !strings.Contains(out.String(), "F001  错误  2004 区域 1.A.2.f CO2  签名关闭之后数又变了，视为未关闭") || !strings.Contains(out.String(), "李四（审核人）于 2026-03-02 签名关闭，当时 7,028 t，现在 15,737 t (+8,709 t, +120 %)") {
		t.Error(out.String())
	}
	table := string(d.review[findingsName])
	d.review[findingsName] = []byte(strings.Replace(table, "mended,李四,2026-03-02,7027.95951495", "mended,李四,2026-03-02,15736.7", 1))
	if _, problems := d.read(); !problems.Failed() {
		t.Error("the value of a signed closing is edited")
	}
}
