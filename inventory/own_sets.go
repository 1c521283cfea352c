package inventory

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxSetName bounds the name of a factor set, in characters.
const maxSetName = 40

// OwnSet is the factor set that a table of a workspace brings with it: the one it is named after, as factors/EFDB.csv is
// that of the set EFDB. It is "" for a table that may hold the district's own factors alone: local.csv, the tables of
// confirmations and blends, one named as a shipped set, and one whose name is no name of a set.
func (v *Vocabulary) OwnSet(file string) string {
	base := path.Base(file)
	name := strings.TrimSuffix(base, path.Ext(base))
	switch strings.ToLower(name) {
	case "local", "confirmations", "blends":
		return ""
	}
	if !IsSetName(name) {
		return ""
	}
	for shipped := range v.Sets {
		if strings.EqualFold(shipped, name) {
			return ""
		}
	}
	return name
}

// IsSetName tells whether a factor set may have the name: letters, digits, point, hyphen and underscore, a letter or digit
// first, for it is also the name of a file and a part of keys.
func IsSetName(name string) bool {
	for i, r := range name {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && (i == 0 || !strings.ContainsRune(".-_", r)) {
			return false
		}
	}
	return name != "" && utf8.ValidString(name) && utf8.RuneCountInString(name) <= maxSetName
}
