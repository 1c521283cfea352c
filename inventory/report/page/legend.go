package page

import "ghg/inventory"

// colors is how many colours the style has.
const colors = 11

// key is an entry of the legend of a chart, which stands as text beside it and wraps as text does.
type key struct {
	Name  inventory.Text
	Color int
	Style string
}

// Legend are the series that are drawn, where there are several.
func (c *chart) Legend() (out []key) {
	for _, s := range c.Series {
		if s.Style != "table" && s.Style != "fall" && s.Style != "low" && s.Style != "high" {
			out = append(out, key{s.Name, s.Color % colors, s.Style})
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}
