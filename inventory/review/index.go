package review

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/workspace"
)

// IndexFile is the list of all that the program has written into the folder, by which it is seen what is gone. It is no proof against whoever
// writes it anew; that is what the signed steps are for, and copies in other hands.
const IndexFile = "index.txt"

const indexHead = "ghg-inventory review index v1"

// index is what the index file lists.
type index struct {
	steps []listed
	rows  []listed // of the table of findings, from its first
}

// listed is a file or a row with the hex SHA-256 of what it holds.
type listed struct{ name, sum string }

// text is the index as it is written.
func (x *index) text(region string) string {
	lines := []string{indexHead, "region " + region}
	for _, s := range x.steps {
		lines = append(lines, "step "+s.name+" sha256:"+s.sum)
	}
	for i, r := range x.rows {
		lines = append(lines, "row "+strconv.Itoa(i+1)+" "+r.name+" sha256:"+r.sum)
	}
	return strings.Join(lines, "\n") + "\n"
}

// parseIndex reads an index; the number is that of the first line that is not as it must be, 0 if all are.
func parseIndex(text, region string) (*index, int) {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	x := &index{}
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for i, line := range lines[min(2, len(lines)):] {
		left, sum, ok := strings.Cut(line, " sha256:")
		kind, name, named := strings.Cut(left, " ")
		switch {
		case !ok || !named || !hexSum.MatchString(sum):
			return x, i + 3
		case kind == "step":
			x.steps = append(x.steps, listed{name, sum})
		default: // its number is checked below
			_, name, _ = strings.Cut(name, " ")
			x.rows = append(x.rows, listed{name, sum})
		}
	}
	for i, line := range strings.Split(strings.TrimSuffix(x.text(region), "\n"), "\n") {
		if i >= len(lines) || lines[i] != line {
			return x, i + 1
		}
	}
	return x, 0
}

// indexOf lists steps and rows.
func indexOf(steps []listed, events []*Event, region string) *index {
	x := &index{steps: slices.Clone(steps)}
	slices.SortFunc(x.steps, func(a, b listed) int { return strings.Compare(a.name, b.name) })
	for _, e := range events {
		x.rows = append(x.rows, listed{e.ID + " " + e.Kind, record(region, []*Event{e})})
	}
	return x
}

// IndexWith is the index of the folder with the file in it.
func (r *Review) IndexWith(name string, content []byte) []byte {
	steps, events := r.steps, r.events
	if name == FindingsFile {
		var found inventory.Problems // told when the row was appended
		events, _, _ = r.linked(content, &found)
	} else {
		steps = append(slices.Clone(steps), listed{name, sumOf(content)})
	}
	return []byte(indexOf(steps, events, r.Region.Code).text(r.Region.Code))
}

func sumOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// indexed holds what is in the folder against its index.
func (r *Review) indexed(texts []workspace.Text, problems *inventory.Problems) {
	for _, text := range texts {
		if name := strings.TrimPrefix(text.Name, folder); name != FindingsFile && name != IndexFile {
			r.steps = append(r.steps, listed{name, sumOf(text.Content)})
		}
	}
	at := inventory.Source{File: folder + IndexFile}
	i := slices.IndexFunc(texts, func(t workspace.Text) bool { return t.Name == at.File })
	if i < 0 {
		if len(r.steps) > 0 || slices.ContainsFunc(r.events, func(e *Event) bool { return e.Digest != "" }) {
			r.lost = true
			problems.Add(refuse(at, "index-missing",
				inventory.Text{ZH: "没有这个文件：看不出 review/ 中是否删去了步骤或意见", EN: "the file is missing: whether steps or findings were removed from review/ cannot be told"},
				inventory.Text{ZH: "从备份、封存件或同事的一份取回整个 review/", EN: "bring back review/ as a whole from a copy or a seal"}))
		}
		return
	}
	x, bad := parseIndex(string(texts[i].Content), r.Region.Code)
	if bad > 0 {
		r.lost = true
		at.Row = bad
		problems.Add(refuse(at, "index-line", inventory.Text{ZH: "这一行不是本程序为这个区县写的", EN: "the line is not one that this program writes for this district"}, restored))
		return
	}
	for _, s := range x.steps {
		r.missingStep(s, problems)
	}
	for _, s := range r.steps {
		if !slices.ContainsFunc(x.steps, func(l listed) bool { return l.name == s.name }) {
			p := refuse(inventory.Source{File: folder + s.name}, "step-not-indexed",
				inventory.Text{ZH: "不在 review/index.txt 中：不是本程序在这份工作区写入的", EN: "review/index.txt does not list it: the program did not write it in this copy of the workspace"},
				inventory.Text{ZH: "核实是谁交来的", EN: "find out who brought it"})
			p.Severity = inventory.Warning
			problems.Add(p)
		}
	}
}

// missingStep tells of a step that was there and is not, or is another.
func (r *Review) missingStep(s listed, problems *inventory.Problems) {
	i := slices.IndexFunc(r.steps, func(l listed) bool { return l.name == s.name })
	if i >= 0 && r.steps[i].sum == s.sum {
		return
	}
	code, message := "step-gone", inventory.Text{ZH: "这一步的文件不在了：review/index.txt 列有它", EN: "the file of the step is gone: review/index.txt lists it"}
	if i >= 0 {
		code, message = "step-replaced", inventory.Text{ZH: "不是签名时写入的那个文件：改过或换过", EN: "it is not the file that was written when the step was signed: it was changed or put in its place"}
	} else if j := slices.IndexFunc(r.steps, func(l listed) bool { return l.sum == s.sum }); j >= 0 {
		message = inventory.Text{ZH: message.ZH + "；现在名为 " + r.steps[j].name, EN: message.EN + "; it is now named " + r.steps[j].name}
	}
	problems.Add(refuse(inventory.Source{File: folder + s.name}, code, message,
		inventory.Text{ZH: restored.ZH + "；它可能移到了子文件夹或改了名", EN: restored.EN + "; it may stand in a folder within, or under another name"}))
	r.breaks(s.name[:min(4, len(s.name))])
}

// breaks says of a year, as it begins the name of a file, that its steps cannot be trusted.
func (r *Review) breaks(written string) {
	year, _ := strconv.Atoi(written) // it was read by its form
	h := r.histories[year]
	if h == nil {
		h = newHistory(year)
		r.histories[year] = h
	}
	h.broken = true
}

// missingRows tells of the first row of the table of findings that was there and is not, or is another.
func (r *Review) missingRows(texts []workspace.Text, problems *inventory.Problems) {
	i := slices.IndexFunc(texts, func(t workspace.Text) bool { return t.Name == folder+IndexFile })
	if i < 0 {
		return
	}
	x, _ := parseIndex(string(texts[i].Content), r.Region.Code)
	now := indexOf(nil, r.events, r.Region.Code).rows
	for i, was := range x.rows {
		at := inventory.Source{File: folder + FindingsFile}
		if i < len(now) {
			if now[i] == was {
				continue
			}
			at = r.events[i].Place.Cell("")
		}
		message := inventory.Text{ZH: fmt.Sprintf("原来的第 %d 条记录（%s）删去了或改过；review/index.txt 列有 %d 条", i+1, was.name, len(x.rows)), EN: fmt.Sprintf("record %d as it was (%s) is gone or was changed; review/index.txt lists %d", i+1, was.name, len(x.rows))}
		if slices.Contains(now, was) {
			message = inventory.Text{ZH: fmt.Sprintf("原来的第 %d 条记录（%s）移到了别处：行被调换过，或中间插入、删去了行", i+1, was.name), EN: fmt.Sprintf("record %d as it was (%s) stands elsewhere: rows were exchanged, put between or removed", i+1, was.name)}
		}
		problems.Add(refuse(at, "row-gone", message, merging))
		return
	}
}

// merging says how a table is brought in order again, and how two copies become one.
var merging = inventory.Text{ZH: "恢复原来的 findings.csv 和 index.txt；要合并两份时，整个保留一份的 review/，另一份多出的行抄到它的 findings.csv 末尾，编号接着往下排，清空核对码和签名，签名的关闭重新签",
	EN: "bring findings.csv and index.txt back as they were; to merge two copies keep review/ of one as a whole, and add the rows that only the other has at the end of its findings.csv, under the next free ids, with digest and signature left blank; what was closed by signature is signed again"}
