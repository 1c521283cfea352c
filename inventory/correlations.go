package inventory

import "github.com/shopspring/decimal"

// The kinds of Correlation.
const (
	CorrelatedGroup  = "group"  // any two of the variables, by Rho
	CorrelatedPair   = "pair"   // each variable of Of with each of With, by Rho
	CorrelatedYears  = "years"  // those that differ in the year alone, by Rho: 1 draws a series of activities once, 0 a factor anew each year
	CorrelatedShares = "shares" // the variables are shares that add up to one: they are drawn and divided by their sum
)

// Correlation is one row of records/correlations.csv: which variables are not independent of each other. Rho is the correlation of
// their normal scores, Φ⁻¹ of the probability that each is below its draw: of two normal variables their own correlation, of two
// lognormal ones that of their logarithms. It is zero, and not meant, of shares.
type Correlation struct {
	Kind string
	Of   Pattern
	With Pattern // of a pair
	Rho  decimal.Decimal
	Signed
}

// Judgement is one row of records/judgements.csv: what experts hold of the spread of variables (IPCC 2006 V1 §2.2, Annex 2A.1). It
// takes the place of what the row of the figure states, and of defaults.
type Judgement struct {
	Of           Pattern
	Stated       *Uncertainty    // bounds in the unit of the row of the figure; nil if the judgement is of the law alone, or Discrete
	Distribution string          // one of Distributions, Discrete, or "" where it follows from what is stated
	Points       []DiscretePoint // of a Discrete law, whose probabilities add up to one
	Expert       string          // who was asked
	Signed
}

// DiscretePoint is a value with its probability, in the unit of the row of the figure.
type DiscretePoint struct{ Value, Probability decimal.Decimal }

// The criteria of Qualitative (IPCC 2006 V1 §4.3.3).
const (
	Mitigation   = "mitigation"   // techniques and technologies of abatement change it
	Growth       = "growth"       // emissions are expected to grow
	Unquantified = "unquantified" // its uncertainty is not assessed in figures
	Incomplete   = "completeness" // it is not fully covered
	OtherReason  = "other"        // what the reason says
)

// Qualitative is one row of records/qualitative.csv: a category that is key for what no figure shows.
type Qualitative struct {
	Category  *Category
	Gas       string // "" = every gas
	Criterion string
	Signed
}
