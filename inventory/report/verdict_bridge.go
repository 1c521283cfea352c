package report

import (
	"fmt"
	"io"
	"strconv"

	"ghg/inventory"
	"ghg/inventory/recalc"
)

// moved are the figures of a bridge that another version of the program moves, all gases together: the totals first, then every node of the
// tree, by year.
func moved(b *recalc.Bridge) (out []*recalc.Row, years []int) {
	if b == nil {
		return nil, nil
	}
	for _, y := range b.Years {
		for _, r := range y.Rows {
			if r.Gas == inventory.AllGases && (!r.Difference().IsZero() || r.HasOld != r.HasNew) {
				out, years = append(out, r), append(years, y.New)
			}
		}
	}
	return out, years
}

// programRecords is what another version of the program makes of the same inputs, in t CO2e.
func programRecords(b *recalc.Bridge) Records {
	out := Records{Columns: []string{"year", "boundary", "scope", "sealed_co2e_t", "recomputed_co2e_t", "program_co2e_t"}}
	rows, years := moved(b)
	for i, r := range rows {
		out.Rows = append(out.Rows, []string{strconv.Itoa(years[i]), r.Boundary.String(), r.Scope, r.Old.String(), r.New.String(), recalc.Unscaled(r.Parts[recalc.Program]).String()})
	}
	return out
}

// programTable prints the bridge from the sealed figures to those that come out.
func programTable(w io.Writer, v *Verdict, lang string) {
	rows, years := moved(v.Bridge)
	if len(rows) == 0 {
		return
	}
	title := inventory.Text{ZH: "重算桥（t CO2e）：同样的输入，另一版程序的结果", EN: "bridge (t CO2e): what another version of the program makes of the same inputs"}
	if v.Sealed == v.Own {
		title = inventory.Text{ZH: "重算桥（t CO2e）：同样的输入，用本程序的表算出的结果", EN: "bridge (t CO2e): what the tables of this program make of the same inputs"}
	}
	fmt.Fprintln(w, title.In(lang))
	t := &columns{right: []bool{true, false, true, true, true}}
	t.add(inventory.Text{ZH: "年份", EN: "year"}.In(lang), inventory.Text{ZH: "范围", EN: "scope"}.In(lang), inventory.Text{ZH: "封存", EN: "sealed"}.In(lang), inventory.Text{ZH: "重算", EN: "recomputed"}.In(lang), inventory.Text{ZH: "差", EN: "difference"}.In(lang))
	t.rule()
	for i, r := range rows[:min(len(rows), mostDifferences)] {
		t.add(strconv.Itoa(years[i]), r.Boundary.String()+" "+r.Scope, tonnes(r.Old), tonnes(r.New), tonnes(r.Difference()))
	}
	t.write(w)
	if more := len(rows) - mostDifferences; more > 0 {
		fmt.Fprintln(w, fmt.Sprintf(inventory.Text{ZH: "… 另有 %d 行：--format json 列出全部", EN: "… and %d more rows: --format json lists all"}.In(lang), more))
	}
}
