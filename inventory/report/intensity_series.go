package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory/engine"
	"ghg/inventory/quantity"
)

// series prints the intensities of the inventory, years as columns.
func (p *intensityPage) series() {
	var years []int
	for _, x := range p.Series {
		for _, y := range x.Years {
			if x.Main && p.shown(y.Year) && !slices.Contains(years, y.Year) {
				years = append(years, y.Year)
			}
		}
	}
	slices.Sort(years)
	if years == nil {
		return
	}
	t := &columns{right: []bool{false}}
	head := []string{p.say("强度（清单口径）", "intensity (of the inventory)")}
	for _, year := range years {
		t.right = append(t.right, true)
		head = append(head, strconv.Itoa(year))
	}
	t.rule()
	t.add(head...)
	t.rule()
	var below footnotes
	for _, x := range p.Series {
		if x.Main && p.repeats(x) {
			below.left = append(below.left, x.Title().In(p.lang))
		}
		if x.Main && !p.repeats(x) && slices.ContainsFunc(x.Years, func(y engine.IntensityYear) bool { return p.shown(y.Year) }) {
			p.intensity(t, x, years, &below)
		}
	}
	t.rule()
	p.completeness(t, years)
	fmt.Fprintln(p.w)
	t.write(p.w)
	if len(below.left) > 0 {
		fmt.Fprintln(p.w, p.say("不另列（没有工业过程或土地利用的数，与上面相同）：", "not listed, as there is no figure of processes or of land to tell them from those above: ")+strings.Join(below.left, p.say("、", ", ")))
	}
	if below.partial {
		fmt.Fprintln(p.w, p.say("* 两年的完整性（有数的类别和气体）不同，变化不全是排放的变化", "* other categories and gases hold figures in the two years: not all of the change is one of emissions"))
	}
	if below.early {
		fmt.Fprintln(p.w, p.say("† 用到初步数", "† rests on a preliminary figure"))
	}
}

// footnotes is what is to be said below the table of intensities.
type footnotes struct {
	left    []string // intensities that are not listed
	partial bool     // some years do not compare
	early   bool     // some figures are preliminary
}

// plainer are the numerators that another holds more than: with processes, with land.
var plainer = map[string]string{"energy_process_co2": "energy_co2", "co2e_with_land": "co2e", "industry_process_co2": "industry_co2"}

// repeats tells whether the intensity says no more than a plainer one, of what it would add there being no figure.
func (p *intensityPage) repeats(x *engine.Intensity) bool {
	of, ok := plainer[x.Numerator.ID]
	if !ok {
		return false
	}
	at := slices.IndexFunc(p.Series, func(other *engine.Intensity) bool { return other.Numerator.ID == of && other.Output == x.Output })
	return at >= 0 && slices.EqualFunc(x.Years, p.Series[at].Years, func(a, b engine.IntensityYear) bool { return a.Value.Equal(b.Value) })
}

// intensity adds the rows of one intensity, and notes what is to be said below.
func (p *intensityPage) intensity(t *columns, x *engine.Intensity, years []int, below *footnotes) {
	row := func(name string, cell func(*engine.IntensityYear) string) {
		cells := []string{name}
		any := false
		for _, year := range years {
			text := "–"
			if y := x.At(year); y != nil {
				text = cell(y)
			}
			any = any || text != "–"
			cells = append(cells, text)
		}
		if any {
			t.add(cells...)
		}
	}
	row(p.with(x.Title().In(p.lang), p.unit(x.Unit)+p.prices(x)+p.coverage(x)), func(y *engine.IntensityYear) string {
		if y.Preliminary {
			below.early = true
			return significant(y.Value, 4) + "†"
		}
		return significant(y.Value, 4)
	})
	marked := func(d *decimal.Decimal, alike bool) string {
		if d != nil && !alike {
			below.partial = true
			return perCent(d, 2) + "*"
		}
		return perCent(d, 2)
	}
	row("  "+p.say("比上年下降 %", "decline against the year before %"), func(y *engine.IntensityYear) string { return marked(y.Annual, y.LikeBefore) })
	row(fmt.Sprintf("  "+p.say("比 %d 年累计下降 %%", "decline since %d %%"), x.Base), func(y *engine.IntensityYear) string { return marked(y.Direct, y.Comparable) })
	if slices.ContainsFunc(x.Years, func(y engine.IntensityYear) bool { return y.Published != nil }) {
		row("  "+p.say("公布的年度下降 %", "annual decline, as published %"), func(y *engine.IntensityYear) string { return perCent(y.Published, 2) })
	}
	if slices.ContainsFunc(x.Years, func(y engine.IntensityYear) bool { return y.Recognised != nil }) {
		row("  "+p.say("认定的年度下降 %", "annual decline, as recognised %"), func(y *engine.IntensityYear) string {
			if y.Recognised == nil {
				return "–"
			}
			return perCent(&y.Recognised.Decline, 2)
		})
	}
	if slices.ContainsFunc(x.Years, revised) {
		row("  "+p.say("累计下降，按认定或公布的年度值 %", "cumulative, of recognised or published values %"), func(y *engine.IntensityYear) string { return perCent(y.Chained, 2) })
	}
}

// revised tells whether the chain of recognised and published values differs from what the figures now say.
func revised(y engine.IntensityYear) bool {
	return y.Chained != nil && y.Direct != nil && y.Chained.Sub(*y.Direct).Abs().GreaterThan(decimal.New(1, -25))
}

// significant prints a figure with so many significant digits at least.
func significant(d decimal.Decimal, digits int32) string {
	if d.IsZero() {
		return "0"
	}
	return rounded(d, quantity.PlacesOf(d, digits))
}

// assessment prints the official account, apart from the inventory, and why the two differ.
func (p *intensityPage) assessment() {
	a := p.Assessment
	if a == nil {
		return
	}
	t := &columns{right: []bool{false, true, true, true, true, true, true, true, true, true}}
	t.rule()
	t.add(p.say("考核核算（非清单）", "official account (not the inventory)"), "CO2 (t)", fmt.Sprintf(p.say("GDP（万元，%d 年价）", "GDP (10^4 CNY, %d prices)"), a.Prices), "t CO2/"+p.say("万元", "10^4 CNY"), p.say("年度下降 %", "annual decline %"),
		p.say("公布 %", "published %"), p.say("认定 %", "recognised %"), p.say("累计（认定、公布优先）%", "cumulative, recognised and published %"), p.say("累计（重算）%", "cumulative, recomputed %"), p.say("累计（同一电力因子）%", "cumulative, one factor of electricity %"))
	t.rule()
	var last *engine.AssessedYear
	for n := range a.Years {
		y := &a.Years[n]
		if !p.shown(y.Year) {
			continue
		}
		co2, gdp, value := "–", "–", "–"
		if y.Account != nil {
			co2 = tonnes(y.Account.CO2)
		}
		if !y.GDP.IsZero() {
			gdp, value = rounded(y.GDP, 0), significant(y.Intensity, 4)
		}
		recognised, cumulative := "–", perCent(y.Cumulative, 2)
		if y.Recognised != nil {
			recognised = perCent(&y.Recognised.Decline, 2)
		}
		if y.Whole != nil {
			cumulative += p.say("（认定）", " (recognised)")
		}
		t.add(strconv.Itoa(y.Year), co2, gdp, value, perCent(y.Annual, 2), perCent(y.Published, 2), recognised, cumulative, perCent(y.Recomputed, 2), perCent(y.SameFactor, 2))
		if y.Gap != nil {
			last = y
		}
	}
	t.rule()
	fmt.Fprintln(p.w)
	t.write(p.w)
	if last != nil {
		p.gap(last)
	}
}

func (p *intensityPage) gap(y *engine.AssessedYear) {
	fmt.Fprintln(p.w)
	t := &columns{right: []bool{false, true, true, true}}
	t.add(fmt.Sprintf(p.say("%d 年考核核算与清单能源 CO2 之差（t）", "%d: the account less the CO2 of energy in the inventory (t)"), y.Year), p.say("考核", "account"), p.say("清单", "inventory"), p.say("差", "difference"))
	t.rule()
	for _, part := range y.Gap {
		t.add(part.Why.In(p.lang), rounded(part.Account, 0), rounded(part.Inventory, 0), rounded(part.Difference(), 0))
	}
	t.rule()
	t.add(p.say("合计", "total"), rounded(y.Account.CO2, 0), rounded(y.Inventory, 0), rounded(y.Account.CO2.Sub(y.Inventory), 0))
	t.write(p.w)
}

// coverage is that of the energy above the stroke, where it is stated.
func (p *intensityPage) coverage(x *engine.Intensity) string {
	if x.Coverage() == "" {
		return ""
	}
	return p.say("，", ", ") + x.Coverage()
}

// prices is the year at whose prices the output of an intensity stands, where it is not that of the head of the page.
func (p *intensityPage) prices(x *engine.Intensity) string {
	if x.Prices == 0 || x.Prices == p.headPrices() {
		return ""
	}
	return fmt.Sprintf(p.say("，%d 年价", ", %d prices"), x.Prices)
}

// headPrices is the year at whose prices output stands, that of the first intensity per money; 0 for none.
func (p *intensityPage) headPrices() int {
	for _, x := range p.Series {
		if x.Prices != 0 {
			return x.Prices
		}
	}
	return 0
}
