package review

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/bundle"
	"ghg/inventory/workspace"
)

// noteName is how the file of a step is named.
var noteName = regexp.MustCompile(`^review/([0-9]{4})-([0-9]{2,})-([a-z]+)\.note$`)

// filed is the file of a step, with the year and number by its name; the step is nil if the file cannot be trusted.
type filed struct {
	name         string
	year, number int
	step         *Step
	misnamed     bool
}

// chains reads the files of the steps. Each is held against its signature, its name and the step before it; a year of whose steps one
// cannot be trusted is broken, and every year is if a file does not say of which it is.
func chains(texts []workspace.Text, about Region, keys []workspace.Key, problems *inventory.Problems) (histories map[int]*History, lost bool) {
	histories = map[int]*History{}
	var files []filed
	for _, text := range texts {
		if text.Name == folder+FindingsFile || text.Name == folder+IndexFile {
			continue
		}
		f := filed{name: text.Name, step: readStep(text, about, keys, problems)}
		if named := noteName.FindStringSubmatch(text.Name); named != nil {
			f.year, _ = strconv.Atoi(named[1])
			f.number, _ = strconv.Atoi(named[2])
		} else if lost = true; f.step == nil {
			problems.Add(misnamed(f.name, inventory.Text{ZH: "YYYY-NN-状态.note", EN: "YYYY-NN-STATE.note"}))
		}
		if f.step != nil && f.name != folder+f.step.FileName() {
			problems.Add(misnamed(f.name, inventory.Text{ZH: f.step.FileName(), EN: f.step.FileName()}))
			f.year, f.number, f.misnamed = f.step.Year, f.step.Number, true
		}
		files = append(files, f)
	}
	slices.SortStableFunc(files, func(a, b filed) int {
		if a.year != b.year {
			return a.year - b.year
		}
		return a.number - b.number
	})
	for len(files) > 0 && files[0].year == 0 {
		files = files[1:]
	}
	for len(files) > 0 {
		n := slices.IndexFunc(files, func(f filed) bool { return f.year != files[0].year })
		if n < 0 {
			n = len(files)
		}
		h := chain(files[:n], problems)
		h.broken = h.broken || slices.ContainsFunc(files[:n], func(f filed) bool { return f.misnamed })
		histories[h.Year] = h
		files = files[n:]
	}
	return histories, lost
}

func misnamed(name string, want inventory.Text) inventory.Problem {
	return refuse(inventory.Source{File: name}, "step-file-name",
		inventory.Text{ZH: "签名文件的名称不对，应为 " + want.ZH, EN: "the file of a step is not named as it must be: " + want.EN},
		inventory.Text{ZH: "改回原名；若是复制出来的一份，删去它", EN: "give it its name again; if it is a copy, remove it"})
}

// chain links the steps of one year, as far as they can be trusted.
func chain(files []filed, problems *inventory.Problems) *History {
	h := newHistory(files[0].year)
	for i, f := range files {
		at := inventory.Source{File: f.name}
		before := ""
		if n := len(h.Steps); n > 0 {
			before = h.Steps[n-1].Hash
		}
		var p *inventory.Problem
		switch {
		case i > 0 && f.number == files[i-1].number:
			p = said("step-twice",
				inventory.Text{ZH: fmt.Sprintf("%d 年第 %d 步有两个文件：另一个是 %s", f.year, f.number, files[i-1].name), EN: fmt.Sprintf("step %d of %d has two files: the other is %s", f.number, f.year, files[i-1].name)},
				inventory.Text{ZH: "一步只有一个文件：核实哪一个是签名人交来的，删去另一个", EN: "a step has one file: find out which is that of the person who signed, and remove the other"})
		case f.number != i+1:
			p = said("step-missing",
				inventory.Text{ZH: fmt.Sprintf("%d 年缺第 %d 步的文件", f.year, i+1), EN: fmt.Sprintf("the file of step %d of %d is missing", i+1, f.year)},
				inventory.Text{ZH: fmt.Sprintf("从备份或封存件取回 review/%d-%02d-….note", f.year, i+1), EN: fmt.Sprintf("bring back review/%d-%02d-….note from a copy or a seal", f.year, i+1)})
		case f.step == nil: // told
			h.broken = true
			return h
		case f.step.Before != before:
			p = said("step-chain", unlinked(h, f.step), restored)
		default:
			p = h.take(f.step)
		}
		if p != nil {
			p.Source = at
			problems.Add(*p)
			h.broken = true
			return h
		}
	}
	return h
}

// unlinked says that a step does not follow the one before it.
func unlinked(h *History, s *Step) inventory.Text {
	switch {
	case len(h.Steps) == 0:
		return inventory.Text{ZH: "第 1 步却写着前一步的摘要：它前面的步骤被删去", EN: "the first step names one before it: steps before it were removed"}
	case s.Before == "":
		return inventory.Text{ZH: "写明前面没有步骤，而前一步是 " + h.Steps[len(h.Steps)-1].File, EN: "it says that no step was before it, but " + h.Steps[len(h.Steps)-1].File + " is"}
	}
	last := h.Steps[len(h.Steps)-1]
	return inventory.Text{ZH: fmt.Sprintf("接的不是 %s（它的摘要是 %.12s…，本步写的是 %.12s…）：其中一个被改过或调换过", last.File, last.Hash, s.Before),
		EN: fmt.Sprintf("it does not follow %s, whose hash is %.12s… and not %.12s…: one of the two was changed or put in place of another", last.File, last.Hash, s.Before)}
}

// readStep reads one file; nil if it cannot be trusted.
func readStep(text workspace.Text, about Region, keys []workspace.Key, problems *inventory.Problems) *Step {
	at := inventory.Source{File: text.Name}
	if bytes.IndexByte(text.Content, '\r') >= 0 {
		problems.Add(refuse(at, "note-line-ends", inventory.Text{ZH: "换行符变成了 CR LF：git、邮件或编辑器转换过，签名因此不成立", EN: "its lines end in CR LF: git, mail or an editor converted them, and the signature no longer holds"},
			inventory.Text{ZH: "取回原来的文件；用 git 的，在 .gitattributes 写上 review/*.note -text", EN: "bring back the file as it was; with git, .gitattributes gets the line review/*.note -text"}))
		return nil
	}
	content, signed, found := bundle.ReadNote(text.Name, text.Content, counting(keys))
	problems.Add(found...)
	if found.Failed() {
		return nil
	}
	s, bad := parseStep(content)
	if bad > 0 {
		at.Row = bad
		problems.Add(refuse(at, "step-line", inventory.Text{ZH: "这一行不是本程序写的步骤该有的", EN: "the line is not one of a step as this program writes it"}, restored))
		return nil
	}
	if s.Region != about.Code {
		at.Row = 2
		problems.Add(refuse(at, "step-region", inventory.Text{ZH: "是 " + s.Region + " 的步骤，本工作区是 " + about.Code, EN: "it is a step of " + s.Region + ", the workspace is that of " + about.Code},
			inventory.Text{ZH: "移到它所属的工作区", EN: "move it to the workspace it belongs to"}))
		return nil
	}
	if len(signed) != 1 || signed[0].Name != s.By || signed[0].Role != s.Role {
		problems.Add(refuse(at, "step-signer", notSigner(s, signed), inventory.Text{ZH: restored.ZH + "；inventory.toml 的 [[keys]] 须照签名时的姓名和角色列着，换角色的人另建密钥",
			EN: restored.EN + "; [[keys]] of inventory.toml goes on listing whoever signed by the name and in the role of that time, and who takes another role makes another key"}))
		return nil
	}
	s.File, s.Hash, s.Key = text.Name, sumOf(text.Content), publicHalf(signed[0].Verifier)
	if day := revoked(keys, signed[0].Verifier); day != "" && s.Date >= day { // what was signed before stands: people retire
		s.Void = day
		problems.Add(void(at, s))
	}
	return s
}

func notSigner(s *Step, signed []workspace.Key) inventory.Text {
	if len(signed) != 1 {
		return inventory.Text{ZH: fmt.Sprintf("有 %d 个签名，一步由一人签名", len(signed)), EN: fmt.Sprintf("it has %d signatures; a step has one", len(signed))}
	}
	return inventory.Text{ZH: fmt.Sprintf("写的是%s %s，签名的是%s %s", roleTitles[s.Role].ZH, s.By, roleTitles[signed[0].Role].ZH, signed[0].Name),
		EN: fmt.Sprintf("it names %s, %s; the signature is that of %s, %s", s.By, s.Role, signed[0].Name, signed[0].Role)}
}

// CodeVoid marks a step that was signed with a key that has been revoked.
const CodeVoid = "step-void"

// void tells of a step that was signed with a key that has been revoked.
func void(at inventory.Source, s *Step) inventory.Problem {
	p := refuse(at, CodeVoid,
		inventory.Text{ZH: fmt.Sprintf("%s 的密钥已于 %s 作废：这一步“%s”不算", s.By, s.Void, s.State.Title().ZH), EN: fmt.Sprintf("the key of %s was revoked on %s: this step, %s, counts for nothing", s.By, s.Void, s.State)},
		inventory.Text{ZH: "由持有效密钥的人重签这一步", EN: "somebody whose key counts signs the step again"})
	p.Severity = inventory.Warning
	return p
}

// counting are the keys as if none was revoked: who signed is to be known, whether it counts or not.
func counting(keys []workspace.Key) []workspace.Key {
	out := slices.Clone(keys)
	for i := range out {
		out[i].Revoked = ""
	}
	return out
}

// revoked is the day on which the key was revoked, "" if it was not.
func revoked(keys []workspace.Key, verifier string) string {
	for _, key := range keys {
		if key.Verifier == verifier {
			return key.Revoked
		}
	}
	return ""
}

// publicHalf is the key itself, without name and hash: two names of one key are one.
func publicHalf(verifier string) string { return verifier[strings.LastIndexByte(verifier, '+')+1:] }
