package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
)

func herds() []Rule {
	return []Rule{
		{"HERD", inventory.Text{ZH: "畜群收支", EN: "turnover of herds"}, turnover},
		{"HERDS", inventory.Text{ZH: "同一畜群", EN: "one herd"}, func(f *facts) { sameHerd(f); oneOfAnother(f) }},
	}
}

// heads is the figure of the parameter in head, as stated: of what remains of a total it is the total, as turnovers are of whole herds.
// The row is nil if the herd does not state it.
func (f *facts) heads(h *engine.Herd, parameter string) (decimal.Decimal, *inventory.Activity) {
	row := h.Find(parameter)
	if row == nil {
		return decimal.Decimal{}, nil
	}
	if f.totals == nil {
		f.totals = map[*inventory.Activity]*inventory.Activity{}
		for _, rest := range f.result.Remainders {
			f.totals[rest.Row] = rest.Total
		}
	}
	if total := f.totals[row]; total != nil {
		row = total
	}
	value, ok := in(row, "head")
	if !ok {
		return decimal.Decimal{}, nil
	}
	return value, row
}

// opening is the stock that the herd starts the year with: stated, or that at the end of the year before.
func (f *facts) opening(h *engine.Herd) (decimal.Decimal, *inventory.Activity) {
	if value, row := f.heads(h, "stock_start"); row != nil {
		return value, row
	}
	if before := f.before(h); before != nil {
		return f.heads(before, "stock_year_end")
	}
	return decimal.Decimal{}, nil
}

// turnover: no more animals leave a herd than were in it, were born and were bought; and what is left is its stock at the end.
func turnover(f *facts) {
	for _, h := range f.result.Herds {
		if h.First().Year != f.year {
			continue
		}
		f.sameOpening(h)
		opening, from := f.opening(h)
		if from == nil {
			continue
		}
		came, zh, en := f.movement(h, "births", "animals_bought")
		went, outZH, outEN := f.movement(h, "slaughtered", "animals_sold", "deaths")
		bred := len(zh) > 0
		came = came.Add(opening)
		zh, en = append([]string{"年初 " + figure(from)}, zh...), append([]string{"opening stock " + figure(from)}, en...)
		figures := inventory.Text{ZH: strings.Join(append(outZH, strings.Join(zh, " + ")), "；"), EN: strings.Join(append(outEN, strings.Join(en, " + ")), "; ")}
		closing, row := f.heads(h, "stock_year_end")
		left := came.Sub(went)
		switch {
		case !bred && h.Find("days_alive") != nil: // young are raised within the year, and nobody counts them
		case left.IsNegative():
			severity := inventory.Error
			if !bred {
				severity = inventory.Warning
			}
			f.tell(severity, f.leaving(h), inventory.Text{
				ZH: fmt.Sprintf("%s 出去 %s 头（只），多于年初存栏加出生和调入 %s 头（只）：%s", about(h.First()), short(went), short(came), figures.ZH),
				EN: fmt.Sprintf("%s: %s head left, more than the opening stock, births and purchases of %s head: %s", about(h.First()), short(went), short(came), figures.EN)},
				inventory.Text{ZH: "核对单位（头、万头）和口径；补栏的仔畜写 animals_bought，自繁的写 births", EN: "check units (head, 10^4 head) and what the figures hold; young bought are animals_bought, those bred births"})
		case bred && row != nil && !left.Equal(closing):
			f.tell(inventory.Warning, place(row), inventory.Text{
				ZH: fmt.Sprintf("%s 年末存栏 %s，按收支应为 %s 头（只），差 %s：%s", about(row), figure(row), short(left), short(closing.Sub(left)), figures.ZH),
				EN: fmt.Sprintf("%s: the stock at the end of the year is %s, and the turnover leaves %s head, a difference of %s: %s", about(row), figure(row), short(left), short(closing.Sub(left)), figures.EN)},
				inventory.Text{ZH: "死亡写 deaths，活畜调出写 animals_sold", EN: "state deaths as deaths, live animals sold as animals_sold"})
		}
	}
}

// movement sums up figures of the herd in head, and lists them.
func (f *facts) movement(h *engine.Herd, parameters ...string) (total decimal.Decimal, zh, en []string) {
	for _, name := range parameters {
		if value, row := f.heads(h, name); row != nil {
			title := f.inv.Vocabulary.Parameters[name].Title
			total, zh, en = total.Add(value), append(zh, title.ZH+" "+figure(row)), append(en, title.EN+" "+figure(row))
		}
	}
	return total, zh, en
}

// leaving is the cell of the last figure of animals that left.
func (f *facts) leaving(h *engine.Herd) inventory.Source {
	at := place(h.First())
	for _, name := range []string{"slaughtered", "animals_sold", "deaths"} {
		if row := h.Find(name); row != nil {
			at = place(row)
		}
	}
	return at
}

// sameOpening: a herd starts a year with the stock at the end of the year before.
func (f *facts) sameOpening(h *engine.Herd) {
	value, stated := f.heads(h, "stock_start")
	before := f.before(h)
	if stated == nil || before == nil {
		return
	}
	if closing, row := f.heads(before, "stock_year_end"); row != nil && !closing.Equal(value) {
		cells := f.parameters(row, stated)
		f.tell(inventory.Warning, place(stated), inventory.Text{ZH: "年初存栏与上年末不同：" + cells.ZH, EN: "the opening stock differs from the stock at the end of the year before: " + cells.EN},
			inventory.Text{ZH: "核对两年的数；口径改了就在 note 说明", EN: "check both years; say in note if what they count has changed"})
	}
}

// herdOf is what a herd is, whatever the year.
type herdOf struct {
	year                   int
	item, facility, detail string
}

// before is the same herd in the year before; nil if there is none.
func (f *facts) before(h *engine.Herd) *engine.Herd {
	if f.herds == nil {
		f.herds = map[herdOf]*engine.Herd{}
		for _, other := range f.result.Herds {
			one := other.First()
			f.herds[herdOf{one.Year, one.ItemName(), one.Facility, one.Detail}] = other
		}
	}
	first := h.First()
	return f.herds[herdOf{first.Year - 1, first.ItemName(), first.Facility, first.Detail}]
}

// sameHerd: enteric fermentation and manure management are of the same animals.
func sameHerd(f *facts) {
	for _, h := range f.result.Herds {
		first := h.First()
		if first.Year != f.year {
			continue
		}
		of := func(code string) *inventory.Activity {
			at := slices.IndexFunc(h.Rows, func(row *inventory.Activity) bool {
				return row.Category.Within(f.category(code)) && slices.Contains([]string{"", "head", "stock_year_end"}, row.Parameter)
			})
			if at < 0 {
				return nil
			}
			return h.Rows[at]
		}
		enteric, manure := of("3.A.1"), of("3.A.2")
		if enteric == nil || manure == nil {
			continue
		}
		a, okA := in(enteric, "head")
		b, okB := in(manure, "head")
		if okA && okB && !a.Equal(b) {
			cells := both(enteric, manure)
			f.tell(inventory.Warning, place(manure), inventory.Text{ZH: "肠道发酵与粪便管理的饲养量不同：" + cells.ZH, EN: "enteric fermentation and manure management differ in the animals: " + cells.EN},
				inventory.Text{ZH: "把畜群填在 3.A，两类共用", EN: "file the herd at 3.A, and both use it"})
		}
	}
}

// narrower tells whether the first is of all the words of the second's detail, and of others.
func (f *facts) narrower(one, all *inventory.Activity) bool {
	words, held := f.inv.Vocabulary.Details.Each(one.Detail), f.inv.Vocabulary.Details.Each(all.Detail)
	return len(words) > len(held) && !slices.ContainsFunc(held, func(word string) bool { return !slices.Contains(words, word) })
}

// oneOfAnother: animals that are counted by themselves are not in a herd that is called by what they are all, nor in one of
// fewer words of how they are kept.
func oneOfAnother(f *facts) {
	var herds []*engine.Herd
	for _, h := range f.result.Herds {
		if h.First().Year == f.year {
			herds = append(herds, h)
		}
	}
	byFacility := map[string][]*engine.Herd{}
	for _, h := range herds {
		byFacility[h.First().Facility] = append(byFacility[h.First().Facility], h)
	}
	for _, h := range herds {
		one := h.First()
		for _, other := range byFacility[one.Facility] {
			all := other.First()
			kinds := slices.Contains(one.Item.Classes, all.ItemName()) && !slices.Contains(all.Item.Classes, one.ItemName())
			details := one.Item == all.Item && f.narrower(one, all)
			if !kinds && !details || f.full() {
				continue
			}
			cells := both(all, one)
			f.tell(inventory.Warning, place(one), inventory.Text{ZH: "一个畜群可能含另一个：" + cells.ZH, EN: "one herd may hold the other: " + cells.EN},
				inventory.Text{ZH: "合计与分项只填一种；其余的写明细项或更窄的项目", EN: "state the sum or its kinds; give what remains a detail or a narrower item"})
		}
	}
}
