package check

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// firstOf joins the first of a list, and says how many more there are.
func firstOf(list []string, most int) inventory.Text {
	if len(list) <= most {
		all := strings.Join(list, "; ")
		return inventory.Text{ZH: all, EN: all}
	}
	some := strings.Join(list[:most], "; ")
	return inventory.Text{ZH: fmt.Sprintf("%s；另有 %d 个", some, len(list)-most), EN: fmt.Sprintf("%s; %d more", some, len(list)-most)}
}

// magnitude: a figure is far from what it is in other years, and what a district uses and gives off per head and per GDP lies
// within what any district does.
func magnitude(f *facts) {
	if f.first() {
		f.outliers()
	}
	f.fuelPerHead()
	f.powerPerHead()
	f.wastePerHead()
	f.nitrogenPerArea()
}

// outliers: one figure is many times what the others of its line are, or they are it, and no slip of a power of ten.
func (f *facts) outliers() {
	limit := f.limit("outlier_ratio")
	for _, l := range f.over().lines {
		if len(l.rows) < 4 {
			continue // of three the middle one says little
		}
		for i, row := range l.rows {
			others, agree := l.others(i, limit)
			if !agree || f.over().slips[row.Place] != 0 {
				continue
			}
			usual, value := median(others), l.values[i].Abs()
			if apart := func(other decimal.Decimal) bool {
				return value.GreaterThan(other.Mul(limit)) || value.Mul(limit).LessThan(other)
			}; !apart(usual) || i > 0 && !apart(l.values[i-1].Abs()) || i+1 < len(l.rows) && !apart(l.values[i+1].Abs()) {
				continue // what grows from year to year ends far from where it began
			}
			times, err := quantity.Quo(value, usual)
			if err != nil {
				continue
			}
			f.tell(inventory.Warning, place(row), inventory.Text{
				ZH: fmt.Sprintf("%s %d 年 = %s，是其他年份中位数 %s %s 的 %s 倍（阈值 %s 倍）；如 %s", thing(row), row.Year, figure(row), short(usual), l.rows[0].Unit, short(times), limit, cell(l.beside(i))),
				EN: fmt.Sprintf("%s of %d = %s is %s times the median of other years, %s %s (threshold %s times), such as %s", thing(row), row.Year, figure(row), short(times), short(usual), l.rows[0].Unit, limit, cell(l.beside(i)))},
				inventory.Text{ZH: "对照原表核对数字、单位和口径；属实的在 records/suppressions.csv 写明理由", EN: "hold figure, unit and coverage against the original table; if it is right, say why in records/suppressions.csv"})
		}
	}
}
