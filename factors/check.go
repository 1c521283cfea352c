package factors

import (
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/spelling"

	"github.com/shopspring/decimal"
)

// boundsKinds says what low and high are: a 95 % interval, a printed range, or limits that cannot be passed.
var boundsKinds = []string{"ci95", "range", "absolute"}

// developments are the development statuses by which tables tell countries apart.
var developments = []string{"developed", "developing"}

func (p *parser) development() string {
	if p.Development != "" && !slices.Contains(developments, p.Development) {
		p.fault("unknown-development", "development", oneOf("发展水平", "development", p.Development, developments...))
	}
	return p.Development
}

func (p *parser) bounds() string {
	if p.Bounds != "" && !slices.Contains(boundsKinds, p.Bounds) {
		p.fault("unknown-bounds", "bounds", oneOf("界限", "bounds", p.Bounds, boundsKinds...))
	}
	return p.Bounds
}

func (p *parser) distribution() string {
	if p.Distribution == "" {
		return ""
	}
	var names []string
	for _, d := range inventory.Distributions() {
		names = append(names, d.Name)
	}
	if !slices.Contains(names, p.Distribution) {
		p.fault("unknown-distribution", "distribution", oneOf("分布", "distribution", p.Distribution, names...))
	}
	return p.Distribution
}

func (p *parser) year(field, cell string) int {
	if cell == "" {
		return 0
	}
	year, err := strconv.Atoi(cell)
	if err != nil || year < firstYear || year > lastYear {
		p.fault("bad-year", field, badYear(cell))
		return 0
	}
	return year
}

// checkNumbers holds value, bounds and years of a row against each other.
func (p *parser) checkNumbers(r *Row) {
	outside := func(v, low, high *decimal.Decimal) bool {
		return v != nil && (low != nil && v.LessThan(*low) || high != nil && v.GreaterThan(*high))
	}
	switch {
	case r.Value == nil && r.Low == nil && r.High == nil:
		p.fault("no-figure", "value", noFigure)
	case outside(r.Low, nil, r.High):
		p.fault("bounds-reversed", "low", boundsReversed(p.Low, p.High))
	case outside(r.Value, r.Low, r.High):
		p.fault("value-outside-bounds", "value", valueOutside(r.Figure(), p.Low, p.High))
	}
	if r.YearFrom != 0 && r.YearTo != 0 && r.YearFrom > r.YearTo {
		p.fault("years-reversed", "year_from", yearsReversed(p.YearFrom, p.YearTo))
	}
}

// checkKey refuses the sign that separates the parts of a key inside one of them.
func (p *parser) checkKey(r *Row) {
	for _, part := range []struct{ field, text string }{{"detail", r.Detail}, {"technology", r.Technology}, {"basis", r.Basis}, {"facility", r.Facility}} {
		if strings.Contains(part.text, "|") {
			p.fault("bar-in-key", part.field, barInKey)
		}
	}
}

// checkOxidation refuses an oxidation rate in a set of the IPCC: its carbon contents and factors stand for complete
// oxidation, and no other rate is ever applied to them (METHODS §2.1, guard 1).
func (p *parser) checkOxidation(r *Row) {
	if r.Parameter == "oxidation_rate" && strings.HasPrefix(r.Set, "IPCC-") {
		p.fault("oxidation-of-ipcc", "set", oxidationOfIPCC)
	}
}

// checkSense holds unit, value and bounds against what the parameter may be. A unit that no equation takes would otherwise
// never be a candidate, and the row be passed over without a word.
func (p *parser) checkSense(r *Row) {
	name := p.voc.Parameters[r.Parameter]
	if found, bad := name.CheckUnit(r.Unit, r.Gas); bad {
		p.fault(found.Code, found.Field, fault{found.Message, found.Hint})
		return
	}
	for _, cell := range []struct {
		field  string
		figure *decimal.Decimal
	}{{"value", r.Value}, {"low", r.Low}, {"high", r.High}} {
		if cell.figure == nil {
			continue
		}
		// a bound may lie on the limit that a value may not: an interval is printed from 0 on
		if cell.field == "low" && cell.figure.IsZero() {
			continue
		}
		if found, bad := name.CheckValue(*cell.figure, r.Unit, r.Gas); bad {
			p.fault(found.Code, cell.field, fault{found.Message, found.Hint})
		}
	}
}

// joined is the list in one cell; the cell itself if it holds a single entry in its canonical spelling.
func joined(cell string, list []string) string {
	if len(list) == 1 && list[0] == cell {
		return cell
	}
	return strings.Join(list, ";")
}

// nearestKey names the key of a map that is closest to what was written.
func nearestKey[V any](written string, known map[string]V) string {
	names := make([]string, 0, len(known))
	for name := range known {
		names = append(names, name)
	}
	return spelling.Nearest(written, names)
}
