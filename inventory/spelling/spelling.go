// Package spelling compares names as people write them, and finds the name that a misspelt one was meant to be.
package spelling

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
)

// Fold brings a name to the form in which names are compared: half-width letters, lower case, no blanks.
func Fold(s string) string {
	if strings.IndexFunc(s, folds) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, width.Narrow.String(s))
}

// folds tells whether Fold changes the character.
func folds(r rune) bool {
	if r < utf8.RuneSelf {
		return r <= ' ' || r >= 'A' && r <= 'Z'
	}
	return r == utf8.RuneError || unicode.IsSpace(r) || unicode.ToLower(r) != r || width.LookupRune(r).Narrow() != 0
}

// Nearest returns the candidate that differs from s by the fewest edits, at most a third of s; "" if none does. Ties go
// to the candidate that sorts first.
func Nearest(s string, candidates []string) string {
	found := Near(s, candidates, 1+max(1, len([]rune(s))/3), 1)
	if len(found) == 0 {
		return ""
	}
	return found[0]
}

// Near returns up to most candidates that differ from s by fewer than limit edits, the nearest first; ties are sorted.
func Near(s string, candidates []string, limit, most int) []string {
	type scored struct {
		name string
		cost int
	}
	var list []scored
	written := []rune(Fold(s))
	for _, name := range candidates {
		if cost := distance(written, []rune(Fold(name)), limit); cost < limit {
			list = append(list, scored{name, cost})
		}
	}
	slices.SortFunc(list, func(a, b scored) int {
		if a.cost != b.cost {
			return a.cost - b.cost
		}
		return strings.Compare(a.name, b.name)
	})
	list = slices.Compact(list)
	var out []string
	for _, s := range list[:min(most, len(list))] {
		out = append(out, s.name)
	}
	return out
}

// distance is the Levenshtein distance, or limit if it is not below limit.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit || len(a) > 64 || len(b) > 64 {
		return limit
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// Person brings the name of a person to the form in which it is told whether two names are one: compatible characters are the same, and
// marks on letters, what does not show, full stops and middle dots, blanks, case and what stands in brackets do not count. A name
// that is nothing else stays as Fold has it.
func Person(name string) string {
	within := 0
	out := strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Ps, r) || r == '<':
			within++
			return -1
		case (unicode.Is(unicode.Pe, r) || r == '>') && within > 0:
			within--
			return -1
		case within > 0 || Unseen(r) || unicode.IsSpace(r) || unicode.Is(unicode.M, r) || strings.ContainsRune(".。·•・‧∙⋅", r):
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(name))
	if out == "" {
		return Fold(name)
	}
	return out
}

// Unseen tells whether the character leaves no mark where it stands: those that programs are to ignore, and those that look like blanks.
func Unseen(r rune) bool {
	return r == '\u2800' || unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}
