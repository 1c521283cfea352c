package engine

import (
	"fmt"
	"slices"
	"strings"

	"ghg/factors"
	"ghg/inventory"
)

// maxUnknownWords is how many words of details that no factor knows are held against those that some does.
const maxUnknownWords = 200

// overlooked tells what the workspace states and the run has no use for: recorded choices, factors of its own, details
// that are nearly a word that decides between factors.
func (r *run) overlooked() {
	r.unusedChoices()
	r.unusedFactors()
	r.misspeltDetails()
}

// unusedChoices warns of recorded decisions that no activity of the years asked for had use for: a slip of the pen in one
// would otherwise be a decision that is not followed.
func (r *run) unusedChoices() {
	for i := range r.ws.Choices {
		c := &r.ws.Choices[i]
		if r.choices[c] || c.Year != 0 && !slices.Contains(r.years, c.Year) {
			continue
		}
		about := strings.TrimSpace(c.Item + " " + strings.Join(c.Parameter, ";"))
		r.problems.Add(inventory.Problem{
			Source: c.Place.Cell("chosen"), Code: "choice-not-used", Severity: inventory.Warning,
			Message: inventory.Text{
				ZH: "这项选择没有用上：没有一行活动数据或指标与它相符（" + about + "）",
				EN: "the choice served nothing: no activity row or indicator fits it (" + about + ")"},
			Hint: inventory.Text{
				ZH: "核对年份、类别、项目和参数的写法；不再需要时删去这一行",
				EN: "check year, category, item and parameter; remove the row if it is no longer needed"},
		})
	}
}

// unusedFactors tells of the workspace's own factors that no activity took. Where no precedence names their set, that is
// a slip in inventory.toml.
func (r *run) unusedFactors() {
	asked := slices.Contains(r.ws.Config.FactorSets, factors.LocalSet) || slices.Contains(r.ws.Config.NCVSets, factors.LocalSet)
	used := make(map[inventory.Source]bool, len(r.used))
	for _, p := range r.used {
		if p.Set == factors.LocalSet {
			used[p.Origin] = true
		}
	}
	for _, row := range r.table.Rows() {
		at := row.Place.Cell("value")
		switch {
		case row.Set != factors.LocalSet || used[at] || !slices.ContainsFunc(r.years, row.Covers):
		case !asked:
			r.problems.Add(inventory.Problem{
				Source: inventory.Source{File: "inventory.toml"}, Code: "local-not-asked", Severity: inventory.Warning,
				Message: inventory.Text{
					ZH: "factor_sets 和 ncv_sets 都没有 local：本地因子（首个在 " + at.String() + "）一个也不用",
					EN: "neither factor_sets nor ncv_sets names local: none of the district's own factors is used (the first is at " + at.String() + ")"},
				Hint: inventory.Text{ZH: "在 factor_sets 的最前面写 local", EN: "write local first in factor_sets"},
			})
			return
		default:
			r.problems.Add(inventory.Problem{
				Source: at, Code: "local-factor-not-used", Severity: inventory.Info,
				Message: inventory.Text{ZH: "所编年份没有哪个活动用到这一本地因子：" + row.Key(), EN: "no activity of the years compiled takes this factor of the district's own: " + row.Key()},
				Hint: inventory.Text{
					ZH: "若应当用到，核对它的类别、项目、参数、气体、细项和年份",
					EN: "if one should, check its category, item, parameter, gas, detail and years"},
			})
		}
	}
}

// misspeltDetails warns of words in the column detail that no factor knows but that differ by a letter from one that some
// does: they would decide nothing, in silence.
func (r *run) misspeltDetails() {
	met := map[string]bool{}
	unknown := 0
	last := ""
	for _, row := range r.rows {
		if row.Detail == last || !slices.Contains(r.years, row.Year) {
			continue
		}
		last = row.Detail
		for _, word := range inventory.SplitList(row.Detail) {
			if met[word] {
				continue
			}
			if unknown == maxUnknownWords {
				return
			}
			met[word] = true
			if r.table.Knows(word) {
				continue
			}
			unknown++
			meant := r.table.NearestWord(word)
			if meant == "" {
				continue
			}
			r.problems.Add(inventory.Problem{
				Source: row.Place.Cell("detail"), Code: "detail-misspelt", Severity: inventory.Warning,
				Message: inventory.Text{
					ZH: fmt.Sprintf("没有哪个因子认得细项“%s”，它不起作用；是否为“%s”？", word, meant),
					EN: fmt.Sprintf("no factor knows the detail %q, so that it decides nothing; is %q meant?", word, meant)},
				Hint: inventory.Text{ZH: "改正该词；若只是说明，请写入 note 列", EN: "mend the word; if it is only a remark, write it into the column note"},
			})
		}
	}
}
