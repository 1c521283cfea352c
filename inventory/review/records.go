package review

import (
	"strconv"
	"strings"

	"ghg/inventory/report"
)

// EventRecords are the rows of the table of findings, one a row, as they are understood.
func (l *Listing) EventRecords() report.Records {
	out := report.Records{Columns: []string{"id", "event", "year", "boundary", "category", "gas", "severity", "text", "by", "date", "value_t", "co2e_t", "gwp_set", "notation", "signer", "signature", "digest", "counts", "cell"}}
	for _, f := range l.shown() {
		for _, e := range f.Events {
			signer, _, _ := strings.Cut(strings.TrimPrefix(e.Signature, "— "), " ")
			row := []string{f.ID, e.Kind, strconv.Itoa(f.Figure.Year), f.Figure.Boundary.String(), f.Figure.Scope, f.Figure.Gas, strings.ToLower(f.Severity.String()), e.Text, e.By, e.Date}
			row = append(append(row, valueCells(e.Value)...), notationCell(e.Value), signer, e.Signature, e.Digest, yesNo(!e.void), e.Place.Cell("").String())
			out.Rows = append(out.Rows, row)
		}
	}
	return out
}

// StepRecords are the signed steps of the years, one a row.
func (l *Listing) StepRecords() report.Records {
	out := report.Records{Columns: []string{"region", "year", "step", "version", "state", "by", "role", "date", "figures", "total", "total_without_land", "findings", "reason", "signer", "file", "sha256", "before", "counts"}}
	for _, year := range l.Years {
		for _, s := range l.History(year).Steps {
			signer := ""
			for _, k := range s.Listed {
				if publicHalf(k.Verifier) == s.Key {
					signer = k.Signer()
				}
			}
			out.Rows = append(out.Rows, []string{s.Region, strconv.Itoa(year), strconv.Itoa(s.Number), strconv.Itoa(s.Version), s.State.String(), s.By, s.Role, s.Date,
				s.Figures, s.Total, s.NoLand, strconv.Itoa(s.Findings), s.Reason, signer, s.File, s.Hash, s.Before, yesNo(s.Void == "")})
		}
	}
	return out
}

func yesNo(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}
