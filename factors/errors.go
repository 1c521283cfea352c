package factors

import (
	"fmt"
	"slices"
	"strings"

	"ghg/inventory"
)

// NotFound says that no set of the precedence has a row that fits.
type NotFound struct {
	Query    Query
	Together []string // the parameters that one set must answer, if there are several
	Searched []string // the sets
	Nearest  []*Row   // the rows that fit best, all for the same reasons no answer
	StandIns []string // items the ambiguous item may stand for, for which there is an answer
	why      misfit   // of Nearest
	voc      *inventory.Vocabulary
}

// Error says what was searched where.
func (e *NotFound) Error() string { return e.text().EN }

// Details lists what the activity may state to be answered: for each nearest row the words that the activity lacks. It
// is empty if more than words stands in the way.
func (e *NotFound) Details() []string {
	var out []string
	for _, row := range e.Nearest {
		if e.why != lacksDetail {
			break
		}
		if words := strings.Join(row.lacking(e.Query), ";"); words != "" && !slices.Contains(out, words) {
			out = append(out, words)
		}
	}
	return out
}

// lacking lists the details of the row that the query does not give.
func (r *Row) lacking(q Query) []string {
	var out []string
	given := r.terms.voc.Details.Held(q.Detail)
	for _, word := range r.details() {
		if !slices.Contains(given, r.terms.voc.Details.Canonical(word)) {
			out = append(out, word)
		}
	}
	return out
}

// Ambiguous says that several rows of one set are equally specific.
type Ambiguous struct {
	Query Query
	Rows  []*Row
	voc   *inventory.Vocabulary
}

// Error names the rows.
func (e *Ambiguous) Error() string { return e.text().EN }

// Apart lists the columns in which the rows differ, with what each row states.
func (e *Ambiguous) Apart() []string {
	var out []string
	for _, column := range []struct {
		name string
		of   func(*Row) string
	}{
		{"category", func(r *Row) string { return r.Category }},
		{"detail", func(r *Row) string { return r.Detail }},
		{"technology", func(r *Row) string { return r.Technology }},
		{"basis", func(r *Row) string { return r.Basis }},
		{"climate", func(r *Row) string { return r.Climate }},
		{"development", func(r *Row) string { return r.Development }},
		{"years", (*Row).Years},
	} {
		var stated []string
		for _, row := range e.Rows {
			if s := column.of(row); !slices.Contains(stated, s) {
				stated = append(stated, s)
			}
		}
		if len(stated) > 1 {
			out = append(out, column.name+" "+strings.Join(stated, " / "))
		}
	}
	return out
}

// OnlyRange says that the row to be taken has no value: its source prints a range.
type OnlyRange struct {
	Query Query
	Row   *Row
	voc   *inventory.Vocabulary
}

// Error names the range.
func (e *OnlyRange) Error() string { return e.text().EN }

// titles names the parameters for people.
func titles(voc *inventory.Vocabulary, names ...string) inventory.Text {
	var zh, en []string
	for _, name := range names {
		title := inventory.Text{ZH: name, EN: name}
		if voc != nil && voc.Parameters[name] != nil {
			title = voc.Parameters[name].Title
		}
		zh, en = append(zh, title.ZH), append(en, title.EN)
	}
	return inventory.Text{ZH: strings.Join(zh, "与"), EN: strings.Join(en, " and ")}
}

// subject names what a query asks for: parameter, gas, item, category, year.
func (q Query) subject(voc *inventory.Vocabulary, parameters ...string) inventory.Text {
	if len(parameters) == 0 {
		parameters = []string{q.Parameter}
	}
	title := titles(voc, parameters...)
	if gas := q.Gas; gas != "" && gas != carbon && !strings.Contains(title.EN, gas) {
		title.ZH, title.EN = title.ZH+" "+gas, title.EN+" "+gas
	}
	if q.Category != nil {
		title.ZH, title.EN = q.Category.Code+" 的"+title.ZH, title.EN+" in "+q.Category.Code
	}
	if q.Item != "" {
		title.ZH, title.EN = q.Item+" "+title.ZH, q.Item+": "+title.EN
	}
	return inventory.Text{ZH: fmt.Sprintf("%s（%d 年）", title.ZH, q.Year), EN: fmt.Sprintf("%s, %d", title.EN, q.Year)}
}

// cite prints a row in a message: what it states, its figure, its place.
func (r *Row) cite() string {
	stated := slices.DeleteFunc(append([]string{r.Set, r.Category, r.Item, r.Parameter}, append(r.details(), r.Facility, r.Region, r.Years())...),
		func(s string) bool { return s == "" })
	return strings.Join(stated, " ") + " = " + r.Figure() + " (" + r.Place.Cell("").String() + ")"
}

// citeAll prints the first rows of a list.
func citeAll(rows []*Row) (string, inventory.Text) {
	const most = 4
	var cited []string
	for _, row := range rows[:min(most, len(rows))] {
		cited = append(cited, row.cite())
	}
	rest := inventory.Text{}
	if left := len(rows) - most; left > 0 {
		rest = inventory.Text{ZH: fmt.Sprintf("；另有 %d 行", left), EN: fmt.Sprintf("; %d more", left)}
	}
	return strings.Join(cited, "; "), rest
}
