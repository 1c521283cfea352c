package report

import (
	"fmt"
	"io"
	"strconv"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/quantity"
	"ghg/inventory/trend"
)

// The significant digits of the largest figure of a change, for people and for machines: effects are exact to twelve.
const (
	ShownDigits   = 5
	WrittenDigits = 12
)

// DecompositionRecords is a decomposition with all its periods: for each the change (factor "change"), what each factor had to do with
// it, and that term by term. The additive effects of a period add up to its change, and those of the terms to that of their factor.
func DecompositionRecords(region string, d *engine.Decomposed) Records {
	out := Records{Columns: []string{"region", "of", "period", "from", "to", "term", "factor", "name_zh", "name_en", "before", "after", "additive", "multiplicative", "unit"}}
	for _, e := range d.Periods() {
		effects, change, places := EffectsAt(d, e, WrittenDigits)
		head := func(term string) []string {
			return []string{region, d.Of, periodOf(d, e), strconv.Itoa(e.From), strconv.Itoa(e.To), term}
		}
		ratio := ""
		if e.HasRatio() {
			ratio = ratioOf(e).String()
		}
		out.Rows = append(out.Rows, append(head(""), "change", changeTitle.ZH, changeTitle.EN, e.Before.String(), e.After.String(), change.String(), ratio, d.Unit.EN))
		for k, effect := range effects {
			multiplied := ""
			if e.HasRatio() {
				multiplied = toDigits(e.Multiplicative(k), WrittenDigits).String()
			}
			out.Rows = append(out.Rows, append(head(""), d.Model.Factors[k], d.Effects[k].ZH, d.Effects[k].EN, "", "", effect.String(), multiplied, d.Unit.EN))
		}
		for k, effect := range effects {
			for i, part := range TermsAt(e, len(d.Terms), k, effect, places) {
				out.Rows = append(out.Rows, append(head(d.Model.Terms[i]), d.Model.Factors[k], d.Terms[i].ZH+"："+d.Effects[k].ZH, d.Terms[i].EN+": "+d.Effects[k].EN, "", "", part.String(), "", d.Unit.EN))
			}
		}
	}
	return out
}

var changeTitle = inventory.Text{ZH: "变化", EN: "change"}

// periodOf names the kind of a period for machines.
func periodOf(d *engine.Decomposed, e *trend.Effects) string {
	switch e {
	case d.Direct:
		return "direct"
	case d.Chained:
		return "chained"
	}
	return "yearly"
}

// EffectsAt are the additive effects of a period and its change, rounded to so many significant digits of the largest of the period's
// figures, so that the effects add up to the change; places are the decimals that come of it.
func EffectsAt(d *engine.Decomposed, e *trend.Effects, digits int32) (effects []decimal.Decimal, change decimal.Decimal, places int32) {
	parts := make([]decimal.Decimal, len(d.Effects))
	for k := range parts {
		parts[k] = e.Additive(k)
	}
	places = quantity.PlacesOf(d.Largest(e), digits)
	return quantity.Apportion(e.Change(), parts, places), e.Change().RoundBank(places), places
}

// TermsAt are what the factor did in each of the terms, rounded so that they add up to its effect.
func TermsAt(e *trend.Effects, terms, factor int, effect decimal.Decimal, places int32) []decimal.Decimal {
	parts := make([]decimal.Decimal, terms)
	for i := range parts {
		parts[i] = e.OfTerm(i, factor)
	}
	return quantity.Apportion(effect, parts, places)
}

// MultiplesOf are how many times the earlier sum the later one is, then the multiples of so many factors; false where there are none.
func MultiplesOf(e *trend.Effects, factors int) ([]decimal.Decimal, bool) {
	if !e.HasRatio() {
		return nil, false
	}
	out := []decimal.Decimal{ratioOf(e)}
	for k := range factors {
		out = append(out, toDigits(e.Multiplicative(k), WrittenDigits))
	}
	return out, true
}

// ratioOf is how many times the earlier sum the later one is.
func ratioOf(e *trend.Effects) decimal.Decimal {
	ratio, err := quantity.Quo(e.After, e.Before)
	if err != nil {
		panic("a period with a ratio: " + err.Error())
	}
	return ratio
}

// toDigits rounds half to even at so many significant digits, before the point as behind it.
func toDigits(d decimal.Decimal, digits int32) decimal.Decimal {
	return d.RoundBank(digits - int32(d.NumDigits()) - d.Exponent())
}

// Decomposition prints a decomposition: the effects of each year and of the whole period in rows, as sums and as multiples; then a
// sentence on each effect over the whole period, and what a reader must know.
func Decomposition(w io.Writer, d *engine.Decomposed, lang string) {
	title := inventory.Text{ZH: d.Title.ZH + "：变化的因素分解（LMDI-I，Ang 2005）", EN: d.Title.EN + ": what its change is due to (LMDI-I, Ang 2005)"}.In(lang)
	if d.Unit != (inventory.Text{}) {
		title += inventory.Text{ZH: "　单位 ", EN: "   unit "}.In(lang) + d.Unit.In(lang)
	}
	fmt.Fprintln(w, title)
	t := &columns{right: []bool{false}}
	head := []string{""}
	for _, e := range d.Periods() {
		t.right, head = append(t.right, true), append(head, periodTitle(d, e, lang))
	}
	t.rule()
	t.add(head...)
	t.rule()
	additiveRows(t, d, lang)
	t.rule()
	multipliedRows(t, d, lang)
	t.rule()
	t.write(w)
	for _, sentence := range effectSentences(d, lang) {
		fmt.Fprintln(w, sentence)
	}
	for _, note := range d.Notes {
		fmt.Fprintln(w, "· "+note.In(lang))
	}
}

func periodTitle(d *engine.Decomposed, e *trend.Effects, lang string) string {
	years := fmt.Sprintf("%d–%d", e.From, e.To)
	switch {
	case len(d.Steps) == 1:
		return years
	case e == d.Chained:
		return years + inventory.Text{ZH: " 逐年累计", EN: " chained"}.In(lang)
	case e == d.Direct:
		return years + inventory.Text{ZH: " 首末年", EN: " direct"}.In(lang)
	}
	return years
}

func additiveRows(t *columns, d *engine.Decomposed, lang string) {
	periods := d.Periods()
	rows := make([][]string, len(d.Effects)+1)
	for _, e := range periods {
		effects, change, places := EffectsAt(d, e, ShownDigits)
		for k, effect := range effects {
			rows[k] = append(rows[k], changed(effect, places))
		}
		rows[len(d.Effects)] = append(rows[len(d.Effects)], changed(change, places))
	}
	for k, effect := range d.Effects {
		t.add(append([]string{effect.In(lang)}, rows[k]...)...)
	}
	t.add(append([]string{inventory.Text{ZH: "变化合计", EN: "change"}.In(lang)}, rows[len(d.Effects)]...)...)
}

// ratioPlaces is how many decimals of a multiple are printed, fewer of one that is not known so far.
const ratioPlaces = 4

func multiple(d decimal.Decimal) string {
	places := min(ratioPlaces, quantity.PlacesOf(d, WrittenDigits))
	return "×" + toDigits(d, WrittenDigits).RoundBank(places).StringFixed(places)
}

func multipliedRows(t *columns, d *engine.Decomposed, lang string) {
	periods := d.Periods()
	cell := func(e *trend.Effects, of func() decimal.Decimal) string {
		if !e.HasRatio() {
			return "—"
		}
		return multiple(of())
	}
	for k, effect := range d.Effects {
		row := []string{effect.In(lang)}
		for _, e := range periods {
			row = append(row, cell(e, func() decimal.Decimal { return e.Multiplicative(k) }))
		}
		t.add(row...)
	}
	row := []string{inventory.Text{ZH: "末年÷首年", EN: "last ÷ first year"}.In(lang)}
	for _, e := range periods {
		row = append(row, cell(e, func() decimal.Decimal { return ratioOf(e) }))
	}
	t.add(row...)
}

// changed prints a change with its sign.
func changed(d decimal.Decimal, places int32) string {
	text := rounded(d, places)
	if d.RoundBank(places).IsPositive() {
		return "+" + text
	}
	return text
}

// effectSentences says of each effect over the whole period, directly between its ends, by how much it changed the figure.
func effectSentences(d *engine.Decomposed, lang string) []string {
	e := d.Direct
	scale, unit := sentenceUnit(d, lang)
	places := quantity.PlacesOf(d.Largest(e).Shift(-scale), ShownDigits)
	parts := make([]decimal.Decimal, len(d.Effects))
	for k := range parts {
		parts[k] = e.Additive(k).Shift(-scale)
	}
	change := e.Change().Shift(-scale)
	out := []string{changeSentence(d, change, places, unit, lang)}
	for k, effect := range quantity.Apportion(change, parts, places) {
		size := rounded(effect.Abs(), places) + unit
		if e.HasRatio() {
			size += inventory.Text{ZH: "（", EN: " ("}.In(lang) + multiple(e.Multiplicative(k)) + inventory.Text{ZH: "）", EN: ")"}.In(lang)
		}
		name := d.Effects[k]
		if d.Of != "table" { // a name of the user's stays as it is written
			name.EN = upper(name.EN)
		}
		said := inventory.Text{ZH: spaced(name.ZH) + "使" + d.Subject.ZH + "增加 " + size + "。", EN: name.EN + " raised " + d.Subject.EN + " by " + size + "."}
		switch {
		case effect.IsNegative():
			said = inventory.Text{ZH: spaced(name.ZH) + "使" + d.Subject.ZH + "减少 " + size + "。", EN: name.EN + " lowered " + d.Subject.EN + " by " + size + "."}
		case effect.IsZero():
			said = inventory.Text{ZH: spaced(name.ZH) + "没有改变" + d.Subject.ZH + "。", EN: name.EN + " did not change " + d.Subject.EN + "."}
		}
		out = append(out, said.In(lang))
	}
	return out
}

// changeSentence says what the effects are of.
func changeSentence(d *engine.Decomposed, change decimal.Decimal, places int32, unit, lang string) string {
	e, size := d.Direct, rounded(change.Abs(), places)+unit
	verb := inventory.Text{ZH: "增加 " + size, EN: "rose by " + size}
	switch rounded := change.RoundBank(places); {
	case rounded.IsNegative():
		verb = inventory.Text{ZH: "减少 " + size, EN: "fell by " + size}
	case rounded.IsZero():
		verb = inventory.Text{ZH: "没有变化", EN: "did not change"}
	}
	return inventory.Text{
		ZH: fmt.Sprintf("%d—%d 年%s%s，其中：", e.From, e.To, d.Subject.ZH, verb.ZH),
		EN: fmt.Sprintf("From %d to %d %s %s; of this:", e.From, e.To, d.Subject.EN, verb.EN)}.In(lang)
}

// sentenceUnit is the power of ten and the unit of the figures of sentences: large masses in 万t and kt.
func sentenceUnit(d *engine.Decomposed, lang string) (int32, string) {
	if d.Unit == (inventory.Text{}) {
		return 0, ""
	}
	if large := !d.Largest(d.Direct).LessThan(decimal.NewFromInt(10_000)); large && d.Of != "intensity" {
		if lang == "zh" {
			return 4, " 万t"
		}
		return 3, " kt"
	}
	return 0, " " + d.Unit.In(lang)
}

// spaced sets a name that ends in a Latin letter or a digit off from the Chinese behind it.
func spaced(name string) string {
	if name != "" && name[len(name)-1] < 0x80 {
		return name + " "
	}
	return name
}

// upper begins a sentence.
func upper(s string) string {
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		return string(s[0]-'a'+'A') + s[1:]
	}
	return s
}
