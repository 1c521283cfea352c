package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"ghg/inventory"
)

// mostDifferences is how many differences are shown to people; csv and json hold all of them.
const mostDifferences = 20

// VerdictPage prints the verdict on a seal: what it is, who signed it, whether it is authentic, what came out, and the differences.
func VerdictPage(w io.Writer, v *Verdict, lang string) {
	say := func(zh, en string, args ...any) {
		fmt.Fprintln(w, fmt.Sprintf(inventory.Text{ZH: zh, EN: en}.In(lang), args...))
	}
	fmt.Fprintln(w, inventory.Printable(v.File))
	if v.Hash != "" {
		state := inventory.Text{ZH: "定稿", EN: "final"}
		if v.Draft {
			state = inventory.Text{ZH: "草稿", EN: "draft"}
		}
		say("  %s %s，%s 年，%s，清单（manifest）sha256:%s", "  %s %s, years %s, %s, manifest sha256:%s", v.Region, inventory.Printable(v.District), calendar(v.Years), state.In(lang), v.Hash)
	}
	signatures(w, v, lang)
	if !v.Authentic() {
		if v.unvouched() {
			say("真实性：不认可。文件与封存时相同，但签名不合您的要求：", "authentic: NOT ACCEPTED. The file is what was sealed, but its signatures are not what you ask for:")
		} else {
			say("真实性：不真实。文件与封存时不同，或签名无效：", "authentic: NO. The file is not what was sealed, or a signature is not valid:")
		}
		for _, p := range v.Refused.Sorted() {
			fmt.Fprintln(w, p.Format(lang))
		}
		return
	}
	say("真实性：真实（容器、哈希、声明和日志相符；签名 %d 个）", "authentic: yes (container, hashes, statement and log agree; signatures: %d)", len(v.Signatures))
	reviews(w, v, lang)
	outcome(w, v, lang)
	vouched(w, v, lang)
}

// unvouched tells whether nothing is wrong with the file itself: those who signed are not whom the verifier wants.
func (v *Verdict) unvouched() bool {
	return !slices.ContainsFunc(v.Refused, func(p inventory.Problem) bool {
		return p.Severity >= inventory.Error && !slices.Contains([]string{"signature-required", "seal-unsigned", "key-not-trusted", "key-other-person", "note-revoked-key"}, p.Code)
	})
}

// calendar prints years that follow each other as a span.
func calendar(years []int) string {
	out := ""
	for i := 0; i < len(years); {
		j := i
		for j+1 < len(years) && years[j+1] == years[j]+1 {
			j++
		}
		if out != "" {
			out += ", "
		}
		out += fmt.Sprint(years[i])
		if j > i {
			out += fmt.Sprintf("–%d", years[j])
		}
		i = j + 1
	}
	return out
}

func signatures(w io.Writer, v *Verdict, lang string) {
	for _, s := range v.Signatures {
		mark := inventory.Text{ZH: "核验者认得的密钥", EN: "a key that the verifier knows"}
		switch {
		case s.OwnWord:
			mark = inventory.Text{ZH: "核验者认得的密钥；姓名和角色只是封存件自己的说法", EN: "a key that the verifier knows; name and role are the seal's own word"}
		case !s.Trusted:
			mark = inventory.Text{ZH: "封存件自己列出的密钥", EN: "a key that the seal itself names"}
		}
		fmt.Fprintf(w, "  %s %s  %s  SHA-256 %s  (%s)\n", signerRoles[s.Role].In(lang), inventory.Printable(s.Name), inventory.Printable(s.Key), s.Fingerprint, mark.In(lang))
	}
	if len(v.Signatures) == 0 && v.Hash != "" && v.Authentic() {
		fmt.Fprintln(w, inventory.Text{ZH: "  未签名：任何人都可能制作了它", EN: "  unsigned: anybody may have made it"}.In(lang))
	} else if text := v.Vouched.In(lang); text != "" {
		fmt.Fprintln(w, "  "+text)
	}
	if len(v.Unsigned) > 0 {
		var names []string
		for _, s := range v.Unsigned {
			names = append(names, signerRoles[s.Role].In(lang)+" "+inventory.Printable(s.Name))
		}
		fmt.Fprintln(w, inventory.Text{ZH: "  没有签名的人：", EN: "  not signed by: "}.In(lang)+strings.Join(names, inventory.Text{ZH: "、", EN: ", "}.In(lang)))
	}
}

var signerRoles = map[string]inventory.Text{"compiler": {ZH: "编制", EN: "compiler"}, "reviewer": {ZH: "审核", EN: "reviewer"}, "approver": {ZH: "批准", EN: "approver"}}

// outcome prints what came of recomputing.
func outcome(w io.Writer, v *Verdict, lang string) {
	say := func(zh, en string, args ...any) {
		fmt.Fprintln(w, fmt.Sprintf(inventory.Text{ZH: zh, EN: en}.In(lang), args...))
	}
	if text := v.Tables.In(lang); text != "" {
		fmt.Fprintln(w, text)
	}
	if v.Sealed != v.Own {
		say("由引擎 %d 版计算，现用 %d 版重算：逐格比较数字", "computed by engine %d, recomputed by %d: figures are compared cell by cell", v.Sealed, v.Own)
	}
	failed(w, v.Failed, lang)
	if v.Identical() {
		if len(v.Signatures) == 0 {
			say("重算：一致（未签名）", "recomputed: unsigned, identical")
		} else {
			say("重算：一致", "recomputed: identical")
		}
		aside(w, v, lang)
		return
	}
	if len(v.Differences) > 0 {
		first := v.Differences[0]
		say("重算：不一致。第一处：%s：封存 %s，重算 %s", "recomputed: differs. The first: %s: sealed %s, recomputed %s", first.place(), shown(first.Sealed), shown(first.Recomputed))
		fmt.Fprintln(w, "  "+inventory.Printable(first.Cause.Words.In(lang)))
		differences(w, v.Differences, lang)
		moves(w, v, lang)
		programTable(w, v.Bridge, lang)
	} else {
		say("重算：不一致：按封存的内容没有全部算出", "recomputed: differs: not all of what was sealed could be computed")
	}
	if v.Explained() {
		say("每处差异都由方法的已知变更说明", "every difference is explained by a named change of a method")
	}
	aside(w, v, lang)
}

// failed prints the errors that kept the results from being computed, the first of many.
func failed(w io.Writer, problems inventory.Problems, lang string) {
	n := 0
	for _, p := range problems {
		if p.Severity < inventory.Error {
			continue
		}
		if n++; n <= mostDifferences {
			fmt.Fprintln(w, p.Format(lang))
		}
	}
	if n > mostDifferences {
		fmt.Fprintln(w, fmt.Sprintf(inventory.Text{ZH: "… 另有 %d 个错误：--format json 列出全部", EN: "… and %d more errors: --format json lists all"}.In(lang), n-mostDifferences))
	}
}

// differences prints the table of differences and their causes, both bounded, and how many differences there are of each cause.
func differences(w io.Writer, list []Difference, lang string) {
	t := &columns{right: []bool{false, true, true, true}}
	t.add(inventory.Text{ZH: "位置", EN: "where"}.In(lang), inventory.Text{ZH: "封存", EN: "sealed"}.In(lang), inventory.Text{ZH: "重算", EN: "recomputed"}.In(lang), inventory.Text{ZH: "原因", EN: "cause"}.In(lang))
	t.rule()
	var causes []Cause
	count := map[Cause]int{}
	for i, d := range list {
		if count[d.Cause]++; count[d.Cause] == 1 {
			causes = append(causes, d.Cause)
		}
		if i < mostDifferences {
			t.add(d.place(), shown(d.Sealed), shown(d.Recomputed), fmt.Sprint(1+slices.Index(causes, d.Cause)))
		}
	}
	t.write(w)
	if more := len(list) - mostDifferences; more > 0 {
		fmt.Fprintln(w, fmt.Sprintf(inventory.Text{ZH: "… 另有 %d 处：--format csv 或 json 列出全部", EN: "… and %d more: --format csv or json lists all"}.In(lang), more))
	}
	for i, c := range causes {
		if i == mostDifferences {
			fmt.Fprintln(w, fmt.Sprintf(inventory.Text{ZH: "… 另有 %d 个原因", EN: "… and %d more causes"}.In(lang), len(causes)-i))
			break
		}
		fmt.Fprintln(w, fmt.Sprintf(inventory.Text{ZH: "原因 %d（%s，%d 处）：%s", EN: "cause %d (%s, differences: %d): %s"}.In(lang), i+1, causeNames[c.Kind].In(lang), count[c], inventory.Printable(c.Words.In(lang))))
	}
}

var causeNames = map[string]inventory.Text{
	CauseInput: {ZH: "输入", EN: "input"}, CauseTable: {ZH: "表", EN: "table"}, CauseProgram: {ZH: "方法的已知变更", EN: "named change of a method"},
	CauseUnnamed: {ZH: "程序版本", EN: "version of the program"}, CauseReview: {ZH: "未经批准", EN: "not approved"}, CauseRecipe: {ZH: "封存声明与结果不符", EN: "the manifest says otherwise"}, CauseUnread: {ZH: "不被读取的输入", EN: "an input that nothing reads"}, CauseAltered: {ZH: "事后改动", EN: "altered since"},
}

// widest is how much of a cell is shown to people.
const widest = 40

// shown is a cell for people; a dash stands for none.
func shown(cell string) string {
	if cell == "" {
		return "–"
	}
	runes := []rune(inventory.Printable(cell))
	if len(runes) > widest {
		return string(runes[:widest-1]) + "…"
	}
	return string(runes)
}

// aside says how much differs that is no part of the verdict.
func aside(w io.Writer, v *Verdict, lang string) {
	if n := len(v.Aside); n > 0 {
		fmt.Fprintln(w, fmt.Sprintf(inventory.Text{ZH: "另有 %d 处只是文字或新增的列，不影响结论：--format csv 列出", EN: "besides, %d differences are of words or of columns added since, no part of the verdict: --format csv lists them"}.In(lang), n))
	}
}
