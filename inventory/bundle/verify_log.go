package bundle

import (
	"errors"
	"slices"

	"ghg/inventory"
	"ghg/inventory/report"
)

// CheckLog proves of each seal that the log holds it, and that the log begins as the one that the seal carries: with a Merkle proof of inclusion and
// one of consistency. Where they part, the finding names the first record that is another. Read gives the content of a seal.
func CheckLog(name string, log *Log, seals []string, read func(string) ([]byte, error)) ([]report.LogFinding, error) {
	var out []report.LogFinding
	held := map[string]bool{}
	for _, file := range seals {
		content, err := read(file)
		if err != nil {
			return nil, err
		}
		f := report.LogFinding{File: file, Record: -1}
		s, problems := Open(file, content)
		if s == nil {
			f.Refused = problems
		} else {
			held[s.Manifest.Hash()] = true
			r := s.Manifest.record()
			f.Record, f.Manifest, f.Years, f.Draft = s.Statement.Tree.Size-1, r.Manifest, r.Years, r.Draft
			f.Refused = inLog(name, log, s)
			if log.Size() > 0 && !slices.ContainsFunc(log.Records, func(e Record) bool { return e.Region == r.Region }) {
				f.Refused = inventory.Problems{refusal(inventory.Source{File: file}, "seal-other-region", say("是 %[1]s 的封存件，这份日志没有它的记录", "it is a seal of %[1]s, of which this log has no record", r.Region),
					inventory.Text{ZH: "移出这个 seals/ 文件夹", EN: "move it out of this folder of seals"})}
			}
		}
		out = append(out, f)
	}
	for i, r := range log.Records {
		if !held[r.Manifest] {
			out = append(out, report.LogFinding{Record: int64(i), Manifest: r.Manifest, Years: r.Years, Draft: r.Draft})
		}
	}
	return out, nil
}

// inLog holds a seal against a log.
func inLog(name string, log *Log, s *Seal) (problems inventory.Problems) {
	at := inventory.Source{File: name}
	refuse := func(err error) {
		var fault *Fault
		if !errors.As(err, &fault) {
			panic(err) // proofs give faults only
		}
		p := fault.Problem(at)
		if i := Parting(log, s.Log); i < s.Log.Size() {
			p.Source.Row = int(i) + 1
			theirs := "–"
			if i < log.Size() {
				theirs = log.Records[i].line(int(i))
			}
			p.Message.ZH += "。从第 " + joined([]int{int(i)}, "") + " 条记录起不同：封存件“" + s.Log.Records[i].line(int(i)) + "”，日志“" + theirs + "”"
			p.Message.EN += ". They part at record " + joined([]int{int(i)}, "") + `: the seal has "` + s.Log.Records[i].line(int(i)) + `", the log "` + theirs + `"`
		}
		problems.Add(p)
	}
	head := s.Statement.Tree
	if err := log.Extends(head); err != nil {
		refuse(err)
		return problems
	}
	if err := log.Includes(head.Size-1, log.Head(log.Size())); err != nil {
		refuse(err)
	}
	return problems
}
