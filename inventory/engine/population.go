package engine

import (
	"fmt"
	"strings"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// population is the row of the animals kept, for the target: what the guide counts of what is stated; nil if nothing is.
func (r *run) population(h *Herd, target *inventory.Category, detail string) *inventory.Activity {
	rows := group(r.ofTarget(h.Rows, target))
	stated, stock, out, days := rows.firstOf("head", ""), rows.firstOf("stock_year_end"), rows.firstOf("slaughtered"), rows.firstOf("days_alive")
	produced := out != nil && days != nil
	order := []*inventory.Activity{stated, nil, stock}
	if r.byStock() {
		order = []*inventory.Activity{stock, stated, nil}
	}
	for _, one := range order {
		switch {
		case one == nil && produced:
			return r.averaged(out, days, target, detail, unusedNote(stated, stock, nil))
		case one == nil:
		case one == stock:
			return r.noted(r.flowing(stock, target, detail, ""), stockNote(r.byStock()), unusedNote(stated, nil, out))
		default:
			return r.noted(r.flowing(stated, target, detail, ""), unusedNote(nil, stock, out))
		}
	}
	return nil
}

// noted is the row with what is to be said of it.
func (r *run) noted(row *inventory.Activity, notes ...inventory.Text) *inventory.Activity {
	for _, note := range notes {
		if note == (inventory.Text{}) {
			continue
		}
		of, from := *row, row
		tree := func(declared *inventory.Input) expr.Node { return r.cell(from, declared) }
		r.derived[&of] = derivation{from: from, note: note, tree: tree}
		row = &of
	}
	return row
}

// unusedNote tells of figures of the herd that are stated and not counted.
func unusedNote(stated, stock, out *inventory.Activity) inventory.Text {
	var zh, en []string
	for _, one := range []struct {
		row    *inventory.Activity
		zh, en string
	}{{stated, "饲养量", "the animals kept"}, {stock, "年末存栏", "the stock at the end of the year"}, {out, "出栏量", "the animals produced"}} {
		if one.row != nil {
			zh, en = append(zh, one.zh+" "+answer(one.row)), append(en, one.en+", "+answer(one.row))
		}
	}
	if zh == nil {
		return inventory.Text{}
	}
	return inventory.Text{ZH: strings.Join(zh, "、") + " 只作核对", EN: strings.Join(en, ", and ") + ", only checks it"}
}

// byStock tells whether the guide counts animals by the stock at the end of the year.
func (r *run) byStock() bool { return r.Vocabulary.Guides[r.ws.Config.Guide].ByStock }

func stockNote(asked bool) inventory.Text {
	if asked {
		return inventory.Text{ZH: "指南用年末存栏", EN: "the guide counts the stock at the end of the year"}
	}
	return inventory.Text{ZH: "以年末存栏代年均饲养量", EN: "the stock at the end of the year stands for the average population"}
}

// averaged is the annual average population of animals that live less than a year.
func (r *run) averaged(out, days *inventory.Activity, target *inventory.Category, detail string, unused inventory.Text) *inventory.Activity {
	method, ok := r.Method(byPopulation)
	if !ok {
		panic("no method " + byPopulation)
	}
	in := nodes{}
	for name, row := range map[string]*inventory.Activity{"slaughtered": out, "days_alive": days} {
		declared, _ := method.InputOf(name)
		in[name] = r.cell(row, declared)
	}
	tree := method.Tree(in)
	row := *out
	row.Category, row.Detail, row.Parameter, row.Uncertainty = target, detail, "", nil
	value, err := expr.Decimal(tree)
	if err != nil {
		r.problems.Add(equationFailed(method, out.Place.Cell("value"), err))
		return nil
	}
	row.Value, row.Unit = value, tree.Unit()
	r.flowed[out], r.flowed[days] = true, true
	note := inventory.Text{
		ZH: fmt.Sprintf("年均饲养量 = 出栏 × 饲养天数 ÷ 365 = %s 头（只）", inShort(value)),
		EN: fmt.Sprintf("average population = animals produced × days alive ÷ 365 = %s head", inShort(value))}
	r.derived[&row] = derivation{from: out, note: note, tree: func(declared *inventory.Input) expr.Node { return expr.Label(declared.Symbol, tree) }}
	return r.noted(&row, unused)
}
