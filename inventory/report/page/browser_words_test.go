package page_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

var (
	han         = regexp.MustCompile(`\p{Han}`)
	foreignUnit = regexp.MustCompile(`10\^\d|\bCNY\b`)
	latin       = regexp.MustCompile(`[A-Za-z]{4,} [a-z]{3,}`) // two English words at least; units, codes and names of standards are single
)

// speak switches the page to a language.
func (x *tab) speak(lang string) {
	x.Helper()
	if !strings.HasPrefix(run[string](x, "document.documentElement.lang"), lang) {
		run[bool](x, "(document.getElementById('language').click(), true)")
		x.ready()
	}
	if got := run[string](x, "document.documentElement.lang"); !strings.HasPrefix(got, lang) {
		x.Fatalf("the page speaks %s, not %s", got, lang)
	}
}

// said is a text of the page where its own words stand: headings, captions, heads of columns, notes, buttons, drawings.
const ownWords = `h1, h2, h3, caption, thead th, summary, button, nav a, figcaption, .lead, .note, .legend, .lack, footer, .card h3, .card li, .card small, svg text, .skip, .kind, .basis`

func (x *tab) ownWords() []string {
	return run[[]string](x, "[...new Set([...probes.seenTexts()].filter(n => n.parentElement.closest(`"+ownWords+"`)).map(n => n.data.trim()))]")
}

func TestSpeaksBothLanguages(t *testing.T) {
	for name, of := range pages {
		t.Run(name, func(t *testing.T) {
			x := openPage(t, laptop, name, of(t).html)
			x.ready()
			if name == "tongliang" { // the tables are of one make
				run[bool](x, "probes.unfold()")
			}
			s := of(t).subject
			names := []string{s.Inventory().RegionName}
			for _, e := range s.Inventory().Estimates {
				names = append(names, e.Row.Facility, e.Row.Note)
			}
			for _, lang := range []string{"zh", "en", "zh"} {
				x.speak(lang)
				for _, text := range x.ownWords() {
					switch rest := without(text, names); {
					case lang == "en" && han.MatchString(rest) && text != "中文":
						t.Errorf("%q stands in the English page", text)
					case lang == "zh" && foreignUnit.MatchString(rest):
						t.Errorf("the unit in %q is not Chinese", text)
					case lang == "zh" && latin.MatchString(rest) && !han.MatchString(rest):
						t.Errorf("%q stands in the Chinese page", text)
					}
				}
				for _, label := range run[[]string](x, "[...document.querySelectorAll('[aria-label]')].map(e => e.getAttribute('aria-label')).concat(document.title)") {
					if rest := without(label, names); lang == "en" && han.MatchString(rest) && !latin.MatchString(rest) || lang == "zh" && !han.MatchString(rest) && latin.MatchString(rest) {
						t.Errorf("the label %q does not follow the language %s", label, lang)
					}
				}
			}
			x.clean()
		})
	}
}

// without is a text without the names that people gave.
func without(text string, names []string) string {
	for _, n := range names {
		if utf8.RuneCountInString(n) > 1 {
			text = strings.ReplaceAll(text, n, "")
		}
	}
	return text
}

// The language and the colours that were chosen hold for the next opening or at least for the whole page; the system's choice of
// colours is followed until then.
func TestColoursFollowTheSystemAndTheSwitch(t *testing.T) {
	dark := "(() => { const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number); return r + g + b < 384; })()"
	for _, v := range []view{laptop, laptop.inDark()} {
		x := openPage(t, v, "district", district(t).html)
		x.ready()
		if got := run[bool](x, dark); got != v.dark {
			t.Errorf("%s: dark is %v", v.name, got)
		}
		before := run[string](x, "[...document.querySelectorAll('.chart svg text')].map(e => getComputedStyle(e).fill).join()")
		run[bool](x, "(document.getElementById('theme').click(), true)")
		x.ready()
		if got := run[bool](x, dark); got == v.dark {
			t.Errorf("%s: the switch changes nothing", v.name)
		}
		if pressed := run[string](x, "document.getElementById('theme').getAttribute('aria-pressed')"); pressed != map[bool]string{true: "false", false: "true"}[v.dark] {
			t.Errorf("%s: the switch says pressed=%s", v.name, pressed)
		}
		if before != "" && before == run[string](x, "[...document.querySelectorAll('.chart svg text')].map(e => getComputedStyle(e).fill).join()") {
			t.Errorf("%s: the charts keep their colours", v.name)
		}
		x.probe("probes.contrast()")
		x.probe("probes.blankCharts()")
		x.clean()
	}
}
