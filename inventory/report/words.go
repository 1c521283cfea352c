package report

import (
	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/trend"
	"ghg/inventory/uncertainty"
)

// What packages above this one say in the words of the pages of the terminal.

// inBoth is a text that is made for one language at a time.
func inBoth(of func(lang string) string) inventory.Text {
	return inventory.Text{ZH: of("zh"), EN: of("en")}
}

// Changed prints a change with its sign, half-even at the given decimals.
func Changed(d decimal.Decimal, places int32) string { return changed(d, places) }

// SignedShare prints a share in per cent with its sign, with as many decimals as show it, up to six.
func SignedShare(share decimal.Decimal) string { return signedShare(&share) }

// Plain prints a level as it is, with at most four digits behind the point.
func Plain(d decimal.Decimal) string { return plainFigure(d) }

// Criteria puts the qualitative criteria of a key category into words.
func Criteria(list string) inventory.Text {
	return inBoth(func(lang string) string { return criteriaIn(list, lang) })
}

// AssessmentTitle names an assessment of key categories: L1, T1, L2, T2.
func AssessmentTitle(id string) inventory.Text { return assessmentTitles[id] }

// ScopeTitle names the total with or without land.
func ScopeTitle(scope string) inventory.Text { return scopeTitles[scope] }

// LeftNotes name the rows that the assessments leave out, the largest first, and say why.
func (k *Keys) LeftNotes() []inventory.Text { return k.leftNotes() }

// UncertainNotes say how the figures of an analysis were made and where the ways to them differ.
func UncertainNotes(u *engine.Uncertainty) []inventory.Text { return uncertainNotes(u) }

// PropagationSaid says how certain the total and its trend are by Approach 1, then what a reader must know of the figures.
func PropagationSaid(p *uncertainty.Propagation) []inventory.Text {
	return append(propagationSentences(p), propagationNotes(p)...)
}

// VariableTitle names a variable of an analysis: what it is, and of what.
func VariableTitle(u *engine.Uncertainty, id string) inventory.Text { return variableTitle(u, id) }

// SpreadOf says in a word where the spread of variables comes from.
func SpreadOf(u *engine.Uncertainty, variables []string) inventory.Text {
	return spreadOf(u, variables)
}

// ShownFigure tells whether people are shown the figure of an analysis.
func ShownFigure(f *engine.UncertainFigure) bool { return shownFigure(f) }

// Unspread tells whether nothing is known of how far the inputs of the figure may be off.
func Unspread(f *engine.UncertainFigure) bool { return unspread(f) }

// TargetState is the state of a target in words.
func TargetState(state string) inventory.Text { return stateNames[state] }

// TargetKind says whether a target binds.
func TargetKind(kind string) inventory.Text { return kindNames[kind] }

// TargetSign is the sign of a target's direction.
func TargetSign(direction string) string { return directionSigns[direction] }

// IndicatorName is the indicator of a target, in English too where the program knows its name.
func IndicatorName(v *inventory.Vocabulary, t *inventory.Target) inventory.Text {
	out := inventory.Text{ZH: t.Indicator, EN: t.Indicator}
	if of := v.StatisticNamed(t.Indicator); of != nil {
		out.EN = of.Title.EN
	}
	return out
}

// PeakVerdict says what is made of the years after a maximum, first being the first year of the series.
func PeakVerdict(found trend.Peak, first int) inventory.Text { return peakVerdict(found, first) }

// Revised tells whether the chain of recognised and published declines of a year differs from what the figures now say.
func Revised(y engine.IntensityYear) bool { return revised(y) }
