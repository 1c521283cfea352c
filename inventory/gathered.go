package inventory

// Gathered is what the lines of one item of one category add up to, gas by gas: a table that names a thousand plants of a
// category one by one is no table.
type Gathered struct {
	Item  *Item // nil where the lines name none
	Lines int   // of the gas that has most
	Gases map[string]*Total
}

// ByItem gathers the numbers of a category's own lines by item, in the order of the tables.
func (inv *Inventory) ByItem(year int, b Boundary, c *Category) []*Gathered {
	var out []*Gathered
	byItem := map[*Item]*Gathered{}
	for _, h := range inv.cells[cell{year, b, c}] {
		if !h.number {
			continue
		}
		g := byItem[h.item]
		if g == nil {
			g = &Gathered{Item: h.item, Gases: map[string]*Total{}}
			byItem[h.item] = g
			out = append(out, g)
		}
		t := &Total{Figure: Figure{year, b, c.Code, h.gas}, Category: c, Number: true, HasMass: true, Mass: h.mass.Decimal()}
		if gwp, ok := inv.GWP(h.gas); ok {
			t.HasCO2e, t.CO2e = true, t.Mass.Mul(gwp.Amount)
		}
		g.Gases[h.gas] = t
		g.Lines = max(g.Lines, h.lines)
	}
	return out
}

// Gases lists the gases of which the year has a number, in the order of the tables.
func (inv *Inventory) Gases(year int) []string {
	var out []string
	for _, gas := range inv.Vocabulary.Gases.All {
		for _, h := range inv.holdings {
			if h.year == year && h.number && h.gas == gas.Name {
				out = append(out, gas.Name)
				break
			}
		}
	}
	return out
}

// Holds tells whether the category or one below it has a line in the year and boundary, and whether one is a number.
func (inv *Inventory) Holds(year int, b Boundary, c *Category) (line, number bool) {
	for _, h := range inv.under(year, b, func(at *Category) bool { return at.Within(c) }) {
		line, number = true, number || h.number
	}
	return line, number
}

// Remarked is a remark with the categories of the lines that bear it, in the order of the tables.
type Remarked struct {
	Text       Text
	Categories []*Category
}

// Remarks lists what the run has to say of the year's lines, each remark once.
func (inv *Inventory) Remarks(year int) []*Remarked {
	var out []*Remarked
	byText := map[Text]*Remarked{}
	for _, h := range inv.holdings {
		if h.year != year {
			continue
		}
		for _, remarks := range h.remarks {
			for _, text := range remarks.Texts {
				r := byText[text]
				if r == nil {
					r = &Remarked{Text: text}
					byText[text] = r
					out = append(out, r)
				}
				if n := len(r.Categories); n == 0 || r.Categories[n-1] != h.category {
					r.Categories = append(r.Categories, h.category)
				}
			}
		}
	}
	return out
}
