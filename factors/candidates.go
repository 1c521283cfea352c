package factors

import (
	"slices"

	"ghg/inventory"
)

// maxCandidates is how many candidates of one look-up are told.
const maxCandidates = 8

// Considered lists the rows that could have answered the query, the one that was taken first and the others in the order
// in which they were passed over, each with the reason why it was; at most eight, and how many more there are.
func (t *Table) Considered(q Query, a Answer) inventory.Candidates {
	if a.Proxy != nil {
		q.Category = a.Proxy
	}
	asked := t.ask(q)
	best, _ := asked.fit(a.Row)
	out := inventory.Candidates{List: []inventory.Candidate{a.Row.asCandidate(inventory.Text{})}}
	taken := slices.Index(q.Sets, a.Set)
	for n, set := range q.Sets {
		rows := t.fitting(&asked, set)
		sorted(rows)
		for _, other := range rows {
			switch {
			case other.row == a.Row:
			case len(out.List) == maxCandidates:
				out.More++
			default:
				out.List = append(out.List, other.row.asCandidate(lost(other, best, n-taken)))
			}
		}
	}
	return out
}

func (r *Row) asCandidate(lost inventory.Text) inventory.Candidate {
	return inventory.Candidate{Key: r.Key(), Figure: r.Figure(), Status: r.Status, Source: r.Place.Cell("value"), Lost: lost}
}

// lost says why a row was passed over: its set stands elsewhere in the precedence, or the first criterion by which it is
// less specific than the best.
func lost(other fitting, best rank, sets int) inventory.Text {
	switch {
	case sets < 0:
		return inventory.Text{ZH: other.row.Set + " 缺少须取自同一集的其他参数", EN: other.row.Set + " lacks another input that must come from the same set"}
	case sets > 0:
		return inventory.Text{ZH: other.row.Set + " 在优先序中靠后", EN: other.row.Set + " stands later in the precedence"}
	}
	at := 0
	for at < len(best)-1 && other.rank[at] == best[at] {
		at++
	}
	return inventory.Text{ZH: "不够具体：" + criteria[at].ZH, EN: "less specific: " + criteria[at].EN}
}

// criteria are the places of a rank in the words of the reader.
var criteria = [len(rank{})]inventory.Text{
	byFacility:   {ZH: "不限设施", EN: "facility"},
	byRegion:     {ZH: "地区较远", EN: "region"},
	byItem:       {ZH: "不限项目", EN: "item"},
	byCategory:   {ZH: "类别较远", EN: "category"},
	byDetail:     {ZH: "细项较少", EN: "detail"},
	byTechnology: {ZH: "技术较少", EN: "technology"},
	byBasis:      {ZH: "基准较少", EN: "basis"},
	byClimate:    {ZH: "气候较宽", EN: "climate"},
	byStatus:     {ZH: "不限发展水平", EN: "development status"},
	byStart:      {ZH: "始于较早的年份", EN: "an earlier year"},
	byAge:        {ZH: "年份较早", EN: "year"},
	bySpan:       {ZH: "年份跨度较大", EN: "span of years"},
}
