package main

import (
	"io"
	"os"

	"ghg/inventory"
	"ghg/inventory/report"
)

// colours are the escapes of the severities on a terminal: red, red, yellow, grey.
var colours = map[inventory.Severity]string{inventory.Blocker: "\x1b[1;31m", inventory.Error: "\x1b[31m", inventory.Warning: "\x1b[33m", inventory.Info: "\x1b[90m"}

// painter gives the words of severities as the stream shows them: in colour on a terminal, plain in a file or a pipe, and
// plain everywhere if NO_COLOR is set or the terminal says that it knows no escapes.
func painter(w io.Writer, getenv func(string) string) report.Paint {
	if !shows(w, getenv) {
		return inventory.Severity.String
	}
	return coloured
}

// shows tells whether the stream shows colours.
func shows(w io.Writer, getenv func(string) string) bool {
	return getenv("NO_COLOR") == "" && getenv("TERM") != "dumb" && terminal(w)
}

// tones are the escapes of the tones of an explanation: bold, green, grey, yellow.
var tones = map[report.Tone]string{report.Heading: "\x1b[1m", report.Result: "\x1b[32m", report.Aside: "\x1b[90m", report.Doubt: "\x1b[33m"}

// tint gives the pieces of an explanation as the stream shows them, by the rules of painter; nil for plain text.
func tint(w io.Writer, getenv func(string) string) report.Tint {
	if !shows(w, getenv) {
		return nil
	}
	return func(t report.Tone, text string) string { return tones[t] + text + "\x1b[0m" }
}

func coloured(s inventory.Severity) string { return colours[s] + s.String() + "\x1b[0m" }

// terminal tells whether the stream is a device that shows characters.
func terminal(w io.Writer) bool {
	if s, ok := w.(*stream); ok {
		w = s.to
	}
	file, ok := w.(*os.File)
	if !ok {
		return false
	}
	stat, err := file.Stat()
	return err == nil && stat.Mode()&os.ModeCharDevice != 0
}
