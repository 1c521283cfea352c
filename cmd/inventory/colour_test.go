package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"ghg/inventory"
	"ghg/inventory/report"
)

// Words of severities are coloured where the painter colours them and nowhere else, and no text of the user's steers the
// terminal either way.
func TestColour(t *testing.T) {
	problems := inventory.Problems{{Source: inventory.Source{File: "a\x1b[2J.csv", Row: 3}, Code: "bad-year", Severity: inventory.Error,
		Message: inventory.Text{EN: "\"\x1b[31mERROR\" is not a year"}, Hint: inventory.Text{EN: "write\aa year"}},
		{Source: inventory.Source{File: "a.csv"}, Code: "check-d1", Severity: inventory.Warning, Message: inventory.Text{EN: "m"}, Rule: "D1", Year: 2020, Category: "M.3", Facility: "\x1b,厂"}}
	for _, c := range []struct {
		name  string
		paint report.Paint
		want  string
	}{
		{"plain", inventory.Severity.String, `a\x1b[2J.csv:3: ERROR [bad-year] "\x1b[31mERROR" is not a year
    hint: write\aa year
a.csv: WARNING [check-d1] m
    if it is so, write in records/suppressions.csv: D1,2020,M.3,a.csv,"\x1b,厂",,,NAME,DATE,REASON
0 blockers, 1 errors, 1 warnings, 0 remarks
`},
		{"coloured", coloured, `a\x1b[2J.csv:3: ` + "\x1b[31mERROR\x1b[0m" + ` [bad-year] "\x1b[31mERROR" is not a year
    hint: write\aa year
a.csv: ` + "\x1b[33mWARNING\x1b[0m" + ` [check-d1] m
    if it is so, write in records/suppressions.csv: D1,2020,M.3,a.csv,"\x1b,厂",,,NAME,DATE,REASON
0 blockers, 1 errors, 1 warnings, 0 remarks
`},
	} {
		var out bytes.Buffer
		report.Problems(&out, problems, "en", c.paint)
		if got := out.String(); got != c.want {
			t.Errorf("%s:\n%q", c.name, got)
		}
	}
}

// A device that shows characters is coloured unless the environment forbids it; a file and a buffer never are.
func TestPainter(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "f"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	device, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer device.Close()
	of := func(name, value string) func(string) string {
		return func(asked string) string {
			if asked == name {
				return value
			}
			return ""
		}
	}
	for _, c := range []struct {
		name string
		got  report.Paint
		want string
	}{
		{"a device", painter(device, of("", "")), "\x1b[31mERROR\x1b[0m"},
		{"a device and NO_COLOR", painter(device, of("NO_COLOR", "1")), "ERROR"},
		{"a device and a dumb terminal", painter(device, of("TERM", "dumb")), "ERROR"},
		{"a file", painter(file, of("", "")), "ERROR"},
		{"a buffer", painter(&bytes.Buffer{}, of("", "")), "ERROR"},
	} {
		if got := c.got(inventory.Error); got != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

// Explanations are coloured under the same conditions, and where they are not there is nothing to colour with.
func TestTint(t *testing.T) {
	device, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer device.Close()
	plain := func(string) string { return "" }
	if paint := tint(device, plain); paint == nil || paint(report.Doubt, "unconfirmed") != "\x1b[33munconfirmed\x1b[0m" {
		t.Error("a device is not coloured")
	}
	no := func(name string) string { return map[string]string{"NO_COLOR": "1"}[name] }
	if tint(device, no) != nil || tint(&bytes.Buffer{}, plain) != nil {
		t.Error("what shows no colours is coloured")
	}
}
