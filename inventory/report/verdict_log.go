package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"ghg/inventory"
)

// LogFinding is what came of holding a seal against a log of seals, or a record of the log of which no seal was given: then File is empty.
// Record is the number in the log, −1 where the seal cannot be relied on.
type LogFinding struct {
	File     string
	Record   int64
	Manifest string // SHA-256
	Years    []int
	Draft    bool
	Refused  inventory.Problems // why it does not hold; none: it does
}

func (f LogFinding) word() string {
	switch {
	case f.Refused.Failed():
		return "contradicted"
	case f.File == "":
		return "no seal given"
	}
	return "included, consistent"
}

// LogRecords is the findings as a table.
func LogRecords(findings []LogFinding) Records {
	out := Records{Columns: []string{"file", "record", "years", "draft", "manifest_sha256", "result", "message_zh", "message_en"}}
	for _, f := range findings {
		record, years := "", make([]string, len(f.Years))
		if f.Record >= 0 {
			record = strconv.FormatInt(f.Record, 10)
		}
		for i, year := range f.Years {
			years[i] = strconv.Itoa(year)
		}
		var zh, en []string
		for _, p := range f.Refused {
			zh, en = append(zh, p.Message.ZH), append(en, p.Message.EN)
		}
		out.Rows = append(out.Rows, []string{f.File, record, strings.Join(years, ";"), flag(f.Draft), f.Manifest, f.word(), strings.Join(zh, "；"), strings.Join(en, "; ")})
	}
	return out
}

// LogPage prints the findings for people.
func LogPage(w io.Writer, name string, size int64, root string, findings []LogFinding, lang string) {
	fmt.Fprintln(w, fmt.Sprintf(inventory.Text{ZH: "%s：%d 条记录，树根 %s", EN: "%s: %d records, root of the tree %s"}.In(lang), inventory.Printable(name), size, root))
	words := map[string]inventory.Text{"contradicted": {ZH: "矛盾", EN: "CONTRADICTED"}, "no seal given": {ZH: "没有给出封存文件", EN: "no seal given"},
		"included, consistent": {ZH: "在日志中，前后一致", EN: "included, consistent"}}
	t := &columns{right: []bool{true, false, false, false}}
	for _, f := range findings {
		record := "–"
		if f.Record >= 0 {
			record = strconv.FormatInt(f.Record, 10)
		}
		t.add(record, calendar(f.Years), words[f.word()].In(lang), inventory.Printable(f.File))
	}
	t.write(w)
	for _, f := range findings {
		for _, p := range f.Refused {
			fmt.Fprintln(w, p.Format(lang))
		}
	}
}
