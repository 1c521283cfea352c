package report

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/engine"
)

// outcomes names them for people, in the order of the columns.
var outcomes = map[engine.Outcome]inventory.Text{
	engine.Found: {ZH: "找到", EN: "found"}, engine.OwnFactor: {ZH: "本地", EN: "own"}, engine.WantsItem: {ZH: "需选项目", EN: "needs a choice"},
	engine.WantsWord: {ZH: "需细项", EN: "needs a detail"}, engine.RangeOnly: {ZH: "只有范围", EN: "range"}, engine.NotInTable: {ZH: "缺", EN: "missing"},
}

// offerCounts counts the cases of an offer: by outcome, and those found by status.
func offerCounts(o engine.Offer) (byOutcome map[engine.Outcome]int, byStatus map[inventory.Status]int) {
	byOutcome, byStatus = map[engine.Outcome]int{}, map[inventory.Status]int{}
	for _, c := range o.Cases {
		byOutcome[c.Outcome]++
		if c.Outcome == engine.Found {
			byStatus[c.Row.Status]++
		}
	}
	return byOutcome, byStatus
}

// OfferRecords counts, for each guide and method, what the tables have.
func OfferRecords(offers []engine.Offer) Records {
	out := Records{Columns: []string{"guide", "method", "chosen", "found", "printed", "quoted", "local", "unconfirmed", "own", "choice", "detail", "range", "missing"}}
	for _, o := range offers {
		n, status := offerCounts(o)
		row := []string{o.Guide, o.Method.ID, strconv.FormatBool(o.Chosen)}
		for _, count := range []int{n[engine.Found], status[inventory.Printed], status[inventory.Quoted], status[inventory.Local], status[inventory.Unconfirmed],
			n[engine.OwnFactor], n[engine.WantsItem], n[engine.WantsWord], n[engine.RangeOnly], n[engine.NotInTable]} {
			row = append(row, strconv.Itoa(count))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// CoverageRecords is every factor that every method may ask for, found or not.
func CoverageRecords(offers []engine.Offer) Records {
	out := Records{Columns: []string{"guide", "method", "category", "item", "parameter", "gas", "activity_unit", "years", "outcome", "status", "set", "figure", "key", "todo_zh", "todo_en"}}
	for _, o := range offers {
		for _, c := range o.Cases {
			item, status, set, figure, key := "", "", "", "", ""
			if c.Item != nil {
				item = c.Item.Name
			}
			if c.Row != nil {
				status, set, figure, key = c.Row.Status.String(), c.Row.Set, c.Row.Figure(), c.Row.Key()
			}
			var years []string
			for _, year := range c.Years {
				years = append(years, strconv.Itoa(year))
			}
			out.Rows = append(out.Rows, []string{o.Guide, o.Method.ID, c.Category.Code, item, c.Input.Name, c.Input.Gas, c.Unit.String(), strings.Join(years, ";"),
				c.Outcome.String(), status, set, figure, key, c.Hint.ZH, c.Hint.EN})
		}
	}
	return out
}

// CoverageJSON is the counts, every case and the problems.
func CoverageJSON(offers []engine.Offer, problems inventory.Problems) ([]byte, error) {
	list := func(r Records) json.RawMessage {
		text, _ := r.JSON() // text can always be written
		return text
	}
	return encode(struct {
		Methods  json.RawMessage `json:"methods"`
		Cases    json.RawMessage `json:"cases"`
		Problems json.RawMessage `json:"problems"`
	}{list(OfferRecords(offers)), list(CoverageRecords(offers)), list(ProblemRecords(problems))})
}

// Coverage prints, for each guide and method, how many of the factors it may ask for the tables have, and how far they
// are confirmed; then what is not found at once, and what is to be done.
func Coverage(w io.Writer, offers []engine.Offer, lang string) {
	say := func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) }
	fmt.Fprintln(w, say("各指南下的方法能否找到因子（每个类别、项目、参数一例）", "What each method finds under each guide (one case a category, item and parameter)"))
	t := &columns{right: []bool{false, false, true, true, true, true, true, true, true, true}}
	t.add(say("指南", "guide"), say("方法", "method"), outcomes[engine.Found].In(lang), "unconfirmed", "quoted", outcomes[engine.OwnFactor].In(lang),
		outcomes[engine.WantsItem].In(lang), outcomes[engine.WantsWord].In(lang), outcomes[engine.RangeOnly].In(lang), outcomes[engine.NotInTable].In(lang))
	t.rule()
	for _, o := range offers {
		if !o.Chosen {
			continue
		}
		n, status := offerCounts(o)
		t.add(o.Guide, o.Method.ID, strconv.Itoa(n[engine.Found]), strconv.Itoa(status[inventory.Unconfirmed]), strconv.Itoa(status[inventory.Quoted]), strconv.Itoa(n[engine.OwnFactor]),
			strconv.Itoa(n[engine.WantsItem]), strconv.Itoa(n[engine.WantsWord]), strconv.Itoa(n[engine.RangeOnly]), strconv.Itoa(n[engine.NotInTable]))
	}
	t.write(w)
	gaps(w, offers, lang)
}

// gaps lists what is not found at once, one line for all methods, guides and categories for which it is the same.
func gaps(w io.Writer, offers []engine.Offer, lang string) {
	say := func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) }
	guides := map[string]bool{}
	for _, o := range offers {
		guides[o.Guide] = true
	}
	for _, g := range engine.Gaps(offers) {
		level := inventory.Info
		if g.Outcome >= engine.RangeOnly {
			level = inventory.Warning
		}
		what := strings.TrimSpace(g.Parameter + " " + strings.Join(g.Gases, ", "))
		if len(g.Items) > 0 {
			what += say("：", ": ") + strings.Join(g.Items, say("、", ", "))
		}
		where := g.Categories[0].Code
		if more := len(g.Categories) - 1; more > 0 {
			where += say(fmt.Sprintf(" 等 %d 类", more+1), fmt.Sprintf(" and %d more", more))
		}
		if len(g.Guides) < len(guides) {
			where += say("；", "; ") + strings.Join(g.Guides, ", ")
		}
		fmt.Fprintf(w, "%s %s %s\n    %s — %s\n", level, outcomes[g.Outcome].In(lang), what, where, g.Hint.In(lang))
	}
}
