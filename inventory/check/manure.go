package check

import (
	"fmt"
	"slices"
	"strings"

	"ghg/inventory"
)

func manure() []Rule {
	return []Rule{
		{"D14", inventory.Text{ZH: "粪便沼气的产生与燃烧", EN: "biogas of manure generated and burned"}, manureGasOnce},
		{"D16", inventory.Text{ZH: "粪便氮的间接 N2O", EN: "indirect N2O of manure nitrogen"}, indirectOnce},
	}
}

const (
	digester  = "沼气池"
	digestion = "厌氧消化（沼气）"
	nightSoil = "粪便(处理)"
	biogas    = "沼气"
	ofManure  = "3.A.2"
	ofCompost = "4.B"
	ofStorage = "3.C.6"
	ofSoils   = "3.C.5"
	withHerds = "3.C.5/cn.manure.deposition/N2O" // its equation begins with all that the animals excrete
)

// manureGasOnce: manure that is digested is counted at the farm (3.A.2) or at the plant that takes it (4.B), and gas that is
// burned in 1.A was generated in one of them, or of sewage in 4.D.
func manureGasOnce(f *facts) {
	farms := f.digesters()
	var plants []*inventory.Activity
	for _, row := range f.rows(ofCompost, func(row *inventory.Activity) bool {
		return row.ItemName() == nightSoil && (row.Parameter == "" || strings.HasPrefix(row.Parameter, "waste"))
	}) {
		if f.detailed(row, digestion) {
			plants = append(plants, row)
		}
	}
	for _, plant := range plants {
		at := slices.IndexFunc(farms, func(farm *inventory.Activity) bool { return farm.Facility == plant.Facility })
		if at < 0 {
			at = slices.IndexFunc(farms, func(farm *inventory.Activity) bool { return farm.Facility == "" || plant.Facility == "" })
		}
		if at < 0 {
			continue
		}
		severity := inventory.Warning
		if farms[at].Facility == plant.Facility && plant.Facility != "" {
			severity = inventory.Error
		}
		pair := both(farms[at], plant)
		f.tell(severity, place(plant), inventory.Text{ZH: "同一批粪便的沼气可能计了两次：" + pair.ZH, EN: "the gas of one manure may be counted twice: " + pair.EN},
			inventory.Text{ZH: "养殖场内的沼气池计在 3.A.2；运到处理厂的计在 4.B，从畜群的沼气池占比（AWMS）中扣除；不同的场、厂各写设施",
				EN: "digesters of a farm are counted in 3.A.2; what goes to a plant is counted in 4.B and leaves the share of digesters of the herd (AWMS); name different farms and plants in the column facility"})
	}
	f.burnedAndGenerated()
}

// digesters are the shares of manure of the year's herds that go to a digester.
func (f *facts) digesters() []*inventory.Activity {
	var out []*inventory.Activity
	for _, h := range f.result.Herds {
		if h.First().Year != f.year {
			continue
		}
		for _, s := range h.Systems {
			share := s.Find("AWMS")
			if share != nil && !share.Value.IsZero() && slices.Contains(s.Words, f.inv.Vocabulary.Details.Canonical(digester)) {
				out = append(out, share)
			}
		}
	}
	return out
}

// detailed tells whether the row's detail has the word.
func (f *facts) detailed(row *inventory.Activity, word string) bool {
	return slices.Contains(f.inv.Vocabulary.Details.Each(row.Detail), f.inv.Vocabulary.Details.Canonical(word))
}

// burnedAndGenerated tells of biogas that burns while nothing says where it was generated.
func (f *facts) burnedAndGenerated() {
	burned := f.rows("1.A", func(row *inventory.Activity) bool { return row.ItemName() == biogas && row.Value.IsPositive() })
	if len(burned) == 0 || f.holds(ofManure, "CH4") || f.holds(ofCompost, "CH4") || f.holds("4.D", "CH4") {
		return
	}
	f.tell(inventory.Warning, place(burned[0]), inventory.Text{
		ZH: fmt.Sprintf("%s = %s 在 1.A 燃烧，而 3.A.2、4.B、4.D 都没有 CH4 的数：产生处的泄漏没有计入", about(burned[0]), figure(burned[0])),
		EN: fmt.Sprintf("%s = %s is burned in 1.A, and neither 3.A.2 nor 4.B nor 4.D has a figure of CH4: what leaks where it is generated is counted nowhere", about(burned[0]), figure(burned[0]))},
		inventory.Text{ZH: "粪便的沼气在 3.A.2（养殖场）或 4.B（处理厂）、污水的在 4.D 计算泄漏", EN: "count the leakage in 3.A.2 for farms, 4.B for plants, 4.D for waste water"})
}

// indirectOnce: the deposition of the provincial guide begins with all nitrogen that animals excrete, so that 3.C.6 is IE beside
// it; and IE towards 3.C.5 is true beside such a figure alone.
func indirectOnce(f *facts) {
	byGuide := f.estimate(ofSoils, "N2O", func(e *inventory.Estimate) bool { return e.Method != nil && e.Method.ID == withHerds })
	if own := f.estimate(ofStorage, "N2O", func(e *inventory.Estimate) bool { return !e.Value().IsZero() }); own != nil && byGuide != nil {
		f.tell(inventory.Blocker, own.Origin(), inventory.Text{
			ZH: fmt.Sprintf("3.C.6 有 %s t N2O，而 3.C.5（%s，%s）的大气沉降已含畜禽全部排泄氮，%s t", short(own.Value()), byGuide.Origin(), byGuide.Method.ID, short(byGuide.Value())),
			EN: fmt.Sprintf("3.C.6 has %s t N2O, and the deposition of 3.C.5 (%s, %s) holds all nitrogen of the animals, %s t", short(own.Value()), byGuide.Origin(), byGuide.Method.ID, short(byGuide.Value()))},
			inventory.Text{ZH: "按省级指南 3.C.6 记为 IE，列入 3.C.5：删去 3.C.6 的数", EN: "by the provincial guide 3.C.6 is IE in 3.C.5: remove its figure"})
	}
	if byGuide != nil || !f.holds(ofManure, "N2O") {
		return
	}
	for _, key := range f.inv.Below(f.year, inventory.Territorial, f.category(ofStorage)) {
		if key.Number || !key.Notation.Has(inventory.IE) || key.Row.Target == nil || !key.Row.Target.Within(f.category(ofSoils)) {
			continue
		}
		f.tell(inventory.Warning, key.Origin(), inventory.Text{
			ZH: "3.C.6 记为 IE 列入 3.C.5，而这里 3.C.5 的方法不含粪便管理中挥发的氮：没有计入任何地方",
			EN: "3.C.6 is IE in 3.C.5, whose methods here leave out what volatilises in manure management: it is counted nowhere"},
			inventory.Text{ZH: "只有省级指南（2011）的 3.C.5 含这部分；其他指南删去标记，由畜群计算 3.C.6", EN: "only 3.C.5 of the provincial guide of 2011 holds it; by others remove the key, and 3.C.6 is computed of the herds"})
		return
	}
}
