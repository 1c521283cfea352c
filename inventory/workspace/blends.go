package workspace

import (
	"fmt"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/table"
)

// blendsFile holds the district's own blends of gases.
const blendsFile = "factors/blends.csv"

var blendSchema = table.Schema{
	{Name: "blend", ZH: "混合物", Required: true},
	{Name: "component", ZH: "组分", Required: true},
	{Name: "mass_percent", ZH: "质量百分比", Required: true},
	{Name: "source", ZH: "来源"},
}

type blendRow struct {
	Blend       string `csv:"blend"`
	Component   string `csv:"component"`
	MassPercent string `csv:"mass_percent"`
	Source      string `csv:"source"`
}

var hundred = decimal.NewFromInt(100)

// blends reads the district's own blends. The shares of each add up to 100 %.
func (l *loader) blends(name string) {
	var order []*inventory.Blend
	byName := map[string]*inventory.Blend{}
	rows(l, name, blendSchema, func(r *row, c *blendRow) {
		blend, component := r.must("blend", c.Blend), r.must("component", c.Component)
		share, ok := r.number("mass_percent", c.MassPercent)
		if ok && (!share.IsPositive() || share.GreaterThan(hundred)) {
			r.refuse("mass_percent", "blend-share", inventory.Text{ZH: "质量百分比 " + share.String() + " 不在 0 至 100 之间", EN: "the mass share " + share.String() + " is not between 0 and 100"},
				inventory.Text{ZH: "写百分数，如 50", EN: "give per cent, such as 50"})
		}
		gas, _ := l.voc.GasOf(component)
		if gas == nil && !l.voc.Blends.Component(component) {
			r.refuse("component", "unknown-gas", inventory.Text{ZH: "不认识的组分“" + table.Excerpt(component) + "”", EN: `unknown component "` + table.Excerpt(component) + `"`},
				suggest(l.voc.Gases.Nearest(table.Excerpt(component)), inventory.Text{ZH: "如 HFC-32、HFC-125、HC-290", EN: "such as HFC-32, HFC-125, HC-290"}))
		}
		if r.bad {
			return
		}
		at := byName[blend]
		if at == nil {
			at = &inventory.Blend{Name: r.keep(blend), At: r.place.Cell("mass_percent")}
			byName[blend] = at
			order = append(order, at)
		}
		if gas != nil {
			component = gas.Name
		}
		at.Components = append(at.Components, inventory.Component{Name: r.keep(component), Gas: gas, Percent: share, Document: r.keep(c.Source), Status: inventory.Local, At: r.place.Cell("mass_percent")})
	})
	for _, blend := range order {
		if problem, wrong := notWhole(blend); wrong {
			l.problems.Add(problem)
			continue
		}
		l.ws.Blends = append(l.ws.Blends, blend)
	}
}

// notWhole says that the shares of a blend do not add up to 100 %.
func notWhole(blend *inventory.Blend) (inventory.Problem, bool) {
	var sum decimal.Decimal
	list := ""
	for i, c := range blend.Components {
		sum = sum.Add(c.Percent)
		if i > 0 {
			list += " + "
		}
		list += c.Name + " " + c.Percent.String()
	}
	return inventory.Problem{Source: blend.At, Code: "blend-not-100", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 各组分合计 %s %%，应为 100：%s", blend.Name, sum, list),
			EN: fmt.Sprintf("the components of %s add up to %s %%, not 100: %s", blend.Name, sum, list)},
		Hint: inventory.Text{ZH: "核对配方；缺的组分（如碳氢化合物）也要写", EN: "check the composition; components without a potential, such as hydrocarbons, belong to it too"}}, !sum.Equal(hundred)
}
