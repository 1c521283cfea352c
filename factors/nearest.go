package factors

import (
	"slices"

	"ghg/inventory/spelling"
)

// notFound says why no set answers, and what comes nearest.
func (t *Table) notFound(qs []Query, sets []string) *NotFound {
	out := &NotFound{Query: qs[0], Searched: sets, voc: t.voc, StandIns: t.standIns(qs)}
	if len(qs) > 1 {
		for _, q := range qs {
			out.Together = append(out.Together, q.Parameter)
		}
	}
	for _, q := range qs {
		q.Sets = sets
		answers, _ := t.inOrder([]question{t.ask(q)}, sets)
		if answers == nil {
			out.Query = q
			out.Nearest, out.why = t.nearest(q)
			return out
		}
		out.Nearest = append(out.Nearest, answers[0].Row)
	}
	return out
}

// standIns lists the items for which an ambiguous item may stand that have an answer.
func (t *Table) standIns(qs []Query) []string {
	if t.voc.Items == nil {
		return nil
	}
	item, ok := t.voc.Items.Lookup(qs[0].Item)
	if !ok {
		return nil
	}
	var out []string
	for _, name := range item.May {
		known, ok := t.voc.Items.Lookup(name)
		if !ok || known == item {
			continue
		}
		asked := slices.Clone(qs)
		for i := range asked {
			asked[i].Item = known.Name
		}
		if t.answers(asked) {
			out = append(out, known.Name)
		}
	}
	return out
}

func (t *Table) answers(qs []Query) bool {
	asked := make([]question, len(qs))
	for i, q := range qs {
		asked[i] = t.ask(q)
	}
	answers, err := t.inOrder(asked, commonSets(qs))
	return answers != nil || err != nil
}

// nearest lists the rows that come closest to the query, which all fail for the same reasons: of the item, those of its
// parameter first; else those of the item whose name is most like it.
func (t *Table) nearest(q Query) ([]*Row, misfit) {
	asked := t.ask(q)
	rows, why := t.closest(asked)
	for _, class := range asked.classes {
		if rows != nil && why < otherCategory {
			break
		}
		broader := asked
		broader.Item = class
		if known, no := t.closest(broader); known != nil && no < otherCategory {
			rows, why = known, no
		}
	}
	if q.Item != "" && (rows == nil || why >= otherCategory) && t.standIns([]Query{q}) == nil {
		// rows of the category that name no item serve any: a word alone may be wanting
		general := asked
		general.Item = ""
		if known, no := t.closest(general); no == lacksDetail && slices.Contains(known[0].terms.categories, q.Category) {
			return known, no
		}
	}
	if rows != nil {
		return rows, why
	}
	var items []string
	for _, row := range t.rows {
		if row.Parameter == q.Parameter && row.Gas == q.Gas && row.Item != "" && slices.Contains(q.Sets, row.Set) {
			items = append(items, row.terms.items...)
		}
	}
	if asked.Item = spelling.Nearest(q.Item, items); asked.Item == "" {
		return nil, 0
	}
	rows, why = t.closest(asked)
	return rows, why | otherItem
}

// closest lists the rows of the question's item with the least misfit, for its category or one that stands in for it.
func (t *Table) closest(q question) ([]*Row, misfit) {
	out, least := t.closestIn(&q)
	for _, proxy := range t.proxies(q.Query) {
		q.Category = proxy
		if rows, why := t.closestIn(&q); rows != nil && (out == nil || why < least) {
			out, least = rows, why
		}
	}
	return out, least
}

func (t *Table) closestIn(q *question) ([]*Row, misfit) {
	var out []fitting
	var least misfit
	for _, row := range t.rows {
		if !row.isOf(q.Item) || row.terms.items == nil && q.Item != "" {
			continue
		}
		rank, no := q.fit(row)
		if row.Parameter != q.Parameter {
			no |= otherParameter
		}
		if row.Gas != q.Gas {
			no |= otherGas
		}
		if !slices.Contains(q.Sets, row.Set) {
			no |= otherSet
		}
		if out == nil || no < least {
			out, least = out[:0], no
		}
		if no == least {
			out = append(out, fitting{row, rank})
		}
	}
	return sorted(out), least
}
