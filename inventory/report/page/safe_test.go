package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"ghg/inventory"
	"ghg/inventory/disclosure"
	"ghg/inventory/golden"
)

var voidElements = []string{"meta", "br", "hr", "img", "input", "link"}

// implied are the elements whose end goes without saying before another begins or what holds them ends.
var implied = map[string][]string{"td": {"td", "th"}, "th": {"td", "th"}, "tr": {"td", "th", "tr"}, "/tbody": {"td", "th", "tr"}, "/tr": {"td", "th"}}

// nested tells where tags do not nest, which a browser mends in silence.
func nested(text []byte) (out []string) {
	tokens := html.NewTokenizer(bytes.NewReader(text))
	var open []string
	end := func(by string) {
		for len(open) > 0 && slices.Contains(implied[by], open[len(open)-1]) {
			open = open[:len(open)-1]
		}
	}
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			if !errors.Is(tokens.Err(), io.EOF) {
				out = append(out, tokens.Err().Error())
			}
			for _, name := range open {
				out = append(out, name+" is not closed")
			}
			return out
		case html.StartTagToken:
			name, _ := tokens.TagName()
			end(string(name))
			if !slices.Contains(voidElements, string(name)) {
				open = append(open, string(name))
			}
		case html.EndTagToken:
			name, _ := tokens.TagName()
			end("/" + string(name))
			if len(open) == 0 || open[len(open)-1] != string(name) {
				return append(out, "</"+string(name)+"> within "+strings.Join(open, " "))
			}
			open = open[:len(open)-1]
		}
	}
}

// unsound tells what is wrong with the structure of a page: tags, identities, links that lead nowhere, whatever it would load.
func unsound(t *testing.T, text []byte) (out []string) {
	t.Helper()
	out = nested(text)
	tree, ids := parsed(t, text), map[string]bool{}
	each(tree, func(n *html.Node) {
		if id := attribute(n, "id"); id != "" {
			if ids[id] {
				out = append(out, "two elements have the id "+id)
			}
			ids[id] = true
		}
	})
	each(tree, func(n *html.Node) {
		for _, a := range n.Attr {
			switch {
			case slices.Contains([]string{"src", "srcset", "action", "poster", "data", "background", "formaction", "ping"}, a.Key) || strings.HasPrefix(a.Key, "on"):
				out = append(out, n.Data+" has "+a.Key)
			case a.Key == "href" && !strings.HasPrefix(a.Val, "#"):
				out = append(out, "a link to "+a.Val)
			case a.Key == "href" && !strings.Contains(a.Val, "=") && !ids[a.Val[1:]]:
				out = append(out, a.Val+" leads nowhere")
			case a.Key == "aria-labelledby" && !ids[a.Val]:
				out = append(out, a.Val+" names nothing")
			}
		}
		if slices.Contains([]string{"link", "img", "iframe", "object", "embed", "base", "form", "svg"}, n.Data) {
			out = append(out, "there is a "+n.Data)
		}
		if n.Data == "table" && (n.FirstChild == nil || n.FirstChild.Data != "caption") {
			out = append(out, "a table has no caption")
		}
		if n.Data == "th" && attribute(n, "scope") == "" {
			out = append(out, "a heading of a table has no scope")
		}
	})
	return out
}

func TestPageIsSoundAndLoadsNothing(t *testing.T) {
	for _, fault := range unsound(t, districtPage(t)) {
		t.Error(fault)
	}
	if loads := regexp.MustCompile(`url\(|@import|https?:`).FindString(style); loads != "" {
		t.Errorf("the style has %s", loads)
	}
	for _, broken := range []string{"<p><b></p></b>", "<p id=a></p><p id=a></p>", `<img src="x">`, `<a href="https://x">x</a>`, `<a href="#no">x</a>`, "<table><tr><th>1</th></tr></table>", `<p onclick="x">x</p>`} {
		if len(unsound(t, []byte(broken))) == 0 {
			t.Errorf("passes unseen: %s", broken)
		}
	}
}

// scriptsLetIn checks that the policy lets in the scripts and the style that the page is made of, and nothing else. It returns their
// number.
func scriptsLetIn(t *testing.T, text []byte) int {
	t.Helper()
	policy, let := "", 0
	each(parsed(t, text), func(n *html.Node) {
		if attribute(n, "http-equiv") == "Content-Security-Policy" {
			policy = attribute(n, "content")
		}
		if n.Data != "script" && n.Data != "style" || attribute(n, "type") == "application/json" {
			return
		}
		let++
		sum := sha256.Sum256([]byte(textOf(n)))
		if want := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(policy, want) {
			t.Errorf("a %s is not let in", n.Data)
		}
	})
	scripts := policy[strings.Index(policy, "script-src"):]
	scripts, _, _ = strings.Cut(scripts, ";")
	if !strings.HasPrefix(policy, "default-src 'none';") || strings.Count(policy, "'sha256-") != let || strings.Contains(scripts, "unsafe") {
		t.Errorf("the policy is %s", policy)
	}
	return let
}

func TestPolicyLetsInWhatThePageIsMadeOf(t *testing.T) {
	if n := scriptsLetIn(t, districtPage(t)); n != 4 {
		t.Errorf("%d scripts and styles", n)
	}
}

// hostile is a name that tries all ways out of its place.
var hostile = `</script><script>alert(1)</script><!--<img src=x onerror=alert(2)>]]>"'&lt;` + "\u202e\u2066\u2028😀{a|b}${x}`" + strings.Repeat("长", 10000)

func TestHostileTextStaysText(t *testing.T) {
	s := subjectOf(t, golden.District(t, "../../..", "CN-PROV-2011"))
	for _, e := range s.Inventory().Estimates { // what reading a table would refuse gets no further than here either
		if e.Row.Facility != "" {
			e.Row.Facility = hostile
		}
	}
	s.Inventory().RegionName = hostile
	text := written(t, s)
	for _, fault := range unsound(t, text) {
		t.Error(fault)
	}
	scriptsLetIn(t, text)
	tree := parsed(t, text)
	title := ""
	each(tree, func(n *html.Node) {
		if n.Data == "h1" {
			title = textOf(n)
		}
	})
	if !strings.Contains(strings.ReplaceAll(title, "…", ""), hostile) {
		t.Errorf("the heading is %.300s", title)
	}
	for _, l := range unpacked(t, tree).Lines {
		if strings.HasPrefix(l.Name[0], strings.Join(strings.Fields(hostile), " ")) {
			return
		}
	}
	t.Error("no line bears the name")
}

func TestMaskedFiguresStandNowhere(t *testing.T) {
	masked := *district(t)
	inv := masked.Inventory()
	at := slices.IndexFunc(inv.Estimates, func(e *inventory.Estimate) bool {
		return e.Number && e.Row.Year == masked.Year && e.Row.Facility != "" && e.Row.Category.Depth > 3
	})
	line := inv.Estimates[at]
	masked.Mask = disclosure.For(inv, []inventory.Confidential{{Facility: line.Row.Facility}}, disclosure.Options{})
	text := written(t, &masked)
	tree := parsed(t, text)
	b := unpacked(t, tree)
	if len(b.Lines) > 0 || len(b.Leaves) > len(b.Gases) || len(b.Figures) == 0 {
		t.Errorf("%d lines, %d inputs, %d totals are explained", len(b.Lines), len(b.Leaves), len(b.Figures))
	}
	shown := string(text)
	for link, figures := range b.Figures {
		f, part := figureOf(t, "#"+link)
		if part != "" || masked.Mask.Hides(f) {
			t.Errorf("%s is shown", link)
		}
		shown += strings.Join(figures, " ")
	}
	gwp, _ := inv.GWP(line.Gas)
	mass, co2e := line.Figures(gwp)
	total := inv.Total(inventory.Figure{Year: line.Row.Year, Boundary: line.Boundary, Scope: line.Row.Category.Code, Gas: inventory.AllGases})
	for _, secret := range []string{mass, co2e, total.CO2e.String(), line.Row.Facility} {
		if strings.Contains(shown, secret) {
			t.Errorf("%s stands in the page", secret)
		}
	}
	for _, fault := range unsound(t, text) {
		t.Error(fault)
	}
	each(tree, func(n *html.Node) {
		if link := attribute(n, "href"); strings.HasPrefix(link, "#line=") || strings.HasPrefix(link, "#i=") {
			t.Errorf("%s opens", link)
		}
	})
}
