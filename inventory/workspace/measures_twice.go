package workspace

import (
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// measureKey is what a row of the measures is about, without its amounts.
type measureKey struct {
	name, kind  string
	from, to    int
	less, other inventory.MeasureSide
}

func keyOfMeasure(m *inventory.Measure) measureKey {
	key := measureKey{name: m.Name, kind: m.Kind, from: m.FromYear, to: m.ToYear, less: m.Less}
	if m.Instead != nil {
		key.other = *m.Instead
	}
	key.less.Amount, key.less.Unit, key.other.Amount, key.other.Unit = nil, nil, nil, nil
	return key
}

// firstMeasure refuses a row that repeats one of those before: it would count twice.
func (r *row) firstMeasure(before map[measureKey][]*inventory.Measure, m *inventory.Measure) {
	key := keyOfMeasure(m)
	if i := slices.IndexFunc(before[key], func(known *inventory.Measure) bool { return sameAmounts(known, m) }); i >= 0 {
		where := before[key][i].Place.Cell("").String()
		r.refuse("", "measure-twice",
			inventory.Text{ZH: "与 " + where + " 重复：同一措施、同样的年份和数量写了两行", EN: "repeats " + where + ": one measure has the same years and amounts in two rows"},
			inventory.Text{ZH: "删去一行；确是两次减少的，合为一行写总量，或写成两个措施名", EN: "remove one; if it does become less twice, give the sum in one row, or two names of measures"})
		return
	}
	before[key] = append(before[key], m)
}

// sameAmounts tells whether two rows about the same state the same amounts, whatever their units.
func sameAmounts(a, b *inventory.Measure) bool {
	ratio := func(m *inventory.Measure) decimal.Decimal {
		if m.Efficiency == nil {
			return decimal.NewFromInt(1)
		}
		return *m.Efficiency
	}
	same := func(a, b inventory.MeasureSide) bool {
		if a.Amount == nil || b.Amount == nil {
			return a.Amount == b.Amount
		}
		converted, err := quantity.Convert(*a.Amount, *a.Unit, *b.Unit)
		return err == nil && converted.Equal(*b.Amount)
	}
	return same(a.Less, b.Less) && (a.Instead == nil || same(*a.Instead, *b.Instead)) && ratio(a).Equal(ratio(b))
}
