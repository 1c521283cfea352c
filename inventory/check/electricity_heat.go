package check

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

func electricityAndHeat() []Rule {
	return []Rule{
		{"D1", inventory.Text{ZH: "本地发电与调入电力", EN: "own generation and electricity brought in"}, ownGeneration},
		{"D2", inventory.Text{ZH: "售出的热与购入的热", EN: "heat sold and heat bought"}, ownHeat},
		{"D3", inventory.Text{ZH: "自备电厂与公用电厂", EN: "autoproducers and main-activity plants"}, autoproducers},
	}
}

// ownGeneration: electricity brought in less sent out, and generated in the district, make what the district uses.
func ownGeneration(f *facts) {
	f.sameFacility("M.3", "1.A.1", inventory.Text{
		ZH: "本地发电的燃料已在 1.A.1，其电量不再作为调入",
		EN: "the fuel of a plant inside the district is in 1.A.1: its electricity was not brought in"})
	used, made := f.rows("M.3", parameter("electricity_use")), f.rows("M.3", parameter("local_generation"))
	if len(used) == 0 || len(made) == 0 {
		return
	}
	net := sum(f.rows("M.3", parameter("electricity_in")), "MWh").Sub(sum(f.rows("M.3", parameter("electricity_out")), "MWh")).
		Add(sum(f.rows("M.3", parameter("")), "MWh")).Add(sum(f.rows("M.3", parameter("electricity_net")), "MWh"))
	use, generated := sum(used, "MWh"), sum(made, "MWh")
	over := net.Add(generated).Sub(use)
	within := use.Abs().Mul(decimal.New(5, -3)) // meters differ by less than half a per cent
	switch {
	case !over.Abs().GreaterThan(within):
	case !net.Sub(use).Abs().GreaterThan(within) && generated.GreaterThan(within):
		f.tell(inventory.Error, place(used[0]), inventory.Text{
			ZH: fmt.Sprintf("净调入 %s MWh 等于全部用电量 %s MWh，而本地还发了 %s MWh（%s）：自发的电又算作购入", short(net), short(use), short(generated), place(made[0])),
			EN: fmt.Sprintf("%s MWh net of exports is all that is used, %s MWh, while %s MWh are generated in the district (%s): own generation is also counted as purchased", short(net), short(use), short(generated), place(made[0]))},
			inventory.Text{ZH: "净调入 = 用电量 − 本地发电量；改正 M.3 的数", EN: "what comes in is use less own generation: mend the figure of M.3"})
	default:
		f.tell(inventory.Error, place(used[0]), inventory.Text{
			ZH: fmt.Sprintf("净调入 %s + 本地发电 %s = %s MWh，用电量（含线损）%s MWh，差 %s", short(net), short(generated), short(net.Add(generated)), short(use), short(over)),
			EN: fmt.Sprintf("net import %s + own generation %s = %s MWh, use with losses is %s MWh: off by %s", short(net), short(generated), short(net.Add(generated)), short(use), short(over))},
			inventory.Text{ZH: "核对三个数的口径：用电量应含线损", EN: "check what the three figures hold: use is with losses of the grid"})
	}
}

// ownHeat: heat of a boiler inside the district has its fuel in 1.A and is not bought.
func ownHeat(f *facts) {
	f.sameFacility("M.4", "1.A.1", inventory.Text{
		ZH: "区内热源的燃料已在 1.A.1，购入的热只算区外来的",
		EN: "the fuel of a heat plant inside the district is in 1.A.1: only heat from outside is bought"})
	bought := f.rows("M.4", func(row *inventory.Activity) bool {
		return row.Facility == "" && row.Value.IsPositive() && slices.Contains([]string{"", "heat_in", "heat_net"}, row.Parameter)
	})
	var fuel []*inventory.Activity
	for _, code := range []string{"1.A.1.a.ii", "1.A.1.a.iii"} {
		fuel = append(fuel, f.rows(code, func(row *inventory.Activity) bool { return isFuel(row) && row.Value.IsPositive() })...)
	}
	if len(bought) == 0 || len(fuel) == 0 {
		return
	}
	pair := both(bought[0], fuel[0])
	f.tell(inventory.Warning, place(bought[0]), inventory.Text{
		ZH: "购入的热没有写供热单位，而区内热源的燃料已计：" + pair.ZH,
		EN: "heat is bought of nobody by name, while the fuel of heat plants in the district is counted: " + pair.EN},
		inventory.Text{ZH: "M.4 只写区外热源供来的热，设施写供热单位；区内热电厂、供热锅炉的热不再算购入",
			EN: "M.4 has the heat of plants outside alone: name them as the facility; heat of plants in the district is not bought"})
}

// sameFacility refuses a facility with figures in two places that exclude each other.
func (f *facts) sameFacility(one, other string, why inventory.Text) {
	here := f.rows(one, func(row *inventory.Activity) bool { return row.Facility != "" })
	if len(here) == 0 {
		return
	}
	there := byFacility(f.rows(other, nil))
	for _, a := range here {
		if other := there[a.Facility]; other != nil {
			pair := both(a, other[0])
			f.tell(inventory.Error, place(a), inventory.Text{ZH: pair.ZH + "；" + why.ZH, EN: pair.EN + "; " + why.EN},
				inventory.Text{ZH: "只留其中一处", EN: "keep one of them"})
		}
	}
}

// isFuel tells whether the row is fuel burned.
func isFuel(row *inventory.Activity) bool {
	return row.Item != nil && row.Item.Kind == "fuel" && (row.Parameter == "" || row.Parameter == "fuel")
}

// autoproducers: the fuel of a power plant that belongs to an industry stands in that industry, not also in 1.A.1.a.
func autoproducers(f *facts) {
	public := byFacility(f.rows("1.A.1.a", isFuel))
	if len(public) == 0 {
		return
	}
	for _, row := range f.rows("1.A.2", isFuel) {
		for _, plant := range public[row.Facility] {
			if plant.Item != row.Item {
				continue
			}
			pair := both(plant, row)
			severity, hint := inventory.Warning, inventory.Text{ZH: "自备电厂的燃料只列入其所属行业；两处若是不同的炉子，请用不同的设施名", EN: "the fuel of an autoproducer belongs to its industry; if these are different boilers, name them apart"}
			if value, err := in(plant, row.Unit.String()); err && value.Equal(row.Value) {
				severity = inventory.Error
			}
			f.tell(severity, place(row), inventory.Text{ZH: "同一设施同一燃料列在两处：" + pair.ZH, EN: "one facility's fuel stands twice: " + pair.EN}, hint)
		}
	}
}
