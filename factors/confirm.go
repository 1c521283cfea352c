package factors

import (
	"io"
	"slices"
	"time"

	"github.com/gocarina/gocsv"
	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/table"
)

var confirmationSchema = table.Schema{
	{Name: "key", ZH: "键", Required: true},
	{Name: "value", ZH: "数值", Required: true},
	{Name: "page", ZH: "页码", Required: true},
	{Name: "by", ZH: "核对人", Required: true},
	{Name: "date", ZH: "日期", Required: true},
}

// confirmation is one line of confirmations.csv: somebody has compared a row with the printed document.
type confirmation struct {
	Key   string `csv:"key"`
	Value string `csv:"value"`
	Page  string `csv:"page"`
	By    string `csv:"by"`
	Date  string `csv:"date"`
}

// Confirm lifts the rows that a table of confirmations names to the status printed. The value is repeated there, low and
// high joined by a semicolon for a row that is a range, so that a row whose value has changed since is not taken for
// confirmed: that is an error, as is a key that the table does not have. Rows that other tables share are left alone.
func Confirm(t *Table, name string, r io.Reader) inventory.Problems { return confirm(t, name, r, "") }

// ConfirmAsOf lifts the rows that were confirmed by the day, of those that the table holds. What is wrong with the
// confirmations Confirm tells, of the whole table.
func ConfirmAsOf(t *Table, name string, r io.Reader, day string) { _ = confirm(t, name, r, day) }

func confirm(t *Table, name string, r io.Reader, day string) inventory.Problems {
	var problems inventory.Problems
	reader, ok := table.Open(name, r, confirmationSchema, &problems)
	if !ok {
		return problems
	}
	var lines []confirmation
	if err := gocsv.UnmarshalCSV(reader, &lines); err != nil {
		problems.Add(unreadable(name, err))
		return problems
	}
	byKey := make(map[string]int, len(t.rows))
	for i, row := range t.rows {
		byKey[row.Key()] = i
	}
	confirmed := map[string]inventory.Source{}
	for i, c := range lines {
		place := reader.Place(i)
		if field, ok := c.empty(); ok {
			problems.Add(problemAt(place.Cell(field), "missing-"+field, emptyCell(confirmationSchema, field)))
			continue
		}
		at, known := byKey[c.Key]
		first, twice := confirmed[c.Key]
		switch {
		case day != "" && (!known || c.Date > day):
		case !known:
			problems.Add(problemAt(place.Cell("key"), "unknown-key", unknown("因子键", "factor key", c.Key, nearestKey(c.Key, byKey))))
		case twice:
			problems.Add(problemAt(place.Cell("key"), "confirmed-twice", confirmedTwice(first)))
		case !c.dated():
			problems.Add(problemAt(place.Cell("date"), "bad-date", badDate(c.Date)))
		case !c.states(t.rows[at]):
			problems.Add(problemAt(place.Cell("value"), "confirmed-other-value", otherValue(c.Value, t.rows[at])))
		case t.rows[at].Status == inventory.Local:
			problems.Add(problemAt(place.Cell("key"), "confirmed-local", confirmedLocal))
		default:
			confirmed[c.Key] = place.Cell("")
			row := *t.rows[at]
			row.Status, row.Confirmed = inventory.Printed, "核对 confirmed: "+c.Page+", "+c.By+", "+c.Date
			t.replace(at, &row)
		}
	}
	return problems
}

// empty names the first field that is not filled in.
func (c confirmation) empty() (string, bool) {
	for i, cell := range []string{c.Key, c.Value, c.Page, c.By, c.Date} {
		if cell == "" {
			return confirmationSchema[i].Name, true
		}
	}
	return "", false
}

func (c confirmation) dated() bool {
	_, err := time.Parse(time.DateOnly, c.Date)
	return err == nil
}

// states tells whether the confirmation repeats the figures of the row.
func (c confirmation) states(r *Row) bool {
	figures := []*decimal.Decimal{r.Value}
	if r.Value == nil {
		figures = slices.DeleteFunc([]*decimal.Decimal{r.Low, r.High}, func(d *decimal.Decimal) bool { return d == nil })
	}
	stated := inventory.SplitList(c.Value)
	return slices.EqualFunc(stated, figures, func(cell string, figure *decimal.Decimal) bool {
		value, err := quantity.Parse(cell)
		return err == nil && value.Equal(*figure)
	})
}

var confirmedLocal = fault{
	inventory.Text{ZH: "本地因子没有印刷本可以核对", EN: "a local factor has no printed document to be compared with"},
	inventory.Text{ZH: "删去这一行；若因子出自印刷本，把它的状态改为 unconfirmed", EN: "delete the line; if the factor is from print, give its row the status unconfirmed"}}

func confirmedTwice(first inventory.Source) fault {
	return fault{
		inventory.Text{ZH: "该因子已在 " + first.String() + " 核对过", EN: "the factor is confirmed at " + first.String() + " already"},
		inventory.Text{ZH: "只保留一行", EN: "keep one of the lines"}}
}

func badDate(written string) fault {
	return fault{
		inventory.Text{ZH: "“" + table.Excerpt(written) + "”不是日期", EN: `"` + table.Excerpt(written) + `" is not a date`},
		inventory.Text{ZH: "写成 2026-03-31 的形式", EN: "write it as 2026-03-31"}}
}

func otherValue(written string, row *Row) fault {
	return fault{
		inventory.Text{ZH: "核对的值 " + table.Excerpt(written) + " 与因子行的 " + row.Figure() + "（" + row.Place.Cell("").String() + "）不同",
			EN: "the confirmed value " + table.Excerpt(written) + " is not that of the row, " + row.Figure() + " (" + row.Place.Cell("").String() + ")"},
		inventory.Text{ZH: "再对印刷本：因子行有误时在 factors/ 写一行本地因子；范围写成 下限;上限", EN: "compare with print again: if the row is wrong, state a row of your own under factors/; a range is written low;high"}}
}
