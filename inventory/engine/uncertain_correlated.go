package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
	"ghg/inventory/uncertainty"
)

// AppliedCorrelation is a record of correlations with what it came to.
type AppliedCorrelation struct {
	Record    *inventory.Correlation
	Variables int // that it names and that are drawn
	Pairs     int // of them that it correlates; of shares the sums that it holds
}

// declared gathers what is correlated.
type declared struct {
	*uncertain
	ids   []string
	pairs []uncertainty.Pair
	seen  map[[2]int]bool
}

// correlate declares what records/correlations.csv says of the variables.
func (u *uncertain) correlate() {
	d := declared{uncertain: u, seen: map[[2]int]bool{}}
	for _, v := range u.Variables {
		d.ids = append(d.ids, v.ID)
	}
	for i := range u.ws.Correlations {
		d.record(&u.ws.Correlations[i])
	}
	d.bothEnds()
	copula, problems := uncertainty.Correlate(d.ids, d.pairs, u.Options.Repair)
	u.Problems = append(u.Problems, problems...)
	if u.Problems.Failed() {
		return
	}
	u.model.Couplings, u.Repairs = copula.Couplings(d.ids), copula.Repairs
	at := map[string]int{}
	for i, id := range d.ids {
		at[id] = i
	}
	for i := range u.model.Inputs {
		in := &u.model.Inputs[i]
		if in.Variable == "" {
			continue
		}
		with, opposite := copula.Shares(at[in.Variable])
		if with != at[in.Variable] && len(u.ws.Correlations) > 0 {
			u.joined = append(u.joined, d.ids[with])
		}
		in.Variable, in.Mirrored = d.ids[with], opposite
	}
	u.judgedInPart()
}

// judgedInPart tells of a judgement that some inputs of a variable have and others not: one draw moves them by different spreads, and the difference
// of two that were alike is no longer small.
func (u *uncertain) judgedInPart() {
	all, judged, by := map[string]int{}, map[string]int{}, map[string]*inventory.Judgement{}
	var order []string
	for i, leaf := range u.model.Program.Inputs() {
		id := u.model.Inputs[i].Variable
		if id == "" {
			continue
		}
		if all[id]++; all[id] == 1 {
			order = append(order, id)
		}
		if j := u.judgementOf(inventory.ParameterOf(leaf)); j >= 0 {
			judged[id]++
			by[id] = &u.ws.Judgements[j]
		}
	}
	for _, id := range order {
		if judged[id] == 0 || judged[id] == all[id] {
			continue
		}
		u.Problems = append(u.Problems, inventory.Problem{Source: by[id].Place.Cell("of"), Code: "judged-in-part", Severity: inventory.Warning,
			Message: inventory.Text{ZH: fmt.Sprintf("%s：这条判断只涉及该变量 %d 个输入中的 %d 个（版本、年份或变化前后）：差和趋势的不确定度会因此变大", id, all[id], judged[id]), EN: fmt.Sprintf("%s: the judgement is of %d of its inputs, which are %d (editions, years, or both ends of a change): differences and trends become more uncertain by that", id, judged[id], all[id])},
			Hint:    inventory.Text{ZH: "用 * 让判断涉及全部，或用 years、pair 声明它们不是同一个变量", EN: "let the judgement be of all of them by *, or declare by years or pair that they are not one variable"}})
	}
}

// pair correlates two variables by a record, nil for what goes without saying.
func (d *declared) pair(a, b int, by *inventory.Correlation) {
	d.seen[[2]int{min(a, b), max(a, b)}] = true
	if by == nil {
		d.pairs = append(d.pairs, uncertainty.Pair{Of: a, With: b, Rho: 1})
		return
	}
	d.pairs = append(d.pairs, uncertainty.NewPair(a, b, by))
}

// record takes one row.
func (d *declared) record(c *inventory.Correlation) {
	of, with, before := d.matching("of", c.Of, c), []int(nil), len(d.pairs)
	applied := AppliedCorrelation{Record: c, Variables: len(of)}
	switch c.Kind {
	case inventory.CorrelatedGroup:
		inPairs(of, func(a, b int) { d.pair(a, b, c) })
	case inventory.CorrelatedYears:
		of = d.allYears(of)
		applied.Variables = len(of)
		inPairs(of, func(a, b int) {
			if yearless(d.ids[a]) == yearless(d.ids[b]) && !c.Rho.IsZero() {
				d.pair(a, b, c)
			}
		})
	case inventory.CorrelatedPair:
		with = d.matching("with", c.With, c)
		applied.Variables += len(with)
		for _, a := range of {
			for _, b := range with {
				if a != b {
					d.pair(a, b, c)
				}
			}
		}
	case inventory.CorrelatedShares:
		applied.Pairs = d.shares(c)
	}
	if applied.Pairs += len(d.pairs) - before; applied.Pairs == 0 && len(of) > 0 && !c.Rho.IsZero() && (c.Kind != inventory.CorrelatedPair || len(with) > 0) {
		d.Problems = append(d.Problems, inventory.Problem{Source: c.Place.Cell("of"), Code: "correlates-nothing", Severity: inventory.Warning,
			Message: inventory.Text{ZH: "这一行只涉及同一个变量，或没有可相关的一对，没有用上", EN: "the row names one variable alone, or no two that it could correlate, and serves nothing"},
			Hint:    inventory.Text{ZH: "同一因子的不同版本和各年是同一个变量，要分开用 years；变量见 --out 写出的 variables.csv", EN: "editions and years of a factor are one variable: part them by a row of kind years; variables.csv of --out lists the variables"}})
	}
	d.Applied = append(d.Applied, applied)
}

// allYears are the variables with all that differ from them in the year alone.
func (d *declared) allYears(of []int) (out []int) {
	wanted := map[string]bool{}
	for _, i := range of {
		wanted[yearless(d.ids[i])] = true
	}
	for i, id := range d.ids {
		if wanted[yearless(id)] {
			out = append(out, i)
		}
	}
	return out
}

// matching are the variables of a pattern. One that names none is told, and one whose inputs are all held fixed.
func (d *declared) matching(column string, p inventory.Pattern, c *inventory.Correlation) (out []int) {
	for i, v := range d.Variables {
		if slices.ContainsFunc(v.Inputs, func(in UncertainInput) bool { return names(p, in.Parameter) }) {
			out = append(out, i)
		}
	}
	switch {
	case len(out) > 0:
	case d.matchesAny(p):
		d.Problems = append(d.Problems, inventory.Problem{Source: c.Place.Cell(column), Code: "correlated-fixed", Severity: inventory.Warning,
			Message: inventory.Text{ZH: "与“" + string(p) + "”相符的输入都没有不确定度，这一行没有用上", EN: `no input that matches "` + string(p) + `" has an uncertainty: the row serves nothing`},
			Hint:    inventory.Text{ZH: "先在数据行或 records/judgements.csv 写明不确定度", EN: "state the uncertainty first, in its row or in records/judgements.csv"}})
	default:
		d.noSuchVariable(c.Place.Cell(column), p)
	}
	return out
}

// The ends of a change, by the parameters that state them.
const (
	beforeChange = "_before"
	afterChange  = "_after"
)

// bothEnds draws the two ends of a change as one variable, unless a record says otherwise: a land area or a stock before and after is
// measured in one way, and what is unchanged has no change in any draw.
func (d *declared) bothEnds() {
	at := map[string]int{}
	for i, id := range d.ids {
		at[id] = i
	}
	for i, id := range d.ids {
		bare, isBefore := strings.CutSuffix(id, beforeChange)
		after, both := at[bare+afterChange]
		if !isBefore || !both || d.seen[[2]int{min(i, after), max(i, after)}] {
			continue
		}
		d.pair(i, after, nil)
		d.Changes++
	}
}

// inPairs calls for each pair of different members once.
func inPairs(members []int, do func(a, b int)) {
	for i, a := range members {
		for _, b := range members[i+1:] {
			do(a, b)
		}
	}
}

// matchesAny tells whether some input is of the pattern, be it drawn or not.
func (u *uncertain) matchesAny(p inventory.Pattern) bool {
	return slices.ContainsFunc(u.model.Program.Inputs(), func(l expr.Leaf) bool { return names(p, inventory.ParameterOf(l)) })
}

func (u *uncertain) noSuchVariable(at inventory.Source, p inventory.Pattern) {
	u.Problems = append(u.Problems, inventory.Problem{Source: at, Code: "no-such-variable", Severity: inventory.Warning,
		Message: inventory.Text{ZH: "分析的年份没有变量与“" + string(p) + "”相符，这一行没有用上", EN: `no variable of the years analysed matches "` + string(p) + `": the row serves nothing`},
		Hint:    inventory.Text{ZH: "变量名见 inventory uncertainty --out 写出的 variables.csv；* 代表任意一段", EN: "variables.csv of inventory uncertainty --out lists the variables; * stands for any run of characters"}})
}

// partOfWhole is an input among shares.
type partOfWhole struct {
	input  int
	leaf   expr.Leaf
	fields []string // of its variable's id
}

// The fields of an activity's id in which shares of one whole differ.
const (
	itemField   = 4
	detailField = 5
)

// shares declares inputs that add up to one: those of a year, or of each facility, item or detail of it, whichever do. It returns the
// number of sums.
func (d *declared) shares(c *inventory.Correlation) int {
	var all []partOfWhole
	for i, leaf := range d.model.Program.Inputs() {
		if p := inventory.ParameterOf(leaf); names(c.Of, p) {
			all = append(all, partOfWhole{i, leaf, strings.Split(p.Variable.ID, "|")})
		}
	}
	var wrong string
	for _, differ := range [][]int{nil, {detailField}, {itemField}} {
		groups, order := grouped(all, differ)
		found := ""
		for _, key := range order {
			if sum, whole := wholeOf(groups[key]); !whole {
				found = fmt.Sprintf("%s = %s", key, sum)
				break
			}
		}
		if found == "" {
			wholes := 0
			for _, key := range order {
				if len(groups[key]) < 2 { // the whole of one part is certain, and no share
					continue
				}
				wholes++
				var of uncertainty.Shares
				for _, s := range groups[key] {
					of.Add(s.input, s.leaf.Value())
				}
				d.model.Shares = append(d.model.Shares, of)
			}
			return wholes
		}
		if wrong == "" || slices.Equal(differ, []int{detailField}) {
			wrong = found
		}
	}
	d.Problems = append(d.Problems, inventory.Problem{Source: c.Place.Cell("of"), Code: "not-shares", Severity: inventory.Error,
		Message: inventory.Text{ZH: "与“" + string(c.Of) + "”相符的输入不是合计为 1 的占比（" + wrong + "）", EN: `the inputs that match "` + string(c.Of) + `" are no shares that add up to one (` + wrong + ")"},
		Hint:    inventory.Text{ZH: "shares 只用于一个整体的各部分，合计应为 1 或 100 %；其他相关用 group 或 pair", EN: "shares are the parts of one whole, which add up to 1 or 100 %; for other correlations take group or pair"}})
	return 0
}

// grouped parts shares by all that their ids say but the fields in which they differ; by the year alone for none.
func grouped(all []partOfWhole, differ []int) (groups map[string][]partOfWhole, order []string) {
	groups = map[string][]partOfWhole{}
	for _, s := range all {
		key := slices.Clone(s.fields)
		if differ == nil {
			key = key[:min(2, len(key))]
		}
		for _, field := range differ {
			if field < len(key) {
				key[field] = "*"
			}
		}
		name := strings.Join(key, "|")
		if groups[name] == nil {
			order = append(order, name)
		}
		groups[name] = append(groups[name], s)
	}
	return groups, order
}

// wholeOf tells whether shares add up to one, within a hundredth.
func wholeOf(of []partOfWhole) (sum string, whole bool) {
	total := decimal.Zero
	for _, s := range of {
		v, err := quantity.Convert(s.leaf.Value(), s.leaf.Unit(), quantity.One)
		if err != nil {
			return s.leaf.Unit().String(), false
		}
		total = total.Add(v)
	}
	return total.String(), total.Sub(decimal.NewFromInt(1)).Abs().LessThanOrEqual(decimal.New(1, -2))
}
