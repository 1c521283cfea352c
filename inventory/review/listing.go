package review

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/report"
)

// Listing is a review held against the inventory as it is now.
type Listing struct {
	*Review
	Years     []int
	Inventory *inventory.Inventory // nil if the workspace does not compile
	figures   map[int]*Figures
}

// List holds the review against the inventory, nil if there is none. Years are those of the workspace that are asked for.
func (r *Review) List(years []int, inv *inventory.Inventory) *Listing {
	l := &Listing{Review: r, Years: years, Inventory: inv}
	if inv != nil && len(r.histories) > 0 {
		l.figures = FiguresOf(inv)
	}
	return l
}

// Standing of a finding.
const (
	standsOpen     = "open"
	standsAnswered = "answered" // and still open
	standsClosed   = "closed"   // its figure has changed
	standsReasoned = "closed_with_reason"
	standsMoved    = "figure_moved"   // since a reviewer signed the reason: it counts as open
	standsBack     = "figure_is_back" // closed by a change that is undone: it counts as open
)

var standings = map[string]inventory.Text{
	standsOpen: {ZH: "未关闭", EN: "open"}, standsAnswered: {ZH: "已答复，未关闭", EN: "answered, open"}, standsClosed: {ZH: "已关闭（数已变）", EN: "closed (the figure changed)"},
	standsMoved:    {ZH: "签名关闭之后数又变了，视为未关闭", EN: "the figure moved after the reason was signed: open again"},
	standsReasoned: {ZH: "已关闭（签名理由）", EN: "closed (signed reason)"}, standsBack: {ZH: "数与提出时相同，视为未关闭", EN: "the figure is what it was when it was raised: open again"},
}

// standing is where the finding stands against the inventory.
func (l *Listing) standing(f *Finding) string {
	closed := f.Closed()
	switch {
	case f.Moved(l.Inventory):
		return standsMoved
	case closed != nil && closed.Signature != "":
		return standsReasoned
	case closed != nil && l.Inventory != nil && !f.Settled(l.Inventory):
		return standsBack
	case closed != nil:
		return standsClosed
	case f.Events[len(f.Events)-1].Kind == Answered:
		return standsAnswered
	}
	return standsOpen
}

// shown are the findings of the years asked for.
func (l *Listing) shown() (out []*Finding) {
	for _, year := range l.Years {
		for _, f := range l.Findings {
			if f.Figure.Year == year {
				out = append(out, f)
			}
		}
	}
	return out
}

// open counts the findings of a year that are not settled.
func (l *Listing) open(year int) (n int) {
	for _, f := range l.Findings {
		if s := l.standing(f); f.Figure.Year == year && s != standsClosed && s != standsReasoned {
			n++
		}
	}
	return n
}

// Records are the findings, one a row.
func (l *Listing) Records() report.Records {
	out := report.Records{Columns: []string{"id", "year", "boundary", "category", "gas", "severity", "standing", "text", "by", "date", "answers", "closed_by", "closed_date", "closed_reason",
		"old_value_t", "old_co2e_t", "old_gwp_set", "new_value_t", "new_co2e_t", "new_gwp_set", "changed", "difference_t", "cell",
		"old_notation", "new_notation", "signer", "reopened", "next"}}
	for _, f := range l.shown() {
		raised, change := f.Raised(), f.Change(l.Inventory)
		row := []string{f.ID, strconv.Itoa(f.Figure.Year), f.Figure.Boundary.String(), f.Figure.Scope, f.Figure.Gas, strings.ToLower(f.Severity.String()), l.standing(f),
			raised.Text, raised.By, raised.Date}
		said := map[string][]string{}
		for _, e := range f.Events {
			said[e.Kind] = append(said[e.Kind], e.By+" "+e.Date+": "+e.Text)
		}
		row = append(row, strings.Join(said[Answered], "; "))
		signer := ""
		if closed := f.Closed(); closed != nil {
			row = append(row, closed.By, closed.Date, closed.Text)
			signer, _, _ = strings.Cut(strings.TrimPrefix(closed.Signature, "— "), " ")
		} else {
			row = append(row, "", "", "")
		}
		row = append(append(row, valueCells(change.Old)...), valueCells(change.New)...)
		out.Rows = append(out.Rows, append(row, changedCell(change), numberCell(change.Difference()), raised.Place.Cell("").String(),
			notationCell(change.Old), notationCell(change.New), signer, strings.Join(said[Reopened], "; "), l.next(f).EN))
	}
	return out
}

func notationCell(v *Value) string {
	if v == nil {
		return ""
	}
	return v.Notation
}

func valueCells(v *Value) []string {
	if v == nil {
		return []string{"", "", ""}
	}
	return []string{numberCell(v.Mass), numberCell(v.CO2e), v.GWPSet}
}

// changedCell is yes or no, and blank where it is not known.
func changedCell(c Change) string {
	switch {
	case c.Old == nil || c.New == nil || c.OtherSet:
		return ""
	case c.Changed:
		return "yes"
	}
	return "no"
}

// StateRecords are the states of the years, one a row.
func (l *Listing) StateRecords() report.Records {
	out := report.Records{Columns: []string{"region", "year", "version", "state", "by", "role", "date", "figures", "total", "total_without_land", "stale", "steps", "sound", "findings", "open"}}
	for _, year := range l.Years {
		h := l.History(year)
		row := []string{l.Region.Code, strconv.Itoa(year), strconv.Itoa(h.Version), h.State.String()}
		if s := h.Last(); s != nil {
			row = append(row, s.By, s.Role, s.Date, s.Figures, s.Total, s.NoLand)
		} else {
			row = append(row, "", "", "", "", "", "")
		}
		findings := 0
		for _, f := range l.Findings {
			if f.Figure.Year == year {
				findings++
			}
		}
		out.Rows = append(out.Rows, append(row, l.staleCell(h), strconv.Itoa(len(h.Steps)), soundCell(h), strconv.Itoa(findings), strconv.Itoa(l.open(year))))
	}
	return out
}

// soundCell tells whether every step of the year can be trusted: if not, the state is that of the steps before.
func soundCell(h *History) string {
	if h.broken {
		return "no"
	}
	return "yes"
}

// staleCell is yes where the figures are no longer those of the state, no where they are; blank where there is nothing to compare.
func (l *Listing) staleCell(h *History) string {
	f := l.figures[h.Year]
	switch {
	case h.State == Draft || f == nil:
		return ""
	case h.Stale(f.Digest()):
		return "yes"
	}
	return "no"
}

// tonnes prints a figure for people, with its sign where it is a difference.
func tonnes(d *decimal.Decimal, signed bool) string {
	switch {
	case d == nil:
		return ""
	case signed && d.IsPositive():
		return "+" + report.Tonnes(*d)
	}
	return report.Tonnes(*d)
}
