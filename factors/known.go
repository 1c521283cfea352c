package factors

import (
	"time"

	"ghg/inventory"
	"ghg/inventory/table"
)

// CodeSuperseded is the remark that a later edition of a factor counts.
const CodeSuperseded = "factor-superseded"

// The forms in which a date of publication may be written: a day, or the month or year where no more is known.
var dateForms = []string{time.DateOnly, "2006-01", "2006"}

// IsDate tells whether the text is a day written as 2026-03-31.
func IsDate(written string) bool {
	_, err := time.Parse(time.DateOnly, written)
	return err == nil
}

// IsKnownSince tells whether the text says since when a figure is known: 2026-03-31, 2026-03 or 2026.
func IsKnownSince(written string) bool {
	for _, form := range dateForms {
		if _, err := time.Parse(form, written); err == nil {
			return true
		}
	}
	return false
}

func (p *parser) knownSince() string {
	if p.KnownSince != "" && !IsKnownSince(p.KnownSince) {
		p.fault("bad-date", "known_since", badKnownSince(p.KnownSince))
	}
	return p.KnownSince
}

// knownOn is the day by which the row was known for certain: the one that it gives or the last of the month or year, written
// so that days can be compared; "" if it gives none.
func (r *Row) knownOn() string {
	if r.KnownSince == "" {
		return ""
	}
	for _, form := range dateForms {
		at, err := time.Parse(form, r.KnownSince)
		switch {
		case err != nil:
		case form == "2006":
			return at.AddDate(1, 0, -1).Format(time.DateOnly)
		case form == "2006-01":
			return at.AddDate(0, 1, -1).Format(time.DateOnly)
		default:
			return r.KnownSince
		}
	}
	return ""
}

// KnownBy tells whether the row was known on the day, written as 2026-03-31. A row that gives only the month or the year
// of its publication was known when that ended: it is certain then, and not before. A row that gives none counts as known
// always, for nothing says that it was not.
func (r *Row) KnownBy(day string) bool { return r.knownOn() <= day }

// superseded tells that a later edition of a factor counts.
func superseded(old, by *Row) inventory.Problem {
	at, since := by.Place.Cell("").String(), by.KnownSince
	return inventory.Problem{Source: old.Place.Cell("known_since"), Code: CodeSuperseded, Severity: inventory.Info,
		Message: inventory.Text{ZH: "已由 " + at + "（" + since + " 公布，" + by.Figure() + "）取代，此行的 " + old.Figure() + " 不再使用：" + old.Key(),
			EN: old.Figure() + " of this row is superseded by " + at + " (known since " + since + ", " + by.Figure() + "): " + old.Key()},
		Hint: inventory.Text{ZH: "两行可都保留：--as-of 取某日已知的一行", EN: "both rows may stay: --as-of takes the one that was known on a day"}}
}

// AsOf keeps the rows that were known on the day and counts the others; "" keeps all.
func AsOf(rows []*Row, day string) (known []*Row, later int) {
	if day == "" {
		return rows, 0
	}
	for _, row := range rows {
		if row.KnownBy(day) {
			known = append(known, row)
		} else {
			later++
		}
	}
	return known, later
}

func badKnownSince(written string) fault {
	f := badDate(table.Excerpt(written))
	f.hint = inventory.Text{ZH: "写公布的日期，如 2026-03-31；只知道月份或年份时写 2026-03 或 2026；不知道则留空",
		EN: "write the day of publication, as 2026-03-31, or 2026-03 or 2026 where no more is known; leave it empty if it is not known"}
	return f
}
