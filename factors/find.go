package factors

import (
	"fmt"
	"slices"

	"ghg/inventory"
)

// Answer is the row that the tables give, and what has to be said of it.
type Answer struct {
	Row        *Row
	Set        string
	Candidates []*Row // every row of the set that fits, the most specific first
	Why        inventory.Text
	Notes      []inventory.Text    // of a factor of an earlier year or of another category
	Earlier    int                 // years by which the row is earlier than asked; 0 if it covers the year
	Proxy      *inventory.Category // the category whose factor stands in, nil for none
	Passed     []Passed            // rows of the district's own that would have served, had their set answered all questions
}

// Passed is a row that fits and is not taken, because its set has no row for the other parameters that must come from one
// set with it.
type Passed struct {
	Row     *Row
	Missing []string // those parameters
}

// Find returns the row of the first set that has a row which fits; of several, the most specific one. The errors are
// *NotFound, *Ambiguous (two rows are equally specific) and *OnlyRange (the row has no value; another is not taken
// instead).
func (t *Table) Find(q Query) (Answer, error) {
	answers, err := t.FindTogether([]Query{q})
	if err != nil {
		return Answer{}, err
	}
	return answers[0], nil
}

// FindTogether answers all queries from one set: the first of the precedence that has rows for all of them. Only sets
// that every query lists are searched. Where no set has rows for the category, its proxies are tried (METHODS §1.4).
func (t *Table) FindTogether(qs []Query) ([]Answer, error) {
	if len(qs) == 0 {
		return nil, nil
	}
	sets := commonSets(qs)
	asked := make([]question, len(qs))
	for i, q := range qs {
		asked[i] = t.ask(q)
	}
	if answers, err := t.inOrder(asked, sets); answers != nil || err != nil {
		return answers, err
	}
	for _, proxy := range t.proxies(qs[0]) {
		for i := range asked {
			asked[i].Category = proxy
		}
		answers, err := t.inOrder(asked, sets)
		if err != nil {
			return nil, err
		}
		if answers != nil {
			for i := range answers {
				answers[i].Proxy = proxy
				answers[i].Notes = append(answers[i].Notes, proxyNote(qs[i].Category, proxy))
			}
			return answers, nil
		}
	}
	return nil, t.notFound(qs, sets)
}

func commonSets(qs []Query) []string {
	if len(qs) == 1 {
		return qs[0].Sets
	}
	var out []string
	for _, set := range qs[0].Sets {
		missing := slices.ContainsFunc(qs[1:], func(q Query) bool { return !slices.Contains(q.Sets, set) })
		if !missing && !slices.Contains(out, set) {
			out = append(out, set)
		}
	}
	return out
}

// proxies lists the categories that may stand in for the query's, those of the nearest category first. A proxy that lies
// below its category stands in for that category alone, not for its other branches.
func (t *Table) proxies(q Query) []*inventory.Category {
	var out []*inventory.Category
	for at := q.Category; at != nil; at = at.Parent {
		for _, p := range t.voc.Proxies {
			if p.Category != at.Code || p.Gas != q.Gas {
				continue
			}
			if proxy := t.voc.Categories.Must(p.Proxy); at == q.Category || !proxy.Within(at) {
				out = append(out, proxy)
			}
		}
	}
	return out
}

// inOrder answers from the first set that can answer all; nothing if none can.
func (t *Table) inOrder(asked []question, sets []string) ([]Answer, error) {
	var before []skipped
	for _, set := range sets {
		found, whole := t.inSet(asked, set)
		if whole {
			return t.choose(asked, found, before)
		}
		before = append(before, skipped{set, found})
	}
	return nil, nil
}

// skipped is a set of the precedence that could not answer all questions, with the rows it has for each.
type skipped struct {
	set   string
	found [][]fitting
}

// missing names the parameters for which the set has no row.
func (s *skipped) missing(asked []question) []string {
	var out []string
	for i := range asked {
		if s.found[i] == nil {
			out = append(out, asked[i].Parameter)
		}
	}
	return out
}

// fitting is a row that fits, with its rank.
type fitting struct {
	row  *Row
	rank rank
}

// inSet lists the rows of the set that fit, for each question; whole if there are some for all of them.
func (t *Table) inSet(asked []question, set string) (found [][]fitting, whole bool) {
	found, whole = make([][]fitting, len(asked)), true
	for i := range asked {
		found[i] = t.fitting(&asked[i], set)
		whole = whole && found[i] != nil
	}
	return found, whole
}

// choose takes the most specific of the rows for each question.
func (t *Table) choose(asked []question, found [][]fitting, before []skipped) ([]Answer, error) {
	answers := make([]Answer, len(asked))
	for i := range asked {
		rows := found[i]
		ordered := sorted(rows)
		best := rows[0]
		if n := tied(rows); n > 1 {
			return nil, &Ambiguous{Query: asked[i].Query, Rows: ordered[:n], voc: t.voc}
		}
		if best.row.Value == nil {
			return nil, &OnlyRange{Query: asked[i].Query, Row: best.row, voc: t.voc}
		}
		answers[i] = t.answer(&asked[i], rows, t.why(asked, i, rows, before))
		answers[i].Candidates = ordered
		for _, s := range before {
			if s.set == LocalSet && s.found[i] != nil {
				answers[i].Passed = append(answers[i].Passed, Passed{sorted(s.found[i])[0], s.missing(asked)})
			}
		}
	}
	return answers, nil
}

// fitting lists the rows of the set that fit, by key: those of the item; where there are none, those of the narrowest class of
// items that has some. A row of a class that is of the activity's technology goes before rows of the item that are of none: the
// capacity of dung on pasture is one for all animals.
func (t *Table) fitting(q *question, set string) []fitting {
	out := t.fittingItem(q, set)
	if slices.ContainsFunc(out, ofTechnology) {
		return out
	}
	for _, class := range q.classes {
		broader := *q
		broader.Item = class
		rows := t.fittingItem(&broader, set)
		if slices.ContainsFunc(rows, ofTechnology) {
			return rows
		}
		if out == nil {
			out = rows
		}
	}
	return out
}

func ofTechnology(f fitting) bool { return len(f.row.terms.words[1]) > 0 }

func (t *Table) fittingItem(q *question, set string) []fitting {
	var out []fitting
	hold := func(item string) {
		for _, row := range t.bySubject[subject{q.Parameter, q.Gas, set, item}] {
			if len(q.words) == 0 && row.terms.statesWords() {
				continue // the activity gives no detail, and most rows without an item state one
			}
			if rank, no := q.fit(row); no == 0 {
				out = append(out, fitting{row, rank})
			}
		}
	}
	hold(q.Item)
	if q.Item != "" {
		hold("")
	}
	return out
}

// classNote tells of a row of a broader item than was asked for.
func classNote(item string, row *Row) inventory.Text {
	return inventory.Text{
		ZH: fmt.Sprintf("表中没有分列 %s，用 %s 的", item, row.Item),
		EN: fmt.Sprintf("the tables do not tell %s apart; that of %s is used", item, row.Item)}
}

func (t *Table) answer(q *question, rows []fitting, why inventory.Text) Answer {
	best := rows[0]
	out := Answer{Row: best.row, Set: best.row.Set, Earlier: best.rank[byAge], Why: why}
	if q.years != inventory.NearestEarlier {
		out.Earlier = 0
	}
	if !best.row.isOf(q.Item) {
		out.Notes = append(out.Notes, classNote(q.Item, best.row))
	}
	if out.Earlier > 0 {
		out.Notes = append(out.Notes, t.earlierNote(q, best.row, out.Earlier))
	}
	return out
}

// sorted brings the rows to the order of their ranks, rows of one rank to that of their keys, and returns them bare.
func sorted(rows []fitting) []*Row {
	slices.SortStableFunc(rows, func(a, b fitting) int { return a.rank.compare(b.rank) })
	var out []*Row
	for _, candidate := range rows {
		out = append(out, candidate.row)
	}
	return out
}

// tied counts the rows that share the first rank.
func tied(rows []fitting) int {
	n := 0
	for n < len(rows) && rows[n].rank == rows[0].rank {
		n++
	}
	return n
}
