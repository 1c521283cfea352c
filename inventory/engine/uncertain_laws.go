package engine

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
	"ghg/inventory/uncertainty"
)

// UncertainVariable is a random quantity of the analysis with all inputs that follow it.
type UncertainVariable struct {
	ID       string
	Activity bool // a figure of the district; else a factor or a potential
	Inputs   []UncertainInput
}

// UncertainInput is one input with its law.
type UncertainInput struct {
	Parameter *inventory.Parameter
	Law       uncertainty.Fitted
	Origin    inventory.Text      // where what is known of its spread comes from
	Default   bool                // it is a guideline's default
	Kind      inventory.Text      // of the origin, in a word or two
	Category  *inventory.Category // of the first estimate that it serves; nil of what no estimate does
}

// BareLeaf is an input that nothing states the spread of: it stands at its value in every draw.
type BareLeaf struct {
	Parameter *inventory.Parameter
	Share     decimal.Decimal // of the absolute CO2e of the year, of estimates that it serves
	Statistic bool            // no estimate rests on it, but intensities or targets do
}

// seatOfLeaf is where a leaf is first used.
type seatOfLeaf struct {
	category *inventory.Category
	gas      string
	weight   decimal.Decimal // |CO2e| of the estimates of the year that it serves
}

// seat notes what the leaves of an estimate's tree serve.
func (u *uncertain) seat(tree expr.Node, e *inventory.Estimate) {
	weight := decimal.Zero
	if gwp, ok := u.Inventory.GWP(e.Gas); ok && e.Row.Year == u.Year {
		weight = e.Value().Mul(gwp.Amount).Abs()
	}
	for _, leaf := range tree.Leaves() {
		s, known := u.seats[leaf.Key()]
		if !known {
			s = seatOfLeaf{category: e.Row.Category, gas: e.Gas}
		}
		s.weight = s.weight.Add(weight)
		u.seats[leaf.Key()] = s
	}
}

// ofActivity tells whether an input is a figure of the district, such as an activity, a cell of the energy balance, a statistic or a
// verified emission, and not a factor or a potential.
func ofActivity(p *inventory.Parameter) bool { return p.Set == "" && p.Name != gwpName }

// factorOfYear is a factor of one year of which the years are not one variable.
type factorOfYear struct {
	*inventory.Parameter
}

// AsParameter is the factor of the year.
func (y factorOfYear) AsParameter() *inventory.Parameter { return y.Parameter }

// ofYear is the tree of a year with the factors that a record declares not to be the same variable in every year as those of
// the year.
func (u *uncertain) ofYear(tree expr.Node, year int) expr.Node {
	if !slices.ContainsFunc(u.ws.Correlations, func(c inventory.Correlation) bool { return c.Kind == inventory.CorrelatedYears }) {
		return tree
	}
	made := map[string]expr.Leaf{}
	return expr.Substitute(tree, func(leaf expr.Leaf) expr.Leaf {
		if _, isCell := leaf.(*inventory.Cell); isCell {
			return leaf
		}
		p := inventory.ParameterOf(leaf)
		if !u.partedByYears(p) || yearless(p.Variable.ID) != p.Variable.ID {
			return leaf
		}
		if made[leaf.Key()] == nil {
			own := *p
			own.Row += "@" + strconv.Itoa(year)
			own.Variable.ID += "@" + strconv.Itoa(year)
			made[leaf.Key()] = factorOfYear{&own}
		}
		return made[leaf.Key()]
	})
}

// partedByYears tells whether a record says how the years of the input's variable are correlated. One that names an edition of its set, or one
// year of it, is of the whole variable.
func (u *uncertain) partedByYears(of *inventory.Parameter) bool {
	if u.parted == nil {
		u.parted = map[string]bool{}
		for _, year := range []int{u.Year, u.Base} {
			for _, e := range u.Inventory.Below(year, inventory.Territorial, nil) {
				if !e.Number {
					continue
				}
				for _, leaf := range e.Mass().Leaves() {
					p := inventory.ParameterOf(leaf)
					u.parted[p.Variable.ID] = u.parted[p.Variable.ID] || slices.ContainsFunc(u.ws.Correlations, func(c inventory.Correlation) bool {
						return c.Kind == inventory.CorrelatedYears && names(c.Of, p)
					})
				}
			}
		}
	}
	return u.parted[of.Variable.ID]
}

// names tells whether the pattern is of the input: by the id of its variable, by that of a factor that has one of its own for the year, or by
// the id with the edition of the factor's set, as the registry has it.
func names(p inventory.Pattern, of *inventory.Parameter) bool {
	ids := []string{of.Variable.ID}
	if bare, year, own := strings.Cut(of.Variable.ID, "@"); own && isYear(year) {
		ids = append(ids, bare)
	}
	if of.Set != "" {
		for _, id := range ids {
			if _, rest, ok := strings.Cut(id, "|"); ok {
				ids = append(ids, of.Set+"|"+rest)
			}
		}
	}
	return slices.ContainsFunc(ids, p.Match)
}

// yearless is the id of a variable without the year in it: the second field of an activity's, or what stands behind an @.
func yearless(id string) string {
	if bare, year, ok := strings.Cut(id, "@"); ok && isYear(year) {
		return bare
	}
	fields := strings.SplitN(id, "|", 3)
	if len(fields) == 3 && isYear(fields[1]) {
		return fields[0] + "||" + fields[2]
	}
	return id
}

func isYear(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && len(s) == 4 && n > 1900
}

// laws gives every input of the program its law. What is drawn as one variable is one, whatever the year.
func (u *uncertain) laws() {
	for _, leaf := range u.model.Program.Inputs() {
		p := inventory.ParameterOf(leaf)
		seat := u.seats[leaf.Key()]
		in, one, known := u.law(p, seat)
		u.model.Inputs = append(u.model.Inputs, in)
		if in.Variable == "" {
			if !known && !p.Amount.IsZero() {
				u.Bare = append(u.Bare, BareLeaf{Parameter: p, Share: seat.weight})
			}
			continue
		}
		v := u.byID[in.Variable]
		if v == nil {
			v = &UncertainVariable{ID: in.Variable, Activity: ofActivity(p)}
			u.byID[in.Variable] = v
			u.Variables = append(u.Variables, v)
		}
		v.Inputs = append(v.Inputs, one)
	}
	u.weigh()
	u.unjudged()
}

// weigh orders the inputs without a spread by the share of emissions that they serve.
func (u *uncertain) weigh() {
	whole := decimal.Zero
	for _, r := range u.rows {
		for _, one := range r.year {
			if v, err := expr.Decimal(one.tree); err == nil {
				whole = whole.Add(v.Abs())
			}
		}
	}
	for i := range u.Bare {
		if of, err := quantity.Quo(u.Bare[i].Share, whole); err == nil {
			u.Bare[i].Share = of
		}
	}
	slices.SortStableFunc(u.Bare, func(a, b BareLeaf) int {
		return cmp.Or(b.Share.Cmp(a.Share), strings.Compare(a.Parameter.Key(), b.Parameter.Key()))
	})
}

// law is the law of one input: what a record of a judgement says, else what is stated, else what the guideline has. It is known where
// that says that the figure is exact, too.
func (u *uncertain) law(p *inventory.Parameter, seat seatOfLeaf) (in uncertainty.Input, one UncertainInput, known bool) {
	at := p.Origin
	found, judged, err := u.spread(p)
	if judged != nil {
		at = judged.Place.Cell("of")
	}
	if err == nil && found.origin.place == spreadUnknown {
		return in, one, false
	}
	var fitted uncertainty.Fitted
	if err == nil {
		var fault *uncertainty.Fault
		if fitted, fault = uncertainty.Fit(found.given); fault != nil {
			u.Problems = append(u.Problems, inventory.Problem{Source: at, Code: fault.Code, Severity: inventory.Error, Message: u.about(p, fault.Message), Hint: fault.Hint})
			return in, one, true
		}
	}
	if err != nil {
		u.Problems = append(u.Problems, inventory.Problem{Source: at, Code: "no-spread", Severity: inventory.Error,
			Message: u.about(p, inventory.Text{ZH: "不确定度换算不了：" + err.Error(), EN: "its uncertainty cannot be converted: " + err.Error()}),
			Hint:    inventory.Text{ZH: "改正上下限", EN: "mend low and high"}})
		return in, one, true
	}
	if fitted.CutsOff() {
		u.cutOff(p, at, &fitted, found.given.Fraction)
	}
	if found.origin.place == spreadStated || found.origin.place == spreadJudged {
		u.meanOff(p, at, &fitted, found.given)
	}
	fitted, given := fitted.In(found.whole), found.given.In(found.whole)
	if fitted.Certain() {
		return in, one, true
	}
	from := found.origin.text()
	if judged != nil {
		from = judgedBy(judged, found.origin)
	}
	one = UncertainInput{Parameter: p, Law: fitted, Origin: from, Default: found.origin.place == spreadDefault, Kind: found.origin.kind(), Category: seat.category}
	return uncertainty.NewInput(p.Variable.ID, fitted, given), one, true
}

// about puts the variable before what is said of it.
func (u *uncertain) about(p *inventory.Parameter, said inventory.Text) inventory.Text {
	return inventory.Text{ZH: p.Variable.ID + "：" + said.ZH, EN: p.Variable.ID + ": " + said.EN}
}

// spread is what is known of an input: what the judgement of an expert says, else its row, else the guidelines; of a potential what the
// options say.
func (u *uncertain) spread(p *inventory.Parameter) (leafSpread, *inventory.Judgement, error) {
	if p.Name == gwpName {
		if u.Options.GWP.IsZero() || p.Row == "gwp|"+p.Set+"|CO2" {
			return leafSpread{whole: decimal.New(1, 0), origin: origin{place: spreadExact}}, nil, nil
		}
		own := *p
		own.Bounds = (&inventory.Uncertainty{Percent: &u.Options.GWP}).Bounds(p.Amount)
		found, err := u.spreads.of(&own)
		return found, nil, err
	}
	if i := u.judgementOf(p); i >= 0 {
		u.judged[i] = true
		return u.spreadJudged(p, &u.ws.Judgements[i])
	}
	found, err := u.spreads.of(p)
	return found, nil, err
}

// judgementOf is the place of the first judgement that names the input, −1 if none does.
func (u *uncertain) judgementOf(p *inventory.Parameter) int {
	return slices.IndexFunc(u.ws.Judgements, func(j inventory.Judgement) bool { return names(j.Of, p) })
}

const gwpName = "gwp"

// spreadJudged is what the judgement leaves of an input: its own bounds or points; where it names a law alone, that law for what is known
// of the input without it.
func (u *uncertain) spreadJudged(p *inventory.Parameter, j *inventory.Judgement) (leafSpread, *inventory.Judgement, error) {
	own := *p
	own.Variable.Distribution = j.Distribution
	discrete := j.Distribution == inventory.Discrete
	if j.Stated != nil {
		own.Bounds = j.Stated.Bounds(p.Amount)
	}
	found, err := u.spreads.of(&own)
	if err != nil || j.Stated == nil && !discrete {
		return found, j, err
	}
	found.origin = origin{place: spreadJudged}
	if discrete {
		found.given = uncertainty.StatedPoints(found.given, j.Points, found.whole)
	}
	return found, j, nil
}

// judgedBy tells people of the judgement.
func judgedBy(j *inventory.Judgement, o origin) inventory.Text {
	where := j.Place.Cell("").String()
	if o.place == spreadJudged {
		return inventory.Text{ZH: "专家判断：" + j.Expert + "（" + where + "）", EN: "judgement of " + j.Expert + " (" + where + ")"}
	}
	known := o.text()
	return inventory.Text{ZH: known.ZH + "；分布按 " + j.Expert + " 的判断（" + where + "）", EN: known.EN + "; its law is the judgement of " + j.Expert + " (" + where + ")"}
}

// unjudged tells of judgements that no input has.
func (u *uncertain) unjudged() {
	for i := range u.ws.Judgements {
		j := &u.ws.Judgements[i]
		switch {
		case u.judged[i]:
		case u.matchesAny(j.Of):
			u.Problems = append(u.Problems, inventory.Problem{Source: j.Place.Cell("of"), Code: "judgement-overruled", Severity: inventory.Warning,
				Message: inventory.Text{ZH: "“" + string(j.Of) + "”的变量都已有前面的判断，这一行没有用上", EN: `earlier rows judge every variable of "` + string(j.Of) + `": the row serves nothing`},
				Hint:    inventory.Text{ZH: "先写的一行算数：较窄的写在前面", EN: "the first row counts: put the narrower one first"}})
		default:
			u.noSuchVariable(j.Place.Cell("of"), j.Of)
		}
	}
}
