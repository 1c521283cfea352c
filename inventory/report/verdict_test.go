package report_test

import (
	"bytes"
	"strconv"
	"testing"

	"ghg/inventory"
	"ghg/inventory/golden"
	"ghg/inventory/report"
)

// verdicts are one of each kind.
func verdicts() []*report.Verdict {
	both := func(zh, en string) inventory.Text { return inventory.Text{ZH: zh, EN: en} }
	base := func() *report.Verdict {
		return &report.Verdict{File: "seals/500151_2019-2020_0a1b2c3d.zip", Hash: "0a1b2c3d", Region: "500151", District: "铜梁区", Years: []int{2015, 2019, 2020}, Sealed: 2, Own: 2,
			Signatures: []report.Signature{{Name: "张三", Role: "compiler", Key: "zhangsan+1f2e3d4c+AX", Fingerprint: "00ff", Trusted: true}, {Name: "李四", Role: "approver", Key: "lisi+00000000+AX", Fingerprint: "11ee"}},
			Vouched:    both("密钥与 trust 所列核对过", "the keys were held against those of trust")}
	}
	identical, unsigned, differs, older, refused, failed := base(), base(), base(), base(), base(), base()
	unsigned.Attachments = 2
	steps := []report.ReviewStep{{State: "submitted", Name: "张三", Role: "compiler", Date: "2026-03-02", Key: "zhangsan+1f2e3d4c+AX", Trusted: true}, {State: "reviewed", Name: "李四", Role: "reviewer", Date: "2026-03-03", Key: "lisi+00000000+AX"},
		{State: "approved", Name: "王五", Role: "approver", Date: "2026-03-04", Key: "wangwu+00000000+AX"}}
	identical.Known, identical.Unsigned = true, []report.Signature{{Name: "王五", Role: "approver", Key: "wangwu+00000000+AX", Fingerprint: "22dd"}}
	identical.Review = []report.Reviewed{{Year: 2015}, {Year: 2019, State: "approved", Version: 2, Steps: steps, Before: []int64{0, 3}}, {Year: 2020, State: "approved", Version: 2, Steps: steps, Before: []int64{0, 3}}}
	unsigned.Review = []report.Reviewed{{Year: 2015}, {Year: 2019}, {Year: 2020}}
	differs.Review = []report.Reviewed{{Year: 2015, State: "submitted", Version: 1, Steps: steps[:1]}, {Year: 2019, State: "approved", Version: 1, Steps: steps, Other: true}, {Year: 2020, State: report.ReviewBroken}}
	identical.Signatures[0].OwnWord = true
	unsigned.Signatures, unsigned.Vouched, unsigned.Draft = nil, inventory.Text{}, true
	causes := []report.Cause{{Kind: report.CauseInput, Of: "activity/a.csv:2:4", Words: both("输入 activity/a.csv:2:4", "input activity/a.csv:2:4")}, {Kind: report.CauseTable, Of: "IPCC|CO2", Words: both("表", "table")},
		{Kind: report.CauseAltered, Words: both("结果被改动", "the result was altered")}}
	for i := range 25 {
		differs.Differences = append(differs.Differences, report.Difference{Part: "results/inventory.csv", Row: "2020 1.A CO2", Line: i + 2, Column: "value", Sealed: strconv.Itoa(i), Recomputed: "1234567890.123456789012345678901234567890123456789", Cause: causes[i%3]})
	}
	older.Sealed, older.Tables = 1, both("用封存件自带的表重算", "recomputed with the tables in the seal")
	older.Differences = []report.Difference{{Part: "results/inventory.csv", Row: "2020 1.B CH4", Line: 9, Sealed: "NE", Cause: report.Cause{Kind: report.CauseProgram, Of: "engine 2", Words: both("程序（引擎 2 版起）：逸散排放", "program (since engine 2): fugitive emissions")}}}
	older.Aside = older.Differences
	problem := inventory.Problem{Source: inventory.Source{File: "results/summary.csv"}, Code: "part-changed", Severity: inventory.Error, Message: both("被改过", "was changed"), Hint: both("要原件", "ask for the original")}
	refused.Refused, failed.Failed = inventory.Problems{problem}, inventory.Problems{problem}
	return []*report.Verdict{identical, unsigned, differs, older, refused, failed}
}

// The pages of every kind of verdict, and the words for machines.
func TestVerdictPages(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		var out bytes.Buffer
		for _, v := range verdicts() {
			report.VerdictPage(&out, v, lang)
			out.WriteString("\n")
		}
		golden.Compare(t, "testdata/verdict."+lang+".txt", out.String())
	}
	for i, want := range []string{"identical", "unsigned, identical", "differs", "differs", "not authentic", "differs"} {
		if v := verdicts()[i]; v.Word() != want || v.Explained() != (i == 3) || v.Authentic() != (i != 4) {
			t.Errorf("%d: %s", i, v.Word())
		}
	}
	whole, err := report.VerdictJSON(verdicts())
	if err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, "testdata/verdict.json", string(whole))
}
