package exhibit

import (
	"fmt"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/quantity"
	"ghg/inventory/report"
	"ghg/inventory/trend"
)

// changes are the decompositions of changes by what made them. Under a mask they are left out: the effect of a branch or fuel tells its
// emission.
func (m *maker) changes() {
	if m.Mask.Any() {
		return
	}
	for _, d := range m.Effects {
		m.effectTable(d)
		m.multipleTable(d)
		m.termTable(d)
	}
}

// effectTable is a decomposition as sums: of each period the figure before, the effects that add up to the change, and the figure after.
func (m *maker) effectTable(d *engine.Decomposed) {
	x := &Exhibit{ID: "decomposition." + d.Of, Title: inventory.Text{ZH: d.Title.ZH + "：变化的因素分解（LMDI-I，Ang 2005）", EN: d.Title.EN + ": what its change is due to (LMDI-I, Ang 2005)"}, Notes: d.Notes}
	x.Columns = append(x.Columns, column("因素", "Factor", 30))
	rows := make([]Row, len(d.Effects)+3)
	name := func(i int, c Cell, level int) { rows[i] = Row{Cells: []Cell{c}, Level: level, Strong: level == 0} }
	name(0, words("变化", "Change"), 0)
	for k, effect := range d.Effects {
		name(k+1, said(effect), 1)
	}
	name(len(rows)-2, words("首年", "First year"), 0)
	name(len(rows)-1, words("末年", "Last year"), 0)
	for _, e := range d.Periods() {
		x.Columns = append(x.Columns, periodColumn(d, e, d.Unit.EN))
		shown, change, places := report.EffectsAt(d, e, report.ShownDigits)
		effects, whole, _ := report.EffectsAt(d, e, report.WrittenDigits)
		add := func(i int, exact decimal.Decimal, text string) {
			rows[i].Cells = append(rows[i].Cells, printed(exact, text))
		}
		add(0, whole, report.Changed(change, places))
		for k := range effects {
			add(k+1, effects[k], report.Changed(shown[k], places))
		}
		add(len(rows)-2, e.Before, report.Rounded(e.Before, places))
		add(len(rows)-1, e.After, report.Rounded(e.After, places))
		for i, year := range []int{e.From, e.To} {
			if c := &rows[len(rows)-2+i].Cells[len(x.Columns)-1]; d.Of == "co2" {
				*c = m.ifMass(*c, inventory.Figure{Year: year, Scope: "1.A", Gas: "CO2"})
			}
		}
		if !e.Before.RoundBank(places).Add(change).Equal(e.After.RoundBank(places)) && len(x.Notes) == len(d.Notes) {
			x.Notes = append(append([]inventory.Text{}, d.Notes...), dueToRounding)
		}
	}
	x.Rows = rows
	m.add(x)
}

// periodColumn is the column of a period, of figures of the unit.
func periodColumn(d *engine.Decomposed, e *trend.Effects, unit string) Column {
	head := same(fmt.Sprintf("%d–%d", e.From, e.To))
	switch {
	case len(d.Steps) == 1:
	case e == d.Chained:
		head.ZH, head.EN = head.ZH+" 逐年累计", head.EN+" chained"
	case e == d.Direct:
		head.ZH, head.EN = head.ZH+" 首末年", head.EN+" direct"
	}
	return figures(head.ZH, head.EN, unit)
}

// multipleTable is a decomposition as multiples, whose product is the last year's figure over the first.
func (m *maker) multipleTable(d *engine.Decomposed) {
	x := &Exhibit{ID: "decomposition." + d.Of + ".multiples", Title: inventory.Text{ZH: d.Title.ZH + "：变化的因素分解，倍数", EN: d.Title.EN + ": what its change is due to, as multiples"}}
	x.Columns = append(x.Columns, column("因素", "Factor", 30))
	rows := []Row{{Strong: true, Cells: []Cell{words("末年÷首年", "Last ÷ first year")}}}
	for _, effect := range d.Effects {
		rows = append(rows, Row{Level: 1, Cells: []Cell{said(effect)}})
	}
	any := false
	for _, e := range d.Periods() {
		x.Columns = append(x.Columns, periodColumn(d, e, ""))
		multiples, ok := report.MultiplesOf(e, len(d.Effects))
		any = any || ok
		for i := range rows {
			cell := words("—", "—")
			if ok {
				cell = multiple(multiples[i])
			}
			rows[i].Cells = append(rows[i].Cells, cell)
		}
	}
	if any {
		x.Rows = rows
	}
	m.add(x)
}

// multiple prints a multiple with four decimals, fewer of one that is not known so far.
func multiple(d decimal.Decimal) Cell {
	places := min(4, quantity.PlacesOf(d, report.WrittenDigits))
	return printed(d, report.Rounded(d, places))
}

// termTable is what each factor did in each branch, fuel or group over the whole period, directly between its ends.
func (m *maker) termTable(d *engine.Decomposed) {
	e := d.Direct
	x := &Exhibit{ID: "decomposition." + d.Of + ".terms", Title: inventory.Text{ZH: fmt.Sprintf("%s：%d–%d 年变化的因素分解，分项", d.Title.ZH, e.From, e.To), EN: fmt.Sprintf("%s: what its change from %d to %d is due to, by part", d.Title.EN, e.From, e.To)}}
	x.Columns = append(x.Columns, column("分项", "Part", 36))
	whole := Row{Strong: true, Cells: []Cell{words("合计", "Total")}}
	rows := make([]Row, len(d.Terms))
	for i, term := range d.Terms {
		rows[i] = Row{Level: 1, Cells: []Cell{said(term)}}
	}
	shown, _, places := report.EffectsAt(d, e, report.ShownDigits)
	effects, _, fine := report.EffectsAt(d, e, report.WrittenDigits)
	for k, effect := range d.Effects {
		x.Columns = append(x.Columns, figures(effect.ZH, effect.EN, d.Unit.EN))
		whole.Cells = append(whole.Cells, printed(effects[k], report.Changed(shown[k], places)))
		exact, text := report.TermsAt(e, len(d.Terms), k, effects[k], fine), report.TermsAt(e, len(d.Terms), k, shown[k], places)
		for i := range rows {
			rows[i].Cells = append(rows[i].Cells, printed(exact[i], report.Changed(text[i], places)))
		}
	}
	x.Rows = append([]Row{whole}, rows...)
	if len(rows) < 2 { // one part says what the table of effects says
		x.Rows = nil
	}
	m.add(x)
}
