package inventory

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory/quantity"
)

// Balance is an energy balance table (能源平衡表) of one year in physical units, or its annex that splits what industry
// consumes by industry (分行业终端能源消费). Each figure keeps its cell.
type Balance struct {
	Year       int
	Title      string // of the table, the document of its figures
	Coverage   string // what the table leaves out: 规上; "" if it is of the whole region
	Vintage    string // "", preliminary, final
	Place      Place  // of the head
	Columns    []*BalanceFuel
	ByIndustry bool
}

// BalanceFuel is one column: a fuel, or a column that is not one fuel.
type BalanceFuel struct {
	Item  *Item          // nil for a column that is not one fuel
	Apart *BalanceColumn // then this
	Unit  quantity.Unit
	Lines []BalanceLine // the cells that hold a figure, in the order of the rows
}

// Name is what the column is headed by.
func (c *BalanceFuel) Name() string {
	if c.Item == nil {
		return c.Apart.Name
	}
	return c.Item.Name
}

// BalanceLine is one cell with a figure: of a flow, or in the annex of an industry. RawMaterial marks, in the annex, the part of
// the industry's figure that is raw material.
type BalanceLine struct {
	Flow        *Flow
	Industry    *Industry
	RawMaterial bool
	Value       decimal.Decimal
	Place       Place
}

// Line returns the cell of the flow, nil if it is blank.
func (c *BalanceFuel) Line(flow *Flow) *BalanceLine {
	for i := range c.Lines {
		if c.Lines[i].Flow == flow {
			return &c.Lines[i]
		}
	}
	return nil
}

// Holds tells whether the column is a sum that the fuel of another one is, or may be, a part of.
func (c *BalanceFuel) Holds(other *BalanceFuel) bool {
	return c.Apart != nil && other.Item != nil && (slices.Contains(c.Apart.Items, other.Item.Name) || slices.Contains(c.Apart.Also, other.Item.Name))
}

// Beside returns the cell of this column in the row of a cell of another column of its table; nil if it is blank.
func (c *BalanceFuel) Beside(other *BalanceLine) *BalanceLine {
	for i := range c.Lines {
		if l := &c.Lines[i]; l.Flow == other.Flow && l.Industry == other.Industry && l.RawMaterial == other.RawMaterial {
			return l
		}
	}
	return nil
}

// Figure is the cell of the flow or, where the table leaves its sum blank, the sum of its parts; nil if it has neither.
func (f *Flows) Figure(c *BalanceFuel, flow *Flow) *BalanceLine {
	if line := c.Line(flow); line != nil {
		return line
	}
	var out *BalanceLine
	for _, part := range f.Parts(c, flow) {
		if out == nil {
			out = &BalanceLine{Flow: flow, Place: part.Place}
		}
		out.Value = out.Value.Add(part.Value)
	}
	return out
}

// Parts are the figures that add up to the flow, of those that the table gives.
func (f *Flows) Parts(c *BalanceFuel, flow *Flow) []*BalanceLine {
	var out []*BalanceLine
	for _, of := range f.All {
		if of.Of != flow || !of.Adds {
			continue
		}
		if part := f.Figure(c, of); part != nil {
			out = append(out, part)
		}
	}
	return out
}

// Burned says how what is burned of the cell is worked out: in no way of its own where its parts are given.
func (f *Flows) Burned(c *BalanceFuel, line *BalanceLine) Burned {
	if line == nil || f.Parts(c, line.Flow) != nil {
		return NotBurned
	}
	return line.Flow.Burned
}

// OfIndustry returns the industry's cell, or that of its raw material; nil if it is blank.
func (c *BalanceFuel) OfIndustry(i *Industry, raw bool) *BalanceLine {
	for n := range c.Lines {
		if c.Lines[n].Industry == i && c.Lines[n].RawMaterial == raw {
			return &c.Lines[n]
		}
	}
	return nil
}

// Title names the row of the cell.
func (l *BalanceLine) Title() Text {
	if l.Industry == nil {
		return l.Flow.Title
	}
	if l.RawMaterial {
		return Text{l.Industry.Title.ZH + "用作原料、材料", l.Industry.Title.EN + ", raw material"}
	}
	return l.Industry.Title
}

// key is what tells the row from the others of its table.
func (l *BalanceLine) key() string {
	switch {
	case l.Industry == nil:
		return l.Flow.Name
	case l.RawMaterial:
		return l.Industry.Code + " raw_material"
	}
	return l.Industry.Code
}

// balanceCategory is that of the figures of a balance of which the table does not say where they are burned: what they are split into
// is burned somewhere below it.
const balanceCategory = "1.A"

// category is that in which the cell is burned, as the rows of other tables of the same fuel are filed: the uncertainty of a figure is
// that of its category, whatever table has it.
func (l *BalanceLine) category(fuel *Item) string {
	var in *Category
	switch {
	case l.RawMaterial || fuel == nil:
	case l.Industry != nil:
		in = l.Industry.Category
	case l.Flow.Burned != NotBurned && l.Flow.Burned != BurnedIndustry:
		in = l.Flow.CategoryOf(fuel)
	}
	if in == nil {
		return balanceCategory
	}
	return in.Code
}

// Leaf is the cell as it enters an equation, under the symbol of the input that it is.
func (b *Balance) Leaf(c *BalanceFuel, l *BalanceLine, region, symbol string) *Parameter {
	id := strings.Join([]string{region, decimal.NewFromInt(int64(b.Year)).String(), "balance", l.key(), c.Name()}, "|")
	return &Parameter{
		Name: l.key(), Mark: symbol, Title: l.Title(), Row: id, Amount: l.Value, In: c.Unit, Variable: Variable{ID: id}, Category: l.category(c.Item), Item: c.Name(),
		Document: b.Title, Origin: l.Place.Cell("value"), Years: decimal.NewFromInt(int64(b.Year)).String(),
	}
}
