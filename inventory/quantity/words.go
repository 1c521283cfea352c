package quantity

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
	"sync"
	"unicode"

	"ghg/seeds"
)

// word is a unit and the Chinese word for it, the most general of them; activity tells whether activity figures come in it.
type word struct {
	unit     Unit
	zh       string
	activity bool
}

var words = sync.OnceValue(loadWords)

// loadWords reads the units of units.csv that have a Chinese word.
func loadWords() []word {
	content, err := seeds.FS.ReadFile("units.csv")
	if err != nil {
		panic(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil {
		panic(fmt.Sprintf("units.csv: %v", err))
	}
	var out []word
	for _, row := range rows[1:] {
		zh := ""
		for alias := range strings.SplitSeq(row[6], ";") {
			if strings.HasSuffix(alias, "个") || zh == "" && strings.ContainsFunc(alias, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
				zh = alias
			}
		}
		if zh != "" {
			out = append(out, word{MustUnit(row[0]), zh, strings.Contains(row[5], "activity")})
		}
	}
	return out
}

// Chinese is the Chinese word for the unit, its name where the tables have none; a share keeps its sign.
func (u Unit) Chinese() string {
	for _, w := range words() {
		if w.unit == u && !u.SameDimension(One) {
			return w.zh
		}
	}
	return u.String()
}

// Alike are the Chinese words for the units of the same dimension that activity figures come in, in the order of units.csv.
func (u Unit) Alike() []string {
	var out []string
	for _, w := range words() {
		if w.activity && w.unit.SameDimension(u) {
			out = append(out, w.zh)
		}
	}
	return out
}
