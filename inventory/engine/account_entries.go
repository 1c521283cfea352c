package engine

import (
	"fmt"
	"slices"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// entryOf is an indicator that an account is made of.
type entryOf struct {
	entry *inventory.AccountEntry
	row   *inventory.Indicator
}

// accountVintages are the vintages of which the year has an account. Figures without a vintage are of each that is named.
func (r *run) accountVintages(kind string, year int) []string {
	has := map[string]bool{}
	for i := range r.ws.Indicators {
		row := &r.ws.Indicators[i]
		if row.Year == year && slices.ContainsFunc(r.Vocabulary.Accounts, func(e *inventory.AccountEntry) bool { return e.Account == kind && e.Is(row) }) {
			has[row.Vintage] = true
		}
	}
	if len(has) > 1 {
		delete(has, "")
	}
	return slices.DeleteFunc([]string{"preliminary", "", "final"}, func(vintage string) bool { return !has[vintage] })
}

// entries finds the indicators of which an account of one vintage is made, one a source of energy. A source of which that vintage
// has none is taken as it stands without a vintage.
func (r *run) entries(kind string, year int, vintage string) []entryOf {
	var out []entryOf
	for _, entry := range r.Vocabulary.Accounts {
		if entry.Account != kind {
			continue
		}
		given := r.indicated(entry, year, vintage)
		if given == nil {
			given = r.indicated(entry, year, "")
		}
		if given != nil {
			out = append(out, entryOf{entry, given})
		}
	}
	return out
}

// indicated is the indicator of a source of energy, nil if there is none. A source that two names give two figures of is an error,
// unless a recorded choice says which counts.
func (r *run) indicated(entry *inventory.AccountEntry, year int, vintage string) *inventory.Indicator {
	var given *inventory.Indicator
	for i := range r.ws.Indicators {
		row := &r.ws.Indicators[i]
		if row.Year != year || row.Vintage != vintage || !entry.Is(row) {
			continue
		}
		switch {
		case given == nil || r.chosenIndicator(row):
			given = row
		case row.Name != given.Name && !sameIndicated(row, given) && !r.chosenIndicator(given): // of one name: told of already
			r.problems.Add(inventory.Problem{Source: row.Place.Cell("value"), Code: "two-figures", Severity: inventory.Error,
				Message: inventory.Text{
					ZH: fmt.Sprintf("%d 年“%s”有两个数：%s %s %s（%s）与 %s %s %s", year, entry.Title.ZH, given.Name, given.Value, given.Unit, given.Place.Cell("value"), row.Name, row.Value, row.Unit),
					EN: fmt.Sprintf("%q of %d is given twice: %s %s %s (%s) and %s %s %s", entry.Title.EN, year, given.Name, given.Value, given.Unit, given.Place.Cell("value"), row.Name, row.Value, row.Unit)},
				Hint: inventory.Text{
					ZH: "两个指标名是同一能源来源：只留一个，或在 records/choices.csv 写一行 kind=between，item 填指标名，chosen 填所采用的数",
					EN: "both names are of one source of energy: keep one, or write a row of kind between into records/choices.csv: item = the indicator, chosen = the number that counts"}})
		}
	}
	return given
}

// sameIndicated tells whether two indicators state one quantity, in whatever units.
func sameIndicated(a, b *inventory.Indicator) bool {
	from, bad := quantity.ParseUnit(a.Unit)
	to, worse := quantity.ParseUnit(b.Unit)
	if bad != nil || worse != nil {
		return a.Unit == b.Unit && a.Value.Equal(b.Value)
	}
	value, err := quantity.Convert(a.Value, from, to)
	return err == nil && value.Equal(b.Value)
}

// mayBeNegative are what an account takes net of what goes out.
var mayBeNegative = []string{"electricity_net", "heat_net"}

// entriesSound refuses negative consumption and production, and a source of energy beside the sum that holds it.
func (r *run) entriesSound(given []entryOf) bool {
	before := len(r.problems)
	for _, g := range given {
		if g.row.Value.IsNegative() && !slices.Contains(mayBeNegative, g.entry.Input) {
			r.problems.Add(inventory.Problem{Source: g.row.Place.Cell("value"), Code: "account-negative", Severity: inventory.Error,
				Message: inventory.Text{ZH: fmt.Sprintf("%d 年“%s”= %s %s 是负数", g.row.Year, g.entry.Title.ZH, g.row.Value, g.row.Unit), EN: fmt.Sprintf("%q of %d = %s %s is negative", g.entry.Title.EN, g.row.Year, g.row.Value, g.row.Unit)},
				Hint:    inventory.Text{ZH: "消费量、发电量、供热量不小于零；只有净调入可以是负数", EN: "what is consumed or made is not below zero; only what is net imported can be"}})
		}
		of := slices.IndexFunc(given, func(o entryOf) bool { return g.entry.Of != "" && o.entry.Source.ZH == g.entry.Of })
		if of < 0 {
			continue
		}
		whole := given[of]
		r.problems.Add(inventory.Problem{Source: g.row.Place.Cell("indicator"), Code: "account-counted-twice", Severity: inventory.Error,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%d 年“%s”%s %s 已在“%s”%s %s（%s）之内，会计两次", g.row.Year, g.entry.Title.ZH, g.row.Value, g.row.Unit, whole.entry.Title.ZH, whole.row.Value, whole.row.Unit, whole.row.Place.Cell("value")),
				EN: fmt.Sprintf("%q of %d, %s %s, is in %q, %s %s (%s), already: it would count twice", g.entry.Title.EN, g.row.Year, g.row.Value, g.row.Unit, whole.entry.Title.EN, whole.row.Value, whole.row.Unit, whole.row.Place.Cell("value"))},
			Hint: inventory.Text{ZH: "只写合计，或只写各项", EN: "state the sum, or its sources, not both"}})
	}
	return !r.problems[before:].Failed()
}
