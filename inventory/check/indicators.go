package check

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/spelling"
)

// names are what statistics call an indicator; the first is its usual name.
type names []string

// The indicators that are held against each other and against the inventory.
var (
	population  = names{"常住人口", "年末常住人口", "常住人口（年末）", "常住人口（普查时点）"}
	urban       = names{"城镇常住人口", "城镇人口"}
	rural       = names{"乡村常住人口", "农村常住人口", "乡村人口"}
	urbanShare  = names{"常住人口城镇化率", "城镇化率"}
	gdp         = names{"地区生产总值", "地区生产总值（当年价）", "国内生产总值（当年价）", "GDP"}
	gdpPerHead  = names{"人均地区生产总值", "人均GDP"}
	gdpGrowth   = names{"地区生产总值实际增速", "国内生产总值实际增速", "地区生产总值增速"}
	gdpIndex    = names{"地区生产总值指数", "地区生产总值指数（上年=100）"}
	energyUse   = names{"全社会能源消耗总量", "能源消费总量", "全社会能源消费总量"}
	intensity   = names{"单位地区生产总值能耗", "单位GDP能耗", "万元地区生产总值能耗"}
	electricity = names{"全社会用电量", "用电量"}
)

// sectorsOf are the value added of the three sectors and their shares of GDP.
var (
	addedOf = []names{{"第一产业增加值"}, {"第二产业增加值"}, {"第三产业增加值"}}
	shareOf = []names{{"第一产业占比"}, {"第二产业占比"}, {"第三产业占比"}}
)

// known is an indicator's figure of the year.
type known struct {
	name, figure string // with its unit, as written
	value        decimal.Decimal
	at           inventory.Source
}

// text names the figure with its cell.
func (k known) text() string { return k.name + " " + k.figure + " (" + k.at.String() + ")" }

// isCurrent tells whether a figure of money is in the prices of its year.
func isCurrent(row *inventory.Indicator) bool {
	return slices.Contains([]string{"", "当年价", "现价", "当年价格", "current"}, row.PriceBase)
}

// known finds the indicator of the year at hand, in the unit: in current prices, and of several the one that counts.
func (f *facts) known(of names, unit string) (known, bool) { return f.knownIn(of, unit, f.year) }

func (f *facts) knownIn(of names, unit string, year int) (known, bool) {
	return f.find(of, unit, year, isCurrent)
}

// find finds the indicator among those of which keep is true.
func (f *facts) find(of names, unit string, year int, keep func(*inventory.Indicator) bool) (known, bool) {
	var best *inventory.Indicator
	for _, name := range of {
		for _, row := range f.indicators()[namedIn{spelling.Fold(name), year}] {
			if keep(row) && (best == nil || f.goesBefore(row, best, of)) {
				best = row
			}
		}
	}
	if best == nil {
		return known{}, false
	}
	q, err := best.Quantity()
	if err != nil {
		return known{}, false
	}
	value, err := quantity.Convert(q.Value, q.Unit, quantity.MustUnit(unit))
	return known{best.Name, best.Value.String() + " " + best.Unit, value, best.Place.Cell("value")}, err == nil
}

// namedIn is an indicator's folded name with a year.
type namedIn struct {
	name string
	year int
}

// indicators are the rows of indicators.csv by name and year.
func (f *facts) indicators() map[namedIn][]*inventory.Indicator {
	t := f.over()
	if t.indicators == nil {
		t.indicators = map[namedIn][]*inventory.Indicator{}
		for i := range f.ws.Indicators {
			row := &f.ws.Indicators[i]
			key := namedIn{spelling.Fold(row.Name), row.Year}
			t.indicators[key] = append(t.indicators[key], row)
		}
	}
	return t.indicators
}

func (n names) at(name string) int {
	return slices.IndexFunc(n, func(one string) bool { return spelling.Fold(one) == spelling.Fold(name) })
}

func (n names) has(name string) bool { return n.at(name) >= 0 }

// goesBefore tells whether one row of an indicator goes before another: the one that was chosen, that of the usual name, the more
// final one; else the one that was read first.
func (f *facts) goesBefore(row, other *inventory.Indicator, of names) bool {
	if a, b := f.wasChosen(row), f.wasChosen(other); a != b {
		return a
	}
	if a, b := of.at(row.Name), of.at(other.Name); a != b {
		return a < b
	}
	return finality(row.Vintage) > finality(other.Vintage)
}

// finality orders vintages: preliminary, none stated, final.
func finality(vintage string) int {
	return map[string]int{"preliminary": 0, "": 1, "final": 2}[vintage]
}

// wasChosen tells whether a record chooses the row.
func (f *facts) wasChosen(row *inventory.Indicator) bool {
	return slices.ContainsFunc(f.ws.Choices, func(c inventory.Choice) bool {
		if c.Kind != inventory.Between || c.Item != row.Name || c.Year != 0 && c.Year != row.Year {
			return false
		}
		number, err := quantity.Parse(c.Chosen)
		return err == nil && number.Equal(row.Value) || err != nil && strings.TrimSpace(c.Chosen) == row.Department
	})
}
