package report

import (
	"fmt"
	"io"
	"strconv"

	"ghg/factors"
	"ghg/inventory"
	"ghg/inventory/engine"
)

// ConfirmingRecords is a confirmation and what it changes, a row a year; one row if the workspace does not compile.
func ConfirmingRecords(c *engine.Confirming) Records {
	out := Records{Columns: []string{"key", "value", "page", "by", "date", "status_before", "status_after", "year", "unconfirmed_share_before", "unconfirmed_share_after"}}
	row := []string{c.Line.Key, c.Line.Value, c.Line.Page, c.Line.By, c.Line.Date, c.Before.Status.String(), c.After.Status.String()}
	for _, s := range c.Shares {
		out.Rows = append(out.Rows, append(append([]string{}, row...), strconv.Itoa(s.Year), s.Before.String(), s.After.String()))
	}
	if c.Shares == nil {
		out.Rows = append(out.Rows, append(row, "", "", ""))
	}
	return out
}

// Confirming prints who confirmed what, and what the confirmation changes.
func Confirming(w io.Writer, c *engine.Confirming, lang string) {
	say := func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) }
	fmt.Fprintf(w, "%s = %s\n", c.Line.Key, c.After.Figure())
	t := &columns{right: []bool{false, false}}
	t.add("  "+say("核对人", "by"), c.Line.By)
	t.add("  "+say("日期", "date"), c.Line.Date)
	t.add("  "+say("页码", "page"), c.Line.Page)
	t.add("  "+say("文献", "document"), c.After.Document)
	t.add("  "+say("状态", "status"), c.Before.Status.String()+" → "+c.After.Status.String())
	t.write(w)
	if c.Shares == nil {
		fmt.Fprintln(w, "  "+say(fmt.Sprintf("工作区有 %d 个错误，未能编制：未确认比重无从比较（inventory check 列出）", c.Errors),
			fmt.Sprintf("the workspace has %d errors and does not compile: the shares cannot be compared (see inventory check)", c.Errors)))
		return
	}
	fmt.Fprintln(w, "  "+say("依据未核对因子的比重", "share resting on unconfirmed factors"))
	t = &columns{right: []bool{false, true, false, true}}
	for _, s := range c.Shares {
		t.add("    "+strconv.Itoa(s.Year), percent(s.Before), "→", percent(s.After))
	}
	t.write(w)
}

// ConfirmationRecords is the lines of the file of confirmations, each with its place.
func ConfirmationRecords(list []factors.Confirmation) Records {
	out := Records{Columns: []string{"key", "value", "page", "by", "date", "cell"}}
	for _, c := range list {
		out.Rows = append(out.Rows, []string{c.Key, c.Value, c.Page, c.By, c.Date, c.Place.Cell("").String()})
	}
	return out
}

// Confirmations prints who confirmed what, when, on which page.
func Confirmations(w io.Writer, list []factors.Confirmation, lang string) {
	t := &columns{right: []bool{false, false, false, false, false}}
	for _, c := range list {
		t.add(c.Date, c.By, c.Page, c.Key, c.Value)
	}
	t.write(w)
	fmt.Fprintln(w, inventory.Text{ZH: strconv.Itoa(len(list)) + " 条确认", EN: strconv.Itoa(len(list)) + " confirmations"}.In(lang))
}
