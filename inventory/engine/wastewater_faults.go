package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// waterFaults finds what is wrong with the figures of one waste water, whatever counts it.
func (r *run) waterFaults(w *Wastewater) {
	for _, p := range w.parts {
		r.bodAboveCOD(p)
		r.loadAboveAndBelow(p)
		r.ofOnePart(p)
	}
	for _, parameter := range []string{ofPathway, ofIncomeGroup} {
		r.sharesOfWater(w, parameter)
	}
}

// bodAboveCOD refuses a BOD above the COD of the same water: what bacteria take up is a part of what can be oxidised.
func (r *run) bodAboveCOD(p *waterPart) {
	bod, cod := firstOf(p.rows, "bod"), firstOf(p.rows, "cod")
	if bod == nil || cod == nil {
		return
	}
	a, errA := quantity.Convert(bod.Value, bod.Unit, inventory.TonneOf("BOD"))
	b, errB := quantity.Convert(cod.Value, cod.Unit, inventory.TonneOf("COD"))
	if errA != nil || errB != nil || !a.GreaterThan(b) {
		return
	}
	r.problems.Add(inventory.Problem{
		Source: bod.Place.Cell("value"), Code: "bod-above-cod", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 的 BOD %s 大于 COD %s（%s）：同一污水的 BOD 只是 COD 的一部分", aboutWorks(bod), answer(bod), answer(cod), cod.Place.Cell("value")),
			EN: fmt.Sprintf("%s: the BOD, %s, is more than the COD, %s (%s), of which it is a part", aboutWorks(bod), answer(bod), answer(cod), cod.Place.Cell("value"))},
		Hint: inventory.Text{
			ZH: "多半两个数写反了，或一个是进水一个是出水、单位差了千倍；改正其中一个",
			EN: "most likely the two are exchanged, one is of the inflow and one of the outflow, or a unit is a thousand off: mend one"},
	})
}

// loadAboveAndBelow refuses people or a load that is stated of a whole and of a part of it: it would be counted twice.
func (r *run) loadAboveAndBelow(p *waterPart) {
	for _, row := range p.rows {
		if !slices.Contains(ofLoad, row.Parameter) {
			continue
		}
		for _, q := range p.above {
			whole := firstOf(q.rows, row.Parameter)
			if whole == nil {
				continue
			}
			r.problems.Add(inventory.Problem{
				Source: row.Place.Cell("value"), Code: "water-twice", Severity: inventory.Error,
				Message: inventory.Text{
					ZH: fmt.Sprintf("%s 与它所属的 %s 都写了 %s：%s；%s（%s）", aboutWorks(row), aboutWorks(whole), row.Parameter, answer(row), answer(whole), whole.Place.Cell("value")),
					EN: fmt.Sprintf("%s and %s, of which it is a part, both state %s: %s; %s (%s)", aboutWorks(row), aboutWorks(whole), row.Parameter, answer(row), answer(whole), whole.Place.Cell("value"))},
				Hint: inventory.Text{
					ZH: "只写一处：总量一行，各途径写 pathway_share；或只写各途径自己的量",
					EN: "state it once: of the whole, with a pathway_share for each pathway, or of each pathway"},
			})
			return
		}
	}
}

// ofOnePart refuses what is of one pathway and stands at a whole that has several.
func (r *run) ofOnePart(p *waterPart) {
	if len(p.below) == 0 {
		return
	}
	for _, parameter := range []string{"recovered", "sludge", ofPathway} {
		row := firstOf(p.rows, parameter)
		if row == nil {
			continue
		}
		var names []string
		for _, q := range p.below {
			names = append(names, q.detail)
		}
		slices.Sort(names)
		list := strings.Join(names, "、")
		r.problems.Add(inventory.Problem{
			Source: row.Place.Cell("detail"), Code: "of-no-pathway", Severity: inventory.Error,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%s 的 %s %s 没有写是哪一条途径的；有 %s", aboutWorks(row), parameter, answer(row), list),
				EN: fmt.Sprintf("%s: %s, %s, does not say of which pathway it is; there are %s", aboutWorks(row), parameter, answer(row), list)},
			Hint: inventory.Text{ZH: "在细项写明途径", EN: "name the pathway in the column detail"},
		})
	}
}

// sharesOfWater refuses shares of one whole that do not sum to one: of the pathways of a group, of the income groups.
func (r *run) sharesOfWater(w *Wastewater, parameter string) {
	var wholes []*waterPart // nil is that of which nothing is stated
	of := map[*waterPart]group{}
	for _, p := range w.parts {
		row := firstOf(p.rows, parameter)
		if row == nil {
			continue
		}
		var whole *waterPart
		if len(p.above) > 0 {
			whole = p.above[0]
		}
		if of[whole] == nil {
			wholes = append(wholes, whole)
		}
		of[whole] = append(of[whole], row)
	}
	for _, whole := range wholes {
		sum := decimal.Zero
		var parts []string
		rows := of[whole]
		slices.SortStableFunc(rows, compareRows)
		for _, row := range rows {
			value, err := quantity.Convert(row.Value, row.Unit, quantity.One)
			if err != nil {
				return
			}
			sum = sum.Add(value)
			parts = append(parts, strings.TrimSpace(row.Detail+" "+value.String()))
		}
		if sum.Equal(decimal.NewFromInt(1)) {
			continue
		}
		about, last, list := *rows[0], rows[len(rows)-1], strings.Join(parts, " + ")
		about.Detail = ""
		if whole != nil {
			about.Detail = whole.detail
		}
		title := r.Vocabulary.Parameters[parameter].Title
		r.problems.Add(inventory.Problem{
			Source: last.Place.Cell("value"), Code: "shares-not-one", Severity: inventory.Error,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%d 年 %s 各部分的%s（%s）之和为 %s（%s %%），应为 1：%s", about.Year, aboutWorks(&about), title.ZH, parameter, sum, sum.Shift(2), list),
				EN: fmt.Sprintf("%d: the shares of the parts of %s (%s) sum to %s (%s %%), not to 1: %s", about.Year, aboutWorks(&about), parameter, sum, sum.Shift(2), list)},
			Hint: inventory.Text{
				ZH: "补齐或改正各途径（含不处理的）；百分数的单位写 %，小数写 fraction",
				EN: "add the pathway that is missing, untreated water too, or mend the shares; a percentage has the unit %, a fraction the unit fraction"},
		})
	}
}

// pathwayWithoutShare says that a pathway states neither its share of the whole nor a load of its own.
func (r *run) pathwayWithoutShare(p, whole *waterPart, m *inventory.Method) inventory.Problem {
	load := m.Main().Name
	row := firstOf(whole.rows, load)
	return inventory.Problem{
		Source: p.rows[0].Place.Cell("detail"), Code: "pathway-without-share", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 没有写占 %s %s（%s）的多少：%s 算不了", aboutWorks(p.rows[0]), load, answer(row), row.Place.Cell("value"), m.Gas),
			EN: fmt.Sprintf("%s does not state its share of %s, %s (%s): its %s cannot be computed", aboutWorks(p.rows[0]), load, answer(row), row.Place.Cell("value"), m.Gas)},
		Hint: inventory.Text{
			ZH: "写利用率 pathway_share（各途径合计为 1），或写这条途径自己的 " + load,
			EN: "state pathway_share, which sums to 1 over the pathways, or a " + load + " of the pathway itself"},
	}
}

func sludgeElsewhere(row *inventory.Activity, load *waterPart, whole bool) inventory.Problem {
	hint := inventory.Text{
		ZH: "公式 6.1（2019）从每条途径的有机物中扣除污泥：在细项写明途径",
		EN: "Equation 6.1 of 2019 takes sludge from the organics of its pathway: name the pathway in the column detail"}
	if whole {
		where := inventory.Text{ZH: "没有细项的一行", EN: "in a row without a detail"}
		if load.detail != "" {
			where = inventory.Text{ZH: "细项为“" + load.detail + "”的一行", EN: fmt.Sprintf("with the detail %q", load.detail)}
		}
		hint = inventory.Text{
			ZH: "公式 6.1（2006）先从全部有机物中扣除污泥，再分到各途径：写在 " + where.ZH + "，或改写这条途径自己的 bod",
			EN: "Equation 6.1 of 2006 takes sludge from the whole before it is shared: state it " + where.EN + ", or state a bod of the pathway itself"}
	}
	return inventory.Problem{
		Source: row.Place.Cell("detail"), Code: "sludge-elsewhere", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 随污泥清出的 %s 与它要从中扣除的有机物不在一处", aboutWorks(row), answer(row)),
			EN: fmt.Sprintf("%s: what sludge takes out, %s, is not stated of the organics that it is taken from", aboutWorks(row), answer(row))},
		Hint: hint,
	}
}
