package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
	"ghg/inventory/trend"
)

// derivation says how a figure that no table states follows from others.
type derivation struct {
	tree func(*inventory.Input) expr.Node // for the input that it is
	note inventory.Text
	from *inventory.Activity // derived itself perhaps; nil for none
}

// Spliced is a figure that a splice gives.
type Spliced struct {
	Row         *inventory.Activity
	Tree        expr.Node       // of the figures that it follows from, each with its cell
	Uncertainty decimal.Decimal // ± per cent at 95 % that is added to theirs; 0 for none
	Note        inventory.Text
}

// Splicing is a splice with the figures that it gives, and what is wrong with it.
type Splicing struct {
	By       *inventory.Splice
	Figures  []*Spliced
	Ratios   []Ratio // of an overlap, by year
	Stats    trend.Ratios
	Unit     quantity.Unit // of the ratios
	Problems inventory.Problems
}

// Ratio is that of the two series of an overlap in one year.
type Ratio struct {
	Year         int
	Known, Other string // the two figures
	Value        decimal.Decimal
}

// step is how a splice gives the figure of a year.
type step struct {
	tree   func(from []expr.Node) expr.Node // of the figures that it follows from
	note   inventory.Text
	spread decimal.Decimal // see Spliced.Uncertainty
	why    inventory.Text  // of the spread
}

// splice adds the activities that records/splices.csv derives, one from another if need be. A figure that a table states
// is never replaced.
func (r *run) splice() {
	left := make([]*Splicing, len(r.ws.Splices))
	for i := range r.ws.Splices {
		left[i] = &Splicing{By: &r.ws.Splices[i]}
	}
	r.splices = slices.Clone(left)
	for progress := true; progress; {
		progress = false
		left = slices.DeleteFunc(left, func(s *Splicing) bool {
			from, known := r.sources(s.By)
			if !known {
				return false
			}
			r.fill(s, from)
			for _, one := range s.Figures {
				r.made = append(r.made, one.Row)
			}
			progress = true
			return true
		})
	}
	for _, s := range left {
		s.Problems.Add(sourceMissing(s.By))
	}
	for _, s := range r.splices {
		r.problems.Add(s.Problems...)
	}
	r.rows = sortRows(append(r.rows, r.made...))
}

// aboutOf is what the splice is about in a year, as the rows of the tables are named.
func (r *run) aboutOf(s *inventory.Splice, year int) *inventory.Activity {
	return r.deposited(r.unnamed(r.discarded(s.About(year))))
}

// known is the figure of the year that the splice is about, stated or spliced; nil if there is none.
func (r *run) known(s *inventory.Splice, year int) *inventory.Activity {
	about := r.aboutOf(s, year)
	if i := slices.IndexFunc(r.made, func(row *inventory.Activity) bool { return sameQuantity(row, about) }); i >= 0 {
		return r.made[i]
	}
	return r.figure(about)
}

// sources are the figures that the splice follows from, ascending; false while one of them is missing. An overlap and a fitted line
// follow from those that are stated, however many, and never from spliced ones.
func (r *run) sources(s *inventory.Splice) ([]*inventory.Activity, bool) {
	var out []*inventory.Activity
	if s.Technique == inventory.Overlap || s.Technique == inventory.Extrapolation && s.FromYear == 0 {
		if len(r.rows) == 0 {
			return nil, true
		}
		for year := r.rows[0].Year; year <= r.rows[len(r.rows)-1].Year; year++ {
			if row := r.figure(r.aboutOf(s, year)); row != nil && r.spliced[row] == nil && s.RestsOn(year) {
				out = append(out, row)
			}
		}
		return out, true
	}
	for _, year := range namedYears(s) {
		row := r.known(s, year)
		if row == nil {
			return nil, false
		}
		out = append(out, row)
	}
	return out, true
}

// namedYears are the years from whose figures the splice follows.
func namedYears(s *inventory.Splice) []int {
	switch {
	case s.Technique == inventory.Interpolation:
		return []int{s.Year - 1, s.ToYear + 1}
	case s.UntilYear != 0:
		return []int{s.FromYear, s.UntilYear}
	}
	return []int{s.FromYear}
}

// fill works out the figures of the splice. After one that cannot be there are no more.
func (r *run) fill(s *Splicing, from []*inventory.Activity) {
	before := r.problems
	r.problems = nil
	var steps func(year int) (step, bool)
	if r.unitsAgree(s.By, from) {
		steps = r.steps(s, from)
	}
	for year := s.By.Year; steps != nil && year <= s.By.ToYear; year++ {
		if stated := r.known(s.By, year); stated != nil {
			r.problems.Add(overStated(s.By, stated, year))
			continue
		}
		one, ok := steps(year)
		if !ok {
			break
		}
		made := r.derive(s.By, from, year, one)
		if made == nil {
			break
		}
		s.Figures = append(s.Figures, made)
	}
	r.uncompiled(s)
	s.Problems, r.problems = r.problems, before
}

// uncompiled warns of figures of years that nothing takes: they are not compiled, no equation looks back to them, no splice rests on them.
func (r *run) uncompiled(s *Splicing) {
	var years []int
	for _, f := range s.Figures {
		rests := func(other inventory.Splice) bool {
			return other.RestsOn(f.Row.Year) && sameQuantity(f.Row, r.aboutOf(&other, f.Row.Year))
		}
		if !slices.Contains(r.ws.Config.Years, f.Row.Year) && !r.precedes(f.Row) && !slices.ContainsFunc(r.ws.Splices, rests) {
			years = append(years, f.Row.Year)
		}
	}
	if years == nil {
		return
	}
	p := spliceProblem(s.By, "year", "year-not-compiled",
		fmt.Sprintf("推算的 %s 年不在 inventory.toml 的 years 里：不编制", runsOf(years, "、")),
		fmt.Sprintf("%s is derived, which years in inventory.toml does not name: it is not compiled", runsOf(years, ", ")))
	p.Severity = inventory.Warning
	p.Hint = inventory.Text{ZH: "要编制的年份加入 years；否则核对年份", EN: "add the years that are to be compiled to years, or check the row"}
	r.problems.Add(p)
}

// steps is how the splice gives the figure of each year; nil if it can give none. What is wrong is told.
func (r *run) steps(s *Splicing, from []*inventory.Activity) func(year int) (step, bool) {
	switch s.By.Technique {
	case inventory.Overlap:
		return r.overlap(s, from)
	case inventory.Extrapolation:
		return r.extrapolation(s.By, from)
	case inventory.Interpolation:
		return func(year int) (step, bool) { return interpolated(s.By, from, year), true }
	case inventory.StatedChange:
		return func(year int) (step, bool) { return r.statedChange(s.By, from[0], year) }
	}
	return func(year int) (step, bool) { return r.surrogate(s.By, from[0], year) }
}

func sourceMissing(s *inventory.Splice) inventory.Problem {
	years := namedYears(s)
	switch {
	case s.Technique == inventory.Interpolation:
		return spliceProblem(s, "year", "splice-source-missing",
			fmt.Sprintf("%d 年和 %d 年要各有一个数才能内插", years[0], years[1]),
			fmt.Sprintf("an interpolation needs the figures of %d and of %d", years[0], years[1]))
	case len(years) == 2:
		return spliceProblem(s, "from_year", "splice-source-missing",
			fmt.Sprintf("%d 年和 %d 年要各有一个数才能外推", years[0], years[1]),
			fmt.Sprintf("an extrapolation needs the figures of %d and of %d", years[0], years[1]))
	}
	return spliceProblem(s, "from_year", "splice-source-missing",
		fmt.Sprintf("%d 年没有可据以推算的数", s.FromYear), fmt.Sprintf("there is no figure of %d to derive from", s.FromYear))
}

func overStated(s *inventory.Splice, stated *inventory.Activity, year int) inventory.Problem {
	return spliceProblem(s, "year", "splice-over-stated",
		fmt.Sprintf("%d 年已有数 %s（%s），不再推算", year, stated.Value, stated.Place.Cell("value")),
		fmt.Sprintf("%d has a figure already, %s (%s), which a derived one must not replace", year, stated.Value, stated.Place.Cell("value")))
}

// derive makes the figure of the year; nil, and told, if none follows.
func (r *run) derive(s *inventory.Splice, from []*inventory.Activity, year int, one step) *Spliced {
	numbers := make([]expr.Node, len(from))
	for i, row := range from {
		numbers[i] = expr.Const(row.Value, row.Unit)
	}
	value, err := expr.Decimal(expr.In(one.tree(numbers), from[0].Unit))
	if err != nil || value.IsNegative() != from[0].Value.IsNegative() && !value.IsZero() {
		r.problems.Add(noFigure(s, year, value))
		return nil
	}
	row, particulars := *from[0], *from[0].Particulars
	particulars.Note = ""
	row.Particulars, row.Year, row.Place, row.Value, row.Uncertainty = &particulars, year, s.Place, value, nil // its tree tells
	tree := func(declared *inventory.Input) expr.Node {
		of := make([]expr.Node, len(from))
		for i, row := range from {
			of[i] = r.cell(row, declared)
		}
		out := one.tree(of)
		if one.spread.IsPositive() {
			out = expr.Mul(out, expr.Of(r.spliceError(s, year, one)))
		}
		return expr.Label(declared.Symbol+fmt.Sprint(year), out)
	}
	r.spliced[&row] = s
	r.derived[&row] = derivation{note: one.note, from: from[0], tree: tree}
	return &Spliced{Row: &row, Tree: tree(&inventory.Input{Symbol: "y"}), Uncertainty: one.spread, Note: one.note}
}

// spliceError is what a technique adds to the uncertainty of a figure: a factor of one that is as uncertain as the technique. All
// years of one series that the technique fills err together.
func (r *run) spliceError(s *inventory.Splice, year int, one step) *inventory.Parameter {
	half := one.spread.Shift(-2)
	low, high := decimal.NewFromInt(1).Sub(half), decimal.NewFromInt(1).Add(half)
	about := r.aboutOf(s, year)
	id := strings.Join([]string{"splice", s.Technique, r.region, about.Category.Code, about.Facility, about.ItemName(), about.Detail, about.Parameter}, "|")
	return &inventory.Parameter{
		Name: "splice_error", Mark: "ε", Title: inventory.Text{ZH: "衔接方法的误差", EN: "error of the splice"}, Row: id + "|" + fmt.Sprint(year), Amount: decimal.NewFromInt(1), In: quantity.One,
		Bounds: inventory.Bounds{Low: &low, High: &high, Kind: "ci95"}, Variable: inventory.Variable{ID: id}, Origin: s.Place.Cell("technique"), Why: one.why, Years: fmt.Sprint(year),
	}
}

// noFigure says that no figure of the year follows: the indicator allows none, or it falls below zero.
func noFigure(s *inventory.Splice, year int, value decimal.Decimal) inventory.Problem {
	if s.Indicator != "" {
		return spliceProblem(s, "indicator", "splice-indicator-unfit",
			fmt.Sprintf("按“%s”推算不出 %d 年的数", s.Indicator, year), fmt.Sprintf("no figure of %d follows by %q", year, s.Indicator))
	}
	return spliceProblem(s, "year", "splice-below-zero",
		fmt.Sprintf("%d 年推算为 %s，变了正负号", year, shown(value)), fmt.Sprintf("%d comes out as %s, on the other side of zero", year, shown(value)))
}

// unitsAgree tells whether all figures measure the same; if they do not it is told.
func (r *run) unitsAgree(s *inventory.Splice, from []*inventory.Activity) bool {
	for _, row := range from {
		if !row.Unit.SameDimension(from[0].Unit) {
			r.problems.Add(spliceProblem(s, "technique", "splice-units",
				fmt.Sprintf("%d 年的 %s（%s）与 %d 年的 %s（%s）量纲不同", from[0].Year, answer(from[0]), from[0].Place.Cell("unit"), row.Year, answer(row), row.Place.Cell("unit")),
				fmt.Sprintf("%s of %d (%s) and %s of %d (%s) do not measure the same", answer(from[0]), from[0].Year, from[0].Place.Cell("unit"), answer(row), row.Year, row.Place.Cell("unit"))))
			return false
		}
	}
	return true
}

// interpolated is on the line between the years around.
func interpolated(s *inventory.Splice, from []*inventory.Activity, year int) step {
	file, at, steps := s.Place.Cell("").File, int64(year-s.Year+1), int64(s.ToYear-s.Year+2)
	return step{
		tree: func(of []expr.Node) expr.Node {
			return trend.Interpolation(of[0], expr.In(of[1], of[0].Unit()), at, steps)
		},
		note: inventory.Text{
			ZH: fmt.Sprintf("%d 年的数在 %d 年的 %s 与 %d 年的 %s 之间内插（%s）：%s", year, s.Year-1, answer(from[0]), s.ToYear+1, answer(from[1]), file, s.Reason),
			EN: fmt.Sprintf("the figure of %d lies between %s of %d and %s of %d (%s): %s", year, answer(from[0]), s.Year-1, answer(from[1]), s.ToYear+1, file, s.Reason)},
	}
}

// statedChange goes back by the change that the indicator of the known year states; false, and told, if it is missing or unfit.
func (r *run) statedChange(s *inventory.Splice, from *inventory.Activity, year int) (step, bool) {
	now := r.leafOf(s, s.FromYear)
	switch {
	case now == nil:
		return step{}, false
	case !now.In.SameDimension(quantity.One):
		return step{}, r.unfit(s, now)
	}
	file, unit := s.Place.Cell("").File, r.seriesRow(s, s.FromYear).Unit
	return step{
		tree: func(of []expr.Node) expr.Node { return trend.StatedChange(of[0], expr.Of(now)) },
		note: inventory.Text{
			ZH: fmt.Sprintf("%d 年的数由 %d 年的 %s 和“%s”%s %s 推算（%s）：%s", year, s.FromYear, answer(from), s.Indicator, now.Amount, unit, file, s.Reason),
			EN: fmt.Sprintf("the figure of %d is derived from %s of %d and %q %s %s (%s): %s", year, answer(from), s.FromYear, s.Indicator, now.Amount, unit, file, s.Reason)},
	}, true
}

// surrogate is in proportion to the indicator; false, and told, if that is missing or unfit.
func (r *run) surrogate(s *inventory.Splice, from *inventory.Activity, year int) (step, bool) {
	now := r.leafOf(s, s.FromYear)
	if now == nil {
		return step{}, false
	}
	then := r.leafOf(s, year)
	if then == nil {
		return step{}, false
	}
	if !now.Amount.IsPositive() || !then.In.SameDimension(now.In) || then.Amount.IsNegative() {
		return step{}, r.unfit(s, now)
	}
	file := s.Place.Cell("").File
	return step{
		tree: func(of []expr.Node) expr.Node { return trend.Surrogate(of[0], expr.Of(then), expr.Of(now)) },
		note: inventory.Text{
			ZH: fmt.Sprintf("%d 年的数由 %d 年的 %s 按“%s”的比例推算（%s）：%s", year, s.FromYear, answer(from), s.Indicator, file, s.Reason),
			EN: fmt.Sprintf("the figure of %d follows from %s of %d in proportion to %q (%s): %s", year, answer(from), s.FromYear, s.Indicator, file, s.Reason)},
	}, true
}

func spliceProblem(s *inventory.Splice, column, code, zh, en string) inventory.Problem {
	return inventory.Problem{
		Source: s.Place.Cell(column), Code: code, Severity: inventory.Error, Message: inventory.Text{ZH: zh, EN: en},
		Hint: inventory.Text{
			ZH: "改正这一行，或删去它并把该年记为 NE",
			EN: "mend the row, or remove it and enter the year as NE"},
	}
}
