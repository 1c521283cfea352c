package check

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

func borders() []Rule {
	return []Rule{
		{"D23", inventory.Text{ZH: "本区制造、在外地使用的设备", EN: "equipment made here and used elsewhere"}, madeAndUsed},
		{"D24", inventory.Text{ZH: "区际转运的垃圾", EN: "waste moved between districts"}, wasteMoved},
	}
}

// stages are the parameters of gas put into equipment where it is made, and of gas in equipment where it is used.
var stages = []struct {
	code       string
	made, used []string
}{
	{"2.G.1", []string{"sf6_charged", "sf6_used"}, []string{"nameplate_in_use"}},
	{"2.F.1", []string{"charged"}, []string{"bank"}},
	{"2.F.1", []string{"units_new"}, []string{"units"}},
}

// madeAndUsed: what a works of the district puts into equipment is counted there as losses of making it; what is in that
// equipment afterwards is counted where it is installed. One quantity in both is most often the output of a works that
// went to others; and a maker's balance does not stand beside equipment in use under the maker's name.
func madeAndUsed(f *facts) {
	for _, stage := range stages {
		of := func(names []string) []*inventory.Activity {
			return f.rows(stage.code, func(row *inventory.Activity) bool {
				return slices.Contains(names, row.Parameter) && !row.Value.IsZero()
			})
		}
		made := of(stage.made)
		if len(made) == 0 {
			continue
		}
		for _, used := range of(stage.used) {
			at := slices.IndexFunc(made, func(m *inventory.Activity) bool {
				value, ok := in(m, used.Unit.String())
				return ok && value.Equal(used.Value) && m.Item == used.Item && m.Detail == used.Detail && (m.Facility == used.Facility || m.Facility == "" || used.Facility == "")
			})
			if at < 0 {
				continue
			}
			pair := both(made[at], used)
			f.tell(inventory.Warning, place(used), inventory.Text{
				ZH: "制造时充入的量全部又算作本区在用：" + pair.ZH, EN: "all that was put into equipment when it was made is in use in the district as well: " + pair.EN},
				inventory.Text{ZH: "本区只计本区制造的充装损失和安装在本区的设备；售往外地的设备在安装地计算", EN: "the district counts what is lost in making equipment, and equipment that is installed in it; what was sold elsewhere is counted where it is installed"})
		}
	}
	f.makerAsUser()
}

// makerAsUser tells of equipment in use under the name of a works that is counted by its balance as a maker.
func (f *facts) makerAsUser() {
	makers := map[string]*inventory.Estimate{}
	for _, e := range f.inv.Below(f.year, inventory.Territorial, f.category("2.G.1")) {
		if e.Number && e.Method != nil && e.Method.ID == "2.G.1/maker/SF6" && e.Row.Facility != "" {
			makers[e.Row.Facility] = e
		}
	}
	if len(makers) == 0 {
		return
	}
	for _, row := range f.rows("2.G.1", func(row *inventory.Activity) bool {
		return makers[row.Facility] != nil && (row.Parameter == "nameplate_in_use" || row.Parameter == "nameplate_retired")
	}) {
		maker := makers[row.Facility]
		f.tell(inventory.Warning, place(row), inventory.Text{
			ZH: fmt.Sprintf("%s = %s 是在用或退役的设备，而 %s（%s）是按制造厂的气体平衡计算的", about(row), figure(row), about(maker.Row), maker.Origin()),
			EN: fmt.Sprintf("%s = %s is equipment in use or retired, and %s (%s) is counted by its balance as a maker", about(row), figure(row), about(maker.Row), maker.Origin())},
			inventory.Text{ZH: "制造厂售出的设备在安装地计算；厂内自用的设备另写一个设施名", EN: "equipment that the maker sold is counted where it is installed; give equipment in its own use another name of facility"})
	}
}

// The indicators of municipal waste that crosses the border of the district.
const (
	wasteSent     = "生活垃圾运出量"
	wasteReceived = "生活垃圾运入量"
)

// wasteMoved: waste is counted by the district whose plant takes it, so that what is treated here is what was collected,
// less what was sent to others, and what came from them.
func wasteMoved(f *facts) {
	sent, out := f.tonnesOf(wasteSent)
	received, came := f.tonnesOf(wasteReceived)
	if out == nil && came == nil {
		return
	}
	gathered, whole := f.tonnesOf(collected)
	treated, parts, first := f.treatedWaste()
	if whole == nil || first == nil {
		return
	}
	here := gathered.Sub(sent).Add(received)
	over := treated.Sub(here)
	if over.Abs().LessThanOrEqual(gathered.Shift(-2)) {
		return
	}
	figures := indicated(whole)
	if out != nil {
		figures += " − " + indicated(out)
	}
	if came != nil {
		figures += " + " + indicated(came)
	}
	hint := inventory.Text{ZH: "运往外区的由接收地的处理厂计算，本区不计；核对处理量、清运量和运出、运入量的口径",
		EN: "what goes to another district is counted by the plant that takes it; check what the figures of treatment, collection and transport hold"}
	switch {
	case over.IsPositive():
		severity := inventory.Warning
		if sent.IsPositive() && !treated.GreaterThan(gathered.Add(received)) {
			severity = inventory.Error
		}
		f.tell(severity, place(first), inventory.Text{
			ZH: fmt.Sprintf("%s = %s t，比留在本区的 %s = %s t 多 %s t：运往外区的又在本区计算", parts, short(treated), figures, short(here), short(over)),
			EN: fmt.Sprintf("%s = %s t, %s t more than stays here, %s = %s t: waste sent to others is counted here as well", parts, short(treated), short(over), figures, short(here))}, hint)
	default:
		f.tell(inventory.Info, place(first), inventory.Text{
			ZH: fmt.Sprintf("%s = %s t，比留在本区的 %s = %s t 少 %s t", parts, short(treated), figures, short(here), short(over.Neg())),
			EN: fmt.Sprintf("%s = %s t, %s t less than stays here, %s = %s t", parts, short(treated), short(over.Neg()), figures, short(here))}, hint)
	}
}

// tonnesOf is an indicator of the year in t, with its row; nil if there is none in tonnes.
func (f *facts) tonnesOf(name string) (decimal.Decimal, *inventory.Indicator) {
	at := slices.IndexFunc(f.ws.Indicators, func(i inventory.Indicator) bool { return i.Name == name && i.Year == f.year })
	if at < 0 {
		return decimal.Decimal{}, nil
	}
	whole, err := f.ws.Indicators[at].Quantity()
	if err != nil {
		return decimal.Decimal{}, nil
	}
	tonnes, err := quantity.Convert(whole.Value, whole.Unit, quantity.MustUnit("t"))
	if err != nil {
		return decimal.Decimal{}, nil
	}
	return tonnes, &f.ws.Indicators[at]
}

// indicated names an indicator with its figure and cell.
func indicated(i *inventory.Indicator) string {
	return fmt.Sprintf("%s %s %s (%s)", i.Name, i.Value, i.Unit, i.Place.Cell("value"))
}
