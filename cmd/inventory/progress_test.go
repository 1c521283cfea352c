package main

import (
	"bytes"
	"testing"
)

// Progress is a line for a terminal alone, and a file's name cannot steer it.
func TestProgress(t *testing.T) {
	var out bytes.Buffer
	p := &program{err: &out, lang: "en"}
	if watch, done := p.progress(); watch != nil {
		t.Error("a pipe is told of progress")
	} else if done(); out.Len() > 0 {
		t.Errorf("a pipe gets %q", &out)
	}
	p.reading("activity/a\x1b[2J.csv", 20_000)
	if want := "\r\x1b[Kreading \"activity/a\\x1b[2J.csv\": 20000 rows"; out.String() != want {
		t.Errorf("the line is %q", &out)
	}
}
