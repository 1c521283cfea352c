package inventory

// Series is one figure along the years of the inventory. Years of different completeness stand in it side by side: a
// reader must see each point's completeness before comparing two.
type Series struct {
	Boundary Boundary
	Scope    string
	Gas      string
	Points   []*Total // one a year, ascending
}

// Series derives one figure for every year.
func (inv *Inventory) Series(b Boundary, scope, gas string) Series {
	s := Series{Boundary: b, Scope: scope, Gas: gas}
	for _, year := range inv.Years {
		s.Points = append(s.Points, inv.Total(Figure{Year: year, Boundary: b, Scope: scope, Gas: gas}))
	}
	return s
}

// Comparable tells whether the years answer for the same registry pairs equally far: only then is a change between two
// of them a change of emissions, and not of what was counted.
func (s *Series) Comparable() bool {
	for _, t := range s.Points {
		if t.Done != s.Points[0].Done || t.Pairs != s.Points[0].Pairs || t.Notation != s.Points[0].Notation {
			return false
		}
	}
	return true
}
