package review

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"ghg/inventory"
	"ghg/inventory/bundle"
	"ghg/inventory/workspace"
)

// final is the latest final seal of the year in the log, with its number; −1 if there is none.
func (r *Review) final(year int) (bundle.Record, int64) {
	for i, e := range slices.Backward(r.log.Records) {
		if !e.Draft && e.Region == r.Region.Code && slices.Contains(e.Years, year) {
			return e, int64(i)
		}
	}
	return bundle.Record{}, -1
}

// kept holds the steps against what was sealed as final: those that lie in the latest final seal of a year are there still. Where that seal is
// not at hand and inventory.toml lists an approver, the year has an approval. A year of which neither holds is broken: what was approved can no
// longer be told from a draft.
func (r *Review) kept(texts []workspace.Text, problems *inventory.Problems) {
	there := map[string][]byte{}
	for _, text := range texts {
		there[text.Name] = text.Content
	}
	for _, year := range r.finalYears() {
		record, i := r.final(year)
		h := r.History(year)
		approved := slices.ContainsFunc(h.Steps, func(s *Step) bool { return s.State == Approved })
		notes, known := r.sealedNotes(record)
		lacking := ""
		for _, name := range slices.Sorted(maps.Keys(notes)) {
			if named := noteName.FindStringSubmatch(name); named != nil && named[1] == strconv.Itoa(year) && !bytes.Equal(notes[name], there[name]) {
				lacking = name
				break
			}
		}
		switch {
		case h.broken:
			continue // told
		case lacking != "":
			problems.Add(refuse(inventory.Source{File: lacking}, "step-sealed",
				inventory.Text{ZH: fmt.Sprintf("%d 年定稿封存（seals/log.txt 第 %d 条）时有这一步，现在没有或已不同：删去、换过或改过", year, i),
					EN: fmt.Sprintf("this step lies in the final seal of %d, record %d of seals/log.txt, and is not there as it was: it was removed, exchanged or changed", year, i)},
				inventory.Text{ZH: "从封存件的 inputs/review/ 取回 review/ 中的文件", EN: "bring the files of review/ back from inputs/review/ of the seal"}))
		case !known && !approved && needsApproval(r.keys):
			problems.Add(refuse(inventory.Source{File: folder}, "approval-missing",
				inventory.Text{ZH: fmt.Sprintf("%d 年已作为终稿封存（seals/log.txt 第 %d 条），review/ 中却没有批准，seals/ 中也没有那份封存件", year, i),
					EN: fmt.Sprintf("%d is sealed as final, record %d of seals/log.txt, and review/ has no approval of it, nor seals/ that seal", year, i)},
				inventory.Text{ZH: "取回 review/ 中的文件，或把那份封存件放回 seals/", EN: "bring the files of review/ back, or the seal into seals/"}))
		default:
			continue
		}
		h.broken = true
		r.histories[year] = h
	}
}

// finalYears are the years that the log knows as final.
func (r *Review) finalYears() (out []int) {
	for _, e := range r.log.Records {
		if !e.Draft && e.Region == r.Region.Code {
			out = append(out, e.Years...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// sealedNotes are the files of the review in the seal of a record.
func (r *Review) sealedNotes(record bundle.Record) (map[string][]byte, bool) {
	if r.seals == "" {
		return nil, false
	}
	if notes, met := r.former[record.Manifest]; met {
		return notes, notes != nil
	}
	notes, ok := bundle.ReviewIn(r.seals, record)
	if !ok {
		notes = nil
	}
	r.former[record.Manifest] = notes
	return notes, ok
}

// sealedAs tells whether the seal of a record holds the very figures.
func (r *Review) sealedAs(record bundle.Record, now *Figures) bool {
	if r.seals == "" {
		return false
	}
	paths := []string{bundle.Results + tableNames[0], bundle.Results + tableNames[1]}
	files, ok := bundle.Former(r.seals, record, func(path string) bool { return slices.Contains(paths, path) })
	if !ok {
		return false
	}
	sealed, err := byYear(string(files[paths[0]]), string(files[paths[1]]))
	return err == nil && sealed[now.Year] != nil && sealed[now.Year].Digest() == now.Digest()
}
