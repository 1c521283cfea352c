package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
	"ghg/sectors/agriculture"
)

func agricultural() []Rule {
	return []Rule{
		{"NITROGEN", inventory.Text{ZH: "氮平衡", EN: "nitrogen balance"}, nitrogenCloses},
		{"D9", inventory.Text{ZH: "秸秆平衡", EN: "straw balance"}, strawOnce},
		{"D15", inventory.Text{ZH: "粪肥与商品有机肥", EN: "manure and organic fertiliser"}, manureOnce},
		{"SHARE", inventory.Text{ZH: "比例与百分数", EN: "fractions and percentages"}, percentages},
	}
}

// nitrogenCloses: all nitrogen that comes in goes out or remains, nothing of it is below zero, and the N2O of the line is that of
// the balance.
func nitrogenCloses(f *facts) {
	for _, b := range f.result.Nitrogen {
		if b.Row.Year != f.year {
			continue
		}
		balance, stored, lost, told := decimal.Decimal{}, decimal.Decimal{}, decimal.Decimal{}, false
		for _, flow := range b.Flows {
			at := slices.IndexFunc(agriculture.Flows, func(known agriculture.Flow) bool { return known.Name == flow.Name })
			if at < 0 {
				panic("a nitrogen balance has a flow of no name: " + flow.Name)
			}
			known := agriculture.Flows[at]
			switch known.Is {
			case agriculture.In:
				balance = balance.Add(flow.Value)
			case agriculture.Out, agriculture.Remains:
				balance = balance.Sub(flow.Value)
			}
			switch flow.Name {
			case agriculture.FlowExcreted, agriculture.FlowCodigested:
				stored = stored.Add(flow.Value)
			case agriculture.FlowStoredN2O, agriculture.FlowStoredGas, agriculture.FlowStoredLeached:
				lost = lost.Add(flow.Value)
			}
			if !flow.Value.IsNegative() || told {
				continue
			}
			if flow.Name == agriculture.FlowStoredOther {
				f.lossesDiffer(b.Row, flow.Value)
				continue
			}
			told = true
			f.tell(inventory.Error, place(b.Row), inventory.Text{
				ZH: fmt.Sprintf("%s 的“%s”是负的：%s t N = %s", about(b.Row), known.Title.ZH, short(flow.Value), inNumbers(b, flow.Name)),
				EN: fmt.Sprintf("%s: %q is below zero: %s t N = %s", about(b.Row), known.Title.EN, short(flow.Value), inNumbers(b, flow.Name))},
				inventory.Text{
					ZH: "核对损失率、饲料和燃料等比例及本地因子：损失与用途之和不能多于全部；粪便全在放牧地时，在 3.A.2 写 N2O 的 EF 为 0",
					EN: "check the fractions lost, fed and burned and the factors of your own: they cannot take more than there is; of a herd wholly on pasture state an EF of N2O of 0 at 3.A.2"})
		}
		if !told && lost.GreaterThan(stored) && !stored.IsZero() {
			f.tell(inventory.Error, place(b.Row), inventory.Text{
				ZH: fmt.Sprintf("%s 贮存中损失的氮 %s t 多于排泄的 %s t", about(b.Row), short(lost), short(stored)),
				EN: fmt.Sprintf("%s: storage loses %s t N, more than the %s t N in it", about(b.Row), short(lost), short(stored))},
				inventory.Text{ZH: "核对本区的 EF3、FracGasMS、FracLeachMS：损失之和不能多于全部", EN: "check your own EF3, FracGasMS and FracLeachMS: they cannot take more than there is"})
		}
		if !balance.IsZero() {
			f.tell(inventory.Blocker, place(b.Row), inventory.Text{
				ZH: fmt.Sprintf("%s 的氮不平衡：差 %s t N", about(b.Row), balance), EN: fmt.Sprintf("%s: the nitrogen does not balance: %s t N", about(b.Row), balance)},
				inventory.Text{ZH: "这是程序的错误，请报告", EN: "this is a fault of the program: please report it"})
		}
	}
}

// inNumbers is a flow of the balance with the figures put in.
func inNumbers(b *engine.FlowBalance, name string) string {
	for _, state := range expr.States(b.Tree()) {
		if state.Name() == name {
			return expr.Format(state, expr.Numbers)
		}
	}
	return ""
}

// strawOnce: straw goes each of its ways once.
func strawOnce(f *facts) {
	fuel, free := decimal.Decimal{}, decimal.Decimal{}
	var cell *inventory.Activity
	for _, b := range f.result.Straw {
		row := b.Row
		if row.Year != f.year {
			continue
		}
		left, _ := b.Value(agriculture.StrawRest)
		parts := f.strawText(b)
		if burnt, at := f.burntByArea(row); at != nil {
			if _, also := b.Value("straw_burnt"); also {
				f.tell(inventory.Error, place(at), inventory.Text{
					ZH: fmt.Sprintf("%s 的露天焚烧写了两处：焚烧面积 %s，又有比例（%s）", about(row), figure(at), parts.ZH),
					EN: fmt.Sprintf("%s is burnt in two places: by the area %s, and by a share (%s)", about(row), figure(at), parts.EN)},
					inventory.Text{ZH: "焚烧面积与焚烧比例只留一种", EN: "keep the area burnt or the share burnt"})
				continue
			}
			left = left.Sub(burnt)
			parts.ZH, parts.EN = parts.ZH+fmt.Sprintf("，焚烧 %s（%s）", short(burnt), place(at)), parts.EN+fmt.Sprintf(", burnt %s (%s)", short(burnt), place(at))
		}
		if left.IsNegative() {
			f.tell(inventory.Error, place(b.Row), inventory.Text{
				ZH: fmt.Sprintf("%s 的秸秆去向之和多于产生的 %s t 干物质：%s", about(row), short(left.Neg()), parts.ZH),
				EN: fmt.Sprintf("%s: the ways of the straw take %s t of dry matter more than there is: %s", about(row), short(left.Neg()), parts.EN)},
				inventory.Text{ZH: "还田、焚烧、能源化、饲料化、外运的比例之和不超过 1", EN: "the shares returned, burnt, used as fuel, fed and sold sum to no more than 1"})
		}
		free = free.Add(left)
		if value, ok := b.Value("straw_fuel"); ok {
			fuel, cell = fuel.Add(value), row
		}
	}
	f.strawAsFuel(fuel, free, cell)
}

// strawText lists the flows of a straw balance.
func (f *facts) strawText(b *engine.FlowBalance) inventory.Text {
	var zh, en []string
	for _, flow := range agriculture.StrawFlows() {
		if value, ok := b.Value(flow.Name); ok && flow.Name != agriculture.StrawRest {
			zh, en = append(zh, flow.Title.ZH+" "+short(value)), append(en, flow.Title.EN+" "+short(value))
		}
	}
	return inventory.Text{ZH: strings.Join(zh, "，"), EN: strings.Join(en, ", ")}
}

// burntByArea is the dry matter of a crop that burns in the field by the area burnt, with its row.
func (f *facts) burntByArea(crop *inventory.Activity) (decimal.Decimal, *inventory.Activity) {
	e := f.estimate("3.C.1.b", "CH4", func(e *inventory.Estimate) bool {
		return e.Method != nil && e.Method.ID == "3.C.1.b/table2.4/CH4" && sameCrop(e.Row.Item, crop.Item) && e.Row.Facility == crop.Facility
	})
	if e == nil {
		return decimal.Decimal{}, nil
	}
	out := decimal.NewFromInt(1)
	for _, leaf := range e.Mass().Leaves() {
		p := inventory.ParameterOf(leaf)
		switch p.Name {
		case "area_burnt":
			area, err := quantity.Convert(p.Amount, p.In, quantity.MustUnit("ha"))
			if err != nil {
				return decimal.Decimal{}, nil
			}
			out = out.Mul(area)
		case "MB_Cf":
			out = out.Mul(p.Amount)
		}
	}
	rows := f.rows("3.C.1.b", func(row *inventory.Activity) bool {
		return row.Parameter == "" && inventory.CompareSubjects(row, e.Row) == 0 || row.Parameter == "area_burnt" && sameCrop(row.Item, crop.Item)
	})
	if len(rows) == 0 {
		return decimal.Decimal{}, nil
	}
	return out, rows[0]
}

// sameCrop tells whether two names of crops are one, or one holds the other.
func sameCrop(a, b *inventory.Item) bool {
	return a == b || a != nil && b != nil && (slices.Contains(a.Classes, b.Name) || slices.Contains(b.Classes, a.Name))
}

// strawAsFuel holds the straw burned as fuel of the energy rows against that of the straw balance.
func (f *facts) strawAsFuel(fuel, free decimal.Decimal, of *inventory.Activity) {
	burned := f.rows("1.A", func(row *inventory.Activity) bool { return row.ItemName() == "秸秆" && row.Parameter == "" })
	mass := sum(burned, "t")
	switch {
	case len(burned) > 0 && len(f.strawOfYear()) > 0 && mass.GreaterThan(fuel.Add(free)):
		f.tell(inventory.Warning, place(burned[0]), inventory.Text{
			ZH: fmt.Sprintf("1.A 烧掉的秸秆 %s t 多于秸秆平衡的能源化利用 %s t 加没有说明去向的 %s t 干物质", short(mass), short(fuel), short(free)),
			EN: fmt.Sprintf("the straw burned in 1.A, %s t, is more than the straw balance gives as fuel, %s t, and leaves unsaid, %s t of dry matter", short(mass), short(fuel), short(free))},
			inventory.Text{ZH: "核对两处的来源；外区调入的秸秆在 note 说明", EN: "check both sources; say in note if straw came from elsewhere"})
	case of == nil || mass.Equal(fuel):
	case len(burned) == 0:
		f.tell(inventory.Warning, of.Place.Cell("value"), inventory.Text{
			ZH: fmt.Sprintf("秸秆平衡有 %s t 干物质作燃料，而 1.A 没有一行秸秆", short(fuel)),
			EN: fmt.Sprintf("the straw balance has %s t of dry matter used as fuel, and 1.A has no row of straw", short(fuel))},
			inventory.Text{ZH: "在 1.A.4.b 等类别填写烧掉的秸秆，或把比例写 0", EN: "state the straw burned at 1.A.4.b or where it burns, or the share as 0"})
	case mass.LessThan(fuel):
		f.tell(inventory.Warning, place(burned[0]), inventory.Text{
			ZH: fmt.Sprintf("1.A 烧掉的秸秆 %s t 少于秸秆平衡的能源化利用 %s t 干物质", short(mass), short(fuel)),
			EN: fmt.Sprintf("the straw burned in 1.A, %s t, is less than the straw balance gives as fuel, %s t of dry matter", short(mass), short(fuel))},
			inventory.Text{ZH: "风干秸秆比干物质重；核对两处的来源", EN: "air-dry straw weighs more than its dry matter: check both sources"})
	}
}

// strawOfYear are the straw balances of the year.
func (f *facts) strawOfYear() []*engine.FlowBalance {
	var out []*engine.FlowBalance
	for _, b := range f.result.Straw {
		if b.Row.Year == f.year {
			out = append(out, b)
		}
	}
	return out
}

// lossesDiffer tells of the latest year in which all losses of a herd's manure are less than those that are known, by the tables.
func (f *facts) lossesDiffer(row *inventory.Activity, other decimal.Decimal) {
	t, of := f.over(), func(row *inventory.Activity) subjectOf {
		return subjectOf{category: row.Category, item: row.Item, facility: row.Facility, detail: row.Detail}
	}
	if t.differ == nil {
		t.differ = map[subjectOf][]int{}
		for _, b := range f.result.Nitrogen {
			if value, ok := b.Value(agriculture.FlowStoredOther); ok && value.IsNegative() {
				t.differ[of(b.Row)] = append(t.differ[of(b.Row)], b.Row.Year)
			}
		}
	}
	years := t.differ[of(row)]
	if slices.Max(years) != f.year {
		return
	}
	so := soIn(len(years))
	f.tell(inventory.Info, place(row), inventory.Text{
		ZH: fmt.Sprintf("%s 的总损失比挥发、N2O 和淋溶之和少 %s t N：表 10.23 与表 10.21、10.22 相差", about(row), short(other.Neg())) + so.ZH,
		EN: fmt.Sprintf("%s: all losses are %s t N less than those by air, as N2O and by water: Table 10.23 against Tables 10.21 and 10.22", about(row), short(other.Neg())) + so.EN},
		inventory.Text{ZH: "以表 10.23 的总损失为准", EN: "the losses of Table 10.23 count"})
}

// manureOnce: organic fertiliser made of the district's own manure is in the nitrogen of its herds.
func manureOnce(f *facts) {
	bought, manure := f.manureAndBought()
	n := f.lastOf(func(g *facts) bool { bought, _ := g.manureAndBought(); return bought != nil })
	if n == 0 {
		return
	}
	so := soIn(n)
	f.tell(inventory.Info, place(bought), inventory.Text{
		ZH: fmt.Sprintf("%s %s 与本区畜群的粪肥（%s）并列", about(bought), figure(bought), place(manure)) + so.ZH,
		EN: fmt.Sprintf("%s %s stands beside the manure of the district's herds (%s)", about(bought), figure(bought), place(manure)) + so.EN},
		inventory.Text{ZH: "只写外购的；用本区粪便做的已在粪肥中", EN: "state only what comes from elsewhere: what is made of the district's own manure is in it already"})
}

// manureAndBought are the rows of organic fertiliser and of a herd of the year; nil unless there are both.
func (f *facts) manureAndBought() (bought, manure *inventory.Activity) {
	rows := f.rows("3.C.4", func(row *inventory.Activity) bool { return row.ItemName() == "商品有机肥" })
	at := slices.IndexFunc(f.result.Nitrogen, func(b *engine.FlowBalance) bool {
		return b.Row.Year == f.year && b.Row.Item != nil && b.Row.Item.Kind == "animal"
	})
	if len(rows) == 0 || at < 0 {
		return nil, nil
	}
	return rows[0], f.result.Nitrogen[at].Row
}

// percentages: a share in % that is less than one is most often a fraction.
func percentages(f *facts) {
	one := decimal.NewFromInt(1)
	told := map[inventory.Source]bool{}
	look := func(row *inventory.Activity) {
		name := f.inv.Vocabulary.Parameters[row.Parameter]
		share := name != nil && name.Max != nil && name.Max.Equal(one) && name.Suits(quantity.One, "")
		if !share || row.Unit.String() != "%" || !row.Value.IsPositive() || !row.Value.LessThan(one) || told[place(row)] {
			return
		}
		told[place(row)] = true
		f.tell(inventory.Warning, place(row), inventory.Text{
			ZH: fmt.Sprintf("%s 的%s写的是 %s，即 %s：是不是小数 %s", about(row), name.Title.ZH, figure(row), row.Value.Shift(-2), row.Value),
			EN: fmt.Sprintf("%s: %s is %s, which is %s: may the fraction %s be meant", about(row), name.Title.EN, figure(row), row.Value.Shift(-2), row.Value)},
			inventory.Text{ZH: "小数的单位写 fraction", EN: "a fraction has the unit fraction"})
	}
	for _, h := range f.result.Herds {
		if h.First().Year != f.year {
			continue
		}
		for _, row := range h.Rows {
			look(row)
		}
		for _, s := range h.Systems {
			for _, row := range s.Rows {
				look(row)
			}
		}
	}
	for _, row := range f.rows("3.C", nil) {
		look(row)
	}
}
