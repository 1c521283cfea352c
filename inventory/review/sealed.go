package review

import (
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/bundle"
	"ghg/inventory/report"
	"ghg/inventory/workspace"
)

// Judge tells by the review in a seal how far each of its years came and by whom, and adds it to the verdict. Where the sealed inventory.toml
// lists an approver, a final seal of a year whose sealed figures nobody approved is a difference: this program seals it as a draft only.
// Knows tells whether the verifier has a key for its person and role; nil if he has none.
func Judge(seal *bundle.Seal, v *report.Verdict, knows func(workspace.Key) bool) {
	m := seal.Manifest
	var texts []workspace.Text
	for _, part := range seal.Parts {
		if name, ok := strings.CutPrefix(part.Path, bundle.Inputs); ok && strings.HasPrefix(name, folder) {
			texts = append(texts, workspace.Text{Name: name, Content: part.Content})
		}
	}
	var met inventory.Problems // told by the state
	histories, lost := chains(texts, Region{m.Region.Code, m.Region.Name}, seal.Keys, &met)
	figures := sealedFigures(seal)
	v.Known = knows != nil
	for _, year := range m.Years {
		h := histories[year]
		if h == nil {
			h = newHistory(year)
		}
		r := reviewed(h, seal.Keys, knows)
		if last := h.Last(); last != nil && h.State != Draft {
			r.Other = figures[year] == nil || figures[year].Digest() != last.Figures
		}
		if h.broken || lost {
			r.State = report.ReviewBroken
		}
		for i, e := range seal.Log.Records[:seal.Log.Size()-1] {
			if !e.Draft && !m.Draft && e.Region == m.Region.Code && slices.Contains(e.Years, year) {
				r.Before = append(r.Before, int64(i))
			}
		}
		v.Review = append(v.Review, r)
		if !m.Draft && needsApproval(seal.Keys) && !r.Approved() {
			v.Differences = append(v.Differences, unapproved(r))
		}
	}
}

// reviewed is the state of a year with the steps that brought it there.
func reviewed(h *History, keys []workspace.Key, knows func(workspace.Key) bool) report.Reviewed {
	r := report.Reviewed{Year: h.Year}
	if len(h.Steps) == 0 {
		return r
	}
	r.State, r.Version = h.State.String(), h.Version
	for state := Draft; state <= h.State; state++ {
		if s := h.by(state); s != nil && (state > Draft || h.State == Draft) {
			i := slices.IndexFunc(keys, func(k workspace.Key) bool { return publicHalf(k.Verifier) == s.Key && k.Name == s.By })
			step := report.ReviewStep{State: state.String(), Name: s.By, Role: s.Role, Date: s.Date}
			if i >= 0 {
				step.Key, step.Trusted = keys[i].Verifier, knows != nil && knows(keys[i])
			}
			r.Steps = append(r.Steps, step)
		}
	}
	return r
}

// sealedFigures are the figures of each year in the seal.
func sealedFigures(seal *bundle.Seal) map[int]*Figures {
	var texts []string
	for _, name := range tableNames {
		content, _ := bundle.Find(seal.Parts, bundle.Results+name)
		texts = append(texts, string(content))
	}
	out, err := byYear(texts[0], texts[1])
	if err != nil {
		return nil
	}
	return out
}

// unapproved is the difference of a seal that is called final of a year that is a draft.
func unapproved(r report.Reviewed) report.Difference {
	text := r.Text(false, false)
	return report.Difference{Part: bundle.ManifestPath, Row: strconv.Itoa(r.Year), Column: "draft", Sealed: "false", Recomputed: "true",
		Cause: report.Cause{Kind: report.CauseReview, Of: "inputs/review/", Words: inventory.Text{
			ZH: "封存的 inventory.toml 列有批准人，这一年封存的数却没有批准：" + text.ZH, EN: "the sealed inventory.toml lists an approver, and nobody approved the figures sealed: " + text.EN}}}
}
