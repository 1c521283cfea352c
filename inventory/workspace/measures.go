package workspace

import (
	"fmt"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/table"
)

var measureSchema = table.Schema{
	{Name: "measure", ZH: "措施", Required: true},
	{Name: "kind", ZH: "种类", Required: true},
	{Name: "from_year", ZH: "起始年份", Required: true},
	{Name: "to_year", ZH: "至年份"},
	{Name: "category", ZH: "类别", Required: true},
	{Name: "facility", ZH: "设施"},
	{Name: "item", ZH: "项目"},
	{Name: "detail", ZH: "细项"},
	{Name: "parameter", ZH: "参数"},
	{Name: "amount", ZH: "年减少量", Required: true},
	{Name: "unit", ZH: "单位", Required: true},
	{Name: "to_category", ZH: "改为类别"},
	{Name: "to_facility", ZH: "改为设施"},
	{Name: "to_item", ZH: "改为项目"},
	{Name: "to_detail", ZH: "改为细项"},
	{Name: "to_parameter", ZH: "改为参数"},
	{Name: "to_amount", ZH: "改为年数量"},
	{Name: "to_unit", ZH: "改为单位"},
	{Name: "efficiency", ZH: "效率比"},
	{Name: "by", ZH: "决定人", Required: true},
	{Name: "date", ZH: "日期", Required: true},
	{Name: "reason", ZH: "理由", Required: true},
}

type measureRow struct {
	Measure     string `csv:"measure"`
	Kind        string `csv:"kind"`
	FromYear    string `csv:"from_year"`
	ToYear      string `csv:"to_year"`
	Category    string `csv:"category"`
	Facility    string `csv:"facility"`
	Item        string `csv:"item"`
	Detail      string `csv:"detail"`
	Parameter   string `csv:"parameter"`
	Amount      string `csv:"amount"`
	Unit        string `csv:"unit"`
	ToCategory  string `csv:"to_category"`
	ToFacility  string `csv:"to_facility"`
	ToItem      string `csv:"to_item"`
	ToDetail    string `csv:"to_detail"`
	ToParameter string `csv:"to_parameter"`
	ToAmount    string `csv:"to_amount"`
	ToUnit      string `csv:"to_unit"`
	Efficiency  string `csv:"efficiency"`
	By          string `csv:"by"`
	Date        string `csv:"date"`
	Reason      string `csv:"reason"`
}

var measureKinds = []word{{inventory.Substitution, "能源替代"}, {inventory.Closure, "关停"}, {inventory.Diversion, "转移"},
	{inventory.Photovoltaic, "光伏"}, {inventory.OtherMeasure, "其他"}}

// netImports is the category of electricity that comes from elsewhere, which photovoltaic power takes the place of.
const netImports = "M.3"

// measures reads records/measures.csv. Whether there is so much of what becomes less is for those who know the inventory to say.
func (l *loader) measures(name string) {
	before := map[measureKey][]*inventory.Measure{}
	rows(l, name, measureSchema, func(r *row, c *measureRow) {
		out := inventory.Measure{
			Name: r.must("measure", c.Measure), Kind: r.oneOf("kind", r.must("kind", c.Kind), measureKinds), FromYear: r.year("from_year", c.FromYear),
			Less: inventory.MeasureSide{Category: r.category("category", c.Category), Facility: r.keep(c.Facility), Item: r.item("item", c.Item),
				Detail: r.detail(c.Detail), Parameter: r.keep(c.Parameter), Amount: r.positive("amount", r.must("amount", c.Amount)),
				Unit: r.amountUnit("unit", r.must("unit", c.Unit))},
			Efficiency: r.ratioOfEfficiencies(c.Efficiency), Signed: r.signed(c.By, c.Date, c.Reason),
		}
		if c.ToYear != "" {
			if out.ToYear = r.year("to_year", c.ToYear); out.ToYear != 0 && out.ToYear < out.FromYear {
				r.refuse("to_year", "measure-years",
					inventory.Text{ZH: fmt.Sprintf("至年份 %d 早于起始年份 %d", out.ToYear, out.FromYear), EN: fmt.Sprintf("to_year %d comes before from_year %d", out.ToYear, out.FromYear)},
					inventory.Text{ZH: "对调两者；一直有效的，至年份留空", EN: "exchange them; leave to_year blank for a measure that goes on"})
			}
		}
		r.measureKind(c, &out)
		out.Instead = r.instead(c)
		r.insteadFits(c, &out)
		if r.bad {
			return
		}
		if r.firstMeasure(before, &out); !r.bad {
			l.ws.Measures = append(l.ws.Measures, out)
		}
	})
}

// ratioOfEfficiencies reads an efficiency of new equipment ÷ that of the old. Beyond a tenth and tenfold it is none: per cent, or a
// figure of something else.
func (r *row) ratioOfEfficiencies(text string) *decimal.Decimal {
	value := r.positive("efficiency", text)
	if value == nil || !value.LessThan(decimal.New(1, -1)) && !value.GreaterThan(decimal.NewFromInt(10)) {
		return value
	}
	r.refuse("efficiency", "measure-efficiency",
		inventory.Text{ZH: "效率比 " + value.String() + " 不在 0.1 到 10 之间", EN: "the efficiency " + value.String() + " does not lie between 0.1 and 10"},
		inventory.Text{ZH: "效率比 = 新设备效率 ÷ 旧设备效率，例如 92 % ÷ 80 % 写 1.15；不写百分数", EN: "it is that of the new equipment ÷ that of the old: 92 % ÷ 80 % is 1.15; it is not in per cent"})
	return nil
}

// amountUnit finds the unit of an amount, nil for a blank cell. A plain number is a share or another ratio, which no measure adds to.
func (r *row) amountUnit(field, text string) *quantity.Unit {
	unit := r.unitOf(field, text)
	if _, known := r.units[text]; !known || !unit.SameDimension(quantity.One) {
		return unit
	}
	r.refuse(field, "measure-of-ratio",
		inventory.Text{ZH: "单位 " + unit.String() + " 是比例，不是数量：措施只增减数量", EN: "the unit " + unit.String() + " is that of a share or ratio: a measure changes amounts"},
		inventory.Text{ZH: "写因此增减的数量，例如少用的熟料、燃料或垃圾的吨数；比例本身的变化不作措施", EN: "give the amount that becomes more or less by it, as the tonnes of clinker, fuel or waste; the change of a ratio itself is no measure"})
	return nil
}

// positive reads a number above zero, nil for a blank cell or one that holds none.
func (r *row) positive(field, text string) *decimal.Decimal {
	value := r.bound(field, text)
	if value == nil || value.IsPositive() {
		return value
	}
	title := r.title(field)
	r.refuse(field, "measure-not-positive",
		inventory.Text{ZH: "“" + title.ZH + "”" + value.String() + " 应大于零", EN: title.EN + " " + value.String() + " must be above zero"},
		inventory.Text{ZH: "写正数：amount 是每年减少多少，to_amount 是每年增加多少；要增加而不减少的，不是措施",
			EN: "write it positive: amount is what becomes less a year, to_amount what becomes more"})
	return nil
}

// unitOf finds a unit, nil for a blank cell.
func (r *row) unitOf(field, text string) *quantity.Unit {
	if text == "" {
		return nil
	}
	found := r.unit(field, text)
	return &found
}

// filled are the columns of what takes the place that are not blank, in their order, but the category.
func (c *measureRow) filled() []string {
	var out []string
	for _, cell := range []struct{ field, text string }{{"to_facility", c.ToFacility}, {"to_item", c.ToItem}, {"to_detail", c.ToDetail},
		{"to_parameter", c.ToParameter}, {"to_amount", c.ToAmount}, {"to_unit", c.ToUnit}} {
		if cell.text != "" {
			out = append(out, cell.field)
		}
	}
	return out
}

// instead reads what takes the place of what becomes less, nil if nothing does.
func (r *row) instead(c *measureRow) *inventory.MeasureSide {
	if c.ToCategory == "" {
		return nil
	}
	return &inventory.MeasureSide{Category: r.category("to_category", c.ToCategory), Facility: r.keep(c.ToFacility), Item: r.item("to_item", c.ToItem),
		Detail: r.detail(c.ToDetail), Parameter: r.keep(c.ToParameter), Amount: r.positive("to_amount", c.ToAmount), Unit: r.amountUnit("to_unit", c.ToUnit)}
}

// measureKind holds the columns that are filled to the kind of the measure.
func (r *row) measureKind(c *measureRow, m *inventory.Measure) {
	wants := m.Kind == inventory.Substitution || m.Kind == inventory.Diversion
	none := m.Kind == inventory.Closure || m.Kind == inventory.Photovoltaic
	filled := c.filled()
	switch {
	case none && (c.ToCategory != "" || len(filled) > 0):
		r.refuse("to_category", "measure-columns",
			inventory.Text{ZH: c.Kind + " 的 to_ 各列（改为……）应留空：没有别的来代替", EN: "the to_ columns of " + m.Kind + " stay blank: nothing takes its place"},
			inventory.Text{ZH: "有代替的写 substitution（能源替代）、diversion（转移）或 other（其他）", EN: "where something does, the kind is substitution, diversion or other"})
	case wants && c.ToCategory == "":
		r.refuse("to_category", "measure-columns",
			inventory.Text{ZH: c.Kind + " 没有写改为类别（to_category）", EN: m.Kind + " does not say what takes its place: to_category is blank"},
			inventory.Text{ZH: "写代替者的类别、项目，同一锅炉改烧天然气时类别不变；没有代替的写 closure（关停）", EN: "give category and item of what does; a boiler that burns gas instead of coal keeps its category; without any the kind is closure"})
	case c.ToCategory == "" && len(filled) > 0:
		r.refuse(filled[0], "measure-columns",
			inventory.Text{ZH: "写了 " + filled[0] + " 而没有写改为类别（to_category）", EN: filled[0] + " is filled in and to_category is blank"},
			inventory.Text{ZH: "写改为类别，或清空 to_ 各列", EN: "give to_category, or clear the to_ columns"})
	}
	if c.Efficiency != "" && (m.Kind != inventory.Substitution || c.ToAmount != "") {
		r.refuse("efficiency", "measure-columns",
			inventory.Text{ZH: "效率比只用于没有写改为年数量的能源替代（substitution）", EN: "an efficiency serves a substitution of which to_amount is blank, and nothing else"},
			inventory.Text{ZH: "清空效率比，或清空 to_amount 由等热量推算", EN: "clear it, or clear to_amount to have it follow from the heat"})
	}
	if imports := r.voc.Categories.Must(netImports); m.Kind == inventory.Photovoltaic && m.Less.Category != nil && !m.Less.Category.Within(imports) {
		r.refuse("category", "measure-columns",
			inventory.Text{ZH: "光伏减少的是净调入电力（M.3），这一行写的是 " + m.Less.Category.Code, EN: "photovoltaic power takes the place of net imports, M.3; the row says " + m.Less.Category.Code},
			inventory.Text{ZH: "类别写 M.3、项目写电力；少烧的燃料另写一行 other（其他）", EN: "give M.3 and the item 电力; a fuel burned less is a row of kind other"})
	}
}

// insteadFits holds the amount and unit of what takes the place to those of what becomes less.
func (r *row) insteadFits(c *measureRow, m *inventory.Measure) {
	switch to := m.Instead; {
	case to == nil:
	case to.Amount != nil && c.ToUnit == "":
		r.withoutUnit("to_unit")
	case m.Kind == inventory.OtherMeasure && c.ToAmount == "":
		r.refuse("to_amount", "measure-columns",
			inventory.Text{ZH: "其他（other）措施没有写改为年数量（to_amount），无从推算", EN: "to_amount of a measure of kind other is blank, and follows from nothing"},
			inventory.Text{ZH: "写明数量和单位；等热量替代写 substitution，同量转移写 diversion", EN: "state it with its unit; of equal heat the kind is substitution, of an equal amount diversion"})
	case m.Kind == inventory.Diversion && c.ToAmount == "" && to.Unit != nil && m.Less.Unit != nil && !to.Unit.SameDimension(*m.Less.Unit):
		r.refuse("to_unit", "measure-columns",
			inventory.Text{ZH: "单位 " + to.Unit.String() + " 与 " + m.Less.Unit.String() + " 量纲不同，不能同量转移", EN: "the unit " + to.Unit.String() + " is no other unit of " + m.Less.Unit.String() + ": the same amount cannot be diverted"},
			inventory.Text{ZH: "改正 to_unit，或写明 to_amount", EN: "mend to_unit, or state to_amount"})
	}
}
