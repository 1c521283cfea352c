package check

import (
	"fmt"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

func processes() []Rule {
	return []Rule{
		{"D6", inventory.Text{ZH: "合成氨原料与化工燃料", EN: "ammonia feedstock and fuel of chemicals"}, feedstock},
		{"D7", inventory.Text{ZH: "还原剂与冶金燃料", EN: "reductants and fuel of metals"}, reductant},
		{"D11", inventory.Text{ZH: "熟料只计一次", EN: "clinker is counted once"}, clinkerOnce},
		{"D13", inventory.Text{ZH: "碳酸盐只在煅烧处计算", EN: "carbonate is counted where it is calcined"}, carbonateOnce},
	}
}

// process is an industrial process whose CO2 holds the carbon of fuels, with the industry that may burn the same.
type process struct {
	code, industry string
	groups         []string // of the fuels
	without        []string // methods whose CO2 holds none of that carbon
	flag, sector   string   // the setting, and what it says
	what           inventory.Text
}

// feedstock: carbon of what ammonia is made of is process emission, and is not also burned. CO2 that leaves as urea is
// emitted where urea is used.
func feedstock(f *facts) {
	f.processAndFuel(process{"2.B.1", "1.A.2.c", []string{"gas", "liquid", "solid"}, nil, "ammonia_in", f.ws.Config.Allocation.Ammonia,
		inventory.Text{ZH: "合成氨的原料和燃料", EN: "feedstock and fuel of ammonia"}})
	urea := f.rows("2.B.1", func(row *inventory.Activity) bool {
		return slices.Contains([]string{"urea", "co2_recovered"}, row.Parameter)
	})
	if len(urea) == 0 || sum(urea, "t").Sign() == 0 && sum(urea, "t CO2").Sign() == 0 || f.holds("3.C.3", "CO2") {
		return
	}
	f.tell(inventory.Warning, place(urea[0]), inventory.Text{
		ZH: fmt.Sprintf("%s = %s 从合成氨中扣除，而尿素施用（3.C.3）没有数：这部分碳没有计入任何地方", about(urea[0]), figure(urea[0])),
		EN: fmt.Sprintf("%s = %s is taken from ammonia, and the use of urea (3.C.3) has no number: its carbon is counted nowhere", about(urea[0]), figure(urea[0]))},
		inventory.Text{ZH: "补报本区尿素施用量；尿素调出本区时在 note 说明", EN: "report the urea used in the district; where it leaves the district, say so in note"})
}

// reductant: carbon of coke and coal that reduced ore is process emission or fuel, as the district allocates it, never both;
// and it is in one process.
func reductant(f *facts) {
	metalOnce(f)
	for _, p := range []struct{ code, industry string }{{"2.C.1", "1.A.2.a"}, {"2.C.2", "1.A.2.a"}, {"2.C.5", "1.A.2.b"}, {"2.C.6", "1.A.2.b"}} {
		f.processAndFuel(process{p.code, p.industry, []string{"solid"}, []string{"2.C.1/cn/CO2", "2.C.1/ent/CO2"}, "reductant_in", f.ws.Config.Allocation.Reductant,
			inventory.Text{ZH: "用作还原剂的焦炭、煤", EN: "coke or coal that is a reductant"}})
	}
	// a strontium works is counted by its balance where the statistics do not have its coal as fuel (METHODS §3.5)
	f.processAndFuel(process{"2.B.10", "1.A.2.c", []string{"solid"}, notOfReductants, "reductant_in", inventory.InIPPU,
		inventory.Text{ZH: "用作还原剂的煤、焦炭", EN: "coal or coke that is a reductant"}})
}

// notOfReductants are the methods of 2.B.10 beside the carbon balance of strontium.
var notOfReductants = []string{"2.B.10/oxalic/CO2", "2.B.10/h2/CO2", "2.B.10/h2.t1c/CO2", "2.B.10/sr.exchange/CO2", "2.B.10/sr.uptake/CO2"}

// processAndFuel holds a process against the fuel of its industry, or of no industry by name where that has none: one plant does not
// stand in both, no carbon that is allocated to energy stands in the process, and fuel that says nothing of what went into the
// process is told of.
func (f *facts) processAndFuel(p process) {
	e := f.estimate(p.code, "CO2", func(e *inventory.Estimate) bool { return e.Method == nil || !slices.Contains(p.without, e.Method.ID) })
	if e == nil {
		return
	}
	burned, unsaid := f.fuelOf(p)
	if len(burned) == 0 {
		return
	}
	amount := inventory.Text{
		ZH: fmt.Sprintf("%s 有过程排放 %s t CO2（%s）", p.code, short(e.Value()), e.Origin()),
		EN: fmt.Sprintf("%s has %s t CO2 of the process (%s)", p.code, short(e.Value()), e.Origin())}
	fuel := inventory.Text{ZH: about(burned[0]) + " = " + figure(burned[0]), EN: about(burned[0]) + " = " + figure(burned[0])}
	plants := byFacility(burned)
	twice := f.estimate(p.code, "CO2", func(o *inventory.Estimate) bool {
		return (o.Method == nil || !slices.Contains(p.without, o.Method.ID)) && len(plants[o.Row.Facility]) > 0
	})
	switch {
	case twice != nil:
		row := plants[twice.Row.Facility][0]
		f.tell(inventory.Error, place(row), inventory.Text{
			ZH: fmt.Sprintf("%s 的%s既列入 %s（%s t CO2，%s）又作为燃料列入 %s = %s", twice.Row.Facility, p.what.ZH, p.code, short(twice.Value()), twice.Origin(), about(row), figure(row)),
			EN: fmt.Sprintf("%s of %s is in %s (%s t CO2, %s) and as fuel in %s = %s", p.what.EN, twice.Row.Facility, p.code, short(twice.Value()), twice.Origin(), about(row), figure(row))},
			inventory.Text{ZH: "一座厂的这部分碳只留一处：" + p.flag + " = \"ippu\" 时从燃料中删去，\"energy\" 时从过程中删去",
				EN: "keep the carbon of a plant in one place: with " + p.flag + ` = "ippu" take it out of the fuel, with "energy" out of the process`})
	case unsaid && e.Row.Facility != "" && !blankAmong(burned):
	case p.sector == inventory.InEnergy:
		severity := inventory.Error
		if unsaid {
			severity = inventory.Warning // the industry's fuel may not be among it
		}
		f.tell(severity, place(burned[0]), inventory.Text{
			ZH: amount.ZH + "，而" + p.what.ZH + "按 " + p.flag + " = energy 留在燃料中：" + fuel.ZH,
			EN: amount.EN + ", while " + p.what.EN + " stays with the fuels by " + p.flag + " = energy: " + fuel.EN},
			inventory.Text{ZH: "过程只用不含还原剂碳的方法（如 2.C.1/cn），或写 " + p.flag + " = \"ippu\" 并从燃料中扣除",
				EN: "use a method that leaves this carbon out (such as 2.C.1/cn), or write " + p.flag + ` = "ippu" and take it out of the fuels`})
	case f.rawMaterialOf(burned[0].Category.Code):
	case e.Row.Facility != "" && !blankAmong(burned):
	default:
		f.tell(inventory.Warning, place(burned[0]), inventory.Text{
			ZH: amount.ZH + "，而 " + fuel.ZH + " 没有扣除" + p.what.ZH,
			EN: amount.EN + ", and " + fuel.EN + " takes no " + p.what.EN + " out"},
			inventory.Text{ZH: "把这部分燃料列为原料（平衡表“用作原料、材料”，或参数 raw_material）；给燃料和过程都写上设施，就能逐厂核对",
				EN: "state it as raw material (in the balance, or parameter raw_material); with the facility named on both sides they are held against each other plant by plant"})
	}
}

// unsaidIndustries are where fuel stands whose industry a table does not tell.
var unsaidIndustries = []string{"1.A.2", "1.A.2.m"}

// fuelOf are the rows that may hold the fuel of the process: those of its industry, or, where that has none, gas and coal of what is no
// industry by name, as the second result tells.
func (f *facts) fuelOf(p process) (burned []*inventory.Activity, unsaid bool) {
	fuel := func(row *inventory.Activity) bool {
		return row.Item != nil && slices.Contains(p.groups, row.Item.Group)
	}
	if burned = f.rows(p.industry, fuel); len(burned) > 0 {
		return burned, false
	}
	return f.rows("1.A.2", func(row *inventory.Activity) bool {
		return isFuel(row) && fuel(row) && row.Item.Group != "liquid" && !row.Value.IsZero() && slices.Contains(unsaidIndustries, row.Category.Code)
	}), true
}

// blankAmong tells whether a row names no facility.
func blankAmong(rows []*inventory.Activity) bool {
	return slices.ContainsFunc(rows, func(row *inventory.Activity) bool { return row.Facility == "" })
}

// rawMaterialOf tells whether the energy balance or its annex takes raw material out of the category's fuel.
func (f *facts) rawMaterialOf(code string) bool {
	b := f.balance()
	if b == nil {
		return false
	}
	for _, l := range b.Lines {
		if l.Row.Category.Within(f.category(code)) && strings.Contains(l.Row.Category.Code, code) && l.Method != nil && takesRaw(l.Tree.Leaves()) {
			return true
		}
	}
	return false
}

// clinkerOnce: a works is counted by the clinker it burns or, by Tier 1, by the cement it makes.
func clinkerOnce(f *facts) {
	const byCement = "2.A.1/ipcc.t1/CO2"
	var cement, clinker []*inventory.Estimate
	for _, e := range f.inv.Below(f.year, inventory.Territorial, f.category("2.A.1")) {
		switch {
		case !e.Number || e.Gas != "CO2" || e.Method == nil:
		case e.Method.ID == byCement:
			cement = append(cement, e)
		default:
			clinker = append(clinker, e)
		}
	}
	for _, c := range cement {
		if c.Row.Facility != "" && len(clinker) > 0 && !f.saysImports(c.Row.Facility) {
			f.clinkerOfOthers(c, clinker)
		}
		at := slices.IndexFunc(clinker, func(k *inventory.Estimate) bool {
			return c.Row.Facility == k.Row.Facility || c.Row.Facility == "" || k.Row.Facility == ""
		})
		if at < 0 {
			continue
		}
		pair := both(c.Row, clinker[at].Row)
		f.tell(inventory.Error, c.Origin(), inventory.Text{ZH: "同一熟料既按水泥又按熟料计算：" + pair.ZH, EN: "the same clinker is counted by cement and by clinker: " + pair.EN},
			inventory.Text{ZH: "有熟料产量的厂只填熟料；粉磨站的水泥写上设施，并填外购熟料（clinker_imports）",
				EN: "of a works that burns clinker state the clinker alone; name the facility of a grinding plant and state the clinker it buys (clinker_imports)"})
	}
}

// saysImports tells whether the works states the clinker that it buys.
func (f *facts) saysImports(facility string) bool {
	return slices.ContainsFunc(f.rows("2.A.1", parameter("clinker_imports")), func(row *inventory.Activity) bool { return row.Facility == facility })
}

// clinkerOfOthers tells of a works by its cement that says nothing of the clinker it buys, beside works that burn clinker.
func (f *facts) clinkerOfOthers(cement *inventory.Estimate, clinker []*inventory.Estimate) {
	other := slices.IndexFunc(clinker, func(k *inventory.Estimate) bool { return k.Row.Facility != "" && k.Row.Facility != cement.Row.Facility })
	if other < 0 {
		return
	}
	pair := both(cement.Row, clinker[other].Row)
	f.tell(inventory.Warning, cement.Origin(), inventory.Text{
		ZH: fmt.Sprintf("按水泥产量计算的厂没有写外购熟料，%s t CO2 可能来自别的厂已计的熟料：%s", short(cement.Value()), pair.ZH),
		EN: fmt.Sprintf("a works counted by its cement says nothing of clinker that it buys: its %s t CO2 may be of clinker counted at another: %s", short(cement.Value()), pair.EN)},
		inventory.Text{ZH: "粉磨站写参数 clinker_imports（外购熟料）；自烧熟料的厂填熟料产量，没有外购的写 0",
			EN: "of a grinding plant state clinker_imports, the clinker it buys; of a works with a kiln its clinker; if none is bought, write 0"})
}

// carbonates are what loses CO2 when it is calcined, and lime, which has lost it.
var carbonates = []string{"石灰石", "白云石", "菱镁矿", "菱铁矿", "菱锰矿", "铁白云石", "纯碱", "小苏打", "碳酸锶", "碳酸钡", "碳酸锂", "碳酸钾", "碳酸盐岩"}

// mostTold bounds what one row is held against.
const mostTold = 20

// carbonateOnce: one quantity of a carbonate does not stand in two processes.
func carbonateOnce(f *facts) {
	f.limeAndStone()
	mass := quantity.MustUnit("t")
	rows := f.rows("2", func(row *inventory.Activity) bool {
		return row.Item != nil && slices.Contains(carbonates, row.Item.Name) && row.Unit.SameDimension(mass) && !row.Value.IsZero()
	})
	known := map[string][]*inventory.Activity{} // by item and quantity
	for _, a := range rows {
		tonnes, _ := in(a, "t")
		key := a.Item.Name + " " + tonnes.String()
		same := known[key]
		known[key] = append(same, a)
		for _, b := range same[:min(len(same), mostTold)] {
			if a.Category == b.Category || a.Facility != b.Facility && a.Facility != "" && b.Facility != "" {
				continue
			}
			severity := inventory.Warning
			if a.Facility == b.Facility && a.Facility != "" {
				severity = inventory.Error
			}
			pair := both(b, a)
			f.tell(severity, place(a), inventory.Text{ZH: "同一个量列在两处：" + pair.ZH, EN: "one quantity stands in two processes: " + pair.EN},
				inventory.Text{ZH: "只留煅烧它的那一处：玻璃用纯碱在 2.A.3，炼钢熔剂在 2.C.1，烧石灰在 2.A.2；外购石灰使用时不再排放",
					EN: "keep the one where it is calcined: soda ash of glass in 2.A.3, flux of steel in 2.C.1, lime burning in 2.A.2; bought lime emits nothing where it is used"})
		}
	}
}
