package factors

import (
	"slices"
	"strings"

	"ghg/inventory"
)

// Unheeded is a row of a later set that knows a word of the detail which decides nothing in the set that answers.
type Unheeded struct {
	Row   *Row
	Words []string
}

// Unheeded finds the first set of the precedence after that of the answer with a row as near that tells by a word which the
// activity states and the row taken does not; nil if there is none. What the district states itself it means for the activity.
func (t *Table) Unheeded(q Query, a Answer) *Unheeded {
	taken := slices.Index(q.Sets, a.Set)
	if len(q.Detail) == 0 || a.Set == LocalSet || taken < 0 {
		return nil
	}
	if a.Proxy != nil {
		q.Category = a.Proxy
	}
	asked := t.ask(q)
	idle := t.stating(q.Detail, a.Row, false)
	if len(idle) == 0 {
		return nil
	}
	best, _ := asked.fit(a.Row)
	for _, set := range q.Sets[taken+1:] {
		rows := t.fitting(&asked, set)
		sorted(rows)
		for _, other := range rows {
			if other.rank[byItem] > best[byItem] || other.rank[byCategory] > best[byCategory] || other.row.Value == nil {
				continue
			}
			if words := t.stating(idle, other.row, true); len(words) > 0 && other.row.Figure() != a.Row.Figure() {
				return &Unheeded{other.row, words}
			}
		}
	}
	return nil
}

// stating are those of the words by which the row tells, or does not.
func (t *Table) stating(words []string, row *Row, does bool) []string {
	var out []string
	for _, word := range words {
		alike := t.voc.Details.Alike(word)
		says := func(name string) bool { return slices.Contains(alike, name) }
		if does == slices.ContainsFunc(row.terms.words[:], func(column []string) bool { return slices.ContainsFunc(column, says) }) {
			out = append(out, word)
		}
	}
	return out
}

// Problem says that the words decided nothing, with both values. It is of the detail of the activity at the place.
func (u *Unheeded) Problem(a Answer, category *inventory.Category, at inventory.Source) inventory.Problem {
	name := titles(a.Row.terms.voc, a.Row.Parameter)
	return inventory.Problem{
		Source: at, Code: "detail-not-used", Severity: inventory.Warning,
		Message: inventory.Text{
			ZH: category.Code + " 的细项“" + strings.Join(u.Words, "、") + "”对" + name.ZH + "不起作用：用的是 " + a.Set + " 的 " + a.Row.Figure() + "，它不分此细项；" + u.Row.Set + " 有：" + u.Row.Figure(),
			EN: "the detail " + strings.Join(u.Words, ", ") + " of " + category.Code + " decides nothing of " + name.EN + ": " + a.Row.Figure() + " of " + a.Set + " is used, which does not tell it apart; " + u.Row.Set + " does: " + u.Row.Figure()},
		Hint: inventory.Text{
			ZH: "若应按细项取值，在 factors/ 写一行本地因子并注明来源，或调整 factor_sets 的次序",
			EN: "if the detail should decide, state the value as a row of your own under factors/ with its source, or change the order of factor_sets"},
	}
}
