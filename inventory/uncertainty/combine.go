package uncertainty

import (
	"cmp"
	"math"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory/expr"
)

// RowRoots are the roots of a row of the table of Approach 1; −1 for what a row has not.
type RowRoots struct{ Year, Base int }

// VariableSide says of a variable which side of the table it is on, and whether it is drawn anew each year.
type VariableSide struct{ Activity, Yearly bool }

// Combined are the columns of a row that follow from the tree: the uncertainties of its activity and of its factors, and whether either errs
// alike in both years.
type Combined struct {
	AD, EF       decimal.Decimal
	ADCorrelated bool
	EFCorrelated bool
	Low, High    decimal.NullDecimal // the ends of its interval in per cent of its size, where the sides differ
	Unstated     bool                // nothing that the row rests on has a spread
	Mixed        bool                // of what stands on one side some inputs err alike in both years and some do not

	year, base Propagated
	activity   map[string]bool // its variables that are of activity
}

// Combine gives the rows of the table of Approach 1 from the partial derivatives of each row, those by activity and those by anything
// else apart. What one row has of a factor is one input of it, wherever it stands, and what is correlated on one side of a row is taken
// with its correlation; between the sides and between rows the table knows none.
func (m *Model) Combine(rows []RowRoots, of func(variable string) VariableSide) []Combined {
	out := make([]Combined, len(rows))
	var roots []int
	for _, row := range rows {
		if roots = append(roots, row.Year); row.Base >= 0 {
			roots = append(roots, row.Base)
		}
	}
	propagated := m.Propagate(roots...)
	for i, row := range rows {
		c := &out[i]
		c.year, propagated = propagated[0], propagated[1:]
		if row.Base >= 0 {
			c.base, propagated = propagated[0], propagated[1:]
		}
		c.fill(m, of)
	}
	return out
}

// fill computes the columns of the year, of a row that is nothing in it those of the base year.
func (c *Combined) fill(m *Model, of func(variable string) VariableSide) {
	counts := &c.year
	if c.year.Value == 0 {
		counts = &c.base
	}
	c.activity = map[string]bool{}
	yearly := map[string]bool{}
	for _, parts := range []map[string]float64{c.year.Parts, c.base.Parts} {
		for id := range parts {
			side := of(id)
			c.activity[id], yearly[id] = side.Activity, side.Yearly
		}
	}
	oneYear := c.year.Value == 0 || c.base.Value == 0
	square := func(activity bool) (all, alike float64) {
		own := c.side(counts.Parts, activity)
		shared := map[string]float64{}
		for id, part := range own {
			both := c.year.Parts[id] != 0 && c.base.Parts[id] != 0
			if both || oneYear && !activity && !yearly[id] { // the table's default of a factor (2019 Refinement V1 p3.29)
				shared[id] = part
			}
		}
		return m.together(own), m.together(shared)
	}
	factors, factorsAlike := square(false)
	activity, activityAlike := square(true)
	c.Unstated = factors+activity == 0
	if size := math.Abs(counts.Value); size != 0 {
		c.EF, c.AD = Figured(math.Sqrt(factors)*100/size).Decimal, Figured(math.Sqrt(activity)*100/size).Decimal
		c.asymmetric(m, counts)
	}
	c.EFCorrelated = factors == 0 || factorsAlike > factors/2
	c.ADCorrelated = activity > 0 && activityAlike > activity/2
	mixed := func(all, alike float64) bool {
		return alike > float64(negligible*all) && all-alike > float64(negligible*all)
	}
	c.Mixed = mixed(factors, factorsAlike) || mixed(activity, activityAlike)
}

// negligible is the part of a variance that is not worth a word.
const negligible = 0.01

// side are the parts that come from the activity, or from anything else.
func (c *Combined) side(parts map[string]float64, activity bool) map[string]float64 {
	out := map[string]float64{}
	for id, part := range parts {
		if c.activity[id] == activity {
			out[id] = part
		}
	}
	return out
}

// unlikeSides is the part of the larger side by which the other must be smaller to be told apart.
const unlikeSides = 0.001

// asymmetric fills in the ends of the interval where its sides differ, each propagated from the like sides of the inputs.
func (c *Combined) asymmetric(m *Model, counts *Propagated) {
	below, above := map[string]float64{}, map[string]float64{}
	for id, s := range counts.sides {
		sign := math.Copysign(1, counts.Parts[id])
		below[id], above[id] = float64(sign*s.below), float64(sign*s.above)
	}
	total := func(parts map[string]float64) float64 {
		return math.Sqrt(m.together(c.side(parts, false)) + m.together(c.side(parts, true)))
	}
	low, high := total(below), total(above)
	if counts.Value < 0 { // a removal: a larger one is further below
		low, high = high, low
	} else if counts.grows {
		low = min(low, counts.Value)
	}
	if size := math.Abs(counts.Value); math.Abs(high-low) > float64(unlikeSides*max(low, high)) {
		most := Multiplied(c.AD, c.EF) // which has the larger sides, rounded
		side := func(half float64) decimal.Decimal { return decimal.Min(Figured(float64(half*100)/size).Decimal, most) }
		c.Low, c.High = decimal.NewNullDecimal(side(low).Neg()), decimal.NewNullDecimal(side(high))
	}
}

func sortedKeys(parts map[string]float64) []string {
	out := make([]string, 0, len(parts))
	for id := range parts {
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}

// SharedInput is a variable that several rows rest on, which the table of Approach 1 takes for as many independent ones.
type SharedInput struct {
	Variable string
	Rows     []int
	Adds     decimal.Decimal // to the variance of the total, in per cent of the variance that independent rows have; negative where rows offset each other
	adds     float64
}

// SharedInputs are the variables that the rows share, those that change the variance of their sum most first.
func SharedInputs(rows []Combined) []SharedInput {
	parts := make([]map[string]float64, len(rows))
	for i := range rows {
		parts[i] = rows[i].year.Parts
	}
	return sharedInputs(parts)
}

// sharedInputs are those of rows by the parts of their variables.
func sharedInputs(rows []map[string]float64) []SharedInput {
	of := map[string]*SharedInput{}
	sums, squares := map[string]float64{}, map[string]float64{}
	whole := 0.0
	for i, parts := range rows {
		for _, id := range sortedKeys(parts) {
			part := parts[id]
			if part == 0 {
				continue
			}
			if of[id] == nil {
				of[id] = &SharedInput{Variable: id}
			}
			of[id].Rows = append(of[id].Rows, i)
			sums[id] += part
			squares[id] += square(part)
			whole += square(part)
		}
	}
	var out []SharedInput
	for _, id := range sortedKeys(sums) {
		if s := of[id]; len(s.Rows) > 1 && whole > 0 {
			s.adds = (square(sums[id]) - squares[id]) / whole
			s.Adds = Figured(float64(s.adds * 100)).Decimal
			out = append(out, *s)
		}
	}
	slices.SortStableFunc(out, func(a, b SharedInput) int { return cmp.Compare(math.Abs(b.adds), math.Abs(a.adds)) })
	return out
}

// Difference says what makes the first-order propagation of a total differ from the table of Approach 1.
type Difference struct {
	Shared       []SharedInput // that explain the sign, the first ones first; empty where rows share nothing that does
	Correlations bool          // declared ones, between rows, between the sides of one or between years
	Mixed        bool          // rows have one flag for inputs of a side that err alike in both years and such that do not
	YearShares   bool          // errors that differ between the years count twice by the shares of the year, where the base year's are others
}

// LevelDifference is that of the sum of the rows in the year.
func (m *Model) LevelDifference(rows []Combined) Difference {
	parts := make([]map[string]float64, len(rows))
	for i := range rows {
		parts[i] = rows[i].year.Parts
	}
	d := m.difference(rows, parts)
	return d.told(d.linear - d.apart)
}

// TrendDifference is that of the trend of the sum. The table is of the same rows.
func (m *Model) TrendDifference(rows []Combined, table *Propagation) Difference {
	base, year := expr.Float(table.Base), expr.Float(table.Year)
	parts := make([]map[string]float64, len(rows))
	for i := range rows {
		own := map[string]float64{}
		for id, part := range rows[i].year.Parts {
			own[id] = part / base
		}
		for id, part := range rows[i].base.Parts {
			own[id] -= float64(part*(year/base)) / base
		}
		parts[i] = own
	}
	d := m.difference(rows, parts)
	for i := range rows {
		c := &rows[i]
		withoutYears := 0.0 // of the row without what is declared of its years
		for _, activity := range []bool{false, true} {
			own, before := c.side(parts[i], activity), map[string]float64{}
			for id, part := range own {
				if c.year.Parts[id] == 0 {
					before[id] = part
					delete(own, id)
				}
			}
			withoutYears += m.together(own) + m.together(before)
		}
		gap := withoutYears - table.Lines[i].trendVariation/10000
		if c.Mixed {
			d.mixed += gap
		} else {
			d.yearShares += gap
		}
		d.declared += d.alone[i] - withoutYears
	}
	return d.told(d.linear - float64(table.points*table.points)/10000)
}

// effects are what each reason adds to the variance.
type effects struct {
	inputs                              []SharedInput
	alone                               []float64 // variance of each row, its sides apart
	linear, apart                       float64   // the variance of the sum; that of its rows as if they were independent
	shared, declared, mixed, yearShares float64
}

func (m *Model) difference(rows []Combined, parts []map[string]float64) effects {
	d := effects{inputs: sharedInputs(parts), alone: make([]float64, len(rows))}
	sums, squares := map[string]float64{}, 0.0
	for i := range rows {
		d.alone[i] = m.together(rows[i].side(parts[i], false)) + m.together(rows[i].side(parts[i], true))
		d.apart += d.alone[i]
		for _, id := range sortedKeys(parts[i]) {
			sums[id] += parts[i][id]
			squares += square(parts[i][id])
		}
	}
	whole := 0.0
	for _, id := range sortedKeys(sums) {
		whole += square(sums[id])
	}
	d.linear, d.shared = m.together(sums), whole-squares
	d.declared = d.linear - d.apart - d.shared
	return d
}

// told are the reasons that have the sign of the difference and are a tenth of it at least.
func (d *effects) told(difference float64) (out Difference) {
	explains := func(effect float64) bool {
		return effect*difference > 0 && math.Abs(effect) >= float64(apart*math.Abs(difference))
	}
	out.Correlations, out.Mixed, out.YearShares = explains(d.declared), explains(d.mixed), explains(d.yearShares)
	if explains(d.shared) {
		for _, s := range d.inputs {
			if s.adds*difference > 0 {
				out.Shared = append(out.Shared, s)
			}
		}
	}
	return out
}
