package engine

import (
	"cmp"
	"slices"
	"strings"

	"ghg/inventory"
)

// indicators asks for the rows of indicators.csv: those of requests.csv, and those that the inventory before had.
func (n *needing) indicators() {
	known := slices.Clone(n.ws.Indicators)
	slices.SortStableFunc(known, func(a, b inventory.Indicator) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.PriceBase, b.PriceBase), strings.Compare(a.Coverage, b.Coverage), cmp.Compare(a.Year, b.Year))
	})
	latest := map[*inventory.Request]int{} // year of the latest figure of any name of the request
	for i := range known {
		if r := n.requestNamed(known[i].Name); r != nil && known[i].Year <= n.year {
			latest[r] = max(latest[r], known[i].Year)
		}
	}
	for len(known) > 0 {
		same := 1
		for same < len(known) && known[same].Name == known[0].Name && known[same].PriceBase == known[0].PriceBase && known[same].Coverage == known[0].Coverage {
			same++
		}
		if need, year := n.indicator(known[:same]); year >= max(1, n.before) || year > 0 && year == latest[n.requestNamed(need.Parameter)] {
			n.out.Rows = append(n.out.Rows, need)
		} // else a figure of one year, which nothing asks for every year
		known = known[same:]
	}
	for i := range n.Vocabulary.Requests {
		if r := &n.Vocabulary.Requests[i]; r.Kind == inventory.NeedIndicator && latest[r] == 0 {
			n.out.Rows = append(n.out.Rows, inventory.Need{Kind: r.Kind, Parameter: r.Title.ZH, Title: r.Title, Definition: r.Definition, Source: r.Source,
				Units: []string{r.Unit}, Required: r.Required, Department: r.Department})
		}
	}
}

// indicator is the need of one indicator, of its figures by year, and the year of the latest that is not later than that asked for.
func (n *needing) indicator(rows []inventory.Indicator) (inventory.Need, int) {
	need := inventory.Need{Kind: inventory.NeedIndicator, Parameter: rows[0].Name, PriceBase: rows[0].PriceBase, Coverage: rows[0].Coverage,
		Title: inventory.Text{ZH: rows[0].Name, EN: rows[0].Name}}
	latest := 0
	for i := range rows {
		if rows[i].Year > n.year {
			break
		}
		latest = rows[i].Year
		need.Units, need.Department = with([]string{rows[i].Unit}, need.Units), cmp.Or(rows[i].Department, need.Department)
		if rows[i].Year < n.year {
			need.Last = indicated(&rows[i])
		} else {
			need.Now = indicated(&rows[i])
		}
	}
	if r := n.requestNamed(rows[0].Name); r != nil {
		need.Required, need.Definition, need.Source, need.Title.EN = r.Required, r.Definition, r.Source, r.Title.EN
		need.Units = with(need.Units, []string{r.Unit})
	}
	return need, latest
}

// requestNamed is the indicator of requests.csv that is called so, nil for none.
func (n *needing) requestNamed(name string) *inventory.Request {
	for i := range n.Vocabulary.Requests {
		if r := &n.Vocabulary.Requests[i]; r.Kind == inventory.NeedIndicator && r.Named(name) {
			return r
		}
	}
	return nil
}

func indicated(row *inventory.Indicator) *inventory.Answer {
	return &inventory.Answer{Year: row.Year, Value: row.Value, Unit: row.Unit, Number: true, Vintage: row.Vintage, Document: row.Document,
		Department: row.Department, Note: row.Note, Place: row.Place}
}

// bureauTables asks for the tables in the statistical bureau's own layout.
func (n *needing) bureauTables() {
	for i := range n.Vocabulary.Requests {
		r := &n.Vocabulary.Requests[i]
		if r.Kind != inventory.NeedTable {
			continue
		}
		need := inventory.Need{Kind: r.Kind, Parameter: r.Title.ZH, Title: r.Title, Definition: r.Definition, Source: r.Source, Required: r.Required, Department: r.Department}
		for _, b := range n.ws.Balances {
			if b.ByIndustry != (r.Parameter == "industry") {
				continue
			}
			said := &inventory.Answer{Year: b.Year, Vintage: b.Vintage, Document: b.Title, Department: r.Department, Place: b.Place}
			switch {
			case b.Year == n.year:
				need.Now = said
			case b.Year < n.year && (need.Last == nil || b.Year > need.Last.Year):
				need.Last = said
			}
		}
		n.out.Rows = append(n.out.Rows, need)
	}
}

// NeedYear is the year of the workspace that needs are listed for: the one asked for, the last for 0; false if the workspace has none
// such.
func NeedYear(years []int, asked int) (int, bool) {
	if asked == 0 && len(years) > 0 {
		return slices.Max(years), true
	}
	return asked, slices.Contains(years, asked)
}
