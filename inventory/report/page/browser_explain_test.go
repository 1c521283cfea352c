package page_test

import (
	"fmt"
	"strings"
	"testing"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// opened is what the explanation of one link says.
type opened struct {
	Href, Title, Text string
	Sources           int // inputs with the cell they were read from
	Parts             int // figures that it is the sum of, with their own links
	Links             []string
}

const reading = `const read = (href, title, body) => {
	const links = [...body.querySelectorAll('a[href^="#"]')].map(l => l.getAttribute('href'));
	return {Href: href, Title: title, Text: body.textContent, Sources: body.querySelectorAll('.input').length, Parts: links.length, Links: links};
};`

// explainAll reads the explanations of links as the page makes them, without showing them.
func (x *tab) explainAll(hrefs []string) []opened {
	x.Helper()
	return run[[]opened](x, fmt.Sprintf(`(async hrefs => {
		%s
		await load();
		return hrefs.map(href => {
			const found = explained(href.slice(1)), body = document.createElement('div');
			if (found) body.append(...found.body);
			return read(href, found ? found.title : '', body);
		});
	})(%s)`, reading, quote(hrefs)))
}

// openAll opens the explanations of links by clicks, reads each and closes it.
func (x *tab) openAll(hrefs []string) []opened {
	x.Helper()
	return run[[]opened](x, fmt.Sprintf(`(async hrefs => {
		%s
		const dialog = document.querySelector('dialog'), out = [], tick = () => new Promise(done => setTimeout(done, 1));
		const a = document.createElement('a'), body = document.getElementById('explain-body');
		document.querySelector('main').append(a);
		for (const href of hrefs) {
			a.setAttribute('href', href);
			a.click();
			for (let i = 0; i < 400 && !dialog.open; i++) await tick();
			out.push(read(href, dialog.open ? document.getElementById('explain-title').textContent : '', dialog.open ? body : a));
			const closed = new Promise(done => dialog.addEventListener('close', done, {once: true}));
			if (dialog.open) {
				document.getElementById('explain-close').click();
				await closed;
			}
		}
		a.remove();
		return out;
	})(%s)`, reading, quote(hrefs)))
}

func quote(list []string) string {
	quoted := make([]string, len(list))
	for i, s := range list {
		quoted[i] = fmt.Sprintf("%q", s)
	}
	return "[" + strings.Join(quoted, ",") + "]"
}

const figures = `[...new Set([...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute('href')).filter(h => /^#(f|i|line|x|s)=/.test(h)))]`

// Every figure of the page opens to what it is made of, and so do the figures within, down to the lines and their cells.
func TestEveryFigureExplainsItself(t *testing.T) {
	for name, of := range pages {
		t.Run(name, func(t *testing.T) {
			x := openPage(t, laptop, name, of(t).html)
			x.ready()
			known, todo := map[string]bool{}, run[[]string](x, figures)
			for _, href := range todo {
				known[href] = true
			}
			if len(todo) < 20 {
				t.Fatalf("%d figures", len(todo))
			}
			sample := methodsOf(of(t).subject.Inventory())
			todo = append(todo, sample...)
			for len(todo) > 0 {
				var next []string
				for i, o := range x.explainAll(todo) {
					o.check(t, of(t).subject.Inventory())
					if i%(1+len(todo)/8) == 0 {
						sample = append(sample, o.Href)
					}
					for _, link := range o.Links {
						if !isFigure(link) || known[link] {
							continue
						}
						if known[link] = true; len(known)%5 == 0 { // of those that stand in explanations alone, some
							next = append(next, link)
						}
					}
				}
				todo = next
			}
			for _, o := range x.openAll(sample[max(0, len(sample)-24):]) {
				o.check(t, of(t).subject.Inventory())
			}
			x.clean()
		})
	}
}

// methodsOf are the links of a line of each method.
func methodsOf(inv *inventory.Inventory) (out []string) {
	seen := map[*inventory.Method]bool{}
	for i, e := range numbered(inv) {
		if !seen[e.Method] {
			seen[e.Method] = true
			out = append(out, fmt.Sprintf("#line=%d", i))
		}
	}
	return out
}

func (o *opened) check(t *testing.T, inv *inventory.Inventory) {
	t.Helper()
	if o.Title == "" || o.Text == "" {
		t.Errorf("%s opens nothing", o.Href)
		return
	}
	if o.Sources == 0 && o.Parts == 0 {
		t.Errorf("%s has neither inputs nor parts: %s %.200s", o.Href, o.Title, o.Text)
	}
	switch kind, rest, _ := strings.Cut(o.Href, "="); kind {
	case "#line":
		var n int
		if _, err := fmt.Sscan(rest, &n); err != nil {
			t.Fatal(err)
		}
		o.checkLine(t, numbered(inv)[n])
	case "#f":
		o.checkTotal(t, inv, strings.Split(rest, ","))
	}
}

var numberedLines = map[*inventory.Inventory][]*inventory.Estimate{}

// numbered are the lines with a number, as links count them.
func numbered(inv *inventory.Inventory) []*inventory.Estimate {
	if numberedLines[inv] == nil {
		for _, e := range inv.Estimates {
			if e.Number {
				numberedLines[inv] = append(numberedLines[inv], e)
			}
		}
	}
	return numberedLines[inv]
}

func (o *opened) checkLine(t *testing.T, e *inventory.Estimate) {
	t.Helper()
	tree := e.Mass()
	want := []string{e.Value().String(), expr.Format(tree, expr.Symbols), expr.Format(tree, expr.Numbers), e.Gas, e.Method.ID}
	for _, leaf := range tree.Leaves() {
		p := inventory.ParameterOf(leaf)
		want = append(want, p.Amount.String(), p.Origin.String(), p.Document)
	}
	o.says(t, want)
}

func (o *opened) checkTotal(t *testing.T, inv *inventory.Inventory, parts []string) {
	t.Helper()
	if len(parts) > 4 { // a part of a scope, which is no total of the inventory
		return
	}
	f := inventory.Figure{Scope: parts[2], Gas: parts[3]}
	if _, err := fmt.Sscan(parts[0], &f.Year); err != nil {
		t.Fatal(err)
	}
	for f.Boundary.String()[:1] != parts[1] {
		f.Boundary++
	}
	total := inv.Total(f)
	var want []string
	if total.HasMass && !total.HasCO2e {
		want = append(want, total.Mass.String())
	}
	if total.HasCO2e {
		want = append(want, total.CO2e.String())
	}
	o.says(t, want)
}

func (o *opened) says(t *testing.T, want []string) {
	t.Helper()
	text := squeezed(o.Title + " " + o.Text)
	for _, w := range want {
		if !strings.Contains(text, squeezed(w)) {
			t.Errorf("%s does not say %q: %.600s", o.Href, w, text)
			return
		}
	}
}

// squeezed is a text without white space and without the commas between digits, of which pages make what they like.
func squeezed(s string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(s), ""), ",", "")
}
