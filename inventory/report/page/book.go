package page

import (
	"runtime"
	"strings"
	"sync"

	"ghg/inventory"
)

// bookLines explains every line. The trees are built by all cores; the book is bound in the order of the lines.
func (p *page) bookLines(b *book) {
	list := make([]*inventory.Estimate, len(p.lines))
	for e, n := range p.lines {
		list[n] = e
	}
	opened := make([]shown, len(list))
	workers := runtime.GOMAXPROCS(0)
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			for i := w; i < len(list); i += workers {
				opened[i] = open(list[i])
			}
		})
	}
	wait.Wait()
	items := map[string]int{}
	for i, item := range p.inv.Vocabulary.Items.All {
		items[item.Name] = i
	}
	for i, e := range list {
		b.Lines = append(b.Lines, p.bound(b, e, &opened[i], items))
	}
}

func (p *page) bound(b *book, e *inventory.Estimate, o *shown, items map[string]int) lineData {
	out := lineData{Year: e.Row.Year, Category: e.Row.Category.Order, Boundary: int(e.Boundary), Gas: b.gasOf(p.inv, e.Gas), Item: -1, Name: pair(activity(e)), Value: e.Value().String(),
		Method: b.methodOf(e.Method), Formula: b.formulaOf(o.symbols), Numbers: o.numbers, States: o.states, Instead: o.instead}
	if e.Row.Item != nil {
		out.Item = items[e.Row.Item.Name]
	}
	for _, leaf := range o.leaves {
		out.Leaves = append(out.Leaves, b.leafOf(leaf))
	}
	if note := e.Row.Note; note != "" {
		out.Notes = append(out.Notes, []string{note, note})
	}
	for _, note := range e.Notes() {
		out.Notes = append(out.Notes, pair(note))
	}
	return out
}

// activity names what a line is of: facility, item, detail; the method where the table gives none.
func activity(e *inventory.Estimate) inventory.Text {
	join := func(item string) string {
		return strings.Join(strings.Fields(e.Row.Facility+" "+item+" "+e.Row.Detail), " ")
	}
	zh, en := "", ""
	if e.Row.Item != nil {
		if zh, en = e.Row.Item.Name, e.Row.Item.EN; en == "" {
			en = zh
		}
	}
	out := inventory.Text{ZH: join(zh), EN: join(en)}
	if out.ZH == "" {
		return e.Method.Title
	}
	return out
}
