package review

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"ghg/inventory"
	"ghg/inventory/bundle"
	"ghg/inventory/table"
)

// Said is what a person has to say, who and when.
type Said struct{ Text, By, Date string }

// Raise adds a finding against a figure that the inventory has. It returns the row and the table with it.
func (r *Review) Raise(f inventory.Figure, severity inventory.Severity, s Said, inv *inventory.Inventory) (*Event, []byte, inventory.Problems) {
	if p := known(f, inv); p != nil {
		return nil, nil, inventory.Problems{*p}
	}
	return r.append(&Event{ID: id(len(r.Findings) + 1), Kind: Raised, Figure: f, Severity: severity, Text: s.Text, By: s.By, Date: s.Date,
		Value: ValueOf(inv.Total(f), inv.GWPSet)})
}

// known refuses a figure that the inventory does not have, and names what it has.
func known(f inventory.Figure, inv *inventory.Inventory) *inventory.Problem {
	if slices.Contains(inv.Figures(), f) {
		return nil
	}
	var gases, boundaries []string
	for _, have := range inv.Figures() {
		if have.Year != f.Year || have.Scope != f.Scope {
			continue
		}
		if b := have.Boundary.String(); !slices.Contains(boundaries, b) {
			boundaries = append(boundaries, b)
		}
		if have.Boundary == f.Boundary {
			gases = append(gases, have.Gas)
		}
	}
	hint := inventory.Text{ZH: "inventory explain --figure 列出各年的数", EN: "inventory explain --figure shows the figures"}
	switch {
	case len(gases) > 0:
		hint = inventory.Text{ZH: "它有的气体：" + strings.Join(gases, "、"), EN: "its gases are " + strings.Join(gases, ", ")}
	case len(boundaries) > 0:
		hint = inventory.Text{ZH: "它有数的边界：" + strings.Join(boundaries, "、"), EN: "it has figures in the boundary " + strings.Join(boundaries, ", ")}
	}
	return said("unknown-figure", inventory.Text{ZH: fmt.Sprintf("清单没有 %d 年 %s %s 的 %s", f.Year, f.Boundary, f.Scope, f.Gas), EN: fmt.Sprintf("the inventory of %d has no %s of %s (%s)", f.Year, f.Gas, f.Scope, f.Boundary)}, hint)
}

// Answer adds an answer to a finding.
func (r *Review) Answer(f *Finding, s Said) (*Event, []byte, inventory.Problems) {
	return r.append(&Event{ID: f.ID, Kind: Answered, Text: s.Text, By: s.By, Date: s.Date})
}

// Reopen opens a finding again, against the figure as it is now.
func (r *Review) Reopen(f *Finding, s Said, inv *inventory.Inventory) (*Event, []byte, inventory.Problems) {
	return r.append(&Event{ID: f.ID, Kind: Reopened, Text: s.Text, By: s.By, Date: s.Date, Value: f.Change(inv).New})
}

// FigureChanged is what stands as the text of a finding that is closed because its figure changed, where nobody says more.
const FigureChanged = "数已变 · the figure changed"

// Close closes a finding whose figure has changed.
func (r *Review) Close(f *Finding, s Said, inv *inventory.Inventory) (*Event, []byte, inventory.Problems) {
	change := f.Change(inv)
	if p := f.uncompiled(change, inv); p != nil {
		return nil, nil, inventory.Problems{*p}
	}
	switch {
	case change.Old == nil:
		return nil, nil, inventory.Problems{*said("finding-unbound", inventory.Text{ZH: f.ID + " 没有写数当时是多少，看不出是否变了", EN: f.ID + " does not say what the figure was: whether it changed cannot be seen"}, closingHint)}
	case !change.Changed:
		message := inventory.Text{ZH: fmt.Sprintf("%s 的数没有变，仍是 %s：不能关闭", f.ID, change.New), EN: fmt.Sprintf("the figure of %s has not changed, it is still %s: the finding stays open", f.ID, change.New)}
		if change.OtherSet {
			message = inventory.Text{ZH: fmt.Sprintf("%s 只是换了 GWP 集（%s → %s），不能比较：不能关闭", f.ID, change.Old, change.New), EN: fmt.Sprintf("of %s only the GWP set is another (%s, now %s): the two cannot be compared, and the finding stays open", f.ID, change.Old, change.New)}
		}
		return nil, nil, inventory.Problems{*said("closed-unchanged", message, closingHint)}
	}
	return r.append(&Event{ID: f.ID, Kind: Closed, Text: s.Text, By: s.By, Date: s.Date, Value: change.New})
}

// uncompiled says that the inventory does not have the figure, nil if it has.
func (f *Finding) uncompiled(change Change, inv *inventory.Inventory) *inventory.Problem {
	switch {
	case change.New == nil:
		return said("year-not-compiled", inventory.Text{ZH: fmt.Sprintf("%d 年不在清单的年份中，看不出 %s 的数现在是多少", f.Figure.Year, f.ID), EN: fmt.Sprintf("%d is not among the years of the inventory: what the figure of %s is now cannot be seen", f.Figure.Year, f.ID)},
			inventory.Text{ZH: "把这一年写进 inventory.toml 的 years", EN: "name the year in inventory.toml under years"})
	case change.Unknown:
		return known(f.Figure, inv)
	}
	return nil
}

// CloseSigned closes a finding, whatever its figure is, by a reason that a reviewer signs.
func (r *Review) CloseSigned(f *Finding, s Said, inv *inventory.Inventory, signer note.Signer) (*Event, []byte, inventory.Problems) {
	key, p := r.KeyOf(signer)
	if p == nil {
		p = (&linking{about: r.Region, keys: r.keys, histories: r.histories}).mayClose(f, key)
	}
	if p == nil {
		p = f.uncompiled(f.Change(inv), inv)
	}
	if p != nil {
		return nil, nil, inventory.Problems{*p}
	}
	e := &Event{ID: f.ID, Kind: Closed, Text: s.Text, By: key.Name, Date: s.Date, Value: f.Change(inv).New}
	signed, err := bundle.SignNote(f.closing(r.Region.Code, f.Events, e), signer)
	if err != nil {
		return nil, nil, inventory.Problems{*said("unsound-text", inventory.Text{ZH: "不能签名：" + err.Error(), EN: "it cannot be signed: " + err.Error()}, inventory.Text{})}
	}
	lines := strings.Split(strings.TrimSuffix(string(signed), "\n"), "\n")
	e.Signature = lines[len(lines)-1]
	return r.append(e)
}

// append puts the row at the end of the table, if the next run will take it there: the table is read back with it, by the code that reads it
// then.
func (r *Review) append(e *Event) (*Event, []byte, inventory.Problems) {
	if p := r.untrusted(); p != nil {
		return nil, nil, inventory.Problems{*p}
	}
	e.Digest = e.digest(r.Region.Code)
	content := r.table
	if content == nil {
		content = []byte(r.header())
	}
	var problems, found inventory.Problems
	content, ok := table.Appended(folder+FindingsFile, content, findingSchema, r.cells(e), &problems)
	if !ok {
		return nil, nil, problems.Sorted()
	}
	events, findings, _ := r.linked(content, &found)
	if !found.Failed() && (len(events) != len(r.events)+1 || len(findings) == 0 || events[len(events)-1].Digest != e.Digest) {
		found.Add(*said("unsound-row", inventory.Text{ZH: "写下的行读回来不是原样", EN: "the row does not read back as it is written"}, inventory.Text{ZH: "去掉不常用的字符", EN: "leave out unusual characters"}))
	}
	for _, p := range found {
		if p.Severity >= inventory.Error {
			p.Source = inventory.Source{} // of a row that is not there
			problems.Add(p)
		}
	}
	if found.Failed() {
		return nil, nil, problems.Sorted()
	}
	return e, content, problems.Sorted()
}

// header is that of a new table, in the language of the workspace.
func (r *Review) header() string {
	names := make([]string, len(findingSchema))
	for i, f := range findingSchema {
		if names[i] = f.ZH; r.language == "en" {
			names[i] = f.Name
		}
	}
	return "\ufeff" + strings.Join(names, ",") + "\r\n"
}

// cells are the row by the English names of its columns, its words in the language of the workspace.
func (r *Review) cells(e *Event) map[string]string {
	word := func(name string, words []findingWord) string {
		for _, w := range words {
			if w.name == name && r.language != "en" {
				return w.zh
			}
		}
		return name
	}
	out := map[string]string{"id": e.ID, "event": word(e.Kind, eventWords), "text": e.Text, "by": e.By, "date": e.Date, "digest": e.Digest, "signature": e.Signature}
	if e.Kind == Raised {
		out["year"], out["boundary"], out["category"], out["gas"] = strconv.Itoa(e.Figure.Year), word(e.Figure.Boundary.String(), boundaryWords), e.Figure.Scope, e.Figure.Gas
		out["severity"] = word(strings.ToLower(e.Severity.String()), severityWords)
	}
	if v := e.Value; v != nil {
		out["value_t"], out["gwp_set"], out["co2e_t"], out["notation"] = numberCell(v.Mass), v.GWPSet, numberCell(v.CO2e), v.Notation
	}
	return out
}
