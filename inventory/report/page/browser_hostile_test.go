package page_test

import (
	"fmt"
	"strings"
	"testing"
)

func TestHostileNamesStayText(t *testing.T) {
	for _, v := range []view{phone} {
		t.Run(v.name, func(t *testing.T) {
			x := openPage(t, v, "hostile", hostile(t).html)
			x.ready()
			run[bool](x, "probes.unfold()")
			for _, what := range []string{"probes.sideways()", "probes.overlaps()", "probes.clipped()", "probes.foreign()"} {
				x.probe(what)
			}
			for _, lang := range []string{"en", "zh"} {
				x.speak(lang)
				x.namesAreSeen(t)
			}
			run[bool](x, "probes.fold()")
			x.hoverCharts()
			var with []string
			for i, e := range numbered(hostile(t).subject.Inventory()) {
				if e.Row.Facility != "" {
					with = append(with, fmt.Sprintf("#line=%d", i))
				}
			}
			for _, o := range append(x.explainAll(with), x.openAll(with[:12])...) {
				var n int
				_, _ = fmt.Sscanf(o.Href, "#line=%d", &n)
				o.says(t, []string{visible(numbered(hostile(t).subject.Inventory())[n].Row.Facility)})
			}
			x.probe("probes.foreign()")
			if run[bool](x, "typeof "+struck+" !== 'undefined'") {
				t.Error("a script of a name has run")
			}
			x.clean()
		})
	}
}

// visible is a name without the characters that no page can hold.
func visible(name string) string { return strings.NewReplacer("\x00", "", "\x1b", "").Replace(name) }

// namesAreSeen fails for a name that stands nowhere in the page as it was given.
func (x *tab) namesAreSeen(t *testing.T) {
	t.Helper()
	text := squeezed(run[string](x, "document.querySelector('main').textContent"))
	heading := run[string](x, "document.querySelector('h1').textContent")
	if name := hostile(t).subject.Inventory().RegionName; !strings.Contains(heading, name) {
		t.Errorf("the heading %q does not hold the name %q", heading, name)
	}
	seen := 0
	for _, name := range hostileNames {
		if strings.Contains(text, squeezed(name)) {
			seen++
		}
	}
	if seen < len(hostileNames)/2 {
		t.Errorf("%d of %d names are seen", seen, len(hostileNames))
	}
}

// hoverCharts moves the pointer over every chart; what each says is drawn as text.
func (x *tab) hoverCharts() {
	x.Helper()
	silent := run[[]string](x, `(async () => {
		const silent = [];
		for (const c of probes.charts().filter(probes.shown)) {
			c.scrollIntoView({block: 'center', behavior: 'instant'});
			const drawing = c.querySelector('svg, canvas'), b = drawing.getBoundingClientRect();
			const words = () => c.querySelectorAll('text, tspan').length, before = words();
			let most = 0;
			for (let i = 1; i < 12; i++) for (let j = 1; j < 6; j++) {
				const at = {clientX: b.x + b.width * i / 12, clientY: b.y + b.height * j / 6, bubbles: true};
				(document.elementFromPoint(at.clientX, at.clientY) ?? drawing).dispatchEvent(new MouseEvent('mousemove', at));
				if (j === 3) {
					await new Promise(done => setTimeout(done, 30));
					most = Math.max(most, words());
				}
			}
			if (most <= before) silent.push(probes.name(c));
		}
		return silent;
	})()`)
	for _, chart := range silent {
		x.Errorf("%s says nothing to the pointer", chart)
	}
}

// With scripts switched off all tables and texts are there.
func TestReadsWithoutScripts(t *testing.T) {
	v := laptop
	v.noScript = true
	x := openPage(t, v, "district", district(t).html)
	for _, what := range []string{"probes.sideways()", "probes.overlaps()", "probes.clipped()", "probes.contrast()"} {
		x.probe(what)
	}
	if !run[bool](x, "probes.shown(document.querySelector('noscript div'))") {
		t.Error("nothing says that scripts are off")
	}
	if dead := run[[]string](x, "[...document.querySelectorAll('button')].filter(probes.shown).map(probes.name)"); len(dead) > 0 {
		t.Errorf("buttons that do nothing: %q", dead)
	}
	if empty := run[[]string](x, "probes.charts().filter(probes.shown).map(probes.name)"); len(empty) > 0 {
		t.Errorf("empty places of charts: %q", empty)
	}
	before := run[int](x, "document.querySelectorAll('table').length")
	unseen := run[[]string](x, "(probes.unfold(), [...document.querySelectorAll('table')].filter(e => !probes.shown(e)).map(probes.name))")
	if before < 7 || len(unseen) > 0 {
		t.Errorf("%d tables, %d of them not seen: %q", before, len(unseen), unseen)
	}
	x.clean()
}
