package inventory

import "strings"

// Pattern names variables by their ids. An asterisk stands for any run of characters, also for none and also across the bars between
// the parts of an id; everything else stands for itself, capitals and blanks included.
type Pattern string

// Wild tells whether the pattern may name several variables.
func (p Pattern) Wild() bool { return strings.Contains(string(p), "*") }

// Match tells whether the pattern names the variable. What stands between two asterisks is taken where it is first met, which leaves
// most for what follows, so that nothing is ever tried twice.
func (p Pattern) Match(id string) bool {
	head, rest, wild := strings.Cut(string(p), "*")
	if !wild {
		return id == head
	}
	id, begins := strings.CutPrefix(id, head)
	if !begins {
		return false
	}
	for {
		part, after, more := strings.Cut(rest, "*")
		if !more {
			return strings.HasSuffix(id, part)
		}
		at := strings.Index(id, part)
		if at < 0 {
			return false
		}
		id, rest = id[at+len(part):], after
	}
}
