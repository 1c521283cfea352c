package page

import (
	"html/template"
	"strings"

	"ghg/inventory"
)

// say is a text of the skeleton in both languages.
func say(zh, en string) template.HTML { return both(inventory.Text{ZH: zh, EN: en}) }

// english is the English text, the Chinese where there is none.
func english(t inventory.Text) string {
	if t.EN == "" {
		return t.ZH
	}
	return t.EN
}

// both is a text in both languages, of which the style shows one. Names that people gave may run from right to left: each stands
// isolated from what is around it.
func both(t inventory.Text) template.HTML {
	var b strings.Builder
	write(&b, t)
	return template.HTML(b.String())
}

func write(b *strings.Builder, t inventory.Text) {
	switch {
	case t.EN == "" || t.EN == t.ZH:
		if plain(t.ZH) {
			b.WriteString(t.ZH)
			return
		}
		b.WriteString("<bdi>")
		escaped(b, t.ZH)
		b.WriteString("</bdi>")
	default:
		b.WriteString("<bdi lang=zh>")
		escaped(b, t.ZH)
		b.WriteString("</bdi><bdi lang=en>")
		escaped(b, t.EN)
		b.WriteString("</bdi>")
	}
}

// plain tells whether the text is a figure, a code or a word of letters without meaning to HTML or to the direction of text.
func plain(s string) bool {
	for _, r := range s {
		if r < ' ' || r > '~' && !strings.ContainsRune("−–±×", r) || strings.ContainsRune(`<>&"'`, r) {
			return false
		}
	}
	return true
}

// mostRunes is the length from which a text is folded, so that no cell fills pages; atFirst is what of it is seen.
const mostRunes, atFirst = 400, 120

func escaped(b *strings.Builder, s string) {
	if len(s) <= mostRunes {
		b.WriteString(template.HTMLEscapeString(s))
		return
	}
	runes := []rune(s)
	if len(runes) <= mostRunes {
		b.WriteString(template.HTMLEscapeString(s))
		return
	}
	b.WriteString("<details class=long><summary>")
	b.WriteString(template.HTMLEscapeString(string(runes[:atFirst])))
	b.WriteString("…</summary>")
	b.WriteString(template.HTMLEscapeString(string(runes[atFirst:])))
	b.WriteString("</details>")
}

// name is the text in the language that the page opens in, for attributes.
func name(t inventory.Text, lang string) string {
	if lang == "en" {
		return english(t)
	}
	return t.ZH
}

// href is the address of an explanation or a section on the page itself.
func href(link string) template.URL {
	return template.URL("#" + strings.TrimPrefix(link, "#"))
}

// brief cuts a text that people wrote to a length that a chart has room for; it stands whole in the tables.
func brief(t inventory.Text, most int) inventory.Text {
	cut := func(s string) string {
		if runes := []rune(s); len(s) > most && len(runes) > most {
			return string(runes[:most-1]) + "…"
		}
		return s
	}
	return inventory.Text{ZH: cut(t.ZH), EN: cut(t.EN)}
}
