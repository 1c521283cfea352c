package page_test

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/chromedp"
)

// thing is what a screen reader meets: its role, its name and, of a heading, its level.
type thing struct {
	id, parent string
	role, name string
	level      int
}

// things are those of the page in reading order.
func (x *tab) things() (out []thing) {
	x.Helper()
	tree, err := chromedp.Run(x.ctx, func(ctx context.Context, t *chromedp.Target) (accessibility.GetFullAXTreeResult, error) {
		return cdp.Call(ctx, t, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	})
	if err != nil {
		x.Fatal(err)
	}
	held := map[accessibility.NodeID]*accessibility.Node{}
	for _, n := range tree.Nodes {
		held[n.NodeID] = n
	}
	var visit func(n *accessibility.Node, parent string)
	visit = func(n *accessibility.Node, parent string) {
		if n == nil {
			return
		}
		if !n.Ignored {
			th := thing{id: string(n.NodeID), parent: parent, role: said(n.Role), name: said(n.Name)}
			for _, p := range n.Properties {
				if p.Name == "level" {
					_, _ = fmt.Sscan(said(p.Value), &th.level)
				}
			}
			out = append(out, th)
			parent = th.id
		}
		for _, id := range n.ChildIDs {
			visit(held[id], parent)
		}
	}
	visit(tree.Nodes[0], "")
	return out
}

func said(v *accessibility.Value) string {
	if v == nil {
		return ""
	}
	var text string
	if json.Unmarshal(v.Value, &text) != nil {
		text = string(v.Value) // a number
	}
	return strings.TrimSpace(text)
}

var mustBeNamed = map[string]bool{"button": true, "link": true, "checkbox": true, "switch": true, "radio": true, "combobox": true, "textbox": true, "img": true, "image": true,
	"graphics-document": true, "table": true, "dialog": true, "navigation": true, "region": true, "tab": true, "heading": true, "DisclosureTriangle": true}

// unheard are the faults of a page for those who hear it: no or several first headings, a level left out, a thing without a
// name, a table without column headers, no main part.
func unheard(things []thing) (out []string) {
	first, level, main := 0, 0, 0
	headers := map[string]bool{} // tables that have them
	parents := map[string]thing{}
	for _, th := range things {
		parents[th.id] = th
		switch th.role {
		case "heading":
			if th.level == 1 {
				first++
			}
			if th.level > level+1 {
				out = append(out, fmt.Sprintf("heading %q of level %d follows one of level %d", th.name, th.level, level))
			}
			level = th.level
		case "main":
			main++
		case "columnheader":
			for p := th.parent; p != ""; p = parents[p].parent {
				if parents[p].role == "table" {
					headers[p] = true
					break
				}
			}
		}
		if mustBeNamed[th.role] && th.name == "" {
			out = append(out, fmt.Sprintf("a %s has no name (in %s %q)", th.role, parents[th.parent].role, parents[th.parent].name))
		}
	}
	for _, th := range things {
		if th.role == "table" && !headers[th.id] {
			out = append(out, fmt.Sprintf("table %q has no column headers", th.name))
		}
	}
	if first != 1 {
		out = append(out, fmt.Sprintf("%d headings of the first level", first))
	}
	if main != 1 {
		out = append(out, fmt.Sprintf("%d main parts", main))
	}
	return out
}

// chinese are the families of fonts in which simplified Chinese is at home.
var chinese = regexp.MustCompile(`Noto (Sans|Serif)( Mono)? (CJK )?SC|Source Han (Sans|Serif)( SC)?$|PingFang SC|Microsoft YaHei|WenQuanYi|SimSun|SimHei|Heiti SC|Songti SC|Droid Sans Fallback|HarmonyOS`)

// fonts are the families that drew the texts of elements, at most some, with the element that was drawn so.
func (x *tab) fonts(selector string, some int) map[string]string {
	x.Helper()
	out, err := chromedp.Run(x.ctx, func(ctx context.Context, t *chromedp.Target) (map[string]string, error) {
		if _, err := cdp.Call(ctx, t, dom.Enable, dom.EnableParams{}); err != nil {
			return nil, err
		}
		if _, err := cdp.Call(ctx, t, css.Enable, cdp.Empty{}); err != nil {
			return nil, err
		}
		document, err := cdp.Call(ctx, t, dom.GetDocument, dom.GetDocumentParams{})
		if err != nil {
			return nil, err
		}
		nodes, err := cdp.Call(ctx, t, dom.QuerySelectorAll, dom.QuerySelectorAllParams{NodeID: document.Root.NodeID, Selector: selector})
		if err != nil {
			return nil, err
		}
		out := map[string]string{}
		for i := 0; i < len(nodes.NodeIDs); i += 1 + len(nodes.NodeIDs)/some {
			used, err := cdp.Call(ctx, t, css.GetPlatformFontsForNode, css.GetPlatformFontsForNodeParams{NodeID: nodes.NodeIDs[i]})
			if err != nil {
				return nil, err
			}
			for _, f := range used.Fonts {
				out[f.FamilyName] = fmt.Sprintf("%s %d, %.0f glyphs", selector, i, f.GlyphCount)
			}
		}
		return out, nil
	})
	if err != nil {
		x.Fatal(err)
	}
	return out
}

// chineseInItsFont fails where a text of nothing but Chinese characters is drawn with another font, or with no glyphs.
func (x *tab) chineseInItsFont() {
	x.Helper()
	if n := run[int](x, `[...probes.seenTexts()].filter(n => /^[\u4e00-\u9fff]+$/.test(n.data.trim()) && n.parentElement.childNodes.length === 1)
		.map(n => n.parentElement.setAttribute("data-han", "")).length`); n == 0 {
		x.Error("no Chinese text")
	}
	fonts := x.fonts("[data-han]", 60)
	if len(fonts) == 0 {
		x.Error("no font drew the Chinese texts")
	}
	for family, of := range fonts {
		if !chinese.MatchString(family) {
			x.Errorf("%s drew %s", family, of)
		}
	}
	if same := run[[]string](x, `(() => {
		const draw = s => {
			const c = Object.assign(document.createElement("canvas"), {width: 48, height: 48}).getContext("2d");
			c.font = "32px " + getComputedStyle(document.body).fontFamily;
			c.fillText(s, 4, 36);
			return c.canvas.toDataURL();
		};
		const all = ["温", "室", "气", "体", "\u{10fffd}"].map(draw);
		return all.filter((d, i) => all.indexOf(d) < i);
	})()`); len(same) > 0 {
		x.Error("two Chinese characters look alike")
	}
}
