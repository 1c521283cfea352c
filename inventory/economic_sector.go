package inventory

import "fmt"

// EconomicSector is a sector of the national accounts, or the households, with the categories of the fuel it burns. Of categories
// that lie within each other the narrower counts.
type EconomicSector struct {
	ID         string
	Title      Text
	Categories []*Category
	Statistic  string // by which its size is told: value added, population; "" where none tells it
}

// SectorOf is the sector that the category belongs to, nil for none.
func (v *Vocabulary) SectorOf(c *Category) *EconomicSector {
	for ; c != nil; c = c.Parent {
		for _, s := range v.Sectors {
			for _, own := range s.Categories {
				if own == c {
					return s
				}
			}
		}
	}
	return nil
}

func (v *Vocabulary) takeSectors(rows []record) error {
	taken := map[*Category]bool{}
	for _, r := range rows {
		s := &EconomicSector{ID: r.get("sector"), Title: Text{r.get("name_zh"), r.get("name_en")}, Statistic: r.get("statistic")}
		for _, code := range r.list("categories") {
			c, ok := v.Categories.Lookup(code)
			if !ok || taken[c] {
				return fmt.Errorf("row %d: category %q is none or is taken", r.row, code)
			}
			taken[c] = true
			s.Categories = append(s.Categories, c)
		}
		if s.Statistic != "" {
			v.Statistic(s.Statistic)
		}
		v.Sectors = append(v.Sectors, s)
	}
	return nil
}
