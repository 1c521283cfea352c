package page_test

import (
	"strings"
	"testing"
)

const sound = `<!doctype html><html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>好</title>
<style>body{margin:8px;font:16px sans-serif;color:#222;background:#fff}button{min-height:28px;min-width:28px}.wide{overflow-x:auto}.wide table{width:2000px}
@media (prefers-color-scheme: dark){body{color:#ddd;background:#111}a{color:#8bf}}</style>
<body><h1>温室气体清单</h1><section id="a"><p>一段文字，与<a href="#a">链接</a>一起。</p><button>一</button> <button>二</button></section>
<section id="b"><div class="wide"><table><tr><td>1</td><td>2</td></tr></table></div><svg width="100" height="40"><rect width="100" height="40" fill="#003"/><text x="10" y="25" fill="#fff">图</text></svg></section>`

// What a probe or the listening must find in a page with one fault, and never in the sound page.
func TestProbesSeeFaults(t *testing.T) {
	x := openPage(t, phone, "sound", sound)
	for _, c := range []struct{ name, put, probe, says string }{
		{"a wide block", `<div style="width:900px">x</div>`, "probes.sideways()", "px wide in 360"},
		{"blocks upon each other", `<div><p>一</p><p style="margin-top:-30px">二</p></div>`, "probes.overlaps()", "share"},
		{"a text that is cut off", `<div style="width:60px;overflow:hidden;white-space:nowrap">很长很长很长很长的文字</div>`, "probes.clipped()", "leaves"},
		{"a text beyond its card", `<div style="width:60px;white-space:nowrap">很长很长很长很长的文字</div>`, "probes.clipped()", "leaves"},
		{"a small text", `<p style="font-size:10px">小</p>`, "probes.small(11)", "10 px"},
		{"a small text of a drawing", `<svg viewBox="0 0 200 20" width="100" height="10"><text y="15" font-size="16">小</text></svg>`, "probes.small(11)", "8 px"},
		{"small targets", `<a style="display:inline-block;font-size:12px" href="#a">一</a> <a style="display:inline-block;font-size:12px" href="#b">二</a>`, "probes.targets()", "px from"},
		{"a pale text", `<p style="color:#999">淡</p>`, "probes.contrast()", "2.85"},
		{"a pale text by opacity", `<p style="opacity:.5">淡</p>`, "probes.contrast()", "淡"},
		{"a pale text of a drawing", `<svg width="90" height="40"><rect width="90" height="40" fill="#555"/><text x="9" y="25" fill="#333">图</text></svg>`, "probes.contrast()", "图"},
		{"an error", `<script>console.error("no")</script>`, "", "console error"},
		{"a warning", `<script>console.warn("no")</script>`, "", "console warning"},
		{"an exception", `<script>nothing.at()</script>`, "", "nothing is not defined"},
		{"a rejection", `<script>Promise.reject(new Error("no"))</script>`, "", "exception"},
		{"a dialog", `<script>alert("no")</script>`, "", "dialog alert"},
		{"an image from elsewhere", `<img src="https://example.org/a.png" alt="">`, "", "asked for https://example.org/a.png"},
		{"a call elsewhere", `<script>fetch("https://example.org/b").catch(() => {})</script>`, "", "asked for https://example.org/b"},
		{"a beacon", `<script>navigator.sendBeacon("https://example.org/c")</script>`, "", "asked for https://example.org/c"},
		{"a socket", `<script>new WebSocket("wss://example.org/d")</script>`, "", "asked for wss://example.org/d"},
		{"what the policy forbids", `<meta http-equiv="Content-Security-Policy" content="script-src 'none'"><script>1</script>`, "", "violates"},
	} {
		t.Run(c.name, func(t *testing.T) {
			html := sound + c.put
			if strings.HasPrefix(c.put, "<meta") {
				html = strings.Replace(sound, "<title>", c.put+"<title>", 1)
			}
			x := x.reopen(t, "faulty", html)
			found := x.complaints()
			if c.probe != "" {
				found = run[[]string](x, c.probe)
			}
			if all := strings.Join(found, "\n"); !strings.Contains(all, c.says) {
				t.Errorf("%q is not among %q", c.says, found)
			}
		})
	}
	for _, v := range []view{phone, laptop, paper, phone.inDark()} {
		x := openPage(t, v, "sound", sound)
		x.clean()
		for _, what := range []string{"probes.sideways()", "probes.overlaps()", "probes.clipped()", "probes.small(11)", "probes.targets()", "probes.contrast()"} {
			x.probe(what)
		}
	}
}

func TestHearingSeesFaults(t *testing.T) {
	const start = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>好</title><main>`
	const good = start + `<h1>一</h1><h2>二</h2><button>三</button><table><caption>四</caption><tr><th scope="col">五</th><td>六</td></tr></table>
<div role="img" aria-label="七"></div><a href="#a">八</a><h2>九</h2>`
	x := openPage(t, laptop, "heard", good)
	if found := unheard(x.things()); len(found) > 0 {
		t.Errorf("%q", found)
	}
	for put, says := range map[string]string{
		`<h1>一</h1>`: "2 headings of the first level", `<h4>一</h4>`: "of level 4 follows one of level 2", `<button></button>`: "a button has no name", `<a href="#b"></a>`: "a link has no name",
		`<div role="img"></div>`: "a image has no name", `<table><caption>四</caption><tr><td>六</td></tr><tr><td>六</td></tr></table>`: `has no column headers`,
		`<table><tr><th scope="col">五</th><th>六</th></tr><tr><td>六</td><td>六</td></tr></table>`: "a table has no name", `</main><main>`: "2 main parts",
	} {
		if found := strings.Join(unheard(x.reopen(t, "unheard", good+put).things()), "\n"); !strings.Contains(found, says) {
			t.Errorf("%s: %q is not among %q", put, says, found)
		}
	}
}

// A page that is drawn with another font, or with lines a little higher, looks the same; one of which a part is missing, moved
// or recoloured does not.
func TestPicturesTellFaultsFromFonts(t *testing.T) {
	const parts = "section, section > div"
	text := strings.Repeat("重庆市铜梁区二〇二四年温室气体清单，单位为万吨二氧化碳当量。", 4)
	html := strings.Replace(sound, "<body>", `<body><section id="c"><svg width="300" height="150"><rect width="60" height="150" fill="#036"/><rect x="90" y="60" width="60" height="90" fill="#c60"/>
<rect x="180" y="30" width="60" height="120" fill="#393"/></svg></section><section id="d" style="display:grid;grid-template-columns:1fr 1fr;gap:8px"><div style="background:#dde">`+text+`</div><div>`+text+`</div></section>`, 1)
	for _, v := range []view{phone, laptop} {
		x := openPage(t, v, "pictured", html)
		as := func(css string) []block {
			run[bool](x, "probes.restyle(`"+css+"`)")
			return x.blocks(v, parts)
		}
		want := as("")
		if held := parse(t, format(want)); len(differences(v, held, want)) > 0 {
			t.Error("a picture differs from itself as it is kept")
		}
		for _, css := range []string{"", "body{font-family:serif}", "body{line-height:1.3}", "body{letter-spacing:.2px}"} {
			if found := differences(v, want, as(css)); len(found) > 0 {
				t.Errorf("%s %s: %q", v.name, css, found)
			}
		}
		for _, css := range []string{"svg{visibility:hidden}", "#d{display:none !important}", "#d{grid-template-columns:1fr !important}", "#c{margin-left:60px}", "body{background:#111}", "#c{transform:scaleX(-1)}",
			"#c{padding-bottom:200px}", "rect{fill:#fff}"} {
			if len(differences(v, want, as(css))) == 0 {
				t.Errorf("%s: %s is not seen", v.name, css)
			}
		}
	}
}
