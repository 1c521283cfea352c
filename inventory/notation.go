package inventory

import (
	"fmt"
	"strings"

	"ghg/inventory/spelling"
)

// Notation is a set of notation keys (IPCC 2006 V1 Table 8.1, p8.7; FX is the reporting key of the enhanced
// transparency framework). The empty set means that nothing but numbers was met.
type Notation uint8

// The notation keys.
const (
	NO Notation = 1 << iota // not occurring 不存在
	NE                      // not estimated 未估算
	NA                      // not applicable 不适用
	IE                      // included elsewhere 列入他处
	C                       // confidential 保密
	FX                      // flexibility 灵活性
)

var notationNames = [...]string{"NO", "NE", "NA", "IE", "C", "FX"}

// ParseNotation reads one key, in any case and width, or several joined by comma, semicolon or blank.
func ParseNotation(s string) (Notation, error) {
	var n Notation
	for _, word := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",;，；、 ", r) }) {
		key := Notation(0)
		for i, name := range notationNames {
			if spelling.Fold(word) == spelling.Fold(name) {
				key = 1 << i
			}
		}
		if key == 0 {
			return 0, fmt.Errorf("%q is not a notation key (NO, NE, NA, IE, C, FX)", word)
		}
		n |= key
	}
	return n, nil
}

// Has tells whether every key of k is in n.
func (n Notation) Has(k Notation) bool { return n&k == k }

// String prints the keys joined by comma, in the order of the guideline's table.
func (n Notation) String() string {
	var out []string
	for i, name := range notationNames {
		if n&(1<<i) != 0 {
			out = append(out, name)
		}
	}
	return strings.Join(out, ",")
}

// Among returns the keys of a sum: what the keys of its parts leave to be said of it (METHODS §7.8). Beside a number
// NO and NA say nothing more; without one, NE outweighs IE, IE outweighs NO and NO outweighs NA. C and FX are kept.
func (n Notation) Among(hasNumber bool) Notation {
	kept := n & (C | FX)
	switch {
	case hasNumber:
		return kept | n&(NE|IE)
	case n.Has(NE):
		return kept | NE
	case n.Has(IE):
		return kept | IE
	case n.Has(NO):
		return kept | NO
	default:
		return kept | n&NA
	}
}

// Incomplete tells whether a sum with these keys leaves something out: a part that was not estimated, or one that is
// confidential and not shown inside another cell.
func (n Notation) Incomplete() bool { return n&(NE|C) != 0 }
