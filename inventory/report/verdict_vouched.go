package report

import (
	"fmt"
	"io"
	"slices"

	"ghg/inventory"
)

// mostMoves is how many causes of what the tables of a seal move are told.
const mostMoves = 10

// movedRecords are the largest causes of what tables of no release move, of each year and boundary.
func movedRecords(v *Verdict) Records {
	if v.Moved == nil {
		return Records{}
	}
	out := CauseRecords(v.Moved)
	rank := slices.Index(out.Columns, "rank")
	out.Rows = slices.DeleteFunc(out.Rows, func(row []string) bool { return len(row[rank]) > 1 && row[rank] != "10" })
	return out
}

// moves prints what the tables of a seal move against those of the program: the largest causes.
func moves(w io.Writer, v *Verdict, lang string) {
	records := movedRecords(v)
	if len(records.Rows) == 0 {
		return
	}
	fmt.Fprintln(w, inventory.Text{ZH: "封存的表与本程序的表之差，最大的原因（由本程序的表到封存的表）：", EN: "what the tables in the seal move, the largest causes (from the tables of this program to those of the seal):"}.In(lang))
	year, sentence := slices.Index(records.Columns, "year_new"), slices.Index(records.Columns, "sentence_"+lang)
	for i, row := range records.Rows {
		if i == mostMoves {
			fmt.Fprintln(w, fmt.Sprintf(inventory.Text{ZH: "  … 另有 %d 条：--format json 列出", EN: "  … and %d more: --format json lists them"}.In(lang), len(records.Rows)-i))
			break
		}
		fmt.Fprintln(w, "  "+row[year]+" "+inventory.Printable(row[sentence]))
	}
}

// vouched says what the verdict vouches for, and what whoever relies on it must know otherwise.
func vouched(w io.Writer, v *Verdict, lang string) {
	say := func(zh, en string, args ...any) {
		fmt.Fprintln(w, fmt.Sprintf(inventory.Text{ZH: zh, EN: en}.In(lang), args...))
	}
	if v.Identical() {
		say("已证明：文件是封存时的那一份；数字由封存的输入和表算出", "vouched for: the file is as it was sealed; its figures follow from the sealed inputs and tables")
	}
	say("未证明：", "not vouched for:")
	say("  · 输入属实：没有哪个部门为它们签名", "  · that the inputs are true: no department signed them")
	if v.Known {
		say("  · 签名的人有权签名：密钥是您给出的那些", "  · that the signers were entitled to sign: the keys are those that you gave")
	} else {
		say("  · 是谁签的、谁该签：密钥、姓名和角色只是封存件自己的说法，除非您给出密钥（--workspace、--trust）", "  · who signed and who had to: keys, names and roles are the seal's own word unless you give keys (--workspace, --trust)")
	}
	if v.Attachments > 0 {
		say("  · 附件（%d 个）：只校验了哈希，内容没有核对", "  · the attachments (%d): hashed, their contents were not verified", v.Attachments)
	}
	say("  · 没有另一份历史：与他人手中的封存或日志对照（--log）", "  · that there is no other history: hold the log against seals that others have (--log)")
	say("  · 本程序自身：引擎 %d 版和它的表须来自您信任的来源", "  · this program: engine %d and its tables must come from whom you trust", v.Own)
}
