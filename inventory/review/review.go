package review

import (
	"fmt"
	"path/filepath"
	"slices"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"ghg/inventory"
	"ghg/inventory/bundle"
	"ghg/inventory/spelling"
	"ghg/inventory/workspace"
)

// Region is the district of a workspace.
type Region struct{ Code, Name string }

// Review is what the files under review/ say.
type Review struct {
	Region    Region
	Findings  []*Finding // by id
	keys      []workspace.Key
	histories map[int]*History
	events    []*Event // rows of the table of findings
	table     []byte   // its file, nil if there is none
	language  string   // of a new table's header
	log       *bundle.Log
	voc       *inventory.Vocabulary
	steps     []listed                     // files of steps
	seals     string                       // the folder of seals, "" of a workspace that is in no folder
	former    map[string]map[string][]byte // files of the review in final seals, by manifest; nil of a seal that is not at hand
	lost      bool                         // the file of a step does not say of which year it is
	unsound   bool                         // something is wrong with the table of findings
}

// Read reads the review of the workspace; texts are its files, workspace.Workspace.Review. Log is seals/log.txt, nil if the workspace has no seals.
func Read(ws *workspace.Workspace, texts []workspace.Text, voc *inventory.Vocabulary, log *bundle.Log) (*Review, inventory.Problems) {
	if log == nil {
		log = &bundle.Log{}
	}
	r := &Review{Region: Region{ws.Config.Region.Code, ws.Config.Region.Name}, keys: ws.Config.Keys, language: ws.Config.Language, log: log, voc: voc, former: map[string]map[string][]byte{}}
	if ws.Dir != "" {
		r.seals = filepath.Join(ws.Dir, bundle.SealsFolder)
	}
	var problems inventory.Problems
	r.histories, r.lost = chains(texts, r.Region, r.keys, &problems)
	var found inventory.Problems
	whole := true
	for _, text := range texts {
		if text.Name == folder+FindingsFile {
			r.table = text.Content
			r.events, r.Findings, whole = r.linked(text.Content, &found)
		}
	}
	r.indexed(texts, &problems)
	if whole {
		r.missingRows(texts, &found)
	}
	r.recorded(&found)
	r.unsound = found.Failed()
	r.sealed(&problems)
	r.kept(texts, &problems)
	return r, append(problems, found...).Sorted()
}

// linked reads a table of findings and puts its rows together; whole tells whether each row was understood.
func (r *Review) linked(content []byte, problems *inventory.Problems) (events []*Event, findings []*Finding, whole bool) {
	var found inventory.Problems
	events = readEvents(folder+FindingsFile, content, r.voc, &found)
	l := &linking{about: r.Region, keys: r.keys, histories: r.histories, problems: &found, whole: !found.Failed()}
	for _, e := range events {
		l.link(e)
	}
	problems.Add(found...)
	return events, l.findings, l.whole
}

// about are the rows of the table about the year, as they stand.
func (r *Review) about(year int) (out []*Event) {
	for _, e := range r.events {
		if f := find(r.Findings, e.ID); f != nil && f.Figure.Year == year {
			out = append(out, e)
		}
	}
	return out
}

// recorded holds the table of findings against what each step says of it: rows that stood there when it was signed stand there still.
func (r *Review) recorded(problems *inventory.Problems) {
	at := inventory.Source{File: folder + FindingsFile}
	for _, h := range r.ordered() {
		rows := r.about(h.Year)
		for _, s := range h.Steps {
			message := inventory.Text{}
			switch {
			case len(rows) < s.Findings:
				message = inventory.Text{ZH: fmt.Sprintf("关于 %d 年只有 %d 行，%s 于 %s 签名（%s）时有 %d 行：删去了行", h.Year, len(rows), s.By, s.Date, s.File, s.Findings),
					EN: fmt.Sprintf("it has %d rows about %d; when %s signed on %s (%s) it had %d: rows were removed", len(rows), h.Year, s.By, s.Date, s.File, s.Findings)}
			case record(r.Region.Code, rows[:s.Findings]) != s.Record:
				message = inventory.Text{ZH: fmt.Sprintf("关于 %d 年的前 %d 行不是 %s 于 %s 签名（%s）时的那些：改过、换过或插入过行", h.Year, s.Findings, s.By, s.Date, s.File),
					EN: fmt.Sprintf("its first %d rows about %d are not those that stood there when %s signed on %s (%s): rows were changed, exchanged or put between", s.Findings, h.Year, s.By, s.Date, s.File)}
			default:
				continue
			}
			problems.Add(refuse(at, "findings-rewritten", message, restored))
			break
		}
	}
}

// sealed tells by the log of seals which approved years are sealed, and holds the log against what the steps say of it.
func (r *Review) sealed(problems *inventory.Problems) {
	for _, h := range r.ordered() {
		for _, s := range h.Steps {
			root, _ := tlog.ParseHash(s.Tree) // its form was checked when it was read
			if err := r.log.Extends(bundle.Head{Size: s.Seals, Root: root}); err != nil {
				problems.Add(r.notContinued(s))
				break
			}
		}
		if s := h.by(Approved); s != nil && h.State == Approved && s.Seals <= r.log.Size() {
			if slices.ContainsFunc(r.log.Records[s.Seals:], func(e bundle.Record) bool {
				return !e.Draft && e.Region == r.Region.Code && slices.Contains(e.Years, h.Year)
			}) {
				h.State = Sealed
			}
		}
	}
}

// notContinued tells of a step that was signed beside another log of seals than the workspace has.
func (r *Review) notContinued(s *Step) inventory.Problem {
	at := inventory.Source{File: s.File}
	if r.log.Size() < s.Seals {
		return refuse(at, "seals-missing",
			inventory.Text{ZH: fmt.Sprintf("签这一步时 seals/log.txt 有 %d 条，这里只有 %d 条", s.Seals, r.log.Size()), EN: fmt.Sprintf("seals/log.txt had %d records when the step was signed, here it has %d", s.Seals, r.log.Size())},
			inventory.Text{ZH: "把签这一步的机器上的 seals/ 一起复制过来", EN: "copy seals/ along from the machine on which the step was signed"})
	}
	return refuse(at, "seals-rewritten",
		inventory.Text{ZH: "seals/log.txt 不是签这一步时的那份日志的延续", EN: "seals/log.txt does not continue the log that was there when the step was signed"},
		inventory.Text{ZH: "从备份或最近的封存件取回 seals/log.txt；两台机器各自封存过的，在有这份日志的机器上重签这一步", EN: "bring seals/log.txt back from a copy or from the latest seal; where two machines sealed by themselves, sign the step again on the one that has this log"})
}

// ordered are the histories by year.
func (r *Review) ordered() []*History {
	var out []*History
	for _, h := range r.histories {
		out = append(out, h)
	}
	slices.SortFunc(out, func(a, b *History) int { return a.Year - b.Year })
	return out
}

// Years are those of which there is a step or a finding.
func (r *Review) Years() []int {
	var out []int
	for year := range r.histories {
		out = append(out, year)
	}
	for _, f := range r.Findings {
		out = append(out, f.Figure.Year)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// History is that of a year.
func (r *Review) History(year int) *History {
	if h := r.histories[year]; h != nil {
		return h
	}
	return newHistory(year)
}

// Finding is that of the id, nil with what is wrong and the nearest id if there is none.
func (r *Review) Finding(id string) (*Finding, *inventory.Problem) {
	if f := find(r.Findings, id); f != nil {
		return f, nil
	}
	return nil, said("unknown-finding", inventory.Text{ZH: "没有审核意见“" + id + "”", EN: `no finding "` + id + `"`}, nearestFinding(r.Findings, id))
}

// Unsettled are the findings of the year that are open, or whose figure is again what it was when they were raised.
func (r *Review) Unsettled(year int, inv *inventory.Inventory) (out []*Finding) {
	for _, f := range r.Findings {
		if f.Figure.Year == year && !f.Settled(inv) {
			out = append(out, f)
		}
	}
	return out
}

// KeyOf is the listed key of the signer.
func (r *Review) KeyOf(signer note.Signer) (workspace.Key, *inventory.Problem) {
	if key, ok := bundle.Owner(signer, r.keys); ok {
		if key.Revoked != "" {
			return key, said("key-revoked", inventory.Text{ZH: fmt.Sprintf("%s 的这把密钥已于 %s 作废", key.Name, key.Revoked), EN: fmt.Sprintf("this key of %s was revoked on %s", key.Name, key.Revoked)},
				inventory.Text{ZH: "用有效的密钥", EN: "take a key that counts"})
		}
		return key, nil
	}
	var names []string
	for _, key := range r.keys {
		names = append(names, key.Signer())
	}
	hint := inventory.Text{ZH: "在 inventory.toml 的 [[keys]] 写上他的公钥和角色", EN: "list its public half and the role under [[keys]] of inventory.toml"}
	if nearest := spelling.Nearest(signer.Name(), names); nearest != "" {
		hint = inventory.Text{ZH: "最接近的是“" + nearest + "”；" + hint.ZH, EN: `the nearest is "` + nearest + `"; ` + hint.EN}
	}
	return workspace.Key{}, said("unknown-key", inventory.Text{ZH: "inventory.toml 没有列出密钥“" + signer.Name() + "”", EN: `inventory.toml lists no key "` + signer.Name() + `"`}, hint)
}
