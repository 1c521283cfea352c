package inventory

// Confidential is one row of records/confidential.csv: a plant whose figures count in the inventory and must not be published.
// What a submission holds does not change.
type Confidential struct {
	Facility string
	Category *Category // and those below; nil: in all that it does
	FromYear int       // 0: from the first year on
	ToYear   int       // 0: to the last year
	Signed
}

// Covers tells whether the row speaks of a figure of the facility in the category and year.
func (c *Confidential) Covers(year int, category *Category, facility string) bool {
	return c.Facility == facility && (c.Category == nil || category.Within(c.Category)) &&
		(c.FromYear == 0 || year >= c.FromYear) && (c.ToYear == 0 || year <= c.ToYear)
}
