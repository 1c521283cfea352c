package main

import (
	"fmt"

	"ghg/inventory"
	"ghg/inventory/workspace"
)

// progress tells on a terminal, in a line that is wiped out in the end, how far a long reading is; elsewhere nothing.
func (p *program) progress() (watch workspace.Watch, done func()) {
	if p.quiet || !terminal(p.err) {
		return nil, func() {}
	}
	return p.reading, func() { fmt.Fprint(p.err, wiped) }
}

// wiped begins a line of a terminal anew.
const wiped = "\r\x1b[K"

// reading writes over the line at hand. The name of the file is quoted: it cannot steer the terminal.
func (p *program) reading(file string, rows int) {
	fmt.Fprint(p.err, wiped+inventory.Text{ZH: fmt.Sprintf("正在读 %q：%d 行", file, rows), EN: fmt.Sprintf("reading %q: %d rows", file, rows)}.In(p.lang))
}
