package engine

import (
	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/workspace"
)

// Splices works out what the splices of a workspace give, without compiling it. The problems are those of its figures and its splices.
func (e *Engine) Splices(ws *workspace.Workspace) ([]*Splicing, inventory.Problems) {
	r := e.newRun(ws, ws.Config.Years)
	r.settled()
	r.splice()
	return r.splices, r.problems.Sorted()
}

// TrySplice works out what the last splice of a workspace gives after the others, and what other techniques would give of the same
// years. The problems are those of the workspace's figures and of the splice; with an error nothing may be recorded.
func (e *Engine) TrySplice(ws *workspace.Workspace) (tried *Splicing, others []*Splicing, problems inventory.Problems) {
	last := len(ws.Splices) - 1
	before := *ws
	before.Splices = ws.Splices[:last]
	r := e.newRun(&before, ws.Config.Years)
	r.settled()
	r.splice()
	tried = r.alone(&ws.Splices[last])
	if !tried.Problems.Failed() {
		others = r.alternatives(&ws.Splices[last])
	}
	r.problems.Add(tried.Problems...)
	for _, one := range tried.Figures {
		r.rows = append(r.rows, one.Row)
	}
	r.rows = sortRows(r.rows)
	r.settleKeys() // a year that a row gives a key cannot have a figure too
	return tried, others, r.problems.Sorted()
}

// alone is what one splice gives beside the figures that there are.
func (r *run) alone(s *inventory.Splice) *Splicing {
	out := &Splicing{By: s}
	from, known := r.sources(s)
	if !known {
		out.Problems.Add(sourceMissing(s))
		return out
	}
	r.fill(out, from)
	return out
}

// alternatives are the other techniques that give all years of the splice: an overlap and a surrogate by its indicator, if it has one.
func (r *run) alternatives(s *inventory.Splice) []*Splicing {
	var out []*Splicing
	for _, technique := range []string{inventory.Overlap, inventory.Surrogate, inventory.Interpolation, inventory.Extrapolation} {
		one := *s
		one.Technique, one.FromYear, one.UntilYear = technique, 0, 0
		byIndicator := technique == inventory.Overlap || technique == inventory.Surrogate
		switch {
		case technique == s.Technique, byIndicator && s.Indicator == "":
			continue
		case technique == inventory.Surrogate:
			if one.FromYear = r.nearest(s); one.FromYear == 0 {
				continue
			}
		case !byIndicator:
			one.Indicator = ""
		}
		got := r.alone(&one)
		if !got.Problems.Failed() && len(got.Figures) == s.ToYear-s.Year+1 {
			out = append(out, got)
		}
	}
	return out
}

// nearest is the year nearest to those of the splice of which both a figure and the indicator are stated, the later of two; 0 if there
// is none.
func (r *run) nearest(s *inventory.Splice) int {
	if len(r.rows) == 0 {
		return 0
	}
	farthest := max(s.Year-r.rows[0].Year, r.rows[len(r.rows)-1].Year-s.ToYear)
	for gap := 1; gap <= farthest; gap++ {
		for _, year := range []int{s.ToYear + gap, s.Year - gap} {
			row := r.figure(r.aboutOf(s, year))
			if row != nil && r.spliced[row] == nil && r.indicator(s.Indicator, year) != nil {
				return year
			}
		}
	}
	return 0
}

// Difference is how far another figure lies from this, as a share of it; false if this is zero or they do not measure the same.
func (s *Spliced) Difference(other *Spliced) (decimal.Decimal, bool) {
	value, err := quantity.Convert(other.Row.Value, other.Row.Unit, s.Row.Unit)
	if err != nil {
		return decimal.Decimal{}, false
	}
	out, err := quantity.Quo(value.Sub(s.Row.Value), s.Row.Value)
	return out, err == nil
}
