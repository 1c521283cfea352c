package bundle

import (
	"io/fs"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/report"
)

// mostRows bounds the rows of a table that are told as differences, and mostFaults the faults of tables that are told.
const mostRows, mostFaults = 20, 3

// brief is an error of one line a fault, cut after the first of them.
func brief(err error) string {
	lines := strings.Split(strings.TrimSpace(err.Error()), "\n")
	if len(lines) > mostFaults {
		return strings.Join(lines[:mostFaults], "; ") + "; … (" + strconv.Itoa(len(lines)) + ")"
	}
	return strings.Join(lines, "; ")
}

// strangeTables tells of tables of no release: a seal made with them is not identical to what any release of the program makes of the inputs.
// Told are the rows that this program's tables have otherwise, and by the bridge what its own tables make of the inputs.
func (o *opened) strangeTables(own, used *engine.Engine, carried string, results map[string][]byte) {
	if known, err := engine.Released(carried); known || err != nil {
		return
	}
	cause := report.Cause{Kind: report.CauseTable, Of: "tables", Words: say("封存的表不是本程序任何一版发布的表", "the tables in the seal are those of no release that this program knows")}
	if o.Newer() {
		cause.Words = inventory.Text{ZH: cause.Words.ZH + "；封存的引擎更新：用更新的程序核验", EN: cause.Words.EN + "; a newer engine sealed them: verify with that program"}
	}
	hash, _ := engine.TablesHash(own.Tables()) // it was read to load the engine
	o.Differences = append(o.Differences, report.Difference{Part: ManifestPath, Column: "tables", Sealed: carried, Recomputed: hash, Cause: cause})
	sealed, other := filesOf(o.Parts, Tables), map[string][]byte{}
	names, _ := engine.TableFiles(own.Tables())
	for _, name := range names {
		other[name], _ = fs.ReadFile(own.Tables(), name)
	}
	for _, name := range partsOf(sealed, other) {
		if a, b := sealed[name], other[name]; string(a) != string(b) {
			for _, d := range rowsOtherwise(a, b) {
				d.Part, d.Cause = Tables+name, cause
				o.Differences = append(o.Differences, d)
			}
		}
	}
	if used == own || o.Bridge != nil {
		return
	}
	if c, err := o.compute(own); err == nil && c.Result.Inventory != nil {
		o.Bridge = bridge(results, c.Result)
	}
}

// rowsOtherwise are the lines that only one of two spellings of a table has, in their order, the first mostRows of them; those that stand in each
// other's place are one difference.
func rowsOtherwise(sealed, own []byte) (out []report.Difference) {
	if len(sealed) > sizeBeyond(len(own)) {
		return []report.Difference{{Sealed: bytesOf(sealed), Recomputed: bytesOf(own)}}
	}
	only := func(text, without []byte) (out []string, lines []int) {
		count := map[string]int{}
		for line := range strings.Lines(string(without)) {
			count[line]++
		}
		n := 0
		for line := range strings.Lines(string(text)) {
			n++
			if count[line]--; count[line] < 0 && len(out) < mostRows {
				out, lines = append(out, strings.TrimRight(line, "\r\n")), append(lines, n)
			}
		}
		return out, lines
	}
	theirs, at := only(sealed, own)
	ours, _ := only(own, sealed)
	for i := range max(len(theirs), len(ours)) {
		d := report.Difference{}
		if i < len(theirs) {
			d.Sealed, d.Line = theirs[i], at[i]
		}
		if i < len(ours) {
			d.Recomputed = ours[i]
		}
		out = append(out, d)
	}
	if len(out) == 0 { // the same lines in another order
		out = append(out, report.Difference{Column: "line"})
	}
	return out
}
