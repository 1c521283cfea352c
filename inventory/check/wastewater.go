package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

func wastewater() []Rule {
	return []Rule{
		{"D17", inventory.Text{ZH: "污泥中的氮：废水与农用地", EN: "nitrogen of sludge: waste water and soils"}, sludgeNitrogenOnce},
		{"D18", inventory.Text{ZH: "工业废水进入城镇污水处理厂", EN: "industrial waste water in municipal plants"}, industryOnce},
		{"D19", inventory.Text{ZH: "污泥的去向", EN: "where sludge goes"}, sludgeOnce},
		{"BOD", inventory.Text{ZH: "人均 BOD", EN: "BOD by person"}, bodByPerson},
	}
}

const (
	toMunicipalPlant = "排入城镇污水处理厂"
	domesticCode     = "4.D.1"
	industrialCode   = "4.D.2"
)

// water are the figures of waste water in the category as they are stated, before pathways take them.
func (f *facts) water(code string, parameters ...string) []*inventory.Activity {
	var out []*inventory.Activity
	root := f.category(code)
	for _, w := range f.result.Waters {
		for _, row := range w.Rows {
			if row.Year == f.year && row.Category.Within(root) && (parameters == nil || slices.Contains(parameters, row.Parameter)) {
				out = append(out, row)
			}
		}
	}
	return out
}

// isSludge tells whether the row is of sewage sludge.
func isSludge(row *inventory.Activity) bool {
	return slices.Contains([]string{"生活污泥", "脱水生活污泥", "处理后生活污泥", "未处理生活污泥"}, row.ItemName())
}

// sludgeNitrogenOnce: nitrogen that is spread with sludge left the waste water, of whose whole nitrogen the effluent is reckoned. By
// the Refinement it leaves with the fraction that treatment removes.
func sludgeNitrogenOnce(f *facts) {
	spread := f.rows("3.C.4", func(row *inventory.Activity) bool { return isSludge(row) && convertible(row, "kg N") })
	line := f.estimate(domesticCode, "N2O", func(e *inventory.Estimate) bool {
		if e.Method == nil {
			return false
		}
		taken, ok := e.Method.InputOf("NS")
		return ok && !taken.ForChecks
	})
	if len(spread) == 0 || line == nil {
		return
	}
	out := f.water(domesticCode, "NS")
	applied, taken := sum(spread, "kg N"), sum(out, "kg N")
	if !applied.GreaterThan(taken) {
		return
	}
	from := inventory.Text{ZH: fmt.Sprintf("4.D.1 没有扣除（%s）", line.Origin()), EN: fmt.Sprintf("4.D.1 takes none out (%s)", line.Origin())}
	if len(out) > 0 {
		from = inventory.Text{ZH: fmt.Sprintf("4.D.1 只扣除 %s kg N（%s）", short(taken), place(out[0])), EN: fmt.Sprintf("4.D.1 takes out %s kg N (%s)", short(taken), place(out[0]))}
	}
	f.tell(inventory.Warning, place(spread[0]), inventory.Text{
		ZH: fmt.Sprintf("污泥施入农用地的氮 %s kg，而%s", short(applied), from.ZH),
		EN: fmt.Sprintf("sludge brings %s kg N to soils, and %s", short(applied), from.EN)},
		inventory.Text{ZH: "在 4.D.1 写 NS（随污泥清出的氮）；污泥来自外区的在 note 说明", EN: "state NS, the nitrogen removed with sludge, at 4.D.1; say in note if the sludge came from elsewhere"})
}

// convertible tells whether the figure can be brought to the unit.
func convertible(row *inventory.Activity, unit string) bool {
	_, ok := in(row, unit)
	return ok
}

// industryOnce: what an industry sends to a municipal plant is in the load that is measured there.
func industryOnce(f *facts) {
	loads := f.water(domesticCode, "bod", "cod")
	works := f.water(industrialCode, "cod", "product", "tn")
	measured := byFacility(loads)
	told := map[string]bool{}
	var open []*inventory.Activity
	for _, row := range works {
		words := f.inv.Vocabulary.Details.Each(row.Detail)
		says := func(list ...string) bool {
			return slices.ContainsFunc(list, func(word string) bool { return slices.Contains(words, f.inv.Vocabulary.Details.Canonical(word)) })
		}
		switch {
		case says(toMunicipalPlant) && says("入环境", "未处理", "排入海/河/湖", "排入水体（Tier 1）", "排入水库湖泊河口（Tier 2）", "排入河流等（Tier 2，非水库湖泊河口）"):
			f.tell(inventory.Error, row.Place.Cell("detail"), inventory.Text{
				ZH: fmt.Sprintf("%s = %s 的细项既写进入城镇污水处理厂，又写排入水体", about(row), figure(row)),
				EN: fmt.Sprintf("%s = %s goes to a municipal plant and to water, by its detail", about(row), figure(row))},
				inventory.Text{ZH: "进入城镇污水处理厂的计在 4.D.1，从 4.D.2 删去；直接排入水体的另写一行", EN: "what goes to a municipal plant is counted at 4.D.1: remove it here; what goes to water is a row of its own"})
		case says(toMunicipalPlant) && len(loads) > 0 && f.emitsAs(row):
			pair := both(row, loads[0])
			f.tell(inventory.Error, row.Place.Cell("detail"), inventory.Text{
				ZH: "细项写明进入城镇污水处理厂，而该厂的实测负荷已含它：" + pair.ZH,
				EN: "goes to a municipal plant by its detail, whose measured load holds it already: " + pair.EN},
				inventory.Text{ZH: "进入城镇污水处理厂的已计在 4.D.1 的实测 COD、BOD 中，从 4.D.2 删去这一行", EN: "what goes to a municipal plant is in the load measured there, at 4.D.1: remove this row"})
		case row.Facility != "" && measured[row.Facility] != nil && !told[row.Facility]:
			told[row.Facility] = true
			pair := both(measured[row.Facility][0], row)
			f.tell(inventory.Warning, place(row), inventory.Text{ZH: "同一设施的污水列在两处：" + pair.ZH, EN: "waste water of one facility stands in two categories: " + pair.EN},
				inventory.Text{ZH: "进入城镇污水处理厂的工业废水已在厂内实测的 COD 中，只留 4.D.1", EN: "industrial waste water in a municipal plant is in the load measured there: keep 4.D.1"})
		case row.Facility == "" && !says(toMunicipalPlant):
			open = append(open, row)
		}
	}
	if len(loads) == 0 || len(open) == 0 {
		return
	}
	f.tell(inventory.Info, place(open[0]), inventory.Text{
		ZH: fmt.Sprintf("%s = %s 没有写设施，而 4.D.1 用的是实测负荷 %s（%s）", about(open[0]), figure(open[0]), figure(loads[0]), place(loads[0])),
		EN: fmt.Sprintf("%s = %s names no facility, and 4.D.1 counts a measured load, %s (%s)", about(open[0]), figure(open[0]), figure(loads[0]), place(loads[0]))},
		inventory.Text{ZH: "4.D.2 只填不进入城镇污水处理厂的部分", EN: "state at 4.D.2 only what does not go to a municipal plant"})
}

// emitsAs tells whether a line of the row's facility and item has emissions.
func (f *facts) emitsAs(row *inventory.Activity) bool {
	for _, e := range f.inv.Below(f.year, inventory.Territorial, row.Category) {
		if e.Number && e.Row.Facility == row.Facility && e.Row.Item == row.Item && e.Value().IsPositive() {
			return true
		}
	}
	return false
}

// sludgeOnce: sludge taken out of waste water is counted where it goes, and what is counted there was taken out.
func sludgeOnce(f *facts) {
	out := f.water("4.D", "sludge", "sludge_bod", "sludge_cod")
	var received []*inventory.Activity
	for _, code := range []string{"1.A", "4.A", "4.B", "4.C"} {
		received = append(received, f.rows(code, func(row *inventory.Activity) bool {
			return isSludge(row) && slices.Contains([]string{"", "waste", "waste_dry"}, row.Parameter) && convertible(row, "t")
		})...)
	}
	f.sludgeTwice(received)
	spread := f.rows("3.C.4", isSludge)
	removed := f.water("4.D", "sludge")
	dry := sum(slices.DeleteFunc(slices.Clone(received), func(row *inventory.Activity) bool { return row.Parameter != "waste_dry" }), "t")
	all, taken := sum(received, "t"), sum(removed, "t")
	switch {
	case len(out) > 0 && len(received)+len(spread) == 0:
		f.tell(inventory.Warning, place(out[0]), inventory.Text{
			ZH: fmt.Sprintf("%s 扣除了污泥 %s，而 1.A、4.A、4.B、4.C、3.C.4 没有一行污泥", about(out[0]), figures(out)),
			EN: fmt.Sprintf("%s takes out sludge, %s, and no row of 1.A, 4.A, 4.B, 4.C or 3.C.4 receives any", about(out[0]), figures(out))},
			inventory.Text{ZH: "把污泥写在去处（填埋、堆肥、焚烧、施用）；运往外区的在 note 说明", EN: "state the sludge where it goes: landfill, compost, incineration, soils; say in note if it left the district"})
	case len(removed) > 0 && dry.GreaterThan(taken):
		f.tell(inventory.Warning, place(received[0]), inventory.Text{
			ZH: fmt.Sprintf("各去处的干污泥 %s t 多于 4.D 清出的 %s t（%s）：%s", short(dry), short(taken), place(removed[0]), figures(received)),
			EN: fmt.Sprintf("%s t of dry sludge arrive, more than the %s t that 4.D takes out (%s): %s", short(dry), short(taken), place(removed[0]), figures(received))},
			inventory.Text{ZH: "核对干、湿基和重复；外区运入的在 note 说明", EN: "check wet and dry weights, and what stands twice; say in note if sludge came from elsewhere"})
	case len(removed) > 0 && len(spread) == 0 && all.LessThan(taken):
		f.tell(inventory.Warning, place(removed[0]), inventory.Text{
			ZH: fmt.Sprintf("4.D 清出干污泥 %s t，各去处（干、湿合计）只有 %s t：%s", short(taken), short(all), figures(received)),
			EN: fmt.Sprintf("4.D takes out %s t of dry sludge, and only %s t, wet or dry, arrive anywhere: %s", short(taken), short(all), figures(received))},
			inventory.Text{ZH: "补写其余的去处；运往外区的在 note 说明", EN: "state where the rest goes; say in note if it left the district"})
	case len(received) > 0 && len(out) == 0 && f.takesSludgeOut():
		f.tell(inventory.Info, place(received[0]), inventory.Text{
			ZH: fmt.Sprintf("%s = %s 的污泥在去处计算，而 4.D 没有扣除污泥", about(received[0]), figure(received[0])),
			EN: fmt.Sprintf("%s = %s is counted where it goes, and 4.D takes no sludge out", about(received[0]), figure(received[0]))},
			inventory.Text{ZH: "在 4.D.1 写 sludge 或 sludge_bod，否则同一有机物计了两次", EN: "state sludge or sludge_bod at 4.D.1: the same organics are counted twice otherwise"})
	}
}

// sludgeTwice tells of one quantity of sludge that is treated in two categories.
func (f *facts) sludgeTwice(received []*inventory.Activity) {
	first := map[string]*inventory.Activity{} // by tonnes
	for _, row := range received {
		tonnes, _ := in(row, "t")
		other := first[tonnes.String()]
		if other == nil {
			first[tonnes.String()] = row
			continue
		}
		if row.Category == other.Category || tonnes.IsZero() || row.Facility != "" && row.Facility == other.Facility {
			continue
		}
		pair := both(other, row)
		f.tell(inventory.Warning, place(row), inventory.Text{ZH: "同一个量的污泥列在两个去处：" + pair.ZH, EN: "one quantity of sludge is treated in two places: " + pair.EN},
			inventory.Text{ZH: "先堆肥再填埋的也只在一处计算；碰巧相同的在 records/suppressions.csv 写明", EN: "count it in one of them; if the figures agree by chance, say so in records/suppressions.csv"})
	}
}

// takesSludgeOut tells whether a line of waste water is by a method that can take sludge out.
func (f *facts) takesSludgeOut() bool {
	return f.estimate("4.D", "CH4", func(e *inventory.Estimate) bool {
		return e.Method != nil && slices.ContainsFunc(e.Method.Inputs, func(in inventory.Input) bool {
			return strings.HasPrefix(in.Name, "sludge_") && !in.ForChecks
		})
	}) != nil
}

// figures lists the figures with their cells.
func figures(rows []*inventory.Activity) string {
	var out []string
	for _, row := range rows {
		out = append(out, fmt.Sprintf("%s %s (%s)", row.Category.Code, figure(row), place(row)))
	}
	return strings.Join(out, ", ")
}

// The least and the most that IPCC 2006 V5 Table 6.4 p6.14 prints of BOD by person and day, in g.
var leastBOD, mostBOD = decimal.NewFromInt(27), decimal.NewFromInt(120)

// bodByPerson: what people give to waste water lies in the range of the table, whether it is stated or follows from a load.
func bodByPerson(f *facts) {
	outside := func(row *inventory.Activity, grams decimal.Decimal, of inventory.Text) {
		if !grams.LessThan(leastBOD) && !grams.GreaterThan(mostBOD) {
			return
		}
		f.tell(inventory.Warning, place(row), inventory.Text{
			ZH: fmt.Sprintf("%s 的人均 BOD 为 %s g/人/日%s，表 6.4 的范围是 %s–%s", about(row), grams.Round(1), of.ZH, leastBOD, mostBOD),
			EN: fmt.Sprintf("%s: the BOD by person is %s g a day%s; Table 6.4 ranges from %s to %s", about(row), grams.Round(1), of.EN, leastBOD, mostBOD)},
			inventory.Text{ZH: "核对单位、是否把 COD 当作 BOD、服务人口，以及有没有大量工业废水", EN: "check the unit, whether COD stands for BOD, the people served, and industrial water in it"})
	}
	for _, row := range f.water(domesticCode, "BOD") {
		if grams, ok := in(row, "g BOD/person/day"); ok {
			outside(row, grams, inventory.Text{})
		}
	}
	people := f.water(domesticCode, "population")
	for _, row := range f.water(domesticCode, "bod") {
		at := slices.IndexFunc(people, func(other *inventory.Activity) bool { return inventory.CompareSubjects(row, other) == 0 })
		if at < 0 {
			continue
		}
		load, okLoad := in(row, "g BOD")
		persons, okPersons := in(people[at], "person")
		if !okLoad || !okPersons || !persons.IsPositive() {
			continue
		}
		if grams, err := quantity.Quo(load, persons.Mul(decimal.NewFromInt(365))); err == nil {
			outside(row, grams, inventory.Text{
				ZH: fmt.Sprintf("（%s ÷ %s）", figure(row), figure(people[at])), EN: fmt.Sprintf(" (%s by %s)", figure(row), figure(people[at]))})
		}
	}
}
