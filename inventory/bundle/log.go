package bundle

import (
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"ghg/inventory"
	"ghg/inventory/table"
)

// Record is a seal in the log.
type Record struct {
	Region   string // code
	Years    []int
	Draft    bool
	Manifest string // SHA-256, hexadecimal: the name of a seal
}

// Log is the list of all seals of a workspace, oldest first. Records are only ever added. Every seal carries the log up to itself and the
// head of its tree, so that whoever holds a seal can prove that a later log still begins as his does.
type Log struct{ Records []Record }

// line is a record as it is written and hashed, with its number.
func (r Record) line(i int) string {
	return fmt.Sprintf("%d %s %s %s sha256:%s", i, r.Region, joined(r.Years, ","), state(r.Draft), r.Manifest)
}

// Encode is the log as text, a line a record, counted from 0.
func (l *Log) Encode() []byte {
	var b strings.Builder
	for i, r := range l.Records {
		b.WriteString(r.line(i) + "\n")
	}
	return []byte(b.String())
}

// ParseLog reads a log; nil if any line is wrong (bad-log). It takes exactly what Encode writes, and an empty file as an empty log.
func ParseLog(name string, content []byte) (*Log, inventory.Problems) {
	l := &Log{}
	var problems inventory.Problems
	for line := range strings.Lines(string(content)) {
		i := len(l.Records)
		r, ok := readRecord(strings.TrimSuffix(line, "\n"))
		if !ok || r.line(i)+"\n" != line {
			if strings.HasSuffix(line, "\r\n") {
				return nil, inventory.Problems{refusal(inventory.Source{File: name, Row: i + 1}, "bad-log", say("行尾是 CRLF，日志的行尾是 LF", "its lines end in CRLF, those of a log in LF"),
					inventory.Text{ZH: "换回 LF（git 不要转换行尾：.gitattributes 写 seals/log.txt -text）", EN: "put LF back (git must not change line ends: seals/log.txt -text in .gitattributes)"})}
			}
			problems.Add(refusal(inventory.Source{File: name, Row: i + 1}, "bad-log",
				say("记录 %[1]d 不对：“%[2]s”", `record %[1]d is wrong: "%[2]s"`, i, table.Excerpt(strings.TrimSuffix(line, "\n"))),
				inventory.Text{ZH: "日志只能由程序追加，不能手改：从备份或最近的封存文件取回原来的日志", EN: "the log is only added to, by the program: fetch the former one from a backup or from the latest seal"}))
		}
		l.Records = append(l.Records, r)
	}
	if len(problems) > 0 {
		return nil, problems
	}
	return l, nil
}

func readRecord(line string) (r Record, ok bool) {
	fields := strings.Split(line, " ")
	if len(fields) != 5 {
		return r, false
	}
	years, inOrder := yearsIn(fields[2], ",")
	hash, named := strings.CutPrefix(fields[4], "sha256:")
	draft := fields[3] == state(true)
	return Record{fields[1], years, draft, hash}, inOrder && named && isHash(hash) && isRegion(fields[1]) && (draft || fields[3] == state(false))
}

// Add adds a record at the end and returns its number.
func (l *Log) Add(r Record) int64 {
	l.Records = append(l.Records, r)
	return int64(len(l.Records) - 1)
}

// Find returns the number of the first record of a manifest's hash.
func (l *Log) Find(manifest string) (index int64, ok bool) {
	for i, r := range l.Records {
		if r.Manifest == manifest {
			return int64(i), true
		}
	}
	return 0, false
}

// Size is the number of records.
func (l *Log) Size() int64 { return int64(len(l.Records)) }

// Prefix is the log as it was when it held size records.
func (l *Log) Prefix(size int64) *Log { return &Log{l.Records[:size:size]} }

// hashes are those of the nodes of the tree in the order in which package tlog stores them.
type hashes []tlog.Hash

// ReadHashes returns the hashes of the numbers.
func (h hashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, at := range indexes {
		if at < 0 || at >= int64(len(h)) {
			return nil, fmt.Errorf("the tree has no node %d", at)
		}
		out[i] = h[at]
	}
	return out, nil
}

func (l *Log) hashes() hashes {
	leaves := make([][]byte, len(l.Records))
	for i, r := range l.Records {
		leaves[i] = []byte(r.line(i))
	}
	return treeOf(leaves)
}

// treeOf hashes the leaves of a tree and its nodes. It panics only where package tlog asks for a node that it has not given yet.
func treeOf(leaves [][]byte) hashes {
	var out hashes
	for i, leaf := range leaves {
		more, err := tlog.StoredHashes(int64(i), leaf, out)
		if err != nil {
			panic(err)
		}
		out = append(out, more...)
	}
	return out
}

// Head is the head of the tree when the log held size records. It panics if it never did, a programmer's error.
func (l *Log) Head(size int64) Head {
	root, err := tlog.TreeHash(size, l.Prefix(size).hashes())
	if err != nil {
		panic(err)
	}
	return Head{size, root}
}

// Includes proves that record i of this log is the one of that number in the log of the head (RFC 6962 §2.1.1). The error is a *Fault: not-in-log.
func (l *Log) Includes(i int64, h Head) error {
	if i < 0 || i >= h.Size || h.Size > l.Size() {
		return &Fault{"not-in-log", say("日志有 %[1]d 条记录，没有包含第 %[2]d 条的前 %[3]d 条", "the log has %[1]d records: none of number %[2]d among the first %[3]d", l.Size(), i, h.Size), rewrittenHint}
	}
	proof, err := tlog.ProveRecord(h.Size, i, l.hashes())
	if err == nil {
		err = tlog.CheckRecord(proof, h.Size, h.Root, i, tlog.RecordHash([]byte(l.Records[i].line(int(i)))))
	}
	if err != nil {
		return &Fault{"not-in-log", say("树根 %[2]s（%[3]d 条记录）的日志里，第 %[1]d 条不是这一条", "record %[1]d is not this one in the log of root %[2]s with %[3]d records", i, h.Root.String(), h.Size), rewrittenHint}
	}
	return nil
}

// Extends proves that this log begins with the one of the older head: that nothing in it was changed, removed or put between (RFC 6962
// §2.1.2). The error is a *Fault: log-shorter, log-rewritten.
func (l *Log) Extends(older Head) error {
	if older.Size > l.Size() || older.Size < 0 {
		return &Fault{"log-shorter", say("日志只有 %[1]d 条记录，曾有 %[2]d 条：删去了记录", "the log has %[1]d records and once had %[2]d: some were removed", l.Size(), older.Size), rewrittenHint}
	}
	if older.Size == 0 { // there is nothing to prove of the empty tree, which has one root
		if older == l.Head(0) {
			return nil
		}
		return rewritten(older)
	}
	now, tree := l.Head(l.Size()), l.hashes()
	proof, err := tlog.ProveTree(now.Size, older.Size, tree)
	if err == nil {
		err = tlog.CheckTree(proof, now.Size, now.Root, older.Size, older.Root)
	}
	if err != nil {
		return rewritten(older)
	}
	return nil
}

func rewritten(older Head) error {
	return &Fault{"log-rewritten", say("日志的前 %[1]d 条记录不是树根 %[2]s 的那些：历史被改写", "the first %[1]d records of the log are not those of the root %[2]s: its history was rewritten",
		older.Size, older.Root.String()), rewrittenHint}
}

var rewrittenHint = inventory.Text{ZH: "两份文件不出自同一份日志：找出哪一份被改过", EN: "the two are not of one log: find out which of them was changed"}
