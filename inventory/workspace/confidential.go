package workspace

import (
	"fmt"
	"maps"
	"slices"

	"ghg/inventory"
	"ghg/inventory/spelling"
	"ghg/inventory/table"
)

// CodeOfNothing is the code of a mark of confidentiality that marks nothing.
const CodeOfNothing = "confidential-of-nothing"

const confidentialFile = "records/confidential.csv"

var confidentialSchema = table.Schema{
	{Name: "facility", ZH: "设施", Required: true},
	{Name: "category", ZH: "类别"},
	{Name: "from_year", ZH: "起始年份"},
	{Name: "to_year", ZH: "至年份"},
	{Name: "by", ZH: "决定人", Required: true},
	{Name: "date", ZH: "日期", Required: true},
	{Name: "reason", ZH: "理由", Required: true},
}

type confidentialRow struct {
	Facility string `csv:"facility"`
	Category string `csv:"category"`
	FromYear string `csv:"from_year"`
	ToYear   string `csv:"to_year"`
	By       string `csv:"by"`
	Date     string `csv:"date"`
	Reason   string `csv:"reason"`
}

// confidential reads records/confidential.csv, after all tables that name facilities.
func (l *loader) confidential(name string) {
	type key struct {
		facility string
		category *inventory.Category
		from, to int
	}
	seen, known := map[key]inventory.Place{}, l.facilities()
	rows(l, name, confidentialSchema, func(r *row, c *confidentialRow) {
		out := inventory.Confidential{Facility: r.facilityAmong("facility", r.must("facility", c.Facility), known), Signed: r.signed(c.By, c.Date, c.Reason)}
		if c.Category != "" {
			out.Category = r.category("category", c.Category)
		}
		if c.FromYear != "" {
			out.FromYear = r.year("from_year", c.FromYear)
		}
		if c.ToYear != "" {
			out.ToYear = r.year("to_year", c.ToYear)
		}
		if out.FromYear != 0 && out.ToYear != 0 && out.ToYear < out.FromYear {
			r.refuse("to_year", "years-reversed",
				inventory.Text{ZH: fmt.Sprintf("至年份 %d 早于起始年份 %d", out.ToYear, out.FromYear), EN: fmt.Sprintf("to_year %d is before from_year %d", out.ToYear, out.FromYear)},
				inventory.Text{ZH: "对调两者；一直保密的都留空", EN: "exchange them; leave both blank if it holds for all years"})
		}
		if r.bad {
			return
		}
		k := key{out.Facility, out.Category, out.FromYear, out.ToYear}
		if before, twice := seen[k]; twice {
			r.twice("confidential-twice", before)
			return
		}
		seen[k] = r.place
		if !slices.ContainsFunc(known[out.Facility], func(a *inventory.Activity) bool { return out.Covers(a.Year, a.Category, a.Facility) }) {
			r.marksNothing(&out)
		}
		l.ws.Confidential = append(l.ws.Confidential, out)
	})
}

// facilities are the plants of the tables of activities and of verified emissions, with what is stated of each.
func (l *loader) facilities() map[string][]*inventory.Activity {
	out := map[string][]*inventory.Activity{}
	for _, a := range l.ws.Activity {
		if a.Facility != "" {
			out[a.Facility] = append(out[a.Facility], a)
		}
	}
	for _, v := range l.ws.Verified {
		out[v.Facility] = append(out[v.Facility], v.Line())
	}
	return out
}

// facilityAmong refuses a facility of which no table holds a figure: the plant that was meant would be published.
func (r *row) facilityAmong(field, text string, known map[string][]*inventory.Activity) string {
	if _, ok := known[text]; !ok && text != "" {
		r.refuse(field, "unknown-facility",
			inventory.Text{ZH: "没有设施“" + table.Excerpt(text) + "”的数：要保密的设施仍会公开", EN: `no table has a figure of a facility "` + table.Excerpt(text) + `": the one that is meant would be published`},
			suggest(spelling.Nearest(table.Excerpt(text), slices.Sorted(maps.Keys(known))), inventory.Text{ZH: "照 activity/ 或 estimates/ 中的写法写设施", EN: "write the facility as activity/ or estimates/ does"}))
	}
	return r.keep(text)
}

// marksNothing warns of a row that keeps nothing back.
func (r *row) marksNothing(c *inventory.Confidential) {
	p := refusal(r.place.Cell("facility"), CodeOfNothing,
		inventory.Text{ZH: "“" + c.Facility + "”在这一类别和年份没有数：这一行不保密任何数", EN: `"` + c.Facility + `" has no figure in that category and those years: the row keeps nothing back`},
		inventory.Text{ZH: "核对类别和年份；全部保密的都留空", EN: "check category and years; leave them blank to keep back all of it"})
	p.Severity = inventory.Warning
	r.problems.Add(p)
}
