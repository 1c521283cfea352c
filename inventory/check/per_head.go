package check

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/sectors/agriculture"
)

// per is an amount held against the size of the district.
type per struct {
	amount       decimal.Decimal
	unit         string
	perZH, perEN string
	size         known
	low, high    string // thresholds, "" for none
	what         inventory.Text
	at           inventory.Source // of the amount; where it has none, that of the size
}

// within tells of an amount per head, or per anything, that lies outside its bounds.
func (f *facts) within(p per) {
	ratio, err := quantity.Quo(p.amount, p.size.value)
	if err != nil || !p.amount.IsPositive() {
		return
	}
	low, high := decimal.Decimal{}, f.limit(p.high)
	if p.low != "" {
		low = f.limit(p.low)
	}
	if !ratio.LessThan(low) && !ratio.GreaterThan(high) {
		return
	}
	at := p.at
	if at == (inventory.Source{}) {
		at = p.size.at
	}
	names := p.high
	if p.low != "" {
		names = p.low + ", " + p.high
	}
	f.tell(inventory.Warning, at, inventory.Text{
		ZH: fmt.Sprintf("%d 年%s%s %s %s（%s %s ÷ %s %s，%s），不在 %s–%s 之间", f.year, p.what.ZH, p.perZH, short(ratio), p.unit, short(p.amount), p.unit, p.size.name, p.size.figure, p.size.at, low, high),
		EN: fmt.Sprintf("%s of %d is %s %s %s (%s %s over %s %s, %s), outside %s–%s", p.what.EN, f.year, short(ratio), p.unit, p.perEN, short(p.amount), p.unit, p.size.name, p.size.figure, p.size.at, low, high)},
		inventory.Text{
			ZH: "核对两边的单位（万人与人、亿元与万元、万t与t、GWh与MWh）；确属本区实情的，在 inventory.toml [thresholds] 改 " + names,
			EN: "check the units of both (person or 万人, 万元 or 亿元, t or 万t, GWh or MWh); if the district is like that, move " + names + " in inventory.toml [thresholds]"})
}

// fuelPerHead: the CO2 of what is burned, per head and per GDP.
func (f *facts) fuelPerHead() {
	fuels := f.inv.Total(inventory.Figure{Year: f.year, Scope: "1.A", Gas: "CO2"})
	what := inventory.Text{ZH: "燃料燃烧的 CO2", EN: "CO2 of fuels"}
	if people, ok := f.known(population, "person"); ok && fuels.HasMass {
		f.within(per{fuels.Mass, "t", "人均", "per head", people, "co2_per_head_low", "co2_per_head_high", what, inventory.Source{}})
	}
	if money, ok := f.known(gdp, "10^4 CNY"); ok && fuels.HasMass {
		f.within(per{fuels.Mass, "t", "万元地区生产总值", "per 10^4 yuan of GDP", money, "", "co2_per_gdp_high", what, inventory.Source{}})
	}
}

// powerPerHead: the electricity that is used, stated as a whole or as what comes in net.
func (f *facts) powerPerHead() {
	people, ok := f.known(population, "person")
	if !ok {
		return
	}
	for _, name := range []string{"electricity_use", "electricity_net", ""} {
		var whole decimal.Decimal
		rows := f.rows("M.3", func(row *inventory.Activity) bool {
			return row.Parameter == name && row.Item != nil && row.Item.Name == "电力"
		})
		for _, row := range rows {
			value, ok := in(row, "kWh")
			if !ok {
				return
			}
			whole = whole.Add(value)
		}
		if len(rows) > 0 {
			f.within(per{whole, "kWh", "人均", "per head", people, "power_per_head_low", "power_per_head_high", inventory.Text{ZH: "用电量", EN: "electricity"}, place(rows[0])})
			return
		}
	}
}

// wastePerHead: municipal waste that was collected, in kg a head and day.
func (f *facts) wastePerHead() {
	people, ok := f.known(population, "person")
	waste, has := f.known(names{collected}, "kg")
	if !ok || !has {
		return
	}
	daily, err := quantity.Quo(waste.value, decimal.NewFromInt(365))
	if err != nil {
		return
	}
	f.within(per{daily, "kg", "人均每日", "per head and day", people, "waste_per_head_low", "waste_per_head_high", inventory.Text{ZH: collected, EN: "municipal waste"}, waste.at})
}

// synthetic are the fertilisers whose nitrogen was made.
var synthetic = []string{"氮肥", "尿素", "复合肥", "铵态氮肥", "硝态氮肥", "硝铵氮肥", "碳酸氢铵"}

// nitrogenPerArea: nitrogen of fertiliser on what was sown.
func (f *facts) nitrogenPerArea() {
	var nitrogen, hectares decimal.Decimal
	var at inventory.Source
	for _, row := range f.rows("3.C", func(row *inventory.Activity) bool { return row.Parameter == "crop_area" }) {
		if row.Category.Code != "3.C" && row.Category.Code != "3.C.4" {
			continue // paddies by water regime are of the same crops
		}
		if value, ok := in(row, "ha"); ok {
			hectares = hectares.Add(value)
		}
	}
	for _, b := range f.result.Nitrogen {
		if b.Row.Year != f.year || b.Row.Item == nil || !slices.Contains(synthetic, b.Row.Item.Name) {
			continue
		}
		if value, ok := b.Value(agriculture.FlowApplied); ok {
			nitrogen = nitrogen.Add(value)
			if at == (inventory.Source{}) {
				at = place(b.Row)
			}
		}
	}
	if hectares.IsZero() || nitrogen.IsZero() {
		return
	}
	f.within(per{nitrogen.Shift(3), "kg N", "每公顷播种面积", "per hectare sown", known{"播种面积 area sown", short(hectares) + " ha", hectares, at}, "", "nitrogen_per_area_high", inventory.Text{ZH: "化肥氮", EN: "nitrogen of fertiliser"}, at})
}
