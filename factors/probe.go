package factors

import (
	"slices"

	"ghg/inventory"
)

// Probe asks a table many questions of one kind of activity, and only whether they have an answer: it
// tells the row, not why it was taken.
type Probe struct {
	table *Table
	base  question
	reach map[place]map[string]int // the regions of the places asked for
	sets  map[subject][]string     // the sets that have rows of a subject, which is without its set here
}

// place is where a question asks for factors: purchased electricity and electrical equipment have regions of their own.
type place struct{ region, home string }

// Prospect is what a table has for one question.
type Prospect struct {
	Row       *Row           // that is found, or the range that is all there is; nil for none
	Ambiguous bool           // several rows are equally specific
	Words     []string       // the details one of which would give an answer, as the activity would have to state them
	Elsewhere []string       // sets outside the precedence that have an answer
	Range     bool           // the row has no value
	Hint      inventory.Text // of an ambiguous answer
}

// Probe prepares questions that differ from the query in no more than region, parameter, gas, category, item, detail,
// year, sets and unit.
func (t *Table) Probe(like Query) *Probe {
	base := t.ask(like)
	out := &Probe{t, base, map[place]map[string]int{{like.Region, like.Home}: base.regions}, map[subject][]string{}}
	for at := range t.bySubject {
		set := at.set
		at.set = ""
		out.sets[at] = append(out.sets[at], set)
	}
	return out
}

// Ask asks for the parameter of the query at the place in the list; all in the list must be answered by one set.
func (p *Probe) Ask(qs []Query, at int) Prospect {
	asked := make([]question, len(qs))
	for i, q := range qs {
		asked[i] = p.base
		asked[i].Query, asked[i].rule, asked[i].words, asked[i].classes = q, p.table.rules[q.Parameter], p.table.wordsOf(q.Detail), p.table.classesOf(q.Item)
		at := place{q.Region, q.Home}
		if p.reach[at] == nil {
			p.reach[at] = p.table.ask(q).regions
		}
		asked[i].regions = p.reach[at]
	}
	sets := commonSets(qs)
	if out, ok := p.inOrder(asked, at, sets); ok {
		return out
	}
	categories := p.table.proxies(qs[0])
	for _, proxy := range categories {
		for i := range asked {
			asked[i].Category = proxy
		}
		if out, ok := p.inOrder(asked, at, sets); ok {
			return out
		}
	}
	for _, category := range append([]*inventory.Category{qs[at].Category}, categories...) {
		asked[at].Category = category
		if out := p.wanted(&asked[at], sets); out.Words != nil || out.Elsewhere != nil {
			return out
		}
	}
	return Prospect{}
}

// inOrder looks in the first set that has rows for all questions; false if none has.
func (p *Probe) inOrder(asked []question, at int, sets []string) (Prospect, bool) {
	for _, set := range sets {
		var found [][]fitting
		for i := range asked {
			if rows := p.table.fitting(&asked[i], set); rows != nil {
				found = append(found, rows)
			}
		}
		if len(found) == len(asked) {
			return p.prospect(&asked[at], found[at]), true
		}
	}
	return Prospect{}, false
}

func (p *Probe) prospect(q *question, rows []fitting) Prospect {
	ordered := sorted(rows)
	best := ordered[0]
	if n := tied(rows); n > 1 {
		err := &Ambiguous{Query: q.Query, Rows: ordered[:n], voc: p.table.voc}
		return Prospect{Ambiguous: true, Hint: err.hint()}
	}
	return Prospect{Row: best, Range: best.Value == nil}
}

// wanted lists the details that the rows of the first set ask for that has a row which lacks nothing but them, and the
// sets outside the precedence that would answer.
func (p *Probe) wanted(q *question, sets []string) Prospect {
	var out Prospect
	for _, item := range append([]string{q.Item}, q.classes...) {
		of := *q
		of.Item = item
		for _, set := range sets {
			if out.Words = p.wanting(&of, set); out.Words != nil {
				return out
			}
		}
	}
	for _, set := range p.sets[subject{q.Parameter, q.Gas, "", q.Item}] {
		if !slices.Contains(sets, set) && p.table.fitting(q, set) != nil {
			out.Elsewhere = append(out.Elsewhere, set)
		}
	}
	slices.Sort(out.Elsewhere)
	return out
}

// wanting lists the details that rows of the set ask for which lack nothing but them.
func (p *Probe) wanting(q *question, set string) []string {
	var out []string
	rows := p.table.bySubject[subject{q.Parameter, q.Gas, set, q.Item}]
	if q.Item != "" {
		rows = slices.Concat(rows, p.table.bySubject[subject{q.Parameter, q.Gas, set, ""}])
	}
	for _, row := range rows {
		if _, no := q.fit(row); no != lacksDetail {
			continue
		}
		if words := joined("", row.lacking(q.Query)); !slices.Contains(out, words) {
			out = append(out, words)
		}
	}
	return out
}
