package inventory

import (
	"crypto/sha256"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"ghg/inventory/quantity"
)

// Any in a suppression's file, facility or item stands for whatever the breach has there.
const Any = "*"

// Suppression is one row of records/suppressions.csv: a breach of a rule that a person has looked into and answers for.
// Rule is the rule's id as written. Year, category, file, facility and item are those of the breach, "" (0, nil) where it
// has none; Any stands for whatever it has. Seen is the mark of what the breach said when the person looked.
type Suppression struct {
	Rule     string
	Year     int
	Category *Category
	File     string
	Facility string
	Item     string
	Seen     string
	Signed
}

// Covers tells whether the suppression speaks of the breach, whatever that says by now. Of the rule it goes by the id that
// the breach carries.
func (s *Suppression) Covers(rule string, p Problem) bool {
	category := ""
	if s.Category != nil {
		category = s.Category.Code
	}
	is := func(written, found string) bool { return written == Any || written == found }
	return rule == p.Rule && s.Year == p.Year && category == p.Category && is(s.File, p.Source.File) && is(s.Facility, p.Facility) && is(s.Item, p.Item)
}

// Saw tells whether the breach says what it said when the suppression was written.
func (s *Suppression) Saw(p Problem) bool { return strings.EqualFold(s.Seen, p.Seen) }

// Suppressed is what a suppression made of a breach: who answers for it, and how grave and what it was.
type Suppressed struct {
	By       *Suppression
	Severity Severity
	Message  Text
}

// Suppress is the breach as a remark that says who answers for it, when and why.
func (p Problem) Suppress(by *Suppression) Problem {
	p.Suppressed = &Suppressed{by, p.Severity, p.Message}
	p.Severity = Info
	p.Message = Text{
		ZH: "由 " + by.By + " 于 " + by.Date + " 抑制（" + by.Place.Cell("rule").String() + "）：" + by.Reason + "（原为 " + p.Suppressed.Severity.String() + "：" + p.Message.ZH + "）",
		EN: "suppressed by " + by.By + " on " + by.Date + " (" + by.Place.Cell("rule").String() + "): " + by.Reason + " (was " + p.Suppressed.Severity.String() + ": " + p.Message.EN + ")"}
	return p
}

// Reopen is the breach, as grave as it is, with what the suppression that speaks of it did not see.
func (p Problem) Reopen(by *Suppression) Problem {
	at := by.Place.Cell("seen").String()
	if by.Seen == "" {
		p.Message.ZH += "（" + by.By + " 于 " + by.Date + " 写的一行没有写明所见的问题，不起作用：" + at + "）"
		p.Message.EN += " (the row of " + by.By + " of " + by.Date + " does not say which breach was seen, and answers for none: " + at + ")"
		return p
	}
	p.Message.ZH += "（" + by.By + " 于 " + by.Date + " 说明之后已有变化，须重新核对：" + at + "）"
	p.Message.EN += " (it has changed since " + by.By + " answered for it on " + by.Date + " and wants another look: " + at + ")"
	return p
}

// Mark is eight letters that stand for what the breach says: its rule, and the figures, units, codes and names of its
// message. Places are left out, so that a row may be put in above, and so are the program's own words. There are no digits
// among the letters, which a spreadsheet would take for a number, and no vowels, which would make words.
func (p Problem) Mark() string {
	const letters = "bcdfghjkmnpqrstvwxyz"
	sum := sha256.Sum256([]byte(p.Rule + "\n" + strings.Join(told(p.Message.EN), "\n")))
	out := make([]byte, 8)
	for i := range out {
		out[i] = letters[int(sum[i])%len(letters)]
	}
	return string(out)
}

// placeIn finds file:row:column and file!sheet!B12 in a message.
var placeIn = regexp.MustCompile(`(?i)[^\s(（，,;；"“]*\.(csv|xlsx|xlsm|toml)(![^!\n]{0,80}![A-Z]+\d+|(:\d+){0,2})`)

// units are the words that were looked up as units, and whether they are: a word that is none takes long to tell.
var units sync.Map

func isUnit(word string) bool {
	known, ok := units.Load(word)
	if !ok {
		_, err := quantity.ParseUnit(word)
		known = err == nil
		units.Store(word, known)
	}
	return known.(bool)
}

// told are the words of an English message that are the data's: what holds a digit, units behind it, what is in capitals,
// and names in Chinese.
func told(message string) []string {
	words := strings.FieldsFunc(placeIn.ReplaceAllString(message, " "), func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(`()（）[]"“”,，;；:：、=×÷→–`, r)
	})
	var out []string
	figure := false // the word before holds a digit
	for _, word := range words {
		word = strings.TrimRight(word, ".")
		unit := false
		if figure {
			unit = isUnit(word)
		}
		figure = strings.ContainsFunc(word, unicode.IsDigit)
		foreign := strings.ContainsFunc(word, func(r rune) bool { return r > unicode.MaxASCII && unicode.IsLetter(r) })
		capitals := len(word) > 1 && word == strings.ToUpper(word) && strings.ContainsFunc(word, unicode.IsUpper)
		if figure || unit || foreign || capitals {
			out = append(out, word)
		}
	}
	return out
}
