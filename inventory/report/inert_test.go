package report

import "testing"

// Only what a spreadsheet would take for a formula is given an apostrophe: a number is none, however many digits it has.
func TestInert(t *testing.T) {
	const exact = "-202540.47457310923972345562257900250594845"
	for cell, want := range map[string]string{
		"": "", "煤": "煤", exact: exact, "+" + exact[1:]: "+" + exact[1:], "-1": "-1", "-.5": "-.5", "-1,000": "-1,000", "-1e5": "-1e5",
		"=1+1": "'=1+1", "-1-1": "'-1-1", "-": "'-", "-.": "'-.", "-1.2.3": "'-1.2.3", "+A1": "'+A1", "@x": "'@x", "=-" + exact[1:]: "'=-" + exact[1:], "\t1": "\t1", "\t=1": "'\t=1", "=1": "'=1", "@1": "'@1",
	} {
		if got := inert(cell); got != want {
			t.Errorf("%q becomes %q, want %q", cell, got, want)
		}
	}
}
