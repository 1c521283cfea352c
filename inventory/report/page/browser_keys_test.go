package page_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// focused is the element that has the focus: what it is, whether it is seen, and whether something shows that it has it.
type focused struct {
	Name, Href, Text string
	Seen, Marked     bool
	InDialog         bool
}

func (x *tab) focused() focused {
	x.Helper()
	return run[focused](x, `(() => {
		const e = document.activeElement, b = e.getBoundingClientRect(), s = getComputedStyle(e);
		return {Name: probes.name(e), Href: e.getAttribute('href') || '', Text: probes.short(e.textContent), InDialog: !!e.closest('dialog'),
			Seen: b.width > 0 && b.bottom > 0 && b.top < innerHeight && b.right > 0 && b.left < innerWidth,
			Marked: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== 'none'};
	})()`)
}

func (x *tab) press(key string) focused {
	x.Helper()
	x.call(chromedp.KeyEvent(key))
	x.settle()
	return x.focused()
}

// isFigure tells whether a link opens an explanation: of a total, of a fuel, of a line, or of what is derived from them.
func isFigure(href string) bool {
	kind, _, _ := strings.Cut(href, "=")
	return slices.Contains([]string{"#f", "#i", "#line", "#x"}, kind)
}

func TestKeysReachEverything(t *testing.T) {
	x := openPage(t, laptop, "district", district(t).html)
	x.ready()
	if f := x.press(kb.Tab); f.Href != "#main" || !f.Seen {
		t.Errorf("the first key reaches %+v, not the link to the text", f)
	}
	if f := x.press(kb.Enter); f.Name != "main#main" {
		t.Errorf("the link to the text leads to %+v", f)
	}
	x = x.reopen(t, "district", district(t).html)
	x.ready()
	var met []focused
	for range 60 {
		f := x.press(kb.Tab)
		met = append(met, f)
		if !f.Seen || !f.Marked {
			t.Errorf("%+v is not seen, or nothing shows that it has the focus", f)
		}
		if isFigure(f.Href) {
			break
		}
	}
	at := func(is func(focused) bool) int { return slices.IndexFunc(met, is) }
	language := at(func(f focused) bool { return strings.HasSuffix(f.Name, "button#language") })
	theme := at(func(f focused) bool { return strings.HasSuffix(f.Name, "button#theme") })
	contents := at(func(f focused) bool { return f.Href == "#glance" })
	figure := at(func(f focused) bool { return isFigure(f.Href) })
	if language < 0 || theme < language || contents < theme || figure < contents {
		t.Fatalf("language %d, theme %d, contents %d, figure %d in %+v", language, theme, contents, figure, met)
	}
	x.opensByKey(t, met[figure])
	x.clean()
}

// waitFor waits until an expression holds, for some seconds at most.
func (x *tab) waitFor(expression string) {
	x.Helper()
	if _, err := chromedp.Run(x.ctx, chromedp.Poll[bool](expression, chromedp.WithPollingTimeout(5*time.Second))); err != nil {
		x.Errorf("%s never comes true: %v", expression, err)
	}
}

// opensByKey opens the explanation of the figure that has the focus, walks through it and comes back.
func (x *tab) opensByKey(t *testing.T, figure focused) {
	t.Helper()
	f := x.press(kb.Enter)
	x.waitFor("document.querySelector('dialog').open")
	if f = x.focused(); !f.InDialog {
		t.Fatalf("%+v opens nothing; the focus is on %+v", figure, f)
	}
	if text := run[string](x, "document.querySelector('dialog').innerText"); !strings.Contains(text, figure.Text) {
		t.Errorf("the explanation of %s does not say it: %.300s", figure.Text, text)
	}
	for range 40 {
		if f := x.press(kb.Tab); !f.InDialog && f.Name != "body" { // the browser's own bar comes between the last and the first
			t.Errorf("a key leaves the open explanation for %+v", f)
			break
		}
	}
	if f := x.press(kb.Escape); f.Href != figure.Href || !f.Seen || run[bool](x, "document.querySelector('dialog').open") {
		t.Errorf("the key that closes returns to %+v, not to %+v", f, figure)
	}
}

// Charts and folded tables are reached and opened by keys.
func TestKeysUnfold(t *testing.T) {
	x := openPage(t, laptop, "district", district(t).html)
	x.ready()
	if n := run[int](x, "document.querySelectorAll('details:not([open])').length"); n == 0 {
		t.Fatal("nothing is folded")
	}
	run[bool](x, "(document.querySelector('details:not([open]) > summary').focus(), true)")
	x.press(kb.Enter)
	if !run[bool](x, "document.activeElement.parentElement.open") {
		t.Error("Enter does not unfold")
	}
	if lost := run[[]string](x, "probes.charts().filter(c => !c.closest('[tabindex=\"0\"]') && c.scrollWidth > c.clientWidth).map(probes.name)"); len(lost) > 0 {
		t.Errorf("charts that no key scrolls: %q", lost)
	}
}

func TestIsHeard(t *testing.T) {
	for name, of := range pages {
		x := openPage(t, laptop, name, of(t).html)
		x.ready()
		if name == "tongliang" { // the tables are of one make
			run[bool](x, "probes.unfold()")
		}
		for _, lang := range []string{"zh", "en"} {
			t.Run(name+"/"+lang, func(t *testing.T) {
				x.TB = t
				x.heardIn(t, lang)
			})
		}
		x.TB = t
	}
}

// heardIn fails for what is not heard in a language, as far as it is unfolded.
func (x *tab) heardIn(t *testing.T, lang string) {
	t.Helper()
	x.speak(lang)
	things := x.things()
	for i, fault := range unheard(things) {
		if i < 12 {
			t.Error(fault)
		}
	}
	for _, chart := range run[[]string](x, "probes.charts().map(c => c.getAttribute('aria-label') || '')") {
		if chart == "" || !slices.ContainsFunc(things, func(th thing) bool {
			return (th.role == "image" || th.role == "img") && th.name == strings.TrimSpace(chart)
		}) {
			t.Errorf("a chart is not heard by its name %q", chart)
		}
		if lang == "en" && han.MatchString(chart) || lang == "zh" && !han.MatchString(chart) {
			t.Errorf("the name of a chart is not in %s: %q", lang, chart)
		}
	}
}
